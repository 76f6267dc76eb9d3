//! From the place where the grammar failed to the mistake that a person made there.
//!
//! The rules are asked in order, those that are surest first; each looks at the tokens around the
//! place. What no rule knows is told by what was met and what was expected.

use super::problem::Problem;
use super::recover::Finding;
use super::scan::{Token, ends_operand, is_closer, is_opener, starts_operand};
use super::stretch::Stretch;
use super::words::{Expected, Found, Note, Word, keyword, spelling};
use super::{brackets, fstrings, grammar, headers, literals};
use crate::error::CompileError;
use crate::token::Tok;
use alloc::string::{String, ToString};
use alloc::vec;
use core::ops::Range;

/// How much of the source a message repeats at most, in characters.
const LONGEST: usize = 30;

/// A statement that failed, and how.
pub struct Failure<'a> {
    pub source: &'a [u8],
    pub stretch: &'a Stretch,
    /// The parser's token there, which may be within an f-string.
    pub kind: Tok,
    pub offset: usize,
    /// Where the token before it ends, which may be within an f-string too.
    pub end_before: usize,
    pub expected: Expected,
    /// The keyword of the block's header, if this is one.
    pub header: Option<Tok>,
    pub error: &'a CompileError,
}

/// Tells what is wrong.
pub fn diagnose(failure: &Failure<'_>) -> Finding {
    type Rule = fn(&Failure<'_>) -> Option<Finding>;
    const RULES: [Rule; 22] = [
        literals::limits,
        literals::look_alike,
        literals::number,
        literals::string,
        fstrings::unbalanced_replacement,
        brackets::unclosed_before_line,
        grammar::foreign_operator,
        literals::stray_character,
        brackets::mismatched,
        headers::statement_word,
        headers::import,
        grammar::keyword_as_name,
        headers::definition,
        headers::clause,
        grammar::assignment,
        brackets::brace_block,
        headers::colon,
        headers::stray_colon,
        grammar::comprehension,
        grammar::missing_operand,
        grammar::missing_separator,
        brackets::unclosed,
    ];
    RULES
        .iter()
        .find_map(|rule| rule(failure))
        .unwrap_or_else(|| failure.generic())
}

impl Failure<'_> {
    /// The token where the grammar failed.
    pub fn here(&self) -> Token {
        self.stretch.tokens[self.stretch.at]
    }

    /// The token `back` before that.
    pub fn before(&self, back: usize) -> Option<Token> {
        let at = self.stretch.at.checked_sub(back)?;
        Some(self.stretch.tokens[at])
    }

    /// The token `ahead` behind that.
    pub fn after(&self, ahead: usize) -> Option<Token> {
        self.stretch.tokens.get(self.stretch.at + ahead).copied()
    }

    /// The kind of the token `back` before the place; `End` if there is none.
    pub fn kind_before(&self, back: usize) -> Tok {
        self.before(back).map_or(Tok::End, |token| token.kind)
    }

    /// The kind of the token `ahead` behind the place; `End` if there is none.
    pub fn kind_after(&self, ahead: usize) -> Tok {
        self.after(ahead).map_or(Tok::End, |token| token.kind)
    }

    /// The first token of the statement.
    pub fn first(&self) -> Token {
        self.stretch.tokens[self.small_start()]
    }

    /// Where the small statement starts that failed: behind the last `;` outside of brackets.
    pub fn small_start(&self) -> usize {
        if !self.stretch.open.is_empty() {
            return 0;
        }
        let before = &self.stretch.tokens[..self.stretch.at];
        let last = before
            .iter()
            .rposition(|token| token.kind == Tok::Semicolon);
        last.map_or(0, |i| i + 1)
    }

    /// The bracket that is open around the place.
    pub fn bracket(&self) -> Option<Token> {
        let number = *self.stretch.open.last()?;
        Some(self.stretch.tokens[number])
    }

    /// Whether the place is within an f-string.
    pub fn in_fstring(&self) -> bool {
        let token = self.here();
        token.kind == Tok::String
            && (self.offset > token.start || !matches!(self.kind, Tok::String | Tok::Bytes))
            || token.kind == Tok::Name
                && self.source.get(token.start) == Some(&b't')
                && self.offset > token.start
    }

    /// The text of a token.
    pub fn bytes(&self, token: Token) -> &[u8] {
        &self.source[token.start..token.end.min(self.source.len())]
    }

    /// The text of a token, for a message.
    pub fn text(&self, token: Token) -> String {
        self.snippet(token.start..token.end)
    }

    /// The value that ends with token `number`, as far as brackets and dots tell, for a message.
    pub fn value_before(&self, number: usize) -> String {
        let tokens = &self.stretch.tokens;
        let mut first = number;
        loop {
            if is_closer(tokens[first].kind) {
                let mut depth = 0;
                let opener = (0..=first).rev().find(|&i| {
                    depth += i32::from(is_closer(tokens[i].kind));
                    depth -= i32::from(is_opener(tokens[i].kind));
                    depth == 0
                });
                first = opener.unwrap_or(first);
            }
            let before = |back: usize| first.checked_sub(back).map_or(Tok::End, |i| tokens[i].kind);
            if is_opener(tokens[first].kind) && (before(1) == Tok::Name || is_closer(before(1))) {
                first -= 1;
            } else if before(1) == Tok::Period && (before(2) == Tok::Name || is_closer(before(2))) {
                first -= 2;
            } else {
                return self.snippet(tokens[first].start..tokens[number].end);
            }
        }
    }

    /// A part of the source on one line, shortened if it is long.
    pub fn snippet(&self, range: Range<usize>) -> String {
        snippet(self.source, range)
    }

    /// Whether two tokens touch.
    pub fn touch(one: Token, other: Token) -> bool {
        one.end == other.start
    }

    /// A finding at a range of the source.
    pub fn finding(&self, problem: Problem, place: Range<usize>) -> Finding {
        Finding::new(problem, place, self.error.clone())
    }

    /// A finding at a token.
    pub fn at(&self, problem: Problem, token: Token) -> Finding {
        self.finding(problem, token.start..token.end)
    }

    /// A finding at the token where the grammar failed. At a line end that is the last character
    /// before it.
    pub fn at_here(&self, problem: Problem) -> Finding {
        self.finding(problem, self.place())
    }

    /// A finding at an opening bracket, with the place where it was noticed.
    pub fn at_opener(&self, problem: Problem, opener: Token) -> Finding {
        let mut finding = self.at(problem, opener);
        finding.related = vec![(self.place(), Note::Noticed)];
        finding
    }

    fn place(&self) -> Range<usize> {
        let token = self.here();
        if !matches!(token.kind, Tok::Newline | Tok::End) {
            return token.start..token.end;
        }
        match self.before(1) {
            Some(before) if before.end > before.start => {
                let text = &self.source[before.start..before.end];
                let last = text.iter().rposition(|&b| b & 0xc0 != 0x80).unwrap_or(0);
                before.start + last..before.end
            }
            _ => token.start..token.start,
        }
    }

    /// How the token at the place is called.
    fn found(&self) -> Found {
        match self.here().kind {
            Tok::Newline => Found::LineEnd,
            Tok::End => Found::FileEnd,
            kind => Found::Text(
                spelling(kind).map_or_else(|| self.text(self.here()), ToString::to_string),
            ),
        }
    }

    fn generic(&self) -> Finding {
        self.at_here(Problem::Unexpected {
            found: self.found(),
            expected: self.expected,
        })
    }

    /// The header's keyword as a word.
    pub fn header_word(&self) -> Option<Word> {
        self.header.and_then(keyword)
    }

    /// Whether two values stand side by side here.
    pub fn between_operands(&self) -> Option<(Token, Token)> {
        let (left, right) = (self.before(1)?, self.here());
        (ends_operand(left.kind) && starts_operand(right.kind)).then_some((left, right))
    }
}

/// A part of the source on one line, shortened if it is long.
pub fn snippet(source: &[u8], range: Range<usize>) -> String {
    let range = range.start.min(source.len())..range.end.min(source.len());
    let text = String::from_utf8_lossy(&source[range]);
    let line = text.lines().next().unwrap_or_default().trim();
    let mut short: String = line.chars().take(LONGEST).collect();
    if line.len() > short.len() || text.trim_end().contains('\n') {
        short.push('…');
    }
    short
}
