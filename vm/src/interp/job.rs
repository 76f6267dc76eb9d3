//! What several instructions of the loop come to, in one place each.
//!
//! All of it becomes part of the loop, once: an engine that meets too large a function no longer keeps
//! its state in registers.

use super::enter::{Machine, Place};
use super::frame::{Kind, Resumed};
use super::near::{self, PUT};
use super::quick::{self, Attr};
use crate::code::{Instr, Op};
use crate::cost::Cost;
use crate::qstr::Qstr;
use crate::value::Value;

/// Where an operator's result goes.
#[derive(Clone, Copy)]
pub(super) enum To {
    Stack,
    Local,
    Jump,
    Nothing,
}

/// What is left of an instruction once it was told apart. Where it has an `at`, its name or operator is
/// that of the instruction so much further on, which is fused with it.
pub(super) enum Job {
    /// An operator, whose result replaces `pops` values.
    Operator {
        operator: u8,
        x: Value,
        y: Value,
        at: usize,
        pops: usize,
        first: Cost,
        to: To,
    },
    /// An attribute.
    Attr { object: Value, at: usize },
    /// A method.
    Method { object: Value, at: usize },
    /// An attribute is set to `v`.
    SetAttr { object: Value, v: Value, at: usize },
    /// The next step of a `for` statement over something else than a range, list or tuple; where it is
    /// fused with a store, what both cost.
    Next { iterator: Value, store: Option<u16> },
    /// A call, and what it takes beyond the instruction.
    Call {
        callee: Value,
        args: usize,
        n: usize,
        ret: usize,
        kind: Kind,
        extra: i64,
    },
    /// A generator goes on: its frame lies at the first place, and what it gives goes to the second.
    Resume {
        generator: Value,
        sent: Value,
        mode: Resumed,
        place: [usize; 2],
        extra: i64,
    },
}

/// What the loop is left to do.
pub(super) enum Done {
    /// The value goes onto the stack, in place of `pops`.
    Stack { v: Value, at: usize, pops: usize },
    /// A function and what it is bound to go there, in place of an object that is not fused; or
    /// what two values are unpacked to.
    Pair {
        f: Value,
        receiver: Value,
        at: usize,
    },
    /// The value goes to the local that the instruction behind names.
    Local { v: Value, at: usize, pops: usize },
    /// The value decides the jump behind.
    Jump { v: Value, at: usize, pops: usize },
    /// Values are dropped.
    Nothing { at: usize, pops: usize },
    /// Another frame goes on.
    Frame(Place),
    /// Of a fused instruction only the first part has run, which costs this and gives that.
    OnlyLoad(Cost, Value),
    /// It takes more than a look.
    More,
}

impl Machine<'_> {
    /// Does what is left of the instruction at `ip`, whose operands end at `sp`.
    #[inline(always)]
    pub(super) fn finish(
        &mut self,
        job: Job,
        instrs: &[Instr],
        [ip, sp]: [usize; 2],
        single: bool,
        fuel: &mut i64,
    ) -> Done {
        let name = |at: usize| Qstr(instrs[ip + at].b);
        let rest = |at: usize, v: Value| match at {
            0 => Done::More,
            _ => Done::OnlyLoad(Cost::LoadFast, v),
        };
        let job = match job {
            Job::Operator {
                operator,
                x,
                y,
                at,
                pops,
                first,
                to,
            } => {
                let costs = &self.profile.costs;
                let found = match quick::binary(operator, x, y, single, costs, fuel) {
                    None => {
                        let third = sp.wrapping_sub(if operator == PUT { 3 } else { 1 });
                        let third = self.stack.get(third).copied().unwrap_or_default();
                        self.near(operator, x, y, third, fuel)
                    }
                    found => found,
                };
                match (found, to) {
                    (Some(v), _) if single && v.is_float() => {
                        self.heap.charge_float();
                        return given(v, at, pops, to);
                    }
                    (Some(v), _) => return given(v, at, pops, to),
                    // The operand that the instruction begins with.
                    (None, _) if at != 0 => {
                        return Done::OnlyLoad(first, if pops == 0 { x } else { y });
                    }
                    (None, _) => match self.operator(operator, x, y, sp) {
                        Some(call) => call,
                        None => return Done::More,
                    },
                }
            }
            Job::Attr { object, at } => {
                match self.attr(object, name(at), instrs[ip + at].a) {
                    Attr::Own(v) => return given(v, at, 1 - at, To::Stack),
                    Attr::Class(v) => {
                        *fuel -= self.profile.costs.of(Cost::ClassAttr);
                        return given(v, at, 1 - at, To::Stack);
                    }
                    // Its frame lies over the object, which is its argument.
                    Attr::Getter(callee) if at == 0 => Job::Call {
                        callee,
                        args: sp - 1,
                        n: 1,
                        ret: sp - 1,
                        kind: Kind::Function,
                        extra: self.profile.costs.of(Cost::ClassAttr),
                    },
                    _ => return rest(at, object),
                }
            }
            Job::Method { object, at } => {
                return match self.method(object, name(at), instrs[ip + at].a, fuel) {
                    Some((f, receiver)) => Done::Pair { f, receiver, at },
                    None => rest(at, object),
                };
            }
            Job::SetAttr { object, v, at } => {
                return match self.set_own_attr(object, name(at), v, instrs[ip + at].a, fuel) {
                    true => Done::Nothing { at, pops: 2 - at },
                    false => rest(at, object),
                };
            }
            Job::Next { iterator, store } => {
                let unpack = instrs[ip + 1];
                if unpack.op == Op::UnpackSequence
                    && unpack.b == 2
                    && let Some((first, second)) = near::next_pair(self.heap, iterator)
                {
                    *fuel -= i64::from(unpack.cost);
                    return Done::Pair {
                        f: second,
                        receiver: first,
                        at: 1,
                    };
                }
                let costs = &self.profile.costs;
                let v = near::next_character(self.heap, self.qstrs, iterator, costs, fuel);
                match (v, store) {
                    (Some(v), None) => return given(v, 0, 0, To::Stack),
                    (Some(v), Some(_)) => return given(v, 0, 0, To::Local),
                    (None, _) => Job::Resume {
                        generator: iterator,
                        sent: Value::NONE,
                        mode: Resumed::For,
                        place: [sp, sp],
                        // Nothing is stored yet: the step of `for` alone counts.
                        extra: store
                            .map_or(0, |both| costs.of(Cost::ForIter).max(1) - i64::from(both)),
                    },
                }
            }
            job => job,
        };
        let (place, extra) = match job {
            Job::Call {
                callee,
                args,
                n,
                ret,
                kind,
                extra,
            } => (self.call(callee, [args, n], ret, kind, ip, fuel), extra),
            Job::Resume {
                generator,
                sent,
                mode,
                place,
                extra,
            } => (self.resume(generator, sent, mode, place, ip), extra),
            _ => return Done::More,
        };
        match place {
            Some(place) => {
                *fuel -= extra;
                Done::Frame(place)
            }
            None => Done::More,
        }
    }
}

#[inline(always)]
fn given(v: Value, at: usize, pops: usize, to: To) -> Done {
    match to {
        To::Stack => Done::Stack { v, at, pops },
        To::Local => Done::Local { v, at, pops },
        To::Jump => Done::Jump { v, at, pops },
        To::Nothing => Done::Nothing { at, pops },
    }
}
