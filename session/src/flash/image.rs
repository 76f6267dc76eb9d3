//! What flash holds, as plain data that is no larger than what was written.

use std::collections::BTreeMap;

use vm::hal::EINVAL;
use vm::storage::{Blocks, Errno, Fault, Geometry};

/// The byte of which all bits are set, as erasing leaves them.
const ERASED: u8 = 0xff;

/// What flash holds: programming clears bits, and erasing sets all those of a block.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct FlashImage {
    block_size: u32,
    blocks: u32,
    /// The blocks in which bits are clear, by their numbers, each without the erased bytes at its end.
    written: BTreeMap<u32, Vec<u8>>,
}

/// The parts of some bytes by the blocks they are in: the block, where in it, and which of the bytes.
fn parts(
    block_size: u32,
    at: u64,
    len: usize,
) -> impl Iterator<Item = (u32, usize, std::ops::Range<usize>)> {
    let size = u64::from(block_size.max(1));
    let mut done = 0;
    std::iter::from_fn(move || {
        let place = at + done as u64;
        let within = place % size;
        let part = (len - done).min((size - within) as usize);
        let range = done..done + part;
        done += part;
        (part > 0).then_some(((place / size) as u32, within as usize, range))
    })
}

impl FlashImage {
    /// Flash of so many blocks, of which none is written.
    pub fn erased(block_size: u32, blocks: u32) -> FlashImage {
        FlashImage {
            block_size,
            blocks,
            written: BTreeMap::new(),
        }
    }

    /// Bytes in all.
    pub fn size(&self) -> u64 {
        u64::from(self.block_size) * u64::from(self.blocks)
    }

    /// Bytes of a block.
    pub fn block_size(&self) -> u32 {
        self.block_size
    }

    /// How many blocks there are.
    pub fn blocks(&self) -> u32 {
        self.blocks
    }

    /// How many blocks are not erased.
    pub fn written_blocks(&self) -> usize {
        self.written.len()
    }

    /// All of its bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = vec![ERASED; self.size() as usize];
        for (&block, written) in &self.written {
            let from = block as usize * self.block_size as usize;
            bytes[from..from + written.len()].copy_from_slice(written);
        }
        bytes
    }

    /// Whether so many bytes from a place on are inside.
    pub fn holds(&self, at: u64, len: usize) -> bool {
        at.checked_add(len as u64)
            .is_some_and(|to| to <= self.size())
    }

    /// Reads bytes that are inside.
    pub fn read_at(&self, at: u64, into: &mut [u8]) {
        for (block, within, range) in parts(self.block_size, at, into.len()) {
            let into = &mut into[range];
            into.fill(ERASED);
            if let Some(written) = self.written.get(&block).and_then(|w| w.get(within..)) {
                let n = written.len().min(into.len());
                into[..n].copy_from_slice(&written[..n]);
            }
        }
    }

    /// Clears the bits that are clear in these bytes, which are inside.
    pub fn program_at(&mut self, at: u64, bytes: &[u8]) {
        for (block, within, range) in parts(self.block_size, at, bytes.len()) {
            let mut bytes = &bytes[range];
            while let Some((&ERASED, before)) = bytes.split_last() {
                bytes = before;
            }
            if bytes.is_empty() {
                continue;
            }
            let written = self.written.entry(block).or_default();
            let end = within + bytes.len();
            if written.len() < end {
                written.resize(end, ERASED);
            }
            for (place, byte) in written[within..end].iter_mut().zip(bytes) {
                *place &= byte;
            }
        }
    }

    /// Sets all bits of a block.
    pub fn erase_block(&mut self, block: u32) {
        self.written.remove(&block);
    }

    /// Sets all bits of the first bytes of a block, as an erase does that ends too early.
    pub fn erase_part(&mut self, block: u32, len: usize) {
        let Some(written) = self.written.get_mut(&block) else {
            return;
        };
        if len >= written.len() {
            self.written.remove(&block);
        } else {
            written[..len].fill(ERASED);
        }
    }

    /// Where bytes from an offset in a block on are.
    fn place(&self, block: u32, offset: u32, len: usize) -> Result<u64, Fault> {
        let at = u64::from(block) * u64::from(self.block_size) + u64::from(offset);
        match self.holds(at, len) {
            true => Ok(at),
            false => Err(Fault::Errno(Errno(EINVAL))),
        }
    }
}

impl Blocks for FlashImage {
    fn geometry(&self) -> Geometry {
        Geometry {
            block_size: self.block_size,
            blocks: self.blocks,
        }
    }

    fn read(&mut self, block: u32, offset: u32, into: &mut [u8]) -> Result<(), Fault> {
        let at = self.place(block, offset, into.len())?;
        self.read_at(at, into);
        Ok(())
    }

    fn program(&mut self, block: u32, offset: u32, bytes: &[u8]) -> Result<(), Fault> {
        let at = self.place(block, offset, bytes.len())?;
        self.program_at(at, bytes);
        Ok(())
    }

    fn erase(&mut self, block: u32) -> Result<(), Fault> {
        self.place(block, 0, self.block_size as usize)?;
        self.erase_block(block);
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
    fn bits_are_cleared_one_by_one_and_set_by_blocks() {
        let mut image = FlashImage::erased(16, 3);
        assert_eq!(image.program(0, 14, &[0xf0, 0x0f, 0xaa, ERASED]), Ok(()));
        assert_eq!(image.program(0, 14, &[0x3c, ERASED, 0x55]), Ok(()));
        let mut got = [0; 4];
        assert_eq!(image.read(0, 14, &mut got), Ok(()));
        assert_eq!(got, [0x30, 0x0f, 0x00, ERASED]);
        assert_eq!(image.written_blocks(), 2);
        assert_eq!(image.erase(1), Ok(()));
        assert_eq!(image.to_bytes()[14..18], [0x30, 0x0f, ERASED, ERASED]);
        let outside = Err(Fault::Errno(Errno(EINVAL)));
        assert_eq!(image.read(2, 14, &mut got), outside);
        assert_eq!(image.program(2, 15, &[0, 0]), outside);
        assert_eq!(image.erase(3), outside);
        assert_eq!(image.erase(u32::MAX), outside);
    }

    #[test]
    fn equal_flash_is_equal_whatever_was_done_to_it() {
        let mut image = FlashImage::erased(16, 3);
        image.program_at(0, &[0; 48]);
        image.erase_part(1, 7);
        assert_eq!(
            image.to_bytes()[16..32],
            [[ERASED; 7].as_slice(), &[0; 9]].concat()
        );
        for block in 0..3 {
            image.erase_block(block);
        }
        image.program_at(3, &[1, ERASED, ERASED]);
        let mut other = FlashImage::erased(16, 3);
        other.program_at(0, &[ERASED, ERASED, ERASED, 1]);
        assert_eq!(image, other);
        assert_eq!(FlashImage::erased(16, 3).to_bytes(), [ERASED; 48]);
    }
}
