//! The one list of bytecodes: name, byte, operand, and what each does to the stack.
//!
//! Encoder, decoder, disassembler and loader all read this list. The bytes are those of MicroPython's
//! bytecode version 6 (its `py/bc0.h`), whose high nibble fixes the operand's encoding.

/// How the bytes after an opcode are encoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operand {
    /// No operand.
    None,
    /// An index into the module's qstr table, as a variable-length unsigned integer.
    Qstr,
    /// A variable-length unsigned integer: seven bits a byte, most significant first.
    Uint,
    /// A variable-length signed integer: as `Uint`, the first byte's bit 6 being the sign.
    Int,
    /// An index into the module's constants, encoded as `Uint`.
    Const,
    /// An index into this function's children, encoded as `Uint`.
    Child,
    /// As `Child`, then one byte: how many variables are closed over.
    ChildByte,
    /// A jump either way: one byte (offset + 64) or two (offset + 16384, low seven bits first).
    /// The offset counts from the byte after the offset.
    Jump,
    /// As `Jump`, then one byte: exception levels to unwind, bit 7 to also drop a `for` iterator.
    JumpByte,
    /// A jump forward: one byte or two, as `Jump` without the bias.
    Forward,
}

/// One line of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OpInfo {
    /// MicroPython's name without the `MP_BC_` prefix.
    pub name: &'static str,
    /// The opcode byte, or the first of them when `count` is above 1.
    pub byte: u8,
    /// How many consecutive bytes share this line, the argument being the distance from `byte`.
    pub count: u8,
    /// Operand encoding.
    pub operand: Operand,
}

macro_rules! opcodes {
    ($($name:ident $byte:literal $count:literal $operand:ident $what:literal;)*) => {
        $(#[doc = $what] pub const $name: u8 = $byte;)*

        /// All opcodes, in order of their bytes.
        pub static OPCODES: &[OpInfo] = &[
            $(OpInfo {
                name: stringify!($name),
                byte: $byte,
                count: $count,
                operand: Operand::$operand,
            },)*
        ];
    };
}

opcodes! {
    LOAD_CONST_STRING 0x10 1 Qstr "-- str";
    LOAD_NAME 0x11 1 Qstr "-- value; looked up in locals (a module or class body), globals, built-ins";
    LOAD_GLOBAL 0x12 1 Qstr "-- value; looked up in globals, then built-ins";
    LOAD_ATTR 0x13 1 Qstr "obj -- obj.attr";
    LOAD_METHOD 0x14 1 Qstr "obj -- method self-or-null";
    LOAD_SUPER_METHOD 0x15 1 Qstr "super class self -- method self-or-null";
    STORE_NAME 0x16 1 Qstr "value --; into locals";
    STORE_GLOBAL 0x17 1 Qstr "value --";
    STORE_ATTR 0x18 1 Qstr "value obj --; a null value deletes";
    DELETE_NAME 0x19 1 Qstr "--";
    DELETE_GLOBAL 0x1a 1 Qstr "--";
    IMPORT_NAME 0x1b 1 Qstr "level fromlist -- module";
    IMPORT_FROM 0x1c 1 Qstr "module -- module value";
    MAKE_CLOSURE 0x20 1 ChildByte "cell*n -- closure";
    MAKE_CLOSURE_DEFARGS 0x21 1 ChildByte "defaults-tuple defaults-dict cell*n -- closure";
    LOAD_CONST_SMALL_INT 0x22 1 Int "-- int";
    LOAD_CONST_OBJ 0x23 1 Const "-- constant";
    LOAD_FAST_N 0x24 1 Uint "-- local; raises NameError if unset";
    LOAD_DEREF 0x25 1 Uint "-- the value in that local's cell";
    STORE_FAST_N 0x26 1 Uint "value --";
    STORE_DEREF 0x27 1 Uint "value --; into that local's cell";
    DELETE_FAST 0x28 1 Uint "--; raises NameError if unset";
    DELETE_DEREF 0x29 1 Uint "--; raises NameError if unset";
    BUILD_TUPLE 0x2a 1 Uint "item*n -- tuple";
    BUILD_LIST 0x2b 1 Uint "item*n -- list";
    BUILD_MAP 0x2c 1 Uint "-- dict; the operand is a size hint";
    BUILD_SET 0x2d 1 Uint "item*n -- set";
    BUILD_SLICE 0x2e 1 Uint "start stop [step] -- slice; the operand is 2 or 3";
    STORE_COMP 0x2f 1 Uint "[value] item --; low two bits: 0 list append, 1 dict store, 2 set add; the rest: depth of the collection";
    UNPACK_SEQUENCE 0x30 1 Uint "sequence -- item*n, first item on top";
    UNPACK_EX 0x31 1 Uint "sequence -- items with a list among them; low byte: items before the star, next: after";
    MAKE_FUNCTION 0x32 1 Child "-- function";
    MAKE_FUNCTION_DEFARGS 0x33 1 Child "defaults-tuple defaults-dict -- function";
    CALL_FUNCTION 0x34 1 Uint "fun arg*p (name value)*k -- result; p in the low byte, k in the next";
    CALL_FUNCTION_VAR_KW 0x35 1 Uint "fun arg*p (name value)*k star-bitmap -- result; a null name marks a ** argument";
    CALL_METHOD 0x36 1 Uint "method self-or-null arg*p (name value)*k -- result";
    CALL_METHOD_VAR_KW 0x37 1 Uint "method self-or-null arg*p (name value)*k star-bitmap -- result";
    UNWIND_JUMP 0x40 1 JumpByte "--; leaves that many exception blocks, running their finally, then jumps";
    JUMP 0x42 1 Jump "--";
    POP_JUMP_IF_TRUE 0x43 1 Jump "cond --";
    POP_JUMP_IF_FALSE 0x44 1 Jump "cond --";
    JUMP_IF_TRUE_OR_POP 0x45 1 Forward "cond -- [cond]";
    JUMP_IF_FALSE_OR_POP 0x46 1 Forward "cond -- [cond]";
    SETUP_WITH 0x47 1 Forward "manager -- exit self value; pushes an exception block whose handler is the target";
    SETUP_EXCEPT 0x48 1 Forward "--; pushes an exception block whose handler is the target";
    SETUP_FINALLY 0x49 1 Forward "--; as SETUP_EXCEPT, the handler also running on return and unwinding";
    POP_EXCEPT_JUMP 0x4a 1 Forward "--; pops the exception block, then jumps";
    FOR_ITER 0x4b 1 Forward "iter(4 slots) -- iter(4 slots) value; at the end drops the 4 slots and jumps";
    LOAD_CONST_FALSE 0x50 1 None "-- False";
    LOAD_CONST_NONE 0x51 1 None "-- None";
    LOAD_CONST_TRUE 0x52 1 None "-- True";
    LOAD_NULL 0x53 1 None "-- null";
    LOAD_BUILD_CLASS 0x54 1 None "-- __build_class__";
    LOAD_SUBSCR 0x55 1 None "obj index -- obj[index]";
    STORE_SUBSCR 0x56 1 None "value obj index --; a null value deletes";
    DUP_TOP 0x57 1 None "a -- a a";
    DUP_TOP_TWO 0x58 1 None "a b -- a b a b";
    POP_TOP 0x59 1 None "a --";
    ROT_TWO 0x5a 1 None "a b -- b a";
    ROT_THREE 0x5b 1 None "a b c -- c a b";
    WITH_CLEANUP 0x5c 1 None "calls __exit__ for the block being left, whichever way it is left";
    END_FINALLY 0x5d 1 None "ends a handler: goes on, re-raises, returns or unwinds as the stack says";
    GET_ITER 0x5e 1 None "obj -- iterator";
    GET_ITER_STACK 0x5f 1 None "obj -- iter(4 slots)";
    STORE_MAP 0x62 1 None "dict value key -- dict";
    RETURN_VALUE 0x63 1 None "value --; returns through the finally blocks";
    RAISE_LAST 0x64 1 None "--; raises the exception being handled";
    RAISE_OBJ 0x65 1 None "exception --";
    RAISE_FROM 0x66 1 None "exception cause --";
    YIELD_VALUE 0x67 1 None "value -- sent";
    YIELD_FROM 0x68 1 None "iterator sent -- result; runs again until the iterator ends";
    IMPORT_STAR 0x69 1 None "module --";
    LOAD_CONST_SMALL_INT_MULTI 0x70 64 None "-- int; -16 to 47 by the byte";
    LOAD_FAST_MULTI 0xb0 16 None "-- local; 0 to 15 by the byte";
    STORE_FAST_MULTI 0xc0 16 None "value --; local 0 to 15 by the byte";
    UNARY_OP_MULTI 0xd0 4 None "a -- op a; UNARY_OPS by the byte";
    BINARY_OP_MULTI 0xd7 35 None "a b -- a op b; BINARY_OPS by the byte";
}

/// What `LOAD_CONST_SMALL_INT_MULTI` loads for its first byte, negated.
pub const SMALL_INT_EXCESS: i64 = 16;

/// Unary operators in the order of `UNARY_OP_MULTI`.
pub static UNARY_OPS: [&str; 4] = ["+", "-", "~", "not"];

/// Binary operators in the order of `BINARY_OP_MULTI`.
pub static BINARY_OPS: [&str; 35] = [
    "<",
    ">",
    "==",
    "<=",
    ">=",
    "!=",
    "in",
    "is",
    "except-match", //
    "|=",
    "^=",
    "&=",
    "<<=",
    ">>=",
    "+=",
    "-=",
    "*=",
    "@=",
    "//=",
    "/=",
    "%=",
    "**=", //
    "|",
    "^",
    "&",
    "<<",
    ">>",
    "+",
    "-",
    "*",
    "@",
    "//",
    "/",
    "%",
    "**",
];

/// The line of the list that covers `byte`, if it is an opcode at all.
#[must_use]
pub fn info(byte: u8) -> Option<&'static OpInfo> {
    // The list is short and sorted; the loader decodes each instruction once.
    let after = OPCODES.partition_point(|op| op.byte <= byte);
    let op = OPCODES.get(after.checked_sub(1)?)?;
    (byte - op.byte < op.count).then_some(op)
}

#[cfg(test)]
mod tests {
    use super::{OPCODES, Operand, info};

    #[test]
    fn the_list_is_sorted_and_does_not_overlap() {
        for pair in OPCODES.windows(2) {
            assert!(
                u16::from(pair[0].byte) + u16::from(pair[0].count) <= u16::from(pair[1].byte),
                "{} runs into {}",
                pair[0].name,
                pair[1].name
            );
        }
    }

    #[test]
    fn the_high_nibble_fixes_the_operand_encoding() {
        for op in OPCODES {
            let expected = (0x03a4_u32 >> (2 * u32::from(op.byte >> 4))) & 3;
            let format = match op.operand {
                Operand::None => 0,
                Operand::Qstr => 1,
                Operand::Uint
                | Operand::Int
                | Operand::Const
                | Operand::Child
                | Operand::ChildByte => 2,
                Operand::Jump | Operand::JumpByte | Operand::Forward => 3,
            };
            assert_eq!(format, expected, "{}", op.name);
            // Bit pattern that marks an extra byte after the operand.
            let extra = matches!(op.operand, Operand::ChildByte | Operand::JumpByte);
            assert_eq!(extra, op.byte & 0x9e == 0, "{}", op.name);
        }
    }

    #[test]
    fn gaps_are_no_opcodes() {
        for byte in [
            0x00, 0x0f, 0x1d, 0x38, 0x41, 0x4c, 0x60, 0x6a, 0xd4, 0xfa, 0xff,
        ] {
            assert_eq!(info(byte), None, "{byte:#x}");
        }
    }
}
