//! Iteration over built-in types.

use alloc::vec::Vec;

use crate::native::{Abrupt, Outcome};
use crate::value::Value;
use crate::vm::Vm;

impl Vm {
    /// `iter(v)`: a built-in iterator, a generator as it is, or a pending call of a user's `__iter__`.
    pub fn get_iter(&mut self, v: Value) -> Outcome {
        let _ = v;
        Err(Abrupt::Python)
    }

    /// The next item of a built-in iterator, `None` at its end; [`Abrupt::Python`] for generators
    /// and users' iterators.
    pub fn iter_next(&mut self, iter: Value) -> Outcome<Option<Value>> {
        let _ = iter;
        Err(Abrupt::Python)
    }

    /// All items of anything that iterates without Python code; [`Abrupt::Python`] otherwise.
    pub fn to_vec(&mut self, v: Value) -> Outcome<Vec<Value>> {
        let _ = v;
        Err(Abrupt::Python)
    }
}
