//! Interned names: every identifier and short string is a small number while compiling.

use alloc::vec;
use alloc::vec::Vec;
use mpy::qstrs::STATIC;
use primitives::text::compare::same_short;

/// Names longer than this have no place in MicroPython's table of names.
pub const LONGEST_NAME: usize = 255;

/// What is said of longer ones.
pub const NAME_TOO_LONG: &str = "name too long";

/// An interned string.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Qstr(pub u32);

macro_rules! extra_names {
    ($($name:ident $text:literal;)*) => {
        /// Names the compiler itself uses, and the strings longer than ten bytes that mpy-cross
        /// has interned before it reads a file: it writes those as qstrs, others as constants.
        const EXTRA: &[&str] = &[$($text),*];
        #[allow(non_camel_case_types, clippy::upper_case_acronyms, dead_code)]
        enum Index { $($name),* }
        /// Interned names by what they say; some only have to exist.
        #[allow(missing_docs, dead_code)]
        impl Qstr { $(pub const $name: Qstr = Qstr(STATIC.len() as u32 + Index::$name as u32);)* }
    };
}

extra_names! {
    LAMBDA "<lambda>";
    LISTCOMP "<listcomp>";
    DICTCOMP "<dictcomp>";
    SETCOMP "<setcomp>";
    GENEXPR "<genexpr>";
    AITER "__aiter__";
    ANEXT "__anext__";
    AENTER "__aenter__";
    AEXIT "__aexit__";
    STOP_ASYNC_ITERATION "StopAsyncIteration";
    NATIVE "native";
    VIPER "viper";
    ASM_THUMB "asm_thumb";
    ASM_XTENSA "asm_xtensa";
    ASM_RV32 "asm_rv32";
    MATH "math";
    MATH_E "e";
    MATH_PI "pi";
    MATH_TAU "tau";
    MATH_INF "inf";
    MATH_NAN "nan";
    INTERPOLATION "Interpolation";
    UNICODE_ERROR "UnicodeError";
    VIPER_TYPE_ERROR "ViperTypeError";
    BUILD_CLASS "__build_class__";
    COMPLEX "__complex__";
    CONTAINS "__contains__";
    REPL_PRINT "__repl_print__";
    REVERSED "__reversed__";
    TEMPLATE "__template__";
    TRACEBACK "__traceback__";
    BOUND_METHOD "bound_method";
    DIFFERENCE_UPDATE "difference_update";
    FORMAT_SPEC "format_spec";
    HEAP_UNLOCK "heap_unlock";
    INTERPOLATIONS "interpolations";
    INTERSECTION "intersection";
    INTERSECTION_UPDATE "intersection_update";
    RECURSION "maximum recursion depth exceeded";
    STRING_TEMPLATELIB "string.templatelib";
    SYMMETRIC_DIFFERENCE "symmetric_difference";
    SYMMETRIC_DIFFERENCE_UPDATE "symmetric_difference_update";
    TEMPLATELIB "templatelib";
    UNPACK_FROM "unpack_from";
    VCVT_F32_S32 "vcvt_f32_s32";
    VCVT_S32_F32 "vcvt_s32_f32";
}

/// The static qstr that says `text`; evaluated while this crate compiles.
const fn known(text: &str) -> Qstr {
    let mut i = 0;
    while i < STATIC.len() {
        if same_short(STATIC_TEXT[i].as_bytes(), text.as_bytes()) {
            return Qstr(i as u32);
        }
        i += 1;
    }
    panic!("not a static qstr")
}

const STATIC_TEXT: [&str; STATIC.len()] = mpy::qstrs::LIST;

#[allow(missing_docs)]
impl Qstr {
    pub const EMPTY: Self = known("");
    pub const STAR: Self = known("*");
    pub const MODULE: Self = known("<module>");
    pub const CLASS: Self = known("__class__");
    pub const NAME: Self = known("__name__");
    pub const MODULE_ATTR: Self = known("__module__");
    pub const QUALNAME: Self = known("__qualname__");
    pub const ASSERTION_ERROR: Self = known("AssertionError");
    pub const BASE_EXCEPTION: Self = known("BaseException");
    pub const BYTECODE: Self = known("bytecode");
    pub const CONST: Self = known("const");
    pub const MICROPYTHON: Self = known("micropython");
    pub const NOT_IMPLEMENTED_ERROR: Self = known("NotImplementedError");
    pub const RANGE: Self = known("range");
    pub const SUPER: Self = known("super");
}

/// The table of interned strings: one byte buffer, and a hash table of open addressing over it.
pub struct Interner {
    text: Vec<u8>,
    /// Where each string ends in `text`.
    ends: Vec<u32>,
    /// Slots hold a string's number plus one, or 0; the length is a power of two.
    slots: Vec<u32>,
}

const fn hash(text: &[u8]) -> usize {
    // FNV-1a: the strings are short, and nothing here outlives one compilation.
    let mut h: u32 = 0x811c_9dc5;
    let mut i = 0;
    while i < text.len() {
        h = (h ^ text[i] as u32).wrapping_mul(0x0100_0193);
        i += 1;
    }
    (h ^ (h >> 15)) as usize
}

/// How many names a new table holds, the bytes they take, and the slots it has for them.
const FIRST: usize = STATIC_TEXT.len() + EXTRA.len();
const FIRST_BYTES: usize = {
    let mut bytes = 0;
    let mut i = 0;
    while i < FIRST {
        bytes += first(i).len();
        i += 1;
    }
    bytes
};
const FIRST_SLOTS: usize = 1024;

/// The name that a new table has under that number.
const fn first(number: usize) -> &'static [u8] {
    match number.checked_sub(STATIC_TEXT.len()) {
        None => STATIC_TEXT[number].as_bytes(),
        Some(extra) => EXTRA[extra].as_bytes(),
    }
}

/// A new table, made while this crate compiles: putting the names in one by one took longer than
/// compiling a small file.
struct Start {
    text: [u8; FIRST_BYTES],
    ends: [u16; FIRST],
    slots: [u8; FIRST_SLOTS],
}

static START: Start = {
    let mut start = Start {
        text: [0; FIRST_BYTES],
        ends: [0; FIRST],
        slots: [0; FIRST_SLOTS],
    };
    let mut at = 0;
    let mut number = 0;
    while number < FIRST {
        let name = first(number);
        let mut i = 0;
        while i < name.len() {
            start.text[at] = name[i];
            at += 1;
            i += 1;
        }
        start.ends[number] = at as u16;
        let mut slot = hash(name) % FIRST_SLOTS;
        while start.slots[slot] != 0 {
            // A name that is there twice would have two numbers.
            assert!(!same_short(first(start.slots[slot] as usize - 1), name));
            slot = (slot + 1) % FIRST_SLOTS;
        }
        number += 1;
        start.slots[slot] = number as u8;
        assert!(number <= u8::MAX as usize && at <= u16::MAX as usize);
    }
    start
};

impl Interner {
    /// A table with the static and the extra names, under their fixed numbers.
    pub fn new() -> Self {
        let mut text = Vec::with_capacity(2 * FIRST_BYTES);
        text.extend_from_slice(&START.text);
        let mut ends = Vec::with_capacity(2 * FIRST);
        ends.extend(START.ends.iter().map(|&end| u32::from(end)));
        let slots = START.slots.iter().map(|&slot| u32::from(slot)).collect();
        Self { text, ends, slots }
    }

    /// The bytes of `qstr`.
    pub fn get(&self, qstr: Qstr) -> &[u8] {
        let index = qstr.0 as usize;
        let start = if index == 0 {
            0
        } else {
            self.ends[index - 1] as usize
        };
        &self.text[start..self.ends[index] as usize]
    }

    /// How many strings there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// The number of `text`, if it has been interned.
    pub fn find(&self, text: &[u8]) -> Option<Qstr> {
        let mask = self.slots.len() - 1;
        let mut slot = hash(text) & mask;
        loop {
            let number = self.slots[slot].checked_sub(1)?;
            if self.get(Qstr(number)) == text {
                return Some(Qstr(number));
            }
            slot = (slot + 1) & mask;
        }
    }

    /// Interns `text`.
    pub fn add(&mut self, text: &[u8]) -> Qstr {
        if let Some(found) = self.find(text) {
            return found;
        }
        let number = self.ends.len() as u32;
        self.text.extend_from_slice(text);
        self.ends.push(self.text.len() as u32);
        if self.ends.len() * 2 > self.slots.len() {
            self.slots = vec![0; self.slots.len() * 2];
            (0..=number).for_each(|n| self.place(n));
        } else {
            self.place(number);
        }
        Qstr(number)
    }

    fn place(&mut self, number: u32) {
        let mask = self.slots.len() - 1;
        let mut slot = hash(self.get(Qstr(number))) & mask;
        while self.slots[slot] != 0 {
            slot = (slot + 1) & mask;
        }
        self.slots[slot] = number + 1;
    }
}
