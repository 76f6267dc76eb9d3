//! Built-in functions on collections and iterators.

use crate::native::Native;

/// The functions.
pub const NATIVES: &[Native] = &[];
