//! Interned strings: each distinct name has one number, so names compare and hash by number.

use alloc::boxed::Box;
use alloc::vec::Vec;

use crate::text::compare::same_short;
use crate::text::hash::{Mixed, hash_bytes};
use crate::value::Value;

/// The number of an interned string.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct Qstr(pub u32);

/// All interned strings of one VM.
#[derive(Clone, Debug)]
pub struct Qstrs {
    texts: Vec<Box<str>>,
    traits: Vec<Traits>,
    /// The bits that a hash has.
    hash_mask: u16,
    /// Bytes of the longest text.
    longest: usize,
    /// Which names some instance has, or had, as an attribute of its own. A hint that spares
    /// searching every object for the names of methods.
    members: Vec<bool>,
    /// Where each text is, by our own hash of it: that hash, and its number and 1. At most half of the places are
    /// taken. Derived from `texts`: left out of equality and of state hashes.
    places: Vec<(u32, u32)>,
    /// The numbers of single characters of one byte; 0, which is the empty text's, for those that
    /// are not interned yet. Derived, too.
    characters: Box<[u32; 128]>,
}

/// What is known of a text.
#[derive(Clone, Copy, Debug)]
struct Traits {
    hash: u16,
    ascii: bool,
}

impl PartialEq for Qstrs {
    fn eq(&self, other: &Qstrs) -> bool {
        self.texts == other.texts
    }
}

impl Eq for Qstrs {}

impl core::hash::Hash for Qstrs {
    fn hash<H: core::hash::Hasher>(&self, state: &mut H) {
        self.texts.hash(state);
    }
}

impl Default for Qstrs {
    fn default() -> Qstrs {
        Qstrs::new(16)
    }
}

impl Qstrs {
    /// The table as a VM starts with it: the names in [`q`], in their order.
    /// A board's hashes have `hash_bits` bits.
    pub fn new(hash_bits: u8) -> Qstrs {
        let mut table = Qstrs {
            hash_mask: ((1u32 << hash_bits) - 1) as u16,
            texts: Vec::new(),
            traits: Vec::new(),
            members: Vec::new(),
            longest: 0,
            places: alloc::vec![(0, 0); (4 * q::NAMES.len()).next_power_of_two()],
            characters: Box::new([0; 128]),
        };
        for name in q::NAMES {
            table.intern(name);
        }
        table
    }

    /// The number of `text`, which is given one if it has none.
    pub fn intern(&mut self, text: &str) -> Qstr {
        let mixed = Mixed::of(text.as_bytes());
        if let Some(q) = self.find_mixed(text, mixed) {
            return q;
        }
        let n = self.texts.len() as u32;
        self.longest = self.longest.max(text.len());
        self.texts.push(text.into());
        self.traits.push(Traits {
            hash: mixed.hash(self.hash_mask),
            ascii: text.is_ascii(),
        });
        if self.texts.len() * 2 > self.places.len() {
            let wider = alloc::vec![(0, 0); self.places.len() * 2];
            for place in core::mem::replace(&mut self.places, wider) {
                if place.1 != 0 {
                    self.put(place);
                }
            }
        }
        self.put((mixed.spread, n + 1));
        if let &[byte] = text.as_bytes()
            && let Some(number) = self.characters.get_mut(usize::from(byte))
        {
            *number = n;
        }
        Qstr(n)
    }

    /// Puts a number into the first free place from where its hash leads to.
    fn put(&mut self, place: (u32, u32)) {
        let mask = self.places.len() - 1;
        let mut at = place.0 as usize & mask;
        while self.places[at].1 != 0 {
            at = (at + 1) & mask;
        }
        self.places[at] = place;
    }

    fn find_mixed(&self, text: &str, mixed: Mixed) -> Option<Qstr> {
        let mask = self.places.len() - 1;
        let mut at = mixed.spread as usize & mask;
        loop {
            let (spread, number) = self.places[at];
            let n = number.checked_sub(1)?;
            if spread == mixed.spread && same_short(self.text(Qstr(n)).as_bytes(), text.as_bytes())
            {
                return Some(Qstr(n));
            }
            at = (at + 1) & mask;
        }
    }

    /// The number of `text`, if it has one.
    pub fn find(&self, text: &str) -> Option<Qstr> {
        if let &[byte] = text.as_bytes() {
            return self.character(byte).and_then(Value::as_qstr);
        }
        // The hash of a longer one would take as long as a copy.
        match text.len() > self.longest {
            true => None,
            false => self.find_mixed(text, Mixed::of(text.as_bytes())),
        }
    }

    /// The number of `text`, which is short, if it has one; else MicroPython's hash of it.
    #[inline]
    pub fn find_or_hash(&self, text: &str) -> Result<Qstr, u16> {
        if let &[byte] = text.as_bytes()
            && let Some(q) = self.character(byte).and_then(Value::as_qstr)
        {
            return Ok(q);
        }
        let mixed = Mixed::of(text.as_bytes());
        self.find_mixed(text, mixed)
            .ok_or_else(|| mixed.hash(self.hash_mask))
    }

    /// The text of an interned string; a number that this table never gave reads as empty.
    #[inline]
    pub fn text(&self, q: Qstr) -> &str {
        self.texts.get(q.0 as usize).map_or("", |t| t)
    }

    /// MicroPython's hash of any text or bytes, as wide as the board has it.
    #[inline]
    pub fn hash_of(&self, bytes: &[u8]) -> u16 {
        hash_bytes(bytes, self.hash_mask)
    }

    /// MicroPython's hash of the text.
    #[inline]
    pub fn hash(&self, q: Qstr) -> u16 {
        self.traits.get(q.0 as usize).map_or(0, |t| t.hash)
    }

    /// Whether each character of the text is one byte.
    #[inline]
    pub fn is_ascii(&self, q: Qstr) -> bool {
        self.traits.get(q.0 as usize).is_some_and(|t| t.ascii)
    }

    /// The text that is this one character, if it is interned.
    #[inline(always)]
    pub fn character(&self, byte: u8) -> Option<Value> {
        match self.characters.get(usize::from(byte)) {
            None | Some(0) => None,
            Some(&n) => Some(Value::qstr(Qstr(n))),
        }
    }

    /// Notes that an instance has an attribute of this name.
    pub fn name_member(&mut self, q: Qstr) {
        let at = q.0 as usize;
        if self.members.len() <= at {
            self.members.resize(at + 1, false);
        }
        self.members[at] = true;
    }

    /// Whether an instance may have an attribute of this name.
    #[inline]
    pub fn names_member(&self, q: Qstr) -> bool {
        self.members.get(q.0 as usize).copied().unwrap_or(false)
    }

    /// How many strings are interned.
    pub fn len(&self) -> usize {
        self.texts.len()
    }

    /// Whether nothing is interned (never so in a VM).
    pub fn is_empty(&self) -> bool {
        self.texts.is_empty()
    }
}

macro_rules! qstrs {
    ($($(#[$m:meta])* $name:ident = $text:literal),* $(,)?) => {
        /// The names that the VM itself uses.
        #[allow(non_upper_case_globals, missing_docs)]
        pub mod q {
            use super::Qstr;
            #[allow(non_camel_case_types, clippy::upper_case_acronyms)]
            enum Place { $($name),* }
            $($(#[$m])* pub const $name: Qstr = Qstr(Place::$name as u32);)*
            /// Their texts, in the order of their numbers.
            pub const NAMES: &[&str] = &[$($text),*];
        }
    };
}

qstrs! {
    EMPTY = "", MODULE = "<module>", LAMBDA = "<lambda>", STAR = "*",
    __init__ = "__init__", __new__ = "__new__", __del__ = "__del__", __call__ = "__call__",
    __name__ = "__name__", __qualname__ = "__qualname__", __module__ = "__module__",
    __class__ = "__class__", __bases__ = "__bases__", __dict__ = "__dict__", __file__ = "__file__",
    __path__ = "__path__", __main__ = "__main__", __doc__ = "__doc__", __repl_print__ = "__repl_print__",
    __str__ = "__str__", __repr__ = "__repr__", __format__ = "__format__", __bool__ = "__bool__",
    __len__ = "__len__", __hash__ = "__hash__", __eq__ = "__eq__", __ne__ = "__ne__",
    __lt__ = "__lt__", __gt__ = "__gt__", __le__ = "__le__", __ge__ = "__ge__",
    __iter__ = "__iter__", __next__ = "__next__", __contains__ = "__contains__",
    __getitem__ = "__getitem__", __setitem__ = "__setitem__", __delitem__ = "__delitem__",
    __getattr__ = "__getattr__", __setattr__ = "__setattr__", __delattr__ = "__delattr__",
    __get__ = "__get__", __set__ = "__set__", __delete__ = "__delete__", __set_name__ = "__set_name__",
    __enter__ = "__enter__", __exit__ = "__exit__", __await__ = "__await__",
    __aiter__ = "__aiter__", __anext__ = "__anext__", __reversed__ = "__reversed__",
    __pos__ = "__pos__", __neg__ = "__neg__", __invert__ = "__invert__", __abs__ = "__abs__",
    __int__ = "__int__", __float__ = "__float__", __complex__ = "__complex__", __sizeof__ = "__sizeof__",
    __or__ = "__or__", __xor__ = "__xor__", __and__ = "__and__", __lshift__ = "__lshift__",
    __rshift__ = "__rshift__", __add__ = "__add__", __sub__ = "__sub__", __mul__ = "__mul__",
    __matmul__ = "__matmul__", __floordiv__ = "__floordiv__", __truediv__ = "__truediv__",
    __mod__ = "__mod__", __pow__ = "__pow__", __divmod__ = "__divmod__",
    __ior__ = "__ior__", __ixor__ = "__ixor__", __iand__ = "__iand__", __ilshift__ = "__ilshift__",
    __irshift__ = "__irshift__", __iadd__ = "__iadd__", __isub__ = "__isub__", __imul__ = "__imul__",
    __imatmul__ = "__imatmul__", __ifloordiv__ = "__ifloordiv__", __itruediv__ = "__itruediv__",
    __imod__ = "__imod__", __ipow__ = "__ipow__",
    __ror__ = "__ror__", __rxor__ = "__rxor__", __rand__ = "__rand__", __rlshift__ = "__rlshift__",
    __rrshift__ = "__rrshift__", __radd__ = "__radd__", __rsub__ = "__rsub__", __rmul__ = "__rmul__",
    __rmatmul__ = "__rmatmul__", __rfloordiv__ = "__rfloordiv__", __rtruediv__ = "__rtruediv__",
    __rmod__ = "__rmod__", __rpow__ = "__rpow__",
    send = "send", throw = "throw", close = "close", args = "args", value = "value", errno = "errno",
    key = "key", reverse = "reverse", sep = "sep", end = "end", default = "default", self_ = "self",
    object = "object", path = "path", modules = "modules", main = "main", name = "name",
    __import__ = "__import__", __build_class__ = "__build_class__",
    __globals__ = "__globals__", __dir__ = "__dir__", _underscore = "_",
    start = "start", stop = "stop", step = "step", file = "file",
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_has_one_number() {
        let mut table = Qstrs::default();
        let a = table.intern("blink");
        assert_eq!(table.intern("blink"), a);
        assert_eq!(table.text(a), "blink");
        assert_eq!(table.find("__init__"), Some(q::__init__));
        assert_eq!(table.find("never seen"), None);
    }

    #[test]
    fn the_known_names_are_distinct() {
        assert_eq!(Qstrs::default().len(), q::NAMES.len());
    }
}
