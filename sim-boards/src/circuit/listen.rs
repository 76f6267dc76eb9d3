//! Edges that a program listens for: kept until it asks, as a chip's interrupt flags are.

use super::Circuit;
use crate::net::NetId;
use crate::time::Instant;
use serde::Serialize;

/// What a program listens for at a pin, and what has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub(super) struct Ear {
    wants_rising: bool,
    wants_falling: bool,
    rose: bool,
    fell: bool,
    high: bool,
}

/// Edges that have come to a pin since they were last asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Edges {
    /// The GPIO.
    pub pin: u8,
    /// Whether it rose.
    pub rose: bool,
    /// Whether it fell.
    pub fell: bool,
}

impl Circuit {
    /// From now on edges at a pin are kept, or no more; those that have come are forgotten.
    pub fn pin_listen(&mut self, at: Instant, pin: u8, rising: bool, falling: bool) {
        self.advance_to(at);
        let Some(pad) = self.pads.get(usize::from(pin)).copied() else {
            return;
        };
        if rising || falling {
            self.watch_closely(pin);
        }
        self.heard.retain(|&heard| heard != pin);
        self.ears[usize::from(pin)] = Ear {
            wants_rising: rising,
            wants_falling: falling,
            rose: false,
            fell: false,
            high: self.nets.reads_high(pad.net),
        };
    }

    /// The pin to which edges have come first, of those until `at`.
    pub fn take_edges(&mut self, at: Instant) -> Option<Edges> {
        self.advance_to(at);
        let pin = self.heard.pop_front()?;
        let ear = &mut self.ears[usize::from(pin)];
        let edges = Edges {
            pin,
            rose: ear.rose,
            fell: ear.fell,
        };
        (ear.rose, ear.fell) = (false, false);
        Some(edges)
    }

    /// A net reads otherwise than before.
    pub(super) fn hear_net(&mut self, net: NetId, high: bool) {
        for &pin in &self.gpios_of_net[net.0 as usize] {
            let ear = &mut self.ears[usize::from(pin)];
            if ear.high == high || !self.chip.gpio.input_enabled(pin) {
                continue;
            }
            ear.high = high;
            let wanted = if high {
                ear.wants_rising
            } else {
                ear.wants_falling
            };
            if !wanted {
                continue;
            }
            if !ear.rose && !ear.fell {
                self.heard.push_back(pin);
            }
            if high {
                ear.rose = true;
            } else {
                ear.fell = true;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Edges;
    use crate::parts::bed::Bed;
    use crate::{Duty, Nanos, PinMode, Pull, PwmInit};

    fn bed() -> Bed {
        let mut bed = Bed::new(
            "wokwi-pushbutton",
            &[("bounce", "0")],
            &[("1.l", "GP2"), ("2.l", "GND.1")],
        );
        bed.configure(2, PinMode::In, Pull::UP, None);
        bed
    }

    #[test]
    fn edges_that_are_wanted_are_kept_until_they_are_asked_for() {
        let mut bed = bed();
        bed.circuit.pin_listen(bed.now, 2, false, true);
        bed.turn("pressed", 1.0);
        bed.turn("pressed", 0.0);
        bed.turn("pressed", 1.0);
        let fell = Edges {
            pin: 2,
            rose: false,
            fell: true,
        };
        assert_eq!(bed.circuit.take_edges(bed.now), Some(fell));
        assert_eq!(bed.circuit.take_edges(bed.now), None);
        bed.circuit.pin_listen(bed.now, 2, true, true);
        bed.turn("pressed", 0.0);
        bed.turn("pressed", 1.0);
        let both = Edges {
            pin: 2,
            rose: true,
            fell: true,
        };
        assert_eq!(bed.circuit.take_edges(bed.now), Some(both));
        bed.circuit.pin_listen(bed.now, 2, false, false);
        bed.turn("pressed", 0.0);
        assert_eq!(bed.circuit.take_edges(bed.now), None);
    }

    #[test]
    fn edges_of_a_running_pwm_are_heard() {
        let mut bed = bed();
        let init = PwmInit {
            freq: Some(1000),
            duty: Some(Duty::U16(32768)),
            invert: None,
        };
        bed.circuit
            .pwm_open(bed.now, 4, init)
            .expect("the pin has a slice");
        bed.circuit.pin_listen(bed.now, 4, true, false);
        let mut count = 0;
        for _ in 0..20 {
            bed.pass(Nanos::from_micros(500));
            count += usize::from(bed.circuit.take_edges(bed.now).is_some());
        }
        assert_eq!(count, 10);
    }
}
