//! The cases that fuzzing once found, and samples of what it tries: none of them panics any more.
#![allow(clippy::unwrap_used)] // A test that panics has failed, as it should.

#[path = "../../fuzz/bodies.rs"]
mod bodies;

use std::path::Path;

fn each(target: &str, body: fn(&[u8])) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fuzz/cases");
    let mut seen = 0;
    for entry in std::fs::read_dir(folder.join(target)).unwrap() {
        let path = entry.unwrap().path();
        println!("{}", path.display());
        body(&std::fs::read(&path).unwrap());
        seen += 1;
    }
    assert!(seen > 0, "no cases for {target}");
}

#[test]
fn sources() {
    each("compile", bodies::compile);
}

#[test]
fn mpy_files() {
    each("load", bodies::load);
}

#[test]
fn json_texts() {
    each("json", bodies::json);
}

#[test]
fn patterns() {
    each("re", bodies::re);
}

#[test]
fn formats() {
    each("struct", bodies::structs);
}

#[test]
fn circuits() {
    each("diagram", bodies::diagram);
}

#[test]
fn scenarios() {
    each("scenario", bodies::scenario);
}

#[test]
fn compressed_streams() {
    each("deflate", bodies::deflate);
}
