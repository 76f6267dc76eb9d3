//! The `pinwheel` command.
#![forbid(unsafe_code)]

#[cfg(unix)]
mod board;
mod check;
mod circuit;
mod compile;
mod disasm;
mod flags;
mod junit;
mod network;
mod run;
mod scenario;

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
    Run(Box<run::RunArgs>),
    /// Start a board that runs by itself, with its serial port on a device or on this terminal.
    #[cfg(unix)]
    Board(board::BoardArgs),
    /// Look for all mistakes in programs, without running them.
    Check(check::CheckArgs),
    /// Compile a program to `.mpy`, with the arguments of `mpy-cross`.
    Compile(flags::Words),
    /// List the bytecode of a program, compiled or not.
    Disasm(flags::Words),
}

fn main() -> ExitCode {
    match Cli::parse().command {
        Command::Run(args) => run::run(&args),
        #[cfg(unix)]
        Command::Board(args) => board::board(&args),
        Command::Check(args) => check::check(&args),
        Command::Compile(args) => compile::compile(&args),
        Command::Disasm(args) => disasm::disasm(&args),
    }
}
