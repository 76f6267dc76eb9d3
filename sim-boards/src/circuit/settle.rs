//! From the chip's registers to levels and light: keeping the nets up to date.

use super::deliver::News;
use super::{Circuit, Event};
use crate::chip::rp2040::{Function, GPIO_COUNT, slice_of};
use crate::net::{Drive, IslandId};
use crate::trace::Mark;

impl Circuit {
    /// Brings the nets to the state of the chip after reset.
    pub(super) fn power_on(&mut self) {
        for gpio in 0..GPIO_COUNT {
            self.update_pad(gpio);
        }
        // Lights that hang between supplies are on no pad's island.
        for island in 0..self.lamps_of_island.len() {
            self.update_lamps(IslandId(island as u32), None);
        }
        for part in 0..self.parts.len() as u32 {
            self.with_part(part, |device, bench| {
                device.power_on(bench);
                if let Some((port, target)) = device.spi() {
                    port.power_on(bench, target);
                }
            });
        }
    }

    /// What the chip does to a pad at this instant.
    pub(super) fn pad_drive(&self, gpio: u8) -> Drive {
        if let Some(high) = self.chip.gpio.sio_output(gpio) {
            return Drive::Strong(high);
        }
        // Between transfers a controller holds the levels that it was given the pins with.
        if self.chip.gpio.function(gpio) == Ok(Function::Spi)
            && let Some(high) = self.chip.gpio.latched_output(gpio)
        {
            return Drive::Strong(high);
        }
        if self.chip.gpio.function(gpio) == Ok(Function::Pwm) {
            let pwm = &self.chip.pwm;
            return Drive::Strong(pwm.output(gpio, self.now, self.chip.clock_hz));
        }
        match self.chip.gpio.pull(gpio) {
            Ok(pull) if pull.up && pull.down => Drive::Keep,
            Ok(pull) if pull.up => Drive::Pull(true),
            Ok(pull) if pull.down => Drive::Pull(false),
            _ => Drive::HighZ,
        }
    }

    /// Lets a change of a pin's registers reach its net.
    pub(super) fn update_pad(&mut self, gpio: u8) {
        let drive = self.pad_drive(gpio);
        let driver = self.pads[usize::from(gpio)].driver;
        if let Some(island) = self.nets.set_drive(driver, drive) {
            self.update_island(island);
        }
    }

    /// As [`Circuit::update_pad`], for a pin whose function was `before`: the level that a PWM
    /// left may be the new one, and yet the lights now get it for good and not for a share of time.
    pub(super) fn update_function(&mut self, gpio: u8, before: Function) {
        self.update_pad(gpio);
        if before == Function::Pwm {
            let driver = self.pads[usize::from(gpio)].driver;
            self.update_island(self.nets.island_of_driver(driver));
        }
    }

    /// Lets a change of a PWM slice reach the nets of all its pins.
    pub(super) fn update_slice(&mut self, slice: u8) {
        for gpio in (0..GPIO_COUNT).filter(|&gpio| slice_of(gpio) == slice) {
            if self.chip.gpio.function(gpio) == Ok(Function::Pwm) {
                let Some(pad) = self.pads.get(usize::from(gpio)).copied() else {
                    continue;
                };
                self.nets.set_drive(pad.driver, self.pad_drive(gpio));
                // Even if the level at this instant is the same, its share of time may not be.
                self.update_island(self.nets.island_of_driver(pad.driver));
            }
        }
        self.schedule_pwm(slice);
    }

    /// Solves an island anew and passes the news on to lights, trace and parts.
    pub(super) fn update_island(&mut self, island: IslandId) {
        self.settle_island(island);
        self.spread();
    }

    /// As [`Circuit::update_island`], but leaves it to the caller that parts hear of it.
    pub(super) fn settle_island(&mut self, island: IslandId) {
        let means = self.mean_amps(island);
        self.nets.settle(island);
        self.note_changes();
        self.update_lamps(island, means.as_deref());
        self.check_currents(island);
    }

    /// Brings an island's PWM outputs to this instant. Single edges are not simulated while
    /// nobody looks; whoever looks calls this first.
    pub(super) fn refresh(&mut self, gpio: u8) {
        let island = self
            .nets
            .island_of_driver(self.pads[usize::from(gpio)].driver);
        self.refresh_island(island);
    }

    /// As [`Circuit::refresh`], for an island.
    pub(super) fn refresh_island(&mut self, island: IslandId) {
        let mut changed = false;
        for other in self.pwm_pins_of(island) {
            let driver = self.pads[usize::from(other)].driver;
            let drive = self.pad_drive(other);
            changed |= self.nets.set_drive(driver, drive).is_some();
        }
        if changed {
            self.nets.settle(island);
            self.note_changes();
            self.spread();
        }
    }

    /// The GPIOs that drive an island with a running PWM output.
    pub(super) fn pwm_pins_of(&self, island: IslandId) -> Vec<u8> {
        self.nets
            .drivers_of(island)
            .iter()
            .filter_map(|driver| {
                // The pads' drivers are the first ones, in the order of the GPIOs.
                let gpio = u8::try_from(driver.0)
                    .ok()
                    .filter(|&gpio| gpio < GPIO_COUNT)?;
                let function = self.chip.gpio.function(gpio);
                (function == Ok(Function::Pwm) && self.chip.pwm.is_toggling(gpio)).then_some(gpio)
            })
            .collect()
    }

    fn note_changes(&mut self) {
        while let Some(net) = self.nets.take_changed() {
            let high = self.nets.reads_high(net);
            self.check_level(net);
            self.hear_net(net, high);
            for &(part, pin) in &self.watchers_of_net[net.0 as usize] {
                self.news.push_back(News { part, pin, high });
            }
            if !self.trace.is_on() {
                continue;
            }
            let mark = Mark::new(self.nets.level(net), high);
            for &signal in &self.signals_of_net[net.0 as usize] {
                self.trace.record(self.now, signal, mark);
            }
        }
    }

    /// Gives the lights of an island their current: the mean over a PWM period where one is given.
    fn update_lamps(&mut self, island: IslandId, means: Option<&[f64]>) {
        for order in 0..self.lamps_of_island[island.0 as usize].len() {
            let index = self.lamps_of_island[island.0 as usize][order];
            let lamp = &mut self.lamps[index as usize];
            let amps = match means {
                Some(means) => means[order],
                None => self.nets.amps(lamp.diode),
            };
            if !lamp.light.set_amps(self.now, amps.max(0.0)) {
                continue;
            }
            self.revision += 1;
            if !lamp.settling
                && let Some(at) = lamp.light.settles_at(self.now)
            {
                lamp.settling = true;
                self.queue.schedule(at, Event::LightSettles { lamp: index });
            }
        }
    }
}
