//! What a mounted file system does, whichever it is.
//!
//! Paths are absolute within the file system, with `/` between names; "" and "/" are its root. Times are nanoseconds
//! since 1970, which each file system rounds to what it keeps.

use alloc::string::String;

use crate::{Blocks, Fault};

/// The number of an error, as `OSError` tells it.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Errno(pub i32);

impl Errno {
    /// There is no such file or folder.
    pub const ENOENT: Errno = Errno(2);
    /// The device failed, or what it holds makes no sense.
    pub const EIO: Errno = Errno(5);
    /// The file is not open, or not for that.
    pub const EBADF: Errno = Errno(9);
    /// No memory is left.
    pub const ENOMEM: Errno = Errno(12);
    /// It may not be done.
    pub const EACCES: Errno = Errno(13);
    /// It is there already.
    pub const EEXIST: Errno = Errno(17);
    /// There is no file system, or not this one.
    pub const ENODEV: Errno = Errno(19);
    /// It is no folder.
    pub const ENOTDIR: Errno = Errno(20);
    /// It is a folder.
    pub const EISDIR: Errno = Errno(21);
    /// What was asked makes no sense.
    pub const EINVAL: Errno = Errno(22);
    /// The file would be too long.
    pub const EFBIG: Errno = Errno(27);
    /// No space is left.
    pub const ENOSPC: Errno = Errno(28);
    /// It cannot be written.
    pub const EROFS: Errno = Errno(30);
    /// The name is too long.
    pub const ENAMETOOLONG: Errno = Errno(36);
    /// The folder has something in it.
    pub const ENOTEMPTY: Errno = Errno(39);
    /// What the device holds is damaged, as littlefs says it; a device that answers this to a write has a bad block.
    pub const EILSEQ: Errno = Errno(84);
}

/// A file or folder that is open; which, only its file system knows.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct Handle(pub u32);

/// What a path names.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Kind {
    /// A file.
    File,
    /// A folder.
    Folder,
}

/// What a file or folder is like.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Stat {
    /// What it is.
    pub kind: Kind,
    /// Bytes of a file.
    pub size: u64,
    /// When it was changed last, in nanoseconds since 1970; 0 where that is not kept.
    pub changed: u64,
}

/// One name in a folder.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Entry {
    /// The name.
    pub name: String,
    /// What it is.
    pub kind: Kind,
    /// Bytes of a file.
    pub size: u64,
}

/// How a file is opened.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub struct OpenMode {
    /// It can be read.
    pub read: bool,
    /// It can be written.
    pub write: bool,
    /// All is written at its end.
    pub append: bool,
    /// It is made if it is not there.
    pub create: bool,
    /// It must not be there yet.
    pub exclusive: bool,
    /// It is emptied.
    pub truncate: bool,
}

/// From where a place in a file is counted.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Whence {
    /// Its beginning.
    Start,
    /// Where it is now.
    Current,
    /// Its end.
    End,
}

/// How much room there is, as `statvfs` tells it.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Space {
    /// Bytes of a block (`f_bsize`).
    pub block_size: u32,
    /// Bytes of a fragment (`f_frsize`).
    pub fragment_size: u32,
    /// Blocks in all (`f_blocks`).
    pub blocks: u32,
    /// Blocks that are free (`f_bfree`, `f_bavail`).
    pub free: u32,
    /// Bytes of the longest name (`f_namemax`).
    pub name_max: u32,
}

/// A mounted file system. All of its state is in it: a clone of it over a copy of its device goes on alike.
///
/// # Errors
/// Each method: what MicroPython's own file system of that kind refuses, by the same number; [`Fault::Wait`] where the
/// device has not answered. The bytes of the device may be anything: what makes no sense is refused, and no operation
/// goes on without end.
pub trait FileSystem {
    /// What a path names.
    fn stat(&mut self, device: &mut dyn Blocks, path: &str) -> Result<Stat, Fault>;
    /// Opens a file.
    fn open(
        &mut self,
        device: &mut dyn Blocks,
        path: &str,
        mode: OpenMode,
        now: u64,
    ) -> Result<Handle, Fault>;
    /// Reads from where the file is; 0 bytes at its end.
    fn read(
        &mut self,
        device: &mut dyn Blocks,
        file: Handle,
        into: &mut [u8],
    ) -> Result<usize, Fault>;
    /// Writes where the file is, or at its end; how many bytes were written. What is kept as the time of the change
    /// may be that of this call rather than that of the next flush.
    fn write(
        &mut self,
        device: &mut dyn Blocks,
        file: Handle,
        bytes: &[u8],
        now: u64,
    ) -> Result<usize, Fault>;
    /// Goes to another place; which that is.
    fn seek(
        &mut self,
        device: &mut dyn Blocks,
        file: Handle,
        offset: i64,
        whence: Whence,
    ) -> Result<u64, Fault>;
    /// Makes sure that what was written is kept.
    fn flush(&mut self, device: &mut dyn Blocks, file: Handle, now: u64) -> Result<(), Fault>;
    /// The same, and gives the file up, also where that fails for good.
    fn close(&mut self, device: &mut dyn Blocks, file: Handle, now: u64) -> Result<(), Fault>;
    /// Opens a folder, to list what is in it.
    fn open_folder(&mut self, device: &mut dyn Blocks, path: &str) -> Result<Handle, Fault>;
    /// The next name in it; neither `.` nor `..`.
    fn next_entry(
        &mut self,
        device: &mut dyn Blocks,
        folder: Handle,
    ) -> Result<Option<Entry>, Fault>;
    /// Gives the folder up.
    fn close_folder(&mut self, folder: Handle);
    /// Makes a folder.
    fn make_folder(&mut self, device: &mut dyn Blocks, path: &str, now: u64) -> Result<(), Fault>;
    /// Removes a file.
    fn remove_file(&mut self, device: &mut dyn Blocks, path: &str) -> Result<(), Fault>;
    /// Removes an empty folder.
    fn remove_folder(&mut self, device: &mut dyn Blocks, path: &str) -> Result<(), Fault>;
    /// Gives a file or folder another path; a file that is there goes.
    fn rename(&mut self, device: &mut dyn Blocks, from: &str, to: &str) -> Result<(), Fault>;
    /// How much room there is.
    fn space(&mut self, device: &mut dyn Blocks) -> Result<Space, Fault>;
}
