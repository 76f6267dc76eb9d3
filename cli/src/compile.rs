//! `pinwheel compile`: Python to `.mpy`, with the arguments and the answers of `mpy-cross`.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

use crate::flags::{self, Flags};

const USAGE: &str = "\
usage: pinwheel compile [OPTION…] [--] FILE

FILE is a Python file, or - for standard input.

  -o FILE                  where to write; - is standard output (default: FILE with .mpy)
";

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
    flags: Flags,
}

/// Runs the command. The exit code is 1 when the file was refused, 2 when the arguments were.
pub fn compile(arguments: &CompileArgs) -> ExitCode {
    let arguments = &arguments.words;
    if arguments
        .iter()
        .any(|word| word == "-h" || word == "--help")
    {
        println!("{USAGE}{}", flags::USAGE);
        return ExitCode::SUCCESS;
    }
    let request = match Request::parse(arguments) {
        Ok(request) => request,
        Err(message) => {
            eprintln!("pinwheel compile: {message}\n\n{USAGE}{}", flags::USAGE);
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
            match word.as_str() {
                file if only_files || file == "-" || !file.starts_with('-') => {
                    if request.input.replace(file.to_owned()).is_some() {
                        return Err("one file at a time".to_owned());
                    }
                }
                "--" => only_files = true,
                "-o" => request.output = Some(flags::value(word, &mut words)?),
                option => {
                    if !request.flags.take(option, &mut words)? {
                        return Err(format!("no option `{option}`"));
                    }
                }
            }
        }
        match request.input {
            Some(_) => Ok(request),
            None => Err("no file".to_owned()),
        }
    }

    /// Compiles and writes, or says why not, as `mpy-cross` would.
    fn carry_out(mut self) -> Result<(), String> {
        let input = self.input.take().unwrap_or_default();
        let (shown, source) = flags::read_input(&input)?;
        let bytes = self.flags.compile(&source, &shown)?;
        let output = match self.output {
            Some(output) => output,
            None if input == "-" => "-".to_owned(),
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
