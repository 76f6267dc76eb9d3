//! `tuple`, and the classes that `namedtuple()` makes.

use alloc::boxed::Box;
use alloc::vec;
use alloc::vec::Vec;

use super::list::{count_in, index_in};
use super::text::Kind;
use super::{T, TypeSpec};
use crate::map::Map;
use crate::native::{Abrupt, Args, F, Native, Outcome, native};
use crate::object::{Object, TypeObj};
use crate::qstr::Qstr;
use crate::text::classify::is_space;
use crate::value::{Ref, Value};
use crate::vm::Vm;

/// What the type is made of. Its `make` also makes instances of `namedtuple` classes.
pub const SPEC: TypeSpec = TypeSpec {
    name: "tuple",
    base: T::Object,
    make: Some(F::K(1, make)),
    natives: NATIVES,
    consts: &[],
};

const NATIVES: &[Native] = &[
    native("count", F::F2(count)),
    native("index", F::V(2, 4, index)),
];

fn make(vm: &mut Vm, args: Args) -> Outcome {
    let class = args.get(vm, 0);
    if let Some(named) = vm.namedtuple_class(class) {
        return make_named(vm, named, args.skip(1));
    }
    vm.no_keywords(args)?;
    if args.n > 2 {
        let message = alloc::format!("function expected at most 1 arguments, got {}", args.n - 1);
        return Err(vm.type_error(&message));
    }
    let Some(source) = args.opt(vm, 1) else {
        return Ok(vm.new_tuple([]));
    };
    if matches!(vm.heap.object(source), Some(Object::Tuple(_))) {
        return Ok(source);
    }
    match vm.to_vec(source) {
        Ok(items) => Ok(vm.new_tuple(items)),
        Err(Abrupt::Python) => Err(vm.call_frozen("tuple_from", &[source])),
        Err(e) => Err(e),
    }
}

/// The tuple that a method works on.
fn self_tuple(vm: &mut Vm, v: Value) -> Outcome {
    let native = vm.native_part(v);
    match vm.heap.object(native) {
        Some(Object::Tuple(_) | Object::NamedTuple(..)) => Ok(native),
        _ => Err(vm.wrong_self("tuple", v)),
    }
}

fn count(vm: &mut Vm, tuple: Value, value: Value) -> Outcome {
    let tuple = self_tuple(vm, tuple)?;
    count_in(vm, tuple, value)
}

fn index(vm: &mut Vm, args: Args) -> Outcome {
    let tuple = args.get(vm, 0);
    let tuple = self_tuple(vm, tuple)?;
    index_in(vm, tuple, "tuple", args)
}

fn make_named(vm: &mut Vm, class: Ref, args: Args) -> Outcome {
    let fields: Vec<Qstr> = vm
        .class(class)
        .map(|t| t.fields.to_vec())
        .unwrap_or_default();
    if args.n + args.nkw != fields.len() {
        let message = alloc::format!(
            "{}() takes {} positional arguments but {} were given",
            vm.class_name(class),
            fields.len(),
            args.n + args.nkw
        );
        return Err(vm.type_error(&message));
    }
    let mut items = vec![Value::NULL; fields.len()];
    items[..args.n].copy_from_slice(args.all(vm));
    let keywords: Vec<(Value, Value)> = args.keywords(vm).collect();
    for (key, value) in keywords {
        let name = vm.str_arg(key)?;
        let Some(i) = fields.iter().position(|&f| vm.qstrs.text(f) == name) else {
            let message = alloc::format!("unexpected keyword argument '{name}'");
            return Err(vm.type_error(&message));
        };
        if !items[i].is_null() {
            let message = alloc::format!("function got multiple values for argument '{name}'");
            return Err(vm.type_error(&message));
        }
        items[i] = value;
    }
    Ok(vm
        .heap
        .new_value(Object::NamedTuple(class, items.into_boxed_slice())))
}

/// `namedtuple(name, fields)`
pub fn namedtuple(vm: &mut Vm, name: Value, fields: Value) -> Outcome {
    let name = vm.str_arg(name)?;
    let name = vm.intern_name(&name)?;
    let mut names: Vec<Qstr> = Vec::new();
    if vm.text_kind(fields) == Some(Kind::Str) {
        let text = vm.str_arg(fields)?;
        let words = text.split(|letter| u8::try_from(letter).is_ok_and(is_space));
        for word in words.filter(|word| !word.is_empty()) {
            names.push(vm.intern_name(word)?);
        }
    } else {
        for item in vm.array_arg(fields)? {
            let field = vm.str_arg(item)?;
            names.push(vm.intern_name(&field)?);
        }
    }
    Ok(Value::obj(vm.new_namedtuple_class(name, names.into())))
}

impl Vm {
    /// A class of tuples whose items have names. It counts as built in; its layout is the tuple's.
    pub fn new_namedtuple_class(&mut self, name: Qstr, fields: Box<[Qstr]>) -> Ref {
        let tuple = Ref(T::Tuple as u32);
        let class = self.heap.alloc(Object::Type(Box::new(TypeObj {
            name,
            bases: [tuple].into(),
            mro: Box::default(),
            locals: Map::ordered(),
            layout: T::Tuple,
            builtin: true,
            attr_hooks: false,
            descriptors: false,
            subclassed: false,
            fields,
        })));
        if let Object::Type(t) = self.heap.get_mut(class) {
            t.mro = [class, tuple, Ref(T::Object as u32)].into();
        }
        class
    }

    /// What makes the built-in part of a class's instances: a built-in type, or a `namedtuple`.
    pub fn native_maker(&self, class: Ref) -> Value {
        match self.namedtuple_class(Value::obj(class)) {
            Some(named) => Value::obj(named),
            None => Vm::type_value(self.class(class).map_or(T::Object, |t| t.layout)),
        }
    }

    /// The `namedtuple` class that `class` is or derives from.
    pub fn namedtuple_class(&self, class: Value) -> Option<Ref> {
        let t = self.as_class(class)?;
        t.mro.iter().copied().find(|&r| {
            r.0 as usize >= T::ALL.len()
                && self
                    .class(r)
                    .is_some_and(|t| t.builtin && t.layout == T::Tuple)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vm::Profile;

    #[test]
    fn a_named_tuple_is_a_tuple() {
        let mut vm = Vm::new(Profile::UNIX, 0);
        let fields = ["x", "y"].map(|t| vm.qstrs.intern(t));
        let name = vm.qstrs.intern("Point");
        let class = vm.new_namedtuple_class(name, fields.into());
        let items = [1, 2].map(Value::small).into();
        let point = vm.heap.new_value(Object::NamedTuple(class, items));
        let y = vm.load_attr(point, fields[1]);
        assert_eq!(y, Ok(Value::small(2)));
        assert_eq!(vm.namedtuple_class(Value::obj(class)), Some(class));
        assert_eq!(vm.namedtuple_class(Vm::type_value(T::Tuple)), None);
        assert!(vm.is_instance(point, T::Tuple));
    }
}
