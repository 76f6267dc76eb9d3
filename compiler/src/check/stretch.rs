//! Reading a lost statement again, line by line: where it failed, what it left open, where it ends.

use super::scan::{
    Scanner, Token, closer_of, ends_operand, is_closer, is_opener, only_starts_statements,
};
use crate::lexer::Lexer;
use crate::token::Tok;
use alloc::vec::Vec;

/// How many tokens of one statement are looked at. Only a bracket that is never closed leads that far.
const FARTHEST: usize = 50_000;

/// A statement, or the header of one, that could not be parsed.
#[derive(Debug)]
pub struct Stretch {
    /// Its tokens, the one that ends it last.
    pub tokens: Vec<Token>,
    /// The token where the parser failed.
    pub at: usize,
    /// The brackets that are open there.
    pub open: Vec<usize>,
    /// A bracket that is never closed.
    pub unclosed: Option<usize>,
    /// Whether a closing bracket closes nothing.
    pub overclosed: bool,
}

impl Stretch {
    /// The token that ends the statement: a line end, or the end of the file.
    pub fn last(&self) -> Token {
        self.tokens[self.tokens.len() - 1]
    }

    /// The colon that ends this header, whatever precedes it.
    pub fn header_colon(&self) -> Option<Token> {
        let before = self.tokens.len().checked_sub(2)?;
        if self.tokens[before].kind == Tok::Colon {
            return Some(self.tokens[before]);
        }
        // A block on the same line: its colon is the first outside of brackets.
        let mut depth = 0_i32;
        let mut lambdas = 0;
        for (i, token) in self.tokens.iter().enumerate() {
            match token.kind {
                kind if is_opener(kind) => depth += 1,
                kind if is_closer(kind) => depth -= 1,
                Tok::Lambda => lambdas += 1,
                Tok::Colon if lambdas > 0 => lambdas -= 1,
                Tok::Colon if depth <= 0 && i >= self.at => return Some(*token),
                _ => {}
            }
        }
        None
    }
}

/// Reads the statement whose first line starts at `start`, and which failed at `failed`. `header`
/// tells that only the part up to its colon is looked for.
pub fn stretch(lexer: &mut Lexer, start: usize, line: u32, failed: usize, header: bool) -> Stretch {
    let mut scanner = Scanner::new(lexer, start, line);
    let mut reading = Reading::new(failed);
    while reading.take(scanner.next(), header) {}
    reading.finish()
}

/// A statement as it is read.
struct Reading {
    failed: usize,
    tokens: Vec<Token>,
    at: Option<usize>,
    open_at: Vec<usize>,
    open: Vec<usize>,
    /// The first token of the current line, and the bracket that is open before it.
    line_start: usize,
    line_open: Option<usize>,
    /// The first line that may be a statement of its own, with the bracket open before it.
    candidate: Option<(usize, usize)>,
    unclosed: Option<usize>,
    overclosed: bool,
}

impl Reading {
    fn new(failed: usize) -> Self {
        Self {
            failed,
            tokens: Vec::new(),
            at: None,
            open_at: Vec::new(),
            open: Vec::new(),
            line_start: 0,
            line_open: None,
            candidate: None,
            unclosed: None,
            overclosed: false,
        }
    }

    /// Takes one token; says whether the statement goes on.
    fn take(&mut self, token: Token, header: bool) -> bool {
        let number = self.tokens.len();
        self.tokens.push(token);
        if self.at.is_none() && (token.start >= self.failed || token.end > self.failed) {
            self.at = Some(number);
            self.open_at.clone_from(&self.open);
        }
        if is_opener(token.kind) {
            self.open.push(number);
        } else if is_closer(token.kind) {
            self.close(token.kind);
        }
        let ended = token.kind == Tok::End || number >= FARTHEST;
        if !ended && token.kind != Tok::Newline {
            return true;
        }
        if self.line_is_statement() {
            return false;
        }
        if ended {
            self.at_file_end();
            return false;
        }
        if header && self.line_ends_header() {
            return false;
        }
        // The parser may have failed later yet: what it took for the arguments of an f-string can
        // hold a bracket that is never closed.
        if self.open.is_empty() {
            return false;
        }
        self.line_start = number + 1;
        self.line_open = self.open.last().copied();
        true
    }

    fn close(&mut self, closer: Tok) {
        let matching = |&&number: &&usize| closer_of(self.tokens[number].kind) == closer;
        // A bracket that does not fit leaves those alone that were opened before the one it fits.
        let found = self.open.iter().rev().position(|number| matching(&number));
        if let Some(inner) = found {
            self.open.truncate(self.open.len() - inner - 1);
        } else {
            self.overclosed = true;
        }
    }

    /// Whether the line just read is a new statement, though brackets are open before it.
    fn line_is_statement(&mut self) -> bool {
        let Some(bracket) = self.line_open else {
            return false;
        };
        let line = &self.tokens[self.line_start..];
        let (Some(first), Some(before)) = (
            line.first(),
            self.tokens[..self.line_start].iter().rev().nth(1),
        ) else {
            return false;
        };
        let left = first.indent <= self.tokens[0].indent;
        let ends_with_colon = line.len() >= 2 && line[line.len() - 2].kind == Tok::Colon;
        let in_braces = self.tokens[bracket].kind == Tok::BraceOpen;
        let follows_operand = ends_operand(before.kind);
        let sure = match first.kind {
            kind if only_starts_statements(kind) => true,
            Tok::From => line.iter().any(|token| token.kind == Tok::Import),
            Tok::If | Tok::For | Tok::Else => ends_with_colon && !in_braces,
            Tok::Async => line.get(1).is_some_and(|token| token.kind == Tok::Def),
            Tok::Name => left && follows_operand && is_assignment(line),
            _ => false,
        };
        let maybe = left
            && follows_operand
            && matches!(
                first.kind,
                Tok::Name | Tok::If | Tok::For | Tok::At | Tok::Yield | Tok::Await
            );
        if (sure || maybe) && self.candidate.is_none() {
            self.candidate = Some((self.line_start, bracket));
        }
        if sure {
            self.stop_at_candidate();
        }
        sure
    }

    fn stop_at_candidate(&mut self) {
        if let Some((line, bracket)) = self.candidate {
            self.tokens.truncate(line);
            self.unclosed = Some(bracket);
        }
    }

    fn at_file_end(&mut self) {
        if self.candidate.is_some() && !self.open.is_empty() {
            return self.stop_at_candidate();
        }
        if let Some(&bracket) = self.open.last() {
            self.unclosed = Some(bracket);
            // Nothing looks like a statement: if the next line could be one by its indentation, the
            // bracket's own line is all that is given up.
            let mut line = self.tokens[bracket..].iter();
            if let Some(end) = line.position(|token| token.kind == Tok::Newline) {
                let behind = bracket + end + 1;
                let left = |next: &Token| next.indent <= self.tokens[0].indent;
                if self.tokens.get(behind).is_some_and(left) {
                    self.tokens.truncate(behind);
                }
            }
        }
        let kinds = self.tokens.iter().rev().map(|token| token.kind);
        if kinds.take(2).eq([Tok::End, Tok::Newline]) {
            self.tokens.pop();
        } else if self.tokens.len() > FARTHEST {
            // Too far to say anything: go on behind the line where it failed.
            let at = self.at.unwrap_or(0);
            let line_end = self.tokens[at..].iter();
            let line_end = line_end
                .clone()
                .position(|token| token.kind == Tok::Newline);
            self.tokens
                .truncate(line_end.map_or(at + 1, |end| at + end + 1));
            self.unclosed = self.unclosed.filter(|&bracket| bracket < self.tokens.len());
        }
    }

    /// Whether the line just read ends with the colon of the header, though brackets are open.
    fn line_ends_header(&mut self) -> bool {
        let count = self.tokens.len();
        let Some(&bracket) = self.open.last() else {
            return false;
        };
        let colon = count >= 2 && self.tokens[count - 2].kind == Tok::Colon;
        let ends = colon && self.tokens[bracket].kind != Tok::BraceOpen;
        if ends {
            self.unclosed = Some(bracket);
        }
        ends
    }

    fn finish(mut self) -> Stretch {
        let last = self.tokens.len() - 1;
        let at = self.at.unwrap_or(last).min(last);
        self.open_at.retain(|&number| number < at);
        // Line ends within brackets mean nothing, except where the parser failed.
        let keeps = |number: usize| {
            number == at || number == last || self.tokens[number].kind != Tok::Newline
        };
        let mut new_number = Vec::with_capacity(self.tokens.len());
        let mut kept = 0;
        for number in 0..=last {
            new_number.push(kept);
            kept += usize::from(keeps(number));
        }
        Stretch {
            at: new_number[at],
            overclosed: self.overclosed,
            open: self
                .open_at
                .iter()
                .map(|&number| new_number[number])
                .collect(),
            unclosed: self.unclosed.map(|number| new_number[number]),
            tokens: (0..=last)
                .filter(|&number| keeps(number))
                .map(|number| self.tokens[number])
                .collect(),
        }
    }
}

/// Whether a line assigns to something, as far as its brackets and dots tell.
fn is_assignment(line: &[Token]) -> bool {
    let mut depth = 0;
    for token in line {
        match token.kind {
            kind if is_opener(kind) => depth += 1,
            kind if is_closer(kind) => depth -= 1,
            Tok::Equal if depth == 0 => return true,
            kind if depth == 0 && (Tok::PipeEqual..=Tok::DblStarEqual).contains(&kind) => {
                return true;
            }
            Tok::Name | Tok::Period | Tok::Comma => {}
            _ if depth > 0 => {}
            _ => return false,
        }
    }
    false
}
