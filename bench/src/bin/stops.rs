//! Runs hostile programs as the page does and tells for how long one holds it at most. Arguments,
//! output and clock are those of `npm/pinwheel.mjs`.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Duration;

use bench::clock::now;
use session::{Board, CHUNK, FileSource, FlashStart, Instant, Session, SessionConfig, Stop};

/// A program is left alone after this much time, or so many slices. All come to their worst before.
const ENOUGH: Duration = Duration::from_secs(8);
const MOST_SLICES: usize = 1000;

/// Each slice that takes longer is told of, with the line where it ended.
const LONG: Duration = Duration::from_millis(25);

fn main() {
    for path in std::env::args().skip(2) {
        eprintln!("program {path}");
        if let Err(why) = run(Path::new(&path)) {
            eprintln!("failed {why}");
        }
    }
}

fn run(path: &Path) -> Result<(), String> {
    let source = std::fs::read(path).map_err(|error| error.to_string())?;
    let name = "main.py".to_owned();
    let files = FileSource::Memory(BTreeMap::from([(name.clone(), source)]));
    let config = SessionConfig {
        board: Board::Unix,
        files,
        flash: FlashStart::Files,
        on_its_own: false,
        main: name,
        diagram: None,
        seed: 0,
        trace: 0,
        gc_stress: false,
    };
    let mut session = Session::new(config).map_err(|error| error.to_string())?;
    let (mut total, mut worst) = (Duration::ZERO, Duration::ZERO);
    let mut place = 0;
    for _ in 0..MOST_SLICES {
        if total > ENOUGH {
            break;
        }
        let started = now();
        let stop = session.run(CHUNK, Instant(u64::MAX));
        let _output = session.take_output();
        let _errors = session.take_errors();
        let took = now() - started;
        total += took;
        let line = || session.place().map(|place| place.line).unwrap_or_default();
        if took > LONG {
            eprintln!("long {:.0} line {}", took.as_secs_f64() * 1e3, line());
        }
        if took > worst {
            worst = took;
            place = line();
        }
        if stop != Stop::OutOfFuel {
            break;
        }
    }
    eprintln!("line {place}");
    eprintln!("slice {}", worst.as_secs_f64() * 1e3);
    Ok(())
}
