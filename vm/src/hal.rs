//! What the VM needs of the world, as small traits: the session implements them over a board.
//!
//! `at` is always the virtual time in nanoseconds since power-on; the VM has no other clock.

use alloc::string::String;
use alloc::vec::Vec;

/// Standard input and output.
pub trait Console {
    /// Takes what the program printed.
    fn write(&mut self, at: u64, bytes: &[u8]);
    /// Takes what went to standard error, which on a board is the same port.
    fn write_error(&mut self, at: u64, bytes: &[u8]) {
        self.write(at, bytes);
    }
    /// The next byte typed, if there is one yet.
    fn read(&mut self, at: u64) -> Read;
}

/// What reading the console gives.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Read {
    /// A byte.
    Byte(u8),
    /// Nothing yet: the program waits.
    Wait,
    /// Nothing any more.
    End,
}

/// What a path names.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FileKind {
    /// Nothing.
    Missing,
    /// A file.
    File,
    /// A folder.
    Dir,
}

/// The files that `import` reads.
pub trait Files {
    /// What `path` names.
    fn find(&mut self, path: &str) -> FileKind;
    /// The bytes of a file.
    fn load(&mut self, path: &str) -> Option<Vec<u8>>;
}

/// Why the hardware refused: an exception of Python's, by the name of its class.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum HalError {
    /// `ValueError` with this message.
    Value(String),
    /// `OSError` with this errno.
    Os(i32),
    /// `TypeError` with this message.
    Type(String),
}

/// How a pin is used.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PinMode {
    /// Reads.
    In,
    /// Drives.
    Out,
    /// Drives low, or lets go.
    OpenDrain,
    /// Belongs to a peripheral, by the number that the chip gives this function.
    Alt(u8),
}

/// The resistors inside a pin.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Pull {
    /// To the supply.
    pub up: bool,
    /// To ground.
    pub down: bool,
}

/// What `Pin()` and `Pin.init()` ask for.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct PinConfig {
    /// The mode; `None` leaves it.
    pub mode: Option<PinMode>,
    /// The pulls, which are always set.
    pub pull: Pull,
    /// The level to begin with; it only matters in the modes that drive.
    pub value: Option<bool>,
}

/// Digital pins, by number.
pub trait Gpio {
    /// The number of the pin that the board calls `name` ("GP15", "LED", "GPIO15"), if any.
    fn pin_by_name(&mut self, name: &str) -> Option<u8>;
    /// Whether the board has this pin.
    fn pin_exists(&mut self, pin: u8) -> bool;
    /// Sets a pin up.
    fn pin_configure(&mut self, at: u64, pin: u8, config: PinConfig) -> Result<(), HalError>;
    /// The level on a pin.
    fn pin_read(&mut self, at: u64, pin: u8) -> bool;
    /// Sets what a pin drives; in open-drain mode, high lets it go.
    fn pin_write(&mut self, at: u64, pin: u8, high: bool);
    /// Inverts what a pin drives.
    fn pin_toggle(&mut self, at: u64, pin: u8);
}

/// How long a PWM output is high.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PwmDuty {
    /// In 65535ths of the period.
    U16(u16),
    /// In nanoseconds.
    Ns(u64),
}

/// What `PWM()` and `PWM.init()` ask for; `None` leaves a thing as it is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct PwmConfig {
    /// The frequency in Hz.
    pub freq: Option<u32>,
    /// The duty.
    pub duty: Option<PwmDuty>,
    /// Whether the output is upside down.
    pub invert: Option<bool>,
}

/// Pulse-width modulation, by pin.
pub trait Pwm {
    /// Gives a pin to its PWM channel, which forgets duty and inversion first.
    fn pwm_open(&mut self, at: u64, pin: u8, config: PwmConfig) -> Result<(), HalError>;
    /// Changes the output.
    fn pwm_configure(&mut self, at: u64, pin: u8, config: PwmConfig) -> Result<(), HalError>;
    /// The frequency in Hz; 0 if none was set.
    fn pwm_freq(&mut self, pin: u8) -> u32;
    /// The duty, 0 to 65535.
    fn pwm_duty_u16(&mut self, pin: u8) -> u16;
    /// The time high in each period, in nanoseconds.
    fn pwm_duty_ns(&mut self, pin: u8) -> u64;
    /// Stops the output.
    fn pwm_deinit(&mut self, at: u64, pin: u8);
}

/// What an ADC object reads.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum AdcSource {
    /// A channel number, as `ADC(4)` gives it.
    Channel(u8),
    /// A pin.
    Pin(u8),
}

/// Analog inputs.
pub trait Adc {
    /// Sets an input up; gives its channel.
    fn adc_open(&mut self, at: u64, source: AdcSource) -> Result<u8, HalError>;
    /// Samples a channel, scaled to 16 bits.
    fn adc_read_u16(&mut self, at: u64, channel: u8) -> u16;
}

/// All of the world.
pub trait Host: Console + Files + Gpio + Pwm + Adc {}

impl<W: Console + Files + Gpio + Pwm + Adc> Host for W {}
