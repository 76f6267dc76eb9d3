//! Running scripts with real MicroPython, under Node, many in one process.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::thread;
use std::time::Duration;

use serde_json::json;

use crate::shell::{self, Result};
use crate::{parallel, setup};

use super::run::{self, Output};
use super::{skips, suite};

/// After how many seconds a script is given up. It is slow with long integers.
const LIMIT: u32 = 180;

/// What real MicroPython prints for each of the scripts, in their order. The name is that of a
/// folder for what it writes, so that two commands may do it at once.
pub fn outputs(name: &str, scripts: &[&Path]) -> Result<Vec<Result<Output>>> {
    let folder = shell::work_folder().join(name);
    if folder.exists() {
        std::fs::remove_dir_all(&folder)
            .map_err(|error| format!("cannot empty {}: {error}", folder.display()))?;
    }
    std::fs::create_dir_all(&folder)
        .map_err(|error| format!("cannot make {}: {error}", folder.display()))?;
    let streams: Vec<PathBuf> = (0..scripts.len())
        .map(|at| folder.join(at.to_string()))
        .collect();
    let jobs: Vec<_> = scripts
        .iter()
        .zip(&streams)
        .map(|(script, stream)| {
            let input = suite::beside(script, "in");
            json!({
                "file": script.to_string_lossy(),
                "input": input.is_file().then(|| input.to_string_lossy()),
                "output": stream.with_extension("out").to_string_lossy(),
                "errors": stream.with_extension("err").to_string_lossy(),
            })
        })
        .collect();
    run_all(&jobs)?;
    Ok(streams.iter().map(|stream| read(stream)).collect())
}

/// What real MicroPython's unix build prints, for those scripts that say under Node that they cannot
/// run there: it has modules that the other lacks.
pub fn or_on_unix(scripts: &[&Path], outputs: Vec<Result<Output>>) -> Result<Vec<Result<Output>>> {
    if !outputs.iter().flatten().any(skips) {
        return Ok(outputs);
    }
    let program = setup::micropython()?;
    let limit = Duration::from_secs(LIMIT.into());
    let both: Vec<_> = scripts.iter().zip(outputs).collect();
    Ok(parallel::map(&both, |(script, output)| match output {
        Ok(output) if skips(output) => run::micropython(&program, script, limit),
        output => output.clone(),
    }))
}

/// Hands all jobs to the helper program and waits for it.
fn run_all(jobs: &[serde_json::Value]) -> Result<()> {
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let mut command = shell::command("node");
    command
        .arg(shell::root().join("xtask/npm/micropython.mjs"))
        .args([cores.to_string(), LIMIT.to_string()])
        .stdin(Stdio::piped());
    let cannot = |error| format!("cannot run real MicroPython: {error}");
    let mut helper = command.spawn().map_err(cannot)?;
    let written = helper
        .stdin
        .take()
        .map(|mut stdin| jobs.iter().try_for_each(|job| writeln!(stdin, "{job}")));
    let status = helper.wait().map_err(cannot)?;
    match (written, status.success()) {
        (Some(Ok(())), true) => Ok(()),
        _ => Err(format!("the runner of real MicroPython failed ({status})")),
    }
}

/// What one script wrote.
fn read(stream: &Path) -> Result<Output> {
    if let Ok(why) = std::fs::read_to_string(stream.with_extension("out.crashed")) {
        return Err(why);
    }
    let bytes = |ending| {
        let path = stream.with_extension(ending);
        std::fs::read(&path).map_err(|error| format!("cannot read {}: {error}", path.display()))
    };
    Ok(Output {
        stdout: bytes("out")?,
        stderr: String::from_utf8_lossy(&bytes("err")?).into_owned(),
    })
}
