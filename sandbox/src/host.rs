//! The VM's hardware traits over the imported functions.

use alloc::vec::Vec;

use vm::hal::{
    Adc, AdcSource, Console, ENOENT, FileKind, FileStat, Files, Flash, Gpio, HalError, I2c, Net,
    PinConfig, PinMode, Pulses, Pwm, PwmConfig, PwmDuty, Read, Spi,
};

use crate::abi;

/// What a setting that is left as it is looks like.
const LEAVE: i32 = -1;

/// The most that an errno can be; lower results are the length of a message.
const LARGEST_ERRNO: i32 = 4095;

/// Whoever hosts the module.
pub struct Imports;

/// A result that is negative where something is wrong.
fn checked(result: i32) -> Result<i32, HalError> {
    match result {
        0.. => Ok(result),
        n if n >= -LARGEST_ERRNO => Err(HalError::Os(-n)),
        n => {
            let length = n.unsigned_abs() - LARGEST_ERRNO.unsigned_abs() - 1;
            Err(HalError::Value(abi::message_text(length as usize)))
        }
    }
}

fn flag(value: Option<bool>) -> i32 {
    value.map_or(LEAVE, i32::from)
}

impl Console for Imports {
    fn write(&mut self, at: u64, bytes: &[u8]) {
        abi::write_bytes(at, 1, bytes);
    }

    fn write_error(&mut self, at: u64, bytes: &[u8]) {
        abi::write_bytes(at, 2, bytes);
    }

    fn read(&mut self, at: u64) -> Read {
        match abi::read(at.cast_signed()) {
            -1 => Read::Wait,
            byte => u8::try_from(byte).map_or(Read::End, Read::Byte),
        }
    }
}

impl Files for Imports {
    fn find(&mut self, path: &str) -> FileKind {
        match abi::kind_of_file(path) {
            1 => FileKind::File,
            2 => FileKind::Dir,
            _ => FileKind::Missing,
        }
    }

    fn load(&mut self, path: &str) -> Option<Vec<u8>> {
        abi::bytes_of_file(path, 0, abi::size_of_file(path)?)
    }

    fn stat(&mut self, path: &str) -> Result<FileStat, i32> {
        let size = abi::size_of_file(path).unwrap_or(0) as u64;
        match self.find(path) {
            FileKind::Missing => Err(ENOENT),
            kind => Ok(FileStat { kind, size }),
        }
    }

    fn read_at(&mut self, path: &str, at: u64, len: usize) -> Result<Vec<u8>, i32> {
        // The program's buffer may be larger than any file.
        let size = abi::size_of_file(path).ok_or(ENOENT)?;
        abi::bytes_of_file(path, at, len.min(size)).ok_or(ENOENT)
    }
}

impl Gpio for Imports {
    fn pin_by_name(&mut self, name: &str) -> Option<u8> {
        abi::pin_of_name(name)
    }

    fn pin_exists(&mut self, pin: u8) -> bool {
        abi::pin_exists(pin.into()) != 0
    }

    fn pin_configure(&mut self, at: u64, pin: u8, config: PinConfig) -> Result<(), HalError> {
        let mode = match config.mode {
            None => LEAVE,
            Some(PinMode::In) => 0,
            Some(PinMode::Out) => 1,
            Some(PinMode::OpenDrain) => 2,
            Some(PinMode::Alt(function)) => 256 + i32::from(function),
        };
        let pull = i32::from(config.pull.up) | i32::from(config.pull.down) << 1;
        let value = flag(config.value);
        let at = at.cast_signed();
        checked(abi::pin_configure(at, pin.into(), mode, pull, value)).map(drop)
    }

    fn pin_read(&mut self, at: u64, pin: u8) -> bool {
        abi::pin_read(at.cast_signed(), pin.into()) != 0
    }

    fn pin_write(&mut self, at: u64, pin: u8, high: bool) {
        abi::pin_write(at.cast_signed(), pin.into(), high.into());
    }

    fn pin_toggle(&mut self, at: u64, pin: u8) {
        abi::pin_toggle(at.cast_signed(), pin.into());
    }
}

/// A PWM's settings as numbers: frequency, duty in 65535ths and in nanoseconds, inversion.
fn pwm_numbers(config: PwmConfig) -> (i64, i32, i64, i32) {
    let leave = i64::from(LEAVE);
    let (u16, ns) = match config.duty {
        None => (LEAVE, leave),
        Some(PwmDuty::U16(part)) => (part.into(), leave),
        Some(PwmDuty::Ns(ns)) => (LEAVE, i64::try_from(ns).unwrap_or(i64::MAX)),
    };
    let freq = config.freq.map_or(leave, i64::from);
    (freq, u16, ns, flag(config.invert))
}

impl Pwm for Imports {
    fn pwm_open(&mut self, at: u64, pin: u8, config: PwmConfig) -> Result<(), HalError> {
        let (freq, u16, ns, invert) = pwm_numbers(config);
        let at = at.cast_signed();
        checked(abi::pwm_open(at, pin.into(), freq, u16, ns, invert)).map(drop)
    }

    fn pwm_configure(&mut self, at: u64, pin: u8, config: PwmConfig) -> Result<(), HalError> {
        let (freq, u16, ns, invert) = pwm_numbers(config);
        let at = at.cast_signed();
        checked(abi::pwm_configure(at, pin.into(), freq, u16, ns, invert)).map(drop)
    }

    fn pwm_freq(&mut self, pin: u8) -> u32 {
        abi::pwm_freq(pin.into()).cast_unsigned()
    }

    fn pwm_duty_u16(&mut self, pin: u8) -> u16 {
        u16::try_from(abi::pwm_duty_u16(pin.into())).unwrap_or(u16::MAX)
    }

    fn pwm_duty_ns(&mut self, pin: u8) -> u64 {
        abi::pwm_duty_ns(pin.into()).cast_unsigned()
    }

    fn pwm_deinit(&mut self, at: u64, pin: u8) {
        abi::pwm_deinit(at.cast_signed(), pin.into());
    }
}

impl Net for Imports {}

impl I2c for Imports {}

impl Spi for Imports {}

impl Pulses for Imports {}

impl Flash for Imports {}

impl Adc for Imports {
    fn adc_open(&mut self, at: u64, source: AdcSource) -> Result<u8, HalError> {
        let (kind, number) = match source {
            AdcSource::Channel(number) => (0, number),
            AdcSource::Pin(number) => (1, number),
        };
        let channel = checked(abi::adc_open(at.cast_signed(), kind, number.into()))?;
        u8::try_from(channel).map_err(|_| HalError::Value("invalid channel".into()))
    }

    fn adc_read_u16(&mut self, at: u64, channel: u8) -> u16 {
        u16::try_from(abi::adc_read_u16(at.cast_signed(), channel.into())).unwrap_or(u16::MAX)
    }
}
