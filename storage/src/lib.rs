//! File systems over blocks, as boards have them: each is plain data that can be copied, compared and put aside at any
//! access to its device.
//!
//! A device may be a board's flash, which answers at once, or an object of a program, which answers when Python has
//! run. So an operation that needs what the device has not answered yet ends with [`Fault::Wait`]; whoever called it
//! forgets what it changed (a clone taken before), gets the answer, and calls it again.

#![no_std]
#![forbid(unsafe_code)]

extern crate alloc;

pub mod blocks;
pub mod fat;
mod handles;
pub mod lfs1;
pub mod lfs2;
mod little;
pub mod littlefs;
pub mod rom;
pub mod system;

pub use blocks::{Blocks, Geometry, Memory};
pub use lfs1::Lfs1;
pub use lfs2::Lfs2;
pub use littlefs::Options;
pub use system::{Entry, Errno, FileSystem, Handle, Kind, OpenMode, Space, Stat, Whence};

/// Why an operation did not come to its end.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Fault {
    /// It is refused; the number is what `OSError` tells.
    Errno(Errno),
    /// The device has not answered yet: call again once it has, with the file system as it was before.
    Wait,
}

impl From<Errno> for Fault {
    fn from(errno: Errno) -> Fault {
        Fault::Errno(errno)
    }
}
