//! Pinwheel's Python: source to `.mpy`, `.mpy` to a run that can stop between any two bytecodes.
#![no_std]
#![forbid(unsafe_code)]

extern crate alloc;
#[cfg(test)]
extern crate std;

pub mod accurate;
pub mod bits;
pub mod code;
pub mod compiler;
pub mod cost;
pub mod hal;
pub mod heap;
pub mod interp;
pub mod load;
pub mod map;
pub mod modules;
pub mod mpy;
pub mod native;
pub mod object;
pub mod ops;
pub mod params;
pub mod qstr;
#[cfg(test)]
mod testing;
pub mod text;
pub mod types;
pub mod value;
pub mod vm;

pub use interp::run::Outcome;
pub use load::LoadError;
pub use vm::{Profile, Vm};
