//! Built-in functions on numbers.

use alloc::vec::Vec;

use num_bigint::{BigInt, Sign};

use crate::native::{Abrupt, Args, F, Native, Outcome, native};
use crate::object::Object;
use crate::ops::binary::BinaryOp;
use crate::ops::format::int_text;
use crate::ops::number::float;
use crate::ops::number::int::{self, Int};
use crate::qstr::q;
use crate::text::int::{Digits, Magnitude};
use crate::text::utf8;
use crate::types::T;
use crate::value::Value;
use crate::vm::Vm;

/// The functions.
pub const NATIVES: &[Native] = &[
    native("abs", F::F1(Vm::absolute)),
    native("bin", F::F1(bin)),
    native("chr", F::F1(chr)),
    native("divmod", F::F2(divmod)),
    native("hash", F::F1(hash)),
    native("hex", F::F1(hex)),
    native("oct", F::F1(oct)),
    native("ord", F::F1(ord)),
    native("pow", F::V(2, 3, pow)),
    native("round", F::V(1, 2, round)),
];

fn bin(vm: &mut Vm, v: Value) -> Outcome {
    if vm.int_of(v).is_some() {
        return in_base(vm, v, 2, "0b");
    }
    // It goes by way of `format`, whose words are others, and which knows no subclass.
    let message = alloc::format!(
        "unknown format code 'b' for object of type '{}'",
        vm.type_name(v)
    );
    Err(vm.value_error(&message))
}

fn oct(vm: &mut Vm, v: Value) -> Outcome {
    in_base(vm, v, 8, "0o")
}

fn hex(vm: &mut Vm, v: Value) -> Outcome {
    in_base(vm, v, 16, "0x")
}

fn in_base(vm: &mut Vm, v: Value, base: u32, prefix: &str) -> Outcome {
    // MicroPython formats it with `%`, which takes the items of a tuple.
    if let Some(Object::Tuple(items)) = vm.heap.object(v) {
        let (first, rest) = (items.first().copied(), items.len() > 1);
        let Some(first) = first else {
            return Err(vm.type_error("format string needs more arguments"));
        };
        if !matches!(vm.heap.object(first), Some(Object::Tuple(_))) {
            let shown = in_base(vm, first, base, prefix)?;
            return match rest {
                true => Err(vm.type_error("format string didn't convert all arguments")),
                false => Ok(shown),
            };
        }
        return Err(vm.conversion_error(first, "int"));
    }
    let native = vm.native_part(v);
    let Some(n) = vm.int_of(native) else {
        if vm.user_method(v, q::__int__).is_some() {
            return Err(Abrupt::Python);
        }
        return Err(vm.conversion_error(v, "int"));
    };
    let digits = Digits {
        base,
        ..Digits::DECIMAL
    };
    let count = n.bits() / u64::from(base.trailing_zeros()) + 4;
    vm.room_for_text(count as usize)?;
    let Some(n) = vm.int_of(native) else {
        return Err(vm.conversion_error(v, "int"));
    };
    let shown = Magnitude::of(int_text(n), digits);
    let sign = if n.is_negative() { "-" } else { "" };
    let mut text = Vec::with_capacity(shown.len() + 3);
    text.extend_from_slice(sign.as_bytes());
    text.extend_from_slice(prefix.as_bytes());
    shown.write(&mut text);
    Ok(vm.new_text_of(text))
}

fn chr(vm: &mut Vm, v: Value) -> Outcome {
    let n = match vm.int_arg(v) {
        Err(Abrupt::Python) => return Err(vm.call_frozen("chr_of", &[v])),
        n => n?,
    };
    match u32::try_from(n).ok().filter(|&n| n < 0x11_0000) {
        Some(code) => {
            let mut text = alloc::vec::Vec::new();
            utf8::encode(code, &mut text);
            // As MicroPython does: single characters are interned.
            Ok(vm
                .intern_character(&text)
                .unwrap_or_else(|| vm.new_text_of(text)))
        }
        None => Err(vm.value_error("char not in range(0x110000)")),
    }
}

fn ord(vm: &mut Vm, v: Value) -> Outcome {
    if vm.is_user(v) {
        return Err(vm.not_a_string(v));
    }
    let len = if let Some(text) = vm.text_of(v) {
        match utf8::length(text) {
            1 => return Ok(Value::small(utf8::decode(text).into())),
            len => len,
        }
    } else {
        match (vm.kind(v), vm.bytes_of(v)) {
            (T::Bytes, Some(&[byte])) => return Ok(Value::small(byte.into())),
            (T::Bytes, Some(bytes)) => bytes.len(),
            _ => return Err(vm.not_a_string(v)),
        }
    };
    let message = alloc::format!("ord() expected a character, but string of length {len} found");
    Err(vm.type_error(&message))
}

fn divmod(vm: &mut Vm, a: Value, b: Value) -> Outcome {
    vm.binary(BinaryOp::Divmod, a, b)
}

fn hash(vm: &mut Vm, v: Value) -> Outcome {
    match vm.hash(v) {
        Ok(h) => {
            let h = vm.signed_hash(h as i64);
            Ok(vm.new_int(h))
        }
        Err(Abrupt::Python) if vm.user_method(v, q::__hash__).is_some() => {
            Err(vm.call_frozen("hash_of", &[v]))
        }
        // A user's object inside a tuple.
        Err(Abrupt::Python) => Err(vm.call_frozen("hash_items", &[v])),
        Err(e) => Err(e),
    }
}

fn pow(vm: &mut Vm, args: Args) -> Outcome {
    let (base, exponent) = (args.get(vm, 0), args.get(vm, 1));
    let Some(modulus) = args.opt(vm, 2).filter(|v| !v.is_none()) else {
        return vm.binary(BinaryOp::Power, base, exponent);
    };
    let whole = |v: Value| match v.as_bool() {
        None => vm.int_of(v).map(Int::to_big),
        Some(_) => None,
    };
    match (whole(base), whole(exponent), whole(modulus)) {
        (Some(_), Some(_), Some(modulus)) if modulus.sign() == Sign::NoSign => {
            Err(vm.value_error("divide by zero"))
        }
        (Some(_), Some(exponent), Some(modulus))
            if int::power_modulo_is_long(&exponent, &modulus) =>
        {
            let args = args_of(vm, args);
            Err(vm.call_frozen("int_power_modulo", &args))
        }
        (Some(base), Some(exponent), Some(modulus)) => {
            Ok(vm.new_big(int::power_modulo(&base, &exponent, &modulus)))
        }
        _ => Err(vm.type_error("pow() with 3 arguments requires integers")),
    }
}

fn round(vm: &mut Vm, args: Args) -> Outcome {
    let v = args.get(vm, 0);
    let native = vm.native_part(v);
    let places = args.opt(vm, 1);
    if native == v && vm.kind(v) == T::Int {
        return match places {
            None => Ok(v),
            Some(places) => round_int(vm, native, places),
        };
    }
    let f = match vm.float_arg(v) {
        Err(Abrupt::Python) => return Err(vm.call_frozen("round_of", &args_of(vm, args))),
        f => f?,
    };
    let Some(places) = places else {
        return vm.int_from_float(libm::rint(f));
    };
    let places = vm.int_arg(places)?;
    let bits = vm.profile.float;
    let scale = bits.round(float::pow(10.0, places as f64));
    let scaled = libm::rint(bits.round(f * scale));
    Ok(vm.new_float(scaled / scale))
}

fn args_of(vm: &Vm, args: Args) -> alloc::vec::Vec<Value> {
    args.all(vm).to_vec()
}

/// To the nearest multiple of a power of ten, to the even one of two.
fn round_int(vm: &mut Vm, v: Value, places: Value) -> Outcome {
    let places = vm.int_arg(places)?;
    if places >= 0 {
        return Ok(v);
    }
    let Some(n) = vm.int_of(v) else {
        return Ok(v);
    };
    // More places than the number has digits leave nothing of it.
    let digits = n.bits() / 3 + 2;
    let places = places.unsigned_abs();
    if places > digits {
        return Ok(Value::small(0));
    }
    let n = n.to_big();
    let scale = BigInt::from(10).pow(places as u32);
    let (quotient, rest) = int::big_divmod(&n, &scale);
    let up = match (&rest * 2i32).cmp(&scale) {
        core::cmp::Ordering::Less => false,
        core::cmp::Ordering::Greater => true,
        core::cmp::Ordering::Equal => quotient.bit(0),
    };
    let rounded = (quotient + i32::from(up)) * scale;
    Ok(vm.new_big(rounded))
}

#[cfg(test)]
mod tests {
    use crate::ops::print::Style;
    use crate::testing::Bench;
    use crate::value::Value;
    use crate::vm::Profile;
    use alloc::string::String;

    fn shown(bench: &mut Bench, name: &str, args: &[Value]) -> String {
        match bench.call("builtins", name, args) {
            Ok(v) => {
                let mut out = String::new();
                bench.vm.write_value(&mut out, v, Style::Repr).unwrap();
                out
            }
            answer => bench.error(answer),
        }
    }

    #[test]
    fn numbers_in_other_bases() {
        let b = &mut Bench::new(Profile::UNIX);
        let n = Value::small;
        assert_eq!(shown(b, "hex", &[n(-255)]), "'-0xff'");
        assert_eq!(shown(b, "oct", &[n(8)]), "'0o10'");
        assert_eq!(shown(b, "bin", &[Value::TRUE]), "'0b1'");
        assert_eq!(shown(b, "bin", &[n(0)]), "'0b0'");
        let float = Value::float(1.5);
        assert_eq!(
            shown(b, "hex", &[float]),
            "TypeError: can't convert float to int"
        );
        assert_eq!(
            shown(b, "bin", &[float]),
            "ValueError: unknown format code 'b' for object of type 'float'"
        );
    }

    #[test]
    fn rounding_goes_to_the_even_one() {
        let b = &mut Bench::new(Profile::UNIX);
        let n = Value::small;
        for (f, expected) in [
            (2.5, "2"),
            (3.5, "4"),
            (-2.5, "-2"),
            (-0.5, "0"),
            (1e22, "10000000000000000000000"),
        ] {
            assert_eq!(shown(b, "round", &[Value::float(f)]), expected);
        }
        for (number, places, expected) in [
            (n(15), -1, "20"),
            (n(25), -1, "20"),
            (n(-15), -1, "-20"),
            (n(1350), -2, "1400"),
            (n(5), -5, "0"),
            (n(5), -500_000_000, "0"),
            (n(5), 1, "5"),
            (Value::TRUE, -1, "0.0"),
            (Value::float(2.675), 2, "2.68"),
            (Value::float(-1.55), 1, "-1.6"),
            (Value::float(12345.678), -2, "12300.0"),
            (Value::float(1.5e300), 2, "1.5e+300"),
        ] {
            assert_eq!(shown(b, "round", &[number, n(places)]), expected);
        }
        let nan = Value::float(f64::NAN);
        assert_eq!(
            shown(b, "round", &[nan]),
            "ValueError: can't convert NaN to int"
        );
    }

    #[test]
    fn characters_and_their_numbers() {
        let b = &mut Bench::new(Profile::UNIX);
        assert_eq!(shown(b, "chr", &[Value::small(0x20ac)]), "'€'");
        assert_eq!(
            shown(b, "chr", &[Value::small(-1)]),
            "ValueError: char not in range(0x110000)"
        );
        let (euro, two) = (b.str("€"), b.str("ab"));
        assert_eq!(shown(b, "ord", &[euro]), "8364");
        assert_eq!(
            shown(b, "ord", &[two]),
            "TypeError: ord() expected a character, but string of length 2 found"
        );
        assert_eq!(
            shown(b, "ord", &[Value::small(1)]),
            "TypeError: can't convert 'int' object to str implicitly"
        );
    }

    #[test]
    fn powers_and_hashes() {
        let b = &mut Bench::new(Profile::UNIX);
        let n = Value::small;
        assert_eq!(shown(b, "pow", &[n(2), n(10), n(1000)]), "24");
        assert_eq!(shown(b, "pow", &[n(2), n(-1), n(5)]), "0");
        assert_eq!(shown(b, "pow", &[n(2), n(3), Value::NONE]), "8");
        assert_eq!(
            shown(b, "pow", &[n(1), n(2), n(0)]),
            "ValueError: divide by zero"
        );
        assert_eq!(
            shown(b, "pow", &[Value::TRUE, n(2), n(5)]),
            "TypeError: pow() with 3 arguments requires integers"
        );
        assert_eq!(shown(b, "divmod", &[n(7), n(-2)]), "(-4, -1)");
        assert_eq!(shown(b, "abs", &[n(-5)]), "5");
        assert_eq!(shown(b, "hash", &[n(-1)]), "-1");
        assert_eq!(shown(b, "hash", &[Value::float(-1.5)]), "-1");
        assert_eq!(shown(b, "hash", &[Value::float(1e30)]), "0");
        let list = b.vm.new_list([].into());
        assert_eq!(
            shown(b, "hash", &[list]),
            "TypeError: unsupported type for __hash__: 'list'"
        );
    }
}
