//! Running one script: by our command in one of its modes, or by CPython.

use std::fmt;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use crate::limited;
use crate::shell::{self, Result};

use super::suite;

/// How the VM runs a script. Its output must not depend on it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Mode {
    /// In slices of that much fuel, instead of in one go.
    pub fuel: Option<u64>,
    /// With a collection at every allocation.
    pub gc_stress: bool,
}

impl Mode {
    /// In one go, collecting when there is need.
    pub const PLAIN: Self = Self {
        fuel: None,
        gc_stress: false,
    };

    /// The modes that our own scripts run in.
    pub const ALL: [Self; 3] = [
        Self::PLAIN,
        Self {
            fuel: Some(1),
            gc_stress: false,
        },
        Self {
            fuel: None,
            gc_stress: true,
        },
    ];
}

impl fmt::Display for Mode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.fuel, self.gc_stress) {
            (None, false) => formatter.write_str("plain"),
            (Some(fuel), false) => write!(formatter, "fuel {fuel}"),
            (None, true) => formatter.write_str("gc stress"),
            (Some(fuel), true) => write!(formatter, "fuel {fuel} and gc stress"),
        }
    }
}

/// What a run wrote.
#[derive(Clone, Debug)]
pub struct Output {
    /// Exactly what the program printed.
    pub stdout: Vec<u8>,
    /// Tracebacks and complaints.
    pub stderr: String,
}

/// Our command, and how it runs scripts.
pub struct Pinwheel {
    /// The program.
    pub program: PathBuf,
    /// The board that its scripts run on.
    pub board: String,
    /// The longest that one script may take.
    pub limit: Duration,
}

impl Pinwheel {
    /// Runs a script.
    pub fn run(&self, script: &Path, mode: Mode) -> Result<Output> {
        let mut command = Command::new(&self.program);
        command.args(["run", "--board", &self.board]);
        if let Some(fuel) = mode.fuel {
            command.args(["--fuel", &fuel.to_string()]);
        }
        if mode.gc_stress {
            command.arg("--gc-stress");
        }
        capture(&mut command, script, self.limit)
    }
}

/// The CPython on the search path: the program itself, since what is found there may be a launcher
/// that takes longer than most scripts.
pub fn find_cpython() -> Result<PathBuf> {
    let program = "import sys; print(sys.executable)";
    let path = shell::output(shell::command("python3").args(["-c", program]))?;
    Ok(PathBuf::from(path.trim()))
}

/// Runs a script with CPython.
pub fn cpython(program: &Path, script: &Path, limit: Duration) -> Result<Output> {
    let mut command = Command::new(program);
    // Without compiled files beside the scripts, and with the same hashes in every run.
    command
        .arg("-B")
        .env("PYTHONHASHSEED", "0")
        .env("PYTHONIOENCODING", "utf-8");
    capture(&mut command, script, limit)
}

/// Runs a script with real MicroPython as a process.
pub fn micropython(program: &Path, script: &Path, limit: Duration) -> Result<Output> {
    capture(&mut Command::new(program), script, limit)
}

/// Runs a command on a script, from the script's folder, within the time limit. The exit code
/// does not count: a script may end in an exception on purpose.
fn capture(command: &mut Command, script: &Path, limit: Duration) -> Result<Output> {
    let input = suite::beside(script, "in");
    let stdin = match input.is_file() {
        true => Stdio::from(File::open(&input).map_err(|error| error.to_string())?),
        false => Stdio::null(),
    };
    let file = script.file_name().unwrap_or(script.as_os_str());
    let folder = script.parent().unwrap_or(Path::new("."));
    let command = command.arg(file).current_dir(folder).stdin(stdin);
    let finished = limited::run(command, limit)?;
    let finished = finished.ok_or_else(|| format!("ran for more than {} s", limit.as_secs()))?;
    // A program that itself crashed is no script that ended in an exception.
    match finished.crash() {
        Some(crash) => Err(crash),
        None => Ok(Output {
            stderr: finished.complaint(),
            stdout: finished.stdout,
        }),
    }
}
