//! `a[i]`, `a[i] = v`, `del a[i]`.

use crate::native::{Abrupt, Outcome};
use crate::value::Value;
use crate::vm::Vm;

impl Vm {
    /// `object[index]`
    pub fn get_item(&mut self, object: Value, index: Value) -> Outcome {
        let _ = (object, index);
        Err(Abrupt::Python)
    }

    /// `object[index] = value`. A pending call's result is ignored.
    pub fn set_item(&mut self, object: Value, index: Value, value: Value) -> Outcome<()> {
        let _ = (object, index, value);
        Err(Abrupt::Python)
    }

    /// `del object[index]`. A pending call's result is ignored.
    pub fn del_item(&mut self, object: Value, index: Value) -> Outcome<()> {
        let _ = (object, index);
        Err(Abrupt::Python)
    }
}
