//! The HD44780U, the controller of character displays (Hitachi ADE-207-272, revision 0.0): its interface of 4 or 8 bits, its
//! instructions with the time that they take, and its two memories.

use super::{LcdCursor, PartState};
use crate::time::{Instant, Nanos};
use serde::Serialize;

/// Execution times at the usual 270 kHz (table 6).
const SHORT: Nanos = Nanos::from_micros(37);
const LONG: Nanos = Nanos::from_micros(1520);

/// How long the chip initializes itself after power-on ("Reset Function").
const INTERNAL_RESET: Nanos = Nanos::from_millis(10);

const CELLS: u8 = 80;
/// The cells of each line while there are two.
const LINE: u8 = 40;
/// The address of the second line.
const SECOND: u8 = 0x40;

/// The chip.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct Hd44780 {
    display_ram: Vec<u8>,
    character_ram: Vec<u8>,
    /// The address counter, and which of the memories it is for.
    address: u8,
    in_characters: bool,
    increment: bool,
    shift_on_write: bool,
    on: bool,
    underline: bool,
    blink: bool,
    eight_bits: bool,
    two_lines: bool,
    /// How far the display is shifted to the left.
    shift: u8,
    /// With four bits: the high half of what is being written, or whether the low half is read next.
    high_half: Option<u8>,
    low_half_next: bool,
    /// The byte that is being read.
    reading: u8,
    enabled: bool,
    busy_until: Instant,
}

impl Hd44780 {
    pub fn new() -> Self {
        Self {
            display_ram: vec![b' '; usize::from(CELLS)],
            character_ram: vec![0; 64],
            address: 0,
            in_characters: false,
            increment: true,
            shift_on_write: false,
            on: false,
            underline: false,
            blink: false,
            eight_bits: true,
            two_lines: false,
            shift: 0,
            high_half: None,
            low_half_next: false,
            reading: 0,
            enabled: false,
            busy_until: Instant::ZERO + INTERNAL_RESET,
        }
    }

    /// A change of E, with what the other lines carry. Whether anything may look otherwise then.
    pub fn enable(
        &mut self,
        now: Instant,
        high: bool,
        register: bool,
        read: bool,
        data: u8,
    ) -> bool {
        if high == self.enabled {
            return false;
        }
        self.enabled = high;
        match (read, high) {
            (true, true) => {
                self.fetch(now, register);
                false
            }
            (true, false) => {
                self.finish_read(now, register);
                false
            }
            (false, true) => false,
            (false, false) => match self.assemble(data) {
                // What comes too early is lost.
                Some(byte) if now >= self.busy_until => {
                    self.busy_until = now + self.take(register, byte);
                    true
                }
                _ => false,
            },
        }
    }

    /// A byte of the lines at E's falling edge, once it is complete.
    fn assemble(&mut self, data: u8) -> Option<u8> {
        if self.eight_bits {
            return Some(data);
        }
        match self.high_half.take() {
            Some(high) => Some(high | data >> 4),
            None => {
                self.high_half = Some(data & 0xf0);
                None
            }
        }
    }

    fn fetch(&mut self, now: Instant, register: bool) {
        if self.low_half_next {
            return;
        }
        self.reading = if register {
            self.cell()
        } else {
            u8::from(now < self.busy_until) << 7 | self.address
        };
    }

    fn finish_read(&mut self, now: Instant, register: bool) {
        if !self.eight_bits {
            self.low_half_next = !self.low_half_next;
            if self.low_half_next {
                return;
            }
        }
        if register && now >= self.busy_until {
            self.step(self.increment);
            self.busy_until = now + SHORT;
        }
    }

    /// What the chip drives its data lines with while E is high and it is read; with four bits, the high ones only.
    pub fn output(&self) -> u8 {
        if self.low_half_next {
            self.reading << 4
        } else {
            self.reading
        }
    }

    /// Whether all eight data lines are used.
    pub fn eight_bits(&self) -> bool {
        self.eight_bits
    }

    /// An instruction or a byte for a memory. Gives the time that it takes.
    fn take(&mut self, register: bool, byte: u8) -> Nanos {
        if register {
            self.write(byte);
            return SHORT;
        }
        match byte {
            0x80.. => (self.address, self.in_characters) = (byte & 0x7f, false),
            0x40.. => (self.address, self.in_characters) = (byte & 0x3f, true),
            0x20.. => {
                self.eight_bits = byte & 0x10 != 0;
                self.two_lines = byte & 0x08 != 0;
                self.high_half = None;
                self.low_half_next = false;
            }
            0x10.. => {
                let right = byte & 0x04 != 0;
                if byte & 0x08 != 0 {
                    self.move_display(!right);
                } else {
                    self.step(right);
                }
            }
            0x08.. => {
                self.on = byte & 4 != 0;
                self.underline = byte & 2 != 0;
                self.blink = byte & 1 != 0;
            }
            0x04.. => {
                self.increment = byte & 2 != 0;
                self.shift_on_write = byte & 1 != 0;
            }
            0x02.. => {
                self.home();
                return LONG;
            }
            0x01 => {
                self.display_ram.fill(b' ');
                self.home();
                self.increment = true;
                return LONG;
            }
            0 => {}
        }
        SHORT
    }

    fn home(&mut self) {
        (self.address, self.in_characters, self.shift) = (0, false, 0);
    }

    fn write(&mut self, byte: u8) {
        if self.in_characters {
            self.character_ram[usize::from(self.address & 63)] = byte;
        } else if let Some(cell) = self.cell_of(self.address) {
            self.display_ram[usize::from(cell)] = byte;
            if self.shift_on_write {
                self.move_display(self.increment);
            }
        }
        self.step(self.increment);
    }

    fn cell(&self) -> u8 {
        if self.in_characters {
            self.character_ram[usize::from(self.address & 63)]
        } else {
            let cell = self.cell_of(self.address);
            cell.map_or(b' ', |cell| self.display_ram[usize::from(cell)])
        }
    }

    fn line_length(&self) -> u8 {
        if self.two_lines { LINE } else { CELLS }
    }

    /// The cell with an address, if there is one (figures 3 to 6).
    fn cell_of(&self, address: u8) -> Option<u8> {
        match address {
            _ if !self.two_lines => (address < CELLS).then_some(address),
            SECOND.. => (address < SECOND + LINE).then(|| address - SECOND + LINE),
            _ => (address < LINE).then_some(address),
        }
    }

    /// Moves the address counter on, or back.
    fn step(&mut self, forth: bool) {
        let address = self.address;
        if self.in_characters {
            self.address = (if forth { address + 1 } else { address + 63 }) & 63;
            return;
        }
        let last = self.line_length() - 1;
        self.address = match (self.two_lines, forth) {
            (true, true) if address == last => SECOND,
            (true, true) if address == SECOND + last => 0,
            (true, false) if address == SECOND => last,
            (true, false) if address == 0 => SECOND + last,
            (false, true) if address == last => 0,
            (false, false) if address == 0 => last,
            (_, true) => (address + 1) & 0x7f,
            (_, false) => (address.wrapping_sub(1)) & 0x7f,
        };
    }

    fn move_display(&mut self, left: bool) {
        let length = self.line_length();
        let by = if left { 1 } else { length - 1 };
        self.shift = (self.shift + by) % length;
    }

    /// The cell that a place on the glass shows. Displays of four rows show the rest of the first two in the last two.
    fn shown(&self, columns: u8, row: u8, column: u8) -> Option<u8> {
        if row % 2 == 1 && !self.two_lines {
            return None;
        }
        let place = columns * (row / 2) + column + self.shift;
        Some(LINE * (row % 2) + place % self.line_length())
    }

    /// What is seen on a glass of some size.
    pub fn state(&self, columns: u8, rows: u8, backlight: bool) -> PartState {
        let places = (0..rows).flat_map(|row| (0..columns).map(move |column| (row, column)));
        let cell = |(row, column)| self.shown(columns, row, column);
        let codes = places.clone().map(|place| match cell(place) {
            Some(cell) => self.display_ram[usize::from(cell)],
            None => b' ',
        });
        let at = if self.in_characters {
            None
        } else {
            self.cell_of(self.address)
        };
        let cursor = at
            .filter(|_| self.underline || self.blink)
            .and_then(|at| places.clone().find(|&place| cell(place) == Some(at)))
            .map(|(row, column)| LcdCursor {
                column,
                row,
                underline: self.underline,
                blink: self.blink,
            });
        PartState::CharacterLcd {
            columns,
            rows,
            codes: codes.collect(),
            characters: self.character_ram.clone(),
            cursor,
            on: self.on,
            backlight,
        }
    }
}
