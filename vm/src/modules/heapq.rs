//! `heapq`: a list as a heap, the smallest item in front.
//!
//! What an operation compares is found out before the list is changed, so that a comparison that only
//! Python can make hands the whole operation over to frozen Python, which goes the same way.

use alloc::vec::Vec;

use super::{ModuleSpec, always};
use crate::native::{Abrupt, F, Outcome, native};
use crate::object::Object;
use crate::ops::effort::Effort;
use crate::ops::sort;
use crate::types::{T, list};
use crate::value::Value;
use crate::vm::Vm;

/// What the module is made of.
pub const SPEC: ModuleSpec = ModuleSpec {
    name: "heapq",
    natives: &[
        native("heappush", F::F2(push)),
        native("heappop", F::F1(pop)),
        native("heapify", F::F1(heapify)),
    ],
    members: &[],
    present: always,
};

/// What a comparison takes on a Cortex-M0+, roughly.
const CYCLES_PER_COMPARISON: usize = 40;

/// Items that `heapify` moves down in one go.
const MOST_MOVED: usize = 20_000;

fn check(vm: &mut Vm, heap: Value) -> Outcome<usize> {
    match vm.heap.object(heap) {
        Some(Object::List(items)) => Ok(items.len()),
        _ => Err(vm.type_error("heap must be a list")),
    }
}

fn push(vm: &mut Vm, heap: Value, item: Value) -> Outcome {
    let last = check(vm, heap)?;
    list::append(vm, heap, item)?;
    match rise(vm, heap, last) {
        Err(Abrupt::Python | Abrupt::Call) => {
            let last = Value::small(last as i64);
            Err(vm.call_frozen("heap_rise", &[heap, Value::small(0), last]))
        }
        outcome => outcome.map(|()| Value::NONE),
    }
}

fn pop(vm: &mut Vm, heap: Value) -> Outcome {
    check(vm, heap)?;
    let items = vm.list_mut(heap)?;
    let Some(last) = items.pop() else {
        return Err(vm.raise(T::IndexError, "empty heap"));
    };
    let Some(first) = items.first_mut() else {
        return Ok(last);
    };
    let first = core::mem::replace(first, last);
    match sink(vm, heap, 0, &mut Effort::new()) {
        Err(Abrupt::Python | Abrupt::Call) => Err(vm.call_frozen("heap_pop", &[heap, first])),
        outcome => outcome.map(|()| first),
    }
}

fn heapify(vm: &mut Vm, heap: Value) -> Outcome {
    let len = check(vm, heap)?;
    match some(vm, heap, len / 2)? {
        0 => Ok(Value::NONE),
        left => {
            let left = Value::small(left as i64);
            Err(vm.call_frozen("heapify", &[heap, left]))
        }
    }
}

/// `_heapify_some(heap, left)`: the same, in frozen Python's stead.
pub(crate) fn heapify_some(vm: &mut Vm, heap: Value, left: Value) -> Outcome {
    let len = check(vm, heap)?;
    let left = left.as_small().and_then(|n| usize::try_from(n).ok());
    let left = some(vm, heap, left.unwrap_or(0).min(len))?;
    Ok(Value::small(left as i64))
}

/// Moves the items before `left` down, the last first; answers with how many of them are left, of which
/// Python moves the last.
fn some(vm: &mut Vm, heap: Value, left: usize) -> Outcome<usize> {
    let mut effort = Effort::of_many();
    let end = left.saturating_sub(MOST_MOVED);
    for at in (end..left).rev() {
        match sink(vm, heap, at, &mut effort) {
            Err(Abrupt::Python | Abrupt::Call) => return Ok(at + 1),
            outcome => outcome?,
        }
    }
    vm.spend(effort.cycles());
    Ok(end)
}

fn item(vm: &Vm, heap: Value, at: usize) -> Value {
    let item = vm.items_of(heap).and_then(|items| items.get(at).copied());
    item.unwrap_or(Value::NONE)
}

fn less(vm: &mut Vm, a: Value, b: Value, effort: &mut Effort) -> Outcome<bool> {
    vm.spend(CYCLES_PER_COMPARISON);
    sort::less(vm, a, b, effort)
}

/// Stores items at these places, if `outcome` is not that Python must go on.
fn store(vm: &mut Vm, heap: Value, moved: &[(usize, Value)], outcome: Outcome<()>) -> Outcome<()> {
    if matches!(outcome, Ok(()) | Err(Abrupt::Raise(_)))
        && let Some(Object::List(items)) = vm.heap.object_mut(heap)
    {
        for &(at, value) in moved {
            if let Some(place) = items.get_mut(at) {
                *place = value;
            }
        }
    }
    outcome
}

/// The last item goes up before the larger ones.
fn rise(vm: &mut Vm, heap: Value, last: usize) -> Outcome<()> {
    let risen = item(vm, heap, last);
    let mut effort = Effort::new();
    let mut moved = Vec::new();
    let mut at = last;
    while at > 0 {
        let above = (at - 1) / 2;
        let parent = item(vm, heap, above);
        match less(vm, risen, parent, &mut effort) {
            Ok(true) => moved.push((at, parent)),
            Ok(false) => break,
            Err(e) => return store(vm, heap, &moved, Err(e)),
        }
        at = above;
    }
    moved.push((at, risen));
    store(vm, heap, &moved, Ok(()))
}

/// The item at `start` goes down to the bottom, the smaller child of each place moving up, and from
/// there up again to its place.
fn sink(vm: &mut Vm, heap: Value, start: usize, effort: &mut Effort) -> Outcome<()> {
    let sunk = item(vm, heap, start);
    let end = vm.items_of(heap).map_or(0, <[Value]>::len);
    // The places passed, and what is stored there.
    let mut moved = Vec::new();
    let mut at = start;
    while 2 * at + 1 < end {
        let mut below = 2 * at + 1;
        if below + 1 < end {
            let (left, right) = (item(vm, heap, below), item(vm, heap, below + 1));
            match less(vm, left, right, effort) {
                Ok(true) => {}
                Ok(false) => below += 1,
                Err(e) => return store(vm, heap, &moved, Err(e)),
            }
        }
        moved.push((at, item(vm, heap, below)));
        at = below;
    }
    moved.push((at, sunk));
    let mut outcome = Ok(());
    for i in (1..moved.len()).rev() {
        let parent = moved[i - 1].1;
        match less(vm, sunk, parent, effort) {
            Ok(true) => {
                moved[i].1 = parent;
                moved[i - 1].1 = sunk;
            }
            Ok(false) => break,
            Err(e) => {
                // What goes up is not yet where it came to.
                let stored = moved.get(i + 1).map(|&(_, v)| v);
                moved[i].1 = stored.unwrap_or(sunk);
                outcome = Err(e);
                break;
            }
        }
    }
    store(vm, heap, &moved, outcome)
}
