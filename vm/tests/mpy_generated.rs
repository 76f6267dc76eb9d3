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

/// An f-string that ends within the arguments of another, after the last line.
#[test]
fn what_is_injected_at_the_end_ends_with_a_line() {
    for (source, line) in [
        ("f'{f'}'}'", 3),
        ("f'{f'}'}'\n\n", 4),
        ("(f'' ", 3),
        ("[f'{x}'\n\n", 4),
        ("[t'{x}'\n#", 4),
        ("(f'{(f'}')}' (f''", 3),
        ("(t'{x:{y}}'\n", 3),
    ] {
        let expected = format!(
            "Traceback (most recent call last):\n  File \"main.py\", line {line}\nSyntaxError: invalid syntax\n"
        );
        assert_eq!(refusal(source), expected, "{source:?}");
    }
}
