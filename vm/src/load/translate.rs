//! Bytecode to internal instructions, one for one but for `with`, which takes two.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec;
use alloc::vec::Vec;

use super::{Refused, Scope};
use crate::code::{Instr, Op};
use crate::mpy::opcode as o;
use crate::mpy::{RawCode, decode};
use crate::ops::binary::BinaryOp;
use crate::value::Value;

/// Instructions whose stack use is not yet proven.
pub struct Draft {
    pub instrs: Vec<Instr>,
    pub offsets: Vec<u32>,
    pub consts: Vec<Value>,
    /// Integers that belong among `consts` at that place, and need an object each.
    pub wide: Vec<(usize, i64)>,
    pub n_locals: u16,
}

const NOT_AN_INSTRUCTION: u32 = u32::MAX;

pub fn translate(raw: &RawCode, scope: &Scope<'_>) -> Result<Draft, Refused> {
    let code = &raw.bytecode;
    let mut draft = Draft {
        instrs: Vec::new(),
        offsets: Vec::new(),
        consts: Vec::new(),
        wide: Vec::new(),
        n_locals: 0,
    };
    // Where each bytecode offset went, for the jumps.
    let mut places = vec![NOT_AN_INSTRUCTION; code.len() + 1];
    let mut jumps: Vec<(usize, usize)> = Vec::new();
    let params = raw.n_pos_args as u64
        + raw.n_kwonly_args as u64
        + u64::from(raw.scope_flags & crate::mpy::flags::VARARGS != 0)
        + u64::from(raw.scope_flags & crate::mpy::flags::VARKEYWORDS != 0);
    let mut locals = params;
    for &cell in &raw.cells {
        locals = locals.max(cell as u64 + 1);
    }
    let mut at = 0;
    while at < code.len() {
        let i = decode(code, at).map_err(|e| e.to_string())?;
        places[at] = draft.instrs.len() as u32;
        let arg = u32::try_from(i.arg).ok();
        let name = |n: i64| -> Result<u32, String> {
            let q = usize::try_from(n).ok().and_then(|n| scope.names.get(n));
            q.map(|q| q.0)
                .ok_or_else(|| format!("there is no name {n}, at {at}"))
        };
        let count = || {
            arg.filter(|&n| n <= 0xffff)
                .ok_or_else(|| Refused::Large(format!("an expression in it has {} parts", i.arg)))
        };
        let child = || {
            arg.filter(|&n| (n as usize) < raw.children.len())
                .ok_or_else(|| format!("there is no function {}, at {at}", i.arg))
        };
        let mut local = |n: i64| -> Result<u32, String> {
            let n = u32::try_from(n).map_err(|_| format!("bad local at {at}"))?;
            locals = locals.max(n as u64 + 1);
            Ok(n)
        };
        let mut extra = None;
        let (op, a, b) = match i.info.byte {
            o::LOAD_CONST_STRING => match scope.loose.iter().find(|(n, _)| *n as i64 == i.arg) {
                Some(&(_, place)) => {
                    draft.consts.push(scope.consts[place]);
                    (Op::LoadConst, 0, draft.consts.len() as u32 - 1)
                }
                None => (Op::LoadStr, 0, name(i.arg)?),
            },
            o::LOAD_NAME => (Op::LoadName, 0, name(i.arg)?),
            o::LOAD_GLOBAL => (Op::LoadGlobal, 0, name(i.arg)?),
            o::LOAD_ATTR => (Op::LoadAttr, 0, name(i.arg)?),
            o::LOAD_METHOD => (Op::LoadMethod, 0, name(i.arg)?),
            o::LOAD_SUPER_METHOD => (Op::LoadSuperMethod, 0, name(i.arg)?),
            o::STORE_NAME => (Op::StoreName, 0, name(i.arg)?),
            o::STORE_GLOBAL => (Op::StoreGlobal, 0, name(i.arg)?),
            o::STORE_ATTR => (Op::StoreAttr, 0, name(i.arg)?),
            o::DELETE_NAME => (Op::DeleteName, 0, name(i.arg)?),
            o::DELETE_GLOBAL => (Op::DeleteGlobal, 0, name(i.arg)?),
            o::IMPORT_NAME => (Op::ImportName, 0, name(i.arg)?),
            o::IMPORT_FROM => (Op::ImportFrom, 0, name(i.arg)?),
            o::MAKE_CLOSURE => (Op::MakeClosure, i.extra, child()?),
            o::MAKE_CLOSURE_DEFARGS => (Op::MakeClosureDefargs, i.extra, child()?),
            o::MAKE_FUNCTION => (Op::MakeFunction, 0, child()?),
            o::MAKE_FUNCTION_DEFARGS => (Op::MakeFunctionDefargs, 0, child()?),
            o::LOAD_CONST_SMALL_INT | o::LOAD_CONST_SMALL_INT_MULTI => {
                match (i32::try_from(i.arg), Value::try_small(i.arg)) {
                    (Ok(n), _) => (Op::LoadInt, 0, n as u32),
                    (_, Some(v)) => {
                        draft.consts.push(v);
                        (Op::LoadConst, 0, draft.consts.len() as u32 - 1)
                    }
                    // Compiled for small integers of up to 63 bits: too wide for one word.
                    _ => {
                        draft.wide.push((draft.consts.len(), i.arg));
                        draft.consts.push(Value::NONE);
                        (Op::LoadConst, 0, draft.consts.len() as u32 - 1)
                    }
                }
            }
            o::LOAD_CONST_OBJ => {
                let v = usize::try_from(i.arg)
                    .ok()
                    .and_then(|n| scope.consts.get(n));
                draft
                    .consts
                    .push(*v.ok_or(format!("there is no constant {}, at {at}", i.arg))?);
                (Op::LoadConst, 0, draft.consts.len() as u32 - 1)
            }
            o::LOAD_FAST_N | o::LOAD_FAST_MULTI => (Op::LoadFast, 0, local(i.arg)?),
            o::LOAD_DEREF => (Op::LoadDeref, 0, local(i.arg)?),
            o::STORE_FAST_N | o::STORE_FAST_MULTI => (Op::StoreFast, 0, local(i.arg)?),
            o::STORE_DEREF => (Op::StoreDeref, 0, local(i.arg)?),
            o::DELETE_FAST => (Op::DeleteFast, 0, local(i.arg)?),
            o::DELETE_DEREF => (Op::DeleteDeref, 0, local(i.arg)?),
            o::BUILD_TUPLE => (Op::BuildTuple, 0, count()?),
            o::BUILD_LIST => (Op::BuildList, 0, count()?),
            o::BUILD_MAP => (Op::BuildMap, 0, count()?),
            o::BUILD_SET => (Op::BuildSet, 0, count()?),
            o::BUILD_SLICE => (Op::BuildSlice, 0, count()?.clamp(2, 3)),
            o::STORE_COMP => (Op::StoreComp, (i.arg & 3) as u8, count()? >> 2),
            o::UNPACK_SEQUENCE => (Op::UnpackSequence, 0, count()?),
            o::UNPACK_EX => (Op::UnpackEx, 0, count()?),
            o::CALL_FUNCTION => (Op::CallFunction, i.arg as u8, count()? >> 8),
            o::CALL_FUNCTION_VAR_KW => (Op::CallFunctionVarKw, i.arg as u8, count()? >> 8),
            o::CALL_METHOD => (Op::CallMethod, i.arg as u8, count()? >> 8),
            o::CALL_METHOD_VAR_KW => (Op::CallMethodVarKw, i.arg as u8, count()? >> 8),
            o::UNWIND_JUMP => (Op::UnwindJump, i.extra, 0),
            o::JUMP => (Op::Jump, 0, 0),
            o::POP_JUMP_IF_TRUE => (Op::PopJumpIfTrue, 0, 0),
            o::POP_JUMP_IF_FALSE => (Op::PopJumpIfFalse, 0, 0),
            o::JUMP_IF_TRUE_OR_POP => (Op::JumpIfTrueOrPop, 0, 0),
            o::JUMP_IF_FALSE_OR_POP => (Op::JumpIfFalseOrPop, 0, 0),
            o::SETUP_WITH => {
                extra = Some(Op::SetupWith);
                (Op::WithEnter, 0, 0)
            }
            o::SETUP_EXCEPT => (Op::SetupExcept, 0, 0),
            o::SETUP_FINALLY => (Op::SetupFinally, 0, 0),
            o::POP_EXCEPT_JUMP => (Op::PopExceptJump, 0, 0),
            o::FOR_ITER => (Op::ForIter, 0, 0),
            o::LOAD_CONST_FALSE => (Op::LoadFalse, 0, 0),
            o::LOAD_CONST_NONE => (Op::LoadNone, 0, 0),
            o::LOAD_CONST_TRUE => (Op::LoadTrue, 0, 0),
            o::LOAD_NULL => (Op::LoadNull, 0, 0),
            o::LOAD_BUILD_CLASS => (Op::LoadBuildClass, 0, 0),
            o::LOAD_SUBSCR => (Op::LoadSubscr, 0, 0),
            o::STORE_SUBSCR => (Op::StoreSubscr, 0, 0),
            o::DUP_TOP => (Op::DupTop, 0, 0),
            o::DUP_TOP_TWO => (Op::DupTopTwo, 0, 0),
            o::POP_TOP => (Op::PopTop, 0, 0),
            o::ROT_TWO => (Op::RotTwo, 0, 0),
            o::ROT_THREE => (Op::RotThree, 0, 0),
            o::WITH_CLEANUP => {
                extra = Some(Op::WithExitDone);
                (Op::WithExit, 0, 0)
            }
            o::END_FINALLY => (Op::EndFinally, 0, 0),
            o::GET_ITER => (Op::GetIter, 0, 0),
            o::GET_ITER_STACK => (Op::GetIterStack, 0, 0),
            o::STORE_MAP => (Op::StoreMap, 0, 0),
            o::RETURN_VALUE => (Op::ReturnValue, 0, 0),
            o::RAISE_LAST => (Op::RaiseLast, 0, 0),
            o::RAISE_OBJ => (Op::RaiseObj, 0, 0),
            o::RAISE_FROM => (Op::RaiseFrom, 0, 0),
            o::YIELD_VALUE => (Op::YieldValue, 0, 0),
            o::YIELD_FROM => (Op::YieldFrom, 0, 0),
            o::IMPORT_STAR => (Op::ImportStar, 0, 0),
            o::UNARY_OP_MULTI => (Op::Unary, i.arg as u8, 0),
            o::BINARY_OP_MULTI => (Op::Binary, i.arg as u8, 0),
            byte => return Err(format!("opcode {byte:#04x} at {at} is not known").into()),
        };
        for op in [Some(op), extra].into_iter().flatten() {
            let jumps_here = match op {
                Op::WithEnter => false,
                _ => i.target.is_some(),
            };
            if let (true, Some(target)) = (jumps_here, i.target) {
                jumps.push((draft.instrs.len(), target));
            }
            draft.instrs.push(Instr {
                op,
                a,
                // Known once the loader has asked the board's table.
                cost: 0,
                b,
            });
            draft.offsets.push(at as u32);
        }
        at = i.next;
    }
    let async_exits = async_exits(&draft.instrs, &jumps, &places);
    for (instr, target) in jumps {
        let to = places.get(target).copied().unwrap_or(NOT_AN_INSTRUCTION);
        if to == NOT_AN_INSTRUCTION {
            return Err(Refused::Corrupt(format!(
                "the jump at {} goes to {target}, where no instruction begins",
                draft.offsets[instr]
            )));
        }
        draft.instrs[instr].b = to;
    }
    for (setup, at) in async_exits {
        draft.instrs[setup].a = 1;
        draft.instrs[at].op = Op::RotTwo;
        // Nothing: a jump to where it goes anyway.
        draft.instrs[at + 1].op = Op::Jump;
        draft.instrs[at + 1].b = at as u32 + 2;
    }
    // Python's limit is far below; a file that asks for more is not one a compiler wrote.
    draft.n_locals = u16::try_from(locals)
        .ok()
        .filter(|&n| n < 0x4000)
        .ok_or_else(|| Refused::Large("it has more than 16383 locals".into()))?;
    Ok(draft)
}

/// Where each `async with` begins, and where it takes what unwinds through it, a mark of two words,
/// from above its manager: by two `ROT_THREE`. A mark is one word here, so one exchange does that.
///
/// Only `async with` begins a `finally` block by asking whether it was reached by an exception.
fn async_exits(instrs: &[Instr], jumps: &[(usize, usize)], places: &[u32]) -> Vec<(usize, usize)> {
    let place = |offset: usize| places.get(offset).map(|&place| place as usize);
    let op = |i: usize| instrs.get(i).map(|i| i.op);
    let target = |i: usize| {
        let found = jumps.binary_search_by_key(&i, |&(from, _)| from).ok()?;
        place(jumps[found].1)
    };
    let finally = jumps
        .iter()
        .filter(|&&(from, _)| instrs[from].op == Op::SetupFinally);
    finally
        .filter_map(|&(setup, offset)| {
            let at = place(offset)?;
            let asks = op(at) == Some(Op::DupTop)
                && op(at + 1) == Some(Op::LoadGlobal)
                && instrs.get(at + 2).is_some_and(matches_exception)
                && op(at + 3) == Some(Op::PopJumpIfFalse);
            let exit = target(at + 3).filter(|_| asks)?;
            let turns = op(exit) == Some(Op::RotThree) && op(exit + 1) == Some(Op::RotThree);
            turns.then_some((setup, exit))
        })
        .collect()
}

fn matches_exception(instr: &Instr) -> bool {
    instr.op == Op::Binary && instr.a == BinaryOp::ExceptionMatch as u8
}
