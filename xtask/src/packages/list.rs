//! The list of packages, `xtask/packages/list.toml`.

use std::collections::BTreeMap;
use std::fmt;

use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::shell::{self, Result};

/// Where the list lies, with the runners and the examples that it names beside it.
pub const FOLDER: &str = "xtask/packages";

/// The whole list.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct List {
    /// Those that are run.
    #[serde(rename = "package")]
    pub packages: Vec<Package>,
}

/// The list of those that were tried and cannot be run: they fail on real MicroPython as well, or
/// tell nothing. It is `xtask/packages/dropped.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dropped {
    /// `NAME==VERSION`, and why.
    dropped: BTreeMap<String, String>,
}

/// A package, and what of it is run.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Package {
    /// `NAME==VERSION`, as the index has it.
    pub pin: String,
    /// What it is, in a few words.
    pub about: String,
    /// What is run.
    pub runs: Vec<Run>,
    /// Files that a pattern of `runs` would take and that cannot run: `FILE: why`.
    #[serde(default)]
    pub without: Vec<String>,
    /// What it imports: `NAME==VERSION`.
    #[serde(default)]
    pub with: Vec<String>,
    /// The kind of file that is fetched.
    #[serde(default)]
    pub archive: Archive,
    /// The folder of the archive that holds what is imported, if it is another than `src` or the top.
    pub lib: Option<String>,
    /// Whether what it prints holds times or addresses: then numbers are not compared.
    #[serde(default)]
    pub numbers_vary: bool,
    /// Whether every run of `cargo xtask test` runs it.
    #[serde(default)]
    pub sample: bool,
}

/// What kind of file a package comes in.
#[derive(Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Archive {
    /// A source distribution, which may have tests and examples.
    #[default]
    Sdist,
    /// A wheel, for packages that have nothing else.
    Wheel,
}

impl fmt::Display for Archive {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Sdist => "sdist",
            Self::Wheel => "wheel",
        })
    }
}

/// What is run: `KIND FILE`.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize)]
#[serde(try_from = "String")]
pub struct Run {
    /// How the file is run.
    pub kind: Kind,
    /// A file, whose name may hold one `*`: of the package, or for an example of ours in `examples`.
    pub file: String,
}

/// How a file is run.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// The package's own file is the program: an example, or a test that is one.
    Own,
    /// The package's own file holds cases for `unittest`.
    Unittest,
    /// The package's own file holds functions whose names begin with `test`.
    Functions,
    /// A script of ours after the package's documentation.
    Doc,
}

impl TryFrom<String> for Run {
    type Error = String;

    fn try_from(text: String) -> Result<Self> {
        let (kind, file) = text.split_once(' ').ok_or("a run is `KIND FILE`")?;
        let kind = match kind {
            "own" => Kind::Own,
            "unittest" => Kind::Unittest,
            "functions" => Kind::Functions,
            "doc" => Kind::Doc,
            other => return Err(format!("`{other}` is no kind of run")),
        };
        Ok(Self {
            kind,
            file: file.to_owned(),
        })
    }
}

impl Package {
    /// Its name, without the version.
    pub fn name(&self) -> &str {
        name_and_version(&self.pin).0
    }

    /// Whether a file was left out, for a reason that the list gives.
    pub fn leaves_out(&self, file: &str) -> bool {
        let mut without = self.without.iter();
        without.any(|entry| entry.split_once(": ").is_some_and(|(name, _)| name == file))
    }
}

/// The two parts of `NAME==VERSION`.
pub fn name_and_version(pin: &str) -> (&str, &str) {
    pin.split_once("==").unwrap_or((pin, ""))
}

/// Reads a file of [`FOLDER`].
fn read<T: DeserializeOwned>(name: &str) -> Result<T> {
    let path = shell::root().join(FOLDER).join(name);
    toml::from_str(&shell::read(&path)?).map_err(|error| format!("{}: {error}", path.display()))
}

impl Dropped {
    /// Reads it: pairs of `NAME==VERSION` and why, sorted.
    pub fn read() -> Result<BTreeMap<String, String>> {
        read::<Self>("dropped.toml").map(|list| list.dropped)
    }
}

impl List {
    /// Reads it.
    pub fn read() -> Result<Self> {
        read("list.toml")
    }

    /// The kind of file of a package that another one imports.
    pub fn archive_of(&self, pin: &str) -> Archive {
        let known = self.packages.iter().find(|package| package.pin == pin);
        known.map_or(Archive::Sdist, |package| package.archive)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn the_list_is_sorted_and_complete() {
        let list = List::read().expect("it is a good list");
        let names: Vec<_> = list.packages.iter().map(Package::name).collect();
        let sorted: BTreeSet<_> = names.iter().copied().collect();
        assert_eq!(names, sorted.into_iter().collect::<Vec<_>>());
        for package in &list.packages {
            assert!(!package.runs.is_empty(), "{} runs nothing", package.pin);
            assert!(package.without.iter().all(|entry| entry.contains(": ")));
        }
        assert!(list.packages.iter().any(|package| package.sample));
    }

    #[test]
    fn a_run_has_a_kind_and_a_file() {
        let run = Run::try_from("own examples/a.py".to_owned()).expect("it is a good one");
        assert_eq!((run.kind, run.file.as_str()), (Kind::Own, "examples/a.py"));
        assert!(Run::try_from("own".to_owned()).is_err());
        assert!(Run::try_from("run a.py".to_owned()).is_err());
    }
}
