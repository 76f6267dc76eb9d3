//! `cargo xtask bench start`: from nothing to the first output, beside MicroPython and Pyodide.

use std::process::{ExitCode, Stdio};

use super::programs::median;
use crate::sandbox;
use crate::setup::{self, Need};
use crate::shell::{self, Result};

/// How often each is started.
const RUNS: usize = 9;

/// What is told of each: the runner's name of it, the line, and what the table calls it.
const ROWS: [(&str, &str, &str); 4] = [
    ("ours", "all", "ours, from compiling the module"),
    ("ours", "instance", "ours, from instantiating it"),
    ("micropython", "all", "MicroPython"),
    ("pyodide", "all", "Pyodide"),
];

/// `cargo xtask bench start`. Each start is a process of its own, and they take turns.
pub fn command(arguments: &[String]) -> Result<ExitCode> {
    if !arguments.is_empty() {
        return Err("usage: cargo xtask bench start".to_owned());
    }
    let ready = setup::ensure(&[Need::Rust, Need::Targets, Need::Npm])?;
    if ready.failed > 0 {
        return Ok(ready.exit_code());
    }
    setup::peers()?;
    let module = sandbox::build()?;
    let mut figures = vec![Vec::new(); ROWS.len()];
    for _ in 0..RUNS {
        for who in ["ours", "micropython", "pyodide"] {
            let mut node = shell::command("node");
            node.arg(super::folder().join("npm/first_print.mjs"))
                .arg(who)
                .env("PINWHEEL_WASM", &module)
                .stdin(Stdio::null());
            let output = node
                .output()
                .map_err(|error| format!("cannot start node: {error}"))?;
            let told = String::from_utf8_lossy(&output.stderr);
            for (row, figures) in ROWS.iter().zip(&mut figures) {
                if row.0 == who {
                    let figure = figure(&told, row.1);
                    figures.push(figure.ok_or_else(|| format!("{who} did not print: {told}"))?);
                }
            }
        }
    }
    println!("\n| ms to the first output | shortest | median |\n|---|---|---|");
    for ((_, _, name), figures) in ROWS.iter().zip(&figures) {
        let shortest = figures.iter().copied().fold(f64::INFINITY, f64::min);
        let median = median(figures).unwrap_or(shortest);
        println!("| {name} | {shortest:.1} | {median:.1} |");
    }
    Ok(ExitCode::SUCCESS)
}

/// The figure on the line that begins with this word.
fn figure(told: &str, word: &str) -> Option<f64> {
    told.lines()
        .filter_map(|line| line.split_once(' '))
        .find(|(first, _)| *first == word)
        .and_then(|(_, rest)| rest.parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_read_by_their_word() {
        let told = "Warning: x\ninstance 4.5\nall 12.25\n";
        assert_eq!(figure(told, "all"), Some(12.25));
        assert_eq!(figure(told, "instance"), Some(4.5));
        assert_eq!(figure(told, "start"), None);
    }
}
