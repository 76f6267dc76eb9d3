//! Diagrams with one fault each, and sound ones: the checks find the one and nothing in the others.

#![allow(clippy::unwrap_used)] // A test that panics has failed, as it should.

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::Value;
use sim_boards::check::Kind;
use sim_boards::{
    AdcInput, BoardId, Circuit, Diagram, Duty, I2cWires, Instant, Nanos, PinInit, PinMode, Pull,
    PwmInit,
};

/// Builds the circuit of a file and does to it what the file says, a millisecond each; gives what was found.
fn findings(file: &Value) -> Vec<(String, String)> {
    let diagram = Diagram::parse(&file["diagram"].to_string()).unwrap();
    let mut circuit = Circuit::new(&diagram, BoardId::Pico, 1).unwrap();
    let mut now = Instant(1_000_000);
    for step in file["do"].as_array().into_iter().flatten() {
        let words: Vec<&str> = step
            .as_array()
            .unwrap()
            .iter()
            .map(|word| word.as_str().unwrap())
            .collect();
        act(&mut circuit, now, &words);
        now += Nanos::from_millis(1);
        if let ["wait", millis] = words[..] {
            now += Nanos::from_millis(millis.parse().unwrap());
        }
        circuit.advance_to(now);
    }
    let found = circuit.findings().iter();
    found
        .map(|finding| (String::from(finding.kind.code()), finding.to_string()))
        .collect()
}

fn act(circuit: &mut Circuit, now: Instant, words: &[&str]) {
    let gpio = |name: &str| -> u8 { name.strip_prefix("GP").unwrap().parse().unwrap() };
    let init = |mode, pull, value| PinInit {
        mode: Some(mode),
        pull,
        value,
    };
    match *words {
        ["out", pin, value] => circuit
            .pin_init(
                now,
                gpio(pin),
                init(PinMode::Out, Pull::NONE, Some(value == "1")),
            )
            .unwrap(),
        ["in", pin, pull] => {
            let pull = if pull == "up" { Pull::UP } else { Pull::NONE };
            let config = init(PinMode::In, pull, None);
            circuit.pin_init(now, gpio(pin), config).unwrap();
        }
        ["read", pin] => drop(circuit.pin_read(now, gpio(pin)).unwrap()),
        ["adc", pin] => {
            let channel = circuit.adc_open(now, AdcInput::Pin(gpio(pin))).unwrap();
            circuit.adc_read_u16(now, channel).unwrap();
        }
        ["pwm", pin, freq, duty] => {
            let config = PwmInit {
                freq: Some(freq.parse().unwrap()),
                duty: Some(Duty::U16(duty.parse().unwrap())),
                invert: None,
            };
            circuit.pwm_open(now, gpio(pin), config).unwrap();
        }
        [kind @ ("i2c" | "soft_i2c"), sda, scl] => {
            let (sda, scl) = (gpio(sda), gpio(scl));
            circuit
                .i2c_open(now, I2cWires { sda, scl }, kind == "i2c")
                .unwrap();
        }
        ["set", part, control, value] => circuit
            .set_control(now, part, control, value.parse().unwrap())
            .unwrap(),
        ["wait", _] => {}
        ref other => panic!("{other:?} is nothing to do"),
    }
}

fn each(folder: &str, mut look: impl FnMut(&str, &Value, Vec<(String, String)>)) -> usize {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/checks")
        .join(folder);
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    for path in &files {
        let name = path.display().to_string();
        let file: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
        look(&name, &file, findings(&file));
    }
    files.len()
}

#[test]
fn each_fault_is_found_and_nothing_else() {
    let (mut wrong, mut kinds) = (Vec::new(), BTreeSet::new());
    let count = each("faulty", |name, file, found| {
        let expected = file["finds"].as_str().unwrap();
        kinds.insert(String::from(expected));
        if found.len() != 1 || found[0].0 != expected {
            wrong.push(format!("{name}: {expected} wanted, found {found:?}"));
        }
    });
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(count >= 25);
    let all: BTreeSet<String> = Kind::ALL.iter().map(|kind| kind.code().into()).collect();
    assert_eq!(kinds, all, "each kind has a diagram");
}

#[test]
fn nothing_is_found_in_sound_circuits() {
    let mut wrong = Vec::new();
    let count = each("sound", |name, _, found| {
        if !found.is_empty() {
            wrong.push(format!("{name}: {found:?}"));
        }
    });
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(count >= 25);
}

#[test]
fn the_documentation_lists_each_kind_in_its_words() {
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/checks.md");
    let text = std::fs::read_to_string(docs).unwrap();
    let rows: Vec<&str> = text
        .lines()
        .filter(|line| line.starts_with("| HW"))
        .collect();
    let expected: Vec<String> = Kind::ALL
        .iter()
        .map(|kind| {
            format!(
                "| {} | {} | {} | {} |",
                kind.code(),
                kind.message(),
                kind.why(),
                kind.remedy()
            )
        })
        .collect();
    assert_eq!(rows, expected);
}
