//! The states of codecs in the heap: each belongs to one object of a built-in module.

use alloc::boxed::Box;
use alloc::vec;

use codecs::aes::Cipher;
use codecs::deflate::Deflate;
use codecs::hash::{Hasher, Kind};
use codecs::inflate::Inflate;

use crate::native::Outcome;
use crate::object::Object;
use crate::types::T;
use crate::value::Value;
use crate::vm::Vm;

/// A codec's state.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Codec {
    /// An object of `hashlib` itself, and whether it is final.
    Hash(Hasher, bool),
    /// Of an object of `cryptolib`.
    Cipher(Cipher),
    /// Of a stream that is read through `deflate`.
    Inflate(Inflate),
    /// Of one that is written through it.
    Deflate(Deflate),
}

impl Codec {
    /// The type of the object that it is itself; no program sees the others.
    #[inline]
    pub fn ty(&self) -> T {
        match self {
            Codec::Hash(hasher, _) => ty_of(hasher.kind()),
            _ => T::Object,
        }
    }

    /// What it takes of a board's heap, about.
    pub fn board_bytes(&self) -> usize {
        match self {
            Codec::Hash(..) => 112,
            Codec::Cipher(_) => 304,
            Codec::Inflate(inflate) => 1344 + inflate.window_len(),
            Codec::Deflate(deflate) => 64 + deflate.window_len(),
        }
    }
}

/// The type of the objects of a hash.
pub(super) fn ty_of(kind: Kind) -> T {
    match kind {
        Kind::Sha256 => T::Sha256,
        Kind::Sha1 => T::Sha1,
        Kind::Md5 => T::Md5,
    }
}

impl Vm {
    /// An object of this type that keeps nothing but a codec.
    pub(super) fn new_codec_device(&mut self, ty: T, data: [i64; 4], codec: Codec) -> Value {
        let codec = self.new_codec(codec);
        self.new_device(ty, data, vec![codec])
    }

    /// A codec as a value that an object can keep.
    pub(super) fn new_codec(&mut self, codec: Codec) -> Value {
        self.heap.new_value(Object::Codec(Box::new(codec)))
    }

    /// The codec in the first of an object's values.
    pub(super) fn codec_mut(&mut self, v: Value) -> Option<&mut Codec> {
        self.codec_at(v, 0)
    }

    /// The codec in this place of them.
    pub(super) fn codec_at(&mut self, v: Value, place: usize) -> Option<&mut Codec> {
        let codec = *self.device(v)?.values.get(place)?;
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
