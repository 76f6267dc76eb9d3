//! The `.mpy` format, version 6: opcodes, static qstrs, and a plain tree with its reader and writer.
//!
//! Nothing here executes anything. The compiler writes a [`RawModule`], the loader reads one; both
//! speak about bytecode through the one list in [`opcode`].
#![no_std]
#![forbid(unsafe_code)]

extern crate alloc;
#[cfg(test)]
extern crate std;

mod decode;
mod disasm;
mod lines;
pub mod opcode;
pub mod qstrs;
mod raw;
mod read;
mod write;

pub use decode::{DecodeError, Instr, decode};
pub use disasm::{Fault, Listing, ListingError, disassemble};
pub use lines::{LineStep, line_at, line_steps};
pub use raw::{RawCode, RawConst, RawModule, flags};
pub use read::{ARCHITECTURES, MpyError, read};
pub use write::{uint, write};

/// The format version this module reads and writes; minor versions 0 to 3 share its bytecode.
pub const VERSION: u8 = 6;

/// Nesting of functions, and of constant tuples, that reader and compiler accept.
pub const MAX_DEPTH: usize = 200;
