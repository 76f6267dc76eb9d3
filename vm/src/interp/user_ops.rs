//! Operators that a user's class defines: which method is asked, in which order.

use alloc::format;

use super::conts::Cont;
use crate::native::{Abrupt, Outcome};
use crate::ops::binary::BinaryOp;
use crate::ops::unary::UnaryOp;
use crate::qstr::{Qstr, q};
use crate::value::Value;
use crate::vm::Vm;

/// The method of a binary operator, and its reflected form.
pub fn methods(op: BinaryOp) -> (Qstr, Option<Qstr>) {
    match op {
        BinaryOp::Less => (q::__lt__, Some(q::__gt__)),
        BinaryOp::More => (q::__gt__, Some(q::__lt__)),
        BinaryOp::Equal => (q::__eq__, Some(q::__eq__)),
        BinaryOp::LessEqual => (q::__le__, Some(q::__ge__)),
        BinaryOp::MoreEqual => (q::__ge__, Some(q::__le__)),
        BinaryOp::NotEqual => (q::__ne__, Some(q::__ne__)),
        BinaryOp::In => (q::__contains__, None),
        BinaryOp::InplaceOr => (q::__ior__, None),
        BinaryOp::InplaceXor => (q::__ixor__, None),
        BinaryOp::InplaceAnd => (q::__iand__, None),
        BinaryOp::InplaceLshift => (q::__ilshift__, None),
        BinaryOp::InplaceRshift => (q::__irshift__, None),
        BinaryOp::InplaceAdd => (q::__iadd__, None),
        BinaryOp::InplaceSubtract => (q::__isub__, None),
        BinaryOp::InplaceMultiply => (q::__imul__, None),
        BinaryOp::InplaceMatMultiply => (q::__imatmul__, None),
        BinaryOp::InplaceFloorDivide => (q::__ifloordiv__, None),
        BinaryOp::InplaceTrueDivide => (q::__itruediv__, None),
        BinaryOp::InplaceModulo => (q::__imod__, None),
        BinaryOp::InplacePower => (q::__ipow__, None),
        BinaryOp::Or => (q::__or__, Some(q::__ror__)),
        BinaryOp::Xor => (q::__xor__, Some(q::__rxor__)),
        BinaryOp::And => (q::__and__, Some(q::__rand__)),
        BinaryOp::Lshift => (q::__lshift__, Some(q::__rlshift__)),
        BinaryOp::Rshift => (q::__rshift__, Some(q::__rrshift__)),
        BinaryOp::Add => (q::__add__, Some(q::__radd__)),
        BinaryOp::Subtract => (q::__sub__, Some(q::__rsub__)),
        BinaryOp::Multiply => (q::__mul__, Some(q::__rmul__)),
        BinaryOp::MatMultiply => (q::__matmul__, Some(q::__rmatmul__)),
        BinaryOp::FloorDivide => (q::__floordiv__, Some(q::__rfloordiv__)),
        BinaryOp::TrueDivide => (q::__truediv__, Some(q::__rtruediv__)),
        BinaryOp::Modulo => (q::__mod__, Some(q::__rmod__)),
        BinaryOp::Power => (q::__pow__, Some(q::__rpow__)),
        BinaryOp::Divmod => (q::__divmod__, None),
        BinaryOp::Is | BinaryOp::ExceptionMatch => (q::EMPTY, None),
    }
}

impl Vm {
    /// `a op b` where a user's class may define it: its method, else the reflected one of `b`,
    /// else the operator of the built-in parts, else `TypeError`.
    pub fn user_binary(&mut self, op: BinaryOp, a: Value, b: Value) -> Outcome {
        let (method, _) = methods(op);
        if let Some(m) = self.user_method(a, method) {
            if matches!(op, BinaryOp::Equal | BinaryOp::NotEqual) {
                return self.user_compare(op, a, b);
            }
            let state = [a, b, Value::small(op as i64)];
            return Err(self.call_then(m, &[a, b], Cont::Binary, &state));
        }
        if matches!(op, BinaryOp::Equal | BinaryOp::NotEqual) {
            return self.user_compare(op, a, b);
        }
        if op.plain() != op {
            // `a += b` without `__iadd__` is `a = a + b`.
            return self.binary(op.plain(), a, b);
        }
        self.user_reflected(op, a, b)
    }

    /// The reflected method of `b`, or `TypeError`.
    pub fn user_reflected(&mut self, op: BinaryOp, a: Value, b: Value) -> Outcome {
        if op == BinaryOp::Modulo && self.str_of(a).is_some() {
            // A user's string formats as the built-in one does.
            let text = self.native_part(a);
            return self.binary(op, text, b);
        }
        if let Some(m) = methods(op).1.and_then(|name| self.user_method(b, name)) {
            let state = [a, b, Value::small(op as i64)];
            return Err(self.call_then(m, &[b, a], Cont::Reflected, &state));
        }
        let (x, y) = (self.native_part(a), self.native_part(b));
        if (x, y) != (a, b) && !x.is_null() && !y.is_null() {
            return self.binary(op, x, y);
        }
        Err(self.unsupported(op, a, b))
    }

    /// `==` and `!=` where a user's class has a say.
    pub fn user_compare(&mut self, op: BinaryOp, a: Value, b: Value) -> Outcome {
        let negate = op == BinaryOp::NotEqual;
        if negate && let Some(m) = self.user_method(a, q::__ne__) {
            let state = [Value::FALSE];
            return Err(self.call_then(m, &[a, b], Cont::Equality, &state));
        }
        if let Some(m) = self.user_method(a, q::__eq__) {
            let state = [a, b, Value::bool(negate)];
            return Err(self.call_then(m, &[a, b], Cont::FirstEquality, &state));
        }
        if let Some(m) = self.user_method(b, q::__eq__) {
            let state = [Value::bool(negate)];
            return Err(self.call_then(m, &[b, a], Cont::Equality, &state));
        }
        // The user's `__eq__` is inside a container.
        Err(self.call_frozen(if negate { "not_equal" } else { "equal" }, &[a, b]))
    }

    /// `item in container` where a user's class has a say.
    pub fn user_contains(&mut self, container: Value, item: Value) -> Outcome {
        if let Some(m) = self.user_method(container, q::__contains__) {
            return Err(self.call_then(m, &[container, item], Cont::Truth, &[]));
        }
        Err(self.call_frozen("contains", &[container, item]))
    }

    /// `op a` where a user's class may define it.
    pub fn user_unary(&mut self, op: UnaryOp, a: Value) -> Outcome {
        let name = match op {
            UnaryOp::Positive => q::__pos__,
            UnaryOp::Negative => q::__neg__,
            UnaryOp::Invert => q::__invert__,
            UnaryOp::Not => return Err(self.call_truth(a, Cont::Not)),
        };
        if let Some(m) = self.user_method(a, name) {
            return Err(self.call(m, &[a]));
        }
        let native = self.native_part(a);
        if native != a && !native.is_null() {
            return self.unary(op, native);
        }
        let message = format!(
            "unsupported type for {}: '{}'",
            self.qstrs.text(name),
            self.type_name(a)
        );
        Err(self.type_error(&message))
    }

    /// Asks a user's `__bool__` or `__len__`, and goes on as `then` says.
    pub fn call_truth(&mut self, v: Value, then: Cont) -> Abrupt {
        self.call_truth_with(v, then, &[])
    }

    /// The same, with state for the continuation.
    pub(super) fn call_truth_with(&mut self, v: Value, then: Cont, state: &[Value]) -> Abrupt {
        let method = self
            .user_method(v, q::__bool__)
            .or_else(|| self.user_method(v, q::__len__));
        match method {
            Some(m) => self.call_then(m, &[v], then, state),
            None => self.type_error("unsupported type for __bool__"),
        }
    }

    /// `TypeError` for operands that have no such operator.
    #[cold]
    pub fn unsupported(&mut self, op: BinaryOp, a: Value, b: Value) -> Abrupt {
        let message = format!(
            "unsupported types for {}: '{}', '{}'",
            self.qstrs.text(methods(op).0),
            self.type_name(a),
            self.type_name(b)
        );
        self.type_error(&message)
    }
}
