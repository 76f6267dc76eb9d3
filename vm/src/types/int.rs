//! `int`: making one, and its methods.

use alloc::vec::Vec;

use num_bigint::{BigInt, BigUint};

use crate::modules::uctypes;
use crate::native::{Abrupt, Args, F, Outcome, class_method, native};
use crate::ops::number::Number;
use crate::ops::number::int::Int;
use crate::params::{keyword, param};
use crate::qstr::q;
use crate::text::error::TextError;
use crate::text::{bitwise, int as text};
use crate::types::{T, TypeSpec};
use crate::value::Value;
use crate::vm::Vm;

/// What the type is made of.
pub const SPEC: TypeSpec = TypeSpec {
    name: "int",
    base: T::Object,
    make: Some(F::V(1, 3, make)),
    natives: &[
        class_method("from_bytes", F::V(2, 4, from_bytes)),
        native("to_bytes", F::K(1, to_bytes)),
    ],
    consts: &[],
};

fn make(vm: &mut Vm, args: Args) -> Outcome {
    match (args.opt(vm, 1), args.opt(vm, 2)) {
        (None, _) => Ok(Value::small(0)),
        (Some(v), None) => vm.to_int(v),
        (Some(v), Some(base)) => {
            if !matches!(vm.kind(v), T::Str | T::Bytes) || vm.buffer_of(v).is_none() {
                return Err(vm.not_a_string(v));
            }
            let base = vm.int_arg(base)?;
            vm.parse_int(v, base)
        }
    }
}

/// Digits that are read in one go.
const ONE_GO_DIGITS: usize = 1 << 15;

impl Vm {
    /// `int(v)`
    pub fn to_int(&mut self, v: Value) -> Outcome {
        if self.user_method(v, q::__int__).is_some() {
            return Err(self.call_frozen("int_of", &[v]));
        }
        let native = self.native_part(v);
        match self.number(native) {
            Some(Number::Int(Int::Small(n))) => return Ok(Value::small(n)),
            Some(Number::Int(_)) => return Ok(native),
            // An instance of a class derived from `float` does not convert.
            Some(Number::Float(f)) if native == v => return self.int_from_float(f),
            _ => {}
        }
        if let Some(address) = uctypes::pointer(self, native)? {
            return Ok(address);
        }
        match self.buffer_of(native).is_some() {
            true => self.parse_int(native, 10),
            false => Err(self.conversion_error(v, "int")),
        }
    }

    /// The integer that a text or another buffer is.
    fn parse_int(&mut self, source: Value, base: i64) -> Outcome {
        let len = self.text_bytes(source).len();
        self.spend_on(len);
        let digits = self.text_bytes(source);
        if len > ONE_GO_DIGITS
            && let Some((negative, base, own)) = text::long_digits(digits, base)
        {
            let text = match own.len() == len && self.str_of(source).is_some() {
                true => source,
                false => {
                    let own = own.to_vec();
                    self.new_text_of(own)
                }
            };
            let args = [text, Value::small(base), Value::bool(negative)];
            return Err(self.call_frozen("int_from_digits", &args));
        }
        let parsed = text::parse(digits, base, self.small_bits(), self.reporting());
        self.parsed_int(parsed)
    }

    /// The integer that these digits are, which are not so many that it takes long.
    pub(crate) fn parse_digits(&mut self, digits: &[u8]) -> Outcome {
        let parsed = text::parse(digits, 10, self.small_bits(), self.reporting());
        self.parsed_int(parsed)
    }

    fn small_bits(&self) -> u32 {
        self.profile.small_int_bits.into()
    }

    fn parsed_int(&mut self, parsed: Result<text::Int, TextError>) -> Outcome {
        match parsed {
            Ok(text::Int::Small(n)) => Ok(self.new_int(n)),
            Ok(text::Int::Big(n)) => Ok(self.new_big(n)),
            Err(e) => Err(self.text_error(e)),
        }
    }
}

/// Reads unsigned integers only, whatever `signed` says.
fn from_bytes(vm: &mut Vm, args: Args) -> Outcome {
    let bytes = args.get(vm, 1);
    let little = args.opt(vm, 2).and_then(|v| vm.str_of(v)) == Some("little");
    let Some(bytes) = vm.buffer_of(bytes) else {
        return Err(vm.type_error("object with buffer protocol required"));
    };
    let len = bytes.len();
    let n = BigInt::from(bitwise::from_bytes(bytes, little));
    vm.spend_on(len);
    Ok(vm.new_big(n))
}

fn to_bytes(vm: &mut Vm, args: Args) -> Outcome {
    let number = args.get(vm, 0);
    let params = [param("length"), param("byteorder"), keyword("signed")];
    let [length, order, signed] = vm.parse_args(args.skip(1), &params)?;
    let length = match length {
        Some(v) => vm.int_arg(v)?,
        None => 1,
    };
    let little = order.and_then(|v| vm.str_of(v)) == Some("little");
    let signed = match signed {
        Some(v) => vm.truth(v)?,
        None => false,
    };
    let Ok(length) = usize::try_from(length) else {
        return Err(vm.raise_with(T::ValueError, &[]));
    };
    let native = vm.native_part(number);
    if vm.kind(native) != T::Int {
        return Err(vm.wrong_self("int", number));
    }
    if length > vm.heap.limit() {
        return Err(vm.memory_error(length));
    }
    vm.reserve(length)?;
    vm.spend_on(length);
    let Some(n) = vm.int_of(native) else {
        return Err(vm.wrong_self("int", number));
    };
    if n.is_negative() && !signed {
        return Err(vm.raise(T::OverflowError, "can't convert negative int to unsigned"));
    }
    let small = vm.profile.small_int_bits.into();
    match fits(n, length, signed, small) {
        true => {
            let bytes = lowest_bytes(n, length, little);
            Ok(vm.new_bytes(bytes))
        }
        false => Err(does_not_fit(vm, length)),
    }
}

#[cold]
fn does_not_fit(vm: &mut Vm, length: usize) -> Abrupt {
    let message = alloc::format!("value would overflow a {length} byte buffer");
    vm.raise(T::OverflowError, &message)
}

/// Whether `length` bytes hold the integer. `small` are the bits of a small integer of the board.
fn fits(n: Int<'_>, length: usize, signed: bool, small: u64) -> bool {
    // A power of two needs no further bit for its sign.
    let least = n.is_negative() && is_power_of_two(n);
    let (bits, length) = (n.bits(), length as u64);
    let needed = match signed && bits > 0 && !least {
        true => bits / 8 + 1,
        false => bits.div_ceil(8),
    };
    if needed <= length {
        return true;
    }
    // A larger integer is kept in digits of 2 or 4 bytes. The sign is looked for in the last byte
    // of the last digit, even where that byte is beyond the buffer, and what is cut off there
    // may be the sign bit.
    let digit = if small > 32 { 32 } else { 16 };
    let kept = bits.div_ceil(digit) * digit / 8;
    let is_sign = bits <= 8 * length || least && bits == 8 * length + 1;
    bits >= small && kept > length && is_sign
}

fn is_power_of_two(n: Int<'_>) -> bool {
    match n {
        Int::Small(n) => n.unsigned_abs().is_power_of_two(),
        Int::Big(n) => n.trailing_zeros() == Some(n.bits() - 1),
    }
}

/// The lowest bytes of the integer in two's complement.
fn lowest_bytes(n: Int<'_>, length: usize, little: bool) -> Vec<u8> {
    let small;
    let size = match n {
        Int::Small(n) => {
            small = BigUint::from(n.unsigned_abs());
            &small
        }
        Int::Big(n) => n.magnitude(),
    };
    bitwise::to_bytes(size, n.is_negative(), length, little)
}

#[cfg(test)]
mod tests {
    use crate::testing::Bench;
    use crate::types::T;
    use crate::value::Value;
    use crate::vm::Profile;

    #[test]
    fn text_and_floats_become_integers() {
        let mut bench = Bench::new(Profile::UNIX);
        let text = bench.str(" 0x1f ");
        assert_eq!(
            bench.make(T::Int, &[text, Value::small(16)], &[]),
            Ok(Value::small(31))
        );
        assert_eq!(
            bench.make(T::Int, &[Value::float(-1.9)], &[]),
            Ok(Value::small(-1))
        );
        assert_eq!(bench.make(T::Int, &[], &[]), Ok(Value::small(0)));
        let answer = bench.make(T::Int, &[Value::NONE], &[]);
        assert_eq!(
            bench.error(answer),
            "TypeError: can't convert NoneType to int"
        );
        let answer = bench.make(T::Int, &[Value::float(f64::INFINITY)], &[]);
        assert_eq!(
            bench.error(answer),
            "OverflowError: can't convert inf to int"
        );
        let bad = bench.str("x");
        let answer = bench.make(T::Int, &[bad], &[]);
        assert_eq!(
            bench.error(answer),
            "ValueError: invalid syntax for integer with base 10: 'x'"
        );
    }

    #[test]
    fn integers_pack_as_far_as_they_fit() {
        use super::{fits, lowest_bytes};
        use crate::ops::number::int::Int;
        fn packed(
            n: Int<'_>,
            length: usize,
            signed: bool,
            small: u64,
        ) -> Option<alloc::vec::Vec<u8>> {
            fits(n, length, signed, small).then(|| lowest_bytes(n, length, true))
        }
        let pack = |n, length, signed| packed(Int::Small(n), length, signed, 63);
        assert_eq!(pack(258, 4, false), Some([2, 1, 0, 0].into()));
        assert_eq!(pack(300, 1, false), None);
        assert_eq!(pack(0, 0, false), Some([].into()));
        assert_eq!(pack(1, 0, false), None);
        assert_eq!(pack(-2, 2, true), Some([0xfe, 0xff].into()));
        assert_eq!(pack(127, 1, true), Some([0x7f].into()));
        assert_eq!(pack(128, 1, true), None);
        assert_eq!(pack(-128, 1, true), Some([0x80].into()));
        assert_eq!(pack(-129, 1, true), None);
        let big = num_bigint::BigInt::from(1) << 71;
        let bytes = packed(Int::Big(&big), 9, true, 63);
        assert_eq!(bytes, Some([0, 0, 0, 0, 0, 0, 0, 0, 0x80].into()));
        assert_eq!(packed(Int::Big(&(&big << 1)), 9, true, 63), None);
        let wide: num_bigint::BigInt = big << 1;
        let least = packed(Int::Big(&-&wide), 9, true, 63);
        assert_eq!(least, Some([0; 9].into()));
        let beyond = -wide - 1i32;
        assert_eq!(packed(Int::Big(&beyond), 9, true, 63), None);
    }
}
