//! `_onewire`: bits of the 1-Wire bus in exact time, which `onewire` is made of.

use super::ModuleSpec;
use super::machine::find_pin;
use crate::hal::Host;
use crate::native::{Args, F, Native, Outcome, native};
use crate::value::Value;
use crate::vm::Vm;

/// What the module is made of.
pub const SPEC: ModuleSpec = ModuleSpec {
    name: "_onewire",
    natives: NATIVES,
    members: &[],
    present: super::with_pins,
};

const NATIVES: &[Native] = &[
    native("reset", F::H(1, reset)),
    native("readbit", F::H(1, read_bit)),
    native("readbyte", F::H(1, read_byte)),
    native("writebit", F::H(2, write_bit)),
    native("writebyte", F::H(2, write_byte)),
    native("crc8", F::F1(crc8)),
];

/// The steps of the slots in nanoseconds, as the firmware has them: within the limits of the DS18B20's datasheet
/// ("1-Wire signaling").
const RESET_LOW: u64 = 480_000;
const PRESENCE_SAMPLE: u64 = 70_000;
const RESET_REST: u64 = 410_000;
const READ_LOW: u64 = 6_000;
const READ_SAMPLE: u64 = 9_000;
const READ_REST: u64 = 55_000;
const WRITE_LOW: u64 = 6_000;
const WRITE_HOLD: u64 = 54_000;
const WRITE_REST: u64 = 10_000;

/// A wire that the firmware pulls low and lets go, at instants that it counts itself.
struct Wire<'a> {
    host: &'a mut dyn Host,
    pin: u8,
    now: u64,
}

impl Wire<'_> {
    fn set(&mut self, high: bool, then: u64) {
        self.host.pin_write(self.now, self.pin, high);
        self.now += then;
    }

    fn get(&mut self) -> bool {
        self.host.pin_read(self.now, self.pin)
    }

    fn read_bit(&mut self) -> bool {
        self.set(false, READ_LOW);
        self.set(true, READ_SAMPLE);
        let bit = self.get();
        self.now += READ_REST;
        bit
    }

    fn write_bit(&mut self, bit: bool) {
        self.set(false, WRITE_LOW);
        self.set(bit, WRITE_HOLD);
        self.set(true, WRITE_REST);
    }
}

/// Does something on the wire that the first argument names, and lets the time pass that it took.
fn on_wire<R>(
    vm: &mut Vm,
    host: &mut dyn Host,
    args: Args,
    act: impl FnOnce(&mut Wire<'_>) -> R,
) -> Outcome<R> {
    let pin = args.get(vm, 0);
    let pin = find_pin(vm, host, pin)?;
    let mut wire = Wire {
        host,
        pin,
        now: vm.now(),
    };
    let result = act(&mut wire);
    let end = wire.now;
    vm.advance_to(end);
    Ok(result)
}

/// `reset(pin)`: whether a device answers.
fn reset(vm: &mut Vm, host: &mut dyn Host, args: Args) -> Outcome {
    vm.check_places(args, 1, 1)?;
    let present = on_wire(vm, host, args, |wire| {
        wire.set(false, RESET_LOW);
        wire.set(true, PRESENCE_SAMPLE);
        let present = !wire.get();
        wire.now += RESET_REST;
        present
    })?;
    Ok(Value::bool(present))
}

/// `readbit(pin)`
fn read_bit(vm: &mut Vm, host: &mut dyn Host, args: Args) -> Outcome {
    vm.check_places(args, 1, 1)?;
    let bit = on_wire(vm, host, args, |wire| wire.read_bit())?;
    Ok(Value::small(i64::from(bit)))
}

/// `readbyte(pin)`: the lowest bit comes first.
fn read_byte(vm: &mut Vm, host: &mut dyn Host, args: Args) -> Outcome {
    vm.check_places(args, 1, 1)?;
    let byte = on_wire(vm, host, args, |wire| {
        (0..8).fold(0, |byte, bit| byte | i64::from(wire.read_bit()) << bit)
    })?;
    Ok(Value::small(byte))
}

/// `writebit(pin, value)`
fn write_bit(vm: &mut Vm, host: &mut dyn Host, args: Args) -> Outcome {
    vm.check_places(args, 2, 2)?;
    let value = args.get(vm, 1);
    let bit = vm.int_arg(value)? != 0;
    on_wire(vm, host, args, |wire| wire.write_bit(bit))?;
    Ok(Value::NONE)
}

/// `writebyte(pin, value)`
fn write_byte(vm: &mut Vm, host: &mut dyn Host, args: Args) -> Outcome {
    vm.check_places(args, 2, 2)?;
    let value = args.get(vm, 1);
    let byte = vm.int_arg(value)?;
    on_wire(vm, host, args, |wire| {
        for bit in 0..8 {
            wire.write_bit(byte >> bit & 1 != 0);
        }
    })?;
    Ok(Value::NONE)
}

/// `crc8(data)`: the checksum of the bus, x⁸ + x⁵ + x⁴ + 1 with the lowest bit first (Maxim's application note 27).
fn crc8(vm: &mut Vm, data: Value) -> Outcome {
    let Some(bytes) = vm.buffer_of(data) else {
        return Err(vm.type_error("object with buffer protocol required"));
    };
    let crc = bytes.iter().fold(0_u8, |crc, byte| {
        (0..8).fold(crc ^ byte, |crc, _| {
            if crc & 1 == 1 {
                crc >> 1 ^ 0x8c
            } else {
                crc >> 1
            }
        })
    });
    Ok(Value::small(i64::from(crc)))
}
