//! `cargo xtask bench`: programs on our VM, MicroPython, Pyodide and CPython, in one go.

mod figures;
mod run;

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use crate::sandbox;
use crate::setup::{self, Need};
use crate::shell::{self, Profile, Result};

use run::Implementation;
pub use run::median;

const USAGE: &str = "usage: cargo xtask bench [--programs DIR] [--only NAME] [--runs N]";

/// How often each program is run, unless it is said otherwise.
const RUNS: usize = 5;

/// What the command line asks for.
struct Options {
    folder: PathBuf,
    only: Option<String>,
    runs: usize,
}

impl Options {
    fn of(arguments: &[String]) -> Result<Self> {
        let mut options = Self {
            folder: super::folder().join("programs"),
            only: None,
            runs: RUNS,
        };
        let mut words = arguments.iter();
        while let Some(option) = words.next() {
            let value = words.next().ok_or(USAGE)?;
            match option.as_str() {
                "--programs" => options.folder = PathBuf::from(value),
                "--only" => options.only = Some(value.clone()),
                "--runs" => {
                    let runs = value.parse().ok().filter(|&runs| runs > 0);
                    options.runs = runs.ok_or(USAGE)?;
                }
                _ => return Err(USAGE.to_owned()),
            }
        }
        Ok(options)
    }

    /// The programs that are asked for, in order of name.
    fn programs(&self) -> Result<Vec<PathBuf>> {
        let wanted = |path: &PathBuf| {
            path.extension().is_some_and(|ending| ending == "py")
                && (self.only.as_ref()).is_none_or(|only| name_of(path).contains(only))
        };
        let folder = &self.folder;
        let folder = folder
            .canonicalize()
            .map_err(|error| format!("cannot open {}: {error}", folder.display()))?;
        let mut programs = shell::files_below(&folder)?;
        programs.retain(wanted);
        match programs.is_empty() {
            true => Err("no such program was found".to_owned()),
            false => Ok(programs),
        }
    }
}

/// A program's name, without its folder and its ending.
fn name_of(path: &Path) -> String {
    path.file_stem()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default()
}

/// `cargo xtask bench`. Fails where a program's results differ, or where it did not run.
pub fn command(arguments: &[String]) -> Result<ExitCode> {
    let options = Options::of(arguments)?;
    let programs = options.programs()?;
    let ready = setup::ensure(&[Need::Rust, Need::Targets, Need::Npm])?;
    if ready.failed > 0 {
        return Ok(ready.exit_code());
    }
    let implementations = implementations()?;
    println!("{} programs, {} runs each", programs.len(), options.runs);
    let columns = run::columns(implementations, &programs, options.runs)?;
    let names: Vec<String> = programs.iter().map(|path| name_of(path)).collect();
    print!("\n{}", figures::times(&names, &columns));
    print!("\n{}", figures::ratios(&names, &columns));
    print!("\n{}", figures::starts(&columns));
    let problems = figures::problems(&names, &columns);
    for problem in &problems {
        println!("{problem}");
    }
    Ok(match problems.is_empty() {
        true => ExitCode::SUCCESS,
        false => ExitCode::FAILURE,
    })
}

/// All that is compared, in the order of the table.
fn implementations() -> Result<Vec<Implementation>> {
    setup::peers()?;
    let micropython = setup::micropython()?;
    let module = sandbox::build()?;
    let native = shell::build("bench", "programs", Profile::Release)?;
    let scripts = super::folder();
    let node = |script: &str| {
        let mut node = shell::command("node");
        // Optimised code from the start: otherwise it comes at a moment that depends on what the
        // other processors have to do.
        node.arg("--no-liftoff")
            .arg(scripts.join("npm").join(script));
        node
    };
    let script = |program: &Path, options: &[&str]| {
        let mut python = Command::new(program);
        python.args(options).arg(scripts.join("native.py"));
        python
    };
    let mut ours = node("pinwheel.mjs");
    ours.env("PINWHEEL_WASM", module);
    let python = shell::find("python3").ok_or("no python3 on the PATH")?;
    Ok(vec![
        Implementation::new("ours, wasm", ours),
        Implementation::new("MicroPython, wasm", node("micropython.mjs")),
        Implementation::new("Pyodide", node("pyodide.mjs")),
        Implementation::new("ours, native", Command::new(native)),
        Implementation::new(
            "MicroPython, native",
            script(&micropython, &["-X", "heapsize=64M"]),
        ),
        Implementation::new("CPython", script(&python, &[])),
    ])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn options(words: &[&str]) -> Result<Options> {
        let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
        Options::of(&words)
    }

    #[test]
    fn options_come_in_pairs() {
        let found = options(&["--only", "fib", "--runs", "3"]).expect("they are right");
        assert_eq!((found.only.as_deref(), found.runs), (Some("fib"), 3));
        assert_eq!(options(&[]).expect("none is needed").runs, RUNS);
        assert!(options(&["--runs"]).is_err());
        assert!(options(&["--runs", "0"]).is_err());
        assert!(options(&["fib", "x"]).is_err());
    }

    #[test]
    fn a_program_is_called_by_its_stem() {
        assert_eq!(name_of(Path::new("a/n_queens.py")), "n_queens");
    }
}
