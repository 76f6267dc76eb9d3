//! I2C as a target sees it (UM10204, the I2C-bus specification, section 3.1).

use crate::parts::{Bench, Pin};
use serde::Serialize;

/// A chip that answers on an I2C bus. Calls come in the order of the bus; between two of them other things may happen.
pub(crate) trait I2cTarget {
    /// A start or repeated start with a seven-bit address. Whether the chip acknowledges it: if so, what follows is for it.
    fn start(&mut self, bench: &mut Bench<'_>, address: u8, read: bool) -> bool;
    /// A byte from the controller. Whether the chip acknowledges it.
    fn write(&mut self, bench: &mut Bench<'_>, byte: u8) -> bool;
    /// The next byte for the controller.
    fn read(&mut self, bench: &mut Bench<'_>) -> u8;
    /// The transfer has ended, by a stop or a start with another address.
    fn stop(&mut self, _bench: &mut Bench<'_>) {}
}

/// What the port is in the middle of, on wires.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
enum Phase {
    /// Nothing that concerns it.
    Idle,
    /// Bits of the address or of a byte from the controller.
    Receive {
        /// Whether it is the address.
        address: bool,
    },
    /// The acknowledgement of what was received; `next` is what follows it.
    Acknowledge { yes: bool, next: Next },
    /// Bits of a byte for the controller.
    Send,
    /// The controller's acknowledgement of a byte that was sent.
    Acknowledged,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
enum Next {
    Receive,
    Send,
    Idle,
}

/// A part's connection to an I2C bus.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct I2cPort {
    sda: Pin,
    scl: Pin,
    /// Whether the present transfer is for this chip.
    selected: bool,
    phase: Phase,
    shift: u8,
    bits: u8,
    sda_high: bool,
    scl_high: bool,
}

impl I2cPort {
    pub fn new(sda: Pin, scl: Pin) -> Self {
        Self {
            sda,
            scl,
            selected: false,
            phase: Phase::Idle,
            shift: 0,
            bits: 0,
            sda_high: true,
            scl_high: true,
        }
    }

    pub fn sda(&self) -> Pin {
        self.sda
    }

    pub fn scl(&self) -> Pin {
        self.scl
    }

    pub fn owns(&self, pin: Pin) -> bool {
        pin == self.sda || pin == self.scl
    }

    /// An address from a controller that moves whole bytes.
    pub fn start(
        &mut self,
        bench: &mut Bench<'_>,
        target: &mut dyn I2cTarget,
        address: u8,
        read: bool,
    ) -> bool {
        if self.selected && !target.start(bench, address, read) {
            target.stop(bench);
            self.selected = false;
        } else if !self.selected {
            self.selected = target.start(bench, address, read);
        }
        self.selected
    }

    /// A byte from such a controller; `None` if it is not for this chip.
    pub fn write(
        &mut self,
        bench: &mut Bench<'_>,
        target: &mut dyn I2cTarget,
        byte: u8,
    ) -> Option<bool> {
        self.selected.then(|| target.write(bench, byte))
    }

    /// A byte for such a controller; `None` if it is not of this chip.
    pub fn read(&mut self, bench: &mut Bench<'_>, target: &mut dyn I2cTarget) -> Option<u8> {
        self.selected.then(|| target.read(bench))
    }

    /// A stop.
    pub fn stop(&mut self, bench: &mut Bench<'_>, target: &mut dyn I2cTarget) {
        if self.selected {
            target.stop(bench);
            self.selected = false;
        }
    }

    /// One of the two wires has changed.
    pub fn edge(
        &mut self,
        bench: &mut Bench<'_>,
        target: &mut dyn I2cTarget,
        pin: Pin,
        high: bool,
    ) {
        if pin == self.scl {
            if high != self.scl_high {
                self.scl_high = high;
                if high {
                    self.clock_rises(bench, target);
                } else {
                    self.clock_falls(bench, target);
                }
            }
        } else if high != self.sda_high {
            self.sda_high = high;
            if self.scl_high {
                if high {
                    self.stop(bench, target);
                    self.phase = Phase::Idle;
                    bench.pull_low(self.sda, false);
                } else {
                    self.receive(true);
                }
            }
        }
    }

    fn receive(&mut self, address: bool) {
        self.phase = Phase::Receive { address };
        (self.shift, self.bits) = (0, 0);
    }

    fn clock_rises(&mut self, bench: &mut Bench<'_>, target: &mut dyn I2cTarget) {
        match self.phase {
            Phase::Receive { .. } => {
                self.shift = self.shift << 1 | u8::from(self.sda_high);
                self.bits += 1;
            }
            Phase::Acknowledged if self.sda_high => {
                // The controller wants no more.
                self.phase = Phase::Idle;
            }
            Phase::Acknowledged => self.load(bench, target),
            Phase::Idle | Phase::Acknowledge { .. } | Phase::Send => {}
        }
    }

    /// Fetches the byte to be sent next.
    fn load(&mut self, bench: &mut Bench<'_>, target: &mut dyn I2cTarget) {
        self.shift = target.read(bench);
        self.bits = 0;
        self.phase = Phase::Send;
    }

    fn clock_falls(&mut self, bench: &mut Bench<'_>, target: &mut dyn I2cTarget) {
        match self.phase {
            Phase::Receive { address } if self.bits == 8 => {
                let byte = self.shift;
                let (yes, next) = if address {
                    let read = byte & 1 == 1;
                    let yes = self.start(bench, target, byte >> 1, read);
                    (yes, if read { Next::Send } else { Next::Receive })
                } else {
                    (target.write(bench, byte), Next::Receive)
                };
                let next = if yes || !address { next } else { Next::Idle };
                self.phase = Phase::Acknowledge { yes, next };
                bench.pull_low(self.sda, yes);
            }
            Phase::Acknowledge { next, .. } => {
                bench.pull_low(self.sda, false);
                match next {
                    Next::Receive => self.receive(false),
                    Next::Idle => self.phase = Phase::Idle,
                    Next::Send => {
                        self.load(bench, target);
                        self.send_bit(bench);
                    }
                }
            }
            Phase::Send if self.bits == 8 => {
                bench.pull_low(self.sda, false);
                self.phase = Phase::Acknowledged;
            }
            Phase::Send => self.send_bit(bench),
            Phase::Idle | Phase::Receive { .. } | Phase::Acknowledged => {}
        }
    }

    fn send_bit(&mut self, bench: &mut Bench<'_>) {
        bench.pull_low(self.sda, self.shift & 0x80 == 0);
        self.shift <<= 1;
        self.bits += 1;
    }
}
