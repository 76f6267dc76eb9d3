//! Operators that a user's class defines: which method is asked, in which order.

use super::conts::Cont;
use crate::cost::Cost;
use crate::native::{Abrupt, Outcome};
use crate::object::Object;
use crate::ops::binary::BinaryOp;
use crate::ops::number::Number;
use crate::ops::unary::UnaryOp;
use crate::ops::work::{Wanted, Work};
use crate::qstr::q;
use crate::types::T;
use crate::value::Value;
use crate::vm::Vm;

impl Vm {
    /// `a op b` where a user's class may define it: its method, else the reflected one of `b`,
    /// else the operator of the built-in parts, else `TypeError`.
    pub fn user_binary(&mut self, op: BinaryOp, a: Value, b: Value) -> Outcome {
        self.pay(Cost::UserOperator, 1);
        if let Some(m) = self.user_method(a, op.method()) {
            if matches!(op, BinaryOp::Equal | BinaryOp::NotEqual) {
                return self.user_compare(op, a, b);
            }
            let state = [a, b, Value::small(op as i64)];
            return Err(self.call_then(m, &[a, b], Cont::Binary, &state));
        }
        if matches!(op, BinaryOp::Equal | BinaryOp::NotEqual) {
            return self.user_compare(op, a, b);
        }
        let native = self.native_part(a);
        // What these are given is never asked for its reflected method.
        let takes_anything = match op {
            BinaryOp::Or | BinaryOp::InplaceOr => {
                matches!(self.heap.object(native), Some(Object::Dict(_)))
            }
            BinaryOp::Add | BinaryOp::InplaceAdd => {
                matches!(self.kind(native), T::ByteArray | T::Array)
            }
            _ => false,
        };
        if takes_anything && let Some(v) = self.builtin_binary(op, native, b)? {
            return Ok(v);
        }
        if op.plain() != op {
            if native != a && !native.is_null() && !self.is_user(b) {
                // A built-in part that changes in place does so.
                if let Some(v) = self.builtin_binary(op, native, b)? {
                    return Ok(v);
                }
            }
            if op == BinaryOp::InplaceAdd && self.kind(native) == T::List {
                // A list takes whatever can be iterated over.
                return Err(self.call_frozen("extend_items", &[native, b]));
            }
            // `a += b` without `__iadd__` is `a = a + b`, and where that has no answer, what the built-in
            // part makes of it.
            if native != a
                && !native.is_null()
                && let Some(m) = self.user_method(a, op.plain().method())
            {
                self.pay(Cost::UserOperator, 1);
                let state = [a, b, Value::small(op as i64)];
                return Err(self.call_then(m, &[a, b], Cont::Binary, &state));
            }
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
        // A bool hands its arithmetic on to the integer it stands for.
        let a = match a.as_bool() {
            Some(v) if op.is_arithmetic() => Value::small(v.into()),
            _ => a,
        };
        let (x, y) = (self.operand(a), self.operand(b));
        if let Some(call) = self.call_reflected(op, a, b, x) {
            return Err(call);
        }
        if y != b && op.is_arithmetic() && self.refuses_derived(x, y) {
            // Among small integers and floats an operator ends where it is, without its name turned back.
            let at_once = !matches!(self.number(x), Some(Number::Int(_)));
            let ends = self.board_small(y).is_some() && (at_once || self.board_small(x).is_some());
            return Err(match ends {
                true => self.unsupported_reflected(op, y, x),
                false => self.unsupported_binary(op, x, y),
            });
        }
        if op == BinaryOp::Divmod && y != b {
            // It has no reflected form in which the right operand's built-in part is asked.
            return Err(self.unsupported_binary(op, x, b));
        }
        if op.is_order() {
            return self.compare_parts(op, x, y, b);
        }
        if (x, y) != (a, b) && !x.is_null() && !y.is_null() {
            return self.binary(op, x, y);
        }
        let is_count = |v: Value| self.user_method(v, q::__int__).is_some();
        let repeats = op == BinaryOp::Multiply && (is_count(a) || is_count(b));
        if repeats && (self.items_of(x).is_some() || self.buffer_of(x).is_some()) {
            return Err(self.call_frozen("repeat", &[a, b]));
        }
        Err(self.unsupported_binary(op, a, b))
    }

    /// The left operand's own method knows no answer: only the reflected method of `b` may, whatever the
    /// built-in parts would do; in place, the plain operator is tried.
    pub(super) fn user_declined(&mut self, op: BinaryOp, a: Value, b: Value) -> Outcome {
        let plain = op.plain();
        if plain != op {
            return match self.user_method(a, op.method()) {
                Some(_) => self.binary(plain, a, b),
                // It was the plain one.
                None => self.user_reflected(plain, a, b),
            };
        }
        Err(match self.call_reflected(op, a, b, a) {
            Some(call) => call,
            None => {
                let y = self.operand(b);
                self.unsupported_binary(op, a, y)
            }
        })
    }

    /// A call of the reflected method of `b`, if it has one; a refusal names `shown` on the left.
    fn call_reflected(&mut self, op: BinaryOp, a: Value, b: Value, shown: Value) -> Option<Abrupt> {
        let m = self.user_method(b, op.reflected_method()?)?;
        let state = [shown, b, Value::small(op as i64)];
        Some(self.call_then(m, &[b, a], Cont::Reflected, &state))
    }

    /// Whether the built-in operators on values like `a` take no instance of a user's class on their
    /// right, though its built-in part `b` would do.
    pub(crate) fn refuses_derived(&self, a: Value, b: Value) -> bool {
        let numbers = self.number(a).is_some() && self.number(b).is_some();
        numbers
            || matches!(
                (self.kind(a), self.kind(b)),
                (T::Str, T::Str)
                    | (T::List, T::List)
                    | (T::Int, T::Str | T::Bytes | T::List | T::Tuple)
            )
    }

    /// `==` and `!=` where a user's class has a say.
    pub fn user_compare(&mut self, op: BinaryOp, a: Value, b: Value) -> Outcome {
        let negate = op == BinaryOp::NotEqual;
        if !self.is_user(a) && !self.is_user(b) {
            // The user's `__eq__` is inside a container.
            return Err(self.call_frozen(if negate { "not_equal" } else { "equal" }, &[a, b]));
        }
        self.equality_from(0, a, b, negate)
    }

    /// Asks for equality from this stage on: `a.__ne__`, `a.__eq__`, `b.__ne__`, `b.__eq__`, of
    /// which `==` leaves out the `__ne__`; at the end only an object itself is equal to it.
    pub(super) fn equality_from(&mut self, stage: u8, a: Value, b: Value, negate: bool) -> Outcome {
        for stage in stage..4 {
            let name = if stage % 2 == 0 { q::__ne__ } else { q::__eq__ };
            // A bool asks whether the integer that it stands for is equal, and nothing else.
            let (x, y) = match (a.as_bool(), b.as_bool()) {
                _ if stage < 2 => (a, b),
                (Some(_), _) | (_, Some(_)) if name == q::__ne__ => continue,
                (Some(v), _) => (b, Value::small(v.into())),
                (_, Some(v)) => (a, Value::small(v.into())),
                _ => (b, a),
            };
            if !self.is_user(x) || name == q::__ne__ && !negate {
                continue;
            }
            if let Some(m) = self.user_method(x, name) {
                let state = [a, b, Value::bool(negate), Value::small(stage.into())];
                return Err(self.call_then(m, &[x, y], Cont::Equality, &state));
            }
            let native = self.operand(x);
            if native != x {
                let op = match equality_inverts(stage, negate) || !negate {
                    true => BinaryOp::Equal,
                    false => BinaryOp::NotEqual,
                };
                let v = self.binary(op, native, y)?;
                return Ok(match equality_inverts(stage, negate) {
                    true => Value::bool(v != Value::TRUE),
                    false => v,
                });
            }
        }
        Ok(Value::bool((a == b) != negate))
    }

    /// `item in container` where a user's class has a say.
    pub fn user_contains(&mut self, container: Value, item: Value) -> Outcome {
        if let Some(m) = self.user_method(container, q::__contains__) {
            return Err(self.call_then(m, &[container, item], Cont::Truth, &[]));
        }
        let native = self.operand(container);
        if native != container && self.number(native).is_some() {
            // A number has operators, but nothing in it.
            return Err(self.not_in_number(native, item));
        }
        if native != container {
            // It searches itself, whatever the subclass iterates over.
            return self.contains(native, item);
        }
        if self.buffer_of(container).is_some() && self.buffer_of(item).is_some() {
            // A long text, in a longer one.
            let range = 0..self.text_bytes(container).len();
            let part = self.native_part(item);
            self.search_in_steps(Work::Find, [container, part], range, Wanted::Whether)?;
        }
        Err(self.call_frozen("contains", &[container, item]))
    }

    /// `op a` where a user's class may define it.
    pub fn user_unary(&mut self, op: UnaryOp, a: Value) -> Outcome {
        if op == UnaryOp::Not {
            return Err(self.call_truth(a, Cont::Not));
        }
        let name = op.method();
        if let Some(m) = self.user_method(a, name) {
            return Err(self.call(m, &[a]));
        }
        let native = self.unary_operand(a);
        if native != a {
            return self.unary(op, native);
        }
        Err(self.unsupported_unary(name, a))
    }

    /// Asks a user's `__bool__` or `__len__`, and goes on as `then` says.
    pub fn call_truth(&mut self, v: Value, then: Cont) -> Abrupt {
        self.call_truth_with(v, then, &[])
    }

    /// The same, with state for the continuation.
    pub(super) fn call_truth_with(&mut self, v: Value, then: Cont, state: &[Value]) -> Abrupt {
        let Some(method) = self.user_method(v, q::__bool__) else {
            if self.user_method(v, q::__len__).is_none() {
                return self.type_error("unsupported type for __bool__");
            }
            let abrupt = self.call_frozen("has_length", &[v]);
            self.then(then, state);
            return abrupt;
        };
        self.call_then(method, &[v], then, state)
    }
}

/// Whether the answer of the method of that stage is the opposite of the operator's: `__eq__` where
/// `!=` is asked.
pub(super) fn equality_inverts(stage: u8, negate: bool) -> bool {
    negate && stage % 2 == 1
}
