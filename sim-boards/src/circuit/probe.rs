//! Looking at any pin of the circuit by its name in the diagram.

use super::Circuit;
use crate::net::{Level, NetId};
use crate::time::Instant;

impl Circuit {
    /// The ids of all parts, the board's first.
    #[must_use]
    pub fn part_ids(&self) -> Vec<&str> {
        let parts = self.parts.iter().map(|slot| slot.id.as_str());
        core::iter::once(self.board_part.as_str())
            .chain(parts)
            .collect()
    }

    /// The names of a part's pins; `None` if there is no such part.
    #[must_use]
    pub fn pins_of(&self, part: &str) -> Option<Vec<&str>> {
        if part == self.board_part {
            let pins = self.board().pins.iter();
            return Some(pins.map(|pin| pin.name.as_str()).collect());
        }
        let slot = self.parts.iter().find(|slot| slot.id == part)?;
        Some(slot.pins.to_vec())
    }

    /// The net that a pin is on.
    pub(crate) fn net_of_pin(&self, part: &str, pin: &str) -> Option<NetId> {
        if part == self.board_part {
            let pad = self.board().pins.iter().find(|pad| pad.name == pin)?;
            return self.board_nets.get(&pad.node).copied();
        }
        let slot = self.parts.iter().find(|slot| slot.id == part)?;
        let place = slot.pins.iter().position(|&name| name == pin)?;
        Some(slot.leads[place].net)
    }

    /// What a pin is at an instant: its level, what an input there reads, and its voltage. `None` if there is no such pin.
    pub fn probe(&mut self, at: Instant, part: &str, pin: &str) -> Option<(Level, bool, f64)> {
        let net = self.net_of_pin(part, pin)?;
        self.advance_to(at);
        if let Some(island) = self.nets.island_of_net(net) {
            self.refresh_island(island);
        }
        let nets = &self.nets;
        Some((nets.level(net), nets.reads_high(net), nets.volts(net)))
    }
}
