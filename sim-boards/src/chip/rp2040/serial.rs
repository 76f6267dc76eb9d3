//! The paces that the serial controllers can make of the peripheral clock.

/// The pace of an I2C controller: its period is a whole number of clocks, as the SDK rounds it (RP2040 datasheet 4.3.14).
#[must_use]
pub fn i2c_hz(hz: u32, clock_hz: u32) -> u32 {
    let (hz, clock) = (u64::from(hz.max(1)), u64::from(clock_hz));
    let period = ((clock + hz / 2) / hz).max(1);
    u32::try_from(clock / period).unwrap_or(u32::MAX)
}

/// The pace of an SPI controller: the clock over an even prescaler and a divider, the fastest that is not faster than
/// asked, as the SDK looks for it (RP2040 datasheet 4.4.4: SSPCPSR from 2 to 254, SCR from 0 to 255).
#[must_use]
pub fn spi_hz(hz: u32, clock_hz: u32) -> u32 {
    let (hz, clock) = (u64::from(hz.max(1)), u64::from(clock_hz));
    let enough = |prescale: &u64| clock < (prescale + 2) * 256 * hz;
    let prescale = (2..=254).step_by(2).find(enough).unwrap_or(254);
    let too_fast = |divider: &u64| clock / (prescale * (divider - 1)) > hz;
    let divider = (2..=256).rev().find(too_fast).unwrap_or(1);
    u32::try_from(clock / (prescale * divider)).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What `print(SPI(0, …))` and `print(I2C(0, …))` show on a Pico at 125 MHz.
    #[test]
    fn paces_are_those_of_the_board() {
        assert_eq!(spi_hz(1_000_000, 125_000_000), 992_063);
        assert_eq!(spi_hz(10_000_000, 125_000_000), 8_928_571);
        assert_eq!(spi_hz(62_500_000, 125_000_000), 62_500_000);
        assert_eq!(i2c_hz(400_000, 125_000_000), 399_361);
        assert_eq!(i2c_hz(100_000, 125_000_000), 100_000);
    }
}
