//! `wokwi-slide-switch`: a common contact that slides from one terminal to the other
//! (<https://docs.wokwi.com/parts/wokwi-slide-switch>).

use super::contact::{BUTTON, Bounce, CONTACT_OHMS, Contact};
use super::{Bench, Device, Part, PartType, Wiring};
use crate::control::ControlDesc;
use crate::diagram::DiagramError;
use serde::Serialize;

pub(super) const TYPE: PartType = PartType {
    names: &["wokwi-slide-switch"],
    pins: &["1", "2", "3"],
    build,
};

/// A slide switch.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SlideSwitch {
    /// From the common terminal to the left one, and to the right one.
    contacts: [Contact; 2],
    right: bool,
    bounce: Bounce,
}

impl Device for SlideSwitch {
    fn power_on(&mut self, bench: &mut Bench<'_>) {
        self.contacts[usize::from(self.right)].move_to(bench, true);
    }

    fn wake(&mut self, bench: &mut Bench<'_>, token: u16) {
        for contact in &self.contacts {
            contact.wake(bench, token);
        }
    }

    fn controls(&self, part: &str) -> Vec<ControlDesc> {
        vec![ControlDesc::toggle(part, "value", None, self.right)]
    }

    fn set_control(&mut self, bench: &mut Bench<'_>, _control: &str, value: f64) {
        self.right = value >= 0.5;
        // One terminal is left before the other is reached.
        let (left, reached) = (usize::from(!self.right), usize::from(self.right));
        self.contacts[left].move_to(bench, false);
        self.contacts[reached].set(bench, &mut self.bounce, true);
    }
}

fn build(wiring: &mut Wiring<'_>) -> Result<Part, DiagramError> {
    let right = match wiring.part.attr("value").as_deref().map(str::trim) {
        None | Some("" | "0") => false,
        Some("1") => true,
        Some(other) => {
            let other = String::from(other);
            return Err(wiring.bad_attr("value", other, "empty for left or 1 for right"));
        }
    };
    let common = wiring.pin("2");
    let mut contact = |number: u16, pin| {
        let ends = (common, wiring.pin(pin));
        Contact::new(wiring, ends, CONTACT_OHMS, number)
    };
    Ok(Part::from(SlideSwitch {
        contacts: [contact(0, "1"), contact(1, "3")],
        right,
        bounce: Bounce::of(wiring, BUTTON),
    }))
}

#[cfg(test)]
mod tests {
    use super::super::bed::Bed;
    use crate::{Nanos, PinMode, Pull};

    #[test]
    fn the_common_terminal_is_at_one_of_the_two_others() {
        for (value, mut right) in [("", false), ("1", true)] {
            let mut bed = Bed::new(
                "wokwi-slide-switch",
                &[("value", value)],
                &[("1", "GP1"), ("2", "GND.1"), ("3", "GP3")],
            );
            for pin in [1, 3] {
                bed.configure(pin, PinMode::In, Pull::UP, None);
            }
            for _ in 0..3 {
                assert_eq!((bed.get(1), bed.get(3)), (right, !right));
                right = !right;
                bed.turn("value", f64::from(u8::from(right)));
                bed.pass(Nanos::from_millis(6));
            }
        }
    }
}
