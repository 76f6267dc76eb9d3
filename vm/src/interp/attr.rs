//! Attributes: where they are found, and how what is found is bound.

use alloc::format;

use super::conts::Cont;
use crate::cost::Cost;
use crate::map::Map;
use crate::modules::{asyncio, uctypes};
use crate::native::{self, Abrupt, Outcome};
use crate::object::{Object, blocks};
use crate::qstr::{Qstr, q};
use crate::types::{Bind, T};
use crate::value::{Ref, Value};
use crate::vm::Vm;

/// The class `object`.
const OBJECT: Ref = Ref(T::Object as u32);

/// What an attribute turned out to be.
#[derive(Clone, Copy, Debug)]
pub enum Found {
    /// A value.
    Value(Value),
    /// A function and the argument that goes before the others.
    Method(Value, Value),
}

impl Vm {
    /// `object.name`
    pub fn load_attr(&mut self, object: Value, name: Qstr) -> Outcome {
        self.pay(Cost::ClassAttr, 1);
        match self.find_attr(object, name)? {
            Some(Found::Value(v)) => Ok(v),
            Some(Found::Method(function, receiver)) => Ok(self
                .heap
                .new_value(Object::BoundMethod { function, receiver })),
            None => self.missing_attr(object, name),
        }
    }

    /// `object.name` for a call: the function, and its first argument or `NULL`.
    pub fn load_method(&mut self, object: Value, name: Qstr) -> Outcome<(Value, Value)> {
        let found = match self.find_attr(object, name) {
            Ok(found) => found,
            Err(Abrupt::Call) if self.pending.then.is_none() => {
                self.pending.then = Some((Cont::MethodValue, alloc::vec::Vec::new()));
                return Err(Abrupt::Call);
            }
            Err(e) => return Err(e),
        };
        match found {
            Some(Found::Value(v)) => Ok((v, Value::NULL)),
            Some(Found::Method(function, receiver)) => Ok((function, receiver)),
            None => match self.missing_attr(object, name) {
                Ok(v) => Ok((v, Value::NULL)),
                Err(Abrupt::Call) => {
                    self.pending.then = Some((Cont::MethodValue, alloc::vec::Vec::new()));
                    Err(Abrupt::Call)
                }
                Err(e) => Err(e),
            },
        }
    }

    /// Looks an attribute up; `None` if there is none, `__getattr__` not yet asked.
    pub fn find_attr(&mut self, object: Value, name: Qstr) -> Outcome<Option<Found>> {
        let Some(r) = object.as_ref() else {
            return self.find_builtin_attr(object, name);
        };
        let (class, members) = match self.heap.get(r) {
            Object::Instance { class, members } => (*class, members),
            Object::Derived(d) => (d.class, &d.members),
            Object::Module { globals, .. } => {
                let globals = *globals;
                return self.find_in_module(r, globals, name);
            }
            Object::Type(_) => return self.find_in_class(r, name),
            Object::Super { class, receiver } => {
                let (class, receiver) = (*class, *receiver);
                return self.find_in_super(class, receiver, name);
            }
            _ => return self.find_builtin_attr(object, name),
        };
        if let Some(v) = self.map_name(members, name) {
            return Ok(Some(Found::Value(v)));
        }
        if let Some((v, owner)) = self.own_lookup(class, name) {
            return self.bind_attr(v, owner, object, class).map(Some);
        }
        match name {
            q::__class__ => return Ok(Some(Found::Value(Value::obj(class)))),
            q::__dict__ => {
                let copy = members_of(self.heap.get(r)).cloned().unwrap_or_default();
                let mut copy = copy;
                copy.fix();
                self.spend_on_items(4 * copy.len());
                return Ok(Some(Found::Value(self.heap.new_value(Object::Dict(copy)))));
            }
            _ => {}
        }
        // Attributes of the built-in part, such as an exception's `args`.
        let native = self.native_part(object);
        if native != object && !native.is_null() {
            return self.find_builtin_attr(native, name);
        }
        Ok(None)
    }

    /// The value of a name in a namespace; strings that are not interned count too.
    #[inline]
    pub(crate) fn map_name(&self, map: &Map, name: Qstr) -> Option<Value> {
        let found = map.get_qstr(&self.qstrs, name);
        if found.is_none() && map.has_other_keys() {
            let text = self.qstrs.text(name);
            return map
                .iter()
                .find(|e| self.str_of(e.key) == Some(text))
                .map(|e| e.value);
        }
        found
    }

    /// Binds what was found in class `owner` to an instance.
    fn bind_attr(&mut self, v: Value, owner: Ref, object: Value, class: Ref) -> Outcome<Found> {
        if let Some(id) = v.as_native() {
            if self.class(owner).is_some_and(|t| !t.builtin) {
                // A built-in function that a user's class holds is not bound.
                return Ok(Found::Value(v));
            }
            return Ok(match native::lookup(id).map(|n| n.bind) {
                Some(Bind::Static) => Found::Value(v),
                Some(Bind::Class) => Found::Method(v, Value::obj(class)),
                _ => Found::Method(v, object),
            });
        }
        match self.heap.object(v) {
            Some(Object::Function(_)) => Ok(Found::Method(v, object)),
            Some(Object::StaticMethod(f)) => Ok(Found::Value(*f)),
            Some(Object::ClassMethod(f)) => Ok(Found::Method(*f, Value::obj(class))),
            Some(Object::Property(parts)) => {
                let getter = parts[0];
                if getter.is_none() {
                    return Err(self.raise(T::AttributeError, "unreadable attribute"));
                }
                Err(self.call(getter, &[object]))
            }
            Some(Object::Instance { .. } | Object::Derived(_)) => {
                match self.user_method(v, q::__get__) {
                    Some(get) => Err(self.call(get, &[v, object, Value::obj(class)])),
                    None => Ok(Found::Value(v)),
                }
            }
            _ => Ok(Found::Value(v)),
        }
    }

    /// An attribute of a class.
    fn find_in_class(&mut self, class: Ref, name: Qstr) -> Outcome<Option<Found>> {
        if name == q::__name__
            && let Some(t) = self.class(class)
        {
            // A `__name__` in the class is for its instances.
            return Ok(Some(Found::Value(Value::qstr(t.name))));
        }
        let found = self.own_lookup(class, name).filter(|(v, _)| {
            let native = v.as_native().and_then(native::lookup);
            native.is_none_or(|native| native.bind != Bind::Slot)
        });
        if let Some((v, owner)) = found {
            let builtin = self.class(owner).is_some_and(|t| t.builtin);
            if let Some(native) = v.as_native().and_then(native::lookup) {
                let is_plain = self.class(class).is_some_and(|t| t.builtin) && class != OBJECT;
                return Ok(Some(match native.bind {
                    Bind::Class if builtin => Found::Method(v, Value::obj(class)),
                    Bind::Method if is_plain => {
                        let (function, of) = (v, class);
                        let checked = Object::CheckedMethod { function, of };
                        Found::Value(self.heap.new_value(checked))
                    }
                    _ => Found::Value(v),
                }));
            }
            return Ok(Some(match self.heap.object(v) {
                Some(Object::StaticMethod(f)) => Found::Value(*f),
                Some(Object::ClassMethod(f)) => Found::Method(*f, Value::obj(class)),
                // On a class itself, a descriptor is a value like any other.
                _ => Found::Value(v),
            }));
        }
        let Some(t) = self.class(class) else {
            return Ok(None);
        };
        Ok(match name {
            q::__qualname__ => Some(Found::Value(Value::qstr(t.name))),
            q::__bases__ => {
                let mut bases: alloc::vec::Vec<Value> =
                    t.bases.iter().map(|&b| Value::obj(b)).collect();
                if bases.is_empty() && !t.builtin {
                    bases.push(Vm::type_value(T::Object));
                }
                Some(Found::Value(self.new_tuple(bases)))
            }
            q::__dict__ => {
                let (mut locals, builtin) = (t.locals.clone(), t.builtin);
                if builtin {
                    self.wrap_natives(&mut locals);
                }
                locals.fix();
                self.spend_on_items(4 * locals.len());
                Some(Found::Value(self.heap.new_value(Object::Dict(locals))))
            }
            q::__class__ => Some(Found::Value(Vm::type_value(T::Type))),
            _ => None,
        })
    }

    /// Makes the natives of a built-in class that are not bound to instances what they are in a
    /// program's class.
    fn wrap_natives(&mut self, locals: &mut Map) {
        for i in 0..locals.slots().len() {
            let value = locals.value_at(i).unwrap_or(Value::NULL);
            let native = value.as_native().and_then(native::lookup);
            let wrapped = match native.map(|native| native.bind) {
                Some(Bind::Static) => Object::StaticMethod(value),
                Some(Bind::Class) => Object::ClassMethod(value),
                _ => continue,
            };
            locals.set_at(i, self.heap.new_value(wrapped));
        }
    }

    fn find_in_module(&mut self, module: Ref, globals: Ref, name: Qstr) -> Outcome<Option<Found>> {
        let mut found = self.map_of(globals).and_then(|m| self.map_name(m, name));
        if self.is_builtins(Value::obj(module)) {
            found = found.or_else(|| self.builtin_name(name));
        }
        if let Some(v) = found.filter(|v| !v.is_null()) {
            return Ok(Some(Found::Value(v)));
        }
        Ok(match name {
            q::__dict__ => Some(Found::Value(Value::obj(globals))),
            q::__class__ => Some(Found::Value(Vm::type_value(T::Module))),
            q::__name__ => match self.heap.get(module) {
                Object::Module { name, .. } => Some(Found::Value(Value::qstr(*name))),
                _ => None,
            },
            _ => None,
        })
    }

    /// An attribute of `super()`: from the bases of the class, bound to the instance.
    fn find_in_super(
        &mut self,
        class: Value,
        receiver: Value,
        name: Qstr,
    ) -> Outcome<Option<Found>> {
        let bases = self
            .as_class(class)
            .map(|t| t.bases.clone())
            .unwrap_or_default();
        let receiver_class = match receiver.as_ref() {
            Some(r) if self.class(r).is_some() => r,
            _ => self.type_of(receiver),
        };
        let to_class = self.as_class(receiver).is_some();
        for &base in bases.iter().chain(&[OBJECT]) {
            let Some((v, owner)) = self.class_lookup(base, name) else {
                continue;
            };
            // What all classes have comes last.
            if owner == OBJECT && base != owner {
                continue;
            }
            if to_class {
                return Ok(Some(match self.heap.object(v) {
                    Some(Object::StaticMethod(f)) => Found::Value(*f),
                    Some(Object::ClassMethod(f)) => Found::Method(*f, receiver),
                    // A function is bound to whatever `super()` was given.
                    Some(Object::Function(_)) => Found::Method(v, receiver),
                    // So is what `object` has, but `__new__`.
                    _ if owner == OBJECT && name != q::__new__ => Found::Method(v, receiver),
                    _ => Found::Value(v),
                }));
            }
            // What `super()` finds is bound, but neither a property nor a descriptor is asked.
            let asked = matches!(
                self.heap.object(v),
                Some(Object::Property(_) | Object::Instance { .. } | Object::Derived(_))
            );
            if asked {
                return Ok(Some(Found::Value(v)));
            }
            return self.bind_attr(v, owner, receiver, receiver_class).map(Some);
        }
        Ok(None)
    }

    /// An attribute of a value of a built-in type.
    fn find_builtin_attr(&mut self, object: Value, name: Qstr) -> Outcome<Option<Found>> {
        if let Some(v) = self.builtin_attr(object, name)? {
            return Ok(Some(Found::Value(v)));
        }
        let class = self.type_of(object);
        if name == q::__class__ {
            return Ok(Some(Found::Value(Value::obj(class))));
        }
        if matches!(self.heap.object(object), Some(Object::NamedTuple(..))) {
            // It has its fields in place of a tuple's methods.
            return Ok(None);
        }
        match self.own_lookup(class, name) {
            Some((v, owner)) => self.bind_attr(v, owner, object, class).map(Some),
            None => Ok(None),
        }
    }

    /// What a class or its bases hold; what `object` has is seen on itself only, and by `super()`.
    fn own_lookup(&mut self, class: Ref, name: Qstr) -> Option<(Value, Ref)> {
        let found = self.class_lookup(class, name)?;
        (found.1 != OBJECT || class == OBJECT).then_some(found)
    }

    /// Data attributes of built-in types, whose names `dir()` knows (`BUILTIN_ATTRS` there).
    fn builtin_attr(&mut self, object: Value, name: Qstr) -> Outcome<Option<Value>> {
        let Some(o) = self.heap.object(object) else {
            return Ok(None);
        };
        Ok(match o {
            Object::Exception(e) => {
                let args = e.args;
                match name {
                    q::args => Some(args),
                    // Aliases that all exceptions have, for shortness.
                    q::value | q::errno => {
                        let first = self.items_of(args).and_then(|items| items.first());
                        Some(first.copied().unwrap_or(Value::NONE))
                    }
                    _ => None,
                }
            }
            Object::Function(f) if name == q::__name__ => {
                Some(Value::qstr(self.codes[f.code as usize].name))
            }
            Object::Function(f) if name == q::__globals__ => Some(Value::obj(f.globals)),
            Object::BoundMethod { function, .. } => {
                let function = *function;
                return self.builtin_attr(function, name);
            }
            Object::Range(r) => match name {
                q::start => Some(self.new_int(r.start)),
                q::stop => Some(self.new_int(r.stop)),
                q::step => Some(self.new_int(r.step)),
                _ => None,
            },
            Object::Slice(parts) => match name {
                q::start => Some(parts[0]),
                q::stop => Some(parts[1]),
                q::step => Some(parts[2]),
                _ => None,
            },
            Object::Complex(re, im) => {
                let (re, im) = (f64::from_bits(*re), f64::from_bits(*im));
                match self.qstrs.text(name) {
                    "real" => Some(self.new_float(re)),
                    "imag" => Some(self.new_float(im)),
                    _ => None,
                }
            }
            Object::Device(d) if d.ty == T::Task => asyncio::attr(self, object, name),
            Object::Device(d) if d.ty == T::Struct => {
                return uctypes::load(self, object, name).map(Some);
            }
            Object::Device(_) if self.qstrs.text(name) == "buffer" => self.stream_buffer(object),
            Object::MemoryView(view) if self.qstrs.text(name) == "itemsize" => {
                let size = crate::ops::packed::item_size(self, view.typecode).unwrap_or(1);
                Some(Value::small(size as i64))
            }
            Object::NamedTuple(class, items) => {
                let place = self
                    .class(*class)
                    .and_then(|t| t.fields.iter().position(|&f| f == name));
                place.and_then(|i| items.get(i).copied())
            }
            _ => None,
        })
    }

    /// Asks `__getattr__`, or raises `AttributeError`.
    fn missing_attr(&mut self, object: Value, name: Qstr) -> Outcome {
        let asked = self.ask_getattr(object, name);
        Err(asked.unwrap_or_else(|| self.no_attribute(object, name)))
    }

    /// The call of the `__getattr__` that an object's class has, or a module itself, if there is one.
    pub(super) fn ask_getattr(&mut self, object: Value, name: Qstr) -> Option<Abrupt> {
        if name == q::__getattr__ {
            return None;
        }
        if let Some(m) = self.user_method(object, q::__getattr__) {
            return Some(self.call(m, &[object, Value::qstr(name)]));
        }
        let Some(Object::Module { globals, .. }) = self.heap.object(object) else {
            return None;
        };
        let hook = self.map_name(self.map_of(*globals)?, q::__getattr__)?;
        Some(self.call(hook, &[Value::qstr(name)]))
    }

    /// `AttributeError` for a missing attribute.
    #[cold]
    pub fn no_attribute(&mut self, object: Value, name: Qstr) -> Abrupt {
        let text = self.qstrs.text(name);
        let message = match self.heap.object(object) {
            Some(Object::Type(t)) => {
                format!(
                    "type object '{}' has no attribute '{text}'",
                    self.qstrs.text(t.name)
                )
            }
            Some(Object::Module { name, .. }) => {
                format!(
                    "module '{}' has no attribute '{text}'",
                    self.qstrs.text(*name)
                )
            }
            _ => format!(
                "'{}' object has no attribute '{text}'",
                self.type_name(object)
            ),
        };
        self.raise(T::AttributeError, &message)
    }

    /// `object.name = value`, or `del object.name` where `value` is `NULL`. A pending call's result
    /// is ignored.
    pub fn store_attr(&mut self, object: Value, name: Qstr, value: Value) -> Outcome<()> {
        self.pay(Cost::NewAttr, 1);
        let Some(r) = object.as_ref() else {
            return Err(self.no_attribute(object, name));
        };
        match self.heap.get(r) {
            Object::Instance { .. } | Object::Derived(_) => {
                let class = self.type_of(object);
                let t = self.class(class);
                if t.is_some_and(|t| t.descriptors)
                    && let Some((v, _)) = self.class_lookup(class, name)
                    && let Some(abrupt) = self.store_descriptor(v, object, name, value)
                {
                    return Err(abrupt);
                }
                if self.class(class).is_some_and(|t| t.attr_hooks) {
                    let hook = if value.is_null() {
                        q::__delattr__
                    } else {
                        q::__setattr__
                    };
                    if let Some(m) = self.user_method(object, hook) {
                        let key = Value::qstr(name);
                        return Err(if value.is_null() {
                            self.call(m, &[object, key])
                        } else {
                            self.call(m, &[object, key, value])
                        });
                    }
                }
                self.store_member(r, object, name, value)
            }
            Object::Type(t) => {
                if t.builtin {
                    return Err(self.no_place_for_attribute(object, name));
                }
                self.store_class_attr(r, object, name, value)
            }
            Object::Module { globals, .. } => {
                let globals = *globals;
                self.store_in_module(globals, object, name, value)
            }
            Object::Exception(_) => self.store_exception_attr(r, object, name, value),
            Object::NamedTuple(..) => Err(self.raise(T::AttributeError, "can't set attribute")),
            Object::Device(d) if d.ty == T::Task => {
                match asyncio::set_attr(self, object, name, value) {
                    true => Ok(()),
                    false => Err(self.no_attribute(object, name)),
                }
            }
            Object::Device(d) if d.ty == T::Struct => uctypes::store(self, object, name, value),
            _ => Err(self.no_attribute(object, name)),
        }
    }

    /// Stores into a module. Of a built-in one only what it lets programs change is changed, and the
    /// names that are visible everywhere.
    fn store_in_module(
        &mut self,
        globals: Ref,
        module: Value,
        name: Qstr,
        value: Value,
    ) -> Outcome<()> {
        let fixed = match self.heap.get(globals) {
            Object::Dict(m) => m.is_fixed(),
            _ => false,
        };
        if !fixed {
            return self.store_name_in(globals, module, name, value);
        }
        if self.is_builtins(module) {
            return self.override_builtin(globals, name, value);
        }
        let settable = ["path", "ps1", "ps2"].contains(&self.qstrs.text(name));
        let slot = self
            .map_of(globals)
            .filter(|_| settable)
            .and_then(|m| m.find_qstr(&self.qstrs, name));
        match slot {
            Some(i) => {
                if let Some(slot) = self.map_mut(globals).and_then(|m| m.slot_mut(i)) {
                    slot.value = value;
                }
                Ok(())
            }
            None => Err(self.no_place_for_attribute(module, name)),
        }
    }

    /// Puts a value in place of a built-in name, or the original back.
    fn override_builtin(&mut self, originals: Ref, name: Qstr, value: Value) -> Outcome<()> {
        let original = self.map_of(originals).and_then(|m| self.map_name(m, name));
        match (value.is_null(), original) {
            (false, _) => self.store_builtin(name, value),
            (true, Some(original)) => self.store_builtin(name, original),
            (true, None) => return self.delete_name(self.builtins, name),
        }
        Ok(())
    }

    /// Makes a name visible everywhere.
    pub(crate) fn store_builtin(&mut self, name: Qstr, value: Value) {
        self.lookups.forget();
        let at = self
            .map_of(self.builtins)
            .and_then(|m| m.find_qstr(&self.qstrs, name));
        let qstrs = &self.qstrs;
        if let Object::Dict(m) = self.heap.get_mut(self.builtins) {
            match at.and_then(|at| m.slot_mut(at)) {
                Some(slot) => slot.value = value,
                None => {
                    insert_name(m, qstrs, name, value);
                }
            }
        }
    }

    fn is_builtins(&self, module: Value) -> bool {
        self.builtin_modules.first() == Some(&module)
    }

    /// `AttributeError` for what takes no such attribute.
    #[cold]
    fn no_place_for_attribute(&mut self, object: Value, name: Qstr) -> Abrupt {
        let message = format!(
            "'{}' object has no attribute '{}'",
            self.type_name(object),
            self.qstrs.text(name)
        );
        self.raise(T::AttributeError, &message)
    }

    /// Stores into an instance's own attributes, past `__setattr__` and descriptors.
    pub fn store_member(&mut self, r: Ref, object: Value, name: Qstr, value: Value) -> Outcome<()> {
        let members = match self.heap.get(r) {
            Object::Instance { members, .. } => members,
            Object::Derived(d) => &d.members,
            _ => return Err(self.no_attribute(object, name)),
        };
        let at = members.find_qstr(&self.qstrs, name);
        if value.is_null() {
            let Some(at) = at else {
                return Err(self.no_attribute(object, name));
            };
            if let Some(m) = members_of_mut(self.heap.get_mut(r)) {
                m.take(at, None);
            }
            return Ok(());
        }
        if at.is_none() {
            self.qstrs.name_member(name);
        }
        let qstrs = &self.qstrs;
        if let Some(m) = members_of_mut(self.heap.get_mut(r)) {
            match at {
                Some(at) => {
                    if let Some(slot) = m.slot_mut(at) {
                        slot.value = value;
                    }
                }
                None => {
                    let grown = insert_name(m, qstrs, name, value);
                    self.heap.charge(grown);
                }
            }
        }
        Ok(())
    }

    fn store_descriptor(
        &mut self,
        descriptor: Value,
        object: Value,
        name: Qstr,
        value: Value,
    ) -> Option<Abrupt> {
        match self.heap.object(descriptor)? {
            Object::Property(parts) => {
                let f = if value.is_null() { parts[2] } else { parts[1] };
                if f.is_none() {
                    return Some(self.no_attribute(object, name));
                }
                Some(if value.is_null() {
                    self.call(f, &[object])
                } else {
                    self.call(f, &[object, value])
                })
            }
            Object::Instance { .. } | Object::Derived(_) => {
                let hook = if value.is_null() {
                    q::__delete__
                } else {
                    q::__set__
                };
                let m = self.user_method(descriptor, hook)?;
                Some(if value.is_null() {
                    self.call(m, &[descriptor, object])
                } else {
                    self.call(m, &[descriptor, object, value])
                })
            }
            _ => None,
        }
    }

    fn store_class_attr(&mut self, r: Ref, object: Value, name: Qstr, value: Value) -> Outcome<()> {
        let special = self.is_descriptor(value);
        let hook = matches!(name, q::__setattr__ | q::__delattr__);
        let new = self
            .class(r)
            .is_some_and(|t| !t.descriptors && !t.attr_hooks);
        let subclassed = self.class(r).is_none_or(|t| t.subclassed);
        if (special || hook) && new && subclassed {
            // Its subclasses have been made without a look at such things.
            let message = "can't add special method to already-subclassed class";
            return Err(self.raise(T::AttributeError, message));
        }
        match subclassed {
            true => self.lookups.forget(),
            false => self.lookups.forget_attr(r, name),
        }
        let qstrs = &self.qstrs;
        let mut grown = 0;
        let Object::Type(t) = self.heap.get_mut(r) else {
            return Ok(());
        };
        match (t.locals.find_qstr(qstrs, name), value.is_null()) {
            (None, true) => return Err(self.no_place_for_attribute(object, name)),
            (Some(at), true) => {
                t.locals.take(at, None);
            }
            (Some(at), false) => {
                if let Some(slot) = t.locals.slot_mut(at) {
                    slot.value = value;
                }
            }
            (None, false) => grown = insert_name(&mut t.locals, qstrs, name, value),
        }
        t.descriptors |= special;
        t.attr_hooks |= hook;
        self.heap.charge(grown);
        Ok(())
    }

    /// Whether storing to an attribute that holds `v` in the class must ask it.
    pub(super) fn is_descriptor(&self, v: Value) -> bool {
        match self.heap.object(v) {
            Some(Object::Property(_)) => true,
            Some(Object::Instance { .. } | Object::Derived(_)) => {
                self.user_method(v, q::__set__).is_some()
                    || self.user_method(v, q::__delete__).is_some()
            }
            _ => false,
        }
    }

    /// A built-in exception takes one attribute: `__traceback__ = None` forgets where it passed.
    fn store_exception_attr(
        &mut self,
        r: Ref,
        object: Value,
        name: Qstr,
        value: Value,
    ) -> Outcome<()> {
        if !value.is_none() || self.qstrs.text(name) != "__traceback__" {
            return Err(self.no_place_for_attribute(object, name));
        }
        if let Object::Exception(e) = self.heap.get_mut(r) {
            e.traceback.clear();
        }
        Ok(())
    }

    /// Stores into (or deletes from) a namespace.
    pub(super) fn store_name_in(
        &mut self,
        namespace: Ref,
        object: Value,
        name: Qstr,
        value: Value,
    ) -> Outcome<()> {
        if value.is_null() {
            return match self.map_remove(namespace, Value::qstr(name))? {
                Some(_) => Ok(()),
                None => Err(self.no_attribute(object, name)),
            };
        }
        if namespace == self.builtins {
            self.lookups.forget();
        }
        let qstrs = &self.qstrs;
        if let Object::Dict(m) = self.heap.get_mut(namespace)
            && !m.has_other_keys()
            && !m.is_fixed()
        {
            match m.find_qstr(qstrs, name) {
                Some(at) => {
                    if let Some(slot) = m.slot_mut(at) {
                        slot.value = value;
                    }
                }
                None => {
                    let grown = insert_name(m, qstrs, name, value);
                    self.heap.charge(grown);
                }
            }
            return Ok(());
        }
        self.map_set_at_once(namespace, Value::qstr(name), value)
    }
}

/// Adds a name that is not yet in a map of names, and says how many bytes that grew by on a board.
pub(super) fn insert_name(
    m: &mut Map,
    qstrs: &crate::qstr::Qstrs,
    name: Qstr,
    value: Value,
) -> usize {
    let hash = u64::from(qstrs.hash(name));
    let mut grown = 0;
    loop {
        match m.vacancy(hash) {
            Some(i) => {
                m.fill(i, Some(hash.into()), Value::qstr(name), value);
                return grown;
            }
            None => {
                let before = m.room();
                m.grow(|k| k.as_qstr().map_or(0, |k| u64::from(qstrs.hash(k))).into());
                grown += blocks(8 * m.room()) - blocks(8 * before);
            }
        }
    }
}

fn members_of(o: &Object) -> Option<&Map> {
    match o {
        Object::Instance { members, .. } => Some(members),
        Object::Derived(d) => Some(&d.members),
        _ => None,
    }
}

fn members_of_mut(o: &mut Object) -> Option<&mut Map> {
    match o {
        Object::Instance { members, .. } => Some(members),
        Object::Derived(d) => Some(&mut d.members),
        _ => None,
    }
}
