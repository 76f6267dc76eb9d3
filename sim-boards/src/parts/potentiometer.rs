//! `wokwi-potentiometer` and `wokwi-slide-potentiometer`: `GND`, `SIG`, `VCC`
//! (<https://docs.wokwi.com/parts/wokwi-potentiometer>).

use super::{Part, PartState, PartType, Wiring};
use crate::control::{ControlDesc, ControlKind};
use crate::diagram::DiagramError;
use crate::net::{ElementId, IslandId, Netlist};
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

/// A potentiometer: its track in two halves that meet at the wiper.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Potentiometer {
    position: f64,
    /// From the wiper (SIG) to GND.
    lower: ElementId,
    /// From VCC to the wiper.
    upper: ElementId,
}

/// The two halves of the track with the wiper at `position`.
fn halves(position: f64) -> (f64, f64) {
    let lower = TRACK_OHMS * position;
    (lower.max(END_OHMS), (TRACK_OHMS - lower).max(END_OHMS))
}

impl Potentiometer {
    /// Moves the wiper. Returns the island to be settled, if that changes anything.
    pub(crate) fn set_position(&mut self, position: f64, nets: &mut Netlist) -> Option<IslandId> {
        self.position = position;
        let (lower, upper) = halves(position);
        let touched = nets.set_ohms(self.lower, lower);
        nets.set_ohms(self.upper, upper).or(touched)
    }

    /// Its control.
    #[must_use]
    pub fn control(&self, part: &str) -> ControlDesc {
        ControlDesc {
            part: String::from(part),
            name: String::from("position"),
            kind: ControlKind::Range {
                min: 0.0,
                max: 1.0,
                step: 0.01,
            },
            unit: String::new(),
            key: None,
            value: self.position,
        }
    }

    /// What is seen of it.
    #[must_use]
    pub fn state(&self) -> PartState {
        PartState::Potentiometer {
            position: self.position,
        }
    }
}

fn build(wiring: &mut Wiring<'_>) -> Result<Part, DiagramError> {
    let value = wiring.attr("value", 0.0, "a number from 0 to 1023", |value| {
        (0.0..=VALUE_MAX).contains(value)
    })?;
    let position = value / VALUE_MAX;
    let (lower, upper) = halves(position);
    let (gnd, sig, vcc) = (wiring.pin("GND"), wiring.pin("SIG"), wiring.pin("VCC"));
    Ok(Part::Potentiometer(Potentiometer {
        position,
        lower: wiring.nets.resistor(sig, gnd, lower),
        upper: wiring.nets.resistor(vcc, sig, upper),
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::net::NetBuilder;

    #[test]
    fn the_halves_make_up_the_track() {
        assert_eq!(halves(0.25), (2_500.0, 7_500.0));
        assert_eq!(halves(0.0), (END_OHMS, TRACK_OHMS));
        assert_eq!(halves(1.0), (TRACK_OHMS, END_OHMS));
    }

    #[test]
    fn the_wiper_divides_the_supply() {
        let mut builder = NetBuilder::new();
        let (gnd, vcc) = (builder.supply("GND", 0.0), builder.supply("3V3", 3.3));
        let sig = builder.node("sig");
        let (lower, upper) = halves(0.0);
        let mut pot = Potentiometer {
            position: 0.0,
            lower: builder.resistor(sig, gnd, lower),
            upper: builder.resistor(vcc, sig, upper),
        };
        let (mut nets, net) = builder.finish();
        for position in [0.5, 0.9, 0.1] {
            let island = pot.set_position(position, &mut nets).expect("it moved");
            nets.settle(island);
            assert!((nets.volts(net(sig)) - 3.3 * position).abs() < 1e-9);
        }
    }
}
