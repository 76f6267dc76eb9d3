//! What sequences share: lengths, indices, slices.

use crate::native::{Abrupt, Outcome};
use crate::object::{Object, RangeObj};
use crate::qstr::q;
use crate::types::T;
use crate::value::Value;
use crate::vm::Vm;

/// How many numbers a range has.
pub fn range_len(r: &RangeObj) -> u64 {
    let (lo, hi, step) = if r.step > 0 {
        (r.start as i128, r.stop as i128, r.step as i128)
    } else {
        (r.stop as i128, r.start as i128, -(r.step as i128))
    };
    if hi <= lo {
        0
    } else {
        ((hi - lo + step - 1) / step) as u64
    }
}

/// A slice laid over a sequence of known length.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Bounds {
    /// The first index.
    pub start: i64,
    /// The index that is no longer part of it; -1 before the first item.
    pub stop: i64,
    /// The step, never 0.
    pub step: i64,
}

impl Bounds {
    /// The part of a sequence, for step 1.
    pub fn range(&self) -> core::ops::Range<usize> {
        let start = self.start.max(0) as usize;
        start..(self.stop.max(0) as usize).max(start)
    }

    /// How many indices there are.
    pub fn count(&self) -> usize {
        let span = if self.step > 0 {
            self.stop.saturating_sub(self.start)
        } else {
            self.start.saturating_sub(self.stop)
        };
        span.max(0)
            .unsigned_abs()
            .div_ceil(self.step.unsigned_abs()) as usize
    }

    /// The indices, in order.
    pub fn indices(&self) -> impl Iterator<Item = usize> + use<> {
        let Bounds { start, stop, step } = *self;
        let ends = move |i: i64| if step > 0 { i < stop } else { i > stop };
        core::iter::successors(Some(start), move |&i| i.checked_add(step))
            .take_while(move |&i| ends(i))
            .map(|i| i as usize)
    }
}

impl Vm {
    /// An integer, if `v` is one that counts as an index; [`Abrupt::Python`] for an instance with
    /// `__int__`.
    pub fn int_maybe(&mut self, v: Value) -> Outcome<Option<i64>> {
        if let Some(n) = v.as_small()
            && self.profile.small_int_bits > 32
        {
            return Ok(Some(n));
        }
        let native = self.native_part(v);
        if native != v {
            return match self.user_method(v, q::__int__) {
                Some(_) => Err(Abrupt::Python),
                None => self.int_maybe(native),
            };
        }
        match self.word_of(v) {
            Some(Ok(n)) => Ok(Some(n)),
            Some(Err(())) => Err(self.word_overflow()),
            None if self.user_method(v, q::__int__).is_some() => Err(Abrupt::Python),
            None => Ok(None),
        }
    }

    /// The place of item `index` of a sequence of `len` items of the type called `name`.
    pub fn sequence_index(&mut self, name: &str, len: usize, index: Value) -> Outcome<usize> {
        let i = self.index_number(name, index)?;
        let at = if i < 0 {
            i.saturating_add(len as i64)
        } else {
            i
        };
        if at < 0 || at >= len as i64 {
            let message = alloc::format!("{name} index out of range");
            return Err(self.raise(T::IndexError, &message));
        }
        Ok(at as usize)
    }

    /// A bound of a search: like an index, but kept within the sequence.
    pub fn sequence_bound(&mut self, name: &str, len: usize, index: Value) -> Outcome<usize> {
        let i = self.index_number(name, index)?;
        let at = if i < 0 {
            i.saturating_add(len as i64)
        } else {
            i
        };
        Ok(at.clamp(0, len as i64) as usize)
    }

    fn index_number(&mut self, name: &str, index: Value) -> Outcome<i64> {
        match self.int_maybe(index)? {
            Some(i) => Ok(i),
            None => {
                let message = alloc::format!(
                    "{name} indices must be integers, not {}",
                    self.type_name(index)
                );
                Err(self.type_error(&message))
            }
        }
    }

    /// The parts of a slice.
    pub fn slice_parts(&self, v: Value) -> Option<[Value; 3]> {
        match self.heap.object(v) {
            Some(Object::Slice(parts)) => Some(**parts),
            _ => None,
        }
    }

    /// Lays a slice over a sequence of `len` items.
    pub fn slice_bounds(&mut self, parts: [Value; 3], len: usize) -> Outcome<Bounds> {
        let [start, stop, step] = parts;
        let len = len as i64;
        let step = if step.is_none() {
            1
        } else {
            self.slice_number(step)?
        };
        if step == 0 {
            return Err(self.value_error("slice step can't be zero"));
        }
        let (low, high) = if step > 0 { (0, len) } else { (-1, len - 1) };
        let (first, end) = if step > 0 { (low, high) } else { (high, low) };
        let mut bound = |v: Value, missing: i64| -> Outcome<i64> {
            if v.is_none() {
                return Ok(missing);
            }
            let n = self.slice_number(v)?;
            let n = if n < 0 { n.saturating_add(len) } else { n };
            Ok(n.max(low).min(high))
        };
        Ok(Bounds {
            start: bound(start, first)?,
            stop: bound(stop, end)?,
            step,
        })
    }

    #[inline(always)]
    fn slice_number(&mut self, v: Value) -> Outcome<i64> {
        match v.as_small() {
            Some(n) if self.profile.small_int_bits > 32 => Ok(n),
            _ => self.any_slice_number(v),
        }
    }

    fn any_slice_number(&mut self, v: Value) -> Outcome<i64> {
        match self.int_maybe(v)? {
            Some(n) => Ok(n),
            None => {
                let message = alloc::format!("can't convert {} to int", self.type_name(v));
                Err(self.type_error(&message))
            }
        }
    }

    /// Lays a slice over a sequence of a type that knows steps of 1 only.
    pub fn plain_slice(
        &mut self,
        parts: [Value; 3],
        len: usize,
    ) -> Outcome<core::ops::Range<usize>> {
        let bounds = self.slice_bounds(parts, len)?;
        if bounds.step != 1 {
            return Err(self.raise(
                T::NotImplementedError,
                "only slices with step=1 (aka None) are supported",
            ));
        }
        Ok(bounds.range())
    }

    /// The items of a tuple or list, no subclass, as MicroPython asks for in few places.
    pub fn array_arg(&mut self, v: Value) -> Outcome<alloc::vec::Vec<Value>> {
        match self.heap.object(v) {
            Some(Object::List(items)) => Ok(items.clone()),
            Some(Object::Tuple(items)) => Ok(items.to_vec()),
            _ => {
                let message =
                    alloc::format!("object '{}' isn't a tuple or list", self.type_name(v));
                Err(self.type_error(&message))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::vec::Vec;

    use crate::vm::Profile;

    const NONE: Value = Value::NONE;

    fn picked(parts: [Value; 3], len: usize) -> Vec<usize> {
        let mut vm = Vm::new(Profile::UNIX, 0);
        vm.slice_bounds(parts, len).unwrap().indices().collect()
    }

    #[test]
    fn slices_resolve_missing_negative_and_far_bounds() {
        let n = Value::small;
        assert_eq!(picked([NONE, NONE, NONE], 3), [0, 1, 2]);
        assert_eq!(picked([n(-2), NONE, NONE], 3), [1, 2]);
        assert_eq!(picked([n(-9), n(9), NONE], 3), [0, 1, 2]);
        assert_eq!(picked([n(2), n(1), NONE], 3), [] as [usize; 0]);
        assert_eq!(picked([NONE, NONE, n(-1)], 3), [2, 1, 0]);
        assert_eq!(picked([NONE, NONE, n(-2)], 4), [3, 1]);
        assert_eq!(picked([n(9), n(0), n(-1)], 3), [2, 1]);
        assert_eq!(picked([NONE, NONE, n(1 << 46)], 3), [0]);
    }

    #[test]
    fn indices_count_from_both_ends() {
        let mut vm = Vm::new(Profile::UNIX, 0);
        assert_eq!(vm.sequence_index("list", 3, Value::small(-1)), Ok(2));
        assert_eq!(vm.sequence_index("list", 3, Value::TRUE), Ok(1));
        assert!(vm.sequence_index("list", 3, Value::small(3)).is_err());
        assert!(vm.sequence_index("list", 3, Value::float(1.0)).is_err());
    }
}
