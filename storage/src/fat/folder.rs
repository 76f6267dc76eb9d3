//! Folders: going through their entries, finding a name, making room for one, and taking one out.
//!
//! A file or folder has one entry of 32 bytes with its short name; a long name lies in the entries before it, its end
//! first, tied to the short name by a checksum.

use alloc::vec::Vec;

use super::codepage::fold;
use super::disk::{BROKEN, Disk, ENTRY, Width};
use super::name::{self, DELETED, LAST, LONG, LONGEST, Name, PART};
use crate::little::{get16, put16, put32};
use crate::{Errno, Fault};

/// Where the fields of an entry are.
pub(super) const ATTRIBUTES: usize = 11;
const SMALL: usize = 12;
pub(super) const CREATED: usize = 14;
const CLUSTER_HIGH: usize = 20;
pub(super) const CHANGED: usize = 22;
const CLUSTER_LOW: usize = 26;
pub(super) const SIZE: usize = 28;

/// Bits of its attributes.
pub(super) const READ_ONLY: u8 = 0x01;
const LABEL: u8 = 0x08;
pub(super) const FOLDER: u8 = 0x10;
pub(super) const ARCHIVE: u8 = 0x20;

/// The most bytes of a folder, by the specification.
const LARGEST: u32 = 0x20_0000;

/// A place in a folder.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(super) struct Cursor {
    /// The folder's first cluster, 0 for the root.
    pub folder: u32,
    /// Bytes from the folder's beginning.
    pub offset: u32,
    /// The cluster and the sector that is in; no cluster for a root that is in none.
    cluster: u32,
    pub sector: u32,
    /// There is nothing more.
    ended: bool,
}

/// A file or folder that was found.
#[derive(Clone, Debug)]
pub(super) struct Item {
    /// Where its entry with the short name is.
    pub cursor: Cursor,
    /// Where its entries begin.
    begin: u32,
    pub entry: [u8; ENTRY as usize],
    /// Its long name, if it has one.
    pub long: Option<Vec<u16>>,
}

impl Item {
    /// Whether any of these bits is set.
    pub fn has(&self, attributes: u8) -> bool {
        self.entry[ATTRIBUTES] & attributes != 0
    }
}

/// The first cluster that an entry tells.
pub(super) fn first_cluster(width: Width, entry: &[u8]) -> u32 {
    let high = match width {
        Width::Fat32 => u32::from(get16(entry, CLUSTER_HIGH)) << 16,
        _ => 0,
    };
    high | u32::from(get16(entry, CLUSTER_LOW))
}

/// Sets it.
pub(super) fn set_first_cluster(width: Width, entry: &mut [u8], cluster: u32) {
    put16(entry, CLUSTER_LOW, cluster as u16);
    if width == Width::Fat32 {
        put16(entry, CLUSTER_HIGH, (cluster >> 16) as u16);
    }
}

/// Makes an entry, which has a name only, one of a folder.
fn set_folder(width: Width, entry: &mut [u8], first: u32, stamp: u32) {
    entry[ATTRIBUTES] = FOLDER;
    put32(entry, CHANGED, stamp);
    set_first_cluster(width, entry, first);
}

impl Disk<'_> {
    /// A place in a folder, which must be within it.
    pub fn cursor(&mut self, folder: u32, offset: u32) -> Result<Cursor, Fault> {
        let volume = &self.volume;
        let (size, sector_size) = (volume.cluster_size(), volume.sector_size);
        let (root, fat32) = (volume.root, volume.width == Width::Fat32);
        let mut cluster = if folder == 0 && fat32 { root } else { folder };
        let mut rest = offset;
        let sector = if cluster == 0 {
            if fat32 || offset / ENTRY >= volume.root_entries {
                return Err(BROKEN);
            }
            root
        } else {
            while rest >= size {
                cluster = self.entry(cluster)?;
                rest -= size;
            }
            self.sector_of(cluster)?
        };
        let sector = sector + rest / sector_size;
        Ok(Cursor {
            folder,
            offset,
            cluster,
            sector,
            ended: false,
        })
    }

    /// Goes to the next entry; false if there is none, or none can be made for lack of room in what cannot grow.
    pub fn advance(&mut self, at: &mut Cursor, grow: bool) -> Result<bool, Fault> {
        let offset = at.offset + ENTRY;
        if offset >= LARGEST {
            at.ended = true;
        }
        if at.ended {
            return Ok(false);
        }
        let volume = &self.volume;
        if offset.is_multiple_of(volume.sector_size) {
            if at.cluster == 0 {
                at.ended = offset / ENTRY >= volume.root_entries;
                at.sector += 1;
            } else if offset.is_multiple_of(volume.cluster_size()) {
                let next = self.entry(at.cluster)?;
                at.cluster = if (2..self.volume.entries).contains(&next) {
                    next
                } else if next == 0 {
                    return Err(BROKEN);
                } else if grow {
                    let added = self
                        .extend(at.cluster)?
                        .ok_or(Fault::Errno(Errno::EACCES))?;
                    self.clear(added)?;
                    added
                } else {
                    at.ended = true;
                    return Ok(false);
                };
                at.sector = self.sector_of(at.cluster)?;
            } else {
                at.sector += 1;
            }
        }
        at.offset = offset;
        Ok(!at.ended)
    }

    /// The bytes of an entry.
    pub fn slot(&mut self, at: &Cursor) -> Result<&mut [u8], Fault> {
        let from = (at.offset % self.volume.sector_size) as usize;
        let bytes = self.load(at.sector)?;
        Ok(&mut bytes[from..from + ENTRY as usize])
    }

    /// The same, to be changed.
    pub fn slot_mut(&mut self, at: &Cursor) -> Result<&mut [u8], Fault> {
        self.slot(at)?;
        self.volume.dirty = true;
        self.slot(at)
    }

    /// The next file or folder from a place on, which then is where its short name is; its long name too if it has
    /// one. `.` and `..` count only if they are asked for.
    pub fn next_item(&mut self, at: &mut Cursor, dots: bool) -> Result<Option<Item>, Fault> {
        let mut long = Long::default();
        while !at.ended {
            let offset = at.offset;
            let slot = self.slot(at)?;
            let first = slot[0];
            let attributes = slot[ATTRIBUTES] & 0x3f;
            if first == 0 {
                return Ok(None);
            }
            let label = attributes != LONG
                && if dots {
                    attributes & LABEL != 0
                } else {
                    attributes & !ARCHIVE == LABEL
                };
            if first == DELETED || label || first == b'.' && !dots {
                long.order = None;
            } else if attributes == LONG {
                long.take(slot, offset);
            } else {
                let mut entry = [0; ENTRY as usize];
                entry.copy_from_slice(slot);
                let name = long.complete(name::checksum(&entry));
                let begin = name.as_ref().map_or(offset, |_| long.begin);
                return Ok(Some(Item {
                    cursor: *at,
                    begin,
                    entry,
                    long: name,
                }));
            }
            self.advance(at, false)?;
        }
        Ok(None)
    }

    /// Finds a name in a folder, by the long name or by the short one, whichever are given.
    pub fn find(
        &mut self,
        folder: u32,
        long: Option<&[u16]>,
        short: Option<&[u8; 11]>,
    ) -> Result<Option<Item>, Fault> {
        let mut at = self.cursor(folder, 0)?;
        while let Some(item) = self.next_item(&mut at, true)? {
            let same = |long: &[u16]| {
                let name = item.long.as_deref().unwrap_or_default();
                name.len() == long.len() && name.iter().zip(long).all(|(a, b)| fold(*a) == fold(*b))
            };
            if long.is_some_and(same) || short.is_some_and(|short| item.entry[..11] == short[..]) {
                return Ok(Some(item));
            }
            if !self.advance(&mut at, false)? {
                break;
            }
        }
        Ok(None)
    }

    /// Makes entries for a name that the folder does not have yet. The one with the short name, where this leads, has
    /// nothing but that.
    pub fn insert(&mut self, folder: u32, name: &Name) -> Result<Cursor, Fault> {
        let mut short = name.short;
        if name.lossy {
            let mut count = 1;
            loop {
                short = name::numbered(&name.short, &name.long, count);
                if self.find(folder, None, Some(&short))?.is_none() {
                    break;
                }
                count += 1;
                if count == 100 {
                    return Err(Fault::Errno(Errno::EACCES));
                }
            }
        }
        let parts = if name.extended {
            name.long.len().div_ceil(PART)
        } else {
            0
        };
        let mut at = self.reserve(folder, parts as u32 + 1)?;
        if parts > 0 {
            at = self.cursor(folder, at.offset - parts as u32 * ENTRY)?;
            let sum = name::checksum(&short);
            for part in (1..=parts).rev() {
                name::write_part(&name.long, part, sum, self.slot_mut(&at)?);
                if !self.advance(&mut at, false)? {
                    return Err(BROKEN);
                }
            }
        }
        let slot = self.slot_mut(&at)?;
        slot.fill(0);
        slot[..11].copy_from_slice(&short);
        slot[SMALL] = name.small;
        Ok(at)
    }

    /// Makes a folder of a cluster, and enters it into another one.
    pub fn make_folder(
        &mut self,
        parent: u32,
        first: u32,
        name: &Name,
        stamp: u32,
    ) -> Result<(), Fault> {
        self.clear(first)?;
        let width = self.volume.width;
        let size = ENTRY as usize;
        for (entry, (dots, leads)) in [(&b".          "[..], first), (b"..         ", parent)]
            .iter()
            .enumerate()
        {
            let slot = &mut self.volume.bytes[entry * size..][..size];
            slot[..11].copy_from_slice(dots);
            set_folder(width, slot, *leads, stamp);
        }
        self.volume.dirty = true;
        let at = self.insert(parent, name)?;
        set_folder(width, self.slot_mut(&at)?, first, stamp);
        Ok(())
    }

    /// The last of as many free entries in a row, the first such in a folder, which grows if there is none.
    fn reserve(&mut self, folder: u32, count: u32) -> Result<Cursor, Fault> {
        let mut at = self.cursor(folder, 0)?;
        let mut row = 0;
        loop {
            row = if matches!(self.slot(&at)?[0], 0 | DELETED) {
                row + 1
            } else {
                0
            };
            if row == count {
                return Ok(at);
            }
            if !self.advance(&mut at, true)? {
                return Err(Fault::Errno(Errno::EACCES));
            }
        }
    }

    /// Marks all entries of a file or folder as free.
    pub fn take_out(&mut self, item: &Item) -> Result<(), Fault> {
        let last = item.cursor.offset;
        let mut at = item.cursor;
        if item.begin != last {
            at = self.cursor(at.folder, item.begin)?;
        }
        loop {
            self.slot_mut(&at)?[0] = DELETED;
            if at.offset >= last {
                return Ok(());
            }
            if !self.advance(&mut at, false)? {
                return Err(BROKEN);
            }
        }
    }
}

/// A long name that is being read, from its end on.
#[derive(Default)]
struct Long {
    /// How many parts are still to come, if all was right so far.
    order: Option<u8>,
    sum: u8,
    /// Where its entries begin.
    begin: u32,
    units: Vec<u16>,
}

impl Long {
    /// Takes one more entry of it.
    fn take(&mut self, slot: &[u8], offset: u32) {
        let mut order = slot[0];
        if order & LAST != 0 {
            order &= !LAST;
            self.order = Some(order);
            self.sum = slot[13];
            self.begin = offset;
            self.units.clear();
            self.units.resize(LONGEST + 1, 0);
        }
        let right = self.order == Some(order) && slot[13] == self.sum;
        let from = order.checked_sub(1).map(|part| usize::from(part) * PART);
        self.order = match from {
            Some(from) if right && name::read_part(slot, from, &mut self.units) => Some(order - 1),
            _ => None,
        };
    }

    /// The name, if all of it is there and belongs to the short name with this checksum.
    fn complete(&mut self, sum: u8) -> Option<Vec<u16>> {
        if self.order != Some(0) || self.sum != sum {
            return None;
        }
        let len = self
            .units
            .iter()
            .position(|unit| *unit == 0)
            .unwrap_or(self.units.len());
        self.units.truncate(len);
        Some(core::mem::take(&mut self.units))
    }
}
