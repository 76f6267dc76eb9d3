//! `pinwheel disasm`: what it lists, where it finds the source, and what it refuses.

mod support;

use std::path::Path;
use std::process::Output;

const PROGRAM: &str = "\
import machine
class Blinker:
    def blink(self, times, *rest, pause=500, **more):
        for i in range(times):
            yield machine.Pin(i)
twice = lambda n=2: n * 12345678901234567890
";

fn disasm(folder: &Path, words: &[&str], input: &str) -> Output {
    let mut command = support::pinwheel();
    command.current_dir(folder).arg("disasm").args(words);
    support::run(&mut command, input.as_bytes())
}

fn listing(folder: &Path, words: &[&str], input: &str) -> String {
    let output = disasm(folder, words, input);
    assert!(output.status.success(), "{}", support::text(&output.stderr));
    support::text(&output.stdout)
}

/// Its lines without indentation.
fn lines(listing: &str) -> Vec<&str> {
    listing.lines().map(str::trim).collect()
}

/// A folder that holds the program, compiled and not.
fn prepared(test: &str) -> std::path::PathBuf {
    let folder = support::folder(test);
    std::fs::write(folder.join("blinker.py"), PROGRAM).expect("the program");
    let mut compile = support::pinwheel();
    compile.current_dir(&folder).args(["compile", "blinker.py"]);
    assert!(support::run(&mut compile, b"").status.success());
    folder
}

#[test]
fn a_listing_names_functions_constants_lines_and_jumps() {
    let folder = prepared("disasm-listing");
    let text = listing(&folder, &["blinker.py"], "");
    let lines = lines(&text);
    for wanted in [
        "mpy version 6, small integers of 31 bits",
        "0  blinker.py",
        "0  12345678901234567890",
        "<module>()",
        "<module>.Blinker()",
        "<module>.Blinker.blink(self, times, *args, pause, **kwargs)",
        "state 11, exception blocks 0, generator, keyword defaults",
        "<module>.<lambda>(n=?)",
        "4 |         for i in range(times):",
        "2  1b 02           IMPORT_NAME                machine",
        "L1:",
    ] {
        assert!(lines.contains(&wanted), "no line {wanted:?} in\n{text}");
    }
    // Each source line stands above its first instruction.
    let line = lines.iter().position(|line| line.starts_with("6 | twice"));
    let make = lines
        .iter()
        .position(|line| line.contains("MAKE_FUNCTION_DEFARGS      <lambda>"));
    assert!(line < make, "{text}");
    // The jump back to the loop's body names its label.
    assert!(
        lines
            .iter()
            .any(|line| line.ends_with("POP_JUMP_IF_TRUE           to L1")),
        "{text}"
    );
}

#[test]
fn the_source_beside_a_compiled_file_is_found() {
    let folder = prepared("disasm-beside");
    let from_source = listing(&folder, &["blinker.py"], "");
    assert_eq!(listing(&folder, &["blinker.mpy"], ""), from_source);
    assert_eq!(
        listing(&folder, &["-s", "blinker.py", "-"], PROGRAM),
        from_source
    );

    std::fs::rename(folder.join("blinker.py"), folder.join("other.py")).expect("a new name");
    let without = listing(&folder, &["blinker.mpy"], "");
    assert!(
        !without.contains("import machine") && without.contains("    1 |\n"),
        "{without}"
    );
    let told = listing(&folder, &["--source", "other.py", "blinker.mpy"], "");
    assert_eq!(told, from_source);
}

#[test]
fn only_the_name_of_a_source_counts_and_not_its_folder() {
    let folder = prepared("disasm-elsewhere");
    let hidden = folder.join("hidden");
    std::fs::create_dir(&hidden).expect("a folder");
    std::fs::write(hidden.join("secret.py"), "secret = 1\n").expect("a file");
    listing(&folder, &["hidden/secret.py"], "");
    let mut compile = support::pinwheel();
    compile.current_dir(&folder).args([
        "compile",
        "-s",
        "hidden/secret.py",
        "-o",
        "x.mpy",
        "hidden/secret.py",
    ]);
    assert!(support::run(&mut compile, b"").status.success());
    let text = listing(&folder, &["x.mpy"], "");
    assert!(!text.contains("secret = 1"), "{text}");
}

#[test]
fn without_offsets_a_change_moves_no_other_line() {
    let folder = support::folder("disasm-offsets");
    let plain = |source| listing(&folder, &["--no-offsets", "-"], source);
    let before = plain("def f(x):\n    if x: a()\n    else: b(3)\n");
    let after = plain("def f(x):\n    if x: a(1, 2)\n    else: b(3)\n");
    let (before, after) = (lines(&before), lines(&after));
    let missing: Vec<_> = before.iter().filter(|line| !after.contains(line)).collect();
    assert_eq!(
        missing,
        [
            &"state 3, exception blocks 0",
            &"2 |     if x: a()",
            &"CALL_FUNCTION              0 positional, 0 keyword",
        ]
    );
}

#[test]
fn options_of_the_compiler_apply() {
    let folder = support::folder("disasm-options");
    let source = "assert x, 1073741823\n";
    assert!(listing(&folder, &["-"], source).contains("RAISE_OBJ"));
    assert!(!listing(&folder, &["-O3", "-"], source).contains("RAISE_OBJ"));
    let wide = listing(&folder, &["-msmall-int-bits=40", "-"], source);
    assert!(wide.contains("small integers of 40 bits"), "{wide}");
}

#[test]
fn what_cannot_be_listed_is_refused_before_anything_is_printed() {
    let folder = prepared("disasm-refused");
    let mut bytes = std::fs::read(folder.join("blinker.mpy")).expect("the compiled program");
    std::fs::write(folder.join("short.mpy"), &bytes[..bytes.len() - 3]).expect("a file");
    // The last instruction of all is the lambda's RETURN_VALUE.
    *bytes.last_mut().expect("bytes") = 0xff;
    std::fs::write(folder.join("odd.mpy"), &bytes).expect("a file");
    for (words, code, message) in [
        (
            &["short.mpy"][..],
            1,
            "short.mpy: the .mpy file is cut off at byte",
        ),
        (
            &["odd.mpy"],
            1,
            "odd.mpy: the .mpy file is corrupt: in <module>.<lambda>: byte 0xff at 4",
        ),
        (&["absent.mpy"], 1, "cannot read absent.mpy"),
        (
            &["--source", "absent.py", "blinker.mpy"],
            1,
            "cannot read absent.py",
        ),
        (&["-"], 1, "SyntaxError: invalid syntax"),
        (&[], 2, "no input file"),
        (&["blinker.py", "blinker.py"], 2, "multiple input files"),
        (&["--sauce", "blinker.py"], 2, "no option `--sauce`"),
    ] {
        let output = disasm(&folder, words, "x = = 1\n");
        let error = support::text(&output.stderr);
        assert!(error.contains(message), "{words:?}: {error}");
        assert_eq!(output.status.code(), Some(code), "{words:?}");
        assert!(output.stdout.is_empty(), "{words:?}");
    }
}
