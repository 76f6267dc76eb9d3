//! Continuations: what happens to the result of a call that an operation asked for.

/// The kinds of continuation; each one's state is on the value stack from its frame's base.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Cont {
    /// Hands the result on as a `bool`.
    Truth,
}
