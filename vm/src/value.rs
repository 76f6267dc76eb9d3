//! The 64-bit NaN-boxed word that every Python value is.
//!
//! A float is its own bits. All else lives in the negative quiet-NaN space: the top 16 bits are a
//! tag, the low 48 the payload. NaNs are canonical, so no float ever reads as a tag.

use core::fmt;

use crate::qstr::Qstr;

const TAG_INT: u64 = 0xfff9;
const TAG_REF: u64 = 0xfffa;
const TAG_QSTR: u64 = 0xfffb;
const TAG_NATIVE: u64 = 0xfffc;
const TAG_SPECIAL: u64 = 0xfffd;
const TAG_JUMP: u64 = 0xfffe;
/// The first bit pattern that is not a float.
const FIRST_TAGGED: u64 = TAG_INT << 48;
const CANONICAL_NAN: u64 = 0x7ff8_0000_0000_0000;
const PAYLOAD: u64 = (1 << 48) - 1;

/// The largest integer that needs no heap object.
pub const SMALL_MAX: i64 = (1 << 47) - 1;
/// The smallest integer that needs no heap object.
pub const SMALL_MIN: i64 = -(1 << 47);

/// The place of an object in the heap's arena.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct Ref(pub u32);

/// Any Python value, and the few words that only the interpreter sees.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Value(u64);

/// A value taken apart, for code off the hot path.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Unpacked {
    /// A float.
    Float(f64),
    /// An integer of at most 48 bits.
    Int(i64),
    /// An object in the heap.
    Ref(Ref),
    /// An interned string.
    Qstr(Qstr),
    /// A native function: its table and its place there.
    Native(NativeId),
    /// `None`, `True`, … and the interpreter's own words.
    Special(Value),
}

/// Names a native function: a table (a type or a module) and an index into it.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct NativeId {
    /// See `native::table`.
    pub table: u16,
    /// The function's place in the table.
    pub index: u16,
}

const fn special(n: u64) -> Value {
    Value(TAG_SPECIAL << 48 | n)
}

impl Value {
    /// No value: an unset local, an empty slot of a table.
    pub const NULL: Value = special(0);
    /// A deleted slot of a hash table.
    pub const DELETED: Value = special(1);
    /// `None`
    pub const NONE: Value = special(2);
    /// `False`
    pub const FALSE: Value = special(3);
    /// `True`
    pub const TRUE: Value = special(4);
    /// `...`
    pub const ELLIPSIS: Value = special(5);
    /// `NotImplemented`
    pub const NOT_IMPLEMENTED: Value = special(6);
    /// The function that `class` statements call.
    pub const BUILD_CLASS: Value = special(7);

    /// `True` or `False`.
    #[inline(always)]
    pub const fn bool(b: bool) -> Value {
        if b { Value::TRUE } else { Value::FALSE }
    }

    /// A float; any NaN becomes the canonical one.
    #[inline(always)]
    pub fn float(f: f64) -> Value {
        if f.is_nan() {
            Value(CANONICAL_NAN)
        } else {
            Value(f.to_bits())
        }
    }

    /// An integer that is known to fit in 48 bits.
    #[inline(always)]
    pub const fn small(n: i64) -> Value {
        Value(TAG_INT << 48 | (n as u64 & PAYLOAD))
    }

    /// An integer, where it fits in 48 bits.
    #[inline(always)]
    pub const fn try_small(n: i64) -> Option<Value> {
        if (n << 16) >> 16 == n {
            Some(Value::small(n))
        } else {
            None
        }
    }

    /// A reference into the heap.
    #[inline(always)]
    pub const fn obj(r: Ref) -> Value {
        Value(TAG_REF << 48 | r.0 as u64)
    }

    /// An interned string.
    #[inline(always)]
    pub const fn qstr(q: Qstr) -> Value {
        Value(TAG_QSTR << 48 | q.0 as u64)
    }

    /// A native function.
    #[inline(always)]
    pub const fn native(id: NativeId) -> Value {
        Value(TAG_NATIVE << 48 | (id.table as u64) << 16 | id.index as u64)
    }

    /// The mark a `finally` block finds on the stack while a jump unwinds through it.
    #[inline(always)]
    pub(crate) const fn jump(target: u32, handlers: u8) -> Value {
        Value(TAG_JUMP << 48 | (handlers as u64) << 32 | target as u64)
    }

    #[inline(always)]
    const fn tag(self) -> u64 {
        self.0 >> 48
    }

    /// The raw word.
    #[inline(always)]
    pub const fn bits(self) -> u64 {
        self.0
    }

    /// The value with this raw word; a reference or a number in it may lead nowhere.
    pub(crate) fn from_bits(bits: u64) -> Value {
        let value = Value(bits);
        value.as_float().map_or(value, Value::float)
    }

    /// Whether this is a float.
    #[inline(always)]
    pub const fn is_float(self) -> bool {
        self.0 < FIRST_TAGGED
    }

    /// The float, if it is one.
    #[inline(always)]
    pub fn as_float(self) -> Option<f64> {
        if self.is_float() {
            Some(f64::from_bits(self.0))
        } else {
            None
        }
    }

    /// Whether this is a small integer.
    #[inline(always)]
    pub const fn is_small(self) -> bool {
        self.tag() == TAG_INT
    }

    /// The integer, if it is a small one (not a `bool`).
    #[inline(always)]
    pub const fn as_small(self) -> Option<i64> {
        if self.is_small() {
            Some(((self.0 << 16) as i64) >> 16)
        } else {
            None
        }
    }

    /// Both integers, if both are small.
    #[inline(always)]
    pub const fn both_small(a: Value, b: Value) -> Option<(i64, i64)> {
        if a.is_small() && b.is_small() {
            Some((((a.0 << 16) as i64) >> 16, ((b.0 << 16) as i64) >> 16))
        } else {
            None
        }
    }

    /// The heap reference, if it is one.
    #[inline(always)]
    pub const fn as_ref(self) -> Option<Ref> {
        if self.tag() == TAG_REF {
            Some(Ref(self.0 as u32))
        } else {
            None
        }
    }

    /// The interned string, if it is one.
    #[inline(always)]
    pub const fn as_qstr(self) -> Option<Qstr> {
        if self.tag() == TAG_QSTR {
            Some(Qstr(self.0 as u32))
        } else {
            None
        }
    }

    /// The native function, if it is one.
    #[inline(always)]
    pub const fn as_native(self) -> Option<NativeId> {
        if self.tag() == TAG_NATIVE {
            Some(NativeId {
                table: (self.0 >> 16) as u16,
                index: self.0 as u16,
            })
        } else {
            None
        }
    }

    /// The unwinding jump, if it is one: its target and the handlers still to leave.
    #[inline(always)]
    pub(crate) const fn as_jump(self) -> Option<(u32, u8)> {
        if self.tag() == TAG_JUMP {
            Some((self.0 as u32, (self.0 >> 32) as u8))
        } else {
            None
        }
    }

    /// `True` or `False`, if it is one of them.
    #[inline(always)]
    pub fn as_bool(self) -> Option<bool> {
        if self == Value::TRUE {
            Some(true)
        } else if self == Value::FALSE {
            Some(false)
        } else {
            None
        }
    }

    /// Whether no value is here.
    #[inline(always)]
    pub fn is_null(self) -> bool {
        self == Value::NULL
    }

    /// Whether this is `None`.
    #[inline(always)]
    pub fn is_none(self) -> bool {
        self == Value::NONE
    }

    /// Takes the word apart.
    #[inline(always)]
    pub fn unpack(self) -> Unpacked {
        match self.tag() {
            TAG_INT => Unpacked::Int(((self.0 << 16) as i64) >> 16),
            TAG_REF => Unpacked::Ref(Ref(self.0 as u32)),
            TAG_QSTR => Unpacked::Qstr(Qstr(self.0 as u32)),
            TAG_NATIVE => Unpacked::Native(NativeId {
                table: (self.0 >> 16) as u16,
                index: self.0 as u16,
            }),
            TAG_SPECIAL | TAG_JUMP => Unpacked::Special(self),
            _ => Unpacked::Float(f64::from_bits(self.0)),
        }
    }
}

impl Default for Value {
    fn default() -> Value {
        Value::NULL
    }
}

impl fmt::Debug for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.unpack() {
            Unpacked::Float(x) => write!(f, "{x:?}"),
            Unpacked::Int(n) => write!(f, "{n}"),
            Unpacked::Ref(r) => write!(f, "#{}", r.0),
            Unpacked::Qstr(q) => write!(f, "q{}", q.0),
            Unpacked::Native(n) => write!(f, "native {}.{}", n.table, n.index),
            Unpacked::Special(v) => write!(f, "special {:#x}", v.0 & PAYLOAD),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn floats_never_read_as_tags() {
        for f in [
            0.0,
            -0.0,
            1.5,
            f64::INFINITY,
            f64::NEG_INFINITY,
            f64::MAX,
            f64::MIN_POSITIVE,
        ] {
            assert_eq!(
                Value::float(f).as_float().map(f64::to_bits),
                Some(f.to_bits())
            );
        }
        let odd_nan = f64::from_bits(0xffff_ffff_ffff_ffff);
        assert!(Value::float(odd_nan).is_float());
        assert!(Value::float(odd_nan).as_float().is_some_and(f64::is_nan));
    }

    #[test]
    fn small_integers_keep_their_sign_and_their_limits() {
        for n in [0, 1, -1, SMALL_MAX, SMALL_MIN] {
            assert_eq!(Value::try_small(n).and_then(Value::as_small), Some(n));
        }
        assert!(Value::try_small(SMALL_MAX + 1).is_none());
        assert!(Value::try_small(SMALL_MIN - 1).is_none());
    }

    #[test]
    fn each_kind_is_only_itself() {
        let all = [
            Value::small(3),
            Value::float(3.0),
            Value::obj(Ref(3)),
            Value::qstr(Qstr(3)),
            Value::native(NativeId { table: 3, index: 3 }),
            Value::NONE,
            Value::jump(3, 3),
        ];
        for (i, a) in all.iter().enumerate() {
            for (j, b) in all.iter().enumerate() {
                assert_eq!(a == b, i == j);
            }
        }
        assert_eq!(Value::jump(7, 0x82).as_jump(), Some((7, 0x82)));
        assert_eq!(size_of::<Value>(), 8);
    }
}
