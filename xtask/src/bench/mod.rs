//! `cargo xtask bench`: how fast our VM and our compiler are, beside others.
//!
//! These are no tests: what they print depends on the machine and on what else it does.

mod compile;
mod programs;
mod start;
mod stops;

use std::path::PathBuf;
use std::process::ExitCode;

use crate::shell::{self, Result};

/// `cargo xtask bench …`.
pub fn command(arguments: &[String]) -> Result<ExitCode> {
    match arguments.split_first() {
        Some((what, paths)) if what == "compile" => compile::command(paths),
        Some((what, rest)) if what == "start" => start::command(rest),
        Some((what, names)) if what == "stops" => stops::command(names),
        _ => programs::command(arguments),
    }
}

/// The folder of the benchmark's own programs.
fn folder() -> PathBuf {
    shell::root().join("bench")
}
