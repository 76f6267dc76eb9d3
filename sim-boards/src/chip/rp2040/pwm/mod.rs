//! The PWM slices: eight counters with two outputs each, as `machine.PWM` sets them.

mod divider;
mod slice;

use super::PinError;
use crate::time::{Instant, Nanos};
use divider::slice_hz_rounded;
use serde::{Deserialize, Serialize};
use slice::{Channel, Slice};

/// PWM slices on the RP2040 (datasheet 4.5).
pub const SLICE_COUNT: u8 = 8;

/// The slice that drives a pin (datasheet 4.5.2).
#[must_use]
pub fn slice_of(pin: u8) -> u8 {
    (pin >> 1) & 7
}

/// The slice's output that drives a pin: 0 is A, 1 is B.
#[must_use]
pub fn channel_of(pin: u8) -> u8 {
    pin & 1
}

/// A duty as the program asked for it. The numbers are the board's 32-bit integers, and the
/// arithmetic on them wraps as it does there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Duty {
    /// A share of the period, of 65535.
    U16(i32),
    /// A pulse width in nanoseconds.
    Ns(i32),
}

/// The arguments of `PWM.init`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PwmInit {
    /// The slice's frequency in hertz.
    pub freq: Option<u32>,
    /// The channel's duty.
    pub duty: Option<Duty>,
    /// Whether the output is inverted.
    pub invert: Option<bool>,
}

/// All slices.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PwmBank {
    slices: Vec<Slice>,
    /// Set while `init` is under way. An error inside `init` leaves it set, and then no slice
    /// starts until the next successful `init`: so it is on the board.
    defer_start: bool,
}

impl PwmBank {
    /// The slices after reset.
    #[must_use]
    pub fn new() -> Self {
        Self {
            slices: vec![Slice::new(); usize::from(SLICE_COUNT)],
            defer_start: false,
        }
    }

    fn of(&self, pin: u8) -> (&Slice, usize) {
        (
            &self.slices[usize::from(slice_of(pin))],
            usize::from(channel_of(pin)),
        )
    }

    fn of_mut(&mut self, pin: u8) -> (&mut Slice, usize) {
        (
            &mut self.slices[usize::from(slice_of(pin))],
            usize::from(channel_of(pin)),
        )
    }

    /// What constructing a `machine.PWM` does first: the channel forgets duty and inversion.
    pub fn forget(&mut self, pin: u8) {
        let (slice, channel) = self.of_mut(pin);
        slice.channels[channel] = Channel::default();
    }

    /// Applies the arguments of `PWM.init`, and starts the slice once frequency and duty are known.
    ///
    /// # Errors
    /// [`PinError::FrequencyTooSmall`] or [`PinError::FrequencyTooLarge`].
    pub fn init(
        &mut self,
        pin: u8,
        init: PwmInit,
        now: Instant,
        clock_hz: u32,
    ) -> Result<(), PinError> {
        self.defer_start = true;
        let (slice, channel) = self.of_mut(pin);
        if let Some(freq) = init.freq {
            slice.set_freq(channel, freq, now, clock_hz)?;
        }
        if let Some(duty) = init.duty {
            slice.set_level(channel, duty, now, clock_hz);
        }
        if let Some(invert) = init.invert {
            slice.channels[channel].invert = invert;
        }
        slice.start(channel, now);
        self.defer_start = false;
        Ok(())
    }

    /// Sets the slice's frequency.
    ///
    /// # Errors
    /// As [`PwmBank::init`].
    pub fn set_freq(
        &mut self,
        pin: u8,
        freq: u32,
        now: Instant,
        clock_hz: u32,
    ) -> Result<(), PinError> {
        let deferred = self.defer_start;
        let (slice, channel) = self.of_mut(pin);
        slice.set_freq(channel, freq, now, clock_hz)?;
        if !deferred {
            for channel in [channel, 1 - channel] {
                slice.start(channel, now);
            }
        }
        Ok(())
    }

    /// Sets a channel's duty, and starts the slice if its frequency is known.
    pub fn set_duty(&mut self, pin: u8, duty: Duty, now: Instant, clock_hz: u32) {
        let deferred = self.defer_start;
        let (slice, channel) = self.of_mut(pin);
        slice.set_level(channel, duty, now, clock_hz);
        if !deferred {
            slice.start(channel, now);
        }
    }

    /// Stops the slice; both outputs stay at the level they have.
    pub fn deinit(&mut self, pin: u8, now: Instant, clock_hz: u32) {
        self.of_mut(pin).0.stop(now, clock_hz);
    }

    /// The frequency as `PWM.freq()` reports it: rounded, 0 if never set.
    #[must_use]
    pub fn freq(&self, pin: u8, clock_hz: u32) -> u32 {
        let (slice, _) = self.of(pin);
        if !slice.freq_set {
            return 0;
        }
        let period = slice
            .div16
            .wrapping_mul(u32::from(slice.written.top).wrapping_add(1));
        slice_hz_rounded(clock_hz, period)
    }

    /// The duty as `PWM.duty_u16()` reports it: what the registers can express.
    #[must_use]
    pub fn duty_u16(&self, pin: u8) -> u32 {
        let (slice, channel) = self.of(pin);
        if slice.channels[channel].duty.is_none() || !slice.freq_set {
            return 0;
        }
        let steps = u32::from(slice.written.top) + 1;
        u32::from(slice.written.level[channel])
            .wrapping_mul(65_535)
            .wrapping_add(steps / 2)
            / steps
    }

    /// The pulse width as `PWM.duty_ns()` reports it.
    #[must_use]
    pub fn duty_ns(&self, pin: u8, clock_hz: u32) -> u32 {
        let (slice, channel) = self.of(pin);
        if slice.channels[channel].duty.is_none() || !slice.freq_set {
            return 0;
        }
        let hz = u64::from(slice_hz_rounded(clock_hz, slice.div16)).max(1);
        ((u64::from(slice.written.level[channel]) * 1_000_000_000 + hz / 2) / hz) as u32
    }

    /// Whether the channel's output is inverted, as printing the PWM shows.
    #[must_use]
    pub fn inverted(&self, pin: u8) -> bool {
        let (slice, channel) = self.of(pin);
        slice.channels[channel].invert
    }

    /// The level at the output that drives this pin.
    #[must_use]
    pub fn output(&self, pin: u8, now: Instant, clock_hz: u32) -> bool {
        let (slice, channel) = self.of(pin);
        slice.output(channel, now, clock_hz)
    }

    /// Whether the output changes within each period.
    #[must_use]
    pub fn is_toggling(&self, pin: u8) -> bool {
        let (slice, channel) = self.of(pin);
        let level = slice.live.level[channel];
        slice.enabled && level > 0 && level <= slice.live.top
    }

    /// The share of the period for which the output is high, from the live registers.
    #[must_use]
    pub fn high_share(&self, pin: u8, now: Instant, clock_hz: u32) -> f64 {
        let (slice, channel) = self.of(pin);
        if !self.is_toggling(pin) {
            return if slice.output(channel, now, clock_hz) {
                1.0
            } else {
                0.0
            };
        }
        let share = f64::from(slice.live.level[channel]) / f64::from(u32::from(slice.live.top) + 1);
        if slice.invert[channel] {
            1.0 - share
        } else {
            share
        }
    }

    /// Whether the output is high at the start of the period, as it is unless inverted.
    #[must_use]
    pub fn starts_high(&self, pin: u8) -> bool {
        let (slice, channel) = self.of(pin);
        !slice.invert[channel]
    }

    /// When written registers reach the counter, if some wait for its wrap.
    #[must_use]
    pub fn latch_at(&self, slice: u8, now: Instant, clock_hz: u32) -> Option<Instant> {
        let slice = self.slices.get(usize::from(slice))?;
        if !slice.enabled || slice.written == slice.live {
            return None;
        }
        let phase = slice.phase(now, clock_hz);
        Some(slice.instant_of(now, phase, slice.period(), clock_hz))
    }

    /// Takes the written registers over at the counter's wrap.
    pub fn latch(&mut self, slice: u8, now: Instant) {
        if let Some(slice) = self.slices.get_mut(usize::from(slice)) {
            slice.latch(now, 0);
        }
    }

    /// The next instant after `now` at which an output of the slice may change.
    #[must_use]
    pub fn next_edge(&self, slice: u8, now: Instant, clock_hz: u32) -> Option<Instant> {
        let slice = self.slices.get(usize::from(slice))?;
        if !slice.enabled {
            return None;
        }
        let phase = slice.phase(now, clock_hz);
        let toggling = slice
            .live
            .level
            .iter()
            .filter(|&&level| level > 0 && level <= slice.live.top);
        let wrap = slice.period();
        toggling
            .flat_map(|&level| [u64::from(level) * u64::from(slice.div16), wrap])
            .filter(|&target| target > phase)
            .min()
            .map(|target| slice.instant_of(now, phase, target, clock_hz))
            // At more than a gigahertz of edges two of them would share a nanosecond.
            .map(|at| at.max(now + Nanos(1)))
    }
}

impl Default for PwmBank {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CLOCK: u32 = 125_000_000;

    fn running(pin: u8, freq: u32, duty: Duty) -> PwmBank {
        let mut bank = PwmBank::new();
        let init = PwmInit {
            freq: Some(freq),
            duty: Some(duty),
            invert: None,
        };
        bank.init(pin, init, Instant::ZERO, CLOCK).unwrap();
        bank
    }

    #[test]
    fn what_was_set_reads_back_rounded() {
        let bank = running(15, 1_000, Duty::U16(32_768));
        assert_eq!(bank.freq(15, CLOCK), 1_000);
        assert_eq!(bank.duty_u16(15), 32_768);
        assert!((bank.high_share(15, Instant::ZERO, CLOCK) - 0.5).abs() < 1e-4);
        let servo = running(0, 50, Duty::Ns(1_500_000));
        assert!(servo.duty_ns(0, CLOCK).abs_diff(1_500_000) < 400);
    }

    #[test]
    fn nothing_starts_before_frequency_and_duty_are_known() {
        let mut bank = PwmBank::new();
        bank.set_duty(2, Duty::U16(65_535), Instant::ZERO, CLOCK);
        assert!(!bank.slices[1].enabled);
        bank.set_freq(2, 1_000, Instant::ZERO, CLOCK).unwrap();
        assert!(bank.slices[1].enabled);
        assert!(
            bank.output(2, Instant(123_456), CLOCK),
            "full duty never falls"
        );
        assert_eq!(bank.next_edge(1, Instant::ZERO, CLOCK), None);
    }

    #[test]
    fn channels_of_a_slice_share_their_frequency() {
        let mut bank = running(4, 1_000, Duty::U16(16_384));
        let init = PwmInit {
            freq: Some(2_000),
            duty: Some(Duty::U16(49_152)),
            invert: None,
        };
        bank.init(5, init, Instant::ZERO, CLOCK).unwrap();
        assert_eq!(bank.freq(4, CLOCK), 2_000);
        assert_eq!(bank.duty_u16(4), 16_384, "the share is kept");
    }

    #[test]
    fn edges_are_exact_and_do_not_drift() {
        // 2 kHz is exact at 125 MHz: 500 µs, high for the first half.
        let bank = running(0, 2_000, Duty::Ns(250_000));
        let mut now = Instant::ZERO;
        for edge in 1..=10_000u64 {
            now = bank.next_edge(0, now, CLOCK).unwrap();
            assert_eq!(now, Instant(edge * 250_000));
            assert_eq!(bank.output(0, now, CLOCK), edge % 2 == 0);
        }
    }

    #[test]
    fn a_new_duty_waits_for_the_wrap() {
        let mut bank = running(0, 2_000, Duty::Ns(250_000));
        let now = Instant(100_000);
        bank.set_duty(0, Duty::Ns(50_000), now, CLOCK);
        assert!(bank.output(0, now, CLOCK), "the period under way is kept");
        let wrap = bank.latch_at(0, now, CLOCK).unwrap();
        assert_eq!(wrap, Instant(500_000));
        bank.latch(0, wrap);
        assert_eq!(bank.latch_at(0, wrap, CLOCK), None);
        assert_eq!(bank.next_edge(0, wrap, CLOCK), Some(Instant(550_000)));
    }

    #[test]
    fn stopping_freezes_the_outputs() {
        let mut bank = running(0, 2_000, Duty::Ns(250_000));
        bank.deinit(0, Instant(100_000), CLOCK);
        assert!(bank.output(0, Instant(300_000), CLOCK));
        assert!(!bank.is_toggling(0));
    }

    #[test]
    fn an_error_in_init_keeps_slices_from_starting_as_on_the_board() {
        let mut bank = PwmBank::new();
        let bad = PwmInit {
            freq: Some(1),
            ..PwmInit::default()
        };
        assert!(bank.init(0, bad, Instant::ZERO, CLOCK).is_err());
        bank.set_freq(0, 1_000, Instant::ZERO, CLOCK).unwrap();
        bank.set_duty(0, Duty::U16(100), Instant::ZERO, CLOCK);
        assert!(!bank.slices[0].enabled);
    }

    #[test]
    fn inversion_turns_the_output_round() {
        let mut bank = PwmBank::new();
        let init = PwmInit {
            freq: Some(2_000),
            duty: Some(Duty::Ns(100_000)),
            invert: Some(true),
        };
        bank.init(0, init, Instant::ZERO, CLOCK).unwrap();
        assert!(!bank.output(0, Instant(50_000), CLOCK));
        assert!(bank.output(0, Instant(150_000), CLOCK));
        assert!((bank.high_share(0, Instant::ZERO, CLOCK) - 0.8).abs() < 1e-4);
    }
}
