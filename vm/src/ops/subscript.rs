//! `a[i]`, `a[i] = v`, `del a[i]`.

use alloc::boxed::Box;
use alloc::vec::Vec;

use crate::cost::Cost;
use crate::modules::{machine, uctypes};
use crate::native::{Abrupt, Outcome};
use crate::object::{ArrayObj, Object, RangeObj, StrObj, ViewObj};
use crate::qstr::q;
use crate::text::utf8;
use crate::types::{T, deque};
use crate::value::{Ref, Unpacked, Value};
use crate::vm::Vm;

use super::packed;
use super::sequence::range_len;

impl Vm {
    /// `object[index]`
    #[inline]
    pub fn get_item(&mut self, object: Value, index: Value) -> Outcome {
        if let Some(i) = index.as_small()
            && let Some(Object::List(items)) = self.heap.object(object)
        {
            let at = if i < 0 { i + items.len() as i64 } else { i };
            if let Some(&item) = items.get(at as usize) {
                return Ok(item);
            }
        }
        match self.get_any_item(object, index) {
            Err(Abrupt::Python) => Err(self.call_frozen("get_item", &[object, index])),
            answer => answer,
        }
    }

    fn get_any_item(&mut self, object: Value, index: Value) -> Outcome {
        let r = match object.unpack() {
            Unpacked::Qstr(_) => return self.str_item(object, index),
            Unpacked::Ref(r) => r,
            _ => return Err(self.not_subscriptable(object)),
        };
        match self.heap.get(r) {
            Object::Dict(_) => self.dict_item(r, index),
            Object::Str(_) | Object::LooseStr(_) => self.str_item(object, index),
            Object::List(_) => self.list_item(object, index),
            Object::Tuple(_) | Object::NamedTuple(..) => self.tuple_item(object, index),
            Object::Range(range) => {
                let range = **range;
                self.range_item(range, index)
            }
            Object::Bytes(_) | Object::ByteArray(_) | Object::Array(_) | Object::MemoryView(_) => {
                self.buffer_item(object, index)
            }
            Object::Device(d) if d.ty == T::Deque => deque::get(self, object, index),
            Object::Device(d) if d.ty == T::Mem => machine::load_memory(self, object, index),
            Object::Device(d) if d.ty == T::Struct => {
                match uctypes::load_item(self, object, index)? {
                    Some(item) => Ok(item),
                    None => Err(self.not_subscriptable(object)),
                }
            }
            Object::Instance { .. } | Object::Derived(_) => {
                if let Some(method) = self.user_method(object, q::__getitem__) {
                    self.pay(Cost::UserOperator, 1);
                    return Err(self.call(method, &[object, index]));
                }
                let native = self.part_with(object, |slots| slots.items);
                if native == object {
                    return Err(self.not_subscriptable(object));
                }
                self.get_item(native, index)
            }
            _ => Err(self.not_subscriptable(object)),
        }
    }

    #[cold]
    fn not_subscriptable(&mut self, object: Value) -> Abrupt {
        let message = alloc::format!("'{}' object isn't subscriptable", self.type_name(object));
        self.type_error(&message)
    }

    fn list_item(&mut self, list: Value, index: Value) -> Outcome {
        let len = self.items_of(list).map_or(0, <[Value]>::len);
        if let Some(parts) = self.slice_parts(index) {
            return self.list_slice(list, parts);
        }
        let at = self.sequence_index("list", len, index)?;
        Ok(self.items_of(list).unwrap_or_default()[at])
    }

    fn list_slice(&mut self, list: Value, parts: [Value; 3]) -> Outcome {
        let len = self.items_of(list).map_or(0, <[Value]>::len);
        let bounds = self.slice_bounds(parts, len)?;
        self.pay(Cost::Sequence, 1);
        let items = self.items_of(list).unwrap_or_default();
        let picked: Vec<Value> = if bounds.step == 1 {
            items.get(bounds.range()).map(Vec::from).unwrap_or_default()
        } else {
            let mut picked = Vec::with_capacity(bounds.count());
            picked.extend(bounds.indices().filter_map(|i| items.get(i).copied()));
            picked
        };
        self.pay(Cost::Item, picked.len());
        Ok(self.new_list(picked))
    }

    /// A slice of a built-in sequence, with bounds that are `None` or small integers; nothing if it
    /// takes more than that, or an error would have to be raised.
    pub(crate) fn quick_slice(&mut self, object: Value, parts: [Value; 3]) -> Option<Value> {
        let [start, stop, step] = parts;
        // A subclass may have its own way.
        if self.is_user(object) || !is_bound(start) || !is_bound(stop) {
            return None;
        }
        let plain = step.is_none() || step == Value::small(1);
        let answer = match self.kind(object) {
            T::List if plain || step.as_small().is_some_and(|n| n != 0) => {
                self.list_slice(object, parts)
            }
            T::Tuple if plain => self.tuple_slice(object, parts),
            T::Str if plain => self.str_slice(object, parts),
            T::Bytes | T::ByteArray if plain => self.buffer_slice(object, parts),
            _ => return None,
        };
        answer.ok()
    }

    /// The same for `list[start:stop] = items`, these being a list or tuple; says whether that was
    /// all it took.
    pub(crate) fn quick_store_slice(
        &mut self,
        list: Value,
        parts: [Value; 3],
        items: Value,
    ) -> bool {
        let [start, stop, step] = parts;
        if !is_bound(start) || !is_bound(stop) || !(step.is_none() || step == Value::small(1)) {
            return false;
        }
        match (
            self.heap.object(list),
            self.heap.object(items),
            list.as_ref(),
        ) {
            (Some(Object::List(_)), Some(Object::List(new)), Some(r)) => {
                let new = new.clone();
                self.set_list_slice(r, parts, new).is_ok()
            }
            (Some(Object::List(_)), Some(Object::Tuple(new)), Some(r)) => {
                let new = new.to_vec();
                self.set_list_slice(r, parts, new).is_ok()
            }
            _ => false,
        }
    }

    fn tuple_item(&mut self, tuple: Value, index: Value) -> Outcome {
        let len = self.items_of(tuple).map_or(0, <[Value]>::len);
        if let Some(parts) = self.slice_parts(index) {
            return self.tuple_slice(tuple, parts);
        }
        let at = match index.as_small() {
            Some(i) if (i as u64) < len as u64 => i as usize,
            _ => {
                let name = alloc::string::String::from(self.type_name(tuple));
                self.sequence_index(&name, len, index)?
            }
        };
        Ok(self.items_of(tuple).unwrap_or_default()[at])
    }

    fn tuple_slice(&mut self, tuple: Value, parts: [Value; 3]) -> Outcome {
        let len = self.items_of(tuple).map_or(0, <[Value]>::len);
        let range = self.plain_slice(parts, len)?;
        self.spend_on_items(range.len());
        let picked: Box<[Value]> = self.items_of(tuple).unwrap_or_default()[range].into();
        Ok(self.new_tuple(picked))
    }

    fn range_item(&mut self, range: RangeObj, index: Value) -> Outcome {
        let len = range_len(&range) as usize;
        let at = |i: i64| range.start.wrapping_add(i.wrapping_mul(range.step));
        if let Some(parts) = self.slice_parts(index) {
            let bounds = self.slice_bounds(parts, len)?;
            return Ok(self.heap.new_value(Object::Range(Box::new(RangeObj {
                start: at(bounds.start),
                stop: at(bounds.stop),
                step: bounds.step.wrapping_mul(range.step),
            }))));
        }
        let i = self.sequence_index("range", len, index)?;
        Ok(self.new_int(at(i as i64)))
    }

    /// Whether a string is ASCII, and how many characters it has.
    fn str_shape(&self, object: Value) -> (bool, usize) {
        let text = self.text_of(object).unwrap_or_default();
        let ascii = match self.heap.object(object) {
            Some(Object::Str(s)) => s.ascii,
            _ => utf8::is_ascii(text),
        };
        let len = if ascii {
            text.len()
        } else {
            utf8::length(text)
        };
        (ascii, len)
    }

    /// The same, and what counting characters costs.
    fn paid_shape(&mut self, object: Value) -> (bool, usize) {
        let (ascii, len) = self.str_shape(object);
        if !ascii {
            self.spend_on(len);
        }
        (ascii, len)
    }

    fn str_slice(&mut self, object: Value, [start, stop, step]: [Value; 3]) -> Outcome {
        let (ascii, len) = self.paid_shape(object);
        if !step.is_none() && step != Value::small(1) {
            return Err(self.raise(
                T::NotImplementedError,
                "only slices with step=1 (aka None) are supported",
            ));
        }
        let mut bound = |v: Value, missing: usize| {
            if v.is_none() {
                Ok(missing)
            } else {
                self.sequence_bound("string", len, v)
            }
        };
        let (start, stop) = (bound(start, 0)?, bound(stop, len)?);
        let text = self.text_of(object).unwrap_or_default();
        if start == 0 && stop >= len {
            return Ok(object);
        }
        let from = byte_at(text, ascii, start);
        let behind = text.get(from..).unwrap_or_default();
        let to = from + byte_at(behind, ascii, stop.saturating_sub(start));
        if let Some(part) = self.str_of(object).and_then(|text| text.get(from..to)) {
            let found = StrObj::find(part, &self.qstrs);
            return Ok(self.found_str(found));
        }
        let part = text.get(from..to).unwrap_or_default().to_vec();
        Ok(self.new_text_of(part))
    }

    fn str_item(&mut self, object: Value, index: Value) -> Outcome {
        if let Some(parts) = self.slice_parts(index) {
            return self.str_slice(object, parts);
        }
        let (ascii, len) = self.paid_shape(object);
        let i = self.sequence_index("string", len, index)?;
        let text = self.text_of(object).unwrap_or_default();
        let at = byte_at(text, ascii, i);
        let end = utf8::next(text, at);
        Ok(self.text_character(object, at..end))
    }

    fn buffer_slice(&mut self, object: Value, parts: [Value; 3]) -> Outcome {
        let typecode = self.buffer_typecode(object);
        let range = self.plain_slice(parts, self.buffer_len(object))?;
        let size = packed::item_size(self, typecode).unwrap_or(1);
        let range = range.start * size..range.end * size;
        if let Some(Object::MemoryView(view)) = self.heap.object(object)
            && !view.is_bytearray
        {
            if range.start / size > self.most_view_offset() {
                return Err(self.raise(T::OverflowError, "memoryview offset too large"));
            }
            let part = ViewObj {
                start: view.start + range.start,
                len: range.len(),
                ..(**view).clone()
            };
            return Ok(self.heap.new_value(Object::MemoryView(Box::new(part))));
        }
        self.spend_on(range.len());
        let bytes: Vec<u8> = self
            .bytes_of(object)
            .and_then(|b| b.get(range))
            .unwrap_or_default()
            .into();
        Ok(self.heap.new_value(match self.heap.object(object) {
            Some(Object::ByteArray(_) | Object::MemoryView(_)) => Object::ByteArray(bytes),
            Some(Object::Array(_)) => Object::Array(Box::new(ArrayObj { typecode, bytes })),
            _ => Object::Bytes(bytes.into()),
        }))
    }

    /// The largest place where a slice of a view can begin.
    fn most_view_offset(&self) -> usize {
        usize::MAX >> (usize::BITS.saturating_sub(self.word_bits() - 8))
    }

    fn buffer_item(&mut self, object: Value, index: Value) -> Outcome {
        if let Some(parts) = self.slice_parts(index) {
            return self.buffer_slice(object, parts);
        }
        let typecode = self.buffer_typecode(object);
        let len = self.buffer_len(object);
        let i = self.sequence_index(self.kind(object).spec().name, len, index)?;
        packed::load(self, typecode, object, i).ok_or(Abrupt::Python)
    }

    /// `object[index] = value`. A pending call's result is ignored.
    #[inline]
    pub fn set_item(&mut self, object: Value, index: Value, value: Value) -> Outcome<()> {
        if let Some(i) = index.as_small()
            && let Some(Object::List(items)) = self.heap.object_mut(object)
        {
            let at = if i < 0 { i + items.len() as i64 } else { i };
            if let Some(item) = items.get_mut(at as usize) {
                *item = value;
                return Ok(());
            }
        }
        match self.set_any_item(object, index, value) {
            Err(Abrupt::Python) => Err(self.call_frozen("set_item", &[object, index, value])),
            answer => answer,
        }
    }

    fn set_any_item(&mut self, object: Value, index: Value, value: Value) -> Outcome<()> {
        let Some(r) = object.as_ref() else {
            return Err(self.no_item_assignment(object));
        };
        match self.heap.get(r) {
            Object::Dict(_) => self.map_set(r, index, value),
            Object::List(items) => {
                let len = items.len();
                if let Some(parts) = self.slice_parts(index) {
                    // Whatever is stored there, bounds and step are refused first.
                    if self.slice_bounds(parts, len)?.step != 1 {
                        return Err(self.raise_with(T::NotImplementedError, &[]));
                    }
                    let items = self.array_arg(value)?;
                    return self.set_list_slice(r, parts, items);
                }
                let at = self.sequence_index("list", len, index)?;
                if let Object::List(items) = self.heap.get_mut(r) {
                    items[at] = value;
                }
                Ok(())
            }
            Object::ByteArray(_) | Object::Array(_) | Object::MemoryView(_) => {
                self.set_buffer_item(object, r, index, value)
            }
            Object::Device(d) if d.ty == T::Deque => deque::set(self, object, index, value),
            Object::Device(d) if d.ty == T::Mem => {
                machine::store_memory(self, object, index, value)
            }
            Object::Device(d) if d.ty == T::Struct => {
                match uctypes::store_item(self, object, index, value)? {
                    true => Ok(()),
                    false => Err(self.no_item_assignment(object)),
                }
            }
            Object::Instance { .. } | Object::Derived(_) => {
                if let Some(method) = self.user_method(object, q::__setitem__) {
                    self.pay(Cost::UserOperator, 1);
                    return Err(self.call(method, &[object, index, value]));
                }
                let native = self.part_with(object, |slots| slots.items);
                if native == object {
                    return Err(self.no_item_assignment(object));
                }
                self.set_item(native, index, value)
            }
            _ => Err(self.no_item_assignment(object)),
        }
    }

    #[cold]
    fn no_item_assignment(&mut self, object: Value) -> Abrupt {
        let message = alloc::format!(
            "'{}' object doesn't support item assignment",
            self.type_name(object)
        );
        self.type_error(&message)
    }

    fn set_list_slice(&mut self, list: Ref, parts: [Value; 3], new: Vec<Value>) -> Outcome<()> {
        let len = self.items_of(Value::obj(list)).map_or(0, <[Value]>::len);
        let bounds = self.slice_bounds(parts, len)?;
        if bounds.step != 1 {
            return Err(self.raise_with(T::NotImplementedError, &[]));
        }
        self.pay(Cost::Sequence, 1);
        self.pay(Cost::Item, new.len());
        self.spend_on_items(new.len() + len - bounds.range().start.min(len));
        let added = new.len().saturating_sub(bounds.range().len());
        self.reserve(added * 4)?;
        let mut grown = 0;
        if let Object::List(items) = self.heap.get_mut(list) {
            // A list that grows so has no room to spare.
            if items.len() + added > items.capacity() {
                grown = 4 * (items.len() + added - items.capacity());
                items.reserve_exact(added);
            }
            items.splice(bounds.range(), new);
        }
        self.heap.charge(grown);
        Ok(())
    }

    fn set_buffer_item(
        &mut self,
        object: Value,
        r: Ref,
        index: Value,
        value: Value,
    ) -> Outcome<()> {
        let len = self.buffer_len(object);
        let typecode = self.buffer_typecode(object);
        let size = packed::item_size(self, typecode).unwrap_or(1);
        let slice = self.slice_parts(index);
        let (range, new) = match slice {
            Some(parts) => {
                let range = self.plain_slice(parts, len)?;
                (range, self.slice_source(size, value)?)
            }
            None => {
                let name = self.kind(object).spec().name;
                let i = self.sequence_index(name, len, index)?;
                if self.is_readonly(r) {
                    return Err(self.no_item_assignment(object));
                }
                let place = Value::small(i as i64);
                let floats = Value::bool(packed::holds_floats(typecode));
                let packed = packed::pack(self, typecode, value);
                let all = [object, place, value, floats];
                let (raw, size) = self.or_frozen(packed, "set_number", &all)?;
                (i..i + 1, raw[..size].into())
            }
        };
        let range = range.start * size..range.end * size;
        if let Object::MemoryView(view) = self.heap.get(r) {
            let (target, start, readonly) = (view.target, view.start, view.readonly);
            if readonly {
                return Err(self.no_item_assignment(object));
            }
            if range.len() != new.len() {
                return Err(self.value_error("lhs and rhs should be compatible"));
            }
            let range = start + range.start..start + range.end;
            self.store_bytes(target, range, &new);
            return Ok(());
        }
        let added = new.len().saturating_sub(range.len());
        self.reserve(added)?;
        if slice.is_some() {
            self.spend_on(new.len() + (len * size).saturating_sub(range.start));
        }
        self.heap.charge(added);
        match self.heap.get_mut(r) {
            Object::ByteArray(bytes) => drop(bytes.splice(range, new)),
            Object::Array(array) => drop(array.bytes.splice(range, new)),
            _ => {}
        }
        Ok(())
    }

    fn is_readonly(&self, r: Ref) -> bool {
        matches!(self.heap.get(r), Object::MemoryView(view) if view.readonly)
    }

    /// The bytes assigned to a slice of a buffer whose items have this size.
    fn slice_source(&mut self, size: usize, value: Value) -> Outcome<Vec<u8>> {
        let source = match self.heap.object(value) {
            Some(Object::Bytes(_)) => 1,
            Some(Object::ByteArray(_) | Object::Array(_) | Object::MemoryView(_)) => {
                packed::item_size(self, self.buffer_typecode(value)).unwrap_or(1)
            }
            _ => {
                return Err(
                    self.raise(T::NotImplementedError, "array/bytes required on right side")
                );
            }
        };
        if source != size {
            return Err(self.value_error("lhs and rhs should be compatible"));
        }
        Ok(self.bytes_of(value).map(Vec::from).unwrap_or_default())
    }

    /// `del object[index]`. A pending call's result is ignored.
    pub fn del_item(&mut self, object: Value, index: Value) -> Outcome<()> {
        match self.del_any_item(object, index) {
            Err(Abrupt::Python) => Err(self.call_frozen("del_item", &[object, index])),
            answer => answer,
        }
    }

    fn del_any_item(&mut self, object: Value, index: Value) -> Outcome<()> {
        let Some(r) = object.as_ref() else {
            return Err(self.no_item_deletion(object));
        };
        match self.heap.get(r) {
            Object::Dict(_) => match self.map_remove(r, index)? {
                Some(_) => Ok(()),
                None => Err(self.raise_with(T::KeyError, &[index])),
            },
            Object::List(items) => {
                let len = items.len();
                if let Some(parts) = self.slice_parts(index) {
                    return self.set_list_slice(r, parts, Vec::new());
                }
                if len == 0 {
                    return Err(self.raise(T::IndexError, "pop from empty list"));
                }
                let at = self.sequence_index("list", len, index)?;
                self.spend_on_items(len - at);
                if let Object::List(items) = self.heap.get_mut(r) {
                    items.remove(at);
                    crate::types::list::shrink(items);
                }
                Ok(())
            }
            Object::Instance { .. } | Object::Derived(_) => {
                if let Some(method) = self.user_method(object, q::__delitem__) {
                    return Err(self.call(method, &[object, index]));
                }
                let native = self.part_with(object, |slots| slots.items);
                if native == object {
                    return Err(self.no_item_deletion(object));
                }
                self.del_item(native, index)
            }
            _ => Err(self.no_item_deletion(object)),
        }
    }

    #[cold]
    fn no_item_deletion(&mut self, object: Value) -> Abrupt {
        let message = alloc::format!(
            "'{}' object doesn't support item deletion",
            self.type_name(object)
        );
        self.type_error(&message)
    }
}

/// Where character `i` begins.
/// Whether it bounds a slice without anybody being asked.
fn is_bound(v: Value) -> bool {
    v.is_none() || v.as_small().is_some()
}

fn byte_at(text: &[u8], ascii: bool, i: usize) -> usize {
    if ascii {
        return i.min(text.len());
    }
    utf8::offset_of(text, i as i64).unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vm::Profile;

    fn slice(vm: &mut Vm, start: Value, stop: Value) -> Value {
        vm.heap
            .new_value(Object::Slice(Box::new([start, stop, Value::NONE])))
    }

    #[test]
    fn characters_are_counted_not_bytes() {
        let mut vm = Vm::new(Profile::UNIX, 0);
        let text = vm.new_str("añb");
        let c = vm.get_item(text, Value::small(-1)).unwrap();
        assert_eq!(vm.str_of(c), Some("b"));
        let index = slice(&mut vm, Value::small(1), Value::NONE);
        let part = vm.get_item(text, index).unwrap();
        assert_eq!(vm.str_of(part), Some("ñb"));
    }

    #[test]
    fn a_slice_of_a_list_is_replaced() {
        let mut vm = Vm::new(Profile::UNIX, 0);
        let list = vm.new_list((0..4).map(Value::small).collect());
        let index = slice(&mut vm, Value::small(1), Value::small(3));
        let new = vm.new_tuple([Value::NONE]);
        vm.set_item(list, index, new).unwrap();
        let want = [Value::small(0), Value::NONE, Value::small(3)];
        assert_eq!(vm.items_of(list), Some(&want[..]));
        vm.del_item(list, Value::small(-1)).unwrap();
        assert_eq!(vm.items_of(list), Some(&want[..2]));
    }

    #[test]
    fn a_view_writes_into_its_buffer() {
        let mut vm = Vm::new(Profile::UNIX, 0);
        let buffer = vm.heap.new_value(Object::ByteArray([1, 2, 3].into()));
        let view = vm.heap.new_value(Object::MemoryView(Box::new(ViewObj {
            target: buffer,
            typecode: b'B',
            start: 1,
            len: 2,
            readonly: false,
            is_bytearray: false,
        })));
        vm.set_item(view, Value::small(0), Value::small(9)).unwrap();
        assert_eq!(vm.bytes_of(buffer), Some(&[1, 9, 3][..]));
        assert!(vm.set_item(view, Value::small(2), Value::NONE).is_err());
    }

    #[test]
    fn an_absent_key_is_an_error() {
        let mut vm = Vm::new(Profile::UNIX, 0);
        let dict = Value::obj(vm.new_dict(0));
        assert!(vm.get_item(dict, Value::small(1)).is_err());
        vm.set_item(dict, Value::small(1), Value::TRUE).unwrap();
        assert_eq!(vm.get_item(dict, Value::small(1)), Ok(Value::TRUE));
        vm.del_item(dict, Value::small(1)).unwrap();
        assert!(vm.del_item(dict, Value::small(1)).is_err());
    }
}
