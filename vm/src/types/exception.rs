//! Exceptions: making them, and their methods and attributes.

use crate::native::{Args, F, Native, Outcome};
use crate::vm::Vm;

/// `ValueError(*args)`
pub const MAKE: F = F::V(1, crate::native::ANY, make);

/// Methods of all exceptions.
pub const NATIVES: &[Native] = &[];

fn make(vm: &mut Vm, args: Args) -> Outcome {
    let class = args.get(vm, 0);
    let rest = args.skip(1).all(vm).to_vec();
    let class = vm.builtin_base(class);
    Ok(vm.new_exception_of(class, &rest))
}
