//! `machine.PWM`: one object for each channel of the chip.

use super::{method, new_device, only_self, pin, refused, self_data, set_data};
use crate::hal::{Host, PwmConfig, PwmDuty};
use crate::native::{Args, F, Native, Outcome};
use crate::params::{keyword, param};
use crate::types::{T, TypeSpec};
use crate::value::Value;
use crate::vm::Vm;

/// What the type is made of.
pub const SPEC: TypeSpec = TypeSpec {
    name: "PWM",
    base: T::Object,
    make: Some(F::H(2, make)),
    natives: NATIVES,
    consts: &[],
};

const NATIVES: &[Native] = &[
    method("init", init),
    method("deinit", deinit),
    method("freq", freq),
    method("duty_u16", duty_u16),
    method("duty_ns", duty_ns),
];

/// Channels of an RP2040: two in each of eight slices. Pins 16 apart share one.
const CHANNELS: u8 = 16;

/// The one object of a pin's channel, which from now on stands for this pin.
fn object(vm: &mut Vm, number: u8) -> Value {
    let at = usize::from(number % CHANNELS);
    let data = [i64::from(number), 0, 0, 0];
    if let Some(&pwm) = vm.module_state.machine.pwms.get(at)
        && !pwm.is_null()
    {
        set_data(vm, pwm, data);
        return pwm;
    }
    let pwm = new_device(vm, T::Pwm, data);
    let pwms = &mut vm.module_state.machine.pwms;
    pwms.resize(usize::from(CHANNELS), Value::NULL);
    pwms[at] = pwm;
    pwm
}

fn make(vm: &mut Vm, host: &mut dyn Host, args: Args) -> Outcome {
    let number = pin::find(vm, host, args.get(vm, 1))?;
    let config = parse(vm, args.skip(2))?;
    let pwm = object(vm, number);
    let at = vm.now();
    if let Err(e) = host.pwm_open(at, number, config) {
        return Err(refused(vm, e));
    }
    pin::given_to(vm, number, pin::PWM_FUNCTION);
    note_inversion(vm, pwm, number, config);
    Ok(pwm)
}

/// Keeps what printing shows.
fn note_inversion(vm: &mut Vm, pwm: Value, number: u8, config: PwmConfig) {
    if let Some(invert) = config.invert {
        set_data(vm, pwm, [i64::from(number), i64::from(invert), 0, 0]);
    }
}

/// The arguments of `PWM.init`.
fn parse(vm: &mut Vm, args: Args) -> Outcome<PwmConfig> {
    let params = [
        param("freq"),
        keyword("duty_u16"),
        keyword("duty_ns"),
        keyword("invert"),
    ];
    let given = vm.parse_args(args, &params)?;
    let mut numbers = [None; 4];
    for (number, v) in numbers.iter_mut().zip(given) {
        if let Some(v) = v {
            // The firmware's own default is -1, so that is the same as nothing.
            *number = Some(vm.int_arg(v)?).filter(|&n| n != -1);
        }
    }
    let [freq, duty_u16, duty_ns, invert] = numbers;
    Ok(PwmConfig {
        freq: freq.map(|n| n as u32),
        // Set one after the other, so the second decides.
        duty: duty_ns.map(nanos).or(duty_u16.map(share)),
        invert: invert.map(|n| n != 0),
    })
}

fn share(n: i64) -> PwmDuty {
    PwmDuty::U16(n.clamp(0, 65_535) as u16)
}

fn nanos(n: i64) -> PwmDuty {
    PwmDuty::Ns(n.max(0) as u64)
}

/// The pin of a method's `self`.
fn number(vm: &mut Vm, args: Args) -> Outcome<u8> {
    let [number, ..] = self_data(vm, args, T::Pwm)?;
    Ok(number as u8)
}

fn configure(vm: &mut Vm, host: &mut dyn Host, pin: u8, config: PwmConfig) -> Outcome {
    let at = vm.now();
    match host.pwm_configure(at, pin, config) {
        Ok(()) => Ok(Value::NONE),
        Err(e) => Err(refused(vm, e)),
    }
}

fn init(vm: &mut Vm, host: &mut dyn Host, args: Args) -> Outcome {
    let number = number(vm, args)?;
    let config = parse(vm, args.skip(1))?;
    let pwm = args.get(vm, 0);
    configure(vm, host, number, config)?;
    note_inversion(vm, pwm, number, config);
    Ok(Value::NONE)
}

fn deinit(vm: &mut Vm, host: &mut dyn Host, args: Args) -> Outcome {
    only_self(vm, args)?;
    let number = number(vm, args)?;
    host.pwm_deinit(vm.now(), number);
    Ok(Value::NONE)
}

/// The pin of `self`, and the integer to set, if one was given.
fn access(vm: &mut Vm, args: Args) -> Outcome<(u8, Option<i64>)> {
    vm.check_places(args, 1, 2)?;
    let number = number(vm, args)?;
    match args.opt(vm, 1) {
        Some(v) => Ok((number, Some(vm.int_arg(v)?))),
        None => Ok((number, None)),
    }
}

fn freq(vm: &mut Vm, host: &mut dyn Host, args: Args) -> Outcome {
    let (number, value) = access(vm, args)?;
    let Some(freq) = value else {
        return Ok(Value::small(i64::from(host.pwm_freq(number))));
    };
    let config = PwmConfig {
        freq: Some(freq as u32),
        ..PwmConfig::default()
    };
    configure(vm, host, number, config)
}

fn duty_u16(vm: &mut Vm, host: &mut dyn Host, args: Args) -> Outcome {
    let (number, value) = access(vm, args)?;
    match value {
        None => Ok(Value::small(i64::from(host.pwm_duty_u16(number)))),
        Some(n) => set_duty(vm, host, number, share(n)),
    }
}

fn duty_ns(vm: &mut Vm, host: &mut dyn Host, args: Args) -> Outcome {
    let (number, value) = access(vm, args)?;
    match value {
        None => Ok(vm.new_int(host.pwm_duty_ns(number) as i64)),
        Some(n) => set_duty(vm, host, number, nanos(n)),
    }
}

fn set_duty(vm: &mut Vm, host: &mut dyn Host, number: u8, duty: PwmDuty) -> Outcome {
    let config = PwmConfig {
        duty: Some(duty),
        ..PwmConfig::default()
    };
    configure(vm, host, number, config)
}

#[cfg(test)]
mod tests {
    use alloc::string::String;

    use super::*;
    use crate::modules::machine::print_device;
    use crate::testing::Bench;
    use crate::vm::Profile;

    #[test]
    fn a_channel_is_one_object_and_prints_its_slice() {
        let mut bench = Bench::new(Profile::PICO);
        let invert = [("invert", Value::small(1))];
        let args = [Value::small(15)];
        let pwm = bench.make(T::Pwm, &args, &invert).expect("a PWM");
        let mut out = String::new();
        print_device(&bench.vm, &mut out, pwm);
        assert_eq!(out, "<PWM slice=7 channel=1 invert=1>");
        let again = bench.make(T::Pwm, &args, &[]).expect("a PWM");
        assert_eq!(pwm, again);
        out.clear();
        print_device(&bench.vm, &mut out, pwm);
        assert_eq!(out, "<PWM slice=7 channel=1 invert=0>");
        let pin = bench.make(T::Pin, &args, &[]).expect("a pin");
        out.clear();
        print_device(&bench.vm, &mut out, pin);
        assert_eq!(out, "Pin(GPIO15, mode=ALT, pull=PULL_DOWN, alt=PWM)");
    }

    #[test]
    fn what_is_set_reaches_the_hardware() {
        let mut bench = Bench::new(Profile::PICO);
        let duty = [("duty_u16", Value::small(70_000))];
        let args = [Value::small(0), Value::small(1000)];
        let pwm = bench.make(T::Pwm, &args, &duty).expect("a PWM");
        let set = bench.world.pwm[&0];
        assert_eq!(set.freq, Some(1000));
        assert_eq!(set.duty, Some(PwmDuty::U16(65_535)));
        assert_eq!(bench.method(pwm, "freq", &[], &[]), Ok(Value::small(1000)));
        let ns = [Value::small(1_500_000)];
        assert_eq!(bench.method(pwm, "duty_ns", &ns, &[]), Ok(Value::NONE));
        assert_eq!(bench.method(pwm, "duty_ns", &[], &[]), Ok(ns[0]));
        let slow = bench.method(pwm, "freq", &[Value::small(1)], &[]);
        assert_eq!(bench.error(slow), "ValueError: freq too small");
    }
}
