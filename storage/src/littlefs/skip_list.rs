//! The content of files: blocks that each begin with pointers back, the n-th to the block 2^n before it.
//!
//! Block i has as many pointers as i has zero bits at its end, and one; block 0 has none. So the blocks before block i
//! have 2 i - (the one bits of i) pointers, which is how a place in a file is turned into a block without reading any.

use super::{Cache, Medium, NONE};
use crate::{Blocks, Fault};

/// In which block of a file the byte at `position` is, and where in that block.
pub fn locate(medium: &Medium, position: u32) -> (u32, u32) {
    let content = medium.block_size - 8;
    let guess = position / content;
    if guess == 0 {
        return (0, position);
    }
    let index = (position - 4 * ((guess - 1).count_ones() + 2)) / content;
    let before = u64::from(content) * u64::from(index) + 4 * u64::from(index.count_ones());
    (index, (u64::from(position) - before) as u32)
}

/// How many pointers the block of this index has.
pub fn pointers(index: u32) -> u32 {
    if index == 0 {
        0
    } else {
        index.trailing_zeros() + 1
    }
}

/// One pointer of a block.
pub fn pointer(
    medium: &Medium,
    device: &mut dyn Blocks,
    block: u32,
    which: u32,
) -> Result<u32, Fault> {
    let mut bytes = [0; 4];
    medium.read(device, None, block, 4 * which, &mut bytes)?;
    Ok(u32::from_le_bytes(bytes))
}

/// The block, and the place in it, of the byte at `position` of a file that has `size` bytes and ends in `head`.
pub fn find(
    medium: &Medium,
    device: &mut dyn Blocks,
    mut head: u32,
    size: u32,
    position: u32,
) -> Result<(u32, u32), Fault> {
    if size == 0 {
        return Ok((NONE, 0));
    }
    let (mut current, _) = locate(medium, size - 1);
    let (target, offset) = locate(medium, position);
    while current > target {
        let which = (current - target).ilog2().min(current.trailing_zeros());
        head = pointer(medium, device, head, which)?;
        current -= 1 << which;
    }
    Ok((head, offset))
}

/// Names all blocks of a file that has `size` bytes and ends in `head`.
///
/// # Errors
/// The device's; that of damage where the file has more blocks than the device.
pub fn each_block(
    medium: &Medium,
    device: &mut dyn Blocks,
    unwritten: Option<&Cache>,
    mut head: u32,
    size: u32,
    see: &mut dyn FnMut(u32),
) -> Result<(), Fault> {
    if size == 0 {
        return Ok(());
    }
    let (mut index, _) = locate(medium, size - 1);
    if index >= medium.blocks {
        return Err(medium.damaged());
    }
    loop {
        see(head);
        if index == 0 {
            return Ok(());
        }
        let mut bytes = [0; 8];
        let count = 2 - (index & 1);
        medium.read(device, unwritten, head, 0, &mut bytes[..4 * count as usize])?;
        let [a, b, c, d, e, f, g, h] = bytes;
        let (nearest, second) = ([a, b, c, d], [e, f, g, h]);
        head = u32::from_le_bytes(nearest);
        if count == 2 {
            // From an even block, its second pointer saves reading the block between.
            see(head);
            head = u32::from_le_bytes(second);
        }
        index -= count;
    }
}
