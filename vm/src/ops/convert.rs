//! Arguments of natives as Rust values, with MicroPython's errors.

use alloc::format;
use alloc::string::String;

use crate::native::{Abrupt, Outcome};
use crate::qstr::{Qstr, q};
use crate::text::error::{ErrorKind, Reporting, TextError};
use crate::types::T;
use crate::value::Value;
use crate::vm::Vm;

use super::number::int::Int;

impl Vm {
    /// How much this board's messages tell.
    pub fn reporting(&self) -> Reporting {
        if self.profile.is_unix {
            Reporting::Detailed
        } else {
            Reporting::Normal
        }
    }

    /// Raises what text handling found wrong.
    #[cold]
    pub fn text_error(&mut self, e: TextError) -> Abrupt {
        let class = match e.kind {
            ErrorKind::Value => T::ValueError,
            ErrorKind::Type => T::TypeError,
            ErrorKind::Index => T::IndexError,
            ErrorKind::Overflow => T::OverflowError,
            ErrorKind::NotImplemented => T::NotImplementedError,
            ErrorKind::Unicode => T::UnicodeError,
        };
        match e.message.is_empty() {
            true => self.raise_with(class, &[]),
            false => {
                let message = self.new_string(e.message.into());
                self.raise_with(class, &[message])
            }
        }
    }

    /// `TypeError`: this type does not convert to `target`.
    #[cold]
    pub(crate) fn conversion_error(&mut self, v: Value, target: &str) -> Abrupt {
        let message = format!("can't convert {} to {target}", self.type_name(v));
        self.type_error(&message)
    }

    /// [`Abrupt::Python`] if a user's method converts `v`, a `TypeError` otherwise.
    #[cold]
    fn no_conversion(&mut self, v: Value, method: Qstr, target: &str) -> Abrupt {
        match self.user_method(v, method) {
            Some(_) => Abrupt::Python,
            None => self.conversion_error(v, target),
        }
    }

    /// An integer argument that must fit the board's machine word (`bool` counts).
    #[inline]
    pub fn int_arg(&mut self, v: Value) -> Outcome<i64> {
        match v.as_small() {
            Some(n) if self.profile.small_int_bits > 32 => Ok(n),
            _ => self.int_arg_any(v),
        }
    }

    fn int_arg_any(&mut self, v: Value) -> Outcome<i64> {
        let native = self.native_part(v);
        match self.word_of(native) {
            Some(Ok(n)) => Ok(n),
            Some(Err(())) => Err(self.word_overflow()),
            None => Err(self.no_conversion(v, q::__int__, "int")),
        }
    }

    /// An integer argument of which only the lowest 64 bits matter.
    pub fn int_arg_truncated(&mut self, v: Value) -> Outcome<i64> {
        let native = self.native_part(v);
        match self.int_of(native).map(Int::low_bits) {
            Some(n) => Ok(n),
            None => Err(self.no_conversion(v, q::__int__, "int")),
        }
    }

    /// An integer argument from 0 to the largest unsigned machine word.
    pub fn uint_arg(&mut self, v: Value) -> Outcome<u64> {
        let native = self.native_part(v);
        let limit = u64::MAX >> (64 - self.word_bits());
        match self.int_of(native) {
            Some(n) if n.is_negative() || n.bits() > limit.count_ones().into() => {
                Err(self.word_overflow())
            }
            Some(n) => Ok(n.low_bits() as u64),
            None => Err(self.no_conversion(v, q::__int__, "int")),
        }
    }

    /// A size argument; a negative one is taken as 0 by nobody: the caller says what it means.
    pub fn size_arg(&mut self, v: Value) -> Outcome<isize> {
        let n = self.int_arg(v)?;
        isize::try_from(n).map_err(|_| self.word_overflow())
    }

    /// A number argument as a float.
    #[inline]
    pub fn float_arg(&mut self, v: Value) -> Outcome<f64> {
        match v.as_float() {
            Some(f) => Ok(f),
            None => self.float_arg_any(v),
        }
    }

    fn float_arg_any(&mut self, v: Value) -> Outcome<f64> {
        // An instance of a class derived from a number type does not convert.
        match self.float_of(v) {
            Some(f) => Ok(f),
            None => Err(self.no_conversion(v, q::__float__, "float")),
        }
    }

    /// A number argument as a complex number.
    pub fn complex_arg(&mut self, v: Value) -> Outcome<(f64, f64)> {
        match self.complex_of(v) {
            Some(parts) => Ok(parts),
            None if self.user_method(v, q::__float__).is_some() => Err(Abrupt::Python),
            None => Err(self.no_conversion(v, q::__complex__, "complex")),
        }
    }

    /// A string argument; what is not valid UTF-8 in it is replaced.
    pub fn str_arg(&mut self, v: Value) -> Outcome<String> {
        match (self.str_of(v), self.text_of(v)) {
            _ if self.is_user(v) => Err(self.not_a_string(v)),
            (Some(s), _) => Ok(s.into()),
            (None, Some(loose)) => Ok(String::from_utf8_lossy(loose).into_owned()),
            (None, None) => Err(self.not_a_string(v)),
        }
    }

    /// `TypeError` for an argument that must be a string.
    #[cold]
    pub fn not_a_string(&mut self, v: Value) -> Abrupt {
        let name = self.type_name(v);
        let message = format!("can't convert '{name}' object to str implicitly");
        self.type_error(&message)
    }
}
