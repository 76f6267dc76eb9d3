//! Any text as a scenario.
#![no_main]

#[path = "../bodies.rs"]
#[allow(dead_code)] // One target uses one of them.
mod bodies;

libfuzzer_sys::fuzz_target!(|data: &[u8]| bodies::scenario(data));
