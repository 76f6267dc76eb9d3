//! `wokwi-ntc-temperature-sensor`: a thermistor in a divider
//! (<https://docs.wokwi.com/parts/wokwi-ntc-temperature-sensor>).

use super::{Bench, Device, Part, PartType, Wiring};
use crate::control::ControlDesc;
use crate::diagram::DiagramError;
use crate::net::ElementId;
use serde::Serialize;

pub(super) const TYPE: PartType = PartType {
    names: &["wokwi-ntc-temperature-sensor"],
    pins: &["GND", "VCC", "OUT"],
    build,
};

/// The resistor from the supply to OUT, and the thermistor at 25 °C, which leads from there to ground.
const SERIES_OHMS: f64 = 10_000.0;
const NOMINAL_OHMS: f64 = 10_000.0;
const NOMINAL_KELVIN: f64 = 298.15;
const ZERO_CELSIUS: f64 = 273.15;

/// What such thermistors are made for (Vishay NTCLE100E3 datasheet: -40 to 125 °C).
const CELSIUS: (f64, f64, f64) = (-40.0, 125.0, 0.1);

/// A thermistor.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Ntc {
    celsius: f64,
    beta: f64,
    resistor: ElementId,
}

fn ohms(celsius: f64, beta: f64) -> f64 {
    let kelvin = celsius + ZERO_CELSIUS;
    NOMINAL_OHMS * libm::exp(beta * (1.0 / kelvin - 1.0 / NOMINAL_KELVIN))
}

impl Device for Ntc {
    fn controls(&self, part: &str) -> Vec<ControlDesc> {
        let value = self.celsius;
        vec![ControlDesc::range(
            part,
            "temperature",
            "°C",
            CELSIUS,
            value,
        )]
    }

    fn set_control(&mut self, bench: &mut Bench<'_>, _control: &str, value: f64) {
        self.celsius = value;
        bench.set_ohms(self.resistor, ohms(value, self.beta));
    }
}

fn build(wiring: &mut Wiring<'_>) -> Result<Part, DiagramError> {
    let celsius = wiring.number("temperature", 24.0, (CELSIUS.0, CELSIUS.1))?;
    let beta = wiring.number("beta", 3950.0, (1.0, 10_000.0))?;
    let [supply, ground, output] = ["VCC", "GND", "OUT"].map(|pin| wiring.pin(pin));
    wiring.nets.resistor(supply, output, SERIES_OHMS);
    Ok(Part::from(Ntc {
        celsius,
        beta,
        resistor: wiring.nets.resistor(output, ground, ohms(celsius, beta)),
    }))
}

#[cfg(test)]
mod tests {
    use super::super::bed::Bed;
    use crate::{PinMode, Pull};

    #[test]
    fn the_pages_formula_leads_back_to_the_temperature() {
        let mut bed = Bed::new(
            "wokwi-ntc-temperature-sensor",
            &[],
            &[("VCC", "3V3"), ("GND", "GND.1"), ("OUT", "GP26")],
        );
        bed.configure(26, PinMode::In, Pull::NONE, None);
        for celsius in [24.0, 25.0, -40.0, 0.0, 125.0] {
            bed.turn("temperature", celsius);
            let share = bed.circuit.pin_volts(26).expect("the board has the pin") / 3.3;
            let inverse = libm::log(1.0 / (1.0 / share - 1.0)) / 3950.0 + 1.0 / 298.15;
            let found = 1.0 / inverse - 273.15;
            assert!((found - celsius).abs() < 1e-6, "{found} at {celsius}");
        }
    }
}
