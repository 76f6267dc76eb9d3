//! The tokens of JSON as MicroPython reads them, which takes more than JSON is. The lexer can stop behind any
//! byte, as a stream may give them one by one.

use alloc::vec::Vec;

use crate::text::utf8;

/// What a token is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Token<'a> {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A string, its escapes replaced.
    Text(&'a [u8]),
    /// A number of a few digits.
    Small(i64),
    /// A number without a point and an exponent; whether it is one is to be seen.
    Integer(&'a [u8]),
    /// Another number.
    Float(&'a [u8]),
    /// `[`
    List,
    /// `{`
    Dict,
    /// `]` or `}`, which are the same.
    Close,
}

/// What comes of some input.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Step<'a> {
    /// The next token.
    Token(Token<'a>),
    /// All input is read.
    More,
    /// The end, told by the next byte if there is one.
    End,
    /// A syntax error, told by the next byte.
    Fail,
}

/// Where the lexer is. The numbers keep it between two steps: see [`Lexer::save`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum State {
    /// Between two tokens.
    Between,
    /// So many bytes into the word of this number.
    Word(u8, u8),
    /// In a string.
    Text,
    /// Behind its backslash.
    Escape,
    /// So many digits behind `\u`.
    Digits(u8),
    /// In a number.
    Number,
    /// Behind the one value.
    Behind,
    /// Wrong, as will be told once the next byte is read: one is always read ahead.
    Wrong,
}

const WORDS: [(&[u8], Token<'static>); 3] = [
    (b"null", Token::Null),
    (b"true", Token::Bool(true)),
    (b"false", Token::Bool(false)),
];

/// The lexer.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Lexer {
    state: State,
    /// The four digits of an escape.
    code: u32,
    /// The bytes of a string or number that did not end where the input did.
    kept: Vec<u8>,
}

impl Lexer {
    /// At the start.
    pub fn new() -> Lexer {
        Lexer {
            state: State::Between,
            code: 0,
            kept: Vec::new(),
        }
    }

    /// From now on there must be nothing but space.
    pub fn expect_end(&mut self) {
        self.state = State::Behind;
    }

    /// A token was wrong in its place.
    pub fn refuse(&mut self) {
        self.state = State::Wrong;
    }

    /// The next token of `input` from `at` on. Where the input ends, it ends once more with `End` or
    /// `Fail` if it is `last`.
    pub fn next<'a>(&'a mut self, input: &'a [u8], at: &mut usize, last: bool) -> Step<'a> {
        loop {
            // The end is a zero byte, and a zero byte is the end.
            let byte = match input.get(*at) {
                Some(&byte) => byte,
                None if last => 0,
                None => return Step::More,
            };
            match self.state {
                State::Between => {
                    let rest = &input[*at..];
                    let skipped = rest.iter().take_while(|&&b| is_between(b)).count();
                    *at += skipped;
                    let Some((&byte, rest)) = rest[skipped..].split_first() else {
                        match last {
                            true => return Step::Fail,
                            false => return Step::More,
                        }
                    };
                    if byte == 0 {
                        return Step::Fail;
                    }
                    *at += 1;
                    match byte {
                        b'"' => {
                            if let Some(plain) = plain_text(rest) {
                                *at += plain + 1;
                                return Step::Token(Token::Text(&rest[..plain]));
                            }
                            self.kept.clear();
                            self.state = State::Text;
                        }
                        b'-' | b'0'..=b'9' => {
                            if let Some((len, token)) = number(&input[*at - 1..]) {
                                *at += len - 1;
                                return Step::Token(token);
                            }
                            self.kept.clear();
                            self.kept.push(byte);
                            self.state = State::Number;
                        }
                        b'[' => return Step::Token(Token::List),
                        b'{' => return Step::Token(Token::Dict),
                        b']' | b'}' => return Step::Token(Token::Close),
                        _ => match WORDS.iter().position(|(word, _)| word[0] == byte) {
                            Some(n) => {
                                let (word, token) = WORDS[n];
                                if rest.starts_with(&word[1..]) {
                                    *at += word.len() - 1;
                                    return Step::Token(token);
                                }
                                self.state = State::Word(n as u8, 1);
                            }
                            None => self.state = State::Wrong,
                        },
                    }
                }
                State::Word(n, done) => {
                    let (word, token) = WORDS[usize::from(n)];
                    if word[usize::from(done)] != byte {
                        return Step::Fail;
                    }
                    *at += 1;
                    self.state = State::Word(n, done + 1);
                    if usize::from(done) + 1 == word.len() {
                        self.state = State::Between;
                        return Step::Token(token);
                    }
                }
                State::Text => match byte {
                    b'"' => {
                        *at += 1;
                        self.state = State::Between;
                        return Step::Token(Token::Text(&self.kept));
                    }
                    b'\\' => {
                        *at += 1;
                        self.state = State::Escape;
                    }
                    0 => return Step::Fail,
                    _ => {
                        let rest = &input[*at..];
                        let plain = rest.iter().take_while(|&&b| !ends_plain(b)).count();
                        self.kept.extend_from_slice(&rest[..plain]);
                        *at += plain;
                    }
                },
                State::Escape => {
                    *at += 1;
                    self.state = State::Text;
                    match byte {
                        b'b' => self.kept.push(8),
                        b'f' => self.kept.push(12),
                        b'n' => self.kept.push(b'\n'),
                        b'r' => self.kept.push(b'\r'),
                        b't' => self.kept.push(b'\t'),
                        b'u' => (self.state, self.code) = (State::Digits(0), 0),
                        other => self.kept.push(other),
                    }
                }
                State::Digits(done) => {
                    *at += 1;
                    // Whatever is there counts as a digit.
                    let digit = (byte | 0x20).wrapping_sub(b'0');
                    let digit = if digit > 9 {
                        digit.wrapping_sub(39)
                    } else {
                        digit
                    };
                    self.code = self.code << 4 | u32::from(digit);
                    self.state = State::Digits(done + 1);
                    if done == 3 {
                        utf8::encode(self.code, &mut self.kept);
                        self.state = State::Text;
                    }
                }
                State::Number if goes_on_number(byte) => {
                    self.kept.push(byte);
                    *at += 1;
                }
                State::Number => {
                    self.state = State::Between;
                    return Step::Token(number_token(&self.kept));
                }
                State::Behind => match byte {
                    b' ' | 9..=13 => *at += 1,
                    0 => return Step::End,
                    _ => return Step::Fail,
                },
                State::Wrong => return Step::Fail,
            }
        }
    }

    /// All of it as a number; the bytes that it keeps are moved out.
    pub fn save(self) -> (i64, Vec<u8>) {
        let (state, a, b) = match self.state {
            State::Between => (0, 0, 0),
            State::Word(word, done) => (1, word, done),
            State::Text => (2, 0, 0),
            State::Escape => (3, 0, 0),
            State::Digits(done) => (4, done, 0),
            State::Number => (5, 0, 0),
            State::Behind => (6, 0, 0),
            State::Wrong => (7, 0, 0),
        };
        let number = state | i64::from(a) << 4 | i64::from(b) << 8 | i64::from(self.code) << 16;
        (number, self.kept)
    }

    /// What [`Lexer::save`] gave.
    pub fn restore(number: i64, kept: Vec<u8>) -> Lexer {
        let (a, b) = ((number >> 4 & 15) as u8, (number >> 8 & 15) as u8);
        let state = match number & 15 {
            0 => State::Between,
            1 => {
                let (word, _) = WORDS[usize::from(a % 3)];
                State::Word(a % 3, b % word.len() as u8)
            }
            2 => State::Text,
            3 => State::Escape,
            4 => State::Digits(a % 4),
            5 => State::Number,
            6 => State::Behind,
            _ => State::Wrong,
        };
        let code = (number >> 16) as u32 & 0x1f_ffff;
        Lexer { state, code, kept }
    }
}

/// Whether a byte is nothing where a token may begin.
fn is_between(byte: u8) -> bool {
    matches!(byte, b',' | b':' | b' ' | b'\t' | b'\n' | b'\r')
}

/// Digits that fit into a small integer, whatever they are.
const FEW_DIGITS: usize = 9;

/// The number that `text` begins with, and its length; nothing if it goes on to the end.
fn number(text: &[u8]) -> Option<(usize, Token<'_>)> {
    let sign = usize::from(text.first() == Some(&b'-'));
    let (mut len, mut n) = (sign, 0);
    while let Some(&digit @ b'0'..=b'9') = text.get(len) {
        if len - sign == FEW_DIGITS {
            break;
        }
        n = n * 10 + i64::from(digit - b'0');
        len += 1;
    }
    if len > sign && !goes_on_number(*text.get(len)?) {
        return Some((len, Token::Small(if sign == 1 { -n } else { n })));
    }
    let len = len + text[len..].iter().position(|&b| !goes_on_number(b))?;
    Some((len, number_token(&text[..len])))
}

fn goes_on_number(byte: u8) -> bool {
    matches!(byte, b'0'..=b'9' | b'+' | b'-') || makes_float(byte)
}

fn makes_float(byte: u8) -> bool {
    matches!(byte, b'.' | b'e' | b'E')
}

fn number_token(number: &[u8]) -> Token<'_> {
    let digits = number.strip_prefix(b"-").unwrap_or(number);
    if (1..=FEW_DIGITS).contains(&digits.len()) && digits.iter().all(u8::is_ascii_digit) {
        let n = digits
            .iter()
            .fold(0, |n, digit| n * 10 + i64::from(digit - b'0'));
        return Token::Small(if digits.len() < number.len() { -n } else { n });
    }
    match number.iter().any(|&b| makes_float(b)) {
        true => Token::Float(number),
        false => Token::Integer(number),
    }
}

/// Whether a byte is not just itself in a string.
fn ends_plain(byte: u8) -> bool {
    matches!(byte, b'"' | b'\\' | 0)
}

/// The length of a string that is all there and has no escapes.
fn plain_text(rest: &[u8]) -> Option<usize> {
    let plain = rest.iter().position(|&b| ends_plain(b))?;
    (rest[plain] == b'"').then_some(plain)
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::string::String;

    /// All tokens of a text that comes in pieces of this length, and how it ends.
    fn tokens(text: &[u8], piece: usize) -> String {
        let mut lexer = Lexer::new();
        let mut all = String::new();
        let pieces = text.chunks(piece).chain([&b""[..]]);
        for input in pieces {
            let last = input.is_empty();
            let mut at = 0;
            loop {
                match lexer.next(input, &mut at, last) {
                    Step::Token(token) => all += &alloc::format!("{token:?} "),
                    Step::More => break,
                    Step::End | Step::Fail => {
                        return all;
                    }
                }
            }
            let (number, kept) = lexer.save();
            lexer = Lexer::restore(number, kept);
        }
        all
    }

    #[test]
    fn pieces_make_no_difference() {
        for text in [
            &br#"[1, -2.5e3 "a\n\u20ac\"" {"k":null} true,false]"#[..],
            b"\"\\ud83d\\uzzzz\\q",
            b"[nulx",
            b"\"a\0b\"",
        ] {
            let whole = tokens(text, 1000);
            for piece in 1..5 {
                assert_eq!(tokens(text, piece), whole);
            }
        }
    }
}
