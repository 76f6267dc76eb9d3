//! String literals: prefixes, escapes, joining of neighbours, and f- and t-strings.
//!
//! MicroPython has no syntax tree for f-strings. The lexer collects the arguments' text and feeds it
//! back to itself: `f"a{b}c"` becomes the tokens of `"a{}c".format((b),)`. A t-string becomes
//! `__template__((…strings…), (…interpolations…))` in the same way. Line counts and errors follow
//! from that, so it is done likewise here.

use super::lexer::{Lexer, is_space};
use super::token::Tok;

/// Prefix of one literal.
#[derive(Clone, Copy, Default)]
struct Prefix {
    raw: bool,
    bytes: bool,
    format: bool,
    template: bool,
    len: usize,
}

impl Lexer {
    /// Reads the prefix here, if a string literal starts here.
    fn prefix(&self) -> Option<Prefix> {
        let quote = |b: u8| matches!(b, b'\'' | b'"');
        let (a, b) = (self.cur(), self.peek(1));
        if quote(a) {
            return Some(Prefix::default());
        }
        if !matches!(a, b'r' | b'u' | b'b' | b'f' | b't') {
            return None;
        }
        let mut prefix = Prefix {
            len: 1,
            ..Prefix::default()
        };
        let mut add = |letter| match letter {
            b'r' => prefix.raw = true,
            b'b' => prefix.bytes = true,
            b'f' => prefix.format = true,
            b't' => prefix.template = true,
            _ => {}
        };
        add(a);
        if quote(b) {
            return Some(prefix);
        }
        let two = matches!(
            (a, b),
            (b'r', b'b' | b'f' | b't') | (b'b' | b'f' | b't', b'r')
        );
        if !two || !quote(self.peek(2)) {
            return None;
        }
        add(b);
        prefix.len = 2;
        Some(prefix)
    }

    pub(super) fn at_string(&self) -> bool {
        self.prefix().is_some()
    }

    /// Reads a literal and those that follow it, joined into one token.
    pub(super) fn string_token(&mut self) {
        self.kind = Tok::End;
        let mut templated = false;
        while let Some(prefix) = self.prefix() {
            templated |= prefix.template;
            let kind = if prefix.bytes {
                Tok::Bytes
            } else {
                Tok::String
            };
            if self.kind == Tok::End {
                self.kind = kind;
            } else if self.kind != kind {
                // Text and bytes do not join, nor does anything join what is already wrong.
                break;
            }
            for _ in 0..prefix.len {
                self.bump();
            }
            self.literal(prefix);
            self.tok_end = self.literal_end();
            self.skip_space(true);
        }
        if templated {
            self.text.extend_from_slice(b",),");
            let strings = core::mem::take(&mut self.text);
            let parens = core::mem::take(&mut self.fstring_parens);
            self.prepend_args(&b"(".repeat(parens));
            self.prepend_args(&strings);
            if self.kind > Tok::MalformedFstring {
                self.kind = Tok::Name;
                self.text.extend_from_slice(b"__template__");
            }
        }
        if !self.fstring_args.is_empty() {
            self.fstring_args.push(b')');
            self.inject_args();
        }
    }

    fn literal(&mut self, prefix: Prefix) {
        let quote = self.cur();
        self.bump();
        let quotes = if self.cur() == quote && self.peek(1) == quote {
            self.bump();
            self.bump();
            3
        } else {
            1
        };
        if prefix.format && self.fstring_args.is_empty() {
            self.fstring_args.extend_from_slice(b".format(");
        }
        if prefix.template && self.fstring_args.is_empty() {
            self.text.extend_from_slice(b"((");
            self.text.extend((0..quotes).map(|_| quote));
        }
        let mut template = Template::default();
        let mut closing = 0;
        while !self.at_end() && (quotes > 1 || self.cur() != b'\n') && closing < quotes {
            let c = self.cur();
            if c == quote {
                closing += 1;
                self.text.push(c);
                self.bump();
                continue;
            }
            if prefix.template && c == b'\n' {
                // The text is read again as a literal, where a line end would end it.
                self.text.extend_from_slice(b"\\n");
                self.bump();
                continue;
            }
            closing = 0;
            if (prefix.format || prefix.template) && c == b'{' {
                if template.open > 0 {
                    template.open += 1;
                } else {
                    self.replacement(prefix, quote, quotes, &mut template);
                    continue;
                }
            }
            self.literal_char(prefix, quote, &mut template);
        }
        if closing < quotes {
            self.kind = Tok::LonelyStringOpen;
        }
        if prefix.template {
            if template.open > 0 {
                self.kind = Tok::MalformedFstring;
            }
            // A call takes at most 255 arguments.
            if 1 + template.count * 4 > 255 {
                self.fstring_parens += 1;
                self.fstring_args.push(b')');
            }
        } else {
            let kept = self.text.len().saturating_sub(closing);
            self.text.truncate(kept);
        }
    }

    /// One character, or escape, of a literal.
    fn literal_char(&mut self, prefix: Prefix, quote: u8, template: &mut Template) {
        let c = self.cur();
        if prefix.template && c == b'\\' {
            // Kept as it is: it is read again.
            self.text.push(b'\\');
            if prefix.raw {
                self.text.push(b'\\');
            } else {
                self.bump();
                let escaped = self.cur();
                self.text.push(escaped);
            }
        } else if c == b'\\' {
            self.bump();
            self.escape(prefix.raw);
        } else if prefix.template && template.open > 0 && c == b'}' {
            template.open -= 1;
            if template.open > 0 {
                template.nested = true;
                self.text.push(c);
            } else {
                template.count += 1;
                if core::mem::take(&mut template.nested) {
                    self.fstring_args.push(b'f');
                }
                self.fstring_args.push(quote);
                let start = self.fstring_args.len();
                let spec = self.text.get(template.spec_at + 1..).unwrap_or_default();
                self.fstring_args.extend_from_slice(spec);
                self.note_copied(start, template.spec_source);
                self.text.truncate(template.spec_at);
                self.fstring_args.push(quote);
                self.fstring_args.push(b',');
            }
        } else {
            self.text.push(c);
            if prefix.template && c == b'}' {
                if self.peek(1) == b'}' {
                    self.bump();
                } else {
                    self.kind = Tok::MalformedFstring;
                }
            }
        }
        self.bump();
    }

    /// A `{` of an f- or t-string: `{{`, or an argument up to its format.
    fn replacement(&mut self, prefix: Prefix, quote: u8, quotes: usize, template: &mut Template) {
        self.bump();
        if self.cur() == b'{' {
            if !prefix.template {
                self.text.push(b'{');
            }
            self.bump();
            self.text.push(b'{');
            return;
        }
        self.fstring_args.push(b'(');
        let start = self.fstring_args.len();
        let source = self.source_at();
        let mut nesting: u32 = 0;
        while !self.at_end() {
            let c = self.cur();
            let conversion = c == b'!'
                && matches!(self.peek(1), b'r' | b's')
                && matches!(self.peek(2), b':' | b'}');
            if nesting == 0 && (matches!(c, b':' | b'}') || conversion) {
                break;
            }
            match c {
                b'[' | b'{' => nesting = nesting.wrapping_add(1),
                b']' | b'}' => nesting = nesting.wrapping_sub(1),
                _ => {}
            }
            self.fstring_args.push(c);
            self.bump();
        }
        let debug = self.fstring_args.last() == Some(&b'=');
        if debug {
            let shown = self.fstring_args.get(start..).unwrap_or_default();
            self.text.extend_from_slice(shown);
            self.fstring_args.pop();
        }
        if prefix.template {
            while self.fstring_args.last().is_some_and(|&b| is_space(b)) {
                self.fstring_args.pop();
            }
        }
        if self.fstring_args.len() == start {
            self.kind = Tok::MalformedFstring;
        }
        self.note_copied(start, source);
        self.fstring_args.extend_from_slice(b"),");
        if prefix.template {
            self.interpolation(start, quote, quotes, debug);
            template.open = 1;
            template.spec_at = self.text.len();
            template.spec_source = self.source_at();
        }
        self.text.push(b'{');
    }

    /// The rest of what `__template__` is told of one interpolation: its text and conversion.
    fn interpolation(&mut self, start: usize, quote: u8, quotes: usize, debug: bool) {
        self.fstring_args.push(quote);
        let end = self.fstring_args.len() - 3;
        for i in start..end {
            let b = self.fstring_args[i];
            if b == quote || b == b'\\' {
                self.fstring_args.push(b'\\');
            }
            self.fstring_args.push(b);
        }
        self.fstring_args.extend_from_slice(&[quote, b',']);
        self.text.extend((0..quotes).map(|_| quote));
        self.text.push(b',');
        self.text.extend((0..quotes).map(|_| quote));
        if self.cur() == b'!' {
            self.bump();
            let conversion = self.cur();
            self.bump();
            self.fstring_args
                .extend_from_slice(&[quote, conversion, quote, b',']);
        } else if debug && self.cur() != b':' {
            self.fstring_args.extend_from_slice(b"'r',");
        } else {
            self.fstring_args.extend_from_slice(b"None,");
        }
        if self.cur() == b':' {
            self.bump();
        }
    }

    /// What a backslash makes of the character here; leaves the last character of the escape current.
    fn escape(&mut self, raw: bool) {
        let c = self.cur();
        if raw {
            self.text.push(b'\\');
            self.add_char(u32::from(c));
            return;
        }
        let value = match c {
            b'\n' => return,
            b'\\' | b'\'' | b'"' => u32::from(c),
            b'a' => 7,
            b'b' => 8,
            b't' => 9,
            b'n' => 10,
            b'v' => 11,
            b'f' => 12,
            b'r' => 13,
            b'u' | b'U' if self.kind == Tok::Bytes => {
                self.text.push(b'\\');
                u32::from(c)
            }
            b'x' => self.hex(2),
            b'u' => self.hex(4),
            b'U' => self.hex(8),
            b'N' => {
                self.named_escape = true;
                0
            }
            b'0'..=b'7' => {
                let mut value = u32::from(c - b'0');
                let mut digits = 3;
                while matches!(self.peek(1), b'0'..=b'7') {
                    digits -= 1;
                    if digits == 0 {
                        break;
                    }
                    self.bump();
                    value = value * 8 + u32::from(self.cur() - b'0');
                }
                value
            }
            _ => {
                self.text.push(b'\\');
                u32::from(c)
            }
        };
        self.add_char(value);
    }

    fn hex(&mut self, digits: usize) -> u32 {
        let mut value: u32 = 0;
        for _ in 0..digits {
            self.bump();
            match char::from(self.cur()).to_digit(16) {
                Some(digit) => value = value << 4 | digit,
                None => {
                    self.kind = Tok::Invalid;
                    // The value is that of no digits at all.
                    return 0;
                }
            }
        }
        value
    }

    /// Adds a character to a string, encoded, or a byte to bytes.
    fn add_char(&mut self, c: u32) {
        match self.kind {
            Tok::String if c < 0x11_0000 => encode(&mut self.text, c),
            Tok::Bytes if c < 0x100 => self.text.push(c as u8),
            _ => self.kind = Tok::Invalid,
        }
    }
}

/// State of the t-string being read.
#[derive(Default)]
struct Template {
    /// Braces open in the format of an interpolation; 0 outside of one.
    open: usize,
    /// Whether the format holds replacements itself.
    nested: bool,
    /// Interpolations so far.
    count: usize,
    /// Where the text stood when the format began.
    spec_at: usize,
    /// Where the format is in the source.
    spec_source: Option<usize>,
}

/// Appends `c` as UTF-8, surrogates as if they were characters.
fn encode(out: &mut alloc::vec::Vec<u8>, c: u32) {
    if let Some(c) = char::from_u32(c) {
        out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
    } else {
        out.extend_from_slice(&[
            0xe0 | (c >> 12) as u8,
            0x80 | (c >> 6 & 0x3f) as u8,
            0x80 | (c & 0x3f) as u8,
        ]);
    }
}
