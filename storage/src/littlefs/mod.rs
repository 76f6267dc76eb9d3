//! What both versions of littlefs share: blocks and caches, the search for free blocks, skip-lists of file content,
//! files over them, and paths.

mod free;
mod list;
mod medium;
pub mod path;
#[cfg(test)]
mod power_cuts;
mod skip_list;
pub mod stream;
#[cfg(test)]
pub mod test_kit;

pub use free::{Free, Volume, allocate};
pub use list::{Use, Walk, each_in_list};
pub use medium::{Cache, Medium, NONE, crc};
pub use skip_list::each_block;
pub use stream::Stream;

use crate::{Blocks, Errno, Fault};

/// Two blocks that hold the same metadata by turns.
pub type Pair = [u32; 2];

/// The pair that is none.
pub const NO_PAIR: Pair = [NONE; 2];

/// Where the superblock is.
pub const ANCHOR: Pair = [0, 1];

/// What both superblocks hold to be known by.
pub const MAGIC: &[u8; 8] = b"littlefs";

/// The longest file, in bytes; there are 31 bits for it.
pub const FILE_MAX: u32 = i32::MAX as u32;

/// The longest name, in bytes, of file systems that MicroPython makes.
pub const NAME_MAX: u32 = 255;

/// Whether the pairs have a block in common: then they are the same place, of which one may be out of date.
pub fn same_place(one: Pair, other: Pair) -> bool {
    one.iter().any(|block| other.contains(block))
}

/// Whether the pairs are the same two blocks.
pub fn same_blocks(one: Pair, other: Pair) -> bool {
    one == other || one == [other[1], other[0]]
}

/// Whether there is no such pair, as at the end of a list of them.
pub fn is_none(pair: Pair) -> bool {
    pair.contains(&NONE)
}

/// How a program asks for a file system, with what MicroPython takes where it asks for nothing.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Options {
    /// What is read is a multiple of this, in bytes.
    pub read_size: u32,
    /// What is written is a multiple of this, in bytes.
    pub program_size: u32,
    /// How far ahead free blocks are searched: in bytes of eight blocks each in version 2, in blocks in version 1.
    pub lookahead: u32,
    /// Whether files keep the time of their last change; version 1 cannot.
    pub mtime: bool,
}

impl Default for Options {
    fn default() -> Options {
        Options {
            read_size: 32,
            program_size: 32,
            lookahead: 32,
            mtime: true,
        }
    }
}

impl Options {
    /// The sizes of a device's accesses, where `cache` bytes are written at once and `load` read,
    /// and content of `direct` bytes or more past the cache.
    ///
    /// # Errors
    /// `EINVAL` where the sizes do not fit each other.
    pub fn medium(
        &self,
        device: &dyn Blocks,
        cache: u32,
        load: u32,
        direct: u32,
        damage: Errno,
    ) -> Result<Medium, Fault> {
        let geometry = device.geometry();
        let medium = Medium {
            read_size: self.read_size,
            program_size: self.program_size,
            block_size: geometry.block_size,
            blocks: geometry.blocks,
            cache,
            load,
            direct,
            damage,
        };
        let multiple = |of: u32, what: u32| what != 0 && of.is_multiple_of(what);
        let fits = geometry.block_size >= 64
            && geometry.block_size <= FILE_MAX
            && geometry.blocks > 0
            && self.lookahead > 0
            && multiple(cache, self.program_size)
            && multiple(load, self.read_size)
            && multiple(geometry.block_size, cache)
            && multiple(geometry.block_size, load);
        if fits {
            Ok(medium)
        } else {
            Err(Errno::EINVAL.into())
        }
    }
}
