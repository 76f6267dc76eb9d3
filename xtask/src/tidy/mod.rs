//! The house rules that no compiler checks.

mod arrows;
mod files;
mod unsafety;

use std::process::ExitCode;

use crate::report::Tally;
use crate::shell::Result;

/// `cargo xtask tidy`.
pub fn command(arguments: &[String]) -> Result<ExitCode> {
    if let Some(extra) = arguments.first() {
        return Err(format!("tidy takes no arguments, not `{extra}`"));
    }
    let tally = check()?;
    println!("{tally}");
    Ok(tally.exit_code())
}

/// Checks every rule, prints every breach with its place, and counts rules.
pub fn check() -> Result<Tally> {
    let mut tally = Tally::default();
    let mut rule = |name: &str, breaches: Vec<String>| {
        for breach in &breaches {
            println!("{breach}");
        }
        println!(
            "{name}: {}",
            if breaches.is_empty() {
                "holds"
            } else {
                "BROKEN"
            }
        );
        tally.add(Tally::of(breaches.is_empty()));
    };
    rule(
        "members depend on each other as ARCHITECTURE.md draws",
        arrows::breaches()?,
    );
    rule(
        "unsafe code is listed and argued in docs/unsafe.md",
        unsafety::breaches()?,
    );
    for (name, breaches) in files::breaches()? {
        rule(name, breaches);
    }
    Ok(tally)
}
