//! The classes of file systems over blocks.

use alloc::string::String;
use alloc::vec::Vec;

use storage::{Geometry, OpenMode};

use super::flash;
use super::operation::Operation;
use super::system::{Device, Kind, Options, System, Volume};
use super::{Purpose, perform, volume_of};
use crate::hal::{ENODEV, EOPNOTSUPP, EPERM, EROFS, Host};
use crate::modules::vfs::path_text;
use crate::native::{Args, F, Native, Outcome, native, static_method};
use crate::object::Object;
use crate::params::{keyword, param};
use crate::types::text::Kind as Text;
use crate::types::{T, TypeSpec};
use crate::value::{Ref, Value};
use crate::vm::Vm;

/// `VfsFat(device)`
pub const FAT: TypeSpec = spec("VfsFat", F::H(1, make_fat), WRITABLE_FAT);

/// `VfsLfs1(device, *, readsize=32, progsize=32, lookahead=32)`
pub const LFS1: TypeSpec = spec("VfsLfs1", F::H(1, make_lfs1), WRITABLE_LFS1);
/// `VfsLfs2(device, *, readsize=32, progsize=32, lookahead=32, mtime=True)`
pub const LFS2: TypeSpec = spec("VfsLfs2", F::H(1, make_lfs2), WRITABLE_LFS2);
/// `VfsRom(image)`
pub const ROM: TypeSpec = spec("VfsRom", F::H(1, make_rom), READING);

const fn spec(name: &'static str, make: F, natives: &'static [Native]) -> TypeSpec {
    TypeSpec {
        name,
        base: T::Object,
        make: Some(make),
        natives,
        consts: &[],
    }
}

const READING: &[Native] = &[
    native("open", F::H(3, open)),
    native("ilistdir", F::H(1, list)),
    native("chdir", F::H(2, change_folder)),
    native("getcwd", F::H(1, folder)),
    native("stat", F::H(2, stat)),
    native("statvfs", F::H(2, space)),
    native("mount", F::H(3, mount)),
    native("umount", F::F1(umount)),
];

const WRITING: &[Native] = &[
    native("mkdir", F::H(2, make_folder)),
    native("rmdir", F::H(2, remove_folder)),
    native("remove", F::H(2, remove)),
    native("rename", F::H(3, rename)),
];

const MAKE_FAT: &[Native] = &[static_method("mkfs", F::H(1, format_fat))];
const WRITABLE_FAT: &[Native] =
    &Native::join::<{ Native::count(&[MAKE_FAT, READING, WRITING]) }>(&[
        MAKE_FAT, READING, WRITING,
    ]);

const MAKE_LFS1: &[Native] = &[static_method("mkfs", F::H(0, format_lfs1))];
const WRITABLE_LFS1: &[Native] =
    &Native::join::<{ Native::count(&[MAKE_LFS1, READING, WRITING]) }>(&[
        MAKE_LFS1, READING, WRITING,
    ]);

const MAKE_LFS2: &[Native] = &[static_method("mkfs", F::H(0, format_lfs2))];
const WRITABLE_LFS2: &[Native] =
    &Native::join::<{ Native::count(&[MAKE_LFS2, READING, WRITING]) }>(&[
        MAKE_LFS2, READING, WRITING,
    ]);

/// The place of the number that says how many bytes of a board's heap an object takes.
pub(super) const BOARD_BYTES: usize = 3;

// ---- making ----

fn make_fat(vm: &mut Vm, host: &mut dyn Host, args: Args) -> Outcome {
    let args = args.skip(1);
    vm.check_places(args, 1, 1)?;
    let options = Options::default();
    construct(vm, host, args.get(vm, 0), Kind::Fat, options, false)
}

fn format_fat(vm: &mut Vm, host: &mut dyn Host, args: Args) -> Outcome {
    vm.check_places(args, 1, 1)?;
    let options = Options {
        large: true,
        ..Options::default()
    };
    construct(vm, host, args.get(vm, 0), Kind::Fat, options, true)
}

fn make_lfs1(vm: &mut Vm, host: &mut dyn Host, args: Args) -> Outcome {
    make_little(vm, host, args.skip(1), Kind::Lfs1, false)
}

fn format_lfs1(vm: &mut Vm, host: &mut dyn Host, args: Args) -> Outcome {
    make_little(vm, host, args, Kind::Lfs1, true)
}

fn make_lfs2(vm: &mut Vm, host: &mut dyn Host, args: Args) -> Outcome {
    make_little(vm, host, args.skip(1), Kind::Lfs2, false)
}

fn format_lfs2(vm: &mut Vm, host: &mut dyn Host, args: Args) -> Outcome {
    make_little(vm, host, args, Kind::Lfs2, true)
}

fn make_little(vm: &mut Vm, host: &mut dyn Host, args: Args, kind: Kind, format: bool) -> Outcome {
    let params = [
        param(""),
        keyword("readsize"),
        keyword("progsize"),
        keyword("lookahead"),
        keyword("mtime"),
    ];
    let [device, read, program, lookahead, mtime] = vm.parse_args(args, &params)?;
    let Some(device) = device else {
        return Err(vm.type_error("'' argument required"));
    };
    let mut little = storage::Options::default();
    let sizes = [
        (read, &mut little.read_size),
        (program, &mut little.program_size),
        (lookahead, &mut little.lookahead),
    ];
    for (given, size) in sizes {
        if let Some(v) = given {
            // What is no size is refused with those that do not fit each other.
            *size = u32::try_from(vm.int_arg(v)?).unwrap_or(0);
        }
    }
    if let Some(v) = mtime {
        little.mtime = vm.truth(v)?;
    }
    let options = Options {
        little,
        ..Options::default()
    };
    construct(vm, host, device, kind, options, format)
}

fn make_rom(vm: &mut Vm, host: &mut dyn Host, args: Args) -> Outcome {
    let args = args.skip(1);
    vm.check_places(args, 1, 1)?;
    let image = args.get(vm, 0);
    let Some(len) = vm.buffer_of(image).map(<[u8]>::len) else {
        return Err(vm.type_error("object with buffer protocol required"));
    };
    let fs = add_volume(vm, Kind::Rom, image, Options::default());
    let geometry = Geometry {
        block_size: 1,
        blocks: u32::try_from(len).unwrap_or(u32::MAX),
    };
    set_device(vm, fs, Device::Bytes, geometry)?;
    set_up(vm, host, fs, false)
}

/// Mounts what is on a device, or makes a file system there.
fn construct(
    vm: &mut Vm,
    host: &mut dyn Host,
    device: Value,
    kind: Kind,
    options: Options,
    format: bool,
) -> Outcome {
    let fs = add_volume(vm, kind, device, options);
    if let Some((start, geometry)) = flash::part_of(vm, device) {
        set_device(vm, fs, Device::Flash(start), geometry)?;
        return set_up(vm, host, fs, format);
    }
    let arguments = [
        fs,
        device,
        Value::bool(kind.is_little()),
        Value::bool(format),
    ];
    Err(vm.call_frozen("vfs_make", &arguments))
}

/// The object of a file system that is not mounted yet.
pub(super) fn add_volume(vm: &mut Vm, kind: Kind, device: Value, options: Options) -> Value {
    let id = vm.module_state.vfs.stored.next_id();
    let fs = vm.new_device(kind.class(), [id.into(), 0, 0, 0], [device].into());
    let volume = Volume {
        owner: fs.as_ref().unwrap_or(Ref(0)),
        kind,
        options,
        system: None,
        device: Device::Object,
        geometry: Geometry {
            block_size: 512,
            blocks: u32::MAX,
        },
        is_read_only: false,
        folder: "/".into(),
        lost: Vec::new(),
    };
    vm.module_state.vfs.stored.volumes.insert(id, volume);
    fs
}

/// Tells a file system what it is on, of which the size of its buffers depends.
pub(super) fn set_device(
    vm: &mut Vm,
    fs: Value,
    device: Device,
    geometry: Geometry,
) -> Outcome<()> {
    let Some(volume) = volume_mut(vm, fs) else {
        return Ok(());
    };
    volume.device = device;
    volume.geometry = geometry;
    let bytes = volume.board_bytes();
    let before = vm.heap.object(fs).map_or(0, Object::board_bytes);
    if bytes > before {
        vm.reserve(bytes)?;
        if let Some(d) = vm.device_mut(fs) {
            d.data[BOARD_BYTES] = bytes as i64;
        }
        vm.heap.charge(bytes - before);
    }
    Ok(())
}

fn volume_mut(vm: &mut Vm, fs: Value) -> Option<&mut Volume> {
    let id = vm.device(fs)?.data[0] as u32;
    vm.module_state.vfs.stored.volumes.get_mut(&id)
}

/// Mounts a file system whose device is known, or makes it.
fn set_up(vm: &mut Vm, host: &mut dyn Host, fs: Value, format: bool) -> Outcome {
    let Some(volume) = volume_mut(vm, fs) else {
        return Err(vm.os_error(ENODEV));
    };
    let (kind, options) = (volume.kind, volume.options);
    let what = match format {
        true => (Operation::Format(kind, options), Purpose::Value),
        false => (Operation::Mount(kind, options), Purpose::Volume),
    };
    perform(vm, host, fs, what, Value::NONE)
}

/// `_vfs_set_up(fs, methods, block_size, blocks, format)`: the same for a device that is an object, once its methods
/// and its size are known.
pub(in crate::modules) fn set_up_object(vm: &mut Vm, host: &mut dyn Host, args: Args) -> Outcome {
    let (fs, methods) = (args.get(vm, 0), args.get(vm, 1));
    let format = args.get(vm, 4) == Value::TRUE;
    let size = |vm: &mut Vm, i| -> Outcome<u32> {
        let n = args.get(vm, i);
        Ok(u32::try_from(vm.int_arg(n)?).unwrap_or(u32::MAX))
    };
    let geometry = Geometry {
        block_size: size(vm, 2)?,
        blocks: size(vm, 3)?,
    };
    let writes = vm.items_of(methods).and_then(|items| items.get(1).copied());
    set_device(vm, fs, Device::Object, geometry)?;
    if let Some(volume) = volume_mut(vm, fs) {
        volume.is_read_only = writes == Some(Value::NONE);
    }
    if let Some(d) = vm.device_mut(fs) {
        d.values = [methods].into();
    }
    set_up(vm, host, fs, format)
}

// ---- methods ----

/// Nothing else than the file system is meant.
const NOTHING: Value = Value::NONE;

/// What a file system is.
pub(super) fn kind_of(vm: &Vm, fs: Value) -> Kind {
    let kind = vm.device(fs).and_then(|d| Kind::of(d.ty));
    kind.unwrap_or(Kind::Fat)
}

/// A path that an argument gives, as the file system takes it.
fn path_arg(vm: &mut Vm, args: Args, i: usize) -> Outcome<String> {
    let (_, id) = volume_of(vm, args.get(vm, 0))?;
    let path = path_text(vm, args.get(vm, i))?;
    let volume = vm.module_state.vfs.stored.volumes.get(&id);
    Ok(volume.map(|volume| volume.path(&path)).unwrap_or(path))
}

/// An operation on one path.
fn on_path(
    vm: &mut Vm,
    host: &mut dyn Host,
    args: Args,
    operation: fn(String) -> Operation,
) -> Outcome {
    vm.check_places(args, 2, 2)?;
    let path = path_arg(vm, args, 1)?;
    let what = (operation(path), Purpose::Value);
    perform(vm, host, args.get(vm, 0), what, NOTHING)
}

fn stat(vm: &mut Vm, host: &mut dyn Host, args: Args) -> Outcome {
    on_path(vm, host, args, Operation::Stat)
}

fn make_folder(vm: &mut Vm, host: &mut dyn Host, args: Args) -> Outcome {
    on_path(vm, host, args, Operation::MakeFolder)
}

fn remove(vm: &mut Vm, host: &mut dyn Host, args: Args) -> Outcome {
    on_path(vm, host, args, Operation::RemoveFile)
}

fn remove_folder(vm: &mut Vm, host: &mut dyn Host, args: Args) -> Outcome {
    on_path(vm, host, args, Operation::RemoveFolder)
}

fn rename(vm: &mut Vm, host: &mut dyn Host, args: Args) -> Outcome {
    vm.check_places(args, 3, 3)?;
    let (from, to) = (path_arg(vm, args, 1)?, path_arg(vm, args, 2)?);
    let what = (Operation::Rename(from, to), Purpose::Value);
    perform(vm, host, args.get(vm, 0), what, NOTHING)
}

fn space(vm: &mut Vm, host: &mut dyn Host, args: Args) -> Outcome {
    vm.check_places(args, 2, 2)?;
    let what = (Operation::Space, Purpose::Value);
    perform(vm, host, args.get(vm, 0), what, NOTHING)
}

fn list(vm: &mut Vm, host: &mut dyn Host, args: Args) -> Outcome {
    vm.check_places(args, 1, 2)?;
    let fs = args.get(vm, 0);
    let (path, is_text) = match args.opt(vm, 1) {
        Some(v) => (path_arg(vm, args, 1)?, vm.text_kind(v) != Some(Text::Bytes)),
        None => {
            let (_, id) = volume_of(vm, fs)?;
            let volume = vm.module_state.vfs.stored.volumes.get(&id);
            (
                volume.map(|volume| volume.path("")).unwrap_or_default(),
                true,
            )
        }
    };
    let what = (Operation::List(path), Purpose::Entries(is_text));
    perform(vm, host, fs, what, NOTHING)
}

fn open(vm: &mut Vm, host: &mut dyn Host, args: Args) -> Outcome {
    vm.check_places(args, 3, 3)?;
    let (fs, id) = volume_of(vm, args.get(vm, 0))?;
    let volume = vm.module_state.vfs.stored.volumes.get(&id);
    let bytes = volume.map_or(0, Volume::file_bytes);
    vm.reserve(bytes)?;
    let mode = args.get(vm, 2);
    let mode = vm.str_arg(mode)?;
    let kind = kind_of(vm, fs);
    if kind == Kind::Rom && mode.contains(['w', 'a', '+']) {
        return Err(vm.os_error(EROFS));
    }
    let Some((mode, is_text)) = open_mode(&mode, kind.is_little()) else {
        return Err(vm.raise_with(T::ValueError, &[]));
    };
    let path = path_arg(vm, args, 1)?;
    let what = (Operation::Open(path, mode), Purpose::File(is_text));
    perform(vm, host, fs, what, NOTHING)
}

/// How a file is to be opened, and whether as text. In littlefs one letter alone may say what for.
fn open_mode(text: &str, is_strict: bool) -> Option<(OpenMode, bool)> {
    let mut mode = OpenMode::default();
    let mut is_text = true;
    for c in text.chars() {
        if is_strict && matches!(c, 'r' | 'w' | 'x' | 'a') && mode != OpenMode::default() {
            return None;
        }
        match c {
            'r' => mode.read = true,
            'w' => (mode.write, mode.create, mode.truncate) = (true, true, true),
            'x' => (mode.write, mode.create, mode.exclusive) = (true, true, true),
            'a' => (mode.write, mode.create, mode.append) = (true, true, true),
            '+' => (mode.read, mode.write) = (true, true),
            'b' => is_text = false,
            't' => is_text = true,
            _ => {}
        }
    }
    if is_strict && mode == OpenMode::default() {
        mode.read = true;
    }
    Some((mode, is_text))
}

fn change_folder(vm: &mut Vm, host: &mut dyn Host, args: Args) -> Outcome {
    vm.check_places(args, 2, 2)?;
    let (fs, _) = volume_of(vm, args.get(vm, 0))?;
    let path = path_arg(vm, args, 1)?;
    let what = match kind_of(vm, fs) {
        Kind::Rom if path == "/" => return Ok(NOTHING),
        Kind::Rom => return Err(vm.os_error(EOPNOTSUPP)),
        Kind::Fat => (Operation::Enter(path), Purpose::Value),
        // The root is always there.
        _ if path.len() < 2 => return entered(vm, fs, &path),
        _ => (Operation::Stat(path.clone()), Purpose::Entered(path)),
    };
    perform(vm, host, fs, what, NOTHING)
}

/// A folder has become the current one.
pub(super) fn entered(vm: &mut Vm, fs: Value, path: &str) -> Outcome {
    let mut folder = String::from("/");
    let below = crate::modules::io::file::normal(path);
    if !below.is_empty() {
        folder.push_str(&below);
        folder.push('/');
    }
    if let Some(volume) = volume_mut(vm, fs) {
        volume.folder = folder;
    }
    Ok(Value::NONE)
}

fn folder(vm: &mut Vm, host: &mut dyn Host, args: Args) -> Outcome {
    vm.check_places(args, 1, 1)?;
    let (fs, _) = volume_of(vm, args.get(vm, 0))?;
    match volume_mut(vm, fs) {
        Some(volume) if volume.kind.is_little() => {
            let folder = match volume.folder.strip_suffix('/') {
                None | Some("") => String::from("/"),
                Some(folder) => folder.into(),
            };
            Ok(vm.new_str(&folder))
        }
        _ => perform(vm, host, fs, (Operation::Folder, Purpose::Value), NOTHING),
    }
}

/// `mount(readonly, mkfs)`
fn mount(vm: &mut Vm, host: &mut dyn Host, args: Args) -> Outcome {
    vm.check_places(args, 3, 3)?;
    let (fs, _) = volume_of(vm, args.get(vm, 0))?;
    let (read_only, format) = (args.get(vm, 1), args.get(vm, 2));
    let (read_only, format) = (vm.truth(read_only)?, vm.truth(format)?);
    let Some(volume) = volume_mut(vm, fs) else {
        return Err(vm.os_error(ENODEV));
    };
    if read_only {
        volume.is_read_only = true;
    }
    let (kind, options, is_read_only) = (volume.kind, volume.options, volume.is_read_only);
    match &mut volume.system {
        Some(System::Rom(_)) if format => Err(vm.os_error(EPERM)),
        Some(System::Fat(fat)) => {
            fat.set_read_only(is_read_only);
            Ok(NOTHING)
        }
        Some(_) => Ok(NOTHING),
        None if !format => Err(vm.os_error(ENODEV)),
        None if volume.device == Device::Object => {
            let methods = vm.device(fs).and_then(|d| d.values.first().copied());
            let methods = methods.unwrap_or(NOTHING);
            Err(vm.call_frozen("vfs_make_and_mount", &[fs, methods]))
        }
        None => {
            let what = (Operation::MakeAndMount(kind, options), Purpose::Value);
            perform(vm, host, fs, what, NOTHING)
        }
    }
}

/// `_vfs_make_and_mount(fs, blocks)`: makes a file system on a device that holds none, and that has so many blocks.
pub(in crate::modules) fn make_and_mount(vm: &mut Vm, host: &mut dyn Host, args: Args) -> Outcome {
    let (fs, blocks) = (args.get(vm, 0), args.get(vm, 1));
    let blocks = vm.int_arg(blocks)?;
    let Some(volume) = volume_mut(vm, fs) else {
        return Err(vm.os_error(ENODEV));
    };
    volume.geometry.blocks = u32::try_from(blocks).unwrap_or(u32::MAX);
    let what = Operation::MakeAndMount(volume.kind, volume.options);
    perform(vm, host, fs, (what, Purpose::Value), NOTHING)
}

/// What is unmounted goes on through its object.
fn umount(vm: &mut Vm, fs: Value) -> Outcome {
    volume_of(vm, fs)?;
    Ok(Value::NONE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mode_says_what_for_once_where_that_is_asked() {
        let (mode, is_text) = open_mode("rb", true).expect("a mode");
        assert!(mode.read && !mode.write && !is_text);
        assert_eq!(open_mode("rw", true), None);
        assert!(open_mode("rw", false).is_some());
        let (mode, _) = open_mode("a+", true).expect("a mode");
        assert!(mode.read && mode.append && mode.create);
        assert!(open_mode("", true).is_some_and(|(mode, _)| mode.read));
    }
}
