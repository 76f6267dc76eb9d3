//! `micropython.schedule`: functions that run between two instructions, soon.

use alloc::collections::VecDeque;

use crate::native::{Outcome, lookup};
use crate::types::T;
use crate::value::Value;
use crate::vm::Vm;

/// How many functions may wait on a board.
const DEPTH: usize = 8;
/// How many in a process.
const UNIX_DEPTH: usize = 4;

/// What waits, and whether one of them runs.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
pub struct State {
    queue: VecDeque<(Value, Value)>,
    running: bool,
}

impl State {
    /// The values that are kept alive.
    pub fn roots(&self) -> impl Iterator<Item = Value> + '_ {
        self.queue.iter().flat_map(|&(f, arg)| [f, arg])
    }
}

/// `schedule(function, argument)`
pub(super) fn schedule(vm: &mut Vm, function: Value, argument: Value) -> Outcome {
    let native = function.as_native().and_then(lookup);
    if native.is_some_and(|n| n.name == super::KBD_INTR.name) {
        if vm.profile.is_unix {
            return Err(vm.raise_with(T::ValueError, &[]));
        }
        // Asks for the interrupt itself, which needs no place in the queue.
        return Err(vm.raise_with(T::KeyboardInterrupt, &[]));
    }
    let depth = if vm.profile.is_unix {
        UNIX_DEPTH
    } else {
        DEPTH
    };
    let state = &mut vm.module_state.micropython.schedule;
    if state.queue.len() >= depth {
        return Err(vm.raise(T::RuntimeError, "schedule queue full"));
    }
    state.queue.push_back((function, argument));
    let idle = !state.running;
    vm.heap.call_attention(idle);
    Ok(Value::NONE)
}

impl Vm {
    /// The function that is to run now and its argument; until it has returned, no other runs.
    pub(crate) fn next_scheduled(&mut self) -> Option<(Value, Value)> {
        let state = &mut self.module_state.micropython.schedule;
        if state.running {
            return None;
        }
        let next = state.queue.pop_front();
        state.running = next.is_some();
        self.heap.call_attention(false);
        next
    }

    /// The function has returned; the next one may run.
    pub(crate) fn scheduled_done(&mut self) {
        let state = &mut self.module_state.micropython.schedule;
        state.running = false;
        let waiting = !state.queue.is_empty();
        self.heap.call_attention(waiting);
    }
}
