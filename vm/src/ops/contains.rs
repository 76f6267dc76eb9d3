//! `in`.

use alloc::format;

use crate::cost::Cost;
use crate::native::{Abrupt, Outcome};
use crate::object::{MapView, Object};
use crate::text::search;
use crate::types::T;
use crate::types::text::steps::BYTES;
use crate::value::Value;
use crate::vm::Vm;

use super::binary::BinaryOp;
use super::effort::Effort;
use super::number::Number;

impl Vm {
    /// `item in container`
    pub fn contains(&mut self, container: Value, item: Value) -> Outcome {
        if self.is_user(container) {
            return self.user_contains(container, item);
        }
        let container = match self.heap.object(container) {
            Some(Object::DictView(dict, MapView::Keys)) => *dict,
            _ => container,
        };
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
            if let Some(part) = self.text_of(item).filter(|_| !self.is_user(item)) {
                if text.len() > BYTES && part.len() > 1 {
                    return Err(Abrupt::Python);
                }
                let (found, len) = (search::find(text, part).is_some(), text.len());
                self.spend_on(len);
                return Ok(found);
            }
            return Err(self.not_a_string(item));
        }
        match self.heap.object(container) {
            Some(Object::Dict(_) | Object::Set(_) | Object::FrozenSet(_)) => {
                let map = container.as_ref().ok_or(Abrupt::Python)?;
                self.pay(Cost::Search, 1);
                Ok(self.map_get(map, item)?.is_some())
            }
            Some(Object::Tuple(_) | Object::NamedTuple(..) | Object::List(_)) => {
                let mut effort = Effort::new();
                let items = self.items_of(container).unwrap_or_default();
                let n = items.len();
                let found = self.any_equal(items, item, &mut effort);
                self.pay(Cost::Search, n);
                found
            }
            Some(Object::Bytes(bytes)) => match self.buffer_of(item) {
                Some(part) if bytes.len() > BYTES && part.len() > 1 => Err(Abrupt::Python),
                Some(part) => {
                    let (found, len) = (search::find(bytes, part).is_some(), bytes.len());
                    self.spend_on(len);
                    Ok(found)
                }
                None if self.is_user(item) => Err(Abrupt::Python),
                None => {
                    let len = bytes.len();
                    let mut found = Ok(false);
                    for byte in 0..=u8::MAX {
                        if self.equal(Value::small(byte.into()), item)? {
                            found = Ok(search::find(bytes, &[byte]).is_some());
                            break;
                        }
                    }
                    self.spend_on(len);
                    found
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

    fn any_equal(&self, items: &[Value], item: Value, effort: &mut Effort) -> Outcome<bool> {
        for &other in items {
            if self.equal_in(other, item, effort)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Only a bytearray can be searched, and only for bytes.
    fn array_contains(&mut self, array: Value, item: Value) -> Outcome<bool> {
        match (self.bytes_of(array), self.buffer_of(item)) {
            (Some(bytes), Some(part)) if bytes.len() > BYTES && part.len() > 1 => {
                match self.kind(array) {
                    T::ByteArray => Err(Abrupt::Python),
                    _ => Ok(false),
                }
            }
            (Some(bytes), Some(part)) => {
                let is_in = self.kind(array) == T::ByteArray && !bytes.is_empty();
                let (found, len) = (is_in && search::find(bytes, part).is_some(), bytes.len());
                self.spend_on(len);
                Ok(found)
            }
            _ if matches!(self.kind(item), T::Int | T::Float) => {
                Err(self.raise_with(T::NotImplementedError, &[]))
            }
            _ => Ok(false),
        }
    }

    /// Whether an operator of a small integer takes this one for a number at once.
    fn is_quick_number(&self, v: Value) -> bool {
        match self.number(v) {
            Some(Number::Int(_)) => self.board_small(v).is_some(),
            number => number.is_some(),
        }
    }

    /// The refusal of `item in number` where an integer is asked for what it holds.
    pub(crate) fn not_in_number(&mut self, number: Value, item: Value) -> Abrupt {
        let item = item.as_bool().map_or(item, |b| Value::small(b.into()));
        match self.board_small(number).is_some() && self.is_quick_number(item) {
            true => self.unsupported_binary(BinaryOp::In, number, item),
            false => self.not_iterable(number),
        }
    }

    fn iterated_contains(&mut self, container: Value, item: Value) -> Outcome<bool> {
        let is_bool = |v: Value| v.as_bool().is_some();
        if !is_bool(item)
            && !is_bool(container)
            && self.board_small(item).is_some()
            && self.is_quick_number(container)
        {
            // MicroPython takes two numbers for arithmetic, and forgets the operator's name.
            let message = format!(
                "unsupported types for : '{}', '{}'",
                self.type_name(item),
                self.type_name(container)
            );
            return Err(self.type_error(&message));
        }
        if container.as_bool().is_some() {
            // A bool answers as the integer that it stands for, and is asked for as one.
            return Err(self.not_in_number(Value::small(0), item));
        }
        if is_bool(item) && self.int_of(container).is_some() {
            return Err(self.not_in_number(container, item));
        }
        let iter = self.native_iter(container)?;
        let mut effort = Effort::new();
        let found = loop {
            let Some(next) = self.iter_next(iter)? else {
                break Ok(false);
            };
            match self.equal_in(next, item, &mut effort) {
                Ok(false) => {}
                // What was taken from the iterator is gone: Python code goes on with that.
                Err(Abrupt::Python) => {
                    break Err(self.call_frozen("contains_rest", &[next, iter, item]));
                }
                other => break other,
            }
        };
        self.spend(effort.cycles());
        found
    }
}
