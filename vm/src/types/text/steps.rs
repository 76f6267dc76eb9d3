//! Methods of texts so long that they work in steps, each begun by frozen Python: see `frozen/text.py`.
//!
//! What is done so far is in a list that the frozen function holds.

use alloc::vec::Vec;

use super::Kind;
use super::split::{CYCLES_PER_PART, append_joined, joined_len};
use crate::native::{Args, Outcome};
use crate::object::Object;
use crate::text::search::{Cut, Cutting, Replacing};
use crate::value::Value;
use crate::vm::Vm;

/// Bytes of a text that is worked through in one go, and in one step.
pub(crate) const BYTES: usize = 1 << 20;

/// Items that are joined in one go, and parts that are made in one step.
pub(super) const ITEMS: usize = 1 << 16;

/// Where a text is cut, between two steps.
#[derive(Clone, Copy)]
pub(super) enum Way {
    White,
    At(Value),
    FromEnd(Value),
    Lines { keep_ends: bool },
}

impl Way {
    /// A number and the separator, for frozen Python.
    pub(super) fn as_values(self) -> (Value, Value) {
        let (way, separator) = match self {
            Way::White => (0, Value::NONE),
            Way::At(separator) => (1, separator),
            Way::FromEnd(separator) => (-1, separator),
            Way::Lines { keep_ends } => (2 + i64::from(keep_ends), Value::NONE),
        };
        (Value::small(way), separator)
    }

    fn from_values(way: Value, separator: Value) -> Way {
        match way.as_small() {
            Some(1) => Way::At(separator),
            Some(-1) => Way::FromEnd(separator),
            Some(way @ 2..) => Way::Lines { keep_ends: way > 2 },
            _ => Way::White,
        }
    }

    pub(super) fn cut(self, vm: &Vm) -> Cut<'_> {
        match self {
            Way::White => Cut::White,
            Way::At(separator) => Cut::At(vm.text_bytes(separator)),
            Way::FromEnd(separator) => Cut::FromEnd(vm.text_bytes(separator)),
            Way::Lines { keep_ends } => Cut::Lines { keep_ends },
        }
    }
}

/// What the frozen function holds at place `i`, as a number.
pub(crate) fn number(vm: &Vm, state: Value, i: usize) -> Option<usize> {
    let v = vm.items_of(state)?.get(i)?.as_small()?;
    usize::try_from(v).ok()
}

pub(crate) fn set(vm: &mut Vm, state: Value, i: usize, v: Value) {
    if let Some(Object::List(items)) = vm.heap.object_mut(state)
        && let Some(place) = items.get_mut(i)
    {
        *place = v;
    }
}

/// Works on the bytes that the frozen function gathers.
pub(crate) fn with_bytes<R>(
    vm: &mut Vm,
    state: Value,
    f: impl FnOnce(&mut Vm, &mut Vec<u8>) -> R,
) -> R {
    let gathered = vm.items_of(state).and_then(|items| items.first().copied());
    let gathered = gathered.unwrap_or(Value::NONE);
    let mut bytes = match vm.heap.object_mut(gathered) {
        Some(Object::ByteArray(bytes)) => core::mem::take(bytes),
        _ => Vec::new(),
    };
    let before = bytes.capacity();
    let result = f(vm, &mut bytes);
    let grown = bytes.capacity().saturating_sub(before);
    if let Some(Object::ByteArray(place)) = vm.heap.object_mut(gathered) {
        *place = bytes;
    }
    vm.heap.charge(grown);
    result
}

/// Asks for the room that a text takes in which something is replaced that it has so often.
pub(super) fn room_to_replace(
    vm: &mut Vm,
    [text, old, new]: [Value; 3],
    limit: i64,
    most: usize,
) -> Outcome<()> {
    let [len, removed, added] = [text, old, new].map(|v| vm.text_bytes(v).len());
    if added > removed {
        let times = usize::try_from(limit).map_or(most, |limit| most.min(limit));
        vm.room_for_text(len.saturating_add(times.saturating_mul(added - removed)))
    } else {
        vm.reserve(len)
    }
}

/// `_replace_room(text, old, new, limit, count)`
pub(crate) fn replace_room(vm: &mut Vm, args: Args) -> Outcome {
    let texts = [0, 1, 2].map(|i| args.get(vm, i));
    let [limit, most] = [3, 4].map(|i| args.get(vm, i));
    let limit = vm.int_arg(limit)?;
    let most = vm.int_arg(most)? as usize;
    room_to_replace(vm, texts, limit, most)?;
    Ok(Value::NONE)
}

/// `_replace_some(text, old, new, limit, [bytes, at, done])`: whether it is done
pub(crate) fn replace_some(vm: &mut Vm, args: Args) -> Outcome {
    let [text, old, new] = [0, 1, 2].map(|i| args.get(vm, i));
    let (limit, state) = (args.get(vm, 3), args.get(vm, 4));
    let limit = vm.int_arg(limit)?;
    let [at, done] = [1, 2].map(|i| number(vm, state, i).unwrap_or(0));
    vm.spend(BYTES / 2);
    let (replacing, ended) = with_bytes(vm, state, |vm, out| {
        let out = core::mem::take(out);
        let mut replacing = Replacing { out, at, done };
        let [text, old, new] = [text, old, new].map(|v| vm.text_bytes(v));
        let ended = replacing.go_on(text, [old, new], limit, BYTES);
        (replacing, ended)
    });
    set(vm, state, 1, Value::small(replacing.at as i64));
    set(vm, state, 2, Value::small(replacing.done as i64));
    with_bytes(vm, state, |_, out| *out = replacing.out);
    Ok(Value::bool(ended))
}

/// `_join_some(separator, items, [bytes, at])`: whether it is done
pub(crate) fn join_some(vm: &mut Vm, separator: Value, items: Value, state: Value) -> Outcome {
    let kind = vm.text_kind(separator).unwrap_or(Kind::Str);
    let at = number(vm, state, 1).unwrap_or(0);
    let rest = vm.items_of(items).and_then(|items| items.get(at..));
    let rest = rest.unwrap_or_default();
    let some = rest[..rest.len().min(ITEMS)].to_vec();
    let is_last = some.len() == rest.len();
    let len = joined_len(vm, kind, separator, &some)?;
    vm.reserve(len)?;
    vm.spend(some.len() * CYCLES_PER_PART + len / 4);
    with_bytes(vm, state, |vm, joined| {
        if at > 0 && !some.is_empty() {
            joined.extend_from_slice(vm.text_bytes(separator));
        }
        append_joined(vm, separator, &some, joined);
    });
    set(vm, state, 1, Value::small((at + some.len()) as i64));
    Ok(Value::bool(is_last))
}

/// `_part_some(text, separator, way, [parts, at, left])`: whether it is done. Before the first
/// step `at` is `None`; once all is done, too.
pub(crate) fn part_some(vm: &mut Vm, args: Args) -> Outcome {
    let (text, separator) = (args.get(vm, 0), args.get(vm, 1));
    let (way, state) = (args.get(vm, 2), args.get(vm, 3));
    let way = Way::from_values(way, separator);
    let kind = vm.text_kind(text).unwrap_or(Kind::Str);
    let held = vm.items_of(state).unwrap_or_default();
    let left = held.get(2).and_then(|v| v.as_small()).unwrap_or(0);
    let gathered = held.first().copied().unwrap_or(Value::NONE);
    let (whole, cut) = (vm.text_bytes(text), way.cut(vm));
    let mut cutting = match number(vm, state, 1) {
        Some(at) => Cutting { at: Some(at), left },
        None => Cutting::new(whole, cut, left),
    };
    let mut parts = Vec::new();
    let mut bytes = 0;
    while bytes < BYTES
        && parts.len() < ITEMS / 4
        && let Some(part) = cutting.next(whole, cut)
    {
        bytes += part.len();
        parts.push(part);
    }
    vm.reserve(bytes + parts.len() * 20)?;
    vm.spend(bytes / 2 + parts.len() * CYCLES_PER_PART);
    let mut new = Vec::with_capacity(parts.len());
    for part in parts {
        new.push(vm.text_part(kind, text, part)?);
    }
    crate::types::list::append_all(vm, gathered, new, false)?;
    set(vm, state, 2, Value::small(cutting.left));
    let at = cutting.at.map_or(Value::NONE, |at| Value::small(at as i64));
    set(vm, state, 1, at);
    Ok(Value::bool(cutting.at.is_none()))
}

/// A text of the same kind, which takes over the bytes, in one of the ways to make one.
pub(crate) fn text_like(
    vm: &mut Vm,
    text: Value,
    bytes: Value,
    make: fn(&mut Vm, Kind, Vec<u8>) -> Outcome,
) -> Outcome {
    let kind = vm.text_kind(text).unwrap_or(Kind::Str);
    let bytes = match vm.heap.object_mut(bytes) {
        Some(Object::ByteArray(bytes)) => core::mem::take(bytes),
        _ => Vec::new(),
    };
    make(vm, kind, bytes)
}
