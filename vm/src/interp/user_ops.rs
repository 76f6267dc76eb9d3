//! Operators where a user's class has a say.

use crate::native::{Abrupt, Outcome};
use crate::ops::binary::BinaryOp;
use crate::ops::unary::UnaryOp;
use crate::value::Value;
use crate::vm::Vm;

impl Vm {
    /// `a op b` where one of them is an instance of a Python class.
    pub(crate) fn user_binary(&mut self, op: BinaryOp, a: Value, b: Value) -> Outcome {
        let _ = (op, a, b);
        Err(Abrupt::Python)
    }

    /// `op a` for an instance of a Python class.
    pub(crate) fn user_unary(&mut self, op: UnaryOp, a: Value) -> Outcome {
        let _ = (op, a);
        Err(Abrupt::Python)
    }

    /// `item in container` where iterating or comparing runs Python code.
    pub(crate) fn user_contains(&mut self, container: Value, item: Value) -> Outcome {
        let _ = (container, item);
        Err(Abrupt::Python)
    }

    /// `a op b`, a comparison in which a user's method decides, perhaps deep inside containers.
    pub(crate) fn user_compare(&mut self, op: BinaryOp, a: Value, b: Value) -> Outcome {
        let _ = (op, a, b);
        Err(Abrupt::Python)
    }
}
