//! Damage: what happens to programs under a beginner's hands, and worse.

use super::layout::Piece;
use super::random::Random;

/// What can happen to the tokens of a program, before it is laid out.
pub const OF_TOKENS: [&str; 13] = [
    "damage: token deleted",
    "damage: token repeated",
    "damage: two tokens swapped",
    "damage: token inserted",
    "damage: token replaced",
    "damage: token copied from elsewhere",
    "damage: block's beginning deleted",
    "damage: block's beginning inserted",
    "damage: block's end deleted",
    "damage: block's end inserted",
    "damage: line's end deleted",
    "damage: line's end inserted",
    "damage: piece moved",
];

/// What can happen to its text.
pub const OF_TEXT: [&str; 8] = [
    "damage: text cut off",
    "damage: character deleted",
    "damage: character inserted",
    "damage: character replaced",
    "damage: line indented further",
    "damage: line indented less",
    "damage: any byte inserted",
    "damage: byte replaced by any",
];

/// What is inserted among tokens.
const TOKENS: [&str; 74] = [
    "False",
    "None",
    "True",
    "__debug__",
    "and",
    "as",
    "assert",
    "async",
    "await",
    "break",
    "class",
    "continue",
    "def",
    "del",
    "elif",
    "else",
    "except",
    "finally",
    "for",
    "from",
    "global",
    "if",
    "import",
    "in",
    "is",
    "lambda",
    "nonlocal",
    "not",
    "or",
    "pass",
    "raise",
    "return",
    "try",
    "while",
    "with",
    "yield",
    "x",
    "0",
    "1.5",
    "'text'",
    "b'x'",
    "f'{x}'",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    ",",
    ":",
    ";",
    ".",
    "=",
    "==",
    "+=",
    "**=",
    ":=",
    "->",
    "*",
    "**",
    "+",
    "-",
    "~",
    "/",
    "//",
    "%",
    "@",
    "<",
    "<<",
    "!=",
    "...",
    "|",
    "&",
    "const",
];

/// What is inserted into the text.
const CHARACTERS: [char; 34] = [
    '(', ')', '[', ']', '{', '}', '\'', '"', '\\', '\n', '\r', '\t', ' ', '\x0c', '\0', '\x01',
    '#', '$', '?', '!', '`', ':', '=', '.', ',', '*', '0', '_', 'x', 'f', 'é', '€', '\u{a0}',
    '\x7f',
];

/// Damages the tokens in one way, and notes which in `used`.
pub fn tokens(pieces: &mut Vec<Piece>, random: &mut Random, used: &mut [bool]) {
    let kind = random.below(OF_TOKENS.len());
    let found = |wanted: fn(&Piece) -> bool| -> Vec<usize> {
        let places = pieces.iter().enumerate();
        let fitting = places.filter(|(_, piece)| wanted(piece));
        fitting.map(|(at, _)| at).collect()
    };
    let places = match kind {
        0..=5 => found(|piece| matches!(piece, Piece::Token(_))),
        6 => found(|piece| *piece == Piece::Indent),
        8 => found(|piece| *piece == Piece::Dedent),
        7 | 9 | 10 => found(|piece| *piece == Piece::Newline),
        _ => found(|_| true),
    };
    if places.is_empty() {
        return;
    }
    used[kind] = true;
    let at = *random.of(&places);
    match kind {
        0 | 6 | 8 | 10 => {
            pieces.remove(at);
        }
        1 => pieces.insert(at, pieces[at].clone()),
        2 => pieces.swap(at, *random.of(&places)),
        3 => pieces.insert(at, Piece::Token((*random.of(&TOKENS)).to_owned())),
        4 => pieces[at] = Piece::Token((*random.of(&TOKENS)).to_owned()),
        5 => pieces.insert(at, pieces[*random.of(&places)].clone()),
        7 => pieces.insert(at + 1, Piece::Indent),
        9 => pieces.insert(at + 1, Piece::Dedent),
        11 => pieces.insert(at, Piece::Newline),
        _ => {
            let piece = pieces.remove(at);
            pieces.insert(random.below(pieces.len() + 1), piece);
        }
    }
}

/// Damages the text in one way, and notes which in `used`. It need not be UTF-8 afterwards.
pub fn text(text: &mut Vec<u8>, random: &mut Random, used: &mut [bool]) {
    if text.is_empty() {
        return;
    }
    let kind = random.below(OF_TEXT.len());
    used[kind] = true;
    let is_start = |at: &usize| match kind {
        0..=3 => !is_continuation(text[*at]),
        4 | 5 => *at == 0 || text[at - 1] == b'\n',
        _ => true,
    };
    let starts: Vec<usize> = (0..text.len()).filter(is_start).collect();
    let Some(&at) = starts.get(random.below(starts.len().max(1))) else {
        return;
    };
    let next = starts.iter().copied().find(|start| *start > at);
    let character = at..next.unwrap_or(text.len());
    let any = [random.below(256) as u8];
    let mut buffer = [0; 4];
    let new = random.of(&CHARACTERS).encode_utf8(&mut buffer).as_bytes();
    let (place, new): (_, &[u8]) = match kind {
        0 => (at..text.len(), b""),
        1 => (character, b""),
        2 => (at..at, new),
        3 => (character, new),
        4 => (at..at, random.of(&[" ", "  ", "    ", "\t"]).as_bytes()),
        5 if matches!(text[at], b' ' | b'\t') => (at..at + 1, b""),
        5 => (at..at, b""),
        6 => (at..at, &any),
        _ => (at..at + 1, &any),
    };
    text.splice(place, new.iter().copied());
}

/// Whether a byte goes on with a character of UTF-8.
fn is_continuation(byte: u8) -> bool {
    byte & 0xc0 == 0x80
}
