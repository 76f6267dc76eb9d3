//! `list`

use alloc::vec::Vec;

use super::{T, TypeSpec};
use crate::native::{Abrupt, Args, F, Native, Outcome, native};
use crate::object::{IteratorObj, Object};
use crate::ops::effort::Effort;
use crate::ops::sort;
use crate::qstr::q;
use crate::value::Value;
use crate::vm::Vm;

/// What the type is made of.
pub const SPEC: TypeSpec = TypeSpec {
    name: "list",
    base: T::Object,
    make: Some(F::V(1, 2, make)),
    natives: NATIVES,
    consts: &[],
};

const NATIVES: &[Native] = &[
    native("append", F::F2(append)),
    native("clear", F::F1(clear)),
    native("copy", F::F1(copy)),
    native("count", F::F2(count)),
    native("extend", F::F2(extend)),
    native("index", F::V(2, 4, index)),
    native("insert", F::F3(insert)),
    native("pop", F::V(1, 2, pop)),
    native("remove", F::F2(remove)),
    native("reverse", F::F1(reverse)),
    native("sort", F::K(1, sort_method)),
];

fn make(vm: &mut Vm, args: Args) -> Outcome {
    let Some(source) = args.opt(vm, 1) else {
        return Ok(vm.new_list(Vec::new()));
    };
    match vm.to_vec(source) {
        Ok(items) => Ok(vm.heap.new_value(Object::List(appended(items)))),
        Err(Abrupt::Python) => Err(vm.call_frozen("list_from", &[source])),
        Err(e) => Err(e),
    }
}

/// `list.append`
pub fn append(vm: &mut Vm, list: Value, item: Value) -> Outcome {
    let items = vm.list_mut(list)?;
    let room = items.capacity();
    if items.len() < room {
        items.push(item);
    } else {
        vm.room_to_grow(room)?;
        let grown = push(vm.list_mut(list)?, item);
        vm.heap.charge(grown);
    }
    vm.heap.charge_item(item);
    Ok(Value::NONE)
}

impl Vm {
    /// Asks for what a full list with so much room needs to grow: it is copied to twice the room.
    pub(crate) fn room_to_grow(&mut self, room: usize) -> Result<(), Abrupt> {
        self.reserve(4 * room)?;
        self.reserve_move(8 * room)
    }
}

/// The method `append`.
pub(crate) const APPEND: Value =
    crate::object::native(T::List as u16, crate::native::place(NATIVES, "append"));

/// The room that a list has at least.
const LEAST: usize = 4;

/// Appends with MicroPython's policy of growth, so that the room is as there: a full list doubles.
/// Says how many bytes a board's list grew by.
pub(crate) fn push(items: &mut Vec<Value>, item: Value) -> usize {
    let room = items.capacity();
    if items.len() < room {
        items.push(item);
        return 0;
    }
    // A list of fewer has that room already, though not here.
    let new = if room < LEAST { LEAST } else { room * 2 };
    items.reserve_exact(new - items.len());
    items.push(item);
    4 * (new - room.max(LEAST))
}

/// The room that a list has after an item was taken out: half, if more than that is free.
pub(crate) fn shrink(items: &mut Vec<Value>) {
    let room = items.capacity();
    if room > LEAST && room > 2 * items.len() {
        items.shrink_to((room / 2).max(LEAST));
    }
}

/// Items as a list has them that was appended to one by one.
pub(crate) fn appended(mut items: Vec<Value>) -> Vec<Value> {
    let room = items.len().next_power_of_two().max(LEAST);
    if items.len() > LEAST {
        items.shrink_to_fit();
        items.reserve_exact(room - items.len());
    }
    items
}

fn clear(vm: &mut Vm, list: Value) -> Outcome {
    *vm.list_mut(list)? = Vec::new();
    Ok(Value::NONE)
}

fn copy(vm: &mut Vm, list: Value) -> Outcome {
    let n = vm.list_mut(list)?.len();
    vm.reserve(n * 4)?;
    let items = vm.list_mut(list)?.clone();
    Ok(vm.new_list(items))
}

fn count(vm: &mut Vm, list: Value, value: Value) -> Outcome {
    let r = vm.self_list(list)?;
    count_in(vm, Value::obj(r), value)
}

/// How many items of a list or tuple equal `value`.
pub fn count_in(vm: &mut Vm, seq: Value, value: Value) -> Outcome {
    let mut n = 0;
    let mut effort = Effort::new();
    for &item in vm.items_of(seq).unwrap_or_default() {
        match vm.equal_in(item, value, &mut effort) {
            Ok(same) => n += i64::from(same),
            Err(_) => return Err(vm.call_frozen("seq_count", &[seq, value])),
        }
    }
    vm.spend(effort.cycles());
    Ok(Value::small(n))
}

/// `list.extend`
pub fn extend(vm: &mut Vm, list: Value, source: Value) -> Outcome {
    let r = vm.self_list(list)?;
    match items_to_append(vm, Value::obj(r), source) {
        Ok(items) => append_all(vm, list, items, vm.is_list(source)),
        Err(Abrupt::Python) => Err(vm.call_frozen("list_extend", &[Value::obj(r), source])),
        Err(e) => Err(e),
    }
}

/// The items that a list is extended by; [`Abrupt::Python`] where Python code must append them.
pub(crate) fn items_to_append(vm: &mut Vm, list: Value, source: Value) -> Outcome<Vec<Value>> {
    if source != list && vm.native_part(source) == list {
        // An instance hands over one item after the other, also those that have just been appended.
        return Err(Abrupt::Python);
    }
    if let Some(Object::Iterator(iterator)) = vm.heap.object(source)
        && matches!(**iterator, IteratorObj::Sequence(of, _) if of == list)
    {
        // So does an iterator over the list itself, without end.
        return Err(Abrupt::Python);
    }
    vm.to_vec(source)
}

/// Appends items: another list's at once, with room for four more, or else one by one.
pub(crate) fn append_all(vm: &mut Vm, list: Value, new: Vec<Value>, at_once: bool) -> Outcome {
    vm.must_fit(new.len() * 4)?;
    let items = vm.list_mut(list)?;
    let room = items.capacity().max(LEAST);
    let len = items.len() + new.len();
    let mut wanted = room;
    if len > room && at_once {
        wanted = len + 4;
    }
    while wanted < len {
        wanted *= 2;
    }
    items.reserve_exact(wanted - items.len());
    items.extend(new);
    vm.heap.charge(4 * (wanted - room));
    Ok(Value::NONE)
}

fn index(vm: &mut Vm, args: Args) -> Outcome {
    let list = args.get(vm, 0);
    let r = vm.self_list(list)?;
    index_in(vm, Value::obj(r), "list", args)
}

/// The first place of `value` in a list or tuple, between optional bounds.
pub fn index_in(vm: &mut Vm, seq: Value, name: &str, args: Args) -> Outcome {
    let value = args.get(vm, 1);
    let len = vm.items_of(seq).map_or(0, <[Value]>::len);
    let (mut start, mut stop) = (0, len);
    if let Some(bound) = args.opt(vm, 2) {
        start = vm.sequence_bound(name, len, bound)?;
    }
    if let Some(bound) = args.opt(vm, 3) {
        stop = vm.sequence_bound(name, len, bound)?;
    }
    let items = vm.items_of(seq).unwrap_or_default();
    let mut effort = Effort::new();
    for (i, &item) in items.iter().enumerate().take(stop).skip(start) {
        match vm.equal_in(item, value, &mut effort) {
            Ok(true) => {
                vm.spend(effort.cycles());
                return Ok(Value::small(i as i64));
            }
            Ok(false) => {}
            Err(_) => {
                let bounds = [Value::small(start as i64), Value::small(stop as i64)];
                return Err(vm.call_frozen("seq_index", &[seq, value, bounds[0], bounds[1]]));
            }
        }
    }
    Err(vm.value_error("object not in sequence"))
}

fn insert(vm: &mut Vm, list: Value, at: Value, item: Value) -> Outcome {
    vm.self_list(list)?;
    // What is no small integer MicroPython takes for a huge one.
    let at = at.as_small().unwrap_or(i64::MAX);
    let items = vm.list_mut(list)?;
    let len = items.len() as i64;
    if items.len() == items.capacity() {
        let room = items.capacity();
        vm.room_to_grow(room)?;
    }
    let items = vm.list_mut(list)?;
    let at = if at < 0 { at.saturating_add(len) } else { at };
    let at = at.clamp(0, len);
    let grown = push(items, item);
    items[at as usize..].rotate_right(1);
    vm.spend((len - at) as usize / 4);
    vm.heap.charge(grown);
    vm.heap.charge_item(item);
    Ok(Value::NONE)
}

fn pop(vm: &mut Vm, args: Args) -> Outcome {
    let list = args.get(vm, 0);
    let len = vm.list_mut(list)?.len();
    if len == 0 {
        return Err(vm.raise(T::IndexError, "pop from empty list"));
    }
    let at = match args.opt(vm, 1) {
        Some(index) => vm.sequence_index("list", len, index)?,
        None => len - 1,
    };
    vm.spend((len - at) / 4);
    let items = vm.list_mut(list)?;
    let item = items.remove(at);
    shrink(items);
    Ok(item)
}

fn remove(vm: &mut Vm, list: Value, value: Value) -> Outcome {
    let r = vm.self_list(list)?;
    let list = Value::obj(r);
    let mut found = None;
    let mut effort = Effort::new();
    for (i, &item) in vm.items_of(list).unwrap_or_default().iter().enumerate() {
        match vm.equal_in(item, value, &mut effort) {
            Ok(false) => {}
            Ok(true) => {
                found = Some(i);
                break;
            }
            Err(_) => return Err(vm.call_frozen("list_remove", &[list, value])),
        }
    }
    vm.spend(effort.cycles());
    match found {
        Some(i) => {
            let items = vm.list_mut(list)?;
            let moved = items.len() - i;
            items.remove(i);
            shrink(items);
            vm.spend_on_items(moved);
            Ok(Value::NONE)
        }
        None => Err(vm.value_error("object not in sequence")),
    }
}

fn reverse(vm: &mut Vm, list: Value) -> Outcome {
    let items = vm.list_mut(list)?;
    items.reverse();
    let moved = items.len();
    vm.spend_on_items(moved);
    Ok(Value::NONE)
}

fn sort_method(vm: &mut Vm, args: Args) -> Outcome {
    if args.n > 1 {
        return Err(vm.type_error("extra positional arguments given"));
    }
    let list = args.get(vm, 0);
    let r = vm.self_list(list)?;
    let (key, reverse) = sort_keywords(vm, args)?;
    let backwards = vm.truth(reverse);
    let backwards = vm.or_frozen(backwards, "sort_told", &[list, key, reverse])?;
    sort::sort_list(vm, r, key, backwards, Value::NONE)
}

/// The `key` and `reverse` of `sort` and `sorted`.
pub fn sort_keywords(vm: &mut Vm, args: Args) -> Outcome<(Value, Value)> {
    let known = args
        .keywords(vm)
        .all(|(k, _)| k == Value::qstr(q::key) || k == Value::qstr(q::reverse));
    if !known {
        return Err(vm.type_error("extra keyword arguments given"));
    }
    let key = args.kw(vm, q::key).unwrap_or(Value::NONE);
    let reverse = args.kw(vm, q::reverse).unwrap_or(Value::FALSE);
    Ok((key, reverse))
}

impl Vm {
    /// Whether `v` is a list, no subclass.
    pub fn is_list(&self, v: Value) -> bool {
        matches!(self.heap.object(v), Some(Object::List(_)))
    }
}

#[cfg(test)]
mod tests {
    use alloc::boxed::Box;

    use super::*;
    use crate::map::Map;
    use crate::object::DerivedObj;
    use crate::value::Ref;
    use crate::vm::Profile;

    #[test]
    fn a_list_extends_itself_once() {
        let mut vm = Vm::new(Profile::UNIX, 0);
        let list = vm.new_list([1, 2].map(Value::small).into());
        extend(&mut vm, list, list).unwrap();
        assert_eq!(vm.items_of(list), Some(&[1, 2, 1, 2].map(Value::small)[..]));
    }

    #[test]
    fn an_instance_hands_over_what_it_gets_meanwhile() {
        let mut vm = Vm::new(Profile::UNIX, 0);
        let list = vm.new_list([1].map(Value::small).into());
        let derived = DerivedObj {
            class: Ref(T::List as u32),
            members: Map::default(),
            native: list,
        };
        let derived = vm.heap.new_value(Object::Derived(Box::new(derived)));
        let items = items_to_append(&mut vm, list, derived);
        assert_eq!(items, Err(Abrupt::Python));
        let other = vm.new_list(Vec::new());
        let items = items_to_append(&mut vm, other, derived);
        assert_eq!(items, Ok(Vec::from([Value::small(1)])));
    }

    #[test]
    fn an_insert_beyond_the_end_appends() {
        let mut vm = Vm::new(Profile::UNIX, 0);
        let list = vm.new_list([1].map(Value::small).into());
        insert(&mut vm, list, Value::small(9), Value::small(2)).unwrap();
        insert(&mut vm, list, Value::small(-9), Value::small(0)).unwrap();
        assert_eq!(vm.items_of(list), Some(&[0, 1, 2].map(Value::small)[..]));
    }

    #[test]
    fn methods_refuse_other_types() {
        let mut vm = Vm::new(Profile::UNIX, 0);
        assert!(append(&mut vm, Value::small(1), Value::NONE).is_err());
    }
}
