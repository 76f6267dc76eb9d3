//! Parts: one file each, with a bus side (pins in the net) and an environment side (controls).

mod ads1115;
mod at24c32;
#[cfg(test)]
pub(crate) mod bed;
mod bme280;
mod bme280_compensation;
mod breadboard;
mod buzzer;
mod calendar;
mod contact;
mod device;
mod dht;
mod dip_switch;
mod ds1307;
mod ds18b20;
mod ds3231;
mod hd44780;
mod joystick;
mod keypad;
mod lcd;
mod led;
mod led_bar;
mod light;
mod logic_analyzer;
mod max7219;
mod mcp23017;
mod mpu6050;
mod ntc;
mod oled;
mod one_wire;
mod pca9685;
mod photoresistor;
mod pir;
mod pixels;
mod potentiometer;
mod pulse;
mod pushbutton;
mod relay;
mod resistor;
mod rgb_led;
mod rotary_encoder;
mod servo;
mod seven_segment;
mod shift_register;
mod slide_switch;
mod ssd1306;
mod tm1637;
mod ultrasonic;
mod wiring;

pub use ads1115::Ads1115;
pub use at24c32::At24c32;
pub use bme280::Bme280;
pub(crate) use breadboard::Breadboard;
pub use buzzer::Buzzer;
pub use device::Pin;
pub(crate) use device::{Bench, Device, Lead, Power, View};
pub use dht::Dht;
pub use dip_switch::DipSwitch;
pub use ds18b20::Ds18b20;
pub use ds1307::Ds1307;
pub use ds3231::Ds3231;
pub use joystick::Joystick;
pub use keypad::Keypad;
pub use lcd::Lcd;
pub use led::{Led, LedColor, builtin_brightness};
pub use led_bar::LedBar;
pub use light::{LIGHT_WINDOW, Light};
pub use logic_analyzer::LogicAnalyzer;
pub use max7219::Max7219Matrix;
pub use mcp23017::Mcp23017;
pub use mpu6050::Mpu6050;
pub use ntc::Ntc;
pub use oled::Oled;
pub use pca9685::Pca9685;
pub use photoresistor::Photoresistor;
pub use pir::Pir;
pub use pixels::Pixels;
pub use potentiometer::Potentiometer;
pub use pushbutton::Pushbutton;
pub use relay::Relay;
pub use resistor::Resistor;
pub use rgb_led::RgbLed;
pub use rotary_encoder::RotaryEncoder;
pub use servo::Servo;
pub use seven_segment::SevenSegment;
pub use shift_register::ShiftRegister;
pub use slide_switch::SlideSwitch;
pub use tm1637::Tm1637;
pub use ultrasonic::Ultrasonic;
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
    /// A push button.
    Button {
        /// Whether it is held down.
        pressed: bool,
    },
    /// A buzzer.
    Buzzer {
        /// The frequency of its tone; 0 while it is silent.
        hertz: f64,
        /// How loud it is, 0 to 1.
        loudness: f64,
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
    /// Lights in a row.
    LedBar {
        /// How bright each looks, 0 to 1, in the order of its pins.
        brightness: Vec<f64>,
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
    /// Lights of any colour, each of which is told its own.
    Pixels {
        /// Lights in a row.
        columns: u16,
        /// Rows from the top.
        rows: u16,
        /// Red, green and blue of each light, from the left of the topmost row.
        rgb: Vec<u8>,
    },
    /// A turning or sliding potentiometer.
    Potentiometer {
        /// Where it stands, 0 to 1.
        position: f64,
    },
    /// A relay.
    Relay {
        /// Whether its contact is where the coil pulls it.
        on: bool,
    },
    /// A light of three colours.
    RgbLed {
        /// How bright the red light looks, 0 to 1.
        red: f64,
        /// How bright the green one looks.
        green: f64,
        /// How bright the blue one looks.
        blue: f64,
    },
    /// Digits of lights that a program drives by itself.
    SegmentLeds {
        /// For each digit from the left how bright its segments A to G and its point look, 0 to 1.
        digits: Vec<[f64; 8]>,
        /// How bright the colon looks.
        colon: f64,
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
    /// `wokwi-buzzer`.
    Buzzer,
    /// `wokwi-dht11`, `wokwi-dht22`.
    Dht,
    /// `wokwi-dip-switch-8`.
    DipSwitch,
    /// `wokwi-ds1307`.
    Ds1307,
    /// `board-ds18b20`, `wokwi-ds18b20`.
    Ds18b20,
    /// `board-ds3231`.
    Ds3231,
    /// `wokwi-analog-joystick`.
    Joystick,
    /// `wokwi-membrane-keypad`.
    Keypad,
    /// `wokwi-lcd1602`, `wokwi-lcd2004`.
    Lcd,
    /// `wokwi-led`.
    Led,
    /// `wokwi-led-bar-graph`.
    LedBar,
    /// `wokwi-logic-analyzer`.
    LogicAnalyzer,
    /// `wokwi-max7219-matrix`.
    Max7219Matrix,
    /// `board-mcp23017`.
    Mcp23017,
    /// `wokwi-mpu6050`.
    Mpu6050,
    /// `wokwi-ntc-temperature-sensor`.
    Ntc,
    /// `board-ssd1306`, `wokwi-ssd1306`.
    Oled,
    /// `board-pca9685`.
    Pca9685,
    /// `wokwi-photoresistor-sensor`.
    Photoresistor,
    /// `wokwi-pir-motion-sensor`.
    Pir,
    /// `wokwi-led-matrix`, `wokwi-led-ring`, `wokwi-led-strip`, `wokwi-neopixel`, `wokwi-neopixel-matrix`.
    Pixels,
    /// `wokwi-potentiometer`, `wokwi-slide-potentiometer`.
    Potentiometer,
    /// `wokwi-pushbutton`, `wokwi-pushbutton-6mm`.
    Pushbutton,
    /// `wokwi-relay-module`.
    Relay,
    /// `wokwi-resistor`.
    Resistor,
    /// `wokwi-rgb-led`.
    RgbLed,
    /// `wokwi-ky-040`.
    RotaryEncoder,
    /// `wokwi-servo`.
    Servo,
    /// `wokwi-7segment`.
    SevenSegment,
    /// `wokwi-74hc595`.
    ShiftRegister,
    /// `wokwi-slide-switch`.
    SlideSwitch,
    /// `wokwi-tm1637-7segment`.
    Tm1637,
    /// `wokwi-hc-sr04`.
    Ultrasonic,
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
    buzzer::TYPE,
    dht::DHT11,
    dht::DHT22,
    dip_switch::TYPE,
    ds1307::TYPE,
    ds18b20::TYPE,
    ds3231::TYPE,
    joystick::TYPE,
    keypad::TYPE,
    lcd::LCD2004,
    lcd::TYPE,
    led::TYPE,
    led_bar::TYPE,
    logic_analyzer::TYPE,
    max7219::TYPE,
    mcp23017::TYPE,
    mpu6050::TYPE,
    ntc::TYPE,
    oled::TYPE,
    oled::WITH_SPI,
    pca9685::TYPE,
    photoresistor::TYPE,
    pir::TYPE,
    pixels::MATRIX,
    pixels::OTHER_MATRIX,
    pixels::PIXEL,
    pixels::RING,
    pixels::STRIP,
    potentiometer::TYPE,
    pushbutton::TYPE,
    relay::TYPE,
    resistor::TYPE,
    rgb_led::TYPE,
    rotary_encoder::TYPE,
    servo::TYPE,
    seven_segment::TYPE,
    shift_register::TYPE,
    slide_switch::TYPE,
    tm1637::TYPE,
    ultrasonic::TYPE,
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
