//! The event queue: what will happen, in order of time and, within one nanosecond, of insertion.

use crate::time::Instant;
use serde::Serialize;

/// One event waiting for its moment.
#[derive(Clone, Debug, PartialEq, Serialize)]
struct Entry<E> {
    at: Instant,
    sequence: u64,
    event: E,
}

/// A queue of future events with a total, reproducible order.
///
/// The entries are kept sorted with the earliest last, rather than in a binary heap: two queues
/// that hold the same events then also have the same bytes, which is what makes clones
/// comparable. A circuit keeps a few dozen events at most, so insertion is a short memmove.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct EventQueue<E> {
    entries: Vec<Entry<E>>,
    next_sequence: u64,
}

impl<E> Default for EventQueue<E> {
    fn default() -> Self {
        Self {
            entries: Vec::new(),
            next_sequence: 0,
        }
    }
}

impl<E> EventQueue<E> {
    /// An empty queue.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds an event. Events of the same instant come out in the order they were added.
    pub fn schedule(&mut self, at: Instant, event: E) {
        // Everything at the same instant was inserted earlier, so it must be popped first:
        // the new entry goes in front of (is popped after) its equals.
        let position = self.entries.partition_point(|entry| entry.at > at);
        let sequence = self.next_sequence;
        self.next_sequence += 1;
        self.entries.insert(
            position,
            Entry {
                at,
                sequence,
                event,
            },
        );
    }

    /// The moment of the earliest event.
    #[must_use]
    pub fn next_at(&self) -> Option<Instant> {
        self.entries.last().map(|entry| entry.at)
    }

    /// Takes the earliest event if its moment is `now` or before.
    pub fn pop_until(&mut self, now: Instant) -> Option<(Instant, E)> {
        if self.next_at()? > now {
            return None;
        }
        self.entries.pop().map(|entry| (entry.at, entry.event))
    }

    /// Drops the events for which `keep` is false.
    pub fn retain(&mut self, mut keep: impl FnMut(&E) -> bool) {
        self.entries.retain(|entry| keep(&entry.event));
    }

    /// How many events wait.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether nothing waits.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn equal_times_keep_insertion_order() {
        let mut queue = EventQueue::new();
        for (at, name) in [(5, 'a'), (3, 'b'), (5, 'c'), (3, 'd')] {
            queue.schedule(Instant(at), name);
        }
        let order: String = core::iter::from_fn(|| queue.pop_until(Instant(5)))
            .map(|(_, name)| name)
            .collect();
        assert_eq!(order, "bdac");
    }

    #[test]
    fn the_future_stays() {
        let mut queue = EventQueue::new();
        queue.schedule(Instant(10), ());
        assert_eq!(queue.pop_until(Instant(9)), None);
        assert_eq!(queue.next_at(), Some(Instant(10)));
        assert_eq!(queue.pop_until(Instant(10)), Some((Instant(10), ())));
        assert!(queue.is_empty());
    }

    proptest! {
        /// Whatever goes in comes out once, sorted by time and then by insertion.
        #[test]
        fn pops_are_a_stable_sort(times in prop::collection::vec(0u64..50, 0..200)) {
            let mut queue = EventQueue::new();
            for (index, &at) in times.iter().enumerate() {
                queue.schedule(Instant(at), index);
            }
            let mut expected: Vec<(u64, usize)> = times.iter().copied().zip(0..).collect();
            expected.sort();
            let popped: Vec<(u64, usize)> = core::iter::from_fn(|| queue.pop_until(Instant::MAX))
                .map(|(at, index)| (at.0, index))
                .collect();
            prop_assert_eq!(popped, expected);
        }

        /// Interleaving pops with inserts never yields an event before its time or out of order.
        #[test]
        fn interleaved_use_moves_forward(steps in prop::collection::vec((0u64..20, 0u64..20), 1..100)) {
            let mut queue = EventQueue::new();
            let (mut now, mut last) = (Instant::ZERO, Instant::ZERO);
            for (delay, step) in steps {
                queue.schedule(Instant(now.0 + delay), now);
                now = Instant(now.0 + step);
                while let Some((at, scheduled)) = queue.pop_until(now) {
                    prop_assert!(at <= now && at >= scheduled && at >= last);
                    last = at;
                }
            }
        }
    }
}
