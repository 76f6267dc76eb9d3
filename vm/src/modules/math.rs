//! `math`, computed in the board's own float width, the same natively and in WebAssembly.

use num_bigint::BigInt;

use super::{Member, ModuleSpec, always};
use crate::accurate;
use crate::native::{Args, F, Native, Outcome, native};
use crate::params::keyword;
use crate::text::float::FloatBits;
use crate::types::T;
use crate::value::Value;
use crate::vm::Vm;

/// What the module is made of.
pub const SPEC: ModuleSpec = ModuleSpec {
    name: "math",
    natives: NATIVES,
    members: &[
        ("e", Member::Float(core::f64::consts::E)),
        ("pi", Member::Float(core::f64::consts::PI)),
        ("tau", Member::Float(core::f64::consts::TAU)),
        ("inf", Member::Float(f64::INFINITY)),
        ("nan", Member::Float(f64::NAN)),
    ],
    present: always,
};

/// A function of one float, from the two widths of it.
macro_rules! one {
    ($name:literal, $wide:path, $narrow:path) => {
        native(
            $name,
            F::F1(|vm, x| {
                let x = vm.float_arg(x)?;
                let y = match vm.profile.float {
                    FloatBits::Double => $wide(x),
                    FloatBits::Single => f64::from($narrow(x as f32)),
                };
                checked(vm, y, !x.is_nan(), !x.is_infinite())
            }),
        )
    };
}

/// A function of two floats.
macro_rules! two {
    ($name:literal, $wide:path, $narrow:path) => {
        native(
            $name,
            F::F2(|vm, x, y| {
                let (x, y) = (vm.float_arg(x)?, vm.float_arg(y)?);
                let z = match vm.profile.float {
                    FloatBits::Double => $wide(x, y),
                    FloatBits::Single => f64::from($narrow(x as f32, y as f32)),
                };
                let numbers = !x.is_nan() && !y.is_nan();
                checked(vm, z, numbers, !x.is_infinite() && !y.is_infinite())
            }),
        )
    };
}

/// A function to an integer.
macro_rules! to_int {
    ($name:literal, $f:path) => {
        native(
            $name,
            F::F1(|vm, x| {
                let x = vm.float_arg(x)?;
                vm.int_from_float($f(x))
            }),
        )
    };
}

/// A question about a float.
macro_rules! ask {
    ($name:literal, $f:path) => {
        native(
            $name,
            F::F1(|vm, x| {
                let x = vm.float_arg(x)?;
                Ok(Value::bool($f(x)))
            }),
        )
    };
}

const NATIVES: &[Native] = &[
    one!("sqrt", libm::sqrt, libm::sqrtf),
    two!("pow", accurate::pow, libm::powf),
    one!("exp", accurate::exp, libm::expf),
    one!("expm1", libm::expm1, libm::expm1f),
    native("log", F::V(1, 2, log)),
    one!("log2", libm::log2, libm::log2f),
    one!("log10", libm::log10, libm::log10f),
    one!("cosh", accurate::cosh, libm::coshf),
    one!("sinh", libm::sinh, libm::sinhf),
    one!("tanh", libm::tanh, libm::tanhf),
    one!("acosh", libm::acosh, libm::acoshf),
    one!("asinh", libm::asinh, libm::asinhf),
    one!("atanh", libm::atanh, libm::atanhf),
    one!("cos", libm::cos, libm::cosf),
    one!("sin", libm::sin, libm::sinf),
    one!("tan", libm::tan, libm::tanf),
    one!("acos", libm::acos, libm::acosf),
    one!("asin", libm::asin, libm::asinf),
    one!("atan", libm::atan, libm::atanf),
    two!("atan2", libm::atan2, libm::atan2f),
    to_int!("ceil", libm::ceil),
    two!("copysign", libm::copysign, libm::copysignf),
    one!("fabs", libm::fabs, libm::fabsf),
    to_int!("floor", libm::floor),
    two!("fmod", libm::fmod, libm::fmodf),
    native("frexp", F::F1(frexp)),
    native("ldexp", F::F2(ldexp)),
    native("modf", F::F1(modf)),
    ask!("isfinite", f64::is_finite),
    ask!("isinf", f64::is_infinite),
    ask!("isnan", f64::is_nan),
    native("isclose", F::K(2, isclose)),
    to_int!("trunc", libm::trunc),
    native("radians", F::F1(radians)),
    native("degrees", F::F1(degrees)),
    native("factorial", F::F1(factorial)),
    one!("erf", libm::erf, libm::erff),
    one!("erfc", libm::erfc, libm::erfcf),
    one!("gamma", libm::tgamma, libm::tgammaf),
    one!("lgamma", libm::lgamma, libm::lgammaf),
];

fn domain_error(vm: &mut Vm) -> crate::native::Abrupt {
    vm.value_error("math domain error")
}

/// Refuses a NaN that came from numbers, and an infinity that came from finite ones.
fn checked(vm: &mut Vm, y: f64, from_numbers: bool, from_finite: bool) -> Outcome {
    if y.is_nan() && from_numbers || y.is_infinite() && from_finite {
        Err(domain_error(vm))
    } else {
        Ok(vm.new_float(y))
    }
}

fn natural_log(vm: &Vm, x: f64) -> f64 {
    match vm.profile.float {
        FloatBits::Double => libm::log(x),
        FloatBits::Single => f64::from(libm::logf(x as f32)),
    }
}

fn log(vm: &mut Vm, args: Args) -> Outcome {
    let x = vm.float_arg(args.get(vm, 0))?;
    if x <= 0.0 {
        return Err(domain_error(vm));
    }
    let log = natural_log(vm, x);
    let Some(base) = args.opt(vm, 1) else {
        return Ok(vm.new_float(log));
    };
    let base = vm.float_arg(base)?;
    if base <= 0.0 {
        Err(domain_error(vm))
    } else if base == 1.0 {
        Err(vm.raise(T::ZeroDivisionError, "divide by zero"))
    } else {
        let base = natural_log(vm, base);
        Ok(vm.new_float(log / base))
    }
}

fn frexp(vm: &mut Vm, x: Value) -> Outcome {
    let x = vm.float_arg(x)?;
    // What has no exponent is given as it is.
    let (fraction, exponent) = match x.is_finite() {
        true => libm::frexp(x),
        false => (x, 0),
    };
    let parts = [vm.new_float(fraction), Value::small(i64::from(exponent))];
    Ok(vm.new_tuple(parts))
}

fn ldexp(vm: &mut Vm, x: Value, exponent: Value) -> Outcome {
    let x = vm.float_arg(x)?;
    let exponent = vm.int_arg(exponent)?;
    // The C function takes an `int`; beyond these each float is already 0 or infinite.
    let exponent = (exponent as i32).clamp(-5000, 5000);
    Ok(vm.new_float(libm::ldexp(x, exponent)))
}

fn modf(vm: &mut Vm, x: Value) -> Outcome {
    let x = vm.float_arg(x)?;
    let (fraction, whole) = libm::modf(x);
    let parts = [vm.new_float(fraction), vm.new_float(whole)];
    Ok(vm.new_tuple(parts))
}

/// A product whose constant factor is a float of the board's width, too.
fn scaled(vm: &mut Vm, x: Value, factor: f64) -> Outcome {
    let x = vm.float_arg(x)?;
    Ok(vm.new_float(x * vm.profile.float.round(factor)))
}

fn radians(vm: &mut Vm, x: Value) -> Outcome {
    let bits = vm.profile.float;
    scaled(vm, x, bits.round(core::f64::consts::PI) / 180.0)
}

fn degrees(vm: &mut Vm, x: Value) -> Outcome {
    let bits = vm.profile.float;
    scaled(vm, x, 180.0 / bits.round(core::f64::consts::PI))
}

fn isclose(vm: &mut Vm, args: Args) -> Outcome {
    let (a, b) = (args.get(vm, 0), args.get(vm, 1));
    let params = [keyword("rel_tol"), keyword("abs_tol")];
    let [rel_tol, abs_tol] = vm.parse_args(args.skip(2), &params)?;
    let bits = vm.profile.float;
    let (a, b) = (vm.float_arg(a)?, vm.float_arg(b)?);
    let rel_tol = match rel_tol {
        Some(v) => vm.float_arg(v)?,
        None => bits.round(1e-9),
    };
    let abs_tol = match abs_tol {
        Some(v) => vm.float_arg(v)?,
        None => 0.0,
    };
    if rel_tol < 0.0 || abs_tol < 0.0 {
        return Err(domain_error(vm));
    }
    let difference = bits.round(a - b).abs();
    let within = |x: f64| difference <= bits.round(rel_tol * x).abs();
    let close =
        a == b || !difference.is_infinite() && (difference <= abs_tol || within(a) || within(b));
    Ok(Value::bool(close))
}

/// Up to here a factorial is computed at once; beyond, by frozen Python that can be paused.
const AT_ONCE: i64 = 200;

fn factorial(vm: &mut Vm, n: Value) -> Outcome {
    let n = vm.int_arg(n)?;
    if n < 0 {
        return Err(vm.value_error("negative factorial"));
    }
    if n > AT_ONCE {
        let n = vm.new_int(n);
        return Err(vm.call_frozen("math_factorial", &[n]));
    }
    let product = (2..=n).fold(BigInt::from(1), |product, k| product * k);
    Ok(vm.new_big(product))
}

#[cfg(test)]
mod tests {
    use crate::testing::Bench;
    use crate::value::Value;
    use crate::vm::Profile;

    #[test]
    fn a_board_computes_in_singles() {
        let mut bench = Bench::new(Profile::PICO);
        let two = bench.vm.new_float(2.0);
        let root = bench.call("math", "sqrt", &[two]);
        assert_eq!(root, Ok(Value::float(f64::from(2f32.sqrt()))));
        let big = bench.vm.new_float(100.0);
        assert_eq!(
            bench.raises("math", "exp", &[big]),
            "ValueError: math domain error"
        );
    }

    #[test]
    fn what_has_no_answer_raises() {
        let mut bench = Bench::new(Profile::UNIX);
        let f = Value::float;
        let domain = "ValueError: math domain error";
        assert_eq!(bench.raises("math", "sqrt", &[f(-1.0)]), domain);
        assert_eq!(bench.raises("math", "log", &[f(0.0)]), domain);
        assert_eq!(bench.raises("math", "gamma", &[f(0.0)]), domain);
        assert_eq!(
            bench.raises("math", "log", &[f(8.0), f(1.0)]),
            "ZeroDivisionError: divide by zero"
        );
        assert_eq!(
            bench.raises("math", "floor", &[f(f64::INFINITY)]),
            "OverflowError: can't convert inf to int"
        );
        assert_eq!(
            bench.call("math", "ldexp", &[f(1.5), Value::small(3)]),
            Ok(f(12.0))
        );
    }
}
