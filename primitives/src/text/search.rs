//! Finding, counting, splitting, replacing and stripping, on bytes; shared by str, bytes and bytearray.
//!
//! Results are ranges into the text that was given, so that the caller decides what becomes of them.

use alloc::vec::Vec;
use core::ops::Range;

use super::STRETCH;
use super::classify::is_space;
use super::compare::common_length;
use super::error::TextError;
use super::utf8;

/// What `strip()` without argument removes.
pub const WHITESPACE: &[u8] = b" \t\n\r\x0b\x0c";

/// The error of an empty separator.
fn empty_separator() -> TextError {
    TextError::value("empty separator")
}

/// Bytes that are searched for one byte at a time: compilers turn that into few instructions.
const BLOCK: usize = 64;

/// Offset of the first byte `wanted`.
fn find_byte(text: &[u8], wanted: u8) -> Option<usize> {
    let mut at = 0;
    for block in text.chunks(BLOCK) {
        if block
            .iter()
            .fold(false, |found, &byte| found | (byte == wanted))
        {
            return block
                .iter()
                .position(|&byte| byte == wanted)
                .map(|n| at + n);
        }
        at += block.len();
    }
    None
}

/// Offset of the first `needle` in `text`.
pub fn find(text: &[u8], needle: &[u8]) -> Option<usize> {
    if let &[wanted] = needle {
        // Often it is near.
        let (near, far) = text.split_at(text.len().min(BLOCK / 4));
        return match near.iter().position(|&byte| byte == wanted) {
            None => find_byte(far, wanted).map(|at| near.len() + at),
            found => found,
        };
    }
    let (Some(&first), Some(&end)) = (needle.first(), needle.last()) else {
        return Some(0);
    };
    let last = text.len().checked_sub(needle.len())?;
    let (mut start, mut compared) = (0, 0);
    while start <= last {
        if text[start] != first {
            // Often it is near.
            let near = text[start..=last].iter().take(BLOCK / 4);
            start += match near.take_while(|&&byte| byte != first).count() {
                far if far == BLOCK / 4 => far + find_byte(&text[start + far..=last], first)?,
                near => near,
            };
            continue;
        }
        if text[start + needle.len() - 1] == end {
            let same = common_length(&text[start..], needle);
            if same == needle.len() {
                return Some(start);
            }
            compared += same;
            if compared > 4 * start + PATIENCE {
                let rest = start + 1..text.len();
                return locate_linear(rest, needle.len(), |at| text[at], |at| needle[at]);
            }
        }
        start += 1;
    }
    None
}

/// Offset of the last `needle` in `text`.
pub fn rfind(text: &[u8], needle: &[u8]) -> Option<usize> {
    let (length, width) = (text.len(), needle.len());
    let from_end = locate(
        length,
        width,
        |at| text[length - 1 - at],
        |at| needle[width - 1 - at],
    )?;
    Some(length - width - from_end)
}

/// Characters compared in vain, beyond a few for each place, before it is taken for a slow search.
const PATIENCE: usize = 256;

/// The first place where `width` characters of a text of `length` are the needle's.
///
/// Plain comparison while it pays; a text that makes it slow is finished by Knuth, Morris and Pratt in linear time.
fn locate(
    length: usize,
    width: usize,
    text: impl Fn(usize) -> u8,
    needle: impl Fn(usize) -> u8,
) -> Option<usize> {
    if width == 0 {
        return Some(0);
    }
    let last = length.checked_sub(width)?;
    let mut compared = 0;
    for start in 0..=last {
        let same = (0..width)
            .take_while(|&at| text(start + at) == needle(at))
            .count();
        if same == width {
            return Some(start);
        }
        compared += same;
        if compared > 4 * start + PATIENCE {
            return locate_linear(start + 1..length, width, text, needle);
        }
    }
    None
}

fn locate_linear(
    range: Range<usize>,
    width: usize,
    text: impl Fn(usize) -> u8,
    needle: impl Fn(usize) -> u8,
) -> Option<usize> {
    // borders[i]: length of the longest proper prefix of needle[..=i] that is also its suffix.
    let mut borders = Vec::with_capacity(width);
    borders.push(0);
    let mut border = 0;
    for at in 1..width {
        while border > 0 && needle(at) != needle(border) {
            border = borders[border - 1];
        }
        border += usize::from(needle(at) == needle(border));
        borders.push(border);
    }
    let mut same = 0;
    for at in range {
        while same > 0 && text(at) != needle(same) {
            same = borders[same - 1];
        }
        same += usize::from(text(at) == needle(same));
        if same == width {
            return Some(at + 1 - width);
        }
    }
    None
}

/// Occurrences of `needle` that do not overlap; an empty needle is found around each character.
pub fn count(text: &[u8], needle: &[u8]) -> usize {
    if needle.is_empty() {
        return utf8::length(text) + 1;
    }
    if let &[wanted] = needle {
        return text
            .chunks(STRETCH)
            .map(|some| count_byte(some, wanted))
            .sum();
    }
    let mut found = 0;
    let mut rest = text;
    while let Some(at) = find(rest, needle) {
        found += 1;
        rest = &rest[at + needle.len()..];
    }
    found
}

#[inline(never)]
fn count_byte(text: &[u8], wanted: u8) -> usize {
    text.iter().filter(|&&byte| byte == wanted).count()
}

/// Where a text is cut into parts.
#[derive(Clone, Copy, Debug)]
pub enum Cut<'a> {
    /// At a separator, which is not empty.
    At(&'a [u8]),
    /// The same, the last part first.
    FromEnd(&'a [u8]),
    /// At runs of white space.
    White,
    /// At `\n`, `\r` and `\r\n`, which may be kept.
    Lines {
        /// Whether they are.
        keep_ends: bool,
    },
}

/// How far a text is cut: plain data between any two parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cutting {
    /// Where the rest begins, or ends if it is cut from its end; `None` if there is none.
    pub at: Option<usize>,
    /// Cuts left to be made; negative for any number.
    pub left: i64,
}

impl Cutting {
    /// Nothing is cut yet.
    pub fn new(text: &[u8], cut: Cut<'_>, limit: i64) -> Cutting {
        let at = match cut {
            Cut::At(_) => Some(0),
            Cut::FromEnd(_) => Some(text.len()),
            Cut::White => {
                let at = skip(text, 0, true);
                (at < text.len()).then_some(at)
            }
            Cut::Lines { .. } => (!text.is_empty()).then_some(0),
        };
        Cutting { at, left: limit }
    }

    /// The next part.
    pub fn next(&mut self, text: &[u8], cut: Cut<'_>) -> Option<Range<usize>> {
        let at = self.at?;
        let (part, rest) = match (cut, self.left) {
            (Cut::FromEnd(_), 0) => (0..at, None),
            (Cut::At(_) | Cut::White, 0) => (at..text.len(), None),
            (Cut::At(separator), _) => match find(&text[at..], separator) {
                Some(width) => (at..at + width, Some(at + width + separator.len())),
                None => (at..text.len(), None),
            },
            (Cut::FromEnd(separator), _) => match rfind(&text[..at], separator) {
                Some(end) => (end + separator.len()..at, Some(end)),
                None => (0..at, None),
            },
            (Cut::White, _) => {
                let end = skip(text, at, false);
                let next = skip(text, end, true);
                (at..end, (next < text.len()).then_some(next))
            }
            (Cut::Lines { keep_ends }, _) => {
                let rest = &text[at..];
                let length = line_length(rest);
                let ending = match &rest[length..] {
                    [b'\r', b'\n', ..] => 2,
                    [_, ..] => 1,
                    [] => 0,
                };
                let next = at + length + ending;
                let kept = if keep_ends { ending } else { 0 };
                (at..at + length + kept, (next < text.len()).then_some(next))
            }
        };
        self.at = rest;
        self.left = self.left.saturating_sub(i64::from(self.left > 0));
        Some(part)
    }
}

/// How many bytes `count` finds at the start of a text that it looks at in stretches.
fn count_run(text: &[u8], count: impl Fn(&[u8]) -> usize) -> usize {
    let mut run = 0;
    for stretch in text.chunks(STRETCH) {
        let here = count(stretch);
        run += here;
        if here < stretch.len() {
            break;
        }
    }
    run
}

/// Bytes before the end of the first line.
fn line_length(text: &[u8]) -> usize {
    #[inline(never)]
    fn before_end(text: &[u8]) -> usize {
        let run = text.iter();
        run.take_while(|byte| !matches!(byte, b'\n' | b'\r'))
            .count()
    }
    count_run(text, before_end)
}

/// The end of a run of white space, or of something else, at `from`.
fn skip(text: &[u8], from: usize, space: bool) -> usize {
    #[inline(never)]
    fn same_kind(text: &[u8], space: bool) -> usize {
        let run = text.iter();
        run.take_while(|&&byte| is_space(byte) == space).count()
    }
    from + count_run(&text[from..], |text| same_kind(text, space))
}

/// Refuses an empty separator.
pub fn check_separator(separator: &[u8]) -> Result<(), TextError> {
    match separator {
        [] => Err(empty_separator()),
        _ => Ok(()),
    }
}

/// Where `partition` (or, from the end, `rpartition`) divides the text; `None` if the separator is not in it.
pub fn partition(
    text: &[u8],
    separator: &[u8],
    from_end: bool,
) -> Result<Option<usize>, TextError> {
    check_separator(separator)?;
    Ok(if from_end {
        rfind(text, separator)
    } else {
        find(text, separator)
    })
}

/// How far `replace(old, new, limit)` is: plain data between any two replacements.
///
/// An empty `old` is found before each byte, also inside characters.
#[derive(Clone, Debug, Default)]
pub struct Replacing {
    /// The text so far.
    pub out: Vec<u8>,
    /// Where the rest begins.
    pub at: usize,
    /// Replacements made.
    pub done: usize,
}

impl Replacing {
    /// Goes on through about `most` bytes more; says whether that was all. A negative limit is none.
    pub fn go_on(&mut self, text: &[u8], [old, new]: [&[u8]; 2], limit: i64, most: usize) -> bool {
        let limit = usize::try_from(limit).unwrap_or(usize::MAX);
        let stop = self.at.saturating_add(most);
        if self.done == 0 && old.is_empty() && limit > 0 {
            self.out.extend_from_slice(new);
            self.done = 1;
        }
        while self.done != limit && self.at < text.len() {
            if self.at >= stop {
                return false;
            }
            let rest = &text[self.at..];
            let Some(at) = find(rest, old) else { break };
            let kept = at + usize::from(old.is_empty());
            self.out.extend_from_slice(&rest[..kept]);
            self.out.extend_from_slice(new);
            self.at += kept + old.len();
            self.done += 1;
        }
        self.out.extend_from_slice(&text[self.at..]);
        self.at = text.len();
        true
    }
}

/// What remains after stripping bytes that `unwanted` holds, from the left, from the right or both.
pub fn strip(text: &[u8], unwanted: &[u8], left: bool, right: bool) -> Range<usize> {
    let mut kept = [true; 256];
    for &byte in unwanted {
        kept[usize::from(byte)] = false;
    }
    #[inline(never)]
    fn first(text: &[u8], kept: &[bool; 256]) -> usize {
        let run = text.iter();
        run.take_while(|&&byte| !kept[usize::from(byte)]).count()
    }
    let start = count_run(text, |text| first(text, &kept));
    if start == text.len() {
        return 0..0;
    }
    let mut end = text.len();
    for stretch in text.rchunks(STRETCH).take_while(|_| right) {
        let last = stretch.iter().rposition(|&byte| kept[usize::from(byte)]);
        end -= stretch.len() - last.map_or(0, |last| last + 1);
        if last.is_some() {
            break;
        }
    }
    if left { start..end } else { 0..end }
}

/// Spaces to put left and right of `text` to centre it among `width` characters.
pub fn center(text: &[u8], width: i64) -> (usize, usize) {
    let missing = usize::try_from(width)
        .unwrap_or(0)
        .saturating_sub(utf8::length(text));
    (missing / 2, missing - missing / 2)
}

#[cfg(test)]
mod tests {
    use alloc::vec;

    use super::*;

    fn cut<'a>(text: &'a [u8], cut: Cut<'_>, limit: i64) -> Vec<&'a str> {
        let mut cutting = Cutting::new(text, cut, limit);
        let parts = core::iter::from_fn(|| cutting.next(text, cut));
        parts
            .map(|part| core::str::from_utf8(&text[part]).unwrap())
            .collect()
    }

    fn replace(text: &[u8], old: &[u8], new: &[u8], limit: i64) -> Vec<u8> {
        let mut at_once = Replacing::default();
        assert!(at_once.go_on(text, [old, new], limit, usize::MAX));
        let mut in_steps = Replacing::default();
        while !in_steps.go_on(text, [old, new], limit, 1) {}
        assert_eq!(in_steps.out, at_once.out);
        at_once.out
    }

    #[test]
    fn finding() {
        assert_eq!(
            (find(b"abcabc", b"bc"), rfind(b"abcabc", b"bc")),
            (Some(1), Some(4))
        );
        assert_eq!(
            (find(b"aaa", b"aa"), rfind(b"aaa", b"aa")),
            (Some(0), Some(1))
        );
        assert_eq!((find(b"aa", b""), rfind(b"aa", b"")), (Some(0), Some(2)));
        assert_eq!(
            (find(b"", b"a"), rfind(b"", b"a"), find(b"a", b"aa")),
            (None, None, None)
        );
    }

    #[test]
    fn finding_takes_linear_time() {
        let mut text = vec![b'a'; 200_000];
        let mut needle = vec![b'a'; 100_000];
        needle[50_000] = b'b';
        assert_eq!(find(&text, &needle), None);
        assert_eq!(rfind(&text, &needle), None);
        text[150_000] = b'b';
        assert_eq!(find(&text, &needle), Some(100_000));
        assert_eq!(rfind(&text, &needle), Some(100_000));
    }

    #[test]
    fn counting() {
        assert_eq!((count(b"aaa", b"aa"), count(b"aXbXc", b"X")), (1, 2));
        assert_eq!(
            (
                count("éé".as_bytes(), b""),
                count(b"", b""),
                count(b"", b"a")
            ),
            (3, 1, 0)
        );
    }

    #[test]
    fn a_slow_search_begins_anew_behind_each_find() {
        let text = [b"a".repeat(4000), b"b".to_vec()].concat().repeat(200);
        let needle = [b"a".repeat(2000), b"b".to_vec()].concat();
        assert_eq!(count(&text, &needle), 200);
        assert_eq!(find(&text, &needle), Some(2000));
    }

    #[test]
    fn splitting() {
        let at = |text: &'static str, separator: &'static str, limit| {
            cut(text.as_bytes(), Cut::At(separator.as_bytes()), limit)
        };
        assert_eq!(at("a,b,,c,", ",", -1), ["a", "b", "", "c", ""]);
        assert_eq!(at("aXbXc", "X", 1), ["a", "bXc"]);
        assert_eq!(at("aXbXc", "X", 0), ["aXbXc"]);
        assert_eq!(at("", "X", -1), [""]);
        assert_eq!(check_separator(b""), Err(empty_separator()));
        let from_end = |text: &'static str, separator: &'static str, limit| {
            cut(text.as_bytes(), Cut::FromEnd(separator.as_bytes()), limit)
        };
        assert_eq!(from_end("aXbXc", "X", 1), ["c", "aXb"]);
        assert_eq!(from_end("aXbXc", "X", 5), ["c", "b", "a"]);
        assert_eq!(from_end("aXbXc", "X", 0), ["aXbXc"]);
        assert_eq!(from_end("aaa", "aa", 5), ["", "a"]);
        assert_eq!(from_end("XX", "X", 1), ["", "X"]);
    }

    #[test]
    fn splitting_at_white_space() {
        let white = |text: &'static str, limit| cut(text.as_bytes(), Cut::White, limit);
        assert_eq!(white("  a  b ", -1), ["a", "b"]);
        assert_eq!(white("  a  b ", 1), ["a", "b "]);
        assert_eq!(white("  a  b ", 0), ["a  b "]);
        assert_eq!(white("", -1), [""; 0]);
        assert_eq!(white(" ", 0), [""; 0]);
    }

    #[test]
    fn splitting_lines() {
        let lines =
            |text: &'static str, keep_ends| cut(text.as_bytes(), Cut::Lines { keep_ends }, -1);
        let text = "a\nb\r\nc\rd\n";
        assert_eq!(lines(text, false), ["a", "b", "c", "d"]);
        assert_eq!(lines(text, true), ["a\n", "b\r\n", "c\r", "d\n"]);
        assert_eq!(lines("\n", false), [""]);
        assert_eq!(lines("a", false), ["a"]);
        assert_eq!(lines("", true), [""; 0]);
    }

    #[test]
    fn replacing() {
        assert_eq!(replace(b"aXbXc", b"X", b"--", -1), b"a--b--c");
        assert_eq!(replace(b"aXbXc", b"X", b"", 1), b"abXc");
        assert_eq!(replace(b"aa", b"", b"-", -1), b"-a-a-");
        assert_eq!(replace(b"aa", b"", b"-", 1), b"-aa");
        assert_eq!(replace(b"", b"", b"-", -1), b"-");
        assert_eq!(replace(b"aa", b"b", b"-", -1), b"aa");
        assert_eq!(replace(b"aa", b"a", b"-", 0), b"aa");
    }

    #[test]
    fn partitioning_stripping_centering() {
        assert_eq!(partition(b"aXbXc", b"X", false), Ok(Some(1)));
        assert_eq!(partition(b"aXbXc", b"X", true), Ok(Some(3)));
        assert_eq!(partition(b"abc", b"X", true), Ok(None));
        assert!(partition(b"abc", b"", true).is_err());
        assert_eq!(strip(b"  a b ", WHITESPACE, true, true), 2..5);
        assert_eq!(strip(b"  a b ", WHITESPACE, true, false), 2..6);
        assert_eq!(strip(b"  a b ", WHITESPACE, false, true), 0..5);
        assert!(strip(b"  ", WHITESPACE, false, true).is_empty());
        assert_eq!(
            (
                center(b"a", 6),
                center("é".as_bytes(), 4),
                center(b"abc", -1)
            ),
            ((2, 3), (1, 2), (0, 0))
        );
    }
}
