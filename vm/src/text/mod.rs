//! Text and numbers as MicroPython writes and reads them: pure functions that know nothing of the VM's values.

pub mod classify;
pub mod float;
pub mod hash;
