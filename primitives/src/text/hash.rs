//! Hashes of texts and numbers, as MicroPython computes them.

/// What one look at a text's bytes comes to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Mixed {
    /// What MicroPython's hash is taken from.
    hash: u32,
    /// A hash of our own, for tables that no program sees: MicroPython's is the same for many a text.
    pub spread: u32,
}

impl Mixed {
    /// Looks at these bytes.
    #[inline]
    pub fn of(bytes: &[u8]) -> Mixed {
        // The offset and the prime of FNV-1a.
        let (mut hash, mut spread) = (5381u32, 0xcbf2_9ce4_8422_2325u64);
        for &b in bytes {
            hash = hash.wrapping_mul(33) ^ u32::from(b);
            spread = (spread ^ u64::from(b)).wrapping_mul(0x100_0000_01b3);
        }
        let spread = (spread >> 32) as u32 ^ spread as u32;
        Mixed { hash, spread }
    }

    /// MicroPython's hash: the bits of `mask`, never 0.
    #[inline]
    pub fn hash(self, mask: u16) -> u16 {
        narrow(self.hash, mask)
    }
}

#[inline]
fn narrow(hash: u32, mask: u16) -> u16 {
    // 0 means "not computed" in MicroPython's tables.
    match hash as u16 & mask {
        0 => 1,
        h => h,
    }
}

/// The hash of a string's or bytes object's bytes: the bits of `mask`, never 0.
pub fn hash_bytes(bytes: &[u8], mask: u16) -> u16 {
    let mix = |hash: u32, &b: &u8| hash.wrapping_mul(33) ^ u32::from(b);
    narrow(bytes.iter().fold(5381, mix), mask)
}

/// The hash of a float.
pub fn hash_float(f: f64) -> i64 {
    f as i64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_hash_as_in_micropython() {
        for (text, hash) in [
            ("", 5381),
            ("a", 46532),
            ("abc", 12933),
            ("hello world", 21317),
            ("é", 25231),
        ] {
            assert_eq!(hash_bytes(text.as_bytes(), 0xffff), hash);
            assert_eq!(Mixed::of(text.as_bytes()).hash(0xffff), hash);
        }
    }

    #[test]
    fn a_narrow_hash_is_the_low_byte() {
        assert_eq!(hash_bytes(b"a", 0xff), 46532 & 0xff);
    }

    #[test]
    fn floats_hash_as_their_whole_part() {
        for (value, hash) in [
            (1.9, 1),
            (-1.9, -1),
            (-0.0, 0),
            (1e18, 1_000_000_000_000_000_000),
        ] {
            assert_eq!(hash_float(value), hash);
        }
    }
}
