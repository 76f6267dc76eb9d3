//! The standard streams: the console as file objects.

use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;

use super::Member;
use crate::hal::{Host, Read};
use crate::native::{Abrupt, Args, F, Native, Outcome, native};
use crate::object::{DeviceObj, Object};
use crate::types::{T, TypeSpec};
use crate::value::Value;
use crate::vm::Vm;

/// The text streams `sys.stdin`, `sys.stdout` and `sys.stderr`.
pub const TEXT: TypeSpec = TypeSpec {
    name: "TextIOWrapper",
    base: T::Object,
    make: None,
    natives: NATIVES,
    consts: &[("buffer", Member::Make(|vm| stream(vm, T::FileIo, STDIN)))],
};

/// Their `buffer`: the same console as bytes.
pub const BYTES: TypeSpec = TypeSpec {
    name: "FileIO",
    base: T::Object,
    make: None,
    natives: NATIVES,
    consts: &[],
};

const NATIVES: &[Native] = &[
    native("read", F::H(1, read)),
    native("readinto", F::H(2, readinto)),
    native("readline", F::H(1, readline)),
    native("readlines", F::H(1, readlines)),
    native("write", F::H(2, write)),
    native("flush", F::F1(flush)),
    native("close", F::F1(|_, stream| Ok(stream))),
    native("__enter__", F::F1(|_, stream| Ok(stream))),
    native("__exit__", F::V(4, 4, |_, _| Ok(Value::NONE))),
    native("__next__", F::H(1, next_line)),
];

/// The number of standard input.
pub(super) const STDIN: i64 = 0;
/// The number of standard output.
pub(super) const STDOUT: i64 = 1;
/// The number of standard error.
pub(super) const STDERR: i64 = 2;

/// `EPERM`, which a stream gives that does not go this way.
const EPERM: i32 = 1;

/// What the streams keep between calls.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
pub struct State {
    /// Bytes that came, for an operation that waits for more.
    pending: Vec<u8>,
}

/// A stream object.
pub(super) fn stream(vm: &mut Vm, ty: T, fd: i64) -> Value {
    vm.heap.new_value(Object::Device(Box::new(DeviceObj {
        ty,
        data: [fd, 0, 0, 0],
        values: Vec::new(),
    })))
}

/// The number of a stream, and whether it is one of text.
fn of_stream(vm: &mut Vm, v: Value) -> Outcome<(i64, bool)> {
    match vm.heap.object(vm.native_part(v)) {
        Some(Object::Device(d)) if d.ty == T::TextIo => Ok((d.data[0], true)),
        Some(Object::Device(d)) if d.ty == T::FileIo => Ok((d.data[0], false)),
        _ => Err(vm.type_error("stream operation not supported")),
    }
}

/// Takes bytes from the console once `enough` finds how many of them make the answer, or once
/// nothing more will come. While it waits, what came is kept, so that it can be tried again.
fn take(
    vm: &mut Vm,
    host: &mut dyn Host,
    text: bool,
    mut enough: impl FnMut(&[u8]) -> Option<usize>,
) -> Outcome<Vec<u8>> {
    loop {
        if let Some(n) = enough(&vm.module_state.stdio.pending) {
            return Ok(vm.module_state.stdio.pending.drain(..n).collect());
        }
        match host.read(vm.now()) {
            // A terminal's Enter key sends a carriage return.
            Read::Byte(b'\r') if text && !vm.profile.is_unix => {
                vm.module_state.stdio.pending.push(b'\n');
            }
            Read::Byte(b) => vm.module_state.stdio.pending.push(b),
            Read::Wait => return Err(Abrupt::Input),
            Read::End => return Ok(core::mem::take(&mut vm.module_state.stdio.pending)),
        }
    }
}

/// How many bytes the line at the start takes, its end included, up to a limit.
fn line_len(bytes: &[u8], limit: Option<usize>) -> Option<usize> {
    let limit = limit.unwrap_or(usize::MAX);
    match bytes.iter().take(limit).position(|&b| b == b'\n') {
        Some(at) => Some(at + 1),
        None if bytes.len() >= limit => Some(limit),
        None => None,
    }
}

/// How many bytes the first `n` characters take, if they are all there.
fn chars_len(bytes: &[u8], n: usize) -> Option<usize> {
    let begins = |b: u8| b & 0xc0 != 0x80;
    let mut at = 0;
    for _ in 0..n {
        let width = match *bytes.get(at)? {
            0xc0..=0xdf => 2,
            0xe0..=0xef => 3,
            0xf0..=0xff => 4,
            _ => 1,
        };
        // A character that is cut short by another one counts as it is.
        let rest = bytes.get(at + 1..).unwrap_or_default();
        let kept = rest.iter().take(width - 1).take_while(|&&b| !begins(b));
        let kept = 1 + kept.count();
        if kept < width && at + kept == bytes.len() {
            return None;
        }
        at += kept;
    }
    Some(at)
}

/// Bytes as the answer of a stream of this kind.
fn answer(vm: &mut Vm, bytes: Vec<u8>, text: bool) -> Outcome {
    if !text {
        return Ok(vm.new_bytes(bytes));
    }
    match String::from_utf8(bytes) {
        Ok(text) => Ok(vm.new_str(&text)),
        Err(_) => Err(vm.raise_with(T::UnicodeError, &[])),
    }
}

/// A line from the console, its end included; shorter or empty only where input ends. For
/// `input()`, too.
pub fn read_line(vm: &mut Vm, host: &mut dyn Host) -> Outcome<Vec<u8>> {
    take(vm, host, true, |bytes| line_len(bytes, None))
}

/// The stream that can be read from, by `self` and at most one size.
fn reader(vm: &mut Vm, args: Args) -> Outcome<(bool, Option<usize>)> {
    vm.check_places(args, 1, 2)?;
    let (fd, text) = of_stream(vm, args.get(vm, 0))?;
    if fd != STDIN {
        return Err(vm.os_error(EPERM));
    }
    let size = match args.opt(vm, 1) {
        None | Some(Value::NONE) => None,
        Some(v) => usize::try_from(vm.int_arg(v)?).ok(),
    };
    Ok((text, size))
}

fn read(vm: &mut Vm, host: &mut dyn Host, args: Args) -> Outcome {
    let (text, size) = reader(vm, args)?;
    let bytes = take(vm, host, text, |bytes| match size {
        None => None,
        Some(n) if text => chars_len(bytes, n),
        Some(n) => (bytes.len() >= n).then_some(n),
    })?;
    answer(vm, bytes, text)
}

fn readline(vm: &mut Vm, host: &mut dyn Host, args: Args) -> Outcome {
    let (text, size) = reader(vm, args)?;
    let bytes = take(vm, host, text, |bytes| line_len(bytes, size))?;
    answer(vm, bytes, text)
}

fn readlines(vm: &mut Vm, host: &mut dyn Host, args: Args) -> Outcome {
    let (text, _) = reader(vm, args)?;
    let all = take(vm, host, text, |_| None)?;
    let mut lines = Vec::new();
    for line in all.split_inclusive(|&b| b == b'\n') {
        lines.push(answer(vm, line.to_vec(), text)?);
    }
    Ok(vm.new_list(lines))
}

fn next_line(vm: &mut Vm, host: &mut dyn Host, args: Args) -> Outcome {
    let (text, _) = reader(vm, args)?;
    let bytes = take(vm, host, text, |bytes| line_len(bytes, None))?;
    if bytes.is_empty() {
        return Err(vm.raise_with(T::StopIteration, &[]));
    }
    answer(vm, bytes, text)
}

fn readinto(vm: &mut Vm, host: &mut dyn Host, args: Args) -> Outcome {
    vm.check_places(args, 2, 4)?;
    let (fd, text) = of_stream(vm, args.get(vm, 0))?;
    if fd != STDIN {
        return Err(vm.os_error(EPERM));
    }
    let target = args.get(vm, 1);
    let (offset, len) = part(vm, args, vm.bytes_of(target).map_or(0, <[u8]>::len))?;
    if vm.heap.object(target).is_none_or(|o| !is_writable(o)) {
        return Err(vm.type_error("object with buffer protocol required"));
    }
    let bytes = take(vm, host, text, |bytes| (bytes.len() >= len).then_some(len))?;
    let n = bytes.len();
    store(vm, target, offset, &bytes);
    Ok(Value::small(n as i64))
}

/// The part of a buffer that `(buffer[, offset], length)` behind `self` names.
fn part(vm: &mut Vm, args: Args, whole: usize) -> Outcome<(usize, usize)> {
    let (offset, limit) = match (args.opt(vm, 2), args.opt(vm, 3)) {
        (None, _) => (0, whole),
        (Some(limit), None) => (0, vm.int_arg(limit)?.max(0) as usize),
        (Some(offset), Some(limit)) => {
            let offset = vm.int_arg(offset)?.max(0) as usize;
            (offset.min(whole), vm.int_arg(limit)?.max(0) as usize)
        }
    };
    Ok((offset, limit.min(whole - offset)))
}

fn is_writable(o: &Object) -> bool {
    match o {
        Object::ByteArray(_) | Object::Array(_) => true,
        Object::MemoryView(view) => !view.readonly,
        _ => false,
    }
}

/// Stores bytes into a buffer that has room for them.
fn store(vm: &mut Vm, target: Value, offset: usize, bytes: &[u8]) {
    let (target, offset) = match vm.heap.object(target) {
        Some(Object::MemoryView(view)) => (view.target, view.start + offset),
        _ => (target, offset),
    };
    let place = match vm.heap.object_mut(target) {
        Some(Object::ByteArray(b)) => b.get_mut(offset..offset + bytes.len()),
        Some(Object::Array(a)) => a.bytes.get_mut(offset..offset + bytes.len()),
        _ => None,
    };
    if let Some(place) = place {
        place.copy_from_slice(bytes);
    }
}

fn write(vm: &mut Vm, host: &mut dyn Host, args: Args) -> Outcome {
    vm.check_places(args, 2, 4)?;
    let (fd, _) = of_stream(vm, args.get(vm, 0))?;
    let source = args.get(vm, 1);
    let Some(whole) = vm.buffer_of(source).map(<[u8]>::len) else {
        return Err(vm.type_error("object with buffer protocol required"));
    };
    let (offset, len) = part(vm, args, whole)?;
    let bytes = vm
        .buffer_of(source)
        .and_then(|b| b.get(offset..offset + len))
        .unwrap_or_default();
    match fd {
        STDERR => host.write_error(vm.now(), bytes),
        STDOUT => host.write(vm.now(), bytes),
        // The `buffer` of each stream is one object; what is written to it is output.
        _ if vm.kind(args.get(vm, 0)) == T::FileIo => host.write(vm.now(), bytes),
        _ => return Err(vm.os_error(EPERM)),
    }
    Ok(Value::small(len as i64))
}

fn flush(vm: &mut Vm, stream: Value) -> Outcome {
    let (_, text) = of_stream(vm, stream)?;
    if vm.profile.is_unix {
        return Ok(Value::NONE);
    }
    // A board's streams have no buffer, and no such method.
    let name = if text { TEXT.name } else { BYTES.name };
    let message = alloc::format!("'{name}' object has no attribute 'flush'");
    Err(vm.raise(T::AttributeError, &message))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Bench;
    use crate::vm::Profile;

    fn text(bench: &Bench, v: Outcome) -> String {
        let v = v.expect("an answer");
        bench.vm.str_of(v).expect("a string").into()
    }

    #[test]
    fn a_read_that_waits_loses_nothing() {
        let mut bench = Bench::new(Profile::PICO);
        let stdin = stream(&mut bench.vm, T::TextIo, STDIN);
        bench.world.input = b"hel".to_vec();
        let wait = bench.method(stdin, "readline", &[], &[]);
        assert_eq!(wait, Err(Abrupt::Input));
        bench.world.input = b"lo\rrest".to_vec();
        let line = bench.method(stdin, "readline", &[], &[]);
        assert_eq!(text(&bench, line), "hello\n");
        let two = bench.method(stdin, "read", &[Value::small(2)], &[]);
        assert_eq!(text(&bench, two), "re");
        bench.world.ended = true;
        let rest = bench.method(stdin, "read", &[], &[]);
        assert_eq!(text(&bench, rest), "st");
    }

    #[test]
    fn characters_are_read_whole() {
        let mut bench = Bench::new(Profile::UNIX);
        let stdin = stream(&mut bench.vm, T::TextIo, STDIN);
        bench.world.input = "é€".as_bytes()[..3].to_vec();
        let one = bench.method(stdin, "read", &[Value::small(1)], &[]);
        assert_eq!(text(&bench, one), "é");
        let wait = bench.method(stdin, "read", &[Value::small(1)], &[]);
        assert_eq!(wait, Err(Abrupt::Input));
        bench.world.input = "€".as_bytes()[1..].to_vec();
        let one = bench.method(stdin, "read", &[Value::small(1)], &[]);
        assert_eq!(text(&bench, one), "€");
    }

    #[test]
    fn writing_counts_bytes() {
        let mut bench = Bench::new(Profile::PICO);
        let stdout = stream(&mut bench.vm, T::TextIo, STDOUT);
        let hello = bench.str("héllo");
        let n = bench.method(stdout, "write", &[hello], &[]);
        assert_eq!(n, Ok(Value::small(6)));
        assert_eq!(bench.world.output, "héllo".as_bytes());
        let stdin = stream(&mut bench.vm, T::TextIo, STDIN);
        let refused = bench.method(stdin, "write", &[hello], &[]);
        assert_eq!(bench.error(refused), "OSError: 1");
    }
}
