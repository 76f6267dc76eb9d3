//! `cargo xtask mpy-diff`: our `.mpy` files against those of the real `mpy-cross`.

mod compilers;
mod sides;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

use crate::parallel;
use crate::report::Tally;
use crate::setup::{self, Need};
use crate::shell::{self, Profile, Result};

use compilers::{Compilers, Outcome};

/// What the comparison needs to have on the machine.
pub const NEEDS: [Need; 2] = [Need::Rust, Need::MpyCross];

/// How many of the differing files are named, and for how many of them the bytecode is shown.
const NAMED: usize = 40;
const LISTED: usize = 5;

/// How long one compiler may take for one file.
const LIMIT: Duration = Duration::from_secs(900);

/// `cargo xtask mpy-diff [--opt N] [--limit SECONDS] PATH…`.
pub fn command(arguments: &[String]) -> Result<ExitCode> {
    let mut level = 0;
    let mut limit = LIMIT;
    let mut paths = Vec::new();
    let mut words = arguments.iter();
    while let Some(word) = words.next() {
        match word.as_str() {
            "--opt" => level = opt_level(words.next())?,
            "--limit" => {
                let seconds = words.next().and_then(|text| text.parse().ok());
                limit = Duration::from_secs(seconds.ok_or("--limit takes seconds")?);
            }
            option if option.starts_with('-') => {
                return Err(format!("mpy-diff does not know `{option}`"));
            }
            path => paths.push(PathBuf::from(path)),
        }
    }
    if paths.is_empty() {
        return Err("mpy-diff needs a file or folder".to_owned());
    }
    let ready = setup::ensure(&NEEDS)?;
    if ready.failed > 0 {
        return Ok(ready.exit_code());
    }
    let mut files = Vec::new();
    for path in &paths {
        files.extend(python_files(path)?);
    }
    let comparison = Comparison {
        limit,
        ..Comparison::new(Profile::Release)?
    };
    let tally = comparison.files(&files, level).tally();
    println!("{tally}");
    Ok(tally.exit_code())
}

/// The value of `--opt`.
pub fn opt_level(value: Option<&String>) -> Result<u8> {
    let level = value.and_then(|text| text.parse().ok());
    level
        .filter(|level| *level <= 3)
        .ok_or_else(|| "--opt takes 0 to 3".to_owned())
}

/// The repository's own scripts and examples, for `cargo xtask test`.
pub fn check() -> Result<Tally> {
    let files = own_files()?;
    let comparison = Comparison::new(Profile::Dev)?;
    let mut counts = Counts::default();
    for level in [0, 3] {
        counts.add(comparison.files(&files, level));
    }
    Ok(counts.tally())
}

/// The repository's own scripts and examples.
pub fn own_files() -> Result<Vec<PathBuf>> {
    let root = shell::root();
    let mut files = Vec::new();
    for folder in [
        "vm/tests/scripts",
        "vm/tests/differences",
        "assets/examples",
    ] {
        files.extend(python_files(&root.join(folder))?);
    }
    Ok(files)
}

/// A file itself, or every Python file below a folder.
pub fn python_files(path: &Path) -> Result<Vec<PathBuf>> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let mut files = shell::files_below(path)?;
    files.retain(|file| file.extension().is_some_and(|ending| ending == "py"));
    Ok(files)
}

/// Both compilers, ready to be compared.
pub struct Comparison {
    compilers: Compilers,
    limit: Duration,
}

/// How many files came out how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Both made the same bytes.
    pub same_bytes: usize,
    /// Both refused the file with the same exception, message and line.
    pub same_error: usize,
    /// Anything else.
    pub differing: usize,
    /// `mpy-cross` came to no end, so that there was nothing to compare with.
    pub unfinished: usize,
}

impl Counts {
    /// All files.
    pub fn files(self) -> usize {
        self.same_bytes + self.same_error + self.differing + self.unfinished
    }

    /// Adds the counts of another.
    pub fn add(&mut self, other: Self) {
        self.same_bytes += other.same_bytes;
        self.same_error += other.same_error;
        self.differing += other.differing;
        self.unfinished += other.unfinished;
    }

    /// As checks: a file that `mpy-cross` does not finish is none.
    pub fn tally(self) -> Tally {
        Tally {
            passed: self.same_bytes + self.same_error,
            failed: self.differing,
        }
    }
}

impl Comparison {
    /// Builds our compiler and finds the other.
    pub fn new(profile: Profile) -> Result<Self> {
        Ok(Self {
            compilers: Compilers::find(profile)?,
            limit: LIMIT,
        })
    }

    /// Compiles every file with both compilers, prints what differs and a line of counts.
    pub fn files(&self, files: &[PathBuf], level: u8) -> Counts {
        let outcomes = parallel::map(files, |file| {
            self.compilers.compare(file, level, self.limit)
        });
        let mut counts = Counts::default();
        for (file, outcome) in files.iter().zip(outcomes) {
            let name = file.display();
            match outcome {
                Outcome::SameBytes => counts.same_bytes += 1,
                Outcome::SameError => counts.same_error += 1,
                Outcome::Unfinished => {
                    counts.unfinished += 1;
                    let seconds = self.limit.as_secs();
                    println!("{name}: mpy-cross does not finish it within {seconds} s");
                }
                Outcome::Differs(difference) => {
                    counts.differing += 1;
                    if counts.differing <= NAMED {
                        println!("{name}: {difference}");
                    }
                    if counts.differing <= LISTED
                        && let Some(listing) = self.compilers.listing(&difference)
                    {
                        println!("{listing}");
                    }
                }
            }
        }
        if counts.differing > NAMED {
            println!("and {} more", counts.differing - NAMED);
        }
        println!(
            "-O{level}: {} of {} identical ({} the same bytes, {} the same error), {} differ, {} not finished by mpy-cross",
            counts.same_bytes + counts.same_error,
            counts.files(),
            counts.same_bytes,
            counts.same_error,
            counts.differing,
            counts.unfinished,
        );
        counts
    }
}
