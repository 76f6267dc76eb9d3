//! Any bytes as what a device holds, with checksums that fit, and as what is done to it.
#![no_main]

#[path = "../littlefs.rs"]
mod littlefs;

libfuzzer_sys::fuzz_target!(|data: &[u8]| littlefs::image(data));
