//! npm packages, exactly as the lock files have them.

use std::path::Path;

use crate::shell::{self, Result};

use super::present;

/// The oldest Node that the packages support.
const NODE: u32 = 20;

/// Interpreters to compare speed with: large, and of no use to anything but the benchmark.
const PEERS: &str = "bench/npm";

/// Installs the packages of every lock file whose `node_modules` is missing or older.
pub fn packages() -> Result<()> {
    node()?;
    let root = shell::root();
    for lock in shell::repository_files()? {
        if lock
            .file_name()
            .is_some_and(|name| name == "package-lock.json")
        {
            let folder = lock.parent().unwrap_or(Path::new(""));
            if folder != Path::new(PEERS) {
                install(&root.join(folder), folder)?;
            }
        }
    }
    Ok(())
}

/// Installs what the benchmark compares with.
pub fn peers() -> Result<()> {
    install(&shell::root().join(PEERS), Path::new(PEERS))
}

/// Checks that Node and npm are there.
fn node() -> Result<()> {
    let how = format!("install Node {NODE} or newer with npm");
    let version = shell::output(shell::command("node").arg("--version"))
        .map_err(|error| format!("{error}; {how}"))?;
    let major = version.trim().trim_start_matches('v').split('.').next();
    match major.and_then(|major| major.parse::<u32>().ok()) {
        Some(major) if major >= NODE => {}
        _ => return Err(format!("node is {}; {how}", version.trim())),
    }
    match shell::find("npm") {
        Some(_) => Ok(()),
        None => Err(format!("npm is missing; {how}")),
    }
}

fn install(folder: &Path, name: &Path) -> Result<()> {
    let lock = shell::read(&folder.join("package-lock.json"))?;
    // A copy of the lock file says for which packages the folder was last installed.
    let stamp = folder.join("node_modules/.pinwheel-lock.json");
    if std::fs::read_to_string(&stamp).is_ok_and(|installed| installed == lock) {
        present(&format!("npm packages of {}", name.display()));
        return Ok(());
    }
    let mut npm = shell::command("npm");
    npm.args(["ci", "--no-audit", "--no-fund"])
        .current_dir(folder);
    shell::run(&mut npm)?;
    shell::write(&stamp, lock.as_bytes())
}
