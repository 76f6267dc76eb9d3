//! Common sequences of instructions joined into one, for the values that need nothing but the loop.
//!
//! A fused instruction stands in place of the first of its sequence; the others stay. When the
//! values turn out to need more, the loop does the first one as if nothing had been fused, and goes
//! on. So jumps, tracebacks and stack depths know nothing of fusion.

use crate::code::{Code, Instr, Op};
use crate::ops::binary::BinaryOp;

/// Fuses what can be fused in a function that has been verified.
pub fn fuse(code: &mut Code) {
    let plain = code.instrs.clone();
    for (at, instr) in code.instrs.iter_mut().enumerate() {
        if code.depths[at] == u16::MAX {
            // Control never comes here.
            continue;
        }
        if let Some(cost) = jump_to_for(&plain, *instr) {
            instr.op = Op::JumpForIterStore;
            instr.cost = cost;
            continue;
        }
        let Some((op, len)) = pattern(&plain[at..]) else {
            continue;
        };
        let sequence = &plain[at..at + len];
        let sum: u32 = sequence.iter().map(|i| u32::from(i.cost)).sum();
        let Ok(cost) = u16::try_from(sum) else {
            continue;
        };
        // The operator goes where the loop looks for it: the last one, if there are two.
        let operator = sequence.iter().rfind(|i| i.op == Op::Binary);
        *instr = Instr {
            op,
            a: operator.map_or(instr.a, |i| i.a),
            cost,
            ..*instr
        };
    }
}

/// What a jump back to a `for` costs that stores what comes next.
fn jump_to_for(plain: &[Instr], jump: Instr) -> Option<u16> {
    let target = plain.get(jump.b as usize..)?;
    let [next, store] = target.first_chunk::<2>()?;
    if [jump.op, next.op, store.op] != [Op::Jump, Op::ForIter, Op::StoreFast] {
        return None;
    }
    jump.cost.checked_add(next.cost)?.checked_add(store.cost)
}

/// What an operator's result goes to.
enum Then {
    Stack,
    Local,
    Jump,
}

fn then(rest: &[Instr]) -> Then {
    match rest.first().map(|i| i.op) {
        Some(Op::StoreFast) => Then::Local,
        Some(Op::PopJumpIfTrue | Op::PopJumpIfFalse) => Then::Jump,
        _ => Then::Stack,
    }
}

/// The fused operation for the instructions at the start of `code`, and how many they are.
fn pattern(code: &[Instr]) -> Option<(Op, usize)> {
    use Op::*;
    let op = |i: usize| code.get(i).map(|i| i.op);
    let choose = |len: usize, stack: Op, local: Op, jump: Op| match then(&code[len..]) {
        Then::Stack => (stack, len),
        Then::Local => (local, len + 1),
        Then::Jump => (jump, len + 1),
    };
    if let Some(range) = range_step(code) {
        return Some(range);
    }
    Some(match (op(0)?, op(1)?, op(2)) {
        (LoadFast, LoadFast, Some(Binary)) => choose(3, BinaryFf, BinaryFfStore, BinaryFfJump),
        (LoadFast, LoadInt, Some(Binary)) => choose(3, BinaryFi, BinaryFiStore, BinaryFiJump),
        (LoadFast, LoadFast, Some(LoadSubscr)) => (LoadSubscrFf, 3),
        (LoadFast, LoadFast, Some(StoreSubscr)) => (StoreSubscrFf, 3),
        (LoadFast, Binary, _) => choose(2, BinaryF, BinaryFStore, BinaryFJump),
        (LoadInt, Binary, _) => choose(2, BinaryI, BinaryIStore, BinaryIJump),
        (LoadFast, LoadSubscr, _) => (LoadSubscrF, 2),
        (LoadFast, LoadAttr, _) => (LoadFastAttr, 2),
        (LoadFast, StoreAttr, _) => (StoreFastAttr, 2),
        (LoadFast, StoreFast, _) => (Move, 2),
        (LoadFast, PopJumpIfTrue | PopJumpIfFalse, _) => (JumpIfFast, 2),
        // The second may itself begin something better.
        (LoadFast, LoadFast, Some(next)) if !matches!(next, LoadAttr | StoreAttr | LoadMethod) => {
            (LoadFastFast, 2)
        }
        (Binary, StoreFast, _) => (BinaryStore, 2),
        (Binary, PopJumpIfTrue | PopJumpIfFalse, _) => (BinaryJump, 2),
        (DupTop, StoreFast, _) => (DupStore, 2),
        (ForIter, StoreFast, _) => (ForIterStore, 2),
        (BuildSlice, LoadSubscr, _) => (LoadSlice, 2),
        (BuildSlice, StoreSubscr, _) => (StoreSlice, 2),
        (StoreFast, StoreFast, _) => (StoreFastFast, 2),
        (LoadFast, LoadMethod, _) => (LoadFastMethod, 2),
        _ => return None,
    })
}

/// The end of a `for` over a range: `i += step`, then back to the start while `i < end` (or `>`).
fn range_step(code: &[Instr]) -> Option<(Op, usize)> {
    use Op::*;
    let [step, add, dup, other, compare, jump] = code.first_chunk::<6>()?;
    let ops = [step.op, add.op, dup.op, other.op, compare.op, jump.op];
    let op = match ops {
        [LoadInt, Binary, DupTopTwo, RotTwo, Binary, PopJumpIfTrue] => RangeStep,
        [LoadInt, Binary, DupTop, LoadInt, Binary, PopJumpIfTrue] => RangeStepConst,
        _ => return None,
    };
    let known = add.a == BinaryOp::InplaceAdd as u8
        && [BinaryOp::Less as u8, BinaryOp::More as u8].contains(&compare.a);
    known.then_some((op, 6))
}
