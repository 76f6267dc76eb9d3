//! `board-ds3231`: an exact clock with two alarms and a thermometer (Maxim DS3231, 19-5170, revision 10).

use super::calendar::{Calendar, Clock, from_bcd, hour_of};
use super::ds1307::clock;
use super::{Bench, Device, Part, PartType, Pin, Power, Wiring};
use crate::bus::{I2cPort, I2cTarget, Registered, Registers};
use crate::control::ControlDesc;
use crate::diagram::DiagramError;
use crate::time::{Instant, Nanos};
use serde::Serialize;

pub(super) const TYPE: PartType = PartType {
    names: &["board-ds3231"],
    pins: &["32K", "SQW", "SCL", "SDA", "VCC", "GND"],
    build,
};

/// The least supply ("Recommended Operating Conditions").
const MIN_VOLTS: f64 = 2.3;

const ADDRESS: u8 = 0x68;

/// Registers (figure 1).
const SECONDS: u8 = 0x00;
const YEAR: u8 = 0x06;
const ALARM1: u8 = 0x07;
const CONTROL: u8 = 0x0e;
const STATUS: u8 = 0x0f;
const AGING: u8 = 0x10;
const TEMPERATURE: u8 = 0x11;
const LAST: u8 = 0x12;

/// Bits of the control register. EOSC stops the oscillator on the battery only, which is never all there is here.
const CONV: u8 = 0x20;
const INTCN: u8 = 0x04;
/// A2IE and A1IE, at the places of the flags.
const ENABLES: u8 = 0x03;

/// Bits of the status register.
const OSF: u8 = 0x80;
const EN32KHZ: u8 = 0x08;
const BSY: u8 = 0x04;
const A2F: u8 = 0x02;
const A1F: u8 = 0x01;

/// Rates of the square wave (control register, RS2 and RS1).
const RATES: [u64; 4] = [1, 1024, 4096, 8192];

/// The output of the oscillator.
const OSCILLATOR: u64 = 32_768;

/// How often the thermometer measures by itself, and how long that takes ("Electrical Characteristics": t_CONV, typical).
const MEASURES_EVERY: Nanos = Nanos::from_secs(64);
const CONVERSION: Nanos = Nanos::from_millis(125);

/// The industrial range ("Absolute Maximum Ratings").
const TEMPERATURES: (f64, f64) = (-40.0, 85.0);

/// The tokens of changes at SQW and at 32K.
const SQW: u16 = 0;
const THIRTY_TWO: u16 = 1;

/// A clock module with its battery.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Ds3231 {
    port: I2cPort,
    chip: Registered<Chip>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
struct Chip {
    power: Power,
    sqw: Pin,
    sqw_wired: bool,
    oscillator: Pin,
    oscillator_wired: bool,
    clock: Clock,
    latched: [u8; 7],
    /// Alarm 1 with seconds, alarm 2 without.
    alarms: [u8; 7],
    control: u8,
    status: u8,
    aging: u8,
    temperature: f64,
    /// The last measured temperature in quarters of a degree.
    measured: i16,
    measured_at: Instant,
    /// Until when a measurement lasts that a program asked for.
    converts_until: Option<Instant>,
}

/// Whether the four registers of an alarm, or three without seconds, ask for this time (table 2).
fn matches(alarm: &[u8], time: &Calendar) -> bool {
    let asks = |byte: u8, equal: bool| byte & 0x80 != 0 || equal;
    let &[ref seconds @ .., minutes, hours, day] = alarm else {
        return false;
    };
    let second = match *seconds {
        [seconds] => asks(seconds, from_bcd(seconds & 0x7f) == time.second),
        _ => time.second == 0,
    };
    let day_equal = if day & 0x40 != 0 {
        day & 0x0f == time.weekday
    } else {
        from_bcd(day & 0x3f) == time.day
    };
    second
        && asks(minutes, from_bcd(minutes & 0x7f) == time.minute)
        && asks(hours, hour_of(hours & 0x7f).0 == time.hour)
        && asks(day, day_equal)
}

impl Chip {
    /// Lets happen what is due.
    fn advance(&mut self, now: Instant) {
        let Self {
            clock,
            alarms,
            status,
            ..
        } = self;
        clock.advance(now, |time| {
            if matches(&alarms[..4], time) {
                *status |= A1F;
            }
            if matches(&alarms[4..], time) {
                *status |= A2F;
            }
        });
        let periods = (now - self.measured_at).0 / MEASURES_EVERY.0;
        if periods > 0 {
            self.measured_at += MEASURES_EVERY * periods;
            self.measure();
        }
        if self.converts_until.is_some_and(|until| now >= until) {
            self.converts_until = None;
            self.control &= !CONV;
            self.measure();
        }
    }

    fn measure(&mut self) {
        self.measured = (self.temperature * 4.0).round() as i16;
    }

    fn latch(&mut self, bench: &Bench<'_>) {
        self.advance(bench.now());
        self.latched = core::array::from_fn(|place| self.clock.calendar.register(place as u8));
    }

    /// Drives SQW, and asks to be woken when that may change.
    fn drive(&mut self, bench: &mut Bench<'_>) {
        self.advance(bench.now());
        bench.cancel(SQW);
        if !self.sqw_wired {
            return;
        }
        let low = if self.control & INTCN == 0 {
            let rate = RATES[usize::from(self.control >> 3 & 3)];
            let (high, next) = self.clock.wave(bench.now(), rate);
            bench.wake_at(next, SQW);
            !high
        } else {
            let enabled = self.control & ENABLES;
            let alarm = self.status & enabled != 0;
            if !alarm && enabled != 0 {
                bench.wake_at(self.clock.next_second(), SQW);
            }
            alarm
        };
        bench.pull_low(self.sqw, low);
    }

    fn drive_oscillator(&self, bench: &mut Bench<'_>) {
        bench.cancel(THIRTY_TWO);
        if !self.oscillator_wired {
            return;
        }
        let mut high = true;
        if self.status & EN32KHZ != 0 {
            let (level, next) = self.clock.wave(bench.now(), OSCILLATOR);
            high = level;
            bench.wake_at(next, THIRTY_TWO);
        }
        bench.pull_low(self.oscillator, !high);
    }
}

impl Registers for Chip {
    fn answers(&mut self, bench: &mut Bench<'_>, address: u8, _read: bool) -> bool {
        if address != ADDRESS || !bench.powered(self.power) {
            return false;
        }
        self.latch(bench);
        true
    }

    fn store(&mut self, bench: &mut Bench<'_>, register: u8, byte: u8) {
        let now = bench.now();
        self.advance(now);
        match register {
            SECONDS..=YEAR => {
                self.clock.calendar.set_register(register, byte);
                if register == SECONDS {
                    self.clock.restart(now);
                    self.drive_oscillator(bench);
                }
            }
            ALARM1..CONTROL => self.alarms[usize::from(register - ALARM1)] = byte,
            CONTROL => {
                let converting = self.control & CONV;
                self.control = byte | converting;
                if byte & CONV != 0 && converting == 0 {
                    self.converts_until = Some(now + CONVERSION);
                }
            }
            STATUS => {
                // Flags can be cleared, not set.
                let flags = self.status & byte & (OSF | A2F | A1F);
                self.status = flags | byte & EN32KHZ;
                self.drive_oscillator(bench);
            }
            AGING => self.aging = byte,
            _ => {}
        }
        self.drive(bench);
    }

    fn load(&mut self, bench: &mut Bench<'_>, register: u8) -> u8 {
        let [high, low] = (self.measured << 6).to_be_bytes();
        match register {
            SECONDS..=YEAR => {
                if register == SECONDS {
                    self.latch(bench);
                }
                self.latched[usize::from(register)]
            }
            ALARM1..CONTROL => self.alarms[usize::from(register - ALARM1)],
            CONTROL => self.control,
            STATUS => {
                let busy = self.converts_until.is_some();
                self.status | if busy { BSY } else { 0 }
            }
            AGING => self.aging,
            TEMPERATURE => high,
            LAST => low,
            _ => 0,
        }
    }

    fn next(&self, register: u8) -> u8 {
        if register >= LAST { 0 } else { register + 1 }
    }
}

impl Device for Ds3231 {
    fn power_on(&mut self, bench: &mut Bench<'_>) {
        let chip = &mut self.chip.chip;
        chip.measure();
        chip.drive(bench);
        chip.drive_oscillator(bench);
    }

    fn wake(&mut self, bench: &mut Bench<'_>, token: u16) {
        match token {
            SQW => self.chip.chip.drive(bench),
            _ => self.chip.chip.drive_oscillator(bench),
        }
    }

    fn i2c(&mut self) -> Option<(&mut I2cPort, &mut dyn I2cTarget)> {
        Some((&mut self.port, &mut self.chip))
    }

    fn controls(&self, part: &str) -> Vec<ControlDesc> {
        let value = self.chip.chip.temperature;
        let (low, high) = TEMPERATURES;
        let range = (low, high, 0.25);
        vec![ControlDesc::range(part, "temperature", "°C", range, value)]
    }

    fn set_control(&mut self, bench: &mut Bench<'_>, _control: &str, value: f64) {
        let chip = &mut self.chip.chip;
        chip.advance(bench.now());
        chip.temperature = value;
    }
}

fn build(wiring: &mut Wiring<'_>) -> Result<Part, DiagramError> {
    let temperature = wiring.number("temperature", 24.0, TEMPERATURES)?;
    let init = clock(wiring)?;
    // One that never had power says so; its oscillator starts with the power all the same.
    let stopped = if init.runs() { 0 } else { OSF };
    Ok(Part::from(Ds3231 {
        port: wiring.i2c("SDA", "SCL"),
        chip: Registered::new(Chip {
            power: wiring.power("VCC", "GND", MIN_VOLTS),
            sqw: wiring.drives("SQW"),
            sqw_wired: wiring.wired("SQW"),
            oscillator: wiring.drives("32K"),
            oscillator_wired: wiring.wired("32K"),
            clock: Clock::new(init.calendar, true),
            latched: [0; 7],
            alarms: [0; 7],
            // The values at the first power-on (figure 1).
            control: 0x1c,
            status: stopped | EN32KHZ,
            aging: 0,
            temperature,
            measured: 0,
            measured_at: Instant::ZERO,
            converts_until: None,
        }),
    }))
}

#[cfg(test)]
mod tests {
    use super::super::bed::{Bed, Wires};
    use crate::time::Nanos;
    use crate::{PinMode, Pull};

    const CHIP: u8 = 0x68;

    fn bed(wires: Wires) -> Bed {
        let pins = [("VCC", "3V3"), ("GND", "GND.1"), ("SQW", "GP9")];
        let attrs = [("initTime", "2025-12-31T23:59:50Z")];
        let mut bed = Bed::i2c_with("board-ds3231", &attrs, &pins, wires);
        bed.configure(9, PinMode::In, Pull::UP, None);
        bed
    }

    fn read(bed: &mut Bed, register: u8, count: usize) -> Vec<u8> {
        bed.write_read(CHIP, &[register], count)
            .expect("it answers")
    }

    #[test]
    fn it_keeps_time_and_says_that_it_did() {
        for wires in Wires::ALL {
            let mut bed = bed(wires);
            bed.pass(Nanos::from_secs(12));
            assert_eq!(read(&mut bed, 0, 7), [2, 0, 0, 5, 1, 1, 0x26], "{wires:?}");
            assert_eq!(read(&mut bed, 0x0e, 2), [0x1c, 0x08]);
        }
        let pins = [("VCC", "3V3"), ("GND", "GND.1")];
        let blank = [("initTime", "0")];
        let mut bed = Bed::i2c_with("board-ds3231", &blank, &pins, Wires::Controller);
        assert_eq!(read(&mut bed, 0x0f, 1), [0x88]);
        bed.write(CHIP, &[0x0f, 0x08]).expect("it answers");
        assert_eq!(read(&mut bed, 0x0f, 1), [0x08]);
    }

    #[test]
    fn alarms_pull_the_output_low_until_their_flag_is_cleared() {
        let mut bed = bed(Wires::Controller);
        // At second 53 of any minute; and, not enabled, at midnight.
        bed.write(CHIP, &[0x07, 0x53, 0x80, 0x80, 0x80, 0x00, 0x00, 0x80])
            .expect("it answers");
        bed.write(CHIP, &[0x0e, 0x05]).expect("it answers");
        bed.pass(Nanos::from_secs(2));
        assert!(bed.get(9));
        bed.pass(Nanos::from_secs(1));
        assert!(!bed.get(9));
        assert_eq!(read(&mut bed, 0x0f, 1), [0x09]);
        bed.write(CHIP, &[0x0f, 0x08]).expect("it answers");
        assert!(bed.get(9));
        bed.pass(Nanos::from_secs(10));
        assert!(bed.get(9));
        assert_eq!(read(&mut bed, 0x0f, 1), [0x0a], "the second has its flag");
        bed.write(CHIP, &[0x0f, 0x00]).expect("it answers");
        bed.write(CHIP, &[0x0f, 0x03]).expect("it answers");
        assert_eq!(read(&mut bed, 0x0f, 1), [0], "flags are not set by writing");
    }

    #[test]
    fn days_of_the_week_and_hours_of_twelve_are_compared_too() {
        let mut bed = bed(Wires::Controller);
        // At twelve at night of the fifth day.
        bed.write(CHIP, &[0x0b, 0x00, 0x52, 0x45])
            .expect("it answers");
        bed.pass(Nanos::from_secs(9));
        assert_eq!(read(&mut bed, 0x0f, 1)[0] & 2, 0);
        bed.pass(Nanos::from_secs(1));
        assert_eq!(read(&mut bed, 0x0f, 1)[0] & 2, 2);
    }

    #[test]
    fn the_thermometer_measures_at_times_and_when_asked() {
        let mut bed = bed(Wires::Controller);
        assert_eq!(read(&mut bed, 0x11, 2), [24, 0]);
        bed.turn("temperature", -10.25);
        assert_eq!(read(&mut bed, 0x11, 2), [24, 0]);
        bed.write(CHIP, &[0x0e, 0x3c]).expect("it answers");
        assert_eq!(read(&mut bed, 0x0e, 2), [0x3c, 0x0c]);
        bed.pass(Nanos::from_millis(125));
        assert_eq!(read(&mut bed, 0x0e, 2), [0x1c, 0x08]);
        // -10.25 are -41 quarters.
        assert_eq!(read(&mut bed, 0x11, 2), [0xf5, 0xc0]);
        bed.turn("temperature", 30.5);
        bed.pass(Nanos::from_secs(64));
        assert_eq!(read(&mut bed, 0x11, 2), [30, 0x80]);
    }

    #[test]
    fn a_square_wave_of_a_second() {
        let mut bed = bed(Wires::Controller);
        bed.write(CHIP, &[0x0e, 0x00]).expect("it answers");
        bed.write(CHIP, &[0x00, 0x00]).expect("it answers");
        assert!(!bed.get(9));
        bed.pass(Nanos::from_millis(499));
        assert!(!bed.get(9));
        bed.pass(Nanos::from_millis(2));
        assert!(bed.get(9));
        bed.pass(Nanos::from_millis(500));
        assert!(!bed.get(9));
    }
}
