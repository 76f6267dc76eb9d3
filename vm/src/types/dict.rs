//! `dict` and `OrderedDict`, and the views of their keys, values and items.

use alloc::vec::Vec;

use super::{T, TypeSpec};
use crate::map::Map;
use crate::native::{Abrupt, Args, F, Native, Outcome, class_method, native};
use crate::object::{MapView, Object};
use crate::ops::binary::BinaryOp;
use crate::ops::effort::Since;
use crate::value::{Ref, Value};
use crate::vm::Vm;

/// Cycles for each item that a method of a dict or set stores or looks up among others.
pub(super) const CYCLES_PER_ITEM: usize = 16;

/// What `dict` is made of.
pub const SPEC: TypeSpec = TypeSpec {
    name: "dict",
    base: T::Object,
    make: Some(F::K(1, make)),
    natives: NATIVES,
    consts: &[],
};

/// What `OrderedDict` is made of.
pub const ORDERED: TypeSpec = TypeSpec {
    name: "OrderedDict",
    base: T::Dict,
    make: Some(F::K(1, make)),
    natives: &[],
    consts: &[],
};

const NATIVES: &[Native] = &[
    native("clear", F::F1(clear)),
    native("copy", F::F1(copy)),
    class_method("fromkeys", F::V(2, 3, fromkeys)),
    native("get", F::V(2, 3, get)),
    native("items", F::F1(items)),
    native("keys", F::F1(keys)),
    native("pop", F::V(2, 3, pop)),
    native("popitem", F::F1(popitem)),
    native("setdefault", F::V(2, 3, setdefault)),
    native("update", F::K(1, update)),
    native("values", F::F1(values)),
    native("__getitem__", F::F2(get_item)),
    native("__setitem__", F::F3(set_item)),
    native("__delitem__", F::F2(del_item)),
];

fn make(vm: &mut Vm, args: Args) -> Outcome {
    let class = args.get(vm, 0);
    let ordered = vm.builtin_base(class) == Ref(T::OrderedDict as u32);
    let map = if ordered {
        Map::ordered()
    } else {
        Map::default()
    };
    let dict = vm.heap.alloc(Object::Dict(map));
    update_with(vm, dict, args.skip(1), "dict_filled")?;
    Ok(Value::obj(dict))
}

fn update(vm: &mut Vm, args: Args) -> Outcome {
    let dict = args.get(vm, 0);
    let dict = vm.self_dict(dict)?;
    refuse_fixed(vm, dict)?;
    update_with(vm, dict, args.skip(1), "dict_updated")?;
    Ok(Value::NONE)
}

/// Stores what the arguments of `dict()` or `update()` give; `rest` is the frozen function that
/// goes on where Python is needed.
fn update_with(vm: &mut Vm, dict: Ref, args: Args, rest: &str) -> Outcome<()> {
    if args.n > 1 {
        let message = alloc::format!("function expected at most 2 arguments, got {}", args.n + 1);
        return Err(vm.type_error(&message));
    }
    let keywords: Vec<(Value, Value)> = args.keywords(vm).collect();
    if let Some(source) = args.opt(vm, 0)
        && let Err(left) = update_from(vm, dict, source)?
    {
        let pairs: Vec<Value> = keywords
            .iter()
            .map(|&(k, v)| vm.new_tuple([k, v]))
            .collect();
        let pairs = vm.new_tuple(pairs);
        return Err(vm.call_frozen(rest, &[Value::obj(dict), left, pairs]));
    }
    for (i, &(key, value)) in keywords.iter().enumerate() {
        match vm.map_set(dict, key, value) {
            Err(Abrupt::Python) => {
                let pairs: Vec<Value> = keywords[i..]
                    .iter()
                    .map(|&(k, v)| vm.new_tuple([k, v]))
                    .collect();
                let (none, pairs) = (vm.new_tuple([]), vm.new_tuple(pairs));
                return Err(vm.call_frozen(rest, &[Value::obj(dict), none, pairs]));
            }
            answer => answer?,
        }
    }
    Ok(())
}

/// Items that are stored in one go.
const MOST_ITEMS: usize = 1 << 15;

/// Stores the items of another dict, or pairs; gives what is left to store where Python is needed.
pub fn update_from(vm: &mut Vm, dict: Ref, source: Value) -> Outcome<Result<(), Value>> {
    if let Some(Object::Dict(map)) = vm.heap.object(source) {
        if source == Value::obj(dict) {
            return Ok(Ok(()));
        }
        if map.len() > MOST_ITEMS {
            let items = Object::DictView(source, MapView::Items);
            return Ok(Err(vm.heap.new_value(items)));
        }
        let entries: Vec<_> = map.iter().copied().collect();
        vm.spend(entries.len() * CYCLES_PER_ITEM);
        let since = Since::now(vm);
        for (i, e) in entries.iter().enumerate() {
            let stored = since.check(vm);
            match stored.and_then(|()| vm.map_set(dict, e.key, e.value)) {
                Err(Abrupt::Python) => {
                    let pairs = entries[i..]
                        .iter()
                        .map(|e| vm.new_tuple([e.key, e.value]))
                        .collect();
                    return Ok(Err(vm.new_list(pairs)));
                }
                answer => answer?,
            }
        }
        return Ok(Ok(()));
    }
    let pairs = match vm.to_vec(source) {
        Ok(pairs) if pairs.len() > MOST_ITEMS => return Ok(Err(vm.new_list(pairs))),
        Err(Abrupt::Python) => return Ok(Err(source)),
        answer => answer?,
    };
    vm.spend(pairs.len() * CYCLES_PER_ITEM);
    let since = Since::now(vm);
    for (i, &item) in pairs.iter().enumerate() {
        let pair = match vm.to_vec(item) {
            Err(Abrupt::Python) => return Ok(Err(vm.new_list(pairs[i..].to_vec()))),
            answer => answer?,
        };
        let [key, value] = pair[..] else {
            return Err(vm.value_error("dict update sequence has wrong length"));
        };
        let stored = since.check(vm);
        match stored.and_then(|()| vm.map_set(dict, key, value)) {
            Err(Abrupt::Python) => {
                let mut left = pairs[i..].to_vec();
                left[0] = vm.new_tuple(pair);
                return Ok(Err(vm.new_list(left)));
            }
            answer => answer?,
        }
    }
    Ok(Ok(()))
}

fn refuse_fixed(vm: &mut Vm, dict: Ref) -> Outcome<()> {
    if vm.map_of(dict).is_some_and(Map::is_fixed) {
        Err(vm.raise_with(T::TypeError, &[]))
    } else {
        Ok(())
    }
}

fn clear(vm: &mut Vm, dict: Value) -> Outcome {
    let dict = vm.self_dict(dict)?;
    refuse_fixed(vm, dict)?;
    vm.lookups.forget();
    if let Some(map) = vm.map_mut(dict) {
        map.clear();
    }
    Ok(Value::NONE)
}

/// `dict.copy`
pub fn copy(vm: &mut Vm, dict: Value) -> Outcome {
    let dict = vm.self_dict(dict)?;
    let room = vm.map_of(dict).map_or(0, Map::room);
    vm.reserve(room * 8)?;
    let map = vm.map_of(dict).map(Map::copied).unwrap_or_default();
    Ok(vm.heap.new_value(Object::Dict(map)))
}

fn fromkeys(vm: &mut Vm, args: Args) -> Outcome {
    let source = args.get(vm, 1);
    let value = args.opt(vm, 2).unwrap_or(Value::NONE);
    let room = match vm.len_of(source) {
        Ok(len) => len.unwrap_or(0),
        Err(_) => 0,
    };
    vm.reserve(room.saturating_mul(8))?;
    let dict = vm.new_dict(room);
    let keys = match vm.to_vec(source) {
        Ok(keys) if keys.len() > MOST_ITEMS => {
            let keys = vm.new_list(keys);
            return Err(vm.call_frozen("dict_fromkeys", &[Value::obj(dict), keys, value]));
        }
        Err(Abrupt::Python) => {
            return Err(vm.call_frozen("dict_fromkeys", &[Value::obj(dict), source, value]));
        }
        answer => answer?,
    };
    vm.spend(keys.len() * CYCLES_PER_ITEM);
    let since = Since::now(vm);
    for (i, &key) in keys.iter().enumerate() {
        let stored = since.check(vm);
        match stored.and_then(|()| vm.map_set(dict, key, value)) {
            Err(Abrupt::Python) => {
                let left = vm.new_list(keys[i..].to_vec());
                return Err(vm.call_frozen("dict_fromkeys", &[Value::obj(dict), left, value]));
            }
            answer => answer?,
        }
    }
    Ok(Value::obj(dict))
}

/// The method `get`.
pub(crate) const GET: Value =
    crate::object::native(T::Dict as u16, crate::native::place(NATIVES, "get"));

fn get(vm: &mut Vm, args: Args) -> Outcome {
    let (dict, key) = (args.get(vm, 0), args.get(vm, 1));
    let default = args.opt(vm, 2).unwrap_or(Value::NONE);
    let dict = vm.self_dict(dict)?;
    let found = vm.map_get(dict, key);
    let found = vm.or_frozen(found, "dict_get", &[Value::obj(dict), key, default])?;
    Ok(found.unwrap_or(default))
}

fn pop(vm: &mut Vm, args: Args) -> Outcome {
    let (dict, key) = (args.get(vm, 0), args.get(vm, 1));
    let dict = vm.self_dict(dict)?;
    refuse_fixed(vm, dict)?;
    let default = args.opt(vm, 2);
    let found = vm.map_remove(dict, key);
    let mut frozen_args = Vec::from([Value::obj(dict), key]);
    frozen_args.extend(default);
    let found = vm.or_frozen(found, "dict_pop", &frozen_args)?;
    match found.map(|e| e.value).or(default) {
        Some(v) => Ok(v),
        None => Err(vm.raise_with(T::KeyError, &[key])),
    }
}

fn popitem(vm: &mut Vm, dict: Value) -> Outcome {
    let dict = vm.self_dict(dict)?;
    refuse_fixed(vm, dict)?;
    let slot = vm.map_of(dict).and_then(|m| {
        if m.is_ordered() {
            m.len().checked_sub(1)
        } else {
            m.next_filled(0).map(|(i, _)| i)
        }
    });
    vm.spend_on_items(slot.unwrap_or(0));
    match slot.and_then(|slot| vm.map_take(dict, slot, None)) {
        Some(e) => Ok(vm.new_tuple([e.key, e.value])),
        None => Err(vm.raise(T::KeyError, "popitem(): dictionary is empty")),
    }
}

fn setdefault(vm: &mut Vm, args: Args) -> Outcome {
    let (dict, key) = (args.get(vm, 0), args.get(vm, 1));
    let default = args.opt(vm, 2).unwrap_or(Value::NONE);
    let dict = vm.self_dict(dict)?;
    refuse_fixed(vm, dict)?;
    let answer = vm.map_set_default(dict, key, default, false);
    vm.or_frozen(answer, "dict_setdefault", &[Value::obj(dict), key, default])
}

fn view(vm: &mut Vm, dict: Value, view: MapView) -> Outcome {
    let dict = vm.self_dict(dict)?;
    Ok(vm.heap.new_value(Object::DictView(Value::obj(dict), view)))
}

fn items(vm: &mut Vm, dict: Value) -> Outcome {
    view(vm, dict, MapView::Items)
}

fn keys(vm: &mut Vm, dict: Value) -> Outcome {
    view(vm, dict, MapView::Keys)
}

fn values(vm: &mut Vm, dict: Value) -> Outcome {
    view(vm, dict, MapView::Values)
}

fn get_item(vm: &mut Vm, dict: Value, key: Value) -> Outcome {
    let dict = vm.self_dict(dict)?;
    vm.get_item(Value::obj(dict), key)
}

fn set_item(vm: &mut Vm, dict: Value, key: Value, value: Value) -> Outcome {
    let dict = vm.self_dict(dict)?;
    vm.set_item(Value::obj(dict), key, value)?;
    Ok(Value::NONE)
}

fn del_item(vm: &mut Vm, dict: Value, key: Value) -> Outcome {
    let dict = vm.self_dict(dict)?;
    vm.del_item(Value::obj(dict), key)?;
    Ok(Value::NONE)
}

/// `dict | other` and `dict |= other`; `None` for other operators.
pub fn binary(vm: &mut Vm, op: BinaryOp, dict: Value, other: Value) -> Outcome<Option<Value>> {
    let result = match op {
        BinaryOp::Or => copy(vm, dict)?,
        BinaryOp::InplaceOr => dict,
        _ => return Ok(None),
    };
    let map = vm.self_dict(result)?;
    match update_from(vm, map, other)? {
        Ok(()) => Ok(Some(result)),
        Err(left) => {
            let none = vm.new_tuple([]);
            Err(vm.call_frozen("dict_filled", &[result, left, none]))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vm::Profile;

    #[test]
    fn an_update_takes_dicts_and_pairs() {
        let mut vm = Vm::new(Profile::UNIX, 0);
        let dict = vm.new_dict(0);
        let pair = vm.new_tuple([Value::small(1), Value::TRUE]);
        let pairs = vm.new_list([pair].into());
        assert_eq!(update_from(&mut vm, dict, pairs), Ok(Ok(())));
        let other = vm.new_dict(0);
        let source = Value::obj(dict);
        assert_eq!(update_from(&mut vm, other, source), Ok(Ok(())));
        assert_eq!(vm.map_get(other, Value::small(1)), Ok(Some(Value::TRUE)));
        let wrong = vm.new_list([Value::small(1)].into());
        assert!(update_from(&mut vm, other, wrong).is_err());
    }

    #[test]
    fn views_see_later_changes() {
        let mut vm = Vm::new(Profile::UNIX, 0);
        let dict = vm.new_dict(0);
        let view = keys(&mut vm, Value::obj(dict)).unwrap();
        vm.map_set(dict, Value::small(7), Value::NONE).unwrap();
        assert_eq!(vm.to_vec(view), Ok([Value::small(7)].into()));
        let item = popitem(&mut vm, Value::obj(dict)).unwrap();
        assert_eq!(vm.items_of(item).map(<[Value]>::len), Some(2));
        assert!(popitem(&mut vm, Value::obj(dict)).is_err());
    }
}
