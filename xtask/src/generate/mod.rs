//! `cargo xtask generate`: programs made from MicroPython's grammar, compiled by both compilers; with
//! `run`, programs that print what they find, run by both interpreters.

mod compare;
mod context;
mod grammar;
mod layout;
mod minimise;
mod mutate;
mod program;
mod random;
pub mod run;
mod summary;
mod writer;

use std::process::ExitCode;
use std::sync::Mutex;
use std::time::{SystemTime, UNIX_EPOCH};

use self::compare::{Compilers, Verdict, Verdicts};
use self::program::{Generator, Program};
use self::summary::Summary;
use crate::parallel;
use crate::report::Tally;
use crate::setup::{self, Need};
use crate::shell::{self, Profile, Result};

/// How many programs `cargo xtask test` makes, and `generate` unless told otherwise.
const COUNT: u64 = 2_000;

/// How many `--overnight` makes.
const OVERNIGHT: u64 = 100_000;

/// How many kinds of differences are made small and shown, and how many of each kind: one mistake
/// often shows in many programs.
const KINDS_SHOWN: usize = 10;
const SHOWN_ALIKE: usize = 3;

/// How many texts are tried to make one difference small.
const MOST_TRIES: usize = 4000;

/// After how many programs a line says so.
const PROGRESS: usize = 10_000;

/// What a run is asked for.
struct Request {
    count: u64,
    seed: u64,
    level: Option<u8>,
    /// The one program to look at closely.
    only: Option<u64>,
}

/// `cargo xtask generate [--count N] [--seed S] [--opt N] [--overnight] [--only I]`.
pub fn command(arguments: &[String]) -> Result<ExitCode> {
    if let Some(("run", rest)) = arguments
        .split_first()
        .map(|(first, rest)| (first.as_str(), rest))
    {
        return run::command(rest);
    }
    let request = Request::parse(arguments)?;
    let ready = setup::ensure(&[Need::Rust, Need::MpyCross])?;
    if ready.failed > 0 {
        return Ok(ready.exit_code());
    }
    let compilers = Compilers::find(Profile::Release)?;
    let generator = Generator::new(request.seed, request.level);
    let tally = match request.only {
        Some(index) => look_at(&generator, &compilers, index)?,
        None => compare_all(&generator, &compilers, &request)?,
    };
    println!("{tally}");
    Ok(tally.exit_code())
}

/// The same programs each time, for `cargo xtask test`.
pub fn check() -> Result<Tally> {
    let request = Request::parse(&[])?;
    // The checks of a debug build find more, and other steps have built it already.
    let compilers = Compilers::find(Profile::Dev)?;
    let generator = Generator::new(request.seed, request.level);
    compare_all(&generator, &compilers, &request)
}

impl Request {
    fn parse(arguments: &[String]) -> Result<Self> {
        let mut request = Self {
            count: COUNT,
            seed: 1,
            level: None,
            only: None,
        };
        let mut seed = None;
        let mut words = arguments.iter();
        while let Some(word) = words.next() {
            let mut number = || {
                let number = words.next().and_then(|text| text.parse::<u64>().ok());
                number.ok_or(format!("{word} takes a number"))
            };
            match word.as_str() {
                "--count" => request.count = number()?,
                "--seed" => seed = Some(number()?),
                "--only" => request.only = Some(number()?),
                "--opt" => {
                    let level = u8::try_from(number()?).ok().filter(|level| *level <= 3);
                    request.level = Some(level.ok_or("--opt takes 0 to 3")?);
                }
                "--overnight" => {
                    request.count = OVERNIGHT;
                    // Other programs each night.
                    seed = seed.or_else(|| Some(now()));
                }
                other => return Err(format!("generate does not know `{other}`")),
            }
        }
        request.seed = seed.unwrap_or(request.seed);
        Ok(request)
    }
}

/// Seconds, to make seeds from.
fn now() -> u64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    since.map_or(0, |since| since.as_secs())
}

/// Compares many programs, on all processors.
fn compare_all(generator: &Generator, compilers: &Compilers, request: &Request) -> Result<Tally> {
    let seed = request.seed;
    println!("{} programs of seed {seed}", request.count);
    let summary = Mutex::new(Summary::new(generator.productions()));
    let indices: Vec<u64> = (0..request.count).collect();
    let results = parallel::map(&indices, |&index| -> Result<()> {
        let program = generator.program(index);
        let verdicts = compilers.compile(index, &program.text, &program.options)?;
        let is_shown = {
            let mut summary = summary.lock().map_err(|_| "a worker panicked")?;
            let alike = summary.add(&program, &verdicts);
            let Tally { passed, failed } = summary.tally;
            if (passed + failed).is_multiple_of(PROGRESS) {
                println!("{} compiled, {failed} differ", passed + failed);
            }
            alike <= SHOWN_ALIKE && summary.kinds_differing() <= KINDS_SHOWN
        };
        if let Verdict::Death(how) = &verdicts.theirs {
            println!("mpy-cross itself failed on {index}: {}", how.trim_end());
        }
        if !verdicts.agree() && is_shown {
            let message = shortened(compilers, index, &program, &verdicts)?;
            println!(
                "{message}reproduce with: cargo xtask generate --seed {seed} --only {index}\n"
            );
        }
        Ok(())
    });
    results.into_iter().collect::<Result<()>>()?;
    let summary = summary.into_inner().map_err(|_| "a worker panicked")?;
    let coverage = shell::work_folder().join("generate/coverage.txt");
    shell::write(&coverage, summary.coverage().as_bytes())?;
    println!("{summary}\nhow often each was used: {}", coverage.display());
    Ok(summary.tally)
}

/// A difference in as few words as show it.
fn shortened(
    compilers: &Compilers,
    index: u64,
    program: &Program,
    verdicts: &Verdicts,
) -> Result<String> {
    let short = minimise::minimise(&program.text, MOST_TRIES, |text| {
        let smaller = compilers.compile(index, text, &program.options);
        smaller.is_ok_and(|smaller| verdicts.resemble(&smaller))
    });
    let verdicts = compilers.compile(index, &short, &program.options)?;
    Ok(format!(
        "---- differs with {} ----\n{}\n---- escaped ----\n{}\n---- pinwheel ----\n{}\n---- mpy-cross ----\n{}\n",
        program.options.join(" "),
        String::from_utf8_lossy(&short),
        short.escape_ascii(),
        verdicts.ours,
        verdicts.theirs
    ))
}

/// Shows one program and what both compilers make of it.
fn look_at(generator: &Generator, compilers: &Compilers, index: u64) -> Result<Tally> {
    let program = generator.program(index);
    let verdicts = compilers.compile(index, &program.text, &program.options)?;
    println!("{}", String::from_utf8_lossy(&program.text));
    println!("---- {:?}, {}", program.intent, program.options.join(" "));
    println!(
        "pinwheel: {}\nmpy-cross: {}",
        verdicts.ours, verdicts.theirs
    );
    if !verdicts.agree() {
        println!("{}", shortened(compilers, index, &program, &verdicts)?);
    }
    Ok(Tally::of(verdicts.agree()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(line: &str) -> Result<Request> {
        let words: Vec<String> = line.split_whitespace().map(str::to_owned).collect();
        Request::parse(&words)
    }

    #[test]
    fn options_are_understood() {
        let request = parse("--count 5 --seed 9 --opt 3 --only 2").expect("good options");
        let Request {
            count,
            seed,
            level,
            only,
        } = request;
        assert_eq!((count, seed, level, only), (5, 9, Some(3), Some(2)));
        assert_eq!(
            parse("--overnight --seed 4").map(|r| (r.count, r.seed)),
            Ok((OVERNIGHT, 4))
        );
        assert!(parse("--opt 4").is_err());
        assert!(parse("--count many").is_err());
        assert!(parse("more").is_err());
    }
}
