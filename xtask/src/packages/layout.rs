//! Laying packages out in a folder as an installer for MicroPython would, with the program beside them.

use std::fs;
use std::path::{Path, PathBuf};

use crate::shell::{self, Result};

use super::fetch;
use super::list::{FOLDER, Kind, Package};

/// The program's name.
pub const PROGRAM: &str = "program.py";

/// Folders of an imported package that are no part of it.
const ASIDE: [&str; 6] = ["tests", "test", "simtests", "examples", "samples", "docs"];

/// Makes `folder` anew with the package, what it imports, and a program that runs `file`.
pub fn lay_out(package: &Package, kind: Kind, file: &str, folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder)
            .map_err(|error| format!("cannot empty {}: {error}", folder.display()))?;
    }
    make(folder)?;
    for pin in &package.with {
        let top = top(pin)?;
        copy(&top, folder, &ASIDE)?;
        let lib = top.join("src");
        if lib.is_dir() {
            copy(&lib, folder, &ASIDE)?;
        }
    }
    let top = top(&package.pin)?;
    copy(&top, folder, &[])?;
    let lib = top.join(package.lib.as_deref().unwrap_or("src"));
    if lib.is_dir() {
        copy(&lib, folder, &[])?;
    }
    let beside = shell::root().join(FOLDER);
    let program = match kind {
        Kind::Doc => shell::read(&beside.join("examples").join(file))?,
        Kind::Own => {
            // What an example opens or imports lies beside it.
            if let Some(its_folder) = folder.join(file).parent()
                && its_folder != folder
            {
                copy_files(its_folder, folder)?;
            }
            shell::read(&folder.join(file))?
        }
        Kind::Unittest => with_module(file, &shell::read(&beside.join("runners/unittest.py"))?),
        Kind::Functions => with_module(file, &shell::read(&beside.join("runners/functions.py"))?),
    };
    shell::write(&folder.join(PROGRAM), program.as_bytes())
}

/// The files of the package that a pattern stands for, as far as the list does not leave them out.
pub fn matching(package: &Package, pattern: &str) -> Result<Vec<String>> {
    let Some((before, after)) = pattern.split_once('*') else {
        return Ok(vec![pattern.to_owned()]);
    };
    let top = top(&package.pin)?;
    let mut found = Vec::new();
    for path in shell::files_below(&top)? {
        let name = path.strip_prefix(&top).unwrap_or(&path).to_string_lossy();
        let middle = name
            .strip_prefix(before)
            .and_then(|rest| rest.strip_suffix(after));
        if middle.is_some_and(|middle| !middle.contains('/')) && !package.leaves_out(&name) {
            found.push(name.into_owned());
        }
    }
    match found.is_empty() {
        true => Err(format!("no file is like {pattern}")),
        false => Ok(found),
    }
}

/// A runner that is told which module to import.
fn with_module(file: &str, runner: &str) -> String {
    let module = file.trim_end_matches(".py").replace('/', ".");
    format!("MODULE = \"{module}\"\n{runner}")
}

/// The folder in an unpacked archive that everything of it lies in: a source distribution has one.
fn top(pin: &str) -> Result<PathBuf> {
    let folder = fetch::folder(pin);
    let entries = fs::read_dir(&folder)
        .and_then(Iterator::collect::<std::io::Result<Vec<_>>>)
        .map_err(|error| format!("cannot list {}: {error}", folder.display()))?;
    match entries.as_slice() {
        [only] if only.path().is_dir() => Ok(only.path()),
        _ => Ok(folder),
    }
}

/// Copies all below a folder, but for some folders and what belongs to the archive itself.
fn copy(from: &Path, to: &Path, aside: &[&str]) -> Result<()> {
    for path in shell::files_below(from)? {
        let inside = path.strip_prefix(from).unwrap_or(&path);
        let first = inside.iter().next().and_then(|part| part.to_str());
        let leave = first.is_some_and(|first| {
            aside.contains(&first) || first == "setup.py" || first.ends_with(".egg-info")
        });
        if !leave {
            copy_file(&path, &to.join(inside))?;
        }
    }
    Ok(())
}

/// Copies the files of a folder, and nothing below it, unless they are there.
fn copy_files(from: &Path, to: &Path) -> Result<()> {
    for path in shell::files_below(from)? {
        let Some(name) = path
            .strip_prefix(from)
            .ok()
            .filter(|name| name.iter().count() == 1)
        else {
            continue;
        };
        if !to.join(name).exists() {
            copy_file(&path, &to.join(name))?;
        }
    }
    Ok(())
}

fn copy_file(from: &Path, to: &Path) -> Result<()> {
    make(to.parent().unwrap_or(to))?;
    fs::copy(from, to)
        .map(|_| ())
        .map_err(|error| format!("cannot copy {}: {error}", from.display()))
}

fn make(folder: &Path) -> Result<()> {
    fs::create_dir_all(folder).map_err(|error| format!("cannot make {}: {error}", folder.display()))
}
