//! An instruction's operand in words.

use super::Fault;
use super::function::Function;
use crate::opcode::{self, Operand};
use crate::{Instr, flags};
use alloc::format;
use alloc::string::{String, ToString};

impl Function<'_> {
    /// The operand of the instruction at `at`; `label` names the target of a jump.
    pub fn operand(
        &self,
        at: usize,
        instr: &Instr,
        label: impl Fn(usize) -> Option<usize>,
    ) -> Result<String, Fault> {
        let missing = |what| Fault::Operand {
            at,
            index: instr.arg,
            what,
        };
        let index = usize::try_from(instr.arg);
        let jump = || {
            let target = instr.target.unwrap_or_default();
            let label = label(target).ok_or(Fault::Jump { at, target })?;
            Ok(format!("to L{label}"))
        };
        let child = || {
            let child = index.ok().and_then(|i| self.children.get(i));
            child.cloned().ok_or_else(|| missing("function"))
        };
        Ok(match instr.info.operand {
            Operand::None => self.in_opcode(instr),
            Operand::Qstr => {
                let texts = match instr.info.byte {
                    opcode::LOAD_CONST_STRING => &self.texts.strings,
                    _ => &self.texts.names,
                };
                let text = index.ok().and_then(|i| texts.get(i));
                text.cloned().ok_or_else(|| missing("name"))?
            }
            Operand::Const => {
                let text = index.ok().and_then(|i| self.texts.constants.get(i));
                text.cloned().ok_or_else(|| missing("constant"))?
            }
            Operand::Int => instr.arg.to_string(),
            Operand::Uint => self.number(instr.info.byte, instr.arg),
            Operand::Child => child()?,
            Operand::ChildByte => format!("{} closing over {}", child()?, instr.extra),
            Operand::Jump | Operand::Forward => jump()?,
            Operand::JumpByte => {
                let iterator = if instr.extra & 0x80 == 0 {
                    ""
                } else {
                    " and the loop"
                };
                format!("{}, unwinding {}{iterator}", jump()?, instr.extra & 0x7f)
            }
        })
    }

    /// What is part of the opcode byte itself.
    fn in_opcode(&self, instr: &Instr) -> String {
        match (instr.info.byte, usize::try_from(instr.arg)) {
            (opcode::UNARY_OP_MULTI, Ok(op)) => opcode::UNARY_OPS[op].to_string(),
            (opcode::BINARY_OP_MULTI, Ok(op)) => opcode::BINARY_OPS[op].to_string(),
            (opcode::LOAD_FAST_MULTI | opcode::STORE_FAST_MULTI, Ok(local)) => self.local(local),
            _ if instr.info.count > 1 => instr.arg.to_string(),
            _ => String::new(),
        }
    }

    fn number(&self, opcode: u8, number: i64) -> String {
        use opcode::*;
        let (low, high) = (number & 0xff, number >> 8);
        match opcode {
            LOAD_FAST_N | STORE_FAST_N | DELETE_FAST | LOAD_DEREF | STORE_DEREF | DELETE_DEREF => {
                usize::try_from(number).map_or_else(|_| number.to_string(), |n| self.local(n))
            }
            CALL_FUNCTION | CALL_METHOD => format!("{low} positional, {high} keyword"),
            CALL_FUNCTION_VAR_KW | CALL_METHOD_VAR_KW => {
                format!("{low} positional, {high} keyword, starred")
            }
            UNPACK_EX => format!("{low} before, {high} after"),
            STORE_COMP => {
                let into = ["list", "dict", "set", "?"][(number & 3) as usize];
                format!("{into}, {} deep", number >> 2)
            }
            _ => number.to_string(),
        }
    }

    /// A local by its number and, if the file tells it, its name.
    pub fn local(&self, number: usize) -> String {
        let code = self.code;
        let named = code
            .arg_names
            .get(number)
            .map(|&name| self.texts.name(name));
        let starred = number.checked_sub(code.arg_names.len());
        let args = code.scope_flags & flags::VARARGS != 0;
        let kwargs = code.scope_flags & flags::VARKEYWORDS != 0;
        match (named, starred) {
            (Some("*"), _) => format!("{number} (closed over)"),
            (Some(name), _) => format!("{number} ({name})"),
            (None, Some(0)) if args => format!("{number} (*args)"),
            (None, Some(n)) if kwargs && n == usize::from(args) => format!("{number} (**kwargs)"),
            _ => number.to_string(),
        }
    }
}
