//! `wokwi-ds18b20` and `board-ds18b20`: a thermometer on a 1-Wire bus (Maxim DS18B20 datasheet, rev. 042208;
//! <https://docs.wokwi.com/parts/wokwi-ds18b20>).

use super::one_wire::{FIRST_TOKEN, OneWirePort, OneWireTarget, crc8};
use super::{Bench, Device, Part, PartType, Pin, Wiring};
use crate::control::ControlDesc;
use crate::diagram::DiagramError;
use crate::time::{Instant, Nanos};
use serde::Serialize;

pub(super) const TYPE: PartType = PartType {
    names: &["wokwi-ds18b20", "board-ds18b20"],
    pins: &["VCC", "DQ", "GND"],
    build,
};

/// The least supply.
const MIN_VOLTS: f64 = 3.0;

/// The range of the sensor and its best resolution.
const CELSIUS: (f64, f64, f64) = (-55.0, 125.0, 0.0625);

/// The family code of such thermometers.
const FAMILY: u8 = 0x28;

const CONVERT: u8 = 0x44;
const WRITE_SCRATCHPAD: u8 = 0x4e;
const READ_SCRATCHPAD: u8 = 0xbe;
const COPY_SCRATCHPAD: u8 = 0x48;
const RECALL: u8 = 0xb8;
const READ_POWER: u8 = 0xb4;

/// A conversion at 12 bits; each bit less halves it.
const CONVERSION: Nanos = Nanos(750_000_000);
/// Copying into the non-volatile memory.
const COPYING: Nanos = Nanos(10_000_000);

/// What the scratchpad holds for a temperature before the first conversion: 85 °C.
const AFTER_POWER_ON: i16 = 0x0550;
/// The alarm thresholds and the configuration as they are delivered: 75 and 70 °C, 12 bits.
const DELIVERED: [u8; 3] = [0x4b, 0x46, 0x7f];

/// The token of the wake-up when a conversion is over.
const CONVERTED: u16 = FIRST_TOKEN;

/// A thermometer.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Ds18b20 {
    port: OneWirePort,
    chip: Chip,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
struct Chip {
    celsius: f64,
    /// The last conversion's result, in sixteenths of a degree.
    raw: i16,
    /// The alarm thresholds and the configuration: in the scratchpad and in the non-volatile memory.
    registers: [u8; 3],
    stored: [u8; 3],
    alarm: bool,
    /// When what it was told to do is done.
    done: Instant,
    doing: Doing,
}

/// What it was told to do since the last reset.
#[derive(Clone, Debug, PartialEq, Serialize)]
enum Doing {
    /// It waits for a command.
    Nothing,
    /// It says whether it has done it.
    Busy,
    /// It takes bytes for the scratchpad, of which so many came.
    Takes(u8),
    /// It sends bytes, of which so many bits are gone.
    Sends([u8; 9], u8),
}

impl Chip {
    /// 9 to 12 bits.
    fn bits(&self) -> u8 {
        9 + (self.registers[2] >> 5 & 3)
    }

    fn scratchpad(&self) -> [u8; 9] {
        let [low, high] = self.raw.to_le_bytes();
        let [th, tl, config] = self.registers;
        let mut bytes = [low, high, th, tl, config, 0xff, 0x0c, 0x10, 0];
        bytes[8] = crc8(&bytes[..8]);
        bytes
    }

    fn convert(&mut self) {
        let sixteenths = libm::floor(self.celsius * 16.0 + 0.5) as i16;
        // With fewer bits the lowest ones are not defined; they are 0 here.
        self.raw = sixteenths >> (12 - self.bits()) << (12 - self.bits());
        let degrees = (self.raw >> 4) as i8;
        self.alarm = degrees >= self.registers[0] as i8 || degrees <= self.registers[1] as i8;
    }
}

impl OneWireTarget for Chip {
    fn alarm(&self) -> bool {
        self.alarm
    }

    fn reset(&mut self) {
        self.doing = Doing::Nothing;
    }

    fn write(&mut self, bench: &mut Bench<'_>, byte: u8) {
        if let Doing::Takes(place) = self.doing {
            self.registers[usize::from(place)] = match place {
                // Two bits of the configuration can be written.
                2 => byte & 0x60 | 0x1f,
                _ => byte,
            };
            self.doing = if place < 2 {
                Doing::Takes(place + 1)
            } else {
                Doing::Nothing
            };
            return;
        }
        self.doing = match byte {
            CONVERT => {
                let time = Nanos(CONVERSION.0 >> (12 - self.bits()));
                self.done = bench.now() + time;
                bench.cancel(CONVERTED);
                bench.wake_at(self.done, CONVERTED);
                Doing::Busy
            }
            WRITE_SCRATCHPAD => Doing::Takes(0),
            READ_SCRATCHPAD => Doing::Sends(self.scratchpad(), 0),
            COPY_SCRATCHPAD => {
                self.stored = self.registers;
                self.done = bench.now() + COPYING;
                Doing::Busy
            }
            RECALL => {
                self.registers = self.stored;
                self.done = bench.now();
                Doing::Busy
            }
            // A 1 says that it has a supply of its own.
            READ_POWER => Doing::Sends([0xff; 9], 0),
            _ => Doing::Nothing,
        };
    }

    fn read(&mut self, bench: &mut Bench<'_>) -> Option<bool> {
        match &mut self.doing {
            Doing::Nothing | Doing::Takes(_) => None,
            Doing::Busy => Some(bench.now() >= self.done),
            Doing::Sends(bytes, gone) => {
                let byte = bytes.get(usize::from(*gone / 8));
                // After the last bit the wire stays as it is.
                let bit = byte.is_none_or(|byte| byte >> (*gone % 8) & 1 == 1);
                *gone = gone.saturating_add(1);
                Some(bit)
            }
        }
    }
}

impl Device for Ds18b20 {
    fn pin(&mut self, bench: &mut Bench<'_>, _pin: Pin, high: bool) {
        self.port.edge(bench, &mut self.chip, high);
    }

    fn wake(&mut self, bench: &mut Bench<'_>, token: u16) {
        if self.port.wake(bench, token) == Some(CONVERTED) {
            self.chip.convert();
        }
    }

    fn controls(&self, part: &str) -> Vec<ControlDesc> {
        let value = self.chip.celsius;
        vec![ControlDesc::range(
            part,
            "temperature",
            "°C",
            CELSIUS,
            value,
        )]
    }

    fn set_control(&mut self, _bench: &mut Bench<'_>, _control: &str, value: f64) {
        self.chip.celsius = value;
    }
}

/// Bytes that an attribute gives in hexadecimal.
fn hex<const N: usize>(wiring: &Wiring<'_>, name: &str) -> Result<Option<[u8; N]>, DiagramError> {
    let Some(text) = wiring.part.attr(name) else {
        return Ok(None);
    };
    let digits = text.trim();
    match u64::from_str_radix(digits, 16) {
        Ok(number) if digits.len() == 2 * N && digits.is_ascii() => {
            let mut bytes = [0; N];
            bytes.copy_from_slice(&number.to_be_bytes()[8 - N..]);
            Ok(Some(bytes))
        }
        _ => Err(wiring.bad_attr(name, text, format!("{} hexadecimal digits", 2 * N))),
    }
}

fn build(wiring: &mut Wiring<'_>) -> Result<Part, DiagramError> {
    let celsius = wiring.number("temperature", 22.0, (CELSIUS.0, CELSIUS.1))?;
    let [family] = hex(wiring, "familyCode")?.unwrap_or([FAMILY]);
    // Without a serial number each gets one of its own, so that several can share a wire.
    let serial = hex(wiring, "deviceID")?.unwrap_or_else(|| {
        let [a, b, c, d, e, f, ..] = wiring.rng().next_u64().to_be_bytes();
        [a, b, c, d, e, f]
    });
    wiring.watches("DQ");
    let power = wiring.power("VCC", "GND", MIN_VOLTS);
    Ok(Part::from(Ds18b20 {
        port: OneWirePort::new(wiring.drives("DQ"), power, family, serial),
        chip: Chip {
            celsius,
            raw: AFTER_POWER_ON,
            registers: DELIVERED,
            stored: DELIVERED,
            alarm: false,
            done: Instant::ZERO,
            doing: Doing::Nothing,
        },
    }))
}

#[cfg(test)]
mod tests {
    use super::super::bed::Bed;
    use super::super::one_wire::crc8;
    use crate::{Nanos, PinMode, Pull};

    const WIRE: u8 = 4;

    /// Thermometers with the ids `part`, `part2` and so on, on one wire with a pull-up.
    fn bed(ids: &[&str]) -> Bed {
        let mut parts = vec![
            String::from(r#"{"id": "pico", "type": "wokwi-pi-pico", "attrs": {}}"#),
            String::from(r#"{"id": "r", "type": "wokwi-resistor", "attrs": {"value": "4700"}}"#),
        ];
        let wire = |from: &str, to: &str| format!(r#"["{from}", "{to}", "", []]"#);
        let mut wires = vec![wire("pico:GP4", "r:1"), wire("pico:3V3", "r:2")];
        for (index, id) in ids.iter().enumerate() {
            let name = match index {
                0 => String::from("part"),
                _ => format!("part{}", index + 1),
            };
            parts.push(format!(
                r#"{{"id": "{name}", "type": "board-ds18b20", "attrs": {{"deviceID": "{id}"}}}}"#
            ));
            for (from, to) in [("GP4", "DQ"), ("3V3", "VCC"), ("GND.1", "GND")] {
                wires.push(wire(&format!("pico:{from}"), &format!("{name}:{to}")));
            }
        }
        let mut bed = Bed::of(&format!(
            r#"{{"version": 1, "parts": [{}], "connections": [{}]}}"#,
            parts.join(", "),
            wires.join(", ")
        ));
        bed.configure(WIRE, PinMode::OpenDrain, Pull::NONE, Some(true));
        bed
    }

    fn hold(bed: &mut Bed, high: bool, micros: u64) {
        bed.circuit
            .pin_write(bed.now, WIRE, high)
            .expect("the board has the pin");
        bed.pass(Nanos::from_micros(micros));
    }

    fn reset(bed: &mut Bed) -> bool {
        hold(bed, false, 480);
        hold(bed, true, 70);
        let present = !bed.get(WIRE);
        bed.pass(Nanos::from_micros(410));
        present
    }

    fn write_bit(bed: &mut Bed, bit: bool) {
        hold(bed, false, if bit { 6 } else { 60 });
        hold(bed, true, if bit { 64 } else { 10 });
    }

    fn read_bit(bed: &mut Bed) -> bool {
        hold(bed, false, 6);
        hold(bed, true, 9);
        let bit = bed.get(WIRE);
        bed.pass(Nanos::from_micros(55));
        bit
    }

    fn write(bed: &mut Bed, bytes: &[u8]) {
        for byte in bytes {
            (0..8).for_each(|bit| write_bit(bed, byte >> bit & 1 == 1));
        }
    }

    fn read<const N: usize>(bed: &mut Bed) -> [u8; N] {
        core::array::from_fn(|_| (0..8).fold(0, |byte, bit| byte | u8::from(read_bit(bed)) << bit))
    }

    /// Begins with a reset, and sends bytes.
    fn command(bed: &mut Bed, bytes: &[u8]) {
        assert!(reset(bed), "a device answers");
        write(bed, bytes);
    }

    fn scratchpad(bed: &mut Bed) -> [u8; 9] {
        command(bed, &[0xcc, 0xbe]);
        let bytes = read(bed);
        assert_eq!(crc8(&bytes[..8]), bytes[8]);
        bytes
    }

    /// All addresses, found as application note 187 says.
    fn search(bed: &mut Bed, byte: u8) -> Vec<[u8; 8]> {
        let (mut found, mut forks) = (Vec::new(), vec![0u64]);
        while let Some(wanted) = forks.pop() {
            command(bed, &[byte]);
            let (mut address, mut last_fork) = (0u64, None);
            for index in 0..64 {
                let bit = match (read_bit(bed), read_bit(bed)) {
                    (true, true) => return found,
                    (false, false) => {
                        let bit = wanted >> index & 1 == 1;
                        if !bit {
                            last_fork = Some(address | 1 << index);
                        }
                        bit
                    }
                    (bit, _) => bit,
                };
                write_bit(bed, bit);
                address |= u64::from(bit) << index;
            }
            found.push(address.to_le_bytes());
            forks.extend(last_fork);
        }
        found
    }

    #[test]
    fn one_converts_and_sends_its_scratchpad() {
        let mut bed = bed(&["010203040506"]);
        assert_eq!(
            scratchpad(&mut bed)[..5],
            [0x50, 0x05, 0x4b, 0x46, 0x7f],
            "85 °C at first"
        );
        command(&mut bed, &[0x33]);
        let address: [u8; 8] = read(&mut bed);
        assert_eq!(address[..7], [0x28, 1, 2, 3, 4, 5, 6]);
        assert_eq!(crc8(&address), 0, "the checksum over all is 0");
        // The datasheet's table of temperatures.
        for (celsius, bytes) in [
            (125.0, [0xd0, 0x07]),
            (25.0625, [0x91, 0x01]),
            (-0.5, [0xf8, 0xff]),
            (-55.0, [0x90, 0xfc]),
        ] {
            bed.turn("temperature", celsius);
            command(&mut bed, &[0xcc, 0x44]);
            bed.pass(Nanos::from_millis(749));
            assert!(!read_bit(&mut bed), "it is not ready");
            bed.pass(Nanos::from_millis(2));
            assert!(read_bit(&mut bed), "it is ready");
            assert_eq!(scratchpad(&mut bed)[..2], bytes, "{celsius} °C");
        }
    }

    #[test]
    fn fewer_bits_are_quicker_and_survive_in_its_memory() {
        let mut bed = bed(&["010203040506"]);
        bed.turn("temperature", 25.9);
        command(&mut bed, &[0xcc, 0x4e, 30, 0x80, 0x1f]);
        command(&mut bed, &[0xcc, 0x48]);
        assert!(!read_bit(&mut bed), "it copies");
        bed.pass(Nanos::from_millis(10));
        assert!(read_bit(&mut bed));
        command(&mut bed, &[0xcc, 0x44]);
        bed.pass(Nanos::from_millis(94));
        assert!(read_bit(&mut bed), "9 bits take 93.75 ms");
        assert_eq!(
            scratchpad(&mut bed)[..5],
            [0x98, 0x01, 30, 0x80, 0x1f],
            "25.5 °C"
        );
        command(&mut bed, &[0xcc, 0x4e, 1, 2, 0x7f]);
        command(&mut bed, &[0xcc, 0xb8]);
        assert_eq!(scratchpad(&mut bed)[2..5], [30, 0x80, 0x1f]);
    }

    #[test]
    fn a_search_finds_all_and_an_alarm_search_those_with_an_alarm() {
        let mut bed = bed(&["000000000001", "800000000001", "ff00aa550003"]);
        let mut all = search(&mut bed, 0xf0);
        assert!(all.iter().all(|address| crc8(address) == 0));
        all.sort();
        let serials: Vec<_> = all.iter().map(|address| (address[1], address[6])).collect();
        assert_eq!(serials, [(0, 1), (0x80, 1), (0xff, 3)]);
        assert_eq!(search(&mut bed, 0xec), [[0; 8]; 0]);
        // One of them is hot.
        bed.circuit
            .set_control(bed.now, "part2", "temperature", 90.0)
            .expect("it is there");
        command(&mut bed, &[0xcc, 0x4e, 75, 10, 0x7f]);
        command(&mut bed, &[0xcc, 0x44]);
        bed.pass(Nanos::from_millis(750));
        assert_eq!(search(&mut bed, 0xec), [all[1]]);
        let mut alone = vec![0x55];
        alone.extend(all[1]);
        alone.push(0xbe);
        command(&mut bed, &alone);
        assert_eq!(read::<2>(&mut bed), [0xa0, 0x05], "90 °C");
    }

    /// A wire that was low since the power came on and is let go looks like a reset, too: the answer to that one and the
    /// real reset overlap.
    #[test]
    fn a_reset_within_the_answer_to_another_is_heard() {
        for pause in [5, 20, 50, 100, 140] {
            let mut bed = bed(&["010203040506"]);
            hold(&mut bed, false, 2000);
            hold(&mut bed, true, pause);
            assert!(reset(&mut bed), "after {pause} µs");
            write(&mut bed, &[0x33]);
            assert_eq!(read::<1>(&mut bed), [0x28], "after {pause} µs");
        }
    }

    #[test]
    fn without_a_supply_nobody_answers() {
        let mut bed = Bed::new("wokwi-ds18b20", &[], &[("DQ", "GP4"), ("GND", "GND.1")]);
        bed.configure(WIRE, PinMode::OpenDrain, Pull::UP, Some(true));
        assert!(!reset(&mut bed));
    }
}
