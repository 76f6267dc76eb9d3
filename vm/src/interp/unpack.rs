//! Unpacking: `a, b = x`, `a, *b = x`, and calls with `*` and `**`.

use alloc::format;
use alloc::vec::Vec;

use super::conts::Cont;
use crate::native::{Abrupt, Outcome};
use crate::object::Object;
use crate::value::Value;
use crate::vm::Vm;

/// Keywords that are interned in one go.
const MOST_NAMES: usize = 1 << 13;

/// Cycles for each where they are many.
const CYCLES_PER_NAME: usize = 16;

impl Vm {
    /// Replaces the value in a stack slot by what a frozen function makes of it, and runs the
    /// instruction again.
    pub(super) fn replace(&mut self, slot: usize, frozen: &str, args: &[Value]) -> Abrupt {
        let abrupt = self.call_frozen(frozen, args);
        if abrupt == Abrupt::Call {
            self.pending.then = Some((Cont::Replace, alloc::vec![Value::small(slot as i64)]));
        }
        abrupt
    }

    /// `a, b, … = sequence`: the items go onto the stack from `top` (the sequence's place) up, the
    /// first one last.
    pub(super) fn unpack_sequence(&mut self, top: usize, n: usize) -> Outcome<()> {
        let sequence = self.stack[top];
        let items = match self.items_of(sequence) {
            // One more than there are places tells that they are too many.
            Some(items) => items.iter().take(n + 1).copied().collect(),
            None => match self.to_vec(sequence) {
                Ok(items) => items,
                Err(Abrupt::Python) => {
                    let count = Value::small(n as i64 + 1);
                    return Err(self.replace(top, "take", &[sequence, count]));
                }
                Err(e) => return Err(e),
            },
        };
        if items.len() < n {
            let message = format!("need more than {} values to unpack", items.len());
            return Err(self.value_error(&message));
        }
        if items.len() > n {
            let message = format!("too many values to unpack (expected {n})");
            return Err(self.value_error(&message));
        }
        for (i, item) in items.iter().rev().enumerate() {
            self.stack[top + i] = *item;
        }
        Ok(())
    }

    /// `a, *b, c = sequence`
    pub(super) fn unpack_ex(&mut self, top: usize, left: usize, right: usize) -> Outcome<()> {
        let sequence = self.stack[top];
        let items = match self.to_vec(sequence) {
            Ok(items) => items,
            Err(Abrupt::Python) => return Err(self.replace(top, "list_from", &[sequence])),
            Err(e) => return Err(e),
        };
        if items.len() < left + right {
            let message = format!("need more than {} values to unpack", items.len());
            return Err(self.value_error(&message));
        }
        let (before, rest) = items.split_at(left);
        let (middle, after) = rest.split_at(rest.len() - right);
        let middle = self.new_list(middle.to_vec());
        let all = after
            .iter()
            .rev()
            .chain([&middle])
            .chain(before.iter().rev());
        for (i, item) in all.enumerate() {
            self.stack[top + i] = *item;
        }
        Ok(())
    }

    /// The arguments of a call with stars: `first` is the slot of the first positional one, `n` and
    /// `nkw` count what is there, above it lies the bitmap of starred ones. Gives positional
    /// arguments and keyword pairs in one list, and the number of positional ones.
    pub(super) fn star_arguments(
        &mut self,
        first: usize,
        n: usize,
        nkw: usize,
    ) -> Outcome<(Vec<Value>, usize)> {
        let bitmap = self.stack[first + n + 2 * nkw];
        let starred = |i: usize| bitmap.as_small().is_some_and(|b| i < 63 && b >> i & 1 == 1);
        let mut args = Vec::new();
        for i in 0..n {
            let v = self.stack[first + i];
            if !starred(i) {
                args.push(v);
                continue;
            }
            match crate::types::bytes::items_of(self, v) {
                Ok(items) => {
                    if i + 1 < n + nkw && matches!(self.heap.object(v), Some(Object::Iterator(_))) {
                        // Should what follows make this run again, the iterator has no more.
                        self.stack[first + i] = self.new_list(items.clone());
                    }
                    args.extend(items);
                }
                Err(Abrupt::Python) => return Err(self.replace(first + i, "list_of_sized", &[v])),
                Err(e) => return Err(e),
            }
        }
        let count = args.len();
        for i in 0..nkw {
            let at = first + n + 2 * i;
            let (key, value) = (self.stack[at], self.stack[at + 1]);
            if !key.is_null() {
                args.extend([key, value]);
                continue;
            }
            match self.heap.object(value) {
                Some(Object::Dict(m)) => {
                    let (known, len) = (self.qstrs.len(), m.len());
                    let entries: Vec<_> = m.iter().copied().collect();
                    args.reserve(2 * len);
                    for (i, e) in entries.into_iter().enumerate() {
                        let name = self.keyword(e.key)?;
                        args.extend([name, e.value]);
                        // Names are made known for good, so it begins anew with fewer that are not.
                        if i + 1 < len && self.qstrs.len() - known > MOST_NAMES.max(i / 4) {
                            self.spend(i * CYCLES_PER_NAME);
                            return Err(self.replace(at + 1, "itself", &[value]));
                        }
                    }
                    if len > MOST_NAMES / 8 {
                        self.spend(len * CYCLES_PER_NAME);
                    }
                }
                _ => return Err(self.replace(at + 1, "dict_from_mapping", &[value])),
            }
        }
        Ok((args, count))
    }

    /// A keyword as an interned string.
    fn keyword(&mut self, key: Value) -> Outcome {
        if key.as_qstr().is_some() {
            return Ok(key);
        }
        let text = self.str_of(key).or_else(|| {
            // Bytes are as good as a name.
            core::str::from_utf8(self.bytes_of(key)?).ok()
        });
        match text {
            Some(text) => {
                if let Some(q) = self.qstrs.find(text) {
                    return Ok(Value::qstr(q));
                }
                let text: alloc::boxed::Box<str> = text.into();
                Ok(self.intern(&text))
            }
            None => Err(self.not_a_string(key)),
        }
    }
}
