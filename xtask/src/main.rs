//! `cargo xtask COMMAND`: the project's one entry for automation.

mod bench;
mod calibrate;
mod conformance;
mod corpus;
mod fuzz;
mod generate;
mod limited;
mod lockfile;
mod miri;
mod mpremote;
mod mpy_diff;
mod packages;
mod page;
mod parallel;
mod report;
mod sandbox;
mod serve;
mod setup;
mod shell;
mod steps;
mod test;
mod tidy;

use std::process::ExitCode;

const USAGE: &str = "\
usage: cargo xtask COMMAND

  serve [--dev] [--port N]        build the page and serve it on 127.0.0.1
  test [STEP…]                    run every check, or only the named steps (test --list names them)
  setup                           install what the other commands need, and nothing else
  tidy                            check the house rules
  conformance [--fuel N] [--gc-stress] [--board NAME] [--limit SECONDS] DIR…
                                  run the scripts below any folders; compare with NAME.py.exp or CPython
  scripts [--bless] [--fuel N] [--gc-stress] [NAME…]
                                  run our own in all modes and against real MicroPython
  fuzz TARGET [--minutes N]      
                                  try arbitrary bytes on the compiler, loader and interpreter, or codecs
  miri [MODULE…]                  run the tests of heap and values in Miri, which finds undefined behaviour
  mpy-diff [--opt N] [--limit SECONDS] PATH…
                                  compare our .mpy files with mpy-cross's, byte for byte
  corpus [--opt N] [--sample]     the same for packages, our scripts, and CPython's library
  packages [--only NAME] [--sample]
                                  run packages of the index on our VM and on real MicroPython
  generate [--count N] [--seed S] [--opt N] [--overnight] [--only I]
                                  compile programs made from the grammar with both compilers
  generate run [--minutes M] [--count N] [--seed S] [--only I] [--reference PROGRAM]
                                  run programs made from a grammar on our VM and real MicroPython
  bench [--programs DIR] [--only NAME] [--runs N]
                                  time programs on our VM, MicroPython, Pyodide and CPython
  bench compile [PATH…]           time our compiler and MicroPython's
  bench start                     time the first output of our VM, MicroPython and Pyodide
  bench stops [NAME…]             tell for how long hostile programs hold the page
  calibrate [--weights] DIR       objects, statements and MicroPython's benchmarks: boards beside ours;
                                  DIR holds MicroPython's tests
  sandbox [--check] [--bless]     build the VM as one plain wasm file, and say what it weighs
  size                            build the release page and print what it weighs";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (command, rest) = match arguments.split_first() {
        Some((command, rest)) => (command.as_str(), rest),
        None => ("help", &[] as &[String]),
    };
    let result = match command {
        "serve" => serve::command(rest),
        "announce" => serve::announce(rest),
        "test" => test::command(rest),
        "setup" => setup::command(rest),
        "tidy" => tidy::command(rest),
        "conformance" => conformance::command(rest),
        "scripts" => conformance::own::command(rest),
        "bench" => bench::command(rest),
        "calibrate" => calibrate::command(rest),
        "corpus" => corpus::command(rest),
        "packages" => packages::command(rest),
        "mpy-diff" => mpy_diff::command(rest),
        "fuzz" => fuzz::command(rest),
        "miri" => miri::command(rest),
        "generate" => generate::command(rest),
        "sandbox" => sandbox::command(rest),
        "size" => page::command(rest),
        "help" | "-h" | "--help" => {
            println!("{USAGE}");
            Ok(ExitCode::SUCCESS)
        }
        other => Err(format!("no command `{other}`\n\n{USAGE}")),
    };
    result.unwrap_or_else(|message| {
        eprintln!("xtask: {message}");
        ExitCode::FAILURE
    })
}
