//! The steps of `cargo xtask test`, as one table.

use crate::conformance;
use crate::corpus;
use crate::generate;
use crate::mpremote;
use crate::mpy_diff;
use crate::packages;
use crate::page;
use crate::report::Tally;
use crate::sandbox;
use crate::serve;
use crate::setup::{self, Need};
use crate::shell::{self, Result};
use crate::tidy;

/// One step.
pub struct Step {
    /// What it is called on the command line and in the report.
    pub name: &'static str,
    /// What it shows, in a few words.
    pub about: &'static str,
    /// What must be installed for it.
    pub needs: &'static [Need],
    /// Runs it.
    pub run: fn() -> Result<Tally>,
}

/// All steps, the quick ones first.
pub const ALL: &[Step] = &[
    Step {
        name: "format",
        about: "every source is formatted",
        needs: &[Need::Rust],
        run: format,
    },
    Step {
        name: "tidy",
        about: "the house rules hold",
        needs: &[],
        run: tidy::check,
    },
    Step {
        name: "lint",
        about: "clippy finds nothing, on the host and for WebAssembly",
        needs: &[Need::Rust, Need::Targets],
        run: lint,
    },
    Step {
        name: "unit",
        about: "unit and integration tests on the host",
        needs: &[Need::Rust, Need::MpyCross],
        run: unit,
    },
    Step {
        name: "no-std",
        about: "the VM builds for a microcontroller",
        needs: &[Need::Rust, Need::Targets],
        run: no_std,
    },
    Step {
        name: "wasm",
        about: "the members build for WebAssembly",
        needs: &[Need::Rust, Need::Targets],
        run: wasm,
    },
    Step {
        name: "scripts",
        about: "Python scripts, in all modes and against real MicroPython",
        needs: &conformance::own::NEEDS,
        run: conformance::own::check,
    },
    Step {
        name: "sandbox",
        about: "the plain wasm file holds its programs in Node, Wasmtime and wasmi",
        needs: &sandbox::NEEDS,
        run: sandbox::check,
    },
    Step {
        name: "mpy-diff",
        about: "the scripts compile to mpy-cross's bytes",
        needs: &mpy_diff::NEEDS,
        run: mpy_diff::check,
    },
    Step {
        name: "corpus",
        about: "so do some packages and some of CPython's library",
        needs: &mpy_diff::NEEDS,
        run: corpus::check,
    },
    Step {
        name: "generate",
        about: "programs made from the grammar compile to mpy-cross's bytes",
        needs: &[Need::Rust, Need::MpyCross],
        run: generate::check,
    },
    Step {
        name: "run",
        about: "programs made from a grammar print what they print on real MicroPython",
        needs: &conformance::own::NEEDS,
        run: generate::run::check,
    },
    Step {
        name: "packages",
        about: "some packages of the index do what they do on real MicroPython",
        needs: &packages::NEEDS,
        run: packages::check,
    },
    Step {
        name: "mpremote",
        about: "MicroPython's tool for real boards works on a board of ours",
        needs: &mpremote::NEEDS,
        run: mpremote::check,
    },
    Step {
        name: "page",
        about: "the release page builds; its size",
        needs: &page::NEEDS,
        run: page::build,
    },
    Step {
        name: "browser",
        about: "the built page, driven in Chromium",
        needs: &[Need::Npm, Need::Chromium],
        run: browser,
    },
];

fn format() -> Result<Tally> {
    shell::run(&mut shell::cargo(&["fmt", "--all", "--check"]))?;
    Ok(Tally::PASSED)
}

fn lint() -> Result<Tally> {
    let deny = ["--", "-D", "warnings"];
    let mut host = shell::cargo(&["clippy", "--locked", "--workspace", "--exclude", "app"]);
    let mut page = shell::cargo(&["clippy", "--locked", "--package", "app"]);
    let page = page.args(["--package", "sandbox"]);
    let runs = [
        shell::run(host.arg("--all-targets").args(deny)),
        shell::run(page.args(["--target", "wasm32-unknown-unknown"]).args(deny)),
    ];
    Ok(count(runs))
}

fn unit() -> Result<Tally> {
    let mpy_cross = setup::mpy_cross().ok_or("no mpy-cross to compare with")?;
    let members = ["--locked", "--workspace", "--exclude", "app"];
    let nextest = shell::output(&mut shell::cargo(&["nextest", "--version"])).is_ok();
    let mut tests = match nextest {
        true => shell::cargo(&["nextest", "run", "--no-fail-fast", "--no-tests", "pass"]),
        false => shell::cargo(&["test", "--no-fail-fast", "--lib", "--bins", "--tests"]),
    };
    let (good, text) = shell::watched(tests.args(members).env("MPY_CROSS", &mpy_cross))?;
    let mut tally = match nextest {
        true => count_nextest(&text),
        false => count_libtest(&text),
    };
    let mut docs = shell::cargo(&["test", "--no-fail-fast", "--doc"]);
    let (docs_good, text) = shell::watched(docs.args(members))?;
    tally.add(count_libtest(&text));
    // What of the page needs no browser: its state and its geometry.
    let mut page = shell::cargo(&["test", "--no-fail-fast", "--locked"]);
    let (page_good, text) = shell::watched(page.args(["--package", "app", "--lib"]))?;
    tally.add(count_libtest(&text));
    if !(good && docs_good && page_good) && tally.failed == 0 {
        // It did not come as far as running tests.
        tally.add(Tally::FAILED);
    }
    Ok(tally)
}

fn no_std() -> Result<Tally> {
    let target = "thumbv7em-none-eabihf";
    shell::run(&mut shell::cargo(&[
        "build",
        "--locked",
        "--package",
        "vm",
        "--target",
        target,
    ]))?;
    Ok(Tally::PASSED)
}

fn wasm() -> Result<Tally> {
    let mut build = shell::cargo(&["build", "--locked", "--target", "wasm32-unknown-unknown"]);
    for member in ["vm", "sim-boards", "session", "board-link", "sandbox"] {
        build.args(["--package", member]);
    }
    shell::run(&mut build)?;
    Ok(Tally::PASSED)
}

fn browser() -> Result<Tally> {
    let chromium = setup::chromium().ok_or("no Chromium")?;
    if !page::folder().join("index.html").is_file() {
        return Err("the page is not built; run the step `page`".to_owned());
    }
    let npm = |arguments: &[&str]| {
        let mut npm = shell::command("npm");
        npm.args(arguments).current_dir(shell::root().join("e2e"));
        npm
    };
    let types = count([shell::run(&mut npm(&["run", "check", "--silent"]))]);
    let mut playwright = npm(&["test", "--silent"]);
    playwright
        .env("CHROMIUM", chromium)
        .env("PINWHEEL_E2E_PORT", serve::free_port()?.to_string());
    let (good, text) = shell::watched(&mut playwright)?;
    let mut tally = count_playwright(&text);
    if !good && tally.failed == 0 {
        tally.add(Tally::FAILED);
    }
    tally.add(types);
    Ok(tally)
}

/// One check for each run; why a run failed is printed.
fn count<const N: usize>(runs: [Result<()>; N]) -> Tally {
    let mut tally = Tally::default();
    for run in runs {
        if let Err(message) = &run {
            println!("error: {message}");
        }
        tally.add(Tally::of(run.is_ok()));
    }
    tally
}

/// Counts of nextest's line `Summary [ 1.2s] 9 tests run: 8 passed (1 slow), 1 failed, 0 skipped`.
fn count_nextest(text: &str) -> Tally {
    let text = without_colours(text);
    let summary = text
        .lines()
        .rfind(|line| line.trim_start().starts_with("Summary ["));
    let line = summary.unwrap_or_default();
    Tally {
        passed: number_before(line, "passed"),
        failed: number_before(line, "failed") + number_before(line, "timed out"),
    }
}

/// Counts of every `test result: ok. 3 passed; 0 failed; …` line.
fn count_libtest(text: &str) -> Tally {
    let text = without_colours(text);
    let mut tally = Tally::default();
    for line in text.lines().filter(|line| line.starts_with("test result:")) {
        tally.add(Tally {
            passed: number_before(line, "passed"),
            failed: number_before(line, "failed"),
        });
    }
    tally
}

/// Counts of Playwright's last lines, such as `  2 failed` and `  11 passed (21.3s)`.
fn count_playwright(text: &str) -> Tally {
    let text = without_colours(text);
    let number_of = |word: &str| -> usize {
        text.lines()
            .filter_map(|line| line.trim().split_once(' '))
            .filter(|(_, rest)| rest.split_whitespace().next() == Some(word))
            .filter_map(|(number, _)| number.parse::<usize>().ok())
            .sum()
    };
    Tally {
        passed: number_of("passed"),
        failed: number_of("failed") + number_of("flaky") + number_of("interrupted"),
    }
}

/// The number in front of a word, or 0.
fn number_before(line: &str, word: &str) -> usize {
    line.split([',', ';', ':', '.'])
        .map(str::trim)
        .filter_map(|part| part.split_once(' '))
        .find(|(_, rest)| rest.starts_with(word))
        .and_then(|(number, _)| number.parse().ok())
        .unwrap_or(0)
}

/// The text without the escape sequences that colour it.
fn without_colours(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("\u{1b}[") {
        plain.push_str(before);
        rest = after.split_once('m').map_or("", |(_, after)| after);
    }
    plain.push_str(rest);
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_what_test_runners_print() {
        let nextest =
            "     Summary [   0.005s] 9 tests run: 8 passed (1 slow), 1 failed, 0 skipped";
        let expected = Tally {
            passed: 8,
            failed: 1,
        };
        assert_eq!(count_nextest(nextest), expected);

        let libtest = "test result: ok. 6 passed; 0 failed; 0 ignored\n\
                       test result: FAILED. 2 passed; 1 failed; 0 ignored";
        assert_eq!(count_libtest(libtest), expected);

        let playwright = "  1 failed\n    a.spec.ts:3:1 › run\n  8 passed (21.3s)";
        assert_eq!(count_playwright(playwright), expected);
    }

    #[test]
    fn colours_do_not_hide_counts() {
        let line = "\u{1b}[32;1m     Summary\u{1b}[0m [ 1s] 1 test run: \u{1b}[1m1\u{1b}[0m \u{1b}[32;1mpassed\u{1b}[0m, 0 skipped";
        assert_eq!(count_nextest(line), Tally::PASSED);
    }
}
