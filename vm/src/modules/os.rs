//! `os`: files and folders, as far as the program's files reach.

use alloc::string::String;
use alloc::vec::Vec;

use super::io::file::{self, normal};
use super::{Member, ModuleSpec, always};
use crate::hal::{ENOENT, FileKind, Host};
use crate::native::{Args, F, Native, Outcome, native};
use crate::value::Value;
use crate::vm::Vm;

/// What the module is made of.
pub const SPEC: ModuleSpec = ModuleSpec {
    name: "os",
    natives: NATIVES,
    members: &[("sep", Member::Str("/"))],
    present: always,
};

const NATIVES: &[Native] = &[
    native("chdir", F::H(1, chdir)),
    native("getcwd", F::F0(getcwd)),
    native("listdir", F::H(0, listdir)),
    native("mkdir", F::H(1, mkdir)),
    native("remove", F::H(1, remove)),
    native("rename", F::H(2, rename)),
    native("rmdir", F::H(1, rmdir)),
    native("stat", F::H(1, stat)),
    native("unlink", F::H(1, remove)),
];

/// The mode bits of a folder and of a file.
const S_IFDIR: i64 = 0x4000;
const S_IFREG: i64 = 0x8000;

/// `ENOTDIR`
const ENOTDIR: i32 = 20;

/// What the module keeps between calls.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
pub struct State {
    /// The current folder, from the root of the files.
    folder: String,
}

impl Vm {
    /// A path as the host knows it: from the root of the files.
    pub(crate) fn full_path(&self, path: &str) -> String {
        if path.starts_with('/') {
            normal(path)
        } else {
            normal(&alloc::format!("{}/{path}", self.module_state.os.folder))
        }
    }
}

/// The path that an argument gives.
fn path_arg(vm: &mut Vm, args: Args, i: usize) -> Outcome<String> {
    let v = args.get(vm, i);
    let path = vm.str_arg(v)?;
    Ok(vm.full_path(&path))
}

/// `None`, or `OSError`.
fn done(vm: &mut Vm, result: Result<(), i32>) -> Outcome {
    match result {
        Ok(()) => Ok(Value::NONE),
        Err(errno) => Err(vm.os_error(errno)),
    }
}

/// What a path names; the root is always there.
fn kind(host: &mut dyn Host, path: &str) -> FileKind {
    if path.is_empty() {
        FileKind::Dir
    } else {
        host.find(path)
    }
}

fn chdir(vm: &mut Vm, host: &mut dyn Host, args: Args) -> Outcome {
    vm.check_places(args, 1, 1)?;
    let path = path_arg(vm, args, 0)?;
    match kind(host, &path) {
        FileKind::Dir => vm.module_state.os.folder = path,
        FileKind::File => return Err(vm.os_error(ENOTDIR)),
        FileKind::Missing => return Err(vm.os_error(ENOENT)),
    }
    Ok(Value::NONE)
}

fn getcwd(vm: &mut Vm) -> Outcome {
    let path = alloc::format!("/{}", vm.module_state.os.folder);
    Ok(vm.new_str(&path))
}

fn listdir(vm: &mut Vm, host: &mut dyn Host, args: Args) -> Outcome {
    vm.check_places(args, 0, 1)?;
    let path = match args.n {
        0 => vm.full_path(""),
        _ => path_arg(vm, args, 0)?,
    };
    match host.list(&path) {
        Ok(names) => {
            let names: Vec<Value> = names.iter().map(|name| vm.new_str(name)).collect();
            Ok(vm.new_list(names))
        }
        Err(errno) => Err(vm.os_error(errno)),
    }
}

fn mkdir(vm: &mut Vm, host: &mut dyn Host, args: Args) -> Outcome {
    vm.check_places(args, 1, 1)?;
    let path = path_arg(vm, args, 0)?;
    let made = host.make_folder(&path);
    done(vm, made)
}

fn remove(vm: &mut Vm, host: &mut dyn Host, args: Args) -> Outcome {
    vm.check_places(args, 1, 1)?;
    let path = path_arg(vm, args, 0)?;
    let removed = host.remove(&path, false);
    done(vm, removed)
}

fn rmdir(vm: &mut Vm, host: &mut dyn Host, args: Args) -> Outcome {
    vm.check_places(args, 1, 1)?;
    let path = path_arg(vm, args, 0)?;
    let removed = host.remove(&path, true);
    done(vm, removed)
}

fn rename(vm: &mut Vm, host: &mut dyn Host, args: Args) -> Outcome {
    vm.check_places(args, 2, 2)?;
    let (from, to) = (path_arg(vm, args, 0)?, path_arg(vm, args, 1)?);
    let renamed = host.rename(&from, &to);
    if renamed.is_ok() {
        file::renamed(vm, &from, &to);
    }
    done(vm, renamed)
}

/// `(mode, inode, device, links, uid, gid, size, atime, mtime, ctime)`, of which the files here
/// know the kind and the size.
fn stat(vm: &mut Vm, host: &mut dyn Host, args: Args) -> Outcome {
    vm.check_places(args, 1, 1)?;
    let path = path_arg(vm, args, 0)?;
    let (mode, size) = match kind(host, &path) {
        FileKind::Missing => return Err(vm.os_error(ENOENT)),
        FileKind::Dir => (S_IFDIR, 0),
        FileKind::File => match host.stat(&path) {
            Ok(stat) => (S_IFREG, stat.size as i64),
            Err(errno) => return Err(vm.os_error(errno)),
        },
    };
    let mut items = [Value::small(0); 10];
    items[0] = Value::small(mode);
    items[6] = vm.new_int(size);
    Ok(vm.new_tuple(items))
}
