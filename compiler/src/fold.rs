//! Arithmetic on constants, with the results, and the refusals, that mpy-cross's has.

use super::token::Tok;
use super::value::Value;
use alloc::rc::Rc;
use num_bigint::BigInt;
use num_integer::Integer as _;
use num_traits::{Signed as _, ToPrimitive as _, Zero as _};
use primitives::accurate::pow as float_pow;
use primitives::bits::bitwise;

/// The largest product or power. Above this mpy-cross, whose digits have 16 bits, takes very long.
pub const MAX_BITS: u64 = 2_000_000;

/// The largest result of a shift, which costs no more than its size. Above this mpy-cross runs out of
/// its usual memory, and leaves the shift to run time.
const MAX_SHIFTED_BITS: u64 = 16_600_000;

/// What the large integers of one file may cost that folding makes, in steps of a few nanoseconds:
/// dozens of times what any file is known to need, and less than a second.
const BUDGET: u64 = 1 << 24;

/// What is left of the budget. When it is used up, computations are left to run time.
pub struct Budget(u64);

impl Budget {
    pub fn new() -> Self {
        Self(BUDGET)
    }

    fn pay(&mut self, cost: u64) -> Option<()> {
        self.0 = self.0.checked_sub(cost)?;
        Some(())
    }

    /// Pays for reading operands; division takes every digit of one with every digit of the other.
    fn operands(&mut self, op: Tok, left: &Value, right: &Value) -> Option<()> {
        let (a, b) = (bits(left), bits(right));
        let divides = matches!(op, Tok::DblSlash | Tok::Percent);
        self.pay((a + b) / 16 + if divides { product(a, b) } else { 0 })
    }

    /// Pays for a result. It will have to be written in decimal, unless it is so large that
    /// [`Value::pieces`] are written.
    fn result(&mut self, value: Value) -> Option<Value> {
        let bits = bits(&value);
        let written = if bits > MAX_BITS {
            0
        } else {
            product(bits, bits)
        };
        self.pay(bits / 16 + written)?;
        Some(value)
    }
}

/// The size of a large integer.
fn bits(value: &Value) -> u64 {
    match value {
        Value::Big(n) => n.bits(),
        _ => 0,
    }
}

/// What it costs to go through so many bits for each word of so many others.
fn product(a: u64, b: u64) -> u64 {
    (a / 64) * (b / 64) / 64
}

/// A unary operator applied, or `None` if it is left to run time.
pub fn unary(op: Tok, value: &Value, budget: &mut Budget) -> Option<Value> {
    let result = match (op, value) {
        (Tok::Plus, Value::Small(_) | Value::Big(_) | Value::Float(_)) => value.clone(),
        (Tok::Minus, Value::Small(n)) => Value::from_i128(-i128::from(*n)),
        (Tok::Minus, Value::Big(n)) => Value::Big(Rc::new(-&**n)),
        (Tok::Minus, Value::Float(x)) => Value::Float(-x),
        (Tok::Tilde, Value::Small(n)) => Value::Small(!n),
        (Tok::Tilde, Value::Big(n)) => Value::Big(Rc::new(-(&**n + BigInt::from(1)))),
        _ => return None,
    };
    budget.result(result)
}

/// A binary operator applied, or `None` if it is left to run time: where it would raise, give a
/// complex number, or need more memory than mpy-cross has.
pub fn binary(op: Tok, left: &Value, right: &Value, budget: &mut Budget) -> Option<Value> {
    budget.operands(op, left, right)?;
    let result = match (left, right) {
        (Value::Float(a), _) => float(op, *a, to_float(right)?),
        (_, Value::Float(b)) => float(op, to_float(left)?, *b),
        _ => integer(op, left, right),
    };
    budget.result(result?)
}

fn to_big(value: &Value) -> Option<BigInt> {
    match value {
        Value::Small(n) => Some(BigInt::from(*n)),
        Value::Big(n) => Some((**n).clone()),
        _ => None,
    }
}

fn to_float(value: &Value) -> Option<f64> {
    match value {
        Value::Small(n) => Some(*n as f64),
        Value::Big(n) => {
            // Digit by digit, rounding each time, as MicroPython does.
            let magnitude = n.magnitude().iter_u32_digits().rev();
            let value = magnitude.fold(0.0, |sum, digit| sum * 4_294_967_296.0 + f64::from(digit));
            Some(if n.is_negative() { -value } else { value })
        }
        Value::Float(x) => Some(*x),
        _ => None,
    }
}

fn integer(op: Tok, left: &Value, right: &Value) -> Option<Value> {
    if let (Value::Small(a), Value::Small(b)) = (left, right)
        && let Some(value) = small(op, *a, *b)
    {
        return Some(value);
    }
    let (a, b) = (to_big(left)?, to_big(right)?);
    Some(Value::integer(match op {
        Tok::Pipe => bitwise(&a, &b, |a, b| a | b),
        Tok::Caret => bitwise(&a, &b, |a, b| a ^ b),
        Tok::Ampersand => bitwise(&a, &b, |a, b| a & b),
        Tok::Plus => a + b,
        Tok::Minus => a - b,
        Tok::Star if a.bits() + b.bits() <= MAX_BITS => a * b,
        Tok::DblSlash if !b.is_zero() => a.div_floor(&b),
        Tok::Percent if !b.is_zero() => a.mod_floor(&b),
        Tok::Slash if !b.is_zero() => {
            return Some(Value::Float(to_float(left)? / to_float(right)?));
        }
        Tok::DblLess => {
            let count = shift_count(&b)?;
            if a.is_zero() {
                a
            } else if count.saturating_add(a.bits()) <= MAX_SHIFTED_BITS {
                a << count
            } else {
                return None;
            }
        }
        Tok::DblMore => a >> shift_count(&b)?,
        Tok::DblStar if b.is_negative() => return float(op, to_float(left)?, to_float(right)?),
        Tok::DblStar => power(&a, &b)?,
        _ => return None,
    }))
}

/// By how much to shift. It is a machine word, or an error at run time.
fn shift_count(count: &BigInt) -> Option<u64> {
    u64::try_from(count.to_i64()?).ok()
}

/// The cases that need no big integers.
fn small(op: Tok, a: i64, b: i64) -> Option<Value> {
    Some(match op {
        Tok::Pipe => Value::Small(a | b),
        Tok::Caret => Value::Small(a ^ b),
        Tok::Ampersand => Value::Small(a & b),
        Tok::Plus => Value::from_i128(i128::from(a) + i128::from(b)),
        Tok::Minus => Value::from_i128(i128::from(a) - i128::from(b)),
        Tok::Star => Value::from_i128(i128::from(a) * i128::from(b)),
        Tok::DblSlash if b != 0 => {
            Value::from_i128(num_integer::div_floor(i128::from(a), i128::from(b)))
        }
        Tok::Percent if b != 0 => {
            Value::from_i128(num_integer::mod_floor(i128::from(a), i128::from(b)))
        }
        Tok::DblMore if b >= 0 => Value::Small(a >> b.min(63)),
        Tok::DblLess if (0..60).contains(&b) => Value::from_i128(i128::from(a) << b),
        _ => return None,
    })
}

fn power(base: &BigInt, exponent: &BigInt) -> Option<BigInt> {
    let one = BigInt::from(1);
    if exponent.is_zero() {
        return Some(one);
    }
    if base.is_zero() || *base == one {
        return Some(base.clone());
    }
    if *base == -&one {
        return Some(if exponent.is_odd() { base.clone() } else { one });
    }
    let exponent = exponent.to_u32()?;
    (base.bits() * u64::from(exponent) <= MAX_BITS).then(|| base.pow(exponent))
}

fn float(op: Tok, a: f64, b: f64) -> Option<Value> {
    Some(Value::Float(match op {
        Tok::Plus => a + b,
        Tok::Minus => a - b,
        Tok::Star => a * b,
        Tok::Slash if b != 0.0 => a / b,
        Tok::DblSlash if b != 0.0 => floor_divide(a, b),
        Tok::Percent if b != 0.0 => modulo(a, b),
        Tok::DblStar => float_power(a, b)?,
        _ => return None,
    }))
}

/// `a % b` with the sign of `b`.
fn modulo(a: f64, b: f64) -> f64 {
    let rest = a % b;
    if rest == 0.0 {
        0.0_f64.copysign(b)
    } else if (rest < 0.0) == (b < 0.0) {
        rest
    } else {
        rest + b
    }
}

fn floor_divide(a: f64, b: f64) -> f64 {
    let rest = a % b;
    let mut quotient = (a - rest) / b;
    if rest != 0.0 && (rest < 0.0) != (b < 0.0) {
        quotient -= 1.0;
    }
    if quotient == 0.0 {
        return 0.0_f64.copysign(a / b);
    }
    let floor = libm::floor(quotient);
    if quotient - floor > 0.5 {
        floor + 1.0
    } else {
        floor
    }
}

fn float_power(a: f64, b: f64) -> Option<f64> {
    if a == 0.0 && b < 0.0 && !b.is_infinite() {
        return None;
    }
    // A complex result.
    if a < 0.0 && b != libm::floor(b) && !b.is_nan() {
        return None;
    }
    Some(float_pow(a, b))
}
