//! Sleeps: what was scheduled may run within one, which then goes on until its end.
//!
//! A sleep is a continuation that looks at the clock. So the machine may be run earlier than it has said, by whoever
//! has scheduled something: that is called on top of the sleep, and when it has returned the rest is slept.

use super::conts::Cont;
use super::frame::{Frame, Kind};
use super::run::Outcome;
use crate::cost::Cost;
use crate::hal::Host;
use crate::native::Sleep;
use crate::threads::Wait;
use crate::value::Value;
use crate::vm::{RunState, Vm};

/// A virtual time in nanoseconds is these two numbers on the stack, which are small whatever it is.
const SECOND: u64 = 1_000_000_000;

/// Places of a sleep's state.
const SECONDS: usize = 0;
const NANOS: usize = 1;
const LIGHT: usize = 2;

/// Whether what was scheduled may run now in a thread that sleeps or waits, with these frames.
fn is_light(frames: &[Frame], stack: &[Value]) -> bool {
    match frames.last() {
        Some(frame) if frame.kind == Kind::Cont(Cont::Sleep) => {
            stack.get(frame.base as usize + LIGHT) == Some(&Value::TRUE)
        }
        _ => true,
    }
}

impl Vm {
    /// The thread that runs sleeps; what it has called for that has its answer.
    pub(super) fn fall_asleep(
        &mut self,
        host: &mut dyn Host,
        until: u64,
        sleep: Sleep,
    ) -> Option<Outcome> {
        if sleep != Sleep::Nap {
            let state = [
                Value::small((until / SECOND) as i64),
                Value::small((until % SECOND) as i64),
                Value::bool(sleep == Sleep::Light),
            ];
            if let Err(error) = self.push_cont(Cont::Sleep, &state, self.sp) {
                return self.act(host, error, self.sp);
            }
        }
        Some(Outcome::Sleep { until })
    }

    /// Goes on with the sleep on top, or ends it.
    pub(super) fn sleep_on(&mut self, frame: Frame) -> Option<Outcome> {
        let base = frame.base as usize;
        let part = |i: usize| self.stack[base + i].as_small().unwrap_or(0) as u64;
        let until = part(SECONDS) * SECOND + part(NANOS);
        if self.now() >= until {
            self.frames.pop();
            self.sp = base;
            return None;
        }
        if !self.scheduled_rests() || !is_light(&self.frames, &self.stack) {
            return Some(Outcome::Sleep { until });
        }
        // The next one that was scheduled runs after this look at the clock.
        if self.fuel <= 0 {
            return Some(Outcome::OutOfFuel);
        }
        self.pay(Cost::Step, 1);
        None
    }

    /// A machine at rest has something to do: it runs as if it slept until now. Says whether it does.
    pub(super) fn rises(&mut self) -> bool {
        if !self.has_scheduled() {
            return false;
        }
        let now = self.now();
        let state = [
            Value::small((now / SECOND) as i64),
            Value::small((now % SECOND) as i64),
            Value::TRUE,
        ];
        self.frames.clear();
        self.handlers.clear();
        self.sp = 0;
        if self.push_cont(Cont::Sleep, &state, 0).is_err() {
            return false;
        }
        self.run_state = RunState::Running;
        true
    }

    /// Whether what was scheduled may run before the next step of the frame on top.
    pub(super) fn is_between_steps(&self) -> bool {
        self.frames.last().is_some_and(|frame| match frame.kind {
            Kind::Cont(Cont::Sleep) => is_light(&self.frames, &self.stack),
            _ => frame.is_python(),
        })
    }

    /// Whether a machine that sleeps has something to do before its time.
    pub(super) fn wakes_early(&self) -> bool {
        match self.threads.is_many() {
            true => self.threads.ready() > 0,
            false => self.has_scheduled() && is_light(&self.frames, &self.stack),
        }
    }

    /// Something was scheduled: the main thread has a turn for it, even if it sleeps.
    pub(crate) fn wake_main(&mut self) {
        let gil = self.profile.threading.is_some_and(|t| t.gil);
        if !self.threads.is_many() || gil && self.threads.goes_on() {
            // Whoever runs calls it.
            return;
        }
        let here = self.threads.is_main();
        // A process that reads is told of nothing; the loop of a board is.
        let reads = !self.profile.is_unix;
        let place = self.threads.main_place();
        let Some(main) = place.and_then(|place| self.threads.get(place)) else {
            return;
        };
        let wakes = match main.wait {
            Wait::Time(_) if here => is_light(&self.frames, &self.stack),
            Wait::Time(_) => is_light(&main.frames, &main.stack),
            Wait::Input => reads,
            Wait::Turn | Wait::Lock(..) => false,
        };
        if wakes {
            main.wait = Wait::Turn;
            // Both processors may be at work now.
            self.break_slice();
        }
    }
}

#[cfg(test)]
mod tests {
    use alloc::string::String;

    use super::*;
    use crate::testing::{Bench, World};
    use crate::vm::Profile;
    use compiler::{CompileOptions, compile};

    const MILLI: u64 = 1_000_000;

    /// A board before the first instruction of a program.
    fn start(source: &str) -> Bench {
        let options = CompileOptions::default();
        let bytes = compile(source.as_bytes(), &options).expect("it compiles");
        let mut bench = Bench::new(Profile::PICO);
        let code = bench.vm.load(&bytes).expect("it loads");
        bench.vm.start(code);
        bench
    }

    /// Runs until the program waits for something or ends.
    fn run(bench: &mut Bench, fuel: u64) -> Outcome {
        let Bench { vm, world } = bench;
        loop {
            match vm.run(fuel, world) {
                Outcome::OutOfFuel => {}
                outcome => return outcome,
            }
        }
    }

    /// What the host does at an event: lets time pass until then, and posts what is to be called.
    fn post(bench: &mut Bench, at: u64, name: &str) {
        bench.vm.advance_to(at);
        let name = bench.vm.intern(name);
        let main = bench.vm.main;
        let function = bench.vm.map_get(main, name).ok().flatten();
        assert!(
            bench
                .vm
                .post(function.expect("a function"), Value::small(1))
        );
    }

    fn printed(world: &World) -> String {
        String::from_utf8(world.output.clone()).expect("text")
    }

    #[test]
    fn an_event_runs_at_its_time_and_the_rest_is_slept() {
        let source = "import time
def call(x): print('called', time.ticks_ms())
def slow(x):
    time.sleep_ms(5)
    print('slow', time.ticks_ms())
time.sleep_ms(20)
print(time.ticks_us() // 100)
";
        for fuel in [1, u64::MAX] {
            let mut bench = start(source);
            let sleeps = Outcome::Sleep { until: 20 * MILLI };
            assert_eq!(run(&mut bench, fuel), sleeps);
            // Asked too early it sleeps on.
            assert_eq!(run(&mut bench, fuel), sleeps);
            post(&mut bench, 3 * MILLI, "call");
            assert_eq!(run(&mut bench, fuel), sleeps);
            assert_eq!(printed(&bench.world), "called 3\n");
            // Two at once, one of which sleeps itself, in which nothing else runs.
            post(&mut bench, 7 * MILLI, "slow");
            post(&mut bench, 7 * MILLI, "call");
            let until = 12 * MILLI;
            assert_eq!(run(&mut bench, fuel), Outcome::Sleep { until });
            bench.vm.advance_to(until);
            assert_eq!(run(&mut bench, fuel), sleeps);
            bench.vm.advance_to(20 * MILLI);
            assert_eq!(run(&mut bench, fuel), Outcome::Done);
            let text = "called 3\nslow 12\ncalled 12\n200\n";
            assert_eq!(printed(&bench.world), text);
        }
    }

    #[test]
    fn an_event_is_heard_by_who_waits_for_input() {
        let source = "import sys
def call(x): print('called')
print(sys.stdin.read(1))
";
        let mut bench = start(source);
        assert_eq!(run(&mut bench, 1), Outcome::WaitInput);
        post(&mut bench, MILLI, "call");
        assert_eq!(run(&mut bench, 1), Outcome::WaitInput);
        assert_eq!(printed(&bench.world), "called\n");
        bench.world.input.push(b'x');
        assert_eq!(run(&mut bench, 1), Outcome::Done);
        assert_eq!(printed(&bench.world), "called\nx\n");
    }
}
