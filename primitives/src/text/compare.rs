//! Comparing bytes, eight at a time: as WebAssembly the library does it one by one.

use core::cmp::Ordering;

/// How many bytes at the beginning are the same.
pub fn common_length(a: &[u8], b: &[u8]) -> usize {
    const WIDTH: usize = 8;
    let word = |bytes: &[u8]| <[u8; WIDTH]>::try_from(bytes).map_or(0, u64::from_le_bytes);
    let words = a.chunks_exact(WIDTH).zip(b.chunks_exact(WIDTH));
    let same = words.take_while(|(a, b)| word(a) == word(b)).count() * WIDTH;
    let rest = a[same..].iter().zip(&b[same..]);
    same + rest.take_while(|(a, b)| a == b).count()
}

/// Whether both are the same.
pub fn same(a: &[u8], b: &[u8]) -> bool {
    a.len() == b.len() && common_length(a, b) == a.len()
}

/// The same for few bytes, while this crate compiles or where a call would cost too much.
#[inline(always)]
pub const fn same_short(a: &[u8], b: &[u8]) -> bool {
    if a.len() != b.len() {
        return false;
    }
    let mut i = 0;
    while i < a.len() {
        if a[i] != b[i] {
            return false;
        }
        i += 1;
    }
    true
}

/// Their order, and how many bytes it took to find it.
pub fn order(a: &[u8], b: &[u8]) -> (Ordering, usize) {
    let common = common_length(a, b);
    (a.get(common).cmp(&b.get(common)), common)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_answers_as_the_library_does() {
        let texts: [&[u8]; 8] = [
            b"",
            b"a",
            b"b",
            b"12345678",
            b"12345679",
            b"1234567812345678a",
            b"1234567812345678b",
            b"1234567812345678",
        ];
        for a in texts {
            for b in texts {
                assert_eq!(same(a, b), a == b);
                assert_eq!(order(a, b).0, a.cmp(b));
            }
        }
        assert_eq!(order(texts[5], texts[6]).1, 16);
    }
}
