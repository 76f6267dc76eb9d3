//! `pinwheel compile` takes the command lines of `mpy-cross` and does with them what it does: the same
//! files, the same output and exit code, and where it says something short, the same words.
//!
//! Where `MPY_CROSS` names the real compiler, every line of the table is tried with both.

mod support;

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

/// How much of a refusal is the same. What is accepted is the same altogether.
#[derive(Clone, Copy, PartialEq)]
enum Like {
    /// Code, files and output, standard error included.
    All,
    /// Code, files and standard output; the words of the refusal are our own.
    OwnWords,
    /// Code and files: `mpy-cross` writes its usage to standard output.
    Usage,
}

use Like::{All, OwnWords, Usage};

const FILES: &[(&str, &str)] = &[
    (
        "plain.py",
        "import machine\nx = 1073741824\nassert x, 'no'\n\n\ny = [x]\n",
    ),
    ("bad.py", "x = 1\ny = = 2\n"),
    ("scope.py", "def f():\n    break\n"),
    (
        "native.py",
        "import micropython\n@micropython.native\ndef f(): pass\n",
    ),
    ("lib/deep.py", "z = __debug__\n"),
    ("-dash.py", "dash = 1\n"),
    ("short", "s = 1\n"),
    ("q", "q = 1\n"),
    ("notes.txt", "t = 1\n"),
    ("empty.py", ""),
];

const TABLE: &[(&str, Like)] = &[
    ("plain.py", All),
    ("-v plain.py -v", All),
    ("-o other.mpy plain.py", All),
    ("plain.py -o other.mpy", All),
    ("-o first.mpy -o second.mpy plain.py", All),
    ("-o - plain.py", All),
    ("-o lib/there.mpy plain.py", All),
    ("-o absent/there.mpy plain.py", OwnWords),
    ("lib/deep.py", All),
    ("lib\\deep.py", All),
    ("./lib/../plain.py", All),
    ("short", All),
    ("q", All),
    ("notes.txt", All),
    ("empty.py", All),
    ("-s shown.py plain.py", All),
    ("-s a\\b.py plain.py", All),
    ("-s one -s two plain.py", All),
    ("-O plain.py", All),
    ("-OO plain.py", All),
    ("-OOOO plain.py", All),
    ("-Ox plain.py", All),
    ("-O0 plain.py", All),
    ("-O1 plain.py", All),
    ("-O2 plain.py", All),
    ("-O3 plain.py", All),
    ("-O3 -O0 plain.py", All),
    ("-O31 plain.py", All),
    ("-O9 plain.py", All),
    ("-msmall-int-bits=31 plain.py", All),
    ("-msmall-int-bits=32 plain.py", All),
    ("-msmall-int-bits=63 plain.py", All),
    ("-msmall-int-bits=64 plain.py", All),
    ("-msmall-int-bits=16 plain.py", All),
    ("-msmall-int-bits=2 plain.py", All),
    ("-msmall-int-bits=1 plain.py", All),
    ("-msmall-int-bits=0 plain.py", All),
    ("-msmall-int-bits= plain.py", All),
    ("-msmall-int-bits=0x10 plain.py", All),
    ("-msmall-int-bits=020 plain.py", All),
    ("-msmall-int-bits=+20 plain.py", All),
    ("-msmall-int-bits=-1 plain.py", All),
    ("-msmall-int-bits=300 plain.py", All),
    ("-msmall-int-bits=31x plain.py", Usage),
    ("-msmall-int-bits=x plain.py", Usage),
    ("-msmall-int-bits=0x plain.py", Usage),
    ("-msmall-int-bits=08 plain.py", Usage),
    ("-msmall-int-bits 31 plain.py", Usage),
    ("-X source-lines plain.py", All),
    ("-X no-source-lines plain.py", All),
    ("-X no-source-lines -X source-lines plain.py", All),
    ("plain.py -X no-source-lines", All),
    ("-X emit=bytecode plain.py", All),
    ("-X heapsize=4000000 plain.py", All),
    ("-X heapsize=4M plain.py", All),
    ("-X heapsize=400kw plain.py", All),
    ("-X emit=native plain.py", All),
    ("-X emit=viper plain.py", All),
    ("-X emit=native -X emit=bytecode plain.py", All),
    ("-X emit=other plain.py", Usage),
    ("-X plain.py", Usage),
    ("plain.py -X", Usage),
    ("-march=armv6m plain.py", All),
    ("-march=host plain.py", All),
    ("-march=debug plain.py", All),
    ("-march=z80 plain.py", Usage),
    ("-march plain.py", Usage),
    ("-march-flags=zba plain.py", All),
    ("-march=x64 -march-flags=1 plain.py", All),
    ("native.py", All),
    ("-s shown.py native.py", All),
    ("-- plain.py", All),
    ("-- -dash.py", All),
    ("-o out.mpy -- -dash.py", All),
    ("-s x -- plain.py --", All),
    ("plain.py --", All),
    ("-dash.py", Usage),
    ("-", All),
    ("- -o out.mpy", All),
    ("- -s shown.py", All),
    ("-o - -", All),
    ("bad.py", All),
    ("-s shown.py bad.py", All),
    ("scope.py", All),
    ("-s shown.py scope.py", All),
    ("-o out.mpy scope.py", All),
    ("absent.py", OwnWords),
    ("lib", OwnWords),
    ("", All),
    ("-o out.mpy", All),
    ("plain.py bad.py", All),
    ("plain.py plain.py", All),
    ("- -", All),
    ("-o", Usage),
    ("-s", Usage),
    ("plain.py -o", Usage),
    ("-Q plain.py", Usage),
    ("--quiet plain.py", Usage),
    ("-vv plain.py", Usage),
    ("--versions", Usage),
];

/// What a command line did: its exit code and output, and all files afterwards.
#[derive(PartialEq, Debug)]
struct Done {
    code: Option<i32>,
    output: String,
    error: String,
    files: BTreeMap<String, Vec<u8>>,
}

fn done(mut command: Command, line: &str, folder: &Path) -> Done {
    if folder.exists() {
        std::fs::remove_dir_all(folder).expect("the folder of another line");
    }
    for (name, text) in FILES {
        let path = folder.join(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(path, text).expect("a file");
    }
    command.current_dir(folder).args(line.split_whitespace());
    let output = support::run(&mut command, b"from_stdin = 1\n");
    Done {
        code: output.status.code(),
        output: support::text(&output.stdout),
        error: support::text(&output.stderr),
        files: files_in(folder),
    }
}

fn files_in(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            files.extend(files_in(&path));
        } else {
            let bytes = std::fs::read(&path).expect("a file");
            files.insert(path.display().to_string(), bytes);
        }
    }
    files
}

fn compile(line: &str, folder: &Path) -> Done {
    let mut command = support::pinwheel();
    command.arg("compile");
    done(command, line, folder)
}

#[test]
fn command_lines_do_what_they_do_with_mpy_cross() {
    let Ok(tool) = std::env::var("MPY_CROSS") else {
        eprintln!("SKIPPED: set MPY_CROSS to the mpy-cross 1.29 binary to compare with it");
        return;
    };
    let folder = support::folder("compile-table");
    let mut differences = Vec::new();
    for &(line, like) in TABLE {
        let mut ours = compile(line, &folder);
        let mut theirs = done(Command::new(&tool), line, &folder);
        if like != All {
            assert!(ours.error.len() > 5, "{line}: a refusal without words");
            (ours.error, theirs.error) = (String::new(), String::new());
        }
        if like == Usage {
            theirs.output = String::new();
        }
        if ours != theirs {
            let files = ours.files != theirs.files;
            (ours.files, theirs.files) = Default::default();
            differences.push(format!(
                "{line}\n  {ours:?}\n  {theirs:?}\n  files differ: {files}"
            ));
        }
    }
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}

#[test]
fn output_goes_where_mpy_cross_puts_it() {
    let folder = support::folder("compile-places");
    for (line, made) in [
        ("plain.py", "plain.mpy"),
        ("lib/deep.py", "lib/deep.mpy"),
        ("-o elsewhere plain.py", "elsewhere"),
        ("short", "shompy"),
        ("q", "mpy"),
        ("-- -dash.py", "-dash.mpy"),
    ] {
        let result = compile(line, &folder);
        assert_eq!(
            (result.code, result.error.as_str()),
            (Some(0), ""),
            "{line}"
        );
        let bytes = &result.files[&folder.join(made).display().to_string()];
        assert_eq!(bytes[..4], [b'M', 6, 0, 31], "{line}");
        assert_eq!(result.files.len(), FILES.len() + 1, "{line}");
    }
}

#[test]
fn native_code_is_refused_with_a_remedy() {
    let folder = support::folder("compile-native");
    for (line, message) in [
        ("native.py", "SyntaxError: invalid arch"),
        (
            "-march=armv6m native.py",
            "NotImplementedError: native code for armv6m is not made yet: take out the decorator",
        ),
        (
            "-march=armv6m -X emit=native plain.py",
            "-X emit: native code is not made yet",
        ),
        (
            "-march=rv32imc -march-flags=zba plain.py",
            "leave it out to get bytecode",
        ),
    ] {
        let result = compile(line, &folder);
        assert_eq!(result.code, Some(1), "{line}");
        assert!(result.error.contains(message), "{line}: {}", result.error);
        assert_eq!(result.files.len(), FILES.len(), "{line}");
    }
}

#[test]
fn the_version_ends_as_that_of_mpy_cross() {
    let folder = support::folder("compile-version");
    let version = compile("-O2 --version --nonsense", &folder);
    assert_eq!(version.code, Some(0));
    assert!(
        version.output.starts_with("MicroPython v1.29.0"),
        "{}",
        version.output
    );
    assert!(
        version.output.ends_with("; mpy-cross emitting mpy v6.3\n"),
        "{}",
        version.output
    );
}
