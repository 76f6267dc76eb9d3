//! Concatenation and repetition of strings, bytes, tuples, lists, bytearrays and arrays.

use alloc::string::String;
use alloc::vec::Vec;

use crate::cost::Cost;
use crate::native::{Abrupt, Outcome};
use crate::object::{ArrayObj, Object};
use crate::types::T;
use crate::value::Value;
use crate::vm::Vm;

use super::binary::BinaryOp;
use super::packed::item_size;

/// Strings up to this length are looked up among the interned ones.
const LOOK_UP: usize = 32;

impl Vm {
    /// `a op b` where `a` is a sequence; `None` if it has no such operator for `b`.
    pub(crate) fn sequence_binary(
        &mut self,
        op: BinaryOp,
        a: Value,
        b: Value,
    ) -> Outcome<Option<Value>> {
        match op {
            BinaryOp::InplaceAdd => match self.kind(a) {
                T::List => self.list_extend(a, b).map(|_| Some(a)),
                T::ByteArray | T::Array => self.array_extend(a, b).map(|()| Some(a)),
                _ => self.concat(a, b),
            },
            BinaryOp::Add => self.concat(a, b),
            BinaryOp::Multiply | BinaryOp::InplaceMultiply => self.repeat(a, b),
            _ => Ok(None),
        }
    }

    /// A string of this text; a short one may turn out to be interned.
    fn new_joined(&mut self, text: String) -> Value {
        if text.len() <= LOOK_UP {
            self.new_str(&text)
        } else {
            self.new_heap_str(text.into())
        }
    }

    fn concat(&mut self, a: Value, b: Value) -> Outcome<Option<Value>> {
        self.pay(Cost::Sequence, 1);
        if let (Some(x), Some(y)) = (self.text_of(a), self.text_of(b)) {
            if x.is_empty() {
                return Ok(Some(b));
            }
            if y.is_empty() {
                return Ok(Some(a));
            }
            let len = x.len() + y.len();
            self.reserve(len)?;
            let mut text = String::with_capacity(len);
            for part in [a, b] {
                let Some(part) = self.str_of(part) else {
                    let bytes = self.joined_bytes(a, b);
                    return Ok(Some(self.new_text_of(bytes)));
                };
                text.push_str(part);
            }
            return Ok(Some(self.new_joined(text)));
        }
        match (self.heap.object(a), self.heap.object(b)) {
            (
                Some(Object::Tuple(x) | Object::NamedTuple(_, x)),
                Some(Object::Tuple(y) | Object::NamedTuple(_, y)),
            ) => {
                let (n, m) = (x.len(), y.len());
                self.reserve(4 * (n + m))?;
                self.pay(Cost::Item, n + m);
                let items = self.joined_items(a, b);
                Ok(Some(self.new_tuple(items)))
            }
            (Some(Object::List(x)), Some(Object::List(y))) => {
                let (n, m) = (x.len(), y.len());
                self.reserve(4 * (n + m))?;
                self.pay(Cost::Item, n + m);
                let items = self.joined_items(a, b);
                Ok(Some(self.new_list(items)))
            }
            (Some(Object::Bytes(x)), _) => {
                let Some(y) = self.buffer_of(b) else {
                    return Ok(None);
                };
                if x.is_empty() && self.kind(b) == T::Bytes {
                    return Ok(Some(b));
                }
                if y.is_empty() {
                    return Ok(Some(a));
                }
                let len = x.len() + y.len();
                self.reserve(len)?;
                let bytes = self.joined_bytes(a, b);
                Ok(Some(self.new_bytes(bytes)))
            }
            (Some(Object::ByteArray(_) | Object::Array(_)), _) => {
                let Some(added) = self.buffer_of(b).map(<[u8]>::len) else {
                    return Err(self.type_error("object with buffer protocol required"));
                };
                self.reserve(added + self.bytes_of(a).map_or(0, <[u8]>::len))?;
                let mut bytes = self.joined_bytes(a, b);
                let object = match self.heap.object(a) {
                    Some(Object::Array(array)) => {
                        let typecode = array.typecode;
                        // Bytes that make no whole item are left out.
                        let size = item_size(self, typecode).unwrap_or(1);
                        bytes.truncate(bytes.len() / size * size);
                        Object::Array(ArrayObj { typecode, bytes }.into())
                    }
                    _ => Object::ByteArray(bytes),
                };
                Ok(Some(self.heap.new_value(object)))
            }
            _ => Ok(None),
        }
    }

    fn joined_items(&self, a: Value, b: Value) -> Vec<Value> {
        [self.items_of(a), self.items_of(b)]
            .map(Option::unwrap_or_default)
            .concat()
    }

    fn joined_bytes(&self, a: Value, b: Value) -> Vec<u8> {
        [self.buffer_of(a), self.buffer_of(b)]
            .map(Option::unwrap_or_default)
            .concat()
    }

    fn repeat(&mut self, a: Value, b: Value) -> Outcome<Option<Value>> {
        let kind = self.kind(a);
        if !matches!(kind, T::Str | T::Bytes | T::Tuple | T::List) {
            return Ok(None);
        }
        let times = match self.word_of(b) {
            None => return Ok(None),
            Some(Err(())) => return Err(self.word_overflow()),
            Some(Ok(n)) => usize::try_from(n).unwrap_or(0),
        };
        let (len, item) = match self.items_of(a) {
            Some(items) => (items.len(), 4),
            None => (self.buffer_of(a).map_or(0, <[u8]>::len), 1),
        };
        let bytes = len.saturating_mul(times).saturating_mul(item);
        self.pay(Cost::Sequence, 1);
        if bytes > self.heap.limit() {
            // No collection can make room for it.
            return Err(self.memory_error(bytes));
        }
        self.reserve(bytes)?;
        self.pay_bytes(bytes);
        Ok(Some(match kind {
            T::Str => match self.str_of(a).map(|text| text.repeat(times)) {
                Some(text) => self.new_joined(text),
                None => {
                    let bytes = self.text_bytes(a).repeat(times);
                    self.new_text_of(bytes)
                }
            },
            T::Bytes => {
                let bytes = self.bytes_of(a).unwrap_or_default().repeat(times);
                self.new_bytes(bytes)
            }
            T::Tuple => {
                let items = self.items_of(a).unwrap_or_default().repeat(times);
                self.new_tuple(items)
            }
            _ => {
                let items = self.items_of(a).unwrap_or_default().repeat(times);
                self.new_list(items)
            }
        }))
    }

    /// Appends all items of anything that iterates to a list.
    fn list_extend(&mut self, list: Value, items: Value) -> Outcome {
        match crate::types::list::items_to_append(self, list, items) {
            Ok(new) => crate::types::list::append_all(self, list, new, self.is_list(items)),
            Err(Abrupt::Python) => Err(self.call_frozen("extend_items", &[list, items])),
            Err(e) => Err(e),
        }
    }

    /// Appends the bytes of a buffer, or else all items of anything that iterates, to a bytearray or
    /// array.
    pub fn array_extend(&mut self, array: Value, items: Value) -> Outcome<()> {
        let Some(bytes) = self.buffer_of(items) else {
            return Err(self.call_frozen("extend_items", &[array, items]));
        };
        let mut bytes = bytes.to_vec();
        self.reserve(bytes.len())?;
        self.reserve_move(self.buffer_of(array).map_or(0, <[u8]>::len) + bytes.len())?;
        let size = item_size(self, self.buffer_typecode(array)).unwrap_or(1);
        bytes.truncate(bytes.len() / size * size);
        self.change_size(array, |object| match object {
            Object::ByteArray(array) => array.append(&mut bytes),
            Object::Array(array) => array.bytes.append(&mut bytes),
            _ => {}
        });
        Ok(())
    }

    /// Changes an object and accounts for the bytes that it grew by.
    pub(crate) fn change_size(&mut self, v: Value, change: impl FnOnce(&mut Object)) {
        if let Some(object) = self.heap.object_mut(v) {
            let before = object.board_bytes();
            change(object);
            let grown = object.board_bytes().saturating_sub(before);
            self.heap.charge(grown);
        }
    }
}
