//! A board on its own, as somebody at its serial port meets it.

#![allow(clippy::unwrap_used)] // A test that panics has failed, as it should.

use std::collections::BTreeMap;

use session::{Board, FileSource, Instant, Session, SessionConfig, Stop};

/// A board with these files.
struct Desk {
    session: Session,
}

impl Desk {
    fn new(files: &[(&str, &str)]) -> Desk {
        let files = files
            .iter()
            .map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec()));
        let files = FileSource::Memory(files.collect::<BTreeMap<_, _>>());
        Desk {
            session: Session::new(SessionConfig::board(Board::Pico, files)).unwrap(),
        }
    }

    /// Sends bytes, and gives what comes back within a second.
    fn talk(&mut self, bytes: &[u8]) -> String {
        self.session.write_input(bytes);
        let until = Instant(self.session.now().0 + 1_000_000_000);
        loop {
            match self.session.run(10_000_000, until) {
                Stop::OutOfFuel => {}
                Stop::WaitInput | Stop::ReachedTime => break,
                other => panic!("{other:?}"),
            }
        }
        let out = self.session.take_output();
        out.into_iter().map(char::from).collect()
    }
}

const GREETING: &str = "MicroPython v1.29.0; Raspberry Pi Pico with RP2040\r\nType \"help()\" for more information.\r\n>>> ";

#[test]
fn a_board_runs_its_files_and_then_shows_its_prompt() {
    let mut desk = Desk::new(&[
        ("boot.py", "print('boot')\n"),
        ("main.py", "x = 6\nprint(__name__)\n"),
    ]);
    assert_eq!(desk.talk(b""), format!("boot\r\n__main__\r\n{GREETING}"));
    assert_eq!(desk.talk(b"x * 7\r"), "x * 7\r\n42\r\n>>> ");
    assert_eq!(desk.talk(b"_\r"), "_\r\n42\r\n>>> ");
    let rebooted = desk.talk(b"\x04");
    assert_eq!(
        rebooted,
        format!("\r\nMPY: soft reboot\r\nboot\r\n__main__\r\n{GREETING}")
    );
}

#[test]
fn a_boot_file_that_fails_leaves_out_the_program() {
    let mut desk = Desk::new(&[("boot.py", "1/0\n"), ("main.py", "print('main')\n")]);
    let shown = desk.talk(b"");
    assert!(shown.starts_with(
        "Traceback (most recent call last):\r\n  File \"boot.py\", line 1, in <module>\r\n"
    ));
    assert!(
        !shown.contains("main\r\n") && shown.ends_with(GREETING),
        "{shown}"
    );
    let mut desk = Desk::new(&[("main.py", "if x = 1:\n")]);
    assert!(desk.talk(b"").starts_with("Traceback (most recent call last):\r\n  File \"main.py\", line 1\r\nSyntaxError: invalid syntax\r\n"));
}

#[test]
fn names_are_completed() {
    let mut desk = Desk::new(&[("main.py", "import machine\nclass Wheel: spokes = 8\n")]);
    desk.talk(b"");
    assert_eq!(desk.talk(b"Whe\t"), "Wheel");
    assert_eq!(desk.talk(b".sp\t\r"), ".spokes\r\n8\r\n>>> ");
    assert_eq!(desk.talk(b"machine.SoftI\t\x03"), "machine.SoftI2C\r\n>>> ");
    let many = desk.talk(b"machine.S\t\x03");
    assert!(
        many.contains("SPI") && many.contains("Signal") && many.contains(">>> machine.S"),
        "{many}"
    );
    assert_eq!(desk.talk(b"import neo\t\x03"), "import neopixel\r\n>>> ");
}

/// What a board with stock firmware was recorded to answer to the same bytes.
#[test]
fn a_tool_talks_to_it_as_to_a_real_board() {
    let mut desk = Desk::new(&[]);
    desk.talk(b"");
    let steps: [(&[u8], &str); 14] = [
        (
            b"\r\x03\x01",
            "\r\n>>> \r\n>>> \r\nraw REPL; CTRL-B to exit\r\n>",
        ),
        (b"print(1+2)\x04", "OK3\r\n\x04\x04>"),
        (
            b"1/0\x04",
            "OK\x04Traceback (most recent call last):\r\n  File \"<stdin>\", line 1, in <module>\r\nZeroDivisionError: divide by zero\r\n\x04>",
        ),
        (
            b"x = = 1\x04",
            "OK\x04Traceback (most recent call last):\r\n  File \"<stdin>\", line 1\r\nSyntaxError: invalid syntax\r\n\x04>",
        ),
        (
            b"\x04",
            "OK\r\nMPY: soft reboot\r\nraw REPL; CTRL-B to exit\r\n>",
        ),
        (b"\x05A\x01", "R\x01\u{80}\0\x01"),
        (b"print('hi')\x04", "\x04hi\r\n\x04\x04>"),
        (b"\x05A\x01", "R\x01\u{80}\0\x01"),
        (b"print(1)\n\x03", "\x04\x04KeyboardInterrupt: \r\n\x04>"),
        (b"\x05B\x01", "R\0>"),
        (b"while True: pass\x04", "OK"),
        (
            b"\x03",
            "\x04Traceback (most recent call last):\r\n  File \"<stdin>\", line 1, in <module>\r\nKeyboardInterrupt: \r\n\x04>",
        ),
        (
            b"import sys; sys.exit()\x04",
            "OK\x04\x04MPY: soft reboot\r\nraw REPL; CTRL-B to exit\r\n>",
        ),
        (b"\x02", ""),
    ];
    for (sent, expected) in steps {
        let answer = desk.talk(sent);
        match expected {
            "" => assert_eq!(answer, format!("\r\n{GREETING}")),
            _ => assert_eq!(answer, expected, "{:?}", String::from_utf8_lossy(sent)),
        }
    }
}

#[test]
fn what_a_program_writes_is_there_after_a_reset_and_copies_go_their_own_ways() {
    let mut desk = Desk::new(&[]);
    desk.talk(b"");
    desk.talk(b"f = open('main.py', 'w'); f.write('print(9)'); f.close()\r");
    let mut copy = Desk {
        session: desk.session.clone(),
    };
    assert_eq!(
        desk.talk(b"\x04"),
        format!("\r\nMPY: soft reboot\r\n9\r\n{GREETING}")
    );
    copy.talk(b"import os; os.remove('main.py')\r");
    assert_eq!(
        copy.talk(b"\x04"),
        format!("\r\nMPY: soft reboot\r\n{GREETING}")
    );
    assert_eq!(
        desk.talk(b"\x04"),
        format!("\r\nMPY: soft reboot\r\n9\r\n{GREETING}")
    );
}
