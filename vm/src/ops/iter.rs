//! Iteration over built-in types.

use alloc::boxed::Box;
use alloc::vec::Vec;
use core::ops::Range;

use crate::cost::Cost;
use crate::modules::{asyncio, select};
use crate::native::{Abrupt, Outcome};
use crate::object::{IteratorObj, MapView, Object};
use crate::qstr::{Qstr, q};
use crate::text::utf8;
use crate::types::T;
use crate::value::{Ref, Unpacked, Value};
use crate::vm::Vm;

use super::packed;
use super::sequence::range_len;

/// Iterators inside iterators (`enumerate(enumerate(…))`) followed before giving up, as the
/// board's stack check would.
const MAX_DEPTH: u32 = 50;

/// Items gathered between two looks at the room left on the heap.
const ROOM_STEP: usize = 4096;

/// Items that a native takes from an iterator in one go.
const MOST_ITEMS: u64 = 1 << 18;

/// The most bytes that a character of Unicode takes.
const MAX_CHARACTER: usize = 4;

impl Vm {
    /// `iter(v)`: a built-in iterator, a generator as it is, or a pending call of a user's `__iter__`.
    pub fn get_iter(&mut self, v: Value) -> Outcome {
        match self.native_iter(v) {
            Err(Abrupt::Python) => {}
            answer => return answer,
        }
        if let Some(method) = self.user_method(v, q::__iter__) {
            return Err(self.call(method, &[v]));
        }
        if self.as_class(v).is_some_and(|t| t.builtin) {
            return Err(self.call_frozen("class_items", &[v]));
        }
        // Generators and streams are their own iterators, and those of a subclass whose built-in part
        // they are.
        let native = self.part_with(v, |slots| slots.iter);
        if native == v && (self.may_have_items(v) || self.as_class(v).is_some()) {
            return Err(self.call_frozen("getitem_iter", &[v]));
        }
        Ok(native)
    }

    /// A built-in iterator over `v`; [`Abrupt::Python`] if `v` iterates by Python code.
    pub fn native_iter(&mut self, v: Value) -> Outcome {
        self.native_iter_of(v, v)
    }

    /// The same over the built-in part of `whole`, which is what a refusal names.
    fn native_iter_of(&mut self, v: Value, whole: Value) -> Outcome {
        let iterator = match v.unpack() {
            Unpacked::Qstr(_) => IteratorObj::Str(v, 0),
            Unpacked::Ref(r) => match self.heap.get(r) {
                Object::List(_) | Object::Tuple(_) | Object::NamedTuple(..) => {
                    IteratorObj::Sequence(v, 0)
                }
                Object::Str(_) | Object::LooseStr(_) => IteratorObj::Str(v, 0),
                Object::Bytes(_)
                | Object::ByteArray(_)
                | Object::Array(_)
                | Object::MemoryView(_) => IteratorObj::Buffer(v, 0),
                Object::Range(range) => IteratorObj::Range {
                    next: range.start,
                    left: range_len(range),
                    step: range.step,
                },
                Object::Dict(_) | Object::Set(_) | Object::FrozenSet(_) => {
                    IteratorObj::Map(v, 0, MapView::Keys)
                }
                Object::DictView(dict, view) => IteratorObj::Map(*dict, 0, *view),
                Object::Iterator(_) => return Ok(v),
                Object::Generator(_) => return Err(Abrupt::Python),
                Object::Device(d) if d.ty == T::Deque => IteratorObj::Sequence(v, 0),
                Object::Device(d) if d.ty.is_stream() => {
                    return Err(Abrupt::Python);
                }
                Object::Device(d) if d.ty == T::Task => return asyncio::await_begin(self, v),
                Object::Device(d) if d.ty == T::Poll => return Ok(v),
                Object::Instance { .. } | Object::Derived(_) => {
                    if self.user_method(v, q::__iter__).is_some() {
                        return Err(Abrupt::Python);
                    }
                    let native = self.part_with(v, |slots| slots.iter);
                    if native != v {
                        return self.native_iter_of(native, whole);
                    }
                    if self.may_have_items(v) {
                        return Err(Abrupt::Python);
                    }
                    return Err(self.not_iterable(whole));
                }
                // A class with a method for items counts as what has them.
                Object::Type(_) if self.class_has(r, q::__getitem__) => {
                    return Err(Abrupt::Python);
                }
                _ => return Err(self.not_iterable(whole)),
            },
            _ => return Err(self.not_iterable(whole)),
        };
        let used = self.heap.used();
        let iterator = self.heap.new_value(Object::Iterator(Box::new(iterator)));
        // A board has the iterators of its loops on the stack.
        self.heap.forgive(used);
        Ok(iterator)
    }

    /// Whether a class, or one of its bases, has an attribute of this name.
    fn class_has(&self, class: Ref, name: Qstr) -> bool {
        let mro = self.class(class).map_or(&[][..], |t| &t.mro[..]);
        let mut classes = mro.iter().filter_map(|&c| self.class(c));
        classes.any(|t| t.locals.get_qstr(&self.qstrs, name).is_some())
    }

    /// Whether a user's class tells its items by their index, or may do so when it is asked.
    fn may_have_items(&self, v: Value) -> bool {
        let mut names = [q::__getitem__, q::__getattr__].into_iter();
        names.any(|name| self.user_method(v, name).is_some())
    }

    #[cold]
    pub(crate) fn not_iterable(&mut self, v: Value) -> Abrupt {
        let message = alloc::format!("'{}' object isn't iterable", self.type_name(v));
        self.type_error(&message)
    }

    /// Whether the next item comes from an attribute `__next__` that no class has: a stream's, or
    /// what `__getattr__` gives.
    pub(crate) fn next_is_asked_for(&self, v: Value) -> bool {
        self.device(v).is_some_and(|d| d.ty.is_stream())
            || self.user_method(v, q::__getattr__).is_some()
    }

    /// The error of asking something for a next item that is no iterator.
    #[cold]
    pub fn not_an_iterator(&mut self, v: Value) -> Abrupt {
        let message = alloc::format!("'{}' object isn't an iterator", self.type_name(v));
        self.type_error(&message)
    }

    /// The next item of a built-in iterator, `None` at its end; [`Abrupt::Python`] for generators
    /// and users' iterators.
    #[inline]
    pub fn iter_next(&mut self, iter: Value) -> Outcome<Option<Value>> {
        self.iter_next_at(iter, 0)
    }

    fn iter_next_at(&mut self, iter: Value, depth: u32) -> Outcome<Option<Value>> {
        let state = match self.heap.object_mut(iter) {
            Some(Object::Iterator(it)) => match &mut **it {
                IteratorObj::Range { next, left, step } => {
                    if *left == 0 {
                        return Ok(None);
                    }
                    let n = *next;
                    *left -= 1;
                    // The number after the last one may not exist; it is never looked at.
                    *next = n.wrapping_add(*step);
                    return Ok(Some(self.new_int(n)));
                }
                IteratorObj::Zip(_) => return self.zip_next(iter, depth),
                other => other.clone(),
            },
            Some(Object::Generator(_) | Object::Instance { .. } | Object::Derived(_)) => {
                return Err(Abrupt::Python);
            }
            Some(Object::Device(d)) => match d.ty {
                T::Task => return asyncio::await_next(self, iter).map(Some),
                T::Poll => return select::next_ready(self, iter),
                ty if ty.is_stream() => return Err(Abrupt::Python),
                _ => return Err(self.not_an_iterator(iter)),
            },
            _ => return Err(self.not_an_iterator(iter)),
        };
        let (item, next) = match state {
            IteratorObj::Sequence(seq, i) => {
                let item = match self.items_of(seq) {
                    Some(items) => items.get(i).copied(),
                    None => self.deque_item(seq, i),
                };
                match item {
                    Some(item) => (item, IteratorObj::Sequence(seq, i + 1)),
                    None => return Ok(None),
                }
            }
            IteratorObj::Str(text, at) => {
                let whole = self.text_of(text).unwrap_or_default();
                if at >= whole.len() {
                    return Ok(None);
                }
                let end = utf8::next(whole, at);
                let item = self.text_character(text, at..end);
                (item, IteratorObj::Str(text, end))
            }
            IteratorObj::Buffer(buffer, i) if self.holds_bytes(buffer) => {
                match self.bytes_of(buffer).and_then(|bytes| bytes.get(i)) {
                    Some(&byte) => {
                        let item = Value::small(byte.into());
                        (item, IteratorObj::Buffer(buffer, i + 1))
                    }
                    None => return Ok(None),
                }
            }
            IteratorObj::Buffer(buffer, i) => {
                let typecode = self.buffer_typecode(buffer);
                match packed::load(self, typecode, buffer, i) {
                    Some(item) => (item, IteratorObj::Buffer(buffer, i + 1)),
                    None => return Ok(None),
                }
            }
            IteratorObj::Map(map, slot, view) => {
                let found = map
                    .as_ref()
                    .and_then(|r| self.map_of(r))
                    .and_then(|m| m.next_filled(slot));
                let Some((next, entry)) = found else {
                    return Ok(None);
                };
                // A table that much was taken from is mostly empty.
                self.spend_on_items(next - slot);
                let slot = next;
                let item = match view {
                    MapView::Keys => entry.key,
                    MapView::Values => entry.value,
                    MapView::Items => self.new_tuple([entry.key, entry.value]),
                };
                (item, IteratorObj::Map(map, slot + 1, view))
            }
            IteratorObj::Enumerate(inner, n) => {
                self.check_iter_depth(depth)?;
                let Some(item) = self.iter_next_at(inner, depth + 1)? else {
                    return Ok(None);
                };
                let number = self.new_int(n);
                (
                    self.new_tuple([number, item]),
                    IteratorObj::Enumerate(inner, n.wrapping_add(1)),
                )
            }
            IteratorObj::Reversed(seq, left) => {
                let Some(i) = left.checked_sub(1) else {
                    return Ok(None);
                };
                // The place moves on even where the sequence has shrunk and the item is missing.
                self.set_iterator(iter, IteratorObj::Reversed(seq, i));
                let index = self.new_int(i as i64);
                return self.get_item(seq, index).map(Some);
            }
            // The rest iterate by frozen generators, or were answered above.
            _ => return Err(Abrupt::Python),
        };
        self.set_iterator(iter, next);
        Ok(Some(item))
    }

    fn set_iterator(&mut self, iter: Value, state: IteratorObj) {
        if let Some(Object::Iterator(it)) = self.heap.object_mut(iter) {
            **it = state;
        }
    }

    fn check_iter_depth(&mut self, depth: u32) -> Outcome<()> {
        if depth < MAX_DEPTH {
            Ok(())
        } else {
            Err(self.raise(T::RuntimeError, "maximum recursion depth exceeded"))
        }
    }

    fn zip_next(&mut self, iter: Value, depth: u32) -> Outcome<Option<Value>> {
        self.check_iter_depth(depth)?;
        let parts = match self.heap.object(iter) {
            Some(Object::Iterator(it)) => match &**it {
                IteratorObj::Zip(parts) => parts.clone(),
                _ => return Ok(None),
            },
            _ => return Ok(None),
        };
        if parts.is_empty() {
            return Ok(None);
        }
        let mut items = Vec::with_capacity(parts.len());
        for part in parts {
            match self.iter_next_at(part, depth + 1)? {
                Some(item) => items.push(item),
                None => return Ok(None),
            }
        }
        Ok(Some(self.new_tuple(items)))
    }

    /// The character of a string that takes these bytes of it, as a string.
    pub(crate) fn text_character(&mut self, text: Value, range: Range<usize>) -> Value {
        let bytes = self.text_of(text).and_then(|text| text.get(range));
        let bytes = bytes.unwrap_or_default();
        let mut room = [0; MAX_CHARACTER];
        let Some(copy) = room.get_mut(..bytes.len()) else {
            let bytes = bytes.to_vec();
            self.pay(Cost::FindStr, 1);
            return self.new_text_of(bytes);
        };
        copy.copy_from_slice(bytes);
        match self.intern_character(copy) {
            Some(character) => character,
            None => self.new_text_of(copy.to_vec()),
        }
    }

    /// A single character, which is interned as MicroPython does; none if the bytes are not valid.
    pub(crate) fn intern_character(&mut self, bytes: &[u8]) -> Option<Value> {
        self.pay(Cost::FindStr, 1);
        if let &[byte] = bytes
            && let Some(known) = self.qstrs.character(byte)
        {
            return Some(known);
        }
        let text = core::str::from_utf8(bytes).ok()?;
        Some(self.intern(text))
    }

    /// All items of anything that iterates without Python code; [`Abrupt::Python`] otherwise, and where
    /// an iterator has so many that they are better taken one by one.
    pub fn to_vec(&mut self, v: Value) -> Outcome<Vec<Value>> {
        if let Some(Object::Tuple(_) | Object::NamedTuple(..) | Object::List(_)) =
            self.heap.object(v)
        {
            let n = self.items_of(v).map_or(0, <[Value]>::len);
            self.reserve(n * 4)?;
            self.pay(Cost::Item, n);
            return Ok(self.items_of(v).map(Vec::from).unwrap_or_default());
        }
        if let Some(Object::Set(map) | Object::FrozenSet(map)) = self.heap.object(v)
            && (map.len() as u64) < MOST_ITEMS
        {
            let items: Vec<Value> = map.iter().map(|e| e.key).collect();
            self.pay(Cost::Item, 4 * items.len());
            self.must_fit(items.len() * 4)?;
            return Ok(items);
        }
        if let Some(Object::Range(r)) = self.heap.object(v) {
            let len = usize::try_from(range_len(r)).unwrap_or(usize::MAX);
            self.reserve(len.saturating_mul(4))?;
        }
        let iter = self.native_iter(v)?;
        self.drain(iter)
    }

    /// How many items an iterator may still have, as far as it shows.
    fn left_in(&self, iter: Value, depth: u32) -> u64 {
        let Some(Object::Iterator(state)) = self.heap.object(iter) else {
            return 0;
        };
        let len = |v: Value| match self.heap.object(v) {
            Some(Object::Dict(m) | Object::Set(m) | Object::FrozenSet(m)) => m.room(),
            _ => match self.items_of(v) {
                Some(items) => items.len(),
                None => self.buffer_of(v).or(self.text_of(v)).map_or(0, <[u8]>::len),
            },
        };
        match &**state {
            IteratorObj::Range { left, .. } => *left,
            IteratorObj::Sequence(v, i)
            | IteratorObj::Str(v, i)
            | IteratorObj::Buffer(v, i)
            | IteratorObj::Map(v, i, _) => len(*v).saturating_sub(*i) as u64,
            IteratorObj::Reversed(_, left) => *left as u64,
            IteratorObj::Enumerate(inner, _) if depth < MAX_DEPTH => {
                self.left_in(*inner, depth + 1)
            }
            IteratorObj::Zip(parts) if depth < MAX_DEPTH => {
                let left = parts.iter().map(|&part| self.left_in(part, depth + 1));
                left.min().unwrap_or(0)
            }
            _ => 0,
        }
    }

    /// All items that a built-in iterator still has; [`Abrupt::Python`] where these are very many.
    pub fn drain(&mut self, iter: Value) -> Outcome<Vec<Value>> {
        if self.left_in(iter, 0) > MOST_ITEMS {
            return Err(Abrupt::Python);
        }
        let mut items = Vec::new();
        while let Some(item) = self.iter_next(iter)? {
            self.pay(Cost::Item, 4);
            items.push(item);
            if items.len() % ROOM_STEP == 0 {
                self.must_fit(items.len() * 4 + ROOM_STEP * 4)?;
            }
        }
        Ok(items)
    }

    /// Counts the cycles of a native that works long, so that it uses up fuel and time.
    pub(crate) fn spend(&mut self, cycles: usize) {
        self.fuel -= cycles as i64;
    }

    /// The same for one that goes through a text, byte by byte.
    pub(crate) fn spend_on(&mut self, bytes: usize) {
        // Short ones are part of what any call costs.
        if bytes >= 256 {
            self.spend(bytes / 2);
        }
    }

    /// The same for one that looks at items, or moves them.
    pub(crate) fn spend_on_items(&mut self, items: usize) {
        if items >= 256 {
            self.spend(items / 4);
        }
    }

    /// Like [`Vm::reserve`], for an operation that has begun and cannot be tried again.
    pub fn must_fit(&mut self, bytes: usize) -> Outcome<()> {
        match self.reserve(bytes) {
            Err(Abrupt::Memory(bytes)) => Err(self.memory_error(bytes)),
            answer => answer,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::object::RangeObj;
    use crate::vm::Profile;

    fn vm() -> Vm {
        Vm::new(Profile::UNIX, 0)
    }

    fn ints(items: &[Value]) -> Vec<i64> {
        items.iter().filter_map(|v| v.as_small()).collect()
    }

    #[test]
    fn ranges_iterate_both_ways() {
        let mut vm = vm();
        for (start, stop, step, want) in [
            (0, 5, 2, &[0, 2, 4][..]),
            (3, 0, -1, &[3, 2, 1]),
            (3, 3, 1, &[]),
        ] {
            let range = vm
                .heap
                .new_value(Object::Range(Box::new(RangeObj { start, stop, step })));
            let items = vm.to_vec(range).unwrap();
            assert_eq!(ints(&items), want);
        }
    }

    #[test]
    fn a_list_that_grows_is_seen_to_grow() {
        let mut vm = vm();
        let list = vm.new_list([Value::small(1)].into());
        let iter = vm.get_iter(list).unwrap();
        assert_eq!(vm.iter_next(iter), Ok(Some(Value::small(1))));
        if let Some(Object::List(items)) = vm.heap.object_mut(list) {
            items.push(Value::small(2));
        }
        assert_eq!(vm.iter_next(iter), Ok(Some(Value::small(2))));
        assert_eq!(vm.iter_next(iter), Ok(None));
    }

    #[test]
    fn text_iterates_by_character_and_bytes_by_number() {
        let mut vm = vm();
        let text = vm.new_str("aé");
        let items = vm.to_vec(text).unwrap();
        let texts: Vec<_> = items.iter().filter_map(|&v| vm.str_of(v)).collect();
        assert_eq!(texts, ["a", "é"]);
        let bytes = vm.new_bytes(*b"\x01\xff");
        let items = vm.to_vec(bytes).unwrap();
        assert_eq!(ints(&items), [1, 255]);
    }

    #[test]
    fn what_does_not_iterate_is_refused() {
        let mut vm = vm();
        assert!(matches!(
            vm.get_iter(Value::small(5)),
            Err(Abrupt::Raise(_))
        ));
    }
}
