//! `exp`, `log` and `pow` rounded as the C libraries under MicroPython round them: to the nearest float, but
//! for the rarest near-ties. The `libm` crate's own are off by one unit in some of a hundred cases.
//!
//! They calculate in pairs of floats whose sum is the number, which hold about 106 bits (T. J. Dekker,
//! "A floating-point technique for extending the available precision", 1971).

#[cfg(test)]
mod exact;

/// An unevaluated sum of two floats, the second at most half a unit of the first.
#[derive(Clone, Copy)]
struct Pair(f64, f64);

/// The natural logarithm of 2.
const LN_2: Pair = Pair(core::f64::consts::LN_2, 2.319_046_813_846_299_6e-17);

/// The sum of two floats, exactly.
fn sum(a: f64, b: f64) -> Pair {
    let s = a + b;
    let part = s - a;
    Pair(s, (a - (s - part)) + (b - part))
}

/// The same where `a` is not the smaller one.
fn sum_ordered(a: f64, b: f64) -> Pair {
    let s = a + b;
    Pair(s, b - (s - a))
}

/// The product of two floats of moderate size, exactly.
fn product(a: f64, b: f64) -> Pair {
    /// The upper and the lower half of the bits.
    fn halves(a: f64) -> (f64, f64) {
        let t = 134_217_729.0 * a;
        let high = t - (t - a);
        (high, a - high)
    }
    let p = a * b;
    let ((a1, a0), (b1, b0)) = (halves(a), halves(b));
    Pair(p, ((a1 * b1 - p) + a1 * b0 + a0 * b1) + a0 * b0)
}

impl Pair {
    fn add(self, other: Pair) -> Pair {
        let high = sum(self.0, other.0);
        let low = sum(self.1, other.1);
        let high = sum_ordered(high.0, high.1 + low.0);
        sum_ordered(high.0, high.1 + low.1)
    }

    fn mul(self, other: Pair) -> Pair {
        let p = product(self.0, other.0);
        sum_ordered(p.0, p.1 + (self.0 * other.1 + self.1 * other.0))
    }

    fn scale(self, by: f64) -> Pair {
        let p = product(self.0, by);
        sum_ordered(p.0, p.1 + self.1 * by)
    }

    /// The reciprocal.
    fn invert(self) -> Pair {
        let q = 1.0 / self.0;
        let rest = Pair(1.0, 0.0).add(self.scale(-q));
        sum_ordered(q, rest.0 / self.0)
    }
}

/// How often the argument of the series is halved.
const HALVINGS: i32 = 9;

/// `e^x - 1` for `x` from -0.35 to 0.35: the series for a small part of `x`, then doubled.
fn expm1(x: Pair) -> Pair {
    let small = 1.0 / f64::from(1 << HALVINGS);
    let m = Pair(x.0 * small, x.1 * small);
    // 1 + m/2 (1 + m/3 (… )): nine terms leave an error below 2^-113.
    let mut series = Pair(1.0, 0.0);
    for n in (2..=9).rev() {
        let reciprocal = Pair(f64::from(n), 0.0).invert();
        series = Pair(1.0, 0.0).add(series.mul(m).mul(reciprocal));
    }
    let mut e = series.mul(m);
    for _ in 0..HALVINGS {
        // (1 + e)^2 - 1
        e = e.mul(e).add(Pair(2.0 * e.0, 2.0 * e.1));
    }
    e
}

/// `e^x`, rounded once.
fn exp_pair(x: Pair) -> f64 {
    let k = libm::round(x.0 / core::f64::consts::LN_2);
    let rest = x.add(LN_2.scale(-k));
    let e = Pair(1.0, 0.0).add(expm1(rest));
    libm::scalbn(e.0, k as i32)
}

/// The natural logarithm of a normal, positive number.
fn log_pair(a: f64) -> Pair {
    let (mut m, mut exponent) = libm::frexp(a);
    if m < core::f64::consts::FRAC_1_SQRT_2 {
        m *= 2.0;
        exponent -= 1;
    }
    // Newton's step from the plain logarithm: log m = y + log(m e^-y), the last of which is tiny.
    let y = libm::log(m);
    let rest = expm1(Pair(-y, 0.0)).scale(m).add(sum(m, -1.0));
    let log = sum(y, rest.0 - rest.0 * rest.0 / 2.0);
    let log = sum_ordered(log.0, log.1 + rest.1);
    LN_2.scale(f64::from(exponent)).add(log)
}

/// `e^x`
pub fn exp(x: f64) -> f64 {
    if x.is_finite() && x.abs() > 1e-17 && (-708.0..709.7).contains(&x) {
        exp_pair(Pair(x, 0.0))
    } else {
        libm::exp(x)
    }
}

/// The natural logarithm.
pub fn log(x: f64) -> f64 {
    if x.is_normal() && x > 0.0 && x != 1.0 {
        log_pair(x).0
    } else {
        libm::log(x)
    }
}

/// `cosh x`
pub fn cosh(x: f64) -> f64 {
    let x = x.abs();
    // Small values need `expm1`, huge ones are beyond `exp`.
    if (1.0..709.0).contains(&x) {
        let e = exp(x);
        0.5 * (e + 1.0 / e)
    } else {
        libm::cosh(x)
    }
}

/// Integer exponents up to here are multiplied out, so that exact results and ties are exact.
const MULTIPLIED: f64 = 64.0;

/// `x^y`
pub fn pow(x: f64, y: f64) -> f64 {
    let rough = libm::pow(x, y);
    // Zeros, infinities, NaNs and powers of one are exact there, and the sign is always right.
    if !rough.is_normal() || !x.is_normal() || rough.abs() == 1.0 || rough.abs() > f64::MAX / 2.0 {
        return rough;
    }
    let value = if y == libm::trunc(y) && y.abs() <= MULTIPLIED {
        multiplied(x.abs(), y as i32)
    } else {
        exp_pair(log_pair(x.abs()).scale(y))
    };
    if value.is_normal() {
        value.copysign(rough)
    } else {
        rough
    }
}

/// A power by multiplying; the exponents of two are kept apart, so nothing overflows on the way.
fn multiplied(x: f64, n: i32) -> f64 {
    let (m, exponent) = libm::frexp(x);
    let mut power = Pair(1.0, 0.0);
    let count = n.unsigned_abs();
    for bit in (0..32 - count.leading_zeros()).rev() {
        power = power.mul(power);
        if count >> bit & 1 == 1 {
            power = power.scale(m);
        }
    }
    if n < 0 {
        power = power.invert();
    }
    libm::scalbn(power.0, exponent * n)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_results_are_the_nearest_floats() {
        assert_eq!(exp(1.0), core::f64::consts::E);
        assert_eq!(exp(171.5), 3.030_425_741_633_024e74);
        assert_eq!(cosh(1.0), 1.543_080_634_815_243_7);
        assert_eq!(cosh(171.5), 1.515_212_870_816_512e74);
        assert_eq!(pow(2.5, 2.5), 9.882_117_688_026_186);
        assert_eq!(pow(2.5, 1.0 / 3.0), 1.357_208_808_297_453_2);
        assert_eq!(pow(10.0, -5.0), 1e-5);
        assert_eq!(pow(3.0, 34.0), 16_677_181_699_666_568.0);
        assert_eq!(pow(-2.0, 3.0), -8.0);
        assert_eq!(pow(2.0, 0.5), core::f64::consts::SQRT_2);
        assert_eq!(
            pow(core::f64::consts::PI, -100.0),
            1.927_581_416_056_020_6e-50
        );
    }

    #[test]
    fn the_edges_are_the_plain_functions() {
        for x in [
            f64::NAN,
            f64::INFINITY,
            f64::NEG_INFINITY,
            0.0,
            710.0,
            -746.0,
        ] {
            assert_eq!(exp(x).to_bits(), libm::exp(x).to_bits());
        }
        assert_eq!(pow(0.0, -1.0), f64::INFINITY);
        assert_eq!(pow(1e200, 2.0), f64::INFINITY);
        assert!(pow(-8.0, 1.0 / 3.0).is_nan());
        assert_eq!(pow(10.0, -310.0), 1e-310);
    }

    #[test]
    fn powers_agree_with_exact_arithmetic() {
        // A plain generator is enough: the values only have to be many and unlike.
        let mut state = 1u64;
        let mut next = || {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1);
            (state >> 11) as f64 / (1u64 << 53) as f64
        };
        for _ in 0..2_000 {
            let x = libm::exp((next() - 0.5) * 40.0);
            let y = (next() - 0.5) * 30.0;
            for y in [y, libm::round(y)] {
                let exact = exact::power(x, y);
                assert_eq!(pow(x, y), exact, "{x:?} ** {y:?}");
            }
        }
        for x in [1.0 + f64::EPSILON, 1.0 - f64::EPSILON, 1.000_001] {
            for y in [1e15, -1e15, 3e14] {
                let exact = exact::power(x, y);
                assert_eq!(pow(x, y), exact, "{x:?} ** {y:?}");
            }
        }
    }
}
