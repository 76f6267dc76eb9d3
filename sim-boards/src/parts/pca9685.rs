//! `board-pca9685`: sixteen PWM outputs (NXP PCA9685 product data sheet, revision 4).

use super::{Bench, Device, Part, PartType, Pin, Power, Wiring};
use crate::bus::{I2cPort, I2cTarget, Registered, Registers};
use crate::diagram::DiagramError;
use crate::net::Level;
use crate::time::{Instant, Nanos};
use serde::Serialize;

pub(super) const TYPE: PartType = PartType {
    names: &["board-pca9685"],
    pins: &[
        "GND", "OE", "SCL", "SDA", "VCC", "V+", "PWM0", "PWM1", "PWM2", "PWM3", "PWM4", "PWM5",
        "PWM6", "PWM7", "PWM8", "PWM9", "PWM10", "PWM11", "PWM12", "PWM13", "PWM14", "PWM15",
    ],
    build,
};

/// The least supply (section 12).
const MIN_VOLTS: f64 = 2.3;

const ADDRESS: u8 = 0x40;
const GENERAL_CALL: u8 = 0;
/// The byte of a general call that resets the chip (section 7.6).
const SOFTWARE_RESET: u8 = 6;

/// Registers (table 4).
const MODE1: u8 = 0x00;
const MODE2: u8 = 0x01;
const SUBADR1: u8 = 0x02;
const ALLCALLADR: u8 = 0x05;
const LED0_ON_L: u8 = 0x06;
const LED15_OFF_H: u8 = 0x45;
const ALL_LED_ON_L: u8 = 0xfa;
const ALL_LED_OFF_H: u8 = 0xfd;
const PRE_SCALE: u8 = 0xfe;

/// Bits of MODE1 (table 5).
const RESTART: u8 = 0x80;
const AUTO_INCREMENT: u8 = 0x20;
const SLEEP: u8 = 0x10;
/// SUB1 is the highest of three.
const SUB1: u8 = 0x08;
const ALLCALL: u8 = 0x01;

/// Bits of MODE2 (table 6).
const INVRT: u8 = 0x10;
const OCH: u8 = 0x08;
const OUTDRV: u8 = 0x04;
const OUTNE: u8 = 0x03;

/// The bit of LEDn_ON_H and LEDn_OFF_H that keeps the output on or off (table 7).
const FULL: u16 = 0x1000;

/// A clock of the internal oscillator of 25 MHz (section 7.3.5).
const CLOCK: Nanos = Nanos(40);
const COUNTS: u64 = 4096;

/// How long the oscillator takes to start (table 5, note 2).
const STARTUP: Nanos = Nanos::from_micros(500);

/// The token of the next edge.
const EDGE: u16 = 0;

/// A driver board.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Pca9685 {
    port: I2cPort,
    chip: Registered<Chip>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
struct Chip {
    power: Power,
    /// The pin that enables the outputs when it is low, as the board's pull-down makes it.
    enable: Pin,
    /// The sixteen.
    outputs: Vec<Output>,
    address: u8,
    mode1: u8,
    mode2: u8,
    /// SUBADR1 to 3 and ALLCALLADR.
    other_addresses: [u8; 4],
    prescale: u8,
    /// Whether the present transfer is a general call.
    general_call: bool,
    /// Whether outputs wait for the end of the transfer to change.
    changed: bool,
    /// When the counter began; the outputs are off before.
    began: Instant,
}

#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
struct Output {
    pin: Pin,
    /// Whether a wire leads to it; nobody sees the edges of others.
    wired: bool,
    /// LEDn_ON and LEDn_OFF, as they were written.
    written: (u16, u16),
    /// And as they work.
    active: (u16, u16),
    /// The count at which what was written begins to work, if it does not yet.
    pending: Option<u64>,
}

impl Output {
    /// Whether the output is on at a count.
    fn is_on(&self, count: u64) -> bool {
        let (on, off) = self.active;
        if off & FULL != 0 {
            return false;
        }
        if on & FULL != 0 {
            return true;
        }
        let (on, off) = (u64::from(on), u64::from(off));
        if on <= off {
            (on..off).contains(&count)
        } else {
            count >= on || count < off
        }
    }

    /// The counts at which it goes on and off.
    fn edges((on, off): (u16, u16)) -> Option<[u64; 2]> {
        let changes = (on | off) & FULL == 0 && on != off;
        changes.then_some([u64::from(on), u64::from(off)])
    }

    /// Lets it do what was written, at the end of its low phase if it runs, so that no pulse is cut (section 7.3.3).
    fn apply(&mut self) {
        let next = Self::edges(self.written);
        self.pending = match Self::edges(self.active) {
            _ if self.written == self.active || next.is_none() => None,
            Some([on, _]) => Some(on),
            None => Some(0),
        };
        if self.pending.is_none() {
            self.active = self.written;
        }
    }

    /// The counts at which something happens to it.
    fn stops(&self) -> impl Iterator<Item = u64> {
        let edges = Self::edges(self.active).into_iter().flatten();
        edges.chain(self.pending)
    }
}

impl Chip {
    fn reset(&mut self, bench: &mut Bench<'_>) {
        (self.mode1, self.mode2) = (SLEEP | ALLCALL, OUTDRV);
        self.other_addresses = [0xe2, 0xe4, 0xe8, 0xe0];
        self.prescale = 0x1e;
        self.changed = false;
        for output in &mut self.outputs {
            output.written = (0, FULL);
            output.active = output.written;
            output.pending = None;
        }
        self.drive(bench);
    }

    fn tick(&self) -> u64 {
        CLOCK.0 * (u64::from(self.prescale) + 1)
    }

    /// Whether the counter runs: not asleep, and not waiting for a restart.
    fn runs(&self) -> bool {
        self.mode1 & (SLEEP | RESTART) == 0
    }

    /// The count at an instant; `None` before the counter has begun.
    fn count(&self, now: Instant) -> Option<u64> {
        let counts = now >= self.began && self.runs();
        counts.then(|| (now - self.began).0 / self.tick() % COUNTS)
    }

    /// Drives all outputs as they are now, and asks to be woken at the next edge.
    fn drive(&mut self, bench: &mut Bench<'_>) {
        bench.cancel(EDGE);
        let now = bench.now();
        let count = self.count(now);
        for output in &mut self.outputs {
            // Without a counter there is nothing to wait for.
            if output.pending.is_some() && (count.is_none() || output.pending == count) {
                output.pending = None;
                output.active = output.written;
            }
        }
        let enabled = bench.level(self.enable) == Level::Floating || !bench.high(self.enable);
        for output in &self.outputs {
            if !output.wired {
                continue;
            }
            if !bench.powered(self.power) {
                bench.drive(output.pin, crate::net::Drive::HighZ);
                continue;
            }
            let on = count.is_some_and(|count| output.is_on(count));
            let high = on != (self.mode2 & INVRT != 0);
            let totem_pole = self.mode2 & OUTDRV != 0;
            // What the output does while it is not enabled (section 7.4, table 6).
            let level = match (enabled, self.mode2 & OUTNE) {
                (true, _) => Some(high),
                (false, 0) => Some(false),
                (false, 1) if totem_pole => Some(true),
                (false, _) => None,
            };
            match level {
                Some(true) if totem_pole => bench.push(output.pin, true, self.power),
                Some(false) => bench.pull_low(output.pin, true),
                _ => bench.pull_low(output.pin, false),
            }
        }
        if !enabled || !self.runs() {
            return;
        }
        if let Some(at) = self.next_edge(now) {
            bench.wake_at(at, EDGE);
        }
    }

    fn next_edge(&self, now: Instant) -> Option<Instant> {
        if now < self.began {
            return Some(self.began);
        }
        let tick = self.tick();
        let ticks = (now - self.began).0 / tick;
        let count = ticks % COUNTS;
        let edges = self.outputs.iter().filter(|output| output.wired);
        let after = edges
            .flat_map(Output::stops)
            // An edge at this very count is the one of the next round.
            .map(|edge| (edge + COUNTS - count - 1) % COUNTS + 1)
            .min()?;
        Some(self.began + Nanos((ticks + after) * tick))
    }

    /// Starts the counter anew.
    fn begin(&mut self, at: Instant) {
        self.began = at;
    }

    fn set_mode1(&mut self, bench: &mut Bench<'_>, byte: u8) {
        let now = bench.now();
        let slept = self.mode1 & SLEEP != 0;
        let sleeps = byte & SLEEP != 0;
        // The bit is set by the chip, if PWM ran when it was put to sleep, and cleared by writing 1 (section 7.3.1.1).
        let mut restart = self.mode1 & RESTART;
        if !slept
            && sleeps
            && self.runs()
            && self
                .outputs
                .iter()
                .any(|o| Output::edges(o.active).is_some())
        {
            restart = RESTART;
        }
        if !sleeps && byte & RESTART != 0 && restart != 0 {
            restart = 0;
            self.begin(now.max(self.began));
        }
        self.mode1 = byte & !RESTART | restart;
        if slept && !sleeps {
            self.begin(now + STARTUP);
        }
        self.drive(bench);
    }

    fn store_output(&mut self, register: u8, byte: u8) {
        let (range, part) = if register >= ALL_LED_ON_L {
            (0..16, register - ALL_LED_ON_L)
        } else {
            let place = register - LED0_ON_L;
            let output = usize::from(place / 4);
            (output..output + 1, place % 4)
        };
        for output in &mut self.outputs[range] {
            let (on, off) = &mut output.written;
            let half = if part < 2 { on } else { off };
            *half = if part % 2 == 0 {
                *half & 0xff00 | u16::from(byte)
            } else {
                *half & 0x00ff | u16::from(byte & 0x1f) << 8
            };
        }
        self.changed = true;
    }

    /// Lets outputs do what was written.
    fn apply(&mut self, bench: &mut Bench<'_>) {
        if !core::mem::take(&mut self.changed) {
            return;
        }
        for output in &mut self.outputs {
            output.apply();
        }
        // Writing to the outputs is another way to leave the wait for a restart.
        if self.mode1 & (SLEEP | RESTART) == RESTART {
            self.mode1 &= !RESTART;
            self.begin(bench.now().max(self.began));
        }
        self.drive(bench);
    }
}

impl Registers for Chip {
    fn answers(&mut self, bench: &mut Bench<'_>, address: u8, read: bool) -> bool {
        self.general_call = address == GENERAL_CALL && !read;
        let sub = |n: usize| {
            let enabled = self.mode1 & SUB1 >> n != 0;
            enabled && self.other_addresses[n] >> 1 == address
        };
        let all = self.mode1 & ALLCALL != 0 && self.other_addresses[3] >> 1 == address && !read;
        let own = address == self.address || self.general_call || all || (0..3).any(sub) && !read;
        own && bench.powered(self.power)
    }

    fn name(&mut self, bench: &mut Bench<'_>, byte: u8) -> (u8, bool) {
        if self.general_call {
            let reset = byte == SOFTWARE_RESET;
            if reset {
                self.reset(bench);
            }
            return (byte, reset);
        }
        (byte, true)
    }

    fn store(&mut self, bench: &mut Bench<'_>, register: u8, byte: u8) {
        if self.general_call {
            return;
        }
        match register {
            MODE1 => self.set_mode1(bench, byte),
            MODE2 => {
                self.mode2 = byte & 0x1f;
                self.drive(bench);
            }
            SUBADR1..=ALLCALLADR => {
                self.other_addresses[usize::from(register - SUBADR1)] = byte & !1;
            }
            LED0_ON_L..=LED15_OFF_H | ALL_LED_ON_L..=ALL_LED_OFF_H => {
                self.store_output(register, byte);
                // With OCH they change when the last register of an output is acknowledged.
                let last = if register >= ALL_LED_ON_L {
                    register == ALL_LED_OFF_H
                } else {
                    (register - LED0_ON_L) % 4 == 3
                };
                if self.mode2 & OCH != 0 && last {
                    self.apply(bench);
                }
            }
            // Writes are blocked while the oscillator runs; less than 3 is 3 (section 7.3.5).
            PRE_SCALE if self.mode1 & SLEEP != 0 => self.prescale = byte.max(3),
            _ => {}
        }
    }

    fn load(&mut self, _bench: &mut Bench<'_>, register: u8) -> u8 {
        match register {
            MODE1 => self.mode1,
            MODE2 => self.mode2,
            SUBADR1..=ALLCALLADR => self.other_addresses[usize::from(register - SUBADR1)],
            LED0_ON_L..=LED15_OFF_H => {
                let place = register - LED0_ON_L;
                let (on, off) = self.outputs[usize::from(place / 4)].written;
                let [on_high, on_low] = on.to_be_bytes();
                let [off_high, off_low] = off.to_be_bytes();
                [on_low, on_high, off_low, off_high][usize::from(place % 4)]
            }
            PRE_SCALE => self.prescale,
            // Those of all outputs at once read as nought.
            _ => 0,
        }
    }

    fn next(&self, register: u8) -> u8 {
        if self.mode1 & AUTO_INCREMENT == 0 {
            return register;
        }
        match register {
            // Past the outputs it begins anew (section 7.3).
            LED15_OFF_H => MODE1,
            _ => register.wrapping_add(1),
        }
    }

    fn end(&mut self, bench: &mut Bench<'_>) {
        self.apply(bench);
    }
}

impl Device for Pca9685 {
    fn power_on(&mut self, bench: &mut Bench<'_>) {
        self.chip.chip.reset(bench);
    }

    /// The enable has changed, which is all that the part watches.
    fn pin(&mut self, bench: &mut Bench<'_>, _pin: Pin, _high: bool) {
        self.chip.chip.drive(bench);
    }

    fn wake(&mut self, bench: &mut Bench<'_>, _token: u16) {
        self.chip.chip.drive(bench);
    }

    fn i2c(&mut self) -> Option<(&mut I2cPort, &mut dyn I2cTarget)> {
        Some((&mut self.port, &mut self.chip))
    }
}

fn build(wiring: &mut Wiring<'_>) -> Result<Part, DiagramError> {
    let address = wiring.i2c_address(ADDRESS, ADDRESS..=ADDRESS + 0x3f)?;
    let output = |index: usize| {
        let name = TYPE.pins[6 + index];
        Output {
            pin: wiring.drives(name),
            wired: wiring.wired(name),
            written: (0, FULL),
            active: (0, FULL),
            pending: None,
        }
    };
    let outputs = (0..16).map(output).collect();
    Ok(Part::from(Pca9685 {
        port: wiring.i2c("SDA", "SCL"),
        chip: Registered::new(Chip {
            power: wiring.power("VCC", "GND", MIN_VOLTS),
            enable: wiring.watches("OE"),
            outputs,
            address,
            mode1: 0,
            mode2: 0,
            other_addresses: [0; 4],
            prescale: 0,
            general_call: false,
            changed: false,
            began: Instant::ZERO,
        }),
    }))
}

#[cfg(test)]
mod tests {
    use super::super::PartState;
    use super::super::bed::{Bed, Wires};
    use crate::time::Nanos;
    use crate::{PinMode, Pull};

    const CHIP: u8 = 0x40;

    fn bed(wires: Wires) -> Bed {
        let pins = [("VCC", "3V3"), ("GND", "GND.1"), ("PWM3", "GP9")];
        let mut bed = Bed::i2c("board-pca9685", &pins, wires);
        bed.configure(9, PinMode::In, Pull::NONE, None);
        bed
    }

    /// As drivers set a frequency of about 50 Hz: asleep for the prescaler, then a restart with auto-increment.
    fn begin(bed: &mut Bed) {
        for bytes in [[0, 0x11], [0xfe, 121], [0, 0x01]] {
            bed.write(CHIP, &bytes).expect("it answers");
        }
        bed.pass(Nanos::from_micros(500));
        bed.write(CHIP, &[0, 0xa1]).expect("it answers");
    }

    #[test]
    fn an_output_is_on_for_its_share_of_the_period() {
        for wires in Wires::ALL {
            let mut bed = bed(wires);
            begin(&mut bed);
            assert_eq!(bed.write_read(CHIP, &[0], 1), Ok(vec![0x21]), "{wires:?}");
            bed.write(CHIP, &[0x06 + 12, 0x00, 0x04, 0x00, 0x05])
                .expect("it answers");
            let read = bed.write_read(CHIP, &[0x06 + 12], 4);
            assert_eq!(read, Ok(vec![0, 4, 0, 5]));
            bed.pass(Nanos::from_millis(20));
            let (mut rises, mut high, mut before) = (0, 0, bed.get(9));
            for _ in 0..20_000 {
                bed.pass(Nanos::from_micros(10));
                let now = bed.get(9);
                rises += u32::from(now && !before);
                high += u32::from(now);
                before = now;
            }
            // 4096 counts of 122 clocks are 19.99 ms, of which a sixteenth is high.
            assert_eq!(rises, 10);
            assert!((high as i32 - 1250).abs() < 10, "{high}");
        }
    }

    #[test]
    fn the_prescaler_is_set_only_while_it_sleeps() {
        let mut bed = bed(Wires::Controller);
        begin(&mut bed);
        bed.write(CHIP, &[0xfe, 30]).expect("it answers");
        assert_eq!(bed.write_read(CHIP, &[0xfe], 1), Ok(vec![121]));
    }

    #[test]
    fn sleep_stops_the_outputs_until_a_restart() {
        let mut bed = bed(Wires::Controller);
        begin(&mut bed);
        bed.write(CHIP, &[0x06 + 12, 0, 0, 0xff, 0x0f])
            .expect("it answers");
        bed.pass(Nanos::from_millis(20));
        assert!(bed.get(9));
        bed.write(CHIP, &[0, 0x31]).expect("it answers");
        assert!(!bed.get(9));
        assert_eq!(bed.write_read(CHIP, &[0], 1), Ok(vec![0xb1]));
        bed.write(CHIP, &[0, 0x21]).expect("it answers");
        bed.pass(Nanos::from_millis(1));
        assert!(!bed.get(9), "it waits");
        bed.write(CHIP, &[0, 0xa1]).expect("it answers");
        assert!(bed.get(9));
    }

    #[test]
    fn a_change_cuts_no_pulse() {
        let mut bed = bed(Wires::Controller);
        begin(&mut bed);
        let mut lengths = Vec::new();
        // Half a millisecond, and then two while the low phase of the same round has begun.
        for off in [102_u16, 410] {
            let [low, high] = off.to_le_bytes();
            bed.write(CHIP, &[0x06 + 12, 0, 0, low, high])
                .expect("it answers");
            while !bed.get(9) {
                bed.pass(Nanos::from_micros(10));
            }
            let rose = bed.now;
            while bed.get(9) {
                bed.pass(Nanos::from_micros(10));
            }
            lengths.push((bed.now - rose).0 / 10_000);
        }
        assert!((48..=52).contains(&lengths[0]), "{lengths:?}");
        assert!((198..=202).contains(&lengths[1]), "{lengths:?}");
    }

    #[test]
    fn full_on_and_full_off_and_all_at_once_and_a_reset() {
        let mut bed = bed(Wires::Controller);
        begin(&mut bed);
        bed.write(CHIP, &[0xfa, 0, 0x10, 0, 0]).expect("it answers");
        for _ in 0..5 {
            bed.pass(Nanos::from_millis(5));
            assert!(bed.get(9));
        }
        bed.write(CHIP, &[0x09 + 12, 0x10]).expect("it answers");
        assert!(!bed.get(9), "off is stronger");
        bed.write(CHIP, &[0x09 + 12, 0x00]).expect("it answers");
        assert!(bed.get(9));
        assert_eq!(bed.write(0x70, &[0x09 + 12, 0x10]), Ok(()), "all-call");
        assert!(!bed.get(9));
        assert_eq!(bed.write(0, &[6]), Ok(()));
        assert_eq!(bed.write_read(CHIP, &[0], 1), Ok(vec![0x11]));
    }

    #[test]
    fn a_servo_follows() {
        let diagram = r#"{"version": 1,
            "parts": [{"id": "pico", "type": "wokwi-pi-pico"}, {"id": "driver", "type": "board-pca9685"},
                {"id": "part", "type": "wokwi-servo"}],
            "connections": [["driver:VCC", "pico:3V3", "", []], ["driver:GND", "pico:GND.1", "", []],
                ["driver:V+", "pico:VBUS", "", []], ["driver:SDA", "pico:GP4", "", []],
                ["driver:SCL", "pico:GP5", "", []], ["part:PWM", "driver:PWM7", "", []],
                ["part:V+", "driver:V+", "", []], ["part:GND", "pico:GND.2", "", []]]}"#;
        let mut bed = Bed::of(diagram);
        bed.pull_bus_up();
        begin(&mut bed);
        let mut turn = |micros: u64| {
            let counts = (micros * 1000 / (122 * 40)) as u16;
            let [low, high] = counts.to_le_bytes();
            bed.write(CHIP, &[0x06 + 28, 0, 0, low, high])
                .expect("it answers");
            bed.pass(Nanos::from_millis(60));
            let states = bed.circuit.part_states();
            match states.iter().find(|(id, _)| id == "part") {
                Some((_, PartState::Servo { degrees })) => *degrees,
                other => panic!("{other:?} is no servo"),
            }
        };
        assert!((turn(1500) - 90.0).abs() < 1.0);
        assert!((turn(2500) - 180.0).abs() < 1.0);
        assert!((turn(500) - 0.0).abs() < 1.0);
    }
}
