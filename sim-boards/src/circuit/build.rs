//! Building a circuit from a diagram: every pin a node, every wire a join, then the parts.

use super::{Circuit, Lamp, Pad, PartSlot};
use crate::board::{BoardId, BoardSpec, Builtin};
use crate::check::Checks;
use crate::chip::rp2040::{GPIO_COUNT, Rp2040};
use crate::diagram::{Diagram, DiagramError, DiagramPart, PinRef, Problem, nearest};
use crate::net::{DriverId, ElementId, NetBuilder, Node, ShortedSupply};
use crate::parts::{Breadboard, Lead, Led, Light, PART_TYPES, Part, PartType, Pin, Wiring};
use crate::queue::EventQueue;
use crate::time::Instant;
use crate::trace::Trace;
use std::collections::{BTreeMap, VecDeque};

/// The pins of the terminal's pseudo-part; what they carry is the session's business.
const SERIAL_PINS: [&str; 2] = ["TX", "RX"];

impl Circuit {
    /// Builds the circuit that a diagram describes.
    ///
    /// # Errors
    /// [`DiagramError`] for an unknown pin or attribute value, and for a diagram without this board or with several. An
    /// unknown part type is a warning: see [`Circuit::warnings`].
    pub fn new(diagram: &Diagram, board: BoardId, seed: u64) -> Result<Self, DiagramError> {
        let spec = board.spec();
        let board_part = find_board(diagram, spec)?;
        let mut plan = Plan::new(spec);
        let kinds = plan.add_parts(diagram, &board_part);
        plan.connect(diagram, &kinds)?;
        let parts = plan.build_parts(diagram, &kinds, seed)?;
        let shorts = core::mem::take(&mut plan.shorts);
        let mut circuit = plan.finish(board, board_part, parts);
        for (ends, supplies) in shorts {
            circuit.report_short(ends, supplies);
        }
        circuit.check_wiring();
        Ok(circuit)
    }

    /// What the diagram asks for that is not simulated: parts of unknown types, whose pins carry what is wired to
    /// them and have nothing behind them.
    #[must_use]
    pub fn warnings(&self) -> &[DiagramError] {
        &self.warnings
    }

    /// A board with nothing wired to it.
    #[must_use]
    pub fn bare(board: BoardId) -> Self {
        let spec = board.spec();
        Plan::new(spec).finish(board, spec.id.clone(), Vec::new())
    }
}

/// The id of the diagram's one board.
fn find_board(diagram: &Diagram, spec: &BoardSpec) -> Result<String, DiagramError> {
    let mut boards = diagram
        .parts
        .iter()
        .enumerate()
        .filter(|(_, part)| spec.part_types.contains(&part.kind));
    let Some((_, board)) = boards.next() else {
        // An unknown board is likelier than none: name it.
        for (index, part) in diagram.parts.iter().enumerate() {
            if let Kind::Unknown = Kind::of(part) {
                return Err(unknown_type(index, part));
            }
        }
        let types = spec.part_types.clone();
        return Err(DiagramError::at("parts", Problem::NoBoard { types }));
    };
    if let Some((index, second)) = boards.next() {
        return Err(DiagramError::at(
            format!("parts[{index}]"),
            Problem::SeveralBoards(second.id.clone()),
        ));
    }
    Ok(board.id.clone())
}

/// What a part of a diagram is to the circuit.
enum Kind {
    Board,
    Simulated(&'static PartType),
    Breadboard(&'static Breadboard),
    /// A text on the drawing.
    Text,
    /// Kept and shown; its pins are nets with nothing behind them.
    Unknown,
}

/// The part type that is only drawn.
const TEXT: &str = "wokwi-text";

impl Kind {
    /// What a part is that is not the board.
    fn of(part: &DiagramPart) -> Self {
        if let Some(kind) = PartType::find(&part.kind) {
            Self::Simulated(kind)
        } else if let Some(board) = Breadboard::find(&part.kind) {
            Self::Breadboard(board)
        } else if part.kind == TEXT {
            Self::Text
        } else {
            Self::Unknown
        }
    }
}

fn unknown_type(index: usize, part: &DiagramPart) -> DiagramError {
    let boards = BoardId::Pico.spec().part_types.iter().map(String::as_str);
    let known = PART_TYPES
        .iter()
        .flat_map(|kind| kind.names.iter().copied());
    let known = known.chain(Breadboard::names()).chain(boards);
    DiagramError::at(
        format!("parts[{index}].type"),
        Problem::UnknownType {
            part: part.id.clone(),
            kind: part.kind.clone(),
            nearest: nearest(&part.kind, known),
        },
    )
}

/// A part that is built, whose pins are not nets yet.
struct Placed {
    id: String,
    pins: &'static [&'static str],
    kind: &'static str,
    part: Part,
    nodes: Vec<Node>,
    drivers: Vec<Option<DriverId>>,
    watches: Vec<Pin>,
}

/// The error for a wire to a pin that its part does not have.
fn unknown_pin(path: String, pin: &PinRef, kind: &str, pins: Vec<String>) -> DiagramError {
    DiagramError::at(
        path,
        Problem::UnknownPin {
            part: pin.part.clone(),
            kind: String::from(kind),
            pin: pin.pin.clone(),
            nearest: nearest(&pin.pin, pins.iter().map(String::as_str)),
            pins,
        },
    )
}

/// The ends of a wire, and the supplies that it would join.
type Short = ([String; 2], [String; 2]);

/// A circuit under construction.
struct Plan {
    nets: NetBuilder,
    /// The board's nodes by name: GPIOs and supplies.
    board_nodes: BTreeMap<String, Node>,
    gpios: Vec<Node>,
    /// The drivers of the GPIOs, which come before all others.
    pads: Vec<DriverId>,
    /// The diodes of all lights, the board's own first.
    lamps: Vec<ElementId>,
    /// Signals for the trace beside the GPIOs.
    probes: Vec<(String, Node)>,
    /// Wires that join supplies and were left out: their ends, and the supplies.
    shorts: Vec<Short>,
    /// For each light the part that it belongs to.
    owners: Vec<Option<u32>>,
    /// Each part's pins, in the order of its type's list.
    pins: Vec<Vec<Node>>,
    /// The strips of breadboards and the pins of unknown parts that wires lead to, by the part's place and their name.
    strips: BTreeMap<(usize, String), Node>,
    warnings: Vec<DiagramError>,
    spec: &'static BoardSpec,
}

impl Plan {
    fn new(spec: &'static BoardSpec) -> Self {
        let mut nets = NetBuilder::new();
        let mut board_nodes = BTreeMap::new();
        for builtin in &spec.builtin {
            if let Builtin::Supply { node, volts } = builtin {
                board_nodes.insert(node.clone(), nets.supply(node.clone(), *volts));
            }
        }
        let gpios: Vec<Node> = (0..GPIO_COUNT)
            .map(|gpio| {
                let node = nets.node(spec.gpio_label(gpio));
                board_nodes.insert(format!("GPIO{gpio}"), node);
                node
            })
            .collect();
        for pin in &spec.pins {
            board_nodes
                .entry(pin.node.clone())
                .or_insert_with(|| nets.node(pin.node.clone()));
        }
        let pads = gpios.iter().map(|&node| nets.driver(node)).collect();
        let mut plan = Self {
            nets,
            board_nodes,
            gpios,
            pads,
            lamps: Vec::new(),
            probes: Vec::new(),
            shorts: Vec::new(),
            owners: Vec::new(),
            pins: Vec::new(),
            strips: BTreeMap::new(),
            warnings: Vec::new(),
            spec,
        };
        for builtin in &spec.builtin {
            plan.solder(builtin);
        }
        plan
    }

    /// Adds what is soldered to the board.
    fn solder(&mut self, builtin: &Builtin) {
        match builtin {
            Builtin::Supply { .. } => {}
            Builtin::Resistor { from, to, ohms } => {
                let (from, to) = (self.board_nodes[from], self.board_nodes[to]);
                self.nets.resistor(from, to, *ohms);
            }
            Builtin::Led {
                name,
                anode,
                cathode,
                ohms,
                color,
                ..
            } => {
                let (anode, cathode) = (self.board_nodes[anode], self.board_nodes[cathode]);
                let between = self.nets.node(name.clone());
                self.nets.resistor(anode, between, *ohms);
                let (forward_volts, slope) = Led::diode(color);
                let diode = self.nets.diode(between, cathode, forward_volts, slope);
                self.lamps.push(diode);
            }
        }
    }

    /// Adds the pins of the parts that are simulated.
    fn add_parts(&mut self, diagram: &Diagram, board_part: &str) -> Vec<Kind> {
        let mut kinds = Vec::with_capacity(diagram.parts.len());
        for (index, part) in diagram.parts.iter().enumerate() {
            let kind = if part.id == board_part {
                Kind::Board
            } else {
                Kind::of(part)
            };
            let pins = match kind {
                Kind::Simulated(kind) => kind.pins,
                Kind::Unknown => {
                    self.warnings.push(unknown_type(index, part));
                    &[]
                }
                Kind::Board | Kind::Breadboard(_) | Kind::Text => &[],
            };
            let node = |pin: &&str| self.nets.node(format!("{}:{pin}", part.id));
            self.pins.push(pins.iter().map(node).collect());
            kinds.push(kind);
        }
        kinds
    }

    fn connect(&mut self, diagram: &Diagram, kinds: &[Kind]) -> Result<(), DiagramError> {
        let index_of: BTreeMap<&str, usize> = diagram
            .parts
            .iter()
            .enumerate()
            .map(|(index, part)| (part.id.as_str(), index))
            .collect();
        for (index, wire) in diagram.connections.iter().enumerate() {
            let mut ends = [None; 2];
            for (end, pin) in [&wire.from, &wire.to].into_iter().enumerate() {
                let part = index_of.get(pin.part.as_str()).copied();
                let found = match part {
                    Some(part) => self.node_of(pin, part, &kinds[part]),
                    // The terminal's pseudo-part has no nets.
                    None if SERIAL_PINS.contains(&pin.pin.as_str()) => continue,
                    None => Err(SERIAL_PINS.map(String::from).to_vec()),
                };
                ends[end] = match found {
                    Ok(node) => Some(node),
                    Err(pins) => {
                        let kind = part.map(|part| diagram.parts[part].kind.as_str());
                        let kind = kind.unwrap_or("the terminal");
                        let path = format!("connections[{index}][{end}]");
                        return Err(unknown_pin(path, pin, kind, pins));
                    }
                };
            }
            if let [Some(from), Some(to)] = ends
                && let Err(ShortedSupply { a, b }) = self.nets.join(from, to)
            {
                let name = |end: &PinRef| format!("{}:{}", end.part, end.pin);
                self.shorts
                    .push(([name(&wire.from), name(&wire.to)], [a, b]));
            }
        }
        Ok(())
    }

    /// The node of a pin of a part, or the names of the pins that the part has instead.
    fn node_of(&mut self, pin: &PinRef, part: usize, kind: &Kind) -> Result<Node, Vec<String>> {
        let strip = match kind {
            Kind::Board => {
                let pads = &self.spec.pins;
                let pad = pads.iter().find(|pad| pad.name == pin.pin);
                let names = || pads.iter().map(|pad| pad.name.clone()).collect();
                return pad.map(|pad| self.board_nodes[&pad.node]).ok_or_else(names);
            }
            Kind::Simulated(kind) => {
                let place = kind.pins.iter().position(|&name| name == pin.pin);
                let names = || kind.pins.iter().map(|&name| String::from(name)).collect();
                return place.map(|place| self.pins[part][place]).ok_or_else(names);
            }
            Kind::Breadboard(board) => board.strip(&pin.pin).ok_or_else(|| board.holes())?,
            Kind::Text | Kind::Unknown => &pin.pin,
        };
        let nets = &mut self.nets;
        let new = || nets.node(format!("{}:{strip}", pin.part));
        let key = (part, String::from(strip));
        Ok(*self.strips.entry(key).or_insert_with(new))
    }

    fn build_parts(
        &mut self,
        diagram: &Diagram,
        kinds: &[Kind],
        seed: u64,
    ) -> Result<Vec<Placed>, DiagramError> {
        let mut slots: Vec<Placed> = Vec::new();
        self.owners = vec![None; self.lamps.len()];
        for (index, (part, kind)) in diagram.parts.iter().zip(kinds).enumerate() {
            let Kind::Simulated(kind) = kind else {
                continue;
            };
            let (mut drivers, mut watches) = (vec![None; kind.pins.len()], Vec::new());
            let built: Part = (kind.build)(&mut Wiring {
                part,
                index,
                seed,
                pins: kind.pins,
                nodes: &self.pins[index],
                nets: &mut self.nets,
                lamps: &mut self.lamps,
                probes: &mut self.probes,
                shorts: &mut self.shorts,
                drivers: &mut drivers,
                watches: &mut watches,
            })?;
            self.owners
                .resize(self.lamps.len(), Some(slots.len() as u32));
            slots.push(Placed {
                id: part.id.clone(),
                pins: kind.pins,
                kind: kind.names[0],
                part: built,
                nodes: self.pins[index].clone(),
                drivers,
                watches,
            });
        }
        Ok(slots)
    }

    fn finish(self, board: BoardId, board_part: String, placed: Vec<Placed>) -> Circuit {
        let (nets, net_of) = self.nets.finish();
        let pads: Vec<Pad> = self
            .gpios
            .iter()
            .zip(self.pads)
            .map(|(&node, driver)| Pad {
                net: net_of(node),
                driver,
            })
            .collect();
        let mut gpios_of_net = vec![Vec::new(); nets.net_count()];
        for (gpio, pad) in pads.iter().enumerate() {
            gpios_of_net[pad.net.0 as usize].push(gpio as u8);
        }
        let board_nets = self.board_nodes.into_iter();
        let board_nets = board_nets
            .map(|(name, node)| (name, net_of(node)))
            .collect();
        let gpio_signals = pads
            .iter()
            .enumerate()
            .map(|(gpio, pad)| (self.spec.gpio_label(gpio as u8), pad.net));
        let probes = self.probes.into_iter();
        let signals: Vec<_> = gpio_signals
            .chain(probes.map(|(name, node)| (name, net_of(node))))
            .collect();
        let mut signals_of_net = vec![Vec::new(); nets.net_count()];
        for (index, (_, net)) in signals.iter().enumerate() {
            signals_of_net[net.0 as usize].push(index as u16);
        }
        let mut lamps_of_island = vec![Vec::new(); nets.island_count()];
        for (index, &diode) in self.lamps.iter().enumerate() {
            lamps_of_island[nets.island_of_element(diode).0 as usize].push(index as u32);
        }
        let (mut parts, mut watchers_of_net) = (Vec::new(), vec![Vec::new(); nets.net_count()]);
        let mut watched = vec![false; nets.island_count()];
        let (mut i2c_parts, mut spi_parts) = (Vec::new(), Vec::new());
        for (index, placed) in placed.into_iter().enumerate() {
            let index = index as u32;
            for pin in placed.watches {
                let net = net_of(placed.nodes[usize::from(pin.0)]);
                watchers_of_net[net.0 as usize].push((index, pin));
                if let Some(island) = nets.island_of_net(net) {
                    watched[island.0 as usize] = true;
                }
            }
            let leads = placed.nodes.iter().zip(placed.drivers);
            let leads = leads
                .map(|(&node, driver)| Lead {
                    net: net_of(node),
                    driver,
                })
                .collect();
            let mut part = placed.part;
            if part.device_mut().i2c().is_some() {
                i2c_parts.push(index);
            }
            if part.device_mut().spi().is_some() {
                spi_parts.push(index);
            }
            parts.push(PartSlot {
                id: placed.id,
                pins: placed.pins,
                kind: placed.kind,
                part,
                leads,
            });
        }
        let lamps = self
            .lamps
            .into_iter()
            .enumerate()
            .map(|(index, diode)| Lamp {
                diode,
                part: self.owners.get(index).copied().flatten(),
                light: Light::default(),
                settling: false,
            })
            .collect();
        let mut circuit = Circuit {
            board,
            board_part,
            board_nets,
            now: Instant::ZERO,
            chip: Rp2040::new(self.spec.clock_hz),
            nets,
            pads,
            parts,
            watchers_of_net,
            watched,
            ears: vec![Default::default(); usize::from(GPIO_COUNT)],
            heard: VecDeque::new(),
            gpios_of_net,
            news: VecDeque::new(),
            touched: Vec::new(),
            open_i2c: Vec::new(),
            i2c_parts,
            spi_parts,
            lamps,
            lamps_of_island,
            signals_of_net,
            signals,
            queue: EventQueue::new(),
            trace: Trace::default(),
            checks: Checks::default(),
            by_itself: false,
            revision: 0,
            warnings: self.warnings,
        };
        circuit.power_on();
        circuit
    }
}
