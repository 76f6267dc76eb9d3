//! `board-at24c32`: a serial EEPROM of 4096 bytes (Atmel AT24C32D datasheet, Atmel-8813).

use super::{Bench, Device, Part, PartType, Pin, Wiring};
use crate::bus::{I2cPort, I2cTarget};
use crate::diagram::DiagramError;
use crate::time::Nanos;
use serde::Serialize;

pub(super) const TYPE: PartType = PartType {
    names: &["board-at24c32"],
    pins: &["VCC", "GND", "SDA", "SCL"],
    build,
};

const BYTES: usize = 4096;

/// A write stays within its page and begins anew there (section 6.2).
const PAGE: usize = 32;

/// The self-timed write cycle, during which the chip acknowledges nothing (AC characteristics: t_WR, 5 ms at most).
const WRITE_CYCLE: Nanos = Nanos::from_millis(5);

const FIRST_ADDRESS: u8 = 0x50;

/// The least supply that it works at (DC characteristics).
const MIN_VOLTS: f64 = 1.7;

/// The token of the end of a write cycle.
const WRITTEN: u16 = 0;

/// The memory and its place on the bus.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct At24c32 {
    port: I2cPort,
    chip: Chip,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
struct Chip {
    vcc: Pin,
    gnd: Pin,
    address: u8,
    bytes: Vec<u8>,
    /// Where the next byte is read or written.
    place: usize,
    /// How many bytes of the place have come in this transfer.
    place_bytes: u8,
    /// What is to be written when the transfer ends.
    page: Vec<(usize, u8)>,
    busy: bool,
}

impl I2cTarget for Chip {
    fn start(&mut self, bench: &mut Bench<'_>, address: u8, read: bool) -> bool {
        let answers =
            address == self.address && !self.busy && bench.supply(self.vcc, self.gnd) >= MIN_VOLTS;
        if answers {
            // A write that is not stopped but goes on with a read only sets the place.
            self.page.clear();
            self.place_bytes = if read { 2 } else { 0 };
        }
        answers
    }

    fn write(&mut self, _bench: &mut Bench<'_>, byte: u8) -> bool {
        if self.place_bytes < 2 {
            self.place = (self.place << 8 | usize::from(byte)) % BYTES;
            self.place_bytes += 1;
        } else {
            self.page.push((self.place, byte));
            self.place = self.place / PAGE * PAGE + (self.place + 1) % PAGE;
        }
        true
    }

    fn read(&mut self, _bench: &mut Bench<'_>) -> u8 {
        let byte = self.bytes[self.place];
        self.place = (self.place + 1) % BYTES;
        byte
    }

    fn stop(&mut self, bench: &mut Bench<'_>) {
        if self.page.is_empty() {
            return;
        }
        for (place, byte) in self.page.drain(..) {
            self.bytes[place] = byte;
        }
        self.busy = true;
        bench.wake_in(WRITE_CYCLE, WRITTEN);
    }
}

impl Device for At24c32 {
    fn wake(&mut self, _bench: &mut Bench<'_>, _token: u16) {
        self.chip.busy = false;
    }

    fn i2c(&mut self) -> Option<(&mut I2cPort, &mut dyn I2cTarget)> {
        Some((&mut self.port, &mut self.chip))
    }
}

fn build(wiring: &mut Wiring<'_>) -> Result<Part, DiagramError> {
    let last = FIRST_ADDRESS + 7;
    let address = wiring.i2c_address(FIRST_ADDRESS, FIRST_ADDRESS..=last)?;
    Ok(Part::from(At24c32 {
        port: wiring.i2c("SDA", "SCL"),
        chip: Chip {
            vcc: wiring.reads("VCC"),
            gnd: wiring.reads("GND"),
            address,
            // As it leaves the factory.
            bytes: vec![0xff; BYTES],
            place: 0,
            place_bytes: 0,
            page: Vec::new(),
            busy: false,
        },
    }))
}

#[cfg(test)]
mod tests {
    use super::super::bed::{Bed, Wires};
    use crate::circuit::{I2cFault, I2cOp};
    use crate::time::Nanos;

    const CHIP: u8 = 0x50;

    fn bed(wires: Wires) -> Bed {
        Bed::i2c("board-at24c32", &[("VCC", "3V3"), ("GND", "GND.1")], wires)
    }

    #[test]
    fn what_is_written_is_read_after_the_write_cycle() {
        for wires in Wires::ALL {
            let mut bed = bed(wires);
            assert_eq!(bed.write(CHIP, &[0x01, 0x00, 1, 2, 3]), Ok(()));
            assert_eq!(
                bed.write(CHIP, &[0x01, 0x00]),
                Err(I2cFault::NoTarget),
                "{wires:?}: it is busy"
            );
            bed.pass(Nanos::from_millis(6));
            assert_eq!(
                bed.write_read(CHIP, &[0x01, 0x00], 4),
                Ok(vec![1, 2, 3, 0xff]),
                "{wires:?}"
            );
        }
    }

    #[test]
    fn a_write_wraps_within_its_page_and_a_read_at_the_end() {
        let mut bed = bed(Wires::Controller);
        bed.write(CHIP, &[0x0f, 0xfe, 1, 2, 3]).expect("it answers");
        bed.pass(Nanos::from_millis(6));
        let read = bed.write_read(CHIP, &[0x0f, 0xfe], 3).expect("it answers");
        assert_eq!(
            read,
            [1, 2, 0xff],
            "the third byte went to the page's beginning"
        );
        assert_eq!(bed.write_read(CHIP, &[0x0f, 0xe0], 1), Ok(vec![3]));
    }

    #[test]
    fn a_read_goes_on_where_the_last_ended() {
        let mut bed = bed(Wires::Controller);
        bed.write(CHIP, &[0, 0, 10, 11, 12, 13])
            .expect("it answers");
        bed.pass(Nanos::from_millis(6));
        bed.write_read(CHIP, &[0, 0], 2).expect("it answers");
        let mut two = [0; 2];
        assert_eq!(bed.transfer(CHIP, &mut [I2cOp::Read(&mut two)]), Ok(()));
        assert_eq!(two, [12, 13]);
    }

    #[test]
    fn without_power_it_is_silent() {
        let mut bed = Bed::i2c("board-at24c32", &[("GND", "GND.1")], Wires::Controller);
        assert_eq!(bed.write(CHIP, &[0, 0]), Err(I2cFault::NoTarget));
    }
}
