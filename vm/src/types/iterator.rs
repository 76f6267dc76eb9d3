//! `enumerate`, `zip`, `map`, `filter`, `reversed`: the classes whose instances are iterators.

use alloc::boxed::Box;
use alloc::vec::Vec;

use super::{T, TypeSpec};
use crate::interp::frame::Resumed;
use crate::modules::builtins::collection;
use crate::native::{ANY, Abrupt, Args, F, Native, Outcome, slot};
use crate::object::{IteratorObj, Object};
use crate::qstr::q;
use crate::value::Value;
use crate::vm::Vm;

const fn spec(name: &'static str, make: F) -> TypeSpec {
    TypeSpec {
        name,
        base: T::Object,
        make: Some(make),
        natives: NATIVES,
        consts: &[],
    }
}

/// Methods of all iterators.
const NATIVES: &[Native] = &[slot("__next__", F::F1(next_item))];

/// What the iterators of collections are made of.
pub const ITERATOR: TypeSpec = TypeSpec {
    make: None,
    ..spec("iterator", F::F1(next_item))
};
/// What `enumerate` is made of.
pub const ENUMERATE: TypeSpec = spec("enumerate", F::K(1, enumerate));
/// What `zip` is made of.
pub const ZIP: TypeSpec = spec("zip", F::V(1, ANY, zip));
/// What `map` is made of.
pub const MAP: TypeSpec = spec("map", F::V(3, ANY, map));
/// What `filter` is made of.
pub const FILTER: TypeSpec = spec("filter", F::V(3, 3, filter));
/// What `reversed` is made of.
pub const REVERSED: TypeSpec = spec("reversed", F::V(2, 2, reversed));

fn next_item(vm: &mut Vm, iter: Value) -> Outcome {
    let iter = vm.native_part(iter);
    match (vm.iter_next(iter), iter.as_ref()) {
        (Ok(Some(item)), _) => Ok(item),
        (Ok(None), _) => Err(vm.raise_with(T::StopIteration, &[])),
        (Err(Abrupt::Python), Some(r)) => vm.resume_generator(r, Value::NONE, Resumed::Next),
        (Err(e), _) => Err(e),
    }
}

fn enumerate(vm: &mut Vm, args: Args) -> Outcome {
    let (mut source, mut start) = (args.opt(vm, 1), args.opt(vm, 2));
    let keywords: Vec<(Value, Value)> = args.keywords(vm).collect();
    let mut extra = false;
    for (key, value) in keywords {
        extra |= match vm.str_of(key) {
            Some("iterable") => source.replace(value).is_some(),
            Some("start") => start.replace(value).is_some(),
            _ => true,
        };
    }
    let Some(source) = source else {
        return Err(vm.type_error("'iterable' argument required"));
    };
    if extra {
        return Err(vm.type_error("extra keyword arguments given"));
    }
    let start = match start {
        Some(v) => vm.int_arg(v)?,
        None => 0,
    };
    if args.n > 3 {
        return Err(vm.type_error("extra positional arguments given"));
    }
    match vm.native_iter(source) {
        Ok(iter) => Ok(new_iterator(vm, IteratorObj::Enumerate(iter, start))),
        Err(Abrupt::Python) => {
            let start = vm.new_int(start);
            Err(vm.call_frozen("enumerate_from", &[source, start]))
        }
        Err(e) => Err(e),
    }
}

fn zip(vm: &mut Vm, args: Args) -> Outcome {
    let sources = args.skip(1).all(vm).to_vec();
    let mut iters = Vec::with_capacity(sources.len());
    for &source in &sources {
        match vm.native_iter(source) {
            Ok(iter) => iters.push(iter),
            Err(Abrupt::Python) => return Err(vm.call_frozen("zip_from", &sources)),
            Err(e) => return Err(e),
        }
    }
    Ok(new_iterator(vm, IteratorObj::Zip(iters.into())))
}

fn map(vm: &mut Vm, args: Args) -> Outcome {
    let args = args.skip(1).all(vm).to_vec();
    Err(vm.call_frozen("map_from", &args))
}

fn filter(vm: &mut Vm, args: Args) -> Outcome {
    let args = args.skip(1).all(vm).to_vec();
    Err(vm.call_frozen("filter_from", &args))
}

fn reversed(vm: &mut Vm, args: Args) -> Outcome {
    let source = args.get(vm, 1);
    if let Some(method) = vm.user_method(source, q::__reversed__) {
        return Err(vm.call(method, &[source]));
    }
    if vm.user_method(source, q::__getattr__).is_some() {
        return Err(vm.call_frozen("ask_reversed", &[source]));
    }
    if vm.user_method(source, q::__len__).is_some()
        || vm.user_method(source, q::__getitem__).is_some()
        || has_user_keys(vm, source)
    {
        return Err(vm.call_frozen("reversed_from", &[source]));
    }
    let len = collection::len(vm, source)?;
    let len = vm.int_arg(len)?;
    // MicroPython takes a length below 0 for a very large one.
    Ok(new_iterator(
        vm,
        IteratorObj::Reversed(source, len as usize),
    ))
}

/// Whether `v` is a dict where an index may have to be compared with a user's object.
fn has_user_keys(vm: &mut Vm, v: Value) -> bool {
    let native = vm.native_part(v);
    let Some(map) = native.as_ref().and_then(|r| vm.map_of(r)) else {
        return false;
    };
    let (keys, found) = (map.len(), map.iter().any(|entry| vm.is_user(entry.key)));
    vm.spend_on_items(keys);
    found
}

fn new_iterator(vm: &mut Vm, iterator: IteratorObj) -> Value {
    vm.heap.new_value(Object::Iterator(Box::new(iterator)))
}

impl Vm {
    /// The error of asking for a length that is not there.
    #[cold]
    pub fn no_len(&mut self, v: Value) -> Abrupt {
        let message = alloc::format!("object of type '{}' has no len()", self.type_name(v));
        self.type_error(&message)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vm::Profile;

    #[test]
    fn reversed_counts_down() {
        let mut vm = Vm::new(Profile::UNIX, 0);
        let list = vm.new_list([1, 2].map(Value::small).into());
        let iter = new_iterator(&mut vm, IteratorObj::Reversed(list, 2));
        assert_eq!(vm.drain(iter), Ok([2, 1].map(Value::small).into()));
    }

    #[test]
    fn zip_ends_with_its_shortest() {
        let mut vm = Vm::new(Profile::UNIX, 0);
        let long = vm.new_list([1, 2].map(Value::small).into());
        let short = vm.new_tuple([Value::NONE]);
        let parts = [long, short].map(|v| vm.native_iter(v).unwrap());
        let iter = new_iterator(&mut vm, IteratorObj::Zip(parts.into()));
        let pairs = vm.drain(iter).unwrap();
        assert_eq!(pairs.len(), 1);
        assert_eq!(
            vm.items_of(pairs[0]),
            Some(&[Value::small(1), Value::NONE][..])
        );
    }
}
