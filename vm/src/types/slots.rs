//! What the built-in types do themselves, so that an instance of a subclass is not asked for it: the slots
//! of MicroPython's types.

use super::T;

/// The slots of a type that are filled.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Slots {
    /// Operators with two operands.
    pub binary: bool,
    /// Operators with one operand, `len`, `hash` and truth.
    pub unary: bool,
    /// `v[i]`, and storing and deleting there.
    pub items: bool,
    /// Iteration.
    pub iter: bool,
    /// `str` and `repr`.
    pub text: bool,
}

const NONE: Slots = Slots {
    binary: false,
    unary: false,
    items: false,
    iter: false,
    text: false,
};

const ALL: Slots = Slots {
    binary: true,
    unary: true,
    items: true,
    iter: true,
    text: true,
};

impl T {
    /// What it does itself.
    pub(crate) const fn slots(self) -> Slots {
        use T::*;
        match self {
            List | Tuple | Dict | OrderedDict | Str | ByteArray | Array => ALL,
            Bytes => Slots {
                unary: false,
                ..ALL
            },
            MemoryView => Slots { text: false, ..ALL },
            Range => Slots {
                binary: false,
                ..ALL
            },
            Deque => Slots {
                binary: false,
                text: false,
                ..ALL
            },
            Set | FrozenSet => Slots {
                items: false,
                ..ALL
            },
            Bool | Int | Float | Complex => Slots {
                items: false,
                iter: false,
                ..ALL
            },
            TextIo | FileIo | StringIo | BytesIo => Slots {
                iter: true,
                text: true,
                ..NONE
            },
            Iterator | Generator | Enumerate | Zip | Map | Filter | Reversed => {
                Slots { iter: true, ..NONE }
            }
            Object | IoBase | Property | StaticMethod | ClassMethod => NONE,
            // Exceptions, and what no class derives from.
            _ => Slots { text: true, ..NONE },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_differ_in_what_they_leave_to_subclasses() {
        assert!(!T::Bytes.slots().unary && T::ByteArray.slots().unary);
        assert!(!T::Range.slots().binary && !T::Int.slots().iter);
        assert_eq!(T::ValueError.slots(), Slots { text: true, ..NONE });
        assert_eq!(T::Object.slots(), NONE);
    }
}
