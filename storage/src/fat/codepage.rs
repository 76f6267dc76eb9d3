//! Code page 437, in which FAT on boards keeps short names: its characters, and which letters are the same.
//!
//! The mapping is the one published by Unicode (`VENDORS/MICSFT/PC/CP437.TXT`).

use alloc::string::String;

/// The characters of the bytes from 0x80 on; all are in the Basic Multilingual Plane.
const HIGH: [u16; 128] = [
    0x00c7, 0x00fc, 0x00e9, 0x00e2, 0x00e4, 0x00e0, 0x00e5, 0x00e7, 0x00ea, 0x00eb, 0x00e8, 0x00ef,
    0x00ee, 0x00ec, 0x00c4, 0x00c5, 0x00c9, 0x00e6, 0x00c6, 0x00f4, 0x00f6, 0x00f2, 0x00fb, 0x00f9,
    0x00ff, 0x00d6, 0x00dc, 0x00a2, 0x00a3, 0x00a5, 0x20a7, 0x0192, 0x00e1, 0x00ed, 0x00f3, 0x00fa,
    0x00f1, 0x00d1, 0x00aa, 0x00ba, 0x00bf, 0x2310, 0x00ac, 0x00bd, 0x00bc, 0x00a1, 0x00ab, 0x00bb,
    0x2591, 0x2592, 0x2593, 0x2502, 0x2524, 0x2561, 0x2562, 0x2556, 0x2555, 0x2563, 0x2551, 0x2557,
    0x255d, 0x255c, 0x255b, 0x2510, 0x2514, 0x2534, 0x252c, 0x251c, 0x2500, 0x253c, 0x255e, 0x255f,
    0x255a, 0x2554, 0x2569, 0x2566, 0x2560, 0x2550, 0x256c, 0x2567, 0x2568, 0x2564, 0x2565, 0x2559,
    0x2558, 0x2552, 0x2553, 0x256b, 0x256a, 0x2518, 0x250c, 0x2588, 0x2584, 0x258c, 0x2590, 0x2580,
    0x03b1, 0x00df, 0x0393, 0x03c0, 0x03a3, 0x03c3, 0x00b5, 0x03c4, 0x03a6, 0x0398, 0x03a9, 0x03b4,
    0x221e, 0x03c6, 0x03b5, 0x2229, 0x2261, 0x00b1, 0x2265, 0x2264, 0x2320, 0x2321, 0x00f7, 0x2248,
    0x00b0, 0x2219, 0x00b7, 0x221a, 0x207f, 0x00b2, 0x25a0, 0x00a0,
];

/// What the bytes from 0x80 to 0xa5 become in a short name: a capital letter, without its accent where the code page
/// has none with it. All others stay.
const CAPITALS: &[u8; 38] = b"\x80\x9aEA\x8eA\x8f\x80EEEIII\x8e\x8f\x90\x92\x92O\x99OUUY\x99\x9a\x9b\x9c\x9d\x9e\x9fAIOU\xa5\xa5";

/// The character of a byte.
pub(super) fn unit(byte: u8) -> u16 {
    match byte {
        0x80.. => HIGH[usize::from(byte - 0x80)],
        ascii => u16::from(ascii),
    }
}

/// The byte of a character, if the code page has it.
pub(super) fn byte(unit: u16) -> Option<u8> {
    match unit {
        0..0x80 => Some(unit as u8),
        _ => (HIGH.iter().position(|high| *high == unit)).map(|at| at as u8 + 0x80),
    }
}

/// A byte beyond ASCII as it stands in a short name.
pub(super) fn capital(byte: u8) -> u8 {
    let at = usize::from(byte).wrapping_sub(0x80);
    CAPITALS.get(at).copied().unwrap_or(byte)
}

/// The same for letters that differ in case only. One of the two that are compared is always of the code page, so
/// other scripts need not be known.
pub(super) fn fold(unit: u16) -> u16 {
    match unit {
        0x61..=0x7a | 0xe0..=0xf6 | 0xf8..=0xfe => unit - 0x20,
        0xff => 0x178,
        0x192 => 0x191,
        0x3c2 => 0x3a3,
        0x3b1..=0x3cb => unit - 0x20,
        _ => unit,
    }
}

/// Bytes as text. A program on a board writes names in UTF-8, and MicroPython takes each of its bytes for one
/// character of the code page; names that others wrote are read as what they are.
pub(super) fn text(bytes: &[u8]) -> String {
    match core::str::from_utf8(bytes) {
        Ok(text) => text.into(),
        Err(_) => (bytes.iter())
            .map(|byte| char::from_u32(u32::from(unit(*byte))).unwrap_or('?'))
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_and_characters_go_both_ways() {
        for value in 0..=0xff {
            assert_eq!(byte(unit(value)), Some(value));
        }
        assert_eq!(byte(0x20ac), None);
    }

    #[test]
    fn letters_without_a_capital_of_their_own_lose_the_accent() {
        assert_eq!(capital(0x82), b'E');
        assert_eq!(capital(0x81), 0x9a);
        assert_eq!(capital(0xa5), 0xa5);
        assert_eq!(capital(0xa6), 0xa6);
        assert_eq!(capital(0xff), 0xff);
    }

    #[test]
    fn case_does_not_matter_where_the_letters_differ_in_nothing_else() {
        for (small, large) in ["aA", "éÉ", "ÿŸ", "ƒƑ", "σΣ", "ςΣ", "αΑ"]
            .iter()
            .filter_map(|two| {
                let mut units = two.encode_utf16();
                Some((units.next()?, units.next()?))
            })
        {
            assert_eq!(fold(small), fold(large));
        }
        assert_eq!(fold(0xf7), 0xf7);
    }

    #[test]
    fn names_are_utf8_or_the_code_page() {
        assert_eq!(text("é".as_bytes()), "é");
        assert_eq!(text(&[0x82]), "é");
    }
}
