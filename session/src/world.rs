//! The world that a session's VM sees: its console, its files or its flash, and the circuit around its board.

use std::collections::VecDeque;

use sim_boards::Circuit;
use vm::hal::{Console, FileKind, FileStat, Files, Read};

use crate::files::FileSource;
use crate::flash::BoardFlash;
use crate::hearing::Hearing;
use crate::outside::Outside;

/// Bytes of output beyond which a slice ends early, so that whoever owns the session can take them.
pub const OUTPUT_LIMIT: usize = 64 << 10;

/// Console, files, flash, circuit.
#[derive(Clone, Debug, PartialEq)]
pub struct World {
    /// The program's files; a board has none but those on its flash.
    pub files: FileSource,
    /// The flash for files, if the board has any.
    pub flash: Option<BoardFlash>,
    /// The circuit; none where the board has no pins.
    pub circuit: Option<Circuit>,
    /// What the program printed and nobody has taken yet.
    pub output: Vec<u8>,
    /// What it wrote to standard error, where that is a stream of its own.
    pub errors: Vec<u8>,
    /// Where in `output` parts of `errors` belong: how long both were before each part.
    pub order: Vec<(usize, usize)>,
    /// Whether standard error is a stream of its own, as in a process; a board has one console.
    pub separate_errors: bool,
    /// Whether the output goes to a terminal, which wants its line ends.
    pub is_terminal: bool,
    /// What was typed and the program has not read yet.
    pub input: VecDeque<u8>,
    /// Whether nothing more will be typed.
    pub input_closed: bool,
    /// What somebody waits for in what is printed; none if nobody ever does.
    pub hearing: Option<Hearing>,
    /// Lines of the program that made something happen that is told of, by the numbers that the circuit has for them.
    pub places: Vec<(String, u32)>,
    /// What lets connections leave the machine, if anything does.
    pub outside: Option<Outside>,
}

impl Console for World {
    fn write(&mut self, _at: u64, bytes: &[u8]) {
        if let Some(hearing) = &mut self.hearing {
            hearing.hear(bytes);
        }
        if self.is_terminal {
            crate::port::cooked(bytes, &mut self.output);
        } else {
            self.output.extend_from_slice(bytes);
        }
    }

    fn write_error(&mut self, at: u64, bytes: &[u8]) {
        if self.separate_errors {
            self.order.push((self.output.len(), self.errors.len()));
            self.errors.extend_from_slice(bytes);
        } else {
            self.write(at, bytes);
        }
    }

    fn read(&mut self, _at: u64) -> Read {
        match self.input.pop_front() {
            Some(byte) => Read::Byte(byte),
            None if self.input_closed => Read::End,
            None => Read::Wait,
        }
    }

    fn has_input(&mut self) -> bool {
        !self.input.is_empty() || self.input_closed
    }
}

impl Files for World {
    fn find(&mut self, path: &str) -> FileKind {
        self.files.find(path)
    }

    fn load(&mut self, path: &str) -> Option<Vec<u8>> {
        self.files.load(path)
    }

    fn stat(&mut self, path: &str) -> Result<FileStat, i32> {
        self.files.stat(path)
    }

    fn read_at(&mut self, path: &str, at: u64, len: usize) -> Result<Vec<u8>, i32> {
        self.files.read_at(path, at, len)
    }

    fn write_at(&mut self, path: &str, at: u64, bytes: &[u8]) -> Result<(), i32> {
        self.files.write_at(path, at, bytes)
    }

    fn create(&mut self, path: &str, empty: bool) -> Result<(), i32> {
        self.files.create(path, empty)
    }

    fn remove(&mut self, path: &str, folder: bool) -> Result<(), i32> {
        self.files.remove(path, folder)
    }

    fn rename(&mut self, from: &str, to: &str) -> Result<(), i32> {
        self.files.rename(from, to)
    }

    fn make_folder(&mut self, path: &str) -> Result<(), i32> {
        self.files.make_folder(path)
    }

    fn list(&mut self, path: &str) -> Result<Vec<String>, i32> {
        self.files.list(path)
    }
}
