//! Ints to text and back in any base, and to floats, as MicroPython does it.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use num_bigint::{BigInt, BigUint, Sign};

use super::STRETCH;
use super::bitwise::{self, digit};
use super::classify::is_space;
use super::error::{ErrorKind, Reporting, TextError};
use super::float::FloatBits;
use super::{repr, utf8};

/// An int by value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Int {
    /// Fits 64 bits.
    Small(i64),
    /// Does not.
    Big(BigInt),
}

/// An int to format.
#[derive(Clone, Copy, Debug)]
pub enum IntRef<'a> {
    /// Fits 64 bits.
    Small(i64),
    /// Any size.
    Big(&'a BigInt),
    /// So large that its decimal digits, with their sign, were made before.
    Shown(&'a [u8]),
}

impl IntRef<'_> {
    /// Whether the int is below zero.
    pub fn is_negative(self) -> bool {
        match self {
            IntRef::Small(value) => value < 0,
            IntRef::Big(value) => value.sign() == Sign::Minus,
            IntRef::Shown(text) => text.starts_with(b"-"),
        }
    }

    /// The float MicroPython converts the int to.
    ///
    /// A small int is rounded once; a larger one is summed up from its 16-bit digits, rounding each time.
    pub fn to_float(self, bits: FloatBits) -> f64 {
        match (self, bits) {
            (IntRef::Small(value), FloatBits::Double) if value.unsigned_abs() >> 62 == 0 => {
                value as f64
            }
            (IntRef::Small(value), FloatBits::Single) if value.unsigned_abs() >> 30 == 0 => {
                f64::from(value as f32)
            }
            (IntRef::Small(value), _) => IntRef::Big(&BigInt::from(value)).to_float(bits),
            // Beyond every float.
            (IntRef::Shown(_), _) if self.is_negative() => f64::NEG_INFINITY,
            (IntRef::Shown(_), _) => f64::INFINITY,
            // So is this, however it is rounded.
            (IntRef::Big(value), _) if value.bits() > 1100 => match value.sign() {
                Sign::Minus => f64::NEG_INFINITY,
                _ => f64::INFINITY,
            },
            (IntRef::Big(value), _) => {
                let digits = value.magnitude().iter_u32_digits().rev();
                let halves = digits.flat_map(|digit| [digit >> 16, digit & 0xffff]);
                let add = |sum, digit| bits.round(bits.round(sum * 65536.0) + f64::from(digit));
                let size = halves.fold(0.0, add);
                if self.is_negative() { -size } else { size }
            }
        }
    }
}

/// Digits of an int.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Digits {
    /// 2 to 36.
    pub base: u32,
    /// Capital letters for digits above 9.
    pub upper: bool,
    /// Put between groups of three digits (base 10) or four (other bases); 0 for none.
    pub group: u8,
}

impl Digits {
    /// Plain decimal.
    pub const DECIMAL: Digits = Digits {
        base: 10,
        upper: false,
        group: 0,
    };
}

/// The digits of an int, without its sign. Those that are many are made where they are wanted.
pub struct Magnitude<'a> {
    shown: Shown<'a>,
    digits: Digits,
}

enum Shown<'a> {
    Made(Vec<u8>),
    Given(&'a [u8]),
    Bitwise(&'a BigUint),
}

impl<'a> Magnitude<'a> {
    /// That of `value`.
    pub fn of(value: IntRef<'a>, digits: Digits) -> Magnitude<'a> {
        let shown = match value {
            IntRef::Small(value) => {
                Shown::Made(small_digits(value.unsigned_abs(), u64::from(digits.base)))
            }
            IntRef::Big(value) if digits.base.is_power_of_two() => {
                Shown::Bitwise(value.magnitude())
            }
            IntRef::Big(value) => {
                Shown::Made(value.magnitude().to_str_radix(digits.base).into_bytes())
            }
            IntRef::Shown(text) => Shown::Given(text.strip_prefix(b"-").unwrap_or(text)),
        };
        Magnitude { shown, digits }
    }

    /// Digits, without what is put between groups.
    fn count(&self) -> usize {
        match &self.shown {
            Shown::Made(text) => text.len(),
            Shown::Given(text) => text.len(),
            Shown::Bitwise(value) => bitwise::count(value, self.digits.base.trailing_zeros()),
        }
    }

    /// Digits of a group.
    const fn group_size(&self) -> usize {
        match self.digits.base {
            10 => 3,
            _ => 4,
        }
    }

    /// Bytes that it takes.
    pub fn len(&self) -> usize {
        let count = self.count();
        match self.digits.group {
            0 => count,
            _ => count + count.saturating_sub(1) / self.group_size(),
        }
    }

    /// Whether it has no digits, which is never so.
    pub fn is_empty(&self) -> bool {
        self.count() == 0
    }

    /// Appends it.
    pub fn write(&self, out: &mut Vec<u8>) {
        let Digits { base, upper, group } = self.digits;
        let from = out.len();
        out.reserve(self.len());
        // Digits to be put in groups are written behind the room that the separators take.
        out.resize(from + self.len() - self.count(), 0);
        let digits = out.len();
        match &self.shown {
            Shown::Made(text) => out.extend_from_slice(text),
            Shown::Given(text) => out.extend_from_slice(text),
            Shown::Bitwise(value) => {
                out.resize(from + self.len(), 0);
                bitwise::write(value, base.trailing_zeros(), upper, &mut out[digits..]);
            }
        }
        if upper && !matches!(self.shown, Shown::Bitwise(_)) {
            out[digits..].make_ascii_uppercase();
        }
        if group != 0 {
            put_in_groups(&mut out[from..], self.count(), self.group_size(), group);
        }
    }
}

/// The int's digits, without sign.
pub fn magnitude(value: IntRef<'_>, digits: Digits) -> Vec<u8> {
    let mut text = Vec::new();
    Magnitude::of(value, digits).write(&mut text);
    text
}

/// Puts the digits at the end into groups of that size, with a separator before each but the first.
fn put_in_groups(text: &mut [u8], count: usize, size: usize, separator: u8) {
    let first = (count - 1) % size + 1;
    let mut gap = text.len() - count;
    text.copy_within(gap..gap + first, 0);
    let mut rest = &mut text[first..];
    while gap > 0 {
        let groups = gap.min(STRETCH);
        match size {
            3 => move_groups::<3>(rest, groups, gap, separator),
            _ => move_groups::<4>(rest, groups, gap, separator),
        }
        rest = &mut rest[groups * (size + 1)..];
        gap -= groups;
    }
}

/// Moves as many groups to the front, from behind a gap of so many bytes.
#[inline(never)]
fn move_groups<const SIZE: usize>(text: &mut [u8], groups: usize, gap: usize, separator: u8) {
    let (mut from, mut to) = (gap, 0);
    for _ in 0..groups {
        let Some(&group) = text[from..].first_chunk::<SIZE>() else {
            return;
        };
        text[to] = separator;
        if let Some(place) = text[to + 1..].first_chunk_mut() {
            *place = group;
        }
        from += SIZE;
        to += SIZE + 1;
    }
}

/// How many digits of the base a text begins with.
fn count_digits(text: &[u8], base: u32) -> usize {
    let mut count = 0;
    for stretch in text.chunks(STRETCH) {
        let digits = digits_in(stretch, base);
        count += digits;
        if digits < stretch.len() {
            break;
        }
    }
    count
}

#[inline(never)]
fn digits_in(text: &[u8], base: u32) -> usize {
    let other = text.iter().position(|&byte| digit(byte, base).is_none());
    other.unwrap_or(text.len())
}

fn small_digits(mut value: u64, base: u64) -> Vec<u8> {
    let mut reversed = Vec::with_capacity(20);
    loop {
        let digit = (value % base) as u8;
        reversed.push(if digit < 10 {
            b'0' + digit
        } else {
            b'a' + digit - 10
        });
        value /= base;
        if value == 0 {
            reversed.reverse();
            return reversed;
        }
    }
}

/// Decimal text with sign: `str`, `repr`, `print`.
pub fn decimal(value: IntRef<'_>) -> String {
    if let IntRef::Small(value) = value {
        return format!("{value}");
    }
    let sign = if value.is_negative() { "-" } else { "" };
    let digits = magnitude(value, Digits::DECIMAL);
    let mut text = String::with_capacity(digits.len() + 1);
    text.push_str(sign);
    text.push_str(&String::from_utf8_lossy(&digits));
    text
}

/// `int(text, base)`; also the literals of source text, with base 0.
///
/// Underscores may stand anywhere, but only while the value fits a small int of `small_bits` bits (31 on boards,
/// 63 in the unix build): MicroPython reads a larger number again, by a routine that does not know them.
pub fn parse(
    text: &[u8],
    base: i64,
    small_bits: u32,
    reporting: Reporting,
) -> Result<Int, TextError> {
    if (base != 0 && base < 2) || base > 36 {
        return Err(TextError::value("int() arg 2 must be >= 2 and <= 36"));
    }
    let mut rest = skip_space(text);
    let negative = rest.first() == Some(&b'-');
    if let Some(b'+' | b'-') = rest.first() {
        rest = &rest[1..];
    }
    let (base, prefix) = prefix(rest, base as u32);
    let digits = &rest[prefix..];
    let (value, used) = read_digits(digits, base, negative, small_bits);
    if used == 0 || !skip_space(&digits[used..]).is_empty() {
        return Err(invalid(digits, base, reporting));
    }
    Ok(value)
}

/// The base that the number's first characters tell, and how many of them only tell the base.
///
/// Base 0 means "as in source text"; there a leading zero leaves only zero itself, which base 1 provides for.
fn prefix(text: &[u8], base: u32) -> (u32, usize) {
    let (Some(b'0'), Some(letter)) = (text.first(), text.get(1)) else {
        return (if base == 0 { 10 } else { base }, 0);
    };
    match letter | 0x20 {
        b'x' if base == 0 || base == 16 => (16, 2),
        b'o' if base == 0 || base == 8 => (8, 2),
        b'b' if base == 0 || base == 2 => (2, 2),
        _ => (base.max(1), 0),
    }
}

/// Reads as many digits as there are: their value, and how many bytes they took.
fn read_digits(text: &[u8], base: u32, negative: bool, small_bits: u32) -> (Int, usize) {
    let limit = 1 << (small_bits - 1);
    let mut value = 0;
    // Zeros at the beginning are digits of any base.
    let mut used = text.iter().take_while(|&&byte| byte == b'0').count();
    for stretch in text[used..].chunks(STRETCH) {
        let Some(read) = read_small(stretch, base, limit, &mut value) else {
            return read_big(text, base, negative);
        };
        used += read;
        if read < stretch.len() {
            break;
        }
    }
    (Int::Small(if negative { -value } else { value }), used)
}

/// Goes on from `value` with the digits that `text` begins with, and underscores: how many bytes they
/// took, unless the value reaches the limit.
#[inline(never)]
fn read_small(text: &[u8], base: u32, limit: i64, value: &mut i64) -> Option<usize> {
    let most = (limit - 1) / i64::from(base);
    let mut sum = *value;
    let mut used = 0;
    while let Some(&byte) = text.get(used) {
        used += 1;
        if byte == b'_' {
            continue;
        }
        let Some(digit) = digit(byte, base) else {
            used -= 1;
            break;
        };
        // What is at most this large stays within 64 bits, which the compiler does not see.
        if sum > most {
            return None;
        }
        sum = sum
            .wrapping_mul(i64::from(base))
            .wrapping_add(i64::from(digit));
        if sum >= limit {
            return None;
        }
    }
    *value = sum;
    Some(used)
}

/// The same for a number that is large, and knows no underscores.
fn read_big(text: &[u8], base: u32, negative: bool) -> (Int, usize) {
    let spaces = spaces_at_end(text);
    let used = text.len() - spaces;
    let Some(size) = from_text(&text[..used], base) else {
        // It is refused, whatever its first digits are.
        return (Int::Small(0), 0);
    };
    let value = BigInt::from_biguint(if negative { Sign::Minus } else { Sign::Plus }, size);
    match i64::try_from(&value) {
        Ok(small) => (Int::Small(small), used),
        Err(_) => (Int::Big(value), used),
    }
}

/// The number of these digits, if that is what they are.
fn from_text(text: &[u8], base: u32) -> Option<BigUint> {
    if base.is_power_of_two() {
        return bitwise::read(text, base);
    }
    if count_digits(text, base) < text.len() {
        return None;
    }
    let digits: Vec<u8> = text.iter().map_while(|&byte| digit(byte, base)).collect();
    Some(from_digits(&digits, base))
}

/// The number of these digits, by halves: reading them one by one takes quadratic time.
fn from_digits(digits: &[u8], base: u32) -> BigUint {
    const AT_ONCE: usize = 2000;
    if digits.len() <= AT_ONCE {
        return BigUint::from_radix_be(digits, base).unwrap_or_default();
    }
    let (high, low) = digits.split_at(digits.len() / 2);
    from_digits(high, base) * BigUint::from(base).pow(low.len() as u32) + from_digits(low, base)
}

/// Sign, base and digits of a number whose digits take long to read, if it is nothing else.
pub fn long_digits(text: &[u8], base: i64) -> Option<(bool, i64, &[u8])> {
    let text = skip_space(text);
    let text = &text[..text.len() - spaces_at_end(text)];
    let (negative, digits) = match text {
        [b'-', digits @ ..] => (true, digits),
        [b'+', digits @ ..] | digits => (false, digits),
    };
    let base = match (base, digits.first()) {
        (0, Some(b'1'..=b'9')) => 10,
        _ => u32::try_from(base).ok()?,
    };
    let is_long = digits.len() > 1 && (2..=36).contains(&base) && !base.is_power_of_two();
    let all = is_long && count_digits(digits, base) == digits.len();
    all.then_some((negative, base.into(), digits))
}

fn invalid(digits: &[u8], base: u32, reporting: Reporting) -> TextError {
    let base = if base == 1 { 0 } else { base };
    let mut message = format!("invalid syntax for integer with base {base}").into_bytes();
    if reporting == Reporting::Detailed {
        message.extend_from_slice(b": ");
        message.reserve(digits.len() + 2);
        repr::quote(digits, true, &mut message);
    }
    let message = utf8::into_string(message);
    let message = message.unwrap_or_else(|bytes| String::from_utf8_lossy(&bytes).into_owned());
    TextError::new(ErrorKind::Value, message)
}

fn skip_space(text: &[u8]) -> &[u8] {
    let mut rest = text;
    for stretch in text.chunks(STRETCH) {
        let spaces = spaces_in(stretch);
        rest = &rest[spaces..];
        if spaces < stretch.len() {
            break;
        }
    }
    rest
}

#[inline(never)]
fn spaces_in(text: &[u8]) -> usize {
    text.iter().take_while(|&&byte| is_space(byte)).count()
}

fn spaces_at_end(text: &[u8]) -> usize {
    let mut count = 0;
    for stretch in text.rchunks(STRETCH) {
        let spaces = stretch.iter().rev().take_while(|&&byte| is_space(byte));
        let spaces = spaces.count();
        count += spaces;
        if spaces < stretch.len() {
            break;
        }
    }
    count
}

#[cfg(test)]
mod tests {
    use alloc::string::ToString;

    use super::*;

    fn shown(text: &str, base: i64, small_bits: u32) -> String {
        match parse(text.as_bytes(), base, small_bits, Reporting::Detailed) {
            Ok(Int::Small(value)) => decimal(IntRef::Small(value)),
            Ok(Int::Big(value)) => decimal(IntRef::Big(&value)),
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn text_that_is_an_int() {
        for (text, base, value) in [
            (" 12 ", 10, "12"),
            ("1_2", 10, "12"),
            ("_", 10, "0"),
            ("1_", 10, "1"),
            ("0x1f", 16, "31"),
            ("0X1F", 0, "31"),
            ("-0x1f", 0, "-31"),
            ("0b101", 2, "5"),
            ("0o17", 0, "15"),
            ("00", 0, "0"),
            ("0_0", 0, "0"),
            ("zz", 36, "1295"),
            ("+5", 10, "5"),
            ("0b1", 16, "177"),
            ("\t1\n", 10, "1"),
            ("99999999999999999999", 10, "99999999999999999999"),
            ("ffffffffffffffffffff", 16, "1208925819614629174706175"),
            ("4611686018427387904", 10, "4611686018427387904"),
            ("-4611686018427387904", 10, "-4611686018427387904"),
            ("9223372036854775808", 10, "9223372036854775808"),
        ] {
            assert_eq!(shown(text, base, 63), value, "{text}");
        }
    }

    #[test]
    fn text_that_is_none() {
        for (text, base, message) in [
            ("- 1", 10, "invalid syntax for integer with base 10: ' 1'"),
            ("017", 0, "invalid syntax for integer with base 0: '017'"),
            ("", 0, "invalid syntax for integer with base 10: ''"),
            ("0x", 16, "invalid syntax for integer with base 16: ''"),
            ("12a", 10, "invalid syntax for integer with base 10: '12a'"),
            ("--5", 10, "invalid syntax for integer with base 10: '-5'"),
            (
                "9999999999_9999999999",
                10,
                "invalid syntax for integer with base 10: '9999999999_9999999999'",
            ),
            (
                "4_611686018427387904",
                10,
                "invalid syntax for integer with base 10: '4_611686018427387904'",
            ),
            ("0b12", 0, "invalid syntax for integer with base 2: '12'"),
            ("0_1", 0, "invalid syntax for integer with base 0: '0_1'"),
            (
                "it's",
                10,
                "invalid syntax for integer with base 10: \"it's\"",
            ),
            (
                "٣",
                10,
                "invalid syntax for integer with base 10: '\\xd9\\xa3'",
            ),
            ("12", 1, "int() arg 2 must be >= 2 and <= 36"),
            ("12", 37, "int() arg 2 must be >= 2 and <= 36"),
            ("12", -1, "int() arg 2 must be >= 2 and <= 36"),
        ] {
            assert_eq!(
                shown(text, base, 63),
                format!("ValueError: {message}"),
                "{text}"
            );
        }
    }

    #[test]
    fn boards_lose_underscores_earlier_and_say_less() {
        assert_eq!(shown("1_073_741_823", 10, 31), "1073741823");
        let error =
            parse(b"1_073_741_824", 10, 31, Reporting::Normal).map_err(|error| error.to_string());
        assert_eq!(
            error,
            Err("ValueError: invalid syntax for integer with base 10".to_string())
        );
    }

    #[test]
    fn digits_in_bases_and_groups() {
        let text = |value: i64, base, upper, group| {
            String::from_utf8(magnitude(
                IntRef::Small(value),
                Digits { base, upper, group },
            ))
        };
        assert_eq!(text(-255, 16, true, 0).as_deref(), Ok("FF"));
        assert_eq!(text(0, 2, false, b'_').as_deref(), Ok("0"));
        assert_eq!(text(1234567, 10, false, b',').as_deref(), Ok("1,234,567"));
        assert_eq!(text(123456, 10, false, b',').as_deref(), Ok("123,456"));
        assert_eq!(text(0x12345, 16, false, b'_').as_deref(), Ok("1_2345"));
        assert_eq!(
            text(i64::MIN, 10, false, 0).as_deref(),
            Ok("9223372036854775808")
        );
    }

    #[test]
    fn floats_from_ints_round_digit_by_digit() {
        let big = (BigInt::from(1) << 64) + 1;
        assert_eq!(
            IntRef::Big(&big).to_float(FloatBits::Double),
            18446744073709551616.0
        );
        assert_eq!(IntRef::Small(-3).to_float(FloatBits::Single), -3.0);
        assert_eq!(
            IntRef::Small(16777217).to_float(FloatBits::Single),
            16777216.0
        );
        let value = BigInt::from(1180166293515788474290_u128);
        assert_eq!(
            IntRef::Big(&value).to_float(FloatBits::Double),
            1.1801662935157884e+21
        );
        let huge = BigInt::from(10).pow(400);
        assert_eq!(
            IntRef::Big(&huge).to_float(FloatBits::Double),
            f64::INFINITY
        );
    }
}
