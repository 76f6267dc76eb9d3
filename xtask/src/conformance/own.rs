//! `cargo xtask scripts`: our own scripts in all modes of the VM, compiled first as well, and against
//! real MicroPython.
//!
//! Each script `NAME.py` has its expected output beside it in `NAME.py.exp`, which
//! `cargo xtask scripts --bless` writes, and may have `NAME.py.in`, its standard input.

use std::process::ExitCode;

use crate::parallel;
use crate::report::Tally;
use crate::setup::{self, Need};
use crate::shell::{self, Profile, Result};

use super::compiled::{self, Compiled};
use super::run::{Mode, Output, Pinwheel};
use super::suite::{self, Expectation, Script};
use super::{LIMIT, difference, number, real, skips};

/// What must be installed for it.
pub const NEEDS: [Need; 2] = [Need::Rust, Need::Npm];

/// What the command line asks for.
#[derive(Default)]
struct Options {
    /// Write the expected outputs instead of comparing with them.
    bless: bool,
    /// Only this mode, instead of all.
    mode: Option<Mode>,
    /// Only scripts whose path holds one of these words.
    names: Vec<String>,
}

/// `cargo xtask scripts [--bless] [--fuel N] [--gc-stress] [NAME…]`.
pub fn command(arguments: &[String]) -> Result<ExitCode> {
    let mut options = Options::default();
    let mut words = arguments.iter();
    while let Some(word) = words.next() {
        match word.as_str() {
            "--bless" => options.bless = true,
            "--fuel" => {
                let fuel = number("--fuel", words.next())?;
                options.mode.get_or_insert_default().fuel = Some(fuel);
            }
            "--gc-stress" => options.mode.get_or_insert_default().gc_stress = true,
            option if option.starts_with('-') => {
                return Err(format!("scripts does not know `{option}`"));
            }
            name => options.names.push(name.to_owned()),
        }
    }
    let ready = setup::ensure(&NEEDS)?;
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
    let pinwheel = Pinwheel {
        program: shell::pinwheel(Profile::Dev)?,
        board: suite::BOARD.to_owned(),
        limit: LIMIT,
    };
    let mut scripts = suite::own()?;
    scripts.retain(|script| {
        options.names.is_empty() || options.names.iter().any(|name| script.name.contains(name))
    });
    if scripts.is_empty() {
        return Err("no script was found".to_owned());
    }
    let problems = match options.bless {
        true => bless(&scripts, &pinwheel)?,
        false => compare(&scripts, &pinwheel, options.mode)?,
    };
    let mut total = Tally::default();
    for (script, problems) in scripts.iter().zip(problems) {
        for problem in &problems {
            println!("{}: {problem}", script.name);
        }
        total.add(Tally::of(problems.is_empty()));
    }
    Ok(total)
}

/// Everything that is wrong with each script: an empty list is a pass.
fn compare(
    scripts: &[Script],
    pinwheel: &Pinwheel,
    mode: Option<Mode>,
) -> Result<Vec<Vec<String>>> {
    let compiled = parallel::map(scripts, |script| match script.expectation {
        Expectation::Same => Some(compiled::compile(&pinwheel.program, script)),
        Expectation::Differs => None,
    });
    // Real MicroPython can only import a compiled file.
    let imports = compiled
        .iter()
        .flatten()
        .flatten()
        .map(|compiled| compiled.import.as_path());
    let sources = scripts.iter().map(|script| script.path.as_path());
    let all: Vec<_> = sources.chain(imports).collect();
    let mut of_sources = real::outputs("micropython", &all)?;
    let of_imports = of_sources.split_off(scripts.len());
    let paths: Vec<_> = scripts.iter().map(|script| script.path.as_path()).collect();
    let of_sources = real::or_on_unix(&paths, of_sources)?;

    let mut of_imports = of_imports.iter();
    let cases: Vec<Case<'_>> = scripts
        .iter()
        .zip(&of_sources)
        .zip(&compiled)
        .map(|((script, real), compiled)| Case {
            script,
            real,
            compiled: compiled.as_ref().map(|compiled| match compiled {
                Ok(compiled) => of_imports
                    .next()
                    .map(|real| (compiled, real))
                    .ok_or_else(|| "was not run by real MicroPython".to_owned()),
                Err(message) => Err(message.clone()),
            }),
        })
        .collect();
    Ok(parallel::map(&cases, |case| case.problems(pinwheel, mode)))
}

/// A script and what was found out about it so far.
struct Case<'a> {
    script: &'a Script,
    /// What real MicroPython does with the source.
    real: &'a Result<Output>,
    /// The compiled files, and what real MicroPython does with them; nothing for a script on
    /// which we differ.
    compiled: Option<Result<(&'a Compiled, &'a Result<Output>)>>,
}

impl Case<'_> {
    fn problems(&self, pinwheel: &Pinwheel, mode: Option<Mode>) -> Vec<String> {
        let script = self.script;
        let Ok(expected) = std::fs::read(suite::beside(&script.path, "exp")) else {
            return vec![
                "has no expected output: cargo xtask scripts --bless writes it".to_owned(),
            ];
        };
        let mut problems = Vec::new();
        let modes = mode.map_or(Mode::ALL.to_vec(), |mode| vec![mode]);
        for mode in modes {
            match pinwheel.run(&script.path, mode) {
                Err(message) => problems.push(format!("{mode}: {message}")),
                Ok(output) => {
                    problems.extend(difference::between(&expected, &output, &mode.to_string()))
                }
            }
        }
        match (self.real, script.expectation) {
            // Real MicroPython there lacks what only its ports for boards have.
            (Ok(real), Expectation::Same) if skips(real) => {}
            (Err(message), _) => problems.push(format!("real MicroPython: {message}")),
            (Ok(real), Expectation::Same) => {
                problems.extend(difference::between(&expected, real, "real MicroPython"));
            }
            // A difference that has gone must not stay in the list of differences.
            (Ok(real), Expectation::Differs) if real.stdout == expected => {
                problems.push("real MicroPython prints the same: this is no difference".to_owned());
            }
            (Ok(_), Expectation::Differs) => problems.extend(suite::header_problems(script)),
        }
        match &self.compiled {
            None => {}
            Some(Err(message)) => problems.push(format!("compiled: {message}")),
            Some(Ok((compiled, real))) => {
                match compare_compiled(pinwheel, compiled, &expected, real) {
                    Ok(found) => problems.extend(found),
                    Err(message) => problems.push(format!("compiled: {message}")),
                }
            }
        }
        problems
    }
}

/// What is wrong when the script is compiled first and there is no source to run. As a program, it
/// prints what the source does. MicroPython can only import such a file, which then has another
/// name, so there it is compared with our own import of the same file.
fn compare_compiled(
    pinwheel: &Pinwheel,
    compiled: &Compiled,
    expected: &[u8],
    real: &Result<Output>,
) -> Result<Vec<String>> {
    let program = pinwheel.run(&compiled.program, Mode::PLAIN)?;
    let imported = pinwheel.run(&compiled.import, Mode::PLAIN)?;
    let real = real.as_ref().map_err(Clone::clone)?;
    let of_import = match skips(real) {
        true => None,
        false => difference::between(&real.stdout, &imported, "compiled and imported"),
    };
    let problems = [
        difference::between(expected, &program, "compiled"),
        of_import,
    ];
    Ok(problems.into_iter().flatten().collect())
}

/// Writes the expected outputs: real MicroPython's, or for a deliberate difference our own.
fn bless(scripts: &[Script], pinwheel: &Pinwheel) -> Result<Vec<Vec<String>>> {
    let paths: Vec<_> = scripts.iter().map(|script| script.path.as_path()).collect();
    let real = real::or_on_unix(&paths, real::outputs("micropython", &paths)?)?;
    let write = |script: &Script, real: Result<Output>| {
        let output = match script.expectation {
            Expectation::Same => real,
            Expectation::Differs => pinwheel.run(&script.path, Mode::PLAIN),
        };
        let written = output.and_then(|output| {
            if skips(&output) {
                return Err("skips itself: write its expected output by hand".to_owned());
            }
            let Output { stdout, stderr } = output;
            // A script may end in an exception on purpose, but more often it has a mistake.
            if let Some(complaint) = stderr.trim().lines().last() {
                println!("{}: ends with {complaint}", script.name);
            }
            shell::write(&suite::beside(&script.path, "exp"), &stdout)
        });
        written.err().into_iter().collect()
    };
    Ok(scripts
        .iter()
        .zip(real)
        .map(|(script, real)| write(script, real))
        .collect())
}
