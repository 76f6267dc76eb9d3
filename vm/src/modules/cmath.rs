//! `cmath`, computed in the board's own float width.

use super::{Member, ModuleSpec, always};
use crate::accurate;
use crate::native::{F, Native, Outcome, native};
use crate::text::float::FloatBits;
use crate::value::Value;
use crate::vm::Vm;

/// What the module is made of.
pub const SPEC: ModuleSpec = ModuleSpec {
    name: "cmath",
    natives: NATIVES,
    members: &[
        ("e", Member::Float(core::f64::consts::E)),
        ("pi", Member::Float(core::f64::consts::PI)),
    ],
    present: always,
};

const NATIVES: &[Native] = &[
    native("phase", F::F1(phase)),
    native("polar", F::F1(polar)),
    native("rect", F::F2(rect)),
    native("exp", F::F1(exp)),
    native("log", F::F1(log)),
    native("log10", F::F1(log10)),
    native("sqrt", F::F1(sqrt)),
    native("cos", F::F1(cos)),
    native("sin", F::F1(sin)),
];

/// The real functions that all of these are made of, in the board's width.
#[derive(Clone, Copy)]
struct Real(FloatBits);

macro_rules! real {
    ($($name:ident($($x:ident),*) = $wide:path, $narrow:path;)*) => {
        impl Real {
            $(fn $name(self, $($x: f64),*) -> f64 {
                match self.0 {
                    FloatBits::Double => $wide($($x),*),
                    FloatBits::Single => f64::from($narrow($($x as f32),*)),
                }
            })*
        }
    };
}

real! {
    sin(x) = libm::sin, libm::sinf;
    cos(x) = libm::cos, libm::cosf;
    sinh(x) = libm::sinh, libm::sinhf;
    cosh(x) = accurate::cosh, libm::coshf;
    exp(x) = accurate::exp, libm::expf;
    log(x) = libm::log, libm::logf;
    log10(x) = libm::log10, libm::log10f;
    sqrt(x) = libm::sqrt, libm::sqrtf;
    atan2(y, x) = libm::atan2, libm::atan2f;
    pow(x, y) = accurate::pow, libm::powf;
}

impl Real {
    /// The square of the magnitude.
    fn square(self, (re, im): (f64, f64)) -> f64 {
        let round = |x| self.0.round(x);
        round(round(re * re) + round(im * im))
    }

    /// The complex number at this distance and angle.
    fn rect(self, r: f64, phi: f64) -> (f64, f64) {
        (r * self.cos(phi), r * self.sin(phi))
    }

    fn phase(self, (re, im): (f64, f64)) -> f64 {
        self.atan2(im, re)
    }
}

/// The argument's parts, and the functions for them.
fn parts(vm: &mut Vm, z: Value) -> Outcome<(Real, (f64, f64))> {
    Ok((Real(vm.profile.float), vm.complex_arg(z)?))
}

fn phase(vm: &mut Vm, z: Value) -> Outcome {
    let (real, z) = parts(vm, z)?;
    Ok(vm.new_float(real.phase(z)))
}

fn polar(vm: &mut Vm, z: Value) -> Outcome {
    let (real, z) = parts(vm, z)?;
    let items = [real.sqrt(real.square(z)), real.phase(z)].map(|x| vm.new_float(x));
    Ok(vm.new_tuple(items))
}

fn rect(vm: &mut Vm, r: Value, phi: Value) -> Outcome {
    let (r, phi) = (vm.float_arg(r)?, vm.float_arg(phi)?);
    let (re, im) = Real(vm.profile.float).rect(r, phi);
    Ok(vm.new_complex(re, im))
}

fn exp(vm: &mut Vm, z: Value) -> Outcome {
    let (real, (re, im)) = parts(vm, z)?;
    let (re, im) = real.rect(real.exp(re), im);
    Ok(vm.new_complex(re, im))
}

fn log(vm: &mut Vm, z: Value) -> Outcome {
    let (real, z) = parts(vm, z)?;
    Ok(vm.new_complex(0.5 * real.log(real.square(z)), real.phase(z)))
}

fn log10(vm: &mut Vm, z: Value) -> Outcome {
    let (real, z) = parts(vm, z)?;
    let scale = real.0.round(core::f64::consts::LOG10_E);
    let size = 0.5 * real.log10(real.square(z));
    Ok(vm.new_complex(size, scale * real.phase(z)))
}

fn sqrt(vm: &mut Vm, z: Value) -> Outcome {
    let (real, z) = parts(vm, z)?;
    let size = real.pow(real.square(z), 0.25);
    let (re, im) = real.rect(size, 0.5 * real.phase(z));
    Ok(vm.new_complex(re, im))
}

fn cos(vm: &mut Vm, z: Value) -> Outcome {
    let (real, (re, im)) = parts(vm, z)?;
    let cos = real.cos(re) * real.cosh(im);
    Ok(vm.new_complex(cos, -real.sin(re) * real.sinh(im)))
}

fn sin(vm: &mut Vm, z: Value) -> Outcome {
    let (real, (re, im)) = parts(vm, z)?;
    let sin = real.sin(re) * real.cosh(im);
    Ok(vm.new_complex(sin, real.cos(re) * real.sinh(im)))
}
