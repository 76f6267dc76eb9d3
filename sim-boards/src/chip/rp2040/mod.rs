//! The RP2040: GPIO bank, PWM slices and ADC, with what MicroPython's rp2 port does on top of them.
//!
//! Register-level facts are from the RP2040 datasheet (section numbers are given where used);
//! the choices that MicroPython makes (how a frequency becomes DIV and TOP, what an error says)
//! are those of its rp2 port, release 1.29.

mod adc;
mod error;
mod gpio;
mod pwm;
mod serial;

pub use adc::{
    ADC_CONVERSION, ADC_REFERENCE_VOLTS, AdcInput, CORE_TEMP_CHANNEL, channel_of_pin,
    raw_from_volts, scale_to_u16, sensor_volts,
};
pub use error::PinError;
pub use gpio::{Function, GPIO_COUNT, GpioBank, PinInit, PinMode, Pull};
pub use pwm::{Duty, PwmBank, PwmInit, SLICE_COUNT, channel_of, slice_of};
pub use serial::{i2c_hz, spi_hz};

use serde::Serialize;

/// The state of the chip's peripherals.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Rp2040 {
    /// The system clock in hertz, which PWM divides.
    pub clock_hz: u32,
    /// The pins' functions, latches and pulls.
    pub gpio: GpioBank,
    /// The eight PWM slices.
    pub pwm: PwmBank,
    /// The die temperature in °C that the sensor on ADC channel 4 measures.
    pub temperature: f64,
}

impl Rp2040 {
    /// The chip as it is after power-on.
    #[must_use]
    pub fn new(clock_hz: u32) -> Self {
        Self {
            clock_hz,
            gpio: GpioBank::new(),
            pwm: PwmBank::new(),
            // The sensor's reference point (datasheet 4.9.5).
            temperature: 27.0,
        }
    }
}
