//! `pinwheel disasm`: a program's bytecode as a listing, beside its source where that is at hand.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use session::mpy::{self, Listing, RawModule};

use crate::flags::{self, Flags};

const USAGE: &str = "\
usage: pinwheel disasm [OPTION…] [--] FILE

FILE is a .mpy file, or a Python file, which is compiled first; - is standard input.

      --source FILE        the source whose lines to show (default: FILE itself, or beside a .mpy
                           file the one that it names)
      --no-offsets         leave out offsets and raw bytes, to compare listings line by line

To compile:
";

/// The words after `disasm`, kept as they are for the options of `mpy-cross` among them.
#[derive(clap::Args)]
#[command(disable_help_flag = true)]
pub struct DisasmArgs {
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    words: Vec<String>,
}

/// What the command line asks for.
#[derive(Default)]
struct Request {
    input: Option<String>,
    source: Option<PathBuf>,
    no_offsets: bool,
    flags: Flags,
}

/// Runs the command. The exit code is 1 when the file was refused, 2 when the arguments were.
pub fn disasm(arguments: &DisasmArgs) -> ExitCode {
    let words = &arguments.words;
    if words.iter().any(|word| word == "-h" || word == "--help") {
        println!("{USAGE}{}", flags::USAGE);
        return ExitCode::SUCCESS;
    }
    let request = match Request::parse(words) {
        Ok(request) => request,
        Err(message) => {
            eprintln!("pinwheel disasm: {message}\n\n{USAGE}{}", flags::USAGE);
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
                "--source" => request.source = Some(flags::value(word, &mut words)?.into()),
                "--no-offsets" => request.no_offsets = true,
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

    fn carry_out(mut self) -> Result<(), String> {
        let input = self.input.take().unwrap_or_default();
        let (shown, bytes) = flags::read_input(&input)?;
        // A source cannot be mistaken for one: nothing but the letter M may begin both, and version
        // numbers are no text.
        let is_mpy = Path::new(&input)
            .extension()
            .is_some_and(|end| end == "mpy")
            || matches!(bytes[..], [b'M', 0..=8, ..]);
        let (compiled, source) = if is_mpy {
            (bytes, None)
        } else {
            (self.flags.compile(&bytes, &shown)?, Some(bytes))
        };
        let module = mpy::read(&compiled).map_err(|error| format!("{shown}: {error}\n"))?;
        let source = match &self.source {
            Some(path) => Some(
                fs::read(path)
                    .map_err(|error| format!("cannot read {}: {error}\n", path.display()))?,
            ),
            None => source.or_else(|| beside(Path::new(&input), &module)),
        };
        let listing = Listing {
            source: source.as_deref(),
            offsets: !self.no_offsets,
        };
        let text =
            mpy::disassemble(&module, &listing).map_err(|error| format!("{shown}: {error}\n"))?;
        match io::stdout().write_all(text.as_bytes()) {
            // Whoever read the listing, such as a pager, has seen enough.
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
            written => written.map_err(|error| format!("cannot write the listing: {error}\n")),
        }
    }
}

/// The source that a `.mpy` file names, if it lies beside it. Only the last part of the name counts:
/// a file from a stranger must not choose what is read.
fn beside(file: &Path, module: &RawModule) -> Option<Vec<u8>> {
    let named = std::str::from_utf8(module.qstrs.first()?).ok()?;
    let name = Path::new(named).file_name()?;
    fs::read(file.with_file_name(name)).ok()
}
