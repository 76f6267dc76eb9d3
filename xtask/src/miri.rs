//! `cargo xtask miri`: the unit tests of the heap and of the values in Miri, which finds undefined
//! behaviour.

use std::process::ExitCode;

use crate::shell::{self, Result};

/// The modules of `vm` whose tests run there: they are quick even so, and need no files.
const MODULES: [&str; 4] = ["heap::", "value::", "map::", "object::"];

/// `cargo xtask miri [MODULE…]`: the tests of other modules, if some are named.
pub fn command(modules: &[String]) -> Result<ExitCode> {
    let mut rustup = shell::command("rustup");
    rustup
        .args([
            "component",
            "add",
            "--toolchain",
            "nightly",
            "miri",
            "rust-src",
        ])
        .env_remove("RUSTUP_TOOLCHAIN");
    shell::run(&mut rustup)?;
    let mut cargo = shell::command("rustup");
    cargo
        .args(["run", "nightly", "cargo", "miri", "test", "--locked"])
        .args(["--package", "vm", "--lib", "--"]);
    match modules {
        [] => cargo.args(MODULES),
        modules => cargo.args(modules),
    };
    // The compiler that runs this program is not the one that Miri is part of.
    cargo.env_remove("RUSTUP_TOOLCHAIN").env_remove("RUSTC");
    Ok(match shell::run(&mut cargo) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            println!("{message}");
            ExitCode::FAILURE
        }
    })
}
