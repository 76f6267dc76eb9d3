//! Parts of the board's flash: what file systems are on, and objects of a program that stand for them.
//!
//! The numbers of such an object are where its part begins, how many blocks it has, how many bytes a block has, and
//! how many bytes of heap the object takes on a board.

use storage::{Blocks, Errno, Fault, Geometry};

use super::classes;
use super::operation::Operation;
use super::system::{Device, Kind, Options};
use crate::hal::{EINVAL, FlashGeometry, Host};
use crate::modules::vfs::mounts;
use crate::native::{Args, F, Native, Outcome, native};
use crate::types::{T, TypeSpec};
use crate::value::Value;
use crate::vm::Vm;

/// `Flash(*, start=-1, len=-1)`, as `rp2` has it.
pub const FLASH: TypeSpec = TypeSpec {
    name: "Flash",
    base: T::Object,
    make: Some(F::H(1, crate::modules::rp2::make_flash)),
    natives: METHODS,
    consts: &[],
};

const METHODS: &[Native] = &[
    native("readblocks", F::H(3, read_blocks)),
    native("writeblocks", F::H(3, write_blocks)),
    native("ioctl", F::H(3, control)),
];

/// What `ioctl` is asked for.
const INIT: i64 = 1;
const DEINIT: i64 = 2;
const SYNC: i64 = 3;
const BLOCK_COUNT: i64 = 4;
const BLOCK_SIZE: i64 = 5;
const ERASE_BLOCK: i64 = 6;

/// Bytes that an object of a part takes on a board; that of all of the flash is in the firmware.
const OBJECT_BYTES: i64 = 16;

/// A part of the board's flash, as its file system uses it.
pub struct FlashPart<'h> {
    /// The board.
    pub host: &'h mut dyn Host,
    /// Where it begins.
    pub start: u32,
    /// How large it is.
    pub geometry: Geometry,
    /// Whether nothing may be written to it.
    pub is_read_only: bool,
    /// Whether blocks that are written are erased by that.
    pub erases_first: bool,
    /// Nanoseconds for which nothing else could run.
    pub spent: u64,
}

fn fault(errno: i32) -> Fault {
    Fault::Errno(Errno(errno))
}

impl FlashPart<'_> {
    /// Where so many bytes are.
    fn place(&self, block: u32, offset: u32, len: usize) -> Result<u32, Fault> {
        let size = u64::from(self.geometry.block_size);
        let from = u64::from(block) * size + u64::from(offset);
        let inside = from + len as u64 <= size * u64::from(self.geometry.blocks);
        let place = u32::try_from(from).ok().filter(|_| inside);
        let place = place.and_then(|from| self.start.checked_add(from));
        place.ok_or(fault(EINVAL))
    }

    fn read_at(&mut self, block: u32, offset: u32, into: &mut [u8]) -> Result<(), Fault> {
        let at = self.place(block, offset, into.len())?;
        self.host.flash_read(at, into).map_err(fault)
    }

    fn program_at(&mut self, block: u32, offset: u32, bytes: &[u8]) -> Result<(), Fault> {
        let at = self.place(block, offset, bytes.len())?;
        self.spent += self.host.flash_program(at, bytes).map_err(fault)?;
        Ok(())
    }

    /// Erases the blocks in which so many bytes are.
    fn erase_for(&mut self, block: u32, len: usize) -> Result<(), Fault> {
        let size = self.geometry.block_size.max(1);
        let count = u32::try_from(len).unwrap_or(u32::MAX).div_ceil(size);
        let bytes = (count as usize).saturating_mul(size as usize);
        let first = self.place(block, 0, bytes)? / size;
        self.spent += self.host.flash_erase(first, count).map_err(fault)?;
        Ok(())
    }
}

impl Blocks for FlashPart<'_> {
    fn geometry(&self) -> Geometry {
        self.geometry
    }

    fn read(&mut self, block: u32, offset: u32, into: &mut [u8]) -> Result<(), Fault> {
        self.read_at(block, offset, into)
    }

    fn program(&mut self, block: u32, offset: u32, bytes: &[u8]) -> Result<(), Fault> {
        if self.is_read_only {
            return Err(Fault::Errno(Errno::EROFS));
        }
        if self.erases_first {
            self.erase_for(block, bytes.len())?;
        }
        self.program_at(block, offset, bytes)
    }

    fn erase(&mut self, block: u32) -> Result<(), Fault> {
        self.erase_for(block, self.geometry.block_size as usize)
    }

    fn sync(&mut self) -> Result<(), Fault> {
        Ok(())
    }
}

/// The part that an object stands for: where it begins and how large it is.
pub(super) fn part_of(vm: &Vm, v: Value) -> Option<(u32, Geometry)> {
    let d = vm.device(v).filter(|d| d.ty == T::Flash)?;
    let geometry = Geometry {
        block_size: d.data[2] as u32,
        blocks: d.data[1] as u32,
    };
    Some((d.data[0] as u32, geometry))
}

/// The object of a part: so many blocks from one on.
pub(in crate::modules) fn new(vm: &mut Vm, first: u32, geometry: FlashGeometry) -> Value {
    let FlashGeometry { block_size, blocks } = geometry;
    let start = u64::from(first) * u64::from(block_size);
    let data = [start as i64, blocks.into(), block_size.into(), OBJECT_BYTES];
    vm.new_device(T::Flash, data, [].into())
}

/// The object of all of the flash, which is always the same.
pub(in crate::modules) fn whole(vm: &mut Vm, host: &dyn Host) -> Value {
    if vm.module_state.vfs.stored.flash.is_null() {
        let FlashGeometry { block_size, blocks } = host.flash_geometry();
        let data = [0, blocks.into(), block_size.into(), 0];
        vm.module_state.vfs.stored.flash = vm.new_device(T::Flash, data, [].into());
    }
    vm.module_state.vfs.stored.flash
}

/// Does something to the part that a method's object stands for, and lets the time pass that it takes.
fn access(
    vm: &mut Vm,
    host: &mut dyn Host,
    object: Value,
    what: impl FnOnce(&mut FlashPart<'_>) -> Result<(), Fault>,
) -> Outcome<()> {
    let Some((start, geometry)) = part_of(vm, vm.native_part(object)) else {
        return Err(vm.wrong_self("Flash", object));
    };
    let mut part = FlashPart {
        host,
        start,
        geometry,
        is_read_only: false,
        erases_first: false,
        spent: 0,
    };
    let done = what(&mut part);
    let spent = part.spent;
    vm.stall(spent);
    match done {
        Ok(()) => Ok(()),
        Err(Fault::Errno(errno)) => Err(vm.os_error(errno.0)),
        Err(Fault::Wait) => Err(vm.os_error(Errno::EIO.0)),
    }
}

/// A block's number, or an offset; none of them is negative.
fn number(vm: &mut Vm, args: Args, i: usize) -> Outcome<u32> {
    let n = args.get(vm, i);
    let n = vm.int_arg(n)?;
    u32::try_from(n).map_err(|_| vm.os_error(EINVAL))
}

/// `readblocks(block, buffer, offset=0)`
fn read_blocks(vm: &mut Vm, host: &mut dyn Host, args: Args) -> Outcome {
    vm.check_places(args, 3, 4)?;
    let block = number(vm, args, 1)?;
    let buffer = args.get(vm, 2);
    let len = vm.writable_len(buffer)?;
    let offset = match args.n {
        3 => 0,
        _ => number(vm, args, 3)?,
    };
    let mut bytes = alloc::vec![0; len];
    access(vm, host, args.get(vm, 0), |part| {
        part.read_at(block, offset, &mut bytes)
    })?;
    vm.spend_on(len);
    vm.store_bytes(buffer, 0..len, &bytes);
    Ok(Value::NONE)
}

/// `writeblocks(block, buffer[, offset])`: without an offset the blocks are erased first.
fn write_blocks(vm: &mut Vm, host: &mut dyn Host, args: Args) -> Outcome {
    vm.check_places(args, 3, 4)?;
    let block = number(vm, args, 1)?;
    let Some(bytes) = vm.buffer_of(args.get(vm, 2)).map(<[u8]>::to_vec) else {
        return Err(vm.type_error("object with buffer protocol required"));
    };
    let offset = match args.n {
        3 => None,
        _ => Some(number(vm, args, 3)?),
    };
    vm.spend_on(bytes.len());
    access(vm, host, args.get(vm, 0), |part| {
        if offset.is_none() {
            part.erase_for(block, bytes.len())?;
        }
        part.program_at(block, offset.unwrap_or(0), &bytes)
    })?;
    Ok(Value::NONE)
}

/// `ioctl(op, arg)`
fn control(vm: &mut Vm, host: &mut dyn Host, args: Args) -> Outcome {
    vm.check_places(args, 3, 3)?;
    let object = args.get(vm, 0);
    let Some((_, geometry)) = part_of(vm, vm.native_part(object)) else {
        return Err(vm.wrong_self("Flash", object));
    };
    let request = args.get(vm, 1);
    match vm.int_arg(request)? {
        INIT | DEINIT | SYNC => Ok(Value::small(0)),
        BLOCK_COUNT => Ok(Value::small(geometry.blocks.into())),
        BLOCK_SIZE => Ok(Value::small(geometry.block_size.into())),
        ERASE_BLOCK => {
            let block = number(vm, args, 2)?;
            access(vm, host, object, |part| part.erase(block))?;
            Ok(Value::small(0))
        }
        _ => Ok(Value::NONE),
    }
}

impl Vm {
    /// Mounts the littlefs on the board's flash at the root, in place of the host's files, as firmware does before any
    /// program runs; where there is none, or one that cannot be mounted, it makes one. Says whether it has.
    ///
    /// # Errors
    /// The errno with which even that fails.
    pub fn mount_flash(
        &mut self,
        host: &mut dyn Host,
        little: storage::Options,
    ) -> Result<bool, i32> {
        let flash = whole(self, host);
        let options = Options {
            little,
            ..Options::default()
        };
        let Some((start, geometry)) = part_of(self, flash) else {
            return Err(Errno::ENODEV.0);
        };
        let fs = classes::add_volume(self, Kind::Lfs2, flash, options);
        // Nothing else is in the heap yet, so only a heap of next to nothing has no room for it.
        classes::set_device(self, fs, Device::Flash(start), geometry)
            .map_err(|_| Errno::ENOMEM.0)?;
        let id = self.answers_at_once(fs).ok_or(Errno::ENODEV.0)?;
        let mut ask = |vm: &mut Vm, operation| super::at_once(vm, host, fs, id, &operation);
        let mut made = false;
        if ask(self, Operation::Mount(Kind::Lfs2, options)).is_err() {
            made = true;
            ask(self, Operation::MakeAndMount(Kind::Lfs2, options)).map_err(|errno| errno.0)?;
        }
        mounts::only_at_root(self, fs);
        Ok(made)
    }
}
