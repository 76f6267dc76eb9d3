//! `set` and `frozenset`

use alloc::vec::Vec;

use super::dict::CYCLES_PER_ITEM;
use super::{T, TypeSpec};
use crate::map::Map;
use crate::native::{ANY, Abrupt, Args, F, Native, Outcome, native};
use crate::object::Object;
use crate::ops::binary::BinaryOp;
use crate::ops::effort::Since;
use crate::value::{Ref, Value};
use crate::vm::Vm;

/// What `set` is made of.
pub const SET: TypeSpec = TypeSpec {
    name: "set",
    base: T::Object,
    make: Some(F::V(1, 2, make)),
    natives: SET_NATIVES,
    consts: &[],
};

/// What `frozenset` is made of.
pub const FROZEN: TypeSpec = TypeSpec {
    name: "frozenset",
    base: T::Object,
    make: Some(F::V(1, 2, make)),
    natives: FROZEN_NATIVES,
    consts: &[],
};

const SET_NATIVES: &[Native] = &[
    native("add", F::F2(add)),
    native("clear", F::F1(clear)),
    native("copy", F::F1(copy)),
    native("discard", F::F2(discard)),
    native("difference", F::V(1, ANY, difference)),
    native("difference_update", F::V(1, ANY, difference_update)),
    native("intersection", F::F2(intersection)),
    native("intersection_update", F::F2(intersection_update)),
    native("isdisjoint", F::F2(isdisjoint)),
    native("issubset", F::F2(issubset)),
    native("issuperset", F::F2(issuperset)),
    native("pop", F::F1(pop)),
    native("remove", F::F2(remove)),
    native("symmetric_difference", F::F2(symmetric_difference)),
    native(
        "symmetric_difference_update",
        F::F2(symmetric_difference_update),
    ),
    native("union", F::F2(union)),
    native("update", F::V(1, ANY, update)),
    native("__contains__", F::F2(contains)),
];

const FROZEN_NATIVES: &[Native] = &[
    native("copy", F::F1(copy)),
    native("difference", F::V(1, ANY, difference)),
    native("intersection", F::F2(intersection)),
    native("isdisjoint", F::F2(isdisjoint)),
    native("issubset", F::F2(issubset)),
    native("issuperset", F::F2(issuperset)),
    native("symmetric_difference", F::F2(symmetric_difference)),
    native("union", F::F2(union)),
    native("__contains__", F::F2(contains)),
];

fn make(vm: &mut Vm, args: Args) -> Outcome {
    let class = args.get(vm, 0);
    let frozen = vm.builtin_base(class) == Ref(T::FrozenSet as u32);
    let map = Map::default();
    let set = vm.heap.alloc(if frozen {
        Object::FrozenSet(map)
    } else {
        Object::Set(map)
    });
    match args.opt(vm, 1) {
        Some(source) => add_all(vm, set, source),
        None => Ok(Value::obj(set)),
    }
}

/// Items that a set's method works through in one go.
const MOST_ITEMS: usize = 1 << 15;

/// All items of `source`; [`Abrupt::Python`] also where these are many: each may be long sought.
fn some_items(vm: &mut Vm, source: Value) -> Outcome<Vec<Value>> {
    let len = match vm.heap.object(source) {
        Some(Object::Set(m) | Object::FrozenSet(m) | Object::Dict(m)) => m.len(),
        _ => vm.items_of(source).map_or(0, <[Value]>::len),
    };
    if len > MOST_ITEMS {
        return Err(Abrupt::Python);
    }
    let items = vm.to_vec(source)?;
    vm.spend(items.len() * CYCLES_PER_ITEM);
    Ok(items)
}

/// Adds all items of `source` and gives the set.
fn add_all(vm: &mut Vm, set: Ref, source: Value) -> Outcome {
    let items = match some_items(vm, source) {
        Err(Abrupt::Python) => {
            return Err(vm.call_frozen("set_filled", &[Value::obj(set), source]));
        }
        answer => answer?,
    };
    let since = Since::now(vm);
    for (i, &item) in items.iter().enumerate() {
        let added = since.check(vm);
        match added.and_then(|()| vm.map_set(set, item, Value::NULL)) {
            Err(Abrupt::Python) => {
                let left = vm.new_list(items[i..].to_vec());
                return Err(vm.call_frozen("set_filled", &[Value::obj(set), left]));
            }
            answer => answer?,
        }
    }
    Ok(Value::obj(set))
}

/// The method `add`.
pub(crate) const ADD: Value =
    crate::object::native(T::Set as u16, crate::native::place(SET_NATIVES, "add"));

fn add(vm: &mut Vm, set: Value, item: Value) -> Outcome {
    vm.self_set(set)?;
    add_to_any(vm, set, item)
}

/// `add` for a frozenset, too, which is being made.
pub(crate) fn add_to_any(vm: &mut Vm, set: Value, item: Value) -> Outcome {
    let set = vm.self_any_set(set)?;
    let answer = vm.map_set(set, item, Value::NULL);
    vm.or_frozen(answer, "set_add", &[Value::obj(set), item])?;
    Ok(Value::NONE)
}

fn clear(vm: &mut Vm, set: Value) -> Outcome {
    let set = vm.self_set(set)?;
    if let Some(map) = vm.map_mut(set) {
        map.clear();
    }
    Ok(Value::NONE)
}

/// `copy`, of a set or a frozenset.
fn copy(vm: &mut Vm, set: Value) -> Outcome {
    let set = vm.self_any_set(set)?;
    let room = vm.map_of(set).map_or(0, Map::room);
    vm.reserve(room * 4)?;
    let copy = vm.heap.get(set).clone();
    Ok(vm.heap.new_value(copy))
}

fn discard(vm: &mut Vm, set: Value, item: Value) -> Outcome {
    vm.self_set(set)?;
    discard_from_any(vm, set, item)
}

/// `discard` for a frozenset, too, which is being made.
pub(crate) fn discard_from_any(vm: &mut Vm, set: Value, item: Value) -> Outcome {
    let set = vm.self_any_set(set)?;
    let answer = vm.map_remove(set, item);
    vm.or_frozen(answer, "set_discard", &[Value::obj(set), item])?;
    Ok(Value::NONE)
}

fn remove(vm: &mut Vm, set: Value, item: Value) -> Outcome {
    let set = vm.self_set(set)?;
    let answer = vm.map_remove(set, item);
    match vm.or_frozen(answer, "set_remove", &[Value::obj(set), item])? {
        Some(_) => Ok(Value::NONE),
        None => Err(vm.raise_with(T::KeyError, &[item])),
    }
}

fn pop(vm: &mut Vm, set: Value) -> Outcome {
    let set = vm.self_set(set)?;
    let first = vm.map_of(set).and_then(|m| m.next_filled(0));
    vm.spend_on_items(first.map_or(0, |(slot, _)| slot));
    match first.and_then(|(slot, _)| vm.map_take(set, slot, None)) {
        Some(e) => Ok(e.key),
        None => Err(vm.raise(T::KeyError, "pop from an empty set")),
    }
}

fn contains(vm: &mut Vm, set: Value, item: Value) -> Outcome {
    let set = vm.self_any_set(set)?;
    let found = vm.map_get(set, item);
    let found = vm.or_frozen(found, "map_contains", &[Value::obj(set), item])?;
    Ok(Value::bool(found.is_some()))
}

/// Something with the same items that can be looked through again: iterators become lists.
fn rewindable(vm: &mut Vm, v: Value) -> Outcome {
    if matches!(vm.heap.object(v), Some(Object::Iterator(_))) {
        return match vm.drain(v) {
            Ok(items) => Ok(vm.new_list(items)),
            // Nobody takes these in one go, so none is taken twice.
            Err(Abrupt::Python) => Ok(v),
            Err(e) => Err(e),
        };
    }
    Ok(v)
}

fn difference(vm: &mut Vm, args: Args) -> Outcome {
    let set = args.get(vm, 0);
    let others = args.skip(1).all(vm).to_vec();
    let copied = copy(vm, set)?;
    subtract(vm, copied, others, "set_subtract")
}

fn difference_update(vm: &mut Vm, args: Args) -> Outcome {
    let set = args.get(vm, 0);
    let set = Value::obj(vm.self_set(set)?);
    let others = args.skip(1).all(vm).to_vec();
    subtract(vm, set, others, "set_subtract_update")?;
    Ok(Value::NONE)
}

/// Removes the items of `others` from `set` and gives the set; `rest` is the frozen function that
/// goes on where Python is needed.
fn subtract(vm: &mut Vm, set: Value, mut others: Vec<Value>, rest: &str) -> Outcome {
    let r = vm.self_any_set(set)?;
    for i in 0..others.len() {
        if others[i] == set {
            if let Some(map) = vm.map_mut(r) {
                map.clear();
            }
            continue;
        }
        others[i] = rewindable(vm, others[i])?;
        let other = others[i];
        let step = |vm: &mut Vm| -> Outcome<()> {
            let since = Since::now(vm);
            for item in some_items(vm, other)? {
                since.check(vm)?;
                vm.map_remove(r, item)?;
            }
            Ok(())
        };
        match step(vm) {
            Err(Abrupt::Python) => {
                let left = vm.new_list(others[i..].to_vec());
                return Err(vm.call_frozen(rest, &[set, left]));
            }
            answer => answer?,
        }
    }
    Ok(set)
}

fn intersection(vm: &mut Vm, set: Value, other: Value) -> Outcome {
    let r = vm.self_any_set(set)?;
    if Value::obj(r) == other {
        return copy(vm, set);
    }
    let other = rewindable(vm, other)?;
    let answer = intersect(vm, r, other);
    vm.or_frozen(answer, "set_intersection", &[Value::obj(r), other])
}

fn intersect(vm: &mut Vm, set: Ref, other: Value) -> Outcome {
    let items = some_items(vm, other)?;
    let out = vm.heap.alloc(Object::Set(Map::default()));
    let since = Since::now(vm);
    for item in items {
        since.check(vm)?;
        if vm.map_get(set, item)?.is_some() {
            vm.map_set(out, item, Value::NULL)?;
        }
    }
    Ok(Value::obj(out))
}

fn intersection_update(vm: &mut Vm, set: Value, other: Value) -> Outcome {
    let r = vm.self_set(set)?;
    if Value::obj(r) == other {
        return Ok(Value::NONE);
    }
    let other = rewindable(vm, other)?;
    let answer = intersect(vm, r, other);
    let out = vm.or_frozen(answer, "set_intersection_update", &[Value::obj(r), other])?;
    become_like(vm, r, out);
    Ok(Value::NONE)
}

/// Gives `set` the table of `other`, which is given up.
pub fn become_like(vm: &mut Vm, set: Ref, other: Value) {
    let table = other
        .as_ref()
        .and_then(|r| vm.map_mut(r))
        .map(core::mem::take);
    if let (Some(table), Some(map)) = (table, vm.map_mut(set)) {
        *map = table;
    }
}

fn isdisjoint(vm: &mut Vm, set: Value, other: Value) -> Outcome {
    let r = vm.self_any_set(set)?;
    let other = rewindable(vm, other)?;
    let answer = |vm: &mut Vm| {
        let since = Since::now(vm);
        for item in some_items(vm, other)? {
            since.check(vm)?;
            if vm.map_get(r, item)?.is_some() {
                return Ok(Value::FALSE);
            }
        }
        Ok(Value::TRUE)
    };
    let answer = answer(vm);
    vm.or_frozen(answer, "set_isdisjoint", &[Value::obj(r), other])
}

fn issubset(vm: &mut Vm, set: Value, other: Value) -> Outcome {
    is_within(vm, set, other, false)
}

fn issuperset(vm: &mut Vm, set: Value, other: Value) -> Outcome {
    is_within(vm, other, set, false)
}

/// A set with the items of anything iterable; sets are taken as they are.
fn as_set(vm: &mut Vm, v: Value) -> Outcome<Ref> {
    let native = vm.native_part(v);
    if let (Some(r), Some(Object::Set(_) | Object::FrozenSet(_))) =
        (native.as_ref(), vm.heap.object(native))
    {
        return Ok(r);
    }
    let items = some_items(vm, v)?;
    let set = vm.heap.alloc(Object::Set(Map::default()));
    let since = Since::now(vm);
    for item in items {
        since.check(vm)?;
        vm.map_set(set, item, Value::NULL)?;
    }
    Ok(set)
}

/// Whether each item of `inner` is in `outer`; `proper`ly, if that has more.
fn is_within(vm: &mut Vm, inner: Value, outer: Value, proper: bool) -> Outcome {
    let inner = rewindable(vm, inner)?;
    let outer = rewindable(vm, outer)?;
    let answer = |vm: &mut Vm| {
        let (inner, outer) = (as_set(vm, inner)?, as_set(vm, outer)?);
        if proper && vm.map_of(inner).map(Map::len) == vm.map_of(outer).map(Map::len) {
            return Ok(Value::FALSE);
        }
        let since = Since::now(vm);
        for item in some_items(vm, Value::obj(inner))? {
            since.check(vm)?;
            if vm.map_get(outer, item)?.is_none() {
                return Ok(Value::FALSE);
            }
        }
        Ok(Value::TRUE)
    };
    let answer = answer(vm);
    vm.or_frozen(
        answer,
        "set_is_within",
        &[inner, outer, Value::bool(proper)],
    )
}

fn symmetric_difference(vm: &mut Vm, set: Value, other: Value) -> Outcome {
    let other = rewindable(vm, other)?;
    let answer = toggled(vm, set, other);
    vm.or_frozen(answer, "set_symmetric", &[set, other])
}

/// A copy of `set` with the items of `other` added where absent and removed where present.
fn toggled(vm: &mut Vm, set: Value, other: Value) -> Outcome {
    let items = some_items(vm, other)?;
    let out = copy(vm, set)?;
    let r = vm.self_any_set(out)?;
    let since = Since::now(vm);
    for item in items {
        since.check(vm)?;
        if vm.map_remove(r, item)?.is_none() {
            vm.map_set(r, item, Value::NULL)?;
        }
    }
    Ok(out)
}

fn symmetric_difference_update(vm: &mut Vm, set: Value, other: Value) -> Outcome {
    let r = vm.self_set(set)?;
    let other = rewindable(vm, other)?;
    let answer = toggled(vm, Value::obj(r), other);
    let out = vm.or_frozen(answer, "set_symmetric_update", &[Value::obj(r), other])?;
    become_like(vm, r, out);
    Ok(Value::NONE)
}

fn union(vm: &mut Vm, set: Value, other: Value) -> Outcome {
    let out = copy(vm, set)?;
    let r = vm.self_any_set(out)?;
    add_all(vm, r, other)
}

fn update(vm: &mut Vm, args: Args) -> Outcome {
    let set = args.get(vm, 0);
    let r = vm.self_set(set)?;
    let mut others = args.skip(1).all(vm).to_vec();
    for i in 0..others.len() {
        others[i] = rewindable(vm, others[i])?;
        match add_all(vm, r, others[i]) {
            Err(Abrupt::Call) => {
                let left = vm.new_list(others[i..].to_vec());
                return Err(vm.call_frozen("set_update", &[Value::obj(r), left]));
            }
            answer => answer?,
        };
    }
    Ok(Value::NONE)
}

/// An operator between a set and another one; `None` for operators that sets do not have.
pub fn binary(vm: &mut Vm, op: BinaryOp, a: Value, b: Value) -> Outcome<Option<Value>> {
    let (a, b) = (vm.native_part(a), vm.native_part(b));
    if !matches!(
        vm.heap.object(b),
        Some(Object::Set(_) | Object::FrozenSet(_))
    ) {
        return Ok(None);
    }
    // A frozenset is not changed in place: its plain operator makes another one.
    let op = match vm.heap.object(a) {
        Some(Object::Set(_)) => op,
        Some(Object::FrozenSet(_)) => op.plain(),
        _ => return Ok(None),
    };
    Ok(Some(match op {
        BinaryOp::Or => union(vm, a, b)?,
        BinaryOp::Xor => symmetric_difference(vm, a, b)?,
        BinaryOp::And => intersection(vm, a, b)?,
        BinaryOp::Subtract => {
            let copied = copy(vm, a)?;
            subtract(vm, copied, [b].into(), "set_subtract")?
        }
        BinaryOp::InplaceOr => {
            let a = vm.self_set(a)?;
            add_all(vm, a, b)?
        }
        BinaryOp::InplaceSubtract => subtract(vm, a, [b].into(), "set_subtract")?,
        BinaryOp::InplaceXor => in_place(vm, "set_symmetric_in_place", a, b, toggled)?,
        BinaryOp::InplaceAnd => in_place(vm, "set_intersection_in_place", a, b, |vm, a, b| {
            let a = vm.self_set(a)?;
            intersect(vm, a, b)
        })?,
        BinaryOp::Less => is_within(vm, a, b, true)?,
        BinaryOp::More => is_within(vm, b, a, true)?,
        BinaryOp::LessEqual => is_within(vm, a, b, false)?,
        BinaryOp::MoreEqual => is_within(vm, b, a, false)?,
        _ => return Ok(None),
    }))
}

fn in_place(
    vm: &mut Vm,
    frozen: &str,
    a: Value,
    b: Value,
    f: fn(&mut Vm, Value, Value) -> Outcome,
) -> Outcome {
    let answer = f(vm, a, b);
    let out = vm.or_frozen(answer, frozen, &[a, b])?;
    let set = vm.self_set(a)?;
    become_like(vm, set, out);
    Ok(a)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vm::Profile;

    fn set(vm: &mut Vm, items: &[i64]) -> Value {
        let r = vm.heap.alloc(Object::Set(Map::default()));
        let list = vm.new_list(items.iter().map(|&n| Value::small(n)).collect());
        add_all(vm, r, list).unwrap()
    }

    fn members(vm: &mut Vm, set: Value) -> Vec<i64> {
        let mut items: Vec<i64> = vm
            .to_vec(set)
            .unwrap()
            .iter()
            .filter_map(|v| v.as_small())
            .collect();
        items.sort_unstable();
        items
    }

    #[test]
    fn operators_combine_sets() {
        let mut vm = Vm::new(Profile::UNIX, 0);
        let (a, b) = (set(&mut vm, &[1, 2, 3]), set(&mut vm, &[2, 3, 4]));
        for (op, want) in [
            (BinaryOp::Or, &[1, 2, 3, 4][..]),
            (BinaryOp::And, &[2, 3]),
            (BinaryOp::Xor, &[1, 4]),
            (BinaryOp::Subtract, &[1]),
        ] {
            let out = binary(&mut vm, op, a, b).unwrap().unwrap();
            assert_eq!(members(&mut vm, out), want, "{op:?}");
            assert_eq!(members(&mut vm, a), [1, 2, 3]);
        }
        binary(&mut vm, BinaryOp::InplaceXor, a, b).unwrap();
        assert_eq!(members(&mut vm, a), [1, 4]);
    }

    #[test]
    fn proper_subsets_are_smaller() {
        let mut vm = Vm::new(Profile::UNIX, 0);
        let (a, b) = (set(&mut vm, &[1]), set(&mut vm, &[1, 2]));
        let less = |vm: &mut Vm, a, b| binary(vm, BinaryOp::Less, a, b);
        assert_eq!(less(&mut vm, a, b), Ok(Some(Value::TRUE)));
        assert_eq!(less(&mut vm, a, a), Ok(Some(Value::FALSE)));
        assert_eq!(
            binary(&mut vm, BinaryOp::LessEqual, a, a),
            Ok(Some(Value::TRUE))
        );
    }
}
