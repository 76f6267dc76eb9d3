//! Which scripts there are, and which of our own may differ from real MicroPython.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::shell::{self, Result};

/// The board that scripts run on: the one that real MicroPython's unix build is.
pub const BOARD: &str = "unix";

/// Scripts whose output must be real MicroPython's.
const SCRIPTS: &str = "vm/tests/scripts";

/// Scripts that show a deliberate difference, one each, with its cause and a workaround.
const DIFFERENCES: &str = "vm/tests/differences";

/// The folder whose files are there to be imported only.
const IMPORTED: &str = "lib";

/// What the first comment of a difference must say.
const HEADER: [&str; 2] = ["# Cause:", "# Workaround:"];

/// How our output relates to real MicroPython's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expectation {
    /// The same bytes.
    Same,
    /// Other bytes, for a reason that is written down.
    Differs,
}

/// One script.
#[derive(Debug)]
pub struct Script {
    /// Its path below the repository's root.
    pub name: String,
    /// Where it lies.
    pub path: PathBuf,
    /// How its output relates to real MicroPython's.
    pub expectation: Expectation,
}

/// The file that belongs to a script: `exp` is its expected output, `in` its standard input, which
/// need not exist.
pub fn beside(script: &Path, ending: &str) -> PathBuf {
    let mut name = script.as_os_str().to_owned();
    name.push(".");
    name.push(ending);
    PathBuf::from(name)
}

/// Every script below a folder, in order of name. What lies in a package or in a folder named `lib`
/// is there to be imported only.
pub fn below(folder: &Path) -> Result<Vec<PathBuf>> {
    let folder = folder
        .canonicalize()
        .map_err(|error| format!("cannot find {}: {error}", folder.display()))?;
    let mut files = shell::files_below(&folder)?;
    files.retain(|path| {
        let below = path.strip_prefix(&folder).unwrap_or(path);
        is_python(path) && !is_imported(below) && !path.with_file_name("__init__.py").is_file()
    });
    Ok(files)
}

/// Every script of our own, in order of name. A file in a folder named `lib` is there to be imported
/// only.
pub fn own() -> Result<Vec<Script>> {
    let root = shell::root();
    let files = shell::repository_files()?;
    let is_script = |path: &&PathBuf| is_python(path) && !is_imported(path);
    let below = |folder: &'static str| {
        let files = files.iter().filter(is_script);
        files.filter(move |path| path.starts_with(folder))
    };
    let differing: BTreeSet<&Path> = below(DIFFERENCES)
        .filter_map(|path| path.strip_prefix(DIFFERENCES).ok())
        .collect();
    let make = |path: &PathBuf, expectation| Script {
        name: path.display().to_string(),
        path: root.join(path),
        expectation,
    };
    let scripts = below(SCRIPTS).map(|path| {
        let excused = path
            .strip_prefix(SCRIPTS)
            .is_ok_and(|name| differing.contains(name));
        make(
            path,
            if excused {
                Expectation::Differs
            } else {
                Expectation::Same
            },
        )
    });
    let differences = below(DIFFERENCES).map(|path| make(path, Expectation::Differs));
    Ok(scripts.chain(differences).collect())
}

/// The Python files that scripts of a folder may import: all in a folder named `lib` below it.
pub fn imported(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = shell::files_below(folder)?;
    files.retain(|path| {
        let below = path.strip_prefix(folder).unwrap_or(path);
        is_python(path) && is_imported(below)
    });
    Ok(files)
}

fn is_python(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending == "py")
}

fn is_imported(path: &Path) -> bool {
    path.iter().any(|part| part == IMPORTED)
}

/// What a difference's header lacks. A script that another file excuses needs none.
pub fn header_problems(script: &Script) -> Vec<String> {
    if !script.name.starts_with(DIFFERENCES) {
        return Vec::new();
    }
    let text = match shell::read(&script.path) {
        Ok(text) => text,
        Err(message) => return vec![message],
    };
    let said = |part: &&&str| text.lines().any(|line| line.starts_with(**part));
    HEADER
        .iter()
        .filter(|part| !said(part))
        .map(|part| format!("its header has no line `{part} …`"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_belongs_to_a_script_lies_beside_it() {
        assert_eq!(beside(Path::new("a/b.py"), "exp"), Path::new("a/b.py.exp"));
        assert_eq!(beside(Path::new("a/b.py"), "in"), Path::new("a/b.py.in"));
    }
}
