//! A test bed for one part: wired to a board, and driven by a controller or by a program that moves the pins itself.

use crate::circuit::{Circuit, I2cFault, I2cOp, I2cWires};
use crate::{BoardId, Diagram, Instant, Nanos, PartState, PinInit, PinMode, Pull};
use serde_json::json;

/// Who moves the wires of a bus.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wires {
    /// A controller, whole bytes at a time.
    Controller,
    /// A program, edge by edge.
    Program,
}

impl Wires {
    pub const ALL: [Self; 2] = [Self::Controller, Self::Program];
}

/// Data and clock of the bed's I2C bus.
const SDA: u8 = 4;
const SCL: u8 = 5;
const HZ: u32 = 400_000;

/// One part, whose id is `part`, on a Pico.
pub(crate) struct Bed {
    pub circuit: Circuit,
    pub now: Instant,
    wires: Wires,
}

impl Bed {
    /// A part with attributes, its pins wired to those of the board.
    pub fn new(kind: &str, attrs: &[(&str, &str)], pins: &[(&str, &str)]) -> Self {
        let attrs: serde_json::Map<_, _> = attrs
            .iter()
            .map(|(name, value)| (String::from(*name), json!(value)))
            .collect();
        let wire = |(from, to): &(&str, &str)| {
            json!([format!("part:{from}"), format!("pico:{to}"), "", []])
        };
        let diagram = json!({
            "version": 1,
            "parts": [
                {"id": "pico", "type": "wokwi-pi-pico", "attrs": {}},
                {"id": "part", "type": kind, "attrs": attrs},
            ],
            "connections": pins.iter().map(wire).collect::<Vec<_>>(),
        });
        Self::of(&diagram.to_string())
    }

    /// A whole diagram.
    pub fn of(diagram: &str) -> Self {
        let diagram = Diagram::parse(diagram).expect("the bed's diagram is well-formed");
        Self {
            circuit: Circuit::new(&diagram, BoardId::Pico, 1).expect("the bed's diagram is sound"),
            now: Instant(1_000_000),
            wires: Wires::Controller,
        }
    }

    /// A part on the bed's I2C bus, which is pulled up, by its pins `SDA` and `SCL`.
    pub fn i2c(kind: &str, pins: &[(&str, &str)], wires: Wires) -> Self {
        Self::i2c_with(kind, &[], pins, wires)
    }

    /// As [`Bed::i2c`], with attributes.
    pub fn i2c_with(
        kind: &str,
        attrs: &[(&str, &str)],
        pins: &[(&str, &str)],
        wires: Wires,
    ) -> Self {
        let pins: Vec<_> = pins
            .iter()
            .copied()
            .chain([("SDA", "GP4"), ("SCL", "GP5")])
            .collect();
        let mut bed = Self::new(kind, attrs, &pins);
        bed.wires = wires;
        bed.pull_bus_up();
        bed
    }

    /// Makes the two pins of the bed's I2C bus open drains with pull-ups.
    pub fn pull_bus_up(&mut self) {
        for pin in [SDA, SCL] {
            self.configure(pin, PinMode::OpenDrain, Pull::UP, Some(true));
        }
    }

    /// Sets a pin of the board up.
    pub fn configure(&mut self, pin: u8, mode: PinMode, pull: Pull, value: Option<bool>) {
        let init = PinInit {
            mode: Some(mode),
            pull,
            value,
        };
        self.circuit
            .pin_init(self.now, pin, init)
            .expect("the board has the pin");
    }

    /// Makes a pin an output at a level.
    pub fn output(&mut self, pin: u8, high: bool) {
        self.configure(pin, PinMode::Out, Pull::NONE, Some(high));
    }

    /// Sets a pin, and lets a microsecond pass.
    pub fn set(&mut self, pin: u8, high: bool) {
        self.circuit
            .pin_write(self.now, pin, high)
            .expect("the board has the pin");
        self.pass(Nanos::from_micros(1));
    }

    /// What a pin reads.
    pub fn get(&mut self, pin: u8) -> bool {
        self.circuit
            .pin_read(self.now, pin)
            .expect("the board has the pin")
    }

    /// What is seen of the part.
    pub fn state(&self) -> PartState {
        let states = self.circuit.part_states();
        let part = states.into_iter().find(|(id, _)| id == "part");
        part.expect("the part shows something").1
    }

    /// Turns a control of the part.
    pub fn turn(&mut self, control: &str, value: f64) {
        self.circuit
            .set_control(self.now, "part", control, value)
            .expect("the part has the control");
    }

    /// Lets time pass.
    pub fn pass(&mut self, time: Nanos) {
        self.now += time;
        self.circuit.advance_to(self.now);
    }

    /// Writes to a chip.
    pub fn write(&mut self, address: u8, bytes: &[u8]) -> Result<(), I2cFault> {
        self.transfer(address, &mut [I2cOp::Write(bytes)])
    }

    /// Writes to a chip, and reads after a repeated start.
    pub fn write_read(
        &mut self,
        address: u8,
        bytes: &[u8],
        count: usize,
    ) -> Result<Vec<u8>, I2cFault> {
        let mut read = vec![0; count];
        self.transfer(address, &mut [I2cOp::Write(bytes), I2cOp::Read(&mut read)])?;
        Ok(read)
    }

    /// A transfer of any shape.
    pub fn transfer(&mut self, address: u8, ops: &mut [I2cOp<'_>]) -> Result<(), I2cFault> {
        match self.wires {
            Wires::Controller => {
                let wires = I2cWires { sda: SDA, scl: SCL };
                let (end, _, done) = self
                    .circuit
                    .i2c_transfer(self.now, wires, HZ, address, ops, true);
                self.now = end;
                done
            }
            Wires::Program => {
                let done = self.by_hand(address, ops);
                self.set(SDA, false);
                self.set(SCL, true);
                self.set(SDA, true);
                done
            }
        }
    }

    fn by_hand(&mut self, address: u8, ops: &mut [I2cOp<'_>]) -> Result<(), I2cFault> {
        for op in ops {
            self.set(SDA, true);
            self.set(SCL, true);
            self.set(SDA, false);
            self.set(SCL, false);
            let read = matches!(op, I2cOp::Read(_));
            if !self.byte_out(address << 1 | u8::from(read)) {
                return Err(I2cFault::NoTarget);
            }
            match op {
                I2cOp::Write(bytes) => {
                    for &byte in bytes.iter() {
                        if !self.byte_out(byte) {
                            return Err(I2cFault::NotAcknowledged);
                        }
                    }
                }
                I2cOp::Read(bytes) => {
                    let last = bytes.len().saturating_sub(1);
                    for (place, byte) in bytes.iter_mut().enumerate() {
                        *byte = self.byte_in(place != last);
                    }
                }
            }
        }
        Ok(())
    }

    fn bit(&mut self, high: bool) -> bool {
        self.set(SDA, high);
        self.set(SCL, true);
        let seen = self.get(SDA);
        self.set(SCL, false);
        seen
    }

    fn byte_out(&mut self, byte: u8) -> bool {
        for bit in 0..8 {
            self.bit(byte << bit & 0x80 != 0);
        }
        !self.bit(true)
    }

    fn byte_in(&mut self, more: bool) -> u8 {
        let byte = (0..8).fold(0, |byte, _| byte << 1 | u8::from(self.bit(true)));
        self.bit(!more);
        byte
    }
}
