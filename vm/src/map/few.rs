//! Tables of a few keys that are all there at once.

use super::{Entry, Map, size_at_least, small_remainder};

/// How a table came to its size.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Grown {
    /// How often it has grown.
    pub times: usize,
    /// How many keys were moved.
    pub moved: usize,
}

/// Puts a key's number into the first free slot from where its hash leads to; there is one.
#[inline]
fn place_in(slots: &mut [u8], hash: u16, n: u8) {
    let room = slots.len();
    let mut at = small_remainder(hash, room);
    while slots.get(at).is_some_and(|&taken| taken != 0) {
        at = if at + 1 < room { at + 1 } else { 0 };
    }
    if let Some(slot) = slots.get_mut(at) {
        *slot = n;
    }
}

impl Map {
    /// A table of a few keys, each with its hash: as it is when they have come one after the other. `None` if two have the
    /// same hash, since they might be the same key.
    pub fn of_few(entries: &[(u16, Entry)]) -> Option<(Map, Grown)> {
        // The number of the key in each slot, counted from 1.
        let mut slots = [0; Map::FEW];
        let (mut room, mut grown) = (0, Grown::default());
        for (used, &(hash, _)) in entries.iter().enumerate() {
            if entries[..used].iter().any(|&(other, _)| other == hash) {
                return None;
            }
            if used == room {
                grown.times += 1;
                grown.moved += used;
                room = size_at_least(used + 1);
                for n in core::mem::take(&mut slots).into_iter().take(used) {
                    let (hash, _) = entries.get(usize::from(n) - 1)?;
                    place_in(slots.get_mut(..room)?, *hash, n);
                }
            }
            place_in(slots.get_mut(..room)?, hash, used as u8 + 1);
        }
        let entry = |&n: &u8| match usize::from(n).checked_sub(1) {
            Some(n) => entries
                .get(n)
                .map_or_else(Entry::default, |&(_, entry)| entry),
            None => Entry::default(),
        };
        let map = Map {
            table: slots.get(..room)?.iter().map(entry).collect(),
            used: entries.len() as u32,
            only_qstrs_unless: entries.iter().any(|(_, e)| e.key.as_qstr().is_none()),
            ..Map::default()
        };
        Some((map, grown))
    }

    /// The most keys that [`Map::of_few`] takes.
    pub const FEW: usize = 12;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::Value;
    use alloc::vec::Vec;

    #[test]
    fn few_keys_lie_where_they_would_have_come_to() {
        for seed in 0..500usize {
            let count = seed % (Map::FEW + 1);
            let numbers = (0..count).map(|i| ((seed + 1) * (i * 7 + 3) * 31 % 1009) as i64);
            let mut map = Map::default();
            let mut entries = Vec::new();
            for n in numbers {
                let key = Value::small(n);
                entries.push((n as u16, Entry { key, value: key }));
                while map.find((n as u64).into(), |k| Ok::<_, ()>(k == key)) == Ok(None) {
                    match map.vacancy(n as u64) {
                        Some(slot) => map.fill(slot, Some((n as u64).into()), key, key),
                        None => map.grow(|k| (k.as_small().unwrap_or(0) as u64).into()),
                    }
                }
            }
            match Map::of_few(&entries) {
                Some((few, _)) => assert_eq!(few, map),
                None => assert!(map.len() < count),
            }
        }
    }
}
