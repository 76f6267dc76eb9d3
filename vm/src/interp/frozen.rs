//! The VM's own Python: helpers that loop over calls, compiled by our compiler when first used.

use crate::native::Outcome;
use crate::value::Value;
use crate::vm::Vm;

impl Vm {
    /// The frozen function `name`.
    pub(crate) fn frozen_function(&mut self, name: &str) -> Outcome {
        let message = alloc::format!("no frozen function {name}");
        Err(self.raise(crate::types::T::RuntimeError, &message))
    }
    pub(crate) fn install_builtins(&mut self) {}
    pub(crate) fn trace_line(&self, _f: &crate::interp::frame::Frame) -> crate::object::TraceLine {
        crate::object::TraceLine {
            file: crate::qstr::q::EMPTY,
            line: 0,
            block: crate::qstr::q::EMPTY,
        }
    }
    #[allow(dead_code)]
    fn unused(&self) -> Value {
        self.injected
    }
}
