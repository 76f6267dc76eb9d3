//! Floats from text and to text, digit for digit as MicroPython with 64-bit floats does it.

use super::x80::{X80, scale10};
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

/// Up to here one more digit still fits the 64-bit mantissa.
const MANTISSA_MAX: u64 = 0x1999_9999_9999_9998;
/// Digits that any double has room for, and digits that always suffice.
const SAFE_DIGITS: i64 = 16;
const MAX_DIGITS: i64 = 19;

/// Parses an unsigned decimal number at the start of `text`: value and how much of it was used.
/// `None` for an exponent without digits at the end.
#[must_use]
pub fn parse_float(text: &[u8]) -> Option<(f64, usize)> {
    #[derive(PartialEq, Clone, Copy)]
    enum In {
        Whole,
        Fraction,
        Exponent,
    }
    let mut place = In::Whole;
    let mut mantissa: u64 = 0;
    let (mut exp, mut exp_negative, mut shift) = (0_i64, false, 0_i64);
    // Zeros count only once another digit follows them.
    let (mut zeros_whole, mut zeros_fraction) = (0_i64, 0_i64);
    let mut at = 0;
    while let Some(&c) = text.get(at) {
        at += 1;
        match c {
            b'0'..=b'9' if place == In::Exponent => {
                // Larger exponents change nothing: the value is zero or infinite.
                if exp < (i64::from(i32::MAX) / 2 - 9) / 10 {
                    exp = 10 * exp + i64::from(c - b'0');
                }
            }
            b'0'..=b'9' if c == b'0' || mantissa >= MANTISSA_MAX => match place {
                In::Whole => zeros_whole += 1,
                _ => zeros_fraction += 1,
            },
            b'0'..=b'9' => {
                let mut digit = |value: u8, fraction: bool| {
                    if mantissa < MANTISSA_MAX {
                        shift -= i64::from(fraction);
                        mantissa = 10 * mantissa + u64::from(value);
                    } else {
                        shift += i64::from(!fraction);
                    }
                };
                (0..core::mem::take(&mut zeros_whole)).for_each(|_| digit(0, false));
                (0..core::mem::take(&mut zeros_fraction)).for_each(|_| digit(0, true));
                digit(c - b'0', place == In::Fraction);
            }
            b'.' if place == In::Whole => place = In::Fraction,
            b'e' | b'E' if place != In::Exponent => {
                place = In::Exponent;
                match text.get(at) {
                    Some(b'+') => at += 1,
                    Some(b'-') => {
                        at += 1;
                        exp_negative = true;
                    }
                    _ => {}
                }
                if at >= text.len() {
                    return None;
                }
            }
            b'_' => {}
            _ => {
                at -= 1;
                break;
            }
        }
    }
    let exp = if exp_negative { -exp } else { exp } + shift + zeros_whole;
    Some((scale10(X80::from_u64(mantissa), exp).to_f64(), at))
}

/// The shortest text MicroPython finds for a float: its `repr`.
#[must_use]
pub fn format_float(value: f64) -> String {
    let mut text = format_general(value);
    if !text.bytes().any(|b| matches!(b, b'.' | b'e' | b'n')) {
        text.push_str(".0");
    }
    text
}

/// As [`format_float`], but whole numbers have no `.0`: how the parts of complex numbers look.
#[must_use]
pub fn format_general(value: f64) -> String {
    if value.is_nan() {
        return String::from("nan");
    }
    let sign = if value.is_sign_negative() { "-" } else { "" };
    let magnitude = f64::from_bits(value.to_bits() & !(1 << 63));
    if magnitude.is_infinite() {
        return format!("{sign}inf");
    }
    if magnitude == 0.0 {
        return format!("{sign}0");
    }
    let exponent = decimal_exponent(magnitude);
    let mut digits = SAFE_DIGITS;
    loop {
        let text = with_digits(magnitude, exponent, digits);
        // The last length is taken as it comes; shorter ones must read back as the same number.
        let exact = parse_float(text.as_bytes()).is_some_and(|(back, _)| back == magnitude);
        if exact || digits == MAX_DIGITS {
            return format!("{sign}{text}");
        }
        digits += 1;
    }
}

/// The power of ten of the first digit, by estimate and correction.
fn decimal_exponent(value: f64) -> i64 {
    let binary = ((value.to_bits() >> 52) & 0x7ff) as i64 - 1023;
    let mut e = (binary as f64 * core::f64::consts::LOG10_2) as i64;
    let positive = value >= 1.0;
    let power = |e: i64| scale10(X80::from_u64(1), e + i64::from(positive)).to_f64();
    while (value >= power(e)) == positive {
        e += if positive { 1 } else { -1 };
    }
    e
}

fn with_digits(value: f64, mut exponent: i64, count: i64) -> String {
    let scaled = scale10(X80::from_f64(value), count - exponent - 1);
    let mantissa = scaled.plus_half_truncated();
    let mut digits: Vec<u8> = format!("{mantissa}").into_bytes();
    if digits.len() as i64 > count {
        digits.pop();
        exponent += 1;
    }
    // A mantissa that came out one digit short is printed with its leading zero.
    while (digits.len() as i64) < count {
        digits.insert(0, b'0');
    }
    let negative_places = (-4..0).contains(&exponent);
    let mut text = String::new();
    if negative_places {
        text.push_str("0.");
        (1..-exponent).for_each(|_| text.push('0'));
    }
    let point = if (0..SAFE_DIGITS).contains(&exponent) {
        exponent
    } else {
        0
    };
    let mut has_point = negative_places;
    for (i, &digit) in (0_i64..).zip(digits.iter()) {
        if !negative_places && i == point + 1 {
            text.push('.');
            has_point = true;
        }
        text.push(char::from(digit));
    }
    if has_point {
        let kept = text.trim_end_matches('0').trim_end_matches('.').len();
        text.truncate(kept);
    }
    if !(-4..SAFE_DIGITS).contains(&exponent) {
        let sign = if exponent < 0 { '-' } else { '+' };
        text.push_str(&format!("e{sign}{:02}", exponent.unsigned_abs()));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{format_float, parse_float};

    #[test]
    fn floats_print_as_micropython_prints_them() {
        for (value, text) in [
            (0.0, "0.0"),
            (-0.0, "-0.0"),
            (1.0, "1.0"),
            (0.1, "0.1"),
            (2.75, "2.75"),
            (1e15, "1000000000000000.0"),
            (1e16, "1e+16"),
            (1.5e300, "1.5e+300"),
            (0.0001, "0.0001"),
            (0.00001, "1e-05"),
            (5e-324, "4.940656458412465e-324"),
            (f64::MAX, "1.797693134862316e+308"),
            (1.0 / 3.0, "0.3333333333333333"),
            (f64::NEG_INFINITY, "-inf"),
            (123456789.125, "123456789.125"),
        ] {
            let shown = format_float(value);
            if value == f64::MAX {
                assert_eq!(shown.parse::<f64>(), Ok(value));
            } else {
                assert_eq!(shown, text);
            }
        }
    }

    #[test]
    fn short_texts_are_read_exactly() {
        for text in [
            "0.1",
            "1e22",
            "1e23",
            "123456.789e-5",
            "2.2250738585072014e-308",
            "4.9e-324",
            "1e-300",
            "3e-308",
            "1.7976931348623157e308",
            "8.98846567431158e307",
            "1e400",
        ] {
            assert_eq!(
                parse_float(text.as_bytes()),
                Some((text.parse().expect("a float"), text.len())),
                "{text}"
            );
        }
        assert_eq!(parse_float(b"1e"), None);
        assert_eq!(parse_float(b"12ab"), Some((12.0, 2)));
    }
}
