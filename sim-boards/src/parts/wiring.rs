//! What a part has in hand while it is built: its attributes, its pins, and the nets to be.

use super::{Pin, Power};
use crate::bus::{I2cPort, SpiPort};
use crate::diagram::{DiagramError, DiagramPart, Problem};
use crate::net::{DriverId, ElementId, NetBuilder, Node};
use crate::rng::Rng;
use core::fmt::Display;
use core::ops::RangeInclusive;
use core::str::FromStr;
use serde::Serialize;

/// A light of the circuit, whose current the circuit keeps track of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct LampId(pub u32);

/// The names that breakout boards give the pin of their supply.
const SUPPLY_PINS: [&str; 6] = ["VCC", "VIN", "VDD", "V+", "5V", "3V3"];

/// The pull-ups of common breakout boards: 4.7 to 10 kΩ.
const PULL_UP_OHMS: f64 = 10_000.0;

/// The means to build one part.
#[derive(Debug)]
pub struct Wiring<'a> {
    pub(crate) part: &'a DiagramPart,
    /// The part's place in the diagram's list.
    pub(crate) index: usize,
    pub(crate) seed: u64,
    pub(crate) pins: &'static [&'static str],
    /// One node for each of `pins`.
    pub(crate) nodes: &'a [Node],
    pub(crate) nets: &'a mut NetBuilder,
    /// The lights so far, by their diodes.
    pub(crate) lamps: &'a mut Vec<ElementId>,
    /// Signals that the part wants in the trace.
    pub(crate) probes: &'a mut Vec<(String, Node)>,
    /// Wires within parts that would join supplies, and were left out.
    pub(crate) shorts: &'a mut Vec<([String; 2], [String; 2])>,
    /// For each of `pins` the driver on it, once there is one.
    pub(crate) drivers: &'a mut [Option<DriverId>],
    /// The pins that the part watches.
    pub(crate) watches: &'a mut Vec<Pin>,
}

impl Wiring<'_> {
    /// One of the part's pins, to look at. The name must be one of the part type's.
    pub(crate) fn reads(&self, name: &str) -> Pin {
        let index = self.pins.iter().position(|&pin| pin == name);
        let index = index.expect("a part type asks for its own pins only");
        Pin(u8::try_from(index).expect("no part type has so many pins"))
    }

    /// One of the part's pins, whose changes the part wants to hear.
    pub(crate) fn watches(&mut self, name: &str) -> Pin {
        let pin = self.reads(name);
        if !self.watches.contains(&pin) {
            self.watches.push(pin);
        }
        pin
    }

    /// One of the part's pins, which the part drives at times.
    pub(crate) fn drives(&mut self, name: &str) -> Pin {
        let pin = self.reads(name);
        let index = usize::from(pin.0);
        if self.drivers[index].is_none() {
            self.drivers[index] = Some(self.nets.driver(self.nodes[index]));
        }
        pin
    }

    /// What feeds the part, by its two pins, and the least that it works at.
    pub(crate) fn power(&self, plus: &str, minus: &str, min_volts: f64) -> Power {
        Power {
            plus: self.reads(plus),
            minus: self.reads(minus),
            min_volts,
        }
    }

    /// Whether a wire leads to one of the part's pins.
    pub(crate) fn wired(&self, name: &str) -> bool {
        self.nets.is_joined(self.pin(name))
    }

    /// Whether one of the part's pins is wired to a supply or to ground.
    pub(crate) fn tied(&self, name: &str) -> bool {
        self.nets.is_supply(self.pin(name))
    }

    /// The part's connection to an I2C bus, by its two pins. Breakout boards pull both up to their supply.
    pub(crate) fn i2c(&mut self, sda: &str, scl: &str) -> I2cPort {
        let supply = SUPPLY_PINS
            .into_iter()
            .find(|name| self.pins.contains(name) && self.wired(name));
        if let Some(supply) = supply {
            for wire in [sda, scl] {
                let (from, to) = (self.pin(wire), self.pin(supply));
                self.nets.resistor(from, to, PULL_UP_OHMS);
            }
        }
        self.watches(sda);
        I2cPort::new(self.drives(sda), self.watches(scl))
    }

    /// The part's connection to a clock and data, by its pins.
    pub(crate) fn spi(
        &mut self,
        clock: &str,
        input: Option<&str>,
        output: Option<&str>,
        select: Option<&str>,
    ) -> SpiPort {
        let input = input.map(|input| self.reads(input));
        let output = output.map(|output| self.drives(output));
        let select = select.map(|select| self.watches(select));
        SpiPort::new(self.watches(clock), input, output, select)
    }

    /// The I2C address that the attribute `i2cAddress` gives, within what the chip can be set to.
    pub(crate) fn i2c_address(
        &self,
        default: u8,
        range: RangeInclusive<u8>,
    ) -> Result<u8, DiagramError> {
        let Some(text) = self.part.attr("i2cAddress") else {
            return Ok(default);
        };
        let digits = text.trim();
        let address = match digits
            .strip_prefix("0x")
            .or_else(|| digits.strip_prefix("0X"))
        {
            Some(hex) => u8::from_str_radix(hex, 16).ok(),
            None => digits.parse().ok(),
        };
        match address {
            Some(address) if range.contains(&address) => Ok(address),
            _ => {
                let expected = format!(
                    "an address from {:#04x} to {:#04x}",
                    range.start(),
                    range.end()
                );
                Err(self.bad_attr("i2cAddress", text, expected))
            }
        }
    }

    /// The node of one of the part's pins. The name must be one of the part type's.
    pub(crate) fn pin(&self, name: &str) -> Node {
        self.nodes[usize::from(self.reads(name).0)]
    }

    /// Turns a diode into a light.
    pub(crate) fn lamp(&mut self, diode: ElementId) -> LampId {
        self.lamps.push(diode);
        LampId(self.lamps.len() as u32 - 1)
    }

    /// Makes one piece of two pins. Where that would join supplies it is left out, and found by the checks.
    pub(crate) fn join(&mut self, a: &str, b: &str) {
        let (from, to) = (self.pin(a), self.pin(b));
        if let Err(short) = self.nets.join(from, to) {
            let name = |pin: &str| format!("{}:{pin}", self.part.id);
            self.shorts.push(([name(a), name(b)], [short.a, short.b]));
        }
    }

    /// The part's own stream of randomness.
    pub(crate) fn rng(&self) -> Rng {
        Rng::for_stream(self.seed, &self.part.id)
    }

    /// An attribute that is a number between two others; `default` if it is not there.
    pub(crate) fn number(
        &self,
        name: &str,
        default: f64,
        (low, high): (f64, f64),
    ) -> Result<f64, DiagramError> {
        let expected = format!("a number from {low} to {high}");
        self.attr(name, default, expected, |value| {
            (low..=high).contains(value)
        })
    }

    /// An attribute read as a value of some type; `default` if it is not there.
    pub(crate) fn attr<T: FromStr>(
        &self,
        name: &str,
        default: T,
        expected: impl Display,
        valid: impl Fn(&T) -> bool,
    ) -> Result<T, DiagramError> {
        let Some(text) = self.part.attr(name) else {
            return Ok(default);
        };
        match text.trim().parse::<T>() {
            Ok(value) if valid(&value) => Ok(value),
            _ => Err(self.bad_attr(name, text, expected)),
        }
    }

    /// The error for an attribute whose value makes no sense.
    pub(crate) fn bad_attr(
        &self,
        name: &str,
        value: String,
        expected: impl Display,
    ) -> DiagramError {
        DiagramError::at(
            format!("parts[{}].attrs.{name}", self.index),
            Problem::BadAttribute {
                part: self.part.id.clone(),
                attribute: String::from(name),
                value,
                expected: expected.to_string(),
            },
        )
    }
}
