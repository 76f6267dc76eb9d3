//! YAML as a small tree with lines: what scenarios need of it, within limits.
//!
//! Anchors, aliases and tags are refused: no scenario needs them, and a few lines of them can mean a gigabyte.

use saphyr_parser::{Event, Parser, ScalarStyle, Span};

use super::error::{Mistake, ScenarioError};

/// The longest text that is read.
pub const MAX_TEXT: usize = 256 << 10;
/// The most values in one file.
const MAX_NODES: usize = 20_000;
/// How deeply lists and mappings may nest.
const MAX_DEPTH: usize = 16;

/// A value and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// The line, from 1.
    pub line: u32,
    /// What it is.
    pub value: Value,
}

/// What a node is.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Text, a number, or nothing at all; `plain` if it has no quotes.
    Scalar {
        /// The text.
        text: String,
        /// Whether it stands without quotes, and so may be a number or nothing.
        plain: bool,
    },
    /// A list.
    List(Vec<Node>),
    /// A mapping, in the order of the file.
    Map(Vec<(Key, Node)>),
}

/// A key of a mapping and its line.
#[derive(Clone, Debug, PartialEq)]
pub struct Key {
    /// The line, from 1.
    pub line: u32,
    /// The name.
    pub name: String,
}

impl Node {
    /// Whether nothing stands there.
    pub fn is_empty(&self) -> bool {
        match &self.value {
            Value::Scalar { text, plain } => *plain && matches!(text.as_str(), "" | "~" | "null"),
            Value::List(_) | Value::Map(_) => false,
        }
    }

    /// What it is, in words.
    pub fn describe(&self) -> String {
        match &self.value {
            _ if self.is_empty() => String::from("nothing"),
            Value::Scalar { text, .. } => format!("\"{text}\""),
            Value::List(_) => String::from("a list"),
            Value::Map(_) => String::from("a mapping"),
        }
    }
}

/// What is being read: what is still open.
enum Open {
    List(u32, Vec<Node>),
    Map(u32, Vec<(Key, Node)>, Option<Key>),
}

fn line(span: Span) -> u32 {
    u32::try_from(span.start.line()).unwrap_or(u32::MAX)
}

/// Reads the one document of a text.
///
/// # Errors
/// [`ScenarioError`] for what is no YAML, and for what is beyond the limits.
pub fn read(text: &str) -> Result<Node, ScenarioError> {
    if text.len() > MAX_TEXT {
        return Err(ScenarioError::at(1, Mistake::TooLarge("256 kB of text")));
    }
    let mut open: Vec<Open> = Vec::new();
    let mut root = None;
    let mut count = 0;
    for event in Parser::new_from_str(text) {
        let (event, span) = event.map_err(|error| {
            let line = u32::try_from(error.marker().line()).unwrap_or(u32::MAX);
            ScenarioError::at(line, Mistake::NotYaml(String::from(error.info())))
        })?;
        let line = line(span);
        let refuse = |mistake| Err(ScenarioError::at(line, mistake));
        let done = match event {
            Event::Alias(_) => return refuse(Mistake::NotRead("an alias (*)")),
            Event::Scalar(_, _, anchor, _)
            | Event::SequenceStart(anchor, _)
            | Event::MappingStart(anchor, _)
                if anchor != 0 =>
            {
                return refuse(Mistake::NotRead("an anchor (&)"));
            }
            Event::Scalar(_, _, _, Some(_))
            | Event::SequenceStart(_, Some(_))
            | Event::MappingStart(_, Some(_)) => return refuse(Mistake::NotRead("a tag (!)")),
            Event::Scalar(text, style, ..) => Node {
                line,
                value: Value::Scalar {
                    text: text.into_owned(),
                    plain: style == ScalarStyle::Plain,
                },
            },
            Event::SequenceStart(..) => {
                open.push(Open::List(line, Vec::new()));
                if open.len() > MAX_DEPTH {
                    return refuse(Mistake::TooLarge("16 levels of lists and mappings"));
                }
                continue;
            }
            Event::MappingStart(..) => {
                open.push(Open::Map(line, Vec::new(), None));
                if open.len() > MAX_DEPTH {
                    return refuse(Mistake::TooLarge("16 levels of lists and mappings"));
                }
                continue;
            }
            Event::SequenceEnd | Event::MappingEnd => match open.pop() {
                Some(Open::List(line, items)) => Node {
                    line,
                    value: Value::List(items),
                },
                Some(Open::Map(line, entries, _)) => Node {
                    line,
                    value: Value::Map(entries),
                },
                None => continue,
            },
            Event::DocumentStart(_) if root.is_some() => {
                return refuse(Mistake::NotRead("a second document (---)"));
            }
            Event::DocumentStart(_)
            | Event::DocumentEnd
            | Event::StreamStart
            | Event::StreamEnd
            | Event::Nothing => continue,
        };
        count += 1;
        if count > MAX_NODES {
            return refuse(Mistake::TooLarge("20000 values"));
        }
        match open.last_mut() {
            None => root = Some(done),
            Some(Open::List(_, items)) => items.push(done),
            Some(Open::Map(_, entries, key)) => match key.take() {
                Some(name) => entries.push((name, done)),
                None => *key = Some(new_key(done, entries)?),
            },
        }
    }
    root.ok_or_else(|| ScenarioError::at(1, Mistake::Empty))
}

/// Takes a node as a key that the mapping does not have yet.
fn new_key(node: Node, entries: &[(Key, Node)]) -> Result<Key, ScenarioError> {
    let found = node.describe();
    let Value::Scalar { text: name, .. } = node.value else {
        let mistake = Mistake::Expected {
            what: String::from("a name before the colon"),
            found,
        };
        return Err(ScenarioError::at(node.line, mistake));
    };
    if entries.iter().any(|(key, _)| key.name == name) {
        return Err(ScenarioError::at(node.line, Mistake::Twice(name)));
    }
    Ok(Key {
        line: node.line,
        name,
    })
}
