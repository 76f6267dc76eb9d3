//! Arithmetic of integers of any size, apart from the VM: operands and results are plain numbers.

use alloc::borrow::Cow;
use core::cmp::Ordering;

use num_bigint::{BigInt, BigUint, Sign};
use num_integer::Integer;
use num_traits::{One, Signed, ToPrimitive, Zero};

use crate::bits;
use crate::ops::binary::BinaryOp;
use crate::text::float::FloatBits;
use crate::text::int::IntRef;

/// An integer operand.
#[derive(Clone, Copy, Debug)]
pub enum Int<'a> {
    /// One that fits a machine word.
    Small(i64),
    /// One that does not, or need not.
    Big(&'a BigInt),
}

/// What an operator on two integers gives.
#[derive(Clone, PartialEq, Debug)]
pub enum IntResult {
    /// An integer that fits a machine word.
    Small(i64),
    /// An integer.
    Big(BigInt),
    /// Quotient and remainder.
    Pair(BigInt, BigInt),
    /// The operator goes on with floats: true division, negative powers.
    Float,
    /// Integers have no such operator.
    Unsupported,
}

/// Why there is no result.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum IntError {
    /// Division by zero.
    ZeroDivision,
    /// A shift by a negative count.
    NegativeShift,
    /// A shift by a count beyond the machine's word.
    Overflow,
    /// The result would take this many bytes.
    TooLarge(usize),
    /// It would take too long in one go: this frozen function does it in steps.
    Long(&'static str),
}

/// Bits of one operand times bits of the other up to which an operator works in one go, some
/// hundredths of a second at most.
const ONE_GO: u64 = 1 << 37;

/// Bits of a power, and of an integer in decimal digits, up to the same.
pub const ONE_GO_BITS: u64 = 1 << 17;

/// Bits of exponent times those of the modulus squared.
const ONE_GO_MODULO: u64 = 1 << 33;

impl Int<'_> {
    /// The integer as an arbitrarily large one.
    pub fn to_big(self) -> BigInt {
        match self {
            Int::Small(n) => n.into(),
            Int::Big(n) => n.clone(),
        }
    }

    /// The same, without a copy of what is one.
    fn as_big(&self) -> Cow<'_, BigInt> {
        match self {
            Int::Small(n) => Cow::Owned((*n).into()),
            Int::Big(n) => Cow::Borrowed(n),
        }
    }

    /// The integer, if it fits 64 bits.
    pub fn to_i64(self) -> Option<i64> {
        match self {
            Int::Small(n) => Some(n),
            Int::Big(n) => n.to_i64(),
        }
    }

    /// The lowest 64 bits in two's complement.
    pub fn low_bits(self) -> i64 {
        match self {
            Int::Small(n) => n,
            Int::Big(n) => {
                let low = n.iter_u64_digits().next().unwrap_or(0) as i64;
                match n.sign() {
                    Sign::Minus => low.wrapping_neg(),
                    _ => low,
                }
            }
        }
    }

    /// Bits of the magnitude.
    pub fn bits(self) -> u64 {
        match self {
            Int::Small(n) => u64::from(64 - n.unsigned_abs().leading_zeros()),
            Int::Big(n) => n.bits(),
        }
    }

    /// Whether it is below zero.
    pub fn is_negative(self) -> bool {
        match self {
            Int::Small(n) => n < 0,
            Int::Big(n) => n.is_negative(),
        }
    }

    fn is_zero(self) -> bool {
        match self {
            Int::Small(n) => n == 0,
            Int::Big(n) => n.is_zero(),
        }
    }

    /// The float that MicroPython converts it to.
    pub fn to_float(self, bits: FloatBits) -> f64 {
        match self {
            Int::Small(n) => IntRef::Small(n).to_float(bits),
            Int::Big(n) => IntRef::Big(n).to_float(bits),
        }
    }

    /// The order of two integers.
    pub fn order(self, other: Int<'_>) -> Ordering {
        match (self, other) {
            (Int::Small(a), Int::Small(b)) => a.cmp(&b),
            (Int::Big(a), Int::Big(b)) => a.cmp(b),
            (Int::Big(a), Int::Small(b)) => a.cmp(&b.into()),
            (Int::Small(a), Int::Big(b)) => BigInt::from(a).cmp(b),
        }
    }
}

impl From<i128> for IntResult {
    fn from(n: i128) -> IntResult {
        match i64::try_from(n) {
            Ok(n) => IntResult::Small(n),
            Err(_) => IntResult::Big(n.into()),
        }
    }
}

/// `a op b` for the plain operators that give integers. No result takes more than `limit` bytes;
/// shift counts fit `word` bits.
pub fn binary(
    op: BinaryOp,
    a: Int<'_>,
    b: Int<'_>,
    limit: usize,
    word: u32,
) -> Result<IntResult, IntError> {
    use BinaryOp::*;
    match op {
        FloorDivide | TrueDivide | Modulo | Divmod if b.is_zero() => {
            return Err(IntError::ZeroDivision);
        }
        TrueDivide => return Ok(IntResult::Float),
        Lshift | Rshift => return shift(op, a, b, limit, word),
        Power => return power(a, b, limit),
        _ => {}
    }
    if let (Some(x), Some(y)) = (a.to_i64(), b.to_i64()) {
        // Two machine words: their sum, product and the rest fit 128 bits.
        let (x, y) = (i128::from(x), i128::from(y));
        return Ok(match op {
            Add => (x + y).into(),
            Subtract => (x - y).into(),
            Multiply => (x * y).into(),
            FloorDivide => floor_divmod(x, y).0.into(),
            Modulo => floor_divmod(x, y).1.into(),
            Divmod => {
                let (q, r) = floor_divmod(x, y);
                IntResult::Pair(q.into(), r.into())
            }
            And => (x & y).into(),
            Or => (x | y).into(),
            Xor => (x ^ y).into(),
            _ => IntResult::Unsupported,
        });
    }
    if op == Multiply {
        check_size(a.bits() + b.bits(), limit)?;
    }
    if let Some(frozen) = in_steps(op, a.bits(), b.bits()) {
        return Err(IntError::Long(frozen));
    }
    // The commonest pairs, without a copy of the smaller operand.
    match (op, a, b) {
        (Add, Int::Big(a), Int::Small(b)) => return Ok(IntResult::Big(a + b)),
        (Add, Int::Small(a), Int::Big(b)) => return Ok(IntResult::Big(b + a)),
        (Subtract, Int::Big(a), Int::Small(b)) => return Ok(IntResult::Big(a - b)),
        (Multiply, Int::Big(a), Int::Small(b)) => return Ok(IntResult::Big(a * b)),
        (Multiply, Int::Small(a), Int::Big(b)) => return Ok(IntResult::Big(b * a)),
        _ => {}
    }
    let (a, b) = (a.as_big(), b.as_big());
    let (a, b) = (&*a, &*b);
    Ok(IntResult::Big(match op {
        Add => a + b,
        Subtract => a - b,
        Multiply => a * b,
        FloorDivide => big_floor_divide(a, b),
        Modulo => big_divmod(a, b).1,
        Divmod => {
            let (q, r) = big_divmod(a, b);
            return Ok(IntResult::Pair(q, r));
        }
        And => bits::bitwise(a, b, |a, b| a & b),
        Or => bits::bitwise(a, b, |a, b| a | b),
        Xor => bits::bitwise(a, b, |a, b| a ^ b),
        _ => return Ok(IntResult::Unsupported),
    }))
}

/// The frozen function that does for long operands what would take too long in one go.
fn in_steps(op: BinaryOp, a: u64, b: u64) -> Option<&'static str> {
    use BinaryOp::*;
    let (work, frozen) = match op {
        Multiply => (a.saturating_mul(b), "int_multiply"),
        FloorDivide => (a.saturating_sub(b).saturating_mul(b), "int_floor_divide"),
        Modulo => (a.saturating_sub(b).saturating_mul(b), "int_modulo"),
        Divmod => (a.saturating_sub(b).saturating_mul(b), "int_divmod"),
        _ => return None,
    };
    (work > ONE_GO).then_some(frozen)
}

/// How many steps of 32 by 32 bits an operator takes.
pub fn steps(op: BinaryOp, a: Int<'_>, b: Int<'_>) -> usize {
    use BinaryOp::*;
    let (a, b) = (a.bits().div_ceil(32), b.bits().div_ceil(32));
    let steps = match op {
        Multiply => a * b,
        FloorDivide | Modulo | Divmod => (a.saturating_sub(b) + 1) * b,
        _ => a.max(b),
    };
    steps as usize
}

fn floor_divmod(x: i128, y: i128) -> (i128, i128) {
    let (q, r) = (x / y, x % y);
    if r != 0 && (r < 0) != (y < 0) {
        (q - 1, r + y)
    } else {
        (q, r)
    }
}

/// Quotient rounded towards negative infinity, and the remainder, which has the divisor's sign.
pub fn big_divmod(a: &BigInt, b: &BigInt) -> (BigInt, BigInt) {
    let (q, r) = match near_quotient(a.magnitude(), b.magnitude()) {
        Some(q) => {
            let rest = a.magnitude() - b.magnitude() * q;
            let sign = a.sign() * b.sign();
            let q = BigInt::from_biguint(sign, q.into());
            (q, BigInt::from_biguint(a.sign(), rest))
        }
        None => a.div_rem(b),
    };
    if !r.is_zero() && r.is_negative() != b.is_negative() {
        (q - 1, r + b)
    } else {
        (q, r)
    }
}

/// The quotient alone.
fn big_floor_divide(a: &BigInt, b: &BigInt) -> BigInt {
    if a.is_negative() == b.is_negative()
        && let Some(q) = near_quotient(a.magnitude(), b.magnitude())
    {
        return q.into();
    }
    big_divmod(a, b).0
}

/// The quotient of two large numbers of nearly the same length, if their leading digits decide it.
/// (The library divides those as any others, which takes time that grows with their length.)
fn near_quotient(a: &BigUint, b: &BigUint) -> Option<u32> {
    let (a_bits, b_bits) = (a.bits(), b.bits());
    if b_bits < 128 || a_bits < b_bits || a_bits - b_bits > 30 {
        return None;
    }
    // The same shift for both leaves 33 to 96 bits of the divisor, and at most 126 of the dividend.
    let cut = ((b_bits - 33) / 64) as usize;
    let top = |n: &BigUint| {
        let digits = n.iter_u64_digits();
        let left = digits.len() - cut;
        let leading = digits.rev().take(left);
        leading.fold(0, |top, digit| top << 64 | u128::from(digit))
    };
    let (a, b) = (top(a), top(b));
    // What was cut off is less than one in either.
    let (least, most) = (a / (b + 1), (a + 1) / b);
    (least == most)
        .then_some(least)
        .and_then(|q| u32::try_from(q).ok())
}

fn check_size(bits: u64, limit: usize) -> Result<(), IntError> {
    let bytes = usize::try_from(bits / 8).unwrap_or(usize::MAX);
    if bytes > limit {
        Err(IntError::TooLarge(bytes))
    } else {
        Ok(())
    }
}

fn shift(
    op: BinaryOp,
    a: Int<'_>,
    b: Int<'_>,
    limit: usize,
    word: u32,
) -> Result<IntResult, IntError> {
    let count = b
        .to_i64()
        .filter(|n| word == 64 || i32::try_from(*n).is_ok())
        .ok_or(IntError::Overflow)?;
    if count < 0 {
        return Err(IntError::NegativeShift);
    }
    if op == BinaryOp::Rshift {
        return Ok(match a {
            Int::Small(n) => IntResult::Small(n >> count.min(63)),
            Int::Big(n) if count as u64 > n.bits() => {
                IntResult::Small(if n.is_negative() { -1 } else { 0 })
            }
            Int::Big(n) => IntResult::Big(n >> count),
        });
    }
    if a.is_zero() {
        return Ok(IntResult::Small(0));
    }
    let bits = a.bits().saturating_add(count as u64);
    check_size(bits, limit)?;
    Ok(match a {
        Int::Small(n) if bits < 127 => (i128::from(n) << count).into(),
        _ => IntResult::Big(a.to_big() << count),
    })
}

fn power(a: Int<'_>, b: Int<'_>, limit: usize) -> Result<IntResult, IntError> {
    if b.is_negative() {
        return Ok(IntResult::Float);
    }
    match a.to_i64() {
        Some(1) => return Ok(IntResult::Small(1)),
        Some(0) => return Ok(IntResult::Small(i64::from(b.is_zero()))),
        Some(-1) => return Ok(IntResult::Small(1 - 2 * (b.low_bits() & 1))),
        _ => {}
    }
    // The magnitude is at least 2, so each unit of the exponent is worth a bit or more.
    let exponent = b
        .to_i64()
        .and_then(|n| u32::try_from(n).ok())
        .ok_or(IntError::TooLarge(usize::MAX))?;
    if let Some(n) = a.to_i64().and_then(|n| n.checked_pow(exponent)) {
        return Ok(IntResult::Small(n));
    }
    // Squaring keeps the base, the product so far and a new product at once.
    let bits = (a.bits() - 1).saturating_mul(u64::from(exponent));
    check_size(bits.saturating_mul(4), limit)?;
    if bits > ONE_GO_BITS {
        return Err(IntError::Long("int_power"));
    }
    Ok(IntResult::Big(a.to_big().pow(exponent)))
}

/// Whether [`power_modulo`] would take too long in one go.
pub fn power_modulo_is_long(exponent: &BigInt, modulus: &BigInt) -> bool {
    // Small ones take as long as some words.
    let bits = modulus.bits().saturating_add(256);
    let square = bits.saturating_mul(bits);
    exponent.bits().saturating_mul(square) > ONE_GO_MODULO
}

/// `pow(base, exponent, modulus)` as MicroPython computes it: a negative exponent gives 0.
pub fn power_modulo(base: &BigInt, exponent: &BigInt, modulus: &BigInt) -> BigInt {
    if exponent.is_negative() || modulus.magnitude().is_one() {
        return BigInt::zero();
    }
    base.modpow(exponent, modulus)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(op: BinaryOp, a: &str, b: &str) -> alloc::string::String {
        let (a, b): (BigInt, BigInt) = (a.parse().unwrap(), b.parse().unwrap());
        // Each operand also as a word, where it fits: the paths must agree.
        let word = |n: &BigInt| n.to_i64();
        let big = binary(op, Int::Big(&a), Int::Big(&b), 1 << 20, 64);
        if let (Some(x), Some(y)) = (word(&a), word(&b)) {
            let small = binary(op, Int::Small(x), Int::Small(y), 1 << 20, 64);
            assert_eq!(text(&small), text(&big));
        }
        text(&big)
    }

    fn text(r: &Result<IntResult, IntError>) -> alloc::string::String {
        match r {
            Ok(IntResult::Small(n)) => alloc::format!("{n}"),
            Ok(IntResult::Big(n)) => alloc::format!("{n}"),
            Ok(IntResult::Pair(q, r)) => alloc::format!("({q}, {r})"),
            other => alloc::format!("{other:?}"),
        }
    }

    #[test]
    fn quotients_round_down_and_remainders_take_the_divisors_sign() {
        use BinaryOp::*;
        let big = "1180591620717411303424";
        let minus = "-1180591620717411303424";
        for (op, a, b, expected) in [
            (FloorDivide, "5", "-2", "-3"),
            (FloorDivide, "-5", "2", "-3"),
            (Modulo, "5", "-2", "-1"),
            (Modulo, "-5", "2", "1"),
            (Divmod, "7", "-2", "(-4, -1)"),
            (FloorDivide, big, "-3", "-393530540239137101142"),
            (Modulo, big, "-3", "-2"),
            (Divmod, minus, "3", "(-393530540239137101142, 2)"),
            (Modulo, "1", "0", "Err(ZeroDivision)"),
            (TrueDivide, big, "0", "Err(ZeroDivision)"),
        ] {
            assert_eq!(shown(op, a, b), expected, "{a} {op:?} {b}");
        }
    }

    /// Numbers whose leading digits decide the quotient, and such as just fail to.
    #[test]
    fn quotients_of_numbers_of_nearly_the_same_length() {
        let divisor: BigInt = (BigInt::from(0x9e37_79b9_7f4a_7c15_u64) << 400) + 0x1234_5678;
        for q in [0_u32, 1, 2, 9, 10, 255, 65_536, (1 << 29) - 1] {
            for rest in [BigInt::zero(), BigInt::one(), &divisor >> 1, &divisor - 1] {
                let dividend = &divisor * q + &rest;
                for (a, b) in [(1, 1), (1, -1), (-1, 1), (-1, -1)] {
                    let (a, b): (BigInt, BigInt) = (&dividend * a, &divisor * b);
                    let expected = a.div_mod_floor(&b);
                    assert_eq!(big_divmod(&a, &b), expected, "{a} {b}");
                    assert_eq!(big_floor_divide(&a, &b), expected.0, "{a} {b}");
                }
            }
        }
        let (a, b): (BigInt, _) = (&divisor * 7 + 5, &divisor);
        assert_eq!(near_quotient(a.magnitude(), b.magnitude()), None);
        let a: BigInt = a + (b >> 1);
        assert_eq!(near_quotient(a.magnitude(), b.magnitude()), Some(7));
    }

    #[test]
    fn bits_and_shifts_are_twos_complement() {
        use BinaryOp::*;
        let minus = "-1180591620717411303424";
        for (op, a, b, expected) in [
            (And, minus, "255", "0"),
            (Or, minus, "1", "-1180591620717411303423"),
            (Xor, minus, "12345", "-1180591620717411291079"),
            (Rshift, minus, "3", "-147573952589676412928"),
            (Rshift, minus, "200", "-1"),
            (Rshift, "-1", "70", "-1"),
            (Rshift, "1", "70", "0"),
            (Rshift, "-5", "1", "-3"),
            (Lshift, "-1", "70", minus),
            (Lshift, "1", "-1", "Err(NegativeShift)"),
            (Lshift, "1", "1180591620717411303424", "Err(Overflow)"),
            (Lshift, "0", "100000000000", "0"),
            (Lshift, "1", "100000000000", "Err(TooLarge(12500000000))"),
        ] {
            assert_eq!(shown(op, a, b), expected, "{a} {op:?} {b}");
        }
    }

    #[test]
    fn powers_refuse_what_would_not_fit() {
        use BinaryOp::Power;
        for (a, b, expected) in [
            ("0", "0", "1"),
            ("-1", "1180591620717411303425", "-1"),
            ("2", "62", "4611686018427387904"),
            ("-3", "41", "-36472996377170786403"),
            ("10", "-400", "Ok(Float)"),
            ("10", "100000000", "Err(TooLarge(150000000))"),
        ] {
            assert_eq!(shown(Power, a, b), expected, "{a}**{b}");
        }
        let modulo = |a: i64, b: i64, m: i64| power_modulo(&a.into(), &b.into(), &m.into());
        assert_eq!(modulo(2, 10, 1000), 24.into());
        assert_eq!(modulo(2, -1, 5), 0.into());
        assert_eq!(modulo(0, 0, 5), 1.into());
        assert_eq!(modulo(0, 0, -5), (-4).into());
        assert_eq!(modulo(0, 3, 5), 0.into());
        assert_eq!(modulo(-2, 3, 5), 2.into());
        assert_eq!(modulo(2, 3, -5), (-2).into());
    }
}
