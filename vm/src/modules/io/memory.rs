//! `StringIO` and `BytesIO`: streams over bytes in memory.
//!
//! Their values are the bytes: what they were made from until something is written, then a
//! `bytearray` of their own. Their data are the place, whether they are closed, the bytes that were
//! asked for, and whether the bytes are their own.

use alloc::vec;
use alloc::vec::Vec;

use crate::hal::{EFBIG, EINVAL};
use crate::native::{Args, Outcome};
use crate::object::Object;
use crate::types::T;
use crate::types::text::Kind;
use crate::value::Value;
use crate::vm::Vm;

const PLACE: usize = 0;
const CLOSED: usize = 1;
const ROOM: usize = 2;
const OWNED: usize = 3;

/// The room that a stream has without being asked for.
const DEFAULT_ROOM: i64 = 16;

pub(super) fn make_text(vm: &mut Vm, args: Args) -> Outcome {
    make(vm, T::StringIo, args)
}

pub(super) fn make_bytes(vm: &mut Vm, args: Args) -> Outcome {
    make(vm, T::BytesIo, args)
}

fn make(vm: &mut Vm, ty: T, args: Args) -> Outcome {
    let Some(source) = args.opt(vm, 1) else {
        return empty(vm, ty, DEFAULT_ROOM);
    };
    if vm.kind(source) == T::Int {
        let room = vm.int_arg(source)?;
        return empty(vm, ty, room);
    }
    let Some(len) = vm.buffer_of(source).map(<[u8]>::len) else {
        return Err(vm.type_error("object with buffer protocol required"));
    };
    if matches!(vm.text_kind(source), Some(Kind::Str | Kind::Bytes)) {
        let source = vm.native_part(source);
        return Ok(vm.new_device(ty, [0, 0, 0, 0], vec![source]));
    }
    vm.reserve(len)?;
    let bytes = vm.buffer_of(source).unwrap_or_default().to_vec();
    let bytes = vm.heap.new_value(Object::ByteArray(bytes));
    Ok(vm.new_device(ty, [0, 0, len as i64, 1], vec![bytes]))
}

fn empty(vm: &mut Vm, ty: T, room: i64) -> Outcome {
    let Some(bytes) = usize::try_from(room).ok().filter(|&n| n <= vm.heap.limit()) else {
        return Err(vm.memory_error(room as usize));
    };
    vm.reserve(bytes)?;
    vm.heap.charge(bytes);
    let content = vm.heap.new_value(Object::ByteArray(Vec::new()));
    Ok(vm.new_device(ty, [0, 0, room, 1], vec![content]))
}

/// The place and the bytes of an open stream.
fn open(vm: &mut Vm, stream: Value) -> Outcome<(usize, Value)> {
    match vm.device(stream) {
        Some(d) if d.data[CLOSED] == 0 => Ok((d.data[PLACE] as usize, d.values[0])),
        _ => Err(vm.value_error("I/O operation on closed file")),
    }
}

/// At most `n` bytes, `skip` bytes behind the place.
pub(super) fn peek(vm: &mut Vm, stream: Value, skip: usize, n: usize) -> Outcome<Vec<u8>> {
    let (place, content) = open(vm, stream)?;
    let rest = vm
        .buffer_of(content)
        .and_then(|b| b.get(place.saturating_add(skip)..))
        .unwrap_or_default();
    Ok(rest[..rest.len().min(n)].to_vec())
}

pub(super) fn advance(vm: &mut Vm, stream: Value, n: usize) {
    if let Some(d) = vm.device_mut(stream) {
        d.data[PLACE] += n as i64;
    }
}

pub(super) fn write(vm: &mut Vm, stream: Value, bytes: &[u8]) -> Outcome<()> {
    let (place, content) = open(vm, stream)?;
    let (room, owned) = match vm.device(stream) {
        Some(d) => (d.data[ROOM] as usize, d.data[OWNED] == 1),
        None => (0, true),
    };
    let Some(end) = place.checked_add(bytes.len()) else {
        return Err(vm.os_error(EFBIG));
    };
    let len = vm.buffer_of(content).map_or(0, <[u8]>::len);
    let grown = end.max(len).saturating_sub(room);
    if grown > vm.heap.limit() {
        return Err(vm.memory_error(grown));
    }
    vm.reserve(grown)?;
    vm.heap.charge(grown);
    let content = if owned {
        content
    } else {
        let own = vm.buffer_of(content).unwrap_or_default().to_vec();
        vm.heap.new_value(Object::ByteArray(own))
    };
    if let Some(Object::ByteArray(content)) = vm.heap.object_mut(content) {
        if end > content.len() {
            content.resize(end, 0);
        }
        content[place..end].copy_from_slice(bytes);
    }
    if let Some(d) = vm.device_mut(stream) {
        d.values[0] = content;
        d.data = [end as i64, 0, (room + grown) as i64, 1];
    }
    Ok(())
}

pub(super) fn seek(vm: &mut Vm, stream: Value, offset: i64, whence: i64) -> Outcome<u64> {
    // The place can be asked for and set in a closed stream, too.
    let (place, content) = match vm.device(stream) {
        Some(d) => (d.data[PLACE] as usize, d.values[0]),
        None => (0, Value::NONE),
    };
    let from = match whence {
        1 => place,
        2 => vm.buffer_of(content).map_or(0, <[u8]>::len),
        _ => 0,
    };
    let to = if offset < 0 {
        from.saturating_sub(offset.unsigned_abs() as usize)
    } else {
        match from.checked_add(offset as usize) {
            Some(to) if i64::try_from(to).is_ok() => to,
            _ => return Err(vm.os_error(EINVAL)),
        }
    };
    if let Some(d) = vm.device_mut(stream) {
        d.data[PLACE] = to as i64;
    }
    Ok(to as u64)
}

pub(super) fn close(vm: &mut Vm, stream: Value) {
    if let Some(d) = vm.device_mut(stream) {
        d.data[CLOSED] = 1;
        d.values[0] = Value::NONE;
    }
}

/// `getvalue()`
pub(super) fn get_value(vm: &mut Vm, stream: Value) -> Outcome {
    let native = vm.native_part(stream);
    let kind = match vm.device(native).map(|d| d.ty) {
        Some(T::StringIo) => Kind::Str,
        Some(T::BytesIo) => Kind::Bytes,
        _ => return Err(vm.wrong_self("StringIO", stream)),
    };
    let (_, content) = open(vm, native)?;
    let len = vm.buffer_of(content).map_or(0, <[u8]>::len);
    vm.room_for_text(len)?;
    let bytes = vm.buffer_of(content).unwrap_or_default().to_vec();
    vm.new_text(kind, bytes)
}
