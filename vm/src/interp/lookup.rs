//! What classes define, and a memory of what was found.
//!
//! A method call asks the same question of the same class again and again, and the answer lies
//! behind several hash tables. The cache holds answers, also that there is none. It is emptied when
//! a class changes and when places in the heap may change hands, so it never keeps anything alive
//! and no program can tell that it is there.

use core::cell::Cell;

use alloc::boxed::Box;

use crate::map::Map;
use crate::native;
use crate::object::Object;
use crate::qstr::Qstr;
use crate::types::{Bind, T};
use crate::value::{Ref, Value};
use crate::vm::Vm;

/// How many answers are remembered; a power of two.
const PLACES: usize = 512;

/// Asks only the Python classes.
const USERS: u32 = 1 << 31;

/// Asks a module's namespace, and is answered by the built-in one.
const GLOBAL: u32 = 1 << 30;

#[derive(Clone, Copy, Debug)]
struct Answer {
    class: u32,
    /// The name's number, and whether built-in classes were left out.
    name: u32,
    /// When it was given.
    age: u32,
    /// The class that defines it, or how many names the module had.
    owner: u32,
    /// `NULL`: there is none.
    value: Value,
}

const NOTHING: Answer = Answer {
    class: 0,
    name: 0,
    age: 0,
    owner: 0,
    value: Value::NULL,
};

/// The answers. Two machines in the same state are equal whatever they remember.
#[derive(Clone, Debug)]
pub(crate) struct Lookups {
    places: Box<[Cell<Answer>; PLACES]>,
    /// Older answers no longer count.
    age: u32,
}

impl Default for Lookups {
    fn default() -> Lookups {
        Lookups {
            places: Box::new([const { Cell::new(NOTHING) }; PLACES]),
            age: 1,
        }
    }
}

impl PartialEq for Lookups {
    fn eq(&self, _: &Lookups) -> bool {
        true
    }
}

impl Eq for Lookups {}

impl core::hash::Hash for Lookups {
    fn hash<H: core::hash::Hasher>(&self, _: &mut H) {}
}

impl Lookups {
    /// Forgets all answers.
    pub(crate) fn forget(&mut self) {
        match self.age.checked_add(1) {
            Some(age) => self.age = age,
            None => *self = Lookups::default(),
        }
    }

    #[inline(always)]
    fn place(&self, class: Ref, name: u32) -> &Cell<Answer> {
        let mixed = class.0.wrapping_mul(31) ^ name.wrapping_mul(5) ^ name >> 24;
        &self.places[mixed as usize % PLACES]
    }
}

impl Vm {
    /// What a class or its bases define under `name`, and which of them does.
    #[inline]
    pub(crate) fn class_lookup(&self, class: Ref, name: Qstr) -> Option<(Value, Ref)> {
        self.remembered(class, name.0)
    }

    /// What a class or its bases define under `name`.
    #[inline]
    pub fn class_attr(&self, class: Ref, name: Qstr) -> Option<Value> {
        self.remembered(class, name.0).map(|(v, _)| v)
    }

    /// What the Python classes in a class's order define under `name`.
    #[inline]
    pub(crate) fn user_class_attr(&self, class: Ref, name: Qstr) -> Option<Value> {
        self.remembered(class, name.0 | USERS).map(|(v, _)| v)
    }

    /// What the Python classes in the order of `v`'s class define under `name`: a user's method,
    /// never a built-in one.
    pub fn user_method(&self, v: Value, name: Qstr) -> Option<Value> {
        let class = match self.heap.object(v)? {
            Object::Instance { class, .. } => *class,
            Object::Derived(d) => d.class,
            _ => return None,
        };
        self.user_class_attr(class, name)
    }

    #[inline(always)]
    fn remembered(&self, class: Ref, name: u32) -> Option<(Value, Ref)> {
        let place = self.lookups.place(class, name);
        let answer = place.get();
        if answer.class == class.0 && answer.name == name && answer.age == self.lookups.age {
            return match answer.value {
                Value::NULL => None,
                v => Some((v, Ref(answer.owner))),
            };
        }
        self.search(class, name, place)
    }

    /// The value of a built-in name that `globals` was found to lack, if it can have got no such
    /// name since: it holds as many as then, and no name was taken out of any namespace.
    #[inline]
    pub(super) fn remembered_builtin(&self, globals: Ref, name: Qstr) -> Option<Value> {
        let answer = self.lookups.place(globals, name.0 | GLOBAL).get();
        let known = answer.class == globals.0
            && answer.name == name.0 | GLOBAL
            && answer.age == self.lookups.age
            && self.map_of(globals).map(Map::len) == Some(answer.owner as usize);
        known.then_some(answer.value)
    }

    /// Notes that `globals` lacks a name that is built in.
    pub(super) fn remember_builtin(&self, globals: Ref, name: Qstr, value: Value) {
        let Some(len) = self.map_of(globals).map(Map::len) else {
            return;
        };
        self.lookups.place(globals, name.0 | GLOBAL).set(Answer {
            class: globals.0,
            name: name.0 | GLOBAL,
            age: self.lookups.age,
            owner: len as u32,
            value,
        });
    }

    #[inline(never)]
    fn search(&self, class: Ref, name: u32, place: &Cell<Answer>) -> Option<(Value, Ref)> {
        let users = name & USERS != 0;
        let qstr = Qstr(name & !USERS);
        let found = self.class(class)?.mro.iter().find_map(|&c| {
            let t = self.class(c)?;
            match users && t.builtin {
                true => None,
                false => Some((t.locals.get_qstr(&self.qstrs, qstr)?, c)),
            }
        });
        let (value, owner) = found.unwrap_or((Value::NULL, class));
        place.set(Answer {
            class: class.0,
            name,
            age: self.lookups.age,
            owner: owner.0,
            value,
        });
        found
    }

    /// What `object.name(…)` calls, and the argument that goes before the others or `NULL`, where
    /// a look is all it takes. `hint` is where a module had the name last time.
    #[inline]
    pub(super) fn quick_method(
        &self,
        object: Value,
        name: Qstr,
        hint: &mut u8,
    ) -> Option<(Value, Value)> {
        let class = match object.as_ref() {
            None if object.as_qstr().is_some() => T::Str,
            None => return None,
            Some(r) => match self.heap.get(r) {
                Object::Instance { class, members } => {
                    if self.qstrs.names_member(name) || members.has_other_keys() {
                        return None;
                    }
                    let (v, _) = self.class_lookup(*class, name)?;
                    return match self.heap.object(v)? {
                        Object::Function(_) => Some((v, object)),
                        _ => None,
                    };
                }
                Object::Module { globals, .. } => {
                    let v = self.quick_name(*globals, name, hint)?;
                    return Some((v, Value::NULL));
                }
                Object::List(_) => T::List,
                Object::Dict(m) if !m.is_ordered() => T::Dict,
                Object::Str(_) => T::Str,
                Object::ByteArray(_) => T::ByteArray,
                _ => return None,
            },
        };
        let class = Ref(class as u32);
        let (v, owner) = self.class_lookup(class, name)?;
        let native = native::lookup(v.as_native()?)?;
        // What `object` defines may be bound in another way.
        let plain = owner == class && !matches!(native.bind, Bind::Static | Bind::Class);
        plain.then_some((v, object))
    }

    /// The value of a name in a namespace. `hint` is where it was last time.
    #[inline]
    pub(super) fn quick_name(&self, namespace: Ref, name: Qstr, hint: &mut u8) -> Option<Value> {
        let Object::Dict(m) = self.heap.get(namespace) else {
            return None;
        };
        m.find_hinted(&self.qstrs, name, hint).map(|(_, v)| v)
    }
}
