//! A board's flash as its processor uses it: with times, by pages, and only as long as there is power.

use std::hash::{Hash, Hasher};

use sim_boards::FlashSpec;
use vm::hal::{EINVAL, EIO, Flash, FlashGeometry};
use vm::storage::Options;

use super::FlashImage;
use crate::world::World;

/// Nanoseconds in a microsecond.
const MICRO: u64 = 1000;

/// The part of a board's flash that is there for files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BoardFlash {
    /// What it holds.
    pub image: FlashImage,
    spec: &'static FlashSpec,
    /// How often it can be changed until the power fails, that change included; 0 once it has.
    changes_left: Option<u32>,
}

impl Hash for BoardFlash {
    // What it is like is the board's.
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.image.hash(state);
        self.changes_left.hash(state);
    }
}

/// What becomes of a change.
enum Change {
    /// It is made.
    Whole,
    /// It is half made when the power fails.
    Half,
    /// There is no power.
    Nothing,
}

/// Flash of a board, of which nothing is written.
pub fn erased(spec: &FlashSpec) -> FlashImage {
    let block = spec.block_bytes;
    FlashImage::erased(block, spec.files.bytes / block)
}

/// How a board's firmware mounts its file system.
pub fn options(spec: &FlashSpec) -> Options {
    Options {
        read_size: spec.files.read_bytes,
        program_size: spec.files.program_bytes,
        lookahead: spec.files.lookahead_bytes,
        mtime: true,
    }
}

impl BoardFlash {
    /// That of a board.
    pub fn new(spec: &'static FlashSpec, image: FlashImage) -> BoardFlash {
        BoardFlash {
            image,
            spec,
            changes_left: None,
        }
    }

    /// Lets the power fail at the change that comes after so many others, which is left half made. All that is asked
    /// afterwards fails.
    pub fn fail_after(&mut self, changes: u32) {
        self.changes_left = Some(changes.saturating_add(1));
    }

    /// Whether the power has failed.
    pub fn has_failed(&self) -> bool {
        self.changes_left == Some(0)
    }

    fn change(&mut self) -> Change {
        match &mut self.changes_left {
            None => Change::Whole,
            Some(0) => Change::Nothing,
            Some(left) => {
                *left -= 1;
                match left {
                    0 => Change::Half,
                    _ => Change::Whole,
                }
            }
        }
    }

    fn read(&self, at: u32, into: &mut [u8]) -> Result<(), i32> {
        if self.has_failed() {
            return Err(EIO);
        }
        if !self.image.holds(at.into(), into.len()) {
            return Err(EINVAL);
        }
        self.image.read_at(at.into(), into);
        Ok(())
    }

    /// Programs page by page; says for how many nanoseconds.
    fn program(&mut self, at: u32, bytes: &[u8]) -> Result<u64, i32> {
        if !self.image.holds(at.into(), bytes.len()) {
            return Err(EINVAL);
        }
        let bytes = match self.change() {
            Change::Whole => bytes,
            Change::Half => &bytes[..bytes.len() / 2],
            Change::Nothing => return Err(EIO),
        };
        let page = self.spec.page_bytes as usize;
        let mut pages = 0;
        if self.spec.whole_pages {
            for (i, part) in bytes.chunks(page).enumerate() {
                self.program_page(u64::from(at) + (i * page) as u64, part);
                pages += 1;
            }
        } else {
            self.image.program_at(at.into(), bytes);
            let end = at as usize + bytes.len();
            pages = (end.div_ceil(page) - at as usize / page) as u64;
        }
        if self.has_failed() {
            return Err(EIO);
        }
        Ok(pages * u64::from(self.spec.page_program_us) * MICRO)
    }

    /// Programs a whole page, beginning anywhere in it. Of what lies in memory behind the bytes nothing is known; that
    /// it is zeros shows most surely that it was programmed.
    fn program_page(&mut self, at: u64, bytes: &[u8]) {
        let size = self.spec.page_bytes as usize;
        let within = (at % size as u64) as usize;
        if within == 0 && bytes.len() == size {
            self.image.program_at(at, bytes);
            return;
        }
        let mut page = vec![0; size];
        page[..bytes.len()].copy_from_slice(bytes);
        page.rotate_right(within);
        self.image.program_at(at - within as u64, &page);
    }

    /// Erases blocks, larger ones where they are; says for how many nanoseconds.
    fn erase(&mut self, first: u32, count: u32) -> Result<u64, i32> {
        let size = self.spec.block_bytes;
        let at = u64::from(first) * u64::from(size);
        let len = u64::from(count) * u64::from(size);
        if !usize::try_from(len).is_ok_and(|len| self.image.holds(at, len)) {
            return Err(EINVAL);
        }
        let in_large = self.spec.large_block_bytes / size;
        // What the chip erases at once is counted from the beginning of all of the flash.
        let offset = self.spec.files.start / size;
        let (mut block, end) = (first, first + count);
        let mut micros = 0;
        while block < end {
            let is_large = (block + offset).is_multiple_of(in_large) && end - block >= in_large;
            let (blocks, time) = match is_large {
                true => (in_large, self.spec.large_block_erase_us),
                false => (1, self.spec.block_erase_us),
            };
            match self.change() {
                Change::Whole => (block..block + blocks).for_each(|b| self.image.erase_block(b)),
                Change::Half => {
                    self.image.erase_part(block, size as usize / 2);
                    return Err(EIO);
                }
                Change::Nothing => return Err(EIO),
            }
            micros += u64::from(time);
            block += blocks;
        }
        Ok(micros * MICRO)
    }
}

impl World {
    fn flash_or(&mut self) -> Result<&mut BoardFlash, i32> {
        self.flash.as_mut().ok_or(vm::hal::ENODEV)
    }
}

impl Flash for World {
    fn flash_geometry(&self) -> FlashGeometry {
        let image = self.flash.as_ref().map(|flash| &flash.image);
        image.map_or_else(FlashGeometry::default, |image| FlashGeometry {
            block_size: image.block_size(),
            blocks: image.blocks(),
        })
    }

    fn flash_read(&mut self, at: u32, into: &mut [u8]) -> Result<(), i32> {
        self.flash_or()?.read(at, into)
    }

    fn flash_program(&mut self, at: u32, bytes: &[u8]) -> Result<u64, i32> {
        self.flash_or()?.program(at, bytes)
    }

    fn flash_erase(&mut self, block: u32, count: u32) -> Result<u64, i32> {
        self.flash_or()?.erase(block, count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use sim_boards::board::BoardId;

    fn pico() -> BoardFlash {
        let spec = &BoardId::Pico.spec().flash;
        BoardFlash::new(spec, erased(spec))
    }

    #[test]
    fn pages_and_blocks_take_their_times() {
        let mut flash = pico();
        assert_eq!(flash.program(0, &[0; 512]), Ok(2 * 400_000));
        assert_eq!(flash.erase(0, 1), Ok(45_000_000));
        assert_eq!(flash.image.written_blocks(), 0);
        // The files begin at a whole large block.
        assert_eq!(flash.erase(16, 17), Ok(150_000_000 + 45_000_000));
        assert_eq!(flash.erase(15, 17), Ok(45_000_000 + 150_000_000));
        assert_eq!(flash.erase(351, 2), Err(EINVAL));
        assert_eq!(flash.program(351 * 4096 + 4000, &[0; 97]), Err(EINVAL));
    }

    #[test]
    fn what_is_no_whole_page_spoils_the_rest_of_it() {
        let mut flash = pico();
        assert_eq!(flash.program(128, &[0x55; 64]), Ok(400_000));
        let page = &flash.image.to_bytes()[..512];
        assert_eq!(page[128..192], [0x55; 64]);
        assert!(page[..128].iter().chain(&page[192..256]).all(|&b| b == 0));
        assert!(page[256..].iter().all(|&b| b == 0xff));
    }

    #[test]
    fn a_change_is_half_made_when_the_power_fails() {
        let mut flash = pico();
        flash.fail_after(1);
        assert_eq!(flash.program(0, &[0; 256]), Ok(400_000));
        assert_eq!(flash.erase(0, 1), Err(EIO));
        assert!(flash.has_failed());
        let mut byte = [0];
        assert_eq!(flash.read(0, &mut byte), Err(EIO));
        assert_eq!(flash.program(0, &[0]), Err(EIO));
        assert_eq!(flash.image.written_blocks(), 0);
    }
}
