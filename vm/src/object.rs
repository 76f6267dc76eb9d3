//! What the heap holds: one enum of all kinds of objects, in 32 bytes a piece.

use alloc::boxed::Box;
use alloc::vec::Vec;

use num_bigint::BigInt;

use crate::map::Map;
use crate::modules::codec::Codec;
use crate::qstr::{Qstr, Qstrs};
use crate::text::utf8;
use crate::types::T;
use crate::value::{NativeId, Ref, Value};

/// An object in the heap.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Object {
    /// A place without an object; the next free place, or `u32::MAX`.
    Free(u32),
    /// An integer beyond 48 bits.
    Int(Box<BigInt>),
    /// A complex number, as the bits of its parts.
    Complex(u64, u64),
    /// A string that is not interned.
    Str(StrObj),
    /// A string that is not valid UTF-8: it holds halves of surrogate pairs, or other characters
    /// that MicroPython has and Unicode has not. It is never interned.
    LooseStr(Box<[u8]>),
    /// `bytes`
    Bytes(Box<[u8]>),
    /// `bytearray`
    ByteArray(Vec<u8>),
    /// `array.array`: its type code and its bytes in the machine's order (little-endian).
    Array(Box<ArrayObj>),
    /// `memoryview` over a buffer.
    MemoryView(Box<ViewObj>),
    /// `tuple`
    Tuple(Box<[Value]>),
    /// A tuple with named fields: its class and its items.
    NamedTuple(Ref, Box<[Value]>),
    /// `list`
    List(Vec<Value>),
    /// `dict` (an `OrderedDict` when the map is ordered)
    Dict(Map),
    /// `set`
    Set(Map),
    /// `frozenset`
    FrozenSet(Map),
    /// `range`: start, stop, step
    Range(Box<RangeObj>),
    /// `slice`: start, stop, step
    Slice(Box<[Value; 3]>),
    /// A Python function, with what a closure closes over.
    Function(Box<FunctionObj>),
    /// A function or other callable bound to its first argument.
    BoundMethod {
        /// What is called.
        function: Value,
        /// What goes first.
        receiver: Value,
    },
    /// A generator, suspended or finished.
    Generator(Box<GeneratorObj>),
    /// A variable that closures share.
    Cell(Value),
    /// A class, built in or not.
    Type(Box<TypeObj>),
    /// An instance of a Python class.
    Instance {
        /// Its class.
        class: Ref,
        /// Its attributes.
        members: Map,
    },
    /// An instance of a Python class that derives from a built-in type.
    Derived(Box<DerivedObj>),
    /// A module: its name and its namespace (a dict).
    Module {
        /// Its name.
        name: Qstr,
        /// Its namespace, a dict.
        globals: Ref,
    },
    /// An exception of a built-in class.
    Exception(Box<ExceptionObj>),
    /// What `dict.keys()` and its kin give: a dict, and which part of it is seen.
    DictView(Value, MapView),
    /// An iterator over a built-in type.
    Iterator(Box<IteratorObj>),
    /// `property`: getter, setter, deleter
    Property(Box<[Value; 3]>),
    /// `staticmethod`
    StaticMethod(Value),
    /// `classmethod`
    ClassMethod(Value),
    /// A native method looked up on its class: it looks at its first argument's type before all else.
    CheckedMethod {
        /// The native.
        function: Value,
        /// The class.
        of: Ref,
    },
    /// `super`: the class it searches behind, and the instance (or class) it binds to.
    Super {
        /// The class that it searches behind.
        class: Value,
        /// What it binds to.
        receiver: Value,
    },
    /// A plain `object()`.
    Plain,
    /// What `compile()` gives: the place of its code in `Vm::codes`.
    Code(u32),
    /// A return value on its way through `finally` blocks.
    Returning(Value),
    /// An object of a built-in module, such as `machine.Pin`: its type, small data of its own, and
    /// the values it keeps alive.
    Device(Box<DeviceObj>),
    /// The state of a codec, which an object of a built-in module keeps.
    Codec(Box<Codec>),
}

/// A string with its hash.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct StrObj {
    /// The text.
    pub text: Box<str>,
    /// MicroPython's hash of it, which is never 0; 0 for a longer text, of which it is rarely asked.
    hash: u16,
    /// Whether each character is one byte.
    pub ascii: bool,
}

/// The longest text whose hash is made with it.
const HASHED_AT_ONCE: usize = 64;

/// The longest text whose hash costs nothing when it is asked for: the board makes it with the text.
const HASHED_FREE: usize = 4096;

impl StrObj {
    /// A string of this text; `qstrs` knows the board's hashes.
    pub fn new(text: Box<str>, qstrs: &Qstrs) -> StrObj {
        let hash = match text.len() {
            ..=HASHED_AT_ONCE => qstrs.hash_of(text.as_bytes()),
            _ => 0,
        };
        let ascii = utf8::is_ascii(text.as_bytes());
        StrObj { text, hash, ascii }
    }

    /// The interned string of this text, or else a new one.
    #[inline]
    pub fn find<S: AsRef<str> + Into<Box<str>>>(text: S, qstrs: &Qstrs) -> Result<Value, StrObj> {
        let it = text.as_ref();
        let (found, hash, ascii) = match it.len() {
            ..=HASHED_AT_ONCE => match qstrs.find_or_hash(it) {
                Ok(name) => (Some(name), 0, true),
                Err(hash) => (None, hash, it.is_ascii()),
            },
            _ => (qstrs.find(it), 0, utf8::is_ascii(it.as_bytes())),
        };
        match found {
            Some(name) => Ok(Value::qstr(name)),
            None => {
                let text = text.into();
                Err(StrObj { text, hash, ascii })
            }
        }
    }

    /// MicroPython's hash of the text.
    #[inline]
    pub fn hash(&self, qstrs: &Qstrs) -> u16 {
        match self.hash {
            0 => qstrs.hash_of(self.text.as_bytes()),
            hash => hash,
        }
    }

    /// The hash, if it is at hand, else 0.
    #[inline(always)]
    pub fn known_hash(&self) -> u16 {
        self.hash
    }

    /// How many bytes must be gone through for the hash.
    #[inline]
    pub fn unhashed(&self) -> usize {
        match self.text.len() {
            ..=HASHED_FREE => 0,
            len => len,
        }
    }

    /// Whether the hash is at hand, and is another one.
    #[inline]
    pub fn hashes_unlike(&self, hash: u16) -> bool {
        self.hash != 0 && self.hash != hash
    }
}

/// `array.array`
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct ArrayObj {
    /// The type code, as in `struct`.
    pub typecode: u8,
    /// The items' bytes, little-endian.
    pub bytes: Vec<u8>,
}

/// `memoryview`
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct ViewObj {
    /// The object whose bytes are seen.
    pub target: Value,
    /// The type code of an item.
    pub typecode: u8,
    /// The first byte seen.
    pub start: usize,
    /// How many bytes are seen.
    pub len: usize,
    /// Whether storing is refused.
    pub readonly: bool,
    /// Whether it is a `bytearray` to the program, as `uctypes` gives it.
    pub is_bytearray: bool,
}

/// `range`
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct RangeObj {
    /// The first number.
    pub start: i64,
    /// The bound, not in the range.
    pub stop: i64,
    /// The step, never 0.
    pub step: i64,
}

/// A Python function.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct FunctionObj {
    /// Its place in `Vm::codes`.
    pub code: u32,
    /// The module's namespace (a dict).
    pub globals: Ref,
    /// Default values of the last positional parameters (a tuple), or `NULL`.
    pub defaults: Value,
    /// Default values of keyword-only parameters (a dict), or `NULL`.
    pub kw_defaults: Value,
    /// The cells closed over; they go before the arguments.
    pub closed: Box<[Value]>,
    /// What it takes on a board, its closure too.
    pub bytes: u16,
}

/// A generator between two of its steps.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct GeneratorObj {
    /// The function that it runs.
    pub function: Ref,
    /// The next instruction; meaningless once finished.
    pub ip: u32,
    /// Locals and operands, while suspended.
    pub stack: Vec<Value>,
    /// Active exception handlers, while suspended.
    pub handlers: Vec<Handler>,
    /// Where it stands.
    pub state: GeneratorState,
    /// What `pend_throw()` left for the next step to throw, or `None`.
    pub pending: Value,
    /// What it takes on a board; its frame is part of it.
    pub bytes: u32,
}

/// Where a generator stands.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum GeneratorState {
    /// Not begun.
    Fresh,
    /// At a `yield`.
    Suspended,
    /// Its frame is on the VM's stack.
    Running,
    /// Returned or raised.
    Finished,
}

/// An active `try`, `with` or `finally` block of a frame.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Handler {
    /// The instruction where handling begins.
    pub target: u32,
    /// Whether it must run however the block is left.
    pub is_finally: bool,
    /// The exception being handled, for a bare `raise`; or `NULL`.
    pub handling: Value,
}

/// A class.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct TypeObj {
    /// Its name.
    pub name: Qstr,
    /// Its direct bases, all classes.
    pub bases: Box<[Ref]>,
    /// The classes that attributes are searched in, itself first.
    pub mro: Box<[Ref]>,
    /// Its namespace.
    pub locals: Map,
    /// The built-in type that makes its instances' layout: its own for a built-in class.
    pub layout: T,
    /// Whether it is a built-in class.
    pub builtin: bool,
    /// Some class in the order defines one of the names that attribute access must ask for
    /// (`__getattr__`, `__setattr__`, `__delattr__`).
    pub attr_hooks: bool,
    /// Some class in the order holds a property or another descriptor.
    pub descriptors: bool,
    /// Whether a class was derived from it.
    pub subclassed: bool,
    /// The field names, of a `namedtuple` class.
    pub fields: Box<[Qstr]>,
}

/// An instance of a Python class that derives from a built-in type.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct DerivedObj {
    /// Its class.
    pub class: Ref,
    /// Its attributes.
    pub members: Map,
    /// The value of the built-in type, or `NULL` before `__init__` of that type has run.
    pub native: Value,
}

/// One line of a traceback.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct TraceLine {
    /// The file's name.
    pub file: Qstr,
    /// The line, from 1.
    pub line: u32,
    /// The function's name, or `<module>`.
    pub block: Qstr,
}

/// An exception.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct ExceptionObj {
    /// Its built-in class.
    pub class: Ref,
    /// Its arguments (a tuple).
    pub args: Value,
    /// Where it passed, innermost first.
    pub traceback: Vec<TraceLine>,
}

/// An iterator of a built-in type.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum IteratorObj {
    /// Over a list, tuple, namedtuple: the sequence and the next index.
    Sequence(Value, usize),
    /// Over a string's characters: the next byte.
    Str(Value, usize),
    /// Over the items of bytes, bytearray, array, memoryview.
    Buffer(Value, usize),
    /// Over a range: the next number and how many are left, the step.
    Range {
        /// The next number.
        next: i64,
        /// How many are left.
        left: u64,
        /// The step.
        step: i64,
    },
    /// Over a dict or set: the object, the next slot, and what is given.
    Map(Value, usize, MapView),
    /// `enumerate` over a built-in iterator.
    Enumerate(Value, i64),
    /// `zip` over built-in iterators.
    Zip(Box<[Value]>),
    /// `reversed` over a sequence: how many items are left.
    Reversed(Value, usize),
    /// By `__getitem__` with 0, 1, 2, …
    Index(Value, i64),
    /// `iter(callable, sentinel)`
    Callable(Value, Value),
}

/// What a dict's view or iterator gives.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum MapView {
    /// Keys.
    Keys,
    /// Values.
    Values,
    /// Pairs.
    Items,
}

/// An object of a built-in module's type.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct DeviceObj {
    /// Its type.
    pub ty: T,
    /// Small numbers of its own, such as a pin's number.
    pub data: [i64; 4],
    /// The values it keeps alive, such as a handler.
    pub values: Vec<Value>,
}

impl Object {
    /// Calls `f` with each value that this object keeps alive.
    pub fn trace(&self, f: &mut impl FnMut(Value)) {
        let map = |m: &Map, f: &mut dyn FnMut(Value)| {
            for e in m.iter() {
                f(e.key);
                f(e.value);
            }
        };
        match self {
            Object::Free(_)
            | Object::Int(_)
            | Object::Complex(..)
            | Object::Str(_)
            | Object::LooseStr(_)
            | Object::Bytes(_)
            | Object::ByteArray(_)
            | Object::Range(_)
            | Object::Code(_)
            | Object::Codec(_)
            | Object::Plain => {}
            Object::Array(array) if array.typecode == b'O' => {
                for word in array.bytes.as_chunks().0 {
                    f(Value::from_bits(u64::from_le_bytes(*word)));
                }
            }
            Object::Array(_) => {}
            Object::MemoryView(v) => f(v.target),
            Object::Tuple(items) => items.iter().copied().for_each(f),
            Object::NamedTuple(class, items) => {
                f(Value::obj(*class));
                items.iter().copied().for_each(f);
            }
            Object::List(items) => items.iter().copied().for_each(f),
            Object::Dict(m) | Object::Set(m) | Object::FrozenSet(m) => map(m, f),
            Object::Slice(parts) | Object::Property(parts) => parts.iter().copied().for_each(f),
            Object::Function(fun) => {
                f(Value::obj(fun.globals));
                f(fun.defaults);
                f(fun.kw_defaults);
                fun.closed.iter().copied().for_each(f);
            }
            Object::BoundMethod { function, receiver } => {
                f(*function);
                f(*receiver);
            }
            Object::Generator(g) => {
                f(Value::obj(g.function));
                f(g.pending);
                g.stack.iter().copied().for_each(&mut *f);
                g.handlers.iter().map(|h| h.handling).for_each(f);
            }
            Object::Cell(v)
            | Object::StaticMethod(v)
            | Object::ClassMethod(v)
            | Object::CheckedMethod { function: v, .. }
            | Object::DictView(v, _)
            | Object::Returning(v) => f(*v),
            Object::Type(t) => {
                t.bases
                    .iter()
                    .chain(t.mro.iter())
                    .for_each(|r| f(Value::obj(*r)));
                map(&t.locals, f);
            }
            Object::Instance { class, members } => {
                f(Value::obj(*class));
                map(members, f);
            }
            Object::Derived(d) => {
                f(Value::obj(d.class));
                f(d.native);
                map(&d.members, f);
            }
            Object::Module { globals, .. } => f(Value::obj(*globals)),
            Object::Exception(e) => {
                f(Value::obj(e.class));
                f(e.args);
            }
            Object::Iterator(it) => match &**it {
                IteratorObj::Sequence(v, _)
                | IteratorObj::Str(v, _)
                | IteratorObj::Buffer(v, _)
                | IteratorObj::Map(v, ..)
                | IteratorObj::Enumerate(v, _)
                | IteratorObj::Reversed(v, _)
                | IteratorObj::Index(v, _) => f(*v),
                IteratorObj::Zip(vs) => vs.iter().copied().for_each(f),
                IteratorObj::Callable(a, b) => {
                    f(*a);
                    f(*b);
                }
                IteratorObj::Range { .. } => {}
            },
            Object::Super { class, receiver } => {
                f(*class);
                f(*receiver);
            }
            Object::Device(d) => d.values.iter().copied().for_each(f),
        }
    }

    /// A copy with the same room to grow in.
    pub(crate) fn twin(&self) -> Object {
        match self {
            Object::List(items) => {
                let mut copy = Vec::with_capacity(items.capacity());
                copy.extend_from_slice(items);
                Object::List(copy)
            }
            other => other.clone(),
        }
    }

    /// The bytes that MicroPython's allocator gives this object on a 32-bit board, in blocks of 16.
    /// They follow from the C structs; docs/costs.md tells how they were checked.
    pub fn board_bytes(&self) -> usize {
        let map = |m: &Map, per: usize| blocks(m.room() * per);
        match self {
            Object::Free(_) | Object::Returning(_) => 0,
            Object::Int(n) => 16 + blocks((n.bits() as usize).div_ceil(16) * 2),
            Object::Complex(..) => 16,
            Object::Str(s) => 16 + blocks(s.text.len() + 1),
            Object::Bytes(b) | Object::LooseStr(b) => 16 + blocks(b.len() + 1),
            Object::ByteArray(b) => 16 + blocks(b.len()),
            Object::Array(a) => 16 + blocks(a.bytes.len()),
            Object::MemoryView(_) => 16,
            Object::Tuple(items) | Object::NamedTuple(_, items) => blocks(8 + 4 * items.len()),
            // The room is as MicroPython would have it: see `types::list`.
            Object::List(items) => 16 + blocks(4 * items.capacity().max(4)),
            Object::Dict(m) => 16 + map(m, 8),
            Object::Set(m) | Object::FrozenSet(m) => 16 + map(m, 4),
            Object::Range(_) | Object::Slice(_) => 16,
            Object::Function(f) => f.bytes.into(),
            Object::BoundMethod { .. } => 16,
            Object::Generator(g) => g.bytes as usize,
            Object::Cell(_) => 16,
            Object::Type(t) if !t.fields.is_empty() => blocks(56 + 4 * t.fields.len()),
            Object::Type(t) if t.builtin => 0,
            Object::Type(t) => {
                // The type with its slots, its namespace, the tuple of its bases if it keeps one.
                let bases = match t.bases.len() {
                    0 | 1 => 0,
                    n => blocks(8 + 4 * n),
                };
                64 + 16 + map(&t.locals, 8) + bases
            }
            Object::Instance { members, .. } => 16 + map(members, 8),
            Object::Derived(d) => 32 + map(&d.members, 8),
            Object::Module { .. } => 16,
            Object::Exception(e) => 16 + blocks(12 * e.traceback.len()),
            Object::Iterator(_) | Object::DictView(..) => 16,
            Object::Property(_) | Object::StaticMethod(_) | Object::ClassMethod(_) => 16,
            Object::CheckedMethod { .. } => 16,
            Object::Super { .. } | Object::Plain | Object::Code(_) => 16,
            // The object is part of it.
            Object::Codec(codec) => codec.board_bytes(),
            // The firmware holds these objects itself.
            Object::Device(d) if d.ty == T::Deque => 32 + blocks(4 * (d.values.len() + 1)),
            // The code, which is an object of its own here, is part of the pattern there.
            Object::Device(d) if d.ty == T::Pattern || d.ty.has_codec() => 0,
            Object::Device(d) if d.ty.counts_itself() && d.data[3] > 0 => d.data[3] as usize,
            Object::Device(d) if d.ty == T::Task => 32,
            Object::Device(d) if d.ty == T::Lock => 16,
            Object::Device(d) if d.ty == T::TaskQueue => 16,
            Object::Device(d) if d.ty == T::Match => blocks(8 + 4 * d.values.len()),
            Object::Device(d) if matches!(d.ty, T::SoftI2c | T::SoftSpi | T::Irq | T::Timer) => 32,
            Object::Device(d) if d.ty != T::Adc && d.values.is_empty() => 0,
            Object::Device(d) => blocks(16 + 4 * d.values.len()),
        }
    }
}

/// Bytes rounded up to whole blocks of a 32-bit board's heap.
pub const fn blocks(bytes: usize) -> usize {
    bytes.div_ceil(16) * 16
}

/// Names the natives of one table by their place, for [`Value::native`].
pub const fn native(table: u16, index: u16) -> Value {
    Value::native(NativeId { table, index })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn objects_stay_small() {
        assert!(size_of::<Map>() <= 24, "{}", size_of::<Map>());
        assert!(size_of::<Object>() <= 32, "{}", size_of::<Object>());
    }
}
