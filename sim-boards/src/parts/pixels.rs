//! WS2812 lights on one wire: `wokwi-neopixel`, `wokwi-led-ring`, `wokwi-led-strip`, `wokwi-led-matrix` and
//! `wokwi-neopixel-matrix` (Worldsemi WS2812B datasheet; <https://docs.wokwi.com/parts/wokwi-led-strip>).

use super::{Bench, Device, Part, PartState, PartType, Pin, Power, View, Wiring};
use crate::diagram::DiagramError;
use crate::time::{Instant, Nanos};
use serde::Serialize;

pub(super) const PIXEL: PartType = PartType {
    names: &["wokwi-neopixel"],
    pins: &["VDD", "DOUT", "VSS", "DIN"],
    build: |wiring| build(wiring, ["VDD", "VSS"], (1, 1)),
};

pub(super) const RING: PartType = PartType {
    names: &["wokwi-led-ring"],
    pins: &["GND", "VCC", "DIN", "DOUT"],
    build: |wiring| {
        let pixels = count(wiring, "pixels", 16)?;
        build(wiring, ["VCC", "GND"], (pixels, 1))
    },
};

pub(super) const STRIP: PartType = PartType {
    names: &["wokwi-led-strip"],
    pins: &["VDD", "DIN", "VSS", "VDD.2", "DOUT", "VSS.2"],
    build: |wiring| {
        let pixels = count(wiring, "pixels", 8)?;
        wiring.join("VDD", "VDD.2");
        wiring.join("VSS", "VSS.2");
        build(wiring, ["VDD", "VSS"], (pixels, 1))
    },
};

pub(super) const MATRIX: PartType = PartType {
    names: &["wokwi-led-matrix"],
    pins: &["DIN", "VDD", "VSS", "DOUT"],
    build: |wiring| matrix(wiring, ["VDD", "VSS"]),
};

pub(super) const OTHER_MATRIX: PartType = PartType {
    names: &["wokwi-neopixel-matrix"],
    pins: &["GND", "VCC", "DIN", "DOUT"],
    build: |wiring| matrix(wiring, ["VCC", "GND"]),
};

/// A high level that lasts as long is a 1. The datasheets give 0.25 to 0.55 µs for a 0 and 0.65 to 0.95 µs for a 1,
/// those of newer revisions 0.22 to 0.38 µs and 0.58 to 1 µs.
const ONE: Nanos = Nanos(565);

/// A low level of this length ends what is sent, and shows it. Newer revisions want 280 µs; programs that are written
/// for them are understood all the same.
const RESET: Nanos = Nanos(50_000);

/// The datasheet says 3.5 V; lights on 3.3 V are dim but work.
const MIN_VOLTS: f64 = 3.0;

/// The most lights of one part.
const MOST: u16 = 4_096;

const BITS_PER_PIXEL: u32 = 24;

/// Lights that take their colours from a wire, one after the other.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Pixels {
    /// The output, if anything is wired to it.
    output: Option<Pin>,
    power: Power,
    columns: u16,
    rows: u16,
    /// Whether every other row runs backwards.
    serpentine: bool,
    rose: Instant,
    fell: Instant,
    high: bool,
    /// Whether it waits for the end of what is sent.
    waits: bool,
    /// The bits that came since it began, up to what the lights take.
    bits: u32,
    /// The last of them.
    byte: u8,
    /// What came, and what is shown: green, red and blue of each light in the wire's order.
    came: Vec<u8>,
    shown: Vec<u8>,
}

/// The token of its wake-ups: perhaps nothing more is sent.
const ENDS: u16 = 0;

impl Pixels {
    fn capacity(&self) -> u32 {
        self.came.len() as u32 * 8
    }

    fn wait(&mut self, bench: &mut Bench<'_>, since: Instant) {
        self.waits = true;
        bench.wake_at(since + RESET, ENDS);
    }

    fn latch(&mut self, bench: &mut Bench<'_>) {
        let pixels = self.bits / BITS_PER_PIXEL;
        self.bits = 0;
        let whole = pixels as usize * 3;
        if bench.powered(self.power) && self.shown[..whole] != self.came[..whole] {
            self.shown[..whole].copy_from_slice(&self.came[..whole]);
            bench.show();
        }
    }

    /// A light's place on the wire.
    fn place(&self, row: usize, column: usize) -> usize {
        let columns = usize::from(self.columns);
        let along = if self.serpentine && row % 2 == 1 {
            columns - 1 - column
        } else {
            column
        };
        row * columns + along
    }
}

impl Device for Pixels {
    // This is called twice for each bit on the wire, so it does the least that it can.
    fn pin(&mut self, bench: &mut Bench<'_>, _pin: Pin, high: bool) {
        let now = bench.now();
        self.high = high;
        if self.bits == self.capacity() {
            // The lights have theirs; the rest is for those behind them.
            if let Some(output) = self.output {
                bench.push(output, high, self.power);
            }
        } else if !high {
            let one = now.since(self.rose) >= ONE;
            self.byte = self.byte << 1 | u8::from(one);
            self.bits += 1;
            if self.bits.is_multiple_of(8) {
                self.came[self.bits as usize / 8 - 1] = self.byte;
            }
        }
        if high {
            self.rose = now;
        } else {
            self.fell = now;
        }
        if !self.waits {
            self.wait(bench, now);
        }
    }

    fn wake(&mut self, bench: &mut Bench<'_>, _token: u16) {
        self.waits = false;
        let now = bench.now();
        if self.high {
            self.wait(bench, now);
        } else if now.since(self.fell) < RESET {
            self.wait(bench, self.fell);
        } else {
            self.latch(bench);
        }
    }

    fn power_on(&mut self, bench: &mut Bench<'_>) {
        if let Some(output) = self.output
            && bench.powered(self.power)
        {
            bench.push(output, false, self.power);
        }
    }

    fn state(&self, _view: &View<'_>) -> Option<PartState> {
        let (columns, rows) = (usize::from(self.columns), usize::from(self.rows));
        let mut rgb = Vec::with_capacity(self.shown.len());
        for row in 0..rows {
            for column in 0..columns {
                let first = 3 * self.place(row, column);
                let [green, red, blue] = [0, 1, 2].map(|byte| self.shown[first + byte]);
                rgb.extend([red, green, blue]);
            }
        }
        Some(PartState::Pixels {
            columns: self.columns,
            rows: self.rows,
            rgb,
        })
    }
}

fn count(wiring: &Wiring<'_>, name: &str, default: u16) -> Result<u16, DiagramError> {
    let expected = format!("a number from 1 to {MOST}");
    wiring.attr(name, default, expected, |count| (1..=MOST).contains(count))
}

fn matrix(wiring: &mut Wiring<'_>, supply: [&str; 2]) -> Result<Part, DiagramError> {
    let (columns, rows) = (count(wiring, "cols", 8)?, count(wiring, "rows", 8)?);
    if u32::from(columns) * u32::from(rows) > u32::from(MOST) {
        let expected = format!("so few columns that there are at most {MOST} lights");
        return Err(wiring.bad_attr("cols", columns.to_string(), expected));
    }
    build(wiring, supply, (columns, rows))
}

fn build(
    wiring: &mut Wiring<'_>,
    [plus, minus]: [&str; 2],
    (columns, rows): (u16, u16),
) -> Result<Part, DiagramError> {
    let serpentine = match wiring.part.attr("layout").as_deref() {
        None | Some("" | "progressive") => false,
        Some("serpentine") => true,
        Some(other) => {
            return Err(wiring.bad_attr("layout", other.into(), "empty or serpentine"));
        }
    };
    wiring.watches("DIN");
    let bytes = usize::from(columns) * usize::from(rows) * 3;
    Ok(Part::from(Pixels {
        output: wiring.wired("DOUT").then(|| wiring.drives("DOUT")),
        power: wiring.power(plus, minus, MIN_VOLTS),
        columns,
        rows,
        serpentine,
        rose: Instant::ZERO,
        fell: Instant::ZERO,
        high: false,
        waits: false,
        bits: 0,
        byte: 0,
        came: vec![0; bytes],
        shown: vec![0; bytes],
    }))
}

#[cfg(test)]
mod tests {
    use super::super::PartState;
    use super::super::bed::Bed;
    use crate::{Nanos, PulseTiming};

    /// What MicroPython's `neopixel` sends.
    const TIMING: PulseTiming = PulseTiming {
        zero: (400, 850),
        one: (800, 450),
    };

    fn send(bed: &mut Bed, bytes: &[u8]) {
        let end = bed.circuit.bitstream(bed.now, 2, TIMING, bytes);
        bed.now = end.expect("the board has the pin");
    }

    fn rgb(bed: &Bed, id: &str) -> Vec<u8> {
        let states = bed.circuit.part_states();
        match states.into_iter().find(|(part, _)| part == id) {
            Some((_, PartState::Pixels { rgb, .. })) => rgb,
            other => panic!("{other:?} has no pixels"),
        }
    }

    #[test]
    fn a_strip_takes_its_bytes_and_shows_them_after_a_pause() {
        let mut bed = Bed::new(
            "wokwi-led-strip",
            &[("pixels", "2")],
            &[("DIN", "GP2"), ("VDD", "VBUS"), ("VSS.2", "GND.1")],
        );
        bed.output(2, false);
        send(&mut bed, &[1, 0xa5, 3, 4, 5, 6]);
        bed.pass(Nanos::from_micros(49));
        assert_eq!(rgb(&bed, "part"), [0; 6], "not yet");
        bed.pass(Nanos::from_micros(2));
        assert_eq!(rgb(&bed, "part"), [0xa5, 1, 3, 5, 4, 6]);
        // One pixel and a half, in two portions with a gap that is no reset.
        send(&mut bed, &[9, 8]);
        bed.pass(Nanos::from_micros(30));
        send(&mut bed, &[7, 6]);
        bed.pass(Nanos::from_micros(60));
        assert_eq!(rgb(&bed, "part"), [8, 9, 7, 5, 4, 6]);
    }

    #[test]
    fn what_one_has_no_use_for_goes_on_to_the_next() {
        let part = |id: &str, kind: &str| {
            format!(r#"{{"id": "{id}", "type": "{kind}", "attrs": {{"pixels": "2"}}}}"#)
        };
        let wire = |from: &str, to: &str| format!(r#"["{from}", "{to}", "", []]"#);
        let parts = [
            part("pico", "wokwi-pi-pico"),
            part("a", "wokwi-neopixel"),
            part("b", "wokwi-led-ring"),
            part("c", "wokwi-neopixel"),
        ];
        let wires = [
            wire("pico:GP2", "a:DIN"),
            wire("a:DOUT", "b:DIN"),
            wire("b:DOUT", "c:DIN"),
            wire("pico:VBUS", "a:VDD"),
            wire("pico:VBUS", "b:VCC"),
            wire("pico:VBUS", "c:VDD"),
            wire("pico:GND.1", "a:VSS"),
            wire("pico:GND.1", "b:GND"),
            wire("pico:GND.1", "c:VSS"),
        ];
        let mut bed = Bed::of(&format!(
            r#"{{"version": 1, "parts": [{}], "connections": [{}]}}"#,
            parts.join(", "),
            wires.join(", ")
        ));
        bed.output(2, false);
        send(&mut bed, &(1..=15).collect::<Vec<u8>>());
        bed.pass(Nanos::from_micros(60));
        assert_eq!(rgb(&bed, "a"), [2, 1, 3]);
        assert_eq!(rgb(&bed, "b"), [5, 4, 6, 8, 7, 9]);
        assert_eq!(rgb(&bed, "c"), [11, 10, 12]);
    }

    #[test]
    fn a_matrix_runs_to_and_fro_if_it_is_said_to() {
        for (layout, second) in [("", [7, 8]), ("serpentine", [8, 7])] {
            let mut bed = Bed::new(
                "wokwi-led-matrix",
                &[("cols", "2"), ("rows", "2"), ("layout", layout)],
                &[("DIN", "GP2"), ("VDD", "VBUS"), ("VSS", "GND.1")],
            );
            bed.output(2, false);
            send(&mut bed, &[0, 5, 0, 0, 6, 0, 0, 7, 0, 0, 8, 0]);
            bed.pass(Nanos::from_micros(60));
            let red: Vec<u8> = rgb(&bed, "part").into_iter().step_by(3).collect();
            assert_eq!(red, [5, 6, second[0], second[1]]);
        }
    }

    #[test]
    fn without_a_supply_nothing_lights() {
        let mut bed = Bed::new("wokwi-neopixel", &[], &[("DIN", "GP2"), ("VSS", "GND.1")]);
        bed.output(2, false);
        send(&mut bed, &[1, 2, 3]);
        bed.pass(Nanos::from_micros(60));
        assert_eq!(rgb(&bed, "part"), [0; 3]);
    }
}
