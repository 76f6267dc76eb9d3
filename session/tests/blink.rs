//! A blink program on the Pico: exact virtual times, snapshots, inputs.

#![allow(clippy::unwrap_used)] // A test that panics has failed, as it should.

use std::collections::BTreeMap;

use session::{Board, Instant, Session, SessionConfig, SessionError, Stop};

const BLINK: &str = "\
from machine import Pin
import time
led = Pin('LED', Pin.OUT)
while True:
    led.toggle()
    time.sleep_ms(500)
";

const DIAGRAM: &str = include_str!("../../assets/examples/blink/diagram.json");

fn config(source: &str) -> SessionConfig {
    let files = BTreeMap::from([("main.py".to_string(), source.as_bytes().to_vec())]);
    SessionConfig {
        diagram: Some(DIAGRAM.into()),
        ..SessionConfig::new(Board::Pico, files, "main.py")
    }
}

fn start(source: &str) -> Session {
    Session::new(config(source)).unwrap()
}

const SECOND: u64 = 1_000_000_000;

/// The times of the value changes of a signal in a VCD, in nanoseconds.
fn edges(vcd: &str, signal: &str) -> Vec<u64> {
    let wire = vcd
        .lines()
        .find(|l| l.starts_with("$var") && l.split_whitespace().any(|w| w.contains(signal)))
        .unwrap_or_else(|| panic!("no signal {signal} in {vcd}"));
    let id = wire.split_whitespace().nth(3).unwrap();
    let (mut now, mut found) = (0, Vec::new());
    for line in vcd
        .lines()
        .skip_while(|l| !l.starts_with("$enddefinitions"))
    {
        if let Some(t) = line.strip_prefix('#') {
            now = t.parse().unwrap();
        } else if line.len() > 1 && &line[1..] == id && now > 0 {
            found.push(now);
        }
    }
    found
}

#[test]
fn edges_are_half_a_second_apart_and_the_same_on_every_run() {
    let run = || {
        let mut s = Session::new(SessionConfig {
            trace: 100_000,
            ..config(BLINK)
        })
        .unwrap();
        assert_eq!(s.run(u64::MAX, Instant(5 * SECOND)), Stop::ReachedTime);
        s.vcd()
    };
    let vcd = run();
    assert_eq!(vcd, run());
    let edges = edges(&vcd, "LED");
    assert!(edges.len() >= 10, "{vcd}");
    // The first sleep ends with the millisecond that it began in; from then on they are exact.
    for pair in edges.windows(2).skip(1) {
        let apart = pair[1] - pair[0];
        let off = apart.abs_diff(500_000_000);
        assert!(off < 20_000, "{apart} ns in {vcd}");
    }
}

#[test]
fn fuel_does_not_change_what_happens() {
    let mut whole = Session::new(SessionConfig {
        trace: 100_000,
        ..config(BLINK)
    })
    .unwrap();
    whole.run(u64::MAX, Instant(2 * SECOND));
    let mut sliced = Session::new(SessionConfig {
        trace: 100_000,
        ..config(BLINK)
    })
    .unwrap();
    loop {
        match sliced.run(1, Instant(2 * SECOND)) {
            Stop::OutOfFuel => {}
            Stop::ReachedTime => break,
            other => panic!("{other:?}"),
        }
    }
    assert_eq!(whole.vcd(), sliced.vcd());
    assert_eq!(whole.now(), sliced.now());
}

#[test]
fn two_clones_with_the_same_inputs_stay_equal() {
    let program = "\
from machine import Pin, ADC
import time, random
button = Pin(14, Pin.IN, Pin.PULL_UP)
pot = ADC(26)
seen = []
while True:
    seen.append((button.value(), pot.read_u16(), random.random()))
    if len(seen) > 50:
        print(seen[-1])
        seen = []
    time.sleep_ms(3)
";
    let mut a = start(program);
    a.run(u64::MAX, Instant(SECOND / 2));
    let mut b = a.clone();
    assert_eq!(a.state_hash(), b.state_hash());
    let controls = a.controls();
    let (part, name) = controls
        .iter()
        .find(|c| c.name == "pressed")
        .map(|c| (c.part.clone(), c.name.clone()))
        .unwrap();
    for s in [&mut a, &mut b] {
        s.set_control(&part, &name, 1.0).unwrap();
        s.run(10_000, Instant(SECOND));
        s.write_input(b"hello\n");
        s.run(u64::MAX, Instant(SECOND));
    }
    assert!(a == b);
    assert_eq!(a.state_hash(), b.state_hash());
    b.set_control(&part, &name, 0.0).unwrap();
    b.run(u64::MAX, Instant(2 * SECOND));
    assert!(a != b);
}

#[test]
fn a_button_and_a_potentiometer_reach_the_program() {
    let mut s = start(
        "\
from machine import Pin, ADC
import time
button = Pin(14, Pin.IN, Pin.PULL_UP)
pot = ADC(26)
while True:
    print(button.value(), pot.read_u16() > 50000)
    time.sleep_ms(100)
",
    );
    s.run(u64::MAX, Instant(SECOND));
    let out = String::from_utf8(s.take_output()).unwrap();
    assert!(out.trim_end().ends_with("1 False"), "{out}");
    let controls = s.controls();
    let part = |name: &str| {
        controls
            .iter()
            .find(|c| c.name == name)
            .unwrap()
            .part
            .clone()
    };
    s.set_control(&part("pressed"), "pressed", 1.0).unwrap();
    s.set_control(&part("position"), "position", 1.0).unwrap();
    s.run(u64::MAX, Instant(2 * SECOND));
    let out = String::from_utf8(s.take_output()).unwrap();
    assert!(out.trim_end().ends_with("0 True"), "{out}");
}

#[test]
fn what_is_wrong_with_a_project_is_one_sentence_that_names_the_place() {
    let error = |files: &[(&str, &[u8])], main: &str, diagram: Option<&str>| {
        let files = files
            .iter()
            .map(|(n, b)| (n.to_string(), b.to_vec()))
            .collect();
        let config = SessionConfig {
            diagram: diagram.map(Into::into),
            ..SessionConfig::new(Board::Pico, files, main)
        };
        Session::new(config).unwrap_err()
    };
    let e = error(&[("main.py", b"x = 1\ny = '\xff'\n")], "main.py", None);
    assert!(matches!(e, SessionError::NotUtf8 { line: 2, .. }), "{e}");
    let e = error(&[("main.py", b"x = 1\ndef f(:\n")], "main.py", None);
    assert!(matches!(&e, SessionError::Compile { line: 2, .. }), "{e}");
    assert!(e.to_string().starts_with("main.py:2:"), "{e}");
    let e = error(&[("main.py", b"def f():\n    break\n")], "main.py", None);
    let traceback = "Traceback (most recent call last):\n  File \"main.py\", line 2, in f\n\
                     SyntaxError: 'break'/'continue' outside loop\n";
    assert_eq!(e.traceback().as_deref(), Some(traceback));
    let e = error(&[("main.mpy", b"M\x06\x00\x1f\x05")], "main.mpy", None);
    assert!(matches!(e, SessionError::Mpy { .. }), "{e}");
    let e = error(&[], "main.py", None);
    assert!(matches!(e, SessionError::Missing { .. }), "{e}");
    let part =
        r#"{"version": 1, "parts": [{"id": "x", "type": "wokwi-warp-drive"}], "connections": []}"#;
    let e = error(&[("main.py", b"")], "main.py", Some(part));
    assert!(e.to_string().contains("wokwi-warp-drive"), "{e}");
    let pin = r#"{"version": 1, "parts": [{"id": "p", "type": "wokwi-pi-pico"}, {"id": "led1", "type": "wokwi-led"}],
        "connections": [["p:GP99", "led1:A", "red", []]]}"#;
    let e = error(&[("main.py", b"")], "main.py", Some(pin));
    assert!(e.to_string().contains("GP99"), "{e}");
}

#[test]
fn a_missing_import_is_an_import_error_with_its_line() {
    let mut s = start("import time\nimport nothing_there\n");
    match s.run(u64::MAX, Instant(SECOND)) {
        Stop::Raised { traceback } => {
            assert!(traceback.contains("line 2"), "{traceback}");
            assert!(
                traceback.contains("no module named 'nothing_there'"),
                "{traceback}"
            );
        }
        other => panic!("{other:?}"),
    }
}
