//! Searching in texts, and testing and changing what is found.

use core::ops::Range;

use super::{Kind, steps};
use crate::native::{Args, F, Native, Outcome, native};
use crate::object::Object;
use crate::ops::work::{Wanted, Work};
use crate::text::compare::{common_length, same};
use crate::text::search::{self, Replacing};
use crate::text::{classify, utf8};
use crate::value::Value;
use crate::vm::Vm;

/// The methods.
pub(super) const NATIVES: &[Native] = &[
    native("find", F::V(2, 4, find)),
    native("rfind", F::V(2, 4, rfind)),
    native("index", F::V(2, 4, index)),
    native("rindex", F::V(2, 4, rindex)),
    native("startswith", F::V(2, 4, startswith)),
    native("endswith", F::V(2, 4, endswith)),
    native("replace", F::V(3, 4, replace)),
    native("count", F::V(2, 4, count)),
    native(
        "partition",
        F::F2(|vm, text, by| partition(vm, text, by, false)),
    ),
    native(
        "rpartition",
        F::F2(|vm, text, by| partition(vm, text, by, true)),
    ),
    native(
        "lower",
        F::F1(|vm, text| recase(vm, text, classify::Case::Lower)),
    ),
    native(
        "upper",
        F::F1(|vm, text| recase(vm, text, classify::Case::Upper)),
    ),
    native(
        "isspace",
        F::F1(|vm, text| is(vm, text, classify::Class::Space)),
    ),
    native(
        "isalpha",
        F::F1(|vm, text| is(vm, text, classify::Class::Alpha)),
    ),
    native(
        "isdigit",
        F::F1(|vm, text| is(vm, text, classify::Class::Digit)),
    ),
    native(
        "isupper",
        F::F1(|vm, text| is(vm, text, classify::Class::Upper)),
    ),
    native(
        "islower",
        F::F1(|vm, text| is(vm, text, classify::Class::Lower)),
    ),
];

fn find(vm: &mut Vm, args: Args) -> Outcome {
    search(vm, args, Wanted::Place, false)
}

fn rfind(vm: &mut Vm, args: Args) -> Outcome {
    search(vm, args, Wanted::Place, true)
}

fn index(vm: &mut Vm, args: Args) -> Outcome {
    search(vm, args, Wanted::Index, false)
}

fn rindex(vm: &mut Vm, args: Args) -> Outcome {
    search(vm, args, Wanted::Index, true)
}

fn search(vm: &mut Vm, args: Args, wanted: Wanted, last: bool) -> Outcome {
    let (text, kind) = vm.self_text(args.get(vm, 0))?;
    let needle = args.get(vm, 1);
    let byte = match kind {
        Kind::Str => None,
        Kind::Bytes | Kind::ByteArray => vm.int_maybe(needle)?,
    };
    let byte = match byte.map(u8::try_from) {
        Some(Err(_)) => return Err(vm.value_error("bytes value out of range")),
        Some(Ok(byte)) => Some([byte]),
        None => {
            vm.same_text(kind, needle)?;
            None
        }
    };
    let Some(range) = bounds(vm, text, kind, args)? else {
        return vm.found(text, needle, None, wanted, last);
    };
    let sought = match &byte {
        Some([byte]) => Value::small(i64::from(*byte)),
        None => needle,
    };
    // An empty bytearray has no memory where anything might be found, not even nothing.
    if kind == Kind::ByteArray && vm.text_bytes(text).is_empty() {
        return vm.found(text, needle, None, wanted, last);
    }
    search_in(vm, [text, sought], range, wanted, last)
}

/// Searches a part of a text for another, or for one byte.
fn search_in(
    vm: &mut Vm,
    [text, needle]: [Value; 2],
    range: Range<usize>,
    wanted: Wanted,
    last: bool,
) -> Outcome {
    let byte = needle.as_small().map(|byte| byte as u8);
    let width = byte.map_or_else(|| vm.text_bytes(needle).len(), |_| 1);
    // One byte is found soon enough, if not from the end.
    if width > usize::from(!last) {
        let work = if last { Work::FindLast } else { Work::Find };
        vm.search_in_steps(work, [text, needle], range.clone(), wanted)?;
    }
    vm.spend_on(range.len());
    let sought = match &byte {
        Some(byte) => core::slice::from_ref(byte),
        None => vm.text_bytes(needle),
    };
    let find = if last { search::rfind } else { search::find };
    let found = find(&vm.text_bytes(text)[range.clone()], sought);
    vm.found(text, needle, found.map(|at| at + range.start), wanted, last)
}

impl Vm {
    /// What a search answers that found the needle at this byte of the text.
    pub(crate) fn found(
        &mut self,
        text: Value,
        needle: Value,
        found: Option<usize>,
        wanted: Wanted,
        last: bool,
    ) -> Outcome {
        match (wanted, found) {
            (Wanted::Whether, _) => Ok(Value::bool(found.is_some())),
            (Wanted::Parts, _) => self.parts_around(text, needle, found, last),
            (_, Some(at)) => Ok(Value::small(match self.text_kind(text) {
                Some(Kind::Str) => utf8::index_of(self.text_bytes(text), at),
                _ => at,
            } as i64)),
            (Wanted::Place, None) => Ok(Value::small(-1)),
            (Wanted::Index, None) => Err(self.value_error("substring not found")),
        }
    }

    /// The text before the separator at this byte, the separator, and what is behind it.
    fn parts_around(
        &mut self,
        text: Value,
        separator: Value,
        at: Option<usize>,
        from_end: bool,
    ) -> Outcome {
        let kind = self.text_kind(text).unwrap_or(Kind::Str);
        let Some(at) = at else {
            let [a, b] = [(), ()].map(|()| self.empty_text(kind));
            return Ok(self.new_tuple(if from_end { [a, b, text] } else { [text, a, b] }));
        };
        let [len, width] = [text, separator].map(|v| self.text_bytes(v).len());
        self.reserve(len)?;
        let middle = match self.text_kind(separator) {
            Some(same) if same == kind => separator,
            _ => {
                let bytes = self.text_bytes(separator).to_vec();
                self.new_text(kind, bytes)?
            }
        };
        let before = self.text_part(kind, text, 0..at)?;
        let behind = self.text_part(kind, text, at + width..len)?;
        Ok(self.new_tuple([before, middle, behind]))
    }
}

/// The part of the text that the third and fourth arguments choose; `None` if it ends before it
/// begins.
fn bounds(vm: &mut Vm, text: Value, kind: Kind, args: Args) -> Outcome<Option<Range<usize>>> {
    let mut range = 0..vm.text_bytes(text).len();
    if let Some(v) = args.opt(vm, 2).filter(|v| !v.is_none()) {
        range.start = bound(vm, text, kind, v)?;
    }
    if let Some(v) = args.opt(vm, 3).filter(|v| !v.is_none()) {
        range.end = bound(vm, text, kind, v)?;
    }
    Ok((range.start <= range.end).then_some(range))
}

fn bound(vm: &mut Vm, text: Value, kind: Kind, index: Value) -> Outcome<usize> {
    if kind != Kind::Str {
        let len = vm.text_bytes(text).len();
        let name = if kind == Kind::Bytes {
            "bytes"
        } else {
            "bytearray"
        };
        return vm.sequence_bound(name, len, index);
    }
    match vm.int_maybe(index)? {
        Some(index) => Ok(utf8::bound_of(vm.text_bytes(text), index)),
        None => {
            let name = vm.type_name(index);
            let message = alloc::format!("string indices must be integers, not {name}");
            Err(vm.type_error(&message))
        }
    }
}

fn startswith(vm: &mut Vm, args: Args) -> Outcome {
    any_affix(vm, args, "starts_with_any", |text, prefix| {
        common_length(text, prefix) == prefix.len()
    })
}

fn endswith(vm: &mut Vm, args: Args) -> Outcome {
    any_affix(vm, args, "ends_with_any", |text, suffix| {
        let end = text.len().checked_sub(suffix.len());
        end.is_some_and(|end| same(&text[end..], suffix))
    })
}

fn any_affix(vm: &mut Vm, args: Args, frozen: &str, test: fn(&[u8], &[u8]) -> bool) -> Outcome {
    let (text, kind) = vm.self_text(args.get(vm, 0))?;
    let affix = args.get(vm, 1);
    let range = bounds(vm, text, kind, args)?.unwrap_or(0..0);
    let affixes = match vm.heap.object(affix) {
        Some(Object::Tuple(affixes)) => affixes.clone(),
        _ => [affix].into(),
    };
    let lengths = affixes.iter().map(|&v| vm.text_bytes(v).len());
    if affixes.len() > 1 && lengths.sum::<usize>() > steps::BYTES {
        let bounds = args.skip(2).all(vm).to_vec();
        let bounds = vm.new_tuple(bounds);
        return Err(vm.call_frozen(frozen, &[text, affix, bounds]));
    }
    for affix in affixes {
        vm.any_text(affix)?;
        vm.spend_on(vm.text_bytes(affix).len());
        if test(&vm.text_bytes(text)[range.clone()], vm.text_bytes(affix)) {
            return Ok(Value::TRUE);
        }
    }
    Ok(Value::FALSE)
}

fn replace(vm: &mut Vm, args: Args) -> Outcome {
    let (text, kind) = vm.self_text(args.get(vm, 0))?;
    let (old, new) = (args.get(vm, 1), args.get(vm, 2));
    let limit = match args.opt(vm, 3) {
        Some(limit) => vm.int_arg(limit)?,
        None => -1,
    };
    if limit == 0 {
        return Ok(text);
    }
    vm.same_text(kind, old)?;
    vm.same_text(kind, new)?;
    let len = vm.text_bytes(text).len();
    vm.spend_on(len);
    if len > steps::BYTES {
        let limit = vm.new_int(limit);
        return Err(vm.call_frozen("replace_in_steps", &[text, old, new, limit]));
    }
    let most = search::count(vm.text_bytes(text), vm.text_bytes(old));
    if most == 0 {
        return Ok(text);
    }
    steps::room_to_replace(vm, [text, old, new], limit, most)?;
    let [bytes, old, new] = [text, old, new].map(|v| vm.text_bytes(v));
    let mut replacing = Replacing::default();
    replacing.go_on(bytes, [old, new], limit, len + 1);
    vm.new_unchecked_text(kind, replacing.out)
}

fn count(vm: &mut Vm, args: Args) -> Outcome {
    let (text, kind) = vm.self_text(args.get(vm, 0))?;
    let needle = args.get(vm, 1);
    vm.same_text(kind, needle)?;
    let range = bounds(vm, text, kind, args)?.unwrap_or(0..0);
    if vm.text_bytes(needle).len() > 1 {
        vm.search_in_steps(Work::Count, [text, needle], range.clone(), Wanted::Place)?;
    }
    vm.spend_on(range.len());
    let found = search::count(&vm.text_bytes(text)[range], vm.text_bytes(needle));
    Ok(Value::small(found as i64))
}

fn partition(vm: &mut Vm, text: Value, separator: Value, from_end: bool) -> Outcome {
    let (text, kind) = vm.self_text(text)?;
    vm.same_text(kind, separator)?;
    let checked = search::check_separator(vm.text_bytes(separator));
    checked.map_err(|e| vm.text_error(e))?;
    let range = 0..vm.text_bytes(text).len();
    search_in(vm, [text, separator], range, Wanted::Parts, from_end)
}

fn recase(vm: &mut Vm, text: Value, case: classify::Case) -> Outcome {
    let (text, kind) = vm.self_text(text)?;
    vm.reserve(vm.text_bytes(text).len())?;
    vm.spend_on(vm.text_bytes(text).len());
    if kind == Kind::Str
        && let Some(text) = vm.str_of(text)
    {
        let changed = case.of_str(text);
        return Ok(vm.new_string(changed));
    }
    let changed = case.of_bytes(vm.text_bytes(text));
    vm.new_text(kind, changed)
}

fn is(vm: &mut Vm, text: Value, class: classify::Class) -> Outcome {
    let (text, _) = vm.self_text(text)?;
    vm.spend_on(vm.text_bytes(text).len());
    Ok(Value::bool(class.holds(vm.text_bytes(text))))
}
