//! Binary operators over all types.

use crate::native::Outcome;
use crate::value::Value;
use crate::vm::Vm;

/// The binary operators, in the order of the bytecode.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[repr(u8)]
#[allow(missing_docs)]
pub enum BinaryOp {
    Less,
    More,
    Equal,
    LessEqual,
    MoreEqual,
    NotEqual,
    In,
    Is,
    ExceptionMatch,
    InplaceOr,
    InplaceXor,
    InplaceAnd,
    InplaceLshift,
    InplaceRshift,
    InplaceAdd,
    InplaceSubtract,
    InplaceMultiply,
    InplaceMatMultiply,
    InplaceFloorDivide,
    InplaceTrueDivide,
    InplaceModulo,
    InplacePower,
    Or,
    Xor,
    And,
    Lshift,
    Rshift,
    Add,
    Subtract,
    Multiply,
    MatMultiply,
    FloorDivide,
    TrueDivide,
    Modulo,
    Power,
    /// Only `divmod()` asks for it.
    Divmod,
}

const ALL: [BinaryOp; 36] = {
    use BinaryOp::*;
    [
        Less,
        More,
        Equal,
        LessEqual,
        MoreEqual,
        NotEqual,
        In,
        Is,
        ExceptionMatch,
        InplaceOr,
        InplaceXor,
        InplaceAnd,
        InplaceLshift,
        InplaceRshift,
        InplaceAdd,
        InplaceSubtract,
        InplaceMultiply,
        InplaceMatMultiply,
        InplaceFloorDivide,
        InplaceTrueDivide,
        InplaceModulo,
        InplacePower,
        Or,
        Xor,
        And,
        Lshift,
        Rshift,
        Add,
        Subtract,
        Multiply,
        MatMultiply,
        FloorDivide,
        TrueDivide,
        Modulo,
        Power,
        Divmod,
    ]
};

impl BinaryOp {
    /// The operator with this number in the bytecode.
    pub fn from_index(n: u8) -> BinaryOp {
        ALL.get(n as usize).copied().unwrap_or(BinaryOp::Is)
    }

    /// The plain operator of an in-place one.
    pub fn plain(self) -> BinaryOp {
        let n = self as u8;
        if (BinaryOp::InplaceOr as u8..=BinaryOp::InplacePower as u8).contains(&n) {
            ALL[n as usize + 13]
        } else {
            self
        }
    }
}

impl Vm {
    /// `a op b`. A user's methods are called through `Abrupt::Call`.
    pub fn binary(&mut self, op: BinaryOp, a: Value, b: Value) -> Outcome {
        if let Some(v) = self.number_binary(op, a, b)? {
            return Ok(v);
        }
        Err(self.type_error("unsupported types"))
    }
}
