//! The VM's hardware traits over the simulated circuit.

use sim_boards::{AdcInput, Duty, Instant, PinError, PinInit, PinMode, Pull, PwmInit};
use vm::hal::{self, Adc, AdcSource, Gpio, HalError, PinConfig, Pwm, PwmConfig, PwmDuty};

use crate::world::World;

/// What a pin asked of a board without pins gets.
fn no_pins() -> HalError {
    HalError::Value("invalid pin".into())
}

fn refused(e: &PinError) -> HalError {
    HalError::Value(e.to_string())
}

fn pwm_init(config: PwmConfig) -> PwmInit {
    PwmInit {
        freq: config.freq,
        duty: config.duty.map(|d| match d {
            PwmDuty::U16(n) => Duty::U16(i32::from(n)),
            PwmDuty::Ns(n) => Duty::Ns(i32::try_from(n).unwrap_or(i32::MAX)),
        }),
        invert: config.invert,
    }
}

impl Gpio for World {
    fn pin_by_name(&mut self, name: &str) -> Option<u8> {
        self.circuit.as_ref()?.pin_lookup(name)
    }

    fn pin_exists(&mut self, pin: u8) -> bool {
        self.circuit
            .as_ref()
            .is_some_and(|c| c.pin_mode(pin).is_ok())
    }

    fn pin_configure(&mut self, at: u64, pin: u8, config: PinConfig) -> Result<(), HalError> {
        let circuit = self.circuit.as_mut().ok_or_else(no_pins)?;
        let init = PinInit {
            mode: config.mode.map(|m| match m {
                hal::PinMode::In => PinMode::In,
                hal::PinMode::Out => PinMode::Out,
                hal::PinMode::OpenDrain => PinMode::OpenDrain,
                hal::PinMode::Alt(n) => PinMode::Alt(n),
            }),
            pull: Pull {
                up: config.pull.up,
                down: config.pull.down,
            },
            value: config.value,
        };
        circuit
            .pin_init(Instant(at), pin, init)
            .map_err(|e| refused(&e))
    }

    // A `Pin` object only exists for a pin that exists, so reading and writing cannot fail.
    fn pin_read(&mut self, at: u64, pin: u8) -> bool {
        self.circuit
            .as_mut()
            .is_some_and(|c| c.pin_read(Instant(at), pin).unwrap_or(false))
    }

    fn pin_write(&mut self, at: u64, pin: u8, high: bool) {
        if let Some(c) = &mut self.circuit {
            let done = c.pin_write(Instant(at), pin, high);
            debug_assert!(done.is_ok(), "a Pin object names a pin that exists");
        }
    }

    fn pin_toggle(&mut self, at: u64, pin: u8) {
        if let Some(c) = &mut self.circuit {
            let done = c.pin_toggle(Instant(at), pin);
            debug_assert!(done.is_ok(), "a Pin object names a pin that exists");
        }
    }
}

impl Pwm for World {
    fn pwm_open(&mut self, at: u64, pin: u8, config: PwmConfig) -> Result<(), HalError> {
        let circuit = self.circuit.as_mut().ok_or_else(no_pins)?;
        circuit
            .pwm_open(Instant(at), pin, pwm_init(config))
            .map_err(|e| refused(&e))
    }

    fn pwm_configure(&mut self, at: u64, pin: u8, config: PwmConfig) -> Result<(), HalError> {
        let circuit = self.circuit.as_mut().ok_or_else(no_pins)?;
        circuit
            .pwm_init(Instant(at), pin, pwm_init(config))
            .map_err(|e| refused(&e))
    }

    fn pwm_freq(&mut self, pin: u8) -> u32 {
        self.circuit.as_ref().map_or(0, |c| c.pwm_freq(pin))
    }

    fn pwm_duty_u16(&mut self, pin: u8) -> u16 {
        let duty = self.circuit.as_ref().map_or(0, |c| c.pwm_duty_u16(pin));
        u16::try_from(duty).unwrap_or(u16::MAX)
    }

    fn pwm_duty_ns(&mut self, pin: u8) -> u64 {
        self.circuit
            .as_ref()
            .map_or(0, |c| u64::from(c.pwm_duty_ns(pin)))
    }

    fn pwm_deinit(&mut self, at: u64, pin: u8) {
        if let Some(c) = &mut self.circuit {
            let done = c.pwm_deinit(Instant(at), pin);
            debug_assert!(done.is_ok(), "a PWM object names a pin that exists");
        }
    }
}

impl Adc for World {
    fn adc_open(&mut self, at: u64, source: AdcSource) -> Result<u8, HalError> {
        let circuit = self.circuit.as_mut().ok_or_else(no_pins)?;
        let input = match source {
            AdcSource::Channel(n) => AdcInput::Number(i64::from(n)),
            AdcSource::Pin(n) => AdcInput::Pin(n),
        };
        circuit
            .adc_open(Instant(at), input)
            .map_err(|e| refused(&e))
    }

    fn adc_read_u16(&mut self, at: u64, channel: u8) -> u16 {
        self.circuit
            .as_mut()
            .map_or(0, |c| c.adc_read_u16(Instant(at), channel).unwrap_or(0))
    }
}
