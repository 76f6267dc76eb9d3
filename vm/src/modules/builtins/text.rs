//! Built-in functions on text: printing, formatting, input.

use crate::native::Native;

/// The functions.
pub const NATIVES: &[Native] = &[];
