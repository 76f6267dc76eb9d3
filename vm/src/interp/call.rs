//! Calls: natives at once, Python functions by a frame, classes and instances through what they
//! define.

use alloc::format;

use alloc::vec::Vec;

use super::conts::Cont;
use super::frame::{Frame, Kind};
use crate::cost::Cost;
use crate::hal::Host;
use crate::native::{self, ANY, Abrupt, Args, F, Outcome};
use crate::object::Object;
use crate::qstr::q;
use crate::value::{Ref, Value};
use crate::vm::Vm;

/// How a call went.
pub(super) enum Called {
    /// It is done.
    Value(Value),
    /// A frame was pushed; its result goes where the call said.
    Frame,
}

impl Vm {
    /// Calls `callee` with the arguments at `args` on the stack. The result goes to `ret`, which
    /// is at or below `args`.
    pub(super) fn call_at(
        &mut self,
        host: &mut dyn Host,
        mut callee: Value,
        args: usize,
        mut n: usize,
        nkw: usize,
        ret: usize,
    ) -> Outcome<Called> {
        // How many arguments were put before those of the instruction.
        let mut inserted = 0;
        loop {
            if let Some(id) = callee.as_native() {
                let Some(native) = native::lookup(id) else {
                    return Err(self.type_error("object not callable"));
                };
                let args = Args { base: args, n, nkw };
                if crate::modules::computes_floats(id.table) {
                    self.pay(Cost::FloatFunction, 1);
                    self.heap.charge_box(Value::float(0.0));
                }
                let outcome = self.call_native(host, &native.f, args);
                return self.retriable(outcome, callee, args, inserted);
            }
            let Some(r) = callee.as_ref() else {
                if callee == Value::BUILD_CLASS && nkw != 0 {
                    return Err(self.type_error("function doesn't take keyword arguments"));
                }
                if callee == Value::BUILD_CLASS {
                    return self.build_class(args, n, ret).map(|()| Called::Frame);
                }
                return Err(self.not_callable(callee));
            };
            match self.heap.get(r) {
                Object::Function(f) => {
                    if self.codes[f.code as usize].is_generator() {
                        return self.new_generator(r, args, n, nkw).map(Called::Value);
                    }
                    self.push_function(r, args, n, nkw, ret)?;
                    return Ok(Called::Frame);
                }
                Object::BoundMethod { function, receiver } => {
                    let (function, receiver) = (*function, *receiver);
                    self.insert_argument(args, n, nkw, receiver)?;
                    callee = function;
                    n += 1;
                    inserted += 1;
                }
                Object::Type(t) => {
                    if !t.builtin {
                        return self.make_instance(r, args, n, nkw, ret);
                    }
                    let Some(make) = t.layout.spec().make else {
                        let message = format!("can't create '{}' instances", self.class_name(r));
                        return Err(self.type_error(&message));
                    };
                    self.check_make(&make, n, nkw)?;
                    self.insert_argument(args, n, nkw, callee)?;
                    let all = Args {
                        base: args,
                        n: n + 1,
                        nkw,
                    };
                    let outcome = self.call_native(host, &make, all);
                    return self.retriable(outcome, callee, all, inserted + 1);
                }
                Object::Instance { .. } | Object::Derived(_) | Object::Device(_) => {
                    let class = self.type_of(callee);
                    let Some(method) = self.class_attr(class, q::__call__) else {
                        return Err(self.not_callable(callee));
                    };
                    self.pay(Cost::UserOperator, 1);
                    self.insert_argument(args, n, nkw, callee)?;
                    callee = method;
                    n += 1;
                    inserted += 1;
                }
                Object::StaticMethod(f) => callee = *f,
                Object::CheckedMethod { function, of } => {
                    let (function, of) = (*function, *of);
                    if n > 0 && self.type_of(self.stack[args]) != of {
                        let name = alloc::string::String::from(self.class_name(of));
                        return Err(self.wrong_self(&name, self.stack[args]));
                    }
                    callee = function;
                }
                _ => return Err(self.not_callable(callee)),
            }
        }
    }

    /// A native that must be tried again finds its arguments as they were before some were put in
    /// front of them.
    fn retriable(
        &mut self,
        outcome: Outcome,
        callee: Value,
        args: Args,
        inserted: usize,
    ) -> Outcome<Called> {
        match outcome {
            Ok(v) => Ok(Called::Value(v)),
            Err(Abrupt::Python) => Err(self.with_numbers(callee, args)),
            Err(e @ (Abrupt::Memory(_) | Abrupt::Input)) if inserted > 0 => {
                let end = args.base + args.n + 2 * args.nkw;
                self.stack.copy_within(args.base + inserted..end, args.base);
                self.sp = end - inserted;
                Err(e)
            }
            Err(e) => Err(e),
        }
    }

    /// A native cannot do with an argument: if it is a user's object that converts to a number, the
    /// native is called again with what that gives.
    #[cold]
    pub(super) fn with_numbers(&mut self, callee: Value, args: Args) -> Abrupt {
        // Making an instance of a built-in type puts the type first.
        let made = self.as_class(callee).is_some();
        let positional = args.skip(usize::from(made)).all(self).to_vec();
        let keywords: Vec<(Value, Value)> = args.keywords(self).collect();
        let named = keywords.iter().map(|&(_, v)| v);
        let converts = |v: Value| {
            matches!(self.heap.object(v), Some(Object::Instance { .. }))
                && [q::__int__, q::__float__, q::__complex__]
                    .iter()
                    .any(|&method| self.user_method(v, method).is_some())
        };
        if !positional.iter().copied().chain(named).any(converts) {
            return Abrupt::Python;
        }
        let dict = self.new_dict(keywords.len());
        for (key, value) in keywords {
            if let Err(e) = self.map_set(dict, key, value) {
                return e;
            }
        }
        let positional = self.new_tuple(positional);
        // Where either would do, the modules of functions on floats want those.
        let floats = callee.as_native().map_or(0, crate::modules::floats_of);
        let floats = Value::small(floats.into());
        let all = [callee, positional, Value::obj(dict), floats];
        self.call_frozen("call_with_numbers", &all)
    }

    #[cold]
    fn not_callable(&mut self, callee: Value) -> Abrupt {
        let message = format!("'{}' object isn't callable", self.type_name(callee));
        self.type_error(&message)
    }

    /// Puts `first` before the arguments at `args`.
    fn insert_argument(&mut self, args: usize, n: usize, nkw: usize, first: Value) -> Outcome<()> {
        let end = args + n + 2 * nkw;
        self.ensure_stack(end + 1)?;
        self.stack.copy_within(args..end, args + 1);
        self.stack[args] = first;
        self.sp = end + 1;
        Ok(())
    }

    pub(super) fn call_native(&mut self, host: &mut dyn Host, f: &F, args: Args) -> Outcome {
        let Args { n, nkw, .. } = args;
        let expects = |vm: &mut Vm, k: usize| {
            if nkw != 0 {
                Err(vm.type_error("function doesn't take keyword arguments"))
            } else if n != k {
                Err(vm.wrong_count(k, n))
            } else {
                Ok(())
            }
        };
        match *f {
            F::F0(f) => {
                expects(self, 0)?;
                f(self)
            }
            F::F1(f) => {
                expects(self, 1)?;
                f(self, self.stack[args.base])
            }
            F::F2(f) => {
                expects(self, 2)?;
                f(self, self.stack[args.base], self.stack[args.base + 1])
            }
            F::F3(f) => {
                expects(self, 3)?;
                let (a, b) = (self.stack[args.base], self.stack[args.base + 1]);
                f(self, a, b, self.stack[args.base + 2])
            }
            F::V(min, max, f) => {
                if nkw != 0 {
                    return Err(self.type_error("function doesn't take keyword arguments"));
                }
                self.check_count(n, min, max)?;
                f(self, args)
            }
            F::K(min, f) => {
                self.check_count(n, min, ANY)?;
                f(self, args)
            }
            F::H(min, f) => {
                self.check_count(n, min, ANY)?;
                let outcome = f(self, host, args);
                if host.asks_place() {
                    self.tell_place(host);
                }
                outcome
            }
        }
    }

    /// Tells the host which line of the program has called it, be it by way of hidden code.
    #[cold]
    pub(super) fn tell_place(&self, host: &mut dyn Host) {
        let shown = |f: &&Frame| f.is_python() && !self.codes[f.code as usize].hidden;
        if let Some(frame) = self.frames.iter().rev().find(shown) {
            let line = self.trace_line(frame);
            host.made_by(self.qstrs.text(line.file), line.line);
        }
    }

    /// Refuses a wrong number of arguments for a built-in class, which does not count itself.
    fn check_make(&mut self, make: &F, n: usize, nkw: usize) -> Outcome<()> {
        match *make {
            F::V(min, max, _) if nkw == 0 => {
                let max = if max == ANY {
                    ANY
                } else {
                    max.saturating_sub(1)
                };
                self.check_count(n, min.saturating_sub(1), max)
            }
            _ => Ok(()),
        }
    }

    fn check_count(&mut self, n: usize, min: u8, max: u8) -> Outcome<()> {
        let (min, top) = (min as usize, max as usize);
        if n < min {
            if min == top {
                return Err(self.wrong_count(min, n));
            }
            let message = format!("function missing {} required positional arguments", min - n);
            return Err(self.type_error(&message));
        }
        if max != ANY && n > top {
            if min == top {
                return Err(self.wrong_count(min, n));
            }
            let message = format!("function expected at most {top} arguments, got {n}");
            return Err(self.type_error(&message));
        }
        Ok(())
    }

    /// Makes an instance of a Python class: `__new__`, then `__init__`, then the built-in part.
    fn make_instance(
        &mut self,
        class: Ref,
        args: usize,
        n: usize,
        nkw: usize,
        ret: usize,
    ) -> Outcome<Called> {
        if let Some(new) = self.user_class_attr(class, q::__new__) {
            // `__new__` is a static method that gets the class first.
            let new = match self.heap.object(new) {
                Some(Object::StaticMethod(f)) => *f,
                _ => new,
            };
            let given = self.stack[args..args + n + 2 * nkw].to_vec();
            let mut state = alloc::vec![Value::obj(class), Value::small(n as i64)];
            state.extend_from_slice(&given);
            let mut new_args = alloc::vec![Value::obj(class)];
            new_args.extend(given);
            let abrupt = self.call_then(new, &new_args, Cont::New, &state);
            self.pending.nkw = nkw;
            return Err(abrupt);
        }
        self.pay(Cost::Instance, 1);
        let instance = self.new_instance(class);
        self.initialise(instance, class, args, n, nkw, ret)
    }

    /// Runs `__init__` of a new instance with the arguments at `args`.
    #[allow(clippy::too_many_arguments)]
    pub(super) fn initialise(
        &mut self,
        instance: Value,
        class: Ref,
        args: usize,
        n: usize,
        nkw: usize,
        ret: usize,
    ) -> Outcome<Called> {
        let derived = matches!(self.heap.object(instance), Some(Object::Derived(_)));
        if let Some(init) = self.user_class_attr(class, q::__init__) {
            let plain = match self.heap.object(init) {
                Some(Object::Function(f)) => !self.codes[f.code as usize].is_generator(),
                _ => false,
            };
            if let (true, false, Some(function)) = (plain, derived, init.as_ref()) {
                // The common case, without a detour: a frame that gives the instance when it ends.
                self.insert_argument(args, n, nkw, instance)?;
                self.push_function(function, args, n + 1, nkw, ret)?;
                if let Some(frame) = self.frames.last_mut() {
                    frame.kind = Kind::Init;
                    frame.aux = instance;
                }
                return Ok(Called::Frame);
            }
            let given = self.stack[args..args + n + 2 * nkw].to_vec();
            let mut state = alloc::vec![instance, Value::small(n as i64)];
            if derived {
                state.extend_from_slice(&given);
            }
            let mut init_args = alloc::vec![instance];
            init_args.extend(given);
            let abrupt = self.call_then(init, &init_args, Cont::Init, &state);
            self.pending.nkw = nkw;
            return Err(abrupt);
        }
        if derived {
            let given = self.stack[args..args + n + 2 * nkw].to_vec();
            let maker = self.native_maker(class);
            let abrupt = self.call_then(maker, &given, Cont::SetNative, &[instance]);
            self.pending.nkw = nkw;
            return Err(abrupt);
        }
        // Arguments that nobody takes are no mistake.
        Ok(Called::Value(instance))
    }

    /// Pushes values and says where the first is.
    pub(super) fn push_values(&mut self, values: &[Value]) -> Outcome<usize> {
        let at = self.sp;
        self.ensure_stack(at + values.len())?;
        self.stack[at..at + values.len()].copy_from_slice(values);
        self.sp = at + values.len();
        Ok(at)
    }

    /// Pushes a continuation whose result will go to `ret`.
    pub(super) fn push_cont(&mut self, cont: Cont, state: &[Value], ret: usize) -> Outcome<()> {
        let base = self.push_values(state)?;
        self.frames.push(Frame {
            kind: Kind::Cont(cont),
            code: 0,
            ip: 0,
            base: base as u32,
            ret: ret as u32,
            handlers: self.handlers.len() as u32,
            globals: self.main,
            aux: Value::NULL,
        });
        Ok(())
    }

    /// Begins the call that `Abrupt::Call` announced; its result goes to `ret`, from where on the
    /// stack is free.
    pub(super) fn begin_pending(&mut self, host: &mut dyn Host, ret: usize) -> Outcome<()> {
        let pending = core::mem::take(&mut self.pending);
        self.sp = ret;
        let mut ret = ret;
        if let Some((cont, state)) = pending.then {
            self.push_cont(cont, &state, ret)?;
            ret = self.sp;
        }
        if let Some(mode) = pending.resume {
            let sent = pending.args.first().copied().unwrap_or(Value::NONE);
            let Some(generator) = pending.callee.as_ref() else {
                return Ok(());
            };
            return self.resume_at(generator, sent, mode, ret);
        }
        if let Some(code) = pending.body {
            let namespaces = (pending.callee.as_ref(), pending.args.first());
            let (Some(globals), Some(locals)) =
                (namespaces.0, namespaces.1.and_then(|v| v.as_ref()))
            else {
                return Ok(());
            };
            return self.push_body(code, globals, locals, ret);
        }
        if let Some(exception) = pending.throw {
            let Some(generator) = pending.callee.as_ref() else {
                return Ok(());
            };
            return self.throw_at(generator, exception, super::frame::Resumed::Next, ret);
        }
        if pending.callee.is_null() {
            // There is nothing to call: the continuation does it all.
            if let Some(frame) = self.frames.last_mut() {
                frame.ip = 1;
            }
            return Ok(());
        }
        let at = self.push_values(&pending.args)?;
        let n = pending.args.len() - 2 * pending.nkw;
        match self.call_at(host, pending.callee, at, n, pending.nkw, ret) {
            Ok(Called::Value(v)) => {
                self.deliver(ret, v);
                Ok(())
            }
            Ok(Called::Frame) => Ok(()),
            Err(Abrupt::Call) => self.begin_pending(host, ret),
            Err(Abrupt::Memory(_) | Abrupt::Input) => {
                // No instruction to try again: a continuation does it.
                let args = self.stack[at..at + pending.args.len()].to_vec();
                self.sp = ret;
                let mut state = alloc::vec![pending.callee, Value::small(pending.nkw as i64)];
                state.extend_from_slice(&args);
                self.push_cont(Cont::Invoke, &state, ret)?;
                if let Some(frame) = self.frames.last_mut() {
                    frame.ip = 1;
                }
                Ok(())
            }
            Err(e @ (Abrupt::Sleep(..) | Abrupt::Lock(_))) => {
                self.deliver(ret, e.answer());
                Err(e)
            }
            Err(other) => Err(other),
        }
    }

    /// Puts a result where its frame waits for it.
    #[inline]
    pub(super) fn deliver(&mut self, ret: usize, value: Value) {
        self.stack[ret] = value;
        self.sp = ret + 1;
        if let Some(frame) = self.frames.last_mut() {
            match frame.kind {
                Kind::Cont(_) => {
                    frame.aux = value;
                    frame.ip = 1;
                    self.sp = ret;
                }
                _ => frame.ip += 1,
            }
        }
    }
}
