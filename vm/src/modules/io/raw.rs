//! Streams as other modules read and write them: some bytes at a time, whatever is behind them. For users'
//! streams frozen Python calls their methods.

use super::stream::Stream;
use crate::hal::Host;
use crate::native::{Args, Outcome};
use crate::types::T;
use crate::value::Value;
use crate::vm::Vm;

/// Bytes that are read ahead of what takes some of them.
const BLOCK: usize = 4096;

/// Refuses what is no stream. Says whether it is a user's.
pub fn check(vm: &mut Vm, v: Value) -> Outcome<bool> {
    if vm.is_instance(v, T::IoBase) {
        return Ok(true);
    }
    match Stream::find(vm, v).is_some() {
        true => Ok(false),
        false => Err(vm.raise(T::OSError, "stream operation not supported")),
    }
}

/// `_stream_peek(stream)`: bytes that come next and stay where they are; `None` if they cannot stay.
pub(in crate::modules) fn peek(vm: &mut Vm, host: &mut dyn Host, args: Args) -> Outcome {
    let v = args.get(vm, 0);
    match Stream::find(vm, v) {
        Some(stream) if stream.keeps() => {
            let stream = Stream::of(vm, v).map(|_| stream)?;
            vm.reserve(BLOCK)?;
            vm.spend(BLOCK / 4);
            let bytes = stream.peek(vm, host, 0, BLOCK)?;
            Ok(vm.new_bytes(bytes))
        }
        _ => Ok(Value::NONE),
    }
}

/// `_stream_skip(stream, n)`: takes `n` of the bytes that [`peek`] told.
pub(in crate::modules) fn skip(vm: &mut Vm, stream: Value, n: Value) -> Outcome {
    if let Some(stream) = Stream::find(vm, stream) {
        stream.advance(vm, n.as_small().unwrap_or(0) as usize);
    }
    Ok(Value::NONE)
}

/// `_stream_read(stream, n)`: at most `n` bytes, none at the end; `None` if the stream is no built-in one.
pub(in crate::modules) fn read(vm: &mut Vm, host: &mut dyn Host, args: Args) -> Outcome {
    let (v, n) = (args.get(vm, 0), args.get(vm, 1));
    if Stream::find(vm, v).is_none() {
        return Ok(Value::NONE);
    }
    let stream = Stream::of(vm, v)?;
    let n = n.as_small().unwrap_or(0) as usize;
    let bytes = stream.take(vm, host, n, &mut |bytes| (bytes.len() >= n).then_some(n))?;
    Ok(vm.new_bytes(bytes))
}

/// `_stream_write(stream, data)`: whether the stream is a built-in one, which has taken what it takes.
pub(in crate::modules) fn write(vm: &mut Vm, host: &mut dyn Host, args: Args) -> Outcome {
    let (v, data) = (args.get(vm, 0), args.get(vm, 1));
    if Stream::find(vm, v).is_none() {
        return Ok(Value::FALSE);
    }
    let stream = Stream::of(vm, v)?;
    let bytes = vm.buffer_of(data).unwrap_or_default().to_vec();
    stream.write(vm, host, &bytes)?;
    Ok(Value::TRUE)
}
