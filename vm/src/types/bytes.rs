//! `bytes` and `bytearray`: making them, and the methods that `str` has not.

use alloc::vec::Vec;

use super::text::{self, Kind};
use super::{T, TypeSpec, array, str};
use crate::native::{Abrupt, Args, F, Native, Outcome, class_method, native};
use crate::object::Object;
use crate::ops::packed;
use crate::ops::work::Work;
use crate::qstr::q;
use crate::text::STRETCH;
use crate::text::bitwise::digit;
use crate::text::classify::is_space;
use crate::value::{Ref, Value};
use crate::vm::Vm;

/// What `bytes` is made of.
pub const BYTES: TypeSpec = TypeSpec {
    name: "bytes",
    base: T::Object,
    make: Some(F::K(1, make_bytes)),
    natives: &BYTES_NATIVES,
    consts: &[],
};

/// What `bytearray` is made of.
pub const BYTE_ARRAY: TypeSpec = TypeSpec {
    name: "bytearray",
    base: T::Object,
    make: Some(F::K(1, make_bytearray)),
    natives: &BYTE_ARRAY_NATIVES,
    consts: &[],
};

const GROWING: &[Native] = &[
    native("append", F::F2(append)),
    native("extend", F::F2(extend)),
];

const BINARY: &[Native] = &[
    native("hex", F::V(1, 2, hex)),
    class_method("fromhex", F::F2(fromhex)),
    native("decode", F::V(1, 3, decode)),
];

const BYTES_PARTS: &[&[Native]] = &[BINARY, &text::NATIVES];
const BYTES_NATIVES: [Native; Native::count(BYTES_PARTS)] = Native::join(BYTES_PARTS);

const BYTE_ARRAY_PARTS: &[&[Native]] = &[GROWING, BINARY, &text::NATIVES];
const BYTE_ARRAY_NATIVES: [Native; Native::count(BYTE_ARRAY_PARTS)] =
    Native::join(BYTE_ARRAY_PARTS);

fn make_bytes(vm: &mut Vm, args: Args) -> Outcome {
    let args = args.skip(1);
    if args.nkw > 0 {
        vm.only_places(args, 3)?;
    }
    let Some(source) = args.opt(vm, 0) else {
        return Ok(vm.empty_text(Kind::Bytes));
    };
    match vm.text_kind(source) {
        Some(Kind::Bytes) => return Ok(source),
        Some(Kind::Str) => {
            return match args.opt(vm, 1) {
                encoding @ Some(_) if args.n <= 3 => vm.encoded(source, encoding),
                _ => Err(vm.type_error("string argument without an encoding")),
            };
        }
        _ => {}
    }
    if args.n > 1 {
        return Err(vm.type_error("wrong number of arguments"));
    }
    let len = match vm.is_user(source) || source.as_bool().is_some() {
        true => None,
        false => vm.board_small(source),
    };
    if let Some(len) = len {
        let Ok(len) = usize::try_from(len) else {
            return Err(vm.raise_with(T::ValueError, &[]));
        };
        vm.room_for_text(len)?;
        return Ok(vm.new_bytes(alloc::vec![0; len]));
    }
    if let Some(len) = vm.buffer_of(source).map(<[u8]>::len) {
        vm.reserve(len)?;
        let bytes = vm.text_bytes(source).to_vec();
        return Ok(vm.new_bytes(bytes));
    }
    ask_length(vm, source)?;
    let items = match items_of(vm, source) {
        Err(Abrupt::Python) => return Err(vm.call_frozen("bytes_from", &[source])),
        items => items?,
    };
    let mut bytes = Vec::with_capacity(items.len());
    for &item in &items {
        let number = match vm.int_arg(item) {
            Err(Abrupt::Python) => {
                return Err(array::of_users_numbers(vm, T::Bytes, &[], items, b'B'));
            }
            number => number?,
        };
        match u8::try_from(number) {
            Ok(byte) => bytes.push(byte),
            Err(_) => return Err(vm.value_error("bytes value out of range")),
        }
    }
    Ok(vm.new_bytes(bytes))
}

/// An object whose items are wanted is asked for its length first, and a number takes this for
/// another operator: an integer answers with what no memory is enough for.
fn ask_length(vm: &mut Vm, source: Value) -> Outcome<()> {
    let native = vm.unary_operand(source);
    if native == source || !matches!(vm.len_of(source), Ok(None)) {
        return Ok(());
    }
    match vm.board_small(native) {
        Some(n) if n >= 0 => {
            let len = !n as u64 & (u64::MAX >> (64 - vm.word_bits()));
            Err(vm.memory_error(len as usize))
        }
        Some(_) => Ok(()),
        None => Err(vm.unsupported_unary(q::__len__, native)),
    }
}

/// The items that a `bytes`, `bytearray` or array is made of, or that become arguments; a user's object that tells its length is
/// asked for that first, by Python code.
pub(crate) fn items_of(vm: &mut Vm, source: Value) -> Outcome<Vec<Value>> {
    if vm.user_method(source, q::__len__).is_some() {
        return Err(Abrupt::Python);
    }
    vm.to_vec(source)
}

fn make_bytearray(vm: &mut Vm, args: Args) -> Outcome {
    let args = args.skip(1);
    vm.check_places(args, 0, 3)?;
    let Some(source) = args.opt(vm, 0) else {
        return vm.new_text(Kind::ByteArray, Vec::new());
    };
    if vm.kind(source) == T::Int && !vm.is_user(source) {
        let len = vm.int_arg(source)?;
        let Ok(len) = usize::try_from(len) else {
            let bytes = len as u64 & (u64::MAX >> (64 - vm.word_bits()));
            return Err(vm.memory_error(bytes as usize));
        };
        if len > vm.heap.limit() {
            return Err(vm.memory_error(len));
        }
        vm.reserve(len)?;
        return vm.new_text(Kind::ByteArray, alloc::vec![0; len]);
    }
    if vm.text_kind(source) == Some(Kind::Str) && args.n == 1 {
        return Err(vm.type_error("string argument without an encoding"));
    }
    if let Some(len) = vm.buffer_of(source).map(<[u8]>::len) {
        vm.reserve(len)?;
        let bytes = vm.text_bytes(source).to_vec();
        return vm.new_text(Kind::ByteArray, bytes);
    }
    ask_length(vm, source)?;
    if let Some(args) = array::long_items(vm, source, b'B') {
        let work = Value::small(Work::Pack as i64);
        return Err(vm.call_frozen("in_steps", &[work, args]));
    }
    let items = match items_of(vm, source) {
        Err(Abrupt::Python) => return Err(vm.call_frozen("bytearray_from", &[source])),
        items => items?,
    };
    match array::packed_items(vm, b'B', &items) {
        Err(Abrupt::Python) => Err(array::of_users_numbers(vm, T::ByteArray, &[], items, b'B')),
        bytes => vm.new_text(Kind::ByteArray, bytes?),
    }
}

/// `bytearray.append`, `array.append`
pub(super) fn append(vm: &mut Vm, array: Value, item: Value) -> Outcome {
    let native = self_array(vm, array)?;
    let typecode = vm.buffer_typecode(native);
    let floats = Value::bool(packed::holds_floats(typecode));
    let packed = packed::pack(vm, typecode, item);
    let (raw, size) = vm.or_frozen(packed, "append_number", &[native, item, floats])?;
    let len = vm.buffer_of(native).map_or(0, <[u8]>::len);
    if len.is_multiple_of(16) {
        vm.reserve_move(len + size)?;
    }
    vm.change_size(native, |object| match object {
        Object::ByteArray(bytes) => bytes.extend_from_slice(&raw[..size]),
        Object::Array(array) => array.bytes.extend_from_slice(&raw[..size]),
        _ => {}
    });
    Ok(Value::NONE)
}

/// `bytearray.extend`, `array.extend`
pub(super) fn extend(vm: &mut Vm, array: Value, items: Value) -> Outcome {
    let native = self_array(vm, array)?;
    if vm.buffer_of(items).is_none() {
        return Err(vm.call_frozen("list_extend", &[native, items]));
    }
    vm.array_extend(native, items)?;
    Ok(Value::NONE)
}

fn self_array(vm: &mut Vm, v: Value) -> Outcome<Value> {
    let native = vm.native_part(v);
    match vm.heap.object(native) {
        Some(Object::ByteArray(_) | Object::Array(_)) => Ok(native),
        _ => Err(vm.wrong_self("bytearray", v)),
    }
}

/// `bytes.hex` and its kin
pub(super) fn hex(vm: &mut Vm, args: Args) -> Outcome {
    hex_as(vm, args, Kind::Str)
}

/// The digits as a text of this type.
pub(crate) fn hex_as(vm: &mut Vm, args: Args, kind: Kind) -> Outcome {
    let source = args.get(vm, 0);
    let Some(bytes) = vm.buffer_of(source) else {
        return Err(vm.type_error("object with buffer protocol required"));
    };
    let len = bytes.len();
    if len == 0 {
        return Ok(vm.empty_text(kind));
    }
    let separator = match args.opt(vm, 1) {
        Some(v) => {
            vm.any_text(v)?;
            // An empty string ends with the zero byte that MicroPython's strings end with.
            Some(vm.text_bytes(v).first().copied().unwrap_or(0))
        }
        None => None,
    };
    vm.room_for_text(len.saturating_mul(3))?;
    vm.spend_on(3 * len);
    let text = match separator {
        Some(separator) => {
            let mut text = shown_bytes(vm.text_bytes(source), [0, 0, separator]);
            // There is none behind the last.
            text.pop();
            text
        }
        None => shown_bytes(vm.text_bytes(source), [0, 0]),
    };
    vm.new_unchecked_text(kind, text)
}

/// The two digits of each byte, and what follows them.
fn shown_bytes<const WIDTH: usize>(bytes: &[u8], follow: [u8; WIDTH]) -> Vec<u8> {
    let mut text = alloc::vec![0; WIDTH * bytes.len()];
    let places = text.as_chunks_mut().0.chunks_mut(STRETCH);
    for (stretch, places) in bytes.chunks(STRETCH).zip(places) {
        show_bytes(stretch, follow, places);
    }
    text
}

#[inline(never)]
fn show_bytes<const WIDTH: usize>(bytes: &[u8], follow: [u8; WIDTH], places: &mut [[u8; WIDTH]]) {
    let digit = |half: u8| b"0123456789abcdef"[usize::from(half)];
    for (byte, place) in bytes.iter().zip(places) {
        let mut shown = follow;
        shown[0] = digit(byte >> 4);
        shown[1] = digit(byte & 15);
        *place = shown;
    }
}

/// `bytes.fromhex` and its kin
pub(crate) fn fromhex(vm: &mut Vm, class: Value, source: Value) -> Outcome {
    let Some(digits) = vm.buffer_of(source) else {
        return Err(vm.type_error("object with buffer protocol required"));
    };
    let mut bytes = Vec::with_capacity(digits.len() / 2);
    let mut at = 0;
    while at < digits.len() {
        match read_hex(digits, at, &mut bytes) {
            Some(end) => at = end,
            None => return Err(vm.value_error("non-hex digit")),
        }
    }
    let len = bytes.len();
    vm.spend_on(4 * len);
    let is_array = vm.builtin_base(class) == Ref(T::ByteArray as u32);
    let kind = if is_array {
        Kind::ByteArray
    } else {
        Kind::Bytes
    };
    vm.new_text(kind, bytes)
}

/// Appends what some of the digits from `at` on come to; gives where they end, unless there is
/// something else among them.
#[inline(never)]
fn read_hex(text: &[u8], mut at: usize, bytes: &mut Vec<u8>) -> Option<usize> {
    let stop = text.len().min(at + STRETCH);
    while at < stop {
        let byte = text[at];
        if is_space(byte) {
            at += 1;
            continue;
        }
        let (high, low) = (digit(byte, 16)?, digit(*text.get(at + 1)?, 16)?);
        bytes.push(high << 4 | low);
        at += 2;
    }
    Some(at)
}

fn decode(vm: &mut Vm, args: Args) -> Outcome {
    let source = args.get(vm, 0);
    str::decode(vm, source, args.opt(vm, 1), args.opt(vm, 2))
}
