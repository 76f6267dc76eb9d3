//! Mistakes in expressions: operators of other languages, and values, commas or operators missing.

use super::diagnose::Failure;
use super::headers::open_lambda;
use super::problem::Problem;
use super::recover::Finding;
use super::scan::{Token, ends_operand, is_closer, is_opener, starts_operand};
use super::words::{Expected, Note, keyword};
use crate::token::Tok;
use alloc::string::ToString;
use alloc::vec;

/// Operators that other languages write, by the two tokens that they are here.
const FOREIGN: &[(Tok, Tok, &str, &str)] = &[
    (Tok::Ampersand, Tok::Ampersand, "&&", "and"),
    (Tok::Pipe, Tok::Pipe, "||", "or"),
    (Tok::Less, Tok::More, "<>", "!="),
    (Tok::Equal, Tok::More, "=>", ">="),
    (Tok::Equal, Tok::Less, "=<", "<="),
    (Tok::DblEqual, Tok::Equal, "===", "=="),
    (Tok::NotEqual, Tok::Equal, "!==", "!="),
    (Tok::Equal, Tok::Invalid, "=!", "!="),
];

/// `&&`, `!x`, `x++`, `a ? b : c`, `x := 1`
pub fn foreign_operator(failure: &Failure<'_>) -> Option<Finding> {
    let here = failure.here();
    let pairs = [
        (failure.before(1), Some(here)),
        (Some(here), failure.after(1)),
    ];
    for (one, other) in pairs {
        let (Some(one), Some(other)) = (one, other) else {
            continue;
        };
        let known = FOREIGN
            .iter()
            .find(|(a, b, ..)| (*a, *b) == (one.kind, other.kind));
        if let Some(&(.., operator, instead)) = known
            && Failure::touch(one, other)
            && (other.kind != Tok::Invalid || failure.bytes(other) == b"!")
        {
            let operator = operator.to_string();
            let problem = Problem::ForeignOperator { operator, instead };
            return Some(failure.finding(problem, one.start..other.end));
        }
    }
    if let Some(before) = failure.before(1)
        && (before.kind, here.kind) == (Tok::Equal, Tok::Equal)
    {
        let problem = Problem::ForeignOperator {
            operator: "= =".to_string(),
            instead: "==",
        };
        return Some(failure.finding(problem, before.start..here.end));
    }
    if let (Some(one), Some(two)) = (failure.before(2), failure.before(1))
        && one.kind == two.kind
        && Failure::touch(one, two)
        && ends_operand(failure.kind_before(3))
    {
        let known = match one.kind {
            Tok::Plus => Some(("++", "+=")),
            Tok::Minus => Some(("--", "-=")),
            _ => None,
        };
        if let Some((operator, instead)) = known {
            let problem = Problem::IncrementOperator { operator, instead };
            return Some(failure.finding(problem, one.start..two.end));
        }
    }
    match failure.bytes(here) {
        b"!" if starts_operand(failure.kind_after(1)) => {
            let problem = Problem::ForeignOperator {
                operator: "!".to_string(),
                instead: "not",
            };
            Some(failure.at_here(problem))
        }
        b"?" => {
            let mut rest = failure.stretch.tokens[failure.stretch.at..].iter();
            let colon = rest.any(|token| token.kind == Tok::Colon && token.line == here.line);
            colon.then(|| failure.at_here(Problem::Ternary {}))
        }
        b":=" => Some(failure.at_here(Problem::WalrusStatement {})),
        _ => None,
    }
}

/// Whether a keyword only ever starts a statement.
fn starts_statement(kind: Tok) -> bool {
    matches!(
        kind,
        Tok::Assert
            | Tok::Break
            | Tok::Class
            | Tok::Continue
            | Tok::Def
            | Tok::Del
            | Tok::From
            | Tok::Global
            | Tok::Import
            | Tok::Nonlocal
            | Tok::Pass
            | Tok::Raise
            | Tok::Return
            | Tok::Try
            | Tok::While
            | Tok::With
            | Tok::Yield
    )
}

fn assigns(kind: Tok) -> bool {
    kind == Tok::Equal || (Tok::PipeEqual..=Tok::DblStarEqual).contains(&kind)
}

/// A word of the language where a name should be, or a statement where a value should be.
pub fn keyword_as_name(failure: &Failure<'_>) -> Option<Finding> {
    let here = failure.here();
    let start = failure.small_start();
    let first_is_keyword = keyword(failure.first().kind);
    if assigns(here.kind)
        && failure.stretch.at == start + 1
        && let Some(keyword) = first_is_keyword
    {
        return Some(failure.at(Problem::KeywordAsName { keyword }, failure.first()));
    }
    let keyword = keyword(here.kind)?;
    let as_name = || Some(failure.at_here(Problem::KeywordAsName { keyword }));
    if failure.stretch.at == start && assigns(failure.kind_after(1)) {
        return as_name();
    }
    match failure.expected {
        Expected::Name => as_name(),
        Expected::Expression if starts_statement(here.kind) => {
            let next = failure.after(1);
            let goes_on = next.is_some_and(|next| {
                next.line == here.line && starts_operand(next.kind) && !is_opener(next.kind)
            });
            let lambda = failure.kind_before(1) == Tok::Colon;
            if goes_on || lambda {
                Some(failure.at_here(Problem::StatementInExpression { keyword }))
            } else {
                as_name()
            }
        }
        _ => None,
    }
}

/// `=` where only `==` makes sense.
pub fn assignment(failure: &Failure<'_>) -> Option<Finding> {
    let here = failure.here();
    if here.kind != Tok::Equal || failure.expected == Expected::Expression {
        return None;
    }
    let first = failure.first().kind;
    if let (Tok::If | Tok::Elif | Tok::While, Some(header)) = (first, failure.header_word()) {
        return Some(failure.at_here(Problem::AssignInCondition { header }));
    }
    let in_brackets = !failure.stretch.open.is_empty();
    (in_brackets || keyword(first).is_some())
        .then(|| failure.at_here(Problem::AssignInExpression {}))
}

/// `x if y`, `async for` and `*` where MicroPython takes none.
pub fn comprehension(failure: &Failure<'_>) -> Option<Finding> {
    let here = failure.here();
    if failure.expected == Expected::Text("else") {
        return Some(failure.at_here(Problem::MissingElse {}));
    }
    if here.kind == Tok::Async && failure.kind_after(1) == Tok::For {
        return Some(failure.at_here(Problem::AsyncComprehension {}));
    }
    let stars = match here.kind {
        Tok::Star => "*",
        Tok::DblStar => "**",
        _ => return None,
    };
    let last = failure.kind_before(1);
    let at_value = failure.expected == Expected::Expression
        || matches!(last, Tok::Comma | Tok::Return | Tok::Yield)
        || is_opener(last);
    let unpacks = at_value && starts_operand(failure.kind_after(1));
    (unpacks && (last == Tok::In || !is_operator(last)))
        .then(|| failure.at_here(Problem::StarInDisplay { stars }))
}

/// Whether a value must follow this token, it being an operator.
fn is_operator(kind: Tok) -> bool {
    (Tok::Tilde..=Tok::DblStar).contains(&kind)
        || matches!(kind, Tok::And | Tok::Or | Tok::Not | Tok::In | Tok::Is)
}

/// A value or a name that is missing.
pub fn missing_operand(failure: &Failure<'_>) -> Option<Finding> {
    let here = failure.here();
    let before = failure.before(1);
    let last = failure.kind_before(1);
    let after = || before.map(|token| failure.text(token)).unwrap_or_default();
    if here.kind == Tok::Semicolon && matches!(last, Tok::Semicolon | Tok::End) {
        return Some(failure.at_here(Problem::ExtraSemicolon {}));
    }
    let wants_value = failure.expected == Expected::Expression;
    if here.kind == Tok::Comma && (last == Tok::Comma || is_opener(last)) {
        return Some(failure.at_here(Problem::ExtraComma {}));
    }
    if failure.expected == Expected::Name && matches!(here.kind, Tok::Newline | Tok::End) {
        let after = after();
        return Some(failure.at_here(Problem::MissingName { after }));
    }
    if last == Tok::As && wants_value && here.kind == Tok::Colon {
        let after = after();
        return Some(failure.at_here(Problem::MissingName { after }));
    }
    if failure.expected == Expected::Name && !starts_operand(here.kind) && before.is_some() {
        let after = after();
        return Some(failure.at_here(Problem::MissingName { after }));
    }
    if !wants_value {
        return None;
    }
    if here.kind == Tok::BracketClose
        && last == Tok::BracketOpen
        && ends_operand(failure.kind_before(2))
    {
        let opener = before?;
        return Some(failure.finding(Problem::EmptyIndex {}, opener.start..here.end));
    }
    if is_operator(last) && !(last == Tok::In && failure.first().kind == Tok::For) {
        let problem = Problem::MissingOperand { operator: after() };
        return Some(failure.at(problem, before?));
    }
    let in_braces = failure.bracket().is_some_and(|b| b.kind == Tok::BraceOpen);
    if last == Tok::Colon && in_braces && (here.kind == Tok::Comma || is_closer(here.kind)) {
        let key = failure.before(2).map(|token| failure.text(token));
        let problem = Problem::MissingDictValue {
            key: key.unwrap_or_default(),
        };
        return Some(failure.at(problem, before?));
    }
    let left_missing = is_operator(here.kind) || matches!(here.kind, Tok::Period | Tok::Arrow);
    let at_start = failure.stretch.at == failure.small_start();
    if left_missing && !(here.kind == Tok::In && last == Tok::For) || at_start && assigns(here.kind)
    {
        let operator = failure.text(here);
        return Some(failure.at_here(Problem::MissingLeft { operator }));
    }
    if last == Tok::For {
        let after = after();
        return Some(failure.at_here(Problem::MissingName { after }));
    }
    let needs_value = assigns(last)
        || keyword(last).is_some()
        || matches!(last, Tok::Assign | Tok::Colon | Tok::Arrow | Tok::Equal)
        || last == Tok::Comma && here.kind == Tok::Newline;
    let stops = matches!(
        here.kind,
        Tok::Newline
            | Tok::End
            | Tok::Colon
            | Tok::Comma
            | Tok::Semicolon
            | Tok::Else
            | Tok::If
            | Tok::For
            | Tok::As
    ) || is_closer(here.kind)
        || assigns(here.kind);
    if needs_value && stops {
        let problem = Problem::MissingValue { after: after() };
        return Some(failure.at(problem, before?));
    }
    None
}

/// Two values with nothing between them.
pub fn missing_separator(failure: &Failure<'_>) -> Option<Finding> {
    let (left, right) = failure.between_operands()?;
    let lists = matches!(
        failure.first().kind,
        Tok::Import | Tok::From | Tok::Global | Tok::Nonlocal
    ) || failure.expected == Expected::Text("in");
    if let Some(finding) = missing_colon_in_dict(failure, left) {
        return Some(finding);
    }
    let comma = !failure.stretch.open.is_empty() || lists || open_lambda(failure);
    let left_text = failure.value_before(failure.stretch.at - 1);
    let right_text = failure.text(right);
    let problem = if comma {
        Problem::MissingComma {
            left: left_text,
            right: right_text,
        }
    } else {
        Problem::MissingOperator {
            left: left_text,
            right: right_text,
        }
    };
    let mut finding = failure.at_here(problem);
    finding.related = vec![(left.start..left.end, Note::First)];
    Some(finding)
}

/// A key and a value of a dict with no colon between them.
fn missing_colon_in_dict(failure: &Failure<'_>, key: Token) -> Option<Finding> {
    let &opener = failure.stretch.open.last()?;
    let tokens = &failure.stretch.tokens;
    if tokens[opener].kind != Tok::BraceOpen {
        return None;
    }
    let before = &tokens[opener + 1..failure.stretch.at];
    let mut depth = 0;
    let mut item = 0;
    let mut colons = 0;
    for token in before {
        match token.kind {
            kind if is_opener(kind) => depth += 1,
            kind if is_closer(kind) => depth -= 1,
            Tok::Comma if depth == 0 => item = 0,
            Tok::Colon if depth == 0 => {
                item += 1;
                colons += 1;
            }
            _ => {}
        }
    }
    if item > 0 || colons == 0 {
        return None;
    }
    let key_text = failure.value_before(failure.stretch.at - 1);
    Some(failure.at(Problem::MissingDictValue { key: key_text }, key))
}
