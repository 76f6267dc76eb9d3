//! The trace: a bounded record of level changes on named signals.

use crate::net::Level;
use crate::time::Instant;
use serde::Serialize;
use std::collections::VecDeque;

/// What a signal is recorded as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum Mark {
    /// Reads low.
    Low,
    /// Reads high.
    High,
    /// Driven by nothing.
    Floating,
    /// Driven low and high at once.
    Contention,
}

impl Mark {
    /// The mark for a net's level; between the thresholds it is what an input reads.
    #[must_use]
    pub fn new(level: Level, reads_high: bool) -> Self {
        match level {
            Level::Floating => Self::Floating,
            Level::Contention => Self::Contention,
            Level::Low | Level::High | Level::Analog if reads_high => Self::High,
            Level::Low | Level::High | Level::Analog => Self::Low,
        }
    }
}

/// One change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Change {
    /// When.
    pub at: Instant,
    /// The signal's index.
    pub signal: u16,
    /// What it became.
    pub mark: Mark,
}

/// One signal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Signal {
    /// Its name, such as `GP15`.
    pub name: String,
    /// What it was when recording began, or at the oldest change that is still kept.
    pub initial: Mark,
    /// What it is now.
    pub current: Mark,
}

/// A bounded record of changes. When it is full the oldest are dropped, and counted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Trace {
    limit: usize,
    started: Instant,
    signals: Vec<Signal>,
    changes: VecDeque<Change>,
    dropped: u64,
}

impl Trace {
    /// A trace that keeps at most `limit` changes; with 0 it records nothing.
    #[must_use]
    pub fn new(limit: usize) -> Self {
        Self {
            limit,
            ..Self::default()
        }
    }

    /// Whether changes are recorded.
    #[must_use]
    pub fn is_on(&self) -> bool {
        self.limit > 0
    }

    /// Begins anew with these signals and their present marks.
    pub fn start(&mut self, at: Instant, signals: impl IntoIterator<Item = (String, Mark)>) {
        self.started = at;
        self.changes.clear();
        self.dropped = 0;
        self.signals = signals
            .into_iter()
            .map(|(name, mark)| Signal {
                name,
                initial: mark,
                current: mark,
            })
            .collect();
    }

    /// Records that a signal is now `mark`; what is no change is not recorded.
    pub fn record(&mut self, at: Instant, signal: u16, mark: Mark) {
        if !self.is_on() {
            return;
        }
        let Some(state) = self.signals.get_mut(usize::from(signal)) else {
            return;
        };
        if state.current == mark {
            return;
        }
        state.current = mark;
        if self.changes.len() == self.limit
            && let Some(oldest) = self.changes.pop_front()
        {
            self.signals[usize::from(oldest.signal)].initial = oldest.mark;
            self.started = oldest.at;
            self.dropped += 1;
        }
        self.changes.push_back(Change { at, signal, mark });
    }

    /// When recording began, or the moment of the last change that was dropped.
    #[must_use]
    pub fn started(&self) -> Instant {
        self.started
    }

    /// The signals; changes name them by index.
    #[must_use]
    pub fn signals(&self) -> &[Signal] {
        &self.signals
    }

    /// The changes, oldest first.
    pub fn changes(&self) -> impl Iterator<Item = &Change> {
        self.changes.iter()
    }

    /// How many changes are kept.
    #[must_use]
    pub fn len(&self) -> usize {
        self.changes.len()
    }

    /// Whether no change is kept.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }

    /// How many changes were dropped.
    #[must_use]
    pub fn dropped(&self) -> u64 {
        self.dropped
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn started(limit: usize) -> Trace {
        let mut trace = Trace::new(limit);
        trace.start(
            Instant::ZERO,
            [("A".into(), Mark::Low), ("B".into(), Mark::Floating)],
        );
        trace
    }

    #[test]
    fn only_changes_are_kept() {
        let mut trace = started(10);
        for (at, mark) in [(1, Mark::Low), (2, Mark::High), (3, Mark::High)] {
            trace.record(Instant(at), 0, mark);
        }
        let kept: Vec<_> = trace.changes().map(|change| change.at.0).collect();
        assert_eq!(kept, [2]);
    }

    #[test]
    fn a_full_trace_drops_the_oldest_and_says_so() {
        let mut trace = started(2);
        for at in 1..=5u64 {
            let mark = if at % 2 == 1 { Mark::High } else { Mark::Low };
            trace.record(Instant(at), 0, mark);
        }
        assert_eq!((trace.len(), trace.dropped()), (2, 3));
        assert_eq!(trace.started(), Instant(3));
        assert_eq!(trace.signals()[0].initial, Mark::High, "as of 3 ns");
    }

    #[test]
    fn a_trace_without_room_is_off() {
        let mut trace = started(0);
        trace.record(Instant(1), 0, Mark::High);
        assert!(trace.is_empty() && !trace.is_on());
    }
}
