//! The SSD1306, which drives an OLED of 128 by 64 (Solomon Systech SSD1306 datasheet, revision 1.1): its commands, its
//! memory, and what the glass shows of it.

use super::{Bench, PartState};
use crate::time::Nanos;
use serde::Serialize;

pub(crate) const WIDTH: usize = 128;
pub(crate) const HEIGHT: usize = 64;

/// How long a frame takes at the reset values: K × multiplex clocks of 370 kHz (section 8.3, with K = 54).
const FRAME: Nanos = Nanos(54 * 64 * 1_000_000_000 / 370_000);

/// Frames between two steps of scrolling, by the lowest three bits (table 9-1, command 26h).
const SCROLL_FRAMES: [u64; 8] = [5, 64, 128, 256, 3, 4, 25, 2];

/// How the address moves on after a byte of data (command 20h).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
enum Addressing {
    Horizontal,
    Vertical,
    Page,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
struct Scroll {
    left: bool,
    first_page: u8,
    last_page: u8,
    frames: u64,
    /// How many rows it moves up in each step.
    rows: u8,
}

/// The controller.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct Ssd1306 {
    /// The memory: for each segment its column of 64 dots, row 0 in the lowest bit.
    segments: Vec<u64>,
    addressing: Addressing,
    column: u8,
    page: u8,
    columns: (u8, u8),
    pages: (u8, u8),
    segment_remap: bool,
    com_remap: bool,
    com_pins: u8,
    start_line: u8,
    offset: u8,
    /// One less than the number of rows that are driven.
    multiplex: u8,
    contrast: u8,
    inverse: bool,
    all_on: bool,
    on: bool,
    charge_pump: bool,
    scroll: Option<Scroll>,
    scrolling: bool,
    /// Rows that do not scroll, and those below them that do (command A3h).
    scroll_area: (u8, u8),
    /// The command whose arguments are coming.
    command: u8,
    arguments: [u8; 6],
    got: u8,
    wanted: u8,
}

impl Ssd1306 {
    /// As after a reset (section 8.9 and the reset values of section 9).
    pub fn new() -> Self {
        Self {
            segments: vec![0; WIDTH],
            addressing: Addressing::Page,
            column: 0,
            page: 0,
            columns: (0, 127),
            pages: (0, 7),
            segment_remap: false,
            com_remap: false,
            com_pins: 0x12,
            start_line: 0,
            offset: 0,
            multiplex: 63,
            contrast: 0x7f,
            inverse: false,
            all_on: false,
            on: false,
            charge_pump: false,
            scroll: None,
            scrolling: false,
            scroll_area: (0, 64),
            command: 0,
            arguments: [0; 6],
            got: 0,
            wanted: 0,
        }
    }

    /// A reset by its pin, which leaves the memory alone.
    pub fn reset(&mut self, bench: &mut Bench<'_>, token: u16) {
        let segments = core::mem::take(&mut self.segments);
        *self = Self {
            segments,
            ..Self::new()
        };
        bench.cancel(token);
        bench.show();
    }

    /// What a read gives: whether the display is off (section 8.1.1 and table 9-2).
    pub fn status(&self) -> u8 {
        u8::from(!self.on) << 6
    }

    /// A byte for the memory.
    pub fn data(&mut self, bench: &mut Bench<'_>, byte: u8) {
        // The remapping is one of addresses: it does not move what is in the memory already (command A1h).
        let segment = if self.segment_remap {
            127 - self.column
        } else {
            self.column
        };
        let shift = 8 * self.page;
        let segment = &mut self.segments[usize::from(segment)];
        *segment = *segment & !(0xff << shift) | u64::from(byte) << shift;
        self.move_on();
        bench.show();
    }

    fn move_on(&mut self) {
        let step = |value: u8, (first, last): (u8, u8), mask: u8| {
            if value == last {
                (first, true)
            } else {
                ((value + 1) & mask, false)
            }
        };
        match self.addressing {
            Addressing::Page => self.column = (self.column + 1) & 127,
            Addressing::Horizontal => {
                let (column, over) = step(self.column, self.columns, 127);
                self.column = column;
                if over {
                    self.page = step(self.page, self.pages, 7).0;
                }
            }
            Addressing::Vertical => {
                let (page, over) = step(self.page, self.pages, 7);
                self.page = page;
                if over {
                    self.column = step(self.column, self.columns, 127).0;
                }
            }
        }
    }

    /// A byte of a command. Steps of scrolling wake the part with `token`.
    pub fn command(&mut self, bench: &mut Bench<'_>, byte: u8, token: u16) {
        if self.wanted > 0 {
            self.arguments[usize::from(self.got)] = byte;
            self.got += 1;
            if self.got == self.wanted {
                self.wanted = 0;
                self.execute();
                bench.show();
            }
            return;
        }
        // How many bytes follow (table 9-1, and the charge pump's application note).
        let wanted = match byte {
            0x26 | 0x27 => 6,
            0x29 | 0x2a => 5,
            0x21 | 0x22 | 0xa3 => 2,
            0x20 | 0x23 | 0x81 | 0x8d | 0xa8 | 0xd3 | 0xd5 | 0xd6 | 0xd9 | 0xda | 0xdb => 1,
            _ => 0,
        };
        if wanted > 0 {
            (self.command, self.wanted, self.got) = (byte, wanted, 0);
            return;
        }
        match byte {
            0x00..=0x0f => self.column = self.column & 0x70 | byte,
            0x10..=0x1f => self.column = self.column & 0x0f | (byte & 7) << 4,
            0x2e => {
                self.scrolling = false;
                bench.cancel(token);
            }
            0x2f if !self.scrolling => {
                self.scrolling = true;
                self.plan_scroll(bench, token);
            }
            0x40..=0x7f => self.start_line = byte & 63,
            0xa0 | 0xa1 => self.segment_remap = byte == 0xa1,
            0xa4 | 0xa5 => self.all_on = byte == 0xa5,
            0xa6 | 0xa7 => self.inverse = byte == 0xa7,
            0xae | 0xaf => self.on = byte == 0xaf,
            0xb0..=0xb7 => self.page = byte & 7,
            0xc0..=0xcf => self.com_remap = byte & 8 != 0,
            _ => {}
        }
        bench.show();
    }

    /// A command with all its arguments.
    fn execute(&mut self) {
        let [a, b, c, d, e, _] = self.arguments;
        match self.command {
            0x20 => {
                self.addressing = match a & 3 {
                    0 => Addressing::Horizontal,
                    1 => Addressing::Vertical,
                    _ => Addressing::Page,
                }
            }
            0x21 => {
                self.columns = (a & 127, b & 127);
                self.column = self.columns.0;
            }
            0x22 => {
                self.pages = (a & 7, b & 7);
                self.page = self.pages.0;
            }
            0x26 | 0x27 | 0x29 | 0x2a => {
                let vertical = self.command >= 0x29;
                self.scroll = Some(Scroll {
                    left: matches!(self.command, 0x27 | 0x2a),
                    first_page: b & 7,
                    last_page: d & 7,
                    frames: SCROLL_FRAMES[usize::from(c & 7)],
                    rows: if vertical { e & 63 } else { 0 },
                });
            }
            0x81 => self.contrast = a,
            0x8d => self.charge_pump = a & 4 != 0,
            0xa3 => self.scroll_area = (a & 63, b & 127),
            // Fewer than 16 rows are not allowed.
            0xa8 if a & 63 >= 15 => self.multiplex = a & 63,
            0xd3 => self.offset = a & 63,
            0xda => self.com_pins = a,
            // Oscillator, phases, deselect level, fading and zoom change nothing that is seen here.
            _ => {}
        }
    }

    fn plan_scroll(&self, bench: &mut Bench<'_>, token: u16) {
        if let Some(scroll) = self.scroll {
            bench.wake_in(FRAME * scroll.frames, token);
        }
    }

    /// One step of scrolling, which moves what is in the memory.
    pub fn scroll_step(&mut self, bench: &mut Bench<'_>, token: u16) {
        let Some(scroll) = self.scroll.filter(|_| self.scrolling) else {
            return;
        };
        let pages = scroll.first_page..=scroll.last_page;
        let mask = pages.fold(0_u64, |mask, page| mask | 0xff << (8 * page));
        let old = self.segments.clone();
        for (place, segment) in self.segments.iter_mut().enumerate() {
            // The last segment is at the left of the glass.
            let from = if scroll.left { place + 127 } else { place + 1 };
            *segment = *segment & !mask | old[from % WIDTH] & mask;
        }
        if scroll.rows > 0 {
            let (fixed, rows) = self.scroll_area;
            let rows = rows.min(64 - fixed);
            let moves = u32::from(scroll.rows) % u32::from(rows.max(1));
            for segment in &mut self.segments {
                let area = (u64::MAX >> (64 - rows.max(1))) << fixed;
                let column = (*segment & area) >> fixed;
                let moved = match moves {
                    0 => column,
                    by => column >> by | column << (u32::from(rows) - by),
                };
                *segment = *segment & !area | moved << fixed & area;
            }
        }
        bench.show();
        self.plan_scroll(bench, token);
    }

    /// The row of the memory that a line of the glass shows, counted from its top; `None` if the line is not driven.
    fn row_of(&self, line: u8) -> Option<u8> {
        // The glass is wired for alternating outputs: those from 0 on lead to its even lines from below, those from 32
        // on to the odd ones (section 10.1.18, figure 10-4).
        let from_below = 63 - line;
        let mut output = from_below >> 1 | (from_below & 1) << 5;
        if self.com_pins & 0x20 != 0 {
            output ^= 32;
        }
        let com = if self.com_pins & 0x10 != 0 {
            (output & 31) << 1 | output >> 5
        } else {
            output
        };
        // Tables 10-1 and 10-2.
        let scanned = if self.com_remap {
            self.multiplex.wrapping_sub(com)
        } else {
            com
        };
        let scanned = scanned.wrapping_add(self.offset) & 63;
        (scanned <= self.multiplex).then_some((scanned + self.start_line) & 63)
    }

    /// What is seen.
    pub fn state(&self) -> PartState {
        let rows: [Option<u8>; HEIGHT] = core::array::from_fn(|line| self.row_of(line as u8));
        let upright = rows
            .iter()
            .enumerate()
            .all(|(line, row)| *row == Some(line as u8));
        let mut pixels = vec![0; WIDTH * HEIGHT / 8];
        for (place, &segment) in self.segments.iter().enumerate() {
            let column = if self.all_on {
                u64::MAX
            } else if upright {
                segment
            } else {
                let dot = |row: &Option<u8>| row.map_or(0, |row| segment >> row & 1);
                let dots = rows.iter().enumerate();
                dots.fold(0, |column, (line, row)| column | dot(row) << line)
            };
            for (page, byte) in column.to_le_bytes().into_iter().enumerate() {
                pixels[page * WIDTH + (WIDTH - 1 - place)] = byte;
            }
        }
        PartState::MonoDisplay {
            width: WIDTH as u16,
            height: HEIGHT as u16,
            pixels,
            contrast: self.contrast,
            inverted: self.inverse,
            // Without its charge pump the glass has no supply on these boards.
            on: self.on && self.charge_pump,
        }
    }
}
