//! `wokwi-max7219-matrix`: modules of 8 by 8 lights, each with a MAX7219, in a chain
//! (Maxim 19-4452, revision 4; <https://docs.wokwi.com/parts/wokwi-max7219-matrix>).

use super::{Bench, Device, Part, PartState, PartType, Pin, Power, View, Wiring};
use crate::bus::{SpiPort, SpiTarget};
use crate::diagram::DiagramError;
use serde::Serialize;

pub(super) const TYPE: PartType = PartType {
    names: &["wokwi-max7219-matrix"],
    pins: &[
        "V+", "GND", "DIN", "CS", "CLK", "V+.2", "GND.2", "DOUT", "CS.2", "CLK.2",
    ],
    build,
};

/// The least supply (electrical characteristics).
const MIN_VOLTS: f64 = 4.0;

/// More modules than anybody has in one part of a diagram.
const MOST_MODULES: usize = 256;

/// The segments of code B, A in bit 6 to G in bit 0 (table 5).
const CODE_B: [u8; 16] = [
    0x7e, 0x30, 0x6d, 0x79, 0x33, 0x5b, 0x5f, 0x70, 0x7f, 0x7b, 0x01, 0x4f, 0x37, 0x0e, 0x67, 0x00,
];

/// How modules are wired: which bit is at the left.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
enum Layout {
    /// The lowest.
    Parola,
    /// The highest.
    Fc16,
}

/// A chain of modules.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Max7219Matrix {
    port: SpiPort,
    load: Pin,
    layout: Layout,
    chain: Chain,
}

/// The modules, that at DIN first.
#[derive(Clone, Debug, PartialEq, Serialize)]
struct Chain {
    power: Power,
    /// The shift registers; they shift whether or not the chip is selected.
    shifting: Vec<u16>,
    chips: Vec<Max7219>,
}

/// One chip's registers (table 2), as they are after power-on ("Initial Power-Up").
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
struct Max7219 {
    digits: [u8; 8],
    decode: u8,
    intensity: u8,
    scan_limit: u8,
    on: bool,
    test: bool,
}

impl SpiTarget for Chain {
    fn shift(&mut self, bench: &mut Bench<'_>, bits: u32, count: u8) -> u32 {
        if !bench.powered(self.power) {
            return 0;
        }
        // What leaves one register enters the next.
        self.shifting.iter_mut().fold(bits, |bits, register| {
            let long = u64::from(*register) << count | u64::from(bits);
            *register = long as u16;
            (long >> 16) as u32
        })
    }

    fn output(&self) -> bool {
        self.shifting.last().is_some_and(|last| last & 0x8000 != 0)
    }
}

impl Max7219 {
    /// Takes a frame: a register's address and what is for it.
    fn load(&mut self, frame: u16) {
        let byte = frame as u8;
        match frame >> 8 & 15 {
            digit @ 1..=8 => self.digits[usize::from(digit) - 1] = byte,
            9 => self.decode = byte,
            10 => self.intensity = byte & 15,
            11 => self.scan_limit = byte & 7,
            12 => self.on = byte & 1 == 1,
            15 => self.test = byte & 1 == 1,
            // 0 is for passing frames on.
            _ => {}
        }
    }

    /// The segments that are lit: DP in bit 7, A to G from there on.
    fn segments(&self, digit: usize) -> u8 {
        let byte = self.digits[digit];
        match () {
            () if self.test => 0xff,
            () if !self.on || digit > usize::from(self.scan_limit) => 0,
            () if self.decode >> digit & 1 == 1 => byte & 0x80 | CODE_B[usize::from(byte & 15)],
            () => byte,
        }
    }
}

impl Device for Max7219Matrix {
    fn pin(&mut self, bench: &mut Bench<'_>, pin: Pin, high: bool) {
        if pin != self.load || !high || !bench.powered(self.chain.power) {
            return;
        }
        let frames = self.chain.shifting.iter();
        for (chip, &frame) in self.chain.chips.iter_mut().zip(frames) {
            chip.load(frame);
        }
        bench.show();
    }

    fn spi(&mut self) -> Option<(&mut SpiPort, &mut dyn SpiTarget)> {
        Some((&mut self.port, &mut self.chain))
    }

    fn state(&self, _view: &View<'_>) -> Option<PartState> {
        // The module at DIN is at the right.
        let modules = || self.chain.chips.iter().rev();
        let rows = (0..8).flat_map(|row| {
            modules().map(move |chip| {
                let bits = chip.segments(row);
                match self.layout {
                    Layout::Parola => bits.reverse_bits(),
                    Layout::Fc16 => bits,
                }
            })
        });
        Some(PartState::LedMatrix {
            columns: 8 * self.chain.chips.len() as u16,
            rows: rows.collect(),
            intensities: modules()
                .map(|chip| if chip.test { 15 } else { chip.intensity })
                .collect(),
        })
    }
}

fn build(wiring: &mut Wiring<'_>) -> Result<Part, DiagramError> {
    let expected = format!("a number of modules from 1 to {MOST_MODULES}");
    let modules = wiring.attr("chain", 1, expected, |count| {
        (1..=MOST_MODULES).contains(count)
    })?;
    let layout = match wiring.part.attr("layout").as_deref() {
        None | Some("parola") => Layout::Parola,
        Some("fc16") => Layout::Fc16,
        Some(other) => {
            return Err(wiring.bad_attr("layout", String::from(other), "\"parola\" or \"fc16\""));
        }
    };
    for pin in ["V+", "GND", "CS", "CLK"] {
        // These lead through the module to its other side.
        wiring.join(pin, &format!("{pin}.2"));
    }
    let power = wiring.power("V+", "GND", MIN_VOLTS);
    let mut port = wiring.spi("CLK", Some("DIN"), Some("DOUT"), None);
    port.power = Some(power);
    Ok(Part::from(Max7219Matrix {
        port,
        load: wiring.watches("CS"),
        layout,
        chain: Chain {
            power,
            shifting: vec![0; modules],
            chips: vec![Max7219::default(); modules],
        },
    }))
}

#[cfg(test)]
mod tests {
    use super::super::PartState;
    use super::super::bed::Bed;
    use crate::circuit::{SpiClock, SpiWires};

    const CS: u8 = 5;

    fn bed(attrs: &[(&str, &str)]) -> Bed {
        let pins = [
            ("V+", "VBUS"),
            ("GND", "GND.1"),
            ("CLK", "GP2"),
            ("DIN", "GP3"),
            ("CS", "GP5"),
            ("DOUT", "GP8"),
        ];
        let mut bed = Bed::new("wokwi-max7219-matrix", attrs, &pins);
        for (pin, high) in [(2, false), (3, false), (CS, true)] {
            bed.output(pin, high);
        }
        bed
    }

    fn send(bed: &mut Bed, bytes: &[u8]) -> Vec<u8> {
        let wires = SpiWires {
            sck: 2,
            mosi: Some(3),
            miso: Some(8),
        };
        let clock = SpiClock {
            hz: 10_000_000,
            polarity: false,
            phase: false,
            lsb_first: false,
        };
        let mut read = vec![0; bytes.len()];
        bed.set(CS, false);
        bed.now = bed
            .circuit
            .spi_transfer(bed.now, wires, clock, bytes, Some(&mut read));
        bed.set(CS, true);
        read
    }

    fn seen(bed: &Bed) -> (Vec<u8>, Vec<u8>) {
        let states = bed.circuit.part_states();
        match states.into_iter().find(|(id, _)| id == "part") {
            Some((
                _,
                PartState::LedMatrix {
                    rows, intensities, ..
                },
            )) => (rows, intensities),
            other => panic!("{other:?} is no matrix"),
        }
    }

    #[test]
    fn frames_go_through_the_chain_and_are_taken_together() {
        let mut bed = bed(&[("chain", "2"), ("layout", "fc16")]);
        send(&mut bed, &[0x0c, 1, 0x0c, 1]);
        send(&mut bed, &[0x0b, 7, 0x0b, 2]);
        send(&mut bed, &[0x01, 0x80, 0x01, 0x01]);
        send(&mut bed, &[0x08, 0xff, 0x08, 0xff]);
        send(&mut bed, &[0x0a, 0x0f, 0x00, 0x00]);
        let (rows, intensities) = seen(&bed);
        assert_eq!(
            rows[..2],
            [0x80, 0x01],
            "what was sent first is at the left"
        );
        assert_eq!(rows[14..], [0xff, 0], "the right one scans three digits");
        assert_eq!(intensities, [15, 0], "0 passes by");
        let out = send(&mut bed, &[0, 0, 0, 0, 0x12, 0x34]);
        assert_eq!(out, [0x0a, 0x0f, 0, 0, 0, 0], "what was in the chain");
    }

    #[test]
    fn by_hand_with_decoding_and_test() {
        let mut bed = bed(&[]);
        let frame = |bed: &mut Bed, frame: u16| {
            bed.set(CS, false);
            for bit in (0..16).rev() {
                bed.set(3, frame >> bit & 1 == 1);
                bed.set(2, true);
                bed.set(2, false);
            }
            bed.set(CS, true);
        };
        frame(&mut bed, 0x0184);
        assert_eq!(seen(&bed).0[0], 0, "it is shut down");
        for word in [0x0c01, 0x0901] {
            frame(&mut bed, word);
        }
        // Segments of 4 with the point, from the other side.
        assert_eq!(seen(&bed).0[0], 0xb3_u8.reverse_bits());
        frame(&mut bed, 0x0f01);
        assert_eq!(seen(&bed), (vec![0xff; 8], vec![15]));
    }
}
