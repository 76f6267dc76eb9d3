//! Hashes of texts and numbers, as MicroPython computes them.

/// The hash of a string's or bytes object's bytes: 16 bits, never 0.
pub fn hash_bytes(bytes: &[u8]) -> u16 {
    let mut hash: u32 = 5381;
    for &b in bytes {
        hash = hash.wrapping_mul(33) ^ b as u32;
    }
    // 0 means "not computed" in MicroPython's tables.
    match hash as u16 {
        0 => 1,
        h => h,
    }
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
            assert_eq!(hash_bytes(text.as_bytes()), hash);
        }
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
