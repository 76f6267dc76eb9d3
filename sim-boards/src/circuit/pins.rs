//! The microcontroller's side: what a program does with pins, PWM and ADC.

use super::Circuit;
use crate::chip::rp2040::{
    self, AdcInput, CORE_TEMP_CHANNEL, Duty, Function, GpioBank, PinError, PinInit, PinMode, Pull,
    PwmInit, slice_of,
};
use crate::net::Level;
use crate::time::Instant;
use crate::trace::{Mark, Trace};

/// GPIO of the first ADC channel.
const FIRST_ANALOG: u8 = 26;

impl Circuit {
    /// The GPIO with this name (`GP15`, `LED`, `GPIO23`), if the board has one.
    #[must_use]
    pub fn pin_lookup(&self, name: &str) -> Option<u8> {
        self.board().gpio_by_name(name)
    }

    /// Configures a pin as `Pin.init` does.
    ///
    /// # Errors
    /// [`PinError`], with nothing changed.
    pub fn pin_init(&mut self, at: Instant, pin: u8, init: PinInit) -> Result<(), PinError> {
        self.advance_to(at);
        let before = self.chip.gpio.function(pin)?;
        self.chip.gpio.init(pin, init)?;
        self.update_function(pin, before);
        Ok(())
    }

    /// Sets a pin's output, or releases and pulls down an open-drain pin.
    ///
    /// # Errors
    /// [`PinError::InvalidPin`].
    pub fn pin_write(&mut self, at: Instant, pin: u8, value: bool) -> Result<(), PinError> {
        self.advance_to(at);
        self.chip.gpio.write(pin, value)?;
        self.update_pad(pin);
        Ok(())
    }

    /// Inverts a pin's output.
    ///
    /// # Errors
    /// [`PinError::InvalidPin`].
    pub fn pin_toggle(&mut self, at: Instant, pin: u8) -> Result<(), PinError> {
        self.advance_to(at);
        self.chip.gpio.toggle(pin)?;
        self.update_pad(pin);
        Ok(())
    }

    /// Reads a pin's level. A pin in ADC mode reads low.
    ///
    /// # Errors
    /// [`PinError::InvalidPin`].
    pub fn pin_read(&mut self, at: Instant, pin: u8) -> Result<bool, PinError> {
        GpioBank::check(pin)?;
        self.advance_to(at);
        self.refresh(pin);
        self.check_read(pin);
        let high = self.nets.reads_high(self.pads[usize::from(pin)].net);
        Ok(high && self.chip.gpio.input_enabled(pin))
    }

    /// The mode that printing the pin shows; `None` for an alternate or no function.
    ///
    /// # Errors
    /// [`PinError::InvalidPin`].
    pub fn pin_mode(&self, pin: u8) -> Result<Option<PinMode>, PinError> {
        self.chip.gpio.mode(pin)
    }

    /// The pin's pulls.
    ///
    /// # Errors
    /// [`PinError::InvalidPin`].
    pub fn pin_pull(&self, pin: u8) -> Result<Pull, PinError> {
        self.chip.gpio.pull(pin)
    }

    /// What the pin is connected to inside the chip.
    ///
    /// # Errors
    /// [`PinError::InvalidPin`].
    pub fn pin_function(&self, pin: u8) -> Result<Function, PinError> {
        self.chip.gpio.function(pin)
    }

    /// What a pin's net is, contention and floating included. Of a pin that a PWM drives this is
    /// the state when somebody last looked.
    ///
    /// # Errors
    /// [`PinError::InvalidPin`].
    pub fn pin_level(&self, pin: u8) -> Result<Level, PinError> {
        let pad = self
            .pads
            .get(usize::from(pin))
            .ok_or(PinError::InvalidPin)?;
        Ok(self.nets.level(pad.net))
    }

    /// The voltage at a pin.
    ///
    /// # Errors
    /// [`PinError::InvalidPin`].
    pub fn pin_volts(&self, pin: u8) -> Result<f64, PinError> {
        let pad = self
            .pads
            .get(usize::from(pin))
            .ok_or(PinError::InvalidPin)?;
        Ok(self.nets.volts(pad.net))
    }

    /// Constructs a `machine.PWM` on a pin: its channel starts afresh, then the pin is given to
    /// the slice.
    ///
    /// # Errors
    /// [`PinError`]; as on the board, what was set before the error stays set.
    pub fn pwm_open(&mut self, at: Instant, pin: u8, init: PwmInit) -> Result<(), PinError> {
        GpioBank::check(pin)?;
        self.advance_to(at);
        self.chip.pwm.forget(pin);
        let done = self.chip.pwm.init(pin, init, self.now, self.chip.clock_hz);
        if done.is_ok() {
            self.chip.gpio.set_function(pin, Function::Pwm)?;
        }
        self.update_slice(slice_of(pin));
        done
    }

    /// `PWM.init` on a pin that is in use already.
    ///
    /// # Errors
    /// As [`Circuit::pwm_open`].
    pub fn pwm_init(&mut self, at: Instant, pin: u8, init: PwmInit) -> Result<(), PinError> {
        GpioBank::check(pin)?;
        self.advance_to(at);
        let done = self.chip.pwm.init(pin, init, self.now, self.chip.clock_hz);
        self.update_slice(slice_of(pin));
        done
    }

    /// `PWM.freq(value)`: sets the frequency of the pin's whole slice.
    ///
    /// # Errors
    /// [`PinError::FrequencyTooSmall`], [`PinError::FrequencyTooLarge`], [`PinError::InvalidPin`].
    pub fn pwm_set_freq(&mut self, at: Instant, pin: u8, freq: u32) -> Result<(), PinError> {
        GpioBank::check(pin)?;
        self.advance_to(at);
        let done = self
            .chip
            .pwm
            .set_freq(pin, freq, self.now, self.chip.clock_hz);
        self.update_slice(slice_of(pin));
        done
    }

    /// `PWM.duty_u16(value)` and `PWM.duty_ns(value)`.
    ///
    /// # Errors
    /// [`PinError::InvalidPin`].
    pub fn pwm_set_duty(&mut self, at: Instant, pin: u8, duty: Duty) -> Result<(), PinError> {
        GpioBank::check(pin)?;
        self.advance_to(at);
        self.chip
            .pwm
            .set_duty(pin, duty, self.now, self.chip.clock_hz);
        self.update_slice(slice_of(pin));
        Ok(())
    }

    /// `PWM.deinit()`: stops the slice, whose outputs stay at the level they have.
    ///
    /// # Errors
    /// [`PinError::InvalidPin`].
    pub fn pwm_deinit(&mut self, at: Instant, pin: u8) -> Result<(), PinError> {
        GpioBank::check(pin)?;
        self.advance_to(at);
        self.chip.pwm.deinit(pin, self.now, self.chip.clock_hz);
        self.update_slice(slice_of(pin));
        Ok(())
    }

    /// `PWM.freq()` in hertz.
    #[must_use]
    pub fn pwm_freq(&self, pin: u8) -> u32 {
        self.chip.pwm.freq(pin, self.chip.clock_hz)
    }

    /// `PWM.duty_u16()`.
    #[must_use]
    pub fn pwm_duty_u16(&self, pin: u8) -> u32 {
        self.chip.pwm.duty_u16(pin)
    }

    /// `PWM.duty_ns()`.
    #[must_use]
    pub fn pwm_duty_ns(&self, pin: u8) -> u32 {
        self.chip.pwm.duty_ns(pin, self.chip.clock_hz)
    }

    /// Whether the pin's PWM channel is inverted, as printing it shows.
    #[must_use]
    pub fn pwm_inverted(&self, pin: u8) -> bool {
        self.chip.pwm.inverted(pin)
    }

    /// Constructs a `machine.ADC`. Returns the channel, which [`Circuit::adc_read_u16`] takes.
    ///
    /// # Errors
    /// [`PinError::InvalidPin`], [`PinError::NoAdc`].
    pub fn adc_open(&mut self, at: Instant, input: AdcInput) -> Result<u8, PinError> {
        let (channel, pin) = input.resolve()?;
        self.advance_to(at);
        if let Some(pin) = pin {
            let before = self.chip.gpio.function(pin)?;
            self.chip.gpio.set_analog(pin)?;
            self.update_function(pin, before);
        }
        Ok(channel)
    }

    /// Converts the voltage of a channel, 0 to 65535. On the board this takes
    /// [`rp2040::ADC_CONVERSION`].
    ///
    /// # Errors
    /// [`PinError::NoAdc`] if there is no such channel.
    pub fn adc_read_u16(&mut self, at: Instant, channel: u8) -> Result<u16, PinError> {
        self.advance_to(at);
        let volts = match channel {
            CORE_TEMP_CHANNEL => rp2040::sensor_volts(self.chip.temperature),
            0..CORE_TEMP_CHANNEL => {
                let pin = FIRST_ANALOG + channel;
                self.refresh(pin);
                self.check_read(pin);
                self.pin_volts(pin)?
            }
            _ => return Err(PinError::NoAdc),
        };
        Ok(rp2040::scale_to_u16(rp2040::raw_from_volts(volts)))
    }

    /// Begins to record level changes, keeping the last `limit` of them; 0 stops recording.
    /// While recording, every edge of a running PWM is simulated.
    pub fn trace_start(&mut self, at: Instant, limit: usize) {
        self.advance_to(at);
        self.trace = Trace::new(limit);
        for gpio in 0..rp2040::GPIO_COUNT {
            self.refresh(gpio);
        }
        let (nets, signals) = (&self.nets, &self.signals);
        let marks = signals.iter().map(|(name, net)| {
            let mark = Mark::new(nets.level(*net), nets.reads_high(*net));
            (name.clone(), mark)
        });
        self.trace.start(self.now, marks);
        for slice in 0..rp2040::SLICE_COUNT {
            self.schedule_pwm(slice);
        }
    }

    /// What was recorded.
    #[must_use]
    pub fn trace(&self) -> &Trace {
        &self.trace
    }

    /// What was recorded, as a VCD file.
    #[must_use]
    pub fn vcd(&self) -> String {
        crate::vcd::write(&self.trace, self.now)
    }
}
