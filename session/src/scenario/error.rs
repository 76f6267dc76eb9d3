//! What can be wrong with a scenario: one sentence each, with its line.

use std::fmt;

/// A scenario that cannot be used, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScenarioError {
    /// The line, from 1.
    pub line: u32,
    /// What is wrong; boxed, so that results with this error stay small.
    pub mistake: Box<Mistake>,
}

/// What is wrong with a scenario.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mistake {
    /// The text is not YAML; what its reader says.
    NotYaml(String),
    /// More than this is not read.
    TooLarge(&'static str),
    /// A feature of YAML that scenarios do without.
    NotRead(&'static str),
    /// Nothing is there.
    Empty,
    /// Another kind of value belongs there.
    Expected {
        /// What belongs there.
        what: String,
        /// What is there.
        found: String,
    },
    /// A key stands twice in one mapping.
    Twice(String),
    /// A key that is not known there.
    UnknownKey {
        /// The key.
        key: String,
        /// Where it stands, such as `expect-pin`.
        within: String,
        /// The nearest that is known.
        nearest: Option<String>,
        /// All that are known.
        known: Vec<String>,
    },
    /// A key is missing.
    Missing {
        /// The key, or several of which one is needed.
        key: &'static str,
        /// Where it is missing.
        within: String,
    },
    /// Two keys that mean the same.
    Both(&'static str, &'static str),
    /// A version other than 1.
    UnknownVersion(String),
    /// A duration that is none; says why.
    BadDuration(String),
    /// The board has no circuit, so that nothing is there to be looked at or turned.
    NoCircuit,
    /// A part that the circuit does not have.
    UnknownPart {
        /// The part.
        part: String,
        /// The nearest that it has.
        nearest: Option<String>,
        /// All of them.
        known: Vec<String>,
    },
    /// A pin that the part does not have.
    UnknownPin {
        /// The part.
        part: String,
        /// The pin.
        pin: String,
        /// The nearest that it has.
        nearest: Option<String>,
        /// All of them.
        known: Vec<String>,
    },
    /// A control that the part does not have.
    UnknownControl {
        /// The part.
        part: String,
        /// The control.
        control: String,
        /// The nearest that it has.
        nearest: Option<String>,
        /// All of them.
        known: Vec<String>,
    },
    /// A value that the control does not take; says why.
    BadValue(String),
}

impl ScenarioError {
    /// An error in a line.
    pub fn at(line: u32, mistake: Mistake) -> ScenarioError {
        ScenarioError {
            line,
            mistake: Box::new(mistake),
        }
    }
}

/// `; did you mean "x"? There are a, b`, as far as anything is known.
struct Instead<'a>(&'a Option<String>, &'a [String]);

impl fmt::Display for Instead<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Instead(nearest, known) = self;
        if let Some(nearest) = nearest {
            return write!(f, "; did you mean \"{nearest}\"?");
        }
        if known.is_empty() {
            return f.write_str("; there is none");
        }
        write!(f, "; known are {}", known.join(", "))
    }
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Mistake::NotYaml(why) => write!(f, "this is not YAML: {why}"),
            Mistake::TooLarge(limit) => write!(f, "too large: at most {limit} are read"),
            Mistake::NotRead(what) => write!(f, "{what} is not read in scenarios; write it out"),
            Mistake::Empty => f.write_str("the scenario is empty; it needs a list of \"steps\""),
            Mistake::Expected { what, found } => write!(f, "expected {what}, found {found}"),
            Mistake::Twice(key) => write!(f, "\"{key}\" is there twice; remove one of them"),
            Mistake::UnknownKey {
                key,
                within,
                nearest,
                known,
            } => write!(
                f,
                "{within} knows no \"{key}\"{}",
                Instead(nearest, known)
            ),
            Mistake::Missing { key, within } => write!(f, "{within} needs {key}"),
            Mistake::Both(a, b) => write!(
                f,
                "\"{a}\" and \"{b}\" mean the same; write one of them"
            ),
            Mistake::UnknownVersion(version) => {
                write!(f, "version {version} is not known; version 1 is read")
            }
            Mistake::BadDuration(why) | Mistake::BadValue(why) => f.write_str(why),
            Mistake::NoCircuit => f.write_str(
                "there is no circuit, so no part and no pin; run with --diagram FILE or --board pico",
            ),
            Mistake::UnknownPart {
                part,
                nearest,
                known,
            } => write!(
                f,
                "the circuit has no part \"{part}\"{}",
                Instead(nearest, known)
            ),
            Mistake::UnknownPin {
                part,
                pin,
                nearest,
                known,
            } => write!(
                f,
                "part \"{part}\" has no pin \"{pin}\"{}",
                Instead(nearest, known)
            ),
            Mistake::UnknownControl {
                part,
                control,
                nearest,
                known,
            } => write!(
                f,
                "part \"{part}\" has no control \"{control}\"{}",
                Instead(nearest, known)
            ),
        }
    }
}

impl fmt::Display for ScenarioError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.mistake)
    }
}

impl std::error::Error for ScenarioError {}
