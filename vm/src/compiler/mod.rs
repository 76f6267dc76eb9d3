//! Source to `.mpy` bytes.

use alloc::string::String;
use alloc::vec::Vec;

/// What kind of error a file has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum ErrorKind {
    SyntaxError,
    IndentationError,
    NotImplementedError,
    RuntimeError,
    UnicodeError,
}

/// Why a file was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct CompileError {
    pub kind: ErrorKind,
    pub message: String,
    pub line: u32,
    pub column: u32,
    pub block: String,
}

/// How to compile.
#[derive(Clone, Debug, Default)]
#[allow(missing_docs)]
pub struct CompileOptions {
    pub file_name: String,
    pub opt_level: u8,
    pub small_int_bits: u8,
}

/// Compiles a file.
pub fn compile(_source: &[u8], _options: &CompileOptions) -> Result<Vec<u8>, CompileError> {
    Err(CompileError {
        kind: ErrorKind::SyntaxError,
        message: "no compiler".into(),
        line: 1,
        column: 1,
        block: "<module>".into(),
    })
}
