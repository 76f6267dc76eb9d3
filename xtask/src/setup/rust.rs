//! Rust's own parts: components, targets, and the programs that `cargo install` builds.

use crate::lockfile;
use crate::shell::{self, Result};

use super::present;

/// The page's target and the microcontroller target on which `no_std` is proven.
const TARGETS: [&str; 2] = ["wasm32-unknown-unknown", "thumbv7em-none-eabihf"];

/// Trunk 0.22 needs a newer Rust than the project's.
const TRUNK_SERIES: &str = "0.21.";
const TRUNK: &str = "0.21.14";

/// What builds and drives the fuzz targets.
const CARGO_FUZZ: &str = "0.13.2";

/// rustfmt and clippy; and every crate of Cargo.lock, so that later steps need no network.
pub fn components_and_crates() -> Result<()> {
    for component in ["rustfmt", "clippy"] {
        let program = match component {
            "rustfmt" => "fmt",
            _ => component,
        };
        if shell::output(&mut shell::cargo(&[program, "--version"])).is_err() {
            let mut rustup = shell::command("rustup");
            shell::run(rustup.args(["component", "add", component])).map_err(|error| {
                format!(
                    "{error}; install {component} for this Rust by hand, for example with rustup"
                )
            })?;
        }
    }
    present("rustfmt and clippy");
    shell::run(&mut shell::cargo(&["fetch", "--locked"]))
}

/// The standard libraries of the targets that the host's toolchain does not bring.
pub fn targets() -> Result<()> {
    let mut rustc = shell::command("rustc");
    let sysroot = shell::output(rustc.args(["--print", "sysroot"]))?;
    let libraries = std::path::Path::new(sysroot.trim()).join("lib/rustlib");
    for target in TARGETS {
        if libraries.join(target).join("lib").is_dir() {
            present(target);
            continue;
        }
        let mut rustup = shell::command("rustup");
        shell::run(rustup.args(["target", "add", target])).map_err(|error| {
            format!("{error}; install the Rust target {target} by hand, for example with rustup")
        })?;
    }
    Ok(())
}

/// Trunk, which builds and serves the page.
pub fn trunk() -> Result<()> {
    let version = version_of("trunk");
    if let Some(version) = version.filter(|version| version.starts_with(TRUNK_SERIES)) {
        present(&format!("trunk {version}"));
        return Ok(());
    }
    // Without its default features Trunk has no TLS and no update check: it cannot download
    // anything, which is what we want of it, and it builds faster.
    // It has next to nothing to compute, so that optimising it would only cost minutes.
    install("trunk", TRUNK, "0", &["--no-default-features"])
}

/// The wasm-bindgen command, whose version must be the library's.
pub fn wasm_bindgen() -> Result<()> {
    let Some(wanted) = lockfile::version_of("wasm-bindgen")? else {
        return Ok(());
    };
    if version_of("wasm-bindgen").as_ref() == Some(&wanted) {
        present(&format!("wasm-bindgen {wanted}"));
        return Ok(());
    }
    install("wasm-bindgen-cli", &wanted, "1", &[])
}

/// The nightly toolchain and cargo-fuzz, which only fuzzing needs.
pub fn cargo_fuzz() -> Result<()> {
    let mut nightly = shell::command("rustup");
    if shell::output(nightly.args(["run", "nightly", "rustc", "--version"])).is_err() {
        let mut rustup = shell::command("rustup");
        shell::run(rustup.args(["toolchain", "install", "nightly", "--profile", "minimal"]))?;
    }
    if version_of("cargo-fuzz").is_some() {
        present("cargo-fuzz");
        return Ok(());
    }
    install("cargo-fuzz", CARGO_FUZZ, "1", &[])
}

/// The version a program prints: the second word of `NAME VERSION`.
fn version_of(program: &str) -> Option<String> {
    shell::find(program)?;
    let text = shell::output(shell::command(program).arg("--version")).ok()?;
    text.split_whitespace().nth(1).map(str::to_owned)
}

/// Builds and installs a program at the given optimisation level.
fn install(package: &str, version: &str, level: &str, options: &[&str]) -> Result<()> {
    println!("installing {package} {version} (some minutes, once)");
    let mut cargo = shell::cargo(&["install", package, "--version", version, "--locked"]);
    cargo
        .args(options)
        // The packages ask for a slow, fully optimised build. They run for seconds here, so the
        // minutes are better saved.
        .env("CARGO_PROFILE_RELEASE_LTO", "off")
        .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
        .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", level)
        // The project's own toolchain file and target folder must not leak into it.
        .env_remove("CARGO_TARGET_DIR");
    shell::run(&mut cargo)
        .map_err(|error| format!("{error}; install {package} {version} by hand and put it on PATH"))
}
