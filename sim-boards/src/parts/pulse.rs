//! How long pulses last: what servos, sensors and lights on one wire go by.

use crate::time::{Instant, Nanos};
use serde::Serialize;

/// A pulse that may have begun.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub(crate) struct Pulse {
    began: Option<Instant>,
}

impl Pulse {
    /// The wire goes to the pulse's level, or from it. Gives the length of a pulse that ends.
    pub fn edge(&mut self, now: Instant, active: bool) -> Option<Nanos> {
        if active {
            self.began = Some(now);
            return None;
        }
        self.began.take().map(|began| now.since(began))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pulse_has_two_ends() {
        let mut pulse = Pulse::default();
        assert_eq!(pulse.edge(Instant(5), false), None, "none had begun");
        assert_eq!(pulse.edge(Instant(10), true), None);
        assert_eq!(pulse.edge(Instant(25), false), Some(Nanos(15)));
        assert_eq!(pulse.edge(Instant(30), false), None, "it is over already");
    }
}
