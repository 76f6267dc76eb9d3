//! Arithmetic of bool, int, float and complex.

use core::cmp::Ordering;

use crate::native::Outcome;
use crate::value::Value;
use crate::vm::Vm;

use super::binary::BinaryOp;

impl Vm {
    /// The order of two numbers: `None` if one is no number, `Some(None)` where they have no order.
    pub fn compare_numbers(&self, a: Value, b: Value) -> Option<Option<Ordering>> {
        let (a, b) = (a.as_small()?, b.as_small()?);
        Some(Some(a.cmp(&b)))
    }

    /// `a op b` where both are numbers; `None` if one is not.
    pub fn number_binary(&mut self, op: BinaryOp, a: Value, b: Value) -> Outcome<Option<Value>> {
        let _ = (op, a, b);
        Ok(None)
    }
}
