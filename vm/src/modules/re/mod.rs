//! `re`: MicroPython's regular expressions, with its dialect and its limits.

mod program;
mod replace;
mod search;

use alloc::boxed::Box;
use alloc::vec::Vec;
use core::ops::Range;

use super::{ModuleSpec, always};
use crate::native::{Abrupt, Args, F, Native, Outcome, native};
use crate::object::{DeviceObj, Object, StrObj};
use crate::ops::work::Work;
use crate::qstr::Qstr;
use crate::types::text::Kind;
use crate::types::{T, TypeSpec, list};
use crate::value::Value;
use crate::vm::{Profile, Vm};
use program::{Program, Refused};
pub(crate) use replace::{expand, rest};
use search::{Buffers, Found, Search, UNSET};

/// What the module is made of.
pub const SPEC: ModuleSpec = ModuleSpec {
    name: "re",
    natives: &[
        native("compile", F::V(1, 2, compile)),
        native("match", F::V(2, 4, |vm, args| execute(vm, args, true))),
        native("search", F::V(2, 4, |vm, args| execute(vm, args, false))),
        native("sub", F::V(3, 5, substitute)),
    ],
    members: &[],
    present: always,
};

/// What a compiled pattern is made of: a [`DeviceObj`] whose data are the number of its groups, and
/// whose value is its code.
pub const PATTERN: TypeSpec = TypeSpec {
    name: "re",
    base: T::Object,
    make: None,
    natives: METHODS,
    consts: &[],
};

const METHODS: &[Native] = &[
    native("match", F::V(2, 4, |vm, args| execute(vm, args, true))),
    native("search", F::V(2, 4, |vm, args| execute(vm, args, false))),
    native("split", F::V(2, 3, split)),
    native("sub", F::V(3, 5, substitute)),
];

/// What a match is made of: a [`DeviceObj`] whose values are the text, and the first and last place of
/// the whole and of each group in its bytes, or `None`.
pub const MATCH: TypeSpec = TypeSpec {
    name: "match",
    base: T::Object,
    make: None,
    natives: &[
        native("group", F::F2(group)),
        native("groups", F::F1(groups)),
        native("span", F::V(1, 2, span_pair)),
        native("start", F::V(1, 2, |vm, args| Ok(span_of(vm, args)?[0]))),
        native("end", F::V(1, 2, |vm, args| Ok(span_of(vm, args)?[1]))),
    ],
    consts: &[],
};

/// What the module keeps only to be quicker: the memory of searches, and patterns that were compiled last.
#[derive(Clone, Debug, Default)]
pub(crate) struct Kept {
    buffers: Buffers,
    compiled: [Option<(Qstr, Program)>; 4],
}

impl Kept {
    /// Where a pattern of this name is kept.
    fn place(&mut self, name: Qstr) -> &mut Option<(Qstr, Program)> {
        &mut self.compiled[name.0 as usize % 4]
    }
}

/// What the search takes of a board's processor for each instruction, about.
const CYCLES_PER_STEP: usize = 20;

/// Instructions that a search runs before it works in steps, and in each of these.
const STEPS: i64 = 1 << 16;

/// `re.compile(pattern, flags=0)`: boards know no flag.
fn compile(vm: &mut Vm, args: Args) -> Outcome {
    let pattern = args.get(vm, 0);
    pattern_of(vm, pattern)
}

fn pattern_of(vm: &mut Vm, pattern: Value) -> Outcome {
    if vm.device(pattern).is_some_and(|d| d.ty == T::Pattern) {
        return Ok(pattern);
    }
    vm.any_text(pattern)?;
    vm.spend(vm.text_bytes(pattern).len() * CYCLES_PER_STEP);
    let name = pattern.as_qstr();
    let kept = name.and_then(|name| {
        let place = vm.module_state.re.0.place(name);
        place.take_if(|(kept, _)| *kept == name)
    });
    let program = match kept {
        Some((_, program)) => program,
        None => match program::compile(vm.text_bytes(pattern)) {
            Ok(program) => program,
            Err(refused) => {
                let message = match refused {
                    Refused::TooComplex => "regex too complex",
                    Refused::Error => "error in regex",
                };
                return Err(vm.raise(T::ValueError, message));
            }
        },
    };
    let (code, groups) = (vm.new_bytes(&program.code[..]), program.groups);
    if let Some(name) = name {
        *vm.module_state.re.0.place(name) = Some((name, program));
    }
    let data = [groups as i64, 0, 0, 0];
    Ok(vm.new_device(T::Pattern, data, alloc::vec![code]))
}

/// The code of a pattern, and how many groups it has.
fn parts(vm: &mut Vm, pattern: Value) -> Outcome<(Value, usize)> {
    match vm.device(pattern) {
        Some(d) if d.ty == T::Pattern => Ok((d.values[0], d.data[0] as usize)),
        _ => Err(vm.wrong_self("re", pattern)),
    }
}

/// `match` and `search`, of the module and of a pattern; only there `pos` and `endpos` count.
fn execute(vm: &mut Vm, args: Args, anchored: bool) -> Outcome {
    let (given, text) = (args.get(vm, 0), args.get(vm, 1));
    let pattern = pattern_of(vm, given)?;
    vm.any_text(text)?;
    let len = vm.text_bytes(text).len();
    let place = |vm: &mut Vm, i: usize, least: usize, absent: usize| -> Outcome<usize> {
        match args.opt(vm, i) {
            Some(v) if pattern == given => {
                let at = vm.int_arg(v)?;
                Ok(usize::try_from(at).unwrap_or(0).clamp(least, len))
            }
            _ => Ok(absent),
        }
    };
    let start = place(vm, 2, 0, 0)?;
    let end = place(vm, 3, start, len)?;
    find(vm, pattern, text, [start, end], anchored)
}

/// The match between two places, or `None`; in steps if it takes long.
fn find(
    vm: &mut Vm,
    pattern: Value,
    text: Value,
    [start, end]: [usize; 2],
    anchored: bool,
) -> Outcome {
    let (_, groups) = parts(vm, pattern)?;
    let mut search = Search::new(groups, start, anchored, &mut vm.module_state.re.0.buffers);
    let answer = go_on(vm, &mut search, pattern, text, end);
    search.leave(&mut vm.module_state.re.0.buffers);
    match answer? {
        Some(answer) => Ok(answer),
        None => {
            let [start, end] = [start, end].map(|at| Value::small(at as i64));
            let args = vm.new_tuple([pattern, text, start, end, Value::bool(anchored)]);
            let work = Value::small(Work::Search as i64);
            Err(vm.call_frozen("re_search", &[work, args]))
        }
    }
}

/// Goes on with a search for some time. `None` if there is more to try.
fn go_on(
    vm: &mut Vm,
    search: &mut Search,
    pattern: Value,
    text: Value,
    end: usize,
) -> Outcome<Option<Value>> {
    let (code, _) = parts(vm, pattern)?;
    let subject = vm.text_bytes(text);
    let subject = subject.get(..end).unwrap_or(subject);
    let (depth, mut left) = (vm.profile.regex_depth as usize, STEPS);
    let found = search.run(vm.text_bytes(code), subject, depth, &mut left);
    vm.spend((STEPS - left) as usize * CYCLES_PER_STEP);
    Ok(match found {
        Found::More => None,
        Found::Nothing => Some(Value::NONE),
        Found::TooDeep => {
            return Err(vm.raise(T::RuntimeError, TOO_DEEP));
        }
        Found::Match => {
            let place = |&at: &u32| match at {
                UNSET => Value::NONE,
                at => Value::small(at.into()),
            };
            let mut values = Vec::with_capacity(1 + search.places.len());
            values.push(text);
            values.extend(search.places.iter().map(place));
            Some(vm.heap.new_value(Object::Device(Box::new(DeviceObj {
                ty: T::Match,
                data: [0; 4],
                values,
            }))))
        }
    })
}

/// One step of [`Work::Search`], which gives the answer in a tuple; between two, the search is in `kept`.
pub(crate) fn step(
    vm: &mut Vm,
    [pattern, text, start, end, anchored]: [Value; 5],
    kept: &mut Vec<u8>,
) -> Outcome<Option<Value>> {
    let [start, end] = [start, end].map(|v| v.as_small().unwrap_or(0) as usize);
    let mut search = match Search::restore(kept) {
        Some(search) => search,
        None => {
            let (_, groups) = parts(vm, pattern)?;
            let buffers = &mut vm.module_state.re.0.buffers;
            Search::new(groups, start, anchored == Value::TRUE, buffers)
        }
    };
    let answer = go_on(vm, &mut search, pattern, text, end)?;
    if answer.is_none() {
        search.save(kept);
    }
    Ok(answer.map(|answer| vm.new_tuple([answer])))
}

/// `pattern.split(text, maxsplit=0)`
fn split(vm: &mut Vm, args: Args) -> Outcome {
    let (pattern, text) = (args.get(vm, 0), args.get(vm, 1));
    parts(vm, pattern)?;
    vm.any_text(text)?;
    let most = match args.opt(vm, 2) {
        Some(v) => vm.int_arg(v)?,
        None => 0,
    };
    let mut matches = Matches::new(pattern, text, most);
    let pieces = vm.new_list(Vec::new());
    while let Some([start, _]) = matches.next(vm)? {
        if matches.groups > 0 {
            return Err(vm.raise(T::NotImplementedError, SUB_CAPTURES));
        }
        let piece = vm.part_of(text, matches.before..start)?;
        list::append(vm, pieces, piece)?;
    }
    let [at, most] = [matches.at as i64, matches.most].map(Value::small);
    if matches.is_over {
        let piece = part(vm, text, at, Value::NONE)?;
        list::append(vm, pieces, piece)?;
        return Ok(pieces);
    }
    Err(vm.call_frozen("re_split", &[pattern, text, most, pieces, at]))
}

/// `sub(pattern, replace, text, count=0, flags=0)`, of the module and of a pattern.
fn substitute(vm: &mut Vm, args: Args) -> Outcome {
    let [pattern, replace, text] = [0, 1, 2].map(|i| args.get(vm, i));
    let pattern = pattern_of(vm, pattern)?;
    let most = match args.opt(vm, 3) {
        Some(v) => vm.int_arg(v)?,
        None => 0,
    };
    vm.any_text(text)?;
    let calls = vm.is_callable(replace);
    let mut matches = Matches::new(pattern, text, most);
    let mut out = Vec::new();
    // What is called is Python's, and what is found out about a template is only once it is needed.
    while !calls && let Some([start, end]) = matches.next(vm)? {
        let places = core::mem::take(&mut matches.places);
        replace::put(vm, &mut out, text, matches.before..start, &places, replace)?;
        matches.places = places;
        debug_assert_eq!(matches.at, end);
    }
    if matches.is_over {
        if matches.at == 0 {
            return Ok(text);
        }
        out.extend_from_slice(vm.text_bytes(text).get(matches.at..).unwrap_or_default());
        vm.room_for_text(out.len())?;
        let kind = vm.text_kind(text).unwrap_or(Kind::Str);
        return vm.new_unchecked_text(kind, out);
    }
    let out = vm.heap.new_value(Object::ByteArray(out));
    let [at, most] = [matches.at as i64, matches.most].map(Value::small);
    let all = [pattern, replace, text, most, Value::bool(calls), out, at];
    Err(vm.call_frozen("re_sub", &all))
}

const TOO_DEEP: &str = "maximum recursion depth exceeded";
const SUB_CAPTURES: &str = "splitting with sub-captures";

/// Matches that `split` and `sub` find one after the other without help of Python.
const MOST_MATCHES: usize = 256;

/// The matches of a pattern that are found quickly.
struct Matches {
    pattern: Value,
    text: Value,
    /// How many groups there are.
    groups: usize,
    /// How many matches are still asked for; without end if it begins below 1.
    most: i64,
    /// Where the last match ended, and where the one before it did.
    at: usize,
    before: usize,
    /// The places of the last match.
    places: Vec<u32>,
    /// Whether there are no more; else the next is found in steps.
    is_over: bool,
    found: usize,
}

impl Matches {
    fn new(pattern: Value, text: Value, most: i64) -> Matches {
        Matches {
            pattern,
            text,
            groups: 0,
            most,
            at: 0,
            before: 0,
            places: Vec::new(),
            is_over: false,
            found: 0,
        }
    }

    /// Where the next match begins and ends, unless there is none, it is empty, or it takes long to find.
    fn next(&mut self, vm: &mut Vm) -> Outcome<Option<[usize; 2]>> {
        if self.is_over || self.found == MOST_MATCHES {
            return Ok(None);
        }
        let (code, groups) = parts(vm, self.pattern)?;
        self.groups = groups;
        let buffers = &mut vm.module_state.re.0.buffers;
        let mut search = Search::new(groups, self.at, false, buffers);
        let (depth, mut left) = (vm.profile.regex_depth as usize, STEPS);
        let subject = vm.text_bytes(self.text);
        let found = search.run(vm.text_bytes(code), subject, depth, &mut left);
        core::mem::swap(&mut self.places, &mut search.places);
        search.leave(&mut vm.module_state.re.0.buffers);
        if found == Found::More {
            return Ok(None);
        }
        vm.spend((STEPS - left) as usize * CYCLES_PER_STEP);
        if found == Found::TooDeep {
            return Err(vm.raise(T::RuntimeError, TOO_DEEP));
        }
        let span = match self.places[..] {
            [start, end, ..] if found == Found::Match && start != end => {
                [start as usize, end as usize]
            }
            _ => {
                self.is_over = true;
                return Ok(None);
            }
        };
        self.found += 1;
        self.most -= 1;
        self.is_over = self.most == 0;
        (self.before, self.at) = (self.at, span[1]);
        Ok(Some(span))
    }
}

/// `_re_find(pattern, text, start)`: the next match
pub(crate) fn find_next(vm: &mut Vm, pattern: Value, text: Value, start: Value) -> Outcome {
    let start = start.as_small().unwrap_or(0) as usize;
    let end = vm.text_bytes(text).len();
    find(vm, pattern, text, [start, end], false)
}

/// `_re_span(match)`: where it begins and ends in the bytes of its text
pub(crate) fn span(vm: &mut Vm, matched: Value) -> Outcome {
    let places = places(vm, matched, 0)?.unwrap_or((0, 0));
    let [start, end] = [places.0, places.1].map(|at| Value::small(at as i64));
    Ok(vm.new_tuple([start, end]))
}

/// `_re_part(text, start, end)`: these bytes of it
pub(crate) fn part(vm: &mut Vm, text: Value, start: Value, end: Value) -> Outcome {
    let len = vm.text_bytes(text).len();
    let [start, end] = [start, end].map(|v| v.as_small());
    let range = start.unwrap_or(0) as usize..end.map_or(len, |end| end as usize);
    vm.part_of(text, range)
}

impl Vm {
    /// These bytes of a text, as a text of its kind.
    fn part_of(&mut self, text: Value, range: Range<usize>) -> Outcome {
        if let Some(part) = self.str_of(text).and_then(|text| text.get(range.clone())) {
            let (len, found) = (part.len(), StrObj::find(part, &self.qstrs));
            self.reserve(len)?;
            return Ok(self.found_str(found));
        }
        let kind = self.text_kind(text).unwrap_or(Kind::Str);
        let part = self.text_bytes(text).get(range).unwrap_or_default();
        let part = part.to_vec();
        self.reserve(part.len())?;
        // A part that cuts a character in two is no text.
        self.new_text(kind, part)
    }
}

/// `_re_cut(parts, match, at, _)`: appends the part of the text from byte `at` up to the match
pub(crate) fn cut(vm: &mut Vm, args: Args) -> Outcome {
    let [parts, matched, at] = [0, 1, 2].map(|i| args.get(vm, i));
    if count(vm, matched) > 1 {
        return Err(vm.raise(T::NotImplementedError, SUB_CAPTURES));
    }
    let start = places(vm, matched, 0)?.map_or(at, |(start, _)| Value::small(start as i64));
    let text = text_of(vm, matched);
    let piece = part(vm, text, at, start)?;
    list::append_all(vm, parts, Vec::from([piece]), false)
}

/// Whether a match has this method on this board: only rp2's firmware has those beside `group`.
pub fn match_has(profile: &Profile, method: &str) -> bool {
    method == "group" || profile.platform == "rp2"
}

fn check_match(vm: &mut Vm, matched: Value) -> Outcome<()> {
    match vm.device(matched) {
        Some(d) if d.ty == T::Match => Ok(()),
        _ => Err(vm.wrong_self("match", matched)),
    }
}

/// The number of a group that the match has.
fn group_arg(vm: &mut Vm, matched: Value, number: Value) -> Outcome<usize> {
    let n = vm.int_arg(number)?;
    let n = usize::try_from(n).unwrap_or(usize::MAX);
    match n < count(vm, matched) {
        true => Ok(n),
        false => Err(vm.raise_with(T::IndexError, &[number])),
    }
}

/// `match.group(n)`
fn group(vm: &mut Vm, matched: Value, number: Value) -> Outcome {
    check_match(vm, matched)?;
    let n = group_arg(vm, matched, number)?;
    text_of_group(vm, matched, n)
}

/// `match.groups()`
fn groups(vm: &mut Vm, matched: Value) -> Outcome {
    check_match(vm, matched)?;
    let mut texts = Vec::new();
    for n in 1..count(vm, matched) {
        texts.push(text_of_group(vm, matched, n)?);
    }
    Ok(vm.new_tuple(texts))
}

/// `match.span([n])`
fn span_pair(vm: &mut Vm, args: Args) -> Outcome {
    let ends = span_of(vm, args)?;
    Ok(vm.new_tuple(ends))
}

/// Where a group begins and ends in the text, in its characters or bytes; -1 for both if it is not in
/// the match.
fn span_of(vm: &mut Vm, args: Args) -> Outcome<[Value; 2]> {
    let matched = args.get(vm, 0);
    check_match(vm, matched)?;
    let n = match args.opt(vm, 1) {
        Some(number) => group_arg(vm, matched, number)?,
        None => 0,
    };
    let Some((start, end)) = places(vm, matched, n)? else {
        return Ok([Value::small(-1); 2]);
    };
    let text = text_of(vm, matched);
    if vm.text_kind(text) != Some(Kind::Str) {
        return Ok([start, end].map(|at| Value::small(at as i64)));
    }
    vm.spend(end);
    let bytes = vm.text_bytes(text);
    let ends = [start, end].map(|at| {
        let before = bytes.get(..at).unwrap_or_default();
        // A character begins at each byte that does not go on with one.
        let characters = before.iter().filter(|&&byte| byte & 0xc0 != 0x80).count();
        Value::small(characters as i64)
    });
    Ok(ends)
}

/// What a group matched, or `None`.
fn text_of_group(vm: &mut Vm, matched: Value, n: usize) -> Outcome {
    match places(vm, matched, n)? {
        None => Ok(Value::NONE),
        Some((start, end)) => {
            let text = text_of(vm, matched);
            vm.part_of(text, start..end)
        }
    }
}

/// How many groups a match has, itself among them.
pub(crate) fn count(vm: &Vm, matched: Value) -> usize {
    vm.device(matched).map_or(0, |d| d.values.len() / 2)
}

fn text_of(vm: &Vm, matched: Value) -> Value {
    let first = vm.device(matched).and_then(|d| d.values.first().copied());
    first.unwrap_or(Value::NONE)
}

/// Where a group begins and ends in the text's bytes, if it is in the match.
fn places(vm: &Vm, matched: Value, n: usize) -> Outcome<Option<(usize, usize)>> {
    let pair = vm
        .device(matched)
        .and_then(|d| d.values.get(2 * n + 1..2 * n + 3));
    Ok(match pair {
        Some(&[start, end]) => match (start.as_small(), end.as_small()) {
            (Some(start), Some(end)) => Some((start as usize, end as usize)),
            _ => None,
        },
        _ => return Err(Abrupt::Python),
    })
}
