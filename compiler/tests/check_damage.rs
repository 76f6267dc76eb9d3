//! Scripts of our own, damaged at random: whatever was done to them, what is told stays true.
//!
//! One token or one line is deleted, doubled or replaced. Nothing may panic, and what the compiler
//! stops at is told. Far from the damage nothing may be told at all: how often that fails is counted,
//! and must stay rare.
//!
//! `PINWHEEL_DAMAGE=200` does more rounds, `PINWHEEL_DAMAGE_SEED` others, `PINWHEEL_DAMAGE_FOLDER` has
//! other files, and `PINWHEEL_DAMAGE_SHOW` shows all that told more than one mistake.

use std::path::{Path, PathBuf};

use compiler::CompileOptions;
use compiler::check::{Check, check};
use compiler::compile;

/// A small generator of numbers, the same on every run.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 33) as usize % limit.max(1)
    }
}

fn scripts() -> Vec<PathBuf> {
    let ours = Path::new(env!("CARGO_MANIFEST_DIR")).join("../vm/tests/scripts");
    let named = std::env::var("PINWHEEL_DAMAGE_FOLDER").map(PathBuf::from);
    let mut folders = vec![named.unwrap_or(ours)];
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "py") {
                files.push(path);
            }
        }
    }
    files.sort();
    files
}

/// Rough tokens: where words, numbers, simple strings and operators start and end.
fn tokens(source: &str) -> Vec<(usize, usize)> {
    let bytes = source.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let start = at;
        let word = |b: u8| b.is_ascii_alphanumeric() || b == b'_' || b >= 0x80;
        match bytes[at] {
            b if b.is_ascii_whitespace() => {
                at += 1;
                continue;
            }
            b'#' => {
                while at < bytes.len() && bytes[at] != b'\n' {
                    at += 1;
                }
                continue;
            }
            quote @ (b'"' | b'\'') => {
                let triple = bytes[at..].starts_with(&[quote; 3]);
                let length = if triple { 3 } else { 1 };
                at += length;
                while at < bytes.len() && !bytes[at..].starts_with(&[quote; 3][..length]) {
                    at += 1 + usize::from(bytes[at] == b'\\');
                }
                at = (at + length).min(bytes.len());
            }
            b if word(b) => {
                while at < bytes.len() && word(bytes[at]) {
                    at += 1;
                }
            }
            _ => at += 1,
        }
        found.push((start, at));
    }
    found
}

const WORDS: &[&str] = &[
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    ":",
    ",",
    "=",
    "==",
    "if",
    "else",
    "for",
    "in",
    "def",
    "return",
    "x",
    "1",
    "'a'",
    "+",
    ".",
    "lambda",
    "class",
    "import",
    "$",
    "\"",
    "not",
    "as",
    "**",
    "print",
    "break",
    "yield",
    "\\",
    "!",
    "0x",
    "async",
    "await",
    "nonlocal y",
    "try:",
    "pass",
    "\t",
    "é",
];

/// A damaged source, and the range of it that is not as it was.
struct Damaged {
    source: String,
    start: usize,
    end: usize,
    /// One token of a line that opens no block.
    simple: bool,
}

fn damage(source: &str, random: &mut Random) -> Damaged {
    let mut simple = false;
    let (start, end, new) = if random.below(4) == 0 {
        let lines: Vec<&str> = source.split_inclusive('\n').collect();
        let number = random.below(lines.len());
        let start: usize = lines[..number].iter().map(|line| line.len()).sum();
        let end = start + lines.get(number).map_or(0, |line| line.len());
        let other = lines.get(random.below(lines.len())).copied().unwrap_or("");
        let new = match random.below(3) {
            0 => String::new(),
            1 => source[start..end].repeat(2),
            _ => other.to_owned(),
        };
        (start, end, new)
    } else {
        let tokens = tokens(source);
        let Some(&(start, mut end)) = tokens.get(random.below(tokens.len())) else {
            return Damaged {
                source: source.to_owned(),
                start: 0,
                end: 0,
                simple,
            };
        };
        let line_start = source[..start].rfind('\n').map_or(0, |at| at + 1);
        let line = source[line_start..].lines().next().unwrap_or_default();
        simple = !line.trim_end().ends_with(':') && !line.trim_start().starts_with('@');
        let new = match random.below(3) {
            0 => {
                // A word goes with the space behind it, or the line would be moved too.
                end += usize::from(source[end..].starts_with(' '));
                String::new()
            }
            1 => format!("{0} {0}", &source[start..end]),
            _ => WORDS[random.below(WORDS.len())].to_owned(),
        };
        (start, end, new)
    };
    Damaged {
        source: format!("{}{new}{}", &source[..start], &source[end..]),
        start,
        end: start + new.len(),
        simple,
    }
}

fn checked(source: &str) -> Check {
    let options = CompileOptions::default();
    let check = check(source.as_bytes(), &options);
    assert_eq!(
        check.first,
        compile(source.as_bytes(), &options).err(),
        "{source}"
    );
    assert_eq!(
        check.diagnostics.is_empty(),
        check.first.is_none(),
        "{source}"
    );
    assert_eq!(
        check.stopped_at().is_none(),
        check.first.is_none(),
        "{source}"
    );
    assert!(check.diagnostics.len() <= 101);
    let mut last = 0;
    for diagnostic in &check.diagnostics {
        let (start, end) = (diagnostic.span.start as usize, diagnostic.span.end as usize);
        assert!(start >= last, "out of order: {source}");
        assert!(
            start < end || start == source.len(),
            "an empty span: {source}"
        );
        let boundaries = source.is_char_boundary(start) && source.is_char_boundary(end);
        assert!(boundaries, "no boundary: {source}");
        last = start;
        for (span, _) in &diagnostic.related {
            assert!(span.end as usize <= source.len());
        }
        assert!(!diagnostic.problem.message().contains('\n'));
        assert!(!diagnostic.problem.remedy().contains('\n'));
    }
    check
}

fn line_of(source: &str, at: usize) -> usize {
    source.as_bytes()[..at]
        .iter()
        .filter(|&&b| b == b'\n')
        .count()
}

#[test]
fn whatever_is_damaged_nothing_false_is_told() {
    let rounds = std::env::var("PINWHEEL_DAMAGE")
        .ok()
        .and_then(|n| n.parse().ok());
    let rounds: usize = rounds.unwrap_or(10);
    let show = std::env::var("PINWHEEL_DAMAGE_SHOW").is_ok();
    let seed = std::env::var("PINWHEEL_DAMAGE_SEED")
        .ok()
        .and_then(|n| n.parse().ok());
    let mut random = Random(seed.unwrap_or(0x5eed));
    let mut any = Tally::default();
    let mut simple = Tally::default();
    for path in scripts() {
        let Ok(source) = std::fs::read_to_string(&path) else {
            continue;
        };
        if compile(source.as_bytes(), &CompileOptions::default()).is_err() {
            continue;
        }
        for _ in 0..rounds {
            let damaged = damage(&source, &mut random);
            let check = checked(&damaged.source);
            if check.diagnostics.is_empty() {
                continue;
            }
            // A mistake may be told where a bracket opens before it, or on the lines behind it.
            let first = line_of(&damaged.source, damaged.start).saturating_sub(3);
            let last = line_of(&damaged.source, damaged.end) + 3;
            let lines = check
                .diagnostics
                .iter()
                .map(|one| line_of(&damaged.source, one.span.start as usize));
            let stray = lines.filter(|line| !(first..=last).contains(line)).count();
            let several = check.diagnostics.len() > 1;
            let far = several && stray > 0;
            any.count(several, far);
            if damaged.simple {
                simple.count(several, far);
            }
            if several && show {
                print_out(&path, &damaged, &check);
            }
        }
    }
    println!("of one line or token: {any:?}");
    println!("of one token in a simple statement: {simple:?}");
    assert!(any.refused > 200);
    assert!(any.several * 100 <= any.refused * 6, "{any:?}");
    assert!(simple.several * 100 <= simple.refused * 2, "{simple:?}");
    assert!(simple.far * 200 <= simple.refused, "{simple:?}");
}

/// How many damaged files were refused, and what was told that is wrong.
#[derive(Debug, Default)]
struct Tally {
    refused: usize,
    /// More than one mistake was told.
    several: usize,
    /// One of them was far from the damage.
    far: usize,
}

impl Tally {
    fn count(&mut self, several: bool, far: bool) {
        self.refused += 1;
        self.several += usize::from(several);
        self.far += usize::from(far);
    }
}

/// Shows the damage and what was told.
fn print_out(path: &Path, damaged: &Damaged, check: &Check) {
    let lines: Vec<&str> = damaged.source.lines().collect();
    let place = line_of(&damaged.source, damaged.start);
    println!(
        "#### {} line {} simple {}",
        path.display(),
        place + 1,
        damaged.simple
    );
    for (n, line) in lines
        .iter()
        .enumerate()
        .skip(place.saturating_sub(2))
        .take(7)
    {
        println!("{:4} {line}", n + 1);
    }
    for one in &check.diagnostics {
        let line = line_of(&damaged.source, one.span.start as usize);
        let (code, message) = (one.problem.code(), one.problem.message());
        println!(
            "   {}: {code} {message}: {}",
            line + 1,
            lines.get(line).unwrap_or(&"")
        );
    }
}
