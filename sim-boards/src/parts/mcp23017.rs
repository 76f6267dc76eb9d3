//! `board-mcp23017`: sixteen pins on I2C (Microchip MCP23017, DS20001952C).

use super::{Bench, Device, Part, PartType, Pin, Power, Wiring};
use crate::bus::{I2cPort, I2cTarget, Registered, Registers};
use crate::diagram::DiagramError;
use crate::net::{Drive, Level};
use serde::Serialize;

pub(super) const TYPE: PartType = PartType {
    names: &["board-mcp23017"],
    pins: &[
        "VCC", "GND", "SCL", "SDA", "RESET", "A0", "A1", "A2", "INTA", "INTB", "GPA0", "GPA1",
        "GPA2", "GPA3", "GPA4", "GPA5", "GPA6", "GPA7", "GPB0", "GPB1", "GPB2", "GPB3", "GPB4",
        "GPB5", "GPB6", "GPB7",
    ],
    build,
};

/// The least supply (section 2).
const MIN_VOLTS: f64 = 1.8;

/// The address with A0 to A2 low, as boards pull them (figure 3-2).
const ADDRESS: u8 = 0x20;

/// The pull-ups of inputs (section 3.5.7).
const PULL_UP_OHMS: f64 = 100_000.0;

/// Registers of a port by their place in a bank (table 3-1).
const IODIR: usize = 0x00;
const IPOL: usize = 0x01;
const GPINTEN: usize = 0x02;
const DEFVAL: usize = 0x03;
const INTCON: usize = 0x04;
const IOCON: usize = 0x05;
const GPPU: usize = 0x06;
const INTF: usize = 0x07;
const INTCAP: usize = 0x08;
const GPIO: usize = 0x09;
const OLAT: usize = 0x0a;
const REGISTERS: u8 = 11;

/// Bits of IOCON (register 3-6).
const BANK: u8 = 0x80;
const MIRROR: u8 = 0x40;
const SEQOP: u8 = 0x20;
const ODR: u8 = 0x04;
const INTPOL: u8 = 0x02;

/// An expander.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Mcp23017 {
    port: I2cPort,
    chip: Registered<Chip>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
struct Chip {
    power: Power,
    reset: Pin,
    address: [Pin; 3],
    held: bool,
    iocon: u8,
    ports: [Port; 2],
}

/// Eight pins with their registers.
#[derive(Clone, Debug, PartialEq, Serialize)]
struct Port {
    pins: [Pin; 8],
    interrupt: Pin,
    /// By their places; IOCON is common to both ports, and GPIO is read from the pins.
    registers: [u8; REGISTERS as usize],
}

impl Port {
    /// What the pins read, with those inverted that are to be.
    fn read(&self, bench: &Bench<'_>) -> u8 {
        let levels = self.pins.iter().rev();
        let levels = levels.fold(0, |levels, &pin| levels << 1 | u8::from(bench.high(pin)));
        levels ^ self.registers[IPOL] & self.registers[IODIR]
    }

    fn drive(&self, bench: &mut Bench<'_>, power: Power) {
        for (bit, &pin) in self.pins.iter().enumerate() {
            let set = |register: usize| self.registers[register] >> bit & 1 == 1;
            if !set(IODIR) {
                bench.push(pin, set(OLAT), power);
            } else if set(GPPU) {
                let volts = bench.volts(power.plus);
                let ohms = PULL_UP_OHMS;
                bench.drive(pin, Drive::Analog { volts, ohms });
            } else {
                bench.drive(pin, Drive::HighZ);
            }
        }
    }

    /// Notes what asks for an interrupt, given the inputs that have changed (section 3.6). Until it is cleared, what
    /// was captured first stays.
    fn watch(&mut self, bench: &Bench<'_>, changed: u8) {
        if self.registers[INTF] != 0 {
            return;
        }
        let value = self.read(bench);
        let compared = self.registers[INTCON];
        let differs = value ^ self.registers[DEFVAL];
        let asking = (compared & differs | !compared & changed) & self.registers[GPINTEN];
        if asking != 0 {
            self.registers[INTF] = asking;
            self.registers[INTCAP] = value;
        }
    }
}

impl Chip {
    fn reset(&mut self, bench: &mut Bench<'_>) {
        self.iocon = 0;
        for port in &mut self.ports {
            port.registers = [0; REGISTERS as usize];
            port.registers[IODIR] = 0xff;
        }
        self.drive(bench);
    }

    fn drive(&self, bench: &mut Bench<'_>) {
        if !bench.powered(self.power) {
            return;
        }
        for port in &self.ports {
            port.drive(bench, self.power);
        }
        self.drive_interrupts(bench);
    }

    fn drive_interrupts(&self, bench: &mut Bench<'_>) {
        if !bench.powered(self.power) {
            return;
        }
        let asking = [0, 1].map(|port: usize| self.ports[port].registers[INTF] != 0);
        for (place, port) in self.ports.iter().enumerate() {
            let active = if self.iocon & MIRROR != 0 {
                asking[0] || asking[1]
            } else {
                asking[place]
            };
            if self.iocon & ODR != 0 {
                bench.pull_low(port.interrupt, active);
            } else {
                bench.push(
                    port.interrupt,
                    active == (self.iocon & INTPOL != 0),
                    self.power,
                );
            }
        }
    }

    /// Which port's register of which place an address names (table 3-1); `None` if there is none.
    fn place(&self, register: u8) -> Option<(usize, usize)> {
        let (port, place) = if self.iocon & BANK != 0 {
            (register >> 4, register & 15)
        } else {
            (register & 1, register >> 1)
        };
        (port < 2 && place < REGISTERS).then_some((usize::from(port), usize::from(place)))
    }

    fn heed_reset(&mut self, bench: &mut Bench<'_>) {
        // A pin that is left open is pulled up on the board.
        let held = bench.level(self.reset) == Level::Low;
        if held && !self.held {
            self.reset(bench);
        }
        self.held = held;
    }

    /// Clears a port's interrupt. One whose cause lasts comes again (section 3.6.4).
    fn clear(&mut self, bench: &mut Bench<'_>, port: usize) {
        self.ports[port].registers[INTF] = 0;
        self.ports[port].watch(bench, 0);
        self.drive_interrupts(bench);
    }
}

impl Registers for Chip {
    fn answers(&mut self, bench: &mut Bench<'_>, address: u8, _read: bool) -> bool {
        let high = |pin| bench.level(pin) != Level::Floating && bench.high(pin);
        let pins = self.address.iter().rev();
        let own = pins.fold(0, |own, &pin| own << 1 | u8::from(high(pin)));
        address == ADDRESS | own && !self.held && bench.powered(self.power)
    }

    fn store(&mut self, bench: &mut Bench<'_>, register: u8, byte: u8) {
        let Some((port, place)) = self.place(register) else {
            return;
        };
        match place {
            IOCON => self.iocon = byte & !1,
            // These are read only.
            INTF | INTCAP => return,
            // Writing to the port writes to its latch.
            GPIO => self.ports[port].registers[OLAT] = byte,
            _ => self.ports[port].registers[place] = byte,
        }
        if matches!(place, GPINTEN | DEFVAL | INTCON) {
            // A pin that no longer asks is no cause.
            let registers = &mut self.ports[port].registers;
            registers[INTF] &= registers[GPINTEN];
            self.ports[port].watch(bench, 0);
        }
        self.drive(bench);
    }

    fn load(&mut self, bench: &mut Bench<'_>, register: u8) -> u8 {
        let Some((port, place)) = self.place(register) else {
            return 0;
        };
        match place {
            IOCON => self.iocon,
            GPIO => {
                let value = self.ports[port].read(bench);
                self.clear(bench, port);
                value
            }
            INTCAP => {
                let value = self.ports[port].registers[INTCAP];
                self.clear(bench, port);
                value
            }
            _ => self.ports[port].registers[place],
        }
    }

    /// Section 3.2.1: in sequence, or in byte mode to the other port and back while registers are paired.
    fn next(&self, register: u8) -> u8 {
        let paired = self.iocon & BANK == 0;
        match (self.iocon & SEQOP != 0, paired) {
            (true, true) => register ^ 1,
            (true, false) => register,
            (false, true) => (register + 1) % (2 * REGISTERS),
            (false, false) => match register {
                0x0a => 0x10,
                0x1a => 0x00,
                _ => register.wrapping_add(1),
            },
        }
    }
}

impl Device for Mcp23017 {
    fn power_on(&mut self, bench: &mut Bench<'_>) {
        self.chip.chip.reset(bench);
        self.chip.chip.heed_reset(bench);
    }

    fn pin(&mut self, bench: &mut Bench<'_>, pin: Pin, _high: bool) {
        let chip = &mut self.chip.chip;
        if pin == chip.reset {
            chip.heed_reset(bench);
            return;
        }
        for port in &mut chip.ports {
            let Some(bit) = port.pins.iter().position(|&own| own == pin) else {
                continue;
            };
            // Outputs cause no interrupts.
            port.watch(bench, 1 << bit & port.registers[IODIR]);
        }
        chip.drive_interrupts(bench);
    }

    fn i2c(&mut self) -> Option<(&mut I2cPort, &mut dyn I2cTarget)> {
        Some((&mut self.port, &mut self.chip))
    }
}

fn build(wiring: &mut Wiring<'_>) -> Result<Part, DiagramError> {
    let port = |wiring: &mut Wiring<'_>, first: usize, interrupt: &str| Port {
        pins: core::array::from_fn(|bit| {
            let name = TYPE.pins[first + bit];
            wiring.drives(name);
            wiring.watches(name)
        }),
        interrupt: wiring.drives(interrupt),
        registers: [0; REGISTERS as usize],
    };
    let ports = [port(wiring, 10, "INTA"), port(wiring, 18, "INTB")];
    Ok(Part::from(Mcp23017 {
        port: wiring.i2c("SDA", "SCL"),
        chip: Registered::new(Chip {
            power: wiring.power("VCC", "GND", MIN_VOLTS),
            reset: wiring.watches("RESET"),
            address: ["A0", "A1", "A2"].map(|pin| wiring.reads(pin)),
            held: false,
            iocon: 0,
            ports,
        }),
    }))
}

#[cfg(test)]
mod tests {
    use super::super::bed::{Bed, Wires};
    use crate::circuit::I2cFault;
    use crate::{PinMode, Pull};

    const CHIP: u8 = 0x21;

    /// GPA0 leads to GP8, GPB0 to GP9, the interrupts to GP10 and GP11, the reset to GP12.
    fn bed(wires: Wires) -> Bed {
        let pins = [
            ("VCC", "3V3"),
            ("GND", "GND.1"),
            ("A0", "3V3"),
            ("GPA0", "GP8"),
            ("GPB0", "GP9"),
            ("INTA", "GP10"),
            ("INTB", "GP11"),
            ("RESET", "GP12"),
        ];
        let mut bed = Bed::i2c("board-mcp23017", &pins, wires);
        for pin in 8..=11 {
            bed.configure(pin, PinMode::In, Pull::NONE, None);
        }
        bed.output(12, true);
        bed
    }

    fn byte(bed: &mut Bed, register: u8) -> u8 {
        bed.write_read(CHIP, &[register], 1).expect("it answers")[0]
    }

    #[test]
    fn outputs_drive_and_inputs_read() {
        for wires in Wires::ALL {
            let mut bed = bed(wires);
            assert_eq!(byte(&mut bed, 0x00), 0xff, "all are inputs, {wires:?}");
            bed.write(CHIP, &[0x00, 0xfe]).expect("it answers");
            bed.write(CHIP, &[0x12, 0x01]).expect("it answers");
            assert!(bed.get(8));
            assert_eq!(byte(&mut bed, 0x14), 0x01, "the latch");
            bed.write(CHIP, &[0x0d, 0x01]).expect("it answers");
            assert!(bed.get(9), "pulled up");
            assert_eq!(bed.write_read(CHIP, &[0x12], 2), Ok(vec![0x01, 0x01]));
            bed.output(9, false);
            assert_eq!(byte(&mut bed, 0x13), 0);
            bed.write(CHIP, &[0x03, 0x01]).expect("it answers");
            assert_eq!(byte(&mut bed, 0x13), 1, "inverted");
        }
    }

    #[test]
    fn registers_lie_in_pairs_or_in_banks() {
        let mut bed = bed(Wires::Controller);
        bed.write(CHIP, &[0x14, 0x12, 0x34]).expect("it answers");
        bed.write(CHIP, &[0x0a, 0x80]).expect("it answers");
        assert_eq!(byte(&mut bed, 0x0a), 0x12);
        assert_eq!(byte(&mut bed, 0x1a), 0x34);
        assert_eq!(byte(&mut bed, 0x05), 0x80);
        // In byte mode the address stays, and with pairs it goes to and fro.
        bed.write(CHIP, &[0x05, 0xa0]).expect("it answers");
        assert_eq!(bed.write_read(CHIP, &[0x0a], 2), Ok(vec![0x12, 0x12]));
        bed.write(CHIP, &[0x05, 0x20]).expect("it answers");
        let read = bed.write_read(CHIP, &[0x14], 3);
        assert_eq!(read, Ok(vec![0x12, 0x34, 0x12]));
    }

    #[test]
    fn a_change_interrupts_until_it_is_read() {
        let mut bed = bed(Wires::Controller);
        bed.output(8, true);
        bed.write(CHIP, &[0x04, 0x01]).expect("it answers");
        assert!(bed.get(10), "inactive is high");
        bed.set(8, false);
        assert!(!bed.get(10));
        bed.set(8, true);
        assert_eq!(byte(&mut bed, 0x0e), 1);
        assert!(!bed.get(10));
        assert_eq!(byte(&mut bed, 0x10), 0, "as it was at the time");
        assert!(bed.get(10));
        // Active high, at both pins.
        bed.write(CHIP, &[0x0a, 0x42]).expect("it answers");
        assert!(!bed.get(11));
        bed.set(8, false);
        assert!(bed.get(10) && bed.get(11));
        assert_eq!(byte(&mut bed, 0x12), 0);
        assert!(!bed.get(11));
    }

    #[test]
    fn a_difference_interrupts_as_long_as_it_lasts() {
        let mut bed = bed(Wires::Controller);
        bed.output(9, true);
        bed.write(CHIP, &[0x07, 0x01, 0x00, 0x01])
            .expect("it answers");
        bed.write(CHIP, &[0x05, 0x01]).expect("it answers");
        bed.set(9, false);
        assert!(!bed.get(11));
        assert_eq!(byte(&mut bed, 0x13), 0);
        assert!(!bed.get(11), "it lasts");
        bed.set(9, true);
        byte(&mut bed, 0x13);
        assert!(bed.get(11));
    }

    #[test]
    fn a_reset_makes_all_inputs_and_silences_it() {
        let mut bed = bed(Wires::Controller);
        bed.write(CHIP, &[0x00, 0x00]).expect("it answers");
        bed.set(12, false);
        assert_eq!(bed.write(CHIP, &[0]), Err(I2cFault::NoTarget));
        bed.set(12, true);
        assert_eq!(byte(&mut bed, 0x00), 0xff);
    }
}
