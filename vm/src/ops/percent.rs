//! `%` on `str` and `bytes`.

use crate::native::{Abrupt, Outcome};
use crate::value::Value;
use crate::vm::Vm;

impl Vm {
    /// `fmt % arg`; [`Abrupt::Python`] where a user's `__str__` or `__repr__` is asked for.
    pub fn percent_format(&mut self, fmt: Value, arg: Value) -> Outcome {
        let _ = (fmt, arg);
        Err(Abrupt::Python)
    }
}
