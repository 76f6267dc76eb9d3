//! How the objects of built-in modules print.

use alloc::string::String;
use core::fmt::Write as _;

use super::data_of;
use super::pin::{IN, OUT, PULL_DOWN, PULL_UP, Record, SIO};
use crate::modules::vfs::stored;
use crate::types::T;
use crate::value::Value;
use crate::vm::Vm;

/// The chip's functions for a pin by their numbers, as printing a pin names them; the number
/// itself is shown for one that no pin has.
const FUNCTIONS: [&str; 10] = [
    "", "SPI", "UART", "I2C", "PWM", "SIO", "PIO0", "PIO1", "GPCK", "USB",
];

/// Appends what `repr` and `print` show of a pin, a PWM channel, an ADC or a standard stream.
pub fn print_device(vm: &Vm, out: &mut String, v: Value) {
    if let Some(data) = data_of(vm, v, T::Pin) {
        print_pin(out, Record::from_data(data));
        return;
    }
    // Writing to a string does not fail.
    let _ = if let Some([pin, invert, ..]) = data_of(vm, v, T::Pwm) {
        let (slice, channel) = (pin >> 1 & 7, pin & 1);
        write!(out, "<PWM slice={slice} channel={channel} invert={invert}>")
    } else if let Some([channel, ..]) = data_of(vm, v, T::Adc) {
        write!(out, "<ADC channel={channel}>")
    } else {
        let name = vm.type_name(v);
        match vm.device(v) {
            Some(d) if matches!(d.ty, T::I2c | T::SoftI2c) => {
                super::i2c::print(out, d.ty, d.data);
                Ok(())
            }
            Some(d) if d.ty == T::Timer => {
                super::timer::print(out, d.data);
                Ok(())
            }
            Some(d) if matches!(d.ty, T::Spi | T::SoftSpi) => {
                super::spi::print(out, d.ty, d.data);
                Ok(())
            }
            Some(d) if matches!(d.ty, T::TextIo | T::FileIo) => {
                write!(out, "<io.{name} {}>", d.data[0])
            }
            Some(d) if matches!(d.ty, T::StoredText | T::StoredBytes) => {
                stored::file::print(vm, out, v);
                Ok(())
            }
            Some(d) if d.ty.is_stream() => {
                // No more of it than 32 bits.
                let address = v.as_ref().map_or(0, |r| vm.address(r)) as u32;
                write!(out, "<io.{name} 0x{address:x}>")
            }
            Some(d) if d.ty == T::Pattern => {
                let address = v.as_ref().map_or(0, |r| vm.address(r));
                write!(out, "<{name} {address:x}>")
            }
            #[cfg(feature = "net")]
            Some(d) if d.ty == T::Socket => write!(out, "<_socket {}>", d.data[0]),
            Some(d) if d.ty == T::Mem => super::memory::print(out, d),
            Some(d) if d.ty == T::Match => write!(out, "<{name} num={}>", d.values.len() / 2),
            _ => write!(out, "<{name}>"),
        }
    };
}

fn print_pin(out: &mut String, pin: Record) {
    let mode = match (pin.function, pin.mode) {
        (SIO, IN) => "IN",
        (SIO, OUT) => "OUT",
        (SIO, _) => "OPEN_DRAIN",
        _ => "ALT",
    };
    let pull = match pin.pull & (PULL_UP | PULL_DOWN) {
        0 => "",
        PULL_UP => ", pull=PULL_UP",
        PULL_DOWN => ", pull=PULL_DOWN",
        _ => ", pull=PULL_UP|PULL_DOWN",
    };
    // Writing to a string does not fail.
    let _ = write!(out, "Pin(GPIO{}, mode={mode}{pull}", pin.number);
    if pin.function != SIO {
        let name = usize::try_from(pin.function)
            .ok()
            .and_then(|n| FUNCTIONS.get(n));
        let _ = match name {
            Some(name) => write!(out, ", alt={name}"),
            None => write!(out, ", alt={}", pin.function),
        };
    }
    out.push(')');
}
