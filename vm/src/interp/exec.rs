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
use super::moves;
use super::quick::{self, Next};
use super::rare::Rare;
use crate::code::{Instr, Op};
use crate::cost::Cost;
use crate::hal::Host;
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
        let costs = self.profile.costs;
        let mut me = self.frames.len() - 1;
        let mut frame = self.frames[me];
        let mut instrs = core::mem::take(&mut self.codes[frame.code as usize].instrs);
        let mut base = frame.base as usize;
        let mut ip = frame.ip as usize;
        let mut sp = self.sp;
        let mut fuel = self.fuel;
        let mut stack = core::mem::take(&mut self.stack);

        moves::define!($ self host stack instrs frame me base ip sp fuel single costs);

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
                    // A method in Python is found in the class, behind the instance.
                    if f.as_ref().is_some() {
                        fuel -= costs.of(Cost::UserMethod);
                    }
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
                Op::UnpackSequence => {
                    let (top, n) = (sp - 1, b as usize);
                    match self.quick_items(stack[top]) {
                        Some(items) if items.len() == n => {
                            let slots = stack[top..top + n].iter_mut();
                            for (slot, &item) in slots.zip(items.iter().rev()) {
                                *slot = item;
                            }
                        }
                        _ => attempt!(sp, self.unpack_sequence(top, n)),
                    }
                    sp = top + n;
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
                    let v = match quick::binary(a, x, y, single, costs, &mut fuel, &mut self.heap) {
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
                    match quick::binary(a, x, y, single, costs, &mut fuel, &mut self.heap) {
                        Value::NULL => {
                            unfused!(op, a, cost);
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
                    match quick::condition(a, x, y, single, costs, &mut fuel, &mut self.heap) {
                        None => {
                            unfused!(op, a, cost);
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
                            unfused!(op, a, cost);
                            sp -= 4;
                            ip = b as usize;
                            continue;
                        }
                        Next::Slow => {
                            unfused!(op, a, cost);
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
                        unfused!(op, a, cost);
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
                    if !more {
                        ip += 6;
                        continue;
                    }
                    ip = instrs[ip + 5].b as usize;
                    if self.heap.wants_collection() {
                        leave!(Event::Switch);
                    }
                    // The loop begins by storing its variable.
                    let next = instrs[ip];
                    if next.op == Op::DupStore {
                        fuel -= next.cost as i64;
                        stack[base + instrs[ip + 1].b as usize] = v;
                        ip += 2;
                    }
                    continue;
                }
                Op::JumpForIterStore => {
                    ip = b as usize;
                    if !self.heap.wants_collection()
                        && let Next::Item(v) = self.quick_next(for_iterator!())
                    {
                        stack[base + instrs[ip + 1].b as usize] = v;
                        ip += 2;
                        continue;
                    }
                    unfused!(op, a, cost);
                    if self.heap.wants_collection() {
                        leave!(Event::Switch);
                    }
                    continue;
                }
                Op::StoreFastFast => {
                    stack[base + b as usize] = pop!();
                    stack[base + instrs[ip + 1].b as usize] = pop!();
                    ip += 1;
                }
                Op::LoadSlice => {
                    let n = b as usize;
                    let parts = slice!(n);
                    self.fuel = fuel;
                    let quick = self.quick_slice(stack[sp - n - 1], parts);
                    fuel = self.fuel;
                    match quick {
                        Some(v) => {
                            sp -= n;
                            stack[sp - 1] = v;
                            ip += 1;
                        }
                        None => {
                            unfused!(op, a, cost);
                            rare!(Op::BuildSlice, a, cost, b);
                        }
                    }
                }
                Op::StoreSlice => {
                    let n = b as usize;
                    let parts = slice!(n);
                    let (value, list) = (stack[sp - n - 2], stack[sp - n - 1]);
                    self.fuel = fuel;
                    let quick = self.quick_store_slice(list, parts, value);
                    fuel = self.fuel;
                    if quick {
                        sp -= n + 2;
                        ip += 1;
                    } else {
                        unfused!(op, a, cost);
                        rare!(Op::BuildSlice, a, cost, b);
                    }
                }
                Op::LoadFastMethod => {
                    let object = stack[base + b as usize];
                    let next = &mut instrs[ip + 1];
                    match self.quick_method(object, Qstr(next.b), &mut next.a) {
                        None => only_load!(op, cost, object),
                        Some((f, receiver)) => {
                            if f.as_ref().is_some() {
                                fuel -= costs.of(Cost::UserMethod);
                            }
                            push!(f);
                            push!(receiver);
                            ip += 1;
                        }
                    }
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
                Op::CallFunctionVarKw if b == 0 && a > 0 => {
                    // `function(…, *items)`: those of a tuple or list are put where they belong.
                    let n = a as usize;
                    let first = sp - 1 - n;
                    let last = first + n - 1;
                    let only_last = stack[sp - 1] == Value::small(1 << (n - 1).min(40));
                    let callee = stack[first - 1];
                    if n < 40
                        && only_last
                        && let Some(Object::Function(f)) = self.heap.object(callee)
                        && !self.codes[f.code as usize].is_generator()
                        && let Some(items) = self.quick_items(stack[last])
                        && last + items.len() + 8 < stack.len()
                        && let Some(function) = callee.as_ref()
                    {
                        let n = n - 1 + items.len();
                        stack[last..last + items.len()].copy_from_slice(items);
                        sp = first + n;
                        call_plain!(callee, first, n, first - 1);
                        let ret = first - 1;
                        attempt!(ret, self.push_function(function, first, n, 0, ret));
                        descend!();
                    }
                    rare!(op, a, cost, b)
                }
                _ => rare!(op, a, cost, b),
            }
            ip += 1;
        }
    }
}
