//! Threads: turns that do not depend on slices, two cores at once, and what becomes of a program whose
//! main thread has ended, or whose threads all wait.

use std::collections::BTreeMap;

use session::{Board, Instant, Session, SessionConfig, Stop};

const SECOND: u64 = 1_000_000_000;
const FOREVER: Instant = Instant(u64::MAX);

fn session(board: Board, source: &str) -> Session {
    let files = BTreeMap::from([("main.py".to_string(), source.as_bytes().to_vec())]);
    Session::new(SessionConfig::new(board, files, "main.py")).expect("a session")
}

fn printed(session: &mut Session) -> String {
    let mut all = Vec::new();
    for (_, bytes) in session.take_streams() {
        all.extend(bytes);
    }
    String::from_utf8(all).expect("text")
}

/// How a program ends in slices of so much fuel, what it printed, and when.
fn run(board: Board, source: &str, fuel: u64) -> (Stop, String, Instant) {
    let mut session = session(board, source);
    let mut text = String::new();
    loop {
        let stop = session.run(fuel, FOREVER);
        text += &printed(&mut session);
        if stop != Stop::OutOfFuel {
            return (stop, text, session.now());
        }
    }
}

/// Programs whose output tells who ran when.
const RACES: [&str; 5] = [
    // Counters without locks, and ticks.
    r#"
import _thread, time
trace = []
def work(name):
    for i in range(60):
        trace.append((name, i, time.ticks_us()))
    done.append(name)
done = []
_thread.start_new_thread(work, ("a",))
work("b")
while len(done) < 2:
    pass
print(trace, time.ticks_us())
"#,
    // Sleeps of different lengths against a busy loop.
    r#"
import _thread, time
trace = []
def nap():
    for i in range(20):
        time.sleep_us(37 * i)
        trace.append(time.ticks_us())
    global over
    over = True
over = False
_thread.start_new_thread(nap, ())
n = 0
while not over:
    n += 1
print(n, trace)
"#,
    // A lock that goes to and fro, waited for by both.
    r#"
import _thread, time
lock = _thread.allocate_lock()
trace = []
def work(name):
    for i in range(30):
        with lock:
            trace.append((name, time.ticks_us()))
            sum(range(i * 5))
    trace.append(name + " ends")
_thread.start_new_thread(work, ("a",))
work("b")
while "a ends" not in trace:
    time.sleep_us(10)
print(trace)
"#,
    // Garbage, long natives, exceptions, and a scheduled function.
    r#"
import _thread, time, micropython, gc
calls = []
def work():
    for i in range(8):
        x = sorted(range(300), key=lambda n: -n)
        try:
            micropython.schedule(calls.append, (i, _thread.get_ident() == main))
            raise ValueError([str(i)] * 50)
        except ValueError as e:
            calls.append(len(e.args[0]))
    global over
    over = True
main = _thread.get_ident()
over = False
_thread.start_new_thread(work, ())
while not over:
    calls.append(int("7" * 40) % 1000)
    gc.collect()
print(calls, time.ticks_us() > 0)
"#,
    // One thread after another, some of which fail.
    r#"
import _thread, time
count = 0
def work(n):
    global count
    count += 1
    {}[n]
for i in range(12):
    while True:
        try:
            _thread.start_new_thread(work, (i,))
            break
        except OSError:
            pass
while count < 12:
    time.sleep_ms(1)
time.sleep_ms(1)
print(count, time.ticks_us())
"#,
];

#[test]
fn turns_do_not_depend_on_slices() {
    for board in [Board::Unix, Board::Pico] {
        for source in RACES {
            let whole = run(board, source, u64::MAX);
            assert_eq!(whole.0, Stop::Done, "{board}: {}", whole.1);
            assert!(whole.1.len() > 5);
            for fuel in [1, 100, 977, 12_345, 1_000_003] {
                assert_eq!(run(board, source, fuel), whole, "{board}, fuel {fuel}");
            }
        }
    }
}

#[test]
fn two_cores_count_twice_as_far_as_one() {
    let source = |threads: bool| {
        let start = if threads {
            "_thread.start_new_thread(count, (1,))"
        } else {
            ""
        };
        format!(
            r#"
import _thread, time
counts = [0, 0]
def count(i):
    end = time.ticks_add(time.ticks_us(), 50_000)
    n = 0
    while time.ticks_diff(end, time.ticks_us()) > 0:
        n += 1
    counts[i] = n
{start}
count(0)
time.sleep_ms(1)
print(*counts)
"#
        )
    };
    let counts = |board, threads| {
        let (_, text, _) = run(board, &source(threads), u64::MAX);
        let counts = text
            .split_whitespace()
            .map(|n| n.parse().expect("a number"));
        counts.collect::<Vec<f64>>()
    };
    let alone = counts(Board::Pico, false);
    let both = counts(Board::Pico, true);
    for n in &both {
        assert!((n / alone[0] - 1.0).abs() < 0.01, "{both:?} {alone:?}");
    }
    // A process has one processor here, which they share.
    let alone = counts(Board::Unix, false);
    let both = counts(Board::Unix, true);
    for n in &both {
        assert!((n / alone[0] - 0.5).abs() < 0.02, "{both:?} {alone:?}");
    }
}

#[test]
fn a_board_has_a_second_core_and_no_third() {
    let source = r#"
import _thread, time, gc
lock = _thread.allocate_lock()
lock.acquire()
def work():
    idents.append(_thread.get_ident())
    lock.acquire()
    idents.append("end")
idents = [_thread.get_ident()]
free = gc.mem_free()
print(_thread.start_new_thread(work, ()))
print(4096 <= free - gc.mem_free() < 4300)
time.sleep_ms(1)
try:
    _thread.start_new_thread(work, ())
except OSError as e:
    print(repr(e))
lock.release()
time.sleep_ms(1)
print(idents)
_thread.start_new_thread(lambda: idents.append(3), ())
time.sleep_ms(1)
print(idents)
depth = 0
def deep(n):
    global depth
    depth = n
    deep(n + 1)
def tell():
    try:
        deep(1)
    except RuntimeError as e:
        print(e, depth)
tell()
_thread.start_new_thread(tell, ())
time.sleep_ms(1)
"#;
    let (stop, text, _) = run(Board::Pico, source, u64::MAX);
    assert_eq!(stop, Stop::Done, "{text}");
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines[..3], ["2", "True", "OSError('core1 in use',)"]);
    assert_eq!(lines[3], "[1, 2, 'end']");
    assert_eq!(lines[4], "[1, 2, 'end', 3]");
    let depth = |line: &str| -> u32 {
        let (message, depth) = line.rsplit_once(' ').expect("two parts");
        assert_eq!(message, "maximum recursion depth exceeded");
        depth.parse().expect("a number")
    };
    assert!(depth(lines[6]) < depth(lines[5]) / 2, "{lines:?}");
}

/// A second thread that goes on for 3 s.
const LONG: &str = r#"
import _thread, time
def work():
    for i in range(3):
        time.sleep(1)
        print("second", i)
_thread.start_new_thread(work, ())
time.sleep_ms(1500)
print("main ends")
"#;

#[test]
fn the_second_core_outlives_the_main_program() {
    let (stop, text, now) = run(Board::Pico, LONG, u64::MAX);
    assert_eq!(stop, Stop::Done);
    assert_eq!(text, "second 0\nmain ends\nsecond 1\nsecond 2\n");
    assert!(now.0 / SECOND == 3);
    let (stop, text, now) = run(Board::Unix, LONG, u64::MAX);
    assert_eq!(
        (stop, text.as_str(), now.0 / SECOND),
        (Stop::Done, "second 0\nmain ends\n", 1)
    );
}

#[test]
fn what_ends_the_main_program_is_told_before_the_second_core_ends() {
    let failing = LONG.replace("print(\"main ends\")", "1 / 0");
    let (stop, text, _) = run(Board::Pico, &failing, 1000);
    assert_eq!(stop, Stop::Exit(1));
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines[0], "second 0");
    assert_eq!(lines[3], "ZeroDivisionError: divide by zero");
    assert_eq!(lines[5], "second 2");
    let exiting = LONG.replace("print(\"main ends\")", "raise SystemExit(7)");
    let (stop, text, _) = run(Board::Pico, &exiting, 1000);
    assert_eq!(
        (stop, text.as_str()),
        (Stop::Exit(7), "second 0\nsecond 1\nsecond 2\n")
    );
}

const STUCK: &str = r#"
import _thread
a, b = _thread.allocate_lock(), _thread.allocate_lock()
def take(first, second):
    with first:
        for i in range(20_000):
            pass
        with second:
            print("never")
_thread.start_new_thread(take, (b, a))
try:
    take(a, b)
except KeyboardInterrupt:
    print("interrupted", a.locked(), b.locked())
"#;

#[test]
fn threads_that_wait_for_each_other_end_the_slice_for_good() {
    for board in [Board::Unix, Board::Pico] {
        let mut session = session(board, STUCK);
        assert_eq!(session.run(u64::MAX, FOREVER), Stop::Stuck);
        let then = session.now();
        assert_eq!(session.run(u64::MAX, FOREVER), Stop::Stuck);
        assert_eq!(session.now(), then);
        session.interrupt();
        let stop = session.run(u64::MAX, FOREVER);
        assert_eq!(stop, Stop::Done);
        // The other one has both locks now, and a turn before the main one has printed on a board, where
        // turns are shorter.
        let told = match board {
            Board::Unix => "interrupted True True\n",
            Board::Pico => "never\ninterrupted False False\n",
        };
        assert_eq!(printed(&mut session), told);
    }
    let (stop, ..) = run(
        Board::Unix,
        "import _thread\nlock = _thread.allocate_lock()\nlock.acquire()\nlock.acquire()",
        u64::MAX,
    );
    assert_eq!(stop, Stop::Stuck);
}

#[test]
fn input_wakes_a_thread_while_the_others_sleep() {
    let source = r#"
import _thread, sys, time
def listen():
    print("got", sys.stdin.readline().strip(), time.ticks_ms())
_thread.start_new_thread(listen, ())
time.sleep(10)
print("over", time.ticks_ms())
"#;
    let mut session = session(Board::Unix, source);
    assert_eq!(
        session.run(u64::MAX, Instant(2 * SECOND)),
        Stop::ReachedTime
    );
    // To look again takes no time.
    assert_eq!(
        session.run(u64::MAX, Instant(2 * SECOND)),
        Stop::ReachedTime
    );
    assert_eq!(session.now(), Instant(2 * SECOND));
    session.write_input(b"hello\n");
    assert_eq!(session.run(u64::MAX, FOREVER), Stop::Done);
    assert_eq!(printed(&mut session), "got hello 2000\nover 10000\n");
}

#[test]
fn an_interrupt_is_the_main_threads() {
    let source = r#"
import _thread, time
def work():
    while True:
        time.sleep_ms(1)
_thread.start_new_thread(work, ())
try:
    time.sleep(100)
except KeyboardInterrupt:
    print("interrupted", _thread.get_ident() == main)
"#;
    let source = source.replace(
        "import _thread, time",
        "import _thread, time\nmain = _thread.get_ident()",
    );
    let mut session = session(Board::Unix, &source);
    assert_eq!(session.run(u64::MAX, Instant(SECOND)), Stop::ReachedTime);
    session.interrupt();
    assert_eq!(session.run(u64::MAX, FOREVER), Stop::Done);
    assert_eq!(printed(&mut session), "interrupted True\n");
}

#[test]
fn a_copy_goes_the_same_way() {
    for board in [Board::Unix, Board::Pico] {
        let mut first = session(board, RACES[2]);
        for _ in 0..40 {
            assert_eq!(first.run(997, FOREVER), Stop::OutOfFuel);
        }
        let mut copy = first.clone();
        assert_eq!(first.state_hash(), copy.state_hash());
        for session in [&mut first, &mut copy] {
            while session.run(10_007, FOREVER) == Stop::OutOfFuel {}
        }
        assert_eq!(first.state_hash(), copy.state_hash());
        assert_eq!(printed(&mut first), printed(&mut copy));
    }
}
