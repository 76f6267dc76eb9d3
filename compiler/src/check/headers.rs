//! Mistakes that the first words of a statement explain: headers, definitions, imports, and words
//! that are no keywords.

use super::diagnose::Failure;
use super::problem::Problem;
use super::recover::Finding;
use super::scan::{closer_of, ends_operand, is_opener, starts_block, starts_operand};
use super::words::{Expected, Word, keyword};
use crate::token::Tok;

/// Words of other languages, and what Python writes.
const FOREIGN_WORDS: &[(&str, &str)] = &[
    ("elseif", "elif"),
    ("elsif", "elif"),
    ("function", "def"),
    ("func", "def"),
    ("fun", "def"),
    ("fn", "def"),
    ("sub", "def"),
    ("define", "def"),
    ("foreach", "for"),
    ("switch", "if"),
    ("unless", "if not"),
    ("until", "while not"),
    ("catch", "except"),
    ("throw", "raise"),
    ("include", "import"),
    ("using", "import"),
    ("require", "import"),
    ("struct", "class"),
    ("delete", "del"),
];

/// Words that declare variables elsewhere.
const DECLARATIONS: &[&[u8]] = &[
    b"var",
    b"let",
    b"int",
    b"float",
    b"double",
    b"string",
    b"String",
    b"char",
    b"bool",
    b"boolean",
    b"void",
    b"const",
    b"auto",
    b"long",
    b"short",
    b"byte",
    b"unsigned",
    b"uint8_t",
    b"uint16_t",
    b"uint32_t",
    b"static",
    b"dim",
];

/// Keywords that a mistyped word may mean.
const KEYWORDS: &[&str] = &[
    "assert", "async", "await", "break", "class", "continue", "def", "del", "elif", "else",
    "except", "finally", "for", "from", "global", "if", "import", "lambda", "nonlocal", "pass",
    "raise", "return", "try", "while", "with", "yield", "not",
];

/// `print "x"`, `match x:`, `else if`, and first words that are mistyped or of another language.
pub fn statement_word(failure: &Failure<'_>) -> Option<Finding> {
    let (here, first, start) = (failure.here(), failure.first(), failure.small_start());
    let position = failure.stretch.at - start;
    let ends_with_colon = {
        let tokens = &failure.stretch.tokens;
        tokens.len() >= 2 && tokens[tokens.len() - 2].kind == Tok::Colon
    };
    match (first.kind, here.kind) {
        (Tok::Else, Tok::If) if position == 1 => {
            return Some(failure.finding(Problem::ElseIf {}, first.start..here.end));
        }
        (Tok::Async, _) if position == 1 => {
            return Some(failure.at(Problem::AsyncAlone {}, first));
        }
        (Tok::At, Tok::Newline | Tok::End) if position == 1 => return None,
        (Tok::At, _) => return Some(failure.at_here(Problem::DecoratorExpression {})),
        (Tok::Name, _) if position > 0 => {}
        _ => return None,
    }
    let word = failure.bytes(first);
    let names_follow = position == 1 && starts_operand(here.kind) && !is_opener(here.kind);
    match word {
        b"match" if ends_with_colon => {
            return Some(failure.at(Problem::MatchStatement {}, first));
        }
        b"type"
            if names_follow && matches!(failure.kind_after(1), Tok::Equal | Tok::BracketOpen) =>
        {
            return Some(failure.at(Problem::TypeAlias {}, first));
        }
        b"print" | b"exec" | b"Print" | b"PRINT" if names_follow => {
            let word = failure.text(first).to_ascii_lowercase();
            return Some(failure.at(Problem::PrintStatement { word }, first));
        }
        _ if names_follow && here.kind == Tok::Name && DECLARATIONS.contains(&word) => {
            let problem = Problem::DeclarationWord {
                word: failure.text(first),
                name: failure.text(here),
            };
            return Some(failure.at(problem, first));
        }
        _ => {}
    }
    // A word and its colon alone look like an annotation without a type.
    let bare_header = position == 2 && failure.kind_before(1) == Tok::Colon;
    let keyword_follows = position == 1 && keyword(here.kind).is_some();
    let in_header = ends_with_colon && failure.stretch.open.is_empty();
    if !(names_follow || bare_header || keyword_follows || in_header) {
        return None;
    }
    let keyword = meant(
        core::str::from_utf8(word).ok()?,
        bare_header,
        ends_with_colon,
    )?;
    let problem = Problem::MisspelledKeyword {
        word: failure.text(first),
        keyword,
    };
    Some(failure.at(problem, first))
}

/// The keyword that a word was meant to be, on a line that may look like a header.
fn meant(word: &str, bare_header: bool, colon: bool) -> Option<&'static str> {
    let lower = word.to_ascii_lowercase();
    let known = FOREIGN_WORDS.iter().find(|(foreign, _)| *foreign == lower);
    if let Some(&(_, keyword)) = known {
        return Some(keyword);
    }
    let fits = |keyword: &&&str| {
        let header = matches!(
            **keyword,
            "class" | "def" | "elif" | "for" | "if" | "while" | "with" | "except"
        );
        let alone = matches!(**keyword, "else" | "try" | "finally" | "except");
        match (bare_header, colon) {
            (true, _) => alone,
            (_, true) => header || **keyword == "async",
            _ => !header && !alone,
        }
    };
    let same = KEYWORDS.iter().find(|keyword| **keyword == lower);
    let close = || {
        KEYWORDS
            .iter()
            .filter(fits)
            .find(|keyword| is_close(&lower, keyword))
    };
    same.or_else(close).copied()
}

/// Whether one letter is wrong, missing or too much, or two have changed places.
fn is_close(word: &str, keyword: &str) -> bool {
    let (a, b) = (word.as_bytes(), keyword.as_bytes());
    if a.len() < 3 || b.len() < 3 || a.len().abs_diff(b.len()) > 1 {
        return false;
    }
    let front = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let (a, b) = (&a[front..], &b[front..]);
    let back = a
        .iter()
        .rev()
        .zip(b.iter().rev())
        .take_while(|(x, y)| x == y)
        .count();
    let (a, b) = (&a[..a.len() - back], &b[..b.len() - back]);
    match (a, b) {
        // Short words are too often alike.
        ([_], [_]) => word.len() > 3,
        ([_], []) | ([], [_]) => true,
        ([p, q], [r, s]) => p == s && q == r,
        _ => false,
    }
}

/// `import x from y`, `from x import`
pub fn import(failure: &Failure<'_>) -> Option<Finding> {
    let here = failure.here();
    let ends = matches!(here.kind, Tok::Newline | Tok::End | Tok::Semicolon)
        || here.kind == Tok::ParenClose;
    match failure.first().kind {
        Tok::Import if here.kind == Tok::From => Some(failure.at_here(Problem::ImportOrder {})),
        Tok::From if here.kind == Tok::Import => {
            let after = failure.before(1).map(|token| failure.text(token));
            let after = after.unwrap_or_default();
            Some(failure.at_here(Problem::MissingName { after }))
        }
        Tok::From if ends && failure.expected == Expected::Name => {
            let last = failure.before(1)?;
            let nothing = last.kind == Tok::Import || failure.kind_before(2) == Tok::Import;
            nothing.then(|| failure.at(Problem::ImportNothing {}, last))
        }
        _ => None,
    }
}

/// Names and parameters of functions and classes.
pub fn definition(failure: &Failure<'_>) -> Option<Finding> {
    let here = failure.here();
    let (one, two) = (failure.kind_before(1), failure.kind_before(2));
    if matches!(two, Tok::Def | Tok::Class) && one == Tok::Name {
        let name = failure.before(1).map(|token| failure.text(token));
        let name = name.unwrap_or_default();
        return match here.kind {
            Tok::BracketOpen => Some(failure.at_here(Problem::TypeParameters { name })),
            Tok::Colon | Tok::Newline | Tok::Arrow if two == Tok::Def => {
                Some(failure.at(Problem::NoParameterList { name }, failure.before(1)?))
            }
            _ => None,
        };
    }
    if matches!(one, Tok::Def | Tok::Class) && keyword(here.kind).is_none() {
        let after = failure.before(1).map(|token| failure.text(token));
        let after = after.unwrap_or_default();
        return Some(failure.at_here(Problem::MissingName { after }));
    }
    let in_lambda = open_lambda(failure);
    if in_lambda && failure.expected == Expected::Text(":") {
        if one == Tok::Lambda && starts_operand(here.kind) {
            return Some(bad_parameter(failure));
        }
        if !starts_operand(here.kind) && here.kind != Tok::Slash {
            let header = Word("lambda");
            return Some(failure.at_here(Problem::MissingColon { header }));
        }
    }
    let &opener = failure.stretch.open.last().unwrap_or(&0);
    let before_opener = opener
        .checked_sub(2)
        .map(|i| failure.stretch.tokens[i].kind);
    let in_parameters = !failure.stretch.open.is_empty() && before_opener == Some(Tok::Def);
    if !in_parameters && !in_lambda {
        return None;
    }
    let at_parameter =
        matches!(one, Tok::Comma | Tok::Star | Tok::DblStar | Tok::Lambda) || is_opener(one);
    match here.kind {
        Tok::Slash if at_parameter => Some(failure.at_here(Problem::PositionalOnly {})),
        kind if at_parameter && keyword(kind).is_some() => {
            let keyword = keyword(kind)?;
            Some(failure.at_here(Problem::KeywordAsName { keyword }))
        }
        kind if at_parameter && starts_operand(kind) => Some(bad_parameter(failure)),
        Tok::Period | Tok::BracketOpen | Tok::ParenOpen if one == Tok::Name => {
            let name = failure.before(1)?;
            let next = failure.after(1).filter(|next| next.line == here.line);
            let end = next.map_or(here.end, |next| next.end);
            let text = failure.snippet(name.start..end);
            Some(failure.finding(Problem::BadParameter { text }, name.start..end))
        }
        _ => None,
    }
}

/// Something that starts here and is no parameter.
fn bad_parameter(failure: &Failure<'_>) -> Finding {
    let here = failure.here();
    let rest = &failure.stretch.tokens[failure.stretch.at..];
    let closer = rest.iter().find(|token| token.kind == closer_of(here.kind));
    let last = match closer {
        Some(closer) if is_opener(here.kind) => *closer,
        _ => here,
    };
    let text = failure.snippet(here.start..last.end);
    failure.finding(Problem::BadParameter { text }, here.start..last.end)
}

/// Whether the place is among the parameters of a `lambda`.
pub fn open_lambda(failure: &Failure<'_>) -> bool {
    let from = failure.stretch.open.last().map_or(0, |&i| i + 1);
    let tokens = &failure.stretch.tokens[from..failure.stretch.at];
    let lambda = tokens.iter().rposition(|token| token.kind == Tok::Lambda);
    lambda.is_some_and(|i| !tokens[i..].iter().any(|token| token.kind == Tok::Colon))
}

/// What is particular to `for`, `except`, `raise` and `with`.
pub fn clause(failure: &Failure<'_>) -> Option<Finding> {
    let here = failure.here();
    let one = failure.kind_before(1);
    let outside = failure.stretch.open.is_empty();
    match failure.first().kind {
        Tok::Except if here.kind == Tok::Star && one == Tok::Except => {
            Some(failure.at_here(Problem::ExceptStar {}))
        }
        Tok::Except if here.kind == Tok::Comma && outside => {
            Some(failure.at_here(Problem::ExceptComma {}))
        }
        Tok::Raise if here.kind == Tok::Comma && outside => {
            Some(failure.at_here(Problem::RaiseComma {}))
        }
        Tok::With if here.kind == Tok::As && !outside => {
            let opener = failure.bracket()?;
            Some(failure.at(Problem::ParenthesizedWith {}, opener))
        }
        Tok::For
            if failure
                .stretch
                .tokens
                .iter()
                .any(|t| t.kind == Tok::Semicolon) =>
        {
            Some(failure.at_here(Problem::MissingIn {}))
        }
        _ if failure.expected == Expected::Text("in") && one != Tok::Not => {
            let rest = &failure.stretch.tokens[failure.stretch.at..];
            let mut rest = rest.iter().take_while(|token| token.line == here.line);
            let later = rest.any(|token| token.kind == Tok::In);
            (!later || here.kind == Tok::Equal).then(|| failure.at_here(Problem::MissingIn {}))
        }
        _ => None,
    }
}

/// A colon behind what is no header, and a header behind a colon.
pub fn stray_colon(failure: &Failure<'_>) -> Option<Finding> {
    let here = failure.here();
    let colon = failure.before(1).filter(|token| token.kind == Tok::Colon)?;
    if failure.expected != Expected::Expression || !failure.stretch.open.is_empty() {
        return None;
    }
    if starts_block(failure.first().kind) && starts_block(here.kind) && !open_lambda(failure) {
        let keyword = keyword(here.kind)?;
        return Some(failure.at_here(Problem::BlockOnHeaderLine { keyword }));
    }
    let ends = matches!(here.kind, Tok::Newline | Tok::End);
    let bare = keyword(failure.first().kind).is_none();
    let lambda = failure
        .stretch
        .tokens
        .iter()
        .any(|token| token.kind == Tok::Lambda);
    (ends && bare && !lambda).then(|| failure.at(Problem::ColonWithoutHeader {}, colon))
}

/// A header without its colon.
pub fn colon(failure: &Failure<'_>) -> Option<Finding> {
    let here = failure.here();
    if failure.expected != Expected::Text(":") || !failure.stretch.open.is_empty() {
        return None;
    }
    let mut header = failure.header_word()?;
    if failure.header == Some(Tok::Async) {
        header = keyword(failure.stretch.tokens.get(1)?.kind)?;
    }
    let problem = Problem::MissingColon { header };
    if matches!(here.kind, Tok::Newline | Tok::End) {
        return Some(failure.at_here(problem));
    }
    if failure.stretch.header_colon().is_some() {
        return None;
    }
    let before = failure.before(1)?;
    let splits = ends_operand(before.kind) || keyword(before.kind).is_some();
    splits.then(|| failure.at(problem, before))
}
