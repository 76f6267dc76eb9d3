//! Fields and items of a `uctypes.struct`.

use super::layout::{self, ARRAY, BIG, PTR, STRUCT, Scalar};
use super::memory::Place;
use super::{Struct, new_struct, parts};
use crate::native::{Abrupt, Outcome};
use crate::object::Object;
use crate::ops::packed;
use crate::qstr::Qstr;
use crate::types::T;
use crate::value::Value;
use crate::vm::Vm;

fn syntax_error(vm: &mut Vm) -> Abrupt {
    vm.type_error("syntax error in uctypes descriptor")
}

/// `struct.name`
pub(crate) fn load(vm: &mut Vm, this: Value, name: Qstr) -> Outcome {
    let s = parts(vm, this)?;
    let field = field(vm, s, name)?;
    if let Some(n) = field.as_small() {
        let scalar = Scalar::new(n);
        let place = s.place.plus(vm, scalar.offset());
        return load_scalar(vm, place, scalar, s.layout);
    }
    let Some(aggregate) = layout::aggregate_of(vm, field) else {
        return Err(syntax_error(vm));
    };
    let place = s.place.plus(vm, aggregate.offset);
    let descriptor = match (aggregate.kind, aggregate.items) {
        (STRUCT, _) => aggregate.of,
        (ARRAY, None) => {
            let items = Scalar::new(aggregate.of.as_small().unwrap_or(0));
            if items.is_byte() {
                return place.byte_array(vm, items.rest);
            }
            field
        }
        _ => field,
    };
    Ok(new_struct(
        vm,
        Struct {
            descriptor,
            place,
            ..s
        },
    ))
}

/// `struct.name = value`; deleting does nothing.
pub(crate) fn store(vm: &mut Vm, this: Value, name: Qstr, value: Value) -> Outcome<()> {
    if value.is_null() {
        return load(vm, this, name).map(|_| ());
    }
    let s = parts(vm, this)?;
    let field = field(vm, s, name)?;
    let Some(n) = field.as_small() else {
        // There is no assignment to an aggregate.
        return Err(syntax_error(vm));
    };
    let scalar = Scalar::new(n);
    let place = s.place.plus(vm, scalar.offset());
    store_scalar(vm, place, scalar, s.layout, value)
}

/// What describes a field.
fn field(vm: &mut Vm, s: Struct, name: Qstr) -> Outcome {
    let Some(Object::Dict(fields)) = vm.heap.object(s.descriptor) else {
        return Err(vm.type_error("struct: no fields"));
    };
    match vm.map_name(fields, name) {
        Some(field) => Ok(field),
        None => Err(vm.raise_with(T::KeyError, &[Value::qstr(name)])),
    }
}

fn load_scalar(vm: &mut Vm, place: Place, scalar: Scalar, layout: i64) -> Outcome {
    let size = scalar.size();
    let raw = place.load(vm, size, layout == BIG)?;
    Ok(match scalar.code() {
        Some(code) => packed::unpack(vm, code, size as usize, raw),
        None => {
            let (first, bits) = scalar.bits();
            Value::small((raw >> first & ((1 << bits) - 1)) as i64)
        }
    })
}

fn store_scalar(
    vm: &mut Vm,
    place: Place,
    scalar: Scalar,
    layout: i64,
    value: Value,
) -> Outcome<()> {
    let (size, big) = (scalar.size(), layout == BIG);
    let number = match scalar.code() {
        Some(code) => packed::number_bits(vm, code, value)?,
        None => {
            let (first, bits) = scalar.bits();
            let mask = ((1u64 << bits) - 1) << first;
            let value = (vm.int_arg(value)? as u64) << first;
            place.load(vm, size, big)? & !mask | value & mask
        }
    };
    place.store(vm, size, big, number)
}

/// An item: of an array of scalars, or what another descriptor describes.
enum Item {
    Scalar(Place, Scalar),
    Struct(Struct),
}

/// Finds an item of an array, or of what a pointer points to; `None` of what has none.
fn item(vm: &mut Vm, s: Struct, index: Value) -> Outcome<Option<Item>> {
    if !matches!(vm.heap.object(s.descriptor), Some(Object::Tuple(_))) {
        return Err(vm.type_error("struct: can't index"));
    }
    let Some(aggregate) = layout::aggregate_of(vm, s.descriptor) else {
        return Err(syntax_error(vm));
    };
    let index = vm.int_arg(index)?;
    let (place, of) = match aggregate.kind {
        ARRAY => {
            let scalar = Scalar::new(aggregate.of.as_small().unwrap_or(0));
            if index >= scalar.rest {
                return Err(vm.raise(T::IndexError, "struct: index out of range"));
            }
            let of = aggregate.items.ok_or(scalar);
            (s.place, of)
        }
        PTR => {
            let place = target(vm, s)?;
            let of = match aggregate.of.as_small() {
                Some(n) => Err(Scalar::new(n)),
                None => Ok(aggregate.of),
            };
            (place, of)
        }
        _ => return Ok(None),
    };
    Ok(Some(match of {
        Err(scalar) => {
            let at = index.saturating_mul(scalar.size());
            Item::Scalar(place.plus(vm, at), scalar)
        }
        Ok(descriptor) => {
            let size = layout::checked_size(vm, descriptor, s.layout)?;
            let place = place.plus(vm, index.saturating_mul(size));
            Item::Struct(Struct {
                descriptor,
                place,
                ..s
            })
        }
    }))
}

/// Where a pointer points.
fn target(vm: &mut Vm, s: Struct) -> Outcome<Place> {
    let size = i64::from(vm.word_bits() / 8);
    let address = s.place.load(vm, size, false)?;
    Ok(Place::at(vm, address))
}

/// `struct[index]`; `None` of what has no items.
pub(crate) fn load_item(vm: &mut Vm, this: Value, index: Value) -> Outcome<Option<Value>> {
    let s = parts(vm, this)?;
    Ok(match item(vm, s, index)? {
        None => None,
        Some(Item::Scalar(place, scalar)) => Some(load_scalar(vm, place, scalar, s.layout)?),
        Some(Item::Struct(s)) => Some(new_struct(vm, s)),
    })
}

/// `struct[index] = value`; says whether there is such an assignment.
pub(crate) fn store_item(vm: &mut Vm, this: Value, index: Value, value: Value) -> Outcome<bool> {
    let s = parts(vm, this)?;
    let is_pointer = layout::aggregate_of(vm, s.descriptor).is_some_and(|a| a.kind == PTR);
    match item(vm, s, index)? {
        // Nothing is stored through a pointer, and nobody complains.
        Some(_) if is_pointer => Ok(true),
        Some(Item::Scalar(place, scalar)) => {
            store_scalar(vm, place, scalar, s.layout, value).map(|()| true)
        }
        _ => Ok(false),
    }
}

/// `int(struct)`: where a pointer points; `None` of others.
pub(crate) fn pointer(vm: &mut Vm, v: Value) -> Outcome<Option<Value>> {
    if vm.device(v).is_none_or(|d| d.ty != T::Struct) {
        return Ok(None);
    }
    let s = parts(vm, v)?;
    if layout::aggregate_of(vm, s.descriptor).is_none_or(|a| a.kind != PTR) {
        return Ok(None);
    }
    let place = target(vm, s)?;
    Ok(Some(vm.new_big(place.address.into())))
}
