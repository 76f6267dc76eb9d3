//! What `sub` puts in place of a match.

use alloc::vec::Vec;
use core::ops::Range;

use super::search::UNSET;
use super::{count, places, text_of};
use crate::native::{Args, Outcome};
use crate::object::Object;
use crate::types::T;
use crate::value::Value;
use crate::vm::Vm;

/// A piece of a template.
enum Piece {
    Byte(u8),
    Group(usize),
}

/// The pieces of a template, which ends at its first zero byte: bytes, `\1`, `\g<1>` and `\\`. Any other
/// backslash is left out.
fn pieces(template: &[u8]) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut rest = template.split(|&b| b == 0).next().unwrap_or_default();
    while let Some((&byte, behind)) = rest.split_first() {
        rest = behind;
        if byte != b'\\' {
            pieces.push(Piece::Byte(byte));
            continue;
        }
        let named = rest.strip_prefix(b"g<");
        let number = named.unwrap_or(rest);
        let digits = number.iter().take_while(|b| b.is_ascii_digit()).count();
        rest = number;
        if digits > 0 {
            let (digits, behind) = number.split_at(digits);
            // Words of 32 bits, as boards have them.
            let n = digits.iter().fold(0u32, |n, &d| {
                n.wrapping_mul(10).wrapping_add(u32::from(d - b'0'))
            });
            pieces.push(Piece::Group(n as usize));
            rest = match named.and(behind.strip_prefix(b">")) {
                Some(behind) => behind,
                None => behind,
            };
        } else if let Some(behind) = rest.strip_prefix(b"\\") {
            pieces.push(Piece::Byte(b'\\'));
            rest = behind;
        }
    }
    pieces
}

/// `_re_expand(out, match, at, template)`: appends the text from byte `at` up to the match, and what the
/// template comes to.
pub(crate) fn expand(vm: &mut Vm, args: Args) -> Outcome {
    let [out, matched, at, template] = [0, 1, 2, 3].map(|i| args.get(vm, i));
    let text = text_of(vm, matched);
    let at = at.as_small().unwrap_or(0) as usize;
    let mut all = Vec::new();
    for n in 0..count(vm, matched) {
        let place = places(vm, matched, n)?.map(|(start, end)| [start as u32, end as u32]);
        all.extend(place.unwrap_or([UNSET; 2]));
    }
    let start = all.first().map_or(at, |&start| start as usize);
    let mut more = Vec::new();
    put(vm, &mut more, text, at..start, &all, template)?;
    append(vm, out, &more)
}

/// Appends this part of the text before a match with these places, and what the template comes to.
pub(super) fn put(
    vm: &mut Vm,
    out: &mut Vec<u8>,
    text: Value,
    before: Range<usize>,
    places: &[u32],
    template: Value,
) -> Outcome<()> {
    vm.any_text(template)?;
    let from = out.len();
    let bytes = vm.text_bytes(text);
    out.extend_from_slice(bytes.get(before).unwrap_or_default());
    let template = vm.text_bytes(template);
    if template.iter().any(|b| matches!(b, b'\\' | 0)) {
        for piece in pieces(template) {
            match piece {
                Piece::Byte(byte) => out.push(byte),
                Piece::Group(n) => match places.get(n.saturating_mul(2)..).unwrap_or_default() {
                    [UNSET, _, ..] | [_, UNSET, ..] => {}
                    &[start, end, ..] => {
                        let part = bytes.get(start as usize..end as usize);
                        out.extend_from_slice(part.unwrap_or_default());
                    }
                    _ => return Err(vm.raise_with(T::IndexError, &[Value::small(n as i64)])),
                },
            }
        }
    } else {
        out.extend_from_slice(template);
    }
    vm.spend_on(out.len() - from);
    vm.room_for_text(out.len() - from)
}

/// `_re_rest(out, text, at)`: appends the text from byte `at` on
pub(crate) fn rest(vm: &mut Vm, out: Value, text: Value, at: Value) -> Outcome {
    let at = at.as_small().unwrap_or(0) as usize;
    let more = vm.text_bytes(text).get(at..).unwrap_or_default().to_vec();
    append(vm, out, &more)
}

fn append(vm: &mut Vm, out: Value, more: &[u8]) -> Outcome {
    vm.room_for_text(more.len())?;
    if let Some(Object::ByteArray(bytes)) = vm.heap.object_mut(out) {
        let before = bytes.capacity();
        bytes.extend_from_slice(more);
        let grown = bytes.capacity() - before;
        vm.heap.charge(grown);
    }
    Ok(Value::NONE)
}
