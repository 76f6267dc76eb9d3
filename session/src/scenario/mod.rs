//! Scenarios: what is done to a circuit and expected of it, in the YAML of Wokwi's automation.
//!
//! docs/scenarios.md describes the format. A scenario is read by [`Scenario::parse`], compared with the circuit by
//! [`Scenario::check`], and carried out by a [`Player`].

mod error;
mod parse;
mod play;
#[cfg(test)]
mod tests;
mod yaml;

pub use error::{Mistake, ScenarioError};
pub use play::{Failure, Outcome, Player, Progress, Verdict};

use std::fmt;

use sim_boards::diagram::nearest;
use sim_boards::{Circuit, ControlError, Nanos};

use crate::session::Session;

/// A scenario.
#[derive(Clone, Debug, PartialEq)]
pub struct Scenario {
    /// Its name for people; empty if it has none.
    pub name: String,
    /// Who wrote it; empty if nobody says so.
    pub author: String,
    /// The steps, in their order.
    pub steps: Vec<Step>,
}

/// One step and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// The line, from 1.
    pub line: u32,
    /// What is to be done.
    pub action: Action,
}

/// What a step does.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// Lets virtual time pass.
    Delay(Nanos),
    /// Looks at a pin at this instant.
    ExpectPin {
        /// The part's id.
        part: String,
        /// The pin's name.
        pin: String,
        /// What it must be.
        high: bool,
    },
    /// Turns a control.
    SetControl {
        /// The part's id.
        part: String,
        /// The control.
        control: String,
        /// Its new value.
        value: f64,
    },
    /// Waits until the program has printed a text, after whatever the last such step found.
    WaitSerial(String),
    /// Types.
    WriteSerial(Vec<u8>),
    /// Does nothing: a step of Wokwi's that has no meaning here.
    Skip {
        /// Its name.
        step: &'static str,
        /// Why it is skipped.
        why: &'static str,
    },
}

impl Scenario {
    /// Reads a scenario.
    ///
    /// # Errors
    /// [`ScenarioError`] names the line of the first mistake and what belongs there.
    pub fn parse(text: &str) -> Result<Scenario, ScenarioError> {
        parse::scenario(text)
    }

    /// Looks whether a session has the parts, pins and controls that the scenario names, and whether these take the values.
    ///
    /// # Errors
    /// [`ScenarioError`] for the first that is not there.
    pub fn check(&self, session: &Session) -> Result<(), ScenarioError> {
        for step in &self.steps {
            step.check(session.circuit())
                .map_err(|mistake| ScenarioError::at(step.line, mistake))?;
        }
        Ok(())
    }
}

impl Step {
    fn check(&self, circuit: Option<&Circuit>) -> Result<(), Mistake> {
        let (Action::ExpectPin { part, .. } | Action::SetControl { part, .. }) = &self.action
        else {
            return Ok(());
        };
        let circuit = circuit.ok_or(Mistake::NoCircuit)?;
        let Some(pins) = circuit.pins_of(part) else {
            let known = circuit.part_ids();
            return Err(Mistake::UnknownPart {
                part: part.clone(),
                nearest: nearest(part, known.iter().copied()),
                known: known.into_iter().map(String::from).collect(),
            });
        };
        match &self.action {
            Action::ExpectPin { pin, .. } if !pins.contains(&pin.as_str()) => {
                Err(Mistake::UnknownPin {
                    part: part.clone(),
                    pin: pin.clone(),
                    nearest: nearest(pin, pins.iter().copied()),
                    known: pins.into_iter().map(String::from).collect(),
                })
            }
            Action::SetControl { control, value, .. } => {
                match circuit.check_control(part, control, *value) {
                    Err(ControlError::UnknownControl { known, .. }) => {
                        Err(Mistake::UnknownControl {
                            part: part.clone(),
                            control: control.clone(),
                            nearest: nearest(control, known.iter().map(String::as_str)),
                            known,
                        })
                    }
                    other => other.map_err(|error| Mistake::BadValue(error.to_string())),
                }
            }
            _ => Ok(()),
        }
    }
}

impl fmt::Display for Action {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Action::Delay(time) => write!(f, "delay {}", Time(time.0)),
            Action::ExpectPin { part, pin, high } => {
                write!(f, "expect {part}:{pin} to be {}", u8::from(*high))
            }
            Action::SetControl {
                part,
                control,
                value,
            } => write!(f, "set {control} of {part} to {value}"),
            Action::WaitSerial(text) => write!(f, "wait for {text:?}"),
            Action::WriteSerial(bytes) => {
                write!(f, "write {:?}", String::from_utf8_lossy(bytes))
            }
            Action::Skip { step, .. } => f.write_str(step),
        }
    }
}

/// Nanoseconds in the largest unit that shows all of them.
pub(crate) struct Time(pub u64);

impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let nanos = self.0;
        let (unit, name) = match nanos {
            1_000_000_000.. => (1_000_000_000, "s"),
            1_000_000.. => (1_000_000, "ms"),
            1_000.. => (1_000, "µs"),
            _ => (1, "ns"),
        };
        let (whole, part) = (nanos / unit, nanos % unit);
        if part == 0 {
            return write!(f, "{whole} {name}");
        }
        let digits = unit.ilog10() as usize;
        let part = format!("{part:0digits$}");
        write!(f, "{whole}.{} {name}", part.trim_end_matches('0'))
    }
}
