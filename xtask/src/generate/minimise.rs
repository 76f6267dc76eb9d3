//! Makes a text that shows a difference as short as it can be, by Zeller's delta debugging.

/// A short text for which `shows` still holds, as it does for `text`; at most so many are tried.
pub fn minimise(text: &[u8], most_tries: usize, mut shows: impl FnMut(&[u8]) -> bool) -> Vec<u8> {
    let mut tries = 0;
    let mut limited = |text: &[u8]| {
        tries += 1;
        tries <= most_tries && shows(text)
    };
    let mut text = text.to_owned();
    loop {
        let before = text.len();
        for split in [lines, tokens, bytes] {
            let parts: Vec<&[u8]> = split(&text);
            text = fewest(parts, &mut limited).concat();
        }
        if text.len() == before {
            return text;
        }
    }
}

fn lines(text: &[u8]) -> Vec<&[u8]> {
    text.split_inclusive(|byte| *byte == b'\n').collect()
}

/// Words, numbers and runs of space, each other character alone.
fn tokens(text: &[u8]) -> Vec<&[u8]> {
    let is_word = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_' || !byte.is_ascii();
    let belong =
        |one: &u8, next: &u8| is_word(*one) && is_word(*next) || *one == b' ' && *next == b' ';
    text.chunk_by(belong).collect()
}

/// Single bytes, unless there are too many to try each.
fn bytes(text: &[u8]) -> Vec<&[u8]> {
    match text.len() {
        0..=300 => text.chunks(1).collect(),
        _ => vec![text],
    }
}

/// Leaves out parts, many at a time and then fewer, for as long as the rest still shows it.
fn fewest<'a>(mut parts: Vec<&'a [u8]>, shows: &mut impl FnMut(&[u8]) -> bool) -> Vec<&'a [u8]> {
    let mut size = parts.len().div_ceil(2);
    while size > 0 {
        let mut at = 0;
        while at < parts.len() {
            let end = parts.len().min(at + size);
            let rest = [&parts[..at], &parts[end..]].concat();
            match shows(&rest.concat()) {
                true => parts = rest,
                false => at = end,
            }
        }
        size = match size {
            1 => 0,
            _ => size.div_ceil(2),
        };
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_matters_is_left() {
        let text = b"a = 1\nif x:\n    bad(  y , z)\n    more\nb = 2\n";
        let has = |text: &[u8], part: &[u8]| text.windows(part.len()).any(|window| window == part);
        let short = minimise(text, 4000, |text| has(text, b"bad") && has(text, b"z"));
        assert_eq!(short, b"badz");
    }

    #[test]
    fn tokens_are_the_whole_text() {
        let text = "x1 = f'é'\r\n\t(  2)".as_bytes();
        assert_eq!(tokens(text).concat(), text);
        assert_eq!(tokens(b"ab  c+"), [&b"ab"[..], b"  ", b"c", b"+"]);
    }
}
