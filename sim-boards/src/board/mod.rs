//! Boards as data: pin tables, built-in circuitry, memory and clock, read from `assets/boards`.

mod spec;

pub use spec::{Alias, BoardId, BoardPin, BoardSpec, Builtin, Fact, FilesSpec, FlashSpec};
