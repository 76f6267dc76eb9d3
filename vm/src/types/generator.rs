//! Generators' methods.

use crate::interp::frame::Resumed;
use crate::native::{Abrupt, Args, F, Outcome, native};
use crate::object::Object;
use crate::types::{T, TypeSpec};
use crate::value::{Ref, Value};
use crate::vm::Vm;

/// What the type is made of.
pub const SPEC: TypeSpec = TypeSpec {
    name: "generator",
    base: T::Object,
    make: None,
    natives: &[
        native("close", F::F1(close)),
        native("send", F::F2(send)),
        native("throw", F::V(2, 4, throw)),
        native("__next__", F::F1(next)),
    ],
    consts: &[],
};

fn generator(vm: &mut Vm, v: Value) -> Outcome<Ref> {
    match (vm.heap.object(v), v.as_ref()) {
        (Some(Object::Generator(_)), Some(r)) => Ok(r),
        _ => Err(vm.type_error("argument has wrong type")),
    }
}

fn next(vm: &mut Vm, v: Value) -> Outcome {
    let g = generator(vm, v)?;
    vm.resume_generator(g, Value::NONE, Resumed::Next)
}

fn send(vm: &mut Vm, v: Value, sent: Value) -> Outcome {
    let g = generator(vm, v)?;
    vm.resume_generator(g, sent, Resumed::Next)
}

fn close(vm: &mut Vm, v: Value) -> Outcome {
    let g = generator(vm, v)?;
    vm.close_generator(g)
}

/// `throw(type)`, `throw(type, value)`, `throw(exception)`
fn throw(vm: &mut Vm, args: Args) -> Outcome {
    let v = args.get(vm, 0);
    let g = generator(vm, v)?;
    // As in CPython before 3.12: a type may be followed by the value.
    let (first, second) = (args.get(vm, 1), args.opt(vm, 2).unwrap_or(Value::NONE));
    let thrown = if second.is_none() { first } else { second };
    match vm.make_exception(thrown) {
        Abrupt::Raise(exc) if vm.is_instance(thrown, T::BaseException) => {
            Err(vm.throw_into(g, exc))
        }
        Abrupt::Python => {
            let class = thrown.as_ref().map_or(Ref(T::Exception as u32), |r| r);
            let layout = vm.class(class).map_or(T::Exception, |t| t.layout);
            let exc = if vm.class(class).is_some_and(|t| t.builtin) {
                vm.new_exception(layout, &[])
            } else {
                // A user's class is made without running its `__init__`.
                let native = vm.new_exception(layout, &[]);
                let instance = vm.new_instance(class);
                if let Some(Object::Derived(d)) = vm.heap.object_mut(instance) {
                    d.native = native;
                }
                instance
            };
            Err(vm.throw_into(g, exc))
        }
        e => Err(e),
    }
}
