//! A VM on a board: the one place where Python and hardware meet.
#![forbid(unsafe_code)]
