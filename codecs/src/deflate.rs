//! Compression to deflate as MicroPython does it: the longest match that is nearest, found wherever the first three
//! bytes are the same, and the codes that are fixed, all in one block.

use alloc::vec::Vec;

use crate::checksum;
use crate::inflate::Format;

/// The shortest and the longest match that is looked for; what is longer than the format can say is told in two.
const SHORTEST: usize = 3;
const LONGEST: usize = 259;

/// Comparisons that are made in one step, about.
const COMPARISONS: usize = 4_000_000;

/// Bytes before the window that are kept until there are more.
const MORE: usize = 8192;

/// Bytes that are compressed in one step.
const BYTES: usize = 1 << 14;

/// A compression.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Deflate {
    format: Format,
    window_bits: u8,
    /// The last bytes, in which matches can be found: those of the window, and some before.
    history: Vec<u8>,
    chains: Chains,
    /// Bits that make no byte yet.
    bits: u32,
    count: u8,
    checksum: u32,
    len: u32,
}

impl Deflate {
    /// A compression, and the header that it begins with.
    pub fn new(format: Format, window_bits: u8) -> (Deflate, Vec<u8>) {
        let mut header = Vec::new();
        if format == Format::Zlib {
            let method = 8 | (window_bits.max(9) - 8) << 4;
            let level = 0x80;
            let rest = u16::from_be_bytes([method, level]) % 31;
            header.extend([method, level | (31 - rest) as u8]);
        } else if format == Format::Gzip {
            header.extend([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 4, 3]);
        }
        let deflate = Deflate {
            format,
            window_bits,
            history: Vec::new(),
            chains: Chains::new(window_bits),
            // One block, the last, with fixed codes.
            bits: 0b011,
            count: 3,
            checksum: if format == Format::Zlib { 1 } else { 0 },
            len: 0,
        };
        (deflate, header)
    }

    /// The bytes of its window.
    pub fn window_len(&self) -> usize {
        1 << self.window_bits
    }

    /// Compresses some of `data` from `at` on, which it moves. Matches end where `data` ends.
    pub fn run(&mut self, data: &[u8], at: &mut usize, out: &mut Vec<u8>) {
        let rest = data.get(*at..).unwrap_or_default();
        let wanted = rest.len().min(BYTES);
        let ahead = rest.len().min(BYTES + LONGEST);
        let start = self.history.len();
        let mut all = core::mem::take(&mut self.history);
        all.extend_from_slice(&rest[..ahead]);
        let mut chains = core::mem::take(&mut self.chains);
        let (mut place, mut compared) = (start, 0);
        while place < start + wanted && compared < COMPARISONS {
            let first = place.saturating_sub(self.window_len());
            chains.enter(&all, place);
            let taken = match chains.longest(&all, first, place, &mut compared) {
                Some((distance, len)) => {
                    self.copy(distance, len, out);
                    len
                }
                None => {
                    self.literal(all[place], out);
                    1
                }
            };
            place += taken;
        }
        let done = &all[start..place];
        match self.format {
            Format::Zlib => self.checksum = checksum::adler32(self.checksum, done),
            Format::Gzip => self.checksum = checksum::crc32(self.checksum, done),
            Format::Auto | Format::Raw => {}
        }
        self.len = self.len.wrapping_add(done.len() as u32);
        *at += done.len();
        chains.leave(&all, place);
        all.truncate(place);
        // Moving all that is kept, and finding its chains anew, is for once in a while.
        if place > self.window_len() + MORE {
            all.drain(..place - self.window_len());
            chains = Chains::new(self.window_bits);
        }
        (self.history, self.chains) = (all, chains);
    }

    /// What ends the block, and the trailer behind it.
    pub fn finish(&mut self) -> (Vec<u8>, Vec<u8>) {
        let mut end = Vec::new();
        // The code that ends it, and as many bits as fill the last byte.
        self.put(0, 14, &mut end);
        let trailer = match self.format {
            Format::Zlib => self.checksum.to_be_bytes().to_vec(),
            Format::Gzip => [self.checksum.to_le_bytes(), self.len.to_le_bytes()].concat(),
            Format::Auto | Format::Raw => Vec::new(),
        };
        (end, trailer)
    }

    fn put(&mut self, bits: u16, count: u8, out: &mut Vec<u8>) {
        self.bits |= u32::from(bits) << self.count;
        self.count += count;
        while self.count >= 8 {
            out.push(self.bits as u8);
            self.bits >>= 8;
            self.count -= 8;
        }
    }

    /// Codes go with their highest bit first.
    fn code(&mut self, code: u16, count: u8, out: &mut Vec<u8>) {
        self.put(code.reverse_bits() >> (16 - count), count, out);
    }

    fn literal(&mut self, byte: u8, out: &mut Vec<u8>) {
        self.symbol(byte.into(), out);
    }

    /// The fixed codes (RFC 1951, 3.2.6).
    fn symbol(&mut self, symbol: u16, out: &mut Vec<u8>) {
        match symbol {
            0..144 => self.code(0x30 + symbol, 8, out),
            144..256 => self.code(0x190 + symbol - 144, 9, out),
            256..280 => self.code(symbol - 256, 7, out),
            _ => self.code(0xc0 + symbol - 280, 8, out),
        }
    }

    fn copy(&mut self, distance: usize, len: usize, out: &mut Vec<u8>) {
        let mut left = len;
        while left > 0 {
            let now = if left == LONGEST {
                left - SHORTEST
            } else {
                left
            };
            left -= now;
            let (code, extra, bits) = match now - SHORTEST {
                255 => (28, 0, 0),
                n => step(n as u16, 2),
            };
            self.symbol(257 + code, out);
            self.put(extra, bits, out);
            let (code, extra, bits) = step((distance - 1) as u16, 1);
            self.code(code, 5, out);
            self.put(extra, bits, out);
        }
    }
}

/// The code of a number in a series whose steps double after each `2^fine` codes, and what is added to it: bits, and
/// how many.
fn step(n: u16, fine: u8) -> (u16, u16, u8) {
    let log = (u16::BITS - 1 - (n | 1).leading_zeros()) as u8;
    if log <= fine {
        return (n, 0, 0);
    }
    let bits = log - fine;
    let part = n >> bits & ((1 << fine) - 1);
    let code = ((u16::from(bits) + 1) << fine) + part;
    (code, n & ((1 << bits) - 1), bits)
}

/// Where the same three bytes were before, from each place to the one before it. Whatever else has the same hash is in
/// the same chain.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
struct Chains {
    /// The last place of each hash, counted from 1.
    heads: Vec<u16>,
    /// The place before each, which has the same hash.
    before: Vec<u16>,
}

impl Chains {
    /// For fewer than 65536 bytes, and matches in a window of this size.
    fn new(window_bits: u8) -> Chains {
        Chains {
            heads: alloc::vec![0; 1 << window_bits.clamp(6, 13)],
            before: Vec::new(),
        }
    }

    fn hash(&self, bytes: [u8; SHORTEST]) -> usize {
        let [a, b, c] = bytes.map(u32::from);
        let mixed = (a | b << 8 | c << 16).wrapping_mul(0x9e37_79b1);
        (mixed >> 19) as usize & (self.heads.len() - 1)
    }

    /// Takes in all places before this one.
    fn enter(&mut self, all: &[u8], place: usize) {
        let from = self.before.len();
        let starts = all[from..].windows(SHORTEST).take(place - from);
        for (at, start) in (from..).zip(starts) {
            let hash = self.hash([start[0], start[1], start[2]]);
            self.before.push(self.heads[hash]);
            self.heads[hash] = at as u16 + 1;
        }
    }

    /// Takes out again, of the places that were taken in, those whose three bytes do not all lie before `end`: what
    /// comes behind may be something else.
    fn leave(&mut self, all: &[u8], end: usize) {
        while let Some(at) = self.before.len().checked_sub(1)
            && at + SHORTEST > end
            && let Some(&start) = all[at..].first_chunk()
            && let Some(before) = self.before.pop()
        {
            let hash = self.hash(start);
            self.heads[hash] = before;
        }
    }

    /// The longest match of what is at `place` with what begins from `first` on: how far back, and how long. Of
    /// those that are as long the nearest. All places before must have been taken in.
    fn longest(
        &self,
        all: &[u8],
        first: usize,
        place: usize,
        compared: &mut usize,
    ) -> Option<(usize, usize)> {
        let wanted = &all[place..all.len().min(place + LONGEST)];
        let mut best = None;
        // What is found must be longer.
        let mut len = SHORTEST - 1;
        let mut at = self.heads[self.hash(*wanted.first_chunk()?)];
        while let Some(start) = usize::from(at).checked_sub(1)
            && start >= first
            && len < wanted.len()
        {
            *compared += 1;
            if all[start + len] == wanted[len] {
                let same = all[start..].iter().zip(wanted).take_while(|(a, b)| a == b);
                let same = same.count();
                *compared += same;
                if same > len {
                    (len, best) = (same, Some((place - start, same)));
                }
            }
            at = self.before[start];
        }
        best
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::inflate::{Inflate, Status};

    fn compressed(data: &[u8], format: Format, window_bits: u8) -> Vec<u8> {
        let (mut deflate, mut out) = Deflate::new(format, window_bits);
        let mut at = 0;
        while at < data.len() {
            deflate.run(data, &mut at, &mut out);
        }
        let (end, trailer) = deflate.finish();
        out.extend(end);
        out.extend(trailer);
        out
    }

    fn samples() -> Vec<Vec<u8>> {
        let mut seed = 1u32;
        let mut random = move |most: u32| {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (seed >> 8) % most
        };
        let mut all = alloc::vec![Vec::new(), alloc::vec![7], alloc::vec![0; 20_000]];
        for kinds in [2, 20, 256] {
            all.push((0..5_000).map(|_| random(kinds) as u8).collect());
        }
        all
    }

    #[test]
    fn what_is_compressed_is_what_comes_out() {
        for data in samples() {
            for format in [Format::Raw, Format::Zlib, Format::Gzip] {
                for window_bits in [8, 15] {
                    let packed = compressed(&data, format, window_bits);
                    for piece in [1, 7, packed.len().max(1)] {
                        let mut inflate = Inflate::new(format, window_bits);
                        let mut out = Vec::new();
                        let mut status = Status::More;
                        for input in packed.chunks(piece) {
                            let (now, taken) = inflate.run(input, &mut out, usize::MAX);
                            assert_eq!(taken, input.len());
                            status = now;
                        }
                        assert_eq!(status, Status::Ended);
                        assert!(out == data);
                    }
                }
            }
        }
    }

    #[test]
    fn chains_that_are_kept_are_those_that_are_made_anew() {
        for data in samples() {
            for piece in [1, 2, 3, 50, 700] {
                let kept = Deflate::new(Format::Raw, 8).0;
                let (mut kept, mut anew) = (kept.clone(), kept);
                let (mut a, mut b) = (Vec::new(), Vec::new());
                for part in data.chunks(piece) {
                    kept.run(part, &mut 0, &mut a);
                    anew.chains = Chains::new(8);
                    anew.run(part, &mut 0, &mut b);
                }
                assert!(a == b && (kept.bits, kept.count) == (anew.bits, anew.count));
            }
        }
    }

    #[test]
    fn matches_are_those_of_looking_everywhere() {
        for all in samples() {
            let all = &all[..all.len().min(600)];
            let mut chains = Chains::new(8);
            for place in 0..all.len() {
                chains.enter(all, place);
                let first = place.saturating_sub(256);
                let wanted = &all[place..all.len().min(place + LONGEST)];
                let mut best = None;
                for start in (first..place).rev() {
                    let same = all[start..].iter().zip(wanted).take_while(|(a, b)| a == b);
                    let same = same.count();
                    if same >= SHORTEST && best.is_none_or(|(_, len)| same > len) {
                        best = Some((place - start, same));
                    }
                }
                assert_eq!(chains.longest(all, first, place, &mut 0), best);
            }
        }
    }

    #[test]
    fn steps_are_those_of_the_format() {
        assert_eq!(
            [0, 7, 8, 254].map(|n| step(n, 2)),
            [(0, 0, 0), (7, 0, 0), (8, 0, 1), (27, 30, 5)]
        );
        assert_eq!(
            [0, 3, 4, 32767].map(|n| step(n, 1)),
            [(0, 0, 0), (3, 0, 0), (4, 0, 1), (29, 8191, 13)]
        );
    }

    #[test]
    fn no_data_make_it_panic_or_run_on() {
        let mut state = 77u32;
        let mut random = move || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 16) as u8
        };
        for round in 0..3000 {
            let mut data: Vec<u8> = (0..200).map(|_| random()).collect();
            if round % 2 == 0 {
                // A block with trees of its own.
                data[0] = data[0] & !7 | 5;
            }
            let mut inflate = Inflate::new(Format::Raw, 5 + (round % 11) as u8);
            let mut out = Vec::new();
            for input in data.chunks(1 + round % 50) {
                inflate.run(input, &mut out, 10_000);
            }
            assert!(out.len() <= 10_000);
        }
    }
}
