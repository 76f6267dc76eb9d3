//! Listening to what the program prints, for a text that somebody waits for.

use std::hash::Hash;

/// The most bytes that are kept of what nobody has waited for yet.
const KEPT: usize = 64 << 10;

/// What was printed since the last text that was waited for, and the one that is waited for now.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Hearing {
    printed: Vec<u8>,
    wanted: Option<Vec<u8>>,
    heard: bool,
}

impl Hearing {
    /// Waits for a text. It may have been printed already.
    pub fn listen(&mut self, text: &[u8]) {
        self.wanted = Some(text.into());
        self.heard = false;
        self.look(0);
    }

    /// Waits no more.
    pub fn stop(&mut self) {
        self.wanted = None;
    }

    /// Whether a text is waited for that was not printed yet.
    pub fn is_waiting(&self) -> bool {
        self.wanted.is_some()
    }

    /// Whether the last text that was waited for has been printed.
    pub fn has_heard(&self) -> bool {
        self.heard
    }

    /// Something was printed.
    pub fn hear(&mut self, bytes: &[u8]) {
        let before = self.printed.len();
        self.printed.extend_from_slice(bytes);
        let overlap = self.wanted.as_ref().map_or(0, |wanted| wanted.len());
        self.look(before.saturating_sub(overlap));
        if self.printed.len() > 2 * KEPT {
            self.printed.drain(..self.printed.len() - KEPT);
        }
    }

    /// Looks for the text, from a place in what was printed.
    fn look(&mut self, from: usize) {
        let Some(wanted) = &self.wanted else { return };
        let length = wanted.len().max(1);
        let found = self.printed[from..]
            .windows(length)
            .position(|window| window == wanted.as_slice());
        if let Some(place) = found {
            self.printed.drain(..from + place + length);
            self.wanted = None;
            self.heard = true;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_heard_in_their_order_whatever_the_pieces() {
        let mut hearing = Hearing::default();
        hearing.hear(b"one tw");
        hearing.listen(b"one");
        assert!(hearing.has_heard());
        hearing.listen(b"two");
        assert!(hearing.is_waiting() && !hearing.has_heard());
        hearing.hear(b"o one");
        assert!(hearing.has_heard() && !hearing.is_waiting());
        hearing.listen(b"two");
        assert!(!hearing.has_heard(), "each text is heard once");
        hearing.stop();
        hearing.listen(b"one");
        assert!(hearing.has_heard());
    }

    #[test]
    fn what_is_kept_is_bounded() {
        let mut hearing = Hearing::default();
        for _ in 0..10_000 {
            hearing.hear(&[b'x'; 100]);
        }
        assert!(hearing.printed.len() <= 2 * KEPT);
    }
}
