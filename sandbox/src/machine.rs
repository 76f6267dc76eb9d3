//! The machine behind the exported functions: a VM, the buffer that input comes in, how it ended.

use alloc::format;
use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

use vm::compiler::{CompileOptions, Target, compile};
use vm::types::T;
use vm::{Outcome, Profile, Vm};

use crate::abi;
use crate::host::Imports;

/// The call did what it should.
const OK: i32 = 0;
/// The file was refused; why was written to standard error.
const REFUSED: i32 = 1;
/// What was asked makes no sense: an unknown board, a name longer than the buffer, no machine.
const INVALID: i32 = 2;

/// What [`Machine::run`] answers.
mod outcome {
    pub const DONE: i32 = 0;
    pub const RAISED: i32 = 1;
    pub const OUT_OF_FUEL: i32 = 2;
    pub const SLEEP: i32 = 3;
    pub const WAIT_INPUT: i32 = 4;
    pub const EXIT: i32 = 5;
    pub const STUCK: i32 = 6;
}

/// A VM, or none yet.
pub struct Machine {
    vm: Option<Vm>,
    buffer: Vec<u8>,
    wake_at: u64,
    exit_code: i32,
}

impl Machine {
    /// Nothing yet.
    pub const fn new() -> Self {
        Self {
            vm: None,
            buffer: Vec::new(),
            wake_at: 0,
            exit_code: 0,
        }
    }

    /// Makes room for input. It stays where it is until it is asked for again or used up.
    pub fn buffer(&mut self, length: usize) -> *mut u8 {
        self.buffer = Vec::new();
        if self.buffer.try_reserve_exact(length.max(1)).is_err() {
            return core::ptr::null_mut();
        }
        self.buffer.resize(length, 0);
        self.buffer.as_mut_ptr()
    }

    /// Puts a new VM in the place of the old one.
    pub fn create(&mut self, board: i32, heap: usize, seed: i64) -> i32 {
        let mut profile = match board {
            0 => Profile::UNIX,
            1 => Profile::PICO,
            _ => return INVALID,
        };
        if heap > 0 {
            profile.heap = heap;
        }
        // The old one goes first: there may be no room for both.
        self.stop();
        self.vm = Some(Vm::new(profile, seed.cast_unsigned()));
        OK
    }

    /// The buffer's name and content; neither is kept.
    fn take_file(&mut self, name_length: usize) -> Option<(String, Vec<u8>)> {
        let mut name = core::mem::take(&mut self.buffer);
        if name_length > name.len() {
            return None;
        }
        let content = name.split_off(name_length);
        Some((String::from_utf8(name).ok()?, content))
    }

    /// Compiles and loads.
    pub fn load_source(&mut self, name_length: usize) -> i32 {
        let Some((name, source)) = self.take_file(name_length) else {
            return INVALID;
        };
        let options = CompileOptions {
            file_name: name,
            target: Target::Simulator,
            ..CompileOptions::default()
        };
        if core::str::from_utf8(&source).is_err() {
            return self.refuse("the source is not UTF-8\n");
        }
        match compile(&source, &options) {
            Ok(bytes) => self.load(&options.file_name, &bytes),
            Err(e) => self.refuse(&format!(
                "Traceback (most recent call last):\n  File \"{}\", line {}\n{:?}: {}\n",
                options.file_name, e.line, e.kind, e.message
            )),
        }
    }

    /// Loads bytes that a compiler wrote, or anybody.
    pub fn load_mpy(&mut self, name_length: usize) -> i32 {
        match self.take_file(name_length) {
            Some((name, bytes)) => self.load(&name, &bytes),
            None => INVALID,
        }
    }

    fn load(&mut self, name: &str, bytes: &[u8]) -> i32 {
        let Some(vm) = &mut self.vm else {
            return INVALID;
        };
        vm.set_argv(vec![name.into()]);
        match vm.load(bytes) {
            Ok(code) => {
                vm.start(code);
                OK
            }
            Err(e) => self.refuse(&format!("{name}: {e}\n")),
        }
    }

    fn refuse(&self, why: &str) -> i32 {
        abi::write_bytes(self.now().cast_unsigned(), 2, why.as_bytes());
        REFUSED
    }

    /// Runs a slice.
    pub fn run(&mut self, fuel: u64) -> i32 {
        let Some(vm) = &mut self.vm else {
            return outcome::DONE;
        };
        match vm.run(fuel, &mut Imports) {
            Outcome::Done => outcome::DONE,
            Outcome::OutOfFuel => outcome::OUT_OF_FUEL,
            Outcome::WaitInput => outcome::WAIT_INPUT,
            Outcome::Stuck => outcome::STUCK,
            Outcome::Sleep { until } => {
                self.wake_at = until;
                outcome::SLEEP
            }
            Outcome::Raised(exception) => match vm.exit_code(exception) {
                Some(code) => {
                    self.exit_code = code;
                    outcome::EXIT
                }
                None => {
                    let text = vm.traceback(exception);
                    abi::write_bytes(vm.now(), 2, text.as_bytes());
                    outcome::RAISED
                }
            },
        }
    }

    /// Ctrl-C.
    pub fn interrupt(&mut self) -> i32 {
        match &mut self.vm {
            Some(vm) => {
                vm.inject(T::KeyboardInterrupt);
                OK
            }
            None => INVALID,
        }
    }

    /// Forgets the VM.
    pub fn stop(&mut self) -> i32 {
        self.vm = None;
        self.wake_at = 0;
        self.exit_code = 0;
        OK
    }

    /// Virtual time.
    pub fn now(&self) -> i64 {
        self.vm.as_ref().map_or(0, |vm| vm.now().cast_signed())
    }

    /// The end of the last sleep.
    pub fn wake_at(&self) -> i64 {
        self.wake_at.cast_signed()
    }

    /// Lets time pass.
    pub fn advance(&mut self, to: u64) -> i32 {
        match &mut self.vm {
            Some(vm) => {
                vm.advance_to(to);
                OK
            }
            None => INVALID,
        }
    }

    /// What `sys.exit` was given.
    pub fn exit_code(&self) -> i32 {
        self.exit_code
    }

    /// The heap, as the board counts it.
    pub fn heap_used(&self) -> i32 {
        let used = self.vm.as_ref().map_or(0, |vm| vm.heap.used());
        i32::try_from(used).unwrap_or(i32::MAX)
    }
}
