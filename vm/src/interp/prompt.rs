//! What a board's prompt needs of the machine: sources that run one after the other in one namespace, and the names
//! that a word can go on to.

use alloc::string::{String, ToString};
use alloc::vec::Vec;

use crate::compiler::Input;
use crate::modules::builtins::{dir, repl_code};
use crate::native::Abrupt;
use crate::object::Object;
use crate::qstr::q;
use crate::value::Value;
use crate::vm::{RunState, Vm};

impl Vm {
    /// Makes the machine, which must be at rest, run a source in the namespace of `__main__`: a file, or a statement
    /// whose value is shown.
    ///
    /// # Errors
    /// The exception that compiling it raised.
    pub fn start_source(&mut self, source: &[u8], file: &str, single: bool) -> Result<(), Value> {
        self.frames.clear();
        self.handlers.clear();
        self.sp = 0;
        let input = if single { Input::Single } else { Input::File };
        let mut started = self.begin_source(source, file, input);
        if let Err(Abrupt::Memory(_)) = started {
            self.collect();
            started = self.begin_source(source, file, input);
        }
        match started {
            Ok(()) => {
                self.run_state = RunState::Running;
                Ok(())
            }
            Err(Abrupt::Raise(exc)) => Err(exc),
            // Compiling waits for nothing; memory that a collection did not free is not there.
            Err(_) => match self.memory_error(source.len()) {
                Abrupt::Raise(exc) => Err(exc),
                _ => Err(Value::NONE),
            },
        }
    }

    fn begin_source(&mut self, source: &[u8], file: &str, input: Input) -> Result<(), Abrupt> {
        let main = self.main;
        if self.run_state == RunState::Idle {
            self.name_main();
        }
        if input == Input::File {
            let name = self.intern_name(file)?;
            self.store_name(main, q::__file__, Value::qstr(name))?;
        }
        let code = repl_code(self, source, file, input)?;
        self.push_body(code, main, main, 0)
    }

    /// Whether nothing runs: the last program has ended, or none was started.
    pub fn is_at_rest(&self) -> bool {
        matches!(self.run_state, RunState::Idle | RunState::Ended)
    }

    /// The byte of the serial port that interrupts a program, if there is one.
    pub fn interrupt_byte(&self) -> Option<u8> {
        self.module_state.micropython.interrupt
    }

    /// The first line that a prompt shows.
    pub fn banner(&self) -> String {
        alloc::format!(
            "MicroPython {}; {}",
            crate::modules::sys::BUILD,
            self.profile.machine
        )
    }

    /// The names that the last word of a line can go on to: `machine.Pi` to `Pin`. Nothing runs for it, so that objects
    /// whose attributes are made up when they are asked for have none here.
    pub fn completions(&mut self, line: &str) -> Vec<String> {
        let is_part = |c: char| c.is_alphanumeric() || c == '_' || c == '.';
        let word = line.rsplit(|c| !is_part(c)).next().unwrap_or("");
        let mut parts: Vec<&str> = word.split('.').collect();
        let begun = parts.pop().unwrap_or("");
        let imports = ["import ", "from "]
            .iter()
            .any(|start| line.strip_prefix(start) == Some(word));
        let names = match self.object_of(&parts) {
            _ if imports => crate::modules::names(&self.profile),
            Some(object) => dir::names(self, object),
            None if parts.is_empty() => dir::visible_names(self),
            None => Vec::new(),
        };
        // Private names are shown only to those who ask for them.
        let fits = |name: &&String| {
            name.starts_with(begun) && (!begun.is_empty() || !name.starts_with('_'))
        };
        let mut found: Vec<String> = names.iter().filter(fits).map(ToString::to_string).collect();
        found.dedup();
        found
    }

    /// The object that a path of names leads to, through namespaces alone; none for an empty path.
    fn object_of(&mut self, path: &[&str]) -> Option<Value> {
        let (first, rest) = path.split_first()?;
        let name = self.intern_name(first).ok()?;
        let mut object = self
            .map_of(self.main)
            .and_then(|map| self.map_name(map, name))?;
        for part in rest {
            let name = self.intern_name(part).ok()?;
            let Some(&Object::Module { globals, .. }) = self.heap.object(object) else {
                return None;
            };
            object = self
                .map_of(globals)
                .and_then(|map| self.map_name(map, name))?;
        }
        Some(object)
    }
}
