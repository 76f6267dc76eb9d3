//! Hashes, as MicroPython computes them where the order of a dict can show them.

use crate::native::{Abrupt, Outcome};
use crate::object::Object;
use crate::qstr::q;
use crate::text::hash::{hash_bytes, hash_float};
use crate::types::T;
use crate::value::{Unpacked, Value};
use crate::vm::Vm;

impl Vm {
    /// `hash(v)` as an unsigned word; [`Abrupt::Python`] where a user's `__hash__` decides.
    pub fn hash(&mut self, v: Value) -> Outcome<u64> {
        match v.unpack() {
            Unpacked::Qstr(name) => Ok(self.qstrs.hash(name) as u64),
            Unpacked::Int(n) => Ok(n as u64),
            Unpacked::Float(f) => Ok(hash_float(f) as u64),
            Unpacked::Special(Value::TRUE) => Ok(1),
            Unpacked::Special(Value::FALSE) => Ok(0),
            Unpacked::Special(v) => Ok(v.bits() & 0xffff),
            Unpacked::Native(_) => Ok(v.bits() & 0xffff_ffff),
            Unpacked::Ref(r) => {
                match self.heap.get(r) {
                    Object::Str(s) => return Ok(s.hash as u64),
                    Object::Bytes(b) => return Ok(hash_bytes(b) as u64),
                    Object::Int(n) => {
                        use num_traits::ToPrimitive;
                        let low = n.as_ref() & &num_bigint::BigInt::from(u64::MAX);
                        return Ok(low.to_u64().unwrap_or(0));
                    }
                    Object::Tuple(items) | Object::NamedTuple(_, items) => {
                        // As objtuple.c: from the address of the empty tuple's type, which no
                        // program can know; any constant serves.
                        let items = items.clone();
                        let mut h: u64 = 0x345678;
                        for item in items {
                            h = h.wrapping_mul(1_000_003) ^ self.hash(item)?;
                        }
                        return Ok(h);
                    }
                    Object::FrozenSet(m) => {
                        let keys: alloc::vec::Vec<Value> = m.iter().map(|e| e.key).collect();
                        let mut h: u64 = 0x9e37;
                        for k in keys {
                            h = h.wrapping_add(self.hash(k)?);
                        }
                        return Ok(h);
                    }
                    Object::Complex(re, im) => return Ok(re ^ im.rotate_left(1)),
                    Object::List(_)
                    | Object::Dict(_)
                    | Object::Set(_)
                    | Object::ByteArray(_)
                    | Object::Array(_)
                    | Object::MemoryView(_)
                    | Object::Slice(_) => {}
                    Object::Derived(d) => {
                        let native = d.native;
                        if self.user_method(v, q::__hash__).is_some() {
                            return Err(Abrupt::Python);
                        }
                        if self.user_method(v, q::__eq__).is_none() {
                            return if self.is_instance(v, T::BaseException) {
                                Ok(r.0 as u64)
                            } else {
                                self.hash(native)
                            };
                        }
                    }
                    Object::Instance { .. } => {
                        if self.user_method(v, q::__hash__).is_some() {
                            return Err(Abrupt::Python);
                        }
                        // A class that says what equality is must say what its hash is.
                        if self.user_method(v, q::__eq__).is_none() {
                            return Ok(r.0 as u64);
                        }
                    }
                    _ => return Ok(r.0 as u64),
                }
                let message =
                    alloc::format!("unsupported type for __hash__: '{}'", self.type_name(v));
                Err(self.type_error(&message))
            }
        }
    }
}
