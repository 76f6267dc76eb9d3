//! Where the keys of a large table are, found by their whole hash.
//!
//! MicroPython fills its tables to the last slot and searches them one by one, so that a large one
//! is slow on the board, and the order of its slots is what programs see. The index only shortens
//! the search. It lies behind the slots, in the same memory: two words to an entry, each empty
//! (`NULL`), given up (`DELETED`), or a slot with 15 bits of its key's hash; then a bit for each
//! slot, set where it is taken; then a bit for each of these entries, set where all its slots are
//! taken; then how many words were given up, and how many slots there are.

use super::{Entry, Near, Same};
use crate::value::Value;

/// The hash of a key: as the board's table uses it, and as the index does.
#[derive(Clone, Copy, Debug)]
pub struct KeyHash {
    /// Decides the slot.
    pub word: u64,
    /// Decides the place in the index: the same for equal keys, and as different as can be for
    /// others, where the board's hash of a tuple is only a sum.
    pub index: u64,
}

impl From<u64> for KeyHash {
    fn from(word: u64) -> KeyHash {
        KeyHash { word, index: word }
    }
}

/// The smallest table that has an index.
pub(super) const SMALLEST: usize = 17;

/// How many slots' bits are in one entry, half of them in its key.
const BITS: usize = 64;

/// The most keys that move to a larger table in one go.
pub(super) const MOST_MOVED: usize = 1 << 16;

/// How many entries lie behind `room` slots.
pub(super) const fn extra(room: usize) -> usize {
    room + levels(room).end + 1
}

/// Where the bits of slots end and those of full entries begin, from the first of both on.
struct Levels {
    middle: usize,
    end: usize,
}

#[inline(always)]
const fn levels(room: usize) -> Levels {
    let middle = room.div_ceil(BITS);
    let end = middle + middle.div_ceil(BITS);
    Levels { middle, end }
}

/// How many slots a table with an index has.
#[inline(always)]
pub(super) fn room(table: &[Entry]) -> usize {
    let last = table.last().and_then(|e| e.value.as_small());
    last.unwrap_or(0) as usize
}

/// Makes the index of empty slots out of the empty entries behind them.
pub(super) fn begin(index: &mut [Entry], room: usize) {
    for entry in &mut index[room..room + levels(room).end] {
        *entry = with_bits(0);
    }
    if let Some(last) = index.last_mut() {
        *last = Entry {
            key: Value::small(0),
            value: Value::small(room as i64),
        };
    }
}

#[inline(always)]
fn bits(entry: &Entry) -> u64 {
    let half = |v: Value| v.as_small().unwrap_or(0) as u64;
    half(entry.key) | half(entry.value) << 32
}

#[inline(always)]
fn with_bits(all: u64) -> Entry {
    Entry {
        key: Value::small((all & 0xffff_ffff) as i64),
        value: Value::small((all >> 32) as i64),
    }
}

/// Sets or clears a bit, and gives the bits that are then in its entry.
#[inline(always)]
fn set_bit(entries: &mut [Entry], at: usize, on: bool) -> u64 {
    let bit = 1 << (at % BITS);
    let Some(entry) = entries.get_mut(at / BITS) else {
        return 0;
    };
    let all = match on {
        true => bits(entry) | bit,
        false => bits(entry) & !bit,
    };
    *entry = with_bits(all);
    all
}

#[inline(always)]
fn mark(index: &mut [Entry], slot: usize, taken: bool) {
    let room = room(index);
    let levels = levels(room);
    let (slots, full) = index[room..room + levels.end].split_at_mut(levels.middle);
    let all = set_bit(slots, slot, taken);
    if !taken || all == u64::MAX {
        set_bit(full, slot / BITS, all == u64::MAX);
    }
}

/// The first bit at or after `from` that is not set.
#[inline(always)]
fn clear_from(entries: &[Entry], from: usize) -> Option<usize> {
    let mut at = from / BITS;
    let mut clear = !bits(entries.get(at)?) & (u64::MAX << (from % BITS));
    while clear == 0 {
        at += 1;
        clear = !bits(entries.get(at)?);
    }
    Some(at * BITS + clear.trailing_zeros() as usize)
}

/// The first free slot at or after `from`.
#[inline(always)]
fn free_from(index: &[Entry], from: usize) -> Option<usize> {
    let room = room(index);
    let levels = levels(room);
    let (slots, full) = index[room..room + levels.end].split_at(levels.middle);
    let at = from / BITS;
    let near = clear_from(slots.get(at..=at)?, from % BITS);
    let slot = match near {
        Some(bit) => at * BITS + bit,
        None => {
            let at = clear_from(full, at + 1)?;
            at * BITS + clear_from(slots.get(at..=at)?, 0)?
        }
    };
    // Bits behind the last slot are never taken.
    (slot < room).then_some(slot)
}

/// The free slot that a search which begins at `start` comes to first.
pub(super) fn vacancy(index: &[Entry], start: usize) -> Option<usize> {
    free_from(index, start).or_else(|| free_from(index, 0))
}

/// A hash whose bits are all equally good.
#[inline(always)]
fn spread(hash: u64) -> u64 {
    let mixed = (hash ^ hash >> 32).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    mixed ^ mixed >> 29
}

#[inline(always)]
fn word(slot: usize, mixed: u64) -> Value {
    Value::small((mixed & 0x7fff) as i64 | (slot as i64) << 15)
}

#[inline(always)]
fn slot_of(word: Value) -> Option<usize> {
    word.as_small().map(|n| (n >> 15) as usize)
}

/// A search through the words.
struct Walk {
    words: usize,
    at: usize,
}

impl Walk {
    #[inline(always)]
    fn new(index: &[Entry], mixed: u64) -> Walk {
        let words = 2 * room(index);
        let at = (((mixed >> 32) * words as u64) >> 32) as usize;
        Walk { words, at }
    }

    #[inline(always)]
    fn step(&mut self) {
        self.at += 1;
        if self.at == self.words {
            self.at = 0;
        }
    }

    #[inline(always)]
    fn read(&self, index: &[Entry]) -> Value {
        let entry = &index[self.at / 2];
        match self.at % 2 {
            0 => entry.key,
            _ => entry.value,
        }
    }

    #[inline(always)]
    fn write(&self, index: &mut [Entry], v: Value) {
        let entry = &mut index[self.at / 2];
        match self.at % 2 {
            0 => entry.key = v,
            _ => entry.value = v,
        }
    }
}

/// The slot of the key with this hash for which `same` holds. `index` begins behind the slots.
#[inline(always)]
pub(super) fn find<E>(
    index: &[Entry],
    hash: u64,
    mut same: impl FnMut(usize) -> Result<bool, E>,
) -> Result<Option<usize>, E> {
    let mixed = spread(hash);
    let mut walk = Walk::new(index, mixed);
    // Never full: at most half of the words hold a slot, and a quarter is given up.
    for _ in 0..walk.words {
        let found = walk.read(index);
        if found == Value::NULL {
            return Ok(None);
        }
        if let Some(slot) = slot_of(found)
            && found == word(slot, mixed)
            && same(slot)?
        {
            return Ok(Some(slot));
        }
        walk.step();
    }
    Ok(None)
}

/// Like [`find`] in a whole table, with few looks at the index.
#[inline(always)]
pub(super) fn look(table: &[Entry], hash: u64, key: &impl Same) -> Near {
    const MOST: usize = 8;
    let room = room(table);
    let mixed = spread(hash);
    let words = 2 * room;
    let mut at = (((mixed >> 32) * words as u64) >> 32) as usize;
    for _ in 0..MOST {
        let Some(entry) = table.get(room + at / 2) else {
            return Near::Unknown;
        };
        let found = [entry.key, entry.value][at % 2];
        if found == Value::NULL {
            return Near::Absent;
        }
        if let Some(slot) = slot_of(found)
            && found == word(slot, mixed)
        {
            match table.get(slot).and_then(|e| key.same(e.key)) {
                Some(true) => return Near::At(slot),
                Some(false) => {}
                None => return Near::Unknown,
            }
        }
        at = if at + 1 < words { at + 1 } else { 0 };
    }
    Near::Unknown
}

/// Notes that a key with this hash is in `slot`.
pub(super) fn insert(index: &mut [Entry], hash: u64, slot: usize) {
    insert_word(index, hash, slot);
    mark(index, slot, true);
}

/// The same where the slots are marked later, all at once.
pub(super) fn insert_word(index: &mut [Entry], hash: u64, slot: usize) {
    let mixed = spread(hash);
    let mut walk = Walk::new(index, mixed);
    while walk.read(index) != Value::NULL {
        walk.step();
    }
    walk.write(index, word(slot, mixed));
}

/// Marks the slots that are taken, of a table where none is marked yet.
pub(super) fn mark_all(index: &mut [Entry], slots: &[Entry]) {
    let levels = levels(slots.len());
    let (bits, full) = index[slots.len()..slots.len() + levels.end].split_at_mut(levels.middle);
    for (at, (entry, slots)) in bits.iter_mut().zip(slots.chunks(BITS)).enumerate() {
        let mut all = 0u64;
        for (i, slot) in slots.iter().enumerate() {
            all |= u64::from(slot.is_filled()) << i;
        }
        *entry = with_bits(all);
        if all == u64::MAX {
            set_bit(full, at, true);
        }
    }
}

/// Forgets the key in `slot`; says whether the index is still of use.
pub(super) fn remove(index: &mut [Entry], hash: u64, slot: usize) -> bool {
    let mixed = spread(hash);
    let mut walk = Walk::new(index, mixed);
    for _ in 0..walk.words {
        let found = walk.read(index);
        if found == Value::NULL {
            break;
        }
        if found == word(slot, mixed) {
            walk.write(index, Value::DELETED);
            mark(index, slot, false);
            let allowed = (room(index) / 2) as i64;
            let Some(last) = index.last_mut() else {
                break;
            };
            let given_up = last.key.as_small().unwrap_or(allowed) + 1;
            last.key = Value::small(given_up);
            return given_up <= allowed;
        }
        walk.step();
    }
    false
}
