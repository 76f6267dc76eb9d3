//! `os`: files and folders, as far as the program's files reach.

use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec::Vec;

use super::io::file::normal;
use super::vfs::{self, Place, Target, posix};
use super::{Member, ModuleSpec, sys};
use crate::hal::{EEXIST, EINVAL, ENODEV, EPERM, EROFS, Host};
use crate::native::{Abrupt, Args, F, Native, Outcome, native};
use crate::types::T;
use crate::types::text::Kind;
use crate::value::Value;
use crate::vm::Vm;

/// What the module is made of on a board.
pub const SPEC: ModuleSpec = ModuleSpec {
    name: "os",
    natives: &BOARD_NATIVES,
    members: &BOARD_MEMBERS,
    present: |profile| !profile.is_unix,
};

/// What it is made of in a process, which has an environment.
pub const UNIX_SPEC: ModuleSpec = ModuleSpec {
    name: "os",
    natives: &UNIX_NATIVES,
    members: &UNIX_MEMBERS,
    present: |profile| profile.is_unix,
};

const MEMBERS: &[(&str, Member)] = &[("sep", Member::Str("/"))];

// The classes of file systems are here by their old names, as the functions that mount them are.
const BOARD_MEMBERS: [(&str, Member); MEMBERS.len() + vfs::BOARD_CLASSES.len()] =
    Member::join(&[MEMBERS, vfs::BOARD_CLASSES]);
const UNIX_MEMBERS: [(&str, Member); MEMBERS.len() + vfs::UNIX_CLASSES.len()] =
    Member::join(&[MEMBERS, vfs::UNIX_CLASSES]);

const NATIVES: &[Native] = &[
    native("chdir", F::H(1, chdir)),
    native("getcwd", F::H(0, getcwd)),
    native("ilistdir", F::H(0, ilistdir)),
    native("listdir", F::H(0, listdir)),
    native("mkdir", F::H(1, mkdir)),
    native("remove", F::H(1, remove)),
    native("rename", F::H(2, rename)),
    native("rmdir", F::H(1, rmdir)),
    native("stat", F::H(1, stat)),
    native("statvfs", F::H(1, statvfs)),
    native("unlink", F::H(1, remove)),
    native("urandom", F::F1(urandom)),
];

const BOARD_ONLY: &[Native] = &[
    native("sync", F::F0(|_| Ok(Value::NONE))),
    native("uname", F::F0(uname)),
];
const BOARD_NATIVES: [Native; Native::count(&[NATIVES, vfs::MOUNTING, BOARD_ONLY])] =
    Native::join(&[NATIVES, vfs::MOUNTING, BOARD_ONLY]);

const UNIX_ONLY: &[Native] = &[
    native("errno", F::V(0, 1, errno)),
    native("getenv", F::V(1, 2, getenv)),
    native("putenv", F::F2(putenv)),
    native("system", F::F1(system)),
    native("unsetenv", F::F1(unsetenv)),
];
const UNIX_NATIVES: [Native; Native::count(&[NATIVES, vfs::MOUNTING, UNIX_ONLY])] =
    Native::join(&[NATIVES, vfs::MOUNTING, UNIX_ONLY]);

/// What the module keeps between calls.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
pub struct State {
    /// The current folder, from the root of the files.
    pub(super) folder: String,
    /// How many bytes of noise were asked for.
    noise: u64,
    /// The variables of a process's environment, which is empty when it starts.
    environment: BTreeMap<String, String>,
    /// The number of the last error.
    errno: i64,
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

/// The path that an argument gives, and whether it is text.
fn path_arg(vm: &mut Vm, args: Args, i: usize) -> Outcome<(String, bool)> {
    let v = args.get(vm, i);
    let path = vfs::path_text(vm, v)?;
    Ok((path, vm.text_kind(v) != Some(Kind::Bytes)))
}

/// A path for a method of a file system, in the kind of text that the program has given.
fn path_value(vm: &mut Vm, path: &str, is_text: bool) -> Value {
    match is_text {
        true => vm.new_str(path),
        false => vm.new_bytes(path.as_bytes()),
    }
}

/// Answers with what a method of a file system does.
fn ask(vm: &mut Vm, fs: Value, method: &str, args: &[Value]) -> Abrupt {
    let method = vm.intern(method);
    let mut all = Vec::from([fs, method]);
    all.extend_from_slice(args);
    vm.call_frozen("vfs_call", &all)
}

/// What an operation on one path comes to, which the host carries out or a method of this name.
fn on_path(
    vm: &mut Vm,
    host: &mut dyn Host,
    args: Args,
    (method, changes): (&str, bool),
    on_host: fn(&mut Vm, &mut dyn Host, &str) -> Outcome,
) -> Outcome {
    vm.check_places(args, 1, 1)?;
    let (path, is_text) = path_arg(vm, args, 0)?;
    match vm.target_of(&path) {
        Ok(Target::Host(_, true)) if changes => Err(vm.os_error(EROFS)),
        Ok(Target::Host(path, _)) => on_host(vm, host, &path),
        Ok(Target::Object(fs, path)) => {
            let path = path_value(vm, path, is_text);
            Err(ask(vm, fs, method, &[path]))
        }
        Err(errno) => Err(vm.os_error(errno)),
    }
}

fn chdir(vm: &mut Vm, host: &mut dyn Host, args: Args) -> Outcome {
    vm.check_places(args, 1, 1)?;
    let (path, is_text) = path_arg(vm, args, 0)?;
    let (mount, object, path) = match vm.place_of(&path) {
        Place::Nowhere => return Err(vm.os_error(ENODEV)),
        Place::In {
            mount,
            object,
            path,
        } => (Value::small(mount.into()), object, path),
        // What is mounted at the root goes to its own root, so that relative paths begin there.
        Place::Root => match vm.mount_at_root() {
            Some((_, object)) => (Value::NONE, object, "/"),
            None => return vfs::set_current(vm, Value::NONE),
        },
    };
    match vm.target(object, path) {
        Target::Host(path, _) => {
            posix::enter(vm, host, path)?;
            vfs::set_current(vm, mount)
        }
        Target::Object(fs, path) => {
            let path = path_value(vm, path, is_text);
            Err(vm.call_frozen("vfs_chdir", &[fs, path, mount]))
        }
    }
}

fn getcwd(vm: &mut Vm, host: &mut dyn Host, args: Args) -> Outcome {
    vm.check_places(args, 0, 0)?;
    let Some((path, object)) = vm.current_mount() else {
        return Ok(vm.new_str("/"));
    };
    let above = if path.len() == 1 { "" } else { &path };
    if object.is_null() {
        let folder = posix::current_folder(vm, host)?;
        return Ok(vm.new_str(&alloc::format!("{above}{folder}")));
    }
    let above = vm.new_str(above);
    Err(vm.call_frozen("vfs_getcwd", &[object, above]))
}

/// The folder that `listdir` and `ilistdir` are about.
fn folder_arg(vm: &mut Vm, args: Args) -> Outcome<(String, bool)> {
    vm.check_places(args, 0, 1)?;
    match args.n {
        0 => Ok((String::new(), true)),
        _ => path_arg(vm, args, 0),
    }
}

/// An iterator over what is in a folder, as a method of the file system gives it; the host answers at once.
pub(super) fn ilistdir(vm: &mut Vm, host: &mut dyn Host, args: Args) -> Outcome {
    let (path, is_text) = folder_arg(vm, args)?;
    let (object, path) = match vm.place_of(&path) {
        Place::Nowhere => return Err(vm.os_error(ENODEV)),
        Place::In { object, path, .. } => (object, path),
        Place::Root => match root_is_plain(vm) {
            Some(object) => (object, "/"),
            None => return list_root(vm, is_text),
        },
    };
    match vm.target(object, path) {
        Target::Host(path, _) => posix::entries(vm, host, &path, is_text),
        Target::Object(fs, path) => {
            let path = path_value(vm, path, is_text);
            Err(ask(vm, fs, "ilistdir", &[path]))
        }
    }
}

/// What is mounted at the root, if nothing else is mounted.
fn root_is_plain(vm: &Vm) -> Option<Value> {
    let points = vm.mount_points();
    vm.mount_at_root()
        .map(|(_, object)| object)
        .filter(|_| points.is_empty())
}

/// Answers with an iterator over the mounts, and what is in the one at the root.
fn list_root(vm: &mut Vm, is_text: bool) -> Outcome {
    let mut entries = Vec::new();
    for name in vm.mount_points() {
        let name = path_value(vm, &name, is_text);
        let mode = Value::small(posix::S_IFDIR);
        entries.push(vm.new_tuple([name, mode, Value::small(0)]));
    }
    let entries = vm.new_list(entries);
    let entries = vm.native_iter(entries)?;
    let object = vm.object_at_root().unwrap_or(Value::NONE);
    Err(vm.call_frozen("vfs_root", &[entries, object]))
}

fn listdir(vm: &mut Vm, host: &mut dyn Host, args: Args) -> Outcome {
    let (path, is_text) = folder_arg(vm, args)?;
    let host_path = match vm.place_of(&path) {
        Place::Root => root_is_plain(vm).map(|object| (object, "/")),
        Place::In { object, path, .. } => Some((object, path)),
        Place::Nowhere => None,
    };
    if let Some((object, path)) = host_path
        && let Target::Host(path, _) = vm.target(object, path)
        && is_text
    {
        return match host.list(&path) {
            Ok(names) => {
                let names: Vec<Value> = names.iter().map(|name| vm.new_str(name)).collect();
                Ok(vm.new_list(names))
            }
            Err(errno) => Err(vm.os_error(errno)),
        };
    }
    let path = path_value(vm, &path, is_text);
    Err(vm.call_frozen("vfs_listdir", &[path]))
}

/// `urandom(n)`: noise that depends on the machine's seed alone, and takes nothing from `random`.
fn urandom(vm: &mut Vm, n: Value) -> Outcome {
    let n = vm.int_arg(n)?;
    let Ok(n) = usize::try_from(n) else {
        return Err(vm.raise_with(T::ValueError, &[]));
    };
    vm.reserve(n)?;
    let seed = vm.module_state.seed;
    let noise = &mut vm.module_state.os.noise;
    let bytes: Vec<u8> = (0..n).map(|_| next_noise(seed, noise)).collect();
    vm.spend_on(n);
    Ok(vm.new_bytes(bytes))
}

/// A byte by the finaliser of SplitMix64, which makes any two counts look unrelated.
fn next_noise(seed: u64, count: &mut u64) -> u8 {
    *count += 1;
    let mut z = seed.wrapping_add(count.wrapping_mul(0x9E37_79B9_7F4A_7C15));
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    ((z ^ (z >> 31)) >> 56) as u8
}

/// `uname()` of a board.
fn uname(vm: &mut Vm) -> Outcome {
    let platform = vm.intern(vm.profile.platform);
    let machine = vm.intern(vm.profile.machine);
    let fields = [
        ("sysname", platform),
        ("nodename", platform),
        ("release", vm.intern(sys::RELEASE)),
        ("version", vm.intern(sys::BUILD)),
        ("machine", machine),
    ];
    Ok(sys::named_fields(vm, &fields))
}

// ---- a process ----

/// `errno([number])`: the number of the last error, or sets it.
fn errno(vm: &mut Vm, args: Args) -> Outcome {
    match args.opt(vm, 0) {
        None => {
            let errno = vm.module_state.os.errno;
            Ok(vm.new_int(errno))
        }
        Some(v) => {
            vm.module_state.os.errno = vm.int_arg(v)?;
            Ok(Value::NONE)
        }
    }
}

/// `getenv(name, default=None)`
fn getenv(vm: &mut Vm, args: Args) -> Outcome {
    let (name, default) = (args.get(vm, 0), args.opt(vm, 1));
    let name = vm.str_arg(name)?;
    match vm.module_state.os.environment.get(&name).cloned() {
        Some(value) => Ok(vm.new_str(&value)),
        None => Ok(default.unwrap_or(Value::NONE)),
    }
}

/// The name of a variable, which is refused as the C library does.
fn variable(vm: &mut Vm, name: Value) -> Outcome<String> {
    let name = vm.str_arg(name)?;
    if name.is_empty() || name.contains('=') {
        vm.module_state.os.errno = EINVAL.into();
        return Err(vm.os_error(EINVAL));
    }
    Ok(name)
}

/// `putenv(name, value)`
fn putenv(vm: &mut Vm, name: Value, value: Value) -> Outcome {
    let value = vm.str_arg(value);
    let name = variable(vm, name)?;
    let value = value?;
    vm.reserve(name.len() + value.len())?;
    vm.module_state.os.environment.insert(name, value);
    Ok(Value::NONE)
}

/// `unsetenv(name)`
fn unsetenv(vm: &mut Vm, name: Value) -> Outcome {
    let name = variable(vm, name)?;
    vm.module_state.os.environment.remove(&name);
    Ok(Value::NONE)
}

/// `system(command)`: there is no shell, which is what a shell's status of 127 says.
fn system(vm: &mut Vm, command: Value) -> Outcome {
    vm.str_arg(command)?;
    Ok(Value::small(127 << 8))
}

// ---- files and folders ----

fn mkdir(vm: &mut Vm, host: &mut dyn Host, args: Args) -> Outcome {
    vm.check_places(args, 1, 1)?;
    let (path, _) = path_arg(vm, args, 0)?;
    if let Place::Root | Place::In { path: "/", .. } = vm.place_of(&path) {
        return Err(vm.os_error(EEXIST));
    }
    on_path(vm, host, args, ("mkdir", true), |vm, host, path| {
        let made = host.make_folder(path);
        posix::done(vm, made)
    })
}

fn remove(vm: &mut Vm, host: &mut dyn Host, args: Args) -> Outcome {
    on_path(vm, host, args, ("remove", true), |vm, host, path| {
        let removed = host.remove(path, false);
        posix::done(vm, removed)
    })
}

fn rmdir(vm: &mut Vm, host: &mut dyn Host, args: Args) -> Outcome {
    on_path(vm, host, args, ("rmdir", true), |vm, host, path| {
        let removed = host.remove(path, true);
        posix::done(vm, removed)
    })
}

fn rename(vm: &mut Vm, host: &mut dyn Host, args: Args) -> Outcome {
    vm.check_places(args, 2, 2)?;
    let (from, from_is_text) = path_arg(vm, args, 0)?;
    let (to, to_is_text) = path_arg(vm, args, 1)?;
    match (vm.place_of(&from), vm.place_of(&to)) {
        (Place::In { mount, .. }, Place::In { mount: other, .. }) if mount == other => {}
        (Place::Nowhere, Place::Nowhere) => return Err(vm.os_error(ENODEV)),
        // Nothing moves from one file system to another.
        _ => return Err(vm.os_error(EPERM)),
    }
    match (vm.target_of(&from), vm.target_of(&to)) {
        (Ok(Target::Host(_, true)), _) => Err(vm.os_error(EROFS)),
        (Ok(Target::Host(from, _)), Ok(Target::Host(to, _))) => {
            posix::move_to(vm, host, &from, &to)
        }
        (Ok(Target::Object(fs, from)), Ok(Target::Object(_, to))) => {
            let from = path_value(vm, from, from_is_text);
            let to = path_value(vm, to, to_is_text);
            Err(ask(vm, fs, "rename", &[from, to]))
        }
        _ => Err(vm.os_error(EPERM)),
    }
}

/// `(mode, inode, device, links, uid, gid, size, atime, mtime, ctime)`
fn stat(vm: &mut Vm, host: &mut dyn Host, args: Args) -> Outcome {
    vm.check_places(args, 1, 1)?;
    let (path, _) = path_arg(vm, args, 0)?;
    if vm.place_of(&path) == Place::Root {
        let mut items = [Value::small(0); 10];
        items[0] = Value::small(posix::S_IFDIR);
        return Ok(vm.new_tuple(items));
    }
    on_path(vm, host, args, ("stat", false), posix::status)
}

/// Bytes of the longest path on a board and in a process.
const BOARD_PATH: i64 = 128;
const UNIX_PATH: i64 = 4096;

/// `(bsize, frsize, blocks, bfree, bavail, files, ffree, favail, flag, namemax)`
fn statvfs(vm: &mut Vm, host: &mut dyn Host, args: Args) -> Outcome {
    vm.check_places(args, 1, 1)?;
    let (path, is_text) = path_arg(vm, args, 0)?;
    if vm.place_of(&path) != Place::Root {
        return on_path(vm, host, args, ("statvfs", false), posix::free_space);
    }
    let Some((_, object)) = vm.mount_at_root() else {
        let mut items = [Value::small(0); 10];
        let longest = if vm.profile.is_unix {
            UNIX_PATH
        } else {
            BOARD_PATH
        };
        items[9] = Value::small(longest);
        return Ok(vm.new_tuple(items));
    };
    match vm.target(object, "/") {
        Target::Host(path, _) => posix::free_space(vm, host, &path),
        Target::Object(fs, path) => {
            let path = path_value(vm, path, is_text);
            Err(ask(vm, fs, "statvfs", &[path]))
        }
    }
}
