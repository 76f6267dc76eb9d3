//! Parts: one file each, with a bus side (pins in the net) and an environment side (controls).

mod ads1115;
mod at24c32;
#[cfg(test)]
pub(crate) mod bed;
mod bme280;
mod bme280_compensation;
mod calendar;
mod device;
mod ds1307;
mod ds3231;
mod hd44780;
mod lcd;
mod led;
mod light;
mod logic_analyzer;
mod max7219;
mod mcp23017;
mod mpu6050;
mod oled;
mod pca9685;
mod potentiometer;
mod pushbutton;
mod resistor;
mod servo;
mod shift_register;
mod ssd1306;
mod tm1637;
mod wiring;

pub use ads1115::Ads1115;
pub use at24c32::At24c32;
pub use bme280::Bme280;
pub use device::Pin;
pub(crate) use device::{Bench, Device, Lead, Power, View};
pub use ds1307::Ds1307;
pub use ds3231::Ds3231;
pub use lcd::Lcd;
pub use led::{Led, LedColor, builtin_brightness};
pub use light::{LIGHT_WINDOW, Light};
pub use logic_analyzer::LogicAnalyzer;
pub use max7219::Max7219Matrix;
pub use mcp23017::Mcp23017;
pub use mpu6050::Mpu6050;
pub use oled::Oled;
pub use pca9685::Pca9685;
pub use potentiometer::Potentiometer;
pub use pushbutton::{Contact, Pushbutton};
pub use resistor::Resistor;
pub use servo::Servo;
pub use shift_register::ShiftRegister;
pub use tm1637::Tm1637;
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
    /// A character display.
    CharacterLcd {
        /// Characters in a row.
        columns: u8,
        /// Rows.
        rows: u8,
        /// The codes of all characters, row by row; those below 16 are the program's own.
        codes: Vec<u8>,
        /// The eight characters that a program can draw, of eight bytes each: rows from the top, whose lowest five
        /// bits are dots, the highest of them at the left. Code `n` shows number `n % 8`.
        characters: Vec<u8>,
        /// The cursor, if it is seen.
        cursor: Option<LcdCursor>,
        /// Whether characters are shown at all.
        on: bool,
        /// Whether the light behind them is on.
        backlight: bool,
    },
    /// Digits of seven segments.
    DigitDisplay {
        /// Each digit from the left: segment A in the lowest bit to G, and the point or colon in the highest.
        digits: Vec<u8>,
        /// From 0, dark, to 8.
        brightness: u8,
    },
    /// A light.
    Led {
        /// How bright it looks, 0 to 1.
        brightness: f64,
        /// The mean current through it in milliamperes.
        milliamps: f64,
    },
    /// A matrix of lights, of modules of 8 by 8 side by side.
    LedMatrix {
        /// Lights in a row.
        columns: u16,
        /// Eight rows from the top, of a byte for each module from the left; its highest bit is at the left.
        rows: Vec<u8>,
        /// The intensity of each module from the left, 0 to 15, of which 0 is the least and not dark.
        intensities: Vec<u8>,
    },
    /// A display of dots that are lit or not.
    MonoDisplay {
        /// Dots in a row.
        width: u16,
        /// Rows.
        height: u16,
        /// Bands of eight rows from the top, of a byte for each column from the left, whose lowest bit is the topmost
        /// row: the format `framebuf.MONO_VLSB`.
        pixels: Vec<u8>,
        /// How bright lit dots are, 0 to 255.
        contrast: u8,
        /// Whether dots are lit where the bits are 0.
        inverted: bool,
        /// Whether anything is lit at all.
        on: bool,
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

/// Where a character display has its cursor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LcdCursor {
    /// The column from the left, from 0.
    pub column: u8,
    /// The row from the top, from 0.
    pub row: u8,
    /// Whether there is a line below the character.
    pub underline: bool,
    /// Whether the whole character blinks.
    pub blink: bool,
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
    /// `board-ads1115`.
    Ads1115,
    /// `board-at24c32`.
    At24c32,
    /// `board-bme280`, `board-bmp280`.
    Bme280,
    /// `wokwi-ds1307`.
    Ds1307,
    /// `board-ds3231`.
    Ds3231,
    /// `wokwi-lcd1602`, `wokwi-lcd2004`.
    Lcd,
    /// `wokwi-led`.
    Led,
    /// `wokwi-logic-analyzer`.
    LogicAnalyzer,
    /// `wokwi-max7219-matrix`.
    Max7219Matrix,
    /// `board-mcp23017`.
    Mcp23017,
    /// `wokwi-mpu6050`.
    Mpu6050,
    /// `board-ssd1306`, `wokwi-ssd1306`.
    Oled,
    /// `board-pca9685`.
    Pca9685,
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
    /// `wokwi-tm1637-7segment`.
    Tm1637,
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
    ads1115::TYPE,
    at24c32::TYPE,
    bme280::BMP280,
    bme280::TYPE,
    ds1307::TYPE,
    ds3231::TYPE,
    lcd::LCD2004,
    lcd::TYPE,
    led::TYPE,
    logic_analyzer::TYPE,
    max7219::TYPE,
    mcp23017::TYPE,
    mpu6050::TYPE,
    oled::TYPE,
    oled::WITH_SPI,
    pca9685::TYPE,
    potentiometer::TYPE,
    pushbutton::TYPE,
    resistor::TYPE,
    servo::TYPE,
    shift_register::TYPE,
    tm1637::TYPE,
];

impl PartType {
    /// The type with this name in diagrams.
    #[must_use]
    pub fn find(name: &str) -> Option<&'static Self> {
        PART_TYPES.iter().find(|kind| kind.names.contains(&name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_type_is_in_the_table_of_parts() {
        let table = include_str!("../../../docs/parts.md");
        for name in PART_TYPES.iter().flat_map(|kind| kind.names) {
            assert!(
                table.contains(&format!("`{name}`")),
                "{name} is not in docs/parts.md"
            );
        }
    }
}
