//! Built-in functions on objects, classes and namespaces.

use crate::native::Native;

/// The functions.
pub const NATIVES: &[Native] = &[];
