//! What the VM needs of the world, as small traits: the session implements them over a board.
//!
//! `at` is always the virtual time in nanoseconds since power-on; the VM has no other clock.

mod errno;

use alloc::string::String;
use alloc::vec::Vec;
use core::net::SocketAddr;

pub use errno::*;

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
    /// Whether reading may give something now, which is not tried otherwise while threads sleep.
    fn has_input(&mut self) -> bool {
        true
    }
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

/// What a file or folder is like.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct FileStat {
    /// What it is; never [`FileKind::Missing`].
    pub kind: FileKind,
    /// Bytes of a file.
    pub size: u64,
}

/// The program's files. Errors are errnos. Nothing is kept open here: a file is named by its path
/// each time, so that a machine stays plain data.
pub trait Files {
    /// What `path` names.
    fn find(&mut self, path: &str) -> FileKind;
    /// The bytes of a file.
    fn load(&mut self, path: &str) -> Option<Vec<u8>>;
    /// What a file or folder is like.
    fn stat(&mut self, path: &str) -> Result<FileStat, i32> {
        let size = self.load(path).map_or(0, |bytes| bytes.len() as u64);
        match self.find(path) {
            FileKind::Missing => Err(ENOENT),
            kind => Ok(FileStat { kind, size }),
        }
    }
    /// At most `len` bytes of a file from `at` on; none at its end.
    fn read_at(&mut self, path: &str, at: u64, len: usize) -> Result<Vec<u8>, i32> {
        let bytes = self.load(path).ok_or(ENOENT)?;
        let from = usize::try_from(at).unwrap_or(usize::MAX).min(bytes.len());
        let to = from.saturating_add(len).min(bytes.len());
        Ok(bytes[from..to].to_vec())
    }
    /// Stores bytes into a file from `at` on; a gap before them reads as zeros.
    fn write_at(&mut self, _path: &str, _at: u64, _bytes: &[u8]) -> Result<(), i32> {
        Err(EROFS)
    }
    /// Makes sure that a file is there, and empty if it is to be.
    fn create(&mut self, _path: &str, _empty: bool) -> Result<(), i32> {
        Err(EROFS)
    }
    /// Removes a file, or an empty folder if it is to be one.
    fn remove(&mut self, _path: &str, _folder: bool) -> Result<(), i32> {
        Err(EROFS)
    }
    /// Gives a file or folder another path; what is there goes.
    fn rename(&mut self, _from: &str, _to: &str) -> Result<(), i32> {
        Err(EROFS)
    }
    /// Makes a folder.
    fn make_folder(&mut self, _path: &str) -> Result<(), i32> {
        Err(EROFS)
    }
    /// The names in a folder, in the order of the names.
    fn list(&mut self, _path: &str) -> Result<Vec<String>, i32> {
        Err(ENOENT)
    }
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
    /// Whether a pin can have a function of a peripheral, by the name in the chip's tables ("I2C0_SCL", "SPI1_RX").
    fn pin_serves(&mut self, _pin: u8, _function: &str) -> bool {
        false
    }
    /// The pin that has a function unless the program says otherwise; none if the board has no such peripheral.
    fn default_pin(&mut self, _function: &str) -> Option<u8> {
        None
    }
    /// Which edges of a pin the program wants to hear of; none to begin with.
    fn pin_listen(&mut self, _at: u64, _pin: u8, _rising: bool, _falling: bool) {}
    /// A pin at which such edges have come until `at`, with whether it rose and whether it fell; each is told once.
    fn take_edges(&mut self, _at: u64) -> Option<(u8, bool, bool)> {
        None
    }
    /// When something happens next without the program, which may come to a pin.
    fn next_event(&self) -> Option<u64> {
        None
    }
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
    /// Whether the host wants to know which line of the program made the last calls: then [`Gpio::made_by`] follows.
    fn asks_place(&mut self) -> bool {
        false
    }
    /// The file and the line that made the last calls.
    fn made_by(&mut self, _file: &str, _line: u32) {}
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

/// An I2C bus of the program's: its wires and its pace.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct I2cBus {
    /// The pin of the clock.
    pub scl: u8,
    /// The pin of the data.
    pub sda: u8,
    /// Bits in a second.
    pub hz: u32,
    /// Whether the firmware moves the pins itself, rather than a controller in the chip.
    pub soft: bool,
}

/// A part of a transfer. One that goes another way than that before it begins with a repeated start.
#[derive(PartialEq, Eq, Debug)]
pub enum I2cOp<'a> {
    /// Bytes for the target.
    Write(&'a [u8]),
    /// Bytes from the target.
    Read(&'a mut [u8]),
}

/// Why a transfer came to nothing.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum I2cFault {
    /// Nothing acknowledged the address.
    NoTarget,
    /// A byte was not acknowledged.
    NotAcknowledged,
    /// A wire does not go high.
    Stuck,
}

/// What became of something on a bus.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct I2cDone {
    /// When it was over.
    pub end: u64,
    /// How many bytes were acknowledged, the address not counted.
    pub acknowledged: usize,
    /// What went wrong.
    pub fault: Option<I2cFault>,
}

/// I2C buses. All takes the time that it takes on the wires.
pub trait I2c {
    /// Gives the bus its pins; gives the bits in a second that it really makes.
    fn i2c_open(&mut self, _at: u64, _bus: I2cBus) -> Result<u32, HalError> {
        Err(HalError::Value("invalid pin".into()))
    }
    /// A whole transfer with a target; without `stop` the next begins with a repeated start.
    fn i2c_transfer(
        &mut self,
        at: u64,
        _bus: I2cBus,
        _address: u8,
        _ops: &mut [I2cOp<'_>],
        _stop: bool,
    ) -> I2cDone {
        no_bus(at)
    }
    /// A start.
    fn i2c_start(&mut self, at: u64, _bus: I2cBus) -> I2cDone {
        no_bus(at)
    }
    /// A stop.
    fn i2c_stop(&mut self, at: u64, _bus: I2cBus) -> I2cDone {
        no_bus(at)
    }
    /// Bytes, up to the first that is not acknowledged.
    fn i2c_write(&mut self, at: u64, _bus: I2cBus, _bytes: &[u8]) -> I2cDone {
        no_bus(at)
    }
    /// Bytes, of which the last is acknowledged only if there are `more` to come.
    fn i2c_read(&mut self, at: u64, _bus: I2cBus, _into: &mut [u8], _more: bool) -> I2cDone {
        no_bus(at)
    }
}

/// What a host without buses answers.
fn no_bus(at: u64) -> I2cDone {
    I2cDone {
        end: at,
        acknowledged: 0,
        fault: Some(I2cFault::Stuck),
    }
}

/// An SPI bus of the program's: its wires, its pace and its mode.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct SpiBus {
    /// The pin of the clock.
    pub sck: u8,
    /// The pin of the data from the controller.
    pub mosi: Option<u8>,
    /// The pin of the data for the controller.
    pub miso: Option<u8>,
    /// Bits in a second.
    pub hz: u32,
    /// Whether the clock is high between transfers.
    pub polarity: bool,
    /// Whether data are taken at the second edge of each clock.
    pub phase: bool,
    /// Whether the lowest bit comes first.
    pub lsb_first: bool,
    /// Whether the firmware moves the pins itself, rather than a controller in the chip.
    pub soft: bool,
}

/// SPI buses.
pub trait Spi {
    /// Gives the bus its pins; gives the bits in a second that it really makes.
    fn spi_open(&mut self, _at: u64, _bus: SpiBus) -> Result<u32, HalError> {
        Err(HalError::Value("invalid pin".into()))
    }
    /// Sends bytes, and puts what comes meanwhile into a place of the same length. Gives the instant at which that is over.
    fn spi_transfer(
        &mut self,
        at: u64,
        _bus: SpiBus,
        _bytes: &[u8],
        _into: Option<&mut [u8]>,
    ) -> u64 {
        at
    }
}

/// What is done with a pin by exact times.
pub trait Pulses {
    /// Sends bytes as pulses, the highest bit first. `timing` is the nanoseconds that a 0 is high and low, and a 1.
    /// Gives the instant at which that is over.
    fn bitstream(&mut self, at: u64, _pin: u8, _timing: [u32; 4], _bytes: &[u8]) -> u64 {
        at
    }
    /// The instant at which a pin reads a level, if it does so until `until`.
    fn pin_wait(&mut self, _at: u64, _pin: u8, _high: bool, _until: u64) -> Option<u64> {
        None
    }
}

/// Connections that leave the machine, over the loopback of the computer that it is simulated on. A host has none
/// unless its user asks for them: what comes from outside is not the same each time. Errors are errnos.
pub trait Net {
    /// Connects to a TCP server; gives the number by which the connection is known.
    fn net_connect(&mut self, _to: SocketAddr) -> Result<u32, i32> {
        Err(ECONNREFUSED)
    }
    /// At most `len` bytes that have come, which stay if they are only looked at; none once the other end is closed;
    /// `EAGAIN` if there are none yet.
    fn net_receive(&mut self, _id: u32, _len: usize, _peeks: bool) -> Result<Vec<u8>, i32> {
        Err(EBADF)
    }
    /// Sends some of the bytes, and says how many; `EAGAIN` if none can be sent yet.
    fn net_send(&mut self, _id: u32, _bytes: &[u8]) -> Result<usize, i32> {
        Err(EBADF)
    }
    /// What the connection is ready for, as `select` counts it.
    fn net_ready(&mut self, _id: u32) -> i64 {
        0
    }
    /// Ends a connection.
    fn net_close(&mut self, _id: u32) {}
}

/// How a board's flash is divided.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub struct FlashGeometry {
    /// Bytes of a block, which is what can be erased.
    pub block_size: u32,
    /// How many blocks there are.
    pub blocks: u32,
}

/// The part of a board's flash that is there for files. Places are counted in bytes from its beginning. Errors are
/// errnos. What changes the flash says for how many nanoseconds nothing else can run.
pub trait Flash {
    /// How it is divided; there are no blocks where there is none.
    fn flash_geometry(&self) -> FlashGeometry {
        FlashGeometry::default()
    }
    /// Reads bytes.
    fn flash_read(&mut self, _at: u32, _into: &mut [u8]) -> Result<(), i32> {
        Err(ENODEV)
    }
    /// Clears the bits that are clear in these bytes, as the board's own routine does for a place and a length that
    /// are not those of whole pages.
    fn flash_program(&mut self, _at: u32, _bytes: &[u8]) -> Result<u64, i32> {
        Err(ENODEV)
    }
    /// Sets all bits of so many blocks.
    fn flash_erase(&mut self, _block: u32, _count: u32) -> Result<u64, i32> {
        Err(ENODEV)
    }
}

/// The flash, of which a build without file systems over blocks knows nothing.
#[cfg(feature = "storage")]
use Flash as KnownFlash;

/// Nothing.
#[cfg(not(feature = "storage"))]
pub trait KnownFlash {}

#[cfg(not(feature = "storage"))]
impl<W> KnownFlash for W {}

/// All of the world.
pub trait Host: Console + Files + Gpio + Pwm + Adc + I2c + Spi + Pulses + Net + KnownFlash {}

impl<W: Console + Files + Gpio + Pwm + Adc + I2c + Spi + Pulses + Net + KnownFlash> Host for W {}
