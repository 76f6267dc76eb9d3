//! `io`: streams over files, memory and the console, and the class that users' streams derive from.

pub mod console;
pub mod file;
mod memory;
pub mod raw;
pub mod stream;

use alloc::boxed::Box;
use alloc::vec;
use alloc::vec::Vec;

use super::{Member, ModuleSpec, always};
use crate::heap::Heap;
use crate::native::{Args, F, Native, Outcome};
use crate::object::{DeviceObj, Object};
use crate::types::{T, TypeSpec};
use crate::value::Value;
use crate::vm::Vm;

/// What the module is made of.
pub const SPEC: ModuleSpec = ModuleSpec {
    name: "io",
    natives: &[OPEN],
    members: &[
        ("IOBase", Member::Type(T::IoBase)),
        ("StringIO", Member::Type(T::StringIo)),
        ("BytesIO", Member::Type(T::BytesIo)),
    ],
    present: always,
};

/// `open`, which is a built-in name too.
pub const OPEN: Native = file::OPEN;

const fn spec(name: &'static str, make: Option<F>, natives: &'static [Native]) -> TypeSpec {
    TypeSpec {
        name,
        base: T::Object,
        make,
        natives,
        consts: &[],
    }
}

/// Text files, and `sys.stdin` and its kin.
pub const TEXT: TypeSpec = spec("TextIOWrapper", None, stream::FILE_NATIVES);
/// Files of bytes.
pub const BYTES: TypeSpec = spec("FileIO", None, stream::FILE_NATIVES);
/// Text in memory.
pub const STRING_IO: TypeSpec = spec(
    "StringIO",
    Some(F::K(1, memory::make_text)),
    stream::MEMORY_NATIVES,
);
/// Bytes in memory.
pub const BYTES_IO: TypeSpec = spec(
    "BytesIO",
    Some(F::K(1, memory::make_bytes)),
    stream::MEMORY_NATIVES,
);
/// What users' streams derive from: their `write`, `readinto` and `ioctl` are called.
pub const IO_BASE: TypeSpec = spec("IOBase", Some(F::K(1, make_base)), &[]);

/// What the module keeps between calls.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
pub struct State {
    pub(super) console: console::State,
    pub(super) files: file::State,
}

impl State {
    pub(super) fn swept(&mut self, heap: &Heap) {
        self.files.swept(heap);
    }
}

fn make_base(vm: &mut Vm, _: Args) -> Outcome {
    Ok(vm.new_device(T::IoBase, [0; 4], Vec::new()))
}

/// A stream over a file number.
fn new_stream(vm: &mut Vm, ty: T, fd: i64) -> Value {
    vm.new_device(ty, [fd, 0, 0, 0], vec![])
}

impl Vm {
    /// An object of a built-in module.
    pub(crate) fn new_device(&mut self, ty: T, data: [i64; 4], values: Vec<Value>) -> Value {
        let device = Box::new(DeviceObj { ty, data, values });
        self.heap.new_value(Object::Device(device))
    }

    /// The type and the numbers of such an object.
    pub(crate) fn device(&self, v: Value) -> Option<&DeviceObj> {
        match self.heap.object(v) {
            Some(Object::Device(d)) => Some(d),
            _ => None,
        }
    }

    /// Such an object, to change.
    pub(crate) fn device_mut(&mut self, v: Value) -> Option<&mut DeviceObj> {
        match self.heap.object_mut(v) {
            Some(Object::Device(d)) => Some(d),
            _ => None,
        }
    }

    /// The `buffer` of a standard stream: the same console as bytes.
    pub(crate) fn stream_buffer(&mut self, v: Value) -> Option<Value> {
        let device = self.device(v).filter(|d| d.ty == T::TextIo)?;
        let fd = device.data[0];
        (0..=console::STDERR)
            .contains(&fd)
            .then(|| new_stream(self, T::FileIo, fd))
    }
}
