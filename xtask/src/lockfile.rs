//! Versions that Cargo.lock pins, for tools that must match a crate exactly.

use crate::shell::{self, Result};

/// The version of a crate in Cargo.lock, or `None` when nothing depends on it.
pub fn version_of(name: &str) -> Result<Option<String>> {
    let lock = shell::read(&shell::root().join("Cargo.lock"))?;
    Ok(find(&lock, name))
}

fn find(lock: &str, name: &str) -> Option<String> {
    let wanted = format!("name = \"{name}\"");
    let mut lines = lock.lines();
    lines.find(|line| *line == wanted)?;
    let version = lines.next()?.strip_prefix("version = \"")?;
    Some(version.trim_end_matches('"').to_owned())
}

#[cfg(test)]
mod tests {
    use super::find;

    const LOCK: &str = "\
[[package]]
name = \"wasm-bindgen-macro\"
version = \"0.2.1\"

[[package]]
name = \"wasm-bindgen\"
version = \"0.2.121\"
";

    #[test]
    fn finds_the_exact_name_only() {
        assert_eq!(find(LOCK, "wasm-bindgen").as_deref(), Some("0.2.121"));
        assert_eq!(find(LOCK, "wasm"), None);
    }
}
