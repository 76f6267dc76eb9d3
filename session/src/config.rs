//! What a session is made from.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use sim_boards::board::BoardId;

use crate::files::FileSource;

/// The boards that a session can run on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Board {
    /// No board: a VM with double-precision floats, 64 MiB of heap and no pins.
    Unix,
    /// A Raspberry Pi Pico.
    Pico,
}

impl Board {
    /// All boards.
    pub const ALL: [Board; 2] = [Board::Unix, Board::Pico];

    /// What there is in hardware, if there is any.
    pub fn id(self) -> Option<BoardId> {
        match self {
            Board::Unix => None,
            Board::Pico => Some(BoardId::Pico),
        }
    }

    /// The name on the command line and in projects.
    pub fn name(self) -> &'static str {
        match self {
            Board::Unix => "unix",
            Board::Pico => "pico",
        }
    }
}

impl fmt::Display for Board {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Board {
    type Err = String;

    fn from_str(name: &str) -> Result<Board, String> {
        Board::ALL
            .into_iter()
            .find(|b| b.name() == name)
            .ok_or_else(|| {
                let names: Vec<&str> = Board::ALL.iter().map(|b| b.name()).collect();
                format!(
                    "there is no board \"{name}\"; the boards are {}",
                    names.join(", ")
                )
            })
    }
}

/// What a board's flash holds when its power comes on. An image is the bytes of the part that is there for files, from
/// its beginning on; where it is shorter, the rest is erased.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum FlashStart {
    /// A new file system, with the program's files.
    #[default]
    Files,
    /// This image. The program's files are not on the board.
    Image(Vec<u8>),
    /// This image, with the program's files put into its file system.
    ImageAndFiles(Vec<u8>),
}

/// What a session is made from.
#[derive(Clone, Debug, PartialEq)]
pub struct SessionConfig {
    /// The board.
    pub board: Board,
    /// The program's files. A process works with them; those of a board are put on its flash as `flash` says.
    pub files: FileSource,
    /// What the board's flash holds.
    pub flash: FlashStart,
    /// The file to run, `.py` or `.mpy`, of the program's files or else of those on the flash.
    pub main: String,
    /// Whether the board runs by itself, `boot.py`, `main.py` and then the prompt of its serial port, rather than `main`.
    pub on_its_own: bool,
    /// The circuit around the board, as the text of a `diagram.json`.
    pub diagram: Option<String>,
    /// What all randomness comes from.
    pub seed: u64,
    /// How many level changes of the pins are kept for a trace; 0 keeps none.
    pub trace: usize,
    /// Collects garbage at each instruction that allocates: slow, for tests.
    pub gc_stress: bool,
}

impl SessionConfig {
    /// A session of one board with files in memory, no circuit, no trace.
    pub fn new(board: Board, files: BTreeMap<String, Vec<u8>>, main: &str) -> SessionConfig {
        SessionConfig {
            board,
            files: FileSource::Memory(files),
            flash: FlashStart::Files,
            main: main.into(),
            on_its_own: false,
            diagram: None,
            seed: 0,
            trace: 0,
            gc_stress: false,
        }
    }

    /// A board that runs by itself with these files.
    pub fn board(board: Board, files: FileSource) -> SessionConfig {
        SessionConfig {
            files,
            on_its_own: true,
            ..SessionConfig::new(board, BTreeMap::new(), "main.py")
        }
    }
}
