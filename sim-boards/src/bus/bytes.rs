//! Bits of a clock put together to bytes, for chips that take whole bytes.

use serde::Serialize;

/// The byte that is coming in, and the one that goes out meanwhile.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Bytes {
    /// The bits that came in, the last in the lowest place.
    input: u8,
    count: u8,
    /// What goes out, the next bit in the highest place.
    output: u8,
}

impl Bytes {
    /// Nothing so far; `output` goes out with the first byte.
    pub fn new(output: u8) -> Self {
        Self {
            input: 0,
            count: 0,
            output,
        }
    }

    /// Takes bits as [`super::SpiTarget::shift`] does. `exchange` gets each byte that is complete, and gives the one that
    /// goes out next.
    pub fn shift(&mut self, bits: u32, count: u8, mut exchange: impl FnMut(u8) -> u8) -> u32 {
        if self.count == 0 && count == 8 {
            let out = self.output;
            self.output = exchange(bits as u8);
            return u32::from(out);
        }
        let mut out = 0;
        for place in (0..count).rev() {
            out = out << 1 | u32::from(self.output >> 7);
            self.output <<= 1;
            self.input = self.input << 1 | (bits >> place & 1) as u8;
            self.count += 1;
            if self.count == 8 {
                self.count = 0;
                self.output = exchange(self.input);
            }
        }
        out
    }

    /// The bit that goes out next.
    pub fn bit(&self) -> bool {
        self.output & 0x80 != 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bits_and_bytes_come_to_the_same() {
        let (mut whole, mut single) = (Bytes::new(0xa5), Bytes::new(0xa5));
        let (mut from_whole, mut from_single) = (Vec::new(), Vec::new());
        for byte in [0x12, 0xfe, 0x00] {
            let out = whole.shift(byte, 8, |byte| {
                from_whole.push(byte);
                !byte
            });
            let mut bits = 0;
            for place in (0..8).rev() {
                assert_eq!(u32::from(single.bit()), out >> place & 1);
                let bit = single.shift(byte >> place & 1, 1, |byte| {
                    from_single.push(byte);
                    !byte
                });
                bits = bits << 1 | bit;
            }
            assert_eq!(out, bits);
        }
        assert_eq!(from_whole, [0x12, 0xfe, 0x00]);
        assert_eq!(from_single, from_whole);
    }
}
