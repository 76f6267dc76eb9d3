//! `board-bme280` and `board-bmp280`: pressure, temperature and, in the first, humidity (Bosch BST-BME280-DS002, revision
//! 1.6, and BST-BMP280-DS001, revision 1.14; sections are the first's).

use super::bme280_compensation as compensation;
use super::{Bench, Device, Level, Part, PartType, Pin, Power, Wiring};
use crate::bus::{Bytes, I2cPort, I2cTarget, Registered, Registers, SpiPort, SpiTarget};
use crate::control::ControlDesc;
use crate::diagram::DiagramError;
use crate::time::{Instant, Nanos};
use serde::Serialize;

pub(super) const TYPE: PartType = PartType {
    names: &["board-bme280"],
    pins: PINS,
    build: |wiring| build(wiring, true),
};

pub(super) const BMP280: PartType = PartType {
    names: &["board-bmp280"],
    pins: PINS,
    build: |wiring| build(wiring, false),
};

const PINS: &[&str] = &["VCC", "GND", "SCL", "SDA", "CSB", "SDO"];

/// The least supply (table 1: V_DD).
const MIN_VOLTS: f64 = 1.71;

/// The address with SDO low, which breakouts pull it to, and with SDO high (section 6.2).
const ADDRESS: u8 = 0x76;

/// Registers (section 5.3, table 18).
const CALIBRATION: u8 = 0x88;
const ID: u8 = 0xd0;
const RESET: u8 = 0xe0;
const MORE_CALIBRATION: u8 = 0xe1;
const CTRL_HUM: u8 = 0xf2;
const STATUS: u8 = 0xf3;
const CTRL_MEAS: u8 = 0xf4;
const CONFIG: u8 = 0xf5;
const DATA: u8 = 0xf7;
const RESET_WORD: u8 = 0xb6;

/// How long the chip copies its calibration after power-on and reset (table 1: t_startup).
const STARTUP: Nanos = Nanos::from_millis(2);

/// What is in the data registers when a measurement is skipped (sections 5.4.7 to 5.4.9).
const SKIPPED: u32 = 0x8_0000;

/// How long the chip rests between measurements, by the three highest bits of `config`, in microseconds (table 27, and
/// BMP280 table 11, whose last two differ).
const STANDBY: [u64; 8] = [
    500, 62_500, 125_000, 250_000, 500_000, 1_000_000, 10_000, 20_000,
];
const STANDBY_BMP: [u64; 2] = [2_000_000, 4_000_000];

/// More measurements than this leave nothing of the filter's past (section 3.4.4: a step is there after 75).
const MOST_STEPS: u64 = 256;

/// A sensor on its breakout.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Bme280 {
    i2c: I2cPort,
    spi: SpiPort,
    sensor: Sensor,
}

/// The chip behind its two interfaces.
#[derive(Clone, Debug, PartialEq, Serialize)]
struct Sensor {
    registers: Registered<Chip>,
    /// Once CSB was low, the chip speaks SPI until it loses power (section 6.1).
    speaks_spi: bool,
    bytes: Bytes,
    step: SpiStep,
}

/// What the next byte of SPI is (section 6.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
enum SpiStep {
    Control,
    Write(u8),
    Read(u8),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
enum Mode {
    Sleep,
    Forced,
    Normal,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
struct Chip {
    power: Power,
    sdo: Pin,
    address: u8,
    humid: bool,
    temperature: f64,
    humidity: f64,
    pressure: f64,
    /// `ctrl_hum` as it was written, and as it is since `ctrl_meas` was (section 5.4.3).
    ctrl_hum: u8,
    active_hum: u8,
    ctrl_meas: u8,
    config: u8,
    mode: Mode,
    /// When the present mode began, and how many measurements are done since.
    began: Instant,
    done: u64,
    /// Until when the calibration is copied.
    starts_until: Instant,
    /// Pressure and temperature in the filter's memory.
    filtered: Option<(u32, u32)>,
    data: [u8; 8],
    /// The data while they are read: a measurement that ends meanwhile does not mix with them (section 4.1).
    shadow: [u8; 8],
}

/// How many samples a setting of oversampling takes (tables 20 to 22).
fn samples(setting: u8) -> u64 {
    [0, 1, 2, 4, 8, 16, 16, 16][usize::from(setting & 7)]
}

impl Chip {
    fn oversampling(&self) -> (u8, u8, u8) {
        let humidity = if self.humid { self.active_hum & 7 } else { 0 };
        (self.ctrl_meas >> 5, self.ctrl_meas >> 2 & 7, humidity)
    }

    /// How long a measurement takes (section 9.1, typical).
    fn duration(&self) -> Nanos {
        let (t, p, h) = self.oversampling();
        let one = |setting: u8, extra: u64| {
            let samples = samples(setting);
            if samples == 0 {
                0
            } else {
                2000 * samples + extra
            }
        };
        Nanos::from_micros(1000 + one(t, 0) + one(p, 500) + one(h, 500))
    }

    fn cycle(&self) -> Nanos {
        let setting = usize::from(self.config >> 5);
        let standby = match setting.checked_sub(6) {
            Some(long) if !self.humid => STANDBY_BMP[long],
            _ => STANDBY[setting],
        };
        self.duration() + Nanos::from_micros(standby)
    }

    /// Does the measurements that are over.
    fn catch_up(&mut self, now: Instant) {
        let (elapsed, duration) = (now - self.began, self.duration());
        if elapsed < duration {
            return;
        }
        match self.mode {
            Mode::Sleep => {}
            Mode::Forced => {
                self.convert(1);
                self.mode = Mode::Sleep;
            }
            Mode::Normal => {
                let total = (elapsed - duration).0 / self.cycle().0 + 1;
                self.convert((total - self.done).min(MOST_STEPS));
                self.done = total;
            }
        }
    }

    fn measuring(&self, now: Instant) -> bool {
        let elapsed = now - self.began;
        match self.mode {
            Mode::Sleep => false,
            Mode::Forced => elapsed < self.duration(),
            Mode::Normal => elapsed.0 % self.cycle().0 < self.duration().0,
        }
    }

    /// Some measurements in a row, of the environment as it is.
    fn convert(&mut self, times: u64) {
        if times == 0 {
            return;
        }
        let (t, p, h) = self.oversampling();
        let filter = self.config >> 2 & 7;
        // The filter works on all bits, without it each doubling of the samples gives one more (sections 3.4.1 to 3.4.4).
        let bits = |setting: u8| {
            if filter == 0 {
                15 + u32::from(setting.min(5))
            } else {
                20
            }
        };
        let exact = compensation::adc_temperature(self.temperature, 20);
        let raw_t = match t {
            0 => exact,
            t => compensation::adc_temperature(self.temperature, bits(t)),
        };
        let fine = compensation::fine_temperature(raw_t);
        let raw_p = compensation::adc_pressure(self.pressure * 100.0, fine, bits(p.max(1)));
        let (raw_p, raw_t) = self.filter(raw_p, raw_t, filter, times);
        let or_skipped = |setting: u8, raw: u32| if setting == 0 { SKIPPED } else { raw };
        let [_, p2, p1, p0] = (or_skipped(p, raw_p) << 4).to_be_bytes();
        let [_, t2, t1, t0] = (or_skipped(t, raw_t) << 4).to_be_bytes();
        let raw_h = match h {
            0 => 0x8000,
            _ => compensation::adc_humidity(self.humidity, fine),
        };
        let [h1, h0] = if self.humid {
            raw_h.to_be_bytes()
        } else {
            [0, 0]
        };
        self.data = [p2, p1, p0, t2, t1, t0, h1, h0];
    }

    /// The filter of section 3.4.4, which remembers what it gave last.
    fn filter(&mut self, p: u32, t: u32, setting: u8, times: u64) -> (u32, u32) {
        let factor = 1_u32 << setting.min(4);
        let (mut old_p, mut old_t) = self.filtered.unwrap_or((p, t));
        for _ in 0..times {
            old_p = (old_p * (factor - 1) + p) / factor;
            old_t = (old_t * (factor - 1) + t) / factor;
        }
        self.filtered = Some((old_p, old_t));
        (old_p, old_t)
    }

    fn reset(&mut self, now: Instant) {
        (self.ctrl_hum, self.active_hum, self.ctrl_meas, self.config) = (0, 0, 0, 0);
        self.mode = Mode::Sleep;
        self.filtered = None;
        // The reset values of the data (table 18).
        self.data = [0x80, 0, 0, 0x80, 0, 0, 0x80, 0];
        if !self.humid {
            self.data[6] = 0;
        }
        self.starts_until = now + STARTUP;
    }
}

impl Registers for Chip {
    fn answers(&mut self, bench: &mut Bench<'_>, address: u8, read: bool) -> bool {
        let own = match bench.level(self.sdo) {
            Level::Floating => self.address,
            _ => ADDRESS | u8::from(bench.high(self.sdo)),
        };
        if address != own || !bench.powered(self.power) {
            return false;
        }
        if read {
            self.catch_up(bench.now());
            self.shadow = self.data;
        }
        true
    }

    fn store(&mut self, bench: &mut Bench<'_>, register: u8, byte: u8) {
        let now = bench.now();
        self.catch_up(now);
        match register {
            RESET if byte == RESET_WORD => self.reset(now),
            CTRL_HUM if self.humid => self.ctrl_hum = byte & 7,
            CTRL_MEAS => {
                self.ctrl_meas = byte;
                self.active_hum = self.ctrl_hum;
                self.mode = match byte & 3 {
                    0 => Mode::Sleep,
                    3 => Mode::Normal,
                    _ => Mode::Forced,
                };
                (self.began, self.done) = (now, 0);
            }
            CONFIG => {
                self.config = byte;
                (self.began, self.done) = (now, 0);
            }
            _ => {}
        }
    }

    fn load(&mut self, bench: &mut Bench<'_>, register: u8) -> u8 {
        let now = bench.now();
        let at = |table: &[u8], first: u8| table.get(usize::from(register - first)).copied();
        match register {
            ID => {
                if self.humid {
                    0x60
                } else {
                    0x58
                }
            }
            STATUS => u8::from(self.measuring(now)) << 3 | u8::from(now < self.starts_until),
            CTRL_HUM if self.humid => self.ctrl_hum,
            CTRL_MEAS => {
                self.catch_up(now);
                let mode = match self.mode {
                    Mode::Sleep => 0,
                    Mode::Forced => 1,
                    Mode::Normal => 3,
                };
                self.ctrl_meas & !3 | mode
            }
            CONFIG => self.config,
            DATA.. => at(&self.shadow, DATA).unwrap_or(0),
            MORE_CALIBRATION.. if self.humid => {
                at(&compensation::HUMIDITY, MORE_CALIBRATION).unwrap_or(0)
            }
            CALIBRATION.. => match at(&compensation::BYTES, CALIBRATION) {
                Some(byte) if self.humid || register < compensation::FIRST_HUMIDITY => byte,
                _ => 0,
            },
            _ => 0,
        }
    }

    fn next_written(&self, _register: u8) -> Option<u8> {
        // Pairs of register and byte (section 6.2.1).
        None
    }
}

impl SpiTarget for Sensor {
    fn select(&mut self, bench: &mut Bench<'_>, selected: bool) {
        if selected {
            self.speaks_spi = true;
            self.bytes = Bytes::new(0xff);
            self.step = SpiStep::Control;
            let chip = &mut self.registers.chip;
            chip.catch_up(bench.now());
            chip.shadow = chip.data;
        }
    }

    fn shift(&mut self, bench: &mut Bench<'_>, bits: u32, count: u8) -> u32 {
        let Self {
            registers: Registered { chip, .. },
            bytes,
            step,
            ..
        } = self;
        let powered = bench.powered(chip.power);
        bytes.shift(bits, count, |byte| {
            let mut read = None;
            match *step {
                _ if !powered => {}
                // The highest bit says which way it goes; that of all registers is set.
                SpiStep::Control if byte & 0x80 != 0 => read = Some(byte),
                SpiStep::Control => *step = SpiStep::Write(byte | 0x80),
                SpiStep::Write(register) => {
                    chip.store(bench, register, byte);
                    *step = SpiStep::Control;
                }
                SpiStep::Read(register) => read = Some(register),
            }
            let Some(register) = read else { return 0xff };
            *step = SpiStep::Read(chip.next(register));
            chip.load(bench, register)
        })
    }

    fn output(&self) -> bool {
        self.bytes.bit()
    }
}

impl Device for Bme280 {
    fn power_on(&mut self, bench: &mut Bench<'_>) {
        self.sensor.registers.chip.reset(bench.now());
    }

    fn i2c(&mut self) -> Option<(&mut I2cPort, &mut dyn I2cTarget)> {
        let sensor = &mut self.sensor;
        (!sensor.speaks_spi).then_some((&mut self.i2c, &mut sensor.registers as _))
    }

    fn spi(&mut self) -> Option<(&mut SpiPort, &mut dyn SpiTarget)> {
        Some((&mut self.spi, &mut self.sensor))
    }

    fn controls(&self, part: &str) -> Vec<ControlDesc> {
        // The operating ranges (tables 2 to 4).
        let chip = &self.sensor.registers.chip;
        let control = |name, unit, range, value| ControlDesc::range(part, name, unit, range, value);
        let mut controls = vec![
            control("temperature", "°C", (-40.0, 85.0, 0.1), chip.temperature),
            control("pressure", "hPa", (300.0, 1100.0, 0.1), chip.pressure),
        ];
        if chip.humid {
            controls.push(control("humidity", "%", (0.0, 100.0, 0.1), chip.humidity));
        }
        controls
    }

    fn set_control(&mut self, bench: &mut Bench<'_>, control: &str, value: f64) {
        let chip = &mut self.sensor.registers.chip;
        chip.catch_up(bench.now());
        match control {
            "temperature" => chip.temperature = value,
            "pressure" => chip.pressure = value,
            _ => chip.humidity = value,
        }
    }
}

fn build(wiring: &mut Wiring<'_>, humid: bool) -> Result<Part, DiagramError> {
    let temperature = wiring.number("temperature", 24.0, (-40.0, 85.0))?;
    let humidity = wiring.number("humidity", 40.0, (0.0, 100.0))?;
    let pressure = wiring.number("pressure", 1013.25, (300.0, 1100.0))?;
    let address = wiring.i2c_address(ADDRESS, ADDRESS..=ADDRESS + 1)?;
    let power = wiring.power("VCC", "GND", MIN_VOLTS);
    let mut spi = wiring.spi("SCL", Some("SDA"), Some("SDO"), Some("CSB"));
    spi.power = Some(power);
    Ok(Part::from(Bme280 {
        i2c: wiring.i2c("SDA", "SCL"),
        spi,
        sensor: Sensor {
            registers: Registered::new(Chip {
                power,
                sdo: wiring.reads("SDO"),
                address,
                humid,
                temperature,
                humidity,
                pressure,
                ctrl_hum: 0,
                active_hum: 0,
                ctrl_meas: 0,
                config: 0,
                mode: Mode::Sleep,
                began: Instant::ZERO,
                done: 0,
                starts_until: Instant::ZERO,
                filtered: None,
                data: [0; 8],
                shadow: [0; 8],
            }),
            speaks_spi: false,
            bytes: Bytes::new(0xff),
            step: SpiStep::Control,
        },
    }))
}

#[cfg(test)]
mod tests {
    use super::super::bed::{Bed, Wires};
    use super::compensation::as_drivers_do;
    use crate::circuit::{I2cFault, SpiClock, SpiWires};
    use crate::time::Nanos;

    const CHIP: u8 = 0x76;

    fn bed(wires: Wires) -> Bed {
        Bed::i2c("board-bme280", &[("VCC", "3V3"), ("GND", "GND.1")], wires)
    }

    fn assert_near(raw: &[u8], expected: [f64; 3]) {
        let [temperature, pressure, humidity] = as_drivers_do(raw);
        assert!((temperature - expected[0]).abs() < 0.011, "{temperature}");
        assert!((pressure - expected[1]).abs() < 0.1, "{pressure}");
        assert!((humidity - expected[2]).abs() < 0.05, "{humidity}");
    }

    #[test]
    fn a_forced_measurement_gives_what_the_controls_say() {
        for wires in Wires::ALL {
            let mut bed = bed(wires);
            bed.pass(Nanos::from_millis(2));
            bed.turn("temperature", -12.5);
            bed.turn("pressure", 987.6);
            bed.turn("humidity", 71.2);
            assert_eq!(bed.write_read(CHIP, &[0xd0], 1), Ok(vec![0x60]));
            bed.write(CHIP, &[0xf2, 1, 0xf4, 0x25]).expect("it answers");
            let status = bed.write_read(CHIP, &[0xf3], 1).expect("it answers");
            assert_eq!(status, [8], "it measures, {wires:?}");
            bed.pass(Nanos::from_millis(8));
            let after = bed.write_read(CHIP, &[0xf3], 2).expect("it answers");
            assert_eq!(after, [0, 0x24], "and sleeps again");
            let raw = bed.write_read(CHIP, &[0xf7], 8).expect("it answers");
            assert_near(&raw, [-12.5, 987.6, 71.2]);
        }
    }

    #[test]
    fn in_normal_mode_the_filter_follows_slowly() {
        let mut bed = bed(Wires::Controller);
        bed.write(CHIP, &[0xf2, 5, 0xf5, 0x10, 0xf4, 0xb7])
            .expect("it answers");
        bed.pass(Nanos::from_millis(200));
        let raw = bed.write_read(CHIP, &[0xf7], 8).expect("it answers");
        assert_near(&raw, [24.0, 1013.25, 40.0]);
        bed.turn("temperature", 34.0);
        bed.pass(Nanos::from_millis(120));
        let raw = bed.write_read(CHIP, &[0xf7], 8).expect("it answers");
        let [soon, ..] = as_drivers_do(&raw);
        assert!((24.1..30.0).contains(&soon), "{soon}");
        bed.pass(Nanos::from_secs(60));
        let raw = bed.write_read(CHIP, &[0xf7], 8).expect("it answers");
        assert_near(&raw, [34.0, 1013.25, 40.0]);
    }

    #[test]
    fn after_a_reset_it_sleeps_and_has_measured_nothing() {
        let mut bed = bed(Wires::Controller);
        bed.write(CHIP, &[0xf4, 0x27]).expect("it answers");
        bed.pass(Nanos::from_millis(20));
        bed.write(CHIP, &[0xe0, 0xb6]).expect("it answers");
        let read = bed.write_read(CHIP, &[0xf3], 4).expect("it answers");
        assert_eq!(read, [1, 0, 0, 0], "it copies its calibration");
        bed.pass(Nanos::from_millis(2));
        let read = bed.write_read(CHIP, &[0xf3], 8).expect("it answers");
        assert_eq!(read, [0, 0, 0, 0, 0x80, 0, 0, 0x80]);
    }

    #[test]
    fn a_bmp280_says_so_and_has_no_humidity() {
        let pins = [("VCC", "3V3"), ("GND", "GND.1"), ("SDO", "3V3")];
        let mut bed = Bed::i2c("board-bmp280", &pins, Wires::Controller);
        assert_eq!(bed.write(CHIP, &[0xd0]), Err(I2cFault::NoTarget));
        assert_eq!(bed.write_read(CHIP + 1, &[0xd0], 1), Ok(vec![0x58]));
        bed.write(CHIP + 1, &[0xf2, 1, 0xf4, 0x25])
            .expect("it answers");
        bed.pass(Nanos::from_millis(8));
        let read = bed.write_read(CHIP + 1, &[0xfd], 2);
        assert_eq!(read, Ok(vec![0, 0]));
    }

    #[test]
    fn a_low_select_makes_it_speak_spi() {
        let pins = [
            ("VCC", "3V3"),
            ("GND", "GND.1"),
            ("SCL", "GP2"),
            ("SDA", "GP3"),
            ("SDO", "GP0"),
            ("CSB", "GP1"),
        ];
        let mut bed = Bed::new("board-bme280", &[], &pins);
        for (pin, high) in [(1, true), (2, false), (3, false)] {
            bed.output(pin, high);
        }
        let wires = SpiWires {
            sck: 2,
            mosi: Some(3),
            miso: Some(0),
        };
        let clock = SpiClock {
            hz: 1_000_000,
            polarity: false,
            phase: false,
            lsb_first: false,
        };
        let mut exchange = |bytes: &[u8]| {
            let mut read = vec![0; bytes.len()];
            bed.set(1, false);
            bed.now = bed
                .circuit
                .spi_transfer(bed.now, wires, clock, bytes, Some(&mut read));
            bed.set(1, true);
            bed.pass(Nanos::from_millis(10));
            read
        };
        assert_eq!(exchange(&[0xd0, 0, 0])[1], 0x60);
        exchange(&[0x72, 1, 0x74, 0x25]);
        let read = exchange(&[0xf7, 0, 0, 0, 0, 0, 0, 0, 0]);
        assert_near(&read[1..], [24.0, 1013.25, 40.0]);
    }
}
