//! `wokwi-servo`: a hobby servo, whose horn stands where the pulses say (<https://docs.wokwi.com/parts/wokwi-servo>).

use super::pulse::Pulse;
use super::{Bench, Device, Part, PartState, PartType, Pin, View, Wiring};
use crate::diagram::DiagramError;
use serde::Serialize;

pub(super) const TYPE: PartType = PartType {
    names: &["wokwi-servo"],
    pins: &["PWM", "V+", "GND"],
    build,
};

/// Pulses from half a millisecond to two and a half turn the horn from one end to the other; it stands still for
/// anything that is no such pulse, give or take a tenth.
const SHORTEST: f64 = 500_000.0;
const LONGEST: f64 = 2_500_000.0;
const MARGIN: f64 = 100_000.0;

/// From one end to the other, in degrees.
const TRAVEL: f64 = 180.0;

/// The least supply that small servos move at (SG90 datasheet: 4.8 V nominal; they move at 3 V).
const MIN_VOLTS: f64 = 3.0;

/// A servo.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Servo {
    plus: Pin,
    ground: Pin,
    pulse: Pulse,
    /// Where the horn stands, in degrees.
    angle: f64,
}

impl Device for Servo {
    fn pin(&mut self, bench: &mut Bench<'_>, _pin: Pin, high: bool) {
        let Some(length) = self.pulse.edge(bench.now(), high) else {
            return;
        };
        let length = length.0 as f64;
        let powered = bench.supply(self.plus, self.ground) >= MIN_VOLTS;
        if !powered || !(SHORTEST - MARGIN..=LONGEST + MARGIN).contains(&length) {
            return;
        }
        let share = (length - SHORTEST) / (LONGEST - SHORTEST);
        let angle = TRAVEL * share.clamp(0.0, 1.0);
        if angle != self.angle {
            self.angle = angle;
            bench.show();
        }
    }

    fn state(&self, _view: &View<'_>) -> Option<PartState> {
        Some(PartState::Servo {
            degrees: self.angle,
        })
    }
}

fn build(wiring: &mut Wiring<'_>) -> Result<Part, DiagramError> {
    wiring.watches("PWM");
    Ok(Part::from(Servo {
        plus: wiring.reads("V+"),
        ground: wiring.reads("GND"),
        pulse: Pulse::default(),
        angle: 0.0,
    }))
}

#[cfg(test)]
mod tests {
    use super::super::PartState;
    use super::super::bed::Bed;
    use crate::{Duty, Nanos, PwmInit};

    fn degrees(bed: &Bed) -> f64 {
        let states = bed.circuit.part_states();
        match states.iter().find(|(id, _)| id == "part") {
            Some((_, PartState::Servo { degrees })) => *degrees,
            other => panic!("{other:?} is no servo"),
        }
    }

    fn pulse(bed: &mut Bed, nanos: i32) {
        let init = PwmInit {
            freq: Some(50),
            duty: Some(Duty::Ns(nanos)),
            invert: None,
        };
        bed.circuit
            .pwm_open(bed.now, 15, init)
            .expect("the pin has a slice");
        bed.pass(Nanos::from_millis(100));
    }

    #[test]
    fn the_horn_follows_the_length_of_the_pulses() {
        let mut bed = Bed::new(
            "wokwi-servo",
            &[],
            &[("PWM", "GP15"), ("V+", "VBUS"), ("GND", "GND.1")],
        );
        for (nanos, expected) in [
            (1_500_000, 90.0),
            (2_500_000, 180.0),
            (500_000, 0.0),
            (1_000_000, 45.0),
        ] {
            pulse(&mut bed, nanos);
            assert!(
                (degrees(&bed) - expected).abs() < 0.1,
                "{} at {nanos} ns",
                degrees(&bed)
            );
        }
        pulse(&mut bed, 10_000_000);
        assert!((degrees(&bed) - 45.0).abs() < 0.1, "no such pulse moves it");
    }

    #[test]
    fn without_power_it_stands_still() {
        let mut bed = Bed::new("wokwi-servo", &[], &[("PWM", "GP15"), ("GND", "GND.1")]);
        pulse(&mut bed, 1_500_000);
        assert_eq!(degrees(&bed), 0.0);
    }
}
