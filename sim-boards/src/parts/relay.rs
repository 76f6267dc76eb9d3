//! `wokwi-relay-module`: a relay behind a transistor (<https://docs.wokwi.com/parts/wokwi-relay-module>).

use super::{Bench, Device, Part, PartState, PartType, Pin, Power, View, Wiring};
use crate::diagram::DiagramError;
use crate::net::ElementId;
use crate::time::Nanos;
use serde::Serialize;

pub(super) const TYPE: PartType = PartType {
    names: &["wokwi-relay-module"],
    pins: &["VCC", "GND", "IN", "NC", "COM", "NO"],
    build,
};

/// Songle SRD-05VDC datasheet: contacts of at most 100 mΩ, a coil that picks up at 75 % of 5 V, within 10 ms, and lets
/// go within 5 ms.
const CONTACT_OHMS: f64 = 0.1;
const MIN_VOLTS: f64 = 3.75;
const OPERATES: Nanos = Nanos(10_000_000);
const RELEASES: Nanos = Nanos(5_000_000);

/// The way into the transistor's base: what is open, or pulled weakly, leaves it off.
const INPUT_OHMS: f64 = 10_000.0;

/// A relay.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Relay {
    input: Pin,
    power: Power,
    /// The level at which the transistor conducts: an NPN one's is high, a PNP one's low.
    active: bool,
    normally_closed: ElementId,
    normally_open: ElementId,
    /// Whether the coil has a current, and whether the contact has followed.
    coil: bool,
    on: bool,
}

/// The token of its wake-ups: the contact follows the coil.
const FOLLOWS: u16 = 0;

impl Relay {
    fn look(&mut self, bench: &mut Bench<'_>) {
        let active = bench.high(self.input) == self.active;
        let coil = active && bench.powered(self.power);
        if coil == self.coil {
            return;
        }
        self.coil = coil;
        bench.cancel(FOLLOWS);
        if self.coil != self.on {
            bench.wake_in(if coil { OPERATES } else { RELEASES }, FOLLOWS);
        }
    }

    fn switch(&self, bench: &mut Bench<'_>) {
        bench.set_closed(self.normally_closed, !self.on);
        bench.set_closed(self.normally_open, self.on);
    }
}

impl Device for Relay {
    fn power_on(&mut self, bench: &mut Bench<'_>) {
        self.switch(bench);
        self.look(bench);
    }

    fn pin(&mut self, bench: &mut Bench<'_>, _pin: Pin, _high: bool) {
        self.look(bench);
    }

    fn wake(&mut self, bench: &mut Bench<'_>, _token: u16) {
        self.on = self.coil;
        self.switch(bench);
        bench.show();
    }

    fn state(&self, _view: &View<'_>) -> Option<PartState> {
        Some(PartState::Relay { on: self.on })
    }
}

fn build(wiring: &mut Wiring<'_>) -> Result<Part, DiagramError> {
    let active = match wiring.part.attr("transistor").as_deref() {
        None | Some("" | "npn") => true,
        Some("pnp") => false,
        Some(other) => return Err(wiring.bad_attr("transistor", other.into(), "npn or pnp")),
    };
    let (input, off) = (wiring.pin("IN"), if active { "GND" } else { "VCC" });
    let off = wiring.pin(off);
    wiring.nets.resistor(input, off, INPUT_OHMS);
    wiring.watches("VCC");
    let [closed, common, open] = ["NC", "COM", "NO"].map(|pin| wiring.pin(pin));
    Ok(Part::from(Relay {
        input: wiring.watches("IN"),
        power: wiring.power("VCC", "GND", MIN_VOLTS),
        active,
        normally_closed: wiring.nets.switch(common, closed, CONTACT_OHMS),
        normally_open: wiring.nets.switch(common, open, CONTACT_OHMS),
        coil: false,
        on: false,
    }))
}

#[cfg(test)]
mod tests {
    use super::super::PartState;
    use super::super::bed::Bed;
    use crate::{Nanos, PinMode, Pull};

    #[test]
    fn the_contact_follows_the_input() {
        for (transistor, active) in [("npn", true), ("pnp", false)] {
            let mut bed = Bed::new(
                "wokwi-relay-module",
                &[("transistor", transistor)],
                &[
                    ("VCC", "VBUS"),
                    ("GND", "GND.1"),
                    ("IN", "GP2"),
                    ("COM", "GND.2"),
                    ("NC", "GP3"),
                    ("NO", "GP4"),
                ],
            );
            for pin in [3, 4] {
                bed.configure(pin, PinMode::In, Pull::UP, None);
            }
            assert_eq!((bed.get(3), bed.get(4)), (false, true), "an open input");
            bed.output(2, active);
            bed.pass(Nanos::from_millis(9));
            assert_eq!(bed.state(), PartState::Relay { on: false });
            bed.pass(Nanos::from_millis(1));
            assert_eq!(bed.state(), PartState::Relay { on: true });
            assert_eq!((bed.get(3), bed.get(4)), (true, false));
            bed.set(2, !active);
            bed.pass(Nanos::from_millis(5));
            assert_eq!((bed.get(3), bed.get(4)), (false, true));
        }
    }
}
