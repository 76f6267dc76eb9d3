//! Damaged `.mpy` files: whatever the bytes, a clear refusal or a run within heap and fuel.
//!
//! `HOSTILE_ROUNDS=100000 cargo test -p session --test hostile` looks longer than CI does.
#![allow(clippy::unwrap_used)] // A test that panics has failed, as it should.

use std::collections::BTreeMap;
use std::path::Path;

use session::{Board, Instant, Session, SessionConfig, Stop};
use vm::compiler::{CompileOptions, compile};

/// xorshift64*: the same damage on every run.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    fn below(&mut self, n: usize) -> usize {
        (self.next() % n as u64) as usize
    }
}

fn scripts(folder: &Path, found: &mut Vec<Vec<u8>>) {
    let mut entries: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|e| e.unwrap().path())
        .collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            scripts(&path, found);
        } else if path.extension().is_some_and(|e| e == "py") {
            let source = std::fs::read(&path).unwrap();
            found.extend(compile(&source, &CompileOptions::default()));
        }
    }
}

/// Runs a file for a while, with input at hand.
fn run(mpy: Vec<u8>) -> Option<Stop> {
    let files = BTreeMap::from([("main.mpy".to_string(), mpy)]);
    let mut session = Session::new(SessionConfig::new(Board::Pico, files, "main.mpy")).ok()?;
    session.write_input(b"1\n2\n3\n");
    session.close_input();
    Some(session.run(3_000_000, Instant(60_000_000_000)))
}

#[test]
fn damaged_files_are_refused_or_run_within_their_limits() {
    let rounds = std::env::var("HOSTILE_ROUNDS").map_or(3000, |n| n.parse().unwrap());
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../vm/tests/scripts");
    let mut samples = Vec::new();
    scripts(&folder, &mut samples);
    assert!(samples.len() > 10);
    let mut random = Random(0x5eed);
    let (mut refused, mut ran) = (0, 0);
    for round in 0..rounds {
        let mut mpy = samples[random.below(samples.len())].clone();
        let shown = mpy.len();
        for _ in 0..1 + random.below(4) {
            let at = random.below(mpy.len());
            match random.below(4) {
                0 => mpy[at] = random.next() as u8,
                1 => mpy[at] ^= 1 << random.below(8),
                2 => mpy.truncate(at.max(1)),
                _ => mpy.insert(at, random.next() as u8),
            }
        }
        let copy = mpy.clone();
        match std::panic::catch_unwind(|| run(mpy)) {
            Ok(None) => refused += 1,
            Ok(Some(_)) => ran += 1,
            Err(_) => {
                let at = std::env::temp_dir().join("hostile.mpy");
                std::fs::write(&at, copy).unwrap();
                panic!(
                    "round {round} ({shown} bytes) panicked; the file is {}",
                    at.display()
                );
            }
        }
    }
    assert!(refused > 0 && ran > 0, "{refused} refused, {ran} ran");
}
