//! The finished circuit: nets, the elements between them, and the drivers on them.

use super::memo::Memo;
use super::{Drive, HIGH_MIN_VOLTS, LOW_MAX_VOLTS, Level, NetId};
use serde::Serialize;

/// A source with less than this in series is an output, which can be in contention; with more it is a sensor's signal.
const MOST_OHMS_OF_AN_OUTPUT: f64 = 200.0;

/// One driver.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct DriverId(pub u32);

/// One element.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct ElementId(pub u32);

/// Nets that feel each other: those connected by elements, up to the supplies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct IslandId(pub u32);

#[derive(Clone, Debug, PartialEq, Serialize)]
pub(super) struct Net {
    pub name: String,
    /// The fixed voltage, if the net is a supply.
    pub supply: Option<f64>,
    pub volts: f64,
    pub level: Level,
    /// What a digital input reads. Between the thresholds, and while nothing drives the net, it
    /// keeps the last certain level, as the pads' Schmitt triggers and the wire's charge do.
    pub high: bool,
    pub drivers: Vec<DriverId>,
}

/// An element between nets (or, while building, nodes).
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub(super) enum ElementKind<N> {
    Resistor {
        a: N,
        b: N,
        ohms: f64,
    },
    Switch {
        a: N,
        b: N,
        ohms: f64,
        closed: bool,
    },
    Diode {
        anode: N,
        cathode: N,
        forward_volts: f64,
        ohms: f64,
        on: bool,
    },
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub(super) struct Element {
    pub kind: ElementKind<NetId>,
    pub island: IslandId,
    /// The places of its ends among the island's nets; `None` for a supply.
    pub places: (Option<u32>, Option<u32>),
    /// The current from the first end to the second.
    pub amps: f64,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub(super) struct Driver {
    pub net: NetId,
    pub island: IslandId,
    pub drive: Drive,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub(super) struct Island {
    pub nets: Vec<NetId>,
    pub elements: Vec<ElementId>,
    pub drivers: Vec<DriverId>,
    pub memo: Memo,
}

/// All nets of a circuit with their present voltages and levels.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Netlist {
    pub(super) nets: Vec<Net>,
    pub(super) elements: Vec<Element>,
    pub(super) drivers: Vec<Driver>,
    pub(super) islands: Vec<Island>,
    /// Nets whose level or reading changed and that nobody has asked about yet.
    pub(super) changed: Vec<NetId>,
}

/// What an island was at some moment.
#[derive(Debug)]
pub(crate) struct SavedIsland {
    nets: Vec<(f64, Level, bool)>,
    elements: Vec<(ElementKind<NetId>, f64)>,
    drives: Vec<Drive>,
    changed: usize,
}

impl<N: Copy> ElementKind<N> {
    pub(super) fn ends(&self) -> (N, N) {
        match *self {
            Self::Resistor { a, b, .. } | Self::Switch { a, b, .. } => (a, b),
            Self::Diode { anode, cathode, .. } => (anode, cathode),
        }
    }

    pub(super) fn map<M>(&self, net: impl Fn(N) -> M) -> ElementKind<M> {
        match *self {
            Self::Resistor { a, b, ohms } => ElementKind::Resistor {
                a: net(a),
                b: net(b),
                ohms,
            },
            Self::Switch { a, b, ohms, closed } => ElementKind::Switch {
                a: net(a),
                b: net(b),
                ohms,
                closed,
            },
            Self::Diode {
                anode,
                cathode,
                forward_volts,
                ohms,
                on,
            } => ElementKind::Diode {
                anode: net(anode),
                cathode: net(cathode),
                forward_volts,
                ohms,
                on,
            },
        }
    }
}

impl Netlist {
    /// Changes what a driver does. Returns the island to be settled, if that changes anything.
    pub fn set_drive(&mut self, driver: DriverId, drive: Drive) -> Option<IslandId> {
        let driver = &mut self.drivers[driver.0 as usize];
        if driver.drive == drive {
            return None;
        }
        driver.drive = drive;
        Some(driver.island)
    }

    /// Changes a resistor. Returns the island to be settled, if that changes anything.
    pub fn set_ohms(&mut self, element: ElementId, value: f64) -> Option<IslandId> {
        let element = &mut self.elements[element.0 as usize];
        match &mut element.kind {
            ElementKind::Resistor { ohms, .. } if *ohms != value => {
                *ohms = value.max(super::build::MIN_OHMS);
                self.islands[element.island.0 as usize].memo.clear();
                Some(element.island)
            }
            _ => None,
        }
    }

    /// Opens or closes a switch. Returns the island to be settled, if that changes anything.
    pub fn set_closed(&mut self, element: ElementId, value: bool) -> Option<IslandId> {
        let element = &mut self.elements[element.0 as usize];
        match &mut element.kind {
            ElementKind::Switch { closed, .. } if *closed != value => {
                *closed = value;
                self.islands[element.island.0 as usize].memo.clear();
                Some(element.island)
            }
            _ => None,
        }
    }

    /// What a driver does now.
    #[must_use]
    pub fn drive(&self, driver: DriverId) -> Drive {
        self.drivers[driver.0 as usize].drive
    }

    /// The island of a driver.
    #[must_use]
    pub fn island_of_driver(&self, driver: DriverId) -> IslandId {
        self.drivers[driver.0 as usize].island
    }

    /// The island of an element.
    #[must_use]
    pub fn island_of_element(&self, element: ElementId) -> IslandId {
        self.elements[element.0 as usize].island
    }

    /// The island of a net; a supply has none.
    #[must_use]
    pub fn island_of_net(&self, net: NetId) -> Option<IslandId> {
        let holds = |island: &Island| island.nets.binary_search(&net).is_ok();
        let index = self.islands.iter().position(holds)?;
        Some(IslandId(index as u32))
    }

    /// The drivers on an island's nets, in the order they were added.
    #[must_use]
    pub fn drivers_of(&self, island: IslandId) -> &[DriverId] {
        &self.islands[island.0 as usize].drivers
    }

    /// How many islands there are.
    #[must_use]
    pub fn island_count(&self) -> usize {
        self.islands.len()
    }

    /// The current through an element, from its first end (anode) to its second.
    #[must_use]
    pub fn amps(&self, element: ElementId) -> f64 {
        self.elements[element.0 as usize].amps
    }

    /// The current out of a driver into its net.
    #[must_use]
    pub fn driver_amps(&self, driver: DriverId) -> f64 {
        let driver = &self.drivers[driver.0 as usize];
        let net = &self.nets[driver.net.0 as usize];
        let source = driver.drive.source(net.high);
        source.map_or(0.0, |(volts, siemens)| (volts - net.volts) * siemens)
    }

    /// The current out of a supply into the elements of an island.
    #[must_use]
    pub fn amps_from(&self, supply: NetId, island: IslandId) -> f64 {
        let elements = self.islands[island.0 as usize].elements.iter();
        let each = elements.map(|id| {
            let element = &self.elements[id.0 as usize];
            match element.kind.ends() {
                (a, _) if a == supply => element.amps,
                (_, b) if b == supply => -element.amps,
                _ => 0.0,
            }
        });
        each.sum()
    }

    /// The number of nets.
    #[must_use]
    pub fn net_count(&self) -> usize {
        self.nets.len()
    }

    /// A net's voltage against ground; a floating net keeps its last one.
    #[must_use]
    pub fn volts(&self, net: NetId) -> f64 {
        self.nets[net.0 as usize].volts
    }

    /// What a net is.
    #[must_use]
    pub fn level(&self, net: NetId) -> Level {
        self.nets[net.0 as usize].level
    }

    /// What a digital input on this net reads.
    #[must_use]
    pub fn reads_high(&self, net: NetId) -> bool {
        self.nets[net.0 as usize].high
    }

    /// The net's name: its supply's, or that of the pin that was added first.
    #[must_use]
    pub fn name(&self, net: NetId) -> &str {
        &self.nets[net.0 as usize].name
    }

    /// Remembers an island, to imagine other drives on it and then go back.
    pub(crate) fn save(&self, island: IslandId) -> SavedIsland {
        let shape = &self.islands[island.0 as usize];
        let net = |id: &NetId| {
            let net = &self.nets[id.0 as usize];
            (net.volts, net.level, net.high)
        };
        SavedIsland {
            nets: shape.nets.iter().map(net).collect(),
            elements: shape
                .elements
                .iter()
                .map(|id| {
                    let element = &self.elements[id.0 as usize];
                    (element.kind, element.amps)
                })
                .collect(),
            drives: shape.drivers.iter().map(|&id| self.drive(id)).collect(),
            changed: self.changed.len(),
        }
    }

    /// Goes back to what [`Netlist::save`] remembered.
    pub(crate) fn restore(&mut self, island: IslandId, saved: SavedIsland) {
        let shape = &self.islands[island.0 as usize];
        for (id, (volts, level, high)) in shape.nets.iter().zip(saved.nets) {
            let net = &mut self.nets[id.0 as usize];
            (net.volts, net.level, net.high) = (volts, level, high);
        }
        for (id, (kind, amps)) in shape.elements.iter().zip(saved.elements) {
            let element = &mut self.elements[id.0 as usize];
            (element.kind, element.amps) = (kind, amps);
        }
        for (id, drive) in shape.drivers.iter().zip(saved.drives) {
            self.drivers[id.0 as usize].drive = drive;
        }
        self.changed.truncate(saved.changed);
    }

    /// Takes one of the nets that changed since they were last taken.
    pub fn take_changed(&mut self) -> Option<NetId> {
        self.changed.pop()
    }

    /// Classifies a net from its voltage and drivers, and notes it if that is news.
    pub(super) fn classify(&mut self, id: NetId, volts: f64, driven: bool) {
        let contention = {
            let net = &self.nets[id.0 as usize];
            let supply = net.supply.and_then(certain_level);
            let mut strong = net
                .drivers
                .iter()
                .filter_map(|driver| match self.drivers[driver.0 as usize].drive {
                    Drive::Strong(high) => Some(high),
                    Drive::Analog { volts, ohms } if ohms <= MOST_OHMS_OF_AN_OUTPUT => {
                        certain_level(volts)
                    }
                    _ => None,
                })
                .chain(supply);
            strong
                .next()
                .is_some_and(|first| strong.any(|other| other != first))
        };
        let net = &mut self.nets[id.0 as usize];
        net.volts = volts;
        let certain = certain_level(volts);
        let level = match certain {
            _ if contention => Level::Contention,
            _ if !driven => Level::Floating,
            Some(false) => Level::Low,
            Some(true) => Level::High,
            None => Level::Analog,
        };
        let high = match certain {
            Some(high) if driven => high,
            _ => net.high,
        };
        if (level, high) != (net.level, net.high) {
            net.level = level;
            net.high = high;
            self.changed.push(id);
        }
    }
}

/// The level that every 3.3 V input sees at this voltage, if there is one.
fn certain_level(volts: f64) -> Option<bool> {
    if volts <= LOW_MAX_VOLTS {
        Some(false)
    } else if volts >= HIGH_MIN_VOLTS {
        Some(true)
    } else {
        None
    }
}
