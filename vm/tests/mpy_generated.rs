//! What `cargo xtask generate` has found: short programs that were once compiled otherwise than
//! mpy-cross compiles them, with its answers.

use vm::compiler::{CompileOptions, compile};

/// What is printed for a source that is refused.
fn refusal(source: &str) -> String {
    let error = compile(source.as_bytes(), &CompileOptions::default()).expect_err(source);
    error.traceback("main.py")
}

#[test]
fn names_longer_than_255_bytes_are_refused_without_a_line() {
    let (name, part) = ("é".repeat(128), "x".repeat(128));
    for source in [
        format!("{name} = 1"),
        format!("def f():\n  return a.{name}"),
        format!("f'{{{name}}}'"),
        format!("def f():\n  import {part}.{part}"),
        format!("from {part}.{part} import a"),
    ] {
        assert_eq!(refusal(&source), "RuntimeError: name too long\n");
    }
    for source in [
        "x".repeat(255),
        format!("import {part}.{}", &part[2..]),
        format!("'{part}{part}'"),
    ] {
        compile(source.as_bytes(), &CompileOptions::default()).expect("a name of 255 bytes");
    }
}
