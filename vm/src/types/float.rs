//! `float`, `complex` and `bool`: making them.

use alloc::vec::Vec;

use crate::interp::conts::Cont;
use crate::native::{Abrupt, Args, F, Outcome};
use crate::qstr::q;
use crate::text::float;
use crate::types::{T, TypeSpec};
use crate::value::Value;
use crate::vm::Vm;

/// What `float` is made of.
pub const FLOAT: TypeSpec = spec("float", F::V(1, 2, make_float));
/// What `complex` is made of.
pub const COMPLEX: TypeSpec = spec("complex", F::V(1, 3, make_complex));
/// What `bool` is made of.
pub const BOOL: TypeSpec = spec("bool", F::V(1, 2, make_bool));

const fn spec(name: &'static str, make: F) -> TypeSpec {
    TypeSpec {
        name,
        base: T::Object,
        make: Some(make),
        natives: &[],
        consts: &[],
    }
}

fn make_float(vm: &mut Vm, args: Args) -> Outcome {
    let v = match args.opt(vm, 1) {
        None => vm.new_float(0.0),
        Some(v) => vm.to_float(v)?,
    };
    vm.heap.charge_box(v);
    Ok(v)
}

impl Vm {
    /// `float(v)`
    pub fn to_float(&mut self, v: Value) -> Outcome {
        let native = self.native_part(v);
        if let Some(text) = self.buffer_of(native).map(<[u8]>::to_vec) {
            self.spend_on(text.len());
            return match float::parse(&text, self.profile.float) {
                Some(f) => Ok(self.new_float(f)),
                None => Err(self.value_error(float::INVALID_NUMBER)),
            };
        }
        if self.user_method(v, q::__float__).is_some() {
            return Err(self.call_frozen("float_of", &[v]));
        }
        let f = self.float_arg(v)?;
        Ok(self.new_float(f))
    }
}

fn make_complex(vm: &mut Vm, args: Args) -> Outcome {
    match (args.opt(vm, 1), args.opt(vm, 2)) {
        (None, _) => Ok(vm.new_complex(0.0, 0.0)),
        (Some(v), None) => {
            if let Some(text) = vm.str_of(v).filter(|_| !vm.is_user(v)) {
                let text: Vec<u8> = text.into();
                vm.spend_on(text.len());
                return match float::parse_complex(&text, vm.profile.float) {
                    Some((re, im)) => Ok(vm.new_complex(re, im)),
                    None => Err(vm.value_error(float::INVALID_NUMBER)),
                };
            }
            if vm.kind(v) == T::Complex {
                return Ok(vm.native_part(v));
            }
            let methods = [q::__float__, q::__complex__];
            if methods.iter().any(|&m| vm.user_method(v, m).is_some()) {
                return Err(vm.call_frozen("complex_of", &[v]));
            }
            let (re, im) = vm.complex_arg(v)?;
            Ok(vm.new_complex(re, im))
        }
        (Some(re), Some(im)) => {
            let part = |vm: &mut Vm, v: Value| -> Outcome<(f64, f64)> {
                match vm.kind(v) {
                    T::Complex => vm.complex_arg(v),
                    _ => Ok((vm.float_arg(v)?, 0.0)),
                }
            };
            let (a, b) = (part(vm, re)?, part(vm, im)?);
            Ok(vm.new_complex(a.0 - b.1, a.1 + b.0))
        }
    }
}

fn make_bool(vm: &mut Vm, args: Args) -> Outcome {
    let Some(v) = args.opt(vm, 1) else {
        return Ok(Value::FALSE);
    };
    match vm.truth(v) {
        Err(Abrupt::Python) => Err(vm.call_truth(v, Cont::IsTrue)),
        truth => truth.map(Value::bool),
    }
}

#[cfg(test)]
mod tests {
    use crate::ops::print::Style;
    use crate::testing::Bench;
    use crate::types::T;
    use crate::value::Value;
    use crate::vm::Profile;
    use alloc::string::String;

    fn shown(bench: &mut Bench, t: T, args: &[Value]) -> String {
        let answer = bench.make(t, args, &[]);
        match answer {
            Ok(v) => {
                let mut out = String::new();
                bench.vm.write_value(&mut out, v, Style::Repr).unwrap();
                out
            }
            answer => bench.error(answer),
        }
    }

    #[test]
    fn numbers_from_text_and_parts() {
        let bench = &mut Bench::new(Profile::UNIX);
        let text = bench.str(" 1.5 ");
        let complex = bench.str("1+2j");
        let bad = bench.str("a");
        let one = Value::small(1);
        assert_eq!(shown(bench, T::Float, &[text]), "1.5");
        assert_eq!(shown(bench, T::Float, &[Value::TRUE]), "1.0");
        assert_eq!(
            shown(bench, T::Float, &[bad]),
            "ValueError: invalid syntax for number"
        );
        assert_eq!(
            shown(bench, T::Float, &[Value::NONE]),
            "TypeError: can't convert NoneType to float"
        );
        assert_eq!(shown(bench, T::Complex, &[complex]), "(1+2j)");
        assert_eq!(shown(bench, T::Complex, &[one, Value::small(2)]), "(1+2j)");
        assert_eq!(shown(bench, T::Complex, &[]), "0j");
        assert_eq!(
            shown(bench, T::Complex, &[complex, one]),
            "TypeError: can't convert str to float"
        );
        assert_eq!(shown(bench, T::Bool, &[bad]), "True");
        assert_eq!(shown(bench, T::Bool, &[]), "False");
    }
}
