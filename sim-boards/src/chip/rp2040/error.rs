//! What the board raises when a pin cannot do what it is asked.

use core::fmt;
use serde::{Deserialize, Serialize};

/// A refused pin operation. Each is a `ValueError` on the board, and `Display` is its message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum PinError {
    /// No GPIO has this number.
    InvalidPin,
    /// No GPIO has this name.
    UnknownName(String),
    /// The pin does not offer this alternate function.
    InvalidAlternate(u8),
    /// The pin is not connected to the ADC.
    NoAdc,
    /// The PWM frequency needs a divider below 1.
    FrequencyTooLarge,
    /// The PWM frequency needs a divider of 256 or more.
    FrequencyTooSmall,
}

impl fmt::Display for PinError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::InvalidPin => f.write_str("invalid pin"),
            Self::UnknownName(name) => write!(f, "unknown named pin \"{name}\""),
            Self::InvalidAlternate(function) => write!(f, "invalid pin af: {function}"),
            Self::NoAdc => f.write_str("Pin doesn't have ADC capabilities"),
            Self::FrequencyTooLarge => f.write_str("freq too large"),
            Self::FrequencyTooSmall => f.write_str("freq too small"),
        }
    }
}

impl std::error::Error for PinError {}
