//! Instructions of the loop that are rare enough for a call of their own, so that the loop itself
//! stays small: exception blocks, imports, making functions, deleting.

use alloc::boxed::Box;

use super::conts::Cont;
use super::frame::Frame;
use crate::code::{Instr, Op};
use crate::native::Abrupt;
use crate::object::Object;
use crate::qstr::{Qstr, q};
use crate::types::T;
use crate::value::Value;
use crate::vm::Vm;

/// The least that a board allocates.
const LEAST: usize = 16;

/// How the loop goes on.
pub(super) enum Rare {
    /// At the next instruction.
    Next,
    /// At this one.
    Jump(u32),
    /// The frame returns a value.
    Return(Value),
    /// An operation could not finish; its result belongs at this place on the stack.
    Abrupt(Abrupt, usize),
}

impl Vm {
    /// Runs one instruction of the frame on top.
    #[allow(clippy::too_many_lines)] // One table of instructions.
    #[inline(never)]
    pub(super) fn rare(&mut self, frame: &Frame, instr: Instr, ip: u32) -> Rare {
        let base = frame.base as usize;
        let mut sp = self.sp;
        let Instr { op, a, b, .. } = instr;
        macro_rules! leave {
            (Event::Abrupt($e:expr, $ret:expr)) => {{
                self.sp = sp;
                return Rare::Abrupt($e, $ret);
            }};
        }
        macro_rules! jump {
            ($to:expr) => {{
                self.sp = sp;
                return Rare::Jump($to);
            }};
        }
        macro_rules! attempt {
            ($ret:expr, $op:expr) => {{
                self.sp = sp;
                match $op {
                    Ok(v) => v,
                    Err(e) => return Rare::Abrupt(e, $ret),
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
        match op {
            Op::LoadBuildClass => {
                // A program may put its own in place of it.
                let f = self.builtin_name(q::__build_class__);
                push!(f.unwrap_or(Value::BUILD_CLASS));
            }
            Op::LoadSuperMethod => {
                let (class, receiver) = (self.stack[sp - 2], self.stack[sp - 1]);
                let used = self.heap.used();
                let object = self.heap.new_value(Object::Super { class, receiver });
                // A board has this one on its stack, and a slice that is only an index, too.
                self.heap.forgive(used);
                let (f, receiver) = attempt!(sp - 3, self.load_method(object, Qstr(b)));
                self.stack[sp - 3] = f;
                self.stack[sp - 2] = receiver;
                sp -= 1;
            }
            Op::StoreName => {
                let namespace = self.body_namespace(frame);
                attempt!(
                    sp - 1,
                    self.store_name(namespace, Qstr(b), self.stack[sp - 1])
                );
                sp -= 1;
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
            Op::UnwindJump => {
                self.sp = sp;
                let (to, top) = self.unwind_jump(frame, b, a & 0x7f, ip);
                sp = top;
                jump!(to);
            }
            Op::WithEnter => {
                let manager = self.stack[sp - 1];
                let methods = attempt!(sp, self.manager_methods(manager, sp - 1));
                let [(exit, own), (enter, receiver)] = methods;
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
            // What the block allocated in excess is told while it can still catch it.
            Op::PopExceptJump if self.heap.is_overdrawn() => {
                leave!(Event::Abrupt(Abrupt::Memory(LEAST), sp));
            }
            Op::PopExceptJump => {
                self.pop_handler(frame);
                jump!(b);
            }
            Op::WithExit => {
                let (exit, own, why) = (self.stack[sp - 3], self.stack[sp - 2], self.stack[sp - 1]);
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
                let (why, answer) = (self.stack[sp - 2], self.stack[sp - 1]);
                let swallowed = self.is_instance(why, T::BaseException)
                    && match self.truth(answer) {
                        Ok(truth) => truth,
                        Err(Abrupt::Python) => {
                            // A user's `__bool__` takes its place, and the instruction runs again.
                            self.sp = sp;
                            let e = self.call_truth(answer, Cont::TruthThenRetry);
                            return Rare::Abrupt(e, sp - 1);
                        }
                        Err(e) => leave!(Event::Abrupt(e, sp - 1)),
                    };
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
                    let (to, top) = self.unwind_jump(frame, target, handlers, ip);
                    sp = top;
                    jump!(to);
                } else if let Some(Object::Returning(v)) = self.heap.object(why) {
                    let v = *v;
                    match self.return_through(frame, v, ip) {
                        Some((to, top)) => {
                            sp = top;
                            jump!(to);
                        }
                        None => return Rare::Return(v),
                    }
                } else {
                    let e = match self.is_instance(why, T::BaseException) {
                        true => Abrupt::Raise(why),
                        false => self.type_error("exceptions must derive from BaseException"),
                    };
                    leave!(Event::Abrupt(e, sp));
                }
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
                let used = self.heap.used();
                let v = self.heap.new_value(Object::Slice(Box::new(parts)));
                self.heap.forgive(used);
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
            Op::RaiseLast => {
                let e = self.exception_in_hand(frame);
                leave!(Event::Abrupt(e, sp));
            }
            Op::RaiseObj | Op::RaiseFrom => {
                // What it was raised from is not kept, as on the board.
                let slot = if op == Op::RaiseFrom { sp - 2 } else { sp - 1 };
                let v = self.stack[slot];
                let e = match self.make_exception(v) {
                    _ if op == Op::RaiseFrom
                        && self.profile.is_unix
                        && !self.stack[sp - 1].is_none() =>
                    {
                        let warned = self.call_frozen("raise_from", &[v]);
                        self.then(Cont::RaiseResult, &[]);
                        warned
                    }
                    Abrupt::Python => self.call_then(v, &[], Cont::RaiseResult, &[]),
                    e => e,
                };
                leave!(Event::Abrupt(e, sp));
            }
            Op::ImportName => {
                let (level, fromlist) = (self.stack[sp - 2], self.stack[sp - 1]);
                if let Some(f) = self
                    .builtin_name(q::__import__)
                    .filter(|f| f.as_native().is_none())
                {
                    // The program's own `__import__`.
                    let name = Value::qstr(Qstr(b));
                    let globals = Value::obj(frame.globals);
                    let args = [name, globals, Value::NONE, fromlist, level];
                    self.sp = sp;
                    sp -= 1;
                    let e = self.call(f, &args);
                    leave!(Event::Abrupt(e, sp - 1));
                }
                let m = attempt!(
                    sp - 2,
                    self.import_name(frame.globals, Qstr(b), fromlist, level)
                );
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
                attempt!(sp - 1, self.discard(|vm| vm.import_star(module, into)));
                sp -= 1;
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
                            self.pending.then = Some((Cont::ForIterator, alloc::vec::Vec::new()));
                        }
                        leave!(Event::Abrupt(e, sp - 1));
                    }
                }
            }
            Op::StoreGlobal => {
                attempt!(
                    sp - 1,
                    self.store_name(frame.globals, Qstr(b), self.stack[sp - 1])
                );
                sp -= 1;
            }
            _ => {}
        }
        self.sp = sp;
        Rare::Next
    }
}
