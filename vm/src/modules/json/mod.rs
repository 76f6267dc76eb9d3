//! `json`: values as text and back, with MicroPython's leniencies.

mod lexer;
mod quick;
pub(super) mod read;
pub(super) mod write;

use super::io::raw::{self, Good};
use super::{ModuleSpec, always};
use crate::native::{Args, F, Outcome, native};
use crate::params::keyword;
use crate::types::text::Kind;
use crate::value::Value;
use crate::vm::Vm;
use write::Separators;

/// What the module is made of.
pub const SPEC: ModuleSpec = ModuleSpec {
    name: "json",
    natives: &[
        native("dump", F::K(2, dump)),
        native("dumps", F::K(1, dumps)),
        native("load", F::F1(load)),
        native("loads", F::F1(loads)),
    ],
    members: &[],
    present: always,
};

/// The separators that a call asks for behind its `n` own arguments.
fn separators(vm: &mut Vm, args: Args, n: usize) -> Outcome<Separators> {
    let [given] = vm.parse_args(args.skip(n), &[keyword("separators")])?;
    let (item, key) = (Value::NONE, Value::NONE);
    let given = match given {
        None | Some(Value::NONE) => return Ok(Separators { item, key }),
        Some(given) => given,
    };
    let [item, key] = vm.fixed_items(given)?;
    for text in [item, key] {
        if vm
            .text_kind(text)
            .is_none_or(|kind| kind == Kind::ByteArray)
        {
            return Err(vm.wrong_text(text));
        }
    }
    Ok(Separators { item, key })
}

/// `dumps(obj, separators=None)`
fn dumps(vm: &mut Vm, args: Args) -> Outcome {
    let separators = separators(vm, args, 1)?;
    write::dumps(vm, args.get(vm, 0), separators)
}

/// `dump(obj, stream, separators=None)`
fn dump(vm: &mut Vm, args: Args) -> Outcome {
    let separators = separators(vm, args, 2)?;
    let (value, stream) = (args.get(vm, 0), args.get(vm, 1));
    let of_user = raw::check(vm, stream, Good::Writes)?;
    let state = write::begin(vm, value, separators, of_user);
    Err(vm.call_frozen("json_dump", &[state, stream]))
}

/// `loads(text)`
fn loads(vm: &mut Vm, text: Value) -> Outcome {
    if vm.buffer_of(text).is_none() {
        return Err(vm.type_error("object with buffer protocol required"));
    }
    read::read(vm, text)
}

/// `load(stream)`
fn load(vm: &mut Vm, stream: Value) -> Outcome {
    raw::check(vm, stream, Good::Reads)?;
    let state = read::begin(vm);
    Err(vm.call_frozen("json_load", &[state, stream]))
}
