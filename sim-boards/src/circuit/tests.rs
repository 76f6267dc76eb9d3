//! Whole circuits, as a program and a person meet them.

use super::Circuit;
use crate::{
    AdcInput, BoardId, ControlError, Diagram, Duty, Instant, Level, Nanos, PartState, PinInit,
    PinMode, Pull, PwmInit,
};

const BLINK: &str = include_str!("../../../assets/examples/blink/diagram.json");

fn example() -> Circuit {
    circuit(BLINK)
}

fn circuit(json: &str) -> Circuit {
    let diagram = Diagram::parse(json).expect("the diagram is well-formed");
    Circuit::new(&diagram, BoardId::Pico, 1).expect("the diagram is sound")
}

fn mode(mode: PinMode, pull: Pull) -> PinInit {
    PinInit {
        mode: Some(mode),
        pull,
        value: None,
    }
}

fn output() -> PinInit {
    mode(PinMode::Out, Pull::NONE)
}

fn brightness(circuit: &Circuit, part: &str) -> f64 {
    match state(circuit, part) {
        PartState::Led { brightness, .. } => brightness,
        PartState::Board { led } => led,
        other => panic!("{other:?} is no light"),
    }
}

fn milliamps(circuit: &Circuit, part: &str) -> f64 {
    match state(circuit, part) {
        PartState::Led { milliamps, .. } => milliamps,
        other => panic!("{other:?} is no light"),
    }
}

fn state(circuit: &Circuit, part: &str) -> PartState {
    let mut states = circuit.part_states().into_iter();
    states.find(|(id, _)| id == part).expect("it is there").1
}

fn ms(millis: u64) -> Instant {
    Instant::ZERO + Nanos::from_millis(millis)
}

#[test]
fn a_pin_lights_the_led_behind_its_resistor() {
    let mut circuit = example();
    assert_eq!(brightness(&circuit, "led1"), 0.0);
    circuit.pin_init(ms(1), 15, output()).unwrap();
    let before = circuit.revision();
    circuit.pin_write(ms(2), 15, true).unwrap();
    assert!(circuit.revision() > before);
    // 3.3 V less 1.9 V over 40 + 220 + 10 Ω.
    assert!((milliamps(&circuit, "led1") - 1.4 / 270.0 * 1e3).abs() < 1e-6);
    assert!(brightness(&circuit, "led1") > 0.7);
    circuit.pin_write(ms(500), 15, false).unwrap();
    assert_eq!(brightness(&circuit, "led1"), 0.0);
}

#[test]
fn the_board_has_a_light_of_its_own() {
    let mut circuit = Circuit::bare(BoardId::Pico);
    let led = circuit.pin_lookup("LED").unwrap();
    circuit.pin_init(ms(0), led, output()).unwrap();
    circuit.pin_toggle(ms(1), led).unwrap();
    assert!(brightness(&circuit, "pico") > 0.7);
}

#[test]
fn the_button_bounces_and_then_rests() {
    let mut circuit = example();
    circuit
        .pin_init(ms(0), 14, mode(PinMode::In, Pull::UP))
        .unwrap();
    assert_eq!(circuit.pin_read(ms(1), 14), Ok(true));
    circuit.trace_start(ms(1), 1_000);
    circuit.set_control(ms(10), "btn1", "pressed", 1.0).unwrap();
    assert_eq!(circuit.pin_read(ms(10), 14), Ok(false), "contact at once");
    circuit.advance_to(ms(20));
    assert_eq!(circuit.pin_read(ms(20), 14), Ok(false));
    assert!(circuit.trace().len() >= 3, "it bounced");
    assert_eq!(state(&circuit, "btn1"), PartState::Button { pressed: true });
    circuit.set_control(ms(30), "btn1", "pressed", 0.0).unwrap();
    assert_eq!(circuit.pin_read(ms(40), 14), Ok(true));
    assert_eq!(circuit.next_event(), None);
}

#[test]
fn the_potentiometer_reaches_the_adc() {
    let mut circuit = example();
    let channel = circuit.adc_open(ms(0), AdcInput::Pin(26)).unwrap();
    for (position, expected) in [(0.0, 0), (0.5, 32_776), (1.0, 65_535)] {
        circuit
            .set_control(ms(1), "pot1", "position", position)
            .unwrap();
        let read = circuit.adc_read_u16(ms(1), channel).unwrap();
        assert!(read.abs_diff(expected) <= 16, "{position}: {read}");
    }
}

#[test]
fn a_floating_input_and_a_fight_are_facts() {
    let mut circuit = circuit(
        r#"{"version": 1, "parts": [{"id": "p", "type": "wokwi-pi-pico"}],
            "connections": [["p:GP0", "p:GP1", "", []]]}"#,
    );
    assert_eq!(circuit.pin_level(0), Ok(Level::Low), "pulled down by reset");
    for pin in [0, 1] {
        circuit
            .pin_init(ms(0), pin, mode(PinMode::In, Pull::NONE))
            .unwrap();
    }
    assert_eq!(circuit.pin_level(0), Ok(Level::Floating));
    circuit.pin_init(ms(1), 0, output()).unwrap();
    circuit.pin_write(ms(1), 0, true).unwrap();
    assert_eq!(circuit.pin_read(ms(1), 1), Ok(true), "a wire is a wire");
    circuit.pin_init(ms(2), 1, output()).unwrap();
    assert_eq!(circuit.pin_level(1), Ok(Level::Contention));
}

#[test]
fn pwm_lights_by_its_mean_without_events() {
    let mut circuit = example();
    let init = |duty| PwmInit {
        freq: Some(1_000),
        duty: Some(Duty::U16(duty)),
        invert: None,
    };
    circuit.pwm_open(ms(0), 15, init(65_535)).unwrap();
    let full = milliamps(&circuit, "led1");
    circuit.pwm_open(ms(100), 15, init(16_384)).unwrap();
    circuit.advance_to(ms(200));
    assert!((milliamps(&circuit, "led1") / full - 0.25).abs() < 1e-3);
    assert_eq!(circuit.next_event(), None, "steady PWM costs nothing");
    // Whoever looks closely sees the pulses all the same.
    let highs = (0..1_000u64)
        .filter(|&n| {
            let at = ms(300) + Nanos::from_micros(n * 10 + 3);
            circuit.pin_read(at, 15).unwrap()
        })
        .count();
    assert!(highs.abs_diff(250) <= 2, "{highs}");
}

#[test]
fn a_pin_taken_from_pwm_lights_fully() {
    let mut circuit = example();
    let init = PwmInit {
        freq: Some(1_000),
        duty: Some(Duty::U16(16_384)),
        invert: None,
    };
    circuit.pwm_open(ms(0), 15, init).unwrap();
    let dim = brightness(&circuit, "led1");
    // At 100.1 ms the PWM happens to be high, as the output will be.
    let at = ms(100) + Nanos::from_micros(100);
    assert_eq!(circuit.pin_read(at, 15), Ok(true));
    let high = PinInit {
        value: Some(true),
        ..output()
    };
    circuit.pin_init(at, 15, high).unwrap();
    assert!(brightness(&circuit, "led1") > dim);
}

#[test]
fn traced_pwm_shows_every_edge() {
    let mut circuit = example();
    circuit.trace_start(ms(0), 10_000);
    let init = PwmInit {
        freq: Some(2_000),
        duty: Some(Duty::Ns(100_000)),
        invert: None,
    };
    circuit.pwm_open(ms(0), 15, init).unwrap();
    assert!(!circuit.advance_within(ms(10), 5), "the budget holds");
    assert!(circuit.advance_within(ms(10), 1_000));
    let edges: Vec<u64> = circuit.trace().changes().map(|c| c.at.0).collect();
    let expected: Vec<u64> = (0..20u64)
        .flat_map(|n| [n * 500_000, n * 500_000 + 100_000])
        .chain([10_000_000])
        .collect();
    assert_eq!(edges, expected);
}

#[test]
fn two_outputs_of_a_slice_can_light_between_them() {
    // A and B of slice 0 rise together, so the light sees only what A has more than B.
    let mut circuit = circuit(
        r#"{"version": 1, "parts": [{"id": "p", "type": "wokwi-pi-pico"},
              {"id": "l", "type": "wokwi-led"}, {"id": "r", "type": "wokwi-resistor"}],
            "connections": [["p:GP0", "r:1"], ["r:2", "l:A"], ["l:C", "p:GP1"]]}"#,
    );
    let init = |duty| PwmInit {
        freq: Some(1_000),
        duty: Some(Duty::U16(duty)),
        invert: None,
    };
    circuit.pwm_open(ms(0), 0, init(49_152)).unwrap();
    circuit.pwm_open(ms(0), 1, init(16_384)).unwrap();
    circuit.advance_to(ms(100));
    let whole = 1.4 / (40.0 + 40.0 + 1_000.0 + 10.0) * 1e3;
    assert!((milliamps(&circuit, "l") - whole / 2.0).abs() < 0.01);
}

#[test]
fn software_pwm_looks_steady() {
    let mut circuit = example();
    circuit.pin_init(ms(0), 15, output()).unwrap();
    for cycle in 0..200u64 {
        circuit.pin_write(ms(cycle), 15, true).unwrap();
        let off = ms(cycle) + Nanos::from_micros(500);
        circuit.pin_write(off, 15, false).unwrap();
    }
    let full = 1.4 / 270.0 * 1e3;
    let shown = milliamps(&circuit, "led1");
    assert!((shown / full - 0.5).abs() < 0.05, "{shown}");
    circuit.advance_to(ms(300));
    assert_eq!(brightness(&circuit, "led1"), 0.0);
    assert_eq!(circuit.next_event(), None);
}

#[test]
fn the_temperature_sensor_is_a_control_of_the_board() {
    let mut circuit = Circuit::bare(BoardId::Pico);
    let channel = circuit.adc_open(ms(0), AdcInput::Number(4)).unwrap();
    let celsius = |read: u16| {
        let volts = f64::from(read) * 3.3 / 65_535.0;
        27.0 - (volts - 0.706) / 0.001_721
    };
    let read = circuit.adc_read_u16(ms(0), channel).unwrap();
    assert!((celsius(read) - 27.0).abs() < 0.5);
    circuit
        .set_control(ms(1), "pico", "temperature", 40.0)
        .unwrap();
    let read = circuit.adc_read_u16(ms(1), channel).unwrap();
    assert!((celsius(read) - 40.0).abs() < 0.5);
}

#[test]
fn controls_describe_themselves_and_refuse_what_they_are_not() {
    let mut circuit = example();
    let controls = circuit.controls();
    let names: Vec<_> = controls
        .iter()
        .map(|c| (c.part.as_str(), c.name.as_str()))
        .collect();
    assert_eq!(
        names,
        [
            ("btn1", "pressed"),
            ("pot1", "position"),
            ("pico", "temperature")
        ]
    );
    let set = |circuit: &mut Circuit, part, control, value| {
        circuit.set_control(ms(0), part, control, value)
    };
    assert!(matches!(
        set(&mut circuit, "pot2", "position", 0.0),
        Err(ControlError::UnknownPart { .. })
    ));
    assert!(matches!(
        set(&mut circuit, "pot1", "pressed", 0.0),
        Err(ControlError::UnknownControl { .. })
    ));
    assert!(matches!(
        set(&mut circuit, "pot1", "position", 2.0),
        Err(ControlError::OutOfRange { .. })
    ));
}

#[test]
fn mistakes_in_a_diagram_are_named() {
    let message = |parts: &str, wires: &str| {
        let json = format!(
            r#"{{"parts": [{{"id": "pico", "type": "wokwi-pi-pico"}}{parts}],
                "connections": [{wires}]}}"#
        );
        let diagram = Diagram::parse(&json).expect("the diagram is well-formed");
        Circuit::new(&diagram, BoardId::Pico, 1)
            .expect_err("the diagram is not sound")
            .to_string()
    };
    let led = r#", {"id": "led1", "type": "wokwi-led"}"#;
    assert_eq!(
        message(led, r#"["led1:B", "pico:GP0"]"#),
        "diagram.json, connections[0][0]: part \"led1\" (wokwi-led) has no pin \"B\"; did you mean \
         \"A\"? Its pins are A, C"
    );
    assert!(message(led, r#"["led1:A", "pico:GP99"]"#).starts_with(
        "diagram.json, connections[0][1]: part \"pico\" (wokwi-pi-pico) has no pin \"GP99\"; \
             did you mean \"GP9\"? Its pins are GP0, GP1, GND.1, "
    ));
    assert_eq!(
        message("", r#"["pico:GP0", "$serialMonitor:T"]"#),
        "diagram.json, connections[0][1]: part \"$serialMonitor\" (the terminal) has no pin \"T\"; \
         did you mean \"TX\"? Its pins are TX, RX"
    );
    assert_eq!(
        message(
            r#", {"id": "r1", "type": "wokwi-resistor", "attrs": {"value": "zero"}}"#,
            ""
        ),
        "diagram.json, parts[1].attrs.value: attribute \"value\" of part \"r1\" is \"zero\", but \
         should be a resistance in ohms above 0, such as 220 or 4.7k"
    );
    assert_eq!(
        message(r#", {"id": "p2", "type": "wokwi-pi-pico"}"#, ""),
        "diagram.json, parts[1]: \"p2\" is a second board; a diagram holds one, remove the others"
    );
    let other = r#"{"parts": [{"id": "x", "type": "wokwi-pi-picoo"}]}"#;
    let other = Diagram::parse(other).expect("the diagram is well-formed");
    assert_eq!(
        Circuit::new(&other, BoardId::Pico, 1)
            .expect_err("there is no board")
            .to_string(),
        "diagram.json, parts[0].type: part \"x\" has the type \"wokwi-pi-picoo\", which is not \
         simulated; did you mean \"wokwi-pi-pico\"?"
    );
    let empty = Diagram::parse("{}").expect("the diagram is well-formed");
    assert_eq!(
        Circuit::new(&empty, BoardId::Pico, 1)
            .expect_err("there is no board")
            .to_string(),
        "diagram.json, parts: the diagram has no board; add a part of type wokwi-pi-pico or \
         board-pi-pico"
    );
}

#[test]
fn what_is_not_simulated_is_a_warning_and_its_pins_still_join() {
    let mut circuit = circuit(
        r#"{"parts": [{"id": "pico", "type": "wokwi-pi-pico"}, {"id": "x", "type": "wokwi-ledd"},
            {"id": "note", "type": "wokwi-text", "attrs": {"text": "hello"}}],
            "connections": [["pico:GP1", "x:Q", "", []], ["x:Q", "pico:GP2", "", []],
            ["x:other", "pico:GP3", "", []]]}"#,
    );
    let warnings: Vec<String> = circuit.warnings().iter().map(ToString::to_string).collect();
    assert_eq!(
        warnings,
        [
            "diagram.json, parts[1].type: part \"x\" has the type \"wokwi-ledd\", which is not \
          simulated; did you mean \"wokwi-led\"?"
        ]
    );
    circuit.pin_init(ms(1), 1, output()).unwrap();
    circuit
        .pin_init(ms(1), 2, mode(PinMode::In, Pull::NONE))
        .unwrap();
    circuit
        .pin_init(ms(1), 3, mode(PinMode::In, Pull::NONE))
        .unwrap();
    circuit.pin_write(ms(2), 1, true).unwrap();
    assert_eq!(circuit.pin_read(ms(2), 2), Ok(true));
    assert_eq!(circuit.pin_read(ms(2), 3), Ok(false));
}

#[test]
fn the_holes_of_a_breadboards_row_are_one_wire() {
    let parts = r#"{"id": "pico", "type": "wokwi-pi-pico"}, {"id": "bb", "type": "wokwi-breadboard"},
        {"id": "led1", "type": "wokwi-led"}"#;
    let mut circuit = circuit(&format!(
        r#"{{"parts": [{parts}], "connections": [["pico:GP15", "bb:63t.a", "", []],
            ["bb:63t.e", "led1:A", "", []], ["led1:C", "bb:tn.1", "", []],
            ["bb:tn.50", "pico:GND.1", "", []], ["bb:63b.f", "pico:GP14", "", []]]}}"#
    ));
    assert_eq!(circuit.warnings(), []);
    circuit.pin_init(ms(1), 15, output()).unwrap();
    circuit
        .pin_init(ms(1), 14, mode(PinMode::In, Pull::NONE))
        .unwrap();
    circuit.pin_write(ms(2), 15, true).unwrap();
    assert!(brightness(&circuit, "led1") > 0.5);
    assert_eq!(
        circuit.pin_level(14),
        Ok(Level::Floating),
        "the sides are apart"
    );
    let wrong =
        format!(r#"{{"parts": [{parts}], "connections": [["bb:64t.a", "pico:GP1", "", []]]}}"#);
    let wrong = Diagram::parse(&wrong).expect("the diagram is well-formed");
    assert_eq!(
        Circuit::new(&wrong, BoardId::Pico, 1)
            .expect_err("there is no such hole")
            .to_string(),
        "diagram.json, connections[0][0]: part \"bb\" (wokwi-breadboard) has no pin \"64t.a\"; its \
         pins are 1t.a to 63t.e, 1b.f to 63b.j, tp.1 to tp.50, tn.1 to tn.50, bp.1 to bp.50, bn.1 to bn.50"
    );
}

#[test]
fn a_logic_analyzer_names_its_channels_in_the_trace() {
    let mut circuit = circuit(
        r#"{"version": 1, "parts": [{"id": "p", "type": "wokwi-pi-pico"},
              {"id": "logic", "type": "wokwi-logic-analyzer"}],
            "connections": [["p:GP2", "logic:D0"], ["p:GND.1", "logic:GND"]]}"#,
    );
    circuit.trace_start(ms(0), 100);
    circuit.pin_init(ms(0), 2, output()).unwrap();
    circuit.pin_write(ms(1), 2, true).unwrap();
    circuit.advance_to(ms(2));
    let vcd = circuit.vcd();
    assert!(
        vcd.contains("$var wire 1 ! GP2 $end\n$var wire 1 \" logic.D0 $end\n$upscope"),
        "{vcd}"
    );
    assert!(vcd.contains("#1000000\n1!\n1\"\n#2000000\n"), "{vcd}");
}

/// Drives a circuit through a bit of everything.
fn exercise(circuit: &mut Circuit, from: u64) {
    circuit.trace_start(ms(from), 500);
    circuit.pin_init(ms(from), 25, output()).unwrap();
    circuit
        .pin_init(ms(from), 14, mode(PinMode::In, Pull::UP))
        .unwrap();
    let init = PwmInit {
        freq: Some(1_234),
        duty: Some(Duty::U16(20_000)),
        invert: None,
    };
    circuit.pwm_open(ms(from), 15, init).unwrap();
    let channel = circuit.adc_open(ms(from), AdcInput::Pin(26)).unwrap();
    for step in 0..50u64 {
        let at = ms(from + 3 * step);
        circuit.pin_toggle(at, 25).unwrap();
        let position = step as f64 / 50.0;
        circuit
            .set_control(at, "pot1", "position", position)
            .unwrap();
        let pressed = (step / 5 % 2) as f64;
        circuit.set_control(at, "btn1", "pressed", pressed).unwrap();
        let read = circuit.adc_read_u16(at, channel).unwrap();
        circuit
            .pwm_set_duty(at, 15, Duty::U16(i32::from(read)))
            .unwrap();
        circuit.pin_read(at + Nanos(1_500), 14).unwrap();
    }
}

#[test]
fn clones_fed_the_same_stay_equal_bit_for_bit() {
    let mut circuit = example();
    exercise(&mut circuit, 0);
    let mut copy = circuit.clone();
    assert_eq!(circuit.state_hash(), copy.state_hash());
    exercise(&mut circuit, 1_000);
    assert_ne!(circuit.state_hash(), copy.state_hash());
    exercise(&mut copy, 1_000);
    assert_eq!(circuit, copy);
    assert_eq!(circuit.state_hash(), copy.state_hash());
    assert_eq!(circuit.vcd(), copy.vcd());
}

#[test]
fn looking_leaves_no_trace_in_the_state() {
    let mut circuit = example();
    exercise(&mut circuit, 0);
    let hash = circuit.state_hash();
    let _ = (circuit.part_states(), circuit.controls(), circuit.vcd());
    assert_eq!(circuit.state_hash(), hash);
}
