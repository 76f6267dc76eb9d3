//! An exception that text handling raises: its type and the message MicroPython gives it.

use alloc::borrow::Cow;
use core::fmt;

/// The exception types that text handling raises.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ErrorKind {
    /// `ValueError`
    Value,
    /// `TypeError`
    Type,
    /// `IndexError`
    Index,
    /// `OverflowError`
    Overflow,
    /// `NotImplementedError`
    NotImplemented,
    /// `UnicodeError`
    Unicode,
}

impl ErrorKind {
    /// The exception's name in Python.
    pub const fn name(self) -> &'static str {
        match self {
            ErrorKind::Value => "ValueError",
            ErrorKind::Type => "TypeError",
            ErrorKind::Index => "IndexError",
            ErrorKind::Overflow => "OverflowError",
            ErrorKind::NotImplemented => "NotImplementedError",
            ErrorKind::Unicode => "UnicodeError",
        }
    }
}

/// How much a build's messages tell: boards are built with `Normal`, the unix build with `Detailed`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reporting {
    /// Full sentences without the offending text.
    Normal,
    /// With the offending text where there is some.
    Detailed,
}

/// An exception to raise. An empty message means the exception has no arguments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextError {
    /// The exception's type.
    pub kind: ErrorKind,
    /// The exception's argument.
    pub message: Cow<'static, str>,
}

impl TextError {
    /// An exception with a message.
    pub fn new(kind: ErrorKind, message: impl Into<Cow<'static, str>>) -> Self {
        TextError {
            kind,
            message: message.into(),
        }
    }

    pub(crate) fn value(message: &'static str) -> Self {
        Self::new(ErrorKind::Value, message)
    }

    pub(crate) fn type_error(message: &'static str) -> Self {
        Self::new(ErrorKind::Type, message)
    }
}

impl fmt::Display for TextError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.kind.name())?;
        if self.message.is_empty() {
            return Ok(());
        }
        write!(f, ": {}", self.message)
    }
}

impl core::error::Error for TextError {}
