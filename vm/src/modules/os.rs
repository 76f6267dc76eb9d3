//! `os`: files and folders, as far as the program's files reach.

use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec::Vec;

use super::io::file::{self, normal};
use super::{Member, ModuleSpec, sys};
use crate::hal::{ENOENT, FileKind, Host};
use crate::native::{Args, F, Native, Outcome, native};
use crate::types::T;
use crate::types::text::Kind;
use crate::value::Value;
use crate::vm::Vm;

/// What the module is made of on a board.
pub const SPEC: ModuleSpec = ModuleSpec {
    name: "os",
    natives: &BOARD_NATIVES,
    members: MEMBERS,
    present: |profile| !profile.is_unix,
};

/// What it is made of in a process, which has an environment.
pub const UNIX_SPEC: ModuleSpec = ModuleSpec {
    name: "os",
    natives: &UNIX_NATIVES,
    members: MEMBERS,
    present: |profile| profile.is_unix,
};

const MEMBERS: &[(&str, Member)] = &[("sep", Member::Str("/"))];

const NATIVES: &[Native] = &[
    native("chdir", F::H(1, chdir)),
    native("getcwd", F::F0(getcwd)),
    native("ilistdir", F::H(0, ilistdir)),
    native("listdir", F::H(0, listdir)),
    native("mkdir", F::H(1, mkdir)),
    native("remove", F::H(1, remove)),
    native("rename", F::H(2, rename)),
    native("rmdir", F::H(1, rmdir)),
    native("stat", F::H(1, stat)),
    native("unlink", F::H(1, remove)),
    native("urandom", F::F1(urandom)),
];

const BOARD_ONLY: &[Native] = &[
    native("sync", F::F0(|_| Ok(Value::NONE))),
    native("uname", F::F0(uname)),
];
const BOARD_NATIVES: [Native; Native::count(&[NATIVES, BOARD_ONLY])] =
    Native::join(&[NATIVES, BOARD_ONLY]);

const UNIX_ONLY: &[Native] = &[
    native("errno", F::V(0, 1, errno)),
    native("getenv", F::V(1, 2, getenv)),
    native("putenv", F::F2(putenv)),
    native("system", F::F1(system)),
    native("unsetenv", F::F1(unsetenv)),
];
const UNIX_NATIVES: [Native; Native::count(&[NATIVES, UNIX_ONLY])] =
    Native::join(&[NATIVES, UNIX_ONLY]);

/// The mode bits of a folder and of a file.
const S_IFDIR: i64 = 0x4000;
const S_IFREG: i64 = 0x8000;

/// `EINVAL`
const EINVAL: i32 = 22;
/// `ENOTDIR`
const ENOTDIR: i32 = 20;

/// What the module keeps between calls.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
pub struct State {
    /// The current folder, from the root of the files.
    folder: String,
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

/// The path that an argument gives.
fn path_arg(vm: &mut Vm, args: Args, i: usize) -> Outcome<String> {
    let v = args.get(vm, i);
    let path = match vm.text_kind(v) {
        Some(Kind::Bytes) => String::from_utf8_lossy(vm.text_bytes(v)).into_owned(),
        _ => vm.str_arg(v)?,
    };
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

/// `ilistdir(path=".")`: an iterator over names with their type and inode, which is 0, and on a board
/// the size.
fn ilistdir(vm: &mut Vm, host: &mut dyn Host, args: Args) -> Outcome {
    vm.check_places(args, 0, 1)?;
    let (path, bytes) = match args.opt(vm, 0) {
        None => (vm.full_path(""), false),
        Some(v) => (path_arg(vm, args, 0)?, vm.text_kind(v) != Some(Kind::Str)),
    };
    let names = match (kind(host, &path), host.list(&path)) {
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
        let name = match bytes {
            true => vm.new_bytes(name.as_bytes()),
            false => vm.new_str(&name),
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
