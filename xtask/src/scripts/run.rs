//! Running one script: by our command in one of its modes, or by real MicroPython under Node.

use std::fmt;
use std::fs::File;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use crate::limited;
use crate::shell::{self, Result};

use super::suite::Script;

/// The longest that a script may take in any mode.
const LIMIT: Duration = Duration::from_secs(60);

/// How the VM runs a script. Its output must not depend on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// In one go.
    Unlimited,
    /// In slices of that much fuel.
    Fuel(u64),
    /// With a collection at every allocation.
    GcStress,
}

impl Mode {
    /// The modes that the suite runs in.
    pub const ALL: [Self; 3] = [Self::Unlimited, Self::Fuel(1), Self::GcStress];
}

impl fmt::Display for Mode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unlimited => formatter.write_str("plain"),
            Self::Fuel(fuel) => write!(formatter, "fuel {fuel}"),
            Self::GcStress => formatter.write_str("gc stress"),
        }
    }
}

/// What a run wrote.
pub struct Output {
    /// Exactly what the program printed.
    pub stdout: Vec<u8>,
    /// Tracebacks and complaints.
    pub stderr: String,
}

/// Runs a script with the `pinwheel` command.
pub fn pinwheel(program: &Path, script: &Script, mode: Mode) -> Result<Output> {
    let mut command = Command::new(program);
    command.args(["run", "--board", "unix"]);
    match mode {
        Mode::Unlimited => {}
        Mode::Fuel(fuel) => {
            command.args(["--fuel", &fuel.to_string()]);
        }
        Mode::GcStress => {
            command.arg("--gc-stress");
        }
    }
    capture(&mut command, script)
}

/// Runs a script with real MicroPython.
pub fn micropython(script: &Script) -> Result<Output> {
    let mut command = shell::command("node");
    command.arg(shell::root().join("xtask/npm/micropython.mjs"));
    capture(&mut command, script)
}

/// Runs a command on a script, from the script's folder, within the time limit. The exit code
/// does not count: a script may end in an exception on purpose.
fn capture(command: &mut Command, script: &Script) -> Result<Output> {
    let input = script.input();
    let stdin = match input.is_file() {
        true => Stdio::from(File::open(&input).map_err(|error| error.to_string())?),
        false => Stdio::null(),
    };
    let file = script.path.file_name().unwrap_or(script.path.as_os_str());
    let folder = script.path.parent().unwrap_or(Path::new("."));
    let command = command.arg(file).current_dir(folder).stdin(stdin);
    let finished = limited::run(command, LIMIT)?;
    let finished = finished.ok_or_else(|| format!("ran for more than {} s", LIMIT.as_secs()))?;
    // A program that itself crashed is no script that ended in an exception.
    match finished.crash() {
        Some(crash) => Err(crash),
        None => Ok(Output {
            stderr: finished.complaint(),
            stdout: finished.stdout,
        }),
    }
}
