//! `wokwi-led-bar-graph`: ten lights in a row (<https://docs.wokwi.com/parts/wokwi-led-bar-graph>).

use super::led::{indicator_brightness, light};
use super::{Device, LampId, Part, PartState, PartType, View, Wiring};
use crate::diagram::DiagramError;
use serde::Serialize;

pub(super) const TYPE: PartType = PartType {
    names: &["wokwi-led-bar-graph"],
    pins: &[
        "A1", "A2", "A3", "A4", "A5", "A6", "A7", "A8", "A9", "A10", "C1", "C2", "C3", "C4", "C5",
        "C6", "C7", "C8", "C9", "C10",
    ],
    build,
};

const LIGHTS: usize = 10;

/// A bar of lights.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LedBar {
    lamps: Vec<LampId>,
}

/// The colour of a light of the bar, counted from 0. The two mixed bars are named by their colours' initials.
fn color(attribute: &str, index: usize) -> &str {
    match (attribute, index) {
        ("GYR", 0..5) => "green",
        ("BCYR", 0) => "blue",
        ("BCYR", 1..5) => "cyan",
        ("GYR" | "BCYR", 5..8) => "yellow",
        ("GYR" | "BCYR", _) => "red",
        _ => attribute,
    }
}

impl Device for LedBar {
    fn state(&self, view: &View<'_>) -> Option<PartState> {
        let lamps = self.lamps.iter();
        Some(PartState::LedBar {
            brightness: lamps
                .map(|&lamp| indicator_brightness(view.amps(lamp)))
                .collect(),
        })
    }
}

fn build(wiring: &mut Wiring<'_>) -> Result<Part, DiagramError> {
    let attribute = wiring.part.attr("color").unwrap_or_default();
    let (anodes, cathodes) = TYPE.pins.split_at(LIGHTS);
    let ends = anodes.iter().zip(cathodes).enumerate();
    let lamps = ends
        .map(|(index, (anode, cathode))| light(wiring, anode, cathode, color(&attribute, index)));
    Ok(Part::from(LedBar {
        lamps: lamps.collect(),
    }))
}

#[cfg(test)]
mod tests {
    use super::super::PartState;
    use super::super::bed::Bed;

    #[test]
    fn each_light_has_pins_of_its_own() {
        let mut bed = Bed::new(
            "wokwi-led-bar-graph",
            &[("color", "GYR")],
            &[
                ("A1", "GP1"),
                ("C1", "GND.1"),
                ("A10", "GP2"),
                ("C10", "GND.2"),
            ],
        );
        bed.output(1, false);
        bed.output(2, true);
        match bed.state() {
            PartState::LedBar { brightness } => {
                let lit: Vec<usize> = (0..10).filter(|&light| brightness[light] > 0.2).collect();
                assert_eq!(lit, [9]);
            }
            other => panic!("{other:?} is no bar"),
        }
    }
}
