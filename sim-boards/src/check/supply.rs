//! Supplies: shorts, parts without power, parts without ground.

use super::{Cause, Kind};
use crate::circuit::Circuit;
use crate::net::{Level, NetId};
use crate::time::Instant;

/// The names of pins that a part gets its power from, and of those that are its ground.
const SUPPLY_PINS: [&str; 9] = [
    "VCC", "VDD", "VIN", "V+", "5V", "3V3", "3.3V", "VMOT", "VCC.1",
];
const GROUND_PINS: [&str; 4] = ["GND", "VSS", "GND.1", "V-"];

/// What works with a supply below this: no part that has such pins.
const LEAST_VOLTS: f64 = 1.5;

/// Parts whose pins have such names but that are no more than resistors.
const PASSIVE: [&str; 4] = [
    "wokwi-potentiometer",
    "wokwi-slide-potentiometer",
    "wokwi-logic-analyzer",
    "wokwi-analog-joystick",
];

impl Circuit {
    /// A wire that is left out, since it joins two supplies.
    pub(crate) fn report_short(&mut self, ends: [String; 2], supplies: [String; 2]) {
        let [from, to] = &ends;
        let [a, b] = supplies;
        let arguments = vec![
            ("from", from.clone()),
            ("to", to.clone()),
            ("a", a),
            ("b", b),
        ];
        let moment = (Instant::ZERO, Cause::None);
        self.report(Kind::ShortedSupply, moment, ends.to_vec(), arguments);
    }

    pub(super) fn check_supplies(&mut self) {
        for part in 0..self.parts.len() {
            self.check_supply(part);
        }
    }

    fn check_supply(&mut self, part: usize) {
        let slot = &self.parts[part];
        if PASSIVE.contains(&slot.kind) {
            return;
        }
        let of = |names: &[&str]| -> Vec<(&'static str, NetId)> {
            let pins = slot.pins.iter().zip(&slot.leads);
            pins.filter(|(name, _)| names.contains(name))
                .map(|(name, lead)| (*name, lead.net))
                .collect()
        };
        let (plus, minus) = (of(&SUPPLY_PINS), of(&GROUND_PINS));
        let (Some(&(first, _)), Some(&(ground, _))) = (plus.first(), minus.first()) else {
            return;
        };
        // What lies about without a wire is no circuit yet; what a program gives power to shows when it does.
        let used = slot.leads.iter().any(|lead| self.is_shared(part, lead.net));
        let by_program = |net: &NetId| self.pads.iter().any(|pad| pad.net == *net);
        if !used || plus.iter().chain(&minus).any(|(_, net)| by_program(net)) {
            return;
        }
        let driven = |net: NetId| self.nets.level(net) != Level::Floating;
        let best = plus
            .iter()
            .filter(|(_, net)| driven(*net))
            .map(|(_, net)| self.nets.volts(*net))
            .fold(f64::NEG_INFINITY, f64::max);
        let id = slot.id.clone();
        let name = |pin: &str| format!("{id}:{pin}");
        let powered = best >= LEAST_VOLTS;
        let grounded = minus
            .iter()
            .any(|(_, net)| driven(*net) && self.nets.volts(*net) <= best - LEAST_VOLTS);
        if powered && !grounded {
            let arguments = vec![("part", id.clone()), ("pin", String::from(ground))];
            if self.checks.is_news(Kind::NoGround, part as u32, 0) {
                let moment = (Instant::ZERO, Cause::None);
                self.report(Kind::NoGround, moment, vec![name(ground)], arguments);
            }
        } else if !powered && self.checks.is_news(Kind::NoSupply, part as u32, 0) {
            let wired = plus.iter().any(|(_, net)| self.is_shared(part, *net));
            let problem = match (wired, best.is_finite()) {
                (false, _) => String::from("it is not wired"),
                (true, false) => String::from("what it is wired to has no voltage"),
                (true, true) => format!("it is at {best:.1} V"),
            };
            let names: Vec<&str> = plus.iter().map(|(name, _)| *name).collect();
            let arguments = vec![
                ("part", id.clone()),
                ("pins", names.join(" or ")),
                ("pin", name(first)),
                ("volts", String::from("a supply")),
                ("problem", problem),
            ];
            let moment = (Instant::ZERO, Cause::None);
            self.report(Kind::NoSupply, moment, vec![name(first)], arguments);
        }
    }

    /// Whether a net leads from a part to anything else.
    fn is_shared(&self, part: usize, net: NetId) -> bool {
        let others = self.parts.iter().enumerate();
        self.board_nets.values().any(|&board| board == net)
            || others
                .filter(|&(other, _)| other != part)
                .any(|(_, slot)| slot.leads.iter().any(|lead| lead.net == net))
    }
}
