//! `micropython.RingIO`: a stream of what was written to it, up to a fixed number of bytes.
//!
//! Its value is the buffer, one byte of which always stays free; its data are the places where the
//! next byte is taken and put.

use alloc::vec;
use alloc::vec::Vec;

use crate::modules::io::stream::RING_NATIVES;
use crate::native::{Args, F, Outcome};
use crate::object::Object;
use crate::types::{T, TypeSpec};
use crate::value::Value;
use crate::vm::Vm;

/// What the type is made of.
pub const SPEC: TypeSpec = TypeSpec {
    name: "RingIO",
    base: T::Object,
    make: Some(F::V(2, 2, make)),
    natives: RING_NATIVES,
    consts: &[],
};

const TAKE: usize = 0;
const PUT: usize = 1;

fn make(vm: &mut Vm, args: Args) -> Outcome {
    let source = args.get(vm, 1);
    let fits = |len: usize| (2..=usize::from(u16::MAX)).contains(&len);
    let buffer = if let Ok(len) = vm.writable_len(source) {
        if !fits(len) {
            return Err(vm.raise_with(T::ValueError, &[]));
        }
        vm.native_part(source)
    } else {
        let len = vm.int_arg(source)?.saturating_add(1);
        let Some(len) = usize::try_from(len).ok().filter(|&n| fits(n)) else {
            return Err(vm.raise_with(T::ValueError, &[]));
        };
        vm.reserve(len)?;
        vm.heap.new_value(Object::ByteArray(vec![0; len]))
    };
    Ok(vm.new_device(T::RingIo, [0; 4], vec![buffer]))
}

/// The buffer, its size, and where bytes are taken and put.
fn parts(vm: &Vm, ring: Value) -> (Value, usize, usize, usize) {
    let (buffer, take, put) = match vm.device(ring) {
        Some(d) if d.ty == T::RingIo => (d.values[0], d.data[TAKE] as usize, d.data[PUT] as usize),
        _ => (Value::NONE, 0, 0),
    };
    // A `bytearray` may have become shorter since.
    let size = vm.bytes_of(buffer).map_or(1, <[u8]>::len).max(1);
    (buffer, size, take % size, put % size)
}

fn available(vm: &Vm, ring: Value) -> usize {
    let (_, size, take, put) = parts(vm, ring);
    (size + put - take) % size
}

/// How many bytes are in it, and how many more it takes.
pub fn fill(vm: &Vm, ring: Value) -> (usize, usize) {
    let ring = vm.native_part(ring);
    let (_, size, ..) = parts(vm, ring);
    let any = available(vm, ring);
    (any, size - 1 - any)
}

/// `any()`
pub fn any(vm: &mut Vm, ring: Value) -> Outcome {
    let native = vm.native_part(ring);
    if vm.device(native).is_none_or(|d| d.ty != T::RingIo) {
        return Err(vm.wrong_self("RingIO", ring));
    }
    Ok(Value::small(available(vm, native) as i64))
}

/// At most `n` bytes, `skip` bytes behind the one that is next.
pub fn peek(vm: &Vm, ring: Value, skip: usize, n: usize) -> Vec<u8> {
    let (buffer, size, take, _) = parts(vm, ring);
    let n = available(vm, ring).saturating_sub(skip).min(n);
    let bytes = vm.bytes_of(buffer).unwrap_or_default();
    let at = |i: usize| bytes.get((take + skip + i) % size).copied();
    (0..n).filter_map(at).collect()
}

/// Forgets the next `n` bytes.
pub fn advance(vm: &mut Vm, ring: Value, n: usize) {
    let (_, size, take, _) = parts(vm, ring);
    if let Some(d) = vm.device_mut(ring) {
        d.data[TAKE] = ((take + n) % size) as i64;
    }
}

/// Puts in as many bytes as there is room for, and says how many.
pub fn write(vm: &mut Vm, ring: Value, bytes: &[u8]) -> usize {
    let (buffer, size, _, put) = parts(vm, ring);
    let n = bytes.len().min(size - 1 - available(vm, ring));
    let first = n.min(size - put);
    vm.store_bytes(buffer, put..put + first, &bytes[..first]);
    vm.store_bytes(buffer, 0..n - first, &bytes[first..n]);
    if let Some(d) = vm.device_mut(ring) {
        d.data[PUT] = ((put + n) % size) as i64;
    }
    n
}
