//! `open`, and the table of open files.

use alloc::string::String;
use alloc::vec::Vec;

use super::console::STDERR;
use crate::hal::{EBADF, EINVAL, EISDIR, ENOENT, EROFS, FileKind, Host};
use crate::heap::Heap;
use crate::modules::vfs::posix::kind;
use crate::modules::vfs::{self, Target};
use crate::native::{Args, F, Native, Outcome, native};
use crate::params::param;
use crate::types::T;
use crate::types::text::Kind;
use crate::value::{Ref, Value};
use crate::vm::Vm;

/// `open(file, mode='r', buffering=-1, encoding=None)`
pub const OPEN: Native = native("open", F::H(0, open));

/// An open file.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
struct OpenFile {
    path: String,
    at: u64,
    reads: bool,
    writes: bool,
    appends: bool,
    /// The stream object; when it is collected, the file is closed.
    owner: Ref,
}

/// The open files, by their numbers.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
pub struct State {
    /// From number 3 on.
    table: Vec<Option<OpenFile>>,
}

/// The first number that is not the console's.
const FIRST: i64 = STDERR + 1;

impl State {
    fn get(&mut self, fd: i64) -> Option<&mut OpenFile> {
        let place = usize::try_from(fd.checked_sub(FIRST)?).ok()?;
        self.table.get_mut(place)?.as_mut()
    }

    /// Closes the files whose streams were collected.
    pub(in crate::modules) fn swept(&mut self, heap: &Heap) {
        for file in &mut self.table {
            if file.as_ref().is_some_and(|f| !heap.holds(f.owner)) {
                *file = None;
            }
        }
    }
}

/// The way from the root of the files: without a leading `/`, `.` and empty parts, `..` resolved.
pub(in crate::modules) fn normal(path: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}

fn open(vm: &mut Vm, host: &mut dyn Host, args: Args) -> Outcome {
    let params = [
        param("file"),
        param("mode"),
        param("buffering"),
        param("encoding"),
    ];
    let [file, mode, buffering, _] = vm.parse_args(args, &params)?;
    let Some(file) = file else {
        return Err(vm.type_error("'file' argument required"));
    };
    if let Some(v) = buffering {
        vm.int_arg(v)?;
    }
    if file.as_small().is_some() && vm.profile.is_unix {
        let mode = mode.map_or(Ok(String::new()), |mode| vm.str_arg(mode))?;
        return open_number(vm, file, &mode);
    }
    let name = vfs::path_text(vm, file)?;
    let target = match vm.target_of(&name) {
        Ok(target) => target,
        Err(errno) => return Err(vm.os_error(errno)),
    };
    match target {
        Target::Host(..) if name.is_empty() => Err(vm.os_error(ENOENT)),
        Target::Host(path, is_read_only) => {
            let mode = mode.map_or(Ok(String::from("r")), |mode| vm.str_arg(mode))?;
            open_host(vm, host, path, is_read_only, &mode)
        }
        Target::Object(fs, path) => {
            let path = match vm.text_kind(file) {
                Some(Kind::Bytes) => vm.new_bytes(path.as_bytes()),
                _ => vm.new_str(path),
            };
            let mode = mode.unwrap_or_else(|| vm.intern("r"));
            let open = vm.intern("open");
            Err(vm.call_frozen("vfs_call", &[fs, open, path, mode]))
        }
    }
}

/// What `open` is asked for by its mode.
struct Mode {
    ty: T,
    reads: bool,
    writes: bool,
    creates: bool,
    empties: bool,
    appends: bool,
}

impl Mode {
    fn of(text: &str) -> Mode {
        let (mut reads, mut writes, mut creates, mut empties, mut appends) =
            (true, false, false, false, false);
        let mut ty = T::TextIo;
        for c in text.chars() {
            match c {
                'r' => (reads, writes) = (true, false),
                'w' => {
                    (reads, writes, creates, empties, appends) = (false, true, true, true, false);
                }
                'a' => {
                    (reads, writes, creates, empties, appends) = (false, true, true, false, true);
                }
                '+' => (reads, writes) = (true, true),
                'b' => ty = T::FileIo,
                't' => ty = T::TextIo,
                _ => {}
            }
        }
        Mode {
            ty,
            reads,
            writes,
            creates,
            empties,
            appends,
        }
    }
}

/// The stream over a file of the process that is open already, by its number.
pub(in crate::modules) fn open_number(vm: &mut Vm, number: Value, mode: &str) -> Outcome {
    let fd = number.as_small().unwrap_or(-1);
    Ok(super::new_stream(vm, Mode::of(mode).ty, fd))
}

/// Opens a file of the host.
pub(in crate::modules) fn open_host(
    vm: &mut Vm,
    host: &mut dyn Host,
    path: String,
    is_read_only: bool,
    mode: &str,
) -> Outcome {
    if is_read_only && mode.contains(['w', 'a', '+']) {
        return Err(vm.os_error(EROFS));
    }
    let mode = Mode::of(mode);
    let outcome = match kind(host, &path) {
        FileKind::Dir if mode.writes => Err(EISDIR),
        FileKind::Missing if !mode.creates => Err(ENOENT),
        _ if mode.creates => host.create(&path, mode.empties),
        _ => Ok(()),
    };
    if let Err(errno) = outcome {
        return Err(vm.os_error(errno));
    }
    let table = &vm.module_state.io.files.table;
    let place = table
        .iter()
        .position(Option::is_none)
        .unwrap_or(table.len());
    let stream = super::new_stream(vm, mode.ty, FIRST + place as i64);
    let opened = OpenFile {
        path,
        at: 0,
        reads: mode.reads,
        writes: mode.writes,
        appends: mode.appends,
        owner: stream.as_ref().unwrap_or(Ref(0)),
    };
    let table = &mut vm.module_state.io.files.table;
    if place == table.len() {
        table.push(None);
    }
    table[place] = Some(opened);
    Ok(stream)
}

/// At most `n` bytes, `skip` bytes behind the place.
pub(super) fn peek(
    vm: &mut Vm,
    host: &mut dyn Host,
    fd: i64,
    skip: usize,
    n: usize,
) -> Outcome<Vec<u8>> {
    let read = match vm.module_state.io.files.get(fd) {
        Some(f) if f.reads => host.read_at(&f.path, f.at.saturating_add(skip as u64), n),
        _ => Err(EBADF),
    };
    read.map_err(|errno| vm.os_error(errno))
}

pub(super) fn advance(vm: &mut Vm, fd: i64, n: usize) {
    if let Some(file) = vm.module_state.io.files.get(fd) {
        file.at += n as u64;
    }
}

pub(super) fn write(vm: &mut Vm, host: &mut dyn Host, fd: i64, bytes: &[u8]) -> Outcome<()> {
    let written = match vm.module_state.io.files.get(fd) {
        Some(f) if f.writes => {
            let at = if f.appends {
                host.stat(&f.path).map(|s| s.size)
            } else {
                Ok(f.at)
            };
            at.and_then(|at| {
                host.write_at(&f.path, at, bytes)?;
                f.at = at.saturating_add(bytes.len() as u64);
                Ok(())
            })
        }
        _ => Err(EBADF),
    };
    written.map_err(|errno| vm.os_error(errno))
}

pub(super) fn seek(
    vm: &mut Vm,
    host: &mut dyn Host,
    fd: i64,
    offset: i64,
    whence: i64,
) -> Outcome<u64> {
    let sought = match vm.module_state.io.files.get(fd) {
        Some(f) => {
            let from = match whence {
                0 => Ok(0),
                1 => Ok(f.at),
                2 => host.stat(&f.path).map(|s| s.size),
                _ => Err(EINVAL),
            };
            from.and_then(|from| {
                f.at = from.checked_add_signed(offset).ok_or(EINVAL)?;
                Ok(f.at)
            })
        }
        None => Err(EBADF),
    };
    sought.map_err(|errno| vm.os_error(errno))
}

/// Open files go on under their new path.
pub(in crate::modules) fn renamed(vm: &mut Vm, from: &str, to: &str) {
    for file in vm.module_state.io.files.table.iter_mut().flatten() {
        if file.path == from {
            file.path = to.into();
        }
    }
}

pub(super) fn close(vm: &mut Vm, fd: i64) {
    let place = fd.checked_sub(FIRST).and_then(|n| usize::try_from(n).ok());
    if let Some(file) = place.and_then(|n| vm.module_state.io.files.table.get_mut(n)) {
        *file = None;
    }
}
