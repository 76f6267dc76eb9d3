//! Programs that use the board's buses, with parts on them.

#![allow(clippy::unwrap_used)] // A test that panics has failed, as it should.

use std::collections::BTreeMap;

use session::{Board, Instant, Session, SessionConfig, Stop};

/// What a program prints on a Pico with these parts and wires.
fn run(program: &str, parts: &str, wires: &[(&str, &str)]) -> String {
    let wires: Vec<String> = wires
        .iter()
        .map(|(from, to)| format!(r#"["{from}", "{to}", "", []]"#))
        .collect();
    let diagram = format!(
        r#"{{"version": 1, "parts": [{{"id": "pico", "type": "wokwi-pi-pico"}}, {parts}], "connections": [{}]}}"#,
        wires.join(", ")
    );
    let files = BTreeMap::from([("main.py".to_owned(), program.as_bytes().to_vec())]);
    let mut config = SessionConfig::new(Board::Pico, files, "main.py");
    config.diagram = Some(diagram);
    let mut session = Session::new(config).unwrap();
    let stop = session.run(50_000_000, Instant(60_000_000_000));
    let printed = String::from_utf8(session.take_output()).unwrap();
    match stop {
        Stop::Done => printed,
        Stop::Raised { traceback } => printed + &traceback,
        other => panic!("{other:?} after {printed}"),
    }
}

const MEMORY: &str = r#"{"id": "rom", "type": "board-at24c32"}"#;
const MEMORY_WIRES: [(&str, &str); 4] = [
    ("rom:VCC", "pico:3V3"),
    ("rom:GND", "pico:GND.1"),
    ("rom:SDA", "pico:GP4"),
    ("rom:SCL", "pico:GP5"),
];

#[test]
fn i2c_reaches_a_memory_by_a_controller_and_by_pins() {
    let program = "
from machine import I2C, SoftI2C, Pin
import time
for bus in (I2C(0, freq=100_000), SoftI2C(scl=Pin(5), sda=Pin(4), freq=100_000)):
    print(bus)
    print([hex(a) for a in bus.scan()])
    print(bus.writeto_mem(0x50, 0x20, b'hello', addrsize=16))
    try:
        bus.writeto(0x50, b'\\0\\0')
    except OSError as e:
        print(e)
    time.sleep_ms(5)
    start = time.ticks_us()
    print(bus.readfrom_mem(0x50, 0x20, 5, addrsize=16))
    took = time.ticks_diff(time.ticks_us(), start)
    print(850 < took < 900 or took)
    got = bytearray(3)
    bus.readfrom_into(0x50, got)
    print(got)
print(Pin(4))
bus.start()
print(bus.write(b'\\xa0\\x00\\x21'))
bus.start()
print(bus.write(b'\\xa1'))
two = bytearray(2)
bus.readinto(two)
bus.stop()
print(two)
";
    let printed = run(program, MEMORY, &MEMORY_WIRES);
    let one = |name: &str, errno: &str| {
        format!(
            "{name}\n['0x50']\nNone\n[Errno {errno}\nb'hello'\nTrue\nbytearray(b'\\xff\\xff\\xff')\n"
        )
    };
    let expected = one("I2C(0, freq=100000, scl=5, sda=4, timeout=50000)", "5] EIO")
        + &one("SoftI2C(scl=5, sda=4, freq=100000)", "19] ENODEV")
        + "Pin(GPIO4, mode=OPEN_DRAIN, pull=PULL_UP)\n3\n1\nbytearray(b'el')\n";
    assert_eq!(printed, expected);
}

#[test]
fn a_wrong_pin_or_bus_is_refused_as_on_the_board() {
    let program = "
from machine import I2C, SPI, Pin
for make in (lambda: I2C(2), lambda: I2C(0, scl=Pin(4)), lambda: I2C(1, sda=Pin(4)), lambda: SPI(3),
             lambda: SPI(0, sck=Pin(3)), lambda: SPI(0, miso=Pin(3)), lambda: I2C(0).start(),
             lambda: SPI(0, firstbit=SPI.LSB), lambda: I2C(0).readfrom(0x50, 1)):
    try:
        make()
    except Exception as e:
        print(repr(e))
print(SPI(0, 1_000_000), SPI(1, 10_000_000, miso=None))
";
    let printed = run(program, MEMORY, &[]);
    assert_eq!(
        printed,
        "ValueError('I2C(2) doesn't exist',)\n\
         ValueError('bad SCL pin',)\n\
         ValueError('bad SDA pin',)\n\
         ValueError('SPI(3) doesn't exist',)\n\
         ValueError('bad SCK pin',)\n\
         ValueError('bad MISO pin',)\n\
         OSError('I2C operation not supported',)\n\
         NotImplementedError('LSB',)\n\
         OSError(5,)\n\
         SPI(0, baudrate=992063, polarity=0, phase=0, bits=8, sck=18, mosi=19, miso=16) \
         SPI(1, baudrate=8928571, polarity=0, phase=0, bits=8, sck=10, mosi=11, miso=None)\n"
            .replace("'I2C(2) doesn't exist'", "\"I2C(2) doesn't exist\"")
            .replace("'SPI(3) doesn't exist'", "\"SPI(3) doesn't exist\"")
    );
}

#[test]
fn spi_shifts_through_a_register_and_comes_back() {
    let program = "
from machine import SPI, SoftSPI, Pin
latch = Pin(17, Pin.OUT)
outs = [Pin(n, Pin.IN) for n in range(6, 14)]
for spi in (SPI(0, 8_000_000), SoftSPI(sck=Pin(18), mosi=Pin(19), miso=Pin(16))):
    spi.write(b'\\xa5')
    latch(1); latch(0)
    print(hex(sum(pin() << n for n, pin in enumerate(outs))), spi.read(2, 0x3c))
    got = bytearray(2)
    spi.write_readinto(b'\\x01\\x02', got)
    print(got)
";
    let register = r#"{"id": "reg", "type": "wokwi-74hc595"}"#;
    let outs: Vec<(String, String)> = (0..8)
        .map(|n| (format!("reg:Q{n}"), format!("pico:GP{}", 6 + n)))
        .collect();
    let mut wires = vec![
        ("reg:SHCP", "pico:GP18"),
        ("reg:DS", "pico:GP19"),
        ("reg:Q7S", "pico:GP16"),
        ("reg:STCP", "pico:GP17"),
        ("reg:VCC", "pico:3V3"),
        ("reg:GND", "pico:GND.1"),
    ];
    wires.extend(outs.iter().map(|(from, to)| (from.as_str(), to.as_str())));
    let printed = run(program, register, &wires);
    let each = "0xa5 b'\\xa5<'\nbytearray(b'<\\x01')\n";
    assert_eq!(printed, each.repeat(2));
}

#[test]
fn a_pulse_is_timed_and_a_train_of_them_is_sent() {
    let program = "
from machine import PWM, Pin, bitstream, time_pulse_us
import time
pwm = PWM(Pin(2), freq=1000, duty_u16=16384)
print(time_pulse_us(Pin(3, Pin.IN), 1), time_pulse_us(Pin(3), 0))
pwm.deinit()
print(time_pulse_us(Pin(5, Pin.IN), 1, 500))
out = Pin(4, Pin.OUT)
start = time.ticks_us()
bitstream(out, 0, (400, 850, 800, 450), bytes(12))
took = time.ticks_diff(time.ticks_us(), start)
print(120 <= took < 200 or took, out.value())
";
    let printed = run(program, MEMORY, &[("pico:GP2", "pico:GP3")]);
    let times: Vec<i64> = printed
        .lines()
        .next()
        .unwrap()
        .split(' ')
        .map(|n| n.parse().unwrap())
        .collect();
    assert!(
        (1..=250).contains(&times[0]) && (700..=750).contains(&times[1]),
        "{printed}"
    );
    assert!(printed.ends_with("\n-2\nTrue 0\n"), "{printed}");
}
