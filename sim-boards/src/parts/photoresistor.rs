//! `wokwi-photoresistor-sensor`: a light-dependent resistor in a divider, and a comparator
//! (<https://docs.wokwi.com/parts/wokwi-photoresistor-sensor>).

use super::{Bench, Device, Part, PartType, Pin, Power, Wiring};
use crate::control::ControlDesc;
use crate::diagram::DiagramError;
use crate::net::{Drive, ElementId};
use serde::Serialize;

pub(super) const TYPE: PartType = PartType {
    names: &["wokwi-photoresistor-sensor"],
    pins: &["VCC", "GND", "DO", "AO"],
    build,
};

/// The resistor from the supply to AO. The light-dependent one leads from there to ground.
const SERIES_OHMS: f64 = 10_000.0;

/// The comparator's output is an open collector that the module pulls up.
const PULL_UP_OHMS: f64 = 10_000.0;

/// The least supply of the comparator (TI LM393 datasheet).
const MIN_VOLTS: f64 = 2.0;

/// From a moonlit night to the sun on the sensor (the page's table of illuminations).
const LUX: (f64, f64, f64) = (0.1, 100_000.0, 0.1);

/// A light sensor.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Photoresistor {
    lux: f64,
    /// The resistance at 10 lux, in kilohms, and the slope of its logarithm over that of the illumination.
    rl10: f64,
    gamma: f64,
    /// Above this at AO it counts as dark.
    threshold: f64,
    resistor: ElementId,
    output: Pin,
    power: Power,
}

fn ohms(lux: f64, rl10: f64, gamma: f64) -> f64 {
    rl10 * 1e3 * libm::pow(10.0 / lux, gamma)
}

impl Photoresistor {
    fn compare(&self, bench: &mut Bench<'_>) {
        let drive = if bench.powered(self.power) {
            let resistance = ohms(self.lux, self.rl10, self.gamma);
            let share = resistance / (resistance + SERIES_OHMS);
            if bench.supply(self.power.plus, self.power.minus) * share > self.threshold {
                Drive::Analog {
                    volts: bench.volts(self.power.plus),
                    ohms: PULL_UP_OHMS,
                }
            } else {
                Drive::Strong(false)
            }
        } else {
            Drive::HighZ
        };
        bench.drive(self.output, drive);
    }
}

impl Device for Photoresistor {
    fn power_on(&mut self, bench: &mut Bench<'_>) {
        self.compare(bench);
    }

    fn pin(&mut self, bench: &mut Bench<'_>, _pin: Pin, _high: bool) {
        self.compare(bench);
    }

    fn controls(&self, part: &str) -> Vec<ControlDesc> {
        vec![ControlDesc::range(part, "lux", "lx", LUX, self.lux)]
    }

    fn set_control(&mut self, bench: &mut Bench<'_>, _control: &str, value: f64) {
        self.lux = value;
        bench.set_ohms(self.resistor, ohms(value, self.rl10, self.gamma));
        self.compare(bench);
    }
}

fn build(wiring: &mut Wiring<'_>) -> Result<Part, DiagramError> {
    let lux = wiring.number("lux", 500.0, (LUX.0, LUX.1))?;
    let rl10 = wiring.number("rl10", 50.0, (0.001, 1e6))?;
    let gamma = wiring.number("gamma", 0.7, (0.01, 10.0))?;
    let threshold = wiring.number("threshold", 2.5, (0.0, 30.0))?;
    let [supply, ground, analog] = ["VCC", "GND", "AO"].map(|pin| wiring.pin(pin));
    wiring.nets.resistor(supply, analog, SERIES_OHMS);
    wiring.watches("VCC");
    Ok(Part::from(Photoresistor {
        lux,
        rl10,
        gamma,
        threshold,
        resistor: wiring.nets.resistor(analog, ground, ohms(lux, rl10, gamma)),
        output: wiring.drives("DO"),
        power: wiring.power("VCC", "GND", MIN_VOLTS),
    }))
}

#[cfg(test)]
mod tests {
    use super::super::bed::Bed;
    use crate::{PinMode, Pull};

    #[test]
    fn it_gives_the_voltages_of_the_pages_table() {
        let mut bed = Bed::new(
            "wokwi-photoresistor-sensor",
            &[("lux", "10")],
            &[
                ("VCC", "VBUS"),
                ("GND", "GND.1"),
                ("DO", "GP2"),
                ("AO", "GP26"),
            ],
        );
        for pin in [2, 26] {
            bed.configure(pin, PinMode::In, Pull::NONE, None);
        }
        for (lux, volts, dark) in [
            (10.0, 4.17, true),
            (50.0, 3.09, true),
            (100.0, 2.50, false),
            (1_000.0, 0.83, false),
            (1.0, 4.81, true),
            (100_000.0, 0.04, false),
        ] {
            bed.turn("lux", lux);
            let seen = bed.circuit.pin_volts(26).expect("the board has the pin");
            assert!((seen - volts).abs() < 0.01, "{seen} V at {lux} lx");
            assert_eq!(bed.get(2), dark, "at {lux} lx");
        }
    }
}
