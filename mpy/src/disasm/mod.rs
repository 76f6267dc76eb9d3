//! A listing of a module's bytecode, for people and for comparing two of them line by line.

mod function;
mod operand;
mod text;

use super::{DecodeError, RawCode, RawModule, VERSION};
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt::{self, Write as _};

/// What a listing shows besides the instructions.
#[derive(Clone, Copy, Debug)]
pub struct Listing<'a> {
    /// The source, to show each line above its first instruction.
    pub source: Option<&'a [u8]>,
    /// Whether the numbers are shown that any change moves for the rest of the file: offsets, raw
    /// bytes and places in the tables. A listing without them can be compared line by line.
    pub offsets: bool,
}

impl Default for Listing<'_> {
    fn default() -> Self {
        Self {
            source: None,
            offsets: true,
        }
    }
}

/// Why a module cannot be listed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListingError {
    /// The function, with those around it.
    pub function: String,
    /// What is wrong with its bytecode.
    pub what: Fault,
}

/// What is wrong with bytecode.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Bytes that are no instruction.
    Decode(DecodeError),
    /// The operand at this offset names something that the file does not have.
    Operand {
        /// Offset in the bytecode.
        at: usize,
        /// The operand.
        index: i64,
        /// What it should name.
        what: &'static str,
    },
    /// The jump at this offset does not lead to an instruction.
    Jump {
        /// Offset in the bytecode.
        at: usize,
        /// Where it leads.
        target: usize,
    },
}

impl fmt::Display for ListingError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the .mpy file is corrupt: in {}: ", self.function)?;
        match self.what {
            Fault::Decode(error) => error.fmt(f),
            Fault::Operand { at, index, what } => {
                write!(
                    f,
                    "the instruction at {at} names {what} {index}, which there is not"
                )
            }
            Fault::Jump { at, target } => write!(
                f,
                "the jump at {at} leads to {target}, where no instruction starts"
            ),
        }
    }
}

impl core::error::Error for ListingError {}

/// Lists every function of `module`, the outer ones first.
///
/// The text's size is bounded by the file's: long names, constants and lines are given in full once
/// at most.
///
/// # Errors
/// When bytecode cannot be read. Nothing is listed then.
pub fn disassemble(module: &RawModule, listing: &Listing<'_>) -> Result<String, ListingError> {
    let texts = Texts::of(module);
    let mut out = String::new();
    tables(&mut out, module, listing);
    let lines = listing.source.map(text::source_lines).unwrap_or_default();
    let root = String::from(texts.name(module.root.simple_name));
    let mut waiting = alloc::vec![(&module.root, root)];
    while let Some((code, path)) = waiting.pop() {
        let names = child_names(&texts, code);
        let function = function::Function {
            texts: &texts,
            code,
            children: &names,
            listing,
            lines: &lines,
        };
        if let Err(what) = function.list(&mut out, &path) {
            return Err(ListingError {
                function: path,
                what,
            });
        }
        let inner = code.children.iter().zip(&names).rev();
        waiting.extend(inner.map(|(child, name)| (child, text::cut_path(&path, name))));
    }
    Ok(out)
}

/// What instructions name, each in its short form. Made once, so that a file cannot have a long
/// constant looked through at every instruction.
struct Texts {
    names: Vec<String>,
    strings: Vec<String>,
    constants: Vec<String>,
}

impl Texts {
    fn of(module: &RawModule) -> Self {
        let qstrs = || module.qstrs.iter();
        let constants = module.constants.iter().map(text::constant);
        Self {
            names: qstrs().map(|qstr| text::short(text::name(qstr))).collect(),
            strings: qstrs()
                .map(|qstr| text::short(text::string(qstr)))
                .collect(),
            constants: constants.map(text::short).collect(),
        }
    }

    fn name(&self, index: u32) -> &str {
        // The reader has checked the names in preludes.
        self.names.get(index as usize).map_or("?", String::as_str)
    }
}

fn tables(out: &mut String, module: &RawModule, listing: &Listing<'_>) {
    // Writing to a String cannot fail.
    let _ = writeln!(
        out,
        "mpy version {VERSION}, small integers of {} bits",
        module.small_int_bits
    );
    let mut table = |title: &str, entries: &mut dyn Iterator<Item = String>| {
        let mut entries = entries.enumerate().peekable();
        if entries.peek().is_some() {
            let _ = writeln!(out, "\n{title}");
        }
        for (index, entry) in entries {
            let _ = match listing.offsets {
                true => writeln!(out, "{index:7}  {entry}"),
                false => writeln!(out, "         {entry}"),
            };
        }
    };
    table(
        "names",
        &mut module.qstrs.iter().map(|qstr| text::name(qstr)),
    );
    table(
        "constants",
        &mut module.constants.iter().map(text::constant),
    );
}

/// The names of a function's inner functions; those that share one are numbered.
fn child_names(texts: &Texts, code: &RawCode) -> Vec<String> {
    let mut seen = alloc::collections::BTreeMap::new();
    let numbered = code.children.iter().map(|child| {
        let count: &mut usize = seen.entry(child.simple_name).or_default();
        *count += 1;
        match (texts.name(child.simple_name), *count) {
            (name, 1) => name.into(),
            (name, count) => format!("{name}#{count}"),
        }
    });
    numbered.collect()
}
