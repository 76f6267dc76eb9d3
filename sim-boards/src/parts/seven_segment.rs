//! `wokwi-7segment`: one to four digits of seven segments and a point, which share their segment pins
//! (<https://docs.wokwi.com/parts/wokwi-7segment>).

use super::led::indicator_brightness;
use super::rgb_led::Common;
use super::{Device, LampId, Part, PartState, PartType, View, Wiring};
use crate::diagram::DiagramError;
use serde::Serialize;

pub(super) const TYPE: PartType = PartType {
    names: &["wokwi-7segment"],
    pins: &[
        "A", "B", "C", "D", "E", "F", "G", "DP", "COM", "COM.1", "COM.2", "DIG1", "DIG2", "DIG3",
        "DIG4", "CLN",
    ],
    build,
};

const SEGMENTS: [&str; 8] = ["A", "B", "C", "D", "E", "F", "G", "DP"];
const DIGITS: [&str; 4] = ["DIG1", "DIG2", "DIG3", "DIG4"];

/// Digits of lights.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SevenSegment {
    digits: Vec<[LampId; 8]>,
    /// The colon's light, once for each digit through which it may get its current.
    colon: Vec<LampId>,
}

impl Device for SevenSegment {
    fn state(&self, view: &View<'_>) -> Option<PartState> {
        let look = |lamp| indicator_brightness(view.amps(lamp));
        let colon = self.colon.iter().map(|&lamp| view.amps(lamp)).sum();
        Some(PartState::SegmentLeds {
            digits: self.digits.iter().map(|lamps| lamps.map(look)).collect(),
            colon: indicator_brightness(colon),
        })
    }
}

fn build(wiring: &mut Wiring<'_>) -> Result<Part, DiagramError> {
    let color = wiring.part.attr("color").unwrap_or_default();
    let count = wiring.attr("digits", 1, "a number from 1 to 4", |count| {
        (1..=DIGITS.len()).contains(count)
    })?;
    let common = Common::of(wiring)?;
    let digits = if count == 1 {
        // A single digit has its common pin above and below.
        wiring.join("COM", "COM.1");
        wiring.join("COM", "COM.2");
        &["COM"]
    } else {
        &DIGITS[..count]
    };
    let has_colon = wiring.part.attr("colon").as_deref() == Some("1");
    let mut part = SevenSegment {
        digits: Vec::new(),
        colon: Vec::new(),
    };
    for digit in digits {
        let lamps = SEGMENTS.map(|segment| common.light(wiring, segment, digit, &color));
        part.digits.push(lamps);
        if has_colon {
            part.colon.push(common.light(wiring, "CLN", digit, &color));
        }
    }
    Ok(Part::from(part))
}

#[cfg(test)]
mod tests {
    use super::super::PartState;
    use super::super::bed::Bed;
    use crate::Nanos;

    fn lit(bed: &Bed) -> (Vec<u8>, bool) {
        match bed.state() {
            PartState::SegmentLeds { digits, colon } => {
                let byte = |digit: &[f64; 8]| {
                    (0..8).fold(0, |byte, bit| byte | u8::from(digit[bit] > 0.2) << bit)
                };
                (digits.iter().map(byte).collect(), colon > 0.2)
            }
            other => panic!("{other:?} is no digit"),
        }
    }

    #[test]
    fn one_digit_lights_what_is_low_under_a_common_anode() {
        let mut bed = Bed::new(
            "wokwi-7segment",
            &[],
            &[("A", "GP1"), ("G", "GP2"), ("COM.2", "3V3")],
        );
        bed.output(1, false);
        bed.output(2, true);
        bed.pass(Nanos::from_millis(50));
        assert_eq!(lit(&bed), (vec![1], false));
    }

    #[test]
    fn digits_in_turn_look_lit_at_once() {
        let mut bed = Bed::new(
            "wokwi-7segment",
            &[("common", "cathode"), ("digits", "2"), ("colon", "1")],
            &[
                ("A", "GP1"),
                ("B", "GP2"),
                ("CLN", "GP3"),
                ("DIG1", "GP4"),
                ("DIG2", "GP5"),
            ],
        );
        for pin in 1..=5 {
            bed.output(pin, pin >= 4);
        }
        for _ in 0..20 {
            for (segment, digit) in [(1, 4), (2, 5)] {
                bed.set(segment, true);
                bed.set(digit, false);
                bed.pass(Nanos::from_millis(2));
                bed.set(digit, true);
                bed.set(segment, false);
            }
        }
        assert_eq!(lit(&bed), (vec![1, 2], false));
        bed.set(4, false);
        bed.set(3, true);
        bed.pass(Nanos::from_millis(50));
        assert_eq!(lit(&bed), (vec![0, 0], true));
    }
}
