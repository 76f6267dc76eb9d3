//! A program's first instructions, without the loop of `hot.rs`.
//!
//! That loop is the largest function of all, and those of `exec.rs` and `rare.rs` come next. A browser compiles a function when
//! it is first called, which takes longer than many a program runs. So what comes before a program's first jump backwards
//! and its first call of a function of its own runs here, or in `exec.rs`, one instruction after the other; a program that
//! ends before those never needs the loop.

use super::call::Called;
use super::exec::Event;
use super::frame::Kind;
use crate::code::{Instr, Op};
use crate::hal::Host;
use crate::qstr::Qstr;
use crate::value::Value;
use crate::vm::Vm;

/// How the first instructions ended.
pub(super) enum First {
    /// An instruction is left to `exec.rs`.
    More,
    /// The loop goes on from here.
    Loop,
    /// Something else comes first.
    Ends(Event),
}

/// Whether an instruction, which jumps forwards if it jumps, can be left to `exec.rs`.
fn is_straight(op: Op, forwards: bool) -> bool {
    match op {
        Op::PopJumpIfTrue | Op::PopJumpIfFalse | Op::JumpIfTrueOrPop | Op::JumpIfFalseOrPop => {
            forwards
        }
        Op::StoreName
        | Op::StoreGlobal
        | Op::LoadGlobal
        | Op::LoadBuildClass
        | Op::LoadAttr
        | Op::LoadMethod
        | Op::StoreAttr
        | Op::LoadSubscr
        | Op::StoreSubscr
        | Op::BuildTuple
        | Op::BuildList
        | Op::BuildMap
        | Op::StoreMap
        | Op::Unary
        | Op::Binary
        | Op::MakeFunction
        | Op::CallMethod
        | Op::ImportName
        | Op::ImportFrom
        | Op::ImportStar
        | Op::ReturnValue => true,
        _ => false,
    }
}

impl Vm {
    /// Runs what programs begin with: names, constants, calls.
    #[inline(never)]
    pub(super) fn run_cold(&mut self, host: &mut dyn Host) -> First {
        loop {
            if self.fuel <= 0 {
                return First::Ends(Event::Fuel);
            }
            let Some(&frame) = self.frames.last() else {
                return First::Loop;
            };
            let code = &self.codes[frame.code as usize];
            let Instr { op, a, b, cost } = code.instrs[frame.ip as usize];
            let cost = i64::from(cost);
            let v = match op {
                Op::LoadConst => code.consts[b as usize],
                Op::LoadInt => Value::small(i64::from(b as i32)),
                Op::LoadStr => Value::qstr(Qstr(b)),
                Op::LoadNone => Value::NONE,
                Op::LoadTrue => Value::TRUE,
                Op::LoadFalse => Value::FALSE,
                Op::LoadNull => Value::NULL,
                Op::PopTop => {
                    self.fuel -= cost;
                    self.sp -= 1;
                    self.next_instruction();
                    continue;
                }
                Op::LoadName if frame.kind == Kind::Body => {
                    self.fuel -= cost;
                    // Where it was found before, it costs less than a search.
                    let own = frame.aux == Value::obj(frame.globals);
                    let names = self.map_of(frame.globals).filter(|_| own);
                    let hinted = names.and_then(|m| m.at_hint(a, Qstr(b)));
                    match hinted.map_or_else(|| self.search_name(&frame, Qstr(b)), Ok) {
                        Ok(v) => {
                            self.push_first(v);
                            continue;
                        }
                        Err(e) => return First::Ends(Event::Abrupt(e, self.sp)),
                    }
                }
                Op::CallFunction => {
                    self.fuel -= cost;
                    let (n, nkw) = (a as usize, b as usize);
                    let args = self.sp - n - 2 * nkw;
                    let ret = args - 1;
                    match self.call_at(host, self.stack[ret], args, n, nkw, ret) {
                        Ok(Called::Value(v)) => {
                            self.sp = ret;
                            self.push_first(v);
                            continue;
                        }
                        Ok(Called::Frame) => return First::Ends(Event::Switch),
                        Err(e) => return First::Ends(Event::Abrupt(e, ret)),
                    }
                }
                Op::ReturnValue if self.handlers.len() == frame.handlers as usize => {
                    self.fuel -= cost;
                    return First::Ends(Event::Return(self.stack[self.sp - 1]));
                }
                op if is_straight(op, b > frame.ip) => return First::More,
                _ => return First::Loop,
            };
            self.fuel -= cost;
            self.push_first(v);
        }
    }

    /// An instruction's result, behind which the next one comes.
    fn push_first(&mut self, v: Value) {
        self.stack[self.sp] = v;
        self.sp += 1;
        self.next_instruction();
    }

    fn next_instruction(&mut self) {
        if let Some(frame) = self.frames.last_mut() {
            frame.ip += 1;
        }
    }
}
