//! The loop: one instruction after another of the frame on top.
//!
//! The loop owns the frame's instructions and the value stack while it runs (they are taken out of
//! the machine and put back), so that reaching one costs a single bounds check. Calls of Python functions, returns from
//! them and generators go on in the same loop; whatever else leaves the frame's straight line (a
//! native that needs Python, an exception, the end of the fuel) ends it with an [`Event`], and
//! `run.rs` acts on that.

use super::call::Called;
use super::conts::Cont;
use super::frame::{Frame, Kind, Resumed};
use super::quick::{self, Next};
use super::rare::Rare;
use crate::code::{Instr, Op};
use crate::hal::Host;
use crate::load::first_cost;
use crate::native::Abrupt;
use crate::object::Object;
use crate::ops::binary::BinaryOp;
use crate::ops::unary::UnaryOp;
use crate::qstr::Qstr;
use crate::text::float::FloatBits;
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
    /// An operation could not finish; its result belongs at this place on the stack.
    Abrupt(Abrupt, usize),
}

impl Vm {
    /// Runs the frame on top, and those that it calls, until something needs the outer loop.
    #[allow(clippy::too_many_lines)] // The whole instruction set on one screen each is the point.
    pub(super) fn run_frames(&mut self, host: &mut dyn Host) -> Event {
        let single = self.profile.float == FloatBits::Single;
        let mut me = self.frames.len() - 1;
        let mut frame = self.frames[me];
        let mut instrs = core::mem::take(&mut self.codes[frame.code as usize].instrs);
        let mut base = frame.base as usize;
        let mut ip = frame.ip as usize;
        let mut sp = self.sp;
        let mut fuel = self.fuel;
        let mut stack = core::mem::take(&mut self.stack);

        // Writes back what the loop keeps in registers.
        macro_rules! park {
            () => {{
                self.sp = sp;
                self.fuel = fuel;
                core::mem::swap(&mut self.stack, &mut stack);
                self.codes[frame.code as usize].instrs = core::mem::take(&mut instrs);
                if let Some(f) = self.frames.get_mut(me) {
                    f.ip = ip as u32;
                }
            }};
        }
        macro_rules! leave {
            ($event:expr) => {{
                park!();
                return $event;
            }};
        }
        // Goes on with whatever frame is now on top; everything was parked before.
        macro_rules! enter {
            () => {{
                let Some(&top) = self.frames.last() else {
                    return Event::Switch;
                };
                if !top.is_python() || self.heap.wants_collection() {
                    return Event::Switch;
                }
                me = self.frames.len() - 1;
                frame = top;
                instrs = core::mem::take(&mut self.codes[frame.code as usize].instrs);
                base = frame.base as usize;
                ip = frame.ip as usize;
                sp = self.sp;
                fuel = self.fuel;
                core::mem::swap(&mut self.stack, &mut stack);
                continue;
            }};
        }
        // Takes the instructions of another function.
        macro_rules! swap_code {
            ($code:expr) => {{
                let code: u32 = $code;
                if code != frame.code {
                    let next = core::mem::take(&mut self.codes[code as usize].instrs);
                    self.codes[frame.code as usize].instrs = core::mem::replace(&mut instrs, next);
                }
            }};
        }
        // A fused instruction meets values that it cannot do: only its first part runs.
        macro_rules! unfused {
            ($op:expr, $cost:expr) => {
                fuel += i64::from($cost) - first_cost($op)
            };
        }
        // Pushes what a variable holds, if it holds something.
        macro_rules! push_set {
            ($v:expr) => {{
                let v = $v;
                if v.is_null() {
                    let e = self.unset_local();
                    leave!(Event::Abrupt(e, sp));
                }
                push!(v);
            }};
        }
        // The first part of an instruction that begins with `LoadFast` or `LoadInt`.
        macro_rules! only_load {
            ($op:expr, $cost:expr, $v:expr) => {{
                unfused!($op, $cost);
                push_set!($v);
            }};
        }
        // A jump that was decided, from the conditional jump at `$at`.
        macro_rules! branch {
            ($at:expr, $truth:expr) => {{
                let jump = instrs[$at];
                if $truth == (jump.op == Op::PopJumpIfTrue) {
                    ip = jump.b as usize;
                    if self.heap.wants_collection() {
                        leave!(Event::Switch);
                    }
                } else {
                    ip = $at + 1;
                }
                continue;
            }};
        }
        // An operator whose `Binary` is `$at` instructions further on and whose result replaces
        // `$pops` values; it goes to the stack for `$plain`, else to the local stored next.
        macro_rules! fused {
            ($op:expr, $a:expr, $plain:path, $x:expr, $y:expr, $at:expr, $pops:expr, $otherwise:expr) => {
                match quick::binary($a, $x, $y, single) {
                    Value::NULL => $otherwise,
                    v => {
                        sp -= $pops;
                        ip += $at;
                        if $op == $plain {
                            push!(v);
                        } else {
                            ip += 1;
                            stack[base + instrs[ip].b as usize] = v;
                        }
                    }
                }
            };
        }
        // An operator that decides the conditional jump `$at` instructions further on.
        macro_rules! fused_jump {
            ($a:expr, $x:expr, $y:expr, $at:expr, $pops:expr, $otherwise:expr) => {
                match quick::condition($a, $x, $y, single) {
                    None => $otherwise,
                    Some(truth) => {
                        sp -= $pops;
                        branch!(ip + $at, truth)
                    }
                }
            };
        }
        // Gives the stack back to the machine for an operation that may look at it.
        macro_rules! lent {
            ($op:expr) => {{
                core::mem::swap(&mut self.stack, &mut stack);
                let result = $op;
                core::mem::swap(&mut self.stack, &mut stack);
                result
            }};
        }
        // Runs an operation that may look at the whole machine; its result goes to `$ret`.
        macro_rules! attempt {
            ($ret:expr, $op:expr) => {{
                self.sp = sp;
                self.fuel = fuel;
                let outcome = lent!($op);
                fuel = self.fuel;
                match outcome {
                    Ok(v) => v,
                    Err(e) => leave!(Event::Abrupt(e, $ret)),
                }
            }};
        }
        macro_rules! push {
            ($v:expr) => {{
                stack[sp] = $v;
                sp += 1;
            }};
        }
        macro_rules! pop {
            () => {{
                sp -= 1;
                stack[sp]
            }};
        }
        // Truth of the value in slot `$slot`; a user's `__bool__` takes its place, and the
        // instruction runs again.
        macro_rules! truth {
            ($slot:expr) => {{
                let v = stack[$slot];
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

        // Calls a Python function that takes exactly these arguments: its frame lies over them.
        macro_rules! call_plain {
            ($callee:expr, $args:expr, $n:expr, $ret:expr) => {
                if let Some(Object::Function(f)) = self.heap.object($callee) {
                    let (number, globals) = (f.code, f.globals);
                    let code = &self.codes[number as usize];
                    let end = $args + code.frame_size();
                    let n_closed = f.closed.len();
                    if code.plain as usize == $n + n_closed
                        && end + 8 <= stack.len()
                        && self.frames.len() < self.profile.max_depth as usize
                        && !self.heap.wants_collection()
                    {
                        let locals = $args + code.n_locals as usize;
                        if n_closed != 0 {
                            stack.copy_within($args..$args + $n, $args + n_closed);
                            stack[$args..$args + n_closed].copy_from_slice(&f.closed);
                        }
                        stack[$args + n_closed + $n..locals].fill(Value::NULL);
                        self.frames[me].ip = ip as u32;
                        swap_code!(number);
                        frame = Frame {
                            kind: Kind::Function,
                            code: number,
                            ip: 0,
                            base: $args as u32,
                            ret: $ret as u32,
                            handlers: self.handlers.len() as u32,
                            globals,
                            aux: Value::NULL,
                        };
                        self.frames.push(frame);
                        me += 1;
                        base = $args;
                        sp = locals;
                        ip = 0;
                        continue;
                    }
                }
            };
        }
        // Calls anything; the result belongs at `$ret`.
        macro_rules! call {
            ($callee:expr, $args:expr, $n:expr, $nkw:expr, $ret:expr) => {{
                let callee = $callee;
                if $nkw == 0 {
                    call_plain!(callee, $args, $n, $ret);
                }
                match attempt!($ret, self.call_at(host, callee, $args, $n, $nkw, $ret)) {
                    Called::Value(v) => {
                        stack[$ret] = v;
                        sp = $ret + 1;
                    }
                    Called::Frame => {
                        sp = self.sp;
                        park!();
                        enter!();
                    }
                }
            }};
        }
        // Hands a value to the function that called this one.
        macro_rules! return_value {
            ($v:expr) => {{
                let v = $v;
                if frame.kind == Kind::Function
                    && me > 0
                    && let caller = self.frames[me - 1]
                    && caller.is_python()
                {
                    self.frames.pop();
                    me -= 1;
                    let ret = frame.ret as usize;
                    swap_code!(caller.code);
                    stack[ret] = v;
                    sp = ret + 1;
                    frame = caller;
                    base = frame.base as usize;
                    ip = frame.ip as usize + 1;
                    continue;
                }
                leave!(Event::Return(v));
            }};
        }
        // A comprehension is given its iterator in the second slot, the first empty.
        macro_rules! for_iterator {
            () => {
                match stack[sp - 4] {
                    Value::NULL => stack[sp - 3],
                    iter => iter,
                }
            };
        }
        // Goes on with a generator; what it gives belongs at `$ret`.
        macro_rules! resume {
            ($generator:expr, $sent:expr, $mode:expr, $ret:expr) => {{
                let ret = $ret;
                park!();
                let result = match $generator.as_ref() {
                    Some(g) => self.resume_at(g, $sent, $mode, ret),
                    None => Ok(()),
                };
                match result {
                    Ok(()) => enter!(),
                    Err(e) => return Event::Abrupt(e, ret),
                }
            }};
        }
        // The generator's frame yields a value and goes on at `$next`.
        macro_rules! suspend {
            ($v:expr, $next:expr) => {{
                let (v, next) = ($v, $next);
                park!();
                match self.suspend(v, next) {
                    Ok(()) => enter!(),
                    Err(e) => return Event::Abrupt(e, self.sp),
                }
            }};
        }
        // A step of `for` that is more than a look; the loop's end is at `$end`.
        macro_rules! for_slow {
            ($iter:expr, $end:expr) => {{
                if let Some(Object::Generator(_)) = self.heap.object($iter) {
                    resume!($iter, Value::NONE, Resumed::For, sp);
                }
                match attempt!(sp, self.for_next($iter)) {
                    Some(v) => push!(v),
                    None => {
                        sp -= 4;
                        ip = $end as usize;
                        continue;
                    }
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
                Op::LoadFast => push_set!(stack[base + b as usize]),
                Op::LoadDeref => push_set!(self.cell(stack[base + b as usize])),
                Op::LoadGlobal => {
                    let v = self.quick_name(frame.globals, Qstr(b), &mut instrs[ip].a);
                    match v {
                        Some(v) => push!(v),
                        None => {
                            push!(attempt!(sp, self.load_global(frame.globals, Qstr(b))));
                        }
                    }
                }
                Op::LoadAttr => {
                    let object = stack[sp - 1];
                    let name = Qstr(b);
                    let own = self.own_attr(object, name, &mut instrs[ip].a);
                    stack[sp - 1] = match own.is_null() {
                        false => own,
                        true => attempt!(sp - 1, self.load_attr(object, name)),
                    };
                }
                Op::LoadMethod => {
                    let object = stack[sp - 1];
                    let quick = self.quick_method(object, Qstr(b), &mut instrs[ip].a);
                    let (f, receiver) = match quick {
                        Some(found) => found,
                        None => attempt!(sp - 1, self.load_method(object, Qstr(b))),
                    };
                    stack[sp - 1] = f;
                    push!(receiver);
                }
                Op::LoadSubscr => {
                    let (object, index) = (stack[sp - 2], stack[sp - 1]);
                    let v = match self.quick_item(object, index) {
                        Value::NULL => attempt!(sp - 2, self.get_item(object, index)),
                        v => v,
                    };
                    sp -= 1;
                    stack[sp - 1] = v;
                }
                Op::StoreFast => stack[base + b as usize] = pop!(),
                Op::StoreDeref => {
                    let v = pop!();
                    let cell = stack[base + b as usize];
                    if let Some(Object::Cell(slot)) = self.heap.object_mut(cell) {
                        *slot = v;
                    }
                }
                Op::StoreAttr => {
                    let (value, object) = (stack[sp - 2], stack[sp - 1]);
                    if !self.set_own_attr(object, Qstr(b), value, &mut instrs[ip].a) {
                        attempt!(
                            sp - 2,
                            self.discard(|vm| vm.store_attr(object, Qstr(b), value))
                        );
                    }
                    sp -= 2;
                }
                Op::StoreSubscr => {
                    let (value, object, index) = (stack[sp - 3], stack[sp - 2], stack[sp - 1]);
                    if !self.quick_store(object, index, value) {
                        attempt!(
                            sp - 3,
                            self.discard(|vm| if value.is_null() {
                                vm.del_item(object, index)
                            } else {
                                vm.set_item(object, index, value)
                            })
                        );
                    }
                    sp -= 3;
                }
                Op::DupTop => push!(stack[sp - 1]),
                Op::DupTopTwo => {
                    push!(stack[sp - 2]);
                    push!(stack[sp - 2]);
                }
                Op::PopTop => sp -= 1,
                Op::RotTwo => stack.swap(sp - 1, sp - 2),
                Op::RotThree => stack[sp - 3..sp].rotate_right(1),
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
                    let v = stack[sp - 1];
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
                Op::ForIter => {
                    let iter = for_iterator!();
                    match self.quick_next(iter) {
                        Next::Item(v) => push!(v),
                        Next::End => {
                            sp -= 4;
                            ip = b as usize;
                            continue;
                        }
                        Next::Slow => for_slow!(iter, b),
                    }
                }
                Op::CallFunction => {
                    let (n, nkw) = (a as usize, b as usize);
                    let args = sp - n - 2 * nkw;
                    call!(stack[args - 1], args, n, nkw, args - 1)
                }
                Op::CallMethod => {
                    let (mut n, nkw) = (a as usize, b as usize);
                    let mut args = sp - n - 2 * nkw;
                    let ret = args - 2;
                    if !stack[args - 1].is_null() {
                        args -= 1;
                        n += 1;
                    }
                    call!(stack[ret], args, n, nkw, ret)
                }
                Op::ReturnValue => {
                    let v = stack[sp - 1];
                    if self.handlers.len() > frame.handlers as usize
                        && let Some((to, top)) = lent!(self.return_through(&frame, v, ip as u32))
                    {
                        ip = to as usize;
                        sp = top;
                        continue;
                    }
                    return_value!(v);
                }
                Op::YieldValue => {
                    let v = stack[sp - 1];
                    suspend!(v, ip as u32 + 1);
                }
                Op::YieldFrom => {
                    let (iter, sent) = (stack[sp - 2], stack[sp - 1]);
                    if let Some(Object::Generator(_)) = self.heap.object(iter) {
                        resume!(iter, sent, Resumed::From, sp - 1);
                    }
                    match attempt!(sp - 1, self.delegate_next(iter, sent)) {
                        Some(v) => {
                            stack[sp - 1] = v;
                            suspend!(v, ip as u32);
                        }
                        None => {
                            sp -= 1;
                            stack[sp - 1] = Value::NONE;
                        }
                    }
                }
                Op::Unary => {
                    let v = stack[sp - 1];
                    let op = UnaryOp::from_index(a);
                    stack[sp - 1] = match op {
                        UnaryOp::Not => Value::bool(!truth!(sp - 1)),
                        _ => attempt!(sp - 1, self.unary(op, v)),
                    };
                }
                Op::Binary => {
                    let (x, y) = (stack[sp - 2], stack[sp - 1]);
                    let v = match quick::binary(a, x, y, single) {
                        Value::NULL => {
                            let op = BinaryOp::from_index(a);
                            attempt!(sp - 2, self.binary(op, x, y))
                        }
                        v => v,
                    };
                    sp -= 1;
                    stack[sp - 1] = v;
                }
                Op::BinaryFf | Op::BinaryFfStore => {
                    let x = stack[base + b as usize];
                    let y = stack[base + instrs[ip + 1].b as usize];
                    fused!(op, a, Op::BinaryFf, x, y, 2, 0, only_load!(op, cost, x))
                }
                Op::BinaryFi | Op::BinaryFiStore => {
                    let x = stack[base + b as usize];
                    let y = Value::small(instrs[ip + 1].b as i32 as i64);
                    fused!(op, a, Op::BinaryFi, x, y, 2, 0, only_load!(op, cost, x))
                }
                Op::BinaryF | Op::BinaryFStore => {
                    let (x, y) = (stack[sp - 1], stack[base + b as usize]);
                    fused!(op, a, Op::BinaryF, x, y, 1, 1, only_load!(op, cost, y))
                }
                Op::BinaryI | Op::BinaryIStore => {
                    let (x, y) = (stack[sp - 1], Value::small(b as i32 as i64));
                    fused!(op, a, Op::BinaryI, x, y, 1, 1, only_load!(op, cost, y))
                }
                Op::BinaryFfJump => {
                    let x = stack[base + b as usize];
                    let y = stack[base + instrs[ip + 1].b as usize];
                    fused_jump!(a, x, y, 3, 0, only_load!(op, cost, x))
                }
                Op::BinaryFiJump => {
                    let x = stack[base + b as usize];
                    let y = Value::small(instrs[ip + 1].b as i32 as i64);
                    fused_jump!(a, x, y, 3, 0, only_load!(op, cost, x))
                }
                Op::BinaryFJump => {
                    let (x, y) = (stack[sp - 1], stack[base + b as usize]);
                    fused_jump!(a, x, y, 2, 1, only_load!(op, cost, y))
                }
                Op::BinaryIJump => {
                    let (x, y) = (stack[sp - 1], Value::small(b as i32 as i64));
                    fused_jump!(a, x, y, 2, 1, only_load!(op, cost, y))
                }
                Op::BinaryStore => {
                    let (x, y) = (stack[sp - 2], stack[sp - 1]);
                    match quick::binary(a, x, y, single) {
                        Value::NULL => {
                            unfused!(op, cost);
                            let op = BinaryOp::from_index(a);
                            let v = attempt!(sp - 2, self.binary(op, x, y));
                            sp -= 1;
                            stack[sp - 1] = v;
                        }
                        v => {
                            sp -= 2;
                            stack[base + instrs[ip + 1].b as usize] = v;
                            ip += 1;
                        }
                    }
                }
                Op::BinaryJump => {
                    let (x, y) = (stack[sp - 2], stack[sp - 1]);
                    match quick::condition(a, x, y, single) {
                        None => {
                            unfused!(op, cost);
                            let op = BinaryOp::from_index(a);
                            let v = attempt!(sp - 2, self.binary(op, x, y));
                            sp -= 1;
                            stack[sp - 1] = v;
                        }
                        Some(truth) => {
                            sp -= 2;
                            branch!(ip + 1, truth)
                        }
                    }
                }
                Op::ForIterStore => {
                    let iter = for_iterator!();
                    match self.quick_next(iter) {
                        Next::Item(v) => {
                            stack[base + instrs[ip + 1].b as usize] = v;
                            ip += 1;
                        }
                        Next::End => {
                            unfused!(op, cost);
                            sp -= 4;
                            ip = b as usize;
                            continue;
                        }
                        Next::Slow => {
                            unfused!(op, cost);
                            for_slow!(iter, b)
                        }
                    }
                }
                Op::DupStore => {
                    stack[base + instrs[ip + 1].b as usize] = stack[sp - 1];
                    ip += 1;
                }
                Op::RangeStep | Op::RangeStepConst => {
                    // `end i` with a variable's end, `i` with a constant one.
                    let step = b as i32 as i64;
                    let end = match op {
                        Op::RangeStep => stack[sp - 2],
                        _ => Value::small(instrs[ip + 3].b as i32 as i64),
                    };
                    let i = match Value::both_small(stack[sp - 1], end) {
                        Some((i, end)) => Value::try_small(i + step).map(|v| (v, i + step, end)),
                        None => None,
                    };
                    let Some((v, i, end)) = i else {
                        unfused!(op, cost);
                        push!(Value::small(step));
                        ip += 1;
                        continue;
                    };
                    stack[sp - 1] = v;
                    let more = if a == BinaryOp::Less as u8 {
                        i < end
                    } else {
                        i > end
                    };
                    branch!(ip + 5, more)
                }
                Op::Move => {
                    let v = stack[base + b as usize];
                    if v.is_null() {
                        only_load!(op, cost, v);
                    } else {
                        stack[base + instrs[ip + 1].b as usize] = v;
                        ip += 1;
                    }
                }
                Op::LoadFastFast => {
                    let x = stack[base + b as usize];
                    let y = stack[base + instrs[ip + 1].b as usize];
                    if x.is_null() || y.is_null() {
                        only_load!(op, cost, x);
                    } else {
                        push!(x);
                        push!(y);
                        ip += 1;
                    }
                }
                Op::JumpIfFast => {
                    let v = stack[base + b as usize];
                    match v.as_bool().or_else(|| v.as_small().map(|n| n != 0)) {
                        None => only_load!(op, cost, v),
                        Some(truth) => branch!(ip + 1, truth),
                    }
                }
                Op::LoadFastAttr => {
                    let object = stack[base + b as usize];
                    let next = &mut instrs[ip + 1];
                    match self.own_attr(object, Qstr(next.b), &mut next.a) {
                        Value::NULL => only_load!(op, cost, object),
                        v => {
                            push!(v);
                            ip += 1;
                        }
                    }
                }
                Op::StoreFastAttr => {
                    let object = stack[base + b as usize];
                    let value = stack[sp - 1];
                    let next = &mut instrs[ip + 1];
                    if self.set_own_attr(object, Qstr(next.b), value, &mut next.a) {
                        sp -= 1;
                        ip += 1;
                    } else {
                        only_load!(op, cost, object);
                    }
                }
                Op::LoadSubscrFf => {
                    let x = stack[base + b as usize];
                    let y = stack[base + instrs[ip + 1].b as usize];
                    match self.quick_item(x, y) {
                        Value::NULL => only_load!(op, cost, x),
                        v => {
                            push!(v);
                            ip += 2;
                        }
                    }
                }
                Op::LoadSubscrF => {
                    let (x, y) = (stack[sp - 1], stack[base + b as usize]);
                    match self.quick_item(x, y) {
                        Value::NULL => only_load!(op, cost, y),
                        v => {
                            stack[sp - 1] = v;
                            ip += 1;
                        }
                    }
                }
                Op::StoreSubscrFf => {
                    let x = stack[base + b as usize];
                    let y = stack[base + instrs[ip + 1].b as usize];
                    let value = stack[sp - 1];
                    if self.quick_store(x, y, value) {
                        sp -= 1;
                        ip += 2;
                    } else {
                        only_load!(op, cost, x);
                    }
                }
                _ => {
                    self.sp = sp;
                    self.fuel = fuel;
                    let step = lent!(self.rare(&frame, Instr { op, a, cost, b }, ip as u32));
                    sp = self.sp;
                    fuel = self.fuel;
                    match step {
                        Rare::Next => {}
                        Rare::Jump(to) => {
                            ip = to as usize;
                            continue;
                        }
                        Rare::Return(v) => return_value!(v),
                        Rare::Abrupt(e, ret) => leave!(Event::Abrupt(e, ret)),
                    }
                }
            }
            ip += 1;
        }
    }
}
