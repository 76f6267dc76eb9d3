//! `vfs`: file systems, and where in the tree of paths each of them is mounted.
//!
//! Paths go through the table of mounts first. What is found there is either the host's files ([`posix`]), which answer
//! natives at once, or an object whose methods are called: a program's own file system, or one over a block device.

mod mounts;
pub mod posix;
#[cfg(feature = "storage")]
pub mod stored;
#[cfg(not(feature = "storage"))]
#[path = "without.rs"]
pub mod stored;

use alloc::string::String;
use alloc::vec::Vec;

use super::{Member, ModuleSpec};
use crate::hal::{ENODEV, EPERM};
use crate::native::{Native, native};
use crate::types::T;
use crate::value::Value;
use crate::vm::Vm;

pub(in crate::modules) use mounts::{classes, mounted, path_text, set_current};

/// What the module is made of on a board.
pub const SPEC: ModuleSpec = ModuleSpec {
    name: "vfs",
    natives: MOUNTING,
    members: BOARD_CLASSES,
    present: |profile| !profile.is_unix,
};

/// What it is made of in a process.
pub const UNIX_SPEC: ModuleSpec = ModuleSpec {
    name: "vfs",
    natives: MOUNTING,
    members: UNIX_MEMBERS,
    present: |profile| profile.is_unix,
};

/// The functions of the module, which `os` has by their old names too.
pub(in crate::modules) const MOUNTING: &[Native] = &[
    native("mount", crate::native::F::K(0, mounts::mount)),
    native("umount", crate::native::F::F1(mounts::umount)),
];

/// The file systems over blocks, which a build may leave out.
const STORED: &[(&str, Member)] = match cfg!(feature = "storage") {
    true => &[
        ("VfsFat", Member::Type(T::VfsFat)),
        ("VfsLfs2", Member::Type(T::VfsLfs2)),
    ],
    false => &[],
};

/// The file systems of a board.
pub(in crate::modules) const BOARD_CLASSES: &[(&str, Member)] = STORED;

const UNIX_ONLY: &[(&str, Member)] = match cfg!(feature = "storage") {
    true => &[
        ("VfsLfs1", Member::Type(T::VfsLfs1)),
        ("VfsPosix", Member::Type(T::VfsPosix)),
    ],
    false => &[("VfsPosix", Member::Type(T::VfsPosix))],
};

/// Those of a process, which `os` has too.
pub(in crate::modules) const UNIX_CLASSES: &[(&str, Member)] = {
    const ALL: [(&str, Member); STORED.len() + UNIX_ONLY.len()] =
        Member::join(&[STORED, UNIX_ONLY]);
    &ALL
};

/// The one that came after `os` had given its place to this module.
const ROM: &[(&str, Member)] = match cfg!(feature = "storage") {
    true => &[("VfsRom", Member::Type(T::VfsRom))],
    false => &[],
};

const UNIX_MEMBERS: &[(&str, Member)] = {
    const ALL: [(&str, Member); UNIX_CLASSES.len() + ROM.len()] =
        Member::join(&[UNIX_CLASSES, ROM]);
    &ALL
};

/// A file system in the tree of paths.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub(in crate::modules) struct Mount {
    /// Its number, which no other mount has.
    id: u32,
    /// Where it is, with a `/` in front.
    path: String,
    /// What was mounted; `NULL` for the host's files as long as no program has asked for their object.
    object: Value,
}

/// The file systems, and the one that relative paths are in.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct State {
    /// In the order in which paths are compared with them: what is at the root comes last.
    mounts: Vec<Mount>,
    /// The number of the mount that relative paths are in; none at the root.
    current: Option<u32>,
    /// The number of the next mount.
    next: u32,
    /// File systems over blocks.
    pub(in crate::modules) stored: stored::State,
}

impl State {
    /// The host's files at the root. A process begins in them, a board at the root.
    pub fn new(is_unix: bool) -> State {
        State {
            mounts: Vec::from([Mount {
                id: 0,
                path: "/".into(),
                object: Value::NULL,
            }]),
            current: is_unix.then_some(0),
            next: 1,
            stored: stored::State::default(),
        }
    }

    /// The values that the mounts keep alive.
    pub(in crate::modules) fn roots(&self) -> impl Iterator<Item = Value> {
        let objects = self.mounts.iter().map(|mount| mount.object);
        let objects = objects.filter(|object| !object.is_null());
        objects.chain(self.stored.roots())
    }
}

/// What a path leads to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Place<'p> {
    /// Nothing is mounted there.
    Nowhere,
    /// The root of all mounts.
    Root,
    /// A path in a mounted file system.
    In {
        /// The number of the mount.
        mount: u32,
        /// The file system; `NULL` for the host's files.
        object: Value,
        /// The path there: absolute, or from its current folder.
        path: &'p str,
    },
}

/// Who carries out an operation on a path.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Target<'p> {
    /// The host: the path from the root of its files, and whether they may only be read.
    Host(String, bool),
    /// The methods of an object, which get this path.
    Object(Value, &'p str),
}

impl Vm {
    /// Looks a path up among the mounts.
    pub(crate) fn place_of<'p>(&self, path: &'p str) -> Place<'p> {
        let state = &self.module_state.vfs;
        let within = |mount: &Mount, path| Place::In {
            mount: mount.id,
            object: mount.object,
            path,
        };
        let current = state
            .current
            .and_then(|id| state.mounts.iter().find(|mount| mount.id == id));
        let below = match (path.strip_prefix('/'), current) {
            (None, Some(current)) => return within(current, path),
            (below, _) => below.unwrap_or(path),
        };
        if below.is_empty() {
            return Place::Root;
        }
        for mount in &state.mounts {
            let Some(point) = mount.path.get(1..) else {
                continue;
            };
            if point.is_empty() {
                return within(mount, path);
            }
            match below.strip_prefix(point) {
                Some("") => return within(mount, "/"),
                Some(rest) if rest.starts_with('/') => return within(mount, rest),
                _ => {}
            }
        }
        Place::Nowhere
    }

    /// Who carries out what is asked of a place.
    pub(crate) fn target<'p>(&self, object: Value, path: &'p str) -> Target<'p> {
        if object.is_null() {
            return Target::Host(self.full_path(path), false);
        }
        match posix::Root::of(self, object) {
            Some(root) => Target::Host(root.path(self, path), root.is_read_only),
            None => Target::Object(object, path),
        }
    }

    /// Who carries out an operation on what a path names, which must be in some file system.
    pub(crate) fn target_of<'p>(&mut self, path: &'p str) -> Result<Target<'p>, i32> {
        match self.place_of(path) {
            Place::Nowhere => Err(ENODEV),
            Place::Root => Err(EPERM),
            Place::In { object, path, .. } => Ok(self.target(object, path)),
        }
    }
}
