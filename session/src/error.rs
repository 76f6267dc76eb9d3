//! Why a session could not be made: one clear sentence each, with the place.

use std::fmt;

use sim_boards::DiagramError;

/// Why a session could not be made.
#[derive(Clone, Debug, PartialEq)]
pub enum SessionError {
    /// A file cannot be read.
    Missing {
        /// The file.
        file: String,
        /// Why.
        why: String,
    },
    /// A source file is not UTF-8.
    NotUtf8 {
        /// The file.
        file: String,
        /// The line of the first bad byte, from 1.
        line: u32,
        /// The first bad byte's offset.
        offset: usize,
    },
    /// A source file does not compile.
    Compile {
        /// The file.
        file: String,
        /// The exception's name, such as `SyntaxError`.
        kind: String,
        /// MicroPython's message.
        message: String,
        /// The line, from 1; 0 if unknown.
        line: u32,
        /// The column, from 1; 0 if unknown.
        column: u32,
        /// The function or class, `<module>` outside of any; empty where the text could not be parsed.
        block: String,
    },
    /// A `.mpy` file cannot be loaded.
    Mpy {
        /// The file.
        file: String,
        /// Why.
        message: String,
    },
    /// The circuit cannot be built.
    Diagram(DiagramError),
    /// A circuit was given for a board without pins.
    NoPins {
        /// The board.
        board: String,
    },
}

impl SessionError {
    /// What MicroPython prints of a source that does not compile; nothing for other errors.
    #[must_use]
    pub fn traceback(&self) -> Option<String> {
        let SessionError::Compile {
            file,
            kind,
            message,
            line,
            block,
            ..
        } = self
        else {
            return None;
        };
        let within = if block.is_empty() { "" } else { ", in " };
        Some(format!(
            "Traceback (most recent call last):\n  File \"{file}\", line {line}{within}{block}\n{kind}: {message}\n"
        ))
    }
}

impl fmt::Display for SessionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            SessionError::Missing { why, .. } => f.write_str(why),
            SessionError::NotUtf8 { file, line, offset } => write!(
                f,
                "{file}:{line}: the file is not UTF-8: byte {offset} starts no character; \
                 save it as UTF-8 and try again"
            ),
            SessionError::Compile {
                file,
                kind,
                message,
                line,
                column,
                ..
            } => match (line, column) {
                (0, _) => write!(f, "{file}: {kind}: {message}"),
                (line, 0) => write!(f, "{file}:{line}: {kind}: {message}"),
                (line, column) => write!(f, "{file}:{line}:{column}: {kind}: {message}"),
            },
            SessionError::Mpy { file, message } => write!(f, "{file}: {message}"),
            SessionError::Diagram(e) => write!(f, "{e}"),
            SessionError::NoPins { board } => write!(
                f,
                "the board \"{board}\" has no pins, so it takes no circuit; choose --board pico"
            ),
        }
    }
}

impl std::error::Error for SessionError {}

impl From<DiagramError> for SessionError {
    fn from(e: DiagramError) -> SessionError {
        SessionError::Diagram(e)
    }
}
