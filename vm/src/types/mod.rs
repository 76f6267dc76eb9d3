//! The built-in types: one file each, listed here in one table.
//!
//! A type's file gives a [`TypeSpec`]: its name, its base, how calling it makes an instance, and its
//! methods. Operators are in `ops/`, printing in `ops/print.rs`.

use crate::modules::micropython::ring;
use crate::modules::{
    Member, asyncio, cryptolib, deflate, framebuf, hashlib, io, machine, re, select, thread,
    uctypes, vfs,
};
use crate::native::{F, Native};

/// How a native found in a class is bound when it is looked up on an instance.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Bind {
    /// The instance goes first.
    Method,
    /// Nothing is added.
    Static,
    /// The class goes first.
    Class,
    /// The instance goes first, and only instances show it: what MicroPython's types do without a
    /// method, such as giving the next item.
    Slot,
}

/// What a built-in type is made of.
pub struct TypeSpec {
    /// Its name.
    pub name: &'static str,
    /// Its base class.
    pub base: T,
    /// What calling it does, if it may be called. The first argument is the class itself.
    pub make: Option<F>,
    /// Its methods.
    pub natives: &'static [Native],
    /// Its other members, such as `Pin.OUT`.
    pub consts: &'static [(&'static str, Member)],
}

macro_rules! types {
    ($($name:ident = $spec:expr),* $(,)?) => {
        /// The built-in types. Each one's class object sits in the heap at the place of its number.
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
        #[repr(u16)]
        #[allow(missing_docs)]
        pub enum T { $($name),* }

        /// What each of them is made of, in the order of [`T`].
        pub const SPECS: &[TypeSpec] = &[$($spec),*];

        impl T {
            /// All of them, in order.
            pub const ALL: &[T] = &[$(T::$name),*];
        }
    };
}

const fn plain(name: &'static str) -> TypeSpec {
    TypeSpec {
        name,
        base: T::Object,
        make: None,
        natives: &[],
        consts: &[],
    }
}

const fn exception(name: &'static str, base: T) -> TypeSpec {
    TypeSpec {
        name,
        base,
        make: Some(exception::MAKE),
        natives: &[],
        consts: &[],
    }
}

#[cfg(feature = "net")]
use crate::modules::socket::SOCKET;
/// Builds without a network have no object of this type.
#[cfg(not(feature = "net"))]
const SOCKET: TypeSpec = plain("socket");

pub mod array;
pub mod bytes;
pub mod class;
pub mod deque;
pub mod dict;
pub mod exception;
pub mod float;
pub mod generator;
pub mod int;
pub mod iterator;
pub mod list;
pub mod object;
pub mod range;
pub mod set;
pub(crate) mod slots;
pub mod str;
pub mod text;
pub mod tuple;

types! {
    Object = object::SPEC,
    Type = class::TYPE,
    NoneType = plain("NoneType"),
    Bool = float::BOOL,
    Int = int::SPEC,
    Float = float::FLOAT,
    Complex = float::COMPLEX,
    Str = str::SPEC,
    Bytes = bytes::BYTES,
    ByteArray = bytes::BYTE_ARRAY,
    Array = array::ARRAY,
    MemoryView = array::MEMORY_VIEW,
    Tuple = tuple::SPEC,
    List = list::SPEC,
    Dict = dict::SPEC,
    OrderedDict = dict::ORDERED,
    DictView = plain("dict_view"),
    Set = set::SET,
    FrozenSet = set::FROZEN,
    Range = range::RANGE,
    Slice = range::SLICE,
    Ellipsis = plain(""),
    NotImplemented = plain(""),
    Function = plain("function"),
    Closure = plain("closure"),
    BoundMethod = plain("bound_method"),
    Generator = generator::SPEC,
    GeneratorFunction = plain("generator"),
    Cell = plain(""),
    Code = plain("code"),
    Module = plain("module"),
    Iterator = iterator::ITERATOR,
    Enumerate = iterator::ENUMERATE,
    Zip = iterator::ZIP,
    Map = iterator::MAP,
    Filter = iterator::FILTER,
    Reversed = iterator::REVERSED,
    Deque = deque::SPEC,
    Pattern = re::PATTERN,
    Match = re::MATCH,
    Sha256 = hashlib::SHA256,
    Sha1 = hashlib::SHA1,
    Md5 = hashlib::MD5,
    Aes = cryptolib::AES,
    DeflateIo = deflate::DEFLATE_IO,
    Task = asyncio::TASK,
    TaskQueue = asyncio::TASK_QUEUE,
    Poll = select::POLL,
    FrameBuffer = framebuf::FRAME_BUFFER,
    Struct = uctypes::STRUCT,
    Socket = SOCKET,
    Lock = thread::LOCK,
    Property = class::PROPERTY,
    StaticMethod = class::STATIC_METHOD,
    ClassMethod = class::CLASS_METHOD,
    Super = class::SUPER,
    // Devices of the `machine` module.
    Pin = machine::PIN,
    Pwm = machine::PWM,
    Adc = machine::ADC,
    I2c = machine::I2C,
    SoftI2c = machine::SOFT_I2C,
    Spi = machine::SPI,
    SoftSpi = machine::SOFT_SPI,
    Irq = machine::IRQ,
    Timer = machine::TIMER,
    PinBase = machine::PIN_BASE,
    Signal = machine::SIGNAL,
    Mem = machine::MEMORY,
    // Streams.
    TextIo = io::TEXT,
    FileIo = io::BYTES,
    StringIo = io::STRING_IO,
    BytesIo = io::BYTES_IO,
    IoBase = io::IO_BASE,
    RingIo = ring::SPEC,
    // File systems.
    VfsPosix = vfs::posix::SPEC,
    VfsFat = vfs::stored::classes::FAT,
    VfsLfs1 = vfs::stored::classes::LFS1,
    VfsLfs2 = vfs::stored::classes::LFS2,
    VfsRom = vfs::stored::classes::ROM,
    VfsTrial = plain(""),
    Flash = vfs::stored::flash::FLASH,
    StoredText = vfs::stored::file::TEXT,
    StoredBytes = vfs::stored::file::BYTES,
    // Exceptions, as objexcept.h orders them.
    BaseException = TypeSpec { natives: exception::NATIVES, ..exception("BaseException", T::Object) },
    SystemExit = exception("SystemExit", T::BaseException),
    KeyboardInterrupt = exception("KeyboardInterrupt", T::BaseException),
    GeneratorExit = exception("GeneratorExit", T::BaseException),
    Exception = exception("Exception", T::BaseException),
    StopIteration = exception("StopIteration", T::Exception),
    StopAsyncIteration = exception("StopAsyncIteration", T::Exception),
    ArithmeticError = exception("ArithmeticError", T::Exception),
    OverflowError = exception("OverflowError", T::ArithmeticError),
    ZeroDivisionError = exception("ZeroDivisionError", T::ArithmeticError),
    AssertionError = exception("AssertionError", T::Exception),
    AttributeError = exception("AttributeError", T::Exception),
    EOFError = exception("EOFError", T::Exception),
    ImportError = exception("ImportError", T::Exception),
    LookupError = exception("LookupError", T::Exception),
    IndexError = exception("IndexError", T::LookupError),
    KeyError = exception("KeyError", T::LookupError),
    MemoryError = exception("MemoryError", T::Exception),
    NameError = exception("NameError", T::Exception),
    OSError = exception("OSError", T::Exception),
    RuntimeError = exception("RuntimeError", T::Exception),
    NotImplementedError = exception("NotImplementedError", T::RuntimeError),
    SyntaxError = exception("SyntaxError", T::Exception),
    IndentationError = exception("IndentationError", T::SyntaxError),
    TypeError = exception("TypeError", T::Exception),
    UnicodeError = exception("UnicodeError", T::ValueError),
    ValueError = exception("ValueError", T::Exception),
    ViperTypeError = exception("ViperTypeError", T::TypeError),
}

impl T {
    /// What it is made of.
    pub fn spec(self) -> &'static TypeSpec {
        &SPECS[self as usize]
    }

    /// Whether it is an exception class.
    pub fn is_exception(self) -> bool {
        self >= T::BaseException
    }

    /// Whether it is a stream, which iterates over its lines.
    pub fn is_stream(self) -> bool {
        matches!(
            self,
            T::TextIo | T::FileIo | T::StringIo | T::BytesIo | T::StoredText | T::StoredBytes
        )
    }

    /// Whether the last number of its objects says how many bytes of a board's heap they take, where it is not 0.
    pub fn counts_itself(self) -> bool {
        matches!(self, T::VfsLfs2 | T::StoredText | T::StoredBytes | T::Flash)
    }

    /// Whether its objects keep the state of a codec.
    pub fn has_codec(self) -> bool {
        self == T::Aes
    }

    /// The type with this number.
    pub fn from_index(n: u32) -> Option<T> {
        T::ALL.get(n as usize).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_type_has_its_spec() {
        assert_eq!(T::ALL.len(), SPECS.len());
        assert_eq!(T::List.spec().name, "list");
        assert_eq!(T::IndexError.spec().base, T::LookupError);
    }
}
