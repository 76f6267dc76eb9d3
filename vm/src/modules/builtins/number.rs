//! Built-in functions on numbers.

use crate::native::Native;

/// The functions.
pub const NATIVES: &[Native] = &[];
