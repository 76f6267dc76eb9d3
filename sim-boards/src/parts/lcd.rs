//! `wokwi-lcd1602` and `wokwi-lcd2004`: character displays with an HD44780, on their own pins or behind a PCF8574 on I2C
//! (<https://docs.wokwi.com/parts/wokwi-lcd1602>).

use super::hd44780::Hd44780;
use super::{Bench, Device, LampId, Level, Part, PartState, PartType, Pin, Power, View, Wiring};
use crate::bus::{I2cPort, I2cTarget};
use crate::diagram::DiagramError;
use crate::net::Drive;
use serde::Serialize;

pub(super) const TYPE: PartType = PartType {
    names: &["wokwi-lcd1602"],
    pins: PINS,
    build: |wiring| build(wiring, 16, 2),
};

pub(super) const LCD2004: PartType = PartType {
    names: &["wokwi-lcd2004"],
    pins: PINS,
    build: |wiring| build(wiring, 20, 4),
};

const PINS: &[&str] = &[
    "VSS", "VDD", "V0", "RS", "RW", "E", "D0", "D1", "D2", "D3", "D4", "D5", "D6", "D7", "A", "K",
    "GND", "VCC", "SDA", "SCL",
];

/// The least supply (HD44780U, "Absolute Maximum Ratings" and "DC Characteristics").
const MIN_VOLTS: f64 = 2.7;

/// The backlight of usual modules: a diode with 100 Ω, which shines from a milliampere on.
const LIGHT_VOLTS: f64 = 3.0;
const LIGHT_OHMS: f64 = 100.0;
const LIGHT_MIN_AMPS: f64 = 0.001;

/// Where the backpack's expander leads (as the usual one is wired).
const RS: u8 = 1;
const RW: u8 = 2;
const E: u8 = 4;
const LIGHT: u8 = 8;

/// The addresses that a PCF8574 and a PCF8574A can be set to (NXP, rev. 5, section 7.2).
const ADDRESS: u8 = 0x27;
const ADDRESSES: core::ops::RangeInclusive<u8> = 0x20..=0x3f;

/// A character display.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Lcd {
    columns: u8,
    rows: u8,
    wires: Wires,
    panel: Panel,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
enum Wires {
    Own {
        register: Pin,
        read: Pin,
        data: [Pin; 8],
        light: LampId,
    },
    Backpack(I2cPort),
}

/// The chip, and the expander before it if there is one.
#[derive(Clone, Debug, PartialEq, Serialize)]
struct Panel {
    power: Power,
    address: u8,
    /// What the expander's outputs are set to; all are high at power-on (section 8.1).
    outputs: u8,
    chip: Hd44780,
}

impl I2cTarget for Panel {
    fn start(&mut self, bench: &mut Bench<'_>, address: u8, _read: bool) -> bool {
        address == self.address && bench.powered(self.power)
    }

    fn write(&mut self, bench: &mut Bench<'_>, byte: u8) -> bool {
        let before = core::mem::replace(&mut self.outputs, byte);
        let rises = byte & E != 0;
        // At the falling edge the chip takes what the lines carried up to then.
        let lines = if rises { byte } else { before };
        // The lower data lines are left open, and the chip pulls them up.
        let data = lines | 0x0f;
        let (register, read) = (lines & RS != 0, lines & RW != 0);
        let changed = self.chip.enable(bench.now(), rises, register, read, data);
        if changed || (before ^ byte) & LIGHT != 0 {
            bench.show();
        }
        true
    }

    fn read(&mut self, _bench: &mut Bench<'_>) -> u8 {
        // An output that is set high is a weak pull, against which the chip wins.
        let wanted = RW | E;
        let driven = if self.outputs & wanted == wanted {
            self.chip.output() | 0x0f
        } else {
            0xff
        };
        self.outputs & driven
    }
}

/// The level of one of the chip's inputs, which it pulls up (DC characteristics: pull-up MOS current).
fn input(bench: &Bench<'_>, pin: Pin) -> bool {
    bench.level(pin) == Level::Floating || bench.high(pin)
}

impl Device for Lcd {
    fn power_on(&mut self, bench: &mut Bench<'_>) {
        if !bench.powered(self.panel.power) {
            self.panel.outputs &= !LIGHT;
        }
    }

    /// E has changed, which is all that the part watches.
    fn pin(&mut self, bench: &mut Bench<'_>, _pin: Pin, high: bool) {
        let Wires::Own {
            register,
            read,
            data,
            ..
        } = self.wires
        else {
            return;
        };
        let panel = &mut self.panel;
        if !bench.powered(panel.power) {
            return;
        }
        let (register, read) = (input(bench, register), input(bench, read));
        let lines = data
            .iter()
            .rev()
            .fold(0, |lines, &pin| lines << 1 | u8::from(input(bench, pin)));
        let changed = panel.chip.enable(bench.now(), high, register, read, lines);
        if changed {
            bench.show();
        }
        let first = if panel.chip.eight_bits() { 0 } else { 4 };
        for (bit, &pin) in data.iter().enumerate().skip(first) {
            if high && read {
                bench.push(pin, panel.chip.output() >> bit & 1 == 1, panel.power);
            } else {
                bench.drive(pin, Drive::HighZ);
            }
        }
    }

    fn i2c(&mut self) -> Option<(&mut I2cPort, &mut dyn I2cTarget)> {
        match &mut self.wires {
            Wires::Backpack(port) => Some((port, &mut self.panel)),
            Wires::Own { .. } => None,
        }
    }

    fn state(&self, view: &View<'_>) -> Option<PartState> {
        let backlight = match self.wires {
            Wires::Own { light, .. } => view.amps(light) >= LIGHT_MIN_AMPS,
            Wires::Backpack(_) => self.panel.outputs & LIGHT != 0,
        };
        Some(self.panel.chip.state(self.columns, self.rows, backlight))
    }
}

fn build(wiring: &mut Wiring<'_>, columns: u8, rows: u8) -> Result<Part, DiagramError> {
    let address = wiring.i2c_address(ADDRESS, ADDRESSES)?;
    let pins = wiring.part.attr("pins");
    let (wires, power) = match pins.as_deref() {
        Some("i2c") => (
            Wires::Backpack(wiring.i2c("SDA", "SCL")),
            wiring.power("VCC", "GND", MIN_VOLTS),
        ),
        None | Some("full") => {
            wiring.watches("E");
            let (anode, cathode) = (wiring.pin("A"), wiring.pin("K"));
            let light = wiring.nets.diode(anode, cathode, LIGHT_VOLTS, LIGHT_OHMS);
            let wires = Wires::Own {
                register: wiring.reads("RS"),
                read: wiring.reads("RW"),
                data: ["D0", "D1", "D2", "D3", "D4", "D5", "D6", "D7"]
                    .map(|pin| wiring.drives(pin)),
                light: wiring.lamp(light),
            };
            (wires, wiring.power("VDD", "VSS", MIN_VOLTS))
        }
        Some(other) => {
            return Err(wiring.bad_attr("pins", String::from(other), "\"full\" or \"i2c\""));
        }
    };
    Ok(Part::from(Lcd {
        columns,
        rows,
        wires,
        panel: Panel {
            power,
            address,
            outputs: 0xff,
            chip: Hd44780::new(),
        },
    }))
}

#[cfg(test)]
mod tests {
    use super::super::bed::{Bed, Wires};
    use super::super::{LcdCursor, PartState};
    use crate::circuit::I2cFault;
    use crate::time::Nanos;
    use crate::{PinMode, Pull};

    const CHIP: u8 = 0x27;

    fn state(bed: &Bed) -> PartState {
        let states = bed.circuit.part_states();
        let state = states.into_iter().find(|(id, _)| id == "part");
        state.expect("a display is seen").1
    }

    fn rows(bed: &Bed) -> Vec<String> {
        match state(bed) {
            PartState::CharacterLcd { columns, codes, .. } => codes
                .chunks(usize::from(columns))
                .map(|row| row.iter().map(|&code| char::from(code)).collect())
                .collect(),
            other => panic!("{other:?} is no display"),
        }
    }

    fn behind_i2c(kind: &str, wires: Wires) -> Bed {
        let mut bed = Bed::i2c_with(
            kind,
            &[("pins", "i2c")],
            &[("VCC", "VBUS"), ("GND", "GND.1")],
            wires,
        );
        bed.pass(Nanos::from_millis(40));
        bed
    }

    /// Half a byte as drivers send it: with the light on, then E high, then E low.
    fn half(bed: &mut Bed, register: bool, bits: u8) {
        let lines = bits & 0xf0 | 8 | u8::from(register);
        for byte in [lines, lines | 4, lines] {
            bed.write(CHIP, &[byte]).expect("it answers");
        }
        bed.pass(Nanos::from_micros(40));
    }

    fn byte(bed: &mut Bed, register: bool, byte: u8) {
        half(bed, register, byte);
        half(bed, register, byte << 4);
    }

    fn begin(bed: &mut Bed) {
        for bits in [0x30, 0x30, 0x30, 0x20] {
            half(bed, false, bits);
            bed.pass(Nanos::from_millis(5));
        }
        for command in [0x28, 0x0c, 0x06, 0x01] {
            byte(bed, false, command);
        }
        bed.pass(Nanos::from_millis(2));
    }

    fn text(bed: &mut Bed, address: u8, text: &str) {
        byte(bed, false, 0x80 | address);
        for code in text.bytes() {
            byte(bed, true, code);
        }
    }

    #[test]
    fn a_backpack_carries_halves_of_bytes() {
        for wires in Wires::ALL {
            let mut bed = behind_i2c("wokwi-lcd1602", wires);
            begin(&mut bed);
            text(&mut bed, 0x00, "Hello");
            text(&mut bed, 0x4e, "by!");
            assert_eq!(rows(&bed), ["Hello           ", "              by"]);
            byte(&mut bed, false, 0x18);
            assert_eq!(rows(&bed), ["ello            ", "             by!"]);
        }
    }

    #[test]
    fn four_rows_share_two_lines_and_the_cursor_is_found() {
        let mut bed = behind_i2c("wokwi-lcd2004", Wires::Controller);
        begin(&mut bed);
        text(&mut bed, 0x13, "1");
        text(&mut bed, 0x14, "3");
        text(&mut bed, 0x67, "4");
        byte(&mut bed, false, 0x40);
        byte(&mut bed, true, 0x1f);
        byte(&mut bed, false, 0x80 | 0x55);
        byte(&mut bed, false, 0x0f);
        let PartState::CharacterLcd {
            characters,
            cursor,
            on,
            backlight,
            ..
        } = state(&bed)
        else {
            panic!("it is no display")
        };
        assert_eq!(
            cursor,
            Some(LcdCursor {
                column: 1,
                row: 3,
                underline: true,
                blink: true
            })
        );
        assert!(on && backlight && characters[0] == 0x1f);
        let expected = [
            "                   1",
            "                    ",
            "3                   ",
            "                   4",
        ];
        assert_eq!(rows(&bed), expected);
    }

    #[test]
    fn what_comes_while_it_is_busy_is_lost() {
        let mut bed = behind_i2c("wokwi-lcd1602", Wires::Controller);
        begin(&mut bed);
        byte(&mut bed, false, 0x01);
        text(&mut bed, 0x00, "x");
        bed.pass(Nanos::from_millis(2));
        text(&mut bed, 0x01, "y");
        assert_eq!(rows(&bed)[0].trim_end(), " y");
    }

    #[test]
    fn the_busy_flag_and_the_address_are_read_through_the_backpack() {
        let mut bed = behind_i2c("wokwi-lcd1602", Wires::Controller);
        begin(&mut bed);
        text(&mut bed, 0x05, "z");
        byte(&mut bed, false, 0x85);
        let mut read = |register: u8| {
            let mut byte = 0;
            for _ in 0..2 {
                let lines = 0xf0 | 8 | 2 | register;
                bed.write(CHIP, &[lines, lines | 4]).expect("it answers");
                let high = bed.write_read(CHIP, &[], 1).expect("it answers")[0];
                bed.write(CHIP, &[lines]).expect("it answers");
                byte = byte << 4 | high >> 4;
            }
            byte
        };
        assert_eq!(read(0), 0x05);
        assert_eq!(read(1), b'z');
        assert_eq!(read(0) & 0x7f, 0x06, "reading moves on as well");
    }

    #[test]
    fn its_own_pins_take_eight_bits_and_drive_them_when_read() {
        let data: Vec<(String, String)> = (0..8)
            .map(|bit| (format!("D{bit}"), format!("GP{}", 8 + bit)))
            .collect();
        let mut pins = vec![
            ("VDD", "VBUS"),
            ("VSS", "GND.1"),
            ("RS", "GP2"),
            ("RW", "GP3"),
            ("E", "GP6"),
            ("A", "VBUS"),
            ("K", "GND.2"),
        ];
        pins.extend(data.iter().map(|(from, to)| (from.as_str(), to.as_str())));
        let mut bed = Bed::new("wokwi-lcd1602", &[], &pins);
        for pin in [2, 3, 6].into_iter().chain(8..16) {
            bed.output(pin, false);
        }
        bed.pass(Nanos::from_millis(15));
        let send = |bed: &mut Bed, register: bool, byte: u8| {
            bed.set(2, register);
            for bit in 0..8 {
                bed.output(8 + bit, byte >> bit & 1 == 1);
            }
            bed.set(6, true);
            bed.set(6, false);
            bed.pass(Nanos::from_millis(2));
        };
        for command in [0x38, 0x0c, 0x06, 0x01] {
            send(&mut bed, false, command);
        }
        send(&mut bed, true, b'A');
        assert_eq!(rows(&bed)[0].trim_end(), "A");
        let PartState::CharacterLcd { backlight, .. } = state(&bed) else {
            panic!("it is no display")
        };
        assert!(backlight);
        for bit in 0..8 {
            bed.configure(8 + bit, PinMode::In, Pull::NONE, None);
        }
        bed.set(2, false);
        bed.set(3, true);
        bed.set(6, true);
        let byte = (0..8).fold(0, |byte, bit| byte | u8::from(bed.get(8 + bit)) << bit);
        assert_eq!(byte, 1, "the address, and not busy");
        bed.set(6, false);
    }

    #[test]
    fn without_power_it_is_silent() {
        let mut bed = Bed::i2c_with(
            "wokwi-lcd1602",
            &[("pins", "i2c")],
            &[("GND", "GND.1")],
            Wires::Controller,
        );
        assert_eq!(bed.write(CHIP, &[8]), Err(I2cFault::NoTarget));
    }
}
