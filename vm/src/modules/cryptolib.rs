//! `cryptolib`: AES. An object encrypts or decrypts, whichever it did first.

use alloc::vec::Vec;

use codecs::aes::{BLOCK, Cipher, Key, Mode};

use super::binascii::{len_of_buffer, stretch};
use super::codec::Codec;
use super::{Member, ModuleSpec, always};
use crate::native::{Args, F, Native, Outcome, native};
use crate::ops::work::Work;
use crate::types::text::steps;
use crate::types::{T, TypeSpec};
use crate::value::Value;
use crate::vm::Vm;

/// What the module is made of: no board's firmware names the modes.
pub const SPEC: ModuleSpec = ModuleSpec {
    name: "cryptolib",
    natives: &[],
    members: &[("aes", Member::Type(T::Aes))],
    present: always,
};

/// `aes`
pub const AES: TypeSpec = TypeSpec {
    name: "aes",
    base: T::Object,
    make: Some(F::V(3, 4, make)),
    natives: NATIVES,
    consts: &[],
};

const NATIVES: &[Native] = &[
    native("encrypt", F::V(2, 3, |vm, args| process(vm, args, true))),
    native("decrypt", F::V(2, 3, |vm, args| process(vm, args, false))),
];

/// What it has been used for, in the numbers of its object.
const USE: usize = 0;
const UNUSED: i64 = 0;
const ENCRYPTS: i64 = 1;
const DECRYPTS: i64 = 2;

/// Bytes that are worked on in one go, whole blocks.
const BYTES: usize = 1 << 16;

/// Cycles that a byte takes about.
const CYCLES_PER_BYTE: usize = 60;

/// The mode of this number, if the board has it: counters are left out of the boards' firmware.
fn mode_of(vm: &Vm, number: i64) -> Option<Mode> {
    match number {
        1 => Some(Mode::Ecb),
        2 => Some(Mode::Cbc),
        6 if vm.profile.is_unix => Some(Mode::Ctr),
        _ => None,
    }
}

/// `aes(key, mode, IV=None)`
fn make(vm: &mut Vm, args: Args) -> Outcome {
    let (key, number) = (args.get(vm, 1), args.get(vm, 2));
    let number = vm.int_arg(number)?;
    let Some(mode) = mode_of(vm, number) else {
        return Err(vm.value_error("mode"));
    };
    len_of_buffer(vm, key)?;
    let key = vm.buffer_of(key).unwrap_or_default();
    let key = match (<[u8; 16]>::try_from(key), <[u8; 32]>::try_from(key)) {
        (Ok(key), _) => Key::Short(key),
        (_, Ok(key)) => Key::Long(key),
        _ => return Err(vm.value_error("key")),
    };
    let start = match args.opt(vm, 3) {
        None | Some(Value::NONE) if mode == Mode::Ecb => [0; BLOCK],
        None | Some(Value::NONE) => return Err(vm.value_error("IV")),
        Some(start) => {
            len_of_buffer(vm, start)?;
            match vm.buffer_of(start).unwrap_or_default().try_into() {
                Ok(start) => start,
                Err(_) => return Err(vm.value_error("IV")),
            }
        }
    };
    let codec = Codec::Cipher(Cipher::new(key, mode, start));
    Ok(vm.new_codec_device(T::Aes, [UNUSED, 0, 0, 0], codec))
}

/// `encrypt(data, out=None)` and `decrypt(data, out=None)`: new bytes, or `out`, which may be `data` itself.
fn process(vm: &mut Vm, args: Args, encrypts: bool) -> Outcome {
    let cipher = vm.self_device(args.get(vm, 0), T::Aes)?;
    let (data, out) = (args.get(vm, 1), args.opt(vm, 2));
    let len = len_of_buffer(vm, data)?;
    let is_counter = match vm.codec_mut(cipher) {
        Some(Codec::Cipher(cipher)) => cipher.mode() == Mode::Ctr,
        _ => false,
    };
    if !is_counter && !len.is_multiple_of(BLOCK) {
        return Err(vm.value_error("blksize % 16"));
    }
    match out {
        Some(out) if vm.writable_len(out)? < len => {
            return Err(vm.value_error("output too small"));
        }
        Some(_) => {}
        None => vm.room_for_text(len)?,
    }
    let wanted = if encrypts { ENCRYPTS } else { DECRYPTS };
    if let Some(d) = vm.device_mut(cipher) {
        if d.data[USE] != UNUSED && d.data[USE] != wanted {
            return Err(vm.value_error("can't encrypt & decrypt"));
        }
        d.data[USE] = wanted;
    }
    let out = out.unwrap_or(Value::NONE);
    if len > BYTES {
        return Err(vm.in_steps(Work::Cipher, &[cipher, data, out]));
    }
    let mut bytes = vm.buffer_of(data).unwrap_or_default().to_vec();
    put_through(vm, cipher, &mut bytes);
    if out.is_none() {
        return Ok(vm.new_bytes(bytes));
    }
    vm.store_bytes(out, 0..len, &bytes);
    Ok(out)
}

fn put_through(vm: &mut Vm, cipher: Value, bytes: &mut [u8]) {
    vm.spend(bytes.len() * CYCLES_PER_BYTE);
    let encrypts = vm.device(cipher).is_some_and(|d| d.data[USE] == ENCRYPTS);
    if let Some(Codec::Cipher(cipher)) = vm.codec_mut(cipher) {
        cipher.process(bytes, encrypts);
    }
}

/// One step of [`Work::Cipher`]: the number is how far it is.
pub(crate) fn step(
    vm: &mut Vm,
    [cipher, data, out]: [Value; 3],
    state: Value,
) -> Outcome<Option<Value>> {
    let at = steps::number(vm, state, 1).unwrap_or(0);
    let (mut some, is_last) = stretch(vm, data, at, BYTES)?;
    put_through(vm, cipher, &mut some);
    let end = at + some.len();
    steps::set(vm, state, 1, Value::small(end as i64));
    if !out.is_none() {
        vm.store_bytes(out, at..end, &some);
        return Ok(is_last.then_some(out));
    }
    let whole = steps::with_bytes(vm, state, |_, whole| {
        whole.extend_from_slice(&some);
        if is_last {
            core::mem::take(whole)
        } else {
            Vec::new()
        }
    });
    Ok(is_last.then(|| vm.new_bytes(whole)))
}
