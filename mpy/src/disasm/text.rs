//! Names, constants and source lines as a listing shows them: Python's literals, safe for a terminal.

use crate::RawConst;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::fmt::Write as _;
use primitives::text::float::{FloatBits, repr, repr_complex};
use primitives::text::repr;

/// Characters of a name or constant that are shown at each instruction.
const SHORT: usize = 100;

/// Characters of a source line that are shown.
const LINE: usize = 160;

/// Integers of more bits are shown in hexadecimal: their decimal digits take long to find.
const DECIMAL_BITS: u64 = 10_000;

/// A name: as it is if it looks like one, otherwise as a Python literal.
pub fn name(qstr: &[u8]) -> String {
    match core::str::from_utf8(qstr) {
        Ok(text) if is_plain(text) => text.to_string(),
        _ => string(qstr),
    }
}

fn is_plain(text: &str) -> bool {
    let plain = |c: char| c.is_alphanumeric() || "_.<>*-/".contains(c);
    !text.is_empty() && text.chars().all(plain)
}

/// A string as a Python literal.
pub fn string(text: &[u8]) -> String {
    let mut out = Vec::new();
    if core::str::from_utf8(text).is_ok() {
        repr::string(text, &mut out);
    } else {
        // Not text in any encoding that is known here.
        repr::quote(text, true, &mut out);
    }
    printable(&String::from_utf8_lossy(&out))
}

/// The text with its control characters escaped, so that it cannot command a terminal.
fn printable(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_control() {
            // Writing to a String cannot fail.
            let _ = write!(out, "\\x{:02x}", u32::from(c));
        } else {
            out.push(c);
        }
    }
    out
}

/// A constant, as a Python literal.
pub fn constant(value: &RawConst) -> String {
    match value {
        RawConst::None => "None".to_string(),
        RawConst::False => "False".to_string(),
        RawConst::True => "True".to_string(),
        RawConst::Ellipsis => "...".to_string(),
        RawConst::Str(text) => string(text),
        RawConst::Bytes(data) => {
            let mut out = Vec::new();
            repr::bytes(data, &mut out);
            String::from_utf8_lossy(&out).into_owned()
        }
        RawConst::Int(value) if value.bits() > DECIMAL_BITS => format!("{value:#x}"),
        RawConst::Int(value) => value.to_string(),
        RawConst::Float(value) => repr(*value, FloatBits::Double),
        RawConst::Complex(re, im) => repr_complex(*re, *im, FloatBits::Double),
        RawConst::Tuple(items) => {
            let shown: Vec<String> = items.iter().map(constant).collect();
            let comma = if items.len() == 1 { "," } else { "" };
            format!("({}{comma})", shown.join(", "))
        }
    }
}

/// The text, or its beginning if it is long.
pub fn short(text: String) -> String {
    cut(text, SHORT)
}

fn cut(mut text: String, length: usize) -> String {
    if let Some((at, _)) = text.char_indices().nth(length) {
        text.truncate(at);
        text.push('…');
    }
    text
}

/// The path of a function inside the one at `path`. Of a long path only the end is kept.
pub fn cut_path(path: &str, name: &str) -> String {
    let length = path.chars().count();
    match path.char_indices().nth(length.saturating_sub(SHORT)) {
        Some((at, _)) if at > 0 => format!("…{}.{name}", &path[at..]),
        _ => format!("{path}.{name}"),
    }
}

/// The lines of a source file, ended by any of the three ends of line.
pub fn source_lines(source: &[u8]) -> Vec<&[u8]> {
    let mut lines = Vec::new();
    let mut rest = source;
    while let Some(end) = rest.iter().position(|byte| matches!(byte, b'\n' | b'\r')) {
        lines.push(&rest[..end]);
        let both = rest[end..].starts_with(b"\r\n");
        rest = &rest[end + 1 + usize::from(both)..];
    }
    lines.push(rest);
    lines
}

/// One source line, as much of it as fits.
pub fn line(text: &[u8]) -> String {
    // A character has four bytes at most.
    let text = &text[..text.len().min(LINE * 4 + 4)];
    let text = String::from_utf8_lossy(text).replace('\t', "    ");
    cut(printable(text.trim_end()), LINE)
}
