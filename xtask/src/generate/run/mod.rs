//! `cargo xtask generate run`: programs made from a grammar of what runs and ends, on our VM and on
//! real MicroPython. What both print is compared, program by program.

mod kind;
mod machine;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use self::machine::{Machine, Printed};
use super::grammar::{Grammar, RUNNING, Symbol};
use super::random::Random;
use super::writer::Writer;
use super::{layout, minimise};
use crate::conformance;
use crate::report::Tally;
use crate::setup;
use crate::shell::{self, Profile, Result};

/// How many programs `cargo xtask test` tries, and the command unless told otherwise.
const SAMPLE: u64 = 70;
const COUNT: u64 = 2_000;

/// Programs in one file, and files that run side by side before a line says how far it is.
const BATCH: u64 = 50;
const ROUND: u64 = 8;

/// How many of each kind of difference are made small and shown, and in how many tries.
const SHOWN_ALIKE: usize = 2;
const MOST_TRIES: usize = 300;

/// How often the objects of a program are moved, to see whether what it prints rests on addresses.
const SHIFTS: usize = 8;

/// The variable that names the MicroPython to compare with, instead of the npm package.
const REFERENCE: &str = "PINWHEEL_REFERENCE";

/// Lines of an output that are shown.
const LINES: usize = 40;

/// An output without what comes behind so many lines.
fn first_lines(output: &Printed) -> String {
    let output = output.to_string();
    let mut lines: Vec<&str> = output.lines().take(LINES + 1).collect();
    if lines.len() > LINES {
        lines[LINES] = "…";
    }
    lines.join("\n")
}

/// What the command line asks for.
struct Request {
    count: u64,
    time: Option<Duration>,
    seed: u64,
    only: Option<u64>,
    reference: Option<PathBuf>,
}

/// `cargo xtask generate run [--minutes M] [--count N] [--seed S] [--only I] [--reference PROGRAM]`.
pub fn command(arguments: &[String]) -> Result<ExitCode> {
    let request = Request::parse(arguments)?;
    let ready = setup::ensure(&conformance::own::NEEDS)?;
    if ready.failed > 0 {
        return Ok(ready.exit_code());
    }
    let tally = Comparison::new(&request)?.run(&request)?;
    println!("{tally}");
    Ok(tally.exit_code())
}

/// The same programs each time, for `cargo xtask test`: few, since the npm package is slow to start,
/// and none that shows how long a machine's word is, which is 32 bits there.
pub fn check() -> Result<Tally> {
    let mut request = Request::parse(&[])?;
    request.count = SAMPLE;
    Comparison::new(&request)?.run(&request)
}

impl Request {
    fn parse(arguments: &[String]) -> Result<Self> {
        let mut request = Self {
            count: COUNT,
            time: None,
            seed: 1,
            only: None,
            reference: std::env::var_os(REFERENCE).map(PathBuf::from),
        };
        let mut words = arguments.iter();
        while let Some(word) = words.next() {
            let value = words.next().ok_or(format!("{word} takes a value"))?;
            let number = || {
                let number = value.parse::<u64>();
                number.map_err(|_| format!("{word} takes a number"))
            };
            match word.as_str() {
                "--count" => request.count = number()?,
                "--minutes" => request.time = Some(Duration::from_secs(60 * number()?)),
                "--seed" => request.seed = number()?,
                "--only" => request.only = Some(number()?),
                "--reference" => request.reference = Some(PathBuf::from(value)),
                other => return Err(format!("generate run does not know `{other}`")),
            }
        }
        Ok(request)
    }
}

/// Makes programs: the same ones for the same seed.
struct Generator {
    grammar: Grammar,
    start: Symbol,
    ways: usize,
    seed: u64,
}

impl Generator {
    fn new(seed: u64) -> Self {
        let grammar = Grammar::new(RUNNING);
        Self {
            start: grammar.start("snippet"),
            ways: grammar.ways().len(),
            grammar,
            seed,
        }
    }

    /// The program of that number, as a function's body without its indentation.
    fn program(&self, index: u64) -> String {
        let mut random = Random::new(self.seed, index);
        // Each aims at another way, in turn, so that the rare ones are met as well.
        let goal = self.grammar.goal((index % self.ways as u64) as usize);
        let mut used = vec![false; self.ways];
        let pieces = Writer::write(&self.grammar, &mut random, &mut used, &goal, self.start);
        layout::plain(&pieces, &mut random)
    }
}

/// Both machines, and what was found so far.
struct Comparison {
    generator: Generator,
    ours: Machine,
    theirs: Machine,
    tally: Tally,
    /// Programs that real MicroPython did not run to their ends, or where only addresses differ.
    unjudged: usize,
    /// How often each kind of difference was met.
    kinds: BTreeMap<String, usize>,
    /// How often differences were met that have their file.
    known: BTreeMap<&'static str, usize>,
}

impl Comparison {
    fn new(request: &Request) -> Result<Self> {
        Ok(Self {
            generator: Generator::new(request.seed),
            ours: Machine::Ours(shell::pinwheel(Profile::Dev)?),
            theirs: match &request.reference {
                Some(program) => Machine::Program(program.clone()),
                None => Machine::Npm,
            },
            tally: Tally::default(),
            unjudged: 0,
            kinds: BTreeMap::new(),
            known: BTreeMap::new(),
        })
    }

    fn run(mut self, request: &Request) -> Result<Tally> {
        println!("programs of seed {}", request.seed);
        if let Some(index) = request.only {
            let program = self.generator.program(index);
            println!("{program}");
            self.judge(index, &program, None)?;
            return Ok(self.tally);
        }
        let started = Instant::now();
        let mut next = 0;
        loop {
            let is_over = match request.time {
                Some(time) => started.elapsed() >= time,
                None => next >= request.count,
            };
            if is_over {
                break;
            }
            let mut end = next + BATCH * ROUND;
            if request.time.is_none() {
                end = end.min(request.count);
            }
            self.round((next..end).collect())?;
            next = end;
        }
        println!(
            "{} programs in {} s; {} that tell nothing; kinds of difference:",
            next,
            started.elapsed().as_secs(),
            self.unjudged
        );
        for (kind, count) in &self.kinds {
            println!("{count:>8}  {kind}");
        }
        for (file, count) in &self.known {
            println!("{count:>8}  as in vm/tests/differences/{file}.py");
        }
        Ok(self.tally)
    }

    /// Runs the programs of some numbers, many in one process.
    fn round(&mut self, indices: Vec<u64>) -> Result<()> {
        let programs: Vec<(u64, String)> = indices
            .into_iter()
            .map(|index| (index, self.generator.program(index)))
            .collect();
        let batches: Vec<&[(u64, String)]> = programs.chunks(BATCH as usize).collect();
        let texts: Vec<String> = batches.iter().map(|batch| machine::file(batch)).collect();
        let theirs = self.theirs.run("many", &texts)?;
        let ours = self.ours.run("many", &texts)?;
        for ((batch, ours), theirs) in batches.into_iter().zip(ours).zip(theirs) {
            for (index, program) in batch {
                let both = (ours.section(*index), theirs.section(*index));
                let both = match both {
                    (Some(ours), Some(theirs)) => Some((ours, theirs)),
                    _ => None,
                };
                self.judge(*index, program, both)?;
            }
        }
        Ok(())
    }

    /// Compares what a program printed, or runs it alone where a process did not come to its end.
    fn judge(&mut self, index: u64, program: &str, both: Option<(String, String)>) -> Result<()> {
        if both.is_some_and(|(ours, theirs)| ours == theirs) {
            self.tally.add(Tally::PASSED);
            return Ok(());
        }
        // What went before in the same process must not matter.
        let (ours, theirs) = self.alone(program)?;
        if kind::is_order(program, &ours, &theirs)
            || kind::is_last_digit(program, &ours, &theirs)
            || kind::is_wild(program, &theirs)
            || kind::is_depth(&ours, &theirs)
            || kind::is_endless(&ours, &theirs)
            || kind::is_argument_order(program, &ours, &theirs)
        {
            self.unjudged += 1;
            return Ok(());
        }
        let Some(kind) = kind::of(&ours, &theirs) else {
            match theirs {
                Printed::All(_) => self.tally.add(Tally::PASSED),
                _ => self.unjudged += 1,
            }
            return Ok(());
        };
        if self.shows_addresses(program, &theirs)? {
            self.unjudged += 1;
            return Ok(());
        }
        if let Some(count) = self.kinds.get_mut(&kind).filter(|n| **n >= SHOWN_ALIKE) {
            *count += 1;
            self.tally.add(Tally::FAILED);
            return Ok(());
        }
        let short = minimise::minimise(program.as_bytes(), MOST_TRIES, |text| {
            let Ok(text) = core::str::from_utf8(text) else {
                return false;
            };
            let both = self.alone(text);
            both.is_ok_and(|(ours, theirs)| kind::of(&ours, &theirs).as_ref() == Some(&kind))
        });
        let short = String::from_utf8_lossy(&short).into_owned();
        if let Some(file) = kind::known(&short, &kind) {
            *self.known.entry(file).or_default() += 1;
            return Ok(());
        }
        *self.kinds.entry(kind.clone()).or_default() += 1;
        self.tally.add(Tally::FAILED);
        let (ours, theirs) = self.alone(&short)?;
        println!(
            "---- {kind}\n{short}\n---- pinwheel\n{}\n---- micropython\n{}\n\
             reproduce with: cargo xtask generate run --seed {} --only {index}\n",
            first_lines(&ours),
            first_lines(&theirs),
            self.generator.seed
        );
        Ok(())
    }

    /// Whether real MicroPython prints something else once its objects lie elsewhere: what is in a set by
    /// its address comes in any order.
    fn shows_addresses(&self, program: &str, theirs: &Printed) -> Result<bool> {
        for n in 1..=SHIFTS {
            // What is left behind is garbage, and no name.
            let moved = format!("moved = [bytearray({n})] * {n}\ndel moved\n{program}");
            if self.one(&self.theirs, &machine::file(&[(0, moved)]))? != *theirs {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// What one machine prints for one file.
    fn one(&self, machine: &Machine, text: &String) -> Result<Printed> {
        let mut results = machine.run("one", std::slice::from_ref(text))?;
        let output = results.pop().ok_or("a machine gave no output")?;
        Ok(output.only())
    }

    /// What both print for one program.
    fn alone(&self, program: &str) -> Result<(Printed, Printed)> {
        let text = machine::file(&[(0, program.to_owned())]);
        Ok((self.one(&self.ours, &text)?, self.one(&self.theirs, &text)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_always_gives_the_same_programs() {
        let (one, same, other) = (Generator::new(1), Generator::new(1), Generator::new(2));
        let mut differing = 0;
        for index in 0..200 {
            let program = one.program(index);
            assert_eq!(program, same.program(index));
            differing += usize::from(program != other.program(index));
        }
        assert!(differing > 150, "{differing}");
    }

    #[test]
    fn options_are_understood() {
        let words = ["--minutes", "2", "--seed", "9", "--reference", "mp"].map(str::to_owned);
        let request = Request::parse(&words).expect("good options");
        assert_eq!(request.time, Some(Duration::from_secs(120)));
        assert_eq!((request.seed, request.reference), (9, Some("mp".into())));
        assert!(Request::parse(&["--seed".to_owned()]).is_err());
        assert!(Request::parse(&["--speed".to_owned(), "1".to_owned()]).is_err());
    }
}
