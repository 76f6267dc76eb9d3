//! `str`: making one, and encoding it.

use alloc::string::String;

use super::text::{self, Kind};
use super::{T, TypeSpec};
use crate::cost::Cost;
use crate::native::{Abrupt, Args, F, Native, Outcome, native};
use crate::ops::print::Style;
use crate::qstr::q;
use crate::text::utf8::{self, Encoding};
use crate::value::Value;
use crate::vm::Vm;

/// What the type is made of.
pub const SPEC: TypeSpec = TypeSpec {
    name: "str",
    base: T::Object,
    make: Some(F::K(1, make)),
    natives: &NATIVES,
    consts: &[],
};

const PARTS: &[&[Native]] = &[&text::NATIVES, &[native("encode", F::V(1, 3, encode))]];

const NATIVES: [Native; Native::count(PARTS)] = Native::join(PARTS);

fn make(vm: &mut Vm, args: Args) -> Outcome {
    let args = args.skip(1);
    vm.only_places(args, 3)?;
    match (args.opt(vm, 0), args.opt(vm, 1)) {
        (None, _) => Ok(Value::qstr(q::EMPTY)),
        (Some(v), None) => {
            vm.pay(Cost::Format, 1);
            if vm.is_instance(v, T::Str) {
                // A board makes it anew.
                vm.pay(Cost::FindStr, 1);
                vm.pay(Cost::NewStr, 1);
            }
            vm.to_str(v)
        }
        (Some(v), encoding) => decode(vm, v, encoding, args.opt(vm, 2)),
    }
}

fn encode(vm: &mut Vm, args: Args) -> Outcome {
    let text = args.get(vm, 0);
    vm.encoded(text, args.opt(vm, 1))
}

/// The text that a buffer holds in this encoding, UTF-8 unless named.
pub(super) fn decode(
    vm: &mut Vm,
    source: Value,
    encoding: Option<Value>,
    errors: Option<Value>,
) -> Outcome {
    let Some(len) = vm.buffer_of(source).map(<[u8]>::len) else {
        return Err(vm.type_error("object with buffer protocol required"));
    };
    let encoding = vm.encoding(encoding)?;
    vm.reserve(len)?;
    let bytes = vm.text_bytes(source);
    let is_beyond = encoding == Encoding::Ascii && !utf8::is_ascii(bytes);
    if !is_beyond && let Some(text) = utf8::copied(bytes) {
        return Ok(vm.new_string(text));
    }
    if encoding.accepts(bytes) {
        let bytes = bytes.to_vec();
        return vm.new_text(Kind::Str, bytes);
    }
    let errors = match errors.filter(|v| !v.is_none()) {
        Some(v) => {
            vm.any_text(v)?;
            vm.text_bytes(v)
        }
        None => &[],
    };
    if errors != b"ignore" && errors != b"replace" {
        return Err(vm.unicode_error());
    }
    let mended = utf8::mend(vm.text_bytes(source), encoding, errors == b"replace");
    vm.new_unchecked_text(Kind::Str, mended)
}

impl Vm {
    /// Refuses keywords, and more than `max` arguments, for types that MicroPython makes by place.
    pub(super) fn only_places(&mut self, args: Args, max: usize) -> Outcome<()> {
        if args.nkw > 0 {
            return Err(self.raise(
                T::NotImplementedError,
                "keyword argument(s) not implemented - use normal args instead",
            ));
        }
        self.check_places(args, 0, max)
    }

    /// `str(v)`
    pub fn to_str(&mut self, v: Value) -> Outcome {
        if self.text_kind(v) == Some(Kind::Str) {
            return Ok(v);
        }
        let mut text = String::new();
        match self.write_value(&mut text, v, Style::Str) {
            Ok(()) => Ok(self.new_string(text)),
            Err(Abrupt::Python) => Err(self.call_frozen("str_value", &[v])),
            Err(e) => Err(e),
        }
    }

    /// The encoding of this name, UTF-8 without one.
    fn encoding(&mut self, name: Option<Value>) -> Outcome<Encoding> {
        let Some(name) = name else {
            return Ok(Encoding::Utf8);
        };
        if self.text_kind(name) != Some(Kind::Str) {
            return Err(self.not_a_string(name));
        }
        match Encoding::named(self.text_bytes(name)) {
            Some(encoding) => Ok(encoding),
            None => {
                let name = String::from_utf8_lossy(self.text_bytes(name));
                let message = alloc::format!("unknown encoding: {name}");
                Err(self.raise(T::LookupError, &message))
            }
        }
    }

    /// A text as `bytes` in this encoding.
    pub(super) fn encoded(&mut self, text: Value, encoding: Option<Value>) -> Outcome {
        let (text, _) = self.self_text(text)?;
        let encoding = self.encoding(encoding)?;
        let bytes = self.text_bytes(text);
        if encoding == Encoding::Ascii && !utf8::is_ascii(bytes) {
            return Err(self.unicode_error());
        }
        self.reserve(bytes.len())?;
        let bytes = self.text_bytes(text).to_vec();
        Ok(self.new_bytes(bytes))
    }
}
