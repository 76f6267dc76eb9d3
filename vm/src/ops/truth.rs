//! Truth of a value.

use crate::native::{Abrupt, Outcome};
use crate::object::Object;
use crate::qstr::q;
use crate::types::T;
use crate::value::{Unpacked, Value};
use crate::vm::Vm;

impl Vm {
    /// `bool(v)`; [`Abrupt::Python`] where a user's `__bool__` or `__len__` decides.
    #[inline]
    pub fn truth(&self, v: Value) -> Outcome<bool> {
        match v {
            Value::TRUE => Ok(true),
            Value::FALSE | Value::NONE => Ok(false),
            _ => match v.as_small() {
                Some(n) => Ok(n != 0),
                None => self.truth_of_object(v),
            },
        }
    }

    fn truth_of_object(&self, v: Value) -> Outcome<bool> {
        Ok(match v.unpack() {
            Unpacked::Float(f) => f != 0.0,
            Unpacked::Qstr(q) => !self.qstrs.text(q).is_empty(),
            Unpacked::Ref(r) => match self.heap.get(r) {
                Object::Str(s) => !s.text.is_empty(),
                Object::Bytes(b) | Object::LooseStr(b) => !b.is_empty(),
                Object::ByteArray(b) => !b.is_empty(),
                Object::Array(a) => !a.bytes.is_empty(),
                Object::MemoryView(view) => view.len != 0,
                Object::Tuple(items) | Object::NamedTuple(_, items) => !items.is_empty(),
                Object::List(items) => !items.is_empty(),
                Object::Dict(m) | Object::Set(m) | Object::FrozenSet(m) => !m.is_empty(),
                Object::DictView(dict, _) => return self.truth(*dict),
                Object::Device(d) if d.ty == T::Deque => crate::types::deque::len(d) != 0,
                Object::Range(r) => crate::ops::sequence::range_len(r) != 0,
                Object::Complex(re, im) => f64::from_bits(*re) != 0.0 || f64::from_bits(*im) != 0.0,
                Object::Instance { .. } | Object::Derived(_) => {
                    // A built-in part that knows its truth is not asked for its length.
                    let native = self.unary_operand(v);
                    let knows = native != v;
                    if self.user_method(v, q::__bool__).is_some()
                        || !knows && self.user_method(v, q::__len__).is_some()
                    {
                        return Err(Abrupt::Python);
                    }
                    match knows {
                        true => return self.truth(native),
                        false => true,
                    }
                }
                _ => true,
            },
            _ => true,
        })
    }
}
