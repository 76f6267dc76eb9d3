//! Nets: what is wired together, what drives it, and the level that results.
//!
//! Wires make one net of the pins they join; resistors, switches and diodes are elements between
//! nets. Drivers are sources behind a resistance, so strength is a number and a divider, a pull-up
//! against a sink and a light behind its resistor all come out of the same small DC solution.

mod build;
mod dense;
mod memo;
mod netlist;
mod solve;

#[cfg(test)]
mod properties;

pub use build::{NetBuilder, Node, ShortedSupply};
pub use netlist::{DriverId, ElementId, IslandId, Netlist};

use serde::{Deserialize, Serialize};

/// One net of a circuit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct NetId(pub u32);

/// The supply of the pads, which a driven-high pin approaches.
pub const IOVDD_VOLTS: f64 = 3.3;
/// At or below this a 3.3 V input reads low for certain (RP2040 datasheet 5.5.3: V_IL).
pub const LOW_MAX_VOLTS: f64 = 0.8;
/// At or above this a 3.3 V input reads high for certain (RP2040 datasheet 5.5.3: V_IH).
pub const HIGH_MIN_VOLTS: f64 = 2.0;
/// What a push-pull output has in series. The datasheet bounds it (0.7 V of drop at 4 mA at worst,
/// 5.5.3); this is a typical pad at the default drive strength.
pub const STRONG_OHMS: f64 = 40.0;
/// The pads' pull resistors: 50 to 80 kΩ (RP2040 datasheet 5.5.3), taken in the middle.
pub const PULL_OHMS: f64 = 65_000.0;

/// What one driver does to its net.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub enum Drive {
    /// Nothing.
    HighZ,
    /// A push-pull output at this level.
    Strong(bool),
    /// A pull resistor towards this level.
    Pull(bool),
    /// A bus keeper: a pull towards the level the net has.
    Keep,
    /// A voltage behind a resistance.
    Analog {
        /// The open-circuit voltage.
        volts: f64,
        /// The source's resistance.
        ohms: f64,
    },
}

/// What a net is seen to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Level {
    /// Driven, and low for certain.
    Low,
    /// Driven, and high for certain.
    High,
    /// Driven to a voltage between the two thresholds.
    Analog,
    /// Driven by nothing.
    Floating,
    /// Driven low and high at once by outputs or supplies.
    Contention,
}

impl Drive {
    /// The open-circuit voltage and the conductance behind it; `None` if there is no source.
    /// A keeper pulls towards `kept`.
    fn source(self, kept: bool) -> Option<(f64, f64)> {
        let volts = |high| if high { IOVDD_VOLTS } else { 0.0 };
        match self {
            Self::HighZ => None,
            Self::Strong(high) => Some((volts(high), 1.0 / STRONG_OHMS)),
            Self::Pull(high) => Some((volts(high), 1.0 / PULL_OHMS)),
            Self::Keep => Some((volts(kept), 1.0 / PULL_OHMS)),
            Self::Analog { volts, ohms } => Some((volts, 1.0 / ohms.max(build::MIN_OHMS))),
        }
    }
}
