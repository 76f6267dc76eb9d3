//! Buses as chips see them: what a part answers, and how edges on wires come to it.
//!
//! A controller in the chip moves whole bytes, since a display redrawn at full speed would be millions of edges a
//! second; a program that moves the pins itself makes edges, which a part's port puts together to the same calls.

mod bytes;
mod i2c;
mod registers;
mod spi;

pub(crate) use bytes::Bytes;
pub(crate) use i2c::{I2cPort, I2cTarget};
pub(crate) use registers::{Registered, Registers};
pub(crate) use spi::{SpiPort, SpiTarget};
