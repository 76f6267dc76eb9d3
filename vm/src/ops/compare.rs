//! Equality and order.

use core::cmp::Ordering;

use crate::native::{Abrupt, Outcome};
use crate::object::Object;
use crate::qstr::q;
use crate::value::Value;
use crate::vm::Vm;

/// Nested containers compared before giving up, as the board's stack check would.
const MAX_DEPTH: u32 = 60;

impl Vm {
    /// `a == b`; [`Abrupt::Python`] where a user's `__eq__` decides.
    #[inline]
    pub fn equal(&self, a: Value, b: Value) -> Outcome<bool> {
        if a == b {
            // NaN is the one value that differs from itself.
            return Ok(a.as_float().is_none_or(|f| !f.is_nan()));
        }
        if a.is_small() && b.is_small() {
            return Ok(false);
        }
        self.equal_at(a, b, 0)
    }

    fn equal_at(&self, a: Value, b: Value, depth: u32) -> Outcome<bool> {
        if a == b {
            return Ok(a.as_float().is_none_or(|f| !f.is_nan()));
        }
        if depth > MAX_DEPTH {
            return Err(Abrupt::Python);
        }
        if let (Some(x), Some(y)) = (self.str_of(a), self.str_of(b)) {
            if !self.is_user(a) && !self.is_user(b) {
                return Ok(x == y);
            }
        }
        if self.has_user_eq(a) || self.has_user_eq(b) {
            return Err(Abrupt::Python);
        }
        let (a, b) = (self.native_part(a), self.native_part(b));
        if a == b && !a.is_null() {
            return Ok(a.as_float().is_none_or(|f| !f.is_nan()));
        }
        if let Some(order) = self.compare_numbers(a, b) {
            return Ok(order == Some(Ordering::Equal));
        }
        match (self.heap.object(a), self.heap.object(b)) {
            (
                Some(Object::Tuple(x) | Object::NamedTuple(_, x)),
                Some(Object::Tuple(y) | Object::NamedTuple(_, y)),
            ) => self.equal_items(x, y, depth),
            (Some(Object::List(x)), Some(Object::List(y))) => self.equal_items(x, y, depth),
            (Some(Object::Dict(x)), Some(Object::Dict(y))) => {
                if x.len() != y.len() {
                    return Ok(false);
                }
                if x.is_ordered() && y.is_ordered() {
                    for (e, f) in x.iter().zip(y.iter()) {
                        if !self.equal_at(e.key, f.key, depth + 1)?
                            || !self.equal_at(e.value, f.value, depth + 1)?
                        {
                            return Ok(false);
                        }
                    }
                    return Ok(true);
                }
                for e in x.iter() {
                    let mut found = false;
                    // A linear look: hashing would need the heap to change.
                    for f in y.iter() {
                        if self.equal_at(e.key, f.key, depth + 1)? {
                            found = self.equal_at(e.value, f.value, depth + 1)?;
                            break;
                        }
                    }
                    if !found {
                        return Ok(false);
                    }
                }
                Ok(true)
            }
            (
                Some(Object::Set(x) | Object::FrozenSet(x)),
                Some(Object::Set(y) | Object::FrozenSet(y)),
            ) => {
                if x.len() != y.len() {
                    return Ok(false);
                }
                for e in x.iter() {
                    let mut found = false;
                    for f in y.iter() {
                        if self.equal_at(e.key, f.key, depth + 1)? {
                            found = true;
                            break;
                        }
                    }
                    if !found {
                        return Ok(false);
                    }
                }
                Ok(true)
            }
            (Some(Object::Range(x)), Some(Object::Range(y))) => {
                let len = super::sequence::range_len(x);
                Ok(len == super::sequence::range_len(y)
                    && (len == 0 || x.start == y.start && (len == 1 || x.step == y.step)))
            }
            (Some(Object::Slice(x)), Some(Object::Slice(y))) => {
                self.equal_items(&x[..], &y[..], depth)
            }
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
            _ => match (self.bytes_of(a), self.bytes_of(b)) {
                (Some(x), Some(y)) => Ok(x == y),
                _ => Ok(false),
            },
        }
    }

    fn equal_items(&self, x: &[Value], y: &[Value], depth: u32) -> Outcome<bool> {
        if x.len() != y.len() {
            return Ok(false);
        }
        for (a, b) in x.iter().zip(y) {
            if !self.equal_at(*a, *b, depth + 1)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Whether `v` is an instance of a Python class.
    pub fn is_user(&self, v: Value) -> bool {
        matches!(
            self.heap.object(v),
            Some(Object::Instance { .. } | Object::Derived(_))
        )
    }

    fn has_user_eq(&self, v: Value) -> bool {
        self.user_method(v, q::__eq__).is_some()
    }

    /// The order of two values for `<` and its kin: `None` where they have none (`TypeError`),
    /// `Some(None)` where it is neither (NaN).
    pub fn order(&self, a: Value, b: Value) -> Outcome<Option<Option<Ordering>>> {
        self.order_at(a, b, 0)
    }

    fn order_at(&self, a: Value, b: Value, depth: u32) -> Outcome<Option<Option<Ordering>>> {
        if depth > MAX_DEPTH {
            return Err(Abrupt::Python);
        }
        if self.is_user(a) || self.is_user(b) {
            let ordered = [q::__lt__, q::__gt__, q::__le__, q::__ge__];
            if ordered
                .iter()
                .any(|&m| self.user_method(a, m).is_some() || self.user_method(b, m).is_some())
            {
                return Err(Abrupt::Python);
            }
        }
        let (a, b) = (self.native_part(a), self.native_part(b));
        if let Some(order) = self.compare_numbers(a, b) {
            return Ok(Some(order));
        }
        if let (Some(x), Some(y)) = (self.str_of(a), self.str_of(b)) {
            return Ok(Some(Some(x.as_bytes().cmp(y.as_bytes()))));
        }
        let (x, y) = match (self.heap.object(a), self.heap.object(b)) {
            (
                Some(Object::Tuple(x) | Object::NamedTuple(_, x)),
                Some(Object::Tuple(y) | Object::NamedTuple(_, y)),
            ) => (&x[..], &y[..]),
            (Some(Object::List(x)), Some(Object::List(y))) => (&x[..], &y[..]),
            _ => {
                return Ok(match (self.bytes_of(a), self.bytes_of(b)) {
                    (Some(x), Some(y)) => Some(Some(x.cmp(y))),
                    _ => None,
                });
            }
        };
        for (a, b) in x.iter().zip(y) {
            if !self.equal_at(*a, *b, depth + 1)? {
                return self.order_at(*a, *b, depth + 1);
            }
        }
        Ok(Some(Some(x.len().cmp(&y.len()))))
    }
}
