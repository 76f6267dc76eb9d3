//! The rule that unsafe code stands only in the files that `docs/unsafe.md` argues for.

use std::collections::BTreeSet;

use crate::shell::{self, Result};

/// The list.
const LIST: &str = "docs/unsafe.md";

/// What unsafe code, or leave for it, looks like. Each is written in two halves so that this file
/// passes its own rule.
const SIGNS: [&str; 6] = [
    concat!("unsafe", " {"),
    concat!("unsafe", " impl"),
    concat!("unsafe", " fn"),
    concat!("unsafe", " extern"),
    concat!("#[unsafe", "("),
    concat!("allow(unsafe", "_code"),
];

/// Sources that the list has not, and files of the list that need not be there.
pub fn breaches() -> Result<Vec<String>> {
    let root = shell::root();
    let list = shell::read(&root.join(LIST))?;
    let listed = listed(&list);
    let mut found = BTreeSet::new();
    for path in shell::repository_files()? {
        if path.extension().is_none_or(|ending| ending != "rs") {
            continue;
        }
        if is_unsafe(&shell::read(&root.join(&path))?) {
            found.insert(path.display().to_string());
        }
    }
    let missing = found.difference(&listed);
    let missing =
        missing.map(|file| format!("{file}: has unsafe code that {LIST} does not argue for"));
    let needless = listed.difference(&found);
    let needless = needless.map(|file| format!("{LIST}: {file} has no unsafe code"));
    Ok(missing.chain(needless).collect())
}

/// The files in the first column of the list's table.
fn listed(list: &str) -> BTreeSet<String> {
    let rows = list.lines().filter_map(|line| line.strip_prefix("| `"));
    rows.filter_map(|row| Some(row.split_once('`')?.0.to_owned()))
        .collect()
}

/// Whether a source has unsafe code, or switches the lint off.
fn is_unsafe(source: &str) -> bool {
    // An attribute of several lines has the lint's name on one of its own.
    let mut leave = false;
    source.lines().map(str::trim).any(|line| {
        if line.starts_with("//") {
            return false;
        }
        leave =
            (leave && !line.contains(']')) || line.ends_with("allow(") || line.ends_with("expect(");
        leave && line == concat!("unsafe", "_code,") || SIGNS.iter().any(|sign| line.contains(sign))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unsafe_code_and_leave_for_it_are_found() {
        for source in [
            concat!("let x = unsafe", " { *p };"),
            concat!("#![allow(unsafe", "_code)]"),
            concat!("#![allow(\n    unsafe", "_code,\n    reason = \"x\"\n)]"),
            concat!("#[expect(\n    unsafe", "_code,\n)]"),
            concat!("#[unsafe", "(no_mangle)]"),
        ] {
            assert!(is_unsafe(source), "{source}");
        }
        for source in [
            concat!("#![forbid(unsafe", "_code)]"),
            concat!("// unsafe", " { }"),
            "let unsafety = 1;",
        ] {
            assert!(!is_unsafe(source), "{source}");
        }
    }

    #[test]
    fn the_list_is_its_tables_first_column() {
        let list = "| file | what |\n|---|---|\n| `a/b.rs` | `x` |\n| `a/b.rs` | y |\nsee `c.rs`\n";
        assert_eq!(listed(list).into_iter().collect::<Vec<_>>(), ["a/b.rs"]);
    }
}
