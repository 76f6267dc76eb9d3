//! `cargo xtask mpy-diff`: our `.mpy` files against those of the real `mpy-cross`.

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};

use crate::report::Tally;
use crate::setup::{self, Need};
use crate::shell::{self, Result};

/// How many of the differing files are named.
const SHOWN: usize = 20;

/// `cargo xtask mpy-diff [--opt N] PATH…`.
pub fn command(arguments: &[String]) -> Result<ExitCode> {
    let mut level = 0;
    let mut paths = Vec::new();
    let mut words = arguments.iter();
    while let Some(word) = words.next() {
        match word.as_str() {
            "--opt" => {
                let value = words.next().and_then(|text| text.parse().ok());
                level = value
                    .filter(|level| *level <= 3)
                    .ok_or("--opt takes 0 to 3")?;
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
    let ready = setup::ensure(&[Need::Rust, Need::MpyCross])?;
    if ready.failed > 0 {
        return Ok(ready.exit_code());
    }
    let tally = compare_all(&paths, level)?;
    println!("{tally}");
    Ok(tally.exit_code())
}

/// The repository's own scripts and examples, for `cargo xtask test`.
pub fn check() -> Result<Tally> {
    let root = shell::root();
    let folders = ["vm/tests/scripts", "assets/examples"].map(|name| root.join(name));
    let present: Vec<PathBuf> = folders.into_iter().filter(|path| path.is_dir()).collect();
    let mut tally = Tally::default();
    for level in [0, 3] {
        tally.add(compare_all(&present, level)?);
    }
    Ok(tally)
}

/// Compiles every `.py` below the paths with both compilers.
fn compare_all(paths: &[PathBuf], level: u8) -> Result<Tally> {
    let compilers = Compilers::find()?;
    let mut files = Vec::new();
    for path in paths {
        files.extend(python_files(path)?);
    }
    let mut tally = Tally::default();
    for file in &files {
        let difference = compilers.difference(file, level)?;
        tally.add(Tally::of(difference.is_none()));
        if let Some(message) = difference.filter(|_| tally.failed <= SHOWN) {
            println!("{}: {message}", file.display());
        }
    }
    println!("-O{level}: {} of {} identical", tally.passed, files.len());
    Ok(tally)
}

/// A file itself, or every Python file below a folder.
fn python_files(path: &Path) -> Result<Vec<PathBuf>> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let mut files = shell::files_below(path)?;
    files.retain(|file| file.extension().is_some_and(|ending| ending == "py"));
    Ok(files)
}

/// The two compilers, called the same way.
struct Compilers {
    ours: PathBuf,
    theirs: PathBuf,
    folder: PathBuf,
}

/// What a compiler made of a file: its bytes, or its complaint.
#[derive(PartialEq, Eq)]
enum Compiled {
    Bytes(Vec<u8>),
    Error(String),
}

impl Compilers {
    fn find() -> Result<Self> {
        shell::run(&mut shell::cargo(&[
            "build",
            "--locked",
            "--package",
            "cli",
        ]))?;
        let folder = shell::work_folder().join("mpy-diff");
        std::fs::create_dir_all(&folder)
            .map_err(|error| format!("cannot make {}: {error}", folder.display()))?;
        Ok(Self {
            ours: shell::target_folder().join("debug/pinwheel"),
            theirs: setup::mpy_cross().ok_or("no mpy-cross to compare with")?,
            folder,
        })
    }

    /// What differs, in one line; nothing if the results are identical.
    fn difference(&self, file: &Path, level: u8) -> Result<Option<String>> {
        let ours = self.compile(Command::new(&self.ours).arg("compile"), file, level)?;
        let theirs = self.compile(&mut Command::new(&self.theirs), file, level)?;
        Ok(match (ours, theirs) {
            (ours, theirs) if ours == theirs => None,
            (Compiled::Bytes(ours), Compiled::Bytes(theirs)) => {
                let at = ours
                    .iter()
                    .zip(&theirs)
                    .take_while(|(one, other)| one == other);
                Some(format!(
                    "{} bytes, mpy-cross {}, the first difference at {}",
                    ours.len(),
                    theirs.len(),
                    at.count()
                ))
            }
            (Compiled::Error(ours), Compiled::Bytes(_)) => Some(format!("we say: {ours}")),
            (Compiled::Bytes(_), Compiled::Error(theirs)) => {
                Some(format!("mpy-cross says: {theirs}"))
            }
            (Compiled::Error(ours), Compiled::Error(theirs)) => {
                Some(format!("we say: {ours}; mpy-cross says: {theirs}"))
            }
        })
    }

    fn compile(&self, compiler: &mut Command, file: &Path, level: u8) -> Result<Compiled> {
        let target = self.folder.join("out.mpy");
        let output = compiler
            .args(["-s", "main.py", &format!("-O{level}"), "-o"])
            .arg(&target)
            .arg(file)
            .stdin(Stdio::null())
            .output()
            .map_err(|error| format!("cannot start a compiler: {error}"))?;
        if output.status.success() {
            return std::fs::read(&target)
                .map(Compiled::Bytes)
                .map_err(|error| format!("cannot read {}: {error}", target.display()));
        }
        let complaint = String::from_utf8_lossy(&output.stderr);
        let lines: Vec<&str> = complaint.lines().map(str::trim).collect();
        Ok(Compiled::Error(lines.join("; ")))
    }
}
