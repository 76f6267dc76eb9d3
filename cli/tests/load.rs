//! Which `.mpy` files run, which are refused, and whether the refusal says what to do.

mod support;

use std::path::Path;

fn run(folder: &Path, file: &str) -> (Option<i32>, String, String) {
    let mut command = support::pinwheel();
    command.current_dir(folder).args(["run", file]);
    let output = support::run(&mut command, b"");
    let (out, error) = (support::text(&output.stdout), support::text(&output.stderr));
    (output.status.code(), out, error)
}

fn compile(folder: &Path, words: &[&str]) {
    let mut command = support::pinwheel();
    command.current_dir(folder).arg("compile").args(words);
    let output = support::run(&mut command, b"");
    assert!(output.status.success(), "{}", support::text(&output.stderr));
}

/// What mpy-cross makes of `print(…)` with an integer for every size that encodings change at.
const INTEGERS: &str = "\
print(-16, 47, 48, 63, 64, -64, -65, 8191, 8192, 32767, 32768, -32768, -32769)
print(1073741823, 1073741824, -1073741824, -1073741825, 2147483647, 2147483648)
print(140737488355327, 140737488355328, -140737488355328, -140737488355329)
print(4611686018427387903, 4611686018427387904, -4611686018427387904, -4611686018427387905)
print(9223372036854775807, 9223372036854775808, -9223372036854775809, 1 << 70)
print((140737488355328, 'a', (2147483648,)), 140737488355328 + 1)
";

const PRINTED: &str = "\
-16 47 48 63 64 -64 -65 8191 8192 32767 32768 -32768 -32769
1073741823 1073741824 -1073741824 -1073741825 2147483647 2147483648
140737488355327 140737488355328 -140737488355328 -140737488355329
4611686018427387903 4611686018427387904 -4611686018427387904 -4611686018427387905
9223372036854775807 9223372036854775808 -9223372036854775809 1180591620717411303424
(140737488355328, 'a', (2147483648,)) 140737488355329
";

#[test]
fn files_for_any_size_of_small_integers_run() {
    let folder = support::folder("load-integers");
    std::fs::write(folder.join("integers.py"), INTEGERS).expect("a program");
    let tool = std::env::var("MPY_CROSS").ok();
    for bits in [2, 8, 16, 30, 31, 32, 47, 48, 62, 63, 64] {
        let option = format!("-msmall-int-bits={bits}");
        compile(&folder, &[&option, "integers.py"]);
        let expected = (Some(0), PRINTED.to_owned(), String::new());
        assert_eq!(run(&folder, "integers.mpy"), expected, "{bits} bits");
        if let Some(tool) = &tool {
            let mut command = std::process::Command::new(tool);
            command.current_dir(&folder).args([&option, "integers.py"]);
            assert!(support::run(&mut command, b"").status.success());
            assert_eq!(
                run(&folder, "integers.mpy"),
                expected,
                "{bits} bits, mpy-cross"
            );
        }
    }
}

#[test]
fn files_of_every_minor_version_run() {
    let folder = support::folder("load-minor");
    std::fs::write(folder.join("p.py"), "print('ran')\n").expect("a program");
    compile(&folder, &["p.py"]);
    let mut bytes = std::fs::read(folder.join("p.mpy")).expect("a compiled program");
    for minor in 0..=3 {
        bytes[2] = minor;
        std::fs::write(folder.join("p.mpy"), &bytes).expect("a file");
        let expected = (Some(0), "ran\n".to_owned(), String::new());
        assert_eq!(run(&folder, "p.mpy"), expected, "6.{minor}");
    }
}

#[test]
fn all_others_are_refused_with_a_remedy() {
    let folder = support::folder("load-refused");
    std::fs::write(folder.join("p.py"), "print('text', [1, 2])\n").expect("a program");
    compile(&folder, &["p.py"]);
    let good = std::fs::read(folder.join("p.mpy")).expect("a compiled program");
    let changed = |at: usize, value: u8| {
        let mut bytes = good.clone();
        bytes[at] = value;
        bytes
    };
    let replaced = |from: &[u8], to: &[u8]| {
        let at = good.windows(from.len()).position(|part| part == from);
        let at = at.expect("bytes to replace");
        [&good[..at], to, &good[at + from.len()..]].concat()
    };
    let mut bare = good.clone();
    bare.truncate(4);
    let cases: Vec<(&str, Vec<u8>, &[&str])> = vec![
        ("empty", Vec::new(), &["not an .mpy file"]),
        ("a text", b"print(1)\n".to_vec(), &["not an .mpy file"]),
        (
            "CircuitPython",
            changed(0, b'C'),
            &["CircuitPython", "compile its source again"],
        ),
        (
            "0",
            changed(1, 0),
            &["version 0", "1.8 or earlier", "compile its source again"],
        ),
        (
            "2",
            changed(1, 2),
            &["version 2", "1.9 to 1.9.2", "compile its source again"],
        ),
        (
            "3",
            changed(1, 3),
            &["version 3", "1.9.3 to 1.10", "compile its source again"],
        ),
        (
            "4",
            changed(1, 4),
            &["version 4", "1.11", "compile its source again"],
        ),
        (
            "5",
            changed(1, 5),
            &["version 5", "1.12 to 1.18", "compile its source again"],
        ),
        (
            "7",
            changed(1, 7),
            &["version 7", "later than 1.29", "compile its source again"],
        ),
        ("255", changed(1, 255), &["version 255", "later than 1.29"]),
        (
            "x86",
            changed(2, 1 << 2),
            &["native code for x86", "without -march"],
        ),
        (
            "armv6m",
            changed(2, 4 << 2 | 3),
            &["native code for armv6m", "without -march"],
        ),
        (
            "xtensawin",
            changed(2, 10 << 2 | 2),
            &["native code for xtensawin"],
        ),
        (
            "rv32imc",
            changed(2, 11 << 2 | 3 | 0x40),
            &["native code for rv32imc"],
        ),
        (
            "flags alone",
            changed(2, 0x40),
            &["native code for rv32imc", "without -march"],
        ),
        (
            "unknown",
            changed(2, 15 << 2),
            &["native code for an unknown processor"],
        ),
        (
            "0 bits",
            changed(3, 0),
            &["corrupt at byte 3", "0 bits in a small integer"],
        ),
        (
            "65 bits",
            changed(3, 65),
            &["corrupt at byte 3", "65 bits in a small integer"],
        ),
        (
            "a header",
            bare,
            &["cut off at byte 4", "copy or compile it again"],
        ),
        (
            "short",
            good[..good.len() - 1].to_vec(),
            &["cut off at byte", "copy or compile it again"],
        ),
        (
            "long",
            [&good[..], b"\n"].concat(),
            &["extra bytes", "copy or compile it again"],
        ),
        (
            "an opcode",
            changed(good.len() - 1, 0xff),
            &["corrupt", "function \"<module>\"", "0xff"],
        ),
        (
            "no return",
            changed(good.len() - 1, 0x59),
            &["corrupt", "function \"<module>\""],
        ),
        (
            "a name",
            replaced(b"text", b"te\xe9t"),
            &["not UTF-8, 'te\\xe9t'", "save its source as UTF-8"],
        ),
    ];
    for (name, bytes, words) in cases {
        std::fs::write(folder.join("p.mpy"), &bytes).expect("a file");
        let (code, out, error) = run(&folder, "p.mpy");
        assert_eq!((code, out.as_str()), (Some(1), ""), "{name}");
        for word in words {
            assert!(error.contains(word), "{name}: no {word:?} in {error:?}");
        }
        assert_eq!(error.lines().count(), 1, "{name}: {error}");
    }
}

#[test]
fn what_is_too_large_to_run_is_not_called_corrupt() {
    let folder = support::folder("load-large");
    for (source, words) in [
        (
            format!("x = [{}]\n", "a,".repeat(20_000)),
            "more than 16384 values on the stack",
        ),
        (format!("x = [{}]\n", "a,".repeat(70_000)), "70000 parts"),
        (
            format!(
                "def f():\n{}",
                (0..20_000)
                    .map(|i| format!(" n{i} = 0\n"))
                    .collect::<String>()
            ),
            "more than 16383 locals",
        ),
    ] {
        std::fs::write(folder.join("p.py"), source).expect("a program");
        compile(&folder, &["p.py"]);
        let (code, _, error) = run(&folder, "p.mpy");
        assert_eq!(code, Some(1));
        assert!(
            error.contains(words) && error.contains("too large to run here"),
            "{error}"
        );
    }
}
