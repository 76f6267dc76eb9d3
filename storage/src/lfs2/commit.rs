//! Commits: changes of a pair are appended to its log, or the log is written anew without what was replaced, in as many
//! pairs as that takes and in other blocks once these are worn.

use super::Lfs2;
use super::pair::{Change, Content, Meta};
use super::tag::{self, NO_ID, Tag, kind};
use crate::littlefs::{ANCHOR, NO_PAIR, Pair, allocate, crc, is_none, same_place};
use crate::{Blocks, Errno, Fault};

/// A pair is moved whenever its revision is a multiple of this: MicroPython's 100 erasures, made odd so that both
/// blocks are moved in turn.
pub const CYCLES: u32 = 101;

/// What the largest commit of a block leaves room for: its checksum.
const RESERVED: u32 = 8;

/// A commit that is being written.
struct Commit {
    block: u32,
    begin: u32,
    at: u32,
    last: u32,
    sum: u32,
}

/// What else a commit calls for.
enum Outcome {
    Nothing,
    /// The pair is in other blocks now, which what refers to it does not know.
    Moved,
    /// The pair became empty: this one, before it in the list, shall skip it.
    Emptied(Meta),
}

impl Lfs2 {
    /// Whether a bad block was found, rather than another fault.
    fn is_damage(&self, fault: Fault) -> bool {
        fault == self.medium.damaged()
    }

    fn put_bytes(
        &mut self,
        device: &mut dyn Blocks,
        commit: &mut Commit,
        bytes: &[u8],
    ) -> Result<(), Fault> {
        let medium = self.medium;
        medium.program(
            device,
            &mut self.writer,
            false,
            commit.block,
            commit.at,
            bytes,
        )?;
        commit.sum = crc(commit.sum, bytes);
        commit.at += bytes.len() as u32;
        Ok(())
    }

    /// Writes a tag and what follows it.
    fn put(
        &mut self,
        device: &mut dyn Blocks,
        commit: &mut Commit,
        tag: Tag,
        data: &[u8],
    ) -> Result<(), Fault> {
        if commit.at + tag.whole() > self.medium.block_size - RESERVED {
            return Err(Errno::ENOSPC.into());
        }
        self.put_bytes(device, commit, &(tag.0 ^ commit.last).to_be_bytes())?;
        self.put_bytes(device, commit, data)?;
        commit.last = tag.0;
        Ok(())
    }

    /// Writes what the pair adds to the global state.
    fn put_global(
        &mut self,
        device: &mut dyn Blocks,
        commit: &mut Commit,
        delta: [u32; 3],
    ) -> Result<(), Fault> {
        let change = Change::new(tag::GLOBAL, NO_ID, &delta.map(u32::to_le_bytes).concat());
        self.put(device, commit, change.tag, &change.data)
    }

    /// Ends a commit: its checksum, up to where the next can be written, and that of what is there now, by which a
    /// later one that was interrupted is known. Reads all of it again.
    fn finish(&mut self, device: &mut dyn Blocks, commit: &mut Commit) -> Result<(), Fault> {
        let medium = self.medium;
        let block_size = medium.block_size;
        let end = (commit.at + 20)
            .min(block_size)
            .next_multiple_of(medium.program_size);
        let mut checked = None;
        while commit.at < end {
            // A checksum's padding is limited, so there may be several.
            let body = commit.at + 4;
            let mut next = body + end.saturating_sub(body).min(0x3fe);
            if next < end {
                next = next.min(end - 20);
            }
            let mut ahead = 0xff;
            if next >= end && next <= block_size - medium.program_size {
                let mut there = alloc::vec![0xff; medium.program_size as usize];
                let mut sum = u32::MAX;
                match medium.read(device, None, commit.block, next, &mut there) {
                    Err(fault) if self.is_damage(fault) => {}
                    read => {
                        read?;
                        ahead = there[0];
                        sum = crc(sum, &there);
                    }
                }
                let words = [medium.program_size, sum].map(u32::to_le_bytes).concat();
                let forward = Change::new(tag::FORWARD_CHECKSUM, NO_ID, &words);
                self.put(device, commit, forward.tag, &forward.data)?;
            }
            // The next tag's highest bit must differ from what is there, or nothing would seem to have been written.
            let flips = u32::from(!ahead >> 7);
            let tag = Tag::new(tag::CHECKSUM + flips, NO_ID, next - (commit.at + 4));
            let word = (tag.0 ^ commit.last).to_be_bytes();
            let sum = crc(commit.sum, &word);
            let bytes = [word, sum.to_le_bytes()].concat();
            medium.program(
                device,
                &mut self.writer,
                false,
                commit.block,
                commit.at,
                &bytes,
            )?;
            checked.get_or_insert((commit.at + 4, sum));
            commit.at = next;
            commit.last = tag.0 ^ flips << 31;
            commit.sum = u32::MAX;
            if next >= end || next >= self.writer.offset + medium.cache {
                self.sync(device)?;
            }
        }
        if let Some((at, sum)) = checked {
            let found = medium.crc(
                device,
                u32::MAX,
                commit.block,
                commit.begin,
                at - commit.begin,
            )?;
            // The checksum of what ends in its own checksum is 0.
            if found != sum || medium.crc(device, found, commit.block, at, 4)? != 0 {
                return Err(medium.damaged());
            }
        }
        Ok(())
    }

    /// Writes what is in the cache, and has the device keep it.
    pub(super) fn sync(&mut self, device: &mut dyn Blocks) -> Result<(), Fault> {
        self.medium.flush(device, &mut self.writer, false)?;
        device.sync()
    }

    /// What the next commit has to add to the global state, beside what its own pair adds already.
    fn delta(&self, with_changes: bool) -> [u32; 3] {
        if with_changes {
            xor(self.given_up, xor(self.global(), self.on_disk))
        } else {
            self.given_up
        }
    }

    /// Appends changes to a log.
    fn append(
        &mut self,
        device: &mut dyn Blocks,
        meta: &mut Meta,
        changes: &[Change],
    ) -> Result<(), Fault> {
        let mut commit = Commit {
            block: meta.pair[0],
            begin: meta.end,
            at: meta.end,
            last: meta.last,
            sum: u32::MAX,
        };
        let delta = self.delta(true);
        let own = if delta == [0; 3] {
            delta
        } else {
            self.content(device, meta)?.global
        };
        self.log.forget();
        for change in changes {
            self.put(device, &mut commit, change.tag, &change.data)?;
        }
        if delta != [0; 3] {
            // Said even where it is nothing any more.
            self.put_global(device, &mut commit, xor(delta, own))?;
        }
        self.finish(device, &mut commit)?;
        meta.end = commit.at;
        meta.last = commit.last;
        self.on_disk = self.global();
        self.given_up = [0; 3];
        Ok(())
    }

    /// Whether a pair's next revision is to be in other blocks.
    fn is_worn(meta: &Meta) -> bool {
        meta.revision.wrapping_add(1).is_multiple_of(CYCLES)
    }

    /// Writes some of the files of `content` into the other block of a pair, or another one if that is bad or worn.
    /// Whether the pair was moved thus.
    fn compact(
        &mut self,
        device: &mut dyn Blocks,
        meta: &mut Meta,
        content: &Content,
        own: [u32; 3],
        files: (u16, u16),
    ) -> Result<bool, Fault> {
        let medium = self.medium;
        let mut worn = Lfs2::is_worn(meta);
        meta.revision = meta.revision.wrapping_add(1);
        let mut moved = false;
        let mut retry = worn && !same_place(meta.pair, ANCHOR);
        loop {
            if !retry {
                match self.rewrite(device, meta, content, own, files, !moved) {
                    Err(fault) if self.is_damage(fault) => {}
                    written => {
                        written?;
                        return Ok(moved);
                    }
                }
            }
            retry = false;
            moved = true;
            self.writer.forget();
            if same_place(meta.pair, ANCHOR) {
                // The superblock cannot be moved, so nothing can be written from now on.
                return Err(Errno::ENOSPC.into());
            }
            match allocate(self, device) {
                Ok(block) => meta.pair[1] = block,
                // A worn block is better than none.
                Err(Fault::Errno(Errno::ENOSPC)) if worn => {}
                Err(fault) => return Err(fault),
            }
            worn = false;
            debug_assert!(meta.pair[1] < medium.blocks);
        }
    }

    /// Writes a log into a pair's other block.
    fn rewrite(
        &mut self,
        device: &mut dyn Blocks,
        meta: &mut Meta,
        content: &Content,
        own: [u32; 3],
        files: (u16, u16),
        with_global: bool,
    ) -> Result<(), Fault> {
        let mut commit = Commit {
            block: meta.pair[1],
            begin: 0,
            at: 0,
            last: u32::MAX,
            sum: u32::MAX,
        };
        self.log.forget();
        device.erase(commit.block)?;
        self.put_bytes(device, &mut commit, &meta.revision.to_le_bytes())?;
        for &item in &content.items {
            let id = item.tag.id();
            if (files.0..files.1).contains(&id) {
                self.put(
                    device,
                    &mut commit,
                    item.tag.with_id(id - files.0),
                    content.data(item),
                )?;
            }
        }
        if !is_none(meta.tail) {
            let tail = Change::tail(meta.split, meta.tail);
            self.put(device, &mut commit, tail.tag, &tail.data)?;
        }
        let delta = xor(self.delta(with_global), own);
        if delta != [0; 3] {
            self.put_global(device, &mut commit, delta)?;
        }
        self.finish(device, &mut commit)?;
        meta.pair.swap(0, 1);
        meta.count = files.1 - files.0;
        meta.end = commit.at;
        meta.last = commit.last;
        self.given_up = [0; 3];
        if with_global {
            self.on_disk = self.global();
        }
        Ok(())
    }

    /// Puts the files from `files.0` on into a new pair behind this one.
    fn split(
        &mut self,
        device: &mut dyn Blocks,
        meta: &mut Meta,
        content: &Content,
        files: (u16, u16),
    ) -> Result<(), Fault> {
        let mut tail = self.new_pair(device)?;
        tail.split = meta.split;
        tail.tail = meta.tail;
        // Nothing refers to it yet, so it may as well be moved.
        self.compact(device, &mut tail, content, [0; 3], files)?;
        meta.tail = tail.pair;
        meta.split = true;
        if same_place(meta.pair, self.root) && files.0 == 0 {
            self.root = tail.pair;
        }
        Ok(())
    }

    /// Whether a pair's content is small enough for one: half a block, so that something can be appended.
    fn fits(&self, content: &Content, files: (u16, u16)) -> bool {
        let block_size = self.medium.block_size;
        // Room for a tail, the global state, a removal and a checksum.
        let limit =
            (block_size - 40).min((block_size / 2).next_multiple_of(self.medium.program_size));
        let mut sizes = content
            .items
            .iter()
            .filter(|item| (files.0..files.1).contains(&item.tag.id()));
        let size = sizes.try_fold(0u32, |size, item| size.checked_add(item.tag.whole()));
        files.1 - files.0 < 0xff && size.is_some_and(|size| size <= limit)
    }

    /// Writes a pair anew, in as many pairs as it takes. Whether it was moved.
    fn compact_or_split(
        &mut self,
        device: &mut dyn Blocks,
        meta: &mut Meta,
        content: &Content,
    ) -> Result<bool, Fault> {
        let mut end = meta.count;
        loop {
            let mut at = 0;
            while end - at > 1 && !self.fits(content, (at, end)) {
                at += (end - at) / 2;
            }
            if at == 0 {
                break;
            }
            match self.split(device, meta, content, (at, end)) {
                // No room for another pair: perhaps it fits this one all the same.
                Err(Fault::Errno(Errno::ENOSPC)) => break,
                done => done?,
            }
            end = at;
        }
        if Lfs2::is_worn(meta) && same_place(meta.pair, ANCHOR) {
            // The superblock is written too often. It cannot be moved, but the root can begin behind it, for good;
            // on a device that is nearly full, that would cost too much.
            let mut used = 0u32;
            self.each_in_tree(device, false, &mut |_| used = used.saturating_add(1))?;
            if self.medium.blocks.saturating_sub(used) > self.medium.blocks / 8 {
                match self.split(device, meta, content, (0, end)) {
                    Err(Fault::Errno(Errno::ENOSPC)) => {}
                    done => {
                        done?;
                        // Only the superblock's own entry stays, as well as in the root.
                        end = 1;
                    }
                }
            }
        }
        self.compact(device, meta, content, content.global, (0, end))
    }

    /// Changes one pair, and what open files and folders know of it. `own` is the file that it is done for, whose own
    /// number the changes are about.
    fn commit_one(
        &mut self,
        device: &mut dyn Blocks,
        meta: &mut Meta,
        own: Option<u32>,
        changes: &[Change],
        may_empty: bool,
    ) -> Result<Outcome, Fault> {
        let before = meta.pair;
        let mut removes = false;
        for change in changes {
            match (change.tag.kind(), change.tag.of()) {
                (_, tag::CREATE) => meta.count += 1,
                (_, tag::DELETE) => {
                    meta.count = meta.count.checked_sub(1).ok_or(self.medium.damaged())?;
                    removes = true;
                }
                (kind::TAIL, of) => {
                    meta.tail = pair_of(&change.data);
                    meta.split = of & 1 == 1;
                }
                _ => {}
            }
        }
        let mut outcome = Outcome::Nothing;
        if removes && meta.count == 0 && may_empty {
            match self.before(device, meta.pair)? {
                Some(pair) if pair.split => outcome = Outcome::Emptied(pair),
                _ => {}
            }
        }
        if matches!(outcome, Outcome::Nothing) && self.write_one(device, meta, changes)? {
            outcome = Outcome::Moved;
        }
        self.update_open(device, before, meta, own, changes)?;
        Ok(outcome)
    }

    /// Appends to a pair or writes it anew. Whether it was moved.
    fn write_one(
        &mut self,
        device: &mut dyn Blocks,
        meta: &mut Meta,
        changes: &[Change],
    ) -> Result<bool, Fault> {
        if meta.erased && meta.count < 0xff {
            match self.append(device, meta, changes) {
                Err(fault) if self.is_damage(fault) || fault == Fault::Errno(Errno::ENOSPC) => {}
                done => return done.map(|()| false),
            }
        }
        self.writer.forget();
        let mut content = self.content(device, meta)?;
        content.add(changes);
        self.compact_or_split(device, meta, &content)
    }

    /// Tells open files and folders what became of their pair.
    fn update_open(
        &mut self,
        device: &mut dyn Blocks,
        before: Pair,
        meta: &Meta,
        own: Option<u32>,
        changes: &[Change],
    ) -> Result<(), Fault> {
        let handles: alloc::vec::Vec<u32> = self.open.keys().copied().collect();
        for handle in handles {
            let Some(open) = self.open.get_mut(&handle) else {
                continue;
            };
            if !same_place(open.meta.pair, before) {
                continue;
            }
            open.meta = *meta;
            if own != Some(handle) {
                for change in changes {
                    match change.tag.of() {
                        tag::DELETE if open.id == change.tag.id() && !open.is_folder() => {
                            open.meta.pair = NO_PAIR;
                        }
                        tag::DELETE if open.id > change.tag.id() => open.id -= 1,
                        tag::CREATE if open.id >= change.tag.id() => open.id += 1,
                        _ => {}
                    }
                }
            }
            let (mut id, mut meta) = (open.id, open.meta);
            let mut walk = self.walk(meta.tail);
            while id >= meta.count && meta.split && !is_none(meta.pair) {
                // The files from some on went to the next pair.
                if !same_place(meta.tail, self.root) {
                    id -= meta.count;
                }
                match self.next_pair(device, &mut walk)? {
                    Some(next) => meta = next,
                    None => break,
                }
            }
            if let Some(open) = self.open.get_mut(&handle) {
                (open.id, open.meta) = (id, meta);
            }
        }
        Ok(())
    }

    /// If a file of this pair is about to be moved away, removes it at once, since the pair's new place would not be
    /// known to who does it later.
    pub(super) fn fix_move(&mut self, pair: Pair) -> Option<u16> {
        let moved = Tag(self.moving[0]);
        let here = moved.kind() != 0 && same_place([self.moving[1], self.moving[2]], pair);
        here.then(|| {
            self.moving = [0; 3];
            moved.id()
        })
    }

    /// The change that removes a file which was moved away.
    pub(super) fn removal(id: Option<u16>) -> impl Iterator<Item = Change> {
        id.map(|id| Change::new(tag::DELETE, id, &[])).into_iter()
    }

    /// Changes a pair, and all that refers to it if it had to be moved. Whether folders may be out of step afterwards,
    /// since more than one pair was.
    pub(super) fn commit_leaving(
        &mut self,
        device: &mut dyn Blocks,
        meta: &mut Meta,
        own: Option<u32>,
        changes: &[Change],
    ) -> Result<bool, Fault> {
        let mut old = meta.pair;
        let mut outcome = self.commit_one(device, meta, own, changes, true)?;
        let mut moved = *meta;
        if let Outcome::Emptied(mut before) = outcome {
            let own = self.content(device, meta)?.global;
            self.give_up(own);
            old = before.pair;
            let skip = [Change::tail(meta.split, meta.tail)];
            outcome = self.commit_one(device, &mut before, None, &skip, false)?;
            moved = before;
        }
        let mut leaves = false;
        while let Outcome::Moved = outcome {
            if same_place(old, self.root) {
                self.root = moved.pair;
            }
            for open in self.open.values_mut() {
                open.pair_moved(old, moved.pair);
            }
            // First what refers to the folder, which makes its list out of step until that is told too.
            let parent = self.parent(device, old)?;
            let has_parent = parent.is_some();
            outcome = Outcome::Nothing;
            if let Some((mut parent, mut id)) = parent {
                self.orphans += 1;
                let removed = self.fix_move(parent.pair);
                if removed.is_some_and(|removed| removed < id) {
                    id -= 1;
                }
                let parent_pair = parent.pair;
                let refer = Change::pair(tag::FOLDER, id, moved.pair);
                let changes: alloc::vec::Vec<Change> =
                    Lfs2::removal(removed).chain([refer]).collect();
                outcome = self.commit_one(device, &mut parent, None, &changes, false)?;
                if let Outcome::Moved = outcome {
                    old = parent_pair;
                    moved = parent;
                    leaves = true;
                    continue;
                }
            }
            // Then what comes before it; a new pair has nothing there.
            if let Some(mut before) = self.before(device, old)? {
                if has_parent {
                    self.orphans = self.orphans.saturating_sub(1);
                }
                let removed = self.fix_move(before.pair);
                old = before.pair;
                let tail = Change::tail(before.split, moved.pair);
                let changes: alloc::vec::Vec<Change> =
                    Lfs2::removal(removed).chain([tail]).collect();
                outcome = self.commit_one(device, &mut before, None, &changes, false)?;
                moved = before;
            }
        }
        Ok(leaves)
    }

    /// Changes a pair, and all that refers to it.
    pub(super) fn commit(
        &mut self,
        device: &mut dyn Blocks,
        meta: &mut Meta,
        own: Option<u32>,
        changes: &[Change],
    ) -> Result<(), Fault> {
        if self.commit_leaving(device, meta, own, changes)? {
            self.adopt_orphans(device, false)?;
        }
        Ok(())
    }

    /// What a pair that is skipped from now on added to the global state, the next commit adds in its place.
    pub(super) fn give_up(&mut self, own: [u32; 3]) {
        self.given_up = xor(self.given_up, own);
    }
}

/// What two pairs add to the global state together.
pub fn xor(one: [u32; 3], other: [u32; 3]) -> [u32; 3] {
    core::array::from_fn(|word| one[word] ^ other[word])
}

/// The pair that a change's data says.
fn pair_of(data: &[u8]) -> Pair {
    let mut pair = NO_PAIR;
    for (block, bytes) in pair.iter_mut().zip(data.chunks_exact(4)) {
        *block = bytes
            .iter()
            .rev()
            .fold(0, |number, &byte| number << 8 | u32::from(byte));
    }
    pair
}
