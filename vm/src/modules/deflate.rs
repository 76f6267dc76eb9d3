//! `deflate`: streams that are read and written through compression. What is behind them may be anybody's, so that
//! frozen Python reads and writes there.

use alloc::vec;
use alloc::vec::Vec;
use core::ops::Range;

use codecs::deflate::Deflate;
use codecs::inflate::{Format, Inflate, Status};

use super::binascii::len_of_buffer;
use super::codec::Codec;
use super::io::raw::{self, Good};
use super::{Member, ModuleSpec, always};
use crate::hal::{EINVAL, Host};
use crate::native::{Args, F, Native, Outcome, native};
use crate::object::Object;
use crate::ops::buffer::Copied;
use crate::types::text::steps;
use crate::types::{T, TypeSpec};
use crate::value::Value;
use crate::vm::{Profile, Vm};

/// What the module is made of.
pub const SPEC: ModuleSpec = ModuleSpec {
    name: "deflate",
    natives: &[],
    members: &[
        ("DeflateIO", Member::Type(T::DeflateIo)),
        ("AUTO", Member::Int(0)),
        ("RAW", Member::Int(1)),
        ("ZLIB", Member::Int(2)),
        ("GZIP", Member::Int(3)),
    ],
    present: always,
};

/// `DeflateIO`: its values are the stream behind it, and the codecs that it is read and written by, once it is.
pub const DEFLATE_IO: TypeSpec = TypeSpec {
    name: "DeflateIO",
    base: T::Object,
    make: Some(F::V(2, 5, make)),
    natives: NATIVES,
    consts: &[],
};

const NATIVES: &[Native] = &[
    native(
        "read",
        F::H(1, |vm, host, args| read(vm, host, args, false)),
    ),
    native("readinto", F::V(2, 3, read_into)),
    native(
        "readline",
        F::H(1, |vm, host, args| read(vm, host, args, true)),
    ),
    native("write", F::H(2, write)),
    native("close", F::F1(close)),
    native("__enter__", F::F1(|_, stream| Ok(stream))),
    native(
        "__exit__",
        F::V(4, 4, |vm, args| close(vm, args.get(vm, 0))),
    ),
];

// Places in its numbers.
const FORMAT: usize = 0;
const WINDOW: usize = 1;
const CLOSES: usize = 2;
const CLOSED: usize = 3;

// Places in its values.
const STREAM: usize = 0;
const READER: usize = 1;
const WRITER: usize = 2;

/// The window where nothing else is asked for.
const DEFAULT_WINDOW: i64 = 8;

/// Bytes that are put out in one step.
const BYTES: usize = 1 << 14;

/// Bytes that are written in one go, if the stream behind is in memory.
const SHORT_WRITE: usize = 512;

/// Cycles that a byte takes about.
const CYCLES_PER_BYTE: usize = 150;

/// Whether this board compresses: the firmware of those with pins has no room for it.
pub fn compresses(profile: &Profile) -> bool {
    profile.is_unix
}

/// Whether it is a `DeflateIO`.
pub fn is_stream(vm: &Vm, v: Value) -> bool {
    let native = vm.native_part(v);
    vm.device(native).is_some_and(|d| d.ty == T::DeflateIo)
}

/// `DeflateIO(stream, format=AUTO, wbits=0, close=False)`
fn make(vm: &mut Vm, args: Args) -> Outcome {
    let number = |vm: &mut Vm, i| match args.opt(vm, i) {
        Some(v) => vm.int_arg(v),
        None => Ok(0),
    };
    let (format, window) = (number(vm, 2)?, number(vm, 3)?);
    if !(0..=3).contains(&format) {
        return Err(vm.value_error("format"));
    }
    if window != 0 && !(5..=15).contains(&window) {
        return Err(vm.value_error("wbits"));
    }
    let closes = match args.opt(vm, 4) {
        Some(v) => vm.truth(v)?,
        None => false,
    };
    let values = vec![args.get(vm, 1), Value::NONE, Value::NONE];
    let data = [format, window, closes.into(), 0];
    Ok(vm.new_device(T::DeflateIo, data, values))
}

/// The numbers of a `DeflateIO` and the stream behind it; `OSError` if it is closed.
fn open(vm: &mut Vm, io: Value) -> Outcome<([i64; 4], Value)> {
    let device = vm.self_device(io, T::DeflateIo)?;
    match vm.device(device).map(|d| (d.data, d.values[STREAM])) {
        Some((data, stream)) if data[CLOSED] == 0 => Ok((data, stream)),
        _ => Err(vm.os_error(EINVAL)),
    }
}

fn format_of(data: [i64; 4]) -> Format {
    match data[FORMAT] {
        1 => Format::Raw,
        2 => Format::Zlib,
        3 => Format::Gzip,
        _ => Format::Auto,
    }
}

/// `read(size=-1)` and `readline(size=-1)`
fn read(vm: &mut Vm, host: &mut dyn Host, args: Args, is_line: bool) -> Outcome {
    vm.check_places(args, 1, 2)?;
    let io = vm.self_device(args.get(vm, 0), T::DeflateIo)?;
    let size = match args.opt(vm, 1) {
        Some(v) => vm.int_arg(v)?,
        None => -1,
    };
    if size != -1 {
        match usize::try_from(size).ok().filter(|&n| n <= vm.heap.limit()) {
            Some(n) => vm.reserve(n)?,
            None => {
                // A negative size is a very large one, and one byte more is asked for.
                let bytes = (size as u64).wrapping_add(1) & (u64::MAX >> (64 - vm.word_bits()));
                return Err(vm.memory_error(bytes as usize));
            }
        }
    }
    // A stream that can be looked into needs no Python, and short data no steps.
    let wanted = usize::try_from(size).unwrap_or(usize::MAX);
    let mut bytes = Vec::with_capacity(wanted.min(BYTES));
    if wanted == 0 || advance(vm, host, io, &mut bytes, (wanted, is_line), None)? == Some(true) {
        return Ok(vm.new_bytes(bytes));
    }
    let out = vm.heap.new_value(Object::ByteArray(bytes));
    let args = [io, Value::small(size), Value::bool(is_line), out];
    Err(vm.call_frozen("deflate_read", &args))
}

/// `readinto(buffer, size=-1)`
fn read_into(vm: &mut Vm, args: Args) -> Outcome {
    let io = vm.self_device(args.get(vm, 0), T::DeflateIo)?;
    let buffer = args.get(vm, 1);
    let mut size = vm.writable_len(buffer)?;
    if let Some(v) = args.opt(vm, 2) {
        size = size.min(vm.int_arg_truncated(v)? as u64 as usize);
    }
    let size = Value::small(size as i64);
    Err(vm.call_frozen("deflate_read_into", &[io, buffer, size]))
}

/// `write(data, offset=0, size=-1)`: the arguments are those of any stream.
fn write(vm: &mut Vm, host: &mut dyn Host, args: Args) -> Outcome {
    vm.check_places(args, 2, 4)?;
    let io = vm.self_device(args.get(vm, 0), T::DeflateIo)?;
    let data = args.get(vm, 1);
    let whole = len_of_buffer(vm, data)?;
    let (offset, len) = super::io::stream::part(vm, args, whole)?;
    if (1..=SHORT_WRITE).contains(&len)
        && let Ok((_, stream)) = open(vm, io)
        && raw::write_to_memory(vm, host, stream, 4 * BYTES, |vm| {
            short(vm, io, data, offset..offset + len)
        })?
    {
        return Ok(Value::small(len as i64));
    }
    let [offset, end] = [offset, offset + len].map(|at| Value::small(at as i64));
    Err(vm.call_frozen("deflate_write", &[io, data, offset, end]))
}

/// What goes to the stream for a few bytes, the header included where they are the first.
fn short(vm: &mut Vm, io: Value, data: Value, part: Range<usize>) -> Outcome<Vec<u8>> {
    let mut out = ready(vm, io)?;
    let bytes = Copied::of(
        vm.buffer_of(data)
            .and_then(|b| b.get(part))
            .unwrap_or_default(),
    );
    if let Some(Codec::Deflate(deflate)) = vm.codec_at(io, WRITER) {
        let mut at = 0;
        while at < bytes.len() {
            deflate.run(&bytes, &mut at, &mut out);
        }
    }
    spend_on_writing(vm, bytes.len());
    Ok(out)
}

/// A board looks at the whole window for each byte.
fn spend_on_writing(vm: &mut Vm, bytes: usize) {
    vm.spend(bytes * CYCLES_PER_BYTE * 16);
}

/// `close()`
fn close(vm: &mut Vm, io: Value) -> Outcome {
    let io = vm.self_device(io, T::DeflateIo)?;
    Err(vm.call_frozen("deflate_close", &[io]))
}

/// Makes the codec in this place, if there is none yet: says whether it was made.
fn make_codec(vm: &mut Vm, io: Value, place: usize, codec: Codec) -> bool {
    if vm.codec_at(io, place).is_some() {
        return false;
    }
    let codec = vm.new_codec(codec);
    if let Some(d) = vm.device_mut(io) {
        d.values[place] = codec;
    }
    true
}

/// Works on a codec and, with it, on the bytes of another object.
fn with_codec<R>(
    vm: &mut Vm,
    io: Value,
    place: usize,
    f: impl FnOnce(&mut Vm, &mut Codec) -> R,
) -> Outcome<R> {
    let idle = Codec::Inflate(Inflate::new(Format::Raw, 0));
    let Some(codec) = vm.codec_at(io, place) else {
        return Err(vm.os_error(EINVAL));
    };
    let mut codec = core::mem::replace(codec, idle);
    let before = codec.board_bytes();
    let result = f(vm, &mut codec);
    let grown = codec.board_bytes().saturating_sub(before);
    if let Some(place) = vm.codec_at(io, place) {
        *place = codec;
    }
    vm.heap.charge(grown);
    Ok(result)
}

/// `_inflate(io, out, size, is_line, input)`: appends to `out` what comes next. `True` once it is all that was
/// asked for or all there is, `False` to be called again, `None` for that with the next byte of the stream.
pub(crate) fn inflate_some(vm: &mut Vm, host: &mut dyn Host, args: Args) -> Outcome {
    let [io, out, size, is_line] = [0, 1, 2, 3].map(|i| args.get(vm, i));
    let io = vm.native_part(io);
    let input = args.get(vm, 4);
    let given = vm.buffer_of(input).unwrap_or_default().to_vec();
    let size = size.as_small().and_then(|n| usize::try_from(n).ok());
    let asked = (size.unwrap_or(usize::MAX), is_line == Value::TRUE);
    let mut bytes = match vm.heap.object_mut(out) {
        Some(Object::ByteArray(bytes)) => core::mem::take(bytes),
        _ => Vec::new(),
    };
    let done = advance(vm, host, io, &mut bytes, asked, Some(&given));
    if let Some(Object::ByteArray(place)) = vm.heap.object_mut(out) {
        *place = bytes;
    }
    done.map(|done| done.map_or(Value::NONE, Value::bool))
}

/// Appends to `out` what comes next, up to a size and perhaps to the end of a line: whether that is all that was asked
/// for or all there is. `None` to be called again with the next byte of a stream that cannot be looked into; without
/// `given`, such a stream is not begun with.
fn advance(
    vm: &mut Vm,
    host: &mut dyn Host,
    io: Value,
    out: &mut Vec<u8>,
    (size, is_line): (usize, bool),
    given: Option<&[u8]>,
) -> Outcome<Option<bool>> {
    let (data, stream) = open(vm, io)?;
    raw::check(vm, stream, Good::Reads)?;
    vm.reserve(BYTES)?;
    let ahead = raw::ahead(vm, host, stream)?;
    let Some(input) = ahead.as_deref().or(given) else {
        return Ok(None);
    };
    if vm.codec_at(io, READER).is_none() {
        let inflate = Inflate::new(format_of(data), data[WINDOW] as u8);
        make_codec(vm, io, READER, Codec::Inflate(inflate));
    }
    let before = out.len();
    let most = size.min(before + BYTES);
    let Some(codec) = vm.codec_at(io, READER) else {
        return Err(vm.os_error(EINVAL));
    };
    let board_bytes = codec.board_bytes();
    let (status, taken) = match codec {
        Codec::Inflate(inflate) => inflate.run_until(input, out, most, is_line.then_some(b'\n')),
        _ => (Status::Refused, 0),
    };
    let grown = codec.board_bytes().saturating_sub(board_bytes);
    vm.heap.charge(grown);
    vm.spend((out.len() - before + taken) * CYCLES_PER_BYTE);
    let is_whole = out.len() >= size || is_line && out.last() == Some(&b'\n');
    let is_end = ahead.as_ref().is_some_and(Vec::is_empty);
    if ahead.is_some() {
        raw::skip(vm, stream, Value::small(taken as i64))?;
    }
    match status {
        Status::Ended => Ok(Some(true)),
        Status::Full => Ok(Some(is_whole)),
        Status::Refused => Err(vm.os_error(EINVAL)),
        Status::More if is_end => Err(vm.raise_with(T::EOFError, &[])),
        Status::More if ahead.is_some() => Ok(Some(false)),
        Status::More => Ok(None),
    }
}

/// `_deflate_stream(io)`: the stream behind it.
pub(crate) fn stream(vm: &mut Vm, io: Value) -> Outcome {
    open(vm, io).map(|(_, stream)| stream)
}

/// `_put_into(buffer, bytes)`: how many they are.
pub(crate) fn put_into(vm: &mut Vm, buffer: Value, bytes: Value) -> Outcome {
    let bytes = vm.buffer_of(bytes).unwrap_or_default().to_vec();
    vm.store_bytes(buffer, 0..bytes.len(), &bytes);
    Ok(Value::small(bytes.len() as i64))
}

/// Makes sure that there is a codec for writing: the header that goes to the stream before all else, empty but for the
/// first time.
fn ready(vm: &mut Vm, io: Value) -> Outcome<Vec<u8>> {
    if vm.codec_at(io, WRITER).is_some() {
        return Ok(Vec::new());
    }
    let (data, _) = open(vm, io)?;
    let window = match data[WINDOW] {
        0 => DEFAULT_WINDOW,
        window => window,
    };
    vm.reserve(1 << window)?;
    let (deflate, header) = Deflate::new(format_of(data), window as u8);
    make_codec(vm, io, WRITER, Codec::Deflate(deflate));
    Ok(header)
}

/// `_deflate_begin(io)`: the stream, and the header that goes there first, empty but for the first time.
pub(crate) fn begin(vm: &mut Vm, io: Value) -> Outcome {
    let io = vm.native_part(io);
    let (_, stream) = open(vm, io)?;
    raw::check(vm, stream, Good::Writes)?;
    let header = ready(vm, io)?;
    let header = vm.new_bytes(header);
    Ok(vm.new_tuple([stream, header]))
}

/// `_deflate(io, data, [bytes, at, end])`: whether it is done. What comes of it is appended to the bytes.
pub(crate) fn deflate_some(vm: &mut Vm, io: Value, data: Value, state: Value) -> Outcome {
    let io = vm.native_part(io);
    let [mut at, end] = [1, 2].map(|i| steps::number(vm, state, i).unwrap_or(0));
    vm.reserve(2 * BYTES)?;
    let mut out = Vec::new();
    let from = at;
    with_codec(vm, io, WRITER, |vm, codec| {
        let bytes = vm.buffer_of(data).and_then(|b| b.get(..end));
        if let Codec::Deflate(deflate) = codec {
            deflate.run(bytes.unwrap_or_default(), &mut at, &mut out);
        }
    })?;
    spend_on_writing(vm, at - from);
    if at == from {
        at = end;
    }
    steps::set(vm, state, 1, Value::small(at as i64));
    steps::with_bytes(vm, state, |_, bytes| bytes.extend_from_slice(&out));
    Ok(Value::bool(at >= end))
}

/// `_deflate_end(io)`: the stream, what goes there last in two parts, and whether it is closed too. `None` if all
/// that has been.
pub(crate) fn end(vm: &mut Vm, io: Value) -> Outcome {
    let io = vm.native_part(io);
    let (data, stream) = match vm.device(io) {
        Some(d) if d.data[CLOSED] == 0 => (d.data, d.values[STREAM]),
        _ => return Ok(Value::NONE),
    };
    let (end, trailer) = match vm.codec_at(io, WRITER) {
        Some(Codec::Deflate(deflate)) => deflate.finish(),
        _ => Default::default(),
    };
    let [end, trailer] = [end, trailer].map(|bytes| vm.new_bytes(bytes));
    let closes = Value::bool(data[CLOSES] == 1);
    Ok(vm.new_tuple([stream, end, trailer, closes]))
}

/// `_deflate_closed(io)`: from now on it is.
pub(crate) fn closed(vm: &mut Vm, io: Value) -> Outcome {
    let io = vm.native_part(io);
    if let Some(d) = vm.device_mut(io) {
        d.data[CLOSED] = 1;
        d.values = vec![Value::NONE; 3];
    }
    Ok(Value::NONE)
}
