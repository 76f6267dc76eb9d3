//! `str.format`: its template cut into literal text and fields.
//!
//! The pieces come one at a time by position, so that a formatting in progress is plain data between any two of them.
//! A field's specification may hold fields itself: the caller runs it as a template with the same [`Numbering`], and
//! then has [`super::spec::FormatSpec`] read the result.

use alloc::format;

use super::error::{ErrorKind, Reporting, TextError};
use super::spec::number;

/// A piece of the template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    /// Text that stands for itself (for `{{` and `}}`, one brace).
    Literal(&'a [u8]),
    /// A value's place.
    Field(Field<'a>),
}

/// `{name!conversion:spec}`. Without conversion and specification, the conversion is `s`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field<'a> {
    /// What stands before conversion and specification; `None` if nothing.
    pub name: Option<&'a [u8]>,
    /// `r` or `s`: the value is first turned into a string that way.
    pub conversion: Option<u8>,
    /// What follows the colon; `None` also for an empty one.
    pub spec: Option<&'a [u8]>,
}

/// The argument a field asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Argument<'a> {
    /// By position; it exists.
    Position(usize),
    /// By name: a missing one is a `KeyError` of the name.
    Keyword {
        /// The keyword.
        name: &'a [u8],
        /// There is an attribute or index behind: once the keyword is found, raise [`no_attributes`].
        more: bool,
    },
}

/// How the fields so far were numbered: automatic and explicit positions do not mix.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Numbering {
    /// No field had a position yet.
    #[default]
    Fresh,
    /// Automatically, this one being next.
    Automatic(usize),
    /// By explicit positions.
    Manual,
}

impl Numbering {
    /// It as a number, for whoever keeps it.
    pub fn as_number(self) -> i64 {
        match self {
            Numbering::Fresh => 0,
            Numbering::Automatic(next) => 1 + next as i64,
            Numbering::Manual => -1,
        }
    }

    /// What [`Numbering::as_number`] gave.
    pub fn from_number(number: i64) -> Numbering {
        match usize::try_from(number - 1) {
            Ok(next) => Numbering::Automatic(next),
            Err(_) if number == 0 => Numbering::Fresh,
            Err(_) => Numbering::Manual,
        }
    }

    /// The argument that a field of this name asks for, of `count` positional ones.
    pub fn argument<'a>(
        &mut self,
        name: Option<&'a [u8]>,
        count: usize,
    ) -> Result<Argument<'a>, TextError> {
        let Some(name) = name else {
            return self.automatic(count);
        };
        let mut used = 0;
        if let Some(position) = number(name, &mut used) {
            if let Numbering::Automatic(_) = self {
                return Err(TextError::value(
                    "can't switch from automatic field numbering to manual field specification",
                ));
            }
            let position = in_range(position as usize, count)?;
            *self = Numbering::Manual;
            if used < name.len() {
                return Err(no_attributes());
            }
            return Ok(Argument::Position(position));
        }
        let length = name
            .iter()
            .position(|byte| matches!(byte, b'.' | b'['))
            .unwrap_or(name.len());
        Ok(Argument::Keyword {
            name: &name[..length],
            more: length < name.len(),
        })
    }

    fn automatic<'a>(&mut self, count: usize) -> Result<Argument<'a>, TextError> {
        let next = match *self {
            Numbering::Fresh => 0,
            Numbering::Automatic(next) => next,
            Numbering::Manual => {
                return Err(TextError::value(
                    "can't switch from manual field specification to automatic field numbering",
                ));
            }
        };
        let position = in_range(next, count)?;
        *self = Numbering::Automatic(next + 1);
        Ok(Argument::Position(position))
    }
}

fn in_range(position: usize, count: usize) -> Result<usize, TextError> {
    if position < count {
        Ok(position)
    } else {
        Err(TextError::new(ErrorKind::Index, "tuple index out of range"))
    }
}

/// Attributes and indices of arguments are not supported.
pub fn no_attributes() -> TextError {
    TextError::new(ErrorKind::NotImplemented, "attributes not supported")
}

/// The piece at `*at`, which moves on behind it; `None` at the end.
pub fn next_piece<'a>(
    template: &'a [u8],
    at: &mut usize,
    reporting: Reporting,
) -> Result<Option<Piece<'a>>, TextError> {
    let Some(rest) = template.get(*at..).filter(|rest| !rest.is_empty()) else {
        return Ok(None);
    };
    let literal = rest
        .iter()
        .position(|byte| matches!(byte, b'{' | b'}'))
        .unwrap_or(rest.len());
    if literal > 0 {
        *at += literal;
        return Ok(Some(Piece::Literal(&rest[..literal])));
    }
    if rest.get(1) == Some(&rest[0]) {
        *at += 2;
        return Ok(Some(Piece::Literal(&rest[..1])));
    }
    if rest[0] == b'}' {
        return Err(TextError::value("single '}' encountered in format string"));
    }
    *at += 1;
    field(template, at, reporting).map(|field| Some(Piece::Field(field)))
}

fn field<'a>(
    template: &'a [u8],
    at: &mut usize,
    reporting: Reporting,
) -> Result<Field<'a>, TextError> {
    let peek = |at: usize| template.get(at).copied();
    let rest = &template[*at..];
    let length = rest
        .iter()
        .position(|byte| matches!(byte, b'}' | b'!' | b':'))
        .unwrap_or(rest.len());
    *at += length;
    let mut conversion = None;
    if peek(*at) == Some(b'!') {
        conversion = match peek(*at + 1) {
            Some(letter @ (b'r' | b's')) => Some(letter),
            other => return Err(bad_conversion(other, reporting)),
        };
        *at += 2;
    }
    let mut spec = None;
    if peek(*at) == Some(b':') {
        *at += 1;
        let rest = &template[*at..];
        let length = spec_length(rest);
        *at += length;
        spec = Some(&rest[..length]).filter(|spec| !spec.is_empty());
    }
    match peek(*at) {
        None => Err(TextError::value("unmatched '{' in format")),
        Some(b'}') => {
            *at += 1;
            Ok(Field {
                name: Some(&rest[..length]).filter(|name| !name.is_empty()),
                conversion,
                spec,
            })
        }
        Some(_) => Err(TextError::value("expected ':' after format specifier")),
    }
}

/// How far a specification goes: to the brace that closes its field, past fields within.
fn spec_length(text: &[u8]) -> usize {
    let mut depth = 1;
    text.iter()
        .position(|byte| {
            match byte {
                b'{' => depth += 1,
                b'}' => depth -= 1,
                _ => {}
            }
            depth == 0
        })
        .unwrap_or(text.len())
}

fn bad_conversion(letter: Option<u8>, reporting: Reporting) -> TextError {
    match (reporting, letter) {
        (Reporting::Normal, _) => TextError::value("bad conversion specifier"),
        (Reporting::Detailed, None) => {
            TextError::value("end of format while looking for conversion specifier")
        }
        (Reporting::Detailed, Some(letter)) => {
            let shown = if letter < 0x80 {
                char::from(letter)
            } else {
                char::REPLACEMENT_CHARACTER
            };
            TextError::new(
                ErrorKind::Value,
                format!("unknown conversion specifier {shown}"),
            )
        }
    }
}

#[cfg(test)]
mod tests {
    use alloc::string::{String, ToString};

    use super::*;

    fn only(template: &str) -> Result<Field<'_>, String> {
        match next_piece(template.as_bytes(), &mut 0, Reporting::Detailed) {
            Ok(Some(Piece::Field(field))) => Ok(field),
            Ok(other) => Err(format!("{other:?}")),
            Err(error) => Err(error.to_string()),
        }
    }

    #[test]
    fn literals_and_fields_alternate() {
        let template = b"a{{b}}{}{0!r:>5}c";
        let mut at = 0;
        let mut next = || next_piece(template, &mut at, Reporting::Detailed).unwrap();
        for literal in [&b"a"[..], b"{", b"b", b"}"] {
            assert_eq!(next(), Some(Piece::Literal(literal)));
        }
        let empty = Field {
            name: None,
            conversion: None,
            spec: None,
        };
        assert_eq!(next(), Some(Piece::Field(empty)));
        let full = Field {
            name: Some(b"0"),
            conversion: Some(b'r'),
            spec: Some(b">5"),
        };
        assert_eq!(next(), Some(Piece::Field(full)));
        assert_eq!(next(), Some(Piece::Literal(b"c")));
        assert_eq!(next(), None);
    }

    #[test]
    fn specifications_nest() {
        assert_eq!(
            only("{:{}.{x}}").map(|field| field.spec),
            Ok(Some(&b"{}.{x}"[..]))
        );
        assert_eq!(only("{:}").map(|field| field.spec), Ok(None));
    }

    #[test]
    fn malformed_fields() {
        for (template, message) in [
            ("{", "unmatched '{' in format"),
            ("{a", "unmatched '{' in format"),
            ("{:", "unmatched '{' in format"),
            ("{:{}", "unmatched '{' in format"),
            ("}", "single '}' encountered in format string"),
            ("{!}", "unknown conversion specifier }"),
            ("{!x}", "unknown conversion specifier x"),
            ("{!", "end of format while looking for conversion specifier"),
            ("{!rx}", "expected ':' after format specifier"),
        ] {
            assert_eq!(
                only(template),
                Err(format!("ValueError: {message}")),
                "{template}"
            );
        }
        let terse = next_piece(b"{!x}", &mut 0, Reporting::Normal).map_err(|error| error.message);
        assert_eq!(terse, Err("bad conversion specifier".into()));
    }

    #[test]
    fn numbering() {
        let mut numbering = Numbering::default();
        assert_eq!(numbering.argument(None, 2), Ok(Argument::Position(0)));
        assert_eq!(numbering.argument(None, 2), Ok(Argument::Position(1)));
        let error = numbering
            .argument(None, 2)
            .map_err(|error| error.to_string());
        assert_eq!(
            error,
            Err("IndexError: tuple index out of range".to_string())
        );
        let error = numbering
            .argument(Some(b"0"), 2)
            .map_err(|error| error.to_string());
        assert_eq!(
            error,
            Err("ValueError: can't switch from automatic field numbering to manual field specification".to_string())
        );
        let mut numbering = Numbering::default();
        assert_eq!(numbering.argument(Some(b"1"), 2), Ok(Argument::Position(1)));
        let error = numbering
            .argument(None, 2)
            .map_err(|error| error.to_string());
        assert_eq!(
            error,
            Err("ValueError: can't switch from manual field specification to automatic field numbering".to_string())
        );
        assert_eq!(numbering.argument(Some(b"0.x"), 2), Err(no_attributes()));
        let keyword = |name, more| Ok(Argument::Keyword { name, more });
        assert_eq!(numbering.argument(Some(b"a"), 0), keyword(&b"a"[..], false));
        assert_eq!(
            numbering.argument(Some(b"a[0]"), 0),
            keyword(&b"a"[..], true)
        );
        assert_eq!(
            numbering.argument(Some(b"-1"), 0),
            keyword(&b"-1"[..], false)
        );
    }
}
