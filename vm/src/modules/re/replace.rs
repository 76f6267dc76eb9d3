//! What `sub` puts in place of a match.

use alloc::vec::Vec;

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
    vm.any_text(template)?;
    let text = text_of(vm, matched);
    let at = at.as_small().unwrap_or(0) as usize;
    let start = places(vm, matched, 0)?.map_or(at, |(start, _)| start);
    let mut more = vm
        .text_bytes(text)
        .get(at..start)
        .unwrap_or_default()
        .to_vec();
    for piece in pieces(vm.text_bytes(template)) {
        match piece {
            Piece::Byte(byte) => more.push(byte),
            Piece::Group(n) if n >= count(vm, matched) => {
                return Err(vm.raise_with(T::IndexError, &[Value::small(n as i64)]));
            }
            Piece::Group(n) => {
                if let Some((start, end)) = places(vm, matched, n)? {
                    let part = vm.text_bytes(text).get(start..end);
                    more.extend_from_slice(part.unwrap_or_default());
                }
            }
        }
    }
    vm.spend_on(more.len());
    append(vm, out, &more)
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
