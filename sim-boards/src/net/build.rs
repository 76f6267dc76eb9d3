//! Putting a circuit together: pins are joined by wires, and what remains are nets.

use super::netlist::{Driver, DriverId, Element, ElementId, ElementKind, Island, IslandId, Net};
use super::{Drive, Level, NetId, Netlist};

/// No element has less than this: a perfect wire is a join, not an element.
pub(super) const MIN_OHMS: f64 = 0.01;

/// One pin, before it is known which net it belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Node(usize);

/// A wire that joins two supplies of different voltage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShortedSupply {
    /// One supply's name.
    pub a: String,
    /// The other's.
    pub b: String,
}

/// Collects pins, wires, elements and drivers, and makes a [`Netlist`] of them.
#[derive(Debug, Default)]
pub struct NetBuilder {
    nodes: Vec<NodeData>,
    elements: Vec<ElementKind<Node>>,
    drivers: Vec<Node>,
}

#[derive(Debug)]
struct NodeData {
    name: String,
    /// Union-find: another node of the same net, or itself.
    parent: usize,
    /// The voltage of the supply that this set of nodes is.
    supply: Option<f64>,
}

impl NetBuilder {
    /// An empty circuit.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a pin.
    pub fn node(&mut self, name: impl Into<String>) -> Node {
        let parent = self.nodes.len();
        self.nodes.push(NodeData {
            name: name.into(),
            parent,
            supply: None,
        });
        Node(parent)
    }

    /// Adds a supply of fixed voltage.
    pub fn supply(&mut self, name: impl Into<String>, volts: f64) -> Node {
        let node = self.node(name);
        self.nodes[node.0].supply = Some(volts);
        node
    }

    fn root(&self, node: Node) -> usize {
        let mut index = node.0;
        while self.nodes[index].parent != index {
            index = self.nodes[index].parent;
        }
        index
    }

    /// Whether a wire joins the pin to another.
    #[must_use]
    pub fn is_joined(&self, node: Node) -> bool {
        let root = self.root(node);
        (0..self.nodes.len()).any(|other| other != node.0 && self.root(Node(other)) == root)
    }

    /// Whether the pin is joined to a supply.
    #[must_use]
    pub fn is_supply(&self, node: Node) -> bool {
        self.nodes[self.root(node)].supply.is_some()
    }

    /// Joins two pins with a wire.
    ///
    /// # Errors
    /// [`ShortedSupply`], with nothing joined, if both already hang on different supplies.
    pub fn join(&mut self, a: Node, b: Node) -> Result<(), ShortedSupply> {
        let (a, b) = (self.root(a), self.root(b));
        if a == b {
            return Ok(());
        }
        // The older node names the net, except that a supply always does.
        let supply_first = |&node: &usize| (self.nodes[node].supply.is_none(), node);
        let (kept, merged) = if supply_first(&a) <= supply_first(&b) {
            (a, b)
        } else {
            (b, a)
        };
        if let (Some(x), Some(y)) = (self.nodes[kept].supply, self.nodes[merged].supply)
            && x != y
        {
            return Err(ShortedSupply {
                a: self.nodes[a].name.clone(),
                b: self.nodes[b].name.clone(),
            });
        }
        self.nodes[merged].parent = kept;
        Ok(())
    }

    fn element(&mut self, kind: ElementKind<Node>) -> ElementId {
        self.elements.push(kind);
        ElementId(self.elements.len() as u32 - 1)
    }

    /// Adds a resistor.
    pub fn resistor(&mut self, a: Node, b: Node, ohms: f64) -> ElementId {
        let ohms = ohms.max(MIN_OHMS);
        self.element(ElementKind::Resistor { a, b, ohms })
    }

    /// Adds a switch, open to begin with.
    pub fn switch(&mut self, a: Node, b: Node, ohms: f64) -> ElementId {
        let ohms = ohms.max(MIN_OHMS);
        self.element(ElementKind::Switch {
            a,
            b,
            ohms,
            closed: false,
        })
    }

    /// Adds a diode: nothing below `forward_volts`, a slope of `ohms` above.
    pub fn diode(
        &mut self,
        anode: Node,
        cathode: Node,
        forward_volts: f64,
        ohms: f64,
    ) -> ElementId {
        let ohms = ohms.max(MIN_OHMS);
        self.element(ElementKind::Diode {
            anode,
            cathode,
            forward_volts,
            ohms,
            on: false,
        })
    }

    /// Adds a driver, high-impedance to begin with.
    pub fn driver(&mut self, node: Node) -> DriverId {
        self.drivers.push(node);
        DriverId(self.drivers.len() as u32 - 1)
    }

    /// Makes nets of joined pins and islands of connected nets, and solves them all once.
    /// The second result gives each node's net.
    pub fn finish(self) -> (Netlist, impl Fn(Node) -> NetId) {
        let roots: Vec<usize> = (0..self.nodes.len()).map(|n| self.root(Node(n))).collect();
        let mut net_of_root = vec![None; self.nodes.len()];
        let mut nets = Vec::new();
        let net_of_node: Vec<NetId> = roots
            .iter()
            .map(|&root| {
                *net_of_root[root].get_or_insert_with(|| {
                    let node = &self.nodes[root];
                    nets.push(Net {
                        name: node.name.clone(),
                        supply: node.supply,
                        volts: node.supply.unwrap_or(0.0),
                        level: Level::Floating,
                        high: false,
                        drivers: Vec::new(),
                    });
                    NetId(nets.len() as u32 - 1)
                })
            })
            .collect();
        let net = move |node: Node| net_of_node[node.0];

        let kinds: Vec<_> = self.elements.iter().map(|kind| kind.map(&net)).collect();
        let mut islands = Islands::new(&nets);
        for kind in &kinds {
            let (a, b) = kind.ends();
            islands.connect(a, b);
        }
        let mut netlist = Netlist {
            nets,
            elements: Vec::new(),
            drivers: Vec::new(),
            islands: islands.number(),
            changed: Vec::new(),
        };
        for kind in kinds {
            let (a, b) = kind.ends();
            let island = islands.island_of(&mut netlist.islands, &[a, b]);
            let id = ElementId(netlist.elements.len() as u32);
            let island_data = &mut netlist.islands[island.0 as usize];
            island_data.elements.push(id);
            let place = |net| island_data.nets.binary_search(&net).ok();
            netlist.elements.push(Element {
                places: (place(a).map(|n| n as u32), place(b).map(|n| n as u32)),
                kind,
                island,
                amps: 0.0,
            });
        }
        for node in self.drivers {
            let net = net(node);
            let island = islands.island_of(&mut netlist.islands, &[net]);
            let id = DriverId(netlist.drivers.len() as u32);
            netlist.islands[island.0 as usize].drivers.push(id);
            netlist.nets[net.0 as usize].drivers.push(id);
            netlist.drivers.push(Driver {
                net,
                island,
                drive: Drive::HighZ,
            });
        }
        netlist.settle_all();
        (netlist, net)
    }
}

/// Union-find over nets: elements connect them, supplies separate them.
struct Islands {
    parent: Vec<usize>,
    is_supply: Vec<bool>,
    number: Vec<Option<IslandId>>,
}

impl Islands {
    fn new(nets: &[Net]) -> Self {
        Self {
            parent: (0..nets.len()).collect(),
            is_supply: nets.iter().map(|net| net.supply.is_some()).collect(),
            number: vec![None; nets.len()],
        }
    }

    fn root(&self, mut index: usize) -> usize {
        while self.parent[index] != index {
            index = self.parent[index];
        }
        index
    }

    fn connect(&mut self, a: NetId, b: NetId) {
        let (a, b) = (a.0 as usize, b.0 as usize);
        // A supply holds its voltage whatever happens on one side of it, so the sides of it
        // never feel each other.
        if self.is_supply[a] || self.is_supply[b] {
            return;
        }
        let (a, b) = (self.root(a), self.root(b));
        self.parent[a.max(b)] = a.min(b);
    }

    /// One island for each set of connected nets.
    fn number(&mut self) -> Vec<Island> {
        let mut islands: Vec<Island> = Vec::new();
        for net in 0..self.parent.len() {
            if self.is_supply[net] {
                continue;
            }
            let root = self.root(net);
            let id = *self.number[root].get_or_insert_with(|| {
                islands.push(Island::default());
                IslandId(islands.len() as u32 - 1)
            });
            self.number[net] = Some(id);
            islands[id.0 as usize].nets.push(NetId(net as u32));
        }
        islands
    }

    /// The island of the first of these nets that is no supply; a new, empty one if all are.
    fn island_of(&self, islands: &mut Vec<Island>, nets: &[NetId]) -> IslandId {
        nets.iter()
            .find_map(|net| self.number[net.0 as usize])
            .unwrap_or_else(|| {
                islands.push(Island::default());
                IslandId(islands.len() as u32 - 1)
            })
    }
}
