//! Operations on entries: opening, syncing, making, removing and moving them.

use alloc::boxed::Box;
use alloc::vec::Vec;

use super::pair::{Change, Meta};
use super::tag::{self, NO_ID, Tag};
use super::{File, Found, Lfs2, Open, What};
use crate::littlefs::{Free, Medium, NO_PAIR, NONE, Stream, Volume, is_none, same_place, stream};
use crate::{Blocks, Errno, Fault, OpenMode};

/// The type of the attribute that MicroPython keeps the time of a change in: nanoseconds since 1970, 8 bytes, the
/// lowest first.
const TIME: u32 = tag::ATTRIBUTE + 1;

impl Volume for Lfs2 {
    fn medium(&self) -> Medium {
        self.medium
    }

    fn free(&mut self) -> &mut Free {
        &mut self.free
    }

    fn stream(&mut self, file: u32) -> Result<&mut Stream, Fault> {
        Ok(&mut self.opened_file(file)?.stream)
    }

    fn file_max(&self) -> u32 {
        self.file_max
    }

    fn inline_max(&self) -> u32 {
        (self.medium.block_size / 8)
            .min(self.medium.cache)
            .min(self.attribute_max)
    }

    fn each_used(
        &mut self,
        device: &mut dyn Blocks,
        see: &mut dyn FnMut(u32),
    ) -> Result<(), Fault> {
        self.each_in_use(device, see)
    }
}

/// A time as an attribute has it.
fn time_of(bytes: &[u8]) -> u64 {
    let mut all = [0; 8];
    for (byte, &kept) in all.iter_mut().zip(bytes) {
        *byte = kept;
    }
    u64::from_le_bytes(all)
}

impl Lfs2 {
    /// The time that an entry keeps.
    pub(super) fn time(
        &mut self,
        device: &mut dyn Blocks,
        meta: &Meta,
        id: u16,
    ) -> Result<Option<(u64, u32)>, Fault> {
        let content = self.content(device, meta)?;
        let item = content.get(id, |tag| tag.of() == TIME);
        Ok(item.map(|item| (time_of(content.data(item)), item.tag.len())))
    }

    fn check_name(&self, found: &Found<'_>) -> Result<(), Fault> {
        if found.name.len() as u64 > u64::from(self.name_max) {
            return Err(Errno::ENAMETOOLONG.into());
        }
        Ok(())
    }

    pub(super) fn open_file(
        &mut self,
        device: &mut dyn Blocks,
        path: &str,
        mode: OpenMode,
        now: u64,
    ) -> Result<u32, Fault> {
        if mode.write {
            self.mend(device)?;
        }
        let found = self.find(device, path)?;
        let stream = Stream::new(&self.medium, NONE, 0, mode.append);
        let what = What::File(Box::new(File { stream, time: now }));
        // Entered before anything is committed, which may change its pair and number.
        let handle = self.enter(Open {
            meta: found.meta,
            id: found.id,
            what,
        });
        let opened = self.fill_file(device, found, mode, handle);
        if opened.is_err() {
            self.open.remove(&handle);
        }
        opened.map(|()| handle)
    }

    /// Makes the entry of an open file if it is to be made, or takes from it what it says.
    fn fill_file(
        &mut self,
        device: &mut dyn Blocks,
        mut found: Found<'_>,
        mode: OpenMode,
        handle: u32,
    ) -> Result<(), Fault> {
        let mut inline = Some(Vec::new());
        let mut dirty = false;
        let mut at = [NONE, 0];
        match found.what {
            None if !mode.create => return Err(Errno::ENOENT.into()),
            None if found.slash => return Err(Errno::ENOTDIR.into()),
            None => {
                self.check_name(&found)?;
                let changes = [
                    Change::new(tag::CREATE, found.id, &[]),
                    Change::new(tag::NAME_FILE, found.id, found.name),
                    Change::new(tag::INLINE, found.id, &[]),
                ];
                match self.commit(device, &mut found.meta, Some(handle), &changes) {
                    // Perhaps the name alone is too long for a block.
                    Err(Fault::Errno(Errno::ENOSPC)) => return Err(Errno::ENAMETOOLONG.into()),
                    made => made?,
                }
            }
            Some(_) if mode.exclusive => return Err(Errno::EEXIST.into()),
            Some(tag::NAME_FILE) if mode.truncate => dirty = true,
            Some(tag::NAME_FILE) => {
                let content = self.content(device, &found.meta)?;
                let item = content.structure(found.id).ok_or(Errno::ENOENT)?;
                if item.tag.of() == tag::INLINE {
                    inline = Some(content.data(item).into());
                } else {
                    inline = None;
                    at = content.words(item);
                }
            }
            Some(_) => return Err(Errno::EISDIR.into()),
        }
        let mut time = None;
        if self.keeps_time && mode.read {
            let Open { meta, id, .. } = *self.opened(handle)?;
            time = self.time(device, &meta, id)?;
        }
        dirty |= self.keeps_time && mode.write;
        let file = self.opened_file(handle)?;
        file.time = time.map_or(file.time, |(time, _)| time);
        file.stream.dirty = dirty;
        [file.stream.head, file.stream.size] = at;
        if let Some(content) = &inline {
            file.stream.size = content.len() as u32;
        }
        file.stream.inline = inline;
        Ok(())
    }

    /// Writes down what a file has become.
    pub(super) fn sync_file(&mut self, device: &mut dyn Blocks, handle: u32) -> Result<(), Fault> {
        let synced = self.try_sync(device, handle);
        let file = self.opened_file(handle)?;
        file.stream.failed = synced.is_err();
        if synced.is_ok() {
            file.stream.outdated = false;
        }
        synced
    }

    fn try_sync(&mut self, device: &mut dyn Blocks, handle: u32) -> Result<(), Fault> {
        stream::flush(self, device, handle)?;
        let keeps_time = self.keeps_time;
        let Open { mut meta, id, .. } = *self.opened(handle)?;
        let file = self.opened_file(handle)?;
        if file.stream.dirty && !is_none(meta.pair) {
            let mut changes = Vec::new();
            if let Some(content) = &file.stream.inline {
                changes.push(Change::new(tag::INLINE, id, content));
            } else {
                changes.push(Change::pair(
                    tag::SKIP_LIST,
                    id,
                    [file.stream.head, file.stream.size],
                ));
            }
            if keeps_time {
                changes.push(Change::new(TIME, id, &file.time.to_le_bytes()));
            }
            if file.stream.inline.is_none() {
                // The content must be there before anything refers to it.
                self.sync(device)?;
            }
            self.commit(device, &mut meta, Some(handle), &changes)?;
            self.opened_file(handle)?.stream.dirty = false;
        }
        let Open { meta, id, .. } = *self.opened(handle)?;
        for (&other, open) in &mut self.open {
            let same = other != handle && open.id == id && same_place(open.meta.pair, meta.pair);
            if let (true, What::File(file)) = (same, &mut open.what) {
                file.stream.outdated = true;
            }
        }
        Ok(())
    }

    pub(super) fn close_file(&mut self, device: &mut dyn Blocks, handle: u32) -> Result<(), Fault> {
        let closed = match self.opened_file(handle)?.stream.failed {
            true => Ok(()),
            false => self.sync_file(device, handle),
        };
        self.open.remove(&handle);
        closed
    }

    /// Does something while it is watched where a pair goes, and says where it went.
    fn watching(
        &mut self,
        device: &mut dyn Blocks,
        meta: &mut Meta,
        then: impl FnOnce(&mut Lfs2, &mut dyn Blocks) -> Result<(), Fault>,
    ) -> Result<(), Fault> {
        let handle = self.enter(Open {
            meta: *meta,
            id: 0,
            what: What::Watch,
        });
        let done = then(self, device);
        if let Some(open) = self.open.remove(&handle) {
            *meta = open.meta;
        }
        // Watching leaves no trace in the handles that come later.
        self.next_handle = handle;
        done
    }

    pub(super) fn make(&mut self, device: &mut dyn Blocks, path: &str) -> Result<(), Fault> {
        self.mend(device)?;
        let mut found = self.find(device, path)?;
        if found.what.is_some() {
            return Err(Errno::EEXIST.into());
        }
        self.check_name(&found)?;
        self.free.checkpoint(&self.medium);
        let mut made = self.new_pair(device)?;
        // The list goes on behind the last pair of the folder that it is made in.
        let mut last = found.meta;
        let mut walk = self.walk(last.tail);
        while last.split {
            let next = self.next_pair(device, &mut walk)?;
            last = next.ok_or(self.medium.damaged())?;
        }
        self.commit(device, &mut made, None, &[Change::tail(false, last.tail)])?;
        let split = found.meta.split;
        if split {
            // Two pairs are to be changed: until both are, the list is out of step.
            self.orphans += 1;
            let mut meta = found.meta;
            self.watching(device, &mut meta, |fs, device| {
                fs.commit(device, &mut last, None, &[Change::tail(false, made.pair)])
            })?;
            found.meta = meta;
            self.orphans = self.orphans.saturating_sub(1);
        }
        let mut changes = alloc::vec![
            Change::new(tag::CREATE, found.id, &[]),
            Change::new(tag::NAME_FOLDER, found.id, found.name),
            Change::pair(tag::FOLDER, found.id, made.pair),
        ];
        if !found.meta.split {
            changes.push(Change::tail(false, made.pair));
        }
        self.commit(device, &mut found.meta, None, &changes)
    }

    /// The first pair of a folder that is about to go, if it is empty. Until it has gone, the list is out of step.
    fn empty_folder(&mut self, device: &mut dyn Blocks, found: &Found<'_>) -> Result<Meta, Fault> {
        let pair = self.folder(device, found)?;
        let meta = self.fetch(device, pair)?;
        if meta.count > 0 || meta.split {
            return Err(Errno::ENOTEMPTY.into());
        }
        self.orphans += 1;
        Ok(meta)
    }

    pub(super) fn remove(&mut self, device: &mut dyn Blocks, path: &str) -> Result<(), Fault> {
        self.mend(device)?;
        let mut found = self.find(device, path)?;
        let what = found.what.ok_or(Errno::ENOENT)?;
        if found.id == NO_ID {
            return Err(Errno::EINVAL.into());
        }
        let change = [Change::new(tag::DELETE, found.id, &[])];
        if what != tag::NAME_FOLDER {
            return self.commit(device, &mut found.meta, None, &change);
        }
        let mut folder = self.empty_folder(device, &found)?;
        self.watching(device, &mut folder, |fs, device| {
            fs.commit(device, &mut found.meta, None, &change)
        })?;
        self.drop_folder(device, &folder)
    }

    /// After a move failed, what the device has of it is what later commits go on with.
    pub(super) fn settle_move(&mut self, done: Result<(), Fault>) -> Result<(), Fault> {
        if done.is_err() {
            let [moved, one, other] = self.on_disk;
            self.moving = [moved & !Tag::TOP, one, other];
        }
        done
    }

    pub(super) fn move_entry(
        &mut self,
        device: &mut dyn Blocks,
        from: &str,
        to: &str,
    ) -> Result<(), Fault> {
        self.mend(device)?;
        let mut old = self.find(device, from)?;
        let kind = old.what.ok_or(Errno::ENOENT)?;
        if old.id == NO_ID {
            return Err(Errno::EINVAL.into());
        }
        let mut new = self.find(device, to)?;
        if new.id == NO_ID && new.what.is_some() {
            return Err(Errno::EINVAL.into());
        }
        let same_pair = same_place(old.meta.pair, new.meta.pair);
        let mut old_id = old.id;
        let mut replaced = None;
        match new.what {
            None => {
                if new.slash && kind != tag::NAME_FOLDER {
                    return Err(Errno::ENOTDIR.into());
                }
                self.check_name(&new)?;
                if same_pair && new.id <= old_id {
                    old_id += 1;
                }
            }
            Some(tag::NAME_FOLDER) if kind != tag::NAME_FOLDER => return Err(Errno::EISDIR.into()),
            Some(there) if there != kind => return Err(Errno::ENOTDIR.into()),
            Some(_) if same_pair && new.id == old_id => return Ok(()),
            Some(tag::NAME_FOLDER) => replaced = Some(self.empty_folder(device, &new)?),
            Some(_) => {}
        }
        if !same_pair {
            let [one, other] = old.meta.pair;
            self.moving = [Tag::new(tag::DELETE, old_id, 0).0, one, other];
        }
        let content = self.content(device, &old.meta)?;
        let mut changes: Vec<Change> = Lfs2::removal(new.what.map(|_| new.id)).collect();
        changes.push(Change::new(tag::CREATE, new.id, &[]));
        changes.push(Change::new(kind, new.id, new.name));
        changes.extend(content.copy(old.id, new.id));
        changes.extend(Lfs2::removal(same_pair.then_some(old_id)));
        let mut move_it = |fs: &mut Lfs2, device: &mut dyn Blocks| {
            let done = fs.commit(device, &mut new.meta, None, &changes);
            fs.settle_move(done)?;
            // Where the old pair had to be written for another reason, the entry has gone already.
            if !same_pair && fs.moving != [0; 3] {
                fs.moving = [0; 3];
                let change = [Change::new(tag::DELETE, old.id, &[])];
                let done = fs.commit(device, &mut old.meta, None, &change);
                return fs.settle_move(done);
            }
            Ok(())
        };
        match &mut replaced {
            None => move_it(self, device),
            Some(folder) => {
                self.watching(device, folder, move_it)?;
                let folder = *folder;
                self.drop_folder(device, &folder)
            }
        }
    }
}

impl Meta {
    /// No pair.
    pub const NONE: Meta = Meta {
        pair: NO_PAIR,
        revision: 0,
        end: 0,
        last: u32::MAX,
        count: 0,
        erased: false,
        split: false,
        tail: NO_PAIR,
    };
}
