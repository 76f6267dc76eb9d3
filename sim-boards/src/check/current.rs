//! Currents: through lights, pins, the chip as a whole, and out of supplies.

use super::Kind;
use crate::board::BoardId;
use crate::circuit::Circuit;
use crate::net::{Drive, IslandId, Level};

/// What a small indicator light is made for (5 mm LEDs: a forward current of 20 mA).
const LIGHT_AMPS: f64 = 0.020;

/// What a chip and its board are made for.
struct Limits {
    /// Through one pin.
    pin: f64,
    /// Through all pins together.
    pins: f64,
    /// Out of supplies, by their names.
    supplies: &'static [(&'static str, f64)],
}

fn limits(board: BoardId) -> Limits {
    match board {
        // RP2040 datasheet 5.5.3: drive strengths up to 12 mA, 50 mA over all pins. Pico datasheet 4.4: 300 mA from 3V3.
        BoardId::Pico => Limits {
            pin: 0.012,
            pins: 0.050,
            supplies: &[("3V3", 0.300), ("VBUS", 0.500), ("VSYS", 0.500)],
        },
    }
}

/// Computed currents may be beyond a limit by rounding alone.
const MARGIN: f64 = 1.000_001;

fn milliamps(amps: f64) -> String {
    match amps {
        1.0.. => format!("{amps:.1} A"),
        _ => format!("{:.0} mA", amps * 1e3),
    }
}

impl Circuit {
    /// Looks at an island whose drives or elements have changed and that is solved.
    pub(crate) fn check_currents(&mut self, island: IslandId) {
        let limits = limits(self.board_id());
        let mut changed = false;
        for order in 0..self.nets.drivers_of(island).len() {
            let driver = self.nets.drivers_of(island)[order];
            // The pads' drivers are the first ones, in the order of the GPIOs.
            let gpio = driver.0 as usize;
            if gpio >= self.pads.len() {
                break;
            }
            let amps = self.pad_amps(gpio);
            if self.checks.pad_amps.is_empty() {
                self.checks.pad_amps = vec![0.0; self.pads.len()];
            }
            changed |= self.checks.pad_amps[gpio] != amps;
            self.checks.pad_amps[gpio] = amps;
            if amps.abs() > limits.pin * MARGIN && !self.lights_are_too_bright(island) {
                self.report_pin(gpio, amps.abs(), "");
            }
        }
        if changed {
            let out: f64 = self.checks.pad_amps.iter().map(|amps| amps.max(0.0)).sum();
            let into: f64 = self
                .checks
                .pad_amps
                .iter()
                .map(|amps| (-amps).max(0.0))
                .sum();
            let total = out.max(into);
            let one_alone = self
                .checks
                .pad_amps
                .iter()
                .any(|amps| amps.abs() > limits.pin * MARGIN);
            if total > limits.pins * MARGIN
                && !one_alone
                && self.checks.is_news(Kind::BoardCurrent, 0, 0)
            {
                let arguments = vec![
                    ("amps", milliamps(total)),
                    ("limit", milliamps(limits.pins)),
                ];
                let pins = (0..self.pads.len())
                    .filter(|&gpio| self.checks.pad_amps[gpio].abs() > 1e-3)
                    .map(|gpio| self.name_gpio(gpio))
                    .collect();
                self.report(Kind::BoardCurrent, self.moment(), pins, arguments);
            }
        }
        self.check_lights(island, "");
        self.check_supply_currents(island);
    }

    /// The current out of a GPIO that drives. Where outputs work against each other it is no matter of its own.
    fn pad_amps(&self, gpio: usize) -> f64 {
        let pad = self.pads[gpio];
        match self.nets.drive(pad.driver) {
            Drive::Strong(_) if self.nets.level(pad.net) != Level::Contention => {
                self.nets.driver_amps(pad.driver)
            }
            _ => 0.0,
        }
    }

    fn report_pin(&mut self, gpio: usize, amps: f64, when: &str) {
        // Too many volts at the pin are the same matter.
        let volts = (Kind::TooManyVolts, gpio as u32, 0);
        if self.checks.seen.contains(&volts)
            || !self.checks.is_news(Kind::PinCurrent, gpio as u32, 0)
        {
            return;
        }
        let pin = self.name_gpio(gpio);
        let limit = limits(self.board_id()).pin;
        let arguments = vec![
            ("amps", milliamps(amps)),
            ("pin", pin.clone()),
            ("when", String::from(when)),
            ("limit", milliamps(limit)),
        ];
        self.report(Kind::PinCurrent, self.moment(), vec![pin], arguments);
    }

    fn light_amps(&self, lamp: u32) -> f64 {
        self.nets.amps(self.lamps[lamp as usize].diode)
    }

    /// Whether a light of an island gets more than it is made for. That the pin gives it is then the same matter.
    fn lights_are_too_bright(&self, island: IslandId) -> bool {
        self.lamps_of_island[island.0 as usize]
            .iter()
            .any(|&lamp| self.light_amps(lamp) > LIGHT_AMPS * MARGIN)
    }

    fn check_lights(&mut self, island: IslandId, when: &str) {
        for order in 0..self.lamps_of_island[island.0 as usize].len() {
            let lamp = self.lamps_of_island[island.0 as usize][order];
            let amps = self.light_amps(lamp);
            if amps <= LIGHT_AMPS * MARGIN {
                continue;
            }
            // Several lights of one part are one matter.
            let owner = self.lamps[lamp as usize].part;
            let number = owner.unwrap_or(u32::MAX);
            if !self.checks.is_news(Kind::LightCurrent, number, 0) {
                continue;
            }
            let part = match owner {
                Some(part) => self.parts[part as usize].id.clone(),
                None => String::from("the board's own LED"),
            };
            let arguments = vec![
                ("amps", milliamps(amps)),
                ("part", part.clone()),
                ("when", String::from(when)),
                ("limit", milliamps(LIGHT_AMPS)),
            ];
            self.report(Kind::LightCurrent, self.moment(), vec![part], arguments);
        }
    }

    /// Finds the board's supplies.
    pub(super) fn find_rails(&mut self) {
        let supplies = limits(self.board_id()).supplies.iter();
        let rails = supplies.filter_map(|&(name, limit)| {
            let net = self.board_nets.get(name)?;
            Some((*net, name, limit))
        });
        self.checks.rails = rails.collect();
    }

    /// Looks at the supplies that an island hangs on.
    fn check_supply_currents(&mut self, island: IslandId) {
        if self.lights_are_too_bright(island) {
            return;
        }
        for index in 0..self.checks.rails.len() {
            let (net, name, limit) = self.checks.rails[index];
            let amps = self.nets.amps_from(net, island);
            if amps <= limit * MARGIN || !self.checks.is_news(Kind::SupplyCurrent, index as u32, 0)
            {
                continue;
            }
            let arguments = vec![
                ("amps", milliamps(amps)),
                ("supply", String::from(name)),
                ("limit", milliamps(limit)),
            ];
            let pin = format!("{}:{name}", self.board_part);
            self.report(Kind::SupplyCurrent, self.moment(), vec![pin], arguments);
        }
    }

    /// Imagines each GPIO as an output, high and low, with the others open or against it: what flows then?
    pub(super) fn imagine_outputs(&mut self) {
        for gpio in 0..self.pads.len() {
            let driver = self.pads[gpio].driver;
            let island = self.nets.island_of_driver(driver);
            let others: Vec<_> = self
                .nets
                .drivers_of(island)
                .iter()
                .copied()
                .filter(|other| *other != driver && (other.0 as usize) < self.pads.len())
                .collect();
            let limit = limits(self.board_id()).pin;
            for (high, against) in [(true, false), (false, false), (true, true)] {
                if against && others.is_empty() {
                    continue;
                }
                let before = self.nets.save(island);
                self.nets.set_drive(driver, Drive::Strong(high));
                for &other in &others {
                    let drive = match against {
                        true => Drive::Strong(!high),
                        false => Drive::HighZ,
                    };
                    self.nets.set_drive(other, drive);
                }
                self.nets.settle(island);
                let name = self.name_gpio(gpio);
                let level = if high { "high" } else { "low" };
                let when = format!(" while {name} is {level}");
                // Two outputs that somebody may make of one wire are nothing that the wires say.
                if self.nets.level(self.pads[gpio].net) != Level::Contention {
                    let amps = self.pad_amps(gpio).abs();
                    self.check_lights(island, &when);
                    let lit = !self.lamps_of_island[island.0 as usize].is_empty();
                    if lit
                        && amps > limit * MARGIN
                        && !against
                        && !self.lights_are_too_bright(island)
                    {
                        self.report_pin(gpio, amps, &when);
                    }
                }
                self.nets.restore(island, before);
            }
        }
        for island in 0..self.nets.island_count() {
            let island = IslandId(island as u32);
            self.check_lights(island, "");
            self.check_supply_currents(island);
        }
    }
}
