//! Running frames: the loop, and each instruction that takes more than the loop does.
//!
//! The loop of `hot.rs` goes on until an instruction takes more than a look; [`Vm::step`] runs this one
//! with the whole machine at hand, and the loop goes on. What leaves Python altogether (a native that
//! needs Python, an exception, the end of the fuel) ends both with an [`Event`], and `run.rs` acts on
//! that.

use alloc::boxed::Box;

use super::call::Called;
use super::cold::First;
use super::conts::Cont;
use super::direct::Direct;
use super::frame::{Frame, Resumed};
use super::hot::Exit;
use super::quick::{self, Next};
use super::rare::Rare;
use crate::code::{Instr, Op};
use crate::cost::Cost;
use crate::hal::Host;
use crate::native::{Abrupt, Outcome};
use crate::object::Object;
use crate::ops::binary::BinaryOp;
use crate::ops::unary::UnaryOp;
use crate::qstr::Qstr;
use crate::value::Value;
use crate::vm::Vm;

/// Why running ended.
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

/// How an instruction ended.
enum Step {
    /// The frame on top goes on, be it another or the same.
    Goes,
    Ends(Event),
}

impl Vm {
    /// Runs the frame on top, and those that it calls, until something needs the outer loop.
    pub(super) fn run_frames(&mut self, host: &mut dyn Host) -> Event {
        loop {
            let first = match self.begins {
                true => self.run_cold(host),
                false => First::Loop,
            };
            let exit = match first {
                First::More => Exit::More,
                First::Loop => {
                    self.begins = false;
                    self.run_hot()
                }
                First::Ends(event) => {
                    self.begins &= !matches!(event, Event::Switch);
                    return event;
                }
            };
            match exit {
                Exit::Fuel => return Event::Fuel,
                Exit::Attend => return Event::Switch,
                Exit::More => {}
            }
            match self.call_direct(host) {
                Direct::Done => continue,
                Direct::Ends(event) => return event,
                Direct::Other => {}
            }
            let depth = self.frames.len();
            match self.step(host) {
                Step::Ends(event) => return event,
                Step::Goes if self.frames.len() == depth => {}
                Step::Goes => {
                    self.begins = false;
                    let python = self.frames.last().is_some_and(Frame::is_python);
                    if !python || self.heap.wants_collection() {
                        return Event::Switch;
                    }
                }
            }
        }
    }

    /// Notes where a name was found, for the next time that this instruction looks for it.
    fn note(&mut self, code: u32, ip: usize, place: usize) {
        if let Ok(place) = u8::try_from(place) {
            self.codes[code as usize].instrs[ip].a = place;
        }
    }

    /// Notes where a name is in the module's namespace, where the loop asks the hint.
    fn note_name(&mut self, frame: &Frame, name: Qstr) {
        let namespace = self.map_of(frame.globals);
        if let Some((place, _)) = namespace.and_then(|m| m.find_with_value(&self.qstrs, name)) {
            self.note(frame.code, frame.ip as usize, place);
        }
    }

    /// A name of a module's or class's body.
    pub(super) fn search_name(&mut self, frame: &Frame, name: Qstr) -> Outcome {
        self.note_name(frame, name);
        self.load_name(frame, name)
    }

    /// Where an attribute is among those that an instance or module has itself, and its value.
    fn own_attr(&self, object: Value, name: Qstr) -> Option<(usize, Value)> {
        let members = match self.heap.object(object)? {
            Object::Instance { members, .. } => members,
            Object::Module { globals, .. } => self.map_of(*globals)?,
            _ => return None,
        };
        members.find_with_value(&self.qstrs, name)
    }

    /// Runs one instruction of the frame on top. What the loop does for all values is not here.
    #[allow(clippy::too_many_lines)] // The instruction set in one place.
    fn step(&mut self, host: &mut dyn Host) -> Step {
        let me = self.frames.len() - 1;
        let Frame {
            code,
            ip,
            base,
            globals,
            ..
        } = self.frames[me];
        let (ip, base) = (ip as usize, base as usize);
        let mut instr = self.codes[code as usize].instrs[ip];
        if instr.op.is_fused() && !matches!(instr.op, Op::LoadSlice | Op::StoreSlice) {
            // The first part runs; the others are still behind it.
            instr.op = instr.op.first();
            instr.cost = self.profile.costs.instruction(instr.op, instr.a, 0);
        }
        self.fuel -= i64::from(instr.cost);
        let Instr { op, a, b, .. } = instr;
        let name = Qstr(b);
        let mut sp = self.sp;

        macro_rules! ends {
            ($event:expr) => {{
                let event = $event;
                self.sp = sp;
                return Step::Ends(event);
            }};
        }
        macro_rules! attempt {
            ($ret:expr, $op:expr) => {{
                match $op {
                    Ok(v) => v,
                    Err(e) => ends!(Event::Abrupt(e, $ret)),
                }
            }};
        }
        macro_rules! push {
            ($v:expr) => {{
                let v = $v;
                self.stack[sp] = v;
                sp += 1;
            }};
        }
        macro_rules! push_set {
            ($v:expr) => {{
                let v = $v;
                if v.is_null() {
                    let e = self.unset_local();
                    ends!(Event::Abrupt(e, sp));
                }
                push!(v);
            }};
        }
        macro_rules! jump {
            ($to:expr) => {{
                self.sp = sp;
                self.frames[me].ip = $to;
                return Step::Goes;
            }};
        }
        // Goes on with whatever frame is now on top.
        macro_rules! switch {
            ($changed:expr, $ret:expr) => {{
                match $changed {
                    Ok(()) => return Step::Goes,
                    Err(e) => return Step::Ends(Event::Abrupt(e, $ret)),
                }
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
                        let e = self.call_truth(v, Cont::TruthThenRetry);
                        ends!(Event::Abrupt(e, $slot))
                    }
                    Err(e) => ends!(Event::Abrupt(e, $slot)),
                }
            }};
        }
        // Calls anything; the result belongs at `$ret`.
        macro_rules! call {
            ($callee:expr, $args:expr, $n:expr, $nkw:expr, $ret:expr) => {{
                let ret = $ret;
                match attempt!(ret, self.call_at(host, $callee, $args, $n, $nkw, ret)) {
                    Called::Value(v) => {
                        self.stack[ret] = v;
                        sp = ret + 1;
                    }
                    Called::Frame => return Step::Goes,
                }
            }};
        }
        // The parts of a slice on top of the stack.
        macro_rules! slice {
            ($n:expr) => {{
                let step = if $n == 3 {
                    self.stack[sp - 1]
                } else {
                    Value::NONE
                };
                [self.stack[sp - $n], self.stack[sp - $n + 1], step]
            }};
        }
        macro_rules! rare {
            ($op:expr) => {{
                let instr = Instr { op: $op, ..instr };
                let frame = self.frames[me];
                let step = self.rare(&frame, instr, ip as u32);
                sp = self.sp;
                match step {
                    Rare::Next => {}
                    Rare::Jump(to) => jump!(to),
                    Rare::Return(v) => ends!(Event::Return(v)),
                    Rare::Abrupt(e, ret) => ends!(Event::Abrupt(e, ret)),
                }
            }};
        }
        // A slice that takes more than copying: the instruction counts as its first part.
        macro_rules! build_slice {
            () => {{
                let first = self.profile.costs.instruction(Op::BuildSlice, a, 0);
                self.fuel += i64::from(instr.cost) - i64::from(first);
                rare!(Op::BuildSlice);
            }};
        }

        match op {
            Op::LoadFast => push_set!(self.stack[base + b as usize]),
            Op::LoadDeref => push_set!(self.cell(self.stack[base + b as usize])),
            Op::LoadGlobal => {
                let namespace = self.map_of(globals);
                let own = namespace.and_then(|m| m.find_with_value(&self.qstrs, name));
                match own {
                    Some((place, v)) => {
                        self.note(code, ip, place);
                        push!(v);
                    }
                    None => push!(attempt!(sp, self.load_global(globals, name))),
                }
            }
            Op::LoadName => {
                let frame = self.frames[me];
                push!(attempt!(sp, self.search_name(&frame, name)));
            }
            Op::StoreName | Op::StoreGlobal => {
                let frame = self.frames[me];
                self.note_name(&frame, name);
                rare!(op);
            }
            Op::LoadAttr => {
                let object = self.stack[sp - 1];
                self.stack[sp - 1] = match self.own_attr(object, name) {
                    Some((place, v)) => {
                        self.note(code, ip, place);
                        v
                    }
                    None => attempt!(sp - 1, self.load_attr(object, name)),
                };
            }
            Op::LoadMethod => {
                let object = self.stack[sp - 1];
                if let Some(Object::Module { .. }) = self.heap.object(object)
                    && let Some((place, _)) = self.own_attr(object, name)
                {
                    self.note(code, ip, place);
                }
                let (f, receiver) = attempt!(sp - 1, self.load_method(object, name));
                if f.as_ref().is_some() {
                    self.pay(Cost::UserMethod, 1);
                }
                self.stack[sp - 1] = f;
                push!(receiver);
            }
            Op::LoadSubscr => {
                let (object, index) = (self.stack[sp - 2], self.stack[sp - 1]);
                let v = attempt!(sp - 2, self.get_item(object, index));
                sp -= 1;
                self.stack[sp - 1] = v;
            }
            Op::StoreDeref => {
                sp -= 1;
                let (cell, v) = (self.stack[base + b as usize], self.stack[sp]);
                if let Some(Object::Cell(slot)) = self.heap.object_mut(cell) {
                    *slot = v;
                }
            }
            Op::StoreAttr => {
                let (value, object) = (self.stack[sp - 2], self.stack[sp - 1]);
                if let Some((place, _)) = self.own_attr(object, name) {
                    self.note(code, ip, place);
                }
                attempt!(
                    sp - 2,
                    self.discard(|vm| vm.store_attr(object, name, value))
                );
                sp -= 2;
            }
            Op::StoreSubscr => {
                let (value, object) = (self.stack[sp - 3], self.stack[sp - 2]);
                let index = self.stack[sp - 1];
                attempt!(
                    sp - 3,
                    self.discard(|vm| match value.is_null() {
                        true => vm.del_item(object, index),
                        false => vm.set_item(object, index, value),
                    })
                );
                sp -= 3;
            }
            Op::PopJumpIfTrue | Op::PopJumpIfFalse => {
                let t = truth!(sp - 1);
                sp -= 1;
                if t == (op == Op::PopJumpIfTrue) {
                    jump!(b);
                }
            }
            Op::JumpIfTrueOrPop | Op::JumpIfFalseOrPop => {
                // The value itself stays, so its truth is asked for without replacing it.
                let v = self.stack[sp - 1];
                let t = match self.truth(v) {
                    Ok(t) => t,
                    Err(Abrupt::Python) => {
                        let jump = Value::bool(op == Op::JumpIfTrueOrPop);
                        let e = self.call_truth_with(v, Cont::JumpOrPop, &[jump]);
                        ends!(Event::Abrupt(e, sp))
                    }
                    Err(e) => ends!(Event::Abrupt(e, sp)),
                };
                if t == (op == Op::JumpIfTrueOrPop) {
                    jump!(b);
                }
                sp -= 1;
            }
            Op::ForIter => {
                match quick::next(&mut self.heap, &mut self.stack[sp - 4..sp]) {
                    Next::Item(v) => {
                        push!(v);
                        jump!(ip as u32 + 1);
                    }
                    Next::End => {
                        sp -= 4;
                        jump!(b);
                    }
                    Next::Slow => {}
                }
                // A comprehension is given its iterator in the second slot, the first empty.
                let iter = match self.stack[sp - 4] {
                    Value::NULL => self.stack[sp - 3],
                    iter => iter,
                };
                if let Some(r) = iter.as_ref()
                    && let Object::Generator(_) = self.heap.get(r)
                {
                    switch!(self.resume_at(r, Value::NONE, Resumed::For, sp), sp);
                }
                match attempt!(sp, self.for_next(iter)) {
                    Some(v) => push!(v),
                    None => {
                        sp -= 4;
                        jump!(b);
                    }
                }
            }
            Op::BuildTuple => {
                sp -= b as usize;
                let items: Box<[Value]> = self.stack[sp..sp + b as usize].into();
                push!(self.new_tuple(items));
            }
            Op::BuildList => {
                sp -= b as usize;
                let items = self.stack[sp..sp + b as usize].to_vec();
                push!(self.new_list(items));
            }
            Op::UnpackSequence => {
                let (top, n) = (sp - 1, b as usize);
                attempt!(sp, self.unpack_sequence(top, n));
                sp = top + n;
            }
            Op::CallFunction => {
                let (n, nkw) = (a as usize, b as usize);
                let args = sp - n - 2 * nkw;
                call!(self.stack[args - 1], args, n, nkw, args - 1);
            }
            Op::CallMethod => {
                let (mut n, nkw) = (a as usize, b as usize);
                let mut args = sp - n - 2 * nkw;
                let ret = args - 2;
                if !self.stack[args - 1].is_null() {
                    args -= 1;
                    n += 1;
                }
                call!(self.stack[ret], args, n, nkw, ret);
            }
            Op::ReturnValue => {
                let v = self.stack[sp - 1];
                let frame = self.frames[me];
                if self.handlers.len() > frame.handlers as usize
                    && let Some((to, top)) = self.return_through(&frame, v, ip as u32)
                {
                    sp = top;
                    jump!(to);
                }
                ends!(Event::Return(v));
            }
            Op::YieldValue => {
                let v = self.stack[sp - 1];
                switch!(self.suspend(v, ip as u32 + 1), self.sp);
            }
            Op::YieldFrom => {
                let (iter, sent) = (self.stack[sp - 2], self.stack[sp - 1]);
                if let Some(r) = iter.as_ref()
                    && let Object::Generator(_) = self.heap.get(r)
                {
                    switch!(self.resume_at(r, sent, Resumed::From, sp - 1), sp - 1);
                }
                match attempt!(sp - 1, self.delegate_next(iter, sent)) {
                    Some(v) => {
                        self.stack[sp - 1] = v;
                        switch!(self.suspend(v, ip as u32), self.sp);
                    }
                    None => {
                        sp -= 1;
                        self.stack[sp - 1] = Value::NONE;
                    }
                }
            }
            Op::Unary => {
                let v = self.stack[sp - 1];
                self.stack[sp - 1] = match UnaryOp::from_index(a) {
                    UnaryOp::Not => Value::bool(!truth!(sp - 1)),
                    op => attempt!(sp - 1, self.unary(op, v)),
                };
            }
            Op::Binary => {
                let (x, y) = (self.stack[sp - 2], self.stack[sp - 1]);
                let v = attempt!(sp - 2, self.binary(BinaryOp::from_index(a), x, y));
                sp -= 1;
                self.stack[sp - 1] = v;
            }
            Op::LoadSlice => {
                let n = b as usize;
                match self.quick_slice(self.stack[sp - n - 1], slice!(n)) {
                    Some(v) => {
                        sp -= n;
                        self.stack[sp - 1] = v;
                        jump!(ip as u32 + 2);
                    }
                    None => build_slice!(),
                }
            }
            Op::StoreSlice => {
                let n = b as usize;
                let (value, list) = (self.stack[sp - n - 2], self.stack[sp - n - 1]);
                if self.quick_store_slice(list, slice!(n), value) {
                    sp -= n + 2;
                    jump!(ip as u32 + 2);
                }
                build_slice!();
            }
            Op::CallFunctionVarKw if b == 0 && a > 0 => {
                if let Some((callee, args, n)) = self.spread(a as usize) {
                    attempt!(args - 1, self.push_function(callee, args, n, 0, args - 1));
                    return Step::Goes;
                }
                rare!(op);
            }
            _ => rare!(op),
        }
        self.sp = sp;
        self.frames[me].ip = ip as u32 + 1;
        Step::Goes
    }

    /// `function(…, *items)`: puts those of a tuple or list where they belong. Gives the function, and
    /// where its arguments are; nothing, and nothing is changed, if the call takes more.
    fn spread(&mut self, n: usize) -> Option<(crate::value::Ref, usize, usize)> {
        let sp = self.sp;
        let first = sp - 1 - n;
        let last = first + n - 1;
        let only_last = self.stack[sp - 1] == Value::small(1 << (n - 1).min(40));
        let function = self.stack[first - 1].as_ref()?;
        let Object::Function(f) = self.heap.get(function) else {
            return None;
        };
        let generator = self.codes[f.code as usize].is_generator();
        let items = match self.heap.object(self.stack[last])? {
            Object::List(items) => &items[..],
            Object::Tuple(items) => &items[..],
            _ => return None,
        };
        let fits = last + items.len() + 8 < self.stack.len();
        if n >= 40 || !only_last || generator || !fits {
            return None;
        }
        let n = n - 1 + items.len();
        self.stack[last..last + items.len()].copy_from_slice(items);
        self.sp = first + n;
        Some((function, first, n))
    }
}
