//! Finding the volume on a device, and what its first sector tells of it.
//!
//! From Microsoft's "FAT: General Overview of On-Disk Format" 1.03: a boot sector with the parameters of the volume,
//! either at the device's beginning or where one of four partitions begins; with FAT32 also a sector that tells how
//! many clusters are free.

use alloc::vec;

use super::disk::{BROKEN, Disk, ENTRY, Info, NOWHERE, Volume, Width};
use crate::little::{get16, get32, put16, put32};
use crate::{Blocks, Errno, Fault};

/// There is no volume, or none that boards take.
const NONE: Fault = Fault::Errno(Errno::ENODEV);

/// The most clusters of each width, as DOS and Windows have it: some fewer than the specification allows.
pub(super) const MOST_FAT12: u32 = 0xff5;
pub(super) const MOST_FAT16: u32 = 0xfff5;
pub(super) const MOST_FAT32: u32 = 0x0fff_fff5;
const FEWEST_FAT16: u32 = MOST_FAT12 + 1;
const FEWEST_FAT32: u32 = MOST_FAT16 + 1;

/// Where the table of partitions is in the first sector, and the size of one entry.
pub(super) const PARTITIONS: usize = 446;
const PARTITION: usize = 16;

/// The mark at the end of a boot sector's first 512 bytes, and of the sector of free clusters.
pub(super) const MARK: usize = 510;
pub(super) const MARKED: u16 = 0xaa55;

/// Whether the device's blocks can be sectors.
pub(super) fn sector_size(device: &dyn Blocks) -> Result<u32, Fault> {
    let size = device.geometry().block_size;
    let possible = size.is_power_of_two() && (512..=4096).contains(&size);
    possible.then_some(size).ok_or(BROKEN)
}

/// What a first sector may be.
#[derive(PartialEq, Eq)]
enum Boot {
    /// One of a FAT volume.
    Fat,
    /// One of something else, perhaps with partitions.
    Other,
    /// None.
    Nothing,
}

/// What the sector in memory is.
fn kind_of(bytes: &[u8]) -> Boot {
    if get16(bytes, MARK) != MARKED {
        return Boot::Nothing;
    }
    let jumps = matches!(bytes[0], 0xe8 | 0xe9 | 0xeb);
    if jumps && (&bytes[54..57] == b"FAT" || &bytes[82..87] == b"FAT32") {
        return Boot::Fat;
    }
    Boot::Other
}

/// Sets what the sector of free clusters tells.
pub(super) fn write_info(bytes: &mut [u8], free: u32, last: u32) {
    bytes.fill(0);
    put32(bytes, 0, 0x4161_5252);
    put32(bytes, 484, 0x6141_7272);
    put32(bytes, 488, free);
    put32(bytes, 492, last);
    put16(bytes, MARK, MARKED);
}

/// What a boot sector tells, if it is sound.
fn read_parameters(start: u32, bytes: &[u8]) -> Option<Volume> {
    let sector_size = u32::try_from(bytes.len()).ok()?;
    let per_sector = sector_size / ENTRY;
    let table_sectors = match get16(bytes, 22) {
        0 => get32(bytes, 36),
        sectors => u32::from(sectors),
    };
    let tables = u32::from(bytes[16]);
    let cluster_sectors = u32::from(bytes[13]);
    let root_entries = u32::from(get16(bytes, 17));
    let reserved = u32::from(get16(bytes, 14));
    let sectors = match get16(bytes, 19) {
        0 => get32(bytes, 32),
        sectors => u32::from(sectors),
    };
    let sound = u32::from(get16(bytes, 11)) == sector_size
        && matches!(tables, 1 | 2)
        && cluster_sectors.is_power_of_two()
        && root_entries % per_sector == 0
        && reserved != 0;
    if !sound {
        return None;
    }
    let both = table_sectors.checked_mul(tables)?;
    let before = both
        .checked_add(reserved)?
        .checked_add(root_entries / per_sector)?;
    let clusters = sectors.checked_sub(before)? / cluster_sectors;
    // All that is counted below is within the volume, and so is a number of 32 bits.
    start.checked_add(sectors)?;
    let width = match clusters {
        0 => return None,
        1..=MOST_FAT12 => Width::Fat12,
        FEWEST_FAT16..=MOST_FAT16 => Width::Fat16,
        FEWEST_FAT32..=MOST_FAT32 => Width::Fat32,
        _ => return None,
    };
    let entries = clusters + 2;
    let table = start + reserved;
    let (root, bytes_of_table) = match width {
        Width::Fat32 if get16(bytes, 42) == 0 && root_entries == 0 => {
            (get32(bytes, 44), entries * 4)
        }
        Width::Fat16 if root_entries != 0 => (table + both, entries * 2),
        Width::Fat12 if root_entries != 0 => (table + both, (entries * 3).div_ceil(2)),
        _ => return None,
    };
    if table_sectors < bytes_of_table.div_ceil(sector_size) {
        return None;
    }
    Some(Volume {
        width,
        sector_size,
        cluster_sectors,
        start,
        table,
        table_sectors,
        mirrored: tables == 2,
        root,
        root_entries,
        data: start + before,
        entries,
        free: None,
        hint: u32::MAX,
        info: Info::Absent,
        window: NOWHERE,
        dirty: false,
        bytes: vec![],
    })
}

/// Finds the volume of a device.
pub(super) fn mount(device: &mut dyn Blocks) -> Result<Volume, Fault> {
    let size = sector_size(device)?;
    let mut bytes = vec![0; size as usize];
    let mut fetch = |sector, bytes: &mut [u8]| match device.read(sector, 0, bytes) {
        Err(Fault::Errno(_)) => Err(BROKEN),
        other => other,
    };
    let mut start = 0;
    fetch(start, &mut bytes)?;
    let mut kind = kind_of(&bytes);
    if kind == Boot::Other {
        let starts = [0, 1, 2, 3].map(|index| {
            let at = PARTITIONS + index * PARTITION;
            if bytes[at + 4] == 0 {
                0
            } else {
                get32(&bytes, at + 8)
            }
        });
        let mut failure = NONE;
        for partition in starts {
            failure = NONE;
            if partition == 0 {
                continue;
            }
            start = partition;
            match fetch(start, &mut bytes) {
                Ok(()) => kind = kind_of(&bytes),
                Err(Fault::Wait) => return Err(Fault::Wait),
                Err(error) => failure = error,
            }
            if kind == Boot::Fat {
                break;
            }
        }
        if kind != Boot::Fat {
            return Err(failure);
        }
    }
    if kind != Boot::Fat {
        return Err(NONE);
    }
    let mut volume = read_parameters(start, &bytes).ok_or(NONE)?;
    let has_info = volume.width == Width::Fat32 && get16(&bytes, 48) == 1;
    volume.window = start;
    volume.bytes = bytes;
    if has_info {
        read_info(&mut volume, device)?;
    }
    Ok(volume)
}

/// Reads what FAT32 keeps of its free clusters behind the boot sector, if it can be read.
fn read_info(volume: &mut Volume, device: &mut dyn Blocks) -> Result<(), Fault> {
    let sector = volume.start + 1;
    let mut disk = Disk { volume, device };
    if super::disk::tried(disk.load(sector).map(|_| ()))?.is_none() {
        return Ok(());
    }
    let bytes = &volume.bytes;
    volume.info = Info::Written;
    if get16(bytes, MARK) == MARKED
        && get32(bytes, 0) == 0x4161_5252
        && get32(bytes, 484) == 0x6141_7272
    {
        let free = get32(bytes, 488);
        volume.hint = get32(bytes, 492);
        volume.free = Some(free).filter(|free| *free <= volume.entries - 2);
    }
    Ok(())
}
