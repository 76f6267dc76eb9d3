//! Talking to real boards, as sans-I/O state machines: bytes in, bytes out, no transport, no clock.
//!
//! So far it knows what a board says of itself; the protocols (raw REPL, files, boot loaders) get a
//! file each beside [`identity`].
#![no_std]
#![forbid(unsafe_code)]

pub mod identity;
