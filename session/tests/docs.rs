//! The help for the editor in `assets/docs`, against the names that boards have.

#![allow(clippy::unwrap_used)] // A test that panics has failed, as it should.

mod lists;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use lists::lists;
use serde::Deserialize;
use session::compiler::{CompileOptions, compile};

/// How long a line of help may be, in characters.
const LONGEST: usize = 140;

/// One entry; docs/help.md says what each part means.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    name: String,
    kind: Kind,
    signature: String,
    help: String,
    boards: Option<Vec<String>>,
}

#[derive(Deserialize, Clone, Copy, PartialEq)]
#[serde(rename_all = "lowercase")]
enum Kind {
    Module,
    Function,
    Method,
    Class,
    Exception,
    Constant,
    Attribute,
}

/// All entries by their names, and names whose help is that of others.
struct Help {
    entries: BTreeMap<String, Vec<Entry>>,
    same: BTreeMap<String, String>,
}

impl Help {
    fn read() -> Help {
        let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../assets/docs");
        let mut entries: BTreeMap<String, Vec<Entry>> = BTreeMap::new();
        let mut same = BTreeMap::new();
        for file in std::fs::read_dir(folder).expect("assets/docs") {
            let path = file.unwrap().path();
            let text = std::fs::read_to_string(&path).unwrap();
            let stem = path.file_stem().unwrap().to_str().unwrap();
            if stem == "same" {
                same = serde_json::from_str(&text).expect("same.json");
                continue;
            }
            let read: Vec<Entry> = serde_json::from_str(&text).unwrap_or_else(|error| {
                panic!("{}: {error}", path.display());
            });
            for entry in read {
                let top = entry.name.split('.').next().unwrap();
                assert_eq!(top, stem, "{} is in the file of {stem}", entry.name);
                entries.entry(entry.name.clone()).or_default().push(entry);
            }
        }
        Help { entries, same }
    }

    /// The name under which the help for a name is.
    fn find(&self, name: &str) -> Option<String> {
        let mut name = name.to_owned();
        // Each step goes by the longest prefix; nothing is the same as itself.
        for _ in 0..8 {
            if self.entries.contains_key(&name) {
                return Some(name);
            }
            let prefixes = self.same.iter().filter(|(prefix, _)| covers(prefix, &name));
            let (prefix, of) = prefixes.max_by_key(|(prefix, _)| prefix.len())?;
            name = format!("{of}{}", &name[prefix.len()..]);
        }
        None
    }
}

fn covers(prefix: &str, name: &str) -> bool {
    name.strip_prefix(prefix)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

/// Whether a name is one of the language's own or private to its module: these have no help.
fn is_private(path: &str, module: &str) -> bool {
    let rest = path.strip_prefix(module).unwrap_or(path);
    rest.split('.').any(|part| part.starts_with('_'))
}

/// All names that need help, and which boards have each.
fn names() -> BTreeMap<String, BTreeSet<String>> {
    let mut names: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for list in lists() {
        for (module, has) in &list.modules {
            let mut paths = vec![module.clone()];
            paths.extend(has.names.iter().map(|name| format!("{module}.{name}")));
            for (ty, members) in &has.types {
                paths.push(format!("{module}.{ty}"));
                paths.extend(members.iter().map(|name| format!("{module}.{ty}.{name}")));
            }
            for (object, made) in &has.objects {
                paths.push(format!("{module}.{object}"));
                let members = made.names.iter();
                paths.extend(members.map(|name| format!("{module}.{object}.{name}")));
            }
            paths.retain(|path| !is_private(path, module));
            for path in paths {
                names.entry(path).or_default().insert(list.board.clone());
            }
        }
    }
    names
}

#[test]
fn each_name_has_help() {
    let help = Help::read();
    let without: Vec<String> = names()
        .into_keys()
        .filter(|name| help.find(name).is_none())
        .collect();
    assert!(without.is_empty(), "no help for {without:?}");
}

#[test]
fn help_is_for_what_a_board_has() {
    let help = Help::read();
    let mut used: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let names = names();
    for (name, boards) in &names {
        if let Some(of) = help.find(name) {
            used.entry(of).or_default().extend(boards.iter().cloned());
        }
    }
    let all: Vec<String> = lists().into_iter().map(|list| list.board).collect();
    for (name, entries) in &help.entries {
        let mut said: Vec<String> = Vec::new();
        for entry in entries {
            said.extend(entry.boards.clone().unwrap_or_else(|| all.clone()));
        }
        let count = said.len();
        let said: BTreeSet<String> = said.into_iter().collect();
        assert_eq!(said.len(), count, "{name} has two entries for one board");
        assert_eq!(Some(&said), used.get(name), "the boards that have {name}");
    }
    for (prefix, of) in &help.same {
        assert!(
            names.keys().any(|name| covers(prefix, name)),
            "no board has {prefix}"
        );
        assert!(
            help.find(of).is_some(),
            "{prefix} is the same as {of}, which has no help"
        );
    }
}

#[test]
fn each_line_is_well_formed() {
    let help = Help::read();
    for entry in help.entries.values().flatten() {
        let Entry {
            name,
            kind,
            signature,
            help,
            ..
        } = entry;
        assert!(help.ends_with('.') && help.trim() == help, "{name}: {help}");
        let length = help.chars().count();
        assert!(length <= LONGEST, "{name}: {length} characters");
        let (program, is_call) = match kind {
            Kind::Module => (signature.clone(), false),
            Kind::Function | Kind::Method | Kind::Exception => {
                (format!("def {signature}: pass"), true)
            }
            // A class that no program makes is shown by its name alone.
            Kind::Class if !signature.contains('(') => (signature.clone(), false),
            Kind::Class => (format!("def {signature}: pass"), true),
            Kind::Constant | Kind::Attribute => (signature.clone(), false),
        };
        let options = CompileOptions::default();
        let compiled = compile(program.as_bytes(), &options);
        assert!(
            compiled.is_ok(),
            "{name}: {signature}: {:?}",
            compiled.err()
        );
        let shown = signature.split(['(', ':']).next().unwrap();
        assert_eq!(
            name.rsplit('.').next().unwrap(),
            shown,
            "{name}: {signature}"
        );
        assert_eq!(is_call, signature.contains('('), "{name}: {signature}");
        if matches!(kind, Kind::Constant | Kind::Attribute) {
            assert!(signature.contains(": "), "{name}: its type is missing");
        }
    }
}
