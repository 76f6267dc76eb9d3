//! The file systems of the crate `storage` as one enum of plain data, and the devices they are on.

use alloc::string::String;
use alloc::vec::Vec;

use storage::fat::{Fat, Format};
use storage::rom::Rom;
use storage::{Blocks, Errno, Fault, FileSystem, Geometry, Handle, Lfs1, Lfs2};

use crate::object::blocks;
use crate::types::T;
use crate::value::Ref;

/// Which file system it is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Kind {
    /// `VfsFat`
    Fat,
    /// `VfsLfs1`
    Lfs1,
    /// `VfsLfs2`
    Lfs2,
    /// `VfsRom`
    Rom,
}

impl Kind {
    /// The kind that a class stands for.
    pub fn of(class: T) -> Option<Kind> {
        match class {
            T::VfsFat => Some(Kind::Fat),
            T::VfsLfs1 => Some(Kind::Lfs1),
            T::VfsLfs2 => Some(Kind::Lfs2),
            T::VfsRom => Some(Kind::Rom),
            _ => None,
        }
    }

    /// The class that stands for it.
    pub fn class(self) -> T {
        match self {
            Kind::Fat => T::VfsFat,
            Kind::Lfs1 => T::VfsLfs1,
            Kind::Lfs2 => T::VfsLfs2,
            Kind::Rom => T::VfsRom,
        }
    }

    /// Whether it is littlefs, which reads and writes parts of blocks, erases them itself and keeps no folder of its own.
    pub fn is_little(self) -> bool {
        matches!(self, Kind::Lfs1 | Kind::Lfs2)
    }

    /// Makes an empty file system on a device.
    pub fn format(self, device: &mut dyn Blocks, options: &Options, now: u64) -> Result<(), Fault> {
        match self {
            Kind::Fat => Fat::format(
                device,
                Format {
                    now,
                    large: options.large,
                },
            ),
            Kind::Lfs1 => Lfs1::format(device, &options.little),
            Kind::Lfs2 => Lfs2::format(device, &options.little),
            // It is made elsewhere, as a whole.
            Kind::Rom => Err(Fault::Errno(Errno::EROFS)),
        }
    }

    /// Mounts what is on a device.
    pub fn mount(self, device: &mut dyn Blocks, options: &Options) -> Result<System, Fault> {
        match self {
            Kind::Fat => Fat::mount(device).map(System::Fat),
            Kind::Lfs1 => Lfs1::mount(device, &options.little).map(System::Lfs1),
            Kind::Lfs2 => Lfs2::mount(device, &options.little).map(System::Lfs2),
            Kind::Rom => Rom::mount(device).map(System::Rom),
        }
    }
}

/// How a file system is made or mounted.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub struct Options {
    /// A device too large for FAT16 may get FAT32.
    pub large: bool,
    /// The sizes that littlefs works with.
    pub little: storage::Options,
}

/// A mounted file system.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum System {
    /// `VfsFat`
    Fat(Fat),
    /// `VfsLfs1`
    Lfs1(Lfs1),
    /// `VfsLfs2`
    Lfs2(Lfs2),
    /// `VfsRom`
    Rom(Rom),
}

impl System {
    /// What all of them do.
    pub fn files(&mut self) -> &mut dyn FileSystem {
        match self {
            System::Fat(fat) => fat,
            System::Lfs1(little) => little,
            System::Lfs2(little) => little,
            System::Rom(rom) => rom,
        }
    }
}

/// What a file system's device is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Device {
    /// An object of the program, whose methods are called.
    Object,
    /// A part of the board's flash: where it begins.
    Flash(u32),
    /// The bytes of an object, which are only read.
    Bytes,
}

/// A file system that an object of the program stands for.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Volume {
    /// That object.
    pub owner: Ref,
    /// What it is.
    pub kind: Kind,
    /// How it is made and mounted.
    pub options: Options,
    /// The file system; none where the device holds none yet.
    pub system: Option<System>,
    /// What it is on.
    pub device: Device,
    /// How large that is.
    pub geometry: Geometry,
    /// Whether nothing may be written to it.
    pub is_read_only: bool,
    /// The folder that relative paths begin in, with a `/` at its end, where the file system keeps none itself.
    pub folder: String,
    /// Files whose objects were collected, and that are closed before anything else is done.
    pub lost: Vec<Handle>,
}

/// Bytes of the C structs of `VfsLfs2` and of its files on a 32-bit board, with what is always allocated with them: the
/// current folder's text and the entry in the table of mounts, and the file's description.
const LFS2_BYTES: usize = 304 + 16 + 16;
const LFS2_FILE_BYTES: usize = 124;

/// More than any board has; what is larger is refused all the same.
const MOST_BYTES: u32 = 1 << 28;

impl Volume {
    /// Bytes of a board's heap that its object takes with its buffers; 0 where that is counted as for any object.
    pub fn board_bytes(&self) -> usize {
        let lookahead = self.options.little.lookahead.min(MOST_BYTES);
        match self.kind {
            Kind::Lfs2 => 2 * blocks(self.little_cache()) + blocks(lookahead as usize) + LFS2_BYTES,
            _ => 0,
        }
    }

    /// The same of an open file, which has a buffer of its own.
    pub fn file_bytes(&self) -> usize {
        match self.kind {
            Kind::Lfs2 => blocks(LFS2_FILE_BYTES + self.little_cache()),
            _ => 0,
        }
    }

    /// Bytes of one of littlefs's buffers.
    fn little_cache(&self) -> usize {
        let little = &self.options.little;
        let most = little.read_size.max(little.program_size);
        let bytes = most.saturating_mul(4).min(self.geometry.block_size);
        bytes.min(MOST_BYTES) as usize
    }

    /// A path as its file system takes it.
    pub fn path(&self, path: &str) -> String {
        match path.starts_with('/') || !self.kind.is_little() {
            true => path.into(),
            false => alloc::format!("{}{path}", self.folder),
        }
    }
}

/// Bytes in memory that are only read.
pub struct BytesPart<'b> {
    /// All of them.
    pub bytes: &'b [u8],
}

impl Blocks for BytesPart<'_> {
    fn geometry(&self) -> Geometry {
        Geometry {
            block_size: 1,
            blocks: u32::try_from(self.bytes.len()).unwrap_or(u32::MAX),
        }
    }

    fn read(&mut self, block: u32, offset: u32, into: &mut [u8]) -> Result<(), Fault> {
        let from = block as usize + offset as usize;
        let bytes = from.checked_add(into.len());
        match bytes.and_then(|to| self.bytes.get(from..to)) {
            Some(bytes) => into.copy_from_slice(bytes),
            None => return Err(Fault::Errno(Errno::EINVAL)),
        }
        Ok(())
    }

    fn program(&mut self, _: u32, _: u32, _: &[u8]) -> Result<(), Fault> {
        Err(Fault::Errno(Errno::EROFS))
    }

    fn erase(&mut self, _: u32) -> Result<(), Fault> {
        Err(Fault::Errno(Errno::EROFS))
    }

    fn sync(&mut self) -> Result<(), Fault> {
        Ok(())
    }
}
