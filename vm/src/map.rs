//! MicroPython's hash table, for dicts, namespaces and sets: same hash, same sizes, same probing,
//! so that iteration shows the order that the board shows.
//!
//! The table knows nothing of equality: the caller asks with [`Map::find`] or [`Map::probe`] and
//! tells which slot holds its key, because comparing keys may need the heap, or Python code.

mod few;
mod index;

use alloc::boxed::Box;
use alloc::vec;
use alloc::vec::Vec;

pub use index::KeyHash;

use crate::qstr::{Qstr, Qstrs};
use crate::value::Value;

/// A key and its value; in sets the value is unused.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub struct Entry {
    /// `NULL`: never used; `DELETED`: used once.
    pub key: Value,
    /// What the key maps to.
    pub value: Value,
}

impl Entry {
    /// Whether a key is here.
    #[inline(always)]
    pub fn is_filled(&self) -> bool {
        self.key != Value::NULL && self.key != Value::DELETED
    }
}

/// A hash table, or, when `ordered`, a list of pairs in insertion order (`OrderedDict`, modules).
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
pub struct Map {
    /// The slots, and behind them the index, if there is one.
    table: Box<[Entry]>,
    used: u32,
    ordered: bool,
    only_qstrs_unless: bool,
    fixed: bool,
    index: Index,
}

/// Whether a table has an index.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
enum Index {
    /// It is too small for one, or has just lost it.
    #[default]
    None,
    /// Every key is in it.
    Kept,
    /// A key's hash is a user's affair, so every key must be compared.
    Never,
}

/// The sizes that a table grows through.
const SIZES: [u32; 34] = [
    0, 2, 4, 6, 8, 10, 12, 17, 23, 29, 37, 47, 59, 73, 97, 127, 167, 223, 293, 389, 521, 691, 919,
    1223, 1627, 2161, 3229, 4831, 7243, 10861, 16273, 24407, 36607, 54907,
];

/// Slots of a table that is gone through key by key when it grows.
const FEW: usize = 256;

/// The remainders of hashes of 16 bits by the sizes of small tables take a multiplication: entry `n` is
/// 2³² / n, rounded up. (Lemire, Kaser and Kurz, "Faster remainder by direct computation".)
const RECIPROCALS: [u64; index::SMALLEST] = {
    let mut all = [0; index::SMALLEST];
    let mut n = 1;
    while n < all.len() {
        all[n] = (u32::MAX as u64) / n as u64 + 1;
        n += 1;
    }
    all
};

/// `hash % room`, where `room` is not 0.
#[inline(always)]
fn small_remainder(hash: u16, room: usize) -> usize {
    match RECIPROCALS.get(room) {
        Some(reciprocal) => {
            let fraction = (reciprocal * u64::from(hash)) & u64::from(u32::MAX);
            ((fraction * room as u64) >> 32) as usize
        }
        None => usize::from(hash) % room,
    }
}

/// `hash % room`, where `room` is not 0. (Engines divide 64 bits several times as slowly as 32.)
#[inline(always)]
fn remainder(hash: u64, room: usize) -> usize {
    match (u32::try_from(hash), u32::try_from(room)) {
        (Ok(hash), Ok(room)) => (hash % room) as usize,
        _ => (hash % room as u64) as usize,
    }
}

fn size_at_least(n: usize) -> usize {
    match SIZES.iter().find(|&&s| s as usize >= n) {
        Some(&s) => s as usize,
        None => (n + n / 2) | 1,
    }
}

/// What a look found.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Near {
    /// The name is in this slot.
    At(usize),
    /// There is no such name.
    Absent,
    /// It takes a search.
    Unknown,
}

/// A key that is looked for. (A closure would not be made part of the loop.)
pub trait Same {
    /// Whether another key is the same, if that can be told at once.
    fn same(&self, other: Value) -> Option<bool>;
}

/// What a probe found.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Probe {
    /// The key is in this slot.
    Found(usize),
    /// The key is absent, and would go into this slot.
    Free(usize),
    /// The key is absent, and the table must grow before it can go in.
    Full,
}

impl Map {
    /// An empty hash table with room for exactly `n` keys.
    pub fn with_room(n: usize) -> Map {
        let mut map = Map {
            table: vec![Entry::default(); n].into_boxed_slice(),
            ..Map::default()
        };
        map.make_index(|_| 0.into());
        map
    }

    /// An empty table that keeps insertion order.
    pub fn ordered() -> Map {
        Map {
            ordered: true,
            ..Map::default()
        }
    }

    /// How many keys are in it.
    #[inline]
    pub fn len(&self) -> usize {
        self.used as usize
    }

    /// Whether it has no key.
    #[inline]
    pub fn is_empty(&self) -> bool {
        self.used == 0
    }

    /// How many keys fit before it grows.
    #[inline(always)]
    pub fn room(&self) -> usize {
        match self.index {
            Index::Kept => index::room(&self.table),
            _ => self.table.len(),
        }
    }

    /// Whether insertion order is kept.
    #[inline(always)]
    pub fn is_ordered(&self) -> bool {
        self.ordered
    }

    /// Whether storing is refused, as in the namespaces of built-in modules and types.
    #[inline(always)]
    pub fn is_fixed(&self) -> bool {
        self.fixed
    }

    /// Refuses stores from now on.
    pub fn fix(&mut self) {
        self.fixed = true;
    }

    /// The same keys and values in the same places, free to change.
    pub fn copied(&self) -> Map {
        Map {
            fixed: false,
            ..self.clone()
        }
    }

    /// Whether some key is not an interned string.
    #[inline(always)]
    pub fn has_other_keys(&self) -> bool {
        self.only_qstrs_unless
    }

    /// All slots, filled or not.
    #[inline(always)]
    pub fn slots(&self) -> &[Entry] {
        &self.table[..self.room()]
    }

    /// The value of an interned name, if it is in the slot where it was found before.
    #[inline(always)]
    pub fn at_hint(&self, hint: u8, name: Qstr) -> Option<Value> {
        // Words of the index are no names, so they do no harm here.
        match self.table.get(hint as usize) {
            Some(e) if e.key == Value::qstr(name) => Some(e.value),
            _ => None,
        }
    }

    /// Changes the value in a slot where a name was just found.
    #[inline(always)]
    pub fn set_at(&mut self, slot: usize, value: Value) {
        if let Some(e) = self.table.get_mut(slot) {
            e.value = value;
        }
    }

    /// The slot of an interned name, or that it is absent, if that takes no more than a look at where it
    /// was found before and at where its hash leads.
    #[inline(always)]
    pub fn near(&self, qstrs: &Qstrs, name: Qstr, hint: u8) -> Near {
        let key = Value::qstr(name);
        if let Some(e) = self.table.get(hint as usize)
            && e.key == key
        {
            return Near::At(hint as usize);
        }
        // A table with an index has other words at its end; a text that is not interned may be the name.
        if self.ordered || self.index == Index::Kept || self.only_qstrs_unless {
            return Near::Unknown;
        }
        let room = self.table.len();
        if room == 0 {
            return Near::Absent;
        }
        let mut at = small_remainder(qstrs.hash(name), room);
        for _ in 0..4 {
            match self.table.get(at) {
                Some(e) if e.key == key => return Near::At(at),
                Some(e) if e.key == Value::NULL => return Near::Absent,
                _ => {}
            }
            at = if at + 1 < room { at + 1 } else { 0 };
        }
        match room <= 4 {
            true => Near::Absent,
            false => Near::Unknown,
        }
    }

    /// The value in a slot.
    #[inline(always)]
    pub fn value_at(&self, slot: usize) -> Option<Value> {
        self.table.get(slot).map(|e| e.value)
    }

    /// One slot, to change its value.
    #[inline(always)]
    pub fn slot_mut(&mut self, i: usize) -> Option<&mut Entry> {
        let room = self.room();
        self.table[..room].get_mut(i)
    }

    /// The filled slots in table order.
    pub fn iter(&self) -> impl Iterator<Item = &Entry> {
        self.slots().iter().filter(|e| e.is_filled())
    }

    /// The first filled slot at or after `i`.
    pub fn next_filled(&self, i: usize) -> Option<(usize, Entry)> {
        let rest = self.slots().get(i..)?;
        rest.iter()
            .position(Entry::is_filled)
            .map(|n| (i + n, rest[n]))
    }

    /// The slot of a key with this hash; `same` says of each candidate whether it is the key. Only
    /// for keys whose hash no Python code decides. An error of `same` ends the search.
    #[inline(always)]
    pub fn find<E>(
        &self,
        hash: KeyHash,
        mut same: impl FnMut(Value) -> Result<bool, E>,
    ) -> Result<Option<usize>, E> {
        if self.index == Index::Kept {
            let (slots, index) = self.table.split_at(self.room());
            return index::find(index, hash.index, |slot| same(slots[slot].key));
        }
        Ok(match self.probe(hash.word, same)? {
            Probe::Found(slot) => Some(slot),
            _ => None,
        })
    }

    /// The slot of a key with this hash, which has at most 32 bits, or that it is absent, if that takes
    /// few looks.
    #[inline(always)]
    pub fn look(&self, hash: u64, key: &impl Same) -> Near {
        if self.ordered || self.index == Index::Never {
            return Near::Unknown;
        }
        if self.index == Index::Kept {
            return index::look(&self.table, hash, key);
        }
        let room = self.table.len();
        if room == 0 {
            return Near::Absent;
        }
        let mut at = (hash as u32 % room as u32) as usize;
        for _ in 0..room.min(index::SMALLEST) {
            let Some(e) = self.table.get(at) else {
                return Near::Unknown;
            };
            if e.key == Value::NULL {
                return Near::Absent;
            }
            match key.same(e.key) {
                Some(true) => return Near::At(at),
                Some(false) => {}
                None => return Near::Unknown,
            }
            at = if at + 1 < room { at + 1 } else { 0 };
        }
        match room <= index::SMALLEST {
            true => Near::Absent,
            false => Near::Unknown,
        }
    }

    /// Stores a key that is absent, if the table is a small one with room; says whether it did.
    #[inline(always)]
    pub fn put(&mut self, hash: u64, key: Value, value: Value) -> bool {
        let room = self.table.len();
        if self.index != Index::None || self.ordered || self.used as usize >= room {
            return false;
        }
        let mut at = (hash as u32 % room as u32) as usize;
        for _ in 0..room.min(index::SMALLEST) {
            let Some(e) = self.table.get_mut(at) else {
                return false;
            };
            if !e.is_filled() {
                *e = Entry { key, value };
                self.used += 1;
                self.only_qstrs_unless |= key.as_qstr().is_none();
                return true;
            }
            at = if at + 1 < room { at + 1 } else { 0 };
        }
        false
    }

    /// Where a key with this hash that is absent would go.
    #[inline(always)]
    pub fn vacancy(&self, hash: u64) -> Option<usize> {
        let room = self.room();
        if self.ordered {
            let end = self.used as usize;
            return (end < room).then_some(end);
        }
        if room == 0 || self.used as usize == room {
            return None;
        }
        let start = remainder(hash, room);
        if self.index == Index::Kept {
            return index::vacancy(&self.table[room..], start);
        }
        let (before, behind) = self.table[..room].split_at(start);
        let free = |slots: &[Entry]| slots.iter().position(|e| !e.is_filled());
        match free(behind) {
            Some(n) => Some(start + n),
            None => free(before),
        }
    }

    /// Searches all slots for a key with this hash; `same` says of each candidate whether it is the key.
    /// An error of `same` ends the search.
    #[inline(always)]
    pub fn probe<E>(
        &self,
        hash: u64,
        mut same: impl FnMut(Value) -> Result<bool, E>,
    ) -> Result<Probe, E> {
        self.probe_slots(hash, |_, key| same(key))
    }

    /// Like [`Map::probe`], and tells `same` the slot of each candidate.
    #[inline(always)]
    pub fn probe_slots<E>(
        &self,
        hash: u64,
        mut same: impl FnMut(usize, Value) -> Result<bool, E>,
    ) -> Result<Probe, E> {
        if self.ordered {
            for (i, e) in self.table.iter().enumerate().take(self.used as usize) {
                if same(i, e.key)? {
                    return Ok(Probe::Found(i));
                }
            }
            return Ok(self.vacancy(hash).map_or(Probe::Full, Probe::Free));
        }
        let room = self.room();
        if room == 0 {
            return Ok(Probe::Full);
        }
        let start = remainder(hash, room);
        let mut pos = start;
        let mut free = None;
        loop {
            let key = self.table[pos].key;
            if key == Value::NULL {
                return Ok(Probe::Free(free.unwrap_or(pos)));
            } else if key == Value::DELETED {
                free = free.or(Some(pos));
            } else if same(pos, key)? {
                return Ok(Probe::Found(pos));
            }
            pos += 1;
            if pos == room {
                pos = 0;
            }
            if pos == start {
                return Ok(free.map_or(Probe::Full, Probe::Free));
            }
        }
    }

    /// Fills a slot that is free. `hash` is `None` for a key whose hash is a user's affair.
    pub fn fill(&mut self, slot: usize, hash: Option<KeyHash>, key: Value, value: Value) {
        let room = self.room();
        if slot >= room {
            return;
        }
        self.table[slot] = Entry { key, value };
        self.used += 1;
        self.only_qstrs_unless |= key.as_qstr().is_none();
        match hash {
            None => {
                self.drop_index();
                self.index = Index::Never;
            }
            Some(hash) if self.index == Index::Kept => {
                index::insert(&mut self.table[room..], hash.index, slot);
            }
            Some(_) => {}
        }
    }

    /// Empties a filled slot and returns what was there. `hash` is `None` where it is not known;
    /// the table then loses its index, if it has one.
    pub fn take(&mut self, slot: usize, hash: Option<KeyHash>) -> Entry {
        let room = self.room();
        let taken = self.table[slot];
        self.used -= 1;
        if self.ordered {
            let end = self.used as usize;
            self.table.copy_within(slot + 1..end + 1, slot);
            self.table[end] = Entry::default();
            return taken;
        }
        let next = if slot + 1 == room { 0 } else { slot + 1 };
        let key = if self.table[next].key.is_null() {
            Value::NULL
        } else {
            Value::DELETED
        };
        self.table[slot] = Entry {
            key,
            value: Value::NULL,
        };
        if self.index == Index::Kept
            && !hash.is_some_and(|hash| index::remove(&mut self.table[room..], hash.index, slot))
        {
            self.drop_index();
        }
        taken
    }

    /// Whether the index finds the keys.
    #[inline(always)]
    pub fn is_indexed(&self) -> bool {
        self.index == Index::Kept
    }

    /// Whether the table is large enough for an index and has none, though it could.
    pub fn lacks_index(&self) -> bool {
        self.index == Index::None && !self.ordered && self.table.len() >= index::SMALLEST
    }

    /// Makes the index; `hash` gives the hash of each key, in the order of the slots.
    pub fn make_index(&mut self, mut hash: impl FnMut(Value) -> KeyHash) {
        if !self.lacks_index() {
            return;
        }
        let room = self.table.len();
        let mut table = Vec::from(core::mem::take(&mut self.table));
        table.resize(room + index::extra(room), Entry::default());
        let (slots, index) = table.split_at_mut(room);
        index::begin(index, room);
        for (i, e) in slots.iter().enumerate().filter(|(_, e)| e.is_filled()) {
            index::insert(index, hash(e.key).index, i);
        }
        self.table = table.into_boxed_slice();
        self.index = Index::Kept;
    }

    fn drop_index(&mut self) {
        if self.index == Index::Kept {
            let room = self.room();
            let mut table = Vec::from(core::mem::take(&mut self.table));
            table.truncate(room);
            self.table = table.into_boxed_slice();
            self.index = Index::None;
        }
    }

    /// Removes all keys.
    pub fn clear(&mut self) {
        self.table = Box::default();
        self.used = 0;
        self.only_qstrs_unless = false;
        self.index = Index::None;
    }

    /// The slots that it has once it has grown.
    pub fn next_room(&self) -> usize {
        match self.ordered {
            true => self.room() + 4,
            false => size_at_least(self.room() + 1),
        }
    }

    /// Whether growing would move so many keys that it is done in steps: see [`Map::bigger`].
    pub fn is_slow_to_grow(&self) -> bool {
        self.index == Index::Kept && self.len() > index::MOST_MOVED
    }

    /// An empty table of the size that this one grows to.
    pub fn bigger(&self) -> Map {
        Map::with_room(self.next_room())
    }

    /// Makes room for one key more; `hash` gives the hash of each key that is there.
    pub fn grow(&mut self, mut hash: impl FnMut(Value) -> KeyHash) {
        let (before, room) = (self.room(), self.next_room());
        if self.ordered {
            let mut table = Vec::from(core::mem::take(&mut self.table));
            table.resize(room, Entry::default());
            self.table = table.into_boxed_slice();
            return;
        }
        let indexed = self.index != Index::Never && room >= index::SMALLEST;
        let extra = if indexed { index::extra(room) } else { 0 };
        let mut table = vec![Entry::default(); room + extra];
        let (slots, index) = table.split_at_mut(room);
        if indexed {
            index::begin(index, room);
        }
        // Few keys find their place faster without the index, even if all of them meet.
        let many = indexed && room > FEW;
        for e in self.table[..before].iter().filter(|e| e.is_filled()) {
            let hash = hash(e.key);
            let mut pos = remainder(hash.word, room);
            if many {
                // There is room for all of them.
                pos = index::vacancy(index, pos).unwrap_or(pos);
                index::insert(index, hash.index, pos);
            }
            while !slots[pos].key.is_null() {
                pos = if pos + 1 == room { 0 } else { pos + 1 };
            }
            slots[pos] = *e;
            if indexed && !many {
                index::insert_word(index, hash.index, pos);
            }
        }
        if indexed && !many {
            index::mark_all(index, slots);
        }
        self.table = table.into_boxed_slice();
        if indexed {
            self.index = Index::Kept;
        }
    }

    /// Where an interned name is.
    #[inline]
    pub fn find_qstr(&self, qstrs: &Qstrs, name: Qstr) -> Option<usize> {
        let key = Value::qstr(name);
        if self.ordered {
            return self.table[..self.used as usize]
                .iter()
                .position(|e| e.key == key);
        }
        if self.index == Index::Kept {
            let same = |k| Ok::<bool, core::convert::Infallible>(k == key);
            return match self.find(u64::from(qstrs.hash(name)).into(), same) {
                Ok(found) => found,
            };
        }
        let room = self.table.len();
        if room == 0 {
            return None;
        }
        let start = qstrs.hash(name) as usize % room;
        let mut pos = start;
        loop {
            let k = self.table[pos].key;
            if k == key {
                return Some(pos);
            }
            if k == Value::NULL {
                return None;
            }
            pos += 1;
            if pos == room {
                pos = 0;
            }
            if pos == start {
                return None;
            }
        }
    }

    /// Where an interned name is, and its value.
    pub fn find_with_value(&self, qstrs: &Qstrs, name: Qstr) -> Option<(usize, Value)> {
        let at = self.find_qstr(qstrs, name)?;
        Some((at, self.table[at].value))
    }

    /// The value of an interned name.
    #[inline]
    pub fn get_qstr(&self, qstrs: &Qstrs, name: Qstr) -> Option<Value> {
        self.find_qstr(qstrs, name).map(|i| self.table[i].value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn put(map: &mut Map, n: i64) {
        let key = Value::small(n);
        let hash = |k: Value| (k.as_small().unwrap_or(0) as u64).into();
        loop {
            match map.probe(n as u64, |k| Ok::<_, ()>(k == key)).unwrap() {
                Probe::Found(_) => return,
                Probe::Free(i) => return map.fill(i, Some((n as u64).into()), key, key),
                Probe::Full => map.grow(hash),
            }
        }
    }

    fn keys(map: &Map) -> Vec<i64> {
        map.iter().filter_map(|e| e.key.as_small()).collect()
    }

    #[test]
    fn remainders_by_multiplication_are_exact() {
        let step = if cfg!(miri) { 997 } else { 1 };
        for room in 1..40 {
            for hash in (0..=u16::MAX).step_by(step) {
                assert_eq!(small_remainder(hash, room), usize::from(hash) % room);
            }
        }
    }

    #[test]
    fn iteration_is_in_table_order() {
        let mut map = Map::default();
        for n in [5, 1, 9, 0] {
            put(&mut map, n);
        }
        // In a table of 2 the order is 1, 5; of 4, it is 1 (slot 1), 5 (2), 9 (3), then 0 (0).
        assert_eq!(keys(&map), [0, 1, 5, 9]);
    }

    #[test]
    fn a_deleted_slot_is_used_again() {
        let mut map = Map::with_room(4);
        for n in [0, 4, 8] {
            put(&mut map, n);
        }
        map.take(1, Some(4.into()));
        assert_eq!(keys(&map), [0, 8]);
        put(&mut map, 12);
        assert_eq!(keys(&map), [0, 12, 8]);
        assert_eq!(map.len(), 3);
    }

    #[test]
    fn ordered_maps_keep_their_order_when_keys_go() {
        let mut map = Map::ordered();
        for n in [7, 3, 5, 1, 2] {
            put(&mut map, n);
        }
        map.take(1, None);
        assert_eq!(keys(&map), [7, 5, 1, 2]);
    }

    /// The same steps with and without an index leave the same slots.
    #[test]
    fn an_index_changes_nothing_but_the_time() {
        let hash = |k: Value| KeyHash::from(k.as_small().unwrap_or(0) as u64 / 3);
        let mut plain = Map::default();
        let mut fast = Map::default();
        let mut state = 1u64;
        // Miri takes a thousand times as long.
        let rounds = if cfg!(miri) { 600 } else { 20_000 };
        for _ in 0..rounds {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1);
            let key = Value::small((state >> 33) as i64 % 700);
            let h = hash(key);
            let found = fast.find(h, |k| Ok::<_, ()>(k == key)).unwrap();
            let slow = plain.probe(h.word, |k| Ok::<_, ()>(k == key)).unwrap();
            assert_eq!(
                found.map(Probe::Found),
                matches!(slow, Probe::Found(_)).then_some(slow)
            );
            let wanted = if state >> 32 & 1 == 0 { 3 } else { 0 };
            match found {
                Some(slot) if wanted == 0 => {
                    plain.take(slot, Some(h));
                    fast.take(slot, Some(h));
                    fast.make_index(hash);
                }
                Some(_) => {}
                None => {
                    while fast.vacancy(h.word).is_none() {
                        fast.grow(hash);
                        plain.grow(hash);
                        // Only one of them keeps an index.
                        plain.drop_index();
                    }
                    let slot = fast.vacancy(h.word).unwrap();
                    assert_eq!(plain.vacancy(h.word), Some(slot));
                    fast.fill(slot, Some(h), key, key);
                    plain.fill(slot, Some(h), key, key);
                }
            }
            assert_eq!(fast.slots(), plain.slots());
        }
        assert!(fast.is_indexed() && !plain.is_indexed() && fast.len() > 100);
    }
}
