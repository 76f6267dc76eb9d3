//! The arrows between members, read from cargo itself.

use serde_json::Value;

use crate::shell::{self, Result};

/// Each member and what it may depend on among the members.
const ARROWS: [(&str, &[&str]); 14] = [
    ("primitives", &[]),
    ("codecs", &[]),
    ("storage", &[]),
    ("mpy", &["primitives"]),
    ("compiler", &["mpy", "primitives"]),
    (
        "vm",
        &["codecs", "compiler", "mpy", "primitives", "storage"],
    ),
    ("sim-boards", &[]),
    ("board-link", &[]),
    ("session", &["vm", "sim-boards"]),
    ("cli", &["session", "board-link"]),
    ("app", &["session", "board-link"]),
    ("bench", &["session", "vm"]),
    ("sandbox", &["vm"]),
    ("xtask", &[]),
];

/// Crates that know a browser: the page's alone.
const BROWSER: [&str; 7] = [
    "wasm-bindgen",
    "wasm-bindgen-futures",
    "js-sys",
    "web-sys",
    "leptos",
    "gloo",
    "serde-wasm-bindgen",
];

/// Every dependency that goes against the arrows.
pub fn breaches() -> Result<Vec<String>> {
    let mut cargo = shell::cargo(&["metadata", "--no-deps", "--format-version", "1"]);
    let text = shell::output(&mut cargo)?;
    let metadata: Value = serde_json::from_str(&text)
        .map_err(|error| format!("cannot read cargo's metadata: {error}"))?;
    let packages = metadata["packages"].as_array().into_iter().flatten();
    Ok(packages.flat_map(breaches_of).collect())
}

fn breaches_of(package: &Value) -> Vec<String> {
    let name = text(&package["name"]);
    let Some((_, allowed)) = ARROWS.iter().find(|(member, _)| *member == name) else {
        return vec![format!(
            "{name}: a member that xtask/src/tidy/arrows.rs does not know"
        )];
    };
    let dependencies = package["dependencies"].as_array().into_iter().flatten();
    dependencies
        .filter_map(|dependency| {
            let on = text(&dependency["name"]);
            let member = ARROWS.iter().any(|(member, _)| *member == on);
            let test_only = text(&dependency["kind"]) == "dev";
            if member && !allowed.contains(&on) && !(test_only && on == name) {
                Some(format!("{name}: must not depend on {on}"))
            } else if name != "app" && BROWSER.contains(&on) {
                Some(format!(
                    "{name}: depends on {on}, but only app knows a browser"
                ))
            } else {
                None
            }
        })
        .collect()
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::breaches_of;
    use serde_json::{Value, json};

    fn package(name: &str, on: &str) -> Value {
        json!({ "name": name, "dependencies": [{ "name": on, "kind": null }] })
    }

    #[test]
    fn only_drawn_arrows_pass() {
        assert!(breaches_of(&package("session", "vm")).is_empty());
        assert_eq!(breaches_of(&package("vm", "session")).len(), 1);
        assert_eq!(breaches_of(&package("sim-boards", "vm")).len(), 1);
        assert_eq!(breaches_of(&package("session", "web-sys")).len(), 1);
        assert_eq!(breaches_of(&package("stranger", "vm")).len(), 1);
    }
}
