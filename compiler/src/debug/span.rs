//! Positions in a source: spans of bytes, and the lines and columns that people and editors count in.

use alloc::vec::Vec;
use core::ops::Range;

/// A stretch of the source, in bytes of the original text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// Its first byte.
    pub start: u32,
    /// The byte after its last one.
    pub end: u32,
}

impl Span {
    /// From `start` up to, and without, `end`.
    #[must_use]
    pub fn new(start: u32, end: u32) -> Self {
        Self { start, end }
    }

    /// Whether `offset` lies on it, or right behind it, where a cursor still belongs to it.
    #[must_use]
    pub fn touches(self, offset: u32) -> bool {
        self.start <= offset && offset <= self.end
    }

    /// The same as indices.
    #[must_use]
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// A place in a text as people count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// The line, from 1.
    pub line: u32,
    /// The column in characters, from 1, as in [`CompileError`](crate::CompileError).
    pub column: u32,
    /// UTF-16 units on the line before it, from 0: CodeMirror's distance from the line's start.
    pub utf16: u32,
}

/// A character that does not take one byte.
#[derive(Clone, Debug)]
struct Wide {
    at: u32,
    /// Its bytes: 2 to 4.
    bytes: u32,
}

impl Wide {
    fn utf16(&self) -> u32 {
        self.bytes / 4 + 1
    }
}

/// Lines and columns of one text. It holds what it needs of the text, and no more.
///
/// Lines end with `\n`, `\r\n` or a lone `\r`, as for the compiler and for CodeMirror.
#[derive(Clone, Debug)]
pub struct LineIndex {
    /// Where each line starts, and where it ends, without what ends it.
    lines: Vec<Span>,
    wide: Vec<Wide>,
    len: u32,
}

impl LineIndex {
    /// The lines of `source`.
    #[must_use]
    pub fn new(source: &[u8]) -> Self {
        let mut lines = Vec::new();
        let mut wide = Vec::new();
        let mut start = 0;
        for (i, &b) in source.iter().enumerate() {
            match b {
                b'\r' if source.get(i + 1) == Some(&b'\n') => {}
                b'\n' | b'\r' => {
                    let pair = b == b'\n' && i > 0 && source[i - 1] == b'\r';
                    lines.push(Span::new(start, (i - usize::from(pair)) as u32));
                    start = i as u32 + 1;
                }
                0xc0.. => wide.push(Wide {
                    at: i as u32,
                    bytes: if b < 0xe0 {
                        2
                    } else {
                        3 + u32::from(b >= 0xf0)
                    },
                }),
                _ => {}
            }
        }
        let len = source.len() as u32;
        lines.push(Span::new(start, len));
        Self { lines, wide, len }
    }

    /// How many lines there are; text after the last line end is one, even if it is empty.
    #[must_use]
    pub fn lines(&self) -> u32 {
        self.lines.len() as u32
    }

    /// The line of an offset, from 1. Beyond the text is its last line.
    #[must_use]
    pub fn line(&self, offset: u32) -> u32 {
        self.lines.partition_point(|line| line.start <= offset) as u32
    }

    /// A line without what ends it; the end of the text if there is no such line.
    #[must_use]
    pub fn line_span(&self, line: u32) -> Span {
        let index = line.saturating_sub(1) as usize;
        let end = Span::new(self.len, self.len);
        self.lines.get(index).copied().unwrap_or(end)
    }

    /// Line and columns of an offset. Beyond the text is its end.
    #[must_use]
    pub fn position(&self, offset: u32) -> Position {
        let offset = offset.min(self.len);
        let line = self.line(offset);
        let start = self.line_span(line).start;
        let bytes = offset - start;
        let (mut column, mut utf16) = (bytes, bytes);
        for wide in self.wide_from(start) {
            if wide.at >= offset {
                break;
            }
            // Within a character counts as behind it.
            let taken = wide.bytes.min(offset - wide.at);
            column -= taken - 1;
            utf16 = utf16 + wide.utf16() - taken;
        }
        Position {
            line,
            column: column + 1,
            utf16,
        }
    }

    /// The offset of a line and a column in characters, both from 1; at most the line's end.
    #[must_use]
    pub fn offset(&self, line: u32, column: u32) -> u32 {
        self.walk(line, column.saturating_sub(1), |_| 1)
    }

    /// The offset so many UTF-16 units, from 0, into a line; at most the line's end.
    #[must_use]
    pub fn offset_utf16(&self, line: u32, utf16: u32) -> u32 {
        self.walk(line, utf16, Wide::utf16)
    }

    /// The offset `units` into a line, its wide characters having that many of them.
    fn walk(&self, line: u32, units: u32, size: fn(&Wide) -> u32) -> u32 {
        let Span { start, end } = self.line_span(line);
        let (mut at, mut left) = (start, units);
        for wide in self.wide_from(start) {
            let before = wide.at - at;
            if wide.at >= end || left <= before {
                break;
            }
            left = (left - before).saturating_sub(size(wide));
            at = wide.at + wide.bytes;
        }
        at.saturating_add(left).min(end)
    }

    fn wide_from(&self, offset: u32) -> &[Wide] {
        &self.wide[self.wide.partition_point(|wide| wide.at < offset)..]
    }
}

/// From offsets of the source as the lexer has it, where every line ends with `\n`, to the original's.
#[derive(Debug)]
pub(crate) struct Original {
    /// Where the lexer has `\n` for `\r\n`, in its own offsets.
    shortened: Vec<u32>,
    len: u32,
}

impl Original {
    /// For this original text.
    pub fn new(source: &[u8]) -> Self {
        let pairs = source.windows(2).enumerate();
        let shortened = pairs
            .filter(|(_, pair)| *pair == b"\r\n")
            .enumerate()
            .map(|(before, (at, _))| (at - before) as u32)
            .collect();
        Self {
            shortened,
            len: source.len() as u32,
        }
    }

    /// The original offset.
    pub fn offset(&self, offset: u32) -> u32 {
        let before = self.shortened.partition_point(|&at| at < offset);
        // The lexer ends the last line if nobody did.
        (offset + before as u32).min(self.len)
    }

    /// The original span.
    pub fn span(&self, span: Span) -> Span {
        Span::new(self.offset(span.start), self.offset(span.end))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_end_in_three_ways() {
        let index = LineIndex::new(b"a\r\nb\rc\nd");
        let lines: Vec<u32> = (0..8).map(|at| index.line(at)).collect();
        assert_eq!(lines, [1, 1, 1, 2, 2, 3, 3, 4]);
        assert_eq!(index.lines(), 4);
        let spans = [
            Span::new(0, 1),
            Span::new(3, 4),
            Span::new(5, 6),
            Span::new(7, 8),
        ];
        assert_eq!([1, 2, 3, 4].map(|line| index.line_span(line)), spans);
        assert_eq!(index.line_span(5), Span::new(8, 8));
    }

    #[test]
    fn columns_count_characters_and_utf16_units() {
        // One, two, three and four bytes.
        let text = "x = 1\naé€😀b\n";
        let index = LineIndex::new(text.as_bytes());
        let mut seen = Vec::new();
        for (at, c) in text.char_indices().skip(6) {
            let place = index.position(at as u32);
            assert_eq!(place.line, 2);
            assert_eq!(index.offset(2, place.column), at as u32);
            assert_eq!(index.offset_utf16(2, place.utf16), at as u32);
            seen.push((c, place.column, place.utf16));
        }
        assert_eq!(
            seen,
            [
                ('a', 1, 0),
                ('é', 2, 1),
                ('€', 3, 2),
                ('😀', 4, 3),
                ('b', 5, 5),
                ('\n', 6, 6)
            ]
        );
    }

    #[test]
    fn places_beyond_a_line_are_its_end() {
        let index = LineIndex::new("é\nb".as_bytes());
        assert_eq!(index.offset(1, 99), 2);
        assert_eq!(index.offset_utf16(2, 99), 4);
        assert_eq!(index.offset(9, 1), 4);
        assert_eq!(index.position(99).column, 2);
    }

    #[test]
    fn shortened_line_ends_map_back() {
        let source = b"a\r\nbc\r\n\rd";
        let original = Original::new(source);
        let lexed = b"a\nbc\n\nd\n";
        for (at, &b) in lexed[..lexed.len() - 1].iter().enumerate() {
            let there = source[original.offset(at as u32) as usize];
            assert!(there == b || (b == b'\n' && there == b'\r'), "{at}");
        }
        assert_eq!(original.offset(lexed.len() as u32), source.len() as u32);
    }
}
