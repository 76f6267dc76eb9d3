//! I2C buses: pull-ups, addresses, swapped wires.

use super::{Cause, Kind};
use crate::circuit::{Circuit, I2cWires};
use crate::net::Drive;
use crate::time::{Instant, Nanos};

/// The addresses that chips have (UM10204, 3.1.12: the others are reserved).
const ADDRESSES: core::ops::RangeInclusive<u8> = 0x08..=0x77;

/// By when chips have started and answer.
const STARTED: Nanos = Nanos::from_millis(1000);

impl Circuit {
    /// A program has given two pins to an I2C bus: are the wires fit for one?
    pub(crate) fn check_bus(&mut self, wires: I2cWires) {
        let (sda, scl) = (
            self.pads[usize::from(wires.sda)].net,
            self.pads[usize::from(wires.scl)].net,
        );
        for order in 0..self.i2c_parts.len() {
            let part = self.i2c_parts[order];
            let slot = &mut self.parts[part as usize];
            let Some((port, _)) = slot.part.device_mut().i2c() else {
                continue;
            };
            let (data, clock) = (port.sda(), port.scl());
            let lead = |pin: crate::parts::Pin| slot.leads[usize::from(pin.0)].net;
            if (lead(data), lead(clock)) != (scl, sda)
                || !self.checks.is_news(Kind::SwappedWires, part, 0)
            {
                continue;
            }
            let slot = &self.parts[part as usize];
            let pins =
                [data, clock].map(|pin| format!("{}:{}", slot.id, slot.pins[usize::from(pin.0)]));
            let arguments = vec![
                ("part", slot.id.clone()),
                ("sda", self.name_gpio(usize::from(wires.sda))),
                ("scl", self.name_gpio(usize::from(wires.scl))),
            ];
            self.report(Kind::SwappedWires, self.moment(), pins.to_vec(), arguments);
        }
        let loose: Vec<u8> = [wires.sda, wires.scl]
            .into_iter()
            .filter(|&gpio| !self.is_pulled_up(gpio))
            .collect();
        if let [first, ..] = loose[..]
            && self.checks.is_news(Kind::NoPullUp, u32::from(first), 0)
        {
            let pins: Vec<String> = loose
                .iter()
                .map(|&gpio| self.name_gpio(usize::from(gpio)))
                .collect();
            let arguments = vec![("pins", pins.join(" and "))];
            self.report(Kind::NoPullUp, self.moment(), pins, arguments);
        }
    }

    /// Whether a wire goes high when its pin does not hold it low.
    fn is_pulled_up(&mut self, gpio: u8) -> bool {
        let pad = self.pads[usize::from(gpio)];
        let Some(island) = self.nets.island_of_net(pad.net) else {
            return true;
        };
        if matches!(self.nets.drive(pad.driver), Drive::Pull(true) | Drive::Keep) {
            return true;
        }
        let before = self.nets.save(island);
        // Whatever pulls it up wins against next to nothing that pulls it down.
        let down = Drive::Analog {
            volts: 0.0,
            ohms: 10_000_000.0,
        };
        self.nets.set_drive(pad.driver, down);
        self.nets.settle(island);
        let high = self.nets.reads_high(pad.net) && self.nets.volts(pad.net) > 1.0;
        self.nets.restore(island, before);
        high
    }

    /// Asks all chips of each bus for all addresses, on a copy of the circuit.
    pub(super) fn check_addresses(&mut self) {
        if self.i2c_parts.len() < 2 {
            return;
        }
        let mut copy = self.clone();
        copy.advance_to(copy.now() + STARTED);
        // For each chip its wires and the addresses to which it answers.
        let mut chips = Vec::new();
        for part in copy.i2c_parts.clone() {
            let chip = copy.with_part(part, |device, bench| {
                let (port, target) = device.i2c()?;
                let net = |pin: crate::parts::Pin| bench.leads[usize::from(pin.0)].net;
                let bus = (net(port.sda()), net(port.scl()));
                let answers = ADDRESSES.filter(|&address| {
                    let yes = port.start(bench, target, address, false);
                    port.stop(bench, target);
                    yes
                });
                Some((part, bus, answers.collect::<Vec<u8>>()))
            });
            chips.extend(chip);
        }
        for (place, (part, bus, addresses)) in chips.iter().enumerate() {
            for (other, other_bus, others) in &chips[..place] {
                // That chips of a kind also answer to a call to all of them is their purpose: the lowest is their own.
                let shared = addresses
                    .first()
                    .filter(|own| others.contains(own))
                    .or_else(|| others.first().filter(|own| addresses.contains(own)));
                let Some(address) = shared.filter(|_| bus == other_bus) else {
                    continue;
                };
                if !self.checks.is_news(Kind::SameAddress, *other, *part) {
                    continue;
                }
                let id = |part: &u32| self.parts[*part as usize].id.clone();
                let pins = vec![id(other), id(part)];
                let arguments = vec![
                    ("a", id(other)),
                    ("b", id(part)),
                    ("address", format!("{address:#04x}")),
                ];
                let moment = (Instant::ZERO, Cause::None);
                self.report(Kind::SameAddress, moment, pins, arguments);
            }
        }
    }
}
