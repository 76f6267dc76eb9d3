//! Bytes to tokens, with MicroPython's rules for lines, indentation and what a name may hold.

use super::inject::Copied;
use super::token::Tok;
use alloc::vec;
use alloc::vec::Vec;

/// Tabs go to the next multiple of this.
const TAB: u32 = 8;

/// The tokenizer; it always holds the current token.
pub struct Lexer {
    /// The source with line ends made `\n`, zero bytes made 1, and a `\n` at its end.
    pub(super) source: Vec<u8>,
    pub(super) at: usize,
    /// Text of f-string arguments, read before the source goes on.
    pub(super) inject: Vec<u8>,
    pub(super) inject_at: usize,
    /// Which parts of that text are from the source, the next one last; `at` counts bytes left.
    pub(super) copied: Vec<Copied>,
    /// Start and end of the literal that the injected text was made of.
    pub(super) literal: (u32, u32),
    pub(super) line: u32,
    pub(super) column: u32,
    pub(super) indents: Vec<u32>,
    /// The levels that the last dedent without a match left, the outermost first.
    pub(super) dropped: Vec<u32>,
    /// Indents (or, negative, dedents) still to be handed out.
    pub(super) dents: i32,
    /// Open brackets, within which line ends mean nothing.
    pub(super) brackets: i32,
    pub(super) opt_level: u8,
    /// Arguments of the f-string being read, as the text `.format(…` to be injected.
    pub(super) fstring_args: Vec<u8>,
    /// Parentheses still to be opened before them.
    pub(super) fstring_parens: usize,
    /// Which parts of them are from the source; `at` counts bytes from their start.
    pub(super) fstring_copied: Vec<Copied>,
    /// A `\N{…}` was met: the whole compilation fails.
    pub(super) named_escape: bool,
    /// The current token's kind.
    pub kind: Tok,
    /// The line it is on, from 1.
    pub tok_line: u32,
    pub(super) tok_column: u32,
    /// Where in the source it starts. Injected text that is not from the source counts as being
    /// the whole literal it was made of.
    pub tok_offset: u32,
    /// Where it ends; for line ends and indentation, where the token before them does.
    pub tok_end: u32,
    /// Where the token before it ends.
    pub prev_end: u32,
    /// A name, a number's text without `_`, or a string's content.
    pub text: Vec<u8>,
}

/// The column behind a tab at `column`, both from 1.
pub(super) fn next_tab_stop(column: u32) -> u32 {
    (column - 1 + TAB) / TAB * TAB + 1
}

fn normalize(source: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(source.len() + 1);
    if source.iter().any(|b| matches!(b, b'\r' | 0)) {
        let mut i = 0;
        while i < source.len() {
            match source[i] {
                b'\r' => {
                    out.push(b'\n');
                    i += usize::from(source.get(i + 1) == Some(&b'\n'));
                }
                0 => out.push(1),
                b => out.push(b),
            }
            i += 1;
        }
    } else {
        out.extend_from_slice(source);
    }
    if !matches!(out.last(), None | Some(b'\n')) {
        out.push(b'\n');
    }
    out
}

pub(super) fn is_space(b: u8) -> bool {
    matches!(b, b'\t'..=b'\r' | b' ')
}

fn is_name_start(b: u8) -> bool {
    b.is_ascii_alphabetic() || b == b'_' || b >= 0x80
}

/// Whether names may hold `b`.
pub(super) fn is_in_name(b: u8) -> bool {
    is_name_start(b) || b.is_ascii_digit()
}

impl Lexer {
    /// A tokenizer at the first token of `source`.
    pub fn new(source: &[u8], opt_level: u8) -> Self {
        let mut lexer = Self::over(normalize(source), opt_level);
        lexer.next();
        // The first token must not be indented.
        if lexer.tok_column != 1 && lexer.kind != Tok::Newline {
            lexer.kind = Tok::Indent;
        }
        lexer
    }

    /// A tokenizer before the first token of a source that is [normalized](normalize).
    pub(super) fn over(source: Vec<u8>, opt_level: u8) -> Self {
        Self {
            source,
            at: 0,
            inject: Vec::new(),
            inject_at: 0,
            copied: Vec::new(),
            literal: (0, 0),
            line: 1,
            column: 1,
            indents: vec![0],
            dropped: Vec::new(),
            dents: 0,
            brackets: 0,
            opt_level,
            fstring_args: Vec::new(),
            fstring_parens: 0,
            fstring_copied: Vec::new(),
            named_escape: false,
            kind: Tok::End,
            tok_line: 1,
            tok_column: 1,
            tok_offset: 0,
            tok_end: 0,
            prev_end: 0,
            text: Vec::with_capacity(64),
        }
    }

    /// See [`Lexer::source`].
    pub fn into_source(self) -> Vec<u8> {
        self.source
    }

    /// The source as it is here: with line ends made `\n`, and one at its end.
    pub fn source(&self) -> &[u8] {
        &self.source
    }

    /// The column, in characters from 1, of a place in the source.
    pub fn column_of(&self, offset: u32) -> u32 {
        let before = &self.source[..(offset as usize).min(self.source.len())];
        let start = before
            .iter()
            .rposition(|&b| b == b'\n')
            .map_or(0, |i| i + 1);
        1 + before[start..]
            .iter()
            .filter(|&&b| b & 0xc0 != 0x80)
            .count() as u32
    }

    /// The character `ahead` of the current one; 0 at the end.
    pub(super) fn peek(&self, ahead: usize) -> u8 {
        let injected = self.inject.len() - self.inject_at;
        if ahead < injected {
            self.inject[self.inject_at + ahead]
        } else {
            self.source
                .get(self.at + ahead - injected)
                .copied()
                .unwrap_or(0)
        }
    }

    pub(super) fn cur(&self) -> u8 {
        self.peek(0)
    }

    pub(super) fn at_end(&self) -> bool {
        self.cur() == 0
    }

    /// Goes one character further.
    pub(super) fn bump(&mut self) {
        match self.cur() {
            b'\n' => {
                self.line += 1;
                self.column = 1;
            }
            b'\t' => self.column = next_tab_stop(self.column),
            _ => self.column += 1,
        }
        if self.inject_at < self.inject.len() {
            self.inject_at += 1;
            if self.inject_at == self.inject.len() {
                self.inject.clear();
                self.inject_at = 0;
            }
        } else if self.at < self.source.len() {
            self.at += 1;
        }
    }

    /// Bytes of the source from here on, when nothing is injected before them.
    fn plain(&self) -> &[u8] {
        if self.inject.is_empty() {
            &self.source[self.at..]
        } else {
            &[]
        }
    }

    /// Skips `count` bytes of plain source that hold neither tabs nor line ends.
    fn skip_plain(&mut self, count: usize) {
        self.at += count;
        self.column += count as u32;
    }

    /// Skips space and comments; says whether it stands at a line end that counts.
    pub(super) fn skip_space(&mut self, stop_at_newline: bool) -> bool {
        loop {
            match self.cur() {
                0 => return false,
                b'\n' => {
                    if stop_at_newline && self.brackets == 0 {
                        return true;
                    }
                    self.bump();
                }
                b' ' => {
                    let count = self.plain().iter().take_while(|&&b| b == b' ').count();
                    if count == 0 {
                        self.bump()
                    } else {
                        self.skip_plain(count)
                    }
                }
                b if is_space(b) => self.bump(),
                b'#' => {
                    let count = self
                        .plain()
                        .iter()
                        .take_while(|&&b| !matches!(b, b'\n' | b'\t'))
                        .count();
                    self.skip_plain(count);
                    while !matches!(self.cur(), 0 | b'\n') {
                        self.bump();
                    }
                }
                b'\\' if self.peek(1) == b'\n' => {
                    self.bump();
                    self.bump();
                }
                _ => return false,
            }
        }
    }

    /// Moves on to the next token.
    pub fn next(&mut self) {
        self.prev_end = self.tok_end;
        self.text.clear();
        let newline = self.skip_space(true);
        self.tok_line = self.line;
        self.tok_column = self.column;
        let injected = !self.inject.is_empty();
        self.tok_offset = if injected {
            self.injected_start()
        } else {
            self.at as u32
        };
        if self.dents < 0 {
            self.kind = Tok::Dedent;
            self.dents += 1;
        } else if self.dents > 0 {
            self.kind = Tok::Indent;
            self.dents -= 1;
        } else if newline {
            self.newline();
        } else {
            match self.cur() {
                0 => self.kind = Tok::End,
                // Its end is not where reading stops: space behind it is skipped too.
                _ if self.at_string() => return self.string_token(),
                b if is_name_start(b) => self.name(),
                b if b.is_ascii_digit() || (b == b'.' && self.peek(1).is_ascii_digit()) => {
                    self.number()
                }
                _ => self.operator(),
            }
            self.tok_end = if injected {
                self.injected_end()
            } else {
                self.at as u32
            };
        }
    }

    fn newline(&mut self) {
        // The token keeps the line it ends; indentation is that of the next line with something on it.
        self.skip_space(false);
        self.kind = Tok::Newline;
        let indent = self.column - 1;
        let top = |indents: &[u32]| indents.last().copied().unwrap_or(0);
        if indent > top(&self.indents) {
            self.indents.push(indent);
            self.dents += 1;
            return;
        }
        let kept = self.indents.iter().rposition(|&level| level <= indent);
        let kept = kept.map_or(0, |last| last + 1);
        self.dents -= (self.indents.len() - kept) as i32;
        if self.indents[..kept].last().copied().unwrap_or(0) != indent {
            self.kind = Tok::DedentMismatch;
            self.dropped = self.indents.split_off(kept);
        }
        self.indents.truncate(kept);
    }

    fn name(&mut self) {
        let plain = self.plain();
        let count = plain.iter().take_while(|&&b| is_in_name(b)).count();
        let at = self.at;
        self.text.extend_from_slice(&self.source[at..at + count]);
        self.skip_plain(count);
        // The rest is injected text, if this is in an f-string.
        while is_in_name(self.cur()) {
            self.text.push(self.cur());
            self.bump();
        }
        self.kind = Tok::keyword(&self.text, self.opt_level).unwrap_or(Tok::Name);
    }

    fn number(&mut self) {
        let first = self.cur();
        let based = first == b'0' && matches!(self.peek(1) | 0x20, b'b' | b'o' | b'x');
        self.kind = if first == b'.' {
            Tok::FloatOrImag
        } else {
            Tok::Integer
        };
        self.text.push(first);
        self.bump();
        loop {
            match self.cur() {
                b'e' | b'E' if !based => {
                    self.kind = Tok::FloatOrImag;
                    self.text.push(b'e');
                    self.bump();
                    if matches!(self.cur(), b'+' | b'-') {
                        self.text.push(self.cur());
                        self.bump();
                    }
                }
                b if b.is_ascii_alphanumeric() || b == b'.' => {
                    if matches!(b, b'.' | b'j' | b'J') {
                        self.kind = Tok::FloatOrImag;
                    }
                    self.text.push(b);
                    self.bump();
                }
                b'_' => self.bump(),
                _ => return,
            }
        }
    }

    fn operator(&mut self) {
        let (a, b, c) = (self.cur(), self.peek(1), self.peek(2));
        // Operators whose second character may double the first, and end in `=`.
        let grown = |one, with_equal, two, two_with_equal| match (b, c) {
            (b'=', _) => (with_equal, 2),
            (second, b'=') if second == a => (two_with_equal, 3),
            (second, _) if second == a => (two, 2),
            _ => (one, 1),
        };
        let equal = |one, with_equal| if b == b'=' { (with_equal, 2) } else { (one, 1) };
        let (kind, len) = match a {
            b'(' => (Tok::ParenOpen, 1),
            b')' => (Tok::ParenClose, 1),
            b'[' => (Tok::BracketOpen, 1),
            b']' => (Tok::BracketClose, 1),
            b'{' => (Tok::BraceOpen, 1),
            b'}' => (Tok::BraceClose, 1),
            b',' => (Tok::Comma, 1),
            b';' => (Tok::Semicolon, 1),
            b'~' => (Tok::Tilde, 1),
            b':' => equal(Tok::Colon, Tok::Assign),
            b'<' => grown(Tok::Less, Tok::LessEqual, Tok::DblLess, Tok::DblLessEqual),
            b'>' => grown(Tok::More, Tok::MoreEqual, Tok::DblMore, Tok::DblMoreEqual),
            b'*' => grown(Tok::Star, Tok::StarEqual, Tok::DblStar, Tok::DblStarEqual),
            b'/' => grown(
                Tok::Slash,
                Tok::SlashEqual,
                Tok::DblSlash,
                Tok::DblSlashEqual,
            ),
            b'+' => equal(Tok::Plus, Tok::PlusEqual),
            b'-' if b == b'>' => (Tok::Arrow, 2),
            b'-' => equal(Tok::Minus, Tok::MinusEqual),
            b'&' => equal(Tok::Ampersand, Tok::AmpersandEqual),
            b'|' => equal(Tok::Pipe, Tok::PipeEqual),
            b'%' => equal(Tok::Percent, Tok::PercentEqual),
            b'^' => equal(Tok::Caret, Tok::CaretEqual),
            b'@' => equal(Tok::At, Tok::AtEqual),
            b'=' => equal(Tok::Equal, Tok::DblEqual),
            b'!' => equal(Tok::Invalid, Tok::NotEqual),
            b'.' if b == b'.' && c == b'.' => (Tok::Ellipsis, 3),
            b'.' => (Tok::Period, 1),
            _ => (Tok::Invalid, 1),
        };
        for _ in 0..len {
            self.bump();
        }
        self.kind = kind;
        match kind {
            Tok::ParenOpen | Tok::BracketOpen | Tok::BraceOpen => self.brackets += 1,
            Tok::ParenClose | Tok::BracketClose | Tok::BraceClose => self.brackets -= 1,
            _ => {}
        }
    }
}
