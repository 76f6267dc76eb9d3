//! Arithmetic of floats and complex numbers, apart from the VM, rounding each step to the board's
//! width.

use crate::accurate;
use crate::ops::binary::BinaryOp;
use crate::text::float::FloatBits;

/// What an operator on two floats or complex numbers gives.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum FloatResult {
    /// A float.
    One(f64),
    /// Quotient and remainder.
    Pair(f64, f64),
    /// A complex number.
    Complex(f64, f64),
    /// These numbers have no such operator.
    Unsupported,
}

/// Why there is no result: the message of the exception.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FloatError {
    /// `ZeroDivisionError`
    ZeroDivision(&'static str),
    /// `TypeError`
    Type(&'static str),
}

const BY_ZERO: FloatError = FloatError::ZeroDivision("divide by zero");

/// `x op y` for the plain operators that give floats.
#[inline]
pub fn binary(op: BinaryOp, x: f64, y: f64, bits: FloatBits) -> Result<FloatResult, FloatError> {
    use BinaryOp::*;
    Ok(FloatResult::One(match op {
        Add => x + y,
        Subtract => x - y,
        Multiply => x * y,
        FloorDivide | TrueDivide | Modulo | Divmod if y == 0.0 => return Err(BY_ZERO),
        TrueDivide => x / y,
        FloorDivide => divmod(x, y, bits).0,
        Divmod => {
            let (q, r) = divmod(x, y, bits);
            return Ok(FloatResult::Pair(q, r));
        }
        Modulo => modulo(x, y),
        Power => return power(x, y, bits),
        _ => return Ok(FloatResult::Unsupported),
    }))
}

/// The remainder, which has the divisor's sign.
fn modulo(x: f64, y: f64) -> f64 {
    let r = x % y;
    if r == 0.0 {
        0f64.copysign(y)
    } else if (r < 0.0) != (y < 0.0) {
        r + y
    } else {
        r
    }
}

fn divmod(x: f64, y: f64, bits: FloatBits) -> (f64, f64) {
    let r = x % y;
    let mut quotient = bits.round(bits.round(x - r) / y);
    if r != 0.0 && (r < 0.0) != (y < 0.0) {
        quotient = bits.round(quotient - 1.0);
    }
    let floor = if quotient == 0.0 {
        0f64.copysign(x / y)
    } else {
        // The quotient is whole up to rounding: take the nearest whole number.
        let floor = libm::floor(quotient);
        if quotient - floor > 0.5 {
            floor + 1.0
        } else {
            floor
        }
    };
    (floor, bits.round(modulo(x, y)))
}

fn power(x: f64, y: f64, bits: FloatBits) -> Result<FloatResult, FloatError> {
    if x == 0.0 && y < 0.0 && !y.is_infinite() {
        return Err(BY_ZERO);
    }
    if x < 0.0 && !y.is_nan() && y != libm::floor(y) {
        return complex(BinaryOp::Power, (x, 0.0), (y, 0.0), bits);
    }
    Ok(FloatResult::One(pow(x, y)))
}

/// C's `pow`.
pub fn pow(x: f64, y: f64) -> f64 {
    accurate::pow(x, y)
}

/// How many operations on floats an operator takes on complex numbers.
pub fn complex_steps(op: BinaryOp) -> usize {
    match op {
        BinaryOp::Add | BinaryOp::Subtract => 2,
        BinaryOp::Multiply => 6,
        BinaryOp::TrueDivide => 12,
        BinaryOp::Power => 40,
        _ => 1,
    }
}

/// `a op b` for the plain operators on complex numbers, given as real and imaginary parts.
pub fn complex(
    op: BinaryOp,
    a: (f64, f64),
    b: (f64, f64),
    bits: FloatBits,
) -> Result<FloatResult, FloatError> {
    use BinaryOp::*;
    let r = |x: f64| bits.round(x);
    let (re, im) = match op {
        Add => (a.0 + b.0, a.1 + b.1),
        Subtract => (a.0 - b.0, a.1 - b.1),
        Multiply => multiply(a, b, bits),
        FloorDivide => {
            return Err(FloatError::Type("can't truncate-divide a complex number"));
        }
        TrueDivide if b == (0.0, 0.0) => {
            return Err(FloatError::ZeroDivision("complex divide by zero"));
        }
        TrueDivide if b.1 == 0.0 => (a.0 / b.0, a.1 / b.0),
        TrueDivide if b.0 == 0.0 => (a.1 / b.1, -a.0 / b.1),
        TrueDivide => {
            let square = r(r(b.0 * b.0) + r(b.1 * b.1));
            multiply(a, (r(b.0 / square), r(b.1 / -square)), bits)
        }
        Power => return complex_power(a, b, bits),
        _ => return Ok(FloatResult::Unsupported),
    };
    Ok(FloatResult::Complex(r(re), r(im)))
}

fn multiply(a: (f64, f64), b: (f64, f64), bits: FloatBits) -> (f64, f64) {
    let r = |x: f64| bits.round(x);
    (
        r(r(a.0 * b.0) - r(a.1 * b.1)),
        r(r(a.0 * b.1) + r(a.1 * b.0)),
    )
}

/// By way of the polar form, with its rounding: `(1+2j)**2` is not exactly `(-3+4j)`.
fn complex_power(a: (f64, f64), b: (f64, f64), bits: FloatBits) -> Result<FloatResult, FloatError> {
    let r = |x: f64| bits.round(x);
    let size = magnitude(a, bits);
    if size == 0.0 {
        return if b.1 == 0.0 && b.0 >= 0.0 {
            Ok(FloatResult::Complex(
                if b.0 == 0.0 { 1.0 } else { 0.0 },
                a.1,
            ))
        } else {
            Err(FloatError::ZeroDivision("0.0 to a complex power"))
        };
    }
    let log = r(accurate::log(size));
    let angle = r(libm::atan2(a.1, a.0));
    let x = r(r(b.0 * log) - r(b.1 * angle));
    let y = r(r(b.1 * log) + r(b.0 * angle));
    let size = r(accurate::exp(x));
    Ok(FloatResult::Complex(
        r(size * r(libm::cos(y))),
        r(size * r(libm::sin(y))),
    ))
}

/// `abs()` of a complex number.
pub fn magnitude(a: (f64, f64), bits: FloatBits) -> f64 {
    let r = |x: f64| bits.round(x);
    r(libm::sqrt(r(r(a.0 * a.0) + r(a.1 * a.1))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::float::{repr, repr_complex};
    use alloc::format;
    use alloc::string::String;

    fn shown(r: Result<FloatResult, FloatError>) -> String {
        match r {
            Ok(FloatResult::One(f)) => repr(f, FloatBits::Double),
            Ok(FloatResult::Pair(q, r)) => format!(
                "({}, {})",
                repr(q, FloatBits::Double),
                repr(r, FloatBits::Double)
            ),
            Ok(FloatResult::Complex(re, im)) => repr_complex(re, im, FloatBits::Double),
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn division_and_powers_as_micropython_gives_them() {
        use BinaryOp::*;
        let inf = f64::INFINITY;
        for (op, x, y, expected) in [
            (FloorDivide, -5.5, 2.0, "-3.0"),
            (Modulo, -5.5, 2.0, "0.5"),
            (Modulo, 5.5, -2.0, "-0.5"),
            (Modulo, 0.0, -1.0, "-0.0"),
            (FloorDivide, -0.0, 1.0, "-0.0"),
            (FloorDivide, 1e20, 3.0, "3.333333333333333e+19"),
            (FloorDivide, 7.0, 1.5, "4.0"),
            (Divmod, -7.5, 2.0, "(-4.0, 0.5)"),
            (Power, 2.0, -2.0, "0.25"),
            (Power, 0.0, 0.0, "1.0"),
            (Power, 1e308, 2.0, "inf"),
            (Power, 10.0, -400.0, "0.0"),
            (Power, 0.0, -inf, "inf"),
            (Power, 1.0, f64::NAN, "1.0"),
            (Power, f64::NAN, 0.0, "1.0"),
            (
                Power,
                -2.0,
                0.5,
                "(8.659560562354932e-17+1.414213562373095j)",
            ),
            (Power, -8.0, 1.0 / 3.0, "(1+1.732050807568877j)"),
            (Power, 0.0, -1.0, "Err(ZeroDivision(\"divide by zero\"))"),
            (Power, 1.1, 100.0, "13780.61233982238"),
            (Power, 3.7, 2.9, "44.44112044491851"),
            (Power, 123.456, 7.89, "3.1771028258180936e+16"),
            (Power, 10.0, 0.3, "1.9952623149688795"),
            (Power, 0.1, 10.0, "1.0000000000000006e-10"),
            (Power, 1e-5, 0.7, "0.0003162277660168381"),
            (Power, 7.0, -3.0, "0.0029154518950437317"),
            (Modulo, 1.0, 0.0, "Err(ZeroDivision(\"divide by zero\"))"),
        ] {
            let result = binary(op, x, y, FloatBits::Double);
            assert_eq!(shown(result), expected, "{x} {op:?} {y}");
        }
    }

    #[test]
    fn complex_arithmetic_as_micropython_gives_it() {
        use BinaryOp::*;
        for (op, a, b, expected) in [
            (Multiply, (0.0, 1.0), (0.0, 1.0), "(-1+0j)"),
            (
                TrueDivide,
                (1.0, 2.0),
                (3.0, -1.0),
                "(0.09999999999999998+0.7j)",
            ),
            (Power, (1.0, 2.0), (2.0, 0.0), "(-3+4.000000000000002j)"),
            (
                Power,
                (1.0, 2.0),
                (-1.0, 0.0),
                "(0.20000000000000004-0.39999999999999997j)",
            ),
            (
                Power,
                (0.0, 1.0),
                (0.5, 0.0),
                "(0.7071067811865476+0.7071067811865475j)",
            ),
            (Power, (0.0, 0.0), (0.0, 0.0), "(1+0j)"),
            (
                Power,
                (2.0, 0.0),
                (0.0, 1.0),
                "(0.7692389013639721+0.6389612763136348j)",
            ),
            (Modulo, (0.0, 1.0), (1.0, 0.0), "Ok(Unsupported)"),
        ] {
            let result = complex(op, a, b, FloatBits::Double);
            assert_eq!(shown(result), expected, "{a:?} {op:?} {b:?}");
        }
    }
}
