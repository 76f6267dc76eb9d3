//! `time`: sleeping, ticks and the calendar, all on virtual time.

mod calendar;

use super::ModuleSpec;
use crate::hal::{EINVAL, EOVERFLOW};
use crate::native::{Abrupt, Args, F, Native, Outcome, Sleep, native};
use crate::types::T;
use crate::value::Value;
use crate::vm::Vm;

use calendar::Date;

/// What the module is made of on a board.
pub const SPEC: ModuleSpec = ModuleSpec {
    name: "time",
    natives: NATIVES,
    members: &[],
    present: |profile| !profile.is_unix,
};

/// What it is made of in a process: `clock` comes with it.
pub const UNIX_SPEC: ModuleSpec = ModuleSpec {
    name: "time",
    natives: &UNIX_NATIVES,
    members: &[],
    present: |profile| profile.is_unix,
};

const NATIVES: &[Native] = &[
    native("gmtime", F::V(0, 1, localtime)),
    native("localtime", F::V(0, 1, localtime)),
    native("mktime", F::F1(mktime)),
    native("time", F::F0(time)),
    native("time_ns", F::F0(time_ns)),
    native("sleep", F::F1(sleep)),
    native("sleep_ms", F::F1(sleep_ms)),
    native("sleep_us", F::F1(sleep_us)),
    native("ticks_ms", F::F0(|vm| Ok(ticks(vm, vm.now() / MILLI)))),
    native("ticks_us", F::F0(|vm| Ok(ticks(vm, vm.now() / MICRO)))),
    native("ticks_cpu", F::F0(ticks_cpu)),
    native("ticks_add", F::F2(ticks_add)),
    native("ticks_diff", F::F2(ticks_diff)),
];

const UNIX_ONLY: &[Native] = &[native("clock", F::F0(clock))];
const UNIX_NATIVES: [Native; Native::count(&[NATIVES, UNIX_ONLY])] =
    Native::join(&[NATIVES, UNIX_ONLY]);

const MICRO: u64 = 1_000;
const MILLI: u64 = 1_000_000;
const SECOND: u64 = 1_000_000_000;

/// Seconds from 1970 to the instant that a board's clock shows at power-on: its firmware sets
/// 2021-01-01 00:00:00. A process starts there too, so that runs are the same each day.
const POWER_ON: u64 = 1_609_459_200;

// ---- sleeping ----

/// The longest time in microseconds for which a board only counts.
const BUSY: u64 = 1_000;

/// Sleeps until an instant, unless it has passed.
fn sleep_until(vm: &Vm, until: u64, sleep: Sleep) -> Outcome {
    if until > vm.now() {
        Err(Abrupt::Sleep(until, sleep))
    } else {
        Ok(Value::NONE)
    }
}

/// Sleeps until the millisecond counter has advanced by `ms`, as the firmware waits: a loop that
/// sleeps keeps time with the counter instead of drifting by its own running time.
pub fn delay_ms(vm: &Vm, ms: u64, sleep: Sleep) -> Outcome {
    let until = (vm.now() / MILLI).saturating_add(ms);
    sleep_until(vm, until.saturating_mul(MILLI), sleep)
}

/// Naps until a count of milliseconds since power-on.
pub fn nap_to_ms(vm: &Vm, ms: u64) -> Outcome {
    sleep_until(vm, ms.saturating_mul(MILLI), Sleep::Nap)
}

fn sleep(vm: &mut Vm, seconds: Value) -> Outcome {
    let seconds = vm.float_arg(seconds)?;
    if !vm.profile.is_unix {
        // The product is in the board's floats; the cast saturates, as the processor's does.
        let ms = vm.profile.float.round(1000.0 * seconds) as u32;
        return delay_ms(vm, u64::from(ms), Sleep::Light);
    }
    let micros = libm::round(seconds * 1e6);
    if micros < 0.0 {
        return Err(vm.os_error(EINVAL));
    }
    let until = vm
        .now()
        .saturating_add((micros as u64).saturating_mul(MICRO));
    // The operating system sleeps, and wakes for signals alone.
    sleep_until(vm, until, Sleep::Sound)
}

pub(super) fn sleep_ms(vm: &mut Vm, ms: Value) -> Outcome {
    let ms = vm.int_arg(ms)?;
    delay_ms(vm, ms.max(0) as u64, Sleep::Light)
}

fn sleep_us(vm: &mut Vm, us: Value) -> Outcome {
    let us = vm.int_arg(us)?.max(0) as u64;
    let until = (vm.now() / MICRO).saturating_add(us);
    // A board waits for a short time in a loop that looks at the timer alone.
    let sleep = match vm.profile.is_unix || us <= BUSY {
        true => Sleep::Sound,
        false => Sleep::Light,
    };
    sleep_until(vm, until.saturating_mul(MICRO), sleep)
}

// ---- ticks ----

/// Where ticks wrap: after the largest small integer of the board.
fn period(vm: &Vm) -> u64 {
    1 << (vm.profile.small_int_bits - 1)
}

fn ticks(vm: &mut Vm, n: u64) -> Value {
    let n = n & (period(vm) - 1);
    vm.new_int(n as i64)
}

fn ticks_cpu(vm: &mut Vm) -> Outcome {
    // A process has no such counter; RP2 boards read the microsecond timer.
    let n = if vm.profile.is_unix {
        0
    } else {
        vm.now() / MICRO
    };
    Ok(ticks(vm, n))
}

fn ticks_add(vm: &mut Vm, start: Value, delta: Value) -> Outcome {
    let (start, delta) = (vm.int_arg(start)?, vm.int_arg(delta)?);
    let half = (period(vm) / 2) as i64;
    if delta <= -half || delta >= half {
        return Err(vm.raise(T::OverflowError, "ticks interval overflow"));
    }
    Ok(ticks(vm, start.wrapping_add(delta) as u64))
}

fn ticks_diff(vm: &mut Vm, end: Value, start: Value) -> Outcome {
    let (end, start) = (vm.int_arg(end)?, vm.int_arg(start)?);
    let after = ticks_after(vm, end, start);
    Ok(vm.new_int(after))
}

/// What `ticks_ms` gives.
pub(super) fn ticks_ms(vm: &Vm) -> i64 {
    ((vm.now() / MILLI) & (period(vm) - 1)) as i64
}

/// How much later one count of ticks is than another, less if the other is later.
pub(super) fn ticks_after(vm: &Vm, end: i64, start: i64) -> i64 {
    let period = period(vm);
    let forward = (end.wrapping_sub(start) as u64).wrapping_add(period / 2) & (period - 1);
    forward as i64 - (period / 2) as i64
}

/// `_ticks_end(ms)`: when so many milliseconds are over, on a counter that does not wrap.
pub(super) fn end(vm: &mut Vm, ms: Value) -> Outcome {
    let end = ((vm.now() / MILLI) as i64).saturating_add(vm.int_arg(ms)?);
    Ok(vm.new_int(end))
}

/// `_ticks_us()`: microseconds on a counter that does not wrap.
pub(super) fn micros(vm: &mut Vm) -> Outcome {
    Ok(vm.new_int((vm.now() / MICRO) as i64))
}

/// `_ticks_left(end)`: how many of them are left.
pub(super) fn left(vm: &mut Vm, end: Value) -> Outcome {
    let left = vm.int_arg(end)? - (vm.now() / MILLI) as i64;
    Ok(vm.new_int(left))
}

// ---- the calendar ----

fn time(vm: &mut Vm) -> Outcome {
    let now = vm.now();
    if vm.profile.is_unix {
        let micros = (now % SECOND / MICRO) as f64;
        let seconds = (POWER_ON + now / SECOND) as f64;
        Ok(vm.new_float(seconds + micros / 1e6))
    } else {
        Ok(vm.new_int((POWER_ON + now / SECOND) as i64))
    }
}

fn time_ns(vm: &mut Vm) -> Outcome {
    let now = since_1970(vm);
    Ok(vm.new_int(now as i64))
}

/// Nanoseconds from 1970 to what the clock shows now.
pub fn since_1970(vm: &Vm) -> u64 {
    let now = vm.now();
    // A board's timer counts microseconds.
    let now = if vm.profile.is_unix {
        now
    } else {
        now - now % MICRO
    };
    POWER_ON * SECOND + now
}

fn clock(vm: &mut Vm) -> Outcome {
    // Processor time, in steps of a millisecond.
    let ms = vm.busy_nanos() / MILLI;
    Ok(vm.new_float(ms as f64 / 1000.0))
}

fn localtime(vm: &mut Vm, args: Args) -> Outcome {
    let seconds = match args.opt(vm, 0) {
        None => (POWER_ON + vm.now() / SECOND) as i64,
        Some(Value::NONE) if !vm.profile.is_unix => (POWER_ON + vm.now() / SECOND) as i64,
        Some(v) => timestamp(vm, v)?,
    };
    let Some(date) = Date::from_timestamp(seconds) else {
        return Err(vm.os_error(EOVERFLOW));
    };
    let fields = [
        date.year,
        date.month,
        date.day,
        date.hour,
        date.minute,
        date.second,
        date.weekday,
        date.yearday,
        // Daylight saving, which a process tells and a board does not.
        0,
    ];
    let n = if vm.profile.is_unix { 9 } else { 8 };
    let items: alloc::vec::Vec<Value> = fields[..n].iter().map(|&n| Value::small(n)).collect();
    Ok(vm.new_tuple(items))
}

/// Seconds since 1970 as an argument: on a board an unsigned word.
fn timestamp(vm: &mut Vm, v: Value) -> Outcome<i64> {
    if vm.profile.is_unix {
        return Ok(vm.float_arg(v)? as i64);
    }
    Ok(vm.uint_arg(v)? as i64)
}

fn mktime(vm: &mut Vm, fields: Value) -> Outcome {
    let Some(items) = vm.items_of(fields).map(<[Value]>::to_vec) else {
        let message = alloc::format!("object '{}' isn't a tuple or list", vm.type_name(fields));
        return Err(vm.type_error(&message));
    };
    if !(8..=9).contains(&items.len()) {
        return Err(vm.type_error("mktime needs a tuple of length 8 or 9"));
    }
    let mut numbers = [0; 6];
    for (number, &item) in numbers.iter_mut().zip(&items) {
        *number = vm.int_arg(item)?;
    }
    let seconds = calendar::timestamp(numbers);
    if !vm.profile.is_unix {
        return Ok(vm.new_int(i64::from(seconds as u32)));
    }
    if seconds == -1 {
        return Err(vm.raise(T::OverflowError, "invalid mktime usage"));
    }
    Ok(vm.new_int(seconds))
}

#[cfg(test)]
mod tests {
    use alloc::vec::Vec;

    use crate::native::{Abrupt, Sleep};
    use crate::testing::Bench;
    use crate::value::Value;
    use crate::vm::Profile;

    #[test]
    fn a_board_sleeps_by_its_millisecond_counter() {
        let mut bench = Bench::new(Profile::PICO);
        bench.pass(1_234_567);
        let slept = bench.call("time", "sleep_ms", &[Value::small(500)]);
        assert_eq!(slept, Err(Abrupt::Sleep(501_000_000, Sleep::Light)));
        let half = bench.vm.new_float(0.5);
        let slept = bench.call("time", "sleep", &[half]);
        assert_eq!(slept, Err(Abrupt::Sleep(501_000_000, Sleep::Light)));
        let slept = bench.call("time", "sleep_us", &[Value::small(10)]);
        assert_eq!(slept, Err(Abrupt::Sleep(1_244_000, Sleep::Sound)));
        for name in ["sleep_ms", "sleep_us"] {
            let none = bench.call("time", name, &[Value::small(-1)]);
            assert_eq!(none, Ok(Value::NONE));
        }
    }

    #[test]
    fn ticks_wrap_at_the_boards_small_integers() {
        let mut bench = Bench::new(Profile::PICO);
        bench.pass((1 << 30) * 1_000 + 7_000);
        assert_eq!(bench.call("time", "ticks_us", &[]), Ok(Value::small(7)));
        let ends = [Value::small(5), Value::small((1 << 30) - 5)];
        assert_eq!(
            bench.call("time", "ticks_diff", &ends),
            Ok(Value::small(10))
        );
        let add = [Value::small((1 << 30) - 5), Value::small(10)];
        assert_eq!(bench.call("time", "ticks_add", &add), Ok(Value::small(5)));
        let far = [Value::small(0), Value::small(1 << 29)];
        assert_eq!(
            bench.raises("time", "ticks_add", &far),
            "OverflowError: ticks interval overflow"
        );
    }

    #[test]
    fn a_board_wakes_in_2021() {
        let mut bench = Bench::new(Profile::PICO);
        bench.pass(90_000_000_000);
        assert_eq!(
            bench.call("time", "time", &[]),
            Ok(Value::small(1_609_459_290))
        );
        let now = bench.call("time", "localtime", &[]).expect("a date");
        let fields: Vec<_> = bench.vm.items_of(now).expect("a tuple").to_vec();
        let expected = [2021, 1, 1, 0, 1, 30, 4, 1].map(Value::small);
        assert_eq!(fields, expected);
        assert_eq!(
            bench.call("time", "mktime", &[now]),
            Ok(Value::small(1_609_459_290))
        );
    }
}
