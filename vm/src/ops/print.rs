//! `repr()` and `str()` of all types.

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt::Write;

use crate::map::Map;
use crate::modules::uctypes;
use crate::native::{Abrupt, Outcome};
use crate::object::{ArrayObj, ExceptionObj, MapView, Object, RangeObj};
use crate::ops::effort::Effort;
use crate::ops::number::int::ONE_GO_BITS;
use crate::ops::work::QUOTED;
use crate::qstr::q;
use crate::text::float;
use crate::types::T;
use crate::types::text::Kind;
use crate::value::{Ref, Unpacked, Value};
use crate::vm::Vm;

/// Nested values shown before giving up, as the board's stack check would.
const MAX_DEPTH: u32 = 150;

/// How a value is shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Style {
    /// As `repr()` does.
    Repr,
    /// As `str()` and `print()` do.
    Str,
}

/// Why a value is not shown.
enum Stop {
    /// A user's method decides how.
    Python,
    /// Too many values inside each other.
    TooDeep,
}

type Shown = Result<(), Stop>;

impl Vm {
    /// Appends `v` to `out`; [`Abrupt::Python`] where a user's `__repr__` or `__str__` decides,
    /// also inside a container.
    pub fn write_value(&mut self, out: &mut String, v: Value, style: Style) -> Outcome<()> {
        let start = out.len();
        let mut printer = Printer {
            vm: self,
            out,
            effort: Effort::new(),
        };
        let shown = printer.value(v, style, 0);
        let cycles = printer.effort.cycles();
        self.spend(cycles);
        match shown {
            Ok(()) => Ok(()),
            Err(stop) => {
                out.truncate(start);
                Err(match stop {
                    Stop::Python => Abrupt::Python,
                    Stop::TooDeep => {
                        self.raise(T::RuntimeError, "maximum recursion depth exceeded")
                    }
                })
            }
        }
    }
}

impl Vm {
    /// As [`Vm::write_value`], but for a string in itself, whose very bytes it appends.
    pub fn write_bytes(&mut self, out: &mut Vec<u8>, v: Value, style: Style) -> Outcome<()> {
        if style == Style::Str && self.text_kind(v) == Some(Kind::Str) {
            out.extend_from_slice(self.text_bytes(v));
            return Ok(());
        }
        let mut text = String::new();
        self.write_value(&mut text, v, style)?;
        out.extend_from_slice(text.as_bytes());
        Ok(())
    }
}

struct Printer<'a> {
    vm: &'a Vm,
    out: &'a mut String,
    effort: Effort,
}

impl Printer<'_> {
    fn value(&mut self, v: Value, style: Style, depth: u32) -> Shown {
        if depth > MAX_DEPTH {
            return Err(Stop::TooDeep);
        }
        self.effort.look().map_err(|_| Stop::Python)?;
        match v.unpack() {
            Unpacked::Int(n) => self.format(format_args!("{n}")),
            Unpacked::Float(f) => self.text(&float::repr(f, self.vm.profile.float)),
            Unpacked::Qstr(q) => return self.string(self.vm.qstrs.text(q), style),
            Unpacked::Native(_) => self.text("<function>"),
            Unpacked::Special(v) => self.text(match v {
                Value::NONE => "None",
                Value::TRUE => "True",
                Value::FALSE => "False",
                Value::ELLIPSIS => "Ellipsis",
                Value::NOT_IMPLEMENTED => "NotImplemented",
                Value::BUILD_CLASS => "<function>",
                _ => "(nil)",
            }),
            Unpacked::Ref(r) => return self.object(v, r, style, depth),
        }
        Ok(())
    }

    fn object(&mut self, v: Value, r: Ref, style: Style, depth: u32) -> Shown {
        let vm = self.vm;
        match vm.heap.get(r) {
            // So long that frozen Python makes the digits, in steps.
            Object::Int(n) if n.bits() > ONE_GO_BITS => return Err(Stop::Python),
            Object::Int(n) => self.format(format_args!("{n}")),
            Object::Complex(re, im) => {
                let (re, im) = (f64::from_bits(*re), f64::from_bits(*im));
                self.text(&float::repr_complex(re, im, vm.profile.float));
            }
            Object::Str(s) => return self.string(&s.text, style),
            Object::LooseStr(text) if style == Style::Str => {
                self.text(&String::from_utf8_lossy(text));
            }
            Object::LooseStr(text) => return self.quoted(text),
            Object::Bytes(b) => return self.bytes(b),
            Object::ByteArray(b) => {
                self.text("bytearray(");
                self.bytes(b)?;
                self.text(")");
            }
            Object::MemoryView(view) if view.is_bytearray => {
                self.text("bytearray(");
                self.bytes(vm.bytes_of(v).unwrap_or_default())?;
                self.text(")");
            }
            Object::Array(array) => return self.array(array, depth),
            Object::Tuple(items) => return self.tuple(items, depth),
            Object::NamedTuple(class, items) => return self.named_tuple(*class, items, depth),
            Object::List(items) => return self.items("[", items.iter().copied(), "]", depth),
            Object::Dict(m) if m.is_ordered() && vm.type_of(v) == Ref(T::OrderedDict as u32) => {
                self.text("OrderedDict(");
                self.dict(m, depth)?;
                self.text(")");
            }
            Object::Dict(m) => return self.dict(m, depth),
            Object::Set(m) if m.is_empty() => self.text("set()"),
            Object::FrozenSet(m) if m.is_empty() => self.text("frozenset()"),
            Object::Set(m) => return self.items("{", m.iter().map(|e| e.key), "}", depth),
            Object::FrozenSet(m) => {
                return self.items("frozenset({", m.iter().map(|e| e.key), "})", depth);
            }
            Object::Range(r) => self.range(r),
            Object::Slice(parts) => {
                return self.items("slice(", parts.iter().copied(), ")", depth);
            }
            Object::Function(_) => return self.function(v, r, depth),
            Object::BoundMethod { function, receiver } if vm.profile.is_unix => {
                self.format(format_args!("<bound_method {:x} ", vm.address(r)));
                self.value(*receiver, Style::Repr, depth + 1)?;
                self.text(".");
                self.value(*function, Style::Repr, depth + 1)?;
                self.text(">");
            }
            Object::Generator(g) if vm.kind(v) == T::Generator => {
                let name = match vm.heap.get(g.function) {
                    Object::Function(f) => vm.codes[f.code as usize].name,
                    _ => q::EMPTY,
                };
                let (name, at) = (vm.qstrs.text(name), vm.address(r));
                self.format(format_args!("<generator object '{name}' at {at:x}>"));
            }
            Object::Cell(held) if vm.profile.is_unix => {
                // The word that holds the value, then the value.
                let word = match held.as_small() {
                    Some(n) => (n as u64) << 1 | 1,
                    None => held.as_ref().map_or(0, |r| vm.address(r)),
                };
                self.format(format_args!("<cell {word:x} "));
                self.inner(*held, depth)?;
                self.text(">");
            }
            Object::Type(_) => self.format(format_args!("<class '{}'>", vm.class_name(r))),
            Object::Instance { .. } => {
                if self.shows_itself(v, style, true) {
                    return Err(Stop::Python);
                }
                self.instance(v, r);
            }
            Object::Derived(d) => {
                let shown = vm.shown_part(v);
                if self.shows_itself(v, style, shown == v) {
                    return Err(Stop::Python);
                }
                match vm.heap.object(shown) {
                    Some(Object::Exception(e)) => return self.exception(e, d.class, style, depth),
                    _ if shown == v => self.instance(v, r),
                    _ => return self.value(shown, style, depth + 1),
                }
            }
            Object::Module { name, globals } => {
                let text = |key| {
                    let value = vm.map_of(*globals)?.get_qstr(&vm.qstrs, key)?;
                    vm.str_of(value)
                };
                let name = text(q::__name__).unwrap_or(vm.qstrs.text(*name));
                match text(q::__file__) {
                    Some(file) => {
                        self.format(format_args!("<module '{name}' from '{file}'>"));
                    }
                    None => self.format(format_args!("<module '{name}'>")),
                }
            }
            Object::Exception(e) => return self.exception(e, e.class, style, depth),
            Object::DictView(dict, view) => return self.view(*dict, *view, depth),
            Object::CheckedMethod { .. } => self.text("<function>"),
            Object::Super { class, receiver } => {
                self.text("<super: ");
                self.value(*class, Style::Str, depth + 1)?;
                self.text(", ");
                self.value(*receiver, Style::Str, depth + 1)?;
                self.text(">");
            }
            Object::Returning(v) => return self.value(*v, style, depth + 1),
            Object::Device(d) if d.ty == T::Struct => uctypes::print(vm, self.out, d),
            Object::Device(_) => crate::modules::machine::print_device(vm, self.out, v),
            _ => self.format(format_args!("<{}>", vm.type_name(v))),
        }
        Ok(())
    }

    fn text(&mut self, text: &str) {
        self.out.push_str(text);
    }

    fn format(&mut self, text: core::fmt::Arguments<'_>) {
        // Writing to a `String` cannot fail.
        let _ = self.out.write_fmt(text);
    }

    fn string(&mut self, text: &str, style: Style) -> Shown {
        self.effort.go_through(text.len() * 16);
        match style {
            Style::Str => self.text(text),
            Style::Repr => return self.quoted(text.as_bytes()),
        }
        Ok(())
    }

    fn quoted(&mut self, text: &[u8]) -> Shown {
        if text.len() > QUOTED {
            return Err(Stop::Python);
        }
        let mut quoted = Vec::with_capacity(text.len() + 2);
        crate::text::repr::string(text, &mut quoted);
        self.bytes_of_text(quoted);
        Ok(())
    }

    /// Appends what is nearly always UTF-8.
    fn bytes_of_text(&mut self, text: Vec<u8>) {
        match String::from_utf8(text) {
            Ok(text) if self.out.is_empty() => *self.out = text,
            Ok(text) => self.text(&text),
            Err(e) => self.text(&String::from_utf8_lossy(e.as_bytes())),
        }
    }

    fn bytes(&mut self, bytes: &[u8]) -> Shown {
        if bytes.len() > QUOTED {
            return Err(Stop::Python);
        }
        self.effort.go_through(bytes.len() * 16);
        let mut quoted = Vec::with_capacity(bytes.len() + 3);
        crate::text::repr::bytes(bytes, &mut quoted);
        // All bytes beyond ASCII are escaped.
        self.bytes_of_text(quoted);
        Ok(())
    }

    /// Whether a user's method shows `v`. A built-in base shows itself before `str()` would fall
    /// back to `__repr__`.
    fn shows_itself(&self, v: Value, style: Style, falls_back: bool) -> bool {
        let defines = |name| self.vm.user_method(v, name).is_some();
        match style {
            Style::Repr => defines(q::__repr__),
            Style::Str => defines(q::__str__) || falls_back && defines(q::__repr__),
        }
    }

    fn instance(&mut self, v: Value, r: Ref) {
        let (name, at) = (self.vm.type_name(v), self.vm.address(r));
        self.format(format_args!("<{name} object at {at:x}>"));
    }

    /// A value inside a method or function: an instance is shown plainly, whatever its class says.
    fn inner(&mut self, v: Value, depth: u32) -> Shown {
        let start = self.out.len();
        match (self.value(v, Style::Repr, depth + 1), v.as_ref()) {
            (Err(Stop::Python), Some(r)) => {
                self.out.truncate(start);
                self.instance(v, r);
                Ok(())
            }
            (shown, _) => shown,
        }
    }

    fn items(
        &mut self,
        open: &str,
        items: impl Iterator<Item = Value>,
        close: &str,
        depth: u32,
    ) -> Shown {
        self.text(open);
        for (i, item) in items.enumerate() {
            if i > 0 {
                self.text(", ");
            }
            self.value(item, Style::Repr, depth + 1)?;
        }
        self.text(close);
        Ok(())
    }

    fn tuple(&mut self, items: &[Value], depth: u32) -> Shown {
        let close = if items.len() == 1 { ",)" } else { ")" };
        self.items("(", items.iter().copied(), close, depth)
    }

    fn named_tuple(&mut self, class: Ref, items: &[Value], depth: u32) -> Shown {
        let vm = self.vm;
        let fields = vm.class(class).map_or(&[][..], |t| &t.fields[..]);
        self.format(format_args!("{}(", vm.class_name(class)));
        for (i, (item, field)) in items.iter().zip(fields).enumerate() {
            let comma = if i > 0 { ", " } else { "" };
            self.format(format_args!("{comma}{}=", vm.qstrs.text(*field)));
            self.value(*item, Style::Repr, depth + 1)?;
        }
        self.text(")");
        Ok(())
    }

    fn dict(&mut self, map: &Map, depth: u32) -> Shown {
        self.text("{");
        for (i, e) in map.iter().enumerate() {
            if i > 0 {
                self.text(", ");
            }
            self.value(e.key, Style::Repr, depth + 1)?;
            self.text(": ");
            self.value(e.value, Style::Repr, depth + 1)?;
        }
        self.text("}");
        Ok(())
    }

    fn view(&mut self, dict: Value, view: MapView, depth: u32) -> Shown {
        let vm = self.vm;
        let Some(map) = dict.as_ref().and_then(|r| vm.map_of(r)) else {
            return Ok(());
        };
        match view {
            MapView::Keys => self.items("dict_keys([", map.iter().map(|e| e.key), "])", depth),
            MapView::Values => {
                self.items("dict_values([", map.iter().map(|e| e.value), "])", depth)
            }
            MapView::Items => {
                self.text("dict_items([");
                for (i, e) in map.iter().enumerate() {
                    if i > 0 {
                        self.text(", ");
                    }
                    self.tuple(&[e.key, e.value], depth + 1)?;
                }
                self.text("])");
                Ok(())
            }
        }
    }

    fn range(&mut self, r: &RangeObj) {
        let (start, stop) = (r.start, r.stop);
        match r.step {
            1 => self.format(format_args!("range({start}, {stop})")),
            step => self.format(format_args!("range({start}, {stop}, {step})")),
        }
    }

    fn array(&mut self, array: &ArrayObj, depth: u32) -> Shown {
        let typecode = array.typecode;
        self.format(format_args!("array('{}'", char::from(typecode)));
        let size = super::packed::item_size(self.vm, typecode).unwrap_or(1);
        for (i, item) in array.bytes.chunks_exact(size).enumerate() {
            self.text(if i > 0 { ", " } else { ", [" });
            let mut word = [0; 8];
            word[..size].copy_from_slice(item);
            let word = u64::from_le_bytes(word);
            match typecode {
                b'f' => {
                    let f = f32::from_bits(word as u32).into();
                    self.text(&float::repr(f, self.vm.profile.float));
                }
                b'd' => {
                    let f = self.vm.profile.float.round(f64::from_bits(word));
                    self.text(&float::repr(f, self.vm.profile.float));
                }
                b'O' => {
                    let value = super::packed::value_of(self.vm, word);
                    self.value(value, Style::Repr, depth + 1)?;
                }
                b'S' => self.text("0"),
                b'a'..=b'z' | b'P' => {
                    let unused = 64 - 8 * size as u32;
                    self.format(format_args!("{}", (word << unused) as i64 >> unused));
                }
                _ => self.format(format_args!("{word}")),
            }
        }
        self.text(if array.bytes.is_empty() { ")" } else { "])" });
        Ok(())
    }

    fn function(&mut self, v: Value, r: Ref, depth: u32) -> Shown {
        let vm = self.vm;
        let Object::Function(f) = vm.heap.get(r) else {
            return Ok(());
        };
        let code = &vm.codes[f.code as usize];
        let (name, at) = (vm.qstrs.text(code.name), vm.address(r));
        if f.closed.is_empty() && !code.is_generator() {
            self.format(format_args!("<function {name} at 0x{at:x}>"));
        } else if f.closed.is_empty() || !vm.profile.is_unix {
            self.format(format_args!("<{}>", vm.type_name(v)));
        } else {
            if code.is_generator() {
                self.text("<closure <generator>");
            } else {
                self.format(format_args!("<closure <function {name} at 0x{at:x}>"));
            }
            self.format(format_args!(" at {at:x}, n_closed={} ", f.closed.len()));
            for cell in &f.closed {
                self.inner(*cell, depth)?;
                self.text(" ");
            }
            self.text(">");
        }
        Ok(())
    }

    fn exception(&mut self, e: &ExceptionObj, class: Ref, style: Style, depth: u32) -> Shown {
        let vm = self.vm;
        let args = vm.items_of(e.args).unwrap_or_default();
        if style == Style::Repr {
            self.text(vm.class_name(class));
            return self.tuple(args, depth);
        }
        let errno = match args {
            [n] | [n, _] if e.class == Ref(T::OSError as u32) => n.as_small(),
            _ => None,
        };
        if let Some((n, name)) = errno.and_then(|n| Some((n, crate::modules::errno::name(n)?))) {
            self.format(format_args!("[Errno {n}] {name}"));
            if let [_, file] = args {
                self.text(": ");
                self.value(*file, Style::Str, depth + 1)?;
            }
            return Ok(());
        }
        match args {
            [] => Ok(()),
            [only] => self.value(*only, Style::Str, depth + 1),
            _ => self.tuple(args, depth),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vm::Profile;
    use alloc::vec;

    fn shown(vm: &mut Vm, v: Value, style: Style) -> String {
        let mut out = String::new();
        vm.write_value(&mut out, v, style).unwrap();
        out
    }

    fn repr(vm: &mut Vm, v: Value) -> String {
        shown(vm, v, Style::Repr)
    }

    #[test]
    fn containers_show_their_items_with_quotes() {
        let vm = &mut Vm::new(Profile::UNIX, 0);
        let text = vm.new_str("it's \"a\"\n\\\x7f€");
        assert_eq!(repr(vm, text), "'it\\'s \"a\"\\n\\\\\\x7f€'");
        let bytes = vm.new_bytes(&b"a\x00\xff'"[..]);
        assert_eq!(repr(vm, bytes), "b\"a\\x00\\xff'\"");
        let one = vm.new_tuple([text]);
        assert_eq!(shown(vm, one, Style::Str), "('it\\'s \"a\"\\n\\\\\\x7f€',)");
        let float = vm.new_float(0.1);
        let list = vm.new_list(vec![Value::NONE, Value::TRUE, float, Value::small(-3)]);
        assert_eq!(repr(vm, list), "[None, True, 0.1, -3]");
        let dict = vm.new_dict(1);
        vm.map_set(dict, Value::small(1), list).unwrap();
        assert_eq!(repr(vm, Value::obj(dict)), "{1: [None, True, 0.1, -3]}");
    }

    #[test]
    fn empty_containers_and_types() {
        let vm = &mut Vm::new(Profile::UNIX, 0);
        for (object, expected) in [
            (Object::Set(Map::default()), "set()"),
            (Object::FrozenSet(Map::default()), "frozenset()"),
            (Object::Dict(Map::default()), "{}"),
            (Object::Tuple([].into()), "()"),
            (Object::ByteArray(vec![10]), "bytearray(b'\\n')"),
            (Object::Plain, "<object>"),
        ] {
            let v = vm.heap.new_value(object);
            assert_eq!(repr(vm, v), expected);
        }
        assert_eq!(repr(vm, Vm::type_value(T::Int)), "<class 'int'>");
        for (typecode, bytes, expected) in [
            (b'h', vec![255, 255, 1, 0], "array('h', [-1, 1])"),
            (b'H', vec![255, 255], "array('H', [65535])"),
            (b'f', vec![0, 0, 192, 63], "array('f', [1.5])"),
            (b'b', vec![], "array('b')"),
        ] {
            let array = Object::Array(ArrayObj { typecode, bytes }.into());
            let array = vm.heap.new_value(array);
            assert_eq!(repr(vm, array), expected);
        }
    }

    #[test]
    fn exceptions_show_their_arguments() {
        let vm = &mut Vm::new(Profile::UNIX, 0);
        let two = Value::small(2);
        let x = vm.new_str("x");
        for (class, args, short, long) in [
            (T::ValueError, vec![], "", "ValueError()"),
            (T::ValueError, vec![x], "x", "ValueError('x',)"),
            (
                T::ValueError,
                vec![x, two],
                "('x', 2)",
                "ValueError('x', 2)",
            ),
            (T::OSError, vec![two], "[Errno 2] ENOENT", "OSError(2,)"),
            (
                T::OSError,
                vec![two, x],
                "[Errno 2] ENOENT: x",
                "OSError(2, 'x')",
            ),
            (T::OSError, vec![x], "x", "OSError('x',)"),
        ] {
            let e = vm.new_exception(class, &args);
            assert_eq!(shown(vm, e, Style::Str), short);
            assert_eq!(repr(vm, e), long);
        }
    }

    #[test]
    fn a_list_in_itself_has_an_end() {
        let vm = &mut Vm::new(Profile::UNIX, 0);
        let list = vm.new_list(vec![]);
        if let Some(Object::List(items)) = vm.heap.object_mut(list) {
            items.push(list);
        }
        let mut out = String::new();
        let shown = vm.write_value(&mut out, list, Style::Repr);
        assert!(matches!(shown, Err(Abrupt::Raise(_))));
        assert_eq!(out, "");
    }
}
