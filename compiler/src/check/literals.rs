//! Mistakes within one token: characters, texts and numbers.

use super::diagnose::Failure;
use super::fstrings;
use super::problem::Problem;
use super::recover::Finding;
use super::scan::Token;
use super::words::Expected;
use crate::token::Tok;
use alloc::string::{String, ToString};

/// Characters that look like others, with their names and what is meant.
const LOOK_ALIKES: &[(char, &str, &str)] = &[
    ('“', "an opening typographic quote", "\""),
    ('”', "a closing typographic quote", "\""),
    ('„', "a low typographic quote", "\""),
    ('«', "an angle quote", "\""),
    ('»', "an angle quote", "\""),
    ('‘', "an opening typographic quote", "'"),
    ('’', "a typographic apostrophe", "'"),
    ('‚', "a low typographic quote", "'"),
    ('´', "an accent", "'"),
    ('′', "a prime", "'"),
    ('–', "a dash", "-"),
    ('—', "a long dash", "-"),
    ('−', "a minus sign of typography", "-"),
    ('‐', "a hyphen of typography", "-"),
    ('×', "a multiplication sign", "*"),
    ('·', "a middle dot", "*"),
    ('÷', "a division sign", "/"),
    ('∕', "a division slash", "/"),
    ('≤', "a sign of mathematics", "<="),
    ('≥', "a sign of mathematics", ">="),
    ('≠', "a sign of mathematics", "!="),
    ('≈', "a sign of mathematics", "=="),
    ('→', "an arrow", "->"),
    ('…', "an ellipsis", "..."),
    ('，', "a full-width comma", ","),
    ('：', "a full-width colon", ":"),
    ('；', "a full-width semicolon", ";"),
    ('（', "a full-width parenthesis", "("),
    ('）', "a full-width parenthesis", ")"),
    ('［', "a full-width bracket", "["),
    ('］', "a full-width bracket", "]"),
    ('｛', "a full-width brace", "{"),
    ('｝', "a full-width brace", "}"),
    ('＝', "a full-width equals sign", "="),
    ('＋', "a full-width plus sign", "+"),
    ('\u{a0}', "a non-breaking space", "a plain space"),
    ('\u{2007}', "a non-breaking space", "a plain space"),
    ('\u{202f}', "a non-breaking space", "a plain space"),
    ('\u{2002}', "a wide space", "a plain space"),
    ('\u{2003}', "a wide space", "a plain space"),
    ('\u{2009}', "a thin space", "a plain space"),
    ('\u{3000}', "an ideographic space", "a plain space"),
    ('\u{200b}', "an invisible space", "nothing"),
    ('\u{200d}', "an invisible joiner", "nothing"),
    ('\u{feff}', "an invisible byte order mark", "nothing"),
    ('\u{ad}', "an invisible hyphen", "nothing"),
];

/// Nesting, and what else is told by MicroPython's message alone.
pub fn limits(failure: &Failure<'_>) -> Option<Finding> {
    match &*failure.error.message {
        "maximum recursion depth exceeded" => Some(failure.at_here(Problem::TooDeep {})),
        "name too long" => Some(failure.at_here(Problem::NameTooLong {})),
        "not a constant" => {
            let call = failure
                .stretch
                .tokens
                .iter()
                .position(|token| token.kind == Tok::Name && failure.bytes(*token) == b"const");
            let call = call.map(|i| failure.stretch.tokens[i]);
            let end = failure.before(1).map_or(failure.offset, |token| token.end);
            let start = call.map_or(failure.offset, |token| token.start);
            Some(failure.finding(Problem::NotConstant {}, start..end.max(start)))
        }
        _ => None,
    }
}

/// A character from a word processor. MicroPython takes all of them for letters, so they are met
/// within names, and the grammar fails only later on the line.
pub fn look_alike(failure: &Failure<'_>) -> Option<Finding> {
    let from = failure.small_start();
    // What follows on the same line may be the other half of what was meant as one text.
    let here = failure.here();
    let line = |token: &&Token| token.start <= here.start || token.line == here.line;
    let names = failure.stretch.tokens[from..].iter().take_while(line);
    for token in names.filter(|token| token.kind == Tok::Name) {
        let text = String::from_utf8_lossy(failure.bytes(*token));
        for (at, character) in text.char_indices() {
            let found = LOOK_ALIKES.iter().find(|(c, ..)| *c == character);
            if let Some(&(character, name, instead)) = found {
                let start = token.start + at;
                let problem = Problem::LookAlike {
                    character,
                    name,
                    instead,
                };
                return Some(failure.finding(problem, start..start + character.len_utf8()));
            }
        }
    }
    None
}

/// A character that starts no token.
pub fn stray_character(failure: &Failure<'_>) -> Option<Finding> {
    if failure.kind != Tok::Invalid || failure.here().kind != Tok::Invalid {
        return None;
    }
    let here = failure.here();
    let rest = &failure.source[here.start..];
    if rest[0] == b'\\' {
        return Some(failure.at_here(Problem::BackslashInLine {}));
    }
    let character = String::from_utf8_lossy(&rest[..rest.len().min(4)])
        .chars()
        .next()
        .unwrap_or('\u{fffd}');
    Some(failure.at_here(Problem::StrangeCharacter { character }))
}

/// A number that is none.
pub fn number(failure: &Failure<'_>) -> Option<Finding> {
    let here = failure.here();
    let told = failure.error.message.starts_with("invalid syntax for ");
    let letters = failure.bytes(here).iter().any(u8::is_ascii_alphabetic);
    let as_name = failure.expected == Expected::Name && letters;
    if !(told || as_name) || !matches!(here.kind, Tok::Integer | Tok::FloatOrImag) {
        return None;
    }
    let text = failure.text(here);
    Some(failure.at_here(number_problem(&text)))
}

fn number_problem(written: &str) -> Problem {
    let number = written.to_string();
    let text: String = written.chars().filter(|&c| c != '_').collect();
    let text = text.as_str();
    let lower = text.to_ascii_lowercase();
    let based = [
        ("0x", 16, "hexadecimal"),
        ("0o", 8, "octal"),
        ("0b", 2, "binary"),
    ];
    for (prefix, base, kind) in based {
        let Some(digits) = lower.strip_prefix(prefix) else {
            continue;
        };
        if digits.is_empty() {
            let prefix = text[..2].to_string();
            return Problem::NoDigits { prefix };
        }
        let digit = text[2..].chars().find(|c| !c.is_digit(base));
        return match digit {
            Some(digit) => Problem::BadDigit {
                digit,
                number,
                kind,
            },
            None => Problem::NumberThenName { text: number },
        };
    }
    if text.bytes().all(|b| b.is_ascii_digit()) {
        let plain = text.trim_start_matches('0').to_string();
        return Problem::LeadingZero { number, plain };
    }
    if text.bytes().filter(|&b| b == b'.').count() > 1 {
        return Problem::SecondPoint { number };
    }
    let exponent = lower.trim_end_matches(['+', '-']).strip_suffix('e');
    if exponent.is_some_and(|digits| digits.bytes().all(|b| b.is_ascii_digit() || b == b'.')) {
        return Problem::NoExponent { number };
    }
    Problem::NumberThenName { text: number }
}

/// A text that is not closed, or holds what it must not.
pub fn string(failure: &Failure<'_>) -> Option<Finding> {
    let here = failure.here();
    let is_text = |kind| {
        matches!(
            kind,
            Tok::LonelyStringOpen | Tok::MalformedFstring | Tok::String | Tok::Bytes | Tok::Invalid
        )
    };
    if !is_text(here.kind) && !failure.in_fstring() {
        return mixed(failure);
    }
    let text = failure.bytes(here);
    let quote_at = text.iter().take(3).position(|b| matches!(b, b'\'' | b'"'));
    let Some(quote_at) = quote_at else {
        return mixed(failure);
    };
    let formatted = text[..quote_at].iter().any(|b| matches!(b, b'f' | b't'));
    if formatted && let Some(finding) = fstrings::within(failure, here) {
        return Some(finding);
    }
    match here.kind {
        // An escape that wants more digits takes the closing quote for one.
        Tok::LonelyStringOpen => {
            bad_escape(failure, here).or_else(|| Some(unclosed(failure, here, quote_at)))
        }
        Tok::Invalid => bad_escape(failure, here),
        _ => mixed(failure),
    }
}

/// Text next to bytes.
fn mixed(failure: &Failure<'_>) -> Option<Finding> {
    let kinds = (failure.kind_before(1), failure.here().kind);
    matches!(kinds, (Tok::String, Tok::Bytes) | (Tok::Bytes, Tok::String))
        .then(|| failure.at_here(Problem::MixedStrings {}))
}

fn unclosed(failure: &Failure<'_>, token: Token, quote_at: usize) -> Finding {
    // Of several literals in a row only the last can be open.
    let (start, quotes) = last_literal(failure.bytes(token)).unwrap_or((quote_at, 1));
    let start = token.start + start;
    let quote = char::from(failure.source[start]);
    let place = start..start + quotes;
    if quotes == 3 {
        return failure.finding(Problem::UnclosedTripleString { quote }, place);
    }
    let mut finding = failure.finding(Problem::UnclosedString { quote }, place);
    let line = failure.source[start..].split(|&b| b == b'\n').next();
    let end = start + line.map_or(1, |line| line.trim_ascii_end().len());
    finding.place.end = end.max(finding.place.end);
    finding
}

/// Where the quotes of the last literal in `text` start, and how many there are.
pub fn last_literal(text: &[u8]) -> Option<(usize, usize)> {
    let mut at = 0;
    let mut last = None;
    while at < text.len() {
        let quote = text[at];
        if !matches!(quote, b'\'' | b'"') {
            at += 1;
            continue;
        }
        let triple = text[at..].starts_with(&[quote; 3]);
        let quotes = if triple { 3 } else { 1 };
        last = Some((at, quotes));
        at += quotes;
        while at < text.len() && !text[at..].starts_with(&[quote; 3][..quotes]) {
            at += if text[at] == b'\\' { 2 } else { 1 };
        }
        at += quotes;
    }
    last
}

fn bad_escape(failure: &Failure<'_>, token: Token) -> Option<Finding> {
    let text = failure.bytes(token);
    let mut at = 0;
    while let Some(backslash) = text.get(at..)?.iter().position(|&b| b == b'\\') {
        let start = at + backslash;
        let kind = *text.get(start + 1)?;
        at = start + 2;
        let digits = match kind {
            b'x' => 2,
            b'u' => 4,
            b'U' => 8,
            b'0'..=b'7' => 3,
            _ => continue,
        };
        let octal = digits == 3;
        let from = if octal { start + 1 } else { start + 2 };
        let is_digit = |b: &&u8| {
            if octal {
                matches!(b, b'0'..=b'7')
            } else {
                b.is_ascii_hexdigit()
            }
        };
        let written = text[from..]
            .iter()
            .take(digits)
            .take_while(is_digit)
            .count();
        let place = token.start + start..token.start + from + written;
        let escape = failure.snippet(place.clone());
        if written < digits && !octal {
            let digits = digits as u8;
            return Some(failure.finding(Problem::BadEscape { escape, digits }, place));
        }
        let value = core::str::from_utf8(&text[from..from + written]).ok()?;
        let value = u32::from_str_radix(value, if octal { 8 } else { 16 }).ok()?;
        let bytes = text[..start].iter().take(3).any(|&b| b == b'b');
        if value >= if bytes { 0x100 } else { 0x11_0000 } {
            return Some(failure.finding(Problem::EscapeTooLarge { escape }, place));
        }
    }
    None
}
