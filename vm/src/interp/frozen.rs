//! The VM's own Python: helpers that loop over calls, compiled by our compiler when first used.

use alloc::format;

use crate::map::Map;
use crate::modules::MODULES;
use crate::native::{Abrupt, Outcome};
use crate::object::{FunctionObj, Object};
use crate::types::T;
use crate::value::{Ref, Value};
use crate::vm::Vm;

/// All files of `frozen/`, in one namespace.
const SOURCES: &[(&str, &str)] = crate::modules::frozen::SOURCES;

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

    /// Compiles the frozen files and makes their functions, without running their bodies: a frozen
    /// file holds nothing but `def`s, so the functions are the children of its code.
    fn load_frozen(&mut self) -> Outcome<Ref> {
        let index = MODULES.iter().position(|m| m.name == "_frozen");
        let namespace = match index {
            Some(i) => self.builtin_namespace(i),
            None => self.heap.alloc(Object::Dict(Map::default())),
        };
        for (file, source) in SOURCES {
            let code = self.freeze(file, source)?;
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

    fn freeze(&mut self, file: &str, source: &str) -> Outcome<u32> {
        let options = crate::compiler::CompileOptions {
            file_name: file.into(),
            target: crate::compiler::Target::Simulator,
            ..crate::compiler::CompileOptions::default()
        };
        let refuse = |vm: &mut Vm, why: &str| -> Abrupt {
            let message = format!("frozen {file}: {why}");
            vm.raise(T::RuntimeError, &message)
        };
        match crate::compiler::compile(source.as_bytes(), &options) {
            Ok(mpy) => self
                .load_as(&mpy, crate::load::Keep::Hidden)
                .map_err(|e| refuse(self, &e.0)),
            Err(e) => Err(refuse(self, &e.message)),
        }
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
