//! Virtual cycles: what each instruction and each longer piece of work takes on a board.
//!
//! A table is data: one figure per [`Cost`]. The loader writes the figures of instructions into
//! them; natives and the loop's slow paths pay for the rest with [`Vm::pay`]. Where the figures
//! come from, and how well they fit, is in docs/costs.md; `cargo xtask calibrate` measures it.

mod boards;

pub use boards::{ESP32, RP2040, RP2350};

use crate::code::Op;
use crate::ops::binary::BinaryOp;
use crate::vm::Vm;

macro_rules! costs {
    ($($(#[$doc:meta])* $name:ident,)*) => {
        /// What can be paid for.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        pub enum Cost {
            $($(#[$doc])* $name,)*
        }

        impl Cost {
            /// All of them, by name, in the order of a table.
            pub const NAMES: &'static [&'static str] = &[$(stringify!($name)),*];
            /// How many figures a table has.
            pub const COUNT: usize = Cost::NAMES.len();
        }

        /// A board's table, written by name.
        #[allow(non_snake_case, missing_docs)]
        pub struct Figures {
            $(pub $name: u32,)*
        }

        impl Figures {
            /// The table that the machine reads.
            pub const fn table(self) -> Costs {
                Costs([$(self.$name),*])
            }
        }
    };
}

costs! {
    /// A constant: of the code, an integer, a string, `None`, `True`, `False`.
    Load,
    /// A local variable is read.
    LoadFast,
    /// A local variable is written.
    StoreFast,
    /// A variable that closures share is read, written or deleted.
    Deref,
    /// A global name is found in its module.
    LoadGlobal,
    /// The same, when only the built-in names hold it: what it takes beyond.
    Builtin,
    /// A name is written or deleted.
    StoreGlobal,
    /// An attribute that the instance or module has itself.
    LoadAttr,
    /// The same, when its class has it: what it takes beyond.
    ClassAttr,
    /// An attribute is written.
    StoreAttr,
    /// The same, when the instance had none of this name: what it takes beyond.
    NewAttr,
    /// A method of a built-in type, for a call.
    LoadMethod,
    /// The same of a Python class: what it takes beyond.
    UserMethod,
    /// `a[i]`
    LoadSubscr,
    /// `a[i] = v`
    StoreSubscr,
    /// The stack is rearranged.
    Stack,
    /// A jump.
    Jump,
    /// A conditional jump.
    Branch,
    /// A step of `for`.
    ForIter,
    /// An iterator is made.
    GetIter,
    /// A tuple is built.
    BuildTuple,
    /// A list is built.
    BuildList,
    /// A dict is built, empty.
    BuildMap,
    /// A set is built.
    BuildSet,
    /// A slice is built.
    BuildSlice,
    /// A pair goes into a dict.
    StoreMap,
    /// An item is added by a comprehension.
    StoreComp,
    /// A sequence is taken apart.
    Unpack,
    /// One item of a tuple, list or set that is built, taken apart, copied or moved.
    Item,
    /// A function is made.
    MakeFunction,
    /// Any call, with which a native is done.
    Call,
    /// A call with `*` or `**`: what it takes beyond.
    CallStar,
    /// A Python function returns: all that its call took beyond a native's.
    Return,
    /// The same, of a function whose state lies in the heap: what it takes beyond.
    HeapFrame,
    /// A call whose arguments are not all plain positional ones: what it takes beyond.
    Bind,
    /// An instance of a Python class is made: what it takes beyond the call of `__init__`.
    Instance,
    /// A generator is made: what it takes beyond the call.
    Generator,
    /// A generator yields.
    Yield,
    /// An exception block begins or ends.
    Block,
    /// An exception is raised or caught.
    Raise,
    /// `with`
    With,
    /// `import`
    Import,
    /// `not`, `-`, `~`, `+`
    Unary,
    /// An operator on small integers.
    Binary,
    /// The same for `*`.
    Multiply,
    /// The same for `//` and `%`.
    Divide,
    /// `/`, and a float comes out.
    TrueDivide,
    /// A comparison of small integers; `in`, `is`.
    Compare,
    /// `+`, `-`, `*` of floats: what it takes beyond.
    Float,
    /// A comparison of floats, and any operator on a float and an integer: what it takes beyond.
    FloatMixed,
    /// `**` of floats: what it takes beyond.
    FloatPower,
    /// A function of `math` or `cmath`: what it takes beyond the call.
    FloatFunction,
    /// An operator on complex numbers: what it takes beyond, for each of its float operations.
    Complex,
    /// An operator on integers beyond the small ones: what it takes beyond.
    BigInt,
    /// The same, for each step of 32 by 32 bits.
    BigDigit,
    /// A user's operator method is found: what it takes beyond its call.
    UserOperator,
    /// A sequence is sliced, joined or repeated: what it takes beyond its items.
    Sequence,
    /// A text is looked up among the interned ones.
    FindStr,
    /// A text is made that is not among them.
    NewStr,
    /// Sixteen bytes of a text or of bytes are copied or searched.
    Bytes16,
    /// A value is formatted as text.
    Format,
    /// An item is compared with another by a search, or looked for in a dict or set.
    Search,
    /// A text that is not interned is a dict's or set's key: what it takes beyond.
    TextKey,
    /// A collection passes sixteen bytes of the heap.
    Sweep,
    /// A collection keeps sixteen bytes.
    Mark,
    /// A step of the VM's own continuations, which a board has none of.
    Step,
    /// Sixteenths of an instruction's figure that count in the VM's own Python, natives on a board.
    Frozen,
}

/// A board's figures, in cycles of its processor.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Costs(pub [u32; Cost::COUNT]);

impl Costs {
    /// One figure.
    #[inline(always)]
    pub const fn of(&self, cost: Cost) -> i64 {
        self.0[cost as usize] as i64
    }

    /// The cycles that an instruction takes by itself, from its operation and operands.
    pub fn instruction(&self, op: Op, a: u8, b: u32) -> u16 {
        let items = |n: u32| n as i64 * self.of(Cost::Item);
        let cost = match op {
            Op::LoadFast => Cost::LoadFast,
            Op::StoreFast | Op::DeleteFast => Cost::StoreFast,
            Op::LoadDeref | Op::StoreDeref | Op::DeleteDeref => Cost::Deref,
            Op::LoadName | Op::LoadGlobal => Cost::LoadGlobal,
            Op::StoreName | Op::StoreGlobal | Op::DeleteName | Op::DeleteGlobal => {
                Cost::StoreGlobal
            }
            Op::LoadAttr => Cost::LoadAttr,
            Op::StoreAttr => Cost::StoreAttr,
            Op::LoadMethod | Op::LoadSuperMethod => Cost::LoadMethod,
            Op::LoadSubscr => Cost::LoadSubscr,
            Op::StoreSubscr => Cost::StoreSubscr,
            Op::DupTop | Op::DupTopTwo | Op::PopTop | Op::RotTwo | Op::RotThree => Cost::Stack,
            Op::Jump => Cost::Jump,
            Op::PopJumpIfTrue | Op::PopJumpIfFalse | Op::JumpIfTrueOrPop | Op::JumpIfFalseOrPop => {
                Cost::Branch
            }
            Op::ForIter => Cost::ForIter,
            Op::GetIter | Op::GetIterStack => Cost::GetIter,
            Op::BuildTuple => return word(self.of(Cost::BuildTuple) + items(b)),
            Op::BuildList => return word(self.of(Cost::BuildList) + items(b)),
            Op::BuildSet => return word(self.of(Cost::BuildSet) + items(b)),
            Op::UnpackSequence => return word(self.of(Cost::Unpack) + items(b)),
            Op::BuildMap => Cost::BuildMap,
            Op::BuildSlice => Cost::BuildSlice,
            Op::StoreMap => Cost::StoreMap,
            Op::StoreComp => Cost::StoreComp,
            Op::UnpackEx => Cost::Unpack,
            Op::MakeFunction
            | Op::MakeFunctionDefargs
            | Op::MakeClosure
            | Op::MakeClosureDefargs => Cost::MakeFunction,
            Op::CallFunction | Op::CallMethod => Cost::Call,
            Op::CallFunctionVarKw | Op::CallMethodVarKw => {
                return word(self.of(Cost::Call) + self.of(Cost::CallStar));
            }
            Op::ReturnValue => Cost::Return,
            Op::YieldValue | Op::YieldFrom => Cost::Yield,
            Op::SetupExcept
            | Op::SetupFinally
            | Op::SetupWith
            | Op::PopExceptJump
            | Op::UnwindJump
            | Op::EndFinally => Cost::Block,
            Op::RaiseLast | Op::RaiseObj | Op::RaiseFrom => Cost::Raise,
            Op::WithEnter | Op::WithExit | Op::WithExitDone => Cost::With,
            Op::ImportName | Op::ImportFrom | Op::ImportStar => Cost::Import,
            Op::Unary => Cost::Unary,
            Op::Binary => binary(a),
            _ => Cost::Load,
        };
        word(self.of(cost))
    }
}

fn word(cycles: i64) -> u16 {
    cycles.clamp(1, u16::MAX.into()) as u16
}

fn binary(op: u8) -> Cost {
    use BinaryOp::*;
    match BinaryOp::from_index(op).plain() {
        Multiply => Cost::Multiply,
        FloorDivide | Modulo => Cost::Divide,
        TrueDivide => Cost::TrueDivide,
        Less | More | Equal | LessEqual | MoreEqual | NotEqual | In | Is | ExceptionMatch => {
            Cost::Compare
        }
        _ => Cost::Binary,
    }
}

impl Vm {
    /// Takes the cycles of `n` pieces of work from the slice.
    #[inline]
    pub(crate) fn pay(&mut self, cost: Cost, n: usize) {
        let cycles = self.profile.costs.of(cost).saturating_mul(n as i64);
        self.fuel = self.fuel.saturating_sub(cycles);
    }

    /// Pays for work on so many bytes.
    #[inline]
    pub(crate) fn pay_bytes(&mut self, bytes: usize) {
        self.pay(Cost::Bytes16, bytes / 16 + 1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_instruction_takes_time() {
        for table in [&RP2040, &RP2350, &ESP32] {
            for op in [
                Op::LoadConst,
                Op::LoadFast,
                Op::Jump,
                Op::Binary,
                Op::DupTop,
            ] {
                assert!(table.instruction(op, 0, 0) > 1);
            }
        }
    }

    #[test]
    fn the_most_expensive_ones_are_cut_off() {
        assert_eq!(RP2040.instruction(Op::BuildTuple, 0, u32::MAX), u16::MAX);
    }
}
