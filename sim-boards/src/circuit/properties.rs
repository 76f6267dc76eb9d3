//! Properties of whole circuits: whatever is wired and done, nothing panics and clones agree.

use super::Circuit;
use crate::{AdcInput, BoardId, Diagram, Duty, Instant, Nanos, PinInit, PinMode, Pull, PwmInit};
use proptest::prelude::*;

/// A pin of some part of [`diagram`].
fn pin() -> impl Strategy<Value = String> {
    prop_oneof![
        (0..23u8).prop_map(|gpio| format!("pico:GP{gpio}")),
        Just(String::from("pico:GP26")),
        Just(String::from("pico:GND.3")),
        Just(String::from("pico:3V3")),
        Just(String::from("pico:VBUS")),
        (0..3u8, prop_oneof!["A", "C"]).prop_map(|(n, pin)| format!("led{n}:{pin}")),
        (0..3u8, prop_oneof!["1", "2"]).prop_map(|(n, pin)| format!("r{n}:{pin}")),
        prop_oneof!["1\\.l", "1\\.r", "2\\.l", "2\\.r"].prop_map(|pin| format!("btn:{pin}")),
        prop_oneof!["GND", "SIG", "VCC"].prop_map(|pin| format!("pot:{pin}")),
    ]
}

fn diagram() -> impl Strategy<Value = String> {
    prop::collection::vec((pin(), pin()), 0..25).prop_map(|wires| {
        let mut parts = String::from(
            r#"{"id": "pico", "type": "wokwi-pi-pico"}, {"id": "btn", "type": "wokwi-pushbutton"},
               {"id": "pot", "type": "wokwi-potentiometer"}"#,
        );
        for n in 0..3 {
            parts += &format!(
                r#", {{"id": "led{n}", "type": "wokwi-led"}}, {{"id": "r{n}", "type": "wokwi-resistor"}}"#
            );
        }
        let wires: Vec<_> = wires
            .iter()
            .map(|(from, to)| format!(r#"["{from}", "{to}", "green", []]"#))
            .collect();
        format!(
            r#"{{"version": 1, "parts": [{parts}], "connections": [{}]}}"#,
            wires.join(",")
        )
    })
}

#[derive(Clone, Debug)]
enum Step {
    Init(u8, PinMode, Pull, Option<bool>),
    Write(u8, bool),
    Toggle(u8),
    Read(u8),
    Pwm(u8, u32, i32),
    Stop(u8),
    Adc(u8),
    Press(bool),
    Turn(f64),
    Trace(bool),
}

fn step() -> impl Strategy<Value = Step> {
    let gpio = 0..31u8;
    let mode = prop_oneof![
        Just(PinMode::In),
        Just(PinMode::Out),
        Just(PinMode::OpenDrain),
        (0..10u8).prop_map(PinMode::Alt),
    ];
    let pull = (any::<bool>(), any::<bool>()).prop_map(|(up, down)| Pull { up, down });
    prop_oneof![
        (gpio.clone(), mode, pull, any::<Option<bool>>())
            .prop_map(|(pin, mode, pull, value)| Step::Init(pin, mode, pull, value)),
        (gpio.clone(), any::<bool>()).prop_map(|(pin, value)| Step::Write(pin, value)),
        gpio.clone().prop_map(Step::Toggle),
        gpio.clone().prop_map(Step::Read),
        (gpio.clone(), 0..100_000u32, any::<i32>())
            .prop_map(|(pin, freq, duty)| Step::Pwm(pin, freq, duty)),
        gpio.prop_map(Step::Stop),
        (0..6u8).prop_map(Step::Adc),
        any::<bool>().prop_map(Step::Press),
        (0.0..1.0).prop_map(Step::Turn),
        any::<bool>().prop_map(Step::Trace),
    ]
}

/// Does one step; what the board refuses is refused.
fn perform(circuit: &mut Circuit, at: Instant, step: &Step) -> Option<u64> {
    match *step {
        Step::Init(pin, mode, pull, value) => {
            let mode = Some(mode);
            circuit
                .pin_init(at, pin, PinInit { mode, pull, value })
                .err()?;
            None
        }
        Step::Write(pin, value) => circuit.pin_write(at, pin, value).err().map(|_| 0),
        Step::Toggle(pin) => circuit.pin_toggle(at, pin).err().map(|_| 0),
        Step::Read(pin) => circuit.pin_read(at, pin).ok().map(u64::from),
        Step::Pwm(pin, freq, duty) => {
            let init = PwmInit {
                freq: Some(freq),
                duty: Some(Duty::U16(duty)),
                invert: Some(duty % 2 == 0),
            };
            circuit.pwm_open(at, pin, init).err().map(|_| 0)
        }
        Step::Stop(pin) => circuit.pwm_deinit(at, pin).err().map(|_| 0),
        Step::Adc(channel) => {
            let channel = circuit
                .adc_open(at, AdcInput::Number(channel.into()))
                .ok()?;
            circuit.adc_read_u16(at, channel).ok().map(u64::from)
        }
        Step::Press(on) => {
            let value = f64::from(u8::from(on));
            circuit
                .set_control(at, "btn", "pressed", value)
                .err()
                .map(|_| 0)
        }
        Step::Turn(value) => circuit
            .set_control(at, "pot", "position", value)
            .err()
            .map(|_| 0),
        Step::Trace(on) => {
            circuit.trace_start(at, if on { 100 } else { 0 });
            None
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// Random wiring and random deeds: no panic, finite voltages within the supplies, and a clone
    /// that does the same ends the same.
    #[test]
    fn any_circuit_stands_any_program(
        json in diagram(),
        steps in prop::collection::vec((0..3_000_000u64, step()), 0..40),
        seed in any::<u64>(),
    ) {
        let parsed = Diagram::parse(&json).expect("the diagram is well-formed");
        // Wires between supplies are refused; all else is built.
        let Ok(mut circuit) = Circuit::new(&parsed, BoardId::Pico, seed) else {
            return Ok(());
        };
        let mut copy = circuit.clone();
        let mut now = Instant::ZERO;
        for (delay, step) in steps {
            now += Nanos(delay);
            let seen = perform(&mut circuit, now, &step);
            prop_assert_eq!(seen, perform(&mut copy, now, &step));
            for pin in 0..30 {
                let volts = circuit.pin_volts(pin).expect("the pin is there");
                prop_assert!((-0.001..=5.001).contains(&volts), "GPIO{pin} at {volts} V");
            }
        }
        prop_assert_eq!(circuit.state_hash(), copy.state_hash());
        prop_assert!(circuit == copy);
    }

    /// Text that almost is a diagram gives a diagram or an error, and a diagram survives writing.
    #[test]
    fn any_text_is_read_or_refused(json in diagram(), cut in any::<prop::sample::Index>(), put in ".{0,3}") {
        let mut text = json;
        let mut at = cut.index(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        text.insert_str(at, &put);
        if let Ok(diagram) = Diagram::parse(&text) {
            prop_assert_eq!(Diagram::parse(&diagram.to_json()), Ok(diagram.clone()));
            if let Err(error) = Circuit::new(&diagram, BoardId::Pico, 0) {
                prop_assert!(error.to_string().starts_with("diagram.json"));
            }
        }
    }
}
