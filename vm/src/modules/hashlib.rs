//! `hashlib`: SHA-256, SHA-1 and MD5. A hash that was asked for its digest is final.

use codecs::hash::{Hasher, Kind};

use super::binascii::{len_of_buffer, stretch};
use super::codec::{Codec, ty_of};
use super::{Member, ModuleSpec, always};
use crate::native::{Args, F, Outcome, native};
use crate::object::Object;
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
            make: Some(F::V(1, 2, |vm, args| make(vm, args, Kind::$kind))),
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

/// Bytes that are hashed in one go.
const BYTES: usize = 1 << 18;

/// Cycles that a byte takes about.
const CYCLES_PER_BYTE: usize = 30;

/// `sha256(data=b"")` and its kin.
fn make(vm: &mut Vm, args: Args, kind: Kind) -> Outcome {
    let hash = vm.new_codec(Codec::Hash(Hasher::new(kind), false));
    match args.opt(vm, 1) {
        Some(data) => add(vm, hash, data, hash),
        None => Ok(hash),
    }
}

/// The hash that an object is, and whether it is final.
fn hasher(vm: &mut Vm, hash: Value) -> Option<(&mut Hasher, &mut bool)> {
    match vm.heap.object_mut(hash) {
        Some(Object::Codec(codec)) => match &mut **codec {
            Codec::Hash(hasher, is_final) => Some((hasher, is_final)),
            _ => None,
        },
        _ => None,
    }
}

/// Refuses a hash that is final, and all else.
fn open(vm: &mut Vm, v: Value, ty: T) -> Outcome<Value> {
    let hash = vm.native_part(v);
    match hasher(vm, hash)
        .filter(|(hasher, _)| ty_of(hasher.kind()) == ty)
        .map(|(_, is_final)| *is_final)
    {
        Some(false) => Ok(hash),
        Some(true) => Err(vm.value_error("hash is final")),
        None => Err(vm.wrong_self(ty.spec().name, v)),
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
    if let Some((hasher, _)) = hasher(vm, hash) {
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
    vm.spend(64 * CYCLES_PER_BYTE);
    let digest = match hasher(vm, hash) {
        Some((hasher, is_final)) => {
            *is_final = true;
            hasher.clone().finish()
        }
        None => Default::default(),
    };
    Ok(vm.new_bytes(digest))
}
