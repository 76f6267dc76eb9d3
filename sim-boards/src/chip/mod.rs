//! Chips: the microcontrollers' peripherals as timed models, independent of any board.

pub mod rp2040;
