//! Unary operators.

use alloc::format;

use crate::native::{Abrupt, Outcome};
use crate::qstr::{Qstr, q};
use crate::value::Value;
use crate::vm::Vm;

use super::number::int::Int;
use super::number::{Number, float};

/// The unary operators, in the order of the bytecode.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[repr(u8)]
#[allow(missing_docs)]
pub enum UnaryOp {
    Positive,
    Negative,
    Invert,
    Not,
}

impl UnaryOp {
    /// The operator with this number in the bytecode.
    pub fn from_index(n: u8) -> UnaryOp {
        match n {
            0 => UnaryOp::Positive,
            1 => UnaryOp::Negative,
            2 => UnaryOp::Invert,
            _ => UnaryOp::Not,
        }
    }

    /// Whether some operator, or function like one, asks this method.
    pub fn has_method(name: Qstr) -> bool {
        [
            q::__pos__,
            q::__neg__,
            q::__invert__,
            q::__bool__,
            q::__len__,
            q::__hash__,
            q::__abs__,
        ]
        .contains(&name)
    }

    /// The method of a class that answers it; `not` asks `__bool__`, then `__len__`.
    pub const fn method(self) -> Qstr {
        match self {
            UnaryOp::Positive => q::__pos__,
            UnaryOp::Negative => q::__neg__,
            UnaryOp::Invert => q::__invert__,
            UnaryOp::Not => q::__bool__,
        }
    }
}

impl Vm {
    /// `op a`. A user's methods are called through `Abrupt::Call`.
    #[inline]
    pub fn unary(&mut self, op: UnaryOp, a: Value) -> Outcome {
        if let Some(n) = a.as_small() {
            return Ok(match op {
                UnaryOp::Positive => a,
                UnaryOp::Negative => self.new_int(-n),
                UnaryOp::Invert => Value::small(!n),
                UnaryOp::Not => Value::bool(n == 0),
            });
        }
        if op == UnaryOp::Not {
            return match self.truth(a) {
                Ok(truth) => Ok(Value::bool(!truth)),
                Err(Abrupt::Python) => self.user_unary(op, a),
                Err(e) => Err(e),
            };
        }
        if self.is_user(a) {
            return self.user_unary(op, a);
        }
        match self.builtin_unary(op, a) {
            Some(v) => Ok(v),
            None => Err(self.unsupported_unary(op.method(), a)),
        }
    }

    /// `+a`, `-a` or `~a` as the built-in type of `a` answers it; `None` if it has no such operator.
    pub(crate) fn builtin_unary(&mut self, op: UnaryOp, a: Value) -> Option<Value> {
        let a = self.native_part(a);
        Some(match (op, self.number(a)?) {
            (UnaryOp::Positive, Number::Int(Int::Small(n))) => Value::small(n),
            (UnaryOp::Positive, _) => a,
            (UnaryOp::Negative, Number::Int(Int::Small(n))) => self.new_int(-n),
            (UnaryOp::Negative, Number::Int(Int::Big(n))) => {
                let n = -n;
                self.spend_on(n.bits() as usize / 8);
                self.new_big(n)
            }
            (UnaryOp::Negative, Number::Float(f)) => Value::float(-f),
            (UnaryOp::Negative, Number::Complex(re, im)) => self.new_complex(-re, -im),
            (UnaryOp::Invert, Number::Int(Int::Small(n))) => self.new_int(!n),
            (UnaryOp::Invert, Number::Int(Int::Big(n))) => {
                let n = !n;
                self.spend_on(n.bits() as usize / 8);
                self.new_big(n)
            }
            _ => return None,
        })
    }

    /// `abs(a)`
    pub fn absolute(&mut self, a: Value) -> Outcome {
        if let Some(method) = self.user_method(a, q::__abs__) {
            return Err(self.call(method, &[a]));
        }
        let a = self.unary_operand(a);
        Ok(match self.number(a) {
            Some(Number::Int(n)) if n.is_negative() => {
                let n = -n.to_big();
                self.spend_on(n.bits() as usize / 8);
                self.new_big(n)
            }
            Some(Number::Int(Int::Small(n))) => Value::small(n),
            Some(Number::Int(_)) => a,
            Some(Number::Float(f)) => Value::float(f.abs()),
            Some(Number::Complex(re, im)) => {
                self.new_float(float::magnitude((re, im), self.profile.float))
            }
            None => return Err(self.unsupported_unary(q::__abs__, a)),
        })
    }

    /// `TypeError` for an operand that has no such operator.
    #[cold]
    pub(crate) fn unsupported_unary(&mut self, method: Qstr, a: Value) -> Abrupt {
        let message = format!(
            "unsupported type for {}: '{}'",
            self.qstrs.text(method),
            self.type_name(a)
        );
        self.type_error(&message)
    }
}
