//! The Chromium that the browser tests drive: the system's own, never a download of a test tool's.

use std::env;
use std::path::PathBuf;

use crate::shell::{self, Result};

use super::{debian, present};

/// Programs that are a Chromium, in the order in which they are tried.
const NAMES: [&str; 4] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
];

/// The browser to drive: `$CHROMIUM`, or the first known name on the PATH.
pub fn find() -> Option<PathBuf> {
    if let Some(path) = env::var_os("CHROMIUM") {
        return Some(PathBuf::from(path));
    }
    NAMES.iter().find_map(|name| shell::find(name))
}

/// Installs Chromium from the system's packages unless there is one.
pub fn ensure() -> Result<()> {
    if find().is_none() {
        debian::install("chromium")?;
    }
    match find() {
        Some(path) => {
            present(&path.display().to_string());
            Ok(())
        }
        None => Err("no Chromium was found; set CHROMIUM to its path".to_owned()),
    }
}
