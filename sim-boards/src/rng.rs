//! Seeded randomness: every part draws from its own stream, so adding a part changes no other.

use serde::Serialize;

/// A SplitMix64 generator (Steele, Lea, Flood: "Fast splittable pseudorandom number generators",
/// OOPSLA 2014): eight bytes of state, good enough for switch bounce.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Rng {
    state: u64,
}

impl Rng {
    /// The stream that belongs to `name` under this seed.
    #[must_use]
    pub fn for_stream(seed: u64, name: &str) -> Self {
        let mut rng = Self {
            state: seed ^ fnv1a(name.as_bytes()),
        };
        // Neighbouring seeds start far apart after one round.
        rng.state = rng.next_u64();
        rng
    }

    /// The next 64 bits.
    pub fn next_u64(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.state;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number in `low..=high`.
    pub fn in_range(&mut self, low: u64, high: u64) -> u64 {
        let span = high.saturating_sub(low).saturating_add(1);
        // Multiply-shift maps 64 random bits onto the span without a visible bias.
        low + ((u128::from(self.next_u64()) * u128::from(span)) >> 64) as u64
    }
}

/// FNV-1a over bytes: the stable hash used for streams and state.
#[must_use]
pub fn fnv1a(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, &byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn streams_repeat_and_differ() {
        let draw = |seed, name| Rng::for_stream(seed, name).next_u64();
        assert_eq!(draw(1, "btn1"), draw(1, "btn1"));
        assert_ne!(draw(1, "btn1"), draw(1, "btn2"));
        assert_ne!(draw(1, "btn1"), draw(2, "btn1"));
    }

    #[test]
    fn ranges_hold() {
        let mut rng = Rng::for_stream(7, "x");
        let draws: Vec<u64> = (0..1000).map(|_| rng.in_range(3, 6)).collect();
        assert!(draws.iter().all(|n| (3..=6).contains(n)));
        assert!((3..=6).all(|n| draws.contains(&n)));
    }

    #[test]
    fn fnv_matches_its_published_vector() {
        assert_eq!(fnv1a(b"a"), 0xaf63_dc4c_8601_ec8c);
    }
}
