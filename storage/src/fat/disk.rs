//! A mounted volume with its device at hand: whole sectors of it, one of which is kept in memory.
//!
//! Boards keep exactly one sector, for folders, tables and the rests of files alike, and write it back when another
//! one is needed. So what a device sees, and when, is the same here.

use alloc::vec::Vec;

use crate::{Blocks, Errno, Fault};

/// The number of no sector.
pub(super) const NOWHERE: u32 = u32::MAX;

/// A device that failed, or a volume that makes no sense.
pub(super) const BROKEN: Fault = Fault::Errno(Errno::EIO);

/// Bytes of an entry of a folder.
pub(super) const ENTRY: u32 = 32;

/// Which of the three FATs it is, which the number of clusters alone decides.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(super) enum Width {
    Fat12,
    Fat16,
    Fat32,
}

/// Whether the sector that tells free clusters is kept up to date.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(super) enum Info {
    /// There is none, or it is not where it should be.
    Absent,
    /// It is as it should be.
    Written,
    /// It is to be written.
    Due,
}

/// What is known of a volume, and its one sector in memory. All sectors count from the beginning of the device.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub(super) struct Volume {
    pub width: Width,
    /// Bytes of a sector.
    pub sector_size: u32,
    /// Sectors of a cluster, a power of two.
    pub cluster_sectors: u32,
    /// Where it begins.
    pub start: u32,
    /// Where its first table begins.
    pub table: u32,
    /// Sectors of a table.
    pub table_sectors: u32,
    /// Whether there is a second table behind the first, which repeats it.
    pub mirrored: bool,
    /// Where its root is: a sector, with FAT32 a cluster.
    pub root: u32,
    /// How many entries the root has, but for FAT32.
    pub root_entries: u32,
    /// Where its clusters begin.
    pub data: u32,
    /// Entries of a table: two more than clusters.
    pub entries: u32,
    /// How many clusters are free, once that is known.
    pub free: Option<u32>,
    /// The cluster that was taken last.
    pub hint: u32,
    pub info: Info,
    /// Which sector is in memory.
    pub window: u32,
    /// Whether it has been changed there.
    pub dirty: bool,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

impl Volume {
    /// Bytes of a cluster.
    pub fn cluster_size(&self) -> u32 {
        self.cluster_sectors * self.sector_size
    }
}

/// A volume, and its device as long as an operation takes.
pub(super) struct Disk<'a> {
    pub volume: &'a mut Volume,
    pub device: &'a mut dyn Blocks,
}

/// Whatever number a device fails with, the file system tells the same.
fn told(result: Result<(), Fault>) -> Result<(), Fault> {
    result.map_err(|fault| match fault {
        Fault::Errno(_) => BROKEN,
        Fault::Wait => Fault::Wait,
    })
}

/// What boards try only: that the device refuses it does not matter.
pub(super) fn tried<T>(result: Result<T, Fault>) -> Result<Option<T>, Fault> {
    match result {
        Ok(value) => Ok(Some(value)),
        Err(Fault::Errno(_)) => Ok(None),
        Err(Fault::Wait) => Err(Fault::Wait),
    }
}

impl Disk<'_> {
    /// Reads sectors as they are on the device.
    pub fn fetch(&mut self, sector: u32, into: &mut [u8]) -> Result<(), Fault> {
        told(self.device.read(sector, 0, into))
    }

    /// Writes sectors to the device.
    pub fn store(&mut self, sector: u32, bytes: &[u8]) -> Result<(), Fault> {
        told(self.device.program(sector, 0, bytes))
    }

    /// Writes the sector in memory back, if it was changed; one of the table to both tables.
    pub fn flush(&mut self) -> Result<(), Fault> {
        let volume = &mut *self.volume;
        if !volume.dirty {
            return Ok(());
        }
        told(self.device.program(volume.window, 0, &volume.bytes))?;
        volume.dirty = false;
        if volume.mirrored && volume.window.wrapping_sub(volume.table) < volume.table_sectors {
            let copy = volume.window + volume.table_sectors;
            tried(self.device.program(copy, 0, &volume.bytes))?;
        }
        Ok(())
    }

    /// Makes a sector the one in memory, to be read.
    pub fn load(&mut self, sector: u32) -> Result<&mut [u8], Fault> {
        if sector != self.volume.window {
            self.flush()?;
            self.volume.window = NOWHERE;
            told(self.device.read(sector, 0, &mut self.volume.bytes))?;
            self.volume.window = sector;
        }
        Ok(&mut self.volume.bytes)
    }

    /// The same, to be changed.
    pub fn change(&mut self, sector: u32) -> Result<&mut [u8], Fault> {
        self.load(sector)?;
        self.volume.dirty = true;
        Ok(&mut self.volume.bytes)
    }

    /// Makes a sector the one in memory without reading it, since none of what is there counts.
    pub fn claim(&mut self, sector: u32) -> Result<(), Fault> {
        self.flush()?;
        self.volume.window = sector;
        Ok(())
    }

    /// Makes a sector that was just read whole, or is being written whole, agree with the one in memory: the bytes of
    /// the latter within the former.
    pub fn within(&self, sector: u32, len: usize) -> Option<core::ops::Range<usize>> {
        let size = self.volume.bytes.len();
        let at = (self.volume.window.checked_sub(sector)? as usize).checked_mul(size)?;
        (at < len).then(|| at..at + size)
    }

    /// Where a cluster begins.
    pub fn sector_of(&self, cluster: u32) -> Result<u32, Fault> {
        let volume = &self.volume;
        match cluster.checked_sub(2) {
            Some(index) if cluster < volume.entries => {
                Ok(volume.data + index * volume.cluster_sectors)
            }
            _ => Err(BROKEN),
        }
    }

    /// Fills a cluster with zeros; its first sector is the one in memory then.
    pub fn clear(&mut self, cluster: u32) -> Result<(), Fault> {
        let sector = self.sector_of(cluster)?;
        self.claim(sector)?;
        self.volume.bytes.fill(0);
        for sector in sector..sector + self.volume.cluster_sectors {
            told(self.device.program(sector, 0, &self.volume.bytes))?;
        }
        Ok(())
    }

    /// Makes sure that all is on the device: the sector in memory, and with FAT32 how many clusters are free.
    pub fn sync(&mut self) -> Result<(), Fault> {
        self.flush()?;
        if self.volume.info == Info::Due {
            self.volume.info = Info::Written;
            let volume = &mut *self.volume;
            volume.window = volume.start + 1;
            let free = volume.free.unwrap_or(u32::MAX);
            super::boot::write_info(&mut volume.bytes, free, volume.hint);
            tried(self.device.program(volume.window, 0, &volume.bytes))?;
        }
        // Boards do not look at what the device answers to this.
        tried(self.device.sync())?;
        Ok(())
    }
}
