//! `wokwi-resistor`: pins `1` and `2` (<https://docs.wokwi.com/parts/wokwi-resistor>).

use super::{Device, Part, PartType, Wiring};
use crate::diagram::DiagramError;
use serde::Serialize;

pub(super) const TYPE: PartType = PartType {
    names: &["wokwi-resistor"],
    pins: &["1", "2"],
    build,
};

const DEFAULT_OHMS: f64 = 1_000.0;

/// A resistor. The net holds all there is to it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Resistor {
    /// Its resistance.
    pub ohms: f64,
}

impl Device for Resistor {}

/// Reads a resistance: ohms as Wokwi writes them, or with `k` or `M` as people do.
fn ohms(text: &str) -> Option<f64> {
    let text = text.trim();
    let (digits, factor) = if let Some(digits) = text.strip_suffix(['k', 'K']) {
        (digits, 1e3)
    } else if let Some(digits) = text.strip_suffix('M') {
        (digits, 1e6)
    } else {
        (text, 1.0)
    };
    let ohms = digits.trim().parse::<f64>().ok()? * factor;
    (0.01..=1e12).contains(&ohms).then_some(ohms)
}

fn build(wiring: &mut Wiring<'_>) -> Result<Part, DiagramError> {
    let ohms = match wiring.part.attr("value") {
        None => DEFAULT_OHMS,
        Some(text) => match ohms(&text) {
            Some(ohms) => ohms,
            None => {
                return Err(wiring.bad_attr(
                    "value",
                    text,
                    "a resistance in ohms above 0, such as 220 or 4.7k",
                ));
            }
        },
    };
    let (a, b) = (wiring.pin("1"), wiring.pin("2"));
    wiring.nets.resistor(a, b, ohms);
    Ok(Part::from(Resistor { ohms }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn resistances_are_read_as_people_write_them() {
        for (text, expected) in [
            ("220", Some(220.0)),
            ("4.7k", Some(4_700.0)),
            (" 1M ", Some(1e6)),
            ("0", None),
            ("-5", None),
            ("NaN", None),
            ("inf", None),
            ("many", None),
        ] {
            assert_eq!(ohms(text), expected, "{text}");
        }
    }
}
