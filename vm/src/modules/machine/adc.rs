//! `machine.ADC`: an analog input.

use super::{method, new_device, only_self, pin, refused, self_data};
use crate::hal::{AdcSource, Host};
use crate::modules::Member;
use crate::native::{Args, F, Native, Outcome};
use crate::types::{T, TypeSpec};
use crate::value::Value;
use crate::vm::Vm;

/// What the type is made of.
pub const SPEC: TypeSpec = TypeSpec {
    name: "ADC",
    base: T::Object,
    make: Some(F::H(2, make)),
    natives: NATIVES,
    consts: &[("CORE_TEMP", Member::Int(4))],
};

const NATIVES: &[Native] = &[method("read_u16", read_u16)];

/// Channels of an RP2040; a smaller number than this is one, a larger is a pin.
const CHANNELS: i64 = 5;

fn make(vm: &mut Vm, host: &mut dyn Host, args: Args) -> Outcome {
    vm.check_places(args.skip(1), 1, 1)?;
    let source = args.get(vm, 1);
    let source = match source.as_small() {
        Some(n @ 0..CHANNELS) => AdcSource::Channel(n as u8),
        _ => AdcSource::Pin(pin::find(vm, host, source)?),
    };
    let at = vm.now();
    match host.adc_open(at, source) {
        Ok(channel) => {
            if let AdcSource::Pin(number) = source {
                pin::given_to_adc(vm, number);
            }
            Ok(new_device(vm, T::Adc, [i64::from(channel), 0, 0, 0]))
        }
        Err(e) => Err(refused(vm, e)),
    }
}

fn read_u16(vm: &mut Vm, host: &mut dyn Host, args: Args) -> Outcome {
    only_self(vm, args)?;
    let [channel, ..] = self_data(vm, args, T::Adc)?;
    let n = host.adc_read_u16(vm.now(), channel as u8);
    Ok(Value::small(i64::from(n)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Bench;
    use crate::vm::Profile;

    #[test]
    fn an_input_is_a_channel_or_a_pin() {
        let mut bench = Bench::new(Profile::PICO);
        for (source, reading) in [(4, 4000), (27, 1000)] {
            let adc = bench.make(T::Adc, &[Value::small(source)], &[]);
            let adc = adc.expect("an ADC");
            let read = bench.method(adc, "read_u16", &[], &[]);
            assert_eq!(read, Ok(Value::small(reading)));
        }
        let wrong = bench.make(T::Adc, &[Value::small(15)], &[]);
        assert_eq!(
            bench.error(wrong),
            "ValueError: Pin doesn't have ADC capabilities"
        );
    }
}
