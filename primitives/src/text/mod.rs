//! Text and numbers as MicroPython writes and reads them: pure functions that know nothing of the VM's values.
//!
//! Strings are byte slices here: MicroPython's may hold what Rust's `str` must not, such as surrogates.

pub mod bitwise;
pub mod classify;
pub mod compare;
pub mod error;
pub mod float;
pub mod hash;
pub mod int;
pub mod pad;
pub mod percent;
pub mod repr;
pub mod search;
pub mod spec;
pub mod template;
pub mod utf8;

/// Bytes of a long text that one call looks at. Engines for WebAssembly put better code in a function's
/// place when it is called again, so what goes through a long text should not be one call.
pub const STRETCH: usize = 1 << 12;
