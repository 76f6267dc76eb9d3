//! A device's side of a 1-Wire bus: resets, time slots, and the commands that choose among devices (Maxim's DS18B20
//! datasheet, "1-Wire bus system"; application note 187).

use super::pulse::Pulse;
use super::{Bench, Pin, Power};
use crate::time::Nanos;
use serde::Serialize;

/// A low level of this length is a reset, and none of the controllers makes a shorter one (480 µs).
const RESET: Nanos = Nanos(480_000);
/// From the end of a reset to the answer (15 to 60 µs), and how long that is (60 to 240 µs).
const BEFORE_PRESENCE: Nanos = Nanos(30_000);
const PRESENCE: Nanos = Nanos(120_000);
/// When a device looks at the wire after a slot has begun (15 to 60 µs), and for how long it holds the wire for a 0.
const SAMPLE: Nanos = Nanos(30_000);

const SEARCH_ROM: u8 = 0xf0;
const ALARM_SEARCH: u8 = 0xec;
const READ_ROM: u8 = 0x33;
const MATCH_ROM: u8 = 0x55;
const SKIP_ROM: u8 = 0xcc;

/// The tokens of its wake-ups; those of the device are higher.
const PRESENCE_BEGINS: u16 = 0;
const PRESENCE_ENDS: u16 = 1;
const LETS_GO: u16 = 2;
/// The first token that a device can use itself.
pub(super) const FIRST_TOKEN: u16 = 3;

/// What a device does once it is chosen.
pub(super) trait OneWireTarget {
    /// Whether it answers an alarm search.
    fn alarm(&self) -> bool;

    /// It has been reset: what it was told before no longer counts.
    fn reset(&mut self);

    /// A byte was written to it.
    fn write(&mut self, bench: &mut Bench<'_>, byte: u8);

    /// The bit that it sends in the slot that begins, if it is its turn to send.
    fn read(&mut self, bench: &mut Bench<'_>) -> Option<bool>;
}

/// Where a device is in the course of a transaction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
enum State {
    /// Not chosen: it waits for a reset.
    Deaf,
    /// About to answer a reset, or doing it.
    Present,
    /// A command comes that chooses.
    Command,
    /// It is compared with the bits of an address, of which so many came.
    Match(u8),
    /// It sends a bit of its address, then the opposite, then it is compared: the bit, and which of the three.
    Search(u8, u8),
    /// It sends its address, of which so many bits are gone.
    Address(u8),
    /// Chosen: what comes is for the device.
    Chosen,
}

/// A device's connection to the wire.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(super) struct OneWirePort {
    wire: Pin,
    power: Power,
    /// Its address from the first bit on the wire, which is the lowest.
    address: u64,
    state: State,
    /// The low level on the wire.
    low: Pulse,
    /// Whether it sends in the slot that has begun.
    sends: bool,
    /// The bits of a byte that comes, and how many there are.
    bits: u8,
    count: u8,
}

impl OneWirePort {
    /// A device with a family code and a serial number of six bytes.
    pub fn new(wire: Pin, power: Power, family: u8, serial: [u8; 6]) -> Self {
        let [a, b, c, d, e, f] = serial;
        let bytes = [family, a, b, c, d, e, f];
        let all = [family, a, b, c, d, e, f, crc8(&bytes)];
        Self {
            wire,
            power,
            address: u64::from_le_bytes(all),
            state: State::Deaf,
            low: Pulse::default(),
            sends: false,
            bits: 0,
            count: 0,
        }
    }

    /// The wire reads otherwise than before.
    pub fn edge(&mut self, bench: &mut Bench<'_>, target: &mut dyn OneWireTarget, high: bool) {
        let length = self.low.edge(bench.now(), !high);
        if self.state == State::Present {
            // Its own answer is over, and those of others at the same time; or a reset has begun within it.
            match length {
                Some(length) if high && length >= RESET => self.reset(bench, target),
                Some(_) if high => self.state = State::Command,
                _ => {}
            }
            return;
        }
        if !high {
            self.begin_slot(bench, target);
            return;
        }
        match length {
            None => {}
            Some(length) if length >= RESET => self.reset(bench, target),
            Some(_) if self.sends => {}
            Some(length) => self.take(bench, target, length < SAMPLE),
        }
    }

    /// Does what a wake-up was for. Gives back a token that is the device's own.
    pub fn wake(&mut self, bench: &mut Bench<'_>, token: u16) -> Option<u16> {
        match token {
            PRESENCE_BEGINS => {
                bench.pull_low(self.wire, true);
                bench.wake_in(PRESENCE, PRESENCE_ENDS);
            }
            PRESENCE_ENDS => {
                bench.pull_low(self.wire, false);
            }
            LETS_GO => bench.pull_low(self.wire, false),
            own => return Some(own),
        }
        None
    }

    fn reset(&mut self, bench: &mut Bench<'_>, target: &mut dyn OneWireTarget) {
        target.reset();
        (self.bits, self.count, self.sends) = (0, 0, false);
        if bench.powered(self.power) {
            self.state = State::Present;
            bench.cancel(PRESENCE_BEGINS);
            bench.cancel(PRESENCE_ENDS);
            bench.wake_in(BEFORE_PRESENCE, PRESENCE_BEGINS);
        } else {
            self.state = State::Deaf;
        }
    }

    fn begin_slot(&mut self, bench: &mut Bench<'_>, target: &mut dyn OneWireTarget) {
        let bit = match self.state {
            State::Search(bit, step @ (0 | 1)) => {
                self.state = State::Search(bit, step + 1);
                Some(self.bit(bit) == (step == 0))
            }
            State::Address(bit) => {
                self.state = if bit == 63 {
                    State::Chosen
                } else {
                    State::Address(bit + 1)
                };
                Some(self.bit(bit))
            }
            State::Chosen => target.read(bench),
            _ => None,
        };
        self.sends = bit.is_some();
        if bit == Some(false) {
            bench.pull_low(self.wire, true);
            bench.wake_in(SAMPLE, LETS_GO);
        }
    }

    fn bit(&self, index: u8) -> bool {
        self.address >> index & 1 == 1
    }

    /// Takes a bit that was written.
    fn take(&mut self, bench: &mut Bench<'_>, target: &mut dyn OneWireTarget, bit: bool) {
        match self.state {
            State::Match(index) | State::Search(index, _) if bit != self.bit(index) => {
                self.state = State::Deaf;
            }
            State::Match(63) | State::Search(63, _) => self.state = State::Chosen,
            State::Match(index) => self.state = State::Match(index + 1),
            State::Search(index, _) => self.state = State::Search(index + 1, 0),
            State::Command | State::Chosen => {
                self.bits = self.bits >> 1 | u8::from(bit) << 7;
                self.count += 1;
                if self.count < 8 {
                    return;
                }
                self.count = 0;
                if self.state == State::Chosen {
                    target.write(bench, self.bits);
                } else {
                    self.state = match self.bits {
                        SEARCH_ROM => State::Search(0, 0),
                        ALARM_SEARCH if target.alarm() => State::Search(0, 0),
                        READ_ROM => State::Address(0),
                        MATCH_ROM => State::Match(0),
                        SKIP_ROM => State::Chosen,
                        _ => State::Deaf,
                    };
                }
            }
            State::Deaf | State::Present | State::Address(_) => {}
        }
    }
}

/// The checksum of addresses and scratchpads: the polynomial x⁸ + x⁵ + x⁴ + 1, lowest bit first.
pub(super) fn crc8(bytes: &[u8]) -> u8 {
    bytes.iter().fold(0, |crc, &byte| {
        (0..8).fold(crc ^ byte, |crc, _| {
            crc >> 1 ^ if crc & 1 == 1 { 0x8c } else { 0 }
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_checksum_is_that_of_the_application_note() {
        // Maxim's application note 27, figure 2.
        assert_eq!(crc8(&[0x02, 0x1c, 0xb8, 0x01, 0, 0, 0]), 0xa2);
    }
}
