//! Exceptions on their way out: tracebacks, handlers, frames that end.

use super::conts::Cont;
use super::frame::{Frame, Kind};
use crate::code::Op;
use crate::cost::Cost;
use crate::native::Abrupt;
use crate::object::{Object, TraceLine};
use crate::types::T;
use crate::value::{Ref, Value};
use crate::vm::Vm;

/// Lines of a traceback that are kept, so that endless recursion stays bounded.
const MAX_TRACEBACK: usize = 200;

impl Vm {
    /// Raises `exc` in the frame on top. Gives it back if nothing handles it.
    pub(super) fn unwind(&mut self, mut exc: Value) -> Result<(), Value> {
        self.pay(Cost::Raise, 1);
        loop {
            let Some(frame) = self.frames.last().copied() else {
                return Err(exc);
            };
            if let Kind::Cont(Cont::Scheduled) = frame.kind {
                self.scheduled_raised(frame, exc);
                return Ok(());
            }
            if let Kind::Cont(cont) = frame.kind {
                let caught = self.cont_catch(cont, frame.base as usize, exc);
                self.frames.pop();
                self.handlers.truncate(frame.handlers as usize);
                self.sp = frame.base as usize;
                if let Some(v) = caught {
                    self.deliver(frame.ret as usize, v);
                    return Ok(());
                }
                continue;
            }
            let op = self.op_at(&frame);
            if matches!(op, Some(Op::ForIter | Op::YieldFrom))
                && self.is_instance(exc, T::StopIteration)
            {
                if op == Some(Op::ForIter) {
                    self.end_for();
                } else {
                    let value = self.stop_value(exc);
                    let depth = self.depth_at(&frame, frame.ip);
                    // `iterator sent --`: the iterator's place takes the value.
                    self.deliver(depth - 2, value);
                }
                return Ok(());
            }
            if !matches!(op, Some(Op::EndFinally | Op::RaiseLast)) {
                self.add_trace(exc, &frame);
            }
            if self.enter_handler(&frame, exc) {
                return Ok(());
            }
            self.frames.pop();
            self.sp = frame.base as usize;
            if let Kind::Generator(_) = frame.kind {
                self.end_generator(&frame);
                // The VM's own generators stand for iterators, through which it passes.
                let own = self.codes[frame.code as usize].hidden;
                if !own && self.is_instance(exc, T::StopIteration) {
                    exc = self.error_value(T::RuntimeError, "generator raised StopIteration");
                }
            }
        }
    }

    pub(super) fn error_value(&mut self, class: T, message: &str) -> Value {
        match self.raise(class, message) {
            Abrupt::Raise(v) => v,
            _ => Value::NONE,
        }
    }

    /// Goes to the innermost handler of the frame on top that is not itself at work.
    fn enter_handler(&mut self, frame: &Frame, exc: Value) -> bool {
        while self.handlers.len() > frame.handlers as usize {
            let Some(handler) = self.handlers.last_mut() else {
                return false;
            };
            if handler.target <= frame.ip {
                self.handlers.pop();
                continue;
            }
            handler.handling = exc;
            let target = handler.target;
            let top = self.depth_at(frame, target);
            self.stack[top - 1] = exc;
            self.sp = top;
            if let Some(f) = self.frames.last_mut() {
                f.ip = target;
            }
            return true;
        }
        false
    }

    /// The absolute stack position of the depth that an instruction has.
    pub(super) fn depth_at(&self, frame: &Frame, ip: u32) -> usize {
        let code = &self.codes[frame.code as usize];
        let depth = code.depths.get(ip as usize).copied().unwrap_or(0);
        frame.base as usize + code.n_locals as usize + depth as usize
    }

    fn op_at(&self, frame: &Frame) -> Option<Op> {
        self.codes[frame.code as usize]
            .instrs
            .get(frame.ip as usize)
            .map(|i| i.op.first())
    }

    /// The value of a `StopIteration`.
    fn stop_value(&self, exc: Value) -> Value {
        match self.heap.object(self.native_part(exc)) {
            Some(Object::Exception(e)) => self
                .items_of(e.args)
                .and_then(|a| a.first())
                .copied()
                .unwrap_or(Value::NONE),
            _ => Value::NONE,
        }
    }

    fn add_trace(&mut self, exc: Value, frame: &Frame) {
        if self.codes[frame.code as usize].hidden {
            return;
        }
        let line = self.trace_line(frame);
        let native = self.native_part(exc);
        if let Some(Object::Exception(e)) = self.heap.object_mut(native)
            && e.traceback.len() < MAX_TRACEBACK
        {
            e.traceback.push(line);
        }
    }

    /// Where a frame stands in its source.
    pub(crate) fn trace_line(&self, frame: &Frame) -> TraceLine {
        let code = &self.codes[frame.code as usize];
        TraceLine {
            file: code.file,
            line: code.line(frame.ip as usize),
            block: code.name,
        }
    }

    /// What `raise x` raises: an instance as it is, a class's instance, or `TypeError`.
    pub(crate) fn make_exception(&mut self, v: Value) -> Abrupt {
        if let Some(class) = v.as_ref().filter(|&r| self.class(r).is_some()) {
            if self.is_subclass(class, Ref(T::BaseException as u32)) {
                return Abrupt::Python;
            }
        } else if self.is_instance(v, T::BaseException) && !self.native_part(v).is_null() {
            // What is raised again goes on with the traceback that it has.
            return Abrupt::Raise(v);
        }
        self.type_error("exceptions must derive from BaseException")
    }

    /// The exception that a bare `raise` raises: the one being handled.
    pub(super) fn exception_in_hand(&mut self, frame: &Frame) -> Abrupt {
        let from = frame.handlers as usize;
        let found = self.handlers[from..]
            .iter()
            .rev()
            .find(|h| !h.handling.is_null());
        match found {
            Some(h) => Abrupt::Raise(h.handling),
            None => self.raise(T::RuntimeError, "no active exception to reraise"),
        }
    }

    /// A return value on its way through `finally` blocks.
    pub(super) fn returning(&mut self, value: Value) -> Value {
        self.heap.new_value(Object::Returning(value))
    }
}
