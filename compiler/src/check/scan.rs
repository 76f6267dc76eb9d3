//! Tokens as the diagnosis sees them: with every line end, and each f-string as one.
//!
//! The lexer that the parser holds cannot be asked: within an open bracket it takes the rest of the
//! file for one line. So a second one walks over the same source, with line ends always told.

use crate::lexer::Lexer;
use crate::token::Tok;

/// A token of the source; f-strings are one token each.
#[derive(Clone, Copy, Debug)]
pub struct Token {
    pub kind: Tok,
    /// Where it starts, in bytes of the source as the lexer has it.
    pub start: usize,
    pub end: usize,
    /// The line it starts on, from 1.
    pub line: u32,
    /// How far its first character is to the right, tabs counted as the lexer does.
    pub indent: u32,
}

pub fn is_opener(kind: Tok) -> bool {
    matches!(kind, Tok::ParenOpen | Tok::BracketOpen | Tok::BraceOpen)
}

pub fn is_closer(kind: Tok) -> bool {
    matches!(kind, Tok::ParenClose | Tok::BracketClose | Tok::BraceClose)
}

/// What closes an opening bracket.
pub fn closer_of(kind: Tok) -> Tok {
    match kind {
        Tok::ParenOpen => Tok::ParenClose,
        Tok::BracketOpen => Tok::BracketClose,
        _ => Tok::BraceClose,
    }
}

/// Whether a value can end with this token.
pub fn ends_operand(kind: Tok) -> bool {
    kind.is_value() || is_closer(kind)
}

/// Whether a value can start with this token, and nothing else can.
pub fn starts_operand(kind: Tok) -> bool {
    kind.is_value()
        || is_opener(kind)
        || matches!(
            kind,
            Tok::Lambda | Tok::Await | Tok::LonelyStringOpen | Tok::MalformedFstring
        )
}

/// Whether this keyword starts a statement and has no other use.
pub fn only_starts_statements(kind: Tok) -> bool {
    matches!(
        kind,
        Tok::Assert
            | Tok::Break
            | Tok::Class
            | Tok::Continue
            | Tok::Def
            | Tok::Del
            | Tok::Elif
            | Tok::Except
            | Tok::Finally
            | Tok::Global
            | Tok::Import
            | Tok::Nonlocal
            | Tok::Pass
            | Tok::Raise
            | Tok::Return
            | Tok::Try
            | Tok::While
            | Tok::With
    )
}

/// Whether this keyword starts the header of a block.
pub fn starts_block(kind: Tok) -> bool {
    matches!(
        kind,
        Tok::Async
            | Tok::Class
            | Tok::Def
            | Tok::Elif
            | Tok::Else
            | Tok::Except
            | Tok::Finally
            | Tok::For
            | Tok::If
            | Tok::Try
            | Tok::While
            | Tok::With
    )
}

/// Walks over the source, telling every line end.
pub struct Scanner<'l> {
    owner: &'l mut Lexer,
    lexer: Lexer,
}

impl<'l> Scanner<'l> {
    /// Starts at `at`, which is on line `line`.
    pub fn new(owner: &'l mut Lexer, at: usize, line: u32) -> Self {
        let source = core::mem::take(&mut owner.source);
        let mut lexer = Lexer::over(source, owner.opt_level);
        lexer.jump(at, line);
        Self { owner, lexer }
    }

    /// The next token.
    pub fn next(&mut self) -> Token {
        self.lexer.forget_layout();
        self.lexer.next();
        let lexer = &self.lexer;
        let start = lexer.tok_offset as usize;
        let end = match lexer.kind {
            Tok::Newline | Tok::End => start,
            _ => (lexer.tok_end as usize).max(start),
        };
        Token {
            kind: lexer.kind,
            start,
            end,
            line: lexer.tok_line,
            indent: lexer.tok_column.saturating_sub(1),
        }
    }
}

impl Drop for Scanner<'_> {
    fn drop(&mut self) {
        self.owner.source = core::mem::take(&mut self.lexer.source);
    }
}

/// The first token at or after `at`.
pub fn token_at(lexer: &mut Lexer, at: usize, line: u32) -> Token {
    Scanner::new(lexer, at, line).next()
}
