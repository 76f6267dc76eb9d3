//! `wokwi-ky-040`: a rotary encoder with 20 detents and a button (<https://docs.wokwi.com/parts/wokwi-ky-040>).

use super::contact::{BUTTON, Bounce, CONTACT_OHMS, Contact, Habit};
use super::{Bench, Device, Part, PartType, Wiring};
use crate::control::ControlDesc;
use crate::diagram::DiagramError;
use crate::time::Nanos;
use serde::Serialize;

pub(super) const TYPE: PartType = PartType {
    names: &["wokwi-ky-040"],
    pins: &["CLK", "DT", "SW", "VCC", "GND"],
    build,
};

/// The pull-ups of the module, on both of the encoder's outputs.
const PULL_UP_OHMS: f64 = 10_000.0;

/// Outputs change four times from one detent to the next.
const PHASES: i64 = 4;

/// A detent in a fiftieth of a second: a quick hand, that makes two and a half turns in a second.
const PHASE: Nanos = Nanos(5_000_000);

/// The bounce of the encoder's contacts (Alps EC11 datasheet: at most 2 ms).
const TURNING: Habit = Habit {
    times: (1, 3),
    nanos: (20_000, 300_000),
};

/// How far the knob can be turned either way, in detents. A real one has no end; panels and scenarios need one.
const END: f64 = 1_000.0;

/// The token of the wake-ups at which the knob moves on; the contacts have lower ones.
const MOVES: u16 = 100;

/// A rotary encoder.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RotaryEncoder {
    clock: Contact,
    data: Contact,
    button: Contact,
    turning: Bounce,
    pressing: Bounce,
    /// Where the knob is, and where it is being turned to, in quarters of a detent clockwise.
    phase: i64,
    target: i64,
}

/// Which contacts are closed at a phase: clockwise, the clock closes first.
fn contacts(phase: i64) -> (bool, bool) {
    match phase.rem_euclid(PHASES) {
        0 => (false, false),
        1 => (true, false),
        2 => (true, true),
        _ => (false, true),
    }
}

impl RotaryEncoder {
    fn step(&mut self, bench: &mut Bench<'_>) {
        self.phase += (self.target - self.phase).signum();
        let (clock, data) = contacts(self.phase);
        self.clock.set(bench, &mut self.turning, clock);
        self.data.set(bench, &mut self.turning, data);
        if self.phase != self.target {
            bench.wake_in(PHASE, MOVES);
        }
    }
}

impl Device for RotaryEncoder {
    fn wake(&mut self, bench: &mut Bench<'_>, token: u16) {
        if token == MOVES {
            self.step(bench);
        } else {
            for contact in [&self.clock, &self.data, &self.button] {
                contact.wake(bench, token);
            }
        }
    }

    fn controls(&self, part: &str) -> Vec<ControlDesc> {
        let position = (self.target / PHASES) as f64;
        let range = (-END, END, 1.0);
        vec![
            ControlDesc::range(part, "position", "detents", range, position),
            ControlDesc::momentary(part, "pressed", None, self.button.is_closed()),
        ]
    }

    fn set_control(&mut self, bench: &mut Bench<'_>, control: &str, value: f64) {
        if control == "pressed" {
            self.button.set(bench, &mut self.pressing, value >= 0.5);
            return;
        }
        let moving = self.phase != self.target;
        self.target = libm::round(value) as i64 * PHASES;
        if !moving && self.phase != self.target {
            self.step(bench);
        }
    }
}

fn build(wiring: &mut Wiring<'_>) -> Result<Part, DiagramError> {
    let ground = wiring.pin("GND");
    let mut contact = |number, pin| {
        let ends = (wiring.pin(pin), ground);
        Contact::new(wiring, ends, CONTACT_OHMS, number)
    };
    let (clock, data, button) = (contact(0, "CLK"), contact(1, "DT"), contact(2, "SW"));
    if wiring.wired("VCC") {
        for output in ["CLK", "DT"] {
            let (output, supply) = (wiring.pin(output), wiring.pin("VCC"));
            wiring.nets.resistor(output, supply, PULL_UP_OHMS);
        }
    }
    Ok(Part::from(RotaryEncoder {
        clock,
        data,
        button,
        turning: Bounce::of(wiring, TURNING),
        pressing: Bounce::of(wiring, BUTTON),
        phase: 0,
        target: 0,
    }))
}

#[cfg(test)]
mod tests {
    use super::super::bed::Bed;
    use crate::{Nanos, PinMode, Pull};

    const CLK: u8 = 2;
    const DT: u8 = 3;

    fn bed(bounce: &str) -> Bed {
        let mut bed = Bed::new(
            "wokwi-ky-040",
            &[("bounce", bounce)],
            &[
                ("CLK", "GP2"),
                ("DT", "GP3"),
                ("SW", "GP4"),
                ("VCC", "3V3"),
                ("GND", "GND.1"),
            ],
        );
        for pin in [CLK, DT] {
            bed.configure(pin, PinMode::In, Pull::NONE, None);
        }
        bed.configure(4, PinMode::In, Pull::UP, None);
        bed
    }

    /// Turns the knob, and gives how often CLK fell and what DT was then.
    fn falls(bed: &mut Bed, position: f64) -> Vec<bool> {
        let (mut last, mut seen) = (bed.get(CLK), Vec::new());
        bed.turn("position", position);
        for _ in 0..5_000 {
            let high = bed.get(CLK);
            if last && !high {
                seen.push(bed.get(DT));
            }
            last = high;
            bed.pass(Nanos::from_micros(20));
        }
        assert!(bed.get(CLK) && bed.get(DT), "it rests with open contacts");
        seen
    }

    #[test]
    fn clockwise_the_clock_falls_first() {
        let mut bed = bed("0");
        assert_eq!(falls(&mut bed, 3.0), [true; 3]);
        assert_eq!(falls(&mut bed, 1.0), [false; 2]);
        assert_eq!(falls(&mut bed, 1.0), [true; 0], "it is there already");
    }

    #[test]
    fn its_contacts_bounce_unless_they_are_told_not_to() {
        let mut bed = bed("");
        let seen = falls(&mut bed, 2.0);
        // The clock also falls as it bounces on the way up, when the data is low already.
        assert!(seen.len() >= 4 && seen[0], "{seen:?}");
        bed.turn("pressed", 1.0);
        bed.pass(Nanos::from_millis(6));
        assert!(!bed.get(4));
    }
}
