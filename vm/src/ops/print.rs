//! `repr()` and `str()` of all types.

use alloc::string::String;

use crate::native::{Abrupt, Outcome};
use crate::value::Value;
use crate::vm::Vm;

/// How a value is shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Style {
    /// As `repr()` does.
    Repr,
    /// As `str()` and `print()` do.
    Str,
}

impl Vm {
    /// Appends `v` to `out`; [`Abrupt::Python`] where a user's `__repr__` or `__str__` decides,
    /// also inside a container.
    pub fn write_value(&mut self, out: &mut String, v: Value, style: Style) -> Outcome<()> {
        let _ = (out, v, style);
        Err(Abrupt::Python)
    }
}
