//! Patterns, translated into what the search runs.
//!
//! The instructions have the sizes that MicroPython's have, since a pattern is "too complex" once a
//! distance, a count or the number of a group no longer fits into a byte of them.

use alloc::vec::Vec;

/// What an instruction does.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum Op {
    /// The byte that follows.
    Char,
    /// Any byte.
    Any,
    /// One of the ranges that follow: their number, then the first and last byte of each.
    Class,
    /// A byte in none of them.
    NotClass,
    /// A digit, space or letter, or none, by the letter that follows.
    Named,
    /// The end.
    Match,
    /// Goes on at this distance.
    Jump,
    /// Goes on here, and if that fails at this distance.
    Split,
    /// Goes on at this distance, and if that fails here.
    LateSplit,
    /// Notes the place under this number.
    Save,
    /// Only at the beginning.
    Begin,
    /// Only at the end.
    End,
}

impl Op {
    const ALL: [Op; 12] = [
        Op::Char,
        Op::Any,
        Op::Class,
        Op::NotClass,
        Op::Named,
        Op::Match,
        Op::Jump,
        Op::Split,
        Op::LateSplit,
        Op::Save,
        Op::Begin,
        Op::End,
    ];

    /// The instruction that a byte stands for.
    #[inline]
    pub fn of(byte: u8) -> Op {
        Op::ALL.get(usize::from(byte)).copied().unwrap_or(Op::Match)
    }
}

/// Stands for a named class where a class holds the first byte of a range.
pub const NAMED: u8 = 0;

/// The code before the pattern's own, which lets a search begin further on.
const PREFIX: [u8; 5] = [
    Op::LateSplit as u8,
    3,
    Op::Any as u8,
    Op::Jump as u8,
    -5i8 as u8,
];

/// Where the pattern's own code begins.
pub const ANCHORED: usize = PREFIX.len();

/// Why a pattern is refused, as MicroPython says it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Refused {
    /// "regex too complex", which it also says of most mistakes.
    TooComplex,
    /// "error in regex"
    Error,
}

/// A pattern's code.
#[derive(Clone, Debug)]
pub struct Program {
    /// The instructions.
    pub code: Vec<u8>,
    /// How many groups it has, the whole not counted.
    pub groups: usize,
}

/// A group that is being translated.
struct Group {
    /// Where its code begins.
    start: usize,
    /// Where the last term begins; the end of the code if there is none that could be repeated.
    term: usize,
    /// The distance of the jump behind the last alternative.
    leave: Option<usize>,
    /// What its end is saved as, if it captures.
    closing: Option<usize>,
}

impl Group {
    fn new(at: usize, closing: Option<usize>) -> Group {
        Group {
            start: at,
            term: at,
            leave: None,
            closing,
        }
    }
}

/// The longest pattern that is translated, which is done in one go.
const MOST_BYTES: usize = 1 << 17;

/// Translates a pattern, which ends at its first zero byte.
pub fn compile(pattern: &[u8]) -> Result<Program, Refused> {
    let end = pattern.iter().position(|&b| b == 0);
    if end.unwrap_or(pattern.len()) > MOST_BYTES {
        return Err(Refused::TooComplex);
    }
    let mut writer = Writer {
        code: PREFIX.to_vec(),
        groups: 0,
        fits: true,
    };
    writer.save(0);
    let rest = writer.alternatives(&pattern[..end.unwrap_or(pattern.len())])?;
    if !writer.fits {
        return Err(Refused::TooComplex);
    }
    if !rest.is_empty() {
        return Err(Refused::Error);
    }
    writer.save(1);
    writer.op(Op::Match);
    Ok(Program {
        code: writer.code,
        groups: writer.groups,
    })
}

struct Writer {
    code: Vec<u8>,
    groups: usize,
    /// Whether each number fits where it was written.
    fits: bool,
}

impl Writer {
    fn op(&mut self, op: Op) {
        self.code.push(op as u8);
    }

    fn number(&mut self, n: usize) -> u8 {
        self.fits &= n <= i8::MAX as usize;
        n as u8
    }

    fn save(&mut self, n: usize) {
        let n = self.number(n);
        self.code.extend([Op::Save as u8, n]);
    }

    /// The distance to `to` of the instruction at `at`.
    fn distance(&mut self, at: usize, to: usize) -> u8 {
        let distance = i8::try_from(to as i64 - at as i64 - 2);
        self.fits &= distance.is_ok();
        distance.unwrap_or(0) as u8
    }

    /// Puts an instruction with a distance before the code from `at` on; it leads behind the code that
    /// is there once `more` bytes have followed.
    fn insert(&mut self, at: usize, op: Op, more: usize) {
        self.code.splice(at..at, [op as u8, 0]);
        let distance = self.distance(at, self.code.len() + more);
        self.code[at + 1] = distance;
    }

    /// Appends an instruction that leads to `to`.
    fn lead(&mut self, op: Op, to: usize) {
        let distance = self.distance(self.code.len(), to);
        self.code.extend([op as u8, distance]);
    }

    /// Ends the alternative before: it jumps to here.
    fn land(&mut self, group: &Group) {
        if let Some(at) = group.leave {
            self.code[at] = self.distance(at - 1, self.code.len());
        }
    }

    /// Translates up to the end or to a closing parenthesis that none opened, and gives what is left.
    fn alternatives<'p>(&mut self, pattern: &'p [u8]) -> Result<&'p [u8], Refused> {
        let mut open = Vec::new();
        let mut group = Group::new(self.code.len(), None);
        let mut rest = pattern;
        while let Some((&byte, mut behind)) = rest.split_first() {
            if !self.fits {
                return Err(Refused::TooComplex);
            }
            let here = self.code.len();
            match byte {
                b'\\' => {
                    let (&named, after) = behind.split_first().ok_or(Refused::TooComplex)?;
                    behind = after;
                    let op = if is_named(named) { Op::Named } else { Op::Char };
                    self.code.extend([op as u8, named]);
                    group.term = here;
                }
                b'.' => {
                    self.op(Op::Any);
                    group.term = here;
                }
                b'[' => {
                    behind = self.class(behind)?;
                    group.term = here;
                }
                b'(' => {
                    group.term = here;
                    let closing = match behind.strip_prefix(b"?:") {
                        Some(after) => {
                            behind = after;
                            None
                        }
                        None => {
                            self.groups += 1;
                            self.save(2 * self.groups);
                            Some(2 * self.groups + 1)
                        }
                    };
                    let inner = Group::new(self.code.len(), closing);
                    open.push(core::mem::replace(&mut group, inner));
                }
                b')' => {
                    let Some(outer) = open.pop() else {
                        self.land(&group);
                        return Ok(rest);
                    };
                    self.land(&group);
                    if let Some(number) = group.closing {
                        self.save(number);
                    }
                    group = outer;
                }
                b'?' | b'*' | b'+' => {
                    if here == group.term {
                        return Err(Refused::TooComplex);
                    }
                    let lazy = behind.first() == Some(&b'?');
                    if lazy {
                        behind = &behind[1..];
                    }
                    self.repeat(byte, lazy, group.term);
                    group.term = self.code.len();
                }
                b'|' => {
                    self.land(&group);
                    self.insert(group.start, Op::Split, 2);
                    self.code.extend([Op::Jump as u8, 0]);
                    group.leave = Some(self.code.len() - 1);
                    group.term = self.code.len();
                }
                b'^' => {
                    self.op(Op::Begin);
                    group.term = self.code.len();
                }
                b'$' => {
                    self.op(Op::End);
                    group.term = self.code.len();
                }
                _ => {
                    self.code.extend([Op::Char as u8, byte]);
                    group.term = here;
                }
            }
            rest = behind;
        }
        if !open.is_empty() {
            return Err(Refused::TooComplex);
        }
        self.land(&group);
        Ok(rest)
    }

    fn repeat(&mut self, how: u8, lazy: bool, term: usize) {
        let (first, again) = match lazy {
            true => (Op::LateSplit, Op::Split),
            false => (Op::Split, Op::LateSplit),
        };
        match how {
            b'?' => self.insert(term, first, 0),
            b'*' => {
                self.insert(term, first, 2);
                self.lead(Op::Jump, term);
            }
            _ => self.lead(again, term),
        }
    }

    /// Translates what follows an opening bracket, and gives what follows the closing one.
    fn class<'p>(&mut self, pattern: &'p [u8]) -> Result<&'p [u8], Refused> {
        let mut rest = pattern;
        let op = match rest.strip_prefix(b"^") {
            Some(behind) => {
                rest = behind;
                Op::NotClass
            }
            None => Op::Class,
        };
        self.code.extend([op as u8, 0]);
        let count_at = self.code.len() - 1;
        let mut count = 0;
        loop {
            let (&(mut first), mut behind) = rest.split_first().ok_or(Refused::TooComplex)?;
            if first == b']' {
                self.code[count_at] = self.number(count);
                return Ok(behind);
            }
            let escaped = first == b'\\';
            if escaped {
                let (&meant, after) = behind.split_first().ok_or(Refused::TooComplex)?;
                (first, behind) = (meant, after);
            }
            let mut last = first;
            if escaped && is_named(first) {
                first = NAMED;
            } else if let [b'-', end, after @ ..] = behind
                && *end != b']'
            {
                last = *end;
                behind = after;
            }
            self.code.extend([first, last]);
            count += 1;
            rest = behind;
        }
    }
}

/// Whether a letter behind a backslash names a class.
fn is_named(letter: u8) -> bool {
    matches!(letter | 0x20, b'd' | b's' | b'w')
}

/// Whether a byte is in the class that a letter names; a capital one names all others.
pub fn is_in_named(letter: u8, byte: u8) -> bool {
    let is_in = match letter | 0x20 {
        b'd' => byte.is_ascii_digit(),
        b's' => matches!(byte, b' ' | b'\t'..=b'\r'),
        _ => byte.is_ascii_alphanumeric() || byte == b'_',
    };
    is_in == (letter & 0x20 != 0)
}
