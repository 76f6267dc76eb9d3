//! Where a module is: in the firmware, in the host's files, or in a file system that is mounted.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use crate::hal::{ENOENT, FileKind, Host};
use crate::modules::MODULES;
use crate::modules::python;
use crate::modules::sys::standard_path;
use crate::modules::vfs::{Place, Target};
use crate::native::{Abrupt, Args, Outcome};
use crate::object::Object;
use crate::qstr::q;
use crate::value::Value;
use crate::vm::Vm;

/// The entry of `sys.path` that stands for modules in the firmware.
const FROZEN: &str = ".frozen";
/// How the folders of packages there begin.
const FROZEN_FOLDER: &str = ".frozen/";

/// A module that was found.
pub(super) struct Located {
    /// Its path without an ending.
    pub stem: String,
    /// Whether it is a folder.
    pub package: bool,
    /// The file that is to run, and where its bytes are.
    pub file: Option<(String, Source)>,
}

/// Where the bytes of a module's file are.
pub(super) enum Source {
    /// In the firmware.
    Firmware(&'static [u8]),
    /// In a file of the host.
    Host(String),
    /// In a file of a file system that answers natives at once, by its path there.
    Stored(Value, String),
    /// They were read from a file system that is mounted.
    Read(Vec<u8>),
}

impl Vm {
    /// Looks for a module or package in a folder of `sys.path` or of a package. [`Abrupt::Python`] where only Python can
    /// tell.
    pub(super) fn locate(
        &mut self,
        host: &mut dyn Host,
        folder: &str,
        last: &str,
    ) -> Outcome<Option<Located>> {
        let stem = match folder {
            "" => last.to_string(),
            _ => format!("{folder}/{last}"),
        };
        if folder == FROZEN || folder.starts_with(FROZEN_FOLDER) {
            return Ok(self.locate_own(stem));
        }
        let package = self.path_kind(host, &stem)?.0 == FileKind::Dir;
        let file_stem = match package {
            true => format!("{stem}/__init__"),
            false => stem.clone(),
        };
        let mut file = None;
        for ending in [".py", ".mpy"] {
            let path = format!("{file_stem}{ending}");
            if let (FileKind::File, source) = self.path_kind(host, &path)? {
                file = Some((path, source));
                break;
            }
        }
        Ok((package || file.is_some()).then_some(Located {
            stem,
            package,
            file,
        }))
    }

    /// Looks for a module in the firmware.
    fn locate_own(&self, stem: String) -> Option<Located> {
        let below = &stem[FROZEN_FOLDER.len()..];
        let package = python::find(&self.profile, below)? == python::Found::Folder;
        let file_stem = match package {
            true => format!("{below}/__init__"),
            false => below.to_string(),
        };
        let file = match python::find(&self.profile, &file_stem) {
            Some(python::Found::File(bytes)) => {
                Some((format!("{file_stem}.py"), Source::Firmware(bytes)))
            }
            _ => None,
        };
        Some(Located {
            stem,
            package,
            file,
        })
    }

    /// What a path names, and where its bytes are if it is a file.
    fn path_kind(&mut self, host: &mut dyn Host, path: &str) -> Outcome<(FileKind, Source)> {
        match self.target_of(path) {
            Ok(Target::Host(full, _)) => Ok((host.find(&full), Source::Host(full))),
            Ok(Target::Object(fs, path)) => match self.stored_kind(host, fs, path) {
                Some(kind) => Ok((kind, Source::Stored(fs, path.into()))),
                None => Err(Abrupt::Python),
            },
            Err(_) => Ok((FileKind::Missing, Source::Read(Vec::new()))),
        }
    }

    /// `_import_kind(path)`: 0 for nothing, 1 for a file, 2 for a folder; `None` where only Python can tell.
    pub(crate) fn import_kind(&mut self, host: &mut dyn Host, args: Args) -> Outcome {
        let path = args.get(self, 0);
        let path = self.str_arg(path)?;
        Ok(match self.path_kind(host, &path) {
            Ok((FileKind::Missing, _)) => Value::small(0),
            Ok((FileKind::File, _)) => Value::small(1),
            Ok((FileKind::Dir, _)) => Value::small(2),
            Err(_) => Value::NONE,
        })
    }

    /// `_import_target(path)`: the file system that a path leads to, and the path there.
    pub(crate) fn import_target(&mut self, path: Value) -> Outcome {
        let path = self.str_arg(path)?;
        match self.place_of(&path) {
            Place::In { object, path, .. } => {
                let path = self.new_str(path);
                Ok(self.new_tuple([object, path]))
            }
            // It was unmounted meanwhile.
            _ => Err(self.os_error(ENOENT)),
        }
    }

    /// `_import_locate(folder, name)`: what natives find there: a tuple as [`Vm::located_by_python`] takes it, `False`
    /// for nothing, `None` where only Python can tell.
    pub(crate) fn import_locate(&mut self, host: &mut dyn Host, args: Args) -> Outcome {
        let (folder, last) = (args.get(self, 0), args.get(self, 1));
        let (folder, last) = (self.str_arg(folder)?, self.str_arg(last)?);
        let found = match self.locate(host, &folder, &last) {
            Ok(Some(found)) => found,
            Ok(None) => return Ok(Value::FALSE),
            Err(_) => return Ok(Value::NONE),
        };
        let (path, bytes) = match found.file {
            None => (Value::NONE, Value::NONE),
            // What the host or the firmware has is read once it is known to be wanted.
            Some((path, _)) => (self.new_str(&path), Value::NONE),
        };
        let stem = self.new_str(&found.stem);
        Ok(self.new_tuple([stem, Value::bool(found.package), path, bytes]))
    }

    /// What frozen Python has found: a tuple of the path without an ending, whether it is a package, the file to run
    /// and its bytes; or nothing.
    pub(super) fn located_by_python(&mut self, found: Value) -> Option<Located> {
        let &[stem, package, path, bytes] = self.items_of(found)? else {
            return None;
        };
        let stem = self.str_of(stem)?.to_string();
        let path = self.str_of(path).map(ToString::to_string);
        let file = match (path, self.bytes_of(bytes).map(<[u8]>::to_vec)) {
            (None, _) => None,
            (Some(path), Some(bytes)) => Some((path, Source::Read(bytes))),
            (Some(_), None) if stem.starts_with(FROZEN_FOLDER) => return self.locate_own(stem),
            (Some(path), None) => match self.target_of(&path) {
                Ok(Target::Host(full, _)) => Some((path.clone(), Source::Host(full))),
                Ok(Target::Object(fs, there)) => {
                    Some((path.clone(), Source::Stored(fs, there.into())))
                }
                Err(_) => None,
            },
        };
        Some(Located {
            stem,
            package: package == Value::TRUE,
            file,
        })
    }

    /// Where modules are looked for: `sys.path`, once the program has imported `sys`.
    pub(super) fn search_path(&self) -> Vec<String> {
        let sys = MODULES
            .iter()
            .position(|m| m.name == "sys" && (m.present)(&self.profile))
            .and_then(|i| self.builtin_modules.get(i));
        let Some(Object::Module { globals, .. }) = sys.and_then(|&m| self.heap.object(m)) else {
            return standard_path(self);
        };
        let path = self
            .map_of(*globals)
            .and_then(|m| self.map_name(m, q::path));
        let items = path.and_then(|p| self.items_of(p)).unwrap_or_default();
        let texts = items.iter().filter_map(|&v| self.str_of(v));
        texts.map(ToString::to_string).collect()
    }
}
