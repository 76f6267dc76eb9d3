//! How bright a light looks: its current, averaged as an eye averages.

use crate::time::{Instant, Nanos};
use serde::Serialize;

/// The span over which flicker melts into a steady light, a fiftieth of a second.
pub const LIGHT_WINDOW: Nanos = Nanos(20_000_000);

/// The current through a light over time.
///
/// A change that comes alone shows at once, so that a single step of a program is visible. Changes
/// that follow each other within [`LIGHT_WINDOW`] show as their mean, so that PWM made in software
/// looks steady.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Light {
    amps: f64,
    /// Up to when charge has been counted.
    counted: Instant,
    /// Charge in A·ns since the present window began, and in the whole window before.
    charge: f64,
    charge_before: f64,
    last_change: Option<Instant>,
    change_before: Option<Instant>,
}

impl Light {
    /// Sets the current from now on. Returns whether that is a change.
    pub fn set_amps(&mut self, now: Instant, amps: f64) -> bool {
        if amps == self.amps {
            return false;
        }
        self.count(now);
        self.amps = amps;
        // Several changes in one nanosecond are one.
        if self.last_change != Some(now) {
            self.change_before = self.last_change;
            self.last_change = Some(now);
        }
        true
    }

    fn count(&mut self, now: Instant) {
        let window = LIGHT_WINDOW.0;
        let now = now.max(self.counted);
        let (from, to) = (self.counted.0 / window, now.0 / window);
        if to == from {
            self.charge += self.amps * now.since(self.counted).0 as f64;
        } else {
            self.charge_before = if to == from + 1 {
                self.charge + self.amps * (window - self.counted.0 % window) as f64
            } else {
                self.amps * window as f64
            };
            self.charge = self.amps * (now.0 % window) as f64;
        }
        self.counted = now;
    }

    /// The current that the light's look at `now` corresponds to.
    #[must_use]
    pub fn shown_amps(&self, now: Instant) -> f64 {
        let calm = |from: Option<Instant>, to: Instant| {
            from.is_none_or(|from| to.since(from) >= LIGHT_WINDOW)
        };
        let alone = self
            .last_change
            .is_none_or(|last| calm(self.change_before, last));
        if alone || calm(self.last_change, now) {
            return self.amps;
        }
        let mut light = *self;
        light.count(now);
        // The present window is not over: the rest of a window's time is taken from the one before.
        let window = LIGHT_WINDOW.0 as f64;
        let rest = 1.0 - (light.counted.0 % LIGHT_WINDOW.0) as f64 / window;
        (light.charge + light.charge_before * rest) / window
    }

    /// When the look will have settled, if no more changes come.
    #[must_use]
    pub fn settles_at(&self, now: Instant) -> Option<Instant> {
        self.last_change
            .map(|last| last + LIGHT_WINDOW)
            .filter(|&at| at > now)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_alone_shows_at_once() {
        let mut light = Light::default();
        assert!(light.set_amps(Instant(5), 0.01));
        assert_eq!(light.shown_amps(Instant(6)), 0.01);
        light.set_amps(Instant(500_000_005), 0.0);
        assert_eq!(light.shown_amps(Instant(500_000_006)), 0.0);
    }

    #[test]
    fn fast_changes_melt_into_their_mean() {
        let mut light = Light::default();
        // 1 kHz, a quarter on, for a tenth of a second.
        for cycle in 0..100u64 {
            light.set_amps(Instant(cycle * 1_000_000), 0.02);
            light.set_amps(Instant(cycle * 1_000_000 + 250_000), 0.0);
            if cycle > 45 {
                let shown = light.shown_amps(Instant(cycle * 1_000_000 + 500_000));
                assert!((shown - 0.005).abs() < 0.000_3, "{shown}");
            }
        }
        let end = Instant(99_250_000);
        assert_eq!(light.settles_at(end), Some(end + LIGHT_WINDOW));
        assert_eq!(light.shown_amps(end + LIGHT_WINDOW), 0.0);
    }

    #[test]
    fn looking_changes_nothing() {
        let mut light = Light::default();
        light.set_amps(Instant(0), 0.02);
        light.set_amps(Instant(1_000), 0.0);
        let before = light;
        let _ = light.shown_amps(Instant(30_000_000));
        assert_eq!(light, before);
        assert!(!light.set_amps(Instant(2_000), 0.0), "no change is no news");
    }
}
