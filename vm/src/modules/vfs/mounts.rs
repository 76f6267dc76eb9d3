//! Mounting, and what the table of mounts tells.

use alloc::string::String;
use alloc::vec::Vec;

use super::{Mount, Place, posix};
use crate::hal::{EINVAL, EPERM};
use crate::modules::Member;
use crate::native::{Args, Outcome};
use crate::params::{keyword, param};
use crate::types::text::Kind;
use crate::value::Value;
use crate::vm::Vm;

/// `mount(fs_or_device, path, *, readonly=False, mkfs=False)`; `mount()` lists what is mounted.
pub(super) fn mount(vm: &mut Vm, args: Args) -> Outcome {
    if args.n == 0 {
        return list(vm);
    }
    let params = [param(""), param(""), keyword("readonly"), keyword("mkfs")];
    let [object, path, read_only, format] = vm.parse_args(args, &params)?;
    let (Some(object), Some(path)) = (object, path) else {
        return Err(vm.type_error("'' argument required"));
    };
    path_text(vm, path)?;
    let flags = [read_only, format].map(|flag| flag.unwrap_or(Value::FALSE));
    Err(vm.call_frozen("vfs_mount", &[object, path, flags[0], flags[1]]))
}

/// A path that is given as text or as bytes.
pub(in crate::modules) fn path_text(vm: &mut Vm, v: Value) -> Outcome<String> {
    match vm.text_kind(v) {
        Some(Kind::Bytes) => Ok(String::from_utf8_lossy(vm.text_bytes(v)).into_owned()),
        _ => vm.str_arg(v),
    }
}

/// `_vfs_mounted(fs, path)`: puts what has agreed to be mounted into the table.
pub(in crate::modules) fn mounted(vm: &mut Vm, object: Value, path: Value) -> Outcome {
    let path = path_text(vm, path)?;
    if let Place::In { mount, .. } = vm.place_of(&path) {
        let mut mounts = vm.module_state.vfs.mounts.iter();
        let at_root = mounts.any(|other| other.id == mount && other.path.len() == 1);
        // What is mounted at the root leaves room for others below it.
        if !at_root || path.len() == 1 {
            return Err(vm.os_error(EPERM));
        }
    }
    let state = &mut vm.module_state.vfs;
    let place = state.mounts.iter().position(|other| other.path.len() == 1);
    let place = place.unwrap_or(state.mounts.len());
    let id = state.next;
    state.next = state.next.wrapping_add(1);
    state.mounts.insert(place, Mount { id, path, object });
    Ok(Value::NONE)
}

/// What is mounted at the root in place of all that was mounted.
#[cfg(feature = "storage")]
pub(super) fn only_at_root(vm: &mut Vm, object: Value) {
    let state = &mut vm.module_state.vfs;
    let id = state.next;
    state.next = state.next.wrapping_add(1);
    let path = "/".into();
    state.mounts = Vec::from([Mount { id, path, object }]);
    state.current = None;
}

/// What is mounted, each with its path.
fn list(vm: &mut Vm) -> Outcome {
    let mut pairs = Vec::new();
    for i in 0..vm.module_state.vfs.mounts.len() {
        let object = object_of(vm, i);
        let path = vm.module_state.vfs.mounts[i].path.clone();
        let path = vm.new_str(&path);
        pairs.push(vm.new_tuple([object, path]));
    }
    Ok(vm.new_list(pairs))
}

/// The object of a mount, which the host's files get now.
fn object_of(vm: &mut Vm, mount: usize) -> Value {
    let object = vm.module_state.vfs.mounts[mount].object;
    if !object.is_null() {
        return object;
    }
    let object = posix::new(vm, None);
    vm.module_state.vfs.mounts[mount].object = object;
    object
}

/// `umount(fs_or_path)`
pub(super) fn umount(vm: &mut Vm, v: Value) -> Outcome {
    let path = match vm.text_kind(v) {
        Some(Kind::Str) => Some(vm.str_arg(v)?),
        _ => None,
    };
    let state = &mut vm.module_state.vfs;
    let named = |mount: &Mount| path.as_ref() == Some(&mount.path) || mount.object == v;
    let Some(place) = state.mounts.iter().position(named) else {
        return Err(vm.os_error(EINVAL));
    };
    let mount = state.mounts.remove(place);
    if state.current == Some(mount.id) {
        state.current = None;
    }
    if mount.object.is_null() {
        return Ok(Value::NONE);
    }
    Err(vm.call_frozen("vfs_umount", &[mount.object]))
}

/// `_vfs_classes()`: the classes of littlefs 1 and 2 and of FAT, `None` for those that this board does not have.
pub(in crate::modules) fn classes(vm: &mut Vm) -> Outcome {
    let members = match vm.profile.is_unix {
        true => super::UNIX_CLASSES,
        false => super::BOARD_CLASSES,
    };
    let classes = ["VfsLfs1", "VfsLfs2", "VfsFat"].map(|name| {
        let member = members.iter().find(|(member, _)| *member == name);
        match member {
            Some(&(_, Member::Type(class))) => Vm::type_value(class),
            _ => Value::NONE,
        }
    });
    Ok(vm.new_tuple(classes))
}

/// `_vfs_enter(mount)`: relative paths are in this mount from now on, or at the root.
pub(in crate::modules) fn set_current(vm: &mut Vm, mount: Value) -> Outcome {
    let id = mount.as_small().and_then(|id| u32::try_from(id).ok());
    vm.module_state.vfs.current = id;
    Ok(Value::NONE)
}

impl Vm {
    /// The path of the mount that relative paths are in, and its object; none at the root.
    pub(in crate::modules) fn current_mount(&self) -> Option<(String, Value)> {
        let state = &self.module_state.vfs;
        let id = state.current?;
        let mount = state.mounts.iter().find(|mount| mount.id == id)?;
        Some((mount.path.clone(), mount.object))
    }

    /// What is mounted at the root: its number and object.
    pub(in crate::modules) fn mount_at_root(&self) -> Option<(u32, Value)> {
        let mut mounts = self.module_state.vfs.mounts.iter();
        let mount = mounts.find(|mount| mount.path.len() == 1)?;
        Some((mount.id, mount.object))
    }

    /// The object that is mounted at the root.
    pub(in crate::modules) fn object_at_root(&mut self) -> Option<Value> {
        let mounts = &self.module_state.vfs.mounts;
        let place = mounts.iter().position(|mount| mount.path.len() == 1)?;
        Some(object_of(self, place))
    }

    /// The names below the root of what is mounted there.
    pub(in crate::modules) fn mount_points(&self) -> Vec<String> {
        let mounts = self.module_state.vfs.mounts.iter();
        let names = mounts.filter_map(|mount| mount.path.get(1..));
        names
            .filter(|name| !name.is_empty())
            .map(String::from)
            .collect()
    }
}
