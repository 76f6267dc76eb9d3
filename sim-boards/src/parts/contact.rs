//! A contact that a finger moves: it opens and closes a few times before it rests.

use super::{Bench, Wiring};
use crate::net::{ElementId, Node};
use crate::rng::Rng;
use crate::time::Nanos;
use serde::Serialize;

/// A closed contact (Omron B3F datasheet: at most 100 mΩ).
pub(super) const CONTACT_OHMS: f64 = 0.1;

/// How contacts bounce: how often they open and close again, and how long each takes in nanoseconds.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub(super) struct Habit {
    pub times: (u64, u64),
    pub nanos: (u64, u64),
}

/// Buttons and switches. J. Ganssle ("A Guide to Debouncing", 2004) measured 1.5 ms of bounce on average, and rarely
/// over 6 ms.
pub(super) const BUTTON: Habit = Habit {
    times: (1, 5),
    nanos: (20_000, 500_000),
};

/// How the contacts of a part bounce, if they do.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(super) struct Bounce {
    habit: Option<Habit>,
    rng: Rng,
}

/// A moment of a bouncing contact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Moment {
    /// How long after the finger moved.
    pub after: Nanos,
    /// Whether the contact closes or opens.
    pub closed: bool,
}

impl Bounce {
    /// The bounce of a part, which its attribute `bounce` can turn off.
    pub fn of(wiring: &Wiring<'_>, habit: Habit) -> Self {
        let on = wiring.part.attr("bounce").as_deref() != Some("0");
        Self {
            habit: on.then_some(habit),
            rng: wiring.rng(),
        }
    }

    /// What a contact does that is being closed or opened, the first at once.
    fn moments(&mut self, closed: bool) -> Vec<Moment> {
        let mut moments = vec![Moment {
            after: Nanos::ZERO,
            closed,
        }];
        let Some(habit) = self.habit else {
            return moments;
        };
        let mut after = Nanos::ZERO;
        for _ in 0..self.rng.in_range(habit.times.0, habit.times.1) {
            for closed in [!closed, closed] {
                after += Nanos(self.rng.in_range(habit.nanos.0, habit.nanos.1));
                moments.push(Moment { after, closed });
            }
        }
        moments
    }
}

/// One contact: a switch between two nets.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(super) struct Contact {
    switch: ElementId,
    /// Where the finger has it, whatever the bounce makes of that at the moment.
    closed: bool,
    /// The tokens of its wake-ups are twice this to open, and one more to close.
    number: u16,
}

impl Contact {
    /// An open contact. Those of one part have different numbers.
    pub fn new(wiring: &mut Wiring<'_>, ends: (Node, Node), ohms: f64, number: u16) -> Self {
        Self {
            switch: wiring.nets.switch(ends.0, ends.1, ohms),
            closed: false,
            number,
        }
    }

    /// Where the finger has it.
    pub fn is_closed(&self) -> bool {
        self.closed
    }

    /// Opens or closes it.
    pub fn set(&mut self, bench: &mut Bench<'_>, bounce: &mut Bounce, closed: bool) {
        if closed == self.closed {
            return;
        }
        let moments = bounce.moments(closed);
        self.move_to(bench, closed);
        for moment in &moments[1..] {
            bench.wake_in(moment.after, 2 * self.number + u16::from(moment.closed));
        }
    }

    /// Opens or closes it once, without bounce.
    pub fn move_to(&mut self, bench: &mut Bench<'_>, closed: bool) {
        self.closed = closed;
        // The finger has moved on: what was left of the last bounce no longer happens.
        bench.cancel(2 * self.number);
        bench.cancel(2 * self.number + 1);
        bench.set_closed(self.switch, closed);
    }

    /// A part was woken: whether it was for this contact.
    pub fn wake(&self, bench: &mut Bench<'_>, token: u16) -> bool {
        let own = token / 2 == self.number;
        if own {
            bench.set_closed(self.switch, token % 2 == 1);
        }
        own
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bounce(habit: Option<Habit>, seed: u64) -> Bounce {
        Bounce {
            habit,
            rng: Rng::for_stream(seed, "btn1"),
        }
    }

    #[test]
    fn without_bounce_the_contact_follows_the_finger() {
        let mut bounce = bounce(None, 0);
        for closed in [true, false] {
            let after = Nanos::ZERO;
            assert_eq!(bounce.moments(closed), [Moment { after, closed }]);
        }
    }

    #[test]
    fn bounce_alternates_ends_where_the_finger_is_and_lasts_milliseconds() {
        let mut bounce = bounce(Some(BUTTON), 42);
        for closed in [true, false].into_iter().cycle().take(100) {
            let moments = bounce.moments(closed);
            assert!(moments.len() >= 3);
            for pair in moments.windows(2) {
                assert!(pair[0].after < pair[1].after && pair[0].closed != pair[1].closed);
            }
            let last = moments[moments.len() - 1];
            assert_eq!(last.closed, closed);
            assert!(last.after <= Nanos::from_millis(5));
        }
    }

    #[test]
    fn the_seed_decides_the_bounce() {
        let moments = |seed| bounce(Some(BUTTON), seed).moments(true);
        assert_eq!(moments(1), moments(1));
        assert_ne!(moments(1), moments(2));
    }
}
