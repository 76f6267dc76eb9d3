//! `wokwi-pushbutton` and `wokwi-pushbutton-6mm`: two contacts with two legs each, and bounce
//! (<https://docs.wokwi.com/parts/wokwi-pushbutton>).

use super::contact::{BUTTON, Bounce, CONTACT_OHMS, Contact};
use super::{Bench, Device, Part, PartState, PartType, View, Wiring};
use crate::control::ControlDesc;
use crate::diagram::DiagramError;
use serde::Serialize;

pub(super) const TYPE: PartType = PartType {
    names: &["wokwi-pushbutton", "wokwi-pushbutton-6mm"],
    pins: &["1.l", "1.r", "2.l", "2.r"],
    build,
};

/// A push button.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Pushbutton {
    contact: Contact,
    key: Option<String>,
    bounce: Bounce,
}

impl Device for Pushbutton {
    fn wake(&mut self, bench: &mut Bench<'_>, token: u16) {
        self.contact.wake(bench, token);
    }

    fn controls(&self, part: &str) -> Vec<ControlDesc> {
        let key = self.key.clone();
        vec![ControlDesc::momentary(
            part,
            "pressed",
            key,
            self.contact.is_closed(),
        )]
    }

    fn set_control(&mut self, bench: &mut Bench<'_>, _control: &str, value: f64) {
        self.contact.set(bench, &mut self.bounce, value >= 0.5);
    }

    fn state(&self, _view: &View<'_>) -> Option<PartState> {
        Some(PartState::Button {
            pressed: self.contact.is_closed(),
        })
    }
}

fn build(wiring: &mut Wiring<'_>) -> Result<Part, DiagramError> {
    // Both legs of a contact are one piece of metal.
    wiring.join("1.l", "1.r");
    wiring.join("2.l", "2.r");
    let ends = (wiring.pin("1.l"), wiring.pin("2.l"));
    Ok(Part::from(Pushbutton {
        contact: Contact::new(wiring, ends, CONTACT_OHMS, 0),
        key: wiring.part.attr("key").filter(|key| !key.is_empty()),
        bounce: Bounce::of(wiring, BUTTON),
    }))
}

#[cfg(test)]
mod tests {
    use super::super::bed::Bed;
    use crate::{Nanos, PinMode, Pull};

    #[test]
    fn a_press_reaches_the_pin_and_a_second_one_changes_nothing() {
        let mut bed = Bed::new(
            "wokwi-pushbutton",
            &[("bounce", "0")],
            &[("1.r", "GP15"), ("2.l", "GND.1")],
        );
        bed.configure(15, PinMode::In, Pull::UP, None);
        for (value, high) in [(1.0, false), (1.0, false), (0.0, true)] {
            bed.turn("pressed", value);
            assert_eq!(bed.get(15), high);
        }
    }

    #[test]
    fn a_bouncing_press_changes_the_pin_several_times_and_comes_to_rest() {
        let mut bed = Bed::new(
            "wokwi-pushbutton",
            &[],
            &[("1.l", "GP15"), ("2.r", "GND.1")],
        );
        bed.configure(15, PinMode::In, Pull::UP, None);
        bed.turn("pressed", 1.0);
        let (mut last, mut changes) = (bed.get(15), 0);
        for _ in 0..600 {
            bed.pass(Nanos::from_micros(10));
            let now = bed.get(15);
            changes += u32::from(now != last);
            last = now;
        }
        assert!(changes >= 2 && !last, "{changes} changes");
    }
}
