//! `pinwheel compile`: Python to `.mpy`, with the arguments and the answers of `mpy-cross`.

use std::fs;
use std::io::{self, Write};
use std::process::ExitCode;

use crate::flags::{self, Flags, Refusal, Words};

const USAGE: &str = "\
usage: pinwheel compile [OPTION…] [--] FILE

FILE is a Python file, or - for standard input. All options are those of mpy-cross.

  -o FILE                  where to write; - is standard output (default: FILE with .mpy, or
                           standard output for standard input)
";

/// Runs the command. Whatever is refused, the exit code is 1, as `mpy-cross` has it.
pub fn compile(words: &Words) -> ExitCode {
    let words = words.all();
    if words.iter().any(|word| word == "-h" || word == "--help") {
        println!("{USAGE}{}", flags::USAGE);
        return ExitCode::SUCCESS;
    }
    match parse_and_compile(&words) {
        Ok(()) => ExitCode::SUCCESS,
        Err(Refusal::Version) => {
            println!("{VERSION}");
            ExitCode::SUCCESS
        }
        Err(Refusal::Usage(message)) => {
            eprintln!("pinwheel compile: {message}\n\n{USAGE}{}", flags::USAGE);
            ExitCode::FAILURE
        }
        Err(Refusal::Impossible(message)) => {
            eprintln!("{}", message.trim_end());
            ExitCode::FAILURE
        }
    }
}

/// What build scripts read the format's version from, as `mpy-cross` writes it.
const VERSION: &str = concat!(
    "MicroPython v1.29.0, as Pinwheel ",
    env!("CARGO_PKG_VERSION"),
    " compiles it; mpy-cross emitting mpy v6.3"
);

fn parse_and_compile(words: &[String]) -> Result<(), Refusal> {
    let mut output = None;
    let (flags, input) = Flags::parse(words, |word, value| {
        let known = word == "-o";
        if known {
            output = Some(value()?);
        }
        Ok(known)
    })?;
    let (shown, source) = flags::read_input(&input).map_err(Refusal::Impossible)?;
    let bytes = flags.compile(source, &shown).map_err(Refusal::Impossible)?;
    let output = output.unwrap_or_else(|| default_output(&input));
    let written = match output.as_str() {
        "-" => io::stdout().write_all(&bytes),
        path => fs::write(path, &bytes),
    };
    written.map_err(|error| Refusal::Impossible(format!("cannot write {output}: {error}")))
}

/// Where the bytes go if nothing is said: `mpy-cross` puts `mpy` in place of the last two
/// characters, whatever they are.
fn default_output(input: &str) -> String {
    if input == "-" {
        return "-".to_owned();
    }
    let mut kept = input.to_owned();
    kept.pop();
    kept.pop();
    kept + "mpy"
}
