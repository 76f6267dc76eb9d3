//! The loop: one instruction after another of the frame on top.
//!
//! The loop owns the frame's instructions while it runs (they are taken out of `codes` and put
//! back), so that fetching one costs a single bounds check. Whatever leaves the frame's straight
//! line (a call, a return, an exception, the end of the fuel) ends the inner loop with an
//! [`Event`]; the outer loop in `run.rs` acts on it.

use alloc::boxed::Box;

use super::call::Called;
use super::conts::Cont;
use super::frame::{Frame, Resumed};
use crate::code::{Instr, Op};
use crate::hal::Host;
use crate::native::Abrupt;
use crate::object::{IteratorObj, Object};
use crate::ops::binary::BinaryOp;
use crate::ops::unary::UnaryOp;
use crate::qstr::{Qstr, q};
use crate::types::T;
use crate::value::Value;
use crate::vm::Vm;

/// Why the inner loop ended.
pub(super) enum Event {
    /// The fuel is spent; the instruction has not run.
    Fuel,
    /// Frames changed; go on with the one on top.
    Switch,
    /// The frame returns a value.
    Return(Value),
    /// A generator yields a value and goes on at this instruction.
    Yield(Value, u32),
    /// A generator goes on with the value sent; what it gives belongs at this place on the stack.
    Resume(Value, Value, Resumed, usize),
    /// An operation could not finish; its result belongs at this place on the stack.
    Abrupt(Abrupt, usize),
}

impl Vm {
    /// Runs the frame on top until something leaves its straight line.
    pub(super) fn run_frame(&mut self, host: &mut dyn Host, frame: Frame) -> Event {
        let me = self.frames.len() - 1;
        let number = frame.code as usize;
        let mut instrs = core::mem::take(&mut self.codes[number].instrs);
        let mut ip = frame.ip as usize;
        let event = self.run_instrs(host, &frame, &mut instrs, &mut ip);
        self.codes[number].instrs = instrs;
        if let Some(f) = self.frames.get_mut(me) {
            f.ip = ip as u32;
        }
        event
    }

    #[allow(clippy::too_many_lines)] // The whole instruction set on one screen each is the point.
    fn run_instrs(
        &mut self,
        host: &mut dyn Host,
        frame: &Frame,
        instrs: &mut [Instr],
        at: &mut usize,
    ) -> Event {
        let base = frame.base as usize;
        let mut ip = *at;
        let mut sp = self.sp;
        let mut fuel = self.fuel;

        // Leaves the loop, with what the loop keeps in registers written back.
        macro_rules! leave {
            ($event:expr) => {{
                self.sp = sp;
                self.fuel = fuel;
                *at = ip;
                return $event;
            }};
        }
        // Runs an operation that may look at the whole machine; its result goes to `$ret`.
        macro_rules! attempt {
            ($ret:expr, $op:expr) => {{
                self.sp = sp;
                self.fuel = fuel;
                let outcome = $op;
                fuel = self.fuel;
                match outcome {
                    Ok(v) => v,
                    Err(e) => leave!(Event::Abrupt(e, $ret)),
                }
            }};
        }
        macro_rules! push {
            ($v:expr) => {{
                self.stack[sp] = $v;
                sp += 1;
            }};
        }
        macro_rules! pop {
            () => {{
                sp -= 1;
                self.stack[sp]
            }};
        }
        // Truth of the value in slot `$slot`; a user's `__bool__` takes its place, and the
        // instruction runs again.
        macro_rules! truth {
            ($slot:expr) => {{
                let v = self.stack[$slot];
                match self.truth(v) {
                    Ok(t) => t,
                    Err(Abrupt::Python) => {
                        self.sp = sp;
                        let e = self.call_truth(v, Cont::TruthThenRetry);
                        leave!(Event::Abrupt(e, $slot))
                    }
                    Err(e) => leave!(Event::Abrupt(e, $slot)),
                }
            }};
        }

        loop {
            if fuel <= 0 {
                leave!(Event::Fuel);
            }
            let Instr { op, a, cost, b } = instrs[ip];
            fuel -= cost as i64;
            match op {
                Op::LoadConst => push!(self.codes[frame.code as usize].consts[b as usize]),
                Op::LoadInt => push!(Value::small(b as i32 as i64)),
                Op::LoadStr => push!(Value::qstr(Qstr(b))),
                Op::LoadNone => push!(Value::NONE),
                Op::LoadTrue => push!(Value::TRUE),
                Op::LoadFalse => push!(Value::FALSE),
                Op::LoadNull => push!(Value::NULL),
                Op::LoadFast => {
                    let v = self.stack[base + b as usize];
                    if v.is_null() {
                        let e = self.unset_local();
                        leave!(Event::Abrupt(e, sp));
                    }
                    push!(v);
                }
                Op::LoadDeref => {
                    let v = self.cell(self.stack[base + b as usize]);
                    if v.is_null() {
                        let e = self.unset_local();
                        leave!(Event::Abrupt(e, sp));
                    }
                    push!(v);
                }
                Op::LoadName => push!(attempt!(sp, self.load_name(frame, Qstr(b)))),
                Op::LoadGlobal => {
                    let v = match self.heap.get(frame.globals) {
                        Object::Dict(m) => match m.slots().get(a as usize) {
                            Some(e) if e.key == Value::qstr(Qstr(b)) => Some(e.value),
                            _ => m.find_qstr(&self.qstrs, Qstr(b)).map(|i| {
                                instrs[ip].a = i.min(255) as u8;
                                m.slots()[i].value
                            }),
                        },
                        _ => None,
                    };
                    match v {
                        Some(v) => push!(v),
                        None => {
                            push!(attempt!(sp, self.load_global(frame.globals, Qstr(b))));
                        }
                    }
                }
                Op::LoadBuildClass => push!(Value::BUILD_CLASS),
                Op::LoadAttr => {
                    let object = self.stack[sp - 1];
                    let name = Qstr(b);
                    let own = match self.heap.object(object) {
                        Some(Object::Instance { members, .. }) => {
                            match members.slots().get(a as usize) {
                                Some(e) if e.key == Value::qstr(name) => Some(e.value),
                                _ => members.find_qstr(&self.qstrs, name).map(|i| {
                                    instrs[ip].a = i.min(255) as u8;
                                    members.slots()[i].value
                                }),
                            }
                        }
                        _ => None,
                    };
                    self.stack[sp - 1] = match own {
                        Some(v) => v,
                        None => attempt!(sp - 1, self.load_attr(object, name)),
                    };
                }
                Op::LoadMethod => {
                    let object = self.stack[sp - 1];
                    let (f, receiver) = attempt!(sp - 1, self.load_method(object, Qstr(b)));
                    self.stack[sp - 1] = f;
                    push!(receiver);
                }
                Op::LoadSuperMethod => {
                    let (class, receiver) = (self.stack[sp - 2], self.stack[sp - 1]);
                    let object = self.heap.new_value(Object::Super { class, receiver });
                    let (f, receiver) = attempt!(sp - 3, self.load_method(object, Qstr(b)));
                    self.stack[sp - 3] = f;
                    self.stack[sp - 2] = receiver;
                    sp -= 1;
                }
                Op::LoadSubscr => {
                    let (object, index) = (self.stack[sp - 2], self.stack[sp - 1]);
                    let v = attempt!(sp - 2, self.get_item(object, index));
                    sp -= 1;
                    self.stack[sp - 1] = v;
                }
                Op::StoreFast => self.stack[base + b as usize] = pop!(),
                Op::StoreDeref => {
                    let v = pop!();
                    let cell = self.stack[base + b as usize];
                    if let Some(Object::Cell(slot)) = self.heap.object_mut(cell) {
                        *slot = v;
                    }
                }
                Op::StoreName => {
                    let namespace = self.body_namespace(frame);
                    attempt!(
                        sp - 1,
                        self.store_name(namespace, Qstr(b), self.stack[sp - 1])
                    );
                    sp -= 1;
                }
                Op::StoreGlobal => {
                    attempt!(
                        sp - 1,
                        self.store_name(frame.globals, Qstr(b), self.stack[sp - 1])
                    );
                    sp -= 1;
                }
                Op::StoreAttr => {
                    let (value, object) = (self.stack[sp - 2], self.stack[sp - 1]);
                    attempt!(
                        sp - 2,
                        self.discard(|vm| vm.store_attr(object, Qstr(b), value))
                    );
                    sp -= 2;
                }
                Op::StoreSubscr => {
                    let (value, object, index) =
                        (self.stack[sp - 3], self.stack[sp - 2], self.stack[sp - 1]);
                    attempt!(
                        sp - 3,
                        self.discard(|vm| if value.is_null() {
                            vm.del_item(object, index)
                        } else {
                            vm.set_item(object, index, value)
                        })
                    );
                    sp -= 3;
                }
                Op::DeleteFast => {
                    let slot = base + b as usize;
                    if self.stack[slot].is_null() {
                        let e = self.unset_local();
                        leave!(Event::Abrupt(e, sp));
                    }
                    self.stack[slot] = Value::NULL;
                }
                Op::DeleteDeref => {
                    let cell = self.stack[base + b as usize];
                    if self.cell(cell).is_null() {
                        let e = self.unset_local();
                        leave!(Event::Abrupt(e, sp));
                    }
                    if let Some(Object::Cell(slot)) = self.heap.object_mut(cell) {
                        *slot = Value::NULL;
                    }
                }
                Op::DeleteName => {
                    let namespace = self.body_namespace(frame);
                    attempt!(sp, self.delete_name(namespace, Qstr(b)));
                }
                Op::DeleteGlobal => attempt!(sp, self.delete_name(frame.globals, Qstr(b))),
                Op::DupTop => push!(self.stack[sp - 1]),
                Op::DupTopTwo => {
                    push!(self.stack[sp - 2]);
                    push!(self.stack[sp - 2]);
                }
                Op::PopTop => sp -= 1,
                Op::RotTwo => self.stack.swap(sp - 1, sp - 2),
                Op::RotThree => self.stack[sp - 3..sp].rotate_right(1),
                Op::Jump => {
                    ip = b as usize;
                    if self.heap.wants_collection() {
                        leave!(Event::Switch);
                    }
                    continue;
                }
                Op::PopJumpIfTrue | Op::PopJumpIfFalse => {
                    let t = truth!(sp - 1);
                    sp -= 1;
                    if t == (op == Op::PopJumpIfTrue) {
                        ip = b as usize;
                        if self.heap.wants_collection() {
                            leave!(Event::Switch);
                        }
                        continue;
                    }
                }
                Op::JumpIfTrueOrPop | Op::JumpIfFalseOrPop => {
                    // The value itself stays, so its truth is asked for without replacing it.
                    let v = self.stack[sp - 1];
                    let t = match self.truth(v) {
                        Ok(t) => t,
                        Err(Abrupt::Python) => {
                            self.sp = sp;
                            let jump = Value::bool(op == Op::JumpIfTrueOrPop);
                            let e = self.call_truth_with(v, Cont::JumpOrPop, &[jump]);
                            leave!(Event::Abrupt(e, sp))
                        }
                        Err(e) => leave!(Event::Abrupt(e, sp)),
                    };
                    if t == (op == Op::JumpIfTrueOrPop) {
                        ip = b as usize;
                        continue;
                    }
                    sp -= 1;
                }
                Op::UnwindJump => {
                    self.sp = sp;
                    let (to, top) = self.unwind_jump(frame, b, a & 0x7f, ip as u32);
                    ip = to as usize;
                    sp = top;
                    continue;
                }
                Op::ForIter => {
                    // A comprehension is given its iterator in the second slot, the first empty.
                    let iter = match self.stack[sp - 4] {
                        Value::NULL => self.stack[sp - 3],
                        iter => iter,
                    };
                    // Ranges and lists are stepped here, without leaving the loop.
                    let next = match self.heap.object_mut(iter) {
                        Some(Object::Iterator(it)) => match &mut **it {
                            IteratorObj::Range { next, left, step } => {
                                if *left == 0 {
                                    Some(None)
                                } else {
                                    let v = *next;
                                    *left -= 1;
                                    *next = v.wrapping_add(*step);
                                    Value::try_small(v).map(Some)
                                }
                            }
                            _ => None,
                        },
                        Some(Object::Generator(_)) => {
                            leave!(Event::Resume(iter, Value::NONE, Resumed::For, sp))
                        }
                        _ => None,
                    };
                    let next = match next {
                        Some(next) => next,
                        None => attempt!(sp, self.for_next(iter)),
                    };
                    match next {
                        Some(v) => push!(v),
                        None => {
                            sp -= 4;
                            ip = b as usize;
                            continue;
                        }
                    }
                }
                Op::WithEnter => {
                    let manager = self.stack[sp - 1];
                    let (exit, own) = attempt!(sp - 1, self.load_method(manager, q::__exit__));
                    let (enter, receiver) =
                        attempt!(sp - 1, self.load_method(manager, q::__enter__));
                    self.stack[sp - 1] = exit;
                    push!(own);
                    self.sp = sp;
                    let args: &[Value] = if receiver.is_null() { &[] } else { &[receiver] };
                    let e = self.call(enter, args);
                    leave!(Event::Abrupt(e, sp));
                }
                Op::SetupWith | Op::SetupExcept | Op::SetupFinally => {
                    self.handlers.push(crate::object::Handler {
                        target: b,
                        is_finally: op != Op::SetupExcept,
                        handling: Value::NULL,
                    });
                }
                Op::PopExceptJump => {
                    self.pop_handler(frame);
                    ip = b as usize;
                    continue;
                }
                Op::WithExit => {
                    let (exit, own, why) =
                        (self.stack[sp - 3], self.stack[sp - 2], self.stack[sp - 1]);
                    let mut args = alloc::vec::Vec::with_capacity(4);
                    if !own.is_null() {
                        args.push(own);
                    }
                    if self.is_instance(why, T::BaseException) {
                        let class = Value::obj(self.type_of(why));
                        args.extend([class, why, Value::NONE]);
                    } else {
                        args.extend([Value::NONE; 3]);
                    }
                    let e = self.call(exit, &args);
                    leave!(Event::Abrupt(e, sp));
                }
                Op::WithExitDone => {
                    let why = self.stack[sp - 2];
                    let swallowed = self.is_instance(why, T::BaseException) && truth!(sp - 1);
                    sp -= 3;
                    self.stack[sp - 1] = if swallowed { Value::NONE } else { why };
                }
                Op::EndFinally => {
                    self.pop_handler(frame);
                    let why = pop!();
                    if why.is_none() {
                        // Nothing happened: go on.
                    } else if let Some((target, handlers)) = why.as_jump() {
                        self.sp = sp;
                        let (to, top) = self.unwind_jump(frame, target, handlers, ip as u32);
                        ip = to as usize;
                        sp = top;
                        continue;
                    } else if let Some(Object::Returning(v)) = self.heap.object(why) {
                        let v = *v;
                        match self.return_through(frame, v, ip as u32) {
                            Some((to, top)) => {
                                ip = to as usize;
                                sp = top;
                                continue;
                            }
                            None => leave!(Event::Return(v)),
                        }
                    } else {
                        let e = match self.is_instance(why, T::BaseException) {
                            true => Abrupt::Raise(why),
                            false => self.type_error("exceptions must derive from BaseException"),
                        };
                        leave!(Event::Abrupt(e, sp));
                    }
                }
                Op::GetIter => {
                    let v = self.stack[sp - 1];
                    self.stack[sp - 1] = attempt!(sp - 1, self.get_iter(v));
                }
                Op::GetIterStack => {
                    let v = self.stack[sp - 1];
                    self.sp = sp;
                    match self.get_iter(v) {
                        Ok(iter) => {
                            self.stack[sp - 1] = iter;
                            self.stack[sp..sp + 3].fill(Value::NULL);
                            sp += 3;
                        }
                        Err(e) => {
                            if e == Abrupt::Call && self.pending.then.is_none() {
                                self.pending.then =
                                    Some((Cont::ForIterator, alloc::vec::Vec::new()));
                            }
                            leave!(Event::Abrupt(e, sp - 1));
                        }
                    }
                }
                Op::BuildTuple => {
                    sp -= b as usize;
                    let items: Box<[Value]> = self.stack[sp..sp + b as usize].into();
                    let v = self.new_tuple(items);
                    push!(v);
                }
                Op::BuildList => {
                    sp -= b as usize;
                    let items = self.stack[sp..sp + b as usize].to_vec();
                    let v = self.new_list(items);
                    push!(v);
                }
                Op::BuildMap => {
                    let v = Value::obj(self.new_dict(b as usize));
                    push!(v);
                }
                Op::StoreMap => {
                    let (dict, value, key) =
                        (self.stack[sp - 3], self.stack[sp - 2], self.stack[sp - 1]);
                    attempt!(sp - 2, self.discard(|vm| vm.set_item(dict, key, value)));
                    sp -= 2;
                }
                Op::BuildSet => {
                    let first = sp - b as usize;
                    let items = self.stack[first..sp].to_vec();
                    let v = attempt!(first, self.build_set(&items));
                    sp = first;
                    push!(v);
                }
                Op::BuildSlice => {
                    let n = b as usize;
                    let step = if n == 3 {
                        self.stack[sp - 1]
                    } else {
                        Value::NONE
                    };
                    let parts = [self.stack[sp - n], self.stack[sp - n + 1], step];
                    sp -= n;
                    let v = self.heap.new_value(Object::Slice(Box::new(parts)));
                    push!(v);
                }
                Op::StoreComp => {
                    let collection = self.stack[sp - 1 - b as usize];
                    if a == 1 {
                        let (value, key) = (self.stack[sp - 2], self.stack[sp - 1]);
                        attempt!(
                            sp - 2,
                            self.discard(|vm| vm.set_item(collection, key, value))
                        );
                        sp -= 2;
                    } else {
                        let v = self.stack[sp - 1];
                        attempt!(sp - 1, self.discard(|vm| vm.store_comp(collection, v)));
                        sp -= 1;
                    }
                }
                Op::UnpackSequence => {
                    attempt!(sp, self.unpack_sequence(sp - 1, b as usize));
                    sp = sp - 1 + b as usize;
                }
                Op::UnpackEx => {
                    let (left, right) = (b as usize & 0xff, b as usize >> 8 & 0xff);
                    attempt!(sp, self.unpack_ex(sp - 1, left, right));
                    sp += left + right;
                }
                Op::MakeFunction => {
                    let v = self.new_function(frame, b, Value::NULL, Value::NULL, Box::default());
                    push!(v);
                }
                Op::MakeFunctionDefargs => {
                    let (defaults, kw) = (self.stack[sp - 2], self.stack[sp - 1]);
                    sp -= 2;
                    let v = self.new_function(frame, b, defaults, kw, Box::default());
                    push!(v);
                }
                Op::MakeClosure => {
                    sp -= a as usize;
                    let closed: Box<[Value]> = self.stack[sp..sp + a as usize].into();
                    let v = self.new_function(frame, b, Value::NULL, Value::NULL, closed);
                    push!(v);
                }
                Op::MakeClosureDefargs => {
                    sp -= a as usize + 2;
                    let (defaults, kw) = (self.stack[sp], self.stack[sp + 1]);
                    let closed: Box<[Value]> = self.stack[sp + 2..sp + 2 + a as usize].into();
                    let v = self.new_function(frame, b, defaults, kw, closed);
                    push!(v);
                }
                Op::CallFunction => {
                    let (n, nkw) = (a as usize, b as usize);
                    let args = sp - n - 2 * nkw;
                    let callee = self.stack[args - 1];
                    match attempt!(args - 1, self.call_at(host, callee, args, n, nkw, args - 1)) {
                        Called::Value(v) => {
                            self.stack[args - 1] = v;
                            sp = args;
                        }
                        Called::Frame => {
                            sp = self.sp;
                            leave!(Event::Switch);
                        }
                    }
                }
                Op::CallMethod => {
                    let (mut n, nkw) = (a as usize, b as usize);
                    let mut args = sp - n - 2 * nkw;
                    let ret = args - 2;
                    let callee = self.stack[ret];
                    if !self.stack[args - 1].is_null() {
                        args -= 1;
                        n += 1;
                    }
                    match attempt!(ret, self.call_at(host, callee, args, n, nkw, ret)) {
                        Called::Value(v) => {
                            self.stack[ret] = v;
                            sp = ret + 1;
                        }
                        Called::Frame => {
                            sp = self.sp;
                            leave!(Event::Switch);
                        }
                    }
                }
                Op::CallFunctionVarKw | Op::CallMethodVarKw => {
                    let (n, nkw) = (a as usize, b as usize);
                    let first = sp - 1 - n - 2 * nkw;
                    let method = op == Op::CallMethodVarKw;
                    let ret = if method { first - 2 } else { first - 1 };
                    let (mut args, mut count) = attempt!(sp, self.star_arguments(first, n, nkw));
                    if method && !self.stack[first - 1].is_null() {
                        args.insert(0, self.stack[first - 1]);
                        count += 1;
                    }
                    let callee = self.stack[ret];
                    self.sp = sp;
                    let e = self.call(callee, &args);
                    self.pending.nkw = (args.len() - count) / 2;
                    leave!(Event::Abrupt(e, ret));
                }
                Op::ReturnValue => {
                    let v = self.stack[sp - 1];
                    if self.handlers.len() > frame.handlers as usize
                        && let Some((to, top)) = self.return_through(frame, v, ip as u32)
                    {
                        ip = to as usize;
                        sp = top;
                        continue;
                    }
                    leave!(Event::Return(v));
                }
                Op::RaiseLast => {
                    let e = self.exception_in_hand(frame);
                    leave!(Event::Abrupt(e, sp));
                }
                Op::RaiseObj | Op::RaiseFrom => {
                    // What it was raised from is not kept, as on the board.
                    let slot = if op == Op::RaiseFrom { sp - 2 } else { sp - 1 };
                    let v = self.stack[slot];
                    let e = match self.make_exception(v) {
                        Abrupt::Python => self.call_then(v, &[], Cont::RaiseResult, &[]),
                        e => e,
                    };
                    leave!(Event::Abrupt(e, sp));
                }
                Op::YieldValue => {
                    let v = self.stack[sp - 1];
                    leave!(Event::Yield(v, ip as u32 + 1));
                }
                Op::YieldFrom => {
                    let (iter, sent) = (self.stack[sp - 2], self.stack[sp - 1]);
                    if let Some(Object::Generator(_)) = self.heap.object(iter) {
                        leave!(Event::Resume(iter, sent, Resumed::From, sp - 1));
                    }
                    match attempt!(sp - 1, self.delegate_next(iter, sent)) {
                        Some(v) => {
                            self.stack[sp - 1] = v;
                            leave!(Event::Yield(v, ip as u32));
                        }
                        None => {
                            sp -= 1;
                            self.stack[sp - 1] = Value::NONE;
                        }
                    }
                }
                Op::ImportName => {
                    let (level, fromlist) = (self.stack[sp - 2], self.stack[sp - 1]);
                    let m = attempt!(sp - 2, self.import_name(frame, Qstr(b), fromlist, level));
                    sp -= 1;
                    self.stack[sp - 1] = m;
                }
                Op::ImportFrom => {
                    let module = self.stack[sp - 1];
                    let v = attempt!(sp, self.import_from(module, Qstr(b)));
                    push!(v);
                }
                Op::ImportStar => {
                    let into = self.body_namespace(frame);
                    let module = self.stack[sp - 1];
                    attempt!(sp - 1, self.import_star(module, into));
                    sp -= 1;
                }
                Op::Unary => {
                    let v = self.stack[sp - 1];
                    let op = UnaryOp::from_index(a);
                    self.stack[sp - 1] = match op {
                        UnaryOp::Not => Value::bool(!truth!(sp - 1)),
                        _ => attempt!(sp - 1, self.unary(op, v)),
                    };
                }
                Op::Binary => {
                    let (x, y) = (self.stack[sp - 2], self.stack[sp - 1]);
                    let v = match small_binary(a, x, y) {
                        Some(v) => v,
                        None => {
                            let op = BinaryOp::from_index(a);
                            attempt!(sp - 2, self.binary(op, x, y))
                        }
                    };
                    sp -= 1;
                    self.stack[sp - 1] = v;
                }
            }
            ip += 1;
        }
    }
}

/// The commonest operators on small integers, without a call.
#[inline(always)]
fn small_binary(op: u8, x: Value, y: Value) -> Option<Value> {
    let (x, y) = Value::both_small(x, y)?;
    const ADD: u8 = BinaryOp::Add as u8;
    const INPLACE_ADD: u8 = BinaryOp::InplaceAdd as u8;
    const SUB: u8 = BinaryOp::Subtract as u8;
    const INPLACE_SUB: u8 = BinaryOp::InplaceSubtract as u8;
    const LESS: u8 = BinaryOp::Less as u8;
    const MORE: u8 = BinaryOp::More as u8;
    const EQUAL: u8 = BinaryOp::Equal as u8;
    const LESS_EQUAL: u8 = BinaryOp::LessEqual as u8;
    const MORE_EQUAL: u8 = BinaryOp::MoreEqual as u8;
    const NOT_EQUAL: u8 = BinaryOp::NotEqual as u8;
    match op {
        ADD | INPLACE_ADD => Value::try_small(x + y),
        SUB | INPLACE_SUB => Value::try_small(x - y),
        LESS => Some(Value::bool(x < y)),
        MORE => Some(Value::bool(x > y)),
        EQUAL => Some(Value::bool(x == y)),
        LESS_EQUAL => Some(Value::bool(x <= y)),
        MORE_EQUAL => Some(Value::bool(x >= y)),
        NOT_EQUAL => Some(Value::bool(x != y)),
        _ => None,
    }
}
