//! One implementation's runs: it is started once, with all programs, and times itself.
//!
//! What it answers is described in `bench/npm/timing.mjs`.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::shell::Result;

/// What stands behind the output of each run.
const SEPARATOR: &str = "\u{1e}\n";

/// Something that runs Python, and times it.
pub struct Implementation {
    /// What it is called in the tables.
    pub name: &'static str,
    command: Command,
}

impl Implementation {
    /// An implementation that is started by this command, to which arguments will be added.
    pub fn new(name: &'static str, command: Command) -> Self {
        Self { name, command }
    }
}

/// What an implementation did.
pub struct Column {
    /// What it is called in the tables.
    pub name: &'static str,
    /// Milliseconds that making the interpreter took, if it tells.
    pub start: Option<f64>,
    /// One entry for each program.
    pub programs: Vec<Program>,
}

/// What an implementation did with a program.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Program {
    /// Milliseconds of each compilation.
    pub compile: Vec<f64>,
    /// Milliseconds of each run.
    pub run: Vec<f64>,
    /// What each run printed.
    pub output: Vec<String>,
    /// Why it did not come to its end.
    pub failed: Option<String>,
}

impl Program {
    /// The median of its runs; nothing if it failed.
    pub fn median(&self) -> Option<f64> {
        match self.failed {
            Some(_) => None,
            None => median(&self.run),
        }
    }
}

/// The middle of some figures, or between the two in the middle.
pub fn median(figures: &[f64]) -> Option<f64> {
    let mut sorted = figures.to_vec();
    sorted.sort_by(f64::total_cmp);
    let upper = *sorted.get(sorted.len() / 2)?;
    let lower = sorted[(sorted.len() - 1) / 2];
    Some((lower + upper) / 2.0)
}

/// Starts an implementation and reads what it says.
pub fn column(
    mut implementation: Implementation,
    programs: &[PathBuf],
    runs: usize,
) -> Result<Column> {
    let name = implementation.name;
    let output = implementation
        .command
        .arg(runs.to_string())
        .args(programs)
        .stdin(Stdio::null())
        .output()
        .map_err(|error| format!("cannot start {name}: {error}"))?;
    let figures = String::from_utf8_lossy(&output.stderr);
    let printed = String::from_utf8_lossy(&output.stdout);
    let mut column = read(name, programs, &figures, &printed);
    for program in &mut column.programs {
        if program.run.is_empty() && program.failed.is_none() {
            let last = figures.trim().lines().last().unwrap_or_default();
            program.failed = Some(format!("{} before it had run: {last}", output.status));
        }
    }
    Ok(column)
}

/// Puts figures and outputs together, program by program.
fn read(name: &'static str, paths: &[PathBuf], figures: &str, printed: &str) -> Column {
    let mut start = None;
    let mut programs = vec![Program::default(); paths.len()];
    let mut outputs = printed.split_terminator(SEPARATOR);
    let mut current = None;
    for line in figures.lines() {
        let (word, rest) = line.split_once(' ').unwrap_or((line, ""));
        if word == "program" {
            current = paths.iter().position(|path| path == Path::new(rest));
            continue;
        }
        let figure: Option<f64> = rest.parse().ok();
        match (current.map(|at: usize| &mut programs[at]), word, figure) {
            (None, "start", Some(_)) => start = figure,
            (Some(program), "compile", Some(time)) => program.compile.push(time),
            (Some(program), "run", Some(time)) => {
                program.run.push(time);
                let output = outputs.next().unwrap_or_default();
                program.output.push(output.to_owned());
            }
            (Some(program), "failed", _) => program.failed = Some(rest.to_owned()),
            // Warnings of the interpreter's own.
            _ => {}
        }
    }
    Column {
        name,
        start,
        programs,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_and_outputs_belong_to_their_programs() {
        let paths = [PathBuf::from("a.py"), PathBuf::from("b.py")];
        let figures = "warning\nstart 5.5\nprogram a.py\ncompile 1\nrun 20\ncompile 2\nrun 30\n\
                       program b.py\ncompile 1\nfailed ValueError: no\n";
        let column = read("x", &paths, figures, "1\n\u{1e}\n2\n\u{1e}\n");
        assert_eq!(column.start, Some(5.5));
        let [a, b] = &column.programs[..] else {
            panic!("there are two programs");
        };
        assert_eq!(a.output, ["1\n", "2\n"]);
        assert_eq!((a.median(), b.median()), (Some(25.0), None));
        assert_eq!(b.failed.as_deref(), Some("ValueError: no"));
    }

    #[test]
    fn a_median_is_in_the_middle() {
        assert_eq!(median(&[]), None);
        assert_eq!(median(&[3.0, 1.0, 2.0]), Some(2.0));
        assert_eq!(median(&[4.0, 1.0, 2.0, 3.0]), Some(2.5));
    }
}
