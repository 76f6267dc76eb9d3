//! `collections`

use super::{Member, ModuleSpec, always};
use crate::native::{F, native};
use crate::types::{T, tuple};

/// What the module is made of.
pub const SPEC: ModuleSpec = ModuleSpec {
    name: "collections",
    natives: &[native("namedtuple", F::F2(tuple::namedtuple))],
    members: &[
        ("deque", Member::Type(T::Deque)),
        ("OrderedDict", Member::Type(T::OrderedDict)),
    ],
    present: always,
};
