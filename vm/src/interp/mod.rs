//! The interpreter: frames in the VM's memory, one loop, and what it needs to call, raise, bind.
//!
//! Python calls never use the host's stack. A native that needs Python answers `Abrupt::Call`, and
//! what should happen to the result is a continuation ([`conts`]), itself a frame.

pub mod conts;
pub mod frame;
pub mod frozen;
pub mod user_ops;
