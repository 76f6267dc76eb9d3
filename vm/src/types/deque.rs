//! `collections.deque`: a ring of fixed size.
//!
//! It is a [`DeviceObj`] whose values are the ring and whose data are the place of the first item,
//! the number of items, and whether a full ring refuses more.

use alloc::boxed::Box;
use alloc::vec;

use super::{T, TypeSpec};
use crate::native::{Args, F, Native, Outcome, native};
use crate::object::{DeviceObj, Object};
use crate::value::Value;
use crate::vm::Vm;

/// What the type is made of.
pub const SPEC: TypeSpec = TypeSpec {
    name: "deque",
    base: T::Object,
    make: Some(F::V(3, 4, make)),
    natives: NATIVES,
    consts: &[],
};

const NATIVES: &[Native] = &[
    native("append", F::F2(append)),
    native("appendleft", F::F2(append_left)),
    native("extend", F::F2(extend)),
    native("pop", F::F1(pop)),
    native("popleft", F::F1(pop_left)),
];

/// Places in `DeviceObj::data`.
const FIRST: usize = 0;
const LEN: usize = 1;
const FLAGS: usize = 2;
/// The flag that makes a full ring refuse more.
const CHECK_OVERFLOW: i64 = 1;

fn make(vm: &mut Vm, args: Args) -> Outcome {
    let (items, maxlen) = (args.get(vm, 1), args.get(vm, 2));
    let maxlen = vm.int_arg(maxlen)?;
    let Ok(room) = usize::try_from(maxlen) else {
        return Err(vm.raise_with(T::ValueError, &[]));
    };
    let flags = match args.opt(vm, 3) {
        Some(v) => vm.int_arg(v)?,
        None => 0,
    };
    vm.reserve(room.saturating_mul(4))?;
    let deque = vm.heap.new_value(Object::Device(Box::new(DeviceObj {
        ty: T::Deque,
        data: [0, 0, flags, 0],
        values: vec![Value::NULL; room],
    })));
    match vm.to_vec(items) {
        Ok(items) => {
            for item in items {
                append(vm, deque, item)?;
            }
            Ok(deque)
        }
        Err(crate::native::Abrupt::Python) => Err(vm.call_frozen("extend_items", &[deque, items])),
        Err(e) => Err(e),
    }
}

fn ring(vm: &mut Vm, deque: Value) -> Outcome<&mut DeviceObj> {
    let native = vm.native_part(deque);
    if !matches!(vm.heap.object(native), Some(Object::Device(d)) if d.ty == T::Deque) {
        return Err(vm.wrong_self("deque", deque));
    }
    match vm.heap.object_mut(native) {
        Some(Object::Device(d)) => Ok(d),
        _ => Err(crate::native::Abrupt::Python),
    }
}

/// How many items a deque has.
pub fn len(d: &DeviceObj) -> usize {
    d.data[LEN] as usize
}

fn slot(d: &DeviceObj, i: usize) -> usize {
    (d.data[FIRST] as usize + i) % d.values.len().max(1)
}

fn full(vm: &mut Vm) -> Outcome {
    Err(vm.raise(T::IndexError, "full"))
}

fn empty(vm: &mut Vm) -> Outcome {
    Err(vm.raise(T::IndexError, "empty"))
}

/// Appends; a full deque loses its first item, or refuses.
pub fn append(vm: &mut Vm, deque: Value, item: Value) -> Outcome {
    let d = ring(vm, deque)?;
    let (n, room) = (len(d), d.values.len());
    if n == room {
        if d.data[FLAGS] & CHECK_OVERFLOW != 0 {
            return full(vm);
        }
        if room > 0 {
            let at = slot(d, 0);
            d.values[at] = item;
            d.data[FIRST] = slot(d, 1) as i64;
        }
    } else {
        let at = slot(d, n);
        d.values[at] = item;
        d.data[LEN] += 1;
    }
    Ok(Value::NONE)
}

fn append_left(vm: &mut Vm, deque: Value, item: Value) -> Outcome {
    let d = ring(vm, deque)?;
    let (n, room) = (len(d), d.values.len());
    if n == room && d.data[FLAGS] & CHECK_OVERFLOW != 0 {
        return full(vm);
    }
    if room > 0 {
        let at = slot(d, room - 1);
        d.data[FIRST] = at as i64;
        d.values[at] = item;
        d.data[LEN] = (n + 1).min(room) as i64;
    }
    Ok(Value::NONE)
}

fn extend(vm: &mut Vm, deque: Value, items: Value) -> Outcome {
    ring(vm, deque)?;
    let iter = match vm.native_iter(items) {
        Err(crate::native::Abrupt::Python) => {
            return Err(vm.call_frozen("list_extend", &[deque, items]));
        }
        answer => answer?,
    };
    while let Some(item) = vm.iter_next(iter)? {
        append(vm, deque, item)?;
    }
    Ok(Value::NONE)
}

fn pop(vm: &mut Vm, deque: Value) -> Outcome {
    let d = ring(vm, deque)?;
    let Some(last) = len(d).checked_sub(1) else {
        return empty(vm);
    };
    let at = slot(d, last);
    d.data[LEN] -= 1;
    Ok(core::mem::take(&mut d.values[at]))
}

fn pop_left(vm: &mut Vm, deque: Value) -> Outcome {
    let d = ring(vm, deque)?;
    if len(d) == 0 {
        return empty(vm);
    }
    let at = slot(d, 0);
    d.data[FIRST] = slot(d, 1) as i64;
    d.data[LEN] -= 1;
    Ok(core::mem::take(&mut d.values[at]))
}

/// `deque[index]`
pub fn get(vm: &mut Vm, deque: Value, index: Value) -> Outcome {
    let n = len(ring(vm, deque)?);
    let i = vm.sequence_index("deque", n, index)?;
    let d = ring(vm, deque)?;
    Ok(d.values[slot(d, i)])
}

/// `deque[index] = item`
pub fn set(vm: &mut Vm, deque: Value, index: Value, item: Value) -> Outcome<()> {
    let n = len(ring(vm, deque)?);
    let i = vm.sequence_index("deque", n, index)?;
    let d = ring(vm, deque)?;
    let at = slot(d, i);
    d.values[at] = item;
    Ok(())
}

impl Vm {
    /// Item `i` of a deque, counted from its first one.
    pub(crate) fn deque_item(&self, deque: Value, i: usize) -> Option<Value> {
        match self.heap.object(deque) {
            Some(Object::Device(d)) if d.ty == T::Deque && i < len(d) => Some(d.values[slot(d, i)]),
            _ => None,
        }
    }

    /// How many items a deque has.
    pub(crate) fn deque_len(&self, deque: Value) -> Option<usize> {
        match self.heap.object(deque) {
            Some(Object::Device(d)) if d.ty == T::Deque => Some(len(d)),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vm::Profile;

    #[test]
    fn a_full_ring_loses_its_far_end() {
        let mut vm = Vm::new(Profile::UNIX, 0);
        let deque = vm.heap.new_value(Object::Device(Box::new(DeviceObj {
            ty: T::Deque,
            data: [0; 4],
            values: vec![Value::NULL; 2],
        })));
        for n in [1, 2, 3] {
            append(&mut vm, deque, Value::small(n)).unwrap();
        }
        assert_eq!(vm.to_vec(deque), Ok([2, 3].map(Value::small).into()));
        append_left(&mut vm, deque, Value::small(9)).unwrap();
        assert_eq!(vm.to_vec(deque), Ok([9, 2].map(Value::small).into()));
        assert_eq!(pop(&mut vm, deque), Ok(Value::small(2)));
        assert_eq!(pop_left(&mut vm, deque), Ok(Value::small(9)));
        assert!(pop(&mut vm, deque).is_err());
    }
}
