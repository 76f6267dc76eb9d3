//! Digits of bases that are powers of two, and bytes, of numbers of any length: eight digits at a time.

use alloc::vec::Vec;

use num_bigint::BigUint;

use super::STRETCH;

/// A one in each byte.
const ONES: u64 = 0x0101_0101_0101_0101;

/// What each byte is worth as a digit; 255 if it is none.
const VALUES: [u8; 256] = {
    let mut all = [255; 256];
    let mut value = 0;
    while value < 36 {
        if value < 10 {
            all[b'0' as usize + value] = value as u8;
        } else {
            all[b'a' as usize + value - 10] = value as u8;
            all[b'A' as usize + value - 10] = value as u8;
        }
        value += 1;
    }
    all
};

/// A digit's value, if `base` has it.
#[inline(always)]
pub fn digit(byte: u8, base: u32) -> Option<u8> {
    let value = VALUES[usize::from(byte)];
    (u32::from(value) < base).then_some(value)
}

/// Words whose bits are eight digits of 1 to 5 bits each without a rest.
const WORDS: usize = 60;

/// How many digits of `bits` bits the number has.
pub fn count(value: &BigUint, bits: u32) -> usize {
    value.bits().div_ceil(u64::from(bits)).max(1) as usize
}

/// Writes the lowest digits of `bits` bits each, as many as there are places, the highest one first.
pub fn write(value: &BigUint, bits: u32, upper: bool, places: &mut [u8]) {
    let mut words = value.iter_u64_digits();
    for places in places.rchunks_mut(WORDS * 64 / bits as usize) {
        let mut some = [0; WORDS];
        for (place, word) in some.iter_mut().zip(&mut words) {
            *place = word;
        }
        write_words(&some, bits, upper, places);
    }
}

/// The lowest digits of these words.
#[inline(never)]
fn write_words(words: &[u64; WORDS], bits: u32, upper: bool, places: &mut [u8]) {
    let wanted = 8 * bits;
    let mask = (1 << wanted) - 1;
    let (mut held, mut width) = (0u64, 0);
    let mut words = words.iter();
    for places in places.rchunks_mut(8) {
        let mut digits = held & mask;
        if width < wanted {
            // The upper bits are the lowest of the next word.
            let word = words.next().copied().unwrap_or(0);
            digits = (held | word << width) & mask;
            held = word >> (wanted - width);
            width += 64 - wanted;
        } else {
            held >>= wanted;
            width -= wanted;
        }
        let shown = shown(digits, bits, upper).to_be_bytes();
        places.copy_from_slice(&shown[8 - places.len()..]);
    }
}

/// The characters of eight digits, the lowest one in the lowest byte.
#[inline(always)]
fn shown(digits: u64, bits: u32, upper: bool) -> u64 {
    // Four, two and one to a part of 32, 16 and 8 bits.
    let half = 4 * bits;
    let apart = |digits: u64, width: u32, mask: u64, part: u32| {
        let mask = ((1 << width) - 1) * mask;
        digits & mask | (digits >> width & mask) << part
    };
    let digits = apart(digits, half, 1, 32);
    let digits = apart(digits, half / 2, 0x1_0000_0001, 16);
    let digits = apart(digits, half / 4, 0x1_0001_0001_0001, 8);
    let letters = (digits + (128 - 10) * ONES) >> 7 & ONES;
    let beyond_nine = if upper { b'A' } else { b'a' } - b'9' - 1;
    digits + u64::from(b'0') * ONES + letters * u64::from(beyond_nine)
}

/// The number of these digits of a base that is a power of two, the highest one first, if that is what
/// they are.
pub fn read(text: &[u8], base: u32) -> Option<BigUint> {
    let bits = base.trailing_zeros();
    let mut words = Vec::with_capacity(text.len() * bits as usize / 32 + 2);
    // The digits of a stretch are whole words.
    let are_digits = text
        .rchunks(STRETCH)
        .all(|some| read_words(some, base, &mut words));
    are_digits.then(|| BigUint::new(words))
}

/// Appends what these digits come to; says whether they are digits.
#[inline(never)]
fn read_words(text: &[u8], base: u32, words: &mut Vec<u32>) -> bool {
    let bits = base.trailing_zeros();
    let (mut held, mut width) = (0u64, 0);
    let mut highest = 0;
    for digits in text.rchunks(4) {
        let mut four = 0;
        for &byte in digits {
            let value = VALUES[usize::from(byte)];
            highest = value.max(highest);
            four = four << bits | u64::from(value);
        }
        held |= four << width;
        width += bits * digits.len() as u32;
        if width >= 32 {
            words.push(held as u32);
            held >>= 32;
            width -= 32;
        }
    }
    if width > 0 {
        words.push(held as u32);
    }
    u32::from(highest) < base
}

/// The number that these bytes are, the lowest one first if `little`.
pub fn from_bytes(bytes: &[u8], little: bool) -> BigUint {
    let mut words = Vec::with_capacity(bytes.len() / 4 + 1);
    if little {
        for some in bytes.chunks(STRETCH) {
            words_of_little(some, &mut words);
        }
    } else {
        for some in bytes.rchunks(STRETCH) {
            words_of_big(some, &mut words);
        }
    }
    BigUint::new(words)
}

#[inline(never)]
fn words_of_little(bytes: &[u8], words: &mut Vec<u32>) {
    let (whole, rest) = bytes.as_chunks::<4>();
    words.extend(whole.iter().map(|&four| u32::from_le_bytes(four)));
    if !rest.is_empty() {
        let mut four = [0; 4];
        four[..rest.len()].copy_from_slice(rest);
        words.push(u32::from_le_bytes(four));
    }
}

#[inline(never)]
fn words_of_big(bytes: &[u8], words: &mut Vec<u32>) {
    let (rest, whole) = bytes.as_rchunks::<4>();
    words.extend(whole.iter().rev().map(|&four| u32::from_be_bytes(four)));
    if !rest.is_empty() {
        let mut four = [0; 4];
        four[4 - rest.len()..].copy_from_slice(rest);
        words.push(u32::from_be_bytes(four));
    }
}

/// The lowest `length` bytes of the number in two's complement, the lowest one first if `little`.
pub fn to_bytes(value: &BigUint, negative: bool, length: usize, little: bool) -> Vec<u8> {
    let mut bytes = alloc::vec![if negative { 255 } else { 0 }; length];
    let mut words = value.iter_u32_digits();
    // What is added to the digits turned over, while those below were all zero.
    let mut carry = negative;
    if little {
        for some in bytes.chunks_mut(STRETCH) {
            for places in some.chunks_mut(4) {
                let Some(word) = next_word(&mut words, negative, &mut carry) else {
                    break;
                };
                places.copy_from_slice(&word.to_le_bytes()[..places.len()]);
            }
        }
    } else {
        for some in bytes.rchunks_mut(STRETCH) {
            for places in some.rchunks_mut(4) {
                let Some(word) = next_word(&mut words, negative, &mut carry) else {
                    break;
                };
                places.copy_from_slice(&word.to_be_bytes()[4 - places.len()..]);
            }
        }
    }
    bytes
}

/// The next digits of 32 bits.
#[inline(always)]
fn next_word(
    words: &mut impl Iterator<Item = u32>,
    negative: bool,
    carry: &mut bool,
) -> Option<u32> {
    let word = words.next()?;
    if !negative {
        return Some(word);
    }
    let (word, more) = (!word).overflowing_add(u32::from(*carry));
    *carry = more;
    Some(word)
}

#[cfg(test)]
mod tests {
    use alloc::string::String;

    use super::*;

    fn number(words: usize) -> BigUint {
        let mixed = |i: usize| (i as u32 + 1).wrapping_mul(0x9e37_79b9);
        BigUint::new((0..words).map(mixed).collect())
    }

    #[test]
    fn digits_there_and_back() {
        for words in [1, 2, 3, 119, 120, 121, 2000] {
            let value = number(words);
            for bits in 1..=5 {
                let expected = value.to_str_radix(1 << bits);
                let mut text = alloc::vec![0; count(&value, bits)];
                write(&value, bits, false, &mut text);
                assert_eq!(str::from_utf8(&text), Ok(&*expected), "{words} {bits}");
                assert_eq!(read(&text, 1 << bits).as_ref(), Some(&value));
                write(&value, bits, true, &mut text);
                assert_eq!(String::from_utf8(text), Ok(expected.to_uppercase()));
            }
        }
        assert_eq!(read(b"0000000000012", 4), Some(6u32.into()));
        for (text, base) in [("12", 2), ("1_1", 16), ("g0000", 16), ("0000/", 8)] {
            assert_eq!(read(text.as_bytes(), base), None);
        }
    }

    #[test]
    fn bytes_there_and_back() {
        for length in [0, 1, 3, 4, 5, 4095, 4096, 4097, 9001] {
            let bytes: Vec<u8> = (0..length).map(|i| (i * 7 + 1) as u8).collect();
            for little in [true, false] {
                let value = from_bytes(&bytes, little);
                let expected = match little {
                    true => BigUint::from_bytes_le(&bytes),
                    false => BigUint::from_bytes_be(&bytes),
                };
                assert_eq!(value, expected);
                assert_eq!(to_bytes(&value, false, length, little), bytes);
            }
        }
        let value = BigUint::from(1u32) << 64;
        assert_eq!(to_bytes(&value, true, 10, true)[8..], [255, 255]);
        assert_eq!(to_bytes(&1u32.into(), true, 6, false), [255; 6]);
        assert_eq!(to_bytes(&258u32.into(), true, 3, false), [255, 254, 254]);
        assert_eq!(to_bytes(&258u32.into(), false, 1, false), [2]);
    }
}
