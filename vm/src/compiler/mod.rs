//! Source to `.mpy` bytes: the same bytes, and the same refusals, as mpy-cross 1.29.
//!
//! Text becomes tokens ([`lexer`]), tokens a tree that folds constants as it grows ([`parser`]), the
//! tree scopes and code ([`codegen`]), and that a [`RawModule`](crate::mpy::RawModule).

mod codegen;
mod emit;
mod error;
mod exprs;
mod fold;
mod inject;
mod intern;
mod lexer;
mod parser;
mod scope;
mod stmts;
mod strings;
mod token;
mod tree;
mod value;

pub use error::{CompileError, ErrorKind};

use crate::mpy::RawModule;
use alloc::boxed::Box;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

/// How deeply expressions and blocks may nest.
const MAX_NESTING: usize = crate::mpy::MAX_DEPTH;

/// What the bytes depend on besides the source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CompileOptions {
    /// The file's name, as tracebacks will give it.
    pub file_name: String,
    /// 0 keeps everything; 1 and up drop `assert` and make `__debug__` false; 3 drops line numbers.
    pub opt_level: u8,
    /// Bits of the target's small integers: 31 on 32-bit boards.
    pub small_int_bits: u8,
    /// Whether the code knows its source lines.
    pub source_lines: bool,
    /// Compile `@micropython.native` functions to bytecode, rather than refuse them.
    pub native_as_bytecode: bool,
}

impl Default for CompileOptions {
    fn default() -> Self {
        Self {
            file_name: String::from("main.py"),
            opt_level: 0,
            small_int_bits: 31,
            source_lines: true,
            native_as_bytecode: false,
        }
    }
}

/// Compiles a source file to `.mpy` bytes.
///
/// # Errors
/// When the source is not UTF-8, or not Python as MicroPython understands it.
pub fn compile(source: &[u8], options: &CompileOptions) -> Result<Vec<u8>, CompileError> {
    compile_module(source, options).map(|module| crate::mpy::write(&module))
}

/// As [`compile`], to the module before it is written.
///
/// # Errors
/// As [`compile`].
pub fn compile_module(source: &[u8], options: &CompileOptions) -> Result<RawModule, CompileError> {
    check_utf8(source)?;
    build(source, options).map_err(|error| *error)
}

fn build(source: &[u8], options: &CompileOptions) -> Result<RawModule, Box<CompileError>> {
    let mut names = intern::Interner::new();
    names.add(options.file_name.as_bytes());
    let lexer = lexer::Lexer::new(source, options.opt_level);
    let (tree, root, lexer) =
        parser::Parser::parse(lexer, &mut names, options.small_int_bits, source.len())?;
    codegen::compile(&tree, root, &mut names, options, &lexer)
}

fn check_utf8(source: &[u8]) -> Result<(), CompileError> {
    let Err(error) = core::str::from_utf8(source) else {
        return Ok(());
    };
    let valid = &source[..error.valid_up_to()];
    let line_start = valid.iter().rposition(|&b| b == b'\n').map_or(0, |i| i + 1);
    let line = valid.iter().filter(|&&b| b == b'\n').count() as u32 + 1;
    let before = core::str::from_utf8(&valid[line_start..]).unwrap_or_default();
    Err(CompileError {
        kind: ErrorKind::UnicodeError,
        message: format!(
            "the source is not UTF-8: byte {:#04x} at offset {}",
            source[valid.len()],
            valid.len()
        )
        .into(),
        line,
        column: before.chars().count() as u32 + 1,
        block: String::new(),
        traced: true,
    })
}
