//! The bytes behind a buffer, to change: a `bytearray` or an `array`, whatever views lie over it.

use alloc::vec::Vec;
use core::ops::{Deref, Range};

use crate::modules::uctypes;
use crate::object::Object;
use crate::types::T;
use crate::value::Value;
use crate::vm::Vm;

/// Bytes that are copied so that the heap can change meanwhile. Short ones take no memory of their own.
pub(crate) enum Copied {
    /// So many of these.
    Short([u8; 64], u8),
    /// All of these.
    Long(Vec<u8>),
}

impl Copied {
    /// A copy of these.
    #[inline]
    pub(crate) fn of(bytes: &[u8]) -> Copied {
        let mut short = [0; 64];
        match short.get_mut(..bytes.len()) {
            Some(place) => {
                place.copy_from_slice(bytes);
                Copied::Short(short, bytes.len() as u8)
            }
            None => Copied::Long(bytes.to_vec()),
        }
    }
}

impl Deref for Copied {
    type Target = [u8];

    #[inline]
    fn deref(&self) -> &[u8] {
        match self {
            Copied::Short(bytes, len) => &bytes[..usize::from(*len)],
            Copied::Long(bytes) => bytes,
        }
    }
}

impl Vm {
    /// What a buffer of a built-in module lies over.
    pub(crate) fn buffer_below(&self, v: Value) -> Option<Value> {
        match self.heap.object(v)? {
            Object::Device(d) if d.ty == T::FrameBuffer => d.values.first().copied(),
            // One that lies in memory is a view of it.
            Object::Device(d) if d.ty == T::StoredBytes => d.values.get(1).copied(),
            Object::Derived(d) => Some(d.native),
            _ => None,
        }
    }

    /// The object that holds the bytes of a buffer, if they can be changed, and which of its bytes those are.
    pub(crate) fn storage(&self, buffer: Value) -> Option<(Value, Range<usize>)> {
        match self.heap.object(buffer)? {
            Object::ByteArray(bytes) => Some((buffer, 0..bytes.len())),
            Object::Array(array) => Some((buffer, 0..array.bytes.len())),
            Object::MemoryView(view) => {
                let (owner, range) = self.storage(view.target)?;
                let start = range.start.checked_add(view.start)?;
                Some((owner, start..start.checked_add(view.len)?))
            }
            Object::Device(d) if d.ty == T::Struct => {
                let (target, part) = uctypes::span(self, d)?;
                let (owner, range) = self.storage(target)?;
                Some((owner, range.start + part.start..range.start + part.end))
            }
            _ => self.storage(self.buffer_below(buffer)?),
        }
    }

    fn stored(&mut self, owner: Value) -> Option<&mut Vec<u8>> {
        match self.heap.object_mut(owner) {
            Some(Object::ByteArray(bytes)) => Some(bytes),
            Some(Object::Array(array)) => Some(&mut array.bytes),
            _ => None,
        }
    }

    /// The bytes of a buffer, to change; those of a view over what has become shorter are none.
    pub(crate) fn bytes_mut(&mut self, buffer: Value) -> Option<&mut [u8]> {
        let (owner, range) = self.storage(buffer)?;
        self.stored(owner)?.get_mut(range)
    }

    /// Takes the bytes out of an object that [`Vm::storage`] gave, while others are read;
    /// [`Vm::put_bytes`] must follow.
    pub(crate) fn take_bytes(&mut self, owner: Value) -> Vec<u8> {
        self.stored(owner).map(core::mem::take).unwrap_or_default()
    }

    /// Puts them back.
    pub(crate) fn put_bytes(&mut self, owner: Value, bytes: Vec<u8>) {
        if let Some(place) = self.stored(owner) {
            *place = bytes;
        }
    }

    /// Overwrites bytes of a `bytearray` or `array` in place, through views; what lies outside the
    /// buffer is left alone.
    pub fn store_bytes(&mut self, target: Value, range: Range<usize>, new: &[u8]) {
        if let Some(bytes) = self.bytes_mut(target)
            && let Some(place) = bytes.get_mut(range)
            && place.len() == new.len()
        {
            place.copy_from_slice(new);
        }
    }
}
