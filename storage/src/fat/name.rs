//! Names: what a path's part is as a long name and as a short one of eight and three characters.
//!
//! Each byte of a path is one character of the code page. Which short name a long one gets is the file system's
//! choice; boards' is the one here, so that a card written here looks as if a board had.

use alloc::string::String;
use alloc::vec::Vec;

use super::codepage::{byte, capital, text, unit};
use super::folder::Item;
use crate::little::{get16, put16};
use crate::{Errno, Fault};

/// Bits of a short name's entry that say which of its letters are small.
const SMALL_BODY: u8 = 0x08;
const SMALL_EXTENSION: u8 = 0x10;

/// Where the entries of a long name have its characters.
const PLACES: [usize; 13] = [1, 3, 5, 7, 9, 14, 16, 18, 20, 22, 24, 28, 30];

/// How many of them are in each.
pub(super) const PART: usize = PLACES.len();

/// The most characters of a name.
pub(super) const LONGEST: usize = 255;

/// The bit of a long name's entry that is its end, which is stored first.
pub(super) const LAST: u8 = 0x40;

/// The attributes of an entry that belongs to a long name, and a mark of a free entry.
pub(super) const LONG: u8 = 0x0f;
pub(super) const DELETED: u8 = 0xe5;

/// A name without a path.
#[derive(Clone, Debug)]
pub(super) struct Name {
    /// Its characters.
    pub long: Vec<u16>,
    /// Its short name, with spaces where it has fewer characters.
    pub short: [u8; 11],
    /// The short name does not tell all of it, and needs a number.
    pub lossy: bool,
    /// The short name with its small letters is not the name.
    pub extended: bool,
    /// Which letters of the short name are small.
    pub small: u8,
    /// It is `.` or `..`.
    pub dots: bool,
}

/// A part of a path, and what follows.
pub(super) struct Part<'a> {
    pub name: Name,
    /// The same taken as text rather than bytes, where that is another name.
    pub spelled: Option<Vec<u16>>,
    /// None if this is the last part.
    pub rest: Option<&'a [u8]>,
}

/// Whether a byte stands between the parts of a path.
pub(super) fn parts(byte: u8) -> bool {
    byte == b'/' || byte == b'\\'
}

/// Takes the first part of a path. What is below a space ends a path.
pub(super) fn take(path: &[u8]) -> Result<Part<'_>, Fault> {
    let end = path
        .iter()
        .position(|byte| *byte < b' ' || parts(*byte))
        .unwrap_or(path.len());
    let (part, rest) = path.split_at(end);
    let rest = rest.first().filter(|byte| parts(**byte)).map(|_| {
        let next = rest
            .iter()
            .position(|byte| !parts(*byte))
            .unwrap_or(rest.len());
        &rest[next..]
    });
    let name = name_of(part).ok_or(Fault::Errno(Errno::EINVAL))?;
    let spelled = (!part.is_ascii())
        .then(|| core::str::from_utf8(part).ok())
        .flatten()
        .map(|text| text.encode_utf16().collect());
    Ok(Part {
        name,
        spelled,
        rest,
    })
}

/// The name that these bytes are, if they are one.
fn name_of(bytes: &[u8]) -> Option<Name> {
    if bytes.len() > LONGEST || bytes.iter().any(|byte| b"\"*:<>?|\x7f".contains(byte)) {
        return None;
    }
    let mut short = [b' '; 11];
    if bytes == b"." || bytes == b".." {
        short[..bytes.len()].copy_from_slice(bytes);
        let long = bytes.iter().map(|byte| unit(*byte)).collect();
        return Some(Name {
            long,
            short,
            lossy: false,
            extended: false,
            small: 0,
            dots: true,
        });
    }
    let end = bytes.iter().rposition(|byte| !b" .".contains(byte))? + 1;
    let bytes = &bytes[..end];
    let long = bytes.iter().map(|byte| unit(*byte)).collect();
    let from = bytes.iter().position(|byte| *byte != b' ')?;
    let dot = bytes.iter().rposition(|byte| *byte == b'.');
    let body = &bytes[from..dot.unwrap_or(end)];
    let extension = dot.map_or(&[][..], |dot| &bytes[dot + 1..]);

    let body = Field::fill(body, &mut short[..8]);
    let extension = Field::fill(extension, &mut short[8..]);
    if short[0] == DELETED {
        // What marks a free entry is written as a character that no name has.
        short[0] = 5;
    }
    let lossy = body.lossy || extension.lossy || from > 0 || bytes[from] == b'.';
    let extended = lossy || body.extended() || extension.extended();
    let small = if extended {
        0
    } else {
        u8::from(body.small) * SMALL_BODY + u8::from(extension.small) * SMALL_EXTENSION
    };
    Some(Name {
        long,
        short,
        lossy,
        extended,
        small,
        dots: false,
    })
}

/// One of the two fields of a short name, and what of the long one is not in it.
#[derive(Default)]
struct Field {
    lossy: bool,
    beyond_ascii: bool,
    large: bool,
    small: bool,
}

impl Field {
    /// Fills a field with the characters that it can hold.
    fn fill(bytes: &[u8], field: &mut [u8]) -> Field {
        let mut found = Field::default();
        let mut filled = 0;
        for byte in bytes {
            if b" .".contains(byte) {
                found.lossy = true;
                continue;
            }
            let Some(place) = field.get_mut(filled) else {
                found.lossy = true;
                break;
            };
            filled += 1;
            let byte = if byte.is_ascii() {
                *byte
            } else {
                found.beyond_ascii = true;
                capital(*byte)
            };
            if b"+,;=[]".contains(&byte) {
                found.lossy = true;
                *place = b'_';
            } else {
                found.large |= byte.is_ascii_uppercase();
                found.small |= byte.is_ascii_lowercase();
                *place = byte.to_ascii_uppercase();
            }
        }
        found
    }

    /// Whether a bit for small letters does not make it the long name's.
    fn extended(&self) -> bool {
        self.beyond_ascii || self.large && self.small
    }
}

/// A short name with a number behind a `~`, the `count`th that is tried for a long name. From the sixth on it is a
/// number that depends on the whole name, so that few more are tried.
pub(super) fn numbered(short: &[u8; 11], long: &[u16], count: u32) -> [u8; 11] {
    let mut number = count;
    if count > 5 {
        // A cyclic redundancy check of 16 bits, with the polynomial 0x1021, over the name's bits.
        for unit in long {
            for bit in 0..16 {
                number = number << 1 | u32::from(unit >> bit & 1);
                if number & 0x1_0000 != 0 {
                    number ^= 0x1_1021;
                }
            }
        }
    }
    let mut digits = Vec::new();
    while number > 0 || digits.is_empty() {
        digits.push(b"0123456789ABCDEF"[(number & 15) as usize]);
        number >>= 4;
    }
    digits.push(b'~');
    let mut result = *short;
    let body = short[..8]
        .iter()
        .position(|byte| *byte == b' ')
        .unwrap_or(8);
    let from = body.min(8 - digits.len());
    let tail = digits.iter().rev().copied().chain(core::iter::repeat(b' '));
    for (place, byte) in result[from..8].iter_mut().zip(tail) {
        *place = byte;
    }
    result
}

/// What ties a long name's entries to the short one.
pub(super) fn checksum(short: &[u8]) -> u8 {
    short[..11]
        .iter()
        .fold(0, |sum: u8, byte| sum.rotate_right(1).wrapping_add(*byte))
}

/// Writes the `part`th entry of a long name, counted from 1.
pub(super) fn write_part(long: &[u16], part: usize, sum: u8, entry: &mut [u8]) {
    let from = (part - 1) * PART;
    for (index, place) in PLACES.iter().enumerate() {
        // An end that is within the entry is a zero, and what follows is filled.
        let unit = match long.get(from + index) {
            Some(unit) => *unit,
            None if from + index == long.len() => 0,
            None => 0xffff,
        };
        put16(entry, *place, unit);
    }
    let last = if from + PART >= long.len() { LAST } else { 0 };
    entry[0] = part as u8 | last;
    entry[11] = LONG;
    entry[12] = 0;
    entry[13] = sum;
    put16(entry, 26, 0);
}

/// Reads the entry of a long name that holds its characters from `from` on; false if there is something wrong with it.
pub(super) fn read_part(entry: &[u8], from: usize, long: &mut [u16]) -> bool {
    if get16(entry, 26) != 0 {
        return false;
    }
    let mut ended = false;
    for (index, place) in PLACES.iter().enumerate() {
        let unit = get16(entry, *place);
        if ended {
            if unit != 0xffff {
                return false;
            }
            continue;
        }
        match long.get_mut(from + index) {
            Some(slot) => *slot = unit,
            None => return false,
        }
        ended = unit == 0;
    }
    true
}

/// The name of a folder's entry as a board shows it: the long one if there is one that the code page has.
pub(super) fn shown(item: &Item) -> String {
    let (long, entry) = (item.long.as_deref(), &item.entry);
    let bytes: Option<Vec<u8>> =
        long.and_then(|long| long.iter().map(|unit| byte(*unit)).collect());
    text(
        &bytes
            .filter(|bytes| !bytes.is_empty())
            .unwrap_or_else(|| short_text(entry)),
    )
}

/// A short name with its dot, and its letters as small as its entry says.
fn short_text(entry: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut small = entry[12] & SMALL_BODY != 0;
    for (index, byte) in entry[..11].iter().enumerate() {
        if *byte == 0 {
            // No name has it, and to a board a text ends there.
            break;
        }
        if *byte == b' ' {
            continue;
        }
        if index == 8 {
            bytes.push(b'.');
            small = entry[12] & SMALL_EXTENSION != 0;
        }
        let byte = if *byte == 5 { DELETED } else { *byte };
        bytes.push(if small {
            byte.to_ascii_lowercase()
        } else {
            byte
        });
    }
    if bytes.is_empty() {
        bytes.push(b'?');
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn short(text: &str) -> String {
        let name = take(text.as_bytes()).ok().map(|part| part.name).unwrap();
        let mut result: String = name.short.iter().map(|byte| char::from(*byte)).collect();
        if name.lossy {
            result.push('~');
        }
        if name.extended {
            result.push('+');
        }
        if name.small != 0 {
            result.push(char::from(b'0' + (name.small >> 3)));
        }
        result
    }

    #[test]
    fn short_names_are_what_fits() {
        assert_eq!(short("FOO.TXT"), "FOO     TXT");
        assert_eq!(short("foo.txt"), "FOO     TXT3");
        assert_eq!(short("foo.TXT"), "FOO     TXT1");
        assert_eq!(short("Foo.txt"), "FOO     TXT+");
        assert_eq!(short("main.python"), "MAIN    PYT~+");
        assert_eq!(short("a.b.c"), "AB      C  ~+");
        assert_eq!(short(" x"), "X          ~+");
        assert_eq!(short(".profile"), "        PRO~+");
        assert_eq!(short("x . "), "X          1");
        assert_eq!(short("a+b"), "A_B        ~+");
        assert_eq!(short("12345678.123"), "12345678123");
        assert_eq!(short("123456789"), "12345678   ~+");
        assert_eq!(short("a b.c d"), "AB      CD ~+");
        assert_eq!(short("\u{e9}"), "\u{c3}\u{a9}         +");
    }

    #[test]
    fn some_names_are_none() {
        for wrong in ["", " ", "...", "a*b", "a:b", "a|b", "\x7f"] {
            assert!(take(wrong.as_bytes()).is_err(), "{wrong:?}");
        }
        assert!(take(&[b'a'; 256]).is_err());
        assert!(take(&[b'a'; 255]).is_ok());
    }

    #[test]
    fn paths_are_taken_apart() {
        let rest = |text: &'static str| take(text.as_bytes()).ok().unwrap().rest;
        assert_eq!(rest("a"), None);
        assert_eq!(rest("a//b/c"), Some(&b"b/c"[..]));
        assert_eq!(rest("a\\b"), Some(&b"b"[..]));
        assert_eq!(rest("a/"), Some(&b""[..]));
        assert_eq!(rest("a\nb/c"), None);
    }

    #[test]
    fn numbers_go_behind_the_name() {
        let name = *b"LONGNAMETXT";
        assert_eq!(&numbered(&name, &[], 1), b"LONGNA~1TXT");
        assert_eq!(&numbered(b"A          ", &[], 5), b"A~5        ");
        assert_eq!(&numbered(&name, &[0x61], 6), b"LON~E6C6TXT");
    }

    #[test]
    fn parts_of_long_names_are_written_and_read() {
        for len in [1, 12, 13, 14, 26, 255] {
            let long: Vec<u16> = (0..len).map(|index| 0x61 + index % 26).collect();
            let parts = long.len().div_ceil(PART);
            let mut read = [1; LONGEST + 1];
            for part in 1..=parts {
                let mut entry = [0; 32];
                write_part(&long, part, 7, &mut entry);
                assert_eq!(entry[0], part as u8 | if part == parts { LAST } else { 0 });
                // What is behind the last part's end is for the reader to know.
                let from = (part - 1) * PART;
                let room = read.len().min(parts * PART);
                assert!(read_part(&entry, from, &mut read[..room]), "{len}");
            }
            assert_eq!(read[..long.len()], long);
        }
    }
}
