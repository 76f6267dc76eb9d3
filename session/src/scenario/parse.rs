//! From YAML to typed steps.

use sim_boards::diagram::nearest;

use super::error::{Mistake, ScenarioError};
use super::yaml::{self, Key, Node, Value};
use super::{Action, Scenario, Step};
use crate::duration::duration;

type Result<T> = std::result::Result<T, ScenarioError>;

const TOP: [&str; 4] = ["name", "version", "author", "steps"];

/// The steps that do something here.
const STEPS: [&str; 5] = [
    "delay",
    "expect-pin",
    "set-control",
    "wait-serial",
    "write-serial",
];

/// Steps of Wokwi's that are read and not carried out, each with the reason.
const SKIPPED: [(&str, &str); 4] = [
    (
        "take-screenshot",
        "there is no picture to take or to compare",
    ),
    ("touch", "no part has a touch screen"),
    ("touch-press", "no part has a touch screen"),
    ("touch-release", "no part has a touch screen"),
];

/// Reads a scenario.
///
/// # Errors
/// [`ScenarioError`] for the first mistake.
pub fn scenario(text: &str) -> Result<Scenario> {
    let root = yaml::read(text)?;
    let entries = map(&root, "a scenario: a mapping with \"steps\"")?;
    known(entries, "a scenario", &TOP)?;
    if let Some(version) = get(entries, "version") {
        let version = scalar(version, "version 1")?;
        if version != "1" {
            let mistake = Mistake::UnknownVersion(version.into());
            return Err(ScenarioError::at(root.line, mistake));
        }
    }
    let text = |key| match get(entries, key) {
        Some(node) => scalar(node, "a text").map(String::from),
        None => Ok(String::new()),
    };
    let Some(list) = get(entries, "steps") else {
        return missing(root.line, "\"steps\"", "a scenario");
    };
    let steps = match &list.value {
        Value::List(items) => items.iter().map(step).collect::<Result<_>>()?,
        _ if list.is_empty() => return expected(list, "a list of steps"),
        _ => return expected(list, "a list of steps, each beginning with \"-\""),
    };
    Ok(Scenario {
        name: text("name")?,
        author: text("author")?,
        steps,
    })
}

fn step(node: &Node) -> Result<Step> {
    let what = "a step, such as \"delay: 100ms\"";
    let entries = map(node, what)?;
    let [(key, value)] = entries else {
        return match entries.get(1) {
            Some((key, _)) => {
                let found = format!("\"{}\" beside \"{}\"", key.name, entries[0].0.name);
                let what = String::from("one thing in each step");
                let mistake = Mistake::Expected { what, found };
                Err(ScenarioError::at(key.line, mistake))
            }
            None => expected(node, what),
        };
    };
    let action = match key.name.as_str() {
        "delay" => {
            let text = scalar(value, "a time with its unit, such as 100ms")?;
            let time = duration(text, None)
                .map_err(|why| ScenarioError::at(value.line, Mistake::BadDuration(why)))?;
            Action::Delay(time)
        }
        "wait-serial" => match scalar(value, "the text that the program is to print")? {
            "" => return expected(value, "the text that the program is to print"),
            text => Action::WaitSerial(text.into()),
        },
        "write-serial" => Action::WriteSerial(written(value)?),
        "expect-pin" => expect_pin(key, value)?,
        "set-control" => set_control(key, value)?,
        name => {
            let Some((name, why)) = SKIPPED.iter().find(|(known, _)| *known == name) else {
                let all = STEPS.iter().chain(SKIPPED.iter().map(|(name, _)| name));
                let all: Vec<&str> = all.copied().collect();
                return Err(unknown(key, "a step", &all));
            };
            Action::Skip { step: name, why }
        }
    };
    Ok(Step {
        line: key.line,
        action,
    })
}

fn expect_pin(key: &Key, node: &Node) -> Result<Action> {
    let entries = map(node, "\"part-id\", \"pin\" and \"value\"")?;
    let within = "expect-pin";
    let keys = ["part-id", "pin", "name", "value", "expected"];
    known(entries, within, &keys)?;
    let wanted = either(entries, key, within, ["value", "expected"])?;
    let high = match scalar(wanted, "0 or 1")? {
        "0" | "false" => false,
        "1" | "true" => true,
        _ => return expected(wanted, "0 or 1"),
    };
    let pin = either(entries, key, within, ["pin", "name"])?;
    Ok(Action::ExpectPin {
        part: part(entries, key, within)?,
        pin: scalar(pin, "the name of a pin")?.into(),
        high,
    })
}

fn set_control(key: &Key, node: &Node) -> Result<Action> {
    let entries = map(node, "\"part-id\", \"control\" and \"value\"")?;
    let within = "set-control";
    known(entries, within, &["part-id", "control", "value"])?;
    let need = |name: &str, says| match get(entries, name) {
        Some(node) => Ok(node),
        None => missing(key.line, says, within),
    };
    let control = need("control", "\"control\"")?;
    let value = need("value", "\"value\"")?;
    let number = match scalar(value, "a number")? {
        "true" => 1.0,
        "false" => 0.0,
        text => match text.parse::<f64>() {
            Ok(number) if number.is_finite() => number,
            _ => return expected(value, "a number"),
        },
    };
    Ok(Action::SetControl {
        part: part(entries, key, within)?,
        control: scalar(control, "the name of a control")?.into(),
        value: number,
    })
}

/// What `write-serial` types: a text, or a list of bytes.
fn written(node: &Node) -> Result<Vec<u8>> {
    let Value::List(items) = &node.value else {
        return Ok(scalar(node, "a text or a list of bytes")?.as_bytes().into());
    };
    let byte = |item: &Node| {
        let text = scalar(item, "a byte")?;
        let number = match text.strip_prefix("0x") {
            Some(digits) => u8::from_str_radix(digits, 16).ok(),
            None => text.parse().ok(),
        };
        match number {
            Some(byte) => Ok(byte),
            None => expected(item, "a byte from 0 to 255"),
        }
    };
    items.iter().map(byte).collect()
}

fn part(entries: &[(Key, Node)], key: &Key, within: &str) -> Result<String> {
    match get(entries, "part-id") {
        Some(node) => Ok(scalar(node, "the id of a part")?.into()),
        None => missing(key.line, "\"part-id\"", within),
    }
}

/// The value of one of two keys that mean the same.
fn either<'a>(
    entries: &'a [(Key, Node)],
    key: &Key,
    within: &str,
    names: [&'static str; 2],
) -> Result<&'a Node> {
    match names.map(|name| get(entries, name)) {
        [Some(_), Some(both)] => {
            let mistake = Mistake::Both(names[0], names[1]);
            Err(ScenarioError::at(both.line, mistake))
        }
        [Some(node), None] | [None, Some(node)] => Ok(node),
        [None, None] => {
            let says = match names[0] {
                "pin" => "\"pin\" (or \"name\")",
                _ => "\"value\" (or \"expected\")",
            };
            missing(key.line, says, within)
        }
    }
}

fn get<'a>(entries: &'a [(Key, Node)], name: &str) -> Option<&'a Node> {
    let found = entries.iter().find(|(key, _)| key.name == name)?;
    Some(&found.1)
}

fn map<'a>(node: &'a Node, what: &str) -> Result<&'a [(Key, Node)]> {
    match &node.value {
        Value::Map(entries) => Ok(entries),
        _ => expected(node, what),
    }
}

fn scalar<'a>(node: &'a Node, what: &str) -> Result<&'a str> {
    match &node.value {
        Value::Scalar { text, .. } if !node.is_empty() => Ok(text),
        _ => expected(node, what),
    }
}

fn expected<T>(node: &Node, what: &str) -> Result<T> {
    let mistake = Mistake::Expected {
        what: what.into(),
        found: node.describe(),
    };
    Err(ScenarioError::at(node.line, mistake))
}

fn missing<T>(line: u32, key: &'static str, within: &str) -> Result<T> {
    let within = within.into();
    Err(ScenarioError::at(line, Mistake::Missing { key, within }))
}

/// Refuses keys that are not known there.
fn known(entries: &[(Key, Node)], within: &str, names: &[&str]) -> Result<()> {
    match entries
        .iter()
        .find(|(key, _)| !names.contains(&key.name.as_str()))
    {
        Some((key, _)) => Err(unknown(key, within, names)),
        None => Ok(()),
    }
}

fn unknown(key: &Key, within: &str, names: &[&str]) -> ScenarioError {
    let mistake = Mistake::UnknownKey {
        key: key.name.clone(),
        within: within.into(),
        nearest: nearest(&key.name, names.iter().copied()),
        known: names.iter().copied().map(String::from).collect(),
    };
    ScenarioError::at(key.line, mistake)
}
