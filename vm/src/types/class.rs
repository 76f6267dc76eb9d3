//! `type`, `super`, `property`, `staticmethod` and `classmethod`.

use alloc::boxed::Box;

use crate::native::{Args, F, Native, Outcome, native};
use crate::object::Object;
use crate::params::param;
use crate::types::text::Kind;
use crate::types::{T, TypeSpec};
use crate::value::Value;
use crate::vm::Vm;

const fn spec(name: &'static str, make: F, natives: &'static [Native]) -> TypeSpec {
    TypeSpec {
        name,
        base: T::Object,
        make: Some(make),
        natives,
        consts: &[],
    }
}

/// `type`
pub const TYPE: TypeSpec = spec("type", F::V(2, 4, make_type), &[]);
/// `super`
pub const SUPER: TypeSpec = spec("super", F::V(3, 3, make_super), &[]);
/// `staticmethod`
pub const STATIC_METHOD: TypeSpec = spec("staticmethod", F::V(2, 2, make_static), &[]);
/// `classmethod`
pub const CLASS_METHOD: TypeSpec = spec("classmethod", F::V(2, 2, make_class), &[]);
/// `property`
pub const PROPERTY: TypeSpec = spec(
    "property",
    F::K(1, make_property),
    &[
        native("getter", F::F2(|vm, p, f| with_part(vm, p, 0, f))),
        native("setter", F::F2(|vm, p, f| with_part(vm, p, 1, f))),
        native("deleter", F::F2(|vm, p, f| with_part(vm, p, 2, f))),
    ],
);

fn make_type(vm: &mut Vm, args: Args) -> Outcome {
    match args.n {
        2 => {
            let v = args.get(vm, 1);
            Ok(Value::obj(vm.type_of(v)))
        }
        4 => {
            let (name, bases, dict) = (args.get(vm, 1), args.get(vm, 2), args.get(vm, 3));
            if vm.text_kind(name) != Some(Kind::Str) {
                return Err(vm.not_a_string(name));
            }
            let bases = match vm.heap.object(bases) {
                Some(Object::Tuple(bases)) => bases.to_vec(),
                _ => return Err(vm.raise_with(T::TypeError, &[])),
            };
            let locals = match vm.heap.object(dict) {
                Some(Object::Dict(m)) => m.clone(),
                _ => return Err(vm.raise_with(T::TypeError, &[])),
            };
            vm.new_class(name, &bases, locals)
        }
        _ => Err(vm.type_error("type takes 1 or 3 arguments")),
    }
}

fn make_super(vm: &mut Vm, args: Args) -> Outcome {
    let (class, receiver) = (args.get(vm, 1), args.get(vm, 2));
    let Some(base) = class.as_ref().filter(|&r| vm.class(r).is_some()) else {
        let of = vm.type_of(receiver);
        let _ = vm.derives(of, class)?;
        // MicroPython takes a tuple of classes for one, and goes astray with it.
        return Err(vm.raise_with(T::TypeError, &[]));
    };
    let of = match receiver.as_ref().filter(|&r| vm.class(r).is_some()) {
        Some(class) if vm.is_subclass(class, base) => class,
        _ => vm.type_of(receiver),
    };
    if !vm.is_subclass(of, base) {
        return Err(vm.raise_with(T::TypeError, &[]));
    }
    Ok(vm.heap.new_value(Object::Super { class, receiver }))
}

fn make_static(vm: &mut Vm, args: Args) -> Outcome {
    let f = args.get(vm, 1);
    Ok(vm.heap.new_value(Object::StaticMethod(f)))
}

fn make_class(vm: &mut Vm, args: Args) -> Outcome {
    let f = args.get(vm, 1);
    Ok(vm.heap.new_value(Object::ClassMethod(f)))
}

fn make_property(vm: &mut Vm, args: Args) -> Outcome {
    // The functions share one name, which is none: a keyword of that name is each of them.
    let names = ["", "", "", "doc"].map(param);
    let [get, set, delete, _] = vm.parse_args(args.skip(1), &names)?;
    let parts = [get, set, delete].map(|part| part.unwrap_or(Value::NONE));
    Ok(vm.heap.new_value(Object::Property(Box::new(parts))))
}

/// A copy of a property with one of its functions replaced.
fn with_part(vm: &mut Vm, property: Value, part: usize, f: Value) -> Outcome {
    match vm.heap.object(property) {
        Some(Object::Property(parts)) => {
            let mut parts = parts.clone();
            parts[part] = f;
            Ok(vm.heap.new_value(Object::Property(parts)))
        }
        _ => Err(vm.type_error("argument has wrong type")),
    }
}
