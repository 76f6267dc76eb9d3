//! `loads` and `load`: values made of tokens, in steps where that takes long.

use alloc::vec::Vec;

use super::lexer::{Lexer, Step, Token};
use super::quick;
use crate::native::{Abrupt, Outcome};
use crate::object::Object;
use crate::ops::buffer::Copied;
use crate::text::float;
use crate::types::list;
use crate::types::text::{Kind, steps};
use crate::value::Value;
use crate::vm::Vm;

/// Bytes that are read in one step.
const BYTES: usize = 1 << 15;

/// Digits of an integer that are read in one go.
const ONE_GO_DIGITS: usize = 1 << 12;

/// Cycles that a byte takes about.
const CYCLES_PER_BYTE: usize = 6;

// What a reader is between two steps: a list. Frozen Python knows the place of `AT`, `LAST` and
// `VALUE`; all behind `KEY` are the containers that are open.
const KEPT: usize = 0;
const AT: usize = 1;
const LAST: usize = 2;
const VALUE: usize = 3;
const LEXER: usize = 4;
const KEY: usize = 5;
const OPEN: usize = 6;

/// How far the reading is.
pub struct Reader {
    lexer: Lexer,
    /// How far it is in the input.
    at: usize,
    /// Whether that is all input.
    last: bool,
    /// A value that is still to be put where it belongs, or `NULL`.
    value: Value,
    /// A key whose value is still to come, or `NULL`. It is kept when its dict ends.
    key: Value,
    /// The containers that are open; the outermost is the answer.
    open: Vec<Value>,
}

/// What a step comes to.
enum Next {
    /// The one value.
    Done(Value),
    /// There is more to read, now or once there is more input.
    More,
    /// Only Python code can go on in steps: with a long integer, or a key for a large dict.
    Ask(Value),
}

impl Reader {
    /// At the start of input, which is all if it is `last`.
    pub fn new(last: bool) -> Reader {
        Reader {
            lexer: Lexer::new(),
            at: 0,
            last,
            value: Value::NULL,
            key: Value::NULL,
            open: Vec::with_capacity(8),
        }
    }

    /// Reads one stretch of the input.
    fn run(&mut self, vm: &mut Vm, input: &[u8]) -> Outcome<Next> {
        let next = self.read(vm, input);
        if matches!(next, Ok(Next::Done(_)) | Err(Abrupt::Raise(_))) {
            // One byte is always read ahead.
            self.at += 1;
        }
        self.at = self.at.min(input.len());
        next
    }

    fn read(&mut self, vm: &mut Vm, input: &[u8]) -> Outcome<Next> {
        let from = self.at.min(input.len());
        let stop = input.len().min(from + BYTES);
        let last = self.last && stop == input.len();
        let stretch = &input[..stop];
        vm.spend((stop - from) * CYCLES_PER_BYTE);
        loop {
            if !self.value.is_null()
                && let Some(next) = self.place(vm)?
            {
                return Ok(next);
            }
            self.value = match self.lexer.next(stretch, &mut self.at, last) {
                Step::More => return Ok(Next::More),
                Step::End => {
                    let value = self.open.first().copied();
                    return Ok(Next::Done(value.unwrap_or(Value::NONE)));
                }
                Step::Fail => return Err(vm.value_error("syntax error in JSON")),
                Step::Token(Token::Close) => {
                    match self.open.len() {
                        0 => self.lexer.refuse(),
                        1 => self.lexer.expect_end(),
                        _ => {
                            self.open.pop();
                        }
                    }
                    continue;
                }
                Step::Token(Token::Integer(digits)) if digits.len() > ONE_GO_DIGITS => {
                    let digits = vm.new_bytes(digits);
                    return Ok(Next::Ask(vm.new_tuple([digits, Value::NONE])));
                }
                Step::Token(Token::List) => vm.new_list(Vec::new()),
                Step::Token(Token::Dict) => Value::obj(vm.new_dict(0)),
                Step::Token(token) => plain(vm, token)?.unwrap_or(Value::NONE),
            };
        }
    }

    /// Puts the value where it belongs.
    fn place(&mut self, vm: &mut Vm) -> Outcome<Option<Next>> {
        let value = self.value;
        let enters = matches!(
            vm.heap.object(value),
            Some(Object::List(_) | Object::Dict(_))
        );
        let mut ask = None;
        match self.open.last() {
            None if enters => {}
            None => {
                self.open.push(value);
                self.lexer.expect_end();
                self.value = Value::NULL;
                return Ok(None);
            }
            Some(&top) => match vm.heap.object(top) {
                Some(Object::List(_)) => {
                    list::append(vm, top, value)?;
                }
                _ if self.key.is_null() => {
                    if enters {
                        self.lexer.refuse();
                    }
                    vm.heap.charge_item(value);
                    self.key = value;
                    self.value = Value::NULL;
                    return Ok(None);
                }
                _ => {
                    let key = self.key;
                    let Some(dict) = top.as_ref() else {
                        return Ok(None);
                    };
                    match vm.map_set(dict, key, value) {
                        Err(Abrupt::Python) => ask = Some(vm.new_tuple([top, key, value])),
                        answer => answer?,
                    }
                    vm.heap.charge_item(value);
                    self.key = Value::NULL;
                }
            },
        }
        if enters {
            self.open.push(value);
        }
        self.value = Value::NULL;
        Ok(ask.map(Next::Ask))
    }

    /// All of it in a list.
    fn save(self, vm: &mut Vm, list: Value) {
        let (lexer, kept) = self.lexer.save();
        let kept = vm.heap.new_value(Object::ByteArray(kept));
        let at = Value::small(self.at as i64);
        let last = Value::bool(self.last);
        let mut items = alloc::vec![kept, at, last, self.value, Value::small(lexer), self.key];
        items.extend(self.open);
        if let Some(Object::List(place)) = vm.heap.object_mut(list) {
            *place = items;
        }
    }

    /// What [`Reader::save`] wrote; it is taken out of the list.
    fn restore(vm: &mut Vm, list: Value) -> Reader {
        let last = vm.items_of(list).and_then(|items| items.get(LAST));
        let mut reader = Reader::new(last == Some(&Value::TRUE));
        let at = steps::number(vm, list, AT).unwrap_or(0);
        let lexer = steps::number(vm, list, LEXER).unwrap_or(0);
        let mut items = match vm.heap.object_mut(list) {
            Some(Object::List(items)) if items.len() >= OPEN => core::mem::take(items),
            _ => return reader,
        };
        let kept = match vm.heap.object_mut(items[KEPT]) {
            Some(Object::ByteArray(kept)) => core::mem::take(kept),
            _ => Vec::new(),
        };
        reader.lexer = Lexer::restore(lexer as i64, kept);
        (reader.at, reader.value, reader.key) = (at, items[VALUE], items[KEY]);
        items.drain(..OPEN);
        reader.open = items;
        reader
    }
}

/// The value of a token that is one by itself, if it is, and is not too long.
pub(super) fn plain(vm: &mut Vm, token: Token<'_>) -> Outcome<Option<Value>> {
    Ok(Some(match token {
        Token::Null => Value::NONE,
        Token::Bool(truth) => Value::bool(truth),
        Token::Text(text) => match core::str::from_utf8(text) {
            Ok(text) => vm.new_str(text),
            Err(_) => vm.new_text(Kind::Str, text.to_vec())?,
        },
        Token::Small(n) => Value::small(n),
        Token::Integer(digits) if digits.len() <= ONE_GO_DIGITS => vm.parse_digits(digits)?,
        Token::Float(digits) => match float::parse(digits, vm.profile.float) {
            Some(f) => {
                let f = vm.new_float(f);
                vm.heap.charge_box(f);
                f
            }
            None => return Err(vm.value_error(float::INVALID_NUMBER)),
        },
        Token::Integer(_) | Token::List | Token::Dict | Token::Close => return Ok(None),
    }))
}

/// Reads all of `source` if it is short, or begins to.
pub fn read(vm: &mut Vm, source: Value) -> Outcome {
    let bytes = vm.buffer_of(source).unwrap_or_default();
    let first = Copied::of(&bytes[..bytes.len().min(BYTES)]);
    let is_all = first.len() == bytes.len();
    if is_all && let Some(value) = quick::read(vm, &first) {
        vm.spend(first.len() * CYCLES_PER_BYTE);
        return Ok(value);
    }
    let mut reader = Reader::new(is_all);
    let next = match reader.run(vm, &first) {
        Ok(Next::Done(value)) => return Ok(value),
        Ok(Next::More) => Value::NONE,
        Ok(Next::Ask(asked)) => asked,
        // There, it is tried again after a collection.
        Err(Abrupt::Memory(_)) => Value::NONE,
        Err(e) => return Err(e),
    };
    reader.last = true;
    let state = vm.new_list(Vec::new());
    reader.save(vm, state);
    Err(vm.call_frozen("json_read", &[source, state, next]))
}

/// The state of a reader at the start of a stream.
pub fn begin(vm: &mut Vm) -> Value {
    let state = vm.new_list(Vec::new());
    Reader::new(false).save(vm, state);
    state
}

/// `_json_read(input, state)`: the value in a tuple; two or three values in a tuple that ask for something;
/// `None` to be called again, with more input if it is used up.
pub(crate) fn step(vm: &mut Vm, input: Value, state: Value) -> Outcome {
    let mut reader = Reader::restore(vm, state);
    let bytes = vm.buffer_of(input).unwrap_or_default();
    let from = reader.at.min(bytes.len());
    let stretch = bytes[from..bytes.len().min(from + BYTES)].to_vec();
    let (last, is_end) = (reader.last, from + stretch.len() == bytes.len());
    (reader.at, reader.last) = (0, last && is_end);
    let next = reader.run(vm, &stretch);
    (reader.at, reader.last) = (reader.at + from, last);
    reader.save(vm, state);
    Ok(match next? {
        Next::Done(value) => vm.new_tuple([value]),
        Next::More => Value::NONE,
        Next::Ask(asked) => asked,
    })
}
