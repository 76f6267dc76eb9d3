//! The command line of `mpy-cross`, as far as it says what to compile and how: shared by all
//! commands that compile.

use std::fs;
use std::io::{self, Read};
use std::thread;

use session::compiler::{self, CompileError, CompileOptions, ErrorKind};
use session::mpy::ARCHITECTURES;

/// The options as one paragraph of a usage text.
pub const USAGE: &str = "  -s NAME                  the name in tracebacks (default: FILE)
  -O[N]                    how much to optimise: 0 nothing (the default), 1 and up leave out
                           assert, 3 leaves out line numbers; -O is -O1, -OO is -O2
  -msmall-int-bits=N       the size of the target's small integers (default: 31)
  -march=ARCH              the target's processor; native code for it is not made yet
  -X source-lines          keep line numbers (the default)
  -X no-source-lines       leave out line numbers
  -X emit=bytecode         make bytecode (the default)
  -X heapsize=N            ignored, as is -v: memory grows as needed";

/// The words after the command's name. `-O2` and `-msmall-int-bits=31` are `mpy-cross`'s own way to
/// write options, so they are kept from the library that reads all other command lines.
#[derive(clap::Args)]
#[command(disable_help_flag = true)]
pub struct Words {
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    #[arg(value_name = "OPTION|FILE")]
    // Not looked at: the library takes a `--` out, which says where the files begin.
    words: Vec<String>,
}

impl Words {
    /// All of them, as they were given: only `pinwheel` and the command's name come before.
    pub fn all(&self) -> Vec<String> {
        std::env::args().skip(2).collect()
    }
}

/// How deeply sources may nest here, far beyond what `mpy-cross` has memory for, and the stack that
/// this takes without optimisation.
const MAX_NESTING: usize = 20_000;
const STACK: usize = 64 << 20;

/// How to compile, as the command line says it.
#[derive(Default)]
pub struct Flags {
    /// The file's name in tracebacks, if it is given.
    name: Option<String>,
    options: CompileOptions,
    arch: Option<String>,
    arch_flags: bool,
    native: bool,
}

/// Why a command line is not carried out.
pub enum Refusal {
    /// It is not understood.
    Usage(String),
    /// What it asks for cannot be.
    Impossible(String),
    /// It asks for the version instead.
    Version,
}

impl Refusal {
    /// A line is not understood.
    pub fn usage<T>(message: impl Into<String>) -> Result<T, Self> {
        Err(Self::Usage(message.into()))
    }

    fn impossible<T>(message: impl Into<String>) -> Result<T, Self> {
        Err(Self::Impossible(message.into()))
    }
}

impl Flags {
    /// Reads a command line; returns the file to compile, too. `own` takes the options that only
    /// one command has, and their values; it says whether it knows the word.
    pub fn parse(
        words: &[String],
        mut own: impl FnMut(&str, &mut dyn FnMut() -> Result<String, Refusal>) -> Result<bool, Refusal>,
    ) -> Result<(Self, String), Refusal> {
        let mut flags = Self::default();
        // `mpy-cross` takes these before all others, wherever they stand.
        let mut rest = words.iter();
        while let Some(word) = rest.next() {
            if word == "-X" {
                flags.implementation(value(word, &mut rest)?.as_str())?;
            }
        }
        let mut input: Option<String> = None;
        let mut rest = words.iter();
        let mut only_files = false;
        while let Some(word) = rest.next() {
            if only_files || word == "-" || !word.starts_with('-') {
                // Folders are parted as on the boards.
                let file = word.replace('\\', "/");
                if input.replace(file).is_some() {
                    return Refusal::impossible("multiple input files");
                }
            } else if word == "--" {
                only_files = true;
            } else if word == "-X" {
                value(word, &mut rest)?;
            } else if word == "-s" {
                flags.name = Some(value(word, &mut rest)?.replace('\\', "/"));
            } else if !flags.set(word)? && !own(word, &mut || value(word, &mut rest))? {
                return Refusal::usage(format!("no option `{word}`"));
            }
        }
        flags.check()?;
        match input {
            Some(input) => Ok((flags, input)),
            None => Refusal::impossible("no input file"),
        }
    }

    /// Takes the value of an `-X`.
    fn implementation(&mut self, word: &str) -> Result<(), Refusal> {
        match word {
            "emit=bytecode" => self.native = false,
            "emit=native" | "emit=viper" => self.native = true,
            "source-lines" => self.options.source_lines = true,
            "no-source-lines" => self.options.source_lines = false,
            _ if word.starts_with("heapsize=") => {}
            _ => return Refusal::usage(format!("-X does not know `{word}`")),
        }
        Ok(())
    }

    /// Takes an option without value, or one that holds its own; false if it is no such option.
    fn set(&mut self, option: &str) -> Result<bool, Refusal> {
        if option == "--version" {
            return Err(Refusal::Version);
        } else if option == "-v" {
            // More words about the work are for those who develop the compiler.
        } else if let Some(level) = option.strip_prefix("-O") {
            self.options.opt_level = match level.bytes().next() {
                Some(digit @ b'0'..=b'9') => digit - b'0',
                _ => 1 + level.bytes().take_while(|&b| b == b'O').count().min(9) as u8,
            };
        } else if let Some(bits) = option.strip_prefix("-msmall-int-bits=") {
            let Some(bits) = c_integer(bits) else {
                return Refusal::usage("-msmall-int-bits takes a number");
            };
            // What is kept of the number is one byte, in the file's header too.
            self.options.small_int_bits = bits as u8;
        } else if let Some(arch) = option.strip_prefix("-march=") {
            if arch != "host" && !ARCHITECTURES.contains(&arch) {
                return Refusal::usage(format!("-march does not know `{arch}`"));
            }
            self.arch = Some(arch.to_owned());
        } else if option.starts_with("-march-flags=") {
            self.arch_flags = true;
        } else {
            return Ok(false);
        }
        Ok(true)
    }

    /// Refuses what only native code would need.
    fn check(&self) -> Result<(), Refusal> {
        match &self.arch {
            Some(arch) if self.arch_flags && arch == "rv32imc" => Refusal::impossible(
                "-march-flags is about native code, which is not made yet; leave it out to get \
                 bytecode, which runs on every board",
            ),
            Some(_) if self.arch_flags => Refusal::impossible("unrecognised arch flags"),
            None if self.native => Refusal::impossible("arch not specified"),
            Some(_) if self.native => Refusal::impossible(
                "-X emit: native code is not made yet; leave it out to get bytecode, which runs \
                 on every board, or use mpy-cross",
            ),
            _ => Ok(()),
        }
    }

    /// Compiles a source that lies in `shown`, or says why not, as `mpy-cross` would.
    pub fn compile(self, source: Vec<u8>, shown: &str) -> Result<Vec<u8>, String> {
        let mut options = self.options;
        options.file_name = self.name.unwrap_or_else(|| shown.to_owned());
        options.max_nesting = MAX_NESTING;
        let work = move || {
            let result = compiler::compile(&source, &options);
            result.map_err(|error| (error, options.file_name))
        };
        let thread = thread::Builder::new().stack_size(STACK).spawn(work);
        let result = thread
            .map_err(|error| format!("cannot start to compile: {error}\n"))?
            .join()
            .map_err(|_| "the compiler failed; please report this file\n".to_owned())?;
        result.map_err(|(mut error, name)| {
            explain_native(&mut error, self.arch.as_deref());
            // While there is no tree yet, `mpy-cross` knows the file by where it lies.
            let parsed = !error.block.is_empty();
            error.traceback(if parsed { &name } else { shown })
        })
    }
}

/// With an architecture given, `mpy-cross` would have made native code.
fn explain_native(error: &mut CompileError, arch: Option<&str>) {
    let Some(arch) = arch.filter(|_| error.message == "invalid arch") else {
        return;
    };
    error.kind = ErrorKind::NotImplementedError;
    error.message = format!(
        "native code for {arch} is not made yet: take out the decorator to get bytecode, which \
         runs on every board, or use mpy-cross"
    )
    .into();
}

/// An integer as C's `strtol` reads it: in any base that its prefix tells, 0 if there is nothing.
fn c_integer(text: &str) -> Option<i64> {
    let text = text.trim_start_matches(|c: char| c.is_ascii_whitespace());
    let (negative, digits) = match text.strip_prefix('-') {
        Some(digits) => (true, digits),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let hexadecimal = digits.strip_prefix("0x").or(digits.strip_prefix("0X"));
    let (digits, base) = match hexadecimal {
        Some(digits) => (digits, 16),
        None if digits.starts_with('0') => (digits, 8),
        None => (digits, 10),
    };
    if text.is_empty() {
        return Some(0);
    }
    if !digits.starts_with(|c: char| c.is_digit(base)) {
        return None;
    }
    let value = i64::from_str_radix(digits, base).ok()?;
    Some(if negative { -value } else { value })
}

/// The word after an option.
fn value<'a>(option: &str, rest: &mut impl Iterator<Item = &'a String>) -> Result<String, Refusal> {
    match rest.next() {
        Some(value) => Ok(value.clone()),
        None => Refusal::usage(format!("{option} needs a value")),
    }
}

/// Reads the file that a command is about, and gives its name for people; `-` is standard input.
pub fn read_input(input: &str) -> Result<(String, Vec<u8>), String> {
    let mut source = Vec::new();
    let read = match input {
        "-" => io::stdin().read_to_end(&mut source).map(|_| ()),
        file => fs::read(file).map(|bytes| source = bytes),
    };
    read.map_err(|error| format!("cannot read {input}: {error}\n"))?;
    let shown = if input == "-" { "<stdin>" } else { input };
    Ok((shown.to_owned(), source))
}
