//! How long an edge on a wire takes: frames for 256 lights, sent as `machine.bitstream` does. Run it with `--release`.

use sim_boards::{
    BoardId, Circuit, Diagram, Instant, Nanos, PartState, PinInit, PinMode, Pull, PulseTiming,
};

const FRAMES: u64 = 300;
const BYTES: usize = 256 * 3;
const PIN: u8 = 2;

/// A matrix of lights whose input is wired to a pin, or to the far end of a resistor.
fn circuit(resistor: bool) -> Result<Circuit, Box<dyn std::error::Error>> {
    let data = if resistor {
        r#"["pico:GP2", "r:1", "", []], ["r:2", "m:DIN", "", []]"#
    } else {
        r#"["pico:GP2", "m:DIN", "", []]"#
    };
    let diagram = format!(
        r#"{{"parts": [
            {{"id": "pico", "type": "wokwi-pi-pico"}},
            {{"id": "r", "type": "wokwi-resistor", "attrs": {{"value": "330"}}}},
            {{"id": "m", "type": "wokwi-led-matrix", "attrs": {{"rows": "16", "cols": "16"}}}}],
        "connections": [["pico:VBUS", "m:VDD", "", []], ["pico:GND.1", "m:VSS", "", []], {data}]}}"#
    );
    let mut circuit = Circuit::new(&Diagram::parse(&diagram)?, BoardId::Pico, 0)?;
    let output = PinInit {
        mode: Some(PinMode::Out),
        pull: Pull::NONE,
        value: Some(false),
    };
    circuit.pin_init(Instant::ZERO, PIN, output)?;
    Ok(circuit)
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let timing = PulseTiming {
        zero: (400, 850),
        one: (800, 450),
    };
    for (name, resistor) in [("wired to the pin", false), ("behind a resistor", true)] {
        let mut circuit = circuit(resistor)?;
        let mut now = Instant::ZERO;
        let begin = std::time::Instant::now();
        for frame in 0..FRAMES {
            let bytes: Vec<u8> = (0..BYTES as u64)
                .map(|byte| (byte * 7 + frame) as u8)
                .collect();
            now = circuit.bitstream(now, PIN, timing, &bytes)? + Nanos::from_millis(26);
            circuit.advance_to(now);
        }
        let took = begin.elapsed();
        let lit = circuit.part_states().into_iter().any(|(_, state)| {
            matches!(state, PartState::Pixels { rgb, .. } if rgb.iter().any(|&byte| byte > 0))
        });
        let edges = FRAMES * BYTES as u64 * 16;
        println!(
            "{name}: {:.0} ns for an edge, {:.1} % of {:.1} s (lit: {lit})",
            took.as_nanos() as f64 / edges as f64,
            100.0 * took.as_secs_f64() / (now.0 as f64 / 1e9),
            now.0 as f64 / 1e9,
        );
    }
    Ok(())
}
