//! Equality and order.

use core::cmp::Ordering;

use crate::map::{Map, Near};
use crate::native::{Abrupt, Outcome};
use crate::object::Object;
use crate::qstr::q;
use crate::text::compare as bytes;
use crate::types::T;
use crate::value::Value;
use crate::vm::Vm;

use super::binary::BinaryOp;
use super::effort::Effort;
use super::keys::Key;

/// Nested containers compared before Python code goes on, which notices a recursion without end.
const MAX_DEPTH: u32 = 100;

/// What comparing two values by order gives.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Comparison {
    /// The comparison holds, or not.
    Holds(bool),
    /// `TypeError`: these two, perhaps items of the two compared, have no such operator.
    Unsupported(BinaryOp, Value, Value),
    /// `NotImplementedError`: arrays of different items.
    NotImplemented,
}

fn order(x: &[u8], y: &[u8], effort: &mut Effort) -> Ordering {
    let (order, looked_at) = bytes::order(x, y);
    effort.go_through(looked_at);
    order
}

fn holds(op: BinaryOp, order: Ordering) -> bool {
    match op {
        BinaryOp::Less => order.is_lt(),
        BinaryOp::More => order.is_gt(),
        BinaryOp::LessEqual => order.is_le(),
        _ => order.is_ge(),
    }
}

impl Vm {
    /// `a == b`; [`Abrupt::Python`] where a user's `__eq__` decides.
    #[inline]
    pub fn equal(&self, a: Value, b: Value) -> Outcome<bool> {
        if a == b && a.as_ref().is_none() {
            // NaN is the one value that differs from itself.
            return Ok(a.as_float().is_none_or(|f| !f.is_nan()) && !self.is_nan_complex(a));
        }
        if a.is_small() && b.is_small() {
            return Ok(false);
        }
        self.equal_at(a, b, 0, &mut Effort::new())
    }

    /// The same as a part of something longer: [`Abrupt::Python`] also where that becomes too long.
    #[inline]
    pub fn equal_in(&self, a: Value, b: Value, effort: &mut Effort) -> Outcome<bool> {
        if a.is_small() && b.is_small() {
            effort.look()?;
            return Ok(a == b);
        }
        self.equal_at(a, b, 0, effort)
    }

    fn equal_at(&self, a: Value, b: Value, depth: u32, effort: &mut Effort) -> Outcome<bool> {
        effort.look()?;
        // A user's object may differ from itself.
        if a == b && !self.has_user_eq(a) {
            return Ok(a.as_float().is_none_or(|f| !f.is_nan()) && !self.is_nan_complex(a));
        }
        if depth > MAX_DEPTH {
            return Err(Abrupt::Python);
        }
        if self.has_user_eq(a) || self.has_user_eq(b) {
            return Err(Abrupt::Python);
        }
        let (a, b) = (self.native_part(a), self.native_part(b));
        if a == b && !a.is_null() {
            return Ok(a.as_float().is_none_or(|f| !f.is_nan()));
        }
        if let (Some(x), Some(y)) = (self.text_of(a), self.text_of(b)) {
            if x.len() == y.len() {
                effort.go_through(x.len());
            }
            return Ok(bytes::same(x, y));
        }
        if let Some(order) = self.compare_numbers(a, b) {
            effort.go_through(self.alike_bytes(a, b));
            return Ok(order == Some(Ordering::Equal));
        }
        match (self.heap.object(a), self.heap.object(b)) {
            (
                Some(Object::Tuple(x) | Object::NamedTuple(_, x)),
                Some(Object::Tuple(y) | Object::NamedTuple(_, y)),
            ) => self.equal_items(x, y, depth, effort),
            (Some(Object::List(x)), Some(Object::List(y))) => self.equal_items(x, y, depth, effort),
            (Some(Object::Dict(x)), Some(Object::Dict(y))) => self.equal_dicts(x, y, depth, effort),
            (
                Some(Object::Set(x) | Object::FrozenSet(x)),
                Some(Object::Set(y) | Object::FrozenSet(y)),
            ) => Ok(x.len() == y.len() && self.is_subset(x, y, depth, effort)?),
            (
                Some(Object::BoundMethod {
                    function: f,
                    receiver: r,
                }),
                Some(Object::BoundMethod {
                    function: g,
                    receiver: s,
                }),
            ) => Ok(f == g && r == s),
            // Arrays have an order with `bytes` and `str`, but never equal them.
            (Some(Object::Array(_)), other) | (other, Some(Object::Array(_)))
                if matches!(
                    other,
                    None | Some(Object::Str(_) | Object::LooseStr(_) | Object::Bytes(_))
                ) =>
            {
                Ok(false)
            }
            _ => match (self.comparable_bytes(a, b), self.comparable_bytes(b, a)) {
                // Python code raises what MicroPython does for items of two kinds, and for floats.
                (Some((_, m)), Some((_, n))) if m != n || matches!(m, b'f' | b'd') => {
                    Err(Abrupt::Python)
                }
                (Some((x, _)), Some((y, _))) => {
                    effort.go_through(x.len().min(y.len()));
                    Ok(bytes::same(x, y))
                }
                _ => Ok(false),
            },
        }
    }

    /// Equality with itself fails where a part is NaN.
    fn is_nan_complex(&self, v: Value) -> bool {
        match self.heap.object(v) {
            Some(Object::Complex(re, im)) => {
                f64::from_bits(*re).is_nan() || f64::from_bits(*im).is_nan()
            }
            _ => false,
        }
    }

    /// The bytes of a buffer that `other` may be compared with, and the kind of its items:
    /// a `str` compares with arrays, but not with `bytes`.
    fn comparable_bytes(&self, v: Value, other: Value) -> Option<(&[u8], u8)> {
        let item = match self.heap.object(v) {
            Some(Object::Array(array)) => array.typecode.to_ascii_lowercase(),
            Some(Object::MemoryView(view)) => view.typecode.to_ascii_lowercase(),
            Some(Object::Bytes(_) | Object::ByteArray(_)) => b'b',
            _ => match self.heap.object(other) {
                Some(Object::ByteArray(_) | Object::Array(_) | Object::MemoryView(_)) => b'b',
                _ => return None,
            },
        };
        Some((self.buffer_of(v)?, item))
    }

    fn equal_items(
        &self,
        x: &[Value],
        y: &[Value],
        depth: u32,
        effort: &mut Effort,
    ) -> Outcome<bool> {
        if x.len() != y.len() {
            return Ok(false);
        }
        for (a, b) in x.iter().zip(y) {
            if !self.equal_at(*a, *b, depth + 1, effort)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn equal_dicts(&self, x: &Map, y: &Map, depth: u32, effort: &mut Effort) -> Outcome<bool> {
        if x.len() != y.len() {
            return Ok(false);
        }
        if x.is_ordered() && y.is_ordered() {
            for (e, f) in x.iter().zip(y.iter()) {
                if !self.equal_at(e.key, f.key, depth + 1, effort)?
                    || !self.equal_at(e.value, f.value, depth + 1, effort)?
                {
                    return Ok(false);
                }
            }
            return Ok(true);
        }
        for e in x.iter() {
            match self.look_up(y, e.key, depth, effort)? {
                Some(value) if self.equal_at(e.value, value, depth + 1, effort)? => {}
                _ => return Ok(false),
            }
        }
        Ok(true)
    }

    fn is_subset(&self, x: &Map, y: &Map, depth: u32, effort: &mut Effort) -> Outcome<bool> {
        for e in x.iter() {
            if self.look_up(y, e.key, depth, effort)?.is_none() {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn look_up(
        &self,
        map: &Map,
        key: Value,
        depth: u32,
        effort: &mut Effort,
    ) -> Outcome<Option<Value>> {
        effort.look()?;
        match Key::of(&self.heap, &self.qstrs, key).map(|sought| sought.find(map)) {
            Some(Near::At(slot)) => return Ok(map.value_at(slot)),
            Some(Near::Absent) => return Ok(None),
            Some(Near::Unknown) | None => {}
        }
        let Some(hash) = self.find_hash(key)? else {
            return Ok(None);
        };
        let found = map.find(self.key_hash(map, key, hash), |k| {
            self.equal_at(k, key, depth + 1, effort)
        })?;
        Ok(found.map(|i| map.slots()[i].value))
    }

    /// Whether `v` is an instance of a Python class.
    #[inline]
    pub fn is_user(&self, v: Value) -> bool {
        matches!(
            self.heap.object(v),
            Some(Object::Instance { .. } | Object::Derived(_))
        )
    }

    fn has_user_eq(&self, v: Value) -> bool {
        self.user_method(v, q::__eq__).is_some()
    }

    pub(super) fn has_user_ne(&self, v: Value) -> bool {
        self.user_method(v, q::__ne__).is_some()
    }

    /// `a op b` for the operators `<`, `>`, `<=` and `>=`.
    pub(crate) fn compare(&mut self, op: BinaryOp, a: Value, b: Value) -> Outcome {
        let (x, y) = (self.native_part(a), self.native_part(b));
        if y != b && self.user_method(a, op.method()).is_none() && self.refuses_derived(x, y) {
            return Err(self.unsupported_binary(op, x, b));
        }
        let mut effort = Effort::new();
        let compared = self.compare_at(op, a, b, 0, &mut effort);
        self.spend(effort.cycles());
        match compared {
            Ok(comparison) => self.comparison(comparison).map(Value::bool),
            Err(Abrupt::Python) if self.orders_itself(a) || self.orders_itself(b) => {
                self.user_binary(op, a, b)
            }
            Err(Abrupt::Python) => Err(self.frozen_compare(op, a, b)),
            Err(e) => Err(e),
        }
    }

    /// The same for the built-in parts of two values whose classes have no answer; a refusal names `shown`
    /// on the right.
    pub(crate) fn compare_parts(
        &mut self,
        op: BinaryOp,
        a: Value,
        b: Value,
        shown: Value,
    ) -> Outcome {
        if self.is_user(a) || self.is_user(b) {
            return match self.heap.object(a) {
                // In order with nothing, without a word.
                Some(Object::ByteArray(_) | Object::Array(_) | Object::MemoryView(_)) => {
                    Ok(Value::FALSE)
                }
                _ => Err(self.unsupported_binary(op, a, shown)),
            };
        }
        let mut effort = Effort::new();
        let compared = self.compare_at(op, a, b, 0, &mut effort);
        self.spend(effort.cycles());
        match compared {
            Ok(Comparison::Unsupported(op, x, y)) if y == b => {
                Err(self.unsupported_binary(op, x, shown))
            }
            Ok(comparison) => self.comparison(comparison).map(Value::bool),
            Err(Abrupt::Python) => Err(self.frozen_compare(op, a, b)),
            Err(e) => Err(e),
        }
    }

    /// Asks Python code, because a user's method decides inside a container.
    #[cold]
    fn frozen_compare(&mut self, op: BinaryOp, a: Value, b: Value) -> Abrupt {
        let native = self.native_part(a);
        if matches!(self.kind(native), T::Set | T::FrozenSet) {
            let (inner, outer) = match op {
                BinaryOp::Less | BinaryOp::LessEqual => (a, b),
                _ => (b, a),
            };
            let proper = matches!(op, BinaryOp::Less | BinaryOp::More);
            return self.call_frozen("set_is_within", &[inner, outer, Value::bool(proper)]);
        }
        let name = self.new_str(match op {
            BinaryOp::Less => "<",
            BinaryOp::More => ">",
            BinaryOp::LessEqual => "<=",
            _ => ">=",
        });
        self.call_frozen("order", &[name, a, b])
    }

    /// `a < b`; [`Abrupt::Python`] where a user's method decides.
    pub fn less(&mut self, a: Value, b: Value) -> Outcome<bool> {
        if let Some((a, b)) = Value::both_small(a, b) {
            return Ok(a < b);
        }
        let mut effort = Effort::new();
        let comparison = self.compare_at(BinaryOp::Less, a, b, 0, &mut effort);
        self.spend(effort.cycles());
        self.comparison(comparison?)
    }

    /// `a > b`; [`Abrupt::Python`] where a user's method decides.
    pub fn more(&mut self, a: Value, b: Value) -> Outcome<bool> {
        let mut effort = Effort::new();
        let comparison = self.compare_at(BinaryOp::More, a, b, 0, &mut effort);
        self.spend(effort.cycles());
        self.comparison(comparison?)
    }

    fn comparison(&mut self, comparison: Comparison) -> Outcome<bool> {
        match comparison {
            Comparison::Holds(holds) => Ok(holds),
            Comparison::Unsupported(op, a, b) => Err(self.unsupported_binary(op, a, b)),
            Comparison::NotImplemented => Err(self.raise_with(T::NotImplementedError, &[])),
        }
    }

    fn compare_at(
        &self,
        op: BinaryOp,
        a: Value,
        b: Value,
        depth: u32,
        effort: &mut Effort,
    ) -> Outcome<Comparison> {
        use Comparison::{Holds, NotImplemented, Unsupported};
        effort.look()?;
        if depth > MAX_DEPTH {
            return Err(Abrupt::Python);
        }
        if self.orders_itself(a) || self.orders_itself(b) {
            return Err(Abrupt::Python);
        }
        let unsupported = Unsupported(op, self.operand(a), b);
        let (a, b) = (self.native_part(a), self.native_part(b));
        if let Some(order) = self.compare_numbers(a, b) {
            effort.go_through(self.alike_bytes(a, b));
            return Ok(match self.heap.object(a).or(self.heap.object(b)) {
                Some(Object::Complex(..)) => unsupported,
                _ if self.kind(b) == T::Complex => unsupported,
                _ => Holds(order.is_some_and(|o| holds(op, o))),
            });
        }
        if let Some(x) = self.text_of(a) {
            return Ok(match self.text_of(b) {
                Some(y) => Holds(holds(op, order(x, y, effort))),
                None => unsupported,
            });
        }
        let (x, y) = match (self.heap.object(a), self.heap.object(b)) {
            (
                Some(Object::Tuple(x) | Object::NamedTuple(_, x)),
                Some(Object::Tuple(y) | Object::NamedTuple(_, y)),
            ) => (&x[..], &y[..]),
            (Some(Object::List(x)), Some(Object::List(y))) => (&x[..], &y[..]),
            (
                Some(Object::Set(x) | Object::FrozenSet(x)),
                Some(Object::Set(y) | Object::FrozenSet(y)),
            ) => {
                let (x, y) = match op {
                    BinaryOp::Less | BinaryOp::LessEqual => (x, y),
                    _ => (y, x),
                };
                let proper = matches!(op, BinaryOp::Less | BinaryOp::More);
                return Ok(Holds(
                    !(proper && x.len() == y.len()) && self.is_subset(x, y, depth, effort)?,
                ));
            }
            (Some(Object::Bytes(x)), _) => {
                return Ok(match self.buffer_of(b) {
                    Some(y) => Holds(holds(op, order(x, y, effort))),
                    None => unsupported,
                });
            }
            (Some(Object::ByteArray(_) | Object::Array(_) | Object::MemoryView(_)), _) => {
                let unsigned = |v: Value| match self.heap.object(v) {
                    Some(Object::Array(array)) => array.typecode.is_ascii_uppercase(),
                    Some(Object::MemoryView(view)) => view.typecode.is_ascii_uppercase(),
                    _ => true,
                };
                return Ok(
                    match (self.comparable_bytes(a, b), self.comparable_bytes(b, a)) {
                        (Some((x, m)), Some((y, n))) if m == n && (unsigned(a) || unsigned(b)) => {
                            Holds(holds(op, order(x, y, effort)))
                        }
                        (_, Some(_)) => NotImplemented,
                        _ => Holds(false),
                    },
                );
            }
            _ => return Ok(unsupported),
        };
        // MicroPython knows only `>` and `>=` of sequences, and swaps the operands of the others.
        let (op, x, y) = match op {
            BinaryOp::Less | BinaryOp::LessEqual => (op.swapped(), y, x),
            _ => (op, x, y),
        };
        for (a, b) in x.iter().zip(y) {
            if !self.equal_at(*a, *b, depth + 1, effort)? {
                return self.compare_at(op, *a, *b, depth + 1, effort);
            }
        }
        Ok(Holds(holds(op, x.len().cmp(&y.len()))))
    }

    /// Bytes that are looked at where two long integers may differ in any.
    fn alike_bytes(&self, a: Value, b: Value) -> usize {
        match (self.heap.object(a), self.heap.object(b)) {
            (Some(Object::Int(x)), Some(Object::Int(y))) if x.bits() == y.bits() => {
                (x.bits() / 8) as usize
            }
            _ => 0,
        }
    }

    fn orders_itself(&self, v: Value) -> bool {
        let ordered = [q::__lt__, q::__gt__, q::__le__, q::__ge__];
        self.is_user(v) && ordered.iter().any(|&m| self.user_method(v, m).is_some())
    }

    /// The order of two values for `<` and its kin: `None` where they have none (`TypeError`),
    /// `Some(None)` where it is neither (NaN).
    pub fn order(
        &self,
        a: Value,
        b: Value,
        effort: &mut Effort,
    ) -> Outcome<Option<Option<Ordering>>> {
        if !self.is_user(a)
            && !self.is_user(b)
            && let (Some(x), Some(y)) = (self.text_of(a), self.text_of(b))
        {
            effort.look()?;
            return Ok(Some(Some(order(x, y, effort))));
        }
        let mut held = |op| self.compare_at(op, a, b, 0, effort);
        Ok(match held(BinaryOp::Less)? {
            Comparison::Holds(true) => Some(Some(Ordering::Less)),
            Comparison::Holds(false) => Some(match held(BinaryOp::More)? {
                Comparison::Holds(true) => Some(Ordering::Greater),
                _ => self.equal(a, b)?.then_some(Ordering::Equal),
            }),
            _ => None,
        })
    }
}
