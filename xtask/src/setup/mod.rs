//! Installing what a fresh machine lacks, once, with progress shown.

mod chromium;
mod debian;
mod npm;
mod python;
mod rust;

use std::process::ExitCode;

use crate::report::Report;
use crate::report::Tally;
use crate::shell::Result;

pub use chromium::find as chromium;
pub use npm::peers;
pub use python::{micropython, mpy_cross, pip, python, standard_library, wasmtime};
pub use rust::cargo_fuzz;

/// Something that a step needs to have on the machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// rustfmt, clippy, and the crates of Cargo.lock.
    Rust,
    /// The wasm32 and Cortex-M standard libraries.
    Targets,
    /// Trunk and the wasm-bindgen command that matches Cargo.lock.
    Trunk,
    /// The npm packages of every lock file in the repository.
    Npm,
    /// The real `mpy-cross`.
    MpyCross,
    /// Real MicroPython as a native program.
    MicroPython,
    /// Python with Wasmtime, to run the sandbox in.
    Wasmtime,
    /// MicroPython's tool for boards.
    Mpremote,
    /// A Chromium for the browser tests.
    Chromium,
}

impl Need {
    /// All of them, quick ones first so that a machine that cannot serve says so early.
    pub const ALL: [Self; 9] = [
        Self::Rust,
        Self::Targets,
        Self::Npm,
        Self::MpyCross,
        Self::MicroPython,
        Self::Wasmtime,
        Self::Mpremote,
        Self::Chromium,
        Self::Trunk,
    ];

    /// Makes sure that it is there.
    pub fn ensure(self) -> Result<()> {
        match self {
            Self::Rust => rust::components_and_crates(),
            Self::Targets => rust::targets(),
            Self::Trunk => rust::trunk().and_then(|()| rust::wasm_bindgen()),
            Self::Npm => npm::packages(),
            Self::MpyCross => python::ensure(),
            Self::MicroPython => python::ensure_micropython(),
            Self::Wasmtime => python::ensure_wasmtime(),
            Self::Mpremote => python::ensure_mpremote(),
            Self::Chromium => chromium::ensure(),
        }
    }
}

/// Installs what is missing of the given needs, and says what could not be had.
pub fn ensure(needs: &[Need]) -> Result<Tally> {
    let mut tally = Tally::default();
    for need in Need::ALL.iter().filter(|need| needs.contains(need)) {
        let result = need.ensure();
        if let Err(message) = &result {
            println!("missing: {message}");
        }
        tally.add(Tally::of(result.is_ok()));
    }
    Ok(tally)
}

/// `cargo xtask setup`.
pub fn command(arguments: &[String]) -> Result<ExitCode> {
    if let Some(extra) = arguments.first() {
        return Err(format!("setup takes no arguments, not `{extra}`"));
    }
    let mut report = Report::new();
    report.step("setup", "install what is missing", || ensure(&Need::ALL));
    Ok(report.finish())
}

/// Says that something is there already, in the same words everywhere.
fn present(what: &str) {
    println!("have {what}");
}
