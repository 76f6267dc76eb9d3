//! The list of all pairs, which goes through all folders: how far one is in it, and which blocks it leads to.

use alloc::vec::Vec;

use super::{ANCHOR, Medium, Pair, each_block, is_none};
use crate::{Blocks, Fault};

/// How far one is in the list.
pub struct Walk {
    /// The next one.
    pub tail: Pair,
    /// How many there can be yet.
    left: u32,
    /// What the checksums of all commits so far make, where they are kept.
    pub seed: u32,
}

impl Walk {
    /// From a pair on.
    pub fn from(medium: &Medium, pair: Pair) -> Walk {
        Walk {
            tail: pair,
            left: medium.blocks,
            seed: 0,
        }
    }

    /// Counts a step; whether there is another pair.
    ///
    /// # Errors
    /// Damage where the list is longer than it can be.
    pub fn step(&mut self, medium: &Medium) -> Result<bool, Fault> {
        if is_none(self.tail) {
            return Ok(false);
        }
        // Each pair has a block of its own, so a longer list goes in a circle.
        self.left = self.left.checked_sub(1).ok_or(medium.damaged())?;
        Ok(true)
    }
}

/// What an entry says to be in use.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Use {
    /// The skip-list of a file's content, by its last block and the file's bytes.
    File(u32, u32),
    /// The pair of a folder.
    Folder(Pair),
}

/// Goes to the next pair, and gives what its entries say; nothing at the end.
pub type Next<'n> =
    &'n mut dyn FnMut(&mut dyn Blocks, &mut Walk) -> Result<Option<Vec<Use>>, Fault>;

/// Names all blocks of pairs in the list, and of what their entries say.
///
/// # Errors
/// What reading gives, and damage where more is named than there can be.
pub fn each_in_list(
    medium: &Medium,
    device: &mut dyn Blocks,
    next: Next<'_>,
    see: &mut dyn FnMut(u32),
) -> Result<(), Fault> {
    // Each block has one use, and two while a file is moved: what names more is made up.
    let mut left = u64::from(medium.blocks) * 3;
    let mut walk = Walk::from(medium, ANCHOR);
    loop {
        if !is_none(walk.tail) {
            walk.tail.iter().for_each(|&block| see(block));
        }
        let Some(uses) = next(device, &mut walk)? else {
            return Ok(());
        };
        for one in uses {
            match one {
                Use::File(head, size) => {
                    each_block(medium, device, None, head, size, &mut |block| {
                        left = left.saturating_sub(1);
                        see(block);
                    })?;
                }
                Use::Folder(pair) => pair.iter().for_each(|&block| see(block)),
            }
            if left == 0 {
                return Err(medium.damaged());
            }
        }
    }
}
