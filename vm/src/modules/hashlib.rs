//! `hashlib`: SHA-256, SHA-1 and MD5. A hash that was asked for its digest is final.

use codecs::hash::{Hasher, Kind};

use super::binascii::{len_of_buffer, stretch};
use super::codec::Codec;
use super::{Member, ModuleSpec, always};
use crate::native::{Args, F, Outcome, native};
use crate::ops::buffer::Copied;
use crate::ops::work::Work;
use crate::types::text::steps;
use crate::types::{T, TypeSpec};
use crate::value::Value;
use crate::vm::Vm;

/// What the module is made of. All boards have mbedTLS, and so all three.
pub const SPEC: ModuleSpec = ModuleSpec {
    name: "hashlib",
    natives: &[],
    members: &[
        ("sha256", Member::Type(T::Sha256)),
        ("sha1", Member::Type(T::Sha1)),
        ("md5", Member::Type(T::Md5)),
    ],
    present: always,
};

macro_rules! hash_type {
    ($name:literal, $kind:ident) => {
        TypeSpec {
            name: $name,
            base: T::Object,
            make: Some(F::V(1, 2, |vm, args| make(vm, args, T::$kind, Kind::$kind))),
            natives: &[
                native(
                    "update",
                    F::F2(|vm, hash, data| update(vm, hash, data, T::$kind)),
                ),
                native("digest", F::F1(|vm, hash| digest(vm, hash, T::$kind))),
            ],
            consts: &[],
        }
    };
}

/// `sha256`
pub const SHA256: TypeSpec = hash_type!("sha256", Sha256);
/// `sha1`
pub const SHA1: TypeSpec = hash_type!("sha1", Sha1);
/// `md5`
pub const MD5: TypeSpec = hash_type!("md5", Md5);

/// What each of them holds in the numbers of its object.
const FINAL: usize = 0;

/// Bytes that are hashed in one go.
const BYTES: usize = 1 << 18;

/// Cycles that a byte takes about.
const CYCLES_PER_BYTE: usize = 30;

/// `sha256(data=b"")` and its kin.
fn make(vm: &mut Vm, args: Args, ty: T, kind: Kind) -> Outcome {
    let codec = Codec::Hash(Hasher::new(kind));
    let hash = vm.new_codec_device(ty, [0; 4], codec);
    match args.opt(vm, 1) {
        Some(data) => add(vm, hash, data, hash),
        None => Ok(hash),
    }
}

/// Refuses a hash that is final.
fn open(vm: &mut Vm, hash: Value, ty: T) -> Outcome<Value> {
    let hash = vm.self_device(hash, ty)?;
    match vm.device(hash).is_some_and(|d| d.data[FINAL] == 0) {
        true => Ok(hash),
        false => Err(vm.value_error("hash is final")),
    }
}

fn update(vm: &mut Vm, hash: Value, data: Value, ty: T) -> Outcome {
    let hash = open(vm, hash, ty)?;
    add(vm, hash, data, Value::NONE)
}

/// Adds data and answers with `answer`.
fn add(vm: &mut Vm, hash: Value, data: Value, answer: Value) -> Outcome {
    let len = len_of_buffer(vm, data)?;
    if len > BYTES {
        let args = vm.new_tuple([hash, data]);
        let work = Value::small(Work::Hash as i64);
        return Err(vm.call_frozen("after_steps", &[work, args, answer]));
    }
    let bytes = Copied::of(vm.buffer_of(data).unwrap_or_default());
    add_bytes(vm, hash, &bytes);
    Ok(answer)
}

fn add_bytes(vm: &mut Vm, hash: Value, bytes: &[u8]) {
    vm.spend(bytes.len() * CYCLES_PER_BYTE);
    if let Some(Codec::Hash(hasher)) = vm.codec_mut(hash) {
        hasher.update(bytes);
    }
}

/// One step of [`Work::Hash`]: the number is how far it is.
pub(crate) fn step(vm: &mut Vm, hash: Value, data: Value, state: Value) -> Outcome<Option<Value>> {
    let at = steps::number(vm, state, 1).unwrap_or(0);
    let (some, is_last) = stretch(vm, data, at, BYTES)?;
    add_bytes(vm, hash, &some);
    steps::set(vm, state, 1, Value::small((at + some.len()) as i64));
    Ok(is_last.then_some(Value::TRUE))
}

fn digest(vm: &mut Vm, hash: Value, ty: T) -> Outcome {
    let hash = open(vm, hash, ty)?;
    if let Some(d) = vm.device_mut(hash) {
        d.data[FINAL] = 1;
    }
    vm.spend(64 * CYCLES_PER_BYTE);
    let digest = match vm.codec_mut(hash) {
        Some(Codec::Hash(hasher)) => hasher.clone().finish(),
        _ => Default::default(),
    };
    Ok(vm.new_bytes(digest))
}
