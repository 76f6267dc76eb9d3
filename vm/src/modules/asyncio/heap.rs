//! The order of a queue of tasks: a pairing heap, linked through the tasks themselves.
//!
//! It melds and pairs in the order in which MicroPython's does, since that decides which of several
//! tasks with the same time runs first after some were removed.

use super::{KEY, get, set};
use crate::modules::time;
use crate::value::Value;
use crate::vm::Vm;

/// The place of the first task in a queue's values.
pub const FIRST: usize = 0;

/// Places in a task's values: the queue that it is in; its first child and its last; and the next
/// child of the same parent, or the parent itself where [`LAST`] says so.
pub const QUEUE: usize = 3;
const CHILD: usize = 4;
const LAST_CHILD: usize = 5;
const NEXT: usize = 6;
/// How many values a task has.
pub const SIZE: usize = 7;

/// The place in a task's data that tells that it is the last child of its parent.
const LAST: usize = 1;

fn is_last(vm: &Vm, task: Value) -> bool {
    vm.device(task).is_some_and(|d| d.data[LAST] != 0)
}

fn set_next(vm: &mut Vm, task: Value, next: Value, last: bool) {
    set(vm, task, NEXT, next);
    if let Some(d) = vm.device_mut(task) {
        d.data[LAST] = last.into();
    }
}

fn is_before(vm: &Vm, a: Value, b: Value) -> bool {
    let [a, b] = [a, b].map(|task| vm.device(task).map_or(0, |d| d.data[KEY]));
    time::ticks_after(vm, a, b) < 0
}

/// One heap of two, of which each may be empty.
fn meld(vm: &mut Vm, newer: Value, older: Value) -> Value {
    if newer.is_null() {
        return older;
    }
    if older.is_null() {
        return newer;
    }
    if is_before(vm, newer, older) {
        // The older one goes behind the children that there are.
        let last = get(vm, newer, LAST_CHILD);
        if get(vm, newer, CHILD).is_null() {
            set(vm, newer, CHILD, older);
        } else {
            set_next(vm, last, older, false);
        }
        set(vm, newer, LAST_CHILD, older);
        set_next(vm, older, newer, true);
        return newer;
    }
    let child = get(vm, older, CHILD);
    set(vm, older, CHILD, newer);
    if child.is_null() {
        set(vm, older, LAST_CHILD, newer);
        set_next(vm, newer, older, true);
    } else {
        set_next(vm, newer, child, false);
    }
    older
}

/// The next of a row of siblings, cut off from it; `None` behind the last.
fn take(vm: &mut Vm, row: &mut Option<Value>) -> Option<Value> {
    let first = (*row)?;
    *row = (!is_last(vm, first)).then(|| get(vm, first, NEXT));
    set_next(vm, first, Value::NULL, false);
    Some(first)
}

/// One heap of a row of siblings: each two of them, and what they come to with those before.
fn pair(vm: &mut Vm, child: Value) -> Value {
    let mut row = Some(child).filter(|child| !child.is_null());
    let mut heap = Value::NULL;
    while let Some(first) = take(vm, &mut row) {
        let both = match take(vm, &mut row) {
            Some(second) => meld(vm, first, second),
            None => first,
        };
        heap = meld(vm, heap, both);
    }
    heap
}

/// Puts a task that is in no queue into one.
pub fn push(vm: &mut Vm, queue: Value, task: Value) {
    set(vm, task, QUEUE, queue);
    let first = get(vm, queue, FIRST);
    let heap = meld(vm, task, first);
    set(vm, queue, FIRST, heap);
}

/// Takes a task out of the queue that it is in; its children, as one heap, go to its place.
pub fn remove(vm: &mut Vm, queue: Value, task: Value) {
    set(vm, task, QUEUE, Value::NULL);
    let child = get(vm, task, CHILD);
    set(vm, task, CHILD, Value::NULL);
    set(vm, task, LAST_CHILD, Value::NULL);
    let (next, last) = (get(vm, task, NEXT), is_last(vm, task));
    set_next(vm, task, Value::NULL, false);
    let heap = pair(vm, child);
    if get(vm, queue, FIRST) == task {
        return set(vm, queue, FIRST, heap);
    }
    let parent = {
        let (mut at, mut up) = (next, last);
        while !up {
            (at, up) = (get(vm, at, NEXT), is_last(vm, at));
        }
        at
    };
    let mut before = get(vm, parent, CHILD);
    if before == task {
        before = Value::NULL;
    } else {
        while get(vm, before, NEXT) != task {
            before = get(vm, before, NEXT);
        }
    }
    // Where nothing is left of it, its neighbours close up.
    let end = if heap.is_null() {
        before
    } else {
        set_next(vm, heap, next, last);
        heap
    };
    if end.is_null() {
        let first = if last { Value::NULL } else { next };
        return set(vm, parent, CHILD, first);
    }
    if before.is_null() {
        set(vm, parent, CHILD, end);
    } else if end != before {
        set_next(vm, before, end, false);
    } else {
        set_next(vm, before, next, last);
    }
    if last {
        set(vm, parent, LAST_CHILD, end);
    }
}
