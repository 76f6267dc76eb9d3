//! `dumps` and `dump`: values as text, in steps where that takes long, or where users' methods have a say.

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;

use crate::native::{Abrupt, Outcome};
use crate::object::Object;
use crate::ops::print::Style;
use crate::qstr::q;
use crate::types::T;
use crate::types::text::Kind;
use crate::value::{Unpacked, Value};
use crate::vm::Vm;

/// Bytes that are written in one step, and bytes of a string that are written in one go.
const BYTES: usize = 1 << 16;

/// Texts up to this length are written at once.
const SHORT: usize = 256;

/// Cycles that a byte takes about.
const CYCLES_PER_BYTE: usize = 60;

// What a writer is between two steps: a list. First comes the text, which frozen Python takes, then
// `PIECES`: a list of bytes if the text goes to a user's stream in as many pieces as on a board, else
// `None`. Behind `KEY_SEPARATOR` are the values that have begun, each with its place.
const PIECES: usize = 1;
const VALUE: usize = 2;
const ITEM_SEPARATOR: usize = 3;
const KEY_SEPARATOR: usize = 4;
const BEGUN: usize = 5;

/// What a level of nesting takes of a board's C stack, in units of a fifth of what a step of a regular
/// expression takes there.
const LIST_DEPTH: u32 = 3;
const DICT_DEPTH: u32 = 5;

/// A value that has begun.
#[derive(Clone, Copy)]
struct Begun {
    value: Value,
    at: At,
}

/// How far a value that has begun is.
#[derive(Clone, Copy)]
enum At {
    /// This item of a list or tuple is next.
    Item(usize),
    /// The first key from this slot of a dict on is next; whether there was one before.
    Key(usize, bool),
    /// The value in this slot is next.
    Value(usize),
    /// This byte of a text is next.
    Byte(usize),
}

impl At {
    fn as_value(self) -> Value {
        let (kind, at) = match self {
            At::Item(at) => (0, at),
            At::Key(at, false) => (1, at),
            At::Key(at, true) => (2, at),
            At::Value(at) => (3, at),
            At::Byte(at) => (4, at),
        };
        Value::small((at as i64) << 3 | kind)
    }

    fn from_value(v: Value) -> At {
        let n = v.as_small().unwrap_or(0);
        let at = (n >> 3) as usize;
        match n & 7 {
            0 => At::Item(at),
            1 => At::Key(at, false),
            2 => At::Key(at, true),
            3 => At::Value(at),
            _ => At::Byte(at),
        }
    }
}

/// What stands between items, and between keys and values.
#[derive(Clone, Copy)]
pub struct Separators {
    /// Between items.
    pub item: Value,
    /// Between a key and its value.
    pub key: Value,
}

/// How far the writing is.
struct Writer {
    out: Vec<u8>,
    /// Where each piece ends, if anybody asks.
    ends: Option<Vec<usize>>,
    separators: Separators,
    item_separator: Cow<'static, [u8]>,
    key_separator: Cow<'static, [u8]>,
    /// A value that is to be written next, or `NULL`.
    value: Value,
    begun: Vec<Begun>,
    /// What is left of the C stack.
    depth: u32,
}

/// What a step comes to.
enum Next {
    Done,
    More,
    /// Only Python can show this value.
    Ask(Value),
}

impl Writer {
    fn new(vm: &Vm, value: Value, separators: Separators) -> Writer {
        let text = |v: Value, default: &'static str| match v {
            Value::NONE => Cow::Borrowed(default.as_bytes()),
            v => {
                // A C string ends with its first zero byte.
                let text = vm.text_bytes(v);
                let text = text.split(|&b| b == 0).next().unwrap_or_default();
                Cow::Owned(text.to_vec())
            }
        };
        Writer {
            out: Vec::with_capacity(64),
            ends: None,
            separators,
            item_separator: text(separators.item, ", "),
            key_separator: text(separators.key, ": "),
            value,
            begun: Vec::with_capacity(8),
            depth: vm.profile.regex_depth * 5 + 10,
        }
    }

    fn put(&mut self, piece: &[u8]) {
        self.out.extend_from_slice(piece);
        self.end_piece();
    }

    fn end_piece(&mut self) {
        if let Some(ends) = &mut self.ends {
            ends.push(self.out.len());
        }
    }

    fn put_item_separator(&mut self) {
        self.out.extend_from_slice(&self.item_separator);
        self.end_piece();
    }

    /// Whether so much is written that the rest has to wait.
    fn is_full(&self) -> bool {
        self.out.len() >= BYTES
    }

    fn put_key_separator(&mut self) {
        self.out.extend_from_slice(&self.key_separator);
        self.end_piece();
    }

    fn run(&mut self, vm: &mut Vm) -> Outcome<Next> {
        let mut steps = 0;
        while !self.is_full() && steps < BYTES {
            steps += 1;
            let value = core::mem::replace(&mut self.value, Value::NULL);
            if !value.is_null() {
                match self.write(vm, value) {
                    Err(Abrupt::Python) => return Ok(Next::Ask(value)),
                    answer => answer?,
                }
            } else if let Some(begun) = self.begun.pop() {
                self.go_on(vm, begun);
            } else {
                return Ok(Next::Done);
            }
        }
        Ok(Next::More)
    }

    /// Writes a value, or begins to; [`Abrupt::Python`] if only Python can.
    fn write(&mut self, vm: &mut Vm, value: Value) -> Outcome<()> {
        if self.plain(vm, value) {
            return Ok(());
        }
        match value.unpack() {
            Unpacked::Qstr(_) => self.begin_text(vm, value),
            Unpacked::Ref(r) => match vm.heap.get(r) {
                Object::Str(_) | Object::LooseStr(_) | Object::Bytes(_) => {
                    self.begin_text(vm, value);
                }
                Object::List(_) | Object::Tuple(_) => {
                    return self.begin(vm, value, b"[", At::Item(0));
                }
                Object::Dict(_) => return self.begin(vm, value, b"{", At::Key(0, false)),
                Object::Exception(e) => self.value = e.args,
                Object::Derived(_) if vm.user_method(value, q::__repr__).is_none() => {
                    let shown = vm.shown_part(value);
                    match vm.heap.object(shown) {
                        Some(Object::Exception(_) | Object::Derived(_)) => {
                            return self.other(vm, value);
                        }
                        _ => self.value = shown,
                    }
                }
                _ => return self.other(vm, value),
            },
            _ => return self.other(vm, value),
        }
        Ok(())
    }

    /// A number is written as its digits.
    fn integer(&mut self, n: i64) {
        let mut digits = [0; 20];
        let mut at = digits.len();
        let mut left = n.unsigned_abs();
        loop {
            at -= 1;
            digits[at] = b'0' + (left % 10) as u8;
            left /= 10;
            if left == 0 {
                break;
            }
        }
        if n < 0 {
            at -= 1;
            digits[at] = b'-';
        }
        self.put(&digits[at..]);
    }

    /// What JSON does not know is shown as `repr()` shows it.
    fn other(&mut self, vm: &mut Vm, value: Value) -> Outcome<()> {
        let mut text = String::new();
        vm.write_value(&mut text, value, Style::Repr)?;
        self.put(text.as_bytes());
        Ok(())
    }

    fn begin(&mut self, vm: &mut Vm, value: Value, open: &[u8], at: At) -> Outcome<()> {
        let Some(left) = self.depth.checked_sub(at.depth()) else {
            return Err(vm.raise(T::RuntimeError, "maximum recursion depth exceeded"));
        };
        self.depth = left;
        self.put(open);
        self.begun.push(Begun { value, at });
        Ok(())
    }

    fn begin_text(&mut self, vm: &Vm, value: Value) {
        self.put(b"\"");
        let at = At::Byte(0);
        self.go_on(vm, Begun { value, at });
    }

    /// Goes on with a value that has begun.
    fn go_on(&mut self, vm: &Vm, begun: Begun) {
        let Begun { value, at } = begun;
        match at {
            At::Item(mut at) => {
                let items = vm.items_of(value).unwrap_or_default();
                while let Some(&item) = items.get(at) {
                    if at > 0 {
                        self.put_item_separator();
                    }
                    at += 1;
                    if self.is_full() || !self.plain(vm, item) {
                        let at = At::Item(at);
                        self.begun.push(Begun { value, at });
                        self.value = item;
                        return;
                    }
                }
                self.end(LIST_DEPTH, b"]");
            }
            At::Key(mut slot, mut is_not_first) => {
                let slots = value.as_ref().and_then(|r| vm.map_of(r));
                let slots = slots.map_or(&[][..], |m| m.slots());
                while let Some(entry) = slots.get(slot) {
                    slot += 1;
                    if !entry.is_filled() {
                        continue;
                    }
                    if is_not_first {
                        self.put_item_separator();
                    }
                    is_not_first = true;
                    let is_text = vm.text_kind(entry.key) == Some(Kind::Str);
                    if !is_text || self.is_full() || !self.plain(vm, entry.key) {
                        let at = At::Value(slot - 1);
                        self.begun.push(Begun { value, at });
                        self.quote(vm, entry.key);
                        self.value = entry.key;
                        return;
                    }
                    self.put_key_separator();
                    if self.is_full() || !self.plain(vm, entry.value) {
                        let at = At::Key(slot, true);
                        self.begun.push(Begun { value, at });
                        self.value = entry.value;
                        return;
                    }
                }
                self.end(DICT_DEPTH, b"}");
            }
            At::Value(slot) => {
                let entry = value.as_ref().and_then(|r| vm.map_of(r)?.slots().get(slot));
                let at = At::Key(slot + 1, true);
                self.begun.push(Begun { value, at });
                if let Some(entry) = entry {
                    self.quote(vm, entry.key);
                    self.put_key_separator();
                    self.value = entry.value;
                }
            }
            At::Byte(from) => {
                let text = vm.text_bytes(value);
                let end = text.len().min(from + BYTES);
                let part = &text[from.min(end)..end];
                self.part_of_text(part);
                if end < text.len() {
                    let at = At::Byte(end);
                    self.begun.push(Begun { value, at });
                } else {
                    self.put(b"\"");
                }
            }
        }
    }

    fn end(&mut self, depth: u32, close: &[u8]) {
        self.depth += depth;
        self.put(close);
    }

    /// A key that is no string is written in quotes.
    fn quote(&mut self, vm: &Vm, key: Value) {
        if !matches!(vm.text_kind(key), Some(Kind::Str | Kind::Bytes)) {
            self.put(b"\"");
        }
    }

    /// Writes what takes no more than a look, if it is that.
    fn plain(&mut self, vm: &Vm, value: Value) -> bool {
        match value.unpack() {
            Unpacked::Int(n) => self.integer(n),
            Unpacked::Special(Value::NONE) => self.put(b"null"),
            Unpacked::Special(Value::TRUE) => self.put(b"true"),
            Unpacked::Special(Value::FALSE) => self.put(b"false"),
            Unpacked::Qstr(name) => return self.short_text(vm.qstrs.text(name)),
            Unpacked::Ref(r) => match vm.heap.get(r) {
                Object::Str(text) => return self.short_text(&text.text),
                _ => return false,
            },
            _ => return false,
        }
        true
    }

    /// Writes a text if it is short.
    fn short_text(&mut self, text: &str) -> bool {
        if text.len() > SHORT {
            return false;
        }
        self.put(b"\"");
        self.part_of_text(text.as_bytes());
        self.put(b"\"");
        true
    }

    fn part_of_text(&mut self, part: &[u8]) {
        match self.ends.is_some() {
            true => self.text_in_pieces(part),
            false => self.text(part),
        }
    }

    fn text(&mut self, text: &[u8]) {
        let mut rest = text;
        while let Some(at) = rest.iter().position(|&b| is_escaped(b)) {
            self.out.extend_from_slice(&rest[..at]);
            for piece in escape(rest[at], &mut [0; 2]) {
                self.out.extend_from_slice(piece);
            }
            rest = &rest[at + 1..];
        }
        self.out.extend_from_slice(rest);
    }

    /// A board writes byte by byte.
    fn text_in_pieces(&mut self, text: &[u8]) {
        for &byte in text {
            match is_escaped(byte) {
                true => {
                    for piece in escape(byte, &mut [0; 2]) {
                        self.put(piece);
                    }
                }
                false => self.put(&[byte]),
            }
        }
    }

    /// All of it in a list.
    fn save(self, vm: &mut Vm, list: Value) {
        let pieces = match &self.ends {
            None => Value::NONE,
            Some(ends) => {
                let mut pieces = Vec::new();
                let mut from = 0;
                for &end in ends {
                    if end > from {
                        pieces.push(vm.new_bytes(&self.out[from..end]));
                        from = end;
                    }
                }
                vm.new_list(pieces)
            }
        };
        vm.heap.charge(self.out.len());
        let out = vm.heap.new_value(Object::ByteArray(self.out));
        let Separators { item, key } = self.separators;
        let mut items = alloc::vec![out, pieces, self.value, item, key];
        items.extend(self.begun.iter().flat_map(|b| [b.value, b.at.as_value()]));
        if let Some(Object::List(place)) = vm.heap.object_mut(list) {
            *place = items;
        }
    }

    /// What [`Writer::save`] wrote. The text in the list is left to whoever holds it.
    fn restore(vm: &Vm, list: Value) -> Option<Writer> {
        let items = vm.items_of(list)?;
        let (head, begun) = items.split_at_checked(BEGUN)?;
        let separators = Separators {
            item: head[ITEM_SEPARATOR],
            key: head[KEY_SEPARATOR],
        };
        let mut writer = Writer::new(vm, head[VALUE], separators);
        writer.ends = vm.items_of(head[PIECES]).map(|_| Vec::new());
        for &[value, at] in begun.as_chunks().0 {
            let at = At::from_value(at);
            writer.depth = writer.depth.saturating_sub(at.depth());
            writer.begun.push(Begun { value, at });
        }
        Some(writer)
    }
}

impl At {
    fn depth(self) -> u32 {
        match self {
            At::Item(_) => LIST_DEPTH,
            At::Key(..) | At::Value(_) => DICT_DEPTH,
            At::Byte(_) => 0,
        }
    }
}

/// Whether a byte is not just itself in JSON.
fn is_escaped(byte: u8) -> bool {
    byte < 32 || byte == b'"' || byte == b'\\'
}

/// What stands for such a byte, in the pieces that a board writes.
fn escape(byte: u8, digits: &mut [u8; 2]) -> [&[u8]; 3] {
    match byte {
        b'\n' => [b"\\n", b"", b""],
        b'\r' => [b"\\r", b"", b""],
        b'\t' => [b"\\t", b"", b""],
        b'"' => [b"\\", b"\"", b""],
        b'\\' => [b"\\", b"\\", b""],
        _ => {
            let digit = |half: u8| b"0123456789abcdef"[usize::from(half)];
            *digits = [digit(byte >> 4), digit(byte & 15)];
            match byte < 16 {
                true => [b"\\u", b"000", &digits[1..]],
                false => [b"\\u", b"00", &digits[..]],
            }
        }
    }
}

/// `dumps`: the text, unless it is long, or users' methods have a say.
pub fn dumps(vm: &mut Vm, value: Value, separators: Separators) -> Outcome {
    let mut writer = Writer::new(vm, value, separators);
    let next = writer.run(vm)?;
    vm.spend(writer.out.len() * CYCLES_PER_BYTE);
    let asked = match next {
        Next::Done => {
            vm.room_for_text(writer.out.len())?;
            return vm.new_unchecked_text(Kind::Str, writer.out);
        }
        Next::Ask(value) => vm.new_tuple([value]),
        Next::More => Value::NONE,
    };
    let state = vm.new_list(Vec::new());
    writer.save(vm, state);
    Err(vm.call_frozen("json_text", &[state, asked]))
}

/// The state of a writer that has not begun; to a user's stream it writes piece by piece.
pub fn begin(vm: &mut Vm, value: Value, separators: Separators, in_pieces: bool) -> Value {
    let mut writer = Writer::new(vm, value, separators);
    writer.ends = in_pieces.then(Vec::new);
    let state = vm.new_list(Vec::new());
    writer.save(vm, state);
    state
}

/// `_json_write(state)`: `True` once all is written, `None` to be called again, or a value in a tuple whose
/// `repr()` goes next. What is written now is in the state's first place.
pub(crate) fn step(vm: &mut Vm, state: Value) -> Outcome {
    vm.reserve(2 * BYTES)?;
    let Some(mut writer) = Writer::restore(vm, state) else {
        return Ok(Value::TRUE);
    };
    let next = writer.run(vm);
    vm.spend(writer.out.len() * CYCLES_PER_BYTE);
    writer.save(vm, state);
    Ok(match next? {
        Next::Done => Value::TRUE,
        Next::More => Value::NONE,
        Next::Ask(value) => vm.new_tuple([value]),
    })
}
