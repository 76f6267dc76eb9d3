//! The search for free blocks: a window of the device, of which is known what is in use.

use alloc::vec;
use alloc::vec::Vec;

use super::{Medium, Stream};
use crate::{Blocks, Errno, Fault};

/// Where free blocks are searched. None is written down anywhere: what nothing refers to is free.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Free {
    /// The first block of the window.
    start: u32,
    /// How many blocks the window has.
    len: u32,
    /// Which of them comes next.
    next: u32,
    /// How many blocks may still be looked at before the device counts as full.
    left: u32,
    /// Which blocks of the window are in use, eight in a byte.
    used: Vec<u8>,
}

impl Free {
    /// A window of up to `span` blocks of a device on which nothing is in use.
    pub fn of_empty(span: u32, blocks: u32) -> Free {
        // What is beyond the device's size would never be looked at.
        let span = span.min(blocks.next_multiple_of(8));
        Free {
            start: 0,
            len: span.min(blocks),
            next: 0,
            left: blocks,
            used: vec![0; span.div_ceil(8) as usize],
        }
    }

    /// Begins somewhere else, with nothing known.
    pub fn restart(&mut self, medium: &Medium, start: u32) {
        (self.start, self.len, self.next) = (start, 0, 0);
        self.checkpoint(medium);
    }

    /// All that was allocated so far is referred to, so the whole device may be looked at once more.
    pub fn checkpoint(&mut self, medium: &Medium) {
        self.left = medium.blocks;
    }

    /// Whether the block that comes next is in use.
    fn next_is_used(&self) -> bool {
        self.used[self.next as usize / 8] >> (self.next % 8) & 1 == 1
    }

    /// Looks at the next block.
    fn step(&mut self) {
        self.next += 1;
        self.left = self.left.saturating_sub(1);
    }

    /// The next free block of the window. What comes behind it and is in use is skipped at once, so that a later
    /// checkpoint does not count it.
    fn take(&mut self, medium: &Medium) -> Option<u32> {
        let mut found = None;
        while self.next < self.len {
            if !self.next_is_used() {
                if found.is_some() {
                    break;
                }
                let block = u64::from(self.start) + u64::from(self.next);
                found = Some((block % u64::from(medium.blocks)) as u32);
            }
            self.step();
        }
        found
    }
}

/// A mounted file system, as far as files and their content need it.
pub trait Volume {
    /// The sizes of its accesses.
    fn medium(&self) -> Medium;
    /// Where it searches free blocks.
    fn free(&mut self) -> &mut Free;
    /// An open file.
    ///
    /// # Errors
    /// `EBADF` where it is not open.
    fn stream(&mut self, file: u32) -> Result<&mut Stream, Fault>;
    /// The longest file, in bytes.
    fn file_max(&self) -> u32;
    /// The longest content, in bytes, that is kept beside the name.
    fn inline_max(&self) -> u32;
    /// Names all blocks that are in use, some more than once.
    ///
    /// # Errors
    /// The device's, or that of damage.
    fn each_used(&mut self, device: &mut dyn Blocks, see: &mut dyn FnMut(u32))
    -> Result<(), Fault>;
}

/// A free block.
///
/// # Errors
/// `ENOSPC` where there is none; what reading the device gives.
pub fn allocate(volume: &mut dyn Volume, device: &mut dyn Blocks) -> Result<u32, Fault> {
    let medium = volume.medium();
    loop {
        let free = volume.free();
        if let Some(block) = free.take(&medium) {
            return Ok(block);
        }
        if free.left == 0 {
            return Err(Errno::ENOSPC.into());
        }
        let next = u64::from(free.start) + u64::from(free.next);
        free.start = (next % u64::from(medium.blocks)) as u32;
        free.next = 0;
        free.len = (free.used.len() as u32).saturating_mul(8).min(free.left);
        free.used.fill(0);
        let (start, len) = (free.start, free.len);
        let mut used = core::mem::take(&mut free.used);
        let seen = volume.each_used(device, &mut |block| {
            if block >= medium.blocks {
                return;
            }
            let place = match block.checked_sub(start) {
                Some(place) => place,
                None => block + (medium.blocks - start),
            };
            if place < len {
                used[place as usize / 8] |= 1 << (place % 8);
            }
        });
        let free = volume.free();
        free.used = used;
        if seen.is_err() {
            free.restart(&medium, start);
            seen?;
        }
    }
}
