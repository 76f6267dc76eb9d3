//! `in`.

use alloc::format;
use alloc::vec::Vec;

use crate::native::{Abrupt, Outcome};
use crate::object::Object;
use crate::types::T;
use crate::value::Value;
use crate::vm::Vm;

use super::binary::BinaryOp;

impl Vm {
    /// `item in container`
    pub fn contains(&mut self, container: Value, item: Value) -> Outcome {
        if self.is_user(container) {
            return self.user_contains(container, item);
        }
        match self.builtin_contains(container, item) {
            Ok(found) => Ok(Value::bool(found)),
            Err(Abrupt::Python) => self.user_contains(container, item),
            Err(e) => Err(e),
        }
    }

    /// `item in container` as the container's built-in type answers it; [`Abrupt::Python`] where
    /// iterating or comparing needs Python.
    pub(crate) fn builtin_contains(&mut self, container: Value, item: Value) -> Outcome<bool> {
        let container = self.native_part(container);
        if let Some(text) = self.text_of(container) {
            if let (Some(text), Some(part)) = (self.str_of(container), self.str_of(item)) {
                return Ok(text.contains(part));
            }
            if let Some(part) = self.text_of(item) {
                return Ok(find_bytes(text, part).is_some());
            }
            return Err(self.not_a_string(item));
        }
        match self.heap.object(container) {
            Some(Object::Dict(_) | Object::Set(_) | Object::FrozenSet(_)) => {
                let map = container.as_ref().ok_or(Abrupt::Python)?;
                Ok(self.map_get(map, item)?.is_some())
            }
            Some(Object::Tuple(items) | Object::NamedTuple(_, items)) => {
                self.any_equal(items, item)
            }
            Some(Object::List(items)) => self.any_equal(items, item),
            Some(Object::Bytes(bytes)) => match self.buffer_of(item) {
                Some(part) => Ok(find_bytes(bytes, part).is_some()),
                None if self.is_user(item) => Err(Abrupt::Python),
                None => {
                    for &byte in bytes {
                        if self.equal(Value::small(byte.into()), item)? {
                            return Ok(true);
                        }
                    }
                    Ok(false)
                }
            },
            Some(Object::ByteArray(_) | Object::Array(_) | Object::MemoryView(_)) => {
                self.array_contains(container, item)
            }
            Some(Object::Range(r)) if item.is_small() => {
                let n = item.as_small().unwrap_or_default();
                let inside = if r.step > 0 {
                    r.start <= n && n < r.stop
                } else {
                    r.stop < n && n <= r.start
                };
                Ok(inside && (n - r.start) % r.step == 0)
            }
            _ => self.iterated_contains(container, item),
        }
    }

    fn any_equal(&self, items: &[Value], item: Value) -> Outcome<bool> {
        for &other in items {
            if self.equal(other, item)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Only a bytearray can be searched, and only for bytes.
    fn array_contains(&mut self, array: Value, item: Value) -> Outcome<bool> {
        match (self.bytes_of(array), self.buffer_of(item)) {
            (Some(bytes), Some(part)) => {
                Ok(self.kind(array) == T::ByteArray && find_bytes(bytes, part).is_some())
            }
            _ if matches!(self.kind(item), T::Int | T::Bool | T::Float) => {
                Err(self.raise_with(T::NotImplementedError, &[]))
            }
            _ => Ok(false),
        }
    }

    fn iterated_contains(&mut self, container: Value, item: Value) -> Outcome<bool> {
        let number = |vm: &Vm, v: Value| vm.number(v).is_some();
        if item.is_small() && number(self, container) && container.as_bool().is_none() {
            // MicroPython takes two numbers for arithmetic, and forgets the operator's name.
            let message = format!(
                "unsupported types for : '{}', '{}'",
                self.type_name(item),
                self.type_name(container)
            );
            return Err(self.type_error(&message));
        }
        if let (Some(b), true) = (item.as_bool(), container.is_small()) {
            let item = Value::small(b.into());
            return Err(self.unsupported_binary(BinaryOp::In, container, item));
        }
        let iter = self.get_iter(container)?;
        while let Some(next) = self.iter_next(iter)? {
            match self.equal(next, item) {
                Ok(false) => {}
                Ok(true) => return Ok(true),
                Err(Abrupt::Python) => {
                    // What was taken from the iterator is gone: go on with the rest as a list.
                    let mut rest = Vec::from([next]);
                    while let Some(next) = self.iter_next(iter)? {
                        rest.push(next);
                    }
                    let rest = self.new_list(rest);
                    return match self.user_contains(rest, item) {
                        Ok(found) => self.truth(found),
                        Err(e) => Err(e),
                    };
                }
                Err(e) => return Err(e),
            }
        }
        Ok(false)
    }
}

/// Where `part` is in `bytes`.
pub(crate) fn find_bytes(bytes: &[u8], part: &[u8]) -> Option<usize> {
    let Some(&first) = part.first() else {
        return Some(0);
    };
    let last = bytes.len().checked_sub(part.len())?;
    (0..=last).find(|&i| bytes[i] == first && bytes[i..].starts_with(part))
}
