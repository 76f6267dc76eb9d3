//! Taking texts apart and putting them together.

use alloc::vec::Vec;

use super::Kind;
use super::steps::{self, Way};
use crate::native::{Abrupt, Args, F, Native, Outcome, native};
use crate::object::Object;
use crate::params::param;
use crate::text::search::{self, Cutting};
use crate::text::utf8;
use crate::types::{T, list};
use crate::value::Value;
use crate::vm::Vm;

/// The methods.
pub(super) const NATIVES: &[Native] = &[
    native("join", F::F2(join)),
    native("split", F::V(1, 3, split)),
    native("splitlines", F::K(1, splitlines)),
    native("rsplit", F::V(1, 3, rsplit)),
    native("strip", F::V(1, 2, |vm, args| strip(vm, args, true, true))),
    native(
        "lstrip",
        F::V(1, 2, |vm, args| strip(vm, args, true, false)),
    ),
    native(
        "rstrip",
        F::V(1, 2, |vm, args| strip(vm, args, false, true)),
    ),
    native("center", F::F2(center)),
    native("format", F::K(1, crate::ops::format::method)),
];

/// Cycles for each part of a text that is taken apart or put together.
pub(super) const CYCLES_PER_PART: usize = 16;

/// What `strip` takes away unless told otherwise.
const WHITE_SPACE: &[u8] = b" \t\n\r\x0b\x0c";

fn join(vm: &mut Vm, separator: Value, items: Value) -> Outcome {
    let (separator, kind) = vm.self_text(separator)?;
    let is_long = vm
        .items_of(items)
        .is_some_and(|items| items.len() > steps::ITEMS);
    if is_long {
        return Err(vm.call_frozen("join_in_steps", &[separator, items]));
    }
    let source = items;
    let items = match vm.to_vec(source) {
        Err(Abrupt::Python) => return Err(vm.call_frozen("join_items", &[separator, source])),
        items => items?,
    };
    let len = joined_len(vm, kind, separator, &items)?;
    match vm.room_for_text(len) {
        // An iterator has no more when this is tried again.
        Err(Abrupt::Memory(_)) if vm.items_of(source).is_none() => {
            let items = vm.new_list(items);
            return Err(vm.call_frozen("join_in_steps", &[separator, items]));
        }
        room => room?,
    }
    vm.spend(items.len() * CYCLES_PER_PART);
    let mut joined = Vec::with_capacity(len);
    append_joined(vm, separator, &items, &mut joined);
    vm.new_text(kind, joined)
}

/// The bytes of items and the separators between them; refuses items of another kind.
pub(super) fn joined_len(
    vm: &mut Vm,
    kind: Kind,
    separator: Value,
    items: &[Value],
) -> Outcome<usize> {
    let mut len = vm.text_bytes(separator).len() * items.len().saturating_sub(1);
    for &item in items {
        match vm.text_kind(item) {
            Some(other) if (other == Kind::Str) == (kind == Kind::Str) => {
                len += vm.text_bytes(item).len();
            }
            _ => {
                return Err(vm.type_error(
                    "join expects a list of str/bytes objects consistent with self object",
                ));
            }
        }
    }
    Ok(len)
}

/// Appends the items, with the separator between them.
pub(super) fn append_joined(vm: &Vm, separator: Value, items: &[Value], joined: &mut Vec<u8>) {
    let separator = vm.text_bytes(separator);
    for (i, &item) in items.iter().enumerate() {
        if i > 0 {
            append(joined, separator);
        }
        append(joined, vm.text_bytes(item));
    }
}

/// Appends a part. (Engines of WebAssembly take long to begin a copy.)
#[inline(always)]
fn append(to: &mut Vec<u8>, part: &[u8]) {
    match *part {
        [] => {}
        [byte] => to.push(byte),
        [a, b] => {
            to.push(a);
            to.push(b);
        }
        _ => to.extend_from_slice(part),
    }
}

fn split(vm: &mut Vm, args: Args) -> Outcome {
    let (text, kind) = vm.self_text(args.get(vm, 0))?;
    let limit = limit(vm, args)?;
    let Some(separator) = args.opt(vm, 1).filter(|v| !v.is_none()) else {
        return parts(vm, kind, text, Way::White, limit);
    };
    check_separator(vm, kind, separator)?;
    parts(vm, kind, text, Way::At(separator), limit)
}

fn rsplit(vm: &mut Vm, args: Args) -> Outcome {
    let limit = limit(vm, args)?;
    if limit < 0 {
        // Without a limit it does not matter where splitting begins.
        return split(vm, args);
    }
    let (text, kind) = vm.self_text(args.get(vm, 0))?;
    let separator = args.get(vm, 1);
    if separator.is_none() {
        return Err(vm.raise(T::NotImplementedError, "rsplit(None,n)"));
    }
    check_separator(vm, None, separator)?;
    parts(vm, kind, text, Way::FromEnd(separator), limit)
}

/// How many cuts are asked for.
fn limit(vm: &mut Vm, args: Args) -> Outcome<i64> {
    match args.opt(vm, 2) {
        Some(limit) => vm.int_arg(limit),
        None => Ok(-1),
    }
}

fn check_separator(vm: &mut Vm, kind: impl Into<Option<Kind>>, separator: Value) -> Outcome<()> {
    if let Some(kind) = kind.into() {
        vm.same_text(kind, separator)?;
    }
    vm.any_text(separator)?;
    let checked = search::check_separator(vm.text_bytes(separator));
    checked.map_err(|e| vm.text_error(e))
}

fn splitlines(vm: &mut Vm, args: Args) -> Outcome {
    let (text, kind) = vm.self_text(args.get(vm, 0))?;
    let [keep_ends] = vm.parse_args(args.skip(1), &[param("keepends")])?;
    let keep_ends = match keep_ends {
        Some(v) => vm.truth(v)?,
        None => false,
    };
    parts(vm, kind, text, Way::Lines { keep_ends }, -1)
}

/// The parts of a text as a list.
fn parts(vm: &mut Vm, kind: Kind, text: Value, way: Way, limit: i64) -> Outcome {
    let len = vm.text_bytes(text).len();
    if len > steps::BYTES / 8 {
        let (way, separator) = way.as_values();
        let limit = vm.new_int(limit);
        return Err(vm.call_frozen("parts_in_steps", &[text, separator, way, limit]));
    }
    let whole = vm.text_bytes(text);
    let mut cutting = Cutting::new(whole, way.cut(vm), limit);
    let mut parts = Vec::new();
    while let Some(part) = cutting.next(whole, way.cut(vm)) {
        parts.push(part);
    }
    if let Way::FromEnd(_) = way {
        parts.reverse();
    }
    // Each part has its header and its place in the list.
    vm.reserve(len + parts.len() * 20)?;
    vm.spend_on(len);
    vm.spend(parts.len() * CYCLES_PER_PART);
    let mut items = Vec::with_capacity(parts.len());
    for part in parts {
        items.push(vm.text_part(kind, text, part)?);
    }
    // MicroPython appends them one by one.
    Ok(vm.heap.new_value(Object::List(list::appended(items))))
}

fn strip(vm: &mut Vm, args: Args, left: bool, right: bool) -> Outcome {
    let (text, kind) = vm.self_text(args.get(vm, 0))?;
    let unwanted = args.opt(vm, 1);
    if let Some(unwanted) = unwanted {
        vm.same_text(kind, unwanted)?;
    }
    let bytes = vm.text_bytes(text);
    let unwanted = unwanted.map_or(WHITE_SPACE, |v| vm.text_bytes(v));
    let kept = search::strip(bytes, unwanted, left, right);
    let looked_at = bytes.len();
    vm.spend_on(looked_at);
    let bytes = vm.text_bytes(text);
    if kept.is_empty() {
        Ok(vm.empty_text(kind))
    } else if kept.len() == bytes.len() {
        Ok(text)
    } else {
        vm.reserve(kept.len())?;
        vm.text_part(kind, text, kept)
    }
}

fn center(vm: &mut Vm, text: Value, width: Value) -> Outcome {
    let (text, kind) = vm.self_text(text)?;
    let width = vm.int_arg(width)?;
    if width < 0 {
        // MicroPython takes the width, to which it adds what the characters take beyond a byte each, for
        // an unsigned number.
        let bytes = vm.text_bytes(text);
        let chars = match kind {
            Kind::Str => utf8::length(bytes),
            _ => bytes.len(),
        };
        let beyond = (bytes.len() - chars) as i64;
        let bytes = (width + beyond + 1) as u64 & (u64::MAX >> (64 - vm.word_bits()));
        return Err(vm.memory_error(bytes as usize));
    }
    let (left, right) = search::center(vm.text_bytes(text), width);
    if left + right == 0 {
        return Ok(text);
    }
    let len = vm.text_bytes(text).len();
    vm.room_for_text(len.saturating_add(left).saturating_add(right))?;
    let mut centred = Vec::with_capacity(left + len + right);
    centred.resize(left, b' ');
    centred.extend_from_slice(vm.text_bytes(text));
    centred.resize(left + len + right, b' ');
    vm.new_text(kind, centred)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vm::Profile;

    #[test]
    fn what_an_iterator_gave_is_kept_where_room_must_be_made() {
        let mut vm = Vm::new(Profile::PICO, 0);
        let text = vm.new_str(&"a".repeat(30_000));
        let list = vm.new_list([text, text].into());
        let separator = vm.new_str(",");
        while !vm.heap.would_overflow(50_000) {
            vm.new_bytes([0; 1000]);
        }
        assert_eq!(join(&mut vm, separator, list), Err(Abrupt::Memory(60_001)));
        let iter = vm.get_iter(list).unwrap();
        assert_eq!(join(&mut vm, separator, iter), Err(Abrupt::Call));
    }
}
