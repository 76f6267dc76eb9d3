//! Running: slices of fuel, what ends them, and the collector's turn.

use alloc::string::String;
use alloc::vec::Vec;

use super::conts::Cont;
use super::exec::Event;
use super::frame::{Frame, Kind};
use crate::cost::Cost;
use crate::hal::Host;
use crate::native::Abrupt;
use crate::object::{Object, TraceLine};
use crate::qstr::q;
use crate::types::T;
use crate::value::Value;
use crate::vm::{RunState, Vm};

/// Why a slice ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Outcome {
    /// The program ended.
    Done,
    /// An exception that nothing handled; see [`Vm::traceback`].
    Raised(Value),
    /// The fuel is spent; `run` goes on where it stopped.
    OutOfFuel,
    /// The program sleeps until this virtual nanosecond; see [`Vm::advance_to`].
    Sleep {
        /// Nanoseconds since power-on.
        until: u64,
    },
    /// The program waits for standard input.
    WaitInput,
    /// Each thread waits for a lock, which nothing but an interrupt can change.
    Stuck,
}

impl Vm {
    /// Makes the machine run a module's body, as `__main__`.
    pub fn start(&mut self, code: u32) {
        self.frames.clear();
        self.handlers.clear();
        self.sp = 0;
        self.threads = Default::default();
        let main = self.main;
        self.name_main();
        let file = Value::qstr(self.codes[code as usize].file);
        // A dict with interned keys needs no user's code.
        let _ = self.store_name(main, q::__file__, file);
        self.run_state = match self.push_body(code, main, main, 0) {
            Ok(()) => RunState::Running,
            Err(_) => RunState::Ended,
        };
    }

    /// The namespace that programs run in is the module `__main__`.
    pub(super) fn name_main(&mut self) {
        let main = self.main;
        let name = Value::qstr(q::__main__);
        // A dict with interned keys needs no user's code.
        let _ = self.store_name(main, q::__name__, name);
        let module = self.heap.new_value(Object::Module {
            name: q::__main__,
            globals: main,
        });
        let _ = self.store_name(self.modules, q::__main__, module);
    }

    /// Runs at most `fuel` cycles, one instruction at least; natives may overdraw it.
    pub fn run(&mut self, fuel: u64, host: &mut dyn Host) -> Outcome {
        if self.has_events() {
            self.hear(host);
        }
        let outcome = self.run_on(fuel, host);
        if !self.has_events() {
            return outcome;
        }
        match (outcome, self.next_event(host)) {
            // Whoever lets the time pass is to ask again when something may have happened.
            (Outcome::Sleep { until }, Some(event)) => Outcome::Sleep {
                until: until.min(event),
            },
            (outcome, _) => outcome,
        }
    }

    fn run_on(&mut self, fuel: u64, host: &mut dyn Host) -> Outcome {
        if self.is_at_rest() && !self.rises() {
            return Outcome::Done;
        }
        let waits = match self.run_state {
            RunState::Sleeping(until) if self.now() < until && !self.wakes_early() => {
                Some(Outcome::Sleep { until })
            }
            RunState::Stuck => Some(Outcome::Stuck),
            _ => None,
        };
        let mut left = fuel.clamp(1, i64::MAX as u64) as i64;
        let exc = core::mem::take(&mut self.injected);
        // An interrupt is the main thread's; where that has ended, nobody's.
        if !exc.is_null() && self.turn_to_main() {
            if let Err(exc) = self.unwind(exc) {
                let outcome = self.main_ended(host, Outcome::Raised(exc));
                return self.wait_with(outcome);
            }
        } else if let Some(outcome) = waits
            && !self.input_came(host)
        {
            return outcome;
        }
        if let Some(outcome) = self.resume_turns(host) {
            return self.wait_with(outcome);
        }
        self.run_state = RunState::Running;
        loop {
            // Under stress each slice is one instruction, with a collection behind it; while the
            // heap is locked, too, with a look at what it allocated.
            let rests = self.scheduled_rests();
            let mut left_now = match self.threads.is_many() {
                true => left.min(self.turn_fuel()),
                false => left,
            };
            if self.has_events() {
                self.hear(host);
                if let Some(event) = self.next_event(host) {
                    left_now =
                        left_now.min(i64::try_from(self.fuel_until(event)).unwrap_or(i64::MAX));
                }
            }
            self.slice = if self.gc_stress || self.heap.is_locked() || rests {
                left_now.min(1)
            } else {
                left_now
            };
            self.fuel = self.slice;
            let outcome = self.execute(host);
            let spent = self.slice - self.fuel;
            self.cycles += self.threads.pass(spent as u64);
            self.threads.spend(spent);
            self.slice = 0;
            self.fuel = 0;
            left -= spent;
            if rests {
                self.end_rest();
            }
            // What ended the program is the caller's now, and in no frame.
            let raised = matches!(outcome, Outcome::Raised(_));
            if self.gc_stress && self.heap.fresh > 0 && !raised && !self.heap.is_locked() {
                self.collect();
            }
            let ended = (matches!(outcome, Outcome::Done) || raised) && self.threads.is_main();
            if ended && let Some(handler) = self.module_state.sys.at_exit.take() {
                self.module_state.sys.ended = Some(match outcome {
                    Outcome::Raised(exc) => exc,
                    _ => Value::NONE,
                });
                self.sp = 0;
                let call = self.call(handler, &[]);
                if self.act(host, call, 0).is_none() {
                    left = left.max(1);
                    continue;
                }
            }
            let outcome = match (outcome, self.module_state.sys.ended) {
                (Outcome::Done, Some(exc)) if !exc.is_none() && self.threads.is_main() => {
                    Outcome::Raised(exc)
                }
                (outcome, _) => outcome,
            };
            let outcome = match self.threads.is_many() {
                true => self.end_slice(host, outcome),
                false => outcome,
            };
            match outcome {
                Outcome::OutOfFuel if left > 0 => continue,
                outcome => return self.wait_with(outcome),
            }
        }
    }

    /// Keeps what the machine waits for, if it does.
    fn wait_with(&mut self, outcome: Outcome) -> Outcome {
        self.run_state = match outcome {
            Outcome::Done | Outcome::Raised(_) => RunState::Ended,
            Outcome::Sleep { until } => RunState::Sleeping(until),
            Outcome::WaitInput => RunState::WaitingInput,
            Outcome::Stuck => RunState::Stuck,
            Outcome::OutOfFuel => RunState::Running,
        };
        outcome
    }

    /// Raises an exception at the next instruction, even out of a sleep.
    pub fn inject(&mut self, class: T) {
        self.injected = self.new_exception(class, &[]);
    }

    /// Whether a program is under way.
    pub fn is_running(&self) -> bool {
        !matches!(self.run_state, RunState::Idle | RunState::Ended)
    }

    fn execute(&mut self, host: &mut dyn Host) -> Outcome {
        loop {
            if self.heap.wants_collection()
                && let Err(e) = self.attend()
                && let Some(outcome) = self.act(host, e, self.sp)
            {
                return outcome;
            }
            let Some(frame) = self.frames.last().copied() else {
                return Outcome::Done;
            };
            if let Kind::Cont(cont) = frame.kind {
                let outcome = match cont {
                    Cont::Sleep => self.sleep_on(frame),
                    _ => self.run_cont(host, frame),
                };
                if let Some(outcome) = outcome {
                    return outcome;
                }
                continue;
            }
            let outcome = match self.run_frames(host) {
                Event::Fuel => Some(Outcome::OutOfFuel),
                Event::Switch => None,
                Event::Return(v) => match self.finish_frame(v) {
                    Ok(()) => None,
                    Err(e) => self.act(host, e, self.sp),
                },
                Event::Abrupt(e, ret) => self.act(host, e, ret),
            };
            if let Some(outcome) = outcome {
                return outcome;
            }
        }
    }

    /// Sees to what waits for a safe point: a collection, an allocation that a locked heap refuses,
    /// a function that was scheduled.
    fn attend(&mut self) -> Result<(), Abrupt> {
        if self.heap.take_refused() {
            return Err(self.locked_error());
        }
        if self.heap.is_due() {
            if !self.heap.disabled {
                self.collect_in_time();
            }
            if self.heap.is_overdrawn() {
                return Err(self.overdrawn(16));
            }
        }
        if self.heap.wants_attention()
            && self.is_between_steps()
            && let Some((function, argument, hard)) = self.next_scheduled()
        {
            let state = [Value::FALSE, Value::bool(hard), argument];
            return Err(self.call_then(function, &[argument], Cont::Scheduled, &state));
        }
        Ok(())
    }

    /// `MemoryError` for an allocation for which no collection has made room.
    fn overdrawn(&mut self, bytes: usize) -> Abrupt {
        self.heap.overdraw();
        self.memory_error(bytes)
    }

    /// Ends the slice at the next instruction, without counting what is left of it as spent.
    pub(crate) fn break_slice(&mut self) {
        self.slice -= self.fuel.max(0);
        self.fuel = self.fuel.min(0);
    }

    fn run_cont(&mut self, host: &mut dyn Host, frame: Frame) -> Option<Outcome> {
        if self.fuel <= 0 {
            return Some(Outcome::OutOfFuel);
        }
        self.pay(Cost::Step, 1);
        let top = self.sp;
        match self.resume_cont(host, frame) {
            Ok(()) => None,
            Err(e @ (Abrupt::Memory(_) | Abrupt::Input)) => {
                // The step runs again, on the state it had.
                self.sp = top;
                self.act(host, e, top)
            }
            Err(Abrupt::Sleep(until, sleep)) => self.fall_asleep(host, until, sleep),
            Err(Abrupt::Lock(lock)) => Some(self.wait_for_lock(lock)),
            Err(Abrupt::Call) => {
                if let Some(f) = self.frames.last_mut() {
                    f.ip = 0;
                }
                self.act(host, Abrupt::Call, self.sp)
            }
            Err(e) => self.act(host, e, self.sp),
        }
    }

    /// Acts on an operation that gave no value; its result belongs at `ret`.
    pub(super) fn act(
        &mut self,
        host: &mut dyn Host,
        abrupt: Abrupt,
        ret: usize,
    ) -> Option<Outcome> {
        match abrupt {
            Abrupt::Raise(exc) => self.unwind(exc).err().map(Outcome::Raised),
            Abrupt::Call => match self.begin_pending(host, ret) {
                Ok(()) => None,
                Err(Abrupt::Sleep(until, sleep)) => self.fall_asleep(host, until, sleep),
                Err(Abrupt::Lock(lock)) => Some(self.wait_for_lock(lock)),
                Err(e) => self.act(host, e, ret),
            },
            Abrupt::Memory(bytes) => {
                self.collect_in_time();
                if bytes > 0 && self.heap.would_overflow(bytes) {
                    let e = self.overdrawn(bytes);
                    return self.act(host, e, ret);
                }
                None
            }
            Abrupt::Sleep(until, sleep) => {
                self.deliver(ret, Value::NONE);
                self.fall_asleep(host, until, sleep)
            }
            Abrupt::Lock(lock) => {
                self.deliver(ret, Value::TRUE);
                Some(self.wait_for_lock(lock))
            }
            Abrupt::Input => Some(Outcome::WaitInput),
            Abrupt::Python => {
                // A native met a user's object where it has no way to ask it.
                let e = self.type_error("unsupported type for this operation");
                self.act(host, e, ret)
            }
        }
    }

    /// Collects, which takes virtual time: all of the heap is swept, what is alive is marked too.
    fn collect_in_time(&mut self) {
        self.collect();
        if !self.profile.is_unix {
            self.pay(Cost::Sweep, self.heap.limit() / 16);
            self.pay(Cost::Mark, self.heap.used() / 16);
        }
    }

    /// Frees what the program can no longer reach, and says how many bytes that was.
    pub fn collect(&mut self) -> usize {
        let mut freed = self.heap_collect();
        if self.collect_codes() {
            // What only that code referred to.
            freed += self.heap_collect();
        }
        self.module_state.swept(&self.heap);
        // A place that is freed may become another class.
        self.lookups.forget();
        freed
    }

    fn heap_collect(&mut self) -> usize {
        let mut roots: Vec<Value> = Vec::new();
        roots.extend_from_slice(&self.stack[..self.sp.min(self.stack.len())]);
        for f in &self.frames {
            roots.extend([Value::obj(f.globals), f.aux]);
        }
        roots.extend(self.handlers.iter().map(|h| h.handling));
        for code in &self.codes {
            roots.extend_from_slice(&code.consts);
        }
        roots.push(self.pending.callee);
        roots.extend_from_slice(&self.pending.args);
        if let Some((_, state)) = &self.pending.then {
            roots.extend_from_slice(state);
        }
        roots.extend(self.pending.throw);
        roots.extend([self.injected, self.frozen]);
        roots.extend([self.modules, self.main, self.builtins].map(Value::obj));
        roots.extend_from_slice(&self.builtin_modules);
        roots.extend(T::ALL.iter().map(|&t| Vm::type_value(t)));
        self.threads.roots(&mut roots);
        self.module_state.roots(&mut roots);
        self.heap.collect(roots.into_iter())
    }

    /// The traceback of an exception as MicroPython prints it, one line each, and the exception.
    pub fn traceback(&mut self, exc: Value) -> String {
        let mut out = String::new();
        if let Some(Object::Exception(e)) = self.heap.object(self.native_part(exc))
            && !e.traceback.is_empty()
        {
            out.push_str("Traceback (most recent call last):\n");
            for line in e.traceback.clone().iter().rev() {
                out.push_str(&self.trace_text(line));
            }
        }
        let class = self.type_of(exc);
        let mut text = String::from(self.class_name(class));
        let mut message = String::new();
        // Where a user's `__str__` would have to run, the built-in text stands for it.
        let shown = self.write_value(&mut message, exc, crate::ops::print::Style::Str);
        if shown.is_err() {
            message.clear();
            let native = self.native_part(exc);
            let _ = self.write_value(&mut message, native, crate::ops::print::Style::Str);
        }
        text.push_str(": ");
        text.push_str(&message);
        out.push_str(&text);
        out.push('\n');
        out
    }

    fn trace_text(&self, line: &TraceLine) -> String {
        let (file, block) = (self.qstrs.text(line.file), self.qstrs.text(line.block));
        // A place that was not reached by running has no function.
        let within = if block.is_empty() { "" } else { ", in " };
        alloc::format!("  File \"{file}\", line {}{within}{block}\n", line.line)
    }

    /// The exit code that an uncaught `SystemExit` asks for; `None` for any other exception.
    pub fn exit_code(&self, exc: Value) -> Option<i32> {
        if !self.is_instance(exc, T::SystemExit) {
            return None;
        }
        let Some(Object::Exception(e)) = self.heap.object(self.native_part(exc)) else {
            return Some(0);
        };
        match self.items_of(e.args).and_then(|a| a.first()).copied() {
            None | Some(Value::NONE) => Some(0),
            Some(v) => match (v.as_small(), v.as_bool()) {
                (Some(n), _) => Some(n as i32),
                (None, Some(b)) => Some(i32::from(b)),
                _ => Some(1),
            },
        }
    }
}
