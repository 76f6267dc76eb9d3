//! Base64, read as leniently as MicroPython reads it.

use alloc::vec::Vec;

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Appends the Base64 of `bytes`, whose end is padded.
pub fn encode(bytes: &[u8], out: &mut Vec<u8>) {
    for group in bytes.chunks(3) {
        let at = |i: usize| u32::from(group.get(i).copied().unwrap_or(0));
        let bits = at(0) << 16 | at(1) << 8 | at(2);
        let digit = |i: usize| match i <= group.len() {
            true => ALPHABET[(bits >> (18 - 6 * i) & 63) as usize],
            false => b'=',
        };
        out.extend([digit(0), digit(1), digit(2), digit(3)]);
    }
}

/// Reads Base64 piece by piece.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub struct Decoder {
    bits: u8,
    /// How many of `bits` are still to be used.
    count: u8,
    /// Whether padding was the last thing of all that counts.
    padded: bool,
    ended: bool,
}

impl Decoder {
    /// Appends what `text` stands for. What is no digit is passed over; nothing counts behind the padding.
    pub fn decode(&mut self, text: &[u8], out: &mut Vec<u8>) {
        for &byte in text {
            if self.ended {
                return;
            }
            if byte == b'=' {
                if self.count == 2 || self.count == 4 && self.padded {
                    (self.count, self.ended) = (0, true);
                    return;
                }
                self.padded = true;
            }
            let digit = match byte {
                b'A'..=b'Z' => byte - b'A',
                b'a'..=b'z' => byte - b'a' + 26,
                b'0'..=b'9' => byte - b'0' + 52,
                b'+' => 62,
                b'/' => 63,
                _ => continue,
            };
            self.padded = false;
            let bits = u16::from(self.bits) << 6 | u16::from(digit);
            self.count += 6;
            if self.count >= 8 {
                self.count -= 8;
                out.push((bits >> self.count) as u8);
            }
            self.bits = bits as u8 & ((1 << self.count) - 1);
        }
    }

    /// Whether nothing is missing.
    pub fn is_whole(&self) -> bool {
        self.count == 0
    }

    /// All of it as a number.
    pub fn save(self) -> u32 {
        let flags = u32::from(self.padded) << 16 | u32::from(self.ended) << 17;
        u32::from(self.bits) | u32::from(self.count) << 8 | flags
    }

    /// What [`Decoder::save`] gave.
    pub fn restore(saved: u32) -> Decoder {
        Decoder {
            bits: saved as u8,
            count: (saved >> 8) as u8 & 6,
            padded: saved >> 16 & 1 == 1,
            ended: saved >> 17 & 1 == 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(text: &[u8]) -> Option<Vec<u8>> {
        let mut out = Vec::new();
        let mut decoder = Decoder::default();
        for piece in text.chunks(1) {
            decoder.decode(piece, &mut out);
            decoder = Decoder::restore(decoder.save());
        }
        decoder.is_whole().then_some(out)
    }

    #[test]
    fn what_is_written_is_read() {
        for len in 0..70u8 {
            let bytes: Vec<u8> = (0..len).map(|i| i.wrapping_mul(37)).collect();
            let mut text = Vec::new();
            encode(&bytes, &mut text);
            assert_eq!(decoded(&text), Some(bytes));
        }
    }

    #[test]
    fn much_is_let_through() {
        assert_eq!(decoded(b"Zg==").as_deref(), Some(&b"f"[..]));
        assert_eq!(decoded(b"Z\ng=!=Zg").as_deref(), Some(&b"f"[..]));
        assert_eq!(decoded(b"Zg="), None);
        assert_eq!(decoded(b"Z"), None);
    }
}
