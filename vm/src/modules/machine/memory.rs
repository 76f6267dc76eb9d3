//! `machine.mem8`, `mem16` and `mem32`: memory as arrays of words of 8, 16 or 32 bits, by address.
//!
//! What is at an address is what `uctypes` knows to be there: buffers whose address the program asked for.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt::Write as _;

use crate::modules::Member;
use crate::modules::uctypes::Place;
use crate::native::Outcome;
use crate::object::DeviceObj;
use crate::types::{T, TypeSpec};
use crate::value::Value;
use crate::vm::Vm;

/// What the type is made of: its first number is the bytes of a word.
pub const MEMORY: TypeSpec = TypeSpec {
    name: "mem",
    base: T::Object,
    make: None,
    natives: &[],
    consts: &[],
};

/// The members that the module has of it.
pub(super) const MEMBERS: &[(&str, Member)] = &[
    ("mem8", Member::Make(|vm| words(vm, 1))),
    ("mem16", Member::Make(|vm| words(vm, 2))),
    ("mem32", Member::Make(|vm| words(vm, 4))),
];

fn words(vm: &mut Vm, size: i64) -> Value {
    vm.new_device(T::Mem, [size, 0, 0, 0], Vec::new())
}

/// How it shows itself.
pub(super) fn print(out: &mut String, d: &DeviceObj) -> core::fmt::Result {
    write!(out, "<{}-bit memory>", 8 * d.data[0])
}

/// The place of a word, and how many bytes it has.
fn place(vm: &mut Vm, memory: Value, address: Value) -> Outcome<(Place, i64)> {
    let size = vm.device(memory).map_or(1, |d| d.data[0]);
    let address = vm.int_arg_truncated(address)?;
    if address & (size - 1) != 0 {
        let shown = address as u32;
        let message = format!("address {shown:08x} is not aligned to {size} bytes");
        return Err(vm.value_error(&message));
    }
    Ok((Place::at(vm, address as u64), size))
}

/// `memory[address]`
pub(crate) fn load(vm: &mut Vm, memory: Value, address: Value) -> Outcome {
    let (place, size) = place(vm, memory, address)?;
    let word = place.load(vm, size, false)?;
    Ok(vm.new_int(word as i64))
}

/// `memory[address] = word`, of which as many bits count as a word has.
pub(crate) fn store(vm: &mut Vm, memory: Value, address: Value, word: Value) -> Outcome<()> {
    let (place, size) = place(vm, memory, address)?;
    let word = vm.int_arg_truncated(word)?;
    place.store(vm, size, false, word as u64)
}
