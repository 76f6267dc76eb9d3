//! `cargo xtask test`: every step in order, under a heading, timed and counted.

use std::process::ExitCode;

use crate::report::Report;
use crate::setup::{self, Need};
use crate::shell::Result;
use crate::steps::{self, Step};

/// `cargo xtask test [--list] [STEP…]`.
pub fn command(arguments: &[String]) -> Result<ExitCode> {
    if arguments.iter().any(|word| word == "--list") {
        for step in steps::ALL {
            println!("{:<10} {}", step.name, step.about);
        }
        return Ok(ExitCode::SUCCESS);
    }
    let chosen = choose(arguments)?;
    let needs: Vec<Need> = chosen.iter().flat_map(|step| step.needs).copied().collect();

    let mut report = Report::new();
    report.step("setup", "install what is missing", || setup::ensure(&needs));
    for step in chosen {
        report.step(step.name, step.about, step.run);
    }
    Ok(report.finish())
}

/// The named steps, in the order of the list; all of them when none is named.
fn choose(names: &[String]) -> Result<Vec<&'static Step>> {
    let known = |name: &String| steps::ALL.iter().any(|step| step.name == name);
    if let Some(unknown) = names.iter().find(|name| !known(name)) {
        return Err(format!("no step `{unknown}`; test --list names them"));
    }
    let wanted = |step: &&Step| names.is_empty() || names.iter().any(|name| name == step.name);
    Ok(steps::ALL.iter().filter(wanted).collect())
}
