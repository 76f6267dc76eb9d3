//! `binascii`: bytes as hexadecimal digits and as Base64, and their CRC-32.

use alloc::vec::Vec;

use codecs::base64::{self, Decoder};
use codecs::checksum;

use super::{ModuleSpec, always};
use crate::native::{Args, F, Outcome, native};
use crate::ops::work::Work;
use crate::params::param;
use crate::types::T;
use crate::types::bytes;
use crate::types::text::{Kind, steps};
use crate::value::Value;
use crate::vm::Vm;

/// What the module is made of.
pub const SPEC: ModuleSpec = ModuleSpec {
    name: "binascii",
    natives: &[
        native("hexlify", F::V(1, 2, hexlify)),
        native("unhexlify", F::F1(unhexlify)),
        native("a2b_base64", F::F1(decode)),
        native("b2a_base64", F::K(1, encode)),
        native("crc32", F::V(1, 2, crc32)),
    ],
    members: &[],
    present: always,
};

/// Bytes that are worked on in one go, and in one step; whole groups of Base64.
const BYTES: usize = 3 << 18;

/// Cycles that a byte takes about.
const CYCLES_PER_BYTE: usize = 16;

fn hexlify(vm: &mut Vm, args: Args) -> Outcome {
    bytes::hex_as(vm, args, Kind::Bytes)
}

fn unhexlify(vm: &mut Vm, digits: Value) -> Outcome {
    bytes::fromhex(vm, Vm::type_value(T::Bytes), digits)
}

/// How many bytes a buffer has; `TypeError` for all else.
pub(super) fn len_of_buffer(vm: &mut Vm, v: Value) -> Outcome<usize> {
    match vm.buffer_of(v) {
        Some(bytes) => Ok(bytes.len()),
        None => Err(vm.type_error("object with buffer protocol required")),
    }
}

/// At most `most` bytes of a buffer, for one step, and whether they are the last.
pub(super) fn stretch(
    vm: &mut Vm,
    data: Value,
    at: usize,
    most: usize,
) -> Outcome<(Vec<u8>, bool)> {
    vm.reserve(2 * most)?;
    let rest = vm.buffer_of(data).and_then(|b| b.get(at..));
    let rest = rest.unwrap_or_default();
    let some = rest[..rest.len().min(most)].to_vec();
    let is_last = some.len() == rest.len();
    Ok((some, is_last))
}

/// `a2b_base64(text)`
fn decode(vm: &mut Vm, text: Value) -> Outcome {
    let len = len_of_buffer(vm, text)?;
    vm.room_for_text(len / 4 * 3)?;
    if len > BYTES {
        return Err(vm.in_steps(Work::FromBase64, &[text]));
    }
    vm.spend(len * CYCLES_PER_BYTE);
    let (mut decoder, mut out) = (Decoder::default(), Vec::with_capacity(len / 4 * 3 + 3));
    decoder.decode(vm.buffer_of(text).unwrap_or_default(), &mut out);
    decoded(vm, decoder, out)
}

fn decoded(vm: &mut Vm, decoder: Decoder, out: Vec<u8>) -> Outcome {
    match decoder.is_whole() {
        true => Ok(vm.new_bytes(out)),
        false => Err(vm.value_error("incorrect padding")),
    }
}

/// `b2a_base64(data, newline=True)`
fn encode(vm: &mut Vm, args: Args) -> Outcome {
    let data = args.get(vm, 0);
    let [newline] = vm.parse_args(args.skip(1), &[param("newline")])?;
    let newline = match newline {
        Some(v) => vm.truth(v)?,
        None => true,
    };
    let len = len_of_buffer(vm, data)?;
    vm.room_for_text(len.div_ceil(3) * 4 + 1)?;
    if len > BYTES {
        return Err(vm.in_steps(Work::ToBase64, &[data, Value::bool(newline)]));
    }
    vm.spend(len * CYCLES_PER_BYTE);
    let mut out = Vec::with_capacity(len.div_ceil(3) * 4 + 1);
    base64::encode(vm.buffer_of(data).unwrap_or_default(), &mut out);
    if newline {
        out.push(b'\n');
    }
    Ok(vm.new_bytes(out))
}

/// `crc32(data, value=0)`
fn crc32(vm: &mut Vm, args: Args) -> Outcome {
    let data = args.get(vm, 0);
    let len = len_of_buffer(vm, data)?;
    let before = match args.opt(vm, 1) {
        Some(v) => vm.int_arg_truncated(v)? as u32,
        None => 0,
    };
    if len > BYTES {
        return Err(vm.in_steps(Work::Crc, &[data, Value::small(before.into())]));
    }
    vm.spend(len * CYCLES_PER_BYTE);
    let crc = checksum::crc32(before, vm.buffer_of(data).unwrap_or_default());
    Ok(vm.new_int(crc.into()))
}

/// One step of [`Work::ToBase64`], [`Work::FromBase64`] and [`Work::Crc`]. The first number is how far it is,
/// the second what there is to be kept.
pub(crate) fn step(
    vm: &mut Vm,
    work: Work,
    args: &[Value],
    state: Value,
) -> Outcome<Option<Value>> {
    let [at, kept] = [1, 2].map(|i| steps::number(vm, state, i).unwrap_or(0));
    let data = args[0];
    let (some, is_last) = stretch(vm, data, at, BYTES)?;
    vm.spend(some.len() * CYCLES_PER_BYTE);
    let second = args.get(1).copied().unwrap_or(Value::NONE);
    let mut kept = kept as u32;
    if work == Work::Crc {
        let before = if at == 0 {
            second.as_small().unwrap_or(0) as u32
        } else {
            kept
        };
        kept = checksum::crc32(before, &some);
        if is_last {
            return Ok(Some(vm.new_int(kept.into())));
        }
    } else {
        let mut decoder = Decoder::restore(kept);
        let out = steps::with_bytes(vm, state, |_, out| {
            match work {
                Work::ToBase64 => base64::encode(&some, out),
                _ => decoder.decode(&some, out),
            }
            if is_last && second == Value::TRUE {
                out.push(b'\n');
            }
            if is_last {
                core::mem::take(out)
            } else {
                Vec::new()
            }
        });
        if is_last {
            return decoded(vm, decoder, out).map(Some);
        }
        kept = decoder.save();
    }
    steps::set(vm, state, 1, Value::small((at + some.len()) as i64));
    steps::set(vm, state, 2, Value::small(kept.into()));
    Ok(None)
}
