//! `pinwheel disasm`: a program's bytecode as a listing, beside its source where that is at hand.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use session::mpy::{self, Listing, RawModule};

use crate::flags::{self, Flags, Refusal, Words};

const USAGE: &str = "\
usage: pinwheel disasm [OPTION…] [--] FILE

FILE is a .mpy file, or a Python file, which is compiled first; - is standard input.

      --source FILE        the source whose lines to show (default: FILE itself, or beside a .mpy
                           file the one that it names)
      --no-offsets         leave out offsets and raw bytes, to compare listings line by line

To compile:
";

/// Runs the command. The exit code is 1 when the file was refused, 2 when the arguments were.
pub fn disasm(words: &Words) -> ExitCode {
    let words = words.all();
    if words.iter().any(|word| word == "-h" || word == "--help") {
        println!("{USAGE}{}", flags::USAGE);
        return ExitCode::SUCCESS;
    }
    let request = match Request::parse(&words) {
        Ok(request) => request,
        Err(Refusal::Version) => {
            println!("pinwheel {}", env!("CARGO_PKG_VERSION"));
            return ExitCode::SUCCESS;
        }
        Err(Refusal::Usage(message) | Refusal::Impossible(message)) => {
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

/// What the command line asks for.
struct Request {
    input: String,
    source: Option<PathBuf>,
    offsets: bool,
    flags: Flags,
}

impl Request {
    fn parse(words: &[String]) -> Result<Self, Refusal> {
        let mut source = None;
        let mut offsets = true;
        let (flags, input) = Flags::parse(words, |word, value| {
            match word {
                "--source" => source = Some(value()?.into()),
                "--no-offsets" => offsets = false,
                _ => return Ok(false),
            }
            Ok(true)
        })?;
        Ok(Self {
            input,
            source,
            offsets,
            flags,
        })
    }

    fn carry_out(self) -> Result<(), String> {
        let (shown, bytes) = flags::read_input(&self.input)?;
        // A source cannot be mistaken for one: nothing but the letter M may begin both, and version
        // numbers are no text.
        let is_mpy = Path::new(&self.input)
            .extension()
            .is_some_and(|end| end == "mpy")
            || matches!(bytes[..], [b'M', 0..=8, ..]);
        let (compiled, source) = if is_mpy {
            (bytes, None)
        } else {
            (self.flags.compile(bytes.clone(), &shown)?, Some(bytes))
        };
        let module = mpy::read(&compiled).map_err(|error| format!("{shown}: {error}\n"))?;
        let source = match &self.source {
            Some(path) => Some(
                fs::read(path)
                    .map_err(|error| format!("cannot read {}: {error}\n", path.display()))?,
            ),
            None => source.or_else(|| beside(Path::new(&self.input), &module)),
        };
        let listing = Listing {
            source: source.as_deref(),
            offsets: self.offsets,
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
