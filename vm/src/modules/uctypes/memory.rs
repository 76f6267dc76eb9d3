//! The memory that `uctypes` sees: addresses that objects get when a program asks for one.

use alloc::collections::BTreeMap;
use core::ops::Range;

use crate::heap::Heap;
use crate::native::Outcome;
use crate::object::{Object, ViewObj};
use crate::types::T;
use crate::value::Value;
use crate::vm::Vm;

/// "Bad address"
const EFAULT: i32 = 14;

/// Addresses are multiples of this.
const ALIGNED: u64 = 16;

/// Where the addresses begin, and behind the last one; above those that `id()` gives.
const UNIX: Range<u64> = 0x7f40_0000_0000..0x7fff_0000_0000;
const BOARD: Range<u64> = 0x3000_0000..0x7000_0000;

/// Which addresses are given away. Nothing is kept alive by it.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
pub(crate) struct State {
    /// The address and the bytes set aside of each object that has an address, by its value's bits.
    spans: BTreeMap<u64, (u64, u64)>,
    /// The object at each of these addresses.
    owners: BTreeMap<u64, u64>,
    /// Where the next one goes.
    next: u64,
}

impl State {
    /// Forgets the addresses of objects that were collected.
    pub(in crate::modules) fn swept(&mut self, heap: &Heap) {
        let lives = |bits: u64| {
            Value::from_bits(bits)
                .as_ref()
                .is_none_or(|r| heap.holds(r))
        };
        self.spans.retain(|&owner, _| lives(owner));
        self.owners.retain(|_, owner| lives(*owner));
    }

    /// The address of an object that has so many bytes.
    fn address(&mut self, owner: Value, len: u64, within: Range<u64>) -> Option<u64> {
        if let Some(&(address, reserved)) = self.spans.get(&owner.bits()) {
            if len <= reserved {
                return Some(address);
            }
            // It has grown, so it has moved.
            self.owners.remove(&address);
        }
        let reserved = len.max(1).checked_next_multiple_of(ALIGNED)?;
        let address = self
            .free_from(self.next.max(within.start), reserved, within.end)
            .or_else(|| self.free_from(within.start, reserved, within.end))?;
        self.next = address + reserved;
        self.spans.insert(owner.bits(), (address, reserved));
        self.owners.insert(address, owner.bits());
        Some(address)
    }

    /// The first free place from an address on.
    fn free_from(&self, mut at: u64, len: u64, end: u64) -> Option<u64> {
        loop {
            let behind = at.checked_add(len).filter(|&behind| behind <= end)?;
            let Some((&address, owner)) = self.owners.range(..behind).next_back() else {
                return Some(at);
            };
            let reserved = self.spans.get(owner).map_or(0, |span| span.1);
            if address + reserved <= at {
                return Some(at);
            }
            at = address + reserved;
        }
    }

    /// The object at an address, and how far into it that is.
    fn find(&self, address: u64) -> Option<(Value, u64)> {
        let (start, owner) = self.owners.range(..=address).next_back()?;
        let (_, reserved) = self.spans.get(owner)?;
        let offset = address - start;
        (offset <= *reserved).then_some((Value::from_bits(*owner), offset))
    }
}

/// A place in memory.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Place {
    pub address: u64,
    /// The object whose bytes are there, or `None`.
    pub owner: Value,
    /// Where in its bytes.
    pub offset: i64,
}

impl Place {
    /// What is at an address.
    pub fn at(vm: &Vm, address: u64) -> Place {
        let address = address & mask(vm);
        let found = vm.module_state.uctypes.find(address);
        let (owner, offset) = found.unwrap_or((Value::NONE, 0));
        Place {
            address,
            owner,
            offset: offset as i64,
        }
    }

    /// The place so many bytes further on.
    pub fn plus(self, vm: &Vm, bytes: i64) -> Place {
        Place {
            address: self.address.wrapping_add(bytes as u64) & mask(vm),
            offset: self.offset.saturating_add(bytes),
            ..self
        }
    }

    /// Which bytes of the owner the next ones are.
    pub fn range(self, len: i64) -> Option<Range<usize>> {
        let start = usize::try_from(self.offset).ok()?;
        Some(start..start.checked_add(usize::try_from(len).ok()?)?)
    }

    /// The bytes there.
    pub fn bytes(self, vm: &mut Vm, len: i64) -> Outcome<&[u8]> {
        let range = self.range(len);
        let there = |vm: &Vm| {
            let range = range.clone()?;
            vm.buffer_of(self.owner)?.get(range).map(<[u8]>::len)
        };
        if there(vm).is_none() && len != 0 {
            return Err(vm.os_error(EFAULT));
        }
        let range = range.unwrap_or_default();
        let bytes = vm.buffer_of(self.owner).and_then(|b| b.get(range));
        Ok(bytes.unwrap_or_default())
    }

    /// The number that these bytes are.
    pub fn load(self, vm: &mut Vm, size: i64, big: bool) -> Outcome<u64> {
        let bytes = self.bytes(vm, size)?;
        let mut raw = [0; 8];
        raw[..bytes.len()].copy_from_slice(bytes);
        if big {
            raw[..bytes.len()].reverse();
        }
        Ok(u64::from_le_bytes(raw))
    }

    /// Makes these bytes a number. Text and `bytes` cannot be changed, here.
    pub fn store(self, vm: &mut Vm, size: i64, big: bool, number: u64) -> Outcome<()> {
        let mut raw = number.to_le_bytes();
        let raw = &mut raw[..size as usize];
        if big {
            raw.reverse();
        }
        let place = self.range(size);
        let place = place.and_then(|place| vm.bytes_mut(self.owner)?.get_mut(place));
        match place {
            Some(place) => {
                place.copy_from_slice(raw);
                Ok(())
            }
            None => Err(vm.os_error(EFAULT)),
        }
    }

    /// A `bytearray` of the bytes there, not a copy of them.
    pub fn byte_array(self, vm: &mut Vm, len: i64) -> Outcome {
        let Ok(len) = usize::try_from(len) else {
            return Err(vm.os_error(EFAULT));
        };
        let known = usize::try_from(self.offset).ok();
        let (target, start) = match known.filter(|_| !self.owner.is_none()) {
            Some(start) => (self.owner, start),
            // A place that nothing is known of is its address.
            None => (Value::NONE, self.address as usize),
        };
        let view = ViewObj {
            target,
            typecode: b'B',
            start,
            len,
            readonly: vm.storage(target).is_none(),
            is_bytearray: true,
        };
        Ok(vm.heap.new_value(Object::MemoryView(view.into())))
    }
}

/// The bits of an address.
fn mask(vm: &Vm) -> u64 {
    u64::MAX >> (64 - vm.word_bits())
}

/// The text at an address, up to a zero byte: a C string. Nothing where no buffer is.
pub(crate) fn text_at(vm: &Vm, address: u64) -> Option<&[u8]> {
    let place = Place::at(vm, address);
    let start = usize::try_from(place.offset).ok()?;
    let bytes = vm.buffer_of(place.owner)?.get(start..)?;
    let end = bytes.iter().position(|&byte| byte == 0);
    Some(&bytes[..end.unwrap_or(bytes.len())])
}

/// Where the bytes of a buffer are; `TypeError` for what is none.
pub(super) fn address_of(vm: &mut Vm, v: Value) -> Outcome<u64> {
    let mut at = v;
    let mut inside = 0u64;
    loop {
        match vm.heap.object(at) {
            Some(Object::MemoryView(view)) => {
                inside = inside.wrapping_add(view.start as u64);
                if view.target.is_none() {
                    return Ok(inside & mask(vm));
                }
                at = view.target;
            }
            Some(Object::Device(d)) if d.ty == T::Struct => {
                return Ok(inside.wrapping_add(d.data[super::ADDRESS] as u64) & mask(vm));
            }
            _ => match vm.buffer_below(at) {
                Some(below) => at = below,
                None => break,
            },
        }
    }
    let Some(len) = vm.buffer_of(at).map(<[u8]>::len) else {
        return Err(vm.type_error("object with buffer protocol required"));
    };
    let within = if vm.word_bits() == 64 { UNIX } else { BOARD };
    let found = vm.module_state.uctypes.address(at, len as u64, within);
    match found {
        Some(address) => Ok(address.wrapping_add(inside)),
        None => Err(vm.memory_error(len)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_do_not_overlap_and_are_found() {
        let mut state = State::default();
        let [a, b] = [1, 2].map(Value::small);
        assert_eq!(state.address(a, 20, 64..160), Some(64));
        assert_eq!(state.address(b, 1, 64..160), Some(96));
        assert_eq!(state.address(a, 32, 64..160), Some(64));
        assert_eq!(state.find(70), Some((a, 6)));
        assert_eq!(state.find(200), None);
        // Having grown it moves, and the place that it left is free.
        assert_eq!(state.address(a, 40, 64..160), Some(112));
        assert_eq!(state.address(Value::small(3), 30, 64..160), Some(64));
        assert_eq!(state.address(Value::small(4), 30, 64..160), None);
    }
}
