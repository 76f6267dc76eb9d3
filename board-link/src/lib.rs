//! Talking to real boards, as sans-I/O state machines: bytes in, bytes out, no transport, no clock.
#![no_std]
#![forbid(unsafe_code)]
