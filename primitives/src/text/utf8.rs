//! Strings as MicroPython keeps them: bytes whose structure is UTF-8's, which also admits surrogates and overlong forms.

use alloc::string::{FromUtf8Error, String};
use alloc::vec::Vec;

use super::STRETCH;

/// The encodings that `str(bytes, encoding)` and `encode` know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// `utf-8` and `utf8`
    Utf8,
    /// `ascii`
    Ascii,
}

impl Encoding {
    /// The encoding of that name; none is a `LookupError` `unknown encoding: NAME`.
    pub fn named(name: &[u8]) -> Option<Encoding> {
        match name {
            b"utf-8" | b"utf8" => Some(Encoding::Utf8),
            b"ascii" => Some(Encoding::Ascii),
            _ => None,
        }
    }

    /// Whether `text` may become a string; if not, MicroPython raises a `UnicodeError` without arguments.
    pub fn accepts(self, text: &[u8]) -> bool {
        if is_ascii(text) {
            return true;
        }
        if self == Encoding::Ascii {
            return false;
        }
        let mut wanted = 0;
        for stretch in text.chunks(STRETCH) {
            match wanted_behind(stretch, wanted) {
                Some(more) => wanted = more,
                None => return false,
            }
        }
        wanted == 0
    }
}

/// How many continuations are wanted behind this, where so many are wanted before; `None` if it
/// cannot be in a string.
#[inline(never)]
fn wanted_behind(text: &[u8], mut wanted: usize) -> Option<usize> {
    for &byte in text {
        if wanted > 0 {
            if !is_continuation(byte) {
                return None;
            }
            wanted -= 1;
        } else {
            match byte {
                0..0x80 => {}
                0xc0..0xf8 => wanted = continuations(byte),
                _ => return None,
            }
        }
    }
    Some(wanted)
}

/// Whether each byte is a character.
pub fn is_ascii(text: &[u8]) -> bool {
    text.chunks(STRETCH).all(is_ascii_stretch)
}

#[inline(never)]
fn is_ascii_stretch(text: &[u8]) -> bool {
    text.is_ascii()
}

/// The text as a string, if it is UTF-8; else the same bytes.
pub fn into_string(text: Vec<u8>) -> Result<String, Vec<u8>> {
    // A long one beyond ASCII is faster copied in stretches than checked at once.
    if text.len() <= LONG || is_ascii(&text) {
        return String::from_utf8(text).map_err(FromUtf8Error::into_bytes);
    }
    copied(&text).ok_or(text)
}

/// A copy of the text as a string, if it is UTF-8.
pub fn copied(text: &[u8]) -> Option<String> {
    let mut string = String::with_capacity(text.len());
    let mut at = 0;
    while at < text.len() {
        let end = boundary(text, (at + STRETCH).min(text.len()));
        append(&text[at..end], &mut string)?;
        at = end;
    }
    Some(string)
}

#[inline(never)]
fn append(text: &[u8], string: &mut String) -> Option<()> {
    string.push_str(str::from_utf8(text).ok()?);
    Some(())
}

/// The first offset from `at` on where no continuation is.
fn boundary(text: &[u8], at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    at + rest.iter().take_while(|&&b| is_continuation(b)).count()
}

/// Bytes of a text that takes long.
const LONG: usize = 1 << 16;

/// Whether `text` is UTF-8, except that surrogates may be encoded as if they were characters.
pub fn is_utf8_with_surrogates(mut text: &[u8]) -> bool {
    while let Err(error) = core::str::from_utf8(text) {
        let rest = &text[error.valid_up_to()..];
        match rest {
            [0xed, 0xa0..=0xbf, 0x80..=0xbf, after @ ..] => text = after,
            _ => return false,
        }
    }
    true
}

/// Whether the byte continues a character.
pub const fn is_continuation(byte: u8) -> bool {
    byte & 0xc0 == 0x80
}

/// How many bytes follow this first byte of a character beyond ASCII.
const fn continuations(first: u8) -> usize {
    match first {
        0xc0..0xe0 => 1,
        0xe0..0xf0 => 2,
        _ => 3,
    }
}

/// Offset of the character after the one at `at`.
pub fn next(text: &[u8], at: usize) -> usize {
    let rest = text.get(at + 1..).unwrap_or_default();
    let length = rest
        .iter()
        .take_while(|&&byte| is_continuation(byte))
        .count();
    (at + 1 + length).min(text.len())
}

/// Code point of the first character of `text`, 0 if there is none.
pub fn decode(text: &[u8]) -> u32 {
    let Some((&first, rest)) = text.split_first() else {
        return 0;
    };
    if first < 0x80 {
        return u32::from(first);
    }
    let lead = u32::from(first & (0x7f >> first.leading_ones().min(7)));
    rest.iter()
        .take_while(|&&byte| is_continuation(byte))
        .fold(lead, |code, &byte| code << 6 | u32::from(byte & 0x3f))
}

/// Appends a code point below 0x110000; surrogates too.
pub fn encode(code: u32, out: &mut Vec<u8>) {
    let tail = |shift: u32| 0x80 | (code >> shift & 0x3f) as u8;
    match code {
        0..0x80 => out.push(code as u8),
        0x80..0x800 => out.extend_from_slice(&[0xc0 | (code >> 6) as u8, tail(0)]),
        0x800..0x10000 => out.extend_from_slice(&[0xe0 | (code >> 12) as u8, tail(6), tail(0)]),
        _ => out.extend_from_slice(&[0xf0 | (code >> 18) as u8, tail(12), tail(6), tail(0)]),
    }
}

/// Bytes that are counted, or passed over, at a time.
const BLOCK: usize = 128;

/// Characters in `text`.
pub fn length(text: &[u8]) -> usize {
    text.chunks(BLOCK).map(in_block).sum()
}

/// Characters in a block, whose count fits a byte.
#[inline(never)]
fn in_block(block: &[u8]) -> usize {
    const ONES: u64 = 0x0101_0101_0101_0101;
    let (words, rest) = block.as_chunks::<8>();
    let continuations = words.iter().map(|&word| {
        let word = u64::from_le_bytes(word);
        word >> 7 & !(word >> 6) & ONES
    });
    let continuations = continuations.sum::<u64>().wrapping_mul(ONES) >> 56;
    let begins = rest.iter().filter(|&&byte| !is_continuation(byte));
    8 * words.len() - continuations as usize + begins.count()
}

/// Index of the character at byte `offset`.
pub fn index_of(text: &[u8], offset: usize) -> usize {
    length(&text[..offset])
}

/// Byte offset of the character at `index`, from the end if negative; the end itself is no character.
pub fn offset_of(text: &[u8], index: i64) -> Option<usize> {
    if index >= 0 {
        let index = usize::try_from(index).ok()?;
        if is_ascii(text) {
            return (index < text.len()).then_some(index);
        }
        let (mut left, mut offset) = (index, 0);
        for block in text.chunks(BLOCK) {
            let characters = in_block(block);
            if left < characters {
                return starts(block).nth(left).map(|at| offset + at);
            }
            left -= characters;
            offset += block.len();
        }
        return None;
    }
    let back = usize::try_from(index.unsigned_abs()).ok()?;
    if is_ascii(text) {
        return text.len().checked_sub(back);
    }
    let (mut left, mut end) = (back - 1, text.len());
    for block in text.rchunks(BLOCK) {
        let characters = in_block(block);
        end -= block.len();
        if left < characters {
            return starts(block).rev().nth(left).map(|at| end + at);
        }
        left -= characters;
    }
    None
}

/// As [`offset_of`] for the bounds of slices and searches: what lies outside becomes the nearest end.
pub fn bound_of(text: &[u8], index: i64) -> usize {
    offset_of(text, index).unwrap_or(if index < 0 { 0 } else { text.len() })
}

/// The same bound for bytes, where an index is an offset.
pub fn byte_bound_of(length: usize, index: i64) -> usize {
    let length = length as i64;
    let index = if index < 0 {
        index.saturating_add(length)
    } else {
        index
    };
    index.clamp(0, length) as usize
}

/// The bytes of the character at `offset`, as indexing takes them: as many as its first byte tells.
pub fn character(text: &[u8], offset: usize) -> &[u8] {
    let first = text.get(offset).copied().unwrap_or(0);
    let length = if first < 0x80 {
        1
    } else {
        first.leading_ones() as usize
    };
    &text[offset..(offset + length.max(1)).min(text.len())]
}

fn starts(text: &[u8]) -> impl DoubleEndedIterator<Item = usize> {
    text.iter()
        .enumerate()
        .filter(|(_, byte)| !is_continuation(**byte))
        .map(|(at, _)| at)
}

/// U+FFFD
const REPLACEMENT: &[u8] = "\u{fffd}".as_bytes();

/// `text` without what `encoding` refuses, or with U+FFFD in its place: the error handlers `ignore` and `replace`.
pub fn mend(text: &[u8], encoding: Encoding, replace: bool) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    let mut at = 0;
    while at < text.len() {
        at = mend_some(text, at, encoding, replace, &mut out);
    }
    out
}

/// Appends some of the text from `at` on, so mended; gives where it ends.
#[inline(never)]
fn mend_some(
    text: &[u8],
    mut at: usize,
    encoding: Encoding,
    replace: bool,
    out: &mut Vec<u8>,
) -> usize {
    let stop = at + STRETCH;
    while at < stop
        && let Some(&byte) = text.get(at)
    {
        let mut length = 1;
        let valid = match byte {
            0..0x80 => true,
            0xc0..0xf8 if encoding == Encoding::Utf8 => {
                let wanted = continuations(byte);
                let rest = &text[at + 1..];
                let got = rest
                    .iter()
                    .take(wanted)
                    .take_while(|&&byte| is_continuation(byte))
                    .count();
                length += got;
                got == wanted
            }
            _ => false,
        };
        if valid && length == 1 {
            out.push(byte);
        } else if valid {
            // Overlong forms come out in their shortest.
            encode(decode(&text[at..at + length]), out);
        } else if replace {
            out.extend_from_slice(REPLACEMENT);
        }
        at += length;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    const MIXED: &[u8] = "aé€😀z".as_bytes();

    #[test]
    fn offsets_and_indices() {
        let offsets: Vec<_> = (-6..6).map(|index| offset_of(MIXED, index)).collect();
        let forward = [Some(0), Some(1), Some(3), Some(6), Some(10), None];
        assert_eq!(offsets[6..], forward);
        assert_eq!(
            offsets[..6],
            [None, Some(0), Some(1), Some(3), Some(6), Some(10)]
        );
        assert_eq!(
            (bound_of(MIXED, -9), bound_of(MIXED, 5), bound_of(MIXED, 9)),
            (0, 11, 11)
        );
        assert_eq!((length(MIXED), index_of(MIXED, 6)), (5, 3));
        assert_eq!(
            (
                offset_of(b"abc", -3),
                offset_of(b"abc", 3),
                offset_of(b"abc", -4)
            ),
            (Some(0), None, None)
        );
        assert_eq!(character(MIXED, 6), "😀".as_bytes());
        assert_eq!(
            (
                byte_bound_of(3, -4),
                byte_bound_of(3, -1),
                byte_bound_of(3, 7)
            ),
            (0, 2, 3)
        );
    }

    #[test]
    fn code_points() {
        for code in [
            0, 0x7f, 0x80, 0x7ff, 0x800, 0xd800, 0xffff, 0x10000, 0x10ffff,
        ] {
            let mut out = Vec::new();
            encode(code, &mut out);
            assert_eq!((decode(&out), next(&out, 0)), (code, out.len()));
            assert!(Encoding::Utf8.accepts(&out));
        }
    }

    #[test]
    fn what_may_become_a_string() {
        for refused in [
            &b"\x80"[..],
            b"\xc3",
            b"\xff",
            b"\xe2\x82",
            b"\xc3a",
            b"\xf8\x80\x80\x80\x80",
        ] {
            assert!(!Encoding::Utf8.accepts(refused));
        }
        for accepted in [&b"\xed\xa0\x80"[..], b"\xc0\x80", b"\xf7\xbf\xbf\xbf"] {
            assert!(Encoding::Utf8.accepts(accepted));
        }
        assert!(!Encoding::Ascii.accepts("é".as_bytes()));
    }

    #[test]
    fn mending() {
        assert_eq!(
            mend(b"a\xffb\xc3", Encoding::Utf8, true),
            "a\u{fffd}b\u{fffd}".as_bytes()
        );
        assert_eq!(mend(b"a\xffb\xc3\xe2\x82z", Encoding::Utf8, false), b"abz");
        assert_eq!(
            mend("é".as_bytes(), Encoding::Ascii, true),
            "\u{fffd}\u{fffd}".as_bytes()
        );
    }
}
