//! Circuits as files: Wokwi's `diagram.json`, version 1, read and written without loss.
//!
//! Format: <https://docs.wokwi.com/diagram-format>. Fields this crate does not know are kept and
//! written back as they were.

mod error;
mod parse;
mod suggest;
mod write;

pub use error::{DiagramError, Place, Problem};
pub use suggest::nearest;

use serde_json::{Map, Number, Value};

/// The longest text that is read; a diagram of a thousand parts is about a tenth of it.
pub const MAX_TEXT: usize = 1 << 20;
/// The most parts a diagram may have.
pub const MAX_PARTS: usize = 512;
/// The most connections a diagram may have.
pub const MAX_CONNECTIONS: usize = 4096;
/// The longest id or pin name.
pub const MAX_NAME: usize = 128;

/// The pseudo-part that stands for the terminal: `$serialMonitor:TX` and `:RX`.
pub const SERIAL_MONITOR: &str = "$serialMonitor";

/// A circuit as it is drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Diagram {
    /// The parts, board included, in the order of the file.
    pub parts: Vec<DiagramPart>,
    /// The wires, in the order of the file.
    pub connections: Vec<Connection>,
    /// Every other top-level field (`version`, `author`, `editor`, `serialMonitor`, …).
    pub other: Map<String, Value>,
}

/// One part of a diagram.
#[derive(Clone, Debug, PartialEq)]
pub struct DiagramPart {
    /// The name that connections use.
    pub id: String,
    /// The part type, such as `wokwi-led`.
    pub kind: String,
    /// Where the drawing's left edge is, in Wokwi's pixels.
    pub left: Option<Number>,
    /// Where the drawing's top edge is, in Wokwi's pixels.
    pub top: Option<Number>,
    /// Clockwise rotation in degrees.
    pub rotate: Option<Number>,
    /// The attributes, such as `color` or `value`.
    pub attrs: Map<String, Value>,
    /// Every other field (`hide`, …).
    pub other: Map<String, Value>,
}

/// One end of a wire.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct PinRef {
    /// The part's id.
    pub part: String,
    /// The pin's name.
    pub pin: String,
}

/// One wire.
#[derive(Clone, Debug, PartialEq)]
pub struct Connection {
    /// Where it starts.
    pub from: PinRef,
    /// Where it ends.
    pub to: PinRef,
    /// What follows the two ends: the colour, the drawing steps, and whatever else there is.
    pub rest: Vec<Value>,
}

impl Diagram {
    /// Reads a `diagram.json`.
    ///
    /// # Errors
    /// [`DiagramError`] names the place and what to do about it.
    pub fn parse(json: &str) -> Result<Self, DiagramError> {
        parse::diagram(json)
    }

    /// Writes the diagram as `diagram.json` again, with every field that was read.
    #[must_use]
    pub fn to_json(&self) -> String {
        write::diagram(self)
    }

    /// The part with this id.
    #[must_use]
    pub fn part(&self, id: &str) -> Option<&DiagramPart> {
        self.parts.iter().find(|part| part.id == id)
    }
}

impl DiagramPart {
    /// An attribute as text; Wokwi writes all of them as strings, people also write numbers.
    #[must_use]
    pub fn attr(&self, name: &str) -> Option<String> {
        match self.attrs.get(name)? {
            Value::String(text) => Some(text.clone()),
            Value::Number(number) => Some(number.to_string()),
            Value::Bool(flag) => Some(String::from(if *flag { "1" } else { "0" })),
            _ => None,
        }
    }
}

impl Connection {
    /// The wire's colour, if one is given.
    #[must_use]
    pub fn color(&self) -> Option<&str> {
        self.rest.first().and_then(Value::as_str)
    }

    /// The drawing steps, such as `v10`, `h-3` and `*`.
    pub fn steps(&self) -> impl Iterator<Item = &str> {
        self.rest
            .get(1)
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
    }
}
