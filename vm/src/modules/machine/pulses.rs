//! `machine.bitstream`, `machine.time_pulse_us` and `machine.dht_readinto`: pins by exact times.

use super::{pin, readable, refused, truth_arg};
use crate::hal::{ETIMEDOUT, Host, PinConfig, PinMode};
use crate::native::{Args, Outcome};
use crate::value::Value;
use crate::vm::Vm;

/// `bitstream(pin, encoding, timing, data)`: the one encoding there is, 0, sends each bit as a pulse.
pub(super) fn bitstream(vm: &mut Vm, host: &mut dyn Host, args: Args) -> Outcome {
    vm.check_places(args, 4, 4)?;
    let [out, encoding, timing, data] = [0, 1, 2, 3].map(|i| args.get(vm, i));
    let number = pin::find(vm, host, out)?;
    let encoding = vm.int_arg(encoding)?;
    let bytes = readable(vm, data)?;
    if encoding != 0 {
        return Err(vm.value_error("encoding"));
    }
    let Some(&[zero_high, zero_low, one_high, one_low]) = vm.items_of(timing) else {
        return Err(match vm.items_of(timing) {
            Some(items) => {
                let message =
                    alloc::format!("requested length 4 but object has length {}", items.len());
                vm.value_error(&message)
            }
            None => {
                let message =
                    alloc::format!("object '{}' isn't a tuple or list", vm.type_name(timing));
                vm.type_error(&message)
            }
        });
    };
    let mut nanos = [0; 4];
    for (place, time) in nanos
        .iter_mut()
        .zip([zero_high, zero_low, one_high, one_low])
    {
        *place = u32::try_from(vm.int_arg(time)?).unwrap_or(0);
    }
    let end = host.bitstream(vm.now(), number, nanos, &bytes);
    vm.advance_to(end);
    Ok(Value::NONE)
}

/// `time_pulse_us(pin, level[, timeout_us])`: how long a pulse is; -2 if it does not begin in time, -1 if it does not end.
pub(super) fn time_pulse(vm: &mut Vm, host: &mut dyn Host, args: Args) -> Outcome {
    vm.check_places(args, 2, 3)?;
    let [on, level] = [0, 1].map(|i| args.get(vm, i));
    let number = pin::find(vm, host, on)?;
    let high = truth_arg(vm, level)?;
    let timeout = match args.opt(vm, 2) {
        Some(us) => vm.int_arg(us)?,
        None => 1_000_000,
    };
    let timeout = u64::try_from(timeout).unwrap_or(0) * 1000;
    // A level that is there already is timed from now on.
    let Some(begin) = wait(vm, host, number, high, timeout) else {
        return Ok(Value::small(-2));
    };
    let Some(end) = wait(vm, host, number, !high, timeout) else {
        return Ok(Value::small(-1));
    };
    // Both are looked up on a clock of microseconds.
    Ok(Value::small((end / 1000 - begin / 1000) as i64))
}

/// What a DHT sensor sends: five bytes.
const DHT_BYTES: usize = 5;

/// How long the firmware rests, holds the wire low to start a sensor, and then leaves it alone, in nanoseconds.
const DHT_REST: u64 = 250_000_000;
const DHT_START: u64 = 18_000_000;
const DHT_LETS_GO: u64 = 10_000;

/// How long it waits for the sensor's answer, for the pulse that announces the bits, and for a bit.
const DHT_ANSWER: u64 = 100_000;
const DHT_ANNOUNCES: u64 = 150_000;
const DHT_BIT: u64 = 100_000;

/// A longer pulse than this is a 1.
const DHT_ZERO: u64 = 48_000;

/// `dht_readinto(pin, buf)`: starts a humidity sensor and reads its bytes.
pub(super) fn dht_read_into(vm: &mut Vm, host: &mut dyn Host, args: Args) -> Outcome {
    vm.check_places(args, 2, 2)?;
    let [on, buffer] = [0, 1].map(|i| args.get(vm, i));
    let number = pin::find(vm, host, on)?;
    let pull = pin::pull(vm, number);
    let config = PinConfig {
        mode: Some(PinMode::OpenDrain),
        pull,
        value: Some(true),
    };
    host.pin_configure(vm.now(), number, config)
        .map_err(|e| refused(vm, e))?;
    pin::made_open_drain(vm, number);
    let len = vm.writable_len(buffer)?;
    if len < DHT_BYTES {
        return Err(vm.value_error("buffer too small"));
    }
    vm.advance_to(vm.now() + DHT_REST);
    host.pin_write(vm.now(), number, false);
    vm.advance_to(vm.now() + DHT_START);
    host.pin_write(vm.now(), number, true);
    vm.advance_to(vm.now() + DHT_LETS_GO);
    let mut bytes = [0; DHT_BYTES];
    let answers = wait(vm, host, number, false, DHT_ANSWER).is_some();
    let ready = answers && pulse(vm, host, number, DHT_ANNOUNCES).is_some();
    let bits = (0..8 * DHT_BYTES).take_while(|_| ready);
    let mut count = 0;
    for bit in bits {
        let Some(length) = pulse(vm, host, number, DHT_BIT) else {
            break;
        };
        bytes[bit / 8] = bytes[bit / 8] << 1 | u8::from(length > DHT_ZERO);
        count += 1;
    }
    // What came stays in the buffer, even if it was not all.
    vm.store_bytes(buffer, 0..DHT_BYTES, &bytes);
    if count < 8 * DHT_BYTES {
        return Err(vm.os_error(ETIMEDOUT));
    }
    Ok(Value::NONE)
}

/// Waits until a pin reads a level, at most so long, and lets that time pass. Gives the instant.
fn wait(vm: &mut Vm, host: &mut dyn Host, number: u8, high: bool, timeout: u64) -> Option<u64> {
    let until = vm.now() + timeout;
    let came = host.pin_wait(vm.now(), number, high, until);
    vm.advance_to(came.unwrap_or(until));
    came
}

/// How long the next high pulse is, if it begins and ends in time.
fn pulse(vm: &mut Vm, host: &mut dyn Host, number: u8, timeout: u64) -> Option<u64> {
    let begin = wait(vm, host, number, true, timeout)?;
    let end = wait(vm, host, number, false, timeout)?;
    Some(end - begin)
}
