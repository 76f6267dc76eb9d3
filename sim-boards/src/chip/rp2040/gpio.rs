//! The GPIO bank: function select, output latch and direction, pulls, input enable.

use super::PinError;
use serde::{Deserialize, Serialize};

/// GPIOs in bank 0 (datasheet 2.19).
pub const GPIO_COUNT: u8 = 30;

/// What a pin is connected to inside the chip: FUNCSEL of the GPIO's CTRL register
/// (datasheet 2.19.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Function {
    /// SPI, F1.
    Spi,
    /// UART, F2.
    Uart,
    /// I2C, F3.
    I2c,
    /// PWM, F4.
    Pwm,
    /// Single-cycle I/O, F5: software drives the pin.
    Sio,
    /// PIO block 0, F6.
    Pio0,
    /// PIO block 1, F7.
    Pio1,
    /// Clock input or output, F8; only some pins have it.
    Clock,
    /// USB muxing, F9.
    Usb,
    /// Nothing, F31: the state after reset and of an analog input.
    Null,
}

impl Function {
    /// The function with this FUNCSEL number on this pin.
    ///
    /// # Errors
    /// [`PinError::InvalidAlternate`] if the pin does not offer it.
    pub fn from_number(pin: u8, number: u8) -> Result<Self, PinError> {
        Ok(match number {
            1 => Self::Spi,
            2 => Self::Uart,
            3 => Self::I2c,
            4 => Self::Pwm,
            5 => Self::Sio,
            6 => Self::Pio0,
            7 => Self::Pio1,
            // Clocks are on GPIO20 to GPIO25 alone.
            8 if (20..=25).contains(&pin) => Self::Clock,
            9 => Self::Usb,
            _ => return Err(PinError::InvalidAlternate(number)),
        })
    }
}

/// The pull resistors of a pad. Both together make a bus keeper, which holds the last level.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pull {
    /// Pull towards IOVDD.
    pub up: bool,
    /// Pull towards ground.
    pub down: bool,
}

impl Pull {
    /// No pull.
    pub const NONE: Self = Self {
        up: false,
        down: false,
    };
    /// Pull up.
    pub const UP: Self = Self {
        up: true,
        down: false,
    };
    /// Pull down.
    pub const DOWN: Self = Self {
        up: false,
        down: true,
    };
}

/// `machine.Pin`'s modes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum PinMode {
    /// Input.
    In,
    /// Push-pull output.
    Out,
    /// Open drain, which the rp2 port makes by switching the direction of a low output.
    OpenDrain,
    /// An alternate function, by its FUNCSEL number.
    Alt(u8),
}

/// The arguments of `Pin.init`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PinInit {
    /// The mode, or `None` to leave it.
    pub mode: Option<PinMode>,
    /// The pulls; unlike the mode they are always set, as on the board.
    pub pull: Pull,
    /// The output value to start with.
    pub value: Option<bool>,
}

/// One pin's registers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
struct Gpio {
    function: Function,
    output: bool,
    output_enable: bool,
    input_enable: bool,
    open_drain: bool,
    pull: Pull,
}

/// All pins of bank 0.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct GpioBank {
    pins: Vec<Gpio>,
}

impl GpioBank {
    /// The bank after reset: no function, pull-down on, input enabled (datasheet 2.19.6.3).
    #[must_use]
    pub fn new() -> Self {
        let reset = Gpio {
            function: Function::Null,
            output: false,
            output_enable: false,
            input_enable: true,
            open_drain: false,
            pull: Pull::DOWN,
        };
        Self {
            pins: vec![reset; usize::from(GPIO_COUNT)],
        }
    }

    /// Checks that the chip has this pin.
    ///
    /// # Errors
    /// [`PinError::InvalidPin`] if it has not.
    pub fn check(pin: u8) -> Result<(), PinError> {
        if pin < GPIO_COUNT {
            Ok(())
        } else {
            Err(PinError::InvalidPin)
        }
    }

    fn get(&self, pin: u8) -> Result<&Gpio, PinError> {
        self.pins.get(usize::from(pin)).ok_or(PinError::InvalidPin)
    }

    fn get_mut(&mut self, pin: u8) -> Result<&mut Gpio, PinError> {
        self.pins
            .get_mut(usize::from(pin))
            .ok_or(PinError::InvalidPin)
    }

    /// Configures a pin as `Pin.init` does.
    ///
    /// # Errors
    /// [`PinError::InvalidPin`], or [`PinError::InvalidAlternate`] with nothing changed.
    pub fn init(&mut self, pin: u8, init: PinInit) -> Result<(), PinError> {
        let gpio = self.get_mut(pin)?;
        match init.mode {
            None => {}
            Some(PinMode::In) => {
                gpio.output_enable = false;
                gpio.open_drain = false;
                gpio.select(Function::Sio);
            }
            Some(PinMode::Out) => {
                // The value is latched before the driver is switched on, so no glitch is seen.
                if let Some(value) = init.value {
                    gpio.output = value;
                }
                gpio.output_enable = true;
                gpio.open_drain = false;
                gpio.select(Function::Sio);
            }
            Some(PinMode::OpenDrain) => {
                gpio.output = false;
                gpio.output_enable = init.value == Some(false);
                gpio.open_drain = true;
                gpio.select(Function::Sio);
            }
            Some(PinMode::Alt(number)) => {
                gpio.select(Function::from_number(pin, number)?);
                gpio.open_drain = false;
            }
        }
        gpio.pull = init.pull;
        Ok(())
    }

    /// Connects a pin to a peripheral, which also enables its input.
    ///
    /// # Errors
    /// [`PinError::InvalidPin`].
    pub fn set_function(&mut self, pin: u8, function: Function) -> Result<(), PinError> {
        self.get_mut(pin)?.select(function);
        Ok(())
    }

    /// Makes a pin an analog input: no function, no pulls, digital input off.
    ///
    /// # Errors
    /// [`PinError::InvalidPin`].
    pub fn set_analog(&mut self, pin: u8) -> Result<(), PinError> {
        let gpio = self.get_mut(pin)?;
        gpio.function = Function::Null;
        gpio.pull = Pull::NONE;
        gpio.input_enable = false;
        Ok(())
    }

    /// Sets the output latch, or for an open-drain pin the direction.
    ///
    /// # Errors
    /// [`PinError::InvalidPin`].
    pub fn write(&mut self, pin: u8, value: bool) -> Result<(), PinError> {
        let gpio = self.get_mut(pin)?;
        if gpio.open_drain {
            gpio.output_enable = !value;
        } else {
            gpio.output = value;
        }
        Ok(())
    }

    /// Inverts the output latch, or for an open-drain pin the direction.
    ///
    /// # Errors
    /// [`PinError::InvalidPin`].
    pub fn toggle(&mut self, pin: u8) -> Result<(), PinError> {
        let gpio = self.get_mut(pin)?;
        if gpio.open_drain {
            gpio.output_enable = !gpio.output_enable;
        } else {
            gpio.output = !gpio.output;
        }
        Ok(())
    }

    /// The level that the pin was made an output with, if it was, whatever it is connected to now.
    #[must_use]
    pub fn latched_output(&self, pin: u8) -> Option<bool> {
        let gpio = self.get(pin).ok()?;
        gpio.output_enable.then_some(gpio.output)
    }

    /// What the pin is connected to.
    ///
    /// # Errors
    /// [`PinError::InvalidPin`].
    pub fn function(&self, pin: u8) -> Result<Function, PinError> {
        Ok(self.get(pin)?.function)
    }

    /// The mode that printing the pin shows; `None` for an alternate or no function.
    ///
    /// # Errors
    /// [`PinError::InvalidPin`].
    pub fn mode(&self, pin: u8) -> Result<Option<PinMode>, PinError> {
        let gpio = self.get(pin)?;
        Ok(match gpio {
            Gpio { function, .. } if *function != Function::Sio => None,
            Gpio {
                open_drain: true, ..
            } => Some(PinMode::OpenDrain),
            Gpio {
                output_enable: true,
                ..
            } => Some(PinMode::Out),
            _ => Some(PinMode::In),
        })
    }

    /// The pad's pulls.
    ///
    /// # Errors
    /// [`PinError::InvalidPin`].
    pub fn pull(&self, pin: u8) -> Result<Pull, PinError> {
        Ok(self.get(pin)?.pull)
    }

    /// The level that software drives onto the pad, if the pin is a software output.
    #[must_use]
    pub fn sio_output(&self, pin: u8) -> Option<bool> {
        let gpio = self.pins.get(usize::from(pin))?;
        (gpio.function == Function::Sio && gpio.output_enable).then_some(gpio.output)
    }

    /// Whether the pad's digital input is on; a pin in ADC mode reads 0.
    #[must_use]
    pub fn input_enabled(&self, pin: u8) -> bool {
        self.get(pin).is_ok_and(|gpio| gpio.input_enable)
    }
}

impl Default for GpioBank {
    fn default() -> Self {
        Self::new()
    }
}

impl Gpio {
    fn select(&mut self, function: Function) {
        self.function = function;
        self.input_enable = true;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn init(mode: PinMode, value: Option<bool>) -> PinInit {
        PinInit {
            mode: Some(mode),
            pull: Pull::NONE,
            value,
        }
    }

    #[test]
    fn reset_leaves_pins_pulled_down_and_unconnected() {
        let bank = GpioBank::new();
        assert_eq!(bank.pull(0), Ok(Pull::DOWN));
        assert_eq!(bank.function(0), Ok(Function::Null));
        assert_eq!(bank.mode(0), Ok(None));
        assert_eq!(bank.sio_output(0), None);
    }

    #[test]
    fn the_latch_survives_a_change_of_direction() {
        let mut bank = GpioBank::new();
        bank.init(3, init(PinMode::In, None)).unwrap();
        bank.write(3, true).unwrap();
        assert_eq!(bank.sio_output(3), None);
        bank.init(3, init(PinMode::Out, None)).unwrap();
        assert_eq!(bank.sio_output(3), Some(true));
    }

    #[test]
    fn open_drain_switches_direction() {
        let mut bank = GpioBank::new();
        bank.init(4, init(PinMode::OpenDrain, None)).unwrap();
        assert_eq!(bank.sio_output(4), None, "released to begin with");
        bank.write(4, false).unwrap();
        assert_eq!(bank.sio_output(4), Some(false));
        bank.toggle(4).unwrap();
        assert_eq!(bank.sio_output(4), None);
        assert_eq!(bank.mode(4), Ok(Some(PinMode::OpenDrain)));
    }

    #[test]
    fn only_offered_functions_are_taken() {
        let mut bank = GpioBank::new();
        assert_eq!(
            bank.init(0, init(PinMode::Alt(8), None)),
            Err(PinError::InvalidAlternate(8))
        );
        assert!(bank.init(21, init(PinMode::Alt(8), None)).is_ok());
        assert_eq!(bank.function(21), Ok(Function::Clock));
        assert_eq!(bank.write(30, true), Err(PinError::InvalidPin));
    }

    #[test]
    fn analog_mode_turns_the_digital_input_off() {
        let mut bank = GpioBank::new();
        bank.set_analog(26).unwrap();
        assert!(!bank.input_enabled(26));
        assert_eq!(bank.pull(26), Ok(Pull::NONE));
        bank.init(26, init(PinMode::In, None)).unwrap();
        assert!(bank.input_enabled(26));
    }
}
