//! What one slice costs at most: the programs that mean harm, in the page's slices, without a clock.

use std::collections::BTreeMap;
use std::path::Path;

use session::{Board, CHUNK, FileSource, FlashStart, Instant, Session, SessionConfig, Stop};

/// Slices that are looked at of each program.
const SLICES: usize = 60;

/// Cycles that a slice may take beyond its fuel: what one native does in one go.
const MOST: u64 = 200_000_000;

/// What is charged otherwise: the compiler works in one go, at so many cycles a byte; and integers
/// are charged as a board's slower methods take them.
const OTHERS: [&str; 10] = [
    "bases",
    "deep_nesting",
    "huge_expression",
    "huge_source",
    "long_division",
    "long_multiplication",
    "power_that_fits",
    "read_digits",
    "signed_digits",
    "slow_folding",
];

/// The most cycles that a slice of the program took.
fn longest(path: &Path) -> u64 {
    let source = std::fs::read(path).expect("a program");
    let name = "main.py".to_owned();
    let mut session = Session::new(SessionConfig {
        board: Board::Unix,
        files: FileSource::Memory(BTreeMap::from([(name.clone(), source)])),
        flash: FlashStart::Files,
        on_its_own: false,
        main: name,
        diagram: None,
        seed: 0,
        trace: 0,
        gc_stress: false,
    })
    .expect("a program that compiles");
    let mut longest = 0.0f64;
    for _ in 0..SLICES {
        let before = session.now();
        let stop = session.run(CHUNK, Instant(u64::MAX));
        let (_output, _errors) = (session.take_output(), session.take_errors());
        longest = longest.max((session.now().0 - before.0) as f64 / session.nanos_per_cycle());
        if stop != Stop::OutOfFuel {
            break;
        }
    }
    longest as u64
}

#[test]
fn no_native_takes_a_slice_much_further() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../bench/stops");
    let programs = std::fs::read_dir(folder).expect("the programs");
    let mut looked_at = 0;
    let mut long: Vec<String> = Vec::new();
    for program in programs {
        let path = program.expect("a program").path();
        let name = path
            .file_stem()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        if path.extension().is_none_or(|ending| ending != "py") || OTHERS.contains(&&*name) {
            continue;
        }
        looked_at += 1;
        let longest = longest(&path);
        if longest > CHUNK + MOST {
            long.push(format!("{name}: a slice of {longest} cycles"));
        }
    }
    assert!(long.is_empty(), "{long:?}");
    assert!(looked_at > 40);
}
