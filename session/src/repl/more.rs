//! Whether a statement at the prompt is complete, or goes on in the next line.

/// Words that begin a statement of several lines.
const COMPOUND: [&str; 8] = ["if", "while", "for", "try", "with", "def", "class", "async"];

/// A quote that is open.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Quote {
    One(u8),
    Three(u8),
}

/// Whether more lines belong to this input: within brackets or a long string, behind a backslash, or in a compound
/// statement whose last line is not empty.
pub(super) fn goes_on(input: &[u8]) -> bool {
    let Some(&last) = input.last() else {
        return false;
    };
    let (mut quote, mut depth, mut at) = (None, [0_i32; 3], 0);
    while let Some(&byte) = input.get(at) {
        let three = matches!(byte, b'\'' | b'"') && input[at..].starts_with(&[byte; 3]);
        match (byte, quote) {
            (b'\'' | b'"', None) if three => (quote, at) = (Some(Quote::Three(byte)), at + 2),
            (b'\'' | b'"', Some(Quote::Three(open))) if three && open == byte => {
                (quote, at) = (None, at + 2)
            }
            (b'\'' | b'"', None) => quote = Some(Quote::One(byte)),
            (b'\'' | b'"', Some(Quote::One(open))) if open == byte => quote = None,
            (b'\\', Some(_)) if matches!(input.get(at + 1), Some(b'\'' | b'"' | b'\\')) => at += 1,
            (b'(' | b')', None) => depth[0] += if byte == b'(' { 1 } else { -1 },
            (b'[' | b']', None) => depth[1] += if byte == b'[' { 1 } else { -1 },
            (b'{' | b'}', None) => depth[2] += if byte == b'{' { 1 } else { -1 },
            _ => {}
        }
        at += 1;
    }
    let open = depth.iter().any(|&depth| depth > 0);
    matches!(quote, Some(Quote::Three(_)))
        || open && quote.is_none()
        || last == b'\\'
        || is_compound(input) && last != b'\n'
}

fn is_compound(input: &[u8]) -> bool {
    let begins = |word: &&str| {
        let rest = input.strip_prefix(word.as_bytes());
        rest.is_some_and(|rest| {
            !rest
                .first()
                .is_some_and(|&b| b.is_ascii_alphanumeric() || b == b'_')
        })
    };
    input.first() == Some(&b'@') || COMPOUND.iter().any(begins)
}

#[cfg(test)]
mod tests {
    use super::goes_on;

    #[test]
    fn statements_end_where_the_board_ends_them() {
        for whole in [
            "",
            "x",
            "iffy",
            "f(1)",
            "'('",
            "if x:\n    y\n",
            "'''a'''",
            "'\\''",
            "x = {1: [2]}",
            ")",
            "'abc",
        ] {
            assert!(!goes_on(whole.as_bytes()), "{whole:?}");
        }
        for part in [
            "if x:",
            "if x:\n    y",
            "f(",
            "[1,\n2",
            "'''a",
            "\"\"\"'''",
            "x = \\",
            "@property",
            "async def f():",
            "'''\\'''",
            "class A:\n",
        ] {
            let expected = part != "class A:\n";
            assert_eq!(goes_on(part.as_bytes()), expected, "{part:?}");
        }
    }
}
