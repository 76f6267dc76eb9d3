//! What a run prints around its steps: a heading, the time each took, and the counts at the end.

use std::process::ExitCode;
use std::time::{Duration, Instant};

use crate::shell::Result;

/// How many checks of a step passed and failed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Checks that passed.
    pub passed: usize,
    /// Checks that failed.
    pub failed: usize,
}

impl Tally {
    /// One check that passed.
    pub const PASSED: Self = Self {
        passed: 1,
        failed: 0,
    };
    /// One check that failed.
    pub const FAILED: Self = Self {
        passed: 0,
        failed: 1,
    };

    /// One check, passed or failed.
    pub fn of(passed: bool) -> Self {
        match passed {
            true => Self::PASSED,
            false => Self::FAILED,
        }
    }

    /// Adds the counts of another.
    pub fn add(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }

    /// The process's exit code: success only if nothing failed.
    pub fn exit_code(self) -> ExitCode {
        match self.failed {
            0 => ExitCode::SUCCESS,
            _ => ExitCode::FAILURE,
        }
    }
}

impl std::fmt::Display for Tally {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{} passed, {} failed", self.passed, self.failed)
    }
}

/// The steps run so far.
pub struct Report {
    started: Instant,
    rows: Vec<Row>,
}

struct Row {
    name: String,
    time: Duration,
    tally: Tally,
    problem: Option<String>,
}

impl Report {
    /// A report with nothing in it, whose clock starts now.
    pub fn new() -> Self {
        Self {
            started: Instant::now(),
            rows: Vec::new(),
        }
    }

    /// Runs one step under a heading. A step that cannot run counts as one failure.
    pub fn step(&mut self, name: &str, about: &str, work: impl FnOnce() -> Result<Tally>) -> bool {
        println!("\n==> {name}: {about}");
        let started = Instant::now();
        let (tally, problem) = match work() {
            Ok(tally) => (tally, None),
            Err(message) => (Tally::FAILED, Some(message)),
        };
        let time = started.elapsed();
        if let Some(message) = &problem {
            println!("error: {message}");
        }
        println!("<== {name}: {tally}, {}", shown(time));
        let good = tally.failed == 0;
        self.rows.push(Row {
            name: name.to_owned(),
            time,
            tally,
            problem,
        });
        good
    }

    /// Prints the table of steps and, as the last line, the counts.
    pub fn finish(self) -> ExitCode {
        let mut total = Tally::default();
        println!("\n{:<10} {:>8}  result", "step", "time");
        for row in &self.rows {
            total.add(row.tally);
            print!("{:<10} {:>8}  {}", row.name, shown(row.time), row.tally);
            match &row.problem {
                Some(message) => println!("; {}", message.lines().next().unwrap_or_default()),
                None => println!(),
            }
        }
        println!("{:<10} {:>8}", "all", shown(self.started.elapsed()));
        println!("{total}");
        total.exit_code()
    }
}

/// A time as a person says it: `0.4 s`, `12 s`, `3 min 05 s`.
pub fn shown(time: Duration) -> String {
    let seconds = time.as_secs();
    match seconds {
        0..=9 => format!("{:.1} s", time.as_secs_f64()),
        10..=59 => format!("{seconds} s"),
        _ => format!("{} min {:02} s", seconds / 60, seconds % 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_read_as_a_person_says_them() {
        assert_eq!(shown(Duration::from_millis(412)), "0.4 s");
        assert_eq!(shown(Duration::from_secs(12)), "12 s");
        assert_eq!(shown(Duration::from_secs(185)), "3 min 05 s");
    }
}
