//! `cargo xtask calibrate DIR`: what boards are known to do, beside what ours do.

use std::path::PathBuf;
use std::process::{Command, ExitCode};

use crate::setup::{self, Need};
use crate::shell::{self, Result};

/// `cargo xtask calibrate [--weights] DIR`, where MicroPython's tests lie in `DIR`. Exits with 1 if
/// fewer than nine in ten objects or scores are as close as docs/costs.md says.
pub fn command(arguments: &[String]) -> Result<ExitCode> {
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let (weights, folder) = match words[..] {
        ["--weights", folder] => (true, folder),
        [folder] if !folder.starts_with('-') => (false, folder),
        _ => return Err("usage: cargo xtask calibrate [--weights] DIR".to_owned()),
    };
    let ready = setup::ensure(&[Need::Rust])?;
    if ready.failed > 0 {
        return Ok(ready.exit_code());
    }
    let programs = PathBuf::from(folder).join("perf_bench");
    let programs = programs
        .canonicalize()
        .map_err(|error| format!("{}: {error}", programs.display()))?;
    let programs = programs.to_string_lossy();
    let mut cargo = shell::cargo(&["build", "--locked", "--package", "bench"]);
    shell::run(cargo.args(["--bin", "calibrate"]))?;
    let tables: &[&[&str]] = match weights {
        true => &[&["weights", &programs]],
        false => &[
            &["objects"],
            &["full"],
            &["statements"],
            &["scores", &programs],
        ],
    };
    let mut all_close = true;
    for table in tables {
        let mut tool = Command::new(shell::target_folder().join("debug/calibrate"));
        let status = tool
            .args(*table)
            .status()
            .map_err(|error| format!("cannot start calibrate: {error}"))?;
        all_close &= status.success();
    }
    Ok(match all_close {
        true => ExitCode::SUCCESS,
        false => ExitCode::FAILURE,
    })
}
