//! Registers behind an I2C address: a byte names one, bytes follow for it and those after it.

use super::I2cTarget;
use crate::parts::Bench;
use serde::Serialize;

/// A chip with registers of a byte each.
pub(crate) trait Registers {
    /// Whether the chip acknowledges an address; if so, a transfer begins.
    fn answers(&mut self, bench: &mut Bench<'_>, address: u8, read: bool) -> bool;
    /// The first byte of a write, which names a register. Gives the register that is meant, and whether the chip
    /// acknowledges that.
    fn name(&mut self, _bench: &mut Bench<'_>, byte: u8) -> (u8, bool) {
        (byte, true)
    }
    /// A byte for a register.
    fn store(&mut self, bench: &mut Bench<'_>, register: u8, byte: u8);
    /// The byte of a register.
    fn load(&mut self, bench: &mut Bench<'_>, register: u8) -> u8;
    /// The register after one that was read.
    fn next(&self, register: u8) -> u8 {
        register.wrapping_add(1)
    }
    /// The register after one that was written; `None` if the next byte names it.
    fn next_written(&self, register: u8) -> Option<u8> {
        Some(self.next(register))
    }
    /// The transfer has ended.
    fn end(&mut self, _bench: &mut Bench<'_>) {}
}

/// Such a chip on a bus.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct Registered<T> {
    pub chip: T,
    /// The register that is read or written next.
    register: u8,
    /// Whether this transfer has named it.
    named: bool,
}

impl<T> Registered<T> {
    pub fn new(chip: T) -> Self {
        Self {
            chip,
            register: 0,
            named: false,
        }
    }
}

impl<T: Registers> I2cTarget for Registered<T> {
    fn start(&mut self, bench: &mut Bench<'_>, address: u8, read: bool) -> bool {
        self.named = false;
        self.chip.answers(bench, address, read)
    }

    fn write(&mut self, bench: &mut Bench<'_>, byte: u8) -> bool {
        if !self.named {
            let (register, acknowledged) = self.chip.name(bench, byte);
            (self.register, self.named) = (register, acknowledged);
            return acknowledged;
        }
        self.chip.store(bench, self.register, byte);
        match self.chip.next_written(self.register) {
            Some(next) => self.register = next,
            None => self.named = false,
        }
        true
    }

    fn read(&mut self, bench: &mut Bench<'_>) -> u8 {
        let byte = self.chip.load(bench, self.register);
        self.register = self.chip.next(self.register);
        byte
    }

    fn stop(&mut self, bench: &mut Bench<'_>) {
        self.chip.end(bench);
    }
}
