//! MicroPython's hash table, for dicts, namespaces and sets: same hash, same sizes, same probing,
//! so that iteration shows the order that the board shows.
//!
//! The table knows nothing of equality: the caller probes with [`Map::probe`] and tells which slot
//! holds its key, because comparing keys may need the heap, or Python code.

use alloc::boxed::Box;
use alloc::vec;
use alloc::vec::Vec;

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
    #[inline]
    pub fn is_filled(&self) -> bool {
        self.key != Value::NULL && self.key != Value::DELETED
    }
}

/// A hash table, or, when `ordered`, a list of pairs in insertion order (`OrderedDict`, modules).
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
pub struct Map {
    table: Box<[Entry]>,
    used: u32,
    ordered: bool,
    only_qstrs_unless: bool,
    fixed: bool,
}

/// The sizes that a table grows through.
const SIZES: [u32; 34] = [
    0, 2, 4, 6, 8, 10, 12, 17, 23, 29, 37, 47, 59, 73, 97, 127, 167, 223, 293, 389, 521, 691, 919,
    1223, 1627, 2161, 3229, 4831, 7243, 10861, 16273, 24407, 36607, 54907,
];

fn size_at_least(n: usize) -> usize {
    match SIZES.iter().find(|&&s| s as usize >= n) {
        Some(&s) => s as usize,
        None => (n + n / 2) | 1,
    }
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
        Map {
            table: vec![Entry::default(); n].into_boxed_slice(),
            ..Map::default()
        }
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
    pub fn room(&self) -> usize {
        self.table.len()
    }

    /// Whether insertion order is kept.
    pub fn is_ordered(&self) -> bool {
        self.ordered
    }

    /// Whether storing is refused, as in the namespaces of built-in modules and types.
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
    #[inline]
    pub fn has_other_keys(&self) -> bool {
        self.only_qstrs_unless
    }

    /// All slots, filled or not.
    #[inline]
    pub fn slots(&self) -> &[Entry] {
        &self.table
    }

    /// One slot, to change its value.
    #[inline]
    pub fn slot_mut(&mut self, i: usize) -> Option<&mut Entry> {
        self.table.get_mut(i)
    }

    /// The filled slots in table order.
    pub fn iter(&self) -> impl Iterator<Item = &Entry> {
        self.table.iter().filter(|e| e.is_filled())
    }

    /// The first filled slot at or after `i`.
    pub fn next_filled(&self, i: usize) -> Option<(usize, Entry)> {
        let rest = self.table.get(i..)?;
        rest.iter()
            .position(Entry::is_filled)
            .map(|n| (i + n, rest[n]))
    }

    /// Searches for a key with this hash; `same` says of each candidate whether it is the key.
    /// An error of `same` ends the search.
    #[inline]
    pub fn probe<E>(
        &self,
        hash: u64,
        mut same: impl FnMut(Value) -> Result<bool, E>,
    ) -> Result<Probe, E> {
        self.probe_slots(hash, |_, key| same(key))
    }

    /// Like [`Map::probe`], and tells `same` the slot of each candidate.
    #[inline]
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
            let end = self.used as usize;
            return Ok(if end < self.table.len() {
                Probe::Free(end)
            } else {
                Probe::Full
            });
        }
        let room = self.table.len();
        if room == 0 {
            return Ok(Probe::Full);
        }
        let start = (hash % room as u64) as usize;
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

    /// Fills a slot that a probe reported free.
    pub fn fill(&mut self, slot: usize, key: Value, value: Value) {
        if let Some(e) = self.table.get_mut(slot) {
            *e = Entry { key, value };
            self.used += 1;
            self.only_qstrs_unless |= key.as_qstr().is_none();
        }
    }

    /// Empties a filled slot and returns what was there.
    pub fn take(&mut self, slot: usize) -> Entry {
        let taken = self.table[slot];
        self.used -= 1;
        if self.ordered {
            let end = self.used as usize;
            self.table.copy_within(slot + 1..end + 1, slot);
            self.table[end] = Entry::default();
        } else {
            let next = if slot + 1 == self.table.len() {
                0
            } else {
                slot + 1
            };
            let key = if self.table[next].key.is_null() {
                Value::NULL
            } else {
                Value::DELETED
            };
            self.table[slot] = Entry {
                key,
                value: Value::NULL,
            };
        }
        taken
    }

    /// Removes all keys.
    pub fn clear(&mut self) {
        self.table = Box::default();
        self.used = 0;
        self.only_qstrs_unless = false;
    }

    /// Makes room for one key more; `hash` gives the hash of each key that is there.
    pub fn grow(&mut self, mut hash: impl FnMut(Value) -> u64) {
        if self.ordered {
            let mut table = Vec::from(core::mem::take(&mut self.table));
            table.resize(table.len() + 4, Entry::default());
            self.table = table.into_boxed_slice();
            return;
        }
        let room = size_at_least(self.table.len() + 1);
        let old = core::mem::replace(&mut self.table, vec![Entry::default(); room].into());
        for e in old.iter().filter(|e| e.is_filled()) {
            let mut pos = (hash(e.key) % room as u64) as usize;
            while !self.table[pos].key.is_null() {
                pos = if pos + 1 == room { 0 } else { pos + 1 };
            }
            self.table[pos] = *e;
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
        let hash = |k: Value| k.as_small().unwrap_or(0) as u64;
        loop {
            match map.probe(n as u64, |k| Ok::<_, ()>(k == key)).unwrap() {
                Probe::Found(_) => return,
                Probe::Free(i) => return map.fill(i, key, key),
                Probe::Full => map.grow(hash),
            }
        }
    }

    fn keys(map: &Map) -> Vec<i64> {
        map.iter().filter_map(|e| e.key.as_small()).collect()
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
        map.take(1);
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
        map.take(1);
        assert_eq!(keys(&map), [7, 5, 1, 2]);
    }
}
