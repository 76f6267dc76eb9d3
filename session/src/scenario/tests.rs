//! Scenarios that are wrong, and scenarios that are played.

#![allow(clippy::unwrap_used)] // A test that panics has failed, as it should.

use std::collections::BTreeMap;

use super::*;
use crate::{Board, Instant, SessionConfig};

const DIAGRAM: &str = include_str!("../../../assets/examples/blink/diagram.json");

fn session(source: &str) -> Session {
    let files = BTreeMap::from([("main.py".to_string(), source.as_bytes().to_vec())]);
    let mut session = Session::new(SessionConfig {
        diagram: Some(DIAGRAM.into()),
        ..SessionConfig::new(Board::Pico, files, "main.py")
    })
    .unwrap();
    session.keep_printed();
    session
}

/// The one sentence about a scenario, whose steps are given.
fn mistake(steps: &str) -> String {
    let text = format!("name: a\nsteps:\n{steps}");
    let found = Scenario::parse(&text).and_then(|scenario| scenario.check(&session("")));
    found.expect_err("it is wrong").to_string()
}

/// Plays steps to their end or to a virtual minute, in slices of `fuel`; gives each step's outcome.
fn play(source: &str, steps: &str, fuel: u64) -> Vec<String> {
    let scenario = Scenario::parse(&format!("steps:\n{steps}")).unwrap();
    let mut session = session(source);
    scenario.check(&session).unwrap();
    let mut player = Player::new(scenario);
    loop {
        let progress = player.play(&mut session, fuel, Instant(60_000_000_000));
        session.take_output();
        match progress {
            Progress::Working => {}
            Progress::ReachedTime => player.give_up(&mut session),
            Progress::Finished => break,
        }
    }
    player.outcomes().iter().map(Outcome::to_string).collect()
}

#[test]
fn each_mistake_names_its_line_and_what_belongs_there() {
    for (steps, expected) in [
        (
            "  - dely: 1s",
            "line 3: a step knows no \"dely\"; did you mean \"delay\"?",
        ),
        (
            "  - delay: 100",
            "line 3: \"100\" has no unit of time; write for example 100ms or 100s",
        ),
        (
            "  - delay: [1]",
            "line 3: expected a time with its unit, such as 100ms, found a list",
        ),
        (
            "  - expect-pin: {part-id: led1, pin: A}",
            "line 3: expect-pin needs \"value\" (or \"expected\")",
        ),
        (
            "  - expect-pin: {part-id: led1, pin: A, name: A, value: 1}",
            "line 3: \"pin\" and \"name\" mean the same; write one of them",
        ),
        (
            "  - expect-pin:\n      part-id: led2\n      pin: A\n      value: 1",
            "line 3: the circuit has no part \"led2\"; did you mean \"led1\"?",
        ),
        (
            "  - expect-pin: {part-id: led1, pin: B, value: 1}",
            "line 3: part \"led1\" has no pin \"B\"; did you mean \"A\"?",
        ),
        (
            "  - delay: 1ms\n\n  - set-control: {part-id: pot1, control: posiion, value: 1}",
            "line 5: part \"pot1\" has no control \"posiion\"; did you mean \"position\"?",
        ),
        (
            "  - set-control: {part-id: pot1, control: position, value: 2}",
            "line 3: control \"position\" of part \"pot1\" takes 0 to 1, not 2",
        ),
        (
            "  - delay: 1s\n    touch: {}",
            "line 4: expected one thing in each step, found \"touch\" beside \"delay\"",
        ),
        (
            "  - wait-serial:",
            "line 3: expected the text that the program is to print, found nothing",
        ),
        (
            "  - delay: &a 1s",
            "line 3: an anchor (&) is not read in scenarios; write it out",
        ),
        (
            "  - delay: 1s\n    delay: 2s",
            "line 4: \"delay\" is there twice; remove one of them",
        ),
        (
            "  - write-serial: [1, 256]",
            "line 3: expected a byte from 0 to 255, found \"256\"",
        ),
    ] {
        assert_eq!(mistake(steps), expected, "{steps}");
    }
    for text in [
        "",
        "steps: 1",
        "- delay: 1s",
        "version: 2\nsteps: []",
        "a: {b",
        "steps: []\n---\na: 1",
    ] {
        assert!(Scenario::parse(text).is_err(), "{text:?}");
    }
}

#[test]
fn hostile_texts_are_refused_at_once() {
    let bomb = "a: &a [x,x]\nb: &b [*a,*a]\nsteps: [*b,*b]";
    for text in [
        "[".repeat(100_000),
        "{a: ".repeat(50_000),
        "- ".repeat(100_000),
        "? ".repeat(50_000),
        format!("steps: [{}]", "a,".repeat(100_000)),
        "x".repeat(300_000),
        bomb.into(),
    ] {
        assert!(Scenario::parse(&text).is_err(), "{:.20}", text);
    }
}

#[test]
fn both_spellings_of_a_pin_are_read_and_pictures_are_skipped() {
    let text = "steps:\n- expect-pin: {part-id: a, name: B, expected: 1}\n- take-screenshot: {part-id: a}\n";
    let scenario = Scenario::parse(text).unwrap();
    let expected = Action::ExpectPin {
        part: "a".into(),
        pin: "B".into(),
        high: true,
    };
    assert_eq!(scenario.steps[0].action, expected);
    assert!(matches!(scenario.steps[1].action, Action::Skip { .. }));
}

const TALK: &str = "\
from machine import Pin
import time
led = Pin(15, Pin.OUT)
print('ready')
name = input()
led.on()
time.sleep_ms(10)
print('hello', name)
led.off()
";

const TALKING: &str = "
- wait-serial: ready
- expect-pin: {part-id: pico, pin: GP15, value: 0}
- write-serial: \"Ada\\n\"
- wait-serial: hello Ada
- expect-pin: {part-id: led1, pin: A, value: 1}
- delay: 1ms
- expect-pin: {part-id: led1, pin: A, value: 0}
";

#[test]
fn a_scenario_is_exact_whatever_the_slices() {
    let whole = play(TALK, TALKING, u64::MAX);
    assert_eq!(whole.len(), 7);
    assert!(
        whole.iter().all(|outcome| outcome.starts_with("passed")),
        "{whole:?}"
    );
    for fuel in [1, 997] {
        assert_eq!(play(TALK, TALKING, fuel), whole);
    }
}

#[test]
fn a_step_that_fails_says_why_and_ends_the_scenario() {
    let last = |source: &str, steps: &str| play(source, steps, 100_000).pop().unwrap();
    let pin = "- expect-pin: {part-id: led1, pin: A, value: 1}\n- delay: 1s";
    // Mounting the board's files takes a moment.
    let failed = last("", pin);
    assert!(
        failed.starts_with("failed at ")
            && failed.ends_with(" ns: led1:A should be 1, but is 0 (0.00 V)"),
        "{failed}"
    );
    let silent = last("print('a')", "- wait-serial: b");
    assert!(
        silent.ends_with("the program did not print \"b\": it has ended"),
        "{silent}"
    );
    let input = last("input()", "- wait-serial: b");
    assert!(input.contains("it waits for input"), "{input}");
    let sleeper = "import time\nwhile True:\n    time.sleep(1)";
    assert_eq!(
        last(sleeper, "- wait-serial: b"),
        "failed at 60 s: time is up, and the program has not printed \"b\""
    );
}

#[test]
fn the_circuit_goes_on_when_the_program_has_ended() {
    let steps = "- delay: 2s\n- set-control: {part-id: btn1, control: pressed, value: 1}\n- delay: 20ms\n\
                 - expect-pin: {part-id: pico, pin: GP14, value: 0}";
    let outcomes = play(
        "from machine import Pin\nPin(14, Pin.IN, Pin.PULL_UP)",
        steps,
        10_000,
    );
    assert!(outcomes[3].starts_with("passed at 2.02"), "{outcomes:?}");
}
