//! The loop: one instruction after another, as long as each takes no more than a look.
//!
//! Nothing in here calls a function that is not part of it. So the compiler keeps where the program
//! is in registers, where a single call, however rarely it came, would make each instruction store
//! all of that. What takes more than a look is left untouched for `exec.rs`: an operator on objects,
//! a native, a name that is not where it was last time.

use super::enter::Machine;
use super::frame::{Kind, Resumed};
use super::job::{Done, Job, To};
use super::near::{self, PUT, SUBSCRIPT};
use super::quick::{self, Next, num};
use crate::code::{Code, Instr, Op};
use crate::cost::Cost;
use crate::modules::NEXT;
use crate::object::{Handler, Object};
use crate::qstr::Qstr;
use crate::text::float::FloatBits;
use crate::types::list::APPEND;
use crate::value::{Ref, Value};
use crate::vm::Vm;

/// Why the loop ended.
pub(super) enum Exit {
    /// The fuel is spent; the instruction has not run.
    Fuel,
    /// The instruction takes more; it has not run.
    More,
    /// A collection or something else waits for a safe point.
    Attend,
}

impl Vm {
    /// Runs the frame on top, and those that it calls, until an instruction takes more than a look.
    #[allow(clippy::too_many_lines)] // The whole loop in one place is the point.
    #[inline(never)]
    pub(super) fn run_hot(&mut self) -> Exit {
        let (mut sp, mut fuel) = (self.sp, self.fuel);
        let mut m = Machine::of(self);
        let Some(top) = m.frames.last() else {
            return Exit::Attend;
        };
        let mut code: &Code = &m.codes[top.code as usize];
        let mut globals: Ref = top.globals;
        let mut base = top.base as usize;
        let mut ip = top.ip as usize;

        // Each turn is a frame's; within it, only the instruction, the stack's top and the fuel change.
        let exit = 'frames: loop {
            let instrs: &[Instr] = &code.instrs;
            macro_rules! single {
                () => {
                    m.profile.float == FloatBits::Single
                };
            }
            macro_rules! costs {
                () => {
                    &m.profile.costs
                };
            }
            // The operands of the instruction. Each is read where it is needed: what is read before the
            // branches does not stay in registers across them.
            macro_rules! a {
                () => {
                    instrs[ip].a
                };
            }
            macro_rules! b {
                () => {
                    instrs[ip].b as usize
                };
            }
            // The operand of the next instruction, which is fused with this one.
            macro_rules! next_b {
                ($n:expr) => {
                    instrs[ip + $n].b as usize
                };
            }
            macro_rules! local {
                ($n:expr) => {
                    m.stack[base + $n]
                };
            }
            macro_rules! push {
                ($v:expr) => {{
                    m.stack[sp] = $v;
                    sp += 1;
                }};
            }

            let exit = 'run: loop {
                if fuel <= 0 {
                    break Exit::Fuel;
                }
                let op = instrs[ip].op;
                fuel -= i64::from(instrs[ip].cost);

                // Leaves the instruction to others.
                macro_rules! more {
                    () => {
                        break 'run Exit::More
                    };
                }
                macro_rules! look {
                    ($found:expr) => {
                        match $found {
                            Some(found) => found,
                            None => more!(),
                        }
                    };
                }
                // The value, if there is one.
                macro_rules! set {
                    ($v:expr) => {
                        match $v {
                            Value::NULL => more!(),
                            v => v,
                        }
                    };
                }
                macro_rules! next {
                    ($n:expr) => {{
                        ip += $n;
                        continue 'run;
                    }};
                }
                macro_rules! put {
                    ($v:expr) => {{
                        push!($v);
                        next!(1)
                    }};
                }
                macro_rules! jump {
                    ($to:expr) => {{
                        ip = $to;
                        if m.heap.wants_collection() {
                            break 'run Exit::Attend;
                        }
                        continue 'run;
                    }};
                }
                // A conditional jump that was decided, `$at` instructions further on.
                macro_rules! branch {
                    ($at:expr, $truth:expr) => {{
                        let at = ip + $at;
                        let to = instrs[at];
                        if $truth == (to.op == Op::PopJumpIfTrue) {
                            jump!(to.b as usize);
                        }
                        ip = at + 1;
                        continue 'run;
                    }};
                }
                // Only the first part of a fused instruction runs: a value goes onto the m.stack.
                macro_rules! only_load {
                    ($cost:expr, $v:expr) => {{
                        let v = set!($v);
                        fuel += i64::from(instrs[ip].cost) - m.profile.costs.of($cost).max(1);
                        push!(v);
                        next!(1)
                    }};
                }
                macro_rules! operator {
                    ($operator:expr, $x:expr, $y:expr, $at:expr, $pops:expr, $first:expr, $to:expr) => {
                        Job::Operator {
                            operator: $operator,
                            x: $x,
                            y: $y,
                            at: $at,
                            pops: $pops,
                            first: $first,
                            to: $to,
                        }
                    };
                }
                macro_rules! called {
                    ($callee:expr, $args:expr, $n:expr, $ret:expr, $kind:expr, $extra:expr) => {
                        Job::Call {
                            callee: $callee,
                            args: $args,
                            n: $n,
                            ret: $ret,
                            kind: $kind,
                            extra: $extra,
                        }
                    };
                }
                macro_rules! call {
                    ($callee:expr, $args:expr, $n:expr, $ret:expr) => {
                        called!($callee, $args, $n, $ret, Kind::Function, 0)
                    };
                }
                // What the first part of an operator's instruction costs.
                macro_rules! first {
                    () => {
                        Cost::LoadFast
                    };
                    (int) => {
                        Cost::Load
                    };
                }
                // An operator whose `Binary` is `$at` instructions further on and whose result replaces
                // `$pops` values on the m.stack. The commonest are done here, the others further below.
                macro_rules! arith {
                (Jump, $x:expr, $y:expr, $at:expr, $pops:expr $(, $int:ident)?) => {{
                    let (x, y) = ($x, $y);
                    if let Some((i, j)) = Value::both_small(x, y)
                        && let Some(truth) = quick::compare(a!(), i, j)
                    {
                        sp -= $pops;
                        branch!($at + 1, truth)
                    }
                    operator!(a!(), x, y, $at, $pops, first!($($int)?), To::Jump)
                }};
                ($to:ident, $x:expr, $y:expr, $at:expr, $pops:expr $(, $int:ident)?) => {{
                    let (x, y) = ($x, $y);
                    if let Some((i, j)) = Value::both_small(x, y) {
                        let sum = match a!() {
                            num::ADD | num::INPLACE_ADD => Value::try_small(i + j),
                            num::SUBTRACT | num::INPLACE_SUBTRACT => Value::try_small(i - j),
                            _ => None,
                        };
                        if let Some(v) = sum {
                            sp -= $pops;
                            arith!(@ $to, v, $at);
                        }
                    } else if let Some(v) = quick::float(a!(), x, y, single!()) {
                        if single!() {
                            fuel -= m.profile.costs.of(Cost::Float);
                            m.heap.charge_float();
                        }
                        sp -= $pops;
                        arith!(@ $to, v, $at);
                    }
                    operator!(a!(), x, y, $at, $pops, first!($($int)?), To::$to)
                }};
                (@ Stack, $v:expr, $at:expr) => {{
                    push!($v);
                    next!($at + 1)
                }};
                (@ Local, $v:expr, $at:expr) => {{
                    local!(next_b!($at + 1)) = $v;
                    next!($at + 2)
                }};
            }
                // Goes on with another frame.
                macro_rules! enter {
                    ($place:expr) => {{
                        let place = look!($place);
                        go!(place)
                    }};
                }
                macro_rules! go {
                    ($place:expr) => {{
                        let place = $place;
                        code = &m.codes[place.code as usize];
                        globals = place.globals;
                        base = place.base;
                        ip = place.ip;
                        sp = place.sp;
                        continue 'frames;
                    }};
                }
                macro_rules! load_global {
                    () => {{
                        let name = Qstr(b!() as u32);
                        let Object::Dict(namespace) = m.heap.get(globals) else {
                            more!()
                        };
                        let v = match namespace.at_hint(a!(), name) {
                            Some(v) => v,
                            None => {
                                let known = m.lookups.builtin(globals, name, namespace.len());
                                let v = look!(known);
                                fuel -= m.profile.costs.of(Cost::Builtin);
                                v
                            }
                        };
                        push!(v);
                        next!(1)
                    }};
                }
                // A name that is there already takes another value.
                macro_rules! store_global {
                    () => {{
                        let v = m.stack[sp - 1];
                        let Object::Dict(namespace) = m.heap.get_mut(globals) else {
                            more!()
                        };
                        let place = a!();
                        if globals == m.builtins
                            || namespace.is_fixed()
                            || v.is_null()
                            || namespace.at_hint(place, Qstr(b!() as u32)).is_none()
                        {
                            more!()
                        }
                        namespace.set_at(usize::from(place), v);
                        sp -= 1;
                        next!(1)
                    }};
                }
                // An exception block begins.
                macro_rules! handler {
                    ($is_finally:expr) => {{
                        if m.handlers.len() == m.handlers.capacity() {
                            more!()
                        }
                        m.handlers.push(Handler {
                            target: b!() as u32,
                            is_finally: $is_finally,
                            handling: Value::NULL,
                        });
                        next!(1)
                    }};
                }
                macro_rules! native {
                    ($ret:expr, $v:expr) => {{
                        m.stack[$ret] = $v;
                        sp = $ret + 1;
                        next!(1)
                    }};
                }
                macro_rules! pop_jump {
                    ($jumps:expr) => {{
                        let truth = look!(quick::truth(m.heap, m.stack[sp - 1]));
                        sp -= 1;
                        if truth == $jumps {
                            jump!(b!());
                        }
                        next!(1)
                    }};
                }
                macro_rules! or_pop {
                    ($jumps:expr) => {{
                        if look!(quick::truth(m.heap, m.stack[sp - 1])) == $jumps {
                            ip = b!();
                            continue 'run;
                        }
                        sp -= 1;
                        next!(1)
                    }};
                }
                // The end of a loop over a range: the number on top takes its step.
                macro_rules! range_step {
                    ($end:expr) => {{
                        let step = i64::from(b!() as i32);
                        let Some((i, end)) = Value::both_small(m.stack[sp - 1], $end) else {
                            only_load!(Cost::Load, Value::small(step))
                        };
                        let i = i + step;
                        let Some(v) = Value::try_small(i) else {
                            only_load!(Cost::Load, Value::small(step))
                        };
                        m.stack[sp - 1] = v;
                        let again = match a!() {
                            num::LESS => i < end,
                            _ => i > end,
                        };
                        if !again {
                            next!(6)
                        }
                        ip = next_b!(5);
                        if m.heap.wants_collection() {
                            break Exit::Attend;
                        }
                        // The loop begins by storing its variable.
                        let first = instrs[ip];
                        if first.op == Op::DupStore {
                            fuel -= i64::from(first.cost);
                            local!(next_b!(1)) = v;
                            ip += 2;
                        }
                        continue 'run;
                    }};
                }
                // A comprehension is given its iterator in the second slot, the first empty.
                macro_rules! iterator {
                    () => {
                        match m.stack[sp - 4] {
                            Value::NULL => m.stack[sp - 3],
                            iter => iter,
                        }
                    };
                }
                // Nothing is stored: the step of `for` alone counts.
                macro_rules! only_for {
                    () => {
                        fuel +=
                            i64::from(instrs[ip].cost) - m.profile.costs.of(Cost::ForIter).max(1)
                    };
                }
                macro_rules! for_next {
                    () => {
                        quick::next(m.heap, &mut m.stack[sp - 4..sp])
                    };
                }
                // An item of a list, tuple or byte string; of anything else, it is found further below.
                macro_rules! subscript {
                    ($x:expr, $y:expr, $at:expr, $pops:expr) => {{
                        let (x, y) = ($x, $y);
                        if let Some(v) = quick::item(m.heap, x, y) {
                            sp -= $pops;
                            push!(v);
                            next!($at + 1)
                        }
                        operator!(SUBSCRIPT, x, y, $at, $pops, Cost::LoadFast, To::Stack)
                    }};
                }

                let job = match op {
                    Op::LoadConst => put!(code.consts[b!()]),
                    Op::LoadInt => put!(Value::small(i64::from(b!() as i32))),
                    Op::LoadStr => put!(Value::qstr(Qstr(b!() as u32))),
                    Op::LoadNone => put!(Value::NONE),
                    Op::LoadTrue => put!(Value::TRUE),
                    Op::LoadFalse => put!(Value::FALSE),
                    Op::LoadNull => put!(Value::NULL),
                    Op::LoadFast => put!(set!(local!(b!()))),
                    Op::LoadDeref => {
                        let Some(&Object::Cell(v)) = m.heap.object(local!(b!())) else {
                            more!()
                        };
                        push!(set!(v));
                        next!(1)
                    }
                    Op::LoadName => {
                        if !m.at_module_level(globals) {
                            more!()
                        }
                        load_global!()
                    }
                    Op::LoadGlobal => load_global!(),
                    Op::LoadAttr => Job::Attr {
                        object: m.stack[sp - 1],
                        at: 0,
                    },
                    Op::LoadMethod => Job::Method {
                        object: m.stack[sp - 1],
                        at: 0,
                    },
                    Op::LoadSubscr => subscript!(m.stack[sp - 2], m.stack[sp - 1], 0, 2),
                    Op::StoreFast => {
                        sp -= 1;
                        local!(b!()) = m.stack[sp];
                        next!(1)
                    }
                    Op::StoreName => {
                        if !m.at_module_level(globals) {
                            more!()
                        }
                        store_global!()
                    }
                    Op::StoreGlobal => store_global!(),
                    Op::StoreDeref => {
                        let Some(Object::Cell(slot)) = m.heap.object_mut(local!(b!())) else {
                            more!()
                        };
                        sp -= 1;
                        *slot = m.stack[sp];
                        next!(1)
                    }
                    Op::StoreAttr => Job::SetAttr {
                        object: m.stack[sp - 1],
                        v: m.stack[sp - 2],
                        at: 0,
                    },
                    Op::StoreSubscr => {
                        let (x, y, v) = (m.stack[sp - 2], m.stack[sp - 1], m.stack[sp - 3]);
                        if quick::store(m.heap, x, y, v) {
                            sp -= 3;
                            next!(1)
                        }
                        operator!(PUT, x, y, 0, 3, Cost::LoadFast, To::Nothing)
                    }
                    Op::StoreComp => {
                        let list = m.stack[sp - 1 - b!()];
                        // What goes into a dict is a pair.
                        if a!() == 1 || !quick::append(m.heap, list, m.stack[sp - 1]) {
                            more!()
                        }
                        sp -= 1;
                        next!(1)
                    }
                    Op::DupTop => put!(m.stack[sp - 1]),
                    Op::DupTopTwo => {
                        push!(m.stack[sp - 2]);
                        push!(m.stack[sp - 2]);
                        next!(1)
                    }
                    Op::PopTop => {
                        sp -= 1;
                        next!(1)
                    }
                    Op::RotTwo => {
                        m.stack.swap(sp - 2, sp - 1);
                        next!(1)
                    }
                    Op::RotThree => {
                        let (x, y, z) = (m.stack[sp - 3], m.stack[sp - 2], m.stack[sp - 1]);
                        m.stack[sp - 3] = z;
                        m.stack[sp - 2] = x;
                        m.stack[sp - 1] = y;
                        next!(1)
                    }
                    Op::Jump => jump!(b!()),
                    Op::PopJumpIfTrue => pop_jump!(true),
                    Op::PopJumpIfFalse => pop_jump!(false),
                    Op::JumpIfTrueOrPop => or_pop!(true),
                    Op::JumpIfFalseOrPop => or_pop!(false),
                    Op::GetIterStack => {
                        if quick::sequence(m.heap, m.stack[sp - 1]).is_none() {
                            more!()
                        }
                        push!(Value::small(0));
                        push!(Value::NULL);
                        put!(Value::NULL)
                    }
                    Op::ForIter => match for_next!() {
                        Next::Item(v) => {
                            push!(v);
                            next!(1)
                        }
                        Next::End => {
                            sp -= 4;
                            ip = b!();
                            continue 'run;
                        }
                        Next::Slow => Job::Next {
                            iterator: iterator!(),
                            store: None,
                        },
                    },
                    Op::ForIterStore => match for_next!() {
                        Next::Item(v) => {
                            local!(next_b!(1)) = v;
                            next!(2)
                        }
                        Next::End => {
                            only_for!();
                            sp -= 4;
                            ip = b!();
                            continue 'run;
                        }
                        Next::Slow => Job::Next {
                            iterator: iterator!(),
                            store: Some(instrs[ip].cost),
                        },
                    },
                    Op::JumpForIterStore => {
                        let jump = instrs[ip];
                        ip = jump.b as usize;
                        if !m.heap.wants_collection()
                            && let Next::Item(v) = for_next!()
                        {
                            local!(next_b!(1)) = v;
                            next!(2)
                        }
                        // The jump alone.
                        fuel += i64::from(jump.cost) - m.profile.costs.of(Cost::Jump).max(1);
                        jump!(ip)
                    }
                    Op::UnpackSequence => {
                        let (top, n) = (sp - 1, b!());
                        let items = match m.heap.object(m.stack[top]) {
                            Some(Object::List(items)) => &items[..],
                            Some(Object::Tuple(items)) => &items[..],
                            _ => more!(),
                        };
                        if items.len() != n {
                            more!()
                        }
                        sp = top;
                        for &item in items.iter().rev() {
                            push!(item);
                        }
                        next!(1)
                    }
                    Op::CallFunction => {
                        if b!() != 0 {
                            more!()
                        }
                        let n = a!() as usize;
                        let args = sp - n;
                        let callee = m.stack[args - 1];
                        if n == 1 && callee.as_native().is_some() {
                            let v = m.stack[args];
                            match callee {
                                NEXT => Job::Resume {
                                    generator: v,
                                    sent: Value::NONE,
                                    mode: Resumed::Next,
                                    place: [args - 1; 2],
                                    extra: 0,
                                },
                                _ => {
                                    let costs = costs!();
                                    let v = near::function(
                                        m.heap, m.qstrs, callee, v, costs, &mut fuel,
                                    );
                                    native!(args - 1, look!(v))
                                }
                            }
                        } else {
                            call!(callee, args, n, args - 1)
                        }
                    }
                    Op::CallMethod => {
                        if b!() != 0 {
                            more!()
                        }
                        let n = a!() as usize;
                        let args = sp - n;
                        let (callee, object) = (m.stack[args - 2], m.stack[args - 1]);
                        if callee == APPEND && n == 1 {
                            if !quick::append(m.heap, object, m.stack[args]) {
                                more!()
                            }
                            native!(args - 2, Value::NONE)
                        }
                        match near::method(callee, n) {
                            Some(operator) => {
                                operator!(
                                    operator,
                                    object,
                                    m.stack[args],
                                    0,
                                    n + 2,
                                    Cost::LoadFast,
                                    To::Stack
                                )
                            }
                            None => {
                                let own = usize::from(!object.is_null());
                                call!(callee, args - own, n + own, args - 2)
                            }
                        }
                    }
                    Op::ReturnValue => enter!(m.leave(m.stack[sp - 1])),
                    Op::YieldValue => enter!(m.suspend(base, sp, ip + 1)),
                    Op::YieldFrom => Job::Resume {
                        generator: m.stack[sp - 2],
                        sent: m.stack[sp - 1],
                        mode: Resumed::From,
                        place: [sp, sp - 1],
                        extra: 0,
                    },
                    Op::SetupWith | Op::SetupFinally => handler!(true),
                    Op::SetupExcept => handler!(false),
                    Op::PopExceptJump => {
                        // What the block allocated in excess is told while it can still catch it.
                        if m.heap.is_overdrawn() || !m.is_in_block() {
                            more!()
                        }
                        m.handlers.pop();
                        ip = b!();
                        continue 'run;
                    }
                    Op::EndFinally => {
                        if !m.stack[sp - 1].is_none() {
                            more!()
                        }
                        if m.is_in_block() {
                            m.handlers.pop();
                        }
                        sp -= 1;
                        next!(1)
                    }
                    Op::Unary => {
                        m.stack[sp - 1] = look!(quick::unary(m.heap, a!(), m.stack[sp - 1]));
                        next!(1)
                    }
                    Op::Binary => arith!(Stack, m.stack[sp - 2], m.stack[sp - 1], 0, 2),
                    Op::BinaryStore => arith!(Local, m.stack[sp - 2], m.stack[sp - 1], 0, 2),
                    Op::BinaryJump => arith!(Jump, m.stack[sp - 2], m.stack[sp - 1], 0, 2),
                    Op::BinaryFf => arith!(Stack, local!(b!()), local!(next_b!(1)), 2, 0),
                    Op::BinaryFfStore => arith!(Local, local!(b!()), local!(next_b!(1)), 2, 0),
                    Op::BinaryFfJump => arith!(Jump, local!(b!()), local!(next_b!(1)), 2, 0),
                    Op::BinaryFi => {
                        arith!(Stack, local!(b!()), quick::int(next_b!(1)), 2, 0)
                    }
                    Op::BinaryFiStore => {
                        arith!(Local, local!(b!()), quick::int(next_b!(1)), 2, 0)
                    }
                    Op::BinaryFiJump => {
                        arith!(Jump, local!(b!()), quick::int(next_b!(1)), 2, 0)
                    }
                    Op::BinaryF => arith!(Stack, m.stack[sp - 1], local!(b!()), 1, 1),
                    Op::BinaryFStore => arith!(Local, m.stack[sp - 1], local!(b!()), 1, 1),
                    Op::BinaryFJump => arith!(Jump, m.stack[sp - 1], local!(b!()), 1, 1),
                    Op::BinaryI => arith!(Stack, m.stack[sp - 1], quick::int(b!()), 1, 1, int),
                    Op::BinaryIStore => arith!(Local, m.stack[sp - 1], quick::int(b!()), 1, 1, int),
                    Op::BinaryIJump => arith!(Jump, m.stack[sp - 1], quick::int(b!()), 1, 1, int),
                    Op::DupStore => {
                        local!(next_b!(1)) = m.stack[sp - 1];
                        next!(2)
                    }
                    Op::RangeStep => range_step!(m.stack[sp - 2]),
                    Op::RangeStepConst => range_step!(quick::int(next_b!(3))),
                    Op::StoreFastFast => {
                        sp -= 2;
                        local!(b!()) = m.stack[sp + 1];
                        local!(next_b!(1)) = m.stack[sp];
                        next!(2)
                    }
                    Op::LoadFastMethod => Job::Method {
                        object: local!(b!()),
                        at: 1,
                    },
                    Op::Move => {
                        local!(next_b!(1)) = set!(local!(b!()));
                        next!(2)
                    }
                    Op::LoadFastFast => {
                        let (x, y) = (local!(b!()), local!(next_b!(1)));
                        if x.is_null() || y.is_null() {
                            only_load!(Cost::LoadFast, x)
                        }
                        push!(x);
                        push!(y);
                        next!(2)
                    }
                    Op::JumpIfFast => {
                        let v = local!(b!());
                        match quick::truth(m.heap, v) {
                            None => only_load!(Cost::LoadFast, v),
                            Some(truth) => branch!(1, truth),
                        }
                    }
                    Op::LoadFastAttr => Job::Attr {
                        object: local!(b!()),
                        at: 1,
                    },
                    Op::StoreFastAttr => Job::SetAttr {
                        object: local!(b!()),
                        v: m.stack[sp - 1],
                        at: 1,
                    },
                    Op::LoadSubscrFf => subscript!(local!(b!()), local!(next_b!(1)), 2, 0),
                    Op::LoadSubscrF => subscript!(m.stack[sp - 1], local!(b!()), 1, 1),
                    Op::StoreSubscrFf => {
                        let x = local!(b!());
                        if !quick::store(m.heap, x, local!(next_b!(1)), m.stack[sp - 1]) {
                            only_load!(Cost::LoadFast, x)
                        }
                        sp -= 1;
                        next!(3)
                    }
                    _ => more!(),
                };

                match m.finish(job, instrs, [ip, sp], single!(), &mut fuel) {
                    Done::Stack { v, at, pops } => {
                        sp -= pops;
                        push!(v);
                        next!(at + 1)
                    }
                    Done::Pair { f, receiver, at } => {
                        sp -= 1 - at;
                        push!(f);
                        push!(receiver);
                        next!(at + 1)
                    }
                    Done::Local { v, at, pops } => {
                        sp -= pops;
                        local!(next_b!(at + 1)) = v;
                        next!(at + 2)
                    }
                    Done::Jump { v, at, pops } => {
                        sp -= pops;
                        branch!(at + 1, quick::is_not_zero(v))
                    }
                    Done::Nothing { at, pops } => {
                        sp -= pops;
                        next!(at + 1)
                    }
                    Done::Frame(place) => go!(place),
                    Done::OnlyLoad(cost, v) => only_load!(cost, v),
                    Done::More => more!(),
                }
            };
            break (exit, instrs);
        };
        let (exit, instrs) = exit;
        if let Exit::More = exit {
            // It is counted when it runs.
            fuel += i64::from(instrs[ip].cost);
        }
        if let Some(top) = m.frames.last_mut() {
            top.ip = ip as u32;
        }
        self.sp = sp;
        self.fuel = fuel;
        exit
    }
}
