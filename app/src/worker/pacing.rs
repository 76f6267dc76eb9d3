//! Keeping virtual time in step with the wall clock.

/// Ties a moment of virtual time to a moment of the wall clock.
#[derive(Clone, Copy, Debug)]
pub struct Pace {
    wall_ms: f64,
    virtual_ns: u64,
}

/// A run that falls further behind than this is not made to race: the lag is forgiven.
///
/// It is longer than the second to which browsers slow the timers of hidden pages, so that a clock in
/// a hidden page stays right.
const FORGIVEN_MS: f64 = 1500.0;

impl Pace {
    /// From now on, virtual time `virtual_ns` is wall time `wall_ms`.
    #[must_use]
    pub fn new(wall_ms: f64, virtual_ns: u64) -> Self {
        Self {
            wall_ms,
            virtual_ns,
        }
    }

    /// The virtual time that the wall clock has come to.
    #[must_use]
    pub fn target(&self, wall_ms: f64) -> u64 {
        let passed = (wall_ms - self.wall_ms).max(0.0);
        self.virtual_ns.saturating_add((passed * 1e6) as u64)
    }

    /// Forgives a lag that is too large to catch up with.
    pub fn forgive(&mut self, wall_ms: f64, virtual_ns: u64) {
        let lag_ms = self.target(wall_ms).saturating_sub(virtual_ns) as f64 / 1e6;
        if lag_ms > FORGIVEN_MS {
            *self = Self::new(wall_ms, virtual_ns);
        }
    }
}

/// How much fuel a slice may burn, learnt from how long the last ones took.
#[derive(Clone, Copy, Debug)]
pub struct Fuel {
    amount: u64,
}

/// A slice aims at this many milliseconds, so that commands never wait long.
pub const SLICE_MS: f64 = 6.0;
const LEAST: u64 = 500;
/// The program may turn from what is quick to what is slow at any cycle.
const MOST: u64 = session::CHUNK;

impl Fuel {
    /// A careful start.
    #[must_use]
    pub fn new() -> Self {
        Self { amount: 20_000 }
    }

    /// The next slice's fuel.
    #[must_use]
    pub fn amount(self) -> u64 {
        self.amount
    }

    /// Learns from a slice that burnt all its fuel in `took_ms`.
    pub fn learn(&mut self, took_ms: f64) {
        // At most a fourfold change at once: one hiccup of the machine says little.
        let factor = (SLICE_MS / took_ms.max(0.05)).clamp(0.25, 4.0);
        self.amount = ((self.amount as f64 * factor) as u64).clamp(LEAST, MOST);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn virtual_time_follows_the_wall() {
        let pace = Pace::new(1000.0, 5_000_000);
        assert_eq!(pace.target(1000.0), 5_000_000);
        assert_eq!(pace.target(1002.5), 7_500_000);
        assert_eq!(
            pace.target(900.0),
            5_000_000,
            "a clock set back does not take time back"
        );
    }

    #[test]
    fn a_small_lag_is_caught_up_and_a_large_one_forgiven() {
        let mut pace = Pace::new(0.0, 0);
        pace.forgive(1000.0, 0);
        assert_eq!(pace.target(1000.0), 1_000_000_000);
        pace.forgive(2000.0, 0);
        assert_eq!(pace.target(2000.0), 0);
    }

    #[test]
    fn fuel_settles_at_the_slice() {
        let mut fuel = Fuel::new();
        // A machine that burns 1000 units of fuel a millisecond.
        for _ in 0..10 {
            fuel.learn(fuel.amount() as f64 / 1000.0);
        }
        assert_eq!(fuel.amount(), (SLICE_MS * 1000.0) as u64);
    }
}
