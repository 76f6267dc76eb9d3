//! Running a program that may hang, crash or print a great deal: its output, within a time limit.

use std::io::Read;
use std::process::{Command, ExitStatus, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use crate::shell::Result;

/// What a program wrote, and how it ended.
pub struct Finished {
    /// How it ended.
    pub status: ExitStatus,
    /// All that it wrote to stdout.
    pub stdout: Vec<u8>,
    /// All that it wrote to stderr.
    pub stderr: Vec<u8>,
}

impl Finished {
    /// What it wrote to stderr, as text.
    pub fn complaint(&self) -> String {
        String::from_utf8_lossy(&self.stderr).into_owned()
    }

    /// Why the program itself broke, if it did: a signal or a panic, not a refusal of its input.
    pub fn crash(&self) -> Option<String> {
        if self.status.code().is_none() {
            return Some(format!("crashed ({})", self.status));
        }
        let complaint = self.complaint();
        let at = complaint.find("panicked at")?;
        Some(complaint[at..].replace('\n', " "))
    }
}

/// Runs a command to its end, or kills it at the limit: then there is nothing to return.
///
/// # Errors
/// When the command cannot be started or waited for.
pub fn run(command: &mut Command, limit: Duration) -> Result<Option<Finished>> {
    let started = Instant::now();
    let mut child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| format!("cannot start: {error}"))?;
    let stdout = drain(child.stdout.take());
    let stderr = drain(child.stderr.take());
    // A process that ends closes its pipes, so waiting for both is waiting for it, without polling.
    let read = |pipe: mpsc::Receiver<Vec<u8>>| {
        let left = limit.saturating_sub(started.elapsed());
        pipe.recv_timeout(left).ok()
    };
    let (Some(stdout), Some(stderr)) = (read(stdout), read(stderr)) else {
        return match child.kill().and_then(|()| child.wait()) {
            Ok(_) => Ok(None),
            Err(error) => Err(format!("does not end: {error}")),
        };
    };
    let status = child.wait().map_err(|error| error.to_string())?;
    Ok(Some(Finished {
        status,
        stdout,
        stderr,
    }))
}

/// Reads a pipe to its end in a thread of its own, so that the process never waits for us.
fn drain(pipe: Option<impl Read + Send + 'static>) -> mpsc::Receiver<Vec<u8>> {
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        let mut bytes = Vec::new();
        if let Some(mut pipe) = pipe {
            // What was read before an error still counts.
            let _read = pipe.read_to_end(&mut bytes);
        }
        // Nobody listens any more if the time was up.
        let _heard = sender.send(bytes);
    });
    receiver
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    fn shell(script: &str, limit: Duration) -> Option<Finished> {
        let mut command = Command::new("sh");
        run(command.args(["-c", script]), limit).expect("sh can be started")
    }

    #[test]
    fn output_and_complaint_are_kept_apart() {
        let finished = shell("echo out; echo err >&2; exit 3", Duration::from_secs(60));
        let finished = finished.expect("it ends");
        assert_eq!(finished.stdout, b"out\n");
        assert_eq!(finished.complaint(), "err\n");
        assert_eq!(finished.status.code(), Some(3));
        assert_eq!(finished.crash(), None);
    }

    #[test]
    fn a_signal_is_a_crash_and_a_hang_ends_at_the_limit() {
        let killed = shell("kill -9 $$", Duration::from_secs(60)).expect("it ends");
        assert!(killed.crash().is_some());
        assert!(shell("exec sleep 60", Duration::from_millis(50)).is_none());
    }
}
