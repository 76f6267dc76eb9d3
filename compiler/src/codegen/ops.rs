//! Instructions as the rest of the compiler asks for them, with what each does to the stack.

use super::{Compiler, UNKNOWN};
use crate::emit::Label;
use crate::intern::Qstr;
use crate::scope::ScopeKind;
use crate::token::Tok;
use crate::tree::Node;
use crate::value::{Pieces, Value};
use mpy::{flags, opcode as op};

/// Stack slots that an iterator takes within a `for`.
pub const ITER_SLOTS: i32 = 4;

/// Unary operators by number.
pub mod unary {
    pub const POSITIVE: u8 = 0;
    pub const INVERT: u8 = 2;
    pub const NOT: u8 = 3;
}

/// Binary operators by number.
pub mod binary {
    pub const LESS: u8 = 0;
    pub const MORE: u8 = 1;
    pub const IN: u8 = 6;
    pub const IS: u8 = 7;
    pub const EXCEPTION_MATCH: u8 = 8;
    pub const INPLACE_OR: u8 = 9;
    pub const INPLACE_ADD: u8 = 14;
    pub const OR: u8 = 22;
    pub const LSHIFT: u8 = 25;
    pub const POWER: u8 = 34;
}

/// Which arguments of a call have stars, if any have.
#[derive(Clone, Copy, Default)]
pub struct CallShape {
    pub positional: usize,
    pub keyword: usize,
    pub starred: bool,
}

impl Compiler<'_, '_> {
    pub(super) fn simple(&mut self, adjust: i32, opcode: u8) {
        self.code.op(adjust, opcode);
    }

    pub(super) fn with_qstr(&mut self, adjust: i32, opcode: u8, name: Qstr) {
        let index = self.qstrs.index(name);
        self.code.op_uint(adjust, opcode, index);
    }

    pub(super) fn set_line(&mut self, line: u32) {
        if self.options.opt_level < 3 && self.options.source_lines {
            self.code.line(line);
        }
    }

    // Constants.

    /// The index of a constant.
    fn constant(&mut self, value: &Value) -> usize {
        self.constants_left = self.constants_left.saturating_sub(value.weight());
        if self.constants_left == 0 {
            return 0;
        }
        let mut key = alloc::vec::Vec::new();
        value.key(self.names, &mut key);
        let next = self.constants.len();
        let index = *self.constant_index.entry(key).or_insert(next);
        if index == next {
            self.constants.push(value.clone());
        }
        index
    }

    pub(super) fn load_const_node(&mut self, node: Node) {
        let tree = self.tree;
        if let Some((number, value)) = tree.value(node) {
            if self.constants_left > 0
                && let Some(pieces) = value.pieces()
            {
                return self.load_pieces(&pieces);
            }
            let known = self.known_constants[number];
            let index = match known {
                UNKNOWN => self.constant(value),
                index => index as usize,
            };
            self.known_constants[number] = index as u32;
            self.code.op_uint(1, op::LOAD_CONST_OBJ, index);
        }
    }

    /// Leaves a huge integer to run time, where the machine may well have no memory for it. (mpy-cross
    /// would take minutes, or hours, to write its decimal digits.)
    fn load_pieces(&mut self, pieces: &Pieces) {
        self.load_value(&pieces.top);
        for (shift, bits) in &pieces.rest {
            self.load_int(shift.cast_signed());
            self.binary(binary::LSHIFT);
            if !matches!(bits, Value::Small(0)) {
                self.load_value(bits);
                self.binary(binary::OR);
            }
        }
    }

    fn load_value(&mut self, value: &Value) {
        match value {
            Value::Small(value) => self.load_int(*value),
            value => {
                let index = self.constant(value);
                self.code.op_uint(1, op::LOAD_CONST_OBJ, index);
            }
        }
    }

    pub(super) fn load_token(&mut self, token: Tok) {
        match token {
            Tok::False => self.simple(1, op::LOAD_CONST_FALSE),
            Tok::True => self.simple(1, op::LOAD_CONST_TRUE),
            Tok::Ellipsis => {
                let index = self.constant(&Value::Ellipsis);
                self.code.op_uint(1, op::LOAD_CONST_OBJ, index);
            }
            _ => self.simple(1, op::LOAD_CONST_NONE),
        }
    }

    pub(super) fn load_none(&mut self) {
        self.simple(1, op::LOAD_CONST_NONE);
    }

    pub(super) fn load_null(&mut self) {
        self.simple(1, op::LOAD_NULL);
    }

    pub(super) fn load_int(&mut self, value: i64) {
        match u8::try_from(value + op::SMALL_INT_EXCESS) {
            Ok(n @ 0..64) => self.simple(1, op::LOAD_CONST_SMALL_INT_MULTI + n),
            _ => self.code.op_int(1, op::LOAD_CONST_SMALL_INT, value),
        }
    }

    pub(super) fn load_str(&mut self, name: Qstr) {
        self.with_qstr(1, op::LOAD_CONST_STRING, name);
    }

    // Names.

    pub(super) fn load_fast(&mut self, local: u32) {
        self.fast(1, op::LOAD_FAST_MULTI, op::LOAD_FAST_N, local);
    }

    pub(super) fn store_fast(&mut self, local: u32) {
        self.fast(-1, op::STORE_FAST_MULTI, op::STORE_FAST_N, local);
    }

    fn fast(&mut self, adjust: i32, short: u8, long: u8, local: u32) {
        match u8::try_from(local) {
            Ok(n @ 0..16) => self.simple(adjust, short + n),
            _ => self.code.op_uint(adjust, long, local as usize),
        }
    }

    pub(super) fn load_global(&mut self, name: Qstr) {
        self.with_qstr(1, op::LOAD_GLOBAL, name);
    }

    // Attributes and items.

    pub(super) fn load_attr(&mut self, name: Qstr) {
        self.with_qstr(0, op::LOAD_ATTR, name);
    }

    pub(super) fn store_attr(&mut self, name: Qstr) {
        self.with_qstr(-2, op::STORE_ATTR, name);
    }

    pub(super) fn delete_attr(&mut self, name: Qstr) {
        self.load_null();
        self.rot_two();
        self.store_attr(name);
    }

    pub(super) fn load_method(&mut self, name: Qstr) {
        self.with_qstr(1, op::LOAD_METHOD, name);
    }

    pub(super) fn load_subscr(&mut self) {
        self.simple(-1, op::LOAD_SUBSCR);
    }

    pub(super) fn store_subscr(&mut self) {
        self.simple(-3, op::STORE_SUBSCR);
    }

    pub(super) fn delete_subscr(&mut self) {
        self.load_null();
        self.rot_three();
        self.store_subscr();
    }

    // The stack.

    pub(super) fn dup_top(&mut self) {
        self.simple(1, op::DUP_TOP);
    }

    pub(super) fn dup_top_two(&mut self) {
        self.simple(2, op::DUP_TOP_TWO);
    }

    pub(super) fn pop_top(&mut self) {
        self.simple(-1, op::POP_TOP);
    }

    pub(super) fn rot_two(&mut self) {
        self.simple(0, op::ROT_TWO);
    }

    pub(super) fn rot_three(&mut self) {
        self.simple(0, op::ROT_THREE);
    }

    // Jumps.

    pub(super) fn label(&mut self) -> Label {
        self.code.label()
    }

    pub(super) fn place(&mut self, label: Label) {
        self.code.place(label);
    }

    pub(super) fn jump(&mut self, label: Label) {
        self.code.jump(0, op::JUMP, label);
        self.code.dead = true;
    }

    pub(super) fn pop_jump_if(&mut self, condition: bool, label: Label) {
        let opcode = if condition {
            op::POP_JUMP_IF_TRUE
        } else {
            op::POP_JUMP_IF_FALSE
        };
        self.code.jump(-1, opcode, label);
    }

    pub(super) fn jump_if_or_pop(&mut self, condition: bool, label: Label) {
        let opcode = if condition {
            op::JUMP_IF_TRUE_OR_POP
        } else {
            op::JUMP_IF_FALSE_OR_POP
        };
        self.code.jump(-1, opcode, label);
    }

    pub(super) fn pop_except_jump(&mut self, label: Label) {
        self.code.jump(0, op::POP_EXCEPT_JUMP, label);
        self.code.dead = true;
    }

    /// Leaves a loop through `levels` exception blocks.
    pub(super) fn unwind_jump(&mut self, label: Label, drop_iterator: bool, levels: u32) {
        if levels == 0 {
            if drop_iterator {
                // The stack below is adjusted where the loop ends.
                (0..ITER_SLOTS).for_each(|_| self.code.raw(op::POP_TOP));
            }
            self.code.jump(0, op::JUMP, label);
        } else {
            self.code.jump(0, op::UNWIND_JUMP, label);
            self.code
                .raw(if drop_iterator { 0x80 } else { 0 } | levels as u8);
        }
        self.code.dead = true;
    }

    // Exceptions.

    /// Opens an exception block.
    pub(super) fn enter_block(&mut self, opcode: u8, label: Label) {
        // A `with` takes the manager and leaves its exit method, itself and the value.
        let adjust = if opcode == op::SETUP_WITH { 2 } else { 0 };
        self.code.jump(adjust, opcode, label);
        self.except_level += 1;
        let scope = &mut self.scopes[self.cur];
        scope.exc_stack_size = scope.exc_stack_size.max(self.except_level);
    }

    /// Closes one.
    pub(super) fn leave_block(&mut self) {
        self.except_level = self.except_level.saturating_sub(1);
        self.simple(-1, op::END_FINALLY);
    }

    pub(super) fn raise(&mut self, args: u8) {
        self.simple(-i32::from(args), op::RAISE_LAST + args);
        self.code.dead = true;
    }

    pub(super) fn return_value(&mut self) {
        self.simple(-1, op::RETURN_VALUE);
        self.code.dead = true;
    }

    pub(super) fn yield_value(&mut self) {
        self.simple(0, op::YIELD_VALUE);
        self.scopes[self.cur].flags |= flags::GENERATOR;
    }

    /// Delegates to the iterable on the stack.
    pub(super) fn yield_from(&mut self) {
        self.get_iter();
        self.load_none();
        self.simple(-1, op::YIELD_FROM);
        self.scopes[self.cur].flags |= flags::GENERATOR;
    }

    // Iteration.

    pub(super) fn get_iter(&mut self) {
        self.simple(0, op::GET_ITER);
    }

    pub(super) fn get_iter_stack(&mut self) {
        self.simple(ITER_SLOTS - 1, op::GET_ITER_STACK);
    }

    pub(super) fn for_iter(&mut self, end: Label) {
        self.code.jump(1, op::FOR_ITER, end);
    }

    pub(super) fn for_iter_end(&mut self) {
        self.code.adjust(-ITER_SLOTS);
    }

    // Operators and building.

    pub(super) fn unary(&mut self, operator: u8) {
        self.simple(0, op::UNARY_OP_MULTI + operator);
    }

    pub(super) fn binary(&mut self, operator: u8) {
        self.simple(-1, op::BINARY_OP_MULTI + operator);
    }

    pub(super) fn build(&mut self, opcode: u8, count: usize) {
        let adjust = if opcode == op::BUILD_MAP {
            1
        } else {
            1 - count as i32
        };
        self.code.op_uint(adjust, opcode, count);
    }

    pub(super) fn store_map(&mut self) {
        self.simple(-2, op::STORE_MAP);
    }

    /// Stores into the collection of a comprehension, `depth` slots down.
    pub(super) fn store_comp(&mut self, kind: ScopeKind, depth: usize) {
        let (values, tag) = match kind {
            ScopeKind::ListComp => (0, 0),
            ScopeKind::DictComp => (1, 1),
            _ => (0, 2),
        };
        self.code.op_uint(
            -1 - values,
            op::STORE_COMP,
            (depth + values as usize) << 2 | tag,
        );
    }

    pub(super) fn unpack_sequence(&mut self, count: usize) {
        self.code
            .op_uint(count as i32 - 1, op::UNPACK_SEQUENCE, count);
    }

    pub(super) fn unpack_ex(&mut self, left: usize, right: usize) {
        self.code
            .op_uint((left + right) as i32, op::UNPACK_EX, left | right << 8);
    }

    // Functions and calls.

    /// Makes the function of a scope; `closed` cells are on the stack, then defaults if there are any.
    pub(super) fn make_function(&mut self, scope: usize, closed: usize, defaults: bool) {
        let index = self.children.len();
        self.children.push(scope);
        let (plain, closure) = if defaults {
            (op::MAKE_FUNCTION_DEFARGS, op::MAKE_CLOSURE_DEFARGS)
        } else {
            (op::MAKE_FUNCTION, op::MAKE_CLOSURE)
        };
        let adjust = 1 - closed as i32 - if defaults { 2 } else { 0 };
        if closed == 0 {
            self.code.op_uint(adjust, plain, index);
        } else {
            self.code.op_uint(adjust, closure, index);
            self.code.raw(closed as u8);
        }
    }

    pub(super) fn call(&mut self, method: bool, shape: CallShape) {
        let (base, extra) = if method {
            (op::CALL_METHOD, -1)
        } else {
            (op::CALL_FUNCTION, 0)
        };
        let starred = usize::from(shape.starred);
        let adjust = extra - (shape.positional + 2 * shape.keyword + starred) as i32;
        self.code.op_uint(
            adjust,
            base + starred as u8,
            shape.keyword << 8 | shape.positional,
        );
    }

    pub(super) fn call_function(&mut self, positional: usize) {
        self.call(
            false,
            CallShape {
                positional,
                ..CallShape::default()
            },
        );
    }

    pub(super) fn call_method(&mut self, positional: usize) {
        self.call(
            true,
            CallShape {
                positional,
                ..CallShape::default()
            },
        );
    }
}
