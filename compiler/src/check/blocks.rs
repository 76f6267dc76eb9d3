//! Blocks and their headers in recovery: missing ones, broken ones, and clauses that belong to none.

use super::problem::Problem;
use super::recover::{Finding, Mark};
use super::scan;
use super::words::{Expected, Note, Word, keyword};
use crate::error::CompileError;
use crate::parser::{Parsed, Parser, Start};
use crate::token::Tok;
use crate::tree::{Kind, Node};
use alloc::boxed::Box;
use alloc::vec;

impl Parser<'_> {
    /// The indented lines below a statement that was lost.
    pub(super) fn lost_block(&mut self, indent: u32) -> Parsed<Node> {
        let start = self.lexer.tok_offset as usize;
        let lines = self.indented_lines();
        let end = self.lexer.tok_offset as usize;
        self.doubt(start..end.max(start), indent);
        lines
    }

    /// Statements until the indentation ends, as if they were not indented.
    fn indented_lines(&mut self) -> Parsed<Node> {
        let mark = self.mark();
        let read = self.deeper(|p| {
            p.advance()?;
            let start = p.start();
            let first = p.stack.len();
            while !matches!(p.kind(), Tok::Dedent | Tok::End) {
                let node = p.statement()?;
                p.stack.push(node);
            }
            let count = p.stack.len() - first;
            let node = p.make(Kind::SuiteStatements, start, count);
            p.accept(Tok::Dedent)?;
            Ok(node)
        });
        match read {
            Err(error) if self.at(Tok::Indent) => {
                self.give_up(&mark, error)?;
                self.skip_block();
                Ok(self.nothing(mark.start))
            }
            read => read,
        }
    }

    /// Leaves out a block that is too deep to be read.
    fn skip_block(&mut self) {
        let mut depth = 0;
        loop {
            match self.kind() {
                Tok::Indent => depth += 1,
                Tok::Dedent => depth -= 1,
                Tok::DedentMismatch => self.lexer.settle_indentation(),
                Tok::End => return,
                _ => {}
            }
            self.lexer.next();
            self.lexer.named_escape = false;
            if depth <= 0 {
                return;
            }
        }
    }

    pub(super) fn unexpected_indent(&mut self, error: CompileError) -> Parsed<Node> {
        let place = self.lexer.indentation_here();
        let problem = if self.lexer.mixes_tabs(place.start) {
            Problem::MixedTabs {}
        } else {
            Problem::UnexpectedIndent {}
        };
        // A line too far to the left ends the blocks around it, and then those behind it look odd.
        let told = self.recovery.as_ref().and_then(|r| r.findings.last());
        let follows = told.is_some_and(|last| {
            let ended_block = matches!(
                last.problem,
                Problem::TryWithoutHandler { .. }
                    | Problem::NoIndentedBlock { .. }
                    | Problem::ClauseWithoutOpener { .. }
                    | Problem::DecoratorAlone {}
            );
            ended_block && error.line.saturating_sub(last.error.line) <= 2
        });
        let at = self.lexer.tok_offset as usize;
        if !follows {
            self.add(Finding::new(problem, place, error));
        }
        if let Some(recovery) = &mut self.recovery {
            // They may be what was between brackets.
            recovery.half_brackets = recovery.half_brackets.max(1);
        }
        // The header of these lines may be what is missing.
        let end = self.lexer.block_end(at, self.lexer.indent_of(at));
        let outer = self.lexer.indents.iter().rev().nth(1).copied();
        self.doubt(at..end, outer.unwrap_or(0));
        self.indented_lines()
    }

    /// `else` and the like where no statement is open that it could belong to.
    pub(super) fn lone_clause(&mut self, error: CompileError) -> Parsed<Node> {
        let header = self.start();
        let kind = self.kind();
        let (at, end) = (header.offset as usize, self.lexer.tok_end as usize);
        let indent = self.lexer.indent_of(at);
        let known = self.recovery.iter().flat_map(|r| &r.doubts).any(|doubt| {
            let same_level = doubt.indent == indent && doubt.lines.start <= at;
            same_level && at <= doubt.clauses_until || doubt.lines.contains(&at)
        });
        if !known && let Some(clause) = keyword(kind) {
            let openers = match kind {
                Tok::Elif => "if",
                Tok::Else => "if, for, while or try",
                _ => "try",
            };
            let problem = Problem::ClauseWithoutOpener { clause, openers };
            self.add(Finding::new(problem, at..end, error));
        }
        // What follows it may be one more clause.
        self.doubt(at..at, indent);
        self.advance()?;
        let part = |p: &mut Self| match kind {
            Tok::Elif => p.namedexpr_test().map(|_| ()),
            Tok::Except => p.caught().map(|_| ()),
            _ => Ok(()),
        };
        self.in_header(header, part)?;
        let body = self.block(header)?;
        Ok(self.rule(Kind::SuiteStatements, header, [body]))
    }

    /// Reads a part of a header before its colon. In recovery, a header that fails is told and left
    /// behind, and its block is read as usual; the part is then its default.
    pub(crate) fn in_header<T: Default>(
        &mut self,
        header: Start,
        part: impl FnOnce(&mut Self) -> Parsed<T>,
    ) -> Parsed<T> {
        let mark = self.mark();
        match part(self) {
            Err(error) => {
                self.lost_header(header, mark, error)?;
                Ok(T::default())
            }
            read => read,
        }
    }

    /// Goes on at the colon of a header that failed, or at the end of its line if it has none.
    #[cold]
    fn lost_header(&mut self, header: Start, mark: Mark, error: Box<CompileError>) -> Parsed<()> {
        let error = self.give_up(&mark, error)?;
        let stretch = self.stretch(header, true);
        let first = stretch.tokens[0].kind;
        self.tell(&stretch, error, Some(first));
        if let Some(recovery) = &mut self.recovery {
            recovery.half_brackets += u32::from(stretch.unclosed.is_some() || stretch.overclosed);
        }
        if let Some(colon) = stretch.header_colon() {
            self.lexer.jump(colon.start, colon.line);
            self.lexer.next();
        } else {
            self.skip_to(stretch.last());
            if let Some(recovery) = &mut self.recovery {
                recovery.header_lost = true;
            }
        }
        Ok(())
    }

    /// Takes the place of a header's colon; says whether the colon is missing, which is told.
    #[cold]
    pub(crate) fn lost_colon(&mut self, header: Start) -> Parsed<bool> {
        let take = |p: &mut Self| {
            let recovery = p.recovery.as_mut();
            recovery.is_some_and(|r| core::mem::take(&mut r.header_lost))
        };
        if take(self) {
            return Ok(true);
        }
        let mark = self.mark();
        let error = self.unexpected(Expected::Text(":"));
        self.lost_header(header, mark, error)?;
        if take(self) {
            return Ok(true);
        }
        self.advance()?;
        Ok(true)
    }

    /// A header with no indented line below it.
    #[cold]
    pub(crate) fn missing_block(&mut self, header: Start, header_lost: bool) -> Parsed<Node> {
        let mark = self.mark();
        let error = self.unexpected(Expected::Block);
        let error = self.give_up(&mark, error)?;
        let at = self.lexer.tok_offset as usize;
        let end = self.lexer.source.len();
        let first = scan::token_at(&mut self.lexer, header.offset as usize, header.line);
        if !header_lost {
            let problem = Problem::NoIndentedBlock {
                header: keyword(first.kind).unwrap_or(Word("block")),
                line: header.line,
            };
            let place = match self.kind() {
                Tok::Dedent | Tok::End => self.lexer.last_char(at),
                _ => at..(self.lexer.tok_end as usize).max(at),
            };
            let mut finding = Finding::new(problem, place, error);
            finding.related = vec![(first.start..first.end, Note::Header)];
            self.add(finding);
        }
        let indent = self.lexer.indent_of(header.offset as usize);
        let until = self.lexer.block_end(at, indent);
        self.doubt(header.offset as usize..until.min(end), indent);
        Ok(Node::Null)
    }

    /// The end of a block where the file ends: in recovery it may be missing.
    #[cold]
    pub(crate) fn lost_dedent(&mut self) -> Parsed<()> {
        if self.recovery.is_some() && self.at(Tok::End) {
            return Ok(());
        }
        Err(self.unexpected(Expected::token(Tok::Dedent)))
    }

    /// A `try` that nothing follows.
    #[cold]
    pub(crate) fn lone_try(&mut self, header: Start, body: Node) -> Parsed<Node> {
        let mark = self.mark();
        let error = self.unexpected(Expected::token(Tok::Except));
        let error = self.give_up(&mark, error)?;
        let at = header.offset as usize;
        let known = self.recovery.iter().flat_map(|r| &r.doubts);
        // One line that is too far to the left ends all that is open around it.
        let again = self
            .recovery
            .iter()
            .flat_map(|r| r.findings.last())
            .any(|last| {
                matches!(last.problem, Problem::TryWithoutHandler { .. }) && last.error == error
            });
        if !again && !known.clone().any(|doubt| doubt.lines.start == at) {
            let problem = Problem::TryWithoutHandler { line: header.line };
            let here = self.lexer.tok_offset as usize;
            let here = here..(self.lexer.tok_end as usize).max(here);
            let mut finding = Finding::new(problem, at..at + b"try".len(), error);
            finding.related = vec![(here, Note::Expected)];
            self.add(finding);
        }
        let indent = self.lexer.indent_of(at);
        self.doubt(at..at, indent);
        Ok(self.rule(Kind::SuiteStatements, header, [body]))
    }

    /// Decorators above something else than a function or a class.
    #[cold]
    pub(crate) fn lone_decorator(&mut self, start: Start) -> Parsed<Node> {
        let mark = self.mark();
        let error = self.unexpected(Expected::Definition);
        let error = self.give_up(&mark, error)?;
        let at = start.offset as usize;
        let end = self.lexer.line_end(at);
        let here = self.lexer.tok_offset as usize;
        let here = here..(self.lexer.tok_end as usize).max(here);
        let mut finding = Finding::new(Problem::DecoratorAlone {}, at..end, error);
        finding.related = vec![(here, Note::Expected)];
        self.add(finding);
        Ok(self.nothing(start))
    }
}
