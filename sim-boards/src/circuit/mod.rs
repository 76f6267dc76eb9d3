//! A circuit: a board with parts wired to it, on virtual time.

mod bitstream;
mod build;
mod deliver;
mod environment;
mod i2c;
mod listen;
mod mean;
mod pins;
mod probe;
mod run;
mod settle;
mod spi;

#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;

use crate::board::{BoardId, BoardSpec};
use crate::check::Checks;
use crate::chip::rp2040::Rp2040;
use crate::diagram::DiagramError;
use crate::net::{DriverId, ElementId, IslandId, NetId, Netlist};
use crate::parts::{Lead, Light, Part, Pin};
use crate::queue::EventQueue;
use crate::time::Instant;
use crate::trace::Trace;
use deliver::News;
use serde::Serialize;
use std::collections::{BTreeMap, VecDeque};

pub use bitstream::PulseTiming;
pub use i2c::{I2cFault, I2cOp, I2cWires};
pub use spi::{SpiClock, SpiWires};

/// A board with parts wired to it.
///
/// Plain data: a clone is a snapshot, and two clones that receive the same calls stay equal. All
/// calls that act take the instant at which they act, which must not lie before [`Circuit::now`]
/// (an earlier one counts as now), and first let everything happen that is due until then.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Circuit {
    board: BoardId,
    /// The board's id in the diagram.
    pub(crate) board_part: String,
    /// The nets of the nodes that pads of the board lead to.
    pub(crate) board_nets: BTreeMap<String, NetId>,
    now: Instant,
    chip: Rp2040,
    pub(crate) nets: Netlist,
    /// For each GPIO its net and the driver on it.
    pub(crate) pads: Vec<Pad>,
    pub(crate) parts: Vec<PartSlot>,
    /// For each net the pins of parts that watch it.
    watchers_of_net: Vec<Vec<(u32, Pin)>>,
    /// For each island whether a part watches one of its nets.
    watched: Vec<bool>,
    /// What the program listens for at each GPIO.
    ears: Vec<listen::Ear>,
    /// The GPIOs at which it has come, in the order of its coming.
    heard: VecDeque<u8>,
    /// For each net the GPIOs on it.
    gpios_of_net: Vec<Vec<u8>>,
    /// What parts are still to be told.
    news: VecDeque<News>,
    /// Empty, but for its room: the islands that parts touched at this instant.
    touched: Vec<IslandId>,
    /// The I2C transfers that have not been stopped.
    open_i2c: Vec<i2c::Open>,
    /// The parts with a port for I2C, and those with one for SPI.
    pub(crate) i2c_parts: Vec<u32>,
    spi_parts: Vec<u32>,
    /// All lights, the board's own first.
    pub(crate) lamps: Vec<Lamp>,
    /// For each island the lights on it.
    pub(crate) lamps_of_island: Vec<Vec<u32>>,
    /// For each net the trace signals that show it.
    signals_of_net: Vec<Vec<u16>>,
    /// For each trace signal its name and net.
    signals: Vec<(String, NetId)>,
    queue: EventQueue<Event>,
    trace: Trace,
    pub(crate) checks: Checks,
    /// Whether what happens now happens by itself, and not for a call of the controller's side.
    pub(crate) by_itself: bool,
    revision: u64,
    /// What the diagram asks for that is not simulated.
    warnings: Vec<DiagramError>,
}

#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub(crate) struct Pad {
    pub(crate) net: NetId,
    pub(crate) driver: DriverId,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct PartSlot {
    pub(crate) id: String,
    /// The names of its pins.
    pub(crate) pins: &'static [&'static str],
    /// The name of its type.
    pub(crate) kind: &'static str,
    pub(crate) part: Part,
    /// Where each of its pins leads.
    pub(crate) leads: Vec<Lead>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct Lamp {
    pub(crate) diode: ElementId,
    /// The part that it belongs to, unless that is the board.
    pub(crate) part: Option<u32>,
    light: Light,
    /// Whether an event waits for the light to settle.
    settling: bool,
}

/// What can happen by itself.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub(crate) enum Event {
    /// A part wanted to be woken.
    Wake { part: u32, token: u16 },
    /// Parts are still to be told what was too much for one instant.
    Spread,
    /// A light that flickered has come to rest.
    LightSettles { lamp: u32 },
    /// A PWM counter wraps and takes new registers over.
    PwmLatch { slice: u8 },
    /// An output of a PWM slice changes, and somebody looks at single edges.
    PwmEdge { slice: u8 },
}

impl Circuit {
    /// The present instant.
    #[must_use]
    pub fn now(&self) -> Instant {
        self.now
    }

    /// The board's description.
    #[must_use]
    pub fn board(&self) -> &'static BoardSpec {
        self.board.spec()
    }

    /// Which board it is.
    #[must_use]
    pub fn board_id(&self) -> BoardId {
        self.board
    }

    /// A number that grows whenever something a person can see may have changed: while it stands
    /// still, [`Circuit::part_states`] and [`Circuit::controls`] need not be asked again.
    #[must_use]
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// A number that two circuits in the same state share, for comparing runs. It is the same on
    /// every machine.
    #[must_use]
    pub fn state_hash(&self) -> u64 {
        // All of the state has a JSON form (string keys, finite numbers), so this cannot fail;
        // an empty text would make unequal circuits look equal, which the tests would show.
        let state = serde_json::to_string(self).unwrap_or_default();
        crate::rng::fnv1a(state.as_bytes())
    }
}
