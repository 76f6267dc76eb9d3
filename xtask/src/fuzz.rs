//! `cargo xtask fuzz`: libFuzzer over the compiler, the loader and interpreter, codecs, file systems, or built-in modules, on demand.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use crate::setup;
use crate::shell::{self, Result};

/// What can be fuzzed.
struct Target {
    name: &'static str,
    /// The longest input that is tried.
    longest: usize,
    /// The words that libFuzzer is to splice in: a file of `fuzz`.
    words: &'static str,
    seeds: Seeds,
}

/// Where a target begins, besides the cases that it once found.
#[derive(Clone, Copy, PartialEq)]
enum Seeds {
    /// With the project's own scripts.
    Sources,
    /// With what those compile to.
    Files,
    /// With its cases alone.
    Cases,
}

const TARGETS: [Target; 11] = [
    target("compile", 8192, "python", Seeds::Sources),
    target("load", 4096, "python", Seeds::Files),
    target("codecs", 2048, "python", Seeds::Sources),
    target("littlefs", 8192, "python", Seeds::Cases),
    target("image", 512, "image", Seeds::Cases),
    target("diagram", 4096, "json", Seeds::Cases),
    target("scenario", 2048, "scenario", Seeds::Cases),
    target("json", 1024, "json", Seeds::Cases),
    target("re", 512, "re", Seeds::Cases),
    target("struct", 512, "struct", Seeds::Cases),
    target("deflate", 600, "python", Seeds::Sources),
];

const fn target(name: &'static str, longest: usize, words: &'static str, seeds: Seeds) -> Target {
    Target {
        name,
        longest,
        words,
        seeds,
    }
}

fn usage() -> String {
    let names: Vec<&str> = TARGETS.iter().map(|target| target.name).collect();
    format!("usage: cargo xtask fuzz {} [--minutes N]", names.join("|"))
}

/// `cargo xtask fuzz TARGET [--minutes N]`. Exits with 1 when a case was found; libFuzzer says where
/// it is. Mended cases go to `fuzz/cases`, where the unit tests try them forever after.
pub fn command(arguments: &[String]) -> Result<ExitCode> {
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let (target, minutes) = match words[..] {
        [target] => (target, 60),
        [target, "--minutes", minutes] => {
            // To libFuzzer, no time would mean without end.
            let minutes = minutes.parse::<u64>().ok().filter(|&minutes| minutes > 0);
            (target, minutes.ok_or_else(usage)?)
        }
        _ => return Err(usage()),
    };
    let target = TARGETS.iter().find(|known| known.name == target);
    let target = target.ok_or_else(usage)?;
    setup::cargo_fuzz()?;
    let work = shell::work_folder().join("fuzz").join(target.name);
    let (corpus, seeds) = (work.join("corpus"), work.join("seeds"));
    std::fs::create_dir_all(&corpus)
        .map_err(|error| format!("cannot make {}: {error}", corpus.display()))?;
    let count = plant(target, &seeds)?;
    let cases = shell::root().join("fuzz/cases").join(target.name);
    println!("{count} seeds; {minutes} minutes");
    // All members forbid unsafe code, so that the address sanitizer would find nothing and halve
    // the speed; overflow checks and assertions stay on.
    let mut cargo = shell::command("rustup");
    cargo
        .args(["run", "nightly", "cargo", "fuzz", "run"])
        .args(["--fuzz-dir", "fuzz", "--sanitizer", "none", target.name])
        .args([&corpus, &seeds])
        .args(cases.is_dir().then_some(&cases))
        .arg("--")
        .args(["-timeout=60", "-rss_limit_mb=2500"])
        .arg(format!("-dict=fuzz/{}.dict", target.words))
        .arg(format!("-max_len={}", target.longest))
        .arg(format!("-max_total_time={}", minutes * 60));
    // The compiler that runs this program must not be the one that builds the targets.
    cargo.env_remove("RUSTUP_TOOLCHAIN").env_remove("RUSTC");
    Ok(match shell::run(&mut cargo) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            println!("{message}");
            ExitCode::FAILURE
        }
    })
}

/// Makes starting points of the project's own scripts: their text, or what they compile to.
fn plant(target: &Target, seeds: &Path) -> Result<usize> {
    std::fs::create_dir_all(seeds)
        .map_err(|error| format!("cannot make {}: {error}", seeds.display()))?;
    if target.seeds == Seeds::Cases {
        return Ok(0);
    }
    shell::run(&mut shell::cargo(&[
        "build",
        "--locked",
        "--package",
        "cli",
    ]))?;
    let pinwheel = shell::target_folder().join("debug/pinwheel");
    let root = shell::root();
    let mut count = 0;
    for folder in ["vm/tests/scripts", "assets/examples", "vm/src/frozen"] {
        for script in shell::files_below(&root.join(folder))? {
            if script.extension().is_none_or(|ending| ending != "py") {
                continue;
            }
            let seed: PathBuf = seeds.join(format!("{count}"));
            if target.seeds == Seeds::Sources {
                // The first byte chooses the options.
                let mut text = vec![count as u8 & 7];
                text.extend(shell::read(&script)?.into_bytes());
                shell::write(&seed, &text)?;
            } else {
                let mut compile = std::process::Command::new(&pinwheel);
                compile.args(["compile", "-s", "main.py", "-o"]).arg(&seed);
                // A script that is meant not to compile makes no seed.
                if shell::output(compile.arg(&script)).is_err() {
                    continue;
                }
            }
            count += 1;
        }
    }
    Ok(count)
}
