//! Keys of dicts and sets, and short texts: what the loop finds in them with a few looks.
//!
//! All of it becomes part of the loop; see `hot.rs` for why.

use super::quick;
use super::quick::num::{EQUAL, NOT_EQUAL};
use crate::cost::{Cost, Costs};
use crate::heap::Heap;
use crate::map::Near;
use crate::modules::{CHR, LEN, ORD};
use crate::object::{IteratorObj, MapView, Object};
use crate::ops::binary::BinaryOp;
use crate::ops::keys::Key;
use crate::qstr::Qstrs;
use crate::text::compare::same_short;
use crate::types::dict::GET;
use crate::types::set::ADD;
use crate::value::Value;

/// The longest text, tuple or list that is gone through.
const SHORT: usize = 32;

const IN: u8 = BinaryOp::In as u8;

/// Stands for `x[y]` among the operators.
pub(super) const SUBSCRIPT: u8 = u8::MAX;
/// Stands for `x[y] = third`.
pub(super) const PUT: u8 = u8::MAX - 1;
/// Stands for `x.get(y, third)`.
const GET_ABSENT: u8 = u8::MAX - 2;
/// Stands for `x.get(y)`.
const GET_NONE: u8 = u8::MAX - 3;
/// Stands for `x.add(y)`.
const ADD_KEY: u8 = u8::MAX - 4;

/// What is asked of a dict or set about a key, by its operator. `None` if that takes more.
#[inline(always)]
fn keyed(
    heap: &mut Heap,
    qstrs: &Qstrs,
    operator: u8,
    [container, key, third]: [Value; 3],
    costs: &Costs,
    fuel: &mut i64,
) -> Option<Value> {
    let map = match (heap.object(container)?, operator) {
        (Object::Dict(map), IN | SUBSCRIPT | PUT | GET_ABSENT | GET_NONE) => map,
        (Object::Set(map), IN | ADD_KEY) => map,
        (Object::FrozenSet(map), IN) => map,
        _ => return None,
    };
    let sought = Key::of(heap, qstrs, key)?;
    let (found, hash, is_text) = (sought.find(map), sought.hash, sought.text.is_some());
    let v = match (found, operator) {
        (Near::Unknown, _) => return None,
        (found, IN) => {
            *fuel -= costs.of(Cost::Search);
            Value::bool(found != Near::Absent)
        }
        (Near::At(slot), SUBSCRIPT | GET_ABSENT | GET_NONE) => map.value_at(slot)?,
        (Near::Absent, GET_ABSENT) => third,
        (Near::Absent, GET_NONE) => Value::NONE,
        (Near::At(slot), PUT) if !map.is_fixed() && !third.is_null() => {
            if let Some(Object::Dict(map)) = heap.object_mut(container) {
                map.set_at(slot, third);
            }
            Value::NONE
        }
        (Near::At(_), ADD_KEY) => Value::NONE,
        (Near::Absent, PUT | ADD_KEY) => {
            if map.is_fixed() || operator == PUT && third.is_null() {
                return None;
            }
            let stored = match heap.object_mut(container) {
                Some(Object::Dict(map)) => map.put(hash, key, third),
                Some(Object::Set(map)) => map.put(hash, key, Value::NULL),
                _ => false,
            };
            if !stored {
                return None;
            }
            Value::NONE
        }
        _ => return None,
    };
    if is_text {
        *fuel -= costs.of(Cost::TextKey);
    }
    Some(v)
}

/// The bytes of a text.
#[inline(always)]
fn text<'a>(heap: &'a Heap, qstrs: &'a Qstrs, v: Value) -> Option<&'a [u8]> {
    match v.as_qstr() {
        Some(name) => Some(qstrs.text(name).as_bytes()),
        None => match heap.object(v)? {
            Object::Str(s) => Some(s.text.as_bytes()),
            _ => None,
        },
    }
}

/// `item in container`, `dict[key]`, `text[index]` and so on, and comparisons of texts. What it costs
/// beyond the instruction is taken from `fuel`.
#[inline(always)]
pub(super) fn binary(
    heap: &mut Heap,
    qstrs: &Qstrs,
    op: u8,
    [x, y, third]: [Value; 3],
    costs: &Costs,
    fuel: &mut i64,
) -> Option<Value> {
    let (container, key) = match op {
        IN => (y, x),
        EQUAL => return equal_texts(heap, qstrs, x, y).map(Value::bool),
        NOT_EQUAL => return equal_texts(heap, qstrs, x, y).map(|same| Value::bool(!same)),
        SUBSCRIPT | PUT | GET_ABSENT | GET_NONE | ADD_KEY => (x, y),
        _ => return None,
    };
    let found = keyed(heap, qstrs, op, [container, key, third], costs, fuel);
    match (found, op) {
        (None, SUBSCRIPT) => character(heap, qstrs, x, y, costs, fuel),
        (None, IN) => contains(heap, qstrs, x, y, costs, fuel).map(Value::bool),
        (found, _) => found,
    }
}

#[inline(always)]
fn equal_texts(heap: &Heap, qstrs: &Qstrs, x: Value, y: Value) -> Option<bool> {
    let (x, y) = (text(heap, qstrs, x)?, text(heap, qstrs, y)?);
    if x.len() != y.len() {
        return Some(false);
    }
    (x.len() <= SHORT).then(|| same_short(x, y))
}

#[inline(always)]
fn contains(
    heap: &Heap,
    qstrs: &Qstrs,
    item: Value,
    container: Value,
    costs: &Costs,
    fuel: &mut i64,
) -> Option<bool> {
    let items: &[Value] = match heap.object(container) {
        Some(Object::Tuple(items)) => items,
        Some(Object::List(items)) => items,
        _ => {
            // One character in a text.
            let (&[byte], text) = (text(heap, qstrs, item)?, text(heap, qstrs, container)?) else {
                return None;
            };
            if text.len() > SHORT {
                return None;
            }
            let mut i = 0;
            while i < text.len() {
                if text[i] == byte {
                    return Some(true);
                }
                i += 1;
            }
            return Some(false);
        }
    };
    let plain = |v: Value| v.is_small() || v.as_qstr().is_some();
    if !plain(item) || items.len() > SHORT {
        return None;
    }
    let mut i = 0;
    let found = loop {
        match items.get(i) {
            None => break false,
            Some(&other) if other == item => break true,
            Some(&other) if plain(other) => i += 1,
            Some(_) => return None,
        }
    };
    *fuel -= costs.of(Cost::Search) * items.len() as i64;
    Some(found)
}

/// `text[index]`, where each character is one byte.
#[inline(always)]
pub(super) fn character(
    heap: &Heap,
    qstrs: &Qstrs,
    object: Value,
    index: Value,
    costs: &Costs,
    fuel: &mut i64,
) -> Option<Value> {
    let i = index.as_small()?;
    let text = match object.as_qstr() {
        Some(name) if qstrs.is_ascii(name) => qstrs.text(name),
        Some(_) => return None,
        None => match heap.object(object)? {
            Object::Str(s) if s.ascii => &s.text,
            _ => return None,
        },
    };
    let at = if i < 0 { i + text.len() as i64 } else { i };
    let v = qstrs.character(*text.as_bytes().get(at as usize)?)?;
    *fuel -= costs.of(Cost::FindStr);
    Some(v)
}

/// The next character of the text that an iterator goes through, where it is one byte. `None` at the
/// end, too.
#[inline(always)]
pub(super) fn next_character(
    heap: &mut Heap,
    qstrs: &Qstrs,
    iter: Value,
    costs: &Costs,
    fuel: &mut i64,
) -> Option<Value> {
    let Object::Iterator(it) = heap.object(iter)? else {
        return None;
    };
    let IteratorObj::Str(whole, at) = **it else {
        return None;
    };
    let v = qstrs.character(*text(heap, qstrs, whole)?.get(at)?)?;
    if let Some(Object::Iterator(it)) = heap.object_mut(iter)
        && let IteratorObj::Str(_, at) = &mut **it
    {
        *at += 1;
    }
    *fuel -= costs.of(Cost::FindStr);
    Some(v)
}

/// What an iterator over a list, tuple or range gives next.
#[inline(always)]
fn coming(heap: &Heap, iter: Value) -> Option<Value> {
    let Object::Iterator(it) = heap.object(iter)? else {
        return None;
    };
    match **it {
        IteratorObj::Sequence(items, at) => quick::sequence(heap, items)?.get(at).copied(),
        IteratorObj::Range { next, left, .. } if left > 0 => Value::try_small(next),
        _ => None,
    }
}

/// Moves such an iterator on.
#[inline(always)]
fn advance(heap: &mut Heap, iter: Value) {
    if let Some(Object::Iterator(it)) = heap.object_mut(iter) {
        match &mut **it {
            IteratorObj::Sequence(_, at) => *at += 1,
            IteratorObj::Range { next, left, step } => {
                *next = next.wrapping_add(*step);
                *left -= 1;
            }
            _ => {}
        }
    }
}

/// The next pair of an `enumerate`, of a `zip` of two or of a dict's items, for a `for` statement that
/// unpacks it at once: the tuple is counted, and not made. `None` at the end, too.
#[inline(always)]
pub(super) fn next_pair(heap: &mut Heap, iter: Value) -> Option<(Value, Value)> {
    // Slots looked at for the next item of a dict.
    const LOOKS: usize = 4;
    // Numbers below are counted nowhere.
    const PLAIN: i64 = 1 << 30;
    let Object::Iterator(it) = heap.object(iter)? else {
        return None;
    };
    let (pair, parts) = match &**it {
        &IteratorObj::Enumerate(inner, n @ 0..PLAIN) => {
            let item = coming(heap, inner)?;
            ((Value::small(n), item), [Value::NULL, inner])
        }
        IteratorObj::Zip(parts) => {
            let &[a, b] = &**parts else {
                return None;
            };
            // Of one iterator, the second item shows only behind the first.
            if a == b {
                return None;
            }
            ((coming(heap, a)?, coming(heap, b)?), [a, b])
        }
        &IteratorObj::Map(dict, slot, MapView::Items) => {
            let Object::Dict(map) = heap.object(dict)? else {
                return None;
            };
            let slots = map.slots();
            let mut at = slot;
            let entry = loop {
                match slots.get(at) {
                    Some(e) if e.is_filled() => break e,
                    Some(_) if at - slot < LOOKS => at += 1,
                    _ => return None,
                }
            };
            let pair = (entry.key, entry.value);
            if let Some(Object::Iterator(it)) = heap.object_mut(iter)
                && let IteratorObj::Map(_, slot, _) = &mut **it
            {
                *slot = at + 1;
            }
            (pair, [Value::NULL; 2])
        }
        _ => return None,
    };
    for part in parts {
        advance(heap, part);
    }
    if let Some(Object::Iterator(it)) = heap.object_mut(iter)
        && let IteratorObj::Enumerate(_, n) = &mut **it
    {
        *n += 1;
    }
    heap.charge_pair();
    Some(pair)
}

/// A built-in function of one argument.
#[inline(always)]
pub(super) fn function(
    heap: &Heap,
    qstrs: &Qstrs,
    callee: Value,
    v: Value,
    costs: &Costs,
    fuel: &mut i64,
) -> Option<Value> {
    match callee {
        LEN => quick::len(heap, v),
        ORD => ord(heap, qstrs, v),
        CHR => chr(qstrs, v, costs, fuel),
        _ => None,
    }
}

/// The operator that a built-in method with `n` arguments is.
#[inline(always)]
pub(super) fn method(callee: Value, n: usize) -> Option<u8> {
    match (callee, n) {
        (GET, 1) => Some(GET_NONE),
        (GET, 2) => Some(GET_ABSENT),
        (ADD, 1) => Some(ADD_KEY),
        _ => None,
    }
}

/// `ord(text)` of one byte.
#[inline(always)]
fn ord(heap: &Heap, qstrs: &Qstrs, v: Value) -> Option<Value> {
    match text(heap, qstrs, v)? {
        &[byte] => Some(Value::small(byte.into())),
        _ => None,
    }
}

/// `chr(n)` of one byte.
#[inline(always)]
fn chr(qstrs: &Qstrs, v: Value, costs: &Costs, fuel: &mut i64) -> Option<Value> {
    let v = qstrs.character(u8::try_from(v.as_small()?).ok()?)?;
    *fuel -= costs.of(Cost::FindStr);
    Some(v)
}
