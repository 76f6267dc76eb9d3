//! The simulated hardware: virtual time, nets, chips, boards and parts.
#![forbid(unsafe_code)]
