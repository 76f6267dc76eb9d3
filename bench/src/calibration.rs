//! What a board is known to do, beside what ours does: bytes of objects, times of statements,
//! scores of MicroPython's own benchmark programs.

mod host;

use std::path::Path;

use vm::compiler::{CompileOptions, Target, compile};
use vm::cost::{Cost, Costs, ESP32, RP2040, RP2350};
use vm::{Outcome, Profile, Vm};

use host::Quiet;

const OBJECTS: &str = include_str!("../calibration/objects.csv");
const OBJECTS_PRELUDE: &str = include_str!("../calibration/objects.py");
const FULL: &str = include_str!("../calibration/full.csv");
const FULL_PROGRAM: &str = include_str!("../calibration/full.py");
const STATEMENTS: &str = include_str!("../calibration/statements.csv");
const STATEMENTS_PRELUDE: &str = include_str!("../calibration/statements.py");
const SCORES: &str = include_str!("../calibration/scores.csv");

/// A fact about a board, and what ours gives.
#[derive(Clone, PartialEq, Debug)]
pub struct Pair {
    /// What is measured.
    pub name: String,
    /// What the board gives.
    pub board: f64,
    /// What ours gives, or why it gives nothing.
    pub ours: Result<f64, String>,
}

impl Pair {
    /// Ours as a share of the board's.
    #[must_use]
    pub fn ratio(&self) -> Option<f64> {
        let ours = *self.ours.as_ref().ok()?;
        if ours == self.board {
            // Nothing is as much as nothing.
            return Some(1.0);
        }
        (self.board != 0.0).then(|| ours / self.board)
    }

    /// Whether ours is within this share of the board's.
    #[must_use]
    pub fn within(&self, share: f64) -> bool {
        self.ratio()
            .is_some_and(|ratio| (ratio - 1.0).abs() <= share)
    }
}

/// A board's profile by the name that scores.csv has for it.
#[must_use]
pub fn profile(board: &str) -> Option<Profile> {
    let (costs, cpu_hz, hash_bits) = match board {
        "pico" => (&RP2040, 125_000_000, 8),
        "pico2" => (&RP2350, 150_000_000, 8),
        "esp32" => (&ESP32, 160_000_000, 16),
        _ => return None,
    };
    Some(Profile {
        costs,
        cpu_hz,
        hash_bits,
        ..Profile::PICO
    })
}

/// The bytes of each object of objects.csv on a Pico.
#[must_use]
pub fn objects() -> Vec<Pair> {
    let rows = rows(OBJECTS, 3).filter_map(|row| match row[..] {
        [name, expression, bytes] => Some((name, format!("weigh(lambda: {expression})\n"), bytes)),
        _ => None,
    });
    rows.map(|(name, call, bytes)| {
        let ours = number(&Profile::PICO, &format!("{OBJECTS_PRELUDE}{call}"));
        pair(name, bytes, ours)
    })
    .collect()
}

/// How often each statement of full.csv runs until a Pico's heap is full.
#[must_use]
pub fn full() -> Vec<Pair> {
    let rows = rows(FULL, 4).filter_map(|row| match row[..] {
        [name, start, statement, times] => Some((name, start, statement, times)),
        _ => None,
    });
    rows.map(|(name, start, statement, times)| {
        let source = FULL_PROGRAM.replace("START", start);
        let source = source.replace("STATEMENT", statement);
        pair(name, times, number(&Profile::PICO, &source))
    })
    .collect()
}

/// The microseconds of each statement of statements.csv.
#[must_use]
pub fn statements(profile: &Profile) -> Vec<Pair> {
    let rows = rows(STATEMENTS, 2).filter_map(|row| match row[..] {
        [statement, micros] => Some((statement, micros)),
        _ => None,
    });
    rows.map(|(statement, micros)| {
        let source = format!("{STATEMENTS_PRELUDE}measure({statement:?})\n");
        pair(statement, micros, number(profile, &source))
    })
    .collect()
}

/// The scores of MicroPython's benchmark programs, which lie in `folder`.
///
/// # Errors
/// The folder holds no such programs.
pub fn scores(board: &str, profile: &Profile, folder: &Path) -> Result<Vec<Pair>, String> {
    let runner = read(&folder.join("benchrun.py"))?;
    let mut pairs = Vec::new();
    for row in rows(SCORES, 5) {
        let [of, program, n, m, score] = row[..] else {
            continue;
        };
        if of != board {
            continue;
        }
        let source = read(&folder.join(format!("{program}.py")))?;
        let source = format!("{source}\n{runner}\nbm_run({n}, {m})\n");
        let ours = output(profile, &source).and_then(|text| score_of(&text));
        pairs.push(pair(program, score, ours));
    }
    Ok(pairs)
}

/// The figure that stands for one in [`weights`], large beside the cycle that anything takes.
pub const UNIT: u32 = 1000;

/// What `measure` gives when a single cost has a figure, [`UNIT`], on a clock of 1 MHz: for each
/// cost, and first of all for none. The VM's own Python counts as it always does.
pub fn weights(
    board: &Profile,
    measure: impl Fn(&Profile) -> Vec<Pair>,
) -> Vec<(&'static str, Vec<Pair>)> {
    let measured = |name, cost: Option<usize>| {
        let mut costs = [0; Cost::COUNT];
        costs[Cost::Frozen as usize] = RP2040.of(Cost::Frozen) as u32;
        if let Some(cost) = cost {
            costs[cost] = UNIT;
        }
        let costs: &'static Costs = Box::leak(Box::new(Costs(costs)));
        let profile = Profile {
            costs,
            cpu_hz: 1_000_000,
            ..board.clone()
        };
        (name, measure(&profile))
    };
    let mut all = vec![measured("none", None)];
    for (i, &name) in Cost::NAMES.iter().enumerate() {
        if i != Cost::Frozen as usize {
            all.push(measured(name, Some(i)));
        }
    }
    all
}

/// A benchmark program prints the microseconds that it took, the work that it did, and its result.
fn score_of(text: &str) -> Result<f64, String> {
    let mut words = text.split_whitespace();
    let mut next = || words.next().and_then(|word| word.parse::<f64>().ok());
    match (next(), next()) {
        (Some(micros), Some(work)) if micros > 0.0 => Ok(1e6 * work / micros),
        _ => Err(text.trim().to_owned()),
    }
}

fn read(path: &Path) -> Result<String, String> {
    std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
}

/// The rows of a table with so many columns, comments left out. A statement, which comes first, may
/// hold the separator, too.
fn rows(table: &'static str, columns: usize) -> impl Iterator<Item = Vec<&'static str>> {
    let lines = table.lines().filter(|line| !line.starts_with("# "));
    lines.map(move |line| {
        let mut row: Vec<&str> = line.rsplitn(columns, ';').collect();
        row.reverse();
        row
    })
}

fn pair(name: &str, board: &str, ours: Result<f64, String>) -> Pair {
    Pair {
        name: name.to_owned(),
        board: board.parse().unwrap_or(f64::NAN),
        ours,
    }
}

/// The number that a program prints.
fn number(profile: &Profile, source: &str) -> Result<f64, String> {
    let text = output(profile, source)?;
    text.trim().parse().map_err(|_| text)
}

/// What a program prints.
fn output(profile: &Profile, source: &str) -> Result<String, String> {
    let options = CompileOptions {
        file_name: "main.py".to_owned(),
        target: Target::Simulator,
        ..CompileOptions::default()
    };
    let bytes = compile(source.as_bytes(), &options).map_err(|error| error.message.to_string())?;
    let mut vm = Vm::new(profile.clone(), 0);
    let code = vm.load(&bytes).map_err(|error| error.to_string())?;
    vm.start(code);
    let mut host = Quiet::default();
    loop {
        match vm.run(u64::MAX, &mut host) {
            Outcome::Done => return Ok(host.text()),
            Outcome::Raised(exception) => return Err(vm.traceback(exception)),
            Outcome::Sleep { until } => vm.advance_to(until),
            Outcome::WaitInput => return Err("it waits for input".to_owned()),
            Outcome::Stuck => return Err("it waits for a lock".to_owned()),
            Outcome::OutOfFuel => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_object_takes_the_bytes_that_it_takes_on_a_board() {
        let wrong: Vec<Pair> = objects().into_iter().filter(|p| !p.within(0.0)).collect();
        assert_eq!(wrong, []);
        assert!(objects().len() > 50);
    }

    #[test]
    fn a_heap_is_full_when_a_board_s_is_and_says_so_where_it_can_be_caught() {
        let all = full();
        let off: Vec<&Pair> = all.iter().filter(|p| !p.within(0.05)).collect();
        let names: Vec<&str> = off.iter().map(|pair| pair.name.as_str()).collect();
        // These end early on a board, since what is free there lies in pieces.
        assert_eq!(names, ["lists of 20", "set of small integers"], "{off:?}");
        assert!(all.len() > 20);
    }

    #[test]
    fn what_a_collection_finds_was_counted_before() {
        let late = "def weigh(make):\n    make()\n    gc.collect()\n    gc.disable()\n    \
                    kept = make()\n    made = gc.mem_alloc()\n    \
                    gc.collect()\n    print(max(0, gc.mem_alloc() - made))\n";
        let calls = rows(OBJECTS, 3).map(|row| (row[0], row[1]));
        // An integer's box is counted once it is in a container.
        let calls = calls.filter(|&(name, _)| name != "int of 31 bits");
        for (name, expression) in calls {
            let source = format!("{OBJECTS_PRELUDE}{late}weigh(lambda: {expression})\n");
            let found = number(&Profile::PICO, &source).expect("it prints a number");
            // A stream's buffer is counted in bytes until then.
            assert!(
                found < 16.0,
                "{name}: {found} bytes are not counted at once"
            );
        }
    }

    #[test]
    fn a_statement_takes_about_the_time_that_it_takes_on_a_board() {
        let all = statements(&Profile::PICO);
        // Jumps are dear in the emulator that timed the board's.
        let jumps = [
            "c=a and b",
            "c=a if b else c",
            "c=[i for i in t]",
            "c=float(a)",
        ];
        for pair in all
            .iter()
            .filter(|pair| !jumps.contains(&pair.name.as_str()))
        {
            let ratio = pair.ratio().expect("both take time");
            assert!((0.65..1.25).contains(&ratio), "{pair:?}: {ratio}");
        }
        assert!(all.len() > 60);
    }

    #[test]
    fn the_tables_have_all_their_columns() {
        assert!(rows(OBJECTS, 3).all(|row| row.len() == 3));
        assert!(rows(FULL, 4).all(|row| row.len() == 4));
        assert!(rows(STATEMENTS, 2).all(|row| row.len() == 2));
        assert!(rows(SCORES, 5).all(|row| row.len() == 5 && profile(row[0]).is_some()));
    }

    #[test]
    fn a_text_hashes_as_wide_as_the_board_has_it() {
        let hash = |profile| number(profile, "print(hash('a'))\n");
        assert_eq!(hash(&Profile::UNIX), Ok(46532.0));
        assert_eq!(hash(&Profile::PICO), Ok(f64::from(46532 % 256)));
    }

    #[test]
    fn floats_fill_the_heap_as_on_a_board() {
        let source = "kept = []\ntry:\n    while True:\n        kept.append(len(kept) * 0.5)\n\
                      except MemoryError:\n    print(len(kept))\n";
        let kept = number(&Profile::PICO, source).expect("it runs out of memory");
        // 16 bytes each, and a list with room for 16384 of them.
        let all = (Profile::PICO.heap - 65536) as f64 / 16.0;
        assert!(kept <= all && kept > 0.9 * all, "{kept} of {all}");
    }

    #[test]
    fn a_score_is_work_per_second() {
        assert_eq!(score_of("500000 20 True\n"), Ok(40.0));
        assert!(score_of("SKIP").is_err());
    }
}
