//! `cargo xtask fuzz`: libFuzzer over the compiler, the loader and interpreter, or the codecs, on demand.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use crate::setup;
use crate::shell::{self, Result};

const USAGE: &str = "usage: cargo xtask fuzz compile|load|codecs [--minutes N]";

/// What can be fuzzed, with the longest input that is tried.
const TARGETS: [(&str, usize); 3] = [("compile", 8192), ("load", 4096), ("codecs", 2048)];

/// `cargo xtask fuzz TARGET [--minutes N]`. Exits with 1 when a case was found; libFuzzer says where
/// it is. Mended cases go to `fuzz/cases`, where the unit tests try them forever after.
pub fn command(arguments: &[String]) -> Result<ExitCode> {
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let (target, minutes) = match words[..] {
        [target] => (target, 60),
        [target, "--minutes", minutes] => {
            // To libFuzzer, no time would mean without end.
            let minutes = minutes.parse::<u64>().ok().filter(|&minutes| minutes > 0);
            (target, minutes.ok_or_else(|| USAGE.to_owned())?)
        }
        _ => return Err(USAGE.to_owned()),
    };
    let known = TARGETS.iter().find(|(name, _)| *name == target);
    let (_, longest) = known.ok_or_else(|| USAGE.to_owned())?;
    setup::cargo_fuzz()?;
    let work = shell::work_folder().join("fuzz").join(target);
    let (corpus, seeds) = (work.join("corpus"), work.join("seeds"));
    std::fs::create_dir_all(&corpus)
        .map_err(|error| format!("cannot make {}: {error}", corpus.display()))?;
    let count = plant(target, &seeds)?;
    println!("{count} seeds; {minutes} minutes");
    // All members forbid unsafe code, so that the address sanitizer would find nothing and halve
    // the speed; overflow checks and assertions stay on.
    let mut cargo = shell::command("rustup");
    cargo
        .args(["run", "nightly", "cargo", "fuzz", "run"])
        .args(["--fuzz-dir", "fuzz", "--sanitizer", "none", target])
        .args([&corpus, &seeds])
        .arg("--")
        .args([
            "-dict=fuzz/python.dict",
            "-timeout=60",
            "-rss_limit_mb=2500",
        ])
        .arg(format!("-max_len={longest}"))
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
fn plant(target: &str, seeds: &Path) -> Result<usize> {
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
            if target != "load" {
                // The first byte chooses the options.
                let mut text = vec![count as u8 & 7];
                text.extend(shell::read(&script)?.into_bytes());
                shell::write(&seed, &text)?;
            } else {
                std::fs::create_dir_all(seeds)
                    .map_err(|error| format!("cannot make {}: {error}", seeds.display()))?;
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
