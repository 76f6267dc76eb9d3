//! Source to `.mpy` bytes: the same bytes, and the same refusals, as mpy-cross 1.29.
//!
//! Text becomes tokens ([`lexer`]), tokens a tree that folds constants as it grows ([`parser`]), the
//! tree scopes and code ([`codegen`]), and that a [`RawModule`](mpy::RawModule).
#![no_std]
#![forbid(unsafe_code)]

extern crate alloc;
#[cfg(test)]
extern crate std;

mod asked;
pub mod check;
mod codegen;
pub mod debug;
mod emit;
mod error;
mod exprs;
mod fold;
mod inject;
mod intern;
mod lexer;
mod options;
mod parser;
mod scope;
mod stmts;
mod strings;
mod token;
mod tree;
mod value;

pub use error::{CompileError, ErrorKind};
pub use options::{CompileOptions, Input, MAX_NESTING, Target};

use alloc::boxed::Box;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use mpy::RawModule;

/// Compiles a source file to `.mpy` bytes.
///
/// # Errors
/// When the source is not Python as MicroPython understands it, or, for the simulator, not UTF-8.
pub fn compile(source: &[u8], options: &CompileOptions) -> Result<Vec<u8>, CompileError> {
    compile_module(source, options).map(|module| mpy::write(&module))
}

/// As [`compile`], to the module before it is written.
///
/// # Errors
/// As [`compile`].
pub fn compile_module(source: &[u8], options: &CompileOptions) -> Result<RawModule, CompileError> {
    build(source, options).map_err(|error| *error)
}

fn build(source: &[u8], options: &CompileOptions) -> Result<RawModule, Box<CompileError>> {
    let mut parsed = parse(source, options)?;
    let names = &mut parsed.names;
    codegen::compile(&parsed.tree, parsed.root, names, options, &parsed.lexer)
}

/// A source as a tree, with what its parts refer to.
struct ParsedFile {
    names: intern::Interner,
    tree: tree::Tree,
    root: tree::Node,
    lexer: lexer::Lexer,
}

fn parse(source: &[u8], options: &CompileOptions) -> Result<ParsedFile, Box<CompileError>> {
    if options.target == Target::Simulator {
        check_utf8(source)?;
    }
    let mut names = intern::Interner::new();
    names.add(options.file_name.as_bytes());
    let lexer = lexer::Lexer::new(source, options.opt_level);
    let (tree, root, lexer) = parser::Parser::parse(lexer, &mut names, options, source.len())?;
    Ok(ParsedFile {
        names,
        tree,
        root,
        lexer,
    })
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
