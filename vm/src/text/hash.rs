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
