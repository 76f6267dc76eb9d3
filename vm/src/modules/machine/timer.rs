//! `machine.Timer`: functions called after some time, once or again and again.

use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec;
use core::fmt::Write as _;

use super::{only_self, self_data, truth_arg};
use crate::hal::Host;
use crate::modules::Member;
use crate::native::{Args, F, Native, Outcome, native};
use crate::object::{DeviceObj, Object};
use crate::params::keyword;
use crate::types::{T, TypeSpec};
use crate::value::Value;
use crate::vm::Vm;

/// What the type is made of.
pub const SPEC: TypeSpec = TypeSpec {
    name: "Timer",
    base: T::Object,
    make: Some(F::H(1, make)),
    natives: NATIVES,
    consts: &[
        ("ONE_SHOT", Member::Int(ONE_SHOT)),
        ("PERIODIC", Member::Int(PERIODIC)),
    ],
};

const NATIVES: &[Native] = &[
    native("init", F::H(1, init)),
    native("deinit", F::H(1, deinit)),
    native("__del__", F::H(1, deinit)),
];

const ONE_SHOT: i64 = 0;
const PERIODIC: i64 = 1;

/// Places of an object's numbers.
const MODE: usize = 0;
const MICROS: usize = 1;
const HARD: usize = 2;
/// In virtual nanoseconds; of no meaning while the timer is stopped.
const DUE: usize = 3;

/// More periods than these that were missed are left out, since no queue would hold them.
const MOST_AT_ONCE: usize = 16;

/// Appends what printing shows.
pub(super) fn print(out: &mut String, data: [i64; 4]) {
    let mode = if data[MODE] == ONE_SHOT {
        "ONE_SHOT"
    } else {
        "PERIODIC"
    };
    // Writing to a string does not fail.
    let _ = match u32::try_from(data[MICROS]) {
        Ok(micros) => write!(out, "Timer(mode={mode}, tick_hz=1000000, period={micros})"),
        Err(_) => write!(
            out,
            "Timer(mode={mode}, tick_hz=1000000, period={}000)",
            (data[MICROS] / 1000) as u32
        ),
    };
}

/// `Timer([-1, ]…)`: started if anything more is said.
fn make(vm: &mut Vm, _host: &mut dyn Host, args: Args) -> Outcome {
    let mut rest = args.skip(1);
    if rest.n > 0 {
        let id = rest.get(vm, 0);
        if vm.int_arg(id)? != -1 {
            return Err(vm.value_error("Timer doesn't exist"));
        }
        rest = rest.skip(1);
    }
    let timer = vm.heap.new_value(Object::Device(Box::new(DeviceObj {
        ty: T::Timer,
        data: [ONE_SHOT, 0, 0, 0],
        values: vec![Value::NONE],
    })));
    if rest.n > 0 || rest.nkw > 0 {
        start(vm, timer, rest)?;
    }
    Ok(timer)
}

fn init(vm: &mut Vm, _host: &mut dyn Host, args: Args) -> Outcome {
    self_data(vm, args, T::Timer)?;
    let timer = args.get(vm, 0);
    let timer = vm.native_part(timer);
    stop(vm, timer);
    start(vm, timer, args.skip(1))?;
    Ok(Value::NONE)
}

fn deinit(vm: &mut Vm, _host: &mut dyn Host, args: Args) -> Outcome {
    only_self(vm, args)?;
    self_data(vm, args, T::Timer)?;
    let timer = args.get(vm, 0);
    let timer = vm.native_part(timer);
    stop(vm, timer);
    Ok(Value::NONE)
}

/// `init(*, mode, callback, period, tick_hz, freq, hard)`
fn start(vm: &mut Vm, timer: Value, args: Args) -> Outcome<()> {
    let params = ["mode", "callback", "period", "tick_hz", "freq", "hard"].map(keyword);
    let [mode, callback, period, tick_hz, freq, hard] = vm.parse_args(args, &params)?;
    let int = |vm: &mut Vm, given: Option<Value>, default: i64| match given {
        Some(value) => vm.int_arg(value),
        None => Ok(default),
    };
    let mode = int(vm, mode, PERIODIC)?;
    let period = int(vm, period, 0xffff_ffff)?;
    let tick_hz = int(vm, tick_hz, 1000)?;
    let micros = match freq.filter(|freq| !freq.is_none()) {
        Some(freq) => {
            let hz = vm.float_arg(freq)?;
            (1e6 / hz) as i64
        }
        None if tick_hz == 0 => return Err(vm.raise(T::ZeroDivisionError, "divide by zero")),
        None => ((period as u64).wrapping_mul(1_000_000) / tick_hz as u64) as i64,
    };
    let micros = micros.max(1);
    let hard = match hard {
        Some(hard) => truth_arg(vm, hard)?,
        None => false,
    };
    let due = vm
        .now()
        .saturating_add((micros as u64).saturating_mul(1000));
    if let Some(Object::Device(d)) = vm.heap.object_mut(timer) {
        d.data = [
            mode,
            micros,
            i64::from(hard),
            i64::try_from(due).unwrap_or(i64::MAX),
        ];
        d.values[0] = callback.unwrap_or(Value::NONE);
    }
    vm.module_state.machine.timers.push(timer);
    vm.break_slice();
    Ok(())
}

/// Stops a timer, if it runs.
pub(super) fn stop(vm: &mut Vm, timer: Value) {
    vm.module_state
        .machine
        .timers
        .retain(|&running| running != timer);
}

/// When the next timer is due.
pub(super) fn next(vm: &Vm) -> Option<u64> {
    let timers = vm.module_state.machine.timers.iter();
    let due = timers.filter_map(|&timer| super::data_of(vm, timer, T::Timer));
    due.map(|data| data[DUE] as u64).min()
}

/// Calls what is due, in the order of its time.
pub(super) fn fire(vm: &mut Vm) {
    for _ in 0..MOST_AT_ONCE {
        let now = vm.now();
        let Some(due) = next(vm).filter(|&due| due <= now) else {
            return;
        };
        let is_due = |timer: &Value| {
            super::data_of(vm, *timer, T::Timer).is_some_and(|data| data[DUE] as u64 == due)
        };
        let found = vm.module_state.machine.timers.iter().copied().find(is_due);
        let Some(timer) = found else { return };
        let Some(mut data) = super::data_of(vm, timer, T::Timer) else {
            return;
        };
        if data[MODE] == ONE_SHOT {
            stop(vm, timer);
        } else {
            let period = data[MICROS].saturating_mul(1000);
            let missed = (now - due) / period as u64;
            let behind = if missed > MOST_AT_ONCE as u64 {
                missed as i64
            } else {
                0
            };
            data[DUE] = data[DUE].saturating_add(period.saturating_mul(behind + 1));
            super::set_data(vm, timer, data);
        }
        let device = vm.device(timer);
        let callback = device
            .and_then(|d| d.values.first().copied())
            .unwrap_or(Value::NONE);
        if !callback.is_none() {
            vm.dispatch(callback, timer, data[HARD] != 0);
        }
    }
}
