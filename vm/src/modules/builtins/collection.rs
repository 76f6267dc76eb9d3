//! Built-in functions on collections and iterators.

use alloc::vec::Vec;

use crate::interp::frame::Resumed;
use crate::native::{Abrupt, Args, F, Native, Outcome, native};
use crate::object::Object;
use crate::ops::binary::BinaryOp;
use crate::ops::sort;
use crate::qstr::q;
use crate::types::{T, list};
use crate::value::Value;
use crate::vm::Vm;

/// The functions.
pub const NATIVES: &[Native] = &[
    native("all", F::F1(all)),
    native("any", F::F1(any)),
    native("iter", F::F1(Vm::get_iter)),
    native("len", F::F1(len)),
    native("max", F::K(1, max)),
    native("min", F::K(1, min)),
    native("next", F::V(1, 2, next)),
    native("sorted", F::K(1, sorted)),
    native("sum", F::V(1, 2, sum)),
];

/// What an item of a loop in a native takes, roughly.
const CYCLES_PER_ITEM: usize = 50;

/// Items that a native loop takes before the frozen one goes on, which can be paused.
const MAX_ITEMS: usize = 100_000;

/// `len()`
pub fn len(vm: &mut Vm, v: Value) -> Outcome {
    match vm.len_of(v) {
        Ok(Some(n)) => {
            // Characters beyond ASCII have to be counted.
            match vm.text_of(v).map_or(n, <[u8]>::len) {
                bytes if bytes > n => vm.spend_on(bytes / 4),
                _ => {}
            }
            Ok(vm.new_int(n as i64))
        }
        Ok(None) => match vm.unary_operand(v) {
            native if native == v => Err(vm.no_len(v)),
            // Real MicroPython takes what it does not know of a small integer for `~`.
            native => match vm.board_small(native) {
                Some(n) => Ok(vm.new_int(!n)),
                None => Err(vm.unsupported_unary(q::__len__, native)),
            },
        },
        Err(Abrupt::Python) => match vm.user_method(v, q::__len__) {
            Some(method) => Err(vm.call(method, &[v])),
            None => Err(vm.no_len(v)),
        },
        Err(e) => Err(e),
    }
}

fn all(vm: &mut Vm, source: Value) -> Outcome {
    truth_of_items(vm, source, false, ["all_from", "all_rest"])
}

fn any(vm: &mut Vm, source: Value) -> Outcome {
    truth_of_items(vm, source, true, ["any_from", "any_rest"])
}

/// Looks for an item whose truth is `wanted`.
fn truth_of_items(vm: &mut Vm, source: Value, wanted: bool, frozen: [&str; 2]) -> Outcome {
    let iter = vm.native_iter(source);
    let iter = vm.or_frozen(iter, frozen[0], &[source])?;
    let mut left = MAX_ITEMS;
    while let Some(item) = vm.iter_next(iter)? {
        left -= 1;
        let truth = if left == 0 {
            Err(Abrupt::Python)
        } else {
            vm.truth(item)
        };
        vm.spend(CYCLES_PER_ITEM);
        if vm.or_frozen(truth, frozen[1], &[item, iter])? == wanted {
            return Ok(Value::bool(wanted));
        }
    }
    Ok(Value::bool(!wanted))
}

/// Numbers below are small on all boards.
const SMALL_EVERYWHERE: i64 = 1 << 30;

fn sum(vm: &mut Vm, args: Args) -> Outcome {
    let source = args.get(vm, 0);
    let mut total = args.opt(vm, 1).unwrap_or(Value::small(0));
    let iter = vm.native_iter(source);
    let iter = vm.or_frozen(iter, "sum_from", &[total, source])?;
    let mut left = MAX_ITEMS;
    while let Some(item) = vm.iter_next(iter)? {
        vm.spend(CYCLES_PER_ITEM);
        left -= 1;
        let quick = Value::both_small(total, item).map(|(a, b)| a + b);
        let added = if left == 0 {
            Err(Abrupt::Python)
        } else if let Some(n @ 0..SMALL_EVERYWHERE) = quick {
            Ok(Value::small(n))
        } else {
            vm.binary(BinaryOp::Add, total, item)
        };
        total = match added {
            Ok(v) => v,
            Err(Abrupt::Call | Abrupt::Python) => {
                return Err(vm.call_frozen("sum_rest", &[total, item, iter]));
            }
            Err(e) => return Err(e),
        };
    }
    Ok(total)
}

fn max(vm: &mut Vm, args: Args) -> Outcome {
    extreme(vm, args, BinaryOp::More)
}

fn min(vm: &mut Vm, args: Args) -> Outcome {
    extreme(vm, args, BinaryOp::Less)
}

fn extreme(vm: &mut Vm, args: Args, op: BinaryOp) -> Outcome {
    let is_max = Value::bool(op == BinaryOp::More);
    if args.n > 1 && args.kw(vm, q::key).is_none() {
        return extreme_of(vm, args, op);
    }
    let (source, default) = if args.n == 1 {
        (args.get(vm, 0), args.kw(vm, q::default))
    } else {
        let items = args.all(vm).to_vec();
        (vm.new_tuple(items), None)
    };
    let default: Vec<Value> = default.into_iter().collect();
    if let Some(key) = args.kw(vm, q::key) {
        let mut frozen_args = Vec::from([source, key, is_max]);
        frozen_args.extend(&default);
        return Err(vm.call_frozen("extreme_by", &frozen_args));
    }
    let iter = match vm.native_iter(source) {
        Err(Abrupt::Python) => {
            let mut frozen_args = Vec::from([source, is_max]);
            frozen_args.extend(&default);
            return Err(vm.call_frozen("extreme_from", &frozen_args));
        }
        answer => answer?,
    };
    let mut best = None;
    let mut left = MAX_ITEMS;
    while let Some(item) = vm.iter_next(iter)? {
        vm.spend(CYCLES_PER_ITEM);
        let Some(other) = best else {
            best = Some(item);
            continue;
        };
        left -= 1;
        let better = if left == 0 {
            Err(Abrupt::Python)
        } else {
            better(vm, op, item, other)
        };
        match better {
            Ok(true) => best = Some(item),
            Ok(false) => {}
            Err(Abrupt::Call | Abrupt::Python) => {
                return Err(vm.call_frozen("extreme_rest", &[other, item, iter, is_max]));
            }
            Err(e) => return Err(e),
        }
    }
    match best.or(default.first().copied()) {
        Some(v) => Ok(v),
        None => Err(vm.value_error("arg is an empty sequence")),
    }
}

/// The largest or smallest of several arguments, which takes no memory.
fn extreme_of(vm: &mut Vm, args: Args, op: BinaryOp) -> Outcome {
    let mut best = args.get(vm, 0);
    for i in 1..args.n {
        vm.spend(CYCLES_PER_ITEM);
        let item = args.get(vm, i);
        match better(vm, op, item, best) {
            Ok(true) => best = item,
            Ok(false) => {}
            Err(Abrupt::Call | Abrupt::Python) => {
                let rest = args.all(vm)[i + 1..].to_vec();
                let rest = vm.new_tuple(rest);
                let rest = vm.native_iter(rest)?;
                let is_max = Value::bool(op == BinaryOp::More);
                return Err(vm.call_frozen("extreme_rest", &[best, item, rest, is_max]));
            }
            Err(e) => return Err(e),
        }
    }
    Ok(best)
}

fn better(vm: &mut Vm, op: BinaryOp, item: Value, best: Value) -> Outcome<bool> {
    if let Some((a, b)) = Value::both_small(item, best) {
        return Ok(if op == BinaryOp::More { a > b } else { a < b });
    }
    Ok(vm.binary(op, item, best)? == Value::TRUE)
}

fn next(vm: &mut Vm, args: Args) -> Outcome {
    let iter = args.get(vm, 0);
    let answer = vm.iter_next(iter);
    match (answer, args.opt(vm, 1)) {
        (Ok(Some(item)), _) => Ok(item),
        (Ok(None), Some(default)) => Ok(default),
        (Ok(None), None) => Err(vm.raise_with(T::StopIteration, &[])),
        (Err(Abrupt::Python), Some(default)) => Err(vm.call_frozen("next_or", &[iter, default])),
        (Err(Abrupt::Python), None) => next_by_python(vm, iter),
        (Err(e), _) => Err(e),
    }
}

/// `next()` of a generator or of an instance.
fn next_by_python(vm: &mut Vm, iter: Value) -> Outcome {
    if let (Some(r), Some(Object::Generator(_))) = (iter.as_ref(), vm.heap.object(iter)) {
        return vm.resume_generator(r, Value::NONE, Resumed::Next);
    }
    match vm.user_method(iter, q::__next__) {
        Some(method) => Err(vm.call(method, &[iter])),
        None => {
            if vm.next_is_asked_for(iter) {
                return Err(vm.call_frozen("next_of", &[iter]));
            }
            let native = vm.native_part(iter);
            let iterates = match vm.heap.object(native) {
                Some(Object::Iterator(_) | Object::Generator(_)) => true,
                Some(Object::Device(d)) => d.ty.is_stream(),
                _ => false,
            };
            if native == iter || !iterates {
                return Err(vm.not_an_iterator(iter));
            }
            match vm.iter_next(native) {
                Ok(Some(item)) => Ok(item),
                Ok(None) => Err(vm.raise_with(T::StopIteration, &[])),
                Err(Abrupt::Python) => next_by_python(vm, native),
                Err(e) => Err(e),
            }
        }
    }
}

fn sorted(vm: &mut Vm, args: Args) -> Outcome {
    if args.n > 1 {
        return Err(vm.type_error("must use keyword argument for key function"));
    }
    let source = args.get(vm, 0);
    let items = vm.to_vec(source);
    if let Err(Abrupt::Raise(_)) = items {
        return items.map(|_| Value::NONE);
    }
    let (key, reverse) = list::sort_keywords(vm, args)?;
    let items = match items {
        Err(Abrupt::Python) => {
            return Err(vm.call_frozen("sorted_from", &[source, key, reverse]));
        }
        answer => answer?,
    };
    let list = vm.heap.alloc(Object::List(list::appended(items)));
    let backwards = vm.truth(reverse);
    let backwards = vm.or_frozen(backwards, "sorted_from", &[Value::obj(list), key, reverse])?;
    sort::sort_list(vm, list, key, backwards, Value::obj(list))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vm::Profile;

    #[test]
    fn next_ends_with_stop_iteration_or_a_default() {
        let mut vm = Vm::new(Profile::UNIX, 0);
        let list = vm.new_list([1].map(Value::small).into());
        let iter = vm.get_iter(list).unwrap();
        vm.stack = [iter, Value::TRUE].into();
        let (base, nkw) = (0, 0);
        let mut call = |n| next(&mut vm, Args { base, n, nkw });
        assert_eq!(call(1), Ok(Value::small(1)));
        assert_eq!(call(2), Ok(Value::TRUE));
        assert!(matches!(call(1), Err(Abrupt::Raise(_))));
    }

    #[test]
    fn any_and_all_of_nothing() {
        let mut vm = Vm::new(Profile::UNIX, 0);
        let empty = vm.new_tuple([]);
        assert_eq!(any(&mut vm, empty), Ok(Value::FALSE));
        assert_eq!(all(&mut vm, empty), Ok(Value::TRUE));
        assert_eq!(len(&mut vm, empty), Ok(Value::small(0)));
        assert!(len(&mut vm, Value::NONE).is_err());
    }
}
