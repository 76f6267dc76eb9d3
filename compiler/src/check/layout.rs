//! Lines and indentation, as recovery needs them: moving the lexer, and settling what no rule foresees.

use crate::lexer::{Lexer, is_space, next_tab_stop};
use core::ops::Range;

impl Lexer {
    /// Moves to a place outside of brackets and f-strings; the next token is read there.
    pub(super) fn jump(&mut self, at: usize, line: u32) {
        self.at = at.min(self.source.len());
        self.tok_end = self.last_char(at).end as u32;
        self.line = line;
        self.column = column_behind(&self.source[self.line_start(self.at)..self.at]);
        self.brackets = 0;
        self.drop_injected();
        self.fstring_args.clear();
        self.fstring_copied.clear();
        self.fstring_parens = 0;
    }

    /// Lets the next line end be told, with no account of indentation and brackets.
    pub(super) fn forget_layout(&mut self) {
        self.brackets = 0;
        self.dents = 0;
        self.indents.clear();
        self.drop_injected();
    }

    /// Takes back the first token of the file, which is indented: an indent comes before it.
    pub(super) fn unread_first(&mut self) {
        self.indents = alloc::vec![0, self.tok_column - 1];
        let (at, line) = (self.tok_offset as usize, self.tok_line);
        self.jump(at, line);
        self.dents = 0;
        self.named_escape = false;
    }

    /// Where the line starts that holds `at`.
    pub(super) fn line_start(&self, at: usize) -> usize {
        let before = &self.source[..at.min(self.source.len())];
        before
            .iter()
            .rposition(|&b| b == b'\n')
            .map_or(0, |i| i + 1)
    }

    /// Where the line ends that holds `at`, spaces at its end left out.
    pub(super) fn line_end(&self, at: usize) -> usize {
        let rest = self.source.get(at..).unwrap_or_default();
        let line = rest.split(|&b| b == b'\n').next().unwrap_or_default();
        at + line.trim_ascii_end().len()
    }

    /// The last character before `at` that is no white space.
    pub(super) fn last_char(&self, at: usize) -> Range<usize> {
        let before = self.source[..at.min(self.source.len())].trim_ascii_end();
        let start = before.iter().rposition(|&b| b & 0xc0 != 0x80);
        start.unwrap_or(0)..before.len()
    }

    /// How far the first character of the line at `at` is to the right.
    pub(super) fn indent_of(&self, at: usize) -> u32 {
        let line = &self.source[self.line_start(at)..];
        indent(line)
    }

    /// The white space before the current token, which is the first on its line. After a dedent
    /// that matches nothing, that of the next line.
    pub(super) fn indentation_here(&self) -> Range<usize> {
        let at = match self.kind {
            crate::token::Tok::DedentMismatch => self.at,
            _ => self.tok_offset as usize,
        };
        let start = self.line_start(at);
        if start < at { start..at } else { at..at + 1 }
    }

    /// Whether the line that starts at `at` is indented with tabs where the lines before and behind
    /// it have spaces, or the other way round.
    pub(super) fn mixes_tabs(&self, at: usize) -> bool {
        let style = |line: &[u8]| match line.first() {
            Some(b'\t') => Some(b'\t'),
            Some(b' ') => Some(b' '),
            _ => None,
        };
        let blank = |line: &&[u8]| line.trim_ascii().is_empty();
        let start = self.line_start(at);
        let mut lines = self.source[start..].split(|&b| b == b'\n');
        let Some(here) = lines.next() else {
            return false;
        };
        let mixed_within = {
            let space = here.len() - here.trim_ascii_start().len();
            here[..space].contains(&b'\t') && here[..space].contains(&b' ')
        };
        let before = self.source[..start.saturating_sub(1)]
            .rsplit(|&b| b == b'\n')
            .find(|line| !blank(line));
        let behind = lines.find(|line| !blank(line));
        let differs = |other: Option<&[u8]>| {
            let (one, other) = (style(here), other.and_then(style));
            one.is_some() && other.is_some() && one != other
        };
        mixed_within || differs(before) || differs(behind)
    }

    /// Where the first line at or behind `at` starts that is less than `indent` to the right.
    pub(super) fn block_end(&self, at: usize, limit: u32) -> usize {
        let mut start = self.line_start(at);
        for line in self.source[start..].split_inclusive(|&b| b == b'\n') {
            let text = line.trim_ascii_start();
            if !text.is_empty() && text[0] != b'#' && indent(line) < limit {
                return start;
            }
            start += line.len();
        }
        self.source.len()
    }

    /// Finds a level for a line whose indentation matches none: the current token becomes a plain
    /// line end, with as many dedents behind it as that level takes.
    ///
    /// A clause such as `else` goes with the level outside. Any other line goes with the one inside,
    /// which is moved to it if the next line is no further to the right.
    pub(super) fn settle_indentation(&mut self) {
        self.kind = crate::token::Tok::Newline;
        let rest = &self.source[self.at.min(self.source.len())..];
        let word = rest.split(|b| !b.is_ascii_alphabetic()).next();
        if matches!(word, Some(b"elif" | b"else" | b"except" | b"finally")) {
            return;
        }
        let here = self.column - 1;
        let line = rest.split(|&b| b == b'\n').next().unwrap_or_default();
        let opens_block = line.trim_ascii_end().ends_with(b":");
        let next = rest
            .split(|&b| b == b'\n')
            .skip(1)
            .find(|line| !matches!(line.trim_ascii_start().first(), None | Some(b'#')))
            .map(indent);
        let levels = core::mem::take(&mut self.dropped);
        match next.filter(|next| levels.contains(next) && !(opens_block && *next > here)) {
            Some(next) => {
                for &level in levels.iter().filter(|&&level| level <= next) {
                    self.indents.push(level);
                    self.dents += 1;
                }
            }
            None => {
                self.indents.push(here);
                self.dents += 1;
            }
        }
    }
}

/// How far the first character of a line is to the right.
fn indent(line: &[u8]) -> u32 {
    let space = line.iter().take_while(|&&b| b != b'\n' && is_space(b));
    column_behind(&line[..space.count()]) - 1
}

/// The column behind the start of a line, from 1, tabs counted as the lexer does.
fn column_behind(line: &[u8]) -> u32 {
    line.iter().fold(1, |column, &b| match b {
        b'\t' => next_tab_stop(column),
        _ => column + 1,
    })
}
