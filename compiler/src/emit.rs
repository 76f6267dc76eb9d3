//! Bytecode of one scope: instructions, labels and lines, and the final sizes of the jumps.
//!
//! MicroPython compiles a scope several times over, until no jump shrinks any more. Here the
//! instructions are written once, without the jumps; [`Code::finish`] then repeats only the sizing.

use super::debug::Span;
use super::intern::Qstr;
use alloc::vec;
use alloc::vec::Vec;
use mpy::opcode;

/// A place to jump to.
pub type Label = u32;

/// Something that happens between the bytes of other instructions.
#[derive(Clone, Copy)]
enum Event {
    Jump {
        op: u8,
        label: Label,
    },
    Label(Label),
    Line(u32),
    /// What follows comes from this of the [`Code`]'s spans.
    Origin(u32),
}

/// The code of a scope as it grows.
#[derive(Default)]
pub struct Code {
    bytes: Vec<u8>,
    /// Events, each before the byte at that index.
    events: Vec<(u32, Event)>,
    /// What instructions come from, if anybody asked.
    origins: Vec<Span>,
    labels: u32,
    /// What follows cannot be reached, and is not written.
    pub dead: bool,
    /// Whether this pass writes code at all; the first one only looks at names.
    writing: bool,
    depth: i32,
    deepest: i32,
}

/// Finished code.
pub struct Finished {
    /// The instructions.
    pub bytecode: Vec<u8>,
    /// The line table.
    pub line_info: Vec<u8>,
    /// Greatest stack depth.
    pub stack_size: u32,
    /// From which offset on the instructions come from what, if anybody asked.
    pub origins: Vec<(u32, Span)>,
}

/// A jump is too long for the format.
pub struct Overflow;

impl Code {
    /// Starts a scope, forgetting everything but the memory.
    pub fn start(&mut self, writing: bool) {
        self.writing = writing;
        self.bytes.clear();
        self.events.clear();
        self.origins.clear();
        self.labels = 0;
        self.dead = false;
        self.depth = 0;
        self.deepest = 0;
    }

    /// A new label.
    pub fn label(&mut self) -> Label {
        self.labels += 1;
        self.labels - 1
    }

    /// Tells that the stack grows, or shrinks, by so much.
    pub fn adjust(&mut self, by: i32) {
        self.depth = self.depth.saturating_add(by);
        self.deepest = self.deepest.max(self.depth);
    }

    /// Writes an instruction without operand.
    pub fn op(&mut self, adjust: i32, op: u8) {
        self.adjust(adjust);
        self.raw(op);
    }

    /// Writes one byte.
    pub fn raw(&mut self, byte: u8) {
        if self.writing && !self.dead {
            self.bytes.push(byte);
        }
    }

    /// Writes an instruction with an unsigned operand.
    pub fn op_uint(&mut self, adjust: i32, op: u8, operand: usize) {
        self.op(adjust, op);
        if self.writing && !self.dead {
            mpy::uint(&mut self.bytes, operand);
        }
    }

    /// Writes an instruction with a signed operand.
    pub fn op_int(&mut self, adjust: i32, op: u8, operand: i64) {
        self.op(adjust, op);
        if self.dead || !self.writing {
            return;
        }
        // As many groups of seven bits as leave the sign in the top one.
        let mut groups = 1;
        while groups < 9 && !matches!(operand >> (7 * groups - 1), 0 | -1) {
            groups += 1;
        }
        for group in (1..groups).rev() {
            self.bytes
                .push(0x80 | (operand >> (7 * group)) as u8 & 0x7f);
        }
        self.bytes.push(operand as u8 & 0x7f);
    }

    /// Writes a jump.
    pub fn jump(&mut self, adjust: i32, op: u8, label: Label) {
        self.adjust(adjust);
        if !self.dead {
            self.event(Event::Jump { op, label });
        }
    }

    /// Puts a label here; from here on code can be reached again.
    pub fn place(&mut self, label: Label) {
        self.dead = false;
        self.event(Event::Label(label));
    }

    /// Tells that what follows comes from this line.
    pub fn line(&mut self, line: u32) {
        self.event(Event::Line(line));
    }

    /// Tells that what follows comes from this part of the source.
    pub fn comes_from(&mut self, span: Span) {
        if self.writing {
            self.event(Event::Origin(self.origins.len() as u32));
            self.origins.push(span);
        }
    }

    fn event(&mut self, event: Event) {
        if self.writing {
            self.events.push((self.bytes.len() as u32, event));
        }
    }

    /// Sizes the jumps and writes everything out.
    ///
    /// # Errors
    /// When a jump is too long.
    pub fn finish(&self) -> Result<Finished, Overflow> {
        let mut labels = vec![0_usize; self.labels as usize];
        let mut added = 0;
        for &(at, event) in &self.events {
            match event {
                Event::Jump { .. } => added += LONG,
                Event::Label(label) => labels[label as usize] = at as usize + added,
                Event::Line(_) | Event::Origin(_) => {}
            }
        }
        // Forward labels are those of the round before, so jumps only ever shrink.
        let mut sizes: Vec<u8> = Vec::new();
        let mut total = usize::MAX;
        loop {
            let round = self.size_round(&mut labels, &mut sizes);
            if round == total {
                break;
            }
            total = round;
        }
        self.write(&mut labels, total)
    }

    /// Sizes each jump by where the labels were in the round before; `sizes` is what that gave.
    fn size_round(&self, labels: &mut [usize], sizes: &mut Vec<u8>) -> usize {
        let mut added = 0;
        // How much everything ahead has moved since; the more is known, the fewer rounds it takes.
        let mut moved = 0;
        let mut jumps = 0;
        for &(at, event) in &self.events {
            let here = at as usize + added;
            match event {
                Event::Jump { op, label } => {
                    let label = labels[label as usize];
                    // A label behind has its place of this round already.
                    let ahead = label > here;
                    let label = if ahead { label - moved } else { label };
                    let size = jump_size(op, offset(label, here));
                    if jumps == sizes.len() {
                        sizes.push(LONG as u8);
                    }
                    moved += usize::from(sizes[jumps]) - size;
                    sizes[jumps] = size as u8;
                    jumps += 1;
                    added += size;
                }
                Event::Label(label) => labels[label as usize] = here,
                Event::Line(_) | Event::Origin(_) => {}
            }
        }
        self.bytes.len() + added
    }

    fn write(&self, labels: &mut [usize], total: usize) -> Result<Finished, Overflow> {
        let mut out = Vec::with_capacity(total);
        let mut lines = Lines {
            table: Vec::new(),
            line: 1,
            offset: 0,
        };
        let mut origins = Vec::new();
        let mut copied = 0;
        for &(at, event) in &self.events {
            let at = at as usize;
            out.extend_from_slice(&self.bytes[copied..at]);
            copied = at;
            match event {
                Event::Jump { op, label } => {
                    let distance = offset(labels[label as usize], out.len());
                    let signed = is_signed(op);
                    out.push(op);
                    if jump_size(op, distance) == 2 {
                        out.push((distance + if signed { 0x40 } else { 0 }) as u8);
                    } else {
                        let distance = distance - 1 + if signed { 0x4000 } else { 0 };
                        if !(0..=0x7fff).contains(&distance) {
                            return Err(Overflow);
                        }
                        out.push(0x80 | distance as u8 & 0x7f);
                        out.push((distance >> 7) as u8);
                    }
                }
                Event::Label(label) => labels[label as usize] = out.len(),
                Event::Line(line) => lines.step(line, out.len()),
                Event::Origin(origin) => {
                    note_origin(
                        &mut origins,
                        out.len() as u32,
                        self.origins[origin as usize],
                    );
                }
            }
        }
        out.extend_from_slice(&self.bytes[copied..]);
        // What comes after the last instruction has none.
        if origins
            .last()
            .is_some_and(|&(at, _)| at as usize == out.len())
        {
            origins.pop();
        }
        Ok(Finished {
            bytecode: out,
            line_info: lines.table,
            stack_size: self.deepest.max(0) as u32,
            origins,
        })
    }
}

/// Adds to a table that is as short as can be: no entry without code, no two alike in a row.
fn note_origin(table: &mut Vec<(u32, Span)>, offset: u32, span: Span) {
    if table.last().is_some_and(|&(last, _)| last == offset) {
        table.pop();
    }
    if table.last().is_none_or(|&(_, last)| last != span) {
        table.push((offset, span));
    }
}

fn is_signed(op: u8) -> bool {
    op <= opcode::POP_JUMP_IF_FALSE
}

/// Bytes of a jump that goes far.
const LONG: usize = 3;

/// Distance to a label from behind a jump of two bytes.
fn offset(label: usize, jump: usize) -> i64 {
    label as i64 - jump as i64 - 2
}

fn jump_size(op: u8, offset: i64) -> usize {
    let short = if is_signed(op) {
        (-64..=63).contains(&offset)
    } else {
        (0..=127).contains(&offset)
    };
    if short { 2 } else { LONG }
}

/// The line table as it grows.
struct Lines {
    table: Vec<u8>,
    line: u32,
    offset: usize,
}

impl Lines {
    fn step(&mut self, line: u32, offset: usize) {
        if line <= self.line {
            return;
        }
        let mut bytes = offset - self.offset;
        let mut lines = (line - self.line) as usize;
        while bytes > 0 || lines > 0 {
            let (b, l);
            if lines <= 6 || bytes > 0xf {
                b = bytes.min(0x1f);
                l = if b < bytes { 0 } else { lines.min(3) };
                self.table.push((b | l << 5) as u8);
            } else {
                b = bytes.min(0xf);
                l = lines.min(0x7ff);
                self.table.push((0x80 | b | l >> 4 & 0x70) as u8);
                self.table.push(l as u8);
            }
            bytes -= b;
            lines -= l;
        }
        self.line = line;
        self.offset = offset;
    }
}

/// The qstr table of a module, in order of first use.
pub struct QstrTable {
    /// Qstrs by index.
    pub order: Vec<Qstr>,
    index: Vec<u32>,
}

impl QstrTable {
    /// An empty table for so many interned names.
    pub fn new(names: usize) -> Self {
        Self {
            order: Vec::new(),
            index: vec![u32::MAX; names],
        }
    }

    /// The index of `qstr`, which is added if it is new.
    pub fn index(&mut self, qstr: Qstr) -> usize {
        let number = qstr.0 as usize;
        if number >= self.index.len() {
            self.index.resize(number + 1, u32::MAX);
        }
        if self.index[number] == u32::MAX {
            self.index[number] = self.order.len() as u32;
            self.order.push(qstr);
        }
        self.index[number] as usize
    }
}
