//! `pinwheel run`: stdout is what the program prints, tracebacks go to stderr, and the exit code is
//! the program's.

use std::io::{self, BufRead, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use session::{Board, FileSource, Instant, Outside, Session, SessionConfig, SessionError, Stop};

use crate::network::Loopback;

/// Level changes kept for a VCD file.
const TRACE_LIMIT: usize = 10_000_000;

/// The exit code of a program that could not be started.
const CANNOT_START: u8 = 1;
/// The exit code of a program whose threads wait for each other for ever.
const STUCK: u8 = 1;

#[derive(Args)]
pub struct RunArgs {
    /// The board: pico with a diagram, otherwise unix (no pins).
    #[arg(long)]
    board: Option<Board>,
    /// The circuit, a diagram.json in Wokwi's format.
    #[arg(long, value_name = "FILE")]
    diagram: Option<PathBuf>,
    /// Stop after this much virtual time, such as 5s, 250ms or 10us.
    #[arg(long, value_name = "TIME", value_parser = duration)]
    until: Option<Instant>,
    /// Write what the pins did as a value change dump.
    #[arg(long, value_name = "FILE")]
    vcd: Option<PathBuf>,
    /// What all randomness comes from.
    #[arg(long, default_value_t = 0)]
    seed: u64,
    /// Run in slices of this many cycles (1: stop between any two bytecodes).
    #[arg(long, default_value_t = u64::MAX)]
    fuel: u64,
    /// Collect garbage at each instruction that allocates (slow; for tests).
    #[arg(long)]
    gc_stress: bool,
    /// Let the program connect to servers on this computer (127.0.0.1, ::1, localhost). What they answer, and when, is
    /// not the same in each run.
    #[arg(long)]
    network: bool,
    /// The program, .py or .mpy; its folder is where it imports from.
    file: PathBuf,
}

/// A duration with its unit, as an instant after power-on.
fn duration(text: &str) -> Result<Instant, String> {
    let split = text
        .find(|c: char| c.is_ascii_alphabetic())
        .unwrap_or(text.len());
    let (number, unit) = text.split_at(split);
    let scale = match unit {
        "ns" => 1.0,
        "us" => 1e3,
        "ms" => 1e6,
        "" | "s" => 1e9,
        "m" | "min" => 60e9,
        "h" => 3600e9,
        _ => {
            return Err(format!(
                "\"{unit}\" is no unit of time; use ns, us, ms, s, min or h"
            ));
        }
    };
    match number.parse::<f64>() {
        Ok(n) if n >= 0.0 && n.is_finite() => Ok(Instant((n * scale).round() as u64)),
        _ => Err(format!(
            "\"{text}\" is no duration; write for example 5s or 250ms"
        )),
    }
}

/// Runs the command.
pub fn run(args: &RunArgs) -> ExitCode {
    match try_run(args) {
        Ok(code) => code,
        Err(message) => {
            eprintln!("pinwheel: {message}");
            ExitCode::from(CANNOT_START)
        }
    }
}

fn try_run(args: &RunArgs) -> Result<ExitCode, String> {
    let mut session = match start(args)? {
        Ok(session) => session,
        Err(e) => return Ok(refuse(&e)),
    };
    session.set_argv(vec![args.file.to_string_lossy().into_owned()]);
    if let Ok(path) = std::env::current_exe() {
        session.set_executable(path.to_string_lossy().into_owned());
    }
    if args.network {
        session.set_outside(Outside::new(Loopback::default()));
    }
    let mut out = io::stdout().lock();
    let until = args.until.unwrap_or(Instant(u64::MAX));
    let mut input_ended = false;
    let stop = loop {
        let stop = session.run(args.fuel, until);
        let written = session
            .take_streams()
            .iter()
            .try_for_each(|(error, bytes)| {
                if *error {
                    // What cannot be written to standard error has nowhere else to be said.
                    let _ = io::stderr().write_all(bytes);
                    return Ok(());
                }
                out.write_all(bytes).and_then(|()| out.flush())
            });
        if let Err(e) = written {
            // Whoever read the output has gone: so does the program, as a pipe's writer would.
            if e.kind() == io::ErrorKind::BrokenPipe {
                break Stop::Done;
            }
            return Err(format!("cannot write the program's output: {e}"));
        }
        match stop {
            Stop::OutOfFuel => {}
            Stop::WaitInput if input_ended => {
                return Err("the program waits for what can never happen".into());
            }
            Stop::WaitInput => input_ended = !feed(&mut session)?,
            other => break other,
        }
    };
    if let Some(path) = &args.vcd {
        std::fs::write(path, session.vcd())
            .map_err(|e| format!("cannot write {}: {e}", path.display()))?;
    }
    Ok(match stop {
        Stop::Raised { traceback } => {
            eprint!("{traceback}");
            ExitCode::from(1)
        }
        Stop::Stuck => {
            eprintln!("pinwheel: each thread waits for a lock that none will release");
            ExitCode::from(STUCK)
        }
        Stop::Exit(code) => ExitCode::from((code & 0xff) as u8),
        _ => ExitCode::SUCCESS,
    })
}

/// Reads the arguments into a session; the outer error is the command's, the inner the program's.
fn start(args: &RunArgs) -> Result<Result<Session, SessionError>, String> {
    let name = args
        .file
        .file_name()
        .ok_or_else(|| format!("{} is no file", args.file.display()))?
        .to_string_lossy()
        .into_owned();
    let folder = args
        .file
        .parent()
        .filter(|p| !p.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    let diagram = match &args.diagram {
        Some(path) => Some(
            std::fs::read_to_string(path)
                .map_err(|e| format!("cannot read {}: {e}", path.display()))?,
        ),
        None => None,
    };
    let board = args.board.unwrap_or(if diagram.is_some() {
        Board::Pico
    } else {
        Board::Unix
    });
    if args.vcd.is_some() && board == Board::Unix {
        return Err("--vcd needs a board with pins; add --board pico or --diagram FILE".into());
    }
    Ok(Session::new(SessionConfig {
        board,
        files: FileSource::Folder(folder.to_path_buf()),
        main: name,
        diagram,
        seed: args.seed,
        trace: if args.vcd.is_some() { TRACE_LIMIT } else { 0 },
        gc_stress: args.gc_stress,
    }))
}

/// Says why a program cannot start. A file that does not compile looks as it does on a board.
fn refuse(e: &SessionError) -> ExitCode {
    match e.traceback() {
        Some(traceback) => eprint!("{traceback}"),
        None => eprintln!("pinwheel: {e}"),
    }
    ExitCode::from(CANNOT_START)
}

/// Hands the program the next line of this process's standard input; says whether there was one.
fn feed(session: &mut Session) -> Result<bool, String> {
    let mut line = Vec::new();
    let n = io::stdin()
        .lock()
        .read_until(b'\n', &mut line)
        .map_err(|e| format!("cannot read standard input: {e}"))?;
    if n == 0 {
        session.close_input();
    } else {
        session.write_input(&line);
    }
    Ok(n > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_have_units() {
        assert_eq!(duration("5s"), Ok(Instant(5_000_000_000)));
        assert_eq!(duration("250ms"), Ok(Instant(250_000_000)));
        assert_eq!(duration("1.5"), Ok(Instant(1_500_000_000)));
        assert!(duration("5 parsecs").is_err());
        assert!(duration("-1s").is_err());
    }
}
