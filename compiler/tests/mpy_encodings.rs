//! Sources in any encoding compile as mpy-cross compiles them: bytes are bytes, in names too.
//!
//! Where `MPY_CROSS` names the real compiler, everything is compared with it.

use compiler::{CompileOptions, ErrorKind, Target, compile};
use mpy::{Listing, disassemble, read, write};
use std::io::Write;
use std::process::{Command, Stdio};

/// Names, strings of all kinds and comments, with `@` wherever a character beyond ASCII goes.
const PROGRAM: &str = "\
import caf@
class @t@(Exception):
    'doc @'
    na@ve = '@' '@@'
    def gr@(self, @=1, *a@, **k@): return f'{self.na@ve}@{@!r:>{@}}' + '@' * 2
x = {'@': b'@', 'a': b'\\xe9', 'longer than ten bytes @': 1}
print(x, '\\u00e9@', r'@\\d', '''three
@''', (y@ := 3))  # comment @
global_@: int = 1
del @
";

/// Encodings, by how each writes the character.
const CHARACTERS: &[(&str, &[u8])] = &[
    ("UTF-8", "é".as_bytes()),
    ("UTF-8, three bytes", "日".as_bytes()),
    ("UTF-8, four bytes", "😀".as_bytes()),
    ("Latin-1", b"\xe9"),
    ("code page 437", b"\x82"),
    ("Shift JIS", b"\x93\xfa"),
    ("Shift JIS with a backslash", b"\x95\x5c"),
    ("EUC-JP", b"\xc6\xfc"),
    ("GB 18030", b"\x81\x30\x84\x36"),
    ("a surrogate", b"\xed\xa0\x80"),
    ("an overlong form", b"\xc0\xaf"),
    ("a lone continuation", b"\x80"),
    ("no byte of UTF-8", b"\xff"),
    ("a space in Latin-1", b"\xa0"),
    ("a line end in Latin-1", b"\x85"),
];

fn options(target: Target) -> CompileOptions {
    CompileOptions {
        target,
        ..CompileOptions::default()
    }
}

/// Bytes, or the text of an error.
type Compiled = Result<Vec<u8>, String>;

/// Our result, errors as mpy-cross prints them; and the same for what mpy-cross says, if it is there.
fn both(source: &[u8]) -> (Compiled, Option<Compiled>) {
    let ours = compile(source, &options(Target::Mpy));
    let ours = ours.map_err(|error| error.traceback("main.py"));
    let theirs = std::env::var("MPY_CROSS").ok().map(|tool| {
        let mut child = Command::new(tool)
            .args(["-s", "main.py", "-o", "-", "-"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("mpy-cross starts");
        let mut stdin = child.stdin.take().expect("a pipe");
        stdin.write_all(source).expect("mpy-cross reads");
        drop(stdin);
        let output = child.wait_with_output().expect("mpy-cross ends");
        match output.status.success() {
            true => Ok(output.stdout),
            // While there is no tree yet, the file is known by where it lies.
            false => Err(String::from_utf8_lossy(&output.stderr).replace("<stdin>", "main.py")),
        }
    });
    (ours, theirs)
}

fn check(what: &str, source: &[u8]) -> Compiled {
    let (ours, theirs) = both(source);
    if let Some(theirs) = theirs {
        assert!(ours == theirs, "{what}: {source:?}\n{ours:?}\n{theirs:?}");
    }
    if let Ok(bytes) = &ours {
        let module = read(bytes).expect("a file that reads");
        disassemble(&module, &Listing::default()).expect("a file that can be listed");
        assert_eq!(write(&module), *bytes, "{what}");
    }
    ours
}

/// The program, in an encoding that writes the character so.
fn encoded(character: &[u8]) -> Vec<u8> {
    let mut source = Vec::new();
    for (i, part) in PROGRAM.split('@').enumerate() {
        if i > 0 {
            source.extend_from_slice(character);
        }
        source.extend_from_slice(part.as_bytes());
    }
    source
}

#[test]
fn every_encoding_that_ascii_is_part_of_compiles_byte_by_byte() {
    for &(name, character) in CHARACTERS {
        let result = check(name, &encoded(character));
        if name == "Shift JIS with a backslash" {
            assert!(result.is_err(), "a backslash is no part of a name");
            continue;
        }
        let bytes = result.unwrap_or_else(|error| panic!("{name}: {error}"));
        let module = read(&bytes).expect("a file that reads");
        let expected = [b"global_", character].concat();
        assert!(module.qstrs.contains(&expected), "{name}");
    }
}

#[test]
fn byte_order_marks_are_part_of_the_first_name_or_no_python() {
    let marked = check("UTF-8 with a mark", b"\xef\xbb\xbfx = 1\n").expect("a name");
    let module = read(&marked).expect("a file that reads");
    assert!(module.qstrs.contains(&b"\xef\xbb\xbfx".to_vec()));
    let wide = |mark: u16, bytes: fn(u16) -> [u8; 2]| -> Vec<u8> {
        let units = std::iter::once(mark).chain("x = 1\n".encode_utf16());
        units.flat_map(bytes).collect()
    };
    for source in [
        wide(0xfeff, u16::to_le_bytes),
        wide(0xfeff, u16::to_be_bytes),
    ] {
        let error = check("UTF-16", &source).expect_err("zero bytes are no Python");
        assert!(error.ends_with("SyntaxError: invalid syntax\n"), "{error}");
    }
}

#[test]
fn random_bytes_and_pieces_compile_or_fail_as_with_mpy_cross() {
    const PIECES: &[&[u8]] = &[
        b"x",
        b"=",
        b" ",
        b"\n",
        b"\"",
        b"'",
        b"\xe9",
        b"\xff",
        b"\x80",
        b"\xc3\xa9",
        b"(",
        b")",
        b"def f():\n ",
        b"\\x",
        b"\\u12",
        b"b",
        b"f",
        b"{",
        b"}",
        b"#",
        b"\r",
        b"\0",
        b"\t",
        b"\xef\xbb\xbf",
        b"\\N{",
        b".",
        b"import ",
        b"1",
        b",",
        b"\\\n",
        b"\xa0",
        b"t",
        b"\x0c",
    ];
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let mut random = |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 33) as usize % below
    };
    let mut compiled = 0;
    for round in 0..400 {
        let mut source = Vec::new();
        for _ in 0..1 + random(12) {
            match round % 3 {
                0 => source.push(random(256) as u8),
                _ => source.extend_from_slice(PIECES[random(PIECES.len())]),
            }
        }
        if round % 3 == 2 {
            let mut program = encoded(b"\xe9");
            let at = random(program.len());
            program[at] = random(256) as u8;
            source = program;
        }
        compiled += usize::from(check("random", &source).is_ok());
    }
    assert!(compiled > 50, "only {compiled} compiled");
}

#[test]
fn the_simulator_takes_utf8_only() {
    for &(name, character) in CHARACTERS {
        let result = compile(&encoded(character), &options(Target::Simulator));
        match result {
            Ok(_) => assert!(name.starts_with("UTF-8"), "{name}"),
            Err(error) => {
                assert_eq!(error.kind, ErrorKind::UnicodeError, "{name}");
                assert_eq!((error.line, error.column), (1, 11), "{name}");
            }
        }
    }
}
