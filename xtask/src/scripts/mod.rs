//! `cargo xtask scripts`: Python scripts in all modes of the VM, and against real MicroPython.
//!
//! Each script `NAME.py` has its expected output beside it in `NAME.py.exp`, which
//! `cargo xtask scripts --bless` writes, and may have `NAME.py.in`, its standard input.

mod compiled;
mod difference;
mod run;
mod suite;

use std::path::Path;
use std::process::ExitCode;

use crate::parallel;
use crate::report::Tally;
use crate::setup::{self, Need};
use crate::shell::{self, Profile, Result};

use run::{Mode, Output};
use suite::{Expectation, Script};

/// What the command line asks for.
#[derive(Default)]
struct Options {
    /// Write the expected outputs instead of comparing with them.
    bless: bool,
    /// Only this fuel, instead of all modes.
    fuel: Option<u64>,
    /// Only scripts whose path holds one of these words.
    names: Vec<String>,
}

/// `cargo xtask scripts [--bless] [--fuel N] [NAME…]`.
pub fn command(arguments: &[String]) -> Result<ExitCode> {
    let mut options = Options::default();
    let mut words = arguments.iter();
    while let Some(word) = words.next() {
        match word.as_str() {
            "--bless" => options.bless = true,
            "--fuel" => {
                let fuel = words.next().and_then(|text| text.parse().ok());
                options.fuel = Some(fuel.ok_or("--fuel takes a number")?);
            }
            option if option.starts_with('-') => {
                return Err(format!("scripts does not know `{option}`"));
            }
            name => options.names.push(name.to_owned()),
        }
    }
    let ready = setup::ensure(&[Need::Rust, Need::Npm])?;
    if ready.failed > 0 {
        return Ok(ready.exit_code());
    }
    let tally = all(&options)?;
    println!("{tally}");
    Ok(tally.exit_code())
}

/// All scripts in all modes, for `cargo xtask test`.
pub fn check() -> Result<Tally> {
    all(&Options::default())
}

fn all(options: &Options) -> Result<Tally> {
    let pinwheel = shell::pinwheel(Profile::Dev)?;
    let mut scripts = suite::find()?;
    scripts.retain(|script| {
        options.names.is_empty() || options.names.iter().any(|name| script.name.contains(name))
    });
    if scripts.is_empty() {
        return Err("no script was found".to_owned());
    }
    let tallies = parallel::map(&scripts, |script| {
        let problems = match options.bless {
            true => bless(script, &pinwheel),
            false => compare(script, &pinwheel, options.fuel),
        };
        report(script, &problems)
    });
    let mut total = Tally::default();
    for tally in tallies {
        total.add(tally);
    }
    Ok(total)
}

/// Prints what is wrong with a script and counts it.
fn report(script: &Script, problems: &[String]) -> Tally {
    for problem in problems {
        println!("{}: {problem}", script.name);
    }
    Tally::of(problems.is_empty())
}

/// Everything that is wrong with a script: an empty list is a pass.
fn compare(script: &Script, pinwheel: &Path, fuel: Option<u64>) -> Vec<String> {
    let mut problems = Vec::new();
    let Ok(expected) = std::fs::read(script.golden()) else {
        return vec!["has no expected output: cargo xtask scripts --bless writes it".to_owned()];
    };
    let modes = match fuel {
        Some(fuel) => vec![Mode::Fuel(fuel)],
        None => Mode::ALL.to_vec(),
    };
    for mode in modes {
        match run::pinwheel(pinwheel, script, mode) {
            Err(message) => problems.push(format!("{mode}: {message}")),
            Ok(output) => {
                problems.extend(difference::between(&expected, &output, &mode.to_string()))
            }
        }
    }
    let real = match run::micropython(script) {
        Ok(output) => output,
        Err(message) => {
            problems.push(format!("real MicroPython: {message}"));
            return problems;
        }
    };
    match &script.expectation {
        Expectation::Same => {
            problems.extend(difference::between(&expected, &real, "real MicroPython"));
            match compare_compiled(script, pinwheel, &expected) {
                Ok(found) => problems.extend(found),
                Err(message) => problems.push(format!("compiled: {message}")),
            }
        }
        // A difference that has gone must not stay in the list of differences.
        Expectation::Differs if real.stdout == expected => {
            problems.push("real MicroPython prints the same: this is no difference".to_owned());
        }
        Expectation::Differs => problems.extend(suite::header_problems(script)),
    }
    problems
}

/// What is wrong when the script is compiled first and there is no source to run. As a program, it
/// prints what the source does. MicroPython can only import such a file, which then has another
/// name, so there it is compared with our own import of the same file.
fn compare_compiled(script: &Script, pinwheel: &Path, expected: &[u8]) -> Result<Vec<String>> {
    let compiled = compiled::compile(pinwheel, script)?;
    let program = run::pinwheel(pinwheel, &compiled.program, Mode::Unlimited)?;
    let imported = run::pinwheel(pinwheel, &compiled.import, Mode::Unlimited)?;
    let real = run::micropython(&compiled.import)?;
    let problems = [
        difference::between(expected, &program, "compiled"),
        difference::between(&real.stdout, &imported, "compiled and imported"),
    ];
    Ok(problems.into_iter().flatten().collect())
}

/// Writes the expected output: real MicroPython's, or for a deliberate difference our own.
fn bless(script: &Script, pinwheel: &Path) -> Vec<String> {
    let output = match script.expectation {
        Expectation::Same => run::micropython(script),
        Expectation::Differs => run::pinwheel(pinwheel, script, Mode::Unlimited),
    };
    let written = output.and_then(|Output { stdout, stderr }| {
        // A script may end in an exception on purpose, but more often it has a mistake.
        if let Some(complaint) = stderr.trim().lines().last() {
            println!("{}: ends with {complaint}", script.name);
        }
        shell::write(&script.golden(), &stdout)
    });
    written.err().into_iter().collect()
}
