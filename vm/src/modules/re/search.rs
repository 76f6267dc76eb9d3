//! The search: backtracking, with what is still to be tried on a stack of its own.
//!
//! MicroPython's search recurses, and ends with an exception where its C stack does. Each entry here
//! stands for one of its calls, so that both end at the same depth.

use alloc::vec::Vec;

use super::program::{ANCHORED, NAMED, Op, is_in_named};

/// A group's place that is not set.
pub const UNSET: u32 = u32::MAX;

/// What is to be done when what is tried fails.
#[derive(Clone, Copy, Debug)]
struct Entry {
    /// Where to go on in the code, or which place to restore, with the highest bit set.
    what: u32,
    /// Where to go on in the text, or the place to restore.
    at: u32,
}

/// Marks an entry that restores a place.
const RESTORE: u32 = 1 << 31;

/// How far a search is. All of it can be kept as bytes between two steps.
#[derive(Debug)]
pub struct Search {
    pc: u32,
    at: u32,
    entries: Vec<Entry>,
    /// First and last place of the whole and of each group.
    pub places: Vec<u32>,
}

/// What the search came to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Found {
    /// The places are those of the match.
    Match,
    /// There is no match.
    Nothing,
    /// The C stack of a board would be full.
    TooDeep,
    /// There is more to try.
    More,
}

impl Search {
    /// A search from byte `at` on; if it is anchored, for a match that begins there.
    pub fn new(groups: usize, at: usize, anchored: bool) -> Search {
        Search {
            pc: if anchored { ANCHORED as u32 } else { 0 },
            at: at as u32,
            entries: Vec::new(),
            places: alloc::vec![UNSET; 2 * (groups + 1)],
        }
    }

    /// Runs at most `steps` instructions of `code` on `text`, the last of whose bytes are left out of
    /// it by its caller. `steps` is then what is left of them.
    pub fn run(&mut self, code: &[u8], text: &[u8], depth: usize, steps: &mut usize) -> Found {
        let (mut pc, mut at) = (self.pc as usize, self.at as usize);
        let byte = |i: usize| code.get(i).copied().unwrap_or(Op::Match as u8);
        let target = |pc: usize| (pc as i64 + 2 + i64::from(byte(pc + 1) as i8)) as usize;
        loop {
            if *steps == 0 {
                (self.pc, self.at) = (pc as u32, at as u32);
                return Found::More;
            }
            *steps -= 1;
            let subject = text.get(at).copied();
            let goes_on = match Op::of(byte(pc)) {
                Op::Char => {
                    let same = subject == Some(byte(pc + 1));
                    (pc, at) = (pc + 2, at + 1);
                    same
                }
                Op::Any => {
                    (pc, at) = (pc + 1, at + 1);
                    subject.is_some()
                }
                op @ (Op::Class | Op::NotClass) => {
                    let pairs = usize::from(byte(pc + 1));
                    let ranges = code.get(pc + 2..pc + 2 + 2 * pairs).unwrap_or_default();
                    let is_in = |b: u8| {
                        ranges.chunks_exact(2).any(|range| match *range {
                            [NAMED, letter] => is_in_named(letter, b),
                            [first, last] => (first..=last).contains(&b),
                            _ => false,
                        })
                    };
                    (pc, at) = (pc + 2 + 2 * pairs, at + 1);
                    subject.is_some_and(|b| is_in(b) == (op == Op::Class))
                }
                Op::Named => {
                    let letter = byte(pc + 1);
                    (pc, at) = (pc + 2, at + 1);
                    subject.is_some_and(|b| is_in_named(letter, b))
                }
                Op::Match => return Found::Match,
                Op::Jump => {
                    pc = target(pc);
                    true
                }
                op @ (Op::Split | Op::LateSplit) => {
                    let (here, there) = (pc + 2, target(pc));
                    let (now, later) = match op {
                        Op::Split => (here, there),
                        _ => (there, here),
                    };
                    self.entries.push(Entry {
                        what: later as u32,
                        at: at as u32,
                    });
                    pc = now;
                    true
                }
                Op::Save => {
                    let place = usize::from(byte(pc + 1));
                    if let Some(kept) = self.places.get_mut(place) {
                        self.entries.push(Entry {
                            what: RESTORE | place as u32,
                            at: *kept,
                        });
                        *kept = at as u32;
                    }
                    pc += 2;
                    true
                }
                Op::Begin => {
                    pc += 1;
                    at == 0
                }
                Op::End => {
                    pc += 1;
                    at == text.len()
                }
            };
            // The first call has no entry.
            if self.entries.len() >= depth {
                return Found::TooDeep;
            }
            if goes_on {
                continue;
            }
            match self.go_back() {
                Some(entry) => (pc, at) = (entry.what as usize, entry.at as usize),
                None => return Found::Nothing,
            }
        }
    }

    /// The last thing that is still to be tried.
    fn go_back(&mut self) -> Option<Entry> {
        loop {
            let entry = self.entries.pop()?;
            if entry.what & RESTORE == 0 {
                return Some(entry);
            }
            if let Some(place) = self.places.get_mut((entry.what & !RESTORE) as usize) {
                *place = entry.at;
            }
        }
    }

    /// All of it as bytes.
    pub fn save(&self, out: &mut Vec<u8>) {
        out.clear();
        let entries = self.entries.iter().flat_map(|e| [e.what, e.at]);
        let numbers = [self.pc, self.at, self.places.len() as u32]
            .into_iter()
            .chain(self.places.iter().copied())
            .chain(entries);
        out.extend(numbers.flat_map(u32::to_le_bytes));
    }

    /// What [`Search::save`] wrote.
    pub fn restore(bytes: &[u8]) -> Option<Search> {
        let mut numbers = bytes
            .chunks_exact(4)
            .map(|word| word.iter().rev().fold(0, |n, &b| n << 8 | u32::from(b)));
        let (pc, at, count) = (numbers.next()?, numbers.next()?, numbers.next()?);
        let places: Vec<u32> = numbers.by_ref().take(count as usize).collect();
        let rest: Vec<u32> = numbers.collect();
        let entry = |pair: &[u32]| Entry {
            what: pair[0],
            at: pair[1],
        };
        Some(Search {
            pc,
            at,
            entries: rest.chunks_exact(2).map(entry).collect(),
            places,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::program::compile;
    use super::*;

    /// What MicroPython's unix build has room for.
    const DEPTH: usize = 985;

    fn whole(pattern: &str, text: &str) -> Found {
        let program = compile(pattern.as_bytes()).unwrap();
        let mut search = Search::new(program.groups, 0, true);
        search.run(
            &program.code,
            text.as_bytes(),
            DEPTH,
            &mut usize::MAX.clone(),
        )
    }

    #[test]
    fn too_many_repetitions_end_the_search() {
        for (pattern, most, part) in [("a*", 982, "a"), ("(a)*", 327, "a"), ("(?:a|b)*", 490, "a")]
        {
            assert_eq!(
                whole(pattern, &part.repeat(most)),
                Found::Match,
                "{pattern}"
            );
            assert_eq!(
                whole(pattern, &part.repeat(most + 1)),
                Found::TooDeep,
                "{pattern}"
            );
        }
        for pattern in ["(a*)*", "()*", "(?:a?)*b"] {
            assert_eq!(whole(pattern, "aaa"), Found::TooDeep, "{pattern}");
        }
    }

    #[test]
    fn a_search_goes_on_where_it_was_kept() {
        let text = "a".repeat(12) + "b";
        for (pattern, found) in [("(a+)+c", Found::Nothing), ("(a+)+(b)", Found::Match)] {
            let program = compile(pattern.as_bytes()).unwrap();
            let mut at_once = Search::new(program.groups, 0, false);
            let mut steps = usize::MAX;
            let answer = at_once.run(&program.code, text.as_bytes(), DEPTH, &mut steps);
            assert_eq!(answer, found, "{pattern}");
            let mut search = Search::new(program.groups, 0, false);
            let mut kept = Vec::new();
            loop {
                match search.run(&program.code, text.as_bytes(), DEPTH, &mut 7) {
                    Found::More => search.save(&mut kept),
                    answer => break assert_eq!(answer, found, "{pattern}"),
                }
                search = Search::restore(&kept).unwrap();
            }
            assert_eq!(search.places, at_once.places, "{pattern}");
        }
    }

    #[test]
    fn nothing_that_was_kept_makes_it_panic() {
        let program = compile(b"(a|b)*c").unwrap();
        let mut kept = Vec::new();
        for seed in 0u32..500 {
            kept.clear();
            let words = (0..12u32).map(|i| (seed + 1).wrapping_mul(0x9e37_79b9 ^ i << (seed % 29)));
            kept.extend(words.flat_map(u32::to_le_bytes));
            if let Some(mut search) = Search::restore(&kept) {
                search.run(&program.code, b"abc", DEPTH, &mut 1000);
            }
        }
    }
}
