//! The options of `mpy-cross` that say how to compile: shared by all commands that do.

use std::fs;
use std::io::{self, Read};

use session::compiler::CompileOptions;

/// The options as one paragraph of a usage text.
pub const USAGE: &str = "\
  -s NAME                  the name in tracebacks (default: FILE)
  -O[N]                    how much to optimise, 0 to 3 (default: 0; -O alone: 1)
  -msmall-int-bits=N       the size of the target's small integers (default: 31)
  -X no-source-lines       leave out line numbers";

/// How to compile, as the command line says it.
#[derive(Default)]
pub struct Flags {
    /// The file's name in tracebacks, if it is given.
    pub name: Option<String>,
    /// Everything else.
    pub options: CompileOptions,
}

impl Flags {
    /// Takes an option, and its value from the words after it; false if it is none of these.
    pub fn take<'a>(
        &mut self,
        word: &str,
        rest: &mut impl Iterator<Item = &'a String>,
    ) -> Result<bool, String> {
        match word {
            "-s" => self.name = Some(value(word, rest)?),
            "-O" => self.options.opt_level = 1,
            "-X" => match value(word, rest)?.as_str() {
                "no-source-lines" => self.options.source_lines = false,
                other => return Err(format!("-X does not know `{other}`")),
            },
            option => return self.set(option),
        }
        Ok(true)
    }

    /// Takes an option that holds its own value.
    fn set(&mut self, option: &str) -> Result<bool, String> {
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
            return Ok(false);
        }
        Ok(true)
    }

    /// Compiles a source that lies in `shown`, or says why not, as `mpy-cross` would.
    pub fn compile(self, source: &[u8], shown: &str) -> Result<Vec<u8>, String> {
        let mut options = self.options;
        options.file_name = self.name.unwrap_or_else(|| shown.to_owned());
        session::compiler::compile(source, &options)
            .map_err(|error| error.traceback(&options.file_name))
    }
}

/// The word after an option.
pub fn value<'a>(
    option: &str,
    rest: &mut impl Iterator<Item = &'a String>,
) -> Result<String, String> {
    let value = rest.next().cloned();
    value.ok_or_else(|| format!("{option} needs a value"))
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
