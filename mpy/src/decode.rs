//! Decoding one instruction from bytes that may hold anything.

use super::opcode::{self, OpInfo, Operand};
use core::fmt;

/// One decoded instruction.
#[derive(Clone, Copy, Debug)]
pub struct Instr {
    /// The opcode byte.
    pub byte: u8,
    /// Its line in the list.
    pub info: &'static OpInfo,
    /// The operand: index, number, or the signed jump offset. For opcodes that span several bytes,
    /// what the byte says (`LOAD_CONST_SMALL_INT_MULTI`: the integer itself).
    pub arg: i64,
    /// The byte after the operand, for those that have one.
    pub extra: u8,
    /// Offset of the next instruction.
    pub next: usize,
    /// Where a jump goes; not yet known to lie within the code.
    pub target: Option<usize>,
}

/// Why bytes are no instruction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DecodeError {
    /// The byte at this offset is no opcode.
    UnknownOpcode {
        /// Offset in the bytecode.
        at: usize,
        /// The byte.
        byte: u8,
    },
    /// The code ends within the instruction at this offset.
    Truncated {
        /// Offset in the bytecode.
        at: usize,
    },
    /// The operand at this offset does not fit 64 bits, or its jump leaves the address space.
    Overflow {
        /// Offset in the bytecode.
        at: usize,
    },
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownOpcode { at, byte } => write!(f, "byte {byte:#04x} at {at} is no opcode"),
            Self::Truncated { at } => write!(f, "the code ends within the instruction at {at}"),
            Self::Overflow { at } => write!(f, "the operand at {at} is too large"),
        }
    }
}

/// Decodes the instruction at `at`.
///
/// # Errors
/// When the bytes there are no whole instruction.
pub fn decode(code: &[u8], at: usize) -> Result<Instr, DecodeError> {
    let truncated = DecodeError::Truncated { at };
    let byte = *code.get(at).ok_or(truncated)?;
    let info = opcode::info(byte).ok_or(DecodeError::UnknownOpcode { at, byte })?;
    let mut pos = at + 1;
    let mut target = None;
    let next_byte = |pos: &mut usize| -> Result<u8, DecodeError> {
        let b = *code.get(*pos).ok_or(truncated)?;
        *pos += 1;
        Ok(b)
    };
    let arg = match info.operand {
        Operand::None => {
            let n = i64::from(byte - info.byte);
            if info.byte == opcode::LOAD_CONST_SMALL_INT_MULTI {
                n - opcode::SMALL_INT_EXCESS
            } else {
                n
            }
        }
        Operand::Qstr
        | Operand::Uint
        | Operand::Const
        | Operand::Child
        | Operand::ChildByte
        | Operand::Int => {
            let mut b = next_byte(&mut pos)?;
            let signed = info.operand == Operand::Int && b & 0x40 != 0;
            let mut value = i64::from(b & 0x7f) - if signed { 0x80 } else { 0 };
            while b & 0x80 != 0 {
                b = next_byte(&mut pos)?;
                value = value
                    .checked_mul(0x80)
                    .ok_or(DecodeError::Overflow { at })?
                    | i64::from(b & 0x7f);
            }
            value
        }
        Operand::Jump | Operand::JumpByte | Operand::Forward => {
            let signed = info.operand != Operand::Forward;
            let low = next_byte(&mut pos)?;
            let offset = if low & 0x80 == 0 {
                i64::from(low) - if signed { 0x40 } else { 0 }
            } else {
                let high = next_byte(&mut pos)?;
                (i64::from(low & 0x7f) | i64::from(high) << 7) - if signed { 0x4000 } else { 0 }
            };
            let to = i64::try_from(pos).ok().and_then(|p| p.checked_add(offset));
            target = to.and_then(|t| usize::try_from(t).ok());
            if target.is_none() {
                return Err(DecodeError::Overflow { at });
            }
            offset
        }
    };
    let extra = match info.operand {
        Operand::ChildByte | Operand::JumpByte => next_byte(&mut pos)?,
        _ => 0,
    };
    Ok(Instr {
        byte,
        info,
        arg,
        extra,
        next: pos,
        target,
    })
}
