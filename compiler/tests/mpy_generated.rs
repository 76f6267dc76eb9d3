//! What `cargo xtask generate` has found: short programs that were once compiled otherwise than
//! mpy-cross compiles them, with its answers.

use compiler::{CompileOptions, compile};

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

/// An error in a part without a line, such as a number, has the line of what is compiled next in
/// a list of statements. Often that is the body of the statement it is in.
#[test]
fn errors_without_a_line_have_that_of_the_next_statement() {
    for (source, line, block, message) in [
        (
            "for 1 in x:\n ()\n y",
            2,
            "<module>",
            "can't assign to expression",
        ),
        (
            "for 1 in x:\n ()",
            1,
            "<module>",
            "can't assign to expression",
        ),
        (
            "for 1 in x:\n y\n 2=3\n",
            2,
            "<module>",
            "can't assign to expression",
        ),
        (
            "for 1 in x: y; z",
            1,
            "<module>",
            "can't assign to expression",
        ),
        (
            "with x as 1:\n ()\n y",
            2,
            "<module>",
            "can't assign to expression",
        ),
        (
            "if x:\n 1=2\nelse:\n ()\n y",
            4,
            "<module>",
            "can't assign to expression",
        ),
        (
            "if x:del()\nelse:\n y\n z",
            3,
            "<module>",
            "can't delete expression",
        ),
        (
            "if x:\n y\n 1=2\nelse:\n ()\n y",
            3,
            "<module>",
            "can't assign to expression",
        ),
        (
            "try:\n 1=x\nexcept:\n ()\n y",
            4,
            "<module>",
            "can't assign to expression",
        ),
        (
            "while (1:=x):\n ()\n y\nelse:\n ()\n y",
            5,
            "<module>",
            "can't assign to expression",
        ),
        (
            "if f(a=1, b):\n ()\n y",
            2,
            "<module>",
            "positional arg after keyword arg",
        ),
        (
            "if f(**a, b):\n ()\n y",
            2,
            "<module>",
            "positional arg after **",
        ),
        (
            "if f(a=1, b):\n 2=3\n y",
            2,
            "<module>",
            "positional arg after keyword arg",
        ),
        (
            "if lambda a=1,b:0:\n ()\n y",
            2,
            "<module>",
            "non-default argument follows default argument",
        ),
        (
            "if x:\n @micropython\n def y(): s\nelse:\n ()\n y",
            5,
            "<module>",
            "invalid micropython decorator",
        ),
        (
            "if x:\n @micropython.viper\n def y(): s\nelse:\n ()\n y",
            5,
            "<module>",
            "invalid arch",
        ),
        ("def f(a, a):\n ()\n y", 2, "f", "argument name reused"),
        (
            "class A:\n def f(**a, b):\n  ()\n  y",
            3,
            "f",
            "invalid syntax",
        ),
        (
            "pass\nfor 1 in x:\n pass\n pass\n",
            3,
            "<module>",
            "can't assign to expression",
        ),
    ] {
        let expected = format!(
            "Traceback (most recent call last):\n  File \"main.py\", line {line}, in {block}\nSyntaxError: {message}\n"
        );
        assert_eq!(refusal(source), expected, "{source:?}");
    }
}

/// Objects that are not a number differ from each other, but not from themselves; and what follows a
/// t-string is read as more of the program.
#[test]
fn constants_are_shared_as_objects_are() {
    for (source, golden) in [
        (
            "C0=const(0*1e424)\nx=C0,1\ny=C0\n",
            "4d06001f05020e6d61696e2e7079000f0443300002780002790008036e616e0a0208036e616e0701\
             31811800060124242300160223011603230016045163",
        ),
        (
            "x=(math.nan,)\ny=+math.nan\n",
            "4d06001f04020e6d61696e2e7079000f0278000279000a0108036e616e08036e616e700004012423\
             001602230116035163",
        ),
        (
            "x=0*1e424\ny=0*1e424\n",
            "4d06001f04020e6d61696e2e7079000f02780002790008036e616e08036e616e7000040124230016\
             02230116035163",
        ),
        (
            "x=t'{y}'' '\n",
            "4d06001f06010e6d61696e2e7079000f02790003185f5f74656d706c6174655f5f000278000a0205\
             000005000081202802011104230011021002511003340516055163",
        ),
    ] {
        let bytes = compile(source.as_bytes(), &CompileOptions::default()).expect(source);
        let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(hex, golden, "{source:?}");
    }
}

#[test]
fn zero_bytes_behind_a_template_end_a_line() {
    for (source, line, message) in [
        (
            "t'{x}' '\\0' = y",
            "1, in <module>",
            "can't assign to expression",
        ),
        ("t'{x}' '\\0\\0' = y", "2", "invalid syntax"),
        ("t'{x}' '\\n\\0' = y", "2", "invalid syntax"),
    ] {
        let expected = format!(
            "Traceback (most recent call last):\n  File \"main.py\", line {line}\nSyntaxError: {message}\n"
        );
        assert_eq!(refusal(source), expected, "{source:?}");
    }
}
