//! `wokwi-hc-sr04`: the time that an ultrasonic burst takes to something and back
//! (<https://docs.wokwi.com/parts/wokwi-hc-sr04>; HC-SR04 datasheet, ElecFreaks).

use super::pulse::Pulse;
use super::{Bench, Device, Part, PartType, Pin, Power, Wiring};
use crate::control::ControlDesc;
use crate::diagram::DiagramError;
use crate::time::Nanos;
use serde::Serialize;

pub(super) const TYPE: PartType = PartType {
    names: &["wokwi-hc-sr04"],
    pins: &["VCC", "TRIG", "ECHO", "GND"],
    build,
};

/// The shortest pulse that begins a measurement.
const TRIGGER: Nanos = Nanos(10_000);

/// The burst of eight periods of 40 kHz, after which the echo's pulse begins.
const BURST: Nanos = Nanos(200_000);

/// The length of the pulse for each centimetre.
const NANOS_PER_CENTIMETRE: f64 = 58_000.0;

/// The pulse if no echo comes: what is farther away than 4 m is not heard.
const NO_ECHO: Nanos = Nanos(38_000_000);
const FARTHEST: f64 = 400.0;

/// Distances in centimetres. Beyond [`FARTHEST`] there is nothing.
const DISTANCE: (f64, f64, f64) = (2.0, 500.0, 1.0);

/// The modules of today work from 3.3 V (5 V nominal).
const MIN_VOLTS: f64 = 3.0;

/// A distance sensor.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Ultrasonic {
    echo: Pin,
    power: Power,
    pulse: Pulse,
    distance: f64,
    /// The length of the echo's pulse while it measures; it hears no trigger then.
    measuring: Option<Nanos>,
}

/// The tokens of its wake-ups.
const BEGINS: u16 = 0;
const ENDS: u16 = 1;

impl Device for Ultrasonic {
    fn power_on(&mut self, bench: &mut Bench<'_>) {
        if bench.powered(self.power) {
            bench.push(self.echo, false, self.power);
        }
    }

    fn pin(&mut self, bench: &mut Bench<'_>, _pin: Pin, high: bool) {
        let Some(length) = self.pulse.edge(bench.now(), high) else {
            return;
        };
        if length < TRIGGER || self.measuring.is_some() || !bench.powered(self.power) {
            return;
        }
        self.measuring = Some(if self.distance > FARTHEST {
            NO_ECHO
        } else {
            Nanos(libm::round(self.distance * NANOS_PER_CENTIMETRE) as u64)
        });
        bench.wake_in(BURST, BEGINS);
    }

    fn wake(&mut self, bench: &mut Bench<'_>, token: u16) {
        bench.push(self.echo, token == BEGINS, self.power);
        match self.measuring {
            Some(length) if token == BEGINS => bench.wake_in(length, ENDS),
            _ => self.measuring = None,
        }
    }

    fn controls(&self, part: &str) -> Vec<ControlDesc> {
        let value = self.distance;
        vec![ControlDesc::range(part, "distance", "cm", DISTANCE, value)]
    }

    fn set_control(&mut self, _bench: &mut Bench<'_>, _control: &str, value: f64) {
        self.distance = value;
    }
}

fn build(wiring: &mut Wiring<'_>) -> Result<Part, DiagramError> {
    let distance = wiring.number("distance", 400.0, (DISTANCE.0, DISTANCE.1))?;
    wiring.watches("TRIG");
    Ok(Part::from(Ultrasonic {
        echo: wiring.drives("ECHO"),
        power: wiring.power("VCC", "GND", MIN_VOLTS),
        pulse: Pulse::default(),
        distance,
        measuring: None,
    }))
}

#[cfg(test)]
mod tests {
    use super::super::bed::Bed;
    use crate::{Nanos, PinMode, Pull};

    const TRIG: u8 = 3;
    const ECHO: u8 = 2;

    fn bed() -> Bed {
        let mut bed = Bed::new(
            "wokwi-hc-sr04",
            &[("distance", "10")],
            &[
                ("VCC", "VBUS"),
                ("TRIG", "GP3"),
                ("ECHO", "GP2"),
                ("GND", "GND.1"),
            ],
        );
        bed.output(TRIG, false);
        bed.configure(ECHO, PinMode::In, Pull::NONE, None);
        bed
    }

    fn trigger(bed: &mut Bed, micros: u64) {
        bed.circuit
            .pin_write(bed.now, TRIG, true)
            .expect("the board has the pin");
        bed.pass(Nanos::from_micros(micros));
        bed.circuit
            .pin_write(bed.now, TRIG, false)
            .expect("the board has the pin");
    }

    /// The length of the pulse at the echo, in microseconds.
    fn echo(bed: &mut Bed) -> Option<u64> {
        let mut wait = |high| {
            let until = bed.now + Nanos::from_millis(60);
            let found = bed.circuit.pin_wait(bed.now, ECHO, high, until);
            bed.now = bed.circuit.now();
            found.expect("the board has the pin")
        };
        let begin = wait(true)?;
        let end = wait(false)?;
        Some(end.since(begin).0 / 1_000)
    }

    #[test]
    fn the_pulse_is_as_long_as_the_way() {
        let mut bed = bed();
        for (distance, micros) in [(10.0, 580), (2.0, 116), (400.0, 23_200), (401.0, 38_000)] {
            bed.turn("distance", distance);
            trigger(&mut bed, 10);
            assert_eq!(echo(&mut bed), Some(micros), "at {distance} cm");
        }
        let volts = |bed: &Bed| bed.circuit.pin_volts(ECHO).expect("the board has the pin");
        trigger(&mut bed, 10);
        bed.pass(Nanos::from_micros(300));
        assert!(
            volts(&bed) > 4.9,
            "its output is one of its supply: {}",
            volts(&bed)
        );
    }

    #[test]
    fn short_triggers_and_those_while_it_measures_are_ignored() {
        let mut bed = bed();
        trigger(&mut bed, 9);
        assert_eq!(echo(&mut bed), None);
        trigger(&mut bed, 10);
        bed.pass(Nanos::from_micros(300));
        trigger(&mut bed, 10);
        bed.pass(Nanos::from_millis(1));
        assert_eq!(echo(&mut bed), None);
    }
}
