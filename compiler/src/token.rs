//! The kinds of token, in an order that the operator tables rely on.

/// A token's kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
#[allow(missing_docs)]
pub enum Tok {
    End,
    Invalid,
    DedentMismatch,
    LonelyStringOpen,
    MalformedFstring,
    Newline,
    Indent,
    Dedent,
    Name,
    Integer,
    FloatOrImag,
    String,
    Bytes,
    Ellipsis,
    False,
    None,
    True,
    And,
    As,
    Assert,
    Async,
    Await,
    Break,
    Class,
    Continue,
    Def,
    Del,
    Elif,
    Else,
    Except,
    Finally,
    For,
    From,
    Global,
    If,
    Import,
    In,
    Is,
    Lambda,
    Nonlocal,
    Not,
    Or,
    Pass,
    Raise,
    Return,
    Try,
    While,
    With,
    Yield,
    Assign,
    Tilde,
    // Comparisons, in the order of the binary operators.
    Less,
    More,
    DblEqual,
    LessEqual,
    MoreEqual,
    NotEqual,
    // Arithmetic, in the order of the binary operators.
    Pipe,
    Caret,
    Ampersand,
    DblLess,
    DblMore,
    Plus,
    Minus,
    Star,
    At,
    DblSlash,
    Slash,
    Percent,
    DblStar,
    // Augmented assignment, in the same order.
    PipeEqual,
    CaretEqual,
    AmpersandEqual,
    DblLessEqual,
    DblMoreEqual,
    PlusEqual,
    MinusEqual,
    StarEqual,
    AtEqual,
    DblSlashEqual,
    SlashEqual,
    PercentEqual,
    DblStarEqual,
    ParenOpen,
    ParenClose,
    BracketOpen,
    BracketClose,
    BraceOpen,
    BraceClose,
    Comma,
    Colon,
    Period,
    Semicolon,
    Equal,
    Arrow,
}

impl Tok {
    /// Distance from `first` in the enum's order.
    pub fn since(self, first: Tok) -> u8 {
        self as u8 - first as u8
    }

    /// Whether it is a value by itself.
    pub fn is_value(self) -> bool {
        matches!(
            self,
            Tok::Name
                | Tok::Integer
                | Tok::FloatOrImag
                | Tok::String
                | Tok::Bytes
                | Tok::Ellipsis
                | Tok::None
                | Tok::True
                | Tok::False
        )
    }

    /// The keyword that `text` is, if any. `__debug__` is one too: its value depends on `opt_level`.
    pub fn keyword(text: &[u8], opt_level: u8) -> Option<Tok> {
        Some(match text {
            b"False" => Tok::False,
            b"None" => Tok::None,
            b"True" => Tok::True,
            b"__debug__" if opt_level == 0 => Tok::True,
            b"__debug__" => Tok::False,
            b"and" => Tok::And,
            b"as" => Tok::As,
            b"assert" => Tok::Assert,
            b"async" => Tok::Async,
            b"await" => Tok::Await,
            b"break" => Tok::Break,
            b"class" => Tok::Class,
            b"continue" => Tok::Continue,
            b"def" => Tok::Def,
            b"del" => Tok::Del,
            b"elif" => Tok::Elif,
            b"else" => Tok::Else,
            b"except" => Tok::Except,
            b"finally" => Tok::Finally,
            b"for" => Tok::For,
            b"from" => Tok::From,
            b"global" => Tok::Global,
            b"if" => Tok::If,
            b"import" => Tok::Import,
            b"in" => Tok::In,
            b"is" => Tok::Is,
            b"lambda" => Tok::Lambda,
            b"nonlocal" => Tok::Nonlocal,
            b"not" => Tok::Not,
            b"or" => Tok::Or,
            b"pass" => Tok::Pass,
            b"raise" => Tok::Raise,
            b"return" => Tok::Return,
            b"try" => Tok::Try,
            b"while" => Tok::While,
            b"with" => Tok::With,
            b"yield" => Tok::Yield,
            _ => return None,
        })
    }
}
