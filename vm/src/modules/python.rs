//! The built-in modules that are written in Python, and which board has which: their sources lie among
//! the modules here, and the build compiles them.

use crate::vm::Profile;

use super::{always, with_pins};

include!(concat!(env!("OUT_DIR"), "/python.rs"));

/// A module or package, and which boards have it.
struct Present {
    name: &'static str,
    on: fn(&Profile) -> bool,
}

const fn present(name: &'static str, on: fn(&Profile) -> bool) -> Present {
    Present { name, on }
}

const PRESENT: &[Present] = &[
    present("asyncio", always),
    present("uasyncio", always),
    present("dht", with_pins),
    present("ds18x20", with_pins),
    present("neopixel", with_pins),
    present("onewire", with_pins),
    present("mip", with_network),
    present("requests", with_network),
    #[cfg(feature = "storage")]
    present("rp2", super::rp2::on_rp2),
    present("ssl", with_network),
    present("tls", with_network),
    present("websocket", |profile| {
        profile.has_network && profile.is_unix
    }),
];

fn with_network(profile: &Profile) -> bool {
    profile.has_network
}

/// What a path among the modules in the firmware names.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Found {
    /// A package's folder.
    Folder,
    /// A file, and its bytes.
    File(&'static [u8]),
}

fn is_present(profile: &Profile, path: &str) -> bool {
    let top = path.split('/').next().unwrap_or(path);
    let present = PRESENT.iter().find(|present| present.name == top);
    present.is_some_and(|present| (present.on)(profile))
}

/// The files that a board has, without their endings, as `help('modules')` lists them.
pub fn names(profile: &Profile) -> impl Iterator<Item = &'static str> {
    let stems = MODULES
        .iter()
        .filter_map(|(path, _)| path.strip_suffix(".py"));
    stems.filter(|stem| is_present(profile, stem))
}

/// Looks a path up, without an ending.
pub fn find(profile: &Profile, stem: &str) -> Option<Found> {
    if !is_present(profile, stem) {
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
                .any(|profile| matches!(find(profile, stem), Some(Found::File(_))));
            assert!(found, "{path}");
        }
    }
}
