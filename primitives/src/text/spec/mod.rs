//! The format specification mini language: what follows the colon in `str.format` and in f-strings.

use alloc::format;
use alloc::vec::Vec;

use super::error::{ErrorKind, TextError};
use super::float::FloatBits;
use super::int::{Digits, IntRef};
use super::pad::Padding;
use super::utf8;

/// A value to format, as far as formatting tells values apart.
#[derive(Clone, Copy, Debug)]
pub enum Value<'a> {
    /// An int or bool.
    Int(IntRef<'a>),
    /// A float.
    Float(f64),
    /// A string or bytes.
    Text(&'a [u8]),
    /// Anything else; it has no format of its own.
    Other,
}

impl Value<'_> {
    fn is_number(&self) -> bool {
        matches!(self, Value::Int(_) | Value::Float(_))
    }
}

/// `[[fill]align][sign][#][0][width][grouping][.precision][type]`, taken apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FormatSpec {
    align: Option<u8>,
    fill: Option<u8>,
    plus: bool,
    space: bool,
    prefix: bool,
    zero: bool,
    width: i32,
    group: u8,
    precision: Option<i32>,
    kind: Option<u8>,
}

impl FormatSpec {
    /// Takes a specification apart. The fill is one byte; a character beyond ASCII is refused.
    pub fn parse(text: &[u8]) -> Result<FormatSpec, TextError> {
        // MicroPython's strings end at their first zero byte, where this is read.
        let end = text
            .iter()
            .position(|&byte| byte == 0)
            .unwrap_or(text.len());
        let text = &text[..end];
        let mut spec = FormatSpec::default();
        let mut at = 0;
        match text {
            [align @ (b'<' | b'>' | b'=' | b'^'), ..] => {
                spec.align = Some(*align);
                at = 1;
            }
            [fill, align @ (b'<' | b'>' | b'=' | b'^'), ..] => {
                spec.fill = Some(*fill);
                spec.align = Some(*align);
                at = 2;
            }
            _ => {}
        }
        let peek = |at: usize| text.get(at).copied().unwrap_or(0);
        let sign = peek(at);
        if matches!(sign, b'+' | b'-' | b' ') {
            spec.plus = sign == b'+';
            spec.space = sign == b' ';
            at += 1;
        }
        if peek(at) == b'#' {
            spec.prefix = true;
            at += 1;
        }
        spec.zero = peek(at) == b'0';
        spec.width = number(text, &mut at).unwrap_or(-1);
        if matches!(peek(at), b',' | b'_') {
            spec.group = peek(at);
            at += 1;
        }
        if peek(at) == b'.' {
            at += 1;
            spec.precision = number(text, &mut at);
        }
        if b"bcdeEfFgGnosxX%".contains(&peek(at)) {
            spec.kind = Some(peek(at));
            at += 1;
        }
        if at < text.len() {
            return Err(TextError::value("invalid format specifier"));
        }
        Ok(spec)
    }

    /// The bytes that the value takes at least; below 0 if that is open.
    pub fn width(&self) -> i32 {
        self.width
    }

    /// The same where a value takes no more than it needs.
    pub fn without_width(self) -> FormatSpec {
        FormatSpec { width: -1, ..self }
    }

    /// Appends `value` so formatted. `type_name` is its type's, for messages.
    pub fn write(
        &self,
        value: Value<'_>,
        type_name: &str,
        bits: FloatBits,
        out: &mut Vec<u8>,
    ) -> Result<(), TextError> {
        let align = match self.align {
            Some(align) => align,
            None if self.zero && value.is_number() => b'=',
            None if value.is_number() => b'>',
            None => b'<',
        };
        let padding = Padding {
            left: align == b'<',
            center: align == b'^',
            after_sign: align == b'=',
            plus: self.plus,
            space: self.space,
            prefix: self.prefix,
            octal_letter: self.prefix,
            group: self.group,
            fill: self.fill.unwrap_or(if self.zero { b'0' } else { b' ' }),
            width: self.width,
        };
        if self.plus || self.space {
            match self.kind {
                Some(b's') => {
                    return Err(TextError::value(
                        "sign not allowed in string format specifier",
                    ));
                }
                Some(b'c') => {
                    return Err(TextError::value(
                        "sign not allowed with integer format specifier 'c'",
                    ));
                }
                _ => {}
            }
        }
        match value {
            Value::Int(value) => self.write_int(value, &padding, type_name, bits, out),
            Value::Float(value) => self.write_float(value, &padding, type_name, bits, out),
            Value::Text(_) | Value::Other if align == b'=' => Err(TextError::value(
                "'=' alignment not allowed in string format specifier",
            )),
            Value::Text(_) | Value::Other if !matches!(self.kind, None | Some(b's')) => {
                Err(self.unknown(type_name))
            }
            Value::Text(text) => {
                let length = match self.precision {
                    Some(precision) if precision >= 0 => text.len().min(precision as usize),
                    _ => text.len(),
                };
                padding.text(&text[..length], out);
                Ok(())
            }
            Value::Other => Err(TextError::new(
                ErrorKind::Type,
                format!("can't convert '{type_name}' object to str implicitly"),
            )),
        }
    }

    /// Whether it shows ints by their decimal digits.
    pub fn is_decimal(&self) -> bool {
        matches!(self.kind, None | Some(b'd' | b'n'))
    }

    fn write_int(
        &self,
        value: IntRef<'_>,
        padding: &Padding,
        type_name: &str,
        bits: FloatBits,
        out: &mut Vec<u8>,
    ) -> Result<(), TextError> {
        let (base, upper) = match self.kind {
            None | Some(b'd' | b'n') => (10, false),
            Some(b'b') => (2, false),
            Some(b'o') => (8, false),
            Some(b'x') => (16, false),
            Some(b'X') => (16, true),
            Some(b'c') => {
                let mut text = Vec::new();
                utf8::encode(code_point(value)?, &mut text);
                padding.text(&text, out);
                return Ok(());
            }
            _ => return self.write_float(value.to_float(bits), padding, type_name, bits, out),
        };
        let digits = Digits {
            base,
            upper,
            group: 0,
        };
        padding.int(value, digits, 0, out);
        Ok(())
    }

    fn write_float(
        &self,
        value: f64,
        padding: &Padding,
        type_name: &str,
        bits: FloatBits,
        out: &mut Vec<u8>,
    ) -> Result<(), TextError> {
        let kind = match self.kind {
            None | Some(b'n') => b'g',
            Some(kind @ (b'e' | b'E' | b'f' | b'F' | b'g' | b'G' | b'%')) => kind,
            _ => return Err(self.unknown(type_name)),
        };
        padding.float(
            value,
            bits,
            char::from(kind),
            self.precision.unwrap_or(-1),
            out,
        );
        Ok(())
    }

    fn unknown(&self, type_name: &str) -> TextError {
        let code = char::from(self.kind.unwrap_or(0));
        TextError::new(
            ErrorKind::Value,
            format!("unknown format code '{code}' for object of type '{type_name}'"),
        )
    }
}

fn out_of_range() -> TextError {
    TextError::new(ErrorKind::Overflow, "char not in range(0x110000)")
}

/// The code point that `c` shows.
pub fn code_point(value: IntRef<'_>) -> Result<u32, TextError> {
    match value {
        IntRef::Small(code @ 0..0x110000) => Ok(code as u32),
        IntRef::Small(_) => Err(out_of_range()),
        // It fits a machine word.
        IntRef::Big(n) if n.bits() < 64 => Err(out_of_range()),
        IntRef::Big(_) | IntRef::Shown(_) => Err(TextError::new(
            ErrorKind::Overflow,
            "overflow converting long int to machine word",
        )),
    }
}

/// An unsigned number at `*at`, which moves on behind it. Like the original, it wraps around at 32 bits.
pub(super) fn number(text: &[u8], at: &mut usize) -> Option<i32> {
    let digits = text[*at..]
        .iter()
        .take_while(|byte| byte.is_ascii_digit())
        .count();
    let value = text[*at..*at + digits].iter().fold(0i32, |value, byte| {
        value.wrapping_mul(10).wrapping_add(i32::from(byte - b'0'))
    });
    *at += digits;
    (digits > 0).then_some(value)
}

#[cfg(test)]
mod tests;
