//! The DC solution of an island: the voltages at which all currents into each net cancel.

use super::netlist::{ElementKind, IslandId, Netlist};
use super::{NetId, dense};

/// Islands up to this many nets are solved without touching the heap; most have one or two.
const SMALL: usize = 4;

/// A diode whose current falls below this turns off. A little under zero, so that rounding does
/// not make a diode without current switch for ever.
const OFF_AMPS: f64 = -1e-12;

/// The most rounds in which all wrong diodes change at once, and after them one a round.
const ROUNDS_TOGETHER: usize = 8;
const ROUNDS_SINGLY: usize = 64;

/// Room to solve an island of a certain size.
struct Scratch<'a> {
    matrix: &'a mut [f64],
    /// The right-hand side, and then the voltages.
    volts: &'a mut [f64],
    /// Which nets have a conducting path to a source.
    driven: &'a mut [bool],
    /// Union-find over the island's nets.
    parent: &'a mut [usize],
}

impl Netlist {
    /// Solves every island.
    pub(super) fn settle_all(&mut self) {
        for net in 0..self.nets.len() {
            if let Some(volts) = self.nets[net].supply {
                self.classify(NetId(net as u32), volts, true);
            }
        }
        for island in 0..self.islands.len() {
            self.settle(IslandId(island as u32));
        }
        self.changed.clear();
    }

    /// Brings an island's voltages, levels and currents up to date with its drivers and elements.
    pub fn settle(&mut self, island: IslandId) {
        let shape = &self.islands[island.0 as usize];
        let n = shape.nets.len();
        if n == 1 && shape.elements.is_empty() {
            self.settle_single(island);
        } else if self.recall(island) {
            self.classify_supplies_of(island);
        } else if n <= SMALL {
            self.settle_with(
                island,
                Scratch {
                    matrix: &mut [0.0; SMALL * SMALL][..n * n],
                    volts: &mut [0.0; SMALL][..n],
                    driven: &mut [false; SMALL][..n],
                    parent: &mut [0; SMALL][..n],
                },
            );
        } else {
            self.settle_with(
                island,
                Scratch {
                    matrix: &mut vec![0.0; n * n],
                    volts: &mut vec![0.0; n],
                    driven: &mut vec![false; n],
                    parent: &mut vec![0; n],
                },
            );
        }
    }

    /// A net with nothing but drivers: the mean of their voltages, weighted by conductance.
    fn settle_single(&mut self, island: IslandId) {
        let id = self.islands[island.0 as usize].nets[0];
        let (mut current, mut conductance) = (0.0, 0.0);
        for (volts, siemens) in self.sources(id) {
            current += volts * siemens;
            conductance += siemens;
        }
        if conductance > 0.0 {
            self.classify(id, current / conductance, true);
        } else {
            let kept = self.volts(id);
            self.classify(id, kept, false);
        }
    }

    /// The sources that drive a net: voltage and conductance.
    fn sources(&self, id: NetId) -> impl Iterator<Item = (f64, f64)> {
        let net = &self.nets[id.0 as usize];
        net.drivers
            .iter()
            .filter_map(|driver| self.drivers[driver.0 as usize].drive.source(net.high))
    }

    fn settle_with(&mut self, island: IslandId, mut scratch: Scratch<'_>) {
        // Each round solves with the diodes as they are assumed to be and corrects wrong
        // assumptions. Changing all at once is quick but may run in circles; one at a time does
        // not. The bound only matters to circuits that have no stable state; they keep the last.
        for round in 0..ROUNDS_TOGETHER + ROUNDS_SINGLY {
            self.find_driven(island, &mut scratch);
            self.stamp(island, &mut scratch);
            dense::solve(scratch.matrix, scratch.volts);
            self.spread(island, &scratch);
            if !self.correct_diodes(island, round >= ROUNDS_TOGETHER) {
                break;
            }
        }
        // Levels are judged once the diodes agree: a wrong assumption on the way is no glitch.
        for (row, (&volts, &driven)) in scratch.volts.iter().zip(&*scratch.driven).enumerate() {
            let id = self.islands[island.0 as usize].nets[row];
            self.classify(id, volts, driven);
        }
        self.classify_supplies_of(island);
        // What floats keeps its voltage, so its solution is not for another time.
        if scratch.driven.iter().all(|&driven| driven) {
            self.remember(island);
        }
    }

    /// Finds the nets of the island that have a conducting path to a source.
    fn find_driven(&self, island: IslandId, scratch: &mut Scratch<'_>) {
        fn root(parent: &[usize], mut index: usize) -> usize {
            while parent[index] != index {
                index = parent[index];
            }
            index
        }
        let shape = &self.islands[island.0 as usize];
        let (parent, driven) = (&mut *scratch.parent, &mut *scratch.driven);
        for (row, &id) in shape.nets.iter().enumerate() {
            parent[row] = row;
            driven[row] = self.sources(id).next().is_some();
        }
        for element in &shape.elements {
            let element = &self.elements[element.0 as usize];
            if element.kind.siemens().is_none() {
                continue;
            }
            match element.places {
                (Some(a), Some(b)) => {
                    let (a, b) = (root(parent, a as usize), root(parent, b as usize));
                    let (kept, merged) = (a.min(b), a.max(b));
                    parent[merged] = kept;
                    driven[kept] |= driven[merged];
                }
                // The other end is a supply.
                (Some(one), None) | (None, Some(one)) => {
                    driven[root(parent, one as usize)] = true;
                }
                (None, None) => {}
            }
        }
        // A root comes before its members, so each takes a value that is final already.
        for row in 0..parent.len() {
            driven[row] = driven[root(parent, row)];
        }
    }

    /// Writes down Kirchhoff's current law for each net.
    fn stamp(&self, island: IslandId, scratch: &mut Scratch<'_>) {
        let (matrix, rhs, driven) = (&mut *scratch.matrix, &mut *scratch.volts, &*scratch.driven);
        let n = rhs.len();
        matrix.fill(0.0);
        rhs.fill(0.0);
        let shape = &self.islands[island.0 as usize];
        for (row, &id) in shape.nets.iter().enumerate() {
            if !driven[row] {
                // What nothing drives keeps its voltage.
                matrix[row * n + row] = 1.0;
                rhs[row] = self.volts(id);
                continue;
            }
            for (volts, siemens) in self.sources(id) {
                matrix[row * n + row] += siemens;
                rhs[row] += volts * siemens;
            }
        }
        for element in &shape.elements {
            let element = &self.elements[element.0 as usize];
            let Some((siemens, offset)) = element.kind.siemens() else {
                continue;
            };
            let ((a, b), (at_a, at_b)) = (element.kind.ends(), element.places);
            for (here, there, far, sign) in [(at_a, at_b, b, 1.0), (at_b, at_a, a, -1.0)] {
                let Some(row) = here.map(|row| row as usize).filter(|&row| driven[row]) else {
                    continue;
                };
                matrix[row * n + row] += siemens;
                rhs[row] += sign * offset * siemens;
                match there {
                    Some(column) => matrix[row * n + column as usize] -= siemens,
                    None => rhs[row] += self.volts(far) * siemens,
                }
            }
        }
    }

    /// Takes the solution over into nets and elements.
    fn spread(&mut self, island: IslandId, scratch: &Scratch<'_>) {
        let shape = &self.islands[island.0 as usize];
        for (&id, &volts) in shape.nets.iter().zip(&*scratch.volts) {
            self.nets[id.0 as usize].volts = volts;
        }
        let floats = |place: Option<u32>| place.is_some_and(|row| !scratch.driven[row as usize]);
        for &id in &shape.elements {
            let element = &self.elements[id.0 as usize];
            let (a, b) = element.kind.ends();
            let amps = match element.kind.siemens() {
                Some((siemens, offset))
                    if !floats(element.places.0) && !floats(element.places.1) =>
                {
                    (self.nets[a.0 as usize].volts - self.nets[b.0 as usize].volts - offset)
                        * siemens
                }
                _ => 0.0,
            };
            self.elements[id.0 as usize].amps = amps;
        }
    }

    /// Switches the diodes that are in the wrong state, or only the first of them; false if none
    /// is.
    fn correct_diodes(&mut self, island: IslandId, only_first: bool) -> bool {
        let mut corrected = false;
        for &id in &self.islands[island.0 as usize].elements {
            let element = &mut self.elements[id.0 as usize];
            let ElementKind::Diode {
                anode,
                cathode,
                forward_volts,
                on,
                ..
            } = &mut element.kind
            else {
                continue;
            };
            let across = self.nets[anode.0 as usize].volts - self.nets[cathode.0 as usize].volts;
            let should = if *on {
                element.amps >= OFF_AMPS
            } else {
                across > *forward_volts
            };
            if should != *on {
                *on = should;
                corrected = true;
                if only_first {
                    break;
                }
            }
        }
        corrected
    }

    /// A driver may sit on a supply itself: that is contention, and the supply's level says so.
    fn classify_supplies_of(&mut self, island: IslandId) {
        for index in 0..self.islands[island.0 as usize].drivers.len() {
            let driver = self.islands[island.0 as usize].drivers[index];
            let net = self.drivers[driver.0 as usize].net;
            if let Some(volts) = self.nets[net.0 as usize].supply {
                self.classify(net, volts, true);
            }
        }
    }
}

impl<N: Copy> ElementKind<N> {
    /// The conductance and the voltage that is lost before it; `None` while it does not conduct.
    fn siemens(&self) -> Option<(f64, f64)> {
        match *self {
            Self::Resistor { ohms, .. }
            | Self::Switch {
                ohms, closed: true, ..
            } => Some((1.0 / ohms, 0.0)),
            Self::Diode {
                on: true,
                ohms,
                forward_volts,
                ..
            } => Some((1.0 / ohms, forward_volts)),
            Self::Switch { closed: false, .. } | Self::Diode { on: false, .. } => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Drive, Level, NetBuilder, STRONG_OHMS};

    fn close(a: f64, b: f64) -> bool {
        (a - b).abs() < 1e-9
    }

    #[test]
    fn drivers_of_a_bare_net_are_weighed_by_strength() {
        let mut builder = NetBuilder::new();
        let node = builder.node("a");
        let (one, two) = (builder.driver(node), builder.driver(node));
        let (mut nets, net) = builder.finish();
        let net = net(node);
        assert_eq!(nets.level(net), Level::Floating);
        let mut set = |drive_one, drive_two| {
            for (driver, drive) in [(one, drive_one), (two, drive_two)] {
                if let Some(island) = nets.set_drive(driver, drive) {
                    nets.settle(island);
                }
            }
            (nets.level(net), nets.reads_high(net))
        };
        assert_eq!(set(Drive::Pull(true), Drive::HighZ), (Level::High, true));
        assert_eq!(
            set(Drive::Pull(true), Drive::Strong(false)),
            (Level::Low, false)
        );
        assert_eq!(
            set(Drive::Strong(true), Drive::Strong(false)),
            (Level::Contention, false),
            "the reading stays where it was"
        );
        assert_eq!(set(Drive::Strong(true), Drive::HighZ), (Level::High, true));
        assert_eq!(
            set(Drive::HighZ, Drive::HighZ),
            (Level::Floating, true),
            "a wire keeps its charge"
        );
        assert_eq!(set(Drive::Keep, Drive::HighZ), (Level::High, true));
    }

    #[test]
    fn a_divider_divides() {
        let mut builder = NetBuilder::new();
        let (vcc, gnd) = (builder.supply("3V3", 3.3), builder.supply("GND", 0.0));
        let mid = builder.node("mid");
        builder.resistor(vcc, mid, 1_000.0);
        builder.resistor(mid, gnd, 2_000.0);
        let (nets, net) = builder.finish();
        assert!(close(nets.volts(net(mid)), 2.2));
    }

    #[test]
    fn a_light_conducts_forward_only() {
        for (high, lit) in [(true, true), (false, false)] {
            let mut builder = NetBuilder::new();
            let gnd = builder.supply("GND", 0.0);
            let (pin, mid) = (builder.node("pin"), builder.node("mid"));
            let driver = builder.driver(pin);
            builder.resistor(pin, mid, 220.0);
            let diode = builder.diode(mid, gnd, 1.9, 10.0);
            let (mut nets, _) = builder.finish();
            let island = nets.set_drive(driver, Drive::Strong(high)).unwrap();
            nets.settle(island);
            let expected = if lit {
                1.4 / (STRONG_OHMS + 230.0)
            } else {
                0.0
            };
            assert!(close(nets.amps(diode), expected), "{}", nets.amps(diode));
        }
    }

    #[test]
    fn two_lights_in_series_need_twice_the_voltage() {
        let mut builder = NetBuilder::new();
        let (vcc, gnd) = (builder.supply("3V3", 3.3), builder.supply("GND", 0.0));
        let mid = builder.node("mid");
        let first = builder.diode(vcc, mid, 1.9, 10.0);
        builder.diode(mid, gnd, 1.9, 10.0);
        let (nets, _) = builder.finish();
        assert!(close(nets.amps(first), 0.0));
    }

    #[test]
    fn many_lights_on_one_pin_share_its_current() {
        let mut builder = NetBuilder::new();
        let gnd = builder.supply("GND", 0.0);
        let pin = builder.node("pin");
        let driver = builder.driver(pin);
        let diodes: Vec<_> = (0..100)
            .map(|_| builder.diode(pin, gnd, 1.9, 10.0))
            .collect();
        let (mut nets, _) = builder.finish();
        for high in [true, false] {
            let island = nets.set_drive(driver, Drive::Strong(high)).unwrap();
            nets.settle(island);
            let expected = if high {
                1.4 / (STRONG_OHMS + 0.1) / 100.0
            } else {
                0.0
            };
            for &diode in &diodes {
                assert!(close(nets.amps(diode), expected), "{}", nets.amps(diode));
            }
        }
    }

    #[test]
    fn a_switch_connects_and_disconnects() {
        let mut builder = NetBuilder::new();
        let gnd = builder.supply("GND", 0.0);
        let pin = builder.node("pin");
        let pull = builder.driver(pin);
        let switch = builder.switch(pin, gnd, 0.1);
        let (mut nets, net) = builder.finish();
        let pin = net(pin);
        assert_eq!(nets.level(pin), Level::Floating);
        let island = nets.set_drive(pull, Drive::Pull(true)).unwrap();
        nets.settle(island);
        assert_eq!(nets.level(pin), Level::High);
        let island = nets.set_closed(switch, true).unwrap();
        nets.settle(island);
        assert_eq!(nets.level(pin), Level::Low);
        assert_eq!(nets.set_closed(switch, true), None);
    }

    #[test]
    fn an_output_wired_to_a_supply_fights_it() {
        let mut builder = NetBuilder::new();
        let gnd = builder.supply("GND", 0.0);
        let driver = builder.driver(gnd);
        let (mut nets, net) = builder.finish();
        let island = nets.set_drive(driver, Drive::Strong(true)).unwrap();
        nets.settle(island);
        assert_eq!(nets.level(net(gnd)), Level::Contention);
        assert!(!nets.reads_high(net(gnd)));
    }

    #[test]
    fn joining_two_supplies_is_refused() {
        let mut builder = NetBuilder::new();
        let (vcc, gnd) = (builder.supply("3V3", 3.3), builder.supply("GND", 0.0));
        let wire = builder.node("wire");
        builder.join(vcc, wire).unwrap();
        let short = builder.join(wire, gnd).expect_err("that is a short");
        assert_eq!((short.a.as_str(), short.b.as_str()), ("3V3", "GND"));
    }
}
