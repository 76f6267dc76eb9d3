//! Times programs on our VM natively. Arguments, output and clock are those of `npm/timing.mjs`.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;
use std::time::Duration;

use bench::clock::now;
use session::{
    Board, FileSource, FlashStart, Instant as VirtualInstant, Session, SessionConfig, Stop,
};

/// Stands behind what each run has printed.
const SEPARATOR: &[u8] = b"\x1e\n";

fn main() -> Result<(), String> {
    let mut arguments = std::env::args().skip(1);
    let runs: usize = arguments
        .next()
        .and_then(|text| text.parse().ok())
        .ok_or("usage: programs RUNS PROGRAM…")?;
    for path in arguments {
        eprintln!("program {path}");
        for _ in 0..runs {
            // A line says that it is this one's turn.
            let _ = std::io::stdin().read_line(&mut String::new());
            if let Err(why) = run(Path::new(&path)) {
                eprintln!("failed {why}");
                break;
            }
        }
    }
    Ok(())
}

/// Compiles and runs once.
fn run(path: &Path) -> Result<(), String> {
    let source = std::fs::read(path).map_err(|error| error.to_string())?;
    let name = path
        .file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default();
    let started = now();
    let files = FileSource::Memory(BTreeMap::from([(name.clone(), source)]));
    let made = Session::new(SessionConfig {
        board: Board::Unix,
        files,
        flash: FlashStart::Files,
        on_its_own: false,
        main: name,
        diagram: None,
        seed: 0,
        trace: 0,
        gc_stress: false,
    });
    tell("compile", now() - started);
    let mut session = made.map_err(|error| error.to_string())?;

    let started = now();
    let mut output = Vec::new();
    let stop = loop {
        let stop = session.run(u64::MAX, VirtualInstant(u64::MAX));
        output.extend(session.take_output());
        match stop {
            Stop::OutOfFuel => {}
            Stop::WaitInput => session.close_input(),
            end => break end,
        }
    };
    tell("run", now() - started);
    output.extend_from_slice(SEPARATOR);
    std::io::stdout()
        .write_all(&output)
        .map_err(|error| error.to_string())?;
    match stop {
        Stop::Raised { traceback } => Err(traceback.lines().last().unwrap_or_default().into()),
        _ => Ok(()),
    }
}

fn tell(name: &str, time: Duration) {
    eprintln!("{name} {}", time.as_secs_f64() * 1e3);
}
