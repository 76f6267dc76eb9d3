//! The line editor of a board's prompt: what keys do to the line, and what the terminal is sent to show it.

use std::collections::VecDeque;

/// Keys by their codes.
pub(super) const CTRL_A: u8 = 1;
pub(super) const CTRL_B: u8 = 2;
pub(super) const CTRL_C: u8 = 3;
pub(super) const CTRL_D: u8 = 4;
pub(super) const CTRL_E: u8 = 5;
const CTRL_F: u8 = 6;
const BACKSPACE: u8 = 8;
const TAB: u8 = 9;
const CTRL_K: u8 = 11;
const CTRL_N: u8 = 14;
const CTRL_P: u8 = 16;
const CTRL_U: u8 = 21;
const ESCAPE: u8 = 27;
const DELETE: u8 = 127;

/// How many lines are remembered.
const HISTORY: usize = 50;

/// A step of indentation.
const INDENT: &[u8] = b"    ";

/// What the line has come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Key {
    /// It is still being written.
    Goes,
    /// It was ended by Enter.
    Entered,
    /// A control key in an empty line, or Ctrl-C.
    Control(u8),
    /// Tab: what stands before the cursor is to be completed.
    Tab,
}

/// What can complete a word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Completion {
    /// Nothing.
    None,
    /// One way to go on.
    One(String),
    /// Several words, which are shown.
    Many(Vec<String>),
}

/// Where a sequence of bytes for one key stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Sequence {
    None,
    Escape,
    Bracket,
    Digit(u8),
    Letter,
}

/// A line that is being written, and those before it that belong to the same statement.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct LineEditor {
    text: Vec<u8>,
    /// Where the present line begins in the text.
    begin: usize,
    cursor: usize,
    prompt: &'static str,
    sequence: Sequence,
    /// The lines before, the newest first, and which of them is shown.
    history: VecDeque<Vec<u8>>,
    recalled: Option<usize>,
    indents: bool,
    just_indented: bool,
    /// The line end that came last, whose other half is not an end of its own.
    last_end: Option<u8>,
}

impl LineEditor {
    pub fn new() -> Self {
        Self {
            text: Vec::new(),
            begin: 0,
            cursor: 0,
            prompt: "",
            sequence: Sequence::None,
            history: VecDeque::new(),
            recalled: None,
            indents: true,
            just_indented: false,
            last_end: None,
        }
    }

    /// All lines of the statement.
    pub fn text(&self) -> &[u8] {
        &self.text
    }

    /// What stands before the cursor in the present line.
    pub fn before_cursor(&self) -> &[u8] {
        &self.text[self.begin..self.cursor]
    }

    /// Begins a statement.
    pub fn begin(&mut self, prompt: &'static str, out: &mut Vec<u8>) {
        self.text.clear();
        self.start_line(prompt, out);
        self.indents = true;
    }

    /// Goes on with the next line of a statement, indented as the last one asks for.
    pub fn go_on(&mut self, prompt: &'static str, out: &mut Vec<u8>) {
        self.text.push(b'\n');
        self.start_line(prompt, out);
        self.indent(out);
    }

    fn start_line(&mut self, prompt: &'static str, out: &mut Vec<u8>) {
        self.begin = self.text.len();
        self.cursor = self.begin;
        self.prompt = prompt;
        self.sequence = Sequence::None;
        self.recalled = None;
        self.just_indented = false;
        out.extend_from_slice(prompt.as_bytes());
    }

    /// Indents the line as that before it, or by one step more behind a colon; not behind two blank ones.
    fn indent(&mut self, out: &mut Vec<u8>) {
        if !self.indents {
            return;
        }
        let lines: Vec<&[u8]> = self.text[..self.begin - 1].split(|&b| b == b'\n').collect();
        let blank = |line: &[u8]| line.iter().all(|&b| b == b' ');
        let last = lines[lines.len() - 1];
        if lines.len() > 1 && blank(last) && (lines.len() == 2 || blank(lines[lines.len() - 2])) {
            return;
        }
        let spaces = last.iter().take_while(|&&b| b == b' ').count();
        let steps = spaces / INDENT.len() + usize::from(last.last() == Some(&b':'));
        for _ in 0..steps {
            self.text.extend_from_slice(INDENT);
            out.extend_from_slice(INDENT);
            self.just_indented = true;
        }
        self.cursor = self.text.len();
    }

    /// A byte from the terminal.
    pub fn key(&mut self, byte: u8, out: &mut Vec<u8>) -> Key {
        let indented = core::mem::take(&mut self.just_indented);
        let answer = match self.sequence {
            Sequence::None => self.plain(byte, indented, out),
            Sequence::Escape => {
                self.sequence = match byte {
                    b'[' => Sequence::Bracket,
                    b'O' => Sequence::Letter,
                    _ => Sequence::None,
                };
                Key::Goes
            }
            Sequence::Bracket if byte.is_ascii_digit() => {
                self.sequence = Sequence::Digit(byte);
                Key::Goes
            }
            Sequence::Bracket | Sequence::Letter => {
                self.sequence = Sequence::None;
                match byte {
                    b'A' => self.recall(true, out),
                    b'B' => self.recall(false, out),
                    b'C' => self.right(out),
                    b'D' => self.left(out),
                    b'H' => self.home(out),
                    b'F' => self.end(out),
                    _ => {}
                }
                Key::Goes
            }
            Sequence::Digit(digit) => {
                self.sequence = Sequence::None;
                match (byte, digit) {
                    (b'~', b'1' | b'7') => self.home(out),
                    (b'~', b'4' | b'8') => self.end(out),
                    (b'~', b'3') => self.delete(out),
                    _ => {}
                }
                Key::Goes
            }
        };
        if !matches!(byte, b'\r' | b'\n') {
            self.last_end = None;
        }
        answer
    }

    fn plain(&mut self, byte: u8, indented: bool, out: &mut Vec<u8>) -> Key {
        match byte {
            CTRL_A..=CTRL_E if self.text.len() == self.begin => return Key::Control(byte),
            CTRL_C => return Key::Control(byte),
            CTRL_A => self.home(out),
            CTRL_B => self.left(out),
            CTRL_D => self.delete(out),
            CTRL_E => self.end(out),
            CTRL_F => self.right(out),
            CTRL_K => self.replace(self.cursor, self.text.len(), &[], self.cursor, out),
            CTRL_U => self.replace(self.begin, self.cursor, &[], self.begin, out),
            CTRL_N => self.recall(false, out),
            CTRL_P => self.recall(true, out),
            ESCAPE => self.sequence = Sequence::Escape,
            BACKSPACE | DELETE => self.backspace(out),
            // Behind an indentation that came by itself: a tab leaves it at that, a space wants one space.
            TAB if indented => self.indents = false,
            b' ' if indented => {
                self.indents = false;
                let kept = self.cursor - 3;
                self.replace(kept, self.cursor, &[], kept, out);
            }
            TAB => {
                let behind_space =
                    self.cursor > 0 && self.text[self.cursor - 1].is_ascii_whitespace();
                if !behind_space {
                    return Key::Tab;
                }
                self.insert(INDENT, out);
            }
            b'\r' | b'\n' => {
                if self.last_end.is_some_and(|last| last != byte) {
                    self.last_end = None;
                    return Key::Goes;
                }
                self.last_end = Some(byte);
                out.extend_from_slice(b"\r\n");
                self.remember();
                return Key::Entered;
            }
            b' '..=b'~' => self.insert(&[byte], out),
            _ => {}
        }
        Key::Goes
    }

    /// Does what completing a word has found.
    pub fn complete(&mut self, completion: &Completion, out: &mut Vec<u8>) {
        match completion {
            Completion::None => {}
            Completion::One(rest) => self.insert(rest.as_bytes(), out),
            Completion::Many(words) => {
                show_words(words, out);
                out.extend_from_slice(self.prompt.as_bytes());
                out.extend_from_slice(&self.text[self.begin..]);
                move_back(self.text.len() - self.cursor, out);
            }
        }
    }

    fn remember(&mut self) {
        let line = &self.text[self.begin..];
        if line.is_empty() || self.history.front().is_some_and(|last| last == line) {
            return;
        }
        self.history.push_front(line.to_vec());
        self.history.truncate(HISTORY);
    }

    fn recall(&mut self, older: bool, out: &mut Vec<u8>) {
        let next = match (self.recalled, older) {
            (None, true) => Some(0),
            (Some(n), true) => Some(n + 1),
            (None, false) => return,
            (Some(n), false) => n.checked_sub(1),
        };
        let line = match next.map(|n| self.history.get(n)) {
            Some(None) => return,
            Some(Some(line)) => line.clone(),
            None => Vec::new(),
        };
        self.recalled = next;
        let end = self.begin + line.len();
        self.replace(self.begin, self.text.len(), &line, end, out);
    }

    fn insert(&mut self, bytes: &[u8], out: &mut Vec<u8>) {
        self.replace(
            self.cursor,
            self.cursor,
            bytes,
            self.cursor + bytes.len(),
            out,
        );
    }

    fn backspace(&mut self, out: &mut Vec<u8>) {
        if self.cursor == self.begin {
            return;
        }
        let before = &self.text[self.begin..self.cursor];
        let whole_step = before.len() >= INDENT.len() && before.iter().all(|&b| b == b' ');
        let from = self.cursor - if whole_step { INDENT.len() } else { 1 };
        self.replace(from, self.cursor, &[], from, out);
    }

    fn delete(&mut self, out: &mut Vec<u8>) {
        if self.cursor < self.text.len() {
            self.replace(self.cursor, self.cursor + 1, &[], self.cursor, out);
        }
    }

    /// Puts bytes in the place of others, and shows the line from there on; the cursor is then at `to`.
    fn replace(&mut self, from: usize, until: usize, bytes: &[u8], to: usize, out: &mut Vec<u8>) {
        let before = self.text.len();
        self.text.splice(from..until, bytes.iter().copied());
        move_back(self.cursor - from, out);
        if self.text.len() < before {
            out.extend_from_slice(b"\x1b[K");
        }
        out.extend_from_slice(&self.text[from..]);
        move_back(self.text.len() - to, out);
        self.cursor = to;
    }

    fn home(&mut self, out: &mut Vec<u8>) {
        move_back(self.cursor - self.begin, out);
        self.cursor = self.begin;
    }

    fn end(&mut self, out: &mut Vec<u8>) {
        out.extend_from_slice(&self.text[self.cursor..]);
        self.cursor = self.text.len();
    }

    fn left(&mut self, out: &mut Vec<u8>) {
        if self.cursor > self.begin {
            move_back(1, out);
            self.cursor -= 1;
        }
    }

    fn right(&mut self, out: &mut Vec<u8>) {
        if let Some(&byte) = self.text.get(self.cursor) {
            out.push(byte);
            self.cursor += 1;
        }
    }
}

/// Moves the terminal's cursor back, with the shorter of the two ways.
fn move_back(count: usize, out: &mut Vec<u8>) {
    match count {
        0 => {}
        1..=4 => out.extend(core::iter::repeat_n(8, count)),
        _ => out.extend_from_slice(format!("\x1b[{count}D").as_bytes()),
    }
}

/// The width of a terminal, and of its columns.
const TERMINAL_WIDTH: usize = 64;
const COLUMN: usize = 16;

/// Shows words in columns, as many in a line as there is room for.
fn show_words(words: &[String], out: &mut Vec<u8>) {
    out.extend_from_slice(b"\r\n");
    let mut used = 0;
    for word in words {
        let gap = (COLUMN - used % COLUMN) % COLUMN;
        let gap = if used > 0 && gap < 2 {
            gap + COLUMN
        } else {
            gap
        };
        if used > 0 && used + gap + word.len() <= TERMINAL_WIDTH {
            out.extend(core::iter::repeat_n(b' ', gap));
            used += gap;
        } else if used > 0 {
            out.extend_from_slice(b"\r\n");
            used = 0;
        }
        out.extend_from_slice(word.as_bytes());
        used += word.len();
    }
    out.extend_from_slice(b"\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a line has become, and what the terminal shows of it: the keys of a line are typed one by one.
    fn typed(keys: &[u8]) -> (String, String) {
        let (mut editor, mut out) = (LineEditor::new(), Vec::new());
        editor.begin(">>> ", &mut out);
        for &key in keys {
            editor.key(key, &mut out);
        }
        let text = String::from_utf8(editor.text().to_vec()).expect("ASCII was typed");
        (text, screen(&out))
    }

    /// The last line of a terminal that was sent this.
    fn screen(bytes: &[u8]) -> String {
        let (mut line, mut at): (Vec<u8>, usize) = (Vec::new(), 0);
        let mut rest = bytes;
        while let Some((&byte, behind)) = rest.split_first() {
            rest = behind;
            match byte {
                8 => at -= 1,
                b'\r' => at = 0,
                b'\n' => line.clear(),
                0x1b => {
                    let digits = rest[1..].iter().take_while(|b| b.is_ascii_digit()).count();
                    let count = core::str::from_utf8(&rest[1..=digits])
                        .expect("digits")
                        .parse()
                        .unwrap_or(1);
                    match rest[1 + digits] {
                        b'D' => at -= count,
                        b'K' => line.truncate(at),
                        other => panic!("an unknown sequence {other}"),
                    }
                    rest = &rest[digits + 2..];
                }
                _ => {
                    line.truncate(line.len().max(at));
                    if at < line.len() {
                        line[at] = byte;
                    } else {
                        line.push(byte);
                    }
                    at += 1;
                }
            }
        }
        String::from_utf8(line).expect("ASCII was sent")
    }

    #[test]
    fn keys_edit_the_line_and_the_terminal_shows_it() {
        let cases: [(&[u8], &str); 9] = [
            (b"abc", "abc"),
            (b"abd\x7fc", "abc"),
            (b"ac\x1b[Db", "abc"),
            (b"bc\x01a", "abc"),
            (b"abxc\x1b[D\x1b[D\x1b[3~", "abc"),
            (b"xxabc\x01\x04\x04", "abc"),
            (b"abcxyz\x02\x02\x02\x0b", "abc"),
            (b"xyabc\x02\x02\x02\x15", "abc"),
            (b"bc\x1b[Ha\x1b[F", "abc"),
        ];
        for (keys, expected) in cases {
            let (text, shown) = typed(keys);
            assert_eq!(text, expected, "{keys:?}");
            assert_eq!(shown, format!(">>> {expected}"), "{keys:?}");
        }
    }

    #[test]
    fn lines_come_back_from_the_history() {
        let (mut editor, mut out) = (LineEditor::new(), Vec::new());
        for line in ["one", "two", "two", ""] {
            editor.begin(">>> ", &mut out);
            for &key in line.as_bytes() {
                editor.key(key, &mut out);
            }
            assert_eq!(editor.key(b'\r', &mut out), Key::Entered);
        }
        editor.begin(">>> ", &mut out);
        let steps: [(&[u8], &str); 5] = [
            (b"\x1b[A", "two"),
            (b"\x10", "one"),
            (b"\x1b[A", "one"),
            (b"\x1b[B", "two"),
            (b"\x0e", ""),
        ];
        for (keys, expected) in steps {
            for &key in keys {
                editor.key(key, &mut out);
            }
            assert_eq!(editor.text(), expected.as_bytes());
        }
    }

    #[test]
    fn a_line_is_indented_as_the_one_before_asks_for() {
        let (mut editor, mut out) = (LineEditor::new(), Vec::new());
        editor.begin(">>> ", &mut out);
        let enter = |editor: &mut LineEditor, line: &str| {
            let mut out = Vec::new();
            for &key in line.as_bytes() {
                editor.key(key, &mut out);
            }
            editor.go_on("... ", &mut out);
            String::from_utf8(editor.before_cursor().to_vec()).expect("spaces")
        };
        assert_eq!(enter(&mut editor, "if x:"), "    ");
        assert_eq!(enter(&mut editor, "while y:"), "        ");
        assert_eq!(enter(&mut editor, "z"), "        ");
        let mut out = Vec::new();
        editor.key(DELETE, &mut out);
        assert_eq!(editor.before_cursor(), b"    ", "a whole step goes at once");
    }

    #[test]
    fn a_line_end_of_two_bytes_is_one() {
        let (mut editor, mut out) = (LineEditor::new(), Vec::new());
        editor.begin(">>> ", &mut out);
        assert_eq!(editor.key(b'\r', &mut out), Key::Entered);
        assert_eq!(editor.key(b'\n', &mut out), Key::Goes);
        assert_eq!(editor.key(b'\n', &mut out), Key::Entered);
    }
}
