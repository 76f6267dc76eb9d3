//! FAT12, FAT16 and FAT32 as `VfsFat` of MicroPython has them: long names, code page 437, sectors of 512 to 4096 bytes.
//!
//! Written from Microsoft's "FAT: General Overview of On-Disk Format" 1.03 and from what boards do. Where the
//! specification leaves a choice (which cluster is taken, which short name a long one gets, when a sector is written),
//! it is the boards', so that a device holds the same bytes after the same calls.
//!
//! Names are bytes to a board, each of them one character of the code page, though programs write them in UTF-8. So
//! `é.txt` is `├⌐.txt` to a computer that reads the card, here as there. What a computer wrote is shown as it is meant
//! and found by that, which boards do not do: they show bytes that are no text.

mod boot;
mod codepage;
mod disk;
mod file;
mod folder;
mod format;
mod name;
mod path;
mod table;
mod time;

use alloc::string::String;
use alloc::vec::Vec;

use crate::handles::Handles;
use crate::little::{get32, put32};
use crate::{Blocks, Entry, Errno, Fault, FileSystem, Handle, Kind, OpenMode, Space, Stat, Whence};
use disk::{BROKEN, Disk, ENTRY, Volume, tried};
use file::File;
use folder::{ARCHIVE, ATTRIBUTES, CHANGED, CREATED, Cursor, FOLDER, Item, READ_ONLY, SIZE};
use folder::{first_cluster, set_first_cluster};
pub use format::Format;
use path::Place;

/// The most bytes of what `getcwd` tells.
const LONGEST_PATH: usize = 512;

/// When the root was changed: the beginning of 2000, in nanoseconds since 1970.
const ROOT_CHANGED: u64 = 946_684_800_000_000_000;

/// A mounted volume, with what is open.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Fat {
    volume: Volume,
    open: Handles<Open>,
    /// The folder that paths without a leading `/` begin in, by its first cluster; 0 for the root.
    current: u32,
    read_only: bool,
}

/// What a handle stands for.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
enum Open {
    File(File),
    Folder(Cursor),
}

/// An errno.
fn refuse<T>(errno: Errno) -> Result<T, Fault> {
    Err(Fault::Errno(errno))
}

impl Fat {
    /// Makes an empty volume on a device.
    ///
    /// # Errors
    /// `EIO`: the device has sectors of a size that no volume has, or too few of them, or it failed.
    pub fn format(device: &mut dyn Blocks, how: Format) -> Result<(), Fault> {
        format::format(device, how)
    }

    /// Mounts the volume of a device.
    ///
    /// # Errors
    /// `ENODEV`: there is none; `EIO`: the device has sectors of a size that no volume has, or it failed.
    pub fn mount(device: &mut dyn Blocks) -> Result<Fat, Fault> {
        Ok(Fat {
            volume: boot::mount(device)?,
            open: Handles::new(),
            current: 0,
            read_only: false,
        })
    }

    /// Whether what would change the volume is refused with `EROFS`, as on a device that cannot be written.
    pub fn set_read_only(&mut self, read_only: bool) {
        self.read_only = read_only;
    }

    /// Makes a folder the one in which paths without a leading `/` begin.
    ///
    /// # Errors
    /// `ENOENT`: there is no such folder.
    pub fn change_folder(&mut self, device: &mut dyn Blocks, path: &str) -> Result<(), Fault> {
        self.current = self.folder_at(device, path)?;
        Ok(())
    }

    /// The path of that folder.
    ///
    /// # Errors
    /// `ENOMEM`: it is longer than boards have room for; `EIO`: the folders around it make no sense.
    pub fn current_folder(&mut self, device: &mut dyn Blocks) -> Result<String, Fault> {
        let mut folder = self.current;
        let mut names: Vec<String> = Vec::new();
        let mut room = LONGEST_PATH;
        let mut disk = self.disk(device);
        while folder != 0 {
            let width = disk.volume.width;
            let upwards = disk.cursor(folder, ENTRY)?;
            let parent = first_cluster(width, disk.slot(&upwards)?);
            let mut at = disk.cursor(parent, 0)?;
            let name = loop {
                let Some(item) = disk.next_item(&mut at, false)? else {
                    return Err(BROKEN);
                };
                if first_cluster(width, &item.entry) == folder {
                    break name::shown(&item);
                }
                disk.advance(&mut at, false)?;
            };
            // A circle of folders ends here.
            room = room
                .checked_sub(name.len() + 1)
                .ok_or(Fault::Errno(Errno::ENOMEM))?;
            names.push(name);
            folder = parent;
        }
        let mut path = String::new();
        for name in names.iter().rev() {
            path.push('/');
            path.push_str(name);
        }
        if path.is_empty() {
            path.push('/');
        }
        Ok(path)
    }

    fn disk<'a>(&'a mut self, device: &'a mut dyn Blocks) -> Disk<'a> {
        Disk {
            volume: &mut self.volume,
            device,
        }
    }

    fn locate(&mut self, device: &mut dyn Blocks, path: &str) -> Result<Place, Fault> {
        let current = self.current;
        self.disk(device).locate(path, current)
    }

    /// The first cluster of the folder at a path.
    fn folder_at(&mut self, device: &mut dyn Blocks, path: &str) -> Result<u32, Fault> {
        let place = self.locate(device, path)?;
        match (place.name, place.item) {
            (None, _) => Ok(place.folder),
            (_, Some(item)) if item.has(FOLDER) => {
                Ok(first_cluster(self.volume.width, &item.entry))
            }
            _ => refuse(Errno::ENOENT),
        }
    }

    /// Refuses what would change a volume that may not be.
    fn writable(&self) -> Result<(), Fault> {
        if self.read_only {
            refuse(Errno::EROFS)
        } else {
            Ok(())
        }
    }

    /// Does something with an open file.
    fn with_file<T>(
        &mut self,
        device: &mut dyn Blocks,
        handle: Handle,
        action: impl FnOnce(&mut File, &mut Disk<'_>) -> Result<T, Fault>,
    ) -> Result<T, Fault> {
        let mut disk = Disk {
            volume: &mut self.volume,
            device,
        };
        match self.open.get(handle) {
            Some(Open::File(file)) => action(file, &mut disk),
            _ => refuse(Errno::EINVAL),
        }
    }

    /// The file that a path names for this mode, made or emptied if that is asked for.
    fn open_file(
        &mut self,
        device: &mut dyn Blocks,
        path: &str,
        mode: OpenMode,
        now: u64,
    ) -> Result<File, Fault> {
        let making = mode.create || mode.exclusive || mode.truncate || mode.append;
        if making || mode.write {
            self.writable()?;
        }
        let Place { folder, name, item } = self.locate(device, path)?;
        let Some(name) = name else {
            return refuse(Errno::EINVAL);
        };
        let mut disk = self.disk(device);
        let (entry, empty) = match item {
            Some(item) => {
                if item.has(FOLDER) && !making {
                    return refuse(Errno::ENOENT);
                }
                if item.has(FOLDER) || item.has(READ_ONLY) && (making || mode.write) {
                    return refuse(Errno::EACCES);
                }
                if mode.exclusive {
                    return refuse(Errno::EEXIST);
                }
                (item.cursor, mode.truncate)
            }
            None if making => (disk.insert(folder, &name)?, true),
            None => return refuse(Errno::ENOENT),
        };
        let width = disk.volume.width;
        if empty {
            let slot = disk.slot_mut(&entry)?;
            let first = first_cluster(width, slot);
            put32(slot, CREATED, time::pack(now));
            slot[ATTRIBUTES] = ARCHIVE;
            set_first_cluster(width, slot, 0);
            put32(slot, SIZE, 0);
            if first != 0 {
                disk.release(first)?;
                // The next cluster that is taken is the one that got free.
                disk.load(entry.sector)?;
                disk.volume.hint = first - 1;
            }
        }
        let slot = disk.slot(&entry)?;
        let mut file = File {
            read: mode.read,
            write: mode.write || making,
            changed: empty,
            failed: false,
            position: 0,
            size: get32(slot, SIZE),
            first: first_cluster(width, slot),
            cluster: 0,
            sector: 0,
            entry,
        };
        if mode.append {
            let end = file.size;
            file.seek(&mut disk, end)?;
        }
        Ok(file)
    }

    /// Removes a file or folder that was found.
    fn remove(&mut self, device: &mut dyn Blocks, item: &Item, dots: bool) -> Result<(), Fault> {
        self.writable()?;
        if dots {
            return refuse(Errno::EINVAL);
        }
        let first = first_cluster(self.volume.width, &item.entry);
        let current = self.current;
        let mut disk = self.disk(device);
        if item.has(READ_ONLY) || item.has(FOLDER) && first == current {
            return refuse(Errno::EACCES);
        }
        if item.has(FOLDER) {
            let mut at = disk.cursor(first, 0)?;
            if disk.next_item(&mut at, false)?.is_some() {
                return refuse(Errno::EACCES);
            }
        }
        disk.take_out(item)?;
        if first != 0 {
            disk.release(first)?;
        }
        disk.sync()
    }

    /// Finds and removes a file or a folder, whichever is asked for.
    fn remove_kind(
        &mut self,
        device: &mut dyn Blocks,
        path: &str,
        folder: bool,
    ) -> Result<(), Fault> {
        let (item, name) = self.locate(device, path)?.named()?;
        if item.has(FOLDER) != folder {
            return refuse(if folder {
                Errno::ENOTDIR
            } else {
                Errno::EISDIR
            });
        }
        self.remove(device, &item, name.dots)
    }

    /// Gives what was found another name, if nothing has that; false if something has.
    fn move_to(&mut self, device: &mut dyn Blocks, item: &Item, to: &str) -> Result<bool, Fault> {
        let place = self.locate(device, to)?;
        let Some(name) = place.name else {
            return refuse(Errno::EINVAL);
        };
        let itself = |there: &Item| {
            (there.cursor.folder, there.cursor.offset) == (item.cursor.folder, item.cursor.offset)
        };
        if place.item.is_some_and(|there| !itself(&there)) {
            return Ok(false);
        }
        if name.dots {
            return refuse(Errno::EINVAL);
        }
        let mut disk = self.disk(device);
        let at = disk.insert(place.folder, &name)?;
        let slot = disk.slot_mut(&at)?;
        // All but the name, and which of its letters are small.
        slot[13..].copy_from_slice(&item.entry[13..]);
        slot[ATTRIBUTES] = item.entry[ATTRIBUTES] | if item.has(FOLDER) { 0 } else { ARCHIVE };
        if item.has(FOLDER) && item.cursor.folder != place.folder {
            let width = disk.volume.width;
            let first = first_cluster(width, &item.entry);
            let sector = disk.sector_of(first)?;
            let upwards = &mut disk.load(sector)?[ENTRY as usize..];
            if upwards[1] == b'.' {
                set_first_cluster(width, upwards, place.folder);
                disk.volume.dirty = true;
            }
        }
        disk.take_out(item)?;
        disk.sync()?;
        Ok(true)
    }
}

impl FileSystem for Fat {
    fn stat(&mut self, device: &mut dyn Blocks, path: &str) -> Result<Stat, Fault> {
        if path.is_empty() || path == "/" {
            return Ok(Stat {
                kind: Kind::Folder,
                size: 0,
                changed: ROOT_CHANGED,
            });
        }
        let (item, _) = self.locate(device, path)?.named()?;
        Ok(Stat {
            kind: kind(&item),
            size: u64::from(get32(&item.entry, SIZE)),
            changed: time::unpack(get32(&item.entry, CHANGED)),
        })
    }

    fn open(
        &mut self,
        device: &mut dyn Blocks,
        path: &str,
        mode: OpenMode,
        now: u64,
    ) -> Result<Handle, Fault> {
        let file = self.open_file(device, path, mode, now)?;
        Ok(self.open.keep(Open::File(file)))
    }

    fn read(
        &mut self,
        device: &mut dyn Blocks,
        file: Handle,
        into: &mut [u8],
    ) -> Result<usize, Fault> {
        self.with_file(device, file, |file, disk| file.read(disk, into))
    }

    fn write(
        &mut self,
        device: &mut dyn Blocks,
        file: Handle,
        bytes: &[u8],
        _now: u64,
    ) -> Result<usize, Fault> {
        let written = self.with_file(device, file, |file, disk| file.write(disk, bytes))?;
        // What found room is written all the same.
        if written < bytes.len() {
            refuse(Errno::ENOSPC)
        } else {
            Ok(written)
        }
    }

    fn seek(
        &mut self,
        device: &mut dyn Blocks,
        file: Handle,
        offset: i64,
        whence: Whence,
    ) -> Result<u64, Fault> {
        self.with_file(device, file, |file, disk| {
            // Positions have 32 bits to a board, and go round.
            let from = match whence {
                Whence::Start => 0,
                Whence::Current => file.position,
                Whence::End => file.size,
            };
            file.seek(disk, from.wrapping_add(offset as u32))?;
            Ok(u64::from(file.position))
        })
    }

    fn flush(&mut self, device: &mut dyn Blocks, file: Handle, now: u64) -> Result<(), Fault> {
        self.with_file(device, file, |file, disk| file.flush(disk, time::pack(now)))
    }

    fn close(&mut self, device: &mut dyn Blocks, file: Handle, now: u64) -> Result<(), Fault> {
        if self.open.get(file).is_none() {
            // Closing twice is allowed.
            return Ok(());
        }
        let result = self.flush(device, file, now);
        self.open.give_up(file);
        result
    }

    fn open_folder(&mut self, device: &mut dyn Blocks, path: &str) -> Result<Handle, Fault> {
        let folder = self.folder_at(device, path)?;
        let at = self.disk(device).cursor(folder, 0)?;
        Ok(self.open.keep(Open::Folder(at)))
    }

    fn next_entry(
        &mut self,
        device: &mut dyn Blocks,
        folder: Handle,
    ) -> Result<Option<Entry>, Fault> {
        let mut disk = Disk {
            volume: &mut self.volume,
            device,
        };
        let Some(Open::Folder(at)) = self.open.get(folder) else {
            return Ok(None);
        };
        let next = disk.next_item(at, false).and_then(|item| {
            if item.is_some() {
                disk.advance(at, false)?;
            }
            Ok(item)
        });
        // To a board, what cannot be read is the end.
        let next = tried(next)?.flatten();
        if next.is_none() {
            self.open.give_up(folder);
        }
        Ok(next.map(|item| Entry {
            name: name::shown(&item),
            kind: kind(&item),
            size: u64::from(get32(&item.entry, SIZE)),
        }))
    }

    fn close_folder(&mut self, folder: Handle) {
        self.open.give_up(folder);
    }

    fn make_folder(&mut self, device: &mut dyn Blocks, path: &str, now: u64) -> Result<(), Fault> {
        self.writable()?;
        let place = self.locate(device, path)?;
        let (Some(name), None) = (place.name, place.item) else {
            return refuse(Errno::EEXIST);
        };
        let mut disk = self.disk(device);
        let Some(first) = disk.extend(0)? else {
            return refuse(Errno::EACCES);
        };
        let stamp = time::pack(now);
        let made = disk.make_folder(place.folder, first, &name, stamp);
        if let Err(Fault::Errno(_)) = made {
            tried(disk.release(first))?;
        }
        made?;
        disk.sync()
    }

    fn remove_file(&mut self, device: &mut dyn Blocks, path: &str) -> Result<(), Fault> {
        self.remove_kind(device, path, false)
    }

    fn remove_folder(&mut self, device: &mut dyn Blocks, path: &str) -> Result<(), Fault> {
        self.remove_kind(device, path, true)
    }

    fn rename(&mut self, device: &mut dyn Blocks, from: &str, to: &str) -> Result<(), Fault> {
        self.writable()?;
        let (item, name) = self.locate(device, from)?.named()?;
        if name.dots {
            return refuse(Errno::EINVAL);
        }
        if self.move_to(device, &item, to)? {
            return Ok(());
        }
        self.remove_file(device, to)?;
        if self.move_to(device, &item, to)? {
            Ok(())
        } else {
            refuse(Errno::EEXIST)
        }
    }

    fn space(&mut self, device: &mut dyn Blocks) -> Result<Space, Fault> {
        let free = self.disk(device).count_free()?;
        let size = self.volume.cluster_size();
        Ok(Space {
            block_size: size,
            fragment_size: size,
            blocks: self.volume.entries - 2,
            free,
            name_max: name::LONGEST as u32,
        })
    }
}

/// What an entry is of.
fn kind(item: &Item) -> Kind {
    if item.has(FOLDER) {
        Kind::Folder
    } else {
        Kind::File
    }
}

#[cfg(test)]
mod tests;
