//! Pinwheel's Python: `.mpy` to a run that can stop between any two bytecodes.
#![no_std]
#![forbid(unsafe_code)]

extern crate alloc;
#[cfg(test)]
extern crate std;

mod clock;
pub mod code;
pub mod cost;
pub mod hal;
pub mod heap;
pub mod interp;
pub mod load;
pub mod map;
mod memo;
pub mod modules;
pub mod native;
pub mod object;
pub mod ops;
pub mod params;
pub mod qstr;
#[cfg(test)]
mod testing;
pub mod threads;
pub mod types;
pub mod value;
pub mod vm;

pub use compiler;
pub use mpy;
use primitives::{accurate, bits, text};
#[cfg(feature = "storage")]
pub use storage;

pub use interp::run::Outcome;
pub use load::LoadError;
pub use vm::{Profile, Vm};
