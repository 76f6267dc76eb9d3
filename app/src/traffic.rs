//! The traffic between page and worker: two closed enums, commands in and events out.
//!
//! Messages travel as postcard bytes in a transferred `ArrayBuffer`. Times are virtual nanoseconds
//! since the board was powered on.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// What the page asks of the worker.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Command {
    /// Powers the board on with these files; a run under way ends first.
    Start(Box<Start>),
    /// Holds virtual time where it is.
    Pause,
    /// Lets a paused run go on.
    Resume,
    /// Ends the run.
    Stop,
    /// Bytes for the board's serial input.
    Input(Vec<u8>),
    /// Ctrl-C on the board's serial line.
    Interrupt,
    /// A person works a part.
    Control(Control),
    /// The page has put this many bytes of [`Event::Output`] on the screen.
    OutputShown(u32),
}

/// Everything a run starts from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Start {
    /// A number of the page's choosing that all events of this run carry.
    pub run: u32,
    /// The project's files by path, as bytes.
    pub files: BTreeMap<String, Vec<u8>>,
    /// The file that the board runs.
    pub main: String,
    /// The text of `diagram.json`.
    pub diagram: Option<String>,
    /// Seeds everything random on the board and in its parts.
    pub seed: u64,
    /// Where the person left each control before the run.
    pub controls: Vec<Control>,
}

/// One control of one part, set to a value.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Control {
    /// The part's id in the diagram.
    pub part: String,
    /// The control's name, as in Wokwi's automation scenarios.
    pub control: String,
    /// The new value.
    pub value: f64,
}

/// What the worker tells the page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Event {
    /// The worker listens.
    Ready,
    /// Something of run number `run`.
    Run {
        /// The number from [`Start::run`].
        run: u32,
        /// What happened.
        news: News,
    },
}

/// What happened in a run.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum News {
    /// Bytes the board sent to its serial output.
    Output(Vec<u8>),
    /// Virtual time and the parts that changed since the last frame.
    Frame {
        /// Virtual nanoseconds since power-on.
        now: u64,
        /// The parts that look different now.
        parts: Vec<(String, PartLook)>,
    },
    /// The run came to be in this phase.
    Phase(Phase),
    /// The run could not start, or ended with an uncaught exception.
    Problem(Problem),
}

/// Where a run stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Phase {
    /// No run yet.
    #[default]
    Ready,
    /// Virtual time passes.
    Running,
    /// A person holds it.
    Paused,
    /// The program waits for a line from the terminal.
    WaitingForInput,
    /// A person ended it.
    Stopped,
    /// The program came to its end.
    Finished,
    /// The program raised, or could not start.
    Error,
}

impl Phase {
    /// The word the page shows.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Ready => "Ready",
            Self::Running => "Running",
            Self::Paused => "Paused",
            Self::WaitingForInput => "Waiting for input",
            Self::Stopped => "Stopped",
            Self::Finished => "Finished",
            Self::Error => "Error",
        }
    }

    /// Whether there is a board under power.
    #[must_use]
    pub fn is_live(self) -> bool {
        matches!(self, Self::Running | Self::Paused | Self::WaitingForInput)
    }
}

/// What a part shows to the eye.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub enum PartLook {
    /// An LED, from 0 (dark) to 1 (full).
    Led {
        /// The share of full brightness.
        brightness: f32,
    },
}

/// Something that went wrong, with the places to look at.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Problem {
    /// What is wrong, in one sentence or one exception line.
    pub message: String,
    /// Where: the innermost place last, as in a traceback.
    pub places: Vec<Place>,
    /// Whether the program never ran because of it, so that its place is marked in the editor.
    pub before_run: bool,
}

/// A place in one of the project's files.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// The file's path.
    pub file: String,
    /// The line, from 1; 0 where the whole file is meant.
    pub line: u32,
    /// The column, from 1; 0 where the whole line is meant.
    pub column: u32,
    /// The function or block, as MicroPython names it; empty where there is none.
    pub block: String,
}

/// The name of the on-board LED among the parts of a [`News::Frame`].
pub const BOARD_LED: &str = "pico-led";

/// Encodes a command or an event.
///
/// # Panics
/// Never: every field of the traffic has an encoding.
#[must_use]
pub fn encode<T: Serialize>(message: &T) -> Vec<u8> {
    postcard::to_allocvec(message).expect("the traffic's types always encode")
}

/// Decodes a command or an event.
///
/// # Errors
/// If the bytes are not such a message, which means that page and worker are of different builds.
pub fn decode<'a, T: Deserialize<'a>>(bytes: &'a [u8]) -> Result<T, postcard::Error> {
    postcard::from_bytes(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_survive_the_way() {
        let command = Command::Start(Box::new(Start {
            run: 7,
            files: BTreeMap::from([("main.py".to_owned(), b"pass\n".to_vec())]),
            main: "main.py".to_owned(),
            diagram: Some("{}".to_owned()),
            seed: 1,
            controls: vec![Control {
                part: "pot1".to_owned(),
                control: "position".to_owned(),
                value: 0.25,
            }],
        }));
        assert_eq!(decode::<Command>(&encode(&command)), Ok(command));

        let event = Event::Run {
            run: 7,
            news: News::Frame {
                now: u64::MAX,
                parts: vec![("led1".to_owned(), PartLook::Led { brightness: 0.5 })],
            },
        };
        assert_eq!(decode::<Event>(&encode(&event)), Ok(event));
    }

    #[test]
    fn bytes_of_another_build_are_an_error() {
        assert!(decode::<Event>(&[200, 1]).is_err());
    }
}
