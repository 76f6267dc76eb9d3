//! Finding, storing and removing keys of dicts and sets.
//!
//! [`Abrupt::Python`] says that a key's `__hash__` or `__eq__` is a user's; callers then let a
//! frozen function do the work.

use crate::map::{Entry, Probe};
use crate::native::{Abrupt, Outcome};
use crate::object::Object;
use crate::types::T;
use crate::value::{Ref, Unpacked, Value};
use crate::vm::Vm;

impl Vm {
    /// Where `key` is in the dict or set at `map`, or where it would go; with its hash.
    pub fn map_probe(&mut self, map: Ref, key: Value) -> Outcome<(Probe, u64)> {
        // An ordered table is searched from its start, without hashes: it may hold any key.
        let ordered = self.map_of(map).is_some_and(|m| m.is_ordered());
        let hash = if ordered { 0 } else { self.hash(key)? };
        let Some(m) = self.map_of(map) else {
            return Ok((Probe::Full, hash));
        };
        let probe = if key.as_qstr().is_some() && !m.has_other_keys() {
            m.probe(hash, |k| Ok::<bool, Abrupt>(k == key))?
        } else if let (Some(text), false) = (self.plain_text(key), ordered) {
            // Most neighbours in the table differ in their hash already.
            let short = hash as u16;
            m.probe(hash, |k| match k.unpack() {
                Unpacked::Qstr(q) => {
                    Ok(k == key || self.qstrs.hash(q) == short && self.qstrs.text(q) == text)
                }
                Unpacked::Ref(r) => match self.heap.get(r) {
                    Object::Str(s) => Ok(s.hash == short && *s.text == *text),
                    _ => self.equal(k, key),
                },
                _ => Ok(false),
            })?
        } else if key.is_small() {
            m.probe(hash, |k| match k.unpack() {
                Unpacked::Int(_) | Unpacked::Qstr(_) => Ok(k == key),
                _ => self.equal(k, key),
            })?
        } else {
            m.probe(hash, |k| self.equal_keys(k, key))?
        };
        Ok((probe, hash))
    }

    /// Whether two keys are the same; an object is the same key as itself, whatever it says.
    pub(crate) fn equal_keys(&self, a: Value, b: Value) -> Outcome<bool> {
        if a == b && a.as_ref().is_some() {
            return Ok(true);
        }
        self.equal(a, b)
    }

    /// The text of a `str` itself, not of a subclass's instance.
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
        if self.map_of(map).is_none_or(|m| m.room() == 0) {
            // As on the board, a dict without a table asks for no hash: `{}.get([])` is `None`.
            return Ok(None);
        }
        let (probe, _) = self.map_probe(map, key)?;
        Ok(match (probe, self.map_of(map)) {
            (Probe::Found(i), Some(m)) => Some(m.slots()[i].value),
            _ => None,
        })
    }

    /// Maps `key` to `value`; in a set `value` is ignored.
    pub fn map_set(&mut self, map: Ref, key: Value, value: Value) -> Outcome<()> {
        self.map_set_default(map, key, value, true).map(|_| ())
    }

    /// Stores `value` if the key is absent, or if `replace`; gives the value that is then there.
    pub fn map_set_default(
        &mut self,
        map: Ref,
        key: Value,
        value: Value,
        replace: bool,
    ) -> Outcome<Value> {
        if self.map_of(map).is_some_and(|m| m.is_fixed()) {
            return Err(self.raise_with(T::TypeError, &[]));
        }
        loop {
            let (probe, _) = self.map_probe(map, key)?;
            match probe {
                Probe::Found(i) => {
                    let Some(slot) = self.map_mut(map).and_then(|m| m.slot_mut(i)) else {
                        return Ok(value);
                    };
                    if replace {
                        slot.value = value;
                    }
                    return Ok(slot.value);
                }
                Probe::Free(i) => {
                    if let Some(m) = self.map_mut(map) {
                        m.fill(i, key, value);
                    }
                    return Ok(value);
                }
                Probe::Full => self.map_grow(map)?,
            }
        }
    }

    /// Removes `key` and gives its entry.
    pub fn map_remove(&mut self, map: Ref, key: Value) -> Outcome<Option<Entry>> {
        if self.map_of(map).is_some_and(|m| m.is_fixed()) {
            return Err(self.raise_with(T::TypeError, &[]));
        }
        if self.map_of(map).is_none_or(|m| m.room() == 0) {
            return Ok(None);
        }
        let (probe, _) = self.map_probe(map, key)?;
        Ok(match (probe, self.map_mut(map)) {
            (Probe::Found(i), Some(m)) => Some(m.take(i)),
            _ => None,
        })
    }

    fn map_grow(&mut self, map: Ref) -> Outcome<()> {
        // The hashes first: computing them needs the heap that the map is in.
        let keys: alloc::vec::Vec<Value> = self
            .map_of(map)
            .map(|m| m.iter().map(|e| e.key).collect())
            .unwrap_or_default();
        let room = self.map_of(map).map_or(0, |m| m.room());
        self.reserve((room + room / 2) * 8)?;
        let ordered = self.map_of(map).is_some_and(|m| m.is_ordered());
        let mut hashes = alloc::vec::Vec::with_capacity(keys.len());
        for k in keys {
            hashes.push(if ordered { 0 } else { self.hash(k)? });
        }
        let mut next = hashes.into_iter();
        let before = self.board_bytes_of(map);
        if let Some(m) = self.map_mut(map) {
            // `grow` asks for the hashes in table order, as they were collected.
            m.grow(|_| next.next().unwrap_or(0));
        }
        let after = self.board_bytes_of(map);
        self.heap.charge(after.saturating_sub(before));
        Ok(())
    }

    fn board_bytes_of(&self, r: Ref) -> usize {
        self.heap.get(r).board_bytes()
    }

    /// The map of a dict or set, to change.
    pub fn map_mut(&mut self, r: Ref) -> Option<&mut crate::map::Map> {
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
