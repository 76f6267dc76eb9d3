//! Finding, storing and removing keys of dicts and sets.
//!
//! [`Abrupt::Python`] says that a key's `__hash__` or `__eq__` is a user's; callers then let a
//! frozen function do the work.

use alloc::vec::Vec;

use crate::cost::Cost;
use crate::map::{Entry, KeyHash, Map, Near};
use crate::native::{Abrupt, Outcome};
use crate::object::Object;
use crate::text::float::FloatBits;
use crate::types::T;
use crate::value::{Ref, Unpacked, Value};
use crate::vm::Vm;

use super::keys::Key;
use super::number::int::Int;

/// Spreads the bits of what it multiplies.
const SPREAD: u64 = 0x9e37_79b9_7f4a_7c15;

/// Candidates looked at before a search costs more than any other.
const FREE_LOOKS: usize = 8;

/// Cycles for each beyond these.
const CYCLES_PER_LOOK: usize = 8;

/// What tells one large number or fraction from others: the float, and the lowest bits of an integer.
fn mix(f: f64, low: i64) -> u64 {
    f.to_bits().wrapping_mul(SPREAD).rotate_left(29) ^ (low as u64).wrapping_mul(SPREAD)
}

/// The same for a float, or the hash of the small integer that it equals.
fn float_index(f: f64, word: u64) -> u64 {
    const SMALL: f64 = (1u64 << 47) as f64;
    const WORD: f64 = 18_446_744_073_709_551_616.0;
    if f % 1.0 != 0.0 {
        return mix(f, 0);
    }
    if f.abs() < SMALL {
        return word;
    }
    let low = (f.abs() % WORD) as u64 as i64;
    mix(f, if f < 0.0 { low.wrapping_neg() } else { low })
}

impl Vm {
    /// [`Vm::map_find`] where that takes few looks; `None` where it takes more.
    #[inline]
    fn find_plain(&mut self, map: Ref, key: Value) -> Option<(Option<usize>, u64)> {
        let sought = Key::of(&self.heap, &self.qstrs, key)?;
        let slot = match sought.find(self.map_of(map)?) {
            Near::At(slot) => Some(slot),
            Near::Absent => None,
            Near::Unknown => return None,
        };
        let hash = sought.hash;
        if sought.text.is_some() {
            self.pay(Cost::TextKey, 1);
        }
        Some((slot, hash))
    }

    /// Where `key` is in the dict or set at `map`, if it is there; with its hash.
    pub fn map_find(&mut self, map: Ref, key: Value) -> Outcome<(Option<usize>, KeyHash)> {
        if let Some((slot, hash)) = self.find_plain(map, key) {
            return Ok((slot, hash.into()));
        }
        // An ordered table is searched from its start, without hashes: it may hold any key.
        let ordered = self.map_of(map).is_some_and(|m| m.is_ordered());
        let hash = if ordered { 0 } else { self.hash(key)? };
        let Some(m) = self.map_of(map) else {
            return Ok((None, hash.into()));
        };
        let hash = self.key_hash(m, key, hash);
        let mut heap_text = false;
        let mut looks = 0;
        let slot = if key.as_qstr().is_some() && !m.has_other_keys() {
            m.find(hash, |k| Ok::<bool, Abrupt>(k == key))?
        } else if let (Some(text), false) = (self.plain_text(key), ordered) {
            heap_text = key.as_qstr().is_none();
            // Most neighbours in the table differ in their hash already.
            let short = hash.word as u16;
            m.find(hash, |k| {
                looks += 1;
                match k.unpack() {
                    Unpacked::Qstr(q) => {
                        Ok(k == key || self.qstrs.hash(q) == short && self.qstrs.text(q) == text)
                    }
                    Unpacked::Ref(r) => match self.heap.get(r) {
                        Object::Str(s) => {
                            Ok(k == key || !s.hashes_unlike(short) && *s.text == *text)
                        }
                        _ => self.equal(k, key),
                    },
                    _ => Ok(false),
                }
            })?
        } else if key.is_small() {
            m.find(hash, |k| match k.unpack() {
                Unpacked::Int(_) | Unpacked::Qstr(_) => Ok(k == key),
                _ => self.equal(k, key),
            })?
        } else {
            // NaN is found in a dict as itself, but not in a set.
            let is_dict = matches!(self.heap.get(map), Object::Dict(_));
            m.find(hash, |k| {
                looks += 1;
                match is_dict && k == key {
                    true => Ok(true),
                    false => self.equal_keys(k, key),
                }
            })?
        };
        if heap_text {
            self.pay(Cost::TextKey, 1);
        }
        if looks > FREE_LOOKS {
            self.spend(looks * CYCLES_PER_LOOK);
        }
        Ok((slot, hash))
    }

    /// The map of an instance of a subclass.
    #[cold]
    pub(crate) fn derived_map(&self, r: Ref) -> Option<&Map> {
        match self.heap.get(r) {
            Object::Derived(d) => self.map_of(d.native.as_ref()?),
            _ => None,
        }
    }

    /// Whether two keys are the same; an object is the same key as itself, whatever it says.
    #[inline(always)]
    pub(crate) fn equal_keys(&self, a: Value, b: Value) -> Outcome<bool> {
        if a == b && a.as_ref().is_some() {
            return Ok(true);
        }
        self.equal(a, b)
    }

    /// Whether `key` cannot be in a dict because that holds names only: then it is not asked for
    /// its hash.
    #[inline(always)]
    fn is_no_name_for(&self, map: Ref, key: Value) -> bool {
        let names_only = match self.heap.get(map) {
            Object::Dict(m) => !m.has_other_keys(),
            _ => false,
        };
        names_only && self.plain_text(key).is_none()
    }

    /// The text of a `str` itself, not of a subclass's instance.
    #[inline(always)]
    fn plain_text(&self, v: Value) -> Option<&str> {
        match v.unpack() {
            Unpacked::Qstr(q) => Some(self.qstrs.text(q)),
            Unpacked::Ref(r) => match self.heap.get(r) {
                Object::Str(s) => Some(&s.text),
                _ => None,
            },
            _ => None,
        }
    }

    /// The value of `key`, if it is there.
    pub fn map_get(&mut self, map: Ref, key: Value) -> Outcome<Option<Value>> {
        if let Some((slot, _)) = self.find_plain(map, key) {
            let map = self.map_of(map);
            return Ok(slot.and_then(|slot| map.and_then(|m| m.value_at(slot))));
        }
        if self.map_of(map).is_none_or(|m| m.room() == 0) {
            // As on the board, a dict without a table asks for no hash: `{}.get([])` is `None`.
            return Ok(None);
        }
        if self.is_no_name_for(map, key) {
            return Ok(None);
        }
        let (slot, _) = self.map_find(map, key)?;
        Ok(match (slot, self.map_of(map)) {
            (Some(i), Some(m)) => Some(m.slots()[i].value),
            _ => None,
        })
    }

    /// Maps `key` to `value`; in a set `value` is ignored.
    pub fn map_set(&mut self, map: Ref, key: Value, value: Value) -> Outcome<()> {
        self.map_set_default(map, key, value, true).map(|_| ())
    }

    /// The same where nobody could let Python code make room in steps: in namespaces.
    pub fn map_set_at_once(&mut self, map: Ref, key: Value, value: Value) -> Outcome<()> {
        self.store(map, key, value, true, false).map(|_| ())
    }

    /// The same for a key that should be absent; says whether it was.
    pub fn map_add_at_once(&mut self, map: Ref, key: Value, value: Value) -> Outcome<bool> {
        let before = self.map_of(map).map_or(0, Map::len);
        self.store(map, key, value, false, false)?;
        Ok(self.map_of(map).map_or(0, Map::len) > before)
    }

    /// Stores `value` if the key is absent, or if `replace`; gives the value that is then there.
    pub fn map_set_default(
        &mut self,
        map: Ref,
        key: Value,
        value: Value,
        replace: bool,
    ) -> Outcome<Value> {
        self.store(map, key, value, replace, true)
    }

    fn store(
        &mut self,
        map: Ref,
        key: Value,
        value: Value,
        replace: bool,
        may_step: bool,
    ) -> Outcome<Value> {
        if self.map_of(map).is_some_and(|m| m.is_fixed()) {
            return Err(self.raise_with(T::TypeError, &[]));
        }
        if map == self.builtins {
            self.lookups.forget();
        }
        let (slot, mut hash) = self.map_find(map, key)?;
        if let Some(i) = slot {
            let Some(slot) = self.map_mut(map).and_then(|m| m.slot_mut(i)) else {
                return Ok(value);
            };
            if replace {
                slot.value = value;
            }
            return Ok(slot.value);
        }
        loop {
            if let Some(m) = self.map_mut(map)
                && let Some(free) = m.vacancy(hash.word)
            {
                m.fill(free, Some(hash), key, value);
                return Ok(value);
            }
            if may_step && self.map_of(map).is_some_and(Map::is_slow_to_grow) {
                return Err(Abrupt::Python);
            }
            self.map_grow(map)?;
            // The table may have an index now.
            if let Some(m) = self.map_of(map) {
                hash = self.key_hash(m, key, hash.word);
            }
        }
    }

    /// Removes `key` and gives its entry.
    pub fn map_remove(&mut self, map: Ref, key: Value) -> Outcome<Option<Entry>> {
        if self.map_of(map).is_some_and(|m| m.is_fixed()) {
            return Err(self.raise_with(T::TypeError, &[]));
        }
        if self.map_of(map).is_none_or(|m| m.room() == 0) || self.is_no_name_for(map, key) {
            return Ok(None);
        }
        let (slot, hash) = self.map_find(map, key)?;
        let Some(i) = slot else {
            return Ok(None);
        };
        Ok(self.map_take(map, i, Some(hash)))
    }

    /// Empties a slot. `hash` is that of its key, where it is at hand.
    pub fn map_take(&mut self, map: Ref, slot: usize, hash: Option<KeyHash>) -> Option<Entry> {
        let key = self.map_of(map)?.slots().get(slot)?.key;
        let hash = hash.or_else(|| {
            let word = self.find_hash(key).ok().flatten()?;
            Some(self.key_hash(self.map_of(map)?, key, word))
        });
        if key.as_qstr().is_some() {
            self.lookups.forget();
        }
        let m = self.map_mut(map)?;
        let taken = m.take(slot, hash);
        if m.lacks_index()
            && m.len() > m.room() / 4
            && let Ok(hashes) = self.hashes_of(map)
            && let Some(m) = self.map_mut(map)
        {
            let mut hashes = hashes.into_iter();
            m.make_index(|_| hashes.next().unwrap_or(0.into()));
        }
        Some(taken)
    }

    /// The hashes of all keys, in the order of the slots.
    fn hashes_of(&mut self, map: Ref) -> Outcome<Vec<KeyHash>> {
        let keys: Vec<Value> = self
            .map_of(map)
            .map(|m| m.iter().map(|e| e.key).collect())
            .unwrap_or_default();
        let mut hashes = Vec::with_capacity(keys.len());
        for k in keys {
            let word = self.hash(k)?;
            hashes.push(self.index_hash(k, word));
        }
        Ok(hashes)
    }

    /// The hash of a key for a look-up in `map`, whose word is `word`.
    #[inline(always)]
    pub fn key_hash(&self, map: &Map, key: Value, word: u64) -> KeyHash {
        if map.is_indexed() {
            self.index_hash(key, word)
        } else {
            word.into()
        }
    }

    fn index_hash(&self, key: Value, word: u64) -> KeyHash {
        let items = match self.heap.object(key) {
            Some(Object::Tuple(items) | Object::NamedTuple(_, items)) => items,
            // The board's hash of numbers beyond its words, and of fractions, is the same for many.
            Some(Object::Int(n)) => {
                let n = Int::Big(n);
                let index = mix(n.to_float(FloatBits::Double), n.low_bits());
                return KeyHash { word, index };
            }
            Some(&Object::Complex(re, im)) => {
                let [re, im] = [re, im].map(|bits| float_index(f64::from_bits(bits), 0));
                let index = re ^ im.rotate_left(32);
                return KeyHash { word, index };
            }
            Some(_) => return word.into(),
            None => {
                let index = key.as_float().map_or(word, |f| float_index(f, word));
                return KeyHash { word, index };
            }
        };
        let mut index = items.len() as u64;
        for &item in items {
            let hash = self.find_hash(item).ok().flatten().unwrap_or(0);
            index = (index.rotate_left(25) ^ hash).wrapping_mul(SPREAD);
        }
        KeyHash { word, index }
    }

    fn map_grow(&mut self, map: Ref) -> Outcome<()> {
        let room = self.map_of(map).map_or(0, |m| m.next_room());
        let per = match self.heap.get(map) {
            Object::Set(_) | Object::FrozenSet(_) => 4,
            _ => 8,
        };
        self.reserve(room * per)?;
        // A new table, and each key finds its place in it.
        self.pay(Cost::Sequence, 1);
        let keys = self.map_of(map).map_or(0, Map::len);
        self.pay(Cost::Search, keys);
        let before = self.board_bytes_of(map);
        if !self.grow_plain(map) {
            // The hashes first: computing them needs the heap that the map is in.
            let ordered = self.map_of(map).is_some_and(|m| m.is_ordered());
            let hashes = match ordered {
                true => Vec::new(),
                false => self.hashes_of(map)?,
            };
            let mut next = hashes.into_iter();
            if let Some(m) = self.map_mut(map) {
                // `grow` asks for the hashes in table order, as they were collected.
                m.grow(|_| next.next().unwrap_or(0.into()));
            }
        }
        let after = self.board_bytes_of(map);
        self.heap.charge(after.saturating_sub(before));
        Ok(())
    }

    /// Makes room in a table whose keys take no more than a look; says whether it is one.
    fn grow_plain(&mut self, map: Ref) -> bool {
        let hash = |vm: &Vm, key: Value| Key::of(&vm.heap, &vm.qstrs, key).map(|k| k.hash);
        let keys = self.map_of(map);
        if !keys.is_some_and(|m| !m.is_ordered() && m.iter().all(|e| hash(self, e.key).is_some())) {
            return false;
        }
        let Some(mut table) = self.map_mut(map).map(core::mem::take) else {
            return false;
        };
        table.grow(|key| hash(self, key).unwrap_or(0).into());
        if let Some(m) = self.map_mut(map) {
            *m = table;
        }
        true
    }

    fn board_bytes_of(&self, r: Ref) -> usize {
        self.heap.get(r).board_bytes()
    }

    /// The map of a dict or set, to change.
    pub fn map_mut(&mut self, r: Ref) -> Option<&mut Map> {
        let r = match self.heap.get(r) {
            Object::Derived(d) => d.native.as_ref()?,
            _ => r,
        };
        match self.heap.get_mut(r) {
            Object::Dict(m) | Object::Set(m) | Object::FrozenSet(m) => Some(m),
            _ => None,
        }
    }

    /// Looks a key up in a dict and raises `KeyError` if it is absent.
    pub fn dict_item(&mut self, dict: Ref, key: Value) -> Outcome {
        match self.map_get(dict, key)? {
            Some(v) => Ok(v),
            None => Err(self.raise_with(T::KeyError, &[key])),
        }
    }
}
