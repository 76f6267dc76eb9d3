//! Decimal text to a float or a complex number, with what MicroPython accepts and how it rounds.

use super::FloatBits;
use super::extended::Extended;
use super::single;
use crate::text::classify::is_space;

/// The message of the `ValueError` (or `SyntaxError`) for text that is no number.
pub const INVALID_NUMBER: &str = "invalid syntax for number";

/// A decimal literal's value; the parts of `Complex` are real and imaginary.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum ParsedNumber {
    /// No imaginary part was written, nor asked for.
    Float(f64),
    /// Real and imaginary part.
    Complex(f64, f64),
}

/// An unsigned decimal number as collected from text: `significand × 10^exponent`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Decimal {
    significand: u64,
    exponent: i32,
    /// Bytes of text used.
    length: usize,
}

/// Beyond this a further digit might overflow the collected significand, and counts as a zero.
const fn significand_limit(bits: FloatBits) -> u64 {
    match bits {
        FloatBits::Double => 0x1999_9999_9999_9998,
        FloatBits::Single => 0x1999_9998,
    }
}

impl Decimal {
    /// The value as a double.
    pub(super) fn to_f64(self) -> f64 {
        Extended::from_u64(self.significand)
            .scale10(self.exponent)
            .to_f64()
    }

    /// The value as a single.
    pub(super) fn to_f32(self) -> f32 {
        single::scale10(self.significand as f32, self.exponent)
    }

    fn to_float(self, bits: FloatBits) -> f64 {
        match bits {
            FloatBits::Double => self.to_f64(),
            FloatBits::Single => f64::from(self.to_f32()),
        }
    }
}

/// Reads a decimal that the writer just wrote.
pub(super) fn decimal(text: &[u8]) -> Decimal {
    read_decimal(text, FloatBits::Double).unwrap_or(Decimal {
        significand: 0,
        exponent: 0,
        length: 0,
    })
}

/// Collects digits in two counts of zeros not yet known to matter, so that trailing zeros never cost precision.
struct Collector {
    limit: u64,
    significand: u64,
    exponent: i64,
    whole_zeros: u32,
    fraction_zeros: u32,
}

impl Collector {
    fn digit(&mut self, digit: u64, in_fraction: bool) {
        if digit == 0 || self.significand >= self.limit {
            if in_fraction {
                self.fraction_zeros += 1;
            } else {
                self.whole_zeros += 1;
            }
            return;
        }
        while self.whole_zeros > 0 {
            self.accept(0, false);
            self.whole_zeros -= 1;
        }
        while self.fraction_zeros > 0 {
            self.accept(0, true);
            self.fraction_zeros -= 1;
        }
        self.accept(digit, in_fraction);
    }

    fn accept(&mut self, digit: u64, in_fraction: bool) {
        if self.significand < self.limit {
            self.exponent -= i64::from(in_fraction);
            self.significand = 10 * self.significand + digit;
        } else {
            self.exponent += i64::from(!in_fraction);
        }
    }
}

/// Reads as far as the text is an unsigned decimal number; `None` if it ends right after the `e` of an exponent.
pub(super) fn read_decimal(text: &[u8], bits: FloatBits) -> Option<Decimal> {
    #[derive(PartialEq)]
    enum Part {
        Whole,
        Fraction,
        Exponent,
    }
    let mut part = Part::Whole;
    let mut negative = false;
    let mut written: i64 = 0;
    let mut collector = Collector {
        limit: significand_limit(bits),
        significand: 0,
        exponent: 0,
        whole_zeros: 0,
        fraction_zeros: 0,
    };
    let mut at = 0;
    while let Some(&byte) = text.get(at) {
        match byte {
            b'0'..=b'9' => {
                let digit = u64::from(byte - b'0');
                if part == Part::Whole && collector.significand >= collector.limit {
                    // Digits that no longer count, of which there may be many.
                    let run = text[at..].iter().take_while(|byte| byte.is_ascii_digit());
                    let run = run.count();
                    collector.whole_zeros += run as u32;
                    at += run;
                    continue;
                }
                if part != Part::Exponent {
                    collector.digit(digit, part == Part::Fraction);
                } else if written < i64::from((i32::MAX / 2 - 9) / 10) {
                    // Larger ones end in infinity or zero all the same.
                    written = written * 10 + digit as i64;
                }
            }
            b'.' if part == Part::Whole => part = Part::Fraction,
            b'e' | b'E' if part != Part::Exponent => {
                part = Part::Exponent;
                if let Some(sign @ (b'+' | b'-')) = text.get(at + 1) {
                    negative = *sign == b'-';
                    at += 1;
                }
                if at + 1 == text.len() {
                    return None;
                }
            }
            b'_' => {}
            _ => break,
        }
        at += 1;
    }
    let written = if negative { -written } else { written };
    let exponent = written + collector.exponent + i64::from(collector.whole_zeros);
    Some(Decimal {
        significand: collector.significand,
        exponent: exponent.clamp(i64::from(i32::MIN / 2), i64::from(i32::MAX / 2)) as i32,
        length: at,
    })
}

/// `float(text)`: `None` is the `ValueError` [`INVALID_NUMBER`].
pub fn parse(text: &[u8], bits: FloatBits) -> Option<f64> {
    match parse_number(text, bits, false, false)? {
        ParsedNumber::Float(value) => Some(value),
        ParsedNumber::Complex(..) => None,
    }
}

/// `complex(text)` as real and imaginary part: `None` is the `ValueError` [`INVALID_NUMBER`].
pub fn parse_complex(text: &[u8], bits: FloatBits) -> Option<(f64, f64)> {
    match parse_number(text, bits, true, true)? {
        ParsedNumber::Float(value) => Some((value, 0.0)),
        ParsedNumber::Complex(real, imag) => Some((real, imag)),
    }
}

/// A decimal number with an optional `j` (`allow_imag`, as in source text), or with both parts (`force_complex`).
pub fn parse_number(
    text: &[u8],
    bits: FloatBits,
    allow_imag: bool,
    force_complex: bool,
) -> Option<ParsedNumber> {
    let first = read_part(text, bits, allow_imag)?;
    if first.rest.is_empty() {
        return Some(match (first.imaginary, force_complex) {
            (true, _) => ParsedNumber::Complex(0.0, first.value),
            (false, true) => ParsedNumber::Complex(first.value, 0.0),
            (false, false) => ParsedNumber::Float(first.value),
        });
    }
    if !force_complex || first.imaginary {
        return None;
    }
    let second = read_part(first.rest, bits, allow_imag)?;
    (second.imaginary && second.rest.is_empty())
        .then_some(ParsedNumber::Complex(first.value, second.value))
}

/// One signed number with the spaces around it.
struct Part<'a> {
    value: f64,
    imaginary: bool,
    rest: &'a [u8],
}

fn read_part(text: &[u8], bits: FloatBits, allow_imag: bool) -> Option<Part<'_>> {
    let mut text = skip_space(text);
    let negative = text.first() == Some(&b'-');
    if let Some(b'+' | b'-') = text.first() {
        text = &text[1..];
    }
    let (mut value, mut length) = if starts_with(text, b"inf") {
        let long = starts_with(text, b"infinity");
        (f64::INFINITY, if long { 8 } else { 3 })
    } else if starts_with(text, b"nan") {
        (f64::NAN, 3)
    } else {
        let decimal = read_decimal(text, bits)?;
        (decimal.to_float(bits), decimal.length)
    };
    let imaginary = allow_imag && matches!(text.get(length), Some(b'j' | b'J'));
    if imaginary {
        if length == 0 {
            value = 1.0;
        }
        length += 1;
    }
    if length == 0 {
        return None;
    }
    Some(Part {
        value: if negative { -value } else { value },
        imaginary,
        rest: skip_space(&text[length..]),
    })
}

fn skip_space(text: &[u8]) -> &[u8] {
    let spaces = text.iter().take_while(|&&byte| is_space(byte)).count();
    &text[spaces..]
}

fn starts_with(text: &[u8], word: &[u8]) -> bool {
    text.len() >= word.len() && text[..word.len()].eq_ignore_ascii_case(word)
}
