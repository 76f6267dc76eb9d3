//! What can be wrong with a diagram, said in one sentence that names the place and the remedy.

use core::fmt;
use serde::{Deserialize, Serialize};

/// Where in the file something is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// The path of the value, such as `connections[3][1]`; empty for the file as a whole.
    pub path: String,
    /// The line, from 1; 0 where only the path is known.
    pub line: u32,
    /// The column, from 1; 0 where only the path is known.
    pub column: u32,
}

/// A diagram that cannot be used, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DiagramError {
    /// What is wrong; boxed, so that results with this error stay small.
    pub problem: Box<Problem>,
    /// Where.
    pub place: Place,
}

/// What is wrong with a diagram.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Problem {
    /// The text is not JSON.
    Malformed(String),
    /// A value is missing or of the wrong kind; says what belongs there.
    Expected(String),
    /// There is more of something than is read.
    TooLarge {
        /// What there is too much of.
        what: String,
        /// How much is read.
        limit: usize,
    },
    /// A version other than 1.
    UnknownVersion(String),
    /// Two parts with the same id.
    DuplicateId(String),
    /// A part type that is not simulated.
    UnknownType {
        /// The part's id.
        part: String,
        /// Its type.
        kind: String,
        /// The closest type that is simulated.
        nearest: Option<String>,
    },
    /// A wire to a part that is not there.
    UnknownPart {
        /// The id that the wire names.
        part: String,
        /// The closest id that is there.
        nearest: Option<String>,
    },
    /// A wire to a pin that the part does not have.
    UnknownPin {
        /// The part's id.
        part: String,
        /// The part's type.
        kind: String,
        /// The pin that the wire names.
        pin: String,
        /// The closest pin it has.
        nearest: Option<String>,
        /// All the pins it has.
        pins: Vec<String>,
    },
    /// An attribute with a value that makes no sense.
    BadAttribute {
        /// The part's id.
        part: String,
        /// The attribute.
        attribute: String,
        /// Its value.
        value: String,
        /// What belongs there.
        expected: String,
    },
    /// No board among the parts.
    NoBoard {
        /// The types that would do.
        types: Vec<String>,
    },
    /// More than one board.
    SeveralBoards(String),
}

impl DiagramError {
    /// An error at a path in the file.
    #[must_use]
    pub fn at(path: impl Into<String>, problem: Problem) -> Self {
        Self {
            problem: Box::new(problem),
            place: Place {
                path: path.into(),
                line: 0,
                column: 0,
            },
        }
    }
}

/// `; did you mean "x"?`, where there is an x.
struct DidYouMean<'a>(&'a Option<String>);

impl fmt::Display for DidYouMean<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Some(nearest) => write!(f, "; did you mean \"{nearest}\"?"),
            None => Ok(()),
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Malformed(message) => write!(f, "this is not JSON: {message}"),
            Self::Expected(what) => write!(f, "expected {what}"),
            Self::TooLarge { what, limit } => {
                write!(f, "too large: at most {limit} {what} are read")
            }
            Self::UnknownVersion(version) => {
                write!(f, "version {version} is not known; version 1 is read")
            }
            Self::DuplicateId(id) => {
                write!(
                    f,
                    "another part has the id \"{id}\" too; rename one of them"
                )
            }
            Self::UnknownType {
                part,
                kind,
                nearest,
            } => write!(
                f,
                "part \"{part}\" has the type \"{kind}\", which is not simulated{}",
                DidYouMean(nearest)
            ),
            Self::UnknownPart { part, nearest } => {
                write!(f, "there is no part \"{part}\"{}", DidYouMean(nearest))
            }
            Self::UnknownPin {
                part,
                kind,
                pin,
                nearest,
                pins,
            } => {
                write!(
                    f,
                    "part \"{part}\" ({kind}) has no pin \"{pin}\"{}",
                    DidYouMean(nearest)
                )?;
                let joint = if nearest.is_some() { " Its" } else { "; its" };
                write!(f, "{joint} pins are {}", pins.join(", "))
            }
            Self::BadAttribute {
                part,
                attribute,
                value,
                expected,
            } => write!(
                f,
                "attribute \"{attribute}\" of part \"{part}\" is \"{value}\", but should be {expected}"
            ),
            Self::NoBoard { types } => write!(
                f,
                "the diagram has no board; add a part of type {}",
                types.join(" or ")
            ),
            Self::SeveralBoards(part) => write!(
                f,
                "\"{part}\" is a second board; a diagram holds one, remove the others"
            ),
        }
    }
}

impl fmt::Display for DiagramError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("diagram.json")?;
        if self.place.line > 0 {
            write!(f, ":{}:{}", self.place.line, self.place.column)?;
        }
        if !self.place.path.is_empty() {
            write!(f, ", {}", self.place.path)?;
        }
        write!(f, ": {}", self.problem)
    }
}

impl std::error::Error for DiagramError {}
