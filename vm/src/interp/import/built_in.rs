//! The built-in modules as objects, each made when it is first asked for.

use crate::map::Map;
use crate::modules::{EXTENSIBLE, FIRST_TABLE, MODULES};
use crate::object::Object;
use crate::qstr::q;
use crate::value::{NativeId, Ref, Value};
use crate::vm::Vm;

impl Vm {
    /// A built-in module that no file can take the place of, or any by its old name with a `u`.
    pub(super) fn fixed_module(&mut self, name: &str) -> Option<Value> {
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
    pub(in crate::interp) fn builtin_namespace(&mut self, index: usize) -> Ref {
        let spec = &MODULES[index];
        let mut map = Map::ordered();
        let name = self.intern(spec.name);
        crate::interp::attr::insert_name(&mut map, &self.qstrs, q::__name__, name);
        for (i, native) in spec.natives.iter().enumerate() {
            let key = self.qstrs.intern(native.name);
            let id = NativeId {
                table: FIRST_TABLE + index as u16,
                index: i as u16,
            };
            crate::interp::attr::insert_name(&mut map, &self.qstrs, key, Value::native(id));
        }
        for (name, member) in spec.members {
            let key = self.qstrs.intern(name);
            let value = self.member_value(*member);
            crate::interp::attr::insert_name(&mut map, &self.qstrs, key, value);
        }
        self.heap.alloc(Object::Dict(map))
    }
}
