//! SPI controllers: whole bytes at the times that they take on the wires.
//!
//! As with I2C, the wires do not move meanwhile, and a trace gets the edges all the same.

use super::Circuit;
use crate::chip::rp2040::{self, Function, PinError, PinInit, PinMode};
use crate::net::NetId;
use crate::time::{Instant, Nanos};

/// The GPIOs that a controller uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SpiWires {
    /// Clock.
    pub sck: u8,
    /// Data from the controller.
    pub mosi: Option<u8>,
    /// Data for the controller.
    pub miso: Option<u8>,
}

/// How a controller moves its data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SpiClock {
    /// Bits in a second.
    pub hz: u32,
    /// Whether the clock is high between transfers.
    pub polarity: bool,
    /// Whether data are taken at the second edge of each clock.
    pub phase: bool,
    /// Whether the lowest bit comes first.
    pub lsb_first: bool,
}

/// Where a chip's input comes from.
#[derive(Clone, Copy, Debug)]
enum Source {
    Controller,
    /// The output of the chip at this place of the order.
    Chip(usize),
    /// Nothing that the clock moves.
    Level(bool),
}

/// A chip on the clock.
#[derive(Debug)]
struct Stage {
    part: u32,
    source: Source,
    output: Option<NetId>,
    /// What it put out at the last clocks; `None` if they were not for it.
    out: Option<u32>,
}

impl Circuit {
    /// Gives pins to a controller, or makes them outputs and an input that the firmware moves.
    ///
    /// # Errors
    /// [`PinError::InvalidPin`].
    pub fn spi_open(
        &mut self,
        at: Instant,
        wires: SpiWires,
        clock: SpiClock,
        by_controller: bool,
    ) -> Result<(), PinError> {
        let outputs = [(Some(wires.sck), clock.polarity), (wires.mosi, false)];
        for (pin, idle) in outputs {
            let Some(pin) = pin else { continue };
            self.pin_init(
                at,
                pin,
                PinInit {
                    mode: Some(PinMode::Out),
                    pull: self.pin_pull(pin)?,
                    value: Some(idle),
                },
            )?;
        }
        if let Some(pin) = wires.miso {
            self.pin_init(
                at,
                pin,
                PinInit {
                    mode: Some(PinMode::In),
                    pull: self.pin_pull(pin)?,
                    value: None,
                },
            )?;
        }
        if by_controller {
            for pin in [Some(wires.sck), wires.mosi, wires.miso]
                .into_iter()
                .flatten()
            {
                self.chip.gpio.set_function(pin, Function::Spi)?;
                self.update_pad(pin);
            }
        }
        Ok(())
    }

    /// The bits in a second that a controller makes when it is asked for so many.
    #[must_use]
    pub fn spi_hz(&self, hz: u32) -> u32 {
        rp2040::spi_hz(hz, self.chip.clock_hz)
    }

    /// Sends bytes and receives as many. Gives the instant at which that is over.
    pub fn spi_transfer(
        &mut self,
        at: Instant,
        wires: SpiWires,
        clock: SpiClock,
        bytes: &[u8],
        mut into: Option<&mut [u8]>,
    ) -> Instant {
        self.advance_to(at);
        let mut stages = self.stages(wires);
        let byte_nanos =
            |count: usize| Nanos(count as u64 * 8_000_000_000 / u64::from(clock.hz.max(1)));
        let mut last = false;
        for (place, &byte) in bytes.iter().enumerate() {
            let (begin, end) = (at + byte_nanos(place), at + byte_nanos(place + 1));
            let sent = if clock.lsb_first {
                byte.reverse_bits()
            } else {
                byte
            };
            // Chips take data at the rising edge. Where that is the edge at which the controller changes them, they see
            // the bit before.
            let seen = if clock.polarity == clock.phase {
                sent
            } else {
                u8::from(last) << 7 | sent >> 1
            };
            last = sent & 1 == 1;
            if !self.trace.is_on() {
                self.advance_to(end);
            }
            let received = self.clock_byte(wires, &mut stages, seen);
            self.spi_edges(begin, end, wires, clock, sent, received);
            if let Some(slot) = into.as_deref_mut().and_then(|into| into.get_mut(place)) {
                *slot = if clock.lsb_first {
                    received.reverse_bits()
                } else {
                    received
                };
            }
        }
        let end = at + byte_nanos(bytes.len());
        self.advance_to(end);
        end
    }

    /// The chips on a clock, each after the one that feeds it.
    fn stages(&mut self, wires: SpiWires) -> Vec<Stage> {
        let net = |gpio: u8| self.pads[usize::from(gpio)].net;
        let (sck, mosi) = (net(wires.sck), wires.mosi.map(net));
        let mut pending = Vec::new();
        for &part in &self.spi_parts {
            let slot = &mut self.parts[part as usize];
            let Some((port, _)) = slot.part.device_mut().spi() else {
                continue;
            };
            let lead = |pin: crate::parts::Pin| slot.leads[usize::from(pin.0)].net;
            if lead(port.clock) == sck {
                pending.push((part, port.input.map(lead), port.output.map(lead)));
            }
        }
        let mut stages: Vec<Stage> = Vec::new();
        while !pending.is_empty() {
            let feeds = |input: Option<NetId>| {
                pending
                    .iter()
                    .any(|&(_, _, output)| output.is_some() && output == input)
            };
            // Chips that feed each other in a ring begin somewhere.
            let next = pending
                .iter()
                .position(|&(_, input, _)| input == mosi || !feeds(input))
                .unwrap_or(0);
            let (part, input, output) = pending.remove(next);
            let fed_by = stages
                .iter()
                .position(|stage| stage.output.is_some() && stage.output == input);
            let source = match (input, fed_by) {
                (Some(_), _) if input == mosi => Source::Controller,
                (_, Some(chip)) => Source::Chip(chip),
                (Some(net), None) => Source::Level(self.nets.reads_high(net)),
                (None, None) => Source::Level(false),
            };
            stages.push(Stage {
                part,
                source,
                output,
                out: None,
            });
        }
        stages
    }

    /// Eight clocks for all chips. Gives what the controller receives.
    fn clock_byte(&mut self, wires: SpiWires, stages: &mut [Stage], byte: u8) -> u8 {
        for place in 0..stages.len() {
            let level = |high: bool| if high { 0xff } else { 0 };
            let bits = match stages[place].source {
                Source::Controller => u32::from(byte),
                Source::Chip(chip) => stages[chip].out.unwrap_or(0xff),
                Source::Level(high) => level(high),
            };
            stages[place].out = self.with_part(stages[place].part, |device, bench| {
                let (port, target) = device.spi()?;
                port.shift(bench, target, bits, 8)
            });
        }
        let Some(miso) = wires.miso else { return 0 };
        let net = self.pads[usize::from(miso)].net;
        let mut from = stages
            .iter()
            .filter(|stage| stage.output == Some(net))
            .filter_map(|stage| stage.out)
            .peekable();
        if from.peek().is_some() {
            return from.fold(0xff, |all, out| all & out as u8);
        }
        // A wire from the controller's own output comes back.
        if wires
            .mosi
            .is_some_and(|mosi| self.pads[usize::from(mosi)].net == net)
        {
            return byte;
        }
        if self.nets.reads_high(net) { 0xff } else { 0 }
    }

    /// A byte in the trace.
    fn spi_edges(
        &mut self,
        begin: Instant,
        end: Instant,
        wires: SpiWires,
        clock: SpiClock,
        sent: u8,
        received: u8,
    ) {
        if !self.trace.is_on() {
            return;
        }
        let half = Nanos((end.0 - begin.0) / 16);
        for bit in 0..8 {
            let at = begin + half * (2 * bit);
            let data = |circuit: &mut Self, at| {
                if let Some(mosi) = wires.mosi {
                    circuit.wire(at, mosi, sent << bit & 0x80 != 0);
                }
                if let Some(miso) = wires.miso {
                    circuit.wire(at, miso, received << bit & 0x80 != 0);
                }
            };
            if clock.phase {
                self.wire(at, wires.sck, !clock.polarity);
                data(self, at);
                self.wire(at + half, wires.sck, clock.polarity);
            } else {
                data(self, at);
                self.wire(at + half, wires.sck, !clock.polarity);
                self.wire(at + half * 2, wires.sck, clock.polarity);
            }
        }
    }
}
