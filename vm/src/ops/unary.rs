//! Unary operators.

use crate::native::Outcome;
use crate::value::Value;
use crate::vm::Vm;

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
}

impl Vm {
    /// `op a`. A user's methods are called through `Abrupt::Call`.
    pub fn unary(&mut self, op: UnaryOp, a: Value) -> Outcome {
        match op {
            UnaryOp::Not => Ok(Value::bool(!self.truth(a)?)),
            _ => Err(self.type_error("unsupported type")),
        }
    }
}
