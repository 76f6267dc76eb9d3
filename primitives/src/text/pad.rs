//! Padding: numbers and strings brought to a width, with signs, prefixes and grouped zeros where MicroPython puts them.

use alloc::vec::Vec;

use super::float::{self, FloatBits, FloatSpec};
use super::int::{Digits, IntRef, Magnitude};

/// How a value is brought to its width. Both kinds of formatting come down to this.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Padding {
    /// The value stands left; wins over nothing but the default, right.
    pub left: bool,
    /// The value stands in the middle; wins over `left`.
    pub center: bool,
    /// Padding goes between the sign (and prefix) and the digits.
    pub after_sign: bool,
    /// A number that has no minus gets a plus.
    pub plus: bool,
    /// A number that has no sign gets a space.
    pub space: bool,
    /// Digits get `0b`, `0` or `0x` in front.
    pub prefix: bool,
    /// An octal prefix is `0o`.
    pub octal_letter: bool,
    /// Put between groups of digits, and of filling zeros; 0 for none.
    pub group: u8,
    /// The byte to fill with.
    pub fill: u8,
    /// Least width, in bytes.
    pub width: i32,
}

impl Default for Padding {
    fn default() -> Self {
        Padding {
            left: false,
            center: false,
            after_sign: false,
            plus: false,
            space: false,
            prefix: false,
            octal_letter: false,
            group: 0,
            fill: b' ',
            width: 0,
        }
    }
}

impl Padding {
    /// Appends `text`, brought to the width.
    pub fn text(&self, text: &[u8], out: &mut Vec<u8>) {
        self.around(text.len(), out, |out| out.extend_from_slice(text));
    }

    /// Appends what `write` appends, which are so many bytes, brought to the width.
    fn around(&self, len: usize, out: &mut Vec<u8>, write: impl FnOnce(&mut Vec<u8>)) {
        let mut missing = i64::from(self.width) - len as i64;
        let mut filler = Filler {
            fill: self.fill,
            group: 0,
            period: 1,
            start: 0,
        };
        if self.fill == b'0' && self.group != 0 {
            let period = if self.group == b'_' { 5 } else { 4 };
            let mut width = i64::from(self.width);
            // A group's sign never comes first; one more zero does.
            if width % period == 0 {
                missing += 1;
                width += 1;
            }
            filler = Filler {
                fill: b'0',
                group: self.group,
                period,
                start: period - 1 - width % period,
            };
        }
        let missing = missing.max(0);
        let left = if self.center {
            missing / 2
        } else if self.left {
            0
        } else {
            missing
        };
        out.reserve(len + missing as usize);
        filler.write(left, out);
        write(out);
        filler.write(missing - left, out);
    }

    /// Appends an int in the base and case of `digits`, with at least `precision` digits.
    pub fn int(&self, value: IntRef<'_>, digits: Digits, precision: i32, out: &mut Vec<u8>) {
        let mut padding = *self;
        let mut precision = precision;
        if !padding.left && !padding.center && padding.fill == b'0' {
            padding.width = padding.width.max(precision);
            precision = 0;
        }
        let mut sign = Vec::with_capacity(3);
        if value.is_negative() {
            sign.push(b'-');
        } else if padding.plus {
            sign.push(b'+');
        } else if padding.space {
            sign.push(b' ');
        }
        if padding.prefix {
            sign.extend_from_slice(base_prefix(digits, padding.octal_letter));
        }
        let digits = Magnitude::of(
            value,
            Digits {
                group: padding.group,
                ..digits
            },
        );
        if precision > 1 {
            padding.with_precision(&sign, &digits, precision, out);
        } else if padding.after_sign {
            out.extend_from_slice(&sign);
            padding.width -= sign.len() as i32;
            padding.around(digits.len(), out, |out| digits.write(out));
        } else {
            padding.around(sign.len() + digits.len(), out, |out| {
                out.extend_from_slice(&sign);
                digits.write(out);
            });
        }
    }

    /// Zeros up to the precision, spaces up to the width.
    fn with_precision(
        mut self,
        sign: &[u8],
        digits: &Magnitude<'_>,
        precision: i32,
        out: &mut Vec<u8>,
    ) {
        let length = sign.len() as i64 + (digits.len() as i64).max(i64::from(precision));
        let spaces = (i64::from(self.width) - length).max(0) as usize;
        out.reserve(length as usize + spaces);
        if !self.left {
            out.resize(out.len() + spaces, b' ');
        }
        out.extend_from_slice(sign);
        let spaces_after = if self.left { spaces } else { 0 };
        self.fill = b'0';
        self.left = false;
        self.width = precision;
        self.around(digits.len(), out, |out| digits.write(out));
        out.resize(out.len() + spaces_after, b' ');
    }

    /// Appends a float. `%` as its kind shows it times a hundred with a percent sign; else see [`FloatSpec::kind`].
    pub fn float(
        &self,
        value: f64,
        bits: FloatBits,
        kind: char,
        precision: i32,
        out: &mut Vec<u8>,
    ) {
        let percent = kind == '%';
        let spec = FloatSpec {
            kind: if percent { 'f' } else { kind },
            precision: Some(precision),
            sign: if self.plus {
                Some('+')
            } else if self.space {
                Some(' ')
            } else {
                None
            },
        };
        let value = if percent {
            bits.round(value * 100.0)
        } else {
            value
        };
        let mut text = float::format(value, bits, spec).into_bytes();
        if percent {
            text.push(b'%');
        }
        let mut padding = *self;
        let mut text = text.as_slice();
        if let Some((sign @ (b'+' | b'-' | b' '), rest)) = text.split_first()
            && self.after_sign
        {
            out.push(*sign);
            text = rest;
            padding.width -= 1;
        }
        padding.text(text, out);
    }
}

fn base_prefix(digits: Digits, octal_letter: bool) -> &'static [u8] {
    match (digits.base, digits.upper) {
        (2, false) => b"0b",
        (2, true) => b"0B",
        (8, _) if !octal_letter => b"0",
        (8, false) => b"0o",
        (8, true) => b"0O",
        (16, false) => b"0x",
        (16, true) => b"0X",
        _ => b"",
    }
}

/// A run of filling bytes; grouped zeros repeat with a period, and start so that they join the digits' groups.
struct Filler {
    fill: u8,
    group: u8,
    period: i64,
    start: i64,
}

impl Filler {
    fn write(&self, count: i64, out: &mut Vec<u8>) {
        if self.group == 0 {
            out.resize(out.len() + count as usize, self.fill);
            return;
        }
        let from = out.len();
        out.resize(from + count as usize, self.fill);
        let first = (self.period - 1 - self.start).rem_euclid(self.period) as usize;
        for place in out[from..]
            .iter_mut()
            .skip(first)
            .step_by(self.period as usize)
        {
            *place = self.group;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn padding(flags: &str, width: i32) -> Padding {
        Padding {
            left: flags.contains('-'),
            plus: flags.contains('+'),
            space: flags.contains(' '),
            after_sign: flags.contains('0'),
            prefix: flags.contains('#'),
            fill: if flags.contains('0') { b'0' } else { b' ' },
            width,
            ..Padding::default()
        }
    }

    #[test]
    fn ints_with_precision() {
        let shown = |flags, width, precision, base, value| {
            let mut out = Vec::new();
            let digits = Digits {
                base,
                ..Digits::DECIMAL
            };
            padding(flags, width).int(IntRef::Small(value), digits, precision, &mut out);
            out
        };
        assert_eq!(shown("", 0, 3, 10, 7), b"007");
        assert_eq!(shown("", 8, 3, 10, 7), b"     007");
        assert_eq!(shown("-", 8, 3, 10, 7), b"007     ");
        assert_eq!(shown("", 0, 1, 10, 7), b"7");
        assert_eq!(shown("0", 10, 5, 10, 7), b"0000000007");
        assert_eq!(shown("+", 0, 3, 10, 7), b"+007");
        assert_eq!(shown("+", 5, 3, 10, 3), b" +003");
        assert_eq!(shown("-0", 5, 3, 10, -3), b"-003 ");
        assert_eq!(shown("-0", 5, -1, 10, 3), b"30000");
        assert_eq!(shown("#", 10, 4, 16, 255), b"    0x00ff");
        assert_eq!(shown("-#", 10, 4, 16, 255), b"0x00ff    ");
        assert_eq!(shown("+0", 10, 3, 10, 3), b"+000000003");
        assert_eq!(shown(" 0", 5, -1, 10, 3), b" 0003");
    }

    #[test]
    fn floats_with_zeros() {
        let mut out = Vec::new();
        padding("0", 10).float(-1.5, FloatBits::Double, 'f', 3, &mut out);
        assert_eq!(out, b"-00001.500");
    }
}
