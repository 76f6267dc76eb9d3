//! `array`

use super::{Member, ModuleSpec, always};
use crate::types::T;

/// What the module is made of.
pub const SPEC: ModuleSpec = ModuleSpec {
    name: "array",
    natives: &[],
    members: &[("array", Member::Type(T::Array))],
    present: always,
};
