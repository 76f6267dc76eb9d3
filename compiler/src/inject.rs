//! Where injected text comes from: the arguments of f-strings are in the source too, within a literal.

use super::lexer::Lexer;

/// A stretch of injected text that is the source's own.
#[derive(Clone, Copy)]
pub(super) struct Copied {
    /// Where it starts in the injected text.
    pub at: usize,
    pub len: usize,
    /// Where it starts in the source.
    pub source: usize,
}

impl Lexer {
    /// Bytes still to be injected. Text is only ever injected in front, so what is left does not
    /// change its distance from the end.
    fn left(&self) -> usize {
        self.inject.len() - self.inject_at
    }

    /// Goes on in the source, whatever was to be injected before it.
    pub(super) fn drop_injected(&mut self) {
        self.inject.clear();
        self.inject_at = 0;
        self.copied.clear();
    }

    /// Where in the source the current character stands; `None` if it is not from there.
    pub(super) fn source_at(&self) -> Option<usize> {
        let left = self.left();
        if left == 0 {
            return Some(self.at);
        }
        // Stretches that have been read are at the end until the next token starts.
        let stretch = self.copied.iter().rev().find(|c| left + c.len > c.at)?;
        (left <= stretch.at).then(|| stretch.source + stretch.at - left)
    }

    /// Where the injected token that starts here counts as starting.
    pub(super) fn injected_start(&mut self) -> u32 {
        let left = self.left();
        while self.copied.last().is_some_and(|c| left + c.len <= c.at) {
            self.copied.pop();
        }
        self.source_at().map_or(self.literal.0, |at| at as u32)
    }

    /// Where the injected token that ends here counts as ending.
    pub(super) fn injected_end(&self) -> u32 {
        let left = self.left();
        let stretch = self
            .copied
            .last()
            .filter(|c| left < c.at && left + c.len >= c.at);
        stretch.map_or(self.literal.1, |c| (c.source + c.at - left) as u32)
    }

    /// Notes that the f-string arguments from `start` on are the source's text from `source` on.
    pub(super) fn note_copied(&mut self, start: usize, source: Option<usize>) {
        let Some(source) = source else { return };
        let text = self.fstring_args.get(start..).unwrap_or_default();
        // A literal that is never closed may have run into other text.
        if self.source[source..].starts_with(text) {
            self.fstring_copied.push(Copied {
                at: start,
                len: text.len(),
                source,
            });
        }
    }

    /// Puts `text` before the f-string arguments.
    pub(super) fn prepend_args(&mut self, text: &[u8]) {
        self.fstring_args.splice(0..0, text.iter().copied());
        for copied in &mut self.fstring_copied {
            copied.at += text.len();
        }
    }

    /// Where a literal ends that has just been read.
    pub(super) fn literal_end(&self) -> u32 {
        if self.inject.is_empty() {
            self.at as u32
        } else {
            self.injected_end()
        }
    }

    /// Injects the arguments of the f-string that is the current token.
    pub(super) fn inject_args(&mut self) {
        if self.inject.is_empty() {
            self.copied.clear();
            self.literal = (self.tok_offset, self.tok_end);
        }
        let mut args = core::mem::take(&mut self.fstring_args);
        if self.at_end() {
            // Within brackets the source's last line end is behind already. MicroPython sees that
            // text ends without one, and adds it again.
            args.push(b'\n');
        }
        // Nor can it tell a zero byte, which a plain string behind a t-string may hold, from the
        // end of the text.
        for at in 1..args.len() {
            if args[at] == 0 && !matches!(args[at - 1], 0 | b'\n') {
                args[at] = b'\n';
            }
        }
        let left = args.len() + self.left();
        let copied = self.fstring_copied.drain(..).rev();
        self.copied.extend(copied.map(|c| Copied {
            at: left - c.at,
            ..c
        }));
        let at = self.inject_at;
        self.inject.splice(at..at, args);
    }
}
