//! What built-in modules do to bytes alone: each as plain data that can stop anywhere, be compared and be copied.

#![no_std]
#![forbid(unsafe_code)]

extern crate alloc;

pub mod aes;
pub mod base64;
pub mod checksum;
pub mod deflate;
pub mod hash;
pub mod inflate;
