//! `machine.Pin`: one object for each pin.

use super::{data_of, method, new_device, only_self, refused, self_data, set_data, truth_arg};
use crate::hal::{Host, PinConfig, PinMode, Pull};
use crate::modules::Member;
use crate::native::{Args, F, Native, Outcome, slot};
use crate::params::{keyword, param};
use crate::types::{T, TypeSpec};
use crate::value::Value;
use crate::vm::Vm;

/// What the type is made of.
pub const SPEC: TypeSpec = TypeSpec {
    name: "Pin",
    base: T::Object,
    make: Some(F::H(2, make)),
    natives: NATIVES,
    consts: CONSTS,
};

const NATIVES: &[Native] = &[
    method("init", init),
    method("value", value),
    method("low", low),
    method("high", high),
    method("off", low),
    method("on", high),
    method("toggle", toggle),
    method("irq", super::irq::pin_irq),
    slot("__call__", F::H(1, call)),
];

const CONSTS: &[(&str, Member)] = &[
    ("IN", Member::Int(IN)),
    ("OUT", Member::Int(OUT)),
    ("OPEN_DRAIN", Member::Int(OPEN_DRAIN)),
    ("ALT", Member::Int(3)),
    ("PULL_UP", Member::Int(PULL_UP)),
    ("PULL_DOWN", Member::Int(PULL_DOWN)),
    ("IRQ_RISING", Member::Int(super::irq::RISING)),
    ("IRQ_FALLING", Member::Int(super::irq::FALLING)),
    ("ALT_SPI", Member::Int(1)),
    ("ALT_UART", Member::Int(2)),
    ("ALT_I2C", Member::Int(3)),
    ("ALT_PWM", Member::Int(PWM_FUNCTION)),
    ("ALT_SIO", Member::Int(SIO)),
    ("ALT_PIO0", Member::Int(6)),
    ("ALT_PIO1", Member::Int(7)),
    ("ALT_GPCK", Member::Int(8)),
    ("ALT_USB", Member::Int(9)),
];

pub(super) const IN: i64 = 0;
pub(super) const OUT: i64 = 1;
pub(super) const OPEN_DRAIN: i64 = 2;
pub(super) const PULL_UP: i64 = 1;
pub(super) const PULL_DOWN: i64 = 2;

/// The chip's number for a pin that software drives.
pub(super) const SIO: i64 = 5;
/// The chip's numbers for a pin that a peripheral has.
pub(super) const SPI_FUNCTION: i64 = 1;
pub(super) const I2C_FUNCTION: i64 = 3;
pub(super) const PWM_FUNCTION: i64 = 4;
/// The chip's number for a pin that nothing drives: after reset, or as an analog input.
const NO_FUNCTION: i64 = 31;

/// What a pin object remembers for printing; the level and all else is the hardware's.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Record {
    /// The pin's number.
    pub number: i64,
    /// `IN`, `OUT` or `OPEN_DRAIN`, as far as software drives it.
    pub mode: i64,
    /// `PULL_UP` and `PULL_DOWN`, as bits.
    pub pull: i64,
    /// What drives it.
    pub function: i64,
}

impl Record {
    /// A pin after reset: pulled down, connected to nothing.
    fn reset(number: u8) -> Record {
        Record {
            number: i64::from(number),
            mode: IN,
            pull: PULL_DOWN,
            function: NO_FUNCTION,
        }
    }

    pub(super) fn from_data([number, mode, pull, function]: [i64; 4]) -> Record {
        Record {
            number,
            mode,
            pull,
            function,
        }
    }

    fn data(self) -> [i64; 4] {
        [self.number, self.mode, self.pull, self.function]
    }
}

/// The one object of a pin.
pub(super) fn object(vm: &mut Vm, number: u8) -> Value {
    let at = usize::from(number);
    if let Some(&pin) = vm.module_state.machine.pins.get(at)
        && !pin.is_null()
    {
        return pin;
    }
    let pin = new_device(vm, T::Pin, Record::reset(number).data());
    let pins = &mut vm.module_state.machine.pins;
    if pins.len() <= at {
        pins.resize(at + 1, Value::NULL);
    }
    pins[at] = pin;
    pin
}

/// Changes what is remembered of a pin.
fn remember(vm: &mut Vm, number: u8, change: impl FnOnce(&mut Record)) {
    let pin = object(vm, number);
    if let Some(data) = data_of(vm, pin, T::Pin) {
        let mut record = Record::from_data(data);
        change(&mut record);
        set_data(vm, pin, record.data());
    }
}

/// Notes that a peripheral has a pin now, by the chip's number of its function.
pub(super) fn given_to(vm: &mut Vm, number: u8, function: i64) {
    remember(vm, number, |r| {
        r.function = function;
        if function == I2C_FUNCTION {
            r.pull = PULL_UP;
        }
    });
}

/// The pulls of a pin, as it was set up.
pub(super) fn pull(vm: &mut Vm, number: u8) -> Pull {
    let pin = object(vm, number);
    let pull = data_of(vm, pin, T::Pin).map_or(0, |data| Record::from_data(data).pull);
    Pull {
        up: pull & PULL_UP != 0,
        down: pull & PULL_DOWN != 0,
    }
}

/// Notes that software drives a pin low or lets it go.
pub(super) fn made_open_drain(vm: &mut Vm, number: u8) {
    made(vm, number, OPEN_DRAIN);
}

/// Notes that software drives a pin.
pub(super) fn made_output(vm: &mut Vm, number: u8) {
    made(vm, number, OUT);
}

/// Notes that software reads a pin.
pub(super) fn made_input(vm: &mut Vm, number: u8) {
    made(vm, number, IN);
}

fn made(vm: &mut Vm, number: u8, mode: i64) {
    remember(vm, number, |r| {
        r.function = SIO;
        r.mode = mode;
    });
}

/// Notes that a pin is an analog input now.
pub(super) fn given_to_adc(vm: &mut Vm, number: u8) {
    remember(vm, number, |r| {
        r.function = NO_FUNCTION;
        r.pull = 0;
    });
}

/// The number of the pin that an argument names: a pin, a number, or a name.
pub(in crate::modules) fn find(vm: &mut Vm, host: &mut dyn Host, v: Value) -> Outcome<u8> {
    if let Some([number, ..]) = data_of(vm, v, T::Pin) {
        return Ok(number as u8);
    }
    if let Some(name) = vm.str_of(v) {
        if let Some(number) = host.pin_by_name(name) {
            return Ok(number);
        }
        let message = alloc::format!("unknown named pin \"{name}\"");
        return Err(vm.value_error(&message));
    }
    match v.as_small().map(u8::try_from) {
        Some(Ok(number)) if host.pin_exists(number) => Ok(number),
        _ => Err(vm.value_error("invalid pin")),
    }
}

fn make(vm: &mut Vm, host: &mut dyn Host, args: Args) -> Outcome {
    let number = find(vm, host, args.get(vm, 1))?;
    if args.n > 2 || args.nkw > 0 {
        configure(vm, host, number, args.skip(2))?;
    }
    Ok(object(vm, number))
}

/// The number of a method's `self`.
fn number(vm: &mut Vm, args: Args) -> Outcome<u8> {
    let [number, ..] = self_data(vm, args, T::Pin)?;
    Ok(number as u8)
}

fn init(vm: &mut Vm, host: &mut dyn Host, args: Args) -> Outcome {
    let number = number(vm, args)?;
    configure(vm, host, number, args.skip(1))?;
    Ok(Value::NONE)
}

/// Sets a pin up by the arguments of `Pin.init`.
fn configure(vm: &mut Vm, host: &mut dyn Host, number: u8, args: Args) -> Outcome<()> {
    let params = [
        param("mode"),
        param("pull"),
        keyword("value"),
        keyword("alt"),
    ];
    let given = vm.parse_args(args, &params)?;
    let [mode, pull, value, alt] = given.map(|v| v.filter(|v| !v.is_none()));
    let alt = match alt {
        Some(v) => vm.int_arg(v)?,
        None => SIO,
    };
    let value = match value {
        Some(v) => Some(truth_arg(vm, v)?),
        None => None,
    };
    let mode = match mode {
        Some(v) => Some(vm.int_arg(v)?),
        None => None,
    };
    let wanted = match mode {
        None => None,
        Some(IN) => Some(PinMode::In),
        Some(OUT) => Some(PinMode::Out),
        Some(OPEN_DRAIN) => Some(PinMode::OpenDrain),
        Some(_) => match u8::try_from(alt) {
            Ok(function) => Some(PinMode::Alt(function)),
            Err(_) => return Err(vm.value_error(&alloc::format!("invalid pin af: {alt}"))),
        },
    };
    // Unlike the mode, the pull is always set: without one there is none.
    let pull = match pull {
        Some(v) => vm.int_arg(v)?,
        None => 0,
    };
    let config = PinConfig {
        mode: wanted,
        pull: Pull {
            up: pull & PULL_UP != 0,
            down: pull & PULL_DOWN != 0,
        },
        value,
    };
    let at = vm.now();
    if let Err(e) = host.pin_configure(at, number, config) {
        return Err(refused(vm, e));
    }
    remember(vm, number, |record| {
        record.pull = pull & (PULL_UP | PULL_DOWN);
        match wanted {
            None => {}
            Some(PinMode::Alt(function)) => {
                record.function = i64::from(function);
                // Software may drive it again later, but no longer as an open drain.
                if record.mode == OPEN_DRAIN {
                    record.mode = IN;
                }
            }
            Some(_) => {
                record.function = SIO;
                record.mode = mode.unwrap_or(IN);
            }
        }
    });
    Ok(())
}

/// Reads the level, or drives it.
fn access(vm: &mut Vm, host: &mut dyn Host, args: Args) -> Outcome {
    let number = number(vm, args)?;
    let at = vm.now();
    match args.opt(vm, 1) {
        None => Ok(Value::small(i64::from(host.pin_read(at, number)))),
        Some(v) => {
            let high = truth_arg(vm, v)?;
            host.pin_write(at, number, high);
            heard(vm);
            Ok(Value::NONE)
        }
    }
}

/// What a pin does may come to another that the program listens to, which it is to hear of at once.
fn heard(vm: &mut Vm) {
    if vm.has_events() {
        vm.break_slice();
    }
}

fn value(vm: &mut Vm, host: &mut dyn Host, args: Args) -> Outcome {
    vm.check_places(args, 1, 2)?;
    access(vm, host, args)
}

fn call(vm: &mut Vm, host: &mut dyn Host, args: Args) -> Outcome {
    vm.check_places(args.skip(1), 0, 1)?;
    access(vm, host, args)
}

fn low(vm: &mut Vm, host: &mut dyn Host, args: Args) -> Outcome {
    drive(vm, host, args, false)
}

fn high(vm: &mut Vm, host: &mut dyn Host, args: Args) -> Outcome {
    drive(vm, host, args, true)
}

fn drive(vm: &mut Vm, host: &mut dyn Host, args: Args, high: bool) -> Outcome {
    only_self(vm, args)?;
    let number = number(vm, args)?;
    host.pin_write(vm.now(), number, high);
    heard(vm);
    Ok(Value::NONE)
}

fn toggle(vm: &mut Vm, host: &mut dyn Host, args: Args) -> Outcome {
    only_self(vm, args)?;
    let number = number(vm, args)?;
    host.pin_toggle(vm.now(), number);
    heard(vm);
    Ok(Value::NONE)
}

#[cfg(test)]
mod tests {
    use alloc::string::String;

    use super::*;
    use crate::modules::machine::print_device;
    use crate::testing::Bench;
    use crate::vm::Profile;

    fn repr(bench: &Bench, v: Value) -> String {
        let mut out = String::new();
        print_device(&bench.vm, &mut out, v);
        out
    }

    fn pin(bench: &mut Bench, args: &[i64], keywords: &[(&str, Value)]) -> Value {
        let args: alloc::vec::Vec<_> = args.iter().map(|&n| Value::small(n)).collect();
        bench.make(T::Pin, &args, keywords).expect("a pin")
    }

    #[test]
    fn a_pin_is_one_object_however_it_is_named() {
        let mut bench = Bench::new(Profile::PICO);
        let led = pin(&mut bench, &[25], &[]);
        let name = bench.str("LED");
        assert_eq!(bench.make(T::Pin, &[name], &[]), Ok(led));
        assert_eq!(bench.make(T::Pin, &[led], &[]), Ok(led));
    }

    #[test]
    fn a_pin_prints_as_on_the_board() {
        let mut bench = Bench::new(Profile::PICO);
        let p = pin(&mut bench, &[15], &[]);
        assert_eq!(
            repr(&bench, p),
            "Pin(GPIO15, mode=ALT, pull=PULL_DOWN, alt=31)"
        );
        pin(&mut bench, &[15, OUT], &[]);
        assert_eq!(repr(&bench, p), "Pin(GPIO15, mode=OUT)");
        pin(&mut bench, &[15, IN, PULL_UP], &[]);
        assert_eq!(repr(&bench, p), "Pin(GPIO15, mode=IN, pull=PULL_UP)");
        pin(&mut bench, &[15, OPEN_DRAIN, PULL_UP | PULL_DOWN], &[]);
        assert_eq!(
            repr(&bench, p),
            "Pin(GPIO15, mode=OPEN_DRAIN, pull=PULL_UP|PULL_DOWN)"
        );
        pin(&mut bench, &[15, 3], &[("alt", Value::small(1))]);
        assert_eq!(repr(&bench, p), "Pin(GPIO15, mode=ALT, alt=SPI)");
    }

    #[test]
    fn levels_reach_the_hardware() {
        let mut bench = Bench::new(Profile::PICO);
        let p = pin(&mut bench, &[2, OUT], &[("value", Value::small(1))]);
        assert!(bench.world.driven[&2]);
        assert_eq!(bench.method(p, "value", &[], &[]), Ok(Value::small(1)));
        assert_eq!(bench.method(p, "off", &[], &[]), Ok(Value::NONE));
        assert_eq!(bench.method(p, "__call__", &[], &[]), Ok(Value::small(0)));
        assert_eq!(bench.method(p, "toggle", &[], &[]), Ok(Value::NONE));
        assert!(bench.world.driven[&2]);
        assert_eq!(
            bench.method(p, "value", &[Value::FALSE], &[]),
            Ok(Value::NONE)
        );
        assert!(!bench.world.driven[&2]);
    }

    #[test]
    fn what_a_pin_cannot_do_raises_as_on_the_board() {
        let mut bench = Bench::new(Profile::PICO);
        let answer = bench.make(T::Pin, &[Value::small(30)], &[]);
        assert_eq!(bench.error(answer), "ValueError: invalid pin");
        let answer = bench.make(T::Pin, &[Value::TRUE], &[]);
        assert_eq!(bench.error(answer), "ValueError: invalid pin");
        let name = bench.str("D13");
        let answer = bench.make(T::Pin, &[name], &[]);
        assert_eq!(bench.error(answer), "ValueError: unknown named pin \"D13\"");
        let four = [0, 1, 0, 1].map(Value::small);
        let answer = bench.make(T::Pin, &four, &[]);
        assert_eq!(
            bench.error(answer),
            "TypeError: extra positional arguments given"
        );
        let answer = bench.make(T::Pin, &[Value::small(1)], &[("foo", Value::NONE)]);
        assert_eq!(
            bench.error(answer),
            "TypeError: extra keyword arguments given"
        );
        let alt = [("alt", Value::small(11))];
        let answer = bench.make(T::Pin, &[Value::small(1), Value::small(3)], &alt);
        assert_eq!(bench.error(answer), "ValueError: invalid pin af: 11");
        let p = pin(&mut bench, &[1], &[]);
        let answer = bench.method(p, "on", &[Value::small(1)], &[]);
        assert_eq!(
            bench.error(answer),
            "TypeError: function takes 1 positional arguments but 2 were given"
        );
    }
}
