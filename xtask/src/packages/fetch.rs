//! Fetching the packages of the list, unpacked, without running anything of them.

use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::setup;
use crate::shell::{self, Result};

use super::list::{FOLDER, List, Package};

/// The folder of an unpacked package, by `NAME==VERSION`.
pub fn folder(pin: &str) -> PathBuf {
    shell::work_folder().join("packages").join(pin)
}

/// Fetches the packages, and those that they import, as far as they are not there.
pub fn fetch(list: &List, packages: &[&Package]) -> Result<()> {
    let mut wanted = BTreeMap::new();
    for package in packages {
        wanted.insert(package.pin.clone(), package.archive);
        for pin in &package.with {
            wanted.insert(pin.clone(), list.archive_of(pin));
        }
    }
    wanted.retain(|pin, _| !folder(pin).is_dir());
    if wanted.is_empty() {
        return Ok(());
    }
    println!("fetching {} packages", wanted.len());
    let into = shell::work_folder().join("packages");
    std::fs::create_dir_all(&into)
        .map_err(|error| format!("cannot make {}: {error}", into.display()))?;
    let mut python = setup::python()?;
    python
        .arg(shell::root().join(FOLDER).join("fetch.py"))
        .arg(&into);
    python.args(
        wanted
            .iter()
            .map(|(pin, archive)| format!("{pin}:{archive}")),
    );
    shell::run(&mut python)
}
