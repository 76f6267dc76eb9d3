//! `wokwi-74hc595`: eight outputs behind a shift register and a latch (Nexperia 74HC595 datasheet, rev. 10).

use super::{Bench, Device, Part, PartType, Pin, Wiring};
use crate::bus::{SpiPort, SpiTarget};
use crate::diagram::DiagramError;
use crate::net::{Drive, Level};
use serde::Serialize;

pub(super) const TYPE: PartType = PartType {
    names: &["wokwi-74hc595"],
    pins: &[
        "DS", "SHCP", "STCP", "OE", "MR", "Q0", "Q1", "Q2", "Q3", "Q4", "Q5", "Q6", "Q7", "Q7S",
        "VCC", "GND",
    ],
    build,
};

/// The shift register, its latch, and the pins that control them.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ShiftRegister {
    port: SpiPort,
    stage: Stage,
    latch: Pin,
    enable: Pin,
    reset: Pin,
    outputs: [Pin; 8],
    latched: u8,
}

/// What is being shifted.
#[derive(Clone, Debug, PartialEq, Serialize)]
struct Stage {
    bits: u8,
    reset: bool,
}

impl SpiTarget for Stage {
    fn shift(&mut self, _bench: &mut Bench<'_>, bits: u32, count: u8) -> u32 {
        if self.reset {
            return 0;
        }
        let long = u64::from(self.bits) << count | u64::from(bits);
        self.bits = long as u8;
        // What was in the register goes out first.
        (long >> 8) as u32
    }

    fn output(&self) -> bool {
        self.bits & 0x80 != 0
    }
}

impl ShiftRegister {
    fn drive(&self, bench: &mut Bench<'_>) {
        let off = bench.high(self.enable);
        for (bit, &pin) in self.outputs.iter().enumerate() {
            let drive = if off {
                Drive::HighZ
            } else {
                Drive::Strong(self.latched >> bit & 1 == 1)
            };
            bench.drive(pin, drive);
        }
    }

    /// The reset is active low; a pin that is left open, as on breadboards, does not reset.
    fn resets(&self, bench: &Bench<'_>) -> bool {
        bench.level(self.reset) != Level::Floating && !bench.high(self.reset)
    }
}

impl Device for ShiftRegister {
    fn power_on(&mut self, bench: &mut Bench<'_>) {
        self.stage.reset = self.resets(bench);
        self.drive(bench);
    }

    fn pin(&mut self, bench: &mut Bench<'_>, pin: Pin, high: bool) {
        if pin == self.latch {
            if high && self.latched != self.stage.bits {
                self.latched = self.stage.bits;
                self.drive(bench);
            }
        } else if pin == self.enable {
            self.drive(bench);
        } else if pin == self.reset {
            self.stage.reset = self.resets(bench);
            if self.stage.reset {
                self.stage.bits = 0;
                self.port.show(bench, &self.stage);
            }
        }
    }

    fn spi(&mut self) -> Option<(&mut SpiPort, &mut dyn SpiTarget)> {
        Some((&mut self.port, &mut self.stage))
    }
}

fn build(wiring: &mut Wiring<'_>) -> Result<Part, DiagramError> {
    Ok(Part::from(ShiftRegister {
        port: wiring.spi("SHCP", Some("DS"), Some("Q7S"), None),
        stage: Stage {
            bits: 0,
            reset: false,
        },
        latch: wiring.watches("STCP"),
        enable: wiring.watches("OE"),
        reset: wiring.watches("MR"),
        outputs: ["Q0", "Q1", "Q2", "Q3", "Q4", "Q5", "Q6", "Q7"].map(|pin| wiring.drives(pin)),
        latched: 0,
    }))
}

#[cfg(test)]
mod tests {
    use super::super::bed::Bed;
    use crate::circuit::{SpiClock, SpiWires};
    use crate::{PinMode, Pull};

    const DATA: u8 = 3;
    const CLOCK: u8 = 2;
    const LATCH: u8 = 5;

    /// Two in a chain; the second's outputs lead to GP6 to GP13, the first's Q0 to GP14.
    fn chain() -> Bed {
        let part =
            |id: &str| format!(r#"{{"id": "{id}", "type": "wokwi-74hc595", "attrs": {{}}}}"#);
        let wire = |from: &str, to: &str| format!(r#"["{from}", "{to}", "", []]"#);
        let mut wires = vec![
            wire("pico:GP3", "a:DS"),
            wire("a:Q7S", "b:DS"),
            wire("a:Q0", "pico:GP14"),
        ];
        for id in ["a", "b"] {
            for (from, to) in [
                ("GP2", "SHCP"),
                ("GP5", "STCP"),
                ("GND.1", "OE"),
                ("3V3", "VCC"),
                ("GND.1", "GND"),
            ] {
                wires.push(wire(&format!("pico:{from}"), &format!("{id}:{to}")));
            }
        }
        wires.extend((0..8).map(|q| wire(&format!("b:Q{q}"), &format!("pico:GP{}", 6 + q))));
        let mut bed = Bed::of(&format!(
            r#"{{"version": 1, "parts": [{{"id": "pico", "type": "wokwi-pi-pico"}}, {}, {}], "connections": [{}]}}"#,
            part("b"),
            part("a"),
            wires.join(", ")
        ));
        for pin in [DATA, CLOCK, LATCH] {
            bed.output(pin, false);
        }
        for pin in 6..=14 {
            bed.configure(pin, PinMode::In, Pull::NONE, None);
        }
        bed
    }

    fn latched(bed: &mut Bed) -> (u8, bool) {
        bed.set(LATCH, true);
        bed.set(LATCH, false);
        let second = (0..8).fold(0, |byte, q| byte | u8::from(bed.get(6 + q)) << q);
        (second, bed.get(14))
    }

    #[test]
    fn a_chain_shifts_from_one_to_the_next_by_hand_and_by_a_controller() {
        let mut bed = chain();
        for bit in (0..16).rev() {
            bed.set(DATA, 0xa501 >> bit & 1 == 1);
            bed.set(CLOCK, true);
            bed.set(CLOCK, false);
        }
        assert_eq!(latched(&mut bed), (0xa5, true));
        let wires = SpiWires {
            sck: CLOCK,
            mosi: Some(DATA),
            miso: None,
        };
        let clock = SpiClock {
            hz: 1_000_000,
            polarity: false,
            phase: false,
            lsb_first: false,
        };
        let begin = bed.now;
        bed.now = bed
            .circuit
            .spi_transfer(bed.now, wires, clock, &[0x3c, 0x80], None);
        assert_eq!(bed.now.0 - begin.0, 16_000, "sixteen bits of a microsecond");
        assert_eq!(latched(&mut bed), (0x3c, false));
    }
}
