//! Files of file systems over blocks. Their values are the file system, and their numbers its volume, the handle in it
//! and whether they are closed.

use alloc::string::String;
use core::fmt::Write as _;

use storage::{Handle, Whence};

use super::classes::kind_of;
use super::operation::{Operation, Take};
use super::system::{Kind, System, Volume};
use super::{Purpose, perform};
use crate::hal::{EINVAL, Host};
use crate::modules::io::stream::part;
use crate::native::{Args, F, Native, Outcome, native};
use crate::object::{Object, ViewObj};
use crate::types::{T, TypeSpec};
use crate::value::Value;
use crate::vm::Vm;

/// Places of the numbers.
const HANDLE: usize = 1;
const CLOSED: usize = 2;

const NATIVES: &[Native] = &[
    native("read", F::H(1, read)),
    native("readinto", F::H(2, read_into)),
    native("readline", F::H(1, read_line)),
    native("readlines", F::H(1, read_lines)),
    native("write", F::H(2, write)),
    native("flush", F::H(1, flush)),
    native("close", F::H(1, close)),
    native("seek", F::H(2, seek)),
    native("tell", F::H(1, tell)),
    native("__del__", F::H(1, close)),
    native("__enter__", F::F1(|_, stream| Ok(stream))),
    native("__exit__", F::H(4, leave)),
    native("__next__", F::H(1, next_line)),
];

const fn spec(name: &'static str) -> TypeSpec {
    TypeSpec {
        name,
        base: T::Object,
        make: None,
        natives: NATIVES,
        consts: &[],
    }
}

/// Files of text.
pub const TEXT: TypeSpec = spec("TextIOWrapper");
/// Files of bytes.
pub const BYTES: TypeSpec = spec("FileIO");

/// The object of a file that was opened.
pub(super) fn opened(vm: &mut Vm, fs: Value, handle: Handle, is_text: bool) -> Value {
    let ty = match is_text {
        true => T::StoredText,
        false => T::StoredBytes,
    };
    let volume = vm.device(fs).map_or(0, |d| d.data[0]);
    let known = vm.module_state.vfs.stored.volumes.get(&(volume as u32));
    let bytes = known.map_or(0, Volume::file_bytes);
    let mut values = alloc::vec![fs];
    values.extend(view(vm, fs, handle).filter(|_| !is_text));
    let object = vm.new_device(ty, [volume, handle.0.into(), 0, bytes as i64], values);
    if let Some(r) = object.as_ref() {
        let files = &mut vm.module_state.vfs.stored.files;
        files.insert(r.0, (volume as u32, handle));
    }
    object
}

/// What a file of a read-only image is of the image, which need not be copied.
fn view(vm: &mut Vm, fs: Value, handle: Handle) -> Option<Value> {
    let d = vm.device(fs)?;
    let (id, target) = (d.data[0] as u32, d.values.first().copied()?);
    let volume = vm.module_state.vfs.stored.volumes.get_mut(&id)?;
    let Some(System::Rom(rom)) = &mut volume.system else {
        return None;
    };
    let data = rom.data(handle)?;
    let view = ViewObj {
        target,
        typecode: b'B',
        start: data.start as usize,
        len: data.len(),
        readonly: true,
        is_bytearray: false,
    };
    Some(vm.heap.new_value(Object::MemoryView(view.into())))
}

/// Whether a value is such a file.
pub(in crate::modules) fn is_file(vm: &Vm, v: Value) -> bool {
    let device = vm.device(vm.native_part(v));
    device.is_some_and(|d| matches!(d.ty, T::StoredText | T::StoredBytes))
}

/// Appends what is shown of a file.
pub(in crate::modules) fn print(vm: &Vm, out: &mut String, v: Value) {
    let name = vm.type_name(v);
    let fs = vm.device(v).and_then(|d| d.values.first().copied());
    let kind = kind_of(vm, fs.unwrap_or(Value::NONE));
    // Writing to a string does not fail.
    let _ = match kind {
        Kind::Fat => {
            let address = v.as_ref().map_or(0, |r| vm.address(r));
            write!(out, "<io.{name} {address:x}>")
        }
        Kind::Rom => write!(out, "<{name}>"),
        _ => write!(out, "<io.{name}>"),
    };
}

/// Marks a file as closed.
pub(super) fn closed(vm: &mut Vm, file: Value) {
    if let Some(d) = vm.device_mut(file) {
        d.data[CLOSED] = 1;
    }
    if let Some(r) = file.as_ref() {
        vm.module_state.vfs.stored.files.remove(&r.0);
    }
}

/// A file that a method works on.
struct File {
    object: Value,
    fs: Value,
    handle: Handle,
    is_text: bool,
}

fn find(vm: &mut Vm, v: Value) -> Outcome<(File, bool)> {
    let object = vm.native_part(v);
    match vm.device(object) {
        Some(d) if matches!(d.ty, T::StoredText | T::StoredBytes) => {
            let file = File {
                object,
                fs: d.values.first().copied().unwrap_or(Value::NONE),
                handle: Handle(d.data[HANDLE] as u32),
                is_text: d.ty == T::StoredText,
            };
            let is_open = d.data[CLOSED] == 0;
            Ok((file, is_open))
        }
        _ => Err(vm.raise(T::OSError, "stream operation not supported")),
    }
}

/// The same; what is closed is refused.
fn file(vm: &mut Vm, v: Value) -> Outcome<File> {
    let (file, is_open) = find(vm, v)?;
    if is_open {
        return Ok(file);
    }
    Err(match kind_of(vm, file.fs).is_little() {
        true => vm.raise_with(T::ValueError, &[]),
        false => vm.os_error(EINVAL),
    })
}

/// A size that an argument limits; -1 is no limit.
fn size(vm: &mut Vm, args: Args) -> Outcome<Option<usize>> {
    match args.opt(vm, 1) {
        None | Some(Value::NONE) => Ok(None),
        Some(v) => match vm.int_arg(v)? {
            -1 => Ok(None),
            n => match usize::try_from(n).ok().filter(|&n| n <= vm.heap.limit()) {
                Some(n) => Ok(Some(n)),
                None => Err(vm.memory_error(n as usize)),
            },
        },
    }
}

fn take(vm: &mut Vm, host: &mut dyn Host, file: &File, take: Take, purpose: Purpose) -> Outcome {
    let read = Operation::Read(file.handle, take);
    perform(vm, host, file.fs, (read, purpose), Value::NONE)
}

fn read(vm: &mut Vm, host: &mut dyn Host, args: Args) -> Outcome {
    vm.check_places(args, 1, 2)?;
    let file = file(vm, args.get(vm, 0))?;
    let how_much = match size(vm, args)? {
        None => Take::All,
        Some(n) if file.is_text => Take::Characters(n),
        Some(n) => Take::Bytes(n),
    };
    if let Take::Bytes(n) | Take::Characters(n) = how_much {
        vm.reserve(n)?;
    }
    take(vm, host, &file, how_much, Purpose::Read(file.is_text))
}

fn read_line(vm: &mut Vm, host: &mut dyn Host, args: Args) -> Outcome {
    vm.check_places(args, 1, 2)?;
    let file = file(vm, args.get(vm, 0))?;
    let limit = size(vm, args)?.unwrap_or(usize::MAX);
    let line = Take::Line(limit);
    take(vm, host, &file, line, Purpose::Read(file.is_text))
}

fn read_lines(vm: &mut Vm, host: &mut dyn Host, args: Args) -> Outcome {
    vm.check_places(args, 1, 1)?;
    let file = file(vm, args.get(vm, 0))?;
    take(vm, host, &file, Take::Lines, Purpose::Lines(file.is_text))
}

fn next_line(vm: &mut Vm, host: &mut dyn Host, args: Args) -> Outcome {
    vm.check_places(args, 1, 1)?;
    let file = file(vm, args.get(vm, 0))?;
    let line = Take::Line(usize::MAX);
    take(vm, host, &file, line, Purpose::Next(file.is_text))
}

fn read_into(vm: &mut Vm, host: &mut dyn Host, args: Args) -> Outcome {
    vm.check_places(args, 2, 3)?;
    let file = file(vm, args.get(vm, 0))?;
    let target = args.get(vm, 1);
    let whole = vm.writable_len(target)?;
    let (_, len) = part(vm, args, whole)?;
    let read = Operation::Read(file.handle, Take::Bytes(len));
    perform(vm, host, file.fs, (read, Purpose::Into), target)
}

fn write(vm: &mut Vm, host: &mut dyn Host, args: Args) -> Outcome {
    vm.check_places(args, 2, 4)?;
    let file = file(vm, args.get(vm, 0))?;
    let source = args.get(vm, 1);
    let Some(whole) = vm.buffer_of(source).map(<[u8]>::len) else {
        return Err(vm.type_error("object with buffer protocol required"));
    };
    let (offset, len) = part(vm, args, whole)?;
    let bytes = vm.buffer_of(source);
    let bytes = bytes.and_then(|b| b.get(offset..offset + len));
    let bytes = bytes.unwrap_or_default().to_vec();
    vm.spend(bytes.len() / 4);
    let write = Operation::Write(file.handle, bytes);
    perform(vm, host, file.fs, (write, Purpose::Value), Value::NONE)
}

fn go(vm: &mut Vm, host: &mut dyn Host, stream: Value, offset: i64, whence: i64) -> Outcome {
    let file = file(vm, stream)?;
    let whence = match whence {
        0 if offset < 0 => return Err(vm.os_error(EINVAL)),
        0 => Whence::Start,
        1 => Whence::Current,
        2 => Whence::End,
        _ => return Err(vm.os_error(EINVAL)),
    };
    let seek = Operation::Seek(file.handle, offset, whence);
    perform(vm, host, file.fs, (seek, Purpose::Value), Value::NONE)
}

fn seek(vm: &mut Vm, host: &mut dyn Host, args: Args) -> Outcome {
    vm.check_places(args, 2, 3)?;
    let offset = args.get(vm, 1);
    let offset = vm.int_arg(offset)?;
    let whence = args.opt(vm, 2);
    let whence = whence.map_or(Ok(0), |v| vm.int_arg(v))?;
    go(vm, host, args.get(vm, 0), offset, whence)
}

fn tell(vm: &mut Vm, host: &mut dyn Host, args: Args) -> Outcome {
    vm.check_places(args, 1, 1)?;
    go(vm, host, args.get(vm, 0), 0, 1)
}

fn flush(vm: &mut Vm, host: &mut dyn Host, args: Args) -> Outcome {
    vm.check_places(args, 1, 1)?;
    let file = file(vm, args.get(vm, 0))?;
    let flush = (Operation::Flush(file.handle), Purpose::Value);
    perform(vm, host, file.fs, flush, Value::NONE)
}

fn close(vm: &mut Vm, host: &mut dyn Host, args: Args) -> Outcome {
    vm.check_places(args, 1, 1)?;
    // What is closed may be closed again.
    let (file, is_open) = find(vm, args.get(vm, 0))?;
    // Nor does that of a read-only image need to be.
    if !is_open || kind_of(vm, file.fs) == Kind::Rom {
        return Ok(Value::NONE);
    }
    let close = (Operation::Close(file.handle), Purpose::Closed);
    perform(vm, host, file.fs, close, file.object)
}

fn leave(vm: &mut Vm, host: &mut dyn Host, args: Args) -> Outcome {
    vm.check_places(args, 4, 4)?;
    close(vm, host, Args { n: 1, ..args })
}
