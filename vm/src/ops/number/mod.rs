//! Arithmetic and order of bool, int, float and complex.

pub mod float;
pub mod int;

use core::cmp::Ordering;

use num_bigint::BigInt;
use num_traits::{FromPrimitive, ToPrimitive};

use crate::cost::Cost;
use crate::native::{Abrupt, Outcome};
use crate::object::Object;
use crate::types::T;
use crate::value::{Unpacked, Value};
use crate::vm::Vm;

use super::binary::BinaryOp;
use float::{FloatError, FloatResult};
use int::{Int, IntError, IntResult};

/// A number, taken out of its value.
#[derive(Clone, Copy, Debug)]
pub enum Number<'a> {
    /// `int` or `bool`
    Int(Int<'a>),
    /// `float`
    Float(f64),
    /// `complex`: real and imaginary part
    Complex(f64, f64),
}

impl Vm {
    /// The number that `v` is; `None` for what is no built-in number.
    #[inline]
    pub fn number(&self, v: Value) -> Option<Number<'_>> {
        Some(match v.unpack() {
            Unpacked::Int(n) => Number::Int(Int::Small(n)),
            Unpacked::Float(f) => Number::Float(f),
            Unpacked::Special(Value::FALSE) => Number::Int(Int::Small(0)),
            Unpacked::Special(Value::TRUE) => Number::Int(Int::Small(1)),
            Unpacked::Ref(r) => match self.heap.get(r) {
                Object::Int(n) => Number::Int(Int::Big(n)),
                Object::Complex(re, im) => {
                    Number::Complex(f64::from_bits(*re), f64::from_bits(*im))
                }
                _ => return None,
            },
            _ => return None,
        })
    }

    /// The integer that `v` is (`bool` counts).
    #[inline]
    pub fn int_of(&self, v: Value) -> Option<Int<'_>> {
        match self.number(v)? {
            Number::Int(n) => Some(n),
            _ => None,
        }
    }

    /// The float that `v` is or converts to without a user's method.
    pub fn float_of(&self, v: Value) -> Option<f64> {
        match self.number(v)? {
            Number::Int(n) => Some(n.to_float(self.profile.float)),
            Number::Float(f) => Some(f),
            Number::Complex(..) => None,
        }
    }

    /// The complex number that `v` is or converts to without a user's method.
    pub fn complex_of(&self, v: Value) -> Option<(f64, f64)> {
        match self.number(v)? {
            Number::Complex(re, im) => Some((re, im)),
            _ => Some((self.float_of(v)?, 0.0)),
        }
    }

    /// A complex number, its parts rounded to the board's width.
    pub fn new_complex(&mut self, re: f64, im: f64) -> Value {
        let part = |f: f64| {
            let f = self.profile.float.round(f);
            // One pattern for all NaNs, as in floats, so that equal machines have equal states.
            Value::float(f).bits()
        };
        let object = Object::Complex(part(re), part(im));
        self.heap.new_value(object)
    }

    /// The integer that a float is cut to.
    pub fn int_from_float(&mut self, f: f64) -> Outcome {
        if f.is_infinite() {
            return Err(self.raise(T::OverflowError, "can't convert inf to int"));
        }
        match BigInt::from_f64(f) {
            Some(n) => Ok(self.new_big(n)),
            None => Err(self.value_error("can't convert NaN to int")),
        }
    }

    /// The integer `v`, if it is a small one on the board, however it is kept here.
    pub(crate) fn board_small(&self, v: Value) -> Option<i64> {
        let unused = 64 - self.profile.small_int_bits;
        let n = self.int_of(v).and_then(Int::to_i64)?;
        (n << unused >> unused == n).then_some(n)
    }

    /// Bits of the board's machine word.
    #[inline]
    pub fn word_bits(&self) -> u32 {
        if self.profile.small_int_bits > 32 {
            64
        } else {
            32
        }
    }

    /// The order of two numbers: `None` if one is no number, `Some(None)` where they have no order.
    /// Complex numbers are equal or have no order.
    pub fn compare_numbers(&self, a: Value, b: Value) -> Option<Option<Ordering>> {
        if let Some((a, b)) = Value::both_small(a, b) {
            return Some(Some(a.cmp(&b)));
        }
        Some(match (self.number(a)?, self.number(b)?) {
            (Number::Int(a), Number::Int(b)) => Some(a.order(b)),
            (Number::Complex(..), _) | (_, Number::Complex(..)) => {
                let equal = self.complex_of(a) == self.complex_of(b);
                equal.then_some(Ordering::Equal)
            }
            _ => self.float_of(a)?.partial_cmp(&self.float_of(b)?),
        })
    }

    /// `a op b` where both are numbers; `None` if one is not, or has no such operator.
    pub fn number_binary(&mut self, op: BinaryOp, a: Value, b: Value) -> Outcome<Option<Value>> {
        let op = op.plain();
        let bits = self.profile.float;
        let (Some(x), Some(y)) = (self.number(a), self.number(b)) else {
            return Ok(None);
        };
        let result = match (x, y) {
            (Number::Int(x), Number::Int(y)) => {
                let result = int::binary(op, x, y, self.heap.limit(), self.word_bits());
                let steps = int::steps(op, x, y);
                match result {
                    Err(IntError::Long(frozen)) => return Err(self.call_frozen(frozen, &[a, b])),
                    Ok(IntResult::Float) => {
                        float::binary(op, x.to_float(bits), y.to_float(bits), bits)
                    }
                    other => {
                        self.pay(Cost::BigInt, 1);
                        self.pay(Cost::BigDigit, steps);
                        return self.int_result(other);
                    }
                }
            }
            (Number::Complex(..), _) | (_, Number::Complex(..)) => {
                self.pay(Cost::Complex, float::complex_steps(op));
                match (self.complex_of(a), self.complex_of(b)) {
                    (Some(x), Some(y)) => float::complex(op, x, y, bits),
                    _ => return Ok(None),
                }
            }
            _ if op == BinaryOp::Power => {
                self.pay(Cost::FloatPower, 1);
                match (self.float_of(a), self.float_of(b)) {
                    (Some(x), Some(y)) => float::binary(op, x, y, bits),
                    _ => return Ok(None),
                }
            }
            _ => match (self.float_of(a), self.float_of(b)) {
                (Some(x), Some(y)) => float::binary(op, x, y, bits),
                _ => return Ok(None),
            },
        };
        self.float_result(result)
    }

    fn int_result(&mut self, result: Result<IntResult, IntError>) -> Outcome<Option<Value>> {
        Ok(Some(match result {
            Ok(IntResult::Small(n)) => self.new_int(n),
            Ok(IntResult::Big(n)) => self.new_big_checked(n)?,
            Ok(IntResult::Pair(q, r)) => {
                let pair = [self.new_big_checked(q)?, self.new_big_checked(r)?];
                self.new_tuple(pair)
            }
            Ok(IntResult::Float | IntResult::Unsupported) => return Ok(None),
            Err(e) => return Err(self.int_error(e)),
        }))
    }

    /// An integer of any size, if the board's heap has room for it.
    pub fn new_big_checked(&mut self, n: BigInt) -> Outcome {
        self.reserve(n.bits() as usize / 8)?;
        Ok(self.new_big(n))
    }

    #[cold]
    fn int_error(&mut self, e: IntError) -> Abrupt {
        match e {
            IntError::ZeroDivision => self.raise(T::ZeroDivisionError, "divide by zero"),
            IntError::NegativeShift => self.value_error("negative shift count"),
            IntError::Overflow => self.word_overflow(),
            // No collection can make room for it.
            IntError::TooLarge(bytes) => self.memory_error(bytes),
            IntError::Long(_) => self.raise(T::RuntimeError, "integer too long"),
        }
    }

    /// `OverflowError` for an integer beyond the machine's word.
    #[cold]
    pub fn word_overflow(&mut self) -> Abrupt {
        self.raise(
            T::OverflowError,
            "overflow converting long int to machine word",
        )
    }

    fn float_result(&mut self, result: Result<FloatResult, FloatError>) -> Outcome<Option<Value>> {
        Ok(Some(match result {
            Ok(FloatResult::One(f)) => {
                let v = self.new_float(f);
                self.heap.charge_box(v);
                v
            }
            Ok(FloatResult::Pair(q, r)) => {
                let pair = [self.new_float(q), self.new_float(r)];
                self.new_tuple(pair)
            }
            Ok(FloatResult::Complex(re, im)) => self.new_complex(re, im),
            Ok(FloatResult::Unsupported) => return Ok(None),
            Err(FloatError::ZeroDivision(m)) => return Err(self.raise(T::ZeroDivisionError, m)),
            Err(FloatError::Type(m)) => return Err(self.type_error(m)),
        }))
    }

    /// The integer as a machine word, if it is one that fits: what MicroPython's C code takes for
    /// sizes, indices and counts.
    pub fn word_of(&self, v: Value) -> Option<Result<i64, ()>> {
        let n = self.int_of(v)?;
        Some(match n.to_i64() {
            Some(n) if self.word_bits() == 64 && n != i64::MIN => Ok(n),
            Some(n) if n.unsigned_abs() < 1 << 31 => Ok(n),
            _ => Err(()),
        })
    }

    /// The integer's value if it fits `usize`.
    pub fn usize_of(&self, v: Value) -> Option<usize> {
        match self.int_of(v)? {
            Int::Small(n) => usize::try_from(n).ok(),
            Int::Big(n) => n.to_usize(),
        }
    }
}
