//! Folders: pairs of blocks that each hold a whole folder, or a part of one, of which the newer is written anew at
//! each change.

use alloc::vec;
use alloc::vec::Vec;

use super::Lfs1;
use crate::little::{get32, put32};
use crate::littlefs::{
    ANCHOR, NO_PAIR, Pair, Use, Walk, allocate, crc, each_in_list, is_none, same_blocks, same_place,
};
use crate::{Blocks, Fault};

/// Bytes before the entries of a folder: its revision, its length, and its tail.
const HEAD: usize = 16;
/// Bytes of an entry before its name, unless it has more than two words.
pub const ENTRY: usize = 12;
/// The bit of a length that says that the tail goes on with the same folder.
const MORE: u32 = 1 << 31;

/// What an entry is.
pub const FILE: u8 = 0x11;
pub const FOLDER: u8 = 0x22;
pub const SUPERBLOCK: u8 = 0x2e;
/// The bit of an entry that is about to be moved: it counts unless there is another one like it.
pub const MOVING: u8 = 0x80;
/// The bits that say of what an entry has blocks.
const OF: u8 = 0x70;

/// A folder or a part of one.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Folder {
    /// Its blocks, the current one first.
    pub pair: Pair,
    revision: u32,
    /// The tail goes on with it.
    pub more: bool,
    /// The next of the list of all.
    pub tail: Pair,
    /// Its entries.
    pub body: Vec<u8>,
}

/// One entry, as its first bytes say.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Entry {
    /// Where in its folder it is.
    pub at: usize,
    pub kind: u8,
    /// Bytes of what it holds, of its attributes, and of its name.
    lens: [u8; 3],
    /// A file's last block and its length, or a folder's pair.
    pub words: [u32; 2],
}

impl Entry {
    /// One with a name of that length.
    pub fn new(kind: u8, words: [u32; 2], name: &[u8]) -> Entry {
        Entry {
            at: 0,
            kind,
            lens: [ENTRY as u8 - 4, 0, name.len() as u8],
            words,
        }
    }

    /// Bytes of all of it.
    pub fn len(&self) -> usize {
        self.lens.iter().fold(4, |sum, &len| sum + usize::from(len))
    }

    /// What it is, whether it is about to be moved or not.
    pub fn what(&self) -> u8 {
        self.kind & !MOVING
    }

    /// Its first bytes.
    fn head(&self) -> [u8; ENTRY] {
        let mut head = [0; ENTRY];
        head[0] = self.kind;
        head[1..4].copy_from_slice(&self.lens);
        put32(&mut head, 4, self.words[0]);
        put32(&mut head, 8, self.words[1]);
        head
    }
}

impl Folder {
    /// Bytes of it in its block.
    pub fn len(&self) -> usize {
        HEAD + self.body.len() + 4
    }

    /// Whether nothing is in it.
    pub fn is_empty(&self) -> bool {
        self.body.is_empty() && !self.more
    }

    /// The entry there, if there is one.
    pub fn entry(&self, at: usize) -> Option<Entry> {
        let head = self.body.get(at..)?.first_chunk::<ENTRY>()?;
        Some(Entry {
            at,
            kind: head[0],
            lens: [head[1], head[2], head[3]],
            words: [get32(head, 4), get32(head, 8)],
        })
    }

    /// All of them.
    pub fn entries(&self) -> impl Iterator<Item = Entry> {
        let after = |entry: &Entry| self.entry(entry.at + entry.len());
        core::iter::successors(self.entry(0), after)
    }

    /// The name of an entry; none where it would be outside of the folder.
    pub fn name(&self, entry: &Entry) -> &[u8] {
        let [held, attributes, name] = entry.lens.map(usize::from);
        let from = entry.at + 4 + held + attributes;
        self.body.get(from..from + name).unwrap_or_default()
    }

    /// Writes an entry over the one that is there.
    pub fn set(&mut self, entry: &Entry) {
        if let Some(head) = self.body.get_mut(entry.at..entry.at + ENTRY) {
            head.copy_from_slice(&entry.head());
        }
    }

    /// Adds an entry behind all.
    fn push(&mut self, entry: &mut Entry, name: &[u8]) {
        entry.at = self.body.len();
        self.body.extend_from_slice(&entry.head());
        self.body.extend_from_slice(name);
    }

    /// All of its block but the checksum.
    fn bytes(&self) -> Vec<u8> {
        let mut bytes = vec![0; HEAD];
        put32(&mut bytes, 0, self.revision);
        put32(
            &mut bytes,
            4,
            self.len() as u32 | if self.more { MORE } else { 0 },
        );
        put32(&mut bytes, 8, self.tail[0]);
        put32(&mut bytes, 12, self.tail[1]);
        bytes.extend_from_slice(&self.body);
        bytes
    }
}

impl Lfs1 {
    /// The list of all pairs, from the superblock on or from another one.
    pub(super) fn walk(&self, from: Pair) -> Walk {
        Walk::from(&self.medium, from)
    }

    /// The next one of the list.
    pub(super) fn next(
        &mut self,
        device: &mut dyn Blocks,
        walk: &mut Walk,
    ) -> Result<Option<Folder>, Fault> {
        if !walk.step(&self.medium)? {
            return Ok(None);
        }
        let folder = self.fetch(device, walk.tail)?;
        walk.tail = folder.tail;
        Ok(Some(folder))
    }

    /// The current state of a pair.
    pub(super) fn fetch(&mut self, device: &mut dyn Blocks, pair: Pair) -> Result<Folder, Fault> {
        let mut newest: Option<Folder> = None;
        for [block, other] in [pair, [pair[1], pair[0]]] {
            match self.read(device, [block, other], newest.as_ref()) {
                Err(fault) if fault == self.medium.damaged() => {}
                read => newest = read?.or(newest),
            }
        }
        newest.ok_or(self.medium.damaged())
    }

    /// What the first block of a pair holds, if it makes sense and is no older than the other.
    fn read(
        &mut self,
        device: &mut dyn Blocks,
        pair: Pair,
        other: Option<&Folder>,
    ) -> Result<Option<Folder>, Fault> {
        let medium = self.medium;
        let mut head = [0; HEAD];
        medium.read(device, None, pair[0], 0, &mut head)?;
        let revision = get32(&head, 0);
        let len = get32(&head, 4) & !MORE;
        // Revisions are compared as a circle.
        let older = other.is_some_and(|other| (revision.wrapping_sub(other.revision) as i32) < 0);
        if older || len < HEAD as u32 + 4 || len > medium.block_size {
            return Ok(None);
        }
        let mut body = vec![0; len as usize - HEAD];
        medium.read(device, None, pair[0], HEAD as u32, &mut body)?;
        if crc(crc(u32::MAX, &head), &body) != 0 {
            return Ok(None);
        }
        body.truncate(body.len() - 4);
        Ok(Some(Folder {
            pair,
            revision,
            more: get32(&head, 4) & MORE != 0,
            tail: [get32(&head, 8), get32(&head, 12)],
            body,
        }))
    }

    /// Begins a folder in two free blocks, which nothing refers to yet.
    pub(super) fn new_folder(&mut self, device: &mut dyn Blocks) -> Result<Folder, Fault> {
        let medium = self.medium;
        let pair = [allocate(self, device)?, allocate(self, device)?];
        let mut bytes = [0; 4];
        match medium.read(device, None, pair[0], 0, &mut bytes) {
            Err(fault) if fault == medium.damaged() => {}
            read => read?,
        }
        Ok(Folder {
            pair,
            revision: u32::from_le_bytes(bytes).wrapping_add(1),
            more: false,
            tail: NO_PAIR,
            body: Vec::new(),
        })
    }

    /// Writes a folder into the other block of its pair, or elsewhere if that is bad, and then tells all that refers to
    /// the pair.
    pub(super) fn commit(
        &mut self,
        device: &mut dyn Blocks,
        folder: &mut Folder,
    ) -> Result<(), Fault> {
        let medium = self.medium;
        let before = folder.pair;
        folder.revision = folder.revision.wrapping_add(1);
        folder.pair.swap(0, 1);
        let old = folder.pair;
        loop {
            match self.write(device, folder) {
                Err(fault) if fault == medium.damaged() => {}
                written => break written?,
            }
            self.writer.forget();
            if same_place(old, ANCHOR) {
                // The superblock cannot be moved, so nothing can be written from now on.
                return Err(medium.damaged());
            }
            folder.pair[0] = allocate(self, device)?;
        }
        for open in self.open.values_mut() {
            open.pair_written(before, folder);
        }
        if folder.pair != old {
            self.moved(device, old, folder.pair)?;
        }
        Ok(())
    }

    fn write(&mut self, device: &mut dyn Blocks, folder: &Folder) -> Result<(), Fault> {
        let medium = self.medium;
        let block = folder.pair[0];
        device.erase(block)?;
        let mut bytes = folder.bytes();
        let sum = crc(u32::MAX, &bytes);
        bytes.extend_from_slice(&sum.to_le_bytes());
        medium.program(device, &mut self.writer, false, block, 0, &bytes)?;
        medium.flush(device, &mut self.writer, false)?;
        device.sync()?;
        if medium.crc(device, u32::MAX, block, 0, bytes.len() as u32 - 4)? != sum {
            return Err(medium.damaged());
        }
        Ok(())
    }

    /// A pair is in other blocks now: its entry is changed, and what comes before it in the list.
    fn moved(&mut self, device: &mut dyn Blocks, old: Pair, new: Pair) -> Result<(), Fault> {
        // Whatever has to be written for that may be bad in turn, which is not followed without end.
        self.moves += 1;
        let done = if self.moves > self.medium.blocks.min(32) {
            Err(self.medium.damaged())
        } else {
            self.tell_moved(device, old, new)
        };
        self.moves -= 1;
        done
    }

    fn tell_moved(&mut self, device: &mut dyn Blocks, old: Pair, new: Pair) -> Result<(), Fault> {
        if let Some((mut parent, mut entry)) = self.parent(device, old)? {
            entry.words = new;
            parent.set(&entry);
            self.commit(device, &mut parent)?;
            if same_place(old, self.root) {
                self.root = new;
            }
            return self.mend_list(device);
        }
        // What has no entry goes on with another folder, or nothing refers to it yet.
        let Some(mut before) = self.before(device, old)? else {
            return Ok(());
        };
        before.tail = new;
        self.commit(device, &mut before)
    }

    /// The one before a pair in the list.
    pub(super) fn before(
        &mut self,
        device: &mut dyn Blocks,
        pair: Pair,
    ) -> Result<Option<Folder>, Fault> {
        let mut walk = self.walk(ANCHOR);
        while let Some(folder) = self.next(device, &mut walk)? {
            if !is_none(folder.tail) && same_place(folder.tail, pair) {
                return Ok(Some(folder));
            }
        }
        Ok(None)
    }

    /// The entry of the folder that begins in a pair, and where it is.
    fn parent(
        &mut self,
        device: &mut dyn Blocks,
        pair: Pair,
    ) -> Result<Option<(Folder, Entry)>, Fault> {
        let mut walk = self.walk(ANCHOR);
        while let Some(folder) = self.next(device, &mut walk)? {
            let refers =
                |entry: &Entry| entry.kind & OF == FOLDER & OF && same_place(entry.words, pair);
            let found = folder.entries().find(refers);
            if let Some(entry) = found {
                return Ok(Some((folder, entry)));
            }
        }
        Ok(None)
    }

    /// Whether what an entry refers to has another entry, so that it has been moved away.
    pub(super) fn is_elsewhere(
        &mut self,
        device: &mut dyn Blocks,
        words: [u32; 2],
    ) -> Result<bool, Fault> {
        let mut walk = self.walk(ANCHOR);
        // The superblock's own folder has no files.
        self.next(device, &mut walk)?;
        while let Some(folder) = self.next(device, &mut walk)? {
            let mut entries = folder.entries();
            if entries.any(|entry| entry.kind & MOVING == 0 && entry.words == words) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Adds an entry to a folder whose last part this is, or to one more part of it.
    pub(super) fn append(
        &mut self,
        device: &mut dyn Blocks,
        folder: &mut Folder,
        entry: &mut Entry,
        name: &[u8],
    ) -> Result<(), Fault> {
        let mut walk = self.walk(folder.tail);
        loop {
            let fits = folder.len() + entry.len() <= self.medium.block_size as usize;
            if !folder.more && fits {
                folder.push(entry, name);
                return self.commit(device, folder);
            }
            if !folder.more {
                let mut part = self.new_folder(device)?;
                part.tail = folder.tail;
                part.push(entry, name);
                self.commit(device, &mut part)?;
                let mut old = core::mem::replace(folder, part);
                old.more = true;
                old.tail = folder.pair;
                return self.commit(device, &mut old);
            }
            walk.tail = folder.tail;
            *folder = self.next(device, &mut walk)?.ok_or(self.medium.damaged())?;
        }
    }

    /// Removes an entry, or the part of the folder that it is alone in.
    pub(super) fn remove_entry(
        &mut self,
        device: &mut dyn Blocks,
        folder: &mut Folder,
        entry: &Entry,
    ) -> Result<(), Fault> {
        let len = entry.len();
        let mut part_goes = false;
        if folder.body.len() == len
            && let Some(mut before) = self.before(device, folder.pair)?
            && before.more
        {
            before.more = folder.more;
            before.tail = folder.tail;
            self.commit(device, &mut before)?;
            part_goes = true;
        }
        if !part_goes {
            let end = (entry.at + len).min(folder.body.len());
            folder.body.drain(entry.at..end);
            self.commit(device, folder)?;
        }
        for open in self.open.values_mut() {
            open.entry_removed(folder.pair, entry.at, len);
        }
        Ok(())
    }

    /// Skips a folder that has no entry any more, in the list of all.
    pub(super) fn drop_folder(
        &mut self,
        device: &mut dyn Blocks,
        folder: &Folder,
    ) -> Result<(), Fault> {
        let before = self.before(device, folder.pair)?;
        let mut before = before.ok_or(self.medium.damaged())?;
        before.tail = folder.tail;
        self.commit(device, &mut before)
    }

    /// Mends what a cut of power left, once, before anything is written.
    pub(super) fn mend(&mut self, device: &mut dyn Blocks) -> Result<(), Fault> {
        if self.mended {
            Ok(())
        } else {
            self.mend_list(device)
        }
    }

    /// Mends the first place where the list of all pairs is out of step with the folders, and moves up to there.
    fn mend_list(&mut self, device: &mut dyn Blocks) -> Result<(), Fault> {
        self.mended = true;
        let mut walk = self.walk(ANCHOR);
        let mut before: Option<Folder> = None;
        while let Some(mut folder) = self.next(device, &mut walk)? {
            // Only the first part of a folder has an entry.
            if let Some(mut before) = before.filter(|before| !before.more) {
                let skip = match self.parent(device, before.tail)? {
                    None => Some(folder.tail),
                    Some((_, entry)) if !same_blocks(entry.words, before.tail) => Some(entry.words),
                    Some(_) => None,
                };
                if let Some(tail) = skip {
                    before.tail = tail;
                    return self.commit(device, &mut before);
                }
            }
            let mut at = 0;
            while let Some(mut entry) = folder.entry(at) {
                at += entry.len();
                if entry.kind & MOVING == 0 {
                    continue;
                }
                if self.is_elsewhere(device, entry.words)? {
                    self.remove_entry(device, &mut folder, &entry)?;
                    at = entry.at;
                } else {
                    entry.kind = entry.what();
                    folder.set(&entry);
                    self.commit(device, &mut folder)?;
                }
            }
            before = Some(folder);
        }
        Ok(())
    }

    /// Names all blocks that are written down as in use.
    pub(super) fn each_in_tree(
        &mut self,
        device: &mut dyn Blocks,
        see: &mut dyn FnMut(u32),
    ) -> Result<(), Fault> {
        let medium = self.medium;
        let mut next = |device: &mut dyn Blocks, walk: &mut Walk| {
            let folder = self.next(device, walk)?;
            Ok(folder.map(|folder| {
                let files = folder
                    .entries()
                    .filter(|entry| entry.kind & OF == FILE & OF);
                files
                    .map(|file| Use::File(file.words[0], file.words[1]))
                    .collect()
            }))
        };
        each_in_list(&medium, device, &mut next, see)
    }
}
