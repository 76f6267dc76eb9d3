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
    /// Handlers of interrupts that are to run at once, even within what was scheduled.
    hard: VecDeque<(Value, Value)>,
    in_hard: bool,
    /// One has just ended: the program itself goes on for an instruction before the next one runs,
    /// so that a function that schedules itself does not take all of the time.
    rests: bool,
    /// One has ended since somebody who waits has looked for what it waits for.
    served: bool,
}

impl State {
    /// The values that are kept alive.
    pub fn roots(&self) -> impl Iterator<Item = Value> + '_ {
        let all = self.queue.iter().chain(&self.hard);
        all.flat_map(|&(f, arg)| [f, arg])
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
    match vm.post(function, argument) {
        true => Ok(Value::NONE),
        false => Err(vm.raise(T::RuntimeError, "schedule queue full")),
    }
}

impl Vm {
    /// Lets `function(argument)` be called soon, between two instructions, whether the program runs, sleeps or waits for
    /// input; what sleeps does so until its end. Not if too many wait already: then the answer is `false`.
    ///
    /// Natives call it, or between two slices what tells the machine of an event, at the event's virtual time.
    pub(crate) fn post(&mut self, function: Value, argument: Value) -> bool {
        let depth = match self.profile.is_unix {
            true => UNIX_DEPTH,
            false => DEPTH,
        };
        let state = &mut self.module_state.micropython.schedule;
        if state.queue.len() >= depth {
            return false;
        }
        state.queue.push_back((function, argument));
        let waits = self.has_scheduled();
        self.heap.call_attention(waits);
        self.wake_main();
        true
    }

    /// Lets the handler of an interrupt be called before the next instruction, even within a function that was
    /// scheduled. It may take no memory.
    pub(crate) fn post_hard(&mut self, handler: Value, argument: Value) {
        self.module_state
            .micropython
            .schedule
            .hard
            .push_back((handler, argument));
        let waits = self.has_scheduled();
        self.heap.call_attention(waits);
        self.wake_main();
    }

    /// Whether a function that was scheduled has run since this was asked last.
    pub(crate) fn has_served(&mut self) -> bool {
        core::mem::take(&mut self.module_state.micropython.schedule.served)
    }

    /// Whether a function waits that the thread which runs is to call.
    pub(crate) fn has_scheduled(&self) -> bool {
        let state = &self.module_state.micropython.schedule;
        let soft = !state.queue.is_empty() && !state.running;
        (soft || !state.hard.is_empty()) && !state.in_hard && !state.rests && self.runs_scheduled()
    }

    /// Whether the thread that runs calls what was scheduled.
    fn runs_scheduled(&self) -> bool {
        self.threads.is_main() || self.profile.threading.is_some_and(|t| t.gil)
    }

    /// The function that is to run now, its argument, and whether it is the handler of a hard interrupt; until it has
    /// returned, no other runs, but such a handler within another function.
    pub(crate) fn next_scheduled(&mut self) -> Option<(Value, Value, bool)> {
        let state = &mut self.module_state.micropython.schedule;
        if state.in_hard {
            return None;
        }
        self.heap.call_attention(false);
        if let Some((handler, argument)) = state.hard.pop_front() {
            state.in_hard = true;
            self.heap.lock();
            self.break_slice();
            return Some((handler, argument, true));
        }
        if state.running {
            return None;
        }
        let (function, argument) = state.queue.pop_front()?;
        state.running = true;
        Some((function, argument, false))
    }

    /// The function has returned; the next one may run.
    pub(crate) fn scheduled_done(&mut self, hard: bool) {
        if hard {
            self.heap.unlock();
        }
        let state = &mut self.module_state.micropython.schedule;
        if hard {
            state.in_hard = false;
        } else {
            state.running = false;
        }
        state.served = true;
        state.rests = !state.hard.is_empty() || !state.queue.is_empty() && !state.running;
        if state.rests {
            self.break_slice();
        }
    }

    /// Whether the program is to go on for one instruction before the next function runs.
    #[inline]
    pub(crate) fn scheduled_rests(&self) -> bool {
        self.module_state.micropython.schedule.rests && self.runs_scheduled()
    }

    /// It has gone on.
    pub(crate) fn end_rest(&mut self) {
        self.module_state.micropython.schedule.rests = false;
        self.heap.call_attention(true);
    }
}
