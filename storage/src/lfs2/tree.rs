//! The list of all pairs: searching it, and mending what a cut of power left in it.

use alloc::vec::Vec;

use super::Lfs2;
use super::pair::{Change, Meta};
use super::tag::{self, Tag};
use crate::littlefs::{
    ANCHOR, NO_PAIR, Pair, Stream, Use, Walk, each_in_list, is_none, same_blocks, same_place,
};
use crate::{Blocks, Fault};

impl Lfs2 {
    /// The pair before another one in the list. The first, which is before all, is none.
    pub(super) fn before(
        &mut self,
        device: &mut dyn Blocks,
        pair: Pair,
    ) -> Result<Option<Meta>, Fault> {
        let mut walk = self.walk(ANCHOR);
        let mut before = None;
        while !is_none(walk.tail) && !same_place(walk.tail, pair) {
            before = self.next_pair(device, &mut walk)?;
        }
        Ok(if is_none(walk.tail) { None } else { before })
    }

    /// The pair with the entry of the folder that begins in `pair`, and the entry's number there.
    pub(super) fn parent(
        &mut self,
        device: &mut dyn Blocks,
        pair: Pair,
    ) -> Result<Option<(Meta, u16)>, Fault> {
        let mut walk = self.walk(ANCHOR);
        while let Some(meta) = self.next_pair(device, &mut walk)? {
            let content = self.content(device, &meta)?;
            for id in 0..meta.count {
                let folder = content
                    .structure(id)
                    .filter(|item| item.tag.of() == tag::FOLDER);
                if folder.is_some_and(|item| same_place(content.words(item), pair)) {
                    return Ok(Some((meta, id)));
                }
            }
        }
        Ok(None)
    }

    /// Names all blocks that are written down as in use; with `twice`, the blocks of folders also where they are
    /// referred to, which may be all that is left of them.
    pub(super) fn each_in_tree(
        &mut self,
        device: &mut dyn Blocks,
        twice: bool,
        see: &mut dyn FnMut(u32),
    ) -> Result<(), Fault> {
        let medium = self.medium;
        let mut next = |device: &mut dyn Blocks, walk: &mut Walk| {
            let Some(meta) = self.next_pair(device, walk)? else {
                return Ok(None);
            };
            let content = self.content(device, &meta)?;
            let uses = content.structures().filter_map(|item| {
                let [one, other] = content.words(item);
                match item.tag.of() {
                    tag::SKIP_LIST => Some(Use::File(one, other)),
                    tag::FOLDER if twice => Some(Use::Folder([one, other])),
                    _ => None,
                }
            });
            Ok(Some(uses.collect()))
        };
        each_in_list(&medium, device, &mut next, see)
    }

    /// Names all blocks in use, also those that only open files know.
    pub(super) fn each_in_use(
        &mut self,
        device: &mut dyn Blocks,
        see: &mut dyn FnMut(u32),
    ) -> Result<(), Fault> {
        self.each_in_tree(device, true, see)?;
        let medium = self.medium;
        let streams = self.open.values().filter_map(|open| open.file());
        streams
            .map(|file| &file.stream)
            .try_for_each(|stream: &Stream| stream.each_own(&medium, device, see))
    }

    /// Whatever was interrupted is brought to its end or taken back, before anything else is written.
    pub(super) fn mend(&mut self, device: &mut dyn Blocks) -> Result<(), Fault> {
        self.renew_superblock(device)?;
        self.finish_move(device)?;
        self.adopt_orphans(device, true)
    }

    /// Writes our own version into the superblock, if it has an older one.
    fn renew_superblock(&mut self, device: &mut dyn Blocks) -> Result<(), Fault> {
        if !self.older {
            return Ok(());
        }
        let mut root = self.fetch(device, self.root)?;
        let superblock = self.superblock();
        self.commit(device, &mut root, None, &[superblock])?;
        self.older = false;
        Ok(())
    }

    /// Removes a file from where it was moved away.
    fn finish_move(&mut self, device: &mut dyn Blocks) -> Result<(), Fault> {
        let [moved, pair @ ..] = self.on_disk;
        let moved = Tag(moved);
        if moved.kind() == 0 {
            return Ok(());
        }
        let mut meta = self.fetch(device, pair)?;
        if moved.id() >= meta.count {
            return Err(self.medium.damaged());
        }
        self.moving = [0; 3];
        let change = Change::new(tag::DELETE, moved.id(), &[]);
        let done = self.commit(device, &mut meta, None, &[change]);
        self.settle_move(done)
    }

    /// Mends the list of all pairs: what a folder refers to by other blocks than the list, and, with `lost`, what no
    /// folder refers to.
    pub(super) fn adopt_orphans(
        &mut self,
        device: &mut dyn Blocks,
        lost: bool,
    ) -> Result<(), Fault> {
        if self.orphans == 0 {
            return Ok(());
        }
        // The former may hide the latter, so they are mended first, and again where mending made some.
        let mut pass = 0;
        let mut rounds = self.medium.blocks;
        while pass < 2 {
            rounds = rounds.checked_sub(1).ok_or(self.medium.damaged())?;
            let again = self.adopt_pass(device, pass == 1, lost)?;
            pass = if again { 0 } else { pass + 1 };
        }
        self.orphans = 0;
        Ok(())
    }

    fn adopt_pass(
        &mut self,
        device: &mut dyn Blocks,
        second: bool,
        lost: bool,
    ) -> Result<bool, Fault> {
        let mut again = false;
        let mut walk = self.walk(ANCHOR);
        let mut before: Option<Meta> = None;
        loop {
            let tail = walk.tail;
            let Some(meta) = self.next_pair(device, &mut walk)? else {
                return Ok(again);
            };
            // Only the first pair of a folder is referred to by another one.
            if let Some(mut previous) = before.filter(|before| !before.split) {
                let change = self.adoption(device, &mut previous, tail, &meta, second, lost)?;
                if let Some(changes) = change {
                    again |= self.commit_leaving(device, &mut previous, None, &changes)?;
                    // This counts as a step.
                    walk.tail = previous.tail;
                    before = Some(previous);
                    continue;
                }
            }
            before = Some(meta);
        }
    }

    /// What is to be changed in the pair before another one, if the list is out of step there.
    fn adoption(
        &mut self,
        device: &mut dyn Blocks,
        before: &mut Meta,
        tail: Pair,
        meta: &Meta,
        second: bool,
        lost: bool,
    ) -> Result<Option<Vec<Change>>, Fault> {
        match self.parent(device, tail)? {
            Some((parent, id)) if !second => {
                let content = self.content(device, &parent)?;
                let pair = content
                    .structure(id)
                    .map_or(NO_PAIR, |item| content.words(item));
                if same_blocks(pair, tail) {
                    return Ok(None);
                }
                let removed = self.fix_move(before.pair);
                let tail = Change::tail(false, pair);
                Ok(Some(Lfs2::removal(removed).chain([tail]).collect()))
            }
            None if second && lost => {
                let own = self.content(device, meta)?.global;
                self.give_up(own);
                Ok(Some([Change::tail(meta.split, meta.tail)].into()))
            }
            _ => Ok(None),
        }
    }

    /// Skips a folder that was removed, in the list of all.
    pub(super) fn drop_folder(
        &mut self,
        device: &mut dyn Blocks,
        folder: &Meta,
    ) -> Result<(), Fault> {
        self.orphans = self.orphans.saturating_sub(1);
        let before = self.before(device, folder.pair)?;
        let mut before = before.ok_or(crate::Errno::ENOENT)?;
        let own = self.content(device, folder)?.global;
        self.give_up(own);
        let skip = Change::tail(folder.split, folder.tail);
        self.commit(device, &mut before, None, &[skip])
    }
}
