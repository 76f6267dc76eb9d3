//! The thin layer over `session`: what the runner needs of it, in the traffic's types.

use session::{Board, Instant, PartState, Session, SessionConfig, SessionError};

use super::traceback;
use crate::traffic::{BOARD_LED, Control, PartLook, Place, Problem, Start};

/// Why a slice ended.
pub enum Stop {
    /// Its fuel is burnt, or output waits to be taken; there is more to do.
    OutOfFuel,
    /// Virtual time came to where it was allowed to go.
    ReachedTime,
    /// The program waits for serial input.
    WaitInput,
    /// The program came to its end.
    Done,
    /// The program raised.
    Raised(Failure),
}

/// Something that went wrong, for the page and for the terminal.
pub struct Failure {
    /// For the page.
    pub problem: Problem,
    /// As the terminal shows it.
    pub text: String,
}

/// A session, seen from the page.
pub struct Engine {
    session: Session,
    /// The circuit's revision that the page has seen.
    seen: Option<u64>,
}

impl Engine {
    /// Powers a board on.
    pub fn start(start: Start) -> Result<Self, Failure> {
        let mut config = SessionConfig::new(Board::Pico, start.files, &start.main);
        config.diagram = start.diagram;
        config.seed = start.seed;
        let session = Session::new(config).map_err(Failure::from)?;
        let mut engine = Self {
            session,
            seen: None,
        };
        for control in &start.controls {
            engine.operate(control);
        }
        Ok(engine)
    }

    /// Runs until the fuel is burnt or virtual time comes to `until`.
    pub fn run(&mut self, fuel: u64, until: u64) -> Stop {
        match self.session.run(fuel, Instant(until)) {
            session::Stop::OutOfFuel => Stop::OutOfFuel,
            session::Stop::ReachedTime => Stop::ReachedTime,
            session::Stop::Stuck => {
                // As on the board, which waits for ever while its hardware goes on.
                self.session.pass_time(Instant(until.max(self.now())));
                Stop::ReachedTime
            }
            session::Stop::WaitInput => {
                // A person thinks, and time passes on the board too.
                self.session.pass_time(Instant(until.max(self.now())));
                Stop::WaitInput
            }
            session::Stop::Done | session::Stop::Exit(_) => Stop::Done,
            session::Stop::Raised { traceback } => Stop::Raised(Failure {
                problem: traceback::problem(&traceback),
                text: traceback,
            }),
        }
    }

    /// Virtual nanoseconds since power-on.
    pub fn now(&self) -> u64 {
        self.session.now().0
    }

    /// Types into the board's serial input.
    pub fn input(&mut self, bytes: &[u8]) {
        self.session.write_input(bytes);
    }

    /// Ctrl-C.
    pub fn interrupt(&mut self) {
        self.session.interrupt();
    }

    /// Works a part. One that the circuit of this run does not have was drawn since, and is left alone.
    pub fn operate(&mut self, control: &Control) {
        let _ = self
            .session
            .set_control(&control.part, &control.control, control.value);
    }

    /// Takes what the board has printed.
    pub fn take_output(&mut self) -> Vec<u8> {
        self.session.take_output()
    }

    /// What the parts show, if anything may have changed since it was last asked.
    pub fn looks(&mut self) -> Vec<(String, PartLook)> {
        let revision = self.session.circuit().map(session::Circuit::revision);
        if revision == self.seen {
            return Vec::new();
        }
        self.seen = revision;
        let states = self.session.part_states().into_iter();
        states
            .filter_map(|(id, state)| match state {
                PartState::Board { led } => Some((BOARD_LED.to_owned(), led_look(led))),
                PartState::Led { brightness, .. } => Some((id, led_look(brightness))),
                // The page knows these: a person moved them there.
                PartState::Button { .. }
                | PartState::Potentiometer { .. }
                | PartState::Servo { .. } => None,
                // The page does not draw these yet.
                PartState::Buzzer { .. }
                | PartState::CharacterLcd { .. }
                | PartState::DigitDisplay { .. }
                | PartState::LedBar { .. }
                | PartState::LedMatrix { .. }
                | PartState::MonoDisplay { .. }
                | PartState::Pixels { .. }
                | PartState::Relay { .. }
                | PartState::RgbLed { .. }
                | PartState::SegmentLeds { .. } => None,
            })
            .collect()
    }
}

fn led_look(brightness: f64) -> PartLook {
    PartLook::Led {
        brightness: brightness as f32,
    }
}

impl From<SessionError> for Failure {
    fn from(error: SessionError) -> Self {
        let place = |file: &str, line: u32, column: u32| Place {
            file: file.to_owned(),
            line,
            column,
            block: String::new(),
        };
        let (message, places) = match &error {
            SessionError::Compile {
                file,
                kind,
                message,
                line,
                column,
                ..
            } => (
                format!("{kind}: {message}"),
                vec![place(file, *line, *column)],
            ),
            SessionError::NotUtf8 { file, line, .. } => {
                (error.to_string(), vec![place(file, *line, 0)])
            }
            SessionError::Missing { file, .. } | SessionError::Mpy { file, .. } => {
                (error.to_string(), vec![place(file, 0, 0)])
            }
            SessionError::Diagram(why) => (
                why.to_string(),
                vec![place("diagram.json", why.place.line, why.place.column)],
            ),
            SessionError::FlashFull { file, .. } | SessionError::NotOnFlash { file, .. } => {
                (error.to_string(), vec![place(file, 0, 0)])
            }
            SessionError::NoPins { .. }
            | SessionError::NoFlash { .. }
            | SessionError::ImageTooLong { .. } => (error.to_string(), Vec::new()),
        };
        let text = error.traceback().unwrap_or(format!("{message}\n"));
        Self {
            problem: Problem {
                message,
                places,
                before_run: true,
            },
            text,
        }
    }
}
