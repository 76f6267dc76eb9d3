//! `cargo xtask conformance`: scripts of any folder, run by our VM and compared with what they must
//! print. The project's own scripts, which are compared with more, are in [`own`].

mod compiled;
pub mod difference;
pub mod own;
pub mod real;
pub mod run;
pub mod suite;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

use crate::parallel;
use crate::report::Tally;
use crate::setup::{self, Need};
use crate::shell::{self, Profile, Result};

use run::{Mode, Output, Pinwheel};

/// The longest that a script may take in any mode, unless the command line says otherwise.
const LIMIT: Duration = Duration::from_secs(60);

/// The first line of a script that cannot run here and says so.
const SKIP: &[u8] = b"SKIP";

/// What the command line asks for.
struct Options {
    mode: Mode,
    board: String,
    limit: Duration,
    folders: Vec<PathBuf>,
}

/// What became of a script.
enum Outcome {
    Passed,
    Skipped,
    Failed(String),
}

/// `cargo xtask conformance [--fuel N] [--gc-stress] [--board NAME] [--limit SECONDS] DIR…`.
pub fn command(arguments: &[String]) -> Result<ExitCode> {
    let options = parse(arguments)?;
    let ready = setup::ensure(&[Need::Rust])?;
    if ready.failed > 0 {
        return Ok(ready.exit_code());
    }
    let mut scripts = Vec::new();
    for folder in &options.folders {
        scripts.extend(suite::below(folder)?);
    }
    if scripts.is_empty() {
        return Err("no script was found".to_owned());
    }
    let pinwheel = Pinwheel {
        program: shell::pinwheel(Profile::Dev)?,
        board: options.board,
        limit: options.limit,
    };
    let cpython = run::find_cpython()?;
    let outcomes = parallel::map(&scripts, |script| {
        try_script(&pinwheel, &cpython, script, options.mode)
    });
    let mut tally = Tally::default();
    let mut skipped = 0;
    for (script, outcome) in scripts.iter().zip(&outcomes) {
        match outcome {
            Outcome::Passed => tally.add(Tally::PASSED),
            Outcome::Skipped => skipped += 1,
            Outcome::Failed(problem) => {
                println!("{}: {problem}", script.display());
                tally.add(Tally::FAILED);
            }
        }
    }
    println!("{tally}, {skipped} skipped");
    Ok(tally.exit_code())
}

fn parse(arguments: &[String]) -> Result<Options> {
    let mut options = Options {
        mode: Mode::PLAIN,
        board: suite::BOARD.to_owned(),
        limit: LIMIT,
        folders: Vec::new(),
    };
    let mut words = arguments.iter();
    while let Some(word) = words.next() {
        match word.as_str() {
            "--fuel" => options.mode.fuel = Some(number("--fuel", words.next())?),
            "--gc-stress" => options.mode.gc_stress = true,
            "--limit" => options.limit = Duration::from_secs(number("--limit", words.next())?),
            "--board" => {
                let name = words.next().ok_or("--board takes a board's name")?;
                options.board.clone_from(name);
            }
            option if option.starts_with('-') => {
                return Err(format!("conformance does not know `{option}`"));
            }
            folder => options.folders.push(PathBuf::from(folder)),
        }
    }
    match options.folders.is_empty() {
        true => Err("conformance takes folders with scripts".to_owned()),
        false => Ok(options),
    }
}

/// The number behind an option.
fn number(option: &str, word: Option<&String>) -> Result<u64> {
    word.and_then(|text| text.parse().ok())
        .ok_or_else(|| format!("{option} takes a number"))
}

/// Whether a script said that it cannot run where it was run.
fn skips(output: &Output) -> bool {
    output.stdout.split(|&byte| byte == b'\n').next() == Some(SKIP)
}

/// Runs one script and compares what it prints with the file beside it, or with CPython.
fn try_script(pinwheel: &Pinwheel, cpython: &Path, script: &Path, mode: Mode) -> Outcome {
    let output = match pinwheel.run(script, mode) {
        Ok(output) => output,
        Err(message) => return Outcome::Failed(message),
    };
    if skips(&output) {
        return Outcome::Skipped;
    }
    let expected = match std::fs::read(suite::beside(script, "exp")) {
        Ok(expected) => expected,
        Err(_) => match run::cpython(cpython, script, pinwheel.limit) {
            Ok(output) => output.stdout,
            Err(message) => return Outcome::Failed(format!("CPython: {message}")),
        },
    };
    match difference::between(&expected, &output, &mode.to_string()) {
        None => Outcome::Passed,
        Some(problem) => Outcome::Failed(problem),
    }
}
