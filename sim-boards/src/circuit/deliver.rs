//! From levels to parts: what watches a net hears of it, and what it does then reaches the nets.

use super::{Circuit, Event, PartSlot};
use crate::net::IslandId;
use crate::parts::{Bench, Device, Pin};
use crate::time::Nanos;
use serde::Serialize;

/// A part is told so many changes in one instant; what more there is waits for the next nanosecond. Only outputs that
/// are fed back to their own inputs come near: a ring that has no state to rest in then oscillates, as a real one does.
const MOST_IN_ONE_INSTANT: usize = 512;

/// A pin of a part that reads otherwise than before.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub(super) struct News {
    pub part: u32,
    pub pin: Pin,
    pub high: bool,
}

impl Circuit {
    /// Lets a part do something at this instant, and what it did reach the nets and the other parts.
    pub(crate) fn with_part<R>(
        &mut self,
        part: u32,
        act: impl FnOnce(&mut dyn Device, &mut Bench<'_>) -> R,
    ) -> R {
        let mut touched = core::mem::take(&mut self.touched);
        let result = self.act(part, &mut touched, act);
        self.settle_touched(&mut touched);
        self.touched = touched;
        self.spread();
        result
    }

    fn act<R>(
        &mut self,
        part: u32,
        touched: &mut Vec<IslandId>,
        act: impl FnOnce(&mut dyn Device, &mut Bench<'_>) -> R,
    ) -> R {
        let PartSlot {
            part: device,
            leads,
            ..
        } = &mut self.parts[part as usize];
        let mut bench = Bench {
            now: self.now,
            part,
            leads,
            nets: &mut self.nets,
            queue: &mut self.queue,
            touched,
            revision: &mut self.revision,
        };
        act(device.device_mut(), &mut bench)
    }

    fn settle_touched(&mut self, touched: &mut Vec<IslandId>) {
        for island in touched.drain(..) {
            self.settle_island(island);
        }
    }

    /// Tells parts what they have not heard yet, until there is nothing to tell.
    pub(super) fn spread(&mut self) {
        if self.news.is_empty() {
            return;
        }
        let mut touched = core::mem::take(&mut self.touched);
        for _ in 0..MOST_IN_ONE_INSTANT {
            let Some(news) = self.news.pop_front() else {
                break;
            };
            self.act(news.part, &mut touched, |device, bench| {
                hear(device, bench, news.pin, news.high)
            });
            self.settle_touched(&mut touched);
        }
        self.touched = touched;
        if !self.news.is_empty() {
            self.queue.schedule(self.now + Nanos(1), Event::Spread);
        }
    }
}

/// A part hears of a pin: by its port, if the pin belongs to one.
fn hear(device: &mut dyn Device, bench: &mut Bench<'_>, pin: Pin, high: bool) {
    if let Some((port, target)) = device.i2c()
        && port.owns(pin)
    {
        port.edge(bench, target, pin, high);
    } else if let Some((port, target)) = device.spi()
        && port.owns(pin)
    {
        port.edge(bench, target, pin, high);
    } else {
        device.pin(bench, pin, high);
    }
}
