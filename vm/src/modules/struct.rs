//! `struct`: values packed into bytes by a format, and back.

use alloc::vec;
use alloc::vec::Vec;

use super::{ModuleSpec, always, uctypes};
use crate::native::{ANY, Args, F, Native, Outcome, native};
use crate::ops::buffer::Copied;
use crate::ops::packed;
use crate::qstr::Qstr;
use crate::types::text::Kind;
use crate::value::{Ref, Unpacked, Value};
use crate::vm::Vm;

/// What the module is made of.
pub const SPEC: ModuleSpec = ModuleSpec {
    name: "struct",
    natives: NATIVES,
    members: &[],
    present: always,
};

const NATIVES: &[Native] = &[
    native("calcsize", F::F1(calcsize)),
    native("pack", F::V(1, ANY, pack)),
    native("pack_into", F::V(3, ANY, pack_into)),
    native("unpack", F::V(2, 3, unpack)),
    native("unpack_from", F::V(2, 3, unpack)),
];

/// Cycles that an item costs beyond the call.
const ITEM_COST: usize = 20;

/// What a byte of a format costs, in bytes of a text that is gone through.
const EFFORT: usize = 16;

/// So many bytes are packed without allocating.
const SHORT: usize = 64;

/// The longest format that is taken apart, which is done in one go.
const MOST_CODES: usize = 1 << 20;

/// How items lie in the bytes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Order {
    /// As the machine's C compiler lays them out: little-endian, each at a multiple of its size.
    Native,
    Little,
    Big,
    /// A prefix that fits no type code.
    Unknown,
}

/// Items of one type code.
#[derive(Clone, Copy, Debug)]
struct Part {
    code: u8,
    /// The bytes of an item.
    size: u8,
    count: usize,
}

/// A format taken apart.
#[derive(Clone, Debug)]
struct Format {
    order: Order,
    parts: Vec<Part>,
    /// How many values it stands for.
    values: usize,
    /// Bytes in all.
    size: usize,
}

/// The formats that were used last, each in the place that its name's number leads to.
#[derive(Clone, Debug, Default)]
pub(crate) struct Formats([Option<(Qstr, Format)>; 8]);

impl Formats {
    fn place(&mut self, name: Qstr) -> &mut Option<(Qstr, Format)> {
        &mut self.0[name.0 as usize % 8]
    }

    /// The format of this name, if it is here; it is taken out.
    fn take(&mut self, name: Qstr) -> Option<Format> {
        let kept = self.place(name).take_if(|(kept, _)| *kept == name);
        kept.map(|(_, format)| format)
    }
}

/// Longer formats are not kept.
const MOST_KEPT: usize = 64;

/// Does something with a format, which is taken apart unless it has been.
fn with_format<R>(
    vm: &mut Vm,
    format: Value,
    then: impl FnOnce(&mut Vm, &Format) -> Outcome<R>,
) -> Outcome<R> {
    let name = format.as_qstr();
    let kept = name.and_then(|name| vm.module_state.structs.0.take(name));
    let format = match kept {
        Some(kept) => {
            vm.spend_on(vm.text_bytes(format).len() * EFFORT);
            kept
        }
        None => parse(vm, format)?,
    };
    let answer = then(vm, &format);
    if let Some(name) = name
        && format.parts.len() <= MOST_KEPT
    {
        *vm.module_state.structs.0.place(name) = Some((name, format));
    }
    answer
}

/// Bytes of an item.
fn item_size(vm: &Vm, order: Order, code: u8) -> Option<usize> {
    match (order, code) {
        (Order::Unknown, _) => None,
        (_, b'e') => Some(2),
        (_, b'O' | b'P' | b'S') => Some(vm.word_bits() as usize / 8),
        (Order::Little | Order::Big, b'l' | b'L') => Some(4),
        _ => packed::item_size(vm, code),
    }
}

fn align(at: usize, size: usize) -> usize {
    at.checked_next_multiple_of(size).unwrap_or(usize::MAX)
}

fn parse(vm: &mut Vm, format: Value) -> Outcome<Format> {
    vm.any_text(format)?;
    let text = Copied::of(vm.text_bytes(format));
    if text.len() > MOST_CODES {
        return Err(vm.memory_error(text.len()));
    }
    vm.spend_on(text.len() * EFFORT);
    let (order, codes) = match text.first() {
        Some(b'<') => (Order::Little, &text[1..]),
        Some(b'>' | b'!') => (Order::Big, &text[1..]),
        Some(b'@') => (Order::Native, &text[1..]),
        Some(b'=') => (Order::Unknown, &text[1..]),
        _ => (Order::Native, &text[..]),
    };
    let mut format = Format {
        order,
        parts: Vec::with_capacity(8),
        values: 0,
        size: 0,
    };
    let mut codes = codes.iter().copied().take_while(|&c| c != 0).peekable();
    while codes.peek().is_some() {
        let mut count = None;
        while let Some(digit) = codes.next_if(u8::is_ascii_digit) {
            let n: usize = count.unwrap_or(0);
            count = Some(
                n.saturating_mul(10)
                    .saturating_add(usize::from(digit - b'0')),
            );
        }
        let count = count.unwrap_or(1);
        let code = codes.next().unwrap_or(0);
        let mut item = 1;
        match code {
            b'x' => format.size = format.size.saturating_add(count),
            b's' => {
                format.values += 1;
                format.size = format.size.saturating_add(count);
            }
            _ => {
                let Some(size) = item_size(vm, order, code) else {
                    return Err(vm.value_error("bad typecode"));
                };
                if order == Order::Native && count > 0 {
                    format.size = align(format.size, size);
                }
                format.size = format.size.saturating_add(size.saturating_mul(count));
                format.values = format.values.saturating_add(count);
                item = size;
            }
        }
        let size = item as u8;
        format.parts.push(Part { code, size, count });
    }
    Ok(format)
}

fn calcsize(vm: &mut Vm, format: Value) -> Outcome {
    let size = with_format(vm, format, |_, format| Ok(format.size))?;
    Ok(vm.new_int(i64::try_from(size).unwrap_or(i64::MAX)))
}

/// Where the bytes of a format begin in a buffer of this length.
fn place(vm: &mut Vm, offset: Option<Value>, len: usize, size: usize) -> Outcome<usize> {
    let offset = match offset {
        Some(v) => vm.int_arg(v)?,
        None => 0,
    };
    let from = if offset < 0 {
        len.checked_sub(offset.unsigned_abs() as usize)
    } else {
        usize::try_from(offset).ok()
    };
    match from.filter(|from| from.checked_add(size).is_some_and(|end| end <= len)) {
        Some(from) => Ok(from),
        None => Err(vm.value_error("buffer too small")),
    }
}

fn unpack(vm: &mut Vm, args: Args) -> Outcome {
    let format = args.get(vm, 0);
    with_format(vm, format, |vm, format| unpacked(vm, args, format))
}

fn unpacked(vm: &mut Vm, args: Args, format: &Format) -> Outcome {
    vm.reserve(format.values.saturating_mul(4))?;
    let buffer = args.get(vm, 1);
    let Some(len) = vm.buffer_of(buffer).map(<[u8]>::len) else {
        return Err(vm.type_error("object with buffer protocol required"));
    };
    let from = place(vm, args.opt(vm, 2), len, format.size)?;
    vm.reserve(format.size)?;
    let bytes = &vm.buffer_of(buffer).unwrap_or_default()[from..from + format.size];
    let bytes = Copied::of(bytes);
    vm.spend(format.values * ITEM_COST);
    let mut items = Vec::with_capacity(format.values);
    let mut at = 0;
    for &Part { code, size, count } in &format.parts {
        match code {
            b'x' => at += count,
            b's' => {
                items.push(vm.new_bytes(&bytes[at..at + count]));
                at += count;
            }
            _ => {
                let size = usize::from(size);
                for _ in 0..count {
                    if format.order == Order::Native {
                        at = align(at, size);
                    }
                    let raw = raw(&bytes[at..at + size], format.order == Order::Big);
                    items.push(item(vm, code, size, raw)?);
                    at += size;
                }
            }
        }
    }
    Ok(vm.new_tuple(items))
}

/// The number that these bytes are, which are as many as an item has.
#[inline]
fn raw(bytes: &[u8], big: bool) -> u64 {
    let raw = match *bytes {
        [a] => a.into(),
        [a, b] => u16::from_le_bytes([a, b]).into(),
        [a, b, c, d] => u32::from_le_bytes([a, b, c, d]).into(),
        _ => bytes.first_chunk().copied().map_or(0, u64::from_le_bytes),
    };
    match big {
        true => raw.swap_bytes() >> (64 - 8 * bytes.len()),
        false => raw,
    }
}

fn item(vm: &mut Vm, code: u8, size: usize, raw: u64) -> Outcome {
    match code {
        b'O' => match object_at(vm, raw) {
            Some(v) => Ok(v),
            None => Err(vm.value_error("no object at this address")),
        },
        b'S' => match uctypes::text_at(vm, raw).map(<[u8]>::to_vec) {
            Some(text) => vm.new_text(Kind::Str, text),
            None => Err(vm.value_error("no string at this address")),
        },
        _ => Ok(packed::unpack(vm, code, size, raw)),
    }
}

/// What stands for an object in the bytes: MicroPython's own words for small integers, interned
/// strings and objects in the heap. The rest has no address here.
fn object_word(vm: &mut Vm, v: Value) -> Outcome<u64> {
    Ok(match v.unpack() {
        Unpacked::Int(n) if n << 17 >> 17 == n && vm.word_bits() == 64 => (n << 1 | 1) as u64,
        Unpacked::Int(n) if i64::from((n << 1) as i32) == n << 1 => (n << 1 | 1) as u64,
        Unpacked::Qstr(q) => u64::from(q.0) << 3 | 2,
        Unpacked::Special(v) => (v.bits() & 0xff) << 3 | 6,
        Unpacked::Ref(r) => vm.address(r),
        _ => return Err(vm.value_error("object has no address")),
    })
}

/// The object that such a word stands for. A word that no object has gives nothing; one whose
/// object is gone may give another, as it does on a board.
fn object_at(vm: &Vm, raw: u64) -> Option<Value> {
    if raw & 1 == 1 {
        let unused = 64 - vm.word_bits();
        return Value::try_small((raw << unused) as i64 >> unused >> 1);
    }
    match raw & 7 {
        2 => {
            let q = usize::try_from(raw >> 3)
                .ok()
                .filter(|&q| q < vm.qstrs.len())?;
            Some(Value::qstr(Qstr(q as u32)))
        }
        6 => [
            Value::NONE,
            Value::FALSE,
            Value::TRUE,
            Value::ELLIPSIS,
            Value::NOT_IMPLEMENTED,
        ]
        .into_iter()
        .find(|v| v.bits() & 0xff == raw >> 3),
        _ => {
            let place = raw.checked_sub(vm.address(Ref(0)))?;
            let r = Ref(u32::try_from(place / 16).ok()?);
            (place % 16 == 0 && vm.heap.holds(r)).then_some(Value::obj(r))
        }
    }
}

/// Refuses what there is no room for.
fn reserve(vm: &mut Vm, format: &Format) -> Outcome<()> {
    vm.reserve(format.size)?;
    match format.size > vm.heap.limit() {
        true => Err(vm.memory_error(format.size)),
        false => Ok(()),
    }
}

/// Puts these values into the format's bytes, which are zeros; how many of them that were, alignment before and padding
/// between them included.
fn put_values(vm: &mut Vm, args: Args, format: &Format, bytes: &mut [u8]) -> Outcome<usize> {
    vm.spend(args.n * ITEM_COST);
    let (mut at, mut next) = (0, 0);
    for &Part { code, size, count } in &format.parts {
        if next >= args.n {
            break;
        }
        if code == b'x' {
            at += count;
            continue;
        }
        if code == b's' {
            let Some(source) = vm.buffer_of(args.get(vm, next)) else {
                return Err(vm.type_error("object with buffer protocol required"));
            };
            let n = source.len().min(count);
            bytes[at..at + n].copy_from_slice(&source[..n]);
            at += count;
            next += 1;
            continue;
        }
        let size = usize::from(size);
        for _ in 0..count.min(args.n - next) {
            if format.order == Order::Native {
                at = align(at, size);
            }
            let v = args.get(vm, next);
            let raw = match code {
                b'O' => object_word(vm, v),
                _ => packed::number_bits(vm, code, v),
            };
            let mut raw = raw?;
            if format.order == Order::Big {
                raw = (raw << (64 - 8 * size)).swap_bytes();
            }
            let place = &mut bytes[at..at + size];
            match size {
                1 => place[0] = raw as u8,
                2 => place.copy_from_slice(&(raw as u16).to_le_bytes()),
                4 => place.copy_from_slice(&(raw as u32).to_le_bytes()),
                _ => place.copy_from_slice(&raw.to_le_bytes()[..size]),
            }
            at += size;
            next += 1;
        }
    }
    Ok(at)
}

fn pack(vm: &mut Vm, args: Args) -> Outcome {
    let format = args.get(vm, 0);
    with_format(vm, format, |vm, format| {
        reserve(vm, format)?;
        let mut bytes = vec![0; format.size];
        put_values(vm, args.skip(1), format, &mut bytes)?;
        Ok(vm.new_bytes(bytes))
    })
}

fn pack_into(vm: &mut Vm, args: Args) -> Outcome {
    let buffer = args.get(vm, 1);
    let len = vm.writable_len(buffer)?;
    let offset = args.get(vm, 2);
    if vm.int_arg(offset)? < 0 {
        // Before the format is looked at.
        place(vm, Some(offset), len, 0)?;
    }
    let format = args.get(vm, 0);
    with_format(vm, format, |vm, format| {
        let from = place(vm, Some(offset), len, format.size)?;
        reserve(vm, format)?;
        let (mut short, mut long);
        let bytes = match format.size {
            ..=SHORT => {
                short = [0; SHORT];
                &mut short[..format.size]
            }
            size => {
                long = vec![0; size];
                &mut long[..]
            }
        };
        // Bytes behind the last value that was given stay as they are.
        let written = put_values(vm, args.skip(3), format, bytes)?;
        vm.store_bytes(buffer, from..from + written, &bytes[..written]);
        Ok(Value::NONE)
    })
}
