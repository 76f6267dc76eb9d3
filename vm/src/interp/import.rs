//! Imports: built-in modules, the project's files and packages, relative names.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::conts::{Cont, Resume};
use super::frame::{Frame, Kind};
use crate::compiler::{self, CompileOptions, Input};
use crate::hal::{ENOENT, FileKind, Host};
use crate::load::Keep;
use crate::map::Map;
use crate::modules::python;
use crate::modules::sys::standard_path;
use crate::modules::vfs::{Place, Target};
use crate::modules::{EXTENSIBLE, FIRST_TABLE, MODULES};
use crate::native::{Abrupt, Args, Outcome};
use crate::object::{Object, TraceLine};
use crate::qstr::{Qstr, q};
use crate::types::T;
use crate::value::{NativeId, Ref, Value};
use crate::vm::Vm;

/// The state of an import, from its continuation's base.
const NAME: usize = 0;
const WANT_LEAF: usize = 1;
const STEP: usize = 2;
const LOADING: usize = 3;
/// `True` while Python looks for the module.
const SEARCHING: usize = 4;

/// The entry of `sys.path` that stands for modules in the firmware.
const FROZEN: &str = ".frozen";
/// How the folders of packages there begin.
const FROZEN_FOLDER: &str = ".frozen/";

/// What is compiled, or loaded, while a program runs: that is done in one go, and more than this
/// would take longer than anybody waits for a program to stop. No board's heap holds as much.
const MOST_SOURCE: usize = 128 << 10;
const MOST_MPY: usize = 640 << 10;

/// Digits of an integer in such a source.
const MOST_DIGITS: usize = 20_000;

/// A module that was found.
struct Located {
    /// Its path without an ending.
    stem: String,
    /// Whether it is a folder.
    package: bool,
    /// The file that is to run, and where its bytes are.
    file: Option<(String, Source)>,
}

/// Where the bytes of a module's file are.
enum Source {
    /// In the firmware.
    Firmware(&'static [u8]),
    /// In a file of the host.
    Host(String),
    /// In a file of a file system that answers natives at once, by its path there.
    Stored(Value, String),
    /// They were read from a file system that is mounted.
    Read(Vec<u8>),
}

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

    /// A built-in module that no file can take the place of, or any by its old name with a `u`.
    fn fixed_module(&mut self, name: &str) -> Option<Value> {
        let file_first = EXTENSIBLE.contains(&name);
        self.builtin_module(name).filter(|_| !file_first)
    }

    /// A built-in module, made when it is first asked for. `utime` is `time`, and so on.
    pub fn builtin_module(&mut self, name: &str) -> Option<Value> {
        let find = |name: &str| {
            MODULES
                .iter()
                .position(|m| m.name == name && (m.present)(&self.profile))
        };
        let index = find(name).or_else(|| {
            let name = name.strip_prefix('u')?;
            find(name).filter(|_| name == "sys" || EXTENSIBLE.contains(&name))
        })?;
        if let Some(&m) = self.builtin_modules.get(index)
            && !m.is_null()
        {
            return Some(m);
        }
        let globals = self.builtin_namespace(index);
        let name = self.qstrs.intern(MODULES[index].name);
        let module = self.heap.new_value(Object::Module { name, globals });
        if self.builtin_modules.len() <= index {
            self.builtin_modules.resize(MODULES.len(), Value::NULL);
        }
        if let Object::Dict(m) = self.heap.get_mut(globals) {
            m.fix();
        }
        self.builtin_modules[index] = module;
        Some(module)
    }

    /// The namespace of a built-in module, new.
    pub(super) fn builtin_namespace(&mut self, index: usize) -> Ref {
        let spec = &MODULES[index];
        let mut map = Map::ordered();
        let name = self.intern(spec.name);
        super::attr::insert_name(&mut map, &self.qstrs, q::__name__, name);
        for (i, native) in spec.natives.iter().enumerate() {
            let key = self.qstrs.intern(native.name);
            let id = NativeId {
                table: FIRST_TABLE + index as u16,
                index: i as u16,
            };
            super::attr::insert_name(&mut map, &self.qstrs, key, Value::native(id));
        }
        for (name, member) in spec.members {
            let key = self.qstrs.intern(name);
            let value = self.member_value(*member);
            super::attr::insert_name(&mut map, &self.qstrs, key, value);
        }
        self.heap.alloc(Object::Dict(map))
    }

    /// One step of an import: the next part of the dotted name, or the result.
    pub(super) fn import_step(
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
            Source::Stored(fs, path_there) => match self.stored_bytes(fs, &path_there) {
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

    /// Looks for a module or package in a folder of `sys.path` or of a package. [`Abrupt::Python`] where only Python can
    /// tell.
    fn locate(
        &mut self,
        host: &mut dyn Host,
        folder: &str,
        last: &str,
    ) -> Outcome<Option<Located>> {
        let stem = match folder {
            "" => last.to_string(),
            _ => format!("{folder}/{last}"),
        };
        if folder == FROZEN || folder.starts_with(FROZEN_FOLDER) {
            return Ok(self.locate_own(stem));
        }
        let package = self.path_kind(host, &stem)?.0 == FileKind::Dir;
        let file_stem = match package {
            true => format!("{stem}/__init__"),
            false => stem.clone(),
        };
        let mut file = None;
        for ending in [".py", ".mpy"] {
            let path = format!("{file_stem}{ending}");
            if let (FileKind::File, source) = self.path_kind(host, &path)? {
                file = Some((path, source));
                break;
            }
        }
        Ok((package || file.is_some()).then_some(Located {
            stem,
            package,
            file,
        }))
    }

    /// Looks for a module in the firmware.
    fn locate_own(&self, stem: String) -> Option<Located> {
        let below = &stem[FROZEN_FOLDER.len()..];
        let package = python::find(&self.profile, below)? == python::Found::Folder;
        let file_stem = match package {
            true => format!("{below}/__init__"),
            false => below.to_string(),
        };
        let file = match python::find(&self.profile, &file_stem) {
            Some(python::Found::File(bytes)) => {
                Some((format!("{file_stem}.py"), Source::Firmware(bytes)))
            }
            _ => None,
        };
        Some(Located {
            stem,
            package,
            file,
        })
    }

    /// What a path names, and where its bytes are if it is a file.
    fn path_kind(&mut self, host: &mut dyn Host, path: &str) -> Outcome<(FileKind, Source)> {
        match self.target_of(path) {
            Ok(Target::Host(full, _)) => Ok((host.find(&full), Source::Host(full))),
            Ok(Target::Object(fs, path)) => match self.stored_kind(fs, path) {
                Some(kind) => Ok((kind, Source::Stored(fs, path.into()))),
                None => Err(Abrupt::Python),
            },
            Err(_) => Ok((FileKind::Missing, Source::Read(Vec::new()))),
        }
    }

    /// `_import_kind(path)`: 0 for nothing, 1 for a file, 2 for a folder; `None` where only Python can tell.
    pub(crate) fn import_kind(&mut self, host: &mut dyn Host, args: Args) -> Outcome {
        let path = args.get(self, 0);
        let path = self.str_arg(path)?;
        Ok(match self.path_kind(host, &path) {
            Ok((FileKind::Missing, _)) => Value::small(0),
            Ok((FileKind::File, _)) => Value::small(1),
            Ok((FileKind::Dir, _)) => Value::small(2),
            Err(_) => Value::NONE,
        })
    }

    /// `_import_target(path)`: the file system that a path leads to, and the path there.
    pub(crate) fn import_target(&mut self, path: Value) -> Outcome {
        let path = self.str_arg(path)?;
        match self.place_of(&path) {
            Place::In { object, path, .. } => {
                let path = self.new_str(path);
                Ok(self.new_tuple([object, path]))
            }
            // It was unmounted meanwhile.
            _ => Err(self.os_error(ENOENT)),
        }
    }

    /// `_import_locate(folder, name)`: what natives find there: a tuple as [`Vm::located_by_python`] takes it, `False`
    /// for nothing, `None` where only Python can tell.
    pub(crate) fn import_locate(&mut self, host: &mut dyn Host, args: Args) -> Outcome {
        let (folder, last) = (args.get(self, 0), args.get(self, 1));
        let (folder, last) = (self.str_arg(folder)?, self.str_arg(last)?);
        let found = match self.locate(host, &folder, &last) {
            Ok(Some(found)) => found,
            Ok(None) => return Ok(Value::FALSE),
            Err(_) => return Ok(Value::NONE),
        };
        let (path, bytes) = match found.file {
            None => (Value::NONE, Value::NONE),
            // What the host or the firmware has is read once it is known to be wanted.
            Some((path, _)) => (self.new_str(&path), Value::NONE),
        };
        let stem = self.new_str(&found.stem);
        Ok(self.new_tuple([stem, Value::bool(found.package), path, bytes]))
    }

    /// What frozen Python has found: a tuple of the path without an ending, whether it is a package, the file to run
    /// and its bytes; or nothing.
    fn located_by_python(&mut self, found: Value) -> Option<Located> {
        let &[stem, package, path, bytes] = self.items_of(found)? else {
            return None;
        };
        let stem = self.str_of(stem)?.to_string();
        let path = self.str_of(path).map(ToString::to_string);
        let file = match (path, self.bytes_of(bytes).map(<[u8]>::to_vec)) {
            (None, _) => None,
            (Some(path), Some(bytes)) => Some((path, Source::Read(bytes))),
            (Some(_), None) if stem.starts_with(FROZEN_FOLDER) => return self.locate_own(stem),
            (Some(path), None) => match self.target_of(&path) {
                Ok(Target::Host(full, _)) => Some((path.clone(), Source::Host(full))),
                Ok(Target::Object(fs, there)) => {
                    Some((path.clone(), Source::Stored(fs, there.into())))
                }
                Err(_) => None,
            },
        };
        Some(Located {
            stem,
            package: package == Value::TRUE,
            file,
        })
    }

    /// Loads the code of a file by its bytes.
    fn load_bytes(&mut self, path: &str, bytes: &[u8]) -> Outcome<u32> {
        if !path.ends_with(".mpy") {
            return self.compile_source(bytes, path, Input::File, Keep::Loaded);
        }
        if bytes.len() > MOST_MPY {
            return Err(self.memory_error(bytes.len()));
        }
        self.load(bytes).map_err(|e| self.bad_file(path, &e.0))
    }

    /// Compiles a source file to `.mpy` bytes and loads those. A `SyntaxError` knows its place.
    pub(crate) fn compile_source(
        &mut self,
        source: &[u8],
        path: &str,
        input: Input,
        keep: Keep,
    ) -> Outcome<u32> {
        if source.len() > MOST_SOURCE {
            return Err(self.memory_error(source.len()));
        }
        let options = CompileOptions {
            file_name: path.into(),
            input,
            max_digits: MOST_DIGITS,
            target: compiler::Target::Simulator,
            opt_level: self.module_state.micropython.opt_level,
            ..CompileOptions::default()
        };
        match compiler::compile(source, &options) {
            Ok(mpy) => self
                .load_as(&mpy, keep)
                .map_err(|e| self.bad_file(path, &e.0)),
            Err(e) => {
                let class = match e.kind {
                    compiler::ErrorKind::IndentationError => T::IndentationError,
                    compiler::ErrorKind::UnicodeError => T::UnicodeError,
                    compiler::ErrorKind::RuntimeError => T::RuntimeError,
                    compiler::ErrorKind::NotImplementedError => T::NotImplementedError,
                    compiler::ErrorKind::SyntaxError => T::SyntaxError,
                };
                let message = self.new_str(&e.message);
                let exc = self.new_exception(class, &[message]);
                let line = TraceLine {
                    file: self.qstrs.intern(path),
                    line: e.line,
                    block: self.qstrs.intern(&e.block),
                };
                if let Some(Object::Exception(x)) = self.heap.object_mut(exc) {
                    x.traceback.push(line);
                }
                Err(Abrupt::Raise(exc))
            }
        }
    }

    #[cold]
    fn bad_file(&mut self, path: &str, why: &str) -> Abrupt {
        let message = format!("{path}: {why}");
        self.value_error(&message)
    }

    /// Pushes the frame of a module's body.
    pub(super) fn push_body(
        &mut self,
        code: u32,
        globals: Ref,
        locals: Ref,
        ret: usize,
    ) -> Outcome<()> {
        let base = self.sp.max(ret);
        let (n_locals, size) = {
            let c = &self.codes[code as usize];
            (c.n_locals as usize, c.frame_size())
        };
        self.ensure_stack(base + size)?;
        self.stack[base..base + n_locals].fill(Value::NULL);
        self.frames.push(Frame {
            kind: Kind::Body,
            code,
            ip: 0,
            base: base as u32,
            ret: ret as u32,
            handlers: self.handlers.len() as u32,
            globals,
            aux: Value::obj(locals),
        });
        self.sp = base + n_locals;
        Ok(())
    }

    /// Where modules are looked for: `sys.path`, once the program has imported `sys`.
    fn search_path(&self) -> Vec<String> {
        let sys = MODULES
            .iter()
            .position(|m| m.name == "sys" && (m.present)(&self.profile))
            .and_then(|i| self.builtin_modules.get(i));
        let Some(Object::Module { globals, .. }) = sys.and_then(|&m| self.heap.object(m)) else {
            return standard_path(self);
        };
        let path = self
            .map_of(*globals)
            .and_then(|m| self.map_name(m, q::path));
        let items = path.and_then(|p| self.items_of(p)).unwrap_or_default();
        let texts = items.iter().filter_map(|&v| self.str_of(v));
        texts.map(ToString::to_string).collect()
    }

    #[cold]
    fn no_module(&mut self, name: &str) -> Abrupt {
        let message = format!("no module named '{name}'");
        self.raise(T::ImportError, &message)
    }

    /// A module's body raised: it is not loaded.
    pub(super) fn import_failed(&mut self, base: usize) {
        if let Some(Object::Module { name, .. }) = self.heap.object(self.stack[base + LOADING]) {
            let key = Value::qstr(*name);
            // The exception on its way matters more than a failure to forget the module.
            let _ = self.map_remove(self.modules, key);
        }
    }

    /// `from module import name`
    pub(super) fn import_from(&mut self, module: Value, name: Qstr) -> Outcome {
        match self.find_attr(module, name)? {
            Some(super::attr::Found::Value(v)) => Ok(v),
            Some(super::attr::Found::Method(function, receiver)) => Ok(self
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
    pub(super) fn import_star(&mut self, module: Value, into: Ref) -> Outcome<()> {
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
