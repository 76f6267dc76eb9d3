//! Carrying a scenario out: a session and the steps, as plain data that can stop and go on anywhere.

use std::fmt;

use sim_boards::{Instant, Level};

use super::{Action, Scenario, Time};
use crate::session::{Session, Stop};

/// What became of a step.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// The step's place in the scenario, from 0.
    pub step: usize,
    /// When it began.
    pub began: Instant,
    /// When it ended.
    pub ended: Instant,
    /// How.
    pub verdict: Verdict,
}

/// How a step ended.
#[derive(Clone, Debug, PartialEq)]
pub enum Verdict {
    /// As expected.
    Passed,
    /// It was not carried out; why.
    Skipped(&'static str),
    /// Otherwise. No step after it is carried out.
    Failed(Failure),
}

/// Why a step failed.
#[derive(Clone, Debug, PartialEq)]
pub enum Failure {
    /// A pin is otherwise.
    Pin {
        /// The part and the pin.
        name: String,
        /// What it was to be.
        wanted: bool,
        /// What it is.
        level: Level,
        /// Whether it is above half of the supply.
        high: bool,
        /// Its voltage against ground.
        volts: f64,
    },
    /// A control cannot be set so; says why.
    Control(String),
    /// The program did not print a text, and never will.
    Silent {
        /// The text.
        text: String,
        /// What the program does instead.
        because: &'static str,
    },
    /// Time is up.
    TimeIsUp {
        /// The text that was waited for, if one was.
        text: Option<String>,
    },
}

/// Why [`Player::play`] came back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// There is more to do, with new fuel and once the output was taken.
    Working,
    /// Virtual time has reached the limit.
    ReachedTime,
    /// All steps are over, or one has failed.
    Finished,
}

/// A scenario that is being carried out.
#[derive(Clone, Debug, PartialEq)]
pub struct Player {
    scenario: Scenario,
    /// When the present step began, if it has.
    began: Option<Instant>,
    outcomes: Vec<Outcome>,
}

impl Player {
    /// Begins with the first step. The session should not have run yet.
    pub fn new(scenario: Scenario) -> Player {
        Player {
            scenario,
            began: None,
            outcomes: Vec::new(),
        }
    }

    /// The scenario.
    pub fn scenario(&self) -> &Scenario {
        &self.scenario
    }

    /// What became of the steps that are over, in their order.
    pub fn outcomes(&self) -> &[Outcome] {
        &self.outcomes
    }

    /// Whether a step has failed.
    pub fn failed(&self) -> bool {
        self.outcomes
            .last()
            .is_some_and(|outcome| matches!(outcome.verdict, Verdict::Failed(_)))
    }

    /// Whether nothing is left to do.
    pub fn is_finished(&self) -> bool {
        self.failed() || self.outcomes.len() == self.scenario.steps.len()
    }

    /// Ends the present step as failed, since it took too long.
    pub fn give_up(&mut self, session: &mut Session) {
        let Some(step) = self.scenario.steps.get(self.outcomes.len()) else {
            return;
        };
        let text = match &step.action {
            Action::WaitSerial(text) => Some(text.clone()),
            _ => None,
        };
        session.stop_listening();
        let began = self.began.unwrap_or(session.now());
        self.end(began, session, Verdict::Failed(Failure::TimeIsUp { text }));
    }

    /// Carries steps out until one is over, `fuel` cycles are spent, or virtual time is `until`.
    pub fn play(&mut self, session: &mut Session, fuel: u64, until: Instant) -> Progress {
        if self.is_finished() {
            return Progress::Finished;
        }
        let index = self.outcomes.len();
        let action = self.scenario.steps[index].action.clone();
        let first = self.began.is_none();
        let began = *self.began.get_or_insert(session.now());
        let verdict = match action {
            Action::Delay(time) => {
                let target = Instant(began.0.saturating_add(time.0));
                if session.now() < target {
                    let to = target.min(until);
                    run_on(session, fuel, to);
                    if session.now() < to {
                        return Progress::Working;
                    }
                    if session.now() < target {
                        return Progress::ReachedTime;
                    }
                }
                Verdict::Passed
            }
            Action::WaitSerial(text) => {
                if first {
                    session.listen(text.as_bytes());
                }
                match wait(session, fuel, until) {
                    Waited::Heard => Verdict::Passed,
                    Waited::Not(progress) => return progress,
                    Waited::Never(because) => {
                        session.stop_listening();
                        Verdict::Failed(Failure::Silent { text, because })
                    }
                }
            }
            Action::ExpectPin { part, pin, high } => expect_pin(session, &part, &pin, high),
            Action::SetControl {
                part,
                control,
                value,
            } => match session.set_control(&part, &control, value) {
                Ok(()) => Verdict::Passed,
                Err(error) => Verdict::Failed(Failure::Control(error.to_string())),
            },
            Action::WriteSerial(bytes) => {
                session.write_input(&bytes);
                Verdict::Passed
            }
            Action::Skip { why, .. } => Verdict::Skipped(why),
        };
        self.end(began, session, verdict);
        match self.is_finished() {
            true => Progress::Finished,
            false => Progress::Working,
        }
    }

    fn end(&mut self, began: Instant, session: &Session, verdict: Verdict) {
        self.began = None;
        self.outcomes.push(Outcome {
            step: self.outcomes.len(),
            began,
            ended: session.now(),
            verdict,
        });
    }
}

/// Lets virtual time pass up to `to`, with the program as far as it runs: once it has ended or waits for input, the
/// circuit goes on without it.
fn run_on(session: &mut Session, fuel: u64, to: Instant) {
    match session.run(fuel, to) {
        Stop::OutOfFuel | Stop::ReachedTime => {}
        Stop::WaitInput | Stop::Stuck => pass_to_next(session, to),
        Stop::Done | Stop::Exit(_) | Stop::Raised { .. } => session.pass_time(to),
    }
}

/// Lets time pass until something may have happened, at which the program can look again.
fn pass_to_next(session: &mut Session, to: Instant) {
    let next = session.circuit().and_then(|circuit| circuit.next_event());
    session.pass_time(next.map_or(to, |next| next.min(to)));
}

/// What came of waiting for a text.
enum Waited {
    Heard,
    Not(Progress),
    /// It cannot come any more; what the program does instead.
    Never(&'static str),
}

fn wait(session: &mut Session, fuel: u64, until: Instant) -> Waited {
    if session.has_heard() {
        return Waited::Heard;
    }
    let stop = session.run(fuel, until);
    if session.has_heard() {
        return Waited::Heard;
    }
    match stop {
        Stop::OutOfFuel => Waited::Not(Progress::Working),
        Stop::ReachedTime => Waited::Not(Progress::ReachedTime),
        Stop::Done | Stop::Exit(_) => Waited::Never("it has ended"),
        Stop::Raised { .. } => Waited::Never("it has ended with an exception"),
        Stop::WaitInput => {
            Waited::Never("it waits for input, which only a later step could give it")
        }
        Stop::Stuck => Waited::Never("each of its threads waits for a lock that none will release"),
    }
}

/// From this voltage on a pin counts as 1. The anode of an LED behind its resistor is at 1.9 V, where an input of the
/// chip may read either; who asks whether it is lit means 1.
const HALF_VOLTS: f64 = 1.65;

fn expect_pin(session: &mut Session, part: &str, pin: &str, wanted: bool) -> Verdict {
    let name = format!("{part}:{pin}");
    let Some((level, _, volts)) = session.probe(part, pin) else {
        let why = format!("the circuit has no pin {name}");
        return Verdict::Failed(Failure::Control(why));
    };
    let high = volts >= HALF_VOLTS;
    let certain = !matches!(level, Level::Floating | Level::Contention);
    if certain && high == wanted {
        return Verdict::Passed;
    }
    Verdict::Failed(Failure::Pin {
        name,
        wanted,
        level,
        high,
        volts,
    })
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Failure::Pin {
                name,
                wanted,
                level,
                high,
                volts,
            } => {
                write!(f, "{name} should be {}, but ", u8::from(*wanted))?;
                match level {
                    Level::Floating => f.write_str("floats: nothing drives it"),
                    Level::Contention => f.write_str("is driven low and high at once"),
                    _ => write!(f, "is {} ({volts:.2} V)", u8::from(*high)),
                }
            }
            Failure::Control(why) => f.write_str(why),
            Failure::Silent { text, because } => {
                write!(f, "the program did not print {text:?}: {because}")
            }
            Failure::TimeIsUp { text: Some(text) } => {
                write!(f, "time is up, and the program has not printed {text:?}")
            }
            Failure::TimeIsUp { text: None } => f.write_str("time is up"),
        }
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.verdict {
            Verdict::Passed => write!(f, "passed at {}", Time(self.ended.0)),
            Verdict::Skipped(why) => write!(f, "skipped: {why}"),
            Verdict::Failed(failure) => write!(f, "failed at {}: {failure}", Time(self.ended.0)),
        }
    }
}
