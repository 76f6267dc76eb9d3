//! Mistakes within f-strings, which the grammar meets as calls of `format`.

use super::diagnose::Failure;
use super::literals::last_literal;
use super::problem::Problem;
use super::recover::Finding;
use super::scan::Token;
use crate::token::Tok;

/// What is wrong within an f-string.
pub fn within(failure: &Failure<'_>, token: Token) -> Option<Finding> {
    let text = failure.bytes(token);
    let (open, _) = last_literal(text)?;
    let quote = text[open];
    // Without its brace the literal goes on over its own quote.
    let replacements = Replacements { text, at: 0 };
    for (brace, end) in replacements {
        let inner = &text[brace + 1..end.unwrap_or(text.len())];
        let start = token.start + brace;
        let Some(end) = end else {
            let line = inner.split(|&b| b == b'\n').next()?;
            let stop = line.iter().position(|&b| b == quote).unwrap_or(line.len());
            let place = start..start + 1 + stop;
            return Some(failure.finding(Problem::UnclosedReplacement {}, place));
        };
        let place = start..token.start + end + 1;
        if inner.trim_ascii().is_empty() || matches!(inner[0], b':' | b'!') {
            return Some(failure.finding(Problem::EmptyReplacement {}, place));
        }
        // What the f-string adds behind its expressions counts as the whole literal.
        let failed = match failure.offset > token.start {
            true => failure.offset,
            false => failure.end_before.saturating_sub(1),
        };
        let failed_here = place.contains(&failed) && failed > token.start;
        if !failed_here {
            continue;
        }
        let bang = inner.iter().position(|&b| b == b'!');
        if let Some(bang) = bang.filter(|&bang| inner.get(bang + 1) != Some(&b'=')) {
            let rest = &inner[bang..];
            let stop = rest.iter().position(|&b| b == b':').unwrap_or(rest.len());
            let start = start + 1 + bang;
            let conversion = failure.snippet(start..start + stop);
            return Some(
                failure.finding(Problem::BadConversion { conversion }, start..start + stop),
            );
        }
        let text = failure.snippet(place.start + 1..place.end - 1);
        return Some(failure.finding(Problem::BadReplacement { text }, place));
    }
    if token.kind == Tok::String && failure.in_fstring() {
        let text = failure.text(token);
        return Some(failure.at_here(Problem::BadReplacement { text }));
    }
    None
}

/// A bracket within an f-string that makes MicroPython take what follows for a part of it.
pub fn unbalanced_replacement(failure: &Failure<'_>) -> Option<Finding> {
    let before = &failure.stretch.tokens[..failure.stretch.at];
    let texts = before.iter().filter(|token| token.kind == Tok::String);
    for token in texts {
        let text = failure.bytes(*token);
        let quote = text.iter().take(3).position(|b| matches!(b, b'\'' | b'"'));
        if !text[..quote?].contains(&b'f') {
            continue;
        }
        let fields = Replacements { text, at: 0 };
        for (open, close) in fields.filter_map(|(open, close)| Some((open, close?))) {
            let inner = &text[open + 1..close];
            let count = |wanted: u8| inner.iter().filter(|&&b| b == wanted).count();
            if count(b'(') != count(b')') {
                let place = token.start + open..token.start + close + 1;
                let text = failure.snippet(place.start + 1..place.end - 1);
                return Some(failure.finding(Problem::BadReplacement { text }, place));
            }
        }
    }
    None
}

/// The replacement fields of a literal: where each opens, and where it closes if it does.
struct Replacements<'a> {
    text: &'a [u8],
    at: usize,
}

impl Iterator for Replacements<'_> {
    type Item = (usize, Option<usize>);

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let brace = self.at + self.text.get(self.at..)?.iter().position(|&b| b == b'{')?;
            if self.text.get(brace + 1) == Some(&b'{') {
                self.at = brace + 2;
                continue;
            }
            let mut depth = 0;
            for (i, &b) in self.text.iter().enumerate().skip(brace) {
                match b {
                    b'{' => depth += 1,
                    b'}' => depth -= 1,
                    _ => {}
                }
                if depth == 0 {
                    self.at = i + 1;
                    return Some((brace, Some(i)));
                }
            }
            self.at = self.text.len();
            return Some((brace, None));
        }
    }
}
