//! How strings and bytes show themselves: quotes and escapes.

use alloc::format;
use alloc::vec::Vec;

use super::{STRETCH, utf8};

/// Appends the `repr` of a string.
///
/// Characters beyond ASCII stand for themselves; surrogates and what lies beyond Unicode are escaped.
pub fn string(text: &[u8], out: &mut Vec<u8>) {
    let quote = quote_for(text);
    out.push(quote);
    string_part(text, quote, out);
    out.push(quote);
}

/// Appends whole characters as they stand between these quotes.
pub fn string_part(text: &[u8], quote: u8, out: &mut Vec<u8>) {
    let mut at = 0;
    while let Some(&byte) = text.get(at) {
        if is_plain(byte, quote) {
            let plain = plain_run(&text[at..], quote);
            out.extend_from_slice(&text[at..at + plain]);
            // Halves of characters that follow count as part of the last one, and are lost.
            at = utf8::next(text, at + plain - 1);
            continue;
        }
        let end = utf8::next(text, at);
        if byte < 0x80 {
            escape_byte(byte, quote, out);
            at = end;
            continue;
        }
        match utf8::decode(&text[at..end]) {
            code @ 0..0x80 => escape_byte(code as u8, quote, out),
            0x80..0xd800 | 0xe000..0x110000 => out.extend_from_slice(&text[at..end]),
            code @ ..0xe000 => out.extend_from_slice(format!("\\u{code:04x}").as_bytes()),
            code => out.extend_from_slice(format!("\\U{code:08x}").as_bytes()),
        }
        at = end;
    }
}

/// Appends the `repr` of bytes: `b'…'`.
pub fn bytes(data: &[u8], out: &mut Vec<u8>) {
    out.push(b'b');
    quote(data, true, out);
}

/// Appends `data` in quotes, byte by byte; with `ascii`, bytes beyond ASCII are escaped.
pub fn quote(data: &[u8], ascii: bool, out: &mut Vec<u8>) {
    let quote = quote_for(data);
    out.push(quote);
    quote_part(data, quote, ascii, out);
    out.push(quote);
}

/// Appends bytes as they stand between these quotes.
pub fn quote_part(data: &[u8], quote: u8, ascii: bool, out: &mut Vec<u8>) {
    for stretch in data.chunks(STRETCH) {
        quote_stretch(stretch, quote, ascii, out);
    }
}

#[inline(never)]
fn quote_stretch(data: &[u8], quote: u8, ascii: bool, out: &mut Vec<u8>) {
    let mut rest = data;
    while let Some((&byte, after)) = rest.split_first() {
        if is_plain(byte, quote) {
            let plain = plain_run(rest, quote);
            out.extend_from_slice(&rest[..plain]);
            rest = &rest[plain..];
            continue;
        }
        if byte >= 0x80 && !ascii {
            out.push(byte);
        } else {
            escape_byte(byte, quote, out);
        }
        rest = after;
    }
}

/// Whether a byte stands for itself.
fn is_plain(byte: u8, quote: u8) -> bool {
    matches!(byte, 0x20..=0x7e) && byte != b'\\' && byte != quote
}

/// Bytes that are looked at together.
const BLOCK: usize = 16;

/// How many bytes at the start stand for themselves.
fn plain_run(text: &[u8], quote: u8) -> usize {
    // Blocks without a branch inside: compilers turn them into few instructions.
    let blocks = text.chunks_exact(BLOCK);
    let all_plain = |block: &&[u8]| {
        block
            .iter()
            .fold(true, |all, &byte| all & is_plain(byte, quote))
    };
    let plain = blocks.take_while(all_plain).count() * BLOCK;
    let rest = text[plain..].iter().take(BLOCK);
    plain + rest.take_while(|&&byte| is_plain(byte, quote)).count()
}

/// Double quotes only for text that holds single ones and no double ones.
pub fn quote_for(text: &[u8]) -> u8 {
    if text.contains(&b'\'') && !text.contains(&b'"') {
        b'"'
    } else {
        b'\''
    }
}

fn escape_byte(byte: u8, quote: u8, out: &mut Vec<u8>) {
    match byte {
        b'\\' => out.extend_from_slice(b"\\\\"),
        b'\n' => out.extend_from_slice(b"\\n"),
        b'\r' => out.extend_from_slice(b"\\r"),
        b'\t' => out.extend_from_slice(b"\\t"),
        _ if byte == quote => out.extend_from_slice(&[b'\\', quote]),
        0x20..=0x7e => out.push(byte),
        _ => {
            const HEX: &[u8; 16] = b"0123456789abcdef";
            let digits = [HEX[usize::from(byte >> 4)], HEX[usize::from(byte & 15)]];
            out.reserve(4);
            out.extend_from_slice(&[b'\\', b'x', digits[0], digits[1]]);
        }
    }
}

#[cfg(test)]
mod tests {
    use alloc::string::String;

    use super::*;

    fn shown(text: &[u8]) -> String {
        let mut out = Vec::new();
        string(text, &mut out);
        String::from_utf8_lossy(&out).into_owned()
    }

    #[test]
    fn strings() {
        assert_eq!(shown(b""), "''");
        assert_eq!(shown(b"it's"), "\"it's\"");
        assert_eq!(shown(b"it's \"it\""), "'it\\'s \"it\"'");
        assert_eq!(shown(b"\"q\""), "'\"q\"'");
        assert_eq!(
            shown(b"a\n\r\t\\\x00\x1b\x7f"),
            "'a\\n\\r\\t\\\\\\x00\\x1b\\x7f'"
        );
        assert_eq!(shown("é€😀".as_bytes()), "'é€😀'");
        assert_eq!(shown(&[0xed, 0xa0, 0x80]), "'\\ud800'");
        assert_eq!(shown(&[0xf4, 0x90, 0x80, 0x80]), "'\\U00110000'");
    }

    #[test]
    fn byte_strings() {
        let mut out = Vec::new();
        bytes(b"a'\xff\x7f\n", &mut out);
        assert_eq!(out, b"b\"a'\\xff\\x7f\\n\"");
    }
}
