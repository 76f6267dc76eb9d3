//! Writing `diagram.json`: known fields in Wokwi's order, all others after them.

use super::{Connection, Diagram, DiagramPart};
use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};

/// Top-level fields that stand before the parts in files that Wokwi writes.
const HEAD: [&str; 3] = ["version", "author", "editor"];

pub(super) fn diagram(diagram: &Diagram) -> String {
    // Maps have string keys and numbers are finite (they were read from JSON), so writing to
    // memory cannot fail.
    serde_json::to_string_pretty(diagram).unwrap_or_default()
}

impl Serialize for Diagram {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for name in HEAD {
            if let Some(value) = self.other.get(name) {
                map.serialize_entry(name, value)?;
            }
        }
        map.serialize_entry("parts", &self.parts)?;
        map.serialize_entry("connections", &self.connections)?;
        for (name, value) in &self.other {
            if !HEAD.contains(&name.as_str()) {
                map.serialize_entry(name, value)?;
            }
        }
        map.end()
    }
}

impl Serialize for DiagramPart {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("type", &self.kind)?;
        map.serialize_entry("id", &self.id)?;
        for (name, number) in [
            ("top", &self.top),
            ("left", &self.left),
            ("rotate", &self.rotate),
        ] {
            if let Some(number) = number {
                map.serialize_entry(name, number)?;
            }
        }
        for (name, value) in &self.other {
            map.serialize_entry(name, value)?;
        }
        map.serialize_entry("attrs", &self.attrs)?;
        map.end()
    }
}

impl Serialize for Connection {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut list = serializer.serialize_seq(Some(2 + self.rest.len()))?;
        for end in [&self.from, &self.to] {
            list.serialize_element(&format!("{}:{}", end.part, end.pin))?;
        }
        for value in &self.rest {
            list.serialize_element(value)?;
        }
        list.end()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_lost_on_the_way() {
        let json = r#"{
          "version": 1, "author": "A", "editor": "wokwi", "x-unknown": [1, {"a": null}],
          "parts": [{"type": "wokwi-led", "id": "led1", "top": -12.5, "left": 10, "rotate": 90,
                     "hide": true, "later": {"a": 1}, "attrs": {"color": "red", "n": 3}}],
          "connections": [["led1:A", "led1:C", "green", ["v10", "*", "h-3"], "more"]],
          "serialMonitor": {"display": "auto"}, "dependencies": {"chip-x": "github:o/r@1"}
        }"#;
        let original: serde_json::Value = serde_json::from_str(json).unwrap();
        let read = Diagram::parse(json).unwrap();
        let written = read.to_json();
        let again: serde_json::Value = serde_json::from_str(&written).unwrap();
        assert_eq!(again, original);
        assert_eq!(Diagram::parse(&written).unwrap(), read);
    }
}
