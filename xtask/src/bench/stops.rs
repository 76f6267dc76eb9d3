//! `cargo xtask bench stops`: for how long a program that means harm can hold whoever runs it.
//!
//! A program is stopped between two slices, so the longest slice is how long a person waits for it.
//! The programs of `bench/stops` try what a single instruction could take long for.

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};

use crate::sandbox;
use crate::setup::{self, Need};
use crate::shell::{self, Profile, Result};

/// Milliseconds within which a program has to stop.
const LIMIT: f64 = 100.0;

/// The page's slice: `session::CHUNK`.
const FUEL: &str = "500000";

/// `cargo xtask bench stops [NAME…]`. Fails where a program takes too long to stop.
pub fn command(names: &[String]) -> Result<ExitCode> {
    let ready = setup::ensure(&[Need::Rust, Need::Targets, Need::Npm])?;
    if ready.failed > 0 {
        return Ok(ready.exit_code());
    }
    let stem = |path: &Path| {
        let stem = path.file_stem().unwrap_or_default();
        stem.to_string_lossy().into_owned()
    };
    let mut programs = shell::files_below(&super::folder().join("stops"))?;
    programs.retain(|path| names.is_empty() || names.iter().any(|n| stem(path).contains(n)));
    if programs.is_empty() {
        return Err("no such program was found".to_owned());
    }
    let program = shell::build("bench", "stops", Profile::Release)?;
    let module = sandbox::build()?;
    let native = slices(|| Command::new(&program), &programs)?;
    let node = || {
        let mut node = shell::command("node");
        node.arg(super::folder().join("npm/pinwheel.mjs"));
        node.env("PINWHEEL_WASM", &module)
            .env("PINWHEEL_SLICE", FUEL);
        node
    };
    let wasm = slices(node, &programs)?;
    println!(
        "{:<24} {:>10} {:>10}",
        "longest slice in ms", "native", "wasm"
    );
    let mut slow = 0;
    for ((program, native), wasm) in programs.iter().zip(native).zip(wasm) {
        let is_slow = [&native, &wasm].into_iter().any(|time| !time.is_quick());
        slow += usize::from(is_slow);
        let mark = if is_slow { " !" } else { "" };
        println!("{:<24} {native:>10} {wasm:>10}{mark}", stem(program));
    }
    println!("{slow} of {} take more than {LIMIT} ms", programs.len());
    Ok(match slow {
        0 => ExitCode::SUCCESS,
        _ => ExitCode::FAILURE,
    })
}

/// What became of a program.
#[derive(Clone, Debug, PartialEq)]
enum Slice {
    /// Its longest slice took so many milliseconds.
    Took(f64),
    Failed,
}

impl Slice {
    fn is_quick(&self) -> bool {
        matches!(self, Self::Took(time) if *time <= LIMIT)
    }
}

impl std::fmt::Display for Slice {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Took(time) => formatter.pad(&format!("{time:.1}")),
            Self::Failed => formatter.pad("failed"),
        }
    }
}

/// Runs all programs, each in a process of its own: one may take the process with it.
fn slices(runner: impl Fn() -> Command, programs: &[PathBuf]) -> Result<Vec<Slice>> {
    let slice = |path: &PathBuf| {
        let mut command = runner();
        command.arg("1").arg(path).stdin(Stdio::null());
        let output = command.stdout(Stdio::null()).output();
        let output = output.map_err(|error| format!("cannot start a runner: {error}"))?;
        Ok(read(&String::from_utf8_lossy(&output.stderr)))
    };
    programs.iter().map(slice).collect()
}

fn read(figures: &str) -> Slice {
    let time = figures.lines().find_map(|line| line.strip_prefix("slice "));
    let time = time.and_then(|time| time.trim().parse().ok());
    time.map_or(Slice::Failed, Slice::Took)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_slice_is_read() {
        assert_eq!(read("program a.py\nslice 12.5\n"), Slice::Took(12.5));
        assert_eq!(read("program a.py\nfailed why\n"), Slice::Failed);
        assert!(Slice::Took(100.0).is_quick() && !Slice::Took(100.1).is_quick());
        assert!(!Slice::Failed.is_quick());
    }
}
