//! Generators' methods.

use crate::interp::frame::Resumed;
use crate::native::{Args, F, Outcome, native, slot};
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
        native("pend_throw", F::F2(pend_throw)),
        native("send", F::F2(send)),
        native("throw", F::V(2, 4, throw)),
        slot("__next__", F::F1(next)),
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

/// `throw(type)`, `throw(type, value)`, `throw(exception)`. What is thrown may be anything: an object
/// that the generator delegates to may take it.
fn throw(vm: &mut Vm, args: Args) -> Outcome {
    let v = args.get(vm, 0);
    let g = generator(vm, v)?;
    // As in CPython before 3.12: a type may be followed by the value.
    let (first, second) = (args.get(vm, 1), args.opt(vm, 2).unwrap_or(Value::NONE));
    let thrown = if second.is_none() { first } else { second };
    Err(vm.throw_into(g, thrown))
}

fn pend_throw(vm: &mut Vm, v: Value, exception: Value) -> Outcome {
    let g = generator(vm, v)?;
    vm.pend_throw(g, exception)
}
