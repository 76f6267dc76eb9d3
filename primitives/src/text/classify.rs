//! What MicroPython takes for a space, a letter, a digit, and how it changes case: ASCII alone, byte by byte.

use alloc::string::String;
use alloc::vec::Vec;

use super::STRETCH;

/// Space, tab, newline, vertical tab, form feed, carriage return.
pub const fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | 9..=13)
}

/// A test of whole strings: `isspace`, `isalpha`, `isdigit`, `isupper`, `islower`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// Every byte is white space.
    Space,
    /// Every byte is an ASCII letter.
    Alpha,
    /// Every byte is an ASCII digit.
    Digit,
    /// Every letter is a capital, and there is one.
    Upper,
    /// Every letter is small, and there is one.
    Lower,
}

impl Class {
    /// Whether `text` is of this class; empty text is of none.
    pub fn holds(self, text: &[u8]) -> bool {
        match self {
            Class::Space => !text.is_empty() && text.iter().all(|&byte| is_space(byte)),
            Class::Alpha => !text.is_empty() && text.iter().all(u8::is_ascii_alphabetic),
            Class::Digit => !text.is_empty() && text.iter().all(u8::is_ascii_digit),
            Class::Upper => letters_are(text, u8::is_ascii_uppercase),
            Class::Lower => letters_are(text, u8::is_ascii_lowercase),
        }
    }
}

fn letters_are(text: &[u8], test: fn(&u8) -> bool) -> bool {
    let mut letters = text
        .iter()
        .filter(|byte| byte.is_ascii_alphabetic())
        .peekable();
    letters.peek().is_some() && letters.all(test)
}

/// What `lower()` and `upper()` change ASCII letters to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Case {
    /// `lower()`
    Lower,
    /// `upper()`
    Upper,
}

impl Case {
    /// A copy with letters of this case.
    pub fn of_bytes(self, text: &[u8]) -> Vec<u8> {
        let mut text = text.to_vec();
        for stretch in text.chunks_mut(STRETCH) {
            match self {
                Case::Lower => stretch.make_ascii_lowercase(),
                Case::Upper => stretch.make_ascii_uppercase(),
            }
        }
        text
    }

    /// The same of a string.
    pub fn of_str(self, text: &str) -> String {
        let mut changed = String::with_capacity(text.len());
        let mut rest = text;
        while !rest.is_empty() {
            let (stretch, after) = rest.split_at(rest.ceil_char_boundary(STRETCH));
            self.append(stretch, &mut changed);
            rest = after;
        }
        changed
    }

    #[inline(never)]
    fn append(self, text: &str, out: &mut String) {
        let from = out.len();
        out.push_str(text);
        match self {
            Case::Lower => out[from..].make_ascii_lowercase(),
            Case::Upper => out[from..].make_ascii_uppercase(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes() {
        assert!(
            Class::Space.holds(b" \t\n\r\x0b\x0c")
                && !Class::Space.holds(b"\x1c")
                && !Class::Space.holds(b"")
        );
        assert!(
            Class::Alpha.holds(b"aZ")
                && !Class::Alpha.holds("é".as_bytes())
                && !Class::Alpha.holds(b"")
        );
        assert!(Class::Digit.holds(b"09") && !Class::Digit.holds("٣".as_bytes()));
        assert!(
            Class::Upper.holds(b"A1 B") && !Class::Upper.holds(b"Aa") && !Class::Upper.holds(b"1")
        );
        assert!(Class::Lower.holds("é a1".as_bytes()) && !Class::Lower.holds("é".as_bytes()));
    }

    #[test]
    fn case() {
        assert_eq!(Case::Upper.of_str("aé1ß"), "Aé1ß");
        assert_eq!(Case::Upper.of_bytes("aé1ß".as_bytes()), "Aé1ß".as_bytes());
        assert_eq!(Case::Lower.of_str("AÉ1"), "aÉ1");
        let long = "aÉ€".repeat(STRETCH);
        assert_eq!(Case::Upper.of_str(&long), long.replace('a', "A"));
        assert_eq!(
            Case::Upper.of_bytes(long.as_bytes()),
            long.replace('a', "A").as_bytes()
        );
    }
}
