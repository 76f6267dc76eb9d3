//! The states of codecs in the heap: each belongs to one object of a built-in module.

use alloc::boxed::Box;
use alloc::vec;

use codecs::aes::Cipher;
use codecs::hash::Hasher;

use crate::native::Outcome;
use crate::object::Object;
use crate::types::T;
use crate::value::Value;
use crate::vm::Vm;

/// A codec's state.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Codec {
    /// Of an object of `hashlib`.
    Hash(Hasher),
    /// Of an object of `cryptolib`.
    Cipher(Cipher),
}

impl Codec {
    /// What it takes of a board's heap, about.
    pub fn board_bytes(&self) -> usize {
        match self {
            Codec::Hash(_) => 112,
            Codec::Cipher(_) => 304,
        }
    }
}

impl Vm {
    /// An object of this type with a codec, whose place it is in the first of its values.
    pub(super) fn new_codec(&mut self, ty: T, data: [i64; 4], codec: Codec) -> Value {
        let codec = self.heap.new_value(Object::Codec(Box::new(codec)));
        self.new_device(ty, data, vec![codec])
    }

    /// The codec of an object.
    pub(super) fn codec_mut(&mut self, v: Value) -> Option<&mut Codec> {
        let native = self.native_part(v);
        let codec = *self.device(native)?.values.first()?;
        match self.heap.object_mut(codec) {
            Some(Object::Codec(codec)) => Some(codec),
            _ => None,
        }
    }

    /// The object that a method of `ty` works on; `TypeError` for all else.
    pub(super) fn self_device(&mut self, v: Value, ty: T) -> Outcome<Value> {
        let native = self.native_part(v);
        match self.device(native).is_some_and(|d| d.ty == ty) {
            true => Ok(native),
            false => Err(self.wrong_self(ty.spec().name, v)),
        }
    }
}
