//! `machine` of a process: pins that a program makes itself, a pin seen the other way round, and the length of
//! pulses.

use alloc::vec;
use alloc::vec::Vec;

use super::SOFT_RESET;
use super::memory::MEMBERS as MEMORY;
use crate::modules::{Member, ModuleSpec};
use crate::native::{Abrupt, Args, F, Outcome, native, slot};
use crate::types::{T, TypeSpec};
use crate::value::Value;
use crate::vm::Vm;

/// What the module is made of in a process, which has no pins of its own.
pub const UNIX_SPEC: ModuleSpec = ModuleSpec {
    name: "machine",
    natives: &[
        // Nobody else has to be let run: the threads of a process take turns.
        native("idle", F::F0(|_| Ok(Value::NONE))),
        SOFT_RESET,
        native("time_pulse_us", F::V(2, 3, time_pulse_us)),
    ],
    members: &Member::join::<{ MEMORY.len() + OWN.len() }>(&[OWN, MEMORY]),
    present: |profile| profile.is_unix,
};

const OWN: &[(&str, Member)] = &[
    ("PinBase", Member::Type(T::PinBase)),
    ("Signal", Member::Type(T::Signal)),
];

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
        native("on", F::F1(|vm, signal| write(vm, signal, Value::TRUE))),
        native("off", F::F1(|vm, signal| write(vm, signal, Value::FALSE))),
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
    let pin = args.get(vm, 0);
    match vm.truth(invert) {
        Ok(invert) => Ok(vm.new_device(T::Signal, [i64::from(invert), 0, 0, 0], vec![pin])),
        Err(Abrupt::Python) => Err(vm.call_frozen("signal_over", &[pin, invert])),
        Err(other) => Err(other),
    }
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
        return write(vm, signal, on);
    }
    let (pin, invert) = parts(vm, signal)?;
    Err(vm.call_frozen("signal_read", &[pin, Value::small(invert.into())]))
}

fn write(vm: &mut Vm, signal: Value, on: Value) -> Outcome {
    let (pin, invert) = parts(vm, signal)?;
    Err(vm.call_frozen("signal_write", &[pin, on, Value::bool(invert)]))
}

/// How long a pulse is waited for and measured, in microseconds, unless the program says so.
const PULSE_TIMEOUT: i64 = 1_000_000;

/// `time_pulse_us(pin, level[, timeout])`, of whatever has a method `value`.
fn time_pulse_us(vm: &mut Vm, args: Args) -> Outcome {
    let (pin, level) = (args.get(vm, 0), args.get(vm, 1));
    let timeout = args.opt(vm, 2);
    let timeout = timeout.unwrap_or(Value::small(PULSE_TIMEOUT));
    Err(vm.call_frozen("time_pulse", &[pin, level, timeout]))
}
