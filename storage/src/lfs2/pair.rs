//! Metadata pairs: reading the log of commits in one, and what it says about each of its files.

use alloc::vec::Vec;

use super::Lfs2;
use super::tag::{self, Tag, kind};
use crate::littlefs::{Medium, NO_PAIR, NONE, Pair, Walk, crc, same_place};
use crate::{Blocks, Fault};

/// What is known of a metadata pair without its log.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Meta {
    /// Its blocks, the current one first.
    pub pair: Pair,
    /// How often it was compacted.
    pub revision: u32,
    /// Where the next commit begins.
    pub end: u32,
    /// The tag before that, with the bit that the next one's highest bit is the reverse of.
    pub last: u32,
    /// How many files it has.
    pub count: u16,
    /// What is behind the end can be written.
    pub erased: bool,
    /// The tail goes on with the same folder.
    pub split: bool,
    /// The next pair of the list of all.
    pub tail: Pair,
}

/// The log of a block, as it was read.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Log {
    block: u32,
    bytes: Vec<u8>,
}

impl Log {
    /// None.
    pub const NONE: Log = Log {
        block: NONE,
        bytes: Vec::new(),
    };

    /// Forgets it.
    pub fn forget(&mut self) {
        self.block = NONE;
        self.bytes.clear();
    }

    /// Reads until there are so many bytes.
    fn reach(&mut self, medium: &Medium, device: &mut dyn Blocks, end: u32) -> Result<(), Fault> {
        while self.bytes.len() < end as usize {
            let from = self.bytes.len() as u32;
            let len = medium.load.min(medium.block_size.saturating_sub(from));
            if len == 0 {
                return Err(medium.damaged());
            }
            self.bytes.resize((from + len) as usize, 0);
            let read = medium.read(
                device,
                None,
                self.block,
                from,
                &mut self.bytes[from as usize..],
            );
            if read.is_err() {
                self.bytes.truncate(from as usize);
                return read;
            }
        }
        Ok(())
    }

    /// Bytes that were read.
    fn word(&self, at: u32) -> [u8; 4] {
        let bytes = self.bytes.get(at as usize..).unwrap_or_default();
        bytes.first_chunk().copied().unwrap_or_default()
    }
}

/// One thing that is known of a file, at a place in [`Content::bytes`].
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Item {
    pub tag: Tag,
    at: usize,
}

/// What a pair says of its files, in the order in which it was written.
pub struct Content {
    bytes: Vec<u8>,
    /// What holds, without what was replaced or removed.
    pub items: Vec<Item>,
    /// What the pair adds to the global state.
    pub global: [u32; 3],
    /// The file of the pair that has been moved away, and which its log still has.
    moved: Option<u16>,
}

impl Content {
    /// What belongs to an item.
    pub fn data(&self, item: Item) -> &[u8] {
        &self.bytes[item.at..][..item.tag.len() as usize]
    }

    /// One thing about a file. Numbers are those without the file that was moved away.
    pub fn get(&self, id: u16, what: impl Fn(Tag) -> bool) -> Option<Item> {
        let id = match self.moved {
            Some(moved) if moved <= id => id + 1,
            _ => id,
        };
        let found = |item: &&Item| item.tag.id() == id && what(item.tag);
        self.items.iter().find(found).copied()
    }

    /// The name of a file or folder, not that of the superblock.
    pub fn name(&self, id: u16) -> Option<Item> {
        self.get(id, |tag| tag.of() & 0x780 == kind::NAME)
    }

    /// Where a file's or folder's content is.
    pub fn structure(&self, id: u16) -> Option<Item> {
        self.get(id, |tag| tag.kind() == kind::STRUCTURE)
    }

    /// The same of all files.
    pub fn structures(&self) -> impl Iterator<Item = Item> {
        let here =
            |item: &&Item| Some(item.tag.id()) != self.moved && item.tag.kind() == kind::STRUCTURE;
        self.items.iter().filter(here).copied()
    }

    /// The two words of a structure.
    pub fn words(&self, item: Item) -> [u32; 2] {
        let mut words = [0; 2];
        for (word, bytes) in words.iter_mut().zip(self.data(item).chunks(4)) {
            let mut whole = [0; 4];
            whole[..bytes.len()].copy_from_slice(bytes);
            *word = u32::from_le_bytes(whole);
        }
        words
    }

    /// Takes in one more tag.
    fn apply(&mut self, tag: Tag, at: usize) {
        match (tag.kind(), tag.of()) {
            (_, tag::CREATE) => {
                for item in &mut self.items {
                    if item.tag.id() >= tag.id() {
                        item.tag = item.tag.with_id((item.tag.id() + 1).min(tag::NO_ID));
                    }
                }
            }
            (_, tag::DELETE) => {
                self.items.retain(|item| item.tag.id() != tag.id());
                for item in &mut self.items {
                    if item.tag.id() > tag.id() {
                        item.tag = item.tag.with_id(item.tag.id() - 1);
                    }
                }
            }
            (kind::NAME | kind::STRUCTURE | kind::ATTRIBUTE, _) if tag.id() != tag::NO_ID => {
                self.items.retain(|item| !item.tag.is_replaced_by(tag));
                if !tag.is_removal() {
                    self.items.push(Item { tag, at });
                }
            }
            (_, tag::GLOBAL) if tag.len() == 12 => {
                let words = self.bytes[at..][..12].chunks_exact(4);
                for (global, word) in self.global.iter_mut().zip(words) {
                    *global = word
                        .iter()
                        .rev()
                        .fold(0, |number, &byte| number << 8 | u32::from(byte));
                }
            }
            _ => {}
        }
    }

    /// Takes in what is about to be committed.
    pub fn add(&mut self, changes: &[Change]) {
        for change in changes {
            let at = self.bytes.len();
            self.bytes.extend_from_slice(&change.data);
            self.apply(change.tag, at);
        }
    }

    /// All that is known of one file but its name, as changes that say the same of another.
    pub fn copy(&self, id: u16, target: u16) -> Vec<Change> {
        let of = |item: &&Item| item.tag.id() == id && item.tag.kind() & 0x600 == kind::STRUCTURE;
        let change = |&item: &Item| Change {
            tag: item.tag.with_id(target),
            data: self.data(item).into(),
        };
        self.items.iter().filter(of).map(change).collect()
    }
}

/// One tag to commit, with what follows it.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Change {
    pub tag: Tag,
    pub data: Vec<u8>,
}

impl Change {
    /// One with data.
    pub fn new(of: u32, id: u16, data: &[u8]) -> Change {
        Change {
            tag: Tag::new(of, id, data.len() as u32),
            data: data.into(),
        }
    }

    /// One that refers to a pair.
    pub fn pair(of: u32, id: u16, pair: Pair) -> Change {
        let [one, other] = pair.map(u32::to_le_bytes);
        Change::new(of, id, &[one, other].concat())
    }

    /// The next pair of the list of all.
    pub fn tail(split: bool, pair: Pair) -> Change {
        Change::pair(
            if split {
                tag::HARD_TAIL
            } else {
                tag::SOFT_TAIL
            },
            tag::NO_ID,
            pair,
        )
    }
}

/// What a scan of a log found in the commits that are whole.
struct Scan {
    meta: Meta,
    /// The length and checksum of what must follow the last commit, if nothing was written there.
    forward: Option<[u32; 2]>,
    /// What follows is no further tag, rather than a broken one.
    clean: bool,
    /// The checksums of all commits, as they change the seed.
    seed: u32,
}

impl Lfs2 {
    /// Finds the current block of a pair, and what is in it.
    pub(super) fn fetch(&mut self, device: &mut dyn Blocks, pair: Pair) -> Result<Meta, Fault> {
        self.fetch_seeded(device, pair, &mut 0)
    }

    /// The same; the checksums of its commits change the seed of the search for free blocks.
    fn fetch_seeded(
        &mut self,
        device: &mut dyn Blocks,
        pair: Pair,
        seed: &mut u32,
    ) -> Result<Meta, Fault> {
        let medium = self.medium;
        if pair.iter().any(|&block| block >= medium.blocks) {
            return Err(medium.damaged());
        }
        let mut revisions = [0; 2];
        let mut newest = 0;
        for which in 0..2 {
            let mut bytes = [0; 4];
            match medium.read(device, None, pair[which], 0, &mut bytes) {
                Err(fault) if fault == medium.damaged() => {}
                read => {
                    read?;
                    revisions[which] = u32::from_le_bytes(bytes);
                    // Revisions are compared as a circle.
                    if (revisions[which].wrapping_sub(revisions[1 - which]) as i32) > 0 {
                        newest = which;
                    }
                }
            }
        }
        for which in [newest, 1 - newest] {
            let pair = [pair[which], pair[1 - which]];
            if let Some(scan) = self.scan(device, pair, revisions[which], *seed)? {
                *seed = scan.seed;
                let mut meta = scan.meta;
                if let Some([len, sum]) = scan.forward
                    && scan.clean
                    && meta.end.is_multiple_of(medium.program_size)
                {
                    meta.erased = match self.forward_checksum(device, meta.pair[0], meta.end, len) {
                        Err(fault) if fault == medium.damaged() => false,
                        found => found? == sum,
                    };
                }
                return Ok(meta);
            }
        }
        Err(medium.damaged())
    }

    /// The checksum of what is behind a log.
    fn forward_checksum(
        &mut self,
        device: &mut dyn Blocks,
        block: u32,
        from: u32,
        len: u32,
    ) -> Result<u32, Fault> {
        let medium = self.medium;
        let end = from
            .checked_add(len)
            .filter(|&end| end <= medium.block_size);
        let end = end.ok_or(medium.damaged())?;
        debug_assert_eq!(self.log.block, block);
        self.log.reach(&medium, device, end)?;
        Ok(crc(u32::MAX, &self.log.bytes[from as usize..end as usize]))
    }

    /// Reads the log of a pair's first block, if it has a whole commit.
    fn scan(
        &mut self,
        device: &mut dyn Blocks,
        pair: Pair,
        revision: u32,
        seed: u32,
    ) -> Result<Option<Scan>, Fault> {
        let medium = self.medium;
        self.log.forget();
        self.log.block = pair[0];
        let mut good: Option<Scan> = None;
        let mut meta = Meta {
            pair,
            revision,
            end: 0,
            last: u32::MAX,
            count: 0,
            erased: false,
            split: false,
            tail: NO_PAIR,
        };
        let mut seed = seed;
        let mut forward = None;
        let mut sum = crc(u32::MAX, &revision.to_le_bytes());
        let mut at = 4;
        loop {
            match self.log.reach(&medium, device, at + 4) {
                Err(fault) if fault == medium.damaged() => break,
                read => read?,
            }
            let word = self.log.word(at);
            let bits = u32::from_be_bytes(word) ^ meta.last;
            let tag = Tag(bits);
            if bits >> 31 == 1 {
                if let Some(good) = &mut good {
                    good.clean = Tag(meta.last & 0x7fff_ffff).is_checksum();
                }
                break;
            }
            let next = at + tag.whole();
            if next > medium.block_size {
                break;
            }
            let needed = if tag.is_checksum() { at + 8 } else { next };
            match self.log.reach(&medium, device, needed) {
                Err(fault) if fault == medium.damaged() => break,
                read => read?,
            }
            sum = crc(sum, &word);
            meta.last = bits;
            if tag.is_checksum() {
                if self.log.word(at + 4) != sum.to_le_bytes() {
                    break;
                }
                meta.last ^= (tag.of() & 1) << 31;
                meta.end = next;
                seed = crc(seed, &sum.to_le_bytes());
                sum = u32::MAX;
                good = Some(Scan {
                    meta,
                    forward,
                    clean: false,
                    seed,
                });
            } else {
                sum = crc(sum, &self.log.bytes[at as usize + 4..next as usize]);
                match (tag.kind(), tag.of()) {
                    (kind::NAME, _) if tag.id() != tag::NO_ID => {
                        meta.count = meta.count.max(tag.id() + 1);
                    }
                    (_, tag::CREATE) if meta.count < tag::NO_ID => meta.count += 1,
                    (_, tag::DELETE) if meta.count > 0 => meta.count -= 1,
                    (kind::SPLICE, _) => break,
                    (kind::TAIL, of) => {
                        meta.split = of & 1 == 1;
                        meta.tail =
                            [at + 4, at + 8].map(|at| u32::from_le_bytes(self.log.word(at)));
                    }
                    (_, tag::FORWARD_CHECKSUM) if tag.len() == 8 => {
                        forward =
                            Some([at + 4, at + 8].map(|at| u32::from_le_bytes(self.log.word(at))));
                    }
                    _ => {}
                }
            }
            at = next;
        }
        Ok(good)
    }

    /// What a pair says of its files.
    pub(super) fn content(
        &mut self,
        device: &mut dyn Blocks,
        meta: &Meta,
    ) -> Result<Content, Fault> {
        let medium = self.medium;
        if self.log.block != meta.pair[0] {
            self.log.forget();
            self.log.block = meta.pair[0];
        }
        self.log.reach(&medium, device, meta.end)?;
        let moved = Tag(self.on_disk[0]);
        let here = moved.kind() != 0 && same_place([self.on_disk[1], self.on_disk[2]], meta.pair);
        let mut content = Content {
            bytes: self.log.bytes[..meta.end as usize].into(),
            items: Vec::new(),
            global: [0; 3],
            moved: here.then_some(moved.id()),
        };
        let mut at = 4;
        let mut last = u32::MAX;
        while at + 4 <= meta.end {
            let tag = Tag((u32::from_be_bytes(self.log.word(at)) ^ last) & 0x7fff_ffff);
            if at + tag.whole() > meta.end {
                // The device has changed since the pair was fetched.
                return Err(medium.damaged());
            }
            content.apply(tag, at as usize + 4);
            at += tag.whole();
            last = tag.0;
        }
        Ok(content)
    }

    /// The next pair of the list of all, from a pair in it or from its beginning.
    pub(super) fn next_pair(
        &mut self,
        device: &mut dyn Blocks,
        walk: &mut Walk,
    ) -> Result<Option<Meta>, Fault> {
        if !walk.step(&self.medium)? {
            return Ok(None);
        }
        let meta = self.fetch_seeded(device, walk.tail, &mut walk.seed)?;
        walk.tail = meta.tail;
        Ok(Some(meta))
    }

    /// The beginning of the list of all pairs.
    pub(super) fn walk(&self, from: Pair) -> Walk {
        Walk::from(&self.medium, from)
    }

    /// Begins a pair in two free blocks, which nothing refers to yet.
    pub(super) fn new_pair(&mut self, device: &mut dyn Blocks) -> Result<Meta, Fault> {
        let medium = self.medium;
        // The second is written first.
        let second = crate::littlefs::allocate(self, device)?;
        let first = crate::littlefs::allocate(self, device)?;
        let mut bytes = [0; 4];
        match medium.read(device, None, first, 0, &mut bytes) {
            Err(fault) if fault == medium.damaged() => {}
            read => read?,
        }
        // What revision the block had is kept, but the pair shall not be moved at once.
        let revision = u32::from_le_bytes(bytes);
        let up = revision.wrapping_add(super::commit::CYCLES - 1);
        Ok(Meta {
            pair: [first, second],
            revision: up - up % super::commit::CYCLES,
            end: 4,
            last: u32::MAX,
            count: 0,
            erased: false,
            split: false,
            tail: NO_PAIR,
        })
    }
}
