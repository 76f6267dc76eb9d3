//! The compiler writes what mpy-cross 1.29 writes, byte for byte.
//!
//! The samples beside this file are compared with golden bytes, without any tool. Where `MPY_CROSS`
//! names the real compiler, samples and script tests are compared with what it says now, errors too.
//! To renew the golden bytes: `MPY_CROSS=… cargo test -p compiler --test mpy_identical renew -- --ignored`.

use compiler::{CompileOptions, ErrorKind, Target, compile};
use mpy::{Listing, disassemble, read, write};
use std::path::{Path, PathBuf};
use std::process::Command;

fn tests() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests")
}

/// All Python files below a folder, in order.
fn python_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            files.extend(python_files(&path));
        } else if path.extension().is_some_and(|e| e == "py") {
            files.push(path);
        }
    }
    files.sort();
    files
}

fn options(path: &Path, opt_level: u8) -> CompileOptions {
    let file_name = path
        .file_name()
        .expect("a name")
        .to_string_lossy()
        .into_owned();
    CompileOptions {
        file_name,
        opt_level,
        ..CompileOptions::default()
    }
}

fn to_hex(bytes: &[u8]) -> String {
    let mut text = String::new();
    for line in bytes.chunks(40) {
        text.extend(line.iter().map(|b| format!("{b:02x}")));
        text.push('\n');
    }
    text
}

#[test]
fn samples_compile_to_their_golden_bytes() {
    for path in python_files(&tests().join("compile")) {
        let source = std::fs::read(&path).expect("a sample");
        let golden = std::fs::read_to_string(path.with_extension("hex")).expect("golden bytes");
        let bytes = compile(&source, &options(&path, 0)).expect("a sample that compiles");
        let listing = read(&bytes)
            .map(|module| disassemble(&module, &Listing::default()))
            .expect("a file that reads")
            .expect("a file that can be listed");
        assert_eq!(to_hex(&bytes), golden, "{}:\n{listing}", path.display());
        assert_eq!(write(&read(&bytes).expect("a file that reads")), bytes);
    }
}

/// What mpy-cross makes of a file: bytes, or its error text.
fn mpy_cross(tool: &str, path: &Path, opt_level: u8) -> Result<Vec<u8>, String> {
    let name = path
        .file_name()
        .expect("a name")
        .to_string_lossy()
        .into_owned();
    let out = Command::new(tool)
        .args(["-s", &name, &format!("-O{opt_level}"), "-o", "-"])
        .arg(path.file_name().expect("a name"))
        .current_dir(path.parent().expect("a folder"))
        .output()
        .expect("mpy-cross runs");
    if out.status.success() {
        Ok(out.stdout)
    } else {
        Err(String::from_utf8_lossy(&out.stderr).into_owned())
    }
}

fn tool() -> Option<String> {
    let tool = std::env::var("MPY_CROSS").ok();
    if tool.is_none() {
        eprintln!("SKIPPED: set MPY_CROSS to the mpy-cross 1.29 binary to compare with it");
    }
    tool
}

#[test]
fn files_compile_as_mpy_cross_compiles_them() {
    let Some(tool) = tool() else { return };
    let mut files = python_files(&tests().join("compile"));
    files.extend(python_files(&tests().join("../../vm/tests/scripts")));
    for path in &files {
        let source = std::fs::read(path).expect("a script");
        for opt_level in [0, 3] {
            let options = options(path, opt_level);
            let ours = compile(&source, &options).map_err(|e| e.traceback(&options.file_name));
            let theirs = mpy_cross(&tool, path, opt_level);
            assert!(
                ours == theirs,
                "{} differs at -O{opt_level}:\n{ours:?}\n{theirs:?}",
                path.display()
            );
        }
    }
}

#[test]
#[ignore = "rewrites the golden bytes"]
fn renew() {
    let Some(tool) = tool() else { return };
    for path in python_files(&tests().join("compile")) {
        let bytes = mpy_cross(&tool, &path, 0).expect("a sample that compiles");
        std::fs::write(path.with_extension("hex"), to_hex(&bytes)).expect("golden bytes");
    }
}

/// Source, message, line, block: as mpy-cross reports them.
const ERRORS: &[(&str, &str, u32, &str)] = &[
    ("x = (1,\n  2\ny", "invalid syntax", 3, ""),
    ("if x:\npass", "invalid syntax", 2, ""),
    (
        "def f():\n  return 1\n x",
        "unindent doesn't match any outer indent level",
        2,
        "",
    ),
    ("  x = 1", "unexpected indent", 1, ""),
    ("x = 'abc", "invalid syntax", 1, ""),
    ("f'{}'", "malformed f-string", 1, ""),
    (
        "x = 08",
        "invalid syntax for integer with base 0: '08'",
        1,
        "",
    ),
    ("x = 1.2.3", "invalid syntax for number", 1, ""),
    ("A = const(f())", "not a constant", 1, ""),
    ("break", "'break'/'continue' outside loop", 1, "<module>"),
    ("\nreturn", "'return' outside function", 2, "<module>"),
    ("class A:\n  yield", "'yield' outside function", 2, "A"),
    ("def f():\n  1 = x", "can't assign to expression", 1, "f"),
    ("def f(a, a): pass", "argument name reused", 1, "f"),
    (
        "def f(a=1, b): pass",
        "non-default argument follows default argument",
        1,
        "<module>",
    ),
    (
        "f(a=1, 2)",
        "positional arg after keyword arg",
        1,
        "<module>",
    ),
    ("f(**a, *b)", "* arg after **", 1, "<module>"),
    (
        "nonlocal x",
        "can't declare nonlocal in outer code",
        1,
        "<module>",
    ),
    (
        "def f():\n  nonlocal x",
        "no binding for nonlocal found",
        2,
        "f",
    ),
    (
        "def f():\n  x = 1\n  global x",
        "identifier redefined as global",
        3,
        "f",
    ),
    (
        "try: pass\nexcept: pass\nexcept A: pass",
        "default 'except' must be last",
        2,
        "<module>",
    ),
    ("{1: 2, 3}", "expecting key:value for dict", 1, "<module>"),
    ("del f()", "can't delete expression", 1, "<module>"),
    ("*a, *b = c", "multiple *x in assignment", 1, "<module>"),
    (
        "print(*a)\nx = *a",
        "*x must be assignment target",
        2,
        "<module>",
    ),
    (
        "def f():\n  from a import *",
        "import * not at module level",
        2,
        "f",
    ),
    (
        "def f():\n  async with a: pass",
        "async for/with outside async function",
        2,
        "f",
    ),
    (
        "@micropython.viper\ndef f(): pass",
        "invalid arch",
        1,
        "<module>",
    ),
];

#[test]
fn errors_have_message_line_and_block_of_mpy_cross() {
    let tool = tool();
    for &(source, message, line, block) in ERRORS {
        let error = compile(source.as_bytes(), &CompileOptions::default()).expect_err(source);
        assert_eq!(
            (&*error.message, error.line, &*error.block),
            (message, line, block),
            "{source:?}"
        );
        if let Some(tool) = &tool {
            let path =
                std::env::temp_dir().join(format!("pinwheel-error-{}.py", std::process::id()));
            std::fs::write(&path, source).expect("a temporary file");
            let name = path
                .file_name()
                .expect("a name")
                .to_string_lossy()
                .into_owned();
            let theirs = mpy_cross(tool, &path, 0);
            std::fs::remove_file(&path).expect("the temporary file");
            assert_eq!(theirs, Err(error.traceback(&name)), "{source:?}");
        }
    }
}

#[test]
fn the_simulator_refuses_text_that_is_not_utf8_by_its_place() {
    let options = CompileOptions {
        target: Target::Simulator,
        ..CompileOptions::default()
    };
    let error = compile(b"x = 1\ny = '\xc3\xa9\xff'\n", &options).expect_err("bad bytes");
    assert_eq!(error.kind, ErrorKind::UnicodeError);
    assert_eq!((error.line, error.column), (2, 7));
    assert!(error.message.contains("byte 0xff at offset 13"), "{error}");
}

#[test]
fn deep_nesting_is_an_error_and_not_an_overflow() {
    let nested = |open: &str, close: &str, depth: usize| {
        format!("x = {}1{}\n", open.repeat(depth), close.repeat(depth))
    };
    let mut blocks = String::new();
    for depth in 0..1000 {
        blocks.push_str(&" ".repeat(depth));
        blocks.push_str("if x:\n");
    }
    for source in [
        nested("(", ")", 100_000),
        nested("[", "]", 100_000),
        nested("{1:", "}", 100_000),
        nested("f(", ")", 100_000),
        nested("-", "", 100_000),
        nested("not ", "", 100_000),
        nested("lambda: ", "", 100_000),
        nested("2 ** ", "", 100_000),
        nested("a if b else ", "", 100_000),
        nested("f'{", "}'", 5_000),
        format!("[x for x in y{}]\n", " if x".repeat(100_000)),
        blocks,
    ] {
        let error = compile(source.as_bytes(), &CompileOptions::default()).expect_err("too deep");
        assert_eq!(
            error.message, "maximum recursion depth exceeded",
            "{:.60}",
            source
        );
    }
    // What is not deep is not refused.
    for source in [
        nested("(", ")", 100),
        nested("[", "]", 100),
        format!("x = {}1\n", "1 + y * ".repeat(50_000)),
        format!("if x: pass\n{}", "elif y: pass\n".repeat(2_000)),
    ] {
        compile(source.as_bytes(), &CompileOptions::default()).expect("not deep");
    }
}

#[test]
fn no_prefix_or_damage_of_a_sample_makes_the_compiler_panic() {
    for path in python_files(&tests().join("compile")) {
        let source = std::fs::read(&path).expect("a sample");
        for at in 0..source.len() {
            let _ = compile(&source[..at], &CompileOptions::default());
            let mut damaged = source.clone();
            damaged[at] = b"\0({['\"\\\n\t:;,=*.fx0"[at % 18];
            let _ = compile(&damaged, &CompileOptions::default());
        }
    }
}
