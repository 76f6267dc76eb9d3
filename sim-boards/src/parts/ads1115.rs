//! `board-ads1115`: four analog inputs with 16 bits (Texas Instruments ADS111x, SBAS444E).

use super::{Bench, Device, Part, PartType, Pin, Power, Wiring};
use crate::bus::{I2cPort, I2cTarget};
use crate::diagram::DiagramError;
use crate::net::Level;
use crate::time::Nanos;
use serde::Serialize;

pub(super) const TYPE: PartType = PartType {
    names: &["board-ads1115"],
    pins: &[
        "VDD", "GND", "SCL", "SDA", "ADDR", "ALRT", "A0", "A1", "A2", "A3",
    ],
    build,
};

/// The least supply (section 7.3).
const MIN_VOLTS: f64 = 2.0;

/// The address with ADDR at GND, where the board pulls it (table 7-2).
const ADDRESS: u8 = 0x48;
const GENERAL_CALL: u8 = 0;
/// The byte of a general call that resets the chip (section 9.5.1.2).
const RESET: u8 = 6;

/// Reset values (section 9.6).
const CONFIG: u16 = 0x8583;
const LOW: u16 = 0x8000;
const HIGH: u16 = 0x7fff;

/// Bits of the configuration (table 9-3).
const OS: u16 = 0x8000;
const SINGLE_SHOT: u16 = 0x0100;
const WINDOW: u16 = 0x0010;
const ACTIVE_HIGH: u16 = 0x0008;
const LATCHING: u16 = 0x0004;
const QUEUE: u16 = 0x0003;

/// Full scale in volts, by the gain's bits.
const FULL_SCALE: [f64; 8] = [6.144, 4.096, 2.048, 1.024, 0.512, 0.256, 0.256, 0.256];

/// Conversions in a second, by the data rate's bits.
const RATES: [u64; 8] = [8, 16, 32, 64, 128, 250, 475, 860];

/// How long the chip takes to wake up before a single conversion (section 9.4.2.1).
const WAKE_UP: Nanos = Nanos::from_micros(25);

/// How long the ready pin is active after each of continuous conversions (section 9.3.8).
const READY_PULSE: Nanos = Nanos::from_micros(8);

/// Inputs see nothing beyond the supplies by more than this (section 7.1).
const BEYOND: f64 = 0.3;

/// The tokens of the end of a conversion, and of the end of a pulse of the ready pin.
const CONVERTED: u16 = 0;
const READY_OVER: u16 = 1;

/// A converter.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Ads1115 {
    port: I2cPort,
    chip: Chip,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
struct Chip {
    power: Power,
    addr: Pin,
    sda: Pin,
    scl: Pin,
    alert: Pin,
    inputs: [Pin; 4],
    /// What the transfer's first byte was, if it was sent to all chips.
    general_call: bool,
    /// Conversion, configuration, low and high threshold.
    registers: [u16; 4],
    pointer: u8,
    /// The bytes written since the pointer, and the next byte of a register to be read.
    written: u8,
    high_byte: u8,
    low_byte_next: bool,
    converting: bool,
    /// Conversions in a row beyond the thresholds.
    beyond: u8,
    alerting: bool,
}

impl Chip {
    fn own_address(&self, bench: &Bench<'_>) -> u8 {
        let offset = if bench.joined(self.addr, self.sda) {
            2
        } else if bench.joined(self.addr, self.scl) {
            3
        } else {
            u8::from(bench.level(self.addr) != Level::Floating && bench.high(self.addr))
        };
        ADDRESS + offset
    }

    fn config(&self) -> u16 {
        self.registers[1]
    }

    fn single(&self) -> bool {
        self.config() & SINGLE_SHOT != 0
    }

    /// Whether the alert pin tells of conversions rather than of thresholds (section 9.3.8).
    fn tells_ready(&self) -> bool {
        self.registers[3] & 0x8000 != 0 && self.registers[2] & 0x8000 == 0
    }

    fn reset(&mut self, bench: &mut Bench<'_>) {
        self.registers = [0, CONFIG & !OS, LOW, HIGH];
        (self.pointer, self.beyond) = (0, 0);
        self.stop(bench);
        self.alert(bench, false);
    }

    fn stop(&mut self, bench: &mut Bench<'_>) {
        self.converting = false;
        bench.cancel(CONVERTED);
        bench.cancel(READY_OVER);
    }

    fn start(&mut self, bench: &mut Bench<'_>) {
        self.converting = true;
        let period = 1_000_000_000 / RATES[usize::from(self.config() >> 5 & 7)];
        let wake_up = if self.single() { WAKE_UP } else { Nanos::ZERO };
        bench.wake_in(Nanos(period) + wake_up, CONVERTED);
    }

    /// What the inputs give at this instant (section 9.6.3: MUX and PGA).
    fn measure(&self, bench: &Bench<'_>) -> i16 {
        let top = bench.supply(self.power.plus, self.power.minus) + BEYOND;
        let ground = bench.volts(self.power.minus);
        let volts = |input: usize| {
            let volts = bench.volts(self.inputs[input]) - ground;
            volts.clamp(-BEYOND, top.max(-BEYOND))
        };
        let difference = match self.config() >> 12 & 7 {
            0 => volts(0) - volts(1),
            1 => volts(0) - volts(3),
            2 => volts(1) - volts(3),
            3 => volts(2) - volts(3),
            single => volts(usize::from(single) - 4),
        };
        let full_scale = FULL_SCALE[usize::from(self.config() >> 9 & 7)];
        // A cast saturates, as the converter does.
        (difference / full_scale * 32_768.0).round() as i16
    }

    fn converted(&mut self, bench: &mut Bench<'_>) {
        self.converting = false;
        let value = self.measure(bench);
        self.registers[0] = value as u16;
        if self.tells_ready() {
            self.alert(bench, true);
            if !self.single() {
                bench.wake_in(READY_PULSE, READY_OVER);
            }
        } else {
            self.compare(bench, value);
        }
        if !self.single() {
            self.start(bench);
        }
    }

    /// The comparator (section 9.3.7).
    fn compare(&mut self, bench: &mut Bench<'_>, value: i16) {
        let (low, high) = (self.registers[2] as i16, self.registers[3] as i16);
        let window = self.config() & WINDOW != 0;
        let beyond = value > high || window && value < low;
        // The traditional comparator has a hysteresis down to the lower threshold.
        let back = if window { !beyond } else { value < low };
        if beyond {
            let needed = [1, 2, 4, u8::MAX][usize::from(self.config() & QUEUE)];
            self.beyond = self.beyond.saturating_add(1);
            if self.beyond >= needed {
                self.alert(bench, true);
            }
        } else {
            self.beyond = 0;
            if back && self.config() & LATCHING == 0 {
                self.alert(bench, false);
            }
        }
    }

    /// Drives the alert pin, an open drain, which is off while the comparator is.
    fn alert(&mut self, bench: &mut Bench<'_>, active: bool) {
        self.alerting = active;
        let off = self.config() & QUEUE == QUEUE;
        let active_high = self.config() & ACTIVE_HIGH != 0;
        bench.pull_low(self.alert, !off && active != active_high);
    }

    fn store(&mut self, bench: &mut Bench<'_>, value: u16) {
        let place = usize::from(self.pointer & 3);
        match place {
            0 => {}
            1 => {
                self.registers[1] = value & !OS;
                self.beyond = 0;
                self.stop(bench);
                self.alert(bench, false);
                if !self.single() || value & OS != 0 {
                    self.start(bench);
                }
            }
            _ => self.registers[place] = value,
        }
    }

    fn load(&mut self, bench: &mut Bench<'_>) -> u16 {
        let place = usize::from(self.pointer & 3);
        match place {
            // The highest bit says that no conversion is under way.
            1 => self.config() | if self.converting { 0 } else { OS },
            0 => {
                if self.alerting && self.config() & LATCHING != 0 && !self.tells_ready() {
                    self.alert(bench, false);
                }
                self.registers[0]
            }
            _ => self.registers[place],
        }
    }
}

impl I2cTarget for Chip {
    fn start(&mut self, bench: &mut Bench<'_>, address: u8, read: bool) -> bool {
        self.general_call = address == GENERAL_CALL && !read;
        (self.written, self.low_byte_next) = (0, false);
        (address == self.own_address(bench) || self.general_call) && bench.powered(self.power)
    }

    fn write(&mut self, bench: &mut Bench<'_>, byte: u8) -> bool {
        if self.general_call {
            if byte == RESET {
                self.reset(bench);
            }
            return byte == RESET;
        }
        match self.written {
            0 => self.pointer = byte,
            1 => self.high_byte = byte,
            2 => self.store(bench, u16::from_be_bytes([self.high_byte, byte])),
            _ => {}
        }
        self.written = self.written.saturating_add(1);
        true
    }

    fn read(&mut self, bench: &mut Bench<'_>) -> u8 {
        let [high, low] = self.load(bench).to_be_bytes();
        self.low_byte_next = !self.low_byte_next;
        if self.low_byte_next { high } else { low }
    }
}

impl Device for Ads1115 {
    fn wake(&mut self, bench: &mut Bench<'_>, token: u16) {
        match token {
            CONVERTED => self.chip.converted(bench),
            _ => self.chip.alert(bench, false),
        }
    }

    fn i2c(&mut self) -> Option<(&mut I2cPort, &mut dyn I2cTarget)> {
        Some((&mut self.port, &mut self.chip))
    }
}

fn build(wiring: &mut Wiring<'_>) -> Result<Part, DiagramError> {
    Ok(Part::from(Ads1115 {
        port: wiring.i2c("SDA", "SCL"),
        chip: Chip {
            power: wiring.power("VDD", "GND", MIN_VOLTS),
            addr: wiring.reads("ADDR"),
            sda: wiring.reads("SDA"),
            scl: wiring.reads("SCL"),
            alert: wiring.drives("ALRT"),
            // Watched, so that a PWM on them has edges.
            inputs: ["A0", "A1", "A2", "A3"].map(|pin| wiring.watches(pin)),
            general_call: false,
            registers: [0, CONFIG & !OS, LOW, HIGH],
            pointer: 0,
            written: 0,
            high_byte: 0,
            low_byte_next: false,
            converting: false,
            beyond: 0,
            alerting: false,
        },
    }))
}

#[cfg(test)]
mod tests {
    use super::super::bed::{Bed, Wires};
    use crate::circuit::I2cFault;
    use crate::time::Nanos;
    use crate::{PinMode, Pull};

    const CHIP: u8 = 0x48;

    /// A potentiometer at A0, 3.3 V at A1; ALRT leads to GP9.
    fn bed(addr: &str) -> Bed {
        let diagram = r#"{"version": 1,
            "parts": [{"id": "pico", "type": "wokwi-pi-pico"}, {"id": "adc", "type": "board-ads1115"},
                {"id": "part", "type": "wokwi-potentiometer"}],
            "connections": [["adc:VDD", "pico:3V3", "", []], ["adc:GND", "pico:GND.1", "", []],
                ["adc:SDA", "pico:GP4", "", []], ["adc:SCL", "pico:GP5", "", []],
                ["adc:ALRT", "pico:GP9", "", []], ["adc:A1", "pico:3V3", "", []],
                ["part:VCC", "pico:3V3", "", []], ["part:GND", "pico:GND.2", "", []],
                ["part:SIG", "adc:A0", "", []], ["adc:ADDR", "ADDR", "", []]]}"#;
        let mut bed = Bed::of(&diagram.replace("\"ADDR\"", &format!("\"{addr}\"")));
        bed.pull_bus_up();
        bed.configure(9, PinMode::In, Pull::UP, None);
        bed.turn("position", 0.5);
        bed
    }

    fn word(bed: &mut Bed, register: u8) -> u16 {
        let read = bed.write_read(CHIP, &[register], 2).expect("it answers");
        u16::from_be_bytes([read[0], read[1]])
    }

    #[test]
    fn a_single_conversion_takes_its_time_and_measures_volts() {
        let mut bed = bed("pico:GND.3");
        assert_eq!(word(&mut bed, 1), 0x8583);
        // A0 against ground, 4.096 V, 128 in a second.
        bed.write(CHIP, &[1, 0xc3, 0x83]).expect("it answers");
        bed.pass(Nanos::from_millis(7));
        assert_eq!(word(&mut bed, 1), 0x4383, "it converts");
        bed.pass(Nanos::from_millis(1));
        assert_eq!(word(&mut bed, 1), 0xc383);
        let volts = f64::from(word(&mut bed, 0)) * 4.096 / 32_768.0;
        assert!((volts - 1.65).abs() < 0.01, "{volts}");
        // A0 against A1 is beyond what 1.024 V allow.
        bed.write(CHIP, &[1, 0x87, 0x83]).expect("it answers");
        bed.pass(Nanos::from_millis(8));
        assert_eq!(word(&mut bed, 0), 0x8000);
    }

    #[test]
    fn the_comparator_alerts_and_lets_go() {
        let mut bed = bed("pico:GND.3");
        // Thresholds of 2 V and 2.5 V at 4.096 V; continuous, 860 in a second, after two.
        for (register, value) in [(2, 16_000_u16), (3, 20_000), (1, 0x42e1)] {
            let [high, low] = value.to_be_bytes();
            bed.write(CHIP, &[register, high, low]).expect("it answers");
        }
        bed.pass(Nanos::from_millis(5));
        assert!(bed.get(9));
        bed.turn("position", 0.9);
        bed.pass(Nanos::from_micros(1200));
        assert!(bed.get(9), "one is not enough");
        bed.pass(Nanos::from_micros(1200));
        assert!(!bed.get(9));
        bed.turn("position", 0.7);
        bed.pass(Nanos::from_millis(5));
        assert!(!bed.get(9), "not yet below the lower one");
        bed.turn("position", 0.5);
        bed.pass(Nanos::from_millis(5));
        assert!(bed.get(9));
    }

    #[test]
    fn the_ready_pin_pulses_after_each_conversion() {
        let mut bed = bed("pico:GND.3");
        for bytes in [[2, 0, 0], [3, 0x80, 0], [1, 0x42, 0xe0]] {
            bed.write(CHIP, &bytes).expect("it answers");
        }
        let mut falls = 0;
        let mut before = true;
        for _ in 0..5000 {
            bed.pass(Nanos::from_micros(4));
            let now = bed.get(9);
            falls += u32::from(before && !now);
            before = now;
        }
        assert_eq!(falls, 17, "in 20 ms");
    }

    #[test]
    fn the_address_pin_says_where_it_is() {
        for (wire, address) in [("pico:3V3", 0x49), ("pico:GP4", 0x4a), ("pico:GP5", 0x4b)] {
            let mut bed = bed(wire);
            assert_eq!(bed.write(CHIP, &[0]), Err(I2cFault::NoTarget), "{wire}");
            assert_eq!(bed.write(address, &[0]), Ok(()), "{wire}");
        }
    }

    #[test]
    fn bits_on_the_wires_come_to_the_same() {
        let pins = [("VDD", "3V3"), ("GND", "GND.1")];
        let mut bed = Bed::i2c("board-ads1115", &pins, Wires::Program);
        assert_eq!(word(&mut bed, 3), 0x7fff);
        bed.write(CHIP, &[3, 0x12, 0x34]).expect("it answers");
        assert_eq!(bed.write_read(CHIP, &[], 2), Ok(vec![0x12, 0x34]));
    }
}
