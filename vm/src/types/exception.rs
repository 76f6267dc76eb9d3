//! Exceptions: making them, and their methods and attributes.

use alloc::boxed::Box;

use crate::native::{Args, F, Native, Outcome};
use crate::object::{ExceptionObj, Object};
use crate::value::Value;
use crate::vm::Vm;

/// `ValueError(*args)`
pub const MAKE: F = F::V(1, crate::native::ANY, make);

/// Methods of all exceptions.
pub const NATIVES: &[Native] = &[];

fn make(vm: &mut Vm, args: Args) -> Outcome {
    let class = args.get(vm, 0);
    let rest = args.skip(1).all(vm).to_vec();
    let args = vm.new_tuple(rest);
    let class = vm.builtin_base(class);
    Ok(vm.heap.new_value(Object::Exception(Box::new(ExceptionObj {
        class,
        args,
        traceback: alloc::vec::Vec::new(),
        attrs: Value::NULL,
    }))))
}
