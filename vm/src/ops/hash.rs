//! Hashes, as MicroPython computes them where the order of a dict can show them.

use alloc::format;

use crate::native::{Abrupt, Outcome};
use crate::object::{MapView, Object};
use crate::qstr::q;
use crate::text::hash::hash_float;
use crate::types::T;
use crate::value::{Unpacked, Value};
use crate::vm::Vm;

use super::effort::Effort;
use super::number::int::Int;

/// What MicroPython's hash of a tuple starts from is the address of the empty tuple, which no
/// program can know; any address serves.
const EMPTY_TUPLE: i64 = 0x1004_0020;
/// Likewise the address of the type `frozenset`.
const FROZENSET_TYPE: i64 = 0x1004_1240;

/// Nested tuples looked into before Python code goes on, which notices when that is too deep.
const MAX_DEPTH: u32 = 100;

impl Vm {
    /// The hash as a small integer of the board: what `hash()` gives.
    #[inline(always)]
    pub fn signed_hash(&self, hash: i64) -> i64 {
        let unused = 64 - u32::from(self.profile.small_int_bits);
        (hash << unused) >> unused
    }

    /// What the hashes of the items of a tuple or frozenset are added to.
    pub(crate) fn hash_start(&self, v: Value) -> i64 {
        match self.kind(v) {
            T::FrozenSet => FROZENSET_TYPE,
            _ => EMPTY_TUPLE,
        }
    }

    /// The hash as the board's tables use it: an unsigned machine word.
    #[inline(always)]
    fn word_hash(&self, hash: i64) -> u64 {
        let hash = self.signed_hash(hash);
        if self.word_bits() == 64 {
            hash as u64
        } else {
            u64::from(hash as u32)
        }
    }

    /// `hash(v)` as an unsigned word; [`Abrupt::Python`] where a user's `__hash__` decides.
    #[inline]
    pub fn hash(&mut self, v: Value) -> Outcome<u64> {
        if let Some(name) = v.as_qstr() {
            return Ok(u64::from(self.qstrs.hash(name)));
        }
        let mut effort = Effort::new();
        let found = self.raw_hash(v, 0, &mut effort);
        self.spend(effort.cycles());
        match found?.map(|hash| self.word_hash(hash)) {
            Some(hash) => Ok(hash),
            None => {
                let name = self.type_name(self.unary_operand(self.unhashable(v)));
                let message = format!("unsupported type for __hash__: '{name}'");
                Err(self.type_error(&message))
            }
        }
    }

    /// What makes a value unhashable: it itself, or something inside it.
    #[cold]
    fn unhashable(&self, mut v: Value) -> Value {
        loop {
            let items = self.items_of(v).unwrap_or(&[]);
            let is_list = matches!(self.heap.object(self.native_part(v)), Some(Object::List(_)));
            let inner = items
                .iter()
                .find(|&&item| matches!(self.find_hash(item), Ok(None)));
            match inner {
                Some(&item) if !is_list => v = item,
                _ => return v,
            }
        }
    }

    /// As [`Vm::hash`]; `None` for what has no hash.
    pub fn find_hash(&self, v: Value) -> Outcome<Option<u64>> {
        Ok(self
            .raw_hash(v, 0, &mut Effort::new())?
            .map(|h| self.word_hash(h)))
    }

    fn raw_hash(&self, v: Value, depth: u32, effort: &mut Effort) -> Outcome<Option<i64>> {
        let r = match v.unpack() {
            Unpacked::Qstr(name) => return Ok(Some(self.qstrs.hash(name).into())),
            Unpacked::Int(n) => return Ok(Some(n)),
            Unpacked::Float(f) => return Ok(Some(self.float_hash(f))),
            Unpacked::Special(Value::TRUE) => return Ok(Some(1)),
            Unpacked::Special(Value::FALSE) => return Ok(Some(0)),
            Unpacked::Special(Value::NONE) => return Ok(Some(6)),
            Unpacked::Special(v) => return Ok(Some((v.bits() & 0xffff) as i64)),
            Unpacked::Native(_) => return Ok(Some((v.bits() & 0xffff_ffff) as i64)),
            Unpacked::Ref(r) => r,
        };
        effort.look()?;
        if depth > MAX_DEPTH {
            return Err(Abrupt::Python);
        }
        let address = self.address(r) as i64;
        Ok(Some(match self.heap.get(r) {
            Object::Str(s) => {
                effort.go_through(s.unhashed() * 16);
                s.hash(&self.qstrs).into()
            }
            Object::Bytes(b) | Object::LooseStr(b) => {
                effort.go_through(b.len() * 16);
                self.qstrs.hash_of(b).into()
            }
            Object::Int(n) => Int::Big(n).low_bits(),
            Object::Complex(re, im) => {
                let part = |bits: u64| self.float_hash(f64::from_bits(bits));
                part(*re) ^ part(*im)
            }
            Object::Tuple(items) | Object::NamedTuple(_, items) => {
                return self.sum_hashes(EMPTY_TUPLE, items.iter().copied(), depth, effort);
            }
            Object::FrozenSet(m) => {
                return self.sum_hashes(FROZENSET_TYPE, m.iter().map(|e| e.key), depth, effort);
            }
            Object::List(_)
            | Object::Dict(_)
            | Object::Set(_)
            | Object::ByteArray(_)
            | Object::Array(_)
            | Object::MemoryView(_)
            | Object::Range(_)
            | Object::DictView(_, MapView::Keys | MapView::Items)
            | Object::Slice(_) => return Ok(None),
            Object::Device(d) if matches!(d.ty, T::Deque | T::Struct) => return Ok(None),
            Object::BoundMethod { function, receiver } => {
                let part = |v: Value| v.as_ref().map_or(0, |r| self.address(r) as i64);
                part(*function) ^ part(*receiver)
            }
            Object::Instance { .. } | Object::Derived(_) => {
                if self.user_method(v, q::__hash__).is_some() {
                    return Err(Abrupt::Python);
                }
                match self.unary_operand(v) {
                    native if native != v => return self.raw_hash(native, depth + 1, effort),
                    // A class that says what equality is must say what its hash is.
                    _ if self.user_method(v, q::__eq__).is_some() => return Ok(None),
                    _ => address,
                }
            }
            _ => address,
        }))
    }

    /// Each item's hash is cut to a small integer before it is added.
    fn sum_hashes(
        &self,
        start: i64,
        mut items: impl Iterator<Item = Value>,
        depth: u32,
        effort: &mut Effort,
    ) -> Outcome<Option<i64>> {
        let sum = items.try_fold(Some(start), |sum, item| {
            effort.look()?;
            Ok::<_, Abrupt>(match (sum, self.raw_hash(item, depth + 1, effort)?) {
                (Some(sum), Some(hash)) => Some(sum.wrapping_add(self.signed_hash(hash))),
                _ => None,
            })
        })?;
        Ok(sum)
    }

    /// As the board's processor converts a float to a machine word: x86 gives its smallest integer
    /// for what does not fit, the others the nearest one.
    fn float_hash(&self, f: f64) -> i64 {
        if self.word_bits() == 64 {
            if f.abs() < 9_223_372_036_854_775_808.0 {
                hash_float(f)
            } else {
                i64::MIN
            }
        } else {
            i64::from(f as i32)
        }
    }
}
