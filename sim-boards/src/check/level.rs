//! Levels: too many volts, outputs against each other, inputs that float.

use super::Kind;
use crate::chip::rp2040::GPIO_COUNT;
use crate::circuit::Circuit;
use crate::net::{Drive, Level, NetId};
use crate::time::Instant;

/// What a pin stands: its supply of 3.3 V and 0.5 V (RP2040 datasheet 5.5.1).
const MOST_VOLTS: f64 = 3.8;

/// What may flow through a pin's protection for ever. A pull-up of 10 kΩ to 5 V gives a tenth of it.
const MOST_AMPS: f64 = 0.001;

/// The resistance of the protection, once it conducts.
const PROTECTION_OHMS: f64 = 10.0;

impl Circuit {
    /// A net that is not what it was: looks whether it concerns a pin.
    pub(crate) fn check_level(&mut self, net: NetId) {
        if self.nets.level(net) == Level::Contention
            && !self.checks.suspects.iter().any(|(known, ..)| *known == net)
        {
            let (at, cause) = self.moment();
            self.checks.pending |= cause == super::Cause::Pending;
            self.checks.suspects.push((net, at, cause));
        }
        if self.nets.volts(net) > MOST_VOLTS {
            self.check_volts(net);
        }
    }

    /// Looks whether a net beyond the chip's supply would force a current into a pin.
    pub(super) fn check_volts(&mut self, net: NetId) {
        let Some(gpio) = self.pads.iter().position(|pad| pad.net == net) else {
            return;
        };
        if self.nets.level(net) == Level::Floating {
            return;
        }
        let volts = self.nets.volts(net);
        let driver = self.pads[gpio].driver;
        let amps = match self.nets.island_of_net(net) {
            // A supply itself gives whatever is taken.
            None => f64::INFINITY,
            Some(island) => {
                let before = self.nets.save(island);
                let protection = Drive::Analog {
                    volts: MOST_VOLTS,
                    ohms: PROTECTION_OHMS,
                };
                self.nets.set_drive(driver, protection);
                self.nets.settle(island);
                let amps = (self.nets.volts(net) - MOST_VOLTS) / PROTECTION_OHMS;
                self.nets.restore(island, before);
                amps
            }
        };
        if amps <= MOST_AMPS || !self.checks.is_news(Kind::TooManyVolts, gpio as u32, 0) {
            return;
        }
        let pin = self.name_gpio(gpio);
        let arguments = vec![
            ("pin", pin.clone()),
            ("volts", format!("{volts:.1} V")),
            ("limit", format!("{MOST_VOLTS} V")),
        ];
        self.report(Kind::TooManyVolts, self.moment(), vec![pin], arguments);
    }

    /// Looks at all pins as they are.
    pub(super) fn check_all_volts(&mut self) {
        for gpio in 0..self.pads.len() {
            let net = self.pads[gpio].net;
            if self.nets.volts(net) > MOST_VOLTS {
                self.check_volts(net);
            }
        }
    }

    /// An instant is over: outputs that still work against each other do so for good.
    pub(crate) fn judge_suspects(&mut self, to: Instant) {
        if self.checks.suspects.is_empty() || to <= self.now() {
            return;
        }
        for (net, at, cause) in core::mem::take(&mut self.checks.suspects) {
            if self.nets.level(net) != Level::Contention
                || !self.checks.is_news(Kind::Contention, net.0, 0)
            {
                continue;
            }
            let mut pins: Vec<String> = Vec::new();
            for (gpio, pad) in self.pads.iter().enumerate() {
                if pad.net == net && matches!(self.nets.drive(pad.driver), Drive::Strong(_)) {
                    pins.push(self.name_gpio(gpio));
                }
            }
            for slot in &self.parts {
                for (name, lead) in slot.pins.iter().zip(&slot.leads) {
                    let drives = lead.driver.is_some_and(|driver| {
                        !matches!(
                            self.nets.drive(driver),
                            Drive::HighZ | Drive::Pull(_) | Drive::Keep
                        )
                    });
                    if lead.net == net && drives {
                        pins.push(format!("{}:{name}", slot.id));
                    }
                }
            }
            if self.nets.island_of_net(net).is_none() {
                pins.push(format!("{}:{}", self.board_part, self.nets.name(net)));
            }
            let arguments = vec![("pins", pins.join(" and "))];
            self.report(Kind::Contention, (at, cause), pins, arguments);
        }
    }

    /// A program reads a pin: is there anything to be read?
    pub(crate) fn check_read(&mut self, gpio: u8) {
        let pad = self.pads[usize::from(gpio)];
        let floats = self.nets.level(pad.net) == Level::Floating
            && matches!(self.nets.drive(pad.driver), Drive::HighZ);
        if floats && self.checks.is_news(Kind::FloatingInput, u32::from(gpio), 0) {
            debug_assert!(gpio < GPIO_COUNT);
            let pin = self.name_gpio(usize::from(gpio));
            let arguments = vec![("pin", pin.clone())];
            self.report(Kind::FloatingInput, self.moment(), vec![pin], arguments);
        }
    }

    /// A GPIO as a pin in the diagram's words.
    pub(crate) fn name_gpio(&self, gpio: usize) -> String {
        let label = self.board().gpio_label(gpio as u8);
        format!("{}:{label}", self.board_part)
    }
}
