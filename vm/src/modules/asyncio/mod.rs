//! `_asyncio`: the tasks of `asyncio` and the queues that they wait in, below the part in Python.

mod heap;

use alloc::vec;

use super::{Member, ModuleSpec, always, time};
use crate::native::{Abrupt, Args, F, Outcome, native, slot};
use crate::qstr::Qstr;
use crate::types::{T, TypeSpec};
use crate::value::Value;
use crate::vm::Vm;

/// What the module is made of.
pub const SPEC: ModuleSpec = ModuleSpec {
    name: "_asyncio",
    natives: &[],
    members: &[
        ("TaskQueue", Member::Type(T::TaskQueue)),
        ("Task", Member::Type(T::Task)),
    ],
    present: always,
};

/// A queue of tasks, those that are to run first in front: its one value is the first.
pub const TASK_QUEUE: TypeSpec = TypeSpec {
    name: "TaskQueue",
    base: T::Object,
    make: Some(F::V(1, 1, |vm, _| Ok(new_queue(vm)))),
    natives: &[
        native("peek", F::F1(peek)),
        native("push", F::V(2, 3, push)),
        native("pop", F::F1(pop)),
        native("remove", F::F2(remove)),
    ],
    consts: &[],
};

/// A task: a coroutine, what it waits for or how it ended (`data`), and whether it has ended (`state`).
pub const TASK: TypeSpec = TypeSpec {
    name: "Task",
    base: T::Object,
    make: Some(F::V(2, 3, make_task)),
    natives: &[slot("done", F::F1(done)), slot("cancel", F::F1(cancel))],
    consts: &[],
};

/// Places in a task's values; those from [`heap::QUEUE`] on are its place in a queue.
const CORO: usize = 0;
const DATA: usize = 1;
const STATE: usize = 2;

/// The place of a task's time in its data.
const KEY: usize = 0;

/// States of a task besides the queue of those that wait for it: it runs and none does; it has ended,
/// and none has asked for its result; it has ended.
const RUNS: Value = Value::TRUE;
const ENDED: Value = Value::NONE;
const ASKED: Value = Value::FALSE;

/// Tasks that wait for each other in a row, at most. A program that sets `data` can make a ring.
const LONGEST_CHAIN: usize = 1 << 16;

/// What the module keeps between calls.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
pub struct State {
    /// The namespace of the loop: its `cur_task`, `_task_queue` and `CancelledError`.
    context: Option<Value>,
}

impl State {
    /// The values that are kept alive.
    pub fn roots(&self) -> Option<Value> {
        self.context
    }
}

fn new_queue(vm: &mut Vm) -> Value {
    vm.new_device(T::TaskQueue, [0; 4], vec![Value::NULL])
}

/// Makes sure of a queue, or of a task.
fn check(vm: &mut Vm, v: Value, ty: T) -> Outcome<()> {
    match vm.device(v) {
        Some(d) if d.ty == ty => Ok(()),
        _ => Err(vm.wrong_self(ty.spec().name, v)),
    }
}

fn get(vm: &Vm, v: Value, place: usize) -> Value {
    let value = vm.device(v).and_then(|d| d.values.get(place).copied());
    value.unwrap_or(Value::NULL)
}

fn set(vm: &mut Vm, v: Value, place: usize, value: Value) {
    if let Some(slot) = vm.device_mut(v).and_then(|d| d.values.get_mut(place)) {
        *slot = value;
    }
}

/// A name of the loop's namespace.
fn of_context(vm: &mut Vm, name: &str) -> Outcome {
    let key = vm.intern(name);
    let context = vm.module_state.asyncio.context.and_then(|v| v.as_ref());
    let found = match context {
        Some(context) => vm.map_get(context, key)?,
        None => None,
    };
    found.ok_or_else(|| vm.raise_with(T::KeyError, &[key]))
}

// ---- queues ----

fn peek(vm: &mut Vm, queue: Value) -> Outcome {
    check(vm, queue, T::TaskQueue)?;
    let first = get(vm, queue, heap::FIRST);
    Ok(if first.is_null() { Value::NONE } else { first })
}

/// `push(task, key=now)`
fn push(vm: &mut Vm, args: Args) -> Outcome {
    let (queue, task) = (args.get(vm, 0), args.get(vm, 1));
    let key = match args.opt(vm, 2) {
        Some(key) => vm.int_arg(key)?,
        None => time::ticks_ms(vm),
    };
    push_at(vm, queue, task, key)
}

fn push_at(vm: &mut Vm, queue: Value, task: Value, key: i64) -> Outcome {
    check(vm, queue, T::TaskQueue)?;
    check(vm, task, T::Task)?;
    if !get(vm, task, heap::QUEUE).is_null() {
        return Err(vm.raise(T::RuntimeError, "task is in a queue already"));
    }
    set(vm, task, DATA, Value::NONE);
    if let Some(d) = vm.device_mut(task) {
        d.data[KEY] = key;
    }
    heap::push(vm, queue, task);
    Ok(Value::NONE)
}

fn pop(vm: &mut Vm, queue: Value) -> Outcome {
    check(vm, queue, T::TaskQueue)?;
    let first = get(vm, queue, heap::FIRST);
    if first.is_null() {
        return Err(vm.raise(T::IndexError, "empty heap"));
    }
    heap::remove(vm, queue, first);
    Ok(first)
}

/// `remove(task)`: one that is not there stays away.
fn remove(vm: &mut Vm, queue: Value, task: Value) -> Outcome {
    check(vm, queue, T::TaskQueue)?;
    check(vm, task, T::Task)?;
    if get(vm, task, heap::QUEUE) == queue {
        heap::remove(vm, queue, task);
    }
    Ok(Value::NONE)
}

// ---- tasks ----

/// `Task(coro, globals=…)`: the namespace of the loop is the same for all.
fn make_task(vm: &mut Vm, args: Args) -> Outcome {
    let coro = args.get(vm, 1);
    if let Some(context) = args.opt(vm, 2) {
        vm.module_state.asyncio.context = Some(context);
    }
    let mut values = vec![Value::NULL; heap::SIZE];
    values[CORO] = coro;
    values[DATA] = Value::NONE;
    values[STATE] = RUNS;
    Ok(vm.new_device(T::Task, [0; 4], values))
}

fn has_ended(state: Value) -> bool {
    state == ENDED || state == ASKED
}

fn done(vm: &mut Vm, task: Value) -> Outcome {
    check(vm, task, T::Task)?;
    Ok(Value::bool(has_ended(get(vm, task, STATE))))
}

/// `cancel()`: what the task waits for at the end of the chain is woken with `CancelledError`.
fn cancel(vm: &mut Vm, task: Value) -> Outcome {
    check(vm, task, T::Task)?;
    if has_ended(get(vm, task, STATE)) {
        return Ok(Value::FALSE);
    }
    if of_context(vm, "cur_task")? == task {
        return Err(vm.raise(T::RuntimeError, "can't cancel self"));
    }
    let is_task = |vm: &Vm, v: Value| vm.device(v).is_some_and(|d| d.ty == T::Task);
    let mut task = task;
    let mut left = LONGEST_CHAIN;
    while is_task(vm, get(vm, task, DATA)) && left > 0 {
        task = get(vm, task, DATA);
        left -= 1;
    }
    let waits_for = get(vm, task, DATA);
    let queue = of_context(vm, "_task_queue")?;
    let error = of_context(vm, "CancelledError")?;
    let now = time::ticks_ms(vm);
    let sleeps = vm.device(task).is_some_and(|d| {
        let key = d.data[KEY];
        time::ticks_after(vm, key, now) > 0
    });
    let ty = vm.device(waits_for).map(|d| d.ty);
    if ty != Some(T::TaskQueue) && waits_for.as_ref().is_some() {
        // Something in Python that may know how to remove the task.
        let args = [task, waits_for, queue, error, Value::bool(sleeps)];
        return Err(vm.call_frozen("task_cancel", &args));
    }
    if ty == Some(T::TaskQueue) {
        remove(vm, waits_for, task)?;
        push_at(vm, queue, task, now)?;
    } else if sleeps {
        remove(vm, queue, task)?;
        push_at(vm, queue, task, now)?;
    }
    set(vm, task, DATA, error);
    Ok(Value::TRUE)
}

/// `await task` begins: the task keeps a queue for those who wait for it.
pub(crate) fn await_begin(vm: &mut Vm, task: Value) -> Outcome {
    let state = get(vm, task, STATE);
    if has_ended(state) {
        set(vm, task, STATE, ASKED);
    } else if state == RUNS {
        let queue = new_queue(vm);
        set(vm, task, STATE, queue);
    } else if vm.device(state).is_none_or(|d| d.ty != T::TaskQueue) {
        return Err(vm.raise(T::RuntimeError, "can't wait"));
    }
    Ok(task)
}

/// `await task` goes on: raises what the task ended with, or puts the current task into its queue.
pub(crate) fn await_next(vm: &mut Vm, task: Value) -> Outcome {
    let state = get(vm, task, STATE);
    if has_ended(state) {
        let end = get(vm, task, DATA);
        return Err(match vm.make_exception(end) {
            // A class, which no task ends with by itself.
            Abrupt::Python => vm.raise_with(T::RuntimeError, &[end]),
            raised => raised,
        });
    }
    let current = of_context(vm, "cur_task")?;
    let now = time::ticks_ms(vm);
    push_at(vm, state, current, now)?;
    // Cancelling the one that waits is cancelling what it waits for.
    set(vm, current, DATA, task);
    Ok(Value::NONE)
}

/// An attribute of a task that is not a method.
pub(crate) fn attr(vm: &mut Vm, task: Value, name: Qstr) -> Option<Value> {
    match vm.qstrs.text(name) {
        "coro" => Some(get(vm, task, CORO)),
        "data" => Some(get(vm, task, DATA)),
        "state" => Some(get(vm, task, STATE)),
        "ph_key" => Some(Value::small(vm.device(task)?.data[KEY])),
        _ => None,
    }
}

/// Sets an attribute of a task; tells whether it is one that can be set.
pub(crate) fn set_attr(vm: &mut Vm, task: Value, name: Qstr, value: Value) -> bool {
    let place = match vm.qstrs.text(name) {
        "data" => DATA,
        "state" => STATE,
        _ => return false,
    };
    if !value.is_null() {
        set(vm, task, place, value);
    }
    !value.is_null()
}
