//! Writing a module as `.mpy` bytes, exactly as mpy-cross lays them out.

use super::raw::{RawCode, RawConst, RawModule};
use super::{VERSION, qstrs, read::tag};
use alloc::string::ToString;
use alloc::vec::Vec;
use primitives::text::float::{FloatBits, repr, repr_complex};

/// Encodes `module`.
#[must_use]
pub fn write(module: &RawModule) -> Vec<u8> {
    let mut out = Vec::with_capacity(64 + module.root.bytecode.len() * 2);
    out.extend_from_slice(&[b'M', VERSION, 0, module.small_int_bits]);
    uint(&mut out, module.qstrs.len());
    uint(&mut out, module.constants.len());
    for qstr in &module.qstrs {
        match qstrs::static_number(qstr) {
            Some(number) => uint(&mut out, number << 1 | 1),
            None => {
                uint(&mut out, qstr.len() << 1);
                out.extend_from_slice(qstr);
                out.push(0);
            }
        }
    }
    for constant in &module.constants {
        write_const(&mut out, constant);
    }
    write_code(&mut out, &module.root);
    out
}

/// Appends a variable-length unsigned integer: seven bits a byte, most significant first.
pub fn uint(out: &mut Vec<u8>, value: usize) {
    let mut shift = (usize::BITS - value.leading_zeros()).saturating_sub(1) / 7 * 7;
    while shift > 0 {
        out.push(0x80 | (value >> shift) as u8 & 0x7f);
        shift -= 7;
    }
    out.push(value as u8 & 0x7f);
}

fn text(out: &mut Vec<u8>, tag: u8, text: &str) {
    out.push(tag);
    uint(out, text.len());
    out.extend_from_slice(text.as_bytes());
}

fn write_const(out: &mut Vec<u8>, constant: &RawConst) {
    match constant {
        RawConst::None => out.push(tag::NONE),
        RawConst::False => out.push(tag::FALSE),
        RawConst::True => out.push(tag::TRUE),
        RawConst::Ellipsis => out.push(tag::ELLIPSIS),
        RawConst::Str(bytes) | RawConst::Bytes(bytes) => {
            out.push(if matches!(constant, RawConst::Str(_)) {
                tag::STR
            } else {
                tag::BYTES
            });
            uint(out, bytes.len());
            out.extend_from_slice(bytes);
            out.push(0);
        }
        RawConst::Int(value) => text(out, tag::INT, &value.to_string()),
        RawConst::Float(value) => text(out, tag::FLOAT, &repr(*value, FloatBits::Double)),
        RawConst::Complex(re, im) => text(
            out,
            tag::COMPLEX,
            &repr_complex(*re, *im, FloatBits::Double),
        ),
        RawConst::Tuple(items) => {
            out.push(tag::TUPLE);
            uint(out, items.len());
            for item in items {
                write_const(out, item);
            }
        }
    }
}

fn write_code(out: &mut Vec<u8>, code: &RawCode) {
    let prelude = prelude(code);
    let length = prelude.len() + code.bytecode.len();
    uint(
        out,
        length << 3 | usize::from(!code.children.is_empty()) << 2,
    );
    out.extend_from_slice(&prelude);
    out.extend_from_slice(&code.bytecode);
    if !code.children.is_empty() {
        uint(out, code.children.len());
        for child in &code.children {
            write_code(out, child);
        }
    }
}

/// Signature, sizes, names, lines and cells: everything before the first instruction.
pub(crate) fn prelude(code: &RawCode) -> Vec<u8> {
    let mut out = Vec::new();
    signature(&mut out, code);
    let mut info = Vec::new();
    uint(&mut info, code.simple_name as usize);
    for &name in &code.arg_names {
        uint(&mut info, name as usize);
    }
    info.extend_from_slice(&code.line_info);
    sizes(&mut out, info.len(), code.cells.len());
    out.append(&mut info);
    out.extend_from_slice(&code.cells);
    out
}

/// Six numbers interleaved bit by bit: `xSSSSEAA`, then `xFSSKAED` as often as needed.
fn signature(out: &mut Vec<u8>, code: &RawCode) {
    let mut s = code.n_state.saturating_sub(1);
    let mut e = code.n_exc_stack;
    let mut f = u32::from(code.scope_flags & 0xf);
    let mut a = code.n_pos_args;
    let mut k = code.n_kwonly_args;
    let mut d = code.n_def_pos_args;
    let mut byte = (s & 0xf) << 3 | (e & 1) << 2 | a & 3;
    s >>= 4;
    e >>= 1;
    a >>= 2;
    while s | e | f | a | k | d != 0 {
        out.push(0x80 | byte as u8);
        byte = (f & 1) << 6 | (s & 3) << 4 | (k & 1) << 3 | (a & 1) << 2 | (e & 1) << 1 | d & 1;
        s >>= 2;
        e >>= 1;
        f >>= 1;
        a >>= 1;
        k >>= 1;
        d >>= 1;
    }
    out.push(byte as u8);
}

/// The sizes of names-and-lines and of the cell list, interleaved as `xIIIIIIC`.
fn sizes(out: &mut Vec<u8>, mut info: usize, mut cells: usize) {
    loop {
        let byte = ((info & 0x3f) << 1 | cells & 1) as u8;
        info >>= 6;
        cells >>= 1;
        if info | cells == 0 {
            out.push(byte);
            return;
        }
        out.push(0x80 | byte);
    }
}
