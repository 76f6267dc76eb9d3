//! Parts: one file each, with a bus side (pins in the net) and an environment side (controls).

mod at24c32;
#[cfg(test)]
pub(crate) mod bed;
mod bme280;
mod bme280_compensation;
mod device;
mod led;
mod light;
mod logic_analyzer;
mod potentiometer;
mod pushbutton;
mod resistor;
mod servo;
mod shift_register;
mod wiring;

pub use at24c32::At24c32;
pub use bme280::Bme280;
pub use device::Pin;
pub(crate) use device::{Bench, Device, Lead, Power, View};
pub use led::{Led, LedColor, builtin_brightness};
pub use light::{LIGHT_WINDOW, Light};
pub use logic_analyzer::LogicAnalyzer;
pub use potentiometer::Potentiometer;
pub use pushbutton::{Contact, Pushbutton};
pub use resistor::Resistor;
pub use servo::Servo;
pub use shift_register::ShiftRegister;
pub use wiring::{LampId, Wiring};

use crate::diagram::DiagramError;
use crate::net::Level;
use serde::{Deserialize, Serialize};

/// What a person sees of a part.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum PartState {
    /// The board with its own light.
    Board {
        /// The brightness of the built-in LED, 0 to 1.
        led: f64,
    },
    /// A light.
    Led {
        /// How bright it looks, 0 to 1.
        brightness: f64,
        /// The mean current through it in milliamperes.
        milliamps: f64,
    },
    /// A push button.
    Button {
        /// Whether it is held down.
        pressed: bool,
    },
    /// A turning or sliding potentiometer.
    Potentiometer {
        /// Where it stands, 0 to 1.
        position: f64,
    },
    /// A servo.
    Servo {
        /// Where the horn stands, 0 to 180.
        degrees: f64,
    },
}

/// Makes the closed enum of all parts, so that circuits are plain data.
macro_rules! parts {
    ($($(#[$doc:meta])* $name:ident,)*) => {
        /// One part of a circuit.
        #[derive(Clone, Debug, PartialEq, Serialize)]
        pub enum Part {
            $($(#[$doc])* $name($name),)*
        }

        impl Part {
            /// What the part does.
            pub(crate) fn device(&self) -> &dyn Device {
                match self {
                    $(Self::$name(part) => part,)*
                }
            }

            /// What the part does, for letting it do that.
            pub(crate) fn device_mut(&mut self) -> &mut dyn Device {
                match self {
                    $(Self::$name(part) => part,)*
                }
            }
        }

        $(impl From<$name> for Part {
            fn from(part: $name) -> Self {
                Self::$name(part)
            }
        })*
    };
}

parts! {
    /// `board-at24c32`.
    At24c32,
    /// `board-bme280`, `board-bmp280`.
    Bme280,
    /// `wokwi-led`.
    Led,
    /// `wokwi-logic-analyzer`.
    LogicAnalyzer,
    /// `wokwi-potentiometer`, `wokwi-slide-potentiometer`.
    Potentiometer,
    /// `wokwi-pushbutton`, `wokwi-pushbutton-6mm`.
    Pushbutton,
    /// `wokwi-resistor`.
    Resistor,
    /// `wokwi-servo`.
    Servo,
    /// `wokwi-74hc595`.
    ShiftRegister,
}

/// What is known of a part type before a part of it is built.
#[derive(Debug)]
pub struct PartType {
    /// The names in diagrams.
    pub names: &'static [&'static str],
    /// The pins.
    pub pins: &'static [&'static str],
    /// Builds a part on its pins.
    pub(crate) build: fn(&mut Wiring<'_>) -> Result<Part, DiagramError>,
}

/// Every part type that is simulated, boards apart.
pub const PART_TYPES: &[PartType] = &[
    at24c32::TYPE,
    bme280::BMP280,
    bme280::TYPE,
    led::TYPE,
    logic_analyzer::TYPE,
    potentiometer::TYPE,
    pushbutton::TYPE,
    resistor::TYPE,
    servo::TYPE,
    shift_register::TYPE,
];

impl PartType {
    /// The type with this name in diagrams.
    #[must_use]
    pub fn find(name: &str) -> Option<&'static Self> {
        PART_TYPES.iter().find(|kind| kind.names.contains(&name))
    }
}
