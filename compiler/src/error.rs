//! What compiling can fail with: MicroPython's exception, message and line, and a column besides.

use alloc::borrow::Cow;
use alloc::format;
use alloc::string::String;
use core::fmt;

/// The exception's type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorKind {
    /// The text is not Python.
    SyntaxError,
    /// Its indentation does not add up.
    IndentationError,
    /// Something MicroPython leaves out.
    NotImplementedError,
    /// Too much of something for the format.
    RuntimeError,
    /// The source is not UTF-8.
    UnicodeError,
}

impl ErrorKind {
    /// The exception's name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::SyntaxError => "SyntaxError",
            Self::IndentationError => "IndentationError",
            Self::NotImplementedError => "NotImplementedError",
            Self::RuntimeError => "RuntimeError",
            Self::UnicodeError => "UnicodeError",
        }
    }
}

/// Why a source was not compiled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CompileError {
    /// The exception's type.
    pub kind: ErrorKind,
    /// MicroPython's message.
    pub message: Cow<'static, str>,
    /// The line, from 1.
    pub line: u32,
    /// The column in characters, from 1; 0 if unknown.
    pub column: u32,
    /// The function or class the error was found in, `<module>` outside of any; empty when the
    /// text could not even be parsed.
    pub block: String,
    /// Whether MicroPython names the line too.
    pub traced: bool,
}

impl CompileError {
    /// What mpy-cross prints for this error.
    #[must_use]
    pub fn traceback(&self, file_name: &str) -> String {
        let mut text = String::new();
        if self.traced {
            text.push_str("Traceback (most recent call last):\n");
            text.push_str(&format!("  File \"{file_name}\", line {}", self.line));
            if !self.block.is_empty() {
                text.push_str(&format!(", in {}", self.block));
            }
            text.push('\n');
        }
        text.push_str(&format!("{}: {}\n", self.kind.name(), self.message));
        text
    }
}

impl fmt::Display for CompileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "line {}: {}: {}",
            self.line,
            self.kind.name(),
            self.message
        )
    }
}

impl core::error::Error for CompileError {}
