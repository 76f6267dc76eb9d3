//! What a program does with a pin by exact times: trains of pulses out, and waiting for a level.

use super::Circuit;
use crate::chip::rp2040::{GpioBank, PinError};
use crate::time::{Instant, Nanos};

/// How `machine.bitstream` sends a 0 and a 1: high for some time, then low for some time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PulseTiming {
    /// A bit that is 0: nanoseconds high, nanoseconds low.
    pub zero: (u32, u32),
    /// A bit that is 1.
    pub one: (u32, u32),
}

impl Circuit {
    /// Sends bytes as pulses on a pin that is an output, the highest bit first. Gives the instant at which that is over.
    ///
    /// # Errors
    /// [`PinError::InvalidPin`].
    pub fn bitstream(
        &mut self,
        at: Instant,
        pin: u8,
        timing: PulseTiming,
        bytes: &[u8],
    ) -> Result<Instant, PinError> {
        let mut now = at;
        for byte in bytes {
            for bit in (0..8).rev() {
                let (high, low) = if byte >> bit & 1 == 1 {
                    timing.one
                } else {
                    timing.zero
                };
                self.pin_write(now, pin, true)?;
                now += Nanos(u64::from(high));
                self.pin_write(now, pin, false)?;
                now += Nanos(u64::from(low));
            }
        }
        self.advance_to(now);
        Ok(now)
    }

    /// Waits until a pin reads a level, but not beyond `until`. Gives the instant, or `None` if that level did not come.
    ///
    /// # Errors
    /// [`PinError::InvalidPin`].
    pub fn pin_wait(
        &mut self,
        at: Instant,
        pin: u8,
        high: bool,
        until: Instant,
    ) -> Result<Option<Instant>, PinError> {
        GpioBank::check(pin)?;
        self.advance_to(at);
        self.watch_closely(pin);
        loop {
            if self.pin_read(self.now, pin)? == high {
                return Ok(Some(self.now));
            }
            match self.queue.next_at() {
                Some(next) if next <= until => self.advance_to(next),
                _ => {
                    self.advance_to(until);
                    return Ok(None);
                }
            }
        }
    }

    /// From now on each edge of a PWM on a pin's net is simulated.
    pub(super) fn watch_closely(&mut self, pin: u8) {
        let island = self
            .nets
            .island_of_driver(self.pads[usize::from(pin)].driver);
        if core::mem::replace(&mut self.watched[island.0 as usize], true) {
            return;
        }
        for slice in 0..crate::chip::rp2040::SLICE_COUNT {
            self.schedule_pwm(slice);
        }
    }
}
