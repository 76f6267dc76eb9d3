//! Decompression of deflate, alone or with the header and checksum of zlib or gzip: byte by byte, so that no more
//! is read than what is needed, and as leniently as MicroPython's boards do.

mod tree;

use alloc::boxed::Box;
use alloc::vec::Vec;

use crate::checksum;
use tree::{FIXED, Found, Tree, Trees};

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
    /// In a copy: so many bytes are left, from so far back.
    Copy(u16, u16),
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

/// Input of one step. Bits are taken from whole words of it; what of those is not used is given back at the end.
#[derive(Clone, Copy)]
struct Bits<'a> {
    input: &'a [u8],
    at: usize,
    /// Bits that were read, the next one lowest, and how many they are.
    hold: u64,
    left: u32,
}

impl Bits<'_> {
    /// Reads ahead: there are 56 bits at least, or all that there are.
    #[inline(always)]
    fn fill(&mut self) {
        if let Some(word) = self.input.get(self.at..).and_then(<[u8]>::first_chunk) {
            self.hold |= u64::from_le_bytes(*word) << self.left;
            self.at += (63 - self.left as usize) / 8;
            self.left |= 56;
            self.hold &= (1 << self.left) - 1;
            return;
        }
        while self.left < 56
            && let Some(&byte) = self.input.get(self.at)
        {
            self.hold |= u64::from(byte) << self.left;
            self.left += 8;
            self.at += 1;
        }
    }

    /// Gives back the bytes of which nothing was used.
    fn give_back(&mut self) {
        self.at -= self.left as usize / 8;
        self.left %= 8;
        self.hold &= (1 << self.left) - 1;
    }

    #[inline(always)]
    fn drop(&mut self, count: u32) {
        self.hold >>= count;
        self.left -= count;
    }

    #[inline(always)]
    fn bits(&mut self, count: u8) -> Read<u16> {
        let count = u32::from(count);
        if self.left < count {
            self.fill();
            if self.left < count {
                return Err(Stop::More);
            }
        }
        let value = self.hold as u16 & ((1u32 << count) - 1) as u16;
        self.drop(count);
        Ok(value)
    }

    /// The next whole byte; what is left of the one before stays.
    fn byte(&mut self) -> Read<u8> {
        self.give_back();
        let byte = *self.input.get(self.at).ok_or(Stop::More)?;
        self.at += 1;
        Ok(byte)
    }

    fn word(&mut self) -> Read<u16> {
        Ok(u16::from_le_bytes([self.byte()?, self.byte()?]))
    }

    /// The next symbol, `Err(Refused)` if there is none.
    #[inline(always)]
    fn symbol(&mut self, tree: &Tree) -> Read<u16> {
        if self.left < 16 {
            self.fill();
        }
        match tree.find(self.hold, self.left) {
            Found::Symbol(symbol, len) => {
                self.drop(len);
                Ok(symbol)
            }
            Found::NoCode => {
                self.drop(16);
                Err(Stop::Refused)
            }
            Found::More => Err(Stop::More),
        }
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
    /// The bytes of the window, or 0 before it is known.
    size: usize,
    /// The last bytes that came out, as many as the window has at least if there were so many. Zeros are before them.
    window: Vec<u8>,
    /// Those of the block; `None` for the ones that are fixed.
    trees: Option<Box<Trees>>,
    /// What is left of the last byte.
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
            size: 0,
            window: Vec::new(),
            trees: None,
            byte: 0,
            left: 0,
            kept: Vec::new(),
            sum: Format::Raw,
            checksum: 0,
        }
    }

    /// The bytes of its window.
    pub fn window_len(&self) -> usize {
        self.size
    }

    /// Appends to `out` what `input` stands for, until it is `most` bytes long. Says how much of the input was
    /// taken.
    pub fn run(&mut self, input: &[u8], out: &mut Vec<u8>, most: usize) -> (Status, usize) {
        self.run_until(input, out, most, None)
    }

    /// The same up to the next byte that is `last`, which is put out, too.
    pub fn run_until(
        &mut self,
        input: &[u8],
        out: &mut Vec<u8>,
        most: usize,
        last: Option<u8>,
    ) -> (Status, usize) {
        let kept = core::mem::take(&mut self.kept);
        let before = kept.len();
        let joined = (before > 0).then(|| [&kept[..], input].concat());
        let mut bits = Bits {
            input: joined.as_deref().unwrap_or(input),
            at: 0,
            hold: self.byte.into(),
            left: self.left.into(),
        };
        let base = out.len();
        let mut summed = base;
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
            let before = out.len();
            let piece = match self.state {
                State::Symbol => self.symbols(&mut bits, out, base, most, last),
                _ => {
                    let start = bits;
                    let piece = self.piece(&mut bits, out, base, most, last);
                    if let Err(Stop::More) = piece {
                        bits = start;
                    }
                    piece
                }
            };
            match piece {
                Ok(()) if out.len() > before && last.is_some() && last == out.last().copied() => {
                    break Status::Full;
                }
                Ok(()) => {}
                Err(Stop::Refused) => break Status::Refused,
                Err(Stop::More) => {
                    // The piece begins anew once there is more.
                    bits.give_back();
                    self.kept.extend_from_slice(&bits.input[bits.at..]);
                    bits.at = bits.input.len();
                    break Status::More;
                }
            }
        };
        self.add(&out[summed..]);
        bits.give_back();
        (self.byte, self.left) = (bits.hold as u8, bits.left as u8);
        if bits.at < before {
            self.kept.extend_from_slice(&kept[bits.at..]);
        }
        self.keep(&out[base..]);
        (status, bits.at.saturating_sub(before))
    }

    /// Keeps what came out as far as copies can reach back.
    fn keep(&mut self, new: &[u8]) {
        if self.state == State::Ended {
            self.window = Vec::new();
        } else if new.len() >= self.size {
            self.window.clear();
            self.window.extend_from_slice(&new[new.len() - self.size..]);
        } else {
            // It grows to twice its size, so that it is moved but seldom.
            if self.window.len() + new.len() > 2 * self.size {
                let rest = self.window.len() - (self.size - new.len());
                self.window.drain(..rest);
            }
            self.window.extend_from_slice(new);
        }
    }

    fn add(&mut self, bytes: &[u8]) {
        match self.sum {
            Format::Zlib => self.checksum = checksum::adler32(self.checksum, bytes),
            Format::Gzip => self.checksum = checksum::crc32(self.checksum, bytes),
            Format::Auto | Format::Raw => {}
        }
    }

    /// Reads one piece of the data. What a piece has changed when its input ends must not matter.
    fn piece(
        &mut self,
        bits: &mut Bits<'_>,
        out: &mut Vec<u8>,
        base: usize,
        most: usize,
        last: Option<u8>,
    ) -> Read<()> {
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
                bits.drop(bits.left);
                self.state = State::Stored(len);
            }
            State::Stored(0) => self.end_block(),
            State::Stored(left) => {
                bits.give_back();
                let rest = &bits.input[bits.at..];
                let count = rest.len().min(left.into()).min(most - out.len());
                let count = up_to(&rest[..count], last);
                if count == 0 {
                    return Err(Stop::More);
                }
                out.extend_from_slice(&rest[..count]);
                bits.at += count;
                self.state = State::Stored(left - count as u16);
            }
            State::Symbol => self.symbols(bits, out, base, most, last)?,
            State::Copy(left, distance) => {
                let now = usize::from(left).min(most - out.len());
                let now = self.copy_up_to(out, base, distance.into(), now, last);
                self.state = match left - now as u16 {
                    0 => State::Symbol,
                    left => State::Copy(left, distance),
                };
            }
            State::End => self.trailer(bits)?,
            State::Wrong => return Err(Stop::Refused),
            State::Ended => {}
        }
        Ok(())
    }

    /// Appends at most so many bytes from so far back, and says how many.
    #[inline(always)]
    fn copy_up_to(
        &self,
        out: &mut Vec<u8>,
        base: usize,
        distance: usize,
        count: usize,
        last: Option<u8>,
    ) -> usize {
        let start = out.len();
        self.copy(out, base, distance, count);
        let count = up_to(&out[start..], last);
        out.truncate(start + count);
        count
    }

    /// Appends so many bytes from so far back, where what came out before `base` is in the window.
    #[inline(always)]
    fn copy(&self, out: &mut Vec<u8>, base: usize, distance: usize, count: usize) {
        if distance <= out.len() - base {
            let from = out.len() - distance;
            if distance >= count && count > 16 {
                out.extend_from_within(from..from + count);
                return;
            }
            for at in from..from + count {
                let byte = out[at];
                out.push(byte);
            }
            return;
        }
        for _ in 0..count {
            let new = out.len() - base;
            let byte = match distance.checked_sub(new) {
                None | Some(0) => out[out.len() - distance],
                Some(back) => {
                    let at = self.window.len().checked_sub(back);
                    at.map_or(0, |at| self.window[at])
                }
            };
            out.push(byte);
        }
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
        self.size = 1 << bits;
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
        let is_last = bits.bits(1)? == 1;
        self.state = match bits.bits(2)? {
            0 => State::Lengths,
            1 => {
                self.trees = None;
                State::Symbol
            }
            2 => {
                self.trees = Some(dynamic(bits)?);
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

    /// Symbols and what they stand for, up to the end of the block or of what there is room for. If more input is
    /// needed, `bits` is before the symbol that it is needed for.
    fn symbols(
        &mut self,
        bits: &mut Bits<'_>,
        out: &mut Vec<u8>,
        base: usize,
        most: usize,
        last: Option<u8>,
    ) -> Read<()> {
        let trees = self.trees.take();
        let mut local = *bits;
        let read = self.symbols_of(
            trees.as_deref().unwrap_or(&FIXED),
            &mut local,
            out,
            base,
            (most, last),
        );
        *bits = local;
        self.trees = trees;
        read
    }

    #[inline(always)]
    fn symbols_of(
        &mut self,
        trees: &Trees,
        bits: &mut Bits<'_>,
        out: &mut Vec<u8>,
        base: usize,
        (most, last): (usize, Option<u8>),
    ) -> Read<()> {
        while out.len() < most {
            // No symbol with all that belongs to it has more bits than there are then.
            if bits.left < 48 {
                bits.fill();
            }
            let start = *bits;
            let symbol = match bits.symbol(&trees.literals) {
                Ok(symbol) => symbol,
                // A board takes its own mark of what is no code for a literal.
                Err(Stop::Refused) => NO_CODE,
                Err(more) => return Err(more),
            };
            if let Ok(literal) = u8::try_from(symbol) {
                out.push(literal);
                if Some(literal) == last {
                    return Ok(());
                }
                continue;
            }
            if symbol == 256 {
                self.end_block();
                return Ok(());
            }
            let (len, distance) = match copied(trees, bits, symbol) {
                Ok(found) => found,
                Err(stop) => {
                    if let Stop::More = stop {
                        *bits = start;
                    }
                    return Err(stop);
                }
            };
            if usize::from(distance) > self.size {
                return Err(Stop::Refused);
            }
            let now = usize::from(len).min(most - out.len());
            let now = self.copy_up_to(out, base, distance.into(), now, last);
            if now < usize::from(len) {
                self.state = State::Copy(len - now as u16, distance);
                return Ok(());
            }
            if last.is_some() && last == out.last().copied() {
                return Ok(());
            }
        }
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

/// How many of these bytes there are up to the first that is `last`, or in all.
#[inline(always)]
fn up_to(bytes: &[u8], last: Option<u8>) -> usize {
    let place = last.and_then(|last| bytes.iter().position(|&b| b == last));
    place.map_or(bytes.len(), |place| place + 1)
}

/// What a board puts out for bits that are no code.
const NO_CODE: u16 = 0xfd;

/// How many bytes a symbol has copied, and from how far back.
#[inline(always)]
fn copied(trees: &Trees, bits: &mut Bits<'_>, symbol: u16) -> Read<(u16, u16)> {
    let code = usize::from(symbol) - 257;
    let &(base, extra) = LENGTHS.get(code).ok_or(Stop::Refused)?;
    let len = base + bits.bits(extra)?;
    let symbol = bits.symbol(&trees.distances)?;
    let &(base, extra) = DISTANCES.get(usize::from(symbol)).ok_or(Stop::Refused)?;
    Ok((len, base + bits.bits(extra)?))
}

/// The trees of a block that brings its own.
fn dynamic(bits: &mut Bits<'_>) -> Read<Box<Trees>> {
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
    Ok(Box::new(Trees {
        literals: Tree::new(literals),
        distances: Tree::new(distances),
    }))
}
