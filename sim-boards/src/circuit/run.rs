//! Time: letting happen what is due.

use super::{Circuit, Event};
use crate::chip::rp2040::{Function, GPIO_COUNT};
use crate::time::Instant;

impl Circuit {
    /// When the next thing happens by itself, if anything will.
    #[must_use]
    pub fn next_event(&self) -> Option<Instant> {
        self.queue.next_at()
    }

    /// Moves time forward to `to`. A moment in the past changes nothing.
    pub fn advance_to(&mut self, to: Instant) {
        self.advance_within(to, u32::MAX);
    }

    /// As [`Circuit::advance_to`], but handles at most `budget` events, so that whoever calls can
    /// look after other things when a fast PWM is being traced. Returns whether `to` was reached.
    pub fn advance_within(&mut self, to: Instant, budget: u32) -> bool {
        for _ in 0..budget {
            let Some((at, event)) = self.queue.pop_until(to) else {
                self.judge_suspects(to);
                self.now = self.now.max(to);
                return true;
            };
            self.judge_suspects(at);
            self.now = at;
            self.by_itself = true;
            self.happen(event);
            self.by_itself = false;
        }
        if self.queue.next_at().is_some_and(|at| at <= to) {
            return false;
        }
        self.now = self.now.max(to);
        true
    }

    fn happen(&mut self, event: Event) {
        match event {
            Event::Wake { part, token } => {
                self.with_part(part, |device, bench| device.wake(bench, token))
            }
            Event::Spread => self.spread(),
            Event::LightSettles { lamp } => {
                self.revision += 1;
                let light = &mut self.lamps[lamp as usize];
                match light.light.settles_at(self.now) {
                    Some(at) => self.queue.schedule(at, Event::LightSettles { lamp }),
                    None => light.settling = false,
                }
            }
            Event::PwmLatch { slice } => {
                self.chip.pwm.latch(slice, self.now);
                self.update_slice(slice);
            }
            Event::PwmEdge { slice } => self.pwm_edge(slice),
        }
    }

    /// Plans what a slice does next by itself, in place of what was planned before.
    pub(super) fn schedule_pwm(&mut self, slice: u8) {
        self.queue.retain(|event| {
            !matches!(event, Event::PwmLatch { slice: s } | Event::PwmEdge { slice: s } if *s == slice)
        });
        let (pwm, clock_hz) = (&self.chip.pwm, self.chip.clock_hz);
        // The latch goes first where both fall on the wrap: the edge then sees the new registers.
        if let Some(at) = pwm.latch_at(slice, self.now, clock_hz) {
            self.queue.schedule(at, Event::PwmLatch { slice });
        }
        if self.wants_edges(slice)
            && let Some(at) = self.chip.pwm.next_edge(slice, self.now, clock_hz)
        {
            self.queue.schedule(at, Event::PwmEdge { slice });
        }
    }

    /// Whether anybody looks at single edges of the slice: the trace, or a part on one of its pins. While nobody does,
    /// a running PWM costs nothing.
    fn wants_edges(&self, slice: u8) -> bool {
        let watched = |gpio: u8| {
            self.chip.gpio.function(gpio) == Ok(Function::Pwm)
                && self.watched[self
                    .nets
                    .island_of_driver(self.pads[usize::from(gpio)].driver)
                    .0 as usize]
        };
        self.trace.is_on() || pins_of(slice).any(watched)
    }

    fn pwm_edge(&mut self, slice: u8) {
        for gpio in pins_of(slice) {
            self.refresh(gpio);
        }
        if let Some(at) = self.chip.pwm.next_edge(slice, self.now, self.chip.clock_hz) {
            self.queue.schedule(at, Event::PwmEdge { slice });
        }
    }
}

/// The GPIOs that a PWM slice can drive.
fn pins_of(slice: u8) -> impl Iterator<Item = u8> {
    let pins = [0, 1, 16, 17].map(|first| first + 2 * slice);
    pins.into_iter().filter(|&gpio| gpio < GPIO_COUNT)
}
