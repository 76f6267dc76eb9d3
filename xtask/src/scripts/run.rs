//! Running one script: by our command in one of its modes, or by real MicroPython under Node.

use std::fmt;
use std::fs::File;
use std::io::Read;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

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
pub fn pinwheel(script: &Script, mode: Mode) -> Result<Output> {
    let mut command = Command::new(shell::target_folder().join("debug/pinwheel"));
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
    let mut child = command
        .arg(file)
        .current_dir(folder)
        .stdin(stdin)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| format!("cannot start: {error}"))?;
    let (stdout, stderr) = (child.stdout.take(), child.stderr.take());
    std::thread::scope(|scope| {
        let stdout = scope.spawn(|| drain(stdout));
        let stderr = scope.spawn(|| drain(stderr));
        let started = Instant::now();
        let status = loop {
            match child.try_wait() {
                Ok(Some(status)) => break Ok(status),
                Ok(None) if started.elapsed() < LIMIT => {
                    std::thread::sleep(Duration::from_millis(2));
                }
                Ok(None) => {
                    let killed = child.kill().and_then(|()| child.wait());
                    break Err(match killed {
                        Ok(_) => format!("ran for more than {} s", LIMIT.as_secs()),
                        Err(error) => format!("does not end: {error}"),
                    });
                }
                Err(error) => break Err(error.to_string()),
            }
        };
        let lost = |_| "a reader panicked".to_owned();
        let output = Output {
            stdout: stdout.join().map_err(lost)?,
            stderr: String::from_utf8_lossy(&stderr.join().map_err(lost)?).into_owned(),
        };
        // A signal or a panic means that the program itself crashed, not the script.
        match status? {
            status if status.code().is_none() => Err(format!("crashed ({status})")),
            _ => match output.stderr.find("panicked at") {
                Some(at) => Err(output.stderr[at..].replace('\n', " ")),
                None => Ok(output),
            },
        }
    })
}

/// Reads a pipe to its end, so that the process never waits for us.
fn drain(pipe: Option<impl Read>) -> Vec<u8> {
    let mut bytes = Vec::new();
    if let Some(mut pipe) = pipe {
        // What was read before an error still counts.
        let _read = pipe.read_to_end(&mut bytes);
    }
    bytes
}
