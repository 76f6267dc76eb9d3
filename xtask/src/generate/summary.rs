//! What a run counts: verdicts, messages, and how many programs used each production.

use std::collections::BTreeMap;
use std::fmt;

use super::compare::{Verdict, Verdicts};
use super::program::{Intent, Program};
use crate::report::Tally;

/// How many programs used a production.
struct Production {
    name: String,
    used: usize,
    /// Those among them that were meant to compile, and how many of these were refused: a high
    /// share shows a mistake in the grammar.
    valid: usize,
    valid_refused: usize,
}

/// The counts of a run.
pub struct Summary {
    pub tally: Tally,
    compiled: usize,
    /// How many bytes the compiled programs have together.
    bytes: usize,
    refused: usize,
    /// Programs on which the real compiler itself failed.
    unjudged: usize,
    /// Programs that were meant to compile, and how many of them were refused.
    valid: usize,
    valid_refused: usize,
    /// How often the real compiler gave each message.
    messages: BTreeMap<String, usize>,
    /// How often each pair of messages differed.
    differing: BTreeMap<String, usize>,
    productions: Vec<Production>,
}

impl Production {
    fn new(name: String) -> Self {
        Self {
            name,
            used: 0,
            valid: 0,
            valid_refused: 0,
        }
    }
}

impl Summary {
    /// A summary of no programs yet.
    pub fn new(productions: Vec<String>) -> Self {
        Self {
            tally: Tally::default(),
            compiled: 0,
            bytes: 0,
            refused: 0,
            unjudged: 0,
            valid: 0,
            valid_refused: 0,
            messages: BTreeMap::new(),
            differing: BTreeMap::new(),
            productions: productions.into_iter().map(Production::new).collect(),
        }
    }

    /// Counts a program; returns how many have differed with the same messages, this one included.
    pub fn add(&mut self, program: &Program, verdicts: &Verdicts) -> usize {
        self.tally.add(Tally::of(verdicts.agree()));
        let meant = usize::from(program.intent == Intent::Valid);
        self.valid += meant;
        match &verdicts.theirs {
            Verdict::Bytes(bytes) => {
                self.compiled += 1;
                self.bytes += bytes.len();
            }
            Verdict::Refusal(text) => {
                self.refused += 1;
                self.valid_refused += meant;
                let message = text.lines().next_back().unwrap_or_default();
                // Without the piece of the program that some of them quote.
                let (message, _) = message.split_once(": '").unwrap_or((message, ""));
                *self.messages.entry(message.to_owned()).or_default() += 1;
            }
            Verdict::Death(_) => self.unjudged += 1,
        }
        let refused = usize::from(matches!(verdicts.theirs, Verdict::Refusal(_)));
        let productions = self.productions.iter_mut().zip(&program.used);
        for (production, _) in productions.filter(|(_, used)| **used) {
            production.used += 1;
            production.valid += meant;
            production.valid_refused += meant * refused;
        }
        if verdicts.agree() {
            return 0;
        }
        let kinds = (verdicts.ours.kind(), verdicts.theirs.kind());
        let alike = self.differing.entry(format!("{kinds:?}")).or_default();
        *alike += 1;
        *alike
    }

    /// How many pairs of messages have differed.
    pub fn kinds_differing(&self) -> usize {
        self.differing.len()
    }

    /// One line for each production, the rarest first.
    pub fn coverage(&self) -> String {
        let mut rows: Vec<_> = self.productions.iter().collect();
        rows.sort_by_key(|row| row.used);
        let mut text = "    used  meant to compile  refused of these  production\n".to_owned();
        for row in rows {
            text.push_str(&format!(
                "{:>8}  {:>16}  {:>16}  {}\n",
                row.used, row.valid, row.valid_refused, row.name
            ));
        }
        text
    }
}

impl fmt::Display for Summary {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            formatter,
            "mpy-cross compiled {} (to {} bytes), refused {}, failed on {}",
            self.compiled, self.bytes, self.refused, self.unjudged
        )?;
        writeln!(
            formatter,
            "of {} that were meant to compile, it refused {}",
            self.valid, self.valid_refused
        )?;
        for (message, count) in &self.messages {
            writeln!(formatter, "{count:>8}  {message}")?;
        }
        let unused = self.productions.iter().filter(|row| row.used == 0);
        let least = self.productions.iter().map(|row| row.used).min();
        write!(
            formatter,
            "{} productions, {} of them not used, the rarest in {} programs",
            self.productions.len(),
            unused.count(),
            least.unwrap_or(0)
        )
    }
}
