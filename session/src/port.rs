//! A board on its own: `boot.py`, `main.py`, and then the prompt on its serial port, until the power goes off.

use vm::compiler::Input;

use crate::flash::FlashFiles;
use crate::repl::{Action, Completion, End, Repl};
use crate::session::{Session, Stop};

/// What a board does when nothing else is asked of it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Port {
    repl: Repl,
    phase: Phase,
}

/// How far a board has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Phase {
    /// `boot.py` is next.
    Boot,
    /// It runs.
    RunsBoot,
    /// `main.py` is next.
    Main,
    /// It runs.
    RunsMain,
    /// The prompt is to be shown.
    Greets,
    /// The prompt waits for a line.
    Prompt,
    /// What came at the prompt runs.
    RunsLine,
}

/// The file that sources of the prompt belong to.
const STDIN: &str = "<stdin>";

impl Port {
    pub(crate) fn new(banner: &str) -> Port {
        Port {
            repl: Repl::new(banner),
            phase: Phase::Boot,
        }
    }
}

/// Line ends as a terminal wants them.
pub(crate) fn cooked(text: &[u8], out: &mut Vec<u8>) {
    for &byte in text {
        if byte == b'\n' {
            out.push(b'\r');
        }
        out.push(byte);
    }
}

impl Session {
    /// Goes on with what the board does by itself, while nothing runs. Says whether something runs now, rather than the
    /// prompt waiting for input.
    pub(crate) fn step_port(&mut self) -> bool {
        loop {
            let Some(port) = &mut self.port else {
                return false;
            };
            match port.phase {
                Phase::Boot => {
                    port.phase = Phase::RunsBoot;
                    if self.start_file("boot.py") {
                        return true;
                    }
                }
                // Only what did not start is still said to run.
                Phase::RunsBoot => port.phase = Phase::Main,
                Phase::Main => {
                    let skips = port.repl.is_raw();
                    port.phase = if skips {
                        Phase::Greets
                    } else {
                        Phase::RunsMain
                    };
                    if !skips && self.start_file("main.py") {
                        return true;
                    }
                }
                Phase::RunsMain => port.phase = Phase::Greets,
                Phase::Greets => {
                    port.phase = Phase::Prompt;
                    port.repl.start(&mut self.world.output);
                }
                Phase::Prompt | Phase::RunsLine => {
                    port.phase = Phase::Prompt;
                    let Some(byte) = self.world.input.pop_front() else {
                        return false;
                    };
                    let action = port.repl.byte(byte, &mut self.world.output);
                    if action.is_some_and(|action| self.act(action)) {
                        return true;
                    }
                }
            }
        }
    }

    /// Does what came at the prompt. Says whether it runs now.
    fn act(&mut self, action: Action) -> bool {
        match action {
            Action::Run { source, single } => {
                self.set_phase(Phase::RunsLine);
                let input = if single { Input::Single } else { Input::File };
                self.start_source(&source, STDIN, input)
            }
            Action::Complete(before) => {
                let line = String::from_utf8_lossy(&before);
                let completion = completion(&line, self.vm.completions(&line));
                if let Some(port) = &mut self.port {
                    port.repl.completed(&completion, &mut self.world.output);
                }
                false
            }
            Action::SoftReset => {
                self.soft_reset();
                false
            }
        }
    }

    fn set_phase(&mut self, phase: Phase) {
        if let Some(port) = &mut self.port {
            port.phase = phase;
        }
    }

    /// Runs a file of the board's flash, if it is there.
    fn start_file(&mut self, name: &str) -> bool {
        let Some(flash) = self.flash() else {
            return false;
        };
        let spec = self.board.id().map(|id| &id.spec().flash);
        let files = spec.map(|spec| FlashFiles::mount(flash.clone(), spec));
        // A file that cannot be read is, to the firmware, not there.
        let Some(Ok(Ok(source))) = files.map(|files| files.map(|mut files| files.read(name)))
        else {
            return false;
        };
        self.start_source(&source, name, Input::File)
    }

    /// Runs a source; what is wrong with it is shown as what it raised.
    fn start_source(&mut self, source: &[u8], file: &str, input: Input) -> bool {
        match self.vm.start_source(source, file, input == Input::Single) {
            Ok(()) => true,
            Err(exc) => {
                let traceback = self.vm.traceback(exc);
                self.source_ended(Stop::Raised { traceback });
                false
            }
        }
    }

    /// What the board ran has ended.
    pub(crate) fn source_ended(&mut self, stop: Stop) {
        self.sync();
        let Some(port) = &mut self.port else { return };
        let out = &mut self.world.output;
        let mut shown = Vec::new();
        if let Stop::Raised { traceback } = &stop {
            cooked(traceback.as_bytes(), &mut shown);
        }
        let ends_board = matches!(stop, Stop::Exit(_));
        let raised = matches!(stop, Stop::Raised { .. });
        match port.phase {
            // Handlers have run while it waits.
            Phase::Prompt if !ends_board && !raised => return,
            Phase::RunsLine if ends_board => port.repl.left(out),
            Phase::RunsLine => {
                port.phase = Phase::Prompt;
                let end = if raised { End::Raised } else { End::Done };
                port.repl.ended(end, &shown, out);
            }
            // Behind a `boot.py` that failed there is no `main.py`.
            Phase::RunsBoot => {
                out.extend(shown);
                port.phase = if raised { Phase::Greets } else { Phase::Main };
            }
            _ => {
                out.extend(shown);
                port.phase = Phase::Greets;
            }
        }
        if ends_board {
            self.soft_reset();
        }
    }

    /// Starts the interpreter anew, with an empty heap and the files that are on the flash.
    fn soft_reset(&mut self) {
        self.world.output.extend_from_slice(b"MPY: soft reboot\r\n");
        self.renew_machine();
        if let Some(port) = &mut self.port {
            port.repl.reset();
            port.phase = Phase::Boot;
        }
    }

    /// Bytes that come on the serial port. One of them interrupts a program that runs, and does not reach it.
    pub(crate) fn write_to_port(&mut self, bytes: &[u8]) {
        let interrupt = self.vm.interrupt_byte().filter(|_| !self.vm.is_at_rest());
        for &byte in bytes {
            if Some(byte) == interrupt {
                self.interrupt();
            } else {
                self.world.input.push_back(byte);
            }
        }
    }
}

/// How a line goes on, given the names that its last word can become.
fn completion(line: &str, names: Vec<String>) -> Completion {
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    let word = line.rsplit(|c| !is_part(c)).next().unwrap_or("");
    let Some(first) = names.first() else {
        return Completion::None;
    };
    // As far as all agree.
    let common = names.iter().fold(first.as_str(), |common, name| {
        let same = common
            .bytes()
            .zip(name.bytes())
            .take_while(|(a, b)| a == b)
            .count();
        common.get(..same).unwrap_or("")
    });
    match common.get(word.len()..) {
        Some(rest) if !rest.is_empty() => Completion::One(rest.into()),
        _ if names.len() > 1 => Completion::Many(names),
        _ => Completion::None,
    }
}
