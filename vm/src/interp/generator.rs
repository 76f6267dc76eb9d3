//! Generators: making, resuming, throwing into, and leaving them.

use alloc::boxed::Box;
use alloc::vec::Vec;

use super::attr::Found;
use super::conts::Cont;
use super::frame::{Frame, Kind, Resumed};
use crate::code::Op;
use crate::cost::Cost;
use crate::native::{Abrupt, Outcome};
use crate::object::{GeneratorObj, GeneratorState, Object};
use crate::qstr::q;
use crate::types::T;
use crate::value::{Ref, Value};
use crate::vm::Vm;

impl Vm {
    /// The generator that a call of a generator function gives.
    pub(super) fn new_generator(
        &mut self,
        function: Ref,
        args: usize,
        n: usize,
        nkw: usize,
    ) -> Outcome {
        self.push_function(function, args, n, nkw, args)?;
        self.frames.pop();
        let stack = self.stack[args..self.sp].to_vec();
        self.sp = args;
        self.pay(Cost::Generator, 1);
        let code = match self.heap.get(function) {
            Object::Function(f) => &self.codes[f.code as usize],
            _ => return Err(Abrupt::Python),
        };
        // The VM's own generators stand for small objects such as a `map`.
        let bytes = if code.hidden { 16 } else { code.bytes[1] };
        Ok(self
            .heap
            .new_value(Object::Generator(Box::new(GeneratorObj {
                function,
                ip: 0,
                stack,
                handlers: Vec::new(),
                state: GeneratorState::Fresh,
                pending: Value::NONE,
                bytes,
            }))))
    }

    /// Goes on with a generator; what it gives goes to `ret`.
    pub(super) fn resume_at(
        &mut self,
        generator: Ref,
        sent: Value,
        mode: Resumed,
        ret: usize,
    ) -> Outcome<()> {
        let Object::Generator(g) = self.heap.get_mut(generator) else {
            return Err(self.type_error("object not an iterator"));
        };
        match g.state {
            GeneratorState::Running => return Err(self.value_error("generator already executing")),
            GeneratorState::Finished => return self.generator_ended(mode, Value::NONE, ret),
            _ if !g.pending.is_none() => return self.throw_at(generator, Value::NONE, mode, ret),
            GeneratorState::Fresh if !sent.is_none() => {
                let message = "can't send non-None value to a just-started generator";
                return Err(self.type_error(message));
            }
            _ => {}
        }
        let fresh = g.state == GeneratorState::Fresh;
        self.push_generator(generator, mode, ret)?;
        if !fresh {
            self.stack[self.sp - 1] = sent;
        }
        Ok(())
    }

    /// Puts a suspended generator's frame back onto the stack.
    fn push_generator(&mut self, generator: Ref, mode: Resumed, ret: usize) -> Outcome<()> {
        let Object::Generator(g) = self.heap.get_mut(generator) else {
            return Ok(());
        };
        let function = g.function;
        let Object::Function(f) = self.heap.get(function) else {
            return Ok(());
        };
        let (code, globals) = (f.code, f.globals);
        let base = self.sp.max(ret);
        self.ensure_stack(base + self.codes[code as usize].frame_size())?;
        let Object::Generator(g) = self.heap.get_mut(generator) else {
            return Ok(());
        };
        g.state = GeneratorState::Running;
        self.frames.push(Frame {
            kind: Kind::Generator(mode),
            code,
            ip: g.ip,
            base: base as u32,
            ret: ret as u32,
            handlers: self.handlers.len() as u32,
            globals,
            aux: Value::obj(generator),
        });
        // The generator keeps the memory, for when it is suspended again.
        self.stack[base..base + g.stack.len()].copy_from_slice(&g.stack);
        self.sp = base + g.stack.len();
        g.stack.clear();
        self.handlers.append(&mut g.handlers);
        Ok(())
    }

    /// Suspends the generator on top, which yields `value`; it goes on at `ip`. A generator that
    /// waits for it at a `yield from` yields the same value, and so on outwards.
    pub(super) fn suspend(&mut self, value: Value, mut ip: u32) -> Outcome<()> {
        loop {
            let Some(frame) = self.frames.pop() else {
                return Ok(());
            };
            let (Kind::Generator(mode), Some(generator)) = (frame.kind, frame.aux.as_ref()) else {
                self.frames.push(frame);
                // Only a file that no compiler wrote yields outside a generator.
                return Err(self.raise(T::RuntimeError, "yield outside function"));
            };
            let base = frame.base as usize;
            if let Object::Generator(g) = self.heap.get_mut(generator) {
                g.stack.extend_from_slice(&self.stack[base..self.sp]);
                g.handlers
                    .extend(self.handlers.drain(frame.handlers as usize..));
                g.ip = ip;
                g.state = GeneratorState::Suspended;
            }
            let ret = frame.ret as usize;
            if !matches!(mode, Resumed::From | Resumed::FromExit) {
                self.sp = base;
                self.deliver(ret, value);
                return Ok(());
            }
            // The frame below stays at its `yield from`.
            ip = self.frames.last().map_or(0, |f| f.ip);
            self.stack[ret] = value;
            self.sp = ret + 1;
        }
    }

    /// The generator whose frame this was returned `value`.
    pub(super) fn finish_generator(
        &mut self,
        frame: &Frame,
        mode: Resumed,
        value: Value,
        ret: usize,
    ) -> Outcome<()> {
        self.end_generator(frame);
        self.generator_ended(mode, value, ret)
    }

    /// Marks a generator as finished.
    #[inline]
    pub(super) fn mark_finished(&mut self, generator: Value) {
        if let Some(Object::Generator(g)) = self.heap.object_mut(generator) {
            g.state = GeneratorState::Finished;
            g.stack = Vec::new();
            g.handlers = Vec::new();
        }
    }

    /// The generator whose frame has just been taken from the top is over. The VM's own ones stand
    /// for iterators, which may be asked again: they begin anew with what their parameters hold now.
    pub(super) fn end_generator(&mut self, frame: &Frame) {
        let code = &self.codes[frame.code as usize];
        if !code.hidden {
            self.mark_finished(frame.aux);
            return;
        }
        let (n_args, n_locals) = (code.n_pos as usize, code.n_locals as usize);
        let base = frame.base as usize;
        let mut stack = self.stack[base..base + n_args].to_vec();
        stack.resize(n_locals, Value::NULL);
        if let Some(Object::Generator(g)) = self.heap.object_mut(frame.aux) {
            g.state = GeneratorState::Fresh;
            g.ip = 0;
            g.stack = stack;
            g.handlers = Vec::new();
        }
    }

    /// Tells whoever resumed a generator that it has ended.
    fn generator_ended(&mut self, mode: Resumed, value: Value, ret: usize) -> Outcome<()> {
        match mode {
            Resumed::For => {
                self.end_for();
                Ok(())
            }
            Resumed::From => {
                // `yield from` is over: its iterator's place takes the value.
                self.deliver(ret - 1, value);
                Ok(())
            }
            // The exception lies where the value sent would lie.
            Resumed::FromExit => Err(match self.make_exception(self.stack[ret]) {
                Abrupt::Python => self.call_then(self.stack[ret], &[], Cont::RaiseResult, &[]),
                e => e,
            }),
            Resumed::Next | Resumed::Close => {
                let args: &[Value] = if value.is_none() { &[] } else { &[value] };
                Err(self.raise_with(T::StopIteration, args))
            }
        }
    }

    /// Ends the `for` statement that the frame on top is at.
    pub(super) fn end_for(&mut self) {
        let Some(frame) = self.frames.last_mut() else {
            return;
        };
        let code = &self.codes[frame.code as usize];
        let at = frame.ip as usize;
        let depth = code.depths.get(at).copied().unwrap_or(4);
        self.sp = frame.base as usize + code.n_locals as usize + depth as usize - 4;
        frame.ip = code.instrs.get(at).map_or(frame.ip, |i| i.b);
    }

    /// Throws into a generator what `throw()` was given, which may be no exception; what the
    /// generator gives goes to `ret`.
    pub(super) fn throw_at(
        &mut self,
        generator: Ref,
        thrown: Value,
        mode: Resumed,
        ret: usize,
    ) -> Outcome<()> {
        let Object::Generator(g) = self.heap.get_mut(generator) else {
            return Err(self.type_error("object not an iterator"));
        };
        match g.state {
            GeneratorState::Running => return Err(self.value_error("generator already executing")),
            GeneratorState::Finished => return self.generator_ended(mode, Value::NONE, ret),
            GeneratorState::Fresh | GeneratorState::Suspended => {}
        }
        // What was pending goes first.
        let pending = core::mem::replace(&mut g.pending, Value::NONE);
        let thrown = if pending.is_none() { thrown } else { pending };
        self.push_generator(generator, mode, ret)?;
        let Some(frame) = self.frames.last_mut() else {
            return Ok(());
        };
        let instrs = &self.codes[frame.code as usize].instrs;
        let at_yield_from = instrs
            .get(frame.ip as usize)
            .is_some_and(|i| i.op == Op::YieldFrom);
        if !at_yield_from {
            // It stopped behind a `yield`: that is where the exception comes from.
            frame.ip = frame.ip.saturating_sub(1);
            return self.raise_thrown(thrown);
        }
        let inner = self.stack[self.sp - 2];
        let class = match thrown.as_ref().filter(|&r| self.class(r).is_some()) {
            Some(class) => class,
            None => self.type_of(thrown),
        };
        let exit = self.is_subclass(class, Ref(T::GeneratorExit as u32));
        if let (T::Generator, Some(inner)) = (self.kind(inner), inner.as_ref()) {
            let ret = self.sp - 1;
            self.stack[ret] = thrown;
            let mode = if exit {
                Resumed::FromExit
            } else {
                Resumed::From
            };
            return self.throw_at(inner, thrown, mode, ret);
        }
        self.throw_at_delegate(inner, thrown, class)
    }

    /// Throws into what the generator on top delegates to, which is no generator: its `close` or
    /// `throw` is called, if it has one.
    fn throw_at_delegate(&mut self, inner: Value, thrown: Value, class: Ref) -> Outcome<()> {
        let exit = self.is_subclass(class, Ref(T::GeneratorExit as u32));
        let name = if exit { q::close } else { q::throw };
        let (callee, receiver) = match self.find_attr(inner, name)? {
            Some(Found::Method(function, receiver)) => (function, receiver),
            Some(Found::Value(v)) => (v, Value::NULL),
            None if self.is_subclass(class, Ref(T::StopIteration as u32)) => {
                return Err(self.raise(T::RuntimeError, "generator raised StopIteration"));
            }
            None => return self.raise_thrown(thrown),
        };
        let ret = self.sp - 1;
        if exit {
            self.push_cont(Cont::RaiseState, &[thrown], ret)?;
        } else {
            self.push_cont(Cont::YieldResult, &[], ret)?;
        }
        let args = [receiver, thrown];
        let given = &args[usize::from(receiver.is_null())..2 - usize::from(exit)];
        self.push_invoke(callee, given)
    }

    /// Raises what was thrown in the frame on top.
    fn raise_thrown(&mut self, thrown: Value) -> Outcome<()> {
        match self.make_exception(thrown) {
            Abrupt::Python => {
                let ret = self.sp;
                self.push_cont(Cont::RaiseResult, &[], ret)?;
                self.push_invoke(thrown, &[])
            }
            e => Err(e),
        }
    }

    /// Begins a call whose result goes to the continuation on top.
    fn push_invoke(&mut self, callee: Value, args: &[Value]) -> Outcome<()> {
        let mut state = alloc::vec![callee, Value::small(0)];
        state.extend_from_slice(args);
        let ret = self.sp;
        self.push_cont(Cont::Invoke, &state, ret)?;
        if let Some(frame) = self.frames.last_mut() {
            frame.ip = 1;
        }
        Ok(())
    }

    /// `generator.pend_throw()`: the next step will throw this; gives what it was before.
    pub fn pend_throw(&mut self, generator: Ref, exception: Value) -> Outcome {
        match self.heap.get_mut(generator) {
            Object::Generator(g) if g.state != GeneratorState::Running => {
                Ok(core::mem::replace(&mut g.pending, exception))
            }
            _ => Err(self.value_error("generator already executing")),
        }
    }

    /// `generator.close()`
    pub fn close_generator(&mut self, generator: Ref) -> Outcome {
        let Object::Generator(g) = self.heap.get(generator) else {
            return Err(self.type_error("object not an iterator"));
        };
        match g.state {
            GeneratorState::Finished => return Ok(Value::NONE),
            GeneratorState::Fresh => {
                self.mark_finished(Value::obj(generator));
                return Ok(Value::NONE);
            }
            GeneratorState::Running => return Err(self.value_error("generator already executing")),
            GeneratorState::Suspended => {}
        }
        let exit = self.new_exception(T::GeneratorExit, &[]);
        let abrupt = self.throw_into(generator, exit);
        self.pending.then = Some((Cont::Close, Vec::new()));
        Err(abrupt)
    }
}
