//! `machine.PinBase` and `machine.Signal` of a process: pins that a program makes itself, and a pin
//! seen the other way round.

use alloc::vec;
use alloc::vec::Vec;

use super::truth_arg;
use crate::modules::{Member, ModuleSpec};
use crate::native::{Args, F, Outcome, native, slot};
use crate::types::{T, TypeSpec};
use crate::value::Value;
use crate::vm::Vm;

/// What the module is made of in a process, which has no pins of its own.
pub const UNIX_SPEC: ModuleSpec = ModuleSpec {
    name: "machine",
    natives: &[],
    members: &[
        ("PinBase", Member::Type(T::PinBase)),
        ("Signal", Member::Type(T::Signal)),
    ],
    present: |profile| profile.is_unix,
};

/// What `PinBase` is made of: the base of classes that have a method `value`.
pub const PIN_BASE: TypeSpec = TypeSpec {
    name: "PinBase",
    base: T::Object,
    make: Some(F::K(1, |vm, _| {
        Ok(vm.new_device(T::PinBase, [0; 4], Vec::new()))
    })),
    natives: &[],
    consts: &[],
};

/// What `Signal` is made of.
pub const SIGNAL: TypeSpec = TypeSpec {
    name: "Signal",
    base: T::Object,
    make: Some(F::K(1, make)),
    natives: &[
        native("value", F::V(1, 2, value)),
        native("on", F::F1(|vm, signal| write(vm, signal, true))),
        native("off", F::F1(|vm, signal| write(vm, signal, false))),
        slot("__call__", F::V(1, 2, value)),
    ],
    consts: &[],
};

/// `Signal(pin, invert=False)`
fn make(vm: &mut Vm, args: Args) -> Outcome {
    let args = args.skip(1);
    let keywords: Vec<(Value, Value)> = args.keywords(vm).collect();
    let invert = match keywords[..] {
        [] => Some(Value::FALSE),
        [(name, invert)] if vm.str_of(name) == Some("invert") => Some(invert),
        _ => None,
    };
    let (1, Some(invert)) = (args.n, invert) else {
        return Err(vm.raise_with(T::TypeError, &[]));
    };
    let invert = truth_arg(vm, invert)?;
    let pin = args.get(vm, 0);
    Ok(vm.new_device(T::Signal, [i64::from(invert), 0, 0, 0], vec![pin]))
}

/// A signal's pin, and whether it is inverted.
fn parts(vm: &mut Vm, v: Value) -> Outcome<(Value, bool)> {
    let signal = vm.native_part(v);
    let found = vm.device(signal).filter(|d| d.ty == T::Signal);
    match found.and_then(|d| Some((*d.values.first()?, d.data[0] != 0))) {
        Some(parts) => Ok(parts),
        None => Err(vm.wrong_self("Signal", v)),
    }
}

/// `value([x])`, and calling the signal
fn value(vm: &mut Vm, args: Args) -> Outcome {
    let signal = args.get(vm, 0);
    if let Some(on) = args.opt(vm, 1) {
        let on = truth_arg(vm, on)?;
        return write(vm, signal, on);
    }
    let (pin, invert) = parts(vm, signal)?;
    Err(vm.call_frozen("signal_read", &[pin, Value::small(invert.into())]))
}

fn write(vm: &mut Vm, signal: Value, on: bool) -> Outcome {
    let (pin, invert) = parts(vm, signal)?;
    Err(vm.call_frozen("signal_write", &[pin, Value::bool(on != invert)]))
}
