//! I2C controllers: whole bytes at the times that they take on the wires (UM10204).
//!
//! The wires themselves do not move meanwhile, which makes a byte cheap; a trace gets the edges all the same.

use super::Circuit;
use crate::bus::{I2cPort, I2cTarget};
use crate::chip::rp2040::{self, PinError, PinInit, PinMode, Pull};
use crate::net::NetId;
use crate::parts::Bench;
use crate::time::{Instant, Nanos};
use crate::trace::Mark;
use serde::Serialize;

/// The GPIOs that a controller uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct I2cWires {
    /// Data.
    pub sda: u8,
    /// Clock.
    pub scl: u8,
}

/// A part of a transfer. Each that goes another way than the one before begins with a repeated start.
#[derive(Debug)]
pub enum I2cOp<'a> {
    /// Bytes for the target.
    Write(&'a [u8]),
    /// Bytes from the target.
    Read(&'a mut [u8]),
}

/// Why a transfer came to nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum I2cFault {
    /// Nothing acknowledged the address.
    NoTarget,
    /// A byte was not acknowledged.
    NotAcknowledged,
    /// A wire does not go high: it has no pull-up, or something holds it.
    Stuck,
}

/// A transfer that has begun and was not stopped.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub(super) struct Open {
    sda: NetId,
    scl: NetId,
    /// Whether the next byte is an address.
    address: bool,
}

/// The chip's number of the function that gives a pin to an I2C controller.
const I2C_FUNCTION: u8 = 3;

/// Half of a clock period, at least a nanosecond.
fn half(hz: u32) -> Nanos {
    Nanos((500_000_000 / u64::from(hz.max(1))).max(2))
}

impl Circuit {
    /// Gives two pins to a controller, which pulls them up, or makes them open drains that the firmware moves.
    ///
    /// # Errors
    /// [`PinError::InvalidPin`].
    pub fn i2c_open(
        &mut self,
        at: Instant,
        wires: I2cWires,
        by_controller: bool,
    ) -> Result<(), PinError> {
        for pin in [wires.sda, wires.scl] {
            let pull = self.pin_pull(pin)?;
            let init = if by_controller {
                PinInit {
                    mode: Some(PinMode::Alt(I2C_FUNCTION)),
                    pull: Pull::UP,
                    value: None,
                }
            } else {
                PinInit {
                    mode: Some(PinMode::OpenDrain),
                    pull,
                    value: Some(true),
                }
            };
            self.pin_init(at, pin, init)?;
        }
        self.check_bus(wires);
        Ok(())
    }

    /// The bits in a second that a controller makes when it is asked for so many.
    #[must_use]
    pub fn i2c_hz(&self, hz: u32) -> u32 {
        rp2040::i2c_hz(hz, self.chip.clock_hz)
    }

    /// Whether a transfer that was begun can go on, or one can begin: nothing holds the wires.
    pub fn i2c_is_ready(&mut self, wires: I2cWires) -> bool {
        let (sda, scl) = self.i2c_nets(wires);
        let open = self
            .open_i2c
            .iter()
            .any(|open| (open.sda, open.scl) == (sda, scl));
        open || self.i2c_is_idle(self.now, wires)
    }

    /// Whether both wires of a bus are high, as they are while nobody uses it.
    pub fn i2c_is_idle(&mut self, at: Instant, wires: I2cWires) -> bool {
        self.advance_to(at);
        self.line_is_high(wires.sda) && self.line_is_high(wires.scl)
    }

    fn line_is_high(&mut self, gpio: u8) -> bool {
        self.refresh(gpio);
        self.nets.reads_high(self.pads[usize::from(gpio)].net)
    }

    fn i2c_nets(&self, wires: I2cWires) -> (NetId, NetId) {
        let net = |gpio: u8| self.pads[usize::from(gpio)].net;
        (net(wires.sda), net(wires.scl))
    }

    /// Does something with each chip on a bus.
    fn each_target(
        &mut self,
        wires: I2cWires,
        mut act: impl FnMut(&mut I2cPort, &mut dyn I2cTarget, &mut Bench<'_>),
    ) {
        let (sda, scl) = self.i2c_nets(wires);
        for order in 0..self.i2c_parts.len() {
            let part = self.i2c_parts[order];
            self.with_part(part, |device, bench| {
                let Some((port, target)) = device.i2c() else {
                    return;
                };
                let on = |pin: crate::parts::Pin, net| bench.leads[usize::from(pin.0)].net == net;
                if on(port.sda(), sda) && on(port.scl(), scl) {
                    act(port, target, bench);
                }
            });
        }
    }

    /// A start or repeated start. Gives the instant at which it is over.
    pub fn i2c_start(&mut self, at: Instant, wires: I2cWires, hz: u32) -> Instant {
        self.advance_to(at);
        let half = half(hz);
        let (sda, scl) = self.i2c_nets(wires);
        let open = self
            .open_i2c
            .iter_mut()
            .find(|open| (open.sda, open.scl) == (sda, scl));
        let mut now = at;
        if let Some(open) = open {
            open.address = true;
            self.wire(now + Nanos(half.0 / 2), wires.sda, true);
            self.wire(now + half, wires.scl, true);
            now += half;
        } else {
            self.open_i2c.push(Open {
                sda,
                scl,
                address: true,
            });
        }
        self.wire(now + Nanos(half.0 / 2), wires.sda, false);
        self.wire(now + half, wires.scl, false);
        now + half
    }

    /// A byte for the targets, the first after a start being the address with the direction. Gives the instant after the
    /// acknowledgement, and whether there was one.
    pub fn i2c_write(
        &mut self,
        at: Instant,
        wires: I2cWires,
        hz: u32,
        byte: u8,
    ) -> (Instant, bool) {
        let half = half(hz);
        for bit in 0..8 {
            self.i2c_bit(at + half * (2 * bit), half, wires, byte << bit & 0x80 != 0);
        }
        let decided = at + half * 16;
        self.advance_to(decided);
        let (sda, scl) = self.i2c_nets(wires);
        let open = self
            .open_i2c
            .iter_mut()
            .find(|open| (open.sda, open.scl) == (sda, scl));
        let address = open.is_some_and(|open| core::mem::take(&mut open.address));
        let mut acknowledged = false;
        self.each_target(wires, |port, target, bench| {
            acknowledged |= if address {
                port.start(bench, target, byte >> 1, byte & 1 == 1)
            } else {
                port.write(bench, target, byte).unwrap_or(false)
            };
        });
        // Whatever holds the wire low acknowledges everything.
        acknowledged |= !self.line_is_high(wires.sda);
        self.i2c_bit(decided, half, wires, !acknowledged);
        (at + half * 18, acknowledged)
    }

    /// A byte from the targets; `more` acknowledges it. Gives the instant after that, and the byte.
    pub fn i2c_read(&mut self, at: Instant, wires: I2cWires, hz: u32, more: bool) -> (Instant, u8) {
        let half = half(hz);
        self.advance_to(at);
        let mut byte = if self.line_is_high(wires.sda) {
            0xff
        } else {
            0
        };
        self.each_target(wires, |port, target, bench| {
            byte &= port.read(bench, target).unwrap_or(0xff)
        });
        for bit in 0..8 {
            self.i2c_bit(at + half * (2 * bit), half, wires, byte << bit & 0x80 != 0);
        }
        self.i2c_bit(at + half * 16, half, wires, !more);
        self.advance_to(at + half * 18);
        (at + half * 18, byte)
    }

    /// A stop. Gives the instant at which the bus is free.
    pub fn i2c_stop(&mut self, at: Instant, wires: I2cWires, hz: u32) -> Instant {
        let half = half(hz);
        self.wire(at + Nanos(half.0 / 2), wires.sda, false);
        self.wire(at + half, wires.scl, true);
        self.advance_to(at + half);
        self.each_target(wires, |port, target, bench| port.stop(bench, target));
        let (sda, scl) = self.i2c_nets(wires);
        self.open_i2c
            .retain(|open| (open.sda, open.scl) != (sda, scl));
        let end = at + half * 2;
        self.wire(Instant(end.0 - half.0 / 2), wires.sda, true);
        end
    }

    /// A whole transfer with a target. Gives the instant at which it is over, the number of bytes that the target
    /// acknowledged after its address, and what went wrong; the bus is then free again.
    pub fn i2c_transfer(
        &mut self,
        at: Instant,
        wires: I2cWires,
        hz: u32,
        address: u8,
        ops: &mut [I2cOp<'_>],
        stop: bool,
    ) -> (Instant, usize, Result<(), I2cFault>) {
        let (sda, scl) = self.i2c_nets(wires);
        let going_on = self
            .open_i2c
            .iter()
            .any(|open| (open.sda, open.scl) == (sda, scl));
        if !going_on && !self.i2c_is_idle(at, wires) {
            return (at, 0, Err(I2cFault::Stuck));
        }
        let (mut now, mut count, mut direction) = (at, 0, None);
        for index in 0..ops.len() {
            let read = matches!(ops[index], I2cOp::Read(_));
            if direction != Some(read) {
                direction = Some(read);
                now = self.i2c_start(now, wires, hz);
                let (then, acknowledged) =
                    self.i2c_write(now, wires, hz, address << 1 | u8::from(read));
                now = then;
                if !acknowledged {
                    now = self.i2c_stop(now, wires, hz);
                    return (now, count, Err(I2cFault::NoTarget));
                }
            }
            let last_of_reads = !matches!(ops.get(index + 1), Some(I2cOp::Read(_)));
            match &mut ops[index] {
                I2cOp::Write(bytes) => {
                    for &byte in bytes.iter() {
                        let (then, acknowledged) = self.i2c_write(now, wires, hz, byte);
                        now = then;
                        if !acknowledged {
                            now = self.i2c_stop(now, wires, hz);
                            return (now, count, Err(I2cFault::NotAcknowledged));
                        }
                        count += 1;
                    }
                }
                I2cOp::Read(bytes) => {
                    let length = bytes.len();
                    for (place, byte) in bytes.iter_mut().enumerate() {
                        let more = !(last_of_reads && place + 1 == length);
                        (now, *byte) = self.i2c_read(now, wires, hz, more);
                    }
                }
            }
        }
        if stop {
            now = self.i2c_stop(now, wires, hz);
        }
        (now, count, Ok(()))
    }

    /// One bit in the trace: the data changes while the clock is low.
    fn i2c_bit(&mut self, at: Instant, half: Nanos, wires: I2cWires, high: bool) {
        if self.trace.is_on() {
            self.wire(at + Nanos(half.0 / 2), wires.sda, high);
            self.wire(at + half, wires.scl, true);
            self.wire(at + half * 2, wires.scl, false);
        }
    }

    /// Records the level that a controller gives a wire, if anybody wants to know.
    pub(super) fn wire(&mut self, at: Instant, gpio: u8, high: bool) {
        if !self.trace.is_on() {
            return;
        }
        self.advance_to(at);
        let net = self.pads[usize::from(gpio)].net;
        let mark = if high { Mark::High } else { Mark::Low };
        for &signal in &self.signals_of_net[net.0 as usize] {
            self.trace.record(self.now, signal, mark);
        }
    }
}
