//! Positive 80-bit extended floats in software: the arithmetic behind mpy-cross's decimal conversions.
//!
//! On x86-64 MicroPython converts between text and doubles in `long double`. The digits it writes for
//! a float constant follow from that arithmetic's rounding, so it is repeated here bit for bit. The
//! exponent is unbounded: what would overflow or vanish does so when it is rounded to a double.

/// `mant * 2^exp`, with the top bit of `mant` set; zero has `mant` 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct X80 {
    mant: u64,
    exp: i64,
}

impl X80 {
    /// An integer, exactly.
    pub const fn from_u64(value: u64) -> Self {
        if value == 0 {
            return Self { mant: 0, exp: 0 };
        }
        let shift = value.leading_zeros();
        Self {
            mant: value << shift,
            exp: -(shift as i64),
        }
    }

    /// A finite, positive double, exactly.
    pub fn from_f64(value: f64) -> Self {
        let bits = value.to_bits();
        let fraction = bits & ((1 << 52) - 1);
        let field = ((bits >> 52) & 0x7ff) as i64;
        let (mant, exp) = if field == 0 {
            (fraction, -1074)
        } else {
            (fraction | 1 << 52, field - 1075)
        };
        let whole = Self::from_u64(mant);
        Self {
            mant: whole.mant,
            exp: whole.exp + exp,
        }
    }

    pub const fn is_zero(self) -> bool {
        self.mant == 0
    }

    /// Rounds a 128-bit mantissa, whose lowest bit also stands for everything below it, to 64 bits.
    fn round(wide: u128, exp: i64) -> Self {
        let shift = wide.leading_zeros();
        let wide = wide << shift;
        let exp = exp - i64::from(shift) + 64;
        let mant = (wide >> 64) as u64;
        let low = wide as u64;
        let half = 1 << 63;
        if low > half || (low == half && mant & 1 == 1) {
            return match mant.checked_add(1) {
                Some(mant) => Self { mant, exp },
                None => Self {
                    mant: 1 << 63,
                    exp: exp + 1,
                },
            };
        }
        Self { mant, exp }
    }

    pub fn mul(self, other: Self) -> Self {
        if self.is_zero() || other.is_zero() {
            return Self::from_u64(0);
        }
        Self::round(
            u128::from(self.mant) * u128::from(other.mant),
            self.exp + other.exp,
        )
    }

    /// Division; `other` is not zero.
    pub fn div(self, other: Self) -> Self {
        if self.is_zero() {
            return self;
        }
        let divisor = u128::from(other.mant);
        let high = u128::from(self.mant) << 63;
        // 63 or 64 bits of quotient, then 32 more from the remainder, then a sticky bit.
        let (q, r) = (high / divisor, high % divisor);
        let r = r << 32;
        let (q2, r2) = (r / divisor, r % divisor);
        let wide = (q << 32 | q2) << 1 | u128::from(r2 != 0);
        Self::round(wide, self.exp - other.exp - 63 - 32 - 1)
    }

    /// `(self + 0.5)` rounded, then truncated to an integer. Values from 1 to 2^64.
    pub fn plus_half_truncated(self) -> u64 {
        match self.exp {
            0 => self.mant.saturating_add(self.mant & 1),
            -63..0 => {
                let wide = u128::from(self.mant) + (1_u128 << (-self.exp - 1));
                let sum = Self::round(wide, self.exp);
                if sum.exp > 0 {
                    u64::MAX
                } else {
                    sum.mant >> -sum.exp
                }
            }
            _ => self.mant,
        }
    }

    /// The nearest double, ties to even.
    pub fn to_f64(self) -> f64 {
        if self.is_zero() {
            return 0.0;
        }
        // Bits of the mantissa that a double can hold here: 53, or fewer when subnormal.
        let lowest = (self.exp + 11).max(-1074);
        let drop = lowest - self.exp;
        if drop > 64 {
            return 0.0;
        }
        let wide = u128::from(self.mant);
        let kept = (wide >> drop) as u64;
        let rest = wide & ((1_u128 << drop) - 1);
        let half = 1_u128 << (drop - 1);
        let kept = kept + u64::from(rest > half || (rest == half && kept & 1 == 1));
        if lowest == -1074 {
            // Subnormal, or in its lowest binade: the bits are the number of its smallest units.
            return f64::from_bits(kept);
        }
        // Rounding up may have carried into the next binade.
        let carried = kept >> 53;
        let field = lowest + 1075 + carried as i64;
        if field >= 0x7ff {
            return f64::INFINITY;
        }
        f64::from_bits((field as u64) << 52 | (kept >> carried) & ((1 << 52) - 1))
    }
}

/// `value * 10^exp`, by repeated squaring as MicroPython does it.
pub fn scale10(value: X80, exp: i64) -> X80 {
    if exp == 0 || value.is_zero() {
        return value;
    }
    let mut left = exp.unsigned_abs();
    let mut result = value;
    let mut power = X80::from_u64(10);
    while left != 0 {
        if left & 1 == 1 {
            result = if exp < 0 {
                result.div(power)
            } else {
                result.mul(power)
            };
        }
        left >>= 1;
        if left != 0 {
            power = power.mul(power);
        }
    }
    result
}
