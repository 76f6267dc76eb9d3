//! `wokwi-logic-analyzer`: eight channels whose nets appear in the trace as `logic.D0` and so on
//! (<https://docs.wokwi.com/parts/wokwi-logic-analyzer>).

use super::{Device, Part, PartType, Wiring};
use crate::diagram::DiagramError;
use serde::Serialize;

pub(super) const TYPE: PartType = PartType {
    names: &["wokwi-logic-analyzer"],
    pins: &["D0", "D1", "D2", "D3", "D4", "D5", "D6", "D7", "GND"],
    build,
};

/// A logic analyzer. It only listens: the trace holds what it hears.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LogicAnalyzer {
    /// The names of its channels in the trace.
    pub channels: Vec<String>,
}

impl Device for LogicAnalyzer {}

fn build(wiring: &mut Wiring<'_>) -> Result<Part, DiagramError> {
    let mut channels = Vec::new();
    for pin in wiring.pins.iter().filter(|pin| pin.starts_with('D')) {
        let name = format!("{}.{pin}", wiring.part.id);
        let node = wiring.pin(pin);
        wiring.probes.push((name.clone(), node));
        channels.push(name);
    }
    Ok(Part::from(LogicAnalyzer { channels }))
}
