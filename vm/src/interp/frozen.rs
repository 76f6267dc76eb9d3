//! The VM's own Python, compiled when the VM is built: helpers that loop over calls, loaded when first used.

use alloc::format;

use crate::load::Keep;
use crate::map::Map;
use crate::modules::MODULES;
use crate::modules::python::HELPERS;
use crate::native::Outcome;
use crate::object::{FunctionObj, Object};
use crate::types::T;
use crate::value::{Ref, Value};
use crate::vm::Vm;

impl Vm {
    /// The frozen function `name`.
    pub(crate) fn frozen_function(&mut self, name: &str) -> Outcome {
        let namespace = match self.frozen.as_ref() {
            Some(r) => r,
            None => self.load_frozen()?,
        };
        let key = self.intern(name);
        match self.map_get(namespace, key)? {
            Some(f) => Ok(f),
            None => {
                let message = format!("no frozen function {name}");
                Err(self.raise(T::RuntimeError, &message))
            }
        }
    }

    /// Loads the files of `frozen/` into one namespace and makes their functions, without running their bodies: a frozen
    /// file holds nothing but `def`s, so the functions are the children of its code.
    fn load_frozen(&mut self) -> Outcome<Ref> {
        let index = MODULES.iter().position(|m| m.name == "_frozen");
        let namespace = match index {
            Some(i) => self.builtin_namespace(i),
            None => self.heap.alloc(Object::Dict(Map::default())),
        };
        for (file, bytes) in HELPERS {
            let code = self.load_own(file, bytes, Keep::Hidden)?;
            for child in self.codes[code as usize].children.clone() {
                let name = self.codes[child as usize].name;
                let function =
                    self.heap
                        .new_value(Object::Function(alloc::boxed::Box::new(FunctionObj {
                            code: child,
                            globals: namespace,
                            defaults: Value::NULL,
                            kw_defaults: Value::NULL,
                            closed: alloc::boxed::Box::default(),
                            bytes: 0,
                        })));
                self.map_set(namespace, Value::qstr(name), function)?;
            }
        }
        self.frozen = Value::obj(namespace);
        self.heap.exempt(namespace);
        Ok(namespace)
    }

    /// Loads what the build has compiled.
    pub(super) fn load_own(&mut self, file: &str, bytes: &[u8], keep: Keep) -> Outcome<u32> {
        self.load_as(bytes, keep).map_err(|e| {
            let message = format!("frozen {file}: {e}");
            self.raise(T::RuntimeError, &message)
        })
    }

    /// A built-in name.
    pub(super) fn builtin_name(&self, name: crate::qstr::Qstr) -> Option<Value> {
        self.map_of(self.builtins)?.get_qstr(&self.qstrs, name)
    }

    /// Fills the built-in names: those of `builtins`, and the types that are visible everywhere.
    pub(crate) fn install_builtins(&mut self) {
        let ordered = self.builtin_namespace(0);
        let mut map = Map::with_room(233);
        if let Object::Dict(m) = self.heap.get(ordered) {
            for e in m.iter() {
                if let Some(name) = e.key.as_qstr() {
                    super::attr::insert_name(&mut map, &self.qstrs, name, e.value);
                }
            }
        }
        self.builtins = self.heap.alloc(Object::Dict(map));
    }
}
