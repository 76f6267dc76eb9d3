//! The part of `pinwheel run` that carries out a scenario or looks for texts in what the program prints.

use std::path::Path;

use session::scenario::{Player, Scenario, Verdict};
use session::{Instant, Session};

/// Reads a scenario for a session.
pub fn read(path: &Path, session: &mut Session) -> Result<Player, String> {
    let name = path.display();
    let text = std::fs::read_to_string(path).map_err(|e| format!("cannot read {name}: {e}"))?;
    let scenario = Scenario::parse(&text).map_err(|e| place(path, &e))?;
    scenario.check(session).map_err(|e| place(path, &e))?;
    session.keep_printed();
    Ok(Player::new(scenario))
}

fn place(path: &Path, error: &session::scenario::ScenarioError) -> String {
    format!("{}:{}: {}", path.display(), error.line, error.mistake)
}

/// Tells of the steps that have ended since `told` of them had, on standard error.
pub fn tell(path: &Path, player: &Player, told: &mut usize) {
    for outcome in &player.outcomes()[*told..] {
        let step = &player.scenario().steps[outcome.step];
        let sign = match outcome.verdict {
            Verdict::Passed => "ok",
            Verdict::Skipped(_) => "--",
            Verdict::Failed(_) => "FAILED",
        };
        eprintln!(
            "{}:{}: {sign} {}: {outcome}",
            path.display(),
            step.line,
            step.action
        );
    }
    *told = player.outcomes().len();
}

/// Writes what became of a scenario for build servers.
pub fn write_junit(to: &Path, player: &Player, from: &Path, end: Instant) -> Result<(), String> {
    let text = crate::junit::report(player, &from.display().to_string(), end);
    std::fs::write(to, text).map_err(|e| format!("cannot write {}: {e}", to.display()))
}

/// A text that is looked for in what a program prints.
pub struct Watch {
    text: Vec<u8>,
    /// The end of what was printed, as far as the text may begin in it.
    tail: Vec<u8>,
}

impl Watch {
    /// Looks for a text that is not empty.
    pub fn new(text: &str) -> Watch {
        Watch {
            text: text.as_bytes().into(),
            tail: Vec::new(),
        }
    }

    /// Something was printed: whether the text is in it now.
    pub fn hears(&mut self, bytes: &[u8]) -> bool {
        self.tail.extend_from_slice(bytes);
        let found = self.tail.windows(self.text.len()).any(|w| w == self.text);
        let keep = self.tail.len().min(self.text.len() - 1);
        self.tail.drain(..self.tail.len() - keep);
        found
    }
}

#[cfg(test)]
mod tests {
    use super::Watch;

    #[test]
    fn texts_are_found_across_pieces() {
        let mut watch = Watch::new("abc");
        assert!(!watch.hears(b"xxa") && !watch.hears(b"b"));
        assert!(watch.hears(b"c"));
        assert!(!watch.hears(b"ab"));
    }
}
