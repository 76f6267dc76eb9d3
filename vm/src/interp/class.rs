//! Classes: the `class` statement, `type()`, and their instances.

use alloc::boxed::Box;
use alloc::format;
use alloc::vec::Vec;

use super::conts::Cont;
use super::frame::Kind;
use crate::map::Map;
use crate::native::Outcome;
use crate::object::{DerivedObj, Object, TypeObj};
use crate::qstr::q;
use crate::types::T;
use crate::value::{Ref, Value};
use crate::vm::Vm;

/// Classes in an order beyond this are refused, as no board could hold them.
const MAX_ORDER: usize = 500;

impl Vm {
    /// `__build_class__(body, name, *bases)`: runs the body with a new namespace.
    pub(super) fn build_class(&mut self, args: usize, n: usize, ret: usize) -> Outcome<()> {
        if n < 2 {
            return Err(self.type_error("function missing required positional arguments"));
        }
        let given = self.stack[args..args + n].to_vec();
        let Some(body) = given[0].as_ref() else {
            return Err(self.type_error("object not callable"));
        };
        let bases = self.new_tuple(&given[2..]);
        let locals = self.new_dict(0);
        self.sp = args;
        self.push_cont(
            Cont::BuildClass,
            &[Value::obj(locals), given[1], bases],
            ret,
        )?;
        let at = self.sp;
        self.push_function(body, at, 0, 0, at)?;
        if let Some(frame) = self.frames.last_mut() {
            frame.kind = Kind::Body;
            frame.aux = Value::obj(locals);
        }
        Ok(())
    }

    /// The class of the first base makes the class: this one, if that is not `type`.
    pub(super) fn other_maker(&self, bases: Value) -> Option<Value> {
        let first = *self.items_of(bases)?.first()?;
        let is_class = self.as_class(first).is_some();
        (!is_class).then(|| Value::obj(self.type_of(first)))
    }

    /// Makes the class of a body that has run.
    pub(super) fn finish_class(&mut self, name: Value, bases: Value, locals: Value) -> Outcome {
        let bases: Vec<Value> = self.items_of(bases).unwrap_or(&[]).to_vec();
        let locals = match self.heap.object(locals) {
            Some(Object::Dict(m)) => m.clone(),
            _ => Map::default(),
        };
        self.new_class(name, &bases, locals)
    }

    /// `type(name, bases, dict)`
    pub fn new_class(&mut self, name: Value, bases: &[Value], mut locals: Map) -> Outcome {
        let name = match (name.as_qstr(), self.str_of(name)) {
            (Some(q), _) => q,
            (None, Some(text)) => {
                let text: Box<str> = text.into();
                self.intern_name(&text)?
            }
            _ => return Err(self.not_a_string(name)),
        };
        let mut layout = T::Object;
        let mut mro: Vec<Ref> = alloc::vec![Ref(0)];
        let mut direct = Vec::new();
        let (mut attr_hooks, mut descriptors) = (false, false);
        for &base in bases {
            let Some(t) = self.as_class(base) else {
                return Err(self.raise_with(T::TypeError, &[]));
            };
            if t.builtin && t.layout != T::Object && t.layout.spec().make.is_none() {
                let message = format!(
                    "type '{}' isn't an acceptable base type",
                    self.qstrs.text(t.name)
                );
                return Err(self.type_error(&message));
            }
            if t.layout != T::Object {
                if layout != T::Object {
                    return Err(self.type_error("multiple bases have instance lay-out conflict"));
                }
                layout = t.layout;
            }
            attr_hooks |= t.attr_hooks;
            descriptors |= t.descriptors;
            direct.extend(base.as_ref());
            mro.extend(t.mro.iter().filter(|&&c| c != Ref(T::Object as u32)));
        }
        if mro.len() > MAX_ORDER {
            return Err(self.raise(T::RuntimeError, "maximum recursion depth exceeded"));
        }
        mro.push(Ref(T::Object as u32));
        // `__new__` is a static method without saying so, unless it closes over something or yields.
        if let Some(i) = locals.find_qstr(&self.qstrs, q::__new__) {
            let v = locals.slots()[i].value;
            if self.kind(v) == T::Function {
                let wrapped = self.heap.new_value(Object::StaticMethod(v));
                if let Some(slot) = locals.slot_mut(i) {
                    slot.value = wrapped;
                }
            }
        }
        for e in locals.iter() {
            descriptors |= self.is_descriptor(e.value);
            attr_hooks |=
                e.key == Value::qstr(q::__setattr__) || e.key == Value::qstr(q::__delattr__);
        }
        let class = self.heap.alloc(Object::Type(Box::new(TypeObj {
            name,
            bases: direct.clone().into(),
            mro: Box::default(),
            locals,
            layout,
            builtin: false,
            attr_hooks,
            descriptors,
            subclassed: false,
            fields: Box::default(),
        })));
        for base in direct {
            if let Object::Type(t) = self.heap.get_mut(base) {
                t.subclassed = true;
            }
        }
        mro[0] = class;
        if let Object::Type(t) = self.heap.get_mut(class) {
            t.mro = mro.into();
        }
        Ok(Value::obj(class))
    }

    /// The members of a new class that want to know their name, each followed by it.
    pub(super) fn names_to_set(&self, class: Value) -> Vec<Value> {
        let Some(t) = self.as_class(class) else {
            return Vec::new();
        };
        let wants = |v: Value| self.user_method(v, q::__set_name__).is_some();
        t.locals
            .iter()
            .filter(|e| wants(e.value))
            .flat_map(|e| [e.value, e.key])
            .collect()
    }

    /// An instance of a Python class, before `__init__`.
    pub fn new_instance(&mut self, class: Ref) -> Value {
        let derives = self.class(class).is_some_and(|t| t.layout != T::Object);
        self.heap.new_value(if derives {
            Object::Derived(Box::new(DerivedObj {
                class,
                members: Map::default(),
                native: Value::NULL,
            }))
        } else {
            Object::Instance {
                class,
                members: Map::default(),
            }
        })
    }
}
