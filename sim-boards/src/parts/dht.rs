//! `wokwi-dht22` and `wokwi-dht11`: humidity and temperature on one wire (Aosong AM2302 and DHT11 datasheets;
//! <https://docs.wokwi.com/parts/wokwi-dht22>).

use super::pulse::Pulse;
use super::{Bench, Device, Part, PartType, Pin, Power, Wiring};
use crate::control::ControlDesc;
use crate::diagram::DiagramError;
use crate::time::{Instant, Nanos};
use serde::Serialize;

pub(super) const DHT22: PartType = PartType {
    names: &["wokwi-dht22"],
    pins: &["VCC", "SDA", "NC", "GND"],
    build: |wiring| build(wiring, Model::Dht22),
};

pub(super) const DHT11: PartType = PartType {
    names: &["wokwi-dht11"],
    pins: &["VCC", "SDA", "NC", "GND"],
    build: |wiring| build(wiring, Model::Dht11),
};

/// The pull-up that such modules have on the wire.
const PULL_UP_OHMS: f64 = 10_000.0;

/// The least supply: 3.3 V nominal, less what 3.3 V supplies may lack.
const MIN_VOLTS: f64 = 3.0;

/// From the end of the start signal to the answer (20 to 40 µs).
const GOES: Nanos = Nanos(30_000);
/// The answer: low, then high for as long.
const ANSWER: Nanos = Nanos(80_000);
/// Before each bit, and after the last, the wire is low.
const BEFORE_BIT: Nanos = Nanos(50_000);
/// How long it is then high for a 0 (26 to 28 µs) and for a 1.
const ZERO: Nanos = Nanos(26_000);
const ONE: Nanos = Nanos(70_000);

const BITS: u8 = 40;
/// The edges of an answer: those of the announcement and of each bit, and those of the low level after the last bit.
const EDGES: u8 = 2 * (BITS + 2);

/// Which of the two it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
enum Model {
    Dht11,
    Dht22,
}

impl Model {
    /// The shortest start signal that it takes for one.
    fn start(self) -> Nanos {
        match self {
            Self::Dht11 => Nanos::from_millis(18),
            Self::Dht22 => Nanos::from_micros(800),
        }
    }

    /// How long it takes from one measurement to the next.
    fn period(self) -> Nanos {
        match self {
            Self::Dht11 => Nanos::from_secs(1),
            Self::Dht22 => Nanos::from_secs(2),
        }
    }

    /// The range and resolution of the temperature in °C.
    fn celsius(self) -> (f64, f64, f64) {
        match self {
            Self::Dht11 => (0.0, 50.0, 1.0),
            Self::Dht22 => (-40.0, 80.0, 0.1),
        }
    }

    /// The range and resolution of the relative humidity in percent.
    fn humidity(self) -> (f64, f64, f64) {
        match self {
            Self::Dht11 => (20.0, 90.0, 1.0),
            Self::Dht22 => (0.0, 100.0, 0.1),
        }
    }

    /// The four bytes of a measurement and their checksum.
    fn bytes(self, humidity: f64, celsius: f64) -> [u8; 5] {
        let [h, l, t, u] = match self {
            // Whole numbers, whose decimals are 0.
            Self::Dht11 => [
                libm::round(humidity) as u8,
                0,
                libm::round(celsius) as u8,
                0,
            ],
            Self::Dht22 => {
                let [h, l] = (libm::round(humidity * 10.0) as u16).to_be_bytes();
                let tenths = libm::round(celsius * 10.0);
                let sign = if tenths < 0.0 { 0x8000 } else { 0 };
                let [t, u] = (sign | libm::fabs(tenths) as u16).to_be_bytes();
                [h, l, t, u]
            }
        };
        let sum = [h, l, t, u]
            .iter()
            .fold(0u8, |sum, &byte| sum.wrapping_add(byte));
        [h, l, t, u, sum]
    }
}

/// A sensor of humidity and temperature.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Dht {
    model: Model,
    wire: Pin,
    power: Power,
    celsius: f64,
    humidity: f64,
    /// The start signal.
    pulse: Pulse,
    /// The last measurement and its instant.
    measured: Option<(Instant, [u8; 5])>,
    /// What is being sent, from the highest bit, and the next edge.
    sending: Option<(u64, u8)>,
}

/// The token of its wake-ups: the next edge.
const EDGE: u16 = 0;

impl Dht {
    fn start(&mut self, bench: &mut Bench<'_>) {
        let now = bench.now();
        let bytes = match self.measured {
            // Asked again too early, it has nothing new.
            Some((at, bytes)) if now.since(at) < self.model.period() => bytes,
            _ => {
                let bytes = self.model.bytes(self.humidity, self.celsius);
                self.measured = Some((now, bytes));
                bytes
            }
        };
        let word = bytes
            .iter()
            .fold(0, |word, &byte| word << 8 | u64::from(byte));
        self.sending = Some((word, 0));
        bench.wake_in(GOES, EDGE);
    }
}

impl Device for Dht {
    fn pin(&mut self, bench: &mut Bench<'_>, _pin: Pin, high: bool) {
        if self.sending.is_some() {
            return;
        }
        if let Some(low) = self.pulse.edge(bench.now(), !high)
            && low >= self.model.start()
            && bench.powered(self.power)
        {
            self.start(bench);
        }
    }

    fn wake(&mut self, bench: &mut Bench<'_>, _token: u16) {
        let Some((word, edge)) = self.sending else {
            return;
        };
        bench.pull_low(self.wire, edge % 2 == 0);
        if edge + 1 == EDGES {
            // Its own last edge is yet to be heard of, and is no start signal.
            self.sending = None;
            self.pulse = Pulse::default();
            return;
        }
        let next = match edge {
            0 | 1 => ANSWER,
            _ if edge % 2 == 0 => BEFORE_BIT,
            _ if word >> (BITS - 1 - (edge - 3) / 2) & 1 == 1 => ONE,
            _ => ZERO,
        };
        self.sending = Some((word, edge + 1));
        bench.wake_in(next, EDGE);
    }

    fn controls(&self, part: &str) -> Vec<ControlDesc> {
        let (celsius, humidity) = (self.model.celsius(), self.model.humidity());
        vec![
            ControlDesc::range(part, "temperature", "°C", celsius, self.celsius),
            ControlDesc::range(part, "humidity", "%", humidity, self.humidity),
        ]
    }

    fn set_control(&mut self, _bench: &mut Bench<'_>, control: &str, value: f64) {
        match control {
            "temperature" => self.celsius = value,
            _ => self.humidity = value,
        }
    }
}

fn build(wiring: &mut Wiring<'_>, model: Model) -> Result<Part, DiagramError> {
    let ((t, u, _), (h, i, _)) = (model.celsius(), model.humidity());
    let celsius = wiring.number("temperature", 24.0, (t, u))?;
    let humidity = wiring.number("humidity", 40.0, (h, i))?;
    if wiring.wired("VCC") {
        let (wire, supply) = (wiring.pin("SDA"), wiring.pin("VCC"));
        wiring.nets.resistor(wire, supply, PULL_UP_OHMS);
    }
    wiring.watches("SDA");
    Ok(Part::from(Dht {
        model,
        wire: wiring.drives("SDA"),
        power: wiring.power("VCC", "GND", MIN_VOLTS),
        celsius,
        humidity,
        pulse: Pulse::default(),
        measured: None,
        sending: None,
    }))
}

#[cfg(test)]
mod tests {
    use super::super::bed::Bed;
    use super::Model;
    use crate::{Nanos, PinMode, Pull};

    const WIRE: u8 = 4;

    fn bed(kind: &str) -> Bed {
        let mut bed = Bed::new(
            kind,
            &[],
            &[("VCC", "3V3"), ("SDA", "GP4"), ("GND", "GND.1")],
        );
        bed.configure(WIRE, PinMode::OpenDrain, Pull::NONE, Some(true));
        bed
    }

    /// How long the wire stays at a level, in microseconds, if it is there now; not beyond 100.
    fn length(bed: &mut Bed, high: bool) -> Option<u64> {
        let (begin, until) = (bed.now, bed.now + Nanos::from_micros(100));
        let end = bed
            .circuit
            .pin_wait(begin, WIRE, !high, until)
            .expect("the board has the pin");
        bed.now = end.unwrap_or(until);
        end.map(|end| end.since(begin).0 / 1_000)
    }

    fn read(bed: &mut Bed, start: Nanos) -> Option<[u8; 5]> {
        bed.set(WIRE, false);
        // A microsecond has passed already.
        bed.pass(Nanos(start.0 - 1_000));
        bed.circuit
            .pin_write(bed.now, WIRE, true)
            .expect("the board has the pin");
        assert_eq!(length(bed, true)?, 30);
        assert_eq!(
            (length(bed, false), length(bed, true)),
            (Some(80), Some(80))
        );
        let mut bytes = [0; 5];
        for bit in 0..40 {
            assert_eq!(length(bed, false), Some(50));
            let one = match length(bed, true) {
                Some(26) => 0,
                Some(70) => 1,
                other => panic!("{other:?} is no bit"),
            };
            bytes[bit / 8] = bytes[bit / 8] << 1 | one;
        }
        assert_eq!((length(bed, false), length(bed, true)), (Some(50), None));
        Some(bytes)
    }

    #[test]
    fn a_start_signal_gets_forty_bits_which_are_new_once_in_two_seconds() {
        let mut bed = bed("wokwi-dht22");
        let start = Nanos::from_millis(1);
        assert_eq!(read(&mut bed, start), Some([0x01, 0x90, 0x00, 0xf0, 0x81]));
        bed.turn("temperature", -10.1);
        bed.turn("humidity", 65.2);
        bed.pass(Nanos::from_millis(1_900));
        assert_eq!(
            read(&mut bed, start),
            Some([0x01, 0x90, 0x00, 0xf0, 0x81]),
            "too early"
        );
        bed.pass(Nanos::from_millis(100));
        // The datasheet's example.
        assert_eq!(read(&mut bed, start), Some([0x02, 0x8c, 0x80, 0x65, 0x73]));
    }

    #[test]
    fn a_dht11_wants_a_longer_start_and_sends_whole_numbers() {
        let mut bed = bed("wokwi-dht11");
        assert_eq!(read(&mut bed, Nanos::from_millis(2)), None);
        assert_eq!(
            read(&mut bed, Nanos::from_millis(18)),
            Some([40, 0, 24, 0, 64])
        );
    }

    #[test]
    fn the_checksum_is_the_sum_of_the_bytes() {
        assert_eq!(
            Model::Dht22.bytes(100.0, 80.0),
            [0x03, 0xe8, 0x03, 0x20, 0x0e]
        );
    }

    #[test]
    fn without_a_supply_it_says_nothing() {
        let mut bed = Bed::new("wokwi-dht22", &[], &[("SDA", "GP4"), ("GND", "GND.1")]);
        bed.configure(WIRE, PinMode::OpenDrain, Pull::UP, Some(true));
        assert_eq!(read(&mut bed, Nanos::from_millis(1)), None);
    }
}
