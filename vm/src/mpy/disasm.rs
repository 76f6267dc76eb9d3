//! A listing of a module's bytecode, for people.

use super::opcode::{self, Operand};
use super::{RawCode, RawModule, decode, line_at};
use alloc::string::String;
use core::fmt::Write as _;

/// Lists every function of `module`: offset, source line where it changes, name and operand.
#[must_use]
pub fn disassemble(module: &RawModule) -> String {
    let mut out = String::new();
    // Writing to a String cannot fail.
    let _ = writeln!(out, "small_int_bits {}", module.small_int_bits);
    for (i, q) in module.qstrs.iter().enumerate() {
        let _ = writeln!(out, "qstr {i} {:?}", String::from_utf8_lossy(q));
    }
    for (i, c) in module.constants.iter().enumerate() {
        let _ = writeln!(out, "const {i} {c:?}");
    }
    list(&mut out, module, &module.root);
    out
}

fn name(module: &RawModule, index: i64) -> String {
    let qstr = usize::try_from(index)
        .ok()
        .and_then(|i| module.qstrs.get(i));
    qstr.map_or_else(
        || String::from("?"),
        |q| String::from_utf8_lossy(q).into_owned(),
    )
}

fn list(out: &mut String, module: &RawModule, code: &RawCode) {
    let _ = writeln!(
        out,
        "\n{}: state {} exc {} flags {} pos {} kwonly {} defaults {} cells {:?}",
        name(module, i64::from(code.simple_name)),
        code.n_state,
        code.n_exc_stack,
        code.scope_flags,
        code.n_pos_args,
        code.n_kwonly_args,
        code.n_def_pos_args,
        code.cells,
    );
    let args: alloc::vec::Vec<_> = code
        .arg_names
        .iter()
        .map(|&a| name(module, i64::from(a)))
        .collect();
    if !args.is_empty() {
        let _ = writeln!(out, "  args {}", args.join(" "));
    }
    let mut at = 0;
    let mut last_line = 0;
    while at < code.bytecode.len() {
        let line = line_at(&code.line_info, at);
        if line == last_line {
            let _ = write!(out, "      ");
        } else {
            let _ = write!(out, "{line:5} ");
        }
        last_line = line;
        let instr = match decode(&code.bytecode, at) {
            Ok(instr) => instr,
            Err(error) => {
                let _ = writeln!(out, "{at:5} {error}");
                break;
            }
        };
        let _ = write!(out, "{at:5} {}", instr.info.name);
        let _ = match instr.info.operand {
            Operand::None => match (instr.info.byte, usize::try_from(instr.arg)) {
                (opcode::UNARY_OP_MULTI, Ok(op)) => write!(out, " {}", opcode::UNARY_OPS[op]),
                (opcode::BINARY_OP_MULTI, Ok(op)) => write!(out, " {}", opcode::BINARY_OPS[op]),
                _ if instr.info.count > 1 => write!(out, " {}", instr.arg),
                _ => Ok(()),
            },
            Operand::Qstr => write!(out, " {}", name(module, instr.arg)),
            Operand::Uint | Operand::Int | Operand::Const | Operand::Child => {
                write!(out, " {}", instr.arg)
            }
            Operand::ChildByte => write!(out, " {} closing over {}", instr.arg, instr.extra),
            Operand::Jump | Operand::Forward => {
                write!(out, " to {}", instr.target.unwrap_or_default())
            }
            Operand::JumpByte => write!(
                out,
                " to {} leaving {:#x}",
                instr.target.unwrap_or_default(),
                instr.extra
            ),
        };
        let _ = writeln!(out);
        at = instr.next;
    }
    for child in &code.children {
        list(out, module, child);
    }
}
