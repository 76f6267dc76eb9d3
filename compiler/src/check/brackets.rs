//! Brackets that are not closed, not opened, or closed by another kind.

use super::diagnose::Failure;
use super::problem::Problem;
use super::recover::Finding;
use super::scan::{Token, closer_of, is_closer, is_opener};
use super::words::{Note, spelling};
use crate::token::Tok;
use alloc::vec;

/// The character of a bracket.
fn character(kind: Tok) -> char {
    spelling(kind)
        .and_then(|text| text.chars().next())
        .unwrap_or('(')
}

/// The opening bracket for a closing one.
fn opener_of(kind: Tok) -> Tok {
    match kind {
        Tok::ParenClose => Tok::ParenOpen,
        Tok::BracketClose => Tok::BracketOpen,
        _ => Tok::BraceOpen,
    }
}

fn never_closed(failure: &Failure<'_>, opener: Token) -> Finding {
    let problem = Problem::UnclosedBracket {
        bracket: character(opener.kind),
        closer: character(closer_of(opener.kind)),
    };
    failure.at_opener(problem, opener)
}

/// A bracket that is never closed, where the grammar fails on a later line because of it, or at a
/// place that nothing but the missing bracket explains.
pub fn unclosed_before_line(failure: &Failure<'_>) -> Option<Finding> {
    let opener = failure.stretch.tokens[failure.stretch.unclosed?];
    let here = failure.here();
    let later_line = here.line > opener.line;
    let explained = matches!(here.kind, Tok::Newline | Tok::End | Tok::Colon);
    (later_line || explained).then(|| never_closed(failure, opener))
}

/// Any other bracket that is never closed.
pub fn unclosed(failure: &Failure<'_>) -> Option<Finding> {
    let opener = failure.stretch.tokens[failure.stretch.unclosed?];
    Some(never_closed(failure, opener))
}

/// A closing bracket that closes nothing, or the wrong one.
pub fn mismatched(failure: &Failure<'_>) -> Option<Finding> {
    let here = failure.here();
    if !is_closer(here.kind) {
        return None;
    }
    let bracket = character(here.kind);
    let Some(opener) = failure.bracket() else {
        let opener = character(opener_of(here.kind));
        return Some(failure.at_here(Problem::ExtraCloser { bracket, opener }));
    };
    if closer_of(opener.kind) == here.kind {
        return None;
    }
    let problem = Problem::MismatchedBracket {
        opener: character(opener.kind),
        closer: bracket,
        instead: character(closer_of(opener.kind)),
    };
    let mut finding = failure.at_here(problem);
    finding.related = vec![(opener.start..opener.end, Note::Opener)];
    Some(finding)
}

/// `if x {`
pub fn brace_block(failure: &Failure<'_>) -> Option<Finding> {
    let here = failure.here();
    let ends_line = failure.after(1).is_none_or(|next| {
        next.line > here.line || matches!(next.kind, Tok::Newline | Tok::End | Tok::BraceClose)
    });
    let header = failure.header_word()?;
    let opens = here.kind == Tok::BraceOpen && ends_line && failure.stretch.open.is_empty();
    // An empty pair, or a brace that swallowed the block, is met at what follows it.
    let swallowed = failure
        .before(1)
        .is_some_and(|before| before.kind == Tok::BraceOpen && before.line < here.line);
    if opens {
        return Some(failure.at_here(Problem::BraceBlock { header }));
    }
    let brace = failure.bracket().filter(|_| swallowed)?;
    (is_opener(brace.kind)).then(|| failure.at(Problem::BraceBlock { header }, brace))
}
