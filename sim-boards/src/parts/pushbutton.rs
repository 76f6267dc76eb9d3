//! `wokwi-pushbutton` and `wokwi-pushbutton-6mm`: two contacts with two legs each, and bounce
//! (<https://docs.wokwi.com/parts/wokwi-pushbutton>).

use super::{Bench, Device, Part, PartState, PartType, View, Wiring};
use crate::control::{ControlDesc, ControlKind};
use crate::diagram::{DiagramError, Problem};
use crate::net::ElementId;
use crate::rng::Rng;
use crate::time::Nanos;
use serde::Serialize;

pub(super) const TYPE: PartType = PartType {
    names: &["wokwi-pushbutton", "wokwi-pushbutton-6mm"],
    pins: &["1.l", "1.r", "2.l", "2.r"],
    build,
};

/// A closed contact (Omron B3F datasheet: at most 100 mΩ).
const CONTACT_OHMS: f64 = 0.1;

/// How often contacts open and close again before they rest, and how long each takes. J. Ganssle
/// ("A Guide to Debouncing", 2004) measured 1.5 ms of bounce on average, and rarely over 6 ms.
const BOUNCES: (u64, u64) = (1, 5);
const BOUNCE_NANOS: (u64, u64) = (20_000, 500_000);

/// A push button.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Pushbutton {
    switch: ElementId,
    pressed: bool,
    key: Option<String>,
    bounces: bool,
    rng: Rng,
}

/// A moment of a bouncing contact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Contact {
    /// How long after the finger moved.
    pub after: Nanos,
    /// Whether the contact closes or opens.
    pub closed: bool,
}

impl Pushbutton {
    /// Presses or releases it: what the contact does from now on, the first at once. Empty if the
    /// finger was there already.
    pub(crate) fn set_pressed(&mut self, pressed: bool) -> Vec<Contact> {
        if pressed == self.pressed {
            return Vec::new();
        }
        self.pressed = pressed;
        let mut contacts = vec![Contact {
            after: Nanos::ZERO,
            closed: pressed,
        }];
        if self.bounces {
            let mut after = Nanos::ZERO;
            for _ in 0..self.rng.in_range(BOUNCES.0, BOUNCES.1) {
                for closed in [!pressed, pressed] {
                    after += Nanos(self.rng.in_range(BOUNCE_NANOS.0, BOUNCE_NANOS.1));
                    contacts.push(Contact { after, closed });
                }
            }
        }
        contacts
    }
}

/// The tokens of wake-ups: what the contact does then.
const OPENS: u16 = 0;
const CLOSES: u16 = 1;

impl Device for Pushbutton {
    fn wake(&mut self, bench: &mut Bench<'_>, token: u16) {
        bench.set_closed(self.switch, token == CLOSES);
    }

    fn controls(&self, part: &str) -> Vec<ControlDesc> {
        vec![ControlDesc {
            part: String::from(part),
            name: String::from("pressed"),
            kind: ControlKind::Momentary,
            unit: String::new(),
            key: self.key.clone(),
            value: if self.pressed { 1.0 } else { 0.0 },
        }]
    }

    fn set_control(&mut self, bench: &mut Bench<'_>, _control: &str, value: f64) {
        let contacts = self.set_pressed(value >= 0.5);
        if contacts.is_empty() {
            return;
        }
        // The finger has moved on: what was left of the last bounce no longer happens.
        bench.cancel(OPENS);
        bench.cancel(CLOSES);
        for contact in contacts {
            if contact.after == Nanos::ZERO {
                bench.set_closed(self.switch, contact.closed);
            } else {
                bench.wake_in(contact.after, if contact.closed { CLOSES } else { OPENS });
            }
        }
    }

    fn state(&self, _view: &View<'_>) -> Option<PartState> {
        Some(PartState::Button {
            pressed: self.pressed,
        })
    }
}

fn build(wiring: &mut Wiring<'_>) -> Result<Part, DiagramError> {
    for (left, right) in [("1.l", "1.r"), ("2.l", "2.r")] {
        // Both legs of a contact are one piece of metal.
        let (left, right) = (wiring.pin(left), wiring.pin(right));
        wiring.nets.join(left, right).map_err(|short| {
            DiagramError::at(
                format!("parts[{}]", wiring.index),
                Problem::ShortedSupply {
                    a: short.a,
                    b: short.b,
                },
            )
        })?;
    }
    let (one, two) = (wiring.pin("1.l"), wiring.pin("2.l"));
    Ok(Part::from(Pushbutton {
        switch: wiring.nets.switch(one, two, CONTACT_OHMS),
        pressed: false,
        key: wiring.part.attr("key").filter(|key| !key.is_empty()),
        bounces: wiring.part.attr("bounce").as_deref() != Some("0"),
        rng: wiring.rng(),
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn button(bounces: bool, seed: u64) -> Pushbutton {
        let mut nets = crate::net::NetBuilder::new();
        let (a, b) = (nets.node("a"), nets.node("b"));
        Pushbutton {
            switch: nets.switch(a, b, CONTACT_OHMS),
            pressed: false,
            key: None,
            bounces,
            rng: Rng::for_stream(seed, "btn1"),
        }
    }

    #[test]
    fn without_bounce_the_contact_follows_the_finger() {
        let mut button = button(false, 0);
        let press = [Contact {
            after: Nanos::ZERO,
            closed: true,
        }];
        assert_eq!(button.set_pressed(true), press);
        assert_eq!(button.set_pressed(true), [], "already down");
        assert!(!button.set_pressed(false)[0].closed);
    }

    #[test]
    fn bounce_alternates_ends_where_the_finger_is_and_lasts_milliseconds() {
        let mut button = button(true, 42);
        for pressed in [true, false].into_iter().cycle().take(100) {
            let contacts = button.set_pressed(pressed);
            assert!(contacts.len() >= 3);
            for pair in contacts.windows(2) {
                assert!(pair[0].after < pair[1].after && pair[0].closed != pair[1].closed);
            }
            let last = contacts[contacts.len() - 1];
            assert_eq!(last.closed, pressed);
            assert!(last.after <= Nanos::from_millis(5));
        }
    }

    #[test]
    fn the_seed_decides_the_bounce() {
        assert_eq!(
            button(true, 1).set_pressed(true),
            button(true, 1).set_pressed(true)
        );
        assert_ne!(
            button(true, 1).set_pressed(true),
            button(true, 2).set_pressed(true)
        );
    }
}
