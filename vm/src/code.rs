//! The internal code: fixed-width instructions with jumps, names and constants resolved.

use alloc::boxed::Box;

use crate::qstr::Qstr;
use crate::value::Value;

/// One instruction, in 8 bytes.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Instr {
    /// What to do.
    pub op: Op,
    /// A small operand: a count, an operator, or where a name was found last time.
    pub a: u8,
    /// Virtual cycles that it takes.
    pub cost: u16,
    /// The operand: a local, a name, a constant, the instruction to jump to.
    pub b: u32,
}

/// The operations. The comment is the stack before and after.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[repr(u8)]
#[allow(missing_docs)]
pub enum Op {
    // Loads: `-- v`
    LoadConst,
    LoadInt,
    LoadStr,
    LoadNone,
    LoadTrue,
    LoadFalse,
    LoadNull,
    LoadFast,
    LoadDeref,
    LoadName,
    LoadGlobal,
    LoadBuildClass,
    /// `obj -- v`
    LoadAttr,
    /// `obj -- method self`
    LoadMethod,
    /// `super class self -- method self`
    LoadSuperMethod,
    /// `obj index -- v`
    LoadSubscr,
    // Stores: `v --`
    StoreFast,
    StoreDeref,
    StoreName,
    StoreGlobal,
    /// `v obj --`
    StoreAttr,
    /// `v obj index --`
    StoreSubscr,
    DeleteFast,
    DeleteDeref,
    DeleteName,
    DeleteGlobal,
    // Stack
    DupTop,
    DupTopTwo,
    PopTop,
    RotTwo,
    RotThree,
    // Jumps
    Jump,
    PopJumpIfTrue,
    PopJumpIfFalse,
    JumpIfTrueOrPop,
    JumpIfFalseOrPop,
    UnwindJump,
    /// `iter(4) -- iter(4) v`, or jumps with `--`
    ForIter,
    // Blocks
    /// `manager -- exit self v`
    WithEnter,
    SetupWith,
    SetupExcept,
    SetupFinally,
    PopExceptJump,
    /// `exit self why -- exit self why result`
    WithExit,
    /// `exit self why result -- why`
    WithExitDone,
    EndFinally,
    // Iteration
    GetIter,
    /// `obj -- iter(4)`
    GetIterStack,
    // Building
    BuildTuple,
    BuildList,
    BuildMap,
    StoreMap,
    BuildSet,
    BuildSlice,
    StoreComp,
    UnpackSequence,
    UnpackEx,
    MakeFunction,
    MakeFunctionDefargs,
    MakeClosure,
    MakeClosureDefargs,
    // Calls
    CallFunction,
    CallFunctionVarKw,
    CallMethod,
    CallMethodVarKw,
    ReturnValue,
    RaiseLast,
    RaiseObj,
    RaiseFrom,
    YieldValue,
    YieldFrom,
    ImportName,
    ImportFrom,
    ImportStar,
    Unary,
    Binary,
    // Fused: several of the above in one step, for the values that need no call. Each stands in
    // place of the first of them and falls back to it; the others stay where they are, as operands.
    /// `LoadFast LoadFast Binary`
    BinaryFf,
    /// … and `StoreFast`
    BinaryFfStore,
    /// … and a conditional jump
    BinaryFfJump,
    /// `LoadFast LoadInt Binary`
    BinaryFi,
    /// … and `StoreFast`
    BinaryFiStore,
    /// … and a conditional jump
    BinaryFiJump,
    /// `LoadFast Binary`
    BinaryF,
    /// … and `StoreFast`
    BinaryFStore,
    /// … and a conditional jump
    BinaryFJump,
    /// `LoadInt Binary`
    BinaryI,
    /// … and `StoreFast`
    BinaryIStore,
    /// … and a conditional jump
    BinaryIJump,
    /// `Binary StoreFast`
    BinaryStore,
    /// `Binary` and a conditional jump
    BinaryJump,
    /// `ForIter StoreFast`
    ForIterStore,
    /// `DupTop StoreFast`
    DupStore,
    /// `LoadInt Binary DupTopTwo RotTwo Binary PopJumpIfTrue`: the end of a loop over a range
    RangeStep,
    /// `LoadInt Binary DupTop LoadInt Binary PopJumpIfTrue`: the same with a constant's end
    RangeStepConst,
    /// `LoadFast StoreFast`
    Move,
    /// `LoadFast LoadFast`
    LoadFastFast,
    /// `LoadFast` and a conditional jump
    JumpIfFast,
    /// `LoadFast LoadAttr`
    LoadFastAttr,
    /// `LoadFast StoreAttr`
    StoreFastAttr,
    /// `LoadFast LoadFast LoadSubscr`
    LoadSubscrFf,
    /// `LoadFast LoadSubscr`
    LoadSubscrF,
    /// `LoadFast LoadFast StoreSubscr`
    StoreSubscrFf,
    /// `BuildSlice LoadSubscr`
    LoadSlice,
    /// `BuildSlice StoreSubscr`
    StoreSlice,
    /// `Jump` to `ForIter StoreFast`
    JumpForIterStore,
    /// `StoreFast StoreFast`
    StoreFastFast,
    /// `LoadFast LoadMethod`
    LoadFastMethod,
}

impl Op {
    /// Whether it stands for several instructions.
    #[inline]
    pub fn is_fused(self) -> bool {
        self as u8 >= Op::BinaryFf as u8
    }

    /// The plain operation that a fused one begins with; any other is itself.
    pub fn first(self) -> Op {
        match self {
            Op::BinaryFf
            | Op::BinaryFfStore
            | Op::BinaryFfJump
            | Op::BinaryFi
            | Op::BinaryFiStore
            | Op::BinaryFiJump
            | Op::BinaryF
            | Op::BinaryFStore
            | Op::BinaryFJump
            | Op::Move
            | Op::LoadFastFast
            | Op::JumpIfFast
            | Op::LoadFastAttr
            | Op::LoadFastMethod
            | Op::StoreFastAttr
            | Op::LoadSubscrFf
            | Op::LoadSubscrF
            | Op::StoreSubscrFf => Op::LoadFast,
            Op::BinaryI
            | Op::BinaryIStore
            | Op::BinaryIJump
            | Op::RangeStep
            | Op::RangeStepConst => Op::LoadInt,
            Op::DupStore => Op::DupTop,
            Op::LoadSlice | Op::StoreSlice => Op::BuildSlice,
            Op::JumpForIterStore => Op::Jump,
            Op::StoreFastFast => Op::StoreFast,
            Op::BinaryStore | Op::BinaryJump => Op::Binary,
            Op::ForIterStore => Op::ForIter,
            plain => plain,
        }
    }
}

/// A function's code.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Code {
    /// Its instructions.
    pub instrs: Box<[Instr]>,
    /// The stack depth before each instruction; `u16::MAX` where control never comes.
    pub depths: Box<[u16]>,
    /// The bytecode offset of each instruction.
    pub offsets: Box<[u32]>,
    /// The constants that it loads.
    pub consts: Box<[Value]>,
    /// The code numbers of the functions that it makes.
    pub children: Box<[u32]>,
    /// Names of positional and keyword-only parameters; cells closed over are named `*`.
    pub arg_names: Box<[Qstr]>,
    /// Locals that live in cells.
    pub cells: Box<[u8]>,
    /// The line table.
    pub line_info: Box<[u8]>,
    /// Positional parameters, cells closed over included.
    pub n_pos: u16,
    /// Keyword-only parameters.
    pub n_kwonly: u16,
    /// How many positional parameters have defaults.
    pub n_defaults: u16,
    /// The number of arguments that it can be called with by nothing but a frame over them: all are
    /// positional, and nothing closes over its locals. `u16::MAX` if there is none.
    pub plain: u16,
    /// All locals.
    pub n_locals: u16,
    /// The deepest that its operand stack gets.
    pub max_stack: u16,
    /// `mpy::flags`
    pub flags: u8,
    /// What it takes on a board, and what a generator of it does.
    pub bytes: [u32; 2],
    /// Whether it is given up once nothing refers to it: code that the program made.
    pub transient: bool,
    /// Whether tracebacks leave it out (the VM's own frozen helpers).
    pub hidden: bool,
    /// Its name.
    pub name: Qstr,
    /// Its source file.
    pub file: Qstr,
}

impl Code {
    /// Whether calling it makes a generator.
    pub fn is_generator(&self) -> bool {
        self.flags & crate::mpy::flags::GENERATOR != 0
    }

    /// Whether it takes `*args`.
    pub fn has_varargs(&self) -> bool {
        self.flags & crate::mpy::flags::VARARGS != 0
    }

    /// Whether it takes `**kwargs`.
    pub fn has_varkw(&self) -> bool {
        self.flags & crate::mpy::flags::VARKEYWORDS != 0
    }

    /// Locals and operands together.
    pub fn frame_size(&self) -> usize {
        self.n_locals as usize + self.max_stack as usize
    }

    /// The source line of an instruction.
    pub fn line(&self, instr: usize) -> u32 {
        let offset = self.offsets.get(instr).copied().unwrap_or(0);
        crate::mpy::line_at(&self.line_info, offset as usize) as u32
    }

    /// Gives up what it holds.
    pub fn clear(&mut self) {
        self.instrs = Box::default();
        self.depths = Box::default();
        self.offsets = Box::default();
        self.consts = Box::default();
        self.children = Box::default();
        self.arg_names = Box::default();
        self.cells = Box::default();
        self.line_info = Box::default();
        self.transient = false;
        self.bytes = [0; 2];
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instructions_are_eight_bytes() {
        assert_eq!(size_of::<Instr>(), 8);
    }
}
