//! Interrupts of pins and timers: when handlers run, and what they find.

#![allow(clippy::unwrap_used)] // A test that panics has failed, as it should.

use std::collections::BTreeMap;

use session::{Board, FileSource, Instant, Session, SessionConfig, Stop};

const BUTTON: &str = r#"{"version": 1,
  "parts": [{"id": "pico", "type": "wokwi-pi-pico"},
            {"id": "btn", "type": "wokwi-pushbutton", "attrs": {"bounce": "0"}}],
  "connections": [["pico:GP2", "btn:1.l", "", []], ["pico:GND.1", "btn:2.l", "", []], ["pico:GP4", "pico:GP5", "", []]]}"#;

fn session(program: &str) -> Session {
    let files = BTreeMap::from([("main.py".to_owned(), program.as_bytes().to_vec())]);
    let mut config = SessionConfig::new(Board::Pico, files, "main.py");
    config.diagram = Some(BUTTON.to_owned());
    Session::new(config).unwrap()
}

/// What has been printed once this much time has passed, in slices of so many cycles.
fn run_until(session: &mut Session, millis: u64, fuel: u64) -> String {
    let until = Instant(millis * 1_000_000);
    loop {
        match session.run(fuel, until) {
            Stop::OutOfFuel => {}
            Stop::Raised { traceback } => panic!("{traceback}"),
            Stop::WaitInput => session.pass_time(until),
            _ => break,
        }
    }
    String::from_utf8(session.take_output()).unwrap()
}

#[test]
fn a_button_calls_while_the_program_sleeps_or_works() {
    let program = "
from machine import Pin
import time
def pressed(pin):
    print(pin is button, irq.flags(), time.ticks_ms())
button = Pin(2, Pin.IN, Pin.PULL_UP)
irq = button.irq(pressed, Pin.IRQ_FALLING)
print(irq.trigger())
time.sleep_ms(30)
end = time.ticks_ms() + 20
while time.ticks_ms() < end: pass
irq.trigger(Pin.IRQ_RISING)
time.sleep_ms(50)
print('end', time.ticks_ms())
";
    let mut printed = Vec::new();
    for fuel in [10_000_000, 7] {
        let mut session = session(program);
        let mut text = run_until(&mut session, 10, fuel);
        session.set_control("btn", "pressed", 1.0).unwrap();
        text += &run_until(&mut session, 15, fuel);
        session.set_control("btn", "pressed", 0.0).unwrap();
        text += &run_until(&mut session, 40, fuel);
        session.set_control("btn", "pressed", 1.0).unwrap();
        text += &run_until(&mut session, 70, fuel);
        session.set_control("btn", "pressed", 0.0).unwrap();
        text += &run_until(&mut session, 200, fuel);
        printed.push(text);
    }
    assert_eq!(printed[0], "4\nTrue 4 10\nTrue 4 40\nTrue 8 70\nend 100\n");
    assert_eq!(printed[0], printed[1], "in short slices");
}

#[test]
fn a_pin_that_the_program_drives_calls_at_once() {
    let program = "
from machine import Pin, disable_irq, enable_irq
out, back = Pin(4, Pin.OUT, value=0), Pin(5, Pin.IN)
calls = []
back.irq(lambda pin: calls.append(pin()), hard=False)
out(1)
print(calls)
out(0); out(1)
print(calls)
state = disable_irq()
out(0)
print(len(calls))
enable_irq(state)
print(len(calls))
back.irq(None)
out(1)
print(len(calls))
count = 0
def hard(pin):
    global count
    count += 1
back.irq(hard, Pin.IRQ_RISING | Pin.IRQ_FALLING, True)
for n in range(10): out.toggle()
print(count)
def greedy(pin): return [0] * 100
back.irq(greedy, Pin.IRQ_RISING | Pin.IRQ_FALLING, True)
out.toggle()
print('on')
out.toggle()
";
    let mut session = session(program);
    let printed = run_until(&mut session, 1000, 10_000_000);
    let (first, rest) = printed.split_once("10\n").unwrap();
    assert_eq!(first, "[1]\n[1, 0, 1]\n3\n4\n4\n");
    assert!(
        rest.starts_with(
            "Uncaught exception in IRQ callback handler\nTraceback (most recent call last):\n"
        ),
        "{rest}"
    );
    assert!(
        rest.contains("MemoryError") && rest.ends_with("\non\n"),
        "{rest}"
    );
}

#[test]
fn timers_call_again_and_again_or_once() {
    let program = "
from machine import Timer
import time
def tick(timer): print('tick', time.ticks_ms())
def once(timer): print('once', time.ticks_ms())
t = Timer(period=10, callback=tick)
Timer(mode=Timer.ONE_SHOT, period=25, callback=once)
print(t)
time.sleep_ms(32)
t.deinit()
time.sleep_ms(30)
t.init(freq=1000, callback=lambda t: beats.append(time.ticks_ms()))
beats = []
time.sleep_us(10_500)
t.deinit()
print(len(beats), beats[1] - beats[0])
try:
    Timer(3)
except ValueError as e:
    print(e)
";
    for fuel in [10_000_000, 7] {
        let mut session = session(program);
        let printed = run_until(&mut session, 1000, fuel);
        assert_eq!(
            printed,
            "Timer(mode=PERIODIC, tick_hz=1000000, period=10000)\n\
             tick 10\ntick 20\nonce 25\ntick 30\n10 1\nTimer doesn't exist\n"
        );
    }
}

#[test]
fn timers_go_on_at_the_prompt() {
    let program = "
from machine import Timer
n = 0
def tick(timer):
    global n
    n += 1
Timer(period=100, callback=tick)
";
    let files = BTreeMap::from([("main.py".to_owned(), program.as_bytes().to_vec())]);
    let files = FileSource::Memory(files);
    let mut session = Session::new(SessionConfig::board(Board::Pico, files)).unwrap();
    run_until(&mut session, 1050, 10_000_000);
    session.write_input(b"n\r");
    let shown = run_until(&mut session, 1090, 10_000_000);
    assert_eq!(shown, "n\r\n10\r\n>>> ");
}
