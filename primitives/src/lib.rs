//! What Python's numbers and texts are before they are objects: shared by the compiler and the VM.
#![no_std]
#![forbid(unsafe_code)]

extern crate alloc;
#[cfg(test)]
extern crate std;

pub mod accurate;
pub mod bits;
pub mod text;
