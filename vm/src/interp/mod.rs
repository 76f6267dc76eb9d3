//! The interpreter: frames in the VM's memory, one loop, and what it needs to call, raise, bind.
//!
//! Python calls never use the host's stack. A native that needs Python answers `Abrupt::Call`, and
//! what should happen to the result is a continuation ([`conts`]), itself a frame.

pub mod attr;
mod bind;
mod call;
mod class;
mod cold;
pub mod conts;
mod direct;
mod enter;
mod exec;
pub mod frame;
pub mod frozen;
mod generator;
mod hot;
mod import;
mod job;
pub(crate) mod lookup;
mod name;
mod near;
mod prompt;
mod quick;
mod rare;
pub mod run;
mod sleep;
mod steps;
mod turns;
mod unpack;
mod unwind;
pub mod user_ops;
