//! Running one package on both machines, and comparing what they do.

use std::fmt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use crate::conformance::difference;
use crate::conformance::run::Output;
use crate::limited;
use crate::shell::{self, Result};

use super::layout::{self, PROGRAM};
use super::list::{Kind, Package};

/// The longest that one program may take: real MicroPython sleeps as long as the program says.
const LIMIT: Duration = Duration::from_secs(120);

/// The two programs.
pub struct Machines {
    /// Our command.
    pub ours: PathBuf,
    /// Real MicroPython.
    pub real: PathBuf,
}

/// How many programs ran, by what they are.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub struct Counts {
    /// Files of the package's own tests.
    pub tests: usize,
    /// Its own examples.
    pub examples: usize,
    /// Scripts of ours after its documentation.
    pub documented: usize,
}

impl fmt::Display for Counts {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let plural = |count: usize| if count == 1 { "" } else { "s" };
        let mut parts = Vec::new();
        if self.tests > 0 {
            let tests = self.tests;
            parts.push(format!("{tests} file{} of its tests", plural(tests)));
        }
        if self.examples > 0 {
            let examples = self.examples;
            parts.push(format!("{examples} of its examples"));
        }
        if self.documented > 0 {
            parts.push("a script after its documentation".to_owned());
        }
        formatter.write_str(&parts.join(", "))
    }
}

/// Runs all of a package: what ran, and what went wrong.
pub fn package(machines: &Machines, package: &Package) -> Result<(Counts, Vec<String>)> {
    let mut counts = Counts::default();
    let mut problems = Vec::new();
    for run in &package.runs {
        for file in layout::matching(package, &run.file)? {
            match run.kind {
                Kind::Doc => counts.documented += 1,
                Kind::Own if !is_test(&file) => counts.examples += 1,
                _ => counts.tests += 1,
            }
            if let Some(problem) = one(machines, package, run.kind, &file)? {
                problems.push(format!("{file}: {problem}"));
            }
        }
    }
    Ok((counts, problems))
}

/// Whether a file is a test by its name.
fn is_test(file: &str) -> bool {
    file.split('/')
        .any(|part| part.contains("test") && part != "test_client.py")
        && !file.starts_with("examples/")
}

/// How a program ended.
struct Ended {
    code: Option<i32>,
    output: Output,
}

/// Runs one file on both: what went wrong, if anything did.
fn one(machines: &Machines, package: &Package, kind: Kind, file: &str) -> Result<Option<String>> {
    let folder = shell::work_folder()
        .join("packages-runs")
        .join(package.name());
    let ours = folder.join("ours");
    let real = folder.join("real");
    layout::lay_out(package, kind, file, &ours)?;
    layout::lay_out(package, kind, file, &real)?;
    let wanted = end(Command::new(&machines.real).arg(PROGRAM), &real)?;
    if wanted.code != Some(0) {
        let said = last_line(&wanted.output);
        return Ok(Some(format!("fails on real MicroPython: {said}")));
    }
    let got = end(Command::new(&machines.ours).args(["run", PROGRAM]), &ours)?;
    let [wanted, got] = [wanted, got].map(|ended| Ended {
        output: comparable(ended.output, &[&ours, &real], package.numbers_vary),
        ..ended
    });
    if let Some(difference) = difference::between(&wanted.output.stdout, &got.output, "ours") {
        return Ok(Some(difference));
    }
    let failed = || format!("fails: {}", last_line(&got.output));
    Ok((got.code != Some(0)).then(failed))
}

fn end(command: &mut Command, folder: &Path) -> Result<Ended> {
    let command = command.current_dir(folder).stdin(Stdio::null());
    let finished = limited::run(command, LIMIT)?;
    let finished = finished.ok_or_else(|| format!("ran for more than {} s", LIMIT.as_secs()))?;
    match finished.crash() {
        Some(crash) => Err(crash),
        None => Ok(Ended {
            code: finished.status.code(),
            output: Output {
                stderr: finished.complaint(),
                stdout: finished.stdout,
            },
        }),
    }
}

fn last_line(output: &Output) -> String {
    let stdout = String::from_utf8_lossy(&output.stdout);
    let lines = output.stderr.trim().lines().next_back();
    let line = lines.or_else(|| stdout.trim().lines().next_back());
    line.unwrap_or("no output").to_owned()
}

/// The output without what cannot be the same: the folder's name, and if need be all numbers.
fn comparable(output: Output, folders: &[&Path], numbers_vary: bool) -> Output {
    let mut text = String::from_utf8_lossy(&output.stdout).into_owned();
    for folder in folders {
        text = text.replace(&format!("{}/", folder.display()), "");
    }
    if numbers_vary {
        text = without_numbers(&text);
    }
    Output {
        stdout: text.into_bytes(),
        ..output
    }
}

/// Puts `#` for each word that begins with a digit, and for the spaces before it, which may align it.
fn without_numbers(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        if !c.is_ascii_digit() || plain.ends_with(|last: char| last.is_alphanumeric()) {
            plain.push(c);
            continue;
        }
        while characters
            .next_if(|c| c.is_ascii_alphanumeric() || *c == '.')
            .is_some()
        {}
        plain.truncate(plain.trim_end_matches(' ').len());
        plain.push('#');
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_masked_and_names_are_not() {
        let text = "[   12 ms] <a at 7fa0c> x2 = 3.5e7\n";
        assert_eq!(without_numbers(text), "[# ms] <a at#> x2 =#\n");
    }

    #[test]
    fn counts_are_told_in_words() {
        let counts = Counts {
            tests: 1,
            examples: 2,
            documented: 1,
        };
        let words = "1 file of its tests, 2 of its examples, a script after its documentation";
        assert_eq!(counts.to_string(), words);
    }
}
