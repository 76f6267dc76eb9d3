//! littlefs version 1, as MicroPython's `VfsLfs1` has it: disk version 1.1.
//!
//! Each folder is in pairs of blocks ([`folder`]) that are written by turns, and all pairs are in one list, through
//! which what a cut of power left half done is found. Files are as in version 2.

mod folder;
mod system;
#[cfg(test)]
mod tests;

use alloc::boxed::Box;
use alloc::collections::BTreeMap;

use crate::little::{get32, put32};
use crate::littlefs::path::{Rules, next_name};
use crate::littlefs::{
    ANCHOR, Cache, FILE_MAX, Free, MAGIC, Medium, NO_PAIR, Options, Pair, Stream, Volume,
    same_place,
};
use crate::{Blocks, Errno, Fault, OpenMode};
use folder::{Entry, Folder, SUPERBLOCK};

/// The error for what makes no sense: `EBADE`, where version 2 has another one.
const DAMAGE: Errno = Errno(52);
/// The version that is written, 1.1.
const VERSION: u32 = 0x0001_0001;
/// Bytes of the superblock's entry.
const SUPERBLOCK_LEN: usize = 32;

/// A mounted file system of version 1.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Lfs1 {
    medium: Medium,
    free: Free,
    /// What folders are written through.
    writer: Cache,
    root: Pair,
    /// What a cut of power left has been mended.
    mended: bool,
    /// How many pairs are being moved, each since that of the one before it.
    moves: u32,
    /// Open files and folders.
    open: BTreeMap<u32, Open>,
    /// The handle of the next one.
    next_handle: u32,
}

#[derive(Clone, PartialEq, Eq, Hash, Debug)]
enum Open {
    File(Box<File>),
    /// A folder that is listed, where in it, and in how many parts it can go on yet.
    Folder {
        folder: Folder,
        at: usize,
        left: u32,
    },
}

/// An open file.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
struct File {
    stream: Stream,
    mode: OpenMode,
    /// Where its entry is.
    pair: Pair,
    at: usize,
}

impl Open {
    /// A folder was written.
    fn pair_written(&mut self, before: Pair, now: &Folder) {
        match self {
            Open::File(file) if same_place(file.pair, before) => file.pair = now.pair,
            Open::Folder { folder, .. } if same_place(folder.pair, before) => *folder = now.clone(),
            _ => {}
        }
    }

    /// An entry was removed.
    fn entry_removed(&mut self, pair: Pair, removed: usize, len: usize) {
        match self {
            Open::File(file) if same_place(file.pair, pair) => {
                if file.at == removed {
                    file.pair = NO_PAIR;
                } else if file.at > removed {
                    // Entries of a damaged folder may lie over each other.
                    file.at = file.at.saturating_sub(len);
                }
            }
            Open::Folder { folder, at, .. } if same_place(folder.pair, pair) && *at > removed => {
                *at = at.saturating_sub(len);
            }
            _ => {}
        }
    }
}

impl Volume for Lfs1 {
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
        FILE_MAX
    }

    fn inline_max(&self) -> u32 {
        0
    }

    fn each_used(
        &mut self,
        device: &mut dyn Blocks,
        see: &mut dyn FnMut(u32),
    ) -> Result<(), Fault> {
        self.each_in_tree(device, see)?;
        let medium = self.medium;
        for open in self.open.values() {
            if let Open::File(file) = open {
                file.stream.each_own(&medium, device, see)?;
            }
        }
        Ok(())
    }
}

/// What a path leads to.
struct Found<'a> {
    /// The folder with its entry, or the last part of that which it would be in; none for the root.
    folder: Option<Folder>,
    /// Its entry.
    entry: Option<Entry>,
    /// The name in its folder.
    name: &'a [u8],
}

impl Lfs1 {
    /// A file system of which nothing was read yet.
    fn new(device: &dyn Blocks, options: &Options) -> Result<Lfs1, Fault> {
        let Options {
            read_size,
            program_size,
            ..
        } = *options;
        let medium = options.medium(device, program_size, read_size, read_size, DAMAGE)?;
        if !options.lookahead.is_multiple_of(8) {
            return Err(Errno::EINVAL.into());
        }
        Ok(Lfs1 {
            medium,
            free: Free::of_empty(options.lookahead, medium.blocks),
            writer: Cache::new(&medium),
            root: NO_PAIR,
            mended: false,
            moves: 0,
            open: BTreeMap::new(),
            next_handle: 0,
        })
    }

    /// Makes an empty file system.
    ///
    /// # Errors
    /// `EINVAL` where the sizes do not fit each other, `ENOSPC` where four blocks are not there; the device's.
    pub fn format(device: &mut dyn Blocks, options: &Options) -> Result<(), Fault> {
        let mut made = Lfs1::new(device, options)?;
        let medium = made.medium;
        let mut anchor = made.new_folder(device)?;
        let mut root = made.new_folder(device)?;
        made.commit(device, &mut root)?;
        made.root = root.pair;
        let mut superblock = [0; SUPERBLOCK_LEN];
        superblock[0] = SUPERBLOCK;
        superblock[1] = (SUPERBLOCK_LEN - MAGIC.len() - 4) as u8;
        superblock[3] = MAGIC.len() as u8;
        let words = [
            root.pair[0],
            root.pair[1],
            medium.block_size,
            medium.blocks,
            VERSION,
        ];
        for (at, word) in (4..).step_by(4).zip(words) {
            put32(&mut superblock, at, word);
        }
        superblock[24..].copy_from_slice(MAGIC);
        anchor.tail = root.pair;
        anchor.body = superblock.into();
        // Into both blocks, of which one may be bad.
        for _ in 0..2 {
            let written = made.commit(device, &mut anchor);
            if written != Err(medium.damaged()) {
                written?;
            }
        }
        made.fetch(device, ANCHOR)?;
        Ok(())
    }

    /// Mounts a file system.
    ///
    /// # Errors
    /// Errno 52 where there is none, `EINVAL` where it is of another version; the device's.
    pub fn mount(device: &mut dyn Blocks, options: &Options) -> Result<Lfs1, Fault> {
        let mut mounted = Lfs1::new(device, options)?;
        let medium = mounted.medium;
        let anchor = mounted.fetch(device, ANCHOR)?;
        let superblock = anchor.body.first_chunk::<SUPERBLOCK_LEN>();
        let superblock = superblock
            .filter(|bytes| bytes.ends_with(MAGIC))
            .ok_or(medium.damaged())?;
        let version = get32(superblock, 20);
        if version >> 16 != VERSION >> 16 || version > VERSION {
            return Err(Errno::EINVAL.into());
        }
        mounted.root = [get32(superblock, 4), get32(superblock, 8)];
        mounted.free.restart(&medium, 0);
        Ok(mounted)
    }

    /// Follows a path. `moving` is whether entries count that are about to be moved and have been.
    ///
    /// # Errors
    /// `ENOENT` where something on the way is not there, `ENOTDIR` where it is a file; the device's, or that of damage.
    fn find<'a>(
        &mut self,
        device: &mut dyn Blocks,
        path: &'a str,
        moving: bool,
    ) -> Result<Found<'a>, Fault> {
        let path = path.as_bytes();
        let root = Entry::new(folder::FOLDER, self.root, &[]);
        let mut found = Found {
            folder: None,
            entry: Some(root),
            name: &[],
        };
        let mut at = 0;
        while let Ok(Some((start, end))) = next_name(path, at, true, Rules::First) {
            let entry = found.entry.ok_or(Errno::ENOENT)?;
            if entry.what() != folder::FOLDER {
                return Err(Errno::ENOTDIR.into());
            }
            found.name = &path[start..end];
            found.entry = self.find_name(device, entry.words, &mut found.folder, found.name)?;
            if let Some(entry) = found
                .entry
                .as_mut()
                .filter(|entry| !moving && entry.kind != entry.what())
            {
                entry.kind = entry.what();
                if self.is_elsewhere(device, entry.words)? {
                    found.entry = None;
                }
            }
            if found.entry.is_none() && end < path.len() {
                // Not even a slash may follow what is to be made.
                return Err(Errno::ENOENT.into());
            }
            at = end;
        }
        Ok(found)
    }

    /// Finds a name in the folder that begins in `pair`, and the part that it is in.
    fn find_name(
        &mut self,
        device: &mut dyn Blocks,
        pair: Pair,
        part: &mut Option<Folder>,
        name: &[u8],
    ) -> Result<Option<Entry>, Fault> {
        let mut walk = self.walk(pair);
        loop {
            let folder = self.next(device, &mut walk)?.ok_or(self.medium.damaged())?;
            let wanted = |entry: &Entry| {
                matches!(entry.what(), folder::FILE | folder::FOLDER) && folder.name(entry) == name
            };
            let entry = folder.entries().find(wanted);
            let more = folder.more;
            *part = Some(folder);
            if entry.is_some() || !more {
                return Ok(entry);
            }
        }
    }

    /// The handle of what is opened now.
    fn enter(&mut self, open: Open) -> u32 {
        let handle = self.next_handle;
        self.next_handle = handle.wrapping_add(1);
        self.open.insert(handle, open);
        handle
    }

    fn opened_file(&mut self, handle: u32) -> Result<&mut File, Fault> {
        match self.open.get_mut(&handle) {
            Some(Open::File(file)) => Ok(file),
            _ => Err(Errno::EBADF.into()),
        }
    }
}
