//! Finding, counting, splitting, replacing and stripping, on bytes; shared by str, bytes and bytearray.
//!
//! Results are ranges into the text that was given, so that the caller decides what becomes of them.

use alloc::vec::Vec;
use core::ops::Range;

use super::classify::is_space;
use super::error::TextError;
use super::utf8;

/// What `strip()` without argument removes.
pub const WHITESPACE: &[u8] = b" \t\n\r\x0b\x0c";

/// The error of an empty separator.
fn empty_separator() -> TextError {
    TextError::value("empty separator")
}

/// Offset of the first `needle` in `text`.
pub fn find(text: &[u8], needle: &[u8]) -> Option<usize> {
    locate(text.len(), needle.len(), |at| text[at], |at| needle[at])
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
    let mut patience = 4 * length + 64;
    for start in 0..=last {
        let same = (0..width)
            .take_while(|&at| text(start + at) == needle(at))
            .count();
        if same == width {
            return Some(start);
        }
        match patience.checked_sub(same + 1) {
            Some(left) => patience = left,
            None => return locate_linear(start + 1..length, width, text, needle),
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
    let mut found = 0;
    let mut rest = text;
    while let Some(at) = find(rest, needle) {
        found += 1;
        rest = &rest[at + needle.len()..];
    }
    found
}

/// `split(sep, limit)`; a negative limit is none.
pub fn split(text: &[u8], separator: &[u8], limit: i64) -> Result<Vec<Range<usize>>, TextError> {
    if separator.is_empty() {
        return Err(empty_separator());
    }
    let mut parts = Vec::new();
    let mut start = 0;
    let mut left = limit;
    while left != 0 {
        let Some(at) = find(&text[start..], separator) else {
            break;
        };
        parts.push(start..start + at);
        start += at + separator.len();
        left = left.saturating_sub(i64::from(left > 0));
    }
    parts.push(start..text.len());
    Ok(parts)
}

/// `split(None, limit)`: at runs of white space.
pub fn split_whitespace(text: &[u8], limit: i64) -> Vec<Range<usize>> {
    let skip = |from: usize, space: bool| {
        let run = text[from..]
            .iter()
            .take_while(|&&byte| is_space(byte) == space);
        from + run.count()
    };
    let mut parts = Vec::new();
    let mut at = skip(0, true);
    let mut left = limit;
    while at < text.len() && left != 0 {
        let end = skip(at, false);
        parts.push(at..end);
        at = skip(end, true);
        left = left.saturating_sub(i64::from(left > 0));
    }
    if at < text.len() {
        parts.push(at..text.len());
    }
    parts
}

/// `rsplit(sep, limit)` with a limit of at least 0; without one, `rsplit` is [`split`].
pub fn rsplit(text: &[u8], separator: &[u8], limit: i64) -> Result<Vec<Range<usize>>, TextError> {
    if limit < 0 {
        return split(text, separator, limit);
    }
    if separator.is_empty() {
        return Err(empty_separator());
    }
    let mut parts = Vec::new();
    let mut end = text.len();
    let mut left = limit;
    while left > 0 {
        let Some(at) = rfind(&text[..end], separator) else {
            break;
        };
        parts.push(at + separator.len()..end);
        end = at;
        left -= 1;
    }
    parts.push(0..end);
    parts.reverse();
    Ok(parts)
}

/// `splitlines(keep_ends)`: at `\n`, `\r` and `\r\n`.
pub fn split_lines(text: &[u8], keep_ends: bool) -> Vec<Range<usize>> {
    let mut lines = Vec::new();
    let mut start = 0;
    while start < text.len() {
        let rest = &text[start..];
        let length = rest
            .iter()
            .position(|byte| matches!(byte, b'\n' | b'\r'))
            .unwrap_or(rest.len());
        let ending = match &rest[length..] {
            [b'\r', b'\n', ..] => 2,
            [_, ..] => 1,
            [] => 0,
        };
        lines.push(start..start + length + if keep_ends { ending } else { 0 });
        start += length + ending;
    }
    lines
}

/// Where `partition` (or, from the end, `rpartition`) divides the text; `None` if the separator is not in it.
pub fn partition(
    text: &[u8],
    separator: &[u8],
    from_end: bool,
) -> Result<Option<usize>, TextError> {
    if separator.is_empty() {
        return Err(empty_separator());
    }
    Ok(if from_end {
        rfind(text, separator)
    } else {
        find(text, separator)
    })
}

/// `replace(old, new, limit)`; `None` if nothing changes, so that the same object can be the result.
///
/// An empty `old` is found before each byte, also inside characters.
pub fn replace(text: &[u8], old: &[u8], new: &[u8], limit: i64) -> Option<Vec<u8>> {
    if limit == 0 || old.len() > text.len() {
        return None;
    }
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    let mut out = Vec::with_capacity(text.len());
    let mut done = 0;
    let mut rest = text;
    if old.is_empty() {
        out.extend_from_slice(new);
        done = 1;
    }
    while done != limit && !rest.is_empty() {
        let Some(at) = find(rest, old) else { break };
        let kept = at + usize::from(old.is_empty());
        out.extend_from_slice(&rest[..kept]);
        out.extend_from_slice(new);
        rest = &rest[kept + old.len()..];
        done += 1;
    }
    if done == 0 {
        return None;
    }
    out.extend_from_slice(rest);
    Some(out)
}

/// What remains after stripping bytes that `unwanted` holds, from the left, from the right or both.
pub fn strip(text: &[u8], unwanted: &[u8], left: bool, right: bool) -> Range<usize> {
    let wanted = |byte: &u8| !unwanted.contains(byte);
    let (Some(first), Some(last)) = (text.iter().position(wanted), text.iter().rposition(wanted))
    else {
        return 0..0;
    };
    let start = if left { first } else { 0 };
    let end = if right { last + 1 } else { text.len() };
    start..end
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
    use alloc::string::String;
    use alloc::vec;

    use super::*;

    fn words(text: &str, ranges: Vec<Range<usize>>) -> Vec<&str> {
        ranges.into_iter().map(|range| &text[range]).collect()
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
    fn splitting() {
        let split_at = |text, separator: &str, limit| {
            split(text, separator.as_bytes(), limit).map(|parts| words_of(text, parts))
        };
        fn words_of(text: &[u8], ranges: Vec<Range<usize>>) -> Vec<String> {
            ranges
                .into_iter()
                .map(|range| String::from_utf8_lossy(&text[range]).into_owned())
                .collect()
        }
        assert_eq!(
            split_at(b"a,b,,c,", ",", -1),
            Ok(vec![
                "a".into(),
                "b".into(),
                "".into(),
                "c".into(),
                "".into()
            ])
        );
        assert_eq!(
            split_at(b"aXbXc", "X", 1),
            Ok(vec!["a".into(), "bXc".into()])
        );
        assert_eq!(split_at(b"aXbXc", "X", 0), Ok(vec!["aXbXc".into()]));
        assert_eq!(split_at(b"", "X", -1), Ok(vec!["".into()]));
        assert_eq!(split(b"a", b"", -1), Err(empty_separator()));
        assert_eq!(
            words("aXbXc", rsplit(b"aXbXc", b"X", 1).unwrap()),
            ["aXb", "c"]
        );
        assert_eq!(
            words("aXbXc", rsplit(b"aXbXc", b"X", 5).unwrap()),
            ["a", "b", "c"]
        );
        assert_eq!(words("aaa", rsplit(b"aaa", b"aa", 5).unwrap()), ["a", ""]);
        assert_eq!(words("XX", rsplit(b"XX", b"X", 1).unwrap()), ["X", ""]);
    }

    #[test]
    fn splitting_at_white_space() {
        let text = "  a  b ";
        assert_eq!(
            words(text, split_whitespace(text.as_bytes(), -1)),
            ["a", "b"]
        );
        assert_eq!(
            words(text, split_whitespace(text.as_bytes(), 1)),
            ["a", "b "]
        );
        assert_eq!(words(text, split_whitespace(text.as_bytes(), 0)), ["a  b "]);
        assert_eq!(words("", split_whitespace(b"", -1)), [""; 0]);
    }

    #[test]
    fn splitting_lines() {
        let text = "a\nb\r\nc\rd\n";
        assert_eq!(
            words(text, split_lines(text.as_bytes(), false)),
            ["a", "b", "c", "d"]
        );
        assert_eq!(
            words(text, split_lines(text.as_bytes(), true)),
            ["a\n", "b\r\n", "c\r", "d\n"]
        );
        assert_eq!(words("\n", split_lines(b"\n", false)), [""]);
        assert_eq!(words("a", split_lines(b"a", false)), ["a"]);
        assert_eq!(words("", split_lines(b"", true)), [""; 0]);
    }

    #[test]
    fn replacing() {
        let text = |text: &[u8], old: &[u8], new: &[u8], limit| replace(text, old, new, limit);
        assert_eq!(
            text(b"aXbXc", b"X", b"--", -1).as_deref(),
            Some(&b"a--b--c"[..])
        );
        assert_eq!(text(b"aXbXc", b"X", b"", 1).as_deref(), Some(&b"abXc"[..]));
        assert_eq!(text(b"aa", b"", b"-", -1).as_deref(), Some(&b"-a-a-"[..]));
        assert_eq!(text(b"aa", b"", b"-", 1).as_deref(), Some(&b"-aa"[..]));
        assert_eq!(text(b"", b"", b"-", -1).as_deref(), Some(&b"-"[..]));
        assert_eq!(text(b"aa", b"b", b"-", -1), None);
        assert_eq!(text(b"aa", b"a", b"-", 0), None);
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
