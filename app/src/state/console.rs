//! The terminal's text: what the board printed, a bounded mirror of it for screen readers, and the
//! line that is being typed.
//!
//! The board's serial input is line by line here: what is typed is echoed and may be corrected until
//! Enter sends it, as on a computer's terminal.

use std::rc::Rc;

use leptos::prelude::*;

/// What the terminal on the screen is asked to do.
pub enum Show<'a> {
    /// Write the board's bytes, then report how many there were.
    Output(&'a [u8]),
    /// Write the page's own words or the echo of what is typed.
    Echo(&'a str),
    /// Empty the screen.
    Clear,
}

type Screen = Rc<dyn Fn(Show<'_>)>;

/// What typing came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Typed {
    /// Bytes for the board.
    Send(Vec<u8>),
    /// Ctrl-C.
    Interrupt,
}

/// The mirror keeps this much of the newest text.
const MIRROR_BYTES: usize = 16 * 1024;

/// Handles to the terminal's state.
#[derive(Clone, Copy)]
pub struct Console {
    /// The newest text without control sequences; changes at most ten times a second.
    pub mirror: RwSignal<String>,
    text: StoredValue<String>,
    mirror_due: StoredValue<bool>,
    line: StoredValue<String>,
    screen: StoredValue<Option<Screen>, LocalStorage>,
    /// Output that came before the terminal was on the screen.
    early: StoredValue<Vec<u8>>,
}

impl Console {
    pub(super) fn new() -> Self {
        Self {
            mirror: RwSignal::new(String::new()),
            text: StoredValue::new(String::new()),
            mirror_due: StoredValue::new(false),
            line: StoredValue::new(String::new()),
            screen: StoredValue::new_local(None),
            early: StoredValue::new(Vec::new()),
        }
    }

    /// Attaches the terminal on the screen and gives it what came before it.
    pub fn attach(self, screen: Screen) {
        let early = self
            .early
            .try_update_value(std::mem::take)
            .unwrap_or_default();
        if !early.is_empty() {
            screen(Show::Output(&early));
        }
        self.screen.set_value(Some(screen));
    }

    pub(super) fn output(self, bytes: &[u8]) {
        self.mirror_text(&String::from_utf8_lossy(bytes));
        match self.screen.get_value() {
            Some(screen) => screen(Show::Output(bytes)),
            None => self
                .early
                .update_value(|early| early.extend_from_slice(bytes)),
        }
    }

    pub(super) fn clear(self) {
        self.line.set_value(String::new());
        self.text.set_value(String::new());
        self.mirror.set(String::new());
        self.early.set_value(Vec::new());
        if let Some(screen) = self.screen.get_value() {
            screen(Show::Clear);
        }
    }

    /// Takes typed text, echoes it, and returns what has to go to the board.
    pub(super) fn typed(self, text: &str) -> Vec<Typed> {
        let mut echo = String::new();
        let typed = self
            .line
            .try_update_value(|line| edit_line(line, text, &mut echo))
            .unwrap_or_default();
        if !echo.is_empty() {
            self.mirror_text(&echo.replace("\r\n", "\n").replace("\u{8} \u{8}", ""));
            if let Some(screen) = self.screen.get_value() {
                screen(Show::Echo(&echo));
            }
        }
        typed
    }

    fn mirror_text(self, text: &str) {
        self.text.update_value(|all| {
            all.push_str(&without_controls(text));
            if all.len() > MIRROR_BYTES {
                let mut cut = all.len() - MIRROR_BYTES;
                while !all.is_char_boundary(cut) {
                    cut += 1;
                }
                all.drain(..cut);
            }
        });
        if self.mirror_due.get_value() {
            return;
        }
        self.mirror_due.set_value(true);
        gloo_timers::callback::Timeout::new(100, move || {
            self.mirror_due.set_value(false);
            self.mirror.set(self.text.get_value());
        })
        .forget();
    }
}

/// Applies typed text to the line, writing to `echo` what the terminal is to show.
fn edit_line(line: &mut String, text: &str, echo: &mut String) -> Vec<Typed> {
    let mut typed = Vec::new();
    // Arrow keys and the like arrive as escape sequences, which a line has no use for.
    if text.starts_with('\u{1b}') {
        return typed;
    }
    for c in text.chars() {
        match c {
            '\r' | '\n' => {
                echo.push_str("\r\n");
                let mut bytes = std::mem::take(line).into_bytes();
                bytes.push(b'\n');
                typed.push(Typed::Send(bytes));
            }
            '\u{7f}' | '\u{8}' => {
                if line.pop().is_some() {
                    echo.push_str("\u{8} \u{8}");
                }
            }
            '\u{3}' => {
                line.clear();
                typed.push(Typed::Interrupt);
            }
            '\u{4}' => typed.push(Typed::Send(vec![4])),
            c if c.is_control() && c != '\t' => {}
            c => {
                line.push(c);
                echo.push(c);
            }
        }
    }
    typed
}

/// Text without escape sequences and control characters other than line ends and tabs.
fn without_controls(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if c == '\u{1b}' {
            if chars.next_if_eq(&'[').is_some() {
                while chars.next().is_some_and(|c| !('@'..='~').contains(&c)) {}
            }
        } else if c == '\n' || c == '\t' || !c.is_control() {
            clean.push(c);
        }
    }
    clean
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_sent_when_it_is_done() {
        let (mut line, mut echo) = (String::new(), String::new());
        assert_eq!(edit_line(&mut line, "Adx\u{7f}a", &mut echo), []);
        assert_eq!(
            edit_line(&mut line, "\r", &mut echo),
            [Typed::Send(b"Ada\n".to_vec())]
        );
        assert_eq!(echo, "Adx\u{8} \u{8}a\r\n");
        assert_eq!(line, "");
    }

    #[test]
    fn control_c_drops_the_line_and_interrupts() {
        let (mut line, mut echo) = ("half".to_owned(), String::new());
        assert_eq!(edit_line(&mut line, "\u{3}", &mut echo), [Typed::Interrupt]);
        assert_eq!(line, "");
    }

    #[test]
    fn the_mirror_has_no_escape_sequences() {
        assert_eq!(
            without_controls("\u{1b}[31mred\u{1b}[0m\r\nnext\u{7}"),
            "red\nnext"
        );
    }
}
