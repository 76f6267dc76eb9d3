//! What `help('modules')` and `dir()` tell on our boards, against the lists in `assets/boards`.

#![allow(clippy::unwrap_used)] // A test that panics has failed, as it should.

mod lists;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use lists::{From, List, Named, lists};
use session::{Board, Instant, Session, SessionConfig, Stop};

const SURVEY: &str = include_str!("../../assets/boards/survey.py");
/// What each thing tells by `dir()`: modules, types and objects, by `KIND PATH`.
type Told = BTreeMap<String, BTreeSet<String>>;

fn list(board: Board) -> List {
    let found = lists().into_iter().find(|list| list.board == board.name());
    found.expect("a list of this board")
}

impl List {
    /// The words of `help('modules')`, but those of modules for which `without` holds.
    fn words(&self, without: impl Fn(&str) -> bool) -> Vec<String> {
        let kept = self.modules.iter().filter(|(name, _)| !without(name));
        let words = kept.map(|(name, module)| module.listed_as.as_ref().unwrap_or(name).clone());
        let mut words: Vec<String> = words.chain(["__main__".to_owned()]).collect();
        words.sort();
        words
    }

    /// The program that tells what is on a board.
    fn program(&self) -> String {
        let modules = self.words(|_| false);
        let modules: Vec<String> = modules
            .into_iter()
            .filter(|word| word != "__main__")
            .collect();
        let mut objects = String::new();
        for (name, module) in &self.modules {
            for (object, made) in &module.objects {
                writeln!(objects, "{name}.{object} = {}", made.made_by).unwrap();
            }
        }
        format!(
            "{SURVEY}\nsurvey({:?}, '''{objects}''')\n",
            modules.join(" ")
        )
    }

    /// What the board tells.
    fn told(&self) -> Told {
        let mut told = Told::new();
        for (name, module) in &self.modules {
            let common = ["__class__", "__dict__", "__name__"].map(str::to_owned);
            let names = module.names.iter().cloned().chain(common);
            told.insert(format!("module {name}"), names.collect());
            for (ty, names) in &module.types {
                let common = ["__bases__", "__class__", "__dict__", "__name__"].map(str::to_owned);
                let names = names.iter().cloned().chain(common);
                told.insert(format!("type {name}.{ty}"), names.collect());
            }
            for (object, made) in &module.objects {
                let names = made.names.iter().cloned().chain(["__class__".to_owned()]);
                told.insert(format!("object {name}.{object}"), names.collect());
            }
        }
        told
    }
}

/// What a run of the survey printed: the lines of `help('modules')`, and what each thing told.
fn survey(board: Board, program: &str) -> (Vec<String>, Told) {
    let files = BTreeMap::from([("main.py".to_owned(), program.as_bytes().to_vec())]);
    let mut session = Session::new(SessionConfig::new(board, files, "main.py")).expect("a session");
    let mut out = Vec::new();
    loop {
        let stop = session.run(10_000_000, Instant(u64::MAX));
        out.extend(session.take_output());
        match stop {
            Stop::OutOfFuel => {}
            Stop::Done => break,
            other => panic!("{other:?} after {}", String::from_utf8_lossy(&out)),
        }
    }
    let out = String::from_utf8(out).expect("text");
    let (help, rest) = out
        .split_once("Plus any modules on the filesystem\n")
        .expect("the end of help('modules')");
    let mut told = Told::new();
    for line in rest.lines() {
        let mut words = line.split(' ');
        let kind = words.next().unwrap();
        let path = words.next().unwrap();
        if kind != "absent" {
            let names = words.filter(|word| !word.is_empty()).map(str::to_owned);
            told.insert(format!("{kind} {path}"), names.collect());
        }
    }
    (help.lines().map(str::to_owned).collect(), told)
}

/// Four columns of 18 characters, filled one after the other, as `help('modules')` prints them.
fn columns(words: &[String]) -> Vec<String> {
    let rows = words.len().div_ceil(4);
    let row = |row: usize| {
        let mut line = String::new();
        for (column, word) in words.iter().skip(row).step_by(rows).enumerate() {
            // A word that fills its column pushes the next one on.
            if column > 0 {
                line.push(' ');
                while !line.len().is_multiple_of(18) {
                    line.push(' ');
                }
            }
            line.push_str(word);
        }
        line
    };
    (0..rows).map(row).collect()
}

/// Whether a path is this name or part of what it names.
fn is_in(name: &str, path: &str) -> bool {
    path.strip_prefix(name)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

/// Whether a list of names covers a path: by itself, or by what it is part of.
fn covers(named: &[Named], path: &str) -> bool {
    let mut names = named.iter().flat_map(|named| &named.names);
    names.any(|name| is_in(name, path))
}

/// All that is wrong with what a board of ours tells.
fn problems(list: &List, help: &[String], got: &Told) -> Vec<String> {
    let mut problems = Vec::new();
    let words = list
        .words(|name| covers(&list.missing, name) && !got.contains_key(&format!("module {name}")));
    if columns(&words) != help {
        problems.push(format!(
            "help('modules') tells\n{}\nnot\n{}",
            help.join("\n"),
            columns(&words).join("\n")
        ));
    }
    let expected = list.told();
    let mut used = BTreeSet::new();
    for (thing, names) in &expected {
        let (_, path) = thing.split_once(' ').unwrap();
        let is_missing = covers(&list.missing, path);
        let Some(told) = got.get(thing) else {
            match is_missing {
                true => used.extend(covering(&list.missing, path)),
                false => problems.push(format!("{thing} is missing")),
            }
            continue;
        };
        if is_missing {
            problems.push(format!("{thing} is there, but listed as missing"));
        }
        for name in names.difference(told) {
            let path = format!("{path}.{name}");
            match covers(&list.missing, &path) {
                true => used.extend(covering(&list.missing, &path)),
                false => problems.push(format!("{thing} lacks {name}")),
            }
        }
        for name in names.intersection(told) {
            if covers(&list.missing, &format!("{path}.{name}")) {
                problems.push(format!("{thing} has {name}, which is listed as missing"));
            }
        }
        for name in told.difference(names) {
            let path = format!("{path}.{name}");
            match covers(&list.more, &path) {
                true => used.extend(covering(&list.more, &path)),
                false => problems.push(format!("{thing} has {name}, which the board has not")),
            }
        }
    }
    for thing in got.keys() {
        let (_, path) = thing.split_once(' ').unwrap();
        if !expected.contains_key(thing) && !covers(&list.more, path) {
            problems.push(format!("{thing} is there, which the board has not"));
        }
    }
    let all = list.missing.iter().chain(&list.more);
    for name in all.flat_map(|named| &named.names) {
        if !used.contains(name) {
            problems.push(format!("{name} is listed, but makes no difference"));
        }
    }
    problems
}

/// The names of a list that cover a path.
fn covering<'a>(named: &'a [Named], path: &str) -> Vec<String> {
    let names = named.iter().flat_map(|named: &'a Named| &named.names);
    names.filter(|name| is_in(name, path)).cloned().collect()
}

fn check(board: Board) {
    let list = list(board);
    let (help, told) = survey(board, &list.program());
    let problems = problems(&list, &help, &told);
    assert!(problems.is_empty(), "{}:\n{}", board, problems.join("\n"));
}

#[test]
fn a_pico_has_the_modules_and_names_of_its_firmware() {
    check(Board::Pico);
}

#[test]
fn a_process_has_the_modules_and_names_of_the_unix_port() {
    check(Board::Unix);
}

#[test]
fn the_lists_are_whole() {
    for list in lists() {
        let board = &list.board;
        assert!(
            !list.firmware.is_empty() && !list.sources.is_empty(),
            "{board}"
        );
        if !list.help.is_empty() {
            assert_eq!(columns(&list.words(|_| false)), list.help, "{board}");
        }
        for (name, module) in &list.modules {
            let is_python = module.names.contains("__file__");
            assert_eq!(is_python, module.from == From::Frozen, "{board}: {name}");
            for ty in module.types.keys() {
                let first = ty.split('.').next().unwrap();
                assert!(module.names.contains(first), "{board}: {name}.{ty}");
            }
        }
        for named in list.missing.iter().chain(&list.more) {
            assert!(
                named.why.ends_with('.') && !named.names.is_empty(),
                "{board}: {}",
                named.why
            );
        }
    }
}
