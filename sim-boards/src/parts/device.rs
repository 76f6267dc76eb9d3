//! What a part is to the circuit: something that sees its pins change, acts on them, and has an environment.

use crate::bus::{I2cPort, I2cTarget, SpiPort, SpiTarget};
use crate::circuit::Event;
use crate::control::ControlDesc;
use crate::net::{Drive, DriverId, ElementId, IslandId, Level, NetId, Netlist, STRONG_OHMS};
use crate::parts::{LampId, PartState};
use crate::queue::EventQueue;
use crate::time::{Instant, Nanos};
use serde::Serialize;

/// One pin of a part, by its place in the list of its type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Pin(pub u8);

/// Where a pin of a part leads.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub(crate) struct Lead {
    pub net: NetId,
    /// What the part drives the net with, if it ever does.
    pub driver: Option<DriverId>,
}

/// What a part is fed by.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub(crate) struct Power {
    pub plus: Pin,
    pub minus: Pin,
    /// The least supply that the part works at.
    pub min_volts: f64,
}

/// How a part behaves. All of it happens at an instant, in which the part looks at its pins, drives them and says when
/// it wants to be woken: see [`Bench`].
pub(crate) trait Device {
    /// The power has come on: the first drives and times to wake up.
    fn power_on(&mut self, _bench: &mut Bench<'_>) {}

    /// A pin that the part watches reads otherwise than before. Pins of its ports come to the ports instead.
    fn pin(&mut self, _bench: &mut Bench<'_>, _pin: Pin, _high: bool) {}

    /// The instant has come that [`Bench::wake_at`] named.
    fn wake(&mut self, _bench: &mut Bench<'_>, _token: u16) {}

    /// The part's side of an I2C bus, and what answers there.
    fn i2c(&mut self) -> Option<(&mut I2cPort, &mut dyn I2cTarget)> {
        None
    }

    /// The part's side of an SPI bus or of a shift register's clock, and what answers there.
    fn spi(&mut self) -> Option<(&mut SpiPort, &mut dyn SpiTarget)> {
        None
    }

    /// The part's controls, whose id is `part`.
    fn controls(&self, _part: &str) -> Vec<ControlDesc> {
        Vec::new()
    }

    /// Sets a control to a value that it takes.
    fn set_control(&mut self, _bench: &mut Bench<'_>, _control: &str, _value: f64) {}

    /// What is seen of the part, if anything is.
    fn state(&self, _view: &View<'_>) -> Option<PartState> {
        None
    }
}

/// What a part has in hand at an instant: its pins, its elements, its clock.
pub(crate) struct Bench<'a> {
    pub(crate) now: Instant,
    pub(crate) part: u32,
    pub(crate) leads: &'a [Lead],
    pub(crate) nets: &'a mut Netlist,
    pub(crate) queue: &'a mut EventQueue<Event>,
    /// The islands that are to be settled.
    pub(crate) touched: &'a mut Vec<IslandId>,
    /// Grows when what is seen changes.
    pub(crate) revision: &'a mut u64,
}

impl Bench<'_> {
    /// The present instant.
    pub fn now(&self) -> Instant {
        self.now
    }

    fn lead(&self, pin: Pin) -> Lead {
        self.leads[usize::from(pin.0)]
    }

    /// Whether a digital input at a pin reads high.
    pub fn high(&self, pin: Pin) -> bool {
        self.nets.reads_high(self.lead(pin).net)
    }

    /// What a pin's net is.
    pub fn level(&self, pin: Pin) -> Level {
        self.nets.level(self.lead(pin).net)
    }

    /// The voltage at a pin, against ground.
    pub fn volts(&self, pin: Pin) -> f64 {
        self.nets.volts(self.lead(pin).net)
    }

    /// The voltage between two pins: that of a supply, if both are driven.
    pub fn supply(&self, plus: Pin, minus: Pin) -> f64 {
        let driven = |pin| self.level(pin) != Level::Floating;
        if driven(plus) && driven(minus) {
            self.volts(plus) - self.volts(minus)
        } else {
            0.0
        }
    }

    /// Whether a part has enough of a supply to work.
    pub fn powered(&self, power: Power) -> bool {
        self.supply(power.plus, power.minus) >= power.min_volts
    }

    /// Drives a push-pull output of a chip, whose high level is its supply's voltage.
    pub fn push(&mut self, pin: Pin, high: bool, power: Power) {
        let drive = if high {
            Drive::Analog {
                volts: self.volts(power.plus),
                ohms: STRONG_OHMS,
            }
        } else {
            Drive::Strong(false)
        };
        self.drive(pin, drive);
    }

    /// Whether two pins are wired together.
    pub fn joined(&self, a: Pin, b: Pin) -> bool {
        self.lead(a).net == self.lead(b).net
    }

    /// Drives a pin. The part must have asked for it when it was built.
    pub fn drive(&mut self, pin: Pin, drive: Drive) {
        let driver = self.lead(pin).driver;
        let driver = driver.expect("a part drives only what it asked for");
        let island = self.nets.set_drive(driver, drive);
        self.touch(island);
    }

    /// Drives a pin low, or lets it go.
    pub fn pull_low(&mut self, pin: Pin, low: bool) {
        self.drive(
            pin,
            if low {
                Drive::Strong(false)
            } else {
                Drive::HighZ
            },
        );
    }

    /// Changes a resistor of the part.
    pub fn set_ohms(&mut self, element: ElementId, ohms: f64) {
        let island = self.nets.set_ohms(element, ohms);
        self.touch(island);
    }

    /// Opens or closes a switch of the part.
    pub fn set_closed(&mut self, element: ElementId, closed: bool) {
        let island = self.nets.set_closed(element, closed);
        self.touch(island);
    }

    fn touch(&mut self, island: Option<IslandId>) {
        if let Some(island) = island
            && !self.touched.contains(&island)
        {
            self.touched.push(island);
        }
    }

    /// Asks to be woken. Each call is one wake-up, in the order of their instants.
    pub fn wake_at(&mut self, at: Instant, token: u16) {
        let part = self.part;
        self.queue
            .schedule(at.max(self.now), Event::Wake { part, token });
    }

    /// Asks to be woken after some time.
    pub fn wake_in(&mut self, after: Nanos, token: u16) {
        self.wake_at(self.now + after, token);
    }

    /// Drops all wake-ups with this token.
    pub fn cancel(&mut self, token: u16) {
        let this = self.part;
        self.queue
            .retain(|event| !matches!(event, Event::Wake { part, token: t } if *part == this && *t == token));
    }

    /// Says that what is seen of the part has changed.
    pub fn show(&mut self) {
        *self.revision += 1;
    }
}

/// What can be looked at from outside, without changing anything.
pub(crate) struct View<'a> {
    pub(crate) amps: &'a dyn Fn(LampId) -> f64,
}

impl View<'_> {
    /// The current through a light as an eye averages it, in amperes.
    pub fn amps(&self, lamp: LampId) -> f64 {
        (self.amps)(lamp)
    }
}
