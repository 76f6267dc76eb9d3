//! The description of a board, as `assets/boards/<id>/board.json` holds it.

use crate::chip::rp2040::GPIO_COUNT;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// The boards that are simulated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum BoardId {
    /// Raspberry Pi Pico.
    Pico,
}

/// A board's description. Lengths are millimetres from the board's top left corner, with its USB
/// connector at the top.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BoardSpec {
    /// The folder's name.
    pub id: String,
    /// The name for people.
    pub name: String,
    /// The part types that mean this board in a `diagram.json`, the preferred one first.
    pub part_types: Vec<String>,
    /// The microcontroller.
    pub chip: String,
    /// The system clock that MicroPython starts with, in hertz.
    pub clock_hz: u32,
    /// On-chip RAM in bytes.
    pub ram_bytes: u32,
    /// The flash that holds firmware and files.
    pub flash: FlashSpec,
    /// Width of the board.
    pub width_mm: f64,
    /// Height of the board.
    pub height_mm: f64,
    /// The pads at the edges, in the order of their numbers, and then the test points.
    pub pins: Vec<BoardPin>,
    /// GPIO names that MicroPython knows beside the pins' own, such as `LED`.
    pub aliases: Vec<Alias>,
    /// The GPIOs that functions of peripherals have unless a program says otherwise, such as `I2C0_SDA`.
    pub defaults: BTreeMap<String, u8>,
    /// What is soldered to the board.
    pub builtin: Vec<Builtin>,
    /// Where the facts come from.
    pub sources: Vec<Fact>,
}

/// A board's flash. Times are typical ones, in microseconds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FlashSpec {
    /// The chip.
    pub chip: String,
    /// Bytes in all.
    pub bytes: u32,
    /// Bytes that are programmed at once.
    pub page_bytes: u32,
    /// Whether the board's routine always programs so many, whatever it is given; what it is not given is then what
    /// follows in memory, and goes to the beginning of the page where its end is passed.
    pub whole_pages: bool,
    /// Bytes of what can be erased.
    pub block_bytes: u32,
    /// Bytes of what can be erased at once in less time than its parts.
    pub large_block_bytes: u32,
    /// To program a page.
    pub page_program_us: u32,
    /// To erase a block.
    pub block_erase_us: u32,
    /// To erase a large one.
    pub large_block_erase_us: u32,
    /// Where the files are.
    pub files: FilesSpec,
}

/// The part of a board's flash that is there for files, and the sizes with which its firmware mounts littlefs 2 there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FilesSpec {
    /// Where it begins, in bytes from the beginning of the flash.
    pub start: u32,
    /// Its bytes.
    pub bytes: u32,
    /// What is read is a multiple of this.
    pub read_bytes: u32,
    /// What is programmed is a multiple of this.
    pub program_bytes: u32,
    /// Bytes of the map of free blocks.
    pub lookahead_bytes: u32,
}

/// One pad of a board.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BoardPin {
    /// The name in diagrams.
    pub name: String,
    /// The number printed in the pinout; none for test points.
    #[serde(default)]
    pub number: Option<u8>,
    /// The node it is connected to: a GPIO (`GPIO15`) or a supply (`GND`, `3V3`, …).
    pub node: String,
    /// Centre of the pad from the left edge.
    pub x_mm: f64,
    /// Centre of the pad from the top edge.
    pub y_mm: f64,
    /// Alternate functions, such as `I2C0_SDA`.
    #[serde(default)]
    pub functions: Vec<String>,
    /// The ADC channel, for an analog pin.
    #[serde(default)]
    pub adc: Option<u8>,
}

/// A name for a GPIO.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Alias {
    /// The name.
    pub name: String,
    /// The GPIO.
    pub gpio: u8,
}

/// Something soldered to the board, between two nodes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase", deny_unknown_fields)]
pub enum Builtin {
    /// A supply at a fixed voltage against ground.
    Supply {
        /// The node.
        node: String,
        /// Its voltage.
        volts: f64,
    },
    /// A resistor.
    Resistor {
        /// One node.
        from: String,
        /// The other.
        to: String,
        /// Its resistance.
        ohms: f64,
    },
    /// A light with its series resistor.
    Led {
        /// The name in the part's state, such as `LED`.
        name: String,
        /// The node of the anode's side.
        anode: String,
        /// The node of the cathode's side.
        cathode: String,
        /// The series resistor.
        ohms: f64,
        /// Its colour.
        color: String,
        /// Centre from the left edge.
        x_mm: f64,
        /// Centre from the top edge.
        y_mm: f64,
    },
}

/// A fact and where it was read.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fact {
    /// What.
    pub what: String,
    /// Where.
    pub source: String,
}

const PICO: &str = include_str!("../../../assets/boards/pico/board.json");

impl BoardId {
    /// The board's description.
    #[must_use]
    pub fn spec(self) -> &'static BoardSpec {
        static PICO_SPEC: OnceLock<BoardSpec> = OnceLock::new();
        match self {
            Self::Pico => PICO_SPEC
                .get_or_init(|| serde_json::from_str(PICO).expect("a test reads this very file")),
        }
    }
}

impl BoardSpec {
    /// The GPIO that a node name means.
    #[must_use]
    pub fn gpio_of_node(node: &str) -> Option<u8> {
        let gpio = node.strip_prefix("GPIO")?.parse().ok()?;
        (gpio < GPIO_COUNT).then_some(gpio)
    }

    /// The GPIO with this name, as `machine.Pin("…")` finds it: board names first, then the
    /// chip's own `GPIO` names.
    #[must_use]
    pub fn gpio_by_name(&self, name: &str) -> Option<u8> {
        let by_alias = || self.aliases.iter().find(|alias| alias.name == name);
        let by_pin = || {
            let pad = |pin: &&BoardPin| pin.name == name && pin.number.is_some();
            let pin = self.pins.iter().find(pad)?;
            Self::gpio_of_node(&pin.node)
        };
        let by_chip = || Self::gpio_of_node(name).filter(|gpio| format!("GPIO{gpio}") == name);
        by_alias()
            .map(|alias| alias.gpio)
            .or_else(by_pin)
            .or_else(by_chip)
    }

    /// Whether a GPIO can have a function of a peripheral, by its name in the chip's tables.
    #[must_use]
    pub fn pin_serves(&self, gpio: u8, function: &str) -> bool {
        let node = format!("GPIO{gpio}");
        let pin = self.pins.iter().find(|pin| pin.node == node);
        pin.is_some_and(|pin| pin.functions.iter().any(|name| name == function))
    }

    /// The GPIO that a function has unless a program says otherwise; none if the board has no such peripheral.
    #[must_use]
    pub fn default_pin(&self, function: &str) -> Option<u8> {
        self.defaults.get(function).copied()
    }

    /// The name by which traces and messages call a GPIO.
    #[must_use]
    pub fn gpio_label(&self, gpio: u8) -> String {
        let node = format!("GPIO{gpio}");
        self.pins
            .iter()
            .find(|pin| pin.node == node && pin.number.is_some())
            .map(|pin| pin.name.clone())
            .or_else(|| {
                let alias = |alias: &&Alias| alias.gpio == gpio && !alias.name.starts_with("GP");
                let alias = self.aliases.iter().find(alias)?;
                Some(format!("{}_GP{gpio}", alias.name))
            })
            .unwrap_or_else(|| format!("GP{gpio}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_files_of_a_pico_are_in_whole_blocks_at_the_end_of_its_flash() {
        let flash = &BoardId::Pico.spec().flash;
        assert_eq!(flash.files.start + flash.files.bytes, flash.bytes);
        for bytes in [flash.files.start, flash.files.bytes] {
            assert_eq!(bytes % flash.block_bytes, 0);
        }
        assert_eq!(flash.block_bytes % flash.page_bytes, 0);
        assert_eq!(flash.large_block_bytes % flash.block_bytes, 0);
    }

    #[test]
    fn the_pico_has_its_forty_pads_in_two_rows() {
        let pico = BoardId::Pico.spec();
        let pads: Vec<_> = pico
            .pins
            .iter()
            .filter(|pin| pin.number.is_some())
            .collect();
        let numbers: Vec<_> = pads.iter().filter_map(|pin| pin.number).collect();
        assert_eq!(numbers, (1..=40).collect::<Vec<u8>>());
        let grounds = pads.iter().filter(|pin| pin.node == "GND").count();
        assert_eq!(grounds, 8);
        let by_number = |number: usize| pads[number - 1];
        assert_eq!(by_number(1).name, "GP0");
        assert_eq!(by_number(40).name, "VBUS");
        assert_eq!(by_number(31).adc, Some(0));
        assert!((by_number(40).x_mm - by_number(1).x_mm - 17.78).abs() < 1e-9);
        assert!((by_number(1).y_mm - by_number(40).y_mm).abs() < 1e-9);
    }

    #[test]
    fn gpios_are_found_by_the_names_that_micropython_knows() {
        let pico = BoardId::Pico.spec();
        assert_eq!(pico.gpio_by_name("GP15"), Some(15));
        assert_eq!(pico.gpio_by_name("LED"), Some(25));
        assert_eq!(pico.gpio_by_name("GPIO23"), Some(23));
        for unknown in ["GP23", "GP30", "GND.1", "TP4", "GPIO030", "GPIO99", ""] {
            assert_eq!(pico.gpio_by_name(unknown), None, "{unknown}");
        }
    }

    #[test]
    fn the_default_pins_of_peripherals_can_serve_them() {
        let pico = BoardId::Pico.spec();
        assert_eq!(pico.defaults.len(), 10);
        for (function, &gpio) in &pico.defaults {
            assert!(pico.pin_serves(gpio, function), "{function} on GPIO{gpio}");
        }
        assert!(!pico.pin_serves(4, "I2C0_SCL"));
    }

    #[test]
    fn every_builtin_sits_between_known_nodes() {
        let pico = BoardId::Pico.spec();
        let known = |node: &str| {
            BoardSpec::gpio_of_node(node).is_some() || pico.pins.iter().any(|pin| pin.node == node)
        };
        for builtin in &pico.builtin {
            let sound = match builtin {
                Builtin::Supply { node, .. } => known(node),
                Builtin::Resistor { from, to, .. } => known(from) && known(to),
                Builtin::Led { anode, cathode, .. } => known(anode) && known(cathode),
            };
            assert!(sound, "{builtin:?}");
        }
    }
}
