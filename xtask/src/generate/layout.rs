//! From tokens to text: indentation, gaps, line ends, comments and continued lines, tidy or odd.

use super::random::Random;

/// What a program consists of before it is laid out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    Token(String),
    Newline,
    Indent,
    Dedent,
}

impl Piece {
    /// Whether it is this token.
    pub fn is(&self, token: &str) -> bool {
        matches!(self, Self::Token(text) if text == token)
    }
}

/// The oddities that a layout can have; each is counted like a way of the grammar.
pub const ODDITIES: [&str; 15] = [
    "layout: blocks indented by one to eight columns",
    "layout: tabs for indentation",
    "layout: tabs and spaces of the same width mixed",
    "layout: CR LF",
    "layout: CR",
    "layout: line ends mixed",
    "layout: no line end at the end",
    "layout: comments",
    "layout: empty lines and comments anywhere",
    "layout: wide and narrow gaps, tabs and form feeds",
    "layout: lines continued with a backslash",
    "layout: lines broken in brackets",
    "layout: space at the ends of lines",
    "layout: a byte order mark",
    "layout: a backslash at the very end",
];

/// Places in [`ODDITIES`].
const WIDTHS: usize = 0;
const TABS: usize = 1;
const MIXED_TABS: usize = 2;
const CR_LF: usize = 3;
const CR: usize = 4;
const MIXED_ENDS: usize = 5;
const NO_END: usize = 6;
const COMMENTS: usize = 7;
const EMPTY_LINES: usize = 8;
const GAPS: usize = 9;
const CONTINUED: usize = 10;
const BROKEN: usize = 11;
const TRAILING: usize = 12;
const MARK: usize = 13;
const LAST_BACKSLASH: usize = 14;

/// How rare each oddity is: one program in so many has it.
const RARITY: [usize; ODDITIES.len()] = [5, 10, 10, 12, 30, 30, 8, 4, 4, 4, 6, 5, 8, 150, 150];

/// Lays out a program, with an oddity or several, and notes which in `used`.
pub fn text(pieces: &[Piece], random: &mut Random, used: &mut [bool]) -> String {
    for (used, rarity) in used.iter_mut().zip(RARITY) {
        *used = random.one_in(rarity);
    }
    lay_out(pieces, random, used)
}

/// Lays out a program without any oddity.
pub fn plain(pieces: &[Piece], random: &mut Random) -> String {
    lay_out(pieces, random, &[false; ODDITIES.len()])
}

fn lay_out(pieces: &[Piece], random: &mut Random, odd: &[bool]) -> String {
    let mut layout = Layout {
        random,
        odd,
        text: String::new(),
        widths: vec![0],
        brackets: 0,
        line_is_empty: true,
    };
    if layout.odd[MARK] {
        layout.text.push('\u{feff}');
    }
    let mut last: Option<&str> = None;
    for piece in pieces {
        match piece {
            Piece::Token(token) => {
                match last {
                    _ if layout.line_is_empty => layout.start_line(),
                    Some(last) => layout.gap(last, token),
                    None => {}
                }
                layout.token(token);
                last = Some(token);
            }
            Piece::Newline => layout.end_line(),
            Piece::Indent => layout.indent(),
            Piece::Dedent => layout.dedent(),
        }
    }
    layout.finish();
    layout.text
}

/// The tokens as one, with the gaps that they need or with nothing between them.
pub fn joined(pieces: &[Piece], apart: bool) -> String {
    let mut text = String::new();
    let mut last = "";
    for piece in pieces {
        if let Piece::Token(token) = piece {
            if apart && would_merge(last, token) {
                text.push(' ');
            }
            text.push_str(token);
            last = token;
        }
    }
    text
}

/// Whether two tokens would become another if nothing were between them.
fn would_merge(left: &str, right: &str) -> bool {
    let (Some(end), Some(start)) = (left.chars().next_back(), right.chars().next()) else {
        return false;
    };
    let is_word = |c: char| c.is_alphanumeric() || c == '_' || !c.is_ascii();
    let is_closed = |c: char| "()[]{},;~'\"".contains(c);
    match (is_word(end), is_word(start)) {
        (true, true) => true,
        (true, false) => start == '.' && left.starts_with(|c: char| c.is_ascii_digit() || c == '.'),
        (false, true) => end == '.' || matches!(end, '\'' | '"') && left.starts_with(['\'', '"']),
        (false, false) => !is_closed(end) && !is_closed(start),
    }
}

struct Layout<'a> {
    random: &'a mut Random,
    odd: &'a [bool],
    text: String,
    /// The columns at which the open blocks stand.
    widths: Vec<usize>,
    /// How many brackets are open.
    brackets: usize,
    line_is_empty: bool,
}

impl Layout<'_> {
    fn indent(&mut self) {
        let step = match (self.odd[WIDTHS], self.odd[TABS]) {
            (true, _) => self.random.between(1, 8),
            (false, true) => 8,
            (false, false) => 4,
        };
        self.widths.push(self.width() + step);
    }

    fn dedent(&mut self) {
        // A mutation may have left more ends than beginnings.
        if self.widths.len() > 1 {
            self.widths.pop();
        }
    }

    fn width(&self) -> usize {
        self.widths.last().copied().unwrap_or(0)
    }

    fn start_line(&mut self) {
        if self.odd[EMPTY_LINES] && self.random.one_in(4) {
            for _ in 0..self.random.between(1, 2) {
                let width = self.random.below(10);
                self.text.push_str(&" ".repeat(width));
                if self.random.one_in(2) {
                    self.text.push_str("# between");
                }
                self.line_end();
            }
        }
        let width = self.width();
        let mix = self.odd[MIXED_TABS] && self.random.one_in(2);
        let tabs = match mix || self.odd[TABS] {
            true => width / 8,
            false => 0,
        };
        self.text.push_str(&"\t".repeat(tabs));
        self.text.push_str(&" ".repeat(width - tabs * 8));
        self.line_is_empty = false;
    }

    fn token(&mut self, token: &str) {
        match token {
            "(" | "[" | "{" => self.brackets += 1,
            ")" | "]" | "}" => self.brackets = self.brackets.saturating_sub(1),
            _ => {}
        }
        self.text.push_str(token);
    }

    fn gap(&mut self, left: &str, right: &str) {
        if self.odd[BROKEN] && self.brackets > 0 && self.random.one_in(6) {
            if self.odd[COMMENTS] && self.random.one_in(3) {
                self.text.push_str(" # inside (");
            }
            self.line_end();
            let width = self.random.below(12);
            self.text.push_str(&" ".repeat(width));
            return;
        }
        if self.odd[CONTINUED] && self.random.one_in(10) {
            self.text
                .push_str(if self.random.one_in(2) { " \\" } else { "\\" });
            self.line_end();
            let width = self.random.below(4);
            // What is continued in the middle of a word is two words, so nothing can merge.
            self.text.push_str(&" ".repeat(width));
            return;
        }
        if self.odd[GAPS] && self.random.one_in(4) {
            let gaps = ["\t", "  ", " \t ", "\x0c", "    "];
            let gap = *self.random.of(&gaps);
            self.text.push_str(gap);
            return;
        }
        let tight = matches!(left, "(" | "[" | "{" | "." | "@")
            || matches!(right, ")" | "]" | "}" | "." | "," | ":" | "(" | ";");
        let needed = would_merge(left, right);
        let wanted = match self.odd[GAPS] {
            true => self.random.one_in(2),
            false => !tight,
        };
        if needed || wanted {
            self.text.push(' ');
        }
    }

    fn end_line(&mut self) {
        if self.odd[TRAILING] && self.random.one_in(3) {
            self.text
                .push_str(if self.random.one_in(2) { "  " } else { "\t" });
        }
        if self.odd[COMMENTS] && self.random.one_in(5) {
            let comments = ["# why", "#", " # größer", "#!\\", "# \"'''"];
            let comment = *self.random.of(&comments);
            self.text.push_str(comment);
        }
        self.line_end();
        self.line_is_empty = true;
    }

    fn line_end(&mut self) {
        let end = match (self.odd[MIXED_ENDS], self.odd[CR_LF], self.odd[CR]) {
            (true, ..) => *self.random.of(&["\n", "\r\n", "\r"]),
            (false, true, _) => "\r\n",
            (false, false, true) => "\r",
            (false, false, false) => "\n",
        };
        self.text.push_str(end);
    }

    fn finish(&mut self) {
        if self.odd[NO_END] {
            let end = self.text.trim_end_matches(['\r', '\n']).len();
            self.text.truncate(end);
        }
        if self.odd[LAST_BACKSLASH] {
            self.text.push('\\');
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens(line: &str) -> Vec<Piece> {
        let words = line.split(' ').map(|word| Piece::Token(word.to_owned()));
        words.chain([Piece::Newline]).collect()
    }

    #[test]
    fn tokens_stay_apart() {
        for (left, right) in [
            ("x", "if"),
            ("1", "."),
            ("*", "*"),
            ("<", "="),
            ("'a'", "b'c'"),
        ] {
            assert!(would_merge(left, right), "{left} {right}");
        }
        for (left, right) in [
            ("x", "("),
            (")", "."),
            ("[", "-"),
            ("x", "="),
            ("in", "'a'"),
        ] {
            assert!(!would_merge(left, right), "{left} {right}");
        }
    }

    #[test]
    fn blocks_are_indented() {
        let mut pieces = tokens("if x :");
        pieces.push(Piece::Indent);
        pieces.extend(tokens("f ( 1 , - y )"));
        pieces.push(Piece::Dedent);
        pieces.extend(tokens("z"));
        // The first seeds with the plainest layouts; what is odd must leave the tokens alone.
        let mut plain = 0;
        for index in 0..300 {
            let mut used = [false; ODDITIES.len()];
            let text = text(&pieces, &mut Random::new(0, index), &mut used);
            if !used.contains(&true) {
                plain += 1;
                assert_eq!(text, "if x:\n    f(1, - y)\nz\n");
            }
        }
        assert!(plain > 10);
    }
}
