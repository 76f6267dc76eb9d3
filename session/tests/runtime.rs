//! What a program does with files in memory, at its end, and between two instructions.

#![allow(clippy::unwrap_used)] // A test that panics has failed, as it should.

use std::collections::BTreeMap;

use session::{Board, Instant, Session, SessionConfig, Stop};

/// What a program prints that begins with one file, `data/notes`.
fn run(source: &str, board: Board, fuel: u64) -> String {
    let files = BTreeMap::from([
        ("main.py".to_string(), source.as_bytes().to_vec()),
        ("data/notes".to_string(), b"first\nsecond\nlast".to_vec()),
    ]);
    let mut session = Session::new(SessionConfig::new(board, files, "main.py")).expect("a session");
    let mut out = Vec::new();
    loop {
        let stop = session.run(fuel, Instant(u64::MAX));
        out.extend(session.take_output());
        match stop {
            Stop::OutOfFuel => {}
            Stop::Done => return String::from_utf8(out).expect("text"),
            other => panic!("{other:?}"),
        }
    }
}

const PROGRAM: &str = r#"
import os

with open("data/notes") as f:
    print(f.read(3), repr(f.readline()), f.readlines(), f.tell(), f.seek(2), f.read(1))
print([line for line in open("/data/../data/notes", "rb")])
f = open("new", "w")
print(f.write("ab"), f.write("cdef", 1, 2), f.seek(0), f.write("X"), f.close())
with open("new", "a+b") as f:
    print(f.write(b"!"), f.tell(), f.seek(1), f.read())
f = open("new", "r+")
f.seek(6)
f.write("z")
f.seek(0)
print(repr(f.read()))
f.close()
os.mkdir("folder")
os.rename("new", "folder/moved")
print(os.listdir(), os.listdir("folder"), os.stat("folder/moved")[6], os.stat("data")[0])
os.chdir("folder")
print(os.getcwd(), open("moved").read(1), open(file="moved", mode="rb").read(1))
os.chdir("..")
for f in (
    lambda: open("missing"),
    lambda: open("missing/new", "w"),
    lambda: open("data", "w"),
    lambda: os.remove("missing"),
    lambda: os.rmdir("folder"),
    lambda: os.mkdir("data"),
    lambda: open("data/notes").write("x"),
    lambda: open("data/notes", "a").read(),
    lambda: os.stat("missing"),
):
    try:
        print(f())
    except OSError as error:
        print(error.errno, end=" ")
print()
closed = open("data/notes")
closed.close()
closed.close()
for f in (closed.read, closed.tell, closed.flush, lambda: closed.write("x")):
    try:
        f()
    except ValueError as error:
        print(error)
os.remove("folder/moved")
os.rmdir("folder")
print(os.listdir("/"))
"#;

const PRINTED: &str = r#"fir 'st\n' ['second\n', 'last'] 17 2 r
[b'first\n', b'second\n', b'last']
2 2 0 1 None
1 5 1 b'bde!'
'Xbde!\x00z'
['data', 'folder', 'main.py'] ['moved'] 7 16384
/folder X b'X'
2 2 21 2 39 17 9 9 2 
I/O operation on closed file
I/O operation on closed file
I/O operation on closed file
I/O operation on closed file
['data', 'main.py']
"#;

/// What differs on a board, whose littlefs reads and writes a file whatever it was opened for.
const ON_A_BOARD: [(&str, &str); 2] = [
    ("39 17 9 9 2 \n", "39 17 1\nfirst\nsecond\nlast\n2 \n"),
    ("I/O operation on closed file", ""),
];

#[test]
fn files_are_read_written_and_moved() {
    assert_eq!(run(PROGRAM, Board::Unix, u64::MAX), PRINTED);
}

#[test]
fn a_board_has_files_too_and_may_stop_anywhere() {
    let mut printed = PRINTED.to_owned();
    for (in_a_process, on_a_board) in ON_A_BOARD {
        printed = printed.replace(in_a_process, on_a_board);
    }
    assert_eq!(run(PROGRAM, Board::Pico, 1), printed);
}

#[test]
fn constants_too_large_to_be_written_are_made_at_run_time() {
    let program = "a = 1 << 3000000\nprint(a >> 2999990, a & 255)\n\
        b = (5 << 2500000) + 12345\nprint(b & 0xffff, b >> 2500000)\n\
        c = ~(3 << 2200000)\nprint(c >> 2200000, c & 255, -(7 << 2100000) >> 2100000)\n\
        d = (1, 1 << 2500000, 2)\nprint(d[1] >> 2499998)\n";
    let printed = "1024 0\n12345 5\n-4 255 -7\n4\n";
    assert_eq!(run(program, Board::Unix, u64::MAX), printed);
    // It is the board that has no memory for it, not the compiler.
    let refused = "try:\n    a = 1 << 3000000\nexcept MemoryError:\n    print('no memory')\n";
    assert_eq!(run(refused, Board::Pico, u64::MAX), "no memory\n");
}

#[test]
fn what_is_called_at_the_end_comes_last() {
    let program = "import sys\nold = sys.atexit(lambda: print('end', x))\nprint(old)\nx = 5\n";
    assert_eq!(run(program, Board::Unix, 1), "None\nend 5\n");
}

#[test]
fn what_a_scheduled_function_raises_is_only_shown() {
    let program = "import micropython\ndef fail(n):\n    raise KeyError(n)\n\
        micropython.schedule(fail, 1)\nfor i in range(3):\n    pass\nprint('on')\n";
    let shown = "Traceback (most recent call last):\n  File \"main.py\", line 3, in fail\n\
        KeyError: 1\non\n";
    assert_eq!(run(program, Board::Unix, 1), shown);
}

#[test]
fn a_clone_has_its_own_files() {
    let source = "f = open('log', 'w')\nf.write('a')\ninput()\nf.write('b')\nf.close()\nprint(open('log').read())\n";
    let files = BTreeMap::from([("main.py".to_string(), source.as_bytes().to_vec())]);
    let mut first = Session::new(SessionConfig::new(Board::Unix, files, "main.py")).unwrap();
    assert_eq!(first.run(u64::MAX, Instant(u64::MAX)), Stop::WaitInput);
    let mut second = first.clone();
    for session in [&mut first, &mut second] {
        session.write_input(b"\n");
        assert_eq!(session.run(u64::MAX, Instant(u64::MAX)), Stop::Done);
        assert_eq!(session.take_output(), b"ab\n");
    }
    assert_eq!(first.state_hash(), second.state_hash());
}

#[test]
fn a_board_selects_among_streams() {
    let source = include_str!("select_lists.py");
    let expected = include_str!("select_lists.py.exp");
    for fuel in [1, 1_000_000] {
        assert_eq!(run(source, Board::Pico, fuel), expected);
    }
}

// Its expected output is that of MicroPython's firmware for the Pico, run in an emulator of the chip.
#[test]
fn a_match_of_a_board_tells_its_groups_and_places() {
    let source = include_str!("match_places.py");
    let expected = include_str!("match_places.py.exp");
    for fuel in [1, 1_000_000] {
        assert_eq!(run(source, Board::Pico, fuel), expected);
    }
}

#[test]
fn tasks_of_a_board_switch_in_virtual_time() {
    let source = r#"
import asyncio, sys, time


async def blink(name, ms):
    for _ in range(3):
        await asyncio.sleep_ms(ms)
        print(name, time.ticks_ms() // 10)


async def main():
    await asyncio.gather(blink("a", 100), blink("b", 250))


asyncio.run(main())
print(asyncio.__file__, ".frozen" in sys.path)
"#;
    let expected = "a 10\na 20\nb 25\na 30\nb 50\nb 75\nasyncio/__init__.py True\n";
    for fuel in [1, 1_000_000] {
        assert_eq!(run(source, Board::Pico, fuel), expected);
    }
}
