//! What classes define, and a memory of what was found.
//!
//! A method call asks the same question of the same class again and again, and the answer lies
//! behind several hash tables. The cache holds answers, also that there is none. It is emptied when
//! a class changes and when places in the heap may change hands, so it never keeps anything alive
//! and no program can tell that it is there.

use core::cell::Cell;

use alloc::boxed::Box;

use crate::map::Map;
use crate::object::Object;
use crate::ops::binary::BinaryOp;
use crate::ops::unary::UnaryOp;
use crate::qstr::{Qstr, q};
use crate::types::T;
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

impl Answer {
    #[inline(always)]
    fn found(&self) -> Option<(Value, Ref)> {
        (!self.value.is_null()).then_some((self.value, Ref(self.owner)))
    }
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

    /// Forgets what a class, from which none derives, has under a name.
    pub(crate) fn forget_attr(&mut self, class: Ref, name: Qstr) {
        for key in [name.0, name.0 | USERS] {
            let place = self.place(class, key);
            if place.get().class == class.0 && place.get().name == key {
                place.set(NOTHING);
            }
        }
    }

    #[inline(always)]
    fn place(&self, class: Ref, name: u32) -> &Cell<Answer> {
        let mixed = class.0.wrapping_mul(31) ^ name.wrapping_mul(5) ^ name >> 24;
        &self.places[mixed as usize % PLACES]
    }

    /// What was found, if it is known.
    #[inline(always)]
    fn answer(&self, class: Ref, name: u32) -> Option<Answer> {
        let answer = self.place(class, name).get();
        let known = answer.class == class.0 && answer.name == name && answer.age == self.age;
        known.then_some(answer)
    }

    /// What a class or its bases define under `name`, and which of them does, if that is known.
    #[inline(always)]
    pub(super) fn method(&self, class: Ref, name: Qstr) -> Option<(Value, Ref)> {
        self.answer(class, name.0)?.found()
    }

    /// What the Python classes in a class's order define under `name`, if that is known.
    #[inline(always)]
    pub(super) fn users(&self, class: Ref, name: Qstr) -> Option<Value> {
        Some(self.answer(class, name.0 | USERS)?.found()?.0)
    }

    /// Whether it is known that neither a class nor its bases define `name`.
    #[inline(always)]
    pub(super) fn lacks(&self, class: Ref, name: Qstr) -> bool {
        let answer = self.answer(class, name.0);
        answer.is_some_and(|a| a.value.is_null())
    }

    /// The value of a built-in name that `globals`, which has `len` names, was found to lack, if it
    /// can have got no such name since: it has as many as then, and no name was taken out of any
    /// namespace.
    #[inline(always)]
    pub(super) fn builtin(&self, globals: Ref, name: Qstr, len: usize) -> Option<Value> {
        let answer = self.answer(globals, name.0 | GLOBAL)?;
        (answer.owner as usize == len).then_some(answer.value)
    }
}

/// Whether a built-in class itself does what a special method would, so that the methods of the classes
/// behind it are never asked.
fn hides(layout: T, name: Qstr) -> bool {
    let slots = layout.slots();
    match name {
        q::__str__ | q::__repr__ => slots.text,
        q::__getitem__ | q::__setitem__ | q::__delitem__ => slots.items,
        q::__iter__ => slots.iter,
        _ if UnaryOp::has_method(name) => slots.unary,
        _ => slots.binary && BinaryOp::has_method(name),
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
        match self.lookups.answer(class, name) {
            Some(answer) => answer.found(),
            None => self.search(class, name, self.lookups.place(class, name)),
        }
    }

    /// The value of a built-in name that `globals` was found to lack.
    pub(super) fn remembered_builtin(&self, globals: Ref, name: Qstr) -> Option<Value> {
        let len = self.map_of(globals)?.len();
        self.lookups.builtin(globals, name, len)
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
        let order = self.class(class)?.mro.iter();
        let classes = order.filter_map(|&c| self.class(c).map(|t| (c, t)));
        let found = classes
            .take_while(|(_, t)| !(users && t.builtin && hides(t.layout, qstr)))
            .filter(|(_, t)| !(users && t.builtin))
            .find_map(|(c, t)| Some((t.locals.get_qstr(&self.qstrs, qstr)?, c)));
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
}
