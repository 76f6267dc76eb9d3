//! Names: in a body's namespace, the module's, the built-in one.

use alloc::format;

use super::frame::{Frame, Kind};
use crate::cost::Cost;
use crate::native::{Abrupt, Outcome};
use crate::object::Object;
use crate::qstr::Qstr;
use crate::types::T;
use crate::value::{Ref, Value};
use crate::vm::Vm;

impl Vm {
    /// A name that a module's or class's body uses.
    pub(super) fn load_name(&mut self, frame: &Frame, name: Qstr) -> Outcome {
        if frame.kind == Kind::Body
            && let Some(locals) = frame.aux.as_ref().filter(|&r| r != frame.globals)
            && let Some(v) = self.map_of(locals).and_then(|m| self.map_name(m, name))
        {
            return Ok(v);
        }
        self.load_global(frame.globals, name)
    }

    /// A global or built-in name.
    pub(super) fn load_global(&mut self, globals: Ref, name: Qstr) -> Outcome {
        self.pay(Cost::Builtin, 1);
        if let Some(v) = self.remembered_builtin(globals, name) {
            return Ok(v);
        }
        if let Object::Dict(m) = self.heap.get(globals)
            && let Some(v) = self.map_name(m, name)
        {
            return Ok(v);
        }
        // The VM's own Python does not see what a program puts in place of a built-in name.
        let original = match self.builtin_modules.first() {
            Some(&builtins) if self.frozen == Value::obj(globals) => self.heap.object(builtins),
            _ => None,
        };
        let found = match original {
            Some(&Object::Module { globals, .. }) => {
                self.map_of(globals).and_then(|m| self.map_name(m, name))
            }
            _ => self.builtin_name(name),
        };
        match found {
            Some(v) => {
                self.remember_builtin(globals, name, v);
                Ok(v)
            }
            None => Err(self.no_name(name)),
        }
    }

    #[cold]
    fn no_name(&mut self, name: Qstr) -> Abrupt {
        let message = format!("name '{}' isn't defined", self.qstrs.text(name));
        self.raise(T::NameError, &message)
    }

    /// The namespace that a body stores into.
    pub(super) fn body_namespace(&self, frame: &Frame) -> Ref {
        match frame.kind {
            Kind::Body => frame.aux.as_ref().unwrap_or(frame.globals),
            _ => frame.globals,
        }
    }

    /// The global and the local namespace of the Python code that runs.
    pub fn current_namespaces(&self) -> (Ref, Ref) {
        let mut frames = self.frames.iter().rev().filter(|f| f.is_python());
        let caller = frames.find(|f| !self.codes[f.code as usize].hidden);
        let globals = caller.map_or(self.main, |f| f.globals);
        // A function has no namespace of its own: it sees that of the body which called it.
        let body = self.frames.iter().rev().find(|f| f.kind == Kind::Body);
        (globals, body.map_or(globals, |f| self.body_namespace(f)))
    }

    /// Stores a name.
    pub(super) fn store_name(&mut self, namespace: Ref, name: Qstr, value: Value) -> Outcome<()> {
        self.store_name_in(namespace, Value::obj(namespace), name, value)
    }

    /// Deletes a name.
    pub(super) fn delete_name(&mut self, namespace: Ref, name: Qstr) -> Outcome<()> {
        match self.map_remove(namespace, Value::qstr(name))? {
            Some(_) => Ok(()),
            None => Err(self.raise_with(T::KeyError, &[Value::qstr(name)])),
        }
    }
}
