//! `board-ssd1306` (I2C) and `wokwi-ssd1306` (I2C or SPI): an OLED of 128 by 64 dots with an SSD1306
//! (<https://docs.wokwi.com/parts/board-ssd1306>).

use super::ssd1306::Ssd1306;
use super::{Bench, Device, Part, PartState, PartType, Pin, Power, View, Wiring};
use crate::bus::{Bytes, I2cPort, I2cTarget, SpiPort, SpiTarget};
use crate::diagram::DiagramError;
use serde::Serialize;

pub(super) const TYPE: PartType = PartType {
    names: &["board-ssd1306"],
    pins: &["GND", "VCC", "SCL", "SDA"],
    build,
};

pub(super) const WITH_SPI: PartType = PartType {
    names: &["wokwi-ssd1306"],
    pins: &["DATA", "CLK", "DC", "RST", "CS", "3V3", "GND", "VIN"],
    build: build_with_spi,
};

/// The least supply of the logic (section 12, table 12-1).
const MIN_VOLTS: f64 = 1.65;

/// The address with D/C low; it is one more with D/C high (section 8.1.5).
const ADDRESS: u8 = 0x3c;

/// The token of scrolling.
const SCROLL: u16 = 0;

/// A display.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Oled {
    i2c: Option<I2cPort>,
    spi: Option<SpiPort>,
    reset: Option<Pin>,
    screen: Screen,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
struct Screen {
    power: Power,
    address: u8,
    /// D/C, where it chooses between commands and data, or the address if it is wired.
    dc: Option<Pin>,
    held: bool,
    next: Next,
    bytes: Bytes,
    chip: Ssd1306,
}

/// What the next byte of an I2C transfer is (section 8.1.5.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
enum Next {
    Control,
    /// One byte, and then a control byte again.
    One {
        data: bool,
    },
    /// All bytes to the end of the transfer.
    All {
        data: bool,
    },
}

impl Screen {
    fn take(&mut self, bench: &mut Bench<'_>, data: bool, byte: u8) {
        if data {
            self.chip.data(bench, byte);
        } else {
            self.chip.command(bench, byte, SCROLL);
        }
    }
}

impl I2cTarget for Screen {
    fn start(&mut self, bench: &mut Bench<'_>, address: u8, _read: bool) -> bool {
        let own = match self.dc {
            Some(dc) => ADDRESS | u8::from(bench.high(dc)),
            None => self.address,
        };
        self.next = Next::Control;
        address == own && !self.held && bench.powered(self.power)
    }

    fn write(&mut self, bench: &mut Bench<'_>, byte: u8) -> bool {
        match self.next {
            Next::Control => {
                let data = byte & 0x40 != 0;
                self.next = if byte & 0x80 != 0 {
                    Next::One { data }
                } else {
                    Next::All { data }
                };
            }
            Next::One { data } => {
                self.take(bench, data, byte);
                self.next = Next::Control;
            }
            Next::All { data } => self.take(bench, data, byte),
        }
        true
    }

    fn read(&mut self, _bench: &mut Bench<'_>) -> u8 {
        self.chip.status()
    }
}

impl SpiTarget for Screen {
    fn select(&mut self, _bench: &mut Bench<'_>, _selected: bool) {
        self.bytes = Bytes::new(0xff);
    }

    fn shift(&mut self, bench: &mut Bench<'_>, bits: u32, count: u8) -> u32 {
        if self.held || !bench.powered(self.power) {
            return u32::MAX;
        }
        let data = self.dc.is_some_and(|dc| bench.high(dc));
        let Self { bytes, chip, .. } = self;
        bytes.shift(bits, count, |byte| {
            if data {
                chip.data(bench, byte);
            } else {
                chip.command(bench, byte, SCROLL);
            }
            0xff
        })
    }
}

impl Oled {
    fn heed_reset(&mut self, bench: &mut Bench<'_>) {
        let held = self.reset.is_some_and(|pin| !bench.high(pin));
        if held && !self.screen.held {
            self.screen.chip.reset(bench, SCROLL);
        }
        self.screen.held = held;
    }
}

impl Device for Oled {
    fn power_on(&mut self, bench: &mut Bench<'_>) {
        self.heed_reset(bench);
    }

    fn pin(&mut self, bench: &mut Bench<'_>, pin: Pin, _high: bool) {
        if Some(pin) == self.reset {
            self.heed_reset(bench);
        }
    }

    fn wake(&mut self, bench: &mut Bench<'_>, _token: u16) {
        self.screen.chip.scroll_step(bench, SCROLL);
    }

    fn i2c(&mut self) -> Option<(&mut I2cPort, &mut dyn I2cTarget)> {
        Some((self.i2c.as_mut()?, &mut self.screen))
    }

    fn spi(&mut self) -> Option<(&mut SpiPort, &mut dyn SpiTarget)> {
        Some((self.spi.as_mut()?, &mut self.screen))
    }

    fn state(&self, _view: &View<'_>) -> Option<PartState> {
        Some(self.screen.chip.state())
    }
}

impl Screen {
    fn new(power: Power, address: u8, dc: Option<Pin>) -> Self {
        Self {
            power,
            address,
            dc,
            held: false,
            next: Next::Control,
            bytes: Bytes::new(0xff),
            chip: Ssd1306::new(),
        }
    }
}

fn build(wiring: &mut Wiring<'_>) -> Result<Part, DiagramError> {
    let address = wiring.i2c_address(ADDRESS, ADDRESS..=ADDRESS + 1)?;
    let power = wiring.power("VCC", "GND", MIN_VOLTS);
    Ok(Part::from(Oled {
        i2c: Some(wiring.i2c("SDA", "SCL")),
        spi: None,
        reset: None,
        screen: Screen::new(power, address, None),
    }))
}

/// Boards with both interfaces speak SPI where D/C is wired to something that can change; else D/C gives the address.
fn build_with_spi(wiring: &mut Wiring<'_>) -> Result<Part, DiagramError> {
    let address = wiring.i2c_address(ADDRESS, ADDRESS..=ADDRESS + 1)?;
    let plus = if wiring.wired("VIN") { "VIN" } else { "3V3" };
    let power = wiring.power(plus, "GND", MIN_VOLTS);
    let dc = wiring.wired("DC").then(|| wiring.reads("DC"));
    let speaks_spi = dc.is_some() && !wiring.tied("DC");
    let reset = wiring.wired("RST").then(|| wiring.watches("RST"));
    let select = wiring.wired("CS").then_some("CS");
    let (i2c, spi) = if speaks_spi {
        let spi = wiring.spi("CLK", Some("DATA"), None, select);
        (None, Some(spi))
    } else {
        (Some(wiring.i2c("DATA", "CLK")), None)
    };
    Ok(Part::from(Oled {
        i2c,
        spi,
        reset,
        screen: Screen::new(power, address, dc),
    }))
}

#[cfg(test)]
mod tests {
    use super::super::PartState;
    use super::super::bed::{Bed, Wires};
    use crate::circuit::{I2cFault, SpiClock, SpiWires};
    use crate::time::Nanos;

    const CHIP: u8 = 0x3c;

    /// As usual drivers set it up: all but the addressing, which is left as it is.
    const USUAL: [u8; 11] = [
        0x00, 0xae, 0xa1, 0xa8, 0x3f, 0xc8, 0xda, 0x12, 0x8d, 0x14, 0xaf,
    ];

    fn bed(wires: Wires) -> Bed {
        Bed::i2c("board-ssd1306", &[("VCC", "3V3"), ("GND", "GND.1")], wires)
    }

    /// The dots that are lit.
    fn lit(bed: &Bed) -> Vec<(usize, usize)> {
        let states = bed.circuit.part_states();
        let Some((_, PartState::MonoDisplay { pixels, on, .. })) =
            states.iter().find(|(id, _)| id == "part")
        else {
            panic!("it is no display")
        };
        assert!(on);
        let dot = |x: usize, y: usize| pixels[y / 8 * 128 + x] >> (y % 8) & 1 == 1;
        let all = (0..64).flat_map(|y| (0..128).map(move |x| (x, y)));
        all.filter(|&(x, y)| dot(x, y)).collect()
    }

    #[test]
    fn data_go_through_a_window_from_left_to_right_and_down() {
        for wires in Wires::ALL {
            let mut bed = bed(wires);
            bed.write(CHIP, &USUAL).expect("it answers");
            bed.write(
                CHIP,
                &[0x80, 0x20, 0x80, 0x00, 0x00, 0x21, 10, 11, 0x22, 6, 7],
            )
            .expect("it answers");
            bed.write(CHIP, &[0x40, 0x01, 0x80, 0x02, 0x00, 0x10])
                .expect("it answers");
            assert_eq!(
                lit(&bed),
                [(10, 52), (11, 55), (10, 57)],
                "the fifth byte came to the beginning again, {wires:?}"
            );
        }
    }

    #[test]
    fn pages_offsets_and_turning() {
        let mut bed = bed(Wires::Controller);
        bed.write(CHIP, &USUAL).expect("it answers");
        bed.write(CHIP, &[0x00, 0xb2, 0x05, 0x17])
            .expect("it answers");
        bed.write(CHIP, &[0x40, 0x01]).expect("it answers");
        assert_eq!(lit(&bed), [(0x75, 16)]);
        bed.write(CHIP, &[0x00, 0x44]).expect("it answers");
        assert_eq!(lit(&bed), [(0x75, 12)], "a start line moves it up");
        bed.write(CHIP, &[0x00, 0x40, 0xd3, 60])
            .expect("it answers");
        assert_eq!(lit(&bed), [(0x75, 20)], "an offset of -4 moves it down");
        bed.write(CHIP, &[0x00, 0xd3, 0, 0xc0]).expect("it answers");
        assert_eq!(lit(&bed), [(0x75, 47)], "from below");
        bed.write(CHIP, &[0x00, 0xc8, 0xa0]).expect("it answers");
        assert_eq!(lit(&bed), [(0x75, 16)], "what is there stays there");
        bed.write(CHIP, &[0x00, 0xda, 0x02]).expect("it answers");
        assert_eq!(lit(&bed), [(0x75, 32)], "outputs in sequence on this glass");
    }

    #[test]
    fn it_scrolls_by_itself_and_can_be_all_on() {
        let mut bed = bed(Wires::Controller);
        bed.write(CHIP, &USUAL).expect("it answers");
        bed.write(CHIP, &[0x40, 0x01]).expect("it answers");
        bed.write(CHIP, &[0x00, 0x26, 0, 0, 7, 0, 0, 0xff, 0x2f])
            .expect("it answers");
        // Two frames of 9.34 ms for each step.
        bed.pass(Nanos::from_millis(95));
        assert_eq!(lit(&bed), [(5, 0)]);
        bed.write(CHIP, &[0x00, 0x2e]).expect("it answers");
        bed.pass(Nanos::from_millis(95));
        assert_eq!(lit(&bed), [(5, 0)]);
        bed.write(CHIP, &[0x00, 0xa5]).expect("it answers");
        assert_eq!(lit(&bed).len(), 128 * 64);
        assert_eq!(bed.write_read(CHIP, &[], 1), Ok(vec![0]), "it is on");
    }

    #[test]
    fn with_a_wire_at_dc_it_speaks_spi() {
        let pins = [
            ("VIN", "3V3"),
            ("GND", "GND.1"),
            ("CLK", "GP2"),
            ("DATA", "GP3"),
            ("DC", "GP4"),
            ("RST", "GP5"),
            ("CS", "GP6"),
        ];
        let mut bed = Bed::new("wokwi-ssd1306", &[], &pins);
        for (pin, high) in [(2, false), (3, false), (4, false), (5, false), (6, true)] {
            bed.output(pin, high);
        }
        bed.set(5, true);
        let wires = SpiWires {
            sck: 2,
            mosi: Some(3),
            miso: None,
        };
        let clock = SpiClock {
            hz: 10_000_000,
            polarity: false,
            phase: false,
            lsb_first: false,
        };
        let mut send = |data: bool, select: bool, bytes: &[u8]| {
            bed.set(4, data);
            bed.set(6, !select);
            bed.now = bed.circuit.spi_transfer(bed.now, wires, clock, bytes, None);
            bed.set(6, true);
        };
        send(false, true, &USUAL[1..]);
        send(true, false, &[0xff]);
        send(true, true, &[0x80]);
        assert_eq!(lit(&bed), [(0, 7)]);
        bed.set(6, false);
        for bit in [0, 0, 0, 0, 0, 0, 0, 1] {
            bed.set(4, true);
            bed.set(3, bit == 1);
            bed.set(2, true);
            bed.set(2, false);
        }
        assert_eq!(lit(&bed), [(1, 0), (0, 7)], "by hand as well");
    }

    #[test]
    fn a_select_that_is_always_low_is_heeded() {
        let pins = [
            ("VIN", "3V3"),
            ("GND", "GND.1"),
            ("CLK", "GP2"),
            ("DATA", "GP3"),
            ("DC", "GP4"),
            ("CS", "GND.2"),
        ];
        let mut bed = Bed::new("wokwi-ssd1306", &[], &pins);
        for pin in [2, 3, 4] {
            bed.output(pin, false);
        }
        for byte in &USUAL[1..] {
            for bit in (0..8).rev() {
                bed.set(3, byte >> bit & 1 == 1);
                bed.set(2, true);
                bed.set(2, false);
            }
        }
        assert_eq!(lit(&bed), []);
    }

    #[test]
    fn with_dc_tied_it_speaks_i2c_at_the_address_that_dc_gives() {
        let diagram = r#"{"version": 1,
            "parts": [{"id": "pico", "type": "wokwi-pi-pico"}, {"id": "part", "type": "wokwi-ssd1306"}],
            "connections": [["part:VIN", "pico:3V3", "", []], ["part:GND", "pico:GND.1", "", []],
                ["part:DATA", "pico:GP4", "", []], ["part:CLK", "pico:GP5", "", []],
                ["part:DC", "pico:3V3", "", []], ["part:CS", "pico:GND.2", "", []]]}"#;
        let mut bed = Bed::of(diagram);
        bed.pull_bus_up();
        assert_eq!(bed.write(CHIP, &[0]), Err(I2cFault::NoTarget));
        assert_eq!(bed.write(CHIP + 1, &[0]), Ok(()));
    }
}
