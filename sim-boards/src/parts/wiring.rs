//! What a part has in hand while it is built: its attributes, its pins, and the nets to be.

use crate::diagram::{DiagramError, DiagramPart, Problem};
use crate::net::{ElementId, NetBuilder, Node};
use crate::rng::Rng;
use core::fmt::Display;
use core::str::FromStr;
use serde::Serialize;

/// A light of the circuit, whose current the circuit keeps track of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct LampId(pub u32);

/// The means to build one part.
#[derive(Debug)]
pub struct Wiring<'a> {
    pub(crate) part: &'a DiagramPart,
    /// The part's place in the diagram's list.
    pub(crate) index: usize,
    pub(crate) seed: u64,
    pub(crate) pins: &'static [&'static str],
    /// One node for each of `pins`.
    pub(crate) nodes: &'a [Node],
    pub(crate) nets: &'a mut NetBuilder,
    /// The lights so far, by their diodes.
    pub(crate) lamps: &'a mut Vec<ElementId>,
    /// Signals that the part wants in the trace.
    pub(crate) probes: &'a mut Vec<(String, Node)>,
}

impl Wiring<'_> {
    /// The node of one of the part's pins. The name must be one of the part type's.
    pub(crate) fn pin(&self, name: &str) -> Node {
        let index = self.pins.iter().position(|&pin| pin == name);
        self.nodes[index.expect("a part type asks for its own pins only")]
    }

    /// Turns a diode into a light.
    pub(crate) fn lamp(&mut self, diode: ElementId) -> LampId {
        self.lamps.push(diode);
        LampId(self.lamps.len() as u32 - 1)
    }

    /// The part's own stream of randomness.
    pub(crate) fn rng(&self) -> Rng {
        Rng::for_stream(self.seed, &self.part.id)
    }

    /// An attribute read as a value of some type; `default` if it is not there.
    pub(crate) fn attr<T: FromStr>(
        &self,
        name: &str,
        default: T,
        expected: impl Display,
        valid: impl Fn(&T) -> bool,
    ) -> Result<T, DiagramError> {
        let Some(text) = self.part.attr(name) else {
            return Ok(default);
        };
        match text.trim().parse::<T>() {
            Ok(value) if valid(&value) => Ok(value),
            _ => Err(self.bad_attr(name, text, expected)),
        }
    }

    /// The error for an attribute whose value makes no sense.
    pub(crate) fn bad_attr(
        &self,
        name: &str,
        value: String,
        expected: impl Display,
    ) -> DiagramError {
        DiagramError::at(
            format!("parts[{}].attrs.{name}", self.index),
            Problem::BadAttribute {
                part: self.part.id.clone(),
                attribute: String::from(name),
                value,
                expected: expected.to_string(),
            },
        )
    }
}
