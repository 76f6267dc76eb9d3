//! `VfsPosix`: the host's files, or those below one of its folders.
//!
//! Such an object's value is the folder, if there is one, and its first number says whether files may only be read.

use alloc::string::String;
use alloc::vec::Vec;

use super::mounts::path_text;
use crate::hal::{ENOENT, ENOTDIR, EPERM, EROFS, FileKind, Host};
use crate::modules::io::file::{self, normal};
use crate::native::{Args, F, Outcome, native};
use crate::types::text::Kind;
use crate::types::{T, TypeSpec};
use crate::value::Value;
use crate::vm::Vm;

/// `VfsPosix(root=None)`
pub const SPEC: TypeSpec = TypeSpec {
    name: "VfsPosix",
    base: T::Object,
    make: Some(F::H(1, make)),
    natives: &[
        native("mount", F::F3(mount)),
        native("umount", F::F1(|_, _| Ok(Value::NONE))),
        native("open", F::H(3, open)),
        native("chdir", F::H(2, change_folder)),
        native("getcwd", F::H(1, folder)),
        native("ilistdir", F::H(2, list)),
        native("mkdir", F::H(2, make_folder)),
        native("remove", F::H(2, remove)),
        native("rename", F::H(3, rename)),
        native("rmdir", F::H(2, remove_folder)),
        native("stat", F::H(2, stat)),
        native("statvfs", F::H(2, space)),
    ],
    consts: &[],
};

/// The mode bits of a folder and of a file.
pub(in crate::modules) const S_IFDIR: i64 = 0x4000;
pub(in crate::modules) const S_IFREG: i64 = 0x8000;

/// What such an object gives access to.
pub(crate) struct Root {
    /// The folder that absolute paths are below, from the root of the host's files.
    folder: String,
    /// Whether they may only be read.
    pub is_read_only: bool,
}

impl Root {
    /// That of an object, if it is one.
    pub fn of(vm: &Vm, v: Value) -> Option<Root> {
        let device = vm
            .device(vm.native_part(v))
            .filter(|d| d.ty == T::VfsPosix)?;
        let folder = device.values.first().and_then(|&root| vm.str_of(root));
        Some(Root {
            folder: folder.unwrap_or_default().into(),
            is_read_only: device.data[0] != 0,
        })
    }

    /// A path as the host knows it. What is relative is from the process's own folder.
    pub fn path(&self, vm: &Vm, path: &str) -> String {
        match path.starts_with('/') {
            true => normal(&alloc::format!("{}/{path}", self.folder)),
            false => vm.full_path(path),
        }
    }
}

/// An object over the host's files, or those below a folder.
pub(super) fn new(vm: &mut Vm, folder: Option<Value>) -> Value {
    vm.new_device(T::VfsPosix, [0; 4], folder.into_iter().collect())
}

fn make(vm: &mut Vm, host: &mut dyn Host, args: Args) -> Outcome {
    let args = args.skip(1);
    vm.check_places(args, 0, 1)?;
    let folder = match args.opt(vm, 0) {
        None => None,
        Some(v) => {
            let path = path_text(vm, v)?;
            if !path.is_empty() && !path.starts_with('/') {
                // It is kept from the root, which takes the process's folder to be there.
                current_folder(vm, host)?;
            }
            let path = vm.full_path(if path.is_empty() { "/" } else { &path });
            Some(vm.new_str(&path))
        }
    };
    Ok(new(vm, folder))
}

/// The root of a method's object.
fn root(vm: &mut Vm, v: Value) -> Outcome<Root> {
    match Root::of(vm, v) {
        Some(root) => Ok(root),
        None => Err(vm.wrong_self("VfsPosix", v)),
    }
}

/// The path that an argument of a method gives.
fn path_arg(vm: &mut Vm, args: Args, i: usize) -> Outcome<String> {
    let root = root(vm, args.get(vm, 0))?;
    let path = path_text(vm, args.get(vm, i))?;
    Ok(root.path(vm, &path))
}

/// The same for what changes files.
fn writable_arg(vm: &mut Vm, args: Args, i: usize) -> Outcome<String> {
    let root = root(vm, args.get(vm, 0))?;
    if root.is_read_only {
        return Err(vm.os_error(EROFS));
    }
    path_arg(vm, args, i)
}

/// `mount(readonly, mkfs)`
fn mount(vm: &mut Vm, fs: Value, read_only: Value, format: Value) -> Outcome {
    root(vm, fs)?;
    let native = vm.native_part(fs);
    if vm.truth(read_only)?
        && let Some(device) = vm.device_mut(native)
    {
        device.data[0] = 1;
    }
    if vm.truth(format)? {
        return Err(vm.os_error(EPERM));
    }
    Ok(Value::NONE)
}

fn open(vm: &mut Vm, host: &mut dyn Host, args: Args) -> Outcome {
    vm.check_places(args, 3, 3)?;
    let root = root(vm, args.get(vm, 0))?;
    let mode = args.get(vm, 2);
    let mode = vm.str_arg(mode)?;
    let file = args.get(vm, 1);
    if file.as_small().is_some() {
        return file::open_number(vm, file, &mode);
    }
    let path = path_arg(vm, args, 1)?;
    file::open_host(vm, host, path, root.is_read_only, &mode)
}

fn change_folder(vm: &mut Vm, host: &mut dyn Host, args: Args) -> Outcome {
    vm.check_places(args, 2, 2)?;
    let path = path_arg(vm, args, 1)?;
    enter(vm, host, path)
}

/// `getcwd()`: the process's folder, from the root of this object on.
fn folder(vm: &mut Vm, host: &mut dyn Host, args: Args) -> Outcome {
    vm.check_places(args, 1, 1)?;
    let root = root(vm, args.get(vm, 0))?;
    let folder = current_folder(vm, host)?;
    let prefix = match root.folder.len() {
        0 => 0,
        n => n + 1,
    };
    let below = folder.get(prefix..).unwrap_or_default();
    Ok(vm.new_str(below))
}

fn list(vm: &mut Vm, host: &mut dyn Host, args: Args) -> Outcome {
    vm.check_places(args, 2, 2)?;
    let path = path_arg(vm, args, 1)?;
    let is_text = vm.text_kind(args.get(vm, 1)) == Some(Kind::Str);
    entries(vm, host, &path, is_text)
}

fn make_folder(vm: &mut Vm, host: &mut dyn Host, args: Args) -> Outcome {
    vm.check_places(args, 2, 2)?;
    let path = writable_arg(vm, args, 1)?;
    let made = host.make_folder(&path);
    done(vm, made)
}

fn remove(vm: &mut Vm, host: &mut dyn Host, args: Args) -> Outcome {
    vm.check_places(args, 2, 2)?;
    let path = writable_arg(vm, args, 1)?;
    let removed = host.remove(&path, false);
    done(vm, removed)
}

fn remove_folder(vm: &mut Vm, host: &mut dyn Host, args: Args) -> Outcome {
    vm.check_places(args, 2, 2)?;
    let path = writable_arg(vm, args, 1)?;
    let removed = host.remove(&path, true);
    done(vm, removed)
}

fn rename(vm: &mut Vm, host: &mut dyn Host, args: Args) -> Outcome {
    vm.check_places(args, 3, 3)?;
    let (from, to) = (writable_arg(vm, args, 1)?, writable_arg(vm, args, 2)?);
    move_to(vm, host, &from, &to)
}

fn stat(vm: &mut Vm, host: &mut dyn Host, args: Args) -> Outcome {
    vm.check_places(args, 2, 2)?;
    let path = path_arg(vm, args, 1)?;
    status(vm, host, &path)
}

fn space(vm: &mut Vm, host: &mut dyn Host, args: Args) -> Outcome {
    vm.check_places(args, 2, 2)?;
    let path = path_arg(vm, args, 1)?;
    free_space(vm, host, &path)
}

// ---- the operations, on paths that the host knows ----

/// `None`, or `OSError`.
pub(in crate::modules) fn done(vm: &mut Vm, result: Result<(), i32>) -> Outcome {
    match result {
        Ok(()) => Ok(Value::NONE),
        Err(errno) => Err(vm.os_error(errno)),
    }
}

/// What a path names; the root is always there.
pub(crate) fn kind(host: &mut dyn Host, path: &str) -> FileKind {
    if path.is_empty() {
        FileKind::Dir
    } else {
        host.find(path)
    }
}

/// The process's folder, which may have been removed.
pub(in crate::modules) fn current_folder(vm: &mut Vm, host: &mut dyn Host) -> Outcome<String> {
    let folder = vm.full_path("");
    match kind(host, &folder) {
        FileKind::Dir => Ok(alloc::format!("/{folder}")),
        _ => Err(vm.os_error(ENOENT)),
    }
}

/// Goes to a folder.
pub(in crate::modules) fn enter(vm: &mut Vm, host: &mut dyn Host, path: String) -> Outcome {
    match kind(host, &path) {
        FileKind::Dir => vm.module_state.os.folder = path,
        FileKind::File => return Err(vm.os_error(ENOTDIR)),
        FileKind::Missing => return Err(vm.os_error(ENOENT)),
    }
    Ok(Value::NONE)
}

/// An iterator over the names in a folder, with their type and inode, which is 0, and on a board the size.
pub(in crate::modules) fn entries(
    vm: &mut Vm,
    host: &mut dyn Host,
    path: &str,
    is_text: bool,
) -> Outcome {
    let names = match (kind(host, path), host.list(path)) {
        (FileKind::File, _) => return Err(vm.os_error(ENOTDIR)),
        (_, Err(errno)) => return Err(vm.os_error(errno)),
        (_, Ok(names)) => names,
    };
    let mut entries = Vec::with_capacity(names.len());
    for name in names {
        let below = normal(&alloc::format!("{path}/{name}"));
        let stat = host.stat(&below).ok();
        let mode = match stat.as_ref().map(|stat| stat.kind) {
            Some(FileKind::Dir) => S_IFDIR,
            _ => S_IFREG,
        };
        let name = match is_text {
            false => vm.new_bytes(name.as_bytes()),
            true => vm.new_str(&name),
        };
        let mut items = Vec::from([name, Value::small(mode), Value::small(0)]);
        if !vm.profile.is_unix {
            let size = stat.filter(|_| mode == S_IFREG).map_or(0, |stat| stat.size);
            items.push(vm.new_int(size as i64));
        }
        entries.push(vm.new_tuple(items));
    }
    let entries = vm.new_list(entries);
    vm.native_iter(entries)
}

/// Gives a file or folder another path.
pub(in crate::modules) fn move_to(
    vm: &mut Vm,
    host: &mut dyn Host,
    from: &str,
    to: &str,
) -> Outcome {
    let renamed = host.rename(from, to);
    if renamed.is_ok() {
        file::renamed(vm, from, to);
    }
    done(vm, renamed)
}

/// `(mode, inode, device, links, uid, gid, size, atime, mtime, ctime)`, of which the files here know the kind and the
/// size.
pub(in crate::modules) fn status(vm: &mut Vm, host: &mut dyn Host, path: &str) -> Outcome {
    let (mode, size) = match kind(host, path) {
        FileKind::Missing => return Err(vm.os_error(ENOENT)),
        FileKind::Dir => (S_IFDIR, 0),
        FileKind::File => match host.stat(path) {
            Ok(stat) => (S_IFREG, stat.size as i64),
            Err(errno) => return Err(vm.os_error(errno)),
        },
    };
    let mut items = [Value::small(0); 10];
    items[0] = Value::small(mode);
    items[6] = vm.new_int(size);
    Ok(vm.new_tuple(items))
}

/// Bytes of a block, blocks, and the longest name, as `statvfs` tells them of the host: it does not say how large its
/// disk is, so that runs are alike on all machines.
const BLOCK: i64 = 4096;
const BLOCKS: i64 = 1 << 20;
const LONGEST_NAME: i64 = 255;

/// `(bsize, frsize, blocks, bfree, bavail, files, ffree, favail, flag, namemax)`
pub(in crate::modules) fn free_space(vm: &mut Vm, host: &mut dyn Host, path: &str) -> Outcome {
    if kind(host, path) == FileKind::Missing {
        return Err(vm.os_error(ENOENT));
    }
    let items = [
        BLOCK,
        BLOCK,
        BLOCKS,
        BLOCKS,
        BLOCKS,
        0,
        0,
        0,
        0,
        LONGEST_NAME,
    ];
    Ok(vm.new_tuple(items.map(Value::small)))
}
