//! `wokwi-ds1307`: a clock with 56 bytes of memory (Maxim DS1307, revision 100208; <https://docs.wokwi.com/parts/wokwi-ds1307>).

use super::calendar::Clock;
use super::{Bench, Device, Part, PartType, Pin, Power, Wiring};
use crate::bus::{I2cPort, I2cTarget, Registered, Registers};
use crate::diagram::DiagramError;
use serde::Serialize;

pub(super) const TYPE: PartType = PartType {
    names: &["wokwi-ds1307"],
    pins: &["GND", "5V", "SDA", "SCL", "SQW"],
    build,
};

/// Below 1.25 times its battery's 3 V the chip answers nothing ("DC Electrical Characteristics": V_PF).
const MIN_VOLTS: f64 = 3.75;

const ADDRESS: u8 = 0x68;

/// Registers (table 2).
const SECONDS: u8 = 0;
const YEAR: u8 = 6;
const CONTROL: u8 = 7;
const LAST: u8 = 0x3f;

/// The bit of the seconds that halts the oscillator.
const CLOCK_HALT: u8 = 0x80;

/// Bits of the control register.
const OUT: u8 = 0x80;
const SQUARE_WAVE: u8 = 0x10;

/// Rates of the square wave (table 3).
const RATES: [u64; 4] = [1, 4096, 8192, 32_768];

/// The token of an edge of the square wave.
const EDGE: u16 = 0;

/// A clock with its battery.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Ds1307 {
    port: I2cPort,
    chip: Registered<Chip>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
struct Chip {
    power: Power,
    sqw: Pin,
    /// Whether a wire leads to the output.
    wired: bool,
    clock: Clock,
    /// Time and date as they were at the beginning of the transfer.
    latched: [u8; 7],
    control: u8,
    memory: Vec<u8>,
}

impl Chip {
    fn latch(&mut self, bench: &Bench<'_>) {
        self.clock.advance(bench.now(), |_| {});
        self.latched = core::array::from_fn(|place| self.clock.calendar.register(place as u8));
        // This chip's years have no century.
        self.latched[5] &= 0x1f;
        if !self.clock.runs() {
            self.latched[0] |= CLOCK_HALT;
        }
    }

    fn drive(&self, bench: &mut Bench<'_>) {
        bench.cancel(EDGE);
        if !self.wired {
            return;
        }
        let mut high = self.control & OUT != 0;
        if self.control & SQUARE_WAVE != 0 && self.clock.runs() {
            let rate = RATES[usize::from(self.control & 3)];
            let (level, next) = self.clock.wave(bench.now(), rate);
            high = level;
            bench.wake_at(next, EDGE);
        }
        bench.pull_low(self.sqw, !high);
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
        self.clock.advance(now, |_| {});
        match register {
            SECONDS..=YEAR => {
                self.clock.calendar.set_register(register, byte);
                if register == SECONDS {
                    self.clock.run(now, byte & CLOCK_HALT == 0);
                    self.clock.restart(now);
                    self.drive(bench);
                }
            }
            CONTROL => {
                self.control = byte & (OUT | SQUARE_WAVE | 3);
                self.drive(bench);
            }
            _ => self.memory[usize::from(register - CONTROL - 1)] = byte,
        }
    }

    fn load(&mut self, bench: &mut Bench<'_>, register: u8) -> u8 {
        match register {
            SECONDS..=YEAR => {
                if register == SECONDS {
                    self.latch(bench);
                }
                self.latched[usize::from(register)]
            }
            CONTROL => self.control,
            _ => self.memory[usize::from(register - CONTROL - 1)],
        }
    }

    fn name(&mut self, _bench: &mut Bench<'_>, byte: u8) -> (u8, bool) {
        (byte & LAST, true)
    }

    fn next(&self, register: u8) -> u8 {
        (register + 1) & LAST
    }
}

impl Device for Ds1307 {
    fn power_on(&mut self, bench: &mut Bench<'_>) {
        self.chip.chip.drive(bench);
    }

    fn wake(&mut self, bench: &mut Bench<'_>, _token: u16) {
        self.chip.chip.drive(bench);
    }

    fn i2c(&mut self) -> Option<(&mut I2cPort, &mut dyn I2cTarget)> {
        Some((&mut self.port, &mut self.chip))
    }
}

/// The clock that the attribute `initTime` asks for.
pub(super) fn clock(wiring: &Wiring<'_>) -> Result<Clock, DiagramError> {
    let text = wiring.part.attr("initTime");
    Clock::from_attr(text.as_deref()).ok_or_else(|| {
        wiring.bad_attr(
            "initTime",
            text.unwrap_or_default(),
            "\"now\", \"0\", or a time such as 2026-01-01T12:00:00Z",
        )
    })
}

fn build(wiring: &mut Wiring<'_>) -> Result<Part, DiagramError> {
    Ok(Part::from(Ds1307 {
        port: wiring.i2c("SDA", "SCL"),
        chip: Registered::new(Chip {
            power: wiring.power("5V", "GND", MIN_VOLTS),
            sqw: wiring.drives("SQW"),
            wired: wiring.wired("SQW"),
            clock: clock(wiring)?,
            latched: [0; 7],
            // Its value after the first power-on.
            control: 3,
            memory: vec![0; usize::from(LAST - CONTROL)],
        }),
    }))
}

#[cfg(test)]
mod tests {
    use super::super::bed::{Bed, Wires};
    use crate::circuit::I2cFault;
    use crate::time::Nanos;
    use crate::{PinMode, Pull};

    const CHIP: u8 = 0x68;

    fn bed(init_time: &str, wires: Wires) -> Bed {
        let pins = [("5V", "VBUS"), ("GND", "GND.1"), ("SQW", "GP9")];
        Bed::i2c_with("wokwi-ds1307", &[("initTime", init_time)], &pins, wires)
    }

    fn time(bed: &mut Bed) -> Vec<u8> {
        bed.write_read(CHIP, &[0], 7).expect("it answers")
    }

    #[test]
    fn it_counts_through_a_leap_day() {
        for wires in Wires::ALL {
            let mut bed = bed("2024-02-28T23:59:58Z", wires);
            let before = time(&mut bed);
            assert_eq!(before, [0x58, 0x59, 0x23, 4, 0x28, 0x02, 0x24], "{wires:?}");
            bed.pass(Nanos::from_secs(2));
            assert_eq!(time(&mut bed), [0, 0, 0, 5, 0x29, 0x02, 0x24]);
            bed.pass(Nanos::from_secs(86_400));
            assert_eq!(time(&mut bed), [0, 0, 0, 6, 0x01, 0x03, 0x24]);
        }
    }

    #[test]
    fn a_blank_one_stands_until_it_is_started() {
        let mut bed = bed("0", Wires::Controller);
        bed.pass(Nanos::from_secs(5));
        assert_eq!(time(&mut bed), [0x80, 0, 0, 1, 1, 1, 0]);
        // At eleven in the evening of twelve-hour days.
        bed.write(CHIP, &[0, 0x30, 0x59, 0x71]).expect("it answers");
        bed.pass(Nanos::from_secs(30));
        assert_eq!(time(&mut bed)[..4], [0x00, 0x00, 0x52, 2]);
    }

    #[test]
    fn its_memory_wraps_around_to_the_time() {
        let mut bed = bed("now", Wires::Controller);
        bed.write(CHIP, &[0x3e, 0xaa, 0xbb]).expect("it answers");
        let read = bed.write_read(CHIP, &[0x3e], 5).expect("it answers");
        assert_eq!(read, [0xaa, 0xbb, 0x00, 0x00, 0x12]);
    }

    #[test]
    fn its_output_is_a_level_or_a_square_wave() {
        let mut bed = bed("now", Wires::Controller);
        bed.configure(9, PinMode::In, Pull::UP, None);
        assert!(!bed.get(9));
        bed.write(CHIP, &[7, 0x80]).expect("it answers");
        assert!(bed.get(9));
        bed.write(CHIP, &[7, 0x11]).expect("it answers");
        let mut rises = 0;
        let mut before = bed.get(9);
        for _ in 0..1000 {
            bed.pass(Nanos::from_micros(50));
            let now = bed.get(9);
            rises += u32::from(now && !before);
            before = now;
        }
        assert!((204..=206).contains(&rises), "{rises} at 4096 Hz in 50 ms");
    }

    #[test]
    fn below_its_threshold_it_answers_nothing() {
        let pins = [("5V", "3V3"), ("GND", "GND.1")];
        let mut bed = Bed::i2c("wokwi-ds1307", &pins, Wires::Controller);
        assert_eq!(bed.write(CHIP, &[0]), Err(I2cFault::NoTarget));
    }
}
