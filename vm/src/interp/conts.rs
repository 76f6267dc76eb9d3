//! Continuations: what happens to the result of a call that an operation asked for.
//!
//! A continuation is a frame without code. Its state is on the value stack from its `base`; when
//! the call below it returns, [`Vm::resume_cont`] goes on with the result, and when the call
//! raises, [`Vm::cont_catch`] may stop the exception.

use super::call::Called;
use super::frame::{Frame, Kind, Resumed};
use super::user_ops::equality_inverts;
use crate::hal::Host;
use crate::native::{Abrupt, Outcome};
use crate::object::Object;
use crate::ops::binary::BinaryOp;
use crate::types::T;
use crate::value::{Ref, Value};
use crate::vm::Vm;

/// The kinds of continuation, with their state.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Cont {
    /// `[]`: hands the result on as a `bool`.
    Truth,
    /// `[]`: hands on the opposite of the result's truth.
    Not,
    /// `[]`: hands on whether the result is `True`: what a user's `__bool__` gives is only compared.
    IsTrue,
    /// `[]`: puts the result's truth where the value was, and runs the instruction again.
    TruthThenRetry,
    /// `[]`: puts the result where the operand was, and runs the instruction again.
    Retry,
    /// `[…]`: hands the result on.
    Identity,
    /// `[]`: an instruction that leaves nothing: drops the result.
    Discard,
    /// `[instance, n, args…]`: after `__init__`; the arguments only where a built-in part may still
    /// have to be made.
    Init,
    /// `[instance]`: the result becomes the built-in part of the instance.
    SetNative,
    /// `[instance]`: the same for `super().__init__()`, which gives `None`.
    InitNative,
    /// `[class, n, args…]`: after `__new__`.
    New,
    /// `[callee, nkw, args…]`: makes a call that could not be made before.
    Invoke,
    /// `[a, b, op]`: after `a.__op__(b)`; tries the reflected method on `NotImplemented`.
    Binary,
    /// `[a, b, op]`: after the reflected method.
    Reflected,
    /// `[a, b, negate, stage]`: after a method that `==` and `!=` ask; see `user_ops.rs`.
    Equality,
    /// `[class, name, bases]`: after a class body ran.
    BuildClass,
    /// `[]`: after `close()` threw `GeneratorExit`.
    Close,
    /// `[module, rest…]`: a step of an import; see `import`.
    Import,
    /// `[default]`: gives the default if the attribute is missing.
    AttrDefault,
    /// `[]`: `hasattr`
    HasAttr,
    /// `[self]`: the result is an attribute to be loaded as a method: no instance is added.
    MethodValue,
    /// `[slot]`: the result takes the place of the value in that slot of the stack, and the
    /// instruction runs again.
    Replace,
    /// `[jump]`: decides a jump that keeps its value: it is taken if the truth is `jump`.
    JumpOrPop,
    /// `[]`: the result is raised.
    RaiseResult,
    /// `[exception]`: that is raised, whatever the result.
    RaiseState,
    /// `[]`: the result is what the frame's `yield from` yields.
    YieldResult,
    /// `[raised, hard, argument]`: after a function that was scheduled, or the handler of an interrupt; the frame below goes on where it was.
    Scheduled,
    /// `[seconds, nanoseconds, light]`: the frame below goes on at this virtual time; see `sleep.rs`.
    Sleep,
    /// `[iterator]`: the result of `__iter__` becomes a `for` statement's iterator.
    ForIterator,
}

/// How a continuation goes on.
pub(super) enum Resume {
    /// Its result is this.
    Value(Value),
    /// Its result is this, and the instruction that waits runs again.
    Again(Value),
    /// Nothing is left on the stack.
    Nothing,
    /// It called something else; a frame was pushed or will be.
    Pushed,
}

impl Vm {
    /// Goes on with the continuation on top, whose result has come.
    pub(super) fn resume_cont(&mut self, host: &mut dyn Host, frame: Frame) -> Outcome<()> {
        let Kind::Cont(cont) = frame.kind else {
            return Ok(());
        };
        let base = frame.base as usize;
        let result = frame.aux;
        let ret = frame.ret as usize;
        let step = self.cont_step(host, cont, base, result)?;
        match step {
            Resume::Pushed => {}
            Resume::Value(v) => {
                self.pop_cont();
                self.deliver(ret, v);
            }
            Resume::Again(v) => {
                self.pop_cont();
                self.stack[ret] = v;
                self.sp = ret + 1;
            }
            Resume::Nothing => {
                self.pop_cont();
                self.deliver(ret, Value::NONE);
                self.sp = ret;
            }
        }
        Ok(())
    }

    fn pop_cont(&mut self) {
        self.frames.pop();
    }

    fn state(&self, base: usize, i: usize) -> Value {
        self.stack[base + i]
    }

    /// Replaces the continuation on top by another kind and marks it as waiting.
    fn become_cont(&mut self, cont: Cont) {
        if let Some(frame) = self.frames.last_mut() {
            frame.kind = Kind::Cont(cont);
            frame.ip = 0;
            frame.aux = Value::NULL;
        }
    }

    // A program that needs none of this does not wait for it to be compiled.
    #[inline(never)]
    fn cont_step(
        &mut self,
        host: &mut dyn Host,
        cont: Cont,
        base: usize,
        result: Value,
    ) -> Outcome<Resume> {
        Ok(match cont {
            Cont::Truth => match self.truth(result) {
                Ok(truth) => Resume::Value(Value::bool(truth)),
                Err(Abrupt::Python) => {
                    self.become_cont(Cont::Identity);
                    return Err(self.call_truth(result, Cont::IsTrue));
                }
                Err(e) => return Err(e),
            },
            Cont::IsTrue => Resume::Value(Value::bool(result == Value::TRUE)),
            Cont::TruthThenRetry => Resume::Again(Value::bool(result == Value::TRUE)),
            Cont::Not => Resume::Value(Value::bool(result != Value::TRUE)),
            Cont::Identity => Resume::Value(result),
            Cont::Retry => Resume::Again(result),
            Cont::Discard => Resume::Nothing,
            Cont::Init => {
                let instance = self.state(base, 0);
                if !result.is_none() {
                    return Err(self.init_returned(result));
                }
                let unmade = match self.heap.object(instance) {
                    Some(Object::Derived(d)) => d.native.is_null(),
                    _ => false,
                };
                if !unmade {
                    return Ok(Resume::Value(instance));
                }
                let args = self.stack[base + 2..self.sp].to_vec();
                let n = self.state(base, 1).as_small().unwrap_or(0) as usize;
                let nkw = (args.len() - n) / 2;
                self.sp = base + 1;
                self.become_cont(Cont::SetNative);
                let maker = self.native_maker(self.type_of(instance));
                let abrupt = self.call(maker, &args);
                self.pending.nkw = nkw;
                return Err(abrupt);
            }
            Cont::SetNative | Cont::InitNative => {
                let instance = self.state(base, 0);
                let native = self.native_part(result);
                if let Some(Object::Derived(d)) = self.heap.object_mut(instance) {
                    d.native = native;
                }
                Resume::Value(if cont == Cont::InitNative {
                    Value::NONE
                } else {
                    instance
                })
            }
            Cont::New => {
                let Some(class) = self.state(base, 0).as_ref() else {
                    return Ok(Resume::Value(result));
                };
                if !self.is_subclass(self.type_of(result), class) {
                    return Ok(Resume::Value(result));
                }
                let n = self.state(base, 1).as_small().unwrap_or(0) as usize;
                let args = self.stack[base + 2..self.sp].to_vec();
                self.sp = base;
                self.become_cont(Cont::Identity);
                let at = self.push_values(&args)?;
                let nkw = (args.len() - n) / 2;
                match self.initialise(result, class, at, n, nkw, at)? {
                    Called::Value(v) => Resume::Value(v),
                    Called::Frame => Resume::Pushed,
                }
            }
            Cont::Invoke => {
                let callee = self.state(base, 0);
                let nkw = self.state(base, 1).as_small().unwrap_or(0) as usize;
                let at = base + 2;
                let n = self.sp - at - 2 * nkw;
                let args = self.stack[at..self.sp].to_vec();
                // A copy of the arguments, so that this step can be tried again.
                let copy = self.push_values(&args)?;
                match self.call_at(host, callee, copy, n, nkw, copy) {
                    Ok(Called::Value(v)) => Resume::Value(v),
                    Ok(Called::Frame) => {
                        // The frame's result is this continuation's.
                        let own = self.frames.len() - 2;
                        self.frames[own].kind = Kind::Cont(Cont::Identity);
                        self.frames[own].ip = 0;
                        Resume::Pushed
                    }
                    Err(Abrupt::Call) => {
                        self.become_cont(Cont::Identity);
                        self.sp = copy;
                        return Err(Abrupt::Call);
                    }
                    Err(e @ (Abrupt::Sleep(..) | Abrupt::Lock(_))) => {
                        let own = self.frames.len() - 1;
                        self.sp = copy;
                        self.frames[own].kind = Kind::Cont(Cont::Identity);
                        self.frames[own].aux = e.answer();
                        return Err(e);
                    }
                    Err(e) => {
                        self.sp = copy;
                        return Err(e);
                    }
                }
            }
            Cont::Binary => {
                if result != Value::NOT_IMPLEMENTED {
                    return Ok(Resume::Value(result));
                }
                let (a, b) = (self.state(base, 0), self.state(base, 1));
                let op = self.op_state(base);
                self.become_cont(Cont::Reflected);
                return self.user_declined(op, a, b).map(Resume::Value);
            }
            Cont::Reflected => {
                if result == Value::NOT_IMPLEMENTED {
                    let (a, b) = (self.state(base, 0), self.state(base, 1));
                    let op = self.op_state(base);
                    return Err(self.unsupported_binary(op, a, b));
                }
                Resume::Value(result)
            }
            Cont::Equality => {
                let (a, b) = (self.state(base, 0), self.state(base, 1));
                let negate = self.state(base, 2) == Value::TRUE;
                let stage = self.state(base, 3).as_small().unwrap_or(0) as u8;
                if result == Value::NOT_IMPLEMENTED {
                    self.become_cont(Cont::Identity);
                    return self
                        .equality_from(stage + 1, a, b, negate)
                        .map(Resume::Value);
                }
                if !equality_inverts(stage, negate) {
                    return Ok(Resume::Value(result));
                }
                match self.truth(result) {
                    Ok(t) => Resume::Value(Value::bool(!t)),
                    Err(Abrupt::Python) => {
                        self.become_cont(Cont::Identity);
                        return Err(self.call_truth(result, Cont::Not));
                    }
                    Err(e) => return Err(e),
                }
            }
            Cont::BuildClass => {
                let locals = self.state(base, 0);
                let (name, bases) = (self.state(base, 1), self.state(base, 2));
                if let Some(maker) = self.other_maker(bases) {
                    self.become_cont(Cont::Identity);
                    return Err(self.call(maker, &[name, bases, locals]));
                }
                let class = self.finish_class(name, bases, locals)?;
                // A body whose methods use `super()` gives the cell that they find the class in.
                if let Some(Object::Cell(slot)) = self.heap.object_mut(result) {
                    *slot = class;
                }
                let pairs = self.names_to_set(class);
                if !pairs.is_empty() {
                    let pairs = self.new_tuple(pairs);
                    self.become_cont(Cont::Identity);
                    return Err(self.call_frozen("set_names", &[class, pairs]));
                }
                Resume::Value(class)
            }
            Cont::Close => {
                let message = "generator ignored GeneratorExit";
                return Err(self.raise(T::RuntimeError, message));
            }
            Cont::Import => return self.import_step(host, base, result),
            Cont::AttrDefault => Resume::Value(result),
            Cont::HasAttr => Resume::Value(Value::TRUE),
            Cont::MethodValue => {
                // `LOAD_METHOD` leaves two values: the callable, and no instance.
                let ret = self.frames.last().map_or(0, |f| f.ret as usize);
                self.pop_cont();
                self.deliver(ret, result);
                self.push_values(&[Value::NULL])?;
                Resume::Pushed
            }
            Cont::Replace => {
                let slot = self.state(base, 0).as_small().unwrap_or(0) as usize;
                self.pop_cont();
                self.stack[slot] = result;
                self.sp = base;
                Resume::Pushed
            }
            Cont::JumpOrPop => {
                let truth = result == Value::TRUE;
                let jump = self.state(base, 0) == Value::bool(truth);
                self.pop_cont();
                if let Some(frame) = self.frames.last_mut() {
                    let instrs = &self.codes[frame.code as usize].instrs;
                    if jump {
                        frame.ip = instrs.get(frame.ip as usize).map_or(frame.ip, |i| i.b);
                    } else {
                        frame.ip += 1;
                    }
                }
                self.sp = if jump { base } else { base - 1 };
                Resume::Pushed
            }
            Cont::RaiseResult | Cont::RaiseState => {
                let raised = match cont {
                    Cont::RaiseState => self.state(base, 0),
                    _ => result,
                };
                return Err(match self.make_exception(raised) {
                    Abrupt::Python => self.type_error("exceptions must derive from BaseException"),
                    e => e,
                });
            }
            Cont::YieldResult => {
                let ret = self.frames.last().map_or(0, |f| f.ret as usize);
                self.pop_cont();
                self.stack[ret] = result;
                self.sp = ret + 1;
                let ip = self.frames.last().map_or(0, |f| f.ip);
                self.suspend(result, ip)?;
                Resume::Pushed
            }
            Cont::Scheduled => {
                let [raised, hard] = [0, 1].map(|i| self.state(base, i) == Value::TRUE);
                let argument = self.state(base, 2);
                if raised {
                    if hard {
                        host.write(self.now(), b"Uncaught exception in IRQ callback handler\n");
                        self.handler_failed(host, argument);
                    }
                    let text = self.traceback(result);
                    host.write(self.now(), text.as_bytes());
                }
                self.pop_cont();
                self.sp = base;
                self.scheduled_done(hard);
                Resume::Pushed
            }
            // `sleep_on` ends it.
            Cont::Sleep => Resume::Pushed,
            Cont::ForIterator => {
                let ret = self.frames.last().map_or(0, |f| f.ret as usize);
                self.pop_cont();
                self.deliver(ret, result);
                self.push_values(&[Value::NULL; 3])?;
                Resume::Pushed
            }
        })
    }

    /// An exception leaves a function that was scheduled: it is told, and nobody else gets it.
    pub(super) fn scheduled_raised(&mut self, frame: Frame, exc: Value) {
        let base = frame.base as usize;
        self.handlers.truncate(frame.handlers as usize);
        self.stack[base] = Value::TRUE;
        self.sp = base + 3;
        if let Some(frame) = self.frames.last_mut() {
            frame.aux = exc;
            frame.ip = 1;
        }
    }

    fn op_state(&self, base: usize) -> BinaryOp {
        BinaryOp::from_index(self.state(base, 2).as_small().unwrap_or(0) as u8)
    }

    /// What a continuation makes of an exception that leaves its call: the value that takes the
    /// exception's place, if it stops it.
    pub(super) fn cont_catch(&mut self, cont: Cont, base: usize, exc: Value) -> Option<Value> {
        let class = self.type_of(exc);
        let is = |vm: &Vm, t: T| vm.is_subclass(class, Ref(t as u32));
        match cont {
            Cont::Close if is(self, T::GeneratorExit) || is(self, T::StopIteration) => {
                Some(Value::NONE)
            }
            Cont::AttrDefault if is(self, T::AttributeError) => Some(self.state(base, 0)),
            Cont::HasAttr if is(self, T::AttributeError) => Some(Value::FALSE),
            Cont::Import => {
                self.import_failed(base);
                None
            }
            _ => None,
        }
    }

    /// Answers with what `callee(*args)` returns, after `then` has had its say.
    pub fn call_then(
        &mut self,
        callee: Value,
        args: &[Value],
        then: Cont,
        state: &[Value],
    ) -> Abrupt {
        let abrupt = self.call(callee, args);
        self.pending.then = Some((then, state.to_vec()));
        abrupt
    }

    /// Lets `then` have its say about the call that is pending.
    pub fn then(&mut self, then: Cont, state: &[Value]) {
        if self.pending.then.is_none() {
            self.pending.then = Some((then, state.to_vec()));
        }
    }

    /// Answers with the next value of a generator to which `sent` is sent.
    pub fn resume_generator(&mut self, generator: Ref, sent: Value, mode: Resumed) -> Outcome {
        let abrupt = self.call(Value::obj(generator), &[sent]);
        self.pending.resume = Some(mode);
        Err(abrupt)
    }

    /// Answers with what a generator gives after `exception` was thrown into it.
    pub fn throw_into(&mut self, generator: Ref, exception: Value) -> Abrupt {
        let abrupt = self.call(Value::obj(generator), &[]);
        self.pending.throw = Some(exception);
        abrupt
    }
}
