//! Virtual time: the cycles that were spent and the time that was slept.
//!
//! There is one clock. Where two processors are at work, a cycle takes half of its time, since the
//! other processor's was spent with it: over two turns, which are some microseconds, each has had as
//! many cycles as time has passed.

use crate::vm::Vm;

impl Vm {
    /// Virtual nanoseconds since power-on.
    #[inline]
    pub fn now(&self) -> u64 {
        let spent = (self.slice - self.fuel) as u64;
        let cycles = self.cycles + self.threads.passed(spent);
        self.slept + self.cycles_to_nanos(cycles)
    }

    /// Changes the processor's clock; the time that passed stays as it is.
    pub fn set_cpu_hz(&mut self, hz: u64) {
        // Cycles are counted from here on, since those before were of another length.
        self.slept = self.now();
        self.cycles = 0;
        let spent = self.slice - self.fuel;
        self.threads.spend(spent);
        self.threads.pass(spent as u64);
        self.slice = self.fuel;
        self.profile.cpu_hz = hz;
        self.time_jumped();
    }

    /// Virtual nanoseconds that the processor ran, sleep left out.
    pub fn busy_nanos(&self) -> u64 {
        self.now() - self.slept
    }

    /// Lets virtual time pass without running, up to `at`.
    pub fn advance_to(&mut self, at: u64) {
        self.slept += at.saturating_sub(self.now());
        self.time_jumped();
    }

    /// Lets time pass in which no processor runs anything, as while flash is written.
    #[cfg(feature = "storage")]
    pub(crate) fn stall(&mut self, nanos: u64) {
        if nanos == 0 {
            return;
        }
        if self.slice == 0 {
            // Before a program runs there are no cycles to count.
            self.slept += nanos;
            return;
        }
        // As cycles it ends the slice, so that whoever waits for an instant is not late by more than this.
        let cycles = (u128::from(nanos) * u128::from(self.profile.cpu_hz)).div_ceil(1_000_000_000);
        let cycles = i64::try_from(cycles).unwrap_or(i64::MAX / 4);
        self.fuel -= match self.threads.both {
            true => 2 * cycles,
            false => cycles,
        };
    }

    /// A thread that sleeps may wake earlier than the slice knows.
    fn time_jumped(&mut self) {
        if self.threads.is_many() {
            self.break_slice();
        }
    }

    /// The fuel after which it is `at`, at least 1: no instruction that begins with less of it spent
    /// begins at `at` or later.
    pub fn fuel_until(&self, at: u64) -> u64 {
        let nanos = u128::from(at.saturating_sub(self.slept));
        let cycles = (nanos * u128::from(self.profile.cpu_hz)).div_ceil(1_000_000_000);
        let left = u64::try_from(cycles).unwrap_or(u64::MAX);
        let spent = (self.slice - self.fuel) as u64;
        let left = left.saturating_sub(self.cycles + self.threads.passed(spent));
        match self.threads.both {
            true => left
                .saturating_mul(2)
                .saturating_sub(u64::from(self.threads.half)),
            false => left,
        }
        .max(1)
    }

    pub(crate) fn cycles_to_nanos(&self, cycles: u64) -> u64 {
        (cycles as u128 * 1_000_000_000 / self.profile.cpu_hz as u128) as u64
    }
}
