//! What is wrong with a circuit: told by `pinwheel check`, and by `pinwheel run` with the line that made it so.

mod support;

/// Two pins on one wire, and an LED without a resistor.
const DIAGRAM: &str = r#"{"version": 1, "parts": [
    {"type": "wokwi-pi-pico", "id": "pico", "attrs": {}},
    {"type": "wokwi-led", "id": "led1", "attrs": {"color": "red"}}],
  "connections": [["pico:GP2", "pico:GP3", "", []],
    ["pico:GP15", "led1:A", "", []], ["led1:C", "pico:GND.1", "", []]]}"#;

const PROGRAM: &str = "\
from machine import Pin
import time
a = Pin(2, Pin.OUT, value=1)
b = Pin(3, Pin.OUT, value=1)
time.sleep_ms(5)
b.off()
time.sleep_ms(1)
print(Pin(7, Pin.IN).value())
";

#[test]
fn check_tells_what_the_wires_say() {
    let folder = support::folder("circuit_check");
    std::fs::write(folder.join("diagram.json"), DIAGRAM).expect("it is writable");
    let mut command = support::pinwheel();
    let output = support::run(
        command.current_dir(&folder).args(["check", "diagram.json"]),
        b"",
    );
    assert_eq!(output.status.code(), Some(1));
    let out = support::text(&output.stdout);
    assert!(
        out.starts_with("diagram.json: warning[HW201]: 28 mA flow through led1"),
        "{out}"
    );
    assert_eq!(out.matches("HW").count(), 1, "{out}");

    let mut command = support::pinwheel();
    let json = command
        .current_dir(&folder)
        .args(["check", "--json", "diagram.json"]);
    let out = support::text(&support::run(json, b"").stdout);
    assert!(
        out.contains(r#""code":"HW201","severity":"warning""#),
        "{out}"
    );
    assert!(out.contains(r#""pins":["led1"]"#), "{out}");
    assert_eq!(out.lines().count(), 1);
}

#[test]
fn run_tells_the_line_that_made_it_so() {
    let folder = support::folder("circuit_run");
    std::fs::write(folder.join("diagram.json"), DIAGRAM).expect("it is writable");
    std::fs::write(folder.join("main.py"), PROGRAM).expect("it is writable");
    let mut tellings = Vec::new();
    for fuel in ["1", "1000000"] {
        let mut command = support::pinwheel();
        command
            .current_dir(&folder)
            .args(["run", "--diagram", "diagram.json"]);
        let output = support::run(command.args(["--fuel", fuel, "main.py"]), b"");
        assert_eq!(output.status.code(), Some(0), "nothing is stopped");
        assert_eq!(support::text(&output.stdout), "0\n");
        tellings.push(support::text(&output.stderr));
    }
    assert_eq!(tellings[0], tellings[1]);
    let error = &tellings[0];
    let lines: Vec<&str> = error
        .lines()
        .filter(|line| line.contains("warning"))
        .collect();
    assert_eq!(lines.len(), 3, "{error}");
    assert!(lines[0].contains("at 0 ms: warning[HW201]"), "{error}");
    assert!(lines[1].contains("(main.py:6): warning[HW302]"), "{error}");
    assert!(lines[2].contains("(main.py:8): warning[HW303]"), "{error}");
}
