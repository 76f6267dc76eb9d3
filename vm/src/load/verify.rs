//! Proof that code keeps to its stack: every path reaches an instruction with one and the same
//! depth and one and the same nest of exception blocks, and pops only what is there.

use alloc::format;
use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

use super::Refused;
use crate::code::{Code, Instr, Op};

/// An exception block around an instruction.
#[derive(Clone, Copy, PartialEq)]
struct Block {
    outer: u32,
    target: u32,
    /// The depth once the block is left. What a `with` statement keeps on the stack is then gone.
    after: u16,
}

const NO_BLOCK: u32 = u32::MAX;
const UNREACHED: u16 = u16::MAX;
const MAX_STACK: u16 = 0x4000;
const MAX_BLOCKS: usize = 1 << 16;

/// What an expression of very many parts comes to.
fn too_deep() -> Refused {
    Refused::Large(format!(
        "an expression in it needs more than {MAX_STACK} values on the stack"
    ))
}

struct Verifier<'c> {
    code: &'c Code,
    depths: Vec<u16>,
    /// The innermost block around each instruction.
    around: Vec<u32>,
    blocks: Vec<Block>,
    todo: Vec<u32>,
    max: u16,
}

/// Fills in `depths` and `max_stack`, or says why the code is refused.
pub fn verify(code: &mut Code) -> Result<(), Refused> {
    let n = code.instrs.len();
    if n == 0 {
        return Err(Refused::Corrupt("it has no instructions".into()));
    }
    let mut v = Verifier {
        code,
        depths: vec![UNREACHED; n],
        around: vec![NO_BLOCK; n],
        blocks: Vec::new(),
        todo: Vec::new(),
        max: 0,
    };
    v.flow(0, 0, NO_BLOCK)?;
    while let Some(i) = v.todo.pop() {
        v.step(i)?;
    }
    let (depths, max) = (v.depths, v.max);
    code.depths = depths.into();
    code.max_stack = max;
    Ok(())
}

impl Verifier<'_> {
    /// Control reaches instruction `to` with this depth inside this block.
    fn flow(&mut self, to: u32, depth: u16, block: u32) -> Result<(), Refused> {
        let i = to as usize;
        let Some(&known) = self.depths.get(i) else {
            return Err(Refused::Corrupt("control runs off its end".into()));
        };
        if depth > MAX_STACK {
            return Err(too_deep());
        }
        if known == UNREACHED {
            self.depths[i] = depth;
            self.around[i] = block;
            self.max = self.max.max(depth);
            self.todo.push(to);
        } else if known != depth || !self.same_blocks(self.around[i], block) {
            return Err(Refused::Corrupt(format!(
                "the stack differs between paths to {}",
                self.code.offsets[i]
            )));
        }
        Ok(())
    }

    fn same_blocks(&self, mut a: u32, mut b: u32) -> bool {
        while a != b {
            let (Some(x), Some(y)) = (self.blocks.get(a as usize), self.blocks.get(b as usize))
            else {
                return false;
            };
            if (x.target, x.after) != (y.target, y.after) {
                return false;
            }
            (a, b) = (x.outer, y.outer);
        }
        true
    }

    fn push_block(&mut self, outer: u32, target: u32, after: u16) -> Result<u32, Refused> {
        if self.blocks.len() >= MAX_BLOCKS {
            return Err(Refused::Large(format!(
                "it has more than {MAX_BLOCKS} exception blocks"
            )));
        }
        self.blocks.push(Block {
            outer,
            target,
            after,
        });
        Ok(self.blocks.len() as u32 - 1)
    }

    fn block(&self, n: u32, i: usize) -> Result<Block, String> {
        let none = || format!("no exception block to leave at {}", self.code.offsets[i]);
        self.blocks.get(n as usize).copied().ok_or_else(none)
    }

    fn step(&mut self, at: u32) -> Result<(), Refused> {
        let i = at as usize;
        let Instr { op, a, b, .. } = self.code.instrs[i];
        let d = self.depths[i];
        let block = self.around[i];
        let next = at + 1;
        let underflow = || format!("the stack underflows at {}", self.code.offsets[i]);
        // What is left after popping `n`.
        let less = |n: u32| {
            u16::try_from(n)
                .ok()
                .and_then(|n| d.checked_sub(n))
                .ok_or_else(underflow)
        };
        let keys = |fixed: u32| fixed + u32::from(a) + 2 * b;
        let (pops, pushes): (u32, u16) = match op {
            Op::LoadConst
            | Op::LoadInt
            | Op::LoadStr
            | Op::LoadNone
            | Op::LoadTrue
            | Op::LoadFalse
            | Op::LoadNull
            | Op::LoadFast
            | Op::LoadDeref
            | Op::LoadName
            | Op::LoadGlobal
            | Op::LoadBuildClass
            | Op::BuildMap
            | Op::MakeFunction => (0, 1),
            Op::LoadAttr | Op::GetIter | Op::Unary | Op::YieldValue => (1, 1),
            Op::LoadMethod | Op::DupTop | Op::ImportFrom => (1, 2),
            Op::LoadSuperMethod => (3, 2),
            Op::LoadSubscr
            | Op::Binary
            | Op::YieldFrom
            | Op::ImportName
            | Op::MakeFunctionDefargs => (2, 1),
            Op::StoreFast
            | Op::StoreDeref
            | Op::StoreName
            | Op::StoreGlobal
            | Op::PopTop
            | Op::ImportStar => (1, 0),
            Op::StoreAttr => (2, 0),
            Op::StoreSubscr => (3, 0),
            Op::StoreMap => (3, 1),
            Op::DeleteFast | Op::DeleteDeref | Op::DeleteName | Op::DeleteGlobal => (0, 0),
            Op::DupTopTwo => (2, 4),
            Op::RotTwo => (2, 2),
            Op::RotThree => (3, 3),
            Op::GetIterStack => (1, 4),
            Op::BuildTuple | Op::BuildList | Op::BuildSet | Op::BuildSlice => (b, 1),
            Op::MakeClosure => (u32::from(a), 1),
            Op::MakeClosureDefargs => (u32::from(a) + 2, 1),
            Op::UnpackSequence => (1, b as u16),
            Op::UnpackEx => (1, (b & 0xff) as u16 + (b >> 8 & 0xff) as u16 + 1),
            Op::CallFunction => (keys(1), 1),
            Op::CallFunctionVarKw | Op::CallMethod => (keys(2), 1),
            Op::CallMethodVarKw => (keys(3), 1),
            Op::StoreComp => {
                let pops = if a == 1 { 2 } else { 1 };
                // The collection is `b` below the top, and stays.
                less(b + 1)?;
                if b < pops {
                    return Err(underflow().into());
                }
                (pops, 0)
            }
            Op::Jump => {
                return self.flow(b, d, block);
            }
            Op::PopJumpIfTrue | Op::PopJumpIfFalse => {
                self.flow(b, less(1)?, block)?;
                (1, 0)
            }
            Op::JumpIfTrueOrPop | Op::JumpIfFalseOrPop => {
                less(1)?;
                self.flow(b, d, block)?;
                (1, 0)
            }
            Op::ForIter => {
                self.flow(b, less(4)?, block)?;
                (0, 1)
            }
            Op::UnwindJump => {
                let (mut inner, mut depth) = (block, d);
                for _ in 0..a & 0x7f {
                    let leaving = self.block(inner, i)?;
                    depth = leaving.after;
                    inner = leaving.outer;
                }
                if a & 0x80 != 0 {
                    depth = depth.checked_sub(4).ok_or_else(underflow)?;
                }
                return self.flow(b, depth, inner);
            }
            Op::WithEnter => (1, 3),
            Op::SetupWith => {
                let inner = self.push_block(block, b, less(3)?)?;
                self.flow(b, d, inner)?;
                return self.flow(next, d, inner);
            }
            Op::SetupExcept | Op::SetupFinally => {
                // Behind `async with` its manager is gone, too.
                let inner = self.push_block(block, b, less(a.into())?)?;
                self.flow(b, d + 1, inner)?;
                return self.flow(next, d, inner);
            }
            Op::PopExceptJump => {
                let outer = self.block(block, i)?.outer;
                return self.flow(b, d, outer);
            }
            Op::WithExit => {
                less(3)?;
                (0, 1)
            }
            Op::WithExitDone => (4, 1),
            Op::EndFinally => {
                let outer = self.block(block, i)?.outer;
                return self.flow(next, less(1)?, outer);
            }
            Op::ReturnValue | Op::RaiseObj => return Ok(less(1).map(|_| ())?),
            Op::RaiseFrom => return Ok(less(2).map(|_| ())?),
            Op::RaiseLast => return Ok(()),
            // Instructions are fused after the proof.
            _ => return Err(Refused::Corrupt("it has fused instructions".into())),
        };
        let after = less(pops)?.checked_add(pushes).ok_or_else(too_deep)?;
        if op == Op::WithExit {
            // `__exit__` is called with its three arguments above what is there.
            self.max = self.max.max(d + 5);
        }
        self.flow(next, after, block)
    }
}
