//! `cargo xtask packages`: packages of the index that run on MicroPython, with their own tests or examples,
//! on our VM and on real MicroPython.

mod fetch;
mod layout;
mod list;
mod report;
mod run;

use std::process::ExitCode;

use crate::parallel;
use crate::report::Tally;
use crate::setup::{self, Need};
use crate::shell::{self, Profile, Result};

use list::{List, Package};

/// What must be installed for it.
pub const NEEDS: [Need; 2] = [Need::Rust, Need::MicroPython];

/// What became of a package.
struct Outcome<'a> {
    package: &'a Package,
    /// How many programs ran, by what they are.
    counts: run::Counts,
    /// What went wrong; empty if it passes.
    problems: Vec<String>,
}

/// `cargo xtask packages [--only NAME] [--sample]`.
pub fn command(arguments: &[String]) -> Result<ExitCode> {
    let (mut only, mut sample) = (None, false);
    let mut words = arguments.iter();
    while let Some(word) = words.next() {
        match word.as_str() {
            "--only" => only = Some(words.next().ok_or("--only wants a name")?),
            "--sample" => sample = true,
            other => return Err(format!("packages does not know `{other}`")),
        }
    }
    let ready = setup::ensure(&NEEDS)?;
    if ready.failed > 0 {
        return Ok(ready.exit_code());
    }
    let list = List::read()?;
    let chosen: Vec<&Package> = list
        .packages
        .iter()
        .filter(|package| !sample || package.sample)
        .filter(|package| only.is_none_or(|word| package.name().contains(word.as_str())))
        .collect();
    if chosen.is_empty() {
        return Err("no package of the list has such a name".to_owned());
    }
    let outcomes = check_all(&list, &chosen)?;
    if chosen.len() == list.packages.len() {
        report::write(&list, &outcomes)?;
    }
    let tally = count(&outcomes);
    println!("{tally}");
    Ok(tally.exit_code())
}

/// The sample, for `cargo xtask test`.
pub fn check() -> Result<Tally> {
    let list = List::read()?;
    let sample: Vec<&Package> = list.packages.iter().filter(|p| p.sample).collect();
    Ok(count(&check_all(&list, &sample)?))
}

fn count(outcomes: &[Outcome<'_>]) -> Tally {
    let mut tally = Tally::default();
    for outcome in outcomes {
        tally.add(Tally::of(outcome.problems.is_empty()));
    }
    tally
}

/// Fetches what is missing, runs all, and prints what became of each.
fn check_all<'a>(list: &List, packages: &[&'a Package]) -> Result<Vec<Outcome<'a>>> {
    fetch::fetch(list, packages)?;
    let machines = run::Machines {
        ours: shell::pinwheel(Profile::Dev)?,
        real: setup::micropython()?,
    };
    let outcomes = parallel::map(packages, |package| {
        let (counts, problems) = match run::package(&machines, package) {
            Ok(done) => done,
            Err(message) => (run::Counts::default(), vec![message]),
        };
        let verdict = if problems.is_empty() {
            "same"
        } else {
            "DIFFERS"
        };
        println!("{verdict}: {} ({counts})", package.pin);
        for problem in &problems {
            println!("  {problem}");
        }
        Outcome {
            package,
            counts,
            problems,
        }
    });
    Ok(outcomes)
}
