//! `object`: the base of all classes.

use crate::native::{Abrupt, Args, F, Outcome, native, static_method};
use crate::object::Object;
use crate::types::{T, TypeSpec};
use crate::value::{Ref, Value};
use crate::vm::Vm;

/// What the type is made of.
pub const SPEC: TypeSpec = TypeSpec {
    name: "object",
    base: T::Object,
    make: Some(F::V(1, 1, make)),
    natives: &[
        native("__init__", F::K(0, init)),
        static_method("__new__", F::F1(new)),
        native("__setattr__", F::F3(setattr)),
        native("__delattr__", F::F2(delattr)),
    ],
    consts: &[],
};

fn make(vm: &mut Vm, _: Args) -> Outcome {
    Ok(vm.heap.new_value(Object::Plain))
}

/// `super().__init__(…)` of a class that derives from a built-in type makes the built-in part.
fn init(vm: &mut Vm, args: Args) -> Outcome {
    let object = args.opt(vm, 0).unwrap_or(Value::NULL);
    if !matches!(vm.heap.object(object), Some(Object::Derived(_))) {
        vm.no_keywords(args)?;
        return match args.n {
            1 => Ok(Value::NONE),
            n => Err(vm.wrong_count(1, n)),
        };
    }
    let rest = args.skip(1);
    let end = rest.base + rest.n + 2 * rest.nkw;
    let given = vm.stack[rest.base..end].to_vec();
    let maker = vm.native_maker(vm.type_of(object));
    let abrupt = vm.call_then(
        maker,
        &given,
        crate::interp::conts::Cont::InitNative,
        &[object],
    );
    vm.pending.nkw = rest.nkw;
    Err(abrupt)
}

/// `object.__new__(cls)`, and `super().__new__(cls)`.
fn new(vm: &mut Vm, class: Value) -> Outcome {
    let of_user = |r: &Ref| vm.class(*r).is_some_and(|t| !t.builtin);
    match class.as_ref().filter(of_user) {
        Some(class) => Ok(vm.new_instance(class)),
        None => Err(vm.type_error("arg must be user-type")),
    }
}

fn setattr(vm: &mut Vm, object: Value, name: Value, value: Value) -> Outcome {
    let (Some(name), Some(r)) = (
        name.as_qstr(),
        object.as_ref().filter(|_| vm.is_user(object)),
    ) else {
        return Err(vm.type_error("arg must be user-type"));
    };
    vm.store_member(r, object, name, value)?;
    Ok(Value::NONE)
}

fn delattr(vm: &mut Vm, object: Value, name: Value) -> Outcome {
    match setattr(vm, object, name, Value::NULL) {
        Err(Abrupt::Raise(_)) if name.as_qstr().is_some() && vm.is_user(object) => {
            Err(vm.raise(T::AttributeError, "no such attribute"))
        }
        outcome => outcome,
    }
}
