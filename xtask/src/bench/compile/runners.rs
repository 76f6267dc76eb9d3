//! The programs that are timed. All but `mpy-cross` time themselves: paths in, nanoseconds out.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::shell::{self, Profile, Result};

use super::figures::File;

/// How often `mpy-cross` is started for each file; the shortest counts, as everywhere.
const STARTS: usize = 15;

/// What a file took; nothing if it was refused or not tried.
pub type Times = Vec<Option<Duration>>;

/// Our compiler as native code.
pub fn native() -> Result<Command> {
    shell::build("bench", "bench", Profile::Release).map(Command::new)
}

/// Our compiler as WebAssembly, built as the page's is.
pub fn wasm() -> Result<Command> {
    let target = "wasm32-unknown-unknown";
    let mut cargo = shell::cargo(&["build", "--locked", "--package", "bench", "--lib"]);
    shell::run(cargo.args(["--profile", "wasm-release", "--target", target]))?;
    let module = shell::target_folder()
        .join(target)
        .join("wasm-release/bench.wasm");
    let mut node = shell::command("node");
    node.arg(crate::bench::folder().join("wasm.mjs"))
        .arg(module);
    Ok(node)
}

/// MicroPython's compiler in its own process, without what reading and writing files takes.
pub fn micropython(program: &Path) -> Command {
    let mut command = Command::new(program);
    command
        .args(["-X", "heapsize=64M"])
        .arg(crate::bench::folder().join("micropython.py"));
    command
}

/// Hands a program the paths and reads what it says about each.
pub fn ask(mut command: Command, files: &[File]) -> Result<Times> {
    let paths: Vec<String> = files
        .iter()
        .map(|file| format!("{}\n", file.path.display()))
        .collect();
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|error| format!("cannot start a benchmark: {error}"))?;
    let stdin = child.stdin.take();
    let feeder = thread::spawn(move || {
        let text = paths.concat();
        stdin.map_or(Ok(()), |mut stdin| stdin.write_all(text.as_bytes()))
    });
    let output = child
        .wait_with_output()
        .map_err(|error| error.to_string())?;
    let fed = feeder.join().map_err(|_| "a writer panicked".to_owned())?;
    if !output.status.success() {
        return Err(format!("a benchmark failed ({})", output.status));
    }
    fed.map_err(|error| format!("a benchmark does not read: {error}"))?;
    let text = String::from_utf8_lossy(&output.stdout);
    let times: Result<Times> = text
        .lines()
        .map(|line| match line {
            "refused" => Ok(None),
            number => match number.parse() {
                Ok(nanoseconds) => Ok(Some(Duration::from_nanos(nanoseconds))),
                Err(_) => Err(format!("a benchmark says `{number}`")),
            },
        })
        .collect();
    match times? {
        times if times.len() == files.len() => Ok(times),
        times => Err(format!("{} times for {} files", times.len(), files.len())),
    }
}

/// What `mpy-cross` takes as a process, less what it takes for an empty file. The two are started in
/// turns, so that whatever slows the machine down slows both.
pub fn mpy_cross(program: &Path, files: &[File], smallest: u64) -> Result<Times> {
    let empty = shell::work_folder().join("bench/empty.py");
    shell::write(&empty, b"")?;
    files
        .iter()
        .map(|file| match file.bytes < smallest {
            true => Ok(None),
            false => above_empty(program, &file.path, &empty),
        })
        .collect()
}

fn above_empty(program: &Path, file: &Path, empty: &Path) -> Result<Option<Duration>> {
    let mut of_file = Duration::MAX;
    let mut of_empty = Duration::MAX;
    for _ in 0..STARTS {
        match start(program, file)? {
            Some(time) => of_file = of_file.min(time),
            None => return Ok(None),
        }
        if let Some(time) = start(program, empty)? {
            of_empty = of_empty.min(time);
        }
    }
    Ok(Some(of_file.saturating_sub(of_empty)))
}

/// How long one start took, if the file was compiled.
fn start(program: &Path, file: &Path) -> Result<Option<Duration>> {
    let mut command = Command::new(program);
    command.args(["-o", "-"]).arg(file);
    command.stdout(Stdio::null()).stderr(Stdio::null());
    let started = Instant::now();
    let status = command
        .status()
        .map_err(|error| format!("cannot start mpy-cross: {error}"))?;
    let time = started.elapsed();
    Ok(status.success().then_some(time))
}
