//! `loads` of short texts in which nothing is odd: values without a reader that could stop.
//!
//! Whatever is wrong, or takes more, is left to the reader of `read.rs`, which begins anew.

use alloc::vec::Vec;

use super::lexer::{Lexer, Step, Token};
use super::read;
use crate::cost::Cost;
use crate::map::{Entry, Map};
use crate::object::Object;
use crate::types::list;
use crate::value::Value;
use crate::vm::Vm;

/// The longest text.
const MOST_BYTES: usize = 2048;

/// The most containers that lie in each other.
const MOST_OPEN: usize = 8;

/// A list or dict that is open.
#[derive(Clone, Copy, Default)]
struct Open {
    is_dict: bool,
    /// Where its items begin, or its keys and values in turn.
    start: usize,
}

/// The list or dict that `text` is, if that is all that there is.
pub(super) fn read(vm: &mut Vm, text: &[u8]) -> Option<Value> {
    // What is read must fit, even if it is given up.
    let begins = matches!(text.first(), Some(b'[' | b'{'));
    let room = 64 * text.len();
    if !begins || text.len() > MOST_BYTES || vm.heap.is_locked() || vm.heap.would_overflow(room) {
        return None;
    }
    let mut lexer = Lexer::new();
    let mut at = 0;
    let mut open = [Open::default(); MOST_OPEN];
    let mut depth = 0;
    let mut values: Vec<Value> = Vec::with_capacity(16);
    loop {
        let token = match lexer.next(text, &mut at, true) {
            Step::Token(token) => token,
            Step::End if depth == 0 => return values.pop(),
            _ => return None,
        };
        let value = match token {
            Token::List | Token::Dict => {
                let inner = open.get_mut(depth)?;
                *inner = Open {
                    is_dict: token == Token::Dict,
                    start: values.len(),
                };
                // No key is a list or dict.
                let outer = depth.checked_sub(1).map(|outer| open[outer]);
                if outer.is_some_and(|outer| outer.expects_key(values.len())) {
                    return None;
                }
                depth += 1;
                continue;
            }
            Token::Close => {
                depth = depth.checked_sub(1)?;
                let Open { is_dict, start } = open[depth];
                let items = values.get(start..)?;
                let container = match is_dict {
                    true => dict(vm, items)?,
                    false => Object::List(list::appended(items.to_vec())),
                };
                values.truncate(start);
                if depth == 0 {
                    lexer.expect_end();
                }
                vm.heap.new_value(container)
            }
            token => {
                let value = read::plain(vm, token).ok()??;
                vm.heap.charge_item(value);
                value
            }
        };
        values.push(value);
    }
}

impl Open {
    /// Whether what comes next, with so many values read, is a key.
    fn expects_key(self, len: usize) -> bool {
        self.is_dict && (len - self.start).is_multiple_of(2)
    }
}

/// A dict of keys and values in turn, if they are few and all keys texts that differ in their hashes.
fn dict(vm: &mut Vm, items: &[Value]) -> Option<Object> {
    let (pairs, []) = items.as_chunks::<2>() else {
        return None;
    };
    let mut entries = [(0, Entry::default()); Map::FEW];
    let entries = entries.get_mut(..pairs.len())?;
    for (place, &[key, value]) in entries.iter_mut().zip(pairs) {
        let hash = match key.as_qstr() {
            Some(name) => vm.qstrs.hash(name),
            None => match vm.heap.object(key)? {
                Object::Str(text) if text.known_hash() != 0 => text.known_hash(),
                _ => return None,
            },
        };
        *place = (hash, Entry { key, value });
    }
    let (map, grown) = Map::of_few(entries)?;
    // As a dict that grows from nothing costs.
    let texts = pairs.iter().filter(|[key, _]| key.as_qstr().is_none());
    vm.pay(Cost::TextKey, texts.count());
    vm.pay(Cost::Sequence, grown.times);
    vm.pay(Cost::Search, grown.moved);
    Some(Object::Dict(map))
}
