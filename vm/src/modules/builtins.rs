//! The names that are visible everywhere.

use super::{ModuleSpec, always};

/// What the module is made of.
pub const SPEC: ModuleSpec = ModuleSpec {
    name: "builtins",
    natives: &[],
    members: &[],
    present: always,
};
