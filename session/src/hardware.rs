//! The VM's hardware traits over the simulated circuit.

use sim_boards::{
    AdcInput, Circuit, Duty, I2cWires, Instant, PinError, PinInit, PinMode, Pull, PulseTiming,
    PwmInit, SpiClock, SpiWires,
};
use vm::hal::{
    self, Adc, AdcSource, Gpio, HalError, I2c, I2cBus, I2cDone, I2cFault, I2cOp, PinConfig, Pulses,
    Pwm, PwmConfig, PwmDuty, Spi, SpiBus,
};

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

    fn pin_serves(&mut self, pin: u8, function: &str) -> bool {
        self.circuit
            .as_ref()
            .is_some_and(|c| c.board().pin_serves(pin, function))
    }

    fn default_pin(&mut self, function: &str) -> Option<u8> {
        self.circuit.as_ref()?.board().default_pin(function)
    }

    fn asks_place(&mut self) -> bool {
        self.circuit.as_ref().is_some_and(Circuit::asks_cause)
    }

    fn made_by(&mut self, file: &str, line: u32) {
        let known = self
            .places
            .iter()
            .position(|(f, l)| f == file && *l == line);
        let place = known.unwrap_or_else(|| {
            self.places.push((file.into(), line));
            self.places.len() - 1
        });
        if let Some(circuit) = &mut self.circuit {
            circuit.give_cause(Some(place as u32));
        }
    }

    fn pin_listen(&mut self, at: u64, pin: u8, rising: bool, falling: bool) {
        if let Some(circuit) = &mut self.circuit {
            circuit.pin_listen(Instant(at), pin, rising, falling);
        }
    }

    fn take_edges(&mut self, at: u64) -> Option<(u8, bool, bool)> {
        let edges = self.circuit.as_mut()?.take_edges(Instant(at))?;
        Some((edges.pin, edges.rose, edges.fell))
    }

    fn next_event(&self) -> Option<u64> {
        self.circuit.as_ref()?.next_event().map(|at| at.0)
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

/// The wires of a bus, as the circuit calls them.
fn i2c_wires(bus: I2cBus) -> I2cWires {
    I2cWires {
        sda: bus.sda,
        scl: bus.scl,
    }
}

fn i2c_fault(fault: sim_boards::I2cFault) -> I2cFault {
    match fault {
        sim_boards::I2cFault::NoTarget => I2cFault::NoTarget,
        sim_boards::I2cFault::NotAcknowledged => I2cFault::NotAcknowledged,
        sim_boards::I2cFault::Stuck => I2cFault::Stuck,
    }
}

/// What comes of anything on a bus that cannot be used.
fn no_bus(at: u64) -> I2cDone {
    I2cDone {
        end: at,
        acknowledged: 0,
        fault: Some(I2cFault::Stuck),
    }
}

/// What became of a step, if nothing holds the wires.
fn step(
    world: &mut World,
    at: u64,
    bus: I2cBus,
    go: impl FnOnce(&mut Circuit, I2cWires, Instant) -> (Instant, usize),
) -> I2cDone {
    let wires = i2c_wires(bus);
    let Some(circuit) = &mut world.circuit else {
        return no_bus(at);
    };
    circuit.advance_to(Instant(at));
    if !circuit.i2c_is_ready(wires) {
        return no_bus(at);
    }
    let (end, acknowledged) = go(circuit, wires, Instant(at));
    I2cDone {
        end: end.0,
        acknowledged,
        fault: None,
    }
}

impl I2c for World {
    fn i2c_open(&mut self, at: u64, bus: I2cBus) -> Result<u32, HalError> {
        let circuit = self.circuit.as_mut().ok_or_else(no_pins)?;
        circuit
            .i2c_open(Instant(at), i2c_wires(bus), !bus.soft)
            .map_err(|e| refused(&e))?;
        Ok(if bus.soft {
            bus.hz
        } else {
            circuit.i2c_hz(bus.hz)
        })
    }

    fn i2c_transfer(
        &mut self,
        at: u64,
        bus: I2cBus,
        address: u8,
        ops: &mut [I2cOp<'_>],
        stop: bool,
    ) -> I2cDone {
        let Some(circuit) = &mut self.circuit else {
            return no_bus(at);
        };
        let mut ops: Vec<_> = ops
            .iter_mut()
            .map(|op| match op {
                I2cOp::Write(bytes) => sim_boards::I2cOp::Write(bytes),
                I2cOp::Read(bytes) => sim_boards::I2cOp::Read(bytes),
            })
            .collect();
        let (end, acknowledged, done) =
            circuit.i2c_transfer(Instant(at), i2c_wires(bus), bus.hz, address, &mut ops, stop);
        I2cDone {
            end: end.0,
            acknowledged,
            fault: done.err().map(i2c_fault),
        }
    }

    fn i2c_start(&mut self, at: u64, bus: I2cBus) -> I2cDone {
        step(self, at, bus, |c, wires, at| {
            (c.i2c_start(at, wires, bus.hz), 0)
        })
    }

    fn i2c_stop(&mut self, at: u64, bus: I2cBus) -> I2cDone {
        step(self, at, bus, |c, wires, at| {
            (c.i2c_stop(at, wires, bus.hz), 0)
        })
    }

    fn i2c_write(&mut self, at: u64, bus: I2cBus, bytes: &[u8]) -> I2cDone {
        step(self, at, bus, |c, wires, mut at| {
            for (count, &byte) in bytes.iter().enumerate() {
                let (end, acknowledged) = c.i2c_write(at, wires, bus.hz, byte);
                at = end;
                if !acknowledged {
                    return (at, count);
                }
            }
            (at, bytes.len())
        })
    }

    fn i2c_read(&mut self, at: u64, bus: I2cBus, into: &mut [u8], more: bool) -> I2cDone {
        step(self, at, bus, |c, wires, mut at| {
            let last = into.len().saturating_sub(1);
            for (place, byte) in into.iter_mut().enumerate() {
                (at, *byte) = c.i2c_read(at, wires, bus.hz, more || place != last);
            }
            (at, 0)
        })
    }
}

fn spi_wires(bus: SpiBus) -> (SpiWires, SpiClock) {
    let wires = SpiWires {
        sck: bus.sck,
        mosi: bus.mosi,
        miso: bus.miso,
    };
    let clock = SpiClock {
        hz: bus.hz,
        polarity: bus.polarity,
        phase: bus.phase,
        lsb_first: bus.lsb_first,
    };
    (wires, clock)
}

impl Spi for World {
    fn spi_open(&mut self, at: u64, bus: SpiBus) -> Result<u32, HalError> {
        let circuit = self.circuit.as_mut().ok_or_else(no_pins)?;
        let (wires, clock) = spi_wires(bus);
        circuit
            .spi_open(Instant(at), wires, clock, !bus.soft)
            .map_err(|e| refused(&e))?;
        Ok(if bus.soft {
            bus.hz
        } else {
            circuit.spi_hz(bus.hz)
        })
    }

    fn spi_transfer(&mut self, at: u64, bus: SpiBus, bytes: &[u8], into: Option<&mut [u8]>) -> u64 {
        let (wires, clock) = spi_wires(bus);
        match &mut self.circuit {
            Some(circuit) => {
                circuit
                    .spi_transfer(Instant(at), wires, clock, bytes, into)
                    .0
            }
            None => at,
        }
    }
}

// A pin that is given to them exists, as a `Pin` object does.
impl Pulses for World {
    fn bitstream(&mut self, at: u64, pin: u8, timing: [u32; 4], bytes: &[u8]) -> u64 {
        let timing = PulseTiming {
            zero: (timing[0], timing[1]),
            one: (timing[2], timing[3]),
        };
        let done = self
            .circuit
            .as_mut()
            .map(|c| c.bitstream(Instant(at), pin, timing, bytes));
        done.and_then(Result::ok).map_or(at, |end| end.0)
    }

    fn pin_wait(&mut self, at: u64, pin: u8, high: bool, until: u64) -> Option<u64> {
        let circuit = self.circuit.as_mut()?;
        let came = circuit
            .pin_wait(Instant(at), pin, high, Instant(until))
            .ok()
            .flatten();
        came.map(|at| at.0)
    }
}
