//! `wokwi-membrane-keypad`: a matrix of keys, each a contact from its row to its column
//! (<https://docs.wokwi.com/parts/wokwi-membrane-keypad>).

use super::contact::{BUTTON, Bounce, Contact};
use super::{Bench, Device, Part, PartType, Wiring};
use crate::control::ControlDesc;
use crate::diagram::DiagramError;
use serde::Serialize;
use serde_json::Value;

pub(super) const TYPE: PartType = PartType {
    names: &["wokwi-membrane-keypad"],
    pins: &["R1", "R2", "R3", "R4", "C1", "C2", "C3", "C4"],
    build,
};

const ROWS: [&str; 4] = ["R1", "R2", "R3", "R4"];
const COLUMNS: [&str; 4] = ["C1", "C2", "C3", "C4"];

/// What is printed on the keys, row by row, of which a keypad of three columns lacks the last of each.
const LABELS: [&str; 16] = [
    "1", "2", "3", "A", "4", "5", "6", "B", "7", "8", "9", "C", "*", "0", "#", "D",
];

/// A pressed key: carbon on polyester (membrane keypads' datasheets give 100 to 200 Ω at most).
const KEY_OHMS: f64 = 100.0;

/// A keypad.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Keypad {
    keys: Vec<Key>,
    bounce: Bounce,
}

/// A key, whose control has the name that is printed on it.
#[derive(Clone, Debug, PartialEq, Serialize)]
struct Key {
    name: String,
    contact: Contact,
}

impl Device for Keypad {
    fn wake(&mut self, bench: &mut Bench<'_>, token: u16) {
        for key in &self.keys {
            key.contact.wake(bench, token);
        }
    }

    fn controls(&self, part: &str) -> Vec<ControlDesc> {
        let control = |key: &Key| {
            // A label of one character is also the keyboard's key.
            let one = key.name.chars().count() == 1;
            let keyboard = one.then(|| key.name.to_lowercase());
            ControlDesc::momentary(part, &key.name, keyboard, key.contact.is_closed())
        };
        self.keys.iter().map(control).collect()
    }

    fn set_control(&mut self, bench: &mut Bench<'_>, control: &str, value: f64) {
        for key in self.keys.iter_mut().filter(|key| key.name == control) {
            key.contact.set(bench, &mut self.bounce, value >= 0.5);
        }
    }
}

/// The labels that the attribute `keys` gives: a list, or the text of one.
fn labels(wiring: &Wiring<'_>) -> Result<Vec<String>, DiagramError> {
    let list = match wiring.part.attrs.get("keys") {
        None => return Ok(LABELS.map(String::from).into()),
        Some(Value::String(text)) => serde_json::from_str(text).unwrap_or(Value::Null),
        Some(value) => value.clone(),
    };
    let label = |value: &Value| value.as_str().map(String::from);
    let labels = list.as_array().map(|list| list.iter().map(label).collect());
    match labels {
        Some(Some(labels)) => Ok(labels),
        _ => Err(wiring.bad_attr("keys", list.to_string(), "a list of labels in quotes")),
    }
}

fn build(wiring: &mut Wiring<'_>) -> Result<Part, DiagramError> {
    let columns = wiring.attr("columns", 4, "3 or 4", |count| (3..=4).contains(count))?;
    let labels = labels(wiring)?;
    let mut keys: Vec<Key> = Vec::new();
    for (row, row_pin) in ROWS.into_iter().enumerate() {
        for (column, column_pin) in COLUMNS[..columns].iter().enumerate() {
            let ends = (wiring.pin(row_pin), wiring.pin(column_pin));
            let number = keys.len() as u16;
            // Keys that look alike, or like nothing, go by their place.
            let label = labels.get(COLUMNS.len() * row + column);
            let label = label
                .filter(|label| !label.is_empty() && keys.iter().all(|key| key.name != **label));
            keys.push(Key {
                name: label
                    .cloned()
                    .unwrap_or_else(|| format!("{row_pin}{column_pin}")),
                contact: Contact::new(wiring, ends, KEY_OHMS, number),
            });
        }
    }
    Ok(Part::from(Keypad {
        keys,
        bounce: Bounce::of(wiring, BUTTON),
    }))
}

#[cfg(test)]
mod tests {
    use super::super::bed::Bed;
    use crate::{Nanos, PinMode, Pull};

    /// Rows at GP0 to GP3 are outputs, columns from GP4 are pulled up.
    fn bed(attrs: &[(&str, &str)], columns: u8) -> Bed {
        let names: Vec<(String, String)> = (0..4)
            .map(|row| (format!("R{}", row + 1), format!("GP{row}")))
            .chain(
                (0..columns)
                    .map(|column| (format!("C{}", column + 1), format!("GP{}", column + 4))),
            )
            .collect();
        let pins: Vec<_> = names
            .iter()
            .map(|(from, to)| (from.as_str(), to.as_str()))
            .collect();
        let mut bed = Bed::new("wokwi-membrane-keypad", attrs, &pins);
        for pin in 0..4 {
            bed.configure(pin, PinMode::OpenDrain, Pull::NONE, Some(true));
        }
        for pin in 4..4 + columns {
            bed.configure(pin, PinMode::In, Pull::UP, None);
        }
        bed
    }

    fn scan(bed: &mut Bed, columns: u8) -> Vec<(u8, u8)> {
        let mut found = Vec::new();
        for row in 0..4 {
            bed.set(row, false);
            found.extend(
                (0..columns)
                    .filter(|column| !bed.get(4 + column))
                    .map(|column| (row, column)),
            );
            bed.set(row, true);
        }
        found
    }

    #[test]
    fn a_scan_finds_the_pressed_keys_and_three_of_them_make_a_fourth() {
        let mut bed = bed(&[], 4);
        assert_eq!(scan(&mut bed, 4), []);
        for (key, seen) in [
            ("6", vec![(1, 2)]),
            ("4", vec![(1, 0), (1, 2)]),
            ("*", vec![(1, 0), (1, 2), (3, 0), (3, 2)]),
        ] {
            bed.turn(key, 1.0);
            bed.pass(Nanos::from_millis(6));
            assert_eq!(scan(&mut bed, 4), seen, "with {key}");
        }
    }

    #[test]
    fn keys_go_by_their_labels() {
        let keys = r#"["a", "b", "b", "d", "e"]"#;
        let mut bed = bed(&[("keys", keys), ("columns", "3")], 3);
        let names: Vec<_> = bed
            .circuit
            .controls()
            .into_iter()
            .map(|control| control.name)
            .collect();
        assert_eq!(
            names[..12],
            [
                "a", "b", "R1C3", "e", "R2C2", "R2C3", "R3C1", "R3C2", "R3C3", "R4C1", "R4C2",
                "R4C3"
            ]
        );
        bed.turn("R4C3", 1.0);
        bed.pass(Nanos::from_millis(6));
        assert_eq!(scan(&mut bed, 3), [(3, 2)]);
    }
}
