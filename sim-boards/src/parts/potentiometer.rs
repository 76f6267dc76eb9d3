//! `wokwi-potentiometer` and `wokwi-slide-potentiometer`: `GND`, `SIG`, `VCC`
//! (<https://docs.wokwi.com/parts/wokwi-potentiometer>).

use super::{Bench, Device, Part, PartState, PartType, View, Wiring};
use crate::control::ControlDesc;
use crate::diagram::DiagramError;
use crate::net::ElementId;
use serde::Serialize;

pub(super) const TYPE: PartType = PartType {
    names: &["wokwi-potentiometer", "wokwi-slide-potentiometer"],
    pins: &["GND", "SIG", "VCC"],
    build,
};

/// The whole track: the value that beginners' kits have.
const TRACK_OHMS: f64 = 10_000.0;

/// What is left between wiper and track end at the stop.
const END_OHMS: f64 = 1.0;

/// The attribute `value` counts from 0 to this.
const VALUE_MAX: f64 = 1023.0;

/// A track in two halves that meet at a wiper.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(super) struct Track {
    /// From the wiper to the low end.
    lower: ElementId,
    /// From the high end to the wiper.
    upper: ElementId,
}

impl Track {
    /// A track between pins: its low end, the wiper, its high end. The wiper stands at a position from 0 to 1.
    pub fn new(wiring: &mut Wiring<'_>, pins: [&str; 3], position: f64) -> Self {
        let (lower, upper) = halves(position);
        let [low, wiper, high] = pins.map(|pin| wiring.pin(pin));
        Self {
            lower: wiring.nets.resistor(wiper, low, lower),
            upper: wiring.nets.resistor(high, wiper, upper),
        }
    }

    /// Moves the wiper.
    pub fn set(&self, bench: &mut Bench<'_>, position: f64) {
        let (lower, upper) = halves(position);
        bench.set_ohms(self.lower, lower);
        bench.set_ohms(self.upper, upper);
    }
}

/// A potentiometer.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Potentiometer {
    position: f64,
    track: Track,
}

/// The two halves of the track with the wiper at `position`.
fn halves(position: f64) -> (f64, f64) {
    let lower = TRACK_OHMS * position;
    (lower.max(END_OHMS), (TRACK_OHMS - lower).max(END_OHMS))
}

impl Device for Potentiometer {
    fn controls(&self, part: &str) -> Vec<ControlDesc> {
        let range = (0.0, 1.0, 0.01);
        vec![ControlDesc::range(
            part,
            "position",
            "",
            range,
            self.position,
        )]
    }

    fn set_control(&mut self, bench: &mut Bench<'_>, _control: &str, value: f64) {
        self.position = value;
        self.track.set(bench, value);
    }

    fn state(&self, _view: &View<'_>) -> Option<PartState> {
        Some(PartState::Potentiometer {
            position: self.position,
        })
    }
}

fn build(wiring: &mut Wiring<'_>) -> Result<Part, DiagramError> {
    let value = wiring.attr("value", 0.0, "a number from 0 to 1023", |value| {
        (0.0..=VALUE_MAX).contains(value)
    })?;
    let position = value / VALUE_MAX;
    Ok(Part::from(Potentiometer {
        position,
        track: Track::new(wiring, ["GND", "SIG", "VCC"], position),
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_halves_make_up_the_track() {
        assert_eq!(halves(0.25), (2_500.0, 7_500.0));
        assert_eq!(halves(0.0), (END_OHMS, TRACK_OHMS));
        assert_eq!(halves(1.0), (TRACK_OHMS, END_OHMS));
    }

    #[test]
    fn the_wiper_divides_the_supply() {
        let pins = [("GND", "GND.1"), ("SIG", "GP26"), ("VCC", "3V3")];
        let mut bed = super::super::bed::Bed::new("wokwi-potentiometer", &[], &pins);
        bed.configure(26, crate::PinMode::In, crate::Pull::NONE, None);
        for position in [0.5, 0.9, 0.1] {
            bed.turn("position", position);
            let volts = bed.circuit.pin_volts(26).expect("the board has the pin");
            assert!(
                (volts - 3.3 * position).abs() < 1e-9,
                "{volts} at {position}"
            );
        }
    }
}
