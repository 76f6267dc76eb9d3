//! Operators and protocols over all types: arithmetic, comparison, truth, hashing, indexing,
//! iteration, printing.
//!
//! Each answers at once for built-in types, and `Err(Abrupt::Python)` (or a pending call) where a
//! user's class has a say.

pub mod binary;
pub mod buffer;
pub mod compare;
pub mod concat;
pub mod contains;
pub mod convert;
pub mod dict;
pub mod effort;
pub mod format;
pub mod hash;
pub mod iter;
pub mod keys;
pub mod number;
pub mod packed;
pub mod percent;
pub mod print;
pub mod receiver;
pub mod sequence;
pub mod sort;
pub mod subscript;
pub mod truth;
pub mod unary;
pub mod work;
