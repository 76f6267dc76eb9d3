//! The ADC: 12 bits against 3.3 V, scaled to 16 bits as MicroPython scales them.

use super::PinError;
use crate::time::Nanos;

/// The ADC's reference: the Pico ties ADC_VREF to its 3.3 V supply through a filter.
pub const ADC_REFERENCE_VOLTS: f64 = 3.3;

/// One conversion takes 96 cycles of the 48 MHz ADC clock (datasheet 4.9.2).
pub const ADC_CONVERSION: Nanos = Nanos(2_000);

/// The channel of the temperature sensor (`ADC.CORE_TEMP`).
pub const CORE_TEMP_CHANNEL: u8 = 4;

const CHANNEL_COUNT: u8 = 5;
const FIRST_PIN: u8 = 26;

/// What `machine.ADC` is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AdcInput {
    /// A number: a channel if it is one, otherwise a pin's number.
    Number(i64),
    /// A pin.
    Pin(u8),
}

/// The channel that a pin is connected to.
///
/// # Errors
/// [`PinError::InvalidPin`] if there is no such pin, [`PinError::NoAdc`] if it is not analog.
pub fn channel_of_pin(pin: u8) -> Result<u8, PinError> {
    super::GpioBank::check(pin)?;
    pin.checked_sub(FIRST_PIN).ok_or(PinError::NoAdc)
}

impl AdcInput {
    /// The channel this input means, and the pin to be put in analog mode, if it names one.
    ///
    /// # Errors
    /// As [`channel_of_pin`].
    pub fn resolve(self) -> Result<(u8, Option<u8>), PinError> {
        let pin = match self {
            Self::Number(number) => {
                let number = u8::try_from(number).map_err(|_| PinError::InvalidPin)?;
                if number < CHANNEL_COUNT {
                    // By channel number, the pin stays as it is, pulls included.
                    return Ok((number, None));
                }
                number
            }
            Self::Pin(pin) => pin,
        };
        Ok((channel_of_pin(pin)?, Some(pin)))
    }
}

/// The 12-bit result of converting this voltage.
#[must_use]
pub fn raw_from_volts(volts: f64) -> u16 {
    // A float-to-integer cast saturates at 0, and takes NaN to 0.
    ((volts / ADC_REFERENCE_VOLTS * 4096.0) as u16).min(4095)
}

/// Spreads 12 bits over 16 so that full scale is 65535: the top bits fill the bottom.
#[must_use]
pub fn scale_to_u16(raw: u16) -> u16 {
    raw << 4 | raw >> 8
}

/// What the temperature sensor puts out: 0.706 V at 27 °C, falling 1.721 mV a degree
/// (datasheet 4.9.5).
#[must_use]
pub fn sensor_volts(celsius: f64) -> f64 {
    0.706 - (celsius - 27.0) * 0.001_721
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn conversion_covers_the_whole_range_and_no_more() {
        assert_eq!(raw_from_volts(0.0), 0);
        assert_eq!(raw_from_volts(-1.0), 0);
        assert_eq!(raw_from_volts(1.65), 2048);
        assert_eq!(raw_from_volts(3.3), 4095);
        assert_eq!(raw_from_volts(5.0), 4095);
        assert_eq!(scale_to_u16(0), 0);
        assert_eq!(scale_to_u16(2048), 32776);
        assert_eq!(scale_to_u16(4095), 65535);
    }

    #[test]
    fn numbers_are_channels_first_and_pins_second() {
        assert_eq!(AdcInput::Number(0).resolve(), Ok((0, None)));
        assert_eq!(AdcInput::Number(4).resolve(), Ok((4, None)));
        assert_eq!(AdcInput::Number(26).resolve(), Ok((0, Some(26))));
        assert_eq!(AdcInput::Pin(28).resolve(), Ok((2, Some(28))));
        assert_eq!(AdcInput::Pin(4).resolve(), Err(PinError::NoAdc));
        assert_eq!(AdcInput::Number(-1).resolve(), Err(PinError::InvalidPin));
        assert_eq!(AdcInput::Number(30).resolve(), Err(PinError::InvalidPin));
    }

    #[test]
    fn the_sensor_reads_its_reference_point() {
        let raw = f64::from(raw_from_volts(sensor_volts(27.0)));
        let volts = raw * 3.3 / 4096.0;
        assert!((27.0 - (volts - 0.706) / 0.001_721 - 27.0).abs() < 0.5);
    }
}
