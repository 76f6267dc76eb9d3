//! `wokwi-rgb-led`: three lights in one body with a common pin (<https://docs.wokwi.com/parts/wokwi-rgb-led>).

use super::led::{indicator_brightness, light};
use super::{Device, LampId, Part, PartState, PartType, View, Wiring};
use crate::diagram::DiagramError;
use serde::Serialize;

pub(super) const TYPE: PartType = PartType {
    names: &["wokwi-rgb-led"],
    pins: &["R", "COM", "G", "B"],
    build,
};

/// Which of its pins lights have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Common {
    Anode,
    Cathode,
}

impl Common {
    /// What the attribute `common` says: an anode, if it is not there.
    pub fn of(wiring: &Wiring<'_>) -> Result<Self, DiagramError> {
        match wiring.part.attr("common").as_deref() {
            None | Some("" | "anode") => Ok(Self::Anode),
            Some("cathode") => Ok(Self::Cathode),
            Some(other) => Err(wiring.bad_attr("common", other.into(), "anode or cathode")),
        }
    }

    /// Puts a light between a pin of its own and the common one.
    pub fn light(self, wiring: &mut Wiring<'_>, own: &str, common: &str, color: &str) -> LampId {
        match self {
            Self::Anode => light(wiring, common, own, color),
            Self::Cathode => light(wiring, own, common, color),
        }
    }
}

/// A light of three colours.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RgbLed {
    red: LampId,
    green: LampId,
    blue: LampId,
}

impl Device for RgbLed {
    fn state(&self, view: &View<'_>) -> Option<PartState> {
        let look = |lamp| indicator_brightness(view.amps(lamp));
        Some(PartState::RgbLed {
            red: look(self.red),
            green: look(self.green),
            blue: look(self.blue),
        })
    }
}

fn build(wiring: &mut Wiring<'_>) -> Result<Part, DiagramError> {
    let common = Common::of(wiring)?;
    Ok(Part::from(RgbLed {
        red: common.light(wiring, "R", "COM", "red"),
        green: common.light(wiring, "G", "COM", "green"),
        blue: common.light(wiring, "B", "COM", "blue"),
    }))
}

#[cfg(test)]
mod tests {
    use super::super::PartState;
    use super::super::bed::Bed;
    use crate::Nanos;

    fn shown(bed: &Bed) -> [bool; 3] {
        match bed.state() {
            PartState::RgbLed { red, green, blue } => [red, green, blue].map(|share| share > 0.2),
            other => panic!("{other:?} is no light of three colours"),
        }
    }

    #[test]
    fn a_common_anode_lights_what_is_low_and_a_common_cathode_what_is_high() {
        for (common, supply, lit) in [("", "3V3", false), ("cathode", "GND.1", true)] {
            let mut bed = Bed::new(
                "wokwi-rgb-led",
                &[("common", common)],
                &[("R", "GP1"), ("G", "GP2"), ("B", "GP3"), ("COM", supply)],
            );
            for pin in 1..=3 {
                bed.output(pin, !lit);
            }
            bed.pass(Nanos::from_millis(50));
            assert_eq!(shown(&bed), [false; 3], "{supply}");
            bed.set(2, lit);
            assert_eq!(shown(&bed), [false, true, false], "{supply}");
        }
    }
}
