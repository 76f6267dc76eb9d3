//! Where each part's pins are and how large it is, in Wokwi's pixels (96 a inch, so 2.54 mm = 9.6).
//!
//! The numbers are those of `@wokwi/elements`' pin tables, so that wires of existing diagrams end at
//! our pins; the Pico's follow its datasheet's mechanical drawing (21 × 51 mm, rows 17.78 mm apart).

/// A point in pixels.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Point {
    /// To the right.
    pub x: f64,
    /// Downwards.
    pub y: f64,
}

/// The kinds of parts that have a drawing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A Raspberry Pi Pico.
    Pico,
    /// A 5 mm LED.
    Led,
    /// A 12 mm push button.
    PushButton,
    /// A 6 mm push button.
    PushButton6mm,
    /// A rotary potentiometer.
    Potentiometer,
    /// An axial resistor.
    Resistor,
    /// Anything else: drawn as a labelled box.
    Other,
}

/// The distance between the Pico's pins, 2.54 mm.
pub const PITCH: f64 = 9.6;
/// The Pico's first pin, in the part's own pixels.
pub const PICO_FIRST_PIN: Point = Point { x: 6.1, y: 12.75 };
/// The distance between the Pico's two rows, 17.78 mm.
pub const PICO_ROWS: f64 = 67.2;

/// The Pico's left row from the top, then its right row from the top.
pub const PICO_PINS: [[&str; 20]; 2] = [
    [
        "GP0", "GP1", "GND.1", "GP2", "GP3", "GP4", "GP5", "GND.2", "GP6", "GP7", "GP8", "GP9",
        "GND.3", "GP10", "GP11", "GP12", "GP13", "GND.4", "GP14", "GP15",
    ],
    [
        "VBUS", "VSYS", "GND.8", "3V3_EN", "3V3", "ADC_VREF", "GP28", "GND.7", "GP27", "GP26",
        "RUN", "GP22", "GND.6", "GP21", "GP20", "GP19", "GP18", "GND.5", "GP17", "GP16",
    ],
];

impl Kind {
    /// The kind for a diagram's part type.
    #[must_use]
    pub fn of(part_type: &str) -> Self {
        match part_type {
            "wokwi-pi-pico" | "board-pi-pico" | "wokwi-pi-pico-w" | "board-pi-pico-w" => Self::Pico,
            "wokwi-led" => Self::Led,
            "wokwi-pushbutton" => Self::PushButton,
            "wokwi-pushbutton-6mm" => Self::PushButton6mm,
            "wokwi-potentiometer" => Self::Potentiometer,
            "wokwi-resistor" => Self::Resistor,
            _ => Self::Other,
        }
    }

    /// Width and height of the box that a part turns in.
    #[must_use]
    pub fn size(self) -> (f64, f64) {
        match self {
            Self::Pico => (79.4, 200.4),
            Self::Led => (40.0, 50.0),
            Self::PushButton => (67.3, 48.0),
            Self::PushButton6mm => (28.0, 27.0),
            Self::Potentiometer => (75.6, 75.6),
            Self::Resistor => (59.1, 11.3),
            Self::Other => (96.0, 48.0),
        }
    }

    /// Where a pin is, in the part's own pixels. `flip` is the LED's attribute that swaps its legs.
    #[must_use]
    pub fn pin(self, name: &str, flip: bool) -> Option<Point> {
        let point = |x, y| Some(Point { x, y });
        match (self, name) {
            (Self::Pico, _) => pico_pin(name),
            (Self::Led, "A") => point(if flip { 15.0 } else { 25.0 }, 42.0),
            (Self::Led, "C") => point(if flip { 25.0 } else { 15.0 }, 42.0),
            (Self::PushButton, "1.l") => point(0.0, 13.0),
            (Self::PushButton, "2.l") => point(0.0, 32.0),
            (Self::PushButton, "1.r") => point(67.0, 13.0),
            (Self::PushButton, "2.r") => point(67.0, 32.0),
            (Self::PushButton6mm, "1.l") => point(0.0, 2.2),
            (Self::PushButton6mm, "2.l") => point(0.0, 21.0),
            (Self::PushButton6mm, "1.r") => point(28.0, 2.2),
            (Self::PushButton6mm, "2.r") => point(28.0, 21.0),
            (Self::Potentiometer, "GND") => point(29.0, 68.5),
            (Self::Potentiometer, "SIG") => point(39.0, 68.5),
            (Self::Potentiometer, "VCC") => point(49.0, 68.5),
            (Self::Resistor, "1") => point(0.0, 5.65),
            (Self::Resistor, "2") => point(58.8, 5.65),
            _ => None,
        }
    }
}

fn pico_pin(name: &str) -> Option<Point> {
    // Wokwi takes a bare GND for the first ground pin.
    let name = if name == "GND" { "GND.1" } else { name };
    for (row, names) in PICO_PINS.iter().enumerate() {
        if let Some(index) = names.iter().position(|known| *known == name) {
            return Some(pico_pad(row, index));
        }
    }
    None
}

/// The centre of the Pico's pad number `index` (from the top) in row 0 (left) or 1 (right).
#[must_use]
pub fn pico_pad(row: usize, index: usize) -> Point {
    Point {
        x: PICO_FIRST_PIN.x + PICO_ROWS * row as f64,
        y: PICO_FIRST_PIN.y + PITCH * index as f64,
    }
}

/// Turns `point` clockwise by `degrees` about the middle of a box of `size`.
#[must_use]
pub fn turn(point: Point, size: (f64, f64), degrees: f64) -> Point {
    let (sin, cos) = degrees.to_radians().sin_cos();
    let (cx, cy) = (size.0 / 2.0, size.1 / 2.0);
    let (dx, dy) = (point.x - cx, point.y - cy);
    Point {
        x: cx + dx * cos - dy * sin,
        y: cy + dx * sin + dy * cos,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pico_has_forty_pins_on_the_grid() {
        let first = Kind::Pico.pin("GP0", false).unwrap();
        let last = Kind::Pico.pin("GP15", false).unwrap();
        let across = Kind::Pico.pin("GP16", false).unwrap();
        assert!((last.y - first.y - 19.0 * PITCH).abs() < 1e-9);
        assert!((across.x - last.x - 7.0 * PITCH).abs() < 1e-9);
        assert_eq!(Kind::Pico.pin("GP23", false), None);
    }

    #[test]
    fn turning_keeps_the_middle_and_moves_the_ends() {
        let size = (59.0, 11.0);
        let right = Point { x: 59.0, y: 5.5 };
        let turned = turn(right, size, 90.0);
        assert!((turned.x - 29.5).abs() < 1e-9);
        assert!((turned.y - 35.0).abs() < 1e-9);
    }

    #[test]
    fn a_flipped_led_swaps_its_legs() {
        assert_eq!(Kind::Led.pin("A", false), Kind::Led.pin("C", true));
    }
}
