//! What programs see of a mounted file system.

use alloc::boxed::Box;
use alloc::string::String;

use super::folder::{self, Entry, Folder, MOVING};
use super::{File, Found, Lfs1, Open};
use crate::littlefs::{NAME_MAX, NONE, Stream, Volume, is_none, stream};
use crate::{Blocks, Errno, Fault, FileSystem, Handle, Kind, OpenMode, Space, Stat, Whence};

/// What an entry is.
fn kind(entry: &Entry) -> Kind {
    if entry.what() == folder::FOLDER {
        Kind::Folder
    } else {
        Kind::File
    }
}

/// Bytes of a file.
fn size(entry: &Entry) -> u64 {
    if entry.what() == folder::FILE {
        u64::from(entry.words[1])
    } else {
        0
    }
}

/// A name's length is kept in one byte.
fn check_name(name: &[u8]) -> Result<(), Fault> {
    if name.len() as u64 > u64::from(NAME_MAX) {
        Err(Errno::ENAMETOOLONG.into())
    } else {
        Ok(())
    }
}

impl Lfs1 {
    /// The folder that is about to go, if it is empty.
    fn empty_folder(&mut self, device: &mut dyn Blocks, entry: &Entry) -> Result<Folder, Fault> {
        let folder = self.fetch(device, entry.words)?;
        if folder.is_empty() {
            Ok(folder)
        } else {
            Err(Errno::ENOTEMPTY.into())
        }
    }

    /// What a path leads to, and where that is.
    fn find_entry(
        &mut self,
        device: &mut dyn Blocks,
        path: &str,
        moving: bool,
    ) -> Result<(Option<Folder>, Entry), Fault> {
        let found = self.find(device, path, moving)?;
        Ok((found.folder, found.entry.ok_or(Errno::ENOENT)?))
    }

    fn open_file(
        &mut self,
        device: &mut dyn Blocks,
        path: &str,
        mode: OpenMode,
    ) -> Result<u32, Fault> {
        if mode.write {
            self.mend(device)?;
        }
        let Found {
            folder,
            entry,
            name,
        } = self.find(device, path, false)?;
        let mut folder = folder.ok_or(Errno::EISDIR)?;
        let mut entry = match entry {
            None if !mode.create => return Err(Errno::ENOENT.into()),
            None => {
                check_name(name)?;
                let mut entry = Entry::new(folder::FILE, [NONE, 0], name);
                self.append(device, &mut folder, &mut entry, name)?;
                entry
            }
            Some(entry) if entry.what() == folder::FOLDER => return Err(Errno::EISDIR.into()),
            Some(_) if mode.exclusive => return Err(Errno::EEXIST.into()),
            Some(entry) => entry,
        };
        let dirty = mode.truncate && entry.words[1] != 0;
        if mode.truncate {
            entry.words = [NONE, 0];
        }
        let mut stream = Stream::new(&self.medium, entry.words[0], entry.words[1], mode.append);
        stream.dirty = dirty;
        let file = File {
            stream,
            mode,
            pair: folder.pair,
            at: entry.at,
        };
        Ok(self.enter(Open::File(Box::new(file))))
    }

    /// Writes down what a file has become.
    fn sync_file(&mut self, device: &mut dyn Blocks, handle: u32) -> Result<(), Fault> {
        stream::flush(self, device, handle)?;
        let file = self.opened_file(handle)?;
        let (pair, at) = (file.pair, file.at);
        let words = [file.stream.head, file.stream.size];
        if file.stream.dirty && !file.stream.failed && !is_none(pair) {
            let mut folder = self.fetch(device, pair)?;
            let entry = folder
                .entry(at)
                .filter(|entry| entry.what() == folder::FILE);
            let mut entry = entry.ok_or(self.medium.damaged())?;
            entry.words = words;
            folder.set(&entry);
            self.commit(device, &mut folder)?;
            self.opened_file(handle)?.stream.dirty = false;
        }
        Ok(())
    }

    fn remove(&mut self, device: &mut dyn Blocks, path: &str) -> Result<(), Fault> {
        self.mend(device)?;
        let (folder, entry) = self.find_entry(device, path, false)?;
        let gone = match kind(&entry) {
            Kind::Folder => Some(self.empty_folder(device, &entry)?),
            Kind::File => None,
        };
        // The root has no entry.
        let mut folder = folder.ok_or(Errno::EINVAL)?;
        self.remove_entry(device, &mut folder, &entry)?;
        match gone {
            Some(gone) => self.drop_folder(device, &gone),
            None => Ok(()),
        }
    }
}

impl FileSystem for Lfs1 {
    fn stat(&mut self, device: &mut dyn Blocks, path: &str) -> Result<Stat, Fault> {
        let (_, entry) = self.find_entry(device, path, false)?;
        Ok(Stat {
            kind: kind(&entry),
            size: size(&entry),
            changed: 0,
        })
    }

    fn open(
        &mut self,
        device: &mut dyn Blocks,
        path: &str,
        mode: OpenMode,
        _now: u64,
    ) -> Result<Handle, Fault> {
        self.open_file(device, path, mode).map(Handle)
    }

    fn read(
        &mut self,
        device: &mut dyn Blocks,
        file: Handle,
        into: &mut [u8],
    ) -> Result<usize, Fault> {
        if !self.opened_file(file.0)?.mode.read {
            return Err(Errno::EBADF.into());
        }
        stream::read(self, device, file.0, into)
    }

    fn write(
        &mut self,
        device: &mut dyn Blocks,
        file: Handle,
        bytes: &[u8],
        _now: u64,
    ) -> Result<usize, Fault> {
        if !self.opened_file(file.0)?.mode.write {
            return Err(Errno::EBADF.into());
        }
        stream::write(self, device, file.0, bytes)
    }

    fn seek(
        &mut self,
        device: &mut dyn Blocks,
        file: Handle,
        offset: i64,
        whence: Whence,
    ) -> Result<u64, Fault> {
        // Even where the place stays the same.
        stream::flush(self, device, file.0)?;
        stream::seek(self, device, file.0, offset, whence)
    }

    fn flush(&mut self, device: &mut dyn Blocks, file: Handle, _now: u64) -> Result<(), Fault> {
        self.sync_file(device, file.0)
    }

    fn close(&mut self, device: &mut dyn Blocks, file: Handle, _now: u64) -> Result<(), Fault> {
        let closed = self.sync_file(device, file.0);
        if self.opened_file(file.0).is_ok() {
            self.open.remove(&file.0);
        }
        closed
    }

    fn open_folder(&mut self, device: &mut dyn Blocks, path: &str) -> Result<Handle, Fault> {
        let (_, entry) = self.find_entry(device, path, false)?;
        if entry.what() != folder::FOLDER {
            return Err(Errno::ENOTDIR.into());
        }
        let folder = self.fetch(device, entry.words)?;
        let left = self.medium.blocks;
        Ok(Handle(self.enter(Open::Folder {
            folder,
            at: 0,
            left,
        })))
    }

    fn next_entry(
        &mut self,
        device: &mut dyn Blocks,
        folder: Handle,
    ) -> Result<Option<crate::Entry>, Fault> {
        let damaged = self.medium.damaged();
        loop {
            let Some(Open::Folder {
                folder: part,
                at,
                left,
            }) = self.open.get_mut(&folder.0)
            else {
                return Err(Errno::EBADF.into());
            };
            let Some(entry) = part.entry(*at) else {
                if !part.more {
                    return Ok(None);
                }
                *left = left.checked_sub(1).ok_or(damaged)?;
                let tail = part.tail;
                let next = self.fetch(device, tail)?;
                if let Some(Open::Folder {
                    folder: part, at, ..
                }) = self.open.get_mut(&folder.0)
                {
                    (*part, *at) = (next, 0);
                }
                continue;
            };
            let name = String::from_utf8_lossy(part.name(&entry)).into_owned();
            let next = *at + entry.len();
            let seen = match entry.what() {
                folder::FILE | folder::FOLDER => {
                    entry.kind & MOVING == 0 || !self.is_elsewhere(device, entry.words)?
                }
                _ => false,
            };
            if let Some(Open::Folder { at, .. }) = self.open.get_mut(&folder.0) {
                *at = next;
            }
            if seen {
                return Ok(Some(crate::Entry {
                    name,
                    kind: kind(&entry),
                    size: size(&entry),
                }));
            }
        }
    }

    fn close_folder(&mut self, folder: Handle) {
        if matches!(self.open.get(&folder.0), Some(Open::Folder { .. })) {
            self.open.remove(&folder.0);
        }
    }

    fn make_folder(&mut self, device: &mut dyn Blocks, path: &str, _now: u64) -> Result<(), Fault> {
        self.mend(device)?;
        let found = self.find(device, path, false)?;
        let (None, Some(mut folder)) = (found.entry, found.folder) else {
            return Err(Errno::EEXIST.into());
        };
        check_name(found.name)?;
        let medium = self.medium;
        self.free.checkpoint(&medium);
        let mut made = self.new_folder(device)?;
        made.tail = folder.tail;
        self.commit(device, &mut made)?;
        folder.tail = made.pair;
        let mut entry = Entry::new(folder::FOLDER, made.pair, found.name);
        self.append(device, &mut folder, &mut entry, found.name)?;
        self.free.checkpoint(&medium);
        Ok(())
    }

    fn remove_file(&mut self, device: &mut dyn Blocks, path: &str) -> Result<(), Fault> {
        self.remove(device, path)
    }

    fn remove_folder(&mut self, device: &mut dyn Blocks, path: &str) -> Result<(), Fault> {
        self.remove(device, path)
    }

    fn rename(&mut self, device: &mut dyn Blocks, from: &str, to: &str) -> Result<(), Fault> {
        self.mend(device)?;
        let (folder, mut old) = self.find_entry(device, from, false)?;
        let mut folder = folder.ok_or(Errno::EINVAL)?;
        // From now on it counts only as long as there is no other entry like it.
        old.kind |= MOVING;
        folder.set(&old);
        self.commit(device, &mut folder)?;
        let new = self.find(device, to, false)?;
        let mut replaced = None;
        if let Some(there) = &new.entry {
            if there.what() != old.what() {
                return Err(Errno::EISDIR.into());
            }
            if kind(there) == Kind::Folder {
                replaced = Some(self.empty_folder(device, there)?);
            }
        }
        let mut target = new.folder.ok_or(Errno::EINVAL)?;
        let mut entry = Entry::new(old.what(), old.words, new.name);
        match new.entry {
            None => {
                check_name(new.name)?;
                self.append(device, &mut target, &mut entry, new.name)?;
            }
            Some(there) => {
                entry.at = there.at;
                target.set(&entry);
                self.commit(device, &mut target)?;
            }
        }
        // Writing the new one may have moved the old one.
        let (folder, old) = self.find_entry(device, from, true)?;
        if let Some(mut folder) = folder {
            self.remove_entry(device, &mut folder, &old)?;
        }
        match replaced {
            Some(replaced) => self.drop_folder(device, &replaced),
            None => Ok(()),
        }
    }

    fn space(&mut self, device: &mut dyn Blocks) -> Result<Space, Fault> {
        let mut used = 0u32;
        self.each_used(device, &mut |_| used = used.wrapping_add(1))?;
        Ok(Space {
            block_size: self.medium.block_size,
            fragment_size: self.medium.block_size,
            blocks: self.medium.blocks,
            free: self.medium.blocks.wrapping_sub(used),
            name_max: NAME_MAX,
        })
    }
}
