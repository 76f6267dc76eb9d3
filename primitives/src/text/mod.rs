//! Text and numbers as MicroPython writes and reads them: pure functions that know nothing of the VM's values.
//!
//! Strings are byte slices here: MicroPython's may hold what Rust's `str` must not, such as surrogates.

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
