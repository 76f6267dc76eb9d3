//! Sorting as MicroPython does it: a quicksort that is not stable, so that equal items come out in
//! the order that the board gives them.

use alloc::vec::Vec;
use core::cmp::Ordering;

use super::binary::BinaryOp;
use super::effort::Effort;
use crate::native::{Abrupt, Outcome};
use crate::object::Object;
use crate::text::compare as bytes;
use crate::value::{Ref, Value};
use crate::vm::Vm;

/// Comparisons that a native sort may make before it hands over to the frozen one, which can be
/// paused: already sorted lists are this algorithm's worst case.
const MAX_COMPARISONS: u32 = 1_000_000;

/// Items that are sorted natively at all, and bytes of texts for each halving of the list, that are sorted without counting comparisons.
const MOST_ALIKE: usize = 300_000;
const MOST_BYTES: usize = 1 << 27;

/// What a comparison of two numbers takes on a Cortex-M0+, roughly.
const CYCLES_PER_COMPARISON: usize = 40;

/// `list.sort(key, reverse)`; gives `answer` once the list is sorted.
pub fn sort_list(vm: &mut Vm, list: Ref, key: Value, reverse: bool, answer: Value) -> Outcome {
    let value = Value::obj(list);
    if vm.items_of(value).map_or(0, <[Value]>::len) < 2 {
        return Ok(answer);
    }
    if !key.is_none() {
        return Err(vm.call_frozen("sort_by_key", &[value, key, Value::bool(reverse), answer]));
    }
    if vm.items_of(value).map_or(0, <[Value]>::len) > MOST_ALIKE {
        // It takes more comparisons than are made here.
        return Err(vm.call_frozen("sort_in_place", &[value, Value::bool(reverse), answer]));
    }
    let mut items = vm.items_of(value).map(Vec::from).unwrap_or_default();
    let outcome = if sort_alike(vm, &mut items, reverse) {
        Ok(())
    } else {
        let mut order = identity(items.len());
        let outcome = quicksort(vm, &items, &mut order, reverse);
        items = order.iter().map(|&i| items[i as usize]).collect();
        outcome
    };
    match outcome {
        Ok(()) | Err(Abrupt::Raise(_)) => {
            put_back(vm, list, items);
            outcome.map(|()| answer)
        }
        // The frozen sort begins again from the list as it was.
        Err(Abrupt::Python | Abrupt::Call) => {
            Err(vm.call_frozen("sort_in_place", &[value, Value::bool(reverse), answer]))
        }
        Err(e) => Err(e),
    }
}

/// Sorts a list by keys that were computed for its items; says whether it could without Python.
pub fn sort_by(vm: &mut Vm, list: Ref, keys: Value, reverse: bool) -> Outcome<bool> {
    if vm.items_of(keys).map_or(0, <[Value]>::len) > MOST_ALIKE {
        return Ok(false);
    }
    let keys = vm.items_of(keys).map(Vec::from).unwrap_or_default();
    let items = vm
        .items_of(Value::obj(list))
        .map(Vec::from)
        .unwrap_or_default();
    if keys.len() != items.len() {
        return Err(vm.value_error("list modified during sort"));
    }
    let mut order = identity(items.len());
    let answer = quicksort(vm, &keys, &mut order, reverse);
    let items = order.iter().map(|&i| items[i as usize]).collect();
    match answer {
        Ok(()) => {
            put_back(vm, list, items);
            Ok(true)
        }
        Err(Abrupt::Python | Abrupt::Call) => Ok(false),
        Err(e) => {
            put_back(vm, list, items);
            Err(e)
        }
    }
}

fn identity(n: usize) -> Vec<u32> {
    (0..n as u32).collect()
}

fn put_back(vm: &mut Vm, list: Ref, items: Vec<Value>) {
    if let Object::List(place) = vm.heap.get_mut(list) {
        *place = items;
    }
}

/// Sorts small integers, or strings, where no two equal items can be told apart; then any way of
/// sorting gives the one answer.
fn sort_alike(vm: &mut Vm, items: &mut [Value], reverse: bool) -> bool {
    let halvings = items.len().ilog2() as usize + 1;
    let texts = |items: &[Value]| {
        let bytes = |&v: &Value| Some(vm.str_of(v).filter(|_| !vm.is_user(v))?.len());
        let total = items.iter().try_fold(0, |total, v| Some(total + bytes(v)?));
        total.is_some_and(|total: usize| total.saturating_mul(halvings) < MOST_BYTES)
    };
    if items.iter().all(|v| v.is_small()) {
        items.sort_unstable_by_key(|v| v.as_small());
    } else if texts(items) {
        sort_texts(vm, items);
    } else {
        return false;
    }
    vm.spend(items.len() * halvings * CYCLES_PER_COMPARISON / 4);
    if reverse {
        items.reverse();
    }
    true
}

/// Sorts strings.
pub fn sort_texts(vm: &Vm, items: &mut [Value]) {
    let text = |v| vm.str_of(v).unwrap_or_default().as_bytes();
    items.sort_unstable_by(|&a, &b| bytes::order(text(a), text(b)).0);
}

/// `a < b`
pub(crate) fn less(vm: &mut Vm, a: Value, b: Value, effort: &mut Effort) -> Outcome<bool> {
    if let Some((a, b)) = Value::both_small(a, b) {
        return Ok(a < b);
    }
    if let (Some(a), Some(b)) = (a.as_float(), b.as_float()) {
        return Ok(a < b);
    }
    // An instance of a class of the program's is asked, or refused, as its operator is.
    let order = match vm.is_user(a) || vm.is_user(b) {
        true => None,
        false => vm.order(a, b, effort)?,
    };
    match order {
        Some(order) => Ok(order == Some(Ordering::Less)),
        // Sets, and the error of what has no order.
        None => Ok(vm.binary(BinaryOp::Less, a, b)? == Value::TRUE),
    }
}

/// Arranges `order`, the places of items, so that their keys ascend (descend if `reverse`).
fn quicksort(vm: &mut Vm, keys: &[Value], order: &mut [u32], reverse: bool) -> Outcome<()> {
    let mut left = MAX_COMPARISONS;
    let mut effort = Effort::of_many();
    // Ranges still to sort: the place before the first item, the place of the last one.
    let mut todo: Vec<(isize, isize)> = Vec::from([(-1, order.len() as isize - 1)]);
    while let Some((mut head, mut tail)) = todo.pop() {
        while tail - head > 1 {
            let pivot = keys[order[tail as usize] as usize];
            let (mut h, mut t) = (head, tail);
            loop {
                loop {
                    h += 1;
                    if h >= t
                        || less(vm, keys[order[h as usize] as usize], pivot, &mut effort)?
                            == reverse
                    {
                        break;
                    }
                    left = left.saturating_sub(1);
                }
                loop {
                    t -= 1;
                    if h >= t
                        || less(vm, pivot, keys[order[t as usize] as usize], &mut effort)?
                            == reverse
                    {
                        break;
                    }
                    left = left.saturating_sub(1);
                    if left < 2 {
                        return Err(Abrupt::Python);
                    }
                }
                if h >= t {
                    break;
                }
                order.swap(h as usize, t as usize);
            }
            order.swap(h as usize, tail as usize);
            // The smaller part goes first, as on the board.
            if t - head < tail - h {
                todo.push((h, tail));
                tail = t;
            } else {
                todo.push((head, t));
                head = h;
            }
            left = left.saturating_sub(1);
            if left < 2 {
                return Err(Abrupt::Python);
            }
        }
    }
    vm.spend((MAX_COMPARISONS - left) as usize * CYCLES_PER_COMPARISON + effort.cycles());
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vm::Profile;

    fn sorted(values: &[Value], reverse: bool) -> Vec<Value> {
        let mut vm = Vm::new(Profile::UNIX, 0);
        let list = vm.new_list(values.into());
        sort_list(
            &mut vm,
            list.as_ref().unwrap(),
            Value::NONE,
            reverse,
            Value::NONE,
        )
        .unwrap();
        vm.items_of(list).unwrap().into()
    }

    #[test]
    fn integers_ascend_and_descend() {
        let values = [3, 1, 2, 3, -1].map(Value::small);
        assert_eq!(sorted(&values, false), [-1, 1, 2, 3, 3].map(Value::small));
        assert_eq!(sorted(&values, true), [3, 3, 2, 1, -1].map(Value::small));
    }

    #[test]
    fn keys_decide_and_equal_keys_end_as_on_the_board() {
        let mut vm = Vm::new(Profile::UNIX, 0);
        let list = vm.new_list((0..6).map(Value::small).collect());
        let keys = vm.new_list([1, 0, 1, 0, 1, 0].map(Value::small).into());
        assert_eq!(
            sort_by(&mut vm, list.as_ref().unwrap(), keys, false),
            Ok(true)
        );
        // `sorted(range(6), key=lambda i: (i + 1) % 2)` on MicroPython.
        assert_eq!(
            vm.items_of(list),
            Some(&[5, 3, 1, 4, 2, 0].map(Value::small)[..])
        );
    }
}
