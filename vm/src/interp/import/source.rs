//! Code from bytes while a program runs: sources are compiled, `.mpy` files loaded, and a body gets its frame.

use alloc::format;

use crate::compiler::{self, CompileOptions, Input};
use crate::interp::frame::{Frame, Kind};
use crate::load::Keep;
use crate::native::{Abrupt, Outcome};
use crate::object::{Object, TraceLine};
use crate::types::T;
use crate::value::{Ref, Value};
use crate::vm::Vm;

/// What is compiled, or loaded, while a program runs: that is done in one go, and more than this
/// would take longer than anybody waits for a program to stop. No board's heap holds as much.
const MOST_SOURCE: usize = 128 << 10;
const MOST_MPY: usize = 640 << 10;

/// Digits of an integer in such a source.
const MOST_DIGITS: usize = 20_000;

impl Vm {
    /// Loads the code of a file by its bytes.
    pub(super) fn load_bytes(&mut self, path: &str, bytes: &[u8]) -> Outcome<u32> {
        if !path.ends_with(".mpy") {
            return self.compile_source(bytes, path, Input::File, Keep::Loaded);
        }
        if bytes.len() > MOST_MPY {
            return Err(self.memory_error(bytes.len()));
        }
        self.load(bytes).map_err(|e| self.bad_file(path, &e.0))
    }

    /// Compiles a source file to `.mpy` bytes and loads those. A `SyntaxError` knows its place.
    pub(crate) fn compile_source(
        &mut self,
        source: &[u8],
        path: &str,
        input: Input,
        keep: Keep,
    ) -> Outcome<u32> {
        if source.len() > MOST_SOURCE {
            return Err(self.memory_error(source.len()));
        }
        let options = CompileOptions {
            file_name: path.into(),
            input,
            max_digits: MOST_DIGITS,
            target: compiler::Target::Simulator,
            opt_level: self.module_state.micropython.opt_level,
            ..CompileOptions::default()
        };
        match compiler::compile(source, &options) {
            Ok(mpy) => self
                .load_as(&mpy, keep)
                .map_err(|e| self.bad_file(path, &e.0)),
            Err(e) => {
                let class = match e.kind {
                    compiler::ErrorKind::IndentationError => T::IndentationError,
                    compiler::ErrorKind::UnicodeError => T::UnicodeError,
                    compiler::ErrorKind::RuntimeError => T::RuntimeError,
                    compiler::ErrorKind::NotImplementedError => T::NotImplementedError,
                    compiler::ErrorKind::SyntaxError => T::SyntaxError,
                };
                let message = self.new_str(&e.message);
                let exc = self.new_exception(class, &[message]);
                let line = TraceLine {
                    file: self.qstrs.intern(path),
                    line: e.line,
                    block: self.qstrs.intern(&e.block),
                };
                if let Some(Object::Exception(x)) = self.heap.object_mut(exc) {
                    x.traceback.push(line);
                }
                Err(Abrupt::Raise(exc))
            }
        }
    }

    #[cold]
    fn bad_file(&mut self, path: &str, why: &str) -> Abrupt {
        let message = format!("{path}: {why}");
        self.value_error(&message)
    }

    /// Pushes the frame of a module's body.
    pub(in crate::interp) fn push_body(
        &mut self,
        code: u32,
        globals: Ref,
        locals: Ref,
        ret: usize,
    ) -> Outcome<()> {
        let base = self.sp.max(ret);
        let (n_locals, size) = {
            let c = &self.codes[code as usize];
            (c.n_locals as usize, c.frame_size())
        };
        self.ensure_stack(base + size)?;
        self.stack[base..base + n_locals].fill(Value::NULL);
        self.frames.push(Frame {
            kind: Kind::Body,
            code,
            ip: 0,
            base: base as u32,
            ret: ret as u32,
            handlers: self.handlers.len() as u32,
            globals,
            aux: Value::obj(locals),
        });
        self.sp = base + n_locals;
        Ok(())
    }
}
