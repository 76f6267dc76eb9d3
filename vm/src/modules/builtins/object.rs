//! Built-in functions on objects, classes and namespaces.

use alloc::string::String;

use crate::interp::conts::Cont;
use crate::native::{Abrupt, Args, F, Native, Outcome, native};
use crate::object::Object;
use crate::qstr::{Qstr, q};
use crate::types::T;
use crate::value::{Ref, Value};
use crate::vm::Vm;

/// The functions.
pub const NATIVES: &[Native] = &[
    native("callable", F::F1(callable)),
    native("delattr", F::F2(delattr)),
    native("dir", F::V(0, 1, super::dir::dir)),
    native("getattr", F::V(2, 3, getattr)),
    native("globals", F::F0(globals)),
    native("hasattr", F::F2(hasattr)),
    native("id", F::F1(id)),
    native("isinstance", F::F2(isinstance)),
    native("issubclass", F::F2(issubclass)),
    native("locals", F::F0(locals)),
    native("setattr", F::F3(setattr)),
];

fn callable(vm: &mut Vm, v: Value) -> Outcome {
    Ok(Value::bool(vm.is_callable(v)))
}

impl Vm {
    /// `callable(v)`
    pub(crate) fn is_callable(&self, v: Value) -> bool {
        if v.as_native().is_some() || v == Value::BUILD_CLASS {
            return true;
        }
        match self.heap.object(v) {
            Some(
                Object::Function(_)
                | Object::BoundMethod { .. }
                | Object::CheckedMethod { .. }
                | Object::Type(_),
            ) => true,
            Some(Object::Instance { .. } | Object::Derived(_) | Object::Device(_)) => {
                self.class_attr(self.type_of(v), q::__call__).is_some()
            }
            _ => false,
        }
    }
}

/// An attribute's name as an interned string.
fn name_arg(vm: &mut Vm, v: Value) -> Outcome<Qstr> {
    if let Some(q) = v.as_qstr() {
        return Ok(q);
    }
    let text: String = vm.str_arg(v)?;
    vm.intern_name(&text)
}

fn getattr(vm: &mut Vm, args: Args) -> Outcome {
    let (object, name) = (args.get(vm, 0), args.get(vm, 1));
    let name = name_arg(vm, name)?;
    let default = args.opt(vm, 2);
    match (vm.load_attr(object, name), default) {
        (Err(Abrupt::Raise(exc)), Some(default)) if vm.is_instance(exc, T::AttributeError) => {
            Ok(default)
        }
        (Err(Abrupt::Call), Some(default)) => {
            // A property or `__getattr__` runs: only its own `AttributeError` means the default.
            vm.then(Cont::AttrDefault, &[default]);
            Err(Abrupt::Call)
        }
        (outcome, _) => outcome,
    }
}

fn hasattr(vm: &mut Vm, object: Value, name: Value) -> Outcome {
    let name = name_arg(vm, name)?;
    match vm.load_attr(object, name) {
        Ok(_) => Ok(Value::TRUE),
        Err(Abrupt::Raise(exc)) if vm.is_instance(exc, T::AttributeError) => Ok(Value::FALSE),
        Err(Abrupt::Call) => {
            vm.then(Cont::HasAttr, &[]);
            Err(Abrupt::Call)
        }
        Err(e) => Err(e),
    }
}

fn setattr(vm: &mut Vm, object: Value, name: Value, value: Value) -> Outcome {
    let name = name_arg(vm, name)?;
    vm.store_attr(object, name, value)?;
    Ok(Value::NONE)
}

fn delattr(vm: &mut Vm, object: Value, name: Value) -> Outcome {
    let name = name_arg(vm, name)?;
    vm.store_attr(object, name, Value::NULL)?;
    Ok(Value::NONE)
}

fn id(vm: &mut Vm, v: Value) -> Outcome {
    let n = match v.as_ref() {
        Some(r) => vm.address(r) as i64,
        None => v.as_small().unwrap_or((v.bits() & 0x7fff_ffff) as i64),
    };
    Ok(vm.new_int(n))
}

fn globals(vm: &mut Vm) -> Outcome {
    Ok(Value::obj(vm.current_namespaces().0))
}

fn locals(vm: &mut Vm) -> Outcome {
    Ok(Value::obj(vm.current_namespaces().1))
}

impl Vm {
    /// Whether `class` derives from `of`, a class or a tuple of classes.
    pub(crate) fn derives(&mut self, class: Ref, of: Value) -> Outcome<bool> {
        if let Some(base) = of.as_ref().filter(|&r| self.class(r).is_some()) {
            // `bool` is no subclass of `int` in MicroPython.
            return Ok(base == Ref(T::Object as u32) || self.is_subclass(class, base));
        }
        let classes = match self.heap.object(of) {
            Some(Object::Tuple(items)) => items.clone(),
            _ => {
                let message = "issubclass() arg 2 must be a class or a tuple of classes";
                return Err(self.type_error(message));
            }
        };
        // What is no class in the tuple is never the answer, and no mistake.
        Ok(classes.iter().any(|&c| {
            let base = c.as_ref().filter(|&r| self.class(r).is_some());
            base.is_some_and(|r| r == Ref(T::Object as u32) || self.is_subclass(class, r))
        }))
    }
}

fn isinstance(vm: &mut Vm, v: Value, of: Value) -> Outcome {
    let class = vm.type_of(v);
    vm.derives(class, of).map(Value::bool)
}

fn issubclass(vm: &mut Vm, class: Value, of: Value) -> Outcome {
    match class.as_ref().filter(|&r| vm.class(r).is_some()) {
        Some(class) => vm.derives(class, of).map(Value::bool),
        None => Err(vm.type_error("issubclass() arg 1 must be a class")),
    }
}
