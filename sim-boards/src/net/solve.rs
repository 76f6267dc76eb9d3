//! The DC solution of an island: the voltages at which all currents into each net cancel.

use super::netlist::{ElementKind, IslandId, Netlist};
use super::{NetId, dense};

/// Islands up to this many nets are solved without touching the heap; most have one or two.
const SMALL: usize = 4;

/// A diode whose current falls below this turns off. A little under zero, so that rounding does
/// not make a diode without current switch for ever.
const OFF_AMPS: f64 = -1e-12;

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
        match (shape.nets.len(), shape.elements.is_empty()) {
            (1, true) => self.settle_single(island),
            (0..=SMALL, _) => {
                let mut matrix = [0.0; SMALL * SMALL];
                let mut rhs = [0.0; SMALL];
                let n = shape.nets.len();
                self.settle_with(island, &mut matrix[..n * n], &mut rhs[..n]);
            }
            (n, _) => self.settle_with(island, &mut vec![0.0; n * n], &mut vec![0.0; n]),
        }
    }

    /// A net with nothing but drivers: the mean of their voltages, weighted by conductance.
    fn settle_single(&mut self, island: IslandId) {
        let id = self.islands[island.0 as usize].nets[0];
        let net = &self.nets[id.0 as usize];
        let (mut current, mut conductance) = (0.0, 0.0);
        for driver in &net.drivers {
            if let Some((volts, siemens)) = self.drivers[driver.0 as usize].drive.source(net.high) {
                current += volts * siemens;
                conductance += siemens;
            }
        }
        if conductance > 0.0 {
            self.classify(id, current / conductance, true);
        } else {
            let kept = net.volts;
            self.classify(id, kept, false);
        }
    }

    fn settle_with(&mut self, island: IslandId, matrix: &mut [f64], rhs: &mut [f64]) {
        // Each round solves with the diodes as they are assumed to be and corrects one wrong
        // assumption. The bound only matters to circuits of ideal diodes that have no stable
        // state; they keep the last one.
        let diodes = self.islands[island.0 as usize].elements.len();
        let mut driven = Vec::new();
        for _ in 0..=2 * diodes {
            driven = self.driven(island);
            self.stamp(island, &driven, matrix, rhs);
            dense::solve(matrix, rhs);
            self.spread(island, &driven, rhs);
            if !self.correct_one_diode(island) {
                break;
            }
        }
        // Levels are judged once the diodes agree: a wrong assumption on the way is no glitch.
        for (row, &driven) in driven.iter().enumerate() {
            let id = self.islands[island.0 as usize].nets[row];
            self.classify(id, rhs[row], driven);
        }
        self.classify_supplies_of(island);
    }

    /// Which nets of the island have a conducting path to a source.
    fn driven(&self, island: IslandId) -> Vec<bool> {
        let shape = &self.islands[island.0 as usize];
        let mut driven: Vec<bool> = shape
            .nets
            .iter()
            .map(|&id| {
                let net = &self.nets[id.0 as usize];
                net.drivers
                    .iter()
                    .any(|d| self.drivers[d.0 as usize].drive.source(net.high).is_some())
            })
            .collect();
        loop {
            let mut grew = false;
            for element in &shape.elements {
                let kind = &self.elements[element.0 as usize].kind;
                if kind.siemens().is_none() {
                    continue;
                }
                let (a, b) = kind.ends();
                let (a, b) = (self.position(island, a), self.position(island, b));
                match (a, b) {
                    (Some(a), Some(b)) if driven[a] != driven[b] => {
                        driven[a] = true;
                        driven[b] = true;
                        grew = true;
                    }
                    // The other end is a supply.
                    (Some(one), None) | (None, Some(one)) if !driven[one] => {
                        driven[one] = true;
                        grew = true;
                    }
                    _ => {}
                }
            }
            if !grew {
                return driven;
            }
        }
    }

    /// A net's place among the island's unknowns; `None` for a supply.
    fn position(&self, island: IslandId, net: NetId) -> Option<usize> {
        self.islands[island.0 as usize]
            .nets
            .binary_search(&net)
            .ok()
    }

    /// Writes down Kirchhoff's current law for each net.
    fn stamp(&self, island: IslandId, driven: &[bool], matrix: &mut [f64], rhs: &mut [f64]) {
        let n = rhs.len();
        matrix.fill(0.0);
        rhs.fill(0.0);
        let shape = &self.islands[island.0 as usize];
        for (row, &id) in shape.nets.iter().enumerate() {
            let net = &self.nets[id.0 as usize];
            if !driven[row] {
                matrix[row * n + row] = 1.0;
                rhs[row] = net.volts;
                continue;
            }
            for driver in &net.drivers {
                if let Some((volts, siemens)) =
                    self.drivers[driver.0 as usize].drive.source(net.high)
                {
                    matrix[row * n + row] += siemens;
                    rhs[row] += volts * siemens;
                }
            }
        }
        for element in &shape.elements {
            let kind = &self.elements[element.0 as usize].kind;
            let Some((siemens, offset)) = kind.siemens() else {
                continue;
            };
            let (a, b) = kind.ends();
            for (here, there, sign) in [(a, b, 1.0), (b, a, -1.0)] {
                let Some(row) = self.position(island, here).filter(|&row| driven[row]) else {
                    continue;
                };
                matrix[row * n + row] += siemens;
                rhs[row] += sign * offset * siemens;
                match self.position(island, there) {
                    Some(column) => matrix[row * n + column] -= siemens,
                    None => rhs[row] += self.nets[there.0 as usize].volts * siemens,
                }
            }
        }
    }

    /// Takes the solution over into nets and elements.
    fn spread(&mut self, island: IslandId, driven: &[bool], volts: &[f64]) {
        for (&id, &volts) in self.islands[island.0 as usize].nets.iter().zip(volts) {
            self.nets[id.0 as usize].volts = volts;
        }
        for index in 0..self.islands[island.0 as usize].elements.len() {
            let element = self.islands[island.0 as usize].elements[index];
            let kind = self.elements[element.0 as usize].kind;
            let (a, b) = kind.ends();
            let floats = |net| {
                self.position(island, net)
                    .is_some_and(|position| !driven[position])
            };
            let amps = match kind.siemens() {
                Some((siemens, offset)) if !floats(a) && !floats(b) => {
                    (self.volts(a) - self.volts(b) - offset) * siemens
                }
                _ => 0.0,
            };
            self.elements[element.0 as usize].amps = amps;
        }
    }

    /// Switches the first diode that is in the wrong state; false if none is.
    fn correct_one_diode(&mut self, island: IslandId) -> bool {
        for index in 0..self.islands[island.0 as usize].elements.len() {
            let element = self.islands[island.0 as usize].elements[index];
            let ElementKind::Diode {
                anode,
                cathode,
                forward_volts,
                on,
                ..
            } = self.elements[element.0 as usize].kind
            else {
                continue;
            };
            let across = self.volts(anode) - self.volts(cathode);
            let should = if on {
                self.elements[element.0 as usize].amps >= OFF_AMPS
            } else {
                across > forward_volts
            };
            if should != on {
                if let ElementKind::Diode { on, .. } = &mut self.elements[element.0 as usize].kind {
                    *on = should;
                }
                return true;
            }
        }
        false
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
