//! Operators and steps that need no call, no new object and no error: what the loop tries.
//!
//! All of it becomes part of the loop; see `hot.rs` for why.

use super::lookup::Lookups;
use crate::cost::{Cost, Costs};
use crate::heap::Heap;
use crate::map::{Map, Near};
use crate::native;
use crate::object::{IteratorObj, Object};
use crate::ops::unary::UnaryOp;
use crate::qstr::{Qstr, Qstrs, q};
use crate::types::{Bind, T};
use crate::value::{Ref, Value};

/// The operators on numbers, as the bytecode numbers them.
pub(super) mod num {
    use crate::ops::binary::BinaryOp;

    macro_rules! numbers {
        ($($name:ident = $op:ident,)*) => {
            $(pub const $name: u8 = BinaryOp::$op as u8;)*
        };
    }
    numbers! {
        ADD = Add, INPLACE_ADD = InplaceAdd,
        SUBTRACT = Subtract, INPLACE_SUBTRACT = InplaceSubtract,
        MULTIPLY = Multiply, INPLACE_MULTIPLY = InplaceMultiply,
        AND = And, INPLACE_AND = InplaceAnd,
        OR = Or, INPLACE_OR = InplaceOr,
        XOR = Xor, INPLACE_XOR = InplaceXor,
        LSHIFT = Lshift, INPLACE_LSHIFT = InplaceLshift,
        RSHIFT = Rshift, INPLACE_RSHIFT = InplaceRshift,
        FLOOR_DIVIDE = FloorDivide, INPLACE_FLOOR_DIVIDE = InplaceFloorDivide,
        MODULO = Modulo, INPLACE_MODULO = InplaceModulo,
        TRUE_DIVIDE = TrueDivide, INPLACE_TRUE_DIVIDE = InplaceTrueDivide,
        LESS = Less, MORE = More, EQUAL = Equal,
        LESS_EQUAL = LessEqual, MORE_EQUAL = MoreEqual, NOT_EQUAL = NotEqual,
        IS = Is,
    }
}

use num::*;

/// The integer in an instruction's operand.
#[inline(always)]
pub(super) fn int(operand: usize) -> Value {
    Value::small(i64::from(operand as u32 as i32))
}

/// `x op y` for numbers outside the heap, and what needs no look at it; `None` if it takes more.
/// `single` tells the width of a float. Where that is single, which is on boards, what floats cost
/// beyond the instruction is taken from `fuel`.
#[inline(always)]
pub(super) fn binary(
    op: u8,
    x: Value,
    y: Value,
    single: bool,
    costs: &Costs,
    fuel: &mut i64,
) -> Option<Value> {
    if let Some((a, b)) = Value::both_small(x, y) {
        return small(op, a, b, single);
    }
    if op == IS {
        return match x == y {
            // A local variable without a value has yet to be refused.
            _ if x.is_null() || y.is_null() => None,
            true => Some(Value::TRUE),
            // Some objects are the same one on a board, and two here.
            false if x.as_ref().is_some() && y.as_ref().is_some() => None,
            false => Some(Value::FALSE),
        };
    }
    let number = |v: Value| match v.as_small() {
        Some(n) if single => Some(f64::from(n as f32)),
        Some(n) => Some(n as f64),
        None => v.as_float(),
    };
    let Some((a, b)) = number(x).zip(number(y)) else {
        return match (op, x.as_qstr().is_some() && y.as_qstr().is_some()) {
            (EQUAL, true) => Some(Value::bool(x == y)),
            (NOT_EQUAL, true) => Some(Value::bool(x != y)),
            _ => None,
        };
    };
    let v = match op {
        ADD | INPLACE_ADD => rounded(a + b, single),
        SUBTRACT | INPLACE_SUBTRACT => rounded(a - b, single),
        MULTIPLY | INPLACE_MULTIPLY => rounded(a * b, single),
        TRUE_DIVIDE | INPLACE_TRUE_DIVIDE if b != 0.0 => rounded(a / b, single),
        _ => Value::bool(compare(op, a, b)?),
    };
    if single {
        *fuel -= costs.of(Cost::FloatMixed);
    }
    Some(v)
}

/// `x op y` for the commonest operators on two floats.
#[inline(always)]
pub(super) fn float(op: u8, x: Value, y: Value, single: bool) -> Option<Value> {
    let (a, b) = (x.as_float()?, y.as_float()?);
    let result = match op {
        ADD | INPLACE_ADD => a + b,
        SUBTRACT | INPLACE_SUBTRACT => a - b,
        MULTIPLY | INPLACE_MULTIPLY => a * b,
        _ => return None,
    };
    Some(rounded(result, single))
}

/// A comparison.
#[inline(always)]
pub(super) fn compare<N: PartialOrd>(op: u8, a: N, b: N) -> Option<bool> {
    Some(match op {
        LESS => a < b,
        MORE => a > b,
        EQUAL => a == b,
        LESS_EQUAL => a <= b,
        MORE_EQUAL => a >= b,
        NOT_EQUAL => a != b,
        _ => return None,
    })
}

#[inline(always)]
fn rounded(x: f64, single: bool) -> Value {
    Value::float(if single { f64::from(x as f32) } else { x })
}

/// The product, if it is a small integer. A product of up to 2⁵³ is exact as a float, and finding it
/// so takes no wider integers, which WebAssembly has none of.
#[inline(always)]
fn product(a: i64, b: i64) -> Option<Value> {
    let near = a as f64 * b as f64;
    match near.abs() < (1_u64 << 50) as f64 {
        true => Value::try_small(a.wrapping_mul(b)),
        false => None,
    }
}

#[inline(always)]
fn small(op: u8, a: i64, b: i64, single: bool) -> Option<Value> {
    let n = match op {
        ADD | INPLACE_ADD => a + b,
        SUBTRACT | INPLACE_SUBTRACT => a - b,
        IS => return Some(Value::bool(a == b)),
        AND | INPLACE_AND => a & b,
        OR | INPLACE_OR => a | b,
        XOR | INPLACE_XOR => a ^ b,
        MULTIPLY | INPLACE_MULTIPLY => return product(a, b),
        LSHIFT | INPLACE_LSHIFT if (0..48).contains(&b) && (a << b) >> b == a => a << b,
        RSHIFT | INPLACE_RSHIFT if b >= 0 => a >> b.min(63),
        FLOOR_DIVIDE | INPLACE_FLOOR_DIVIDE if b > 0 => a / b - i64::from(a % b < 0),
        MODULO | INPLACE_MODULO if b > 0 => a % b + if a % b < 0 { b } else { 0 },
        TRUE_DIVIDE | INPLACE_TRUE_DIVIDE if b != 0 => {
            return Some(match single {
                true => Value::float(f64::from(a as f32 / b as f32)),
                false => Value::float(a as f64 / b as f64),
            });
        }
        _ => return compare(op, a, b).map(Value::bool),
    };
    Value::try_small(n)
}

/// `op v` for what needs no method of a class.
#[inline(always)]
pub(super) fn unary(heap: &Heap, op: u8, v: Value) -> Option<Value> {
    match (UnaryOp::from_index(op), v.as_small()) {
        (UnaryOp::Not, _) => Some(Value::bool(!truth(heap, v)?)),
        (UnaryOp::Negative, Some(n)) => Value::try_small(-n),
        (UnaryOp::Invert, Some(n)) => Some(Value::small(!n)),
        (UnaryOp::Positive, Some(_)) => Some(v),
        _ => None,
    }
}

/// Whether a value counts as true, for what is commonly asked.
#[inline(always)]
pub(super) fn truth(heap: &Heap, v: Value) -> Option<bool> {
    if v == Value::TRUE {
        return Some(true);
    }
    if v == Value::FALSE || v == Value::NONE {
        return Some(false);
    }
    if let Some(n) = v.as_small() {
        return Some(n != 0);
    }
    match heap.object(v)? {
        Object::List(items) => Some(!items.is_empty()),
        Object::Tuple(items) => Some(!items.is_empty()),
        _ => None,
    }
}

/// Whether a number or `bool` counts as true.
#[inline(always)]
pub(super) fn is_not_zero(v: Value) -> bool {
    match (v.as_small(), v.as_float()) {
        (Some(n), _) => n != 0,
        (_, Some(f)) => f != 0.0,
        _ => v == Value::TRUE,
    }
}

/// What a `for` statement's next step gives.
pub(super) enum Next {
    Item(Value),
    End,
    /// It takes more than a look.
    Slow,
}

/// The items of a list or tuple, over which a `for` statement goes by itself: it keeps the sequence, and
/// behind it the place in it.
#[inline(always)]
pub(super) fn sequence(heap: &Heap, v: Value) -> Option<&[Value]> {
    match heap.object(v)? {
        Object::List(items) => Some(items),
        Object::Tuple(items) => Some(items),
        _ => None,
    }
}

/// The next item of a list or tuple, or of an iterator over those or a range. `state` is what the `for`
/// statement keeps.
#[inline(always)]
pub(super) fn next(heap: &mut Heap, state: &mut [Value]) -> Next {
    let Some(&iter) = state.first() else {
        return Next::Slow;
    };
    if let Some(items) = sequence(heap, iter) {
        let Some(at) = state.get(1).and_then(|v| v.as_small()) else {
            return Next::Slow;
        };
        let Some(&v) = items.get(at as usize) else {
            return Next::End;
        };
        state[1] = Value::small(at + 1);
        return Next::Item(v);
    }
    // A comprehension is given its iterator in the second slot, the first empty.
    let iter = match (iter, state.get(1)) {
        (Value::NULL, Some(&iter)) => iter,
        _ => iter,
    };
    let sequence_at = match heap.object_mut(iter) {
        Some(Object::Iterator(it)) => match &mut **it {
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
                return Next::Item(v);
            }
            IteratorObj::Sequence(sequence, at) => (*sequence, *at),
            _ => return Next::Slow,
        },
        _ => return Next::Slow,
    };
    let Some(items) = sequence(heap, sequence_at.0) else {
        return Next::Slow;
    };
    // At the end the place stays, in case the list grows again.
    let Some(&v) = items.get(sequence_at.1) else {
        return Next::End;
    };
    if let Some(Object::Iterator(it)) = heap.object_mut(iter)
        && let IteratorObj::Sequence(_, at) = &mut **it
    {
        *at += 1;
    }
    Next::Item(v)
}

/// `object[index]` for lists, tuples and byte strings.
#[inline(always)]
pub(super) fn item(heap: &Heap, object: Value, index: Value) -> Option<Value> {
    let i = index.as_small()?;
    let place = |len: usize| if i < 0 { i + len as i64 } else { i } as usize;
    let byte = |byte: Option<&u8>| byte.map(|&b| Value::small(i64::from(b)));
    match heap.object(object)? {
        Object::List(items) => items.get(place(items.len())).copied(),
        Object::Tuple(items) => items.get(place(items.len())).copied(),
        Object::Bytes(bytes) => byte(bytes.get(place(bytes.len()))),
        Object::ByteArray(bytes) => byte(bytes.get(place(bytes.len()))),
        _ => None,
    }
}

/// `object[index] = value` for lists and byte arrays; says whether that was all it took.
#[inline(always)]
pub(super) fn store(heap: &mut Heap, object: Value, index: Value, value: Value) -> bool {
    let Some(i) = index.as_small() else {
        return false;
    };
    let place = |len: usize| if i < 0 { i + len as i64 } else { i } as usize;
    match heap.object_mut(object) {
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

/// `len(object)` of the commonest containers.
#[inline(always)]
pub(super) fn len(heap: &Heap, object: Value) -> Option<Value> {
    let len = match heap.object(object)? {
        Object::List(items) => items.len(),
        Object::Tuple(items) => items.len(),
        Object::Bytes(bytes) => bytes.len(),
        Object::ByteArray(bytes) => bytes.len(),
        Object::Dict(map) | Object::Set(map) => map.len(),
        Object::Str(s) if s.ascii => s.text.len(),
        _ => return None,
    };
    Some(Value::small(len as i64))
}

/// `list.append(item)` where there is room; says whether that was all it took.
#[inline(always)]
pub(super) fn append(heap: &mut Heap, list: Value, item: Value) -> bool {
    let Some(Object::List(items)) = heap.object_mut(list) else {
        return false;
    };
    if items.len() == items.capacity() {
        return false;
    }
    items.push(item);
    heap.charge_item(item);
    true
}

#[inline(always)]
fn namespace(heap: &Heap, globals: Ref) -> Option<&Map> {
    match heap.get(globals) {
        Object::Dict(map) => Some(map),
        _ => None,
    }
}

/// What `object.name` is.
pub(super) enum Attr {
    /// An instance or module has it itself.
    Own(Value),
    /// A class has it, and gives it as it is.
    Class(Value),
    /// A property: what this function gives for the object.
    Getter(Value),
    /// It takes more than a look.
    Slow,
}

/// An attribute, where it is near. `hint` is where it was last time.
#[inline(always)]
pub(super) fn attr(
    heap: &Heap,
    qstrs: &Qstrs,
    lookups: &Lookups,
    object: Value,
    name: Qstr,
    hint: u8,
) -> Attr {
    let (class, of_class) = match heap.object(object) {
        Some(Object::Instance { class, members }) => match members.near(qstrs, name, hint) {
            Near::At(slot) => return members.value_at(slot).map_or(Attr::Slow, Attr::Own),
            Near::Absent => (*class, false),
            Near::Unknown => return Attr::Slow,
        },
        Some(Object::Module { globals, .. }) => {
            let own = namespace(heap, *globals).and_then(|m| m.at_hint(hint, name));
            return own.map_or(Attr::Slow, Attr::Own);
        }
        // What a class is called, no class says.
        Some(Object::Type(t)) if !t.builtin && name != q::__name__ => match object.as_ref() {
            Some(class) => (class, true),
            None => return Attr::Slow,
        },
        _ => return Attr::Slow,
    };
    let Some((v, _)) = lookups.method(class, name) else {
        return Attr::Slow;
    };
    match heap.object(v) {
        None if v.as_native().is_none() => Attr::Class(v),
        Some(Object::StaticMethod(f)) => Attr::Class(*f),
        Some(Object::Property(parts)) if !of_class => Attr::Getter(parts[0]),
        Some(Object::Function(_)) if of_class => Attr::Class(v),
        Some(
            Object::Str(_)
            | Object::Bytes(_)
            | Object::Tuple(_)
            | Object::List(_)
            | Object::Dict(_),
        ) => Attr::Class(v),
        _ => Attr::Slow,
    }
}

/// What storing an attribute did.
pub(super) enum Stored {
    /// The instance has it already.
    Again,
    /// It has one more.
    New,
}

/// Stores an attribute of an instance, where there is room for it. `hint` is where it was last time.
#[inline(always)]
pub(super) fn set_own_attr(
    heap: &mut Heap,
    qstrs: &Qstrs,
    lookups: &Lookups,
    object: Value,
    name: Qstr,
    value: Value,
    hint: u8,
) -> Option<Stored> {
    let Some(Object::Instance { class, members }) = heap.object(object) else {
        return None;
    };
    // A class whose stores have a say is rare; deleting is a store of nothing.
    let plain = match heap.get(*class) {
        Object::Type(t) if t.descriptors => !t.attr_hooks && lookups.lacks(*class, name),
        Object::Type(t) => !t.attr_hooks,
        _ => false,
    };
    if !plain || value.is_null() {
        return None;
    }
    let found = members.near(qstrs, name, hint);
    let Some(Object::Instance { members, .. }) = heap.object_mut(object) else {
        return None;
    };
    match found {
        Near::At(slot) => {
            members.set_at(slot, value);
            Some(Stored::Again)
        }
        // That some instance has such a name must have been noted.
        Near::Absent if qstrs.names_member(name) => {
            let hash = u64::from(qstrs.hash(name));
            let stored = members.put(hash, Value::qstr(name), value);
            stored.then_some(Stored::New)
        }
        _ => None,
    }
}

/// What `object.name(…)` calls, and the argument that goes before the others or `NULL`. `hint` is
/// where a module had the name last time.
#[inline(always)]
pub(super) fn method(
    heap: &Heap,
    qstrs: &Qstrs,
    lookups: &Lookups,
    object: Value,
    name: Qstr,
    hint: u8,
) -> Option<(Value, Value)> {
    let class = match object.as_ref() {
        None if object.as_qstr().is_some() => T::Str,
        None => return None,
        Some(r) => match heap.get(r) {
            Object::Instance { class, members } => {
                if (qstrs.names_member(name) || members.has_other_keys())
                    && members.near(qstrs, name, hint) != Near::Absent
                {
                    return None;
                }
                let (v, _) = lookups.method(*class, name)?;
                return match heap.object(v)? {
                    Object::Function(_) => Some((v, object)),
                    Object::StaticMethod(f) => Some((*f, Value::NULL)),
                    Object::ClassMethod(f) => Some((*f, Value::obj(*class))),
                    _ => None,
                };
            }
            Object::Type(t) if !t.builtin && name != q::__name__ => {
                let (v, _) = lookups.method(r, name)?;
                return match heap.object(v)? {
                    Object::Function(_) => Some((v, Value::NULL)),
                    Object::StaticMethod(f) => Some((*f, Value::NULL)),
                    Object::ClassMethod(f) => Some((*f, object)),
                    _ => None,
                };
            }
            Object::Module { globals, .. } => {
                let v = namespace(heap, *globals)?.at_hint(hint, name)?;
                return Some((v, Value::NULL));
            }
            Object::List(_) => T::List,
            Object::Dict(m) if !m.is_ordered() => T::Dict,
            Object::Str(_) => T::Str,
            Object::Bytes(_) => T::Bytes,
            Object::ByteArray(_) => T::ByteArray,
            Object::Set(_) => T::Set,
            Object::Generator(_) => T::Generator,
            Object::Codec(codec) => codec.ty(),
            // Others have attributes of their own.
            Object::Device(d) if d.ty != T::Task && d.ty != T::Struct => d.ty,
            _ => return None,
        },
    };
    let class = Ref(class as u32);
    let (v, owner) = lookups.method(class, name)?;
    let native = native::lookup(v.as_native()?)?;
    // What `object` defines may be bound in another way.
    let plain = owner == class && !matches!(native.bind, Bind::Static | Bind::Class);
    plain.then_some((v, object))
}
