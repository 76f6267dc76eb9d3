//! `range` and `slice`

use alloc::boxed::Box;

use super::{T, TypeSpec};
use crate::native::{Args, F, Native, Outcome, slot};
use crate::object::{Object, RangeObj};
use crate::value::Value;
use crate::vm::Vm;

/// What `range` is made of.
pub const RANGE: TypeSpec = TypeSpec {
    name: "range",
    base: T::Object,
    make: Some(F::V(2, 4, make)),
    natives: &[],
    consts: &[],
};

/// What `slice` is made of; only subscripts make one.
pub const SLICE: TypeSpec = TypeSpec {
    name: "slice",
    base: T::Object,
    make: None,
    natives: SLICE_NATIVES,
    consts: &[],
};

const SLICE_NATIVES: &[Native] = &[slot("indices", F::F2(indices))];

fn make(vm: &mut Vm, args: Args) -> Outcome {
    let mut numbers = [0; 3];
    for i in 1..args.n {
        let v = args.get(vm, i);
        numbers[i - 1] = vm.int_arg(v)?;
    }
    let range = match (args.n, numbers) {
        (2, [stop, ..]) => RangeObj {
            start: 0,
            stop,
            step: 1,
        },
        (3, [start, stop, _]) => RangeObj {
            start,
            stop,
            step: 1,
        },
        (_, [.., 0]) => return Err(vm.value_error("zero step")),
        (_, [start, stop, step]) => RangeObj { start, stop, step },
    };
    Ok(vm.heap.new_value(Object::Range(Box::new(range))))
}

fn indices(vm: &mut Vm, slice: Value, len: Value) -> Outcome {
    let Some(parts) = vm.slice_parts(slice) else {
        return Err(vm.wrong_self("slice", slice));
    };
    let len = vm.int_arg(len)?;
    let bounds = vm.slice_bounds(parts, len.max(0) as usize)?;
    let numbers = [bounds.start, bounds.stop, bounds.step].map(|n| vm.new_int(n));
    Ok(vm.new_tuple(numbers))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vm::Profile;

    #[test]
    fn a_slice_lies_over_a_length() {
        let mut vm = Vm::new(Profile::UNIX, 0);
        let parts = [Value::small(-2), Value::NONE, Value::NONE];
        let slice = vm.heap.new_value(Object::Slice(Box::new(parts)));
        let tuple = indices(&mut vm, slice, Value::small(5)).unwrap();
        assert_eq!(vm.items_of(tuple), Some(&[3, 5, 1].map(Value::small)[..]));
    }
}
