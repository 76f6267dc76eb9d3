//! Going on after a mistake: what the parser does when it is asked for all mistakes, not the first.
//!
//! Every rule that can lose something calls one of the functions here with its error, and gives the
//! error back unless the parser recovers. What is lost is `pass` as a statement and nothing as a part
//! of one. Lines and blocks that cannot be understood are read all the same, so that one mistake
//! hides no other; where the context of such lines is unknown, a [`Doubt`] says so.

use super::diagnose::{Failure, diagnose};
use super::problem::Problem;
use super::scan::{self, Token};
use super::stretch::{self, Stretch};
use super::words::{Expected, Note};
use crate::error::CompileError;
use crate::parser::{Parsed, Parser, Start};
use crate::token::Tok;
use crate::tree::{Kind, Node};
use alloc::boxed::Box;
use alloc::vec::Vec;
use core::ops::Range;

/// After so many problems the rest of the file is left alone.
pub const MOST_PROBLEMS: usize = 100;

/// After so many lost statements, told or not.
const MOST_LOST: u32 = 1000;

/// A problem, by offsets of the source as the lexer has it.
#[derive(Debug)]
pub struct Finding {
    pub problem: Problem,
    pub place: Range<usize>,
    pub related: Vec<(Range<usize>, Note)>,
    pub error: CompileError,
}

impl Finding {
    pub fn new(problem: Problem, place: Range<usize>, error: CompileError) -> Self {
        Self {
            problem,
            place,
            related: Vec::new(),
            error,
        }
    }
}

/// Lines whose surroundings were lost: what is wrong there may only be wrong because of that.
#[derive(Debug)]
pub struct Doubt {
    /// The lines in question.
    pub lines: Range<usize>,
    /// How far the lost header was to the right.
    pub(super) indent: u32,
    /// Clauses of that header may follow until here.
    pub(super) clauses_until: usize,
}

/// What is known of the mistakes so far.
#[derive(Default)]
pub struct Recovery {
    pub findings: Vec<Finding>,
    pub doubts: Vec<Doubt>,
    /// What the rule wanted that failed last.
    expected: Option<Expected>,
    /// A header's end is gone, and has been told.
    pub(super) header_lost: bool,
    /// Blocks of `match` around the current line.
    in_match: u32,
    /// Brackets that were lost on one side; what is left of them may start a line.
    pub(super) half_brackets: u32,
    /// Nesting too deep is told once.
    too_deep: bool,
    lost: u32,
    /// There have been too many.
    stopped: bool,
}

/// Where a rule started, to go back to.
#[derive(Clone, Copy)]
pub struct Mark {
    pub(super) start: Start,
    stack: usize,
    depth: usize,
}

impl Parser<'_> {
    pub(crate) fn mark(&self) -> Mark {
        Mark {
            start: self.start(),
            stack: self.stack.len(),
            depth: self.depth,
        }
    }

    /// Notes what was expected of the current token, and makes the error.
    #[cold]
    pub(crate) fn unexpected(&mut self, expected: Expected) -> Box<CompileError> {
        if let Some(recovery) = &mut self.recovery {
            recovery.expected = Some(expected);
        }
        self.syntax_error()
    }

    /// Forgets the unfinished parts of what started at `mark`, if the parser is to go on after `error`.
    pub(super) fn give_up(
        &mut self,
        mark: &Mark,
        error: Box<CompileError>,
    ) -> Parsed<CompileError> {
        let Some(recovery) = &mut self.recovery else {
            return Err(error);
        };
        recovery.lost += 1;
        recovery.stopped |= recovery.lost > MOST_LOST || recovery.findings.len() >= MOST_PROBLEMS;
        if recovery.stopped {
            return Err(error);
        }
        self.stack.truncate(mark.stack);
        self.depth = mark.depth;
        self.lexer.named_escape = false;
        Ok(*error)
    }

    /// Reads again what starts on the line of `start` and failed at the current token.
    pub(super) fn stretch(&mut self, start: Start, header: bool) -> Stretch {
        let failed = self.lexer.tok_offset as usize;
        let line_start = self.lexer.line_start(start.offset as usize);
        stretch::stretch(&mut self.lexer, line_start, start.line, failed, header)
    }

    /// Tells what is wrong with `stretch`.
    pub(super) fn tell(&mut self, stretch: &Stretch, error: CompileError, header: Option<Tok>) {
        let failure = Failure {
            source: &self.lexer.source,
            stretch,
            kind: self.lexer.kind,
            offset: self.lexer.tok_offset as usize,
            end_before: self.lexer.prev_end as usize,
            expected: self
                .recovery
                .as_mut()
                .and_then(|recovery| recovery.expected.take())
                .unwrap_or(Expected::Other),
            header,
            error: &error,
        };
        let mut finding = diagnose(&failure);
        finding.error = error;
        self.add(finding);
    }

    pub(super) fn add(&mut self, finding: Finding) {
        let Some(recovery) = &mut self.recovery else {
            return;
        };
        if finding.problem == (Problem::TooDeep {})
            && core::mem::replace(&mut recovery.too_deep, true)
        {
            return;
        }
        // One line, one mistake: what else is wrong with it mostly follows from that. So does what
        // is wrong with a line that another mistake was noticed at.
        let line = |one: &Finding| self.lexer.line_start(one.place.start);
        let noticed_here = |last: &Finding| {
            let elsewhere = matches!(
                last.problem,
                Problem::TryWithoutHandler { .. } | Problem::DecoratorAlone {}
            );
            elsewhere && last.error.line == finding.error.line
        };
        let last = recovery.findings.last();
        if last.is_some_and(|last| line(last) == line(&finding) || noticed_here(last)) {
            return;
        }
        let tabs = finding.problem == Problem::MixedTabs {};
        if tabs
            && recovery
                .findings
                .iter()
                .any(|one| one.problem == finding.problem)
        {
            // Once is enough: all lines around are to be looked at.
            return;
        }
        recovery.findings.push(finding);
    }

    pub(super) fn doubt(&mut self, lines: Range<usize>, indent: u32) {
        let clauses_until = self.lexer.block_end(lines.start, indent);
        if let Some(recovery) = &mut self.recovery {
            recovery.doubts.push(Doubt {
                lines,
                indent,
                clauses_until,
            });
        }
    }

    /// A string with `\N{…}`: in recovery it is told and taken for any other string.
    #[cold]
    pub(crate) fn named_escape(&mut self, error: Box<CompileError>) -> Parsed<()> {
        if self.recovery.is_none() {
            return Err(error);
        }
        self.lexer.named_escape = false;
        let start = self.lexer.tok_offset as usize;
        let place = start..(self.lexer.tok_end as usize).max(start);
        self.add(Finding::new(Problem::NamedEscape {}, place, *error));
        Ok(())
    }

    // Statements.

    /// Goes on behind a statement that failed.
    #[cold]
    pub(crate) fn lost_statement(&mut self, mark: Mark, error: Box<CompileError>) -> Parsed<Node> {
        let error = self.give_up(&mark, error)?;
        let at_start = self.lexer.tok_offset == mark.start.offset;
        match self.kind() {
            Tok::Indent if at_start => return self.unexpected_indent(error),
            Tok::Elif | Tok::Else | Tok::Except | Tok::Finally if at_start => {
                return self.lone_clause(error);
            }
            Tok::DedentMismatch => {
                self.end_line()?;
                return Ok(self.nothing(mark.start));
            }
            Tok::Dedent if at_start => {
                self.advance()?;
                return Ok(self.nothing(mark.start));
            }
            _ => {}
        }
        let stretch = self.stretch(mark.start, false);
        let told = self.tell_statement(&stretch, error);
        self.skip_to(stretch.last());
        self.end_line()?;
        if !self.at(Tok::Indent) {
            // It may have been a header all the same, with its block on the same line.
            let at = mark.start.offset as usize;
            self.doubt(at..at, stretch.tokens[0].indent);
            return Ok(self.nothing(mark.start));
        }
        let in_match = u32::from(told == Some("match"));
        if let Some(recovery) = &mut self.recovery {
            recovery.in_match += in_match;
        }
        let block = self.lost_block(stretch.tokens[0].indent);
        if let Some(recovery) = &mut self.recovery {
            recovery.in_match -= in_match;
        }
        block
    }

    /// Tells what is wrong with a statement; says what it is if that matters for its block.
    fn tell_statement(&mut self, stretch: &Stretch, error: CompileError) -> Option<&'static str> {
        let first = stretch.tokens[0];
        let word = &self.lexer.source[first.start..first.end];
        let in_match = self.recovery.as_ref().is_some_and(|r| r.in_match > 0);
        if in_match && word == b"case" {
            return None;
        }
        if let Some(recovery) = &mut self.recovery {
            if scan::is_closer(first.kind) && recovery.half_brackets > 0 {
                recovery.half_brackets -= 1;
                return None;
            }
            recovery.half_brackets += u32::from(stretch.unclosed.is_some() || stretch.overclosed);
        }
        let header = scan::starts_block(first.kind).then_some(first.kind);
        self.tell(stretch, error, header);
        let told = self.recovery.as_ref().and_then(|r| r.findings.last());
        told.filter(|finding| finding.problem == Problem::MatchStatement {})
            .map(|_| "match")
    }

    /// What stands for a statement from `start` on that was lost.
    pub(super) fn nothing(&mut self, start: Start) -> Node {
        self.rule(Kind::PassStmt, start, [])
    }

    /// Makes `token` the current one, unless it is.
    pub(super) fn skip_to(&mut self, token: Token) {
        let here = matches!(self.kind(), Tok::Newline | Tok::DedentMismatch)
            && self.lexer.tok_offset as usize == token.start
            && self.lexer.inject.is_empty();
        if !here {
            self.lexer.jump(token.start, token.line);
            self.lexer.next();
            self.lexer.named_escape = false;
        }
    }

    /// Takes the end of a line, whatever the next one's indentation.
    pub(super) fn end_line(&mut self) -> Parsed<()> {
        if self.at(Tok::DedentMismatch) {
            let error = self.syntax_error();
            let place = self.lexer.indentation_here();
            let problem = if self.lexer.mixes_tabs(place.start) {
                Problem::MixedTabs {}
            } else {
                Problem::UnmatchedDedent {}
            };
            self.add(Finding::new(problem, place, *error));
            self.lexer.settle_indentation();
            return self.advance();
        }
        if self.at(Tok::Newline) {
            return self.advance();
        }
        Ok(())
    }

    /// The end of a simple statement that is no line end: a dedent that matches nothing is told and
    /// taken for one.
    #[cold]
    pub(crate) fn lost_line_end(&mut self) -> Parsed<()> {
        if self.recovery.is_some() && self.at(Tok::DedentMismatch) {
            return self.end_line();
        }
        Err(self.unexpected(Expected::LineEnd))
    }
}
