//! Hashes of texts and numbers, as MicroPython computes them.

/// The hash of a string's or bytes object's bytes: the bits of `mask`, never 0.
pub fn hash_bytes(bytes: &[u8], mask: u16) -> u16 {
    let mut hash: u32 = 5381;
    for &b in bytes {
        hash = hash.wrapping_mul(33) ^ b as u32;
    }
    // 0 means "not computed" in MicroPython's tables.
    match hash as u16 & mask {
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
            assert_eq!(hash_bytes(text.as_bytes(), 0xffff), hash);
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
