//! What programs see of a mounted file system.

use alloc::string::String;

use super::tag::{self, NO_ID};
use super::{Lfs2, Open, What};
use crate::littlefs::{NAME_MAX, stream};
use crate::{Blocks, Entry, Errno, Fault, FileSystem, Handle, Kind, OpenMode, Space, Stat, Whence};

/// What an entry is.
fn kind(name: u32) -> Kind {
    if name == tag::NAME_FOLDER {
        Kind::Folder
    } else {
        Kind::File
    }
}

impl Lfs2 {
    /// The entry of this number, unless it has none that programs see.
    fn entry(
        &mut self,
        device: &mut dyn Blocks,
        meta: &super::Meta,
        id: u16,
    ) -> Result<Option<Entry>, Fault> {
        let content = self.content(device, meta)?;
        let (Some(name), Some(structure)) = (content.name(id), content.structure(id)) else {
            return Ok(None);
        };
        let size = match structure.tag.of() {
            tag::SKIP_LIST => content.words(structure)[1],
            tag::INLINE => structure.tag.len(),
            _ => 0,
        };
        Ok(Some(Entry {
            name: String::from_utf8_lossy(content.data(name)).into_owned(),
            kind: kind(name.tag.of()),
            size: u64::from(size),
        }))
    }
}

impl FileSystem for Lfs2 {
    fn stat(&mut self, device: &mut dyn Blocks, path: &str) -> Result<Stat, Fault> {
        let found = self.find(device, path)?;
        let what = found.what.ok_or(Errno::ENOENT)?;
        if found.slash && what != tag::NAME_FOLDER {
            return Err(Errno::ENOTDIR.into());
        }
        let (meta, id, size) = if found.id == NO_ID {
            // The root has no entry; what it keeps is kept beside the superblock.
            (self.fetch(device, self.root)?, 0, 0)
        } else {
            let entry = self.entry(device, &found.meta, found.id)?;
            (found.meta, found.id, entry.ok_or(Errno::ENOENT)?.size)
        };
        let time = self.time(device, &meta, id)?;
        Ok(Stat {
            kind: kind(what),
            size,
            changed: time
                .filter(|&(_, len)| len == 8)
                .map_or(0, |(time, _)| time),
        })
    }

    fn open(
        &mut self,
        device: &mut dyn Blocks,
        path: &str,
        mode: OpenMode,
        now: u64,
    ) -> Result<Handle, Fault> {
        self.open_file(device, path, mode, now).map(Handle)
    }

    fn read(
        &mut self,
        device: &mut dyn Blocks,
        file: Handle,
        into: &mut [u8],
    ) -> Result<usize, Fault> {
        stream::read(self, device, file.0, into)
    }

    fn write(
        &mut self,
        device: &mut dyn Blocks,
        file: Handle,
        bytes: &[u8],
        now: u64,
    ) -> Result<usize, Fault> {
        self.opened_file(file.0)?.time = now;
        stream::write(self, device, file.0, bytes)
    }

    fn seek(
        &mut self,
        device: &mut dyn Blocks,
        file: Handle,
        offset: i64,
        whence: Whence,
    ) -> Result<u64, Fault> {
        stream::seek(self, device, file.0, offset, whence)
    }

    fn flush(&mut self, device: &mut dyn Blocks, file: Handle, _now: u64) -> Result<(), Fault> {
        self.sync_file(device, file.0)
    }

    fn close(&mut self, device: &mut dyn Blocks, file: Handle, _now: u64) -> Result<(), Fault> {
        self.close_file(device, file.0)
    }

    fn open_folder(&mut self, device: &mut dyn Blocks, path: &str) -> Result<Handle, Fault> {
        let found = self.find(device, path)?;
        match found.what.ok_or(Errno::ENOENT)? {
            tag::NAME_FOLDER => {}
            _ => return Err(Errno::ENOTDIR.into()),
        }
        let pair = self.folder(device, &found)?;
        let meta = self.fetch(device, pair)?;
        let left = self.medium.blocks;
        let what = What::Folder { left };
        Ok(Handle(self.enter(Open { meta, id: 0, what })))
    }

    fn next_entry(
        &mut self,
        device: &mut dyn Blocks,
        folder: Handle,
    ) -> Result<Option<Entry>, Fault> {
        let damaged = self.medium.damaged();
        loop {
            let open = self.opened(folder.0)?;
            let What::Folder { left } = &mut open.what else {
                return Err(Errno::EBADF.into());
            };
            if open.id >= open.meta.count {
                if !open.meta.split {
                    return Ok(None);
                }
                *left = left.checked_sub(1).ok_or(damaged)?;
                let tail = open.meta.tail;
                let meta = self.fetch(device, tail)?;
                let open = self.opened(folder.0)?;
                (open.meta, open.id) = (meta, 0);
                continue;
            }
            let (meta, id) = (open.meta, open.id);
            let entry = self.entry(device, &meta, id)?;
            self.opened(folder.0)?.id += 1;
            if entry.is_some() {
                return Ok(entry);
            }
        }
    }

    fn close_folder(&mut self, folder: Handle) {
        if self.open.get(&folder.0).is_some_and(Open::is_folder) {
            self.open.remove(&folder.0);
        }
    }

    fn make_folder(&mut self, device: &mut dyn Blocks, path: &str, _now: u64) -> Result<(), Fault> {
        self.make(device, path)
    }

    fn remove_file(&mut self, device: &mut dyn Blocks, path: &str) -> Result<(), Fault> {
        self.remove(device, path)
    }

    fn remove_folder(&mut self, device: &mut dyn Blocks, path: &str) -> Result<(), Fault> {
        self.remove(device, path)
    }

    fn rename(&mut self, device: &mut dyn Blocks, from: &str, to: &str) -> Result<(), Fault> {
        self.move_entry(device, from, to)
    }

    fn space(&mut self, device: &mut dyn Blocks) -> Result<Space, Fault> {
        let mut used = 0u32;
        self.each_in_use(device, &mut |_| used = used.wrapping_add(1))?;
        Ok(Space {
            block_size: self.medium.block_size,
            fragment_size: self.medium.block_size,
            blocks: self.medium.blocks,
            // Folders count twice, and what open files share too, so this can wrap as it does on a board.
            free: self.medium.blocks.wrapping_sub(used),
            name_max: NAME_MAX,
        })
    }
}
