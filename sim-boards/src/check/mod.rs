//! Electrical checks: what would harm a real circuit or keep it from working, found before and during a run.
//!
//! A finding never stops anything. Its code is stable, and its English is filled in from its data; docs/checks.md lists
//! all of them. One file holds each family: [`supply`], [`current`], [`level`], [`bus`].

mod bus;
mod current;
mod kind;
mod level;
mod supply;

pub use kind::Kind;

use crate::circuit::Circuit;
use crate::net::NetId;
use crate::time::Instant;
use core::fmt;
use serde::Serialize;
use std::collections::BTreeSet;

/// Something that is wrong with a circuit.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Finding {
    /// What.
    pub kind: Kind,
    /// When it came to light: at power-on for what the wires alone say.
    pub at: Instant,
    /// The pins that it is about, as `part:pin` in the diagram's words, the first being the one to look at.
    pub pins: Vec<String>,
    /// What the sentences are filled in with, by name.
    pub arguments: Vec<(&'static str, String)>,
    /// What made it so.
    pub cause: Cause,
}

/// What in the program made something happen: a number that whoever runs the program knows the meaning of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum Cause {
    /// Nothing in the program: the circuit by itself, or somebody at a control.
    None,
    /// A call of the controller's side, which nobody has explained yet.
    Pending,
    /// This place.
    Place(u32),
}

impl Finding {
    /// What is wrong, in one sentence.
    #[must_use]
    pub fn message(&self) -> String {
        self.fill(self.kind.message())
    }

    /// Why it matters.
    #[must_use]
    pub fn why(&self) -> String {
        self.fill(self.kind.why())
    }

    /// How to mend it.
    #[must_use]
    pub fn remedy(&self) -> String {
        self.fill(self.kind.remedy())
    }

    /// Puts the arguments in the place of their names in braces.
    fn fill(&self, template: &str) -> String {
        let mut text = String::from(template);
        for (name, value) in &self.arguments {
            text = text.replace(&format!("{{{name}}}"), value);
        }
        text
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.kind.code(), self.message())
    }
}

/// What was found so far, and what is still to be decided.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub(crate) struct Checks {
    findings: Vec<Finding>,
    /// What was found of each kind, by numbers of pads, lights, nets or parts: each is told once.
    seen: BTreeSet<(Kind, u32, u32)>,
    /// Nets on which outputs work against each other at this instant. Only if they still do when it is over, it counts.
    suspects: Vec<(NetId, Instant, Cause)>,
    /// The current out of each GPIO that drives, in amperes; into it if negative.
    pad_amps: Vec<f64>,
    /// The board's supplies: their nets, and what they give at most, in amperes.
    rails: Vec<(NetId, &'static str, f64)>,
    /// Whether something waits for its cause.
    pub pending: bool,
}

impl Checks {
    /// Whether something of a kind is news.
    fn is_news(&mut self, kind: Kind, a: u32, b: u32) -> bool {
        self.seen.insert((kind, a, b))
    }
}

impl Circuit {
    /// What is wrong with the circuit as far as it has shown, in the order in which it came to light. Each is told once.
    #[must_use]
    pub fn findings(&self) -> &[Finding] {
        &self.checks.findings
    }

    /// Keeps a finding.
    fn report(
        &mut self,
        kind: Kind,
        (at, cause): (Instant, Cause),
        pins: Vec<String>,
        arguments: Vec<(&'static str, String)>,
    ) {
        self.checks.pending |= cause == Cause::Pending;
        let finding = Finding {
            kind,
            at,
            pins,
            arguments,
            cause,
        };
        self.checks.findings.push(finding);
    }

    /// The present instant, and what makes things happen at it.
    pub(crate) fn moment(&self) -> (Instant, Cause) {
        let cause = match self.by_itself {
            true => Cause::None,
            false => Cause::Pending,
        };
        (self.now(), cause)
    }

    /// Whether something has happened at the last calls whose cause is asked for: see [`Circuit::give_cause`].
    #[must_use]
    pub fn asks_cause(&self) -> bool {
        self.checks.pending
    }

    /// Says what caused the last calls: a place in the program, or nothing in it.
    pub fn give_cause(&mut self, place: Option<u32>) {
        let cause = place.map_or(Cause::None, Cause::Place);
        let findings = self.checks.findings.iter_mut();
        let suspects = self.checks.suspects.iter_mut();
        let causes = findings
            .map(|finding| &mut finding.cause)
            .chain(suspects.map(|(_, _, cause)| cause));
        for pending in causes.filter(|cause| **cause == Cause::Pending) {
            *pending = cause;
        }
        self.checks.pending = false;
    }

    /// All that the wires alone say.
    pub(crate) fn check_wiring(&mut self) {
        self.by_itself = true;
        self.find_rails();
        self.check_all_volts();
        self.check_supplies();
        self.imagine_outputs();
        self.check_addresses();
        self.by_itself = false;
    }
}
