//! Floats to text and back, digit for digit as MicroPython does it for its two float widths.

mod extended;
mod layout;
mod parse;
mod single;
mod write;

use alloc::string::String;
use alloc::vec::Vec;

pub use parse::{INVALID_NUMBER, ParsedNumber, parse, parse_complex, parse_number};
pub use write::FloatSpec;

/// The width of a board's floats; `Single` values travel as doubles that hold a single exactly.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FloatBits {
    /// IEEE 754 binary32 with arithmetic in singles only, as on RP2 and ESP32 boards.
    Single,
    /// IEEE 754 binary64 with conversions in x86's 80-bit format, as in the unix build.
    Double,
}

impl FloatBits {
    /// Rounds a double to what a float of this width can hold.
    pub fn round(self, value: f64) -> f64 {
        match self {
            FloatBits::Single => f64::from(value as f32),
            FloatBits::Double => value,
        }
    }

    /// The float that a board of this width makes of a constant in a `.mpy` file, where it is text written from a
    /// double.
    pub fn constant(self, value: f64) -> f64 {
        match self {
            FloatBits::Single => {
                parse(repr(value, FloatBits::Double).as_bytes(), self).unwrap_or(value)
            }
            FloatBits::Double => value,
        }
    }
}

/// What `repr`, `str` and `print` show: the shortest digits that read back as the same float, with a point or exponent.
pub fn repr(value: f64, bits: FloatBits) -> String {
    let mut out = Vec::new();
    write::write(value, bits, FloatSpec::REPR, &mut out);
    if !out.iter().any(|byte| matches!(byte, b'.' | b'e' | b'n')) {
        out.extend_from_slice(b".0");
    }
    ascii(out)
}

/// What `repr` shows inside a complex number: as [`repr`], but whole numbers have no `.0`, and `plus` forces a sign.
pub fn repr_part(value: f64, bits: FloatBits, plus: bool) -> String {
    let mut out = Vec::new();
    let sign = plus.then_some('+');
    write::write(
        value,
        bits,
        FloatSpec {
            sign,
            ..FloatSpec::REPR
        },
        &mut out,
    );
    ascii(out)
}

/// The text of a complex number.
pub fn repr_complex(real: f64, imag: f64, bits: FloatBits) -> String {
    let mut out = String::new();
    if real != 0.0 {
        out.push('(');
        out.push_str(&repr_part(real, bits, false));
        out.push_str(&repr_part(imag, bits, true));
        out.push_str("j)");
    } else {
        out.push_str(&repr_part(imag, bits, false));
        out.push('j');
    }
    out
}

/// What `%` and `format` show before padding.
pub fn format(value: f64, bits: FloatBits, spec: FloatSpec) -> String {
    let mut out = Vec::new();
    write::write(value, bits, spec, &mut out);
    ascii(out)
}

/// The writers emit ASCII only, so every byte is a character.
fn ascii(bytes: Vec<u8>) -> String {
    bytes.into_iter().map(char::from).collect()
}

#[cfg(test)]
mod tests;
