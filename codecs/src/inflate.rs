//! Decompression of deflate, alone or with the header and checksum of zlib or gzip: byte by byte, so that no more
//! is read than what is needed, and as leniently as MicroPython's boards do.

use alloc::vec;
use alloc::vec::Vec;

use crate::checksum;

/// What is around the compressed data.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Format {
    /// zlib or gzip, as the data tell.
    Auto,
    /// Nothing.
    Raw,
    /// A header of two bytes, and Adler-32.
    Zlib,
    /// A header of ten bytes at least, and CRC-32.
    Gzip,
}

/// What some input came to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Status {
    /// All input is used up.
    More,
    /// There is as much output as was asked for.
    Full,
    /// The data have ended.
    Ended,
    /// What is there is no such data.
    Refused,
}

/// Why a piece of the data cannot be read now.
enum Stop {
    More,
    Refused,
}

type Read<T> = Result<T, Stop>;

/// Lengths of codes, and codes to symbols: as many codes of each length, and the symbols in their order.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
struct Tree {
    counts: [u16; 16],
    symbols: Vec<u16>,
}

impl Tree {
    fn new(lengths: &[u8]) -> Tree {
        let mut counts = [0; 16];
        lengths.iter().for_each(|&n| counts[usize::from(n)] += 1);
        // That many are in no use.
        counts[0] = 0;
        let mut symbols = Vec::new();
        for len in 1..16 {
            let of_len = lengths.iter().zip(0..).filter(|&(&n, _)| n == len);
            symbols.extend(of_len.map(|(_, symbol)| symbol));
        }
        Tree { counts, symbols }
    }

    fn fixed() -> (Tree, Tree) {
        let mut lengths = [8; 288];
        lengths[144..256].fill(9);
        lengths[256..280].fill(7);
        (Tree::new(&lengths), Tree::new(&[5; 32]))
    }
}

/// Where the decompression is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
enum State {
    Header,
    /// In the header of gzip: bytes to skip, then what these flags tell of.
    Fields(u16, u8),
    /// Before a block.
    Block,
    /// Before the lengths of a block that is not compressed.
    Lengths,
    /// So many bytes before the end of one.
    Stored(u16),
    /// Before a symbol.
    Symbol,
    /// In a copy: so many bytes are left, from this place of the window on.
    Copy(u16, usize),
    /// Before the checksum.
    End,
    /// In what is no such data.
    Wrong,
    Ended,
}

/// The first length of each code beyond the literals, and the bits that are added to it (RFC 1951, 3.2.5).
const LENGTHS: [(u16, u8); 29] = {
    let mut table = [(258, 0); 29];
    let (mut code, mut base) = (0, 3);
    while code < 28 {
        let bits = if code < 8 { 0 } else { code / 4 - 1 };
        table[code] = (base, bits as u8);
        base += 1 << bits;
        code += 1;
    }
    table
};

/// The same of distances.
const DISTANCES: [(u16, u8); 30] = {
    let mut table = [(0, 0); 30];
    let (mut code, mut base) = (0, 1);
    while code < 30 {
        let bits = if code < 4 { 0 } else { code / 2 - 1 };
        table[code] = (base, bits as u8);
        base += 1 << bits;
        code += 1;
    }
    table
};

/// The order in which the lengths of the codes of code lengths come (RFC 1951, 3.2.7).
const ORDER: [u8; 19] = [
    16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15,
];

const DEFAULT_WINDOW: u8 = 8;
const GZIP_WINDOW: u8 = 15;

/// Input of one step: what was kept before, then what is new.
struct Bits<'a> {
    input: &'a [u8],
    at: usize,
    /// What is left of the last byte.
    byte: u8,
    left: u8,
}

impl Bits<'_> {
    fn byte(&mut self) -> Read<u8> {
        let byte = *self.input.get(self.at).ok_or(Stop::More)?;
        self.at += 1;
        Ok(byte)
    }

    fn bit(&mut self) -> Read<u16> {
        if self.left == 0 {
            self.byte = self.byte()?;
            self.left = 8;
        }
        let bit = self.byte & 1;
        self.byte >>= 1;
        self.left -= 1;
        Ok(bit.into())
    }

    fn bits(&mut self, count: u8) -> Read<u16> {
        let mut value = 0;
        for i in 0..count {
            value |= self.bit()? << i;
        }
        Ok(value)
    }

    fn word(&mut self) -> Read<u16> {
        Ok(u16::from_le_bytes([self.byte()?, self.byte()?]))
    }

    fn symbol(&mut self, tree: &Tree) -> Read<u16> {
        let (mut code, mut first) = (0i32, 0i32);
        for &count in &tree.counts[1..] {
            code = 2 * code + i32::from(self.bit()?);
            first += i32::from(count);
            code -= i32::from(count);
            if code < 0 {
                let symbol = usize::try_from(first + code).ok();
                let symbol = symbol.and_then(|i| tree.symbols.get(i));
                return symbol.copied().ok_or(Stop::Refused);
            }
        }
        // The board reads one bit more before it gives up.
        self.bit()?;
        Err(Stop::Refused)
    }
}

/// A decompression.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Inflate {
    format: Format,
    /// The bits of the window that was asked for, or 0.
    window_bits: u8,
    state: State,
    is_last: bool,
    window: Vec<u8>,
    /// Where the next byte goes in the window.
    next: usize,
    literals: Tree,
    distances: Tree,
    byte: u8,
    left: u8,
    /// Input of which more is needed.
    kept: Vec<u8>,
    /// Which checksum comes at the end, once that is known.
    sum: Format,
    checksum: u32,
}

impl Inflate {
    /// A decompression at its start; `window_bits` is 0 where that is left to the data.
    pub fn new(format: Format, window_bits: u8) -> Inflate {
        Inflate {
            format,
            window_bits,
            state: State::Header,
            is_last: false,
            window: Vec::new(),
            next: 0,
            literals: Tree::default(),
            distances: Tree::default(),
            byte: 0,
            left: 0,
            kept: Vec::new(),
            sum: Format::Raw,
            checksum: 0,
        }
    }

    /// The bytes of its window.
    pub fn window_len(&self) -> usize {
        self.window.len()
    }

    /// Appends to `out` what `input` stands for, until it is `most` bytes long. Says how much of the input was
    /// taken.
    pub fn run(&mut self, input: &[u8], out: &mut Vec<u8>, most: usize) -> (Status, usize) {
        let kept = core::mem::take(&mut self.kept);
        let before = kept.len();
        let joined = (before > 0).then(|| [&kept[..], input].concat());
        let mut bits = Bits {
            input: joined.as_deref().unwrap_or(input),
            at: 0,
            byte: self.byte,
            left: self.left,
        };
        let mut summed = out.len();
        let status = loop {
            if self.state == State::Ended {
                break Status::Ended;
            }
            if out.len() >= most {
                break Status::Full;
            }
            if self.state == State::End {
                self.add(&out[summed..]);
                summed = out.len();
            }
            let (at, byte, left) = (bits.at, bits.byte, bits.left);
            match self.piece(&mut bits, out, most) {
                Ok(()) => {}
                Err(Stop::Refused) => break Status::Refused,
                Err(Stop::More) => {
                    // The piece begins anew once there is more.
                    (bits.byte, bits.left) = (byte, left);
                    self.kept.extend_from_slice(&bits.input[at..]);
                    bits.at = bits.input.len();
                    break Status::More;
                }
            }
        };
        self.add(&out[summed..]);
        (self.byte, self.left) = (bits.byte, bits.left);
        if bits.at < before {
            self.kept.extend_from_slice(&kept[bits.at..]);
        }
        (status, bits.at.saturating_sub(before))
    }

    fn add(&mut self, bytes: &[u8]) {
        match self.sum {
            Format::Zlib => self.checksum = checksum::adler32(self.checksum, bytes),
            Format::Gzip => self.checksum = checksum::crc32(self.checksum, bytes),
            Format::Auto | Format::Raw => {}
        }
    }

    /// Reads one piece of the data. What a piece has changed when its input ends must not matter.
    fn piece(&mut self, bits: &mut Bits<'_>, out: &mut Vec<u8>, most: usize) -> Read<()> {
        match self.state {
            State::Header if self.format == Format::Raw => {
                self.start(Format::Raw, DEFAULT_WINDOW)?
            }
            State::Header => self.header(bits)?,
            State::Fields(skipped, flags) => self.fields(bits, skipped, flags)?,
            State::Block => self.block(bits)?,
            State::Lengths => {
                let (len, inverted) = (bits.word()?, bits.word()?);
                if len != !inverted {
                    return Err(Stop::Refused);
                }
                bits.left = 0;
                self.state = State::Stored(len);
            }
            State::Stored(0) => self.end_block(),
            State::Stored(left) => {
                let byte = bits.byte()?;
                self.put(byte, out);
                self.state = State::Stored(left - 1);
            }
            State::Symbol => self.symbol(bits, out)?,
            State::Copy(left, from) => {
                let (mut left, mut from) = (left, from);
                while left > 0 && out.len() < most {
                    let byte = self.window[from];
                    self.put(byte, out);
                    from = (from + 1) % self.window.len();
                    left -= 1;
                }
                self.state = match left {
                    0 => State::Symbol,
                    _ => State::Copy(left, from),
                };
            }
            State::End => self.trailer(bits)?,
            State::Wrong => return Err(Stop::Refused),
            State::Ended => {}
        }
        Ok(())
    }

    fn put(&mut self, byte: u8, out: &mut Vec<u8>) {
        out.push(byte);
        self.window[self.next] = byte;
        self.next = (self.next + 1) % self.window.len();
    }

    /// The data begin, with a window that the header allows.
    fn start(&mut self, found: Format, window_bits: u8) -> Read<()> {
        if self.format != Format::Auto && self.format != found {
            self.state = State::Wrong;
            return Err(Stop::Refused);
        }
        let bits = match self.window_bits {
            0 => window_bits,
            asked if found == Format::Raw => asked,
            asked => asked.min(window_bits),
        };
        self.window = vec![0; 1 << bits];
        self.sum = found;
        self.checksum = if found == Format::Zlib { 1 } else { 0 };
        self.state = State::Block;
        Ok(())
    }

    fn header(&mut self, bits: &mut Bits<'_>) -> Read<()> {
        let (method, flags) = (bits.byte()?, bits.byte()?);
        if (method, flags) == (0x1f, 0x8b) {
            let is_known = bits.byte()? == 8;
            let flags = if is_known { bits.byte()? } else { 0xff };
            if flags & 0xe0 != 0 {
                self.state = State::Wrong;
                return Err(Stop::Refused);
            }
            self.state = State::Fields(6, flags);
            return Ok(());
        }
        let window_bits = (method >> 4) + 8;
        let is_zlib = u16::from_be_bytes([method, flags]).is_multiple_of(31) && method & 15 == 8;
        if !is_zlib || window_bits > 15 || flags & 0x20 != 0 {
            self.state = State::Wrong;
            return Err(Stop::Refused);
        }
        self.start(Format::Zlib, window_bits)
    }

    fn fields(&mut self, bits: &mut Bits<'_>, skipped: u16, flags: u8) -> Read<()> {
        const CHECKED: u8 = 2;
        const EXTRA: u8 = 4;
        const NAME: u8 = 8;
        const COMMENT: u8 = 16;
        if skipped > 0 {
            bits.byte()?;
            self.state = State::Fields(skipped - 1, flags);
        } else if flags & EXTRA != 0 {
            self.state = State::Fields(bits.word()?, flags & !EXTRA);
        } else if flags & (NAME | COMMENT) != 0 {
            let text = if flags & NAME != 0 { NAME } else { COMMENT };
            if bits.byte()? == 0 {
                self.state = State::Fields(0, flags & !text);
            }
        } else if flags & CHECKED != 0 {
            bits.word()?;
            self.state = State::Fields(0, flags & !CHECKED);
        } else {
            self.start(Format::Gzip, GZIP_WINDOW)?;
        }
        Ok(())
    }

    fn block(&mut self, bits: &mut Bits<'_>) -> Read<()> {
        let is_last = bits.bit()? == 1;
        self.state = match bits.bits(2)? {
            0 => State::Lengths,
            1 => {
                (self.literals, self.distances) = Tree::fixed();
                State::Symbol
            }
            2 => {
                (self.literals, self.distances) = dynamic(bits)?;
                State::Symbol
            }
            _ => {
                self.state = State::Wrong;
                return Err(Stop::Refused);
            }
        };
        self.is_last = is_last;
        Ok(())
    }

    fn end_block(&mut self) {
        self.state = match self.is_last {
            true => State::End,
            false => State::Block,
        };
    }

    fn symbol(&mut self, bits: &mut Bits<'_>, out: &mut Vec<u8>) -> Read<()> {
        let symbol = match bits.symbol(&self.literals) {
            Ok(symbol) => symbol,
            // A board takes its own mark of what is no code for a literal.
            Err(Stop::Refused) => NO_CODE,
            Err(more) => return Err(more),
        };
        if let Ok(literal) = u8::try_from(symbol) {
            self.put(literal, out);
            return Ok(());
        }
        if symbol == 256 {
            self.end_block();
            return Ok(());
        }
        let &(base, extra) = LENGTHS
            .get(usize::from(symbol) - 257)
            .ok_or(Stop::Refused)?;
        let len = base + bits.bits(extra)?;
        let symbol = bits.symbol(&self.distances)?;
        let &(base, extra) = DISTANCES.get(usize::from(symbol)).ok_or(Stop::Refused)?;
        let distance = usize::from(base) + usize::from(bits.bits(extra)?);
        let size = self.window.len();
        if distance > size {
            return Err(Stop::Refused);
        }
        self.state = State::Copy(len, (self.next + size - distance) % size);
        Ok(())
    }

    fn trailer(&mut self, bits: &mut Bits<'_>) -> Read<()> {
        if matches!(self.sum, Format::Zlib | Format::Gzip) {
            let bytes = [bits.byte()?, bits.byte()?, bits.byte()?, bits.byte()?];
            let expected = match self.sum {
                Format::Gzip => u32::from_le_bytes(bytes),
                _ => u32::from_be_bytes(bytes),
            };
            if expected != self.checksum {
                return Err(Stop::Refused);
            }
            if self.sum == Format::Gzip {
                // The length is passed over.
                bits.word()?;
                bits.word()?;
            }
        }
        self.state = State::Ended;
        Ok(())
    }
}

/// What a board puts out for bits that are no code.
const NO_CODE: u16 = 0xfd;

/// The trees of a block that brings its own.
fn dynamic(bits: &mut Bits<'_>) -> Read<(Tree, Tree)> {
    let literals = usize::from(bits.bits(5)?) + 257;
    let all = literals + usize::from(bits.bits(5)?) + 1;
    let count = usize::from(bits.bits(4)?) + 4;
    let mut lengths = [0; 19];
    for &code in ORDER.iter().take(count) {
        lengths[usize::from(code)] = bits.bits(3)? as u8;
    }
    let codes = Tree::new(&lengths);
    let mut lengths: Vec<u8> = Vec::with_capacity(all);
    while lengths.len() < all {
        let (value, times) = match bits.symbol(&codes)? {
            16 => {
                let &last = lengths.last().ok_or(Stop::Refused)?;
                (last, bits.bits(2)? + 3)
            }
            17 => (0, bits.bits(3)? + 3),
            18 => (0, bits.bits(7)? + 11),
            len => (len as u8, 1),
        };
        let len = lengths.len() + usize::from(times);
        if len > all {
            return Err(Stop::Refused);
        }
        lengths.resize(len, value);
    }
    let (literals, distances) = lengths.split_at(literals);
    Ok((Tree::new(literals), Tree::new(distances)))
}
