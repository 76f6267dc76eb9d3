//! The simulated hardware: virtual time, nets, chips, boards and parts.
//!
//! A [`Circuit`] is a board with parts wired to it, read from a Wokwi `diagram.json`. It is plain
//! data: cloning it is a snapshot, and two clones fed the same calls stay equal bit for bit.
//! It knows no Python and no wall clock; whoever owns it moves its time forward.
#![forbid(unsafe_code)]

pub mod board;
mod bus;
pub mod check;
pub mod chip;
pub mod circuit;
pub mod control;
pub mod diagram;
pub mod net;
pub mod parts;
pub mod queue;
pub mod rng;
pub mod time;
pub mod trace;
pub mod vcd;

pub use board::{BoardId, BoardSpec, FilesSpec, FlashSpec};
pub use check::{Cause, Finding};
pub use chip::rp2040::{AdcInput, Duty, PinError, PinInit, PinMode, Pull, PwmInit};
pub use circuit::{Circuit, I2cFault, I2cOp, I2cWires, PulseTiming, SpiClock, SpiWires};
pub use control::{ControlDesc, ControlError, ControlKind};
pub use diagram::{Diagram, DiagramError};
pub use net::{Drive, Level, NetId};
pub use parts::PartState;
pub use queue::EventQueue;
pub use time::{Instant, Nanos};
