//! Imports: the parts of a dotted name one after the other, and what `from` takes out of a module.

mod built_in;
mod locate;
mod source;

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use self::locate::{Located, Source};
use super::conts::{Cont, Resume};
use crate::hal::Host;
use crate::load::Keep;
use crate::map::Map;
use crate::native::{Abrupt, Outcome};
use crate::object::Object;
use crate::qstr::{Qstr, q};
use crate::types::T;
use crate::value::{Ref, Value};
use crate::vm::Vm;

/// The state of an import, from its continuation's base.
const NAME: usize = 0;
const WANT_LEAF: usize = 1;
const STEP: usize = 2;
const LOADING: usize = 3;
/// `True` while Python looks for the module.
const SEARCHING: usize = 4;

impl Vm {
    /// `import name`: answers with the module once it is loaded.
    pub(crate) fn import_name(
        &mut self,
        globals: Ref,
        name: Qstr,
        fromlist: Value,
        level: Value,
    ) -> Outcome {
        let mut full: String = self.qstrs.text(name).into();
        let level = level.as_small().unwrap_or(0);
        if level > 0 {
            full = self.relative_name(globals, &full, level as usize)?;
        }
        if full.is_empty() {
            return Err(self.raise_with(T::ValueError, &[]));
        }
        let want_leaf = !fromlist.is_none();
        if !full.contains('.') {
            if let Some(m) = self.loaded_module(&full)? {
                return Ok(m);
            }
            if let Some(m) = self.fixed_module(&full) {
                return Ok(m);
            }
        }
        let full = self.new_str(&full);
        Err(self.import_dotted(full, want_leaf))
    }

    /// Answers with a module by its full name: the last part of it, or the first.
    fn import_dotted(&mut self, full: Value, want_leaf: bool) -> Abrupt {
        let state = [
            full,
            Value::bool(want_leaf),
            Value::small(0),
            Value::NULL,
            Value::FALSE,
        ];
        // A call of nothing: the continuation does all the work.
        self.pending = crate::vm::Pending {
            callee: Value::NULL,
            then: Some((Cont::Import, state.to_vec())),
            ..Default::default()
        };
        Abrupt::Call
    }

    /// The full name of what may be a submodule of a package.
    fn submodule_name(&self, module: Value, name: Qstr) -> Option<String> {
        let Some(Object::Module {
            name: parent,
            globals,
        }) = self.heap.object(module)
        else {
            return None;
        };
        self.map_name(self.map_of(*globals)?, q::__path__)?;
        Some(format!(
            "{}.{}",
            self.qstrs.text(*parent),
            self.qstrs.text(name)
        ))
    }

    fn relative_name(&mut self, globals: Ref, name: &str, level: usize) -> Outcome<String> {
        let map = self.map_of(globals);
        let module = map.and_then(|m| self.map_name(m, q::__name__));
        let is_package = map.is_some_and(|m| self.map_name(m, q::__path__).is_some());
        let module: String = module.and_then(|v| self.str_of(v)).unwrap_or("").into();
        let mut parts: Vec<&str> = module.split('.').collect();
        let up = if is_package { level - 1 } else { level };
        if module.is_empty() || up >= parts.len() && !(is_package && up == 0) {
            return Err(self.raise(T::ImportError, "can't perform relative import"));
        }
        parts.truncate(parts.len() - up);
        if !name.is_empty() {
            parts.push(name);
        }
        Ok(parts.join("."))
    }

    /// A module that is loaded already. With an empty `sys.path` none counts: a program makes it so
    /// to get a built-in module whatever was loaded from a file of the same name.
    fn loaded_module(&mut self, name: &str) -> Outcome<Option<Value>> {
        if self.search_path().is_empty() {
            return Ok(None);
        }
        let key = self.new_str(name);
        self.map_get(self.modules, key)
    }

    /// One step of an import: the next part of the dotted name, or the result.
    pub(in crate::interp) fn import_step(
        &mut self,
        host: &mut dyn Host,
        base: usize,
        result: Value,
    ) -> Outcome<Resume> {
        let full: String = self.str_of(self.stack[base + NAME]).unwrap_or("").into();
        let parts: Vec<&str> = full.split('.').collect();
        loop {
            let step = self.stack[base + STEP].as_small().unwrap_or(0) as usize;
            if !self.stack[base + LOADING].is_null() {
                let module = self.stack[base + LOADING];
                self.stack[base + LOADING] = Value::NULL;
                self.stack[base + STEP] = Value::small(step as i64 + 1);
                if step > 0 {
                    let parent = self.new_str(&parts[..step].join("."));
                    let name = self.qstrs.intern(parts[step]);
                    if let Some(parent) = self.map_get(self.modules, parent)? {
                        self.store_attr(parent, name, module)?;
                    }
                }
                continue;
            }
            if step == parts.len() {
                let leaf = self.stack[base + WANT_LEAF] == Value::TRUE;
                let wanted = if leaf { full.as_str() } else { parts[0] };
                let loaded = self.loaded_module(wanted)?;
                return match loaded.or_else(|| self.builtin_module(wanted)) {
                    Some(m) => Ok(Resume::Value(m)),
                    None => Err(self.no_module(wanted)),
                };
            }
            let name = parts[..=step].join(".");
            if self.stack[base + SEARCHING] == Value::TRUE {
                self.stack[base + SEARCHING] = Value::FALSE;
                let found = self.located_by_python(result);
                if let Some(resume) = self.start_module(host, base, &name, found)? {
                    return Ok(resume);
                }
                self.stack[base + STEP] = Value::small(step as i64 + 1);
                continue;
            }
            let known = match self.loaded_module(&name)? {
                None if step == 0 => self.fixed_module(&name),
                loaded => loaded,
            };
            if known.is_none()
                && let Some(resume) = self.load_module(host, base, &name, parts[step])?
            {
                return Ok(resume);
            }
            self.stack[base + STEP] = Value::small(step as i64 + 1);
        }
    }

    /// Finds and starts a module that is not loaded; `None` if it is a built-in one after all.
    fn load_module(
        &mut self,
        host: &mut dyn Host,
        base: usize,
        name: &str,
        last: &str,
    ) -> Outcome<Option<Resume>> {
        let folders: Vec<String> = match name.rsplit_once('.') {
            None => self.search_path(),
            Some((parent, _)) => {
                let key = self.new_str(parent);
                let parent_module = self.map_get(self.modules, key)?;
                let path = parent_module.and_then(|m| match self.heap.object(m) {
                    Some(Object::Module { globals, .. }) => {
                        self.map_name(self.map_of(*globals)?, q::__path__)
                    }
                    _ => None,
                });
                match path.and_then(|p| self.str_of(p)) {
                    Some(p) => alloc::vec![p.into()],
                    // A module that is no package has nothing below it.
                    None => return Err(self.no_module(name)),
                }
            }
        };
        for (i, folder) in folders.iter().enumerate() {
            match self.locate(host, folder, last) {
                Ok(None) => {}
                Ok(found) => return self.start_module(host, base, name, found),
                // A file system whose methods are Python, or that waits for a device which is.
                Err(_) => {
                    self.stack[base + SEARCHING] = Value::TRUE;
                    let left = folders[i..].iter().map(|folder| self.new_str(folder));
                    let left: Vec<Value> = left.collect();
                    let left = self.new_list(left);
                    let last = self.new_str(last);
                    return Err(self.call_frozen("import_search", &[left, last]));
                }
            }
        }
        self.start_module(host, base, name, None)
    }

    /// Starts a module where it was found; `None` if it is a built-in one after all.
    fn start_module(
        &mut self,
        host: &mut dyn Host,
        base: usize,
        name: &str,
        found: Option<Located>,
    ) -> Outcome<Option<Resume>> {
        let Some(Located {
            stem,
            package,
            file,
        }) = found
        else {
            return match self.builtin_module(name) {
                Some(_) => Ok(None),
                None => Err(self.no_module(name)),
            };
        };
        let key = self.qstrs.intern(name);
        let globals = self.new_dict(0);
        self.map_set(globals, Value::qstr(q::__name__), Value::qstr(key))?;
        let module = self.heap.new_value(Object::Module { name: key, globals });
        if package {
            let path = self.new_str(&stem);
            self.map_set(globals, Value::qstr(q::__path__), path)?;
        }
        self.map_set(self.modules, Value::qstr(key), module)?;
        self.stack[base + LOADING] = module;
        let Some((path, source)) = file else {
            // A folder without `__init__` is a package with nothing in it.
            if let Some(frame) = self.frames.last_mut() {
                frame.ip = 1;
            }
            return Ok(Some(Resume::Pushed));
        };
        let file = self.new_str(&path);
        self.map_set(globals, Value::qstr(q::__file__), file)?;
        let code = match source {
            Source::Firmware(bytes) => self.load_own(&path, bytes, Keep::Firmware)?,
            Source::Read(bytes) => self.load_bytes(&path, &bytes)?,
            Source::Stored(fs, path_there) => match self.stored_bytes(host, fs, &path_there) {
                Ok(bytes) => self.load_bytes(&path, &bytes)?,
                Err(errno) => return Err(self.os_error(errno)),
            },
            Source::Host(full) => match host.load(&full) {
                Some(bytes) => self.load_bytes(&path, &bytes)?,
                None => return Err(self.no_module(name)),
            },
        };
        if let Some(frame) = self.frames.last_mut() {
            frame.ip = 0;
        }
        self.push_body(code, globals, globals, self.sp)?;
        Ok(Some(Resume::Pushed))
    }

    #[cold]
    fn no_module(&mut self, name: &str) -> Abrupt {
        let message = format!("no module named '{name}'");
        self.raise(T::ImportError, &message)
    }

    /// A module's body raised: it is not loaded.
    pub(in crate::interp) fn import_failed(&mut self, base: usize) {
        if let Some(Object::Module { name, .. }) = self.heap.object(self.stack[base + LOADING]) {
            let key = Value::qstr(*name);
            // The exception on its way matters more than a failure to forget the module.
            let _ = self.map_remove(self.modules, key);
        }
    }

    /// `from module import name`
    pub(in crate::interp) fn import_from(&mut self, module: Value, name: Qstr) -> Outcome {
        match self.find_attr(module, name)? {
            Some(crate::interp::attr::Found::Value(v)) => Ok(v),
            Some(crate::interp::attr::Found::Method(function, receiver)) => Ok(self
                .heap
                .new_value(Object::BoundMethod { function, receiver })),
            None => {
                // What the module's own hook says is final, also that there is no such name.
                if let Some(call) = self.ask_getattr(module, name) {
                    return Err(call);
                }
                if let Some(full) = self.submodule_name(module, name) {
                    let full = self.new_str(&full);
                    return Err(self.import_dotted(full, true));
                }
                let message = format!("can't import name {}", self.qstrs.text(name));
                Err(self.raise(T::ImportError, &message))
            }
        }
    }

    /// `from module import *`
    pub(in crate::interp) fn import_star(&mut self, module: Value, into: Ref) -> Outcome<()> {
        let namespace = match self.heap.object(module) {
            Some(Object::Module { globals, .. }) => self.map_of(*globals),
            _ => None,
        };
        let all = self.qstrs.find("__all__");
        let decides = |m: &&Map| {
            all.is_some_and(|all| self.map_name(m, all).is_some())
                || self.map_name(m, q::__getattr__).is_some()
        };
        let Some(namespace) = namespace.filter(|m| !decides(m)) else {
            // The module tells what is public, or is no module.
            return Err(self.call_frozen("import_all", &[module, Value::obj(into)]));
        };
        for e in namespace.iter().copied().collect::<Vec<_>>() {
            if self
                .str_of(e.key)
                .is_some_and(|name| !name.starts_with('_'))
            {
                self.map_set_at_once(into, e.key, e.value)?;
            }
        }
        Ok(())
    }
}
