//! The terminal's text: what the board printed, and a bounded mirror of it for screen readers.
//!
//! What is typed goes to the board as it is: echo and corrections are the board's, as on a serial line.

use std::rc::Rc;

use leptos::prelude::*;

/// What the terminal on the screen is asked to do.
pub enum Show<'a> {
    /// Write the board's bytes, then report how many there were.
    Output(&'a [u8]),
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
        self.text.set_value(String::new());
        self.mirror.set(String::new());
        self.early.set_value(Vec::new());
        if let Some(screen) = self.screen.get_value() {
            screen(Show::Clear);
        }
    }

    fn mirror_text(self, text: &str) {
        self.text.update_value(|all| {
            append_plain(all, text);
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

/// What typed or pasted text comes to.
#[must_use]
pub fn typed(text: &str) -> Vec<Typed> {
    // Arrow keys and the like arrive as escape sequences, which the board's line input does not know.
    if text.starts_with('\u{1b}') {
        return Vec::new();
    }
    let mut typed = Vec::new();
    for (index, piece) in text.split('\u{3}').enumerate() {
        if index > 0 {
            typed.push(Typed::Interrupt);
        }
        if !piece.is_empty() {
            typed.push(Typed::Send(piece.replace('\n', "\r").into_bytes()));
        }
    }
    typed
}

/// Appends text without escape sequences and control characters other than line ends and tabs.
/// A backspace takes back the last character of the line.
fn append_plain(clean: &mut String, text: &str) {
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if c == '\u{1b}' {
            if chars.next_if_eq(&'[').is_some() {
                while chars.next().is_some_and(|c| !('@'..='~').contains(&c)) {}
            }
        } else if c == '\u{8}' {
            if !clean.ends_with('\n') {
                clean.pop();
            }
        } else if c == '\n' || c == '\t' || !c.is_control() {
            clean.push(c);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typing_goes_to_the_board_and_control_c_interrupts() {
        assert_eq!(typed("Ada\r"), [Typed::Send(b"Ada\r".to_vec())]);
        assert_eq!(
            typed("a\u{3}b\n"),
            [
                Typed::Send(b"a".to_vec()),
                Typed::Interrupt,
                Typed::Send(b"b\r".to_vec())
            ]
        );
        assert_eq!(typed("\u{1b}[A"), []);
    }

    #[test]
    fn the_mirror_shows_what_the_screen_shows() {
        let mut text = String::new();
        append_plain(&mut text, "\u{1b}[31mred\u{1b}[0m\r\nnexx\u{8} \u{8}t\u{7}");
        assert_eq!(text, "red\nnext");
    }
}
