//! `wokwi-mpu6050`: acceleration, rotation and temperature (InvenSense MPU-6000/MPU-6050 register map, RM-MPU-6000A-00,
//! revision 4.2, and product specification, PS-MPU-6000A-00, revision 3.4; <https://docs.wokwi.com/parts/wokwi-mpu6050>).

use super::{Bench, Device, Part, PartType, Pin, Power, Wiring};
use crate::bus::{I2cPort, I2cTarget, Registered, Registers};
use crate::control::ControlDesc;
use crate::diagram::DiagramError;
use crate::net::Level;
use crate::time::{Instant, Nanos};
use serde::Serialize;
use std::collections::VecDeque;

pub(super) const TYPE: PartType = PartType {
    names: &["wokwi-mpu6050"],
    pins: &["INT", "AD0", "XCL", "XDA", "SDA", "SCL", "GND", "VCC"],
    build,
};

/// The least supply (product specification, section 6.3).
const MIN_VOLTS: f64 = 2.375;

/// The address with AD0 low, as boards pull it; it is one more with AD0 high (section 9.2).
const ADDRESS: u8 = 0x68;

/// Registers (register map, section 3).
const SMPLRT_DIV: u8 = 0x19;
const DLPF: u8 = 0x1a;
const GYRO_CONFIG: u8 = 0x1b;
const ACCEL_CONFIG: u8 = 0x1c;
const FIFO_EN: u8 = 0x23;
const INT_PIN_CFG: u8 = 0x37;
const INT_ENABLE: u8 = 0x38;
const INT_STATUS: u8 = 0x3a;
const ACCEL_XOUT_H: u8 = 0x3b;
const GYRO_ZOUT_L: u8 = 0x48;
const SIGNAL_PATH_RESET: u8 = 0x68;
const USER_CTRL: u8 = 0x6a;
const PWR_MGMT_1: u8 = 0x6b;
const PWR_MGMT_2: u8 = 0x6c;
const FIFO_COUNT_H: u8 = 0x72;
const FIFO_COUNT_L: u8 = 0x73;
const FIFO_R_W: u8 = 0x74;
const WHO_AM_I: u8 = 0x75;
const REGISTERS: usize = 0x76;

/// Bits of PWR_MGMT_1 (section 4.28).
const DEVICE_RESET: u8 = 0x80;
const SLEEP: u8 = 0x40;
const TEMP_DIS: u8 = 0x08;

/// Bits of INT_PIN_CFG (section 4.15).
const INT_LEVEL: u8 = 0x80;
const INT_OPEN: u8 = 0x40;
const LATCH_INT_EN: u8 = 0x20;
const INT_RD_CLEAR: u8 = 0x10;

/// Bits of INT_ENABLE and INT_STATUS (sections 4.16 and 4.17).
const FIFO_OFLOW: u8 = 0x10;
const DATA_RDY: u8 = 0x01;

/// Bits of USER_CTRL (section 4.27).
const FIFO_ENABLE: u8 = 0x40;
const FIFO_RESET: u8 = 0x04;
const SIG_COND_RESET: u8 = 0x01;

/// How long the interrupt pin is active, if it is not latched (section 4.15).
const INT_PULSE: Nanos = Nanos::from_micros(50);

/// The FIFO's bytes (product specification, section 7.17).
const FIFO_BYTES: usize = 1024;

/// More samples than this leave nothing of what was in the FIFO before.
const MOST_SAMPLES: u64 = FIFO_BYTES as u64;

/// The least significant bit of a temperature, and where its scale has 0 (section 4.18).
const TEMPERATURE_SCALE: f64 = 340.0;
const TEMPERATURE_OFFSET: f64 = 36.53;

/// Full scales of ±2 g and ±250 °/s in steps, which double by each setting (sections 4.4, 4.5, 4.17 and 4.19).
const STEPS_PER_G: f64 = 16_384.0;
const STEPS_PER_DEGREE: f64 = 131.0;

/// The tokens of the next sample, and of the end of a pulse.
const SAMPLE: u16 = 0;
const PULSE_OVER: u16 = 1;

/// The controls in the registers' order: name, unit, greatest value, and step.
const CONTROLS: [(&str, &str, f64, f64); 6] = [
    ("accelX", "g", 16.0, 0.01),
    ("accelY", "g", 16.0, 0.01),
    ("accelZ", "g", 16.0, 0.01),
    ("rotationX", "°/s", 2000.0, 1.0),
    ("rotationY", "°/s", 2000.0, 1.0),
    ("rotationZ", "°/s", 2000.0, 1.0),
];

/// The operating range (product specification, section 6.3).
const TEMPERATURES: (f64, f64) = (-40.0, 85.0);

/// A sensor on its breakout.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Mpu6050 {
    port: I2cPort,
    chip: Registered<Chip>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
struct Chip {
    power: Power,
    ad0: Pin,
    int: Pin,
    int_wired: bool,
    /// Acceleration in g and rotation in degrees a second, in the order of [`CONTROLS`].
    motion: [f64; 6],
    temperature: f64,
    registers: Vec<u8>,
    /// When sampling began, and how many samples there were since.
    began: Instant,
    done: u64,
    data: [u8; 14],
    /// The data as they are read: a sample does not mix with them (section 4.18).
    shadow: [u8; 14],
    fifo: VecDeque<u8>,
}

impl Chip {
    fn register(&self, register: u8) -> u8 {
        self.registers[usize::from(register)]
    }

    fn reset(&mut self, now: Instant) {
        self.registers.fill(0);
        self.registers[usize::from(PWR_MGMT_1)] = SLEEP;
        self.registers[usize::from(WHO_AM_I)] = ADDRESS;
        self.data = [0; 14];
        self.fifo.clear();
        (self.began, self.done) = (now, 0);
    }

    fn sleeps(&self) -> bool {
        self.register(PWR_MGMT_1) & SLEEP != 0
    }

    /// The time between two samples (section 4.2): the gyroscope's rate is 8 kHz without the filter.
    fn period(&self) -> Nanos {
        let unfiltered = matches!(self.register(DLPF) & 7, 0 | 7);
        let micros = if unfiltered { 125 } else { 1000 };
        Nanos::from_micros(micros * (u64::from(self.register(SMPLRT_DIV)) + 1))
    }

    /// Takes the samples that are due.
    fn catch_up(&mut self, now: Instant) {
        if self.sleeps() {
            return;
        }
        let total = (now - self.began).0 / self.period().0;
        let new = total - self.done;
        self.done = total;
        if new > 0 {
            self.sample(new.min(MOST_SAMPLES));
        }
    }

    fn sample(&mut self, times: u64) {
        let scale = |register| f64::from(1_u8 << (self.register(register) >> 3 & 3));
        let (per_g, per_degree) = (
            STEPS_PER_G / scale(ACCEL_CONFIG),
            STEPS_PER_DEGREE / scale(GYRO_CONFIG),
        );
        let standby = self.register(PWR_MGMT_2);
        for (axis, &value) in self.motion.iter().enumerate() {
            // Bits 5 to 0 are for the axes in order (section 4.29).
            if standby << axis & 0x20 != 0 {
                continue;
            }
            let (steps, place) = if axis < 3 {
                (value * per_g, 2 * axis)
            } else {
                (value * per_degree, 2 * axis + 2)
            };
            // A cast saturates, as the converter does.
            let bytes = (steps.round() as i16).to_be_bytes();
            self.data[place..place + 2].copy_from_slice(&bytes);
        }
        if self.register(PWR_MGMT_1) & TEMP_DIS == 0 {
            let steps = (self.temperature - TEMPERATURE_OFFSET) * TEMPERATURE_SCALE;
            let bytes = (steps.round() as i16).to_be_bytes();
            self.data[6..8].copy_from_slice(&bytes);
        }
        self.registers[usize::from(INT_STATUS)] |= DATA_RDY;
        for _ in 0..times {
            self.queue();
        }
    }

    /// Puts what is enabled into the FIFO, from the lowest register up (section 4.31).
    fn queue(&mut self) {
        let enabled = self.register(FIFO_EN);
        if self.register(USER_CTRL) & FIFO_ENABLE == 0 || enabled & 0xf8 == 0 {
            return;
        }
        let groups = [
            (0x08, 0..6),
            (0x80, 6..8),
            (0x40, 8..10),
            (0x20, 10..12),
            (0x10, 12..14),
        ];
        for (bit, range) in groups {
            if enabled & bit != 0 {
                self.fifo.extend(&self.data[range]);
            }
        }
        if self.fifo.len() > FIFO_BYTES {
            // The oldest are lost.
            self.fifo.drain(..self.fifo.len() - FIFO_BYTES);
            self.registers[usize::from(INT_STATUS)] |= FIFO_OFLOW;
        }
    }

    fn asks(&self) -> bool {
        self.register(INT_STATUS) & self.register(INT_ENABLE) & (DATA_RDY | FIFO_OFLOW) != 0
    }

    /// Drives the interrupt pin.
    fn interrupt(&self, bench: &mut Bench<'_>, active: bool) {
        if !bench.powered(self.power) {
            return;
        }
        let config = self.register(INT_PIN_CFG);
        let high = active == (config & INT_LEVEL == 0);
        if config & INT_OPEN != 0 {
            bench.pull_low(self.int, !high);
        } else {
            bench.push(self.int, high, self.power);
        }
    }

    /// Asks to be woken at each sample, if its interrupt is seen.
    fn plan(&self, bench: &mut Bench<'_>) {
        bench.cancel(SAMPLE);
        let seen = self.int_wired && self.register(INT_ENABLE) & (DATA_RDY | FIFO_OFLOW) != 0;
        if seen && !self.sleeps() {
            let next = self.period() * (self.done + 1);
            bench.wake_at(self.began + next, SAMPLE);
        }
    }

    fn clear_status(&mut self, bench: &mut Bench<'_>) {
        self.registers[usize::from(INT_STATUS)] = 0;
        if self.register(INT_PIN_CFG) & LATCH_INT_EN != 0 {
            self.interrupt(bench, false);
        }
    }

    /// Begins sampling anew, as a change of its rate does.
    fn restart(&mut self, now: Instant) {
        (self.began, self.done) = (now, 0);
    }
}

impl Registers for Chip {
    fn answers(&mut self, bench: &mut Bench<'_>, address: u8, read: bool) -> bool {
        let high = bench.level(self.ad0) != Level::Floating && bench.high(self.ad0);
        if address != ADDRESS | u8::from(high) || !bench.powered(self.power) {
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
        let place = usize::from(register);
        match register {
            INT_STATUS..=GYRO_ZOUT_L | WHO_AM_I.. | FIFO_COUNT_H | FIFO_COUNT_L => return,
            PWR_MGMT_1 if byte & DEVICE_RESET != 0 => {
                self.reset(now);
                bench.cancel(PULSE_OVER);
            }
            PWR_MGMT_1 => {
                let slept = self.sleeps();
                self.registers[place] = byte;
                if slept && !self.sleeps() {
                    self.restart(now);
                }
            }
            USER_CTRL => {
                if byte & FIFO_RESET != 0 {
                    self.fifo.clear();
                }
                if byte & SIG_COND_RESET != 0 {
                    self.data = [0; 14];
                }
                // The bits that reset something go back by themselves.
                self.registers[place] = byte & 0xf0;
            }
            SIGNAL_PATH_RESET => {}
            FIFO_R_W => self.fifo.push_back(byte),
            SMPLRT_DIV | DLPF => {
                self.registers[place] = byte;
                self.restart(now);
            }
            _ => self.registers[place] = byte,
        }
        if matches!(register, INT_PIN_CFG | INT_ENABLE | PWR_MGMT_1) {
            let latched = self.register(INT_PIN_CFG) & LATCH_INT_EN != 0;
            self.interrupt(bench, latched && self.asks());
        }
        self.plan(bench);
    }

    fn load(&mut self, bench: &mut Bench<'_>, register: u8) -> u8 {
        let byte = match register {
            INT_STATUS => {
                let status = self.register(INT_STATUS);
                self.clear_status(bench);
                return status;
            }
            ACCEL_XOUT_H..=GYRO_ZOUT_L => self.shadow[usize::from(register - ACCEL_XOUT_H)],
            FIFO_COUNT_H => (self.fifo.len() >> 8) as u8,
            FIFO_COUNT_L => self.fifo.len() as u8,
            // An empty one gives its last byte again, which is of no use; this is as good.
            FIFO_R_W => self.fifo.pop_front().unwrap_or(0),
            _ => self
                .registers
                .get(usize::from(register))
                .map_or(0, |&byte| byte),
        };
        if self.register(INT_PIN_CFG) & INT_RD_CLEAR != 0 {
            self.clear_status(bench);
        }
        byte
    }

    fn next(&self, register: u8) -> u8 {
        // The FIFO is read in one go.
        if register == FIFO_R_W {
            FIFO_R_W
        } else {
            register.wrapping_add(1)
        }
    }
}

impl Device for Mpu6050 {
    fn power_on(&mut self, bench: &mut Bench<'_>) {
        let chip = &mut self.chip.chip;
        chip.reset(bench.now());
        chip.interrupt(bench, false);
    }

    fn wake(&mut self, bench: &mut Bench<'_>, token: u16) {
        let chip = &mut self.chip.chip;
        if token == PULSE_OVER {
            chip.interrupt(bench, false);
            return;
        }
        chip.catch_up(bench.now());
        if chip.asks() {
            chip.interrupt(bench, true);
            if chip.register(INT_PIN_CFG) & LATCH_INT_EN == 0 {
                bench.cancel(PULSE_OVER);
                bench.wake_in(INT_PULSE, PULSE_OVER);
            }
        }
        chip.plan(bench);
    }

    fn i2c(&mut self) -> Option<(&mut I2cPort, &mut dyn I2cTarget)> {
        Some((&mut self.port, &mut self.chip))
    }

    fn controls(&self, part: &str) -> Vec<ControlDesc> {
        let chip = &self.chip.chip;
        let motion = CONTROLS.iter().zip(chip.motion);
        let mut controls: Vec<_> = motion
            .map(|(&(name, unit, most, step), value)| {
                ControlDesc::range(part, name, unit, (-most, most, step), value)
            })
            .collect();
        let (low, high) = TEMPERATURES;
        let range = (low, high, 0.1);
        let value = chip.temperature;
        controls.push(ControlDesc::range(part, "temperature", "°C", range, value));
        controls
    }

    fn set_control(&mut self, bench: &mut Bench<'_>, control: &str, value: f64) {
        let chip = &mut self.chip.chip;
        chip.catch_up(bench.now());
        match CONTROLS.iter().position(|(name, ..)| *name == control) {
            Some(place) => chip.motion[place] = value,
            None => chip.temperature = value,
        }
    }
}

fn build(wiring: &mut Wiring<'_>) -> Result<Part, DiagramError> {
    let mut motion = [0.0; 6];
    for (place, &(name, _, most, _)) in CONTROLS.iter().enumerate() {
        // A board that lies on a table feels the earth's pull.
        let default = if name == "accelZ" { 1.0 } else { 0.0 };
        motion[place] = wiring.number(name, default, (-most, most))?;
    }
    let temperature = wiring.number("temperature", 24.0, TEMPERATURES)?;
    Ok(Part::from(Mpu6050 {
        port: wiring.i2c("SDA", "SCL"),
        chip: Registered::new(Chip {
            power: wiring.power("VCC", "GND", MIN_VOLTS),
            ad0: wiring.reads("AD0"),
            int: wiring.drives("INT"),
            int_wired: wiring.wired("INT"),
            motion,
            temperature,
            registers: vec![0; REGISTERS],
            began: Instant::ZERO,
            done: 0,
            data: [0; 14],
            shadow: [0; 14],
            fifo: VecDeque::new(),
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

    fn bed(wires: Wires) -> Bed {
        let pins = [("VCC", "3V3"), ("GND", "GND.1"), ("INT", "GP9")];
        let mut bed = Bed::i2c("wokwi-mpu6050", &pins, wires);
        bed.configure(9, PinMode::In, Pull::NONE, None);
        bed
    }

    fn words(bed: &mut Bed, register: u8, count: usize) -> Vec<i16> {
        let read = bed.write_read(CHIP, &[register], 2 * count);
        let read = read.expect("it answers");
        read.chunks(2)
            .map(|pair| i16::from_be_bytes([pair[0], pair[1]]))
            .collect()
    }

    #[test]
    fn a_burst_gives_motion_and_temperature_once_it_is_awake() {
        for wires in Wires::ALL {
            let mut bed = bed(wires);
            assert_eq!(bed.write_read(CHIP, &[0x75], 1), Ok(vec![0x68]));
            assert_eq!(bed.write_read(CHIP, &[0x6b], 1), Ok(vec![0x40]));
            bed.pass(Nanos::from_millis(10));
            assert_eq!(words(&mut bed, 0x3b, 7), [0; 7], "it sleeps, {wires:?}");
            bed.write(CHIP, &[0x6b, 0]).expect("it answers");
            bed.turn("accelX", -0.5);
            bed.turn("rotationY", 100.0);
            bed.turn("temperature", 36.53);
            bed.pass(Nanos::from_millis(1));
            assert_eq!(
                words(&mut bed, 0x3b, 7),
                [-8192, 0, 16_384, 0, 0, 13_100, 0]
            );
            // ±8 g and ±1000 °/s; what is too much stays at the end.
            bed.write(CHIP, &[0x1b, 0x10, 0x10]).expect("it answers");
            bed.turn("accelX", -9.0);
            bed.pass(Nanos::from_millis(1));
            assert_eq!(words(&mut bed, 0x3b, 7), [-32_768, 0, 4096, 0, 0, 3275, 0]);
        }
    }

    #[test]
    fn data_ready_pulses_at_the_sample_rate_or_stays_until_it_is_read() {
        let mut bed = bed(Wires::Controller);
        // 100 Hz by a divider of 10 behind the filter.
        for bytes in [[0x1a, 3], [0x19, 9], [0x38, 1], [0x6b, 0]] {
            bed.write(CHIP, &bytes).expect("it answers");
        }
        let count = |bed: &mut Bed| {
            let (mut rises, mut before) = (0, bed.get(9));
            for _ in 0..5000 {
                bed.pass(Nanos::from_micros(20));
                let now = bed.get(9);
                rises += u32::from(now && !before);
                before = now;
            }
            rises
        };
        assert_eq!(count(&mut bed), 10, "in 100 ms");
        bed.write(CHIP, &[0x37, 0xa0]).expect("it answers");
        bed.pass(Nanos::from_millis(10));
        assert!(!bed.get(9), "active low, and latched");
        assert_eq!(bed.write_read(CHIP, &[0x3a], 1), Ok(vec![1]));
        assert!(bed.get(9));
        assert_eq!(bed.write_read(CHIP, &[0x3a], 1), Ok(vec![0]));
    }

    #[test]
    fn the_fifo_keeps_samples_until_it_is_full() {
        let mut bed = bed(Wires::Controller);
        for bytes in [[0x1a, 3], [0x19, 9], [0x23, 0x08], [0x6a, 0x44], [0x6b, 0]] {
            bed.write(CHIP, &bytes).expect("it answers");
        }
        bed.pass(Nanos::from_millis(35));
        assert_eq!(words(&mut bed, 0x72, 1), [18], "three samples of six bytes");
        assert_eq!(words(&mut bed, 0x74, 3), [0, 0, 16_384]);
        assert_eq!(words(&mut bed, 0x72, 1), [12]);
        bed.pass(Nanos::from_secs(3));
        assert_eq!(words(&mut bed, 0x72, 1), [1024]);
        assert_eq!(bed.write_read(CHIP, &[0x3a], 1), Ok(vec![0x11]));
        bed.write(CHIP, &[0x6a, 0x44]).expect("it answers");
        assert_eq!(words(&mut bed, 0x72, 1), [0]);
    }

    #[test]
    fn ad0_gives_the_other_address_and_a_reset_puts_it_to_sleep() {
        let pins = [("VCC", "3V3"), ("GND", "GND.1"), ("AD0", "3V3")];
        let mut bed = Bed::i2c("wokwi-mpu6050", &pins, Wires::Controller);
        assert_eq!(bed.write(CHIP, &[0]), Err(I2cFault::NoTarget));
        bed.write(0x69, &[0x6b, 0, 0x3f]).expect("it answers");
        assert_eq!(bed.write_read(0x69, &[0x6b], 2), Ok(vec![0, 0x3f]));
        bed.write(0x69, &[0x6b, 0x80]).expect("it answers");
        assert_eq!(bed.write_read(0x69, &[0x6b], 2), Ok(vec![0x40, 0]));
        assert_eq!(
            bed.write_read(0x69, &[0x75], 1),
            Ok(vec![0x68]),
            "without AD0"
        );
    }
}
