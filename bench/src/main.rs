//! Times the compiler natively. Reads one path a line from standard input, and writes one line for
//! each: the shortest time in nanoseconds, or `refused`. Not the median: whatever else the machine
//! does makes a run longer, and nothing makes it shorter.

use std::io::{BufRead, Write};
use std::time::{Duration, Instant};

use vm::compiler::CompileOptions;

/// Every file is compiled at least that often, and on until that much time has been spent on it.
const LEAST: usize = 7;
const BUDGET: Duration = Duration::from_millis(30);

fn main() -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    for path in std::io::stdin().lock().lines() {
        let source = std::fs::read(path?)?;
        match shortest(&source) {
            Some(time) => writeln!(out, "{}", time.as_nanos())?,
            None => writeln!(out, "refused")?,
        }
    }
    Ok(())
}

/// The shortest time in which a source was compiled.
fn shortest(source: &[u8]) -> Option<Duration> {
    let options = CompileOptions::default();
    let mut shortest = Duration::MAX;
    let mut spent = Duration::ZERO;
    let mut runs = 0;
    while runs < LEAST || spent < BUDGET {
        let started = Instant::now();
        std::hint::black_box(bench::compiled_size(std::hint::black_box(source), &options))?;
        let time = started.elapsed();
        spent += time;
        shortest = shortest.min(time);
        runs += 1;
    }
    Some(shortest)
}
