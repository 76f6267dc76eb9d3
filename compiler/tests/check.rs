//! Mistakes that people make, and what the compiler tells about each: its code, line and column.
//!
//! `check/mistakes.txt` holds small sources with what is expected of them; `docs/errors.md` has one
//! example for each code.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;

use compiler::check::{Check, Diagnostic, Problem, check};
use compiler::debug::{LineIndex, Position};
use compiler::{CompileOptions, Target, compile};

fn read(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// `PW202 1:4, PW204 3:1`
fn summary(source: &[u8], diagnostics: &[Diagnostic]) -> String {
    let lines = LineIndex::new(source);
    let mut text = String::new();
    for diagnostic in diagnostics {
        let Position { line, column, .. } = lines.position(diagnostic.span.start);
        let comma = if text.is_empty() { "" } else { ", " };
        let _ = write!(text, "{comma}{} {line}:{column}", diagnostic.problem.code());
    }
    text
}

/// Checks what holds of every source, and returns what was found.
fn checked(source: &[u8]) -> Check {
    let mut options = CompileOptions::default();
    if std::str::from_utf8(source).is_err() {
        // A file for a board may hold anything in its texts.
        options.target = Target::Simulator;
    }
    let check = check(source, &options);
    let compiled = compile(source, &options);
    assert_eq!(check.first, compiled.err());
    assert_eq!(check.diagnostics.is_empty(), check.first.is_none());
    assert_eq!(check.stopped_at().is_none(), check.first.is_none());
    for diagnostic in &check.diagnostics {
        let (start, end) = (diagnostic.span.start as usize, diagnostic.span.end as usize);
        assert!(start < end || start == source.len(), "an empty span");
        assert!(end <= source.len());
        for text in [diagnostic.problem.message(), diagnostic.problem.remedy()] {
            assert!(!text.contains('\n'), "{text}");
        }
    }
    check
}

#[test]
fn mistakes_are_told_as_the_table_has_them() {
    let table = read("tests/check/mistakes.txt");
    let mut wrong = String::new();
    let mut count = 0;
    for entry in table.split("\n=== ").skip(1) {
        let (expected, source) = entry.split_once('\n').expect("a source");
        let source = source.replace('·', "\u{a0}").replace('→', "\t");
        let found = summary(source.as_bytes(), &checked(source.as_bytes()).diagnostics);
        if found != expected {
            let _ = writeln!(wrong, "=== {expected}\n{source}\n  found: {found}");
        }
        count += 1;
    }
    assert!(wrong.is_empty(), "\n{wrong}");
    assert!(count >= 120, "only {count} mistakes");
}

/// The rows of the table in `docs/errors.md`: code, message, example, remedy.
fn documented() -> Vec<[String; 4]> {
    let text = read("../docs/errors.md");
    let rows = text.lines().filter(|line| line.starts_with("| PW"));
    rows.map(|line| {
        let line = line.replace("\\|", "\u{1}");
        let cells: Vec<String> = line
            .trim_matches('|')
            .split('|')
            .map(|cell| cell.trim().replace('\u{1}', "|"))
            .collect();
        <[String; 4]>::try_from(cells).expect("four cells")
    })
    .collect()
}

/// The source that an example stands for.
///
/// `⏎` ends a line, `⇥` is a tab, `⍽` a non-breaking space and `␀ff` a byte. `⟨…×n⟩` repeats, with `#`
/// in it counting.
fn example(cell: &str) -> Vec<u8> {
    let text = cell.trim_matches('`').replace('⏎', "\n").replace('⇥', "\t");
    let text = text.replace('⍽', "\u{a0}");
    let mut source = String::new();
    let mut rest = text.as_str();
    while let Some((before, repeated)) = rest.split_once('⟨') {
        let (inner, after) = repeated.split_once('⟩').expect("an end");
        let (part, times) = inner.rsplit_once('×').expect("how often");
        source.push_str(before);
        for number in 0..times.parse::<usize>().expect("a number") {
            source.push_str(&part.replace('#', &number.to_string()));
        }
        rest = after;
    }
    source.push_str(rest);
    let mut bytes = Vec::new();
    let mut parts = source.split('␀');
    bytes.extend_from_slice(parts.next().unwrap_or_default().as_bytes());
    for part in parts {
        bytes.push(u8::from_str_radix(&part[..2], 16).expect("two digits"));
        bytes.extend_from_slice(&part.as_bytes()[2..]);
    }
    bytes
}

#[test]
fn every_code_has_its_row_and_every_example_its_code() {
    let rows = documented();
    let codes: BTreeSet<&str> = rows.iter().map(|row| row[0].as_str()).collect();
    assert_eq!(codes.len(), rows.len(), "a code has two rows");
    let known: BTreeSet<&str> = Problem::ALL.iter().map(|(code, ..)| *code).collect();
    assert_eq!(known.len(), Problem::ALL.len(), "two problems share a code");
    assert_eq!(codes, known);
    for [code, message, cell, remedy] in &rows {
        let words = Problem::ALL.iter().find(|(known, ..)| known == code);
        let (_, known_message, known_remedy) = words.expect("a known code");
        assert_eq!(message, known_message, "{code}");
        assert_eq!(remedy, known_remedy, "{code}");
        let source = example(cell);
        let found = checked(&source).diagnostics;
        let found: Vec<&str> = found.iter().map(|one| one.problem.code()).collect();
        assert_eq!(found, [code.as_str()], "{cell}");
    }
}

#[test]
fn arguments_fill_the_sentences() {
    let found = checked(b"if x = 3:\n    pass\n").diagnostics;
    let problem = &found[0].problem;
    assert_eq!(problem.arguments(), [("header", "if".to_owned())]);
    assert!(problem.message().contains("`if`"));
}

#[test]
fn places_are_those_of_the_source_as_it_is() {
    // Line ends of two characters, and characters of several bytes.
    let source = "a = 'ä'\r\nb = 'ö' 1\r\nc = (\r\nd = 1\r\n".as_bytes();
    let found = checked(source).diagnostics;
    let texts: Vec<&[u8]> = found
        .iter()
        .map(|one| &source[one.span.start as usize..one.span.end as usize])
        .collect();
    assert_eq!(texts, [&b"1"[..], b"("]);
}

#[test]
fn there_is_an_end_to_it() {
    let many = "x = = 1\n".repeat(5000);
    let found = checked(many.as_bytes()).diagnostics.len();
    assert_eq!(found, 100);
    // Brackets that never close make every line the start of one statement that ends nowhere.
    let started = std::time::Instant::now();
    checked("(\n".repeat(50_000).as_bytes());
    checked("x = (1,\n".repeat(50_000).as_bytes());
    checked("f(a\nb\n".repeat(30_000).as_bytes());
    let deep: String = (0..3000).map(|n| " ".repeat(n) + "if x:\n").collect();
    checked(deep.as_bytes());
    assert!(started.elapsed().as_secs() < 60);
}
