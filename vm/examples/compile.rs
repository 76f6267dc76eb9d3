//! Compiles files as mpy-cross would: `compile [-O N] [-l] FILE…`, each to `FILE.mpy` beside the
//! error text, or with `-l` as a listing on standard output.

use std::process::ExitCode;
use vm::compiler::{CompileOptions, compile};
use vm::mpy;

fn main() -> ExitCode {
    let mut options = CompileOptions::default();
    let mut listing = false;
    let mut failed = false;
    let mut args = std::env::args().skip(1);
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "-O" => options.opt_level = args.next().and_then(|n| n.parse().ok()).unwrap_or(0),
            "-l" => listing = true,
            file => {
                options.file_name = file.to_owned();
                failed |= !one(file, &options, listing);
            }
        }
    }
    if failed {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    }
}

fn one(file: &str, options: &CompileOptions, listing: bool) -> bool {
    let source = match std::fs::read(file) {
        Ok(source) => source,
        Err(error) => {
            eprintln!("{file}: {error}");
            return false;
        }
    };
    let result = if file.ends_with(".mpy") {
        Ok(source)
    } else {
        compile(&source, options)
    };
    match result {
        Ok(bytes) if listing => match mpy::read(&bytes) {
            Ok(module) => print!("{}", mpy::disassemble(&module)),
            Err(error) => eprintln!("{file}: {error}"),
        },
        Ok(bytes) => {
            if let Err(error) = std::fs::write(format!("{file}.mpy"), bytes) {
                eprintln!("{file}: {error}");
                return false;
            }
        }
        Err(error) => {
            eprint!("{}", error.traceback(file));
            return false;
        }
    }
    true
}
