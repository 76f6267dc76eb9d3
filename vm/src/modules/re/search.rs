//! The search: backtracking, with what is still to be tried on a stack of its own.
//!
//! MicroPython's search recurses, and ends with an exception where its C stack does. Each entry here
//! stands for one of its calls, or for several that differ in their place alone, so that both end at the same depth.
//! Steps are counted as they would be one by one, since a board's time is made of them.

use alloc::vec::Vec;

use super::program::{ANCHORED, NAMED, Op, is_in_named};

/// A group's place that is not set.
pub const UNSET: u32 = u32::MAX;

/// What is to be done when what is tried fails.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// Where to go on in the code, or which place to restore, with the highest bit set.
    what: u32,
    /// Where to go on in the text, or the place to restore.
    at: u32,
    /// How many places there are to go on at, of which `at` is the first and the last is tried first.
    count: u32,
}

impl Entry {
    fn one(what: u32, at: u32) -> Entry {
        Entry { what, at, count: 1 }
    }
}

/// What takes one byte.
#[derive(Clone, Copy)]
enum Single<'a> {
    Char(u8),
    Any,
    /// Ranges, and whether a byte is to be in one of them.
    Class(&'a [[u8; 2]], bool),
    Named(u8),
}

impl Single<'_> {
    #[inline(always)]
    fn takes(self, byte: u8) -> bool {
        match self {
            Single::Char(wanted) => byte == wanted,
            Single::Any => true,
            Single::Class(ranges, wanted) => {
                let is_in = |&[first, last]: &[u8; 2]| match first {
                    NAMED => is_in_named(last, byte),
                    _ => first <= byte && byte <= last,
                };
                ranges.iter().any(is_in) == wanted
            }
            Single::Named(letter) => is_in_named(letter, byte),
        }
    }

    /// How many bytes at the start of `text` it takes.
    fn run(self, text: &[u8]) -> usize {
        let length = match self {
            Single::Any => None,
            Single::Char(wanted) => text.iter().position(|&b| b != wanted),
            Single::Named(b'd') => text.iter().position(|b| !b.is_ascii_digit()),
            Single::Named(b'w') => text.iter().position(|&b| !is_in_named(b'w', b)),
            Single::Class(&[[first, last]], true) if first != NAMED => {
                text.iter().position(|b| !(first..=last).contains(b))
            }
            Single::Class(&[[first, last]], false) if first != NAMED => {
                text.iter().position(|b| (first..=last).contains(b))
            }
            other => text.iter().position(|&b| !other.takes(b)),
        };
        length.unwrap_or(text.len())
    }
}

/// What takes one byte at this place of the code, if it is that, and the place behind it.
#[inline(always)]
fn single(code: &[u8], pc: usize) -> Option<(Single<'_>, usize)> {
    let operand = || code.get(pc + 1).copied().unwrap_or(0);
    Some(match Op::of(*code.get(pc)?) {
        Op::Char => (Single::Char(operand()), pc + 2),
        Op::Any => (Single::Any, pc + 1),
        Op::Named => (Single::Named(operand()), pc + 2),
        op @ (Op::Class | Op::NotClass) => {
            let end = pc + 2 + 2 * usize::from(operand());
            let (ranges, _) = code.get(pc + 2..end).unwrap_or_default().as_chunks();
            (Single::Class(ranges, op == Op::Class), end)
        }
        _ => return None,
    })
}

/// Marks an entry that restores a place.
const RESTORE: u32 = 1 << 31;

/// How far a search is. All of it can be kept as bytes between two steps.
#[derive(Debug)]
pub struct Search {
    pc: u32,
    at: u32,
    entries: Vec<Entry>,
    /// How many calls they stand for.
    deep: usize,
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

/// Memory that one search leaves to the next.
#[derive(Clone, Debug, Default)]
pub struct Buffers {
    entries: Vec<Entry>,
    places: Vec<u32>,
}

impl Search {
    /// A search from byte `at` on; if it is anchored, for a match that begins there.
    pub fn new(groups: usize, at: usize, anchored: bool, buffers: &mut Buffers) -> Search {
        let Buffers {
            mut entries,
            mut places,
        } = core::mem::take(buffers);
        entries.clear();
        places.clear();
        places.resize(2 * (groups + 1), UNSET);
        Search {
            pc: if anchored { ANCHORED as u32 } else { 0 },
            at: at as u32,
            entries,
            deep: 0,
            places,
        }
    }

    /// Leaves its memory to the next.
    pub fn leave(self, buffers: &mut Buffers) {
        let Search {
            entries, places, ..
        } = self;
        *buffers = Buffers { entries, places };
    }

    /// Runs about `steps` instructions of `code` on `text`, the last of whose bytes are left out of
    /// it by its caller. `steps` is then what is left of them, below zero if it were a few more.
    pub fn run(&mut self, code: &[u8], text: &[u8], depth: usize, steps: &mut i64) -> Found {
        let (mut pc, mut at) = (self.pc as usize, self.at as usize);
        let byte = |i: usize| code.get(i).copied().unwrap_or(Op::Match as u8);
        let target = |pc: usize| (pc as i64 + 2 + i64::from(byte(pc + 1) as i8)) as usize;
        loop {
            if *steps <= 0 {
                (self.pc, self.at) = (pc as u32, at as u32);
                return Found::More;
            }
            let op = Op::of(byte(pc));
            let goes_on = match op {
                Op::Char | Op::Any | Op::Class | Op::NotClass | Op::Named => {
                    *steps -= 1;
                    let subject = text.get(at).copied();
                    match single(code, pc) {
                        Some((single, behind)) => {
                            (pc, at) = (behind, at + 1);
                            subject.is_some_and(|b| single.takes(b))
                        }
                        None => false,
                    }
                }
                Op::Match => {
                    *steps -= 1;
                    return Found::Match;
                }
                Op::Jump => {
                    *steps -= 1;
                    pc = target(pc);
                    true
                }
                Op::Split | Op::LateSplit => {
                    if pc == 0 {
                        at = skip(code, text, at, steps);
                        if *steps <= 0 {
                            continue;
                        }
                    }
                    let (now, later) = match op {
                        Op::Split => (pc + 2, target(pc)),
                        _ => (target(pc), pc + 2),
                    };
                    *steps -= 1;
                    if self.deep + 1 >= depth {
                        return Found::TooDeep;
                    }
                    match single(code, now) {
                        // One instruction that is repeated: all that it takes at once.
                        Some((single, behind)) if is_repeated(code, pc, behind, target) => {
                            let room = depth - 1 - self.deep;
                            let rest = text.get(at..).unwrap_or_default();
                            let count = single.run(&rest[..rest.len().min(room)]);
                            // With `*`, a jump leads back.
                            let each = if behind == pc { 2 } else { 3 };
                            *steps -= count as i64 * each;
                            if count == room {
                                return Found::TooDeep;
                            }
                            *steps -= 1;
                            if count > 0 {
                                self.deep += count;
                                self.entries.push(Entry {
                                    what: later as u32,
                                    at: at as u32,
                                    count: count as u32,
                                });
                            }
                            (pc, at) = (later, at + count);
                        }
                        // What fails at once need not be kept.
                        Some((single, behind)) => {
                            *steps -= 1;
                            if text.get(at).is_some_and(|&b| single.takes(b)) {
                                self.push(Entry::one(later as u32, at as u32));
                                (pc, at) = (behind, at + 1);
                            } else {
                                pc = later;
                            }
                        }
                        None => {
                            self.push(Entry::one(later as u32, at as u32));
                            pc = now;
                        }
                    }
                    true
                }
                Op::Save => {
                    *steps -= 1;
                    let place = usize::from(byte(pc + 1));
                    if let Some(kept) = self.places.get_mut(place) {
                        let entry = Entry::one(RESTORE | place as u32, *kept);
                        *kept = at as u32;
                        self.push(entry);
                        if self.deep >= depth {
                            return Found::TooDeep;
                        }
                    }
                    pc += 2;
                    true
                }
                Op::Begin => {
                    *steps -= 1;
                    pc += 1;
                    at == 0
                }
                Op::End => {
                    *steps -= 1;
                    pc += 1;
                    at == text.len()
                }
            };
            if goes_on {
                continue;
            }
            match self.go_back() {
                Some(entry) => (pc, at) = (entry.what as usize, entry.at as usize),
                None => return Found::Nothing,
            }
        }
    }

    #[inline(always)]
    fn push(&mut self, entry: Entry) {
        self.deep += 1;
        self.entries.push(entry);
    }

    /// The last thing that is still to be tried.
    fn go_back(&mut self) -> Option<Entry> {
        loop {
            let last = self.entries.last_mut()?;
            self.deep -= 1;
            let mut entry = *last;
            if last.count > 1 {
                last.count -= 1;
                entry.at = entry.at.wrapping_add(last.count);
            } else {
                self.entries.pop();
            }
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
        let entries = self.entries.iter().flat_map(|e| [e.what, e.at, e.count]);
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
        let (rest, _) = rest.as_chunks();
        // Nothing here stands for no call, or for more than any board has room for.
        let entries = rest.iter().map(|&[what, at, count]| Entry {
            what,
            at,
            count: count.clamp(1, 1 << 16),
        });
        let entries: Vec<Entry> = entries.collect();
        Some(Search {
            pc,
            at,
            deep: entries.iter().map(|entry| entry.count as usize).sum(),
            entries,
            places,
        })
    }
}

/// Whether a split at `pc` is before or behind an instruction that ends at `behind`, and repeats nothing else.
#[inline(always)]
fn is_repeated(code: &[u8], pc: usize, behind: usize, target: impl Fn(usize) -> usize) -> bool {
    behind == pc || code.get(behind) == Some(&(Op::Jump as u8)) && target(behind) == pc
}

/// Where a search that may begin anywhere can begin, from `at` on: at each place before, the pattern's first
/// instruction would fail at once, which takes five steps.
#[inline(always)]
fn skip(code: &[u8], text: &[u8], mut at: usize, steps: &mut i64) -> usize {
    const EACH: i64 = 5;
    // Behind what notes the place.
    let Some((first, _)) = single(code, ANCHORED + 2) else {
        return at;
    };
    while *steps > 0
        && let Some(&byte) = text.get(at)
        && !first.takes(byte)
    {
        *steps -= EACH;
        at += 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::super::program::compile;
    use super::*;

    /// What MicroPython's unix build has room for.
    const DEPTH: usize = 985;

    fn whole(pattern: &str, text: &str) -> Found {
        let program = compile(pattern.as_bytes()).unwrap();
        let mut search = Search::new(program.groups, 0, true, &mut Buffers::default());
        search.run(&program.code, text.as_bytes(), DEPTH, &mut i64::MAX.clone())
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
            let mut at_once = Search::new(program.groups, 0, false, &mut Buffers::default());
            let mut steps = i64::MAX;
            let answer = at_once.run(&program.code, text.as_bytes(), DEPTH, &mut steps);
            assert_eq!(answer, found, "{pattern}");
            let mut search = Search::new(program.groups, 0, false, &mut Buffers::default());
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

    /// The same, one instruction after the other.
    fn plain(code: &[u8], text: &[u8], mut pc: usize, depth: usize) -> (Found, Vec<u32>, i64) {
        let mut places = alloc::vec![UNSET; 20];
        let (mut at, mut steps, mut entries) = (0, 0, Vec::new());
        loop {
            steps += 1;
            let target = || (pc as i64 + 2 + i64::from(code[pc + 1] as i8)) as usize;
            let goes_on = match Op::of(code[pc]) {
                Op::Match => return (Found::Match, places, steps),
                Op::Jump => {
                    pc = target();
                    true
                }
                Op::Split => {
                    entries.push((target(), at as u32));
                    pc += 2;
                    true
                }
                Op::LateSplit => {
                    entries.push((pc + 2, at as u32));
                    pc = target();
                    true
                }
                Op::Save => {
                    let place = usize::from(code[pc + 1]);
                    entries.push((RESTORE as usize | place, places[place]));
                    places[place] = at as u32;
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
                _ => {
                    let (single, behind) = single(code, pc).unwrap();
                    let takes = text.get(at).is_some_and(|&b| single.takes(b));
                    (pc, at) = (behind, at + 1);
                    takes
                }
            };
            if entries.len() >= depth {
                return (Found::TooDeep, places, steps);
            }
            if goes_on {
                continue;
            }
            loop {
                let Some((what, place)) = entries.pop() else {
                    return (Found::Nothing, places, steps);
                };
                if what & RESTORE as usize == 0 {
                    (pc, at) = (what, place as usize);
                    break;
                }
                places[what & !(RESTORE as usize)] = place;
            }
        }
    }

    #[test]
    fn it_comes_to_the_same_as_one_instruction_after_the_other() {
        let mut seed = 3u32;
        let mut random = move |most: usize| {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (seed >> 8) as usize % most
        };
        let parts = [
            "a", "b", ".", "[ab]", "[^a]", "\\d", "(a", "(?:b", ")", "|", "*", "+", "?", "*?", "^",
            "$",
        ];
        let (mut compared, mut buffers) = (0, Buffers::default());
        for _ in 0..20_000 {
            let count = 1 + random(8);
            let pattern: alloc::string::String = (0..count).map(|_| parts[random(16)]).collect();
            let Ok(program) = compile(pattern.as_bytes()) else {
                continue;
            };
            let len = random(9);
            let text: Vec<u8> = (0..len).map(|_| b"aab1"[random(4)]).collect();
            let (depth, anchored) = (8 + random(20), random(2) == 0);
            let mut search = Search::new(9, 0, anchored, &mut buffers);
            let (expected, places, steps) = plain(&program.code, &text, search.pc as usize, depth);
            let mut left = 1 << 40;
            let found = search.run(&program.code, &text, depth, &mut left);
            let left = (1 << 40) - left;
            assert_eq!(
                (found, left),
                (expected, steps),
                "{pattern} {text:?} {depth}"
            );
            if found == Found::Match {
                assert_eq!(search.places, places, "{pattern} {text:?}");
            }
            search.leave(&mut buffers);
            compared += 1;
        }
        assert!(compared > 5_000);
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
