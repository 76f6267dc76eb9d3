//! Reading and writing of a device by the sizes that littlefs keeps to, through caches that are plain data.

use alloc::vec;
use alloc::vec::Vec;

use crate::{Blocks, Errno, Fault};

/// The number of the block that is none.
pub const NONE: u32 = u32::MAX;

/// What the remainders of the CRC are for each four bits.
const CRC_STEPS: [u32; 16] = [
    0x0000_0000,
    0x1db7_1064,
    0x3b6e_20c8,
    0x26d9_30ac,
    0x76dc_4190,
    0x6b6b_51f4,
    0x4db2_6158,
    0x5005_713c,
    0xedb8_8320,
    0xf00f_9344,
    0xd6d6_a3e8,
    0xcb61_b38c,
    0x9b64_c2b0,
    0x86d3_d2d4,
    0xa00a_e278,
    0xbdbd_f21c,
];

/// Goes on with a CRC-32 of the polynomial 0x04c11db7, reflected, which littlefs begins with all bits set and does not
/// invert at its end.
pub fn crc(mut sum: u32, bytes: &[u8]) -> u32 {
    for &byte in bytes {
        for part in [byte, byte >> 4] {
            sum = sum >> 4 ^ CRC_STEPS[((sum ^ u32::from(part)) & 15) as usize];
        }
    }
    sum
}

/// A part of one block in memory.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Cache {
    /// Of which block, or [`NONE`].
    pub block: u32,
    /// From which of its bytes on.
    pub offset: u32,
    /// How many of the bytes count.
    pub len: u32,
    /// The bytes, always as many as are written or read ahead at once.
    pub bytes: Vec<u8>,
}

impl Cache {
    /// An empty one.
    pub fn new(medium: &Medium) -> Cache {
        Cache {
            block: NONE,
            offset: 0,
            len: 0,
            bytes: vec![0xff; medium.cache.max(medium.load) as usize],
        }
    }

    /// Forgets whose bytes they are. The bytes stay, and show in the padding of what is written next.
    pub fn forget(&mut self) {
        self.block = NONE;
    }

    /// Forgets all.
    pub fn clear(&mut self) {
        self.block = NONE;
        self.bytes.fill(0xff);
    }

    /// What it holds of a block's bytes from `offset` on.
    fn from(&self, block: u32, offset: u32) -> &[u8] {
        let behind = offset.wrapping_sub(self.offset);
        if self.block != block || block == NONE || behind >= self.len {
            return &[];
        }
        &self.bytes[behind as usize..self.len as usize]
    }
}

/// The sizes of accesses to a device; what is done to it by them.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Medium {
    /// What is read is a multiple of this.
    pub read_size: u32,
    /// What is written is a multiple of this.
    pub program_size: u32,
    /// Bytes of a block.
    pub block_size: u32,
    /// How many blocks there are.
    pub blocks: u32,
    /// How much is written at once.
    pub cache: u32,
    /// How much is read ahead at once.
    pub load: u32,
    /// From which length on content is read past the caches.
    pub direct: u32,
    /// The error for what makes no sense, and that of a device for a bad block.
    pub damage: Errno,
}

impl Medium {
    /// The error for what makes no sense.
    pub fn damaged(&self) -> Fault {
        Fault::Errno(self.damage)
    }

    /// Where something is within a block, if it is.
    fn check(&self, block: u32, offset: u32, len: usize) -> Result<(), Fault> {
        let fits = u32::try_from(len)
            .ok()
            .and_then(|len| offset.checked_add(len))
            .is_some_and(|end| end <= self.block_size);
        if fits && block < self.blocks {
            Ok(())
        } else {
            Err(self.damaged())
        }
    }

    /// Reads bytes of a block, those not written yet from the cache that holds them.
    ///
    /// # Errors
    /// The device's, or that of damage where there is no such place.
    pub fn read(
        &self,
        device: &mut dyn Blocks,
        unwritten: Option<&Cache>,
        block: u32,
        offset: u32,
        into: &mut [u8],
    ) -> Result<(), Fault> {
        self.check(block, offset, into.len())?;
        let behind = offset % self.read_size;
        let end = (offset + into.len() as u32).next_multiple_of(self.read_size);
        if behind == 0 && end == offset + into.len() as u32 {
            device.read(block, offset, into)?;
        } else {
            let mut all = vec![0; (end - (offset - behind)) as usize];
            device.read(block, offset - behind, &mut all)?;
            into.copy_from_slice(&all[behind as usize..][..into.len()]);
        }
        if let Some(cache) = unwritten.filter(|cache| cache.block == block) {
            for (place, byte) in (offset..).zip(into) {
                if let Some(&newer) = cache.from(block, place).first() {
                    *byte = newer;
                }
            }
        }
        Ok(())
    }

    /// Reads bytes of a block through a cache, which holds afterwards what was read ahead.
    ///
    /// # Errors
    /// As of [`Medium::read`].
    pub fn read_ahead(
        &self,
        device: &mut dyn Blocks,
        cache: &mut Cache,
        block: u32,
        mut offset: u32,
        mut into: &mut [u8],
    ) -> Result<(), Fault> {
        self.check(block, offset, into.len())?;
        while !into.is_empty() {
            let known = cache.from(block, offset);
            let whole = into.len() - into.len() % self.read_size as usize;
            let aligned = offset.is_multiple_of(self.read_size) && whole > 0;
            let len = if known.is_empty() && aligned && into.len() >= self.direct as usize {
                device.read(block, offset, &mut into[..whole])?;
                whole
            } else if known.is_empty() {
                let from = offset - offset % self.read_size;
                let len = self.load.min(self.block_size - from);
                cache.forget();
                device.read(block, from, &mut cache.bytes[..len as usize])?;
                (cache.block, cache.offset, cache.len) = (block, from, len);
                0
            } else {
                let len = known.len().min(into.len());
                into[..len].copy_from_slice(&known[..len]);
                len
            };
            offset += len as u32;
            into = &mut into[len..];
        }
        Ok(())
    }

    /// Goes on with a CRC over bytes of a block.
    ///
    /// # Errors
    /// As of [`Medium::read`].
    pub fn crc(
        &self,
        device: &mut dyn Blocks,
        mut sum: u32,
        block: u32,
        mut offset: u32,
        mut len: u32,
    ) -> Result<u32, Fault> {
        let mut bytes = vec![0; self.load.min(len) as usize];
        while len > 0 {
            let part = &mut bytes[..self.load.min(len) as usize];
            self.read(device, None, block, offset, part)?;
            sum = crc(sum, part);
            offset += part.len() as u32;
            len -= part.len() as u32;
        }
        Ok(sum)
    }

    /// Writes bytes through a cache, which goes to the device whenever it is full. With `verify`, what was written is
    /// read again, and the error is that of damage where it differs.
    ///
    /// # Errors
    /// The device's, or that of damage where there is no such place.
    pub fn program(
        &self,
        device: &mut dyn Blocks,
        cache: &mut Cache,
        verify: bool,
        block: u32,
        mut offset: u32,
        mut bytes: &[u8],
    ) -> Result<(), Fault> {
        self.check(block, offset, bytes.len())?;
        while !bytes.is_empty() {
            let behind = offset.wrapping_sub(cache.offset);
            let whole = bytes.len() - bytes.len() % self.program_size as usize;
            let aligned = offset.is_multiple_of(self.program_size) && whole > 0;
            if aligned && cache.block == NONE && self.cache == self.program_size {
                // Where writing gathers nothing, all whole pieces go at once.
                let (now, later) = bytes.split_at(whole);
                self.write_through(device, verify, block, offset, now)?;
                offset += whole as u32;
                bytes = later;
                continue;
            }
            if cache.block != block || behind >= self.cache {
                cache.block = block;
                cache.offset = offset - offset % self.program_size;
                cache.len = 0;
                continue;
            }
            let len = bytes.len().min((self.cache - behind) as usize);
            cache.bytes[behind as usize..][..len].copy_from_slice(&bytes[..len]);
            offset += len as u32;
            bytes = &bytes[len..];
            cache.len = cache.len.max(behind + len as u32);
            if cache.len == self.cache {
                self.flush(device, cache, verify)?;
            }
        }
        Ok(())
    }

    /// Writes what a cache still holds.
    ///
    /// # Errors
    /// As of [`Medium::program`].
    pub fn flush(
        &self,
        device: &mut dyn Blocks,
        cache: &mut Cache,
        verify: bool,
    ) -> Result<(), Fault> {
        if cache.block == NONE {
            return Ok(());
        }
        let len = cache.len.next_multiple_of(self.program_size) as usize;
        self.write_through(
            device,
            verify,
            cache.block,
            cache.offset,
            &cache.bytes[..len],
        )?;
        cache.clear();
        Ok(())
    }

    fn write_through(
        &self,
        device: &mut dyn Blocks,
        verify: bool,
        block: u32,
        offset: u32,
        bytes: &[u8],
    ) -> Result<(), Fault> {
        device.program(block, offset, bytes)?;
        if verify {
            let mut found = vec![0; bytes.len()];
            self.read(device, None, block, offset, &mut found)?;
            if found != bytes {
                return Err(self.damaged());
            }
        }
        Ok(())
    }
}
