//! One slice: a counter, what it is compared with, and where it stands at an instant.

use super::super::PinError;
use super::Duty;
use super::divider::{divider_for, slice_hz_rounded};
use crate::time::{Instant, Nanos};
use serde::Serialize;

/// What MicroPython remembers for one channel beside the registers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub(super) struct Channel {
    pub(super) duty: Option<Duty>,
    pub(super) invert: bool,
}

/// The double-buffered registers: TOP and both compare levels (datasheet 4.5.2.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Wave {
    pub(super) top: u16,
    pub(super) level: [u16; 2],
}

/// One slice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Slice {
    /// The clock divider in sixteenths.
    pub(super) div16: u32,
    /// The registers as last written, and as read back.
    pub(super) written: Wave,
    /// The registers the counter compares with now; they follow at the counter's wrap.
    pub(super) live: Wave,
    /// The inverters at the outputs.
    pub(super) invert: [bool; 2],
    pub(super) enabled: bool,
    /// The counter had the value `count` at the instant `since`.
    pub(super) since: Instant,
    pub(super) count: u32,
    pub(super) freq_set: bool,
    pub(super) channels: [Channel; 2],
}

impl Slice {
    pub(super) fn new() -> Self {
        // Reset values: DIV 1.0, TOP 0xffff, levels 0 (datasheet 4.5.3).
        let wave = Wave {
            top: 0xffff,
            level: [0; 2],
        };
        Self {
            div16: 16,
            written: wave,
            live: wave,
            invert: [false; 2],
            enabled: false,
            since: Instant::ZERO,
            count: 0,
            freq_set: false,
            channels: [Channel::default(); 2],
        }
    }

    /// The length of a period in sixteenths of a clock cycle.
    pub(super) fn period(&self) -> u64 {
        (u64::from(self.live.top) + 1) * u64::from(self.div16)
    }

    /// Where in the period the counter is, in sixteenths of a clock cycle.
    pub(super) fn phase(&self, now: Instant, clock_hz: u32) -> u64 {
        let start = u128::from(self.count) * u128::from(self.div16);
        if !self.enabled {
            return start as u64 % self.period();
        }
        let elapsed = u128::from(now.since(self.since).0) * u128::from(clock_hz) * 16;
        ((start + elapsed / 1_000_000_000) % u128::from(self.period())) as u64
    }

    /// The first nanosecond at which the phase, now `phase`, is `target` sixteenths or more.
    pub(super) fn instant_of(
        &self,
        now: Instant,
        phase: u64,
        target: u64,
        clock_hz: u32,
    ) -> Instant {
        // Counting from `since` keeps the rounding from adding up over periods.
        let start = u128::from(self.count) * u128::from(self.div16);
        let rate = u128::from(clock_hz) * 16;
        let elapsed = u128::from(now.since(self.since).0) * rate / 1_000_000_000;
        let whole = start + elapsed - u128::from(phase);
        let units = (whole + u128::from(target)).saturating_sub(start);
        let nanos = (units * 1_000_000_000).div_ceil(rate.max(1));
        self.since + Nanos(u64::try_from(nanos).unwrap_or(u64::MAX))
    }

    pub(super) fn counter(&self, now: Instant, clock_hz: u32) -> u32 {
        (self.phase(now, clock_hz) / u64::from(self.div16)) as u32
    }

    pub(super) fn output(&self, channel: usize, now: Instant, clock_hz: u32) -> bool {
        (self.counter(now, clock_hz) < u32::from(self.live.level[channel])) ^ self.invert[channel]
    }

    /// Takes the written registers over, with the counter at `count`.
    pub(super) fn latch(&mut self, now: Instant, count: u32) {
        self.live = self.written;
        self.since = now;
        self.count = count;
    }

    /// Lets a write reach the counter: at once while it stands, else at its next wrap.
    pub(super) fn written_changed(&mut self, now: Instant) {
        if !self.enabled {
            let count = self.count;
            self.latch(now, count);
        }
    }

    pub(super) fn set_level(&mut self, channel: usize, duty: Duty, now: Instant, clock_hz: u32) {
        let top = u32::from(self.written.top);
        let level = match duty {
            Duty::U16(duty) => {
                let duty = duty.min(65_535) as u32;
                duty.wrapping_mul(top + 1).wrapping_add(65_535 / 2) / 65_535
            }
            Duty::Ns(duty) => {
                let hz = u64::from(slice_hz_rounded(clock_hz, self.div16));
                let level = (i64::from(duty) as u64)
                    .wrapping_mul(hz)
                    .wrapping_add(500_000_000)
                    / 1_000_000_000;
                (level as u32).min(top + 1)
            }
        };
        self.written.level[channel] = level as u16;
        self.channels[channel].duty = Some(match duty {
            Duty::U16(duty) => Duty::U16(duty.min(65_535)),
            Duty::Ns(_) => duty,
        });
        self.written_changed(now);
    }

    pub(super) fn set_freq(
        &mut self,
        channel: usize,
        freq: u32,
        now: Instant,
        clock_hz: u32,
    ) -> Result<(), PinError> {
        let (div16, top) = divider_for(clock_hz, freq)?;
        if div16 != self.div16 {
            // DIV is not double-buffered: the counter goes on from where it is, at the new rate.
            self.count = self.counter(now, clock_hz);
            self.since = now;
            self.div16 = div16;
        }
        self.written.top = top;
        self.freq_set = true;
        self.written_changed(now);
        // Both channels keep the duty they were asked for.
        for channel in [channel, 1 - channel] {
            if let Some(duty) = self.channels[channel].duty {
                self.set_level(channel, duty, now, clock_hz);
            }
        }
        Ok(())
    }

    pub(super) fn start(&mut self, channel: usize, now: Instant) {
        if self.freq_set && self.channels[channel].duty.is_some() {
            self.invert = [self.channels[0].invert, self.channels[1].invert];
            if !self.enabled {
                self.enabled = true;
                self.since = now;
            }
        }
    }

    pub(super) fn stop(&mut self, now: Instant, clock_hz: u32) {
        self.count = self.counter(now, clock_hz);
        self.since = now;
        self.enabled = false;
        self.written_changed(now);
    }
}
