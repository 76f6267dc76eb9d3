//! What operators and the methods of built-in types work on: `self`, or the built-in part of it.

use alloc::vec::Vec;

use crate::native::{Abrupt, Args, Outcome};
use crate::object::Object;
use crate::text::utf8;
use crate::types::T;
use crate::types::slots::Slots;
use crate::value::{Ref, Value};
use crate::vm::Vm;

impl Vm {
    /// The error of a method called on a value of another type than its own.
    #[cold]
    pub fn wrong_self(&mut self, name: &str, v: Value) -> Abrupt {
        let message = alloc::format!(
            "argument should be a '{name}' not a '{}'",
            self.type_name(v)
        );
        self.type_error(&message)
    }

    /// What an operator works on: the native part, if its type has operators at all. Messages name it.
    pub fn operand(&self, v: Value) -> Value {
        self.part_with(v, |slots| slots.binary)
    }

    /// The same for operators with one operand, and for `len`, `hash` and truth.
    pub fn unary_operand(&self, v: Value) -> Value {
        self.part_with(v, |slots| slots.unary)
    }

    /// What is shown of an instance: its native part, if that type has a text of its own.
    pub(crate) fn shown_part(&self, v: Value) -> Value {
        self.part_with(v, |slots| slots.text)
    }

    /// The native part, if its type has what is asked for, or else the whole.
    pub(super) fn part_with(&self, v: Value, has: fn(Slots) -> bool) -> Value {
        let native = self.native_part(v);
        if native != v && has(self.kind(native).slots()) {
            native
        } else {
            v
        }
    }

    /// The list that a method of `list` works on.
    pub fn self_list(&mut self, v: Value) -> Outcome<Ref> {
        let native = self.native_part(v);
        match (native.as_ref(), self.heap.object(native)) {
            (Some(r), Some(Object::List(_))) => Ok(r),
            _ => Err(self.wrong_self("list", v)),
        }
    }

    /// The items of that list.
    #[inline]
    pub fn list_mut(&mut self, v: Value) -> Outcome<&mut Vec<Value>> {
        let r = self.self_list(v)?;
        match self.heap.get_mut(r) {
            Object::List(items) => Ok(items),
            _ => Err(Abrupt::Python),
        }
    }

    /// The dict that a method of `dict` works on.
    pub fn self_dict(&mut self, v: Value) -> Outcome<Ref> {
        let native = self.native_part(v);
        match (native.as_ref(), self.heap.object(native)) {
            (Some(r), Some(Object::Dict(_))) => Ok(r),
            _ => Err(self.wrong_self("dict", v)),
        }
    }

    /// The set that a changing method of `set` works on.
    pub fn self_set(&mut self, v: Value) -> Outcome<Ref> {
        let native = self.native_part(v);
        match (native.as_ref(), self.heap.object(native)) {
            (Some(r), Some(Object::Set(_))) => Ok(r),
            _ => Err(self.wrong_self("set", v)),
        }
    }

    /// The set or frozenset that a method of either works on.
    pub fn self_any_set(&mut self, v: Value) -> Outcome<Ref> {
        let native = self.native_part(v);
        match (native.as_ref(), self.heap.object(native)) {
            (Some(r), Some(Object::Set(_) | Object::FrozenSet(_))) => Ok(r),
            _ => Err(self.wrong_self("set", v)),
        }
    }

    /// `outcome`, or else what the frozen function `name` answers where it needs Python.
    #[inline]
    pub fn or_frozen<V>(&mut self, outcome: Outcome<V>, name: &str, args: &[Value]) -> Outcome<V> {
        match outcome {
            Err(Abrupt::Python) => Err(self.call_frozen(name, args)),
            answer => answer,
        }
    }

    /// The items of a tuple or list that must have so many.
    pub fn fixed_items<const N: usize>(&mut self, v: Value) -> Outcome<[Value; N]> {
        let Some(items) = self.items_of(v).filter(|_| !self.is_user(v)) else {
            let message = alloc::format!("object '{}' isn't a tuple or list", self.type_name(v));
            return Err(self.type_error(&message));
        };
        match <[Value; N]>::try_from(items) {
            Ok(items) => Ok(items),
            Err(_) => {
                let len = items.len();
                let message = alloc::format!("requested length {N} but object has length {len}");
                Err(self.value_error(&message))
            }
        }
    }

    /// Refuses keyword arguments, for natives that get them only to pass positional ones on.
    pub fn no_keywords(&mut self, args: Args) -> Outcome<()> {
        if args.nkw == 0 {
            Ok(())
        } else {
            Err(self.type_error("function doesn't take keyword arguments"))
        }
    }

    /// `len(v)` of a built-in collection; `None` of what has no length, [`Abrupt::Python`] where a
    /// user's `__len__` decides.
    pub fn len_of(&self, v: Value) -> Outcome<Option<usize>> {
        if let Some(text) = self.text_of(v)
            && !self.is_user(v)
        {
            return Ok(Some(match self.heap.object(v) {
                Some(Object::Str(s)) if s.ascii => text.len(),
                _ => utf8::length(text),
            }));
        }
        Ok(match self.heap.object(v) {
            Some(Object::List(items)) => Some(items.len()),
            Some(Object::Tuple(items) | Object::NamedTuple(_, items)) => Some(items.len()),
            Some(Object::Dict(m) | Object::Set(m) | Object::FrozenSet(m)) => Some(m.len()),
            Some(Object::DictView(dict, _)) => {
                dict.as_ref().and_then(|r| self.map_of(r)).map(|m| m.len())
            }
            Some(Object::Range(r)) => Some(super::sequence::range_len(r) as usize),
            Some(
                Object::Bytes(_) | Object::ByteArray(_) | Object::Array(_) | Object::MemoryView(_),
            ) => Some(self.buffer_len(v)),
            Some(Object::Device(d)) if d.ty == T::Deque => self.deque_len(v),
            Some(Object::Instance { .. } | Object::Derived(_)) => {
                if self.user_method(v, crate::qstr::q::__len__).is_some() {
                    return Err(Abrupt::Python);
                }
                match self.unary_operand(v) {
                    native if native != v => return self.len_of(native),
                    _ => None,
                }
            }
            _ => None,
        })
    }
}
