//! `a ** b` for floats in exact arithmetic, which the quick one is held to.

use num_bigint::BigInt;
use num_integer::Integer as _;
use num_traits::{One as _, Signed as _, ToPrimitive as _, Zero as _};

/// Bits behind the point in the logarithms.
const BITS: u64 = 192;
/// Larger exponents than this leave no finite result but of bases next to 1.
const MAX_EXACT: f64 = 2048.0;

/// `a ** b`, where that is a real number.
pub fn power(a: f64, b: f64) -> f64 {
    let rough = libm::pow(a, b);
    let magnitude = rough.abs();
    // Zeros, infinities and NaNs are exact; so is the sign.
    if !rough.is_normal() || !a.is_normal() || magnitude == 1.0 || magnitude > f64::MAX / 2.0 {
        return rough;
    }
    let (mantissa, exponent) = split(a.abs());
    let value = if b == libm::floor(b) && b.abs() <= MAX_EXACT {
        exact(&mantissa, exponent, b as i64)
    } else {
        by_logarithm(&mantissa, exponent, b)
    };
    value.copysign(rough)
}

/// A positive, normal number as an integer times a power of two.
fn split(value: f64) -> (BigInt, i64) {
    let bits = value.to_bits();
    let exponent = (bits >> 52) as i64 - 1075;
    (BigInt::from(bits & ((1 << 52) - 1) | 1 << 52), exponent)
}

/// Rounds `mantissa * 2^exponent`; a set lowest bit may also stand for more below it.
fn round(mantissa: &BigInt, exponent: i64) -> f64 {
    let excess = (mantissa.bits() as i64 - 53).max(-1074 - exponent).max(1);
    let (kept, rest) = (
        mantissa >> excess,
        mantissa & &((BigInt::one() << excess) - 1),
    );
    let half = BigInt::one() << (excess - 1);
    let up = rest > half || (rest == half && kept.is_odd());
    let kept = kept + i32::from(up);
    // At most 53 bits, or 2^53: exact.
    let kept = kept.to_u64().unwrap_or(0) as f64;
    libm::scalbn(kept, (exponent + excess) as i32)
}

fn exact(mantissa: &BigInt, exponent: i64, n: i64) -> f64 {
    let power = mantissa.pow(n.unsigned_abs() as u32);
    let exponent = exponent * n.abs();
    if n >= 0 {
        return round(&(power << 2), exponent - 2);
    }
    let shift = power.bits() + 64;
    let (quotient, rest) = (BigInt::one() << shift).div_rem(&power);
    let sticky: BigInt = (quotient << 1) | BigInt::from(u8::from(!rest.is_zero()));
    round(&sticky, -exponent - shift as i64 - 1)
}

/// Fixed-point `2 atanh(n / d)`.
fn twice_atanh(n: &BigInt, d: &BigInt) -> BigInt {
    let z = (n << BITS) / d;
    let square = (&z * &z) >> BITS;
    let (mut term, mut sum, mut divisor) = (z, BigInt::zero(), 1);
    while !term.is_zero() {
        sum += &term / divisor;
        term = (term * &square) >> BITS;
        divisor += 2;
    }
    sum << 1
}

fn by_logarithm(mantissa: &BigInt, exponent: i64, b: f64) -> f64 {
    let one = BigInt::one() << 52;
    let ln2 = twice_atanh(&BigInt::one(), &BigInt::from(3));
    let ln = twice_atanh(&(mantissa - &one), &(mantissa + &one)) + &ln2 * (exponent + 52);
    let (factor, shift) = split(b.abs());
    let factor = if b < 0.0 { -factor } else { factor };
    let product = factor * ln;
    let product = if shift < 0 {
        product >> -shift
    } else {
        product << shift
    };
    let (whole, fraction) = product.div_mod_floor(&ln2);
    // e to the fraction, from 1 to 2.
    let (mut term, mut sum, mut n) = (BigInt::one() << BITS, BigInt::zero(), 1);
    while term.is_positive() {
        sum += &term;
        term = ((term * &fraction) >> BITS) / n;
        n += 1;
    }
    round(&sum, whole.to_i64().unwrap_or(0) - BITS as i64)
}

#[cfg(test)]
mod tests {
    use super::power;

    #[test]
    fn powers_are_rounded_correctly() {
        for (a, b, expected) in [
            (10.0, -5.0, 1e-5),
            (2.0, -1.0, 0.5),
            (2.0, 0.5, core::f64::consts::SQRT_2),
            (3.0, 34.0, 16_677_181_699_666_568.0),
            (-2.0, 3.0, -8.0),
            (0.0, 5.0, 0.0),
            (1e200, 2.0, f64::INFINITY),
            (10.0, -310.0, 1e-310),
            (core::f64::consts::PI, -100.0, 1.927_581_416_056_020_6e-50),
        ] {
            assert_eq!(power(a, b), expected, "{a} ** {b}");
        }
    }
}
