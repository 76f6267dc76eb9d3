//! `array.array` and `memoryview`: making them, and their few methods.

use alloc::vec::Vec;

use super::text::Kind;
use super::{T, TypeSpec, bytes};
use crate::native::{Abrupt, Args, F, Outcome, native};
use crate::object::{ArrayObj, Object, ViewObj};
use crate::ops::packed;
use crate::ops::work::Work;
use crate::value::Value;
use crate::vm::Vm;

/// What `array.array` is made of.
pub const ARRAY: TypeSpec = TypeSpec {
    name: "array",
    base: T::Object,
    make: Some(F::K(1, make_array)),
    natives: &[
        native("append", F::F2(bytes::append)),
        native("extend", F::F2(bytes::extend)),
    ],
    consts: &[],
};

/// What `memoryview` is made of.
pub const MEMORY_VIEW: TypeSpec = TypeSpec {
    name: "memoryview",
    base: T::Object,
    make: Some(F::K(1, make_view)),
    natives: &[native("hex", F::V(1, 2, bytes::hex))],
    consts: &[],
};

fn make_array(vm: &mut Vm, args: Args) -> Outcome {
    let args = args.skip(1);
    vm.check_places(args, 1, 2)?;
    let code = args.get(vm, 0);
    vm.any_text(code)?;
    let typecode = vm.text_bytes(code).first().copied().unwrap_or(0);
    let Some(size) = packed::item_size(vm, typecode) else {
        return Err(vm.value_error("bad typecode"));
    };
    let bytes = match args.opt(vm, 1) {
        None => Vec::new(),
        Some(source) => {
            if let Some(Kind::Bytes | Kind::ByteArray) = vm.text_kind(source) {
                // Bytes that make no whole item are left out.
                let len = vm.text_bytes(source).len() / size * size;
                vm.reserve(len)?;
                vm.text_bytes(source)[..len].to_vec()
            } else {
                if let Some(args) = long_items(vm, source, typecode) {
                    let array = Vm::type_value(T::Array);
                    let work = Value::small(Work::Pack as i64);
                    return Err(vm.call_frozen("packed_array", &[array, code, work, args]));
                }
                let items = match super::bytes::items_of(vm, source) {
                    Err(Abrupt::Python) => {
                        let array = Vm::type_value(T::Array);
                        return Err(vm.call_frozen("array_from", &[array, code, source]));
                    }
                    items => items?,
                };
                match vm.reserve(items.len() * size) {
                    // An iterator has no more when this is tried again.
                    Err(Abrupt::Memory(_)) if vm.items_of(source).is_none() => {
                        let items = vm.new_list(items);
                        return Err(vm.call(Vm::type_value(T::Array), &[code, items]));
                    }
                    room => room?,
                }
                match packed_items(vm, typecode, &items) {
                    Err(Abrupt::Python) => {
                        return Err(of_users_numbers(vm, T::Array, &[code], items, typecode));
                    }
                    bytes => bytes?,
                }
            }
        }
    };
    let array = ArrayObj { typecode, bytes };
    Ok(vm.heap.new_value(Object::Array(array.into())))
}

/// What a list or tuple is packed from that is so long that it takes steps.
pub(super) fn long_items(vm: &mut Vm, source: Value, typecode: u8) -> Option<Value> {
    let len = vm.items_of(source).filter(|_| !vm.is_user(source))?.len();
    let is_long = len > MOST_ITEMS && typecode != b'O';
    is_long.then(|| vm.new_tuple([source, Value::small(typecode.into())]))
}

/// Items that are packed in one go.
const MOST_ITEMS: usize = 1 << 18;

/// The bytes of these items, one behind the other.
pub(super) fn packed_items(vm: &mut Vm, typecode: u8, items: &[Value]) -> Outcome<Vec<u8>> {
    let mut bytes = Vec::with_capacity(items.len());
    for &item in items {
        let (raw, size) = packed::pack(vm, typecode, item)?;
        bytes.extend_from_slice(&raw[..size]);
    }
    Ok(bytes)
}

/// Has frozen Python make an array or bytes of items among which are a user's objects.
#[cold]
pub(super) fn of_users_numbers(
    vm: &mut Vm,
    class: T,
    before: &[Value],
    items: Vec<Value>,
    typecode: u8,
) -> Abrupt {
    let (before, items) = (vm.new_tuple(before), vm.new_list(items));
    let floats = Value::bool(packed::holds_floats(typecode));
    let class = Vm::type_value(class);
    vm.call_frozen("make_of_numbers", &[class, before, items, floats])
}

fn make_view(vm: &mut Vm, args: Args) -> Outcome {
    let args = args.skip(1);
    vm.check_places(args, 1, 1)?;
    let source = args.get(vm, 0);
    let source = vm.native_part(source);
    let target = match vm.buffer_below(source) {
        // A file that lies in memory is a view itself.
        Some(below) if vm.kind(source) == T::StoredBytes => below,
        _ => source,
    };
    let view = match vm.heap.object(target) {
        Some(Object::MemoryView(view)) => ViewObj {
            is_bytearray: false,
            ..(**view).clone()
        },
        _ => {
            let Some(len) = vm.buffer_of(target).map(<[u8]>::len) else {
                return Err(vm.type_error("object with buffer protocol required"));
            };
            let target = match vm.text_kind(target) {
                // A view sees bytes only.
                Some(Kind::Str) => {
                    vm.reserve(len)?;
                    let bytes = vm.text_bytes(target).to_vec();
                    vm.new_bytes(bytes)
                }
                _ => target,
            };
            ViewObj {
                target,
                typecode: vm.buffer_typecode(target),
                start: 0,
                len,
                readonly: vm.kind(target) == T::Bytes,
                is_bytearray: false,
            }
        }
    };
    Ok(vm.heap.new_value(Object::MemoryView(view.into())))
}
