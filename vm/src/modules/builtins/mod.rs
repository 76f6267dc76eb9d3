//! The names that are visible everywhere: the built-in functions by theme, and the built-in types.

mod code;
pub mod collection;
pub(crate) mod dir;
mod number;
mod object;
pub mod text;

pub(crate) use code::repl_code;
pub(crate) use dir::dir_order;

use super::{Member, ModuleSpec, always};
use crate::native::Native;
use crate::types::T;
use crate::value::Value;

/// The functions of each file.
const PARTS: &[&[Native]] = &[
    number::NATIVES,
    text::NATIVES,
    collection::NATIVES,
    object::NATIVES,
    code::NATIVES,
    &[super::io::OPEN],
];

/// All of them as one table.
const NATIVES: [Native; Native::count(PARTS)] = Native::join(PARTS);

/// What the module is made of.
pub const SPEC: ModuleSpec = ModuleSpec {
    name: "builtins",
    natives: &NATIVES,
    members: MEMBERS,
    present: always,
};

const fn class(name: &'static str, t: T) -> (&'static str, Member) {
    (name, Member::Type(t))
}

const MEMBERS: &[(&str, Member)] = &[
    ("Ellipsis", Member::Value(Value::ELLIPSIS)),
    ("NotImplemented", Member::Value(Value::NOT_IMPLEMENTED)),
    ("__build_class__", Member::Value(Value::BUILD_CLASS)),
    class("bool", T::Bool),
    class("bytearray", T::ByteArray),
    class("bytes", T::Bytes),
    class("classmethod", T::ClassMethod),
    class("complex", T::Complex),
    class("dict", T::Dict),
    class("enumerate", T::Enumerate),
    class("filter", T::Filter),
    class("float", T::Float),
    class("frozenset", T::FrozenSet),
    class("int", T::Int),
    class("list", T::List),
    class("map", T::Map),
    class("memoryview", T::MemoryView),
    class("object", T::Object),
    class("property", T::Property),
    class("range", T::Range),
    class("reversed", T::Reversed),
    class("set", T::Set),
    class("slice", T::Slice),
    class("staticmethod", T::StaticMethod),
    class("str", T::Str),
    class("super", T::Super),
    class("tuple", T::Tuple),
    class("type", T::Type),
    class("zip", T::Zip),
    class("ArithmeticError", T::ArithmeticError),
    class("AssertionError", T::AssertionError),
    class("AttributeError", T::AttributeError),
    class("BaseException", T::BaseException),
    class("EOFError", T::EOFError),
    class("Exception", T::Exception),
    class("GeneratorExit", T::GeneratorExit),
    class("ImportError", T::ImportError),
    class("IndentationError", T::IndentationError),
    class("IndexError", T::IndexError),
    class("KeyError", T::KeyError),
    class("KeyboardInterrupt", T::KeyboardInterrupt),
    class("LookupError", T::LookupError),
    class("MemoryError", T::MemoryError),
    class("NameError", T::NameError),
    class("NotImplementedError", T::NotImplementedError),
    class("OSError", T::OSError),
    class("OverflowError", T::OverflowError),
    class("RuntimeError", T::RuntimeError),
    class("StopAsyncIteration", T::StopAsyncIteration),
    class("StopIteration", T::StopIteration),
    class("SyntaxError", T::SyntaxError),
    class("SystemExit", T::SystemExit),
    class("TypeError", T::TypeError),
    class("UnicodeError", T::UnicodeError),
    class("ValueError", T::ValueError),
    class("ViperTypeError", T::ViperTypeError),
    class("ZeroDivisionError", T::ZeroDivisionError),
];
