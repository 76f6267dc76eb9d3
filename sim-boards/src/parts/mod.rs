//! Parts: one file each, with a bus side (pins in the net) and an environment side (controls).

mod led;
mod light;
mod logic_analyzer;
mod potentiometer;
mod pushbutton;
mod resistor;
mod wiring;

pub use led::{Led, LedColor, builtin_brightness};
pub use light::{LIGHT_WINDOW, Light};
pub use logic_analyzer::LogicAnalyzer;
pub use potentiometer::Potentiometer;
pub use pushbutton::{Contact, Pushbutton};
pub use resistor::Resistor;
pub use wiring::{LampId, Wiring};

use crate::control::ControlDesc;
use crate::diagram::DiagramError;
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
}

/// One part of a circuit. A closed enum, so that circuits are plain data.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub enum Part {
    /// `wokwi-led`.
    Led(Led),
    /// `wokwi-pushbutton`, `wokwi-pushbutton-6mm`.
    Pushbutton(Pushbutton),
    /// `wokwi-potentiometer`, `wokwi-slide-potentiometer`.
    Potentiometer(Potentiometer),
    /// `wokwi-resistor`.
    Resistor(Resistor),
    /// `wokwi-logic-analyzer`.
    LogicAnalyzer(LogicAnalyzer),
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
    led::TYPE,
    pushbutton::TYPE,
    potentiometer::TYPE,
    resistor::TYPE,
    logic_analyzer::TYPE,
];

impl PartType {
    /// The type with this name in diagrams.
    #[must_use]
    pub fn find(name: &str) -> Option<&'static Self> {
        PART_TYPES.iter().find(|kind| kind.names.contains(&name))
    }
}

impl Part {
    /// The part's controls; `part` is its id.
    #[must_use]
    pub fn controls(&self, part: &str) -> Vec<ControlDesc> {
        match self {
            Self::Pushbutton(button) => vec![button.control(part)],
            Self::Potentiometer(pot) => vec![pot.control(part)],
            Self::Led(_) | Self::Resistor(_) | Self::LogicAnalyzer(_) => Vec::new(),
        }
    }
}
