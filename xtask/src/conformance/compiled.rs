//! A script as `.mpy` files alone: compiled by our command into a folder without any source.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use crate::limited;
use crate::shell::{self, Result};

use super::suite::{self, Script};

/// How long one file may take.
const LIMIT: Duration = Duration::from_secs(60);

/// A compiled script, which may be run in two ways.
pub struct Compiled {
    /// The `.mpy` file itself, as a program.
    pub program: PathBuf,
    /// A line of source that imports it, which is how MicroPython runs such a file.
    pub import: PathBuf,
}

/// Compiles a script and what it may import.
pub fn compile(program: &Path, script: &Script) -> Result<Compiled> {
    // A folder for each script, since scripts run side by side.
    let folder = shell::work_folder()
        .join("compiled")
        .join(script.name.replace(['/', '\\'], "-"));
    if folder.exists() {
        std::fs::remove_dir_all(&folder)
            .map_err(|error| format!("cannot empty {}: {error}", folder.display()))?;
    }
    let from = script.path.parent().unwrap_or(Path::new("."));
    for source in suite::imported(from)? {
        compile_file(program, from, &source, &folder)?;
    }
    let compiled = compile_file(program, from, &script.path, &folder)?;
    let module = compiled.file_stem().unwrap_or_default().to_string_lossy();
    let start = folder.join("start.py");
    shell::write(&start, format!("import {module}\n").as_bytes())?;
    if let Ok(input) = std::fs::read(suite::beside(&script.path, "in")) {
        for file in [&start, &compiled] {
            shell::write(&suite::beside(file, "in"), &input)?;
        }
    }
    Ok(Compiled {
        import: start,
        program: compiled,
    })
}

/// Compiles one file to the same place below another folder, and says where that is.
fn compile_file(program: &Path, from: &Path, source: &Path, to: &Path) -> Result<PathBuf> {
    let name = source.strip_prefix(from).unwrap_or(source);
    let target = to.join(name).with_extension("mpy");
    // Only `write` makes the folders above a file.
    shell::write(&target, b"")?;
    let mut command = Command::new(program);
    command.arg("compile").arg("-s").arg(name);
    command.arg("-o").arg(&target).arg(source);
    let finished = limited::run(command.stdin(Stdio::null()), LIMIT)?;
    let finished = finished.ok_or("compiling does not end")?;
    match finished.status.success() {
        true => Ok(target),
        false => Err(finished.complaint().trim().replace('\n', " ")),
    }
}
