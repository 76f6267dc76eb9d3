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
    /// An image of flash was given for a board without any.
    NoFlash {
        /// The board.
        board: String,
    },
    /// An image is longer than what a board's flash has room for.
    ImageTooLong {
        /// The board.
        board: String,
        /// Bytes of the image.
        bytes: u64,
        /// Bytes that there may be.
        most: u64,
    },
    /// There is no room for all files on a board's flash.
    FlashFull {
        /// The board.
        board: String,
        /// The first file for which there is none.
        file: String,
        /// Its bytes.
        file_bytes: u64,
        /// Bytes of all files together, as far as they were looked at.
        all_bytes: u64,
        /// Bytes of the file system, which keeps some for itself.
        room: u64,
    },
    /// A file cannot be put on a board's flash.
    NotOnFlash {
        /// The file.
        file: String,
        /// Why.
        why: String,
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
            SessionError::NoFlash { board } => write!(
                f,
                "the board \"{board}\" has no flash to put files on; choose --board pico"
            ),
            SessionError::ImageTooLong { board, bytes, most } => write!(
                f,
                "the image has {bytes} bytes, but the part of the flash of the board \"{board}\" that is there \
                 for files has {most}; give that part alone"
            ),
            SessionError::FlashFull {
                board,
                file,
                file_bytes,
                all_bytes,
                room,
            } => write!(
                f,
                "{file} does not fit on the board \"{board}\": it has {file_bytes} bytes, the files together have \
                 {all_bytes} or more, and the file system on the flash has {room} with all that it keeps for itself; \
                 leave out what the program does not need"
            ),
            SessionError::NotOnFlash { file, why } if file.is_empty() => f.write_str(why),
            SessionError::NotOnFlash { file, why } => {
                write!(f, "{file} cannot be put on the board's flash: {why}")
            }
        }
    }
}

impl std::error::Error for SessionError {}

impl From<DiagramError> for SessionError {
    fn from(e: DiagramError) -> SessionError {
        SessionError::Diagram(e)
    }
}
