//! Rules on the text of files: an opening sentence, a length, and no trace of a place or a host.

use std::path::Path;

use crate::shell::{self, Result};

/// Longer files are split by what they are about.
const MOST_LINES: usize = 800;

/// How the opening sentence starts, by the file name's ending.
const OPENINGS: [(&str, &[&str]); 8] = [
    ("rs", &["//! "]),
    ("ts", &["// ", "/** "]),
    ("mjs", &["// ", "/** "]),
    ("js", &["// ", "/** "]),
    ("css", &["/* "]),
    ("toml", &["# "]),
    ("py", &["# ", "\"\"\""]),
    ("sh", &["#!/usr/bin/env bash\n# "]),
];

/// Folders whose files are data for tests, odd on purpose.
const DATA: [&str; 2] = ["corpus", "fixtures"];

/// Folders of a machine. Each is written in two halves so that this file passes its own rule.
const MACHINE: [&str; 5] = [
    concat!("/ho", "me/"),
    concat!("/ro", "ot/"),
    concat!("/Us", "ers/"),
    concat!("/wo", "rk/"),
    concat!("C:\\U", "sers\\"),
];

/// Hosts of package registries and of file networks, which nothing may name.
const HOSTS: [&str; 9] = [
    concat!("registry.np", "mjs"),
    concat!("cra", "tes.io"),
    concat!("py", "pi.org"),
    concat!("python", "hosted.org"),
    concat!("deb.de", "bian.org"),
    concat!("un", "pkg.com"),
    concat!("js", "delivr.net"),
    concat!("cdn", "js.cloudflare"),
    concat!("fonts.goo", "gleapis"),
];

/// The rules by name, each with its breaches.
type Rules = Vec<(&'static str, Vec<String>)>;

/// Reads every text file of the repository once and applies the rules to it.
pub fn breaches() -> Result<Rules> {
    let root = shell::root();
    let mut opening = Vec::new();
    let mut length = Vec::new();
    let mut places = Vec::new();
    for path in shell::repository_files()? {
        // What is no text holds no words to judge.
        let Ok(content) = std::fs::read_to_string(root.join(&path)) else {
            continue;
        };
        let name = path.display();
        let generated = is_lock(&path) || is_data(&path);
        if !generated && !opens_well(&path, &content) {
            opening.push(format!(
                "{name}:1: does not open with a sentence on what lives there"
            ));
        }
        let lines = content.lines().count();
        if !generated && is_source(&path) && lines > MOST_LINES {
            length.push(format!("{name}: {lines} lines, more than {MOST_LINES}"));
        }
        for (number, line) in content.lines().enumerate() {
            if let Some(word) = stray(line, &path) {
                places.push(format!("{name}:{}: names `{word}`", number + 1));
            }
        }
    }
    Ok(vec![
        ("files open with a sentence", opening),
        ("files are short", length),
        (
            "no machine's folder and no registry's host is named",
            places,
        ),
    ])
}

fn ending(path: &Path) -> &str {
    path.extension()
        .and_then(|ending| ending.to_str())
        .unwrap_or_default()
}

fn is_source(path: &Path) -> bool {
    OPENINGS.iter().any(|(name, _)| *name == ending(path))
}

fn is_data(path: &Path) -> bool {
    path.iter()
        .any(|part| DATA.iter().any(|folder| part == *folder))
}

/// Files that a package manager writes.
fn is_lock(path: &Path) -> bool {
    let name = path.file_name().and_then(|name| name.to_str());
    matches!(name, Some("Cargo.lock" | "package-lock.json"))
}

fn opens_well(path: &Path, content: &str) -> bool {
    let Some((_, starts)) = OPENINGS.iter().find(|(name, _)| *name == ending(path)) else {
        return true;
    };
    // The kernel wants its own first line.
    let content = match content.split_once('\n') {
        Some((first, rest)) if first.starts_with("#!") && ending(path) != "sh" => rest,
        _ => content,
    };
    starts.iter().any(|start| content.starts_with(start))
}

/// The first machine folder or registry host on a line.
fn stray(line: &str, path: &Path) -> Option<&'static str> {
    let machine = MACHINE.iter().find(|word| names_folder(line, word));
    let host = HOSTS
        .iter()
        .find(|word| line.contains(**word) && !is_cargo_lock(path));
    machine.or(host).copied()
}

/// Cargo writes its registry's name into every entry.
fn is_cargo_lock(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name == "Cargo.lock")
}

/// Whether an absolute folder is named: a longer relative path may end in the same letters.
fn names_folder(line: &str, folder: &str) -> bool {
    line.match_indices(folder).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        !before.is_some_and(|c| c.is_alphanumeric() || "._-*/)}".contains(c))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_opening_sentence_is_wanted_of_every_source() {
        let good = |name: &str, text: &str| opens_well(Path::new(name), text);
        assert!(good("a.rs", "//! The heap.\n"));
        assert!(!good("a.rs", "use core::fmt;\n"));
        assert!(good("a.mjs", "#!/usr/bin/env node\n// The runner.\n"));
        assert!(!good("a.py", "import time\n"));
        assert!(good("a.json", "{}"));
    }

    #[test]
    fn folders_of_a_machine_are_found_but_not_relative_paths() {
        assert!(names_folder(concat!("open('/wo", "rk/x')"), MACHINE[3]));
        assert!(!names_folder(concat!("frame/wo", "rk/x"), MACHINE[3]));
    }

    #[test]
    fn registry_hosts_pass_only_in_cargo_lock() {
        let line = concat!("see cra", "tes.io");
        assert!(stray(line, Path::new("README.md")).is_some());
        assert!(stray(line, Path::new("Cargo.lock")).is_none());
    }
}
