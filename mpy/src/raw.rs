//! A `.mpy` file as plain data: tables, constants, and the tree of functions.

use alloc::vec::Vec;
use num_bigint::BigInt;

/// A whole `.mpy` file.
#[derive(Clone, Debug, PartialEq)]
pub struct RawModule {
    /// How many bits the compiler took a small integer to have.
    pub small_int_bits: u8,
    /// The qstr table; entry 0 is the source file's name. They are as the source has them: UTF-8,
    /// with lone surrogates (`'\ud800'`) as if they were characters, or whatever else it was.
    pub qstrs: Vec<Vec<u8>>,
    /// The constants that `LOAD_CONST_OBJ` names.
    pub constants: Vec<RawConst>,
    /// The module's body.
    pub root: RawCode,
}

/// A constant object.
#[derive(Clone, Debug, PartialEq)]
pub enum RawConst {
    /// `None`.
    None,
    /// `False`.
    False,
    /// `True`.
    True,
    /// `...`.
    Ellipsis,
    /// A string, encoded as the qstrs are.
    Str(Vec<u8>),
    /// A bytes object.
    Bytes(Vec<u8>),
    /// An integer of any size.
    Int(BigInt),
    /// A float.
    Float(f64),
    /// A complex number: real and imaginary part.
    Complex(f64, f64),
    /// A tuple.
    Tuple(Vec<RawConst>),
}

/// Bits of [`RawCode::scope_flags`].
pub mod flags {
    /// The function is a generator or a coroutine.
    pub const GENERATOR: u8 = 1;
    /// It takes `**kwargs`.
    pub const VARKEYWORDS: u8 = 2;
    /// It takes `*args`.
    pub const VARARGS: u8 = 4;
    /// It has defaults for keyword-only arguments.
    pub const DEFKWARGS: u8 = 8;
}

/// One function: module body, class body, function, lambda or comprehension.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RawCode {
    /// Value slots: locals, then the stack.
    pub n_state: u32,
    /// Depth of nested exception blocks.
    pub n_exc_stack: u32,
    /// Bits of [`flags`].
    pub scope_flags: u8,
    /// Positional parameters; the variables closed over come first and count too.
    pub n_pos_args: u32,
    /// Keyword-only parameters.
    pub n_kwonly_args: u32,
    /// Positional parameters that have defaults.
    pub n_def_pos_args: u32,
    /// The function's name, as an index into the qstr table.
    pub simple_name: u32,
    /// Names of positional, then keyword-only parameters, as indices into the qstr table;
    /// variables closed over are named `*`.
    pub arg_names: Vec<u32>,
    /// The line table; see [`super::line_at`].
    pub line_info: Vec<u8>,
    /// Locals that live in cells, by their number.
    pub cells: Vec<u8>,
    /// The instructions.
    pub bytecode: Vec<u8>,
    /// Functions made by this one.
    pub children: Vec<RawCode>,
}
