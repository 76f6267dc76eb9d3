//! Operators of sets and dicts.

use alloc::vec::Vec;

use crate::map::Map;
use crate::native::{Abrupt, Outcome};
use crate::object::Object;
use crate::value::{Ref, Value};
use crate::vm::Vm;

use super::binary::BinaryOp;

impl Vm {
    /// `a op b` where `a` is a set or frozenset; `None` if it has no such operator for `b`.
    pub(crate) fn set_binary(
        &mut self,
        op: BinaryOp,
        a: Value,
        b: Value,
    ) -> Outcome<Option<Value>> {
        let plain = op.plain();
        let (Some(set), Some(other)) = (a.as_ref(), b.as_ref()) else {
            return Ok(None);
        };
        if !matches!(self.heap.get(other), Object::Set(_) | Object::FrozenSet(_)) {
            return Ok(None);
        }
        let helper = match plain {
            BinaryOp::Or => "set_or",
            BinaryOp::And => "set_and",
            BinaryOp::Subtract => "set_subtract",
            BinaryOp::Xor => "set_xor",
            _ => return Ok(None),
        };
        let in_place = op != plain && matches!(self.heap.get(set), Object::Set(_));
        // Worked out on a new set, so that a key that needs Python leaves the old one as it was.
        let result = match self.set_result(plain, set, other) {
            Err(Abrupt::Python) => {
                let in_place = Value::bool(in_place);
                return Err(self.call_frozen(helper, &[a, b, in_place]));
            }
            result => result?,
        };
        if !in_place {
            return Ok(Some(Value::obj(result)));
        }
        let map = self.map_mut(result).map(core::mem::take);
        self.change_size(a, |object| {
            if let (Object::Set(m), Some(map)) = (object, map) {
                *m = map;
            }
        });
        Ok(Some(a))
    }

    /// A new set of the left operand's type.
    fn set_result(&mut self, op: BinaryOp, set: Ref, other: Ref) -> Outcome<Ref> {
        let empty = op == BinaryOp::And || op == BinaryOp::Subtract && set == other;
        let start = match self.map_of(set) {
            Some(m) if !empty || op == BinaryOp::And && set == other => m.clone(),
            _ => Map::default(),
        };
        let result = match self.heap.get(set) {
            Object::FrozenSet(_) => Object::FrozenSet(start),
            _ => Object::Set(start),
        };
        let result = self.heap.alloc(result);
        if set == other && op != BinaryOp::Xor {
            return Ok(result);
        }
        for key in self.keys_of(other) {
            match op {
                BinaryOp::Or => self.map_set(result, key, Value::NULL)?,
                BinaryOp::And => {
                    if self.map_get(set, key)?.is_some() {
                        self.map_set(result, key, Value::NULL)?;
                    }
                }
                BinaryOp::Subtract => {
                    self.map_remove(result, key)?;
                }
                _ => {
                    if self.map_remove(result, key)?.is_none() {
                        self.map_set(result, key, Value::NULL)?;
                    }
                }
            }
        }
        Ok(result)
    }

    /// The keys of a dict or set, in table order.
    pub(crate) fn keys_of(&self, map: Ref) -> Vec<Value> {
        self.map_of(map)
            .map(|m| m.iter().map(|e| e.key).collect())
            .unwrap_or_default()
    }

    /// `a op b` where `a` is a dict; `None` if it has no such operator.
    pub(crate) fn dict_binary(
        &mut self,
        op: BinaryOp,
        a: Value,
        b: Value,
    ) -> Outcome<Option<Value>> {
        if op.plain() != BinaryOp::Or {
            return Ok(None);
        }
        let Some(dict) = a.as_ref() else {
            return Ok(None);
        };
        let target = match self.heap.get(dict) {
            Object::Dict(m) if op == BinaryOp::Or => {
                let copy = Object::Dict(m.clone());
                self.heap.alloc(copy)
            }
            _ => dict,
        };
        let entries: Option<Vec<_>> = match self.heap.object(b) {
            Some(Object::Dict(m)) => Some(m.iter().copied().collect()),
            _ => None,
        };
        let update = |vm: &mut Vm| -> Outcome<()> {
            for e in entries.ok_or(Abrupt::Python)? {
                vm.map_set(target, e.key, e.value)?;
            }
            Ok(())
        };
        match update(self) {
            // What is stored already is only stored again.
            Err(Abrupt::Python) => Err(self.call_frozen("dict_or", &[Value::obj(target), b])),
            done => done.map(|()| Some(Value::obj(target))),
        }
    }
}
