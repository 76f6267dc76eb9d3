//! `wokwi-tm1637-7segment`: four digits and a colon behind a TM1637, which speaks on two wires
//! (Titan Micro TM1637 datasheet, V2.4; <https://docs.wokwi.com/parts/wokwi-tm1637-7segment>).

use super::{Bench, Device, Part, PartState, PartType, Pin, Power, View, Wiring};
use crate::diagram::DiagramError;
use serde::Serialize;

pub(super) const TYPE: PartType = PartType {
    names: &["wokwi-tm1637-7segment"],
    pins: &["CLK", "DIO", "VCC", "GND"],
    build,
};

/// The chip is made for 5 V; modules are sold for 3.3 V too, where it works.
const MIN_VOLTS: f64 = 3.0;

/// The pull-ups of the modules.
const PULL_UP_OHMS: f64 = 10_000.0;

/// The chip's memory, and the digits that the module has.
const PLACES: usize = 6;
const DIGITS: usize = 4;

/// Without keys, a scan of them reads this (section "Key scanning data").
const NO_KEY: u8 = 0xff;

/// What the chip is doing on its wires.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
enum Phase {
    Idle,
    /// Bits come, the lowest first.
    Receive,
    /// The chip holds DIO low for the ninth clock.
    Acknowledge,
    /// Bits go out.
    Send,
}

/// A module.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Tm1637 {
    power: Power,
    clk: Pin,
    dio: Pin,
    clk_high: bool,
    dio_high: bool,
    phase: Phase,
    shift: u8,
    bits: u8,
    /// Whether this transfer's first byte, the command, has come.
    commanded: bool,
    memory: [u8; PLACES],
    place: usize,
    fixed: bool,
    read_keys: bool,
    on: bool,
    brightness: u8,
}

impl Tm1637 {
    fn receive(&mut self) {
        (self.phase, self.shift, self.bits) = (Phase::Receive, 0, 0);
    }

    /// A byte is complete.
    fn take(&mut self, bench: &mut Bench<'_>, byte: u8) {
        if self.commanded {
            if let Some(cell) = self.memory.get_mut(self.place) {
                *cell = byte;
                bench.show();
            }
            if !self.fixed {
                self.place = (self.place + 1) % PLACES;
            }
            return;
        }
        self.commanded = true;
        match byte >> 6 {
            1 => {
                self.read_keys = byte & 3 == 2;
                self.fixed = byte & 4 != 0;
            }
            2 => {
                self.on = byte & 8 != 0;
                self.brightness = byte & 7;
                bench.show();
            }
            3 => self.place = usize::from(byte & 7),
            _ => {}
        }
    }

    fn clock(&mut self, bench: &mut Bench<'_>, high: bool) {
        match (self.phase, high) {
            (Phase::Receive, true) => {
                self.shift = self.shift >> 1 | u8::from(self.dio_high) << 7;
                self.bits += 1;
            }
            (Phase::Receive, false) if self.bits == 8 => {
                let byte = self.shift;
                self.take(bench, byte);
                self.phase = Phase::Acknowledge;
                bench.pull_low(self.dio, true);
            }
            (Phase::Acknowledge, false) => {
                bench.pull_low(self.dio, false);
                self.receive();
                if self.read_keys {
                    self.phase = Phase::Send;
                    self.send(bench);
                }
            }
            (Phase::Send, false) => self.send(bench),
            _ => {}
        }
    }

    fn send(&mut self, bench: &mut Bench<'_>) {
        bench.pull_low(self.dio, self.bits < 8 && NO_KEY >> self.bits & 1 == 0);
        self.bits += 1;
        if self.bits > 9 {
            self.phase = Phase::Idle;
            self.read_keys = false;
        }
    }
}

impl Device for Tm1637 {
    fn power_on(&mut self, bench: &mut Bench<'_>) {
        (self.clk_high, self.dio_high) = (bench.high(self.clk), bench.high(self.dio));
    }

    fn pin(&mut self, bench: &mut Bench<'_>, pin: Pin, high: bool) {
        let powered = bench.powered(self.power);
        if pin == self.clk {
            if high != self.clk_high {
                self.clk_high = high;
                if powered {
                    self.clock(bench, high);
                }
            }
        } else if high != self.dio_high {
            self.dio_high = high;
            if self.clk_high && powered {
                if high {
                    self.phase = Phase::Idle;
                } else {
                    self.receive();
                    self.commanded = false;
                }
            }
        }
    }

    fn state(&self, _view: &View<'_>) -> Option<PartState> {
        Some(PartState::DigitDisplay {
            digits: self.memory[..DIGITS].to_vec(),
            brightness: if self.on { self.brightness + 1 } else { 0 },
        })
    }
}

fn build(wiring: &mut Wiring<'_>) -> Result<Part, DiagramError> {
    let vcc = wiring.pin("VCC");
    for pin in ["CLK", "DIO"] {
        let pin = wiring.pin(pin);
        wiring.nets.resistor(pin, vcc, PULL_UP_OHMS);
    }
    wiring.watches("DIO");
    Ok(Part::from(Tm1637 {
        power: wiring.power("VCC", "GND", MIN_VOLTS),
        clk: wiring.watches("CLK"),
        dio: wiring.drives("DIO"),
        clk_high: false,
        dio_high: false,
        phase: Phase::Idle,
        shift: 0,
        bits: 0,
        commanded: false,
        memory: [0; PLACES],
        place: 0,
        fixed: false,
        read_keys: false,
        on: false,
        brightness: 0,
    }))
}

#[cfg(test)]
mod tests {
    use super::super::PartState;
    use super::super::bed::Bed;
    use crate::{PinMode, Pull};

    const CLK: u8 = 2;
    const DIO: u8 = 3;

    fn bed() -> Bed {
        let pins = [
            ("CLK", "GP2"),
            ("DIO", "GP3"),
            ("VCC", "3V3"),
            ("GND", "GND.1"),
        ];
        let mut bed = Bed::new("wokwi-tm1637-7segment", &[], &pins);
        for pin in [CLK, DIO] {
            bed.configure(pin, PinMode::OpenDrain, Pull::NONE, Some(true));
        }
        bed
    }

    fn seen(bed: &Bed) -> (Vec<u8>, u8) {
        let states = bed.circuit.part_states();
        match states.into_iter().find(|(id, _)| id == "part") {
            Some((_, PartState::DigitDisplay { digits, brightness })) => (digits, brightness),
            other => panic!("{other:?} is no display of digits"),
        }
    }

    fn bit(bed: &mut Bed, high: bool) -> bool {
        bed.set(CLK, false);
        bed.set(DIO, high);
        bed.set(CLK, true);
        bed.get(DIO)
    }

    /// Sends bytes; whether each was acknowledged.
    fn send(bed: &mut Bed, bytes: &[u8]) -> bool {
        bed.set(DIO, false);
        let mut all = true;
        for &byte in bytes {
            for place in 0..8 {
                bit(bed, byte >> place & 1 == 1);
            }
            all &= !bit(bed, true);
        }
        bed.set(CLK, false);
        bed.set(DIO, false);
        bed.set(CLK, true);
        bed.set(DIO, true);
        all
    }

    #[test]
    fn digits_come_one_after_the_other_or_at_a_fixed_place() {
        let mut bed = bed();
        assert!(send(&mut bed, &[0x40]));
        assert!(send(&mut bed, &[0xc0, 0x3f, 0x86, 0x5b, 0x4f]));
        assert_eq!(seen(&bed), (vec![0x3f, 0x86, 0x5b, 0x4f], 0));
        assert!(send(&mut bed, &[0x8f]));
        assert!(send(&mut bed, &[0x44]));
        assert!(send(&mut bed, &[0xc2, 0x01, 0x02]));
        assert_eq!(seen(&bed), (vec![0x3f, 0x86, 0x02, 0x4f], 8));
        send(&mut bed, &[0x80]);
        assert_eq!(seen(&bed).1, 0);
    }

    #[test]
    fn no_key_is_pressed() {
        let mut bed = bed();
        bed.set(DIO, false);
        for place in 0..8 {
            bit(&mut bed, 0x42 >> place & 1 == 1);
        }
        assert!(!bit(&mut bed, true));
        let keys = (0..8).fold(0, |keys, place| {
            keys | u8::from(bit(&mut bed, true)) << place
        });
        assert_eq!(keys, 0xff);
    }

    #[test]
    fn pins_that_only_push_get_through_as_well() {
        let mut bed = bed();
        for pin in [CLK, DIO] {
            bed.output(pin, true);
        }
        send(&mut bed, &[0x40]);
        send(&mut bed, &[0xc0, 0x3f, 0x06]);
        send(&mut bed, &[0x88]);
        assert_eq!(seen(&bed), (vec![0x3f, 0x06, 0, 0], 1));
    }
}
