//! The file allocation table: which cluster comes after which, taking free ones and giving them back.

use super::disk::{BROKEN, Disk, Info, Width};
use crate::Fault;
use crate::little::{get16, get32, put16, put32};

/// What stands for the end of a chain.
const END: u32 = u32::MAX;

impl Disk<'_> {
    /// The sector of the table that has its byte `at`, and where in it that is.
    fn at(&self, at: u32) -> (u32, usize) {
        let size = self.volume.sector_size;
        (self.volume.table + at / size, (at % size) as usize)
    }

    /// What the table has for a cluster: 0 if it is free, the next cluster, or no cluster's number at the end.
    pub fn entry(&mut self, cluster: u32) -> Result<u32, Fault> {
        if !(2..self.volume.entries).contains(&cluster) {
            return Err(BROKEN);
        }
        let value = match self.volume.width {
            Width::Fat12 => {
                // One and a half bytes each, so that one may lie across two sectors.
                let at = cluster + cluster / 2;
                let (sector, low) = self.at(at);
                let low = u32::from(self.load(sector)?[low]);
                let (sector, high) = self.at(at + 1);
                let both = low | u32::from(self.load(sector)?[high]) << 8;
                if cluster & 1 != 0 {
                    both >> 4
                } else {
                    both & 0xfff
                }
            }
            Width::Fat16 => {
                let (sector, at) = self.at(cluster * 2);
                u32::from(get16(self.load(sector)?, at))
            }
            Width::Fat32 => {
                let (sector, at) = self.at(cluster * 4);
                get32(self.load(sector)?, at) & 0x0fff_ffff
            }
        };
        // There is no cluster 1, so a chain that goes there is none.
        if value == 1 { Err(BROKEN) } else { Ok(value) }
    }

    /// Sets what the table has for a cluster, of which as many bits count as an entry has.
    fn set_entry(&mut self, cluster: u32, value: u32) -> Result<(), Fault> {
        if !(2..self.volume.entries).contains(&cluster) {
            return Err(BROKEN);
        }
        match self.volume.width {
            Width::Fat12 => {
                let odd = cluster & 1 != 0;
                let at = cluster + cluster / 2;
                let (sector, low) = self.at(at);
                let byte = &mut self.change(sector)?[low];
                *byte = if odd {
                    *byte & 0x0f | (value as u8) << 4
                } else {
                    value as u8
                };
                let (sector, high) = self.at(at + 1);
                let byte = &mut self.change(sector)?[high];
                *byte = if odd {
                    (value >> 4) as u8
                } else {
                    *byte & 0xf0 | (value >> 8) as u8 & 0x0f
                };
            }
            Width::Fat16 => {
                let (sector, at) = self.at(cluster * 2);
                put16(self.change(sector)?, at, value as u16);
            }
            Width::Fat32 => {
                let (sector, at) = self.at(cluster * 4);
                let bytes = self.change(sector)?;
                // The highest four bits are reserved, and stay.
                let kept = get32(bytes, at) & 0xf000_0000;
                put32(bytes, at, value & 0x0fff_ffff | kept);
            }
        }
        Ok(())
    }

    /// What is to be told on the volume about its free clusters has changed.
    pub fn info_changed(&mut self) {
        if self.volume.info == Info::Written {
            self.volume.info = Info::Due;
        }
    }

    /// The cluster after `last`, which a free one becomes if there is none, or the first one of a new chain if `last`
    /// is 0. None if the volume is full.
    pub fn extend(&mut self, last: u32) -> Result<Option<u32>, Fault> {
        let entries = self.volume.entries;
        if last != 0 {
            match self.entry(last)? {
                0 => return Err(BROKEN),
                next if next < entries => return Ok(Some(next)),
                _ => {}
            }
        }
        if self.volume.free == Some(0) {
            return Ok(None);
        }
        let Some(found) = self.find_free(last)? else {
            return Ok(None);
        };
        self.set_entry(found, END)?;
        if last != 0 {
            self.set_entry(last, found)?;
        }
        self.volume.hint = found;
        self.volume.free = self.volume.free.map(|free| free - 1);
        self.info_changed();
        Ok(Some(found))
    }

    /// A free cluster: right after `last` if that is one, else the next one from the one that was taken last.
    fn find_free(&mut self, last: u32) -> Result<Option<u32>, Fault> {
        let entries = self.volume.entries;
        let hint = self.volume.hint;
        let mut from = last;
        if last != 0 {
            let next = if last + 1 < entries { last + 1 } else { 2 };
            if self.entry(next)? == 0 {
                return Ok(Some(next));
            }
            if (2..entries).contains(&hint) {
                from = hint;
            }
        } else {
            from = if (1..entries).contains(&hint) {
                hint
            } else {
                1
            };
        }
        for cluster in (from + 1..entries).chain(2..=from) {
            if self.entry(cluster)? == 0 {
                return Ok(Some(cluster));
            }
        }
        Ok(None)
    }

    /// Gives the clusters of a chain back, from `first` on.
    pub fn release(&mut self, first: u32) -> Result<(), Fault> {
        if !(2..self.volume.entries).contains(&first) {
            return Err(BROKEN);
        }
        let clusters = self.volume.entries - 2;
        let mut cluster = first;
        // A chain that goes in a circle comes to an end at what is free already.
        while cluster < self.volume.entries {
            let next = self.entry(cluster)?;
            if next == 0 {
                break;
            }
            self.set_entry(cluster, 0)?;
            if let Some(free) = self.volume.free.filter(|free| *free < clusters) {
                self.volume.free = Some(free + 1);
                self.info_changed();
            }
            cluster = next;
        }
        Ok(())
    }

    /// How many clusters are free, counted if that is not known yet.
    pub fn count_free(&mut self) -> Result<u32, Fault> {
        if let Some(free) = self.volume.free {
            return Ok(free);
        }
        let mut free = 0;
        for cluster in 2..self.volume.entries {
            free += u32::from(self.entry(cluster)? == 0);
        }
        self.volume.free = Some(free);
        self.info_changed();
        Ok(free)
    }
}
