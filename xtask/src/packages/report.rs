//! `docs/packages.md`: what became of each package, as a table.

use std::fmt::Write;

use crate::shell::{self, Result};

use super::Outcome;
use super::list::{Dropped, List, name_and_version};

const INTRODUCTION: &str = "\
# Packages

Packages of the Python index that need no hardware and run on real MicroPython, run on our VM. Each is fetched as it
was published, laid out as an installer would, and its own tests or examples run unmodified; where the archive has
none, a script after its documentation does (`xtask/packages/examples`). A package passes if every program ends well
and prints on our VM what it prints on MicroPython's unix build. `cargo xtask packages` wrote this file; the list is
`xtask/packages/list.toml`.

";

/// Writes the table.
pub fn write(list: &List, outcomes: &[Outcome<'_>]) -> Result<()> {
    let passed = outcomes.iter().filter(|o| o.problems.is_empty()).count();
    let mut text = INTRODUCTION.to_owned();
    let mut line = |words: String| {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{words}");
    };
    line(format!("{passed} of {} pass.\n", outcomes.len()));
    line("| package | version | what it is | what was run | result |".to_owned());
    line("|---|---|---|---|---|".to_owned());
    for outcome in outcomes {
        let package = outcome.package;
        let (name, version) = name_and_version(&package.pin);
        let result = match outcome.problems.first() {
            None => "passes".to_owned(),
            Some(problem) => problem.replace('|', "\\|"),
        };
        line(format!(
            "| {name} | {version} | {} | {} | {result} |",
            package.about, outcome.counts
        ));
    }
    line("\n## Files left out\n\nThey fail on real MicroPython 1.29 as well.\n".to_owned());
    line("| package | file | why |\n|---|---|---|".to_owned());
    for package in &list.packages {
        for (file, why) in package.without.iter().filter_map(|e| e.split_once(": ")) {
            line(format!("| {} | {file} | {why} |", package.name()));
        }
    }
    line("\n## Packages left out\n".to_owned());
    line("| package | version | why |\n|---|---|---|".to_owned());
    for (pin, why) in Dropped::read()? {
        let (name, version) = name_and_version(&pin);
        line(format!("| {name} | {version} | {why} |"));
    }
    shell::write(&shell::root().join("docs/packages.md"), text.as_bytes())
}
