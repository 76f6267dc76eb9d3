//! Pinwheel's Python: source to `.mpy`, `.mpy` to a run that can stop between any two bytecodes.
#![no_std]
#![forbid(unsafe_code)]

extern crate alloc;

pub mod mpy;
pub mod text;
