//! What was scheduled runs while a board's program sleeps or waits, at the same virtual time however it is sliced.

use std::collections::BTreeMap;

use session::{Board, Instant, Session, SessionConfig, Stop};

/// What a program for a Pico prints, in slices of so much fuel, and how it ends.
fn run(source: &str, fuel: u64) -> (String, Stop) {
    let files = BTreeMap::from([("main.py".to_string(), source.as_bytes().to_vec())]);
    let config = SessionConfig::new(Board::Pico, files, "main.py");
    let mut session = Session::new(config).expect("a session");
    loop {
        let stop = session.run(fuel, Instant(u64::MAX));
        if stop != Stop::OutOfFuel {
            let text = String::from_utf8(session.take_output()).expect("text");
            return (text, stop);
        }
    }
}

/// The second core schedules a function while the first one sleeps.
const HEAD: &str = "
import _thread, micropython, sys, time
ran = []
def call(x):
    ran.append((x, time.ticks_us() // 1000))
def later():
    for i in range(3):
        time.sleep_us(20_000)
        micropython.schedule(call, i)
";

fn program(sleep: &str) -> String {
    format!(
        "{HEAD}
time.sleep_ms(5)
_thread.start_new_thread(later, ())
start = time.ticks_us() // 1000
{sleep}
end = time.ticks_us() // 1000
print([(x, t - start) for x, t in ran], end - start)
"
    )
}

#[test]
fn it_runs_within_a_sleep_that_ends_when_it_would() {
    for sleep in [
        "time.sleep(0.1)",
        "time.sleep_ms(100)",
        "time.sleep_us(100_000)",
    ] {
        let source = program(sleep);
        let expected = "[(0, 20), (1, 40), (2, 60)] 100\n".to_string();
        for fuel in [1_000_000, 997, 1] {
            assert_eq!(
                run(&source, fuel),
                (expected.clone(), Stop::Done),
                "{sleep} {fuel}"
            );
        }
    }
}

#[test]
fn a_short_wait_only_counts() {
    let sleep = "while time.ticks_us() // 1000 < start + 19: pass\nfor i in range(5): time.sleep_us(1000)\nlast = list(ran)";
    let (text, stop) = run(&program(sleep), 1_000_000);
    // It is called between two of them, one of which lasts from 20 to 21.
    assert_eq!((text.as_str(), stop), ("[(0, 21)] 24\n", Stop::Done));
}

#[test]
fn it_runs_while_the_program_waits_for_input() {
    let source = format!("{HEAD}_thread.start_new_thread(later, ())\nsys.stdin.read(1)\n");
    let files = BTreeMap::from([("main.py".to_string(), source.into_bytes())]);
    let mut session =
        Session::new(SessionConfig::new(Board::Pico, files, "main.py")).expect("a session");
    assert_eq!(session.run(u64::MAX, Instant(u64::MAX)), Stop::WaitInput);
    // All three have run: the other core has nothing left to do.
    assert!(session.now() >= Instant(60_000_000));
    assert!(session.now() < Instant(61_000_000));
}

#[test]
fn a_wait_looks_again_after_it() {
    let source = "
import _thread, io, micropython, select, time
class Signal(io.IOBase):
    ready = False
    def ioctl(self, op, argument):
        return argument if op == 3 and self.ready else 0
    def set(self, _):
        self.ready = True
signal = Signal()
poll = select.poll()
poll.register(signal, select.POLLIN)
def later():
    time.sleep_ms(20)
    micropython.schedule(signal.set, None)
_thread.start_new_thread(later, ())
start = time.ticks_us() // 1000
print(len(poll.poll(500)), time.ticks_us() // 1000 - start)
";
    let (text, stop) = run(source, 1_000_000);
    assert_eq!((text.as_str(), stop), ("1 20\n", Stop::Done));
}
