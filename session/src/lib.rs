//! A VM on a board: the one place where Python and hardware meet.
//!
//! A [`Session`] is plain data. Cloning it is a snapshot, and two clones that are given the same
//! inputs at the same virtual times stay equal, bit for bit. It knows no wall clock: whoever owns
//! it decides how far virtual time may go ([`Session::run`]).
#![forbid(unsafe_code)]

mod config;
mod duration;
mod error;
mod files;
mod flash;
mod hardware;
mod hearing;
mod outside;
mod port;
pub mod repl;
pub mod scenario;
mod session;
mod state;
mod world;

pub use config::{Board, FlashStart, SessionConfig};
pub use duration::duration;
pub use error::SessionError;
pub use files::FileSource;
pub use flash::{FlashEntry, FlashImage};
pub use outside::Outside;
pub use session::{CHUNK, Place, Session, Stop};
pub use sim_boards::{
    BoardId, BoardSpec, Circuit, ControlDesc, ControlError, ControlKind, Diagram, DiagramError,
    Finding, Instant, Nanos, PartState, PinInit, PinMode, Pull,
};
pub use vm::compiler::{self, check};
pub use vm::hal::Net;
pub use vm::mpy;
