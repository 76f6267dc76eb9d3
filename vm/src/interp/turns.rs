//! Turns: which thread runs next, from one slice to another, and what happens when one ends.
//!
//! A thread has its turn until it has spent the cycles of one, or waits for something. What the machine
//! tells its owner (that it sleeps, or waits) is told once none of them can go on.

use alloc::vec::Vec;

use super::conts::Cont;
use super::frame::{Frame, Kind};
use super::run::Outcome;
use crate::hal::Host;
use crate::threads::{Parts, Thread, Wait};
use crate::types::T;
use crate::value::{Ref, Value};
use crate::vm::{RunState, Vm};

impl Vm {
    /// Adds a thread that calls `function` with these arguments, `nkw` pairs of keywords behind the
    /// others, and nests calls as deep as `depths` say. Its turn comes last.
    pub(crate) fn start_thread(
        &mut self,
        function: Value,
        args: &[Value],
        nkw: usize,
        held: [Value; 2],
        depths: [u32; 2],
    ) -> usize {
        let blank = Thread {
            slot: 0,
            function: Value::NONE,
            held: [Value::NONE; 2],
            failed: false,
            wait: Wait::Turn,
            stack: Vec::new(),
            sp: 0,
            frames: Vec::new(),
            handlers: Vec::new(),
            depths: [self.profile.max_depth, self.profile.regex_depth],
            heap_locks: 0,
        };
        if !self.threads.is_many() && self.threads.outlived.is_none() {
            // The turn begins here, whatever the slice has spent before.
            let spent = self.slice - self.fuel;
            self.threads.left = self.turn() + spent;
            self.threads.add(blank.clone());
        }
        let slot = self.threads.free_slot();
        let mut stack = Vec::from([function, Value::small(nkw as i64)]);
        stack.extend_from_slice(args);
        let call = Frame {
            kind: Kind::Cont(Cont::Invoke),
            code: 0,
            ip: 1,
            base: 0,
            ret: 0,
            handlers: 0,
            globals: self.main,
            aux: Value::NULL,
        };
        self.threads.add(Thread {
            slot,
            function,
            held,
            sp: stack.len(),
            stack,
            frames: Vec::from([call]),
            depths,
            ..blank
        });
        // How much of the slice is this turn's is looked at anew.
        self.break_slice();
        slot
    }

    /// How deep calls nest in the main thread, and the steps of regular expressions.
    pub(crate) fn main_depths(&mut self) -> [u32; 2] {
        let own = [self.profile.max_depth, self.profile.regex_depth];
        if self.threads.is_main() {
            return own;
        }
        let place = self.threads.main_place();
        let main = place.and_then(|place| self.threads.get(place));
        main.map_or(own, |main| main.depths)
    }

    /// The thread that runs has to wait for a lock; its slice ends.
    pub(super) fn wait_for_lock(&mut self, lock: Ref) -> Outcome {
        self.threads.awaited = Some(lock);
        Outcome::Stuck
    }

    /// Gives a lock back; whoever has waited for it longest has it now. Says whether somebody has.
    pub(crate) fn hand_over(&mut self, lock: Ref) -> bool {
        let given = self.threads.hand_over(lock);
        if given {
            self.break_slice();
        }
        given
    }

    /// Whether a machine that waited goes on, and a thread of it has its turn.
    pub(super) fn resume_turns(&mut self, host: &mut dyn Host) -> Option<Outcome> {
        if !self.threads.is_many() {
            return None;
        }
        let waited = self.run_state == RunState::WaitingInput;
        if waited || self.threads.awaits_input() && host.has_input() {
            self.threads.try_input();
        }
        if self.threads.goes_on() {
            return None;
        }
        self.choose()
    }

    /// Whether input has come for a thread while the machine sleeps.
    pub(super) fn input_came(&mut self, host: &mut dyn Host) -> bool {
        self.threads.awaits_input() && host.has_input()
    }

    /// The main thread has the next turn, whatever it waits for. Says whether there is one.
    pub(super) fn turn_to_main(&mut self) -> bool {
        if !self.threads.is_many() {
            return true;
        }
        let Some(place) = self.threads.main_place() else {
            return false;
        };
        if let Some(main) = self.threads.get(place) {
            main.wait = Wait::Turn;
        }
        self.switch_to(place);
        true
    }

    /// How much of a slice is this turn's, before a thread wakes.
    pub(super) fn turn_fuel(&mut self) -> i64 {
        let now = self.now();
        self.threads.wake(now);
        let cores = self.profile.threading.map_or(1, |t| t.cores);
        self.threads.both = cores > 1 && self.threads.ready() > 1;
        let until = self.threads.wakes_at();
        let fuel = until.map_or(u64::MAX, |at| self.fuel_until(at));
        self.threads
            .left
            .min(i64::try_from(fuel).unwrap_or(i64::MAX))
    }

    /// After a slice: the machine's outcome, or that it goes on.
    pub(super) fn end_slice(&mut self, host: &mut dyn Host, outcome: Outcome) -> Outcome {
        let wait = match outcome {
            Outcome::OutOfFuel if self.threads.left > 0 => return Outcome::OutOfFuel,
            Outcome::OutOfFuel => Wait::Turn,
            Outcome::Sleep { until } => Wait::Time(until),
            Outcome::WaitInput => Wait::Input,
            Outcome::Stuck => match self.threads.awaited.take() {
                Some(lock) => Wait::Lock(lock, self.threads.ticket()),
                None => Wait::Turn,
            },
            Outcome::Done | Outcome::Raised(_) if self.threads.is_main() => {
                return self.main_ended(host, outcome);
            }
            Outcome::Raised(exc) if self.tells(exc) => return self.tell_failure(host, exc),
            Outcome::Done | Outcome::Raised(_) => {
                self.drop_stacks();
                self.threads.remove_current();
                if !self.threads.is_many() {
                    return self.outlived();
                }
                Wait::Turn
            }
        };
        if let Some(thread) = self.threads.current() {
            thread.wait = wait;
        }
        self.choose().unwrap_or(Outcome::OutOfFuel)
    }

    /// The next thread's turn; or what the machine waits for, if none can go on.
    fn choose(&mut self) -> Option<Outcome> {
        let now = self.now();
        self.threads.wake(now);
        let Some(next) = self.threads.next_ready() else {
            self.threads.both = false;
            return Some(match self.threads.wakes_at() {
                Some(until) => Outcome::Sleep { until },
                None if self.threads.awaits_input() => Outcome::WaitInput,
                None => Outcome::Stuck,
            });
        };
        self.switch_to(next);
        if self.threads.is_over() {
            self.threads.clear();
        }
        None
    }

    /// The cycles of a turn.
    fn turn(&self) -> i64 {
        self.profile.threading.map_or(1, |t| t.turn)
    }

    /// Gives the machine to another thread, for a whole turn.
    fn switch_to(&mut self, place: usize) {
        self.threads.left = self.turn();
        match self.threads.set_current(place) {
            Some(before) if before == place => return,
            Some(before) => self.exchange(before),
            None => {}
        }
        self.exchange(place);
        let waits = self.has_scheduled();
        self.heap.call_attention(waits);
    }

    fn exchange(&mut self, place: usize) {
        let Some(thread) = self.threads.get(place) else {
            return;
        };
        thread.heap_locks = self.heap.set_locks(thread.heap_locks);
        thread.exchange(Parts {
            stack: &mut self.stack,
            sp: &mut self.sp,
            frames: &mut self.frames,
            handlers: &mut self.handlers,
            depths: [&mut self.profile.max_depth, &mut self.profile.regex_depth],
        });
    }

    // ---- ends ----

    fn drop_stacks(&mut self) {
        self.frames.clear();
        self.handlers.clear();
        self.sp = 0;
        // What it had locked would stay so.
        self.heap.set_locks(0);
    }

    /// Whether an exception that ends the thread is told.
    fn tells(&mut self, exc: Value) -> bool {
        let exits = self.is_instance(exc, T::SystemExit);
        !exits && self.threads.current().is_some_and(|t| !t.failed)
    }

    /// Tells in the thread itself what ended it: the function may be an object that shows itself.
    fn tell_failure(&mut self, host: &mut dyn Host, exc: Value) -> Outcome {
        self.drop_stacks();
        let mut function = Value::NONE;
        if let Some(thread) = self.threads.current() {
            thread.failed = true;
            function = thread.function;
        }
        let call = self.call_frozen("thread_failed", &[function, exc]);
        match self.act(host, call, 0) {
            None => Outcome::OutOfFuel,
            Some(outcome) => self.end_slice(host, outcome),
        }
    }

    /// The main thread has ended: so has the program, or it goes on without it.
    pub(super) fn main_ended(&mut self, host: &mut dyn Host, outcome: Outcome) -> Outcome {
        let outlive = self.profile.threading.is_some_and(|t| t.outlive_main);
        if !outlive || !self.threads.is_many() {
            self.threads.clear();
            return outcome;
        }
        let ended = match outcome {
            Outcome::Raised(exc) if self.exit_code(exc).is_none() => {
                // The board tells it at once, and is at its prompt.
                let text = self.traceback(exc);
                host.write_error(self.now(), text.as_bytes());
                self.new_exception(T::SystemExit, &[Value::small(1)])
            }
            Outcome::Raised(exc) => exc,
            _ => Value::NONE,
        };
        self.threads.outlived = Some(ended);
        self.drop_stacks();
        self.threads.remove_current();
        self.choose().unwrap_or(Outcome::OutOfFuel)
    }

    /// How the main thread ended, which is how the program ends.
    fn outlived(&mut self) -> Outcome {
        match self.threads.outlived.take() {
            Some(exc) if !exc.is_none() => Outcome::Raised(exc),
            _ => Outcome::Done,
        }
    }
}
