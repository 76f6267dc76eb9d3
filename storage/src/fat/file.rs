//! Reading and writing an open file. What is whole sectors goes between the device and the caller directly.

use super::disk::{BROKEN, Disk};
use super::folder::{ARCHIVE, ATTRIBUTES, CHANGED, Cursor, SIZE, set_first_cluster};
use crate::little::{put16, put32};
use crate::{Errno, Fault};

/// Where an entry has the day of the last access, which is not kept.
const ACCESSED: usize = 18;

/// A file that is open.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub(super) struct File {
    pub read: bool,
    pub write: bool,
    /// Its entry is to be written.
    pub changed: bool,
    /// The device failed it, or its chain makes no sense; nothing more is done with it then.
    pub failed: bool,
    pub position: u32,
    pub size: u32,
    /// Its first cluster, 0 if it has none yet.
    pub first: u32,
    /// The cluster of the byte before `position`, unless that is 0.
    pub cluster: u32,
    /// The sector of a position that is not at a sector's beginning.
    pub sector: u32,
    /// Where its entry is.
    pub entry: Cursor,
}

impl File {
    /// Whether it may go on.
    fn check(&self, allowed: bool) -> Result<(), Fault> {
        if self.failed {
            return Err(BROKEN);
        }
        if allowed {
            Ok(())
        } else {
            Err(Fault::Errno(Errno::EACCES))
        }
    }

    /// Remembers that something failed for good.
    fn noting<T>(&mut self, result: Result<T, Fault>) -> Result<T, Fault> {
        self.failed |= matches!(result, Err(Fault::Errno(_)));
        result
    }

    /// Which sector of its cluster the position is in.
    fn sector_in_cluster(&self, disk: &Disk<'_>) -> u32 {
        (self.position / disk.volume.sector_size) & (disk.volume.cluster_sectors - 1)
    }

    /// How many bytes go at once from the position on, of `rest`: whole sectors of one cluster if there are any, which
    /// the second value tells.
    fn portion(&self, disk: &Disk<'_>, rest: usize) -> (usize, bool) {
        let size = disk.volume.sector_size as usize;
        let within = self.position as usize % size;
        if within == 0 && rest >= size {
            let left = (disk.volume.cluster_sectors - self.sector_in_cluster(disk)) as usize;
            return ((rest / size).min(left) * size, true);
        }
        (rest.min(size - within), false)
    }

    /// Reads from the position on.
    pub fn read(&mut self, disk: &mut Disk<'_>, into: &mut [u8]) -> Result<usize, Fault> {
        self.check(self.read)?;
        let left = self.size.saturating_sub(self.position) as usize;
        let len = into.len().min(left);
        let result = self.read_all(disk, &mut into[..len]);
        self.noting(result)?;
        Ok(len)
    }

    fn read_all(&mut self, disk: &mut Disk<'_>, into: &mut [u8]) -> Result<(), Fault> {
        let size = disk.volume.sector_size;
        let mut rest = into;
        while !rest.is_empty() {
            let (len, whole) = self.portion(disk, rest.len());
            let (part, behind) = rest.split_at_mut(len);
            let within = self.position % size;
            if within == 0 {
                let index = self.sector_in_cluster(disk);
                if self.position == 0 {
                    self.cluster = self.first;
                } else if index == 0 {
                    self.cluster = disk.entry(self.cluster)?;
                }
                let sector = disk.sector_of(self.cluster)? + index;
                if whole {
                    disk.fetch(sector, part)?;
                    if let Some(kept) = disk.within(sector, len).filter(|_| disk.volume.dirty) {
                        part[kept].copy_from_slice(&disk.volume.bytes);
                    }
                } else {
                    self.sector = sector;
                }
            }
            if !whole {
                let from = within as usize;
                part.copy_from_slice(&disk.load(self.sector)?[from..from + len]);
            }
            self.position += len as u32;
            rest = behind;
        }
        Ok(())
    }

    /// Writes from the position on; how many bytes found room.
    pub fn write(&mut self, disk: &mut Disk<'_>, bytes: &[u8]) -> Result<usize, Fault> {
        self.check(self.write)?;
        // No file has 4 GiB.
        let room = (u32::MAX - self.position) as usize;
        let result = self.write_all(disk, &bytes[..bytes.len().min(room)]);
        let written = self.noting(result)?;
        self.changed = true;
        Ok(written)
    }

    fn write_all(&mut self, disk: &mut Disk<'_>, bytes: &[u8]) -> Result<usize, Fault> {
        let size = disk.volume.sector_size;
        let mut rest = bytes;
        while !rest.is_empty() {
            let (len, whole) = self.portion(disk, rest.len());
            let (part, behind) = rest.split_at(len);
            let within = self.position % size;
            if within == 0 {
                let index = self.sector_in_cluster(disk);
                if index == 0 {
                    let next = match (self.position, self.first) {
                        (0, 0) => disk.extend(0)?,
                        (0, first) => Some(first),
                        _ => disk.extend(self.cluster)?,
                    };
                    let Some(next) = next else { break };
                    self.cluster = next;
                    if self.first == 0 {
                        self.first = next;
                    }
                }
                if disk.volume.window == self.sector {
                    disk.flush()?;
                }
                let sector = disk.sector_of(self.cluster)? + index;
                if whole {
                    disk.store(sector, part)?;
                    if let Some(kept) = disk.within(sector, len) {
                        disk.volume.bytes.copy_from_slice(&part[kept]);
                        disk.volume.dirty = false;
                    }
                } else {
                    if self.position >= self.size {
                        disk.claim(sector)?;
                    }
                    self.sector = sector;
                }
            }
            if !whole {
                let from = within as usize;
                disk.change(self.sector)?[from..from + len].copy_from_slice(part);
            }
            self.position += len as u32;
            self.size = self.size.max(self.position);
            rest = behind;
        }
        Ok(bytes.len() - rest.len())
    }

    /// Goes to a position. One beyond the end makes a file longer that can be written, by whatever is on the volume,
    /// as far as there is room; else it is the end. That it failed is seen later.
    pub fn seek(&mut self, disk: &mut Disk<'_>, to: u32) -> Result<(), Fault> {
        if self.failed {
            return Ok(());
        }
        let to = if self.write { to } else { to.min(self.size) };
        let result = self.go(disk, to);
        match self.noting(result) {
            Err(Fault::Wait) => Err(Fault::Wait),
            _ => Ok(()),
        }
    }

    fn go(&mut self, disk: &mut Disk<'_>, to: u32) -> Result<(), Fault> {
        let (cluster_size, sector_size) = (disk.volume.cluster_size(), disk.volume.sector_size);
        let before = core::mem::take(&mut self.position);
        let mut sector = 0;
        if to > 0 {
            let mut rest = to;
            if before > 0 && (to - 1) / cluster_size >= (before - 1) / cluster_size {
                // Further on in the chain than now.
                self.position = (before - 1) / cluster_size * cluster_size;
                rest -= self.position;
            } else {
                if self.first == 0 && self.write {
                    self.first = disk.extend(0)?.unwrap_or(0);
                }
                self.cluster = self.first;
            }
            if self.cluster != 0 {
                while rest > cluster_size {
                    let next = if self.write {
                        disk.extend(self.cluster)?
                    } else {
                        Some(disk.entry(self.cluster)?)
                    };
                    rest -= cluster_size;
                    self.position += cluster_size;
                    let Some(next) = next else {
                        rest = 0;
                        break;
                    };
                    disk.sector_of(next)?;
                    self.cluster = next;
                }
                self.position += rest;
                if !rest.is_multiple_of(sector_size) {
                    sector = disk.sector_of(self.cluster)? + rest / sector_size;
                }
            }
        }
        if self.position > self.size {
            self.size = self.position;
            self.changed = true;
        }
        if !self.position.is_multiple_of(sector_size) {
            self.sector = sector;
        }
        Ok(())
    }

    /// Writes its entry, if that is due, and all that waits to be written.
    pub fn flush(&mut self, disk: &mut Disk<'_>, stamp: u32) -> Result<(), Fault> {
        if !self.changed {
            return Ok(());
        }
        let width = disk.volume.width;
        let slot = disk.slot_mut(&self.entry)?;
        slot[ATTRIBUTES] |= ARCHIVE;
        set_first_cluster(width, slot, self.first);
        put32(slot, SIZE, self.size);
        put32(slot, CHANGED, stamp);
        put16(slot, ACCESSED, 0);
        self.changed = false;
        disk.sync()
    }
}
