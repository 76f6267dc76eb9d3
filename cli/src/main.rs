//! The `pinwheel` command.
#![forbid(unsafe_code)]

mod compile;
mod disasm;
mod flags;
mod run;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Python on virtual boards: the command line of Pinwheel.
#[derive(Parser)]
#[command(name = "pinwheel", version, about)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Run a program and exit as it does.
    Run(run::RunArgs),
    /// Compile a program to `.mpy`, with the arguments of `mpy-cross`.
    Compile(flags::Words),
    /// List the bytecode of a program, compiled or not.
    Disasm(flags::Words),
}

fn main() -> ExitCode {
    match Cli::parse().command {
        Command::Run(args) => run::run(&args),
        Command::Compile(args) => compile::compile(&args),
        Command::Disasm(args) => disasm::disasm(&args),
    }
}
