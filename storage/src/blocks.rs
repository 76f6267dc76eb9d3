//! What a file system needs of its device, and a device in memory.

use alloc::vec::Vec;

use crate::{Errno, Fault};

/// The size of a device.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Geometry {
    /// Bytes of a block, which is what can be erased.
    pub block_size: u32,
    /// How many blocks there are.
    pub blocks: u32,
}

/// A device of blocks. What is read or written may go beyond the end of its block, into the next ones.
pub trait Blocks {
    /// Its size.
    fn geometry(&self) -> Geometry;
    /// Reads `into.len()` bytes from `offset` bytes behind the beginning of `block`.
    ///
    /// # Errors
    /// What the device answers, or [`Fault::Wait`].
    fn read(&mut self, block: u32, offset: u32, into: &mut [u8]) -> Result<(), Fault>;
    /// Writes bytes there; on flash, what is there must have been erased.
    ///
    /// # Errors
    /// What the device answers, or [`Fault::Wait`].
    fn program(&mut self, block: u32, offset: u32, bytes: &[u8]) -> Result<(), Fault>;
    /// Makes a block ready to be written.
    ///
    /// # Errors
    /// What the device answers, or [`Fault::Wait`].
    fn erase(&mut self, block: u32) -> Result<(), Fault>;
    /// Makes sure that all that was written is kept.
    ///
    /// # Errors
    /// What the device answers, or [`Fault::Wait`].
    fn sync(&mut self) -> Result<(), Fault>;
}

/// A device in memory, which flash is to begin with: all bits set.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Memory {
    geometry: Geometry,
    bytes: Vec<u8>,
}

impl Memory {
    /// A device whose bytes are all 0xff.
    pub fn erased(geometry: Geometry) -> Memory {
        let size = geometry.block_size as usize * geometry.blocks as usize;
        Memory {
            geometry,
            bytes: alloc::vec![0xff; size],
        }
    }

    /// A device that holds these bytes, of which a rest that makes no whole block is left out.
    pub fn of(block_size: u32, mut bytes: Vec<u8>) -> Memory {
        let blocks = bytes.len() / block_size as usize;
        bytes.truncate(blocks * block_size as usize);
        Memory {
            geometry: Geometry {
                block_size,
                blocks: blocks as u32,
            },
            bytes,
        }
    }

    /// All of it.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Where `len` bytes are.
    fn range(&mut self, block: u32, offset: u32, len: usize) -> Result<&mut [u8], Fault> {
        let from = block as usize * self.geometry.block_size as usize + offset as usize;
        let outside = Fault::Errno(Errno::EINVAL);
        let to = from.checked_add(len).ok_or(outside)?;
        self.bytes.get_mut(from..to).ok_or(outside)
    }
}

impl Blocks for Memory {
    fn geometry(&self) -> Geometry {
        self.geometry
    }

    fn read(&mut self, block: u32, offset: u32, into: &mut [u8]) -> Result<(), Fault> {
        let bytes = self.range(block, offset, into.len())?;
        into.copy_from_slice(bytes);
        Ok(())
    }

    fn program(&mut self, block: u32, offset: u32, bytes: &[u8]) -> Result<(), Fault> {
        self.range(block, offset, bytes.len())?
            .copy_from_slice(bytes);
        Ok(())
    }

    fn erase(&mut self, block: u32) -> Result<(), Fault> {
        let size = self.geometry.block_size as usize;
        self.range(block, 0, size)?.fill(0xff);
        Ok(())
    }

    fn sync(&mut self) -> Result<(), Fault> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn memory_is_written_erased_and_has_an_end() {
        let mut device = Memory::erased(Geometry {
            block_size: 16,
            blocks: 2,
        });
        assert_eq!(device.program(0, 12, b"abcdefgh"), Ok(()));
        let mut got = [0; 4];
        assert_eq!(device.read(1, 0, &mut got), Ok(()));
        assert_eq!(&got, b"efgh");
        assert_eq!(device.erase(1), Ok(()));
        assert_eq!(device.read(1, 0, &mut got), Ok(()));
        assert_eq!(got, [0xff; 4]);
        let outside = Err(Fault::Errno(Errno::EINVAL));
        assert_eq!(device.program(1, 14, b"abc"), outside);
        assert_eq!(device.erase(u32::MAX), outside);
    }
}
