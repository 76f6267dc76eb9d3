//! Arguments of natives as Rust values, with MicroPython's errors.

use alloc::string::String;

use crate::native::Outcome;
use crate::value::Value;
use crate::vm::Vm;

impl Vm {
    /// An integer argument that must fit 64 bits (`bool` counts).
    pub fn int_arg(&mut self, v: Value) -> Outcome<i64> {
        v.as_small()
            .ok_or(())
            .or_else(|()| Err(self.type_error("can't convert to int")))
    }

    /// A number argument as a float.
    pub fn float_arg(&mut self, v: Value) -> Outcome<f64> {
        v.as_float()
            .ok_or(())
            .or_else(|()| Err(self.type_error("can't convert to float")))
    }

    /// A string argument.
    pub fn str_arg(&mut self, v: Value) -> Outcome<String> {
        match self.str_of(v) {
            Some(s) => Ok(s.into()),
            None => Err(self.type_error("can't convert to str implicitly")),
        }
    }
}
