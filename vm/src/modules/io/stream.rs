//! The methods that all streams share, over whatever is behind them.

use alloc::vec::Vec;

use super::console::{self, STDERR, STDIN};
use super::{file, memory};
use crate::hal::{EINVAL, EPERM, ESPIPE, Host};
use crate::modules::micropython::ring;
#[cfg(feature = "net")]
use crate::modules::select::{POLLERR, POLLHUP, POLLNVAL};
use crate::modules::select::{POLLIN, POLLOUT};
#[cfg(feature = "net")]
use crate::modules::socket;
use crate::modules::vfs::stored;
use crate::native::{Abrupt, Args, F, Native, Outcome, native, slot};
use crate::text::search;
use crate::types::T;
use crate::types::text::Kind;
use crate::value::Value;
use crate::vm::Vm;

const READ: Native = native("read", F::H(1, read));
const READ_INTO: Native = native("readinto", F::H(2, read_into));
const READ_LINE: Native = native("readline", F::H(1, read_line));
const WRITE: Native = native("write", F::H(2, write));
const SEEK: Native = native("seek", F::H(2, seek));
const TELL: Native = native("tell", F::H(1, tell));
const FLUSH: Native = native("flush", F::H(1, flush));
const CLOSE: Native = native("close", F::H(1, close));
const ENTER: Native = native("__enter__", F::F1(|_, stream| Ok(stream)));
const EXIT: Native = native("__exit__", F::H(4, leave));
const NEXT: Native = slot("__next__", F::H(1, next_line));

/// The methods of files and of the standard streams.
pub const FILE_NATIVES: &[Native] = &[
    native("fileno", F::F1(file_number)),
    READ,
    READ_INTO,
    READ_LINE,
    native("readlines", F::H(1, read_lines)),
    WRITE,
    SEEK,
    TELL,
    FLUSH,
    CLOSE,
    ENTER,
    EXIT,
    NEXT,
];

/// The methods of `StringIO` and `BytesIO`.
pub const MEMORY_NATIVES: &[Native] = &[
    READ,
    READ_INTO,
    READ_LINE,
    WRITE,
    SEEK,
    TELL,
    FLUSH,
    CLOSE,
    native("getvalue", F::F1(memory::get_value)),
    ENTER,
    EXIT,
    NEXT,
];

/// The methods of `RingIO`.
pub const RING_NATIVES: &[Native] = &[
    native("any", F::F1(ring::any)),
    READ,
    READ_LINE,
    READ_INTO,
    WRITE,
    CLOSE,
];

/// The least bytes that are asked for at once while it is not known how many are needed.
const CHUNK: usize = 256;

/// What is behind a stream.
#[derive(Clone, Copy)]
enum Behind {
    Console(i64),
    File(i64),
    Memory,
    Ring,
}

/// A built-in stream: the object, what is behind it, and whether it is one of text.
#[derive(Clone, Copy)]
pub(super) struct Stream {
    device: Value,
    behind: Behind,
    text: bool,
}

impl Stream {
    pub(super) fn find(vm: &Vm, v: Value) -> Option<Stream> {
        let device = vm.native_part(v);
        let d = vm.device(device)?;
        let behind = match d.ty {
            T::TextIo | T::FileIo if (0..=STDERR).contains(&d.data[0]) => {
                Behind::Console(d.data[0])
            }
            T::TextIo | T::FileIo => Behind::File(d.data[0]),
            T::StringIo | T::BytesIo => Behind::Memory,
            T::RingIo => Behind::Ring,
            _ => return None,
        };
        let text = matches!(d.ty, T::TextIo | T::StringIo);
        Some(Stream {
            device,
            behind,
            text,
        })
    }

    /// The stream that a method works on; closed files are refused.
    pub(super) fn of(vm: &mut Vm, v: Value) -> Outcome<Stream> {
        match Stream::find(vm, v) {
            Some(Stream {
                behind: Behind::File(..0),
                ..
            }) => Err(vm.value_error("I/O operation on closed file")),
            Some(stream) => Ok(stream),
            None => Err(vm.raise(T::OSError, "stream operation not supported")),
        }
    }

    /// Whether its bytes stay where they are until they are taken.
    pub(super) fn keeps(self) -> bool {
        !matches!(self.behind, Behind::Console(_))
    }

    /// At most `n` bytes from `skip` bytes behind the place on, which stay where they are.
    pub(super) fn peek(
        self,
        vm: &mut Vm,
        host: &mut dyn Host,
        skip: usize,
        n: usize,
    ) -> Outcome<Vec<u8>> {
        match self.behind {
            Behind::Console(_) => Ok(Vec::new()),
            Behind::File(fd) => file::peek(vm, host, fd, skip, n),
            Behind::Memory => memory::peek(vm, self.device, skip, n),
            Behind::Ring => Ok(ring::peek(vm, self.device, skip, n)),
        }
    }

    pub(super) fn advance(self, vm: &mut Vm, n: usize) {
        match self.behind {
            Behind::Console(_) => {}
            Behind::File(fd) => file::advance(vm, fd, n),
            Behind::Memory => memory::advance(vm, self.device, n),
            Behind::Ring => ring::advance(vm, self.device, n),
        }
    }

    /// Takes bytes once `enough` finds how many of them make the answer, or once there are no
    /// more. `hint` is how many that will likely be.
    pub(super) fn take(
        self,
        vm: &mut Vm,
        host: &mut dyn Host,
        hint: usize,
        enough: &mut dyn FnMut(&[u8]) -> Option<usize>,
    ) -> Outcome<Vec<u8>> {
        if let Behind::Console(fd) = self.behind {
            if fd != STDIN {
                return Err(vm.os_error(EPERM));
            }
            return console::take(vm, host, self.text, enough);
        }
        let mut bytes = Vec::new();
        loop {
            if let Some(n) = enough(&bytes) {
                bytes.truncate(n);
                break;
            }
            // More at a time the longer it is, so that a long line is not looked at too often.
            let n = hint.saturating_sub(bytes.len()).max(bytes.len()).max(1);
            let more = self.peek(vm, host, bytes.len(), n)?;
            if more.is_empty() {
                break;
            }
            bytes.extend(more);
            vm.reserve(bytes.len())?;
        }
        vm.spend(bytes.len() / 4);
        self.advance(vm, bytes.len());
        Ok(bytes)
    }

    /// Writes what the stream takes, and says how many bytes that is.
    pub(super) fn write(self, vm: &mut Vm, host: &mut dyn Host, bytes: &[u8]) -> Outcome<usize> {
        vm.spend(bytes.len() / 4);
        match self.behind {
            Behind::Console(STDIN) if self.text => return Err(vm.os_error(EPERM)),
            Behind::Console(fd) => console::write(vm, host, fd, bytes),
            Behind::File(fd) => file::write(vm, host, fd, bytes)?,
            // Nobody looks whether it is closed where there is nothing to write.
            Behind::Memory if bytes.is_empty() => {}
            Behind::Memory => memory::write(vm, self.device, bytes)?,
            Behind::Ring => return Ok(ring::write(vm, self.device, bytes)),
        }
        Ok(bytes.len())
    }

    /// Bytes as the answer of this stream.
    fn answer(self, vm: &mut Vm, bytes: Vec<u8>) -> Outcome {
        vm.new_text(if self.text { Kind::Str } else { Kind::Bytes }, bytes)
    }
}

/// How many bytes the line at the start takes, its end included, up to a limit.
pub(super) fn line_len(bytes: &[u8], limit: Option<usize>) -> Option<usize> {
    let limit = limit.unwrap_or(usize::MAX);
    match search::find(&bytes[..bytes.len().min(limit)], b"\n") {
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

/// The stream and the size of a reading method; -1 is no limit.
fn reader(vm: &mut Vm, args: Args) -> Outcome<(Stream, Option<usize>)> {
    vm.check_places(args, 1, 2)?;
    let stream = Stream::of(vm, args.get(vm, 0))?;
    let size = match args.opt(vm, 1) {
        None | Some(Value::NONE) => None,
        Some(v) => match vm.int_arg(v)? {
            -1 => None,
            n => match usize::try_from(n).ok().filter(|&n| n <= vm.heap.limit()) {
                Some(n) => Some(n),
                None => return Err(vm.memory_error(n as usize)),
            },
        },
    };
    Ok((stream, size))
}

fn read(vm: &mut Vm, host: &mut dyn Host, args: Args) -> Outcome {
    let (stream, size) = reader(vm, args)?;
    let bytes = stream.take(vm, host, size.unwrap_or(CHUNK), &mut |bytes| match size {
        None => None,
        Some(n) if stream.text => chars_len(bytes, n),
        Some(n) => (bytes.len() >= n).then_some(n),
    })?;
    stream.answer(vm, bytes)
}

fn line(
    vm: &mut Vm,
    host: &mut dyn Host,
    stream: Stream,
    limit: Option<usize>,
) -> Outcome<Vec<u8>> {
    stream.take(vm, host, CHUNK, &mut |bytes| line_len(bytes, limit))
}

fn read_line(vm: &mut Vm, host: &mut dyn Host, args: Args) -> Outcome {
    let (stream, limit) = reader(vm, args)?;
    let bytes = line(vm, host, stream, limit)?;
    stream.answer(vm, bytes)
}

fn read_lines(vm: &mut Vm, host: &mut dyn Host, args: Args) -> Outcome {
    vm.check_places(args, 1, 1)?;
    let stream = Stream::of(vm, args.get(vm, 0))?;
    let all = stream.take(vm, host, CHUNK, &mut |_| None)?;
    let mut lines = Vec::new();
    for line in all.split_inclusive(|&b| b == b'\n') {
        lines.push(stream.answer(vm, line.to_vec())?);
    }
    Ok(vm.new_list(lines))
}

fn next_line(vm: &mut Vm, host: &mut dyn Host, args: Args) -> Outcome {
    let (stream, _) = reader(vm, args)?;
    let bytes = line(vm, host, stream, None)?;
    if bytes.is_empty() {
        return Err(vm.raise_with(T::StopIteration, &[]));
    }
    stream.answer(vm, bytes)
}

/// The part of a buffer that `(buffer[, offset], length)` behind `self` names.
pub(in crate::modules) fn part(vm: &mut Vm, args: Args, whole: usize) -> Outcome<(usize, usize)> {
    let size = |vm: &mut Vm, v: Value| -> Outcome<usize> {
        // A negative size is a very large one, as a machine word without sign.
        Ok(vm.int_arg_truncated(v)? as u64 as usize)
    };
    let (offset, limit) = match (args.opt(vm, 2), args.opt(vm, 3)) {
        (None, _) => (0, whole),
        (Some(limit), None) => (0, size(vm, limit)?),
        (Some(offset), Some(limit)) => (size(vm, offset)?.min(whole), size(vm, limit)?),
    };
    Ok((offset, limit.min(whole - offset)))
}

fn read_into(vm: &mut Vm, host: &mut dyn Host, args: Args) -> Outcome {
    vm.check_places(args, 2, 3)?;
    let stream = Stream::of(vm, args.get(vm, 0))?;
    let target = args.get(vm, 1);
    let whole = vm.writable_len(target)?;
    let (_, len) = part(vm, args, whole)?;
    let bytes = stream.take(vm, host, len, &mut |bytes| {
        (bytes.len() >= len).then_some(len)
    })?;
    vm.store_bytes(target, 0..bytes.len(), &bytes);
    Ok(Value::small(bytes.len() as i64))
}

fn write(vm: &mut Vm, host: &mut dyn Host, args: Args) -> Outcome {
    vm.check_places(args, 2, 4)?;
    let stream = Stream::of(vm, args.get(vm, 0))?;
    let source = args.get(vm, 1);
    let Some(whole) = vm.buffer_of(source).map(<[u8]>::len) else {
        return Err(vm.type_error("object with buffer protocol required"));
    };
    let (offset, len) = part(vm, args, whole)?;
    let bytes = vm
        .buffer_of(source)
        .and_then(|b| b.get(offset..offset + len))
        .unwrap_or_default()
        .to_vec();
    let n = stream.write(vm, host, &bytes)?;
    Ok(Value::small(n as i64))
}

fn seek_to(vm: &mut Vm, host: &mut dyn Host, stream: Value, offset: i64, whence: i64) -> Outcome {
    let stream = Stream::of(vm, stream)?;
    if whence == 0 && offset < 0 {
        return Err(vm.os_error(EINVAL));
    }
    let at = match stream.behind {
        Behind::File(fd) => file::seek(vm, host, fd, offset, whence)?,
        Behind::Memory => memory::seek(vm, stream.device, offset, whence)?,
        Behind::Console(_) | Behind::Ring => return Err(vm.os_error(ESPIPE)),
    };
    Ok(vm.new_int(at as i64))
}

fn seek(vm: &mut Vm, host: &mut dyn Host, args: Args) -> Outcome {
    vm.check_places(args, 2, 3)?;
    let offset = args.get(vm, 1);
    let offset = vm.int_arg(offset)?;
    let whence = match args.opt(vm, 2) {
        Some(v) => vm.int_arg(v)?,
        None => 0,
    };
    seek_to(vm, host, args.get(vm, 0), offset, whence)
}

fn tell(vm: &mut Vm, host: &mut dyn Host, args: Args) -> Outcome {
    vm.check_places(args, 1, 1)?;
    seek_to(vm, host, args.get(vm, 0), 0, 1)
}

fn flush(vm: &mut Vm, _: &mut dyn Host, args: Args) -> Outcome {
    vm.check_places(args, 1, 1)?;
    let stream = Stream::of(vm, args.get(vm, 0))?;
    if matches!(stream.behind, Behind::Console(_)) && !vm.profile.is_unix {
        // A board's console has no buffer, and no such method.
        let name = vm.type_name(stream.device);
        let message = alloc::format!("'{name}' object has no attribute 'flush'");
        return Err(vm.raise(T::AttributeError, &message));
    }
    Ok(Value::NONE)
}

fn close(vm: &mut Vm, _: &mut dyn Host, args: Args) -> Outcome {
    vm.check_places(args, 1, 1)?;
    close_stream(vm, args.get(vm, 0))
}

pub(super) fn close_stream(vm: &mut Vm, v: Value) -> Outcome {
    // What is closed may be closed again.
    let Some(stream) = Stream::find(vm, v) else {
        return Err(vm.raise(T::OSError, "stream operation not supported"));
    };
    match stream.behind {
        Behind::File(fd) => {
            file::close(vm, fd);
            if let Some(d) = vm.device_mut(stream.device) {
                d.data[0] = -1;
            }
        }
        Behind::Memory => memory::close(vm, stream.device),
        Behind::Console(_) if !vm.profile.is_unix => return Ok(v),
        Behind::Console(_) | Behind::Ring => {}
    }
    Ok(Value::NONE)
}

fn leave(vm: &mut Vm, host: &mut dyn Host, args: Args) -> Outcome {
    vm.check_places(args, 4, 4)?;
    close(vm, host, Args { n: 1, ..args })?;
    Ok(Value::NONE)
}

fn file_number(vm: &mut Vm, stream: Value) -> Outcome {
    match Stream::of(vm, stream)?.behind {
        Behind::Console(fd) | Behind::File(fd) => Ok(Value::small(fd)),
        _ => Err(vm.os_error(EINVAL)),
    }
}

/// Whether it is a socket, whose methods do what other streams do by themselves.
pub(super) fn is_socket(vm: &Vm, v: Value) -> bool {
    let native = vm.native_part(v);
    vm.device(native).is_some_and(|d| d.ty == T::Socket)
}

/// Whether only the program itself can make the stream ready.
pub(crate) fn is_quiet(vm: &Vm, v: Value) -> bool {
    #[cfg(feature = "net")]
    if is_socket(vm, v) {
        return !socket::is_outside(vm, v);
    }
    let _ = (vm, v);
    false
}

/// Refuses what `select` cannot ask whether it is ready.
pub(crate) fn check_pollable(vm: &mut Vm, v: Value) -> Outcome<()> {
    if vm.is_instance(v, T::IoBase)
        || is_socket(vm, v)
        || stored::file::is_file(vm, v)
        || Stream::find(vm, v).is_some()
    {
        return Ok(());
    }
    // A process may give the number of a file.
    if vm.profile.is_unix && vm.int_of(v).is_some() {
        return match vm.int_arg(v)? {
            ..0 => Err(vm.raise_with(T::ValueError, &[])),
            _ => Ok(()),
        };
    }
    Err(vm.raise(T::OSError, "stream operation not supported"))
}

/// Which of some events have come to a built-in stream; [`Abrupt::Python`] for a user's.
pub(crate) fn ready(vm: &mut Vm, host: &mut dyn Host, v: Value, asked: i64) -> Outcome<i64> {
    if vm.is_instance(v, T::IoBase) {
        return Err(Abrupt::Python);
    }
    #[cfg(feature = "net")]
    if is_socket(vm, v) {
        // What has happened to a socket is told unasked.
        return Ok(socket::ready(vm, host, v)? & (asked | POLLERR | POLLHUP | POLLNVAL));
    }
    if stored::file::is_file(vm, v) {
        // Such files do not answer.
        return Err(vm.os_error(EINVAL));
    }
    let (behind, text) = match (Stream::find(vm, v), v.as_small()) {
        (Some(stream), _) => (stream.behind, stream.text),
        (None, Some(fd @ 0..=STDERR)) => (Behind::Console(fd), false),
        (None, fd) => (Behind::File(fd.unwrap_or(-1)), false),
    };
    let found = match behind {
        Behind::Console(STDIN) if asked & POLLIN == 0 => 0,
        Behind::Console(STDIN) if console::is_ready(vm, host, text) => POLLIN,
        Behind::Console(STDIN) => 0,
        Behind::Console(_) => POLLOUT,
        // What is in a file is there.
        Behind::File(_) => POLLIN | POLLOUT,
        Behind::Memory => return Err(vm.os_error(EINVAL)),
        Behind::Ring => {
            let (any, room) = ring::fill(vm, v);
            i64::from(any > 0) * POLLIN + i64::from(room > 0) * POLLOUT
        }
    };
    Ok(found & asked)
}

/// Writes text to a stream, which may be a user's object: that gets it in the pieces that end at
/// `ends`.
pub(crate) fn print_to(
    vm: &mut Vm,
    host: &mut dyn Host,
    stream: Option<Value>,
    text: &[u8],
    ends: &[usize],
) -> Outcome {
    let Some(stream) = stream else {
        host.write(vm.now(), text);
        return Ok(Value::NONE);
    };
    if vm.is_instance(stream, T::IoBase)
        || is_socket(vm, stream)
        || stored::file::is_file(vm, stream)
    {
        let mut from = 0;
        let mut pieces = Vec::new();
        for &end in ends.iter().chain(&[text.len()]) {
            if end > from {
                pieces.push(vm.new_bytes(&text[from..end]));
                from = end;
            }
        }
        let pieces = vm.new_list(pieces);
        return Err(vm.call_frozen("stream_write_all", &[stream, pieces]));
    }
    let stream = Stream::of(vm, stream)?;
    stream.write(vm, host, text)?;
    Ok(Value::NONE)
}
