//! `wokwi-led`: a light with anode `A` and cathode `C` (<https://docs.wokwi.com/parts/wokwi-led>).

use super::{Device, LampId, Part, PartState, PartType, View, Wiring};
use crate::diagram::DiagramError;
use serde::Serialize;

pub(super) const TYPE: PartType = PartType {
    names: &["wokwi-led"],
    pins: &["A", "C"],
    build,
};

/// The slope of the forward characteristic, as small indicator lights have it.
const SLOPE_OHMS: f64 = 10.0;

/// The current at which a 5 mm light is drawn at full brightness. Lights are rated for 20 mA, but
/// a modern one is glaring at half of that.
const FULL_AMPS: f64 = 0.010;

/// How perceived brightness follows light: Wokwi's default for `gamma`.
const DEFAULT_GAMMA: f64 = 2.8;

/// What the colour of a light decides.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct LedColor {
    /// The forward voltage.
    pub forward_volts: f64,
}

impl LedColor {
    /// The properties of a colour; any CSS colour may be named, and unknown ones count as red.
    ///
    /// The forward voltages are round figures for 5 mm indicator lights at about 5 mA; single
    /// lights differ by a tenth or two. White lights are blue ones with phosphor.
    #[must_use]
    pub fn named(name: &str) -> Self {
        let forward_volts = match name {
            "yellow" | "orange" | "gold" => 2.0,
            "green" | "limegreen" | "lime" => 2.1,
            "blue" | "white" | "cyan" | "purple" | "violet" | "magenta" | "pink" => 2.9,
            _ => 1.9,
        };
        Self { forward_volts }
    }
}

/// A light.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Led {
    lamp: LampId,
    gamma: f64,
}

impl Led {
    /// What is seen of it at this mean current.
    fn shown(&self, amps: f64) -> PartState {
        PartState::Led {
            brightness: brightness(amps, FULL_AMPS, self.gamma),
            milliamps: amps * 1e3,
        }
    }

    /// The forward voltage and slope of a light of this colour.
    #[must_use]
    pub fn diode(color: &str) -> (f64, f64) {
        (LedColor::named(color).forward_volts, SLOPE_OHMS)
    }
}

impl Device for Led {
    fn state(&self, view: &View<'_>) -> Option<PartState> {
        Some(self.shown(view.amps(self.lamp)))
    }
}

/// How bright a board's own little light looks: it is at its best at 3 mA.
#[must_use]
pub fn builtin_brightness(amps: f64) -> f64 {
    brightness(amps, 0.003, DEFAULT_GAMMA)
}

/// How bright one of the lights of a bar or a digit looks, 0 to 1.
pub(super) fn indicator_brightness(amps: f64) -> f64 {
    brightness(amps, FULL_AMPS, DEFAULT_GAMMA)
}

/// Puts a light of a colour between two of a part's pins.
pub(super) fn light(wiring: &mut Wiring<'_>, anode: &str, cathode: &str, color: &str) -> LampId {
    let (forward_volts, slope) = Led::diode(color);
    let (anode, cathode) = (wiring.pin(anode), wiring.pin(cathode));
    let diode = wiring.nets.diode(anode, cathode, forward_volts, slope);
    wiring.lamp(diode)
}

fn brightness(amps: f64, full: f64, gamma: f64) -> f64 {
    if amps <= 0.0 {
        return 0.0;
    }
    libm::pow((amps / full).min(1.0), 1.0 / gamma)
}

fn build(wiring: &mut Wiring<'_>) -> Result<Part, DiagramError> {
    let color = wiring.part.attr("color").unwrap_or_default();
    let gamma = wiring.attr("gamma", DEFAULT_GAMMA, "a number from 0.1 to 10", |gamma| {
        (0.1..=10.0).contains(gamma)
    })?;
    let lamp = light(wiring, "A", "C", &color);
    Ok(Part::from(Led { lamp, gamma }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brightness_follows_current() {
        let led = Led {
            lamp: LampId(0),
            gamma: 2.8,
        };
        let look = |amps| match led.shown(amps) {
            PartState::Led { brightness, .. } => brightness,
            _ => f64::NAN,
        };
        assert_eq!(look(0.0), 0.0);
        assert_eq!(look(-1e-9), 0.0);
        assert_eq!(look(0.030), 1.0);
        assert!(look(0.001) > 0.4 && look(0.001) < look(0.005));
    }

    #[test]
    fn blue_needs_more_volts_than_red() {
        assert!(LedColor::named("blue").forward_volts > LedColor::named("red").forward_volts);
        assert_eq!(LedColor::named("#123456"), LedColor::named("red"));
    }
}
