//! Natives that only the frozen Python of `frozen/` can call.

use alloc::string::String;
use alloc::vec::Vec;

use num_bigint::BigInt;
use num_traits::{One, ToPrimitive};

use super::io::{self, raw};
use super::{
    Member, ModuleSpec, deflate, framebuf, heapq, json, os, python, re, select, thread, time, vfs,
};
use crate::hal::Host;
use crate::map::{Map, Probe};
use crate::native::{Abrupt, Args, F, Native, Outcome, lookup, native};
use crate::object::Object;
use crate::ops::print::Style;
use crate::ops::{sort, work};
use crate::qstr::Qstr;
use crate::types::text::steps;
use crate::types::{Bind, T, set};
use crate::value::{Ref, Value};
use crate::vm::{Profile, Vm};

/// What the namespace of frozen Python holds besides the built-in names. No program can import it.
pub const SPEC: ModuleSpec = ModuleSpec {
    name: "_frozen",
    natives: &Native::join::<{ Native::count(&[OWN, vfs::stored::NATIVES]) }>(&[
        OWN,
        vfs::stored::NATIVES,
    ]),
    members: &[
        ("_IOBase", Member::Type(T::IoBase)),
        ("_Signal", Member::Type(T::Signal)),
    ],
    present: nowhere,
};

const OWN: &[Native] = &[
    native("_native", F::F1(native_part)),
    native("_shown", F::F1(|vm, v| Ok(vm.shown_part(v)))),
    native("_layout", F::F1(layout)),
    native("_class_name", F::F1(class_name)),
    native("_user_method", F::F2(user_method)),
    native("_fields", F::F1(fields)),
    native("_repr", F::F1(repr)),
    native("_str", F::F1(str)),
    native("_format", F::V(5, 5, crate::ops::format::resume)),
    native("_percent", F::V(4, 4, crate::ops::percent::resume)),
    native("_probe", F::V(4, 4, probe)),
    native("_slot_key", F::F2(slot_key)),
    native("_slot_value", F::F2(slot_value)),
    native("_slot_set", F::F3(slot_set)),
    native("_slot_take", F::F2(slot_take)),
    native("_is_full", F::F2(is_full)),
    native("_grow", F::F2(grow)),
    native("_fill", F::V(4, 4, fill)),
    native("_bigger", F::F1(bigger)),
    native("_sized", F::F1(sized)),
    native("_move_some", F::F3(move_some)),
    native("_add", F::F2(set::add_to_any)),
    native("_discard", F::F2(set::discard_from_any)),
    native("_keys", F::F1(keys)),
    native("_replace_room", F::V(5, 5, steps::replace_room)),
    native("_replace_some", F::V(5, 5, steps::replace_some)),
    native("_part_some", F::V(4, 4, steps::part_some)),
    native("_join_some", F::F3(steps::join_some)),
    native(
        "_text_like",
        F::F2(|vm, text, bytes| steps::text_like(vm, text, bytes, Vm::new_unchecked_text)),
    ),
    native(
        "_checked_text_like",
        F::F2(|vm, text, bytes| steps::text_like(vm, text, bytes, Vm::new_text)),
    ),
    native("_step", F::F3(work::step)),
    native("_re_find", F::F3(re::find_next)),
    native("_re_span", F::F1(re::span)),
    native("_re_part", F::F3(re::part)),
    native("_re_cut", F::V(4, 4, re::cut)),
    native("_re_expand", F::V(4, 4, re::expand)),
    native("_re_rest", F::F3(re::rest)),
    native("_json_read", F::F2(json::read::step)),
    native("_json_write", F::F1(json::write::step)),
    native("_inflate", F::H(5, deflate::inflate_some)),
    native("_deflate_stream", F::F1(deflate::stream)),
    native("_deflate_begin", F::F1(deflate::begin)),
    native("_deflate", F::F3(deflate::deflate_some)),
    native("_deflate_end", F::F1(deflate::end)),
    native("_deflate_closed", F::F1(deflate::closed)),
    native("_put_into", F::F2(deflate::put_into)),
    native("_stream_peek", F::H(1, raw::peek)),
    native("_stream_skip", F::F2(raw::skip)),
    native("_stream_read", F::H(2, raw::read)),
    native("_stream_write", F::H(2, raw::write)),
    native("_stream_close", F::F1(raw::close)),
    native("_poll_native", F::H(2, select::ready_now)),
    native("_poll_entries", F::F1(select::asked)),
    native("_poll_found", F::F3(select::set_found)),
    native("_poll_done", F::F2(select::iterate)),
    native("_poll_list", F::F2(select::list)),
    native("_poll_rest", F::F2(select::rest)),
    #[cfg(feature = "net")]
    native("_socket_try", F::H(4, super::socket::again)),
    #[cfg(feature = "net")]
    native("_socket_end", F::F2(super::socket::end)),
    #[cfg(feature = "net")]
    native("_socket_wait", F::F2(super::socket::wait)),
    native("_ticks_end", F::F1(time::end)),
    native("_ticks_left", F::F1(time::left)),
    native("_ticks_us", F::F0(time::micros)),
    native("_nap", F::F1(time::sleep_ms)),
    native("_become", F::F2(become_like)),
    native("_copy_set", F::F1(copy_set)),
    native("_sort_by", F::F3(sort_by)),
    native("_heapify_some", F::F2(heapq::heapify_some)),
    native("_framebuf_draw", F::F3(framebuf::go_on)),
    native("_slice", F::F3(slice)),
    native("_cell", F::F1(cell)),
    native("_random_index", F::F1(super::random::index)),
    native("_hash_from", F::F1(hash_from)),
    native("_hash_start", F::F1(hash_start)),
    native("_bits", F::F1(bits)),
    native("_word", F::F1(word)),
    native("_help_members", F::F1(help_members)),
    native("_module_names", F::F0(module_names)),
    native("_dir_order", F::F1(super::builtins::dir_order)),
    native("_name", F::F1(name)),
    native(
        "_name_count",
        F::F0(|vm| Ok(Value::small(vm.qstrs.len() as i64))),
    ),
    native("_warn", F::H(1, warn)),
    native("_thread_failed", F::H(2, thread::failed)),
    native("_store_name", F::F3(store_name)),
    native("_vfs_mounted", F::F2(vfs::mounted)),
    native("_vfs_enter", F::F1(vfs::set_current)),
    native("_vfs_classes", F::F0(vfs::classes)),
    native("_ilistdir", F::H(0, os::ilistdir)),
    native("_open", io::file::OPEN.f),
    native(
        "_check_reads",
        F::F1(|vm, v| raw::check(vm, v, raw::Good::Reads).map(|_| Value::NONE)),
    ),
    native("_import_locate", F::H(2, Vm::import_locate)),
    native("_import_kind", F::H(1, Vm::import_kind)),
    native("_import_target", F::F1(Vm::import_target)),
];

fn nowhere(_: &Profile) -> bool {
    false
}

/// A number as `hash()` gives it: cut to a small integer of the board.
fn hash_from(vm: &mut Vm, v: Value) -> Outcome {
    let hash = vm.int_arg_truncated(v)?;
    let hash = vm.signed_hash(hash);
    Ok(vm.new_int(hash))
}

/// What the hashes of a tuple's or frozenset's items are added to.
fn hash_start(vm: &mut Vm, v: Value) -> Outcome {
    let start = vm.hash_start(v);
    Ok(vm.new_int(start))
}

/// A number that fits the board's word, as one; `TypeError` or `OverflowError` for all else.
fn word(vm: &mut Vm, v: Value) -> Outcome {
    let n = vm.int_arg(v)?;
    Ok(vm.new_int(n))
}

/// How many bits an integer's magnitude has.
fn bits(vm: &mut Vm, v: Value) -> Outcome {
    let bits = vm.int_of(v).map_or(0, |n| n.bits());
    Ok(vm.new_int(bits as i64))
}

/// What `help()` tells of an object, or of the class of one: names and what they are; or `None`.
fn help_members(vm: &mut Vm, v: Value) -> Outcome {
    let members = match (vm.heap.object(v), vm.class(vm.type_of(v))) {
        (Some(Object::Module { globals, .. }), _) => vm.map_of(*globals),
        (Some(Object::Type(t)), _) => Some(&t.locals),
        (_, Some(t)) => Some(&t.locals),
        _ => None,
    };
    let members: Vec<(Value, Value)> = members
        .map(|m| m.iter().map(|e| (e.key, e.value)).collect())
        .unwrap_or_default();
    let mut pairs = Vec::with_capacity(members.len());
    for (name, value) in members {
        let value = match value.as_native().and_then(lookup).map(|n| n.bind) {
            Some(Bind::Class) => vm.heap.new_value(Object::ClassMethod(value)),
            _ => value,
        };
        pairs.push(vm.new_tuple([name, value]));
    }
    Ok(vm.new_list(pairs))
}

/// The text of an interned name, by its number.
fn name(vm: &mut Vm, v: Value) -> Outcome {
    let n = vm.int_arg(v)?;
    Ok(Value::qstr(Qstr(n as u32)))
}

fn module_names(vm: &mut Vm) -> Outcome {
    let present = super::MODULES.iter().filter(|m| (m.present)(&vm.profile));
    let names = present.map(|m| m.name).chain(["__main__"]);
    let names: Vec<&str> = names.chain(python::names(&vm.profile)).collect();
    let mut names: Vec<Value> = names.into_iter().map(|name| vm.intern(name)).collect();
    sort::sort_texts(vm, &mut names);
    Ok(vm.new_list(names))
}

/// Tells the programmer something, past the program.
fn warn(vm: &mut Vm, host: &mut dyn Host, args: Args) -> Outcome {
    let text = args.get(vm, 0);
    let text: String = vm.str_arg(text)?;
    host.write_error(vm.now(), b"Warning: ");
    host.write_error(vm.now(), text.as_bytes());
    host.write_error(vm.now(), b"\n");
    Ok(Value::NONE)
}

/// Stores what `import *` found into a namespace.
fn store_name(vm: &mut Vm, namespace: Value, name: Value, value: Value) -> Outcome {
    let r = map(vm, namespace)?;
    let name: String = vm.str_arg(name)?;
    let name = vm.intern(&name);
    vm.map_set_at_once(r, name, value)?;
    Ok(Value::NONE)
}

fn native_part(vm: &mut Vm, v: Value) -> Outcome {
    let native = vm.native_part(v);
    Ok(if native.is_null() { v } else { native })
}

/// The name of the built-in type whose layout `v` has; empty for what holds no other values.
fn layout(vm: &mut Vm, v: Value) -> Outcome {
    let name = match vm.heap.object(v) {
        Some(Object::List(_)) => "list",
        Some(Object::Tuple(_)) => "tuple",
        Some(Object::NamedTuple(..)) => "namedtuple",
        Some(Object::Dict(m)) if m.is_ordered() => "OrderedDict",
        Some(Object::Dict(_)) => "dict",
        Some(Object::Set(_)) => "set",
        Some(Object::FrozenSet(_)) => "frozenset",
        Some(Object::DictView(_, view)) => match view {
            crate::object::MapView::Keys => "dict_keys",
            crate::object::MapView::Values => "dict_values",
            crate::object::MapView::Items => "dict_items",
        },
        Some(Object::Slice(_)) => "slice",
        Some(Object::BoundMethod { .. }) => "bound_method",
        Some(Object::Array(_)) => "array",
        Some(Object::ByteArray(_) | Object::Bytes(_) | Object::MemoryView(_)) => "bytes",
        Some(Object::Exception(_)) => "exception",
        Some(Object::Str(_) | Object::LooseStr(_)) => "str",
        _ => "",
    };
    Ok(vm.intern(name))
}

fn class_name(vm: &mut Vm, v: Value) -> Outcome {
    let name = String::from(vm.type_name(v));
    Ok(vm.new_str(&name))
}

/// A user's method, unbound, or `None`.
fn user_method(vm: &mut Vm, v: Value, name: Value) -> Outcome {
    let Some(name) = name.as_qstr() else {
        return Ok(Value::NONE);
    };
    Ok(vm.user_method(v, name).unwrap_or(Value::NONE))
}

/// The field names of a `namedtuple`; how the text of a bound method starts, and its two parts.
fn fields(vm: &mut Vm, v: Value) -> Outcome {
    if let Some(&Object::BoundMethod { function, receiver }) = vm.heap.object(v) {
        let start = alloc::format!(
            "<bound_method {:x} ",
            v.as_ref().map_or(0, |r| vm.address(r))
        );
        let start = vm.new_str(&start);
        return Ok(vm.new_tuple([start, receiver, function]));
    }
    let names: Vec<Value> = match vm.heap.object(v) {
        Some(Object::NamedTuple(class, _)) => vm
            .class(*class)
            .map(|t| t.fields.iter().map(|&f| Value::qstr(f)).collect())
            .unwrap_or_default(),
        _ => Vec::new(),
    };
    Ok(vm.new_tuple(names))
}

/// `repr(v)`, or `None` where a user's method decides.
fn repr(vm: &mut Vm, v: Value) -> Outcome {
    shown(vm, v, Style::Repr)
}

/// `str(v)`, or `None` where a user's method decides.
fn str(vm: &mut Vm, v: Value) -> Outcome {
    shown(vm, v, Style::Str)
}

fn shown(vm: &mut Vm, v: Value, style: Style) -> Outcome {
    let mut out = String::new();
    match vm.write_value(&mut out, v, style) {
        Ok(()) => Ok(vm.new_str(&out)),
        Err(Abrupt::Python | Abrupt::Call) => Ok(Value::NONE),
        Err(e) => Err(e),
    }
}

/// The dict or set that a frozen function works on.
fn map(vm: &mut Vm, v: Value) -> Outcome<Ref> {
    let native = vm.native_part(v);
    match (native.as_ref(), vm.heap.object(native)) {
        (Some(r), Some(Object::Dict(_) | Object::Set(_) | Object::FrozenSet(_))) => Ok(r),
        _ => Err(vm.type_error("dict or set expected")),
    }
}

/// What `hash()` gave, as the word that tables use.
fn hash_word(vm: &Vm, hash: Value) -> u64 {
    match (hash.as_small(), vm.heap.object(hash)) {
        (Some(n), _) => n as u64,
        (None, Some(Object::Int(n))) => (&**n & ((BigInt::one() << 64u32) - 1u32))
            .to_u64()
            .unwrap_or(0),
        _ => 0,
    }
}

/// Goes on searching a table for a key behind the slot `after` (-1 to begin): `2 * slot + 1` where
/// the key is, `2 * slot` of a key that only Python can compare with it, -1 if it is absent.
fn probe(vm: &mut Vm, args: Args) -> Outcome {
    let (m, key) = (args.get(vm, 0), args.get(vm, 1));
    let (hash, after) = (args.get(vm, 2), args.get(vm, 3));
    let r = map(vm, m)?;
    let hash = hash_word(vm, hash);
    let after = after.as_small().unwrap_or(-1);
    if after < 0
        && vm.map_of(r).is_some_and(Map::is_indexed)
        && let Ok((slot, _)) = vm.map_find(r, key)
    {
        return Ok(Value::small(slot.map_or(-1, |slot| slot as i64 * 2 + 1)));
    }
    let mut skipping = after >= 0;
    let mut undecided = None;
    let found = vm.map_of(r).map(|m| {
        m.probe_slots(hash, |slot, candidate| {
            if skipping {
                skipping = slot as i64 != after;
                return Ok(false);
            }
            match vm.equal_keys(candidate, key) {
                Ok(same) => Ok(same),
                Err(_) => {
                    undecided = Some(slot);
                    Err(())
                }
            }
        })
    });
    Ok(Value::small(match (found, undecided) {
        (_, Some(slot)) => slot as i64 * 2,
        (Some(Ok(Probe::Found(slot))), _) => slot as i64 * 2 + 1,
        _ => -1,
    }))
}

fn slot(vm: &mut Vm, m: Value, slot: Value) -> Outcome<(Ref, usize)> {
    let r = map(vm, m)?;
    let i = slot.as_small().unwrap_or(-1);
    let filled = usize::try_from(i)
        .ok()
        .and_then(|i| vm.map_of(r)?.slots().get(i))
        .is_some_and(crate::map::Entry::is_filled);
    if filled {
        Ok((r, i as usize))
    } else {
        // A user's `__eq__` took the key out while it was being compared.
        Err(vm.raise(
            crate::types::T::RuntimeError,
            "dictionary changed during a comparison",
        ))
    }
}

fn slot_key(vm: &mut Vm, m: Value, at: Value) -> Outcome {
    let (r, i) = slot(vm, m, at)?;
    Ok(vm.map_of(r).map_or(Value::NONE, |m| m.slots()[i].key))
}

fn slot_value(vm: &mut Vm, m: Value, at: Value) -> Outcome {
    let (r, i) = slot(vm, m, at)?;
    Ok(vm.map_of(r).map_or(Value::NONE, |m| m.slots()[i].value))
}

fn slot_set(vm: &mut Vm, m: Value, at: Value, value: Value) -> Outcome {
    let (r, i) = slot(vm, m, at)?;
    if vm.map_of(r).is_some_and(Map::is_fixed) {
        return Err(vm.raise_with(T::TypeError, &[]));
    }
    if let Some(e) = vm.map_mut(r).and_then(|m| m.slot_mut(i)) {
        e.value = value;
    }
    Ok(Value::NONE)
}

/// Empties a slot and gives its value.
fn slot_take(vm: &mut Vm, m: Value, at: Value) -> Outcome {
    let (r, i) = slot(vm, m, at)?;
    Ok(match vm.map_take(r, i, None).map(|e| e.value) {
        Some(v) if !v.is_null() => v,
        _ => Value::NONE,
    })
}

/// The slot for a key that is absent.
fn free_slot(vm: &Vm, r: Ref, hash: Value) -> Option<usize> {
    vm.map_of(r)?.vacancy(hash_word(vm, hash))
}

fn is_full(vm: &mut Vm, m: Value, hash: Value) -> Outcome {
    let r = map(vm, m)?;
    Ok(Value::bool(free_slot(vm, r, hash).is_none()))
}

/// Makes room; `hashes` are those of the keys, in table order.
fn grow(vm: &mut Vm, m: Value, hashes: Value) -> Outcome {
    let r = map(vm, m)?;
    let words: Vec<u64> = vm
        .items_of(hashes)
        .unwrap_or_default()
        .iter()
        .map(|&h| hash_word(vm, h))
        .collect();
    let before = vm.heap.get(r).board_bytes();
    vm.must_fit(before)?;
    let mut words = words.into_iter();
    if let Some(m) = vm.map_mut(r) {
        m.grow(|_| words.next().unwrap_or(0).into());
    }
    let after = vm.heap.get(r).board_bytes();
    vm.heap.charge(after.saturating_sub(before));
    Ok(Value::NONE)
}

/// Stores a key that is absent; says whether there was room.
fn fill(vm: &mut Vm, args: Args) -> Outcome {
    let (m, key) = (args.get(vm, 0), args.get(vm, 1));
    let (hash, value) = (args.get(vm, 2), args.get(vm, 3));
    let r = map(vm, m)?;
    if vm.map_of(r).is_some_and(Map::is_fixed) {
        return Err(vm.raise_with(T::TypeError, &[]));
    }
    let Some(slot) = free_slot(vm, r, hash) else {
        return Ok(Value::FALSE);
    };
    // Only a key whose hash is a user's affair has none here.
    let word = vm.find_hash(key).ok().flatten();
    let hash = word
        .zip(vm.map_of(r))
        .map(|(word, m)| vm.key_hash(m, key, word));
    if let Some(m) = vm.map_mut(r) {
        m.fill(slot, hash, key, value);
    }
    Ok(Value::TRUE)
}

/// An empty table that is the next larger one, if so many keys are in this one that they move to it
/// in steps; else `None`.
fn bigger(vm: &mut Vm, m: Value) -> Outcome {
    let r = map(vm, m)?;
    let Some(bigger) = vm
        .map_of(r)
        .filter(|m| m.is_slow_to_grow())
        .map(Map::bigger)
    else {
        return Ok(Value::NONE);
    };
    vm.must_fit(bigger.room() * 8)?;
    vm.spend(bigger.room());
    Ok(vm.heap.new_value(Object::Dict(bigger)))
}

/// An empty dict with room for as many keys as a user's `__len__` tells.
fn sized(vm: &mut Vm, len: Value) -> Outcome {
    let len = len.as_small().unwrap_or(0);
    let Ok(room) = usize::try_from(len) else {
        // MicroPython takes the bytes for an unsigned number.
        let bytes = len.wrapping_mul(i64::from(vm.word_bits() / 4)) as u64;
        return Err(vm.memory_error((bytes & (u64::MAX >> (64 - vm.word_bits()))) as usize));
    };
    vm.reserve(room.saturating_mul(8))?;
    let dict = vm.new_dict(room);
    Ok(Value::obj(dict))
}

/// Copies some entries from the slot `at` on to a bigger table; gives the slot to go on from.
fn move_some(vm: &mut Vm, m: Value, bigger: Value, at: Value) -> Outcome {
    const STEP: usize = 1 << 14;
    let (from, to) = (map(vm, m)?, map(vm, bigger)?);
    let begin = at.as_small().and_then(|at| usize::try_from(at).ok());
    let begin = begin.unwrap_or(0);
    let slots = vm.map_of(from).map(Map::slots).unwrap_or_default();
    let entries = slots.iter().skip(begin).take(STEP);
    let entries: Vec<_> = entries.copied().filter(|e| e.is_filled()).collect();
    let is_last = begin + STEP >= slots.len();
    vm.spend(entries.len() * 16);
    for e in entries {
        let word = vm.hash(e.key)?;
        let Some(m) = vm.map_of(to) else { continue };
        let hash = vm.key_hash(m, e.key, word);
        let Some(slot) = m.vacancy(hash.word) else {
            continue;
        };
        if let Some(m) = vm.map_mut(to) {
            m.fill(slot, Some(hash), e.key, e.value);
        }
    }
    Ok(match is_last {
        true => Value::NONE,
        false => Value::small((begin + STEP) as i64),
    })
}

/// The keys in table order, as a list.
fn keys(vm: &mut Vm, m: Value) -> Outcome {
    let r = map(vm, m)?;
    let keys = vm
        .map_of(r)
        .map(|m| m.iter().map(|e| e.key).collect())
        .unwrap_or_default();
    Ok(vm.new_list(keys))
}

/// Gives a set the table of another one, which is given up.
fn become_like(vm: &mut Vm, m: Value, other: Value) -> Outcome {
    let r = map(vm, m)?;
    set::become_like(vm, r, other);
    Ok(Value::NONE)
}

fn copy_set(vm: &mut Vm, m: Value) -> Outcome {
    let r = map(vm, m)?;
    let copy = vm.heap.get(r).clone();
    Ok(vm.heap.new_value(copy))
}

/// Sorts a list by its items' keys; says whether it could without Python.
fn sort_by(vm: &mut Vm, list: Value, keys: Value, reverse: Value) -> Outcome {
    let list = vm.self_list(list)?;
    let sorted = sort::sort_by(vm, list, keys, reverse == Value::TRUE)?;
    Ok(Value::bool(sorted))
}

fn slice(vm: &mut Vm, start: Value, stop: Value, step: Value) -> Outcome {
    let parts = [start, stop, step];
    Ok(vm.heap.new_value(Object::Slice(parts.into())))
}

/// What no program can see.
fn cell(vm: &mut Vm, v: Value) -> Outcome {
    Ok(vm.heap.new_value(Object::Cell(v)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_found_filled_and_taken_by_slot() {
        let mut vm = Vm::new(Profile::UNIX, 0);
        let dict = Value::obj(vm.new_dict(0));
        let (key, value) = (Value::small(5), Value::TRUE);
        assert_eq!(is_full(&mut vm, dict, key), Ok(Value::TRUE));
        let none = vm.new_list(Vec::new());
        grow(&mut vm, dict, none).unwrap();
        vm.stack = [dict, key, key, value].into();
        let args = Args {
            base: 0,
            n: 4,
            nkw: 0,
        };
        assert_eq!(fill(&mut vm, args), Ok(Value::TRUE));
        vm.stack[3] = Value::small(-1);
        let found = probe(&mut vm, args).unwrap().as_small().unwrap();
        assert_eq!(found & 1, 1);
        let slot = Value::small(found >> 1);
        assert_eq!(slot_key(&mut vm, dict, slot), Ok(key));
        assert_eq!(slot_take(&mut vm, dict, slot), Ok(value));
        assert!(slot_value(&mut vm, dict, slot).is_err());
    }
}
