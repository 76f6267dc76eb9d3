//! `dir`: the names of what an object has, in the order in which MicroPython tries them.

use alloc::string::String;
use alloc::vec::Vec;

use crate::modules::MODULES;
use crate::mpy::qstrs::static_number;
use crate::native::{self, Args, Outcome};
use crate::object::Object;
use crate::qstr::{Qstr, q};
use crate::types::{Bind, SPECS, T};
use crate::value::{Ref, Value};
use crate::vm::Vm;

/// The names of the data attributes that values of some built-in types have.
const BUILTIN_ATTRS: [&str; 16] = [
    "__name__",
    "__globals__",
    "args",
    "errno",
    "value",
    "start",
    "stop",
    "step",
    "real",
    "imag",
    "itemsize",
    "buffer",
    "coro",
    "data",
    "ph_key",
    "state",
];

/// `dir([object])`
pub(super) fn dir(vm: &mut Vm, args: Args) -> Outcome {
    let mut names: Vec<Value> = Vec::new();
    match args.opt(vm, 0) {
        // A namespace is listed as it lies.
        None => {
            let locals = vm.current_namespaces().1;
            add_keys(vm, locals, &mut names);
        }
        Some(v) => {
            if let Some(method) = vm.user_method(v, q::__dir__) {
                return Err(vm.call(method, &[v]));
            }
            if asks_for_attributes(vm, v) {
                return Err(vm.call_frozen("dir_by_asking", &[v]));
            }
            match vm.heap.object(v) {
                Some(Object::Module { globals, .. }) => {
                    let globals = *globals;
                    names.extend([q::__class__, q::__dict__, q::__name__].map(Value::qstr));
                    add_keys(vm, globals, &mut names);
                }
                _ => names_of(vm, v, &mut names)?,
            }
            // Few classes are so large that they take long.
            if names.len() > 256 {
                vm.spend(names.len() * 60);
            }
            in_order(vm, &mut names);
        }
    }
    Ok(vm.new_list(names))
}

/// Puts names into the order in which MicroPython tries them, each once.
fn in_order(vm: &Vm, names: &mut Vec<Value>) {
    // A key that is no interned string is never tried.
    names.retain(|name| name.as_qstr().is_some());
    names.sort_by_cached_key(|&name| Place::of(vm, name));
    names.dedup();
}

/// `_dir_order(names)`: the names of a list as `dir()` gives them.
pub(crate) fn dir_order(vm: &mut Vm, names: Value) -> Outcome {
    let mut names = vm.items_of(names).map(Vec::from).unwrap_or_default();
    if names.len() > 256 {
        vm.spend(names.len() * 60);
    }
    in_order(vm, &mut names);
    Ok(vm.new_list(names))
}

/// The names of an object's attributes, without asking it for any.
pub(crate) fn names(vm: &mut Vm, v: Value) -> Vec<String> {
    let mut names = Vec::new();
    match vm.heap.object(v) {
        Some(&Object::Module { globals, .. }) => add_keys(vm, globals, &mut names),
        // What cannot be looked at without raising has no names here.
        _ => drop(names_of(vm, v, &mut names)),
    }
    texts(vm, names)
}

/// The names that are visible in `__main__`.
pub(crate) fn visible_names(vm: &mut Vm) -> Vec<String> {
    let mut names = Vec::new();
    add_keys(vm, vm.main, &mut names);
    add_keys(vm, vm.builtins, &mut names);
    texts(vm, names)
}

fn texts(vm: &Vm, mut names: Vec<Value>) -> Vec<String> {
    in_order(vm, &mut names);
    let texts = names.iter().filter_map(|name| name.as_qstr());
    texts.map(|name| vm.qstrs.text(name).into()).collect()
}

/// Whether `__getattr__` has a say in which attributes an object has.
fn asks_for_attributes(vm: &mut Vm, v: Value) -> bool {
    let in_module = match vm.heap.object(v) {
        Some(Object::Module { globals, .. }) => vm.map_of(*globals),
        _ => None,
    };
    let in_module = in_module.and_then(|m| vm.map_name(m, q::__getattr__));
    in_module.is_some() || vm.user_method(v, q::__getattr__).is_some()
}

/// Where a name stands among all that MicroPython has interned: first those with a number in every `.mpy`
/// file, then the firmware's own, which lie sorted, then the program's as it met them.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Place<'a> {
    Numbered(usize),
    Firmware(&'a str),
    Program(u32),
}

impl Place<'_> {
    fn of(vm: &Vm, name: Value) -> Place<'_> {
        let name = name.as_qstr().unwrap_or(q::EMPTY);
        let text = vm.qstrs.text(name);
        if let Some(number) = static_number(text.as_bytes()) {
            return Place::Numbered(number);
        }
        match in_firmware(text) {
            true => Place::Firmware(text),
            false => Place::Program(name.0),
        }
    }
}

/// Whether a module or a type has such a member.
fn in_firmware(text: &str) -> bool {
    let of_modules = MODULES.iter().any(|module| {
        let mut natives = module.natives.iter().map(|native| native.name);
        natives.any(|name| name == text) || module.members.iter().any(|(name, _)| *name == text)
    });
    of_modules
        || SPECS.iter().any(|spec| {
            let mut natives = spec.natives.iter().map(|native| native.name);
            natives.any(|name| name == text) || spec.consts.iter().any(|(name, _)| *name == text)
        })
        || BUILTIN_ATTRS.contains(&text)
        || text.starts_with("__") && q::NAMES.contains(&text)
}

fn add_keys(vm: &Vm, namespace: Ref, names: &mut Vec<Value>) {
    if let Some(map) = vm.map_of(namespace) {
        names.extend(map.iter().map(|entry| entry.key));
    }
}

/// Adds the names of the attributes of an object that is no module.
fn names_of(vm: &mut Vm, v: Value, names: &mut Vec<Value>) -> Outcome<()> {
    names.push(Value::qstr(q::__class__));
    let as_class = v.as_ref().filter(|&r| vm.class(r).is_some());
    let class = as_class.unwrap_or_else(|| vm.type_of(v));
    let object = Ref(T::Object as u32);
    let Some(t) = vm.class(class) else {
        return Ok(());
    };
    let is_tuple = matches!(vm.heap.object(v), Some(Object::NamedTuple(..)));
    if is_tuple {
        names.extend(t.fields.iter().map(|&field| Value::qstr(field)));
    } else {
        // What `object` has is seen on itself only.
        let seen = t.mro.iter().filter(|&&c| c != object || class == object);
        let seen = seen.filter_map(|&c| vm.class(c));
        let seen = seen.flat_map(|t| t.locals.iter());
        let seen = seen.filter(|e| {
            let native = e.value.as_native().and_then(native::lookup);
            let is_slot = native.is_some_and(|native| native.bind == Bind::Slot);
            // A call is no attribute at all.
            !is_slot || (as_class.is_none() && e.key != Value::qstr(q::__call__))
        });
        names.extend(seen.map(|e| e.key));
    }
    let more: &[Qstr] = match vm.heap.object(v) {
        Some(Object::Type(_)) => &[q::__bases__, q::__dict__, q::__name__],
        Some(Object::Instance { .. } | Object::Derived(_)) => &[q::__dict__],
        _ => &[],
    };
    names.extend(more.iter().map(|&name| Value::qstr(name)));
    match vm.heap.object(v) {
        Some(Object::Instance { members, .. }) => names.extend(members.iter().map(|e| e.key)),
        Some(Object::Derived(d)) => names.extend(d.members.iter().map(|e| e.key)),
        _ => {}
    }
    let native = vm.native_part(v);
    let is_users = matches!(vm.heap.object(native), Some(Object::Instance { .. }));
    if as_class.is_none() && !native.is_null() && !is_users {
        for name in BUILTIN_ATTRS {
            let name = vm.intern_name(name)?;
            if vm.find_attr(native, name)?.is_some() {
                names.push(Value::qstr(name));
            }
        }
    }
    // MicroPython does not try the empty name.
    names.retain(|&name| name != Value::qstr(q::EMPTY));
    Ok(())
}
