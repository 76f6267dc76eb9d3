//! `wokwi-analog-joystick`: two potentiometers and a button
//! (<https://docs.wokwi.com/parts/wokwi-analog-joystick>).

use super::contact::{BUTTON, Bounce, CONTACT_OHMS, Contact};
use super::potentiometer::Track;
use super::{Bench, Device, Part, PartType, Wiring};
use crate::control::ControlDesc;
use crate::diagram::DiagramError;
use serde::Serialize;

pub(super) const TYPE: PartType = PartType {
    names: &["wokwi-analog-joystick"],
    pins: &["VCC", "VERT", "HORZ", "SEL", "GND"],
    build,
};

/// From the middle to either end, and the step that a panel offers.
const TILT: (f64, f64, f64) = (-1.0, 1.0, 0.01);

/// A joystick.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Joystick {
    /// 1 is left, as on Wokwi.
    x: f64,
    /// 1 is up.
    y: f64,
    horizontal: Track,
    vertical: Track,
    button: Contact,
    bounce: Bounce,
}

/// Where a wiper stands on its track, 0 to 1.
fn share(tilt: f64) -> f64 {
    (tilt + 1.0) / 2.0
}

impl Device for Joystick {
    fn wake(&mut self, bench: &mut Bench<'_>, token: u16) {
        self.button.wake(bench, token);
    }

    fn controls(&self, part: &str) -> Vec<ControlDesc> {
        vec![
            ControlDesc::range(part, "x", "", TILT, self.x),
            ControlDesc::range(part, "y", "", TILT, self.y),
            ControlDesc::momentary(part, "pressed", None, self.button.is_closed()),
        ]
    }

    fn set_control(&mut self, bench: &mut Bench<'_>, control: &str, value: f64) {
        match control {
            "x" => {
                self.x = value;
                self.horizontal.set(bench, share(value));
            }
            "y" => {
                self.y = value;
                self.vertical.set(bench, share(value));
            }
            _ => self.button.set(bench, &mut self.bounce, value >= 0.5),
        }
    }
}

fn build(wiring: &mut Wiring<'_>) -> Result<Part, DiagramError> {
    let ends = (wiring.pin("SEL"), wiring.pin("GND"));
    Ok(Part::from(Joystick {
        x: 0.0,
        y: 0.0,
        horizontal: Track::new(wiring, ["GND", "HORZ", "VCC"], share(0.0)),
        vertical: Track::new(wiring, ["GND", "VERT", "VCC"], share(0.0)),
        button: Contact::new(wiring, ends, CONTACT_OHMS, 0),
        bounce: Bounce::of(wiring, BUTTON),
    }))
}

#[cfg(test)]
mod tests {
    use super::super::bed::Bed;
    use crate::{Nanos, PinMode, Pull};

    #[test]
    fn left_and_up_are_towards_the_supply() {
        let mut bed = Bed::new(
            "wokwi-analog-joystick",
            &[],
            &[
                ("VCC", "3V3"),
                ("VERT", "GP27"),
                ("HORZ", "GP26"),
                ("SEL", "GP22"),
                ("GND", "GND.1"),
            ],
        );
        for pin in [26, 27] {
            bed.configure(pin, PinMode::In, Pull::NONE, None);
        }
        bed.configure(22, PinMode::In, Pull::UP, None);
        let volts = |bed: &Bed| [26, 27].map(|pin| bed.circuit.pin_volts(pin).unwrap_or(f64::NAN));
        let near = |[a, b]: [f64; 2], [c, d]: [f64; 2]| (a - c).abs() + (b - d).abs() < 0.01;
        assert!(near(volts(&bed), [1.65, 1.65]), "{:?}", volts(&bed));
        bed.turn("x", 1.0);
        bed.turn("y", -1.0);
        assert!(near(volts(&bed), [3.3, 0.0]), "{:?}", volts(&bed));
        assert!(bed.get(22));
        bed.turn("pressed", 1.0);
        bed.pass(Nanos::from_millis(6));
        assert!(!bed.get(22));
    }
}
