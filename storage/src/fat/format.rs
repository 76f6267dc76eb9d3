//! Making an empty volume, laid out as boards do it.
//!
//! The sizes of clusters for a volume's size are the ones that boards choose; the rest is from Microsoft's
//! specification. There is one table, and 512 entries in a root that is no cluster.

use alloc::vec;

use super::boot::{self, MARK, MARKED, MOST_FAT12, MOST_FAT16, MOST_FAT32, PARTITIONS};
use super::disk::{BROKEN, ENTRY, Width, tried};
use super::time::pack;
use crate::little::{put16, put32};
use crate::{Blocks, Fault};

/// Entries of a root that is no cluster.
const ROOT_ENTRIES: u32 = 512;

/// What is written at once.
const AT_ONCE: usize = 4096;

/// Where a partition of its own begins.
const TRACK: u32 = 63;

/// Sectors in front of a table: of FAT12 and FAT16, and of FAT32.
const RESERVED: u32 = 1;
const RESERVED_FAT32: u32 = 32;

/// How a volume is made.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub struct Format {
    /// Nanoseconds since 1970, from which the volume's serial number comes.
    pub now: u64,
    /// A device that is too large for FAT16 gets FAT32, in a partition. `VfsFat.mkfs` does so; `mount` with `mkfs` of
    /// a `VfsFat` does not.
    pub large: bool,
}

/// How a volume is laid out.
#[derive(Clone, Copy)]
struct Layout {
    width: Width,
    sectors: u32,
    cluster_sectors: u32,
    reserved: u32,
    table_sectors: u32,
    root_sectors: u32,
    clusters: u32,
}

impl Layout {
    /// The layout with clusters of this size, or what speaks against it.
    fn with(
        large: bool,
        sectors: u32,
        sector_size: u32,
        cluster_sectors: u32,
    ) -> Result<Layout, Unfit> {
        let first = sectors / cluster_sectors;
        let (width, bytes) = if large {
            (Width::Fat32, u64::from(first) * 4 + 8)
        } else if first <= MOST_FAT12 {
            (Width::Fat12, u64::from((first * 3).div_ceil(2)) + 3)
        } else {
            (Width::Fat16, u64::from(first) * 2 + 4)
        };
        if large && !(MOST_FAT16 + 1..=MOST_FAT32).contains(&first) {
            return Err(Unfit::Size);
        }
        let table_sectors = bytes.div_ceil(u64::from(sector_size)) as u32;
        let (reserved, root_sectors) = match width {
            Width::Fat32 => (RESERVED_FAT32, 0),
            _ => (RESERVED, ROOT_ENTRIES * ENTRY / sector_size),
        };
        let before = reserved + table_sectors + root_sectors;
        if sectors < before + cluster_sectors * 16 {
            return Err(Unfit::Size);
        }
        let clusters = (sectors - before) / cluster_sectors;
        match width {
            Width::Fat32 if clusters <= MOST_FAT16 => Err(Unfit::Few),
            Width::Fat16 if clusters > MOST_FAT16 => Err(Unfit::Many),
            Width::Fat16 if clusters <= MOST_FAT12 => Err(Unfit::Few),
            _ => Ok(Layout {
                width,
                sectors,
                cluster_sectors,
                reserved,
                table_sectors,
                root_sectors,
                clusters,
            }),
        }
    }

    /// The layout that a volume of this size gets.
    fn choose(large: bool, sectors: u32, sector_size: u32) -> Option<Layout> {
        // Fewer are too few whatever the sectors' size.
        if sectors < 22 {
            return None;
        }
        let (unit, steps): (u32, &[u32]) = if large {
            (0x2_0000, &[1, 2, 4, 8, 16, 32])
        } else {
            (0x1000, &[1, 4, 16, 64, 256, 512])
        };
        let exponent = steps.iter().filter(|step| **step <= sectors / unit).count();
        let size = 1 << exponent;
        // A second size is tried, and no third.
        let other = match Layout::with(large, sectors, sector_size, size) {
            Ok(layout) => return Some(layout),
            Err(Unfit::Few) if large => size / 2,
            Err(Unfit::Few | Unfit::Many) => size * 2,
            Err(Unfit::Size) => return None,
        };
        let possible = (1..=128).contains(&other);
        possible
            .then(|| Layout::with(large, sectors, sector_size, other).ok())
            .flatten()
    }

    /// Sets what the boot sector tells of it.
    fn write_boot(&self, start: u32, stamp: u32, bytes: &mut [u8]) {
        let fat32 = self.width == Width::Fat32;
        bytes[..11].copy_from_slice(b"\xeb\xfe\x90MSDOS5.0");
        put16(bytes, 11, bytes.len() as u16);
        bytes[13] = self.cluster_sectors as u8;
        put16(bytes, 14, self.reserved as u16);
        bytes[16] = 1;
        put16(bytes, 17, if fat32 { 0 } else { ROOT_ENTRIES as u16 });
        match u16::try_from(self.sectors) {
            Ok(sectors) => put16(bytes, 19, sectors),
            Err(_) => put32(bytes, 32, self.sectors),
        }
        bytes[21] = 0xf8;
        put16(bytes, 24, TRACK as u16);
        put16(bytes, 26, 255);
        put32(bytes, 28, start);
        let (more, system) = if fat32 {
            put32(bytes, 36, self.table_sectors);
            // The root's cluster, the sector of free clusters, and the copy of the boot sector.
            put32(bytes, 44, 2);
            put16(bytes, 48, 1);
            put16(bytes, 50, 6);
            (64, b"FAT32   ")
        } else {
            put16(bytes, 22, self.table_sectors as u16);
            (36, b"FAT     ")
        };
        bytes[more] = 0x80;
        bytes[more + 2] = 0x29;
        put32(bytes, more + 3, stamp);
        bytes[more + 7..more + 18].copy_from_slice(b"NO NAME    ");
        bytes[more + 18..more + 26].copy_from_slice(system);
        put16(bytes, MARK, MARKED);
    }
}

/// Why clusters of some size do not do.
enum Unfit {
    /// There would be too few of them for the width of the table.
    Few,
    /// There would be too many.
    Many,
    /// The volume is too small or too large.
    Size,
}

/// Makes an empty volume on a device.
pub(super) fn format(device: &mut dyn Blocks, how: Format) -> Result<(), Fault> {
    let sector_size = boot::sector_size(device)?;
    let all = device.geometry().blocks;
    let plain = Layout::choose(false, all, sector_size).map(|layout| (0, layout));
    let (start, layout) = match plain {
        None if how.large => {
            let sectors = all.saturating_sub(TRACK);
            Layout::choose(true, sectors, sector_size).map(|layout| (TRACK, layout))
        }
        plain => plain,
    }
    .ok_or(BROKEN)?;
    Writer {
        device,
        sector_size: sector_size as usize,
    }
    .write(start, &layout, pack(how.now))
}

/// Writes a new volume.
struct Writer<'a> {
    device: &'a mut dyn Blocks,
    sector_size: usize,
}

impl Writer<'_> {
    fn write(&mut self, start: u32, layout: &Layout, stamp: u32) -> Result<(), Fault> {
        let fat32 = layout.width == Width::Fat32;
        let mut bytes = vec![0; AT_ONCE];
        let one = self.sector_size;
        layout.write_boot(start, stamp, &mut bytes[..one]);
        self.put(start, &bytes[..one])?;
        if fat32 {
            // Copies that a device refuses are none.
            tried(self.put(start + 6, &bytes[..one]))?;
            boot::write_info(&mut bytes[..one], layout.clusters - 1, 2);
            tried(self.put(start + 7, &bytes[..one]))?;
            tried(self.put(start + 1, &bytes[..one]))?;
        }
        let table = start + layout.reserved;
        bytes.fill(0);
        // The first two entries stand for no cluster, and FAT32's third is the root.
        let entries: &[u8] = match layout.width {
            Width::Fat12 => &[0xf8, 0xff, 0xff],
            Width::Fat16 => &[0xf8, 0xff, 0xff, 0xff],
            Width::Fat32 => &[
                0xf8, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x0f,
            ],
        };
        bytes[..entries.len()].copy_from_slice(entries);
        self.fill(table, layout.table_sectors, &mut bytes)?;
        let root = if fat32 {
            layout.cluster_sectors
        } else {
            layout.root_sectors
        };
        self.fill(table + layout.table_sectors, root, &mut bytes)?;
        if start > 0 {
            partition(start, layout.sectors, &mut bytes[..one]);
            self.put(0, &bytes[..one])?;
        }
        tried(self.device.sync())?;
        Ok(())
    }

    fn put(&mut self, sector: u32, bytes: &[u8]) -> Result<(), Fault> {
        self.device
            .program(sector, 0, bytes)
            .map_err(|fault| match fault {
                Fault::Errno(_) => BROKEN,
                Fault::Wait => Fault::Wait,
            })
    }

    /// Writes `bytes` and then zeros, which `bytes` are afterwards.
    fn fill(&mut self, sector: u32, count: u32, bytes: &mut [u8]) -> Result<(), Fault> {
        let at_once = bytes.len() / self.sector_size;
        let mut done = 0;
        while done < count {
            let sectors = (count - done).min(at_once as u32);
            self.put(sector + done, &bytes[..sectors as usize * self.sector_size])?;
            bytes.fill(0);
            done += sectors;
        }
        Ok(())
    }
}

/// Sets the table of partitions, with one.
fn partition(start: u32, sectors: u32, bytes: &mut [u8]) {
    bytes.fill(0);
    put16(bytes, MARK, MARKED);
    let entry = &mut bytes[PARTITIONS..];
    // Heads, sectors and cylinders of its beginning and end, which nobody reads who counts sectors.
    let cylinders = (start + sectors) / (TRACK * 255);
    entry[1..4].copy_from_slice(&[1, 1, 0]);
    // FAT32, with sectors counted.
    entry[4] = 0x0c;
    entry[5..8].copy_from_slice(&[254, (cylinders >> 2) as u8 & 0xc0 | 63, cylinders as u8]);
    put32(entry, 8, start);
    put32(entry, 12, sectors);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clusters_grow_with_the_device() {
        let chosen = |sectors| {
            let layout = Layout::choose(false, sectors, 512)?;
            Some((layout.width, layout.cluster_sectors, layout.clusters))
        };
        assert_eq!(chosen(21), None);
        assert_eq!(chosen(50), Some((Width::Fat12, 1, 16)));
        assert_eq!(chosen(49), None);
        assert_eq!(chosen(2880), Some((Width::Fat12, 1, 2838)));
        // A table of 16 bits would be left with too few clusters, so clusters are larger.
        assert_eq!(chosen(4100), Some((Width::Fat12, 2, 2030)));
        assert_eq!(chosen(0x1_0000), Some((Width::Fat16, 8, 8183)));
        // 4 GiB are too many.
        assert_eq!(chosen(0x80_0000), None);
        let large = Layout::choose(true, 0x80_0000 - TRACK, 512);
        assert_eq!(large.map(|layout| layout.clusters), Some(131_054));
        assert_eq!(large.map(|layout| layout.cluster_sectors), Some(64));
    }
}
