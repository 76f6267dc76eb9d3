//! `uctypes`: bytes seen as C sees them, by a layout that the program describes.

mod fields;
mod layout;
mod memory;

use alloc::format;
use alloc::string::String;
use alloc::vec;
use core::ops::Range;

pub(crate) use self::fields::{load, load_item, pointer, store, store_item};
use self::layout::{aggregate, scalar};
pub(crate) use self::memory::{Place, State, text_at};
use super::{Member, ModuleSpec, always};
use crate::native::{Args, F, Outcome, native};
use crate::object::{DeviceObj, Object};
use crate::types::{T, TypeSpec};
use crate::value::Value;
use crate::vm::Vm;

/// What the module is made of.
pub const SPEC: ModuleSpec = ModuleSpec {
    name: "uctypes",
    natives: &[
        native("sizeof", F::V(1, 2, size_of)),
        native("addressof", F::F1(address_of)),
        native("bytes_at", F::F2(bytes_at)),
        native("bytearray_at", F::F2(bytearray_at)),
    ],
    members: &[
        ("struct", Member::Type(T::Struct)),
        ("NATIVE", Member::Int(layout::NATIVE)),
        ("LITTLE_ENDIAN", Member::Int(layout::LITTLE)),
        ("BIG_ENDIAN", Member::Int(layout::BIG)),
        ("VOID", Member::Int(scalar(0))),
        ("UINT8", Member::Int(scalar(0))),
        ("INT8", Member::Int(scalar(1))),
        ("UINT16", Member::Int(scalar(2))),
        ("INT16", Member::Int(scalar(3))),
        ("UINT32", Member::Int(scalar(4))),
        ("INT32", Member::Int(scalar(5))),
        ("UINT64", Member::Int(scalar(6))),
        ("INT64", Member::Int(scalar(7))),
        ("BFUINT8", Member::Int(scalar(8))),
        ("BFINT8", Member::Int(scalar(9))),
        ("BFUINT16", Member::Int(scalar(10))),
        ("BFINT16", Member::Int(scalar(11))),
        ("BFUINT32", Member::Int(scalar(12))),
        ("BFINT32", Member::Int(scalar(13))),
        ("BF_POS", Member::Int(layout::BIT_POSITION as i64)),
        ("BF_LEN", Member::Int(layout::BIT_LENGTH as i64)),
        ("FLOAT32", Member::Int(scalar(layout::FLOAT32))),
        ("FLOAT64", Member::Int(scalar(layout::FLOAT64))),
        ("SHORT", Member::Int(scalar(3))),
        ("USHORT", Member::Int(scalar(2))),
        ("INT", Member::Int(scalar(5))),
        ("UINT", Member::Int(scalar(4))),
        ("LONG", Member::Make(|vm| long(vm, 5))),
        ("ULONG", Member::Make(|vm| long(vm, 4))),
        ("LONGLONG", Member::Int(scalar(7))),
        ("ULONGLONG", Member::Int(scalar(6))),
        ("PTR", Member::Int(aggregate(layout::PTR))),
        ("ARRAY", Member::Int(aggregate(layout::ARRAY))),
    ],
    present: always,
};

/// `struct`: its data are its address, its layout and where in its owner's bytes it begins; its values,
/// its descriptor and the owner of those bytes.
pub const STRUCT: TypeSpec = TypeSpec {
    name: "struct",
    base: T::Object,
    make: Some(F::K(1, make)),
    natives: &[],
    consts: &[],
};

/// Places in a struct's data.
const ADDRESS: usize = 0;
const LAYOUT: usize = 1;
const OFFSET: usize = 2;

/// A C `long`: as wide as a word.
fn long(vm: &mut Vm, narrow: i64) -> Value {
    let wide = if vm.word_bits() == 64 { 2 } else { 0 };
    Value::small(scalar(narrow + wide))
}

/// A `struct`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Struct {
    descriptor: Value,
    place: Place,
    layout: i64,
}

/// `struct(address, descriptor, layout=NATIVE)`
fn make(vm: &mut Vm, args: Args) -> Outcome {
    let args = args.skip(1);
    vm.check_places(args, 2, 3)?;
    let (address, descriptor) = (args.get(vm, 0), args.get(vm, 1));
    let address = vm.int_arg_truncated(address)? as u64;
    let layout = match args.opt(vm, 2) {
        Some(layout) => vm.int_arg(layout)?,
        None => layout::NATIVE,
    };
    let place = Place::at(vm, address);
    Ok(new_struct(
        vm,
        Struct {
            descriptor,
            place,
            layout,
        },
    ))
}

fn new_struct(vm: &mut Vm, s: Struct) -> Value {
    let data = [s.place.address as i64, s.layout, s.place.offset, 0];
    vm.new_device(T::Struct, data, vec![s.descriptor, s.place.owner])
}

fn parts_of(d: &DeviceObj) -> Option<Struct> {
    let &[descriptor, owner] = d.values.as_slice() else {
        return None;
    };
    let place = Place {
        address: d.data[ADDRESS] as u64,
        owner,
        offset: d.data[OFFSET],
    };
    let layout = d.data[LAYOUT];
    (d.ty == T::Struct).then_some(Struct {
        descriptor,
        place,
        layout,
    })
}

fn parts(vm: &mut Vm, v: Value) -> Outcome<Struct> {
    match vm.device(v).and_then(parts_of) {
        Some(s) => Ok(s),
        None => Err(vm.wrong_self("struct", v)),
    }
}

/// The bytes that a struct is laid over.
pub(crate) fn bytes_of<'v>(vm: &'v Vm, d: &DeviceObj) -> Option<&'v [u8]> {
    let (owner, range) = span(vm, d)?;
    vm.buffer_of(owner)?.get(range)
}

/// The object that holds a struct's bytes, and which of them those are.
pub(crate) fn span(vm: &Vm, d: &DeviceObj) -> Option<(Value, Range<usize>)> {
    let s = parts_of(d)?;
    let size = layout::size_of(vm, s.descriptor, s.layout).ok()?;
    Some((s.place.owner, s.place.range(size)?))
}

/// How a struct shows itself.
pub(crate) fn print(vm: &Vm, out: &mut String, d: &DeviceObj) {
    let Some(s) = parts_of(d) else {
        return;
    };
    let kind = match vm.heap.object(s.descriptor) {
        Some(Object::Dict(_)) => "STRUCT",
        Some(Object::Tuple(_)) => match layout::aggregate_of(vm, s.descriptor).map(|a| a.kind) {
            Some(layout::PTR) => "PTR",
            Some(layout::ARRAY) => "ARRAY",
            _ => "unk",
        },
        _ => "ERROR",
    };
    out.push_str(&format!("<struct {kind} {:x}>", s.place.address));
}

/// `sizeof(struct)`, `sizeof(descriptor, layout=NATIVE)`
fn size_of(vm: &mut Vm, args: Args) -> Outcome {
    let v = args.get(vm, 0);
    if vm.kind(v) == T::ByteArray && !vm.is_user(v) {
        let len = vm.buffer_len(v);
        return Ok(vm.new_int(len as i64));
    }
    let (descriptor, layout) = match (vm.device(v).and_then(parts_of), args.opt(vm, 1)) {
        (Some(_), Some(_)) => return Err(vm.raise_with(T::TypeError, &[])),
        (Some(s), None) => (s.descriptor, s.layout),
        (None, Some(layout)) => (v, vm.int_arg(layout)?),
        (None, None) => (v, layout::NATIVE),
    };
    let size = layout::checked_size(vm, descriptor, layout)?;
    Ok(vm.new_int(size))
}

fn address_of(vm: &mut Vm, v: Value) -> Outcome {
    let address = memory::address_of(vm, v)?;
    Ok(vm.new_big(address.into()))
}

fn bytes_at(vm: &mut Vm, address: Value, len: Value) -> Outcome {
    let address = vm.int_arg_truncated(address)? as u64;
    let len = vm.int_arg_truncated(len)?;
    vm.reserve(usize::try_from(len).unwrap_or(usize::MAX))?;
    let bytes = Place::at(vm, address).bytes(vm, len)?.to_vec();
    vm.spend_on(bytes.len());
    Ok(vm.new_bytes(bytes))
}

fn bytearray_at(vm: &mut Vm, address: Value, len: Value) -> Outcome {
    let address = vm.int_arg_truncated(address)? as u64;
    let len = vm.int_arg_truncated(len)?;
    Place::at(vm, address).byte_array(vm, len)
}
