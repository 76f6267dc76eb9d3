//! What is to be drawn, read leniently from `diagram.json`.
//!
//! The session checks a diagram strictly before a run and names what is wrong; the drawing shows as
//! much as can be shown, so that a slip while typing does not blank the circuit.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;

use super::geometry::{Kind, Point, turn};
use super::route::route;

/// A circuit as it is drawn.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Drawing {
    /// The parts, in the diagram's order.
    pub parts: Vec<Part>,
    /// The wires that can be drawn.
    pub wires: Vec<Wire>,
    /// Left, top, width and height of everything drawn.
    pub bounds: (f64, f64, f64, f64),
}

/// A part at its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// The part's id.
    pub id: String,
    /// The type's name in the diagram.
    pub part_type: String,
    /// How it is drawn.
    pub kind: Kind,
    /// The left edge of its box before it is turned.
    pub left: f64,
    /// The top edge of its box before it is turned.
    pub top: f64,
    /// Degrees clockwise.
    pub rotate: f64,
    /// The attributes, as text.
    pub attrs: BTreeMap<String, String>,
}

/// A wire along its corners.
#[derive(Clone, Debug, PartialEq)]
pub struct Wire {
    /// The pin it starts at, as `part:pin`.
    pub from: String,
    /// The pin it ends at, as `part:pin`.
    pub to: String,
    /// The colour's name or code in the diagram.
    pub color: String,
    /// Its corners, from pin to pin.
    pub points: Vec<Point>,
}

#[derive(Deserialize)]
struct RawDiagram {
    #[serde(default)]
    parts: Vec<RawPart>,
    #[serde(default)]
    connections: Vec<Vec<Value>>,
}

#[derive(Deserialize)]
struct RawPart {
    id: String,
    #[serde(rename = "type")]
    part_type: String,
    #[serde(default)]
    left: f64,
    #[serde(default)]
    top: f64,
    #[serde(default)]
    rotate: f64,
    #[serde(default)]
    hide: bool,
    #[serde(default)]
    attrs: BTreeMap<String, Value>,
}

/// Why a diagram's text cannot be drawn at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotDrawable {
    /// What the JSON reader found.
    pub message: String,
    /// The line, from 1.
    pub line: u32,
    /// The column, from 1.
    pub column: u32,
}

impl Drawing {
    /// Reads a diagram's text.
    ///
    /// # Errors
    /// If it is not JSON of a diagram's shape.
    pub fn read(text: &str) -> Result<Self, NotDrawable> {
        let raw: RawDiagram = serde_json::from_str(text).map_err(|error| NotDrawable {
            message: without_place(&error.to_string()),
            line: u32::try_from(error.line()).unwrap_or(0),
            column: u32::try_from(error.column()).unwrap_or(0),
        })?;
        let parts: Vec<Part> = raw
            .parts
            .into_iter()
            .filter(|part| !part.hide)
            .map(Part::from)
            .collect();
        let wires: Vec<Wire> = raw
            .connections
            .iter()
            .filter_map(|entry| wire(entry, &parts))
            .collect();
        let bounds = bounds(&parts, &wires);
        Ok(Self {
            parts,
            wires,
            bounds,
        })
    }
}

impl Part {
    /// An attribute, if the diagram gives it.
    #[must_use]
    pub fn attr(&self, name: &str) -> Option<&str> {
        self.attrs.get(name).map(String::as_str)
    }

    /// Where a pin of this part is on the drawing.
    #[must_use]
    pub fn pin(&self, name: &str) -> Option<Point> {
        let flip = self
            .attr("flip")
            .is_some_and(|flip| !matches!(flip, "" | "0" | "false"));
        let local = self
            .kind
            .pin(name, flip)
            .or_else(|| (self.kind == Kind::Other).then_some(Point { x: 48.0, y: 24.0 }))?;
        let turned = turn(local, self.kind.size(), self.rotate);
        Some(Point {
            x: self.left + turned.x,
            y: self.top + turned.y,
        })
    }

    /// The SVG transform that puts the part's own pixels at their place.
    #[must_use]
    pub fn transform(&self) -> String {
        let (width, height) = self.kind.size();
        let (x, y) = (self.left, self.top);
        if self.rotate == 0.0 {
            return format!("translate({x} {y})");
        }
        format!(
            "translate({x} {y}) rotate({} {} {})",
            self.rotate,
            width / 2.0,
            height / 2.0
        )
    }
}

impl From<RawPart> for Part {
    fn from(raw: RawPart) -> Self {
        let text = |value: Value| match value {
            Value::String(text) => text,
            other => other.to_string(),
        };
        Self {
            kind: Kind::of(&raw.part_type),
            id: raw.id,
            part_type: raw.part_type,
            left: raw.left,
            top: raw.top,
            rotate: raw.rotate,
            attrs: raw
                .attrs
                .into_iter()
                .map(|(name, value)| (name, text(value)))
                .collect(),
        }
    }
}

fn wire(entry: &[Value], parts: &[Part]) -> Option<Wire> {
    let text = |index: usize| entry.get(index).and_then(Value::as_str);
    let (from, to) = (text(0)?, text(1)?);
    let color = text(2).unwrap_or("green");
    // An empty colour hides the wire; serial monitor connections carry it.
    if color.is_empty() {
        return None;
    }
    let steps: Vec<String> = entry
        .get(3)
        .and_then(Value::as_array)
        .map(|steps| {
            steps
                .iter()
                .filter_map(Value::as_str)
                .map(str::to_owned)
                .collect()
        })
        .unwrap_or_default();
    Some(Wire {
        points: route(pin_of(from, parts)?, pin_of(to, parts)?, &steps),
        from: from.to_owned(),
        to: to.to_owned(),
        color: color.to_owned(),
    })
}

fn pin_of(end: &str, parts: &[Part]) -> Option<Point> {
    let (id, pin) = end.split_once(':')?;
    parts.iter().find(|part| part.id == id)?.pin(pin)
}

fn bounds(parts: &[Part], wires: &[Wire]) -> (f64, f64, f64, f64) {
    let corners = parts.iter().flat_map(|part| {
        let (width, height) = part.kind.size();
        [(0.0, 0.0), (width, 0.0), (0.0, height), (width, height)].map(|(x, y)| {
            let turned = turn(Point { x, y }, (width, height), part.rotate);
            Point {
                x: part.left + turned.x,
                y: part.top + turned.y,
            }
        })
    });
    let all: Vec<Point> = corners
        .chain(wires.iter().flat_map(|wire| wire.points.iter().copied()))
        .collect();
    if all.is_empty() {
        return (0.0, 0.0, 100.0, 100.0);
    }
    let least = |of: fn(&Point) -> f64| all.iter().map(of).fold(f64::INFINITY, f64::min);
    let most = |of: fn(&Point) -> f64| all.iter().map(of).fold(f64::NEG_INFINITY, f64::max);
    let (left, top) = (least(|p| p.x), least(|p| p.y));
    (left, top, most(|p| p.x) - left, most(|p| p.y) - top)
}

/// serde_json ends its messages with the place, which is shown apart.
fn without_place(message: &str) -> String {
    message
        .rsplit_once(" at line ")
        .map_or(message, |(head, _)| head)
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_diagram_is_read_with_its_wires() {
        let drawing = Drawing::read(
            r#"{"version":1,"parts":[
                {"type":"wokwi-pi-pico","id":"pico","top":20,"left":100},
                {"type":"wokwi-led","id":"led1","top":0,"left":0,"attrs":{"color":"blue","flip":"1"}},
                {"type":"wokwi-lcd1602","id":"lcd","hide":true}],
              "connections":[["led1:A","pico:GP15","green",["v10"]],["pico:GP0","$serialMonitor:RX","",[]],["led1:X","pico:GP1","red"]]}"#,
        )
        .unwrap();
        assert_eq!(drawing.parts.len(), 2);
        assert_eq!(
            drawing.wires.len(),
            1,
            "hidden wires and unknown pins are not drawn"
        );
        assert_eq!(drawing.wires[0].points[0], Point { x: 15.0, y: 42.0 });
        assert_eq!(drawing.parts[1].attr("color"), Some("blue"));
    }

    #[test]
    fn broken_json_names_its_place() {
        let error = Drawing::read("{\n  \"parts\": [,]\n}").unwrap_err();
        assert_eq!((error.line, error.column), (2, 13));
        assert_eq!(error.message, "expected value");
    }
}
