//! The built-in modules that are written in Python, and which board has which: their sources lie among
//! the modules here, and the build compiles them.

use crate::vm::Profile;

use super::always;

include!(concat!(env!("OUT_DIR"), "/python.rs"));

/// A module or package, and which boards have it.
struct Present {
    name: &'static str,
    on: fn(&Profile) -> bool,
}

const fn present(name: &'static str, on: fn(&Profile) -> bool) -> Present {
    Present { name, on }
}

const PRESENT: &[Present] = &[present("asyncio", always), present("uasyncio", always)];

/// What a path among the modules in the firmware names.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Found {
    /// A package's folder.
    Folder,
    /// A file, and its bytes.
    File(&'static [u8]),
}

/// Looks a path up, without an ending.
pub fn find(profile: &Profile, stem: &str) -> Option<Found> {
    let top = stem.split('/').next().unwrap_or(stem);
    let present = PRESENT.iter().find(|present| present.name == top)?;
    if !(present.on)(profile) {
        return None;
    }
    for (path, bytes) in MODULES {
        match path.strip_prefix(stem) {
            Some(".py") => return Some(Found::File(bytes)),
            Some(rest) if rest.starts_with('/') => return Some(Found::Folder),
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_file_belongs_to_a_module_of_some_board() {
        for (path, _) in MODULES {
            let stem = path.strip_suffix(".py").expect("a source");
            let found = [Profile::PICO, Profile::UNIX]
                .iter()
                .any(|profile| find(profile, stem).is_some());
            assert!(found, "{path}");
        }
    }
}
