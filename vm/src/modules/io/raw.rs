//! Streams as other modules read and write them: some bytes at a time, whatever is behind them. For users'
//! streams frozen Python calls their methods.

use alloc::vec::Vec;

use super::stream::{Stream, is_socket};
use crate::hal::Host;
use crate::modules::deflate;
#[cfg(feature = "net")]
use crate::modules::socket;
use crate::modules::vfs::stored;
use crate::native::{Args, Outcome};
use crate::types::T;
use crate::value::Value;
use crate::vm::Vm;

/// Bytes that are read ahead of what takes some of them.
const BLOCK: usize = 4096;

/// What a stream is to be good for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Good {
    /// Reading.
    Reads,
    /// Writing.
    Writes,
}

/// Refuses what is no stream. Says whether it is a user's.
pub fn check(vm: &mut Vm, v: Value, good: Good) -> Outcome<bool> {
    if vm.is_instance(v, T::IoBase) || is_socket(vm, v) || stored::file::is_file(vm, v) {
        return Ok(true);
    }
    let is_stream = match deflate::is_stream(vm, v) {
        true => good == Good::Reads || deflate::compresses(&vm.profile),
        false => Stream::find(vm, v).is_some(),
    };
    match is_stream {
        true => Ok(false),
        false => Err(vm.raise(T::OSError, "stream operation not supported")),
    }
}

/// Bytes of a stream that come next and stay where they are, if they can stay.
pub fn ahead(vm: &mut Vm, host: &mut dyn Host, v: Value) -> Outcome<Option<Vec<u8>>> {
    match Stream::find(vm, v) {
        Some(stream) if stream.keeps() => {
            // It may be closed.
            Stream::of(vm, v)?;
            vm.reserve(BLOCK)?;
            stream.peek(vm, host, 0, BLOCK).map(Some)
        }
        _ => Ok(None),
    }
}

/// `_stream_peek(stream)`: these bytes, or `None`.
pub(in crate::modules) fn peek(vm: &mut Vm, host: &mut dyn Host, args: Args) -> Outcome {
    let v = args.get(vm, 0);
    match ahead(vm, host, v)? {
        Some(bytes) => Ok(vm.new_bytes(bytes)),
        None => Ok(Value::NONE),
    }
}

/// `_stream_skip(stream, n)`: takes `n` of the bytes that [`peek`] told.
pub(in crate::modules) fn skip(vm: &mut Vm, stream: Value, n: Value) -> Outcome {
    if let Some(stream) = Stream::find(vm, stream) {
        stream.advance(vm, n.as_small().unwrap_or(0) as usize);
    }
    Ok(Value::NONE)
}

/// `_stream_read(stream, n)`: at most `n` bytes, none at the end; `None` if the stream is a user's, `False` if it is
/// read through another one.
pub(in crate::modules) fn read(vm: &mut Vm, host: &mut dyn Host, args: Args) -> Outcome {
    let (v, n) = (args.get(vm, 0), args.get(vm, 1));
    if deflate::is_stream(vm, v) {
        return Ok(Value::FALSE);
    }
    #[cfg(feature = "net")]
    if is_socket(vm, v) {
        let n = n.as_small().unwrap_or(0) as usize;
        return socket::receive_now(vm, host, v, n);
    }
    if Stream::find(vm, v).is_none() {
        return Ok(Value::NONE);
    }
    let stream = Stream::of(vm, v)?;
    let n = n.as_small().unwrap_or(0) as usize;
    let bytes = stream.take(vm, host, n, &mut |bytes| (bytes.len() >= n).then_some(n))?;
    Ok(vm.new_bytes(bytes))
}

/// `_stream_write(stream, data)`: `True` if the stream is a built-in one, which has taken what it takes; `None` if it
/// is a user's, `False` if it is written through to another one.
pub(in crate::modules) fn write(vm: &mut Vm, host: &mut dyn Host, args: Args) -> Outcome {
    let (v, data) = (args.get(vm, 0), args.get(vm, 1));
    if deflate::is_stream(vm, v) {
        return Ok(Value::FALSE);
    } else if Stream::find(vm, v).is_none() {
        return Ok(Value::NONE);
    }
    let stream = Stream::of(vm, v)?;
    let bytes = vm.buffer_of(data).unwrap_or_default().to_vec();
    stream.write(vm, host, &bytes)?;
    Ok(Value::TRUE)
}

/// Writes to a stream in memory that is open and has room to grow by `most` bytes; whether it is one. What is written
/// is only made if it is.
pub fn write_to_memory(
    vm: &mut Vm,
    host: &mut dyn Host,
    v: Value,
    most: usize,
    make: impl FnOnce(&mut Vm) -> Outcome<Vec<u8>>,
) -> Outcome<bool> {
    let stream = match vm.device(v) {
        Some(d) if d.ty == T::BytesIo && !d.values[0].is_none() => Stream::find(vm, v),
        _ => None,
    };
    let Some(stream) = stream.filter(|_| !vm.heap.is_locked() && !vm.heap.would_overflow(most))
    else {
        return Ok(false);
    };
    let bytes = make(vm)?;
    stream.write(vm, host, &bytes)?;
    Ok(true)
}

/// `_stream_close(stream)`: answers as [`write`] does, and 0 where the stream's own method closes it.
pub(in crate::modules) fn close(vm: &mut Vm, v: Value) -> Outcome {
    if deflate::is_stream(vm, v) {
        return Ok(Value::FALSE);
    }
    #[cfg(feature = "net")]
    if is_socket(vm, v) {
        socket::close_socket(vm, v)?;
        return Ok(Value::TRUE);
    }
    if stored::file::is_file(vm, v) {
        return Ok(Value::small(0));
    }
    if Stream::find(vm, v).is_none() {
        return Ok(Value::NONE);
    }
    super::stream::close_stream(vm, v)?;
    Ok(Value::TRUE)
}
