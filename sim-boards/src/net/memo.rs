//! Remembered solutions: a pin that toggles gives its island the same few problems again and again.

use super::Drive;
use super::netlist::{ElementKind, IslandId, Netlist};
use serde::Serialize;

/// How many solutions an island remembers: enough for two outputs that switch between two levels.
const CAPACITY: usize = 4;

/// The last few solutions of an island, for its elements as they are.
///
/// They belong to the state, and compare and hash as such: where a diode is just at its edge the
/// solution depends on the one before, so a clone must remember what its original did.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub(super) struct Memo {
    solutions: Vec<Solution>,
    /// The one to be forgotten next.
    oldest: usize,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
struct Solution {
    /// What the island's drivers do.
    drives: Vec<Drive>,
    /// The voltages of its nets.
    volts: Vec<f64>,
    /// For each element its current, and whether it is a diode that conducts.
    elements: Vec<(f64, bool)>,
}

impl Memo {
    /// Forgets everything: an element has changed.
    pub fn clear(&mut self) {
        self.solutions.clear();
        self.oldest = 0;
    }
}

impl Netlist {
    /// Takes over a remembered solution for the drives as they are; false if there is none.
    pub(super) fn recall(&mut self, island: IslandId) -> bool {
        let shape = &mut self.islands[island.0 as usize];
        let matches = |solution: &Solution| {
            let drivers = shape.drivers.iter();
            drivers
                .zip(&solution.drives)
                .all(|(id, drive)| self.drivers[id.0 as usize].drive == *drive)
        };
        let Some(index) = shape.memo.solutions.iter().position(matches) else {
            return false;
        };
        for (id, (amps, conducts)) in shape
            .elements
            .iter()
            .zip(&shape.memo.solutions[index].elements)
        {
            let element = &mut self.elements[id.0 as usize];
            element.amps = *amps;
            if let ElementKind::Diode { on, .. } = &mut element.kind {
                *on = *conducts;
            }
        }
        for row in 0..self.islands[island.0 as usize].nets.len() {
            let shape = &self.islands[island.0 as usize];
            let (id, volts) = (shape.nets[row], shape.memo.solutions[index].volts[row]);
            self.classify(id, volts, true);
        }
        true
    }

    /// Remembers the present solution. The caller sees to it that every net is driven; a bus
    /// keeper's pull depends on the past, so an island with one is always solved anew.
    pub(super) fn remember(&mut self, island: IslandId) {
        let shape = &self.islands[island.0 as usize];
        let drives: Vec<Drive> = shape.drivers.iter().map(|&id| self.drive(id)).collect();
        if drives.is_empty() || drives.contains(&Drive::Keep) {
            return;
        }
        let elements = shape.elements.iter().map(|id| {
            let element = &self.elements[id.0 as usize];
            let conducts = matches!(element.kind, ElementKind::Diode { on: true, .. });
            (element.amps, conducts)
        });
        let solution = Solution {
            elements: elements.collect(),
            volts: shape.nets.iter().map(|&id| self.volts(id)).collect(),
            drives,
        };
        let memo = &mut self.islands[island.0 as usize].memo;
        if memo.solutions.len() < CAPACITY {
            memo.solutions.push(solution);
        } else {
            memo.solutions[memo.oldest] = solution;
            memo.oldest = (memo.oldest + 1) % CAPACITY;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::NetBuilder;
    use super::*;

    #[test]
    fn a_remembered_solution_is_the_solution() {
        let mut builder = NetBuilder::new();
        let gnd = builder.supply("GND", 0.0);
        let (pin, mid) = (builder.node("pin"), builder.node("mid"));
        let driver = builder.driver(pin);
        let resistor = builder.resistor(pin, mid, 220.0);
        let diode = builder.diode(mid, gnd, 1.9, 10.0);
        let (mut nets, _) = builder.finish();
        let set = |nets: &mut Netlist, drive| {
            let island = nets.set_drive(driver, drive).expect("it changes");
            nets.settle(island);
            (nets.amps(diode), island)
        };
        let (lit, island) = set(&mut nets, Drive::Strong(true));
        set(&mut nets, Drive::Strong(false));
        let solutions = |nets: &Netlist| nets.islands[island.0 as usize].memo.solutions.len();
        let known = solutions(&nets);
        assert_eq!(
            set(&mut nets, Drive::Strong(true)).0.to_bits(),
            lit.to_bits()
        );
        assert_eq!(solutions(&nets), known, "nothing new to remember");
        // Another resistor makes another problem.
        let island = nets.set_ohms(resistor, 440.0).expect("it changes");
        nets.settle(island);
        assert!(nets.amps(diode) < lit);
        set(&mut nets, Drive::Strong(false));
        assert!(set(&mut nets, Drive::Strong(true)).0 < lit);
    }
}
