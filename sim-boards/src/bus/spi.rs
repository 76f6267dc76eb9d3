//! SPI and shift registers as the clocked chip sees them.

use crate::net::{Drive, Level};
use crate::parts::{Bench, Pin, Power};
use serde::Serialize;

/// A chip with a serial input, and perhaps an output, that a clock moves.
pub(crate) trait SpiTarget {
    /// The chip's select has changed; it is selected at power-on if there is no such pin.
    fn select(&mut self, _bench: &mut Bench<'_>, _selected: bool) {}
    /// Some clocks: `count` bits, at most 32, that come in, the first in the highest of those places. Gives what went out
    /// at the same clocks.
    fn shift(&mut self, bench: &mut Bench<'_>, bits: u32, count: u8) -> u32;
    /// The bit that the output shows before the next clock.
    fn output(&self) -> bool {
        true
    }
}

/// A part's connection to a clock and the data that move with it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct SpiPort {
    pub clock: Pin,
    pub input: Option<Pin>,
    pub output: Option<Pin>,
    /// The select, which is active low.
    pub select: Option<Pin>,
    /// What feeds the chip, if its output is as high as that.
    pub power: Option<Power>,
    /// Whether the output is let go while the chip is not selected.
    pub tristate: bool,
    selected: bool,
}

impl SpiPort {
    pub fn new(clock: Pin, input: Option<Pin>, output: Option<Pin>, select: Option<Pin>) -> Self {
        Self {
            clock,
            input,
            output,
            select,
            power: None,
            tristate: select.is_some(),
            selected: select.is_none(),
        }
    }

    pub fn owns(&self, pin: Pin) -> bool {
        pin == self.clock || Some(pin) == self.input || Some(pin) == self.select
    }

    /// The power has come on. A select that is low already has no edge to tell of it.
    pub fn power_on(&mut self, bench: &mut Bench<'_>, target: &mut dyn SpiTarget) {
        if self
            .select
            .is_some_and(|select| bench.level(select) == Level::Low)
            && !self.selected
        {
            self.selected = true;
            target.select(bench, true);
        }
        self.show(bench, target);
    }

    /// Some clocks of a controller that moves whole words; `None` if they are not for this chip.
    pub fn shift(
        &mut self,
        bench: &mut Bench<'_>,
        target: &mut dyn SpiTarget,
        bits: u32,
        count: u8,
    ) -> Option<u32> {
        if !self.selected {
            return None;
        }
        let out = target.shift(bench, bits, count);
        self.show(bench, target);
        Some(out)
    }

    /// One of the wires has changed.
    pub fn edge(
        &mut self,
        bench: &mut Bench<'_>,
        target: &mut dyn SpiTarget,
        pin: Pin,
        high: bool,
    ) {
        if Some(pin) == self.select {
            if self.selected == high {
                self.selected = !high;
                target.select(bench, self.selected);
                self.show(bench, target);
            }
        } else if pin == self.clock && self.selected {
            if high {
                let bit = self.input.is_some_and(|input| bench.high(input));
                target.shift(bench, u32::from(bit), 1);
            } else {
                // What the output shows next comes after the next chip of a chain has taken the last.
                self.show(bench, target);
            }
        }
    }

    /// Drives the output.
    pub fn show(&self, bench: &mut Bench<'_>, target: &dyn SpiTarget) {
        let Some(output) = self.output else { return };
        match self.power {
            _ if !self.selected && self.tristate => bench.drive(output, Drive::HighZ),
            Some(power) => bench.push(output, target.output(), power),
            None => bench.drive(output, Drive::Strong(target.output())),
        }
    }
}
