//! `pinwheel compile`: Python to `.mpy`, with the arguments and the answers of `mpy-cross`.

use std::fs;
use std::io::{Read, Write};
use std::path::Path;
use std::process::ExitCode;

use session::compiler::{self, CompileOptions};

const USAGE: &str = "\
usage: pinwheel compile [OPTION…] [--] FILE

FILE is a Python file, or - for standard input.

  -o FILE                  where to write; - is standard output (default: FILE with .mpy)
  -s NAME                  the name in tracebacks (default: FILE)
  -O[N]                    how much to optimise, 0 to 3 (default: 0; -O alone: 1)
  -msmall-int-bits=N       the size of the target's small integers (default: 31)
  -X no-source-lines       leave out line numbers";

/// The words after `compile`, kept as they are: `-O2` and `-msmall-int-bits=31` are `mpy-cross`'s
/// own way to write options.
#[derive(clap::Args)]
#[command(disable_help_flag = true)]
pub struct CompileArgs {
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    words: Vec<String>,
}

/// What the command line asks for.
#[derive(Default)]
struct Request {
    input: Option<String>,
    output: Option<String>,
    name: Option<String>,
    options: CompileOptions,
}

/// Runs the command. The exit code is 1 when the file was refused, 2 when the arguments were.
pub fn compile(arguments: &CompileArgs) -> ExitCode {
    let arguments = &arguments.words;
    if arguments
        .iter()
        .any(|word| word == "-h" || word == "--help")
    {
        println!("{USAGE}");
        return ExitCode::SUCCESS;
    }
    let request = match Request::parse(arguments) {
        Ok(request) => request,
        Err(message) => {
            eprintln!("pinwheel compile: {message}\n\n{USAGE}");
            return ExitCode::from(2);
        }
    };
    match request.carry_out() {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprint!("{message}");
            ExitCode::FAILURE
        }
    }
}

impl Request {
    fn parse(arguments: &[String]) -> Result<Self, String> {
        let mut request = Self::default();
        let mut words = arguments.iter();
        let mut only_files = false;
        while let Some(word) = words.next() {
            let mut value = || {
                let value = words.next().cloned();
                value.ok_or_else(|| format!("{word} needs a value"))
            };
            match word.as_str() {
                file if only_files || file == "-" || !file.starts_with('-') => {
                    if request.input.replace(file.to_owned()).is_some() {
                        return Err("one file at a time".to_owned());
                    }
                }
                "--" => only_files = true,
                "-o" => request.output = Some(value()?),
                "-s" => request.name = Some(value()?),
                "-O" => request.options.opt_level = 1,
                "-X" => match value()?.as_str() {
                    "no-source-lines" => request.options.source_lines = false,
                    other => return Err(format!("-X does not know `{other}`")),
                },
                option => request.set(option)?,
            }
        }
        match request.input {
            Some(_) => Ok(request),
            None => Err("no file".to_owned()),
        }
    }

    /// Takes an option that holds its own value.
    fn set(&mut self, option: &str) -> Result<(), String> {
        if let Some(level) = option.strip_prefix("-O") {
            let level = level.parse().ok().filter(|level| *level <= 3);
            self.options.opt_level = level.ok_or("-O takes 0 to 3")?;
        } else if let Some(bits) = option.strip_prefix("-msmall-int-bits=") {
            let bits = bits.parse().ok();
            self.options.small_int_bits = bits.ok_or("-msmall-int-bits takes a number")?;
        } else if option.starts_with("-march=") {
            return Err(format!(
                "{option}: native code is not made yet; without it, the file runs on every board"
            ));
        } else {
            return Err(format!("no option `{option}`"));
        }
        Ok(())
    }

    /// Compiles and writes, or says why not, as `mpy-cross` would.
    fn carry_out(mut self) -> Result<(), String> {
        let input = self.input.take().unwrap_or_default();
        let from_stdin = input == "-";
        let mut source = Vec::new();
        let read = match from_stdin {
            true => std::io::stdin().read_to_end(&mut source).map(|_| ()),
            false => fs::read(&input).map(|bytes| source = bytes),
        };
        read.map_err(|error| format!("cannot read {input}: {error}\n"))?;

        let shown = if from_stdin { "<stdin>" } else { &input };
        self.options.file_name = self.name.unwrap_or_else(|| shown.to_owned());
        let bytes = compiler::compile(&source, &self.options)
            .map_err(|error| error.traceback(&self.options.file_name))?;

        let output = match self.output {
            Some(output) => output,
            None if from_stdin => "-".to_owned(),
            None => {
                let beside = Path::new(&input).with_extension("mpy");
                beside.to_string_lossy().into_owned()
            }
        };
        match output.as_str() {
            "-" => std::io::stdout().write_all(&bytes),
            path => fs::write(path, &bytes),
        }
        .map_err(|error| format!("cannot write {output}: {error}\n"))
    }
}
