//! Operators and steps that need no heap, no call and no error: what the loop tries first.

use crate::cost::{Cost, Costs};
use crate::heap::Heap;
use crate::object::{IteratorObj, Object};
use crate::ops::binary::BinaryOp;
use crate::qstr::Qstr;
use crate::value::Value;
use crate::vm::Vm;

const ADD: u8 = BinaryOp::Add as u8;
const INPLACE_ADD: u8 = BinaryOp::InplaceAdd as u8;
const SUBTRACT: u8 = BinaryOp::Subtract as u8;
const INPLACE_SUBTRACT: u8 = BinaryOp::InplaceSubtract as u8;
const MULTIPLY: u8 = BinaryOp::Multiply as u8;
const AND: u8 = BinaryOp::And as u8;
const INPLACE_AND: u8 = BinaryOp::InplaceAnd as u8;
const OR: u8 = BinaryOp::Or as u8;
const INPLACE_OR: u8 = BinaryOp::InplaceOr as u8;
const XOR: u8 = BinaryOp::Xor as u8;
const INPLACE_XOR: u8 = BinaryOp::InplaceXor as u8;
const LSHIFT: u8 = BinaryOp::Lshift as u8;
const INPLACE_LSHIFT: u8 = BinaryOp::InplaceLshift as u8;
const RSHIFT: u8 = BinaryOp::Rshift as u8;
const INPLACE_RSHIFT: u8 = BinaryOp::InplaceRshift as u8;
const FLOOR_DIVIDE: u8 = BinaryOp::FloorDivide as u8;
const INPLACE_FLOOR_DIVIDE: u8 = BinaryOp::InplaceFloorDivide as u8;
const MODULO: u8 = BinaryOp::Modulo as u8;
const INPLACE_MODULO: u8 = BinaryOp::InplaceModulo as u8;
const TRUE_DIVIDE: u8 = BinaryOp::TrueDivide as u8;
const INPLACE_TRUE_DIVIDE: u8 = BinaryOp::InplaceTrueDivide as u8;
const INPLACE_MULTIPLY: u8 = BinaryOp::InplaceMultiply as u8;
const LESS: u8 = BinaryOp::Less as u8;
const MORE: u8 = BinaryOp::More as u8;
const EQUAL: u8 = BinaryOp::Equal as u8;
const LESS_EQUAL: u8 = BinaryOp::LessEqual as u8;
const MORE_EQUAL: u8 = BinaryOp::MoreEqual as u8;
const NOT_EQUAL: u8 = BinaryOp::NotEqual as u8;

/// `x op y` for numbers outside the heap; `NULL` if it takes more than that. `single` tells the
/// width of a float. Where that is single, which is on boards, what floats cost beyond the instruction
/// is taken from `fuel`, and the box that a board puts one in is counted.
#[inline(always)]
pub(super) fn binary(
    op: u8,
    x: Value,
    y: Value,
    single: bool,
    costs: &Costs,
    fuel: &mut i64,
    heap: &mut Heap,
) -> Value {
    if let Some((a, b)) = Value::both_small(x, y) {
        let sum = match op {
            ADD | INPLACE_ADD => Value::try_small(a + b),
            SUBTRACT | INPLACE_SUBTRACT => Value::try_small(a - b),
            LESS => Some(Value::bool(a < b)),
            _ => Some(small(op, a, b, single, heap)),
        };
        return sum.unwrap_or(Value::NULL);
    }
    if x.is_float() || y.is_float() {
        let result = match (x.as_float(), y.as_float(), op) {
            (Some(a), Some(b), ADD | INPLACE_ADD) => a + b,
            (Some(a), Some(b), SUBTRACT | INPLACE_SUBTRACT) => a - b,
            (Some(a), Some(b), MULTIPLY) => a * b,
            _ => {
                if single {
                    *fuel -= costs.of(Cost::FloatMixed);
                }
                return float(op, x, y, single, heap);
            }
        };
        if single {
            *fuel -= costs.of(Cost::Float);
            heap.charge_float();
        }
        return rounded(result, single);
    }
    Value::NULL
}

#[inline(always)]
fn rounded(x: f64, single: bool) -> Value {
    Value::float(if single { f64::from(x as f32) } else { x })
}

/// `x op y` as the condition of a jump; `None` if it takes more.
#[inline(always)]
pub(super) fn condition(
    op: u8,
    x: Value,
    y: Value,
    single: bool,
    costs: &Costs,
    fuel: &mut i64,
    heap: &mut Heap,
) -> Option<bool> {
    if let Some((a, b)) = Value::both_small(x, y) {
        match op {
            LESS => return Some(a < b),
            MORE => return Some(a > b),
            EQUAL => return Some(a == b),
            LESS_EQUAL => return Some(a <= b),
            MORE_EQUAL => return Some(a >= b),
            NOT_EQUAL => return Some(a != b),
            _ => {}
        }
    }
    let v = binary(op, x, y, single, costs, fuel, heap);
    match v.as_bool() {
        Some(truth) => Some(truth),
        None => v.as_small().map(|n| n != 0),
    }
}

#[inline(never)]
fn small(op: u8, a: i64, b: i64, single: bool, heap: &mut Heap) -> Value {
    let n = match op {
        MORE => return Value::bool(a > b),
        EQUAL => return Value::bool(a == b),
        LESS_EQUAL => return Value::bool(a <= b),
        MORE_EQUAL => return Value::bool(a >= b),
        NOT_EQUAL => return Value::bool(a != b),
        AND | INPLACE_AND => Some(a & b),
        OR | INPLACE_OR => Some(a | b),
        XOR | INPLACE_XOR => Some(a ^ b),
        MULTIPLY | INPLACE_MULTIPLY => a.checked_mul(b),
        LSHIFT | INPLACE_LSHIFT if (0..16).contains(&b) => a.checked_mul(1 << b),
        RSHIFT | INPLACE_RSHIFT if b >= 0 => Some(a >> b.min(63)),
        FLOOR_DIVIDE | INPLACE_FLOOR_DIVIDE if b > 0 => Some(a.div_euclid(b)),
        MODULO | INPLACE_MODULO if b > 0 => Some(a.rem_euclid(b)),
        TRUE_DIVIDE | INPLACE_TRUE_DIVIDE if b != 0 => {
            if single {
                heap.charge_float();
                return Value::float(f64::from(a as f32 / b as f32));
            }
            return Value::float(a as f64 / b as f64);
        }
        _ => None,
    };
    n.and_then(Value::try_small).unwrap_or(Value::NULL)
}

#[inline(never)]
fn float(op: u8, x: Value, y: Value, single: bool, heap: &mut Heap) -> Value {
    use BinaryOp::*;
    let number = |v: Value| match v.as_small() {
        Some(n) if single => Some(f64::from(n as f32)),
        Some(n) => Some(n as f64),
        None => v.as_float(),
    };
    let (Some(a), Some(b)) = (number(x), number(y)) else {
        return Value::NULL;
    };
    let result = match BinaryOp::from_index(op).plain() {
        Add => a + b,
        Subtract => a - b,
        Multiply => a * b,
        TrueDivide if b != 0.0 => a / b,
        Less => return Value::bool(a < b),
        More => return Value::bool(a > b),
        Equal => return Value::bool(a == b),
        LessEqual => return Value::bool(a <= b),
        MoreEqual => return Value::bool(a >= b),
        NotEqual => return Value::bool(a != b),
        _ => return Value::NULL,
    };
    if single {
        heap.charge_float();
    }
    rounded(result, single)
}

/// What a `for` statement's next step gives.
pub(super) enum Next {
    Item(Value),
    End,
    /// It takes more than a look.
    Slow,
}

impl Vm {
    /// The next item of a range, list or tuple.
    #[inline]
    pub(super) fn quick_next(&mut self, iter: Value) -> Next {
        let Some(Object::Iterator(it)) = self.heap.object_mut(iter) else {
            return Next::Slow;
        };
        match &mut **it {
            IteratorObj::Range { next, left, step } => {
                if *left == 0 {
                    return Next::End;
                }
                let Some(v) = Value::try_small(*next) else {
                    return Next::Slow;
                };
                *left -= 1;
                // The number after the last one may not exist; it is never looked at.
                *next = next.wrapping_add(*step);
                Next::Item(v)
            }
            IteratorObj::Sequence(sequence, i) => {
                let at = *i;
                *i += 1;
                let sequence = *sequence;
                let items: &[Value] = match self.heap.object(sequence) {
                    Some(Object::List(items)) => items,
                    Some(Object::Tuple(items)) => items,
                    _ => {
                        self.step_back(iter);
                        return Next::Slow;
                    }
                };
                match items.get(at) {
                    Some(&v) => Next::Item(v),
                    None => {
                        // The place stays, in case the list grows again.
                        self.step_back(iter);
                        Next::End
                    }
                }
            }
            _ => Next::Slow,
        }
    }

    fn step_back(&mut self, iter: Value) {
        if let Some(Object::Iterator(it)) = self.heap.object_mut(iter)
            && let IteratorObj::Sequence(_, i) = &mut **it
        {
            *i -= 1;
        }
    }

    /// The items of a list or tuple; `None` for any other object.
    #[inline]
    pub(super) fn quick_items(&self, object: Value) -> Option<&[Value]> {
        match self.heap.object(object) {
            Some(Object::List(items)) => Some(items),
            Some(Object::Tuple(items)) => Some(items),
            _ => None,
        }
    }

    /// `object[index]` for lists, tuples and byte strings; `NULL` if it takes more.
    #[inline]
    pub(super) fn quick_item(&self, object: Value, index: Value) -> Value {
        let Some(i) = index.as_small() else {
            return Value::NULL;
        };
        let place = |len: usize| if i < 0 { i + len as i64 } else { i } as usize;
        match self.heap.object(object) {
            Some(Object::List(items)) => items.get(place(items.len())).copied(),
            Some(Object::Tuple(items)) => items.get(place(items.len())).copied(),
            Some(Object::Bytes(bytes)) => byte(bytes.get(place(bytes.len()))),
            Some(Object::ByteArray(bytes)) => byte(bytes.get(place(bytes.len()))),
            _ => None,
        }
        .unwrap_or(Value::NULL)
    }

    /// `object[index] = value` for lists and byte arrays; says whether that was all it took.
    #[inline]
    pub(super) fn quick_store(&mut self, object: Value, index: Value, value: Value) -> bool {
        let Some(i) = index.as_small() else {
            return false;
        };
        let place = |len: usize| if i < 0 { i + len as i64 } else { i } as usize;
        match self.heap.object_mut(object) {
            Some(Object::List(items)) if !value.is_null() => {
                let at = place(items.len());
                items.get_mut(at).map(|slot| *slot = value).is_some()
            }
            Some(Object::ByteArray(bytes)) => match value.as_small() {
                Some(n @ 0..=255) => {
                    let at = place(bytes.len());
                    bytes.get_mut(at).map(|slot| *slot = n as u8).is_some()
                }
                _ => false,
            },
            _ => false,
        }
    }
}

impl Vm {
    /// An attribute of an instance's or module's own; `NULL` if it has none. `hint` is where it was last time.
    #[inline]
    pub(super) fn own_attr(&self, object: Value, name: Qstr, hint: &mut u8) -> Value {
        let members = match self.heap.object(object) {
            Some(Object::Instance { members, .. }) => members,
            Some(Object::Module { globals, .. }) => {
                let v = self.quick_name(*globals, name, hint);
                return v.unwrap_or(Value::NULL);
            }
            _ => return Value::NULL,
        };
        let found = members.find_hinted(&self.qstrs, name, hint);
        found.map_or(Value::NULL, |(_, v)| v)
    }

    /// Changes an attribute that an instance has of its own; says whether that was all it took.
    #[inline]
    pub(super) fn set_own_attr(
        &mut self,
        object: Value,
        name: Qstr,
        value: Value,
        hint: &mut u8,
    ) -> bool {
        let Some(Object::Instance { class, members }) = self.heap.object(object) else {
            return false;
        };
        let Some((at, _)) = members.find_hinted(&self.qstrs, name, hint) else {
            return false;
        };
        // A class whose stores have a say is rare; deleting is a store of nothing.
        if value.is_null()
            || self
                .class(*class)
                .is_none_or(|t| t.descriptors || t.attr_hooks)
        {
            return false;
        }
        if let Some(Object::Instance { members, .. }) = self.heap.object_mut(object)
            && let Some(slot) = members.slot_mut(at)
        {
            slot.value = value;
        }
        true
    }
}

fn byte(byte: Option<&u8>) -> Option<Value> {
    byte.map(|&b| Value::small(i64::from(b)))
}
