//! From a decimal significand to the text of a float: where the point, the zeros and the exponent go.

use alloc::vec::Vec;

/// The three notations of C's `%e`, `%f` and `%g`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Notation {
    Exponent,
    Fixed,
    General,
}

/// Everything about one attempt at a number's text except its digits.
#[derive(Clone, Copy, Debug)]
pub(super) struct Layout {
    pub(super) notation: Notation,
    pub(super) upper: bool,
    /// Digits to print from the significand, zero-padded on the left.
    pub(super) digits: usize,
    /// `10^digits`: a significand that reaches it was rounded up to one digit more.
    pub(super) cap: u64,
    /// Digits before the point.
    pub(super) whole: usize,
    /// Zeros between a leading `0.` and the digits; then there is no other point.
    pub(super) lead_zeros: Option<usize>,
    /// Zeros after the digits.
    pub(super) trail_zeros: usize,
    /// Power of ten to print after the digits.
    pub(super) exponent: i32,
    /// General notation writes exponents below this as zeros.
    pub(super) max_zeros: i32,
}

impl Layout {
    /// Appends the text of `significand` to `out`.
    pub(super) fn write(mut self, mut significand: u64, out: &mut Vec<u8>) {
        let start = out.len();
        if significand >= self.cap {
            if self.notation == Notation::Fixed {
                self.digits += 1;
                self.whole += 1;
            } else {
                significand /= 10;
                self.exponent += 1;
            }
        }
        if self.notation == Notation::General && self.exponent != 0 {
            self.absorb_exponent();
        }
        if let Some(zeros) = self.lead_zeros {
            out.extend_from_slice(b"0.");
            out.resize(out.len() + zeros, b'0');
        }
        let digits = out.len();
        out.resize(digits + self.digits, b'0');
        for place in out[digits..].iter_mut().rev() {
            *place = b'0' + (significand % 10) as u8;
            significand /= 10;
        }
        out.resize(out.len() + self.trail_zeros, b'0');
        if self.lead_zeros.is_none() && digits + self.whole < out.len() {
            out.insert(digits + self.whole, b'.');
        }
        if self.notation == Notation::General {
            strip_zeros(start, out);
        }
        if self.notation == Notation::Exponent
            || (self.notation == Notation::General && self.exponent != 0)
        {
            self.write_exponent(out);
        }
    }

    /// General notation's small exponents become places before the point or zeros after it.
    fn absorb_exponent(&mut self) {
        if self.exponent >= self.max_zeros || self.exponent < -4 {
            return;
        }
        if self.exponent > 0 {
            self.whole += self.exponent as usize;
            if self.whole > self.digits {
                self.trail_zeros = self.whole - self.digits;
            }
        } else {
            self.lead_zeros = Some((-self.exponent - 1) as usize);
        }
        self.exponent = 0;
    }

    fn write_exponent(&self, out: &mut Vec<u8>) {
        out.push(if self.upper { b'E' } else { b'e' });
        out.push(if self.exponent < 0 { b'-' } else { b'+' });
        let value = self.exponent.unsigned_abs();
        if value >= 100 {
            out.push(b'0' + (value / 100) as u8);
        }
        out.push(b'0' + (value / 10 % 10) as u8);
        out.push(b'0' + (value % 10) as u8);
    }
}

/// Removes zeros at the end of a fraction, and the point if nothing is left behind it.
fn strip_zeros(start: usize, out: &mut Vec<u8>) {
    if !out[start..].contains(&b'.') {
        return;
    }
    while out.last() == Some(&b'0') {
        out.pop();
    }
    if out.last() == Some(&b'.') {
        out.pop();
    }
}
