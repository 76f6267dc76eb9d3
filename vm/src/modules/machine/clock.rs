//! `machine.freq`: the processor's clock, as far as the chip's PLL can make it. PWM goes on counting
//! the clock that the board started with, unlike the chip's.

use crate::native::{Args, Outcome};
use crate::value::Value;
use crate::vm::Vm;

/// The clock that the USB block needs, which peripherals may run on.
const USB_HZ: i64 = 48_000_000;

pub(super) fn freq(vm: &mut Vm, args: Args) -> Outcome {
    let Some(hz) = args.opt(vm, 0) else {
        return Ok(vm.new_int(vm.profile.cpu_hz as i64));
    };
    let hz = vm.int_arg(hz)?;
    let khz = hz / 1000;
    if !u32::try_from(khz).is_ok_and(pll_makes) {
        return Err(vm.value_error("cannot change frequency"));
    }
    vm.set_cpu_hz(khz as u64 * 1000);
    if let Some(peripherals) = args.opt(vm, 1) {
        let peripherals = vm.int_arg(peripherals)?;
        if peripherals != USB_HZ && peripherals != hz {
            let message = "peripheral freq must be 48_000_000 or the same as the MCU freq";
            return Err(vm.value_error(message));
        }
    }
    Ok(Value::NONE)
}

/// Whether a PLL fed by the 12 MHz crystal makes exactly this clock (RP2040 datasheet 2.18.2): the
/// oscillator is a multiple from 16 to 320 between 750 and 1600 MHz, and two dividers from 1 to 7
/// follow it.
fn pll_makes(khz: u32) -> bool {
    (16..=320u32)
        .map(|multiple| multiple * 12_000)
        .filter(|oscillator| (750_000..=1_600_000).contains(oscillator))
        .any(|oscillator| {
            (1..=7).any(|first| {
                (1..=first).any(|second| {
                    let divider = first * second;
                    oscillator % divider == 0 && oscillator / divider == khz
                })
            })
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Bench;
    use crate::vm::Profile;

    #[test]
    fn the_usual_clocks_can_be_made() {
        for khz in [48_000, 125_000, 133_000, 200_000, 250_000] {
            assert!(pll_makes(khz), "{khz}");
        }
        for khz in [0, 1_000, 125_001, 2_000_000] {
            assert!(!pll_makes(khz), "{khz}");
        }
    }

    #[test]
    fn time_goes_on_where_it_was() {
        let mut bench = Bench::new(Profile::PICO);
        bench.pass(5_000);
        let hz = [Value::small(250_000_000)];
        assert_eq!(bench.call("machine", "freq", &hz), Ok(Value::NONE));
        assert_eq!(bench.vm.now(), 5_000);
        assert_eq!(bench.call("machine", "freq", &[]), Ok(hz[0]));
        let odd = [Value::small(1)];
        assert_eq!(
            bench.raises("machine", "freq", &odd),
            "ValueError: cannot change frequency"
        );
    }
}
