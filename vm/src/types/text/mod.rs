//! The methods that `str`, `bytes` and `bytearray` share, and what all of these begin and end with.

mod find;
mod split;
pub(crate) mod steps;

use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;
use core::ops::Range;

use crate::cost::Cost;
use crate::native::{Abrupt, Native, Outcome};
use crate::object::{Object, StrObj};
use crate::qstr::q;
use crate::text::utf8::{self, Encoding};
use crate::types::T;
use crate::value::Value;
use crate::vm::Vm;

/// The methods' tables.
const PARTS: &[&[Native]] = &[find::NATIVES, split::NATIVES];

/// The shared methods.
pub const NATIVES: [Native; Native::count(PARTS)] = Native::join(PARTS);

/// Which of the text types a value is of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// `str`
    Str,
    /// `bytes`
    Bytes,
    /// `bytearray`
    ByteArray,
}

impl Vm {
    /// The text type of `v`, no subclass.
    pub(crate) fn text_kind(&self, v: Value) -> Option<Kind> {
        match self.heap.object(v) {
            None => v.as_qstr().map(|_| Kind::Str),
            Some(Object::Str(_) | Object::LooseStr(_)) => Some(Kind::Str),
            Some(Object::Bytes(_)) => Some(Kind::Bytes),
            Some(Object::ByteArray(_)) => Some(Kind::ByteArray),
            Some(Object::MemoryView(view)) if view.is_bytearray => Some(Kind::ByteArray),
            Some(_) => None,
        }
    }

    /// The text that a method works on, and its type.
    pub(crate) fn self_text(&mut self, v: Value) -> Outcome<(Value, Kind)> {
        let native = self.native_part(v);
        match self.text_kind(native) {
            Some(kind) => Ok((native, kind)),
            None => Err(self.wrong_self("str", v)),
        }
    }

    /// Refuses an argument of another text type than the method's own; `bytes` and `bytearray` go
    /// together.
    pub(crate) fn same_text(&mut self, kind: Kind, v: Value) -> Outcome<()> {
        match self.text_kind(v) {
            Some(other) if (other == Kind::Str) == (kind == Kind::Str) => Ok(()),
            _ => Err(self.wrong_text(v)),
        }
    }

    /// Refuses an argument that is neither `str` nor `bytes`.
    pub(crate) fn any_text(&mut self, v: Value) -> Outcome<()> {
        match self.text_kind(v) {
            Some(Kind::Str | Kind::Bytes) => Ok(()),
            _ => Err(self.wrong_text(v)),
        }
    }

    /// `TypeError` for an argument that is not the text that is wanted.
    #[cold]
    pub(crate) fn wrong_text(&mut self, v: Value) -> Abrupt {
        match self.text_kind(v) {
            Some(Kind::Str) => self.type_error("can't convert 'str' object to bytes implicitly"),
            _ => self.not_a_string(v),
        }
    }

    /// The bytes of a text.
    #[inline]
    pub(crate) fn text_bytes(&self, v: Value) -> &[u8] {
        match (v.as_qstr(), self.heap.object(v)) {
            (Some(name), _) => self.qstrs.text(name).as_bytes(),
            (_, Some(Object::Str(s))) => s.text.as_bytes(),
            _ => self.buffer_of(v).unwrap_or_default(),
        }
    }

    /// What is empty of this type: MicroPython gives no empty `bytearray`.
    pub(crate) fn empty_text(&mut self, kind: Kind) -> Value {
        match kind {
            Kind::Str => Value::qstr(q::EMPTY),
            Kind::Bytes | Kind::ByteArray => self.new_bytes([]),
        }
    }

    /// A part of a text, as one of the same type.
    pub(crate) fn text_part(&mut self, kind: Kind, text: Value, range: Range<usize>) -> Outcome {
        let part: Box<[u8]> = match kind {
            Kind::Str if self.str_of(text).is_some() => {
                let part = self.str_of(text).and_then(|text| text.get(range));
                return match part.map(|part| StrObj::find(part, &self.qstrs)) {
                    Some(found) => Ok(self.found_str(found)),
                    None => {
                        // A cut within a character.
                        self.pay(Cost::FindStr, 1);
                        Err(self.unicode_error())
                    }
                };
            }
            _ => self.text_bytes(text).get(range).unwrap_or_default().into(),
        };
        self.new_text(kind, part.into())
    }

    /// A text of this type; `UnicodeError` where a `str` cannot hold it.
    pub(crate) fn new_text(&mut self, kind: Kind, bytes: Vec<u8>) -> Outcome {
        Ok(match kind {
            Kind::Str => match utf8::into_string(bytes) {
                Ok(text) => self.new_string(text),
                Err(bytes) if Encoding::Utf8.accepts(&bytes) => self.new_loose(bytes),
                Err(_) => return Err(self.unicode_error()),
            },
            Kind::Bytes => self.new_bytes(bytes),
            Kind::ByteArray => self.heap.new_value(Object::ByteArray(bytes)),
        })
    }

    /// Like [`Vm::new_text`] where MicroPython lets half characters through.
    pub(crate) fn new_unchecked_text(&mut self, kind: Kind, bytes: Vec<u8>) -> Outcome {
        match kind {
            Kind::Str => Ok(self.new_text_of(bytes)),
            _ => self.new_text(kind, bytes),
        }
    }

    /// A string of these bytes, whatever they are.
    pub(crate) fn new_text_of(&mut self, bytes: Vec<u8>) -> Value {
        match utf8::into_string(bytes) {
            Ok(text) => self.new_string(text),
            Err(bytes) => self.new_loose(bytes),
        }
    }

    fn new_loose(&mut self, bytes: Vec<u8>) -> Value {
        self.heap.new_value(Object::LooseStr(bytes.into()))
    }

    /// A string of this text, which is not copied.
    pub(crate) fn new_string(&mut self, text: String) -> Value {
        let found = StrObj::find(text, &self.qstrs);
        self.found_str(found)
    }

    /// `UnicodeError`, which MicroPython raises without a message.
    #[cold]
    pub(crate) fn unicode_error(&mut self) -> Abrupt {
        self.raise_with(T::UnicodeError, &[])
    }

    /// Refuses what no collection can make room for, and asks for room for the rest.
    pub(crate) fn room_for_text(&mut self, bytes: usize) -> Outcome<()> {
        if bytes > self.heap.limit() {
            return Err(self.memory_error(bytes.saturating_add(1)));
        }
        self.reserve(bytes)
    }
}
