//! A board's prompt on its serial port: friendly, paste, raw and raw-paste mode, byte for byte as a board answers.
//!
//! It knows nothing of the machine: bytes go in; bytes come out, and now and then something to do.

mod line;
mod more;

pub use line::Completion;

use line::{CTRL_A, CTRL_B, CTRL_C, CTRL_D, CTRL_E, Key, LineEditor};

/// What the machine is to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// Compile and run a source, and then say [`Repl::ended`].
    Run {
        /// The source.
        source: Vec<u8>,
        /// Whether it is a statement whose value is shown, rather than a file.
        single: bool,
    },
    /// Say with [`Repl::completed`] how what stands before the cursor goes on.
    Complete(Vec<u8>),
    /// Start the interpreter anew.
    SoftReset,
}

/// How a program ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// By itself.
    Done,
    /// With an exception, whose traceback is to be shown.
    Raised,
}

/// The bytes of raw-paste that a computer may send before it must wait for leave to go on.
const WINDOW: u16 = 128;

/// The end of what a program prints, and of its traceback, in raw mode.
const END_OF_TEXT: u8 = 4;

const RAW_BANNER: &[u8] = b"raw REPL; CTRL-B to exit\r\n";

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Mode {
    /// A prompt for people. `goes_on` is set within a statement of several lines.
    Friendly { goes_on: bool },
    /// Lines that are run together.
    Paste,
    /// Sources of programs that talk to the board.
    Raw,
    /// The same with leave for each window of bytes.
    RawPaste { window: u16 },
}

/// The prompt.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Repl {
    mode: Mode,
    editor: LineEditor,
    /// What was sent in the modes without an editor.
    buffer: Vec<u8>,
    /// What the friendly prompt begins with.
    banner: String,
    /// Whether the program that runs came in raw mode.
    running_raw: bool,
}

impl Repl {
    /// The friendly prompt of a board that calls itself so: `MicroPython v1.29.0 on …; Raspberry Pi Pico with RP2040`.
    pub fn new(banner: &str) -> Self {
        Self {
            mode: Mode::Friendly { goes_on: false },
            editor: LineEditor::new(),
            buffer: Vec::new(),
            banner: banner.into(),
            running_raw: false,
        }
    }

    /// Shows the prompt, after power-on or a reset; the mode stays what it was.
    pub fn start(&mut self, out: &mut Vec<u8>) {
        if self.is_raw() {
            self.mode = Mode::Raw;
            self.buffer.clear();
            out.extend_from_slice(RAW_BANNER);
            out.push(b'>');
        } else {
            self.greet(out);
        }
    }

    /// Whether a program talks to the board, which then runs no `main.py` after a soft reset.
    pub fn is_raw(&self) -> bool {
        matches!(self.mode, Mode::Raw | Mode::RawPaste { .. })
    }

    fn greet(&mut self, out: &mut Vec<u8>) {
        out.extend_from_slice(self.banner.as_bytes());
        out.extend_from_slice(b"\r\nType \"help()\" for more information.\r\n");
        self.prompt(out);
    }

    fn prompt(&mut self, out: &mut Vec<u8>) {
        self.mode = Mode::Friendly { goes_on: false };
        self.editor.begin(">>> ", out);
    }

    /// A byte from the computer.
    pub fn byte(&mut self, byte: u8, out: &mut Vec<u8>) -> Option<Action> {
        match self.mode {
            Mode::Friendly { goes_on } => self.friendly(byte, goes_on, out),
            Mode::Paste => self.paste(byte, out),
            Mode::Raw => self.raw(byte, out),
            Mode::RawPaste { window } => self.raw_paste(byte, window, out),
        }
    }

    fn friendly(&mut self, byte: u8, goes_on: bool, out: &mut Vec<u8>) -> Option<Action> {
        match self.editor.key(byte, out) {
            Key::Goes => None,
            Key::Tab => Some(Action::Complete(self.editor.before_cursor().to_vec())),
            Key::Control(CTRL_C) => {
                out.extend_from_slice(b"\r\n");
                self.prompt(out);
                None
            }
            // Within a statement, Ctrl-D ends it, and the other keys do nothing.
            Key::Control(CTRL_D) if goes_on => self.run_statement(),
            Key::Control(_) if goes_on => None,
            Key::Control(CTRL_A) => {
                out.extend_from_slice(b"\r\n");
                self.mode = Mode::Raw;
                self.start(out);
                None
            }
            Key::Control(CTRL_B) => {
                out.extend_from_slice(b"\r\n");
                self.greet(out);
                None
            }
            Key::Control(CTRL_D) => {
                out.extend_from_slice(b"\r\n");
                Some(Action::SoftReset)
            }
            Key::Control(_) => {
                out.extend_from_slice(
                    b"\r\npaste mode; Ctrl-C to cancel, Ctrl-D to finish\r\n=== ",
                );
                self.buffer.clear();
                self.mode = Mode::Paste;
                None
            }
            Key::Entered if self.editor.text().is_empty() => {
                self.prompt(out);
                None
            }
            Key::Entered if more::goes_on(self.editor.text()) => {
                self.mode = Mode::Friendly { goes_on: true };
                self.editor.go_on("... ", out);
                None
            }
            Key::Entered => self.run_statement(),
        }
    }

    fn run_statement(&mut self) -> Option<Action> {
        self.running_raw = false;
        Some(Action::Run {
            source: self.editor.text().to_vec(),
            single: true,
        })
    }

    fn paste(&mut self, byte: u8, out: &mut Vec<u8>) -> Option<Action> {
        match byte {
            CTRL_C => {
                out.extend_from_slice(b"\r\n");
                self.prompt(out);
                None
            }
            CTRL_D => {
                out.extend_from_slice(b"\r\n");
                self.running_raw = false;
                Some(Action::Run {
                    source: core::mem::take(&mut self.buffer),
                    single: false,
                })
            }
            _ => {
                self.buffer.push(byte);
                match byte {
                    b'\r' => out.extend_from_slice(b"\r\n=== "),
                    _ => out.push(byte),
                }
                None
            }
        }
    }

    fn raw(&mut self, byte: u8, out: &mut Vec<u8>) -> Option<Action> {
        match byte {
            CTRL_A => {
                match self.buffer[..] {
                    [CTRL_E, b'A'] => {
                        self.buffer.clear();
                        self.mode = Mode::RawPaste { window: WINDOW };
                        out.extend_from_slice(b"R\x01");
                        out.extend_from_slice(&WINDOW.to_le_bytes());
                        // A second window is free from the beginning.
                        out.push(1);
                    }
                    [CTRL_E, _] => {
                        out.extend_from_slice(b"R\x00>");
                        self.buffer.clear();
                    }
                    _ => self.start(out),
                }
                None
            }
            CTRL_B => {
                out.extend_from_slice(b"\r\n");
                self.greet(out);
                None
            }
            CTRL_C => {
                self.buffer.clear();
                None
            }
            CTRL_D => {
                out.extend_from_slice(b"OK");
                if self.buffer.is_empty() {
                    out.extend_from_slice(b"\r\n");
                    return Some(Action::SoftReset);
                }
                self.run_buffer()
            }
            _ => {
                self.buffer.push(byte);
                None
            }
        }
    }

    fn run_buffer(&mut self) -> Option<Action> {
        self.running_raw = true;
        Some(Action::Run {
            source: core::mem::take(&mut self.buffer),
            single: false,
        })
    }

    fn raw_paste(&mut self, byte: u8, window: u16, out: &mut Vec<u8>) -> Option<Action> {
        match byte {
            CTRL_D => {
                out.push(END_OF_TEXT);
                self.mode = Mode::Raw;
                self.run_buffer()
            }
            CTRL_C => {
                // As if the source had raised it.
                out.extend_from_slice(&[END_OF_TEXT, END_OF_TEXT]);
                out.extend_from_slice(b"KeyboardInterrupt: \r\n");
                out.push(END_OF_TEXT);
                self.back_to_raw(out);
                None
            }
            _ => {
                self.buffer.push(byte);
                let left = window - 1;
                self.mode = Mode::RawPaste {
                    window: if left == 0 { WINDOW } else { left },
                };
                if left == 0 {
                    out.push(1);
                }
                None
            }
        }
    }

    fn back_to_raw(&mut self, out: &mut Vec<u8>) {
        self.mode = Mode::Raw;
        self.buffer.clear();
        out.push(b'>');
    }

    /// The program that was to be run has ended; `traceback` is what it left, as the terminal shows it.
    pub fn ended(&mut self, end: End, traceback: &[u8], out: &mut Vec<u8>) {
        if !self.running_raw {
            out.extend_from_slice(traceback);
            self.prompt(out);
            return;
        }
        out.push(END_OF_TEXT);
        if end == End::Raised {
            out.extend_from_slice(traceback);
        }
        out.push(END_OF_TEXT);
        self.back_to_raw(out);
    }

    /// The program that was to be run has asked for a reset.
    pub fn left(&mut self, out: &mut Vec<u8>) {
        if self.running_raw {
            out.extend_from_slice(&[END_OF_TEXT, END_OF_TEXT]);
        }
    }

    /// Forgets the lines before, as a reset does; the mode stays what it was.
    pub fn reset(&mut self) {
        self.editor = LineEditor::new();
        self.buffer.clear();
    }

    /// How what stands before the cursor goes on.
    pub fn completed(&mut self, completion: &Completion, out: &mut Vec<u8>) {
        self.editor.complete(completion, out);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A conversation: what is sent, and what comes back, with what is to be run in brackets.
    fn talk(repl: &mut Repl, sent: &[u8]) -> String {
        let mut out = Vec::new();
        for &byte in sent {
            match repl.byte(byte, &mut out) {
                None => {}
                Some(Action::Run { source, single }) => {
                    let source = String::from_utf8(source).expect("text was sent");
                    out.extend_from_slice(format!("[{single}:{source}]").as_bytes());
                    repl.ended(End::Done, b"", &mut out);
                }
                Some(Action::Complete(word)) => {
                    let rest = if word == b"pri" { "nt" } else { "" };
                    repl.completed(&Completion::One(rest.into()), &mut out);
                }
                Some(Action::SoftReset) => out.extend_from_slice(b"[reset]"),
            }
        }
        // Each byte as one character, since not all of it is text.
        out.into_iter().map(char::from).collect()
    }

    fn started() -> Repl {
        let mut repl = Repl::new("MicroPython");
        repl.start(&mut Vec::new());
        repl
    }

    #[test]
    fn a_person_types_statements() {
        let mut repl = started();
        assert_eq!(talk(&mut repl, b"1+1\r"), "1+1\r\n[true:1+1]>>> ");
        assert_eq!(
            talk(&mut repl, b"if x:\ry\r\r"),
            "if x:\r\n...     y\r\n...     \r\n...     "
        );
        assert_eq!(talk(&mut repl, b"\x03"), "\r\n>>> ");
        assert_eq!(talk(&mut repl, b"pri\t"), "print");
        assert_eq!(talk(&mut repl, b"\x03\x04"), "\r\n>>> \r\n[reset]");
        assert!(
            talk(&mut repl, b"\x02")
                .ends_with("\r\nMicroPython\r\nType \"help()\" for more information.\r\n>>> ")
        );
    }

    #[test]
    fn lines_are_pasted_and_run_together() {
        let mut repl = started();
        let answer = talk(&mut repl, b"\x05a\rb\x04");
        assert_eq!(
            answer,
            "\r\npaste mode; Ctrl-C to cancel, Ctrl-D to finish\r\n=== a\r\n=== b\r\n[false:a\rb]>>> "
        );
        assert!(talk(&mut repl, b"\x05a\x03").ends_with("=== a\r\n>>> "));
    }

    #[test]
    fn a_program_talks_in_raw_mode() {
        let mut repl = started();
        assert_eq!(
            talk(&mut repl, b"\r\x03\x01"),
            "\r\n>>> \r\n>>> \r\nraw REPL; CTRL-B to exit\r\n>"
        );
        assert!(repl.is_raw());
        assert_eq!(
            talk(&mut repl, b"print(1)\x04"),
            "OK[false:print(1)]\x04\x04>"
        );
        assert_eq!(talk(&mut repl, b"x\x03y\x04"), "OK[false:y]\x04\x04>");
        assert_eq!(talk(&mut repl, b"\x04"), "OK\r\n[reset]");
        assert_eq!(talk(&mut repl, b"\x05Z\x01"), "R\0>");
        assert_eq!(
            talk(&mut repl, b"\x02"),
            "\r\nMicroPython\r\nType \"help()\" for more information.\r\n>>> "
        );
    }

    #[test]
    fn raw_paste_gives_leave_for_each_window() {
        let mut repl = started();
        talk(&mut repl, b"\x01");
        assert_eq!(talk(&mut repl, b"\x05A\x01"), "R\x01\u{80}\0\x01");
        let source = "x".repeat(300);
        let answer = talk(&mut repl, format!("{source}\x04").as_bytes());
        assert_eq!(answer, format!("\x01\x01\x04[false:{source}]\x04\x04>"));
        talk(&mut repl, b"\x05A\x01");
        assert_eq!(
            talk(&mut repl, b"ab\x03"),
            "\x04\x04KeyboardInterrupt: \r\n\x04>"
        );
    }
}
