//! A hash of a session's whole state, the same on every machine.

use std::hash::{Hash, Hasher};

/// FNV-1a over what is fed to it, integers as little-endian.
pub struct StateHasher(u64);

impl Default for StateHasher {
    fn default() -> StateHasher {
        StateHasher(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for StateHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for &b in bytes {
            self.0 = (self.0 ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    // Lengths are hashed as `usize`, whose width differs between native and wasm32.
    fn write_usize(&mut self, n: usize) {
        self.write_u64(n as u64);
    }

    fn write_u64(&mut self, n: u64) {
        self.write(&n.to_le_bytes());
    }
}

/// The hash of anything.
pub fn hash_of(values: &[&dyn DynHash]) -> u64 {
    let mut hasher = StateHasher::default();
    for v in values {
        v.feed(&mut hasher);
    }
    hasher.finish()
}

/// `Hash` as a trait object.
pub trait DynHash {
    /// Feeds the value.
    fn feed(&self, hasher: &mut StateHasher);
}

impl<T: Hash> DynHash for T {
    fn feed(&self, hasher: &mut StateHasher) {
        self.hash(hasher);
    }
}
