//! The words that problems are filled in with: tokens as a reader sees them.

use crate::token::Tok;
use alloc::string::String;
use core::fmt;

/// A keyword or a fixed piece of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word(pub &'static str);

impl fmt::Display for Word {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

/// What was met.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// A token, as it is written.
    Text(String),
    /// The end of a line.
    LineEnd,
    /// The end of the file.
    FileEnd,
}

impl fmt::Display for Found {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => write!(f, "`{text}`"),
            Self::LineEnd => f.write_str("the end of the line"),
            Self::FileEnd => f.write_str("the end of the file"),
        }
    }
}

/// What the grammar wanted instead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expected {
    /// A value.
    Expression,
    /// A name.
    Name,
    /// A fixed piece of text.
    Text(&'static str),
    /// The end of the line.
    LineEnd,
    /// An indented line.
    Block,
    /// A function or a class.
    Definition,
    /// Something else.
    Other,
}

impl Expected {
    /// What a rule waits for that wants this kind of token next.
    pub(crate) fn token(kind: Tok) -> Self {
        match kind {
            Tok::Name => Self::Name,
            Tok::Newline | Tok::Dedent => Self::LineEnd,
            Tok::Indent => Self::Block,
            _ => spelling(kind).map_or(Self::Other, Self::Text),
        }
    }
}

impl fmt::Display for Expected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Expression => f.write_str("a value"),
            Self::Name => f.write_str("a name"),
            Self::Text(text) => write!(f, "`{text}`"),
            Self::LineEnd => f.write_str("the end of the line"),
            Self::Block => f.write_str("an indented line"),
            Self::Definition => f.write_str("a function or a class"),
            Self::Other => f.write_str("something else"),
        }
    }
}

/// How a token is written that is always written the same.
pub(super) fn spelling(kind: Tok) -> Option<&'static str> {
    Some(match kind {
        Tok::False => "False",
        Tok::None => "None",
        Tok::True => "True",
        Tok::And => "and",
        Tok::As => "as",
        Tok::Assert => "assert",
        Tok::Async => "async",
        Tok::Await => "await",
        Tok::Break => "break",
        Tok::Class => "class",
        Tok::Continue => "continue",
        Tok::Def => "def",
        Tok::Del => "del",
        Tok::Elif => "elif",
        Tok::Else => "else",
        Tok::Except => "except",
        Tok::Finally => "finally",
        Tok::For => "for",
        Tok::From => "from",
        Tok::Global => "global",
        Tok::If => "if",
        Tok::Import => "import",
        Tok::In => "in",
        Tok::Is => "is",
        Tok::Lambda => "lambda",
        Tok::Nonlocal => "nonlocal",
        Tok::Not => "not",
        Tok::Or => "or",
        Tok::Pass => "pass",
        Tok::Raise => "raise",
        Tok::Return => "return",
        Tok::Try => "try",
        Tok::While => "while",
        Tok::With => "with",
        Tok::Yield => "yield",
        Tok::ParenOpen => "(",
        Tok::ParenClose => ")",
        Tok::BracketOpen => "[",
        Tok::BracketClose => "]",
        Tok::BraceOpen => "{",
        Tok::BraceClose => "}",
        Tok::Comma => ",",
        Tok::Colon => ":",
        Tok::Period => ".",
        Tok::Semicolon => ";",
        Tok::Equal => "=",
        Tok::Arrow => "->",
        _ => return None,
    })
}

/// The keyword at a token, or `None` if it is none.
pub(super) fn keyword(kind: Tok) -> Option<Word> {
    (Tok::False..=Tok::Yield)
        .contains(&kind)
        .then(|| spelling(kind).map(Word))
        .flatten()
}

/// What a second place has to do with a problem.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Note {
    /// Python noticed here.
    Noticed,
    /// The bracket that is open.
    Opener,
    /// The header that the place belongs to.
    Header,
    /// What was missing should be before this.
    Expected,
    /// The first of two.
    First,
}

impl Note {
    /// The note in a few words.
    #[must_use]
    pub fn text(self) -> &'static str {
        match self {
            Self::Noticed => "noticed only here",
            Self::Opener => "the open bracket",
            Self::Header => "the line it belongs to",
            Self::Expected => "it should come before this",
            Self::First => "the first one",
        }
    }
}
