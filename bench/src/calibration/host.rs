//! A world in which nothing happens: pins that nobody watches, and a console that is kept.

use vm::hal::{
    Adc, AdcSource, Console, FileKind, Files, Flash, Gpio, HalError, I2c, Net, PinConfig, Pulses,
    Pwm, PwmConfig, Read, Spi,
};

/// The world, and what was printed in it.
#[derive(Default)]
pub struct Quiet {
    printed: Vec<u8>,
}

impl Quiet {
    /// What was printed.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.printed).into_owned()
    }
}

impl Console for Quiet {
    fn write(&mut self, _at: u64, bytes: &[u8]) {
        self.printed.extend_from_slice(bytes);
    }

    fn read(&mut self, _at: u64) -> Read {
        Read::End
    }
}

impl Files for Quiet {
    fn find(&mut self, _path: &str) -> FileKind {
        FileKind::Missing
    }

    fn load(&mut self, _path: &str) -> Option<Vec<u8>> {
        None
    }
}

impl Gpio for Quiet {
    fn pin_by_name(&mut self, _name: &str) -> Option<u8> {
        None
    }

    fn pin_exists(&mut self, pin: u8) -> bool {
        pin < 30
    }

    fn pin_configure(&mut self, _at: u64, _pin: u8, _config: PinConfig) -> Result<(), HalError> {
        Ok(())
    }

    fn pin_read(&mut self, _at: u64, _pin: u8) -> bool {
        false
    }

    fn pin_write(&mut self, _at: u64, _pin: u8, _high: bool) {}

    fn pin_toggle(&mut self, _at: u64, _pin: u8) {}
}

impl Pwm for Quiet {
    fn pwm_open(&mut self, _at: u64, _pin: u8, _config: PwmConfig) -> Result<(), HalError> {
        Ok(())
    }

    fn pwm_configure(&mut self, _at: u64, _pin: u8, _config: PwmConfig) -> Result<(), HalError> {
        Ok(())
    }

    fn pwm_freq(&mut self, _pin: u8) -> u32 {
        0
    }

    fn pwm_duty_u16(&mut self, _pin: u8) -> u16 {
        0
    }

    fn pwm_duty_ns(&mut self, _pin: u8) -> u64 {
        0
    }

    fn pwm_deinit(&mut self, _at: u64, _pin: u8) {}
}

impl Net for Quiet {}

impl I2c for Quiet {}

impl Spi for Quiet {}

impl Pulses for Quiet {}

impl Flash for Quiet {}

impl Adc for Quiet {
    fn adc_open(&mut self, _at: u64, _source: AdcSource) -> Result<u8, HalError> {
        Ok(0)
    }

    fn adc_read_u16(&mut self, _at: u64, _channel: u8) -> u16 {
        0
    }
}
