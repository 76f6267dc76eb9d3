//! `wokwi-dip-switch-8`: eight switches in one package (<https://docs.wokwi.com/parts/wokwi-dip-switch-8>).

use super::contact::{BUTTON, Bounce, CONTACT_OHMS, Contact};
use super::{Bench, Device, Part, PartType, Wiring};
use crate::control::ControlDesc;
use crate::diagram::DiagramError;
use serde::Serialize;

pub(super) const TYPE: PartType = PartType {
    names: &["wokwi-dip-switch-8"],
    pins: &[
        "1a", "2a", "3a", "4a", "5a", "6a", "7a", "8a", "8b", "7b", "6b", "5b", "4b", "3b", "2b",
        "1b",
    ],
    build,
};

/// The names of the controls, which are what is printed beside the switches and the keys that move them.
const NAMES: [&str; 8] = ["1", "2", "3", "4", "5", "6", "7", "8"];

/// Eight switches.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DipSwitch {
    contacts: Vec<Contact>,
    bounce: Bounce,
}

impl Device for DipSwitch {
    fn wake(&mut self, bench: &mut Bench<'_>, token: u16) {
        for contact in &self.contacts {
            contact.wake(bench, token);
        }
    }

    fn controls(&self, part: &str) -> Vec<ControlDesc> {
        let both = NAMES.iter().zip(&self.contacts);
        both.map(|(name, contact)| {
            ControlDesc::toggle(part, name, Some((*name).into()), contact.is_closed())
        })
        .collect()
    }

    fn set_control(&mut self, bench: &mut Bench<'_>, control: &str, value: f64) {
        let both = NAMES.iter().zip(&mut self.contacts);
        for (_, contact) in both.filter(|(name, _)| **name == control) {
            contact.set(bench, &mut self.bounce, value >= 0.5);
        }
    }
}

fn build(wiring: &mut Wiring<'_>) -> Result<Part, DiagramError> {
    let contacts = (0u16..).zip(NAMES).map(|(number, name)| {
        let ends = ["a", "b"].map(|side| wiring.pin(&format!("{name}{side}")));
        Contact::new(wiring, (ends[0], ends[1]), CONTACT_OHMS, number)
    });
    Ok(Part::from(DipSwitch {
        contacts: contacts.collect(),
        bounce: Bounce::of(wiring, BUTTON),
    }))
}

#[cfg(test)]
mod tests {
    use super::super::bed::Bed;
    use crate::{Nanos, PinMode, Pull};

    #[test]
    fn each_switch_closes_its_own_contact() {
        let mut bed = Bed::new(
            "wokwi-dip-switch-8",
            &[],
            &[
                ("2a", "GP2"),
                ("2b", "GND.1"),
                ("7a", "GND.2"),
                ("7b", "GP7"),
            ],
        );
        for pin in [2, 7] {
            bed.configure(pin, PinMode::In, Pull::UP, None);
        }
        for (control, value, levels) in [
            ("7", 1.0, (true, false)),
            ("2", 1.0, (false, false)),
            ("7", 0.0, (false, true)),
            ("1", 1.0, (false, true)),
        ] {
            bed.turn(control, value);
            bed.pass(Nanos::from_millis(6));
            assert_eq!((bed.get(2), bed.get(7)), levels, "after {control}");
        }
    }
}
