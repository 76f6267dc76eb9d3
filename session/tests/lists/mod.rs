//! The lists of modules in `assets/boards`, read.

#![allow(dead_code)] // Each test that reads them wants other parts.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

const LISTS: [&str; 4] = [
    include_str!("../../../assets/boards/pico/modules.json"),
    include_str!("../../../assets/boards/pico-w/modules.json"),
    include_str!("../../../assets/boards/esp32/modules.json"),
    include_str!("../../../assets/boards/unix/modules.json"),
];

/// `assets/boards/ID/modules.json`; docs/boards.md says what each part means.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct List {
    pub board: String,
    pub firmware: String,
    pub sources: Vec<String>,
    #[serde(default)]
    pub help: Vec<String>,
    pub modules: BTreeMap<String, Module>,
    pub missing: Vec<Named>,
    #[serde(default)]
    pub more: Vec<Named>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Module {
    pub from: From,
    #[serde(rename = "listed as")]
    pub listed_as: Option<String>,
    pub names: BTreeSet<String>,
    #[serde(default)]
    pub types: BTreeMap<String, BTreeSet<String>>,
    #[serde(default)]
    pub objects: BTreeMap<String, Made>,
}

#[derive(Deserialize, PartialEq)]
#[serde(rename_all = "lowercase")]
pub enum From {
    #[serde(rename = "built in")]
    BuiltIn,
    Frozen,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Made {
    #[serde(rename = "made by")]
    pub made_by: String,
    pub names: BTreeSet<String>,
}

/// Names that the simulator lacks, or has beyond the board's, and why.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Named {
    pub why: String,
    pub names: BTreeSet<String>,
}

/// All lists.
pub fn lists() -> Vec<List> {
    LISTS
        .iter()
        .map(|text| serde_json::from_str(text).expect("a list of modules"))
        .collect()
}
