//! What stands for file systems over blocks in a build without them: nothing can be mounted from a device.

use alloc::vec::Vec;

use crate::hal::{ENOENT, FileKind, Host};
use crate::heap::Heap;
use crate::native::Native;
use crate::types::{T, TypeSpec};
use crate::value::Value;
use crate::vm::Vm;

/// A class without anything.
const fn spec(name: &'static str) -> TypeSpec {
    TypeSpec {
        name,
        base: T::Object,
        make: None,
        natives: &[],
        consts: &[],
    }
}

/// None are kept.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
pub struct State {}

impl State {
    pub(in crate::modules) fn roots(&self) -> impl Iterator<Item = Value> {
        core::iter::empty()
    }

    pub(in crate::modules) fn swept(&mut self, _: &Heap) {}
}

/// What frozen Python would call.
pub(in crate::modules) const NATIVES: &[Native] = &[];

pub mod classes {
    //! The classes, which no module has.

    use super::spec;
    use crate::types::TypeSpec;

    /// `VfsFat`
    pub const FAT: TypeSpec = spec("VfsFat");
    /// `VfsLfs1`
    pub const LFS1: TypeSpec = spec("VfsLfs1");
    /// `VfsLfs2`
    pub const LFS2: TypeSpec = spec("VfsLfs2");
    /// `VfsRom`
    pub const ROM: TypeSpec = spec("VfsRom");
}

pub mod flash {
    //! Parts of the board's flash, which is unknown here.

    use super::spec;
    use crate::types::TypeSpec;

    /// `Flash`
    pub const FLASH: TypeSpec = spec("Flash");
}

pub mod file {
    //! Their files, of which there are none.

    use alloc::string::String;

    use super::spec;
    use crate::types::TypeSpec;
    use crate::value::Value;
    use crate::vm::Vm;

    /// Files of text.
    pub const TEXT: TypeSpec = spec("TextIOWrapper");
    /// Files of bytes.
    pub const BYTES: TypeSpec = spec("FileIO");

    /// Whether a value is such a file.
    pub(in crate::modules) fn is_file(_: &Vm, _: Value) -> bool {
        false
    }

    /// What is shown of one.
    pub(in crate::modules) fn print(_: &Vm, _: &mut String, _: Value) {}
}

impl Vm {
    /// What a path names; nobody but Python can tell.
    pub(crate) fn stored_kind(&mut self, _: &mut dyn Host, _: Value, _: &str) -> Option<FileKind> {
        None
    }

    /// All bytes of a file, which is not there.
    pub(crate) fn stored_bytes(
        &mut self,
        _: &mut dyn Host,
        _: Value,
        _: &str,
    ) -> Result<Vec<u8>, i32> {
        Err(ENOENT)
    }
}
