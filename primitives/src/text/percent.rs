//! The `%` operator on strings and bytes: its pattern cut into literal text and conversions.
//!
//! The pieces come one at a time by position, so that a formatting in progress is plain data between any two of them.

use alloc::format;

use super::error::{ErrorKind, TextError};
use super::pad::Padding;
use super::spec::number;

/// A piece of the pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    /// Text that stands for itself (for `%%`, one percent sign).
    Literal(&'a [u8]),
    /// A value's place.
    Conversion(Conversion<'a>),
}

/// A width or precision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    /// Not written.
    None,
    /// Written as a number.
    Fixed(i32),
    /// `*`: the next argument, an int.
    Argument,
}

/// The name in parentheses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key<'a> {
    /// There are no parentheses: the value is the next argument.
    None,
    /// `%(name)s`
    Name(&'a [u8]),
    /// The closing parenthesis is missing.
    Unterminated,
}

/// A value's place in the pattern.
///
/// MicroPython meets errors in this order: a key without a dict ([`needs_dict`]), an unterminated key
/// ([`incomplete_key`]), the key's lookup, too few arguments for `*` ([`too_few`]), the missing conversion letter
/// ([`incomplete`]), too few arguments for the value, the value's own type, an unknown letter ([`unsupported`]).
/// In the end, without a dict, all arguments must be used ([`too_many`]); a key counts as using the first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conversion<'a> {
    /// The name in parentheses.
    pub key: Key<'a>,
    /// Flags; the width in it is filled in by the caller from `width`. Numbers take it as it is, while strings and
    /// characters (`s`, `r`, `c`) are filled with spaces even where zeros are asked for.
    pub padding: Padding,
    /// `#`: for `x` and `X` sets [`Padding::prefix`], for `o` also [`Padding::octal_letter`], else means nothing.
    pub alternate: bool,
    /// Least width; none is 0.
    pub width: Size,
    /// Digits or characters after the point; none is -1.
    pub precision: Size,
    /// The conversion letter, if the pattern does not end before it.
    pub letter: Option<u8>,
    /// Offset of the letter in the pattern.
    pub offset: usize,
}

/// The piece at `*at`, which moves on behind it; `None` at the end.
pub fn next_piece<'a>(pattern: &'a [u8], at: &mut usize) -> Option<Piece<'a>> {
    let rest = pattern.get(*at..).filter(|rest| !rest.is_empty())?;
    let literal = rest
        .iter()
        .position(|&byte| byte == b'%')
        .unwrap_or(rest.len());
    if literal > 0 {
        *at += literal;
        return Some(Piece::Literal(&rest[..literal]));
    }
    if rest.get(1) == Some(&b'%') {
        *at += 2;
        return Some(Piece::Literal(&rest[..1]));
    }
    let mut scanner = Scanner {
        pattern,
        at: *at + 1,
    };
    let conversion = scanner.conversion();
    *at = scanner.at;
    Some(Piece::Conversion(conversion))
}

struct Scanner<'a> {
    pattern: &'a [u8],
    at: usize,
}

impl<'a> Scanner<'a> {
    fn peek(&self) -> Option<u8> {
        self.pattern.get(self.at).copied()
    }

    fn take(&mut self, wanted: u8) -> bool {
        let found = self.peek() == Some(wanted);
        self.at += usize::from(found);
        found
    }

    fn conversion(&mut self) -> Conversion<'a> {
        let key = self.key();
        let (padding, alternate) = self.flags();
        let width = if self.take(b'*') {
            Size::Argument
        } else {
            number(self.pattern, &mut self.at).map_or(Size::None, Size::Fixed)
        };
        let precision = self.precision();
        let (letter, offset) = (self.peek(), self.at);
        self.at += 1;
        Conversion {
            key,
            padding,
            alternate,
            width,
            precision,
            letter,
            offset,
        }
    }

    fn key(&mut self) -> Key<'a> {
        if !self.take(b'(') {
            return Key::None;
        }
        let rest = &self.pattern[self.at..];
        match rest.iter().position(|&byte| byte == b')') {
            Some(length) => {
                self.at += length + 1;
                Key::Name(&rest[..length])
            }
            None => {
                self.at = self.pattern.len();
                Key::Unterminated
            }
        }
    }

    fn flags(&mut self) -> (Padding, bool) {
        let mut padding = Padding::default();
        let mut alternate = false;
        while let Some(flag) = self.peek() {
            match flag {
                b'-' => padding.left = true,
                b'+' => padding.plus = true,
                b' ' => padding.space = true,
                b'#' => alternate = true,
                b'0' => {
                    padding.after_sign = true;
                    padding.fill = b'0';
                }
                _ => break,
            }
            self.at += 1;
        }
        (padding, alternate)
    }

    fn precision(&mut self) -> Size {
        if !self.take(b'.') {
            return Size::None;
        }
        // A point at the very end of the pattern leaves the precision open; the letter is missing anyway.
        if self.take(b'*') {
            Size::Argument
        } else {
            Size::Fixed(number(self.pattern, &mut self.at).unwrap_or(0))
        }
    }
}

/// A key, but the argument is not a dict.
pub fn needs_dict() -> TextError {
    TextError::type_error("format needs a dict")
}

/// A key without closing parenthesis.
pub fn incomplete_key() -> TextError {
    TextError::value("incomplete format key")
}

/// The pattern ends within a conversion.
pub fn incomplete() -> TextError {
    TextError::value("incomplete format")
}

/// More conversions than arguments.
pub fn too_few() -> TextError {
    TextError::type_error("format string needs more arguments")
}

/// More arguments than conversions.
pub fn too_many() -> TextError {
    TextError::type_error("format string didn't convert all arguments")
}

/// `%c` of a string that is not one byte long.
pub fn needs_char() -> TextError {
    TextError::type_error("%c needs int or char")
}

/// `%c` of something else than a string or an int.
pub fn needs_int() -> TextError {
    TextError::type_error("integer needed")
}

/// A letter that is no conversion, at `offset` in the pattern.
pub fn unsupported(letter: u8, offset: usize) -> TextError {
    // MicroPython writes the byte itself, which for one beyond ASCII is half a character.
    let shown = if letter < 0x80 {
        char::from(letter)
    } else {
        char::REPLACEMENT_CHARACTER
    };
    TextError::new(
        ErrorKind::Value,
        format!("unsupported format character '{shown}' (0x{letter:x}) at index {offset}"),
    )
}

#[cfg(test)]
mod tests {
    use alloc::vec::Vec;

    use super::*;

    fn pieces(pattern: &[u8]) -> Vec<Piece<'_>> {
        let mut at = 0;
        core::iter::from_fn(|| next_piece(pattern, &mut at)).collect()
    }

    fn only(pattern: &[u8]) -> Conversion<'_> {
        match pieces(pattern).as_slice() {
            [Piece::Conversion(conversion)] => conversion.clone(),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn literals_and_conversions_alternate() {
        let found = pieces(b"a%%b%dc");
        let literal = |piece: &Piece<'_>| match piece {
            Piece::Literal(text) => text.to_vec(),
            Piece::Conversion(conversion) => conversion.letter.into_iter().collect(),
        };
        let texts: Vec<_> = found.iter().map(literal).collect();
        assert_eq!(texts, [&b"a"[..], b"%", b"b", b"d", b"c"]);
        assert!(matches!(found[3], Piece::Conversion(_)));
    }

    #[test]
    fn everything_in_one_conversion() {
        let found = only(b"%(key)-+ #08.3f");
        assert_eq!(found.key, Key::Name(b"key"));
        assert!(found.padding.left && found.padding.plus && found.padding.space && found.alternate);
        assert!(found.padding.after_sign);
        assert_eq!(
            (found.padding.fill, found.width, found.precision),
            (b'0', Size::Fixed(8), Size::Fixed(3))
        );
        assert_eq!((found.letter, found.offset), (Some(b'f'), 14));
    }

    #[test]
    fn stars_and_defaults() {
        let found = only(b"%*.*d");
        assert_eq!(
            (found.width, found.precision),
            (Size::Argument, Size::Argument)
        );
        let found = only(b"%.d");
        assert_eq!((found.width, found.precision), (Size::None, Size::Fixed(0)));
    }

    #[test]
    fn cut_off() {
        assert_eq!(only(b"%").letter, None);
        assert_eq!(only(b"%5").letter, None);
        assert_eq!(only(b"%(a").key, Key::Unterminated);
        assert_eq!(only(b"%(a)").letter, None);
    }

    #[test]
    fn unknown_letters() {
        assert_eq!(
            unsupported(b'q', 1).message,
            "unsupported format character 'q' (0x71) at index 1"
        );
    }
}
