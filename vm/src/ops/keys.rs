//! Keys of dicts and sets that take no more than a look: small integers and texts.
//!
//! The interpreter's loop and the general way both begin with this.

use crate::heap::Heap;
use crate::map::{Map, Near, Same};
use crate::object::Object;
use crate::qstr::Qstrs;
use crate::text::compare::same_short;
use crate::value::Value;

/// Integers below this one have the same hash on all boards: themselves.
const SAME_HASH: i64 = 1 << 30;

/// The longest texts that are compared.
const SHORT: usize = 32;

/// A key that is looked for.
#[derive(Clone, Copy)]
pub struct Key<'a> {
    heap: &'a Heap,
    qstrs: &'a Qstrs,
    key: Value,
    /// Its hash.
    pub hash: u64,
    /// A text that is not interned.
    pub text: Option<&'a str>,
}

impl<'a> Key<'a> {
    /// The key, if it is one of these: an integer whose hash no board cuts, or a text.
    #[inline(always)]
    pub fn of(heap: &'a Heap, qstrs: &'a Qstrs, key: Value) -> Option<Key<'a>> {
        let mut text = None;
        let hash = match (key.as_small(), key.as_qstr()) {
            (Some(n @ 0..SAME_HASH), _) => n as u64,
            (_, Some(name)) => u64::from(qstrs.hash(name)),
            _ => match heap.object(key)? {
                Object::Str(s) if s.text.len() <= SHORT => {
                    text = Some(&*s.text);
                    u64::from(s.known_hash())
                }
                _ => return None,
            },
        };
        Some(Key {
            heap,
            qstrs,
            key,
            hash,
            text,
        })
    }

    /// Where it is.
    #[inline(always)]
    pub fn find(&self, map: &Map) -> Near {
        map.look(self.hash, self)
    }

    /// Whether another interned text is the same as this one, which is not.
    #[inline(always)]
    fn is_text(&self, other: Value) -> bool {
        match (self.text, other.as_qstr()) {
            (Some(text), Some(name)) => {
                u64::from(self.qstrs.hash(name)) == self.hash
                    && same_short(self.qstrs.text(name).as_bytes(), text.as_bytes())
            }
            _ => false,
        }
    }
}

impl Same for Key<'_> {
    #[inline(always)]
    fn same(&self, other: Value) -> Option<bool> {
        if other == self.key {
            return Some(true);
        }
        if other.is_small() || other == Value::DELETED {
            return Some(false);
        }
        if other.as_qstr().is_some() {
            return Some(self.is_text(other));
        }
        // `True` and 1.0 are 1.
        match self.heap.object(other) {
            None if self.key.is_small() => None,
            Some(Object::Str(s)) if !self.key.is_small() => {
                if s.hashes_unlike(self.hash as u16) {
                    return Some(false);
                }
                let text = self.text?;
                (s.text.len() <= SHORT).then(|| same_short(s.text.as_bytes(), text.as_bytes()))
            }
            None | Some(Object::Str(_) | Object::Tuple(_)) => Some(false),
            Some(_) => None,
        }
    }
}
