//! The drivers of a Pico's firmware with the parts that they are for.

#![allow(clippy::unwrap_used)] // A test that panics has failed, as it should.

use std::collections::BTreeMap;

use session::{Board, Instant, PartState, Session, SessionConfig, Stop};

const DIAGRAM: &str = r#"{"version": 1,
  "parts": [
    {"id": "pico", "type": "wokwi-pi-pico"},
    {"id": "dht", "type": "wokwi-dht22", "attrs": {"temperature": "-7.5", "humidity": "61.2"}},
    {"id": "warm", "type": "board-ds18b20", "attrs": {"temperature": "21.5"}},
    {"id": "cold", "type": "board-ds18b20", "attrs": {"temperature": "-3.25"}},
    {"id": "sonar", "type": "wokwi-hc-sr04", "attrs": {"distance": "123"}},
    {"id": "ring", "type": "wokwi-led-ring", "attrs": {"pixels": "12"}},
    {"id": "oled", "type": "board-ssd1306"},
    {"id": "bme", "type": "board-bme280"}],
  "connections": [
    ["dht:VCC", "pico:3V3", "", []], ["dht:GND", "pico:GND.1", "", []], ["dht:SDA", "pico:GP15", "", []],
    ["warm:VCC", "pico:3V3", "", []], ["warm:GND", "pico:GND.1", "", []], ["warm:DQ", "pico:GP16", "", []],
    ["cold:VCC", "pico:3V3", "", []], ["cold:GND", "pico:GND.1", "", []], ["cold:DQ", "pico:GP16", "", []],
    ["sonar:VCC", "pico:VBUS", "", []], ["sonar:GND", "pico:GND.1", "", []],
    ["sonar:TRIG", "pico:GP10", "", []], ["sonar:ECHO", "pico:GP11", "", []],
    ["ring:VCC", "pico:VBUS", "", []], ["ring:GND", "pico:GND.2", "", []], ["ring:DIN", "pico:GP6", "", []],
    ["oled:VCC", "pico:3V3", "", []], ["oled:GND", "pico:GND.1", "", []],
    ["oled:SDA", "pico:GP4", "", []], ["oled:SCL", "pico:GP5", "", []],
    ["bme:VCC", "pico:3V3", "", []], ["bme:GND", "pico:GND.1", "", []],
    ["bme:SDA", "pico:GP4", "", []], ["bme:SCL", "pico:GP5", "", []]]}"#;

const PROGRAM: &str = "
import dht, onewire, ds18x20, neopixel, time
from machine import Pin, I2C, time_pulse_us
humid = dht.DHT22(Pin(15))
humid.measure()
print(humid.temperature(), humid.humidity())
wire = ds18x20.DS18X20(onewire.OneWire(Pin(16)))
roms = wire.scan()
wire.convert_temp()
time.sleep_ms(750)
print(len(roms), sorted(wire.read_temp(rom) for rom in roms))
trigger, echo = Pin(10, Pin.OUT), Pin(11, Pin.IN)
trigger(1); time.sleep_us(10); trigger(0)
print(round(time_pulse_us(echo, 1, 30000) / 58))
pixels = neopixel.NeoPixel(Pin(6), 12)
pixels.fill((1, 2, 3))
pixels[3] = (255, 8, 0)
pixels.write()
time.sleep_ms(1)
bus = I2C(0)
print([hex(a) for a in bus.scan()], bus.readfrom_mem(0x76, 0xd0, 1))
";

#[test]
fn each_reads_or_shows_what_its_environment_says() {
    let files = BTreeMap::from([("main.py".to_owned(), PROGRAM.as_bytes().to_vec())]);
    let mut config = SessionConfig::new(Board::Pico, files, "main.py");
    config.diagram = Some(DIAGRAM.to_owned());
    let mut whole = Session::new(config).unwrap();
    let mut parts = whole.clone();
    let end = Instant(10_000_000_000);
    assert_eq!(whole.run(100_000_000, end), Stop::Done);
    while parts.run(997, end) == Stop::OutOfFuel {}
    assert_eq!(whole.part_states(), parts.part_states(), "in short slices");
    assert_eq!(whole.now(), parts.now(), "in short slices");
    let printed = String::from_utf8(whole.take_output()).unwrap();
    assert_eq!(
        printed,
        "-7.5 61.2\n2 [-3.25, 21.5]\n123\n['0x3c', '0x76'] b'`'\n"
    );
    let states = whole.part_states();
    let ring = states.iter().find(|(id, _)| id == "ring").unwrap();
    let PartState::Pixels { rgb, .. } = &ring.1 else {
        panic!("{ring:?} has no pixels");
    };
    let pixel = |n: usize| &rgb[3 * n..3 * n + 3];
    assert_eq!(
        (pixel(0), pixel(3), pixel(11)),
        (&[1, 2, 3][..], &[255, 8, 0][..], &[1, 2, 3][..])
    );
}
