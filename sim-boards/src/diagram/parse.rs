//! Reading `diagram.json`: hostile text in, a well-formed diagram or one clear error out.

use super::{
    Connection, Diagram, DiagramError, DiagramPart, MAX_CONNECTIONS, MAX_NAME, MAX_PARTS, MAX_TEXT,
    PinRef, Place, Problem, SERIAL_MONITOR, nearest,
};
use serde_json::{Map, Number, Value};
use std::collections::BTreeSet;

pub(super) fn diagram(json: &str) -> Result<Diagram, DiagramError> {
    if json.len() > MAX_TEXT {
        return Err(too_large("", "bytes", MAX_TEXT));
    }
    // The reader itself refuses nesting deeper than 128 levels.
    let value: Value = serde_json::from_str(json).map_err(malformed)?;
    let Value::Object(mut other) = value else {
        return Err(expected("", "an object with \"parts\" and \"connections\""));
    };
    check_version(&other)?;
    let parts = parts(take_list(&mut other, "parts")?)?;
    let connections = take_list(&mut other, "connections")?
        .into_iter()
        .enumerate()
        .map(|(index, value)| connection(index, value))
        .collect::<Result<Vec<_>, _>>()?;
    let diagram = Diagram {
        parts,
        connections,
        other,
    };
    check_ends(&diagram)?;
    Ok(diagram)
}

fn malformed(error: serde_json::Error) -> DiagramError {
    let text = error.to_string();
    // The place is given apart; keep it out of the sentence.
    let message = text
        .rsplit_once(" at line ")
        .map_or(text.as_str(), |(message, _)| message);
    DiagramError {
        problem: Box::new(Problem::Malformed(String::from(message))),
        place: Place {
            path: String::new(),
            line: u32::try_from(error.line()).unwrap_or(u32::MAX),
            column: u32::try_from(error.column()).unwrap_or(u32::MAX),
        },
    }
}

fn expected(path: &str, what: &str) -> DiagramError {
    DiagramError::at(path, Problem::Expected(String::from(what)))
}

fn too_large(path: &str, what: &str, limit: usize) -> DiagramError {
    let what = String::from(what);
    DiagramError::at(path, Problem::TooLarge { what, limit })
}

fn check_version(other: &Map<String, Value>) -> Result<(), DiagramError> {
    match other.get("version") {
        None => Ok(()),
        Some(Value::Number(number)) if number.as_f64() == Some(1.0) => Ok(()),
        Some(version) => Err(DiagramError::at(
            "version",
            Problem::UnknownVersion(version.to_string()),
        )),
    }
}

fn take_list(other: &mut Map<String, Value>, name: &str) -> Result<Vec<Value>, DiagramError> {
    match other.remove(name) {
        None => Ok(Vec::new()),
        Some(Value::Array(items)) => {
            let limit = if name == "parts" {
                MAX_PARTS
            } else {
                MAX_CONNECTIONS
            };
            if items.len() > limit {
                return Err(too_large(name, name, limit));
            }
            Ok(items)
        }
        Some(_) => Err(expected(name, &format!("a list of {name}"))),
    }
}

fn parts(items: Vec<Value>) -> Result<Vec<DiagramPart>, DiagramError> {
    let mut seen = BTreeSet::new();
    let mut parts = Vec::with_capacity(items.len());
    for (index, item) in items.into_iter().enumerate() {
        let part = part(index, item)?;
        if !seen.insert(part.id.clone()) {
            return Err(DiagramError::at(
                format!("parts[{index}].id"),
                Problem::DuplicateId(part.id),
            ));
        }
        parts.push(part);
    }
    Ok(parts)
}

fn part(index: usize, value: Value) -> Result<DiagramPart, DiagramError> {
    let path = format!("parts[{index}]");
    let Value::Object(mut other) = value else {
        return Err(expected(
            &path,
            "a part: an object with \"id\" and \"type\"",
        ));
    };
    let id = take_name(&mut other, &path, "id")?;
    if id.contains(':') || id == SERIAL_MONITOR {
        return Err(expected(
            &format!("{path}.id"),
            "an id without \":\" that is not \"$serialMonitor\"",
        ));
    }
    let kind = take_name(&mut other, &path, "type")?;
    let attrs = match other.remove("attrs") {
        None | Some(Value::Null) => Map::new(),
        Some(Value::Object(attrs)) => attrs,
        Some(_) => {
            return Err(expected(
                &format!("{path}.attrs"),
                "an object of attributes",
            ));
        }
    };
    Ok(DiagramPart {
        left: take_number(&mut other, &path, "left")?,
        top: take_number(&mut other, &path, "top")?,
        rotate: take_number(&mut other, &path, "rotate")?,
        id,
        kind,
        attrs,
        other,
    })
}

fn take_name(
    fields: &mut Map<String, Value>,
    path: &str,
    field: &str,
) -> Result<String, DiagramError> {
    let path = format!("{path}.{field}");
    match fields.remove(field) {
        Some(Value::String(name)) if name.len() > MAX_NAME => {
            Err(too_large(&path, "bytes of a name", MAX_NAME))
        }
        Some(Value::String(name)) if !name.is_empty() => Ok(name),
        _ => Err(expected(&path, "a name in quotes")),
    }
}

fn take_number(
    fields: &mut Map<String, Value>,
    path: &str,
    field: &str,
) -> Result<Option<Number>, DiagramError> {
    match fields.remove(field) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::Number(number)) => Ok(Some(number)),
        Some(_) => Err(expected(&format!("{path}.{field}"), "a number")),
    }
}

fn connection(index: usize, value: Value) -> Result<Connection, DiagramError> {
    let path = format!("connections[{index}]");
    let shape = "a wire: [\"part:pin\", \"part:pin\", \"color\", [steps]]";
    let Value::Array(items) = value else {
        return Err(expected(&path, shape));
    };
    let mut items = items.into_iter();
    let (Some(from), Some(to)) = (items.next(), items.next()) else {
        return Err(expected(&path, shape));
    };
    Ok(Connection {
        from: pin_ref(&format!("{path}[0]"), &from)?,
        to: pin_ref(&format!("{path}[1]"), &to)?,
        rest: items.collect(),
    })
}

fn pin_ref(path: &str, value: &Value) -> Result<PinRef, DiagramError> {
    let text = value
        .as_str()
        .ok_or_else(|| expected(path, "\"part:pin\""))?;
    if text.len() > 2 * MAX_NAME {
        return Err(too_large(path, "bytes of a pin", 2 * MAX_NAME));
    }
    // A pin's name may hold a colon, a part's id may not.
    match text.split_once(':') {
        Some((part, pin)) if !part.is_empty() && !pin.is_empty() => Ok(PinRef {
            part: String::from(part),
            pin: String::from(pin),
        }),
        _ => Err(expected(
            path,
            &format!("\"part:pin\" with a colon between the two, not \"{text}\""),
        )),
    }
}

/// Every wire ends at a part that is there.
fn check_ends(diagram: &Diagram) -> Result<(), DiagramError> {
    let ids: BTreeSet<&str> = diagram.parts.iter().map(|part| part.id.as_str()).collect();
    for (index, connection) in diagram.connections.iter().enumerate() {
        for (end, pin) in [&connection.from, &connection.to].into_iter().enumerate() {
            if pin.part != SERIAL_MONITOR && !ids.contains(pin.part.as_str()) {
                return Err(DiagramError::at(
                    format!("connections[{index}][{end}]"),
                    Problem::UnknownPart {
                        part: pin.part.clone(),
                        nearest: nearest(&pin.part, ids.iter().copied()),
                    },
                ));
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(json: &str) -> String {
        diagram(json).expect_err("the diagram is wrong").to_string()
    }

    #[test]
    fn a_diagram_is_read() {
        let diagram = diagram(
            r#"{"version": 1, "author": "x", "parts": [
                {"type": "wokwi-led", "id": "led1", "top": -12.5, "left": 10,
                 "attrs": {"color": "red"}, "hide": true}],
               "connections": [["led1:A", "$serialMonitor:TX", "green", ["v10", "*", "h-3"]]]}"#,
        )
        .expect("the diagram is sound");
        let led = diagram.part("led1").unwrap();
        assert_eq!(led.attr("color").as_deref(), Some("red"));
        assert_eq!(led.other.get("hide"), Some(&Value::Bool(true)));
        let wire = &diagram.connections[0];
        assert_eq!(wire.color(), Some("green"));
        assert_eq!(wire.steps().collect::<Vec<_>>(), ["v10", "*", "h-3"]);
    }

    #[test]
    fn malformed_json_names_line_and_column() {
        assert_eq!(
            message("{\n  \"parts\": [,]\n}"),
            "diagram.json:2:13: this is not JSON: expected value"
        );
    }

    #[test]
    fn each_mistake_names_its_place() {
        for (json, expected) in [
            (
                "[]",
                "diagram.json: expected an object with \"parts\" and \"connections\"",
            ),
            (
                r#"{"version": 2}"#,
                "diagram.json, version: version 2 is not known; version 1 is read",
            ),
            (
                r#"{"parts": {}}"#,
                "diagram.json, parts: expected a list of parts",
            ),
            (
                r#"{"parts": [{"type": "a"}]}"#,
                "diagram.json, parts[0].id: expected a name in quotes",
            ),
            (
                r#"{"parts": [{"id": "a", "type": "b"}, {"id": "a", "type": "b"}]}"#,
                "diagram.json, parts[1].id: another part has the id \"a\" too; rename one of them",
            ),
            (
                r#"{"parts": [{"id": "led1", "type": "b"}], "connections": [["led1:A", "led2:A"]]}"#,
                "diagram.json, connections[0][1]: there is no part \"led2\"; did you mean \"led1\"?",
            ),
            (
                r#"{"connections": [["led1"]]}"#,
                "diagram.json, connections[0]: expected a wire: [\"part:pin\", \"part:pin\", \"color\", [steps]]",
            ),
            (
                r#"{"connections": [["led1", "x:y"]]}"#,
                "diagram.json, connections[0][0]: expected \"part:pin\" with a colon between the two, not \"led1\"",
            ),
        ] {
            assert_eq!(message(json), expected);
        }
    }

    #[test]
    fn hostile_sizes_and_depths_are_refused() {
        let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
        assert!(message(&deep).contains("recursion limit"));
        assert!(message(&" ".repeat(MAX_TEXT + 1)).contains("too large"));
        let many = vec![r#"["a:b","c:d"]"#; MAX_CONNECTIONS + 1].join(",");
        assert!(message(&format!(r#"{{"connections": [{many}]}}"#)).contains("4096 connections"));
        let long = "x".repeat(MAX_NAME + 1);
        assert!(message(&format!(r#"{{"parts": [{{"id": "{long}"}}]}}"#)).contains("too large"));
    }
}
