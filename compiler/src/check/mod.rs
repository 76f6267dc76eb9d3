//! All mistakes of a source at once, each with a code, a place and words that a beginner understands.
//!
//! The compiler says what MicroPython says: the first mistake, in few words. [`check`] says the rest.
//! It asks the compiler first, and only a source that is refused is read again by the same parser,
//! which then goes on after each mistake ([`recover`]), and by the same passes over the tree. What
//! the tokens around a mistake tell about it is found in [`diagnose`].

mod blocks;
mod brackets;
mod diagnose;
mod fstrings;
mod grammar;
mod headers;
mod layout;
mod literals;
mod meaning;
mod problem;
mod recover;
mod scan;
mod stretch;
mod words;

pub use problem::Problem;
pub(super) use recover::Recovery;
pub use words::{Expected, Found, Note, Word};

use super::debug::{Original, Span};
use super::error::CompileError;
use super::intern::Interner;
use super::lexer::Lexer;
use super::parser::Parser;
use super::token::Tok;
use super::{CompileOptions, Target, codegen};
use crate::asked::Asked;
use alloc::format;
use alloc::vec;
use alloc::vec::Vec;
use core::ops::Range;
use recover::{Finding, MOST_PROBLEMS};

/// How bad it is. So far everything that is told keeps the program from running.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Severity {
    /// The source does not compile.
    Error,
}

/// A mistake and its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// What is wrong.
    pub problem: Problem,
    /// Where.
    pub span: Span,
    /// Other places that have to do with it.
    pub related: Vec<(Span, Note)>,
    /// What MicroPython says here, where this is the first mistake.
    pub micropython: Option<CompileError>,
}

impl Diagnostic {
    /// How bad it is.
    #[must_use]
    pub fn severity(&self) -> Severity {
        Severity::Error
    }
}

/// What [`check`] found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Check {
    /// The mistakes by their places, at most 100 or so; empty if the source compiles.
    pub diagnostics: Vec<Diagnostic>,
    /// What [`compile`](super::compile) fails with.
    pub first: Option<CompileError>,
}

impl Check {
    /// The mistake that the compiler stopped at.
    #[must_use]
    pub fn stopped_at(&self) -> Option<&Diagnostic> {
        let first = self.first.as_ref();
        let told = |one: &&Diagnostic| one.micropython.as_ref() == first;
        self.diagnostics.iter().find(told)
    }
}

/// Looks for all mistakes in a source.
#[must_use]
pub fn check(source: &[u8], options: &CompileOptions) -> Check {
    let Err(first) = super::compile_module(source, options) else {
        return Check::default();
    };
    let mut findings = findings(source, options, &first);
    findings.truncate(MOST_PROBLEMS);
    if !findings.iter().any(|finding| finding.error == first) {
        // Without the rest of the file a refusal can have another line; its words are the same.
        let alike = |one: &&mut Finding| one.error.message == first.message;
        match findings.iter_mut().find(alike) {
            Some(finding) => finding.error = first.clone(),
            None => findings.push(unexplained(&first, source)),
        }
    }
    let original = Original::new(source);
    let span = |place| span(source, &original, place);
    let mut diagnostics: Vec<Diagnostic> = findings
        .into_iter()
        .map(|finding| Diagnostic {
            problem: finding.problem,
            span: span(finding.place),
            related: finding
                .related
                .into_iter()
                .map(|(place, note)| (span(place), note))
                .collect(),
            micropython: Some(finding.error),
        })
        .collect();
    diagnostics.sort_by_key(|diagnostic| diagnostic.span);
    Check {
        diagnostics,
        first: Some(first),
    }
}

/// All findings: of the grammar, then of the passes over the tree.
fn findings(source: &[u8], options: &CompileOptions, first: &CompileError) -> Vec<Finding> {
    if options.target == Target::Simulator
        && let Err(error) = core::str::from_utf8(source)
    {
        let at = error.valid_up_to();
        let byte = format!("{:#04x}", source[at]);
        return vec![Finding::new(
            Problem::NotUtf8 { byte },
            at..at + 1,
            first.clone(),
        )];
    }
    let mut names = Interner::new();
    names.add(options.file_name.as_bytes());
    let lexer = Lexer::new(source, options.opt_level);
    let mut parser = Parser::new(lexer, &mut names, options, source.len());
    parser.recovery = Asked::begin();
    let root = parser.recovering_file();
    let Parser {
        mut lexer,
        tree,
        recovery,
        ..
    } = parser;
    let Recovery {
        mut findings,
        doubts,
        ..
    } = Asked::end(recovery);
    let Ok(root) = root else {
        return findings;
    };
    let refusals = codegen::refusals(&tree, root, &mut names, options, &lexer);
    let grammar = findings.len();
    for refusal in refusals {
        // What was lost is told already.
        if refusal.node == super::tree::Node::Null && refusal.error.traced {
            continue;
        }
        let finding = meaning::explain(&refusal, &tree, &mut lexer);
        let certain = meaning::is_certain(
            &refusal,
            &finding,
            &findings[..grammar],
            &doubts,
            &tree,
            &lexer,
        );
        if certain {
            findings.push(finding);
        }
    }
    findings
}

impl Parser<'_> {
    /// Reads the whole file, however much of it is wrong.
    pub(super) fn recovering_file(&mut self) -> super::parser::Parsed<super::tree::Node> {
        self.check_lexer()?;
        if self.at(Tok::Indent) {
            self.lexer.unread_first();
        }
        self.file()
    }
}

/// The compiler's own words, should recovery have come upon nothing where the compiler stopped.
fn unexplained(first: &CompileError, source: &[u8]) -> Finding {
    let line = source
        .split_inclusive(|&b| b == b'\n')
        .take(first.line.saturating_sub(1) as usize);
    let start: usize = line.map(<[u8]>::len).sum();
    let start = start.min(source.len());
    let length = source[start..].iter().position(|&b| b == b'\n');
    let end = start + length.unwrap_or(source.len() - start);
    let problem = Problem::Unexpected {
        found: Found::Text(diagnose::snippet(source, start..end)),
        expected: Expected::Other,
    };
    Finding::new(problem, start..end, first.clone())
}

/// A place as the lexer has it as a span of the source: on characters' boundaries, and not empty if
/// it can be helped.
fn span(source: &[u8], original: &Original, place: Range<usize>) -> Span {
    let boundary = |at: usize| at >= source.len() || source[at] & 0xc0 != 0x80;
    let mut start = original.offset(place.start as u32) as usize;
    // Bytes that are no UTF-8 may have no boundary before them.
    while start > 0 && !boundary(start) {
        start -= 1;
    }
    let mut end = (original.offset(place.end as u32) as usize).max(start);
    if end == start && end < source.len() {
        end += 1;
    }
    while !boundary(end) {
        end += 1;
    }
    Span::new(start as u32, end as u32)
}
