//! What natives do to values so long that it takes steps: frozen Python asks for one after the other.
//!
//! A native that meets such a value answers with [`Vm::in_steps`]; what the steps have come to is in a
//! list that the frozen function holds: the bytes that they gather, and numbers.

use alloc::string::String;
use alloc::vec::Vec;

use crate::modules::{binascii, cryptolib, hashlib, re};
use crate::native::{Abrupt, Outcome};
use crate::ops::packed;
use crate::text::compare::same;
use crate::text::{repr, search, utf8};
use crate::types::text::Kind;
use crate::types::text::steps::{self, BYTES};
use crate::value::Value;
use crate::vm::Vm;

/// What is done, with its arguments.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Work {
    /// `repr()` of a text.
    Quote,
    /// Text, needle, start, end, and the number of a [`Wanted`]: where the needle is.
    Find,
    /// The same from the end.
    FindLast,
    /// Text, needle, start, end: how often it is there.
    Count,
    /// A list or tuple of numbers, and a type code: the bytes of an array.
    Pack,
    /// Pattern, text, start, end, and whether it begins at the start: a match.
    Search,
    /// Data, and whether a line ends behind it: its Base64.
    ToBase64,
    /// Base64: what it stands for.
    FromBase64,
    /// Data, and the CRC-32 of what came before it.
    Crc,
    /// A hash, data to add.
    Hash,
    /// A cipher, data, a buffer for what it becomes or `None`: that buffer, or new bytes.
    Cipher,
}

impl Work {
    const ALL: [Work; 11] = [
        Work::Quote,
        Work::Find,
        Work::FindLast,
        Work::Count,
        Work::Pack,
        Work::Search,
        Work::ToBase64,
        Work::FromBase64,
        Work::Crc,
        Work::Hash,
        Work::Cipher,
    ];
}

/// What becomes of the place where something is found, or is not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wanted {
    /// `find`: -1 if it is not there.
    Place,
    /// `index`: `ValueError` if it is not there.
    Index,
    /// `in`
    Whether,
    /// `partition`
    Parts,
}

impl Wanted {
    const ALL: [Wanted; 4] = [Wanted::Place, Wanted::Index, Wanted::Whether, Wanted::Parts];

    /// For the arguments of [`Work::Find`].
    pub(crate) const fn as_value(self) -> Value {
        Value::small(self as i64)
    }
}

/// Bytes of a needle that a step searches for; where they are found, the rest is compared.
const NEEDLE: usize = BYTES;

/// Bytes of a text that are quoted in one go, and in one step.
pub(crate) const QUOTED: usize = 1 << 16;

/// Items that are packed in one step.
const ITEMS: usize = 1 << 16;

impl Vm {
    /// Answers with what this work comes to.
    pub(crate) fn in_steps(&mut self, work: Work, args: &[Value]) -> Abrupt {
        let args = self.new_tuple(args);
        self.call_frozen("in_steps", &[Value::small(work as i64), args])
    }

    /// Answers with where `needle` is in this part of `text`, if it is so long that this takes steps.
    pub(crate) fn search_in_steps(
        &mut self,
        work: Work,
        [text, needle]: [Value; 2],
        range: core::ops::Range<usize>,
        wanted: Wanted,
    ) -> Outcome<()> {
        if range.len() <= BYTES {
            return Ok(());
        }
        let [start, end] = [range.start, range.end].map(|at| Value::small(at as i64));
        Err(self.in_steps(work, &[text, needle, start, end, wanted.as_value()]))
    }
}

/// `_step(work, arguments, [bytes, number, number])`: what all comes to, or `None` to be asked again.
pub(crate) fn step(vm: &mut Vm, work: Value, args: Value, state: Value) -> Outcome {
    let work = work.as_small().and_then(|n| Work::ALL.get(n as usize));
    let args = vm.items_of(args).unwrap_or_default().to_vec();
    let result = match (work, &args[..]) {
        (Some(Work::Quote), &[text]) => quote(vm, text, state)?,
        (Some(work @ (Work::Find | Work::FindLast)), &[text, needle, start, end, wanted]) => {
            let last = *work == Work::FindLast;
            search_some(vm, [text, needle], [start, end], wanted, state, last)?
        }
        (Some(Work::Count), &[text, needle, start, end, _]) => {
            count_some(vm, [text, needle], [start, end], state)?
        }
        (Some(Work::Pack), &[items, typecode]) => pack(vm, items, typecode, state)?,
        (Some(Work::Search), &[pattern, text, start, end, anchored]) => {
            let args = [pattern, text, start, end, anchored];
            steps::with_bytes(vm, state, |vm, kept| re::step(vm, args, kept))?
        }
        (Some(work @ (Work::ToBase64 | Work::FromBase64 | Work::Crc)), &[_, ..]) => {
            binascii::step(vm, *work, &args, state)?
        }
        (Some(Work::Hash), &[hash, data]) => hashlib::step(vm, hash, data, state)?,
        (Some(Work::Cipher), &[cipher, data, out]) => {
            cryptolib::step(vm, [cipher, data, out], state)?
        }
        _ => None,
    };
    Ok(result.unwrap_or(Value::NONE))
}

/// A number that a step left.
fn number(vm: &Vm, state: Value, i: usize) -> usize {
    steps::number(vm, state, i).unwrap_or(0)
}

fn set(vm: &mut Vm, state: Value, i: usize, n: usize) {
    steps::set(vm, state, i, Value::small(n as i64));
}

/// Appends to `bytes` what is done of a text in one step. The numbers are how far it is, and the quote.
fn quote(vm: &mut Vm, text: Value, state: Value) -> Outcome<Option<Value>> {
    let kind = vm.text_kind(text).unwrap_or(Kind::Str);
    let (at, quote) = (number(vm, state, 1), number(vm, state, 2) as u8);
    let len = vm.text_bytes(text).len();
    vm.reserve(4 * QUOTED)?;
    vm.spend(QUOTED);
    if at == 0 && quote == 0 {
        let quote = repr::quote_for(vm.text_bytes(text));
        let begin: &[u8] = match kind {
            Kind::Str => b"",
            Kind::Bytes => b"b",
            Kind::ByteArray => b"bytearray(b",
        };
        steps::with_bytes(vm, state, |_, out| {
            out.extend_from_slice(begin);
            out.push(quote);
        });
        set(vm, state, 2, quote.into());
        return Ok(None);
    }
    if at < len {
        let mut end = (at + QUOTED).min(len);
        if kind == Kind::Str {
            end = next_character(vm.text_bytes(text), end);
        }
        steps::with_bytes(vm, state, |vm, out| {
            let some = vm.text_bytes(text).get(at..end).unwrap_or_default();
            match kind {
                Kind::Str => repr::string_part(some, quote, out),
                Kind::Bytes | Kind::ByteArray => repr::quote_part(some, quote, true, out),
            }
        });
        set(vm, state, 1, end);
        return Ok(None);
    }
    let bytes = steps::with_bytes(vm, state, |_, out| {
        out.push(quote);
        if kind == Kind::ByteArray {
            out.push(b')');
        }
        core::mem::take(out)
    });
    let text = String::from_utf8(bytes);
    let text = text.unwrap_or_else(|e| String::from_utf8_lossy(e.as_bytes()).into_owned());
    Ok(Some(vm.new_string(text)))
}

/// Where the first character from `at` on begins.
fn next_character(text: &[u8], at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    let inside = rest.iter().take_while(|&&b| utf8::is_continuation(b));
    at + inside.count()
}

/// The part of a text that is searched. A `bytearray` may have become shorter since.
fn searched(vm: &Vm, text: Value, [start, end]: [Value; 2]) -> (&[u8], usize) {
    let at = |v: Value| v.as_small().and_then(|n| usize::try_from(n).ok());
    let whole = vm.text_bytes(text);
    let end = at(end).unwrap_or(0).min(whole.len());
    let start = at(start).unwrap_or(0).min(end);
    (&whole[start..end], start)
}

/// Searches one stretch, behind those that were searched before, or before them: the first number is
/// how many bytes those are.
fn search_some(
    vm: &mut Vm,
    [text, needle]: [Value; 2],
    range: [Value; 2],
    wanted: Value,
    state: Value,
    last: bool,
) -> Outcome<Option<Value>> {
    vm.spend(BYTES / 2);
    let done = number(vm, state, 1);
    let (whole, start) = searched(vm, text, range);
    let byte = needle.as_small().and_then(|n| u8::try_from(n).ok());
    let sought = match &byte {
        Some(byte) => core::slice::from_ref(byte),
        None => vm.text_bytes(needle),
    };
    let width = sought.len();
    let (found, done) = if whole.len().saturating_sub(done) < width {
        (None, None)
    } else if last {
        // The needle ends in front of what is done.
        let end = whole.len() - done;
        let tail = &sought[width - width.min(NEEDLE)..];
        let begin = (end + 1).saturating_sub(BYTES + tail.len());
        match search::rfind(&whole[begin..end], tail).map(|at| begin + at + tail.len()) {
            Some(end) if end < width => (None, None),
            Some(end) if same(&whole[end - width..end], sought) => (Some(end - width), None),
            Some(end) => (None, Some(whole.len() - end + 1)),
            None if begin == 0 => (None, None),
            None => (None, Some(whole.len() - (begin + tail.len() - 1))),
        }
    } else {
        let head = &sought[..width.min(NEEDLE)];
        let end = (done + BYTES + head.len() - 1).min(whole.len());
        match search::find(&whole[done..end], head).map(|at| done + at) {
            Some(at) if whole.len() - at < width => (None, None),
            Some(at) if same(&whole[at..at + width], sought) => (Some(at), None),
            Some(at) => (None, Some(at + 1)),
            None if end == whole.len() => (None, None),
            None => (None, Some(end - (head.len() - 1))),
        }
    };
    if let Some(done) = done {
        set(vm, state, 1, done);
        return Ok(None);
    }
    let wanted = wanted.as_small().and_then(|n| Wanted::ALL.get(n as usize));
    let wanted = wanted.copied().unwrap_or(Wanted::Place);
    let found = found.map(|at| start + at);
    vm.found(text, needle, found, wanted, last).map(Some)
}

/// Counts in one stretch. The numbers are how far it is, and how many were found.
fn count_some(
    vm: &mut Vm,
    [text, needle]: [Value; 2],
    range: [Value; 2],
    state: Value,
) -> Outcome<Option<Value>> {
    vm.spend(BYTES / 2);
    let (mut at, mut count) = (number(vm, state, 1), number(vm, state, 2));
    let (whole, _) = searched(vm, text, range);
    let sought = vm.text_bytes(needle);
    let (width, head) = (sought.len(), &sought[..sought.len().min(NEEDLE)]);
    let stop = (at + BYTES).min(whole.len());
    while at < stop {
        let end = (stop + head.len() - 1).min(whole.len());
        let Some(found) = search::find(&whole[at..end], head) else {
            at = stop;
            break;
        };
        at += found;
        let is_it = whole.get(at..at + width).is_some_and(|w| same(w, sought));
        count += usize::from(is_it);
        at += if is_it { width } else { 1 };
        if width > head.len() {
            // Comparing the rest takes long.
            break;
        }
    }
    if at >= whole.len() {
        return Ok(Some(vm.new_int(count as i64)));
    }
    set(vm, state, 1, at);
    set(vm, state, 2, count);
    Ok(None)
}

/// Packs some items. The first number is how far it is.
fn pack(vm: &mut Vm, items: Value, typecode: Value, state: Value) -> Outcome<Option<Value>> {
    let at = number(vm, state, 1);
    let code = typecode.as_small().unwrap_or(0) as u8;
    let rest = vm.items_of(items).and_then(|items| items.get(at..));
    let rest = rest.unwrap_or_default();
    let some = rest[..rest.len().min(ITEMS)].to_vec();
    let is_last = some.len() == rest.len();
    vm.reserve(some.len() * 8)?;
    vm.spend(some.len());
    let mut bytes = Vec::with_capacity(some.len());
    for &item in &some {
        let (raw, size) = packed::pack(vm, code, item)?;
        bytes.extend_from_slice(&raw[..size]);
    }
    steps::with_bytes(vm, state, |_, out| out.extend_from_slice(&bytes));
    set(vm, state, 1, at + some.len());
    match is_last {
        true => Ok(vm.items_of(state).and_then(|held| held.first().copied())),
        false => Ok(None),
    }
}
