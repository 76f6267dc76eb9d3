//! littlefs version 2, as MicroPython's `VfsLfs2` has it: reads disk versions 2.0 and 2.1, writes 2.1.
//!
//! All metadata is in pairs of blocks ([`pair`]) that are logs of commits ([`commit`]), and all pairs are in one list
//! ([`tree`]), through which what a cut of power left half done is found. Which changes of several pairs belong
//! together is in the global state, which all pairs add up to.

mod commit;
mod files;
mod pair;
mod system;
mod tag;
#[cfg(test)]
mod tests;
mod tree;

use alloc::boxed::Box;
use alloc::collections::BTreeMap;

use crate::littlefs::path::{Rules, is_last, next_name};
use crate::littlefs::{
    ANCHOR, Cache, FILE_MAX, Free, MAGIC, Medium, NAME_MAX, NO_PAIR, Options, Pair, Stream,
    is_none, same_place,
};
use crate::{Blocks, Errno, Fault};
use commit::xor;
use pair::{Change, Content, Log, Meta};
use tag::{NO_ID, Tag};

/// The version that is written, 2.1.
const VERSION: u32 = 0x0002_0001;
/// Bytes of the longest attribute.
const ATTRIBUTE_MAX: u32 = 1022;

/// A mounted file system of version 2.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Lfs2 {
    medium: Medium,
    free: Free,
    /// What metadata is written through.
    writer: Cache,
    /// The log that was read last.
    log: Log,
    /// Files keep the time of their last change.
    keeps_time: bool,
    root: Pair,
    name_max: u32,
    file_max: u32,
    attribute_max: u32,
    /// The superblock has an older version than what is written.
    older: bool,
    /// How often the list of all pairs is out of step with the folders.
    orphans: u32,
    /// The file that is moved away, and its pair.
    moving: [u32; 3],
    /// The global state as all pairs add up to it.
    on_disk: [u32; 3],
    /// What pairs added that are in the list no more.
    given_up: [u32; 3],
    /// Open files and folders.
    open: BTreeMap<u32, Open>,
    /// The handle of the next one.
    next_handle: u32,
}

/// Something that is open, with the pair it is in and its number there.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
struct Open {
    meta: Meta,
    id: u16,
    what: What,
}

#[derive(Clone, PartialEq, Eq, Hash, Debug)]
enum What {
    File(Box<File>),
    /// A folder that is listed, which can go on in so many pairs yet.
    Folder {
        left: u32,
    },
    /// No file or folder: an operation that wants to know where its pair goes.
    Watch,
}

/// An open file.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
struct File {
    stream: Stream,
    /// The time of its last change.
    time: u64,
}

impl Open {
    fn is_folder(&self) -> bool {
        matches!(self.what, What::Folder { .. })
    }

    fn file(&self) -> Option<&File> {
        match &self.what {
            What::File(file) => Some(file),
            _ => None,
        }
    }

    /// A pair went to other blocks.
    fn pair_moved(&mut self, old: Pair, new: Pair) {
        if same_place(self.meta.pair, old) {
            self.meta.pair = new;
        }
    }
}

/// What a path leads to.
struct Found<'a> {
    /// The pair with its entry, or where there would be one.
    meta: Meta,
    /// The entry's number, or that which a new one would get; that of the root is [`NO_ID`].
    id: u16,
    /// What is there.
    what: Option<Target>,
    /// The name in its folder.
    name: &'a [u8],
    /// A slash follows, so that it can be a folder only.
    slash: bool,
}

/// What is at a path: [`tag::NAME_FILE`] or [`tag::NAME_FOLDER`].
type Target = u32;

impl Lfs2 {
    /// A file system of which nothing was read yet.
    fn new(device: &dyn Blocks, options: &Options) -> Result<Lfs2, Fault> {
        let block_size = device.geometry().block_size;
        let cache = options
            .read_size
            .max(options.program_size)
            .saturating_mul(4)
            .min(block_size);
        let medium = options.medium(device, cache, cache, block_size, Errno::EILSEQ)?;
        Ok(Lfs2 {
            medium,
            free: Free::of_empty(options.lookahead.saturating_mul(8), medium.blocks),
            writer: Cache::new(&medium),
            log: Log::NONE,
            keeps_time: options.mtime,
            root: NO_PAIR,
            name_max: NAME_MAX,
            file_max: FILE_MAX,
            attribute_max: ATTRIBUTE_MAX,
            older: false,
            orphans: 0,
            moving: [0; 3],
            on_disk: [0; 3],
            given_up: [0; 3],
            open: BTreeMap::new(),
            next_handle: 0,
        })
    }

    /// Makes an empty file system.
    ///
    /// # Errors
    /// `EINVAL` where the sizes do not fit each other, `ENOSPC` where two blocks are not there; the device's.
    pub fn format(device: &mut dyn Blocks, options: &Options) -> Result<(), Fault> {
        let mut made = Lfs2::new(device, options)?;
        let mut root = made.new_pair(device)?;
        let changes = [
            Change::new(tag::CREATE, 0, &[]),
            Change::new(tag::NAME_SUPERBLOCK, 0, MAGIC),
            made.superblock(),
        ];
        made.commit(device, &mut root, None, &changes)?;
        // Once more into the other block, so that no older file system is found there.
        root.erased = false;
        made.commit(device, &mut root, None, &[])?;
        made.fetch(device, ANCHOR)?;
        Ok(())
    }

    /// Mounts a file system.
    ///
    /// # Errors
    /// `EILSEQ` where there is none, `EINVAL` where it is of another size or version; the device's.
    pub fn mount(device: &mut dyn Blocks, options: &Options) -> Result<Lfs2, Fault> {
        let mut mounted = Lfs2::new(device, options)?;
        let mut global = [0; 3];
        let mut walk = mounted.walk(ANCHOR);
        while let Some(meta) = mounted.next_pair(device, &mut walk)? {
            let content = mounted.content(device, &meta)?;
            if let Some(item) = content.get(0, |tag| tag == Tag::new(tag::NAME_SUPERBLOCK, 0, 8))
                && content.data(item) == MAGIC
            {
                mounted.root = meta.pair;
                mounted.read_superblock(&content)?;
            }
            global = xor(global, content.global);
        }
        if is_none(mounted.root) {
            return Err(mounted.medium.damaged());
        }
        mounted.orphans = global[0] >> 31;
        if Tag(global[0]).kind() != 0 {
            mounted.moving = [global[0] & 0x7fff_fc00, global[1], global[2]];
        }
        mounted.on_disk = mounted.global();
        // Where free blocks are searched first is spread over the device by what is on it.
        let medium = mounted.medium;
        mounted.free.restart(&medium, walk.seed % medium.blocks);
        Ok(mounted)
    }

    /// The superblock as it is written.
    fn superblock(&self) -> Change {
        let words = [
            VERSION,
            self.medium.block_size,
            self.medium.blocks,
            self.name_max,
            self.file_max,
            self.attribute_max,
        ];
        Change::new(tag::INLINE, 0, &words.map(u32::to_le_bytes).concat())
    }

    /// Takes over what a superblock says, as far as it fits the device and what we can do.
    fn read_superblock(&mut self, content: &Content) -> Result<(), Fault> {
        let item = content
            .get(0, |tag| tag.of() == tag::INLINE)
            .ok_or(Errno::ENOENT)?;
        let mut words = [0; 6];
        for (word, bytes) in words.iter_mut().zip(content.data(item).chunks_exact(4)) {
            *word = bytes
                .iter()
                .rev()
                .fold(0, |number, &byte| number << 8 | u32::from(byte));
        }
        let [
            version,
            block_size,
            blocks,
            name_max,
            file_max,
            attribute_max,
        ] = words;
        let fits = version >> 16 == VERSION >> 16
            && version <= VERSION
            && name_max <= self.name_max
            && file_max <= self.file_max
            && attribute_max <= self.attribute_max
            && blocks == self.medium.blocks
            && block_size == self.medium.block_size;
        if !fits {
            return Err(Errno::EINVAL.into());
        }
        self.older = version < VERSION;
        for (ours, theirs) in [
            (&mut self.name_max, name_max),
            (&mut self.file_max, file_max),
            (&mut self.attribute_max, attribute_max),
        ] {
            if theirs != 0 {
                *ours = theirs;
            }
        }
        Ok(())
    }

    /// The global state as it shall be.
    fn global(&self) -> [u32; 3] {
        let [tag, one, other] = self.moving;
        [tag | u32::from(self.orphans > 0) << 31, one, other]
    }

    /// Where the content of a folder begins.
    fn folder(&mut self, device: &mut dyn Blocks, found: &Found<'_>) -> Result<Pair, Fault> {
        if found.id == NO_ID {
            return Ok(self.root);
        }
        let content = self.content(device, &found.meta)?;
        let item = content.structure(found.id).ok_or(Errno::ENOENT)?;
        Ok(content.words(item))
    }

    /// Follows a path.
    ///
    /// # Errors
    /// `ENOENT` where a folder on the way is not there, `ENOTDIR` where it is a file, `EINVAL` where `..` goes above the
    /// root; the device's, or that of damage.
    fn find<'a>(&mut self, device: &mut dyn Blocks, path: &'a str) -> Result<Found<'a>, Fault> {
        let path = path.as_bytes();
        let mut found = Found {
            meta: Meta::NONE,
            id: NO_ID,
            what: Some(tag::NAME_FOLDER),
            name: &[],
            slash: false,
        };
        let mut at = 0;
        loop {
            let in_folder = found.what == Some(tag::NAME_FOLDER);
            let name = next_name(path, at, in_folder, Rules::Second);
            let Some((start, end)) = name.map_err(|_| Errno::EINVAL)? else {
                return Ok(found);
            };
            match found.what {
                Some(tag::NAME_FOLDER) => {}
                _ => return Err(Errno::ENOTDIR.into()),
            }
            let pair = self.folder(device, &found)?;
            found.name = &path[start..end];
            found.slash = end < path.len();
            self.find_name(device, pair, &mut found)?;
            if found.what.is_none() {
                return if is_last(path, end) {
                    Ok(found)
                } else {
                    Err(Errno::ENOENT.into())
                };
            }
            at = end;
        }
    }

    /// Finds a name in the folder that begins in `pair`.
    fn find_name(
        &mut self,
        device: &mut dyn Blocks,
        pair: Pair,
        found: &mut Found<'_>,
    ) -> Result<(), Fault> {
        let mut walk = self.walk(pair);
        while let Some(meta) = self.next_pair(device, &mut walk)? {
            found.meta = meta;
            found.what = None;
            let content = self.content(device, &meta)?;
            for id in 0..meta.count {
                let Some(item) = content.name(id) else {
                    continue;
                };
                let name = content.data(item);
                found.id = id;
                if name == found.name {
                    found.what = Some(item.tag.of());
                    return Ok(());
                }
                if comes_behind(name, found.name) {
                    return Ok(());
                }
            }
            found.id = meta.count;
            if !meta.split {
                return Ok(());
            }
        }
        Err(self.medium.damaged())
    }

    /// The handle of what is opened now.
    fn enter(&mut self, open: Open) -> u32 {
        let handle = self.next_handle;
        self.next_handle = handle.wrapping_add(1);
        self.open.insert(handle, open);
        handle
    }

    fn opened(&mut self, handle: u32) -> Result<&mut Open, Fault> {
        self.open.get_mut(&handle).ok_or(Errno::EBADF.into())
    }

    fn opened_file(&mut self, handle: u32) -> Result<&mut File, Fault> {
        match &mut self.opened(handle)?.what {
            What::File(file) => Ok(file),
            _ => Err(Errno::EBADF.into()),
        }
    }
}

/// Whether a name comes behind another one in its folder. Of two names that begin alike, littlefs puts the longer first.
fn comes_behind(name: &[u8], other: &[u8]) -> bool {
    let common = name.len().min(other.len());
    match name[..common].cmp(&other[..common]) {
        core::cmp::Ordering::Equal => name.len() < other.len(),
        order => order.is_gt(),
    }
}
