//! The 80-bit floating point of x86: a 64-bit significand, rounded to nearest even after each operation.
//!
//! MicroPython's 64-bit builds convert between decimal and binary in C's `long double`, which on x86-64 is this format.
//! Its rounding shows in the last digit of rare results, so the same bits need the same arithmetic. The exponent here
//! is wide instead of 15 bits: what overflows or vanishes there also does so once rounded to a double.

/// A non-negative number `significand × 2^exponent`; the significand has its top bit set, or is zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Extended {
    significand: u64,
    exponent: i64,
}

/// Fraction bits of a double.
const FRACTION: u32 = 52;
/// Exponent of a double's lowest bit when its exponent field is 1 (and of every subnormal).
const LOWEST: i64 = -1074;

impl Extended {
    const ZERO: Extended = Extended {
        significand: 0,
        exponent: 0,
    };
    const TEN: Extended = Extended {
        significand: 10 << 60,
        exponent: -60,
    };

    /// The number itself; every 64-bit integer is exact here.
    pub(super) fn from_u64(value: u64) -> Self {
        if value == 0 {
            return Self::ZERO;
        }
        let shift = value.leading_zeros();
        Extended {
            significand: value << shift,
            exponent: -i64::from(shift),
        }
    }

    /// The magnitude of a finite double, exactly.
    pub(super) fn from_f64(value: f64) -> Self {
        let bits = value.to_bits() & !(1 << 63);
        let field = (bits >> FRACTION) as i64;
        let fraction = bits & ((1 << FRACTION) - 1);
        let (integer, exponent) = if field == 0 {
            (fraction, LOWEST)
        } else {
            (fraction | 1 << FRACTION, LOWEST + field - 1)
        };
        let exact = Self::from_u64(integer);
        if exact.significand == 0 {
            exact
        } else {
            Extended {
                exponent: exact.exponent + exponent,
                ..exact
            }
        }
    }

    /// Nearest double, ties to even; infinite or zero when out of range.
    pub(super) fn to_f64(self) -> f64 {
        if self.significand == 0 {
            return 0.0;
        }
        // How many low bits a double of this size cannot hold: 11, or more below the normal range.
        let dropped = (LOWEST - self.exponent).max(i64::from(63 - FRACTION));
        if dropped > 64 {
            return 0.0;
        }
        let fraction = round_shift(u128::from(self.significand), dropped as u32) as u64;
        let exponent = self.exponent + dropped;
        // A subnormal's field is 0 and a normal's hidden bit adds the 1; a carry out of the fraction does the same.
        let field = exponent - LOWEST;
        if field >= 2046 {
            return f64::INFINITY;
        }
        f64::from_bits(((field as u64) << FRACTION) + fraction)
    }

    /// `round_half_up` as C writes it: add one half (rounding the sum), then cut the fraction off.
    pub(super) fn plus_half_to_u64(self) -> u64 {
        if self.significand == 0 {
            return 0;
        }
        if self.exponent == 0 {
            // The half falls just beyond the last bit: a tie, which rounds to even.
            return self.significand.saturating_add(self.significand & 1);
        }
        if self.exponent > 0 {
            return u64::MAX;
        }
        let half_bit = (-1 - self.exponent) as u64;
        if half_bit > 120 {
            return 0;
        }
        let sum = Self::round(
            u128::from(self.significand) + (1u128 << half_bit),
            self.exponent,
        );
        match -sum.exponent {
            shift @ 0..=63 => sum.significand >> shift,
            shift if shift < 0 => u64::MAX,
            _ => 0,
        }
    }

    /// `self × 10^power` by repeated squaring, in the order of operations that decides how the error adds up.
    pub(super) fn scale10(self, power: i32) -> Self {
        if power == 0 || self.significand == 0 {
            return self;
        }
        let mut left = power.unsigned_abs();
        let mut result = self;
        let mut step = Self::TEN;
        while left != 0 {
            if left & 1 != 0 {
                result = if power < 0 {
                    result.divide(step)
                } else {
                    result.multiply(step)
                };
            }
            left >>= 1;
            if left != 0 {
                step = step.multiply(step);
            }
        }
        result
    }

    fn multiply(self, other: Self) -> Self {
        Self::round(
            u128::from(self.significand) * u128::from(other.significand),
            self.exponent + other.exponent,
        )
    }

    fn divide(self, divisor: Self) -> Self {
        // One bit less when the quotient would otherwise need 65.
        let shift = if self.significand < divisor.significand {
            64
        } else {
            63
        };
        let numerator = u128::from(self.significand) << shift;
        let denominator = u128::from(divisor.significand);
        let quotient = (numerator / denominator) as u64;
        let rest = numerator % denominator;
        let exponent = self.exponent - divisor.exponent - shift;
        let up = rest * 2 > denominator || (rest * 2 == denominator && quotient & 1 == 1);
        match quotient.checked_add(u64::from(up)) {
            Some(significand) => Extended {
                significand,
                exponent,
            },
            None => Extended {
                significand: 1 << 63,
                exponent: exponent + 1,
            },
        }
    }

    /// Brings an exact product or sum back to 64 bits.
    fn round(exact: u128, exponent: i64) -> Self {
        let width = 128 - exact.leading_zeros();
        if width <= 64 {
            let shift = 64 - width;
            return Extended {
                significand: (exact as u64).checked_shl(shift).unwrap_or(0),
                exponent: exponent - i64::from(shift),
            };
        }
        let dropped = width - 64;
        let rounded = round_shift(exact, dropped);
        if rounded >> 64 != 0 {
            Extended {
                significand: 1 << 63,
                exponent: exponent + i64::from(dropped) + 1,
            }
        } else {
            Extended {
                significand: rounded as u64,
                exponent: exponent + i64::from(dropped),
            }
        }
    }
}

/// `value / 2^bits` to the nearest integer, ties to even (`bits` at least 1, below 128).
fn round_shift(value: u128, bits: u32) -> u128 {
    let kept = value >> bits;
    let rest = value & ((1 << bits) - 1);
    let half = 1 << (bits - 1);
    kept + u128::from(rest > half || (rest == half && kept & 1 == 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn doubles_survive_the_round_trip() {
        for bits in [
            0,
            1,
            2,
            0xf_ffff_ffff_ffff,
            1 << 52,
            0x7fef_ffff_ffff_ffff,
            0x3ff0_0000_0000_0001,
        ] {
            let value = f64::from_bits(bits);
            assert_eq!(Extended::from_f64(value).to_f64().to_bits(), bits);
        }
    }

    #[test]
    fn out_of_range_becomes_infinite_or_zero() {
        assert_eq!(Extended::from_u64(1).scale10(309).to_f64(), f64::INFINITY);
        assert_eq!(Extended::from_u64(1).scale10(-400).to_f64(), 0.0);
        assert_eq!(
            Extended::from_u64(1).scale10(1_000_000_000).to_f64(),
            f64::INFINITY
        );
        assert_eq!(Extended::from_u64(1).scale10(-1_000_000_000).to_f64(), 0.0);
        assert_eq!(
            Extended::from_u64(u64::MAX).to_f64(),
            18446744073709551616.0
        );
    }

    #[test]
    fn half_is_added_before_the_fraction_is_cut() {
        assert_eq!(
            Extended::from_f64(0.49999999999999994).plus_half_to_u64(),
            0
        );
        assert_eq!(Extended::from_f64(0.5).plus_half_to_u64(), 1);
        assert_eq!(Extended::from_f64(2.5).plus_half_to_u64(), 3);
        assert_eq!(Extended::from_f64(1e-300).plus_half_to_u64(), 0);
        assert_eq!(Extended::from_u64(12345).plus_half_to_u64(), 12345);
        assert_eq!(
            Extended::from_u64((1 << 63) + 1).plus_half_to_u64(),
            (1 << 63) + 2
        );
    }
}
